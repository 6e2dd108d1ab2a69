//! Removing nodes in place.
//!
//! `retain_children` runs on a node, then its remaining children are pushed and served likewise:
//! nothing is moved but by `retain_children` itself. A removal shifts the indices of a list; what
//! was removed from the open lists is remembered, so that paths keep the original indices.

use alloc::vec::Vec;

use super::{Seg, TreeMut};

/// An open container: what is left of its children, and of its removed indices.
struct Level<C> {
    children: C,
    /// Where this level's removed indices start in the common stack.
    start: usize,
    /// How many of them lie before the child that comes next.
    passed: usize,
}

/// Removes the nodes below the root for which `keep` returns false, in place, parents first.
///
/// `keep` receives the path of the node's parent, the node's own segment (it lives for that call
/// only), and the node, which it may change. It is not called for the root, nor for what is below
/// a removed node. Indices are those before anything was removed; the others keep their order.
///
/// Computes in **O(nodes)** time, with memory for the depth and for what was removed from the
/// lists on the way there.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, retain};
///
/// let list = |items: &[i32]| Nested::List(items.iter().copied().map(Nested::Leaf).collect());
/// let mut tree = Nested::List(vec![list(&[1, -2, 3]), Nested::Leaf(-4)]);
/// retain(&mut tree, |_, _, node| !matches!(node, Nested::Leaf(n) if *n < 0));
/// assert_eq!(tree, Nested::List(vec![list(&[1, 3])]));
/// ```
#[doc(alias = "prune")]
pub fn retain<T: TreeMut>(root: &mut T, mut keep: impl FnMut(&[Seg<'_>], Seg<'_>, &mut T) -> bool) {
    let mut open: Vec<Level<T::ChildrenMut<'_>>> = Vec::new();
    let mut path: Vec<Seg<'_>> = Vec::new();
    let mut removed: Vec<usize> = Vec::new();
    let mut node = Some(root);
    loop {
        if let Some(node) = node.take() {
            let start = removed.len();
            // Most containers hold nothing but leaves, and need no second look at their children.
            let (mut asked, mut deeper) = (false, false);
            node.retain_children(|seg, child| {
                asked = true;
                let kept = keep(&path, seg, child);
                if kept {
                    deeper |= child.children().is_some();
                } else if let Seg::Index(index) = seg {
                    removed.push(index);
                }
                kept
            });
            match node.children_mut() {
                Some(children) if deeper || !asked => {
                    open.push(Level { children, start, passed: 0 });
                }
                _ => removed.truncate(start),
            }
        }
        let depth = open.len();
        let Some(level) = open.last_mut() else { return };
        let Some((seg, child)) = level.children.next() else {
            removed.truncate(level.start);
            open.pop();
            continue;
        };
        // A leaf has no children to ask about, so that its path is not needed.
        if child.children().is_none() {
            continue;
        }
        path.truncate(depth - 1);
        path.push(match seg {
            Seg::Index(index) => {
                let gone = &removed[level.start..];
                while gone.get(level.passed).is_some_and(|gone| *gone <= index + level.passed) {
                    level.passed += 1;
                }
                Seg::Index(index + level.passed)
            }
            key => key,
        });
        node = Some(child);
    }
}
