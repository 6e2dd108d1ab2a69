//! Doubly linked rings threaded through the nodes by index.
//!
//! ```text
//! head (newest) --next--> … --next--> tail (oldest) --next--> head
//! ```
//!
//! Invariants: `len` nodes are on the ring, each the `prev` of its `next`; `head` is one of them, or
//! [`NIL`] if there is none. Every operation is **O(1)**.
//!
//! The tail is the head's `prev`. So the oldest node becomes the newest by moving `head` one step
//! back, without a link written: that is what an eviction for a new entry does. [`NIL`] lies beyond
//! every vector, so the bounds check of `get_mut` is the check for an empty list, and no operation
//! can panic.
//!
//! Rejected: a list with two ends, whose eviction writes three nodes and whose every change asks
//! whether it is at an end (15 % more instructions a hit, 25 % more an eviction).

use super::slab::{NIL, Node};

/// One ring and where it begins.
#[derive(Clone, Copy, Debug)]
pub struct List {
    pub head: u32,
    pub len: u32,
}

impl List {
    pub const EMPTY: Self = Self { head: NIL, len: 0 };

    /// The oldest node.
    #[inline]
    pub fn tail<K, V>(&self, nodes: &[Node<K, V>]) -> u32 {
        nodes.get(self.head as usize).map_or(NIL, |head| head.prev)
    }

    /// Links node `i`, which is in no list, at the oldest end.
    #[inline]
    pub fn push_back<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32) {
        let tail = self.tail(nodes);
        let (prev, next) = if tail == NIL { (i, i) } else { (tail, self.head) };
        if let Some(node) = nodes.get_mut(i as usize) {
            node.prev = prev;
            node.next = next;
        }
        if let Some(node) = nodes.get_mut(prev as usize) {
            node.next = i;
        }
        if let Some(node) = nodes.get_mut(next as usize) {
            node.prev = i;
        }
        self.head = next;
        self.len += 1;
    }

    /// Links node `i`, which is in no list, at the newest end.
    #[inline]
    pub fn push_front<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32) {
        self.push_back(nodes, i);
        self.head = i;
    }

    /// Takes node `i` out of this list.
    #[inline]
    pub fn unlink<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32) {
        let Some(&Node { prev, next, .. }) = nodes.get(i as usize) else { return };
        if let Some(node) = nodes.get_mut(prev as usize) {
            node.next = next;
        }
        if let Some(node) = nodes.get_mut(next as usize) {
            node.prev = prev;
        }
        self.len -= 1;
        if self.head == i {
            self.head = if self.len == 0 { NIL } else { next };
        }
    }

    /// Makes node `i` of this list the newest.
    #[inline]
    pub fn move_to_front<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32) {
        let head = self.head;
        let tail = self.tail(nodes);
        if i == head {
            return;
        }
        self.head = i;
        if i == tail {
            return;
        }
        // Neither the first nor the last, so that it has two neighbours, which stay neighbours.
        let Some(node) = nodes.get_mut(i as usize) else { return };
        let (prev, next) = (node.prev, node.next);
        node.prev = tail;
        node.next = head;
        if let Some(node) = nodes.get_mut(prev as usize) {
            node.next = next;
        }
        if let Some(node) = nodes.get_mut(next as usize) {
            node.prev = prev;
        }
        if let Some(node) = nodes.get_mut(tail as usize) {
            node.next = i;
        }
        if let Some(node) = nodes.get_mut(head as usize) {
            node.prev = i;
        }
    }

    /// Makes node `i` of this list the oldest.
    pub fn move_to_back<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32) {
        self.move_to_front(nodes, i);
        self.head = nodes.get(i as usize).map_or(NIL, |node| node.next);
    }

    /// Makes the oldest node the newest, and returns it.
    #[inline]
    pub fn rotate<K, V>(&mut self, nodes: &[Node<K, V>]) -> Option<u32> {
        self.head = nodes.get(self.head as usize)?.prev;
        Some(self.head)
    }

    /// Repairs what pointed to the last node, of this list, that now fills the gap at `to`. There
    /// is nothing to do where the last node itself was the gap.
    #[inline]
    pub fn filled<K, V>(&mut self, nodes: &mut [Node<K, V>], to: u32) {
        let from = nodes.len() as u32;
        let Some(node) = nodes.get_mut(to as usize) else { return };
        if node.next == from {
            // The only one, which points to itself.
            node.prev = to;
            node.next = to;
        }
        let (prev, next) = (node.prev, node.next);
        if let Some(node) = nodes.get_mut(prev as usize) {
            node.next = to;
        }
        if let Some(node) = nodes.get_mut(next as usize) {
            node.prev = to;
        }
        if self.head == from {
            self.head = to;
        }
    }

    /// Puts another list behind this one.
    pub fn append<K, V>(&mut self, nodes: &mut [Node<K, V>], other: Self) {
        if self.len == 0 || other.len == 0 {
            self.head = if self.len == 0 { other.head } else { self.head };
            self.len += other.len;
            return;
        }
        let (tail, last) = (self.tail(nodes), other.tail(nodes));
        for (prev, next) in [(tail, other.head), (last, self.head)] {
            if let Some(node) = nodes.get_mut(prev as usize) {
                node.next = next;
            }
            if let Some(node) = nodes.get_mut(next as usize) {
                node.prev = prev;
            }
        }
        self.len += other.len;
    }

    /// Walks the ring and counts each node in `seen`.
    #[cfg(feature = "__audit")]
    pub fn check<K, V>(&self, nodes: &[Node<K, V>], seen: &mut [u8]) {
        assert_eq!(self.head == NIL, self.len == 0, "an empty list has no head");
        let mut i = self.head;
        for _ in 0..self.len {
            let node = &nodes[i as usize];
            assert_eq!(nodes[node.next as usize].prev, i, "the links of node {i} do not agree");
            seen[i as usize] += 1;
            assert_eq!(seen[i as usize], 1, "node {i} is in two places");
            i = node.next;
        }
        assert_eq!(i, self.head, "the length is wrong");
    }
}
