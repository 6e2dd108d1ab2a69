//! The operations on two sets as state machines over their spans: the lazy iterators.
//!
//! Each machine holds what is left of both lists and yields the spans of the result in order.
//! Invariant of all four: what was yielded ends before whatever is left to yield, with a gap
//! between, so that a result needs no merging.
//!
//! Where one list is far longer than the other, b·log a < a, intersection and difference skip in
//! the longer one by doubling steps and a binary search instead of one by one.

use core::iter::FusedIterator;

use super::{Span, range_of};
use crate::ip::both::both;
use crate::ip::family::Word;
use crate::ip::{Family, IpRange, Range, V4, V6};

/// Whether skipping in the longer of two lists by searching beats walking.
pub(super) fn gallops(a: usize, b: usize) -> bool {
    let (short, long) = (a.min(b), a.max(b));
    short.saturating_mul(long.checked_ilog2().unwrap_or(0) as usize) < long
}

/// Drops the leading spans that end before `first`; the very first one does.
#[inline]
fn skip<W: Word>(spans: &mut &[Span<W>], first: W, gallop: bool) {
    if !gallop {
        while let [span, rest @ ..] = *spans {
            if span.1 >= first {
                return;
            }
            *spans = rest;
        }
        return;
    }
    let mut step = 1;
    while spans.get(step).is_some_and(|s| s.1 < first) {
        *spans = &spans[step + 1..];
        step *= 2;
    }
    let within = &spans[..step.min(spans.len())];
    *spans = &spans[within.partition_point(|s| s.1 < first)..];
}

/// The union of two lists.
#[derive(Clone, Debug)]
pub(super) struct UnionSpans<'a, W> {
    a: &'a [Span<W>],
    b: &'a [Span<W>],
}

impl<W: Word> UnionSpans<'_, W> {
    /// Takes the span that starts first, where one starts at or before `reach`.
    #[inline]
    fn take(&mut self, reach: W) -> Option<Span<W>> {
        let list = match (self.a, self.b) {
            ([a, ..], [b, ..]) if b.0 < a.0 => &mut self.b,
            ([], _) => &mut self.b,
            _ => &mut self.a,
        };
        let (span, rest) = list.split_first()?;
        if span.0 > reach {
            return None;
        }
        *list = rest;
        Some(*span)
    }
}

impl<W: Word> Iterator for UnionSpans<'_, W> {
    type Item = Span<W>;
    #[inline]
    fn next(&mut self) -> Option<Span<W>> {
        let mut span = self.take(W::MAX)?;
        while let Some(next) = self.take(span.1.saturating_add(W::ONE)) {
            span.1 = span.1.max(next.1);
        }
        Some(span)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let most = self.a.len() + self.b.len();
        (usize::from(most > 0), Some(most))
    }
}

/// The intersection of two lists.
#[derive(Clone, Debug)]
pub(super) struct IntersectionSpans<'a, W> {
    a: &'a [Span<W>],
    b: &'a [Span<W>],
    gallop: bool,
}

impl<W: Word> Iterator for IntersectionSpans<'_, W> {
    type Item = Span<W>;
    #[inline]
    fn next(&mut self) -> Option<Span<W>> {
        loop {
            let (&[a, ref after_a @ ..], &[b, ref after_b @ ..]) = (self.a, self.b) else {
                return None;
            };
            if a.1 < b.0 {
                skip(&mut self.a, b.0, self.gallop);
            } else if b.1 < a.0 {
                skip(&mut self.b, a.0, self.gallop);
            } else {
                if a.1 < b.1 {
                    self.a = after_a;
                } else {
                    self.b = after_b;
                }
                return Some((a.0.max(b.0), a.1.min(b.1)));
            }
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        // Each step but the last uses up a span of one list.
        let most = (self.a.len() + self.b.len()).saturating_sub(1);
        (0, Some(if self.a.is_empty() || self.b.is_empty() { 0 } else { most }))
    }
}

/// The first list without the second.
#[derive(Clone, Debug)]
pub(super) struct DifferenceSpans<'a, W> {
    /// What is left of the span that is being cut.
    current: Option<Span<W>>,
    a: &'a [Span<W>],
    b: &'a [Span<W>],
    gallop: bool,
}

impl<W: Word> Iterator for DifferenceSpans<'_, W> {
    type Item = Span<W>;
    #[inline]
    fn next(&mut self) -> Option<Span<W>> {
        loop {
            let (first, last) = match self.current.take() {
                Some(span) => span,
                None => {
                    let (span, rest) = self.a.split_first()?;
                    self.a = rest;
                    *span
                }
            };
            if self.b.first().is_some_and(|b| b.1 < first) {
                skip(&mut self.b, first, self.gallop);
            }
            let Some(&b) = self.b.first() else { return Some((first, last)) };
            if b.0 > last {
                return Some((first, last));
            }
            if b.1 < last {
                self.current = Some((b.1.wrapping_add(W::ONE), last));
            } else if self.gallop {
                // All of the first list that ends within b goes.
                skip_within(&mut self.a, b.1);
            }
            if first < b.0 {
                return Some((first, b.0.wrapping_sub(W::ONE)));
            }
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        // A span of the second list may cover all of the first, or split one of it.
        let a = self.a.len() + usize::from(self.current.is_some());
        let least = if self.b.is_empty() { a } else { 0 };
        (least, Some(a + self.b.len()))
    }
}

/// Drops the leading spans that end at or before `last`, searching.
fn skip_within<W: Word>(spans: &mut &[Span<W>], last: W) {
    if let Some(after) = last.checked_add(W::ONE) {
        if spans.first().is_some_and(|s| s.1 < after) {
            skip(spans, after, true);
        }
    } else {
        *spans = &[];
    }
}

/// What is in one of two lists, but not in both.
///
/// A list is a sequence of cuts, before its firsts and after its lasts. The cuts of the result
/// are those of both lists in order without the pairs that coincide.
#[derive(Clone, Debug)]
pub(super) struct SymmetricSpans<'a, W> {
    a: Cuts<'a, W>,
    b: Cuts<'a, W>,
}

/// The remaining cuts of a list; the end after the last address of all does not count as one.
#[derive(Clone, Debug)]
struct Cuts<'a, W> {
    spans: &'a [Span<W>],
    /// Whether the next cut is the end of the first span.
    inside: bool,
}

impl<W: Word> Cuts<'_, W> {
    #[inline]
    fn peek(&self) -> Option<W> {
        let span = self.spans.first()?;
        if self.inside { span.1.checked_add(W::ONE) } else { Some(span.0) }
    }
    #[inline]
    fn advance(&mut self) {
        if self.inside {
            self.spans = &self.spans[1..];
        }
        self.inside = !self.inside;
    }
}

impl<W: Word> SymmetricSpans<'_, W> {
    #[inline]
    fn cut(&mut self) -> Option<W> {
        loop {
            match (self.a.peek(), self.b.peek()) {
                (Some(a), Some(b)) if a == b => {
                    self.a.advance();
                    self.b.advance();
                }
                (Some(a), Some(b)) if b < a => {
                    self.b.advance();
                    return Some(b);
                }
                (Some(a), _) => {
                    self.a.advance();
                    return Some(a);
                }
                (None, Some(b)) => {
                    self.b.advance();
                    return Some(b);
                }
                (None, None) => return None,
            }
        }
    }
}

impl<W: Word> Iterator for SymmetricSpans<'_, W> {
    type Item = Span<W>;
    #[inline]
    fn next(&mut self) -> Option<Span<W>> {
        let first = self.cut()?;
        // A cut comes after the one before, so it is not zero.
        let last = self.cut().map_or(W::MAX, |cut| cut.wrapping_sub(W::ONE));
        Some((first, last))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.a.spans.len() + self.b.spans.len()))
    }
}

pub(super) fn union<'a, W: Word>(a: &'a [Span<W>], b: &'a [Span<W>]) -> UnionSpans<'a, W> {
    UnionSpans { a, b }
}

pub(super) fn intersection<'a, W: Word>(
    a: &'a [Span<W>],
    b: &'a [Span<W>],
) -> IntersectionSpans<'a, W> {
    IntersectionSpans { a, b, gallop: gallops(a.len(), b.len()) }
}

pub(super) fn difference<'a, W: Word>(
    a: &'a [Span<W>],
    b: &'a [Span<W>],
) -> DifferenceSpans<'a, W> {
    DifferenceSpans { current: None, a, b, gallop: gallops(a.len(), b.len()) }
}

pub(super) fn symmetric<'a, W: Word>(a: &'a [Span<W>], b: &'a [Span<W>]) -> SymmetricSpans<'a, W> {
    SymmetricSpans { a: Cuts { spans: a, inside: false }, b: Cuts { spans: b, inside: false } }
}

macro_rules! lazy {
    ($(#[$doc:meta])* $name:ident, $ip:ident, $machine:ident, $method:literal) => {
        $(#[$doc])*
        #[doc = concat!("See [`Set::", $method, "`](super::Set::", $method, ").")]
        #[derive(Clone, Debug)]
        #[must_use = "iterators are lazy"]
        pub struct $name<'a, F: Family>(pub(super) $machine<'a, F::Bits>);

        impl<F: Family> Iterator for $name<'_, F> {
            type Item = Range<F>;
            #[inline]
            fn next(&mut self) -> Option<Range<F>> {
                self.0.next().map(range_of)
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }

        impl<F: Family> FusedIterator for $name<'_, F> {}

        both!(
            $(#[$doc])*
            ///
            /// IPv4 comes first.
            #[doc = concat!("See [`IpSet::", $method, "`](super::IpSet::", $method, ").")]
            $ip['a]: $name<'a, V4>, $name<'a, V6> => IpRange, |range| range.into(), clone
        );
    };
}

lazy!(
    /// An iterator over the maximal ranges of the union of two sets, ascending.
    Union, IpUnion, UnionSpans, "union"
);
lazy!(
    /// An iterator over the maximal ranges of the intersection of two sets, ascending.
    Intersection, IpIntersection, IntersectionSpans, "intersection"
);
lazy!(
    /// An iterator over the maximal ranges of the difference of two sets (in the first, but not in
    /// the second), ascending.
    Difference, IpDifference, DifferenceSpans, "difference"
);
lazy!(
    /// An iterator over the maximal ranges of the symmetric difference of two sets, ascending.
    SymmetricDifference, IpSymmetricDifference, SymmetricSpans, "symmetric_difference"
);
