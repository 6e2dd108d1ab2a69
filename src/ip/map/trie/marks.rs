//! What the fixed nodes of a large map know of what is around and below them.

use super::super::runs::NONE;
use super::{DIRECT, Trie};
use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

impl<F: Family, V> Trie<F, V> {
    /// Makes the fixed nodes of depth 12 in a prefix of length 12 or less say what is the longest
    /// such prefix around them: in `links`, which they need for nothing else, as depth and place.
    pub(super) fn cover(&mut self, prefix: Prefix<F>) {
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
    pub(super) fn mark(&mut self, addr: F::Bits) {
        let mut below = self.direct[addr.chunk(0, u32::from(DIRECT)) as usize] != NONE;
        for depth in [12, 6, 0] {
            let node = &mut self.nodes[Self::fixed(addr, depth) as usize];
            let slot = node.slot(addr);
            node.kids = node.kids & !(1 << slot) | u64::from(below) << slot;
            below = node.items() != 0;
        }
    }
}
