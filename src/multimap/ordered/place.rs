//! Renaming keys, setting all values of a key, and moving entries.

use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};

use indexmap::Equivalent;

use super::OrderedMultiMap;

impl<K, V, S> OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
{
    /// Sets all values of a key and returns the values it had.
    ///
    /// The first value takes the place of the key's first entry and the others follow it; if the
    /// key has no entry, all are appended. Without values the key is removed. Every entry is
    /// spelled like `key`.
    ///
    /// See [`insert`](Self::insert) for a single value, and [`append_all`](Self::append_all), which
    /// keeps the existing values.
    ///
    /// Computes in **O(m)** time (amortized average) for m values, old and new, if the key is
    /// absent, if there is at most one new value, or if the new values need no more places than the
    /// key's entries have side by side; else in **O(n)**, because the entries after them shift.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert_eq!(map.insert_all("a", [10, 11, 12]), [1, 3]);
    /// assert_eq!(map, [("a", 10), ("a", 11), ("a", 12), ("b", 2)]);
    ///
    /// assert_eq!(map.insert_all("a", []), [10, 11, 12]);
    /// assert_eq!(map, [("b", 2)]);
    /// ```
    #[doc(alias("setlist", "replaceValues", "set_all"))]
    pub fn insert_all<I>(&mut self, key: K, values: I) -> Vec<V>
    where
        K: Clone,
        I: IntoIterator<Item = V>,
    {
        // The source may panic, so it is read before any change.
        let values: Vec<V> = values.into_iter().collect();
        if values.is_empty() {
            let old = self.remove_all(&key).collect();
            // While the old values are a local: a panic of this after they are returned would leak
            // them.
            drop(key);
            return old;
        }
        if !self.core.is_small() {
            let place = self.core.locate(&self.hash_builder, &key);
            if let Some(place) = place.filter(|place| self.core.fits(place.slot, values.len())) {
                let mut keys = alloc::vec![key; values.len()];
                let entries = values.into_iter().filter_map(|value| Some((keys.pop()?, value)));
                let entries = entries.collect();
                let old = self.core.set_all(&self.hash_builder, place, entries);
                // The key is dropped before the value leaves the closure: a panic of that would
                // leak the value.
                let value = |(key, value)| {
                    drop(key);
                    value
                };
                return old.into_iter().map(value).collect();
            }
        }
        let to = self.index_of(&key);
        let old = self.remove_all(&key).collect();
        let from = self.len();
        self.append_all(key, values);
        if let Some(to) = to.filter(|&to| to < from) {
            let len = self.len() as u32;
            let (to, from) = (to as u32, from as u32);
            self.core.reorder((0..to).chain(from..len).chain(to..from).collect());
        }
        old
    }

    /// Renames a key in place, and returns whether it had any entries.
    ///
    /// The entries keep their places. If `new` already has entries, it has those of both keys
    /// afterwards, in the order of their places. The entries of `old` are spelled like `new`, even
    /// if both keys are equal.
    ///
    /// Computes in **O(m)** time (average) for m entries of `old`, if `new` has none or its entries
    /// come before them; else in **O(m log n)** (amortized over renames), however many entries
    /// `new` has, and in O(m √n) for a single call.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut form = OrderedMultiMap::from([("mail", 1), ("name", 2), ("mail", 3)]);
    /// assert!(form.replace_key("mail", "email"));
    /// assert_eq!(form, [("email", 1), ("name", 2), ("email", 3)]);
    /// assert!(!form.replace_key("mail", "post"));
    /// ```
    #[doc(alias("rename", "rename_key", "replace"))]
    pub fn replace_key<Q>(&mut self, old: &Q, new: K) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
        K: Clone,
    {
        self.core.replace_key(&self.hash_builder, old, new)
    }

    /// Moves all entries of a key to the end, in their order, and returns whether there are any.
    ///
    /// Computes in **O(m)** time (amortized average) for m entries of the key.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert!(map.move_to_back("a"));
    /// assert_eq!(map, [("b", 2), ("a", 1), ("a", 3)]);
    /// assert!(!map.move_to_back("c"));
    /// ```
    #[doc(alias("touch", "move_to_end"))]
    pub fn move_to_back<Q>(&mut self, key: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        if !self.core.is_small() {
            return self.core.move_to_back(&self.hash_builder, key);
        }
        self.move_key(key, false)
    }

    /// Moves all entries of a key to the front, in their order, and returns whether there are any.
    ///
    /// Computes in **O(n)** time (average): there is room for new entries at the end only, so that
    /// all others shift. Where that is too much, keep the map in reverse and use
    /// [`move_to_back`](Self::move_to_back).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("c", 3), ("b", 4)]);
    /// assert!(map.move_to_front("b"));
    /// assert_eq!(map, [("b", 2), ("b", 4), ("a", 1), ("c", 3)]);
    /// ```
    #[doc(alias = "move_to_start")]
    pub fn move_to_front<Q>(&mut self, key: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.move_key(key, true)
    }

    fn move_key<Q>(&mut self, key: &Q, to_front: bool) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.core.squeeze();
        let mut ring = self.core.ring(&self.hash_builder, key);
        // Without holes, slots are positions.
        let mut own = Vec::new();
        while let Some(slot) = ring.next() {
            own.push(slot as u32);
        }
        let mut rest = own.iter().peekable();
        let others = (0..self.len() as u32).filter(|slot| rest.next_if_eq(&slot).is_none());
        let order = if to_front {
            let mut order = own.clone();
            order.extend(others);
            order
        } else {
            let mut order: Vec<u32> = others.collect();
            order.extend(&own);
            order
        };
        self.core.reorder(order);
        !own.is_empty()
    }
}

impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Moves the entry at position `from` to position `to`; those between shift by one.
    ///
    /// Computes in **O(n)** time, because the entries are stored side by side. Nothing is hashed.
    ///
    /// # Panics
    ///
    /// Panics if `from` or `to` is out of bounds.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// map.move_index(2, 0);
    /// assert_eq!(map, [("a", 3), ("a", 1), ("b", 2)]);
    /// ```
    #[track_caller]
    pub fn move_index(&mut self, from: usize, to: usize) {
        self.assert_index(from);
        self.assert_index(to);
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        if from < to {
            order[from..=to].rotate_left(1);
        } else {
            order[to..=from].rotate_right(1);
        }
        self.core.reorder(order);
    }

    /// Swaps the entries at two positions.
    ///
    /// Computes in **O(m)** time for m entries of both keys between the two positions, with holes
    /// in O(n); see the [type](OrderedMultiMap#positions-and-holes). Nothing is hashed.
    ///
    /// # Panics
    ///
    /// Panics if `a` or `b` is out of bounds.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// map.swap_indices(0, 2);
    /// assert_eq!(map, [("a", 3), ("b", 2), ("a", 1)]);
    /// ```
    #[doc(alias = "swap")]
    #[track_caller]
    pub fn swap_indices(&mut self, a: usize, b: usize) {
        self.assert_index(a);
        self.assert_index(b);
        if let Some((a, b)) = self.core.slot_at(a).zip(self.core.slot_at(b)) {
            self.core.swap(a, b);
        }
    }

    #[track_caller]
    fn assert_index(&self, index: usize) {
        let len = self.len();
        assert!(index < len, "index {index} is out of range for a map of {len} entries");
    }
}
