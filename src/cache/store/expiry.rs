//! When entries die, and which one dies next.
//!
//! ```text
//! times    u64 nanoseconds of the cache's clock, saturating; u64::MAX = never
//! written  Queue   in the order of writing   if there is or was a time to live     16 B per entry
//! used     Queue   in the order of use       if there is or was a time to idle     16 B per entry
//! own      Heap    by deadline               entries with a time of their own      24 B per entry
//! ```
//!
//! A write or a use moves an entry to the new end of its queue: O(1), and nothing is allocated. All
//! entries of a queue live for the same time, so its old end dies next and no deadline is stored:
//! changing the time is one assignment. Entries with their own deadlines are in a heap that knows
//! the place of every entry, so no item is ever stale: O(log n) per write. The arrays of a kind
//! exist from the first entry that needs them.
//!
//! An entry whose own time replaces the time to live is in no queue of writing, which the time
//! "never" says; its place in the heap says so for a queue that is made later. An entry is judged by
//! its own times and not by its place: a clock that goes back can delay a sweep, and nothing else.
//!
//! Rejected: a heap of deadlines for all (40 B per item and up to two items per entry, O(log n) per
//! write); a hierarchical timer wheel (knows what is due to about a second only).

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::mem;
use core::time::Duration;

use super::list::{Link, Links, List};
use super::slab::NIL;
use crate::cache::clock::Clock;

pub(in crate::cache) type TtlBy<K, V> = Arc<dyn Fn(&K, &V) -> Option<Duration> + Send + Sync>;
pub(in crate::cache) type SharedClock = Arc<dyn Clock + Send + Sync>;

/// The time that never comes.
pub(in crate::cache) const NEVER: u64 = u64::MAX;

/// A duration in nanoseconds; what does not fit is [`NEVER`].
pub(in crate::cache) fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(NEVER)
}

/// What is settled about the times of a pair before it is written.
#[derive(Clone, Copy, Debug)]
pub(in crate::cache) struct Times {
    /// When it is written.
    pub(in crate::cache) now: u64,
    /// The entry's own deadline, or [`NEVER`].
    pub(in crate::cache) own: u64,
    /// Whether `own` replaces the time to live.
    pub(in crate::cache) replaces_ttl: bool,
}

/// The bounds in time, and the times of all nodes.
pub(in crate::cache) struct Expiry<K, V> {
    ttl: Option<u64>,
    tti: Option<u64>,
    grace: u64,
    pub(in crate::cache) ttl_by: Option<TtlBy<K, V>>,
    clock: SharedClock,
    /// The number of nodes.
    len: usize,
    written: Option<Queue>,
    used: Option<Queue>,
    own: Option<Heap>,
}

impl<K, V> Clone for Expiry<K, V> {
    fn clone(&self) -> Self {
        Self {
            ttl_by: self.ttl_by.clone(),
            clock: self.clock.clone(),
            written: self.written.clone(),
            used: self.used.clone(),
            own: self.own.clone(),
            ..*self
        }
    }
}

impl<K, V> Expiry<K, V> {
    /// Creates the expiry of a cache that has `len` entries, which don't expire.
    pub(in crate::cache) fn new(clock: SharedClock, len: usize) -> Self {
        let (ttl, tti, ttl_by) = (None, None, None);
        Self { ttl, tti, grace: 0, ttl_by, clock, len, written: None, used: None, own: None }
    }

    /// Whether times are noted or anything can expire, so that the clock has to be read: where a
    /// bound was lifted times are noted still, for one that is set later.
    #[inline]
    pub(in crate::cache) fn is_timed(&self) -> bool {
        let own = self.own.as_ref().is_some_and(|own| !own.heap.is_empty());
        self.written.is_some() || self.used.is_some() || own
    }

    /// Whether a use of an entry has to be noted.
    #[cfg(feature = "std")]
    pub(in crate::cache) fn notes_uses(&self) -> bool {
        self.used.is_some()
    }

    #[inline]
    pub(in crate::cache) fn now(&self) -> u64 {
        nanos(self.clock.now()).min(NEVER - 1)
    }

    /// Sets the time to live of all entries but those that have their own in its place.
    pub(in crate::cache) fn set_ttl(&mut self, ttl: Option<Duration>) {
        if ttl.is_some() && self.written.is_none() {
            let mut written = Queue::new(self.len, self.start());
            if let Some(own) = &self.own {
                let keep = (0..self.len as u32).filter(|&i| own.replaces_ttl(i));
                keep.for_each(|i| written.set(i, NEVER));
            }
            self.written = Some(written);
        }
        self.ttl = ttl.map(nanos);
    }

    /// Sets the time to idle of all entries.
    pub(in crate::cache) fn set_tti(&mut self, tti: Option<Duration>) {
        if tti.is_some() && self.used.is_none() {
            self.used = Some(Queue::new(self.len, self.start()));
        }
        self.tti = tti.map(nanos);
    }

    pub(in crate::cache) fn set_grace(&mut self, grace: Duration) {
        self.grace = nanos(grace);
    }

    /// From when the entries count that kept no times; the clock is not asked where there are none.
    fn start(&self) -> u64 {
        if self.len == 0 { 0 } else { self.now() }
    }

    /// When node `i` dies; [`NEVER`] if it doesn't.
    pub(in crate::cache) fn deadline(&self, i: u32) -> u64 {
        let after = |queue: &Option<Queue>, time: Option<u64>| match (queue, time) {
            (Some(queue), Some(time)) => queue.time(i).saturating_add(time),
            _ => NEVER,
        };
        let own = self.own.as_ref().map_or(NEVER, |own| own.deadline(i));
        own.min(after(&self.written, self.ttl)).min(after(&self.used, self.tti))
    }

    /// Whether node `i` is dead.
    #[inline]
    pub(in crate::cache) fn is_dead(&self, i: u32, now: u64) -> bool {
        // `now` is never NEVER.
        self.deadline(i) <= now
    }

    /// Whether node `i` is dead and its grace is over.
    pub(in crate::cache) fn is_gone(&self, i: u32, now: u64) -> bool {
        self.before_grace(now).is_some_and(|now| self.is_dead(i, now))
    }

    /// The deadline of what is gone now; `None` if nothing can be.
    pub(in crate::cache) fn before_grace(&self, now: u64) -> Option<u64> {
        now.checked_sub(self.grace)
    }

    /// The node that dies first of all, or died first, and its deadline.
    pub(in crate::cache) fn first(&self) -> Option<(u64, u32)> {
        let oldest = |queue: &Option<Queue>, time: Option<u64>| {
            let i = queue.as_ref()?.list.tail;
            Some((queue.as_ref()?.time(i).saturating_add(time?), i)).filter(|&(_, i)| i != NIL)
        };
        let own = self.own.as_ref().and_then(Heap::first);
        [oldest(&self.written, self.ttl), oldest(&self.used, self.tti), own]
            .into_iter()
            .flatten()
            .min_by_key(|&(deadline, _)| deadline)
            .filter(|&(deadline, _)| deadline != NEVER)
    }

    /// The node that is dead at `now` and died first.
    pub(in crate::cache) fn first_dead(&self, now: u64) -> Option<u32> {
        self.first().filter(|&(deadline, _)| deadline <= now).map(|(_, i)| i)
    }

    /// Notes a use.
    pub(in crate::cache) fn on_hit(&mut self, i: u32, now: u64) {
        if let Some(used) = &mut self.used {
            // Not before the last use, if the clock goes back: an age is at least 0.
            let now = now.max(used.time(i));
            used.set(i, now);
        }
    }

    /// Sets the deadline of node `i`, which replaces the time to live.
    pub(in crate::cache) fn renew(&mut self, i: u32, deadline: u64) {
        if let Some(written) = &mut self.written {
            written.set(i, NEVER);
        }
        self.set_own(i, deadline, true);
    }

    fn set_own(&mut self, i: u32, deadline: u64, replaces_ttl: bool) {
        if deadline != NEVER || replaces_ttl || self.own.is_some() {
            self.own.get_or_insert_with(|| Heap::new(self.len)).set(i, deadline, replaces_ttl);
        }
    }

    /// A node was added at the end.
    pub(in crate::cache) fn pushed(&mut self, times: Times) {
        let i = self.len as u32;
        self.len += 1;
        if let Some(queue) = &mut self.written {
            queue.push();
        }
        if let Some(queue) = &mut self.used {
            queue.push();
        }
        if let Some(own) = &mut self.own {
            own.push();
        }
        self.write(i, times);
    }

    /// Node `i` was written.
    pub(in crate::cache) fn write(&mut self, i: u32, times: Times) {
        let Times { now, own, replaces_ttl } = times;
        if let Some(written) = &mut self.written {
            written.set(i, if replaces_ttl { NEVER } else { now });
        }
        if let Some(used) = &mut self.used {
            used.set(i, now);
        }
        self.set_own(i, own, replaces_ttl);
    }

    /// Node `i` was removed and the last one is at its place.
    pub(in crate::cache) fn swap_removed(&mut self, i: u32) {
        self.len -= 1;
        if let Some(written) = &mut self.written {
            written.swap_remove(i);
        }
        if let Some(used) = &mut self.used {
            used.swap_remove(i);
        }
        if let Some(own) = &mut self.own {
            own.swap_remove(i);
        }
    }

    /// All nodes are gone.
    pub(in crate::cache) fn clear(&mut self) {
        self.len = 0;
        for queue in [&mut self.written, &mut self.used].into_iter().flatten() {
            queue.clear();
        }
        // It may never be needed again.
        self.own = None;
    }

    /// Makes room for so many nodes in all.
    pub(in crate::cache) fn reserve(&mut self, nodes: usize) {
        let more = nodes.saturating_sub(self.len);
        for queue in [&mut self.written, &mut self.used].into_iter().flatten() {
            queue.times.reserve_exact(more);
            queue.links.reserve_exact(more);
        }
        if let Some(own) = &mut self.own {
            own.deadlines.reserve_exact(more);
            own.stamps.reserve_exact(more);
            own.places.reserve_exact(more);
        }
    }

    /// Frees what the nodes don't need.
    pub(in crate::cache) fn shrink(&mut self) {
        self.written = self.written.take().filter(|_| self.ttl.is_some());
        self.used = self.used.take().filter(|_| self.tti.is_some());
        self.own = self.own.take().filter(Heap::is_needed);
        for queue in [&mut self.written, &mut self.used].into_iter().flatten() {
            queue.times.shrink_to_fit();
            queue.links.shrink_to_fit();
        }
        if let Some(own) = &mut self.own {
            own.deadlines.shrink_to_fit();
            own.stamps.shrink_to_fit();
            own.places.shrink_to_fit();
            own.heap.shrink_to_fit();
        }
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self, len: usize) {
        assert_eq!(self.len, len, "the number of nodes");
        for queue in [&self.written, &self.used].into_iter().flatten() {
            queue.check(len);
        }
        if let Some(own) = &self.own {
            own.check(len);
        }
    }
}

/// A time per node, and the nodes in the order of their times, newest first.
#[derive(Clone, Debug)]
struct Queue {
    /// [`NEVER`] for a node that is not in the list.
    times: Vec<u64>,
    links: Links,
    list: List,
}

impl Queue {
    /// Creates the queue of `len` nodes with the same time.
    fn new(len: usize, time: u64) -> Self {
        let (times, links) = (Vec::with_capacity(len), Links::with_capacity(len));
        let mut queue = Self { times, links, list: List::EMPTY };
        for i in 0..len as u32 {
            queue.push();
            queue.set(i, time);
        }
        queue
    }

    fn time(&self, i: u32) -> u64 {
        self.times.get(i as usize).copied().unwrap_or(NEVER)
    }

    fn push(&mut self) {
        self.times.push(NEVER);
        self.links.push(Link::LOOSE);
    }

    /// Sets the time of node `i` and makes it the newest; [`NEVER`] removes it from the list.
    fn set(&mut self, i: u32, time: u64) {
        let Some(place) = self.times.get_mut(i as usize) else { return };
        match (mem::replace(place, time) == NEVER, time == NEVER) {
            (true, true) => {}
            (true, false) => self.list.push_front(&mut self.links, i),
            (false, true) => self.list.unlink(&mut self.links, i),
            (false, false) => self.list.move_to_front(&mut self.links, i),
        }
    }

    fn swap_remove(&mut self, i: u32) {
        if (i as usize) < self.times.len() {
            self.set(i, NEVER);
            self.times.swap_remove(i as usize);
            self.links.swap_remove(i as usize);
            // What is in no list is pointed to by nothing.
            if self.time(i) != NEVER {
                self.list.filled(&mut self.links, i);
            }
        }
    }

    fn clear(&mut self) {
        self.times.clear();
        self.links.clear();
        self.list = List::EMPTY;
    }

    #[cfg(feature = "__audit")]
    fn check(&self, len: usize) {
        assert_eq!((self.times.len(), self.links.len()), (len, len), "a time for each node");
        let mut seen = alloc::vec![0; len];
        self.list.check(&self.links, &mut seen);
        for (&time, seen) in self.times.iter().zip(seen) {
            assert_eq!(seen == 1, time != NEVER, "who has a time is in the list");
        }
    }
}

/// The number of a write, and whether the time of the entry replaces the time to live.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
struct Stamp(u64);

impl Stamp {
    fn new(write: u64, replaces_ttl: bool) -> Self {
        Self(write << 1 | u64::from(replaces_ttl))
    }

    fn replaces_ttl(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Deadlines, the earliest first: a heap of indices with four children per item.
#[derive(Clone, Debug)]
struct Heap {
    /// By node; [`NEVER`] for one that is not in the heap.
    deadlines: Vec<u64>,
    /// By node: of equal deadlines the one that was written first is first.
    stamps: Vec<Stamp>,
    /// By node: where it is in the heap; [`NIL`] if it isn't.
    places: Vec<u32>,
    heap: Vec<u32>,
    writes: u64,
}

/// The children of an item.
const ARITY: usize = 4;

impl Heap {
    /// Creates an empty heap for `len` nodes.
    fn new(len: usize) -> Self {
        let (deadlines, places) = (alloc::vec![NEVER; len], alloc::vec![NIL; len]);
        let stamps = alloc::vec![Stamp::default(); len];
        Self { deadlines, stamps, places, heap: Vec::new(), writes: 0 }
    }

    /// Whether node `i` has a time that replaces the time to live, be it "never".
    fn replaces_ttl(&self, i: u32) -> bool {
        self.stamps.get(i as usize).is_some_and(|stamp| stamp.replaces_ttl())
    }

    /// Whether any node has a time of its own.
    fn is_needed(&self) -> bool {
        !self.heap.is_empty() || self.stamps.iter().any(|stamp| stamp.replaces_ttl())
    }

    fn deadline(&self, i: u32) -> u64 {
        self.deadlines.get(i as usize).copied().unwrap_or(NEVER)
    }

    /// The node with the earliest deadline.
    fn first(&self) -> Option<(u64, u32)> {
        self.heap.first().map(|&i| (self.deadline(i), i))
    }

    fn push(&mut self) {
        self.deadlines.push(NEVER);
        self.stamps.push(Stamp::default());
        self.places.push(NIL);
    }

    /// Sets the deadline of node `i`; [`NEVER`] removes it from the heap.
    fn set(&mut self, i: u32, deadline: u64, replaces_ttl: bool) {
        let Some(&place) = self.places.get(i as usize) else { return };
        if let Some(known) = self.deadlines.get_mut(i as usize) {
            *known = deadline;
        }
        if let Some(stamp) = self.stamps.get_mut(i as usize) {
            self.writes += 1;
            *stamp = Stamp::new(self.writes, replaces_ttl);
        }
        match (place == NIL, deadline == NEVER) {
            (true, true) => {}
            (true, false) => {
                self.heap.push(i);
                self.sift_up(self.heap.len() - 1);
            }
            (false, true) => {
                self.heap.swap_remove(place as usize);
                self.put(i, NIL);
                if let Some(&moved) = self.heap.get(place as usize) {
                    self.put(moved, place);
                    self.sift(place as usize);
                }
            }
            (false, false) => self.sift(place as usize),
        }
    }

    fn swap_remove(&mut self, i: u32) {
        if (i as usize) < self.places.len() {
            self.set(i, NEVER, false);
            self.deadlines.swap_remove(i as usize);
            self.stamps.swap_remove(i as usize);
            self.places.swap_remove(i as usize);
            let place = self.places.get(i as usize).copied().unwrap_or(NIL);
            if let Some(moved) = self.heap.get_mut(place as usize) {
                *moved = i;
            }
        }
    }

    /// Notes where in the heap node `i` is.
    fn put(&mut self, i: u32, place: u32) {
        if let Some(known) = self.places.get_mut(i as usize) {
            *known = place;
        }
    }

    /// Brings an item whose deadline has changed to its place.
    fn sift(&mut self, at: usize) {
        let at = self.sift_up(at);
        self.sift_down(at);
    }

    /// What the heap is ordered by.
    fn rank(&self, i: u32) -> (u64, Stamp) {
        (self.deadline(i), self.stamps.get(i as usize).copied().unwrap_or_default())
    }

    fn sift_up(&mut self, mut at: usize) -> usize {
        let Some(&i) = self.heap.get(at) else { return at };
        let rank = self.rank(i);
        while at > 0 {
            let above = (at - 1) / ARITY;
            let Some(&parent) = self.heap.get(above) else { break };
            if self.rank(parent) <= rank {
                break;
            }
            self.place(at, parent);
            at = above;
        }
        self.place(at, i);
        at
    }

    fn sift_down(&mut self, mut at: usize) {
        let Some(&i) = self.heap.get(at) else { return };
        let rank = self.rank(i);
        loop {
            let children = self.heap.iter().enumerate().skip(at * ARITY + 1).take(ARITY);
            let least = children.map(|(at, &i)| (self.rank(i), at, i)).min();
            let Some((_, below, child)) = least.filter(|&(least, ..)| least < rank) else { break };
            self.place(at, child);
            at = below;
        }
        self.place(at, i);
    }

    /// Writes node `i` to place `at` of the heap.
    fn place(&mut self, at: usize, i: u32) {
        if let Some(item) = self.heap.get_mut(at) {
            *item = i;
        }
        self.put(i, at as u32);
    }

    #[cfg(feature = "__audit")]
    fn check(&self, len: usize) {
        assert_eq!((self.deadlines.len(), self.places.len()), (len, len), "a deadline per node");
        for (at, &i) in self.heap.iter().enumerate() {
            assert_eq!(self.places[i as usize] as usize, at, "node {i} knows its place");
            let above = self.heap[at.saturating_sub(1) / ARITY];
            assert!(self.rank(above) <= self.rank(i), "the heap is out of order");
        }
        let timed = self.deadlines.iter().filter(|&&deadline| deadline != NEVER).count();
        assert_eq!(timed, self.heap.len(), "who has a deadline is in the heap");
    }
}
