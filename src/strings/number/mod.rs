//! Numbers and sizes as people write them.

mod bytes;

mod group_digits;

pub(crate) mod count;

pub use bytes::{FormatBytes, format_bytes, parse_bytes};
pub use count::Count;
pub use group_digits::{GroupDigits, group_digits};
