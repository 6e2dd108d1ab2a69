//! The iterators of [`Relation`](super::Relation).
//!
//! | from | type | items |
//! |---|---|---|
//! | [`iter`](super::Relation::iter) | [`Iter`] | `(&L, &R)` |
//! | [`rights_of`](super::Relation::rights_of) | [`RightsOf`] | `&R` |
//! | [`lefts_of`](super::Relation::lefts_of) | [`LeftsOf`] | `&L` |
//! | [`lefts`](super::Relation::lefts) | [`Lefts`] | `&L`, each once |
//! | [`rights`](super::Relation::rights) | [`Rights`] | `&R`, each once |
//! | `into_iter` | [`IntoIter`] | `(L, R)` |
//! | [`drain`](super::Relation::drain) | [`Drain`] | `(L, R)` |
//! | [`extract_if`](super::Relation::extract_if) | [`ExtractIf`] | `(L, R)` |
//!
//! All iterate in the order in which the pairs were inserted. All but [`ExtractIf`] do so from
//! either end, and know how many items are left.

mod inner;
mod iter;
pub(super) mod map;
mod per_side;

mod removal;

#[cfg(feature = "serde")]
mod serde;
mod side;
mod traits;

pub use iter::{IntoIter, Iter};
pub use per_side::{Lefts, LeftsOf, Rights, RightsOf};
pub use removal::{Drain, ExtractIf};
