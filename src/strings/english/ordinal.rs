//! Ordinal numbers.

use crate::strings::util::display;
use core::fmt::{self, Display, Write};

/// Formats a number with its English ordinal suffix: `1st`, `22nd`, `113th`.
///
/// The suffix goes by the last two characters of what the number's `Display` writes; a text that
/// does not end in an ASCII digit gets none.
///
/// # Examples
///
/// ```
/// use boltons::strings::ordinal;
///
/// assert_eq!(ordinal(1).to_string(), "1st");
/// assert_eq!(ordinal(112).to_string(), "112th");
/// assert_eq!(ordinal("1,002").to_string(), "1,002nd");
/// assert_eq!(ordinal("last").to_string(), "last");
/// ```
#[doc(alias = "ordinalize")]
#[inline]
pub const fn ordinal<N: Display>(n: N) -> Ordinal<N> {
    Ordinal { n }
}

/// A number with its ordinal suffix; created by [`ordinal`].
///
/// Width, fill, alignment, sign and precision of the format string are honoured.
///
/// # Examples
///
/// ```
/// use boltons::strings::ordinal;
///
/// assert_eq!(format!("{:>5}|", ordinal(22)), " 22nd|");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct Ordinal<N> {
    n: N,
}

impl<N: Display> Display for Ordinal<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (plus, precision) = (f.sign_plus(), f.precision());
        display::padded(f, |out| {
            let mut tail = Tail { out, last: [0; 2] };
            display::number_with(&mut tail, plus, precision, &self.n)?;
            let suffix = suffix(tail.last);
            out.write_str(suffix)
        })
    }
}

/// Returns the English ordinal suffix of a number: `st`, `nd`, `rd` or `th`.
///
/// Empty if what the number's `Display` writes does not end in an ASCII digit.
///
/// # Examples
///
/// ```
/// use boltons::strings::ordinal_suffix;
///
/// assert_eq!(ordinal_suffix(3), "rd");
/// assert_eq!(ordinal_suffix(13), "th");
/// assert_eq!(ordinal_suffix("n"), "");
/// ```
#[must_use]
pub fn ordinal_suffix<N: Display>(n: N) -> &'static str {
    let mut tail = Tail { out: &mut display::Chars::default(), last: [0; 2] };
    // Counting cannot fail; a `Display` that does ends without a suffix it could be judged by.
    match write!(tail, "{n}") {
        Ok(()) => suffix(tail.last),
        Err(_) => "",
    }
}

/// A writer that remembers the last two bytes.
struct Tail<'a> {
    out: &'a mut dyn Write,
    last: [u8; 2],
}

impl Write for Tail<'_> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        match *s.as_bytes() {
            [] => {}
            [one] => self.last = [self.last[1], one],
            [.., before, last] => self.last = [before, last],
        }
        self.out.write_str(s)
    }
}

fn suffix(last: [u8; 2]) -> &'static str {
    match last {
        [b'1', b'1'..=b'3'] => "th",
        [_, b'1'] => "st",
        [_, b'2'] => "nd",
        [_, b'3'] => "rd",
        [_, b'0'..=b'9'] => "th",
        _ => "",
    }
}
