//! SIEVE: a queue, a visited bit a node, and a hand that sweeps from the oldest to the newest.
//!
//! Zhang, Yang, Yue, Vigfusson and Rashmi, "SIEVE is Simpler than LRU", NSDI 2024. New entries
//! stand at the head, unvisited; a hit sets the bit and moves nothing. To evict, the hand goes from
//! where it stopped (else from the tail) towards the head, clears the bits it meets, wraps to the
//! tail, and takes the first node whose bit is clear; it then stands on that node's newer
//! neighbour. One sweep is O(n) after n hits, O(1) amortised: each step pays for a hit.
//!
//! Invariants: `hand` is [`NIL`] or the index of a node of the list; there is a mark for each node.
//!
//! The bits are a byte each in a vector of their own, so that hits write to few cache lines and
//! leave those of the nodes clean; and a node of u64 → u64 stays at 24 B.

use alloc::vec::Vec;
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
struct Mark(AtomicBool);

impl Clone for Mark {
    fn clone(&self) -> Self {
        Self(AtomicBool::new(self.0.load(Relaxed)))
    }
}

/// The queue, the hand, and the marks of the nodes.
#[derive(Clone, Debug)]
pub struct Sweep {
    list: List,
    hand: u32,
    marks: Vec<Mark>,
}

impl Sweep {
    /// Moves a hand that stands on node `i`, which leaves its place, on to the newer neighbour.
    #[inline]
    fn step_off<K, V>(&mut self, nodes: &[Node<K, V>], i: u32) {
        if self.hand == i {
            let newer = nodes.get(i as usize).map_or(NIL, |node| node.prev);
            self.hand = if i == self.list.head { NIL } else { newer };
        }
    }
}

impl Order for Sweep {
    const SHARED: bool = true;

    fn new(_: Bounds) -> Self {
        Self { list: List::EMPTY, hand: NIL, marks: Vec::new() }
    }

    #[inline]
    fn admit<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32, _: u64, _: u64) {
        self.marks.push(Mark(AtomicBool::new(false)));
        self.list.push_front(nodes, i);
    }

    #[inline]
    fn hit<K, V>(&mut self, _: &mut [Node<K, V>], i: u32) {
        if let Some(mark) = self.marks.get_mut(i as usize) {
            *mark.0.get_mut() = true;
        }
    }

    #[inline]
    fn mark(&self, i: u32) {
        // A line that many threads read stays shared if nobody writes what is there already.
        if let Some(mark) = self.marks.get(i as usize).filter(|mark| !mark.0.load(Relaxed)) {
            mark.0.store(true, Relaxed);
        }
    }

    #[inline]
    fn wrote<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32) {
        self.hit(nodes, i);
    }

    #[inline]
    fn victim<K, V>(&mut self, nodes: &mut [Node<K, V>], _: Weights<'_>, keep: u32) -> Option<u32> {
        if self.list.len == 1 && self.list.head == keep {
            return None;
        }
        let mut i = if self.hand == NIL { self.list.tail(nodes) } else { self.hand };
        loop {
            let visited = self.marks.get_mut(i as usize)?.0.get_mut();
            if i != keep {
                if !*visited {
                    self.hand = i;
                    return Some(i);
                }
                *visited = false;
            }
            // The newest one's newer neighbour is the oldest.
            i = nodes.get(i as usize)?.prev;
        }
    }

    #[inline]
    fn vacate<K, V>(&mut self, nodes: &mut [Node<K, V>]) -> Option<u32> {
        let i = self.victim(nodes, Weights::UNIT, NIL)?;
        self.step_off(nodes, i);
        self.list.move_to_front(nodes, i);
        Some(i)
    }

    #[inline]
    fn refill<K, V>(&mut self, _: &mut [Node<K, V>], _: u32, _: u64) {}

    #[inline]
    fn unlink<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32, _: u64) {
        self.step_off(nodes, i);
        self.list.unlink(nodes, i);
    }

    #[inline]
    fn removed<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32) {
        if (i as usize) < self.marks.len() {
            self.marks.swap_remove(i as usize);
        }
        if self.hand == nodes.len() as u32 {
            self.hand = i;
        }
        self.list.filled(nodes, i);
    }

    fn clear(&mut self) {
        self.list = List::EMPTY;
        self.hand = NIL;
        self.marks.clear();
    }

    fn lists(&self) -> [List; 2] {
        [self.list, List::EMPTY]
    }

    #[cfg(feature = "__audit")]
    fn check<K, V>(&self, nodes: &[Node<K, V>], _: Weights<'_>) {
        assert!(self.hand == NIL || (self.hand as usize) < nodes.len(), "the hand is lost");
        assert_eq!(self.marks.len(), nodes.len(), "a mark for each node");
    }
}
