//! A compressed trie over the boundaries of a step function.
//!
//! The idea is that of Poptrie (Asai and Ohara, SIGCOMM 2015): a direct array on the first bits,
//! then nodes that take 6 bits per step and hold a bitmap and only as many words as they need. What
//! differs is that few words are needed at all: most boundaries are where an entry *opens*, and
//! entries are numbered in the order in which they open, so that counting the openings up to an
//! address finds the entry without reading anything.
//!
//! ```text
//! slots: per block of 2^shift addresses, which has 64 parts
//!          u64 near    which parts start with the opening of an entry
//!          u64 far     which parts start with anything else: a return to an outer entry, or
//!                      boundaries within the part
//!          u32 entry   the last entry that opened before the block
//!          u32 word    where the words of the far parts are
//! words: per far part  u32         LEAF | value, or the place of a node in `words`
//!        per node      2 × u32     bitmap: which of its 64 parts start a run
//!                      1 × u32     a run, a word as above
//!        at the end    66 × u32    so that the last node can be read as an array of 66 words
//! ```
//!
//! What holds at a part is what the last mark at or before it says; the greater of the two masked
//! bitmaps has it. If it is near, the value is `entry` plus the number of near marks; without any
//! mark it is `entry`, which is how a block without boundaries tells its value. A lookup of a
//! routed /24 so reads one line here and one of the values. On machines where memory is far away,
//! the number of distant lines and pages is what a lookup costs.
//!
//! Below the blocks, neighbouring parts of a node with the same value are a run; a part that
//! continues in a node is a separate run. A step counts the bits up to its part and reads that
//! word, which lies beside its bitmap.
//!
//! Blocks are only where boundaries are: the array starts with the block of the first one and ends
//! with that of the last one; an address outside has the value before or after. The number of
//! blocks follows the number of boundaries (see `build`).
//!
//! # Rejected
//!
//! A word for every run in the direct array and two bitmaps and two bases per node, as in the paper
//! (a distant line more for each lookup); a direct array of words that lead to the blocks with
//! boundaries (4.3 bytes per prefix of a full IPv4 table instead of 6.8, and faster where addresses
//! are spread over all there are, routed or not; slower for routed ones, which are what tables are
//! queried for); values that are stored where the words are (an outer entry's value would be in
//! several places, and its type need not be `Copy`).
//!
//! # Cost
//!
//! Levels after the blocks are none for a full IPv4 table up to /24, 2 more at most, and 20 for
//! adversarial /128s, which is also the greatest number of nodes that an entry may cost.
//!
//! `check()`: each word is the far part of a block, or in a node that is reached once; the bits of
//! a bitmap count its words; marks are near or far.

use alloc::boxed::Box;

use super::boundaries::{Boundaries, NONE};
use super::build;
use crate::error::bug;
use crate::ip::family::Word;

/// Marks a word that is a value.
pub(super) const LEAF: u32 = 1 << 31;
/// The bits a block or a node takes.
pub(super) const STEP: u32 = 6;
/// The most words that a node has.
pub(super) const MAX_NODE: usize = 66;
/// The lookups that advance together.
pub(super) const LANES: usize = 8;

/// A block of the direct array. See the module's head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) near: u64,
    pub(super) far: u64,
    pub(super) entry: u32,
    pub(super) word: u32,
}

impl Slot {
    /// A block in which one value holds.
    pub(super) const fn of(value: u32) -> Self {
        Self { near: 0, far: 0, entry: value, word: 0 }
    }
}

/// The trie. See the module's head.
#[derive(Clone, Debug)]
pub(super) struct Poptrie<W> {
    /// The first address of the first block.
    pub(super) base: W,
    /// The last address of the last block, less the base.
    pub(super) span: W,
    /// The host bits of a block, at least [`STEP`] and below the width.
    pub(super) shift: u32,
    /// The values of the addresses before the first block and after the last.
    pub(super) outside: [u32; 2],
    pub(super) slots: Box<[Slot]>,
    pub(super) words: Box<[u32]>,
}

impl<W: Word> Poptrie<W> {
    /// Builds the trie of at least three boundaries.
    #[track_caller]
    pub(super) fn new(boundaries: &Boundaries<W>) -> Self {
        build::trie(boundaries)
    }

    /// Returns the value of an address.
    #[inline]
    pub(super) fn find(&self, addr: W) -> u32 {
        if W::WIDTH == 128 && self.shift > 64 + STEP {
            return self.find_high(addr);
        }
        let (mut word, mut key) = self.enter(addr);
        while word < LEAF {
            word = self.step(word, key);
            key = key.shl(STEP);
        }
        word ^ LEAF
    }

    /// [`find`](Self::find) where the upper half of an IPv6 address tells blocks and their parts
    /// apart: in numbers of 64 bits, as long as there are bits of that half left.
    #[inline]
    fn find_high(&self, addr: W) -> u32 {
        let inner = addr.wrapping_sub(self.base);
        if inner > self.span {
            return self.outside[usize::from(addr > self.base)];
        }
        let high = inner.shr((W::WIDTH / 2) & (W::WIDTH - 1)).to_u128() as u64;
        // The bits of the upper half after the block and its part. Shifts are below the width,
        // which saves their checks.
        let mut left = (self.shift - 64 - STEP) & 63;
        let part = (high >> left) & 63;
        let slot = &self.slots[(high >> ((left + STEP) & 63)) as usize];
        let upto = u64::MAX >> (63 - part);
        let (near, far) = (slot.near & upto, slot.far & upto);
        if near >= far {
            return slot.entry.wrapping_add(near.count_ones());
        }
        let mut word = self.words[(slot.word + far.count_ones() - 1) as usize];
        let mut key = high << ((64 - left) & 63);
        while word < LEAF {
            if left < STEP {
                return self.find_low(word, inner.shl(64 - left));
            }
            word = self.step_part(word, (key >> (64 - STEP)) as u32);
            key <<= STEP;
            left -= STEP;
        }
        word ^ LEAF
    }

    /// The rest of the way, where the upper half of the address is used up.
    #[cold]
    #[inline(never)]
    fn find_low(&self, mut word: u32, mut key: W) -> u32 {
        while word < LEAF {
            word = self.step(word, key);
            key = key.shl(STEP);
        }
        word ^ LEAF
    }

    /// The word of an address's part, with the bits after it at the top.
    #[inline]
    fn enter(&self, addr: W) -> (u32, W) {
        let inner = addr.wrapping_sub(self.base);
        if inner > self.span {
            return (LEAF | self.outside[usize::from(addr > self.base)], W::ZERO);
        }
        // The shifts are below the width, which saves their checks.
        let rest = (self.shift - STEP) & (W::WIDTH - 1);
        let part = inner.shr(rest).low_u32() & 63;
        let slot = &self.slots[inner.shr(self.shift & (W::WIDTH - 1)).low_u32() as usize];
        let upto = u64::MAX >> (63 - part);
        let (near, far) = (slot.near & upto, slot.far & upto);
        if near >= far {
            return (LEAF | slot.entry.wrapping_add(near.count_ones()), W::ZERO);
        }
        // Where nothing is left of the key, no word leads to a node.
        let key = inner.shl((W::WIDTH - rest) & (W::WIDTH - 1));
        (self.words[(slot.word + far.count_ones() - 1) as usize], key)
    }

    /// Goes from a node to the word of a part.
    #[inline]
    fn step(&self, node: u32, key: W) -> u32 {
        self.step_part(node, key.shr(W::WIDTH - STEP).low_u32())
    }

    #[inline]
    fn step_part(&self, node: u32, part: u32) -> u32 {
        // One check for all of a node: there are words enough after the last (see `build`).
        let after = self.words.get(node as usize..);
        let Some(words) = after.and_then(<[u32]>::first_chunk::<MAX_NODE>) else {
            bug!("a node lies beyond the words");
            return LEAF | NONE;
        };
        let runs = u64::from(words[0]) | u64::from(words[1]) << 32;
        // The first part starts a run, so this is one at least.
        let rank = (runs & (u64::MAX >> (63 - (part & 63)))).count_ones();
        words[1 + rank as usize]
    }

    /// Finds the values of several addresses, each step for all of them, so that their cache
    /// misses overlap.
    #[inline]
    pub(super) fn find_lanes(&self, addrs: [W; LANES]) -> [u32; LANES] {
        let mut lanes = addrs.map(|addr| self.enter(addr));
        while lanes.iter().any(|lane| lane.0 < LEAF) {
            for (word, key) in &mut lanes {
                if *word < LEAF {
                    *word = self.step(*word, *key);
                    *key = key.shl(STEP);
                }
            }
        }
        lanes.map(|lane| lane.0 ^ LEAF)
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.slots) + size_of_val(&*self.words)
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self) {
        let blocks = self.span.shr(self.shift).to_u128() + 1;
        assert_eq!(self.slots.len() as u128, blocks, "a slot for each block");
        let mut seen = alloc::vec![false; self.words.len() - MAX_NODE];
        let mut todo: alloc::vec::Vec<u32> = alloc::vec::Vec::new();
        for slot in &self.slots {
            assert_eq!(slot.near & slot.far, 0, "a mark is near or far");
            let words = slot.word as usize..(slot.word + slot.far.count_ones()) as usize;
            seen[words.clone()].fill(true);
            todo.extend(self.words[words].iter().filter(|word| **word < LEAF));
        }
        while let Some(node) = todo.pop() {
            let at = node as usize;
            let runs = u64::from(self.words[at]) | u64::from(self.words[at + 1]) << 32;
            assert_eq!(runs & 1, 1, "the first part starts a run");
            let node = at..at + 2 + runs.count_ones() as usize;
            assert!(!seen[node.clone()].contains(&true), "a node is reached once");
            seen[node.clone()].fill(true);
            let words = &self.words[node][2..];
            for pair in words.windows(2) {
                assert!(pair[0] != pair[1], "neighbouring runs differ");
            }
            todo.extend(words.iter().filter(|word| **word < LEAF));
        }
        let rest = &self.words[seen.len()..];
        assert!(rest.iter().all(|word| *word == LEAF), "words for the last node to be read whole");
        assert!(!seen.contains(&false), "every word is of a block or of a node that is reached");
    }
}
