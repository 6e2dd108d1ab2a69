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

use alloc::vec;
use alloc::vec::Vec;

use super::lens::Lens;
use super::node::{Node, STEP, home, place};
use super::runs::{NONE, Runs};
use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

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

    /// Whether a node is never removed.
    #[cfg(feature = "__audit")]
    fn is_fixed(&self, node: u32) -> bool {
        node < if self.is_large() { FIXED[2] } else { 1 }
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

    /// Finds exactly this prefix.
    pub(super) fn find(&self, prefix: Prefix<F>) -> Option<Loc> {
        let (bits, home) = (prefix.bits(), home(prefix.prefix_len()));
        let mut link = match self.is_short(prefix) {
            true => Self::fixed(bits, home),
            false => self.start(bits).1,
        };
        while link < LEAF {
            let node = &self.nodes[link as usize];
            if node.depth > home || !node.contains(bits) {
                return None;
            }
            if node.depth == home {
                let place = node.place_of(prefix);
                return node.has(place).then(|| Loc::Node(link, node.rank(place) as u32));
            }
            let slot = node.slot(bits);
            if node.kids >> slot & 1 == 0 {
                return None;
            }
            link = self.runs.get(node.links, rank(node.kids, slot));
        }
        let leaf = link ^ LEAF;
        (link != NONE && self.leaves[leaf as usize].0 == prefix).then_some(Loc::Leaf(leaf))
    }

    /// Finds the longest prefix around an address: its node and place, or its leaf.
    #[inline]
    fn longest(&self, addr: F::Bits) -> Option<Loc> {
        let mut best = (NONE, 0);
        let mut link = self.start(addr).1;
        while link < LEAF {
            let node = &self.nodes[link as usize];
            if !node.contains(addr) {
                break;
            }
            let slot = node.slot(addr);
            if let Some(place) = node.longest(slot) {
                best = (link, place);
            }
            if node.kids >> slot & 1 == 0 {
                break;
            }
            link = self.runs.get(node.links, rank(node.kids, slot));
        }
        if link >= LEAF && link != NONE {
            let leaf = link ^ LEAF;
            let prefix = self.leaves[leaf as usize].0;
            if prefix.bits() ^ addr <= F::Bits::hostmask(prefix.prefix_len()) {
                return Some(Loc::Leaf(leaf));
            }
        }
        if best.0 == NONE && self.is_large() {
            let index = Self::fixed(addr, 12);
            let node = &self.nodes[index as usize];
            best = match node.longest(node.slot(addr)) {
                Some(place) => (index, place),
                // What is shorter is the same for the whole block.
                None if node.links == NONE => best,
                None => (Self::fixed(addr, (node.links >> 8) as u8), node.links & 0xff),
            };
        }
        (best.0 != NONE).then_some(Loc::Node(best.0, best.1))
    }

    /// Returns the value of the longest prefix around an address.
    #[inline]
    pub(super) fn lookup(&self, addr: F::Bits) -> Option<&V> {
        match self.longest(addr)? {
            Loc::Node(index, place) => {
                let node = &self.nodes[index as usize];
                node.values.get(node.rank(place))
            }
            Loc::Leaf(leaf) => Some(&self.leaves[leaf as usize].1),
        }
    }

    /// Finds the longest prefix around an address.
    #[inline]
    pub(super) fn lookup_loc(&self, addr: F::Bits) -> Option<(Prefix<F>, Loc)> {
        Some(match self.longest(addr)? {
            Loc::Node(index, place) => {
                let node = &self.nodes[index as usize];
                (node.prefix_at(place), Loc::Node(index, node.rank(place) as u32))
            }
            Loc::Leaf(leaf) => (self.leaves[leaf as usize].0, Loc::Leaf(leaf)),
        })
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

    /// The lengths of the stored prefixes that contain one, itself included.
    pub(super) fn covers(&self, of: Prefix<F>) -> Lens {
        let (bits, len) = (of.bits(), of.prefix_len());
        let mut lens = Lens::default();
        let mut link = if self.nodes.is_empty() { NONE } else { 0 };
        while link < LEAF {
            let node = &self.nodes[link as usize];
            if node.depth > len || !node.contains(bits) {
                return lens;
            }
            let slot = node.slot(bits);
            node.around(slot, u32::from(len - node.depth), |rel| lens.insert(node.depth + rel));
            if len - node.depth <= STEP {
                return lens;
            }
            link = self.child(link, slot);
        }
        if link != NONE {
            let leaf = self.leaves[(link ^ LEAF) as usize].0;
            if leaf.contains_prefix(of) {
                lens.insert(leaf.prefix_len());
            }
        }
        lens
    }

    fn new_node(&mut self, key: F::Bits, depth: u8) -> u32 {
        let node = Node::new(key & F::Bits::netmask(depth), depth);
        if self.free != NONE {
            let index = self.free;
            let place = &mut self.nodes[index as usize];
            self.free = place.links;
            *place = node;
            return index;
        }
        self.nodes.push(node);
        (self.nodes.len() - 1) as u32
    }

    fn free_node(&mut self, index: u32) {
        let node = &mut self.nodes[index as usize];
        self.runs.drop_run(node.links, node.kids.count_ones());
        // An empty node, at no depth.
        *node = Node::new(F::Bits::ZERO, u8::MAX);
        node.links = self.free;
        self.free = index;
    }

    fn new_leaf(&mut self, prefix: Prefix<F>, value: V) -> u32 {
        self.leaves.push((prefix, value));
        (self.leaves.len() - 1) as u32
    }

    /// Takes a leaf that no link leads to any more; the last leaf takes its place.
    fn take_leaf(&mut self, leaf: u32) -> V {
        let (_, value) = self.leaves.swap_remove(leaf as usize);
        if let Some(&(moved, _)) = self.leaves.get(leaf as usize) {
            let from = self.leaves.len() as u32 | LEAF;
            let (mut at, mut link) = self.start(moved.bits());
            while link != from {
                // The walk ends at the moved leaf: all links on its way are nodes.
                let slot = self.nodes[link as usize].slot(moved.bits());
                at = Some(At::Slot(link, slot));
                link = self.child(link, slot);
            }
            if let Some(at) = at {
                self.set_link(at, leaf | LEAF);
            }
        }
        value
    }

    /// Makes the fixed nodes of depth 12 in a prefix of length 12 or less say what is the longest
    /// such prefix around them: in `links`, which they need for nothing else, as depth and place.
    fn cover(&mut self, prefix: Prefix<F>) {
        let first = Self::fixed(prefix.bits(), 12);
        let last = Self::fixed(prefix.last_bits(), 12);
        for index in first..=last {
            let addr = self.nodes[index as usize].key;
            let found = [6, 0].into_iter().find_map(|depth: u8| {
                let node = &self.nodes[Self::fixed(addr, depth) as usize];
                let place = node.longest(node.slot(addr))?;
                Some(u32::from(depth) << 8 | place)
            });
            self.nodes[index as usize].links = found.unwrap_or(NONE);
        }
    }

    /// Makes the fixed nodes around an address say what is below them.
    fn mark(&mut self, addr: F::Bits) {
        let mut below = self.direct[addr.chunk(0, u32::from(DIRECT)) as usize] != NONE;
        for depth in [12, 6, 0] {
            let node = &mut self.nodes[Self::fixed(addr, depth) as usize];
            let slot = node.slot(addr);
            node.kids = node.kids & !(1 << slot) | u64::from(below) << slot;
            below = node.items() != 0;
        }
    }

    /// Puts a value in; returns where it is and what was there.
    #[track_caller]
    pub(super) fn insert(&mut self, prefix: Prefix<F>, value: V) -> (Loc, Option<V>) {
        if self.len >= MOST && self.find(prefix).is_none() {
            panic!("capacity overflow");
        }
        if self.nodes.is_empty() {
            self.new_node(F::Bits::ZERO, 0);
        }
        if self.len >= LARGE && !self.is_large() {
            self.enlarge();
        }
        let (loc, old) = self.insert_at(prefix, value);
        self.len += usize::from(old.is_none());
        (loc, old)
    }

    fn insert_at(&mut self, prefix: Prefix<F>, value: V) -> (Loc, Option<V>) {
        let (bits, home) = (prefix.bits(), home(prefix.prefix_len()));
        if self.is_short(prefix) {
            let index = Self::fixed(bits, home);
            let (loc, old) = self.put(index, prefix, value);
            if old.is_none() {
                self.mark(bits);
                if home < 12 {
                    self.cover(prefix);
                }
            }
            return (loc, old);
        }
        let (mut at, mut link) = self.start(bits);
        loop {
            if link == NONE {
                // Only the direct array has such links.
                let leaf = self.new_leaf(prefix, value);
                if let Some(at) = at {
                    self.set_link(at, leaf | LEAF);
                }
                self.mark(bits);
                return (Loc::Leaf(leaf), None);
            }
            if link >= LEAF {
                let leaf = link ^ LEAF;
                let (other, old) = &mut self.leaves[leaf as usize];
                if *other == prefix {
                    return (Loc::Leaf(leaf), Some(core::mem::replace(old, value)));
                }
                let (key, len) = (other.bits(), other.prefix_len());
                return (self.split(at, link, (key, len), (prefix, value)), None);
            }
            let node = &self.nodes[link as usize];
            if node.depth > home || !node.contains(bits) {
                // As if the node were a prefix of the first length it has not.
                let other = (node.key, node.depth + 1);
                return (self.split(at, link, other, (prefix, value)), None);
            }
            if node.depth == home {
                return self.put(link, prefix, value);
            }
            let slot = node.slot(bits);
            if node.kids >> slot & 1 == 0 {
                let leaf = self.new_leaf(prefix, value);
                self.add_link(link, slot, leaf | LEAF);
                return (Loc::Leaf(leaf), None);
            }
            at = Some(At::Slot(link, slot));
            link = self.runs.get(node.links, rank(node.kids, slot));
        }
    }

    /// Puts a value into its home.
    fn put(&mut self, index: u32, prefix: Prefix<F>, value: V) -> (Loc, Option<V>) {
        let node = &mut self.nodes[index as usize];
        let place = node.place_of(prefix);
        let (rank, old) = node.put(place, value);
        (Loc::Node(index, rank as u32), old)
    }

    /// Puts a node in the place of a link, above what it leads to and a new prefix. `other` is the
    /// key and length of what is there.
    fn split(
        &mut self,
        at: Option<At>,
        link: u32,
        other: (F::Bits, u8),
        (prefix, value): (Prefix<F>, V),
    ) -> Loc {
        let bits = prefix.bits();
        let common = (bits ^ other.0).leading_zeros() as u8 / STEP * STEP;
        let (here, there) = (home(prefix.prefix_len()), home(other.1));
        let depth = common.min(here).min(there);
        let index = self.new_node(bits, depth);
        if let Some(at) = at {
            self.set_link(at, index);
        }
        if link >= LEAF && there == depth {
            let moved = Prefix::of_bits(other.0, other.1);
            let value = self.take_leaf(link ^ LEAF);
            self.put(index, moved, value);
        } else {
            let slot = self.nodes[index as usize].slot(other.0);
            self.add_link(index, slot, link);
        }
        if here == depth {
            return self.put(index, prefix, value).0;
        }
        let leaf = self.new_leaf(prefix, value);
        let slot = self.nodes[index as usize].slot(bits);
        self.add_link(index, slot, leaf | LEAF);
        Loc::Leaf(leaf)
    }

    /// Makes a small map a large one.
    fn enlarge(&mut self) {
        let small = core::mem::replace(self, Self::new());
        self.direct = vec![NONE; 1 << DIRECT];
        self.nodes.reserve(FIXED[2] as usize);
        for depth in [0, STEP, 2 * STEP] {
            for i in 0..1_u128 << depth {
                let key = F::Bits::from_u128(i).shl(F::Bits::WIDTH - u32::from(depth));
                self.nodes.push(Node::new(key, depth));
            }
        }
        self.len = small.len;
        for (prefix, value) in small.into_entries() {
            self.insert_at(prefix, value);
        }
    }

    /// Takes the value of exactly this prefix out.
    pub(super) fn remove(&mut self, prefix: Prefix<F>) -> Option<V> {
        let (bits, home) = (prefix.bits(), home(prefix.prefix_len()));
        if self.is_short(prefix) {
            let node = &mut self.nodes[Self::fixed(bits, home) as usize];
            let place = node.place_of(prefix);
            let value = node.has(place).then(|| node.take(place))?;
            self.mark(bits);
            if home < 12 {
                self.cover(prefix);
            }
            self.len -= 1;
            return Some(value);
        }
        // The place of the link, and that of the link to the node which has it.
        let (mut at, mut link) = self.start(bits);
        let mut above = None;
        while link < LEAF {
            let node = &mut self.nodes[link as usize];
            if node.depth > home || !node.contains(bits) {
                return None;
            }
            if node.depth == home {
                let place = node.place_of(prefix);
                let value = node.has(place).then(|| node.take(place))?;
                self.collapse(link, at);
                self.len -= 1;
                return Some(value);
            }
            let slot = node.slot(bits);
            if node.kids >> slot & 1 == 0 {
                return None;
            }
            above = at;
            at = Some(At::Slot(link, slot));
            link = self.runs.get(node.links, rank(node.kids, slot));
        }
        if link == NONE || self.leaves[(link ^ LEAF) as usize].0 != prefix {
            return None;
        }
        match at {
            Some(At::Slot(node, slot)) => {
                self.remove_link(node, slot);
                self.collapse(node, above);
            }
            Some(at) => {
                self.set_link(at, NONE);
                self.mark(bits);
            }
            // A leaf hangs below a node or in the direct array.
            None => {}
        }
        self.len -= 1;
        Some(self.take_leaf(link ^ LEAF))
    }

    /// Puts the last item of a node that has but one in the node's place.
    fn collapse(&mut self, index: u32, at: Option<At>) {
        let node = &mut self.nodes[index as usize];
        let Some(at) = at else { return };
        if node.items() > 1 {
            return;
        }
        let link = if let Some(value) = node.values.pop() {
            let place = match node.set {
                [0, high] => 64 + high.trailing_zeros(),
                [low, _] => low.trailing_zeros(),
            };
            let prefix = node.prefix_at(place);
            self.new_leaf(prefix, value) | LEAF
        } else {
            let slot = node.kids.trailing_zeros();
            self.child(index, slot)
        };
        self.set_link(at, link);
        self.free_node(index);
    }

    /// Takes the entries out, in order.
    pub(super) fn into_entries(self) -> Vec<(Prefix<F>, V)> {
        let mut entries = Vec::with_capacity(self.len);
        self.take_apart(|prefix, value| entries.push((prefix, value)));
        entries
    }

    /// Takes the prefixes and the values out, in order.
    pub(super) fn into_columns(self) -> (Vec<Prefix<F>>, Vec<V>) {
        let (mut prefixes, mut column) =
            (Vec::with_capacity(self.len), Vec::with_capacity(self.len));
        self.take_apart(|prefix, value| {
            prefixes.push(prefix);
            column.push(value);
        });
        (prefixes, column)
    }

    /// Gives the entries away, in order.
    fn take_apart(mut self, mut each: impl FnMut(Prefix<F>, V)) {
        let mut values: Vec<vec::IntoIter<V>> = Vec::with_capacity(self.nodes.len());
        for node in &mut self.nodes {
            values.push(core::mem::take(&mut node.values).into_iter());
        }
        let mut leaves: Vec<Option<(Prefix<F>, V)>> =
            core::mem::take(&mut self.leaves).into_iter().map(Some).collect();
        let mut cursor = Cursor::all(&self);
        while let Some(step) = cursor.next(&self) {
            // Values come in the order of their nodes; each leaf comes once.
            match step {
                Step::Node(prefix, node, _) => {
                    if let Some(value) = values[node as usize].next() {
                        each(prefix, value);
                    }
                }
                Step::Leaf(leaf) => {
                    if let Some((prefix, value)) = leaves[leaf as usize].take() {
                        each(prefix, value);
                    }
                }
            }
        }
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self) {
        let (mut seen, mut leaves, mut values) = (0, 0, 0);
        // (link, least depth, what its parent has in common)
        let mut todo: Vec<(u32, u8, F::Bits)> = Vec::new();
        if !self.nodes.is_empty() {
            todo.push((0, 0, F::Bits::ZERO));
        }
        while let Some((link, least, bits)) = todo.pop() {
            assert_ne!(link, NONE, "a slot with a link has one");
            if link >= LEAF {
                leaves += 1;
                let prefix = self.leaves[(link ^ LEAF) as usize].0;
                assert!(prefix.prefix_len() > least, "a leaf lies below its slot");
                assert!(bits ^ prefix.bits() <= F::Bits::hostmask(least), "and inside of it");
                continue;
            }
            seen += 1;
            let node = &self.nodes[link as usize];
            node.check();
            values += node.values.len();
            assert!(node.depth >= least && node.contains(node.key), "a node lies below its slot");
            assert!(bits ^ node.key <= F::Bits::hostmask(least), "and inside of it");
            assert!(self.is_fixed(link) || node.items() >= 2, "a node has two items");
            for slot in (0..64).filter(|slot| node.kids >> slot & 1 != 0) {
                let key = node.key
                    | F::Bits::from_u128(u128::from(slot))
                        .shl(F::Bits::WIDTH - 6)
                        .shr(u32::from(node.depth));
                todo.push((self.child(link, slot), node.depth + STEP, key));
            }
        }
        assert_eq!(leaves, self.leaves.len(), "every leaf has a link");
        assert_eq!(values + leaves, self.len, "the number of entries");
        let mut free = 0;
        let mut next = self.free;
        while next != NONE {
            free += 1;
            next = self.nodes[next as usize].links;
        }
        if self.is_large() {
            for (i, link) in self.direct.iter().enumerate() {
                let node = &self.nodes[FIXED[1] as usize + i / 64];
                assert_eq!(node.kids >> (i % 64) & 1 == 1, *link != NONE, "marks are right");
            }
            for depth in [6, 12] {
                for i in 0..1_usize << depth {
                    let above = &self.nodes[[0, 1][usize::from(depth == 12)] + (i >> 6)];
                    let node = &self.nodes[[1, 65][usize::from(depth == 12)] + i];
                    if depth == 12 {
                        let code = [6, 0].into_iter().find_map(|depth: u8| {
                            let outer = &self.nodes[Self::fixed(node.key, depth) as usize];
                            let place = outer.longest(outer.slot(node.key))?;
                            Some(u32::from(depth) << 8 | place)
                        });
                        assert_eq!(node.links, code.unwrap_or(NONE), "the cover is right");
                    }
                    let marked = above.kids >> (i % 64) & 1 == 1;
                    assert_eq!(marked, node.items() != 0, "marks are right");
                    seen += usize::from(!marked);
                }
            }
        }
        assert_eq!(seen + free, self.nodes.len(), "every node is used or free");
        let mut cursor = Cursor::all(self);
        let mut last = None;
        while let Some(step) = cursor.next(self) {
            let (prefix, _) = self.entry_at(step);
            assert!(last < Some(prefix), "prefixes rise strictly");
            last = Some(prefix);
            assert!(self.find(prefix).is_some(), "every prefix is found");
            let (found, _) = self.lookup_loc(prefix.bits()).expect("its first address matches");
            assert!(found.prefix_len() >= prefix.prefix_len(), "with it or a longer one");
        }
    }

    /// The prefix and place of a step.
    #[inline]
    pub(super) fn entry_at(&self, step: Step<F>) -> (Prefix<F>, Loc) {
        match step {
            Step::Node(prefix, node, rank) => (prefix, Loc::Node(node, rank)),
            Step::Leaf(leaf) => (self.leaves[leaf as usize].0, Loc::Leaf(leaf)),
        }
    }
}

/// The number of links before a slot's.
#[inline]
fn rank(kids: u64, slot: u32) -> u32 {
    (kids & ((1 << slot) - 1)).count_ones()
}

/// A step of a [`Cursor`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<F: Family> {
    /// A prefix in a node, with its rank.
    Node(Prefix<F>, u32, u32),
    /// A leaf.
    Leaf(u32),
}

/// A walk over the entries in order. It does not borrow the tree, whose shape must not change
/// meanwhile; values may.
#[derive(Clone, Debug)]
pub(super) struct Cursor {
    frames: Vec<Frame>,
    leaf: u32,
}

/// What is left of a node.
#[derive(Clone, Copy, Debug)]
struct Frame {
    set: [u64; 2],
    kids: u64,
    node: u32,
    rank: u32,
}

impl Cursor {
    /// A walk over everything.
    pub(super) fn all<F: Family, V>(trie: &Trie<F, V>) -> Self {
        let mut this = Self { frames: Vec::new(), leaf: NONE };
        if !trie.nodes.is_empty() {
            this.enter(trie, 0);
        }
        this
    }

    /// A walk over the prefixes inside of one.
    pub(super) fn covered<F: Family, V>(trie: &Trie<F, V>, by: Prefix<F>) -> Self {
        let mut this = Self { frames: Vec::new(), leaf: NONE };
        let (bits, len) = (by.bits(), by.prefix_len());
        let mut link = if trie.nodes.is_empty() { NONE } else { 0 };
        while link < LEAF {
            let node = &trie.nodes[link as usize];
            if node.depth > home(len) || !node.contains(bits) {
                if by.contains(F::from_bits(node.key)) && node.depth >= len {
                    this.enter(trie, link);
                }
                return this;
            }
            let slot = node.slot(bits);
            if node.depth < home(len) {
                link = trie.child(link, slot);
                continue;
            }
            // The places and slots of one subtree are neighbours.
            let rel = u32::from(len - node.depth);
            let first = place(slot, rel);
            let places = ((1_u128 << ((1 << (7 - rel)) - 1)) - 1) << first;
            let slots = (u64::MAX >> (64 - (1 << (6 - rel)))) << slot;
            this.frames.push(Frame {
                set: [node.set[0] & places as u64, node.set[1] & (places >> 64) as u64],
                kids: node.kids & slots,
                node: link,
                rank: node.rank(first) as u32,
            });
            return this;
        }
        if link != NONE && by.contains_prefix(trie.leaves[(link ^ LEAF) as usize].0) {
            this.leaf = link ^ LEAF;
        }
        this
    }

    fn enter<F: Family, V>(&mut self, trie: &Trie<F, V>, index: u32) {
        let node = &trie.nodes[index as usize];
        self.frames.push(Frame { set: node.set, kids: node.kids, node: index, rank: 0 });
    }

    #[inline]
    pub(super) fn next<F: Family, V>(&mut self, trie: &Trie<F, V>) -> Option<Step<F>> {
        if self.leaf != NONE {
            return Some(Step::Leaf(core::mem::replace(&mut self.leaf, NONE)));
        }
        loop {
            let frame = self.frames.last_mut()?;
            let value = match frame.set {
                [0, 0] => u32::MAX,
                [0, high] => 64 + high.trailing_zeros(),
                [low, _] => low.trailing_zeros(),
            };
            // What is below a slot follows the longest place of the slot.
            let slot = frame.kids.trailing_zeros();
            if value != u32::MAX && (slot == 64 || value <= place(slot, 6)) {
                frame.set[(value >> 6) as usize] &= frame.set[(value >> 6) as usize] - 1;
                let rank = frame.rank;
                frame.rank += 1;
                let prefix = trie.nodes[frame.node as usize].prefix_at(value);
                return Some(Step::Node(prefix, frame.node, rank));
            }
            if slot == 64 {
                self.frames.pop();
                continue;
            }
            frame.kids &= frame.kids - 1;
            let link = trie.child(frame.node, slot);
            if link >= LEAF {
                return Some(Step::Leaf(link ^ LEAF));
            }
            self.enter(trie, link);
        }
    }
}
