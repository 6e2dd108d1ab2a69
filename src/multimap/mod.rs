//! Maps in which a key may have several values, and four small maps beside it: pairs that can be
//! looked up from both sides, many-to-many relations, immutable hashable maps, and keys that ignore
//! ASCII case.
//!
//! | type | what it holds | equality |
//! |---|---|---|
//! | [`OrderedMultiMap`] | entries in the order they came in; a key may repeat | the same entries in the same order |
//! | [`BiMap`] | pairs that can be looked up from both sides | the same pairs, in any order |
//! | [`Relation`] | a set of pairs, both sides indexed | the same pairs, in any order |
//! | [`FrozenMap`] | sorted pairs that never change, hashable | the same pairs |
//! | [`CaseInsensitive`] | a key without regard to ASCII case, [`ignore_case`] its query | |
//!
//! # Examples
//!
//! HTTP headers keep their order, their spelling and their repeats:
//!
//! ```
//! # #[cfg(feature = "std")] {
//! use boltons::multimap::OrderedMultiMap;
//!
//! let mut headers = OrderedMultiMap::from([("Accept", "text/html"), ("Cookie", "a=1")]);
//! headers.append("Via", "1.1 proxy");
//! headers.append("Cookie", "b=2");
//!
//! assert_eq!(headers.get("Cookie"), Some(&"a=1"));
//! assert!(headers.get_all("Cookie").eq(&["a=1", "b=2"]));
//! assert_eq!(headers.remove_all("Cookie").count(), 2);
//! assert_eq!(headers, [("Accept", "text/html"), ("Via", "1.1 proxy")]);
//! # }
//! ```
//!
//! # Which one
//!
//! * Repeated keys, and the order over *all* entries counts (headers, query strings, form data,
//!   configuration files, JSON objects with repeated keys): [`OrderedMultiMap`].
//! * One value a key: [`IndexMap`], or std's maps.
//! * Values are only ever read by key and the order between keys is of no use:
//!   `IndexMap<K, Vec<V>>` reads long value lists faster; [`OrderedMultiMap::into_groups`] makes
//!   one.
//! * A set of pairs that is asked from both sides: [`Relation`], or [`BiMap`] where each side has
//!   one partner.
//! * A map as the key of another, or one that is built once and read often: [`FrozenMap`].
//! * Ranges of sorted keys: `BTreeMap<K, Vec<V>>`.
//!
//! Not for sharing between threads that write, not for look-ups by three or more fields, and
//! header names are not validated.
//!
//! # Hashers
//!
//! With the feature `std` the maps use `RandomState` unless told otherwise; without it they take
//! the hasher you give them. Up to 16 entries an [`OrderedMultiMap`] hashes nothing at all.
//!
//! # Dependencies in this API
//!
//! [`Equivalent`] (borrowed look-ups) and [`IndexMap`] (grouped results) are indexmap's, and part
//! of this crate's semantic version.
#![cfg_attr(
    feature = "serde",
    doc = "

# serde

| shape | how | JSON of `[(a,1),(b,2),(a,3)]` | lossless |
|---|---|---|---|
| sequence of pairs | `Serialize`, `Deserialize` | `[[\"a\",1],[\"b\",2],[\"a\",3]]` | yes |
| map with repeated keys | [`serde_map`] | `{\"a\":1,\"b\":2,\"a\":3}` | yes, with formats that keep repeats, as JSON |
| map of lists | [`serde_groups`] | `{\"a\":[1,3],\"b\":[2]}` | up to the order between keys |"
)]

pub mod bimap;
mod case;
pub mod frozen;
pub mod ordered;
pub mod relation;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "std")]
pub mod subset;
mod table;

pub use bimap::map::BiMap;
pub use bimap::overwritten::Overwritten;
pub use case::{CaseInsensitive, IgnoreCase, ignore_case};
pub use frozen::map::FrozenMap;
pub use indexmap::{Equivalent, IndexMap};
pub use ordered::OrderedMultiMap;
pub use relation::map::Relation;
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use serde::{groups as serde_groups, map as serde_map};
#[cfg(feature = "std")]
pub use subset::{only_keys, without_keys};
