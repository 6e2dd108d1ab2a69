//! What only some caches have: weights, expiry, a listener, a guest.
//!
//! A cache without any of them has no [`Side`] and pays one branch for that.
//!
//! Invariants, for a cache of n nodes: `weights.each` has n items, which sum up to
//! `weights.total ≤ weights.max`; `expiry.lives` has n items, and each whose deadline is not
//! "never" has its stamp in the heap, under its index and a deadline no later than its own; the
//! guest is in no list.
//!
//! **Expiry** is a lazy heap. A use under `tti` only writes `used`; a deadline that comes up and
//! is no longer true goes back with the real one. An entry that is overwritten, removed or moved
//! leaves a stale item behind; the heap is built anew when it is longer than 2·n + 64. O(log n)
//! amortised a write.

use alloc::boxed::Box;
use alloc::collections::{BinaryHeap, VecDeque};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::fmt;
use core::mem;
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::time::Duration;

use super::super::clock::Clock;
use super::super::stats::Cause;

pub(in crate::cache) type Listener<K, V> = Arc<dyn Fn(K, V, Cause) + Send + Sync>;
pub(in crate::cache) type Weigher<K, V> = Arc<dyn Fn(&K, &V) -> u64 + Send + Sync>;
pub(in crate::cache) type TtlBy<K, V> = Arc<dyn Fn(&K, &V) -> Option<Duration> + Send + Sync>;
pub(in crate::cache) type SharedClock = Arc<dyn Clock + Send + Sync>;

/// See the module.
pub(in crate::cache) struct Side<K, V> {
    pub(in crate::cache) weights: Option<Weighing<K, V>>,
    pub(in crate::cache) expiry: Option<Expiry<K, V>>,
    pub(in crate::cache) listener: Option<Listener<K, V>>,
    /// What has left and waits for the listener, or for being dropped, in the order of leaving.
    pub(in crate::cache) leaving: VecDeque<(K, V, Cause)>,
    /// A pair that was refused and that the caller has a reference to.
    pub(in crate::cache) guest: Option<(K, V)>,
    /// Whether somebody else calls the listener and drops what left (a shard, after its lock).
    pub(in crate::cache) deferred: bool,
}

// What a cache without any of it pays in space.
const _: () = assert!(size_of::<Option<Box<Side<u64, u64>>>>() == size_of::<usize>());

impl<K, V> Default for Side<K, V> {
    fn default() -> Self {
        Self {
            weights: None,
            expiry: None,
            listener: None,
            leaving: VecDeque::new(),
            guest: None,
            deferred: false,
        }
    }
}

// The closures run before a change or after it, never within one.
impl<K: RefUnwindSafe, V: RefUnwindSafe> RefUnwindSafe for Side<K, V> {}
impl<K: UnwindSafe, V: UnwindSafe> UnwindSafe for Side<K, V> {}

/// What is settled about a pair before it is written.
#[derive(Clone, Copy, Debug)]
pub(in crate::cache) struct Terms {
    pub(in crate::cache) weight: u64,
    now: Duration,
    until: Duration,
}

impl<K, V> Side<K, V> {
    /// The time, if it matters.
    #[inline]
    pub(in crate::cache) fn now(&self) -> Option<Duration> {
        self.expiry.as_ref().filter(|expiry| expiry.bounded).map(|expiry| expiry.clock.now())
    }

    /// Asks the weigher and `ttl_by`.
    pub(in crate::cache) fn terms(
        &self,
        key: &K,
        value: &V,
        now: Option<Duration>,
        ttl: Option<Duration>,
    ) -> Terms {
        let weight = self.weights.as_ref().map_or(1, |weights| (weights.weigher)(key, value));
        let now = now.unwrap_or(Duration::ZERO);
        let until = self.expiry.as_ref().and_then(|expiry| {
            let own = || expiry.ttl_by.as_ref().and_then(|ttl_by| ttl_by(key, value));
            ttl.or_else(|| [expiry.ttl, own()].into_iter().flatten().min())
        });
        let until = until.map_or(Duration::MAX, |ttl| now.saturating_add(ttl));
        Terms { weight, now, until }
    }

    /// Whether a pair of this weight can be kept at all.
    pub(in crate::cache) fn takes(&self, weight: u64) -> bool {
        self.weights.as_ref().is_none_or(|weights| weight <= weights.max)
    }

    /// Whether the weights would be over their bound with so much more, and without node `i`.
    /// No sum is made that could overflow.
    pub(in crate::cache) fn is_over(&self, more: u64, i: u32) -> bool {
        self.weights.as_ref().is_some_and(|weights| {
            let old = weights.each.get(i as usize).copied().unwrap_or(0);
            weights.total - old > weights.max.saturating_sub(more)
        })
    }

    pub(in crate::cache) fn is_dead(&self, i: u32, now: Option<Duration>) -> bool {
        match (&self.expiry, now) {
            (Some(expiry), Some(now)) => expiry.deadline(i) <= now && expiry.deadline(i) != NEVER,
            _ => false,
        }
    }

    /// Notes a use.
    pub(in crate::cache) fn used(&mut self, i: u32, now: Option<Duration>) {
        if let (Some(expiry), Some(now)) = (&mut self.expiry, now) {
            if let Some(life) = expiry.lives.get_mut(i as usize) {
                // Not before the last use, if the clock goes back: an age is at least 0.
                life.used = life.used.max(now);
            }
        }
    }

    /// A node was added at the end.
    pub(in crate::cache) fn pushed(&mut self, terms: Terms) {
        if let Some(weights) = &mut self.weights {
            weights.each.push(terms.weight);
            weights.total += terms.weight;
        }
        if let Some(expiry) = &mut self.expiry {
            let i = expiry.lives.len() as u32;
            expiry.lives.push(Life::ETERNAL);
            expiry.write(i, terms);
        }
    }

    /// The value of node `i` was overwritten. Returns its former weight.
    pub(in crate::cache) fn wrote(&mut self, i: u32, terms: Terms) -> u64 {
        if let Some(expiry) = &mut self.expiry {
            expiry.write(i, terms);
        }
        self.reweigh(i, terms.weight)
    }

    /// Gives node `i` another weight and returns its former one.
    pub(in crate::cache) fn reweigh(&mut self, i: u32, weight: u64) -> u64 {
        let Some(weights) = &mut self.weights else { return 1 };
        let Some(place) = weights.each.get_mut(i as usize) else { return 1 };
        let old = mem::replace(place, weight);
        // At most the bound: what had to go for it is gone.
        weights.total = (weights.total - old).saturating_add(weight);
        old
    }

    /// Node `i` was removed and the last one is at its place.
    pub(in crate::cache) fn swap_removed(&mut self, i: u32) {
        if let Some(weights) = &mut self.weights {
            if (i as usize) < weights.each.len() {
                weights.total -= weights.each.swap_remove(i as usize);
            }
        }
        if let Some(expiry) = &mut self.expiry {
            expiry.swap_removed(i);
        }
    }

    pub(in crate::cache) fn weight_of(&self, i: u32) -> u64 {
        self.weights.as_ref().map_or(1, |w| w.each.get(i as usize).copied().unwrap_or(0))
    }

    /// All nodes are gone.
    pub(in crate::cache) fn clear(&mut self) {
        if let Some(weights) = &mut self.weights {
            weights.each.clear();
            weights.total = 0;
        }
        if let Some(expiry) = &mut self.expiry {
            expiry.lives.clear();
            expiry.heap.clear();
        }
    }

    /// Sees the guest off.
    pub(in crate::cache) fn dismiss(&mut self) {
        if let Some((key, value)) = self.guest.take() {
            self.leaving.push_back((key, value, Cause::Rejected));
        }
    }

    /// Whether somebody wants something that only a side box can do.
    pub(in crate::cache) fn is_asked_for(&self) -> bool {
        self.weights.is_some() || self.expiry.is_some() || self.listener.is_some()
    }

    /// Whether a write has nothing to heed here.
    pub(in crate::cache) fn is_plain(&self) -> bool {
        let Self { weights, expiry, leaving, guest, .. } = self;
        weights.is_none() && expiry.is_none() && leaving.is_empty() && guest.is_none()
    }

    /// Whether it holds nothing, and never will unless somebody asks for it again.
    pub(in crate::cache) fn is_idle(&self) -> bool {
        !self.is_asked_for() && !self.deferred && self.is_plain()
    }

    /// Hands what has left to the listener. A panic there loses the entry in its hands; the rest
    /// stays for the next time.
    pub(in crate::cache) fn flush(&mut self) {
        if self.deferred {
            return;
        }
        while let Some((key, value, cause)) = self.leaving.pop_front() {
            if let Some(listener) = &self.listener {
                listener(key, value, cause);
            }
        }
    }

    /// A copy without the guest and what waits.
    pub(in crate::cache) fn copy(&self) -> Self {
        Self {
            weights: self.weights.clone(),
            expiry: self.expiry.clone(),
            listener: self.listener.clone(),
            leaving: VecDeque::new(),
            guest: None,
            deferred: self.deferred,
        }
    }

    #[cfg(feature = "__audit")]
    pub(in crate::cache) fn check(&self, len: usize) {
        if let Some(weights) = &self.weights {
            assert_eq!(weights.each.len(), len, "a weight for each node");
            assert_eq!(weights.total, weights.each.iter().sum::<u64>(), "the sum of the weights");
            assert!(weights.total <= weights.max, "weight {} is too much", weights.total);
        }
        if let Some(expiry) = &self.expiry {
            expiry.check(len);
        }
    }
}

impl<K, V> fmt::Debug for Side<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Side").finish_non_exhaustive()
    }
}

/// The weights and their bound.
pub(in crate::cache) struct Weighing<K, V> {
    pub(in crate::cache) weigher: Weigher<K, V>,
    pub(in crate::cache) each: Vec<u64>,
    pub(in crate::cache) total: u64,
    pub(in crate::cache) max: u64,
    /// The weight that a bound has evicted so far.
    pub(in crate::cache) evicted: u64,
}

impl<K, V> Weighing<K, V> {
    pub(in crate::cache) fn new(max: u64, weigher: Weigher<K, V>) -> Self {
        Self { weigher, each: Vec::new(), total: 0, max, evicted: 0 }
    }
}

impl<K, V> Clone for Weighing<K, V> {
    fn clone(&self) -> Self {
        let Self { weigher, each, total, max, evicted } = self;
        Self {
            weigher: weigher.clone(),
            each: each.clone(),
            total: *total,
            max: *max,
            evicted: *evicted,
        }
    }
}

const NEVER: Duration = Duration::MAX;

/// When an entry dies.
#[derive(Clone, Copy, Debug)]
struct Life {
    /// By age; [`NEVER`] if not.
    until: Duration,
    used: Duration,
    /// The number of the write, which its item in the heap has, too.
    stamp: u64,
}

impl Life {
    const ETERNAL: Self = Self { until: NEVER, used: Duration::ZERO, stamp: 0 };
}

/// The bounds in time and the heap of deadlines.
pub(in crate::cache) struct Expiry<K, V> {
    pub(in crate::cache) ttl: Option<Duration>,
    pub(in crate::cache) tti: Option<Duration>,
    pub(in crate::cache) ttl_by: Option<TtlBy<K, V>>,
    pub(in crate::cache) clock: SharedClock,
    /// Whether anything can expire, so that the clock has to be read.
    pub(in crate::cache) bounded: bool,
    lives: Vec<Life>,
    heap: BinaryHeap<Reverse<(Duration, u64, u32)>>,
    stamp: u64,
}

impl<K, V> Clone for Expiry<K, V> {
    fn clone(&self) -> Self {
        Self {
            ttl: self.ttl,
            tti: self.tti,
            ttl_by: self.ttl_by.clone(),
            clock: self.clock.clone(),
            bounded: self.bounded,
            lives: self.lives.clone(),
            heap: self.heap.clone(),
            stamp: self.stamp,
        }
    }
}

impl<K, V> Expiry<K, V> {
    /// The expiry of a cache that has `len` entries, which don't expire.
    pub(in crate::cache) fn new(clock: SharedClock, len: usize) -> Self {
        Self {
            ttl: None,
            tti: None,
            ttl_by: None,
            clock,
            bounded: false,
            lives: alloc::vec![Life::ETERNAL; len],
            heap: BinaryHeap::new(),
            stamp: 0,
        }
    }

    fn deadline(&self, i: u32) -> Duration {
        let Some(life) = self.lives.get(i as usize) else { return NEVER };
        let idle = self.tti.map_or(NEVER, |tti| life.used.saturating_add(tti));
        life.until.min(idle)
    }

    fn write(&mut self, i: u32, terms: Terms) {
        self.stamp += 1;
        if let Some(life) = self.lives.get_mut(i as usize) {
            *life = Life { until: terms.until, used: terms.now, stamp: self.stamp };
        }
        self.schedule(i);
    }

    /// Puts the deadline of node `i` into the heap.
    fn schedule(&mut self, i: u32) {
        let deadline = self.deadline(i);
        let Some(life) = self.lives.get(i as usize) else { return };
        if deadline != NEVER {
            self.heap.push(Reverse((deadline, life.stamp, i)));
            self.trim();
        }
    }

    /// Builds the heap anew if most of it is stale.
    fn trim(&mut self) {
        if self.heap.len() <= 2 * self.lives.len() + 64 {
            return;
        }
        let mut items = mem::take(&mut self.heap).into_vec();
        items.clear();
        for (i, life) in (0..).zip(&self.lives) {
            let deadline = self.deadline(i);
            if deadline != NEVER {
                items.push(Reverse((deadline, life.stamp, i)));
            }
        }
        self.heap = items.into();
    }

    fn swap_removed(&mut self, i: u32) {
        if (i as usize) < self.lives.len() {
            self.lives.swap_remove(i as usize);
            if (i as usize) < self.lives.len() {
                self.schedule(i);
            }
            self.trim();
        }
    }

    /// The next node that is dead at `now`, in the order of deadlines.
    pub(in crate::cache) fn next_dead(&mut self, now: Duration) -> Option<u32> {
        while let Some(&Reverse((deadline, stamp, i))) = self.heap.peek() {
            if deadline > now {
                break;
            }
            self.heap.pop();
            if self.lives.get(i as usize).is_some_and(|life| life.stamp == stamp) {
                let real = self.deadline(i);
                if real <= now && real != NEVER {
                    return Some(i);
                }
                self.schedule(i);
            }
        }
        None
    }

    #[cfg(feature = "__audit")]
    fn check(&self, len: usize) {
        assert_eq!(self.lives.len(), len, "a life for each node");
        assert!(self.heap.len() <= 2 * len + 64, "the heap is too long");
        let mut scheduled = alloc::collections::BTreeMap::new();
        for &Reverse((deadline, stamp, i)) in &self.heap {
            if self.lives.get(i as usize).is_some_and(|life| life.stamp == stamp) {
                let least = scheduled.entry(i).or_insert(deadline);
                *least = deadline.min(*least);
            }
        }
        for i in 0..len as u32 {
            let real = self.deadline(i);
            let held = scheduled.get(&i).copied().unwrap_or(NEVER);
            assert!(held <= real, "the deadline of node {i} is not in the heap");
        }
    }
}
