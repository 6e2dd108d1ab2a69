//! [`PrefixMap`]: the mutable longest-prefix-match table.
//!
//! A tree with compressed paths and six bits per step (see `trie`); this file has the public
//! methods.

use alloc::vec::Vec;
use core::fmt;
use core::hash::{Hash, Hasher};

use super::entry::Entry;
use super::extract::ExtractIf;
use super::iter::{Covered, Covering, IntoIter, Iter, IterMut, Keys, Values, ValuesMut};
use super::trie::{Cursor, Trie};
use crate::ip::frozen::Gathered;
use crate::ip::{Family, FrozenPrefixMap, Prefix, Set, V4, V6};

/// A map from IPv4 prefixes: [`PrefixMap`] of [`V4`].
#[doc(alias = "routing table")]
#[doc(alias = "longest prefix match")]
pub type Ipv4PrefixMap<V> = PrefixMap<V4, V>;
/// A map from IPv6 prefixes: [`PrefixMap`] of [`V6`].
#[doc(alias = "routing table")]
#[doc(alias = "longest prefix match")]
pub type Ipv6PrefixMap<V> = PrefixMap<V6, V>;

/// A longest-prefix-match table: a map keyed by prefixes that finds the longest one around an
/// address, as a router does.
///
/// Keys are exact, as in any map: `10.0.0.0/8` and `10.0.0.0/9` are two of them. Lookups go by
/// address: [`lookup`](Self::lookup) finds the longest match, [`covering`](Self::covering) all of
/// them. Iteration is sorted: a prefix comes before those inside it. For a table that no longer
/// changes, see [`freeze`](Self::freeze).
///
/// # Examples
///
/// ```
/// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
///
/// let mut routes = Ipv4PrefixMap::new();
/// routes.insert(Ipv4Prefix::literal("0.0.0.0/0"), "upstream");
/// routes.insert(Ipv4Prefix::literal("10.0.0.0/8"), "site");
/// routes.insert(Ipv4Prefix::literal("10.1.0.0/16"), "lab");
/// assert_eq!(routes.lookup("10.1.2.3".parse()?), Some(&"lab"));
/// assert_eq!(routes.lookup("10.2.2.3".parse()?), Some(&"site"));
///
/// routes.remove(Ipv4Prefix::literal("10.1.0.0/16"));
/// assert_eq!(routes.lookup("10.1.2.3".parse()?), Some(&"site"));
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[doc(alias = "routing table")]
#[doc(alias = "RadixTree")]
#[doc(alias = "PatriciaTrie")]
#[doc(alias = "SubnetTree")]
#[derive(Clone)]
#[doc(alias = "PrefixTrie")]
#[doc(alias = "lpm")]
pub struct PrefixMap<F: Family, V> {
    pub(super) trie: Trie<F, V>,
}

impl<F: Family, V> PrefixMap<F, V> {
    /// Creates an empty map.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4PrefixMap;
    ///
    /// static EMPTY: Ipv4PrefixMap<u8> = Ipv4PrefixMap::new();
    /// assert!(EMPTY.is_empty());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { trie: Trie::new() }
    }

    /// Returns the number of prefixes.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.len(), 1);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.trie.len()
    }

    /// Returns whether the map is empty.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert!(!map.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Removes all prefixes and releases their memory.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let mut map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// map.clear();
    /// assert!(map.is_empty());
    /// ```
    pub fn clear(&mut self) {
        self.trie = Trie::new();
    }

    /// Inserts a value for `prefix` and returns the value it replaces, if any.
    ///
    /// Computes in **O(BITS)** time in the worst case: at most one node per 6 bits of the address.
    ///
    /// # Panics
    ///
    /// Panics with "capacity overflow" beyond 2³¹ − 2 prefixes.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let mut map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.insert(ten, 9), Some(8));
    /// assert_eq!(map.insert("11.0.0.0/8".parse()?, 8), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "set")]
    #[track_caller]
    #[doc(alias = "add")]
    pub fn insert(&mut self, prefix: Prefix<F>, value: V) -> Option<V> {
        self.trie.insert(prefix, value).1
    }

    /// Removes `prefix` and returns its value, if it was stored.
    ///
    /// Prefixes that contain it or lie inside it are kept.
    ///
    /// Computes in **O(BITS)** time in the worst case: at most one node per 6 bits of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let mut map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.remove("10.0.0.0/9".parse()?), None);
    /// assert_eq!(map.remove(ten), Some(8));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "delete")]
    #[doc(alias = "pop")]
    pub fn remove(&mut self, prefix: Prefix<F>) -> Option<V> {
        self.trie.remove(prefix)
    }

    /// Returns a reference to the value stored for exactly this prefix.
    ///
    /// Computes in **O(BITS)** time in the worst case: at most one node per 6 bits of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.get(ten), Some(&8));
    /// assert_eq!(map.get("10.0.0.0/9".parse()?), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[inline]
    #[must_use]
    #[doc(alias = "exact_match")]
    #[doc(alias = "search_exact")]
    pub fn get(&self, prefix: Prefix<F>) -> Option<&V> {
        self.trie.find(prefix).map(|loc| self.trie.value(loc))
    }

    /// Returns a mutable reference to the value stored for exactly this prefix.
    ///
    /// Computes in **O(BITS)** time in the worst case: at most one node per 6 bits of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let mut map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// if let Some(value) = map.get_mut(ten) {
    ///     *value = 9;
    /// }
    /// assert_eq!(map.get(ten), Some(&9));
    /// ```
    #[inline]
    #[must_use]
    #[doc(alias = "exact_match_mut")]
    pub fn get_mut(&mut self, prefix: Prefix<F>) -> Option<&mut V> {
        self.trie.find(prefix).map(|loc| self.trie.value_mut(loc))
    }

    /// Returns whether exactly this prefix is stored.
    ///
    /// Computes in **O(BITS)** time in the worst case: at most one node per 6 bits of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert!(map.contains_key(ten));
    /// assert!(!map.contains_key("10.0.0.0/9".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn contains_key(&self, prefix: Prefix<F>) -> bool {
        self.trie.find(prefix).is_some()
    }

    /// Returns the entry of a prefix for in-place changes, as [`BTreeMap::entry`] does.
    ///
    /// [`BTreeMap::entry`]: alloc::collections::BTreeMap::entry
    ///
    /// Computes in **O(BITS)** time in the worst case: at most one node per 6 bits of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let mut map = Ipv4PrefixMap::new();
    /// *map.entry(ten).or_insert(0) += 1;
    /// assert_eq!(map.get(ten), Some(&1));
    /// ```
    pub fn entry(&mut self, prefix: Prefix<F>) -> Entry<'_, F, V> {
        Entry::new(&mut self.trie, prefix)
    }

    /// Returns a reference to the value of the longest prefix that contains the address.
    ///
    /// Computes in **O(BITS)** time in the worst case: at most one node per 6 bits of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let map = Ipv4PrefixMap::from_iter([
    ///     (Ipv4Prefix::literal("10.0.0.0/8"), 8),
    ///     (Ipv4Prefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// assert_eq!(map.lookup("10.1.2.3".parse()?), Some(&16));
    /// assert_eq!(map.lookup("10.2.2.3".parse()?), Some(&8));
    /// assert_eq!(map.lookup("11.2.2.3".parse()?), None);
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[doc(alias = "longest_match")]
    #[doc(alias = "get_lpm")]
    #[doc(alias = "lpm")]
    #[inline]
    #[must_use]
    #[doc(alias = "search_best")]
    pub fn lookup(&self, addr: F::Addr) -> Option<&V> {
        self.trie.lookup(F::to_bits(addr))
    }

    /// Returns a mutable reference to the value of the longest prefix that contains the address.
    ///
    /// Computes in **O(BITS)** time in the worst case: at most one node per 6 bits of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let mut map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// if let Some(value) = map.lookup_mut("10.1.2.3".parse()?) {
    ///     *value = 9;
    /// }
    /// assert_eq!(map.get(ten), Some(&9));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[inline]
    #[must_use]
    #[doc(alias = "get_lpm_mut")]
    #[doc(alias = "longest_match_mut")]
    pub fn lookup_mut(&mut self, addr: F::Addr) -> Option<&mut V> {
        let (_, loc) = self.trie.lookup_loc(F::to_bits(addr))?;
        Some(self.trie.value_mut(loc))
    }

    /// Returns the longest prefix that contains the address, with its value.
    ///
    /// Computes in **O(BITS)** time in the worst case: at most one node per 6 bits of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.lookup_prefix("10.1.2.3".parse()?), Some((ten, &8)));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[doc(alias = "smallest_matching_cidr")]
    #[doc(alias = "longest_prefix_match")]
    #[inline]
    #[must_use]
    #[doc(alias = "search_best")]
    pub fn lookup_prefix(&self, addr: F::Addr) -> Option<(Prefix<F>, &V)> {
        let (prefix, loc) = self.trie.lookup_loc(F::to_bits(addr))?;
        Some((prefix, self.trie.value(loc)))
    }

    /// Iterates over the stored prefixes that contain `of`, itself included, shortest first.
    ///
    /// Computes in **O(BITS)** time per prefix in the worst case.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let map = Ipv4PrefixMap::from_iter([
    ///     (Ipv4Prefix::literal("10.0.0.0/8"), 8),
    ///     (Ipv4Prefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// let of = "10.1.2.0/24".parse::<Ipv4Prefix>()?;
    /// assert_eq!(map.covering(of).map(|(_, len)| *len).collect::<Vec<_>>(), [8, 16]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "all_matching_cidrs")]
    #[doc(alias = "cover")]
    #[doc(alias = "supernets")]
    #[doc(alias = "search_covering")]
    #[doc(alias = "matches")]
    #[doc(alias = "largest_matching_cidr")]
    pub fn covering(&self, of: impl Into<Prefix<F>>) -> Covering<'_, F, V> {
        Covering::new(&self.trie, of.into())
    }

    /// Iterates over the stored prefixes inside `by`, itself included, sorted.
    ///
    /// Computes in **O(BITS)** time, then O(1) per prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let map = Ipv4PrefixMap::from_iter([
    ///     (Ipv4Prefix::literal("10.0.0.0/8"), 8),
    ///     (Ipv4Prefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// let by = "10.0.0.0/9".parse::<Ipv4Prefix>()?;
    /// assert_eq!(map.covered(by).map(|(_, len)| *len).collect::<Vec<_>>(), [16]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "descendants")]
    #[doc(alias = "subnets")]
    #[doc(alias = "search_covered")]
    pub fn covered(&self, by: impl Into<Prefix<F>>) -> Covered<'_, F, V> {
        Covered::new(&self.trie, by.into())
    }

    /// Returns whether any stored prefix overlaps this one, that is, contains it or lies inside it.
    ///
    /// Computes in **O(BITS)** time in the worst case: at most one node per 6 bits of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert!(map.overlaps("10.1.0.0/16".parse()?));
    /// assert!(map.overlaps("0.0.0.0/0".parse()?));
    /// assert!(!map.overlaps("11.0.0.0/8".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "OverlapsPrefix")]
    pub fn overlaps(&self, prefix: Prefix<F>) -> bool {
        self.trie.lookup(prefix.bits()).is_some() || self.covered(prefix).next().is_some()
    }

    /// Inserts all entries of another map, of a frozen one, or of any iterator, with a closure that
    /// merges the values of prefixes that are already stored.
    ///
    /// [`extend`](Extend::extend) replaces the stored value instead. If the closure panics, the
    /// entries before it stay merged.
    ///
    /// Computes in **O(k · BITS)** time for k entries in the worst case.
    ///
    /// # Panics
    ///
    /// Panics with "capacity overflow" beyond 2³¹ − 2 prefixes.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let (ten, eleven) = (Ipv4Prefix::literal("10.0.0.0/8"), Ipv4Prefix::literal("11.0.0.0/8"));
    /// let mut hits = Ipv4PrefixMap::from_iter([(ten, 1)]);
    /// hits.merge_with(Ipv4PrefixMap::from_iter([(ten, 5), (eleven, 7)]), |all, more| *all += more);
    /// assert_eq!(hits, Ipv4PrefixMap::from_iter([(ten, 6), (eleven, 7)]));
    /// ```
    #[doc(alias = "union_with")]
    #[track_caller]
    pub fn merge_with(
        &mut self,
        other: impl IntoIterator<Item = (Prefix<F>, V)>,
        mut merge: impl FnMut(&mut V, V),
    ) {
        for (prefix, value) in other {
            match self.entry(prefix) {
                Entry::Occupied(mut entry) => merge(entry.get_mut(), value),
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
            }
        }
    }

    /// Shrinks the memory to what the present entries need.
    ///
    /// Removing prefixes keeps most of the memory for later insertions. This rebuilds the map, so
    /// that both forms exist for a moment.
    ///
    /// Computes in **O(n · BITS)** time in the worst case.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map: Ipv4PrefixMap<u32> =
    ///     Ipv4Prefix::ALL.subnets(10)?.zip(0..).collect();
    /// map.retain(|_, i| *i < 2);
    /// map.shrink_to_fit();
    /// assert_eq!(map.len(), 2);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn shrink_to_fit(&mut self) {
        self.trie.shrink_to_fit();
    }

    /// Removes all prefixes inside `by`, itself included, and returns their number.
    ///
    /// Computes in **O(k · BITS)** time for k prefixes in the worst case.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::from_iter([
    ///     (Ipv4Prefix::literal("10.0.0.0/8"), 8),
    ///     (Ipv4Prefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// assert_eq!(map.remove_covered("10.0.0.0/8".parse()?), 2);
    /// assert!(map.is_empty());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "remove_children")]
    pub fn remove_covered(&mut self, by: Prefix<F>) -> usize {
        let doomed: Vec<Prefix<F>> = self.covered(by).map(|entry| entry.0).collect();
        for prefix in &doomed {
            self.trie.remove(*prefix);
        }
        doomed.len()
    }

    /// Keeps only the entries for which the closure returns `true`, visiting them in order.
    ///
    /// If the closure panics, the entries it refused are removed, and all others stay.
    ///
    /// Computes in **O(n · BITS)** time in the worst case.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::from_iter([
    ///     (Ipv4Prefix::literal("10.0.0.0/8"), 8),
    ///     (Ipv4Prefix::literal("10.1.0.0/16"), 16),
    /// ]);
    /// map.retain(|_, len| *len > 8);
    /// assert_eq!(map.len(), 1);
    /// ```
    pub fn retain(&mut self, keep: impl FnMut(Prefix<F>, &mut V) -> bool) {
        let mut keep = keep;
        let mut removal = Removal { trie: &mut self.trie, doomed: Vec::new() };
        let mut cursor = Cursor::all(removal.trie);
        while let Some(step) = cursor.next(removal.trie) {
            let (prefix, loc) = removal.trie.entry_at(step);
            if !keep(prefix, removal.trie.value_mut(loc)) {
                removal.doomed.push(prefix);
            }
        }
    }

    /// Removes the entries for which the predicate returns `true`, and iterates over them, sorted.
    ///
    /// An entry is removed when it is yielded. If the iterator is dropped before its end, or if the
    /// predicate panics, the entries that it has not yielded stay. Where the removed entries are of
    /// no use, [`retain`](Self::retain) needs less memory.
    ///
    /// Collects the prefixes first: O(n) memory.
    ///
    /// Computes in **O(n · BITS)** time in the worst case, for all entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let (ten, lab) = (Ipv4Prefix::literal("10.0.0.0/8"), Ipv4Prefix::literal("10.1.0.0/16"));
    /// let mut expires = Ipv4PrefixMap::from_iter([(ten, 900), (lab, 60)]);
    /// let expired: Vec<_> = expires.extract_if(|_, at| *at < 100).collect();
    /// assert_eq!(expired, [(lab, 60)]);
    /// assert_eq!(expires.len(), 1);
    /// ```
    #[doc(alias = "drain_filter")]
    pub fn extract_if<P: FnMut(Prefix<F>, &mut V) -> bool>(
        &mut self,
        predicate: P,
    ) -> ExtractIf<'_, F, V, P> {
        ExtractIf::new(&mut self.trie, predicate)
    }

    /// Iterates over prefixes and values, sorted by prefix.
    ///
    /// Computes in **O(1)** time per entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.iter().collect::<Vec<_>>(), [(ten, &8)]);
    /// ```
    pub fn iter(&self) -> Iter<'_, F, V> {
        Iter::new(&self.trie)
    }

    /// Iterates over prefixes and mutable references to their values, sorted by prefix.
    ///
    /// Collects a reference to each value first: O(n) memory.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let mut map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// for (prefix, value) in map.iter_mut() {
    ///     *value = prefix.prefix_len() * 2;
    /// }
    /// assert_eq!(map.get(ten), Some(&16));
    /// ```
    pub fn iter_mut(&mut self) -> IterMut<'_, F, V> {
        IterMut::new(&mut self.trie)
    }

    /// Iterates over the prefixes, sorted.
    ///
    /// Computes in **O(1)** time per prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.keys().collect::<Vec<_>>(), [ten]);
    /// ```
    #[doc(alias = "prefixes")]
    pub fn keys(&self) -> Keys<'_, F, V> {
        Keys::new(&self.trie)
    }

    /// Iterates over the values, sorted by prefix.
    ///
    /// Computes in **O(1)** time per value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.values().collect::<Vec<_>>(), [&8]);
    /// ```
    pub fn values(&self) -> Values<'_, F, V> {
        Values::new(&self.trie)
    }

    /// Iterates over mutable references to the values, sorted by prefix.
    ///
    /// Collects a reference to each value first: O(n) memory.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let mut map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// map.values_mut().for_each(|value| *value += 1);
    /// assert_eq!(map.get(ten), Some(&9));
    /// ```
    pub fn values_mut(&mut self) -> ValuesMut<'_, F, V> {
        ValuesMut::new(&mut self.trie)
    }

    /// Returns the set of all addresses that any stored prefix contains.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.key_set().size(), 1 << 24);
    /// ```
    #[doc(alias = "cidr_merge")]
    #[must_use]
    pub fn key_set(&self) -> Set<F> {
        self.keys().collect()
    }

    /// Converts the map into its read-only form, which is faster to look up and smaller.
    ///
    /// Computes in **O(n)** time, O(n · BITS / 6) in the worst case.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// let map = Ipv4PrefixMap::from_iter([(ten, 8)]);
    /// assert_eq!(map.freeze().lookup("10.1.2.3".parse()?), Some(&8));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[doc(alias = "compress")]
    #[track_caller]
    #[must_use]
    pub fn freeze(self) -> FrozenPrefixMap<F, V> {
        let mut gathered = Gathered::with_capacity(self.len());
        self.trie.take_apart(|prefix, value| gathered.push(prefix, value));
        FrozenPrefixMap::of_entries(gathered)
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        self.trie.check();
    }

    /// Returns whether the map has only the memory that it needs, as after `shrink_to_fit`.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    #[must_use]
    pub fn is_tight(&self) -> bool {
        self.trie.is_tight()
    }

    /// Returns whether the map has the form of a full routing table.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.trie.is_large()
    }
}

/// Removes prefixes when it is dropped, also while a panic unwinds.
struct Removal<'a, F: Family, V> {
    trie: &'a mut Trie<F, V>,
    doomed: Vec<Prefix<F>>,
}

impl<F: Family, V> Drop for Removal<'_, F, V> {
    fn drop(&mut self) {
        for prefix in &self.doomed {
            self.trie.remove(*prefix);
        }
    }
}

impl<F: Family, V> Default for PrefixMap<F, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for PrefixMap<F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<F: Family, V: PartialEq> PartialEq for PrefixMap<F, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<F: Family, V: Eq> Eq for PrefixMap<F, V> {}

impl<F: Family, V: Hash> Hash for PrefixMap<F, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        self.iter().for_each(|entry| entry.hash(state));
    }
}

/// If a prefix is repeated, the last value wins.
impl<F: Family, V> FromIterator<(Prefix<F>, V)> for PrefixMap<F, V> {
    fn from_iter<I: IntoIterator<Item = (Prefix<F>, V)>>(items: I) -> Self {
        let mut map = Self::new();
        map.extend(items);
        map
    }
}

/// If a prefix is repeated, the last value wins.
impl<F: Family, V> Extend<(Prefix<F>, V)> for PrefixMap<F, V> {
    fn extend<I: IntoIterator<Item = (Prefix<F>, V)>>(&mut self, items: I) {
        for (prefix, value) in items {
            self.insert(prefix, value);
        }
    }
}

impl<'a, F: Family, V> IntoIterator for &'a PrefixMap<F, V> {
    type Item = (Prefix<F>, &'a V);
    type IntoIter = Iter<'a, F, V>;
    fn into_iter(self) -> Iter<'a, F, V> {
        self.iter()
    }
}

impl<'a, F: Family, V> IntoIterator for &'a mut PrefixMap<F, V> {
    type Item = (Prefix<F>, &'a mut V);
    type IntoIter = IterMut<'a, F, V>;
    fn into_iter(self) -> IterMut<'a, F, V> {
        self.iter_mut()
    }
}

impl<F: Family, V> IntoIterator for PrefixMap<F, V> {
    type Item = (Prefix<F>, V);
    type IntoIter = IntoIter<F, V>;
    fn into_iter(self) -> IntoIter<F, V> {
        IntoIter::new(self.trie)
    }
}

impl<F: Family, V> From<FrozenPrefixMap<F, V>> for PrefixMap<F, V> {
    fn from(map: FrozenPrefixMap<F, V>) -> Self {
        map.thaw()
    }
}
