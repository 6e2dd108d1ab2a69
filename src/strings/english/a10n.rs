//! Words shortened to their ends.

use crate::strings::util::display;
use core::fmt::{self, Display};

/// Returns a word abbreviated to its first and last letter with the number of letters between:
/// `i18n`.
///
/// Texts of fewer than three characters stay.
///
/// # Examples
///
/// ```
/// use boltons::strings::a10n;
///
/// assert_eq!(a10n("internationalization").to_string(), "i18n");
/// assert_eq!(a10n("été").to_string(), "é1é");
/// assert_eq!(a10n("of").to_string(), "of");
/// ```
#[doc(alias = "numeronym")]
#[inline]
pub const fn a10n(s: &str) -> A10n<'_> {
    A10n { text: s }
}

/// A word abbreviated to its first and last letter with the number between; created by [`a10n`].
///
/// Width, fill and alignment of the format string are honoured.
///
/// # Examples
///
/// ```
/// use boltons::strings::a10n;
///
/// assert_eq!(format!("{:>6}", a10n("kubernetes")), "   k8s");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct A10n<'a> {
    text: &'a str,
}

impl Display for A10n<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut chars = self.text.chars();
        match (chars.next(), chars.next_back(), chars.count()) {
            (Some(first), Some(last), between @ 1..) => {
                display::padded(f, |out| write!(out, "{first}{between}{last}"))
            }
            _ => display::pad(f, self.text),
        }
    }
}
