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

/// A map with `String` keys, whose values an opened frame takes while the keys stay.
#[cfg(any(feature = "std", feature = "serde_json"))]
pub trait Entries<T> {
    /// Calls `visit` on each entry, in order.
    fn for_each_mut(&mut self, visit: impl FnMut(&str, &mut T));

    /// Removes the entries for which `keep` returns false, in order.
    fn retain_values(&mut self, keep: impl FnMut(&mut T) -> bool);
}

/// An opened list or map; `M` is the map.
#[cfg(any(feature = "std", feature = "serde_json"))]
pub struct Frame<T, M>(Kind<T, M>);

#[cfg(any(feature = "std", feature = "serde_json"))]
enum Kind<T, M> {
    /// The list itself: `items[..written]` are finished children, `items[read..]` original ones,
    /// and what lies between are holes. `written <= read <= items.len()`.
    List { items: Vec<T>, read: usize, written: usize },
    /// A map whose children keep their keys, or lose them, so far.
    Map(Opened<T, M>),
    /// A map that is created from its entries: the original children left, and the finished ones.
    Entries { left: Option<Opened<T, M>>, finished: Vec<(String, T)> },
}

/// A map with holes for values.
///
/// Keys stay where they are, which costs less than taking the map apart and building it again.
/// Their texts are copied for the segments, each into the string of the one before.
#[cfg(any(feature = "std", feature = "serde_json"))]
struct Opened<T, M> {
    map: M,
    /// The values, in order: from `taken` on original ones, before it finished ones or none. Beside
    /// each the end of its key in `keys`.
    values: Vec<(usize, Option<T>)>,
    /// The keys, one after the other, once a segment was asked for (`named`).
    keys: String,
    named: bool,
    taken: usize,
    /// The string of a segment that was put back.
    spare: String,
}

/// What a frame held when it was closed.
#[cfg(any(feature = "std", feature = "serde_json"))]
pub(super) enum Closed<T, M> {
    List(Vec<T>),
    Map(M),
    Entries(Vec<(String, T)>),
}

#[cfg(any(feature = "std", feature = "serde_json"))]
impl<T, M: Entries<T>> Opened<T, M> {
    fn next_value(&mut self) -> Option<T> {
        let (_, value) = self.values.get_mut(self.taken)?;
        self.taken += 1;
        value.take()
    }

    fn next(&mut self) -> Option<(SegBuf, T)> {
        if !self.named {
            self.named = true;
            let Self { map, values, keys, .. } = self;
            let mut ends = values.iter_mut().map(|(end, _)| end);
            map.for_each_mut(|key, _| {
                keys.push_str(key);
                if let Some(end) = ends.next() {
                    *end = keys.len();
                }
            });
        }
        let value = self.next_value()?;
        let mut key = core::mem::take(&mut self.spare);
        key.clear();
        key.push_str(self.key(self.taken - 1));
        Some((SegBuf::Key(key), value))
    }

    fn key(&self, i: usize) -> &str {
        let start = i.checked_sub(1).map_or(0, |before| self.values[before].0);
        &self.keys[start..self.values[i].0]
    }

    /// Puts a child back to where it was taken from.
    ///
    /// # Errors
    ///
    /// Returns it if it is not the child that was taken last, or has got another key.
    #[inline]
    fn put_back(&mut self, seg: SegBuf, child: T) -> Result<(), (SegBuf, T)> {
        let (Some(last), SegBuf::Key(key)) = (self.taken.checked_sub(1), &seg) else {
            return Err((seg, child));
        };
        if !self.named || self.values[last].1.is_some() || self.key(last) != key {
            return Err((seg, child));
        }
        self.values[last].1 = Some(child);
        if let SegBuf::Key(key) = seg {
            self.spare = key;
        }
        Ok(())
    }

    /// The entries that are finished, with their keys.
    fn finished(&mut self) -> Vec<(String, T)> {
        let mut finished = Vec::with_capacity(self.values.len());
        for i in 0..self.taken {
            if let Some(child) = self.values[i].1.take() {
                finished.push((self.key(i).into(), child));
            }
        }
        finished
    }

    fn close(self) -> M {
        let Self { mut map, values, taken, .. } = self;
        let mut finished = values.into_iter().take(taken).map(|(_, value)| value);
        map.retain_values(|hole| match finished.next() {
            Some(Some(value)) => {
                *hole = value;
                true
            }
            _ => false,
        });
        map
    }
}

#[cfg(any(feature = "std", feature = "serde_json"))]
impl<T, M: Entries<T>> Frame<T, M> {
    pub(super) fn list(items: Vec<T>) -> Self {
        Self(Kind::List { items, read: 0, written: 0 })
    }

    /// Opens a map of so many entries; `hole` makes what stands in the place of a value for now.
    pub(super) fn map(mut map: M, len: usize, mut hole: impl FnMut() -> T) -> Self {
        let mut values = Vec::with_capacity(len);
        map.for_each_mut(|_, value| values.push((0, Some(core::mem::replace(value, hole())))));
        let (keys, spare) = (String::new(), String::new());
        Self(Kind::Map(Opened { map, values, keys, named: false, taken: 0, spare }))
    }

    /// An empty map, with room for so many finished entries.
    pub(super) fn empty_map(room: usize) -> Self {
        Self(Kind::Entries { left: None, finished: Vec::with_capacity(room) })
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
            Kind::Map(opened) => opened.next(),
            Kind::Entries { left, .. } => left.as_mut()?.next(),
        }
    }

    /// Takes the next original child without its segment.
    #[inline]
    pub(super) fn take_value(&mut self, hole: impl FnOnce() -> T) -> Option<T> {
        match &mut self.0 {
            Kind::List { .. } => self.take(hole).map(|(_, child)| child),
            Kind::Map(opened) => opened.next_value(),
            Kind::Entries { left, .. } => left.as_mut()?.next_value(),
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
            Kind::Map(opened) => {
                if let Err((seg, child)) = opened.put_back(seg, child) {
                    self.put_elsewhere(seg, child);
                }
            }
            Kind::Entries { finished, .. } => finished.push((seg.into_key(), child)),
        }
    }

    /// From now on the map is one of entries.
    #[cold]
    fn put_elsewhere(&mut self, seg: SegBuf, child: T) {
        let empty = Self(Kind::Entries { left: None, finished: Vec::new() });
        self.0 = match core::mem::replace(self, empty).0 {
            Kind::Map(mut opened) => {
                let mut finished = opened.finished();
                finished.push((seg.into_key(), child));
                Kind::Entries { left: Some(opened), finished }
            }
            other => other,
        };
    }

    pub(super) fn close(self) -> Closed<T, M> {
        match self.0 {
            Kind::List { mut items, written, .. } => {
                items.truncate(written);
                Closed::List(items)
            }
            Kind::Map(opened) => Closed::Map(opened.close()),
            Kind::Entries { finished, .. } => Closed::Entries(finished),
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
