//! Reaching a node by its path.

use alloc::string::String;
use alloc::vec::Vec;

use super::path::write_pointer;
use super::{Seg, Tree, TreeMut};
use crate::Error;
use crate::error::{EXCERPT, Kind, excerpt};

/// Returns the node at a path; the empty path is the root's.
///
/// A list finds an index, or a key that is a canonical decimal number; a map finds keys only. A
/// [`TreePath`](super::TreePath) by reference is such a path.
///
/// Computes in **O(segments)** look-ups.
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

/// Returns the node at a path, to be changed.
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

/// Puts a value at a path and returns what was there.
///
/// Only the last segment may be new: a map takes any key, a list an index up to its length, which
/// appends. The empty path replaces the root and returns it.
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
pub fn set_path<'p, T: TreeMut>(
    root: &mut T,
    path: impl IntoIterator<Item = Seg<'p>>,
    value: T,
) -> Result<Option<T>, Error> {
    match parent(root, path)? {
        Place::Root(root) => Ok(Some(core::mem::replace(root, value))),
        Place::Below { node, seg, passed } => match node.insert_child(seg, value) {
            Ok(old) => Ok(old),
            Err(_) => Err(missing(node, &passed, seg, core::iter::empty())),
        },
    }
}

/// Removes the node at a path and returns it; the others keep their order.
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
pub fn remove_path<'p, T: TreeMut>(
    root: &mut T,
    path: impl IntoIterator<Item = Seg<'p>>,
) -> Result<T, Error> {
    match parent(root, path)? {
        Place::Root(_) => {
            Err(Error::new(Kind::InvalidArgument, format_args!("the root cannot be removed")))
        }
        Place::Below { node, seg, passed } => match node.remove_child(seg) {
            Some(child) => Ok(child),
            None => Err(missing(node, &passed, seg, core::iter::empty())),
        },
    }
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
    match node.child_mut(seg) {
        Some(child) => Ok(child),
        None => unreachable!("`child` found it"),
    }
}

/// Says why a node has no child under a segment.
#[cold]
fn missing<'p, T: Tree>(
    node: &T,
    passed: &[Seg<'p>],
    seg: Seg<'p>,
    rest: impl Iterator<Item = Seg<'p>>,
) -> Error {
    // The key may take half of what a message shows, the path the rest.
    let show = |seg: Seg<'_>| match seg {
        Seg::Key(key) => excerpt(key, 0, EXCERPT / 2),
        Seg::Index(index) => alloc::format!("{index}"),
    };
    let (mut at, mut name) = (passed.len(), show(seg));
    let what = match node.children().map(Iterator::peekable) {
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
        Some(mut children) => {
            let list = matches!(children.peek(), None | Some((Seg::Index(_), _)));
            match seg.as_index() {
                Some(index) if list => {
                    alloc::format!("index {index} out of range (len {})", children.count())
                }
                _ => alloc::format!("no key \"{name}\""),
            }
        }
    };
    let mut text = String::new();
    let mut start = 0;
    // What follows far behind is not shown; a path may be endless.
    let shown = passed.iter().copied().chain([seg]).chain(rest.take(EXCERPT));
    for (i, seg) in shown.enumerate() {
        if i == at {
            start = text.len();
        }
        // Writing to a string cannot fail.
        let _ = write_pointer(&mut text, seg);
    }
    let path = excerpt(&text, start, EXCERPT - name.len());
    Error::new(Kind::NotFound, format_args!("{what} at segment {at} of \"{path}\"")).item(at)
}
