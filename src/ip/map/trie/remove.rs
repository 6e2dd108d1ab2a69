//! Removing from the tree.

use super::super::links::{Link, Target};
use super::super::node::{STEP, home};
use super::{At, Trie};
use crate::ip::{Family, Prefix};

impl<F: Family, V> Trie<F, V> {
    /// Removes exactly this prefix; returns its value.
    pub(in crate::ip::map) fn remove(&mut self, prefix: Prefix<F>) -> Option<V> {
        let removed = match self.is_short(prefix) {
            true => self.remove_short(prefix),
            false => self.remove_below(prefix),
        };
        self.len -= usize::from(removed.is_some());
        removed
    }

    /// Removes from a fixed node of a large map.
    fn remove_short(&mut self, prefix: Prefix<F>) -> Option<V> {
        let depth = home(prefix.prefix_len());
        let value = self.take(Self::fixed(prefix.bits(), depth), prefix)?;
        self.mark(prefix.bits());
        if depth < 2 * STEP {
            self.cover(prefix);
        }
        Some(value)
    }

    /// Removes from what hangs below the direct array, or from a small map.
    fn remove_below(&mut self, prefix: Prefix<F>) -> Option<V> {
        let home = home(prefix.prefix_len());
        // The place of the link, and that of the link to the node which has it.
        let (mut at, mut link) = self.start(prefix.bits());
        let mut above = At::Root;
        let leaf = loop {
            let index = match link.target() {
                Target::Nothing => return None,
                Target::Leaf(leaf) => break leaf,
                Target::Node(index) => index,
            };
            let node = &self.nodes[index as usize];
            if node.depth > home || !node.contains(prefix.bits()) {
                return None;
            }
            if node.depth == home {
                let value = self.take(index, prefix)?;
                self.collapse(index, at);
                return Some(value);
            }
            let slot = node.slot(prefix.bits());
            if !node.has_link(slot) {
                return None;
            }
            (above, at) = (at, At::Slot(index, slot));
            link = self.links.get(node.run, node.link_rank(slot));
        };
        if self.leaves[leaf as usize].0 != prefix {
            return None;
        }
        if let At::Slot(index, slot) = at {
            self.remove_link(index, slot);
            self.collapse(index, above);
        } else {
            self.set_link(at, Link::NONE);
            self.mark(prefix.bits());
        }
        Some(self.take_leaf(leaf).1)
    }

    /// Removes from the node of the prefix's depth.
    fn take(&mut self, index: u32, prefix: Prefix<F>) -> Option<V> {
        let node = &mut self.nodes[index as usize];
        let place = node.place_of(prefix);
        node.has(place).then(|| node.take(place))
    }

    /// Replaces a node that has but one item, and that the link at a place leads to, by the item.
    fn collapse(&mut self, index: u32, at: At) {
        let node = &mut self.nodes[index as usize];
        if matches!(at, At::Root) || node.items() > 1 {
            return;
        }
        let link = if let (Some(place), Some(value)) = (node.first_place(), node.values.pop()) {
            let prefix = node.prefix_at(place);
            Link::leaf(self.new_leaf(prefix, value))
        } else {
            let slot = node.kids.trailing_zeros();
            self.child(index, slot)
        };
        self.set_link(at, link);
        self.free_node(index);
    }
}
