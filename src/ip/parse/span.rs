//! The basis of every parser: pieces of a text that know their place, and numbers.
//!
//! A [`Span`] is a piece of a text that remembers where it is in it, so that an error names the
//! byte in the whole text. Nothing here knows an option or a type of the module but the family.

use core::fmt;

use crate::error::{Error, Kind, shown};
use crate::ip::family::Family;

/// The reading of an IPv4 octet with a leading zero, for [`ParseOptions`](super::ParseOptions).
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum LeadingZeros {
    /// Rejects it as malformed: what one program reads as octal another reads as decimal, which
    /// has been the way past many access lists.
    #[default]
    Reject,
    /// Reads it as a decimal number.
    Decimal,
    /// Reads it as an octal number.
    Octal,
}

/// The family whose text is requested.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::ip) enum Want {
    Either,
    V4,
    V6,
}

impl Want {
    pub(in crate::ip) fn of<F: Family>() -> Self {
        if F::BITS == 32 { Self::V4 } else { Self::V6 }
    }

    /// Whether a value of a family is wanted.
    pub(in crate::ip) fn admits(self, is_ipv4: bool) -> bool {
        match self {
            Self::Either => true,
            Self::V4 => is_ipv4,
            Self::V6 => !is_ipv4,
        }
    }

    pub(in crate::ip) fn name(self) -> &'static str {
        match self {
            Self::Either => "IP",
            Self::V4 => "IPv4",
            Self::V6 => "IPv6",
        }
    }
}

/// A piece of a text; both its ends lie on character boundaries.
#[derive(Clone, Copy)]
pub(in crate::ip) struct Span<'a> {
    whole: &'a str,
    pub(in crate::ip) start: usize,
    end: usize,
}

impl<'a> Span<'a> {
    pub(in crate::ip) fn of(whole: &'a str) -> Self {
        Self { whole, start: 0, end: whole.len() }
    }

    pub(in crate::ip) fn bytes(self) -> &'a [u8] {
        self.whole.as_bytes().get(self.start..self.end).unwrap_or_default()
    }

    pub(in crate::ip) fn len(self) -> usize {
        self.end - self.start
    }

    /// The piece between two of its bytes, which must be at ASCII characters or its ends.
    pub(in crate::ip) fn sub(self, from: usize, to: usize) -> Self {
        Self { whole: self.whole, start: self.start + from, end: self.start + to }
    }

    pub(in crate::ip) fn trim(self) -> Self {
        let bytes = self.bytes();
        let start = bytes.len() - bytes.trim_ascii_start().len();
        self.sub(start, start + bytes.trim_ascii().len())
    }

    /// The piece without the spaces, tabs and form feeds around it.
    pub(in crate::ip) fn trim_blanks(self) -> Self {
        let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\x0c');
        let bytes = self.bytes();
        let start = bytes.iter().take_while(|b| blank(b)).count();
        let end = bytes.len() - bytes.iter().rev().take_while(|b| blank(b)).count();
        self.sub(start, end.max(start))
    }

    pub(in crate::ip) fn find(self, byte: u8) -> Option<usize> {
        self.bytes().iter().position(|&b| b == byte)
    }

    /// The pieces before and after the first of a byte; the whole and `None` without one.
    pub(in crate::ip) fn split(self, byte: u8) -> (Self, Option<Self>) {
        match self.find(byte) {
            Some(at) => (self.sub(0, at), Some(self.sub(at + 1, self.len()))),
            None => (self, None),
        }
    }

    /// The pieces between the bytes, as `str::split` yields them.
    pub(in crate::ip) fn pieces(self, byte: u8) -> impl Iterator<Item = Self> {
        let mut rest = Some(self);
        core::iter::from_fn(move || {
            let (piece, after) = rest?.split(byte);
            rest = after;
            Some(piece)
        })
    }

    /// An error at a byte of the piece.
    #[cold]
    pub(in crate::ip) fn error(self, kind: Kind, at: usize, what: fmt::Arguments<'_>) -> Error {
        Error::new(kind, what).parsing("", self.whole, self.start + at)
    }

    #[cold]
    pub(in crate::ip) fn syntax(self, at: usize, what: fmt::Arguments<'_>) -> Error {
        self.error(Kind::Syntax, at, what)
    }

    /// The error of the character at a byte of the piece, which stands where it may not.
    #[cold]
    pub(in crate::ip) fn unexpected(self, at: usize, place: fmt::Arguments<'_>) -> Error {
        match self.whole.get(self.start + at..self.end).and_then(|s| s.chars().next()) {
            Some(c) => {
                self.syntax(at, format_args!("unexpected character '{}' in {place}", shown(c)))
            }
            None => self.syntax(at, format_args!("{place} ends too early")),
        }
    }
}

/// What [`digits`] returns for any greater number.
pub(super) const MAX_NUMBER: u64 = 1 << 40;

/// A number in decimal or octal, at most [`MAX_NUMBER`]; `place` names it in errors.
fn digits(span: Span<'_>, zeros: LeadingZeros, place: fmt::Arguments<'_>) -> Result<u64, Error> {
    let bytes = span.bytes();
    let Some(&first) = bytes.first() else {
        return Err(span.syntax(0, format_args!("{place} is empty")));
    };
    let radix = if zeros == LeadingZeros::Octal && first == b'0' { 8 } else { 10 };
    let mut value = 0u64;
    for (i, byte) in bytes.iter().enumerate() {
        let digit = u64::from(byte.wrapping_sub(b'0'));
        if digit >= radix {
            return Err(span.unexpected(i, place));
        }
        value = (value * radix + digit).min(MAX_NUMBER);
    }
    if zeros == LeadingZeros::Reject && first == b'0' && bytes.len() > 1 {
        return Err(span.syntax(0, format_args!("leading zero in {place}")));
    }
    Ok(value)
}

/// A number in decimal or octal, at most `max`; `place` names it in errors.
pub(in crate::ip) fn number(
    span: Span<'_>,
    zeros: LeadingZeros,
    max: u32,
    place: fmt::Arguments<'_>,
) -> Result<u32, Error> {
    match u32::try_from(digits(span, zeros, place)?) {
        Ok(value) if value <= max => Ok(value),
        _ => Err(span.error(Kind::OutOfRange, 0, format_args!("{place} exceeds {max}"))),
    }
}

/// A prefix length in decimal, at most `max`.
pub(in crate::ip) fn length(span: Span<'_>, max: u8) -> Result<u8, Error> {
    let len = digits(span, LeadingZeros::Reject, format_args!("prefix length"))?;
    match u8::try_from(len) {
        Ok(len) if len <= max => Ok(len),
        _ if len < MAX_NUMBER => {
            Err(span.error(Kind::OutOfRange, 0, format_args!("prefix length {len} exceeds {max}")))
        }
        _ => Err(span.error(Kind::OutOfRange, 0, format_args!("prefix length exceeds {max}"))),
    }
}
