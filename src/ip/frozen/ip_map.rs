//! [`FrozenIpPrefixMap`]: the read-only longest-prefix-match table of both families.

use core::fmt;
use core::net::IpAddr;

use super::iter::{
    FrozenIpCovered, FrozenIpCovering, FrozenIpIntoIter, FrozenIpIter, FrozenIpKeys, FrozenIpValues,
};
use super::lanes::each_family;
use super::prefix_map::{FrozenIpv4PrefixMap, FrozenIpv6PrefixMap};
use crate::ip::{IpPrefix, IpPrefixMap, IpSet};

/// A read-only map keyed by prefixes of both families, for very many look-ups of the longest
/// match.
///
/// Made by [`IpPrefixMap::freeze`] or collected; of a repeated prefix the last value wins. See
/// [`FrozenPrefixMap`](super::FrozenPrefixMap).
///
/// # Examples
///
/// ```
/// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
///
/// let table = FrozenIpPrefixMap::from_iter([
///     (IpPrefix::literal("10.0.0.0/8"), "site"),
///     (IpPrefix::literal("fc00::/7"), "site, too"),
/// ]);
/// assert_eq!(table.lookup("10.1.2.3".parse()?), Some(&"site"));
/// assert_eq!(table.lookup("fd00::1".parse()?), Some(&"site, too"));
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct FrozenIpPrefixMap<V> {
    v4: FrozenIpv4PrefixMap<V>,
    v6: FrozenIpv6PrefixMap<V>,
}

impl<V> FrozenIpPrefixMap<V> {
    /// Makes a map of two.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, Ipv4PrefixMap, Ipv6PrefixMap};
    ///
    /// let (v4, v6) = (Ipv4PrefixMap::<u8>::new(), Ipv6PrefixMap::new());
    /// assert!(FrozenIpPrefixMap::from_parts(v4.freeze(), v6.freeze()).is_empty());
    /// ```
    #[must_use]
    pub const fn from_parts(v4: FrozenIpv4PrefixMap<V>, v6: FrozenIpv6PrefixMap<V>) -> Self {
        Self { v4, v6 }
    }

    /// Returns the maps of the two families.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// let (v4, v6) = map.into_parts();
    /// assert_eq!((v4.len(), v6.len()), (1, 0));
    /// ```
    #[must_use]
    pub fn into_parts(self) -> (FrozenIpv4PrefixMap<V>, FrozenIpv6PrefixMap<V>) {
        (self.v4, self.v6)
    }

    /// Returns the map of the IPv4 prefixes.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.v4().len(), 1);
    /// ```
    #[must_use]
    pub const fn v4(&self) -> &FrozenIpv4PrefixMap<V> {
        &self.v4
    }

    /// Returns the map of the IPv6 prefixes.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.v6().len(), 0);
    /// ```
    #[must_use]
    pub const fn v6(&self) -> &FrozenIpv6PrefixMap<V> {
        &self.v6
    }

    /// Returns the number of prefixes.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.len(), 1);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.v4.len() + self.v6.len()
    }

    /// Returns whether there is no prefix.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert!(!map.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the value of the longest prefix that contains the address.
    ///
    /// Computes in **O(BITS)** time at the worst, in two or three steps on a routing table.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let map = FrozenIpPrefixMap::from_iter([
    ///     (IpPrefix::literal("10.0.0.0/8"), 8),
    ///     (IpPrefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// assert_eq!(map.lookup("10.1.2.3".parse()?), Some(&16));
    /// assert_eq!(map.lookup("::1".parse()?), None);
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn lookup(&self, addr: IpAddr) -> Option<&V> {
        match addr {
            IpAddr::V4(addr) => self.v4.lookup(addr),
            IpAddr::V6(addr) => self.v6.lookup(addr),
        }
    }

    /// Returns the longest prefix that contains the address, with its value.
    ///
    /// Computes in **O(BITS)** time at the worst, in two or three steps on a routing table.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.lookup_prefix("10.1.2.3".parse()?), Some((ten, &8)));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn lookup_prefix(&self, addr: IpAddr) -> Option<(IpPrefix, &V)> {
        match addr {
            IpAddr::V4(addr) => self.v4.lookup_prefix(addr).map(|(p, v)| (IpPrefix::V4(p), v)),
            IpAddr::V6(addr) => self.v6.lookup_prefix(addr).map(|(p, v)| (IpPrefix::V6(p), v)),
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
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// let mut found = [None; 2];
    /// map.lookup_batch(&["10.0.0.1".parse()?, "::1".parse()?], &mut found);
    /// assert_eq!(found, [Some(&8), None]);
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[track_caller]
    pub fn lookup_batch<'a>(&'a self, addrs: &[IpAddr], out: &mut [Option<&'a V>]) {
        assert_eq!(addrs.len(), out.len(), "as many answers as addresses");
        let v4 = |lanes: &_, out: &mut [_]| self.v4.lookup_lanes(lanes, out);
        let v6 = |lanes: &_, out: &mut [_]| self.v6.lookup_lanes(lanes, out);
        each_family(addrs, out, v4, v6);
    }

    /// Returns the value of exactly this prefix.
    ///
    /// Computes in **O(log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.get(ten), Some(&8));
    /// assert_eq!(map.get("10.0.0.0/9".parse()?), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn get(&self, prefix: IpPrefix) -> Option<&V> {
        match prefix {
            IpPrefix::V4(prefix) => self.v4.get(prefix),
            IpPrefix::V6(prefix) => self.v6.get(prefix),
        }
    }

    /// Returns whether exactly this prefix is stored.
    ///
    /// Computes in **O(log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert!(map.contains_key(ten));
    /// ```
    #[must_use]
    pub fn contains_key(&self, prefix: IpPrefix) -> bool {
        self.get(prefix).is_some()
    }

    /// Iterates over the stored prefixes that contain `of`, itself included, shortest first.
    ///
    /// Computes in **O(log n)** time a prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let map = FrozenIpPrefixMap::from_iter([
    ///     (IpPrefix::literal("10.0.0.0/8"), 8),
    ///     (IpPrefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// let of = "10.1.2.0/24".parse::<IpPrefix>()?;
    /// assert_eq!(map.covering(of).map(|(_, len)| *len).collect::<Vec<_>>(), [8, 16]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn covering(&self, of: impl Into<IpPrefix>) -> FrozenIpCovering<'_, V> {
        match of.into() {
            IpPrefix::V4(of) => FrozenIpCovering { v4: Some(self.v4.covering(of)), v6: None },
            IpPrefix::V6(of) => FrozenIpCovering { v4: None, v6: Some(self.v6.covering(of)) },
        }
    }

    /// Iterates over the stored prefixes inside `by`, itself included, sorted.
    ///
    /// Computes in **O(log n)** time, then O(1) a prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let map = FrozenIpPrefixMap::from_iter([
    ///     (IpPrefix::literal("10.0.0.0/8"), 8),
    ///     (IpPrefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// let by = "10.0.0.0/9".parse::<IpPrefix>()?;
    /// assert_eq!(map.covered(by).map(|(_, len)| *len).collect::<Vec<_>>(), [16]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn covered(&self, by: impl Into<IpPrefix>) -> FrozenIpCovered<'_, V> {
        match by.into() {
            IpPrefix::V4(by) => FrozenIpCovered { v4: Some(self.v4.covered(by)), v6: None },
            IpPrefix::V6(by) => FrozenIpCovered { v4: None, v6: Some(self.v6.covered(by)) },
        }
    }

    /// Returns whether any stored prefix overlaps this one: contains it or lies inside.
    ///
    /// Computes in **O(BITS + log n)** time at the worst.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert!(map.overlaps("0.0.0.0/0".parse()?));
    /// assert!(!map.overlaps("::/0".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn overlaps(&self, prefix: IpPrefix) -> bool {
        match prefix {
            IpPrefix::V4(prefix) => self.v4.overlaps(prefix),
            IpPrefix::V6(prefix) => self.v6.overlaps(prefix),
        }
    }

    /// Iterates over prefixes and values, sorted by prefix, IPv4 first.
    ///
    /// Computes in **O(1)** time an entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.iter().collect::<Vec<_>>(), [(ten, &8)]);
    /// ```
    pub fn iter(&self) -> FrozenIpIter<'_, V> {
        FrozenIpIter { v4: self.v4.iter(), v6: self.v6.iter() }
    }

    /// Iterates over the prefixes, sorted, IPv4 first.
    ///
    /// Computes in **O(1)** time a prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.keys().collect::<Vec<_>>(), [ten]);
    /// ```
    pub fn keys(&self) -> FrozenIpKeys<'_, V> {
        FrozenIpKeys { v4: self.v4.keys(), v6: self.v6.keys() }
    }

    /// Iterates over the values, sorted by prefix, IPv4 first.
    ///
    /// Computes in **O(1)** time a value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.values().collect::<Vec<_>>(), [&8]);
    /// ```
    pub fn values(&self) -> FrozenIpValues<'_, V> {
        FrozenIpValues { v4: self.v4.values(), v6: self.v6.values() }
    }

    /// Returns the set of the addresses that have a match.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.key_set().size(), 1 << 24);
    /// ```
    #[must_use]
    pub fn key_set(&self) -> IpSet {
        IpSet::from_parts(self.v4.key_set(), self.v6.key_set())
    }

    /// Returns the map that can be changed.
    ///
    /// Computes in **O(n · BITS)** time at the worst.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = FrozenIpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.thaw().remove(ten), Some(8));
    /// ```
    #[must_use]
    pub fn thaw(self) -> IpPrefixMap<V> {
        IpPrefixMap::from_parts(self.v4.thaw(), self.v6.thaw())
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        self.v4.check();
        self.v6.check();
    }
}

impl<V> Default for FrozenIpPrefixMap<V> {
    fn default() -> Self {
        Self::from_parts(FrozenIpv4PrefixMap::default(), FrozenIpv6PrefixMap::default())
    }
}

impl<V: fmt::Debug> fmt::Debug for FrozenIpPrefixMap<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// Of a repeated prefix the last value wins.
impl<V> FromIterator<(IpPrefix, V)> for FrozenIpPrefixMap<V> {
    fn from_iter<I: IntoIterator<Item = (IpPrefix, V)>>(items: I) -> Self {
        let (mut v4, mut v6) = (alloc::vec::Vec::new(), alloc::vec::Vec::new());
        for (prefix, value) in items {
            match prefix {
                IpPrefix::V4(prefix) => v4.push((prefix, value)),
                IpPrefix::V6(prefix) => v6.push((prefix, value)),
            }
        }
        Self::from_parts(v4.into_iter().collect(), v6.into_iter().collect())
    }
}

impl<V> From<IpPrefixMap<V>> for FrozenIpPrefixMap<V> {
    fn from(map: IpPrefixMap<V>) -> Self {
        map.freeze()
    }
}

impl<'a, V> IntoIterator for &'a FrozenIpPrefixMap<V> {
    type Item = (IpPrefix, &'a V);
    type IntoIter = FrozenIpIter<'a, V>;
    fn into_iter(self) -> FrozenIpIter<'a, V> {
        self.iter()
    }
}

impl<V> IntoIterator for FrozenIpPrefixMap<V> {
    type Item = (IpPrefix, V);
    type IntoIter = FrozenIpIntoIter<V>;
    fn into_iter(self) -> FrozenIpIntoIter<V> {
        FrozenIpIntoIter { v4: self.v4.into_iter(), v6: self.v6.into_iter() }
    }
}
