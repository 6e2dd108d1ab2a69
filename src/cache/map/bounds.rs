//! The size of a cache, its statistics, and its bounds.

use core::hash::{BuildHasher, Hash};
use core::time::Duration;

use crate::cache::Cache;
use crate::cache::policy::Policy;
use crate::cache::stats::Stats;
use crate::cache::store::expiry::Expiry;

impl<K, V, P: Policy, S> Cache<K, V, P, S> {
    /// Returns the number of entries, dead ones that were not swept yet included.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.extend([(1, 1), (2, 2), (3, 3)]);
    /// assert_eq!(cache.len(), 2);
    /// ```
    #[doc(alias = "entry_count")]
    #[must_use]
    pub fn len(&self) -> usize {
        self.inner.len()
    }

    /// Returns whether the cache holds no entries.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(boltons::cache::LruCache::<u8, u8>::new(2).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the bound on the number of entries, [`MAX_ENTRIES`](Self::MAX_ENTRIES) if there is
    /// none.
    ///
    /// Unlike the `capacity` of std's collections, it says nothing about memory.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// assert_eq!(LruCache::<u8, u8>::new(2).capacity(), 2);
    /// assert_eq!(LruCache::<u8, u8>::unbounded().capacity(), LruCache::<u8, u8>::MAX_ENTRIES);
    /// ```
    #[doc(alias = "max_capacity")]
    #[doc(alias = "maxsize")]
    #[must_use]
    #[doc(alias = "cap")]
    pub fn capacity(&self) -> usize {
        self.inner.capacity()
    }

    /// Returns the sum of the weights, which is [`len`](Self::len) without a weigher.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.weight(), 1);
    /// ```
    #[doc(alias = "weighted_size")]
    #[doc(alias = "currsize")]
    #[must_use]
    pub fn weight(&self) -> u64 {
        self.inner.weight()
    }

    /// Returns the bound on the sum of the weights, if there is one.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// assert_eq!(LruCache::<u8, u8>::new(2).max_weight(), None);
    /// let cache = LruCache::builder().max_weight(64, |_: &u8, _: &u8| 1).build();
    /// assert_eq!(cache.max_weight(), Some(64));
    /// ```
    #[must_use]
    pub fn max_weight(&self) -> Option<u64> {
        self.inner.max_weight()
    }

    /// Returns a reference to the hasher.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let cache = LruCache::<u8, u8>::new(2);
    /// let other = LruCache::<u8, char>::with_hasher(2, cache.hasher().clone());
    /// assert!(other.is_empty());
    /// ```
    #[must_use]
    pub fn hasher(&self) -> &S {
        &self.hasher
    }

    /// Returns the statistics of what the cache has done so far.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<u8, u8>::new(2);
    /// cache.get(&1);
    /// assert_eq!(cache.stats().misses, 1);
    /// ```
    #[doc(alias = "cache_info")]
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.inner.stats()
    }

    /// Returns the statistics since the cache was created or since the last call of this method.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<u8, u8>::new(2);
    /// cache.get(&1);
    /// assert_eq!(cache.take_stats().misses, 1);
    /// assert_eq!(cache.stats().misses, 0);
    /// ```
    pub fn take_stats(&mut self) -> Stats {
        self.inner.take_stats()
    }

    /// Sets the bound on the number of entries, and evicts down to it at once.
    ///
    /// Evicted entries go to the listener; dead entries are removed before live ones. No memory is
    /// freed: see [`shrink_to_fit`](Self::shrink_to_fit).
    ///
    /// Computes in **O(e)** time, where e is the number of entries evicted (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.extend([(1, 1), (2, 2), (3, 3)]);
    /// cache.set_capacity(1);
    /// assert!(cache.keys().eq(&[3]));
    /// ```
    #[doc(alias = "resize")]
    pub fn set_capacity(&mut self, capacity: usize) {
        self.inner.settle();
        self.inner.set_capacity(capacity);
        self.inner.notify();
    }

    /// Sets the bound on the sum of the weights, evicts down to it at once, and returns the former
    /// bound.
    ///
    /// Returns `None` and changes nothing if there is no weigher. Dead entries are removed before
    /// live ones.
    ///
    /// Computes in **O(e)** time, where e is the number of entries evicted (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut cache =
    ///     LruCache::builder().max_weight(9, |_: &u8, text: &&str| text.len() as u64).build();
    /// cache.extend([(1, "abc"), (2, "defg")]);
    /// assert_eq!(cache.set_max_weight(5), Some(9));
    /// assert!(cache.keys().eq(&[2]));
    /// assert_eq!(LruCache::<u8, u8>::new(2).set_max_weight(5), None);
    /// ```
    pub fn set_max_weight(&mut self, max_weight: u64) -> Option<u64> {
        self.inner.settle();
        let old = self.inner.set_max_weight(max_weight);
        self.inner.notify();
        old
    }

    /// Sets the time to live of all entries, including those that are already there.
    ///
    /// Entries with their own time to live ([`insert_with_ttl`](Self::insert_with_ttl),
    /// [`renew`](Self::renew)) keep it. In a cache that kept no times until now, all entries count
    /// from this call. `None` lifts the bound; times are kept until the cache is shrunk. Entries that
    /// are dead by the new bound are removed as other dead ones are.
    ///
    /// Computes in **O(1)** time; in **O(n)** time when times are kept from now on.
    ///
    /// # Panics
    ///
    /// Panics without the feature `std` if the cache was given no clock.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut cache = LruCache::builder().clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// cache.set_ttl(Some(Duration::from_secs(60)));
    /// clock.advance(Duration::from_secs(60));
    /// assert_eq!(cache.get("a"), None);
    /// ```
    #[track_caller]
    #[doc(alias = "time_to_live")]
    #[doc(alias = "expire_after_write")]
    pub fn set_ttl(&mut self, ttl: Option<Duration>) {
        if let Some(expiry) = self.expiry_for(ttl) {
            expiry.set_ttl(ttl);
        }
    }

    /// Sets the time to idle of all entries, including those that are already there.
    ///
    /// As [`set_ttl`](Self::set_ttl), for the time since the last counted use or write.
    ///
    /// Computes in **O(1)** time; in **O(n)** time when times are kept from now on.
    ///
    /// # Panics
    ///
    /// Panics without the feature `std` if the cache was given no clock.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut cache = LruCache::builder().clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// cache.set_tti(Some(Duration::from_secs(60)));
    /// clock.advance(Duration::from_secs(59));
    /// assert_eq!(cache.get("a"), Some(&1));
    /// clock.advance(Duration::from_secs(59));
    /// assert_eq!(cache.get("a"), Some(&1));
    /// ```
    #[track_caller]
    #[doc(alias = "time_to_idle")]
    #[doc(alias = "expire_after_access")]
    pub fn set_tti(&mut self, tti: Option<Duration>) {
        if let Some(expiry) = self.expiry_for(tti) {
            expiry.set_tti(tti);
        }
    }

    /// The bounds in time, created for `time` if there are none.
    #[track_caller]
    fn expiry_for(&mut self, time: Option<Duration>) -> Option<&mut Expiry<K, V>> {
        if time.is_some() {
            return Some(self.inner.keep_times());
        }
        self.inner.expiry_mut()
    }
}

impl<K: Hash, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Allocates space for `additional` more entries, but for no more than the bound.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(100);
    /// cache.reserve(usize::MAX);
    /// cache.insert("a", 1);
    /// ```
    pub fn reserve(&mut self, additional: usize) {
        let Self { inner, hasher } = self;
        inner.reserve(additional, |key| hasher.hash_one(key));
    }

    /// Frees the memory that the present entries do not need.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(100);
    /// cache.extend((0..100).map(|i| (i, i)));
    /// cache.set_capacity(10);
    /// cache.shrink_to_fit();
    /// assert_eq!(cache.len(), 10);
    /// ```
    pub fn shrink_to_fit(&mut self) {
        let Self { inner, hasher } = self;
        inner.shrink_to_fit(|key| hasher.hash_one(key));
    }
}
