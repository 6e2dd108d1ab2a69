//! Paths with a wildcard for one step, and the functions that act on every place that matches one.
//!
//! A key is looked up, a wildcard goes over the children of its container; the containers in which
//! a wildcard is under way form a stack. No node is visited twice.

use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use super::path_text::{Word, read_dotted};
use super::{Seg, SegBuf, Tree, TreeMut, TreePath};
use crate::Error;

/// A path in which a step may be `*`: all children of a container.
///
/// Its text is the [dotted form](TreePath::from_dotted) of a path, where a step that is only `*`
/// (or `[*]`) is the wildcard and `\*` the key `*`. There is no `**`: for any depth use
/// [`research`](super::research).
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, TreePattern, find_all};
///
/// let item = |id| Nested::Map([("id".to_owned(), Nested::Leaf(id))].into());
/// let tree = Nested::Map([("items".to_owned(), Nested::List(vec![item(7), item(8)]))].into());
///
/// let pattern: TreePattern = "items.*.id".parse()?;
/// let found = find_all(&tree, &pattern);
/// assert_eq!(found[1].0.to_string(), "/items/1/id");
/// assert_eq!(found[1].1, &Nested::Leaf(8));
/// assert_eq!(pattern.to_string(), "items.*.id");
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[doc(alias = "wildcard")]
#[doc(alias = "glob")]
pub struct TreePattern(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    One(SegBuf),
    All,
}

impl Step {
    /// What patterns compare, as paths do: the segment in canonical form, or nothing.
    fn canonical(&self) -> Option<Seg<'_>> {
        match self {
            Self::One(seg) => Some(seg.as_seg().canonical()),
            Self::All => None,
        }
    }

    fn matches(&self, own: Seg<'_>) -> bool {
        match self {
            Self::One(seg) => own.is_found_by(seg.as_seg()),
            Self::All => true,
        }
    }
}

impl PartialEq for Step {
    fn eq(&self, other: &Self) -> bool {
        self.canonical() == other.canonical()
    }
}

impl Eq for Step {}

impl Hash for Step {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical().hash(state);
    }
}

impl TreePattern {
    /// Returns whether a path matches: as many segments, each of them equal or under a wildcard.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{TreePath, TreePattern};
    ///
    /// let pattern: TreePattern = "a.*".parse()?;
    /// assert!(pattern.matches(&TreePath::from_dotted("a.b")));
    /// assert!(!pattern.matches(&TreePath::from_dotted("a.b.c")));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn matches(&self, path: &TreePath) -> bool {
        self.0.len() == path.len()
            && self
                .0
                .iter()
                .zip(path)
                .all(|(step, seg)| step.canonical().is_none_or(|own| own == seg.canonical()))
    }
}

impl FromStr for TreePattern {
    type Err = Error;

    /// Reads the dotted form of a path with wildcards; the empty text matches the root.
    ///
    /// Computes in **O(n)** time for n bytes.
    ///
    /// # Errors
    ///
    /// Never: every text is a pattern.
    fn from_str(text: &str) -> Result<Self, Error> {
        let mut steps = Vec::new();
        if !text.is_empty() {
            read_dotted(text, |word| {
                steps.push(match word {
                    Word::Key { star: true, .. } => Step::All,
                    Word::Key { key, .. } => Step::One(SegBuf::Key(key)),
                    Word::Index(index) => Step::One(SegBuf::Index(index)),
                });
            });
        }
        Ok(Self(steps))
    }
}

/// A pattern that matches this path only.
impl From<TreePath> for TreePattern {
    fn from(path: TreePath) -> Self {
        Self(path.into_iter().map(Step::One).collect())
    }
}

/// The text that reads back, but for the path of a single empty key, which has none.
impl fmt::Display for TreePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_char('.')?;
            }
            match step {
                Step::All => f.write_char('*')?,
                Step::One(seg) => {
                    let one: TreePath = [seg.as_seg()].into_iter().collect();
                    f.write_str(&one.to_dotted().unwrap_or_default())?;
                }
            }
        }
        Ok(())
    }
}

/// Returns the nodes at all paths that match a pattern, in their order.
///
/// Computes in **O(n)** lookups for n nodes on the way, besides the paths.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, TreePattern, find_all};
///
/// let tree = Nested::List(vec![Nested::List(vec![Nested::Leaf('a')]), Nested::Leaf('b')]);
/// assert_eq!(find_all(&tree, &"*.0".parse()?)[0].1, &Nested::Leaf('a'));
/// assert!(find_all(&tree, &"*.7".parse()?).is_empty());
/// # Ok::<(), boltons::Error>(())
/// ```
#[must_use]
pub fn find_all<'t, T: Tree>(root: &'t T, pattern: &TreePattern) -> Vec<(TreePath, &'t T)> {
    let mut found = Vec::new();
    let mut path: Vec<Seg<'_>> = Vec::new();
    let mut open: Vec<(usize, T::Children<'t>, super::guard::Rounds<'t, T>)> = Vec::new();
    let mut next = Some((root, 0));
    loop {
        // Down, as far as keys lead.
        while let Some((node, at)) = next.take() {
            match pattern.0.get(at) {
                None => found.push((path.iter().copied().collect(), node)),
                Some(Step::One(seg)) => {
                    if let Some(child) = node.child(seg.as_seg()) {
                        path.push(seg.as_seg());
                        next = Some((child, at + 1));
                    }
                }
                Some(Step::All) => {
                    if let Some(children) = node.children() {
                        open.push((at, children, super::guard::Rounds::new()));
                    }
                }
            }
        }
        let Some((at, children, rounds)) = open.last_mut() else { return found };
        match children.next().filter(|(_, child)| !rounds.is_endless(*child)) {
            Some((seg, child)) => {
                path.truncate(*at);
                path.push(seg);
                next = Some((child, *at + 1));
            }
            None => drop(open.pop()),
        }
    }
}

/// Calls a closure with a mutable reference to the node at each path that matches a pattern, and
/// returns how many there were.
///
/// The closure receives the path and the node, which it may change or replace.
///
/// Computes in **O(n)** lookups for n nodes on the way.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, TreePattern, change_all};
///
/// let mut tree = Nested::List(vec![Nested::Leaf(1), Nested::Leaf(2)]);
/// let changed = change_all(&mut tree, &"*".parse()?, |_, node| *node = Nested::Leaf(0));
/// assert_eq!(changed, 2);
/// assert!(tree.into_leaves().eq([0, 0]));
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn change_all<T: TreeMut>(
    root: &mut T,
    pattern: &TreePattern,
    change: impl FnMut(&[Seg<'_>], &mut T),
) -> usize {
    visit(root, &pattern.0, change)
}

/// Removes the nodes at all paths that match a pattern and returns how many there were.
///
/// The others keep their order. The empty pattern, which is the root's, removes nothing.
///
/// Computes in **O(n)** lookups for n nodes on the way, and one pass over the children of each
/// container that may lose some.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, TreePattern, remove_all};
///
/// let pair = |a, b| Nested::List(vec![Nested::Leaf(a), Nested::Leaf(b)]);
/// let mut tree = Nested::List(vec![pair(1, 2), pair(3, 4)]);
/// assert_eq!(remove_all(&mut tree, &"*.0".parse()?), 2);
/// assert!(tree.into_leaves().eq([2, 4]));
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "delete")]
pub fn remove_all<T: TreeMut>(root: &mut T, pattern: &TreePattern) -> usize {
    let Some((last, parents)) = pattern.0.split_last() else { return 0 };
    let mut removed = 0;
    visit(root, parents, |_, parent| {
        parent.retain_children(|seg, _| {
            let goes = last.matches(seg);
            removed += usize::from(goes);
            !goes
        });
    });
    removed
}

fn visit<T: TreeMut>(
    root: &mut T,
    steps: &[Step],
    mut change: impl FnMut(&[Seg<'_>], &mut T),
) -> usize {
    let mut count = 0;
    let mut path: Vec<Seg<'_>> = Vec::new();
    let mut open: Vec<(usize, T::ChildrenMut<'_>)> = Vec::new();
    let mut next = Some((root, 0));
    loop {
        while let Some((node, at)) = next.take() {
            match steps.get(at) {
                None => {
                    change(&path, node);
                    count += 1;
                }
                Some(Step::One(seg)) => {
                    if let Some(child) = node.child_mut(seg.as_seg()) {
                        path.push(seg.as_seg());
                        next = Some((child, at + 1));
                    }
                }
                Some(Step::All) => {
                    if let Some(children) = node.children_mut() {
                        open.push((at, children));
                    }
                }
            }
        }
        let Some((at, children)) = open.last_mut() else { return count };
        match children.next() {
            Some((seg, child)) => {
                path.truncate(*at);
                path.push(seg);
                next = Some((child, *at + 1));
            }
            None => drop(open.pop()),
        }
    }
}
