//! A cache for several threads: shards with a lock each.
//!
//! ```text
//! hash of a key ─▶ shard: RwLock { Inner, Flights }, hits, misses
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
use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::hash::RandomState;

use alloc::boxed::Box;
use alloc::collections::VecDeque;

use super::budget::{Budget, Claim};
use super::flight::Flights;
use super::locks::RwLock;
use crate::cache::inner::{At, Inner, clamped};
use crate::cache::policy::OrderOf;
use crate::cache::store::expiry::NEVER;
use crate::cache::store::extras::Listener;
use crate::cache::{Builder, Cause, Policy, S3Fifo};

use shard::{Notice, Part, Shard, Writing};

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
    shards: Box<[Shard<K, V, P>]>,
    hasher: S,
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
        let (capacity, hasher, extras) = self.into_parts();
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
        let weights = extras.as_ref().and_then(|extras| extras.weights.as_ref());
        let budget = weights.map(|weights| Budget::new(weights.max));
        let listener = extras.as_ref().and_then(|extras| extras.listener.clone());
        let shard = |i| {
            let capacity = capacity / count + usize::from(i < capacity % count);
            let extras = extras.as_ref().map(|extras| Box::new(extras.copy()));
            let deferred = extras.is_some();
            let mut inner = Inner::new(capacity, extras);
            if let Some(Budget { max, .. }) = budget {
                inner.share_weight(max / count as u64);
            }
            inner.defer(deferred);
            inner.reserve_empty(reserve.div_ceil(count));
            Shard {
                lock: RwLock::new(Part { inner, flights: Flights::new() }),
                hits: AtomicUsize::new(0),
                misses: AtomicUsize::new(0),
                soft_misses: AtomicUsize::new(0),
                next_death: AtomicU64::new(NEVER),
            }
        };
        let shards: Box<[_]> = (0..count).map(shard).collect();
        let shares_hits = shards.iter().all(|shard| shard.read().inner.shares_hits());
        let shift = 63 - count.trailing_zeros();
        ShardedCache { shards, hasher, shift, shares_hits, budget, listener }
    }
}

impl<K, V, P: Policy, S> ShardedCache<K, V, P, S> {
    fn writing<'a>(&'a self, shard: &'a Shard<K, V, P>) -> Writing<'a, K, V, P> {
        Writing::new(shard, self.budget.as_ref())
    }

    /// Releases the lock after a change, then drops what was removed or hands it to the listener.
    #[inline]
    fn finish(&self, shard: &Shard<K, V, P>, writing: Writing<'_, K, V, P>) {
        self.finish_write(shard, writing, At::NONE, |_| At::NONE, None);
    }

    /// The same after an entry was written, which is at `keep`, and which `find` finds again.
    ///
    /// If the weight of all shards is too much now, others are evicted for it: the dead of this
    /// shard, the dead of the others, live ones of this shard, live ones of the others. When all
    /// bounds hold and no lock is held, what was removed is dropped or handed to the listener,
    /// `gone` with it.
    fn finish_write(
        &self,
        shard: &Shard<K, V, P>,
        mut writing: Writing<'_, K, V, P>,
        keep: At,
        find: impl Fn(&Inner<K, V, OrderOf<P>>) -> At,
        gone: Option<(K, V, Cause)>,
    ) {
        let mut notice = Notice { shard, queue: VecDeque::new() };
        let claim = writing.claim();
        if let Some(mut claim) = claim {
            let dead = self.others_have_dead(shard, &writing);
            if dead {
                writing.pay_with_dead(&mut claim);
            } else {
                writing.pay(&mut claim, keep);
            }
            notice.collect(&mut writing);
            drop(writing);
            self.pay_elsewhere(shard, claim, dead, find, &mut notice);
        } else {
            notice.collect(&mut writing);
            drop(writing);
        }
        if !notice.queue.is_empty() {
            notice.queue.extend(gone);
            notice.notify(self.listener.as_ref());
        } else if let (Some((key, value, cause)), Some(listener)) = (gone, &self.listener) {
            // The common case: nothing has to wait in a queue.
            listener(key, value, cause);
        }
    }

    /// Whether another shard has a dead entry.
    fn others_have_dead(&self, own: &Shard<K, V, P>, writing: &Writing<'_, K, V, P>) -> bool {
        let others = self.shards.iter().filter(|shard| !core::ptr::eq(*shard, own));
        let next = others.map(|shard| shard.next_death.load(Relaxed)).min().unwrap_or(NEVER);
        next != NEVER && writing.inner.clock().is_some_and(|now| next <= now)
    }

    /// Pays what is left of a claim with entries of the other shards; if these have `dead` ones,
    /// with them, before any live one.
    #[cold]
    fn pay_elsewhere(
        &self,
        own: &Shard<K, V, P>,
        mut claim: Claim<'_>,
        dead: bool,
        find: impl Fn(&Inner<K, V, OrderOf<P>>) -> At,
        notice: &mut Notice<'_, K, V, P>,
    ) {
        let count = self.shards.len();
        let first = self.shards.iter().position(|shard| core::ptr::eq(shard, own)).unwrap_or(0);
        let others = || (1..count).map(|i| &self.shards[(first + i) & (count - 1)]);
        if dead {
            for shard in others() {
                if claim.is_paid() {
                    return;
                }
                if shard.next_death.load(Relaxed) != NEVER {
                    let mut writing = self.writing(shard);
                    writing.pay_with_dead(&mut claim);
                    notice.collect(&mut writing);
                }
            }
        }
        // First the entry's own shard, if it had to wait for the dead; then the others; when threads
        // have evicted there what we would have, all of them again.
        let mut own_too = dead;
        while !claim.is_paid() {
            let own = Some(own).filter(|_| own_too);
            for shard in own.into_iter().chain(others()) {
                let mut writing = self.writing(shard);
                let keep = if own.is_some_and(|own| core::ptr::eq(own, shard)) {
                    find(&writing.inner)
                } else {
                    At::NONE
                };
                writing.pay(&mut claim, keep);
                notice.collect(&mut writing);
                if claim.is_paid() {
                    return;
                }
            }
            claim.renew();
            own_too = true;
        }
    }

    /// Does something in every shard, under its write lock.
    fn each_part<R>(&self, mut f: impl FnMut(&mut Part<K, V, P>) -> R) {
        for shard in &self.shards {
            let mut writing = self.writing(shard);
            writing.inner.defer(true);
            let out = f(&mut writing);
            self.finish(shard, writing);
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
