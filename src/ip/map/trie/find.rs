//! Lookups in the tree: exact prefixes, the longest match, all covers.

use super::super::len_set::PrefixLenSet;
use super::super::links::{Link, Target};
use super::super::node::{STEP, home, last_of};
use super::{FIXED, Found, Loc, Trie};
use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

/// The longest prefix that contains an address.
enum Match {
    Node(Found),
    Leaf(u32),
}

impl<F: Family, V> Trie<F, V> {
    /// Finds exactly this prefix.
    pub(in crate::ip::map) fn find(&self, prefix: Prefix<F>) -> Option<Loc> {
        let home = home(prefix.prefix_len());
        let mut link = match self.is_short(prefix) {
            true => Link::node(Self::fixed(prefix.bits(), home)),
            false => self.start(prefix.bits()).1,
        };
        loop {
            let index = match link.target() {
                Target::Nothing => return None,
                Target::Leaf(leaf) => {
                    return (self.leaves[leaf as usize].0 == prefix).then_some(Loc::Leaf(leaf));
                }
                Target::Node(index) => index,
            };
            let node = &self.nodes[index as usize];
            let slot = node.slot_of(prefix.bits()).filter(|_| node.depth <= home)?;
            if node.depth == home {
                let place = node.place_at(slot, prefix.prefix_len());
                return node.has(place).then(|| self.loc(Found { node: index, place }));
            }
            if !node.has_link(slot) {
                return None;
            }
            link = self.links.get(node.run, node.link_rank(slot));
        }
    }

    /// Where the value of a prefix in a node is.
    #[inline]
    fn loc(&self, Found { node, place }: Found) -> Loc {
        Loc::Node { node, rank: self.nodes[node as usize].rank(place) as u32 }
    }

    #[inline]
    fn longest(&self, addr: F::Bits) -> Option<Match> {
        // A node, and the places there of the prefixes that contain the address.
        let mut best = None;
        let mut link = self.start(addr).1;
        while let Some(index) = link.as_node() {
            let node = &self.nodes[index as usize];
            let Some(slot) = node.slot_of(addr) else { break };
            let matches = node.matches(slot);
            if matches != [0, 0] {
                best = Some((index, matches));
            }
            if !node.has_link(slot) {
                break;
            }
            link = self.links.get(node.run, node.link_rank(slot));
        }
        if let Some(leaf) = link.as_leaf() {
            let prefix = self.leaves[leaf as usize].0;
            if prefix.bits() ^ addr <= F::Bits::hostmask(prefix.prefix_len()) {
                return Some(Match::Leaf(leaf));
            }
        }
        if let Some((node, matches)) = best {
            return Some(Match::Node(Found { node, place: last_of(matches)? }));
        }
        if !self.is_large() {
            return None;
        }
        let index = Self::fixed(addr, 2 * STEP);
        let node = &self.nodes[index as usize];
        let found = match node.longest(node.slot(addr)) {
            Some(place) => Some(Found { node: index, place }),
            None => self.top.covers[(index - FIXED[1]) as usize],
        };
        found.map(Match::Node)
    }

    /// Returns the value of the longest prefix that contains an address.
    #[inline]
    pub(in crate::ip::map) fn lookup(&self, addr: F::Bits) -> Option<&V> {
        match self.longest(addr)? {
            Match::Node(Found { node, place }) => {
                let node = &self.nodes[node as usize];
                node.values.get(node.rank(place))
            }
            Match::Leaf(leaf) => Some(&self.leaves[leaf as usize].1),
        }
    }

    /// Finds the longest prefix that contains an address.
    #[inline]
    pub(in crate::ip::map) fn lookup_loc(&self, addr: F::Bits) -> Option<(Prefix<F>, Loc)> {
        Some(match self.longest(addr)? {
            Match::Node(found) => {
                (self.nodes[found.node as usize].prefix_at(found.place), self.loc(found))
            }
            Match::Leaf(leaf) => (self.leaves[leaf as usize].0, Loc::Leaf(leaf)),
        })
    }

    /// The lengths of the stored prefixes that contain one, itself included.
    pub(in crate::ip::map) fn covers(&self, of: Prefix<F>) -> PrefixLenSet {
        let (bits, len) = (of.bits(), of.prefix_len());
        let mut lens = PrefixLenSet::default();
        let mut link = self.root();
        while let Some(index) = link.as_node() {
            let node = &self.nodes[index as usize];
            if node.depth > len || !node.contains(bits) {
                return lens;
            }
            let slot = node.slot(bits);
            node.around(slot, u32::from(len - node.depth), |rel| lens.insert(node.depth + rel));
            if len - node.depth <= STEP {
                return lens;
            }
            link = self.child(index, slot);
        }
        if let Some(leaf) = link.as_leaf() {
            let prefix = self.leaves[leaf as usize].0;
            if prefix.contains_prefix(of) {
                lens.insert(prefix.prefix_len());
            }
        }
        lens
    }
}
