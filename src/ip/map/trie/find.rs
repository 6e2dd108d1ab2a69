//! Looking up in the tree: exact prefixes, the longest match, all covers.

use super::super::lens::Lens;
use super::super::node::{STEP, home};
use super::super::runs::NONE;
use super::{LEAF, Loc, Trie, rank};
use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

impl<F: Family, V> Trie<F, V> {
    /// Finds exactly this prefix.
    pub(in crate::ip::map) fn find(&self, prefix: Prefix<F>) -> Option<Loc> {
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
    pub(in crate::ip::map) fn lookup(&self, addr: F::Bits) -> Option<&V> {
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
    pub(in crate::ip::map) fn lookup_loc(&self, addr: F::Bits) -> Option<(Prefix<F>, Loc)> {
        Some(match self.longest(addr)? {
            Loc::Node(index, place) => {
                let node = &self.nodes[index as usize];
                (node.prefix_at(place), Loc::Node(index, node.rank(place) as u32))
            }
            Loc::Leaf(leaf) => (self.leaves[leaf as usize].0, Loc::Leaf(leaf)),
        })
    }

    /// The lengths of the stored prefixes that contain one, itself included.
    pub(in crate::ip::map) fn covers(&self, of: Prefix<F>) -> Lens {
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
}
