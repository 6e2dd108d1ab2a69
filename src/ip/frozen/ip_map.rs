//! [`FrozenIpPrefixMap`]: the read-only longest-prefix-match table of both families.

use core::fmt;
use core::net::IpAddr;

use super::iter::{
    FrozenIpCovered, FrozenIpCovering, FrozenIpIntoIter, FrozenIpIter, FrozenIpKeys, FrozenIpValues,
};
use super::lanes::each_family;
use super::prefix_map::{FrozenIpv4PrefixMap, FrozenIpv6PrefixMap};
use crate::ip::both::dispatch;
use crate::ip::{IpPrefix, IpPrefixMap, IpSet};

/// A read-only map keyed by prefixes of both families, for very many lookups of the longest
/// match.
///
/// Created by [`IpPrefixMap::freeze`] or collected; of a repeated prefix the last value wins. See
/// [`FrozenPrefixMap`](super::FrozenPrefixMap).
///
/// Lookups count bits: with the instruction for it (`RUSTFLAGS="-C target-cpu=x86-64-v3"`) IPv6
/// lookups are about 1.5 times as fast; see [`FrozenPrefixMap`](crate::ip::FrozenPrefixMap).
///
/// # Examples
///
/// ```
/// use boltons::ip::{FrozenIpPrefixMap, IpPrefix};
///
/// let table = FrozenIpPrefixMap::from_iter([
///     (IpPrefix::literal("10.0.0.0/8"), "site"),
///     (IpPrefix::literal("fc00::/7"), "site as well"),
/// ]);
/// assert_eq!(table.lookup("10.1.2.3".parse()?), Some(&"site"));
/// assert_eq!(table.lookup("fd00::1".parse()?), Some(&"site as well"));
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
#[doc(alias = "routing table")]
#[doc(alias = "lpm")]
#[doc(alias = "Poptrie")]
pub struct FrozenIpPrefixMap<V> {
    v4: FrozenIpv4PrefixMap<V>,
    v6: FrozenIpv6PrefixMap<V>,
}

impl<V> FrozenIpPrefixMap<V> {
    /// Creates a map from the maps of the two families.
    #[must_use]
    pub const fn from_parts(v4: FrozenIpv4PrefixMap<V>, v6: FrozenIpv6PrefixMap<V>) -> Self {
        Self { v4, v6 }
    }

    /// Splits the map into its IPv4 and its IPv6 part.
    #[must_use]
    pub fn into_parts(self) -> (FrozenIpv4PrefixMap<V>, FrozenIpv6PrefixMap<V>) {
        (self.v4, self.v6)
    }

    /// Returns the map of the IPv4 prefixes.
    #[must_use]
    pub const fn v4(&self) -> &FrozenIpv4PrefixMap<V> {
        &self.v4
    }

    /// Returns the map of the IPv6 prefixes.
    #[must_use]
    pub const fn v6(&self) -> &FrozenIpv6PrefixMap<V> {
        &self.v6
    }

    /// Returns the number of prefixes. See
    /// [`FrozenPrefixMap::len`](crate::ip::FrozenPrefixMap::len).
    #[must_use]
    pub fn len(&self) -> usize {
        self.v4.len() + self.v6.len()
    }

    /// Returns whether the map is empty. See
    /// [`FrozenPrefixMap::is_empty`](crate::ip::FrozenPrefixMap::is_empty).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns a reference to the value of the longest prefix that contains the address. See
    /// [`FrozenPrefixMap::lookup`](crate::ip::FrozenPrefixMap::lookup).
    #[inline]
    #[must_use]
    #[doc(alias = "longest_match")]
    #[doc(alias = "get_lpm")]
    #[doc(alias = "lpm")]
    pub fn lookup(&self, addr: IpAddr) -> Option<&V> {
        dispatch!(self.lookup(addr: IpAddr))
    }

    /// Returns the longest prefix that contains the address, with its value. See
    /// [`FrozenPrefixMap::lookup_prefix`](crate::ip::FrozenPrefixMap::lookup_prefix).
    #[inline]
    #[must_use]
    #[doc(alias = "smallest_matching_cidr")]
    #[doc(alias = "longest_prefix_match")]
    pub fn lookup_prefix(&self, addr: IpAddr) -> Option<(IpPrefix, &V)> {
        dispatch!(self.lookup_prefix(addr: IpAddr) => (IpPrefix, _)?)
    }

    /// Looks up many addresses at once, with overlapping cache misses within each family. See
    /// [`FrozenPrefixMap::lookup_batch`](crate::ip::FrozenPrefixMap::lookup_batch).
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

    /// Returns a reference to the value stored for exactly this prefix. See
    /// [`FrozenPrefixMap::get`](crate::ip::FrozenPrefixMap::get).
    #[inline]
    #[must_use]
    #[doc(alias = "exact_match")]
    pub fn get(&self, prefix: IpPrefix) -> Option<&V> {
        dispatch!(self.get(prefix: IpPrefix))
    }

    /// Returns whether exactly this prefix is stored. See
    /// [`FrozenPrefixMap::contains_key`](crate::ip::FrozenPrefixMap::contains_key).
    #[must_use]
    pub fn contains_key(&self, prefix: IpPrefix) -> bool {
        self.get(prefix).is_some()
    }

    /// Iterates over the stored prefixes that contain `of`, itself included, shortest first. See
    /// [`FrozenPrefixMap::covering`](crate::ip::FrozenPrefixMap::covering).
    #[doc(alias = "all_matching_cidrs")]
    #[doc(alias = "cover")]
    #[doc(alias = "supernets")]
    #[doc(alias = "largest_matching_cidr")]
    pub fn covering(&self, of: impl Into<IpPrefix>) -> FrozenIpCovering<'_, V> {
        let of = of.into();
        dispatch!(self.covering(of: IpPrefix) => FrozenIpCovering)
    }

    /// Iterates over the stored prefixes inside `by`, itself included, sorted. See
    /// [`FrozenPrefixMap::covered`](crate::ip::FrozenPrefixMap::covered).
    #[doc(alias = "descendants")]
    #[doc(alias = "subnets")]
    pub fn covered(&self, by: impl Into<IpPrefix>) -> FrozenIpCovered<'_, V> {
        let by = by.into();
        dispatch!(self.covered(by: IpPrefix) => FrozenIpCovered)
    }

    /// Returns whether any stored prefix overlaps this one, that is, contains it or lies inside it.
    /// See [`FrozenPrefixMap::overlaps`](crate::ip::FrozenPrefixMap::overlaps).
    #[must_use]
    #[doc(alias = "OverlapsPrefix")]
    pub fn overlaps(&self, prefix: IpPrefix) -> bool {
        dispatch!(self.overlaps(prefix: IpPrefix))
    }

    /// Iterates over prefixes and values, sorted by prefix, IPv4 first. See
    /// [`FrozenPrefixMap::iter`](crate::ip::FrozenPrefixMap::iter).
    pub fn iter(&self) -> FrozenIpIter<'_, V> {
        FrozenIpIter { v4: self.v4.iter(), v6: self.v6.iter() }
    }

    /// Iterates over the prefixes, sorted, IPv4 first. See
    /// [`FrozenPrefixMap::keys`](crate::ip::FrozenPrefixMap::keys).
    #[doc(alias = "prefixes")]
    pub fn keys(&self) -> FrozenIpKeys<'_, V> {
        FrozenIpKeys { v4: self.v4.keys(), v6: self.v6.keys() }
    }

    /// Iterates over the values, sorted by prefix, IPv4 first. See
    /// [`FrozenPrefixMap::values`](crate::ip::FrozenPrefixMap::values).
    pub fn values(&self) -> FrozenIpValues<'_, V> {
        FrozenIpValues { v4: self.v4.values(), v6: self.v6.values() }
    }

    /// Returns the set of all addresses that any stored prefix contains. See
    /// [`FrozenPrefixMap::key_set`](crate::ip::FrozenPrefixMap::key_set).
    #[must_use]
    pub fn key_set(&self) -> IpSet {
        IpSet::from_parts(self.v4.key_set(), self.v6.key_set())
    }

    /// Converts the map back into a mutable one. See
    /// [`FrozenPrefixMap::thaw`](crate::ip::FrozenPrefixMap::thaw).
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

/// If a prefix is repeated, the last value wins.
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
