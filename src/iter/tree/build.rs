//! Inserting a value together with the parents that are missing.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::access::{insert, missing, unreachable_child};
use super::guard::count;
use super::{Deep, Seg, TreeBuild, TreeOwned, get_path_mut};
use crate::Error;
use crate::error::Kind;

/// Inserts a value at a path, creating the parents that are missing, and returns what was there.
///
/// A missing parent becomes a list where the segment below it is an index, the key `-`, or a key
/// of digits that is at most `max_gap`; otherwise a map. A node that [stands for
/// nothing](TreeBuild::is_null), as JSON's `null`, counts as missing; any other leaf on the way is
/// an error. A list grows by the index after its end or by `-`; a greater index is reached by
/// filling up to `max_gap` places with [`TreeBuild::null`], if the type has one.
///
/// Either all of this happens or the tree is unchanged.
///
/// Computes in **O(segments)** lookups and insertions.
///
/// # Errors
///
/// Returns an error for which [`Error::is_not_found`] holds if a node on the way is not a container
/// or has no room for its segment, and one for which [`Error::is_limit_exceeded`] holds if more
/// than `max_gap` places were to be filled; the value is dropped. The position is the number of the
/// segment.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, TreePath, get_path, set_path_with_parents};
///
/// let mut tree = Nested::Map([].into());
/// set_path_with_parents(&mut tree, &"/users/0/name".parse::<TreePath>()?, Nested::Leaf("Ada"), 0)?;
/// set_path_with_parents(&mut tree, &"/users/-/name".parse::<TreePath>()?, Nested::Leaf("Bob"), 0)?;
/// assert_eq!(get_path(&tree, &TreePath::from_dotted("users[1].name"))?, &Nested::Leaf("Bob"));
///
/// // Memory is not at the mercy of a number in the input.
/// let far = "/users/4000000000".parse::<TreePath>()?;
/// let error = set_path_with_parents(&mut tree, &far, Nested::Leaf("Eve"), 16).unwrap_err();
/// assert!(error.is_limit_exceeded());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "create_dir_all")]
#[doc(alias = "mkdir")]
#[doc(alias = "assign")]
pub fn set_path_with_parents<'p, T: TreeBuild + TreeOwned>(
    root: &mut T,
    path: impl IntoIterator<Item = Seg<'p>>,
    value: T,
    max_gap: usize,
) -> Result<Option<T>, Error> {
    let mut keys: Vec<(usize, String)> = Vec::new();
    let mut path: Vec<Seg<'_>> = path.into_iter().collect();
    // Owned by a guard: whatever goes wrong, it may be as deep as its path is long.
    let value = Deep::new(value);
    // The deepest node that is there; an index in a map is the key that `put` would make of it.
    let mut found = &*root;
    let mut depth = 0;
    for (at, &seg) in path.iter().enumerate() {
        let key = match seg {
            Seg::Index(index) if found.is_map() => Some(index.to_string()),
            _ => None,
        };
        let child = found.child(key.as_deref().map_or(seg, Seg::Key));
        keys.extend(key.map(|key| (at, key)));
        match child {
            Some(child) if at + 1 < path.len() => (found, depth) = (child, at + 1),
            _ => break,
        }
    }
    for (at, key) in &keys {
        path[*at] = Seg::Key(key);
    }
    let Some(last) = path.last() else {
        return Ok(Some(core::mem::replace(root, value.into_inner())));
    };
    let (passed, rest) = path.split_at(depth);
    let Some((seg, below)) = rest.split_first() else {
        return Err(missing(found, passed, *last, core::iter::empty()));
    };
    // Everything that can be refused is refused before anything is changed.
    let gap = match found.children() {
        None if found.is_null() => new_gap::<T>(*seg, max_gap, depth)?,
        None => return Err(missing(found, passed, *seg, below.iter().copied())),
        Some(children) => match (found.child(*seg), list_index(found, *seg)) {
            (None, Some(index)) => {
                let gap = index.saturating_sub(count::<T>(children));
                check_gap::<T>(gap, max_gap, *seg, depth)?;
                gap
            }
            _ => 0,
        },
    };
    for (i, seg) in below.iter().enumerate() {
        new_gap::<T>(*seg, max_gap, depth + 1 + i)?;
    }
    let replaced = found.children().is_none();

    let mut tree = value;
    for seg in below.iter().rev() {
        let mut parent = Deep::new(container::<T>(*seg, max_gap));
        let gap = new_gap::<T>(*seg, max_gap, depth)?;
        tree = match put::<T>(&mut parent, *seg, tree.into_inner(), gap) {
            Ok(_) => parent,
            Err(value) => {
                drop(Deep::new(value));
                return Err(missing(&*parent, passed, *seg, core::iter::empty()));
            }
        };
    }
    let node = get_path_mut(root, passed.iter().copied())
        .map_err(|_| unreachable_child(passed, *seg, below.iter().copied()))?;
    if replaced {
        *node = container(*seg, max_gap);
    }
    put(node, *seg, tree.into_inner(), gap).map_err(|value| {
        drop(Deep::new(value));
        missing(node, passed, *seg, below.iter().copied())
    })
}

/// The index that an existing container reads from a segment, if it is a list.
fn list_index<T: TreeBuild>(node: &T, seg: Seg<'_>) -> Option<usize> {
    if node.is_map() { None } else { seg.as_index() }
}

/// Whether a new container for this segment is a list.
fn is_list(seg: Seg<'_>, max_gap: usize) -> bool {
    match seg {
        Seg::Index(_) | Seg::Key("-") => true,
        Seg::Key(_) => seg.as_index().is_some_and(|index| index <= max_gap),
    }
}

fn container<T: TreeBuild>(seg: Seg<'_>, max_gap: usize) -> T {
    if is_list(seg, max_gap) { T::new_list() } else { T::new_map() }
}

/// How many places a new container needs before this segment.
fn new_gap<T: TreeBuild>(seg: Seg<'_>, max_gap: usize, at: usize) -> Result<usize, Error> {
    match seg.as_index() {
        Some(index) if is_list(seg, max_gap) && !T::new_list().is_map() => {
            check_gap::<T>(index, max_gap, seg, at)?;
            Ok(index)
        }
        _ => Ok(0),
    }
}

/// Whether so many places before a segment may be filled.
fn check_gap<T: TreeBuild>(
    gap: usize,
    max_gap: usize,
    seg: Seg<'_>,
    at: usize,
) -> Result<(), Error> {
    if gap > max_gap {
        return Err(Error::new(
            Kind::LimitExceeded,
            format_args!("index {seg} leaves {gap} places empty, where at most {max_gap} may be"),
        )
        .item(at));
    }
    if gap > 0 && T::null().is_none() {
        return Err(Error::new(
            Kind::NotFound,
            format_args!("index {seg} leaves {gap} places empty, and nothing can fill them"),
        )
        .item(at));
    }
    Ok(())
}

/// Inserts a child after so many empty places.
fn put<T: TreeBuild>(node: &mut T, seg: Seg<'_>, value: T, gap: usize) -> Result<Option<T>, T> {
    for _ in 0..gap {
        let len = node.children().map_or(0, count::<T>);
        let Some(null) = T::null() else { break };
        // A refusal shows when the value itself is refused.
        if node.insert_child(Seg::Index(len), null).is_err() {
            break;
        }
    }
    match seg {
        // A type without lists keeps an index as its decimal text.
        Seg::Index(index) if node.is_map() => insert(node, Seg::Key(&index.to_string()), value),
        seg => insert(node, seg, value),
    }
}
