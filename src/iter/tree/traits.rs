//! What a type implements to be walked, changed, rebuilt, and created from nothing.
//!
//! Each trait has as few required methods as its job allows; what follows from them is a default.
//! The defaults believe nothing that they can check: an implementation that contradicts itself
//! gets an error, or the wrong tree that it asked for, never a panic of this crate. What no default
//! can supply is checked by [`assert_laws`](super::assert_laws).

use alloc::vec::Vec;

use super::guard::{Rounds, count};
use super::{Parts, Seg, SegBuf};

/// A value that can contain other values of the same type.
///
/// A node is a *leaf* or a *container* of children, each under a segment. [`children`] alone makes
/// a type walkable; a container that finds a child faster than by looking at each should also
/// implement [`child`].
///
/// # Laws
///
/// The same node always has the same children, in one order; no two children of a node have the
/// same segment; lists count their indices from 0. [`assert_laws`](super::assert_laws) checks
/// them. A type that breaks them gets errors or wrong results, but no panic from this crate, and
/// functions that must see all children stop when the same node returns too often.
///
/// [`children`]: Tree::children
/// [`child`]: Tree::child
///
/// # Examples
///
/// See the [module's documentation](super#custom-types) for an implementation.
pub trait Tree: Sized {
    /// The iterator over the children of a container, in their order.
    ///
    /// [`Children`](super::Children) serves types that keep them in a slice or a map.
    type Children<'a>: Iterator<Item = (Seg<'a>, &'a Self)>
    where
        Self: 'a;

    /// Returns the children with their segments, or `None` for a leaf.
    fn children(&self) -> Option<Self::Children<'_>>;

    /// Returns the child under a segment.
    ///
    /// A key that is a canonical decimal number finds the child with that index (see
    /// [`Seg::as_index`]); an index does not find a key.
    ///
    /// Computes in **O(n)** time for n children unless the type does better.
    fn child(&self, seg: Seg<'_>) -> Option<&Self> {
        let mut rounds = Rounds::new();
        for (own, child) in self.children()? {
            if own.is_found_by(seg) {
                return Some(child);
            }
            if rounds.is_endless(child) {
                break;
            }
        }
        None
    }
}

/// A [`Tree`] that can be changed in place.
///
/// Only [`children_mut`](Self::children_mut) is required. Together with the pair
/// [`take_children`](Self::take_children) and [`with_children`](Self::with_children) the other
/// methods follow: each then takes **O(n)** time for n children, so that a type with faster ways
/// should override them. Without the pair a child can be replaced, but none inserted or removed.
pub trait TreeMut: Tree {
    /// The iterator over the children of a container, in their order.
    ///
    /// [`ChildrenMut`](super::ChildrenMut) serves types that keep them in a slice or a map.
    type ChildrenMut<'a>: Iterator<Item = (Seg<'a>, &'a mut Self)>
    where
        Self: 'a;

    /// Returns the children with their segments, or `None` for a leaf.
    fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>>;

    /// Removes and returns all children of a container, in order; returns `None` for a leaf.
    ///
    /// The first half of the pair. The default returns `None`.
    fn take_children(&mut self) -> Option<Vec<(SegBuf, Self)>> {
        None
    }

    /// Creates a container like this one, with its own data but other children.
    ///
    /// The second half of the pair; the children of `self` are not looked at, and may be taken
    /// already. A list takes the children in their order, whatever their segments; of two children
    /// under the same key the last wins.
    ///
    /// # Errors
    ///
    /// Returns the children if `self` is a leaf. The default always does.
    fn with_children(&self, children: Vec<(SegBuf, Self)>) -> Result<Self, Vec<(SegBuf, Self)>> {
        Err(children)
    }

    /// Returns a mutable reference to the child under a segment, found as by [`Tree::child`].
    fn child_mut(&mut self, seg: Seg<'_>) -> Option<&mut Self> {
        self.children_mut()?.find(|(own, _)| own.is_found_by(seg)).map(|(_, child)| child)
    }

    /// Calls `keep` once for each child, in order, and removes those for which it returns false.
    ///
    /// The segments are those before anything was removed. A leaf does nothing. Where trees may be
    /// deep, a removed child should be dropped by [`drop_deep`](super::drop_deep), which the
    /// default does by taking it apart.
    fn retain_children(&mut self, mut keep: impl FnMut(Seg<'_>, &mut Self) -> bool) {
        let mut kept = Vec::new();
        let Some(children) = self.children_mut() else { return };
        for (seg, child) in children {
            kept.push(keep(seg, child));
        }
        if kept.iter().all(|kept| *kept) || self.with_children(Vec::new()).is_err() {
            return;
        }
        let Some(mut children) = self.take_children() else { return };
        let mut removed = Vec::new();
        let mut answers = kept.into_iter();
        // More children than there were a moment ago: they were not asked for, and stay.
        let mut stay = Vec::with_capacity(children.len());
        for (seg, child) in children.drain(..) {
            if answers.next().unwrap_or(true) {
                stay.push((seg, child));
            } else {
                removed.push(child);
            }
        }
        if let Ok(rebuilt) = self.with_children(stay) {
            *self = rebuilt;
        }
        while let Some(mut node) = removed.pop() {
            removed.extend(node.take_children().into_iter().flatten().map(|(_, child)| child));
        }
    }

    /// Inserts a child under a segment and returns the one that was there.
    ///
    /// A list takes an index up to its length, which appends.
    ///
    /// # Errors
    ///
    /// Returns the value if the container cannot hold such a segment.
    fn insert_child(&mut self, seg: Seg<'_>, value: Self) -> Result<Option<Self>, Self> {
        if let Some(child) = self.child_mut(seg) {
            return Ok(Some(core::mem::replace(child, value)));
        }
        let Some(children) = self.children() else { return Err(value) };
        let count = count::<Self>(children);
        // An empty container does not show whether it is a list or a map: it is tried.
        let fits = match (self.children().and_then(|mut children| children.next()), seg) {
            (None, Seg::Index(index)) => index == 0,
            (Some((Seg::Index(_), _)), seg) => seg.as_index() == Some(count),
            (None | Some((Seg::Key(_), _)), Seg::Key(_)) => true,
            (Some((Seg::Key(_), _)), Seg::Index(_)) => false,
        };
        if !fits || self.with_children(Vec::new()).is_err() {
            return Err(value);
        }
        let Some(mut children) = self.take_children() else { return Err(value) };
        children.push((seg.into(), value));
        let mut children = match self.with_children(children) {
            Ok(rebuilt) => {
                *self = rebuilt;
                if self.child(seg).is_some() {
                    return Ok(None);
                }
                // An empty list took a key, which it keeps under an index: it goes out again.
                self.take_children().unwrap_or_default()
            }
            Err(children) => children,
        };
        let value = children.pop();
        if let Ok(rebuilt) = self.with_children(children) {
            *self = rebuilt;
        }
        match value {
            Some((_, value)) => Err(value),
            None => Ok(None),
        }
    }

    /// Removes and returns the child under a segment; the others keep their order.
    fn remove_child(&mut self, seg: Seg<'_>) -> Option<Self> {
        self.child(seg)?;
        if self.with_children(Vec::new()).is_err() {
            return None;
        }
        let mut children = self.take_children()?;
        let place = children.iter().position(|(own, _)| own.as_seg().is_found_by(seg));
        let removed = place.map(|place| children.remove(place).1);
        if let Ok(rebuilt) = self.with_children(children) {
            *self = rebuilt;
        }
        removed
    }
}

/// A [`Tree`] that can be taken apart and rebuilt, one child at a time.
///
/// An opened container is a *frame*: its original children are taken from it one after the other,
/// finished ones are inserted into it, and closing it creates a container of the inserted children.
/// All original children of a frame are taken before it is closed.
///
/// A type that has the pair [`TreeMut::take_children`] and [`TreeMut::with_children`] gets all of
/// this from one line, `impl Rebuild for MyType {}`; see [`Rebuild`].
pub trait TreeOwned: Tree {
    /// An opened container.
    type Frame;

    /// Opens a container.
    ///
    /// # Errors
    ///
    /// Returns a leaf unchanged.
    fn open(self) -> Result<Self::Frame, Self>;

    /// Removes and returns the next original child.
    fn take(frame: &mut Self::Frame) -> Option<(SegBuf, Self)>;

    /// Removes and returns the next original child without its segment, as functions do that drop
    /// the rest; a type that creates its segments can omit that here.
    fn take_node(frame: &mut Self::Frame) -> Option<Self> {
        Self::take(frame).map(|(_, child)| child)
    }

    /// Inserts a finished child. A list appends it, whatever the segment; a map uses the decimal
    /// text of an index, and the last child inserted under a key wins.
    fn put(frame: &mut Self::Frame, seg: SegBuf, child: Self);

    /// Creates a container of the children that were inserted.
    fn close(frame: Self::Frame) -> Self;

    /// Returns an empty frame for a container of the same kind, or `None` for a leaf.
    ///
    /// The default returns `None`: [`clone_deep`](super::clone_deep) then uses the type's own
    /// `Clone`, which may recurse.
    fn shell(&self) -> Option<Self::Frame> {
        None
    }

    /// Returns whether two nodes are of the same kind and equal except for their children, which
    /// are not looked at.
    ///
    /// The default compares what closing two empty [shells](Self::shell) creates; without shells
    /// it compares by `==`.
    fn same_shell(&self, other: &Self) -> bool
    where
        Self: PartialEq,
    {
        match (self.shell(), other.shell()) {
            (Some(a), Some(b)) => Self::close(a) == Self::close(b),
            (None, None) => self == other,
            _ => false,
        }
    }
}

/// Implements [`TreeOwned`] for a type through its pair [`TreeMut::take_children`] and
/// [`TreeMut::with_children`].
///
/// There is nothing to write but `impl Rebuild for MyType {}`. A container whose `with_children`
/// refuses the empty list of children counts as a leaf. One that accepts it but refuses others, a
/// pair for instance, loses its children where an edit leaves it with a number that it refuses:
/// such a type should accept any, and be checked after the edit.
///
/// # Examples
///
/// See the [module's documentation](super#custom-types).
pub trait Rebuild: TreeMut {}

impl<T: Rebuild> TreeOwned for T {
    type Frame = Parts<T>;

    fn open(self) -> Result<Parts<T>, T> {
        Parts::open(self)
    }

    fn take(frame: &mut Parts<T>) -> Option<(SegBuf, T)> {
        frame.take()
    }

    fn put(frame: &mut Parts<T>, seg: SegBuf, child: T) {
        frame.put(seg, child);
    }

    fn close(frame: Parts<T>) -> T {
        frame.close()
    }

    fn shell(&self) -> Option<Parts<T>> {
        Parts::shell(self)
    }
}

/// A [`TreeMut`] whose containers can be created from nothing.
///
/// Required by functions that create missing parents or turn a leaf into a map:
/// [`set_path_with_parents`](super::set_path_with_parents), [`merge`](super::merge),
/// [`merge_patch`](super::merge_patch), [`unflatten`](super::unflatten).
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, TreeBuild};
///
/// assert!(Nested::<u8>::new_map().is_map());
/// assert!(!Nested::<u8>::new_list().is_map());
/// assert!(Nested::<u8>::null().is_none());
/// ```
pub trait TreeBuild: TreeMut {
    /// Creates an empty list. A type without lists returns an empty map.
    fn new_list() -> Self;

    /// Creates an empty map. A type without maps returns an empty list.
    fn new_map() -> Self;

    /// Returns whether this node is a map, empty or not.
    fn is_map(&self) -> bool;

    /// Returns the leaf that stands for "nothing", if the type has one, as JSON's `null`.
    #[must_use]
    fn null() -> Option<Self> {
        None
    }

    /// Returns whether this node is such a leaf.
    fn is_null(&self) -> bool {
        false
    }
}
