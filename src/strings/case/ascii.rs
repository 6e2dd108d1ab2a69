//! Case conversion of short ASCII text, up to 64 characters at a time in three masks.
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
//!
//! The text is copied whole to where its first word goes, the rest of it to where the second one
//! goes, and so on, each copy over what the one before wrote too much: that takes no loop over the
//! bytes of a word. Texts of up to 16, 32 and 64 bytes have copies of that size. The first four
//! words are written without asking whether there are as many, which would be mispredicted.
//!
//! Rejected: a loop over the bytes, also one without a branch for the words (slower than the masks
//! with a copy for each word); the text in a register of 16 bytes that is shifted for each word.

#![deny(clippy::string_slice)]

use super::convert::{Form, Letters};
use crate::strings::util::ascii::Ascii;
use crate::strings::util::swar;

/// The longest text that is converted here.
const LONGEST: usize = 64;
/// How many words are written without asking whether there are as many.
const USUAL: usize = 4;

/// What came of a conversion.
pub(crate) enum Converted<'b> {
    /// The text already is in the case.
    Same,
    /// Another text.
    To(&'b str),
}

/// Converts a text and returns what `done` makes of the result, or `None` if it is too long or not
/// ASCII.
#[inline(always)]
pub(crate) fn convert<R>(s: &str, form: Form, done: impl FnOnce(Converted<'_>) -> R) -> Option<R> {
    let bytes = s.as_bytes();
    let mut masks = Masks { upper: 0, lower: 0, digit: 0, separator: 0, len: s.len() };
    match s.len() {
        0 => Some(done(Converted::Same)),
        1..=16 => {
            let mut source = [0; 32];
            masks.read(swar::pack(bytes), 0, form, &mut source)?;
            let mut buffer = Ascii::<48>::new();
            Some(done(masks.convert::<16, 48>(s, &source, form, &mut buffer)))
        }
        17..=32 => {
            let mut source = [0; 64];
            masks.read(swar::pack(&bytes[..16]), 0, form, &mut source)?;
            masks.read(swar::pack(&bytes[16..]), 16, form, &mut source)?;
            let mut buffer = Ascii::<96>::new();
            Some(done(masks.convert::<32, 96>(s, &source, form, &mut buffer)))
        }
        33..=LONGEST => {
            let mut source = [0; 128];
            for (chunk, at) in bytes.chunks(16).zip((0..).step_by(16)) {
                masks.read(swar::pack(chunk), at, form, &mut source)?;
            }
            let mut buffer = Ascii::<192>::new();
            Some(done(masks.convert::<LONGEST, 192>(s, &source, form, &mut buffer)))
        }
        _ => None,
    }
}

/// What the bytes of a short ASCII text are.
struct Masks {
    upper: u64,
    lower: u64,
    digit: u64,
    separator: u64,
    len: usize,
}

impl Masks {
    /// Reads the 16 bytes from `at` on and copies them in the size of letters that the form has
    /// within words; `None` if they are not ASCII.
    #[inline(always)]
    fn read(&mut self, bytes: u128, at: usize, form: Form, source: &mut [u8]) -> Option<()> {
        let sought = form.separator.as_bytes().first().copied().unwrap_or(b'_');
        for (word, at) in [(bytes as u64, at), ((bytes >> 64) as u64, at + 8)] {
            if swar::non_ascii(word) != 0 {
                return None;
            }
            let u = swar::within(word, b'A', b'Z');
            let l = swar::within(word, b'a', b'z');
            self.upper |= swar::bits(u) << at;
            self.lower |= swar::bits(l) << at;
            self.digit |= swar::bits(swar::within(word, b'0', b'9')) << at;
            self.separator |= swar::bits(swar::eq(word, sought)) << at;
            // 0x80 >> 2 is 0x20, which tells the cases of ASCII apart.
            let raises = form.rest == Letters::Upper;
            let mapped = if raises { word & !(l >> 2) } else { word | (u >> 2) };
            source[at..at + 8].copy_from_slice(&mapped.to_le_bytes());
        }
        Some(())
    }

    /// Converts the text.
    #[inline(always)]
    fn convert<'b, const N: usize, const ROOM: usize>(
        &self,
        s: &str,
        source: &[u8],
        form: Form,
        buffer: &'b mut Ascii<ROOM>,
    ) -> Converted<'b> {
        let is_done = self.is_done(form);
        if is_done == Some(true) {
            return Converted::Same;
        }
        let len = self.write::<N>(source, form, &mut buffer.0);
        let text = buffer.text(len);
        if is_done.is_none() && text == s { Converted::Same } else { Converted::To(text) }
    }

    /// Whether the text is in the case: letters of one size, with single separators between words.
    /// Forms with capitals or without separators are not judged.
    #[inline(always)]
    fn is_done(&self, form: Form) -> Option<bool> {
        if form.separator.is_empty() || form.capitals() {
            return None;
        }
        let other = if form.rest == Letters::Upper { self.lower } else { self.upper };
        let stray = self.separator & (self.separator << 1 | 1 | !(self.all() >> 1));
        Some(other == 0 && self.words() | self.separator == self.all() && stray == 0)
    }

    /// All bytes of the text, which is not empty.
    fn all(&self) -> u64 {
        u64::MAX >> (LONGEST - self.len)
    }

    fn words(&self) -> u64 {
        self.upper | self.lower | self.digit
    }

    /// Where words start.
    #[inline(always)]
    fn starts(&self) -> u64 {
        let (words, digit) = (self.words(), self.digit);
        let after = |x: u64| (x << 1) | (((x << 1) & digit).wrapping_add(digit) & !digit);
        (words & !(words << 1))
            | (self.upper & after(self.lower))
            | (self.upper & after(self.upper) & (self.lower >> 1))
    }

    /// Writes the converted text and returns its length. `N` bytes are copied at once; the source
    /// has `2 * N`, and the buffer `3 * N`: for the text, as many separators, and the last copy.
    #[inline(always)]
    fn write<const N: usize>(&self, source: &[u8], form: Form, buffer: &mut [u8]) -> usize {
        let separator = form.separator.as_bytes().first();
        let (gap, separator) = (usize::from(separator.is_some()), *separator.unwrap_or(&0));
        let mut starts = self.starts();
        let copy = |buffer: &mut [u8], from: usize, to: usize, letters: Letters| {
            buffer[to..to + N].copy_from_slice(&source[from..from + N]);
            if letters == Letters::Capital {
                buffer[to] = source[from].to_ascii_uppercase();
            }
        };
        if self.words() != self.all() {
            return self.write_parted(starts, form, buffer, copy);
        }
        copy(buffer, 0, 0, form.first);
        let mut shift = 0;
        let mut next = |starts: u64, shift: usize| {
            // Where there is no word any more, this writes after the text.
            let start = (starts.trailing_zeros() as usize).min(self.len);
            buffer[start + shift] = separator;
            copy(buffer, start, start + shift + gap, form.rest);
        };
        for _ in 1..USUAL {
            starts &= starts.wrapping_sub(1);
            next(starts, shift);
            shift += if starts == 0 { 0 } else { gap };
        }
        loop {
            starts &= starts.wrapping_sub(1);
            if starts == 0 {
                return self.len + shift;
            }
            next(starts, shift);
            shift += gap;
        }
    }

    /// Writes words with something between some of them, which is dropped.
    #[inline(always)]
    fn write_parted(
        &self,
        mut starts: u64,
        form: Form,
        buffer: &mut [u8],
        copy: impl Fn(&mut [u8], usize, usize, Letters),
    ) -> usize {
        let mut letters = form.first;
        let mut filled = 0;
        while starts != 0 {
            let start = starts.trailing_zeros() as usize;
            starts &= starts - 1;
            // The word ends where the next one starts or a separator comes.
            let ends = (starts | !self.words()) & (u64::MAX << start);
            let end = if ends == 0 { LONGEST } else { ends.trailing_zeros() as usize };
            if let (Some(&separator), true) = (form.separator.as_bytes().first(), filled > 0) {
                buffer[filled] = separator;
                filled += 1;
            }
            copy(buffer, start, filled, letters);
            filled += end - start;
            letters = form.rest;
        }
        filled
    }
}
