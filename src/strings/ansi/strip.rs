//! Removing terminal escape sequences from whole texts, and splitting texts at them.
//!
//! `grammar.rs` defines what a sequence is. Text without one is found with memchr and borrowed.
//! Otherwise the text is copied 16 bytes at a time into a small buffer on the stack, whether or
//! not a sequence starts within them, and the buffer is cut back to where it does: in a log with
//! a colour every dozen bytes this costs less than a call of `memcpy` for each gap. After 64 clean
//! bytes memchr takes over, which is several times faster where sequences are rare. O(n) time; the
//! output is never longer than the input.
//!
//! Rejected: a regex (5 times the instructions); a table lookup for every byte; writing into the
//! output without a buffer, which for a `String` needs `unsafe` or validation of all that it held
//! before.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter::FusedIterator;

use super::grammar::{C2, ESC, find_sequence, sequence_end};
use crate::strings::util::slice::slice;
use crate::strings::util::swar;

/// Removes the terminal escape sequences from a text: colours, cursor movements, titles, links.
///
/// Sequences are those of ECMA-48 with common practice: CSI (`ESC [ … m`), the strings OSC, DCS,
/// SOS, PM and APC with the title of screen (`ESC k`), and shorter ones (`ESC ( B`, `ESC c`), also
/// where a C1 character (U+009B …) introduces them. A string ends at ST, at BEL if it is an OSC,
/// and before a line feed or another ESC. Other control characters, such as tab, CR and BS, stay.
/// Borrows if and only if there is no sequence.
///
/// **Not a security filter**: removing a sequence may join two halves of another, so that the
/// result holds one. For untrusted text use
/// [`escape_controls`](crate::strings::escape_controls).
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::strip_ansi;
///
/// assert_eq!(strip_ansi("\x1b[1;31merror\x1b[0m: no"), "error: no");
/// assert_eq!(strip_ansi("\x1b]8;;https://a.b\x07link\x1b]8;;\x07"), "link");
/// // An unfinished string hides the rest of its line at most.
/// assert_eq!(strip_ansi("\x1b]0;title\nnext"), "\nnext");
/// ```
#[doc(alias = "strip_ansi_codes")]
#[doc(alias = "strip_ansi_escapes")]
#[doc(alias = "remove_ansi")]
#[must_use]
pub fn strip_ansi(s: &str) -> Cow<'_, str> {
    match find_sequence(s.as_bytes(), 0, s.len()) {
        None => Cow::Borrowed(s),
        Some((start, end)) => {
            let mut out = String::with_capacity(s.len() - (end - start));
            out.push_str(slice(s, 0, start));
            strip(&s.as_bytes()[end..], &mut out);
            Cow::Owned(out)
        }
    }
}

/// Appends to `out` what [`strip_ansi`] returns.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::strip_ansi_into;
///
/// let mut out = String::from("> ");
/// strip_ansi_into("\x1b[2mdim\x1b[m", &mut out);
/// assert_eq!(out, "> dim");
/// ```
pub fn strip_ansi_into(s: &str, out: &mut String) {
    out.reserve(s.len());
    strip(s.as_bytes(), out);
}

/// Removes terminal escape sequences from bytes, as [`strip_ansi`] does from text.
///
/// Bytes that are not UTF-8 pass through untouched; in particular a raw 9B is not an introducer and
/// a raw 9C ends nothing. Borrows if and only if there is no sequence.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::strip_ansi_bytes;
///
/// assert_eq!(*strip_ansi_bytes(b"\x1b[32m\xff\x9b\x1b[0m"), *b"\xff\x9b");
/// ```
#[doc(alias = "strip_ansi_escapes")]
#[must_use]
pub fn strip_ansi_bytes(b: &[u8]) -> Cow<'_, [u8]> {
    match find_sequence(b, 0, b.len()) {
        None => Cow::Borrowed(b),
        Some((start, end)) => {
            let mut out = Vec::with_capacity(b.len() - (end - start));
            out.extend_from_slice(&b[..start]);
            strip(&b[end..], &mut out);
            Cow::Owned(out)
        }
    }
}

/// Returns whether the text contains a terminal escape sequence.
///
/// `!has_ansi(s)` says that [`strip_ansi`] borrows.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::has_ansi;
///
/// assert!(has_ansi("\u{9b}31mred"));
/// assert!(!has_ansi("20 °C\t\x08"));
/// ```
#[must_use]
pub fn has_ansi(s: &str) -> bool {
    find_sequence(s.as_bytes(), 0, s.len()).is_some()
}

/// Splits a text into its escape sequences and the text between them.
///
/// The spans together are the text. Each sequence is a separate span; no text span is empty, and
/// none follows another.
///
/// Computes in **O(n)** time for the whole iteration, lazily, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::{AnsiSpan, ansi_spans};
///
/// let spans: Vec<AnsiSpan> = ansi_spans("\x1b[1mbold\x1b[0m").collect();
/// assert_eq!(
///     spans,
///     [AnsiSpan::Escape("\x1b[1m"), AnsiSpan::Text("bold"), AnsiSpan::Escape("\x1b[0m")],
/// );
/// ```
#[doc(alias = "AnsiCodeIterator")]
pub const fn ansi_spans(s: &str) -> AnsiSpans<'_> {
    AnsiSpans { rest: s }
}

/// A piece of a text, either plain text or an escape sequence; the item of [`AnsiSpans`].
///
/// # Examples
///
/// ```
/// use boltons::strings::{AnsiSpan, ansi_spans};
///
/// let spans: Vec<_> = ansi_spans("\x1b[1mhi").collect();
/// assert_eq!(spans, [AnsiSpan::Escape("\x1b[1m"), AnsiSpan::Text("hi")]);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum AnsiSpan<'a> {
    /// Text outside of sequences, including control characters that are not part of one.
    Text(&'a str),
    /// One escape sequence.
    Escape(&'a str),
}

/// An iterator over the escape sequences of a text and the text between them; created by
/// [`ansi_spans`].
///
/// # Examples
///
/// ```
/// use boltons::strings::ansi_spans;
///
/// assert_eq!(ansi_spans("a\x1b[0mb").count(), 3);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct AnsiSpans<'a> {
    rest: &'a str,
}

impl<'a> Iterator for AnsiSpans<'a> {
    type Item = AnsiSpan<'a>;

    fn next(&mut self) -> Option<AnsiSpan<'a>> {
        let text = self.rest;
        if text.is_empty() {
            return None;
        }
        let (span, end) = match sequence_end(text.as_bytes(), 0) {
            Some(end) => (AnsiSpan::Escape(slice(text, 0, end)), end),
            None => {
                let end = find_sequence(text.as_bytes(), 0, text.len())
                    .map_or(text.len(), |(start, _)| start);
                (AnsiSpan::Text(slice(text, 0, end)), end)
            }
        };
        self.rest = slice(text, end, text.len());
        Some(span)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::from(!self.rest.is_empty()), Some(self.rest.len()))
    }
}

impl FusedIterator for AnsiSpans<'_> {}

/// What takes stripped bytes, in pieces of any length.
trait Sink {
    /// Appends all but what may be the start of a character, and returns how many bytes that are.
    fn put(&mut self, piece: &[u8]) -> usize;
}

impl Sink for Vec<u8> {
    fn put(&mut self, piece: &[u8]) -> usize {
        self.extend_from_slice(piece);
        piece.len()
    }
}

impl Sink for String {
    fn put(&mut self, piece: &[u8]) -> usize {
        // A sequence starts and ends at character boundaries, so only the end can be cut.
        let valid = match core::str::from_utf8(piece) {
            Ok(text) => text,
            Err(error) => core::str::from_utf8(&piece[..error.valid_up_to()]).unwrap_or_default(),
        };
        self.push_str(valid);
        valid.len()
    }
}

/// How many bytes are copied at once.
const STEP: usize = 16;
/// The clean bytes after which memchr looks for the next sequence.
const SPARSE: usize = 64;
const BUFFER: usize = 512;

/// Appends the bytes without their sequences.
fn strip(bytes: &[u8], out: &mut impl Sink) {
    let mut buffer = [0; BUFFER];
    let mut filled = 0;
    let mut clean = 0;
    let mut at = 0;
    while at < bytes.len() {
        if filled > BUFFER - STEP {
            filled = flush(&mut buffer, filled, out);
        }
        let rest = &bytes[at..];
        let mut last = [0; STEP];
        let chunk = rest.first_chunk::<STEP>().unwrap_or_else(|| {
            last[..rest.len()].copy_from_slice(rest);
            &last
        });
        buffer[filled..filled + STEP].copy_from_slice(chunk);
        let text = first_candidate(chunk).min(rest.len());
        filled += text;
        at += text;
        if text == STEP {
            clean += STEP;
            if clean >= SPARSE {
                filled = flush(&mut buffer, filled, out);
                clean = 0;
                let end =
                    find_sequence(bytes, at, bytes.len()).map_or(bytes.len(), |(start, _)| start);
                if end - at >= SPARSE {
                    // What was held back is the start of the character that goes on here.
                    let joined = at - filled;
                    out.put(&bytes[joined..end]);
                    filled = 0;
                    at = end;
                }
            }
            continue;
        }
        match sequence_end(bytes, at) {
            Some(mut end) => {
                while bytes.get(end) == Some(&ESC) {
                    end = sequence_end(bytes, end).unwrap_or(end + 1);
                }
                at = end;
                clean = 0;
            }
            None if at < bytes.len() => {
                // A C2 that starts a character like '°'. There is room: less than a step was
                // written.
                buffer[filled] = bytes[at];
                filled += 1;
                at += 1;
            }
            None => {}
        }
    }
    flush(&mut buffer, filled, out);
}

/// Gives the buffer to the sink; what it would not take moves to the front.
fn flush(buffer: &mut [u8; BUFFER], filled: usize, out: &mut impl Sink) -> usize {
    let taken = out.put(&buffer[..filled]);
    buffer.copy_within(taken..filled, 0);
    filled - taken
}

/// Returns the place of the first byte that may start a sequence, or [`STEP`].
#[inline(always)]
fn first_candidate(chunk: &[u8; STEP]) -> usize {
    let word = u128::from_le_bytes(*chunk);
    let (low, high) = (word as u64, (word >> 64) as u64);
    let low = swar::eq(low, ESC) | swar::eq(low, C2);
    if low != 0 {
        return (low.trailing_zeros() / 8) as usize;
    }
    let high = swar::eq(high, ESC) | swar::eq(high, C2);
    (8 + high.trailing_zeros() / 8) as usize
}
