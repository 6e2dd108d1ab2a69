//! One bound on the weight of all shards.
//!
//! A thread that has inserted claims what is too much and then evicts it, one lock at a time. What
//! is claimed is no longer counted, so that two threads don't evict for the same surplus.
//!
//! Invariant: `total` is the weight of all entries less what is claimed, which is less than nothing
//! where others have removed the entries meanwhile. A [`Claim`] that is dropped, also by a panic,
//! returns what was not evicted: when no insertion is under way, nothing is claimed and
//! `total ≤ max`.

use core::mem;

use super::locks::{Mutex, MutexGuard, PoisonError};

/// See the module.
#[derive(Debug)]
pub(super) struct Budget(Mutex<State>);

#[derive(Debug)]
struct State {
    max: u64,
    /// Wide enough for any number of threads that have each inserted the heaviest entry.
    total: i128,
}

impl State {
    fn note(&mut self, before: u64, after: u64) {
        self.total += i128::from(after) - i128::from(before);
    }

    /// Claims what is too much.
    fn claim(&mut self) -> u128 {
        let surplus = (self.total - i128::from(self.max)).max(0);
        self.total -= surplus;
        surplus.unsigned_abs()
    }

    /// Takes back what was claimed.
    fn unclaim(&mut self, left: u128) {
        self.total = self.total.saturating_add_unsigned(left);
    }
}

impl Budget {
    pub(super) fn new(max: u64) -> Self {
        Self(Mutex::new(State { max, total: 0 }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn max(&self) -> u64 {
        self.state().max
    }

    /// What would be too much if this were the bound.
    pub(super) fn above(&self, max: u64) -> u64 {
        let surplus = (self.state().total - i128::from(max)).max(0);
        u64::try_from(surplus).unwrap_or(u64::MAX)
    }

    /// Sets the bound and returns the former one.
    pub(super) fn set_max(&self, max: u64) -> u64 {
        mem::replace(&mut self.state().max, max)
    }

    /// Notes that a shard's weight changed.
    pub(super) fn note(&self, before: u64, after: u64) {
        self.state().note(before, after);
    }

    /// Notes that a shard's weight changed, and claims what is too much now.
    pub(super) fn claim(&self, before: u64, after: u64) -> Claim<'_> {
        let mut state = self.state();
        state.note(before, after);
        Claim { budget: self, left: state.claim() }
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self, weight: u128) {
        let state = self.state();
        assert_eq!(u128::try_from(state.total), Ok(weight), "the weight of all shards");
        assert!(weight <= state.max.into(), "weight {weight} is too much");
    }
}

/// Weight that one thread evicts.
#[derive(Debug)]
pub(super) struct Claim<'a> {
    budget: &'a Budget,
    left: u128,
}

impl Claim<'_> {
    /// What remains to evict; `u64::MAX` if it is more.
    pub(super) fn left(&self) -> u64 {
        u64::try_from(self.left).unwrap_or(u64::MAX)
    }

    pub(super) fn is_paid(&self) -> bool {
        self.left == 0
    }

    /// Whether it is paid, and nothing else is too much: values that grew in place are weighed only
    /// when their shard's lock is taken, which may be while a claim is paid there.
    pub(super) fn is_settled(&mut self) -> bool {
        if self.is_paid() {
            self.renew();
        }
        self.is_paid()
    }

    /// Pays with what was evicted, which may be more.
    pub(super) fn pay(&mut self, evicted: u64) {
        let evicted = u128::from(evicted);
        if evicted > self.left {
            let mut state = self.budget.state();
            state.total = state.total.saturating_sub_unsigned(evicted - self.left);
        }
        self.left = self.left.saturating_sub(evicted);
    }

    /// Returns what remains and claims what is too much now.
    pub(super) fn renew(&mut self) {
        let mut state = self.budget.state();
        state.unclaim(self.left);
        self.left = state.claim();
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        if self.left > 0 {
            self.budget.state().unclaim(self.left);
        }
    }
}
