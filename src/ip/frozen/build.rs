//! Building a [`Poptrie`]: level by level, over the boundaries inside each block and never over
//! its 64 parts. A boundary is looked at once on each level above its end, so it costs
//! O(b · levels) time for b boundaries.

use alloc::vec::Vec;
use core::ops::Range;

use super::boundaries::Boundaries;
use super::poptrie::{LEAF, MAX_NODE, Poptrie, STEP, Slot};
use crate::ip::family::Word;

/// What a part of a block or node has.
enum Part {
    /// One value.
    Run(u32),
    /// Boundaries inside.
    Node(Pending),
}

/// A node to be created: the boundaries inside its block, the value that the block starts with, and
/// the place of the word that will lead to it.
struct Pending {
    range: Range<usize>,
    value: u32,
    word: usize,
}

/// Builds the trie of at least three boundaries.
#[track_caller]
pub(super) fn trie<W: Word>(boundaries: &Boundaries<W>) -> Poptrie<W> {
    let Boundaries { starts, values } = boundaries;
    let count = starts.len();
    // Blocks start with the first boundary, but for the zero at the front. After the last one
    // nothing changes any more, so the address before it is the last that needs a block.
    let (low, high) = (starts[1], starts[count - 1].wrapping_sub(W::ONE));
    let shift = block_bits(&starts[1..], low, high);
    let used = W::WIDTH - shift;
    let base = low & !W::hostmask(used as u8);
    let span = high.wrapping_sub(base) | W::hostmask(used as u8);
    // The parts of all blocks, in one row.
    let part_of = |addr: W| addr.wrapping_sub(base).shr(shift - STEP);
    let block_of = |part: W| part.shr(STEP).low_u32() as usize;
    let blocks = block_of(part_of(high)) + 1;
    let to = count - usize::from(starts[count - 1].wrapping_sub(base) > span);

    let mut slots = Vec::with_capacity(blocks);
    let mut words: Vec<u32> = Vec::new();
    let mut next: Vec<Pending> = Vec::new();
    let mut value = values[0];
    // Entries are numbered as they open.
    let mut opened = u32::from(value == 0);
    let mut at = 1;
    while at < to {
        let mut part = part_of(starts[at]);
        let block = block_of(part);
        slots.resize(block, Slot::of(value));
        let mut this = Block::new(opened.wrapping_sub(1), words.len());
        // The parts of which it is known what they have.
        let mut filled = 0;
        while at < to && block_of(part) == block {
            let here = part;
            let place = here.low_u32() & 63;
            if filled < place {
                this.run(filled, value, &mut words);
            }
            let at_start = starts[at].shl(used + STEP) == W::ZERO;
            if at_start {
                value = values[at];
            }
            let inner = at + usize::from(at_start);
            while at < to && here == part {
                opened += u32::from(values[at] == opened);
                at += 1;
                part = starts.get(at).map_or(part, |start| part_of(*start));
            }
            if inner < at {
                this.node(place);
                next.push(Pending { range: inner..at, value, word: words.len() });
                words.push(0);
            } else {
                this.run(place, value, &mut words);
            }
            value = values[at - 1];
            filled = place + 1;
        }
        if filled < 64 {
            this.run(filled, value, &mut words);
        }
        slots.push(this.slot);
    }
    slots.resize(blocks, Slot::of(value));

    let mut used = used + STEP;
    while !next.is_empty() {
        for pending in core::mem::take(&mut next) {
            words[pending.word] = words.len() as u32;
            node(boundaries, pending, used, &mut words, &mut next);
        }
        used += STEP;
    }
    assert!(words.len() < LEAF as usize - MAX_NODE, "capacity overflow");
    // So that the last node can be read as an array of the greatest size.
    words.extend([LEAF; MAX_NODE]);
    let outside = [values[0], values[count - 1]];
    Poptrie { base, span, shift, outside, slots: slots.into(), words: words.into() }
}

/// The host bits of the blocks: of those with which there are at most a quarter as many blocks as
/// boundaries, the least or up to five more, whichever makes the fewest levels summed over all
/// boundaries, a block counting as much as a level.
///
/// It is 14 for a full IPv4 table, whose /24s are then parts of blocks.
fn block_bits<W: Word>(starts: &[W], low: W, high: W) -> u32 {
    let blocks = |shift: u32| high.shr(shift).wrapping_sub(low.shr(shift)).to_u128() + 1;
    let most = starts.len() as u128 / 4;
    let last = W::WIDTH - 1;
    let least = (STEP..last).find(|shift| blocks(*shift) <= most).unwrap_or(last);
    // The number of boundaries by the number of their trailing zeros.
    let mut zeros = [0_u64; 129];
    for start in starts {
        zeros[start.trailing_zeros() as usize] += 1;
    }
    let cost = |shift: &u32| {
        let levels = |zeros: u32| u64::from((shift - STEP).saturating_sub(zeros).div_ceil(STEP));
        let steps: u64 = zeros.iter().zip(0..).map(|(count, z)| count * levels(z)).sum();
        blocks(*shift) + u128::from(steps)
    };
    (least..=last.min(least + 5)).min_by_key(cost).unwrap_or(least)
}

/// The end of the boundaries from the range's first on that share its first `bits` bits.
#[inline]
fn group<W: Word>(starts: &[W], range: Range<usize>, bits: u32) -> usize {
    let first = starts[range.start];
    let host = if bits >= W::WIDTH { W::ZERO } else { W::hostmask(bits as u8) };
    let mut end = range.start + 1;
    while end < range.end && (starts[end] ^ first) <= host {
        end += 1;
    }
    end
}

/// Calls `each` with the parts of a block of `used` bits, ascending: each that has boundaries, and
/// each from which on another value may hold. Before the block, `value` holds.
fn parts<W: Word>(
    boundaries: &Boundaries<W>,
    range: Range<usize>,
    used: u32,
    mut value: u32,
    mut each: impl FnMut(u32, Part),
) {
    let Boundaries { starts, values } = boundaries;
    let mut at = range.start;
    let mut filled = 0;
    while at < range.end {
        let part = starts[at].shl(used).shr(W::WIDTH - STEP).low_u32();
        if filled < part {
            each(filled, Part::Run(value));
        }
        let end = group(starts, at..range.end, used + STEP);
        let inner = at + usize::from(starts[at].shl(used + STEP) == W::ZERO);
        if at < inner {
            value = values[at];
        }
        if inner < end {
            each(part, Part::Node(Pending { range: inner..end, value, word: 0 }));
        } else {
            each(part, Part::Run(value));
        }
        value = values[end - 1];
        filled = part + 1;
        at = end;
    }
    if filled < 64 {
        each(filled, Part::Run(value));
    }
}

/// A block of the direct array that is being filled, part by part.
struct Block {
    slot: Slot,
    /// The value that goes on, if it is one; without any mark it is the slot's entry.
    last: Option<u32>,
    /// The last entry that opened at a part.
    opened: u32,
}

impl Block {
    /// A block before which `entry` was the last to open, and after so many words.
    fn new(entry: u32, words: usize) -> Self {
        let slot = Slot { near: 0, far: 0, entry, word: words as u32 };
        Self { slot, last: Some(entry), opened: entry }
    }

    /// From a part on, a value holds.
    #[inline]
    fn run(&mut self, part: u32, value: u32, words: &mut Vec<u32>) {
        if self.last == Some(value) {
            return;
        }
        self.last = Some(value);
        if value == self.opened.wrapping_add(1) {
            self.opened = value;
            self.slot.near |= 1 << part;
            return;
        }
        if self.slot.far == 0 && words.last() == Some(&(LEAF | value)) {
            // The word that the block before ended with will do.
            self.slot.word -= 1;
        } else {
            words.push(LEAF | value);
        }
        self.slot.far |= 1 << part;
    }

    /// A part continues in a node, to which the next word will lead.
    #[inline]
    fn node(&mut self, part: u32) {
        self.last = None;
        self.slot.far |= 1 << part;
    }
}

/// Creates a node whose block takes `used` bits, and lists the nodes below it.
fn node<W: Word>(
    boundaries: &Boundaries<W>,
    pending: Pending,
    used: u32,
    words: &mut Vec<u32>,
    next: &mut Vec<Pending>,
) {
    let node = words.len();
    words.extend([0, 0]);
    let mut runs = 0_u64;
    let mut last = None;
    parts(boundaries, pending.range, used, pending.value, |part, what| match what {
        Part::Run(value) if last == Some(value) => {}
        Part::Run(value) => {
            last = Some(value);
            runs |= 1 << part;
            words.push(LEAF | value);
        }
        Part::Node(pending) => {
            last = None;
            runs |= 1 << part;
            next.push(Pending { word: words.len(), ..pending });
            words.push(0);
        }
    });
    words[node] = runs as u32;
    words[node + 1] = (runs >> 32) as u32;
}
