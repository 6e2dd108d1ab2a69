//! A shard, its lock, and what a writer owes when it lets go.

use core::hash::BuildHasher;
use core::mem;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use alloc::collections::VecDeque;
use alloc::sync::Arc;

use crate::cache::sync::budget::Budget;
use crate::cache::sync::flight::Flights;
use crate::cache::sync::locks::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use crate::cache::{Cache, Cause, Policy, Stats};

/// One hasher for all shards, whether it can be cloned or not.
pub(super) struct Hasher<S>(pub(super) Arc<S>);

impl<S: BuildHasher> BuildHasher for Hasher<S> {
    type Hasher = S::Hasher;

    #[inline]
    fn build_hasher(&self) -> S::Hasher {
        self.0.build_hasher()
    }
}

/// On cache lines of its own.
#[repr(align(128))]
pub(super) struct Shard<K, V, P: Policy, S> {
    pub(super) lock: RwLock<Part<K, V, P, S>>,
    /// Look-ups under the read lock; those under the write lock are in the cache's statistics.
    pub(super) hits: AtomicUsize,
    pub(super) misses: AtomicUsize,
    pub(super) soft_misses: AtomicUsize,
}

/// What a shard's lock protects.
pub(super) struct Part<K, V, P: Policy, S> {
    pub(super) cache: Cache<K, V, P, Hasher<S>>,
    pub(super) flights: Flights<K, V>,
}

pub(super) type Leaving<K, V> = VecDeque<(K, V, Cause)>;

impl<K, V, P: Policy, S> Shard<K, V, P, S> {
    #[inline]
    pub(super) fn read(&self) -> RwLockReadGuard<'_, Part<K, V, P, S>> {
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
pub(super) struct Writing<'a, K, V, P: Policy, S> {
    pub(super) part: RwLockWriteGuard<'a, Part<K, V, P, S>>,
    pub(super) budget: Option<&'a Budget>,
    /// The weight that the budget knows.
    pub(super) known: u64,
}

impl<K, V, P: Policy, S> Writing<'_, K, V, P, S> {
    /// Evicts from this shard what is too much in all, but not `keep`; returns what is left of it.
    pub(super) fn shed(&mut self, keep: u32) -> u128 {
        let Some(budget) = self.budget else { return 0 };
        let weight = self.part.cache.weight();
        let claim = budget.settle(self.known, weight);
        self.known = weight;
        self.pay(claim, keep)
    }

    /// Evicts what was claimed as far as this shard has it; returns what is left of it.
    pub(super) fn pay(&mut self, claim: u128, keep: u32) -> u128 {
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
pub(super) struct Farewell<'a, K, V, P: Policy, S> {
    pub(super) shard: &'a Shard<K, V, P, S>,
    pub(super) leaving: Leaving<K, V>,
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
