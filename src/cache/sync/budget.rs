//! One bound on the weight of all shards.
//!
//! A thread that has inserted claims what is too much and then evicts it, from its own shard first,
//! then from the others, one lock at a time. What is claimed is no longer counted, so that two
//! threads don't evict for the same surplus.
//!
//! Invariant: `total` is the weight of all entries less what is claimed. A thread gives back what
//! it could not evict of its claim, and claims anew: when nobody inserts any more, nothing is
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

    /// Notes that a shard's weight changed, and claims what is too much now.
    pub(super) fn settle(&self, before: u64, after: u64) -> u128 {
        let mut total = self.total();
        *total = (*total + u128::from(after)).saturating_sub(u128::from(before));
        let surplus = total.saturating_sub(self.max.into());
        *total -= surplus;
        surplus
    }

    /// Gives back what was claimed and not evicted.
    pub(super) fn unclaim(&self, claim: u128) {
        *self.total() += claim;
    }

    /// Pays off a claim with what was evicted, which may be more, and returns the rest of it.
    pub(super) fn pay(&self, claim: u128, evicted: u64) -> u128 {
        let evicted = u128::from(evicted);
        if evicted > claim {
            let mut total = self.total();
            *total = total.saturating_sub(evicted - claim);
        }
        claim.saturating_sub(evicted)
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self, weight: u128) {
        assert_eq!(*self.total(), weight, "the weight of all shards");
        assert!(weight <= self.max.into(), "weight {weight} is too much");
    }
}
