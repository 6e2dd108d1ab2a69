//! Dropping, cloning and comparing without recursion.

use alloc::vec::Vec;
use core::fmt;
use core::ops::{Deref, DerefMut};

use crate::error::bug;

use super::guard::{Rounds, most_children};
use super::{SegBuf, Tree, TreeOwned};

/// A stack of open containers, dropped without recursion.
pub(super) struct Frames<T: TreeOwned>(Vec<Open<T>>);

/// An open container.
struct Open<T: TreeOwned> {
    frame: T::Frame,
    /// How many original children may still be taken: an implementation whose children never end
    /// must not cause an endless loop.
    left: usize,
    /// Whether a child was inserted into it, so that closing it creates something to drop.
    filled: bool,
}

impl<T: TreeOwned> Open<T> {
    #[inline]
    fn take(&mut self) -> Option<(SegBuf, T)> {
        self.left = self.left.checked_sub(1)?;
        T::take(&mut self.frame)
    }

    #[inline]
    fn take_node(&mut self) -> Option<T> {
        self.left = self.left.checked_sub(1)?;
        T::take_node(&mut self.frame)
    }
}

impl<T: TreeOwned> Frames<T> {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Pushes the frame of a container from which at most `left` children may be taken.
    #[inline]
    pub(super) fn push(&mut self, frame: T::Frame, left: usize) {
        self.0.push(Open { frame, left, filled: false });
    }

    /// Opens a node and pushes its frame.
    ///
    /// # Errors
    ///
    /// Returns a leaf unchanged.
    #[inline]
    pub(super) fn open(&mut self, node: T) -> Result<(), T> {
        let Some(children) = node.children() else { return Err(node) };
        let left = most_children::<T>(children);
        node.open().map(|frame| self.push(frame, left))
    }

    /// Removes and returns the next original child of the innermost container.
    #[inline]
    pub(super) fn take(&mut self) -> Option<(SegBuf, T)> {
        self.0.last_mut()?.take()
    }

    /// Does what [`take`](Self::take) does, without the segment.
    #[cfg(feature = "std")]
    #[inline]
    pub(super) fn take_node(&mut self) -> Option<T> {
        self.0.last_mut()?.take_node()
    }

    /// Puts a finished child into the innermost container.
    pub(super) fn put(&mut self, seg: SegBuf, child: T) {
        if let Some(open) = self.0.last_mut() {
            open.filled = true;
            T::put(&mut open.frame, seg, child);
        }
    }

    /// Closes the innermost container.
    pub(super) fn close(&mut self) -> Option<T> {
        self.0.pop().map(|open| T::close(open.frame))
    }

    /// Drops everything, leaf by leaf.
    fn drain(&mut self) {
        while let Some(open) = self.0.last_mut() {
            match open.take_node() {
                Some(child) if is_flat(&child) => drop(child),
                Some(child) => drop(self.open(child)),
                None => {
                    let filled = open.filled;
                    // Without children, or opened again to lose them.
                    if let Some(node) = self.close().filter(|_| filled) {
                        drop(self.open(node));
                    }
                }
            }
        }
    }
}

impl<T: TreeOwned> Drop for Frames<T> {
    fn drop(&mut self) {
        if !self.0.is_empty() {
            // When a leaf's own drop panics, the rest is dropped by this guard.
            let mut rest = Self(core::mem::take(&mut self.0));
            rest.drain();
        }
    }
}

/// Drops a tree of any depth without recursion.
///
/// Computes in **O(nodes)** time, with memory for the depth.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, drop_deep};
///
/// let mut chain = Nested::Leaf(());
/// for _ in 0..100_000 {
///     chain = Nested::List(vec![chain]);
/// }
/// drop_deep(chain); // going out of scope, it could overflow the stack
/// ```
pub fn drop_deep<T: TreeOwned>(tree: T) {
    let mut frames = Frames::new();
    drop(frames.open(tree));
}

/// Clones a tree of any depth without recursion.
///
/// Leaves are cloned by their own `Clone`, as are containers that hold nothing but leaves, and
/// containers without a [shell](TreeOwned::shell).
///
/// Computes in **O(nodes)** time, with memory for the depth.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, clone_deep};
///
/// let tree = Nested::List(vec![Nested::Leaf(1)]);
/// assert_eq!(clone_deep(&tree), tree);
/// ```
#[must_use]
pub fn clone_deep<T: TreeOwned + Clone>(tree: &T) -> T {
    let (Some(shell), Some(children)) = (tree.shell(), tree.children()) else {
        return tree.clone();
    };
    let mut built = Frames::new();
    built.push(shell, usize::MAX);
    // The children left of each container, and the segment of the container under its parent.
    let mut open = alloc::vec![(children, None)];
    let mut rounds = Rounds::new();
    loop {
        let next = open.last_mut().and_then(|(children, _)| children.next());
        match next.filter(|(_, child)| !rounds.is_endless(*child)) {
            Some((seg, child)) if is_flat(child) => built.put(seg.into(), child.clone()),
            Some((seg, child)) => match (child.shell(), child.children()) {
                (Some(shell), Some(children)) => {
                    built.push(shell, usize::MAX);
                    open.push((children, Some(seg)));
                }
                _ => built.put(seg.into(), child.clone()),
            },
            None => match (built.close(), open.pop()) {
                (Some(node), Some((_, Some(seg)))) => built.put(seg.into(), node),
                (Some(root), _) => return root,
                (None, _) => {
                    bug!("a frame for each open container");
                    return tree.clone();
                }
            },
        }
    }
}

/// Whether the node is a leaf or holds nothing but leaves, so that its own `Clone` and `Drop` do not
/// recurse.
#[inline]
fn is_flat<T: Tree>(node: &T) -> bool {
    let Some(mut children) = node.children() else { return true };
    let mut rounds = Rounds::new();
    children.all(|(_, child)| child.children().is_none() && !rounds.is_endless(child))
}

/// Compares two trees of any depth without recursion.
///
/// Containers are equal when they are of one kind, have as many children, and the children under
/// the same segments are equal; leaves by their own `==`.
///
/// Computes in **O(nodes)** time if the children of both are in the same order, else with a lookup
/// of each; memory for the depth.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, eq_deep};
///
/// let list = |n| Nested::List(vec![Nested::Leaf(n)]);
/// assert!(eq_deep(&list(1), &list(1)));
/// assert!(!eq_deep(&list(1), &list(2)));
/// ```
#[must_use]
pub fn eq_deep<T: TreeOwned + PartialEq>(a: &T, b: &T) -> bool {
    let mut open = Vec::new();
    let mut pair = Some((a, b));
    let mut rounds = Rounds::new();
    loop {
        if let Some((a, b)) = pair.take() {
            match (a.children(), b.children()) {
                (Some(of_a), Some(of_b)) if a.same_shell(b) => open.push((of_a, of_b, b)),
                (None, None) if a == b => {}
                _ => return false,
            }
            if rounds.is_endless(a) {
                return false;
            }
        }
        let Some((of_a, of_b, parent)) = open.last_mut() else { return true };
        pair = match (of_a.next(), of_b.next()) {
            (None, None) => {
                open.pop();
                None
            }
            (Some((seg, a)), Some((other, b))) => {
                // Maps may hold the same keys in another order.
                let b = if seg == other { Some(b) } else { parent.child(seg) };
                let Some(b) = b else { return false };
                Some((a, b))
            }
            _ => return false,
        };
    }
}

/// A tree whose `Drop`, `Clone` and `PartialEq` do not recurse, whatever its depth.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Deep, Nested};
///
/// let mut chain = Deep::new(Nested::Leaf('x'));
/// for _ in 0..100_000 {
///     chain = Deep::new(Nested::List(vec![chain.into_inner()]));
/// }
/// let copy = chain.clone();
/// assert!(copy == chain);
/// ```
pub struct Deep<T: TreeOwned>(
    /// Empty only while it is dropped or taken apart.
    Option<T>,
);

impl<T: TreeOwned> Deep<T> {
    /// Creates a wrapper around a tree.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Deep, Nested};
    ///
    /// assert_eq!(*Deep::new(Nested::Leaf(1)), Nested::Leaf(1));
    /// ```
    #[must_use]
    pub const fn new(tree: T) -> Self {
        Self(Some(tree))
    }

    /// Returns the tree; from then on it is dropped as its type does.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Deep, Nested};
    ///
    /// assert_eq!(Deep::new(Nested::Leaf(1)).into_inner(), Nested::Leaf(1));
    /// ```
    #[must_use]
    pub fn into_inner(mut self) -> T {
        match self.0.take() {
            Some(tree) => tree,
            None => unreachable!("the tree is there until this call"),
        }
    }
}

impl<T: TreeOwned> Deref for Deep<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(tree) => tree,
            None => unreachable!("the tree is there until it is dropped"),
        }
    }
}

impl<T: TreeOwned> DerefMut for Deep<T> {
    fn deref_mut(&mut self) -> &mut T {
        match &mut self.0 {
            Some(tree) => tree,
            None => unreachable!("the tree is there until it is dropped"),
        }
    }
}

impl<T: TreeOwned> Drop for Deep<T> {
    fn drop(&mut self) {
        if let Some(tree) = self.0.take() {
            drop_deep(tree);
        }
    }
}

impl<T: TreeOwned + Clone> Clone for Deep<T> {
    fn clone(&self) -> Self {
        Self::new(clone_deep(self))
    }
}

impl<T: TreeOwned + PartialEq> PartialEq for Deep<T> {
    fn eq(&self, other: &Self) -> bool {
        eq_deep::<T>(self, other)
    }
}

// The tree is not shown: printing it may recurse as deep as it is.
impl<T: TreeOwned> fmt::Debug for Deep<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deep").finish_non_exhaustive()
    }
}

impl<T: TreeOwned> From<T> for Deep<T> {
    fn from(tree: T) -> Self {
        Self::new(tree)
    }
}
