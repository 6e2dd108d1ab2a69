//! Stack distances: how many keys were used since a key's last use, itself included.
//!
//! Mattson, Gecsei, Slutz and Traiger, "Evaluation techniques for storage hierarchies", IBM
//! Systems Journal 9 (1970): a request is a hit under LRU iff its distance is at most the
//! capacity, so the distances of one pass tell the hits at every capacity.
//!
//! ```text
//! slots:    a use gets the next slot; a key's former slot becomes free
//! live:     one bit a slot, 64 a word; the word that is being filled is not in the tree yet
//! tree:     Fenwick tree over the words' bit counts
//! holders:  slot → key        last: key → slot
//! ```
//!
//! The distance is the number of live slots after the last one. There are 2·d slots for d keys;
//! when they are used up, the live ones move together at the front, which O(d) buys d more uses.
//! So the tree has d/32 counters whatever the length n of the stream, and a request costs two walks
//! of log(d/32) steps (none if its last use is in the same word): O(n log d) in all.
//!
//! Rejected: a tree over the n times (20 MB for 5·10⁶ requests: each step is a cache miss), a
//! balanced tree of keys (allocations, pointers).

use alloc::vec;
use alloc::vec::Vec;

/// A key that has not come yet.
const NEVER: u32 = u32::MAX;

struct Stack {
    live: Vec<u64>,
    tree: Vec<u32>,
    holders: Vec<u32>,
    last: Vec<u32>,
    /// The next slot.
    next: u32,
    /// The live slots of the words that the tree knows.
    settled: u32,
}

impl Stack {
    fn new(distinct: usize) -> Self {
        let words = (2 * distinct).div_ceil(64) + 1;
        Self {
            live: vec![0; words],
            tree: vec![0; words],
            holders: vec![0; words * 64],
            last: vec![NEVER; distinct],
            next: 0,
            settled: 0,
        }
    }

    /// Notes a use and returns the distance from the last one.
    #[inline]
    fn touch(&mut self, id: u32) -> Option<u32> {
        if self.next as usize == self.holders.len() {
            self.compact();
        }
        let current = (self.next / 64) as usize;
        let slot = core::mem::replace(self.last.get_mut(id as usize)?, self.next);
        let mut distance = None;
        if slot != NEVER {
            let word = (slot / 64) as usize;
            let filling = if word == current { 0 } else { self.count(current) };
            let bits = self.live.get_mut(word)?;
            let after = (*bits >> (slot % 64)).count_ones();
            *bits &= !(1 << (slot % 64));
            let mut sum = after + filling;
            if word != current {
                sum += self.settled - self.up_to(word);
                self.settled -= 1;
                self.lower(word);
            }
            distance = Some(sum);
        }
        if let Some(holder) = self.holders.get_mut(self.next as usize) {
            *holder = id;
        }
        if let Some(bits) = self.live.get_mut(current) {
            *bits |= 1 << (self.next % 64);
        }
        self.next += 1;
        if self.next % 64 == 0 {
            self.settle(current);
        }
        distance
    }

    fn count(&self, word: usize) -> u32 {
        self.live.get(word).map_or(0, |bits| bits.count_ones())
    }

    /// The live slots in the words up to this one.
    #[inline]
    fn up_to(&self, word: usize) -> u32 {
        let (mut i, mut sum) = (word + 1, 0);
        while let Some(count) = i.checked_sub(1).and_then(|at| self.tree.get(at)) {
            sum += count;
            i &= i - 1;
        }
        sum
    }

    /// One live slot less in a word.
    #[inline]
    fn lower(&mut self, word: usize) {
        let mut i = word + 1;
        while let Some(count) = self.tree.get_mut(i - 1) {
            *count -= 1;
            i += i & i.wrapping_neg();
        }
    }

    /// Tells the tree of a word that is full.
    fn settle(&mut self, word: usize) {
        let count = self.count(word);
        self.settled += count;
        let mut i = word + 1;
        while let Some(sum) = self.tree.get_mut(i - 1) {
            *sum += count;
            i += i & i.wrapping_neg();
        }
    }

    /// Moves the live slots together at the front.
    #[cold]
    fn compact(&mut self) {
        let mut to = 0;
        for word in 0..self.live.len() {
            let mut bits = self.live.get_mut(word).map_or(0, core::mem::take);
            while bits != 0 {
                let slot = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let Some(&id) = self.holders.get(slot) else { continue };
                if let Some(last) = self.last.get_mut(id as usize) {
                    *last = to;
                }
                if let Some(holder) = self.holders.get_mut(to as usize) {
                    *holder = id;
                }
                to += 1;
            }
        }
        self.next = to;
        self.tree.fill(0);
        self.settled = 0;
        let full = (to / 64) as usize;
        for (word, bits) in self.live.iter_mut().enumerate().take(full + 1) {
            *bits = if word < full { u64::MAX } else { (1 << (to % 64)) - 1 };
        }
        for word in 0..full {
            self.settle(word);
        }
    }
}

/// The hits under LRU at every capacity from 0 to the number of distinct keys.
pub(super) fn curve(ids: &[u32], distinct: usize) -> Vec<usize> {
    let mut hits = vec![0; distinct + 1];
    let mut stack = Stack::new(distinct);
    for &id in ids {
        let distance = stack.touch(id);
        if let Some(count) = distance.and_then(|distance| hits.get_mut(distance as usize)) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut hits {
        sum += *count;
        *count = sum;
    }
    hits
}
