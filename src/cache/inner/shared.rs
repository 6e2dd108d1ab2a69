//! What a cache that several threads share needs of the engine: hits with a shared reference,
//! removals that are passed to the listener after the lock, one weight bound over several engines.

use alloc::collections::VecDeque;
use core::mem;

use hashbrown::Equivalent;

use super::{At, Inner};
use crate::cache::policy::Order;
use crate::cache::stats::Cause;
use crate::cache::store::expiry::{Expiry, NEVER};
use crate::cache::store::extras::Listener;

/// What a lookup with a shared reference has found.
#[derive(Debug)]
pub(in crate::cache) enum Shared<'a, V> {
    /// A live entry, which is marked as used if the policy has marks.
    Hit(At, &'a V),
    Miss,
    /// A dead entry, which waits for a caller with a mutable reference.
    Dead,
}

/// What was removed under a lock, to be dropped or passed to the listener without it.
#[must_use = "the listener has not heard of it yet"]
pub(in crate::cache) struct Removed<K, V> {
    pub(in crate::cache) queue: VecDeque<(K, V, Cause)>,
    pub(in crate::cache) listener: Option<Listener<K, V>>,
}

impl<K, V> Removed<K, V> {
    /// Calls the listener. After a panic there, the rest stays in the queue.
    pub(in crate::cache) fn notify(&mut self) {
        while let Some((key, value, cause)) = self.queue.pop_front() {
            if let Some(listener) = &self.listener {
                listener(key, value, cause);
            }
        }
    }
}

impl<K, V, O: Order> Inner<K, V, O> {
    /// What is removed waits for [`Inner::take_removed`], if so.
    pub(in crate::cache) fn defer(&mut self, deferred: bool) {
        if deferred || self.extras.is_some() {
            self.extras_mut().deferred = deferred;
        }
    }

    /// What was removed and waits.
    #[inline]
    pub(in crate::cache) fn take_removed(&mut self) -> Removed<K, V> {
        let Some(extras) = &mut self.extras else {
            return Removed { queue: VecDeque::new(), listener: None };
        };
        let queue = mem::take(&mut extras.removed);
        let listener = if queue.is_empty() { None } else { extras.listener.clone() };
        if !extras.is_asked_for() && extras.rejected.is_none() {
            self.extras = None;
        }
        Removed { queue, listener }
    }

    /// Looks up a key without counting. The use is noted, or, if [`Inner::queues_uses`], has to be
    /// queued for [`Inner::note_queued_use`].
    #[inline]
    pub(in crate::cache) fn get_shared<Q>(&self, hash: u64, key: &Q) -> Shared<'_, V>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let Some((i, node)) = self.slab.find_node(hash, key) else { return Shared::Miss };
        if self.extras.is_some() && self.is_dead(At(i), self.now()) {
            return Shared::Dead;
        }
        self.order.on_hit_shared(i);
        Shared::Hit(At(i), &node.value)
    }

    /// Whether a hit needs no more than a shared reference and perhaps a place in a queue.
    pub(in crate::cache) fn shares_hits(&self) -> bool {
        let expiry = self.extras.as_ref().and_then(|extras| extras.expiry.as_ref());
        !expiry.is_some_and(Expiry::notes_uses)
    }

    /// Whether uses that are found with a shared reference have to be queued.
    pub(in crate::cache) const fn queues_uses() -> bool {
        !O::SHARES_HITS
    }

    /// Counts and notes a use of a live entry that was found with a shared reference. Nothing was
    /// removed since.
    #[inline]
    pub(in crate::cache) fn note_queued_use(&mut self, at: At) {
        self.stats.hits += 1;
        self.note_use(at, None);
    }

    /// Whether something was removed or refused and waits for [`Inner::take_removed`].
    #[inline]
    pub(in crate::cache) fn has_removed(&self) -> bool {
        self.extras
            .as_ref()
            .is_some_and(|extras| !extras.removed.is_empty() || !extras.is_asked_for())
    }

    /// Removes dead entries, also in their grace, for the listener, until so much weight is free or
    /// none is dead. Returns the weight freed. `keep` stays and is followed.
    pub(in crate::cache) fn free_dead_weight(&mut self, weight: u64, keep: &mut At) -> u64 {
        let (now, before) = (self.now(), self.weight());
        while before - self.weight() < weight && self.expire_first(now, keep) {}
        before - self.weight()
    }

    /// The time, if there is a clock at all.
    pub(in crate::cache) fn clock(&self) -> Option<u64> {
        self.extras.as_ref().and_then(|extras| extras.expiry.as_ref()).map(Expiry::now)
    }

    /// When the next entry dies or died, in the clock's nanoseconds; [`NEVER`] if none does.
    pub(in crate::cache) fn next_death(&self) -> u64 {
        let expiry = self.extras.as_ref().and_then(|extras| extras.expiry.as_ref());
        expiry.and_then(Expiry::first).map_or(NEVER, |(deadline, _)| deadline)
    }

    /// Evicts, for the listener, until so much weight is free or only `keep` remains. Returns the
    /// weight freed.
    pub(in crate::cache) fn shed_weight(&mut self, surplus: u64, keep: &mut At) -> u64 {
        let before = self.weight();
        while before - self.weight() < surplus && self.shed(keep, false) {}
        before - self.weight()
    }
}
