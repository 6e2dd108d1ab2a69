//! The tree of the mutable map: nodes, leaves, and the direct array of large maps.
//!
//! # Shape
//!
//! A link is one word: a node, a leaf, or none. Below a node's slot hangs either a *leaf*, where
//! there is one prefix only, however long; or the node of the deepest block that holds all that is
//! there. So paths are compressed: each node but the fixed ones (below) has two items, values or
//! links, at least, and a map of n prefixes has at most n nodes. A look-up compares a node's block
//! when it enters, since links skip bits.
//!
//! A small map has one fixed node, the one at depth 0. From [`LARGE`] entries on, all 4,161 nodes
//! of depths 0, 6 and 12 are there, at fixed places of the vector, and `direct` has the link of
//! each of the 2¹⁸ blocks of length 18. A look-up starts with `direct`; only where nothing below
//! matches it reads the fixed node of depth 12, whose place it computes. That one also knows the
//! longest prefix of length 12 or less around it, since that is the same for its whole block; so
//! to add or to remove a prefix touches one node, or the 2^(12 − len) of depth 12 that a very short
//! one has. The fixed nodes' `kids` say below which slots there is anything, for iteration.
//!
//! # Memory
//!
//! Nodes are a vector with a free list. Leaves are a dense vector: the last takes the place of one
//! that goes, and its link is found again by its prefix. Links are in [`Runs`]. Values stand in
//! their nodes, in order, so that maps are iterated, changed and taken apart in order without
//! `unsafe`. A full routing table takes 65,000 nodes of 64 bytes and 4 bytes a `u32` value.
//!
//! # Rejected
//!
//! Nodes of 8 bits (two 256-bit bitmaps, of which a rank counts up to four words, and half the
//! nodes mostly empty); pushing short prefixes into the direct array, 2^(18 − len) slots for each
//! change, with an ordered map beside it; values in an arena with a free list, another word and
//! another cache miss an entry.

mod cursor;
mod find;
mod insert;
mod marks;
mod remove;

#[cfg(feature = "__audit")]
mod audit;

use alloc::vec::Vec;

use super::node::{Node, STEP};
use super::runs::{NONE, Runs};
use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

pub(super) use cursor::Cursor;

/// Marks a link to a leaf.
const LEAF: u32 = 1 << 31;
/// The greatest number of entries.
const MOST: usize = LEAF as usize - 2;
/// The number of entries from which there is a direct array.
const LARGE: usize = 1 << 14;
/// The bits of the direct array, three steps.
const DIRECT: u8 = 3 * STEP;
/// The first fixed nodes of depths 6 and 12, and the number of fixed nodes.
const FIXED: [u32; 3] = [1, 65, 65 + 4096];

/// Where a value is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Loc {
    /// In a node, with its rank.
    Node(u32, u32),
    /// The leaf's index.
    Leaf(u32),
}

/// Where a link is.
#[derive(Clone, Copy, Debug)]
enum At {
    /// In the direct array.
    Direct(usize),
    /// In a node's slot.
    Slot(u32, u32),
}

/// See the module's head.
#[derive(Clone, Debug)]
pub(super) struct Trie<F: Family, V> {
    pub(super) nodes: Vec<Node<F::Bits, V>>,
    /// The first free node; the next one is in its `links`.
    free: u32,
    pub(super) leaves: Vec<(Prefix<F>, V)>,
    runs: Runs,
    /// Empty in a small map.
    direct: Vec<u32>,
    len: usize,
}

impl<F: Family, V> Trie<F, V> {
    pub(super) const fn new() -> Self {
        Self {
            nodes: Vec::new(),
            free: NONE,
            leaves: Vec::new(),
            runs: Runs::new(),
            direct: Vec::new(),
            len: 0,
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[inline]
    fn is_large(&self) -> bool {
        !self.direct.is_empty()
    }

    /// The fixed node of a depth (0, 6, 12) around an address in a large map.
    #[inline]
    fn fixed(addr: F::Bits, depth: u8) -> u32 {
        match depth {
            0 => 0,
            6 => FIXED[0] + addr.chunk(0, 6),
            _ => FIXED[1] + addr.chunk(0, 12),
        }
    }

    /// The link of a node's slot.
    #[inline]
    pub(super) fn child(&self, index: u32, slot: u32) -> u32 {
        let node = &self.nodes[index as usize];
        if node.kids >> slot & 1 == 0 {
            return NONE;
        }
        if self.is_large() && index < FIXED[2] {
            return match node.depth {
                0 => FIXED[0] + slot,
                6 => FIXED[1] + (index - FIXED[0]) * 64 + slot,
                _ => self.direct[((index - FIXED[1]) * 64 + slot) as usize],
            };
        }
        self.runs.get(node.links, rank(node.kids, slot))
    }

    fn set_link(&mut self, at: At, link: u32) {
        match at {
            At::Direct(i) => self.direct[i] = link,
            At::Slot(index, slot) => {
                let node = &self.nodes[index as usize];
                self.runs.set(node.links, rank(node.kids, slot), link);
            }
        }
    }

    fn add_link(&mut self, index: u32, slot: u32, link: u32) {
        let node = &mut self.nodes[index as usize];
        let count = node.kids.count_ones();
        node.links = self.runs.insert(node.links, count, rank(node.kids, slot), link);
        node.kids |= 1 << slot;
    }

    fn remove_link(&mut self, index: u32, slot: u32) {
        let node = &mut self.nodes[index as usize];
        let count = node.kids.count_ones();
        node.links = self.runs.remove(node.links, count, rank(node.kids, slot));
        node.kids &= !(1 << slot);
    }

    /// Where a walk for an address of more than `DIRECT` bits, or in a small map, starts: the place
    /// of the first link (none where it is the fixed node's) and the link.
    #[inline]
    fn start(&self, addr: F::Bits) -> (Option<At>, u32) {
        if self.is_large() {
            let i = addr.chunk(0, u32::from(DIRECT)) as usize;
            return (Some(At::Direct(i)), self.direct[i]);
        }
        (None, if self.nodes.is_empty() { NONE } else { 0 })
    }

    /// Whether a prefix is kept in a fixed node of a large map.
    #[inline]
    fn is_short(&self, prefix: Prefix<F>) -> bool {
        self.is_large() && prefix.prefix_len() <= DIRECT
    }

    #[inline]
    pub(super) fn value(&self, loc: Loc) -> &V {
        match loc {
            Loc::Node(node, rank) => &self.nodes[node as usize].values[rank as usize],
            Loc::Leaf(leaf) => &self.leaves[leaf as usize].1,
        }
    }

    #[inline]
    pub(super) fn value_mut(&mut self, loc: Loc) -> &mut V {
        match loc {
            Loc::Node(node, rank) => &mut self.nodes[node as usize].values[rank as usize],
            Loc::Leaf(leaf) => &mut self.leaves[leaf as usize].1,
        }
    }
}

/// The number of links before a slot's.
#[inline]
fn rank(kids: u64, slot: u32) -> u32 {
    (kids & ((1 << slot) - 1)).count_ones()
}
