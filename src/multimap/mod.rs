//! Maps in which a key may have several values, and four small maps beside it: pairs that can be
//! looked up from both sides, many-to-many relations, immutable hashable maps, and keys that ignore
//! ASCII case.
//!
//! | type | what it holds | equality |
//! |---|---|---|
//! | [`BiMap`] | pairs that can be looked up from both sides | the same pairs, in any order |
//! | [`Relation`] | a set of pairs, both sides indexed | the same pairs, in any order |
//! | [`FrozenMap`] | sorted pairs that never change, hashable | the same pairs |
//! | [`CaseInsensitive`] | a key without regard to ASCII case, [`ignore_case`] its query | |

pub mod bimap;
mod case;
pub mod frozen;
pub mod relation;
#[cfg(feature = "std")]
pub mod subset;
mod table;

pub use bimap::map::BiMap;
pub use bimap::overwritten::Overwritten;
pub use case::{CaseInsensitive, IgnoreCase, ignore_case};
pub use frozen::map::FrozenMap;
pub use indexmap::{Equivalent, IndexMap};
pub use relation::map::Relation;
#[cfg(feature = "std")]
pub use subset::{only_keys, without_keys};
