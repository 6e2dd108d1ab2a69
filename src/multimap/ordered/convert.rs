//! Operations on whole maps: grouping, counting, inverting, comparing.

use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};

use indexmap::IndexMap;

use super::OrderedMultiMap;

impl<K, V, S> OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
{
    /// Converts the map into an `IndexMap` from each key to its values, in order of first
    /// occurrence.
    ///
    /// Each key has the spelling of its first occurrence. The result has the same hasher. The order
    /// between entries of different keys is lost.
    ///
    /// Computes in **O(n)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("b", 1), ("a", 2), ("b", 3)]);
    /// let groups = map.into_groups();
    /// assert_eq!(groups["b"], [1, 3]);
    /// assert_eq!(groups.get_index(1), Some((&"a", &vec![2])));
    /// ```
    #[doc(alias("todict", "to_dict", "into_group_map"))]
    #[must_use]
    pub fn into_groups(self) -> IndexMap<K, Vec<V>, S> {
        let mut groups =
            IndexMap::with_capacity_and_hasher(self.core.keys_len(), self.hash_builder);
        let entries = OrderedMultiMap { core: self.core, hash_builder: () };
        for (key, value) in entries {
            groups.entry(key).or_insert_with(Vec::new).push(value);
        }
        groups
    }

    /// Returns the number of values of each key, in the order of the keys' first occurrences.
    ///
    /// Computes in **O(n)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("b", 1), ("a", 2), ("b", 3)]);
    /// assert!(map.counts().into_iter().eq([(&"b", 2), (&"a", 1)]));
    /// ```
    #[doc(alias("duplicates", "value_counts", "frequencies"))]
    #[must_use]
    pub fn counts(&self) -> IndexMap<&K, usize, S>
    where
        S: Clone,
    {
        let hasher = self.hash_builder.clone();
        let mut counts = IndexMap::with_capacity_and_hasher(self.core.keys_len(), hasher);
        for (key, values) in self.groups() {
            *counts.entry(key).or_insert(0) += values.count();
        }
        counts
    }

    /// Swaps the key and the value of every entry; the order of the entries is kept.
    ///
    /// Doing this twice returns an equal map.
    ///
    /// Computes in **O(n)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("x", 1), ("y", 2), ("z", 1)]);
    /// assert_eq!(map.into_inverse(), [(1, "x"), (2, "y"), (1, "z")]);
    /// ```
    #[doc(alias("inverse", "inverted", "invert"))]
    #[must_use]
    pub fn into_inverse(self) -> OrderedMultiMap<V, K, S>
    where
        V: Hash + Eq,
    {
        let mut inverse = OrderedMultiMap::with_hasher(self.hash_builder);
        let entries = OrderedMultiMap { core: self.core, hash_builder: () };
        inverse.extend(entries.into_iter().map(|(key, value)| (value, key)));
        inverse
    }

    /// Returns whether both maps have the same keys, and for each key the same values in the same
    /// order, regardless of how entries of different keys interleave.
    ///
    /// Maps that are equal by `==` are also equal in this sense.
    ///
    /// Computes in **O(n)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// let grouped = OrderedMultiMap::from([("a", 1), ("a", 3), ("b", 2)]);
    /// assert!(map != grouped && map.eq_unordered(&grouped));
    ///
    /// let swapped = OrderedMultiMap::from([("a", 3), ("a", 1), ("b", 2)]);
    /// assert!(!map.eq_unordered(&swapped));
    /// ```
    #[must_use]
    pub fn eq_unordered<S2>(&self, other: &OrderedMultiMap<K, V, S2>) -> bool
    where
        V: PartialEq,
        S2: BuildHasher,
    {
        self.len() == other.len()
            && self.groups().all(|(key, values)| values.eq(other.get_all(key)))
    }
}
