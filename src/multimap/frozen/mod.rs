//! The iterators of [`FrozenMap`](super::FrozenMap).
//!
//! | from | type | items |
//! |---|---|---|
//! | [`iter`](super::FrozenMap::iter) | [`Iter`] | `(&K, &V)` |
//! | [`keys`](super::FrozenMap::keys) | [`Keys`] | `&K` |
//! | [`values`](super::FrozenMap::values) | [`Values`] | `&V` |
//! | `into_iter` | [`IntoIter`] | `(K, V)` |
//!
//! All iterate in the order of the keys, from either end, and know how many items are left.

mod iter;
pub(super) mod map;
#[cfg(feature = "serde")]
mod serde;

pub use iter::{IntoIter, Iter, Keys, Values};
