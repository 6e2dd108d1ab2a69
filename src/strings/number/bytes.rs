//! Sizes in bytes as people write them, in both directions, exactly.
//!
//! **Out.** The unit is `ilog2(n) / 10` (binary) or `ilog10(n) / 3` (decimal); the quotient and the
//! remainder by the unit give the digits, rounded half away from zero on the exact remainder. The
//! largest unit is 2^100, so that `remainder * 10^8` (eight decimals are the most) stays below
//! 2^127 and no step overflows or needs floating point. If rounding reaches a whole next unit, that
//! unit is taken. The text is put together in a buffer on the stack and written at once.
//!
//! **In.** The decimals are folded from the last to the first, `x = (digit * 2 * unit + x) / 10`:
//! floors nest, so the result is the exact floor of twice the fraction, from which rounding is one
//! addition. O(text) whatever the number of digits, in one `u128`.
//!
//! Rejected: `f64` (wrong above 2^53, and `1024.0 KiB`), a big integer for long fractions.

use super::count::{Count, sealed};
use crate::error::{Error, Kind, shown};
use crate::strings::util::display;
use core::fmt;

/// Returns a size in bytes as people read it: `1.5 KiB`.
///
/// The unit is the largest that leaves at least 1; sizes below one unit are whole bytes and have
/// no decimals. The arithmetic is exact for every integer, and rounds half away from zero. What
/// rounds to a whole next unit is shown in that unit: never `1024.0 KiB`.
///
/// Computes in **O(1)** time and allocates nothing.
///
/// # Examples
///
/// ```
/// use boltons::strings::format_bytes;
///
/// assert_eq!(format_bytes(1536).to_string(), "1.5 KiB");
/// assert_eq!(format_bytes(1_048_575).to_string(), "1.0 MiB");
/// assert_eq!(format_bytes(-5).to_string(), "-5 B");
/// assert_eq!(format_bytes(128_991).short().to_string(), "126K");
/// assert_eq!(format_bytes(1_500_000u64).decimal().precision(3).to_string(), "1.500 MB");
/// assert_eq!(format!("{:>10}|", format_bytes(2048)), "   2.0 KiB|");
/// ```
#[inline]
pub fn format_bytes(n: impl Count) -> FormatBytes {
    let (negative, magnitude) = sealed::Sealed::sign_and_magnitude(n);
    FormatBytes {
        magnitude,
        negative,
        decimal: false,
        short: false,
        trim: false,
        space: true,
        precision: None,
    }
}

/// A size in bytes, printed as people read it; made by [`format_bytes`].
///
/// Width, fill and alignment of the format string are honoured, and `{:.2}` is the same as
/// `precision(2)`.
///
/// # Examples
///
/// ```
/// use boltons::strings::format_bytes;
///
/// let size = format_bytes(10 * 1024);
/// assert_eq!(size.to_string(), "10.0 KiB");
/// assert_eq!(size.trim_zeros().to_string(), "10 KiB");
/// assert_eq!(size.no_space().to_string(), "10.0KiB");
/// assert_eq!(format!("{size:.3}"), "10.000 KiB");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct FormatBytes {
    magnitude: u128,
    negative: bool,
    decimal: bool,
    short: bool,
    trim: bool,
    space: bool,
    precision: Option<u8>,
}

/// The letters of the units, each a step above the one before.
const LETTERS: &[u8; 11] = b"BKMGTPEZYRQ";
/// The most decimals there can be.
const DECIMALS: u8 = 8;

impl FormatBytes {
    /// Counts in powers of 1000, with the units kB, MB, GB, ….
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_bytes;
    /// assert_eq!(format_bytes(1_500).decimal().to_string(), "1.5 kB");
    /// ```
    pub const fn decimal(self) -> Self {
        Self { decimal: true, ..self }
    }

    /// Sets the number of decimals; 1 by default, 0 with [`short`](Self::short), and 8 at the
    /// most: a larger number counts as 8.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_bytes;
    /// assert_eq!(format_bytes(1_300).precision(0).to_string(), "1 KiB");
    /// assert_eq!(format_bytes(1_300).precision(200).to_string(), "1.26953125 KiB");
    /// ```
    pub const fn precision(self, decimals: u8) -> Self {
        Self { precision: Some(decimals), ..self }
    }

    /// Leaves out zeros at the end of the decimals, and the point if nothing is left.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_bytes;
    /// assert_eq!(format_bytes(2048).trim_zeros().to_string(), "2 KiB");
    /// ```
    pub const fn trim_zeros(self) -> Self {
        Self { trim: true, ..self }
    }

    /// Takes units of one letter without a space before them, and no decimals unless
    /// [`precision`](Self::precision) asks for some.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_bytes;
    /// assert_eq!(format_bytes(128_991).short().to_string(), "126K");
    /// assert_eq!(format_bytes(128_991).short().precision(2).to_string(), "125.97K");
    /// assert_eq!(format_bytes(0).short().to_string(), "0B");
    /// ```
    pub const fn short(self) -> Self {
        Self { short: true, ..self }
    }

    /// Leaves out the space before the unit.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_bytes;
    /// assert_eq!(format_bytes(7).no_space().to_string(), "7B");
    /// ```
    pub const fn no_space(self) -> Self {
        Self { space: false, ..self }
    }

    /// The whole part, the decimals as an integer, and the index of the unit.
    #[inline]
    fn round(self, decimals: u8) -> (u32, u32, usize) {
        let scale = 10u32.pow(u32::from(decimals));
        let base = if self.decimal { 1000 } else { 1024 };
        let (mut whole, mut fraction, mut unit) = match u64::try_from(self.magnitude) {
            Ok(n) if decimals <= 1 => self.parts_of_u64(n, scale),
            _ => self.parts_of_u128(scale),
        };
        if fraction == scale {
            (whole, fraction) = (whole + 1, 0);
            if whole == base && unit < 10 {
                (whole, unit) = (1, unit + 1);
            }
        }
        (whole, fraction, unit as usize)
    }

    /// The parts before the carry, where 64 bits are enough: the remainder is below 2^60, or below
    /// 10^18, and the scale 10 at the most.
    #[inline]
    fn parts_of_u64(self, n: u64, scale: u32) -> (u32, u32, u32) {
        let unit = if self.decimal { (n | 1).ilog10() / 3 } else { (n | 1).ilog2() / 10 };
        if unit == 0 {
            return (n as u32, 0, 0);
        }
        let (whole, part) = if self.decimal {
            let divisor = 1000u64.pow(unit);
            let (whole, rest) = (n / divisor, n % divisor);
            (whole, (rest * u64::from(scale) + divisor / 2) / divisor)
        } else {
            let shift = unit * 10;
            let rest = n & ((1 << shift) - 1);
            (n >> shift, (rest * u64::from(scale) + (1 << (shift - 1))) >> shift)
        };
        (whole as u32, part as u32, unit)
    }

    /// The parts before the carry.
    fn parts_of_u128(self, scale: u32) -> (u32, u32, u32) {
        let (n, scale) = (self.magnitude, u128::from(scale));
        let unit = if self.decimal { (n | 1).ilog10() / 3 } else { (n | 1).ilog2() / 10 }.min(10);
        if unit == 0 {
            return (n as u32, 0, 0);
        }
        // The whole is below 2^28, as is 2^128 / 2^100.
        let divisor = if self.decimal { 1000u128.pow(unit) } else { 1 << (unit * 10) };
        let (whole, rest) = (n / divisor, n % divisor);
        (whole as u32, ((rest * scale + divisor / 2) / divisor) as u32, unit)
    }
}

/// Text under construction: the longest is `-268435456.00000000 QiB`.
struct Text {
    bytes: [u8; 32],
    len: usize,
}

impl Text {
    #[inline]
    fn push(&mut self, byte: u8) {
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Writes `n` in exactly `count` digits.
    #[inline]
    fn digits(&mut self, mut n: u32, count: u32) {
        let end = self.len + count as usize;
        for place in self.bytes[self.len..end].iter_mut().rev() {
            *place = b'0' + (n % 10) as u8;
            n /= 10;
        }
        self.len = end;
    }
}

impl fmt::Display for FormatBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = match f.precision() {
            Some(decimals) => decimals.min(usize::from(DECIMALS)) as u8,
            None => self.precision.unwrap_or(u8::from(!self.short)).min(DECIMALS),
        };
        let (whole, mut fraction, unit) = self.round(decimals);
        let mut decimals = if unit == 0 { 0 } else { u32::from(decimals) };
        if self.trim {
            while decimals > 0 && fraction % 10 == 0 {
                (fraction, decimals) = (fraction / 10, decimals - 1);
            }
        }
        let mut text = Text { bytes: [0; 32], len: 0 };
        if self.negative {
            text.push(b'-');
        }
        let places = match whole {
            0..=9 => 1,
            10..=99 => 2,
            100..=999 => 3,
            _ => whole.ilog10() + 1,
        };
        text.digits(whole, places);
        if decimals > 0 {
            text.push(b'.');
            text.digits(fraction, decimals);
        }
        if self.space && !self.short {
            text.push(b' ');
        }
        let letter = LETTERS[unit];
        if self.short || unit == 0 {
            text.push(letter);
        } else if self.decimal {
            text.push(if unit == 1 { b'k' } else { letter });
            text.push(b'B');
        } else {
            text.push(letter);
            text.push(b'i');
            text.push(b'B');
        }
        // ASCII by construction.
        display::pad(f, core::str::from_utf8(&text.bytes[..text.len]).unwrap_or_default())
    }
}

/// Parses a size in bytes: `10`, `1.5 KiB`, `64k`, `2 GB`.
///
/// Digits, decimals if there is a unit above the byte, then a unit in any case: none or `B` for
/// bytes; `K`, `Ki`, `KiB` for 1024 and `KB` for 1000 (the rule of GNU coreutils); likewise with M,
/// G, T, P and E. Spaces and tabs may stand around the number and the unit. What is not a whole
/// number of bytes is rounded, half away from zero, in exact arithmetic.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Errors
///
/// A syntax error if the text is of another form: empty, signed, with an exponent, a digit group or
/// an unknown unit, or with decimals of a single byte. Out of range if the size is above `u64::MAX`.
///
/// # Examples
///
/// ```
/// use boltons::strings::parse_bytes;
///
/// assert_eq!(parse_bytes("1.5 KiB")?, 1536);
/// assert_eq!(parse_bytes("64k")?, 65_536);
/// assert_eq!(parse_bytes("64kB")?, 64_000);
/// assert!(parse_bytes("20 EiB").unwrap_err().is_out_of_range());
/// assert_eq!(
///     parse_bytes("10 parsecs").unwrap_err().to_string(),
///     "unknown unit, expected B, K, KB, KiB or the like up to EiB \
///      while parsing byte size \"10 parsecs\" at byte 3",
/// );
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn parse_bytes(s: &str) -> Result<u64, Error> {
    const WHAT: &str = "byte size";
    let blank = |&b: &u8| matches!(b, b' ' | b'\t');
    let bytes = s.as_bytes();
    let count =
        |from: usize, pick: fn(&u8) -> bool| bytes[from..].iter().take_while(|&b| pick(b)).count();
    let skip = |at: usize| at + bytes[at..].iter().take_while(|&b| blank(b)).count();
    let syntax = |message: fmt::Arguments<'_>, at: usize| {
        Err(Error::new(Kind::Syntax, message).parsing(WHAT, s, at))
    };

    let start = skip(0);
    let point = start + count(start, u8::is_ascii_digit);
    if point == start {
        return match s.get(start..).and_then(|rest| rest.chars().next()) {
            Some(c) => {
                let c = shown(c);
                syntax(format_args!("unexpected character '{c}', expected a digit"), start)
            }
            None => syntax(format_args!("expected a digit"), start),
        };
    }
    let mut end = point;
    if bytes.get(point) == Some(&b'.') {
        end = point + 1 + count(point + 1, u8::is_ascii_digit);
        if end == point + 1 {
            return syntax(format_args!("expected a digit after the point"), end);
        }
    }
    let unit_start = skip(end);
    let unit_end = unit_start + count(unit_start, u8::is_ascii_alphabetic);
    let Some(unit) = unit(&bytes[unit_start..unit_end]) else {
        return syntax(
            format_args!("unknown unit, expected B, K, KB, KiB or the like up to EiB"),
            unit_start,
        );
    };
    let rest = skip(unit_end);
    if let Some(c) = s.get(rest..).and_then(|rest| rest.chars().next()) {
        return syntax(format_args!("unexpected character '{}'", shown(c)), rest);
    }
    if unit == 1 && end > point {
        return syntax(format_args!("a number of bytes has no decimals"), point);
    }

    let too_large = || {
        Error::new(Kind::OutOfRange, format_args!("size exceeds {} bytes", u64::MAX))
            .parsing(WHAT, s, start)
    };
    let mut whole = 0u64;
    for &digit in &bytes[start..point] {
        let next = whole.checked_mul(10).and_then(|n| n.checked_add(u64::from(digit - b'0')));
        whole = next.ok_or_else(too_large)?;
    }
    // The floor of twice the fraction; see the head of the file.
    let mut twice = 0u128;
    for &digit in bytes[point..end].iter().skip(1).rev() {
        twice = (u128::from(digit - b'0') * 2 * u128::from(unit) + twice) / 10;
    }
    let total = u128::from(whole) * u128::from(unit) + twice.div_ceil(2);
    u64::try_from(total).map_err(|_| too_large())
}

/// How many bytes a unit has.
fn unit(text: &[u8]) -> Option<u64> {
    let (&letter, rest) = match text {
        [] | [b'b' | b'B'] => return Some(1),
        [letter, rest @ ..] => (letter, rest),
    };
    let power = LETTERS[1..7].iter().position(|&l| l == letter.to_ascii_uppercase())? as u32 + 1;
    match rest {
        [] | [b'i' | b'I'] | [b'i' | b'I', b'b' | b'B'] => Some(1024u64.pow(power)),
        [b'b' | b'B'] => Some(1000u64.pow(power)),
        _ => None,
    }
}
