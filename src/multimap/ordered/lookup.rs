//! Lookups by key, by position and at either end.

use core::hash::{BuildHasher, Hash};
use core::ops::Index;

use indexmap::Equivalent;

use super::{GetAll, GetAllMut, OrderedMultiMap};
use crate::error::{Error, Kind};

impl<K, V, S> OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
{
    /// Returns the number of distinct keys.
    ///
    /// Computes in **O(1)** time, or with at most 120 comparisons in a map that has never had more
    /// than 16 entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert_eq!(map.keys_len(), 2);
    /// ```
    #[doc(alias("key_count", "distinct_len"))]
    #[must_use]
    pub fn keys_len(&self) -> usize {
        self.core.keys_len()
    }

    /// Returns whether the key has at least one entry.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1)]);
    /// assert!(map.contains_key("a"));
    /// assert!(!map.contains_key("b"));
    /// ```
    #[doc(alias("has_key", "has"))]
    #[must_use]
    pub fn contains_key<Q>(&self, key: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.core.find(&self.hash_builder, key).is_some()
    }

    /// Returns the first value of the key.
    ///
    /// See [`get_last`](Self::get_last) for the most recent one, and
    /// [`get_only`](Self::get_only) where a second value is an error.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1), ("a", 2)]);
    /// assert_eq!(map.get("a"), Some(&1));
    /// assert_eq!(map.get("b"), None);
    /// ```
    #[doc(alias = "get_first")]
    #[must_use]
    pub fn get<Q>(&self, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.get_key_value(key).map(|(_, value)| value)
    }

    /// Returns a mutable reference to the first value of the key.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("a", 2)]);
    /// if let Some(value) = map.get_mut("a") {
    ///     *value += 10;
    /// }
    /// assert_eq!(map, [("a", 11), ("a", 2)]);
    /// assert_eq!(map.get_mut("b"), None);
    /// ```
    #[must_use]
    pub fn get_mut<Q>(&mut self, key: &Q) -> Option<&mut V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let slot = self.core.find(&self.hash_builder, key)?;
        self.core.value_mut(slot)
    }

    /// Returns the last value of the key, the one added most recently.
    ///
    /// Computes in **O(1)** time (average), however many values the key has.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1), ("a", 2), ("b", 3)]);
    /// assert_eq!(map.get_last("a"), Some(&2));
    /// assert_eq!(map.get_last("c"), None);
    /// ```
    #[must_use]
    pub fn get_last<Q>(&self, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let slot = self.core.find_last(&self.hash_builder, key)?;
        self.core.entry(slot).map(|(_, value)| value)
    }

    /// Returns a mutable reference to the last value of the key.
    ///
    /// Computes in **O(1)** time (average), however many values the key has.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("a", 2)]);
    /// if let Some(value) = map.get_last_mut("a") {
    ///     *value += 10;
    /// }
    /// assert_eq!(map, [("a", 1), ("a", 12)]);
    /// assert_eq!(map.get_last_mut("b"), None);
    /// ```
    #[must_use]
    pub fn get_last_mut<Q>(&mut self, key: &Q) -> Option<&mut V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let slot = self.core.find_last(&self.hash_builder, key)?;
        self.core.value_mut(slot)
    }

    /// Returns the first entry of the key, with the key as that entry spells it.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1), ("a", 2)]);
    /// assert_eq!(map.get_key_value("a"), Some((&"a", &1)));
    /// assert_eq!(map.get_key_value("b"), None);
    /// ```
    #[must_use]
    pub fn get_key_value<Q>(&self, key: &Q) -> Option<(&K, &V)>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.core.get(&self.hash_builder, key)
    }

    /// Returns the only value of the key, or an error if the key has several.
    ///
    /// Computes in **O(1)** time (average), and in O(m) for the error with m values.
    ///
    /// # Errors
    ///
    /// Returns an error for which [`Error::is_conflict`] holds if the key has several values.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("host", "a"), ("cookie", "x"), ("cookie", "y")]);
    /// assert_eq!(map.get_only("host")?, Some(&"a"));
    /// assert_eq!(map.get_only("via")?, None);
    ///
    /// let error = map.get_only("cookie").unwrap_err();
    /// assert_eq!(error.to_string(), "found 2 values for a key that may have one");
    /// assert!(error.is_conflict());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias("exactly_one", "get_one"))]
    pub fn get_only<Q>(&self, key: &Q) -> Result<Option<&V>, Error>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let mut all = self.get_all(key);
        let first = all.next();
        match all.count() {
            0 => Ok(first),
            more => Err(Error::new(
                Kind::Conflict,
                format_args!("found {} values for a key that may have one", more + 1),
            )),
        }
    }

    /// Returns an iterator over all values of the key, in order; it is empty if the key is absent.
    ///
    /// The iterator does not borrow `key`. It does not know its length: see
    /// [`count`](Self::count).
    ///
    /// Computes in **O(1)** time (average), and O(1) per value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert!(map.get_all("a").eq(&[1, 3]));
    /// assert!(map.get_all("a").rev().eq(&[3, 1]));
    /// assert_eq!(map.get_all("c").next(), None);
    /// ```
    #[doc(alias("getlist", "get_vec", "getall"))]
    pub fn get_all<Q>(&self, key: &Q) -> GetAll<'_, K, V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        GetAll::new(self.core.all_slots(), self.core.ring(&self.hash_builder, key))
    }

    /// Returns an iterator over mutable references to all values of the key, in order.
    ///
    /// Computes in **O(1)** time (average), and O(1) per value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// for value in map.get_all_mut("a") {
    ///     *value *= 10;
    /// }
    /// assert_eq!(map, [("a", 10), ("b", 2), ("a", 30)]);
    /// ```
    #[doc(alias("get_vec_mut", "iter_all_mut"))]
    pub fn get_all_mut<Q>(&mut self, key: &Q) -> GetAllMut<'_, K, V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (slots, ring) = self.core.ring_mut(&self.hash_builder, key);
        GetAllMut::new(slots, ring)
    }

    /// Returns the number of values of the key.
    ///
    /// Computes in **O(m)** time for m values.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert_eq!(map.count("a"), 2);
    /// assert_eq!(map.count("c"), 0);
    /// ```
    #[doc(alias = "value_count")]
    #[must_use]
    pub fn count<Q>(&self, key: &Q) -> usize
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.core.ring(&self.hash_builder, key).len()
    }

    /// Returns the position of the key's first entry.
    ///
    /// Computes in **O(1)** time (average), with holes in O(n); see the
    /// [type](OrderedMultiMap#positions-and-holes).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("b", 3)]);
    /// assert_eq!(map.index_of("b"), Some(1));
    /// assert_eq!(map.index_of("c"), None);
    /// ```
    #[doc(alias("get_index_of", "position"))]
    #[must_use]
    pub fn index_of<Q>(&self, key: &Q) -> Option<usize>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let slot = self.core.find(&self.hash_builder, key)?;
        Some(self.core.index_at(slot))
    }
}

impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Returns the first entry.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2)]);
    /// assert_eq!(map.first(), Some((&"a", &1)));
    /// map.clear();
    /// assert_eq!(map.first(), None);
    /// ```
    #[doc(alias = "front")]
    #[must_use]
    pub fn first(&self) -> Option<(&K, &V)> {
        self.iter().next()
    }

    /// Returns the last entry.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("a", 1), ("b", 2)]);
    /// assert_eq!(map.last(), Some((&"b", &2)));
    /// map.clear();
    /// assert_eq!(map.last(), None);
    /// ```
    #[doc(alias = "back")]
    #[must_use]
    pub fn last(&self) -> Option<(&K, &V)> {
        self.iter().next_back()
    }

    /// Returns the entry at a position.
    ///
    /// Computes in **O(1)** time, with holes in O(n); see the
    /// [type](OrderedMultiMap#positions-and-holes).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("a", 1), ("b", 2)]);
    /// assert_eq!(map.get_index(1), Some((&"b", &2)));
    /// assert_eq!(map.get_index(2), None);
    /// ```
    #[doc(alias("nth", "at"))]
    #[must_use]
    pub fn get_index(&self, index: usize) -> Option<(&K, &V)> {
        self.core.entry(self.core.slot_at(index)?)
    }
}

/// Returns the first value of a key.
///
/// # Panics
///
/// Panics if the key has no entry, like the `Index` of std's maps.
///
/// # Examples
///
/// ```
/// use boltons::multimap::OrderedMultiMap;
///
/// let map = OrderedMultiMap::from([("a", 1), ("a", 2)]);
/// assert_eq!(map["a"], 1);
/// ```
///
/// ```should_panic
/// # use boltons::multimap::OrderedMultiMap;
/// # let map = OrderedMultiMap::from([("a", 1), ("a", 2)]);
/// map["b"]; // no entry found for key
/// ```
impl<K, V, S, Q> Index<&Q> for OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
    Q: ?Sized + Hash + Equivalent<K>,
{
    type Output = V;

    #[track_caller]
    fn index(&self, key: &Q) -> &V {
        let Some(value) = self.get(key) else { panic!("no entry found for key") };
        value
    }
}
