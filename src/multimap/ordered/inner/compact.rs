//! Capacity: growing, closing holes, returning to small mode. The rules are those of
//! [`Slots`](crate::multimap::slots::Slots).

use alloc::vec;

use hashbrown::HashTable;

use super::{Core, Link, Slot, small_limit, spread};
use crate::error::bug;
use crate::multimap::slots::{MAX_SLOTS, Room};

impl<K, V> Core<K, V> {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        let mut core = Self::new();
        if capacity > 0 {
            core.reserve(capacity);
        }
        core
    }

    pub(crate) fn capacity(&self) -> usize {
        // The index is built with its first entries, together with as many links.
        self.slots.capacity().min(MAX_SLOTS)
    }

    /// Reserves room for `additional` entries and as many keys.
    ///
    /// # Panics
    ///
    /// Panics if that is more than a map can hold.
    #[track_caller]
    pub(crate) fn reserve(&mut self, additional: usize) {
        self.reserve_entries(additional);
        if self.len() + additional > small_limit() {
            self.links.reserve_exact(self.slots.capacity().min(MAX_SLOTS) - self.links.len());
            let links = &self.links;
            self.table.reserve(additional, |&head| spread(links[head as usize].hash));
        }
    }

    /// Reserves room for `additional` entries, not for their keys.
    #[track_caller]
    pub(crate) fn reserve_entries(&mut self, additional: usize) {
        match self.slots.room_for(additional, self.usable()) {
            Room::Free => {}
            Room::Compact => self.squeeze(),
            Room::Grow(capacity) => {
                self.squeeze();
                self.grow(capacity);
            }
        }
    }

    /// The slots that can be used without growth.
    fn usable(&self) -> usize {
        if self.is_small() {
            self.slots.capacity()
        } else {
            self.slots.capacity().min(self.links.capacity())
        }
    }

    /// Makes room for one more entry; returns to small mode if that can hold it.
    ///
    /// Returns where the entry in slot `mark` is afterwards.
    pub(super) fn make_room(&mut self, mark: usize) -> usize {
        if self.has_room() { mark } else { self.make_room_slowly(mark) }
    }

    /// Whether one more entry and its link fit; never so in small mode that has had no index.
    #[inline]
    pub(super) fn has_room(&self) -> bool {
        self.slots.len() < self.slots.capacity() && self.links.len() < self.links.capacity()
    }

    #[cold]
    #[inline(never)]
    pub(super) fn make_room_slowly(&mut self, mark: usize) -> usize {
        if self.takes_small() {
            // The vector of slots grows automatically.
            return mark;
        }
        if self.slots.len() < self.slots.capacity().min(MAX_SLOTS) {
            // Only the links are full: they catch up with the slots.
            self.grow(self.slots.capacity().min(MAX_SLOTS));
            return mark;
        }
        let room = self.slots.room_for(1, self.slots.capacity());
        let mark = self.squeeze_marking(mark);
        if self.len() < small_limit() {
            self.drop_index();
        } else if let Room::Grow(capacity) = room {
            self.grow(capacity);
        }
        mark
    }

    /// Like [`make_room`](Self::make_room), but leaves no holes.
    pub(super) fn make_dense_room(&mut self, mark: usize) -> usize {
        let mark = self.make_room(mark);
        self.squeeze_marking(mark)
    }

    fn grow(&mut self, capacity: usize) {
        self.slots.grow_to(capacity);
        if !self.is_small() || capacity > small_limit() {
            self.links.reserve_exact(capacity.saturating_sub(self.links.len()));
        }
    }

    pub(crate) fn shrink_to_fit(&mut self) {
        self.squeeze();
        if self.len() <= small_limit() {
            self.drop_index();
        }
        self.slots.shrink_to_fit();
        self.links.shrink_to_fit();
        let links = &self.links;
        self.table.shrink_to_fit(|&head| spread(links[head as usize].hash));
    }

    /// Closes the holes; returns where the entry in slot `mark` is afterwards.
    ///
    /// If `mark` is not an entry, returns where the next entry after it is.
    fn squeeze_marking(&mut self, mark: usize) -> usize {
        let mark = match mark {
            0 => 0,
            _ if mark >= self.slots.len() => self.len(),
            _ if self.slots.holes() == 0 => mark,
            _ => self.slots[..mark].iter().flatten().count(),
        };
        self.squeeze();
        mark
    }

    /// Closes the holes.
    pub(crate) fn squeeze(&mut self) {
        if self.slots.holes() == 0 {
            return;
        }
        let Self { slots, links, table } = self;
        if links.is_empty() {
            slots.compact(|_, _| {});
        } else {
            slots.compact(|from, to| relink(links, table, from, to));
            links.truncate(slots.len());
        }
        if self.len() == 0 {
            self.reset();
        }
    }

    /// Closes the holes if there are far more of them than entries. Slot numbers change, so this
    /// comes last in every removal.
    #[inline]
    pub(crate) fn settle(&mut self) {
        if self.slots.is_sparse() {
            self.squeeze();
        }
    }

    /// Removes the holes at the end after `slot` became one.
    #[inline]
    pub(super) fn trim(&mut self, slot: usize) {
        if self.len() == 0 {
            self.reset();
        } else {
            self.slots.trim(slot);
            self.links.truncate(self.slots.len());
        }
    }

    /// Removes the holes at both ends.
    pub(super) fn trim_ends(&mut self) {
        if self.len() == 0 {
            self.reset();
        } else {
            self.slots.trim_ends();
            self.links.truncate(self.slots.len());
        }
    }

    /// Drops the index. There are no holes.
    fn drop_index(&mut self) {
        self.links.clear();
        self.table.clear();
    }

    /// Returns to an empty map, of which only holes are left.
    fn reset(&mut self) {
        self.drop_index();
        self.slots.clear();
    }

    /// Empties the map; yields its slots. The memory is kept.
    pub(crate) fn drain(&mut self) -> vec::Drain<'_, Slot<K, V>> {
        self.drop_index();
        self.slots.drain()
    }

    pub(crate) fn clear(&mut self) {
        self.drop_index();
        // Keys and values are dropped when nothing refers to them any longer.
        self.slots.clear();
    }
}

/// Repairs what a series of [`take`](Core::take)s left, even when user code between them panics:
/// removes the holes at the ends, or all holes in small mode.
pub(crate) struct Settle<'a, K, V> {
    pub(crate) core: &'a mut Core<K, V>,
    /// Whether to close all holes.
    pub(crate) dense: bool,
}

impl<K, V> Drop for Settle<'_, K, V> {
    fn drop(&mut self) {
        if self.dense || self.core.is_small() {
            self.core.squeeze();
        } else {
            self.core.trim_ends();
            self.core.settle();
        }
    }
}

/// Updates the neighbours and the table for an entry that moved down.
fn relink(links: &mut [Link], table: &mut HashTable<u32>, from: usize, to: usize) {
    let (old, new) = (from as u32, to as u32);
    let mut link = links[from];
    if link.prev >= old {
        let hash = spread(link.hash);
        match table.find_mut(hash, |&head| head == old) {
            Some(head) => *head = new,
            None => bug!("a key is not in the table"),
        }
    }
    if link.next == old {
        link.next = new;
        link.prev = new;
    } else {
        links[link.prev as usize].next = new;
        links[link.next as usize].prev = new;
    }
    links[to] = link;
}
