//! The iterators over the pairs of a `Relation`.

use alloc::vec;
use core::fmt;
use core::iter::FusedIterator;
use core::slice;

use super::inner::{Core, Pair};
use super::side::{Node, Side};
use crate::multimap::slots::Slot;

/// An iterator over the pairs of a [`Relation`](crate::multimap::Relation) in insertion order.
///
/// # Examples
///
/// ```
/// use boltons::multimap::Relation;
///
/// let tags = Relation::from([("post", "rust"), ("post", "maps")]);
/// let mut pairs = tags.iter();
/// assert_eq!(pairs.next_back(), Some((&"post", &"maps")));
/// assert_eq!(pairs.len(), 1);
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a, L, R> {
    slots: slice::Iter<'a, Pair>,
    lefts: &'a Side<L>,
    rights: &'a Side<R>,
    left: usize,
}

impl<'a, L, R> Iter<'a, L, R> {
    pub(super) fn new(core: &'a Core<L, R>) -> Self {
        Self {
            slots: core.pairs.slots.occupied().iter(),
            lefts: &core.left,
            rights: &core.right,
            left: core.pairs.slots.live(),
        }
    }

    #[inline]
    fn values(lefts: &'a Side<L>, rights: &'a Side<R>, pair: &Pair) -> Option<(&'a L, &'a R)> {
        // A hole has numbers beyond all nodes.
        let left = lefts.nodes.get(pair[lefts.half & 1].id as usize)?;
        let right = rights.nodes.get(pair[rights.half & 1].id as usize)?;
        left.value.as_ref().zip(right.value.as_ref())
    }
}

impl<L, R> Clone for Iter<'_, L, R> {
    fn clone(&self) -> Self {
        let Self { slots, lefts, rights, left } = self;
        Self { slots: slots.clone(), lefts, rights, left: *left }
    }
}

impl<L: fmt::Debug, R: fmt::Debug> fmt::Debug for Iter<'_, L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a, L, R> Iterator for Iter<'a, L, R> {
    type Item = (&'a L, &'a R);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (lefts, rights) = (self.lefts, self.rights);
        let item = self.slots.find_map(|pair| Self::values(lefts, rights, pair))?;
        self.left -= 1;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }

    fn count(self) -> usize {
        self.left
    }

    fn last(mut self) -> Option<Self::Item> {
        self.next_back()
    }

    fn fold<B, F>(self, init: B, f: F) -> B
    where
        F: FnMut(B, Self::Item) -> B,
    {
        let Self { slots, lefts, rights, .. } = self;
        slots.filter_map(|pair| Self::values(lefts, rights, pair)).fold(init, f)
    }
}

impl<L, R> DoubleEndedIterator for Iter<'_, L, R> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let (lefts, rights) = (self.lefts, self.rights);
        let item = self.slots.by_ref().rev().find_map(|pair| Self::values(lefts, rights, pair))?;
        self.left -= 1;
        Some(item)
    }
}

impl<L, R> ExactSizeIterator for Iter<'_, L, R> {}
impl<L, R> FusedIterator for Iter<'_, L, R> {}

/// An iterator that owns the pairs of a [`Relation`](crate::multimap::Relation), in insertion
/// order.
///
/// A value is cloned for all but one of its pairs; that one gets the value itself.
///
/// # Examples
///
/// ```
/// use boltons::multimap::Relation;
///
/// let tags = Relation::from([("post", "rust"), ("post", "maps")]);
/// let pairs: Vec<(&str, &str)> = tags.into_iter().collect();
/// assert_eq!(pairs, [("post", "rust"), ("post", "maps")]);
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct IntoIter<L, R> {
    slots: vec::IntoIter<Pair>,
    lefts: Side<L>,
    rights: Side<R>,
    left: usize,
}

impl<L, R> IntoIter<L, R> {
    pub(super) fn new(core: Core<L, R>) -> Self {
        let left = core.pairs.slots.live();
        let slots = core.pairs.slots.into_parts().0.into_iter();
        Self { slots, lefts: core.left, rights: core.right, left }
    }
}

/// The value for one more pair of a node: a clone, or for the last pair the value itself.
fn give<T: Clone>(node: &mut Node<T>) -> Option<T> {
    if node.degree <= 1 {
        return node.value.take();
    }
    let value = node.value.clone();
    node.degree -= 1;
    value
}

impl<L: Clone, R: Clone> IntoIter<L, R> {
    fn give(&mut self, pair: &Pair) -> Option<(L, R)> {
        self.left -= 1;
        let left = give(&mut self.lefts.nodes[pair[self.lefts.half & 1].id as usize])?;
        let right = give(&mut self.rights.nodes[pair[self.rights.half & 1].id as usize])?;
        Some((left, right))
    }
}

impl<L: fmt::Debug, R: fmt::Debug> fmt::Debug for IntoIter<L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slots = self.slots.as_slice().iter();
        let (lefts, rights) = (&self.lefts, &self.rights);
        f.debug_list().entries(slots.filter_map(|pair| Iter::values(lefts, rights, pair))).finish()
    }
}

impl<L: Clone, R: Clone> Iterator for IntoIter<L, R> {
    type Item = (L, R);

    fn next(&mut self) -> Option<Self::Item> {
        let pair = self.slots.find(Pair::is_live)?;
        self.give(&pair)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<L: Clone, R: Clone> DoubleEndedIterator for IntoIter<L, R> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let pair = self.slots.by_ref().rev().find(Pair::is_live)?;
        self.give(&pair)
    }
}

impl<L: Clone, R: Clone> ExactSizeIterator for IntoIter<L, R> {}
impl<L: Clone, R: Clone> FusedIterator for IntoIter<L, R> {}
