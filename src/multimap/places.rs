//! Where slots belong in a chain: a key's entries, or a value's pairs, in ascending order.
//!
//! Serves the operations that move entries of one key to another and keep their places:
//! `replace_key`, `replace_left`, `replace_right`.

use alloc::vec::Vec;

/// No slot: the end of a chain.
pub(super) const NONE: u32 = u32::MAX;

/// The minimum number of steps after which a search looks at slots at random.
const MIN_PATIENCE: usize = 64;

/// Slots in ascending order, each linked to its neighbours.
pub(super) trait Chain {
    /// The first slot and the last one.
    fn ends(&self) -> (u32, u32);

    /// The slot after one of the chain, or [`NONE`].
    fn next(&self, slot: u32) -> u32;

    /// The slot before one of the chain, or [`NONE`].
    fn prev(&self, slot: u32) -> u32;

    /// Whether a slot, which may not exist, is on the chain.
    fn holds(&self, slot: u32) -> bool;

    /// The number of all slots.
    fn slots(&self) -> usize;

    /// A number that untrusted input cannot predict.
    fn seed(&self) -> u64;
}

/// Finds for each of `moved`, which ascend, the first slot of the chain after it, or [`NONE`].
///
/// Four searches advance in turn, and the first that ends decides: from the last slot of the chain
/// back, from the place of the previous one on, and from the slot itself through all slots in
/// either direction. So a slot costs at most four times the least of the four distances. If only
/// the chain were searched, `n` merges into one chain would cost `n²` steps; in any order they cost
/// at most `n log n`, because a search of `d` steps ends in a stretch of `d` slots in which there
/// was none of the chain, and now is one.
///
/// Where that slot is removed again, the next search is as long. So a search of more than `√n`
/// steps looks at `√n` of all `n` slots at random and goes on from the nearest of the chain on
/// either side, from which `√n` more steps are expected.
///
/// Whatever `holds` returns, the places are such that the chain stays ascending: if they would not
/// be, because a user's `Eq` is inconsistent, returns `None`.
pub(super) fn successors(chain: &impl Chain, moved: &[u32]) -> Option<Vec<u32>> {
    let (head, tail) = chain.ends();
    let after = |slot| if slot == NONE { head } else { chain.next(slot) };
    let before = |slot| if slot == NONE { tail } else { chain.prev(slot) };
    // The last slot of the chain known to be before the one in question; NONE: none is known.
    let mut finger = NONE;
    let patience = chain.slots().isqrt().max(MIN_PATIENCE);
    let mut places: Vec<u32> = Vec::with_capacity(moved.len());
    for (i, &slot) in moved.iter().enumerate() {
        // Both are NONE if the chain is empty.
        let (mut back, mut on) = (tail, after(finger));
        let (mut low, mut high) = (slot, slot);
        let mut left = patience;
        let place = loop {
            step();
            left = left.wrapping_sub(1);
            if left == 0 {
                // Unless it ends the search, `on` is before the slot, and `back` after it.
                (on, back) = nearest(chain, slot, patience, (on, back));
            }
            // `back` is after `slot` or ends the search; all after it are after `slot`.
            if back == NONE || back < slot {
                let place = after(back);
                if place < slot {
                    return None;
                }
                break place;
            }
            if on > slot {
                // The chain cannot end before its last slot.
                if on == NONE {
                    return None;
                }
                break on;
            }
            back = chain.prev(back);
            on = chain.next(on);
            low = low.wrapping_sub(1);
            if chain.holds(low) {
                // The last slot is `tail`, and not before `slot`.
                let place = chain.next(low);
                if place != NONE && place > slot {
                    break place;
                }
            }
            high = high.saturating_add(1);
            if chain.holds(high) {
                // The first slot is before `slot`, or the search would have ended.
                let prev = chain.prev(high);
                if prev != NONE && prev < slot {
                    break high;
                }
            }
        };
        // Between two moved slots there is a slot of the chain, or they have the same place.
        if let Some(&last) = places.last() {
            if last != place && last > moved[i] {
                return None;
            }
        }
        places.push(place);
        finger = before(place);
    }
    Some(places)
}

/// Looks at `tries` slots at random; returns the slots of the chain that are nearest to `slot`
/// before it and after it, or those that were known.
fn nearest(chain: &impl Chain, slot: u32, tries: usize, known: (u32, u32)) -> (u32, u32) {
    let (mut low, mut high) = known;
    let mut state = chain.seed() ^ u64::from(slot);
    for _ in 0..tries {
        step();
        // SplitMix64 (Steele, Lea, Flood 2014), scaled to the number of slots, which has 32 bits.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut random = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        random = (random ^ random >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        random ^= random >> 31;
        let other = (((random >> 32) * chain.slots() as u64) >> 32) as u32;
        let nearer = other > low && other < slot || other > slot && other < high;
        if nearer && chain.holds(other) {
            if other < slot {
                low = other;
            } else {
                high = other;
            }
        }
    }
    (low, high)
}

#[cfg(not(all(feature = "__audit", feature = "std")))]
#[inline]
fn step() {}

#[cfg(all(feature = "__audit", feature = "std"))]
fn step() {
    STEPS.set(STEPS.get() + 1);
}

#[cfg(all(feature = "__audit", feature = "std"))]
std::thread_local! {
    static STEPS: core::cell::Cell<u64> = const { core::cell::Cell::new(0) };
}

/// The number of steps that searches for places have taken in this thread.
#[cfg(all(feature = "__audit", feature = "std"))]
#[doc(hidden)]
#[must_use]
pub fn search_steps() -> u64 {
    STEPS.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chain of the marked slots. What it holds may be said wrongly of some.
    struct Marked {
        marks: Vec<bool>,
        lies: Vec<u32>,
    }

    impl Marked {
        fn new(len: u32, marked: impl Fn(u32) -> bool) -> Self {
            Self { marks: (0..len).map(marked).collect(), lies: Vec::new() }
        }

        fn find(&self, mut slots: impl Iterator<Item = u32>) -> u32 {
            slots.find(|&slot| self.marks[slot as usize]).unwrap_or(NONE)
        }

        fn len(&self) -> u32 {
            self.marks.len() as u32
        }
    }

    impl Chain for Marked {
        fn ends(&self) -> (u32, u32) {
            (self.find(0..self.len()), self.find((0..self.len()).rev()))
        }

        fn next(&self, slot: u32) -> u32 {
            self.find(slot + 1..self.len())
        }

        fn prev(&self, slot: u32) -> u32 {
            self.find((0..slot).rev())
        }

        fn holds(&self, slot: u32) -> bool {
            let marked = self.marks.get(slot as usize).copied().unwrap_or(false);
            marked || slot < self.len() && self.lies.contains(&slot)
        }

        fn slots(&self) -> usize {
            self.marks.len()
        }

        fn seed(&self) -> u64 {
            self.marks.len() as u64
        }
    }

    #[test]
    fn each_slot_finds_its_place() {
        for len in [0_u32, 1, 2, 3, 9, 40, 1500] {
            let patterns: [fn(u32, u32) -> bool; 7] = [
                |_, _| false,
                |slot, _| slot % 2 == 0,
                |slot, _| slot % 7 == 3,
                |slot, len| slot == 0 || slot + 1 == len,
                // A gap that is longer than what the four searches walk.
                |slot, len| slot < len / 3 || slot > len - len / 3,
                |slot, len| slot > len / 2,
                |slot, len| slot < len / 2,
            ];
            for (i, pattern) in patterns.into_iter().enumerate() {
                let chain = Marked::new(len, |slot| pattern(slot, len));
                let others: Vec<u32> = (0..len).filter(|&slot| !pattern(slot, len)).collect();
                let places: Vec<u32> = others.iter().map(|&slot| chain.next(slot)).collect();
                assert_eq!(successors(&chain, &others), Some(places), "pattern {i} of {len}");
                for &slot in others.iter().step_by(1 + others.len() / 50) {
                    let place = chain.next(slot);
                    assert_eq!(successors(&chain, &[slot]), Some([place].into()), "{slot}, {i}");
                }
            }
        }
    }

    /// Where `holds` is wrong the places are still ascending and around their slots, or none.
    #[test]
    fn wrong_answers_do_no_harm() {
        for len in [9_u32, 60, 900] {
            for i in 0..60 {
                let mut chain = Marked::new(len, |slot| slot % 9 == i % 9);
                chain.lies = (0..len).filter(|slot| slot * slot % 11 == i % 11).collect();
                let moved: Vec<u32> = (0..len).filter(|slot| slot % 9 == (i + 4) % 9).collect();
                let Some(places) = successors(&chain, &moved) else { continue };
                assert_eq!(places.len(), moved.len());
                assert!(places.is_sorted());
                assert!(moved.iter().zip(&places).all(|(slot, place)| slot < place));
            }
        }
    }
}
