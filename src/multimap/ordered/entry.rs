//! The entry of one key, found once and then read, filled or changed.

use core::fmt;
use core::hash::{BuildHasher, Hash};

use super::inner::{Core, Place};
use super::{GetAll, GetAllMut, OrderedMultiMap, RemoveAll};

impl<K, V, S> OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
{
    /// Returns the key's entry for reading and in-place changes.
    ///
    /// The key is hashed once. A map of 16 entries that has no index yet gets one, because the
    /// entry may become the seventeenth.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1)]);
    /// *map.entry("a").or_insert(0) += 10;
    /// *map.entry("b").or_insert(0) += 10;
    /// map.entry("a").append(2);
    /// assert_eq!(map, [("a", 11), ("b", 10), ("a", 2)]);
    /// ```
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        let core = &mut self.core;
        let (hash, place) = if core.takes_small() {
            (0, core.locate(&self.hash_builder, &key))
        } else {
            let hash = core.indexed_hash(&self.hash_builder, &key);
            (hash, core.locate_hashed(hash, &key))
        };
        match place {
            Some(place) => Entry::Occupied(OccupiedEntry { core, key, place }),
            None => Entry::Vacant(VacantEntry { core, key, hash }),
        }
    }
}

/// A view into the entries of one key, created by [`OrderedMultiMap::entry`].
pub enum Entry<'a, K, V> {
    /// The key has at least one value.
    Occupied(OccupiedEntry<'a, K, V>),
    /// The key has no value.
    Vacant(VacantEntry<'a, K, V>),
}

impl<'a, K, V> Entry<'a, K, V> {
    /// Returns the key as its first entry spells it, or as it was passed to `entry` if it has none.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map: OrderedMultiMap<&str, u32> = OrderedMultiMap::new();
    /// assert_eq!(map.entry("a").key(), &"a");
    /// ```
    #[must_use]
    pub fn key(&self) -> &K {
        match self {
            Self::Occupied(entry) => entry.key(),
            Self::Vacant(entry) => entry.key(),
        }
    }

    /// Returns a mutable reference to the first value of the key, after appending `default` if
    /// there is none.
    ///
    /// Computes in **O(1)** time (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::new();
    /// *map.entry("a").or_insert(1) += 1;
    /// *map.entry("a").or_insert(1) += 1;
    /// assert_eq!(map, [("a", 3)]);
    /// ```
    #[doc(alias = "setdefault")]
    pub fn or_insert(self, default: V) -> &'a mut V {
        self.or_insert_with(|| default)
    }

    /// Returns a mutable reference to the first value of the key, after appending the result of
    /// `default` if there is none.
    ///
    /// Computes in **O(1)** time (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::new();
    /// map.entry("a").or_insert_with(|| "x".repeat(3));
    /// assert_eq!(map["a"], "xxx");
    /// ```
    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V {
        self.or_insert_with_key(|_| default())
    }

    /// Returns a mutable reference to the first value of the key, after appending the result of
    /// `default`, called with the key, if there is none.
    ///
    /// Computes in **O(1)** time (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::new();
    /// assert_eq!(map.entry("abc").or_insert_with_key(|key| key.len()), &3);
    /// ```
    pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V {
        match self {
            Self::Occupied(entry) => entry.into_mut(),
            Self::Vacant(entry) => {
                let value = default(entry.key());
                entry.insert(value)
            }
        }
    }

    /// Returns a mutable reference to the first value of the key, after appending `V::default()` if
    /// there is none.
    ///
    /// Computes in **O(1)** time (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map: OrderedMultiMap<&str, Vec<u32>> = OrderedMultiMap::new();
    /// map.entry("a").or_default().push(1);
    /// assert_eq!(map["a"], [1]);
    /// ```
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// Calls `change` with the first value of the key, if there is one, and returns the entry.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1)]);
    /// map.entry("a").and_modify(|value| *value += 1).or_insert(7);
    /// map.entry("b").and_modify(|value| *value += 1).or_insert(7);
    /// assert_eq!(map, [("a", 2), ("b", 7)]);
    /// ```
    #[must_use = "the entry does nothing by itself: follow with `or_insert`"]
    pub fn and_modify<F: FnOnce(&mut V)>(mut self, change: F) -> Self {
        if let Self::Occupied(entry) = &mut self {
            change(entry.get_mut());
        }
        self
    }

    /// Appends a value under the key passed to `entry`, whether or not the key already has values.
    ///
    /// Computes in **O(1)** time (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1)]);
    /// *map.entry("a").append(2) *= 10;
    /// assert_eq!(map, [("a", 1), ("a", 20)]);
    /// ```
    pub fn append(self, value: V) -> &'a mut V {
        match self {
            Self::Occupied(entry) => entry.append(value),
            Self::Vacant(entry) => entry.insert(value),
        }
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Entry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied(entry) => f.debug_tuple("Entry").field(entry).finish(),
            Self::Vacant(entry) => f.debug_tuple("Entry").field(entry).finish(),
        }
    }
}

/// A view into the entries of a key that has values.
pub struct OccupiedEntry<'a, K, V> {
    core: &'a mut Core<K, V>,
    /// As passed to `entry`.
    key: K,
    /// The first entry; live as long as this view.
    place: Place,
}

const LIVE: &str = "the slot of an occupied entry is live";

impl<'a, K, V> OccupiedEntry<'a, K, V> {
    fn first(&self) -> (&K, &V) {
        self.core.entry(self.place.slot).expect(LIVE)
    }

    /// Returns the key as its first entry spells it.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1)]);
    /// let Entry::Occupied(entry) = map.entry("a") else { panic!("\"a\" has a value") };
    /// assert_eq!(entry.key(), &"a");
    /// ```
    #[must_use]
    pub fn key(&self) -> &K {
        self.first().0
    }

    /// Returns the key's first value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("a", 2)]);
    /// let Entry::Occupied(entry) = map.entry("a") else { panic!("\"a\" has a value") };
    /// assert_eq!(entry.get(), &1);
    /// ```
    #[must_use]
    pub fn get(&self) -> &V {
        self.first().1
    }

    /// Returns a mutable reference to the key's first value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("a", 2)]);
    /// if let Entry::Occupied(mut entry) = map.entry("a") {
    ///     *entry.get_mut() += 10;
    /// }
    /// assert_eq!(map, [("a", 11), ("a", 2)]);
    /// ```
    #[must_use]
    pub fn get_mut(&mut self) -> &mut V {
        self.core.value_mut(self.place.slot).expect(LIVE)
    }

    /// Converts the entry into a mutable reference to the key's first value, with the lifetime of
    /// the map's borrow.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("a", 2)]);
    /// let Entry::Occupied(entry) = map.entry("a") else { panic!("\"a\" has a value") };
    /// let value = entry.into_mut();
    /// *value += 10;
    /// assert_eq!(map, [("a", 11), ("a", 2)]);
    /// ```
    #[must_use]
    pub fn into_mut(self) -> &'a mut V {
        self.core.value_mut(self.place.slot).expect(LIVE)
    }

    /// Returns an iterator over all values of the key, in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// let Entry::Occupied(entry) = map.entry("a") else { panic!("\"a\" has a value") };
    /// assert!(entry.get_all().eq(&[1, 3]));
    /// ```
    pub fn get_all(&self) -> GetAll<'_, K, V>
    where
        K: Eq,
    {
        GetAll::new(self.core.all_slots(), self.core.ring_of_key(self.place.slot))
    }

    /// Returns an iterator over mutable references to all values of the key, in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// if let Entry::Occupied(mut entry) = map.entry("a") {
    ///     entry.get_all_mut().for_each(|value| *value *= 10);
    /// }
    /// assert_eq!(map, [("a", 10), ("b", 2), ("a", 30)]);
    /// ```
    pub fn get_all_mut(&mut self) -> GetAllMut<'_, K, V>
    where
        K: Eq,
    {
        let (slots, ring) = self.core.ring_of_key_mut(self.place.slot);
        GetAllMut::new(slots, ring)
    }

    /// Appends a value under the key as it was passed to `entry`.
    ///
    /// Computes in **O(1)** time (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1)]);
    /// if let Entry::Occupied(entry) = map.entry("a") {
    ///     *entry.append(2) *= 10;
    /// }
    /// assert_eq!(map, [("a", 1), ("a", 20)]);
    /// ```
    pub fn append(self, value: V) -> &'a mut V {
        let slot = self.core.append_to(self.place.slot, self.key, value);
        self.core.value_mut(slot).expect(LIVE)
    }

    /// Sets the key to a single value and returns the first value it had.
    ///
    /// The key's first entry gets the value; its other entries are removed.
    ///
    /// Computes in **O(m)** time for m values.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// if let Entry::Occupied(mut entry) = map.entry("a") {
    ///     assert_eq!(entry.insert(10), 1);
    /// }
    /// assert_eq!(map, [("a", 10), ("b", 2)]);
    /// ```
    pub fn insert(&mut self, value: V) -> V
    where
        K: Eq,
    {
        self.core.set(self.place.slot, value).expect(LIVE)
    }

    /// Removes all values of the key and yields them, in order.
    ///
    /// Dropping the iterator removes the values that it did not yield.
    ///
    /// Computes in **O(m)** time for m values.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// if let Entry::Occupied(entry) = map.entry("a") {
    ///     assert!(entry.remove_all().eq([1, 3]));
    /// }
    /// assert_eq!(map, [("b", 2)]);
    /// ```
    pub fn remove_all(self) -> RemoveAll<'a, K, V>
    where
        K: Eq,
    {
        if self.core.is_small() {
            let small = self.core.small_ring_of_key(self.place.slot);
            RemoveAll::small(self.core, small)
        } else {
            RemoveAll::indexed(self.core, Some(self.place))
        }
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for OccupiedEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (key, value) = self.first();
        f.debug_struct("OccupiedEntry").field("key", key).field("value", value).finish()
    }
}

/// A view of a key that has no values.
pub struct VacantEntry<'a, K, V> {
    core: &'a mut Core<K, V>,
    key: K,
    /// The stored form of the key's hash, if the next entry needs one.
    hash: u32,
}

impl<'a, K, V> VacantEntry<'a, K, V> {
    /// Returns the key as it was passed to `entry`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map: OrderedMultiMap<&str, u32> = OrderedMultiMap::new();
    /// let Entry::Vacant(entry) = map.entry("a") else { panic!("the map is empty") };
    /// assert_eq!(entry.key(), &"a");
    /// ```
    #[must_use]
    pub fn key(&self) -> &K {
        &self.key
    }

    /// Returns the key as it was passed to `entry`, leaving the map unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map: OrderedMultiMap<String, u32> = OrderedMultiMap::new();
    /// let Entry::Vacant(entry) = map.entry("a".to_owned()) else { panic!("the map is empty") };
    /// assert_eq!(entry.into_key(), "a");
    /// assert!(map.is_empty());
    /// ```
    #[must_use]
    pub fn into_key(self) -> K {
        self.key
    }

    /// Appends the key's first value.
    ///
    /// Computes in **O(1)** time (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    /// use boltons::multimap::ordered::Entry;
    ///
    /// let mut map = OrderedMultiMap::new();
    /// if let Entry::Vacant(entry) = map.entry("a") {
    ///     *entry.insert(1) += 1;
    /// }
    /// assert_eq!(map, [("a", 2)]);
    /// ```
    pub fn insert(self, value: V) -> &'a mut V {
        let slot = self.core.append_new(self.hash, self.key, value);
        self.core.value_mut(slot).expect(LIVE)
    }
}

impl<K: fmt::Debug, V> fmt::Debug for VacantEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VacantEntry").field(&self.key).finish()
    }
}
