//! Results that borrow where nothing changes.

use super::slice::slice;
use crate::error::bug;
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

/// The input where the output equals it, else the output.
///
/// Two changes may cancel out (`a` to `ab`, `b` to nothing, in `ab`): only a comparison keeps the
/// promise that a borrowed result means "unchanged" and an owned one "changed".
#[inline]
pub(crate) fn changed(s: &str, out: String) -> Cow<'_, str> {
    if out == s { Cow::Borrowed(s) } else { Cow::Owned(out) }
}

/// Text or bytes, of which a part can be borrowed and to which a part can be added.
pub(crate) trait Sliced: ToOwned + 'static {
    fn bytes(&self) -> &[u8];

    /// The part between two places that the caller knows to be boundaries.
    fn part(&self, start: usize, end: usize) -> &Self;

    fn append_to(&self, out: &mut Self::Owned);

    /// A text as it stands in the code.
    fn literal(text: &'static str) -> &'static Self;

    fn with_capacity(capacity: usize) -> Self::Owned;

    /// The length of the character that starts at `at`, or 0 at the end.
    fn len_at(&self, at: usize) -> usize;
}

impl Sliced for str {
    #[inline(always)]
    fn bytes(&self) -> &[u8] {
        self.as_bytes()
    }

    #[inline(always)]
    fn part(&self, start: usize, end: usize) -> &Self {
        slice(self, start, end)
    }

    #[inline(always)]
    fn append_to(&self, out: &mut String) {
        out.push_str(self);
    }

    #[inline(always)]
    fn literal(text: &'static str) -> &'static Self {
        text
    }

    fn with_capacity(capacity: usize) -> String {
        String::with_capacity(capacity)
    }

    #[inline(always)]
    fn len_at(&self, at: usize) -> usize {
        super::slice::char_at(self, at).map_or(0, char::len_utf8)
    }
}

impl Sliced for [u8] {
    #[inline(always)]
    fn bytes(&self) -> &[u8] {
        self
    }

    #[inline(always)]
    fn part(&self, start: usize, end: usize) -> &Self {
        let Some(part) = self.get(start..end) else {
            bug!("{start}..{end} is not a range of {} bytes", self.len());
            return &[];
        };
        part
    }

    #[inline(always)]
    fn append_to(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }

    #[inline(always)]
    fn literal(text: &'static str) -> &'static Self {
        text.as_bytes()
    }

    fn with_capacity(capacity: usize) -> Vec<u8> {
        Vec::with_capacity(capacity)
    }

    #[inline(always)]
    fn len_at(&self, at: usize) -> usize {
        usize::from(at < self.len())
    }
}

/// A value assembled from pieces of a text: borrowed while it is one piece.
pub(crate) enum Pieces<'s, T: Sliced + ?Sized> {
    /// No piece yet.
    Empty,
    /// One piece.
    One(&'s T),
    /// The text of several pieces.
    Many(T::Owned),
}

impl<'s, T: Sliced + ?Sized> Pieces<'s, T> {
    /// Adds a piece of the text.
    #[inline]
    pub(crate) fn push(&mut self, piece: &'s T) {
        match self {
            _ if piece.bytes().is_empty() => {}
            Self::Empty => *self = Self::One(piece),
            Self::One(first) => {
                let mut all = T::with_capacity(2 * (first.bytes().len() + piece.bytes().len()));
                first.append_to(&mut all);
                piece.append_to(&mut all);
                *self = Self::Many(all);
            }
            Self::Many(all) => piece.append_to(all),
        }
    }

    /// Returns the value.
    #[inline]
    pub(crate) fn finish(self) -> Cow<'s, T> {
        match self {
            Self::Empty => Cow::Borrowed(T::literal("")),
            Self::One(piece) => Cow::Borrowed(piece),
            Self::Many(all) => Cow::Owned(all),
        }
    }
}
