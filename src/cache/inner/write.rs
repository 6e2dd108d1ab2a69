//! Writing entries, and what is removed for them.

use core::mem;
use core::time::Duration;

use super::{At, Inner, Written};
use crate::cache::policy::Order;
use crate::cache::stats::{Cause, Counts};
use crate::cache::store::extras::{Extras, Terms, Unweighed};
use crate::cache::store::list::Edit;
use crate::cache::store::slab::{Gap, Node};

/// The dead entries that an insertion removes besides those for which it needs the room.
const MAX_SWEPT: usize = 8;

impl<K, V, O: Order> Inner<K, V, O> {
    /// Stores a pair. The time is asked here, so that an entry lives from now on.
    #[inline]
    pub(in crate::cache) fn store(
        &mut self,
        hash: u64,
        key: K,
        value: V,
        ttl: Option<Duration>,
        rehash: impl Fn(&K) -> u64,
    ) -> Written<K, V>
    where
        K: Eq,
    {
        if self.extras.as_ref().is_some_and(|extras| !extras.is_plain()) {
            return self.store_with_extras(hash, key, value, ttl, rehash);
        }
        if self.slab.is_tight() {
            return self.store_in_tight(hash, key, value, rehash);
        }
        let bound = self.bound();
        let Self { slab, order, stats, .. } = self;
        match slab.probe(hash, |other| key == *other) {
            Err(gap) => enter(gap, order, stats, bound, hash, key, value),
            Ok(i) => self.overwrite(i, key, value),
        }
    }

    /// [`Inner::store`] where the index has no room: an overwritten entry needs none.
    #[cold]
    #[inline(never)]
    fn store_in_tight(
        &mut self,
        hash: u64,
        key: K,
        value: V,
        rehash: impl Fn(&K) -> u64,
    ) -> Written<K, V>
    where
        K: Eq,
    {
        if let Some(i) = self.slab.find(hash, &key) {
            return self.overwrite(i, key, value);
        }
        self.slab.make_room(rehash);
        let bound = self.bound();
        let Self { slab, order, stats, .. } = self;
        match slab.probe(hash, |_| false) {
            Err(gap) => enter(gap, order, stats, bound, hash, key, value),
            Ok(i) => self.overwrite(i, key, value),
        }
    }

    /// Overwrites a value where nothing but the order has to know.
    #[inline]
    fn overwrite(&mut self, i: u32, key: K, value: V) -> Written<K, V> {
        let Some(node) = self.slab.nodes.get_mut(i as usize) else {
            crate::error::bug!("the index names node {i}, which is not there");
            return Written::Refused { key: Some(key), value, old: None };
        };
        let old = mem::replace(&mut node.value, value);
        self.order.on_write(&mut self.slab.nodes, i);
        Written::Replaced { at: At(i), key: Some(key), old }
    }

    #[cold]
    #[inline(never)]
    fn store_with_extras(
        &mut self,
        hash: u64,
        key: K,
        value: V,
        ttl: Option<Duration>,
        rehash: impl Fn(&K) -> u64,
    ) -> Written<K, V>
    where
        K: Eq,
    {
        let mut at = self.find(hash, &key).unwrap_or(At::NONE);
        let terms = self.extras_mut().terms(&key, &value, ttl);
        let now = terms.now;
        let takes = self.capacity > 0 && self.extras_mut().takes(terms.weight);
        if takes {
            self.slab.make_room(rehash);
        }
        // From here on no code of the user runs.
        self.extras_mut().dismiss_rejected();
        if self.is_dead(at, now) {
            self.expire(at, &mut At::NONE.clone());
            at = At::NONE;
        }
        self.sweep(self.gone_at(now), MAX_SWEPT, &mut at);
        if !takes {
            self.stats.rejections += 1;
            return Written::Refused { key: Some(key), value, old: self.take(at) };
        }
        if at.is_none() {
            self.make_space(terms.weight, 1, &mut at, now);
            return self.add(hash, key, value, terms);
        }
        match self.renew_value(at, value, terms, now) {
            Ok((at, old)) => Written::Replaced { at, key: Some(key), old },
            Err(value) => Written::Refused { key: Some(key), value, old: None },
        }
    }

    /// Adds an entry for which there is room everywhere.
    fn add(&mut self, hash: u64, key: K, value: V, terms: Terms) -> Written<K, V> {
        let bound = self.bound();
        let room = match self.slab.probe(hash, |_| false) {
            Err(mut gap) => gap.grow(bound),
            Ok(_) => None,
        };
        if let Some(room) = room {
            self.reserve_beside_nodes(room);
        }
        let Err(gap) = self.slab.probe(hash, |_| false) else {
            crate::error::bug!("an entry equals a key that equals none");
            return Written::Refused { key: Some(key), value, old: None };
        };
        let Self { order, extras, .. } = self;
        let (i, nodes) = gap.push(key, value);
        let at = At(i);
        order.push(hash);
        link(order, nodes, extras.get_or_insert_default(), at, terms.weight);
        self.extras_mut().pushed(terms);
        self.stats.insertions += 1;
        Written::Added { at, out: None }
    }

    /// Overwrites the entry at a place, however it was found.
    pub(in crate::cache) fn store_at(
        &mut self,
        at: At,
        value: V,
        ttl: Option<Duration>,
    ) -> Written<K, V> {
        let Some(node) = self.slab.nodes.get_mut(at.index()) else {
            // The rejected pair lives on outside the cache.
            return match self.extras.as_mut().and_then(|extras| extras.rejected.as_mut()) {
                Some((_, old)) => {
                    Written::Replaced { at, key: None, old: mem::replace(old, value) }
                }
                None => Written::Refused { key: None, value, old: None },
            };
        };
        let Some(extras) = &self.extras else {
            let old = mem::replace(&mut node.value, value);
            self.order.on_write(&mut self.slab.nodes, at.0);
            return Written::Replaced { at, key: None, old };
        };
        let terms = extras.terms(&node.key, &value, ttl);
        let (takes, now) = (extras.takes(terms.weight), terms.now);
        // From here on no code of the user runs.
        self.extras_mut().dismiss_rejected();
        if !takes {
            self.stats.rejections += 1;
            return Written::Refused { key: None, value, old: self.take(at) };
        }
        match self.renew_value(at, value, terms, now) {
            Ok((at, old)) => Written::Replaced { at, key: None, old },
            Err(value) => Written::Refused { key: None, value, old: None },
        }
    }

    /// Replaces the value of a live entry, and makes space for it.
    fn renew_value(
        &mut self,
        mut at: At,
        value: V,
        terms: Terms,
        now: Option<u64>,
    ) -> Result<(At, V), V> {
        // Its new times first, so that it is not among the dead.
        if let Some(expiry) = &mut self.extras_mut().expiry {
            expiry.write(at.0, terms.times);
        }
        self.make_space(terms.weight, 0, &mut at, now);
        let Some(node) = self.slab.nodes.get_mut(at.index()) else {
            crate::error::bug!("an entry went for its own value");
            return Err(value);
        };
        let old = mem::replace(&mut node.value, value);
        self.set_weight(at, terms.weight);
        let Self { slab, order, extras, .. } = self;
        let nodes = slab.nodes.as_mut_slice();
        match extras.as_mut().and_then(|extras| extras.weights.as_mut()) {
            Some(weights) if terms.weight == 0 => {
                order.edit(nodes, &mut weights.pinned, Edit::MoveToFront, at.0);
            }
            _ => order.on_write(nodes, at.0),
        }
        Ok((at, old))
    }

    /// Sets the weight of an entry, for which there is space.
    pub(super) fn set_weight(&mut self, at: At, weight: u64) {
        let Self { slab, order, extras, .. } = self;
        let nodes = slab.nodes.as_mut_slice();
        let Some(extras) = extras else { return };
        let Some(weights) = &mut extras.weights else { return };
        let old = weights.set(at, weight);
        match (old == 0, weight == 0) {
            (false, false) => order.on_reweigh(at.0, old, weight),
            (true, true) => {}
            (true, false) => {
                order.edit(nodes, &mut weights.pinned, Edit::Unlink, at.0);
                order.link(nodes, at.0, weight);
            }
            (false, true) => {
                order.unlink(nodes, at.0, old);
                order.edit(nodes, &mut weights.pinned, Edit::PushFront, at.0);
            }
        }
    }

    /// Weighs an entry again and makes space for it. One that has become too heavy to be kept is
    /// removed.
    pub(in crate::cache) fn reweigh(&mut self, at: At) -> u64 {
        let mut at = at;
        let Some(node) = self.slab.nodes.get(at.index()) else { return 1 };
        let Some(weights) = self.weights() else { return 1 };
        let weight = (weights.weigher)(&node.key, &node.value);
        let (takes, old) = (weights.takes(weight), weights.each.get(at.index()).copied());
        if !takes {
            self.reject(at);
        } else {
            if old.is_some_and(|old| weight > old) {
                let now = self.now();
                self.make_space(weight, 0, &mut at, now);
            }
            self.set_weight(at, weight);
        }
        weight
    }

    /// Removes an entry that has become too heavy.
    fn reject(&mut self, at: At) {
        self.stats.rejections += 1;
        if let Some((key, value)) = self.take(at) {
            self.extras_mut().removed.push_back((key, value, Cause::Rejected));
        }
    }

    /// Whether another entry than this one may have been changed in place.
    pub(in crate::cache) fn owes_weighing_beside(&self, at: At) -> bool {
        let unweighed = self.weights().map_or(Unweighed::Nothing, |weights| weights.unweighed);
        ![Unweighed::Nothing, Unweighed::One(at)].contains(&unweighed)
    }

    /// Weighs what may have been changed in place since the last call, and calls the listener with
    /// what was removed for it.
    #[inline]
    pub(in crate::cache) fn settle(&mut self) {
        if self.extras.is_some() {
            self.settle_with_extras();
        }
    }

    #[inline(never)]
    fn settle_with_extras(&mut self) {
        match self.weights().map_or(Unweighed::Nothing, |weights| weights.unweighed) {
            Unweighed::Nothing => {}
            Unweighed::One(at) => {
                self.reweigh(at);
            }
            Unweighed::All => self.judge_all(|_, _| true),
        }
        self.notify();
    }
}

/// Inserts a new node of this weight into the list where it belongs.
fn link<K, V, O: Order>(
    order: &mut O,
    nodes: &mut [Node<K, V, O::Tie>],
    extras: &mut Extras<K, V>,
    at: At,
    weight: u64,
) {
    match &mut extras.weights {
        Some(weights) if weight == 0 => {
            order.edit(nodes, &mut weights.pinned, Edit::PushFront, at.0);
        }
        _ => order.link(nodes, at.0, weight),
    }
}

/// Fills a gap with a new entry of a cache without extras. All of it belongs into its callers,
/// which hold most of its arguments anyway.
#[inline(always)]
fn enter<K, V, O: Order>(
    mut gap: Gap<'_, K, V, O::Tie>,
    order: &mut O,
    stats: &mut Counts,
    bound: usize,
    hash: u64,
    key: K,
    value: V,
) -> Written<K, V> {
    if gap.nodes.len() >= bound {
        let Some(i) = order.evict_in_place(gap.nodes) else {
            stats.rejections += 1;
            return Written::Refused { key: Some(key), value, old: None };
        };
        stats.insertions += 1;
        stats.evictions += 1;
        order.reuse(i, hash);
        return Written::Added { at: At(i), out: gap.replace(i, key, value) };
    }
    stats.insertions += 1;
    if let Some(room) = gap.grow(bound) {
        order.reserve(room);
    }
    let (i, nodes) = gap.push(key, value);
    order.on_insert(nodes, i, hash, 1);
    Written::Added { at: At(i), out: None }
}
