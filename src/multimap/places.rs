//! Where slots belong in a chain: a key's entries, or a value's pairs, in ascending order.
//!
//! Serves the operations that move entries of one key to another and keep their places:
//! `replace_key`, `replace_left`, `replace_right`.

use alloc::vec::Vec;

/// No slot: the end of a chain.
pub(super) const NONE: u32 = u32::MAX;

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
/// Whatever `holds` returns, the places are such that the chain stays ascending: if they would not
/// be, because a user's `Eq` is inconsistent, returns `None`.
pub(super) fn successors(chain: &impl Chain, moved: &[u32]) -> Option<Vec<u32>> {
    let (head, tail) = chain.ends();
    let after = |slot| if slot == NONE { head } else { chain.next(slot) };
    let before = |slot| if slot == NONE { tail } else { chain.prev(slot) };
    // The last slot of the chain known to be before the one in question; NONE: none is known.
    let mut finger = NONE;
    let mut places: Vec<u32> = Vec::with_capacity(moved.len());
    for (i, &slot) in moved.iter().enumerate() {
        let (mut back, mut on) = (tail, after(finger));
        let (mut low, mut high) = (slot, slot);
        let place = loop {
            step();
            // `back` is after `slot` or ends the search; all after it are after `slot`.
            if back == NONE || back < slot {
                break after(back);
            }
            if on == NONE || on > slot {
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
