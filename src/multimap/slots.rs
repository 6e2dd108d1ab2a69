//! [`Slots`]: entries in insertion order, with holes where some were removed.
//!
//! The storage of [`OrderedMultiMap`](super::OrderedMultiMap), [`BiMap`](super::BiMap) and
//! [`Relation`](super::Relation). What they build beside it (links, hashes, tables) refers to an
//! entry by the number of its slot, which is kept until the holes are closed.
//!
//! ```text
//!            front                    len        capacity
//!              v                       v             v
//! items: - - - A B - C - - D E - - F G . . . . . . . .        - a hole   . unused
//!              `---- live: 7 ------'
//! ```
//!
//! Invariants ([`Slots::check`]): `live` counts the entries; the last slot, if there is one, holds
//! an entry; `front` is the first slot that holds one, or 0.
//!
//! **The growth rule.** Holes are closed only when more slots are needed than are unused: in place
//! if at least a quarter of the slots are holes and closing them makes enough room, else while the
//! capacity is raised by at least half. A pass over `n` slots is thus paid for by `n / 4` removals
//! or `n / 2` insertions. Bulk operations reserve room for the number of their entries, by the same
//! rule.
//!
//! **The shrinking rule.** When seven of eight slots after the front are holes
//! ([`Slots::is_sparse`]), a removal closes them, so that a walk over the slots passes at most
//! seven holes per entry; that pass is paid for by the removals that made them. Closing them at one
//! half made removing all values of a key 1.36 times slower.

use alloc::vec::{self, Vec};
use core::mem;
use core::ops::{Deref, DerefMut};

/// The maximum number of slots of a map; the next number means "none".
pub(crate) const MAX_SLOTS: usize = u32::MAX as usize - 1;

/// The minimum number of slots that can be sparse: fewer cost nothing to walk over.
const MIN_SPARSE: usize = 64;

/// What a slot can hold: an entry or a hole.
pub(crate) trait Slot: Sized {
    /// Whether this is an entry.
    fn is_live(&self) -> bool;

    /// Leaves a hole, and returns the previous content.
    fn take(&mut self) -> Self;

    /// The capacity to grow to when `capacity` slots are full.
    fn grown(capacity: usize) -> usize {
        capacity.saturating_mul(2).max(4)
    }
}

impl<P> Slot for Option<P> {
    #[inline]
    fn is_live(&self) -> bool {
        self.is_some()
    }

    #[inline]
    fn take(&mut self) -> Self {
        mem::take(self)
    }
}

/// What must happen before a number of entries can be pushed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Room {
    /// Nothing: the capacity suffices.
    Free,
    /// The holes must be closed; there are enough of them to pay for it.
    Compact,
    /// The holes must be closed and the capacity raised to this.
    Grow(usize),
}

/// Entries with holes; see the module. Dereferences to the slots.
pub(crate) struct Slots<T> {
    items: Vec<T>,
    front: u32,
    live: u32,
}

impl<T> Deref for Slots<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> DerefMut for Slots<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

impl<T> Slots<T> {
    pub(crate) const fn new() -> Self {
        Self { items: Vec::new(), front: 0, live: 0 }
    }

    /// The number of entries.
    #[inline]
    pub(crate) fn live(&self) -> usize {
        self.live as usize
    }

    /// The first slot that holds an entry.
    #[inline]
    pub(crate) fn front(&self) -> usize {
        self.front as usize
    }

    #[inline]
    pub(crate) fn capacity(&self) -> usize {
        self.items.capacity()
    }

    pub(crate) fn holes(&self) -> usize {
        self.items.len() - self.live()
    }

    /// Whether there is no hole between the first entry and the last.
    pub(crate) fn is_dense(&self) -> bool {
        self.items.len() - self.front() == self.live()
    }

    /// Whether a walk over the slots would pass far more holes than entries.
    #[inline]
    pub(crate) fn is_sparse(&self) -> bool {
        let behind = self.items.len() - self.front();
        behind >= MIN_SPARSE && behind / 8 > self.live()
    }

    /// The slots from the first entry on.
    #[inline]
    pub(crate) fn occupied(&self) -> &[T] {
        // The first entry is one of them; without a panic this costs the iterators less.
        self.items.get(self.front()..).unwrap_or_default()
    }

    /// See [`occupied`](Self::occupied).
    #[inline]
    pub(crate) fn occupied_mut(&mut self) -> &mut [T] {
        let front = self.front();
        self.items.get_mut(front..).unwrap_or_default()
    }

    /// The slots, all of them, and the number of the first entry's.
    pub(crate) fn into_parts(self) -> (Vec<T>, usize) {
        let front = self.front();
        (self.items, front)
    }

    /// Converts each slot into another, which is live if and only if the slot is.
    pub(crate) fn map<U>(self, turn: impl FnMut(T) -> U) -> Slots<U> {
        let items = self.items.into_iter().map(turn).collect();
        Slots { items, front: self.front, live: self.live }
    }

    /// Appends an entry. There must be room by [`room_for`](Self::room_for).
    #[inline]
    pub(crate) fn push(&mut self, entry: T) {
        self.items.push(entry);
        self.live += 1;
    }

    /// Fills the hole in a slot that is neither before the first entry nor after the last.
    pub(crate) fn fill(&mut self, slot: usize, entry: T) {
        self.items[slot] = entry;
        self.live += 1;
    }

    /// Empties the storage; yields the slots, all of them. Keeps the allocation.
    pub(crate) fn drain(&mut self) -> vec::Drain<'_, T> {
        self.front = 0;
        self.live = 0;
        self.items.drain(..)
    }

    /// Inserts an entry and moves those after it; there are no holes.
    pub(crate) fn insert_shifting(&mut self, slot: usize, entry: T) {
        self.items.insert(slot, entry);
        self.live += 1;
    }

    /// Removes an entry and moves those after it; there are no holes.
    pub(crate) fn remove_shifting(&mut self, slot: usize) -> T {
        self.live -= 1;
        self.items.remove(slot)
    }

    /// Reserves room for that many slots in total.
    pub(crate) fn grow_to(&mut self, capacity: usize) {
        self.items.reserve_exact(capacity.saturating_sub(self.items.len()));
    }

    pub(crate) fn clear(&mut self) {
        self.front = 0;
        self.live = 0;
        // Entries are dropped when nothing counts them any longer.
        self.items.clear();
    }

    pub(crate) fn shrink_to_fit(&mut self) {
        self.items.shrink_to_fit();
    }
}

impl<T: Slot> Slots<T> {
    /// Collects entries, none of them a hole.
    pub(crate) fn collect(capacity: usize, entries: impl Iterator<Item = T>) -> Self {
        let mut items = Vec::with_capacity(capacity);
        items.extend(entries);
        let live = items.len() as u32;
        Self { items, front: 0, live }
    }

    /// Clones the entries, not the holes.
    pub(crate) fn clone_live(&self) -> Self
    where
        T: Clone,
    {
        if self.is_dense() {
            let items = if mem::needs_drop::<T>() {
                // `to_vec` moves each entry once more, which takes 1.7 times as long where it is an
                // enum within an option, such as a header name.
                let mut items = Vec::with_capacity(self.live());
                items.extend_from_slice(self.occupied());
                items
            } else {
                // One copy of the block, where the entries allow it.
                self.occupied().to_vec()
            };
            return Self { items, front: 0, live: self.live };
        }
        Self::collect(self.live(), self.occupied().iter().filter(|slot| slot.is_live()).cloned())
    }

    /// The slot of the entry at a position.
    pub(crate) fn slot_at(&self, index: usize) -> Option<usize> {
        if index >= self.live() {
            return None;
        }
        if self.is_dense() {
            return Some(self.front() + index);
        }
        let live = self.occupied().iter().enumerate().filter(|(_, slot)| slot.is_live());
        live.map(|(slot, _)| self.front() + slot).nth(index)
    }

    /// The position of the entry in a slot.
    pub(crate) fn index_at(&self, slot: usize) -> usize {
        if self.is_dense() {
            slot - self.front()
        } else {
            self.items[self.front()..slot].iter().filter(|slot| slot.is_live()).count()
        }
    }

    /// Removes an entry from its slot and leaves the hole, wherever it is.
    #[inline]
    pub(crate) fn take(&mut self, slot: usize) -> T {
        let taken = self.items[slot].take();
        self.live -= u32::from(taken.is_live());
        taken
    }

    /// Decides what must happen before `additional` entries can be pushed, if `capacity` slots are
    /// usable without growth.
    ///
    /// # Panics
    ///
    /// Panics with "capacity overflow" if that is more than a map can hold.
    #[track_caller]
    pub(crate) fn room_for(&self, additional: usize, capacity: usize) -> Room {
        let len = self.items.len();
        let usable = capacity.min(MAX_SLOTS);
        if additional <= usable.saturating_sub(len) {
            return Room::Free;
        }
        let needed = self.live().checked_add(additional).filter(|&needed| needed <= MAX_SLOTS);
        let Some(needed) = needed else { panic!("capacity overflow") };
        if self.holes() >= len.div_ceil(4).max(1) && needed <= usable {
            return Room::Compact;
        }
        Room::Grow(needed.max(T::grown(capacity)).min(MAX_SLOTS))
    }

    /// Removes the holes at the end after `slot` became one.
    #[inline]
    pub(crate) fn trim(&mut self, slot: usize) {
        if slot + 1 == self.items.len() {
            self.trim_back();
        } else if slot == self.front() {
            self.trim_front();
        }
    }

    /// Removes the holes at both ends. Costs no more than the removals that made them.
    pub(crate) fn trim_ends(&mut self) {
        self.trim_back();
        self.trim_front();
    }

    fn trim_back(&mut self) {
        while self.items.last().is_some_and(|slot| !slot.is_live()) {
            self.items.pop();
        }
        if self.items.is_empty() {
            self.front = 0;
        }
    }

    fn trim_front(&mut self) {
        while self.items.get(self.front()).is_some_and(|slot| !slot.is_live()) {
            self.front += 1;
        }
    }

    /// Closes the holes. `moved` is called for each entry that changes its slot, with the old and
    /// the new slot, in ascending order and right after the move.
    pub(crate) fn compact(&mut self, mut moved: impl FnMut(usize, usize)) {
        let mut to = 0;
        for from in self.front()..self.items.len() {
            if self.items[from].is_live() {
                if from != to {
                    self.items.swap(from, to);
                    moved(from, to);
                }
                to += 1;
            }
        }
        self.front = 0;
        self.items.truncate(to);
    }

    /// Moves the entry of slot `order[i]` to slot `i`, for all; there are no holes. `swapped` is
    /// called for each exchange of two slots. Leaves the numbers from 0 in `order`.
    pub(crate) fn permute(&mut self, order: &mut [u32], mut swapped: impl FnMut(usize, usize)) {
        for start in 0..order.len() {
            let mut slot = start;
            loop {
                let from = order[slot] as usize;
                order[slot] = slot as u32;
                if from == start {
                    break;
                }
                self.items.swap(slot, from);
                swapped(slot, from);
                slot = from;
            }
        }
    }

    /// Panics if an invariant does not hold.
    #[cfg(feature = "__audit")]
    pub(crate) fn check(&self) {
        let live = self.items.iter().filter(|slot| slot.is_live()).count();
        assert_eq!(live, self.live(), "live counts the entries");
        assert!(self.items.last().is_none_or(T::is_live), "the last slot is live");
        let first = self.items.iter().position(T::is_live);
        assert_eq!(first.unwrap_or(0), self.front(), "front is the first live slot");
        assert!(self.items.len() <= MAX_SLOTS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(len: usize, live: usize) -> Slots<Option<()>> {
        let mut slots = Slots::collect(len, (0..len).map(|_| Some(())));
        (1..=len - live).for_each(|slot| assert!(slots.take(slot).is_some()));
        slots
    }

    #[test]
    fn room_is_made_only_at_full_capacity() {
        assert_eq!(slots(0, 0).room_for(1, 0), Room::Grow(4));
        assert_eq!(slots(3, 1).room_for(1, 4), Room::Free);
        assert_eq!(slots(16, 16).room_for(1, 16), Room::Grow(32));
        assert_eq!(slots(16, 13).room_for(1, 16), Room::Grow(32));
        assert_eq!(slots(16, 12).room_for(1, 16), Room::Compact);
    }

    #[test]
    fn many_entries_make_room_by_the_same_rule() {
        assert_eq!(slots(16, 4).room_for(12, 16), Room::Compact);
        assert_eq!(slots(16, 4).room_for(13, 16), Room::Grow(32));
        assert_eq!(slots(16, 4).room_for(100, 16), Room::Grow(104));
    }

    #[test]
    fn the_last_slot_number_is_used() {
        assert_eq!(slots(1, 1).room_for(MAX_SLOTS - 1, 1), Room::Grow(MAX_SLOTS));
    }

    #[test]
    #[should_panic(expected = "capacity overflow")]
    fn more_slots_than_numbers_panic() {
        slots(1, 1).room_for(MAX_SLOTS, 1);
    }

    #[test]
    fn sparse_is_seven_holes_of_eight() {
        assert!(!slots(64, 8).is_sparse());
        assert!(slots(64, 7).is_sparse());
        assert!(!slots(63, 7).is_sparse());
    }
}
