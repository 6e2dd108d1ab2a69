//! Merging one tree into another.
//!
//! The patch is taken apart frame by frame; the node that it is merged into stands beside each
//! frame, taken out of its parent, in whose place a hole is left until it is finished. A child that
//! is to be removed is only noted: one pass of `retain_children` per container removes them, so
//! that many removals cost no more than one.

use alloc::vec::Vec;

use super::deep::Frames;
use super::{Deep, SegBuf, TreeBuild, TreeOwned};

/// Merges a tree into another: maps key by key at any depth, everything else is replaced.
///
/// Where both have a map under the same key, the maps are merged; where one of the two is something
/// else, the new one replaces the old. Lists are replaced as a whole. New keys are appended
/// after the others.
///
/// Computes in **O(nodes of the patch)** lookups and insertions, without recursion.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, get_path, merge};
///
/// let map = |entries: &[(&str, Nested<i32>)]| {
///     Nested::Map(entries.iter().map(|(key, node)| ((*key).to_owned(), node.clone())).collect())
/// };
/// let mut config = map(&[("db", map(&[("port", Nested::Leaf(1)), ("pool", Nested::Leaf(5))]))]);
/// merge(&mut config, map(&[("db", map(&[("port", Nested::Leaf(2))]))]));
/// assert_eq!(
///     config,
///     map(&[("db", map(&[("port", Nested::Leaf(2)), ("pool", Nested::Leaf(5))]))]),
/// );
/// ```
#[doc(alias = "deep_merge")]
pub fn merge<T: TreeBuild + TreeOwned>(base: &mut T, patch: T) {
    merge_with(base, patch, |_, old, new| {
        drop(Deep::new(old));
        Some(new)
    });
}

/// Merges a tree into another as [`merge`] does, but calls `resolve` on each conflict.
///
/// A conflict is a place where both trees have a node and not both are maps. `resolve` receives the
/// path, the old and the new node, and returns the node to keep there, or `None` to remove it. At
/// the root `None` leaves an empty map. If it panics, an empty map may be left in place of `base`.
///
/// Computes in **O(nodes of the patch)** lookups and insertions, without recursion, besides what
/// `resolve` does.
///
/// # Examples
///
/// Counts that add up:
///
/// ```
/// use boltons::iter::tree::{Nested, merge_with};
///
/// let map = |key: &str, n| Nested::Map([(key.to_owned(), Nested::Leaf(n))].into());
/// let mut total = map("a", 1);
/// merge_with(&mut total, map("a", 2), |_, old, new| match (old, new) {
///     (Nested::Leaf(old), Nested::Leaf(new)) => Some(Nested::Leaf(old + new)),
///     (_, new) => Some(new),
/// });
/// assert_eq!(total, map("a", 3));
/// ```
pub fn merge_with<T: TreeBuild + TreeOwned>(
    base: &mut T,
    patch: T,
    mut resolve: impl FnMut(&[SegBuf], T, T) -> Option<T>,
) {
    run(base, patch, |path, old, new| match old {
        Some(old) if old.is_map() && new.is_map() => Step::Descend(old, new),
        Some(old) => resolve(path, old, new).map_or(Step::Remove, Step::Set),
        None => Step::Set(new),
    });
}

/// Applies a JSON Merge Patch (RFC 7396): as [`merge`], but [null](TreeBuild::is_null) removes.
///
/// A map in the patch turns whatever is in its place into a map; nulls below it remove the nodes in
/// their places and are never in the result. Everything else in the patch, lists included, replaces
/// what is there.
///
/// Computes in **O(nodes of the patch)** lookups and insertions, and one pass over the children of
/// each container that loses some, without recursion.
///
/// # Examples
///
#[cfg_attr(feature = "serde_json", doc = "```")]
#[cfg_attr(not(feature = "serde_json"), doc = "```ignore")]
/// use boltons::iter::tree::merge_patch;
/// use serde_json::json;
///
/// let mut document = json!({"a": "b", "c": {"d": "e", "f": "g"}});
/// merge_patch(&mut document, json!({"a": "z", "c": {"f": null}}));
/// assert_eq!(document, json!({"a": "z", "c": {"d": "e"}}));
/// ```
#[doc(alias = "json_merge_patch")]
pub fn merge_patch<T: TreeBuild + TreeOwned>(base: &mut T, patch: T) {
    let mut at_root = true;
    run(base, patch, |_, old, new| {
        let root = core::mem::replace(&mut at_root, false);
        if new.is_map() {
            let old = match old {
                Some(old) if old.is_map() => old,
                Some(other) => {
                    drop(Deep::new(other));
                    T::new_map()
                }
                None => T::new_map(),
            };
            return Step::Descend(old, new);
        }
        drop(old.map(Deep::new));
        if new.is_null() && !root { Step::Remove } else { Step::Set(new) }
    });
}

/// What happens to a place.
enum Step<T> {
    /// The children of the second are merged into the first.
    Descend(T, T),
    Set(T),
    Remove,
}

/// A node into which the children of a frame are being merged.
struct Level<T: TreeOwned> {
    node: Deep<T>,
    /// What is to be removed from it at the end.
    removed: Vec<SegBuf>,
}

fn run<T: TreeBuild + TreeOwned>(
    base: &mut T,
    patch: T,
    mut decide: impl FnMut(&[SegBuf], Option<T>, T) -> Step<T>,
) {
    let mut path: Vec<SegBuf> = Vec::new();
    let mut levels: Vec<Level<T>> = Vec::new();
    let mut frames: Frames<T> = Frames::new();
    let mut next = Some((Some(core::mem::replace(base, T::new_map())), patch));
    loop {
        // What now stands at `path`: `Some(None)` is nothing.
        let finished = match next.take() {
            Some((old, new)) => match decide(&path, old, new) {
                Step::Set(node) => Some(node),
                Step::Remove => None,
                Step::Descend(node, patch) => {
                    let node = Deep::new(node);
                    match frames.open(patch) {
                        Ok(()) => {
                            levels.push(Level { node, removed: Vec::new() });
                            next = take(&mut levels, &mut frames, &mut path);
                            if next.is_some() {
                                continue;
                            }
                            close(&mut levels, &mut frames)
                        }
                        // A map that does not open has nothing to merge.
                        Err(patch) => {
                            drop(Deep::new(patch));
                            Some(node.into_inner())
                        }
                    }
                }
            },
            None => close(&mut levels, &mut frames),
        };
        let Some(level) = levels.last_mut() else {
            if let Some(root) = finished {
                *base = root;
            }
            return;
        };
        if let Some(seg) = path.pop() {
            match finished {
                Some(node) => store(level, &seg, node),
                None => level.removed.push(seg),
            }
        }
        next = take(&mut levels, &mut frames, &mut path);
    }
}

/// Takes the next child of the innermost frame, and what stands in its place.
fn take<T: TreeBuild + TreeOwned>(
    levels: &mut [Level<T>],
    frames: &mut Frames<T>,
    path: &mut Vec<SegBuf>,
) -> Option<(Option<T>, T)> {
    let (seg, new) = frames.take()?;
    let new = Deep::new(new);
    let level = levels.last_mut()?;
    let old = level.node.child_mut(seg.as_seg());
    let old = old.map(|child| core::mem::replace(child, T::new_map()));
    path.push(seg);
    Some((old, new.into_inner()))
}

/// Stores a finished child where its hole is, or under a new key.
fn store<T: TreeBuild + TreeOwned>(level: &mut Level<T>, seg: &SegBuf, node: T) {
    if let Some(hole) = level.node.child_mut(seg.as_seg()) {
        *hole = node;
    } else if let Err(node) = level.node.insert_child(seg.as_seg(), node) {
        drop(Deep::new(node));
    }
}

/// Ends the innermost level and returns its node.
fn close<T: TreeBuild + TreeOwned>(
    levels: &mut Vec<Level<T>>,
    frames: &mut Frames<T>,
) -> Option<T> {
    drop(frames.close().map(Deep::new));
    let Level { mut node, mut removed } = levels.pop()?;
    if !removed.is_empty() {
        removed.sort_unstable();
        node.retain_children(|seg, _| {
            removed.binary_search_by(|gone| gone.as_seg().cmp(&seg)).is_err()
        });
    }
    Some(node.into_inner())
}
