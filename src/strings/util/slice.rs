//! Pieces of a text at places that the caller knows to be character boundaries.

use crate::error::bug;

/// Returns `text[start..end]`, which must lie on character boundaries.
///
/// Anything else is a fault of this crate, reported by `bug!`; without debug assertions, the piece
/// is then empty.
#[inline(always)]
pub(crate) fn slice(text: &str, start: usize, end: usize) -> &str {
    let Some(piece) = text.get(start..end) else {
        bug!("{start}..{end} is not a range of the text's boundaries");
        return "";
    };
    piece
}

/// The rest of `s` from a place that the caller knows to be a character boundary.
#[inline(always)]
pub(crate) fn rest(s: &str, from: usize) -> &str {
    slice(s, from, s.len())
}

/// Returns the character that starts at byte `at`, if there is one.
#[inline(always)]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Where the run of bytes of a class ends that starts at `from`.
#[inline(always)]
pub(crate) fn skip(bytes: &[u8], from: usize, class: impl Fn(u8) -> bool) -> usize {
    let mut at = from;
    while at < bytes.len() && class(bytes[at]) {
        at += 1;
    }
    at
}
