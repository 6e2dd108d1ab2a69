//! Removing entries.

use core::hash::{BuildHasher, Hash};

use indexmap::Equivalent;

use super::inner::{Place, Ring, Settle};
use super::iter::Drain;
use super::{ExtractIf, OrderedMultiMap, RemoveAll};

impl<K, V, S> OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
{
    /// Removes the first entry of the key and returns its value.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert_eq!(map.remove_first("a"), Some(1));
    /// assert_eq!(map.remove_first("c"), None);
    /// assert_eq!(map, [("b", 2), ("a", 3)]);
    /// ```
    #[doc(alias = "remove")]
    pub fn remove_first<Q>(&mut self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let place = self.core.locate(&self.hash_builder, key)?;
        let value = self.core.remove_value(place);
        self.core.settle();
        value
    }

    /// Removes the last entry of the key and returns its value.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("a", 2), ("b", 3)]);
    /// assert_eq!(map.remove_last("a"), Some(2));
    /// assert_eq!(map.remove_last("c"), None);
    /// assert_eq!(map, [("a", 1), ("b", 3)]);
    /// ```
    #[doc(alias = "poplast")]
    pub fn remove_last<Q>(&mut self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let place = if self.core.is_small() {
            Place::new(self.core.find_last(&self.hash_builder, key)?)
        } else {
            let head = self.core.locate(&self.hash_builder, key)?;
            head.with_slot(self.core.tail_of(head.slot))
        };
        let value = self.core.remove_value(place);
        self.core.settle();
        value
    }

    /// Removes all entries of the key and yields their values, in order.
    ///
    /// Dropping the iterator removes the values that it did not yield.
    ///
    /// Computes in **O(m)** time for m values (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert!(map.remove_all("a").eq([1, 3]));
    /// assert_eq!(map.remove_all("c").len(), 0);
    /// assert_eq!(map, [("b", 2)]);
    /// ```
    #[doc(alias("poplist", "popall", "remove"))]
    pub fn remove_all<Q>(&mut self, key: &Q) -> RemoveAll<'_, K, V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        if self.core.is_small() {
            let small = self.core.small_matches(0, key);
            return RemoveAll::small(&mut self.core, small);
        }
        let head = self.core.locate(&self.hash_builder, key);
        RemoveAll::indexed(&mut self.core, head)
    }

    /// Removes the values of one key for which `keep` returns false, and returns how many it
    /// removed.
    ///
    /// Computes in **O(m)** time for m values (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 1), ("a", 2), ("a", 3)]);
    /// assert_eq!(map.retain_all("a", |&mut value| value > 1), 1);
    /// assert_eq!(map, [("b", 1), ("a", 2), ("a", 3)]);
    /// ```
    #[doc(alias = "retain_values")]
    pub fn retain_all<Q, F>(&mut self, key: &Q, mut keep: F) -> usize
    where
        Q: ?Sized + Hash + Equivalent<K>,
        F: FnMut(&mut V) -> bool,
    {
        let before = self.len();
        if self.core.is_small() {
            let mut ring = Ring::small(self.core.small_matches(0, key));
            let settle = Settle { core: &mut self.core, dense: true };
            while let Some(slot) = ring.next() {
                if settle.core.value_mut(slot).is_some_and(|value| !keep(value)) {
                    settle.core.take(Place::new(slot));
                }
            }
        } else if let Some(mut place) = self.core.locate(&self.hash_builder, key) {
            let settle = Settle { core: &mut self.core, dense: false };
            loop {
                // Removing the entry would unlink it.
                let next = settle.core.next_of(place.slot);
                if settle.core.value_mut(place.slot).is_some_and(|value| !keep(value)) {
                    settle.core.take(place);
                }
                match next {
                    Some(slot) => place = place.with_slot(slot),
                    None => break,
                }
            }
        }
        before - self.len()
    }
}

impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Removes the entry at a position and returns it.
    ///
    /// Computes in **O(1)** time (amortized average), with holes in O(n); see the
    /// [type](OrderedMultiMap#positions-and-holes).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert_eq!(map.remove_index(1), Some(("b", 2)));
    /// assert_eq!(map.remove_index(2), None);
    /// assert_eq!(map, [("a", 1), ("a", 3)]);
    /// ```
    #[doc(alias("shift_remove_index", "remove_at"))]
    pub fn remove_index(&mut self, index: usize) -> Option<(K, V)> {
        let slot = self.core.slot_at(index)?;
        let entry = self.core.remove(Place::new(slot));
        self.core.settle();
        entry
    }

    /// Removes the last entry and returns it.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2)]);
    /// assert_eq!(map.pop(), Some(("b", 2)));
    /// assert_eq!(map.pop(), Some(("a", 1)));
    /// assert_eq!(map.pop(), None);
    /// ```
    #[doc(alias("pop_back", "popitem"))]
    pub fn pop(&mut self) -> Option<(K, V)> {
        let slot = self.core.all_slots().len().checked_sub(1)?;
        let entry = self.core.remove(Place::new(slot));
        self.core.settle();
        entry
    }

    /// Removes the last entry and returns it, like [`pop`](Self::pop).
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2)]);
    /// assert_eq!(map.pop_last(), Some(("b", 2)));
    /// ```
    #[doc(alias("pop_back", "popitem"))]
    pub fn pop_last(&mut self) -> Option<(K, V)> {
        self.pop()
    }

    /// Removes the first entry and returns it.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2)]);
    /// assert_eq!(map.pop_first(), Some(("a", 1)));
    /// assert_eq!(map.pop_first(), Some(("b", 2)));
    /// assert_eq!(map.pop_first(), None);
    /// ```
    #[doc(alias = "pop_front")]
    pub fn pop_first(&mut self) -> Option<(K, V)> {
        if self.is_empty() {
            return None;
        }
        let slot = self.core.all_slots().len() - self.core.slots().len();
        let entry = self.core.remove(Place::new(slot));
        self.core.settle();
        entry
    }

    /// Removes the entries for which `keep` returns false, and closes all holes.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// map.retain(|key, value| *key == "b" || *value > 2);
    /// assert_eq!(map, [("b", 2), ("a", 3)]);
    /// ```
    #[doc(alias = "filter")]
    pub fn retain<F>(&mut self, mut keep: F)
    where
        F: FnMut(&K, &mut V) -> bool,
    {
        let settle = Settle { core: &mut self.core, dense: true };
        for slot in 0..settle.core.all_slots().len() {
            let Some((key, value)) = &mut settle.core.all_slots_mut()[slot] else { continue };
            if !keep(key, value) {
                settle.core.take(Place::new(slot));
            }
        }
    }

    /// Returns an iterator that lazily removes and yields the entries for which `pred` returns
    /// true.
    ///
    /// Entries that the iterator has not reached when it is dropped stay in the map. See
    /// [`retain`](Self::retain), which removes at once.
    ///
    /// Computes in **O(n)** time for all entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// let odd: Vec<_> = map.extract_if(|_, value| *value % 2 == 1).collect();
    /// assert_eq!(odd, [("a", 1), ("a", 3)]);
    /// assert_eq!(map, [("b", 2)]);
    /// ```
    #[doc(alias = "drain_filter")]
    pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, K, V, F>
    where
        F: FnMut(&K, &mut V) -> bool,
    {
        ExtractIf::new(&mut self.core, pred)
    }

    /// Removes all entries and yields them, in order. The allocated memory is kept.
    ///
    /// Dropping the iterator removes the entries that it did not yield. If it is leaked, these are
    /// leaked, too, and the map is empty.
    ///
    /// Computes in **O(n)** time for all entries. Nothing is hashed.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// let capacity = map.capacity();
    /// assert!(map.drain().eq([("a", 1), ("b", 2), ("a", 3)]));
    /// assert!(map.is_empty());
    /// assert_eq!(map.capacity(), capacity);
    /// ```
    pub fn drain(&mut self) -> Drain<'_, K, V> {
        Drain::new(&mut self.core)
    }
}
