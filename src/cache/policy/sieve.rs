//! SIEVE: a queue, a visited bit a node, and a hand that sweeps from the oldest to the newest.
//!
//! Zhang, Yang, Yue, Vigfusson and Rashmi, "SIEVE is Simpler than LRU", NSDI 2024. New entries
//! stand at the head, unvisited; a hit sets the bit and moves nothing. To evict, the hand goes from
//! where it stopped (else from the tail) towards the head, clears the bits it meets, wraps to the
//! tail, and takes the first node whose bit is clear; it then stands on that node's newer
//! neighbour. One sweep is O(n) after n hits, O(1) amortised: each step pays for a hit.
//!
//! Invariant: `hand` is [`NIL`] or the index of a node of the list.

use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::{Bounds, Order, Policy, Sealed, Weights};
use crate::cache::store::list::List;
use crate::cache::store::slab::{NIL, Node};

/// Forgets what was not used since the hand of SIEVE passed it (NSDI 2024).
///
/// A hit sets one bit, which makes it the cheapest policy here. It gives better hit ratios than
/// [`Lru`](super::Lru) on most web traces, and clearly worse ones on traces with scans over more
/// than the cache holds, such as those of databases and block storage: measure with
/// your own trace.
///
/// # Examples
///
/// ```
/// use boltons::cache::SieveCache;
///
/// let mut cache = SieveCache::new(2);
/// cache.insert("a", 1);
/// cache.insert("b", 2);
/// cache.get("a");
/// cache.insert("c", 3);
/// assert_eq!(cache.peek("b"), None);
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Sieve {}

impl Sealed for Sieve {
    type Order = Sweep;
}

impl Policy for Sieve {}

/// Whether a node was used since the hand passed it.
#[derive(Debug)]
pub struct Visited(AtomicBool);

impl Visited {
    pub(super) fn copied(&self) -> Self {
        Self(AtomicBool::new(self.0.load(Relaxed)))
    }
}

/// The queue and the hand.
#[derive(Clone, Debug)]
pub struct Sweep {
    list: List,
    hand: u32,
}

impl Order for Sweep {
    type Meta = Visited;

    const SHARED: bool = true;

    fn new(_: Bounds) -> Self {
        Self { list: List::EMPTY, hand: NIL }
    }

    fn set_bounds(&mut self, _: Bounds) {}

    #[inline]
    fn meta(_: u64) -> Visited {
        Visited(AtomicBool::new(false))
    }

    #[inline]
    fn admit<K, V>(&mut self, nodes: &mut [Node<K, V, Visited>], i: u32, _: u64) {
        self.list.push_front(nodes, i);
    }

    #[inline]
    fn hit<K, V>(&mut self, nodes: &mut [Node<K, V, Visited>], i: u32) {
        if let Some(node) = nodes.get_mut(i as usize) {
            *node.meta.0.get_mut() = true;
        }
    }

    #[inline]
    fn mark(meta: &Visited) {
        // A line that many threads read stays shared if nobody writes what is there already.
        if !meta.0.load(Relaxed) {
            meta.0.store(true, Relaxed);
        }
    }

    #[inline]
    fn wrote<K, V>(&mut self, nodes: &mut [Node<K, V, Visited>], i: u32) {
        self.hit(nodes, i);
    }

    #[inline]
    fn victim<K, V>(
        &mut self,
        nodes: &mut [Node<K, V, Visited>],
        _: Weights<'_>,
        keep: u32,
    ) -> Option<u32> {
        if self.list.head == self.list.tail && self.list.head == keep {
            return None;
        }
        let mut i = self.hand;
        loop {
            if i == NIL {
                i = self.list.tail;
            }
            let node = nodes.get_mut(i as usize)?;
            let visited = node.meta.0.get_mut();
            if i != keep {
                if !*visited {
                    self.hand = i;
                    return Some(i);
                }
                *visited = false;
            }
            i = node.prev;
        }
    }

    #[inline]
    fn vacate<K, V>(&mut self, nodes: &mut [Node<K, V, Visited>]) -> Option<u32> {
        let i = self.victim(nodes, Weights::UNIT, NIL)?;
        self.hand = nodes.get(i as usize).map_or(NIL, |node| node.prev);
        self.list.move_to_front(nodes, i);
        Some(i)
    }

    #[inline]
    fn refill<K, V>(&mut self, _: &mut [Node<K, V, Visited>], _: u32) {}

    #[inline]
    fn unlink<K, V>(&mut self, nodes: &mut [Node<K, V, Visited>], i: u32, _: u64) {
        if self.hand == i {
            self.hand = nodes.get(i as usize).map_or(NIL, |node| node.prev);
        }
        self.list.unlink(nodes, i);
    }

    #[inline]
    fn moved<K, V>(&mut self, nodes: &mut [Node<K, V, Visited>], from: u32, to: u32) {
        if self.hand == from {
            self.hand = to;
        }
        self.list.moved(nodes, to);
    }

    fn clear(&mut self) {
        self.list = List::EMPTY;
        self.hand = NIL;
    }

    fn lists(&self) -> [List; 2] {
        [self.list, List::EMPTY]
    }

    #[cfg(feature = "__audit")]
    fn check<K, V>(&self, nodes: &[Node<K, V, Visited>], _: Weights<'_>) {
        assert!(self.hand == NIL || (self.hand as usize) < nodes.len(), "the hand is lost");
    }
}
