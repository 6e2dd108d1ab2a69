//! What the methods of a cache are made of.
//!
//! The order of every change: first the code of the user that may panic (`Hash`, `Eq`, weigher,
//! clock, the loading function), then the change as a whole, then drops and the listener.
//! An index that must survive the removal of others is *tracked*: the last node moves into a gap.

use core::hash::{BuildHasher, Hash};
use core::mem;
use core::time::Duration;

use super::map::Cache;
use super::policy::{Bounds, Order, Policy, Weights};
use super::stats::{Cause, Counts};
use super::store::side::Side;
use super::store::slab::{Gap, MOST, NIL, Slab};
use crate::cache::Equivalent;

/// What became of a pair that was to be written.
#[derive(Debug)]
pub(super) enum Written<K, V> {
    /// It is a new entry.
    Added(u32),
    /// It overwrote the entry at this place: the key given, if one was, and the old value.
    Replaced(u32, Option<K>, V),
    /// It cannot be kept: the pair, if there was a key, or the value; and the entry that was under
    /// this key and is removed.
    Refused(Option<K>, V, Option<(K, V)>),
}

/// A pair to be written, and what is known about it.
#[derive(Debug)]
pub(super) struct Write<K, V> {
    /// Where its key is; [`NIL`] if it is new.
    pub at: u32,
    /// The hash and the key, if one is given.
    pub fresh: Option<(u64, K)>,
    pub value: V,
    pub ttl: Option<Duration>,
    /// What time it is, if that matters.
    pub now: Option<Duration>,
}

fn weights_of<K, V>(side: &Option<alloc::boxed::Box<Side<K, V>>>) -> Weights<'_> {
    Weights(side.as_ref().and_then(|side| side.weights.as_ref()).map(|w| w.each.as_slice()))
}

/// The invariant of a place that the cache hands out: as long as the cache stays borrowed, a node is
/// there, or, for [`NIL`], the side box has a guest.
pub(super) const HELD: &str = "an entry is at a place or it is the guest";

impl<K, V, P: Policy, S> Cache<K, V, P, S> {
    pub(super) fn from_parts(
        capacity: usize,
        hasher: S,
        side: Option<alloc::boxed::Box<Side<K, V>>>,
    ) -> Self {
        let capacity = clamped(capacity);
        let weight = side.as_ref().and_then(|side| side.weights.as_ref()).map(|w| w.max);
        let order = P::Order::new(Bounds { entries: capacity, weight });
        Self { slab: Slab::new(), order, capacity, stats: Counts::default(), hasher, side }
    }

    /// Allocates for so many entries of a cache that has none whose hash would have to be asked.
    pub(super) fn reserve_empty(&mut self, entries: usize) {
        let bound = self.bound();
        let entries = entries.min(bound);
        if entries > 0 && self.is_empty() {
            self.slab.rebuild_for(entries, |_| 0);
            self.slab.reserve_nodes(entries, bound);
            self.order.reserve(entries);
        }
    }

    /// The most entries that there may be.
    #[inline]
    pub(super) fn bound(&self) -> usize {
        self.capacity.min(MOST) as usize
    }

    /// The time, if it matters.
    #[inline]
    pub(super) fn now(&self) -> Option<Duration> {
        self.side.as_ref().and_then(|side| side.now())
    }

    #[inline]
    pub(super) fn is_dead(&self, i: u32, now: Option<Duration>) -> bool {
        self.side.as_ref().is_some_and(|side| side.is_dead(i, now))
    }

    #[inline]
    pub(super) fn side_mut(&mut self) -> &mut Side<K, V> {
        self.side.get_or_insert_default()
    }

    /// Takes the node at `i` out and repairs what pointed to the one that fills the gap.
    #[inline]
    pub(super) fn take_at(&mut self, i: u32, tracked: &mut u32) -> Option<(K, V)> {
        let weight = self.side.as_ref().map_or(1, |side| side.weight_of(i));
        let entry = self.slab.swap_remove(i)?;
        self.order.remove(i, weight);
        if *tracked == i {
            *tracked = NIL;
        } else if *tracked == self.slab.len() as u32 {
            *tracked = i;
        }
        if let Some(side) = &mut self.side {
            side.swap_removed(i);
        }
        Some(entry)
    }

    /// Takes out what the policy gives up next, but never the tracked entry.
    #[inline]
    pub(super) fn evict_one(&mut self, tracked: &mut u32) -> Option<(K, V)> {
        let weights = weights_of(&self.side);
        let i = self.order.victim(weights, *tracked)?;
        let weight = self.side.as_ref().map_or(0, |side| side.weight_of(i));
        let entry = self.take_at(i, tracked);
        self.stats.evictions += u64::from(entry.is_some());
        if let Some(weights) = self.side.as_mut().and_then(|side| side.weights.as_mut()) {
            weights.evicted = weights.evicted.wrapping_add(weight);
        }
        entry
    }

    /// Evicts one entry for the listener.
    pub(super) fn shed(&mut self, tracked: &mut u32) -> bool {
        let Some((key, value)) = self.evict_one(tracked) else { return false };
        self.side_mut().leaving.push_back((key, value, Cause::Evicted));
        true
    }

    /// Removes a dead entry for the listener.
    pub(super) fn expire(&mut self, i: u32, tracked: &mut u32) {
        if let Some((key, value)) = self.take_at(i, tracked) {
            self.stats.expirations += 1;
            self.side_mut().leaving.push_back((key, value, Cause::Expired));
        }
    }

    /// Removes the entry at `i`, which goes to the caller if it is alive.
    #[inline]
    pub(super) fn remove_at(&mut self, i: u32) -> Option<(K, V)> {
        if self.side.is_some() && self.is_dead(i, self.now()) {
            self.expire(i, &mut NIL.clone());
            self.flush();
            return None;
        }
        self.take_at(i, &mut NIL.clone())
    }

    /// Removes all dead entries for the listener, in the order of their deadlines.
    pub(super) fn sweep(&mut self, now: Option<Duration>, tracked: &mut u32) -> usize {
        let mut swept = 0;
        let Some(now) = now else { return swept };
        while let Some(i) = self
            .side
            .as_mut()
            .and_then(|side| side.expiry.as_mut())
            .and_then(|expiry| expiry.next_dead(now))
        {
            self.expire(i, tracked);
            swept += 1;
        }
        swept
    }

    /// Hands what has left to the listener.
    #[inline]
    pub(super) fn flush(&mut self) {
        if let Some(side) = &mut self.side {
            side.flush();
            // A box that was made for a guest or for what left is not for ever.
            if side.is_idle() {
                self.side = None;
            }
        }
    }

    /// Counts a look-up and notes the use; a dead entry is removed and counts as a miss.
    #[inline]
    pub(super) fn touch(&mut self, found: Option<u32>) -> (Option<u32>, Option<Duration>) {
        if self.side.is_some() {
            return self.touch_aside(found);
        }
        self.count(found);
        (found, None)
    }

    #[inline]
    fn count(&mut self, found: Option<u32>) {
        if let Some(i) = found {
            self.stats.hits += 1;
            self.order.hit(i);
        } else {
            self.stats.misses += 1;
        }
    }

    #[cold]
    #[inline(never)]
    fn touch_aside(&mut self, found: Option<u32>) -> (Option<u32>, Option<Duration>) {
        let now = self.now();
        let live = found.filter(|&i| !self.is_dead(i, now));
        self.count(live);
        match (live, found) {
            (Some(i), _) => self.side_mut().used(i, now),
            (None, Some(i)) => {
                self.expire(i, &mut NIL.clone());
                self.flush();
            }
            (None, None) => {}
        }
        (live, now)
    }

    /// The key and the value at a place, or of the guest.
    #[inline]
    pub(super) fn entry_at(&self, place: u32) -> (&K, &V) {
        let entry = match self.slab.nodes.get(place as usize) {
            Some(node) => Some((&node.key, &node.value)),
            None => self.side.as_ref().and_then(|side| side.guest.as_ref()).map(|(k, v)| (k, v)),
        };
        entry.expect(HELD)
    }

    /// The value at a place, or of the guest.
    #[inline]
    pub(super) fn value_at(&mut self, place: u32) -> &mut V {
        let value = match self.slab.nodes.get_mut(place as usize) {
            Some(node) => Some(&mut node.value),
            None => self.side.as_mut().and_then(|side| side.guest.as_mut()).map(|(_, v)| v),
        };
        value.expect(HELD)
    }

    /// Puts the value under the key at `i` without a side box in the way.
    #[inline]
    pub(super) fn overwrite(&mut self, i: u32, value: V) -> Option<V> {
        let old = mem::replace(&mut self.slab.nodes.get_mut(i as usize)?.value, value);
        self.order.wrote(i);
        Some(old)
    }

    /// Evicts down to the bounds for the listener.
    pub(super) fn evict_to_bound(&mut self) {
        while self.slab.len() > self.bound() && self.shed(&mut NIL.clone()) {}
    }
}

impl<K: Hash, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    #[inline]
    pub(super) fn hash<Q: ?Sized + Hash>(&self, key: &Q) -> u64 {
        self.hasher.hash_one(key)
    }

    #[inline]
    pub(super) fn find<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> Option<u32> {
        self.slab.find(self.hash(key), key)
    }

    /// The place of a live entry, silently.
    #[inline]
    pub(super) fn find_live<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> Option<u32> {
        let i = self.find(key)?;
        let dead = self.side.is_some() && self.is_dead(i, self.now());
        (!dead).then_some(i)
    }

    /// [`Cache::get_mut`] of a cache with a side box.
    #[cold]
    #[inline(never)]
    pub(super) fn get_aside<Q>(&mut self, key: &Q) -> Option<&mut V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (found, _) = self.touch(self.find(key));
        self.slab.nodes.get_mut(found? as usize).map(|node| &mut node.value)
    }

    #[inline]
    pub(super) fn make_room(&mut self) {
        let Self { slab, hasher, .. } = self;
        slab.make_room(|key| hasher.hash_one(key));
    }

    /// Adds a new entry to a cache without a side box; returns its place, and what went for it or
    /// was refused (then the place is [`NIL`]).
    #[inline]
    pub(super) fn add(&mut self, hash: u64, key: K, value: V) -> (u32, Option<(K, V)>) {
        self.make_room();
        let bound = self.bound();
        let Self { slab, order, stats, .. } = self;
        match slab.probe(hash, |_| false) {
            Err(gap) => enter(gap, order, stats, bound, hash, key, value),
            Ok(_) => (NIL, Some((key, value))),
        }
    }

    /// [`Cache::insert`] without a side box.
    #[inline]
    pub(super) fn put(&mut self, key: K, value: V) -> Option<V>
    where
        K: Eq,
    {
        let hash = self.hash(&key);
        if self.slab.is_tight() {
            return self.put_tight(hash, key, value);
        }
        let bound = self.bound();
        let Self { slab, order, stats, .. } = self;
        match slab.probe(hash, |other| key == *other) {
            Err(gap) => {
                // What went is dropped when all is in order.
                drop(enter(gap, order, stats, bound, hash, key, value));
                None
            }
            Ok(i) => {
                let old = self.overwrite(i, value);
                // Here, since a panic of it at the end would leak what is returned.
                drop(key);
                old
            }
        }
    }

    /// Writes a pair by a hash, heeding no weights and no expiry: its place; the key given and the
    /// old value, if there is one; what went for it, or the pair itself if it was refused (then
    /// the place is [`NIL`]).
    #[cfg(feature = "std")]
    #[inline]
    #[allow(clippy::type_complexity, reason = "what is given, and what comes of it")]
    pub(super) fn replace(
        &mut self,
        hash: u64,
        key: K,
        value: V,
    ) -> (u32, Option<(K, V)>, Option<(K, V)>)
    where
        K: Eq,
    {
        self.make_room();
        let bound = self.bound();
        let Self { slab, order, stats, .. } = self;
        match slab.probe(hash, |other| key == *other) {
            Err(gap) => {
                let (place, gone) = enter(gap, order, stats, bound, hash, key, value);
                (place, None, gone)
            }
            Ok(i) => (i, self.overwrite(i, value).map(|old| (key, old)), None),
        }
    }

    /// [`Cache::put`] where the index has no room: an overwritten entry needs none.
    #[cold]
    #[inline(never)]
    fn put_tight(&mut self, hash: u64, key: K, value: V) -> Option<V>
    where
        K: Eq,
    {
        match self.slab.find(hash, &key) {
            Some(i) => {
                let old = self.overwrite(i, value);
                drop(key);
                old
            }
            None => {
                drop(self.add(hash, key, value));
                None
            }
        }
    }

    /// Writes a pair, heeding weights and expiry. Nothing is flushed yet.
    #[cold]
    #[inline(never)]
    pub(super) fn write(&mut self, write: Write<K, V>) -> Written<K, V> {
        let Write { mut at, fresh, value, ttl, now } = write;
        let Some(key) = fresh
            .as_ref()
            .map(|(_, key)| key)
            .or_else(|| self.slab.nodes.get(at as usize).map(|node| &node.key))
        else {
            return Written::Refused(None, value, None);
        };
        let Some(side) = &self.side else { return Written::Refused(None, value, None) };
        let terms = side.terms(key, &value, now, ttl);
        let takes = side.takes(terms.weight) && self.capacity > 0;
        if takes {
            self.make_room();
        }
        // From here on no code of the user runs.
        self.side_mut().dismiss();
        if fresh.is_some() {
            self.sweep(now, &mut at);
        }
        if !takes {
            self.stats.rejections += 1;
            let old = if at == NIL { None } else { self.take_at(at, &mut NIL.clone()) };
            return Written::Refused(fresh.map(|(_, key)| key), value, old);
        }
        let entries = self.slab.len() + usize::from(at == NIL);
        let mut surplus = entries.saturating_sub(self.bound());
        while surplus > 0 || self.side.as_ref().is_some_and(|side| side.is_over(terms.weight, at)) {
            if !self.shed(&mut at) {
                break;
            }
            surplus = surplus.saturating_sub(1);
        }
        if at == NIL {
            let Some((hash, key)) = fresh else { return Written::Refused(None, value, None) };
            let bound = self.bound();
            let Err(mut gap) = self.slab.probe(hash, |_| false) else {
                return Written::Refused(Some(key), value, None);
            };
            if let Some(room) = gap.grow(bound) {
                self.order.reserve(room);
            }
            at = gap.push(key, value);
            self.side_mut().pushed(terms);
            self.order.admit(hash, terms.weight);
            self.stats.insertions += 1;
            return Written::Added(at);
        }
        let Some(node) = self.slab.nodes.get_mut(at as usize) else {
            return Written::Refused(None, value, None);
        };
        let old = mem::replace(&mut node.value, value);
        self.settle(at, |side| side.wrote(at, terms), terms.weight);
        self.order.wrote(at);
        Written::Replaced(at, fresh.map(|(_, key)| key), old)
    }

    /// Tells the policy of a weight that `change` makes and whose old one it returns.
    pub(super) fn settle(
        &mut self,
        i: u32,
        change: impl FnOnce(&mut Side<K, V>) -> u64,
        weight: u64,
    ) {
        let old = change(self.side_mut());
        self.order.reweighed(i, old, weight);
    }

    /// Fills a vacancy and returns its place; [`NIL`] if the pair is the guest now.
    pub(super) fn fill(&mut self, hash: u64, key: K, value: V, now: Option<Duration>) -> u32 {
        if self.side.is_none() {
            let (i, gone) = self.add(hash, key, value);
            if i == NIL {
                self.side_mut().guest = gone;
            }
            return i;
        }
        let write = Write { at: NIL, fresh: Some((hash, key)), value, ttl: None, now };
        let place = match self.write(write) {
            Written::Added(i) | Written::Replaced(i, ..) => i,
            Written::Refused(key, value, _) => {
                self.side_mut().guest = key.map(|key| (key, value));
                NIL
            }
        };
        self.flush();
        place
    }
}

/// Fills a gap with a new entry: its place, and what went for it or was refused (then the place
/// is [`NIL`]). All of it belongs into its two callers, which hold most of its arguments anyway.
#[inline(always)]
fn enter<K, V, O: Order>(
    mut gap: Gap<'_, K, V>,
    order: &mut O,
    stats: &mut Counts,
    bound: usize,
    hash: u64,
    key: K,
    value: V,
) -> (u32, Option<(K, V)>) {
    if gap.nodes.len() >= bound {
        let Some(i) = order.vacate() else {
            stats.rejections += 1;
            return (NIL, Some((key, value)));
        };
        stats.insertions += 1;
        stats.evictions += 1;
        order.refill(i, hash);
        return (i, gap.replace(i, key, value));
    }
    stats.insertions += 1;
    if let Some(room) = gap.grow(bound) {
        order.reserve(room);
    }
    order.admit(hash, 1);
    (gap.push(key, value), None)
}

/// A capacity as it is kept.
pub(super) fn clamped(capacity: usize) -> u32 {
    u32::try_from(capacity).unwrap_or(NIL).min(NIL - 1)
}

/// A copy with the same order, statistics and listener.
impl<K: Clone, V: Clone, P: Policy, S: Clone> Clone for Cache<K, V, P, S> {
    fn clone(&self) -> Self {
        Self {
            slab: self.slab.copy(),
            order: self.order.clone(),
            capacity: self.capacity,
            stats: self.stats,
            hasher: self.hasher.clone(),
            side: self.side.as_ref().map(|side| alloc::boxed::Box::new(side.copy())),
        }
    }
}

#[cfg(feature = "__audit")]
impl<K: Hash, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Asserts every invariant. Not public.
    #[doc(hidden)]
    #[track_caller]
    pub fn check(&self) {
        let len = self.slab.len();
        self.slab.check();
        assert!(len <= self.capacity(), "{len} entries are too many");
        let links = self.order.links();
        assert_eq!(links.len(), len, "a link for each node");
        let mut seen = alloc::vec![0; len];
        for list in self.order.lists() {
            list.check(links, &mut seen);
        }
        assert!(seen.iter().all(|&times| times == 1), "a node is in no list");
        self.order.check(weights_of(&self.side));
        if let Some(side) = &self.side {
            side.check(len);
        }
    }

    /// Asserts that every entry is found under its own hash, which a lying `Hash` can break.
    #[doc(hidden)]
    #[track_caller]
    pub fn check_keys(&self)
    where
        K: Eq,
    {
        for (i, node) in (0..).zip(&self.slab.nodes) {
            assert_eq!(self.slab.find(self.hash(&node.key), &node.key), Some(i), "a lost key");
        }
    }
}

/// To measure what counting and asking for a side box cost: the same code without.
#[cfg(feature = "__audit")]
impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// [`Cache::get`] of a cache without a side box that counts nothing. Not public.
    #[doc(hidden)]
    #[inline(always)]
    pub fn get_bare(&mut self, key: &K) -> Option<&V> {
        let i = self.find(key)?;
        self.order.hit(i);
        self.slab.nodes.get(i as usize).map(|node| &node.value)
    }

    /// [`Cache::insert`] of a cache without a side box that counts nothing. Not public.
    #[doc(hidden)]
    #[inline]
    pub fn insert_bare(&mut self, key: K, value: V) -> Option<V> {
        let hash = self.hash(&key);
        if self.slab.is_tight() {
            return self.put_tight(hash, key, value);
        }
        let bound = self.bound();
        let Self { slab, order, .. } = self;
        match slab.probe(hash, |other| key == *other) {
            Err(gap) => {
                drop(enter(gap, order, &mut Counts::default(), bound, hash, key, value));
                None
            }
            Ok(i) => {
                let old = self.overwrite(i, value);
                drop(key);
                old
            }
        }
    }
}

#[cfg(feature = "__audit")]
impl<K, V, S> Cache<K, V, super::S3Fifo, S> {
    /// Makes the ghost an exact one, for the comparison with a model. Not public.
    #[doc(hidden)]
    #[must_use]
    pub fn with_exact_ghost(mut self) -> Self {
        self.order.exact_ghost();
        self
    }

    /// Lets the numbers of the ghost run out soon. Not public.
    #[doc(hidden)]
    pub fn hurry_ghost(&mut self) {
        self.order.hurry_ghost();
    }
}
