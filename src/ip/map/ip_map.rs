//! [`IpPrefixMap`]: the mutable longest-prefix-match table of both families.

use core::fmt;
use core::net::IpAddr;

use super::extract::IpExtractIf;
use super::ip_entry::IpEntry;
use super::iter::{
    IpCovered, IpCovering, IpIntoIter, IpIter, IpIterMut, IpKeys, IpValues, IpValuesMut,
};
use super::prefix_map::{Ipv4PrefixMap, Ipv6PrefixMap, PrefixMap};
use crate::ip::both::dispatch;
use crate::ip::{FrozenIpPrefixMap, IpPrefix, IpSet};

/// A map keyed by prefixes of both families that finds the longest one around an address: an
/// [`Ipv4PrefixMap`] and an [`Ipv6PrefixMap`] side by side.
///
/// Everything comes IPv4 first. An IPv4-mapped address such as `::ffff:10.0.0.1` is an IPv6
/// address here; call [`IpAddr::to_canonical`] first if you want otherwise.
///
/// # Examples
///
/// ```
/// use boltons::ip::{IpPrefix, IpPrefixMap};
///
/// let mut routes = IpPrefixMap::new();
/// routes.insert(IpPrefix::literal("10.0.0.0/8"), "site");
/// routes.insert(IpPrefix::literal("fc00::/7"), "site as well");
/// assert_eq!(routes.lookup("10.1.2.3".parse()?), Some(&"site"));
/// assert_eq!(routes.lookup("fd00::1".parse()?), Some(&"site as well"));
/// assert_eq!(routes.lookup("::ffff:10.1.2.3".parse()?), None);
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[doc(alias = "IpNetworkTable")]
#[doc(alias = "IpLookupTable")]
#[derive(Clone, Eq, Hash, PartialEq)]
#[doc(alias = "routing table")]
#[doc(alias = "RadixTree")]
#[doc(alias = "PrefixTrie")]
#[doc(alias = "lpm")]
pub struct IpPrefixMap<V> {
    v4: Ipv4PrefixMap<V>,
    v6: Ipv6PrefixMap<V>,
}

impl<V> IpPrefixMap<V> {
    /// Creates an empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self { v4: PrefixMap::new(), v6: PrefixMap::new() }
    }

    /// Creates a map from the maps of the two families.
    #[must_use]
    pub const fn from_parts(v4: Ipv4PrefixMap<V>, v6: Ipv6PrefixMap<V>) -> Self {
        Self { v4, v6 }
    }

    /// Splits the map into its IPv4 and its IPv6 part.
    #[must_use]
    pub fn into_parts(self) -> (Ipv4PrefixMap<V>, Ipv6PrefixMap<V>) {
        (self.v4, self.v6)
    }

    /// Returns the map of the IPv4 prefixes.
    #[must_use]
    pub const fn v4(&self) -> &Ipv4PrefixMap<V> {
        &self.v4
    }

    /// Returns the map of the IPv6 prefixes.
    #[must_use]
    pub const fn v6(&self) -> &Ipv6PrefixMap<V> {
        &self.v6
    }

    /// Returns a mutable reference to the map of the IPv4 prefixes.
    pub const fn v4_mut(&mut self) -> &mut Ipv4PrefixMap<V> {
        &mut self.v4
    }

    /// Returns a mutable reference to the map of the IPv6 prefixes.
    pub const fn v6_mut(&mut self) -> &mut Ipv6PrefixMap<V> {
        &mut self.v6
    }

    /// Returns the number of prefixes. See [`PrefixMap::len`](crate::ip::PrefixMap::len).
    #[must_use]
    pub fn len(&self) -> usize {
        self.v4.len() + self.v6.len()
    }

    /// Returns whether the map is empty. See
    /// [`PrefixMap::is_empty`](crate::ip::PrefixMap::is_empty).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Removes all prefixes and releases their memory. See
    /// [`PrefixMap::clear`](crate::ip::PrefixMap::clear).
    pub fn clear(&mut self) {
        self.v4.clear();
        self.v6.clear();
    }

    /// Inserts a value for `prefix` and returns the value it replaces, if any. See
    /// [`PrefixMap::insert`](crate::ip::PrefixMap::insert).
    ///
    /// # Panics
    ///
    /// Panics with "capacity overflow" beyond 2³¹ − 2 prefixes of one family.
    #[track_caller]
    #[doc(alias = "add")]
    pub fn insert(&mut self, prefix: IpPrefix, value: V) -> Option<V> {
        dispatch!(self.insert(prefix: IpPrefix, value))
    }

    /// Removes `prefix` and returns its value. See
    /// [`PrefixMap::remove`](crate::ip::PrefixMap::remove).
    #[doc(alias = "delete")]
    #[doc(alias = "pop")]
    pub fn remove(&mut self, prefix: IpPrefix) -> Option<V> {
        dispatch!(self.remove(prefix: IpPrefix))
    }

    /// Returns a reference to the value stored for exactly this prefix. See
    /// [`PrefixMap::get`](crate::ip::PrefixMap::get).
    #[inline]
    #[must_use]
    #[doc(alias = "exact_match")]
    #[doc(alias = "search_exact")]
    pub fn get(&self, prefix: IpPrefix) -> Option<&V> {
        dispatch!(self.get(prefix: IpPrefix))
    }

    /// Returns a mutable reference to the value stored for exactly this prefix. See
    /// [`PrefixMap::get_mut`](crate::ip::PrefixMap::get_mut).
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self, prefix: IpPrefix) -> Option<&mut V> {
        dispatch!(self.get_mut(prefix: IpPrefix))
    }

    /// Returns whether exactly this prefix is stored. See
    /// [`PrefixMap::contains_key`](crate::ip::PrefixMap::contains_key).
    #[must_use]
    pub fn contains_key(&self, prefix: IpPrefix) -> bool {
        self.get(prefix).is_some()
    }

    /// Returns the entry of a prefix for in-place changes. See
    /// [`PrefixMap::entry`](crate::ip::PrefixMap::entry).
    pub fn entry(&mut self, prefix: IpPrefix) -> IpEntry<'_, V> {
        dispatch!(self.entry(prefix: IpPrefix) => IpEntry)
    }

    /// Returns a reference to the value of the longest prefix that contains the address. See
    /// [`PrefixMap::lookup`](crate::ip::PrefixMap::lookup).
    #[doc(alias = "longest_match")]
    #[doc(alias = "get_lpm")]
    #[doc(alias = "lpm")]
    #[inline]
    #[must_use]
    #[doc(alias = "search_best")]
    pub fn lookup(&self, addr: IpAddr) -> Option<&V> {
        dispatch!(self.lookup(addr: IpAddr))
    }

    /// Returns a mutable reference to the value of the longest prefix that contains the address.
    /// See [`PrefixMap::lookup_mut`](crate::ip::PrefixMap::lookup_mut).
    #[inline]
    #[must_use]
    #[doc(alias = "get_lpm_mut")]
    #[doc(alias = "longest_match_mut")]
    pub fn lookup_mut(&mut self, addr: IpAddr) -> Option<&mut V> {
        dispatch!(self.lookup_mut(addr: IpAddr))
    }

    /// Returns the longest prefix that contains the address, with its value. See
    /// [`PrefixMap::lookup_prefix`](crate::ip::PrefixMap::lookup_prefix).
    #[doc(alias = "smallest_matching_cidr")]
    #[doc(alias = "longest_prefix_match")]
    #[inline]
    #[must_use]
    #[doc(alias = "search_best")]
    pub fn lookup_prefix(&self, addr: IpAddr) -> Option<(IpPrefix, &V)> {
        dispatch!(self.lookup_prefix(addr: IpAddr) => (IpPrefix, _)?)
    }

    /// Iterates over the stored prefixes that contain `of`, itself included, shortest first. See
    /// [`PrefixMap::covering`](crate::ip::PrefixMap::covering).
    #[doc(alias = "all_matching_cidrs")]
    #[doc(alias = "cover")]
    #[doc(alias = "supernets")]
    #[doc(alias = "search_covering")]
    #[doc(alias = "matches")]
    #[doc(alias = "largest_matching_cidr")]
    pub fn covering(&self, of: impl Into<IpPrefix>) -> IpCovering<'_, V> {
        let of = of.into();
        dispatch!(self.covering(of: IpPrefix) => IpCovering)
    }

    /// Iterates over the stored prefixes inside `by`, itself included, sorted. See
    /// [`PrefixMap::covered`](crate::ip::PrefixMap::covered).
    #[doc(alias = "descendants")]
    #[doc(alias = "subnets")]
    #[doc(alias = "search_covered")]
    pub fn covered(&self, by: impl Into<IpPrefix>) -> IpCovered<'_, V> {
        let by = by.into();
        dispatch!(self.covered(by: IpPrefix) => IpCovered)
    }

    /// Returns whether any stored prefix overlaps this one, that is, contains it or lies inside it.
    /// See [`PrefixMap::overlaps`](crate::ip::PrefixMap::overlaps).
    #[must_use]
    #[doc(alias = "OverlapsPrefix")]
    pub fn overlaps(&self, prefix: IpPrefix) -> bool {
        dispatch!(self.overlaps(prefix: IpPrefix))
    }

    /// Inserts all entries of another map, with a closure that merges the values of prefixes that
    /// are already stored. See
    /// [`PrefixMap::merge_with`](crate::ip::PrefixMap::merge_with).
    ///
    /// # Panics
    ///
    /// Panics with "capacity overflow" beyond 2³¹ − 2 prefixes of one family.
    #[track_caller]
    pub fn merge_with(
        &mut self,
        other: impl IntoIterator<Item = (IpPrefix, V)>,
        mut merge: impl FnMut(&mut V, V),
    ) {
        for (prefix, value) in other {
            match prefix {
                IpPrefix::V4(prefix) => self.v4.merge_with([(prefix, value)], &mut merge),
                IpPrefix::V6(prefix) => self.v6.merge_with([(prefix, value)], &mut merge),
            }
        }
    }

    /// Shrinks the memory to what the present entries need. See
    /// [`PrefixMap::shrink_to_fit`](crate::ip::PrefixMap::shrink_to_fit).
    pub fn shrink_to_fit(&mut self) {
        self.v4.shrink_to_fit();
        self.v6.shrink_to_fit();
    }

    /// Removes all prefixes inside `by`, itself included, and returns their number. See
    /// [`PrefixMap::remove_covered`](crate::ip::PrefixMap::remove_covered).
    #[doc(alias = "remove_children")]
    pub fn remove_covered(&mut self, by: IpPrefix) -> usize {
        dispatch!(self.remove_covered(by: IpPrefix))
    }

    /// Keeps only the entries for which the closure returns `true`.
    /// See [`PrefixMap::retain`](crate::ip::PrefixMap::retain).
    pub fn retain(&mut self, mut keep: impl FnMut(IpPrefix, &mut V) -> bool) {
        self.v4.retain(|prefix, value| keep(prefix.into(), value));
        self.v6.retain(|prefix, value| keep(prefix.into(), value));
    }

    /// Removes the entries for which the predicate returns `true`, and iterates over them, IPv4
    /// first, sorted. See [`PrefixMap::extract_if`](crate::ip::PrefixMap::extract_if).
    #[doc(alias = "drain_filter")]
    pub fn extract_if<P: FnMut(IpPrefix, &mut V) -> bool>(
        &mut self,
        predicate: P,
    ) -> IpExtractIf<'_, V, P> {
        IpExtractIf::new(&mut self.v4.trie, &mut self.v6.trie, predicate)
    }

    /// Iterates over prefixes and values, sorted by prefix, IPv4 first. See
    /// [`PrefixMap::iter`](crate::ip::PrefixMap::iter).
    pub fn iter(&self) -> IpIter<'_, V> {
        IpIter { v4: self.v4.iter(), v6: self.v6.iter() }
    }

    /// Iterates over prefixes and mutable references to their values, sorted by prefix, IPv4 first.
    /// See [`PrefixMap::iter_mut`](crate::ip::PrefixMap::iter_mut).
    pub fn iter_mut(&mut self) -> IpIterMut<'_, V> {
        IpIterMut { v4: self.v4.iter_mut(), v6: self.v6.iter_mut() }
    }

    /// Iterates over the prefixes, sorted, IPv4 first. See
    /// [`PrefixMap::keys`](crate::ip::PrefixMap::keys).
    #[doc(alias = "prefixes")]
    pub fn keys(&self) -> IpKeys<'_, V> {
        IpKeys { v4: self.v4.keys(), v6: self.v6.keys() }
    }

    /// Iterates over the values, sorted by prefix, IPv4 first. See
    /// [`PrefixMap::values`](crate::ip::PrefixMap::values).
    pub fn values(&self) -> IpValues<'_, V> {
        IpValues { v4: self.v4.values(), v6: self.v6.values() }
    }

    /// Iterates over mutable references to the values, sorted by prefix, IPv4 first. See
    /// [`PrefixMap::values_mut`](crate::ip::PrefixMap::values_mut).
    pub fn values_mut(&mut self) -> IpValuesMut<'_, V> {
        IpValuesMut { v4: self.v4.values_mut(), v6: self.v6.values_mut() }
    }

    /// Returns the set of all addresses that any stored prefix contains. See
    /// [`PrefixMap::key_set`](crate::ip::PrefixMap::key_set).
    #[must_use]
    #[doc(alias = "cidr_merge")]
    pub fn key_set(&self) -> IpSet {
        IpSet::from_parts(self.v4.key_set(), self.v6.key_set())
    }

    /// Converts the map into its read-only form. See
    /// [`PrefixMap::freeze`](crate::ip::PrefixMap::freeze).
    #[track_caller]
    #[must_use]
    pub fn freeze(self) -> FrozenIpPrefixMap<V> {
        FrozenIpPrefixMap::from_parts(self.v4.freeze(), self.v6.freeze())
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        self.v4.check();
        self.v6.check();
    }
}

impl<V> Default for IpPrefixMap<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V: fmt::Debug> fmt::Debug for IpPrefixMap<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// If a prefix is repeated, the last value wins.
impl<V> FromIterator<(IpPrefix, V)> for IpPrefixMap<V> {
    fn from_iter<I: IntoIterator<Item = (IpPrefix, V)>>(items: I) -> Self {
        let mut map = Self::new();
        map.extend(items);
        map
    }
}

/// If a prefix is repeated, the last value wins.
impl<V> Extend<(IpPrefix, V)> for IpPrefixMap<V> {
    fn extend<I: IntoIterator<Item = (IpPrefix, V)>>(&mut self, items: I) {
        for (prefix, value) in items {
            self.insert(prefix, value);
        }
    }
}

impl<'a, V> IntoIterator for &'a IpPrefixMap<V> {
    type Item = (IpPrefix, &'a V);
    type IntoIter = IpIter<'a, V>;
    fn into_iter(self) -> IpIter<'a, V> {
        self.iter()
    }
}

impl<'a, V> IntoIterator for &'a mut IpPrefixMap<V> {
    type Item = (IpPrefix, &'a mut V);
    type IntoIter = IpIterMut<'a, V>;
    fn into_iter(self) -> IpIterMut<'a, V> {
        self.iter_mut()
    }
}

impl<V> IntoIterator for IpPrefixMap<V> {
    type Item = (IpPrefix, V);
    type IntoIter = IpIntoIter<V>;
    fn into_iter(self) -> IpIntoIter<V> {
        IpIntoIter { v4: self.v4.into_iter(), v6: self.v6.into_iter() }
    }
}

impl<V> From<FrozenIpPrefixMap<V>> for IpPrefixMap<V> {
    fn from(map: FrozenIpPrefixMap<V>) -> Self {
        map.thaw()
    }
}
