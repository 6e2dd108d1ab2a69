//! A cache for several threads: shards with a lock each.
//!
//! ```text
//! hash of a key ─▶ shard: RwLock { Cache, Flights }, hits, misses
//! ```
//!
//! * The hash is computed once and without a lock; its bits, multiplied together, choose the
//!   shard, so that a shard's table sees them all.
//! * A hit under Sieve, S3-FIFO and Lri takes the read lock and sets an atomic of the entry; under
//!   Lru, and where entries age by use, it takes the write lock.
//! * Under a lock nothing is dropped and no listener is called: what leaves a shard waits in its
//!   side box until the lock is released.
//! * The bound on the entries is dealt out to the shards; that on the weight is one `budget` for
//!   all, so that an entry which fits the whole fits.
//! * Flights are in the same lock as the entries, so that "miss, then join or lead" is one step,
//!   and so are "write, then detach" and "land, then store".
//!
//! Rejected: one lock and a queue of uses that are noted later (moka: counts and bounds that lag,
//! memory above the bound); a background thread; a table of flights of its own (a write between
//! landing and storing would be undone by the older value).

mod keyed;
mod load;
mod shard;
mod whole;

use core::fmt;
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::sync::atomic::AtomicUsize;
use std::hash::RandomState;

use alloc::boxed::Box;
use alloc::sync::Arc;

use super::budget::Budget;
use super::flight::Flights;
use super::locks::{PoisonError, RwLock};
use crate::cache::core::clamped;
use crate::cache::store::side::Listener;
use crate::cache::store::slab::NIL;
use crate::cache::{Builder, Cache, Policy, S3Fifo};

use shard::{Farewell, Hasher, Leaving, Part, Shard, Writing};

/// A cache that many threads share, by shards with a lock each.
///
/// The methods of [`Cache`](crate::cache::Cache) with `&self`, values being cloned out (keep large
/// ones in an `Arc`) or visited in place ([`with`](Self::with)). Threads that miss the same key in
/// [`get_or_insert_with`](Self::get_or_insert_with) compute it once. There is no background
/// thread: bounds, counts and the listener are exact as soon as a call returns.
///
/// Made by [`new`](Self::new), or by [`Builder::build_sharded`] for another policy than
/// [`S3Fifo`], whose hits share a lock (as those of Sieve and Lri do), and for other bounds.
///
/// Under a lock run `Hash` and `Eq` of keys, `Clone` of values, the weigher, the clock and the
/// functions given to `with`, `update`, `retain` and `for_each`: these must not call the same
/// cache. The functions that compute a value and the listener may, as they run without a lock;
/// values are dropped without one, too. A lock that is poisoned by a panic is entered all the same.
///
/// # Examples
///
/// ```
/// use boltons::cache::sync::ShardedCache;
///
/// let cache = ShardedCache::new(1_000);
/// std::thread::scope(|scope| {
///     for _ in 0..4 {
///         scope.spawn(|| {
///             for n in 0..100_u64 {
///                 assert_eq!(cache.get_or_insert_with(&n, || n * n), n * n);
///             }
///         });
///     }
/// });
/// assert_eq!(cache.len(), 100);
/// assert_eq!(cache.stats().insertions, 100); // each was computed once
/// ```
pub struct ShardedCache<K, V, P: Policy = S3Fifo, S = RandomState> {
    /// A power of two of them.
    shards: Box<[Shard<K, V, P, S>]>,
    hasher: Hasher<S>,
    /// 63 less the binary logarithm of the number of shards.
    shift: u32,
    /// Whether a hit takes the read lock.
    shares_hits: bool,
    budget: Option<Budget>,
    listener: Option<Listener<K, V>>,
}

// The listener runs when all is in order, and locks are entered though they are poisoned.
impl<K, V, P: Policy, S: RefUnwindSafe> RefUnwindSafe for ShardedCache<K, V, P, S> {}
impl<K, V, P: Policy, S: RefUnwindSafe> UnwindSafe for ShardedCache<K, V, P, S> {}

impl<K, V> ShardedCache<K, V> {
    /// Makes an empty cache for at most `capacity` entries with the policy [`S3Fifo`].
    ///
    /// There are four shards for each thread that runs at once, but each has room for 32 entries
    /// at the least.
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
    /// Makes an empty cache for at most `capacity` entries that hashes with `hasher`.
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

/// The most shards.
const MOST_SHARDS: usize = 1 << 16;
/// The entries that a shard has room for if nobody says how many shards there shall be.
const FEWEST_ENTRIES: usize = 32;

impl<K, V, P: Policy, S> Builder<K, V, P, S> {
    /// Makes a cache for several threads.
    ///
    /// The number of [`shards`](Self::shards) is lowered to the capacity. Without one there are
    /// four for each thread that runs at once, lowered until each has room for 32 entries.
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
        let (wanted, reserve) = (self.shards, self.reserve);
        let (capacity, hasher, side) = self.into_parts();
        let capacity = clamped(capacity) as usize;
        // The most shards that leave each the entries it shall have room for at the least.
        let (wanted, least) = match wanted {
            Some(wanted) => (wanted, 1),
            None => {
                let threads = std::thread::available_parallelism().map_or(1, usize::from);
                (threads.saturating_mul(4), FEWEST_ENTRIES)
            }
        };
        let mut count = wanted.clamp(1, MOST_SHARDS).next_power_of_two();
        while count > 1 && capacity / count < least {
            count /= 2;
        }
        let hasher = Hasher(Arc::new(hasher));
        let weights = side.as_ref().and_then(|side| side.weights.as_ref());
        let budget = weights.map(|weights| Budget::new(weights.max));
        let listener = side.as_ref().and_then(|side| side.listener.clone());
        let shard = |i| {
            let capacity = capacity / count + usize::from(i < capacity % count);
            let side = side.as_ref().map(|side| Box::new(side.copy()));
            let mut cache = Cache::from_parts(capacity, Hasher(hasher.0.clone()), side);
            if let Some(Budget { max, .. }) = budget {
                cache.share_weight(max / count as u64);
            }
            if cache.side.is_some() {
                cache.defer();
            }
            cache.reserve_empty(reserve.div_ceil(count));
            Shard {
                lock: RwLock::new(Part { cache, flights: Flights::new() }),
                hits: AtomicUsize::new(0),
                misses: AtomicUsize::new(0),
                soft_misses: AtomicUsize::new(0),
            }
        };
        let shards: Box<[_]> = (0..count).map(shard).collect();
        let shares_hits = shards.iter().all(|shard| shard.read().cache.shares_hits());
        let shift = 63 - count.trailing_zeros();
        ShardedCache { shards, hasher, shift, shares_hits, budget, listener }
    }
}

impl<K, V, P: Policy, S> ShardedCache<K, V, P, S> {
    fn writing<'a>(&'a self, shard: &'a Shard<K, V, P, S>) -> Writing<'a, K, V, P, S> {
        let part = shard.lock.write().unwrap_or_else(PoisonError::into_inner);
        let budget = self.budget.as_ref();
        let known = budget.map_or(0, |_| part.cache.weight());
        Writing { part, budget, known }
    }

    /// Releases the lock, then drops what has left the shard or hands it to the listener.
    fn leave(&self, shard: &Shard<K, V, P, S>, mut writing: Writing<'_, K, V, P, S>) {
        let leaving = writing.part.cache.take_leaving();
        drop(writing);
        self.see_off(shard, leaving);
    }

    fn see_off(&self, shard: &Shard<K, V, P, S>, leaving: Leaving<K, V>) {
        if leaving.is_empty() {
            return;
        }
        let Some(listener) = &self.listener else { return };
        let mut farewell = Farewell { shard, leaving };
        while let Some((key, value, cause)) = farewell.leaving.pop_front() {
            listener(key, value, cause);
        }
    }

    /// Evicts what a writer to `shard` could not evict there of its claim from the other shards.
    #[cold]
    fn shed_elsewhere(&self, shard: &Shard<K, V, P, S>, mut claim: u128) {
        let Some(budget) = &self.budget else { return };
        let own = self.shards.iter().position(|other| core::ptr::eq(other, shard)).unwrap_or(0);
        // First the others; when threads evicted what we would have, all of them again.
        let mut skip = 1;
        while claim > 0 {
            let count = self.shards.len();
            for i in skip..count {
                let shard = &self.shards[(own + i) & (count - 1)];
                let mut writing = self.writing(shard);
                claim = writing.pay(claim, NIL);
                self.leave(shard, writing);
                if claim == 0 {
                    return;
                }
            }
            skip = 0;
            budget.unclaim(claim);
            claim = budget.settle(0, 0);
        }
    }

    /// Does something in every shard, under its write lock.
    fn each_part<R>(&self, mut f: impl FnMut(&mut Part<K, V, P, S>) -> R) {
        for shard in &self.shards {
            let mut writing = self.writing(shard);
            writing.cache.defer();
            let out = f(&mut writing);
            self.leave(shard, writing);
            drop(out);
        }
    }
}

impl<K, V, P: Policy, S> fmt::Debug for ShardedCache<K, V, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ShardedCache")
            .field("len", &self.len())
            .field("capacity", &self.capacity())
            .field("max_weight", &self.max_weight())
            .field("shards", &self.shards())
            .finish_non_exhaustive()
    }
}
