//! [`IpRangeMap`]: values by disjoint ranges of both families.

use alloc::vec::Vec;
use core::fmt;
use core::net::IpAddr;

use super::iter::IpRangeMapIter;
use super::lanes::each_family;
use super::range_map::{Ipv4RangeMap, Ipv6RangeMap, Item, RangeMap};
use crate::error::Error;
use crate::ip::{IpRange, V4, V6};

/// A read-only map keyed by disjoint ranges of both families: what a table of first address, last
/// address and value (country, provider) becomes.
///
/// See [`RangeMap`] for how it is built.
///
/// # Examples
///
/// ```
/// use boltons::ip::{IpRange, IpRangeMap};
///
/// let map = IpRangeMap::from_iter([
///     ("10.0.0.0-10.0.0.255".parse::<IpRange>()?, "office"),
///     ("fd00::-fd00::ff".parse()?, "office, too"),
/// ]);
/// assert_eq!(map.lookup("fd00::1".parse()?), Some(&"office, too"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct IpRangeMap<V> {
    v4: Ipv4RangeMap<V>,
    v6: Ipv6RangeMap<V>,
}

impl<V> IpRangeMap<V> {
    /// Makes a map of two.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpRangeMap, Ipv4RangeMap, Ipv6RangeMap};
    ///
    /// let map: IpRangeMap<u8> = IpRangeMap::from_parts(Ipv4RangeMap::default(), Ipv6RangeMap::default());
    /// assert!(map.is_empty());
    /// ```
    #[must_use]
    pub const fn from_parts(v4: Ipv4RangeMap<V>, v6: Ipv6RangeMap<V>) -> Self {
        Self { v4, v6 }
    }

    /// Returns the maps of the two families.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let ten: IpRange = "10.0.0.0/8".parse()?;
    /// let map = IpRangeMap::from_iter([(ten, 8)]);
    /// let (v4, v6) = map.into_parts();
    /// assert_eq!((v4.len(), v6.len()), (1, 0));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn into_parts(self) -> (Ipv4RangeMap<V>, Ipv6RangeMap<V>) {
        (self.v4, self.v6)
    }

    /// Returns the map of the IPv4 ranges.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let ten: IpRange = "10.0.0.0/8".parse()?;
    /// let map = IpRangeMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.v4().len(), 1);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn v4(&self) -> &Ipv4RangeMap<V> {
        &self.v4
    }

    /// Returns the map of the IPv6 ranges.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let ten: IpRange = "10.0.0.0/8".parse()?;
    /// let map = IpRangeMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.v6().len(), 0);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn v6(&self) -> &Ipv6RangeMap<V> {
        &self.v6
    }

    /// Makes a map of ranges that do not overlap, in any order.
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
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let ten: IpRange = "10.0.0.0/8".parse()?;
    /// assert_eq!(IpRangeMap::try_from_disjoint([(ten, 1)])?.len(), 1);
    /// assert!(IpRangeMap::try_from_disjoint([(ten, 1), (ten, 2)]).is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn try_from_disjoint(items: impl IntoIterator<Item = (IpRange, V)>) -> Result<Self, Error> {
        let (v4, v6) = split(items);
        Ok(Self::from_parts(RangeMap::of_disjoint(v4)?, RangeMap::of_disjoint(v6)?))
    }

    /// Returns the value at an address.
    ///
    /// Computes in **O(BITS)** time at the worst, in two or three steps on most tables.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let ten: IpRange = "10.0.0.0/8".parse()?;
    /// let map = IpRangeMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.lookup("10.1.2.3".parse()?), Some(&8));
    /// assert_eq!(map.lookup("::1".parse()?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn lookup(&self, addr: IpAddr) -> Option<&V> {
        match addr {
            IpAddr::V4(addr) => self.v4.lookup(addr),
            IpAddr::V6(addr) => self.v6.lookup(addr),
        }
    }

    /// Returns the segment around an address with its value.
    ///
    /// Computes in **O(BITS)** time at the worst, in two or three steps on most tables.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let ten: IpRange = "10.0.0.0/8".parse()?;
    /// let map = IpRangeMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.lookup_range("10.1.2.3".parse()?), Some((ten, &8)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn lookup_range(&self, addr: IpAddr) -> Option<(IpRange, &V)> {
        match addr {
            IpAddr::V4(addr) => self.v4.lookup_range(addr).map(|(r, v)| (IpRange::V4(r), v)),
            IpAddr::V6(addr) => self.v6.lookup_range(addr).map(|(r, v)| (IpRange::V6(r), v)),
        }
    }

    /// Looks many addresses up; the cache misses of those of one family overlap.
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
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let ten: IpRange = "10.0.0.0/8".parse()?;
    /// let map = IpRangeMap::from_iter([(ten, 8)]);
    /// let mut found = [None; 2];
    /// map.lookup_batch(&["10.0.0.1".parse()?, "::1".parse()?], &mut found);
    /// assert_eq!(found, [Some(&8), None]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[track_caller]
    pub fn lookup_batch<'a>(&'a self, addrs: &[IpAddr], out: &mut [Option<&'a V>]) {
        assert_eq!(addrs.len(), out.len(), "as many answers as addresses");
        let v4 = |lanes: &_, out: &mut [_]| self.v4.lookup_lanes(lanes, out);
        let v6 = |lanes: &_, out: &mut [_]| self.v6.lookup_lanes(lanes, out);
        each_family(addrs, out, v4, v6);
    }

    /// Iterates over the segments with their values, ascending, IPv4 first.
    ///
    /// Computes in **O(1)** time a segment.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let ten: IpRange = "10.0.0.0/8".parse()?;
    /// let map = IpRangeMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.iter().collect::<Vec<_>>(), [(ten, &8)]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn iter(&self) -> IpRangeMapIter<'_, V> {
        IpRangeMapIter { v4: self.v4.iter(), v6: self.v6.iter() }
    }

    /// Returns the number of segments, after overlaps were cut.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let ten: IpRange = "10.0.0.0/8".parse()?;
    /// let map = IpRangeMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.len(), 1);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.v4.len() + self.v6.len()
    }

    /// Returns whether there is no segment.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let ten: IpRange = "10.0.0.0/8".parse()?;
    /// let map = IpRangeMap::from_iter([(ten, 8)]);
    /// assert!(!map.is_empty());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Joins adjacent segments with equal values.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpRange, IpRangeMap};
    ///
    /// let map = IpRangeMap::from_iter([
    ///     ("10.0.0.0/9".parse::<IpRange>()?, "DE"),
    ///     ("10.128.0.0/9".parse()?, "DE"),
    /// ]);
    /// assert_eq!(map.coalesce().len(), 1);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
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
