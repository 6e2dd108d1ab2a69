//! Sorting and reversing.

use core::cmp::Ordering;
use core::hash::{BuildHasher, Hash};

use super::OrderedMultiMap;

impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Sorts the entries by a comparison; equal ones stay in order.
    ///
    /// Computes in **O(n log n)** time. Nothing is hashed.
    ///
    /// # Panics
    ///
    /// May panic, as std's sorts do, if `cmp` is no total order. The map then still holds every
    /// entry once.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("b", 1), ("a", 3), ("b", 2)]);
    /// map.sort_by(|_, v1, _, v2| v2.cmp(v1));
    /// assert_eq!(map, [("a", 3), ("b", 2), ("b", 1)]);
    /// assert_eq!(map["b"], 2);
    /// ```
    pub fn sort_by<F>(&mut self, cmp: F)
    where
        F: FnMut(&K, &V, &K, &V) -> Ordering,
    {
        self.core.sort_by(cmp);
    }

    /// Sorts the entries by key; those of one key stay in order.
    ///
    /// Computes in **O(n log n)** time. Nothing is hashed.
    ///
    /// # Panics
    ///
    /// May panic, as std's sorts do, if `K` has no total order.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("b", 2), ("a", 3), ("b", 1)]);
    /// map.sort_keys();
    /// assert_eq!(map, [("a", 3), ("b", 2), ("b", 1)]);
    /// ```
    pub fn sort_keys(&mut self)
    where
        K: Ord,
    {
        self.sort_by(|k1, _, k2, _| k1.cmp(k2));
    }

    /// Reverses the order of the entries, and with it that of each key's values.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// map.reverse();
    /// assert_eq!(map, [("a", 3), ("b", 2), ("a", 1)]);
    /// assert_eq!(map["a"], 3);
    /// ```
    pub fn reverse(&mut self) {
        self.core.reverse();
    }
}

impl<K, V, S> OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
{
    /// Sorts each key's values among the positions that the key holds; the sequence of keys
    /// stays as it is, equal values stay in order.
    ///
    /// Computes in **O(n log n)** time. Nothing is hashed.
    ///
    /// # Panics
    ///
    /// May panic, as std's sorts do, if `cmp` is no total order. The map then is as it was.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("b", 9), ("a", 3), ("b", 4), ("a", 1)]);
    /// map.sort_values_by(|v1, v2| v1.cmp(v2));
    /// assert_eq!(map, [("b", 4), ("a", 1), ("b", 9), ("a", 3)]);
    /// ```
    pub fn sort_values_by<F>(&mut self, cmp: F)
    where
        F: FnMut(&V, &V) -> Ordering,
    {
        self.core.sort_values_by(cmp);
    }
}
