//! The engine of a cache: entries, their order, their bounds. It knows no hasher, so that evicting
//! and removing cannot hash.
//!
//! ```text
//! store, store_at   the only ways in       → Written
//! take              the only way out
//! touch             the only counted use
//! notify            the only call of the listener
//! ```
//!
//! The order of every change: first the code of the user that may panic (`Hash`, `Eq`, clock,
//! weigher, the loading function), then the change as a whole, then drops and the listener.
//!
//! A mutable reference to a value can change its weight unseen. [`Inner::value_mut`] notes the
//! place, and every method of the cache that takes `&mut self` calls [`Inner::settle`] first, which
//! weighs that value again and makes room for it.

mod parts;
mod remove;
#[cfg(feature = "std")]
mod shared;
mod write;

use alloc::boxed::Box;
use core::mem;
use core::time::Duration;

use hashbrown::Equivalent;

#[cfg(feature = "std")]
pub(super) use self::shared::{Removed, Shared};
use super::iter::{Tie as _, Walk};
use super::policy::{Bounds, Order, Weights};
use super::stats::{Cause, Counts, Stats};
use super::store::expiry::{NEVER, nanos};
use super::store::extras::{Extras, Unweighed, Weighing};
use super::store::list::List;
pub(super) use super::store::slab::At;
use super::store::slab::{MAX_NODES, NIL, Slab};

/// The invariant of a place that the cache returns: as long as the cache stays borrowed, a node is
/// there, or, for [`At::NONE`], the extras have a rejected pair.
pub(super) const HELD: &str = "an entry is at a place or it was rejected";

/// See the module. In this order, so that what a hit reads stands side by side.
#[derive(Debug)]
#[repr(C)]
pub(super) struct Inner<K, V, O: Order> {
    extras: Option<Box<Extras<K, V>>>,
    slab: Slab<K, V, O::Tie>,
    order: O,
    capacity: u32,
    stats: Counts,
}

/// The outcome of writing a pair.
#[derive(Debug)]
pub(super) enum Written<K, V> {
    /// It is a new entry. `out` was evicted for it, if that does not wait in the extras.
    Added { at: At, out: Option<(K, V)> },
    /// It overwrote an entry: the key given, if one was, and the old value.
    Replaced { at: At, key: Option<K>, old: V },
    /// It cannot be kept: the pair, if there was a key, or the value; and the entry that was stored
    /// for this key and is removed.
    Refused { key: Option<K>, value: V, old: Option<(K, V)> },
}

fn weights_of<K, V>(extras: &Option<Box<Extras<K, V>>>) -> Weights<'_> {
    let weights = extras.as_ref().and_then(|extras| extras.weights.as_ref());
    Weights(weights.map(|weights| weights.each.as_slice()))
}

/// A capacity as it is stored.
pub(super) fn clamped(capacity: usize) -> u32 {
    u32::try_from(capacity).unwrap_or(NIL).min(NIL - 1)
}

// Creating one, and its bounds.
impl<K, V, O: Order> Inner<K, V, O> {
    pub(super) fn new(capacity: usize, extras: Option<Box<Extras<K, V>>>) -> Self {
        let capacity = clamped(capacity);
        let weights = extras.as_ref().and_then(|extras| extras.weights.as_ref());
        let order = O::new(Bounds { entries: capacity, weight: weights.map(|w| w.max) });
        Self { slab: Slab::new(), order, capacity, stats: Counts::default(), extras }
    }

    /// Allocates for so many entries of a cache that has none whose hash would have to be asked.
    pub(super) fn reserve_empty(&mut self, entries: usize) {
        let entries = entries.min(self.bound());
        if entries > 0 && self.slab.len() == 0 {
            self.reserve(entries, |_| 0);
        }
    }

    pub(super) fn reserve(&mut self, additional: usize, hash: impl Fn(&K) -> u64) {
        let bound = self.bound();
        let wanted = self.slab.len().saturating_add(additional).min(bound);
        self.slab.reserve_index(wanted, hash);
        self.slab.reserve_nodes(additional, bound);
        self.reserve_beside_nodes(self.slab.room());
    }

    /// Makes room for so many nodes in what is kept beside them.
    fn reserve_beside_nodes(&mut self, room: usize) {
        self.order.reserve(room);
        if let Some(extras) = &mut self.extras {
            extras.reserve(room);
        }
    }

    pub(super) fn shrink_to_fit(&mut self, hash: impl Fn(&K) -> u64) {
        self.slab.shrink_to_fit(hash);
        self.order.shrink();
        if let Some(extras) = &mut self.extras {
            extras.shrink();
        }
    }

    /// The most entries that there may be.
    #[inline]
    pub(super) fn bound(&self) -> usize {
        self.capacity.min(MAX_NODES) as usize
    }

    pub(super) fn weights(&self) -> Option<&Weighing<K, V>> {
        self.extras.as_ref().and_then(|extras| extras.weights.as_ref())
    }

    fn weights_mut(&mut self) -> Option<&mut Weighing<K, V>> {
        self.extras.as_mut().and_then(|extras| extras.weights.as_mut())
    }

    pub(super) fn stats(&self) -> Stats {
        self.stats.stats(self.weights().map(|weights| weights.evicted))
    }

    pub(super) fn take_stats(&mut self) -> Stats {
        let evicted = self.weights_mut().map(|weights| mem::take(&mut weights.evicted));
        mem::take(&mut self.stats).stats(evicted)
    }

    pub(super) fn weight(&self) -> u64 {
        let total = self.weights().map_or(self.slab.len() as u128, |weights| weights.total);
        u64::try_from(total).unwrap_or(u64::MAX)
    }

    pub(super) fn max_weight(&self) -> Option<u64> {
        self.weights().map(|weights| weights.max)
    }

    /// Bounds the number of entries, and removes what is too much.
    pub(super) fn set_capacity(&mut self, capacity: usize) {
        // The clock is the only code of the user here.
        let now = if self.slab.len() > capacity { self.now() } else { None };
        self.capacity = clamped(capacity);
        let weight = self.max_weight();
        self.order.set_bounds(Bounds { entries: self.capacity, weight });
        self.make_space(0, 0, &mut At::NONE.clone(), now);
    }

    /// Bounds the weight, removes what is too much, and returns the former bound.
    pub(super) fn set_max_weight(&mut self, max: u64) -> Option<u64> {
        let now = self.now();
        let weights = self.weights_mut()?;
        let old = mem::replace(&mut weights.max, max);
        self.share_weight(max);
        self.make_space(0, 0, &mut At::NONE.clone(), now);
        Some(old)
    }

    /// Lets the policy work with a share of the weights, while an entry may be as heavy as the
    /// whole.
    pub(super) fn share_weight(&mut self, share: u64) {
        self.order.set_bounds(Bounds { entries: self.capacity, weight: Some(share) });
    }

    #[inline]
    fn extras_mut(&mut self) -> &mut Extras<K, V> {
        self.extras.get_or_insert_default()
    }

    /// What was removed or refused goes to the listener, if there is one.
    #[inline]
    pub(super) fn discard(&mut self, entry: Option<(K, V)>, cause: Cause) {
        if let (Some((key, value)), Some(extras)) = (entry, &mut self.extras) {
            extras.removed.push_back((key, value, cause));
        }
    }

    /// Calls the listener, unless another caller does so.
    #[inline]
    pub(super) fn notify(&mut self) {
        if let Some(extras) = &mut self.extras {
            extras.notify();
            // Extras that were created for a rejected pair or for what was removed are not
            // permanent.
            if extras.is_idle() {
                self.extras = None;
            }
        }
    }
}

// Finding and using.
impl<K, V, O: Order> Inner<K, V, O> {
    /// The time, if anything can expire.
    #[inline]
    pub(super) fn now(&self) -> Option<u64> {
        self.extras.as_ref().and_then(|extras| extras.now())
    }

    #[inline]
    pub(super) fn is_dead(&self, at: At, now: Option<u64>) -> bool {
        self.extras.as_ref().is_some_and(|extras| extras.is_dead(at, now))
    }

    #[inline]
    pub(super) fn find<Q: ?Sized + Equivalent<K>>(&self, hash: u64, key: &Q) -> Option<At> {
        self.slab.find(hash, key).map(At)
    }

    /// The place of a live entry, without counting anything.
    #[inline]
    pub(super) fn find_live<Q: ?Sized + Equivalent<K>>(&self, hash: u64, key: &Q) -> Option<At> {
        let at = self.find(hash, key)?;
        let dead = self.extras.is_some() && self.is_dead(at, self.now());
        (!dead).then_some(at)
    }

    /// The place of an entry that is alive or in its grace, without counting anything.
    pub(super) fn find_stale<Q: ?Sized + Equivalent<K>>(&self, hash: u64, key: &Q) -> Option<At> {
        let at = self.find(hash, key)?;
        let expiry = self.extras.as_ref().and_then(|extras| extras.expiry.as_ref());
        let gone = expiry.zip(self.now()).is_some_and(|(expiry, now)| expiry.is_gone(at.0, now));
        (!gone).then_some(at)
    }

    /// Counts a lookup and notes the use. A dead entry is a miss, and is removed unless its grace
    /// keeps it.
    #[inline]
    pub(super) fn touch(&mut self, found: Option<At>) -> Option<At> {
        if self.extras.is_some() {
            return self.touch_with_extras(found);
        }
        match found {
            Some(at) => {
                self.stats.hits += 1;
                self.order.on_hit(&mut self.slab.nodes, at.0);
            }
            None => self.stats.misses += 1,
        }
        found
    }

    #[cold]
    #[inline(never)]
    fn touch_with_extras(&mut self, found: Option<At>) -> Option<At> {
        let now = found.and_then(|_| self.now());
        let live = found.filter(|&at| !self.is_dead(at, now));
        let Some(at) = live else {
            self.stats.misses += 1;
            if let (Some(at), Some(now)) = (found, now) {
                let expiry = self.extras_mut().expiry.as_ref();
                if expiry.is_some_and(|expiry| expiry.is_gone(at.0, now)) {
                    self.expire(at, &mut At::NONE.clone());
                }
            }
            return None;
        };
        self.stats.hits += 1;
        self.note_use(at, now);
        live
    }

    /// Notes a use of a live entry.
    #[inline]
    fn note_use(&mut self, at: At, now: Option<u64>) {
        let Self { slab, order, extras, .. } = self;
        let Some(extras) = extras else { return order.on_hit(&mut slab.nodes, at.0) };
        if !extras.is_pinned(at) {
            order.on_hit(&mut slab.nodes, at.0);
        }
        if let (Some(expiry), Some(now)) = (&mut extras.expiry, now) {
            expiry.on_hit(at.0, now);
        }
    }

    /// The key and the value at a place, or those that were rejected.
    #[inline]
    pub(super) fn entry(&self, at: At) -> (&K, &V) {
        let entry = match self.slab.nodes.get(at.index()) {
            Some(node) => Some((&node.key, &node.value)),
            None => self.rejected().map(|(key, value)| (key, value)),
        };
        entry.expect(HELD)
    }

    fn rejected(&self) -> Option<&(K, V)> {
        self.extras.as_ref().and_then(|extras| extras.rejected.as_ref())
    }

    /// The value at a place, or the rejected one, which the caller may change: it is weighed again
    /// at the next [`Inner::settle`].
    #[inline]
    pub(super) fn value_mut(&mut self, at: At) -> &mut V {
        let Self { slab, extras, .. } = self;
        let value = match slab.nodes.get_mut(at.index()) {
            Some(node) => {
                if let Some(weights) = extras.as_mut().and_then(|extras| extras.weights.as_mut()) {
                    weights.note_change(at);
                }
                Some(&mut node.value)
            }
            None => {
                let rejected = extras.as_mut().and_then(|extras| extras.rejected.as_mut());
                rejected.map(|(_, value)| value)
            }
        };
        value.expect(HELD)
    }

    /// Notes that all values may be changed in place now.
    pub(super) fn note_changes(&mut self) {
        if let Some(weights) = self.weights_mut() {
            weights.unweighed = Unweighed::All;
        }
    }

    /// The list of the entries without weight.
    pub(super) fn pinned(&self) -> List {
        self.weights().map_or(List::EMPTY, |weights| weights.pinned)
    }

    pub(super) fn iter(&self) -> Walk<'_, K, V> {
        let [first, second] = self.order.lists();
        let nodes = O::Tie::nodes(&self.slab.nodes, self.order.links());
        Walk::new(nodes, [self.pinned(), first, second])
    }
}

// Times of single entries.
impl<K, V, O: Order> Inner<K, V, O> {
    /// How long a live entry still lives; `Duration::MAX` if it never dies.
    pub(super) fn expires_in(&self, at: At) -> Duration {
        let expiry = self.extras.as_ref().and_then(|extras| extras.expiry.as_ref());
        let (Some(expiry), Some(now)) = (expiry, self.now()) else { return Duration::MAX };
        match expiry.deadline(at.0) {
            NEVER => Duration::MAX,
            deadline => Duration::from_nanos(deadline.saturating_sub(now)),
        }
    }

    /// Sets the time to live of a live entry, from now on. The cache must have a clock.
    pub(super) fn renew(&mut self, at: At, ttl: Duration) {
        if let Some(expiry) = &mut self.extras_mut().expiry {
            let deadline =
                if ttl == Duration::MAX { NEVER } else { expiry.now().saturating_add(nanos(ttl)) };
            expiry.renew(at.0, deadline);
        }
    }
}

/// A copy with the same order, statistics and listener.
impl<K: Clone, V: Clone, O: Order> Clone for Inner<K, V, O> {
    fn clone(&self) -> Self {
        Self {
            slab: self.slab.copy(),
            order: self.order.clone(),
            capacity: self.capacity,
            stats: self.stats,
            extras: self.extras.as_ref().map(|extras| Box::new(extras.copy())),
        }
    }
}

#[cfg(feature = "__audit")]
impl<K, V, O: Order> Inner<K, V, O> {
    /// Asserts every invariant. What was changed in place must be settled.
    #[track_caller]
    pub(super) fn check(&self) {
        let len = self.slab.len();
        self.slab.check();
        assert!(len <= self.capacity as usize, "{len} entries are too many");
        let mut seen = alloc::vec![0; len];
        let [first, second] = self.order.lists();
        for list in [first, second, self.pinned()] {
            O::Tie::check(list, &self.slab.nodes, self.order.links(), &mut seen);
        }
        assert!(seen.iter().all(|&times| times == 1), "a node is in no list");
        self.order.check(len, weights_of(&self.extras));
        if let Some(extras) = &self.extras {
            extras.check(len);
        }
    }
}
