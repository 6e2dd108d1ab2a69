//! Building another tree from one: children before their parents.
//!
//! The open containers form a stack of frames; children are taken from the innermost, finished ones
//! inserted into it again. The stack is a guard: when a closure panics or stops the work, what is
//! left of the old tree and what there is of the new one are dropped without recursion.

use alloc::vec::Vec;
use core::convert::Infallible;

use super::deep::Frames;
use super::{Deep, SegBuf, TreeOwned};

/// What happens to a node: the result of the closures of [`remap`], [`remap_with`] and
/// [`try_remap_with`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Edit<T> {
    /// Keeps this node under the segment that it had.
    Keep(T),
    /// Removes the node; the nodes after it close the gap.
    ///
    /// The closure owns the node that it received and drops it, which recurses as deep as the node
    /// is: if that may be deep, call [`drop_deep`](super::drop_deep) on it first.
    Drop,
    /// Moves this node to another segment. In a map the last node inserted under a key wins; a list
    /// ignores the segment.
    Rename(SegBuf, T),
}

/// Rebuilds a tree: `visit` receives each node below the root, children before their parents, and
/// returns what happens to it.
///
/// The path ends with the node's own segment. A root that is a leaf is returned unchanged.
///
/// Computes in **O(nodes)** time, with memory for the depth and the containers on the way.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Edit, Nested, remap};
///
/// let tree = Nested::List(vec![Nested::Leaf(1), Nested::List(vec![]), Nested::Leaf(2)]);
/// let doubled = remap(tree, |_, node| match node {
///     Nested::Leaf(n) => Edit::Keep(Nested::Leaf(2 * n)),
///     Nested::List(items) if items.is_empty() => Edit::Drop,
///     other => Edit::Keep(other),
/// });
/// assert_eq!(doubled, Nested::List(vec![Nested::Leaf(2), Nested::Leaf(4)]));
/// ```
pub fn remap<T: TreeOwned>(root: T, visit: impl FnMut(&[SegBuf], T) -> Edit<T>) -> T {
    remap_with(root, |_, _| true, visit)
}

/// Rebuilds a tree as [`remap`] does, but does not open the nodes that `enter` refuses.
///
/// `enter` is called on every node, parents first, the root with the empty path; where it returns
/// false, `visit` receives the node unopened. The root is not passed to `visit`: when it is not
/// entered it is returned unchanged.
///
/// Computes in **O(nodes)** time.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Edit, Nested, remap_with};
///
/// let inner = Nested::List(vec![Nested::Leaf(1)]);
/// let tree = Nested::List(vec![inner.clone(), Nested::Leaf(1)]);
/// let result = remap_with(
///     tree,
///     |path, _| path.is_empty(),
///     |_, node| if node == Nested::Leaf(1) { Edit::Drop } else { Edit::Keep(node) },
/// );
/// assert_eq!(result, Nested::List(vec![inner]));
/// ```
#[doc(alias = "default_enter")]
pub fn remap_with<T: TreeOwned>(
    root: T,
    enter: impl FnMut(&[SegBuf], &T) -> bool,
    mut visit: impl FnMut(&[SegBuf], T) -> Edit<T>,
) -> T {
    match try_remap_with(root, enter, |path, node| Ok::<_, Infallible>(visit(path, node))) {
        Ok(tree) => tree,
        Err(never) => match never {},
    }
}

/// Rebuilds a tree as [`remap_with`] does; `visit` may stop the work with an error.
///
/// Computes in **O(nodes)** time.
///
/// # Errors
///
/// Returns the error of `visit`; the tree is dropped, without recursion.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Edit, Nested, try_remap_with};
///
/// let parse = |texts: &[&'static str]| {
///     let tree = Nested::List(texts.iter().copied().map(Nested::Leaf).collect());
///     try_remap_with(tree, |_, _| true, |_, node| match node {
///         Nested::Leaf(text) if text.is_empty() => Err("empty text"),
///         other => Ok(Edit::Keep(other)),
///     })
/// };
/// assert!(parse(&["a", "b"]).is_ok());
/// assert_eq!(parse(&["a", ""]), Err("empty text"));
/// ```
pub fn try_remap_with<T: TreeOwned, E>(
    root: T,
    mut enter: impl FnMut(&[SegBuf], &T) -> bool,
    mut visit: impl FnMut(&[SegBuf], T) -> Result<Edit<T>, E>,
) -> Result<T, E> {
    let mut path: Vec<SegBuf> = Vec::new();
    let mut open = Frames::new();
    // While `enter` runs the node is ours to drop, which for a leaf needs no care.
    let mut opened = |open: &mut Frames<T>, path: &[SegBuf], node: T| {
        if node.children().is_none() {
            enter(path, &node);
            return Err(node);
        }
        let node = Deep::new(node);
        let enters = enter(path, &node);
        let node = node.into_inner();
        if enters { open.open(node) } else { Err(node) }
    };
    if let Err(whole) = opened(&mut open, &path, root) {
        return Ok(whole);
    }
    loop {
        let finished = match open.take() {
            Some((seg, child)) => {
                path.push(seg);
                match opened(&mut open, &path, child) {
                    Ok(()) => continue,
                    Err(whole) => whole,
                }
            }
            None => match open.close() {
                Some(node) if open.is_empty() => return Ok(node),
                Some(node) => node,
                None => unreachable!("the root's frame is closed last"),
            },
        };
        let edit = match visit(&path, finished) {
            Ok(edit) => edit,
            Err(error) => {
                // Before the error is on its way out: a leaf's drop may panic.
                drop(open);
                return Err(error);
            }
        };
        let Some(seg) = path.pop() else { unreachable!("a node below the root has a segment") };
        match edit {
            Edit::Keep(node) => open.put(seg, node),
            Edit::Drop => {}
            Edit::Rename(seg, node) => open.put(seg, node),
        }
    }
}
