//! Room: growing, closing holes, going back to small mode.
//!
//! Entries move only when an append finds the vectors full (or a whole-map operation asks): if at
//! least a quarter of the slots are holes, the entries move down in place, otherwise the capacity
//! doubles and the holes are closed on the way. Either pass over `s` slots follows at least `s/4`
//! removals or `s/2` appends, so both stay O(1) amortised. Compacting inside a removal instead, at
//! half holes, made `remove_all` 1.36 times slower on maps of 1,000 `String` keys.

use super::{Core, MAX_SLOTS, small_limit, spread};

impl<K, V> Core<K, V> {
    pub(in super::super) fn with_capacity(capacity: usize) -> Self {
        let mut core = Self::new();
        if capacity > 0 {
            core.reserve(capacity);
        }
        core
    }

    pub(in super::super) fn capacity(&self) -> usize {
        if self.slots.capacity() <= small_limit() {
            self.slots.capacity()
        } else if self.is_small() && self.links.capacity() == 0 {
            // The index comes with its first entries, and brings its links with it.
            self.slots.capacity().min(MAX_SLOTS)
        } else {
            self.slots.capacity().min(self.links.capacity()).min(MAX_SLOTS)
        }
    }

    /// Makes room for `additional` entries and as many keys.
    ///
    /// # Panics
    ///
    /// Panics if that is more than a map can hold.
    #[track_caller]
    pub(in super::super) fn reserve(&mut self, additional: usize) {
        self.reserve_entries(additional);
        if self.len() + additional > small_limit() {
            self.links.reserve_exact(self.slots.capacity().min(MAX_SLOTS) - self.links.len());
            let links = &self.links;
            self.table.reserve(additional, |&head| spread(links[head as usize].hash));
        }
    }

    /// Makes room for `additional` entries, not for their keys.
    #[track_caller]
    pub(in super::super) fn reserve_entries(&mut self, additional: usize) {
        let needed = self.len().checked_add(additional).filter(|&n| n <= MAX_SLOTS);
        let Some(needed) = needed else { overflow() };
        let room = self.room();
        if additional > room.saturating_sub(self.slots.len()) {
            let few = self.has_few_holes();
            self.squeeze(0);
            if few || needed > room {
                self.grow(needed.max(room.saturating_mul(2)).min(MAX_SLOTS));
            }
        }
    }

    /// The slots that can be used without growth.
    fn room(&self) -> usize {
        if self.is_small() {
            self.slots.capacity()
        } else {
            self.slots.capacity().min(self.links.capacity())
        }
    }

    /// Makes room for one more entry; goes back to small mode where that holds it.
    ///
    /// Returns where the entry in slot `mark` is afterwards.
    pub(super) fn make_room(&mut self, mark: usize) -> usize {
        if self.slots.len() < self.slots.capacity() && self.links.len() < self.links.capacity() {
            return mark;
        }
        self.make_room_slowly(mark)
    }

    #[cold]
    #[inline(never)]
    fn make_room_slowly(&mut self, mark: usize) -> usize {
        if self.takes_small() {
            // The vector of slots grows by itself.
            return mark;
        }
        if self.len() >= MAX_SLOTS {
            overflow();
        }
        let few = self.has_few_holes();
        let full = self.slots.len() == self.slots.capacity();
        let mark = self.squeeze(mark);
        if self.len() < small_limit() {
            self.drop_index();
        } else if few {
            // Where only the links are full, they catch up with the slots.
            let capacity = self.slots.capacity();
            self.grow(
                if full { capacity.saturating_mul(2).max(4) } else { capacity }.min(MAX_SLOTS),
            );
        }
        mark
    }

    /// Whether closing the holes would gain too little.
    fn has_few_holes(&self) -> bool {
        let slots = self.slots.len();
        (slots - self.len()) < slots.div_ceil(4).max(1)
    }

    /// As [`make_room`](Self::make_room), without a hole left.
    pub(super) fn make_dense_room(&mut self, mark: usize) -> usize {
        let mark = self.make_room(mark);
        self.squeeze(mark)
    }

    fn grow(&mut self, capacity: usize) {
        self.slots.reserve_exact(capacity.saturating_sub(self.slots.len()));
        if !self.is_small() || capacity > small_limit() {
            self.links.reserve_exact(capacity.saturating_sub(self.links.len()));
        }
    }

    pub(in super::super) fn shrink_to_fit(&mut self) {
        self.squeeze(0);
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
    /// If `mark` is no entry, returns where the next one after it is.
    pub(in super::super) fn squeeze(&mut self, mark: usize) -> usize {
        let len = self.len();
        if len == self.slots.len() {
            return mark;
        }
        let mut to = 0;
        let mut moved_mark = if mark < self.slots.len() { 0 } else { len };
        for from in self.front as usize..self.slots.len() {
            if from == mark {
                moved_mark = to;
            }
            if self.slots[from].is_none() {
                continue;
            }
            if from != to {
                self.slots.swap(from, to);
                if !self.is_small() {
                    self.relink(from, to);
                }
            }
            to += 1;
        }
        self.slots.truncate(to);
        self.links.truncate(to);
        self.front = 0;
        if to == 0 {
            self.reset();
        }
        moved_mark
    }

    /// Makes the neighbours and the table follow an entry that moved down.
    fn relink(&mut self, from: usize, to: usize) {
        let (old, new) = (from as u32, to as u32);
        let mut link = self.links[from];
        if link.prev >= old {
            let hash = spread(link.hash);
            if let Some(head) = self.table.find_mut(hash, |&head| head == old) {
                *head = new;
            }
        }
        if link.next == old {
            link.next = new;
            link.prev = new;
        } else {
            self.links[link.prev as usize].next = new;
            self.links[link.next as usize].prev = new;
        }
        self.links[to] = link;
    }

    /// Gives up the holes at the end where `slot` became one.
    pub(super) fn trim(&mut self, slot: usize) {
        if self.live == 0 {
            self.reset();
        } else if slot + 1 == self.slots.len() {
            self.trim_back();
        } else if slot == self.front as usize {
            self.trim_front();
        }
    }

    /// Gives up the holes at both ends.
    pub(super) fn trim_ends(&mut self) {
        if self.live == 0 {
            self.reset();
        } else {
            self.trim_back();
            self.trim_front();
        }
    }

    fn trim_back(&mut self) {
        while let Some(None) = self.slots.last() {
            self.slots.pop();
        }
        self.links.truncate(self.slots.len());
    }

    fn trim_front(&mut self) {
        while let Some(None) = self.slots.get(self.front as usize) {
            self.front += 1;
        }
    }

    /// Forgets the index. There are no holes.
    fn drop_index(&mut self) {
        self.links.clear();
        self.table.clear();
    }

    /// Back to an empty map, of which only holes are left.
    fn reset(&mut self) {
        self.front = 0;
        self.drop_index();
        self.slots.clear();
    }

    pub(in super::super) fn clear(&mut self) {
        self.live = 0;
        self.front = 0;
        self.drop_index();
        // Keys and values are dropped when nothing refers to them any more.
        self.slots.clear();
    }
}

/// Repairs what a series of [`take`](Core::take)s left, also when user code between them panics:
/// gives up the holes at the ends, in small mode all.
pub(in super::super) struct Settle<'a, K, V> {
    pub(in super::super) core: &'a mut Core<K, V>,
    /// Whether to close all holes.
    pub(in super::super) dense: bool,
}

impl<K, V> Drop for Settle<'_, K, V> {
    fn drop(&mut self) {
        if self.dense || self.core.is_small() {
            self.core.squeeze(0);
        } else {
            self.core.trim_ends();
        }
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn overflow() -> ! {
    panic!("capacity overflow")
}
