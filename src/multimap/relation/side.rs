//! One side of a `Relation`: each value once, under a number that it keeps while it is present.
//!
//! ```text
//! nodes: Vec<Node>         Node { value: Option<T>, hash, head, tail, degree: u32 }
//! table: HashTable<u32>    value -> number of its node
//! free:  u32               first node without a value; the next one in its `head`
//! half:  usize             which half of each pair belongs to this side
//! ```
//!
//! `head` and `tail` are the first and the last pair of the value and `degree` is the number of its
//! pairs. A node without pairs has no value.

use alloc::vec::Vec;

use hashbrown::HashTable;

use super::inner::{NONE, Pair};
use crate::error::bug;
use crate::multimap::table::{grow_by_half, spread};

#[derive(Clone)]
pub(super) struct Node<T> {
    pub(super) value: Option<T>,
    pub(super) hash: u32,
    pub(super) head: u32,
    pub(super) tail: u32,
    pub(super) degree: u32,
}

#[derive(Clone)]
pub(super) struct Side<T> {
    pub(super) nodes: Vec<Node<T>>,
    pub(super) table: HashTable<u32>,
    pub(super) free: u32,
    pub(super) half: usize,
}

impl<T> Side<T> {
    pub(super) const fn new(half: usize) -> Self {
        Self { nodes: Vec::new(), table: HashTable::new(), free: NONE, half }
    }

    /// The number of values.
    pub(super) fn len(&self) -> usize {
        self.table.len()
    }

    #[inline]
    pub(super) fn find(&self, hash: u32, mut same: impl FnMut(&T) -> bool) -> Option<u32> {
        let same = |&id: &u32| self.nodes[id as usize].value.as_ref().is_some_and(&mut same);
        self.table.find(spread(hash), same).copied()
    }

    #[inline]
    pub(super) fn node(&self, id: u32) -> &Node<T> {
        &self.nodes[id as usize]
    }

    /// Assigns a number to a value. It must get a pair before anything else happens.
    #[track_caller]
    pub(super) fn add(&mut self, value: T, hash: u32) -> u32 {
        let node = Node { value: Some(value), hash, head: NONE, tail: NONE, degree: 0 };
        let id = if self.free == NONE {
            // Never as many as pairs, whose number is bounded. This also holds while a pair is
            // being added.
            let id = self.nodes.len() as u32;
            assert!(id < NONE, "capacity overflow");
            if self.nodes.len() == self.nodes.capacity() {
                grow_by_half(&mut self.nodes);
            }
            self.nodes.push(node);
            id
        } else {
            let id = self.free;
            self.free = self.nodes[id as usize].head;
            self.nodes[id as usize] = node;
            id
        };
        self.enter(id);
        id
    }

    /// Enters a number in the table under its node's hash.
    fn enter(&mut self, id: u32) {
        let Self { nodes, table, .. } = self;
        let hash = spread(nodes[id as usize].hash);
        table.insert_unique(hash, id, |&id| spread(nodes[id as usize].hash));
    }

    fn leave(&mut self, id: u32) {
        let hash = spread(self.nodes[id as usize].hash);
        match self.table.find_entry(hash, |&other| other == id) {
            Ok(entry) => drop(entry.remove()),
            Err(_) => bug!("a value is not in its table"),
        }
    }

    /// Removes the value of a node that has no pairs, and frees its number.
    pub(super) fn release(&mut self, id: u32) -> Option<T> {
        self.leave(id);
        let node = &mut self.nodes[id as usize];
        node.head = self.free;
        self.free = id;
        node.value.take()
    }

    /// Replaces the value of a node and returns the old one.
    pub(super) fn rename(&mut self, id: u32, value: T, hash: u32) -> Option<T> {
        self.leave(id);
        let node = &mut self.nodes[id as usize];
        node.hash = hash;
        let old = node.value.replace(value);
        self.enter(id);
        old
    }

    /// Empties the side and returns its nodes, for the caller to drop.
    pub(super) fn take_nodes(&mut self) -> Vec<Node<T>> {
        self.table.clear();
        self.free = NONE;
        core::mem::take(&mut self.nodes)
    }

    /// Whether far more numbers are free than in use.
    #[inline]
    pub(super) fn is_sparse(&self) -> bool {
        self.nodes.len() >= 64 && self.nodes.len() / 8 > self.len()
    }

    /// Renumbers the values from the lowest number, in their order; `renamed` is called with the
    /// old and the new number of each. Chains are empty afterwards.
    pub(super) fn renumber(&mut self, mut renamed: impl FnMut(u32, u32)) {
        let mut to = 0;
        for from in 0..self.nodes.len() {
            if self.nodes[from].value.is_some() {
                self.nodes.swap(from, to);
                // Numbers have 32 bits.
                renamed(from as u32, to as u32);
                self.unlink_all(to as u32);
                to += 1;
            }
        }
        self.nodes.truncate(to);
        self.free = NONE;
        self.table.clear();
        (0..to as u32).for_each(|id| self.enter(id));
    }

    /// Releases unused memory.
    pub(super) fn shrink_to_fit(&mut self) {
        let Self { nodes, table, .. } = self;
        nodes.shrink_to_fit();
        table.shrink_to_fit(|&id| spread(nodes[id as usize].hash));
    }

    /// Forgets the numbers. No value may be present.
    pub(super) fn reset(&mut self) {
        self.nodes.clear();
        self.table.clear();
        self.free = NONE;
    }

    /// Appends slot `p`, the greatest so far, to the chain of its value.
    #[inline]
    pub(super) fn link(&mut self, slots: &mut [Pair], p: u32) {
        let half = self.half & 1;
        let this = &mut slots[p as usize][half];
        let node = &mut self.nodes[this.id as usize];
        this.next = NONE;
        this.prev = node.tail;
        match slots.get_mut(node.tail as usize) {
            Some(tail) => tail[half].next = p,
            None => node.head = p,
        }
        node.tail = p;
        node.degree += 1;
    }

    /// Links slot `p`, which is in no chain, into the chain of its value before slot `next`, or at
    /// the end if `next` is none.
    pub(super) fn link_before(&mut self, slots: &mut [Pair], p: u32, next: u32) {
        if next == NONE {
            return self.link(slots, p);
        }
        let half = self.half & 1;
        let prev = core::mem::replace(&mut slots[next as usize][half].prev, p);
        let this = &mut slots[p as usize][half];
        this.next = next;
        this.prev = prev;
        let node = &mut self.nodes[this.id as usize];
        match slots.get_mut(prev as usize) {
            Some(prev) => prev[half].next = p,
            None => node.head = p,
        }
        node.degree += 1;
    }

    /// Copies the values of another side to this one, which is empty; `names` receives their
    /// numbers.
    pub(super) fn copy_values(&mut self, other: &Self, names: &mut [u32])
    where
        T: Clone,
    {
        self.nodes.reserve_exact(other.len());
        for (old, node) in other.nodes.iter().enumerate().filter(|(_, node)| node.value.is_some()) {
            names[old] = self.nodes.len() as u32;
            let value = node.value.clone();
            self.nodes.push(Node { value, hash: node.hash, head: NONE, tail: NONE, degree: 0 });
        }
        self.table = HashTable::with_capacity(other.len());
        (0..self.nodes.len() as u32).for_each(|id| self.enter(id));
    }

    /// Removes slot `p` from the chain of its value.
    #[inline]
    pub(super) fn unlink(&mut self, slots: &mut [Pair], p: u32) {
        let half = self.half & 1;
        let this = slots[p as usize][half];
        let node = &mut self.nodes[this.id as usize];
        match slots.get_mut(this.prev as usize) {
            Some(prev) => prev[half].next = this.next,
            None => node.head = this.next,
        }
        match slots.get_mut(this.next as usize) {
            Some(next) => next[half].prev = this.prev,
            None => node.tail = this.prev,
        }
        node.degree -= 1;
    }

    /// Empties the chain of a node, so that its pairs can be linked again.
    pub(super) fn unlink_all(&mut self, id: u32) {
        let node = &mut self.nodes[id as usize];
        node.head = NONE;
        node.tail = NONE;
        node.degree = 0;
    }
}
