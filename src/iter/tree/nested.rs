//! A tree for data that has no type yet.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;

use indexmap::{IndexMap, map};

use crate::error::bug;

use super::deep::Frames;
use super::frame::{Closed, insert_item, remove_item};
use super::{
    Children, ChildrenMut, Frame, Seg, SegBuf, Tree, TreeBuild, TreeMut, TreeOwned, clone_deep,
    drop_deep, eq_deep,
};

/// A tree of lists and maps with leaves of type `T`, for data that has no type yet.
///
/// Its `Clone` and `PartialEq` do not recurse; its `Drop` and `Debug` do, as any enum's: if it
/// may be deep, wrap it in a [`Deep`](super::Deep) or drop it with [`drop_deep`]. Maps compare
/// without regard to order.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::Nested;
///
/// let tree = Nested::List(vec![
///     Nested::Leaf(1),
///     Nested::List(vec![Nested::Leaf(2), Nested::List(vec![])]),
///     Nested::Map([("three".to_owned(), Nested::Leaf(3))].into()),
/// ]);
/// assert!(tree.into_leaves().eq([1, 2, 3]));
/// ```
#[derive(Debug)]
pub enum Nested<T> {
    /// A value.
    Leaf(T),
    /// Children under indices.
    List(Vec<Self>),
    /// Children under keys, in order of insertion.
    Map(IndexMap<String, Self>),
}

impl<T> Nested<T> {
    /// Creates an iterator over the values, in order: flattens the tree.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::Nested;
    ///
    /// let deep = Nested::List(vec![Nested::List(vec![Nested::Leaf('a')]), Nested::Leaf('b')]);
    /// assert_eq!(deep.into_leaves().collect::<String>(), "ab");
    /// assert_eq!(Nested::<u8>::List(vec![]).into_leaves().next(), None);
    /// ```
    #[doc(alias = "flatten")]
    #[doc(alias = "flatten_iter")]
    pub fn into_leaves(self) -> IntoLeaves<T> {
        let mut frames = Frames::new();
        let leaf = frames.open(self).err();
        IntoLeaves { leaf, frames }
    }
}

/// The values of a [`Nested`], from [`Nested::into_leaves`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct IntoLeaves<T> {
    /// The root, when it is a leaf itself.
    leaf: Option<Nested<T>>,
    frames: Frames<Nested<T>>,
}

impl<T> Iterator for IntoLeaves<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if let Some(Nested::Leaf(value)) = self.leaf.take() {
            return Some(value);
        }
        while !self.frames.is_empty() {
            match self.frames.take_node() {
                Some(Nested::Leaf(value)) => return Some(value),
                Some(child) => {
                    if self.frames.open(child).is_err() {
                        bug!("a node that is no leaf opens");
                    }
                }
                None => drop(self.frames.close()),
            }
        }
        None
    }
}

impl<T> FusedIterator for IntoLeaves<T> {}

impl<T> fmt::Debug for IntoLeaves<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntoLeaves").finish_non_exhaustive()
    }
}

impl<T: Clone> Clone for Nested<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Leaf(value) => Self::Leaf(value.clone()),
            container => clone_deep(container),
        }
    }
}

impl<T: PartialEq> PartialEq for Nested<T> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Leaf(a), Self::Leaf(b)) => a == b,
            (Self::Leaf(_), _) | (_, Self::Leaf(_)) => false,
            (a, b) => eq_deep(a, b),
        }
    }
}

impl<T: Eq> Eq for Nested<T> {}

impl<T> Tree for Nested<T> {
    type Children<'a>
        = Children<'a, Self, map::Iter<'a, String, Self>>
    where
        T: 'a;

    #[inline]
    fn children(&self) -> Option<Self::Children<'_>> {
        match self {
            Self::Leaf(_) => None,
            Self::List(items) => Some(Children::list(items)),
            Self::Map(entries) => Some(Children::map(entries.iter())),
        }
    }

    fn child(&self, seg: Seg<'_>) -> Option<&Self> {
        match (self, seg) {
            (Self::List(items), seg) => items.get(seg.as_index()?),
            (Self::Map(entries), Seg::Key(key)) => entries.get(key),
            _ => None,
        }
    }
}

impl<T> TreeMut for Nested<T> {
    type ChildrenMut<'a>
        = ChildrenMut<'a, Self, map::IterMut<'a, String, Self>>
    where
        T: 'a;

    #[inline]
    fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
        match self {
            Self::Leaf(_) => None,
            Self::List(items) => Some(ChildrenMut::list(items)),
            Self::Map(entries) => Some(ChildrenMut::map(entries.iter_mut())),
        }
    }

    fn child_mut(&mut self, seg: Seg<'_>) -> Option<&mut Self> {
        match (self, seg) {
            (Self::List(items), seg) => items.get_mut(seg.as_index()?),
            (Self::Map(entries), Seg::Key(key)) => entries.get_mut(key),
            _ => None,
        }
    }

    #[inline]
    fn retain_children(&mut self, mut keep: impl FnMut(Seg<'_>, &mut Self) -> bool) {
        let mut kept = |seg: Seg<'_>, child: &mut Self| {
            let kept = keep(seg, child);
            if !kept && !matches!(child, Self::Leaf(_)) {
                drop_deep(core::mem::replace(child, Self::List(Vec::new())));
            }
            kept
        };
        match self {
            Self::Leaf(_) => {}
            Self::List(items) => {
                let mut indices = 0..;
                items.retain_mut(|child| kept(Seg::Index(indices.next().unwrap_or(0)), child));
            }
            Self::Map(entries) => entries.retain(|key, child| kept(Seg::Key(key), child)),
        }
    }

    fn insert_child(&mut self, seg: Seg<'_>, value: Self) -> Result<Option<Self>, Self> {
        match (self, seg) {
            (Self::List(items), seg) => insert_item(items, seg, value),
            (Self::Map(entries), Seg::Key(key)) => Ok(entries.insert(key.into(), value)),
            _ => Err(value),
        }
    }

    fn remove_child(&mut self, seg: Seg<'_>) -> Option<Self> {
        match (self, seg) {
            (Self::List(items), seg) => remove_item(items, seg),
            (Self::Map(entries), Seg::Key(key)) => entries.shift_remove(key),
            _ => None,
        }
    }
}

impl<T> TreeOwned for Nested<T> {
    type Frame = Frame<Self, map::IntoIter<String, Self>>;

    #[inline]
    fn open(self) -> Result<Self::Frame, Self> {
        match self {
            Self::List(items) => Ok(Frame::list(items)),
            Self::Map(entries) => Ok(Frame::map(entries.into_iter())),
            leaf @ Self::Leaf(_) => Err(leaf),
        }
    }

    #[inline]
    fn take(frame: &mut Self::Frame) -> Option<(SegBuf, Self)> {
        frame.take(|| Self::List(Vec::new()))
    }

    #[inline]
    fn put(frame: &mut Self::Frame, seg: SegBuf, child: Self) {
        frame.put(seg, child);
    }

    fn close(frame: Self::Frame) -> Self {
        match frame.close() {
            Closed::List(items) => Self::List(items),
            Closed::Map(entries) => Self::Map(entries.into_iter().collect()),
        }
    }

    fn shell(&self) -> Option<Self::Frame> {
        match self {
            Self::Leaf(_) => None,
            Self::List(items) => Some(Frame::list(Vec::with_capacity(items.len()))),
            Self::Map(entries) => {
                Some(Frame::empty_map(IndexMap::new().into_iter(), entries.len()))
            }
        }
    }

    fn same_shell(&self, other: &Self) -> bool {
        // Containers have no data of their own; leaves are compared by `==`, not by this.
        matches!((self, other), (Self::List(_), Self::List(_)) | (Self::Map(_), Self::Map(_)))
    }
}

impl<T> TreeBuild for Nested<T> {
    fn new_list() -> Self {
        Self::List(Vec::new())
    }

    fn new_map() -> Self {
        Self::Map(IndexMap::new())
    }

    fn is_map(&self) -> bool {
        matches!(self, Self::Map(_))
    }
}
