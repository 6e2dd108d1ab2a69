//! Removing the pairs of a `Relation` from either end, by a predicate, or all of them.
//!
//! A pair that is yielded owns its values: a value that has other pairs is cloned, the last pair of
//! a value gets the value itself, as with `into_iter`.

use core::fmt;
use core::iter::FusedIterator;

use super::inner::Core;
use super::iter::Iter;
use crate::multimap::Relation;
use crate::multimap::slots::Slot;

impl<L: Clone, R: Clone, S> Relation<L, R, S> {
    /// Removes the first pair and returns it. A value that has other pairs is cloned.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("post", "rust"), ("post", "maps")]);
    /// assert_eq!(tags.pop_first(), Some(("post", "rust")));
    /// assert_eq!(tags.pop_first(), Some(("post", "maps")));
    /// assert_eq!(tags.pop_first(), None);
    /// ```
    #[doc(alias = "pop_front")]
    pub fn pop_first(&mut self) -> Option<(L, R)> {
        let pair = take_first(&mut self.core);
        self.core.settle();
        pair
    }

    /// Removes the last pair and returns it. A value that has other pairs is cloned.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("post", "rust"), ("post", "maps")]);
    /// assert_eq!(tags.pop_last(), Some(("post", "maps")));
    /// assert_eq!(tags.len(), 1);
    /// ```
    #[doc(alias("pop", "pop_back", "popitem"))]
    pub fn pop_last(&mut self) -> Option<(L, R)> {
        let pair = take_last(&mut self.core);
        self.core.settle();
        pair
    }

    /// Returns an iterator that lazily removes and yields the pairs for which `pred` returns true,
    /// in order. A value that has other pairs is cloned.
    ///
    /// Pairs that the iterator has not reached when it is dropped stay in the relation. See
    /// [`retain`](Self::retain), which removes at once and clones nothing.
    ///
    /// Computes in **O(n)** time (average) for all pairs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("post", "rust"), ("post", "maps"), ("note", "maps")]);
    /// assert!(tags.extract_if(|left, _| *left == "post").eq([("post", "rust"), ("post", "maps")]));
    /// assert!(tags.iter().eq([(&"note", &"maps")]));
    /// ```
    #[doc(alias = "drain_filter")]
    pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, L, R, F>
    where
        F: FnMut(&L, &R) -> bool,
    {
        ExtractIf { slot: self.core.pairs.slots.front(), core: &mut self.core, pred }
    }

    /// Removes all pairs and yields them, in order. The allocated memory is kept. A value that has
    /// other pairs is cloned.
    ///
    /// Dropping the iterator removes the pairs that it did not yield. If it is leaked, these stay in
    /// the relation.
    ///
    /// Computes in **O(n)** time (average) for all pairs. Nothing is hashed.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("post", "rust"), ("post", "maps")]);
    /// assert!(tags.drain().eq([("post", "rust"), ("post", "maps")]));
    /// assert!(tags.is_empty());
    /// ```
    pub fn drain(&mut self) -> Drain<'_, L, R> {
        Drain { core: &mut self.core }
    }
}

fn take_first<L: Clone, R: Clone>(core: &mut Core<L, R>) -> Option<(L, R)> {
    let first = core.pairs.slots.front();
    take(core, first)
}

fn take_last<L: Clone, R: Clone>(core: &mut Core<L, R>) -> Option<(L, R)> {
    let last = core.pairs.slots.len().checked_sub(1)?;
    take(core, last)
}

/// Removes the pair of a slot, if it is live, and returns its values.
fn take<L: Clone, R: Clone>(core: &mut Core<L, R>, slot: usize) -> Option<(L, R)> {
    let pair = core.pairs.slots.get(slot).filter(|pair| pair.is_live())?;
    let left = core.left.node(pair[core.left.half & 1].id);
    let right = core.right.node(pair[core.right.half & 1].id);
    // Cloned before anything changes: `Clone` may panic.
    let left = if left.degree > 1 { left.value.clone() } else { None };
    let right = if right.degree > 1 { right.value.clone() } else { None };
    // Slots fit in 32 bits.
    let (last_left, last_right) = core.detach(slot as u32);
    last_left.or(left).zip(last_right.or(right))
}

/// An iterator that removes the pairs for which a closure returns true and yields them, created by
/// [`Relation::extract_if`].
///
/// If it is dropped or leaked, the pairs that it did not reach stay in the relation.
#[must_use = "iterators are lazy and do nothing unless consumed; `retain` removes at once"]
pub struct ExtractIf<'a, L, R, F> {
    core: &'a mut Core<L, R>,
    /// The next slot to visit.
    slot: usize,
    pred: F,
}

impl<L: Clone, R: Clone, F> Iterator for ExtractIf<'_, L, R, F>
where
    F: FnMut(&L, &R) -> bool,
{
    type Item = (L, R);

    fn next(&mut self) -> Option<(L, R)> {
        while self.slot < self.core.pairs.slots.len() {
            let slot = self.slot;
            self.slot += 1;
            if self.core.get(slot).is_some_and(|(left, right)| (self.pred)(left, right)) {
                return take(self.core, slot);
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let slots = self.core.pairs.slots.len().saturating_sub(self.slot);
        (0, Some(slots.min(self.core.pairs.slots.live())))
    }
}

impl<L: Clone, R: Clone, F> FusedIterator for ExtractIf<'_, L, R, F> where F: FnMut(&L, &R) -> bool {}

/// Closes the holes if there are far more of them than pairs.
impl<L, R, F> Drop for ExtractIf<'_, L, R, F> {
    fn drop(&mut self) {
        self.core.settle();
    }
}

impl<L: fmt::Debug, R: fmt::Debug, F> fmt::Debug for ExtractIf<'_, L, R, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slots = self.slot..self.core.pairs.slots.len();
        f.debug_list().entries(slots.filter_map(|slot| self.core.get(slot))).finish()
    }
}

/// An iterator that removes all pairs of a [`Relation`] and yields them, created by
/// [`Relation::drain`].
///
/// Dropping it removes the pairs that it did not yield. If it is leaked, these stay in the relation.
pub struct Drain<'a, L, R> {
    core: &'a mut Core<L, R>,
}

impl<L: Clone, R: Clone> Iterator for Drain<'_, L, R> {
    type Item = (L, R);

    fn next(&mut self) -> Option<(L, R)> {
        take_first(self.core)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.core.pairs.slots.live();
        (left, Some(left))
    }
}

impl<L: Clone, R: Clone> DoubleEndedIterator for Drain<'_, L, R> {
    fn next_back(&mut self) -> Option<(L, R)> {
        take_last(self.core)
    }
}

impl<L: Clone, R: Clone> ExactSizeIterator for Drain<'_, L, R> {}
impl<L: Clone, R: Clone> FusedIterator for Drain<'_, L, R> {}

impl<L, R> Drop for Drain<'_, L, R> {
    fn drop(&mut self) {
        self.core.clear();
    }
}

impl<L: fmt::Debug, R: fmt::Debug> fmt::Debug for Drain<'_, L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(Iter::new(self.core)).finish()
    }
}
