//! A count with its noun.

use super::inflect::cardinalize;
use crate::strings::util::display;
use core::fmt::{self, Display};

/// Formats a count with its noun: `No worries`, `1 item`, `3 items`.
///
/// # Examples
///
/// ```
/// use boltons::strings::unit_len;
///
/// assert_eq!(unit_len(0, "worry").to_string(), "No worries");
/// assert_eq!(unit_len(1, "item").to_string(), "1 item");
/// assert_eq!(unit_len(3, "item").to_string(), "3 items");
/// ```
#[doc(alias = "pluralize_count")]
#[inline]
pub const fn unit_len(count: usize, noun: &str) -> UnitLen<'_> {
    UnitLen { count, noun }
}

/// A count with its noun; created by [`unit_len`].
///
/// Width, fill and alignment of the format string are honoured.
///
/// # Examples
///
/// ```
/// use boltons::strings::unit_len;
///
/// assert_eq!(format!("{:>9}", unit_len(3, "item")), "  3 items");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct UnitLen<'a> {
    count: usize,
    noun: &'a str,
}

impl Display for UnitLen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = cardinalize(self.noun, self.count);
        display::padded(f, |out| match self.count {
            0 => write!(out, "No {noun}"),
            count => write!(out, "{count} {noun}"),
        })
    }
}
