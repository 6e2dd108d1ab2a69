//! Results that borrow where nothing changes.

use alloc::borrow::Cow;
use alloc::string::String;

/// The input where the output equals it, else the output.
///
/// Two changes may cancel out (`a` to `ab`, `b` to nothing, in `ab`): only a comparison keeps the
/// promise that a borrowed result means "unchanged" and an owned one "changed".
#[inline]
pub(crate) fn changed(s: &str, out: String) -> Cow<'_, str> {
    if out == s { Cow::Borrowed(s) } else { Cow::Owned(out) }
}

/// A value put together from pieces of a text: borrowed while it is one piece.
pub(crate) enum Pieces<'s> {
    /// No piece yet.
    Empty,
    /// One piece.
    One(&'s str),
    /// What several pieces make.
    Many(String),
}

impl<'s> Pieces<'s> {
    /// Adds a piece of the text.
    #[inline]
    pub(crate) fn push(&mut self, piece: &'s str) {
        match self {
            _ if piece.is_empty() => {}
            Self::Empty => *self = Self::One(piece),
            Self::One(first) => {
                let mut all = String::with_capacity(2 * (first.len() + piece.len()));
                all.push_str(first);
                all.push_str(piece);
                *self = Self::Many(all);
            }
            Self::Many(all) => all.push_str(piece),
        }
    }

    /// Returns the value.
    #[inline]
    pub(crate) fn finish(self) -> Cow<'s, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::One(piece) => Cow::Borrowed(piece),
            Self::Many(all) => Cow::Owned(all),
        }
    }
}
