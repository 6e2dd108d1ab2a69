//! The iterators of the frozen maps: entries, seen as (key, value).

use core::fmt;
use core::iter::FusedIterator;
use core::slice;

use super::entries::{Slices, Vecs};
use super::prefix_map::FrozenPrefixMap;
use super::range_map::Segment;
use crate::ip::both::{both, either};
use crate::ip::map::PrefixLenSet;
use crate::ip::{Family, IpPrefix, IpRange, Prefix, Range, V4, V6};

/// Declares an iterator over entries by reference.
macro_rules! over_slices {
    ($(#[$doc:meta])* $name:ident, $item:ty, |$key:pat_param, $value:pat_param| $view:expr) => {
        $(#[$doc])*
        #[must_use = "iterators are lazy"]
        pub struct $name<'a, F: Family, V> {
            entries: Slices<'a, F, V>,
        }

        impl<'a, F: Family, V> $name<'a, F, V> {
            pub(super) fn new(entries: Slices<'a, F, V>) -> Self {
                Self { entries }
            }
        }

        impl<'a, F: Family, V> Iterator for $name<'a, F, V> {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> {
                self.entries.next().map(|($key, $value)| $view)
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.entries.size_hint()
            }
            fn count(self) -> usize {
                self.entries.len()
            }
            fn last(mut self) -> Option<$item> {
                self.next_back()
            }
        }

        impl<F: Family, V> DoubleEndedIterator for $name<'_, F, V> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                self.entries.next_back().map(|($key, $value)| $view)
            }
        }

        impl<F: Family, V> ExactSizeIterator for $name<'_, F, V> {}
        impl<F: Family, V> FusedIterator for $name<'_, F, V> {}

        impl<F: Family, V> Clone for $name<'_, F, V> {
            fn clone(&self) -> Self {
                Self { entries: self.entries.clone() }
            }
        }

        impl<F: Family, V: fmt::Debug> fmt::Debug for $name<'_, F, V> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    };
}

over_slices!(
    /// An iterator over prefixes and values, sorted. See [`FrozenPrefixMap::iter`].
    FrozenIter, (Prefix<F>, &'a V), |key, value| (key, value)
);
over_slices!(
    /// An iterator over the prefixes, sorted. See [`FrozenPrefixMap::keys`].
    FrozenKeys, Prefix<F>, |key, _| key
);
over_slices!(
    /// An iterator over the values, sorted by prefix. See [`FrozenPrefixMap::values`].
    FrozenValues, &'a V, |_, value| value
);
over_slices!(
    /// An iterator over the stored prefixes inside one, with their values, sorted. See
    /// [`FrozenPrefixMap::covered`].
    FrozenCovered, (Prefix<F>, &'a V), |key, value| (key, value)
);

/// An iterator over the entries by value, sorted.
#[derive(Clone)]
#[must_use = "iterators are lazy"]
pub struct FrozenIntoIter<F: Family, V>(Vecs<F, V>);

impl<F: Family, V> FrozenIntoIter<F, V> {
    pub(super) fn new(entries: Vecs<F, V>) -> Self {
        Self(entries)
    }
}

impl<F: Family, V> Iterator for FrozenIntoIter<F, V> {
    type Item = (Prefix<F>, V);
    fn next(&mut self) -> Option<(Prefix<F>, V)> {
        self.0.next()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<F: Family, V> DoubleEndedIterator for FrozenIntoIter<F, V> {
    fn next_back(&mut self) -> Option<(Prefix<F>, V)> {
        self.0.next_back()
    }
}

impl<F: Family, V> ExactSizeIterator for FrozenIntoIter<F, V> {}
impl<F: Family, V> FusedIterator for FrozenIntoIter<F, V> {}

impl<F: Family, V: fmt::Debug> fmt::Debug for FrozenIntoIter<F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [inner, outer] =
            self.0.parts().each_ref().map(|(k, v)| (k.as_slice().iter(), v.as_slice().iter()));
        f.debug_list().entries(Slices::new(inner, outer)).finish()
    }
}

/// An iterator over the stored prefixes that contain one, with their values, shortest first. See
/// [`FrozenPrefixMap::covering`].
#[must_use = "iterators are lazy"]
pub struct FrozenCovering<'a, F: Family, V> {
    map: &'a FrozenPrefixMap<F, V>,
    of: Prefix<F>,
    lens: PrefixLenSet,
}

impl<'a, F: Family, V> FrozenCovering<'a, F, V> {
    /// All of `lens` are stored.
    pub(super) fn new(map: &'a FrozenPrefixMap<F, V>, of: Prefix<F>, lens: PrefixLenSet) -> Self {
        Self { map, of, lens }
    }

    fn get(&self, len: u8) -> Option<(Prefix<F>, &'a V)> {
        let prefix = self.of.supernet(len)?;
        Some((prefix, self.map.get(prefix)?))
    }
}

impl<'a, F: Family, V> Iterator for FrozenCovering<'a, F, V> {
    type Item = (Prefix<F>, &'a V);
    fn next(&mut self) -> Option<(Prefix<F>, &'a V)> {
        self.lens.pop_first().and_then(|len| self.get(len))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.lens.len(), Some(self.lens.len()))
    }
    fn count(self) -> usize {
        self.lens.len()
    }
    fn last(mut self) -> Option<(Prefix<F>, &'a V)> {
        self.next_back()
    }
}

impl<F: Family, V> DoubleEndedIterator for FrozenCovering<'_, F, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.lens.pop_last().and_then(|len| self.get(len))
    }
}

impl<F: Family, V> ExactSizeIterator for FrozenCovering<'_, F, V> {}
impl<F: Family, V> FusedIterator for FrozenCovering<'_, F, V> {}

impl<F: Family, V> Clone for FrozenCovering<'_, F, V> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for FrozenCovering<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// An iterator over the segments of a range map with their values, ascending. See
/// [`RangeMap::iter`](super::RangeMap::iter).
#[must_use = "iterators are lazy"]
pub struct RangeMapIter<'a, F: Family, V> {
    segments: slice::Iter<'a, Segment<F::Bits>>,
    values: &'a [V],
}

impl<'a, F: Family, V> RangeMapIter<'a, F, V> {
    pub(super) fn new(segments: &'a [Segment<F::Bits>], values: &'a [V]) -> Self {
        Self { segments: segments.iter(), values }
    }

    fn view(&self, segment: Segment<F::Bits>) -> (Range<F>, &'a V) {
        (segment.range(), &self.values[segment.value as usize])
    }
}

impl<'a, F: Family, V> Iterator for RangeMapIter<'a, F, V> {
    type Item = (Range<F>, &'a V);
    #[inline]
    fn next(&mut self) -> Option<(Range<F>, &'a V)> {
        self.segments.next().map(|segment| self.view(*segment))
    }
    fn nth(&mut self, n: usize) -> Option<(Range<F>, &'a V)> {
        self.segments.nth(n).map(|segment| self.view(*segment))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.segments.size_hint()
    }
    fn count(self) -> usize {
        self.segments.len()
    }
    fn last(mut self) -> Option<(Range<F>, &'a V)> {
        self.next_back()
    }
}

impl<F: Family, V> DoubleEndedIterator for RangeMapIter<'_, F, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.segments.next_back().map(|segment| self.view(*segment))
    }
}

impl<F: Family, V> ExactSizeIterator for RangeMapIter<'_, F, V> {}
impl<F: Family, V> FusedIterator for RangeMapIter<'_, F, V> {}

impl<F: Family, V> Clone for RangeMapIter<'_, F, V> {
    fn clone(&self) -> Self {
        Self { segments: self.segments.clone(), values: self.values }
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for RangeMapIter<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

both!(
    /// An iterator over prefixes and values of both families, IPv4 first, sorted. See
    /// [`FrozenIpPrefixMap::iter`](super::FrozenIpPrefixMap::iter).
    FrozenIpIter['a, V]: FrozenIter<'a, V4, V>, FrozenIter<'a, V6, V> => (IpPrefix, &'a V),
    |(prefix, value)| (prefix.into(), value), back, exact, clone
);
both!(
    /// An iterator over the prefixes of both families, IPv4 first, sorted. See
    /// [`FrozenIpPrefixMap::keys`](super::FrozenIpPrefixMap::keys).
    FrozenIpKeys['a, V]: FrozenKeys<'a, V4, V>, FrozenKeys<'a, V6, V> => IpPrefix,
    |prefix| prefix.into(), back, exact, clone
);
both!(
    /// An iterator over the values of both families, sorted by prefix. See
    /// [`FrozenIpPrefixMap::values`](super::FrozenIpPrefixMap::values).
    FrozenIpValues['a, V]: FrozenValues<'a, V4, V>, FrozenValues<'a, V6, V> => &'a V,
    |value| value, back, exact, clone
);
both!(
    /// An iterator over the segments of both families with their values, IPv4 first. See
    /// [`IpRangeMap::iter`](super::IpRangeMap::iter).
    IpRangeMapIter['a, V]: RangeMapIter<'a, V4, V>, RangeMapIter<'a, V6, V> => (IpRange, &'a V),
    |(range, value)| (range.into(), value), back, exact, clone
);
both!(
    /// An iterator over the entries of both families by value, IPv4 first, sorted.
    #[derive(Clone)]
    FrozenIpIntoIter[V]: FrozenIntoIter<V4, V>, FrozenIntoIter<V6, V> => (IpPrefix, V),
    |(prefix, value)| (prefix.into(), value), back, exact
);
either!(
    /// An iterator over the stored prefixes that contain one, shortest first. See
    /// [`FrozenIpPrefixMap::covering`](super::FrozenIpPrefixMap::covering).
    back FrozenIpCovering, FrozenCovering
);
either!(
    /// An iterator over the stored prefixes inside one, sorted. See
    /// [`FrozenIpPrefixMap::covered`](super::FrozenIpPrefixMap::covered).
    back FrozenIpCovered, FrozenCovered
);
