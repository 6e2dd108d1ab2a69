//! Keys and their small integers.
//!
//! ```text
//! keys:  Vec<Option<Slot>>   by id: the key and its hash
//! index: HashTable<usize>    hash of a key → its id
//! pool:  IdPool              which ids are taken
//! ```
//!
//! Invariants: `keys[id]` is there exactly when the pool has `id` taken, and then the index holds
//! `id` under the key's hash. The table grows by the stored hashes, so that it never calls the
//! user's `Hash` half-way.

use alloc::vec::Vec;
use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::iter::FusedIterator;
#[cfg(feature = "std")]
use std::hash::RandomState;

use hashbrown::HashTable;

use super::pool::{IdPool, Ids};
use crate::cache::Equivalent;

#[derive(Clone)]
struct Slot<K> {
    hash: u64,
    key: K,
}

macro_rules! definition {
    ($($hasher:ident = $random:ty)?; $($s:ident)?) => {
        /// A map that assigns each key the smallest free integer, and finds keys by their integers.
        ///
        /// # Examples
        ///
        /// ```
        /// use boltons::cache::MinIdMap;
        ///
        /// let mut ids = MinIdMap::new();
        /// assert_eq!(ids.get_or_assign("a"), 0);
        /// assert_eq!(ids.get_or_assign("b"), 1);
        /// assert_eq!(ids.get_or_assign("a"), 0);
        /// ids.remove("a");
        /// assert_eq!(ids.get_or_assign("c"), 0);
        /// assert_eq!(ids.key(1), Some(&"b"));
        /// ```
        #[doc(alias = "interner")]
        #[derive(Clone)]
        pub struct MinIdMap<K, $($hasher = $random)? $($s)?> {
            keys: Vec<Option<Slot<K>>>,
            index: HashTable<usize>,
            pool: IdPool,
            hasher: S,
        }
    };
}

#[cfg(feature = "std")]
definition!(S = RandomState;);
#[cfg(not(feature = "std"))]
definition!(; S);

#[cfg(feature = "std")]
impl<K> MinIdMap<K, RandomState> {
    /// Creates an empty map.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(boltons::cache::MinIdMap::<u8>::new().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::with_hasher(RandomState::new())
    }
}

impl<K, S> MinIdMap<K, S> {
    /// Creates an empty map that hashes with `hasher`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::MinIdMap;
    /// use std::hash::RandomState;
    ///
    /// let mut ids = MinIdMap::with_hasher(RandomState::new());
    /// assert_eq!(ids.get_or_assign('x'), 0);
    /// ```
    #[must_use]
    pub const fn with_hasher(hasher: S) -> Self {
        Self { keys: Vec::new(), index: HashTable::new(), pool: IdPool::new(), hasher }
    }

    /// Returns a reference to the key with an id.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// let id = ids.get_or_assign("a");
    /// assert_eq!(ids.key(id), Some(&"a"));
    /// assert_eq!(ids.key(id + 1), None);
    /// ```
    #[must_use]
    pub fn key(&self, id: usize) -> Option<&K> {
        self.keys.get(id)?.as_ref().map(|slot| &slot.key)
    }

    /// Frees an id and returns its key.
    ///
    /// Computes in **O(1)** time (average; see [`IdPool::release`]).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// let id = ids.get_or_assign("a");
    /// assert_eq!(ids.remove_id(id), Some("a"));
    /// assert_eq!(ids.remove_id(id), None);
    /// ```
    pub fn remove_id(&mut self, id: usize) -> Option<K> {
        let slot = self.keys.get_mut(id)?.take()?;
        if let Ok(entry) = self.index.find_entry(slot.hash, |&own| own == id) {
            entry.remove();
        }
        self.pool.release(id);
        Some(slot.key)
    }

    /// Returns the number of keys that have an id.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// ids.get_or_assign("a");
    /// assert_eq!(ids.len(), 1);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Returns whether no key has an id.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// assert!(ids.is_empty());
    /// ids.get_or_assign("a");
    /// assert!(!ids.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Removes all keys and frees their ids.
    ///
    /// Computes in **O(n)** time for n keys and ids.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// ids.get_or_assign("a");
    /// ids.clear();
    /// assert_eq!(ids.get_or_assign("b"), 0);
    /// ```
    pub fn clear(&mut self) {
        self.index.clear();
        self.pool.clear();
        self.keys.clear();
    }

    /// Frees the memory that the present keys do not need.
    ///
    /// What stays is a place per id up to the greatest that is in use.
    ///
    /// Computes in **O(n)** time for n keys and ids.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// (0..1_000).for_each(|key| drop(ids.get_or_assign(key)));
    /// ids.clear();
    /// ids.shrink_to_fit();
    /// assert_eq!(ids.get_or_assign(7), 0);
    /// ```
    pub fn shrink_to_fit(&mut self) {
        let last = self.keys.iter().rposition(Option::is_some);
        self.keys.truncate(last.map_or(0, |last| last + 1));
        self.keys.shrink_to_fit();
        let keys = &self.keys;
        let stored = |&id: &usize| keys.get(id).and_then(Option::as_ref).map_or(0, |s| s.hash);
        self.index.shrink_to_fit(stored);
        self.pool.shrink_to_fit();
    }

    /// Returns an iterator over the ids with their keys, in ascending order.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// ids.get_or_assign("a");
    /// ids.get_or_assign("b");
    /// assert!(ids.iter().eq([(0, &"a"), (1, &"b")]));
    /// ```
    pub fn iter(&self) -> Iter<'_, K> {
        Iter { ids: self.pool.iter(), keys: &self.keys }
    }
}

impl<K: Hash + Eq, S: BuildHasher> MinIdMap<K, S> {
    /// Returns the id of a key, and assigns it the smallest free one if it has none.
    ///
    /// Computes in **O(1)** time (amortized average; see [`IdPool::allocate`]).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// assert_eq!(ids.get_or_assign("a"), 0);
    /// assert_eq!(ids.get_or_assign("a"), 0);
    /// ```
    #[doc(alias = "intern")]
    #[doc(alias = "get_or_intern")]
    pub fn get_or_assign(&mut self, key: K) -> usize {
        let hash = self.hasher.hash_one(&key);
        if let Some(id) = self.find(hash, &key) {
            return id;
        }
        let id = self.pool.allocate();
        let slot = Some(Slot { hash, key });
        match self.keys.get_mut(id) {
            Some(place) => *place = slot,
            // The smallest free id is at most the number of places.
            None => self.keys.push(slot),
        }
        let keys = &self.keys;
        let stored = |&id: &usize| keys.get(id).and_then(Option::as_ref).map_or(0, |s| s.hash);
        self.index.insert_unique(hash, id, stored);
        id
    }

    fn find<Q: ?Sized + Equivalent<K>>(&self, hash: u64, key: &Q) -> Option<usize> {
        self.index.find(hash, |&id| self.key(id).is_some_and(|own| key.equivalent(own))).copied()
    }

    /// Returns the id of a key.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// ids.get_or_assign("a");
    /// assert_eq!((ids.get("a"), ids.get("b")), (Some(0), None));
    /// ```
    #[must_use]
    pub fn get<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> Option<usize> {
        self.find(self.hasher.hash_one(key), key)
    }

    /// Removes a key, frees its id, and returns the id.
    ///
    /// Computes in **O(1)** time (average; see [`IdPool::release`]).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// ids.get_or_assign("a");
    /// assert_eq!(ids.remove("a"), Some(0));
    /// assert_eq!(ids.remove("a"), None);
    /// ```
    pub fn remove<Q: ?Sized + Hash + Equivalent<K>>(&mut self, key: &Q) -> Option<usize> {
        let id = self.get(key)?;
        self.remove_id(id).map(|_| id)
    }

    /// Returns whether a key has an id.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut ids = boltons::cache::MinIdMap::new();
    /// ids.get_or_assign("a");
    /// assert!(ids.contains_key("a") && !ids.contains_key("b"));
    /// ```
    #[must_use]
    pub fn contains_key<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> bool {
        self.get(key).is_some()
    }

    /// Asserts every invariant. Not public.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    #[track_caller]
    pub fn check(&self) {
        self.pool.check();
        assert_eq!(self.index.len(), self.pool.len(), "an index for each id");
        for (id, slot) in self.keys.iter().enumerate() {
            assert_eq!(slot.is_some(), self.pool.contains(id), "the key of {id}");
            if let Some(slot) = slot {
                assert_eq!(slot.hash, self.hasher.hash_one(&slot.key), "a stored hash");
                assert_eq!(self.find(slot.hash, &slot.key), Some(id), "a lost or repeated key");
            }
        }
    }
}

impl<K, S: Default> Default for MinIdMap<K, S> {
    fn default() -> Self {
        Self::with_hasher(S::default())
    }
}

impl<K: fmt::Debug, S> fmt::Debug for MinIdMap<K, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<'a, K, S> IntoIterator for &'a MinIdMap<K, S> {
    type Item = (usize, &'a K);
    type IntoIter = Iter<'a, K>;

    fn into_iter(self) -> Iter<'a, K> {
        self.iter()
    }
}

/// An iterator over the ids with their keys, in ascending order, created by [`MinIdMap::iter`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a, K> {
    ids: Ids<'a>,
    keys: &'a [Option<Slot<K>>],
}

impl<'a, K> Iterator for Iter<'a, K> {
    type Item = (usize, &'a K);

    fn next(&mut self) -> Option<Self::Item> {
        let id = self.ids.next()?;
        let slot = self.keys.get(id)?.as_ref()?;
        Some((id, &slot.key))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ids.size_hint()
    }
}

impl<K> ExactSizeIterator for Iter<'_, K> {}
impl<K> FusedIterator for Iter<'_, K> {}

impl<K> Clone for Iter<'_, K> {
    fn clone(&self) -> Self {
        Self { ids: self.ids.clone(), keys: self.keys }
    }
}

impl<K: fmt::Debug> fmt::Debug for Iter<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
