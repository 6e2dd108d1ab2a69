//! Integer lists as text, `1-3,7,10-11`, both ways.
//!
//! ```text
//! list   = [item] (delimiter [item])*        blanks (space, tab) around items
//! item   = number | number range-delimiter number
//! number = "-"? digit+
//! ```
//!
//! One pass over the bytes; the text's runs go to a builder that sorts once, and only where they
//! did not come in order. A `-` is a sign where a number must start and a delimiter after one, so
//! `-3--1` and `1--3` need no look-ahead.

use super::set::{Builder, IntRanges};
use crate::error::{Error, Kind, shown};
use crate::strings::util::display;
use crate::strings::util::slice::rest;
use core::fmt::{self, Display, Write};
use core::ops::RangeInclusive;
use core::str::FromStr;

const WHAT: &str = "integer list";

/// How integer lists are written: what stands between items and between the ends of a range.
///
/// The default is that of [`IntRanges`]: `1-3,7,10-11`.
///
/// # Examples
///
/// ```
/// use boltons::strings::IntListFormat;
///
/// let format = IntListFormat::new().delimiter(';').range_delimiter('~').spaced();
/// let set = format.parse("1~3;7")?;
/// assert_eq!(format.display(&set).to_string(), "1~3; 7");
///
/// let ports = IntListFormat::new().within(1..=65535);
/// assert!(ports.parse("80,443,70000").unwrap_err().is_out_of_range());
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use]
pub struct IntListFormat {
    delimiter: char,
    range_delimiter: char,
    spaced: bool,
    min_run: usize,
    within: (i64, i64),
}

impl Default for IntListFormat {
    fn default() -> Self {
        Self::new()
    }
}

impl IntListFormat {
    /// Makes the default format: `1-3,7`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntListFormat;
    ///
    /// assert_eq!(IntListFormat::new().parse("1-3,7")?.count(), 4);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn new() -> Self {
        Self {
            delimiter: ',',
            range_delimiter: '-',
            spaced: false,
            min_run: 2,
            within: (i64::MIN, i64::MAX),
        }
    }

    /// Sets what stands between items; a comma by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntListFormat;
    ///
    /// assert_eq!(IntListFormat::new().delimiter(';').parse("1;2")?.count(), 2);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn delimiter(self, delimiter: char) -> Self {
        Self { delimiter, ..self }
    }

    /// Sets what stands between the ends of a range; a hyphen by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntListFormat;
    ///
    /// assert_eq!(IntListFormat::new().range_delimiter(':').parse("-2:2")?.count(), 5);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn range_delimiter(self, range_delimiter: char) -> Self {
        Self { range_delimiter, ..self }
    }

    /// Prints a space after each delimiter between items. For parsing, blanks may always be there.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{IntListFormat, IntRanges};
    ///
    /// let set = IntRanges::from_iter([1, 2, 5]);
    /// assert_eq!(IntListFormat::new().spaced().display(&set).to_string(), "1-2, 5");
    /// ```
    pub const fn spaced(self) -> Self {
        Self { spaced: true, ..self }
    }

    /// Prints runs of fewer than `count` integers one by one; 2 by default, and at the least.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{IntListFormat, IntRanges};
    /// let set: IntRanges = "1-2,5-7".parse()?;
    /// assert_eq!(IntListFormat::new().min_run(3).display(&set).to_string(), "1,2,5-7");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn min_run(self, count: usize) -> Self {
        Self { min_run: count, ..self }
    }

    /// Refuses numbers outside a range when parsing.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntListFormat;
    ///
    /// let ports = IntListFormat::new().within(1..=65_535);
    /// assert!(ports.parse("80,99999").unwrap_err().is_out_of_range());
    /// ```
    pub const fn within(self, range: RangeInclusive<i64>) -> Self {
        Self { within: (*range.start(), *range.end()), ..self }
    }

    /// Parses an integer list.
    ///
    /// Items may come in any order, overlap and repeat, a range may have its ends in either order,
    /// blanks may stand around items and within a range, and items may be empty.
    ///
    /// Computes in **O(n)** time, where *n* is the length of the text, if the items are in order,
    /// else in O(n + r log r), where *r* is the number of items. A range costs the same however
    /// many integers it has.
    ///
    /// # Errors
    ///
    /// A syntax error for other text (`1-`, `1-3-7`, `+1`, `1_000`, digits other than ASCII's); out
    /// of range for a number beyond `i64` or outside [`within`](Self::within); an invalid argument
    /// if the format cannot be parsed with: a delimiter is a digit, both are the same, the one
    /// between items is `-`, or the one within ranges is white space.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntListFormat;
    ///
    /// let format = IntListFormat::new();
    /// assert_eq!(format.parse(" 8-5, -3--1,,1 ")?.to_string(), "-3--1,1,5-8");
    /// assert_eq!(
    ///     format.parse("1-3,x").unwrap_err().to_string(),
    ///     r#"unexpected character 'x' while parsing integer list "1-3,x" at byte 4"#,
    /// );
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn parse(&self, s: &str) -> Result<IntRanges, Error> {
        self.check_delimiters()?;
        let mut parser = Parser::new(self, s);
        // A guess at the number of items that costs less than growing: `10-20,` is a short one.
        let mut runs = Builder::with_capacity((s.len() / 8).min(1 << 12));
        loop {
            parser.skip_blanks();
            if parser.at == s.len() {
                return Ok(runs.finish());
            }
            if parser.skip_char(self.delimiter) {
                continue;
            }
            let lo = parser.number()?;
            parser.skip_blanks();
            let mut hi = lo;
            if parser.skip_char(self.range_delimiter) {
                parser.skip_blanks();
                hi = parser.number()?;
                parser.skip_blanks();
            }
            runs.push(lo.min(hi), lo.max(hi));
            if parser.at < s.len() && !parser.skip_char(self.delimiter) {
                return Err(parser.unexpected());
            }
        }
    }

    /// Returns a set as text in this format.
    ///
    /// Any delimiters are used as they are, also those that could not be parsed.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{IntListFormat, IntRanges};
    /// let set: IntRanges = "1-3,7".parse()?;
    /// let format = IntListFormat::new().range_delimiter('–').spaced();
    /// assert_eq!(format.display(&set).to_string(), "1–3, 7");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn display<'a>(&'a self, set: &'a IntRanges) -> impl Display + 'a {
        Shown { format: *self, set }
    }

    fn check_delimiters(&self) -> Result<(), Error> {
        let (item, range) = (self.delimiter, self.range_delimiter);
        let message = if item.is_ascii_digit() || range.is_ascii_digit() {
            format_args!("a digit cannot be a delimiter of an integer list")
        } else if item == range {
            format_args!("items and ranges of an integer list need different delimiters")
        } else if item == '-' {
            format_args!("the items of an integer list cannot be delimited by '-', the sign")
        } else if range.is_whitespace() {
            format_args!("the ranges of an integer list cannot be delimited by white space")
        } else {
            return Ok(());
        };
        Err(Error::new(Kind::InvalidArgument, message))
    }
}

/// A place in the text.
struct Parser<'a> {
    format: &'a IntListFormat,
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Parser<'a> {
    fn new(format: &'a IntListFormat, text: &'a str) -> Self {
        Self { format, text, bytes: text.as_bytes(), at: 0 }
    }

    #[inline]
    fn skip_blanks(&mut self) {
        while let Some(&b @ (b' ' | b'\t')) = self.bytes.get(self.at) {
            if char::from(b) == self.format.delimiter {
                break;
            }
            self.at += 1;
        }
    }

    #[inline]
    fn skip_char(&mut self, c: char) -> bool {
        let there = if c.is_ascii() {
            self.bytes.get(self.at) == Some(&(c as u8))
        } else {
            rest(self.text, self.at).starts_with(c)
        };
        if there {
            self.at += c.len_utf8();
        }
        there
    }

    #[inline]
    fn number(&mut self) -> Result<i64, Error> {
        let start = self.at;
        let negative = self.bytes.get(self.at) == Some(&b'-');
        let digits = self.at + usize::from(negative);
        let (mut end, mut n, mut fits) = (digits, 0i64, true);
        // Towards the negative side, which reaches one further. 18 digits cannot overflow.
        while let Some(digit) = self.bytes.get(end).map(|b| b.wrapping_sub(b'0')) {
            if digit > 9 {
                break;
            }
            let digit = i64::from(digit);
            if end - digits < 18 {
                n = n * 10 - digit;
            } else {
                match n.checked_mul(10).and_then(|n| n.checked_sub(digit)) {
                    Some(next) => n = next,
                    None => fits = false,
                }
            }
            end += 1;
        }
        self.at = end;
        if end == digits {
            return Err(self.unexpected());
        }
        let n = if negative { Some(n) } else { n.checked_neg() };
        let (lo, hi) = self.format.within;
        match n {
            Some(n) if fits && lo <= n && n <= hi => Ok(n),
            _ => {
                Err(Error::new(Kind::OutOfRange, format_args!("number is not within {lo} to {hi}"))
                    .parsing(WHAT, self.text, start))
            }
        }
    }

    #[cold]
    fn unexpected(&self) -> Error {
        match rest(self.text, self.at).chars().next() {
            Some(c) => {
                Error::new(Kind::Syntax, format_args!("unexpected character '{}'", shown(c)))
            }
            None => Error::new(Kind::Syntax, format_args!("expected a number")),
        }
        .parsing(WHAT, self.text, self.at)
    }
}

/// A set in a format.
struct Shown<'a> {
    format: IntListFormat,
    set: &'a IntRanges,
}

impl Shown<'_> {
    fn write(&self, out: &mut dyn Write) -> fmt::Result {
        let IntListFormat { delimiter, range_delimiter, spaced, min_run, .. } = self.format;
        let mut first = true;
        let mut item = |out: &mut dyn Write| {
            if core::mem::take(&mut first) {
                return Ok(());
            }
            out.write_char(delimiter)?;
            if spaced { out.write_char(' ') } else { Ok(()) }
        };
        for run in self.set.ranges() {
            let (lo, hi) = (*run.start(), *run.end());
            if hi.abs_diff(lo) >= min_run.max(2) as u64 - 1 {
                item(out)?;
                write!(out, "{lo}{range_delimiter}{hi}")?;
            } else {
                for n in run {
                    item(out)?;
                    write!(out, "{n}")?;
                }
            }
        }
        Ok(())
    }
}

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.width().is_some() {
            let mut text = alloc::string::String::new();
            self.write(&mut text)?;
            return display::pad(f, &text);
        }
        self.write(f)
    }
}

/// The form `1-3,7`, which [`FromStr`] reads back for every set.
impl Display for IntRanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Shown { format: IntListFormat::new(), set: self }.fmt(f)
    }
}

/// The form `1-3,7`; see [`IntListFormat::parse`].
impl FromStr for IntRanges {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        IntListFormat::new().parse(s)
    }
}
