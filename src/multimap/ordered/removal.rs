//! The iterators that remove what they yield.
//!
//! Each step takes one entry out and leaves a whole map, so that leaking one of them, or a panic
//! of the caller's closure or of a value's `Drop`, leaves a map that lacks what was yielded.

use core::fmt;
use core::iter::FusedIterator;

use super::core::{Core, Place, Ring};

/// Removes all values of one key and yields them in order, made by
/// [`OrderedMultiMap::remove_all`](super::OrderedMultiMap::remove_all).
///
/// Dropping it removes the values that were not yielded. Leaking it leaves them in the map.
pub struct RemoveAll<'a, K, V> {
    core: &'a mut Core<K, V>,
    /// With an index: the first entry left.
    head: Place,
    /// Without one: the slots left, a bit each.
    small: u32,
    left: usize,
}

impl<'a, K, V> RemoveAll<'a, K, V> {
    /// Removes the entries of the key whose first is at `head`, or nothing.
    ///
    /// Without an index, the entries are those of the bits.
    pub(super) fn new(core: &'a mut Core<K, V>, head: Option<Place>, small: u32) -> Self {
        let left = match head {
            None => 0,
            Some(_) if core.is_small() => small.count_ones() as usize,
            Some(head) => core.ring_of(head.slot).len(),
        };
        Self { core, head: head.unwrap_or(Place::new(0)), small, left }
    }
}

impl<K, V> Iterator for RemoveAll<'_, K, V> {
    type Item = V;

    fn next(&mut self) -> Option<V> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let place = if self.core.is_small() {
            let slot = self.small.trailing_zeros() as usize;
            // The entries behind it move down.
            self.small = (self.small & (self.small - 1)) >> 1;
            Place::new(slot)
        } else {
            let head = self.head;
            if let Some(next) = self.core.next_of(head.slot) {
                self.head = head.with_slot(next);
            }
            head
        };
        self.core.remove_value(place)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<K, V> DoubleEndedIterator for RemoveAll<'_, K, V> {
    fn next_back(&mut self) -> Option<V> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let place = if self.core.is_small() {
            let slot = self.small.ilog2();
            self.small ^= 1 << slot;
            Place::new(slot as usize)
        } else {
            self.head.with_slot(self.core.tail_of(self.head.slot))
        };
        self.core.remove_value(place)
    }
}

impl<K, V> ExactSizeIterator for RemoveAll<'_, K, V> {}

impl<K, V> FusedIterator for RemoveAll<'_, K, V> {}

impl<K, V> Drop for RemoveAll<'_, K, V> {
    fn drop(&mut self) {
        self.for_each(drop);
    }
}

impl<K, V: fmt::Debug> fmt::Debug for RemoveAll<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut ring = if self.core.is_small() || self.left == 0 {
            Ring::small(self.small)
        } else {
            self.core.ring_of(self.head.slot)
        };
        let mut list = f.debug_list();
        while let Some(slot) = ring.next() {
            if let Some((_, value)) = self.core.entry(slot) {
                list.entry(value);
            }
        }
        list.finish()
    }
}

/// Removes the entries for which a closure holds and yields them, made by
/// [`OrderedMultiMap::extract_if`](super::OrderedMultiMap::extract_if).
///
/// Dropping or leaking it leaves the entries that it did not reach in the map.
#[must_use = "iterators are lazy and do nothing unless consumed; `retain` removes at once"]
pub struct ExtractIf<'a, K, V, F> {
    core: &'a mut Core<K, V>,
    /// The next slot to look at.
    slot: usize,
    pred: F,
}

impl<'a, K, V, F> ExtractIf<'a, K, V, F> {
    pub(super) fn new(core: &'a mut Core<K, V>, pred: F) -> Self {
        Self { core, slot: 0, pred }
    }
}

impl<K, V, F> Iterator for ExtractIf<'_, K, V, F>
where
    F: FnMut(&K, &mut V) -> bool,
{
    type Item = (K, V);

    fn next(&mut self) -> Option<(K, V)> {
        while let Some(entry) = self.core.all_slots_mut().get_mut(self.slot) {
            let slot = self.slot;
            self.slot += 1;
            let Some((key, value)) = entry else { continue };
            if (self.pred)(key, value) {
                if self.core.is_small() {
                    // The entries behind it move down.
                    self.slot = slot;
                }
                return self.core.remove(Place::new(slot));
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let slots = self.core.all_slots().len().saturating_sub(self.slot);
        (0, Some(slots.min(self.core.len())))
    }
}

impl<K, V, F> FusedIterator for ExtractIf<'_, K, V, F> where F: FnMut(&K, &mut V) -> bool {}

impl<K: fmt::Debug, V: fmt::Debug, F> fmt::Debug for ExtractIf<'_, K, V, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slots = self.core.all_slots();
        let left = slots.get(self.slot..).unwrap_or_default().iter().flatten();
        f.debug_list().entries(left.map(|(key, value)| (key, value))).finish()
    }
}
