//! What a type must do to be walked, changed, and taken apart.

use super::{Seg, SegBuf};

/// A value that may hold others of its own type.
///
/// A node is a *leaf* or a *container* of children, each under a segment. [`children`] alone makes
/// a type walkable; a container whose children can be found faster than by looking at each should
/// implement [`child`], too.
///
/// [`children`]: Tree::children
/// [`child`]: Tree::child
///
/// # Examples
///
/// See the [module's documentation](super) for an implementation.
pub trait Tree: Sized {
    /// The iterator over the children of a container, in their order.
    type Children<'a>: Iterator<Item = (Seg<'a>, &'a Self)>
    where
        Self: 'a;

    /// Returns the children with their segments; `None` for a leaf.
    fn children(&self) -> Option<Self::Children<'_>>;

    /// Returns the child under a segment.
    ///
    /// A key that is a canonical decimal number finds the child with that index (see
    /// [`Seg::as_index`]); an index does not find a key.
    ///
    /// Computes in **O(n)** time for n children unless the type does better.
    fn child(&self, seg: Seg<'_>) -> Option<&Self> {
        self.children()?.find(|(own, _)| own.is_found_by(seg)).map(|(_, child)| child)
    }
}

/// A [`Tree`] that can be changed in place.
pub trait TreeMut: Tree {
    /// The iterator over the children of a container, in their order.
    type ChildrenMut<'a>: Iterator<Item = (Seg<'a>, &'a mut Self)>
    where
        Self: 'a;

    /// Returns the children with their segments; `None` for a leaf.
    fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>>;

    /// Returns the child under a segment, found as by [`Tree::child`].
    fn child_mut(&mut self, seg: Seg<'_>) -> Option<&mut Self>;

    /// Asks `keep` once for each child, in order, and removes those for which it returns false.
    ///
    /// The segments are those before anything was removed. A leaf does nothing. Where trees may be
    /// deep, a removed child should be dropped by [`drop_deep`](super::drop_deep).
    fn retain_children(&mut self, keep: impl FnMut(Seg<'_>, &mut Self) -> bool);

    /// Puts a child under a segment and returns the one that was there.
    ///
    /// A list takes an index up to its length, which appends.
    ///
    /// # Errors
    ///
    /// Gives the value back when there is no room for such a segment.
    fn insert_child(&mut self, seg: Seg<'_>, value: Self) -> Result<Option<Self>, Self>;

    /// Removes and returns the child under a segment; the others keep their order.
    fn remove_child(&mut self, seg: Seg<'_>) -> Option<Self>;
}

/// A [`Tree`] that can be taken apart and put together, one child at a time.
///
/// An opened container is a *frame*: its original children are taken from it one after the other,
/// finished ones put into it, and closing it makes a container of what was put. Of a frame that is
/// closed, all original children were taken before.
pub trait TreeOwned: Tree {
    /// An opened container.
    type Frame;

    /// Opens a container.
    ///
    /// # Errors
    ///
    /// Gives a leaf back.
    fn open(self) -> Result<Self::Frame, Self>;

    /// Takes the next original child.
    fn take(frame: &mut Self::Frame) -> Option<(SegBuf, Self)>;

    /// Puts a finished child. A list appends it, whatever the segment; a map uses the decimal text
    /// of an index, and the last child put under a key wins.
    fn put(frame: &mut Self::Frame, seg: SegBuf, child: Self);

    /// Makes a container of the children that were put.
    fn close(frame: Self::Frame) -> Self;

    /// Returns an empty frame for a container of the same kind; `None` for a leaf.
    fn shell(&self) -> Option<Self::Frame>;

    /// Returns whether two nodes are of the same kind and equal but for their children, which are
    /// not looked at.
    fn same_shell(&self, other: &Self) -> bool;
}
