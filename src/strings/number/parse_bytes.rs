//! Sizes in bytes as people write them, read exactly.
//!
//! ```text
//! size = blank* (digit+ ["." digit+] | "." digit+) blank* [unit] blank*
//! unit = "B" | "byte" ["s"]
//!      | letter ["i"] ["B" | "byte" ["s"]]          letter: K M G T P E Z Y R Q
//!      | ("kilo" | "kibi" | …) "byte" ["s"]
//! ```
//!
//! The decimals are folded from the last to the first, `x = (digit * 2 * unit + x) / 10`: floors
//! nest, so the result is the exact floor of twice the fraction, from which rounding is one
//! addition. O(text) whatever the number of digits, in one `u128`, where twice nine quetta take 105
//! bits.
//!
//! Rejected: `f64` (wrong above 2^53), a big integer for long fractions.

use super::bytes::LETTERS;
use crate::error::{Error, Kind, shown};
use crate::strings::util::slice::skip;

/// Parses a size in bytes: `10`, `1.5 KiB`, `64k`, `2 GB`, `512 bytes`.
///
/// Digits, decimals if there is a unit above the byte, then a unit in any case: none, `B` or
/// `bytes` for bytes; `K`, `Ki`, `KiB`, `kibibytes` for 1024 and `KB`, `kilobytes` for 1000 (the
/// rule of GNU coreutils; [`ParseBytes`] has others); likewise with M, G, T, P, E, Z, Y, R and Q.
/// Spaces, tabs and the no-break and thin spaces that formatters write may stand around the number
/// and the unit. What is not a whole number of bytes is rounded, half away from zero, in exact
/// arithmetic.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Errors
///
/// A syntax error if the text is of another form: empty, signed, with an exponent, a digit group or
/// an unknown unit, or with decimals of a single byte. Out of range if the size is above
/// `u64::MAX`.
///
/// # Examples
///
/// ```
/// use boltons::strings::parse_bytes;
///
/// assert_eq!(parse_bytes("1.5 KiB")?, 1536);
/// assert_eq!(parse_bytes("64k")?, 65_536);
/// assert_eq!(parse_bytes("64kB")?, 64_000);
/// assert_eq!(parse_bytes("3 megabytes")?, 3_000_000);
/// assert!(parse_bytes("20 EiB").unwrap_err().is_out_of_range());
/// assert_eq!(
///     parse_bytes("10 parsecs").unwrap_err().to_string(),
///     "unknown unit, expected B, K, KB, KiB or the like up to EiB \
///      while parsing byte size \"10 parsecs\" at byte 3",
/// );
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "human2bytes")]
#[doc(alias = "filesize")]
#[doc(alias = "parse_size")]
pub fn parse_bytes(s: &str) -> Result<u64, Error> {
    ParseBytes::new().parse(s)
}

/// A parser of byte sizes like [`parse_bytes`] with a choice of what `K`, `KB` and the like mean.
///
/// | | `K` | `KB` | `KiB` |
/// |---|--:|--:|--:|
/// | [`new`](Self::new): GNU coreutils | 1024 | 1000 | 1024 |
/// | [`binary`](Self::binary): JVM, Redis, PostgreSQL, Windows | 1024 | 1024 | 1024 |
/// | [`decimal`](Self::decimal): SI, IEC 80000-13 | 1000 | 1000 | 1024 |
///
/// # Examples
///
/// ```
/// use boltons::strings::ParseBytes;
///
/// assert_eq!(ParseBytes::new().parse("1 KB")?, 1000);
/// assert_eq!(ParseBytes::new().binary().parse("1 KB")?, 1024);
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[must_use]
pub struct ParseBytes {
    base: Base,
}

#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
enum Base {
    #[default]
    Coreutils,
    Binary,
    Decimal,
}

impl ParseBytes {
    /// Creates the rules of GNU coreutils: `K` is 1024, `KB` is 1000.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ParseBytes;
    /// assert_eq!(ParseBytes::new().parse("1K")?, 1024);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn new() -> Self {
        Self { base: Base::Coreutils }
    }

    /// Reads every unit as a power of 1024: `KB` and also `kilobytes` as 1024.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ParseBytes;
    /// assert_eq!(ParseBytes::new().binary().parse("8 GB")?, 8 << 30);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn binary(self) -> Self {
        Self { base: Base::Binary }
    }

    /// Reads units without an `i` as powers of 1000: `K` as 1000.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ParseBytes;
    /// assert_eq!(ParseBytes::new().decimal().parse("8G")?, 8_000_000_000);
    /// assert_eq!(ParseBytes::new().decimal().parse("8GiB")?, 8 << 30);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub const fn decimal(self) -> Self {
        Self { base: Base::Decimal }
    }

    /// Parses a size in bytes by these rules; see [`parse_bytes`].
    ///
    /// Computes in **O(n)** time, where *n* is the length of the text.
    ///
    /// # Errors
    ///
    /// As [`parse_bytes`].
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::ParseBytes;
    ///
    /// assert_eq!(ParseBytes::new().parse(".5G")?, 1 << 29);
    /// assert!(ParseBytes::new().parse("-1").unwrap_err().is_syntax());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn parse(&self, s: &str) -> Result<u64, Error> {
        const WHAT: &str = "byte size";
        let bytes = s.as_bytes();
        let tail = |at: usize| s.get(at..).unwrap_or_default();
        let digits = |from: usize| skip(bytes, from, |b| b.is_ascii_digit());
        let blanks = |at: usize| s.len() - tail(at).trim_start_matches(is_blank).len();
        let syntax = |message: core::fmt::Arguments<'_>, at: usize| {
            Err(Error::new(Kind::Syntax, message).parsing(WHAT, s, at))
        };

        let start = blanks(0);
        let point = digits(start);
        let mut end = point;
        if bytes.get(point) == Some(&b'.') {
            end = digits(point + 1);
        }
        if point == start && end <= point + 1 {
            return match tail(end).chars().next() {
                Some(c) => {
                    let c = shown(c);
                    syntax(format_args!("unexpected character '{c}', expected a digit"), end)
                }
                None => syntax(format_args!("expected a digit"), end),
            };
        }
        if end == point + 1 {
            return syntax(format_args!("expected a digit after the point"), end);
        }
        let unit_start = blanks(end);
        let unit_end = skip(bytes, unit_start, |b| b.is_ascii_alphabetic());
        let Some(unit) = self.unit(&bytes[unit_start..unit_end]) else {
            return syntax(
                format_args!("unknown unit, expected B, K, KB, KiB or the like up to EiB"),
                unit_start,
            );
        };
        let rest = blanks(unit_end);
        if let Some(c) = tail(rest).chars().next() {
            return syntax(format_args!("unexpected character '{}'", shown(c)), rest);
        }
        if unit == 1 && end > point {
            return syntax(format_args!("a number of bytes has no decimals"), point);
        }

        let mut whole = Some(0_u128);
        for &digit in &bytes[start..point] {
            let ten = whole.and_then(|n| n.checked_mul(10));
            whole = ten.and_then(|n| n.checked_add(u128::from(digit - b'0')));
        }
        // The floor of twice the fraction; see the head of the file.
        let mut twice = 0_u128;
        for &digit in bytes[point..end].iter().skip(1).rev() {
            twice = (u128::from(digit - b'0') * 2 * unit + twice) / 10;
        }
        let whole = whole.and_then(|n| n.checked_mul(unit));
        let total = whole.and_then(|n| n.checked_add(twice.div_ceil(2)));
        total.and_then(|n| u64::try_from(n).ok()).ok_or_else(|| {
            Error::new(Kind::OutOfRange, format_args!("size exceeds {} bytes", u64::MAX))
                .parsing(WHAT, s, start)
        })
    }

    /// How many bytes a unit has.
    fn unit(self, text: &[u8]) -> Option<u128> {
        let is = |text: &[u8], other: &str| text.eq_ignore_ascii_case(other.as_bytes());
        let is_byte = |text: &[u8]| ["b", "byte", "bytes"].iter().any(|name| is(text, name));
        if text.is_empty() || is_byte(text) {
            return Some(1);
        }
        // The word, or the letter with an `i` or without.
        let word = |binary: bool| {
            let names = if binary { &BINARY } else { &DECIMAL };
            names.iter().position(|name| {
                text.len() > name.len()
                    && is(&text[..name.len()], name)
                    && text.len() > name.len() + 1
                    && is_byte(&text[name.len()..])
            })
        };
        let (power, binary) = match (word(true), word(false)) {
            (Some(power), _) => (power, true),
            (None, Some(power)) => (power, self.base == Base::Binary),
            (None, None) => {
                let (letter, rest) = text.split_first()?;
                let letter = letter.to_ascii_uppercase();
                let power = LETTERS[1..].iter().position(|&other| other == letter)?;
                let (i, rest) = match rest {
                    [b'i' | b'I', rest @ ..] => (true, rest),
                    rest => (false, rest),
                };
                if !rest.is_empty() && !is_byte(rest) {
                    return None;
                }
                let binary = match self.base {
                    Base::Coreutils => rest.is_empty(),
                    Base::Binary => true,
                    Base::Decimal => false,
                };
                (power, i || binary)
            }
        };
        let base: u128 = if binary { 1024 } else { 1000 };
        Some(base.pow(power as u32 + 1))
    }
}

/// What may stand between a number and its unit.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{2007}' | '\u{2009}' | '\u{202F}')
}

static DECIMAL: [&str; 10] =
    ["kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta", "ronna", "quetta"];
static BINARY: [&str; 10] =
    ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi", "zebi", "yobi", "robi", "quebi"];
