//! The iterators that remove what they yield.
//!
//! Each step removes one entry and leaves the map consistent, so that after an iterator was leaked,
//! or after a panic of the caller's closure or of a value's `Drop`, the map lacks what was yielded.

use core::fmt;
use core::iter::FusedIterator;

use super::inner::{Core, Place, Ring};

/// An iterator that removes all values of one key and yields them in order.
///
/// Created by [`OrderedMultiMap::remove_all`](super::OrderedMultiMap::remove_all). However it is
/// consumed (to the end, in part, by a closure that panics), dropping it removes the values that it
/// did not yield. If it is leaked, these stay in the map. Its length is found by walking over the
/// remaining values.
pub struct RemoveAll<'a, K, V> {
    core: &'a mut Core<K, V>,
    /// With an index: the first remaining entry, if there is one.
    head: Option<Place>,
    /// Without one: the remaining slots, one bit each.
    small: u32,
}

impl<'a, K, V> RemoveAll<'a, K, V> {
    /// Removes the entries of the key whose first entry is at `head`, or nothing.
    pub(super) fn indexed(core: &'a mut Core<K, V>, head: Option<Place>) -> Self {
        Self { core, head, small: 0 }
    }

    /// Removes the entries in the slots whose bits are set; there is no index.
    pub(super) fn small(core: &'a mut Core<K, V>, small: u32) -> Self {
        Self { core, head: None, small }
    }

    fn ring(&self) -> Ring<'_> {
        match self.head {
            Some(head) => self.core.ring_of(head.slot),
            None => Ring::small(self.small),
        }
    }

    /// Removes all remaining entries; cheaper than one by one. With an index, values that `visit`
    /// does not see because user code panics are removed as well; without one they are left for the
    /// next call.
    fn take_rest(&mut self, mut visit: impl FnMut(V)) {
        if let Some(head) = self.head.take() {
            let mut rest = self.core.take_ring(head);
            while let Some((key, value)) = rest.next() {
                drop(key);
                visit(value);
            }
        }
        while let Some(slot) = next_small(&mut self.small) {
            if let Some(value) = self.core.remove_value(Place::new(slot)) {
                visit(value);
            }
        }
    }
}

/// Returns the first of the slots, whose entry is removed: the entries after it move down.
fn next_small(slots: &mut u32) -> Option<usize> {
    let slot = slots.trailing_zeros();
    *slots &= slots.checked_sub(1)?;
    *slots >>= 1;
    Some(slot as usize)
}

impl<K, V> Iterator for RemoveAll<'_, K, V> {
    type Item = V;

    fn next(&mut self) -> Option<V> {
        let place = match self.head {
            Some(head) => {
                self.head = self.core.next_of(head.slot).map(|next| head.with_slot(next));
                head
            }
            None => Place::new(next_small(&mut self.small)?),
        };
        self.core.remove_value(place)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.ring().len();
        (left, Some(left))
    }

    fn fold<B, F: FnMut(B, V) -> B>(mut self, init: B, mut f: F) -> B {
        let mut acc = Some(init);
        self.take_rest(|value| {
            // It is restored at once; a panic of `f` ends the loop.
            if let Some(before) = acc.take() {
                acc = Some(f(before, value));
            }
        });
        acc.expect("put back after each value")
    }
}

impl<K, V> DoubleEndedIterator for RemoveAll<'_, K, V> {
    fn next_back(&mut self) -> Option<V> {
        let place = match self.head {
            Some(head) => {
                let tail = self.core.tail_of(head.slot);
                if tail == head.slot {
                    self.head = None;
                }
                head.with_slot(tail)
            }
            None => {
                let slot = self.small.checked_ilog2()?;
                self.small ^= 1 << slot;
                Place::new(slot as usize)
            }
        };
        self.core.remove_value(place)
    }
}

impl<K, V> ExactSizeIterator for RemoveAll<'_, K, V> {}

impl<K, V> FusedIterator for RemoveAll<'_, K, V> {}

impl<K, V> Drop for RemoveAll<'_, K, V> {
    fn drop(&mut self) {
        /// Continues after a value whose `Drop` panics.
        struct Rest<'a, 'b, K, V>(&'a mut RemoveAll<'b, K, V>);

        impl<K, V> Drop for Rest<'_, '_, K, V> {
            fn drop(&mut self) {
                self.0.take_rest(drop);
                self.0.core.settle();
            }
        }

        let rest = Rest(self);
        rest.0.take_rest(drop);
    }
}

impl<K, V: fmt::Debug> fmt::Debug for RemoveAll<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut ring = self.ring();
        let mut list = f.debug_list();
        while let Some(slot) = ring.next() {
            if let Some((_, value)) = self.core.entry(slot) {
                list.entry(value);
            }
        }
        list.finish()
    }
}

/// An iterator that removes the entries for which a closure returns true and yields them, created
/// by [`OrderedMultiMap::extract_if`](super::OrderedMultiMap::extract_if).
///
/// If it is dropped or leaked, the entries that it did not reach stay in the map.
#[must_use = "iterators are lazy and do nothing unless consumed; `retain` removes at once"]
pub struct ExtractIf<'a, K, V, F> {
    core: &'a mut Core<K, V>,
    /// The next slot to visit.
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
                    // The entries after it move down.
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

/// Closes the holes if there are far more of them than entries.
impl<K, V, F> Drop for ExtractIf<'_, K, V, F> {
    fn drop(&mut self) {
        self.core.settle();
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
