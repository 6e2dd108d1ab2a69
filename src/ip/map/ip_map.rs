//! [`IpPrefixMap`]: the mutable longest-prefix-match table of both families.

use core::fmt;
use core::net::IpAddr;

use super::ip_entry::IpEntry;
use super::iter::{
    IpCovered, IpCovering, IpIntoIter, IpIter, IpIterMut, IpKeys, IpValues, IpValuesMut,
};
use super::prefix_map::{Ipv4PrefixMap, Ipv6PrefixMap, PrefixMap};
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
/// routes.insert(IpPrefix::literal("fc00::/7"), "site, too");
/// assert_eq!(routes.lookup("10.1.2.3".parse()?), Some(&"site"));
/// assert_eq!(routes.lookup("fd00::1".parse()?), Some(&"site, too"));
/// assert_eq!(routes.lookup("::ffff:10.1.2.3".parse()?), None);
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct IpPrefixMap<V> {
    v4: Ipv4PrefixMap<V>,
    v6: Ipv6PrefixMap<V>,
}

impl<V> IpPrefixMap<V> {
    /// Makes an empty map.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefixMap;
    ///
    /// static EMPTY: IpPrefixMap<u8> = IpPrefixMap::new();
    /// assert!(EMPTY.is_empty());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { v4: PrefixMap::new(), v6: PrefixMap::new() }
    }

    /// Makes a map of two.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefixMap, Ipv4PrefixMap, Ipv6PrefixMap};
    ///
    /// let map: IpPrefixMap<u8> = IpPrefixMap::from_parts(Ipv4PrefixMap::new(), Ipv6PrefixMap::new());
    /// assert!(map.is_empty());
    /// ```
    #[must_use]
    pub const fn from_parts(v4: Ipv4PrefixMap<V>, v6: Ipv6PrefixMap<V>) -> Self {
        Self { v4, v6 }
    }

    /// Returns the maps of the two families.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// let (v4, v6) = map.into_parts();
    /// assert_eq!((v4.len(), v6.len()), (1, 0));
    /// ```
    #[must_use]
    pub fn into_parts(self) -> (Ipv4PrefixMap<V>, Ipv6PrefixMap<V>) {
        (self.v4, self.v6)
    }

    /// Returns the map of the IPv4 prefixes.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.v4().len(), 1);
    /// ```
    #[must_use]
    pub const fn v4(&self) -> &Ipv4PrefixMap<V> {
        &self.v4
    }

    /// Returns the map of the IPv6 prefixes.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.v6().len(), 0);
    /// ```
    #[must_use]
    pub const fn v6(&self) -> &Ipv6PrefixMap<V> {
        &self.v6
    }

    /// Returns the map of the IPv4 prefixes to change it.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let mut map = IpPrefixMap::from_iter([(ten, 8)]);
    /// map.v4_mut().clear();
    /// assert_eq!(map.len(), 0);
    /// ```
    pub const fn v4_mut(&mut self) -> &mut Ipv4PrefixMap<V> {
        &mut self.v4
    }

    /// Returns the map of the IPv6 prefixes to change it.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let mut map = IpPrefixMap::from_iter([(ten, 8)]);
    /// map.v6_mut().clear();
    /// assert_eq!(map.len(), 1);
    /// ```
    pub const fn v6_mut(&mut self) -> &mut Ipv6PrefixMap<V> {
        &mut self.v6
    }

    /// Returns the number of prefixes.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
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
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert!(!map.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes all prefixes out.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let mut map = IpPrefixMap::from_iter([(ten, 8)]);
    /// map.clear();
    /// assert!(map.is_empty());
    /// ```
    pub fn clear(&mut self) {
        self.v4.clear();
        self.v6.clear();
    }

    /// Puts a value in; returns the one that the prefix had before.
    ///
    /// Computes in **O(BITS)** time at the worst, in few steps where prefixes are many.
    ///
    /// # Panics
    ///
    /// Panics with "capacity overflow" beyond 2³¹ − 2 prefixes of one family.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let mut map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.insert(ten, 9), Some(8));
    /// assert_eq!(map.insert("11.0.0.0/8".parse()?, 8), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[track_caller]
    pub fn insert(&mut self, prefix: IpPrefix, value: V) -> Option<V> {
        match prefix {
            IpPrefix::V4(prefix) => self.v4.insert(prefix, value),
            IpPrefix::V6(prefix) => self.v6.insert(prefix, value),
        }
    }

    /// Takes exactly this prefix out; returns its value.
    ///
    /// Computes in **O(BITS)** time at the worst, in few steps where prefixes are many.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let mut map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.remove("10.0.0.0/9".parse()?), None);
    /// assert_eq!(map.remove(ten), Some(8));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn remove(&mut self, prefix: IpPrefix) -> Option<V> {
        match prefix {
            IpPrefix::V4(prefix) => self.v4.remove(prefix),
            IpPrefix::V6(prefix) => self.v6.remove(prefix),
        }
    }

    /// Returns the value of exactly this prefix.
    ///
    /// Computes in **O(BITS)** time at the worst, in few steps where prefixes are many.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
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

    /// Returns the value of exactly this prefix to change it.
    ///
    /// Computes in **O(BITS)** time at the worst, in few steps where prefixes are many.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let mut map = IpPrefixMap::from_iter([(ten, 8)]);
    /// if let Some(value) = map.get_mut(ten) {
    ///     *value = 9;
    /// }
    /// assert_eq!(map.get(ten), Some(&9));
    /// ```
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self, prefix: IpPrefix) -> Option<&mut V> {
        match prefix {
            IpPrefix::V4(prefix) => self.v4.get_mut(prefix),
            IpPrefix::V6(prefix) => self.v6.get_mut(prefix),
        }
    }

    /// Returns whether exactly this prefix is stored.
    ///
    /// Computes in **O(BITS)** time at the worst, in few steps where prefixes are many.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert!(map.contains_key(ten));
    /// assert!(!map.contains_key("10.0.0.0/9".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn contains_key(&self, prefix: IpPrefix) -> bool {
        self.get(prefix).is_some()
    }

    /// Returns the place of a prefix, taken or not.
    ///
    /// Computes in **O(BITS)** time at the worst, in few steps where prefixes are many.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let mut map = IpPrefixMap::new();
    /// *map.entry(ten).or_insert(0) += 1;
    /// assert_eq!(map.get(ten), Some(&1));
    /// ```
    pub fn entry(&mut self, prefix: IpPrefix) -> IpEntry<'_, V> {
        match prefix {
            IpPrefix::V4(prefix) => IpEntry::V4(self.v4.entry(prefix)),
            IpPrefix::V6(prefix) => IpEntry::V6(self.v6.entry(prefix)),
        }
    }

    /// Returns the value of the longest prefix that contains the address.
    ///
    /// Computes in **O(BITS)** time at the worst, in few steps where prefixes are many.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let map = IpPrefixMap::from_iter([
    ///     (IpPrefix::literal("10.0.0.0/8"), 8),
    ///     (IpPrefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// assert_eq!(map.lookup("10.1.2.3".parse()?), Some(&16));
    /// assert_eq!(map.lookup("10.2.2.3".parse()?), Some(&8));
    /// assert_eq!(map.lookup("11.2.2.3".parse()?), None);
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

    /// Returns the value of the longest prefix that contains the address to change it.
    ///
    /// Computes in **O(BITS)** time at the worst, in few steps where prefixes are many.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let mut map = IpPrefixMap::from_iter([(ten, 8)]);
    /// if let Some(value) = map.lookup_mut("10.1.2.3".parse()?) {
    ///     *value = 9;
    /// }
    /// assert_eq!(map.get(ten), Some(&9));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn lookup_mut(&mut self, addr: IpAddr) -> Option<&mut V> {
        match addr {
            IpAddr::V4(addr) => self.v4.lookup_mut(addr),
            IpAddr::V6(addr) => self.v6.lookup_mut(addr),
        }
    }

    /// Returns the longest prefix that contains the address, with its value.
    ///
    /// Computes in **O(BITS)** time at the worst, in few steps where prefixes are many.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
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

    /// Iterates over the stored prefixes that contain `of`, itself included, shortest first.
    ///
    /// Computes in **O(BITS)** time a prefix at the worst.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let map = IpPrefixMap::from_iter([
    ///     (IpPrefix::literal("10.0.0.0/8"), 8),
    ///     (IpPrefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// let of = "10.1.2.0/24".parse::<IpPrefix>()?;
    /// assert_eq!(map.covering(of).map(|(_, len)| *len).collect::<Vec<_>>(), [8, 16]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn covering(&self, of: impl Into<IpPrefix>) -> IpCovering<'_, V> {
        match of.into() {
            IpPrefix::V4(of) => IpCovering { v4: Some(self.v4.covering(of)), v6: None },
            IpPrefix::V6(of) => IpCovering { v4: None, v6: Some(self.v6.covering(of)) },
        }
    }

    /// Iterates over the stored prefixes inside `by`, itself included, sorted.
    ///
    /// Computes in **O(BITS)** time, then O(1) a prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let map = IpPrefixMap::from_iter([
    ///     (IpPrefix::literal("10.0.0.0/8"), 8),
    ///     (IpPrefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// let by = "10.0.0.0/9".parse::<IpPrefix>()?;
    /// assert_eq!(map.covered(by).map(|(_, len)| *len).collect::<Vec<_>>(), [16]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn covered(&self, by: impl Into<IpPrefix>) -> IpCovered<'_, V> {
        match by.into() {
            IpPrefix::V4(by) => IpCovered { v4: Some(self.v4.covered(by)), v6: None },
            IpPrefix::V6(by) => IpCovered { v4: None, v6: Some(self.v6.covered(by)) },
        }
    }

    /// Returns whether any stored prefix overlaps this one: contains it or lies inside.
    ///
    /// Computes in **O(BITS)** time at the worst, in few steps where prefixes are many.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert!(map.overlaps("10.1.0.0/16".parse()?));
    /// assert!(map.overlaps("0.0.0.0/0".parse()?));
    /// assert!(!map.overlaps("11.0.0.0/8".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn overlaps(&self, prefix: IpPrefix) -> bool {
        match prefix {
            IpPrefix::V4(prefix) => self.v4.overlaps(prefix),
            IpPrefix::V6(prefix) => self.v6.overlaps(prefix),
        }
    }

    /// Takes all prefixes inside `by`, itself included, out; returns how many.
    ///
    /// Computes in **O(k · BITS)** time for k prefixes at the worst.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let mut map = IpPrefixMap::from_iter([
    ///     (IpPrefix::literal("10.0.0.0/8"), 8),
    ///     (IpPrefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// assert_eq!(map.remove_covered("10.0.0.0/8".parse()?), 2);
    /// assert!(map.is_empty());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn remove_covered(&mut self, by: IpPrefix) -> usize {
        match by {
            IpPrefix::V4(by) => self.v4.remove_covered(by),
            IpPrefix::V6(by) => self.v6.remove_covered(by),
        }
    }

    /// Keeps the entries for which the closure says so, and takes the others out; goes in order.
    ///
    /// Where the closure panics, entries that it refused are out, and all others stay.
    ///
    /// Computes in **O(n · BITS)** time at the worst.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let mut map = IpPrefixMap::from_iter([
    ///     (IpPrefix::literal("10.0.0.0/8"), 8),
    ///     (IpPrefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// map.retain(|_, len| *len > 8);
    /// assert_eq!(map.len(), 1);
    /// ```
    pub fn retain(&mut self, mut keep: impl FnMut(IpPrefix, &mut V) -> bool) {
        self.v4.retain(|prefix, value| keep(prefix.into(), value));
        self.v6.retain(|prefix, value| keep(prefix.into(), value));
    }

    /// Iterates over prefixes and values, sorted by prefix, IPv4 first.
    ///
    /// Computes in **O(1)** time an entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.iter().collect::<Vec<_>>(), [(ten, &8)]);
    /// ```
    pub fn iter(&self) -> IpIter<'_, V> {
        IpIter { v4: self.v4.iter(), v6: self.v6.iter() }
    }

    /// Iterates over prefixes and values to change, sorted by prefix, IPv4 first.
    ///
    /// Gathers a reference to each value first: O(n) memory.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let mut map = IpPrefixMap::from_iter([(ten, 8)]);
    /// for (prefix, value) in map.iter_mut() {
    ///     *value = prefix.prefix_len() * 2;
    /// }
    /// assert_eq!(map.get(ten), Some(&16));
    /// ```
    pub fn iter_mut(&mut self) -> IpIterMut<'_, V> {
        IpIterMut { v4: self.v4.iter_mut(), v6: self.v6.iter_mut() }
    }

    /// Iterates over the prefixes, sorted, IPv4 first.
    ///
    /// Computes in **O(1)** time a prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.keys().collect::<Vec<_>>(), [ten]);
    /// ```
    pub fn keys(&self) -> IpKeys<'_, V> {
        IpKeys { v4: self.v4.keys(), v6: self.v6.keys() }
    }

    /// Iterates over the values, sorted by prefix, IPv4 first.
    ///
    /// Computes in **O(1)** time a value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.values().collect::<Vec<_>>(), [&8]);
    /// ```
    pub fn values(&self) -> IpValues<'_, V> {
        IpValues { v4: self.v4.values(), v6: self.v6.values() }
    }

    /// Iterates over the values to change, sorted by prefix, IPv4 first.
    ///
    /// Gathers a reference to each value first: O(n) memory.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let mut map = IpPrefixMap::from_iter([(ten, 8)]);
    /// map.values_mut().for_each(|value| *value += 1);
    /// assert_eq!(map.get(ten), Some(&9));
    /// ```
    pub fn values_mut(&mut self) -> IpValuesMut<'_, V> {
        IpValuesMut { v4: self.v4.values_mut(), v6: self.v6.values_mut() }
    }

    /// Returns the set of the addresses that have a match.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.key_set().size(), 1 << 24);
    /// ```
    #[must_use]
    pub fn key_set(&self) -> IpSet {
        IpSet::from_parts(self.v4.key_set(), self.v6.key_set())
    }

    /// Makes the read-only form for very many look-ups.
    ///
    /// Computes in **O(n)** time, O(n · BITS / 6) at the worst.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpPrefixMap};
    ///
    /// let ten = IpPrefix::literal("10.0.0.0/8");
    /// let map = IpPrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.freeze().lookup("10.1.2.3".parse()?), Some(&8));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
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

/// Of a repeated prefix the last value wins.
impl<V> FromIterator<(IpPrefix, V)> for IpPrefixMap<V> {
    fn from_iter<I: IntoIterator<Item = (IpPrefix, V)>>(items: I) -> Self {
        let mut map = Self::new();
        map.extend(items);
        map
    }
}

/// Of a repeated prefix the last value wins.
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
