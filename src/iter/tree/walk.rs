//! Visiting every node.
//!
//! A stack of the open containers' child iterators, and one vector of segments as the path: a node
//! costs one `next`, a container one push. The node just returned is opened only by the next call,
//! so that [`Walk::skip_children`] can keep it closed.

use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;

use super::{Seg, Tree};

/// Creates a walk over all nodes of a tree: the root first, parents before their children.
///
/// A walk lends each path, so that `for` does not loop over it: use
/// `while let Some(visit) = walk.next()`, [`for_each`](Walk::for_each), or `for` over
/// [`nodes`](Walk::nodes) or [`leaves`](Walk::leaves).
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, TreePath, walk};
///
/// let tree = Nested::List(vec![Nested::Leaf(1), Nested::List(vec![Nested::Leaf(2)])]);
/// let mut seen = Vec::new();
/// walk(&tree).for_each(|path, node| {
///     if let Nested::Leaf(n) = node {
///         seen.push((path.iter().copied().collect::<TreePath>().to_string(), *n));
///     }
/// });
/// assert_eq!(seen, [("/0".to_owned(), 1), ("/1/0".to_owned(), 2)]);
/// ```
#[doc(alias = "traverse")]
#[doc(alias = "dfs")]
pub fn walk<T: Tree>(root: &T) -> Walk<'_, T> {
    Walk {
        root: Some(root),
        given: None,
        open: Vec::new(),
        path: Vec::new(),
        max_depth: usize::MAX,
        post_order: false,
    }
}

/// A lending iterator over the nodes of a tree with their paths, to loop over with
/// `while let Some(visit) = walk.next()`, or with `for` over its [`nodes`](Walk::nodes) or
/// [`leaves`](Walk::leaves); from [`walk`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Walk<'a, T: Tree> {
    /// Not yet visited.
    root: Option<&'a T>,
    /// The node just returned, not yet opened (parents first).
    given: Option<&'a T>,
    /// The open containers, outermost first, with what is left of their children.
    open: Vec<(&'a T, T::Children<'a>)>,
    /// The segments down to the node just returned.
    path: Vec<Seg<'a>>,
    max_depth: usize,
    post_order: bool,
}

/// A node and the path to it, from [`Walk::next`].
pub struct Visit<'w, 'a, T> {
    /// The segments from the root; empty for the root itself.
    pub path: &'w [Seg<'a>],
    /// The node.
    pub node: &'a T,
}

impl<'a, T: Tree> Walk<'a, T> {
    /// Returns the next node with its path, which lives until the next call.
    ///
    /// Computes in **O(1)** time besides what the tree's own iterators take.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Nested, Seg, walk};
    ///
    /// let tree = Nested::List(vec![Nested::Leaf('a')]);
    /// let mut nodes = walk(&tree);
    /// assert!(nodes.next().is_some_and(|root| root.path.is_empty()));
    /// assert!(nodes.next().is_some_and(|leaf| leaf.path == [Seg::Index(0)]));
    /// assert!(nodes.next().is_none());
    /// ```
    #[allow(clippy::should_implement_trait, reason = "a lending iterator")]
    #[inline]
    pub fn next(&mut self) -> Option<Visit<'_, 'a, T>> {
        let node = if self.post_order { self.last_first() } else { self.first_first() }?;
        Some(Visit { path: &self.path, node })
    }

    /// Parents before their children.
    #[inline]
    fn first_first(&mut self) -> Option<&'a T> {
        if let Some(root) = self.root.take() {
            self.given = Some(root);
            return Some(root);
        }
        if let Some(node) = self.given.take() {
            self.enter(node);
        }
        loop {
            let depth = self.open.len();
            let (_, children) = self.open.last_mut()?;
            if let Some((seg, child)) = children.next() {
                self.path.truncate(depth - 1);
                self.path.push(seg);
                self.given = Some(child);
                return Some(child);
            }
            self.open.pop();
        }
    }

    /// Children before their parents.
    #[inline]
    fn last_first(&mut self) -> Option<&'a T> {
        let mut down = self.root.take();
        loop {
            if let Some(node) = down.take() {
                if !self.enter(node) {
                    return Some(node);
                }
            }
            let depth = self.open.len();
            let (parent, children) = self.open.last_mut()?;
            match children.next() {
                Some((seg, child)) => {
                    self.path.truncate(depth - 1);
                    self.path.push(seg);
                    down = Some(child);
                }
                None => {
                    let parent = *parent;
                    self.open.pop();
                    self.path.truncate(depth - 1);
                    return Some(parent);
                }
            }
        }
    }

    /// Opens a node whose path is `self.path`; false for a leaf and at the greatest depth.
    #[inline]
    fn enter(&mut self, node: &'a T) -> bool {
        if self.path.len() >= self.max_depth {
            return false;
        }
        let Some(children) = node.children() else { return false };
        self.open.push((node, children));
        true
    }

    /// Yields children before their parents, and the root last (post-order).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Nested, walk};
    ///
    /// let tree = Nested::List(vec![Nested::Leaf('a')]);
    /// assert_eq!(walk(&tree).post_order().next().map(|first| first.path.len()), Some(1));
    /// ```
    #[doc(alias = "bottom_up")]
    pub fn post_order(mut self) -> Self {
        self.post_order = true;
        self
    }

    /// Yields no node whose path has more than `n` segments.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Nested, walk};
    ///
    /// let tree = Nested::List(vec![Nested::List(vec![Nested::Leaf('a')])]);
    /// assert_eq!(walk(&tree).max_depth(1).nodes().count(), 2);
    /// ```
    pub fn max_depth(mut self, n: usize) -> Self {
        self.max_depth = n;
        self
    }

    /// Skips the descendants of the node just returned; has no effect in post-order.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Nested, walk};
    ///
    /// let inner = Nested::List(vec![Nested::Leaf('a')]);
    /// let tree = Nested::List(vec![inner, Nested::Leaf('b')]);
    /// let mut nodes = walk(&tree);
    /// nodes.next();
    /// nodes.next();
    /// nodes.skip_children();
    /// assert_eq!(nodes.next().map(|b| b.node), Some(&Nested::Leaf('b')));
    /// ```
    pub fn skip_children(&mut self) {
        self.given = None;
    }

    /// Calls a closure on each of the nodes left and its path.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Nested, walk};
    ///
    /// let tree = Nested::List(vec![Nested::Leaf('a')]);
    /// let mut depths = Vec::new();
    /// walk(&tree).for_each(|path, _| depths.push(path.len()));
    /// assert_eq!(depths, [0, 1]);
    /// ```
    #[inline]
    pub fn for_each(mut self, mut f: impl FnMut(&[Seg<'a>], &'a T)) {
        while let Some(Visit { path, node }) = self.next() {
            f(path, node);
        }
    }

    /// Creates an ordinary iterator over the nodes left, without their paths.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Nested, walk};
    ///
    /// let tree = Nested::List(vec![Nested::Leaf('a'), Nested::Leaf('b')]);
    /// assert_eq!(walk(&tree).nodes().count(), 3);
    /// ```
    pub fn nodes(self) -> Nodes<'a, T> {
        Nodes(self)
    }

    /// Creates an ordinary iterator over the leaves left: the nodes that are not containers.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Nested, walk};
    ///
    /// let tree = Nested::List(vec![Nested::Leaf('a'), Nested::List(vec![])]);
    /// assert_eq!(walk(&tree).leaves().count(), 1);
    /// ```
    #[doc(alias = "flatten")]
    pub fn leaves(self) -> Leaves<'a, T> {
        Leaves(self)
    }
}

/// The nodes of a tree, from [`Walk::nodes`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Nodes<'a, T: Tree>(Walk<'a, T>);

/// The leaves of a tree, from [`Walk::leaves`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Leaves<'a, T: Tree>(Walk<'a, T>);

impl<'a, T: Tree> Iterator for Nodes<'a, T> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        self.0.next().map(|visit| visit.node)
    }
}

impl<'a, T: Tree> Iterator for Leaves<'a, T> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        while let Some(Visit { node, .. }) = self.0.next() {
            if node.children().is_none() {
                return Some(node);
            }
        }
        None
    }
}

impl<T: Tree> FusedIterator for Nodes<'_, T> {}
impl<T: Tree> FusedIterator for Leaves<'_, T> {}

impl<'a, T: Tree> Clone for Walk<'a, T>
where
    T::Children<'a>: Clone,
{
    fn clone(&self) -> Self {
        Self {
            root: self.root,
            given: self.given,
            open: self.open.clone(),
            path: self.path.clone(),
            max_depth: self.max_depth,
            post_order: self.post_order,
        }
    }
}

impl<'a, T: Tree> Clone for Nodes<'a, T>
where
    T::Children<'a>: Clone,
{
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<'a, T: Tree> Clone for Leaves<'a, T>
where
    T::Children<'a>: Clone,
{
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

// Nodes are not shown: printing one may recurse as deep as the tree.
impl<T: Tree> fmt::Debug for Walk<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk").field("path", &self.path).finish_non_exhaustive()
    }
}

impl<T: Tree> fmt::Debug for Nodes<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Nodes").field(&self.0).finish()
    }
}

impl<T: Tree> fmt::Debug for Leaves<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Leaves").field(&self.0).finish()
    }
}

impl<T> Clone for Visit<'_, '_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Visit<'_, '_, T> {}

impl<T> fmt::Debug for Visit<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Visit").field("path", &self.path).finish_non_exhaustive()
    }
}
