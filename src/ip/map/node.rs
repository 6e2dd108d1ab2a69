//! The node of the mutable map: 6 address bits, and all prefixes that end within them.
//!
//! A node stands for a block of the space whose length, the node's *depth*, is a multiple of 6. It
//! holds the prefixes of depth + 1 to depth + 6 inside its block (the one at depth 0 also the
//! prefix of length 0), and links to what is longer, one for each of its 64 slots.
//!
//! The 127 prefixes that a node can hold are numbered in *preorder*: a prefix comes before what it
//! contains, the lower half before the upper half. With `x` the six bits after the block (zeros
//! past the prefix's end) and `rel` its length less the depth, that number is
//!
//! ```text
//! place = 2·x + rel − ones(x)           0 ≤ rel ≤ 6
//! ```
//!
//! so that the order of places is the order of prefixes. `values` is also in that order: the value
//! at a place has as its index the number of places before it that are taken. The prefixes around
//! an address are seven places, ascending with the length, so the longest match is the highest bit
//! of an intersection, without a loop.
//!
//! ```text
//! key, depth       the block
//! run:    Run      where the links are, in slot order (see `links`)
//! low:    u8       how many of the first 64 places are taken: one count instead of two per rank
//! set:    2 × u64  which places are taken
//! kids:   u64      which slots have a link
//! values: Vec<V>   one per taken place, in order
//! ```
//!
//! 64 bytes for IPv4, aligned to be one cache line, and 80 for IPv6. The fields are in an order in
//! which all that a step of a walk reads lies together; the values are read once, at its end.

use alloc::vec::Vec;

use super::links::Run;
use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

/// The bits a node takes.
pub(super) const STEP: u8 = 6;

/// The depth of the node that holds prefixes of a length.
#[inline]
pub(super) fn home(len: u8) -> u8 {
    len.saturating_sub(1) / STEP * STEP
}

/// The place of a prefix: the six bits of its slot, and its length less the depth.
#[inline]
pub(super) const fn place(slot: u32, rel: u32) -> u32 {
    let x = slot & (0x3f << (6 - rel));
    2 * x + rel - x.count_ones()
}

/// For each slot, the places of the seven prefixes that contain it.
const PATHS: [[u64; 2]; 64] = {
    let mut paths = [[0; 2]; 64];
    let mut slot = 0;
    while slot < 64 {
        let mut rel = 0;
        while rel <= 6 {
            let at = place(slot as u32, rel);
            paths[slot][(at >> 6) as usize] |= 1 << (at & 63);
            rel += 1;
        }
        slot += 1;
    }
    paths
};

/// The slot and relative length of each place.
const PLACES: [(u8, u8); 127] = {
    let mut places = [(0, 0); 127];
    let mut rel = 0;
    while rel <= 6 {
        let mut slot = 0;
        while slot < 64 {
            places[place(slot, rel) as usize] = (slot as u8, rel as u8);
            slot += 1 << (6 - rel);
        }
        rel += 1;
    }
    places
};

/// The first of a set of places.
#[inline]
pub(super) fn first_of(set: [u64; 2]) -> Option<u32> {
    match set {
        [0, 0] => None,
        [0, high] => Some(64 + high.trailing_zeros()),
        [low, _] => Some(low.trailing_zeros()),
    }
}

/// The last of a set of places.
#[inline]
pub(super) fn last_of([low, high]: [u64; 2]) -> Option<u32> {
    match high.checked_ilog2() {
        Some(place) => Some(place + 64),
        None => low.checked_ilog2(),
    }
}

/// See the module's head.
#[derive(Clone, Debug)]
#[repr(C)]
pub(super) struct Node<W: Word, V> {
    line: [W::Line; 0],
    pub(super) key: W,
    pub(super) run: Run,
    pub(super) depth: u8,
    low: u8,
    pub(super) set: [u64; 2],
    pub(super) kids: u64,
    pub(super) values: Vec<V>,
}

impl<W: Word, V> Node<W, V> {
    pub(super) fn new(key: W, depth: u8) -> Self {
        let values = Vec::new();
        Self { line: [], key, run: Run::EMPTY, depth, low: 0, set: [0; 2], kids: 0, values }
    }

    /// Whether the node's block contains an address.
    #[inline]
    pub(super) fn contains(&self, addr: W) -> bool {
        addr ^ self.key <= W::hostmask(self.depth)
    }

    /// The slot of an address in the block.
    #[inline]
    pub(super) fn slot(&self, addr: W) -> u32 {
        addr.chunk(u32::from(self.depth), u32::from(STEP))
    }

    /// The slot of an address, if the block contains it.
    ///
    /// For IPv6 in numbers of 64 bits, where the upper half of the address tells blocks and slots
    /// apart.
    #[inline]
    pub(super) fn slot_of(&self, addr: W) -> Option<u32> {
        if W::WIDTH == 32 {
            // A depth is below the width, which saves the shifts' checks.
            let inner = (addr ^ self.key).low_u32();
            let depth = u32::from(self.depth) & 31;
            let slot = addr.low_u32() << depth >> (32 - STEP);
            return (inner <= u32::MAX >> depth).then_some(slot);
        }
        let depth = u32::from(self.depth);
        if depth <= 64 - u32::from(STEP) {
            let (high, key) = (addr.high_u64(), self.key.high_u64());
            let slot = (high << depth >> (64 - STEP)) as u32;
            return (high ^ key <= u64::MAX >> depth).then_some(slot);
        }
        self.contains(addr).then(|| self.slot(addr))
    }

    /// Whether a slot has a link.
    #[inline]
    pub(super) fn has_link(&self, slot: u32) -> bool {
        self.kids >> slot & 1 != 0
    }

    /// The number of links before a slot's.
    #[inline]
    pub(super) fn link_rank(&self, slot: u32) -> u32 {
        (self.kids & ((1 << slot) - 1)).count_ones()
    }

    /// The place of a prefix whose home is this node.
    #[inline]
    pub(super) fn place_of<F: Family<Bits = W>>(&self, prefix: Prefix<F>) -> u32 {
        self.place_at(self.slot(prefix.bits()), prefix.prefix_len())
    }

    /// The place of a prefix whose home is this node, by its slot and its length.
    #[inline]
    pub(super) fn place_at(&self, slot: u32, len: u8) -> u32 {
        place(slot, u32::from(len - self.depth))
    }

    /// The prefix at a place.
    #[inline]
    pub(super) fn prefix_at<F: Family<Bits = W>>(&self, place: u32) -> Prefix<F> {
        let (slot, rel) = PLACES[place as usize];
        Prefix::of_bits(self.key | self.slot_bits(u32::from(slot)), self.depth + rel)
    }

    /// The bits of a slot where they are in an address.
    fn slot_bits(&self, slot: u32) -> W {
        // Up first: the last node of a family has slots that reach beyond the width, as zeros.
        W::from_u128(u128::from(slot)).shl(W::WIDTH - u32::from(STEP)).shr(u32::from(self.depth))
    }

    #[inline]
    pub(super) fn has(&self, place: u32) -> bool {
        self.set[(place >> 6) as usize & 1] >> (place & 63) & 1 != 0
    }

    /// The number of taken places before one.
    #[inline]
    pub(super) fn rank(&self, place: u32) -> usize {
        let high = (place >> 6) & 1;
        let below = (1_u64 << (place & 63)) - 1;
        let low = u32::from(self.low) & 0_u32.wrapping_sub(high);
        (low + (self.set[high as usize] & below).count_ones()) as usize
    }

    /// The places of the prefixes that contain a slot.
    #[inline]
    pub(super) fn matches(&self, slot: u32) -> [u64; 2] {
        let [low, high] = PATHS[(slot & 63) as usize];
        [self.set[0] & low, self.set[1] & high]
    }

    /// The place of the longest prefix that contains a slot.
    #[inline]
    pub(super) fn longest(&self, slot: u32) -> Option<u32> {
        last_of(self.matches(slot))
    }

    /// Calls `each` with the relative length of each prefix that contains a slot, up to `rel`.
    pub(super) fn around(&self, slot: u32, rel: u32, mut each: impl FnMut(u8)) {
        for rel in 0..=rel.min(6) {
            if self.has(place(slot, rel)) {
                each(rel as u8);
            }
        }
    }

    /// Whether nothing is at a place or after it.
    #[inline]
    fn is_free_from(&self, place: u32) -> bool {
        let [low, high] = self.set;
        match place < 64 {
            true => (low >> place) | high == 0,
            false => high >> (place & 63) == 0,
        }
    }

    /// Inserts a value at a place; returns its rank and the value it replaces.
    #[inline]
    pub(super) fn put(&mut self, place: u32, value: V) -> (usize, Option<V>) {
        let len = self.values.len();
        // Tables are mostly sorted, so that nothing need be counted.
        let rank = if self.is_free_from(place) { len } else { self.rank(place) };
        if rank < len && self.has(place) {
            return (rank, Some(core::mem::replace(&mut self.values[rank], value)));
        }
        if len == self.values.capacity() {
            // Less than double: there are many nodes, and their unused memory adds up.
            self.values.reserve_exact(len / 4 + 4);
        }
        self.values.insert(rank, value);
        self.set[(place >> 6) as usize & 1] |= 1 << (place & 63);
        self.low += u8::from(place < 64);
        (rank, None)
    }

    /// Removes the value at a place that is taken.
    pub(super) fn take(&mut self, place: u32) -> V {
        let value = self.values.remove(self.rank(place));
        self.set[(place >> 6) as usize] ^= 1 << (place & 63);
        self.low -= u8::from(place < 64);
        value
    }

    /// The number of values and links.
    pub(super) fn items(&self) -> usize {
        self.values.len() + self.kids.count_ones() as usize
    }

    /// The first place that is taken.
    pub(super) fn first_place(&self) -> Option<u32> {
        first_of(self.set)
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self) {
        let ones = self.set[0].count_ones() + self.set[1].count_ones();
        assert_eq!(ones as usize, self.values.len(), "a value for each place");
        assert_eq!(u32::from(self.low), self.set[0].count_ones(), "the count of low places");
        assert_eq!(self.depth % STEP, 0, "a depth is a multiple of the step");
        assert_eq!(self.key & W::hostmask(self.depth), W::ZERO, "the key is the block's first");
        assert!(self.depth == 0 || self.set[0] & 1 == 0, "place 0 is of the parent");
    }
}
