//! Small things that most of the module's parts need.

use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

/// The part of `s` between two places that the caller knows to be character boundaries.
///
/// Total, so that a mistake in a scanner costs a wrong answer and not a panic in a server.
#[inline]
pub(super) fn cut(s: &str, range: Range<usize>) -> &str {
    debug_assert!(s.get(range.clone()).is_some(), "{range:?} cuts a character");
    s.get(range).unwrap_or_default()
}

/// `cut` from a place to the end.
#[inline]
pub(super) fn cut_from(s: &str, from: usize) -> &str {
    cut(s, from..s.len())
}

/// The input where the output equals it, else the output.
///
/// Two changes may cancel out (`a` to `ab`, `b` to nothing, in `ab`): only a comparison keeps the
/// promise that a borrowed result means "unchanged" and an owned one "changed".
#[inline]
pub(super) fn changed(s: &str, out: String) -> Cow<'_, str> {
    if out == s { Cow::Borrowed(s) } else { Cow::Owned(out) }
}
