//! The iterators of [`Groups`](super::Groups).

use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;
use core::mem;
use core::ops::Range;

use indexmap::{IndexMap, map};

use super::build::Ends;

/// An iterator over the keys; see [`Groups::keys`](super::Groups::keys).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let groups = (0..7).groups_by(|n| n % 3);
/// assert_eq!(groups.keys().next_back(), Some(&2));
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Keys<'a, K>(map::Keys<'a, K, ()>);

/// An iterator over the keys and their items; see [`Groups::iter`](super::Groups::iter).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let groups = (0..7).groups_by(|n| n % 3);
/// assert_eq!(groups.iter().next_back(), Some((&2, &[2, 5][..])));
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a, K, T> {
    keys: map::Keys<'a, K, ()>,
    places: Range<usize>,
    ends: &'a Ends,
    items: &'a [T],
}

/// An iterator over the keys and mutable references to their items; see
/// [`Groups::iter_mut`](super::Groups::iter_mut).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let mut groups = (0..7).groups_by(|n| n % 3);
/// groups.iter_mut().for_each(|(_, items)| items.reverse());
/// assert_eq!(groups.as_slice(), [6, 3, 0, 4, 1, 5, 2]);
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct IterMut<'a, K, T> {
    keys: map::Keys<'a, K, ()>,
    places: Range<usize>,
    ends: &'a Ends,
    /// The items of the groups that are left.
    items: &'a mut [T],
}

/// An iterator over the keys and their items, owned; from `into_iter` of
/// [`Groups`](super::Groups).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let groups = (0..7).groups_by(|n| n % 3);
/// assert_eq!(groups.into_iter().nth(1), Some((1, vec![1, 4])));
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct IntoIter<K, T> {
    keys: map::IntoIter<K, ()>,
    places: Range<usize>,
    ends: Ends,
    items: vec::IntoIter<T>,
}

impl<'a, K> Keys<'a, K> {
    pub(super) fn new<S>(index: &'a IndexMap<K, (), S>) -> Self {
        Self(index.keys())
    }
}

impl<'a, K, T> Iter<'a, K, T> {
    pub(super) fn new<S>(index: &'a IndexMap<K, (), S>, ends: &'a Ends, items: &'a [T]) -> Self {
        Self { keys: index.keys(), places: 0..index.len(), ends, items }
    }

    fn give(&self, (key, place): (&'a K, usize)) -> (&'a K, &'a [T]) {
        (key, &self.items[self.ends.range(place)])
    }
}

impl<'a, K, T> IterMut<'a, K, T> {
    pub(super) fn new<S>(
        index: &'a IndexMap<K, (), S>,
        ends: &'a Ends,
        items: &'a mut [T],
    ) -> Self {
        Self { keys: index.keys(), places: 0..index.len(), ends, items }
    }
}

impl<K, T> IntoIter<K, T> {
    pub(super) fn new(keys: map::IntoIter<K, ()>, ends: Ends, items: Vec<T>) -> Self {
        Self { places: 0..keys.len(), keys, ends, items: items.into_iter() }
    }
}

impl<'a, K> Iterator for Keys<'a, K> {
    type Item = &'a K;

    #[inline]
    fn next(&mut self) -> Option<&'a K> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<K> DoubleEndedIterator for Keys<'_, K> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back()
    }
}

impl<'a, K, T> Iterator for Iter<'a, K, T> {
    type Item = (&'a K, &'a [T]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let next = self.keys.next().zip(self.places.next())?;
        Some(self.give(next))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl<K, T> DoubleEndedIterator for Iter<'_, K, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let next = self.keys.next_back().zip(self.places.next_back())?;
        Some(self.give(next))
    }
}

impl<'a, K, T> Iterator for IterMut<'a, K, T> {
    type Item = (&'a K, &'a mut [T]);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, place) = self.keys.next().zip(self.places.next())?;
        let len = self.ends.range(place).len();
        let (group, rest) = mem::take(&mut self.items).split_at_mut(len);
        self.items = rest;
        Some((key, group))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl<K, T> DoubleEndedIterator for IterMut<'_, K, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (key, place) = self.keys.next_back().zip(self.places.next_back())?;
        let len = self.ends.range(place).len();
        let items = mem::take(&mut self.items);
        let (rest, group) = items.split_at_mut(items.len() - len);
        self.items = rest;
        Some((key, group))
    }
}

impl<K, T> Iterator for IntoIter<K, T> {
    type Item = (K, Vec<T>);

    fn next(&mut self) -> Option<Self::Item> {
        let ((key, ()), place) = self.keys.next().zip(self.places.next())?;
        let len = self.ends.range(place).len();
        Some((key, self.items.by_ref().take(len).collect()))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl<K, T> DoubleEndedIterator for IntoIter<K, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let ((key, ()), place) = self.keys.next_back().zip(self.places.next_back())?;
        let len = self.ends.range(place).len();
        let mut items: Vec<T> = self.items.by_ref().rev().take(len).collect();
        items.reverse();
        Some((key, items))
    }
}

impl<K> ExactSizeIterator for Keys<'_, K> {}
impl<K, T> ExactSizeIterator for Iter<'_, K, T> {}
impl<K, T> ExactSizeIterator for IterMut<'_, K, T> {}
impl<K, T> ExactSizeIterator for IntoIter<K, T> {}

impl<K> FusedIterator for Keys<'_, K> {}
impl<K, T> FusedIterator for Iter<'_, K, T> {}
impl<K, T> FusedIterator for IterMut<'_, K, T> {}
impl<K, T> FusedIterator for IntoIter<K, T> {}

impl<K> Clone for Keys<'_, K> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K, T> Clone for Iter<'_, K, T> {
    fn clone(&self) -> Self {
        Self {
            keys: self.keys.clone(),
            places: self.places.clone(),
            ends: self.ends,
            items: self.items,
        }
    }
}

impl<K: fmt::Debug> fmt::Debug for Keys<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<K: fmt::Debug, T: fmt::Debug> fmt::Debug for Iter<'_, K, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<K: fmt::Debug, T: fmt::Debug> fmt::Debug for IterMut<'_, K, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (keys, items) = (&self.keys, &self.items);
        f.debug_struct("IterMut").field("keys", keys).field("items", items).finish()
    }
}

impl<K: fmt::Debug, T: fmt::Debug> fmt::Debug for IntoIter<K, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (keys, items) = (&self.keys, &self.items);
        f.debug_struct("IntoIter").field("keys", keys).field("items", items).finish()
    }
}
