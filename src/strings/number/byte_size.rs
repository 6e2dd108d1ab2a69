//! A size in bytes as a type: for configuration files, command lines and tables.
//!
//! `Display` is exact. Of the forms that name the size exactly, in bytes, in powers of 1024 and in
//! powers of 1000, it uses the one with the fewest digits; of those with equally many the one
//! without decimals, then the one in powers of 1024, then the larger unit. So `1.5 KiB` is written
//! for 1536 and `10 GB` for 10,000,000,000, but `1025 B` for 1025. What a person wrote in a
//! configuration file comes back in the same words or in shorter ones.
//!
//! Whole numbers of bytes have at most 20 digits, so the search for a form stops at 20 digits: no
//! more than 12 forms of at most 20 steps each.

use super::{FormatBytes, format_bytes, parse_bytes};
use crate::Error;
use crate::strings::util::display;
use core::cmp::Reverse;
use core::fmt::{Display, Formatter, Result as FmtResult};
use core::iter::Sum;
use core::ops::{Add, AddAssign, Mul, MulAssign, Sub, SubAssign};
use core::str::FromStr;

/// A size in bytes that is read from and written as text: `64 KiB`, `1.5 GB`.
///
/// It reads what [`parse_bytes`] reads (with another rule for `KB` and `K`:
/// [`ParseBytes`](super::ParseBytes)). `{}` writes the exact size in the shortest form, which reads
/// back to the same number; `{:#}` does so in powers of 1000 only. For a rounded size, as tables
/// need it, there are [`binary`](Self::binary) and [`decimal`](Self::decimal).
///
/// The operators `+`, `-` and `*` stop at 0 and at [`MAX`](Self::MAX) instead of overflowing; the
/// `checked_` methods return `None` there.
///
/// With the feature `serde`, a size is text in formats that people read and a number in the others;
/// it is read from text and from numbers in all of them.
///
/// # Examples
///
/// ```
/// use boltons::strings::ByteSize;
///
/// let limit: ByteSize = "64 KiB".parse()?;
/// assert_eq!(limit.as_u64(), 65_536);
/// assert_eq!((limit * 2).to_string(), "128 KiB");
/// assert_eq!(ByteSize::new(10_000_000_000).to_string(), "10 GB");
/// assert_eq!(ByteSize::new(1536).to_string(), "1.5 KiB");
/// assert_eq!(format!("{:#}", ByteSize::new(1536)), "1536 B");
/// assert_eq!(ByteSize::new(1_234_567).binary().to_string(), "1.2 MiB");
/// assert!("64 parsecs".parse::<ByteSize>().is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[doc(alias = "filesize")]
#[doc(alias = "bytesize")]
pub struct ByteSize(u64);

impl ByteSize {
    /// The size of 0 bytes.
    pub const ZERO: Self = Self(0);
    /// The largest size: `u64::MAX` bytes.
    pub const MAX: Self = Self(u64::MAX);

    /// Creates a size from a number of bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::new(2048).to_string(), "2 KiB");
    /// ```
    #[must_use]
    pub const fn new(bytes: u64) -> Self {
        Self(bytes)
    }

    /// Creates a size of `n` KiB (1024 bytes); [`MAX`](Self::MAX) if that is too large.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::kib(4).as_u64(), 4096);
    /// ```
    #[must_use]
    pub const fn kib(n: u64) -> Self {
        Self(n.saturating_mul(1 << 10))
    }

    /// Creates a size of `n` MiB (1024² bytes); [`MAX`](Self::MAX) if that is too large.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::mib(1), ByteSize::kib(1024));
    /// ```
    #[must_use]
    pub const fn mib(n: u64) -> Self {
        Self(n.saturating_mul(1 << 20))
    }

    /// Creates a size of `n` GiB (1024³ bytes); [`MAX`](Self::MAX) if that is too large.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::gib(u64::MAX), ByteSize::MAX);
    /// ```
    #[must_use]
    pub const fn gib(n: u64) -> Self {
        Self(n.saturating_mul(1 << 30))
    }

    /// Returns the number of bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!("1 MB".parse::<ByteSize>()?.as_u64(), 1_000_000);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "as_bytes")]
    #[must_use]
    pub const fn as_u64(self) -> u64 {
        self.0
    }

    /// Formats the size, rounded for people, in powers of 1024: [`format_bytes`].
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::new(1_234_567).binary().precision(2).to_string(), "1.18 MiB");
    /// ```
    #[doc(alias = "bytes2human")]
    pub fn binary(self) -> FormatBytes {
        format_bytes(self.0)
    }

    /// Formats the size, rounded for people, in powers of 1000: [`FormatBytes::decimal`].
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::new(1_234_567).decimal().to_string(), "1.2 MB");
    /// ```
    pub fn decimal(self) -> FormatBytes {
        format_bytes(self.0).decimal()
    }

    /// Returns the sum, or `None` if it is above [`MAX`](Self::MAX).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::kib(1).checked_add(ByteSize::kib(2)), Some(ByteSize::kib(3)));
    /// assert_eq!(ByteSize::MAX.checked_add(ByteSize::new(1)), None);
    /// ```
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(bytes) => Some(Self(bytes)),
            None => None,
        }
    }

    /// Returns the difference, or `None` if it is below 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::kib(1).checked_sub(ByteSize::kib(2)), None);
    /// ```
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(bytes) => Some(Self(bytes)),
            None => None,
        }
    }

    /// Returns the product, or `None` if it is above [`MAX`](Self::MAX).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::kib(3).checked_mul(2), Some(ByteSize::kib(6)));
    /// assert_eq!(ByteSize::gib(1).checked_mul(u64::MAX), None);
    /// ```
    #[must_use]
    pub const fn checked_mul(self, factor: u64) -> Option<Self> {
        match self.0.checked_mul(factor) {
            Some(bytes) => Some(Self(bytes)),
            None => None,
        }
    }

    /// Returns the sum, or [`MAX`](Self::MAX) if it is above that; `+` is the same.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::MAX.saturating_add(ByteSize::new(1)), ByteSize::MAX);
    /// ```
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Returns the difference, or 0 if it is below that; `-` is the same.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::kib(1).saturating_sub(ByteSize::kib(2)), ByteSize::ZERO);
    /// ```
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Returns the product, or [`MAX`](Self::MAX) if it is above that; `*` is the same.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ByteSize;
    /// assert_eq!(ByteSize::gib(1).saturating_mul(u64::MAX), ByteSize::MAX);
    /// ```
    #[must_use]
    pub const fn saturating_mul(self, factor: u64) -> Self {
        Self(self.0.saturating_mul(factor))
    }
}

/// The most digits of a number of bytes.
const DIGITS: usize = 20;
/// The units above the byte that a `u64` reaches.
const LETTERS: [u8; 6] = *b"KMGTPE";

/// One way to write a size exactly.
#[derive(Clone, Copy)]
struct Exact {
    whole: u64,
    decimals: [u8; DIGITS],
    /// How many decimals there are.
    count: usize,
    /// 0 for bytes.
    unit: usize,
    binary: bool,
}

impl Exact {
    /// Writes `n` in a unit, if at most `most` digits do.
    fn new(n: u64, unit: usize, binary: bool, most: usize) -> Option<Self> {
        let power = if binary { 1 << (10 * unit) } else { 1000u64.pow(unit as u32) };
        let (whole, mut rest) = (n / power, n % power);
        let room = most.checked_sub(places(whole))?;
        let (mut decimals, mut count) = ([0; DIGITS], 0);
        while rest > 0 {
            // The rest is below 2^60, so that ten times of it fit.
            rest *= 10;
            if count == room {
                return None;
            }
            decimals[count] = (rest / power) as u8;
            rest %= power;
            count += 1;
        }
        Some(Self { whole, decimals, count, unit, binary })
    }

    /// The exact form of the fewest digits; see the head of the file.
    fn best(n: u64, decimal_only: bool) -> Self {
        let mut best = Self { whole: n, decimals: [0; DIGITS], count: 0, unit: 0, binary: true };
        for unit in 1..=LETTERS.len() {
            for binary in [true, false] {
                if binary && decimal_only {
                    continue;
                }
                let form = Self::new(n, unit, binary, best.digits());
                // `0.5 KiB` says less than `512 B`.
                if let Some(form) = form.filter(|form| form.whole > 0 && form.rank() < best.rank())
                {
                    best = form;
                }
            }
        }
        best
    }

    fn digits(&self) -> usize {
        places(self.whole) + self.count
    }

    /// The least of them is used.
    fn rank(&self) -> (usize, bool, bool, Reverse<usize>) {
        (self.digits(), self.count > 0, !self.binary, Reverse(self.unit))
    }
}

fn places(n: u64) -> usize {
    n.checked_ilog10().unwrap_or(0) as usize + 1
}

impl Display for ByteSize {
    /// Writes the exact size; width, fill and alignment are honoured, and `#` asks for powers of
    /// 1000. A precision has no meaning here and is ignored.
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        let form = Exact::best(self.0, f.alternate());
        // 20 digits, a point and a unit.
        let mut text = [0; DIGITS + 8];
        let mut len = 0;
        let mut push = |byte: u8| {
            text[len] = byte;
            len += 1;
        };
        let mut power = 10u64.pow(places(form.whole) as u32 - 1);
        while power > 0 {
            push(b'0' + (form.whole / power % 10) as u8);
            power /= 10;
        }
        if form.count > 0 {
            push(b'.');
            form.decimals[..form.count].iter().for_each(|digit| push(b'0' + digit));
        }
        push(b' ');
        if form.unit > 0 {
            let letter = LETTERS[form.unit - 1];
            push(if form.unit == 1 && !form.binary { b'k' } else { letter });
            if form.binary {
                push(b'i');
            }
        }
        push(b'B');
        // ASCII by construction.
        display::pad(f, core::str::from_utf8(&text[..len]).unwrap_or_default())
    }
}

/// As [`parse_bytes`].
impl FromStr for ByteSize {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        parse_bytes(s).map(Self)
    }
}

impl From<u64> for ByteSize {
    fn from(bytes: u64) -> Self {
        Self(bytes)
    }
}

impl From<u32> for ByteSize {
    fn from(bytes: u32) -> Self {
        Self(bytes.into())
    }
}

impl From<ByteSize> for u64 {
    fn from(size: ByteSize) -> Self {
        size.0
    }
}

impl From<ByteSize> for u128 {
    fn from(size: ByteSize) -> Self {
        size.0.into()
    }
}

macro_rules! operators {
    ($($operator:ident, $method:ident, $assign:ident, $assign_method:ident, $other:ty, $function:ident;)*) => {$(
        /// Saturates; see the type.
        impl $operator<$other> for ByteSize {
            type Output = Self;

            fn $method(self, other: $other) -> Self {
                self.$function(other)
            }
        }

        /// Saturates; see the type.
        impl $assign<$other> for ByteSize {
            fn $assign_method(&mut self, other: $other) {
                *self = self.$function(other);
            }
        }
    )*};
}
operators! {
    Add, add, AddAssign, add_assign, Self, saturating_add;
    Sub, sub, SubAssign, sub_assign, Self, saturating_sub;
    Mul, mul, MulAssign, mul_assign, u64, saturating_mul;
}

/// Saturates; see the type.
impl Sum for ByteSize {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::ZERO, Self::saturating_add)
    }
}
