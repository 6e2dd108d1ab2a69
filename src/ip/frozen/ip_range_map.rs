//! [`IpRangeMap`]: values by disjoint ranges of both families.

use alloc::vec::Vec;
use core::fmt;
use core::net::IpAddr;

use super::iter::IpRangeMapIter;
use super::lanes::each_family;
use super::range_map::{Ipv4RangeMap, Ipv6RangeMap, Item, RangeMap};
use crate::error::Error;
use crate::ip::both::dispatch;
use crate::ip::{IpRange, V4, V6};

/// A read-only map keyed by disjoint ranges of both families, for tables of first address, last
/// address and value (country, provider).
///
/// See [`RangeMap`] for how it is built, and for the compiler flag that makes IPv6 lookups faster.
///
/// # Examples
///
/// ```
/// use boltons::ip::{IpRange, IpRangeMap};
///
/// let map = IpRangeMap::from_iter([
///     ("10.0.0.0-10.0.0.255".parse::<IpRange>()?, "office"),
///     ("fd00::-fd00::ff".parse()?, "office as well"),
/// ]);
/// assert_eq!(map.lookup("fd00::1".parse()?), Some(&"office as well"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
#[doc(alias = "geoip")]
#[doc(alias = "IntervalMap")]
pub struct IpRangeMap<V> {
    v4: Ipv4RangeMap<V>,
    v6: Ipv6RangeMap<V>,
}

impl<V> IpRangeMap<V> {
    /// Creates a map from the maps of the two families.
    #[must_use]
    pub const fn from_parts(v4: Ipv4RangeMap<V>, v6: Ipv6RangeMap<V>) -> Self {
        Self { v4, v6 }
    }

    /// Splits the map into its IPv4 and its IPv6 part.
    #[must_use]
    pub fn into_parts(self) -> (Ipv4RangeMap<V>, Ipv6RangeMap<V>) {
        (self.v4, self.v6)
    }

    /// Returns the map of the IPv4 ranges.
    #[must_use]
    pub const fn v4(&self) -> &Ipv4RangeMap<V> {
        &self.v4
    }

    /// Returns the map of the IPv6 ranges.
    #[must_use]
    pub const fn v6(&self) -> &Ipv6RangeMap<V> {
        &self.v6
    }

    /// Creates a map from ranges in any order, which must not overlap. See
    /// [`RangeMap::try_from_disjoint`](crate::ip::RangeMap::try_from_disjoint).
    ///
    /// # Errors
    ///
    /// [`is_conflict`](Error::is_conflict) where two ranges overlap; the position is the index of
    /// the item that starts later.
    pub fn try_from_disjoint(items: impl IntoIterator<Item = (IpRange, V)>) -> Result<Self, Error> {
        let (v4, v6) = split(items);
        // The values of one family before the error of the other is returned: a drop that panics
        // later would leak it.
        match (RangeMap::of_disjoint(v4), RangeMap::of_disjoint(v6)) {
            (Ok(v4), Ok(v6)) => Ok(Self::from_parts(v4, v6)),
            (Err(error), v6) => {
                drop(v6);
                Err(error)
            }
            (v4, Err(error)) => {
                drop(v4);
                Err(error)
            }
        }
    }

    /// Returns a reference to the value of the range that contains the address. See
    /// [`RangeMap::lookup`](crate::ip::RangeMap::lookup).
    #[inline]
    #[must_use]
    pub fn lookup(&self, addr: IpAddr) -> Option<&V> {
        dispatch!(self.lookup(addr: IpAddr))
    }

    /// Returns the segment that contains the address, with its value. See
    /// [`RangeMap::lookup_range`](crate::ip::RangeMap::lookup_range).
    #[inline]
    #[must_use]
    #[doc(alias = "get_key_value")]
    pub fn lookup_range(&self, addr: IpAddr) -> Option<(IpRange, &V)> {
        dispatch!(self.lookup_range(addr: IpAddr) => (IpRange, _)?)
    }

    /// Looks up many addresses at once, with overlapping cache misses within each family. See
    /// [`RangeMap::lookup_batch`](crate::ip::RangeMap::lookup_batch).
    ///
    /// # Panics
    ///
    /// Panics if the slices differ in length.
    #[track_caller]
    pub fn lookup_batch<'a>(&'a self, addrs: &[IpAddr], out: &mut [Option<&'a V>]) {
        assert_eq!(addrs.len(), out.len(), "as many answers as addresses");
        let v4 = |lanes: &_, out: &mut [_]| self.v4.lookup_lanes(lanes, out);
        let v6 = |lanes: &_, out: &mut [_]| self.v6.lookup_lanes(lanes, out);
        each_family(addrs, out, v4, v6);
    }

    /// Iterates over the segments with their values, ascending, IPv4 first. See
    /// [`RangeMap::iter`](crate::ip::RangeMap::iter).
    pub fn iter(&self) -> IpRangeMapIter<'_, V> {
        IpRangeMapIter { v4: self.v4.iter(), v6: self.v6.iter() }
    }

    /// Returns the number of segments, counted after overlaps were cut. See
    /// [`RangeMap::len`](crate::ip::RangeMap::len).
    #[must_use]
    pub fn len(&self) -> usize {
        self.v4.len() + self.v6.len()
    }

    /// Returns whether the map is empty. See
    /// [`RangeMap::is_empty`](crate::ip::RangeMap::is_empty).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Merges adjacent segments with equal values. See
    /// [`RangeMap::coalesce`](crate::ip::RangeMap::coalesce).
    #[must_use]
    #[doc(alias = "merge")]
    pub fn coalesce(self) -> Self
    where
        V: PartialEq,
    {
        Self { v4: self.v4.coalesce(), v6: self.v6.coalesce() }
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        self.v4.check();
        self.v6.check();
    }
}

/// Items by family, each with its index.
type Split<V> = (Vec<Item<V4, V>>, Vec<Item<V6, V>>);

fn split<V>(items: impl IntoIterator<Item = (IpRange, V)>) -> Split<V> {
    let (mut v4, mut v6) = (Vec::new(), Vec::new());
    for (index, (range, value)) in items.into_iter().enumerate() {
        match range {
            IpRange::V4(range) => v4.push((index, range, value)),
            IpRange::V6(range) => v6.push((index, range, value)),
        }
    }
    (v4, v6)
}

impl<V> Default for IpRangeMap<V> {
    fn default() -> Self {
        Self::from_parts(RangeMap::default(), RangeMap::default())
    }
}

impl<V: fmt::Debug> fmt::Debug for IpRangeMap<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// Later items win over earlier ones where they overlap. Computes in **O(n log n)** time.
impl<V> FromIterator<(IpRange, V)> for IpRangeMap<V> {
    fn from_iter<I: IntoIterator<Item = (IpRange, V)>>(items: I) -> Self {
        let (v4, v6) = split(items);
        Self {
            v4: v4.into_iter().map(|(_, range, value)| (range, value)).collect(),
            v6: v6.into_iter().map(|(_, range, value)| (range, value)).collect(),
        }
    }
}

impl<'a, V> IntoIterator for &'a IpRangeMap<V> {
    type Item = (IpRange, &'a V);
    type IntoIter = IpRangeMapIter<'a, V>;
    fn into_iter(self) -> IpRangeMapIter<'a, V> {
        self.iter()
    }
}
