//! strings.

#![deny(clippy::string_slice)]

mod digits;
mod emit;
mod natural;
mod ranges;
mod ranges_iter;
mod ranges_text;
mod size;
mod text;

pub use digits::{GroupDigits, group_digits};
pub use natural::natural_cmp;
pub use ranges::IntRanges;
pub use ranges_text::IntListFormat;
pub use size::{Count, FormatBytes, format_bytes, parse_bytes};

/// The iterators of [`IntRanges`].
pub mod int_ranges {
    pub use super::ranges_iter::{IntoIter, Iter, Ranges};
}
