//! Inserting into the tree.
//!
//! A prefix is inserted into the node of its depth if its path has one; otherwise it becomes a leaf
//! of the last node on the path. If a leaf or a deeper or other node is in the way, a new node
//! replaces that one and holds both.

use super::super::links::{Link, Target};
use super::super::node::{STEP, home};
use super::{At, Loc, MAX_LEN, MIN_LARGE, Trie};
use crate::error::bug;
use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

impl<F: Family, V> Trie<F, V> {
    /// Inserts a value; returns where it is and the value it replaces.
    #[track_caller]
    pub(in crate::ip::map) fn insert(&mut self, prefix: Prefix<F>, value: V) -> (Loc, Option<V>) {
        if self.len >= MAX_LEN && self.find(prefix).is_none() {
            panic!("capacity overflow");
        }
        if self.nodes.is_empty() {
            self.new_node(F::Bits::ZERO, 0);
        }
        if self.len >= MIN_LARGE && !self.is_large() {
            self.enlarge();
        }
        let (loc, old) = match self.is_short(prefix) {
            true => self.insert_short(prefix, value),
            false => self.insert_below(prefix, value),
        };
        self.len += usize::from(old.is_none());
        (loc, old)
    }

    /// Inserts into a fixed node of a large map.
    #[inline(never)]
    fn insert_short(&mut self, prefix: Prefix<F>, value: V) -> (Loc, Option<V>) {
        let depth = home(prefix.prefix_len());
        let (loc, old) = self.put(Self::fixed(prefix.bits(), depth), prefix, value);
        if old.is_none() {
            self.mark(prefix.bits());
            if depth < 2 * STEP {
                self.cover(prefix);
            }
        }
        (loc, old)
    }

    /// Inserts into what hangs below the direct array, or into a small map.
    fn insert_below(&mut self, prefix: Prefix<F>, value: V) -> (Loc, Option<V>) {
        let home = home(prefix.prefix_len());
        let (mut at, mut link) = self.start(prefix.bits());
        loop {
            let index = match link.target() {
                Target::Nothing => return (self.hang(at, prefix, value), None),
                Target::Node(index) => index,
                Target::Leaf(leaf) => {
                    let (there, old) = &mut self.leaves[leaf as usize];
                    if *there == prefix {
                        return (Loc::Leaf(leaf), Some(core::mem::replace(old, value)));
                    }
                    let there = *there;
                    return (self.split(at, link, there, prefix, value), None);
                }
            };
            let node = &mut self.nodes[index as usize];
            let slot = node.slot_of(prefix.bits()).filter(|_| node.depth <= home);
            let Some(slot) = slot else {
                // As if the node were the shortest prefix that it can hold.
                let there = Prefix::of_bits(node.key, node.depth + 1);
                return (self.split(at, link, there, prefix, value), None);
            };
            if node.depth == home {
                let (rank, old) = node.put(node.place_at(slot, prefix.prefix_len()), value);
                return (Loc::Node { node: index, rank: rank as u32 }, old);
            }
            at = At::Slot(index, slot);
            link = match node.has_link(slot) {
                true => self.links.get(node.run, node.link_rank(slot)),
                false => Link::NONE,
            };
        }
    }

    /// Inserts into the node of the prefix's depth.
    fn put(&mut self, index: u32, prefix: Prefix<F>, value: V) -> (Loc, Option<V>) {
        let node = &mut self.nodes[index as usize];
        let place = node.place_of(prefix);
        let (rank, old) = node.put(place, value);
        (Loc::Node { node: index, rank: rank as u32 }, old)
    }

    /// Creates a leaf where there is no link.
    fn hang(&mut self, at: At, prefix: Prefix<F>, value: V) -> Loc {
        let leaf = self.new_leaf(prefix, value);
        match at {
            At::Root => bug!("a map that is inserted into has a root"),
            At::Direct(i) => {
                self.top.direct[i] = Link::leaf(leaf);
                self.mark(prefix.bits());
            }
            At::Slot(index, slot) => self.add_link(index, slot, Link::leaf(leaf)),
        }
        Loc::Leaf(leaf)
    }

    /// Replaces the link to `there`, a leaf or a node, by one to a new node that holds it and the
    /// prefix.
    fn split(&mut self, at: At, link: Link, there: Prefix<F>, prefix: Prefix<F>, value: V) -> Loc {
        let common = (prefix.bits() ^ there.bits()).leading_zeros() as u8 / STEP * STEP;
        let (own, other) = (home(prefix.prefix_len()), home(there.prefix_len()));
        let depth = common.min(own).min(other);
        let index = self.new_node(prefix.bits(), depth);
        self.set_link(at, Link::node(index));
        match link.as_leaf() {
            Some(leaf) if other == depth => {
                let (moved, value) = self.take_leaf(leaf);
                self.put(index, moved, value);
            }
            _ => {
                let slot = self.nodes[index as usize].slot(there.bits());
                self.add_link(index, slot, link);
            }
        }
        if own == depth {
            return self.put(index, prefix, value).0;
        }
        let slot = self.nodes[index as usize].slot(prefix.bits());
        self.hang(At::Slot(index, slot), prefix, value)
    }

    /// Turns a small map into a large one.
    fn enlarge(&mut self) {
        let small = core::mem::replace(self, Self::new());
        self.new_top();
        small.take_apart(|prefix, value| {
            self.insert(prefix, value);
        });
    }
}
