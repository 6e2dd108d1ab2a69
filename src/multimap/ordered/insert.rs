//! Appending entries, and setting the values of keys.

use core::hash::{BuildHasher, Hash};

use super::{Entry, OrderedMultiMap};
use crate::multimap::table::TRUSTED_HINT;

impl<K, V, S> OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
{
    /// Appends an entry to the end of the map.
    ///
    /// Existing entries are unchanged, including those of the same key.
    ///
    /// Computes in **O(1)** time (amortized average), however many values the key has.
    ///
    /// # Panics
    ///
    /// Panics if the map would exceed 2³² − 2 entries, as every method that adds entries does.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::new();
    /// map.append("a", 1);
    /// map.append("b", 2);
    /// map.append("a", 3);
    /// assert_eq!(map, [("a", 1), ("b", 2), ("a", 3)]);
    /// ```
    #[doc(alias("add", "appendlist", "push", "put"))]
    pub fn append(&mut self, key: K, value: V) {
        self.core.append(&self.hash_builder, key, value);
    }

    /// Appends one entry per value to the end of the map, all with the same key.
    ///
    /// If there are no values, the map is unchanged and the key is dropped. The key is looked up
    /// once.
    ///
    /// Computes in **O(m)** time for m values (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 0)]);
    /// map.append_all("a", [1, 2]);
    /// map.append_all("b", []);
    /// assert_eq!(map, [("a", 0), ("a", 1), ("a", 2)]);
    /// ```
    #[doc(alias("addlist", "insert_many"))]
    pub fn append_all<I>(&mut self, key: K, values: I)
    where
        K: Clone,
        I: IntoIterator<Item = V>,
    {
        let mut values = values.into_iter();
        let Some(mut value) = values.next() else { return };
        self.core.reserve_entries(values.size_hint().0.min(TRUSTED_HINT));
        let mut head = None;
        for next in values {
            head = self.core.append_again(&self.hash_builder, head, key.clone(), value);
            value = next;
        }
        self.core.append_again(&self.hash_builder, head, key, value);
    }

    /// Sets the key to a single value and returns the first value it had, if any.
    ///
    /// The key's first entry gets the value and keeps its place and its spelling; its other entries
    /// are removed. If the key has no entry, one is appended.
    ///
    /// See [`reinsert`](Self::reinsert), which moves the key to the end.
    ///
    /// Computes in **O(m)** time for m values (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert_eq!(map.insert("a", 10), Some(1));
    /// assert_eq!(map.insert("c", 30), None);
    /// assert_eq!(map, [("a", 10), ("b", 2), ("c", 30)]);
    /// ```
    #[doc(alias = "set")]
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if self.core.is_small() {
            if let Some(place) = self.core.locate(&self.hash_builder, &key) {
                let old = self.core.set(place.slot, value);
                drop(key);
                return old;
            }
            self.append(key, value);
            return None;
        }
        match self.entry(key) {
            Entry::Occupied(mut entry) => {
                let old = entry.insert(value);
                drop(entry);
                self.core.settle();
                Some(old)
            }
            Entry::Vacant(entry) => {
                entry.insert(value);
                None
            }
        }
    }

    /// Removes all entries of the key, appends a new one, and returns the first value it had, if
    /// any.
    ///
    /// The new entry is spelled like `key`.
    ///
    /// See [`insert`](Self::insert), which keeps the place.
    ///
    /// Computes in **O(m)** time for m values (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert_eq!(map.reinsert("a", 10), Some(1));
    /// assert_eq!(map, [("b", 2), ("a", 10)]);
    /// ```
    pub fn reinsert(&mut self, key: K, value: V) -> Option<V> {
        let mut all = self.remove_all(&key);
        let first = all.next();
        drop(all);
        self.append(key, value);
        first
    }

    /// Inserts an entry before the one at a position, and changes no other entry.
    ///
    /// Position 0 is before all entries, the map's length is after all.
    ///
    /// Computes in **O(n)** time; no other key is hashed.
    ///
    /// # Panics
    ///
    /// Panics if `index` exceeds the length.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2)]);
    /// map.insert_at(1, "b", 0);
    /// assert_eq!(map, [("a", 1), ("b", 0), ("b", 2)]);
    /// assert_eq!(map["b"], 0);
    /// ```
    ///
    /// ```should_panic
    /// # use boltons::multimap::OrderedMultiMap;
    /// # let mut map = OrderedMultiMap::from([("a", 1), ("b", 2)]);
    /// map.insert_at(3, "c", 0); // index 3 is out of range for a map of 2 entries
    /// ```
    #[doc(alias("shift_insert", "insert_before"))]
    #[track_caller]
    pub fn insert_at(&mut self, index: usize, key: K, value: V) {
        let len = self.len();
        assert!(index <= len, "index {index} is out of range for a map of {len} entries");
        self.core.insert_at(&self.hash_builder, index, key, value);
    }

    /// Replaces the entries of every key that occurs in `pairs` with those pairs.
    ///
    /// The entries that such a key had before the call are removed, and the pairs are appended in
    /// order, so that repeated keys accumulate. Keys that do not occur in `pairs` keep their
    /// entries.
    ///
    /// See [`extend`](Extend::extend), which only adds.
    ///
    /// Computes in **O(p + r)** time (amortized average) for p pairs and r entries replaced.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// map.update([("a", 10), ("c", 30), ("a", 11)]);
    /// assert_eq!(map, [("b", 2), ("a", 10), ("c", 30), ("a", 11)]);
    /// ```
    #[doc(alias = "merge")]
    pub fn update<I>(&mut self, pairs: I)
    where
        I: IntoIterator<Item = (K, V)>,
    {
        // The slot at which the new entries begin.
        let mut begin = self.core.all_slots().len();
        for (key, value) in pairs {
            begin = self.core.replace(&self.hash_builder, begin, key, value);
        }
        self.core.settle();
    }
}
