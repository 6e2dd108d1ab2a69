//! Spans: the inclusive intervals of numbers that make up a set.

use crate::ip::family::Word;
use crate::ip::{Family, Range};

/// An inclusive interval of numbers: first, last.
pub(in crate::ip) type Span<W> = (W, W);

/// The numbers of a range.
#[inline]
pub(in crate::ip) fn span_of<F: Family>(range: Range<F>) -> Span<F::Bits> {
    range.bits()
}

/// The range of two numbers, the first at most the last.
#[inline]
pub(in crate::ip) fn range_of<F: Family>(span: Span<F::Bits>) -> Range<F> {
    Range::of_bits(span.0, span.1)
}

/// Asserts that spans are sorted, disjoint and not adjacent.
#[cfg(feature = "__audit")]
pub(super) fn check<W: Word>(spans: &[Span<W>]) {
    for span in spans {
        assert!(span.0 <= span.1, "a span ends before it starts");
    }
    for pair in spans.windows(2) {
        let next = pair[0].1.checked_add(W::ONE).expect("nothing follows the last address");
        assert!(next < pair[1].0, "spans overlap or touch");
    }
}

/// The span that contains an address.
#[inline]
pub(super) fn find<W: Word>(spans: &[Span<W>], addr: W) -> Option<Span<W>> {
    let at = spans.partition_point(|s| s.0 <= addr);
    let span = *spans.get(at.wrapping_sub(1))?;
    (addr <= span.1).then_some(span)
}

/// The number of addresses of a span, saturating.
pub(super) fn size<W: Word>(span: Span<W>) -> u128 {
    span.1.wrapping_sub(span.0).to_u128().saturating_add(1)
}

/// The number of addresses of the spans of a set, saturating.
pub(super) fn size_of<W: Word>(spans: &[Span<W>]) -> u128 {
    // Less one each, the sizes add up to at most a word.
    let less = spans.iter().fold(W::ZERO, |sum, s| sum.wrapping_add(s.1.wrapping_sub(s.0)));
    less.to_u128().saturating_add(spans.len() as u128)
}
