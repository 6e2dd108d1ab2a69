//! Searching by a closure.

use alloc::vec::Vec;

use super::guard::Rounds;
use super::{Seg, Tree, TreePath, Visit, walk};

/// Finds the nodes for which `hit` returns true, with their paths, parents before children.
///
/// `hit` is called on every node, the root with the empty path; what is below a found node is
/// searched as well. [`get_path`](super::get_path) accepts every path that is returned.
///
/// To remove what was found, pass the paths to [`remove_paths`](super::remove_paths). Removing them
/// one after the other with [`remove_path`](super::remove_path) removes the wrong nodes: each
/// removal from a list moves the indices after it. (Going through the paths in reverse, with
/// `rev()`, is right.)
///
/// Computes in **O(nodes)** time, besides the paths found.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, Seg, research};
///
/// let tree = Nested::List(vec![Nested::Leaf(3), Nested::List(vec![Nested::Leaf(8)])]);
/// let large = research(&tree, |_, node| matches!(node, Nested::Leaf(n) if *n > 5));
/// assert_eq!(large.len(), 1);
/// assert_eq!(large[0].0.to_string(), "/1/0");
/// assert!(research(&tree, |path, _| path == [Seg::Key("absent")]).is_empty());
/// ```
#[must_use]
#[doc(alias = "find")]
#[doc(alias = "search")]
#[doc(alias = "jsonpath")]
pub fn research<T: Tree>(
    root: &T,
    mut hit: impl FnMut(&[Seg<'_>], &T) -> bool,
) -> Vec<(TreePath, &T)> {
    let mut found = Vec::new();
    let mut nodes = walk(root);
    let mut rounds = Rounds::new();
    while let Some(Visit { path, node }) = nodes.next() {
        if hit(path, node) {
            found.push((path.iter().copied().collect(), node));
        }
        if rounds.is_endless(node) {
            break;
        }
    }
    found
}
