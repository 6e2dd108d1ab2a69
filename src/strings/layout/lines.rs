//! Lines that end at any mandatory break of Unicode: CRLF, LF, VT, FF, CR, NEL, LS, PS.
//!
//! The breaks are those of UAX #14 (classes BK, CR, LF, NL). U+001C–U+001E, which Python's
//! `str.splitlines` adds, are not among them. CRLF is one break from either end.
//!
//! From the front, one pass over blocks of 64 bytes: a mask of the bytes that can start a break is
//! computed from eight words of eight bytes, without a branch, and kept, so that short lines do not
//! look at a block again. Each is then confirmed, since `C2` and `E2` also start other characters.
//! The back end reads byte by byte.
//!
//! Invariant of the iterator: `start <= end`, `start <= next`, and the mask marks only bytes at or
//! after `start`. O(n) time.
//!
//! Rejected: one table lookup per byte (several times slower), memchr for each of the breaks, and
//! to ask blocks of 32 bytes in vector instructions whether they need a mask (whether they do is a
//! branch that goes wrong at every other line).

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;
use core::iter::FusedIterator;

use crate::strings::util::slice::slice;
use crate::strings::util::swar;

/// Returns an iterator over the lines of a text, which end at any Unicode line break, not only at
/// the `\n` and `\r\n` of [`str::lines`].
///
/// The breaks are CRLF, LF, VT, FF, CR, NEL (U+0085), LS (U+2028) and PS (U+2029), and are not
/// part of the lines. A final break does not yield a last empty line, and empty text yields no
/// line; [`split_line_breaks`] does both. Unlike [`str::lines`], a lone CR at the end is a break.
///
/// Computes in **O(n)** time for the whole iteration, lazily, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::lines_unicode;
///
/// let lines: Vec<&str> = lines_unicode("a\r\nb\u{85}\nc\r").collect();
/// assert_eq!(lines, ["a", "b", "", "c"]);
/// assert_eq!(lines_unicode("").next(), None);
/// ```
#[doc(alias = "splitlines")]
#[doc(alias = "iter_splitlines")]
pub fn lines_unicode(s: &str) -> LinesUnicode<'_> {
    let end = s.len() - final_break_len(s.as_bytes());
    LinesUnicode {
        inner: SplitLineBreaks { done: s.is_empty(), ..split_line_breaks(slice(s, 0, end)) },
    }
}

/// Splits a text at every Unicode line break, as [`str::split`] does at its pattern.
///
/// The breaks are those of [`lines_unicode`]. A final break yields a last `""`, and empty text
/// yields one `""`.
///
/// Computes in **O(n)** time for the whole iteration, lazily, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::split_line_breaks;
///
/// assert!(split_line_breaks("a\r\nb\u{2028}").eq(["a", "b", ""]));
/// assert!(split_line_breaks("").eq([""]));
/// ```
#[doc(alias = "iter_splitlines")]
pub const fn split_line_breaks(s: &str) -> SplitLineBreaks<'_> {
    SplitLineBreaks { text: s, start: 0, end: s.len(), base: 0, next: 0, mask: 0, done: false }
}

/// An iterator over the lines of a text; created by [`lines_unicode`].
///
/// # Examples
///
/// ```
/// use boltons::strings::lines_unicode;
///
/// assert_eq!(lines_unicode("a\r\nb\u{2028}c\n").next_back(), Some("c"));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct LinesUnicode<'a> {
    inner: SplitLineBreaks<'a>,
}

impl<'a> Iterator for LinesUnicode<'a> {
    type Item = &'a str;

    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        self.inner.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.inner.size_hint()
    }
}

impl DoubleEndedIterator for LinesUnicode<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.inner.next_back()
    }
}

impl FusedIterator for LinesUnicode<'_> {}

/// An iterator over the parts of a text between its line breaks; created by [`split_line_breaks`].
///
/// # Examples
///
/// ```
/// use boltons::strings::split_line_breaks;
///
/// assert_eq!(split_line_breaks("a\n").next_back(), Some(""));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct SplitLineBreaks<'a> {
    text: &'a str,
    /// What is left is `start..end`.
    start: usize,
    end: usize,
    /// The block that the mask is about.
    base: usize,
    /// The block to look at next.
    next: usize,
    mask: u64,
    done: bool,
}

impl<'a> Iterator for SplitLineBreaks<'a> {
    type Item = &'a str;

    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        if self.done {
            return None;
        }
        let bytes = &self.text.as_bytes()[..self.end];
        loop {
            while self.mask != 0 {
                let at = self.base + self.mask.trailing_zeros() as usize;
                self.mask &= self.mask - 1;
                if at >= bytes.len() {
                    // The back end has been here.
                    break;
                }
                if let Some(len) = break_len(bytes, at) {
                    let piece = slice(self.text, self.start, at);
                    self.start = at + len;
                    // The LF of a CR LF is done with.
                    self.mask &= from(self.start, self.base);
                    return Some(piece);
                }
            }
            if !self.load_block() {
                self.done = true;
                return Some(slice(self.text, self.start, self.end));
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.done { (0, Some(0)) } else { (1, Some(self.end - self.start + 1)) }
    }
}

impl SplitLineBreaks<'_> {
    /// Moves on to the next block that has bytes that can start a break; `false` where there is
    /// none.
    #[inline]
    fn load_block(&mut self) -> bool {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut at = self.next;
        while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
            let mask = candidate_mask(block);
            if mask != 0 {
                return self.keep(at, mask);
            }
            at += BLOCK;
        }
        if at >= bytes.len() {
            return false;
        }
        let mut last = [0; BLOCK];
        last[..bytes.len() - at].copy_from_slice(&bytes[at..]);
        self.keep(at, candidate_mask(&last))
    }

    /// Keeps the mask of the block at `at`.
    #[inline]
    fn keep(&mut self, at: usize, mask: u64) -> bool {
        self.base = at;
        self.next = at + BLOCK;
        self.mask = mask & from(self.start, at);
        true
    }
}

/// How many bytes are looked at at once, and have a bit in the mask.
const BLOCK: usize = 64;

/// The bits of a block at `base` that are not before `start`.
#[inline(always)]
fn from(start: usize, base: usize) -> u64 {
    match start.saturating_sub(base) {
        skip @ 0..BLOCK => u64::MAX << skip,
        _ => 0,
    }
}

/// Which bytes of a block can start a break.
#[inline(always)]
fn candidate_mask(block: &[u8; BLOCK]) -> u64 {
    // Byte `i` of the sum has a bit for each of the eight words: bit `k` is byte `i` of word `k`.
    let mut sum = 0;
    let mut k = 0;
    while k < BLOCK / 8 {
        let word = swar::load(block, k * 8).unwrap_or_default();
        sum |= candidates(word) >> (7 - k);
        k += 1;
    }
    if sum == 0 { 0 } else { swar::transpose(sum) }
}

impl DoubleEndedIterator for SplitLineBreaks<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let left = slice(self.text, self.start, self.end);
        let (start, end) = match rfind_break(left.as_bytes()) {
            Some((start, end)) => (self.start + start, self.start + end),
            None => {
                self.done = true;
                return Some(left);
            }
        };
        let piece = slice(self.text, end, self.end);
        self.end = start;
        Some(piece)
    }
}

impl FusedIterator for SplitLineBreaks<'_> {}

/// A kind of line break, as written by [`normalize_newlines`].
///
/// # Examples
///
/// ```
/// use boltons::strings::{Newline, normalize_newlines};
///
/// assert_eq!(normalize_newlines("a\nb", Newline::Crlf), "a\r\nb");
/// assert_eq!(normalize_newlines("a\r\nb", Newline::default()), "a\nb");
/// ```
#[doc(alias = "LineEnding")]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Newline {
    /// `\n`, as on Unix.
    #[default]
    Lf,
    /// `\r\n`, as on Windows and in network protocols.
    Crlf,
    /// `\r`, as in old Macintosh files.
    Cr,
}

impl Newline {
    /// Returns the text of the line break.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Newline;
    ///
    /// assert_eq!(Newline::Crlf.as_str(), "\r\n");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::Crlf => "\r\n",
            Self::Cr => "\r",
        }
    }
}

/// Replaces every Unicode line break by `to`.
///
/// The breaks are those of [`lines_unicode`]; a final break stays. Borrows if and only if every
/// break is already `to`.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Newline, normalize_newlines};
///
/// assert_eq!(normalize_newlines("a\r\nb\u{2028}c\r", Newline::Lf), "a\nb\nc\n");
/// assert_eq!(normalize_newlines("a\nb", Newline::Crlf), "a\r\nb");
/// ```
#[doc(alias = "dos2unix")]
#[doc(alias = "unix2dos")]
#[doc(alias = "crlf")]
#[must_use]
pub fn normalize_newlines(s: &str, to: Newline) -> Cow<'_, str> {
    let bytes = s.as_bytes();
    let to = to.as_str();
    let mut at = 0;
    let (mut start, mut end) = loop {
        match find_break(bytes, at) {
            None => return Cow::Borrowed(s),
            Some((start, end)) if bytes[start..end] == *to.as_bytes() => at = end,
            Some(found) => break found,
        }
    };
    let mut out = String::with_capacity(s.len() + s.len() / 16);
    let mut from = 0;
    loop {
        out.push_str(slice(s, from, start));
        out.push_str(to);
        from = end;
        match find_break(bytes, from) {
            Some(found) => (start, end) = found,
            None => break,
        }
    }
    out.push_str(slice(s, from, s.len()));
    Cow::Owned(out)
}

/// Returns an iterator over the lines of a text, each with the break that ends it.
///
/// The breaks are those of [`lines_unicode`]; that of a last line without one is `""`. All lines
/// and breaks, one after the other, are the text. Like [`str::split_inclusive`], but for every
/// Unicode line break, and with line and break as separate texts. For rewriting text line by line.
///
/// Computes in **O(n)** time for the whole iteration, lazily, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::lines_with_breaks;
///
/// assert!(lines_with_breaks("a\r\n\nb").eq([("a", "\r\n"), ("", "\n"), ("b", "")]));
///
/// let numbered: String = (1..).zip(lines_with_breaks("one\r\ntwo\n"))
///     .map(|(n, (line, end))| format!("{n} {line}{end}"))
///     .collect();
/// assert_eq!(numbered, "1 one\r\n2 two\n");
/// ```
#[doc(alias = "keepends")]
#[doc(alias = "split_inclusive")]
pub const fn lines_with_breaks(s: &str) -> LinesWithBreaks<'_> {
    LinesWithBreaks { rest: s }
}

/// An iterator over the lines of a text and their breaks; created by [`lines_with_breaks`].
///
/// # Examples
///
/// ```
/// use boltons::strings::lines_with_breaks;
///
/// assert_eq!(lines_with_breaks("a\r\nb\n").next_back(), Some(("b", "\n")));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct LinesWithBreaks<'a> {
    rest: &'a str,
}

impl<'a> Iterator for LinesWithBreaks<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let s = self.rest;
        if s.is_empty() {
            return None;
        }
        let (start, end) = find_break(s.as_bytes(), 0).unwrap_or((s.len(), s.len()));
        self.rest = slice(s, end, s.len());
        Some((slice(s, 0, start), slice(s, start, end)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::from(!self.rest.is_empty()), Some(self.rest.len()))
    }
}

impl DoubleEndedIterator for LinesWithBreaks<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let s = self.rest;
        if s.is_empty() {
            return None;
        }
        let end = s.len() - final_break_len(s.as_bytes());
        let start = rfind_break(&s.as_bytes()[..end]).map_or(0, |(_, after)| after);
        self.rest = slice(s, 0, start);
        Some((slice(s, start, end), slice(s, end, s.len())))
    }
}

impl FusedIterator for LinesWithBreaks<'_> {}

/// Finds the first break at or after `from`: where it starts and where it ends.
#[inline]
pub(crate) fn find_break(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        at = swar::find(bytes, at, candidates, is_candidate);
        if at >= bytes.len() {
            return None;
        }
        if let Some(len) = break_len(bytes, at) {
            return Some((at, at + len));
        }
        at += 1;
    }
}

/// Marks the bytes that can start a break.
#[inline(always)]
fn candidates(word: u64) -> u64 {
    // C2 and E2 differ in one bit.
    swar::within(word, 0x0A, 0x0D) | swar::eq(word | swar::splat(0x20), 0xE2)
}

fn is_candidate(byte: u8) -> bool {
    matches!(byte, 0x0A..=0x0D | 0xC2 | 0xE2)
}

/// Returns the length of the break that starts at `at`, which is inside the text.
#[inline(always)]
fn break_len(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes[at] {
        b'\r' if bytes.get(at + 1) == Some(&b'\n') => Some(2),
        0x0A..=0x0D => Some(1),
        0xC2 if bytes.get(at + 1) == Some(&0x85) => Some(2),
        0xE2 if bytes.get(at + 1) == Some(&0x80)
            && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) =>
        {
            Some(3)
        }
        _ => None,
    }
}

/// Finds the last break: where it starts and where it ends.
fn rfind_break(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut end = bytes.len();
    while end > 0 {
        let len = final_break_len(&bytes[..end]);
        if len > 0 {
            return Some((end - len, end));
        }
        end -= 1;
    }
    None
}

/// Returns the length of the break at the very end, or 0.
fn final_break_len(bytes: &[u8]) -> usize {
    match bytes {
        [.., b'\r', b'\n'] | [.., 0xC2, 0x85] => 2,
        [.., 0x0A..=0x0D] => 1,
        [.., 0xE2, 0x80, 0xA8 | 0xA9] => 3,
        _ => 0,
    }
}
