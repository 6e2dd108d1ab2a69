//! [`OrderedMultiMap`] with its iterators and entries.
//!
//! The storage and its invariants are described in `core/mod.rs`.
//!
//! | operation | cost (n entries, m values of the key) |
//! |---|---|
//! | `append`, `get`, `get_mut`, `get_last`, `remove_first`, `remove_last`, `pop`, `pop_first`, `contains_key` | O(1) amortised (average over hashes); at most 16 comparisons in a map that has had up to 16 entries |
//! | `get_all`, `count`, `remove_all`, `retain_all`, `insert`, `reinsert` | O(m) |
//! | `iter`, `clone`, drop, `retain`, `==`, `into_groups`, `counts`, `into_inverse` | O(n), with holes O(slots) |
//! | `get_index`, `index_of`, `remove_index` | O(1) without holes, else O(n) |
//! | `insert_at`, `reverse` | O(n), nothing is hashed again |
//! | `sort_*` | O(n log n), and 4 bytes an entry |
//! | space beside the entries | 12 bytes an entry, and about 4 to 9 a *key* |
//!
//! Designs that were measured and rejected: a slab of entries on two linked lists (reused holes
//! scatter the order: iteration 4 times slower); entries that share key slots (one more hop at
//! each look-up, and the spelling of each entry is lost); `IndexMap<K, chain>` as the index of
//! keys (30 % slower look-ups, and removal has to walk the chain of the key that moved);
//! `IndexMap<K, SmallVec<u32>>` (98 to 129 bytes an entry with distinct keys); entry and link in
//! one struct (removal 2.2, cloning 2.8 times slower).

mod core;
mod edit;
mod entry;
mod iter;
mod lookup;
mod per_key;
mod removal;
mod sort;
mod traits;
mod whole;

#[cfg(feature = "std")]
use std::hash::RandomState;

pub use entry::{Entry, OccupiedEntry, VacantEntry};
pub use iter::{IntoIter, Iter, IterMut, Keys, Values, ValuesMut};
pub use per_key::{GetAll, GetAllMut, Groups, UniqueKeys};
pub use removal::{ExtractIf, RemoveAll};

use self::core::Core;
use crate::multimap::table::with_default_hasher;

with_default_hasher! {
    /// A map whose keys may repeat, in the order in which the entries came in.
    ///
    /// The order is that over *all* entries, not that within a key: two cookies with a `Via`
    /// between them stay so. Each entry owns its key, in its own spelling.
    ///
    /// [`append`](Self::append) never touches existing entries, [`insert`](Self::insert) *sets*.
    /// A name that ends in `_all` means all values of one key. There is no bare `remove`: say
    /// [`remove_first`](Self::remove_first), [`remove_last`](Self::remove_last) or
    /// [`remove_all`](Self::remove_all). Every removal keeps the order.
    ///
    /// Two maps are equal when their sequences of entries are, whatever their hashers;
    /// [`eq_unordered`](Self::eq_unordered) compares key by key.
    ///
    /// # Positions and holes
    ///
    /// Positions count entries. A removal in the middle leaves a hole, which costs no more than its
    /// memory until an append needs the room; holes at either end are given up at once. While
    /// there are holes, [`get_index`](Self::get_index), [`index_of`](Self::index_of),
    /// [`remove_index`](Self::remove_index) and `iter().nth()` compute in O(n), and iteration
    /// passes over the holes. [`shrink_to_fit`](Self::shrink_to_fit), every `sort_*`,
    /// [`reverse`](Self::reverse), [`retain`](Self::retain), [`insert_at`](Self::insert_at) and
    /// `clone` leave a map without holes. After removing nearly everything from a huge map that
    /// gets no new entries, call `shrink_to_fit`.
    ///
    /// # Keys
    ///
    /// It is a logic error to change a key so that its hash or its equality changes. Lookups may
    /// then give wrong answers; nothing loops forever and no memory is lost.
    ///
    /// # Panics
    ///
    /// A map holds at most 2³² − 2 entries and holes; what would add more panics with "capacity
    /// overflow".
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut query: OrderedMultiMap<&str, &str> =
    ///     "tag=a&page=2&tag=b".split('&').filter_map(|pair| pair.split_once('=')).collect();
    /// assert!(query.get_all("tag").eq(&["a", "b"]));
    ///
    /// query.insert("page", "3");
    /// query.append("tag", "c");
    /// let text: Vec<String> = query.iter().map(|(k, v)| format!("{k}={v}")).collect();
    /// assert_eq!(text.join("&"), "tag=a&page=3&tag=b&tag=c");
    /// ```
    pub struct OrderedMultiMap<K, V, S> {
        core: Core<K, V>,
        hash_builder: S,
    }
}

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

    /// Returns how many entries fit without reallocation.
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

    /// Makes room for at least `additional` more entries.
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

    /// Closes the holes that removals left, and gives back the memory that is not used.
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
    #[must_use]
    pub fn len(&self) -> usize {
        self.core.len()
    }

    /// Returns whether there are no entries.
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

    /// Removes all entries, and keeps the allocation.
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

impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Makes room for entries of which nothing tells how many keys they have.
    #[cfg(feature = "serde")]
    pub(in crate::multimap) fn reserve_entries(&mut self, additional: usize) {
        self.core.reserve_entries(additional);
    }
}

/// The audit, for this repository's own tests.
#[cfg(feature = "__audit")]
impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Panics if an invariant of the map does not hold.
    #[doc(hidden)]
    pub fn check(&self)
    where
        K: ::core::hash::Hash + Eq,
        S: ::core::hash::BuildHasher,
    {
        self.core.check(&self.hash_builder);
    }

    /// As `check`, for keys whose `Hash` and `Eq` don't keep their word.
    #[doc(hidden)]
    pub fn check_links(&self) {
        self.core.check_links();
    }
}

/// Runs `run` with maps of this thread that make an index beyond `limit` entries, at most 16.
#[cfg(all(feature = "__audit", feature = "std"))]
#[doc(hidden)]
pub fn with_small_limit<R>(limit: usize, run: impl FnOnce() -> R) -> R {
    struct Restore(usize);
    impl Drop for Restore {
        fn drop(&mut self) {
            self::core::SMALL_LIMIT.set(self.0);
        }
    }
    let _restore = Restore(self::core::SMALL_LIMIT.replace(limit.min(16)));
    run()
}
