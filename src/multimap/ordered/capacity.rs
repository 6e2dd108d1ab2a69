//! Constructors, length and capacity.

#[cfg(feature = "std")]
use std::hash::RandomState;

use super::OrderedMultiMap;
use super::inner::Core;

#[cfg(feature = "std")]
impl<K, V> OrderedMultiMap<K, V> {
    /// Creates an empty map.
    ///
    /// Computes in **O(1)** time, and allocates nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::new();
    /// map.append("a", 1);
    /// assert_eq!(map.len(), 1);
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::with_hasher(RandomState::new())
    }

    /// Creates an empty map with room for `capacity` entries.
    ///
    /// Computes in **O(n)** time for a capacity of n.
    ///
    /// # Panics
    ///
    /// Panics if the capacity exceeds 2³² − 2.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map: OrderedMultiMap<String, u32> = OrderedMultiMap::with_capacity(100);
    /// assert!(map.capacity() >= 100);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::with_capacity_and_hasher(capacity, RandomState::new())
    }
}

impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Creates an empty map that hashes with `hash_builder`.
    ///
    /// Computes in **O(1)** time, and allocates nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::hash::{BuildHasherDefault, DefaultHasher};
    ///
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::with_hasher(BuildHasherDefault::<DefaultHasher>::new());
    /// map.append("a", 1);
    /// assert_eq!(map["a"], 1);
    /// ```
    #[must_use]
    pub const fn with_hasher(hash_builder: S) -> Self {
        Self { core: Core::new(), hash_builder }
    }

    /// Creates an empty map with room for `capacity` entries that hashes with `hash_builder`.
    ///
    /// Computes in **O(n)** time for a capacity of n.
    ///
    /// # Panics
    ///
    /// Panics if the capacity exceeds 2³² − 2.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::hash::RandomState;
    ///
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map: OrderedMultiMap<String, u32> =
    ///     OrderedMultiMap::with_capacity_and_hasher(100, RandomState::new());
    /// assert!(map.capacity() >= 100);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> Self {
        Self { core: Core::with_capacity(capacity), hash_builder }
    }

    /// Returns the map's hasher.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::hash::BuildHasher;
    ///
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map: OrderedMultiMap<u32, u32> = OrderedMultiMap::new();
    /// assert_eq!(map.hasher().hash_one(1), map.hasher().hash_one(1));
    /// ```
    #[must_use]
    pub fn hasher(&self) -> &S {
        &self.hash_builder
    }

    /// Returns the number of entries that the map can hold without reallocating.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map: OrderedMultiMap<u32, u32> = OrderedMultiMap::new();
    /// assert_eq!(map.capacity(), 0);
    /// ```
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.core.capacity()
    }

    /// Reserves capacity for at least `additional` more entries.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Panics
    ///
    /// Panics if the map would exceed 2³² − 2 entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1)]);
    /// map.reserve(99);
    /// assert!(map.capacity() >= 100);
    /// ```
    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        self.core.reserve(additional);
    }

    /// Shrinks the memory to what the present entries need and closes the holes that removals left.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map: OrderedMultiMap<u32, u32> = (0..1000).map(|n| (n, n)).collect();
    /// map.retain(|&key, _| key < 10);
    /// map.shrink_to_fit();
    /// assert_eq!(map.capacity(), 10);
    /// ```
    #[doc(alias = "compact")]
    pub fn shrink_to_fit(&mut self) {
        self.core.shrink_to_fit();
    }

    /// Returns the number of entries.
    ///
    /// See [`keys_len`](Self::keys_len) for the number of distinct keys.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert_eq!((map.len(), map.keys_len()), (3, 2));
    /// ```
    #[doc(alias = "size")]
    #[must_use]
    pub fn len(&self) -> usize {
        self.core.len()
    }

    /// Returns whether the map contains no entries.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1)]);
    /// assert!(!map.is_empty());
    /// map.pop();
    /// assert!(map.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.core.len() == 0
    }

    /// Removes all entries, keeping the allocated memory.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("a", 2)]);
    /// map.clear();
    /// assert!(map.is_empty());
    /// assert!(map.capacity() >= 2);
    /// ```
    pub fn clear(&mut self) {
        self.core.clear();
    }
}
