//! Nested data of any depth: walking, searching, changing, rebuilding, merging, access by path.
//!
//! The functions accept any type that implements [`Tree`]: `serde_json::Value` (feature
//! `serde_json`), [`Nested`] for data that has no type yet, or a custom enum, which needs two
//! methods. With [`TreeMut`] it can be changed in place, with [`TreeOwned`] taken apart and
//! rebuilt.
//!
//! | I want to | function | needs |
//! |---|---|---|
//! | visit every node with its path | [`walk`] | `Tree` |
//! | find the nodes that match, with their paths | [`research`], [`find_all`] (`items.*.id`) | `Tree` |
//! | reach a node by its path | [`get_path`], [`get_path_mut`], [`set_path`], [`remove_path`] | `Tree`, `TreeMut` |
//! | insert a node and the parents that are missing | [`set_path_with_parents`] | `TreeBuild`, `TreeOwned` |
//! | remove or change many nodes in place | [`retain`], [`remove_paths`], [`remove_all`], [`change_all`] | `TreeMut` |
//! | build another tree | [`remap`], [`remap_with`], [`try_remap_with`] | `TreeOwned` |
//! | merge two trees, also by RFC 7396 | [`merge`], [`merge_with`], [`merge_patch`] | `TreeBuild`, `TreeOwned` |
//! | turn a tree into paths and leaves, and back | [`flatten`], [`unflatten`], [`unflatten_text`] | `TreeBuild`, `TreeOwned` |
//! | drop, clone, compare what is very deep | [`drop_deep`], [`clone_deep`], [`eq_deep`], [`Deep`] | `TreeOwned` |
//!
//! # Depth
//!
//! Nothing here recurses: a chain of a million nodes is walked, changed and dropped on a small
//! stack, even if a closure panics half-way. The `Drop`, `Clone`, `PartialEq` and `Debug` that the
//! compiler derives do recurse; [`Deep`] wraps a tree so that it has the first three
//! without recursion. Time is O(nodes), memory O(depth + the widest open container).
//!
//! # Paths
//!
//! A path is a sequence of [`Seg`]ments from the root, each of them a key or an index. The root has
//! the empty path; a node's path ends with its own segment. Indices are those of the original
//! tree, also while [`retain`] and [`remap`] drop nodes. [`TreePath`] is an owned path; its text is
//! a JSON Pointer (RFC 6901).
//!
//! # Custom types
//!
//! `Children` and `ChildrenMut` serve lists and maps; one pair of methods takes a container apart
//! and rebuilds it, and everything else follows. [`assert_laws`] in a test checks that the methods
//! agree.
//!
//! ```
//! use boltons::iter::tree::{Children, ChildrenMut, Rebuild, SegBuf, Tree, TreeMut};
//!
//! #[derive(Clone, Debug, PartialEq)]
//! enum Expr {
//!     Number(f64),
//!     Call(String, Vec<Expr>),
//! }
//!
//! impl Tree for Expr {
//!     type Children<'a> = Children<'a, Self>;
//!     fn children(&self) -> Option<Self::Children<'_>> {
//!         let Self::Call(_, args) = self else { return None };
//!         Some(Children::list(args))
//!     }
//! }
//!
//! impl TreeMut for Expr {
//!     type ChildrenMut<'a> = ChildrenMut<'a, Self>;
//!     fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
//!         let Self::Call(_, args) = self else { return None };
//!         Some(ChildrenMut::list(args))
//!     }
//!     fn take_children(&mut self) -> Option<Vec<(SegBuf, Self)>> {
//!         let Self::Call(_, args) = self else { return None };
//!         Some(args.drain(..).enumerate().map(|(i, arg)| (i.into(), arg)).collect())
//!     }
//!     fn with_children(&self, new: Vec<(SegBuf, Self)>) -> Result<Self, Vec<(SegBuf, Self)>> {
//!         let Self::Call(name, _) = self else { return Err(new) };
//!         Ok(Self::Call(name.clone(), new.into_iter().map(|(_, arg)| arg).collect()))
//!     }
//! }
//!
//! impl Rebuild for Expr {}
//!
//! use boltons::iter::tree::{Edit, assert_laws, remap, walk};
//!
//! let call = |name: &str, args| Expr::Call(name.to_owned(), args);
//! let sum = call("add", vec![Expr::Number(1.0), call("neg", vec![Expr::Number(2.5)])]);
//! assert_laws(&sum);
//! assert_eq!(walk(&sum).leaves().count(), 2);
//! let doubled = remap(sum, |_, node| match node {
//!     Expr::Number(n) => Edit::Keep(Expr::Number(2.0 * n)),
//!     call => Edit::Keep(call),
//! });
//! assert_eq!(doubled.children().into_iter().flatten().next().unwrap().1, &Expr::Number(2.0));
//! ```
//!
//! A type of another crate joins through a newtype. Because `children` returns references to the
//! newtype, something must turn a reference to the inner value into one; the crate `ref-cast` does
//! it safely (`#[derive(RefCast)] #[repr(transparent)] struct Toml(toml::Value)`), and
//! `children` is then `Children`-like: `array.iter().map(Toml::ref_cast)`.

mod traits;

mod seg;

mod path;

mod path_text;

mod walk;

mod research;

mod pattern;

mod access;

mod build;

mod retain;

mod remap;

mod merge;

mod flatten;

mod deep;

#[cfg(feature = "std")]
mod nested;

#[cfg(feature = "serde_json")]
mod json;

mod frame;

mod parts;

mod laws;

mod guard;

pub use access::{get_path, get_path_mut, remove_path, remove_paths, set_path};
pub use build::set_path_with_parents;
pub use deep::{Deep, clone_deep, drop_deep, eq_deep};
pub use flatten::{PathForm, flatten, unflatten, unflatten_text};
#[cfg(any(feature = "std", feature = "serde_json"))]
pub use frame::Frame;
pub use frame::{Children, ChildrenMut};
pub use laws::{assert_laws, assert_walk_laws};
pub use merge::{merge, merge_patch, merge_with};
#[cfg(feature = "std")]
pub use nested::{IntoLeaves, Nested};
pub use parts::Parts;
pub use path::TreePath;
pub use pattern::{TreePattern, change_all, find_all, remove_all};
pub use remap::{Edit, remap, remap_with, try_remap_with};
pub use research::research;
pub use retain::retain;
pub use seg::{Seg, SegBuf};
pub use traits::{Rebuild, Tree, TreeBuild, TreeMut, TreeOwned};
pub use walk::{Leaves, Nodes, Visit, Walk, walk};

/// The iterator of a [`TreePath`].
pub mod tree_path {
    pub use super::path::Iter;
}
