//! Digits in groups of three.
//!
//! The text of the number is written twice: once into a counter, which finds how many digits its
//! first run has, and once through a writer that inserts the separators. That costs a second
//! `Display` call and saves the buffer: O(text) time, no allocation, any type.

use crate::strings::util::display;
use crate::strings::util::slice::{rest, skip, slice};
use core::fmt::{self, Alignment, Display, Write};

/// Formats a number with its integer digits in groups of three: `1,234,567.89`.
///
/// This works on whatever the number's `Display` writes: its first run of ASCII digits is grouped,
/// the sign before and the decimals after it are copied.
///
/// Computes in **O(n)** time, where *n* is the length of the number's text, and allocates nothing.
///
/// # Examples
///
/// ```
/// use boltons::strings::group_digits;
///
/// assert_eq!(group_digits(1_234_567).to_string(), "1,234,567");
/// assert_eq!(group_digits(-1234.56789).to_string(), "-1,234.56789");
/// assert_eq!(group_digits(999).to_string(), "999");
/// assert_eq!(group_digits(f64::NAN).to_string(), "NaN");
/// ```
#[doc(alias = "intcomma")]
#[doc(alias = "separate_with_commas")]
#[doc(alias = "thousands")]
#[inline]
pub const fn group_digits<N: Display>(n: N) -> GroupDigits<N> {
    GroupDigits { n, separator: ",", point: "." }
}

/// A number whose integer digits are printed in groups of three; created by [`group_digits`].
///
/// Width, fill, alignment (to the right, as for numbers), sign and precision of the format string
/// are honoured.
///
/// # Examples
///
/// ```
/// use boltons::strings::group_digits;
///
/// assert_eq!(format!("{:>+12.1}", group_digits(1234.56)), "    +1,234.6");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct GroupDigits<N> {
    n: N,
    separator: &'static str,
    point: &'static str,
}

impl<N> GroupDigits<N> {
    /// Sets the separator between the groups; a comma by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::group_digits;
    /// assert_eq!(group_digits(65536).separator("\u{202f}").to_string(), "65\u{202f}536");
    /// ```
    pub fn separator(self, separator: &'static str) -> Self {
        Self { separator, ..self }
    }

    /// Sets the decimal mark; a point by default.
    ///
    /// It replaces the first point after the integer digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::group_digits;
    ///
    /// let german = group_digits(1_234_567.89).separator(".").decimal_mark(",");
    /// assert_eq!(german.to_string(), "1.234.567,89");
    /// ```
    pub fn decimal_mark(self, mark: &'static str) -> Self {
        Self { point: mark, ..self }
    }
}

impl<N: Display> Display for GroupDigits<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut survey = Survey::default();
        display::number(&mut survey, f, &self.n)?;
        let separators = survey.digits.saturating_sub(1) / 3;
        let mut chars = survey.chars + separators * self.separator.chars().count();
        if survey.point {
            chars = (chars - 1).saturating_add(self.point.chars().count());
        }
        // The options are read through a copy, as the formatter is the writer's meanwhile.
        let (plus, precision) = (f.sign_plus(), f.precision());
        display::pad_with(f, Alignment::Right, chars, |f| {
            let mut out = Grouped {
                out: f,
                left: survey.digits,
                separator: self.separator,
                point: survey.point.then_some(self.point),
            };
            display::number_with(&mut out, plus, precision, &self.n)
        })
    }
}

/// Counts the characters, and the digits of the first run.
#[derive(Default)]
struct Survey {
    chars: usize,
    digits: usize,
    over: bool,
    /// Whether a point comes right after them.
    point: bool,
}

impl Write for Survey {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.chars += s.chars().count();
        if !self.over {
            for byte in s.bytes() {
                if byte.is_ascii_digit() {
                    self.digits += 1;
                } else if self.digits > 0 {
                    self.over = true;
                    self.point = byte == b'.';
                    break;
                }
            }
        }
        Ok(())
    }
}

/// Inserts separators into the first `left` digits that pass, and then the decimal mark for the
/// point.
struct Grouped<'a, W> {
    out: &'a mut W,
    left: usize,
    separator: &'static str,
    /// What is written for the next point once the digits have passed.
    point: Option<&'static str>,
}

impl<W: Write> Write for Grouped<'_, W> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        let is_digit = |b: &u8| b.is_ascii_digit();
        if self.left == 0 {
            return self.after(s);
        }
        let Some(mut at) = s.bytes().position(|b| is_digit(&b)) else {
            return self.out.write_str(s);
        };
        self.out.write_str(slice(s, 0, at))?;
        let end = skip(s.as_bytes(), at, |b| is_digit(&b)).min(at + self.left);
        while at < end {
            // To the next separator, or to the end of this piece of the run.
            let group = (end - at).min((self.left - 1) % 3 + 1);
            self.out.write_str(slice(s, at, at + group))?;
            (at, self.left) = (at + group, self.left - group);
            if self.left > 0 && self.left % 3 == 0 {
                self.out.write_str(self.separator)?;
            }
        }
        if self.left > 0 { self.out.write_str(rest(s, end)) } else { self.after(rest(s, end)) }
    }
}

impl<W: Write> Grouped<'_, W> {
    /// Writes what comes after the integer digits.
    fn after(&mut self, s: &str) -> fmt::Result {
        let Some(tail) = s.strip_prefix('.') else { return self.out.write_str(s) };
        match self.point.take() {
            Some(point) => {
                self.out.write_str(point)?;
                self.out.write_str(tail)
            }
            None => self.out.write_str(s),
        }
    }
}
