//! How full a cache is, what it counted, and its bounds.

use core::hash::{BuildHasher, Hash};
use core::mem;

use crate::cache::Cache;
use crate::cache::core::clamped;
use crate::cache::policy::{Bounds, Order, Policy};
use crate::cache::stats::Stats;

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
    #[must_use]
    pub fn len(&self) -> usize {
        self.slab.len()
    }

    /// Returns whether there is no entry.
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

    /// Returns the bound on the number of entries; [`MAX_ENTRIES`](Self::MAX_ENTRIES) if there is
    /// none.
    ///
    /// Unlike the `capacity` of std's collections it says nothing of memory.
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
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.capacity as usize
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
    #[must_use]
    pub fn weight(&self) -> u64 {
        let weights = self.side.as_ref().and_then(|side| side.weights.as_ref());
        weights.map_or(self.len() as u64, |weights| weights.total)
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
        self.side.as_ref().and_then(|side| side.weights.as_ref()).map(|weights| weights.max)
    }

    /// Returns the hasher.
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

    /// Returns what the cache has done so far.
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
    #[must_use]
    pub fn stats(&self) -> Stats {
        let weights = self.side.as_ref().and_then(|side| side.weights.as_ref());
        self.stats.stats(weights.map(|weights| weights.evicted))
    }

    /// Returns what the cache has done since it was made or since this was last called.
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
        let weights = self.side.as_mut().and_then(|side| side.weights.as_mut());
        let evicted = weights.map(|weights| mem::take(&mut weights.evicted));
        mem::take(&mut self.stats).stats(evicted)
    }

    /// Bounds the number of entries anew, and evicts down to the bound at once.
    ///
    /// The listener gets what is evicted. Memory is not given back: see
    /// [`shrink_to_fit`](Self::shrink_to_fit).
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
    pub fn set_capacity(&mut self, capacity: usize) {
        self.capacity = clamped(capacity);
        let weight = self.max_weight();
        self.order.set_bounds(Bounds { entries: self.capacity, weight });
        if self.slab.len() > self.bound() {
            self.evict_to_bound();
            self.flush();
        }
    }
}

impl<K: Hash, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Allocates for `additional` entries more, but for no more than the bound.
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
        let bound = self.bound();
        let wanted = self.len().saturating_add(additional).min(bound);
        let Self { slab, order, hasher, .. } = self;
        if wanted > slab.index_capacity() {
            slab.rebuild_for(wanted, |key| hasher.hash_one(key));
        }
        slab.reserve_nodes(additional, bound);
        order.reserve(slab.room());
    }

    /// Gives back the memory that the present entries don't need.
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
        let Self { slab, order, hasher, .. } = self;
        slab.shrink_to_fit(|key| hasher.hash_one(key));
        order.shrink();
    }
}
