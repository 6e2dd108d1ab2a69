//! All shards at once.

use super::ShardedCache;
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
    #[must_use]
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.read().inner.slab.len()).sum()
    }

    /// Returns whether there is no entry.
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
        self.shards.iter().all(|shard| shard.read().inner.slab.len() == 0)
    }

    /// Returns the bound on the number of entries, [`MAX_ENTRIES`](crate::cache::Cache::MAX_ENTRIES) if there is none.
    ///
    /// It is dealt out to the shards in shares that differ by one at most.
    ///
    /// Computes in **O(s)** time for s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(boltons::cache::sync::ShardedCache::<u8, u8>::new(1_001).capacity(), 1_001);
    /// ```
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.shards.iter().map(|shard| shard.read().inner.capacity as usize).sum()
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
        self.budget.as_ref().map(|budget| budget.max)
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

    /// Returns what the cache has done so far.
    ///
    /// A count of look-ups wraps at 2⁶⁴, or at 2³² on a machine with words of 32 bits.
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
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.shards.iter().map(|shard| shard.read().inner.stats() + shard.counted()).sum()
    }

    /// Returns what the cache has done since it was made or since this was last called.
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
        let taken = |shard| self.writing(shard).inner.take_stats() + shard.take_counted();
        self.shards.iter().map(taken).sum()
    }

    /// Removes all entries, which the listener gets, and keeps storage and statistics.
    ///
    /// Values that are being computed are not kept either: their callers get them.
    ///
    /// Computes in **O(n + s)** time for n entries and s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// cache.clear();
    /// assert!(cache.is_empty());
    /// ```
    pub fn clear(&self) {
        self.each_part(|part| {
            part.inner.clear();
            part.flights.detach_all()
        });
    }

    /// Removes the entries for which `keep` is false; the listener gets them.
    ///
    /// Values that are being computed are not kept, since `keep` has not seen them. `keep` runs
    /// under a lock and must not call this cache.
    ///
    /// Computes in **O(n + s)** time for n entries and s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// cache.insert("b", 2);
    /// cache.retain(|_, number| *number > 1);
    /// assert_eq!((cache.peek("a"), cache.peek("b")), (None, Some(2)));
    /// ```
    pub fn retain(&self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.each_part(|part| {
            let detached = part.flights.detach_all();
            part.inner.retain(&mut keep);
            detached
        });
    }

    /// Removes all entries whose time is over, for the listener, and returns their number.
    ///
    /// Computes in **O(e log n + s)** time for e such entries and s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{ManualClock, S3FifoCache};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let builder = S3FifoCache::builder().ttl(Duration::from_secs(5)).clock(clock.clone());
    /// let cache = builder.build_sharded();
    /// cache.insert("a", 1);
    /// clock.advance(Duration::from_secs(5));
    /// assert_eq!((cache.purge_expired(), cache.len()), (1, 0));
    /// ```
    pub fn purge_expired(&self) -> usize {
        let mut purged = 0;
        self.each_part(|part| purged += part.inner.expire_some(usize::MAX));
        purged
    }

    /// Calls `f` with every entry, in no special order.
    ///
    /// One shard is locked for reading at a time, so that what others write in the meantime may
    /// be seen or not. `f` runs under that lock and must not call this cache.
    ///
    /// Computes in **O(n + s)** time for n entries and s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// cache.insert("b", 2);
    /// let mut sum = 0;
    /// cache.for_each(|_, number| sum += number);
    /// assert_eq!(sum, 3);
    /// ```
    pub fn for_each(&self, mut f: impl FnMut(&K, &V)) {
        for shard in &self.shards {
            shard.read().inner.iter().for_each(|(key, value)| f(key, value));
        }
    }
}
