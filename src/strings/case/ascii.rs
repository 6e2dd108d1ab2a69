//! Case conversion of short ASCII text, 64 characters at a time in three masks.
//!
//! Bit *i* of each mask speaks of byte *i*. With *U*, *L*, *D* for upper, lower and digits and *W*
//! for all of them, the word starts are
//!
//! ```text
//! W & !(W << 1)                                   after a separator
//! U & after(L)                                    foo|Bar  a1|B
//! U & after(U) & (L >> 1)                         XML|Http A1|Bc
//! after(X) = X << 1 | ((X << 1 & D) + D) & !D     next to X, digits between looked through
//! ```
//!
//! In the sum, a carry enters each run of digits that follows an *X*, clears the run and leaves
//! its bit right after it; runs that follow none keep their bits, which `& !D` removes.

#![deny(clippy::string_slice)]

use super::convert::{Form, Letters};
use crate::strings::util::swar;

/// The longest text that is converted here.
const LONGEST: usize = 64;
/// How many bytes of a word are copied at once.
const STEP: usize = 16;
/// Room for a separator before each character, and for what a last copy writes too much.
const ROOM: usize = 2 * LONGEST + STEP;

pub(crate) const BUFFER: [u8; ROOM] = [0; ROOM];

/// A short ASCII text, its letters in one size, and what its bytes are.
pub(crate) struct Masks {
    /// Padded, so that a word may be copied in whole steps.
    source: [u8; LONGEST + STEP],
    upper: u64,
    lower: u64,
    digit: u64,
    separator: u64,
    len: usize,
}

impl Masks {
    /// Reads the text for a form, or returns `None` if it is too long or not ASCII.
    #[inline]
    pub(crate) fn read(s: &str, form: Form) -> Option<Self> {
        if s.len() > LONGEST {
            return None;
        }
        let raises = form.rest == Letters::Upper;
        let sought = form.separator.as_bytes().first().copied().unwrap_or(b'_');
        let mut this = Self {
            source: [0; LONGEST + STEP],
            upper: 0,
            lower: 0,
            digit: 0,
            separator: 0,
            len: s.len(),
        };
        let mut at = 0;
        while at < s.len() {
            let word = swar::load(s.as_bytes(), at).unwrap_or_else(|| last_word(s.as_bytes(), at));
            if swar::non_ascii(word) != 0 {
                return None;
            }
            let u = swar::below(word, b'Z' + 1) & !swar::below(word, b'A');
            let l = swar::below(word, b'z' + 1) & !swar::below(word, b'a');
            let d = swar::below(word, b'9' + 1) & !swar::below(word, b'0');
            // 0x80 >> 2 is 0x20, which tells the cases of ASCII apart.
            let mapped = if raises { word & !(l >> 2) } else { word | (u >> 2) };
            this.source[at..at + 8].copy_from_slice(&mapped.to_le_bytes());
            this.upper |= swar::bits(u) << at;
            this.lower |= swar::bits(l) << at;
            this.digit |= swar::bits(d) << at;
            this.separator |= swar::bits(swar::eq(word, sought)) << at;
            at += 8;
        }
        Some(this)
    }

    /// Whether the text is in the case for certain: letters of one size, with single separators
    /// between words. Forms with capitals or without separators are not judged.
    #[inline]
    pub(crate) fn is_done(&self, form: Form) -> bool {
        if form.separator.is_empty() || form.capitals() || self.len == 0 {
            return false;
        }
        let other = if form.rest == Letters::Upper { self.lower } else { self.upper };
        let all = u64::MAX >> (LONGEST - self.len);
        let stray = self.separator & (self.separator << 1 | 1 | !(all >> 1));
        other == 0 && self.words() | self.separator == all && stray == 0
    }

    fn words(&self) -> u64 {
        self.upper | self.lower | self.digit
    }

    /// Writes the converted text into the buffer.
    #[inline]
    pub(crate) fn write<'b>(&self, form: Form, buffer: &'b mut [u8; ROOM]) -> &'b str {
        let (words, digit) = (self.words(), self.digit);
        let after = |x: u64| (x << 1) | (((x << 1) & digit).wrapping_add(digit) & !digit);
        let mut starts = (words & !(words << 1))
            | (self.upper & after(self.lower))
            | (self.upper & after(self.upper) & (self.lower >> 1));
        let separator = form.separator.as_bytes().first().copied();
        let mut filled = 0;
        let mut letters = form.first;
        while starts != 0 {
            let start = starts.trailing_zeros() as usize;
            starts &= starts - 1;
            // The word ends where the next one starts or a separator comes.
            let ends = (starts | !words) & (u64::MAX << start);
            let end = if ends == 0 { LONGEST } else { ends.trailing_zeros() as usize };
            if let (Some(separator), true) = (separator, filled > 0) {
                buffer[filled] = separator;
                filled += 1;
            }
            let mut from = start;
            let mut to = filled;
            while from < end {
                buffer[to..to + STEP].copy_from_slice(&self.source[from..from + STEP]);
                from += STEP;
                to += STEP;
            }
            if letters == Letters::Capital {
                buffer[filled] = self.source[start].to_ascii_uppercase();
            }
            filled += end - start;
            letters = form.rest;
        }
        // All of it is ASCII.
        core::str::from_utf8(&buffer[..filled]).unwrap_or_default()
    }
}

/// The bytes from `at` on, fewer than eight, followed by zeros.
#[inline]
fn last_word(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.len() - at;
    match bytes.last_chunk::<8>() {
        Some(last) => u64::from_le_bytes(*last) >> (8 * (8 - rest)),
        None => bytes[at..].iter().rev().fold(0, |word, &b| word << 8 | u64::from(b)),
    }
}
