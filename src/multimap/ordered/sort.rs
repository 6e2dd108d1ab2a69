//! Sorting and reversing the entries.

use core::cmp::Ordering;
use core::hash::{BuildHasher, Hash};

use super::OrderedMultiMap;

impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Sorts the entries with a comparison function, keeping the order of equal entries.
    ///
    /// Computes in **O(n log n)** time. Nothing is hashed.
    ///
    /// # Panics
    ///
    /// May panic, like std's sorts, if `cmp` is not a total order. The map then still holds every
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
    #[doc(alias = "sorted")]
    pub fn sort_by<F>(&mut self, cmp: F)
    where
        F: FnMut(&K, &V, &K, &V) -> Ordering,
    {
        self.core.sort_by(cmp);
    }

    /// Sorts the entries by key, keeping the order of entries with equal keys.
    ///
    /// Computes in **O(n log n)** time. Nothing is hashed.
    ///
    /// # Panics
    ///
    /// May panic, like std's sorts, if the `Ord` of `K` is not a total order.
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
    #[doc(alias = "sort")]
    pub fn sort_keys(&mut self)
    where
        K: Ord,
    {
        self.sort_by(|k1, _, k2, _| k1.cmp(k2));
    }

    /// Reverses the order of the entries, and thereby that of each key's values.
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
    #[doc(alias = "reversed")]
    pub fn reverse(&mut self) {
        self.core.reverse();
    }
}

impl<K, V, S> OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
{
    /// Sorts each key's values with a comparison function, among the positions of that key's
    /// entries.
    ///
    /// The sequence of keys is unchanged, and equal values keep their order.
    ///
    /// Computes in **O(n log n)** time. Nothing is hashed.
    ///
    /// # Panics
    ///
    /// May panic, like std's sorts, if `cmp` is not a total order. The map is unchanged then.
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
    #[doc(alias = "sortedvalues")]
    pub fn sort_values_by<F>(&mut self, cmp: F)
    where
        F: FnMut(&V, &V) -> Ordering,
    {
        self.core.sort_values_by(cmp);
    }
}
