//! A shard, its lock, and what a writer owes when it lets go.

use core::mem;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

use alloc::collections::VecDeque;

use crate::cache::inner::{At, Inner};
use crate::cache::policy::OrderOf;
use crate::cache::store::extras::Listener;
use crate::cache::sync::budget::{Budget, Claim};
use crate::cache::sync::flight::Flights;
use crate::cache::sync::locks::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use crate::cache::{Cause, Policy, Stats};

/// On cache lines of its own.
#[repr(align(128))]
pub(super) struct Shard<K, V, P: Policy> {
    pub(super) lock: RwLock<Part<K, V, P>>,
    /// Lookups under the read lock; those under the write lock are in the cache's statistics.
    pub(super) hits: AtomicUsize,
    pub(super) misses: AtomicUsize,
    pub(super) soft_misses: AtomicUsize,
    /// When the next entry dies or died, as the last writer left it.
    pub(super) next_death: AtomicU64,
}

/// What a shard's lock protects.
pub(super) struct Part<K, V, P: Policy> {
    pub(super) inner: Inner<K, V, OrderOf<P>>,
    pub(super) flights: Flights<K, V>,
}

impl<K, V, P: Policy> Shard<K, V, P> {
    #[inline]
    pub(super) fn read(&self) -> RwLockReadGuard<'_, Part<K, V, P>> {
        self.lock.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn counted(&self) -> Stats {
        Stats {
            hits: self.hits.load(Relaxed) as u64,
            misses: self.misses.load(Relaxed) as u64,
            soft_misses: self.soft_misses.load(Relaxed) as u64,
            ..Stats::default()
        }
    }

    pub(super) fn take_counted(&self) -> Stats {
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
pub(super) struct Writing<'a, K, V, P: Policy> {
    pub(super) part: RwLockWriteGuard<'a, Part<K, V, P>>,
    next_death: &'a AtomicU64,
    budget: Option<&'a Budget>,
    /// The weight that the budget knows.
    known: u64,
}

impl<'a, K, V, P: Policy> Writing<'a, K, V, P> {
    pub(super) fn new(shard: &'a Shard<K, V, P>, budget: Option<&'a Budget>) -> Self {
        let part = shard.lock.write().unwrap_or_else(PoisonError::into_inner);
        let known = budget.map_or(0, |_| part.inner.weight());
        let mut writing = Self { part, next_death: &shard.next_death, budget, known };
        // What a function that panicked has changed in place.
        writing.part.inner.settle();
        writing
    }

    /// Claims what is too much in all shards.
    pub(super) fn claim(&mut self) -> Option<Claim<'a>> {
        let budget = self.budget?;
        let weight = self.part.inner.weight();
        let known = mem::replace(&mut self.known, weight);
        Some(budget.claim(known, weight)).filter(|claim| !claim.is_paid())
    }

    /// Pays a claim with the dead entries of this shard.
    pub(super) fn pay_with_dead(&mut self, claim: &mut Claim<'_>) {
        let freed = self.part.inner.free_dead_weight(claim.left());
        self.paid(claim, freed);
    }

    /// Pays a claim with the entries of this shard, the dead first, but not with `keep`.
    pub(super) fn pay(&mut self, claim: &mut Claim<'_>, mut keep: At) {
        self.pay_with_dead(claim);
        if !claim.is_paid() {
            let freed = self.part.inner.shed_weight(claim.left(), &mut keep);
            self.paid(claim, freed);
        }
    }

    fn paid(&mut self, claim: &mut Claim<'_>, freed: u64) {
        self.known = self.part.inner.weight();
        claim.pay(freed);
    }
}

impl<K, V, P: Policy> Drop for Writing<'_, K, V, P> {
    #[inline]
    fn drop(&mut self) {
        let Self { part, next_death, budget, known } = self;
        if let Some(budget) = budget {
            let weight = part.inner.weight();
            if weight != *known {
                budget.note(*known, weight);
            }
        }
        if part.inner.extras.is_some() {
            next_death.store(part.inner.next_death(), Relaxed);
        }
    }
}

impl<K, V, P: Policy> Deref for Writing<'_, K, V, P> {
    type Target = Part<K, V, P>;

    fn deref(&self) -> &Self::Target {
        &self.part
    }
}

impl<K, V, P: Policy> DerefMut for Writing<'_, K, V, P> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.part
    }
}

/// What was removed and has to be dropped or handed to the listener, without a lock. What a listener
/// that panics has not heard waits in a shard for the next writer there.
pub(super) struct Notice<'a, K, V, P: Policy> {
    pub(super) shard: &'a Shard<K, V, P>,
    pub(super) queue: VecDeque<(K, V, Cause)>,
}

impl<K, V, P: Policy> Notice<'_, K, V, P> {
    /// Takes what was removed in a shard.
    #[inline]
    pub(super) fn collect(&mut self, writing: &mut Writing<'_, K, V, P>) {
        let mut removed = writing.inner.take_removed();
        if self.queue.is_empty() {
            self.queue = removed.queue;
        } else {
            self.queue.append(&mut removed.queue);
        }
    }

    pub(super) fn notify(mut self, listener: Option<&Listener<K, V>>) {
        let Some(listener) = listener else {
            // Dropped without the guard: a panic of one does not keep the others.
            drop(mem::take(&mut self.queue));
            return;
        };
        while let Some((key, value, cause)) = self.queue.pop_front() {
            listener(key, value, cause);
        }
    }
}

impl<K, V, P: Policy> Drop for Notice<'_, K, V, P> {
    fn drop(&mut self) {
        if !self.queue.is_empty() {
            let mut part = self.shard.lock.write().unwrap_or_else(PoisonError::into_inner);
            let extras = part.inner.extras_mut();
            self.queue.append(&mut extras.removed);
            mem::swap(&mut self.queue, &mut extras.removed);
        }
    }
}
