//! Putting entries into the tree.

use alloc::vec;

use super::super::node::{Node, STEP, home};
use super::super::runs::NONE;
use super::{At, DIRECT, FIXED, LARGE, LEAF, Loc, MOST, Trie, rank};
use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

impl<F: Family, V> Trie<F, V> {
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

    pub(super) fn new_leaf(&mut self, prefix: Prefix<F>, value: V) -> u32 {
        self.leaves.push((prefix, value));
        (self.leaves.len() - 1) as u32
    }

    /// Puts a value in; returns where it is and what was there.
    #[track_caller]
    pub(in crate::ip::map) fn insert(&mut self, prefix: Prefix<F>, value: V) -> (Loc, Option<V>) {
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
}
