//! The iterators over one set: ranges, prefixes, addresses, gaps; and those over both families.

use core::iter::FusedIterator;
use core::net::IpAddr;
use core::slice;

use super::spans::{Span, range_of, size, size_of};
use crate::ip::both::both;
use crate::ip::family::Word;
use crate::ip::{Addrs, Family, IpPrefix, IpRange, Prefix, Prefixes, Range, V4, V6};

/// An iterator over the maximal ranges of a set, ascending. See
/// [`Set::ranges`](super::Set::ranges).
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Ranges<'a, F: Family>(slice::Iter<'a, Span<F::Bits>>);

impl<'a, F: Family> Ranges<'a, F> {
    pub(super) fn new(spans: &'a [Span<F::Bits>]) -> Self {
        Self(spans.iter())
    }
}

impl<F: Family> Iterator for Ranges<'_, F> {
    type Item = Range<F>;
    #[inline]
    fn next(&mut self) -> Option<Range<F>> {
        self.0.next().map(|s| range_of(*s))
    }
    fn nth(&mut self, n: usize) -> Option<Range<F>> {
        self.0.nth(n).map(|s| range_of(*s))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
    fn count(self) -> usize {
        self.0.len()
    }
    fn last(mut self) -> Option<Range<F>> {
        self.next_back()
    }
}

impl<F: Family> DoubleEndedIterator for Ranges<'_, F> {
    #[inline]
    fn next_back(&mut self) -> Option<Range<F>> {
        self.0.next_back().map(|s| range_of(*s))
    }
    fn nth_back(&mut self, n: usize) -> Option<Range<F>> {
        self.0.nth_back(n).map(|s| range_of(*s))
    }
}

impl<F: Family> ExactSizeIterator for Ranges<'_, F> {}
impl<F: Family> FusedIterator for Ranges<'_, F> {}

/// An iterator over the ranges between those of a set, ascending. See
/// [`Set::gaps`](super::Set::gaps).
///
/// Gap i lies before span i; the last one lies after the last span.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Gaps<'a, F: Family> {
    spans: &'a [Span<F::Bits>],
    front: usize,
    back: usize,
}

impl<'a, F: Family> Gaps<'a, F> {
    pub(super) fn new(spans: &'a [Span<F::Bits>]) -> Self {
        let front = spans.first().is_some_and(|s| s.0 == F::Bits::ZERO);
        let back = spans.last().is_some_and(|s| s.1 == F::Bits::MAX);
        Self { spans, front: usize::from(front), back: spans.len() + 1 - usize::from(back) }
    }

    fn gap(&self, i: usize) -> Range<F> {
        // Neither overflows: the gap is there, so that the span before it ends below MAX and the
        // one after it starts above zero.
        let first = match i.checked_sub(1) {
            Some(before) => self.spans[before].1.wrapping_add(F::Bits::ONE),
            None => F::Bits::ZERO,
        };
        let last = match self.spans.get(i) {
            Some(behind) => behind.0.wrapping_sub(F::Bits::ONE),
            None => F::Bits::MAX,
        };
        range_of((first, last))
    }
}

impl<F: Family> Iterator for Gaps<'_, F> {
    type Item = Range<F>;
    fn next(&mut self) -> Option<Range<F>> {
        if self.front >= self.back {
            return None;
        }
        self.front += 1;
        Some(self.gap(self.front - 1))
    }
    fn nth(&mut self, n: usize) -> Option<Range<F>> {
        self.front = self.front.saturating_add(n).min(self.back);
        self.next()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.back.saturating_sub(self.front);
        (left, Some(left))
    }
    fn count(self) -> usize {
        self.len()
    }
    fn last(mut self) -> Option<Range<F>> {
        self.next_back()
    }
}

impl<F: Family> DoubleEndedIterator for Gaps<'_, F> {
    fn next_back(&mut self) -> Option<Range<F>> {
        if self.front >= self.back {
            return None;
        }
        self.back -= 1;
        Some(self.gap(self.back))
    }
    fn nth_back(&mut self, n: usize) -> Option<Range<F>> {
        self.back = self.back.saturating_sub(n).max(self.front);
        self.next_back()
    }
}

impl<F: Family> ExactSizeIterator for Gaps<'_, F> {}
impl<F: Family> FusedIterator for Gaps<'_, F> {}

/// An iterator over the fewest prefixes that make up a set, ascending. See
/// [`Set::prefixes`](super::Set::prefixes).
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct SetPrefixes<'a, F: Family> {
    ranges: Ranges<'a, F>,
    front: Option<Prefixes<F>>,
    back: Option<Prefixes<F>>,
}

impl<'a, F: Family> SetPrefixes<'a, F> {
    pub(super) fn new(ranges: Ranges<'a, F>) -> Self {
        Self { ranges, front: None, back: None }
    }
}

impl<F: Family> Iterator for SetPrefixes<'_, F> {
    type Item = Prefix<F>;
    fn next(&mut self) -> Option<Prefix<F>> {
        loop {
            if let Some(prefixes) = &mut self.front {
                if let Some(prefix) = prefixes.next() {
                    return Some(prefix);
                }
                self.front = None;
            }
            match self.ranges.next() {
                Some(range) => self.front = Some(range.prefixes()),
                None => return self.back.as_mut()?.next(),
            }
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let ends = [&self.front, &self.back].into_iter().flatten();
        let (low, high) = ends.fold((self.ranges.len(), Some(0_usize)), |(low, high), end| {
            let (l, h) = end.size_hint();
            (low.saturating_add(l), high.zip(h).and_then(|(high, h)| high.checked_add(h)))
        });
        // A range is at most 2·BITS − 2 prefixes.
        let most = self.ranges.len().checked_mul(2 * usize::from(F::BITS) - 2);
        (low, most.zip(high).and_then(|(most, high)| most.checked_add(high)))
    }
    fn last(mut self) -> Option<Prefix<F>> {
        self.next_back()
    }
    fn fold<B, G: FnMut(B, Prefix<F>) -> B>(self, init: B, mut f: G) -> B {
        let mut acc = init;
        if let Some(front) = self.front {
            acc = front.fold(acc, &mut f);
        }
        for range in self.ranges {
            acc = range.prefixes().fold(acc, &mut f);
        }
        if let Some(back) = self.back {
            acc = back.fold(acc, &mut f);
        }
        acc
    }
}

impl<F: Family> DoubleEndedIterator for SetPrefixes<'_, F> {
    fn next_back(&mut self) -> Option<Prefix<F>> {
        loop {
            if let Some(prefixes) = &mut self.back {
                if let Some(prefix) = prefixes.next_back() {
                    return Some(prefix);
                }
                self.back = None;
            }
            match self.ranges.next_back() {
                Some(range) => self.back = Some(range.prefixes()),
                None => return self.front.as_mut()?.next_back(),
            }
        }
    }
}

impl<F: Family> FusedIterator for SetPrefixes<'_, F> {}

/// An iterator over the addresses of a set, ascending. See [`Set::addrs`](super::Set::addrs).
///
/// `nth`, `nth_back` and `count` go by ranges, not by addresses. `size_hint` is exact where the
/// count fits `usize`, and looks at every remaining range.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct SetAddrs<'a, F: Family> {
    ranges: Ranges<'a, F>,
    front: Option<Addrs<F>>,
    back: Option<Addrs<F>>,
}

impl<'a, F: Family> SetAddrs<'a, F> {
    pub(super) fn new(ranges: Ranges<'a, F>) -> Self {
        Self { ranges, front: None, back: None }
    }

    /// The number of addresses left, saturating.
    fn left(&self) -> u128 {
        let whole = size_of(self.ranges.0.as_slice());
        let ends = [&self.front, &self.back].into_iter().flatten();
        ends.fold(whole, |sum, end| sum.saturating_add(left_of(end)))
    }
}

/// The number of addresses left in one range, saturating.
fn left_of<F: Family>(addrs: &Addrs<F>) -> u128 {
    let mut ends = addrs.clone();
    let Some(first) = ends.next() else { return 0 };
    let last = ends.next_back().unwrap_or(first);
    size((F::to_bits(first), F::to_bits(last)))
}

impl<F: Family> Iterator for SetAddrs<'_, F> {
    type Item = F::Addr;
    fn next(&mut self) -> Option<F::Addr> {
        self.nth(0)
    }
    fn nth(&mut self, mut n: usize) -> Option<F::Addr> {
        loop {
            if let Some(addrs) = &mut self.front {
                let left = left_of(addrs);
                if n as u128 >= left {
                    // Without loss: it is at most n.
                    n -= left as usize;
                    self.front = None;
                } else {
                    return addrs.nth(n);
                }
            }
            match self.ranges.next() {
                Some(range) => self.front = Some(range.addrs()),
                None => return self.back.as_mut()?.nth(n),
            }
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        match usize::try_from(self.left()) {
            Ok(left) => (left, Some(left)),
            Err(_) => (usize::MAX, None),
        }
    }
    fn count(self) -> usize {
        usize::try_from(self.left()).unwrap_or(usize::MAX)
    }
    fn last(mut self) -> Option<F::Addr> {
        self.next_back()
    }
    fn fold<B, G: FnMut(B, F::Addr) -> B>(self, init: B, mut f: G) -> B {
        let mut acc = init;
        if let Some(front) = self.front {
            acc = front.fold(acc, &mut f);
        }
        for range in self.ranges {
            acc = range.addrs().fold(acc, &mut f);
        }
        if let Some(back) = self.back {
            acc = back.fold(acc, &mut f);
        }
        acc
    }
}

impl<F: Family> DoubleEndedIterator for SetAddrs<'_, F> {
    fn next_back(&mut self) -> Option<F::Addr> {
        self.nth_back(0)
    }
    fn nth_back(&mut self, mut n: usize) -> Option<F::Addr> {
        loop {
            if let Some(addrs) = &mut self.back {
                let left = left_of(addrs);
                if n as u128 >= left {
                    n -= left as usize;
                    self.back = None;
                } else {
                    return addrs.nth_back(n);
                }
            }
            match self.ranges.next_back() {
                Some(range) => self.back = Some(range.addrs()),
                None => return self.front.as_mut()?.nth_back(n),
            }
        }
    }
}

impl<F: Family> FusedIterator for SetAddrs<'_, F> {}

both!(
    /// An iterator over the maximal ranges of a set of both families, IPv4 first. See
    /// [`IpSet::ranges`](super::IpSet::ranges).
    IpRanges['a]: Ranges<'a, V4>, Ranges<'a, V6> => IpRange, |range| range.into(), back, clone
);
both!(
    /// An iterator over the ranges between those of a set of both families, IPv4 first. See
    /// [`IpSet::gaps`](super::IpSet::gaps).
    IpGaps['a]: Gaps<'a, V4>, Gaps<'a, V6> => IpRange, |range| range.into(), back, clone
);
both!(
    /// An iterator over the fewest prefixes that make up a set of both families, IPv4 first. See
    /// [`IpSet::prefixes`](super::IpSet::prefixes).
    IpSetPrefixes['a]: SetPrefixes<'a, V4>, SetPrefixes<'a, V6> => IpPrefix,
    |prefix| prefix.into(), back, clone
);
both!(
    /// An iterator over the addresses of a set of both families, IPv4 first. See
    /// [`IpSet::addrs`](super::IpSet::addrs).
    IpSetAddrs['a]: SetAddrs<'a, V4>, SetAddrs<'a, V6> => IpAddr, |addr| addr.into(), back, clone
);
