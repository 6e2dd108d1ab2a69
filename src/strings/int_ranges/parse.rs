//! Reading integer lists, item by item.
//!
//! ```text
//! list   = white* [item] (delimiter [item])* white*      blanks (space, tab) around items
//! item   = number [range-delimiter [number] [stride-delimiter digit+]]
//!        | range-delimiter number [stride-delimiter digit+]
//! number = "-"? digit+
//! ```
//!
//! A `-` is a sign where a number must start and a delimiter after one, so `-3--1` and `1--3` need
//! no lookahead. Open ends are taken from the format's bounds; a leading `-` opens a range only
//! where the bounds have no negative number.

use super::text::IntListFormat;
use crate::error::{Error, Kind, shown};
use crate::strings::util::slice::rest;

const WHAT: &str = "integer list";

/// An item of a list: the integers from one end to the other, `step` apart; `step` is at least 1.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) struct Item {
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) step: u64,
}

impl Item {
    /// How many integers it has.
    pub(super) fn count(self) -> u128 {
        u128::from(self.first.abs_diff(self.last) / self.step) + 1
    }

    /// The integer of a place; `n` is below the count.
    pub(super) fn nth(self, n: u128) -> i64 {
        let away = n as u64 * self.step;
        if self.first <= self.last {
            self.first.wrapping_add_unsigned(away)
        } else {
            self.first.wrapping_sub_unsigned(away)
        }
    }
}

/// A place in the text.
pub(super) struct Parser<'a> {
    format: &'a IntListFormat,
    text: &'a str,
    /// The text without white space at its end.
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(format: &'a IntListFormat, text: &'a str) -> Self {
        let at = text.len() - text.trim_start().len();
        let bytes = text.trim_end().as_bytes();
        Self { format, text, bytes, at: at.min(bytes.len()) }
    }

    /// Returns the next item and where it starts.
    #[inline]
    pub(super) fn next_item(&mut self) -> Result<Option<(usize, Item)>, Error> {
        loop {
            self.skip_blanks();
            if self.at == self.bytes.len() {
                return Ok(None);
            }
            if self.skip_char(self.format.delimiter) {
                continue;
            }
            let start = self.at;
            let item = self.item()?;
            if self.at < self.bytes.len() && !self.skip_char(self.format.delimiter) {
                return Err(self.unexpected());
            }
            return Ok(Some((start, item)));
        }
    }

    #[inline]
    fn item(&mut self) -> Result<Item, Error> {
        let range = self.format.range_delimiter;
        let first = match self.open_start() {
            Some(lo) => lo,
            None => {
                let n = self.number()?;
                self.skip_blanks();
                n
            }
        };
        if !self.skip_char(range) {
            return Ok(Item { first, last: first, step: 1 });
        }
        self.skip_blanks();
        let open = self.format.within.filter(|_| self.item_ends());
        let last = match open {
            Some((_, hi)) => {
                if first > hi {
                    // Only bounds that are the wrong way round let such a number pass.
                    return Err(self.outside(self.at));
                }
                hi
            }
            None => self.number()?,
        };
        self.skip_blanks();
        let step = if self.reads_strides() && self.skip_char(self.format.stride) {
            self.skip_blanks();
            self.step()?
        } else {
            1
        };
        Ok(Item { first, last, step: if first == last { 1 } else { step } })
    }

    fn reads_strides(&self) -> bool {
        self.format.stride != self.format.delimiter
            && self.format.stride != self.format.range_delimiter
    }

    /// The first integer of a range that starts with its delimiter, which is left for the caller.
    fn open_start(&mut self) -> Option<i64> {
        let (lo, _) = self.format.within?;
        let range = self.format.range_delimiter;
        let before = self.at;
        let opens = (range != '-' || lo >= 0) && self.skip_char(range);
        // `-` alone is not a range.
        let opens = opens && {
            self.skip_blanks();
            !self.item_ends()
        };
        self.at = before;
        opens.then_some(lo)
    }

    /// Whether nothing of the item is left but a stride.
    fn item_ends(&self) -> bool {
        self.at == self.bytes.len()
            || self.is_at(self.format.delimiter)
            || (self.reads_strides() && self.is_at(self.format.stride))
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
        let there = self.is_at(c);
        if there {
            self.at += c.len_utf8();
        }
        there
    }

    #[inline]
    fn is_at(&self, c: char) -> bool {
        if c.is_ascii() {
            self.bytes.get(self.at) == Some(&(c as u8))
        } else {
            rest(self.text, self.at).starts_with(c)
        }
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
        match (n, self.format.within) {
            (Some(n), None) if fits => Ok(n),
            (Some(n), Some((lo, hi))) if fits && lo <= n && n <= hi => Ok(n),
            _ => Err(self.outside(start)),
        }
    }

    /// A stride: digits, at least 1. One that is too large for a `u64` reaches no second integer.
    fn step(&mut self) -> Result<u64, Error> {
        let start = self.at;
        let mut step = 0_u64;
        while let Some(digit) = self.bytes.get(self.at).filter(|b| b.is_ascii_digit()) {
            step = step.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
            self.at += 1;
        }
        if self.at == start {
            return Err(self.unexpected());
        }
        if step == 0 {
            let message = format_args!("a stride must be at least 1");
            return Err(self.error(Kind::OutOfRange, message, start));
        }
        self.skip_blanks();
        Ok(step)
    }

    #[cold]
    fn outside(&self, at: usize) -> Error {
        let (lo, hi) = self.format.within.unwrap_or((i64::MIN, i64::MAX));
        self.error(Kind::OutOfRange, format_args!("number is not within {lo} to {hi}"), at)
    }

    #[cold]
    fn unexpected(&self) -> Error {
        if self.at == self.bytes.len() {
            return self.error(Kind::Syntax, format_args!("expected a number"), self.text.len());
        }
        let c = rest(self.text, self.at).chars().next().unwrap_or_default();
        self.error(Kind::Syntax, format_args!("unexpected character '{}'", shown(c)), self.at)
    }

    #[cold]
    pub(super) fn error(&self, kind: Kind, message: core::fmt::Arguments<'_>, at: usize) -> Error {
        Error::new(kind, message).parsing(WHAT, self.text, at)
    }
}
