//! Creating a cache.

#[cfg(feature = "std")]
use std::hash::RandomState;

use crate::cache::Cache;
use crate::cache::builder::Builder;
use crate::cache::inner::Inner;
use crate::cache::policy::Policy;
use crate::cache::store::slab::NIL;

#[cfg(feature = "std")]
impl<K, V, P: Policy> Cache<K, V, P, RandomState> {
    /// Creates an empty cache for at most `capacity` entries.
    ///
    /// This is called through an alias that names the policy. Nothing is allocated. A capacity of 0
    /// is legal: such a cache keeps nothing.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, SieveCache};
    ///
    /// let mut cache = LruCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!((cache.len(), cache.capacity()), (1, 9));
    ///
    /// let mut nothing = SieveCache::new(0);
    /// nothing.insert("a", 1);
    /// assert!(nothing.is_empty());
    /// ```
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self::with_hasher(capacity, RandomState::new())
    }

    /// Creates an empty cache without a bound (but [`MAX_ENTRIES`](Self::MAX_ENTRIES)).
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut cache = LruCache::unbounded();
    /// cache.extend((0..1000).map(|i| (i, i)));
    /// assert_eq!(cache.len(), 1000);
    /// ```
    #[must_use]
    pub fn unbounded() -> Self {
        Self::new(Self::MAX_ENTRIES)
    }

    /// Returns a builder, which can set bounds on weight and on time and a listener.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut pages = LruCache::builder()
    ///     .max_weight(10, |_: &u32, page: &String| page.len() as u64)
    ///     .build();
    /// pages.insert(1, "12345678".to_owned());
    /// pages.insert(2, "1234".to_owned());
    /// assert_eq!((pages.len(), pages.weight()), (1, 4));
    /// ```
    pub fn builder() -> Builder<K, V, P, RandomState> {
        Self::builder_with_hasher(RandomState::new())
    }
}

impl<K, V, P: Policy, S> Cache<K, V, P, S> {
    /// The largest capacity; larger ones are clamped to it.
    pub const MAX_ENTRIES: usize = (NIL - 1) as usize;

    /// Creates an empty cache for at most `capacity` entries that hashes with `hasher`.
    ///
    /// The default hasher, std's `RandomState`, withstands keys that an attacker chose. Where keys
    /// are trusted, a faster one such as `foldhash` is the largest single gain in speed.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    /// use std::hash::RandomState;
    ///
    /// let mut cache = LruCache::with_hasher(2, RandomState::new());
    /// cache.insert(1, 'a');
    /// assert_eq!(cache.get(&1), Some(&'a'));
    /// ```
    #[must_use]
    pub fn with_hasher(capacity: usize, hasher: S) -> Self {
        Self { inner: Inner::new(capacity, None), hasher }
    }

    /// Returns a builder of a cache that hashes with `hasher`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LriCache;
    /// use std::hash::RandomState;
    ///
    /// let hasher = RandomState::new();
    /// let cache: LriCache<u8, u8> = LriCache::builder_with_hasher(hasher).capacity(7).build();
    /// assert_eq!(cache.capacity(), 7);
    /// ```
    pub fn builder_with_hasher(hasher: S) -> Builder<K, V, P, S> {
        Builder::new(hasher)
    }
}
