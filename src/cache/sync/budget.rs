//! One bound on the weight of all shards.
//!
//! A thread that has inserted claims what is too much and then evicts it, one lock at a time. What
//! is claimed is no longer counted, so that two threads don't evict for the same surplus.
//!
//! Invariant: `total` is the weight of all entries less what is claimed. A [`Claim`] that is dropped,
//! also by a panic, gives back what was not evicted: when nobody inserts any more, nothing is
//! claimed and `total ≤ max`.

use super::locks::{Mutex, MutexGuard, PoisonError};

/// See the module.
#[derive(Debug)]
pub(super) struct Budget {
    pub(super) max: u64,
    /// Wide enough for any number of threads that have each inserted the heaviest entry.
    total: Mutex<u128>,
}

impl Budget {
    pub(super) fn new(max: u64) -> Self {
        Self { max, total: Mutex::new(0) }
    }

    fn total(&self) -> MutexGuard<'_, u128> {
        self.total.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a shard's weight changed.
    pub(super) fn note(&self, before: u64, after: u64) {
        let mut total = self.total();
        *total = (*total + u128::from(after)).saturating_sub(u128::from(before));
    }

    /// Notes that a shard's weight changed, and claims what is too much now.
    pub(super) fn claim(&self, before: u64, after: u64) -> Claim<'_> {
        let mut total = self.total();
        *total = (*total + u128::from(after)).saturating_sub(u128::from(before));
        let surplus = total.saturating_sub(self.max.into());
        *total -= surplus;
        Claim { budget: self, left: surplus }
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self, weight: u128) {
        assert_eq!(*self.total(), weight, "the weight of all shards");
        assert!(weight <= self.max.into(), "weight {weight} is too much");
    }
}

/// Weight that one thread evicts.
#[derive(Debug)]
pub(super) struct Claim<'a> {
    budget: &'a Budget,
    left: u128,
}

impl Claim<'_> {
    /// What is left to evict; `u64::MAX` if it is more.
    pub(super) fn left(&self) -> u64 {
        u64::try_from(self.left).unwrap_or(u64::MAX)
    }

    pub(super) fn is_paid(&self) -> bool {
        self.left == 0
    }

    /// Pays with what was evicted, which may be more.
    pub(super) fn pay(&mut self, evicted: u64) {
        let evicted = u128::from(evicted);
        if evicted > self.left {
            let mut total = self.budget.total();
            *total = total.saturating_sub(evicted - self.left);
        }
        self.left = self.left.saturating_sub(evicted);
    }

    /// Gives back what is left and claims what is too much now.
    pub(super) fn renew(&mut self) {
        let mut total = self.budget.total();
        *total += self.left;
        self.left = total.saturating_sub(self.budget.max.into());
        *total -= self.left;
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        if self.left > 0 {
            *self.budget.total() += self.left;
        }
    }
}
