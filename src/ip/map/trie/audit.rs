//! The invariants of the tree.

use alloc::vec::Vec;

use super::super::links::Target;
use super::super::node::{Node, STEP};
use super::{Cursor, DIRECT, FIXED, MIN_LARGE, Trie};
use crate::ip::Family;
use crate::ip::family::Word;

impl<F: Family, V> Trie<F, V> {
    /// Whether a node is never removed.
    fn is_fixed(&self, node: u32) -> bool {
        node < if self.is_large() { FIXED[2] } else { 1 }
    }

    /// Whether there is memory only for what is stored.
    pub(in crate::ip::map) fn is_tight(&self) -> bool {
        let values = |node: &Node<F::Bits, V>| node.values.capacity() == node.values.len();
        self.free.capacity() == 0
            && self.nodes.capacity() == self.nodes.len()
            && self.nodes.iter().all(values)
            && self.leaves.capacity() == self.leaves.len()
            && self.links.is_tight()
    }

    pub(in crate::ip::map) fn check(&self) {
        assert!(self.is_large() || self.len <= MIN_LARGE, "a large map has a direct array");
        let (mut seen, mut leaves, mut values) = (0, 0, 0);
        // (link, least depth, what its parent has in common)
        let mut todo =
            Vec::from_iter((!self.nodes.is_empty()).then(|| (self.root(), 0, F::Bits::ZERO)));
        while let Some((link, least, bits)) = todo.pop() {
            let index = match link.target() {
                Target::Nothing => panic!("a slot with a link has one"),
                Target::Leaf(leaf) => {
                    leaves += 1;
                    let prefix = self.leaves[leaf as usize].0;
                    assert!(prefix.prefix_len() > least, "a leaf lies below its slot");
                    assert!(bits ^ prefix.bits() <= F::Bits::hostmask(least), "and inside of it");
                    continue;
                }
                Target::Node(index) => index,
            };
            seen += 1;
            let node = &self.nodes[index as usize];
            node.check();
            values += node.values.len();
            assert!(node.depth >= least && node.contains(node.key), "a node lies below its slot");
            assert!(bits ^ node.key <= F::Bits::hostmask(least), "and inside of it");
            assert!(self.is_fixed(index) || node.items() >= 2, "a node has two items");
            assert!(!self.is_large() || !self.is_fixed(index) || node.kids == 0, "no links there");
            for slot in (0..64).filter(|slot| self.slots_below(index) >> slot & 1 != 0) {
                let key = node.key
                    | F::Bits::from_u128(u128::from(slot))
                        .shl(F::Bits::WIDTH - 6)
                        .shr(u32::from(node.depth));
                todo.push((self.child(index, slot), node.depth + STEP, key));
            }
        }
        assert_eq!(leaves, self.leaves.len(), "every leaf has a link");
        assert_eq!(values + leaves, self.len, "the number of entries");
        self.links.check(self.nodes.iter().map(|node| node.kids.count_ones()));
        if self.is_large() {
            seen += self.check_top();
        }
        for index in &self.free {
            assert_eq!(self.nodes[*index as usize].items(), 0, "a free node is empty");
        }
        assert_eq!(seen + self.free.len(), self.nodes.len(), "every node is used or free");
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

    /// The same for the top of a large map; returns the number of fixed nodes that nothing leads
    /// to.
    fn check_top(&self) -> usize {
        assert_eq!(self.top.direct.len(), 1 << DIRECT);
        let mut unmarked = 0;
        for (index, node) in (0..FIXED[2]).zip(&self.nodes) {
            let below = self.top.below[index as usize];
            for slot in 0..64 {
                let marked = below >> slot & 1 == 1;
                let child = match node.depth {
                    0 => FIXED[0] + slot,
                    STEP => FIXED[1] + (index - FIXED[0]) * 64 + slot,
                    _ => {
                        let link = self.top.direct[((index - FIXED[1]) * 64 + slot) as usize];
                        assert_eq!(marked, !link.is_none(), "marks are right");
                        continue;
                    }
                };
                let inner = &self.nodes[child as usize];
                let any = !inner.values.is_empty() || self.top.below[child as usize] != 0;
                assert_eq!(marked, any, "marks are right");
                unmarked += usize::from(!marked);
            }
            if node.depth == 2 * STEP {
                let cover = self.top.covers[(index - FIXED[1]) as usize];
                assert_eq!(cover, self.cover_of(node.key), "the cover is right");
            }
        }
        unmarked
    }
}
