//! The tree of the mutable map: nodes, leaves, and the direct array of large maps.
//!
//! # Shape
//!
//! Below a node's slot is either a *leaf*, if there is only one prefix, however long; or the node
//! of the deepest block that holds everything there. So paths are compressed: each node but the
//! fixed ones (below) has two items, values or links, at least, and a map of n prefixes has at most
//! n nodes. A lookup compares a node's block when it enters, since links skip bits.
//!
//! A small map has one fixed node, the one at depth 0. From [`MIN_LARGE`] entries on, all 4,161
//! nodes of depths 0, 6 and 12 are there, at fixed indices, and [`Top`] has the link of each of the
//! 2¹⁸ blocks of length 18. A lookup starts there; only where nothing below matches it reads the
//! fixed node of depth 12, whose index it computes. What is the longest prefix of length 12 or less
//! around that one's block is the same for all of it, and known; so to insert or to remove a prefix
//! touches one node, or the 2^(12 − len) covers of a very short one.
//!
//! # Memory
//!
//! Nodes are a vector with a list of free ones. Leaves are a dense vector: the last takes the place
//! of one that is removed, and its link is found again by its prefix. Values stand in their nodes,
//! in order, so that maps are iterated, changed and taken apart in order without `unsafe`. A full
//! routing table takes 65,000 nodes of 64 bytes and 4 bytes per `u32` value.
//!
//! # Rejected
//!
//! Nodes of 8 bits (two 256-bit bitmaps, of which a rank counts up to four words, and half the
//! nodes mostly empty); pushing short prefixes into the direct array, 2^(18 − len) slots for each
//! change, with an ordered map beside it; values in an arena with a free list, another word and
//! another cache miss per entry.

mod cursor;
mod find;
mod insert;
mod remove;

#[cfg(feature = "__audit")]
mod audit;

use alloc::vec;
use alloc::vec::Vec;

use super::links::{Link, Links};
use super::node::{Node, STEP};
use crate::error::bug;
use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

pub(super) use cursor::Cursor;

/// The greatest number of entries.
const MAX_LEN: usize = Link::MAX_TARGETS;
/// The number of entries from which there is a direct array.
const MIN_LARGE: usize = 1 << 14;
/// The bits of the direct array, three steps.
const DIRECT: u8 = 3 * STEP;
/// The first fixed nodes of depths 6 and 12, and the number of fixed nodes.
const FIXED: [u32; 3] = [1, 65, 65 + 4096];

/// Where a prefix of a node is among the 127 that it can hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Found {
    node: u32,
    place: u32,
}

/// Where a value is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Loc {
    /// In a node's values.
    Node { node: u32, rank: u32 },
    /// In a leaf.
    Leaf(u32),
}

/// Where a link is.
#[derive(Clone, Copy, Debug)]
enum At {
    /// Not stored: it leads to the node of depth 0 of a small map.
    Root,
    /// In the direct array.
    Direct(usize),
    /// In a node's slot.
    Slot(u32, u32),
}

/// What a large map has above depth 18. All empty in a small one.
#[derive(Clone, Debug)]
struct Top {
    /// The link of each block of length 18.
    direct: Vec<Link>,
    /// For each fixed node, the slots below which there is anything.
    below: Vec<u64>,
    /// For each fixed node of depth 12, the longest prefix of length 12 or less around its block.
    covers: Vec<Option<Found>>,
}

/// See the module's head.
#[derive(Clone, Debug)]
pub(super) struct Trie<F: Family, V> {
    pub(super) nodes: Vec<Node<F::Bits, V>>,
    /// The nodes that are not in use.
    free: Vec<u32>,
    pub(super) leaves: Vec<(Prefix<F>, V)>,
    links: Links,
    top: Top,
    len: usize,
}

impl<F: Family, V> Trie<F, V> {
    pub(super) const fn new() -> Self {
        Self {
            nodes: Vec::new(),
            free: Vec::new(),
            leaves: Vec::new(),
            links: Links::new(),
            top: Top { direct: Vec::new(), below: Vec::new(), covers: Vec::new() },
            len: 0,
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub(super) fn value(&self, loc: Loc) -> &V {
        match loc {
            Loc::Node { node, rank } => &self.nodes[node as usize].values[rank as usize],
            Loc::Leaf(leaf) => &self.leaves[leaf as usize].1,
        }
    }

    #[inline]
    pub(super) fn value_mut(&mut self, loc: Loc) -> &mut V {
        match loc {
            Loc::Node { node, rank } => &mut self.nodes[node as usize].values[rank as usize],
            Loc::Leaf(leaf) => &mut self.leaves[leaf as usize].1,
        }
    }

    /// Rebuilds the tree, with memory for only what it holds.
    pub(super) fn shrink_to_fit(&mut self) {
        let mut tight = Self::new();
        let leaves = self.leaves.len();
        core::mem::replace(self, Self::new()).take_apart(|prefix, value| {
            if tight.leaves.capacity() == 0 {
                tight.leaves.reserve_exact(leaves);
            }
            tight.insert(prefix, value);
        });
        for node in &mut tight.nodes {
            node.values.shrink_to_fit();
        }
        tight.nodes.shrink_to_fit();
        tight.leaves.shrink_to_fit();
        tight.free = Vec::new();
        let runs = tight.nodes.iter_mut().map(|node| {
            let count = node.kids.count_ones();
            (&mut node.run, count)
        });
        tight.links.compact(runs);
        *self = tight;
    }

    /// Whether there is a direct array.
    #[inline]
    pub(super) fn is_large(&self) -> bool {
        !self.top.direct.is_empty()
    }
}

/// Nodes, leaves and links.
impl<F: Family, V> Trie<F, V> {
    fn new_node(&mut self, key: F::Bits, depth: u8) -> u32 {
        let node = Node::new(key & F::Bits::netmask(depth), depth);
        if let Some(index) = self.free.pop() {
            self.nodes[index as usize] = node;
            return index;
        }
        self.nodes.push(node);
        (self.nodes.len() - 1) as u32
    }

    fn free_node(&mut self, index: u32) {
        // An empty node, at no depth.
        let node =
            core::mem::replace(&mut self.nodes[index as usize], Node::new(F::Bits::ZERO, u8::MAX));
        self.links.release(node.run, node.kids.count_ones());
        self.free.push(index);
    }

    fn new_leaf(&mut self, prefix: Prefix<F>, value: V) -> u32 {
        self.leaves.push((prefix, value));
        (self.leaves.len() - 1) as u32
    }

    /// Removes a leaf that no link leads to any more; the last leaf takes its place.
    fn take_leaf(&mut self, leaf: u32) -> (Prefix<F>, V) {
        let taken = self.leaves.swap_remove(leaf as usize);
        if let Some(&(moved, _)) = self.leaves.get(leaf as usize) {
            let (mut at, mut link) = self.start(moved.bits());
            while let Some(node) = link.as_node() {
                let slot = self.nodes[node as usize].slot(moved.bits());
                (at, link) = (At::Slot(node, slot), self.child(node, slot));
            }
            if link != Link::leaf(self.leaves.len() as u32) {
                bug!("the walk to a leaf ends at it");
            }
            self.set_link(at, Link::leaf(leaf));
        }
        taken
    }

    /// The slots of a node below which there is anything.
    #[inline]
    fn slots_below(&self, node: u32) -> u64 {
        match self.top.below.get(node as usize) {
            Some(below) => *below,
            None => self.nodes[node as usize].kids,
        }
    }

    /// The link of a node's slot.
    #[inline]
    pub(super) fn child(&self, index: u32, slot: u32) -> Link {
        if self.slots_below(index) >> slot & 1 == 0 {
            return Link::NONE;
        }
        let node = &self.nodes[index as usize];
        if self.is_large() && index < FIXED[2] {
            return match node.depth {
                0 => Link::node(FIXED[0] + slot),
                STEP => Link::node(FIXED[1] + (index - FIXED[0]) * 64 + slot),
                _ => self.top.direct[((index - FIXED[1]) * 64 + slot) as usize],
            };
        }
        self.links.get(node.run, node.link_rank(slot))
    }

    /// Replaces a link that is there.
    fn set_link(&mut self, at: At, link: Link) {
        match at {
            At::Root => bug!("the root's link is replaced"),
            At::Direct(i) => self.top.direct[i] = link,
            At::Slot(index, slot) => {
                let node = &self.nodes[index as usize];
                self.links.set(node.run, node.link_rank(slot), link);
            }
        }
    }

    fn add_link(&mut self, index: u32, slot: u32, link: Link) {
        let node = &mut self.nodes[index as usize];
        let (count, rank) = (node.kids.count_ones(), node.link_rank(slot));
        node.run = self.links.insert(node.run, count, rank, link);
        node.kids |= 1 << slot;
    }

    fn remove_link(&mut self, index: u32, slot: u32) {
        let node = &mut self.nodes[index as usize];
        let (count, rank) = (node.kids.count_ones(), node.link_rank(slot));
        node.run = self.links.remove(node.run, count, rank);
        node.kids &= !(1 << slot);
    }

    /// The link to the node at depth 0, around everything.
    #[inline]
    fn root(&self) -> Link {
        if self.nodes.is_empty() { Link::NONE } else { Link::node(0) }
    }

    /// Where a walk to what is longer than the fixed nodes' prefixes starts: the place of the
    /// first link, and the link.
    #[inline]
    fn start(&self, addr: F::Bits) -> (At, Link) {
        if self.is_large() {
            let i = addr.chunk(0, u32::from(DIRECT)) as usize;
            return (At::Direct(i), self.top.direct[i]);
        }
        (At::Root, self.root())
    }
}

/// The fixed nodes of a large map.
impl<F: Family, V> Trie<F, V> {
    /// Creates the fixed nodes, and the top above them.
    fn new_top(&mut self) {
        self.top = Top {
            direct: vec![Link::NONE; 1 << DIRECT],
            below: vec![0; FIXED[2] as usize],
            covers: vec![None; (FIXED[2] - FIXED[1]) as usize],
        };
        self.nodes.reserve_exact(FIXED[2] as usize);
        for depth in [0, STEP, 2 * STEP] {
            for i in 0..1_u128 << depth {
                let key = F::Bits::from_u128(i).shl(F::Bits::WIDTH - u32::from(depth));
                self.nodes.push(Node::new(key, depth));
            }
        }
    }

    /// Whether a prefix is in a fixed node of a large map.
    #[inline]
    fn is_short(&self, prefix: Prefix<F>) -> bool {
        self.is_large() && prefix.prefix_len() <= DIRECT
    }

    /// The fixed node of a depth (0, 6, 12) around an address in a large map.
    #[inline]
    fn fixed(addr: F::Bits, depth: u8) -> u32 {
        match depth {
            0 => 0,
            STEP => FIXED[0] + addr.chunk(0, 6),
            _ => FIXED[1] + addr.chunk(0, 12),
        }
    }

    /// Updates `below` of the fixed nodes around an address, after one of them or the direct array
    /// changed there.
    fn mark(&mut self, addr: F::Bits) {
        let mut any = !self.top.direct[addr.chunk(0, u32::from(DIRECT)) as usize].is_none();
        for depth in [2 * STEP, STEP, 0] {
            let index = Self::fixed(addr, depth) as usize;
            let slot = self.nodes[index].slot(addr);
            let below = &mut self.top.below[index];
            *below = *below & !(1 << slot) | u64::from(any) << slot;
            any = *below != 0 || !self.nodes[index].values.is_empty();
        }
    }

    /// Updates the covers of all blocks inside a prefix of length 12 or less that was inserted or
    /// removed.
    fn cover(&mut self, prefix: Prefix<F>) {
        let first = Self::fixed(prefix.bits(), 2 * STEP);
        let last = Self::fixed(prefix.last_bits(), 2 * STEP);
        for index in first..=last {
            let addr = self.nodes[index as usize].key;
            self.top.covers[(index - FIXED[1]) as usize] = self.cover_of(addr);
        }
    }

    /// The longest prefix of length 12 or less that contains an address, from the nodes that hold
    /// it.
    fn cover_of(&self, addr: F::Bits) -> Option<Found> {
        [STEP, 0].into_iter().find_map(|depth| {
            let index = Self::fixed(addr, depth);
            let node = &self.nodes[index as usize];
            Some(Found { node: index, place: node.longest(node.slot(addr))? })
        })
    }
}
