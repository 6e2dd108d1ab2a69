//! What is removed, and why.

use alloc::vec::Vec;

use super::{At, Inner, weights_of};
use crate::cache::iter::{Taken, Tie as _};
use crate::cache::policy::{Chain, Order};
use crate::cache::stats::Cause;
use crate::cache::store::extras::{Extras, Unweighed};
use crate::cache::store::list::Edit;
use crate::cache::store::slab::Slab;

impl<K, V, O: Order> Inner<K, V, O> {
    /// Removes the entry at a place.
    #[inline]
    pub(in crate::cache) fn take(&mut self, at: At) -> Option<(K, V)> {
        let Self { slab, order, extras, .. } = self;
        if at.index() >= slab.len() {
            return None;
        }
        let Some(extras) = extras else {
            order.unlink(&mut slab.nodes, at.0, 1);
            let entry = slab.swap_remove(at.0);
            order.swap_remove(at.0);
            if at.index() < slab.len() {
                order.moved(&mut slab.nodes, at.0);
            }
            return entry;
        };
        take_with_extras(slab, order, extras, at)
    }

    /// The same, where another entry has to be followed, which may be the one that is removed.
    fn take_tracking(&mut self, at: At, tracked: &mut At) -> Option<(K, V)> {
        let entry = self.take(at);
        if entry.is_some() {
            tracked.follow(at.0, self.slab.len() as u32);
        }
        entry
    }

    /// Removes the entry at a place, which the caller gets if it is alive.
    #[inline]
    pub(in crate::cache) fn remove(&mut self, at: At) -> Option<(K, V)> {
        if self.extras.is_some() && self.is_dead(at, self.now()) {
            self.expire(at, &mut At::NONE.clone());
            return None;
        }
        self.take(at)
    }

    /// Removes a dead entry for the listener.
    pub(in crate::cache) fn expire(&mut self, at: At, tracked: &mut At) {
        if let Some((key, value)) = self.take_tracking(at, tracked) {
            self.stats.expirations += 1;
            self.extras_mut().removed.push_back((key, value, Cause::Expired));
        }
    }

    /// Removes the entry that is dead at `until` and died first, unless it is the tracked one.
    pub(super) fn expire_first(&mut self, until: Option<u64>, tracked: &mut At) -> bool {
        let expiry = self.extras.as_ref().and_then(|extras| extras.expiry.as_ref());
        let dead = expiry.zip(until).and_then(|(expiry, until)| expiry.first_dead(until));
        match dead {
            Some(i) if At(i) != *tracked => {
                self.expire(At(i), tracked);
                true
            }
            _ => false,
        }
    }

    /// The time whose dead are gone, their grace being over.
    pub(super) fn gone_at(&self, now: Option<u64>) -> Option<u64> {
        let expiry = self.extras.as_ref().and_then(|extras| extras.expiry.as_ref());
        expiry.zip(now).and_then(|(expiry, now)| expiry.before_grace(now))
    }

    /// Removes at most so many dead entries for the listener, oldest deadline first.
    pub(in crate::cache) fn expire_some(&mut self, max: usize) -> usize {
        let until = self.gone_at(self.now());
        self.sweep(until, max, &mut At::NONE.clone())
    }

    pub(super) fn sweep(&mut self, until: Option<u64>, max: usize, tracked: &mut At) -> usize {
        let mut swept = 0;
        while swept < max && self.expire_first(until, tracked) {
            swept += 1;
        }
        swept
    }

    /// Removes the entry that died first, its grace being over, for the caller.
    pub(in crate::cache) fn pop_expired(&mut self) -> Option<(K, V)> {
        let until = self.gone_at(self.now())?;
        let i = self.extras.as_ref()?.expiry.as_ref()?.first_dead(until)?;
        let entry = self.take(At(i));
        self.stats.expirations += u64::from(entry.is_some());
        entry
    }

    /// The entry to be evicted next, but never `keep`. Those without weight come last, and only if
    /// the number of entries is what has to shrink.
    #[inline]
    fn victim(&mut self, keep: At, weightless: bool) -> Option<At> {
        let Self { slab, order, extras, .. } = self;
        if let Some(i) = order.victim(&mut slab.nodes, weights_of(extras), keep.0) {
            return Some(At(i));
        }
        if !weightless {
            return None;
        }
        let pinned = self.pinned();
        let i = if pinned.tail == keep.0 && pinned.len > 1 {
            O::Tie::link(&self.slab.nodes, self.order.links(), pinned.tail)?.prev
        } else {
            pinned.tail
        };
        Some(At(i)).filter(|&at| at != keep && !at.is_none())
    }

    /// Removes an entry for a bound.
    pub(super) fn take_evicted(&mut self, at: At, tracked: &mut At) -> Option<(K, V)> {
        let weight = self.extras.as_ref().map_or(1, |extras| extras.weight_of(at));
        let entry = self.take_tracking(at, tracked)?;
        self.stats.evictions += 1;
        if let Some(weights) = self.weights_mut() {
            weights.evicted = weights.evicted.wrapping_add(weight);
        }
        Some(entry)
    }

    /// Removes what the policy evicts next, for the caller. Dead entries that are met on the way go
    /// to the listener.
    pub(in crate::cache) fn evict(&mut self) -> Option<(K, V)> {
        let now = self.now();
        loop {
            let at = self.victim(At::NONE, true)?;
            if !self.is_dead(at, now) {
                return self.take_evicted(at, &mut At::NONE.clone());
            }
            self.expire(at, &mut At::NONE.clone());
        }
    }

    /// Evicts one entry for the listener, but not the tracked one.
    pub(super) fn shed(&mut self, tracked: &mut At, weightless: bool) -> bool {
        let Some(at) = self.victim(*tracked, weightless) else { return false };
        let Some((key, value)) = self.take_evicted(at, tracked) else { return false };
        self.extras_mut().removed.push_back((key, value, Cause::Evicted));
        true
    }

    /// Removes entries until the bounds hold with `entering` more entries of this weight in all; if
    /// the tracked entry is to have this weight, `entering` is 0. Dead entries are removed first.
    pub(super) fn make_space(
        &mut self,
        weight: u64,
        entering: usize,
        tracked: &mut At,
        now: Option<u64>,
    ) {
        loop {
            let too_many = self.slab.len() + entering > self.bound();
            let extras = self.extras.as_ref();
            if !too_many && !extras.is_some_and(|extras| extras.is_over(weight, *tracked)) {
                return;
            }
            if !self.expire_first(now, tracked) && !self.shed(tracked, too_many) {
                return;
            }
        }
    }

    /// Removes and returns all entries in the order of iteration; everything is cleared then.
    pub(in crate::cache) fn take_all(&mut self) -> Taken<K, V> {
        let pinned = self.pinned();
        if let Some(extras) = &mut self.extras {
            extras.clear();
        }
        Taken::new(&mut self.slab, &mut self.order, pinned)
    }

    /// Removes all entries for the listener.
    pub(in crate::cache) fn clear(&mut self) {
        let Some(extras) = &mut self.extras else {
            self.order.clear();
            return self.slab.clear();
        };
        extras.dismiss_rejected();
        if extras.listener.is_some() || extras.deferred {
            let nodes = self.slab.nodes.capacity();
            let taken = self.take_all();
            let extras = self.extras_mut();
            extras.removed.extend(taken.map(|(key, value)| (key, value, Cause::Cleared)));
            // The storage is kept.
            self.slab.reserve_nodes(nodes, nodes);
            self.reserve_beside_nodes(nodes);
        } else {
            extras.clear();
            self.order.clear();
            self.slab.clear();
        }
    }

    /// Keeps the entries for which `keep` returns `true`; the others go to the listener.
    pub(in crate::cache) fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        if self.extras.is_none() {
            let mut i = 0;
            while let Some(node) = self.slab.nodes.get_mut(i as usize) {
                if keep(&node.key, &mut node.value) {
                    i += 1;
                } else {
                    self.take(At(i));
                }
            }
            return;
        }
        self.judge_all(keep);
    }

    /// Removes, for the listener, the entries for which `keep` returns `false` and those that are
    /// too heavy now, and weighs the others again. All are judged before the first is removed, so
    /// that a panic of the user's code strands none.
    pub(super) fn judge_all(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.note_changes();
        let mut leaving = Vec::new();
        let mut weights = Vec::new();
        let now = self.now();
        let Self { slab, extras, .. } = self;
        let weighing = extras.as_ref().and_then(|extras| extras.weights.as_ref());
        for (i, node) in (0..).zip(&mut slab.nodes) {
            let kept = keep(&node.key, &mut node.value);
            if !kept {
                leaving.push((At(i), Cause::Cleared));
            }
            if let Some(weighing) = weighing {
                let weight = if kept { (weighing.weigher)(&node.key, &node.value) } else { 0 };
                if !weighing.takes(weight) {
                    leaving.push((At(i), Cause::Rejected));
                }
                weights.push(weight);
            }
        }
        // From here on no code of the user runs. From the end, so that what moves into a gap stays.
        let mut next = leaving.len();
        for i in (0..weights.len()).rev() {
            let leaves = next.checked_sub(1).and_then(|last| leaving.get(last));
            if leaves.is_some_and(|(at, _)| at.index() == i) {
                next -= 1;
            } else {
                self.set_weight(At(i as u32), weights[i]);
            }
        }
        for &(at, cause) in leaving.iter().rev() {
            self.stats.rejections += u64::from(cause == Cause::Rejected);
            if let Some((key, value)) = self.take(at) {
                self.extras_mut().removed.push_back((key, value, cause));
            }
        }
        if let Some(weights) = self.weights_mut() {
            weights.unweighed = Unweighed::Nothing;
        }
        self.make_space(0, 0, &mut At::NONE.clone(), now);
    }
}

/// [`Inner::take`] of an entry that is there, and in the extras.
fn take_with_extras<K, V, O: Order>(
    slab: &mut Slab<K, V, O::Tie>,
    order: &mut O,
    extras: &mut Extras<K, V>,
    at: At,
) -> Option<(K, V)> {
    let weight = extras.weight_of(at);
    match &mut extras.weights {
        Some(weights) if weight == 0 => {
            order.edit(&mut slab.nodes, &mut weights.pinned, Edit::Unlink, at.0);
        }
        _ => order.unlink(&mut slab.nodes, at.0, weight),
    }
    let entry = slab.swap_remove(at.0);
    order.swap_remove(at.0);
    extras.swap_removed(at.0);
    if at.index() < slab.len() {
        let pinned = extras.is_pinned(at);
        match &mut extras.weights {
            Some(weights) if pinned => {
                order.edit(&mut slab.nodes, &mut weights.pinned, Edit::Filled, at.0);
            }
            _ => order.moved(&mut slab.nodes, at.0),
        }
    }
    entry
}

impl<K, V, const RENEWS: bool> Inner<K, V, Chain<RENEWS>> {
    /// Removes the newest live entry for the caller. Dead entries that are met go to the listener.
    pub(in crate::cache) fn pop_newest(&mut self) -> Option<(K, V)> {
        let now = self.now();
        loop {
            let [pinned, newest] = [At(self.pinned().head), At(self.order.newest())];
            let at = if pinned.is_none() { newest } else { pinned };
            if at.is_none() || !self.is_dead(at, now) {
                return self.take(at);
            }
            self.expire(at, &mut At::NONE.clone());
        }
    }

    /// Moves an entry to the newest end, or to the oldest.
    pub(in crate::cache) fn rank(&mut self, at: At, newest: bool) {
        let Self { slab, order, extras, .. } = self;
        let nodes = slab.nodes.as_mut_slice();
        if let Some(extras) = extras.as_mut().filter(|extras| extras.is_pinned(at)) {
            if let Some(weights) = &mut extras.weights {
                let edit = if newest { Edit::MoveToFront } else { Edit::MoveToBack };
                return order.edit(nodes, &mut weights.pinned, edit, at.0);
            }
        }
        if newest { order.promote(nodes, at.0) } else { order.demote(nodes, at.0) }
    }
}
