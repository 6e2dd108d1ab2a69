//! Doubly linked lists threaded through the nodes by index.
//!
//! ```text
//! head (newest) --next--> … --next--> tail (oldest)        ends are NIL = u32::MAX
//! ```
//!
//! Invariants: `len` nodes are reachable from `head` by `next`, and the same ones from `tail` by
//! `prev`; the ends' outer links are [`NIL`]. Every operation is **O(1)**.
//!
//! [`NIL`] lies beyond every vector, so the bounds check of `get_mut` is the check for an end, and
//! no operation can panic. A ring without ends saves no branch then.

use super::slab::{NIL, Node};

/// The ends of one list.
#[derive(Clone, Copy, Debug)]
pub struct List {
    pub head: u32,
    pub tail: u32,
    pub len: u32,
}

impl List {
    pub const EMPTY: Self = Self { head: NIL, tail: NIL, len: 0 };

    /// Links node `i`, which is in no list, at the newest end.
    #[inline]
    pub fn push_front<K, V, M>(&mut self, nodes: &mut [Node<K, V, M>], i: u32) {
        let Some(node) = nodes.get_mut(i as usize) else { return };
        node.prev = NIL;
        node.next = self.head;
        if let Some(next) = nodes.get_mut(self.head as usize) {
            next.prev = i;
        } else {
            self.tail = i;
        }
        self.head = i;
        self.len += 1;
    }

    /// Links node `i`, which is in no list, at the oldest end.
    #[inline]
    pub fn push_back<K, V, M>(&mut self, nodes: &mut [Node<K, V, M>], i: u32) {
        let Some(node) = nodes.get_mut(i as usize) else { return };
        node.next = NIL;
        node.prev = self.tail;
        if let Some(prev) = nodes.get_mut(self.tail as usize) {
            prev.next = i;
        } else {
            self.head = i;
        }
        self.tail = i;
        self.len += 1;
    }

    /// Takes node `i` out of this list.
    #[inline]
    pub fn unlink<K, V, M>(&mut self, nodes: &mut [Node<K, V, M>], i: u32) {
        let Some(&Node { prev, next, .. }) = nodes.get(i as usize) else { return };
        if let Some(node) = nodes.get_mut(prev as usize) {
            node.next = next;
        } else {
            self.head = next;
        }
        if let Some(node) = nodes.get_mut(next as usize) {
            node.prev = prev;
        } else {
            self.tail = prev;
        }
        self.len -= 1;
    }

    /// Makes node `i` of this list the newest.
    #[inline]
    pub fn move_to_front<K, V, M>(&mut self, nodes: &mut [Node<K, V, M>], i: u32) {
        let head = self.head;
        if i == head {
            return;
        }
        let Some(node) = nodes.get_mut(i as usize) else { return };
        let (prev, next) = (node.prev, node.next);
        node.prev = NIL;
        node.next = head;
        if let Some(node) = nodes.get_mut(head as usize) {
            node.prev = i;
        }
        if let Some(node) = nodes.get_mut(prev as usize) {
            node.next = next;
        }
        if let Some(node) = nodes.get_mut(next as usize) {
            node.prev = prev;
        } else {
            self.tail = prev;
        }
        self.head = i;
    }

    /// Makes the oldest node the newest, and returns it.
    #[inline]
    pub fn rotate<K, V, M>(&mut self, nodes: &mut [Node<K, V, M>]) -> Option<u32> {
        let (i, head) = (self.tail, self.head);
        let node = nodes.get_mut(i as usize)?;
        if i != head {
            let prev = node.prev;
            node.prev = NIL;
            node.next = head;
            if let Some(node) = nodes.get_mut(head as usize) {
                node.prev = i;
            }
            if let Some(node) = nodes.get_mut(prev as usize) {
                node.next = NIL;
            }
            self.head = i;
            self.tail = prev;
        }
        Some(i)
    }

    /// Makes node `i` of this list the oldest.
    pub fn move_to_back<K, V, M>(&mut self, nodes: &mut [Node<K, V, M>], i: u32) {
        self.unlink(nodes, i);
        self.push_back(nodes, i);
    }

    /// Repairs what pointed to a node of this list that now lies at `to`.
    #[inline]
    pub fn moved<K, V, M>(&mut self, nodes: &mut [Node<K, V, M>], to: u32) {
        let Some(&Node { prev, next, .. }) = nodes.get(to as usize) else { return };
        if let Some(node) = nodes.get_mut(prev as usize) {
            node.next = to;
        } else {
            self.head = to;
        }
        if let Some(node) = nodes.get_mut(next as usize) {
            node.prev = to;
        } else {
            self.tail = to;
        }
    }

    /// Walks the list in both directions and counts each node in `seen`.
    #[cfg(feature = "__audit")]
    pub fn check<K, V, M>(&self, nodes: &[Node<K, V, M>], seen: &mut [u8]) {
        let (mut i, mut last, mut len) = (self.head, NIL, 0);
        while i != NIL {
            let node = &nodes[i as usize];
            assert_eq!(node.prev, last, "the links of node {i} do not agree");
            seen[i as usize] += 1;
            assert_eq!(seen[i as usize], 1, "node {i} is in two places");
            len += 1;
            (last, i) = (i, node.next);
        }
        assert_eq!(self.tail, last, "the tail is not the end");
        assert_eq!(self.len, len, "the length is wrong");
    }
}
