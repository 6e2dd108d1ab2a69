//! A shard, its lock, and what a writer owes when it releases the lock.

use core::mem;
use core::ops::{Deref, DerefMut};

use alloc::boxed::Box;
use alloc::collections::VecDeque;

use crate::cache::inner::{At, Inner};
use crate::cache::policy::OrderOf;
use crate::cache::store::expiry::{Expiry, NEVER};
use crate::cache::store::extras::Listener;
use crate::cache::sync::budget::{Budget, Claim};
use crate::cache::sync::flight::Flights;
#[cfg(target_has_atomic = "64")]
use crate::cache::sync::locks::atomic::AtomicU64;
use crate::cache::sync::locks::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};
use crate::cache::sync::locks::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use crate::cache::{Cause, Policy, Stats};

/// In its own cache lines, in the order in which it is declared: the counters share the line of the
/// lock's state, which every hit writes anyway. In a separate line they cost a third of a hit on
/// two threads, as one more line that travels between the cores.
#[repr(C, align(128))]
pub(super) struct Shard<K, V, P: Policy> {
    /// Lookups under the read lock; those under the write lock, and those that are queued, are in
    /// the cache's statistics.
    hits: AtomicUsize,
    misses: AtomicUsize,
    /// When the next entry dies or died, as the last writer stored it.
    pub(super) next_death: Deadline,
    /// Whether lookups are counted.
    counts: bool,
    /// The lock's state and, in the same line, the head of what it protects.
    pub(super) lock: RwLock<Part<K, V, P>>,
    soft_misses: AtomicUsize,
    stale: AtomicUsize,
}

/// A time that one thread stores for others, in nanoseconds.
#[cfg(target_has_atomic = "64")]
#[derive(Debug)]
pub(super) struct Deadline(AtomicU64);

#[cfg(target_has_atomic = "64")]
impl Deadline {
    fn new(time: u64) -> Self {
        Self(AtomicU64::new(time))
    }

    pub(super) fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }

    fn set(&self, time: u64) {
        self.0.store(time, Relaxed);
    }
}

/// The same where there is no such atomic: a time that has always come, so that others look.
#[cfg(not(target_has_atomic = "64"))]
#[derive(Debug)]
pub(super) struct Deadline;

#[cfg(not(target_has_atomic = "64"))]
impl Deadline {
    fn new(_: u64) -> Self {
        Self
    }

    pub(super) fn get(&self) -> u64 {
        0
    }

    fn set(&self, _: u64) {}
}

/// What a shard's lock protects, in this order.
#[repr(C)]
pub(super) struct Part<K, V, P: Policy> {
    uses: Uses,
    pub(super) inner: Inner<K, V, OrderOf<P>>,
    pub(super) flights: Flights<K, V>,
}

impl<K, V, P: Policy> Part<K, V, P> {
    /// Counts and notes the uses that are queued. What follows may remove entries and depend on
    /// their order.
    #[inline]
    fn note_queued_uses(&mut self) {
        let Self { uses, inner, .. } = self;
        if Self::QUEUES_USES {
            uses.take().for_each(|at| inner.note_queued_use(at));
        }
    }

    /// Whether a use that is found under the read lock has to be queued.
    const QUEUES_USES: bool = Inner::<K, V, OrderOf<P>>::queues_uses();

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self) {
        self.inner.check();
        for place in self.uses.places.iter().take(self.uses.len()) {
            assert!(At(place.load(Relaxed)).index() < self.inner.len(), "a use of no entry");
        }
    }
}

/// The uses that were found under the read lock and have to be noted under the write lock, oldest
/// first: each holder of the read lock adds its own, and whoever gets the write lock notes all of
/// them before anything else. So the order of the entries is as exact as if each use had taken the
/// write lock, which costs 2.5 times as much where two threads use the cache: every link that a use
/// moves, and the ends of the list, then travel between the cores.
///
/// Invariant: the places are those of live entries, as nothing is removed in the meantime.
struct Uses {
    /// How many were added, and how many found no room.
    count: AtomicU32,
    places: Box<[AtomicU32]>,
}

impl Uses {
    /// The most uses that wait.
    const MAX: usize = 64;

    fn new(max: usize) -> Self {
        Self { count: AtomicU32::new(0), places: (0..max).map(|_| AtomicU32::new(0)).collect() }
    }

    /// Adds a use, if there is room. The lock orders the two atomics.
    #[inline]
    fn add(&self, at: At) -> bool {
        let place = self.places.get(self.count.fetch_add(1, Relaxed) as usize);
        if let Some(place) = place {
            place.store(at.0, Relaxed);
        }
        place.is_some()
    }

    fn len(&self) -> usize {
        self.places.len().min(self.count.load(Relaxed) as usize)
    }

    /// Takes all of them.
    #[inline]
    fn take(&mut self) -> impl Iterator<Item = At> {
        let count = mem::take(self.count.get_mut());
        self.places.iter_mut().take(count as usize).map(|place| At(*place.get_mut()))
    }
}

impl<K, V, P: Policy> Shard<K, V, P> {
    pub(super) fn new(inner: Inner<K, V, OrderOf<P>>, counts: bool) -> Self {
        Self {
            hits: AtomicUsize::new(0),
            misses: AtomicUsize::new(0),
            next_death: Deadline::new(NEVER),
            counts,
            lock: RwLock::new(Part {
                uses: Uses::new(if Part::<K, V, P>::QUEUES_USES { Uses::MAX } else { 0 }),
                inner,
                flights: Flights::new(),
            }),
            soft_misses: AtomicUsize::new(0),
            stale: AtomicUsize::new(0),
        }
    }

    /// Counts a hit under the read lock, or returns `false`: then the caller has to look up the key
    /// under the write lock.
    #[inline]
    pub(super) fn count_hit(&self, part: &Part<K, V, P>, at: At) -> bool {
        if Part::<K, V, P>::QUEUES_USES {
            return part.uses.add(at);
        }
        if self.counts {
            self.hits.fetch_add(1, Relaxed);
        }
        true
    }

    #[inline]
    pub(super) fn count_miss(&self) {
        if self.counts {
            self.misses.fetch_add(1, Relaxed);
        }
    }

    pub(super) fn count_soft_miss(&self) {
        if self.counts {
            self.soft_misses.fetch_add(1, Relaxed);
        }
    }

    pub(super) fn count_stale(&self) {
        if self.counts {
            self.stale.fetch_add(1, Relaxed);
        }
    }

    #[inline]
    pub(super) fn write(&self) -> RwLockWriteGuard<'_, Part<K, V, P>> {
        self.lock.write().unwrap_or_else(PoisonError::into_inner)
    }

    #[inline]
    pub(super) fn read(&self) -> RwLockReadGuard<'_, Part<K, V, P>> {
        self.lock.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn stats(&self) -> Stats {
        let part = self.read();
        let counted = Stats {
            hits: self.hits.load(Relaxed) as u64 + part.uses.len() as u64,
            misses: self.misses.load(Relaxed) as u64,
            soft_misses: self.soft_misses.load(Relaxed) as u64,
            stale: self.stale.load(Relaxed) as u64,
            loads: part.flights.loads,
            failed_loads: part.flights.failed,
            ..Stats::default()
        };
        self.without_lookups(part.inner.stats() + counted)
    }

    pub(super) fn take_stats(&self) -> Stats {
        let mut part = self.write();
        part.note_queued_uses();
        let counted = Stats {
            hits: self.hits.swap(0, Relaxed) as u64,
            misses: self.misses.swap(0, Relaxed) as u64,
            soft_misses: self.soft_misses.swap(0, Relaxed) as u64,
            stale: self.stale.swap(0, Relaxed) as u64,
            loads: mem::take(&mut part.flights.loads),
            failed_loads: mem::take(&mut part.flights.failed),
            ..Stats::default()
        };
        self.without_lookups(part.inner.take_stats() + counted)
    }

    /// Without those that were counted under the write lock, if no others are.
    fn without_lookups(&self, mut stats: Stats) -> Stats {
        if !self.counts {
            (stats.hits, stats.misses, stats.soft_misses) = (0, 0, 0);
        }
        stats
    }
}

/// The write lock of a shard. At its end, or when the user's code panics, the budget is told of the
/// change of weight.
pub(super) struct Writing<'a, K, V, P: Policy> {
    pub(super) part: RwLockWriteGuard<'a, Part<K, V, P>>,
    next_death: &'a Deadline,
    budget: Option<&'a Budget>,
    /// The weight that the budget knows.
    known: u64,
}

impl<'a, K, V, P: Policy> Writing<'a, K, V, P> {
    pub(super) fn new(shard: &'a Shard<K, V, P>, budget: Option<&'a Budget>) -> Self {
        let mut part = shard.write();
        part.note_queued_uses();
        let known = budget.map_or(0, |_| part.inner.weight());
        let mut writing = Self { part, next_death: &shard.next_death, budget, known };
        // What a function that panicked has changed in place.
        writing.part.inner.settle();
        writing
    }

    /// Claims what is too much in all shards.
    pub(super) fn claim(&mut self) -> Option<Claim<'a>> {
        let budget = self.budget?;
        let weight = self.part.inner.weight();
        let known = mem::replace(&mut self.known, weight);
        Some(budget.claim(known, weight)).filter(|claim| !claim.is_paid())
    }

    /// Pays a claim with the dead entries of this shard.
    pub(super) fn pay_with_dead(&mut self, claim: &mut Claim<'_>, keep: &mut At) {
        let freed = self.part.inner.free_dead_weight(claim.left(), keep);
        self.paid(claim, freed);
    }

    /// Pays a claim with the entries of this shard, the dead first, but not with `keep`.
    pub(super) fn pay(&mut self, claim: &mut Claim<'_>, mut keep: At) {
        self.pay_with_dead(claim, &mut keep);
        if !claim.is_paid() {
            let freed = self.part.inner.shed_weight(claim.left(), &mut keep);
            self.paid(claim, freed);
        }
    }

    /// Makes sure that the shard keeps times, by the clock of the system if it has none yet.
    pub(super) fn keep_times(&mut self) -> &mut Expiry<K, V> {
        let inner = &mut self.part.inner;
        inner.defer(true);
        inner.keep_times()
    }

    fn paid(&mut self, claim: &mut Claim<'_>, freed: u64) {
        let weight = self.part.inner.weight();
        // What was changed in place and weighed again when the lock was taken is none of the claim.
        let before = weight.saturating_add(freed);
        let known = mem::replace(&mut self.known, weight);
        if let Some(budget) = self.budget.filter(|_| known != before) {
            budget.note(known, before);
        }
        claim.pay(freed);
    }
}

impl<K, V, P: Policy> Drop for Writing<'_, K, V, P> {
    #[inline]
    fn drop(&mut self) {
        let Self { part, next_death, budget, known } = self;
        if let Some(budget) = budget {
            let weight = part.inner.weight();
            if weight != *known {
                budget.note(*known, weight);
            }
        }
        if part.inner.has_extras() {
            next_death.set(part.inner.next_death());
        }
    }
}

impl<K, V, P: Policy> Deref for Writing<'_, K, V, P> {
    type Target = Part<K, V, P>;

    fn deref(&self) -> &Self::Target {
        &self.part
    }
}

impl<K, V, P: Policy> DerefMut for Writing<'_, K, V, P> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.part
    }
}

/// What was removed and has to be dropped or passed to the listener, without a lock. What a
/// listener that panics did not get waits in a shard for the next writer there.
pub(super) struct Notice<'a, K, V, P: Policy> {
    shard: &'a Shard<K, V, P>,
    queue: VecDeque<(K, V, Cause)>,
    /// What comes after the queue: the common case is one entry, for which no queue is allocated.
    last: Option<(K, V, Cause)>,
}

impl<'a, K, V, P: Policy> Notice<'a, K, V, P> {
    pub(super) fn new(shard: &'a Shard<K, V, P>) -> Self {
        Self { shard, queue: VecDeque::new(), last: None }
    }

    /// Takes what was removed in a shard.
    #[inline]
    pub(super) fn collect(&mut self, writing: &mut Writing<'_, K, V, P>) {
        let mut removed = writing.inner.take_removed();
        if self.queue.is_empty() {
            self.queue = removed.queue;
        } else {
            self.queue.append(&mut removed.queue);
        }
    }

    /// Adds an entry after all others.
    #[inline]
    pub(super) fn push(&mut self, entry: Option<(K, V, Cause)>) {
        if entry.is_some() {
            self.queue.extend(self.last.take());
            self.last = entry;
        }
    }

    /// Calls the listener, or drops what was removed.
    #[inline]
    pub(super) fn notify(mut self, listener: Option<&Listener<K, V>>) {
        let Some(listener) = listener else {
            // Dropped without the guard: a panic of one does not keep the others.
            drop((mem::take(&mut self.queue), self.last.take()));
            return;
        };
        while let Some((key, value, cause)) = self.queue.pop_front().or_else(|| self.last.take()) {
            listener(key, value, cause);
        }
    }
}

impl<K, V, P: Policy> Drop for Notice<'_, K, V, P> {
    fn drop(&mut self) {
        self.queue.extend(self.last.take());
        if !self.queue.is_empty() {
            self.shard.write().inner.requeue(mem::take(&mut self.queue));
        }
    }
}
