//! Durations as text: `2h 30m`, both ways, exactly.
//!
//! ```text
//! duration = blank* (part blank*)+ | blank* "0" blank*
//! part     = digit+ ["." digit+] blank* unit
//! ```
//!
//! Units are those of systemd (`systemd.time`) and of the crate humantime, which agree wherever
//! both have one: a month is 30.44 days and a year 365.25 days, `m` is a minute and `M` a month.
//! Everything is counted in nanoseconds in a `u128`, where the largest `Duration` takes 94 bits, so
//! nothing is lost and nothing overflows before it is checked.
//!
//! Decimals are folded from the last to the first, as those of byte sizes are: the result is the
//! exact floor of twice the fraction, from which rounding is one addition. O(text) for any number
//! of digits.

use crate::error::{Error, Kind, shown};
use crate::strings::util::display;
use crate::strings::util::slice::skip;
use core::fmt::{Display, Formatter, Result as FmtResult, Write};
use core::time::Duration;

const SECOND: u64 = 1_000_000_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;
/// 30.44 days.
const MONTH: u64 = 2_630_016 * SECOND;
/// 365.25 days.
const YEAR: u64 = 31_557_600 * SECOND;

/// The units that are read, by their names; a name of several letters is read in any case.
static UNITS: [(&[&str], u64); 11] = [
    (&["ns", "nsec", "nsecs", "nanos", "nanosecond", "nanoseconds"], 1),
    (&["us", "µs", "μs", "usec", "usecs", "micros", "microsecond", "microseconds"], 1000),
    (&["ms", "msec", "msecs", "millis", "millisecond", "milliseconds"], 1_000_000),
    (&["s", "sec", "secs", "second", "seconds"], SECOND),
    (&["m", "min", "mins", "minute", "minutes"], MINUTE),
    (&["h", "hr", "hrs", "hour", "hours"], HOUR),
    (&["d", "day", "days"], DAY),
    (&["w", "wk", "wks", "week", "weeks"], WEEK),
    (&["M", "month", "months"], MONTH),
    (&["y", "yr", "yrs", "year", "years"], YEAR),
    (&["µsec", "μsec"], 1000),
];

/// The units that are written, the largest first: nanoseconds, short name, long name.
static WRITTEN: [(u64, &str, &str); 7] = [
    (DAY, "d", "day"),
    (HOUR, "h", "hour"),
    (MINUTE, "m", "minute"),
    (SECOND, "s", "second"),
    (1_000_000, "ms", "millisecond"),
    (1000, "us", "microsecond"),
    (1, "ns", "nanosecond"),
];

/// The units of a phrase, the largest first.
static PHRASE: [(u64, &str); 6] = [
    (YEAR, "year"),
    (MONTH, "month"),
    (DAY, "day"),
    (HOUR, "hour"),
    (MINUTE, "minute"),
    (SECOND, "second"),
];

/// Parses a duration: `2h 30m`, `1.5 hours`, `500ms`.
///
/// One or more numbers, each with its unit, which add up; spaces and tabs may stand anywhere
/// between them. Units are those of systemd and of the crate humantime:
///
/// | unit | names |
/// |---|---|
/// | nanosecond | `ns`, `nsec`, `nanos`, `nanosecond` |
/// | microsecond | `us`, `µs`, `usec`, `micros`, `microsecond` |
/// | millisecond | `ms`, `msec`, `millis`, `millisecond` |
/// | second | `s`, `sec`, `second` |
/// | minute | `m`, `min`, `minute` |
/// | hour | `h`, `hr`, `hour` |
/// | day, of 24 hours | `d`, `day` |
/// | week | `w`, `wk`, `week` |
/// | month, of 30.44 days | `M`, `month` |
/// | year, of 365.25 days | `y`, `yr`, `year` |
///
/// All but the shortest are also read with an `s`, and in any case; single letters are read as they
/// are written, since `m` is a minute and `M` a month. Numbers may have decimals; what is not a
/// whole number of nanoseconds is rounded, half away from zero, in exact arithmetic.
///
/// A number without a unit is rejected, since half of all programs mean seconds and the other half
/// milliseconds; only `0` needs none. There are no signs, exponents or `infinity`.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Errors
///
/// A syntax error at the place where the text is of another form: empty, without or with an unknown
/// unit, with a sign. Out of range if the sum is longer than [`Duration::MAX`].
///
/// # Examples
///
/// ```
/// use boltons::strings::parse_duration;
/// use std::time::Duration;
///
/// assert_eq!(parse_duration("2h 30m")?, Duration::from_secs(9000));
/// assert_eq!(parse_duration("1.5 hours")?, Duration::from_secs(5400));
/// assert_eq!(parse_duration("1s500ms")?, Duration::from_millis(1500));
/// assert_eq!(
///     parse_duration("2h 30").unwrap_err().to_string(),
///     "expected a unit, such as ms, s, m, h or d while parsing duration \"2h 30\" at byte 5",
/// );
/// assert!(parse_duration("600000000000 years").unwrap_err().is_out_of_range());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "timespan")]
#[doc(alias = "parse_timedelta")]
#[doc(alias = "humantime")]
pub fn parse_duration(s: &str) -> Result<Duration, Error> {
    let bytes = s.as_bytes();
    let blanks = |at: usize| skip(bytes, at, |b| matches!(b, b' ' | b'\t'));
    let digits = |at: usize| skip(bytes, at, |b| b.is_ascii_digit());
    let syntax = |message: core::fmt::Arguments<'_>, at: usize| {
        Error::new(Kind::Syntax, message).parsing(WHAT, s, at)
    };
    let mut total = 0_u128;
    let mut at = blanks(0);
    loop {
        let start = at;
        let point = digits(start);
        if point == start {
            return Err(match s.get(start..).and_then(|rest| rest.chars().next()) {
                Some(c) => {
                    let c = shown(c);
                    syntax(format_args!("unexpected character '{c}', expected a digit"), start)
                }
                None => syntax(format_args!("expected a digit"), start),
            });
        }
        let mut end = point;
        if bytes.get(point) == Some(&b'.') {
            end = digits(point + 1);
            if end == point + 1 {
                return Err(syntax(format_args!("expected a digit after the point"), end));
            }
        }
        let name_start = blanks(end);
        let rest = s.get(name_start..).unwrap_or_default();
        let name_len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let name = rest.get(..name_len).unwrap_or_default();
        let zero = bytes.get(start..end).unwrap_or_default().iter().all(|b| *b == b'0');
        let unit = match unit(name) {
            Some(unit) => unit,
            None if zero && end == point && total == 0 && name_start == s.len() => 1,
            None if name.is_empty() => {
                return Err(syntax(
                    format_args!("expected a unit, such as ms, s, m, h or d"),
                    name_start,
                ));
            }
            None => {
                return Err(syntax(
                    format_args!("unknown unit, expected one such as ms, s, m, h or d"),
                    name_start,
                ));
            }
        };
        let number = bytes.get(start..point).unwrap_or_default();
        let decimals = bytes.get(point..end).unwrap_or_default().get(1..).unwrap_or_default();
        let sum = part(number, decimals, unit).and_then(|part| total.checked_add(part));
        total = sum.filter(|&sum| sum <= Duration::MAX.as_nanos()).ok_or_else(|| {
            Error::new(Kind::OutOfRange, format_args!("duration exceeds {} seconds", u64::MAX))
                .parsing(WHAT, s, start)
        })?;
        at = blanks(name_start + name_len);
        if at == s.len() {
            let (seconds, nanos) = (total / u128::from(SECOND), total % u128::from(SECOND));
            // Both fit, as the total is at most that of the largest `Duration`.
            return Ok(Duration::new(seconds as u64, nanos as u32));
        }
    }
}

const WHAT: &str = "duration";

/// The nanoseconds of a number with decimals in a unit, if a `u128` holds them.
fn part(number: &[u8], decimals: &[u8], unit: u64) -> Option<u128> {
    let unit = u128::from(unit);
    let mut whole = 0_u128;
    for &digit in number {
        whole = whole.checked_mul(10)?.checked_add(u128::from(digit - b'0'))?;
    }
    // The floor of twice the fraction; see the head of the file.
    let mut twice = 0_u128;
    for &digit in decimals.iter().rev() {
        twice = (u128::from(digit - b'0') * 2 * unit + twice) / 10;
    }
    whole.checked_mul(unit)?.checked_add(twice.div_ceil(2))
}

/// The nanoseconds of a unit.
fn unit(name: &str) -> Option<u64> {
    let is = |other: &&str| {
        *other == name || (name.chars().count() > 1 && other.eq_ignore_ascii_case(name))
    };
    UNITS.iter().find(|(names, _)| names.iter().any(is)).map(|&(_, unit)| unit)
}

/// Formats a duration as text that [`parse_duration`] reads back exactly: `2h 30m`.
///
/// Days are the largest unit, since months and years have no exact length; units of which there are
/// none are omitted. With other options: rounded to some units, in words, or as a phrase.
///
/// # Examples
///
/// ```
/// use boltons::strings::format_duration;
/// use std::time::Duration;
///
/// assert_eq!(format_duration(Duration::from_secs(9000)).to_string(), "2h 30m");
/// assert_eq!(format_duration(Duration::from_nanos(1_500_000_001)).to_string(), "1s 500ms 1ns");
/// assert_eq!(format_duration(Duration::ZERO).to_string(), "0s");
/// assert_eq!(format_duration(Duration::from_secs(9000)).ago().to_string(), "3 hours ago");
/// ```
#[doc(alias = "humantime")]
#[doc(alias = "naturaldelta")]
#[doc(alias = "humanize")]
#[doc(alias = "relative_time")]
#[doc(alias = "timeago")]
pub const fn format_duration(duration: Duration) -> FormatDuration {
    FormatDuration { duration, style: Style::Short, largest: MAX_UNITS, space: true }
}

/// As many units as there are.
const MAX_UNITS: usize = WRITTEN.len();

/// A duration, formatted for people to read; created by [`format_duration`].
///
/// Width, fill and alignment of the format string are honoured.
///
/// # Examples
///
/// ```
/// use boltons::strings::format_duration;
/// use std::time::Duration;
///
/// let duration = format_duration(Duration::from_millis(93_784_500));
/// assert_eq!(duration.to_string(), "1d 2h 3m 4s 500ms");
/// assert_eq!(duration.largest(2).to_string(), "1d 2h");
/// assert_eq!(duration.words().largest(3).to_string(), "1 day 2 hours 3 minutes");
/// assert_eq!(duration.no_space().to_string(), "1d2h3m4s500ms");
/// assert_eq!(duration.phrase().to_string(), "1 day");
/// assert_eq!(duration.from_now().to_string(), "in 1 day");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct FormatDuration {
    duration: Duration,
    style: Style,
    largest: usize,
    space: bool,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Style {
    Short,
    Words,
    Phrase,
    Ago,
    FromNow,
}

impl FormatDuration {
    /// Keeps only the `units` (at least 1) largest units that are not zero, with those between
    /// them, and rounds the rest, half up.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_duration;
    /// use std::time::Duration;
    ///
    /// let duration = format_duration(Duration::from_secs(3 * 3600 - 1));
    /// assert_eq!(duration.largest(2).to_string(), "3h");
    /// assert_eq!(duration.largest(3).to_string(), "2h 59m 59s");
    /// ```
    pub const fn largest(self, units: usize) -> Self {
        Self { largest: if units == 0 { 1 } else { units }, ..self }
    }

    /// Writes the names of the units as words, which [`parse_duration`] also reads:
    /// `2 hours 30 minutes`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{format_duration, parse_duration};
    /// use std::time::Duration;
    ///
    /// let text = format_duration(Duration::from_secs(5401)).words().to_string();
    /// assert_eq!(text, "1 hour 30 minutes 1 second");
    /// assert_eq!(parse_duration(&text)?, Duration::from_secs(5401));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn words(self) -> Self {
        Self { style: Style::Words, ..self }
    }

    /// Omits the spaces between short units: `2h30m`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_duration;
    /// use std::time::Duration;
    /// assert_eq!(format_duration(Duration::from_secs(90)).no_space().to_string(), "1m30s");
    /// ```
    pub const fn no_space(self) -> Self {
        Self { space: false, ..self }
    }

    /// Writes the approximate duration in a single unit, from seconds to years: `3 hours`.
    ///
    /// The unit is the largest of which there is at least one; its number is rounded, half up.
    /// Months have 30.44 days and years 365.25.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_duration;
    /// use std::time::Duration;
    ///
    /// let phrase = |seconds| format_duration(Duration::from_secs(seconds)).phrase().to_string();
    /// assert_eq!(phrase(0), "0 seconds");
    /// assert_eq!(phrase(9000), "3 hours");
    /// assert_eq!(phrase(3599), "1 hour");
    /// assert_eq!(phrase(86_400 * 45), "1 month");
    /// ```
    pub const fn phrase(self) -> Self {
        Self { style: Style::Phrase, ..self }
    }

    /// Writes how long ago something was: `3 hours ago`, and `just now` below half a second.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_duration;
    /// use std::time::Duration;
    ///
    /// assert_eq!(format_duration(Duration::from_secs(60)).ago().to_string(), "1 minute ago");
    /// assert_eq!(format_duration(Duration::from_millis(9)).ago().to_string(), "just now");
    /// ```
    #[doc(alias = "naturaltime")]
    pub const fn ago(self) -> Self {
        Self { style: Style::Ago, ..self }
    }

    /// Writes how far in the future something is: `in 3 hours`, and `now` below half a second.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_duration;
    /// use std::time::Duration;
    ///
    /// assert_eq!(format_duration(Duration::from_secs(60)).from_now().to_string(), "in 1 minute");
    /// ```
    #[allow(clippy::wrong_self_convention, reason = "English: an hour from now")]
    pub const fn from_now(self) -> Self {
        Self { style: Style::FromNow, ..self }
    }

    fn write(&self, out: &mut dyn Write) -> FmtResult {
        let nanos = self.duration.as_nanos();
        match self.style {
            Style::Short | Style::Words => self.write_units(nanos, out),
            Style::Phrase => write_phrase(nanos, out),
            Style::Ago if nanos < u128::from(SECOND / 2) => out.write_str("just now"),
            Style::Ago => {
                write_phrase(nanos, out)?;
                out.write_str(" ago")
            }
            Style::FromNow if nanos < u128::from(SECOND / 2) => out.write_str("now"),
            Style::FromNow => {
                out.write_str("in ")?;
                write_phrase(nanos, out)
            }
        }
    }

    fn write_units(&self, nanos: u128, out: &mut dyn Write) -> FmtResult {
        let words = self.style == Style::Words;
        let nanos = self.rounded(nanos);
        let mut rest = nanos;
        let mut first = true;
        for &(unit, short, long) in &WRITTEN {
            let (count, after) = (rest / u128::from(unit), rest % u128::from(unit));
            rest = after;
            // Zero is written in seconds.
            if count == 0 && !(nanos == 0 && unit == SECOND) {
                continue;
            }
            if !core::mem::take(&mut first) && (self.space || words) {
                out.write_char(' ')?;
            }
            match (words, count) {
                (false, _) => write!(out, "{count}{short}")?,
                (true, 1) => write!(out, "1 {long}")?,
                (true, _) => write!(out, "{count} {long}s")?,
            }
        }
        Ok(())
    }

    /// What is left of the nanoseconds where only some units are kept.
    fn rounded(&self, nanos: u128) -> u128 {
        let top = WRITTEN.iter().position(|&(unit, ..)| nanos >= u128::from(unit));
        let last = top.and_then(|top| WRITTEN.get(top.saturating_add(self.largest) - 1));
        match last {
            Some(&(unit, ..)) => round(nanos, unit) * u128::from(unit),
            None => nanos,
        }
    }
}

/// How many units there are, rounded half up.
fn round(nanos: u128, unit: u64) -> u128 {
    let unit = u128::from(unit);
    (nanos + unit / 2) / unit
}

fn write_phrase(nanos: u128, out: &mut dyn Write) -> FmtResult {
    let mut written = (round(nanos, SECOND), "second");
    for at in (0..PHRASE.len()).rev() {
        let (unit, name) = PHRASE[at];
        if nanos < u128::from(unit) && at + 1 < PHRASE.len() {
            // 59.7 minutes are an hour.
            let (below, _) = PHRASE[at + 1];
            if round(nanos, below) * u128::from(below) >= u128::from(unit) {
                written = (1, name);
            }
            break;
        }
        written = (round(nanos, unit), name);
    }
    match written {
        (1, name) => write!(out, "1 {name}"),
        (count, name) => write!(out, "{count} {name}s"),
    }
}

impl Display for FormatDuration {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        display::padded(f, |out| self.write(out))
    }
}
