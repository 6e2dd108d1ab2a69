//! [`FrozenPrefixMap`]: the read-only longest-prefix-match table.
//!
//! Entries are in the order of the index (see `entries`), which maps an address to the number of
//! its longest match. Exact and structural queries (`get`, `covering`, `covered`) are binary
//! searches in the prefixes.

use alloc::vec::Vec;
use core::fmt;
use core::hash::{Hash, Hasher};

#[cfg(feature = "__audit")]
use super::boundaries::Flattening;
use super::entries::{Entries, Gathered};
use super::index::Index;
use super::lanes::Lanes;
use super::{FrozenCovered, FrozenCovering, FrozenIntoIter, FrozenIter, FrozenKeys, FrozenValues};
use crate::ip::map::PrefixMap;
use crate::ip::{Family, Prefix, Set, V4, V6};

/// A read-only map from IPv4 prefixes: [`FrozenPrefixMap`] of [`V4`].
pub type FrozenIpv4PrefixMap<V> = FrozenPrefixMap<V4, V>;
/// A read-only map from IPv6 prefixes: [`FrozenPrefixMap`] of [`V6`].
pub type FrozenIpv6PrefixMap<V> = FrozenPrefixMap<V6, V>;

/// A read-only map keyed by prefixes, for very many lookups of the longest match.
///
/// Created by [`PrefixMap::freeze`] or by collecting, where the last value of a repeated prefix
/// wins. Its index takes about 8 bytes per IPv4 prefix of a full routing table, and a lookup reads
/// two or three words of it. Share it between threads in an `Arc`; to modify it,
/// [`thaw`](Self::thaw) it.
///
/// Lookups count bits. With the instruction for it, which compilers do not use by default on x86-64
/// (`RUSTFLAGS="-C target-cpu=x86-64-v3"`), IPv6 lookups are about 1.5 times as fast, and hot IPv4
/// ones 1.4 times.
///
/// # Examples
///
/// ```
/// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
///
/// let table: FrozenIpv4PrefixMap<&str> = [
///     (Ipv4Prefix::literal("0.0.0.0/0"), "upstream"),
///     (Ipv4Prefix::literal("10.0.0.0/8"), "site"),
///     (Ipv4Prefix::literal("10.1.0.0/16"), "lab"),
/// ]
/// .into_iter()
/// .collect();
/// assert_eq!(table.lookup("10.1.2.3".parse()?), Some(&"lab"));
/// assert_eq!(table.lookup("10.2.2.3".parse()?), Some(&"site"));
/// assert_eq!(table.lookup("8.8.8.8".parse()?), Some(&"upstream"));
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[derive(Clone)]
#[doc(alias = "routing table")]
#[doc(alias = "lpm")]
#[doc(alias = "Poptrie")]
pub struct FrozenPrefixMap<F: Family, V> {
    pub(super) entries: Entries<F, V>,
    index: Index<F::Bits>,
}

impl<F: Family, V> FrozenPrefixMap<F, V> {
    /// Indexes entries.
    #[track_caller]
    pub(in crate::ip) fn of_entries(gathered: Gathered<F, V>) -> Self {
        let (entries, boundaries) = gathered.finish();
        Self { entries, index: Index::new(boundaries) }
    }

    /// Returns the number of prefixes.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::FrozenIpv4PrefixMap;
    ///
    /// assert_eq!(FrozenIpv4PrefixMap::<u8>::default().len(), 0);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether the map is empty.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::FrozenIpv4PrefixMap;
    ///
    /// assert!(FrozenIpv4PrefixMap::<u8>::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns a reference to the value of the longest prefix that contains the address.
    ///
    /// Computes in **O(BITS)** time in the worst case, in two or three steps on a routing table.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<u8> =
    ///     [(Ipv4Prefix::literal("10.0.0.0/8"), 8)].into_iter().collect();
    /// assert_eq!(table.lookup("10.255.255.255".parse()?), Some(&8));
    /// assert_eq!(table.lookup("11.0.0.0".parse()?), None);
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[doc(alias = "longest_match")]
    #[doc(alias = "get_lpm")]
    #[inline]
    #[must_use]
    #[doc(alias = "lpm")]
    pub fn lookup(&self, addr: F::Addr) -> Option<&V> {
        self.entries.value(self.index.find(F::to_bits(addr)))
    }

    /// Returns the longest prefix that contains the address, with its value.
    ///
    /// Computes in **O(BITS)** time in the worst case, in two or three steps on a routing table.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let table: FrozenIpv4PrefixMap<u8> = [(ten, 8)].into_iter().collect();
    /// assert_eq!(table.lookup_prefix("10.1.2.3".parse()?), Some((ten, &8)));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[doc(alias = "smallest_matching_cidr")]
    #[inline]
    #[must_use]
    #[doc(alias = "longest_prefix_match")]
    pub fn lookup_prefix(&self, addr: F::Addr) -> Option<(Prefix<F>, &V)> {
        self.entries.entry(self.index.find(F::to_bits(addr)))
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
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<u8> =
    ///     [(Ipv4Prefix::literal("10.0.0.0/8"), 8)].into_iter().collect();
    /// let mut found = [None; 2];
    /// table.lookup_batch(&["10.0.0.1".parse()?, "11.0.0.1".parse()?], &mut found);
    /// assert_eq!(found, [Some(&8), None]);
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[track_caller]
    pub fn lookup_batch<'a>(&'a self, addrs: &[F::Addr], out: &mut [Option<&'a V>]) {
        assert_eq!(addrs.len(), out.len(), "as many answers as addresses");
        self.index.find_each(addrs, F::to_bits, |i, number| out[i] = self.entries.value(number));
    }

    /// Looks up those of a batch that are of this family.
    pub(super) fn lookup_lanes<'a>(&'a self, lanes: &Lanes<F::Bits>, out: &mut [Option<&'a V>]) {
        self.index.find_each(
            lanes.addrs(),
            |bits| bits,
            |i, number| {
                out[lanes.places()[i]] = self.entries.value(number);
            },
        );
    }

    /// Returns a reference to the value stored for exactly this prefix.
    ///
    /// Computes in **O(log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<u8> =
    ///     [(Ipv4Prefix::literal("10.0.0.0/8"), 8)].into_iter().collect();
    /// assert_eq!(table.get("10.0.0.0/8".parse()?), Some(&8));
    /// assert_eq!(table.get("10.0.0.0/9".parse()?), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "exact_match")]
    pub fn get(&self, prefix: Prefix<F>) -> Option<&V> {
        self.entries.get(prefix)
    }

    /// Returns whether exactly this prefix is stored.
    ///
    /// Computes in **O(log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<u8> =
    ///     [(Ipv4Prefix::literal("10.0.0.0/8"), 8)].into_iter().collect();
    /// assert!(table.contains_key("10.0.0.0/8".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn contains_key(&self, prefix: Prefix<F>) -> bool {
        self.get(prefix).is_some()
    }

    /// Iterates over the stored prefixes that contain `of`, itself included, shortest first.
    ///
    /// Computes in **O(log n)** time per prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    /// use std::net::Ipv4Addr;
    ///
    /// let table: FrozenIpv4PrefixMap<u8> = [("10.0.0.0/8", 8), ("10.1.0.0/16", 16)]
    ///     .into_iter()
    ///     .map(|(text, len)| Ok((text.parse::<Ipv4Prefix>()?, len)))
    ///     .collect::<Result<_, boltons::Error>>()?;
    /// let lens: Vec<u8> = table.covering(Ipv4Addr::new(10, 1, 2, 3)).map(|(_, len)| *len).collect();
    /// assert_eq!(lens, [8, 16]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "all_matching_cidrs")]
    #[doc(alias = "cover")]
    #[doc(alias = "supernets")]
    #[doc(alias = "largest_matching_cidr")]
    pub fn covering(&self, of: impl Into<Prefix<F>>) -> FrozenCovering<'_, F, V> {
        let of = of.into();
        FrozenCovering::new(self, of, self.entries.covers(of))
    }

    /// Iterates over the stored prefixes inside `by`, itself included, sorted.
    ///
    /// Computes in **O(log n)** time, then O(1) per prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<u8> = [("10.0.0.0/8", 8), ("10.1.0.0/16", 16)]
    ///     .into_iter()
    ///     .map(|(text, len)| Ok((text.parse::<Ipv4Prefix>()?, len)))
    ///     .collect::<Result<_, boltons::Error>>()?;
    /// assert_eq!(table.covered(Ipv4Prefix::literal("10.0.0.0/9")).map(|(_, len)| *len).max(), Some(16));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "descendants")]
    #[doc(alias = "subnets")]
    pub fn covered(&self, by: impl Into<Prefix<F>>) -> FrozenCovered<'_, F, V> {
        FrozenCovered::new(self.entries.covered(by.into()))
    }

    /// Returns whether any stored prefix overlaps this one, that is, contains it or lies inside it.
    ///
    /// Computes in **O(BITS · log n)** time in the worst case.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<u8> =
    ///     [(Ipv4Prefix::literal("10.0.0.0/8"), 8)].into_iter().collect();
    /// assert!(table.overlaps("10.1.0.0/16".parse()?));
    /// assert!(table.overlaps("0.0.0.0/0".parse()?));
    /// assert!(!table.overlaps("11.0.0.0/8".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "OverlapsPrefix")]
    pub fn overlaps(&self, prefix: Prefix<F>) -> bool {
        self.lookup(prefix.first()).is_some() || self.covered(prefix).next().is_some()
    }

    /// Iterates over prefixes and values, sorted by prefix.
    ///
    /// Computes in **O(1)** time per entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let table: FrozenIpv4PrefixMap<u8> = [(ten, 8)].into_iter().collect();
    /// assert_eq!(table.iter().collect::<Vec<_>>(), [(ten, &8)]);
    /// ```
    pub fn iter(&self) -> FrozenIter<'_, F, V> {
        FrozenIter::new(self.entries.iter())
    }

    /// Iterates over the prefixes, sorted.
    ///
    /// Computes in **O(1)** time per prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let table: FrozenIpv4PrefixMap<u8> = [(ten, 8)].into_iter().collect();
    /// assert_eq!(table.keys().collect::<Vec<_>>(), [ten]);
    /// ```
    #[doc(alias = "prefixes")]
    pub fn keys(&self) -> FrozenKeys<'_, F, V> {
        FrozenKeys::new(self.entries.iter())
    }

    /// Iterates over the values, sorted by prefix.
    ///
    /// Computes in **O(1)** time per value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<u8> =
    ///     [(Ipv4Prefix::literal("10.0.0.0/8"), 8)].into_iter().collect();
    /// assert_eq!(table.values().collect::<Vec<_>>(), [&8]);
    /// ```
    pub fn values(&self) -> FrozenValues<'_, F, V> {
        FrozenValues::new(self.entries.iter())
    }

    /// Returns the set of all addresses that any stored prefix contains.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<u8> =
    ///     [(Ipv4Prefix::literal("10.0.0.0/8"), 8)].into_iter().collect();
    /// assert_eq!(table.key_set().size(), 1 << 24);
    /// ```
    #[must_use]
    #[doc(alias = "cidr_merge")]
    pub fn key_set(&self) -> Set<F> {
        self.keys().collect()
    }

    /// Converts the map back into a mutable [`PrefixMap`].
    ///
    /// Computes in **O(n · BITS)** time in the worst case.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<u8> =
    ///     [(Ipv4Prefix::literal("10.0.0.0/8"), 8)].into_iter().collect();
    /// let mut table = table.thaw();
    /// assert_eq!(table.insert("10.0.0.0/8".parse()?, 9), Some(8));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn thaw(self) -> PrefixMap<F, V> {
        self.into_iter().collect()
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        self.entries.check();
        let mut flattening = Flattening::with_capacity(self.len());
        for prefix in self.keys() {
            flattening.push(prefix);
        }
        self.index.check(&flattening.finish());
    }

    /// Returns the size of the lookup index in bytes, without the prefixes and values.
    ///
    /// A full IPv4 routing table takes 6.8 bytes per prefix.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<u8> =
    ///     [(Ipv4Prefix::literal("10.0.0.0/8"), 8)].into_iter().collect();
    /// assert!(table.index_bytes() < 4096);
    /// ```
    #[must_use]
    pub fn index_bytes(&self) -> usize {
        self.index.bytes()
    }
}

impl<F: Family, V> Default for FrozenPrefixMap<F, V> {
    fn default() -> Self {
        Self::of_entries(Gathered::with_capacity(0))
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for FrozenPrefixMap<F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<F: Family, V: PartialEq> PartialEq for FrozenPrefixMap<F, V> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<F: Family, V: Eq> Eq for FrozenPrefixMap<F, V> {}

impl<F: Family, V: Hash> Hash for FrozenPrefixMap<F, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        self.iter().for_each(|entry| entry.hash(state));
    }
}

/// If a prefix is repeated, the last value wins. Computes in **O(n log n)** time, O(n) if the
/// prefixes are sorted.
impl<F: Family, V> FromIterator<(Prefix<F>, V)> for FrozenPrefixMap<F, V> {
    fn from_iter<I: IntoIterator<Item = (Prefix<F>, V)>>(items: I) -> Self {
        let mut entries: Vec<(Prefix<F>, V)> = items.into_iter().collect();
        if !entries.is_sorted_by(|a, b| a.0 < b.0) {
            // Stable, so that the last of equal prefixes stays the last.
            entries.sort_by_key(|entry| (entry.0.bits(), entry.0.prefix_len()));
            entries.dedup_by(|next, kept| {
                let repeated = next.0 == kept.0;
                if repeated {
                    core::mem::swap(next, kept);
                }
                repeated
            });
        }
        let mut gathered = Gathered::with_capacity(entries.len());
        entries.into_iter().for_each(|(prefix, value)| gathered.push(prefix, value));
        Self::of_entries(gathered)
    }
}

impl<F: Family, V> From<PrefixMap<F, V>> for FrozenPrefixMap<F, V> {
    fn from(map: PrefixMap<F, V>) -> Self {
        map.freeze()
    }
}

impl<'a, F: Family, V> IntoIterator for &'a FrozenPrefixMap<F, V> {
    type Item = (Prefix<F>, &'a V);
    type IntoIter = FrozenIter<'a, F, V>;
    fn into_iter(self) -> FrozenIter<'a, F, V> {
        self.iter()
    }
}

impl<F: Family, V> IntoIterator for FrozenPrefixMap<F, V> {
    type Item = (Prefix<F>, V);
    type IntoIter = FrozenIntoIter<F, V>;
    fn into_iter(self) -> FrozenIntoIter<F, V> {
        FrozenIntoIter::new(self.entries.into_sorted())
    }
}
