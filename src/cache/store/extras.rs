//! What only some caches have: weights, expiry, a listener, a pair that was refused.
//!
//! A cache without any of them has no [`Extras`] and pays one branch for that.
//!
//! Invariants, for a cache of n nodes: `weights.each` has n items, which sum up to `weights.total`,
//! and `weights.total ≤ weights.max` between two calls, but for what was changed in place and is
//! noted in `weights.unweighed`; nodes of weight 0 are in `weights.pinned` and in no list of the
//! policy; `expiry` has the times of n nodes; the rejected pair is in no list.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::mem;
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::time::Duration;

use super::expiry::{Expiry, NEVER, Times, nanos};
use super::list::List;
use super::slab::At;
use crate::cache::stats::Cause;

pub(in crate::cache) type Listener<K, V> = Arc<dyn Fn(K, V, Cause) + Send + Sync>;
pub(in crate::cache) type Weigher<K, V> = Arc<dyn Fn(&K, &V) -> u64 + Send + Sync>;

/// See the module.
pub(in crate::cache) struct Extras<K, V> {
    pub(in crate::cache) weights: Option<Weighing<K, V>>,
    pub(in crate::cache) expiry: Option<Expiry<K, V>>,
    pub(in crate::cache) listener: Option<Listener<K, V>>,
    /// What was removed and waits for the listener, or for being dropped, in the order of removal.
    pub(in crate::cache) removed: VecDeque<(K, V, Cause)>,
    /// A pair that was refused and that the caller has a reference to.
    pub(in crate::cache) rejected: Option<(K, V)>,
    /// Whether another caller calls the listener and drops what was removed, after a lock.
    pub(in crate::cache) deferred: bool,
}

// What a cache without any of it pays in space.
const _: () = assert!(size_of::<Option<Box<Extras<u64, u64>>>>() == size_of::<usize>());

/// The room that an empty queue for the listener keeps.
const MAX_IDLE_QUEUE: usize = 32;

impl<K, V> Default for Extras<K, V> {
    fn default() -> Self {
        Self {
            weights: None,
            expiry: None,
            listener: None,
            removed: VecDeque::new(),
            rejected: None,
            deferred: false,
        }
    }
}

// The closures run before a change or after it, never within one.
impl<K: RefUnwindSafe, V: RefUnwindSafe> RefUnwindSafe for Extras<K, V> {}
impl<K: UnwindSafe, V: UnwindSafe> UnwindSafe for Extras<K, V> {}

/// What is settled about a pair before it is written.
#[derive(Clone, Copy, Debug)]
pub(in crate::cache) struct Terms {
    pub(in crate::cache) weight: u64,
    /// The time, if anything can expire.
    pub(in crate::cache) now: Option<u64>,
    pub(in crate::cache) times: Times,
}

impl<K, V> Extras<K, V> {
    /// The time, if anything can expire.
    #[inline]
    pub(in crate::cache) fn now(&self) -> Option<u64> {
        self.expiry.as_ref().filter(|expiry| expiry.is_timed()).map(Expiry::now)
    }

    /// Calls the clock, the weigher and `ttl_by` for a pair that is to be written.
    pub(in crate::cache) fn terms(&self, key: &K, value: &V, ttl: Option<Duration>) -> Terms {
        let weight = self.weights.as_ref().map_or(1, |weights| (weights.weigher)(key, value));
        let mut times = Times { now: 0, own: NEVER, replaces_ttl: false };
        let mut now = None;
        if let Some(expiry) = &self.expiry {
            let by = if ttl.is_some() { None } else { expiry.ttl_by.as_ref() };
            let own = ttl.or_else(|| by.and_then(|ttl_by| ttl_by(key, value)));
            if expiry.is_timed() || own.is_some() {
                times.now = expiry.now();
                now = Some(times.now);
            }
            times.own = own.map_or(NEVER, |own| times.now.saturating_add(nanos(own)));
            times.replaces_ttl = ttl.is_some();
        }
        Terms { weight, now, times }
    }

    /// Whether a pair of this weight can be kept at all.
    pub(in crate::cache) fn takes(&self, weight: u64) -> bool {
        self.weights.as_ref().is_none_or(|weights| weights.takes(weight))
    }

    /// Whether the weights would exceed their bound with so much more, and without node `i`.
    pub(in crate::cache) fn is_over(&self, more: u64, i: At) -> bool {
        self.weights.as_ref().is_some_and(|weights| {
            let old = weights.each.get(i.index()).copied().unwrap_or(0);
            weights.total - u128::from(old) + u128::from(more) > u128::from(weights.max)
        })
    }

    #[inline]
    pub(in crate::cache) fn is_dead(&self, i: At, now: Option<u64>) -> bool {
        match (&self.expiry, now) {
            (Some(expiry), Some(now)) => expiry.is_dead(i.0, now),
            _ => false,
        }
    }

    pub(in crate::cache) fn weight_of(&self, i: At) -> u64 {
        self.weights.as_ref().map_or(1, |w| w.each.get(i.index()).copied().unwrap_or(0))
    }

    /// Whether node `i` has weight 0, so that it is in no list of the policy.
    #[inline]
    pub(in crate::cache) fn is_pinned(&self, i: At) -> bool {
        self.weights.as_ref().is_some_and(|weights| weights.each.get(i.index()) == Some(&0))
    }

    /// A node was added at the end.
    pub(in crate::cache) fn pushed(&mut self, terms: Terms) {
        if let Some(weights) = &mut self.weights {
            weights.each.push(terms.weight);
            weights.total += u128::from(terms.weight);
        }
        if let Some(expiry) = &mut self.expiry {
            expiry.pushed(terms.times);
        }
    }

    /// Node `i` was removed and the last one is at its place.
    pub(in crate::cache) fn swap_removed(&mut self, i: u32) {
        if let Some(weights) = &mut self.weights {
            weights.swap_removed(i);
        }
        if let Some(expiry) = &mut self.expiry {
            expiry.swap_removed(i);
        }
    }

    /// All nodes are gone.
    pub(in crate::cache) fn clear(&mut self) {
        if let Some(weights) = &mut self.weights {
            weights.each.clear();
            weights.total = 0;
            weights.pinned = List::EMPTY;
            weights.unweighed = Unweighed::Nothing;
        }
        if let Some(expiry) = &mut self.expiry {
            expiry.clear();
        }
    }

    /// Makes room for so many nodes in all.
    pub(in crate::cache) fn reserve(&mut self, nodes: usize) {
        if let Some(weights) = &mut self.weights {
            weights.each.reserve_exact(nodes.saturating_sub(weights.each.len()));
        }
        if let Some(expiry) = &mut self.expiry {
            expiry.reserve(nodes);
        }
    }

    /// Frees what the nodes don't need.
    pub(in crate::cache) fn shrink(&mut self) {
        if let Some(weights) = &mut self.weights {
            weights.each.shrink_to_fit();
        }
        if let Some(expiry) = &mut self.expiry {
            expiry.shrink();
        }
        self.removed.shrink_to_fit();
    }

    /// Removes the pair that was refused.
    pub(in crate::cache) fn dismiss_rejected(&mut self) {
        if let Some((key, value)) = self.rejected.take() {
            self.removed.push_back((key, value, Cause::Rejected));
        }
    }

    /// Whether a feature is in use that only extras have.
    pub(in crate::cache) fn is_asked_for(&self) -> bool {
        self.weights.is_some() || self.expiry.is_some() || self.listener.is_some()
    }

    /// Whether a write has nothing to heed here.
    pub(in crate::cache) fn is_plain(&self) -> bool {
        let Self { weights, expiry, removed, rejected, .. } = self;
        weights.is_none() && expiry.is_none() && removed.is_empty() && rejected.is_none()
    }

    /// Whether they hold nothing, and never will until they are requested again.
    pub(in crate::cache) fn is_idle(&self) -> bool {
        !self.is_asked_for() && !self.deferred && self.is_plain()
    }

    /// Calls the listener with what was removed. A panic there loses the entry being passed; the
    /// rest stays for the next call.
    #[inline]
    pub(in crate::cache) fn notify(&mut self) {
        if !self.deferred && !self.removed.is_empty() {
            self.notify_all();
        }
    }

    #[cold]
    fn notify_all(&mut self) {
        while let Some((key, value, cause)) = self.removed.pop_front() {
            if let Some(listener) = &self.listener {
                listener(key, value, cause);
            }
        }
        if self.removed.capacity() > MAX_IDLE_QUEUE {
            self.removed = VecDeque::new();
        }
    }

    /// A copy without what was refused and what waits.
    pub(in crate::cache) fn copy(&self) -> Self {
        Self {
            weights: self.weights.clone(),
            expiry: self.expiry.clone(),
            listener: self.listener.clone(),
            removed: VecDeque::new(),
            rejected: None,
            deferred: self.deferred,
        }
    }

    #[cfg(feature = "__audit")]
    pub(in crate::cache) fn check(&self, len: usize) {
        if let Some(weights) = &self.weights {
            assert_eq!(weights.each.len(), len, "a weight for each node");
            let sum: u128 = weights.each.iter().map(|&weight| u128::from(weight)).sum();
            assert_eq!(weights.total, sum, "the sum of the weights");
            let pinned = weights.each.iter().filter(|&&weight| weight == 0).count();
            assert_eq!(weights.pinned.len as usize, pinned, "the nodes without weight");
            assert!(sum <= weights.max.into(), "weight {sum} is too much");
        }
        if let Some(expiry) = &self.expiry {
            expiry.check(len);
        }
    }
}

impl<K, V> fmt::Debug for Extras<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Extras").finish_non_exhaustive()
    }
}

/// Which values may have been changed in place since they were weighed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::cache) enum Unweighed {
    Nothing,
    One(At),
    All,
}

/// The weights and their bound.
pub(in crate::cache) struct Weighing<K, V> {
    pub(in crate::cache) weigher: Weigher<K, V>,
    pub(in crate::cache) each: Vec<u64>,
    /// Wide enough for values that all grew in place.
    pub(in crate::cache) total: u128,
    pub(in crate::cache) max: u64,
    /// The weight that a bound has evicted so far.
    pub(in crate::cache) evicted: u64,
    /// What a single entry may weigh at most.
    pub(in crate::cache) max_entry: u64,
    /// The nodes of weight 0, newest first; their links are among the policy's.
    pub(in crate::cache) pinned: List,
    pub(in crate::cache) unweighed: Unweighed,
}

impl<K, V> Weighing<K, V> {
    pub(in crate::cache) fn new(max: u64, max_entry: u64, weigher: Weigher<K, V>) -> Self {
        let (pinned, unweighed) = (List::EMPTY, Unweighed::Nothing);
        let each = Vec::new();
        Self { weigher, each, total: 0, max, evicted: 0, max_entry, pinned, unweighed }
    }

    /// Whether an entry of this weight can be kept at all.
    pub(in crate::cache) fn takes(&self, weight: u64) -> bool {
        weight <= self.max.min(self.max_entry)
    }

    /// Notes that a mutable reference to a value is returned.
    pub(in crate::cache) fn note_change(&mut self, at: At) {
        self.unweighed = match self.unweighed {
            Unweighed::Nothing => Unweighed::One(at),
            Unweighed::One(known) if known == at => Unweighed::One(at),
            _ => Unweighed::All,
        };
    }

    /// Sets the weight of node `i` and returns its former one.
    pub(in crate::cache) fn set(&mut self, i: At, weight: u64) -> u64 {
        let Some(place) = self.each.get_mut(i.index()) else { return 0 };
        let old = mem::replace(place, weight);
        self.total = self.total - u128::from(old) + u128::from(weight);
        if self.unweighed == Unweighed::One(i) {
            self.unweighed = Unweighed::Nothing;
        }
        old
    }

    fn swap_removed(&mut self, i: u32) {
        if (i as usize) < self.each.len() {
            self.total -= u128::from(self.each.swap_remove(i as usize));
        }
        if let Unweighed::One(at) = &mut self.unweighed {
            at.follow(i, self.each.len() as u32);
            if at.is_none() {
                self.unweighed = Unweighed::Nothing;
            }
        }
    }
}

impl<K, V> Clone for Weighing<K, V> {
    fn clone(&self) -> Self {
        Self { weigher: self.weigher.clone(), each: self.each.clone(), ..*self }
    }
}
