//! Removing entries: one key, all dead ones, what a bound or the caller demands.

use core::hash::{BuildHasher, Hash};

use alloc::vec::Vec;

use super::ShardedCache;
use super::shard::Notice;
use crate::cache::inner::At;
use crate::cache::sync::locks::atomic::Ordering::Relaxed;
use crate::cache::{Equivalent, Policy};

/// The most removals for which a sweep holds a lock.
const MAX_SWEPT: usize = 64;

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// Removes the entry of a key and returns its value.
    ///
    /// A value of this key that is being computed goes to those who wait for it and is not kept.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.remove("a"), Some(1));
    /// assert_eq!(cache.remove("a"), None);
    /// ```
    #[doc(alias = "invalidate")]
    #[doc(alias = "pop")]
    pub fn remove<Q>(&self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        let mut writing = self.writing(shard);
        let detached = writing.flights.detach(hash, key);
        let found = writing.inner.find(hash, key);
        let removed = found.and_then(|at| writing.inner.remove(at));
        self.finish(shard, writing);
        drop(detached);
        removed.map(|(key, value)| {
            drop(key);
            value
        })
    }
}

impl<K, V, P: Policy, S> ShardedCache<K, V, P, S> {
    /// Removes and returns the live entry that the policy evicts next in the heaviest shard.
    ///
    /// The dead entries of that shard are removed first, for the listener; if nothing else is
    /// there, the next heaviest shard is asked.
    ///
    /// Computes in **O(s log s)** time for s shards, and in O(1) for each dead entry.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.evict(), Some(("a", 1)));
    /// assert_eq!(cache.evict(), None);
    /// ```
    #[doc(alias = "pop_lru")]
    #[doc(alias = "popitem")]
    #[doc(alias = "pop_oldest")]
    pub fn evict(&self) -> Option<(K, V)> {
        let mut shards: Vec<_> =
            self.shards.iter().map(|shard| (shard.read().inner.weight(), shard)).collect();
        shards.sort_by_key(|(weight, _)| core::cmp::Reverse(*weight));
        for (_, shard) in shards {
            let mut writing = self.writing(shard);
            writing.inner.defer(true);
            writing.inner.free_dead_weight(u64::MAX, &mut At::NONE.clone());
            let evicted = writing.inner.evict();
            self.finish(shard, writing);
            if evicted.is_some() {
                return evicted;
            }
        }
        None
    }

    /// Evicts entries of at least this weight in all, for the listener, and returns the weight
    /// freed.
    ///
    /// The result is less if there was not so much. The dead of all shards are removed first, then
    /// the live ones by their policies, from each shard in its turn. Without a weigher an entry
    /// weighs 1.
    ///
    /// Computes in **O(e + s)** time for e evicted entries and s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(100);
    /// (0..100).for_each(|n| drop(cache.insert(n, n)));
    /// let before = cache.len() as u64;
    /// let freed = cache.evict_weight(30);
    /// assert_eq!((freed, cache.len() as u64), (30, before - 30));
    /// ```
    pub fn evict_weight(&self, weight: u64) -> u64 {
        let mut notices = Vec::new();
        let freed = self.free(weight, &mut notices);
        self.notify_each(notices);
        freed
    }

    /// Removes entries of at least this weight in all, for the listener.
    pub(super) fn free<'a>(&'a self, weight: u64, notices: &mut Vec<Notice<'a, K, V, P>>) -> u64 {
        let mut freed = 0_u64;
        let mut pass = |least: Option<u64>| {
            for shard in &self.shards {
                if freed >= weight {
                    return freed;
                }
                let mut writing = self.writing(shard);
                let inner = &mut writing.inner;
                inner.defer(true);
                let mut keep = At::NONE;
                freed = freed.saturating_add(match least {
                    None => inner.free_dead_weight(weight - freed, &mut keep),
                    Some(least) => {
                        let spare = inner.weight().saturating_sub(least).min(weight - freed);
                        inner.shed_weight(spare, &mut keep)
                    }
                });
                notices.push(self.release(shard, writing, At::NONE, |_| At::NONE, None));
            }
            freed
        };
        // The dead of all, then of each shard what is above its share of what stays, then the rest.
        let freed = pass(None);
        let stays = self.weight().saturating_sub(weight - freed.min(weight));
        pass(Some(stays / self.shards.len() as u64));
        pass(Some(0))
    }

    /// Removes all entries, passes them to the listener, and keeps storage and statistics.
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
    #[doc(alias = "invalidate_all")]
    #[doc(alias = "cache_clear")]
    pub fn clear(&self) {
        self.each_part(|part| {
            part.inner.clear();
            part.flights.detach_all()
        });
    }

    /// Keeps the entries for which `keep` returns true, and passes the others to the listener.
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
    #[doc(alias = "invalidate_entries_if")]
    pub fn retain(&self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.each_part(|part| {
            let detached = part.flights.detach_all();
            part.inner.retain(&mut keep);
            // Weighs what `keep` may have changed.
            part.inner.settle();
            detached
        });
    }

    /// Removes all expired entries, for the listener, and returns their number.
    ///
    /// No lock is held for more than 64 removals.
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
    #[doc(alias = "run_pending_tasks")]
    pub fn purge_expired(&self) -> usize {
        (0..self.shards.len()).map(|i| self.purge_shard(i, usize::MAX)).sum()
    }

    /// Removes at most `max` expired entries, for the listener, and returns their number.
    ///
    /// Within a shard the oldest deadline comes first. Each call begins at another shard, so that
    /// calls with a small `max` reach all. No lock is held for more than 64 removals.
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
    /// (0..100).for_each(|n| drop(cache.insert(n, n)));
    /// clock.advance(Duration::from_secs(5));
    /// assert_eq!((cache.purge_expired_some(30), cache.len()), (30, 70));
    /// ```
    pub fn purge_expired_some(&self, max: usize) -> usize {
        let count = self.shards.len();
        let first = self.swept.fetch_add(1, Relaxed);
        let mut purged = 0;
        for i in 0..count {
            if purged == max {
                break;
            }
            purged += self.purge_shard(first.wrapping_add(i) & (count - 1), max - purged);
        }
        purged
    }

    fn purge_shard(&self, i: usize, max: usize) -> usize {
        let Some(shard) = self.shards.get(i) else { return 0 };
        let mut purged = 0;
        while purged < max {
            let portion = MAX_SWEPT.min(max - purged);
            let mut writing = self.writing(shard);
            let some = writing.inner.expire_some(portion);
            self.finish(shard, writing);
            purged += some;
            if some < portion {
                break;
            }
        }
        purged
    }
}
