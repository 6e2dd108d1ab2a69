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

use core::convert::Infallible;
use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::mem;
use core::ops::{Deref, DerefMut};
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::hash::RandomState;

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::sync::Arc;

use super::budget::Budget;
use super::flight::{Field, Flight, Flights, fly};
use super::locks::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use crate::cache::core::clamped;
use crate::cache::shard::{Inserted, Shared};
use crate::cache::store::side::Listener;
use crate::cache::store::slab::NIL;
use crate::cache::{Builder, Cache, Cause, Equivalent, Policy, S3Fifo, Stats};

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

/// One hasher for all shards, whether it can be cloned or not.
struct Hasher<S>(Arc<S>);

impl<S: BuildHasher> BuildHasher for Hasher<S> {
    type Hasher = S::Hasher;

    #[inline]
    fn build_hasher(&self) -> S::Hasher {
        self.0.build_hasher()
    }
}

/// On cache lines of its own.
#[repr(align(128))]
struct Shard<K, V, P: Policy, S> {
    lock: RwLock<Part<K, V, P, S>>,
    /// Look-ups under the read lock; those under the write lock are in the cache's statistics.
    hits: AtomicUsize,
    misses: AtomicUsize,
    soft_misses: AtomicUsize,
}

/// What a shard's lock protects.
struct Part<K, V, P: Policy, S> {
    cache: Cache<K, V, P, Hasher<S>>,
    flights: Flights<K, V>,
}

type Leaving<K, V> = VecDeque<(K, V, Cause)>;

impl<K, V, P: Policy, S> Shard<K, V, P, S> {
    #[inline]
    fn read(&self) -> RwLockReadGuard<'_, Part<K, V, P, S>> {
        self.lock.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn counted(&self) -> Stats {
        Stats {
            hits: self.hits.load(Relaxed) as u64,
            misses: self.misses.load(Relaxed) as u64,
            soft_misses: self.soft_misses.load(Relaxed) as u64,
            ..Stats::default()
        }
    }

    fn take_counted(&self) -> Stats {
        Stats {
            hits: self.hits.swap(0, Relaxed) as u64,
            misses: self.misses.swap(0, Relaxed) as u64,
            soft_misses: self.soft_misses.swap(0, Relaxed) as u64,
            ..Stats::default()
        }
    }
}

/// The write lock of a shard. At its end, or when somebody's code panics, the budget is told of
/// the change of weight.
struct Writing<'a, K, V, P: Policy, S> {
    part: RwLockWriteGuard<'a, Part<K, V, P, S>>,
    budget: Option<&'a Budget>,
    /// The weight that the budget knows.
    known: u64,
}

impl<K, V, P: Policy, S> Writing<'_, K, V, P, S> {
    /// Evicts from this shard what is too much in all, but not `keep`; returns what is left of it.
    fn shed(&mut self, keep: u32) -> u128 {
        let Some(budget) = self.budget else { return 0 };
        let weight = self.part.cache.weight();
        let claim = budget.settle(self.known, weight);
        self.known = weight;
        self.pay(claim, keep)
    }

    /// Evicts what was claimed as far as this shard has it; returns what is left of it.
    fn pay(&mut self, claim: u128, keep: u32) -> u128 {
        let Some(budget) = self.budget.filter(|_| claim > 0) else { return 0 };
        let surplus = u64::try_from(claim).unwrap_or(u64::MAX);
        let evicted = self.part.cache.shed_weight(surplus, keep);
        self.known = self.part.cache.weight();
        budget.pay(claim, evicted)
    }
}

impl<K, V, P: Policy, S> Drop for Writing<'_, K, V, P, S> {
    #[inline]
    fn drop(&mut self) {
        if let Some(budget) = self.budget {
            let weight = self.part.cache.weight();
            if weight != self.known {
                budget.unclaim(budget.settle(self.known, weight));
            }
        }
    }
}

impl<K, V, P: Policy, S> Deref for Writing<'_, K, V, P, S> {
    type Target = Part<K, V, P, S>;

    fn deref(&self) -> &Self::Target {
        &self.part
    }
}

impl<K, V, P: Policy, S> DerefMut for Writing<'_, K, V, P, S> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.part
    }
}

/// What a listener that panics leaves to the next one who comes to this shard.
struct Farewell<'a, K, V, P: Policy, S> {
    shard: &'a Shard<K, V, P, S>,
    leaving: Leaving<K, V>,
}

impl<K, V, P: Policy, S> Drop for Farewell<'_, K, V, P, S> {
    fn drop(&mut self) {
        if !self.leaving.is_empty() {
            let mut part = self.shard.lock.write().unwrap_or_else(PoisonError::into_inner);
            let side = part.cache.side_mut();
            self.leaving.append(&mut side.leaving);
            mem::swap(&mut self.leaving, &mut side.leaving);
        }
    }
}

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
        self.shards.iter().map(|shard| shard.read().cache.len()).sum()
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
        self.shards.iter().all(|shard| shard.read().cache.is_empty())
    }

    /// Returns the bound on the number of entries, [`Cache::MAX_ENTRIES`] if there is none.
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
        self.shards.iter().map(|shard| shard.read().cache.capacity()).sum()
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
        let weights = self.shards.iter().map(|shard| shard.read().cache.weight());
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
        self.shards.iter().map(|shard| shard.read().cache.stats() + shard.counted()).sum()
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
        let taken = |shard| self.writing(shard).part.cache.take_stats() + shard.take_counted();
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
            part.cache.clear();
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
            part.cache.retain(&mut keep);
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
        self.each_part(|part| purged += part.cache.purge_expired());
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
            shard.read().cache.iter().for_each(|(key, value)| f(key, value));
        }
    }
}

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// The hash of a key and its shard.
    #[inline]
    fn locate<Q: ?Sized + Hash>(&self, key: &Q) -> (u64, &Shard<K, V, P, S>) {
        let hash = self.hasher.hash_one(key);
        // Another factor than the ghost's of S3-FIFO, which would know the shard's keys by fewer
        // bits. The index is below the number of shards, since that many bits are left of it.
        let i = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 1 >> self.shift;
        (hash, &self.shards[i as usize])
    }

    /// A counted look-up.
    #[inline]
    fn look_up<Q, R>(
        &self,
        hash: u64,
        shard: &Shard<K, V, P, S>,
        key: &Q,
        f: impl FnOnce(&V) -> R,
    ) -> Option<R>
    where
        Q: ?Sized + Equivalent<K>,
    {
        if self.shares_hits {
            let part = shard.read();
            match part.cache.get_shared(hash, key) {
                Shared::Hit(value) => {
                    shard.hits.fetch_add(1, Relaxed);
                    return Some(f(value));
                }
                Shared::Miss => {
                    shard.misses.fetch_add(1, Relaxed);
                    return None;
                }
                // It goes, and needs the other lock for that.
                Shared::Dead => {}
            }
        }
        let mut writing = self.writing(shard);
        let out = writing.cache.get_hashed(hash, key).map(|value| f(value));
        self.leave(shard, writing);
        out
    }

    /// Writes a pair that the lock is held for.
    fn put(
        &self,
        shard: &Shard<K, V, P, S>,
        mut writing: Writing<'_, K, V, P, S>,
        hash: u64,
        key: K,
        value: V,
    ) -> Option<V> {
        let Inserted { place, old, gone } = writing.cache.insert_hashed(hash, key, value);
        let claim = writing.shed(place);
        self.leave(shard, writing);
        if let (Some((key, value, cause)), Some(listener)) = (gone, &self.listener) {
            listener(key, value, cause);
        }
        if claim > 0 {
            self.shed_elsewhere(shard, claim);
        }
        old.map(|(key, old)| {
            drop(key);
            old
        })
    }

    /// Returns a clone of a key's value, and counts a hit or a miss.
    ///
    /// Computes in **O(1)** time (amortized average), and a clone.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a".to_owned(), 1);
    /// assert_eq!(cache.get("a"), Some(1));
    /// assert_eq!(cache.get("b"), None);
    /// ```
    #[inline]
    pub fn get<Q>(&self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
        V: Clone,
    {
        self.with(key, V::clone)
    }

    /// Returns what `f` makes of a key's value, and counts a hit or a miss.
    ///
    /// `f` runs under the shard's lock and must not call this cache.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert(1, "a long text".to_owned());
    /// assert_eq!(cache.with(&1, |text| text.len()), Some(11));
    /// assert_eq!(cache.with(&2, |text| text.len()), None);
    /// ```
    #[inline]
    pub fn with<Q, R>(&self, key: &Q, f: impl FnOnce(&V) -> R) -> Option<R>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        self.look_up(hash, shard, key, f)
    }

    /// Changes a key's value in place, counts a hit or a miss, and weighs the entry again.
    ///
    /// `f` runs under the shard's write lock and must not call this cache. It renews no time to
    /// live, as it is no write. An entry that becomes too heavy for the bound is removed
    /// ([`Cause::Rejected`]).
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", vec![1]);
    /// assert_eq!(cache.update("a", |numbers| { numbers.push(2); numbers.len() }), Some(2));
    /// assert_eq!(cache.update("b", |numbers| numbers.push(2)), None);
    /// ```
    pub fn update<Q, R>(&self, key: &Q, f: impl FnOnce(&mut V) -> R) -> Option<R>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        let mut writing = self.writing(shard);
        let out = writing.cache.get_hashed(hash, key).map(f);
        let mut claim = 0;
        if out.is_some() && self.budget.is_some() {
            writing.cache.reweigh(key);
            let place = writing.cache.slab.find(hash, key).unwrap_or(NIL);
            claim = writing.shed(place);
        }
        self.leave(shard, writing);
        if claim > 0 {
            self.shed_elsewhere(shard, claim);
        }
        out
    }

    /// Returns a clone of a key's value; counts nothing and is no use to the policy.
    ///
    /// Computes in **O(1)** time (average), and a clone.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!((cache.peek("a"), cache.peek("b")), (Some(1), None));
    /// assert_eq!(cache.stats().lookups(), 0);
    /// ```
    pub fn peek<Q>(&self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
        V: Clone,
    {
        let (hash, shard) = self.locate(key);
        shard.read().cache.peek_hashed(hash, key).cloned()
    }

    /// Returns whether there is a live entry of this key; counts nothing.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert!(cache.contains_key("a") && !cache.contains_key("b"));
    /// ```
    #[must_use]
    pub fn contains_key<Q>(&self, key: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        shard.read().cache.peek_hashed(hash, key).is_some()
    }

    /// Puts a value under a key and returns the old one.
    ///
    /// A value of this key that is being computed goes to those who wait for it and is not kept.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// assert_eq!(cache.insert("a", 1), None);
    /// assert_eq!(cache.insert("a", 2), Some(1));
    /// ```
    pub fn insert(&self, key: K, value: V) -> Option<V> {
        let (hash, shard) = self.locate(&key);
        let mut writing = self.writing(shard);
        let detached = writing.flights.detach(hash, &key);
        let old = self.put(shard, writing, hash, key, value);
        drop(detached);
        old
    }

    /// Removes a key and returns its value.
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
    pub fn remove<Q>(&self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        let mut writing = self.writing(shard);
        let detached = writing.flights.detach(hash, key);
        let removed = writing.cache.remove_hashed(hash, key);
        self.leave(shard, writing);
        drop(detached);
        removed.map(|(key, value)| {
            drop(key);
            value
        })
    }

    /// Returns a clone of a key's value, which `f` computes if there is none.
    ///
    /// Among the threads that miss the same key at once, one runs its function, with no lock held.
    /// The others wait and get a clone of that very value, even if it was refused or evicted at
    /// once. If the function panics, one of those who wait runs its own.
    ///
    /// The function may use the cache, but threads that wait for each other's keys wait for ever.
    ///
    /// Computes in **O(1)** time (amortized average), clones, and what `f` takes.
    ///
    /// # Panics
    ///
    /// Panics if `f` asks for the value of the key that it computes, instead of waiting for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// let lengths = boltons::cache::sync::ShardedCache::<String, usize>::new(9);
    /// assert_eq!(lengths.get_or_insert_with("abc", || 3), 3);
    /// assert_eq!(lengths.get_or_insert_with("abc", || unreachable!()), 3);
    /// ```
    #[inline]
    #[track_caller]
    pub fn get_or_insert_with<Q>(&self, key: &Q, f: impl FnOnce() -> V) -> V
    where
        Q: ?Sized + Hash + Equivalent<K> + ToOwned<Owned = K>,
        V: Clone,
    {
        match self.get_or_try_insert_with(key, || Ok::<_, Infallible>(f())) {
            Ok(value) => value,
            Err(never) => match never {},
        }
    }

    /// Returns a clone of a key's value, which `f` computes if there is none; its error is not
    /// kept.
    ///
    /// As [`get_or_insert_with`](Self::get_or_insert_with), but the caller whose function fails
    /// gets the error, and one of those who wait runs its own function then.
    ///
    /// Computes in **O(1)** time (amortized average), clones, and what `f` takes.
    ///
    /// # Errors
    ///
    /// Returns the error of `f`.
    ///
    /// # Panics
    ///
    /// Panics if `f` asks for the value of the key that it computes, instead of waiting for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// let numbers = boltons::cache::sync::ShardedCache::<String, i32>::new(9);
    /// assert!(numbers.get_or_try_insert_with("x", || "x".parse()).is_err());
    /// assert_eq!(numbers.get_or_try_insert_with("7", || "7".parse())?, 7);
    /// assert_eq!(numbers.len(), 1);
    /// # Ok::<(), std::num::ParseIntError>(())
    /// ```
    #[inline]
    #[track_caller]
    pub fn get_or_try_insert_with<Q, E>(
        &self,
        key: &Q,
        f: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E>
    where
        Q: ?Sized + Hash + Equivalent<K> + ToOwned<Owned = K>,
        V: Clone,
    {
        let (hash, shard) = self.locate(key);
        if let Some(value) = self.look_up(hash, shard, key, V::clone) {
            return Ok(value);
        }
        let value = fly(&Place { cache: self, shard, hash, key }, hash, key, f)?;
        shard.soft_misses.fetch_add(1, Relaxed);
        Ok(value)
    }
}

/// Where a key belongs.
struct Place<'a, Q: ?Sized, K, V, P: Policy, S> {
    cache: &'a ShardedCache<K, V, P, S>,
    shard: &'a Shard<K, V, P, S>,
    hash: u64,
    key: &'a Q,
}

impl<Q, K, V, P, S> Field<K, V> for Place<'_, Q, K, V, P, S>
where
    Q: ?Sized + Equivalent<K>,
    K: Hash + Eq,
    V: Clone,
    P: Policy,
    S: BuildHasher,
{
    fn look_again<R>(&self, f: impl FnOnce(&mut Flights<K, V>) -> R) -> Result<V, R> {
        let mut writing = self.cache.writing(self.shard);
        match writing.cache.peek_hashed(self.hash, self.key) {
            Some(value) => Ok(value.clone()),
            None => Err(f(&mut writing.flights)),
        }
    }

    fn flights<R>(&self, f: impl FnOnce(&mut Flights<K, V>) -> R) -> R {
        f(&mut self.cache.writing(self.shard).flights)
    }

    fn land(&self, flight: &Arc<Flight<V>>, value: V) {
        let mut writing = self.cache.writing(self.shard);
        match writing.flights.land(self.hash, flight) {
            Some(key) => drop(self.cache.put(self.shard, writing, self.hash, key, value)),
            None => {
                drop(writing);
                drop(value);
            }
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

#[cfg(feature = "__audit")]
impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// Asserts every invariant; nobody else may use the cache. Not public.
    #[doc(hidden)]
    #[track_caller]
    pub fn check(&self) {
        let mut weight = 0;
        for (i, shard) in self.shards.iter().enumerate() {
            let part = shard.read();
            part.cache.check();
            part.cache.check_keys();
            assert!(part.flights.is_empty(), "shard {i} has a flight");
            for (key, _) in &part.cache {
                assert!(core::ptr::eq(self.locate(key).1, shard), "a key in the wrong shard");
            }
            weight += u128::from(part.cache.weight());
        }
        if let Some(budget) = &self.budget {
            budget.check(weight);
        }
        let capacities = self.shards.iter().map(|shard| shard.read().cache.capacity());
        let (most, least) = (capacities.clone().max(), capacities.min());
        assert!(most <= least.map(|least| least + 1), "unequal shares");
    }
}
