//! Creating a shared cache.

use std::hash::RandomState;

use alloc::boxed::Box;

use super::ShardedCache;
use super::shard::Shard;
use crate::cache::inner::{Inner, clamped};
use crate::cache::sync::budget::Budget;
use crate::cache::sync::locks::Mutex;
use crate::cache::sync::locks::atomic::{AtomicBool, AtomicUsize};
use crate::cache::{Builder, Policy, S3Fifo};

impl<K, V> ShardedCache<K, V> {
    /// Creates an empty cache for at most `capacity` entries with the policy [`S3Fifo`].
    ///
    /// The capacity is divided among the shards, and a key belongs to one of them. So n distinct
    /// keys may not all fit a capacity of n: a shard that more keys fall into than it has room for
    /// evicts although another has room. Below a capacity of 128 there is one shard and all fit.
    /// Where all must fit a larger one, bound the weight instead, which is one bound for all
    /// shards: `S3FifoCache::builder().max_weight(n, |_, _| 1).build_sharded()`.
    ///
    /// There are [many shards](Builder::build_sharded) for each thread that runs at once, but each
    /// has room for at least 64 entries.
    ///
    /// Computes in **O(s)** time for s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::sync::ShardedCache;
    ///
    /// let cache = ShardedCache::new(100);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.get("a"), Some(1));
    /// assert_eq!(cache.get("b"), None);
    /// ```
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self::with_hasher(capacity, RandomState::new())
    }
}

impl<K, V, S> ShardedCache<K, V, S3Fifo, S> {
    /// Creates an empty cache for at most `capacity` entries that hashes with `hasher`.
    ///
    /// As with [`new`](ShardedCache::new), n distinct keys may not all fit a capacity of n.
    ///
    /// Computes in **O(s)** time for s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::sync::ShardedCache;
    /// use std::hash::RandomState;
    ///
    /// let cache = ShardedCache::with_hasher(100, RandomState::new());
    /// cache.insert(1, 'a');
    /// assert_eq!(cache.get(&1), Some('a'));
    /// ```
    #[must_use]
    pub fn with_hasher(capacity: usize, hasher: S) -> Self {
        Builder::new(hasher).capacity(capacity).build_sharded()
    }
}

/// The maximum number of shards.
const MAX_SHARDS: usize = 1 << 16;
/// The shards for each thread that runs at once, if their number is not set.
const SHARDS_PER_THREAD: usize = 32;
/// The entries that a shard has room for, if the number of shards is not set.
const MIN_ENTRIES: usize = 64;

impl<K, V, P: Policy, S> Builder<K, V, P, S> {
    /// Creates a cache for several threads.
    ///
    /// The number of [`shards`](Self::shards) is lowered to the capacity. Without one there are 32
    /// for each thread that runs at once, lowered until each has room for 64 entries: with more
    /// shards, fewer calls wait for the same lock.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::SieveCache;
    ///
    /// let pages = SieveCache::builder()
    ///     .max_weight(1 << 20, |_: &u32, page: &String| page.len() as u64)
    ///     .shards(6)
    ///     .build_sharded();
    /// pages.insert(1, "one".to_owned());
    /// assert_eq!((pages.weight(), pages.shards()), (3, 8));
    /// ```
    #[must_use]
    pub fn build_sharded(self) -> ShardedCache<K, V, P, S> {
        let (wanted, reserve, counts) = (self.shards, self.reserve, self.counts_lookups);
        let (capacity, hasher, extras) = self.into_parts();
        let capacity = clamped(capacity) as usize;
        // The largest number of shards that has room for at least these entries in each.
        let (wanted, least) = match wanted {
            Some(wanted) => (wanted, 1),
            None => {
                let threads = std::thread::available_parallelism().map_or(1, usize::from);
                (threads.saturating_mul(SHARDS_PER_THREAD), MIN_ENTRIES)
            }
        };
        let mut count = wanted.clamp(1, MAX_SHARDS).next_power_of_two();
        while count > 1 && capacity / count < least {
            count /= 2;
        }
        let max = extras.as_ref().and_then(|extras| extras.weights.as_ref()).map(|w| w.max);
        let listener = extras.as_ref().and_then(|extras| extras.listener.clone());
        let shard = |i| {
            let capacity = capacity / count + usize::from(i < capacity % count);
            let extras = extras.as_ref().map(|extras| Box::new(extras.copy()));
            let deferred = extras.is_some();
            let mut inner = Inner::new(capacity, extras);
            if let Some(max) = max {
                inner.share_weight(max / count as u64);
            }
            inner.defer(deferred);
            inner.reserve_empty(reserve.div_ceil(count));
            Shard::new(inner, counts)
        };
        let shards: Box<[_]> = (0..count).map(shard).collect();
        let shares_hits = shards.iter().all(|shard| shard.read().inner.shares_hits());
        ShardedCache {
            shards,
            hasher,
            shift: 63 - count.trailing_zeros(),
            shares_hits: AtomicBool::new(shares_hits),
            budget: max.map(Budget::new),
            listener,
            changing: Mutex::new(()),
            swept: AtomicUsize::new(0),
        }
    }
}
