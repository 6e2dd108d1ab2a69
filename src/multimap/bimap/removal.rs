//! Removing the pairs of a `BiMap` by a predicate, or all of them.

use alloc::vec;
use core::fmt;
use core::iter::FusedIterator;

use super::inner::Core;
use crate::multimap::BiMap;

impl<L, R, S> BiMap<L, R, S> {
    /// Returns an iterator that lazily removes and yields the pairs for which `pred` returns true,
    /// in order.
    ///
    /// Pairs that the iterator has not reached when it is dropped stay in the map. See
    /// [`retain`](Self::retain), which removes at once.
    ///
    /// Computes in **O(n)** time (average) for all pairs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut ports = BiMap::from([("http", 80), ("ssh", 22), ("https", 443)]);
    /// assert!(ports.extract_if(|_, port| *port < 100).eq([("http", 80), ("ssh", 22)]));
    /// assert!(ports.iter().eq([(&"https", &443)]));
    /// ```
    #[doc(alias = "drain_filter")]
    pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, L, R, F>
    where
        F: FnMut(&L, &R) -> bool,
    {
        ExtractIf { slot: self.core.slots.front(), core: &mut self.core, pred }
    }

    /// Removes all pairs and yields them, in order. The allocated memory is kept.
    ///
    /// Dropping the iterator removes the pairs that it did not yield.
    ///
    /// Computes in **O(n)** time for all pairs. Nothing is hashed.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut ports = BiMap::from([("http", 80), ("ssh", 22)]);
    /// assert!(ports.drain().eq([("http", 80), ("ssh", 22)]));
    /// assert!(ports.is_empty());
    /// ```
    pub fn drain(&mut self) -> Drain<'_, L, R> {
        let left = self.core.slots.live();
        Drain { slots: self.core.drain(), left }
    }
}

/// An iterator that removes the pairs for which a closure returns true and yields them, created by
/// [`BiMap::extract_if`].
///
/// If it is dropped or leaked, the pairs that it did not reach stay in the map.
#[must_use = "iterators are lazy and do nothing unless consumed; `retain` removes at once"]
pub struct ExtractIf<'a, L, R, F> {
    core: &'a mut Core<L, R>,
    /// The next slot to visit.
    slot: usize,
    pred: F,
}

impl<L, R, F> Iterator for ExtractIf<'_, L, R, F>
where
    F: FnMut(&L, &R) -> bool,
{
    type Item = (L, R);

    fn next(&mut self) -> Option<(L, R)> {
        while let Some(pair) = self.core.slots.get(self.slot) {
            let slot = self.slot;
            self.slot += 1;
            let Some((left, right)) = pair else { continue };
            if (self.pred)(left, right) {
                if self.core.is_small() {
                    // The pairs after it move down.
                    self.slot = slot;
                }
                return self.core.take(slot);
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let slots = self.core.slots.len().saturating_sub(self.slot);
        (0, Some(slots.min(self.core.slots.live())))
    }
}

impl<L, R, F> FusedIterator for ExtractIf<'_, L, R, F> where F: FnMut(&L, &R) -> bool {}

/// Closes the holes if there are far more of them than pairs.
impl<L, R, F> Drop for ExtractIf<'_, L, R, F> {
    fn drop(&mut self) {
        self.core.settle();
    }
}

impl<L: fmt::Debug, R: fmt::Debug, F> fmt::Debug for ExtractIf<'_, L, R, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.core.slots.get(self.slot..).unwrap_or_default();
        f.debug_list().entries(left.iter().flatten()).finish()
    }
}

/// An iterator that removes all pairs of a [`BiMap`] and yields them, created by
/// [`BiMap::drain`].
///
/// Dropping it removes the pairs that it did not yield.
pub struct Drain<'a, L, R> {
    slots: vec::Drain<'a, Option<(L, R)>>,
    left: usize,
}

impl<L, R> Iterator for Drain<'_, L, R> {
    type Item = (L, R);

    #[inline]
    fn next(&mut self) -> Option<(L, R)> {
        let pair = self.slots.by_ref().flatten().next()?;
        self.left -= 1;
        Some(pair)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<L, R> DoubleEndedIterator for Drain<'_, L, R> {
    #[inline]
    fn next_back(&mut self) -> Option<(L, R)> {
        let pair = self.slots.by_ref().rev().flatten().next()?;
        self.left -= 1;
        Some(pair)
    }
}

impl<L, R> ExactSizeIterator for Drain<'_, L, R> {}
impl<L, R> FusedIterator for Drain<'_, L, R> {}

impl<L: fmt::Debug, R: fmt::Debug> fmt::Debug for Drain<'_, L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.slots.as_slice().iter().flatten()).finish()
    }
}
