//! SIEVE: a queue, a visited bit per node, and a hand that sweeps from the oldest to the newest.
//!
//! Zhang, Yang, Yue, Vigfusson and Rashmi, "SIEVE is Simpler than LRU", NSDI 2024. New entries
//! stand at the head, unvisited; a hit sets the bit and moves nothing. To evict, the hand goes from
//! where it stopped (else from the tail) towards the head, clears the bits it meets, wraps to the
//! tail, and takes the first node whose bit is clear; it then stands on that node's newer
//! neighbour. One sweep is O(n) after n hits, O(1) amortised: each step pays for a hit.
//!
//! Invariants: `hand` is [`NIL`] or the index of a node of the list; there is a mark for each node.
//!
//! The bits are a byte each in a separate vector, so that hits write to few cache lines and not to
//! those of the nodes.

use alloc::vec::Vec;
use core::mem;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::{Bounds, Order, Policy, Sealed, Weights, reserve};
use crate::cache::store::list::{Edit, Has, Link, Links, List};
use crate::cache::store::slab::NIL;

/// The SIEVE policy: evicts an entry that was not used since the hand last passed it (NSDI 2024).
///
/// A hit sets one bit, which makes it the cheapest policy here. It has better hit ratios than
/// [`Lru`](super::Lru) on most web traces, and clearly worse ones on traces with scans over more
/// than the cache holds, such as those of databases and block storage: measure with your own trace.
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

/// The marks of the nodes, which a hit reads, the queue, and the hand.
#[derive(Clone, Debug)]
#[repr(C)]
pub struct Sweep {
    marks: Vec<Mark>,
    list: List,
    hand: u32,
    links: Links,
}

impl Sweep {
    /// Moves a hand that stands on node `i`, which is being removed, on to the newer neighbour.
    #[inline]
    fn step_off(&mut self, i: u32) {
        if self.hand == i {
            let newer = self.links.get(i as usize).map_or(NIL, |link| link.prev);
            self.hand = if i == self.list.head { NIL } else { newer };
        }
    }
}

impl Order for Sweep {
    const SHARES_HITS: bool = true;

    type Tie = ();

    fn new(_: Bounds) -> Self {
        Self { list: List::EMPTY, hand: NIL, links: Links::new(), marks: Vec::new() }
    }

    fn reserve(&mut self, nodes: usize) {
        reserve(&mut self.links, nodes);
        reserve(&mut self.marks, nodes);
    }

    fn shrink(&mut self) {
        self.links.shrink_to_fit();
        self.marks.shrink_to_fit();
    }

    #[inline]
    fn push(&mut self, _: u64) {
        self.links.push(Link::LOOSE);
        self.marks.push(Mark(AtomicBool::new(false)));
    }

    #[inline]
    fn link(&mut self, _: &mut [impl Has<()>], i: u32, _: u64) {
        if let Some(mark) = self.marks.get_mut(i as usize) {
            *mark.0.get_mut() = false;
        }
        self.list.push_front(&mut self.links, i);
    }

    #[inline]
    fn on_insert(&mut self, _: &mut [impl Has<()>], i: u32, hash: u64, _: u64) {
        self.push(hash);
        self.list.push_front(&mut self.links, i);
    }

    #[inline]
    fn on_hit(&mut self, _: &mut [impl Has<()>], i: u32) {
        self.on_hit_unlinked(i);
    }

    #[inline]
    fn on_hit_unlinked(&mut self, i: u32) {
        if let Some(mark) = self.marks.get_mut(i as usize) {
            *mark.0.get_mut() = true;
        }
    }

    #[inline]
    fn on_hit_shared(&self, i: u32) {
        // Not if it is there already, so that a line that many threads read stays shared.
        if let Some(mark) = self.marks.get(i as usize).filter(|mark| !mark.0.load(Relaxed)) {
            mark.0.store(true, Relaxed);
        }
    }

    #[inline]
    fn on_write(&mut self, _: &mut [impl Has<()>], i: u32) {
        self.on_hit_unlinked(i);
    }

    #[inline]
    fn victim(&mut self, _: &mut [impl Has<()>], _: Weights<'_>, keep: u32) -> Option<u32> {
        if self.list.len == 1 && self.list.head == keep {
            return None;
        }
        let mut i = if self.hand == NIL { self.list.tail } else { self.hand };
        loop {
            let visited = self.marks.get_mut(i as usize)?.0.get_mut();
            if i != keep {
                if !*visited {
                    self.hand = i;
                    return Some(i);
                }
                *visited = false;
            }
            i = if i == self.list.head { self.list.tail } else { self.links.get(i as usize)?.prev };
        }
    }

    #[inline]
    fn evict_in_place(&mut self, nodes: &mut [impl Has<()>]) -> Option<u32> {
        let i = self.victim(nodes, Weights::UNIT, NIL)?;
        self.step_off(i);
        self.list.move_to_front(&mut self.links, i);
        Some(i)
    }

    #[inline]
    fn reuse(&mut self, _: u32, _: u64) {}

    #[inline]
    fn unlink(&mut self, _: &mut [impl Has<()>], i: u32, _: u64) {
        self.step_off(i);
        self.list.unlink(&mut self.links, i);
    }

    #[inline]
    fn swap_remove(&mut self, i: u32) {
        if (i as usize) < self.links.len().min(self.marks.len()) {
            self.links.swap_remove(i as usize);
            self.marks.swap_remove(i as usize);
        }
    }

    #[inline]
    fn moved(&mut self, _: &mut [impl Has<()>], i: u32) {
        self.list.filled(&mut self.links, i);
        if self.hand == self.links.len() as u32 {
            self.hand = i;
        }
    }

    fn clear(&mut self) {
        self.list = List::EMPTY;
        self.hand = NIL;
        self.links.clear();
        self.marks.clear();
    }

    fn links(&self) -> &[Link] {
        &self.links
    }

    fn edit(&mut self, _: &mut [impl Has<()>], list: &mut List, edit: Edit, i: u32) {
        list.edit(&mut self.links, edit, i);
    }

    fn take_links(&mut self) -> Links {
        mem::take(&mut self.links)
    }

    fn lists(&self) -> [List; 2] {
        [self.list, List::EMPTY]
    }

    #[cfg(feature = "__audit")]
    fn check(&self, len: usize, _: Weights<'_>) {
        assert_eq!(self.links.len(), len, "a link for each node");
        assert!(self.hand == NIL || (self.hand as usize) < len, "the hand is lost");
        assert_eq!(self.marks.len(), len, "a mark for each node");
    }
}
