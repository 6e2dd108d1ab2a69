//! Lists and maps as most trees have them: a `Vec` of nodes, a map from strings to nodes. What
//! `serde_json::Value` and `Nested` share, and the iterators that other types may use.

use alloc::string::String;
#[cfg(any(feature = "std", feature = "serde_json"))]
use alloc::vec::Vec;
use core::fmt;
use core::iter::{Empty, Enumerate, FusedIterator};
use core::slice;

use super::Seg;
#[cfg(any(feature = "std", feature = "serde_json"))]
use super::SegBuf;

/// An iterator over the children of a list or a map, by reference: [`Tree::Children`] for types
/// that keep them in a slice or in a map with `String` keys.
///
/// `M` is the map's own iterator, as `btree_map::Iter<'a, String, T>`; a type without maps omits
/// it.
///
/// [`Tree::Children`]: super::Tree::Children
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Children<'a, T, M = Empty<(&'a String, &'a T)>>(Shared<'a, T, M>);

#[derive(Clone)]
enum Shared<'a, T, M> {
    List(Enumerate<slice::Iter<'a, T>>),
    Map(M),
}

impl<'a, T, M> Children<'a, T, M> {
    /// Creates the iterator over the items of a list.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Children, Seg};
    ///
    /// let mut children: Children<'_, char> = Children::list(&['a', 'b']);
    /// assert_eq!(children.nth(1), Some((Seg::Index(1), &'b')));
    /// ```
    #[inline]
    pub fn list(items: &'a [T]) -> Self {
        Self(Shared::List(items.iter().enumerate()))
    }

    /// Creates the iterator over the entries of a map.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Children, Seg};
    /// use std::collections::BTreeMap;
    ///
    /// let map = BTreeMap::from([("key".to_owned(), 'a')]);
    /// let mut children = Children::map(map.iter());
    /// assert_eq!(children.next(), Some((Seg::Key("key"), &'a')));
    /// ```
    #[inline]
    pub fn map(entries: M) -> Self {
        Self(Shared::Map(entries))
    }
}

impl<'a, T: 'a, M: Iterator<Item = (&'a String, &'a T)>> Iterator for Children<'a, T, M> {
    type Item = (Seg<'a>, &'a T);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Shared::List(items) => items.next().map(|(i, item)| (Seg::Index(i), item)),
            Shared::Map(entries) => entries.next().map(|(key, value)| (Seg::Key(key), value)),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            Shared::List(items) => items.size_hint(),
            Shared::Map(entries) => entries.size_hint(),
        }
    }
}

impl<'a, T: 'a, M: FusedIterator<Item = (&'a String, &'a T)>> FusedIterator for Children<'a, T, M> {}

/// An iterator over the children of a list or a map, by mutable reference:
/// [`TreeMut::ChildrenMut`] for types that keep them in a slice or in a map with `String` keys.
///
/// `M` is the map's own iterator, as `btree_map::IterMut<'a, String, T>`; a type without maps
/// leaves it out.
///
/// [`TreeMut::ChildrenMut`]: super::TreeMut::ChildrenMut
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChildrenMut<'a, T, M = Empty<(&'a String, &'a mut T)>>(Exclusive<'a, T, M>);

enum Exclusive<'a, T, M> {
    List(Enumerate<slice::IterMut<'a, T>>),
    Map(M),
}

impl<'a, T, M> ChildrenMut<'a, T, M> {
    /// Creates the iterator over the items of a list.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{ChildrenMut, Seg};
    ///
    /// let mut items = ['a', 'b'];
    /// let mut children: ChildrenMut<'_, char> = ChildrenMut::list(&mut items);
    /// assert_eq!(children.next(), Some((Seg::Index(0), &mut 'a')));
    /// ```
    #[inline]
    pub fn list(items: &'a mut [T]) -> Self {
        Self(Exclusive::List(items.iter_mut().enumerate()))
    }

    /// Creates the iterator over the entries of a map.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{ChildrenMut, Seg};
    /// use std::collections::BTreeMap;
    ///
    /// let mut map = BTreeMap::from([("key".to_owned(), 'a')]);
    /// let mut children = ChildrenMut::map(map.iter_mut());
    /// assert_eq!(children.next(), Some((Seg::Key("key"), &mut 'a')));
    /// ```
    #[inline]
    pub fn map(entries: M) -> Self {
        Self(Exclusive::Map(entries))
    }
}

impl<'a, T: 'a, M: Iterator<Item = (&'a String, &'a mut T)>> Iterator for ChildrenMut<'a, T, M> {
    type Item = (Seg<'a>, &'a mut T);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Exclusive::List(items) => items.next().map(|(i, item)| (Seg::Index(i), item)),
            Exclusive::Map(entries) => entries.next().map(|(key, value)| (Seg::Key(key), value)),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            Exclusive::List(items) => items.size_hint(),
            Exclusive::Map(entries) => entries.size_hint(),
        }
    }
}

/// Inserts an item into a list, or after its end; returns it where there is no such place.
#[cfg(any(feature = "std", feature = "serde_json"))]
pub(super) fn insert_item<T>(items: &mut Vec<T>, seg: Seg<'_>, value: T) -> Result<Option<T>, T> {
    match seg.as_index() {
        Some(index) if index < items.len() => {
            Ok(Some(core::mem::replace(&mut items[index], value)))
        }
        Some(index) if index == items.len() => {
            items.push(value);
            Ok(None)
        }
        _ => Err(value),
    }
}

/// Removes an item from a list.
#[cfg(any(feature = "std", feature = "serde_json"))]
pub(super) fn remove_item<T>(items: &mut Vec<T>, seg: Seg<'_>) -> Option<T> {
    let index = seg.as_index().filter(|index| *index < items.len())?;
    Some(items.remove(index))
}

/// An opened list or map; `M` is the map's own owning iterator.
#[cfg(any(feature = "std", feature = "serde_json"))]
pub struct Frame<T, M>(Kind<T, M>);

#[cfg(any(feature = "std", feature = "serde_json"))]
enum Kind<T, M> {
    /// The list itself: `items[..written]` are finished children, `items[read..]` original ones,
    /// and what lies between are holes. `written <= read <= items.len()`.
    List { items: Vec<T>, read: usize, written: usize },
    /// What is left of the map, and the finished entries.
    Map { rest: M, finished: Vec<(String, T)> },
}

/// What a frame held when it was closed.
#[cfg(any(feature = "std", feature = "serde_json"))]
pub(super) enum Closed<T> {
    List(Vec<T>),
    Map(Vec<(String, T)>),
}

#[cfg(any(feature = "std", feature = "serde_json"))]
impl<T, M: Iterator<Item = (String, T)>> Frame<T, M> {
    pub(super) fn list(items: Vec<T>) -> Self {
        Self(Kind::List { items, read: 0, written: 0 })
    }

    pub(super) fn map(entries: M) -> Self {
        let finished = Vec::with_capacity(entries.size_hint().0);
        Self(Kind::Map { rest: entries, finished })
    }

    /// An empty map, with room for so many finished entries.
    pub(super) fn empty_map(entries: M, room: usize) -> Self {
        Self(Kind::Map { rest: entries, finished: Vec::with_capacity(room) })
    }

    /// Takes the next original child; `hole` makes what stays in its place for now.
    #[inline]
    pub(super) fn take(&mut self, hole: impl FnOnce() -> T) -> Option<(SegBuf, T)> {
        match &mut self.0 {
            Kind::List { items, read, .. } => {
                let child = core::mem::replace(items.get_mut(*read)?, hole());
                *read += 1;
                Some((SegBuf::Index(*read - 1), child))
            }
            Kind::Map { rest, .. } => rest.next().map(|(key, child)| (SegBuf::Key(key), child)),
        }
    }

    #[inline]
    pub(super) fn put(&mut self, seg: SegBuf, child: T) {
        match &mut self.0 {
            Kind::List { items, read, written } => {
                if written < read {
                    items[*written] = child;
                } else {
                    // More were inserted than taken: at the end of an empty list, or before the
                    // rest.
                    if *written == items.len() {
                        items.push(child);
                    } else {
                        items.insert(*written, child);
                    }
                    *read += 1;
                }
                *written += 1;
            }
            Kind::Map { finished, .. } => finished.push((seg.into_key(), child)),
        }
    }

    pub(super) fn close(self) -> Closed<T> {
        match self.0 {
            Kind::List { mut items, written, .. } => {
                items.truncate(written);
                Closed::List(items)
            }
            Kind::Map { finished, .. } => Closed::Map(finished),
        }
    }
}

impl<T, M> fmt::Debug for Children<'_, T, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Children").finish_non_exhaustive()
    }
}

impl<T, M> fmt::Debug for ChildrenMut<'_, T, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChildrenMut").finish_non_exhaustive()
    }
}

#[cfg(any(feature = "std", feature = "serde_json"))]
impl<T, M> fmt::Debug for Frame<T, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame").finish_non_exhaustive()
    }
}
