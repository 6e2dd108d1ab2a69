//! Sizes in bytes as people read them, exactly.
//!
//! The unit is `ilog2(n) / 10` (binary) or `ilog10(n) / 3` (decimal); the quotient and the
//! remainder by the unit yield the digits, rounded half away from zero on the exact remainder. The
//! largest unit is 2^100, so that `remainder * 10^8` (eight decimals are the most) stays below
//! 2^127 and no step overflows or needs floating point. If rounding reaches a whole next unit, that
//! unit is used. The text is assembled in a buffer on the stack and written at once.
//!
//! Two ways lead there. A size of 64 bits in the unit that fits it, with at most one decimal, as
//! nearly all are, takes 64-bit arithmetic; all else (a fixed unit, bits, more decimals, 128 bits)
//! takes 128-bit arithmetic, where the eight bits per byte divide the divisor instead of
//! multiplying the number, so that nothing overflows.
//!
//! Rejected: `f64` (wrong above 2^53, and `1024.0 KiB`).

use super::count::{Count, sealed};
use crate::strings::util::display;
use core::fmt;

/// Formats a size in bytes for people to read: `1.5 KiB`.
///
/// The unit is the largest of which there is at least 1; sizes below one unit are whole bytes and
/// have no decimals. The arithmetic is exact for every integer, and rounds half away from zero.
/// What rounds to a whole next unit is shown in that unit: never `1024.0 KiB`.
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
#[doc(alias = "format_size")]
#[doc(alias = "human_bytes")]
#[inline]
#[doc(alias = "bytes2human")]
#[doc(alias = "filesize")]
#[doc(alias = "humanize")]
#[doc(alias = "naturalsize")]
#[doc(alias = "pretty_bytes")]
pub fn format_bytes(n: impl Count) -> FormatBytes {
    let (negative, magnitude) = sealed::Sealed::sign_and_magnitude(n);
    FormatBytes {
        magnitude,
        negative,
        decimal: false,
        short: false,
        trim: false,
        space: true,
        bits: false,
        precision: None,
        unit: None,
    }
}

/// A size in bytes, formatted for people to read; created by [`format_bytes`].
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
    bits: bool,
    precision: Option<u8>,
    unit: Option<ByteUnit>,
}

/// A unit for [`FormatBytes::unit`]: bytes, or a power of 1024 or 1000 of them.
///
/// # Examples
///
/// ```
/// use boltons::strings::{ByteUnit, format_bytes};
///
/// let column = [1_500_000_000, 20_000_000].map(|n| format_bytes(n).decimal().unit(ByteUnit::M));
/// assert_eq!(column.map(|size| format!("{size:>9}")), ["1500.0 MB", "  20.0 MB"]);
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ByteUnit {
    /// Bytes.
    #[default]
    B,
    /// 1024 or 1000 bytes.
    K,
    /// 1024² or 1000² bytes.
    M,
    /// 1024³ or 1000³ bytes.
    G,
    /// 1024⁴ or 1000⁴ bytes.
    T,
    /// 1024⁵ or 1000⁵ bytes.
    P,
    /// 1024⁶ or 1000⁶ bytes.
    E,
    /// 1024⁷ or 1000⁷ bytes.
    Z,
    /// 1024⁸ or 1000⁸ bytes.
    Y,
    /// 1024⁹ or 1000⁹ bytes.
    R,
    /// 1024¹⁰ or 1000¹⁰ bytes.
    Q,
}

/// The letters of the units, each a step above the one before.
pub(super) const LETTERS: &[u8; 11] = b"BKMGTPEZYRQ";
/// The most decimals there can be.
const MAX_DECIMALS: u8 = 8;

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

    /// Sets the number of decimals; 1 by default, 0 with [`short`](Self::short), and at most 8: a
    /// larger number counts as 8.
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

    /// Omits zeros at the end of the decimals, and the point if no decimals are left.
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

    /// Uses units of one letter without a space before them, and no decimals unless
    /// [`precision`](Self::precision) sets some.
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

    /// Omits the space before the unit.
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

    /// Sets a fixed unit, for columns of sizes that are compared by eye.
    ///
    /// Whole bytes have no decimals, whatever the precision.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{ByteUnit, format_bytes};
    ///
    /// assert_eq!(format_bytes(1536).unit(ByteUnit::M).precision(3).to_string(), "0.001 MiB");
    /// assert_eq!(format_bytes(5_u64 << 30).unit(ByteUnit::M).to_string(), "5120.0 MiB");
    /// assert_eq!(format_bytes(1536).unit(ByteUnit::B).to_string(), "1536 B");
    /// ```
    pub const fn unit(self, unit: ByteUnit) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// Counts in bits, eight per byte, as for transfer rates: `12.0 kbit`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::format_bytes;
    ///
    /// assert_eq!(format_bytes(1_500).decimal().bits().to_string(), "12.0 kbit");
    /// assert_eq!(format_bytes(1_536).bits().to_string(), "12.0 Kibit");
    /// assert_eq!(format_bytes(1).bits().to_string(), "8 bit");
    /// ```
    pub const fn bits(self) -> Self {
        Self { bits: true, ..self }
    }

    /// The whole part, the decimals as an integer, and the index of the unit.
    #[inline]
    fn round(self, decimals: u8) -> (Whole, u32, usize) {
        let scale = 10u32.pow(u32::from(decimals));
        match u64::try_from(self.magnitude) {
            Ok(n) if decimals <= 1 && self.unit.is_none() && !self.bits => {
                let (mut whole, mut fraction, mut unit) = self.parts_of_u64(n, scale);
                if fraction == scale {
                    (whole, fraction) = (whole + 1, 0);
                    if whole == if self.decimal { 1000 } else { 1024 } {
                        (whole, unit) = (1, unit + 1);
                    }
                }
                (Whole { high: 0, low: whole }, fraction, unit as usize)
            }
            _ => self.round_in_full(scale),
        }
    }

    /// The parts before the carry, where 64 bits are enough: the remainder is below 2^60, or below
    /// 10^18, and the scale is at most 10.
    #[inline]
    fn parts_of_u64(self, n: u64, scale: u32) -> (u64, u32, u32) {
        let unit = if self.decimal { (n | 1).ilog10() / 3 } else { (n | 1).ilog2() / 10 };
        if unit == 0 {
            return (n, 0, 0);
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
        (whole, part as u32, unit)
    }

    /// How many bytes a unit above the byte has, or an eighth of it for bits: at most 2^100.
    fn divisor(self, unit: u32) -> u128 {
        match (self.decimal, self.bits) {
            (false, bits) => 1 << (10 * unit - if bits { 3 } else { 0 }),
            (true, false) => 1000u128.pow(unit),
            (true, true) => 125 * 1000u128.pow(unit - 1),
        }
    }

    #[cold]
    fn round_in_full(self, scale: u32) -> (Whole, u32, usize) {
        let n = self.magnitude;
        let mut unit = match self.unit {
            Some(unit) => unit as u32,
            None => (1..=10).take_while(|&unit| n >= self.divisor(unit)).last().unwrap_or(0),
        };
        loop {
            if unit == 0 {
                return (Whole::new(n, if self.bits { 8 } else { 1 }), 0, 0);
            }
            let divisor = self.divisor(unit);
            let (mut whole, rest) = (n / divisor, n % divisor);
            let mut fraction = ((rest * u128::from(scale) + divisor / 2) / divisor) as u32;
            if fraction == scale {
                (whole, fraction) = (whole + 1, 0);
                let base = if self.decimal { 1000 } else { 1024 };
                if whole == base && unit < 10 && self.unit.is_none() {
                    unit += 1;
                    continue;
                }
            }
            return (Whole::new(whole, 1), fraction, unit as usize);
        }
    }
}

/// A whole number as `high * 10^19 + low`: the largest is eight times that of a `u128`.
#[derive(Clone, Copy)]
struct Whole {
    high: u128,
    low: u64,
}

impl Whole {
    const STEP: u128 = 10_000_000_000_000_000_000;

    fn new(n: u128, times: u128) -> Self {
        let (high, low) = (n / Self::STEP, n % Self::STEP * times);
        Self { high: high * times + low / Self::STEP, low: (low % Self::STEP) as u64 }
    }
}

/// Text under construction: the longest is 41 digits, a point, eight decimals and a unit.
struct Text {
    bytes: [u8; 64],
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
    fn digits(&mut self, mut n: u64, count: u32) {
        let end = self.len + count as usize;
        for place in self.bytes[self.len..end].iter_mut().rev() {
            *place = b'0' + (n % 10) as u8;
            n /= 10;
        }
        self.len = end;
    }

    #[inline]
    fn whole(&mut self, n: Whole) {
        if n.high > 0 {
            return self.long(n);
        }
        let places = match n.low {
            0..=9 => 1,
            10..=99 => 2,
            100..=999 => 3,
            low => low.ilog10() + 1,
        };
        self.digits(n.low, places);
    }

    #[cold]
    fn long(&mut self, n: Whole) {
        self.whole(Whole::new(n.high, 1));
        self.digits(n.low, 19);
    }
}

impl fmt::Display for FormatBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = match f.precision() {
            Some(decimals) => decimals.min(usize::from(MAX_DECIMALS)) as u8,
            None => self.precision.unwrap_or(u8::from(!self.short)).min(MAX_DECIMALS),
        };
        let (whole, mut fraction, unit) = self.round(decimals);
        let mut decimals = if unit == 0 { 0 } else { u32::from(decimals) };
        if self.trim {
            while decimals > 0 && fraction % 10 == 0 {
                (fraction, decimals) = (fraction / 10, decimals - 1);
            }
        }
        let mut text = Text { bytes: [0; 64], len: 0 };
        if self.negative {
            text.push(b'-');
        }
        text.whole(whole);
        if decimals > 0 {
            text.push(b'.');
            text.digits(fraction.into(), decimals);
        }
        if self.space && !self.short {
            text.push(b' ');
        }
        let letter = match LETTERS[unit] {
            b'B' if self.bits => b'b',
            b'K' if self.decimal && !self.short => b'k',
            letter => letter,
        };
        if self.short || unit > 0 {
            text.push(letter);
        }
        if !self.short {
            if unit > 0 && !self.decimal {
                text.push(b'i');
            }
            if self.bits {
                b"bit".iter().for_each(|&byte| text.push(byte));
            } else {
                text.push(b'B');
            }
        }
        // ASCII by construction.
        display::pad(f, core::str::from_utf8(&text.bytes[..text.len]).unwrap_or_default())
    }
}
