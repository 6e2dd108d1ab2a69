//! The bounds of a shared cache, changed while it is in use.

use core::hash::{BuildHasher, Hash};
use core::time::Duration;

use alloc::vec::Vec;

use super::ShardedCache;
use crate::cache::Policy;
use crate::cache::inner::{At, clamped};
use crate::cache::store::expiry::Expiry;
use crate::cache::sync::locks::atomic::Ordering::Relaxed;

impl<K, V, P: Policy, S> ShardedCache<K, V, P, S> {
    /// Sets the bound on the number of entries, and evicts down to it at once.
    ///
    /// The bound is divided among the shards, whose number stays, in shares that differ by at most
    /// one: with a capacity below [`shards`](Self::shards) some shards keep nothing. Dead entries
    /// are removed before live ones. Writers under way see the old bound or the new one; when all
    /// calls are done, the last one holds.
    ///
    /// Computes in **O(e + s)** time for e evicted entries and s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(100);
    /// (0..100).for_each(|n| drop(cache.insert(n, n)));
    /// cache.set_capacity(10);
    /// assert!(cache.len() <= 10 && cache.capacity() == 10);
    /// ```
    #[doc(alias = "resize")]
    pub fn set_capacity(&self, capacity: usize) {
        let one = self.lock_bounds();
        let count = self.shards.len();
        let share = self.max_weight().map(|max| max / count as u64);
        let capacity = clamped(capacity) as usize;
        let mut notices = Vec::new();
        for (i, shard) in self.shards.iter().enumerate() {
            let mut writing = self.writing(shard);
            writing.inner.defer(true);
            writing.inner.set_capacity(capacity / count + usize::from(i < capacity % count));
            if let Some(share) = share {
                writing.inner.share_weight(share);
            }
            notices.push(self.release(shard, writing, At::NONE, |_| At::NONE, None));
        }
        drop(one);
        self.notify_each(notices);
    }

    /// Sets the bound on the sum of the weights, evicts down to it at once, and returns the former
    /// bound.
    ///
    /// Without a weigher nothing is changed and `None` is returned. The dead entries of all shards
    /// are removed before the live ones of any.
    ///
    /// Computes in **O(e + s)** time for e evicted entries and s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::S3FifoCache;
    ///
    /// let builder = S3FifoCache::builder().max_weight(64, |_: &u8, weight: &u8| u64::from(*weight));
    /// let cache = builder.build_sharded();
    /// (0..64).for_each(|n| drop(cache.insert(n, 1)));
    /// assert_eq!(cache.set_max_weight(10), Some(64));
    /// assert_eq!((cache.weight(), cache.max_weight()), (10, Some(10)));
    /// ```
    pub fn set_max_weight(&self, max_weight: u64) -> Option<u64> {
        let budget = self.budget.as_ref()?;
        let one = self.lock_bounds();
        let mut notices = Vec::new();
        // Before the bound is lowered, or else the first shard would pay for all.
        self.free(budget.above(max_weight), &mut notices);
        let old = budget.set_max(max_weight);
        let share = max_weight / self.shards.len() as u64;
        for shard in &self.shards {
            let mut writing = self.writing(shard);
            writing.inner.set_max_weight(max_weight);
            writing.inner.share_weight(share);
            notices.push(self.release(shard, writing, At::NONE, |_| At::NONE, None));
        }
        drop(one);
        self.notify_each(notices);
        Some(old)
    }

    /// Sets the time to live of all entries, including those that are already there.
    ///
    /// Entries with their own time to live keep it. `None` lifts the bound. In a cache that kept no
    /// times until now all entries count from this call. What dies by it is dead at once.
    ///
    /// Computes in **O(s)** time for s shards, and once in **O(n)** for n entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// cache.set_ttl(Some(Duration::ZERO));
    /// assert_eq!(cache.get("a"), None);
    /// ```
    #[doc(alias = "time_to_live")]
    #[doc(alias = "expire_after_write")]
    pub fn set_ttl(&self, ttl: Option<Duration>) {
        self.set_times(ttl.is_some(), |times| times.set_ttl(ttl));
    }

    /// Sets the time to idle of all entries, including those that are already there.
    ///
    /// `None` lifts the bound. In a cache that noted no uses until now all entries count from this
    /// call; from then on a hit takes its shard's write lock.
    ///
    /// Computes in **O(s)** time for s shards, and once in **O(n)** for n entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// cache.set_tti(Some(Duration::ZERO));
    /// assert_eq!(cache.get("a"), None);
    /// ```
    #[doc(alias = "time_to_idle")]
    #[doc(alias = "expire_after_access")]
    pub fn set_tti(&self, tti: Option<Duration>) {
        self.set_times(tti.is_some(), |times| times.set_tti(tti));
    }

    /// Changes a bound on time in all shards, also in those that keep no times if it `bounds`.
    fn set_times(&self, bounds: bool, set: impl Fn(&mut Expiry<K, V>)) {
        let one = self.lock_bounds();
        let mut notices = Vec::new();
        let mut shares_hits = true;
        for shard in &self.shards {
            let mut writing = self.writing(shard);
            writing.inner.defer(true);
            if bounds || writing.inner.expiry_mut().is_some() {
                set(writing.keep_times());
            }
            shares_hits &= writing.inner.shares_hits();
            notices.push(self.release(shard, writing, At::NONE, |_| At::NONE, None));
        }
        self.shares_hits.store(shares_hits, Relaxed);
        drop(one);
        self.notify_each(notices);
    }
}

impl<K: Hash, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// Frees the memory that the present entries do not need.
    ///
    /// Computes in **O(n + s)** time for n entries and s shards, each of which is locked in turn.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(1_000);
    /// (0..1_000).for_each(|n| drop(cache.insert(n, n)));
    /// cache.clear();
    /// cache.shrink_to_fit();
    /// assert!(cache.is_empty());
    /// ```
    pub fn shrink_to_fit(&self) {
        for shard in &self.shards {
            let mut writing = self.writing(shard);
            let part = &mut *writing;
            part.inner.shrink_to_fit(|key| self.hasher.hash_one(key));
            part.flights.shrink_to_fit();
            self.finish(shard, writing);
        }
    }
}
