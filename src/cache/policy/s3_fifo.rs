//! S3-FIFO: two queues, a two-bit frequency per node, and a ghost of what left the small queue.
//!
//! Yang, Zhang, Qiu, Yue and Rashmi, "FIFO Queues are All You Need for Cache Eviction", SOSP 2023.
//! New keys enter the small queue, or the main one if the ghost knows them. A hit raises the
//! frequency, up to 3. To evict: where the small queue has its share or the main one is empty, the
//! oldest of small goes, unless it was hit twice: then it moves to main with frequency 0. Else the
//! oldest of main goes, unless its frequency is above 0: then it is put back at the newest end
//! with one less. What goes from small is remembered by the ghost.
//!
//! The small queue's share is a fifth, by weight if there is a weight bound (and by number also,
//! if there are both). Mean miss reduction against LRU on 14 real points, and the worst point:
//! a fifth 7.21 %, −3.1 %; the paper's tenth 6.8 %, −6.1 %; promotion on the first hit 6.7 %,
//! −0.4 %.
//!
//! Invariants: there is a note for each node; a node is in `main` iff its note says so; `weights`
//! are the sums over the two.
//! An eviction is O(n) after n hits, O(1) amortised: each step pays for a hit.

use alloc::vec::Vec;
use core::mem;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use super::ghost::Ghost;
use super::{Bounds, Order, Policy, Sealed, Weights, reserve};
use crate::cache::store::list::{Edit, Has, Link, Links, List};
use crate::cache::store::slab::NIL;

/// The S3-FIFO policy: evicts what was used once early, and what was used more often late
/// (SOSP 2023).
///
/// This is the policy for use where exact [`Lru`](super::Lru) is not required: a scan over many
/// keys passes through a fifth of the cache and does not touch the rest, and a hit changes nothing
/// but two bits.
///
/// What was evicted is remembered by a part of its hash, so that two caches whose hashers have
/// different seeds, as the default ones do, may decide differently once in a while. With a fixed
/// hasher all decisions are a function of the requests.
///
/// # Examples
///
/// ```
/// use boltons::cache::S3FifoCache;
///
/// let mut cache = S3FifoCache::new(10);
/// cache.extend([(1, "a"), (2, "b")]);
/// for _ in 0..2 {
///     cache.get(&1);
///     cache.get(&2);
/// }
/// // A scan over keys that never come again does not push them out.
/// cache.extend((10..1000).map(|key| (key, "seen once")));
/// assert_eq!(cache.peek(&1), Some(&"a"));
/// assert_eq!(cache.peek(&2), Some(&"b"));
/// ```
#[doc(alias = "S3-FIFO")]
#[derive(Clone, Copy, Debug)]
pub enum S3Fifo {}

impl Sealed for S3Fifo {
    type Order = Queues;
}

impl Policy for S3Fifo {}

/// The bits of a note that are the frequency, counted down: all of them at 0, none at 3, where it
/// stays. So a hit of a hot entry, which has none of them, has nothing to work out and to write.
const MISSING: u32 = 3;
/// What is missing, or more, of an entry that was hit once at most.
const RARE: u32 = 2;
/// The bit that says "in main".
const MAIN: u32 = 4;

/// What is known of a node, in one number: what the ghost would know it by, as eviction calls no
/// `Hash`, above the bits of [`MAIN`] and [`MISSING`]. In a separate vector, so that hits do not
/// write to the cache lines of the nodes.
#[derive(Debug)]
struct Note(AtomicU32);

impl Clone for Note {
    fn clone(&self) -> Self {
        Self(AtomicU32::new(self.0.load(Relaxed)))
    }
}

impl Note {
    /// The note of a new node.
    #[inline]
    fn new(fingerprint: u32, main: u32) -> Self {
        Self(AtomicU32::new(fingerprint | main | MISSING))
    }

    #[inline]
    fn in_main(&self) -> bool {
        self.0.load(Relaxed) & MAIN != 0
    }
}

/// The fingerprint of a key.
#[inline]
fn fingerprint(hash: u64) -> u32 {
    // Fibonacci hashing: a weak hash has its bits in the wrong places.
    (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32 & !(MAIN | MISSING)
}

/// The two queues and the ghost; first what a hit reads.
#[derive(Clone, Debug)]
#[repr(C)]
pub struct Queues {
    notes: Vec<Note>,
    main: List,
    small: List,
    /// The weights of main and small.
    weights: [u64; 2],
    shares: Shares,
    links: Links,
    ghost: Ghost,
}

/// The bounds and what follows from them, worked out once.
#[derive(Clone, Copy, Debug)]
struct Shares {
    bounds: Bounds,
    /// The shares of main and small in the entries.
    entries: [u32; 2],
    /// Their shares in the weights, if these are bounded.
    weights: Option<[u64; 2]>,
    /// How many keys the ghost remembers, if weights are not bounded.
    remembered: u32,
}

impl Shares {
    fn new(bounds: Bounds) -> Self {
        let Bounds { entries, weight } = bounds;
        Self {
            bounds,
            entries: [entries.saturating_sub(share(entries)), share(entries)],
            weights: weight.map(|weight| [weight.saturating_sub(share(weight)), share(weight)]),
            remembered: nine_tenths(entries),
        }
    }
}

fn nine_tenths(n: u32) -> u32 {
    n - n / 10
}

/// A fifth, but not nothing.
fn share<N: From<u8> + core::ops::Div<Output = N> + Ord>(bound: N) -> N {
    (bound / N::from(5)).max(N::from(1))
}

impl Queues {
    /// Whether the small queue has its share.
    #[inline]
    fn small_is_full(&self) -> bool {
        let ([_, weight], [_, entries]) = (self.weights, self.shares.entries);
        self.small.len >= entries || self.shares.weights.is_some_and(|[_, share]| weight >= share)
    }

    /// Whether the main queue has more than its share.
    #[inline]
    fn main_is_over(&self) -> bool {
        let ([weight, _], [entries, _]) = (self.weights, self.shares.entries);
        self.main.len > entries || self.shares.weights.is_some_and(|[share, _]| weight > share)
    }

    /// Returns the oldest node of main that has frequency 0, and moves those before it to the
    /// newest end.
    #[inline]
    fn oldest_of_main(&mut self, keep: u32) -> Option<u32> {
        loop {
            let i = self.main.tail;
            let note = self.notes.get_mut(i as usize)?.0.get_mut();
            if *note & MISSING != MISSING {
                *note += 1;
            } else if i != keep {
                return Some(i);
            }
            self.main.move_to_front(&mut self.links, i);
        }
    }

    /// Links a new node, and returns [`MAIN`] if it is in main.
    #[inline]
    fn enter(&mut self, i: u32, fingerprint: u32, weight: u64) -> u32 {
        let [main, small] = &mut self.weights;
        if self.ghost.recall(fingerprint) {
            *main = main.wrapping_add(weight);
            self.main.push_front(&mut self.links, i);
            MAIN
        } else {
            *small = small.wrapping_add(weight);
            self.small.push_front(&mut self.links, i);
            0
        }
    }

    /// Chooses the node to evict next. `keep` counts as an entry that was hit often enough,
    /// wherever it is met.
    #[inline(never)]
    fn next_victim(&mut self, weights: Weights<'_>, keep: u32) -> Option<u32> {
        loop {
            let only_keep = self.main.len == 1 && self.main.head == keep;
            if !self.small_is_full() && self.main.len > 0 && !only_keep {
                return self.oldest_of_main(keep);
            }
            let i = self.small.tail;
            let Some(note) = self.notes.get_mut(i as usize) else {
                // Small is empty; main may yet have another one than `keep`.
                return if only_keep { None } else { self.oldest_of_main(keep) };
            };
            let note = note.0.get_mut();
            if *note & MISSING >= RARE && i != keep {
                let fingerprint = *note & !MISSING;
                self.ghost.remember(fingerprint, self.remembered());
                return Some(i);
            }
            *note |= MISSING | MAIN;
            self.small.unlink(&mut self.links, i);
            self.main.push_front(&mut self.links, i);
            let weight = weights.of(i);
            let [main, small] = &mut self.weights;
            *main = main.wrapping_add(weight);
            *small = small.wrapping_sub(weight);
            if self.main_is_over() && !(self.main.len == 1 && i == keep) {
                return self.oldest_of_main(keep);
            }
            if self.small.len == 0 && self.main.len == 1 && i == keep {
                return None;
            }
        }
    }

    /// Removes a node from its queue.
    #[inline]
    fn leave(&mut self, i: u32, weight: u64) {
        let Some(note) = self.notes.get(i as usize) else { return };
        let [main, small] = &mut self.weights;
        if note.in_main() {
            *main = main.wrapping_sub(weight);
            self.main.unlink(&mut self.links, i);
        } else {
            *small = small.wrapping_sub(weight);
            self.small.unlink(&mut self.links, i);
        }
    }

    /// How many keys the ghost shall remember: nine tenths of the bound on the entries, or of the
    /// entries that there are where weight is what bounds them.
    #[inline]
    fn remembered(&self) -> u32 {
        if self.shares.weights.is_none() {
            return self.shares.remembered;
        }
        let held = self.main.len + self.small.len;
        nine_tenths(held.min(self.shares.bounds.entries))
    }

    /// Lets the ghost's numbers run out soon.
    #[cfg(feature = "__audit")]
    pub fn hurry_ghost(&mut self) {
        self.ghost.hurry();
    }

    /// Replaces the ghost by an exact one, so that a plain model can be compared with it.
    #[cfg(feature = "__audit")]
    pub fn exact_ghost(&mut self) {
        self.ghost.make_exact();
    }
}

impl Order for Queues {
    const SHARES_HITS: bool = true;

    type Tie = ();

    fn new(bounds: Bounds) -> Self {
        Self {
            main: List::EMPTY,
            small: List::EMPTY,
            weights: [0; 2],
            shares: Shares::new(bounds),
            links: Links::new(),
            notes: Vec::new(),
            ghost: Ghost::new(),
        }
    }

    fn set_bounds(&mut self, bounds: Bounds) {
        self.shares = Shares::new(bounds);
        self.ghost.limit(self.remembered());
    }

    fn reserve(&mut self, nodes: usize) {
        reserve(&mut self.links, nodes);
        reserve(&mut self.notes, nodes);
    }

    fn shrink(&mut self) {
        self.links.shrink_to_fit();
        self.notes.shrink_to_fit();
        self.ghost.reset();
    }

    #[inline]
    fn push(&mut self, hash: u64) {
        self.links.push(Link::LOOSE);
        self.notes.push(Note::new(fingerprint(hash), 0));
    }

    #[inline]
    fn link(&mut self, _: &mut [impl Has<()>], i: u32, weight: u64) {
        let Some(note) = self.notes.get(i as usize) else { return };
        let fingerprint = note.0.load(Relaxed) & !(MAIN | MISSING);
        let main = self.enter(i, fingerprint, weight);
        if let Some(note) = self.notes.get_mut(i as usize) {
            *note = Note::new(fingerprint, main);
        }
    }

    #[inline]
    fn on_insert(&mut self, _: &mut [impl Has<()>], i: u32, hash: u64, weight: u64) {
        self.links.push(Link::LOOSE);
        let main = self.enter(i, fingerprint(hash), weight);
        self.notes.push(Note::new(fingerprint(hash), main));
    }

    #[inline]
    fn on_hit(&mut self, _: &mut [impl Has<()>], i: u32) {
        self.on_hit_unlinked(i);
    }

    #[inline]
    fn on_hit_unlinked(&mut self, i: u32) {
        if let Some(note) = self.notes.get_mut(i as usize) {
            let note = note.0.get_mut();
            if *note & MISSING != 0 {
                *note -= 1;
            }
        }
    }

    #[inline]
    fn on_hit_shared(&self, i: u32) {
        // Two threads may both write the same number: then a use is lost, but nothing else.
        if let Some(Note(note)) = self.notes.get(i as usize) {
            let old = note.load(Relaxed);
            if old & MISSING != 0 {
                note.store(old - 1, Relaxed);
            }
        }
    }

    #[inline]
    fn on_write(&mut self, _: &mut [impl Has<()>], i: u32) {
        self.on_hit_unlinked(i);
    }

    fn victim(&mut self, _: &mut [impl Has<()>], weights: Weights<'_>, keep: u32) -> Option<u32> {
        self.next_victim(weights, keep)
    }

    /// The two common cases of [`Order::victim`], which does the rest.
    #[inline]
    fn evict_in_place(&mut self, _: &mut [impl Has<()>]) -> Option<u32> {
        if !self.small_is_full() && self.main.len > 0 {
            let i = self.oldest_of_main(NIL)?;
            self.weights[0] -= 1;
            self.main.unlink(&mut self.links, i);
            return Some(i);
        }
        let i = self.small.tail;
        if let Some(Note(note)) = self.notes.get_mut(i as usize) {
            let note = *note.get_mut();
            if note & MISSING >= RARE {
                self.ghost.remember(note & !MISSING, self.remembered());
                self.weights[1] -= 1;
                self.small.unlink(&mut self.links, i);
                return Some(i);
            }
        }
        let i = self.next_victim(Weights::UNIT, NIL)?;
        self.leave(i, 1);
        Some(i)
    }

    #[inline]
    fn reuse(&mut self, i: u32, hash: u64) {
        let main = self.enter(i, fingerprint(hash), 1);
        if let Some(note) = self.notes.get_mut(i as usize) {
            *note = Note::new(fingerprint(hash), main);
        }
    }

    #[inline]
    fn unlink(&mut self, _: &mut [impl Has<()>], i: u32, weight: u64) {
        self.leave(i, weight);
    }

    #[inline]
    fn swap_remove(&mut self, i: u32) {
        if (i as usize) < self.links.len().min(self.notes.len()) {
            self.links.swap_remove(i as usize);
            self.notes.swap_remove(i as usize);
        }
    }

    #[inline]
    fn moved(&mut self, _: &mut [impl Has<()>], i: u32) {
        let Some(note) = self.notes.get(i as usize) else { return };
        let list = if note.in_main() { &mut self.main } else { &mut self.small };
        list.filled(&mut self.links, i);
    }

    fn on_reweigh(&mut self, i: u32, old: u64, new: u64) {
        let Some(note) = self.notes.get(i as usize) else { return };
        let [main, small] = &mut self.weights;
        let sum = if note.in_main() { main } else { small };
        *sum = sum.wrapping_sub(old).wrapping_add(new);
    }

    fn clear(&mut self) {
        self.main = List::EMPTY;
        self.small = List::EMPTY;
        self.weights = [0; 2];
        self.links.clear();
        self.notes.clear();
        self.ghost.clear();
    }

    fn links(&self) -> &[Link] {
        &self.links
    }

    fn edit(&mut self, _: &mut [impl Has<()>], list: &mut List, edit: Edit, i: u32) {
        list.edit(&mut self.links, edit, i);
    }

    fn take_links(&mut self) -> Links {
        mem::take(&mut self.links)
    }

    fn lists(&self) -> [List; 2] {
        [self.main, self.small]
    }

    #[cfg(feature = "__audit")]
    fn check(&self, len: usize, weights: Weights<'_>) {
        assert_eq!(self.links.len(), len, "a link for each node");
        assert_eq!(self.notes.len(), len, "a note for each node");
        let mut sums = [0; 2];
        for (sum, (list, main)) in sums.iter_mut().zip([(self.main, true), (self.small, false)]) {
            let mut i = list.head;
            for _ in 0..list.len {
                assert_eq!(
                    self.notes[i as usize].in_main(),
                    main,
                    "node {i} is in the wrong queue"
                );
                *sum += weights.of(i);
                i = self.links[i as usize].next;
            }
        }
        assert_eq!(sums, self.weights, "the weights of the queues");
        self.ghost.check();
    }
}
