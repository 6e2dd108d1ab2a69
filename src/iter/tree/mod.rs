//! Nested data of any depth: walking it, searching it, rebuilding it, and reaching into it.
//!
//! What is walked is any type that implements [`Tree`]: `serde_json::Value` (feature `serde_json`),
//! [`Nested`] for data without a type of its own, or your own enum, which needs two methods. With
//! [`TreeMut`] it can be changed in place, with [`TreeOwned`] taken apart and put together.
//!
//! | job | function | needs |
//! |---|---|---|
//! | every node with its path | [`walk`] | `Tree` |
//! | the nodes that match, with their paths | [`research`] | `Tree` |
//! | a node by its path | [`get_path`], [`get_path_mut`], [`set_path`], [`remove_path`] | `Tree`, `TreeMut` |
//! | drop nodes in place, change leaves in place | [`retain`] | `TreeMut` |
//! | build another tree | [`remap`], [`remap_with`], [`try_remap_with`] | `TreeOwned` |
//! | drop, clone, compare what is very deep | [`drop_deep`], [`clone_deep`], [`eq_deep`], [`Deep`] | `TreeOwned` |
//!
//! # Depth
//!
//! Nothing here recurses: a chain of a million nodes is walked, changed and dropped on a small
//! stack, also when a closure panics half-way. What recurses is the `Drop`, `Clone`, `PartialEq`
//! and `Debug` that a compiler derives; [`Deep`] wraps a tree so that it has the first three
//! without recursion. Time is O(nodes), memory O(depth + the widest open container).
//!
//! # Paths
//!
//! A path is a sequence of [`Seg`]ments from the root, a key or an index each. The root has the
//! empty path; a node's path ends with its own segment. Indices are those of the tree as it was
//! given, also while [`retain`] and [`remap`] drop nodes. [`TreePath`] owns one; its text is a
//! JSON Pointer (RFC 6901).
//!
//! # Examples
//!
//! A type of one's own:
//!
//! ```
//! use boltons::iter::tree::{Seg, Tree, walk};
//!
//! enum Expr {
//!     Number(f64),
//!     Sum(Vec<Expr>),
//! }
//!
//! impl Tree for Expr {
//!     type Children<'a> = Box<dyn Iterator<Item = (Seg<'a>, &'a Expr)> + 'a>;
//!
//!     fn children(&self) -> Option<Self::Children<'_>> {
//!         match self {
//!             Expr::Number(_) => None,
//!             Expr::Sum(terms) => {
//!                 Some(Box::new(terms.iter().enumerate().map(|(i, e)| (Seg::Index(i), e))))
//!             }
//!         }
//!     }
//! }
//!
//! let sum = Expr::Sum(vec![Expr::Number(1.0), Expr::Sum(vec![Expr::Number(2.5)])]);
//! let total: f64 = walk(&sum)
//!     .leaves()
//!     .map(|leaf| match leaf {
//!         Expr::Number(n) => *n,
//!         Expr::Sum(_) => 0.0,
//!     })
//!     .sum();
//! assert_eq!(total, 3.5);
//! ```

mod access;
mod deep;
#[cfg(any(feature = "std", feature = "serde_json"))]
mod frame;
#[cfg(feature = "serde_json")]
mod json;
#[cfg(feature = "std")]
mod nested;
mod path;
mod remap;
mod research;
mod retain;
mod seg;
mod traits;
mod walk;

pub use access::{get_path, get_path_mut, remove_path, set_path};
pub use deep::{Deep, clone_deep, drop_deep, eq_deep};
#[cfg(any(feature = "std", feature = "serde_json"))]
pub use frame::{Children, ChildrenMut, Frame};
#[cfg(feature = "std")]
pub use nested::{IntoLeaves, Nested};
pub use path::TreePath;
pub use remap::{Edit, remap, remap_with, try_remap_with};
pub use research::research;
pub use retain::retain;
pub use seg::{Seg, SegBuf};
pub use traits::{Tree, TreeMut, TreeOwned};
pub use walk::{Leaves, Nodes, Visit, Walk, walk};

/// The iterator of a [`TreePath`].
pub mod tree_path {
    pub use super::path::Iter;
}
