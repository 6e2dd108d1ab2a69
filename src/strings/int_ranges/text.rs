//! Integer lists as text, `1-3,7,10-11`, both ways: the format, and writing.
//!
//! One pass over the bytes (`parse.rs`); the text's runs go to a builder that sorts once, and only
//! where they did not come in order.

use super::iter::Ranges;
use super::list::IntList;
use super::parse::Parser;
use super::set::{Builder, IntRanges};
use crate::error::{Error, Kind};
use crate::strings::util::display;
use core::fmt::{self, Display, Write};
use core::ops::RangeInclusive;
use core::str::FromStr;

/// The most integers that the items with a stride of one list may come to, where each is a separate
/// run: otherwise `0-99999999999:2` would fill the memory.
const MAX_STRIDED: u128 = 1 << 16;

/// A format of integer lists: the delimiters between items and between the ends of a range.
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
#[doc(alias = "format_int_list")]
pub struct IntListFormat {
    pub(super) delimiter: char,
    pub(super) range_delimiter: char,
    spaced: bool,
    min_run: usize,
    pub(super) within: Option<(i64, i64)>,
    pub(super) stride: char,
    strides: bool,
    digits: usize,
}

impl Default for IntListFormat {
    fn default() -> Self {
        Self::new()
    }
}

impl IntListFormat {
    /// Creates the default format: `1-3,7`.
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
            within: None,
            stride: ':',
            strides: false,
            digits: 1,
        }
    }

    /// Sets the delimiter between items; a comma by default.
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

    /// Sets the delimiter between the ends of a range; a hyphen by default.
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

    /// Prints a space after each delimiter between items; when parsing, blanks are always allowed
    /// there.
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

    /// Prints runs of fewer than `count` integers one by one; the default and the minimum is 2.
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

    /// Rejects numbers outside a range when parsing, and completes open ranges with its ends.
    ///
    /// `5-` is then from 5 to the end of the range, and `-5` from its start to 5 where the range
    /// has no negative numbers, of which it could be one.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntListFormat;
    ///
    /// let ports = IntListFormat::new().within(1..=65_535);
    /// assert!(ports.parse("80,99999").unwrap_err().is_out_of_range());
    ///
    /// let pages = IntListFormat::new().within(1..=20);
    /// assert_eq!(pages.parse("-3,18-")?.to_string(), "1-3,18-20");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn within(self, range: RangeInclusive<i64>) -> Self {
        Self { within: Some((*range.start(), *range.end())), ..self }
    }

    /// Sets the delimiter before a stride when parsing; a colon by default: `0-10:2`.
    ///
    /// Where it equals another delimiter, strides are not read. Sets are written with strides only
    /// if [`strides`](Self::strides) asks for it.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntListFormat;
    ///
    /// let crontab = IntListFormat::new().stride_delimiter('/').within(0..=59);
    /// assert_eq!(crontab.parse("0-59/15")?.to_string(), "0,15,30,45");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn stride_delimiter(self, delimiter: char) -> Self {
        Self { stride: delimiter, ..self }
    }

    /// Writes three or more single integers at equal distances with a stride: `0-6:2` instead of
    /// `0,2,4,6`.
    ///
    /// No more than can be read back, which is 65,536 integers of a list.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{IntListFormat, IntRanges};
    ///
    /// let cpus: IntRanges = "0,2,4,6,8-11".parse()?;
    /// assert_eq!(cpus.to_string(), "0,2,4,6,8-11");
    /// assert_eq!(IntListFormat::new().strides().display(&cpus).to_string(), "0-6:2,8-11");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn strides(self) -> Self {
        Self { strides: true, ..self }
    }

    /// Pads printed numbers with leading zeros to at least `digits` digits: `001-010`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{IntListFormat, IntRanges};
    /// let nodes: IntRanges = "1-10".parse()?;
    /// assert_eq!(IntListFormat::new().zero_pad(3).display(&nodes).to_string(), "001-010");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn zero_pad(self, digits: usize) -> Self {
        Self { digits, ..self }
    }

    /// Pads printed numbers to as many digits as the longest number with a leading zero in `list`;
    /// no padding if there is none.
    ///
    /// Computes in **O(n)** time, where *n* is the length of the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntListFormat;
    ///
    /// let text = "001-010";
    /// let format = IntListFormat::new().zero_pad_as(text);
    /// assert_eq!(format.display(&format.parse(text)?).to_string(), "001-010");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn zero_pad_as(self, list: &str) -> Self {
        let numbers = list.split(|c: char| !c.is_ascii_digit());
        let padded = numbers.filter(|number| number.len() > 1 && number.starts_with('0'));
        Self { digits: padded.map(str::len).max().unwrap_or(1), ..self }
    }

    /// Parses an integer list.
    ///
    /// Items may come in any order, overlap and repeat, a range may have its ends in either order,
    /// blanks may stand around items and within a range, items may be empty, and white space around
    /// the whole is ignored. `0-10:2` has a stride, counted from the end that is written first, and
    /// with [`within`](Self::within) a range may be open: `5-`.
    ///
    /// Computes in **O(n)** time, where *n* is the length of the text, if the items are in order,
    /// else in O(n + r log r), where *r* is the number of items. A range costs the same however
    /// many integers it has; with a stride above 1 it costs one run per integer.
    ///
    /// # Errors
    ///
    /// A syntax error for other text (`1-`, `1-3-7`, `+1`, `1_000`, digits other than ASCII's); out
    /// of range for a number beyond `i64` or outside [`within`](Self::within), and for a stride of
    /// 0; a limit for more than 65,536 integers in items with strides; an invalid argument if the
    /// format cannot be parsed with: a delimiter is a digit, both are the same, the one between
    /// items is `-`, or the one within ranges or before strides is white space.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntListFormat;
    ///
    /// let format = IntListFormat::new();
    /// assert_eq!(format.parse(" 8-5, -3--1,,1 ")?.to_string(), "-3--1,1,5-8");
    /// assert_eq!(format.parse("0-8:2,1")?.to_string(), "0-2,4,6,8");
    /// assert_eq!(
    ///     format.parse("1-3,x").unwrap_err().to_string(),
    ///     r#"unexpected character 'x' while parsing integer list "1-3,x" at byte 4"#,
    /// );
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "parse_int_list")]
    pub fn parse(&self, s: &str) -> Result<IntRanges, Error> {
        self.check_delimiters()?;
        let mut parser = Parser::new(self, s);
        // A guess at the number of items that costs less than growing: `10-20,` is a short one.
        let mut runs = Builder::with_capacity((s.len() / 8).min(1 << 12));
        let mut strided = 0;
        while let Some((start, item)) = parser.next_item()? {
            if item.step > 1 {
                strided += item.count();
            }
            if strided > MAX_STRIDED {
                return Err(parser.error(
                    Kind::LimitExceeded,
                    format_args!("more than {MAX_STRIDED} integers with strides"),
                    start,
                ));
            }
            runs.item(item);
        }
        Ok(runs.finish())
    }

    /// Parses an integer list, keeping its order and its repetitions.
    ///
    /// Reads what [`parse`](Self::parse) reads. A range costs the same however many integers it
    /// has, with a stride or without, so there is no limit.
    ///
    /// Computes in **O(n)** time, where *n* is the length of the text.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse), but for the limit.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntListFormat;
    ///
    /// let pages = IntListFormat::new().within(1..=9).parse_ordered("3,1,8-,3")?;
    /// assert!(pages.iter().eq([3, 1, 8, 9, 3]));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn parse_ordered(&self, s: &str) -> Result<IntList, Error> {
        self.check_delimiters()?;
        let mut parser = Parser::new(self, s);
        let mut items = IntList::new();
        while let Some((_, item)) = parser.next_item()? {
            items.push(item);
        }
        Ok(items)
    }

    /// Returns a value whose `Display` writes a set in this format.
    ///
    /// All delimiters are used unchanged, including those that could not be parsed.
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
        } else if self.stride.is_whitespace() || self.stride.is_ascii_digit() {
            format_args!("white space or a digit cannot stand before the stride of an integer list")
        } else {
            return Ok(());
        };
        Err(Error::new(Kind::InvalidArgument, message))
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
        let number = |out: &mut dyn Write, n: i64| {
            if n < 0 {
                out.write_char('-')?;
            }
            write!(out, "{:01$}", n.unsigned_abs(), self.format.digits)
        };
        let mut first = true;
        let mut item = |out: &mut dyn Write| {
            if core::mem::take(&mut first) {
                return Ok(());
            }
            out.write_char(delimiter)?;
            if spaced { out.write_char(' ') } else { Ok(()) }
        };
        let mut left = if self.format.strides { MAX_STRIDED } else { 0 };
        let mut runs = self.set.ranges();
        while let Some(run) = runs.next() {
            let (lo, hi) = (*run.start(), *run.end());
            if left > 0 && lo == hi {
                let (last, step, more) = strided(lo, runs.clone());
                if more >= 2 && left > more as u128 {
                    left -= more as u128 + 1;
                    item(out)?;
                    number(out, lo)?;
                    out.write_char(range_delimiter)?;
                    number(out, last)?;
                    write!(out, "{}{step}", self.format.stride)?;
                    runs.nth(more - 1);
                    continue;
                }
                // Longer than may be written: no more of them, or each would be looked at anew.
                left = if more >= 2 { 0 } else { left };
            }
            if hi.abs_diff(lo) >= min_run.max(2) as u64 - 1 {
                item(out)?;
                number(out, lo)?;
                out.write_char(range_delimiter)?;
                number(out, hi)?;
            } else {
                for n in run {
                    item(out)?;
                    number(out, n)?;
                }
            }
        }
        Ok(())
    }
}

/// The single integers that follow `first` at equal distances: the last one, the distance, and how
/// many there are.
fn strided(first: i64, runs: Ranges<'_>) -> (i64, u64, usize) {
    let (mut last, mut step, mut more) = (first, 0, 0);
    for run in runs {
        let away = run.start().abs_diff(last);
        if run.start() != run.end() || more > 0 && away != step {
            break;
        }
        (last, step, more) = (*run.start(), away, more + 1);
    }
    (last, step, more)
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
