//! The index of the frozen forms: a compressed trie over the boundaries of a step function.
//!
//! The idea is that of Poptrie (Asai and Ohara, SIGCOMM 2015): a direct array on the first D bits,
//! then nodes that take 6 bits a step and hold a bitmap and only as many words as they need. Here a
//! node is one bitmap and one run of words, in one arena:
//!
//! ```text
//! root:  2^D × u32         each word as below
//! words: per node          2 × u32   bitmap: which of the 64 slots start a run
//!                          1 × u32   a run: LEAF | value, or the place of a node in `words`
//! ```
//!
//! Neighbouring slots with the same value are a run; a slot that goes on in a node is a run of its
//! own. A step counts the bits up to its slot and reads that word, the same for values and nodes,
//! and the word lies beside its bitmap: on machines where memory is far away, the number of
//! distant lines is what a look-up costs. Rejected: two bitmaps and two bases a node with values in
//! an array of their own (24 bytes a node, and a distant line more for each look-up).
//!
//! The bits that all boundaries share are cut off first (the routed IPv6 table lies in 2000::/3),
//! so that the direct array spends none of its index on them; an address outside of that block has
//! the value before it or behind it. D follows the number of boundaries b: ⌊log₂ b⌋ − 1 or up to
//! two less, whichever makes the fewest levels of where the boundaries end, at most 18. It is 18
//! for a full IPv4 table, whose /24s then end with the first node; 17 would take two, and twice the
//! memory. Below [`SMALL`] boundaries there is no trie but a binary search.
//!
//! The build goes level by level and walks the boundaries that lie inside each block, never the 64
//! slots of its node. A boundary is looked at once on each level above its end, so it costs
//! O(b · levels) time; levels are at most 3 for IPv4 behind a full root and 22 for adversarial
//! /128s, which is also the greatest number of nodes that an entry may cost.
//!
//! `check()`: each node is reached once, the bits of its bitmap count its words, neither more nor
//! fewer words are there, and the look-up of every boundary and of the address before it agrees
//! with the flattened list.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::boundaries::Boundaries;
use crate::ip::family::Word;

/// The number of boundaries from which a trie is built.
const SMALL: usize = 64;
/// Marks a word that is a value.
const LEAF: u32 = 1 << 31;
/// The bits a node takes.
const STEP: u32 = 6;
/// The look-ups that advance together.
pub(super) const LANES: usize = 8;

/// An index from addresses to the values of a step function.
#[derive(Clone, Debug)]
pub(super) enum Index<W> {
    Small(Boundaries<W>),
    Trie(Poptrie<W>),
}

impl<W: Word> Index<W> {
    pub(super) fn new(boundaries: Boundaries<W>) -> Self {
        if boundaries.starts.len() < SMALL {
            Self::Small(boundaries)
        } else {
            Self::Trie(Poptrie::new(&boundaries))
        }
    }

    /// Returns the value of an address.
    #[inline]
    pub(super) fn find(&self, addr: W) -> u32 {
        match self {
            Self::Small(boundaries) => boundaries.find(addr),
            Self::Trie(trie) => trie.find(addr),
        }
    }

    /// Calls back with the number and value of each address, in order.
    #[inline]
    pub(super) fn find_each<T: Copy>(
        &self,
        addrs: &[T],
        bits: impl Fn(T) -> W,
        mut each: impl FnMut(usize, u32),
    ) {
        let mut at = 0;
        if let Self::Trie(trie) = self {
            while let Some(chunk) = addrs[at..].first_chunk::<LANES>() {
                for value in trie.find_lanes(chunk.map(&bits)) {
                    each(at, value);
                    at += 1;
                }
            }
        }
        for (i, &addr) in addrs.iter().enumerate().skip(at) {
            each(i, self.find(bits(addr)));
        }
    }

    /// The bytes of the index.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Small(b) => b.starts.len() * (size_of::<W>() + 4),
            Self::Trie(t) => (t.root.len() + t.words.len()) * 4,
        }
    }

    /// Asserts the invariants, and that the index agrees with the boundaries it was made from.
    #[cfg(feature = "__audit")]
    pub(super) fn check(&self, boundaries: &Boundaries<W>) {
        boundaries.check();
        if let Self::Trie(trie) = self {
            trie.check();
        }
        for (i, &start) in boundaries.starts.iter().enumerate() {
            assert_eq!(self.find(start), boundaries.values[i], "the value at a boundary");
            if let Some(before) = i.checked_sub(1) {
                let addr = start.wrapping_sub(W::ONE);
                assert_eq!(self.find(addr), boundaries.values[before], "the value before one");
            }
        }
        let last = boundaries.values.last().copied();
        assert_eq!(Some(self.find(W::MAX)), last, "the value of the last address");
    }
}

/// The trie. See the module's head.
#[derive(Clone, Debug)]
pub(super) struct Poptrie<W> {
    /// The first address of the block that all boundaries lie in, and its host bits.
    base: W,
    host: W,
    /// The length of the block, below the width.
    skip: u32,
    /// The values of the addresses before the block and behind it.
    outside: [u32; 2],
    /// D, at least 1.
    root_bits: u32,
    root: Box<[u32]>,
    words: Box<[u32]>,
}

/// A node to be made: the boundaries inside its block, the value that the block starts with, and
/// where the word is that shall lead to it.
#[derive(Clone, Copy, Debug)]
struct Pending {
    from: usize,
    to: usize,
    value: u32,
    word: usize,
}

/// The greatest D.
const ROOT_BITS: u32 = 18;

impl<W: Word> Poptrie<W> {
    /// Builds the trie of at least two boundaries.
    fn new(boundaries: &Boundaries<W>) -> Self {
        let Boundaries { starts, values } = boundaries;
        let count = starts.len();
        // The block of all boundaries but the zero at the front: the last one may also be the
        // address right behind the block, where it changes nothing inside.
        let (low, high) = (starts[1], starts[count - 1].wrapping_sub(W::ONE));
        let skip = (low ^ high.max(low)).leading_zeros().min(W::WIDTH - 1);
        let host = W::hostmask(skip as u8);
        let base = low & !host;
        let from = if low == base { 2 } else { 1 };
        let to = if high == base | host { count - 1 } else { count };
        let outside = [values[0], values[count - 1]];

        let root_bits = root_bits(&starts[from..to], skip);
        let mut root = vec![0; 1 << root_bits];
        let mut words: Vec<u32> = Vec::with_capacity(count + count / 4);
        let mut level: Vec<Pending> = Vec::new();

        // The root: like a node, with more slots.
        let mut value = values[from - 1];
        let mut filled = 0;
        let mut at = from;
        while at < to {
            let slot = (starts[at] ^ base).shl(skip).shr(W::WIDTH - root_bits).low_u32() as usize;
            root[filled..slot].fill(LEAF | value);
            let end = group(starts, at, to, skip + root_bits);
            let inner = at + usize::from(starts[at].shl(skip + root_bits) == W::ZERO);
            value = values[inner - 1];
            root[slot] = LEAF | value;
            if inner < end {
                level.push(Pending { from: inner, to: end, value, word: slot });
            }
            value = values[end - 1];
            filled = slot + 1;
            at = end;
        }
        root[filled..].fill(LEAF | value);

        let mut used = skip + root_bits;
        let mut next = Vec::new();
        for pending in &level {
            root[pending.word] = words.len() as u32;
            fill(boundaries, *pending, used, &mut words, &mut next);
        }
        while !next.is_empty() {
            level = core::mem::take(&mut next);
            used += STEP;
            for pending in &level {
                words[pending.word] = words.len() as u32;
                fill(boundaries, *pending, used, &mut words, &mut next);
            }
        }
        assert!(words.len() < LEAF as usize, "capacity overflow");
        Self { base, host, skip, outside, root_bits, root: root.into(), words: words.into() }
    }

    /// Returns the value of an address.
    #[inline]
    fn find(&self, addr: W) -> u32 {
        let inner = addr ^ self.base;
        if inner > self.host {
            return self.outside[usize::from(addr > self.base)];
        }
        // The shifts are below the width, which saves their checks.
        let key = inner.shl(self.skip & (W::WIDTH - 1));
        let mut word =
            self.root[key.shr((W::WIDTH - self.root_bits) & (W::WIDTH - 1)).low_u32() as usize];
        let mut key = key.shl(self.root_bits & (W::WIDTH - 1));
        while word < LEAF {
            word = self.step(word, key);
            key = key.shl(STEP);
        }
        word ^ LEAF
    }

    /// Goes from a node to the word of a slot.
    #[inline]
    fn step(&self, node: u32, key: W) -> u32 {
        let at = node as usize;
        let runs = u64::from(self.words[at]) | u64::from(self.words[at + 1]) << 32;
        let slot = key.shr(W::WIDTH - STEP).low_u32();
        // The first slot starts a run, so this is one at least.
        let rank = (runs & (u64::MAX >> (63 - (slot & 63)))).count_ones();
        self.words[at + 1 + rank as usize]
    }

    /// Finds the values of several addresses, each step for all of them, so that their cache
    /// misses overlap.
    #[inline]
    fn find_lanes(&self, addrs: [W; LANES]) -> [u32; LANES] {
        let mut words = [0; LANES];
        let mut keys = [W::ZERO; LANES];
        for ((&addr, word), rest) in addrs.iter().zip(&mut words).zip(&mut keys) {
            let inner = addr ^ self.base;
            let key = (inner & self.host).shl(self.skip & (W::WIDTH - 1));
            *word =
                self.root[key.shr((W::WIDTH - self.root_bits) & (W::WIDTH - 1)).low_u32() as usize];
            if inner > self.host {
                *word = LEAF | self.outside[usize::from(addr > self.base)];
            }
            *rest = key.shl(self.root_bits & (W::WIDTH - 1));
        }
        while words.iter().any(|word| *word < LEAF) {
            for (word, key) in words.iter_mut().zip(&mut keys) {
                if *word < LEAF {
                    *word = self.step(*word, *key);
                    *key = key.shl(STEP);
                }
            }
        }
        words.map(|word| word ^ LEAF)
    }

    #[cfg(feature = "__audit")]
    fn check(&self) {
        assert_eq!(self.root.len(), 1 << self.root_bits, "a word for each slot of the root");
        let mut seen = 0;
        let mut todo: Vec<u32> = self.root.iter().copied().filter(|word| *word < LEAF).collect();
        while let Some(node) = todo.pop() {
            let at = node as usize;
            let runs = u64::from(self.words[at]) | u64::from(self.words[at + 1]) << 32;
            assert_eq!(runs & 1, 1, "the first slot starts a run");
            let words = &self.words[at + 2..at + 2 + runs.count_ones() as usize];
            seen += 2 + words.len();
            for pair in words.windows(2) {
                assert!(pair[0] != pair[1], "neighbouring runs differ");
            }
            todo.extend(words.iter().filter(|word| **word < LEAF));
        }
        assert_eq!(seen, self.words.len(), "every word is of a node that is reached");
    }
}

/// The number of bits of the root: of the three that fit the number of boundaries, the one with
/// the fewest levels summed over all boundaries, a word of the root counting an eighth.
fn root_bits<W: Word>(starts: &[W], skip: u32) -> u32 {
    // How many boundaries end at each bit; 0 is none, since zero is not among them.
    let mut ends = [0_u64; 129];
    for start in starts {
        ends[(W::WIDTH - start.trailing_zeros()) as usize] += 1;
    }
    let most = starts.len().ilog2().saturating_sub(1).clamp(1, ROOT_BITS.min(W::WIDTH - skip));
    let cost = |bits: &u32| -> u64 {
        let past = ends
            .iter()
            .zip(0_u32..)
            .map(|(count, end)| count * u64::from(end.saturating_sub(skip + bits).div_ceil(STEP)));
        past.sum::<u64>() + (1 << bits) / 8
    };
    (most.saturating_sub(2).max(1)..=most).min_by_key(cost).unwrap_or(most)
}

/// The end of the boundaries from `at` on that share its first `bits` bits.
#[inline]
fn group<W: Word>(starts: &[W], at: usize, to: usize, bits: u32) -> usize {
    let first = starts[at];
    let host = if bits >= W::WIDTH { W::ZERO } else { W::hostmask(bits as u8) };
    let mut end = at + 1;
    while end < to && (starts[end] ^ first) <= host {
        end += 1;
    }
    end
}

/// Makes a node whose block takes `used` bits, and lists the nodes below it.
fn fill<W: Word>(
    boundaries: &Boundaries<W>,
    pending: Pending,
    used: u32,
    words: &mut Vec<u32>,
    next: &mut Vec<Pending>,
) {
    let Boundaries { starts, values } = boundaries;
    let Pending { from: mut at, to, mut value, .. } = pending;
    let node = words.len();
    words.extend([0, 0]);
    let mut runs = 0_u64;
    // The word of the run that goes on, if it is one of values.
    let mut last = None;
    let mut filled = 0;
    while at < to {
        let slot = starts[at].shl(used).shr(W::WIDTH - STEP).low_u32();
        if filled < slot && last != Some(value) {
            last = Some(value);
            runs |= 1 << filled;
            words.push(LEAF | value);
        }
        let end = group(starts, at, to, used + STEP);
        let inner = at + usize::from(starts[at].shl(used + STEP) == W::ZERO);
        if at < inner {
            value = values[at];
        }
        if inner < end {
            last = None;
            runs |= 1 << slot;
            next.push(Pending { from: inner, to: end, value, word: words.len() });
            words.push(LEAF);
        } else if last != Some(value) {
            last = Some(value);
            runs |= 1 << slot;
            words.push(LEAF | value);
        }
        value = values[end - 1];
        filled = slot + 1;
        at = end;
    }
    if filled < 64 && last != Some(value) {
        runs |= 1 << filled;
        words.push(LEAF | value);
    }
    words[node] = runs as u32;
    words[node + 1] = (runs >> 32) as u32;
}
