//! The iterators of [`BiMap`](super::BiMap).
//!
//! | from | type | items |
//! |---|---|---|
//! | [`iter`](super::BiMap::iter) | [`Iter`] | `(&L, &R)` |
//! | [`left_values`](super::BiMap::left_values) | [`LeftValues`] | `&L` |
//! | [`right_values`](super::BiMap::right_values) | [`RightValues`] | `&R` |
//! | `into_iter` | [`IntoIter`] | `(L, R)` |
//! | [`drain`](super::BiMap::drain) | [`Drain`] | `(L, R)` |
//! | [`extract_if`](super::BiMap::extract_if) | [`ExtractIf`] | `(L, R)` |
//!
//! All iterate in insertion order. All but [`ExtractIf`] do so from either end, and know how many
//! items are left.

mod inner;
mod iter;
pub(super) mod map;
pub(super) mod on_duplicate;
pub(super) mod overwritten;

mod removal;

#[cfg(feature = "serde")]
mod serde;
mod traits;

pub use iter::{IntoIter, Iter, LeftValues, RightValues};
pub use removal::{Drain, ExtractIf};
