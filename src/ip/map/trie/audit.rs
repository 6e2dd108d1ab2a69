//! The invariants of the tree.

use alloc::vec::Vec;

use super::super::node::STEP;
use super::super::runs::NONE;
use super::{Cursor, FIXED, LEAF, Trie};
use crate::ip::Family;
use crate::ip::family::Word;

impl<F: Family, V> Trie<F, V> {
    /// Whether a node is never removed.
    fn is_fixed(&self, node: u32) -> bool {
        node < if self.is_large() { FIXED[2] } else { 1 }
    }

    pub(in crate::ip::map) fn check(&self) {
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
}
