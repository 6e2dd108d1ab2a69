//! A tree to a flat list of paths and leaves, and back.

use alloc::collections::BTreeMap;
use alloc::collections::btree_map::Entry;
use alloc::vec::Vec;
use core::fmt;

use super::deep::Frames;
use super::guard::Rounds;
use super::{Deep, SegBuf, Tree, TreeBuild, TreeOwned, TreePath, Visit, walk};
use crate::Error;
use crate::error::{Kind, bug};

/// Returns the leaves and the empty containers of a tree, with their paths.
///
/// Since the empty containers are included, nothing is lost: [`unflatten`] builds the same tree
/// again.
///
/// Computes in **O(nodes)** time, besides the paths.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, flatten};
///
/// let tree = Nested::List(vec![Nested::Leaf('a'), Nested::List(vec![Nested::Leaf('b')])]);
/// let flat: Vec<String> = flatten(&tree).iter().map(|(path, _)| path.to_string()).collect();
/// assert_eq!(flat, ["/0", "/1/0"]);
/// ```
#[must_use]
#[doc(alias = "flatdict")]
pub fn flatten<T: Tree>(root: &T) -> Vec<(TreePath, &T)> {
    let mut flat = Vec::new();
    let mut nodes = walk(root);
    let mut rounds = Rounds::new();
    while let Some(Visit { path, node }) = nodes.next() {
        if node.children().is_none_or(|mut children| children.next().is_none()) {
            flat.push((path.iter().copied().collect(), node));
        }
        if rounds.is_endless(node) {
            break;
        }
    }
    flat
}

/// Builds a tree from nodes with their paths: the inverse of [`flatten`].
///
/// Segments are not interpreted: an index creates a list, a key a map, even a key of digits. The
/// indices of a list may be in any order, but must be 0, 1, 2, … without a gap. For paths that
/// were read from text, where digits may mean either, use [`unflatten_text`]. No pairs at all build
/// an empty map.
///
/// Computes in **O(n log n)** comparisons of paths for n pairs.
///
/// # Errors
///
/// Returns an error for which [`Error::is_conflict`] holds if two pairs exclude one another: the
/// same path twice, something below a leaf, an index and a key in one container; and one for which
/// [`Error::is_not_found`] holds if an index of a list is missing. The position is the number of
/// the pair.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, Seg, TreePath, flatten, unflatten};
///
/// let tree = Nested::List(vec![
///     Nested::Map([("0".to_owned(), Nested::Leaf(1))].into()),
///     Nested::List(vec![]),
/// ]);
/// let flat = flatten(&tree).into_iter().map(|(path, node)| (path, node.clone()));
/// assert_eq!(unflatten(flat)?, tree);
///
/// let index = |i| TreePath::from_iter([Seg::Index(i)]);
/// assert!(unflatten([(index(0), Nested::Leaf(1)), (index(2), Nested::Leaf(2))]).is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn unflatten<T: TreeBuild + TreeOwned>(
    pairs: impl IntoIterator<Item = (TreePath, T)>,
) -> Result<T, Error> {
    assemble(pairs.into_iter().map(|(path, node)| (path, Deep::new(node))).collect(), false)
}

/// The text form of the paths of [`unflatten_text`].
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum PathForm {
    /// A JSON Pointer, as `/users/0/name`.
    #[default]
    Pointer,
    /// The form of [`TreePath::from_dotted`], as `users.0.name` or `users[0].name`.
    Dotted,
}

/// Builds a tree from nodes with the text of their paths, as configuration files and form data
/// have them.
///
/// Text does not tell an index from a key of digits: a container becomes a list exactly when its
/// segments are 0, 1, 2, … without a gap, in whatever order, and a map otherwise.
///
/// Computes in **O(n log n)** comparisons of paths for n pairs.
///
/// # Errors
///
/// Returns the error of a path that does not parse, and one for which [`Error::is_conflict`] holds
/// if two pairs exclude one another. The position of the latter is the number of the pair.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, PathForm, get_path, unflatten_text};
///
/// let tree = unflatten_text(
///     [("users[1].name", "Bob"), ("users[0].name", "Ada"), ("ports.80", "http")]
///         .map(|(path, text)| (path, Nested::Leaf(text))),
///     PathForm::Dotted,
/// )?;
/// assert_eq!(get_path(&tree, ["users".into(), 1.into(), "name".into()])?, &Nested::Leaf("Bob"));
/// assert_eq!(get_path(&tree, ["ports".into(), "80".into()])?, &Nested::Leaf("http"));
///
/// let twice = [("/a", Nested::Leaf(1)), ("/a/b", Nested::Leaf(2))];
/// assert!(unflatten_text(twice, PathForm::Pointer).unwrap_err().is_conflict());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "qs")]
pub fn unflatten_text<S: AsRef<str>, T: TreeBuild + TreeOwned>(
    pairs: impl IntoIterator<Item = (S, T)>,
    form: PathForm,
) -> Result<T, Error> {
    let mut parsed = Vec::new();
    for (text, node) in pairs {
        let node = Deep::new(node);
        let path = match form {
            PathForm::Pointer => text.as_ref().parse()?,
            PathForm::Dotted => TreePath::from_dotted(text.as_ref()),
        };
        parsed.push((path, node));
    }
    assemble(parsed, true)
}

/// A node of the tree that is being built.
struct Place<T: TreeOwned> {
    /// The place of the parent, and the segment under it; the root is place 0.
    parent: usize,
    seg: SegBuf,
    /// The first pair that came by.
    pair: usize,
    given: Option<Deep<T>>,
    /// The finished children, last first.
    children: Vec<(SegBuf, usize, Deep<T>)>,
}

/// Builds the tree: places in the order in which the pairs come by, so that a child stands after
/// its parent, then from the last place to the first each node into its parent.
fn assemble<T: TreeBuild + TreeOwned>(
    pairs: Vec<(TreePath, Deep<T>)>,
    digits_are_indices: bool,
) -> Result<T, Error> {
    let place = |parent, seg, pair| Place { parent, seg, pair, given: None, children: Vec::new() };
    let mut places = alloc::vec![place(0, SegBuf::Index(0), 0)];
    let mut found: BTreeMap<(usize, SegBuf), usize> = BTreeMap::new();
    let mut inner = alloc::vec![false];
    for (pair, (path, node)) in pairs.into_iter().enumerate() {
        let mut at = 0;
        for seg in path {
            let seg = match seg.as_seg().as_index() {
                Some(index) if digits_are_indices => SegBuf::Index(index),
                _ => seg,
            };
            if places[at].given.is_some() {
                return Err(conflict(pair, format_args!("a path below that of another node")));
            }
            inner[at] = true;
            at = match found.entry((at, seg)) {
                Entry::Occupied(entry) => *entry.get(),
                Entry::Vacant(entry) => {
                    places.push(place(at, entry.key().1.clone(), pair));
                    inner.push(false);
                    *entry.insert(places.len() - 1)
                }
            };
        }
        if inner[at] {
            return Err(conflict(pair, format_args!("a path above that of another node")));
        }
        if places[at].given.replace(node).is_some() {
            return Err(conflict(pair, format_args!("the same path twice")));
        }
    }
    while let Some(Place { parent, seg, pair, given, mut children }) = places.pop() {
        children.reverse();
        let node = match given {
            Some(node) => node,
            None => container(children, digits_are_indices)?,
        };
        match places.get_mut(parent) {
            Some(parent) => parent.children.push((seg, pair, node)),
            None => return Ok(node.into_inner()),
        }
    }
    bug!("the root is the first place");
    Ok(T::new_map())
}

/// Creates a list or a map of these children.
fn container<T: TreeBuild + TreeOwned>(
    mut children: Vec<(SegBuf, usize, Deep<T>)>,
    digits_are_indices: bool,
) -> Result<Deep<T>, Error> {
    let is_index = |seg: &SegBuf| matches!(seg, SegBuf::Index(_));
    let mut list = !children.is_empty() && children.iter().all(|(seg, ..)| is_index(seg));
    if list {
        let mut sorted: Vec<usize> = (0..children.len()).collect();
        sorted.sort_unstable_by(|a, b| children[*a].0.cmp(&children[*b].0));
        let gap = sorted.iter().enumerate().find(|(i, at)| children[**at].0 != SegBuf::Index(*i));
        match gap {
            Some(_) if digits_are_indices => list = false,
            Some((i, at)) => {
                return Err(Error::new(
                    Kind::NotFound,
                    format_args!("index {} without index {i}", children[*at].0),
                )
                .item(children[*at].1));
            }
            None => children.sort_by(|a, b| a.0.cmp(&b.0)),
        }
    } else if !digits_are_indices {
        let first = children.first().is_some_and(|(seg, ..)| is_index(seg));
        if let Some((_, pair, _)) = children.iter().find(|(seg, ..)| is_index(seg) != first) {
            return Err(conflict(*pair, format_args!("an index and a key in one container")));
        }
    }
    let mut frames = Frames::new();
    if let Err(hull) = frames.open(if list { T::new_list() } else { T::new_map() }) {
        // A type whose empty containers are leaves cannot hold a child.
        return match children.first() {
            Some((seg, pair, _)) => Err(Error::new(
                Kind::NotFound,
                format_args!("no room for \"{}\"", super::access::show(seg.as_seg())),
            )
            .item(*pair)),
            None => Ok(Deep::new(hull)),
        };
    }
    for (seg, _, child) in children {
        frames.put(seg, child.into_inner());
    }
    match frames.close() {
        Some(node) => Ok(Deep::new(node)),
        None => {
            bug!("the frame that was just opened");
            Ok(Deep::new(T::new_map()))
        }
    }
}

#[cold]
fn conflict(pair: usize, what: fmt::Arguments<'_>) -> Error {
    Error::new(Kind::Conflict, format_args!("{what} at pair {pair}")).item(pair)
}
