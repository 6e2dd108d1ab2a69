//! A cache for several threads: shards with a lock each.
//!
//! ```text
//! hash of a key ─▶ shard: RwLock { Uses, Inner, Flights }, hits, misses
//! ```
//!
//! * The hash is computed once and without a lock; its bits, multiplied together, choose the
//!   shard, so that a shard's table sees them all.
//! * A hit takes the read lock. Under Sieve, S3-FIFO and Lri it sets an atomic of the entry or
//!   nothing; under Lru it queues the use, and the next write lock of the shard moves the entries
//!   that were used, in the order of use, before anything else. So nobody can tell that they were
//!   not moved at once. Where entries age by use, a hit takes the write lock.
//! * Under a lock nothing is dropped and no listener is called: what is removed from a shard waits
//!   in the extras of its engine until the lock is released.
//! * The bound on the entries is divided among the shards; that on the weight is one `budget` for
//!   all, so that an entry which fits the whole fits.
//! * Flights are in the same lock as the entries, so that "miss, then join or lead" is one step,
//!   and so are "write, then detach" and "land, then store".
//!
//! Rejected: one lock and a queue of uses and writes that are noted later (moka: counts and bounds
//! that lag, memory above the bound); a write lock for each hit under Lru (its links, and the
//! ends of the list, then travel between the cores); a background thread; a separate table of
//! flights (a write between landing and storing would be undone by the older value).

// In the order in which the documentation shows their methods.
mod create;

mod whole;

mod keyed;

mod load;

mod compute;

mod bounds;

mod remove;

mod iter;

mod shard;

use core::fmt;
use core::panic::{RefUnwindSafe, UnwindSafe};
use std::hash::RandomState;

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::budget::{Budget, Claim};
use super::locks::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use super::locks::{Mutex, MutexGuard, PoisonError};
use crate::cache::inner::{At, Inner};
use crate::cache::policy::OrderOf;
use crate::cache::store::expiry::NEVER;
use crate::cache::store::extras::Listener;
use crate::cache::{Cause, Policy, S3Fifo};

pub(super) use self::load::Mode;
use self::shard::{Notice, Shard, Writing};

/// A cache that many threads share, with a lock per shard.
///
/// Its methods are those of [`Cache`](crate::cache::Cache) with `&self`; values are cloned out
/// (keep large ones in an `Arc`) or visited in place ([`with`](Self::with)). Threads that miss the
/// same key in [`get_or_insert_with`](Self::get_or_insert_with) compute it once. There is no
/// background thread: bounds, counts and the listener are exact as soon as a call returns.
///
/// Created by [`new`](Self::new), or by
/// [`Builder::build_sharded`](crate::cache::Builder::build_sharded) for other bounds and for
/// another policy than [`S3Fifo`]. Hits share a lock under each policy, unless entries have a
/// [time to idle](crate::cache::Builder::tti).
///
/// `Hash` and `Eq` of keys, `Clone` of values, the weigher, the clock and the functions given to
/// `with`, `update`, `retain` and `for_each` run under a lock: these must not call the same cache.
/// The functions that compute a value and the listener may, as they run without a lock; values are
/// dropped without one as well. A lock that is poisoned by a panic is entered nevertheless.
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
#[doc(alias = "concurrent")]
#[doc(alias = "thread-safe")]
#[doc(alias = "SegmentedCache")]
pub struct ShardedCache<K, V, P: Policy = S3Fifo, S = RandomState> {
    /// A power of two of them.
    shards: Box<[Shard<K, V, P>]>,
    hasher: S,
    /// 63 less the binary logarithm of the number of shards.
    shift: u32,
    /// Whether a hit takes the read lock: no entry ages by use.
    shares_hits: AtomicBool,
    budget: Option<Budget>,
    listener: Option<Listener<K, V>>,
    /// Held while a bound is changed, so that all shards get the same one.
    changing: Mutex<()>,
    /// The shard at which the next partial sweep begins.
    swept: AtomicUsize,
}

// The listener runs when all is in order, and locks are entered though they are poisoned.
impl<K, V, P: Policy, S: RefUnwindSafe> RefUnwindSafe for ShardedCache<K, V, P, S> {}
impl<K, V, P: Policy, S: RefUnwindSafe> UnwindSafe for ShardedCache<K, V, P, S> {}

impl<K, V, P: Policy, S> ShardedCache<K, V, P, S> {
    fn writing<'a>(&'a self, shard: &'a Shard<K, V, P>) -> Writing<'a, K, V, P> {
        Writing::new(shard, self.budget.as_ref())
    }

    /// Releases the lock after a change, then drops what was removed or hands it to the listener.
    #[inline]
    fn finish(&self, shard: &Shard<K, V, P>, writing: Writing<'_, K, V, P>) {
        // Most often nothing was.
        if self.budget.is_none() && !writing.inner.has_removed() {
            return;
        }
        let notice = self.release(shard, writing, At::NONE, |_| At::NONE, None);
        notice.notify(self.listener.as_ref());
    }

    /// Releases the lock after an entry was written, which is at `keep`, and which `find` finds
    /// again.
    ///
    /// If the weight of all shards is too much now, others are evicted for it: the dead of this
    /// shard, the dead of the others, live ones of this shard, live ones of the others. What is
    /// returned has to be dropped or handed to the listener, `gone` last: only now, when all bounds
    /// hold and no lock is held.
    #[inline]
    fn release<'a>(
        &self,
        shard: &'a Shard<K, V, P>,
        mut writing: Writing<'_, K, V, P>,
        mut keep: At,
        find: impl Fn(&Inner<K, V, OrderOf<P>>) -> At,
        gone: Option<(K, V, Cause)>,
    ) -> Notice<'a, K, V, P> {
        let mut notice = Notice::new(shard);
        let claim = writing.claim();
        if let Some(mut claim) = claim {
            let dead = self.others_have_dead(shard, &writing);
            if dead {
                writing.pay_with_dead(&mut claim, &mut keep);
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
        notice.push(gone);
        notice
    }

    /// Passes on what was removed in several shards. After a panic of the listener, what it has not
    /// got stays in its shard.
    fn notify_each(&self, notices: Vec<Notice<'_, K, V, P>>) {
        notices.into_iter().for_each(|notice| notice.notify(self.listener.as_ref()));
    }

    #[inline]
    fn shares_hits(&self) -> bool {
        self.shares_hits.load(Relaxed)
    }

    fn lock_bounds(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether another shard has a dead entry.
    fn others_have_dead(&self, own: &Shard<K, V, P>, writing: &Writing<'_, K, V, P>) -> bool {
        let others = self.shards.iter().filter(|shard| !core::ptr::eq(*shard, own));
        let next = others.map(|shard| shard.next_death.get()).min().unwrap_or(NEVER);
        next != NEVER && writing.inner.clock().is_some_and(|now| next <= now)
    }

    /// Pays what remains of a claim with entries of the other shards; if these have `dead` ones,
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
                if claim.is_settled() {
                    return;
                }
                if shard.next_death.get() != NEVER {
                    let mut writing = self.writing(shard);
                    writing.pay_with_dead(&mut claim, &mut At::NONE.clone());
                    notice.collect(&mut writing);
                }
            }
        }
        // First the entry's own shard, if it had to wait for the dead; then the others; when
        // threads have evicted there what we would have, all of them again.
        let mut own_too = dead;
        while !claim.is_settled() {
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
                drop(writing);
                if claim.is_settled() {
                    return;
                }
            }
            claim.renew();
            own_too = true;
        }
    }

    /// Does something in every shard, under its write lock.
    fn each_part<R>(&self, mut f: impl FnMut(&mut Writing<'_, K, V, P>) -> R) {
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
