//! Reaching a node by its path.

use alloc::string::String;
use alloc::vec::Vec;

use super::guard::count;
use super::path_text::write_pointer;
use super::{Seg, SegBuf, Tree, TreeMut, TreePath};
use crate::Error;
use crate::error::{EXCERPT, Kind, excerpt};

/// Returns the node at a path; the empty path is the root's.
///
/// Computes in **O(segments)** lookups.
///
/// A list finds an index, or a key that is a canonical decimal number; a map finds keys only. A
/// [`TreePath`](super::TreePath) by reference is such a path.
///
/// # Errors
///
/// Returns an error for which [`Error::is_not_found`] holds and whose position is the segment's
/// number, counted from 0.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, TreePath, get_path};
///
/// let tree = Nested::List(vec![Nested::Leaf('a'), Nested::List(vec![Nested::Leaf('b')])]);
/// assert_eq!(get_path(&tree, &"/1/0".parse::<TreePath>()?)?, &Nested::Leaf('b'));
///
/// let error = get_path(&tree, [1.into(), 7.into()]).unwrap_err();
/// assert_eq!(error.to_string(), r#"index 7 out of range (len 1) at segment 1 of "/1/7""#);
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "pointer")]
#[doc(alias = "get_in")]
pub fn get_path<'t, 'p, T: Tree>(
    root: &'t T,
    path: impl IntoIterator<Item = Seg<'p>>,
) -> Result<&'t T, Error> {
    let mut path = path.into_iter();
    let (mut node, mut passed) = (root, Vec::new());
    while let Some(seg) = path.next() {
        node = match node.child(seg) {
            Some(child) => child,
            None => return Err(missing(node, &passed, seg, path)),
        };
        passed.push(seg);
    }
    Ok(node)
}

/// Returns a mutable reference to the node at a path.
///
/// Finds what [`get_path`] finds.
///
/// # Errors
///
/// As [`get_path`].
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, get_path_mut};
///
/// let mut tree = Nested::List(vec![Nested::Leaf(1)]);
/// *get_path_mut(&mut tree, [0.into()])? = Nested::Leaf(2);
/// assert_eq!(tree, Nested::List(vec![Nested::Leaf(2)]));
/// assert!(get_path_mut(&mut tree, ["key".into()]).is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "pointer_mut")]
pub fn get_path_mut<'t, 'p, T: TreeMut>(
    root: &'t mut T,
    path: impl IntoIterator<Item = Seg<'p>>,
) -> Result<&'t mut T, Error> {
    let mut path = path.into_iter();
    let (mut node, mut passed) = (root, Vec::new());
    while let Some(seg) = path.next() {
        node = step(node, &passed, seg, &mut path)?;
        passed.push(seg);
    }
    Ok(node)
}

/// Inserts a value at a path and returns what was there.
///
/// Only the last segment may be new: a map takes any key, a list an index up to its length, which
/// appends, or the key `-`, which also appends (RFC 6901 with RFC 6902). The empty path replaces
/// the root and returns it. To create the missing parents too, use
/// [`set_path_with_parents`](super::set_path_with_parents).
///
/// # Errors
///
/// Returns an error for which [`Error::is_not_found`] holds when a node on the way is not there or
/// the last one has no room for the segment; the value is dropped.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, set_path};
///
/// let mut tree = Nested::List(vec![Nested::Leaf('a')]);
/// assert_eq!(set_path(&mut tree, [0.into()], Nested::Leaf('b'))?, Some(Nested::Leaf('a')));
/// assert_eq!(set_path(&mut tree, [1.into()], Nested::Leaf('c'))?, None);
/// assert_eq!(tree, Nested::List(vec![Nested::Leaf('b'), Nested::Leaf('c')]));
/// assert!(set_path(&mut tree, [9.into()], Nested::Leaf('d')).is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "set_in")]
#[doc(alias = "assign")]
pub fn set_path<'p, T: TreeMut>(
    root: &mut T,
    path: impl IntoIterator<Item = Seg<'p>>,
    value: T,
) -> Result<Option<T>, Error> {
    match parent(root, path)? {
        Place::Root(root) => Ok(Some(core::mem::replace(root, value))),
        Place::Below { node, seg, passed } => match insert(node, seg, value) {
            Ok(old) => Ok(old),
            Err(_) => Err(missing(node, &passed, seg, core::iter::empty())),
        },
    }
}

/// Inserts a child; `-` appends to a list, as in JSON Patch.
pub(super) fn insert<T: TreeMut>(node: &mut T, seg: Seg<'_>, value: T) -> Result<Option<T>, T> {
    let value = match node.insert_child(seg, value) {
        Err(value) if seg == Seg::Key("-") => value,
        inserted => return inserted,
    };
    match node.children().map(count::<T>) {
        Some(len) => node.insert_child(Seg::Index(len), value),
        None => Err(value),
    }
}

/// Removes and returns the node at a path; the others keep their order.
///
/// A removal from a list moves the indices after it: to remove several nodes that were found
/// together, use [`remove_paths`], which is right in any order.
///
/// # Errors
///
/// Returns an error for which [`Error::is_not_found`] holds when it is not there, and one for
/// which [`Error::is_invalid_argument`] holds for the empty path: a root cannot be removed.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, remove_path};
///
/// let mut tree = Nested::List(vec![Nested::Leaf('a'), Nested::Leaf('b')]);
/// assert_eq!(remove_path(&mut tree, [0.into()])?, Nested::Leaf('a'));
/// assert_eq!(tree, Nested::List(vec![Nested::Leaf('b')]));
/// assert!(remove_path(&mut tree, []).is_err_and(|error| error.is_invalid_argument()));
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "delete")]
#[doc(alias = "unset")]
pub fn remove_path<'p, T: TreeMut>(
    root: &mut T,
    path: impl IntoIterator<Item = Seg<'p>>,
) -> Result<T, Error> {
    match parent(root, path)? {
        Place::Root(_) => Err(root_stays()),
        Place::Below { node, seg, passed } => match node.remove_child(seg) {
            Some(child) => Ok(child),
            None => Err(missing(node, &passed, seg, core::iter::empty())),
        },
    }
}

/// Removes the nodes at all of the paths and returns how many there were.
///
/// All paths refer to the tree as it was before the call, so that they may be in any order, as
/// those of [`research`](super::research). A repeated path counts once; a path below another is
/// removed with it, and counts as well. The removed nodes are dropped; the others keep their order.
///
/// Computes in **O(n log n + segments + children)** time for n paths: the children of each
/// container that loses some are gone through once.
///
/// # Errors
///
/// Returns the error of [`get_path`] for the first path that is not there, and one for which
/// [`Error::is_invalid_argument`] holds for the empty path; nothing is removed then.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, TreePath, remove_paths, research};
///
/// let list = |items: &[i32]| Nested::List(items.iter().copied().map(Nested::Leaf).collect());
/// let mut tree = list(&[10, 20, 30, 40]);
/// let paths: Vec<TreePath> = research(&tree, |_, node| matches!(node, Nested::Leaf(10 | 30)))
///     .into_iter()
///     .map(|(path, _)| path)
///     .collect();
/// assert_eq!(remove_paths(&mut tree, &paths)?, 2);
/// assert_eq!(tree, list(&[20, 40]));
///
/// assert!(remove_paths(&mut tree, &["/7".parse()?]).unwrap_err().is_not_found());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "delete")]
pub fn remove_paths<'p, T: TreeMut>(
    root: &mut T,
    paths: impl IntoIterator<Item = &'p TreePath>,
) -> Result<usize, Error> {
    let mut paths: Vec<&TreePath> = paths.into_iter().collect();
    for path in &paths {
        if path.is_empty() {
            return Err(root_stays());
        }
        get_path(&*root, *path)?;
    }
    // Longer paths first: a removal moves nothing above it, and what is below a node that goes
    // has gone before. Those of one container stand together, in the order of its indices.
    paths.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    paths.dedup();
    let mut removed = 0;
    for siblings in paths.chunk_by(|a, b| a.len() == b.len() && a.parent() == b.parent()) {
        let Some(parent) = siblings.first().and_then(|path| path.parent()) else { continue };
        let node = get_path_mut(root, parent.iter().map(SegBuf::as_seg))?;
        node.retain_children(|seg, _| {
            let goes = siblings.binary_search_by(|path| path.cmp_last(seg)).is_ok();
            removed += usize::from(goes);
            !goes
        });
    }
    Ok(removed)
}

#[cold]
fn root_stays() -> Error {
    Error::new(Kind::InvalidArgument, format_args!("the root cannot be removed"))
}

/// Where a path ends.
enum Place<'t, 'p, T> {
    Root(&'t mut T),
    /// Under this segment of this node, which is the path's last but one.
    Below {
        node: &'t mut T,
        seg: Seg<'p>,
        passed: Vec<Seg<'p>>,
    },
}

/// Goes to the last node but one.
fn parent<'t, 'p, T: TreeMut>(
    root: &'t mut T,
    path: impl IntoIterator<Item = Seg<'p>>,
) -> Result<Place<'t, 'p, T>, Error> {
    let mut path = path.into_iter();
    let Some(mut seg) = path.next() else { return Ok(Place::Root(root)) };
    let (mut node, mut passed) = (root, Vec::new());
    while let Some(next) = path.next() {
        node = step(node, &passed, seg, core::iter::once(next).chain(path.by_ref()))?;
        passed.push(seg);
        seg = next;
    }
    Ok(Place::Below { node, seg, passed })
}

/// Goes down one segment.
fn step<'t, 'p, T: TreeMut>(
    node: &'t mut T,
    passed: &[Seg<'p>],
    seg: Seg<'p>,
    rest: impl Iterator<Item = Seg<'p>>,
) -> Result<&'t mut T, Error> {
    if node.child(seg).is_none() {
        return Err(missing(node, passed, seg, rest));
    }
    // An implementation may find a child only where it cannot be changed.
    match node.child_mut(seg) {
        Some(child) => Ok(child),
        None => Err(unreachable_child(passed, seg, rest)),
    }
}

/// The error of a tree whose `child` and `child_mut` disagree.
#[cold]
pub(super) fn unreachable_child<'p>(
    passed: &[Seg<'p>],
    seg: Seg<'p>,
    rest: impl Iterator<Item = Seg<'p>>,
) -> Error {
    let what = alloc::format!("no mutable child \"{}\"", show(seg));
    not_found(&what, EXCERPT / 2, passed.len(), passed.iter().copied().chain([seg]).chain(rest))
}

/// Says why a node has no child under a segment.
#[cold]
pub(super) fn missing<'p, T: Tree>(
    node: &T,
    passed: &[Seg<'p>],
    seg: Seg<'p>,
    rest: impl Iterator<Item = Seg<'p>>,
) -> Error {
    let (mut at, mut name) = (passed.len(), show(seg));
    let what = match node.children() {
        None => {
            at = at.saturating_sub(1);
            match passed.last() {
                Some(own) => {
                    name = show(*own);
                    alloc::format!("\"{name}\" is not a container")
                }
                None => {
                    name = String::new();
                    String::from("the root is not a container")
                }
            }
        }
        Some(children) => {
            let first = node.children().and_then(|mut children| children.next());
            let list = matches!(first, None | Some((Seg::Index(_), _)));
            match seg.as_index() {
                Some(index) if list => {
                    alloc::format!("index {index} out of range (len {})", count::<T>(children))
                }
                _ => alloc::format!("no key \"{name}\""),
            }
        }
    };
    not_found(&what, name.len(), at, passed.iter().copied().chain([seg]).chain(rest))
}

/// A segment as a message shows it: the key may take half of the room, the path takes the rest.
pub(super) fn show(seg: Seg<'_>) -> String {
    match seg {
        Seg::Key(key) => excerpt(key, 0, EXCERPT / 2),
        Seg::Index(index) => alloc::format!("{index}"),
    }
}

/// An error about segment `at` of a path, of which the message has shown `used` bytes.
fn not_found<'p>(what: &str, used: usize, at: usize, path: impl Iterator<Item = Seg<'p>>) -> Error {
    let mut text = String::new();
    let mut start = 0;
    // What follows far after it is not shown; a path may be endless.
    for (i, seg) in path.take(at + 2 + EXCERPT).enumerate() {
        if i == at {
            start = text.len();
        }
        // Writing to a string cannot fail.
        let _ = write_pointer(&mut text, seg);
    }
    let path = excerpt(&text, start, EXCERPT - used);
    Error::new(Kind::NotFound, format_args!("{what} at segment {at} of \"{path}\"")).item(at)
}
