//! [`RangeMap`]: a map from disjoint ranges, for tables of first address, last address and value.
//!
//! The segments are one vector, sorted and disjoint, each with the place of its value: a range
//! that later ones cut in two becomes two segments with one value. The index is that of the frozen
//! prefix map, over the segments' ends.

use alloc::collections::BinaryHeap;
use alloc::vec::Vec;
use core::fmt;
use core::hash::{Hash, Hasher};

use super::boundaries::{Boundaries, assert_capacity};
use super::index::Index;
use super::iter::RangeMapIter;
use super::lanes::Lanes;
use crate::error::{Error, Kind};
use crate::ip::family::Word;
use crate::ip::{Family, Range, V4, V6};

/// A read-only map from disjoint ranges of IPv4 addresses: [`RangeMap`] of [`V4`].
pub type Ipv4RangeMap<V> = RangeMap<V4, V>;
/// A read-only map from disjoint ranges of IPv6 addresses: [`RangeMap`] of [`V6`].
pub type Ipv6RangeMap<V> = RangeMap<V6, V>;

/// An item with its index in the caller's list.
pub(super) type Item<F, V> = (usize, Range<F>, V);

/// A part of the address space with the place of its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment<W> {
    first: W,
    last: W,
    pub(super) value: u32,
}

impl<W: Word> Segment<W> {
    pub(super) fn range<F: Family<Bits = W>>(self) -> Range<F> {
        Range::of_bits(self.first, self.last)
    }
}

/// A read-only map keyed by disjoint ranges, for tables of first address, last address and value
/// (country, provider).
///
/// Built once, either from ranges that must not overlap
/// ([`try_from_disjoint`](Self::try_from_disjoint)) or by collecting, where later items win over
/// earlier ones where they overlap. A lookup costs what one in a
/// [`FrozenPrefixMap`](super::FrozenPrefixMap) costs.
///
/// Lookups count bits: with the instruction for it (`RUSTFLAGS="-C target-cpu=x86-64-v3"`) IPv6
/// lookups are about 1.5 times as fast.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Ipv4Range, Ipv4RangeMap};
///
/// let map: Ipv4RangeMap<&str> = [
///     ("10.0.0.0-10.0.0.255".parse::<Ipv4Range>()?, "office"),
///     ("10.0.0.10-10.0.0.19".parse::<Ipv4Range>()?, "printers"),
/// ]
/// .into_iter()
/// .collect();
/// assert_eq!(map.lookup([10, 0, 0, 12].into()), Some(&"printers"));
/// assert_eq!(map.lookup([10, 0, 0, 20].into()), Some(&"office"));
/// assert_eq!(map.lookup([10, 0, 1, 0].into()), None);
/// assert_eq!(map.len(), 3); // the office is cut in two
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "geoip")]
#[doc(alias = "IntervalMap")]
#[derive(Clone)]
pub struct RangeMap<F: Family, V> {
    segments: Vec<Segment<F::Bits>>,
    /// Each belongs to one segment at least.
    values: Vec<V>,
    index: Index<F::Bits>,
}

impl<F: Family, V> RangeMap<F, V> {
    /// Indexes segments that are sorted and disjoint.
    #[track_caller]
    fn new(mut segments: Vec<Segment<F::Bits>>, mut values: Vec<V>) -> Self {
        assert_capacity(segments.len());
        segments.shrink_to_fit();
        values.shrink_to_fit();
        let index = Index::new(Boundaries::of_ranges(segments.iter().map(|s| (s.first, s.last))));
        Self { segments, values, index }
    }

    /// Creates a map from ranges in any order, which must not overlap.
    ///
    /// Computes in **O(n log n)** time, O(n) where they are sorted.
    ///
    /// # Errors
    ///
    /// [`is_conflict`](Error::is_conflict) where two ranges overlap; the position is the index of
    /// the item that starts later.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv4RangeMap};
    ///
    /// let a: Ipv4Range = "10.0.0.0-10.0.0.9".parse()?;
    /// let b: Ipv4Range = "10.0.0.9-10.0.0.20".parse()?;
    /// assert_eq!(Ipv4RangeMap::try_from_disjoint([(a, 1)])?.lookup(a.last()), Some(&1));
    ///
    /// let error = Ipv4RangeMap::try_from_disjoint([(a, 1), (b, 2)]).unwrap_err();
    /// assert_eq!(error.to_string(), "10.0.0.9-10.0.0.20 overlaps 10.0.0.0-10.0.0.9");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn try_from_disjoint(
        items: impl IntoIterator<Item = (Range<F>, V)>,
    ) -> Result<Self, Error> {
        let items = items.into_iter().enumerate();
        Self::of_disjoint(items.map(|(index, (range, value))| (index, range, value)))
    }

    /// The same for items that carry their index.
    #[track_caller]
    pub(super) fn of_disjoint(items: impl IntoIterator<Item = Item<F, V>>) -> Result<Self, Error> {
        let mut indices = Vec::new();
        let items = items.into_iter().inspect(|item| indices.push(item.0));
        let (mut segments, values) = split(items.map(|(_, range, value)| (range, value)));
        if !segments.is_sorted_by(|a, b| a.first <= b.first) {
            segments.sort_by_key(|s| s.first);
        }
        if let Some(pair) = segments.windows(2).find(|pair| pair[1].first <= pair[0].last) {
            let (a, b): (Range<F>, Range<F>) = (pair[0].range(), pair[1].range());
            let error = Error::new(Kind::Conflict, format_args!("{b} overlaps {a}"));
            let error = error.item(indices[pair[1].value as usize]);
            // Now, as a drop that panics after `return` leaks what is returned (rust-lang/rust#47949).
            drop(values);
            return Err(error);
        }
        Ok(Self::new(segments, values))
    }

    /// Returns a reference to the value of the range that contains the address.
    ///
    /// Computes in **O(BITS)** time in the worst case, in two or three steps on most tables.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv4RangeMap};
    ///
    /// let map: Ipv4RangeMap<u8> = [(Ipv4Range::ALL, 1)].into_iter().collect();
    /// assert_eq!(map.lookup("255.255.255.255".parse()?), Some(&1));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn lookup(&self, addr: F::Addr) -> Option<&V> {
        self.value(self.index.find(F::to_bits(addr)))
    }

    /// The value of a segment.
    #[inline]
    fn value(&self, segment: u32) -> Option<&V> {
        let segment = self.segments.get(segment as usize)?;
        Some(&self.values[segment.value as usize])
    }

    /// Returns the segment that contains the address, with its value.
    ///
    /// Computes in **O(BITS)** time in the worst case, in two or three steps on most tables.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv4RangeMap};
    ///
    /// let map: Ipv4RangeMap<u8> = [(Ipv4Range::ALL, 1)].into_iter().collect();
    /// assert_eq!(map.lookup_range("10.0.0.1".parse()?), Some((Ipv4Range::ALL, &1)));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[inline]
    #[must_use]
    #[doc(alias = "get_key_value")]
    pub fn lookup_range(&self, addr: F::Addr) -> Option<(Range<F>, &V)> {
        let segment = self.segments.get(self.index.find(F::to_bits(addr)) as usize)?;
        Some((segment.range(), &self.values[segment.value as usize]))
    }

    /// Looks up many addresses at once, with overlapping cache misses.
    ///
    /// Computes in the time of as many [`lookup`](Self::lookup) or less.
    ///
    /// # Panics
    ///
    /// Panics if the slices differ in length.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv4RangeMap};
    ///
    /// let map: Ipv4RangeMap<u8> = [(Ipv4Range::ALL, 1)].into_iter().collect();
    /// let mut found = [None; 1];
    /// map.lookup_batch(&["10.0.0.1".parse()?], &mut found);
    /// assert_eq!(found, [Some(&1)]);
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[track_caller]
    pub fn lookup_batch<'a>(&'a self, addrs: &[F::Addr], out: &mut [Option<&'a V>]) {
        assert_eq!(addrs.len(), out.len(), "as many answers as addresses");
        self.index.find_each(addrs, F::to_bits, |i, segment| out[i] = self.value(segment));
    }

    /// Looks up those of a batch that are of this family.
    pub(super) fn lookup_lanes<'a>(&'a self, lanes: &Lanes<F::Bits>, out: &mut [Option<&'a V>]) {
        self.index.find_each(
            lanes.addrs(),
            |bits| bits,
            |i, segment| {
                out[lanes.places()[i]] = self.value(segment);
            },
        );
    }

    /// Iterates over the segments with their values, in ascending order.
    ///
    /// Computes in **O(1)** time per segment.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv4RangeMap};
    ///
    /// let map: Ipv4RangeMap<u8> = [(Ipv4Range::ALL, 1)].into_iter().collect();
    /// assert_eq!(map.iter().collect::<Vec<_>>(), [(Ipv4Range::ALL, &1)]);
    /// ```
    pub fn iter(&self) -> RangeMapIter<'_, F, V> {
        RangeMapIter::new(&self.segments, &self.values)
    }

    /// Returns the number of segments, counted after overlaps were cut.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv4RangeMap};
    ///
    /// let map: Ipv4RangeMap<u8> = [(Ipv4Range::ALL, 1), (Ipv4Range::ALL, 2)].into_iter().collect();
    /// assert_eq!(map.len(), 1);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// Returns whether the map is empty.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4RangeMap;
    ///
    /// assert!(Ipv4RangeMap::<u8>::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Merges adjacent segments with equal values.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv4RangeMap};
    ///
    /// let map: Ipv4RangeMap<&str> = [
    ///     ("10.0.0.0-10.0.0.9".parse::<Ipv4Range>()?, "DE"),
    ///     ("10.0.0.10-10.0.0.19".parse::<Ipv4Range>()?, "DE"),
    ///     ("10.0.0.20-10.0.0.29".parse::<Ipv4Range>()?, "FR"),
    /// ]
    /// .into_iter()
    /// .collect();
    /// assert_eq!(map.coalesce().len(), 2);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "merge")]
    pub fn coalesce(self) -> Self
    where
        V: PartialEq,
    {
        let Self { mut segments, values, .. } = self;
        segments.dedup_by(|next, kept| {
            let adjacent = kept.last.checked_add(F::Bits::ONE) == Some(next.first);
            let joins = adjacent
                && (next.value == kept.value
                    || values[next.value as usize] == values[kept.value as usize]);
            if joins {
                kept.last = next.last;
            }
            joins
        });
        let values = keep_used(&mut segments, values);
        Self::new(segments, values)
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        for segment in &self.segments {
            assert!(segment.first <= segment.last, "a segment ends before it starts");
        }
        assert!(self.segments.is_sorted_by(|a, b| a.last < b.first), "segments are disjoint");
        let mut used: Vec<u32> = self.segments.iter().map(|s| s.value).collect();
        used.sort_unstable();
        used.dedup();
        assert_eq!(used.len(), self.values.len(), "each value belongs to a segment");
        assert!(used.last().is_none_or(|v| (*v as usize) < self.values.len()));
        let ranges = self.segments.iter().map(|s| (s.first, s.last));
        self.index.check(&Boundaries::of_ranges(ranges));
    }
}

/// Takes items apart; each segment refers to its value.
#[track_caller]
fn split<F: Family, V>(
    items: impl IntoIterator<Item = (Range<F>, V)>,
) -> (Vec<Segment<F::Bits>>, Vec<V>) {
    let items = items.into_iter();
    let mut segments = Vec::with_capacity(items.size_hint().0);
    let mut values = Vec::with_capacity(items.size_hint().0);
    for (range, value) in items {
        assert_capacity(values.len());
        let (first, last) = range.bits();
        segments.push(Segment { first, last, value: values.len() as u32 });
        values.push(value);
    }
    (segments, values)
}

/// Drops the values that no segment refers to.
fn keep_used<W, V>(segments: &mut [Segment<W>], values: Vec<V>) -> Vec<V> {
    let mut places: Vec<Option<u32>> = alloc::vec![None; values.len()];
    for segment in segments.iter() {
        places[segment.value as usize] = Some(0);
    }
    for (place, count) in places.iter_mut().flatten().zip(0..) {
        *place = count;
    }
    for segment in segments.iter_mut() {
        // Every segment's value was marked above.
        segment.value = places[segment.value as usize].unwrap_or_default();
    }
    values.into_iter().zip(places).filter_map(|(value, place)| place.map(|_| value)).collect()
}

/// Cuts overlaps; where two overlap, the one with the greater value index stays.
///
/// A sweep over the firsts with a heap of the ranges that are open: O(n log n) time.
fn cut<W: Word>(mut items: Vec<Segment<W>>) -> Vec<Segment<W>> {
    if !items.is_sorted_by(|a, b| a.first <= b.first) {
        items.sort_by_key(|item| item.first);
    }
    if items.is_sorted_by(|a, b| a.last < b.first) {
        return items;
    }
    let mut out: Vec<Segment<W>> = Vec::with_capacity(items.len());
    let mut push = |segment: Segment<W>| match out.last_mut() {
        // One range goes on where another inside it lost to it.
        Some(end)
            if end.value == segment.value
                && end.last.checked_add(W::ONE) == Some(segment.first) =>
        {
            end.last = segment.last;
        }
        _ => out.push(segment),
    };
    // The open ranges, the latest item on top: (value index, last).
    let mut open: BinaryHeap<(u32, W)> = BinaryHeap::new();
    // The address from which on nothing is decided; none after the last one.
    let mut from = Some(W::ZERO);
    for item in &items {
        while let (Some(&(value, last)), Some(first)) = (open.peek(), from) {
            if first >= item.first {
                break;
            }
            if last < first {
                open.pop();
                continue;
            }
            // Up to the next item nothing starts; its first is above zero here.
            let last = last.min(item.first.wrapping_sub(W::ONE));
            push(Segment { first, last, value });
            from = last.checked_add(W::ONE);
        }
        // Where a decided part reaches the last address of all, nothing starts after it.
        from = from.map(|first| first.max(item.first));
        open.push((item.value, item.last));
    }
    while let (Some((value, last)), Some(first)) = (open.pop(), from) {
        if last >= first {
            push(Segment { first, last, value });
            from = last.checked_add(W::ONE);
        }
    }
    out
}

impl<F: Family, V> Default for RangeMap<F, V> {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new())
    }
}

/// Maps are equal if they have equal segments with equal values, however they were built.
impl<F: Family, V: PartialEq> PartialEq for RangeMap<F, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<F: Family, V: Eq> Eq for RangeMap<F, V> {}

impl<F: Family, V: Hash> Hash for RangeMap<F, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        self.iter().for_each(|entry| entry.hash(state));
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for RangeMap<F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// Later items win over earlier ones where they overlap. Computes in **O(n log n)** time.
impl<F: Family, V> FromIterator<(Range<F>, V)> for RangeMap<F, V> {
    fn from_iter<I: IntoIterator<Item = (Range<F>, V)>>(items: I) -> Self {
        let (segments, values) = split(items);
        let mut segments = cut(segments);
        let values = keep_used(&mut segments, values);
        Self::new(segments, values)
    }
}

impl<'a, F: Family, V> IntoIterator for &'a RangeMap<F, V> {
    type Item = (Range<F>, &'a V);
    type IntoIter = RangeMapIter<'a, F, V>;
    fn into_iter(self) -> RangeMapIter<'a, F, V> {
        self.iter()
    }
}
