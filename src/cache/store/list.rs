//! Doubly linked lists of the nodes' indices.
//!
//! ```text
//! head (newest) --next--> … --next--> tail (oldest)
//! ```
//!
//! Invariants: `len` links are on the list, each the `prev` of its `next`; `head` and `tail` are
//! its ends, or [`NIL`] if there is none. **The head's `prev` and the tail's `next` are
//! unspecified**: they are never read, so they are never written. Every operation is **O(1)**.
//!
//! [`NIL`] lies beyond every vector, and no operation can panic.
//!
//! Links are in a separate vector, 8 B each, and know nothing of keys and values: a hit that moves
//! nothing reads no link, one that moves its node writes to half of the memory, and this code is
//! compiled once for all types.
//!
//! Rejected: a ring, whose tail is the head's `prev` (an eviction writes no link, but a hit two
//! more and has to load one of them first); ends that are [`NIL`] (written at each move); links
//! beside the key and the value (a hit that moves its node finds both in one cache line, but what a
//! policy keeps of a node is padded there to the key's alignment: for u64 → u64 a node of SIEVE or
//! S3-FIFO would be 32 B, where its parts in separate vectors are 25 B and 28 B).

use alloc::vec::Vec;

use super::slab::NIL;

/// The neighbours of a node.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    pub prev: u32,
    pub next: u32,
}

impl Link {
    /// That of a node which is in no list yet.
    pub const LOOSE: Self = Self { prev: NIL, next: NIL };
}

/// The links of all nodes, by index, whichever list they are in.
pub(in crate::cache) type Links = Vec<Link>;

/// The ends of one list.
#[derive(Clone, Copy, Debug)]
pub struct List {
    pub head: u32,
    pub tail: u32,
    pub len: u32,
}

/// Where a link leads nowhere, which an audit would find.
#[cold]
#[inline(never)]
fn lost() {
    debug_assert!(false, "a link leads nowhere");
}

/// Makes two nodes neighbours.
#[inline(always)]
fn join(links: &mut [Link], prev: u32, next: u32) {
    let Some(link) = links.get_mut(prev as usize) else { return lost() };
    link.next = next;
    let Some(link) = links.get_mut(next as usize) else { return lost() };
    link.prev = prev;
}

impl List {
    pub const EMPTY: Self = Self { head: NIL, tail: NIL, len: 0 };

    /// Inserts node `i`, which is in no list, at the newest end.
    #[inline]
    pub fn push_front(&mut self, links: &mut [Link], i: u32) {
        if self.len == 0 {
            self.tail = i;
        } else {
            join(links, i, self.head);
        }
        self.head = i;
        self.len += 1;
    }

    /// Removes node `i` from this list.
    #[inline]
    pub fn unlink(&mut self, links: &mut [Link], i: u32) {
        let Some(&Link { prev, next }) = links.get(i as usize) else { return lost() };
        self.len -= 1;
        match (i == self.head, i == self.tail) {
            (false, false) => join(links, prev, next),
            (false, true) => self.tail = prev,
            (true, false) => self.head = next,
            (true, true) => *self = Self::EMPTY,
        }
    }

    /// Moves node `i` of this list to the newest end.
    // One path, and all bounds checks leave it: a hit under LRU is little more than this.
    #[inline]
    pub fn move_to_front(&mut self, links: &mut [Link], i: u32) {
        let head = self.head;
        if i == head {
            return;
        }
        let Some(&Link { prev, next }) = links.get(i as usize) else { return lost() };
        if i == self.tail {
            self.tail = prev;
        } else {
            join(links, prev, next);
        }
        join(links, i, head);
        self.head = i;
    }

    /// Moves node `i` of this list to the oldest end.
    pub fn move_to_back(&mut self, links: &mut [Link], i: u32) {
        if i != self.tail {
            self.unlink(links, i);
            join(links, self.tail, i);
            self.tail = i;
            self.len += 1;
        }
    }

    /// Moves the oldest node to the newest end, and returns it.
    #[inline]
    pub fn rotate(&mut self, links: &mut [Link]) -> Option<u32> {
        let i = self.tail;
        self.move_to_front(links, i);
        (i != NIL).then_some(i)
    }

    /// Repairs what pointed to the last link, of this list, which now fills the gap at `to`. There
    /// is nothing to do where the last one itself was the gap.
    #[inline]
    pub fn filled(&mut self, links: &mut [Link], to: u32) {
        let from = links.len() as u32;
        let Some(&Link { prev, next }) = links.get(to as usize) else { return };
        if self.head == from {
            self.head = to;
        } else {
            join(links, prev, to);
        }
        if self.tail == from {
            self.tail = to;
        } else {
            join(links, to, next);
        }
    }

    /// Appends another list to this one.
    pub fn append(&mut self, links: &mut [Link], other: Self) {
        if self.len == 0 {
            *self = other;
        } else if other.len > 0 {
            join(links, self.tail, other.head);
            self.tail = other.tail;
            self.len += other.len;
        }
    }

    /// Walks the list and counts each node in `seen`.
    #[cfg(feature = "__audit")]
    pub fn check(&self, links: &[Link], seen: &mut [u8]) {
        if self.len == 0 {
            assert_eq!((self.head, self.tail), (NIL, NIL), "an empty list has no ends");
            return;
        }
        let mut i = self.head;
        for left in (0..self.len).rev() {
            seen[i as usize] += 1;
            assert_eq!(seen[i as usize], 1, "node {i} is in two places");
            if left > 0 {
                let next = links[i as usize].next;
                assert_eq!(links[next as usize].prev, i, "the links of node {i} do not agree");
                i = next;
            }
        }
        assert_eq!(i, self.tail, "the tail is not the end");
    }
}
