//! Taking single entries out of the tree.

use super::super::node::{Node, home};
use super::super::runs::NONE;
use super::{At, LEAF, Trie, rank};
use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

impl<F: Family, V> Trie<F, V> {
    fn free_node(&mut self, index: u32) {
        let node = &mut self.nodes[index as usize];
        self.runs.drop_run(node.links, node.kids.count_ones());
        // An empty node, at no depth.
        *node = Node::new(F::Bits::ZERO, u8::MAX);
        node.links = self.free;
        self.free = index;
    }

    /// Takes a leaf that no link leads to any more; the last leaf takes its place.
    pub(super) fn take_leaf(&mut self, leaf: u32) -> V {
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

    /// Takes the value of exactly this prefix out.
    pub(in crate::ip::map) fn remove(&mut self, prefix: Prefix<F>) -> Option<V> {
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
}
