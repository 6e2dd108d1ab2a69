//! All shards at once.

use super::ShardedCache;
use super::shard::Shard;
use crate::cache::sync::budget::Budget;
use crate::cache::{Policy, Stats};

impl<K, V, P: Policy, S> ShardedCache<K, V, P, S> {
    /// Returns the number of entries, dead ones that were not swept yet included.
    ///
    /// While others write, it is a number that was never exact at one moment; so are the other
    /// sums over the shards.
    ///
    /// Computes in **O(s)** time for s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.len(), 1);
    /// ```
    #[doc(alias = "entry_count")]
    #[must_use]
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.read().inner.len()).sum()
    }

    /// Returns whether the cache holds no entries.
    ///
    /// Computes in **O(s)** time for s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(boltons::cache::sync::ShardedCache::<u8, u8>::new(9).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shards.iter().all(|shard| shard.read().inner.len() == 0)
    }

    /// Returns the bound on the number of entries,
    /// [`MAX_ENTRIES`](crate::cache::Cache::MAX_ENTRIES) if there is none.
    ///
    /// It is divided among the shards in shares that differ by at most one.
    ///
    /// Computes in **O(s)** time for s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(boltons::cache::sync::ShardedCache::<u8, u8>::new(1_001).capacity(), 1_001);
    /// ```
    #[doc(alias = "cap")]
    #[doc(alias = "max_capacity")]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.shards.iter().map(|shard| shard.read().inner.capacity()).sum()
    }

    /// Returns the sum of the weights, which is [`len`](Self::len) without a weigher.
    ///
    /// Computes in **O(s)** time for s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.weight(), 1);
    /// ```
    #[doc(alias = "weighted_size")]
    #[must_use]
    pub fn weight(&self) -> u64 {
        let weights = self.shards.iter().map(|shard| shard.read().inner.weight());
        weights.fold(0, u64::saturating_add)
    }

    /// Returns the bound on the sum of the weights, if there is one.
    ///
    /// It is one bound for all shards. While insertions are under way the sum may be above it.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::S3FifoCache;
    ///
    /// let builder = S3FifoCache::builder().max_weight(64, |_: &u8, weight: &u8| u64::from(*weight));
    /// assert_eq!(builder.build_sharded().max_weight(), Some(64));
    /// ```
    #[must_use]
    pub fn max_weight(&self) -> Option<u64> {
        self.budget.as_ref().map(Budget::max)
    }

    /// Returns the number of shards, a power of two.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let builder = LruCache::<u8, u8>::builder();
    /// assert_eq!(builder.shards(5).build_sharded().shards(), 8);
    /// ```
    #[must_use]
    pub fn shards(&self) -> usize {
        self.shards.len()
    }

    /// Returns the statistics of what the cache has done so far.
    ///
    /// A count of lookups wraps at 2⁶⁴, or at 2³² on a machine with words of 32 bits.
    ///
    /// Computes in **O(s)** time for s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// cache.get("a");
    /// assert_eq!((cache.stats().hits, cache.stats().insertions), (1, 1));
    /// ```
    #[doc(alias = "cache_info")]
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.shards.iter().map(Shard::stats).sum()
    }

    /// Returns the statistics since the cache was created or since the last call of this method.
    ///
    /// Computes in **O(s)** time for s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::<u8, u8>::new(9);
    /// cache.get(&1);
    /// assert_eq!(cache.take_stats().misses, 1);
    /// assert_eq!(cache.take_stats().misses, 0);
    /// ```
    pub fn take_stats(&self) -> Stats {
        self.shards.iter().map(Shard::take_stats).sum()
    }
}
