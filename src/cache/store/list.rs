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
//! A link takes 8 B. Where a use moves its node, which is under LRU, and under LRI, which shares the
//! code, it stands in the node: the hit has just read the key in the same line of memory. Under the
//! other policies a hit reads no link, and links are in a separate vector.
//!
//! Rejected: a ring, whose tail is the head's `prev` (an eviction writes no link, but a hit two
//! more and has to load one of them first); ends that are [`NIL`] (written at each move); links in
//! the nodes of SIEVE and S3-FIFO (hits among 50,000 entries take 1.1 to 1.3 times as long, as
//! fewer nodes fit the caches); links in a separate vector under LRU (hits take 1.05 to 1.25 times
//! as long).

#![allow(
    unreachable_pub,
    reason = "reached through the bounds of `Policy`, which Rust 1.85 does not count"
)]

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

impl Default for Link {
    fn default() -> Self {
        Self::LOOSE
    }
}

/// The links of all nodes, by index, whichever list they are in.
pub(in crate::cache) type Links = Vec<Link>;

/// What has a `T`, as a node may have a link, and a link is its own.
pub trait Has<T> {
    fn part(&self) -> &T;

    fn part_mut(&mut self) -> &mut T;
}

impl Has<Self> for Link {
    #[inline]
    fn part(&self) -> &Self {
        self
    }

    #[inline]
    fn part_mut(&mut self) -> &mut Self {
        self
    }
}

/// The ends of one list.
#[derive(Clone, Copy, Debug)]
pub struct List {
    pub head: u32,
    pub tail: u32,
    pub len: u32,
}

/// An operation of a list that a node of it, or for it, is given to.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    PushFront,
    MoveToFront,
    MoveToBack,
    Unlink,
    Filled,
}

/// Where a link leads nowhere, which an audit would find.
#[cold]
#[inline(never)]
fn lost() {
    debug_assert!(false, "a link leads nowhere");
}

/// Makes two nodes neighbours.
#[inline(always)]
fn join(links: &mut [impl Has<Link>], prev: u32, next: u32) {
    let Some(link) = links.get_mut(prev as usize) else { return lost() };
    link.part_mut().next = next;
    let Some(link) = links.get_mut(next as usize) else { return lost() };
    link.part_mut().prev = prev;
}

impl List {
    pub const EMPTY: Self = Self { head: NIL, tail: NIL, len: 0 };

    /// Inserts node `i`, which is in no list, at the newest end.
    #[inline]
    pub fn push_front(&mut self, links: &mut [impl Has<Link>], i: u32) {
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
    pub fn unlink(&mut self, links: &mut [impl Has<Link>], i: u32) {
        let Some(&Link { prev, next }) = links.get(i as usize).map(Has::part) else {
            return lost();
        };
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
    pub fn move_to_front(&mut self, links: &mut [impl Has<Link>], i: u32) {
        let head = self.head;
        if i == head {
            return;
        }
        let Some(&Link { prev, next }) = links.get(i as usize).map(Has::part) else {
            return lost();
        };
        if i == self.tail {
            self.tail = prev;
        } else {
            join(links, prev, next);
        }
        join(links, i, head);
        self.head = i;
    }

    /// Moves node `i` of this list to the oldest end.
    pub fn move_to_back(&mut self, links: &mut [impl Has<Link>], i: u32) {
        if i != self.tail {
            self.unlink(links, i);
            join(links, self.tail, i);
            self.tail = i;
            self.len += 1;
        }
    }

    /// Moves the oldest node to the newest end, and returns it.
    #[inline]
    pub fn rotate(&mut self, links: &mut [impl Has<Link>]) -> Option<u32> {
        let i = self.tail;
        self.move_to_front(links, i);
        (i != NIL).then_some(i)
    }

    /// Repairs what pointed to the last link, of this list, which now fills the gap at `to`. There
    /// is nothing to do where the last one itself was the gap.
    #[inline]
    pub fn filled(&mut self, links: &mut [impl Has<Link>], to: u32) {
        let from = links.len() as u32;
        let Some(&Link { prev, next }) = links.get(to as usize).map(Has::part) else { return };
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
    pub fn append(&mut self, links: &mut [impl Has<Link>], other: Self) {
        if self.len == 0 {
            *self = other;
        } else if other.len > 0 {
            join(links, self.tail, other.head);
            self.tail = other.tail;
            self.len += other.len;
        }
    }

    /// Does one of these to a node.
    pub fn edit(&mut self, links: &mut [impl Has<Link>], edit: Edit, i: u32) {
        match edit {
            Edit::PushFront => self.push_front(links, i),
            Edit::MoveToFront => self.move_to_front(links, i),
            Edit::MoveToBack => self.move_to_back(links, i),
            Edit::Unlink => self.unlink(links, i),
            Edit::Filled => self.filled(links, i),
        }
    }

    /// Walks the list and counts each node in `seen`.
    #[cfg(feature = "__audit")]
    pub fn check(&self, links: &[impl Has<Link>], seen: &mut [u8]) {
        if self.len == 0 {
            assert_eq!((self.head, self.tail), (NIL, NIL), "an empty list has no ends");
            return;
        }
        let mut i = self.head;
        for left in (0..self.len).rev() {
            seen[i as usize] += 1;
            assert_eq!(seen[i as usize], 1, "node {i} is in two places");
            if left > 0 {
                let next = links[i as usize].part().next;
                assert_eq!(
                    links[next as usize].part().prev,
                    i,
                    "the links of node {i} do not agree"
                );
                i = next;
            }
        }
        assert_eq!(i, self.tail, "the tail is not the end");
    }
}
