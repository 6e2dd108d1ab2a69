//! Helpers that several parts of this module share.

pub(crate) mod ascii;
pub(crate) mod chars;
pub(crate) mod cow;
pub(crate) mod display;
pub(crate) mod slice;
pub(crate) mod swar;
mod unicode_ranges;
