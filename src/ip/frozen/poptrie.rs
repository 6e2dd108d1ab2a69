//! The index of the frozen forms: a compressed trie over the boundaries of a step function.
//!
//! Poptrie (Asai and Ohara, SIGCOMM 2015): a direct array on the first D bits, then nodes that
//! take 6 bits a step. Written here from the paper's idea, with these layouts:
//!
//! ```text
//! root: 2^D × u32     LEAF | value, or the index of a node
//! node: 24 bytes      children: u64      which of the 64 slots go on in a node
//!                     runs: u64          which leaf slots start a run of equal values
//!                     child: u32         index of the first child; children are neighbours
//!                     leaf: u32          index before the node's first run in `leaves`
//! leaves: u32 each    one a run; slots with children in between do not end a run
//! ```
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
//! `check()`: the bits of each bitmap count its slice, indexes are in bounds, and the look-up of
//! every boundary and of the address before it agrees with the flattened list.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::boundaries::Boundaries;
use crate::ip::family::Word;

/// The number of boundaries from which a trie is built.
const SMALL: usize = 64;
/// Marks a word of the root that is a value.
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
    #[cfg(feature = "__audit")]
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Small(b) => b.starts.len() * (size_of::<W>() + 4),
            Self::Trie(t) => (t.root.len() + t.leaves.len()) * 4 + t.nodes.len() * 24,
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
    nodes: Box<[Node]>,
    /// The first is a filler, so that `Node::leaf` can point before the first run.
    leaves: Box<[u32]>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    children: u64,
    runs: u64,
    child: u32,
    leaf: u32,
}

impl Node {
    /// A node to be filled in: the boundaries inside its block and the value it starts with.
    fn pending(from: usize, to: usize, value: u32) -> Self {
        // A list has at most 2·(2³¹ − 2) + 1 boundaries.
        Self { children: from as u64, runs: to as u64, child: value, leaf: 0 }
    }
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
        let mut nodes: Vec<Node> = Vec::with_capacity(count / 4);
        let mut leaves: Vec<u32> = Vec::with_capacity(count);
        leaves.push(0);

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
            root[slot] = if inner < end {
                nodes.push(Node::pending(inner, end, value));
                (nodes.len() - 1) as u32
            } else {
                LEAF | value
            };
            value = values[end - 1];
            filled = slot + 1;
            at = end;
        }
        root[filled..].fill(LEAF | value);

        // The nodes of a level are neighbours; filling them adds those of the next.
        let mut level = 0..nodes.len();
        let mut used = skip + root_bits;
        while !level.is_empty() {
            let end = level.end;
            for i in level {
                nodes[i] = fill(boundaries, nodes[i], used, &mut nodes, &mut leaves);
            }
            level = end..nodes.len();
            used += STEP;
            assert!(nodes.len() < LEAF as usize, "capacity overflow");
        }
        Self {
            base,
            host,
            skip,
            outside,
            root_bits,
            root: root.into(),
            nodes: nodes.into(),
            leaves: leaves.into(),
        }
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

    /// Goes from a node to its child or value.
    #[inline]
    fn step(&self, node: u32, key: W) -> u32 {
        let node = &self.nodes[node as usize];
        let bit = 1_u64 << key.shr(W::WIDTH - STEP).low_u32();
        let below = bit - 1;
        if node.children & bit != 0 {
            node.child + (node.children & below).count_ones()
        } else {
            let rank = (node.runs & (below | bit)).count_ones();
            self.leaves[(node.leaf + rank) as usize] | LEAF
        }
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
        let (mut children, mut leaves) = (0, 1);
        for word in &self.root {
            if *word < LEAF {
                assert_eq!(*word, children, "the children of the root are in order");
                children += 1;
            }
        }
        for node in &self.nodes {
            assert!(node.children == 0 || node.child == children, "children are in order");
            assert_eq!(node.leaf + 1, leaves, "runs are in order");
            assert_eq!(node.children & node.runs, 0, "a slot is a leaf or a child");
            assert!(node.children == u64::MAX || node.runs != 0, "a leaf has a run");
            children += node.children.count_ones();
            leaves += node.runs.count_ones();
        }
        assert_eq!(children as usize, self.nodes.len(), "every node has a parent");
        assert_eq!(leaves as usize, self.leaves.len(), "every run has a node");
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

/// Fills a pending node in whose block takes `used` bits, and adds its pending children.
fn fill<W: Word>(
    boundaries: &Boundaries<W>,
    pending: Node,
    used: u32,
    nodes: &mut Vec<Node>,
    leaves: &mut Vec<u32>,
) -> Node {
    let Boundaries { starts, values } = boundaries;
    let (mut at, to) = (pending.children as usize, pending.runs as usize);
    let mut value = pending.child;
    let child = nodes.len() as u32;
    let leaf = u32::try_from(leaves.len() - 1).expect("fewer leaves than boundaries and nodes");
    let (mut children, mut runs) = (0_u64, 0_u64);
    let mut run = None;
    let mut filled = 0;
    let mut put = |slot: u32, value: u32| {
        if run != Some(value) {
            run = Some(value);
            runs |= 1 << slot;
            leaves.push(value);
        }
    };
    while at < to {
        let slot = starts[at].shl(used).shr(W::WIDTH - STEP).low_u32();
        if filled < slot {
            put(filled, value);
        }
        let end = group(starts, at, to, used + STEP);
        let inner = at + usize::from(starts[at].shl(used + STEP) == W::ZERO);
        if at < inner {
            value = values[at];
        }
        if inner < end {
            children |= 1 << slot;
            nodes.push(Node::pending(inner, end, value));
        } else {
            put(slot, value);
        }
        value = values[end - 1];
        filled = slot + 1;
        at = end;
    }
    if filled < 64 {
        put(filled, value);
    }
    Node { children, runs, child, leaf }
}
