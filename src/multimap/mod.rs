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
//! * One value per key: [`IndexMap`], or std's maps.
//! * Values are only ever read by key and the order between keys is of no use:
//!   `IndexMap<K, Vec<V>>` reads long value lists faster; [`OrderedMultiMap::into_groups`] makes
//!   one.
//! * A set of pairs that is asked from both sides: [`Relation`], or [`BiMap`] where each side has
//!   one partner.
//! * A map as the key of another, or one that is built once and read often: [`FrozenMap`].
//! * Ranges of sorted keys: `BTreeMap<K, Vec<V>>`.
//!
//! Not for sharing between threads that write, not for lookups by three or more fields, and
//! header names are not validated.
//!
//! # Tasks
//!
//! | I want to … | take |
//! |---|---|
//! | add a value to a key | [`append`](OrderedMultiMap::append), [`append_all`](OrderedMultiMap::append_all) |
//! | set a key to one value, or to several | [`insert`](OrderedMultiMap::insert), [`insert_all`](OrderedMultiMap::insert_all) |
//! | give a key several default values | [`contains_key`](OrderedMultiMap::contains_key), then `append_all` |
//! | read the first, the last, all values | [`get`](OrderedMultiMap::get), [`get_last`](OrderedMultiMap::get_last), [`get_all`](OrderedMultiMap::get_all) |
//! | refuse a second value | [`get_only`](OrderedMultiMap::get_only) |
//! | rename a key where it stands | [`replace_key`](OrderedMultiMap::replace_key), [`BiMap::replace_left`], [`Relation::replace_left`] |
//! | move a key to an end, or one entry | [`move_to_back`](OrderedMultiMap::move_to_back), [`move_index`](OrderedMultiMap::move_index) |
//! | insert many pairs into a two-way map, or none | [`BiMap::try_extend`] |
//! | keep an old partner rather than replace it | [`BiMap::contains_left`] or [`contains_right`](BiMap::contains_right), then [`BiMap::insert`] |
//! | merge labels | [`Relation::replace_left`] |
//!
//! There is no `try_reserve`: a map of untrusted input is bounded by the caller, who counts what
//! comes in. A map never reserves for more than 65,536 entries on the word of a size hint.
//!
//! # Hashers
//!
//! With the feature `std` the maps use `RandomState` unless told otherwise; without it they take
//! the hasher you give them. Up to 16 entries an [`OrderedMultiMap`] hashes nothing at all.
//!
//! # Dependencies in this API
//!
//! [`Equivalent`] (borrowed lookups) and [`IndexMap`] (grouped results) are indexmap's, and part
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
mod slots;
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
pub use serde::{AsGroups, AsMap, groups as serde_groups, map as serde_map};
#[cfg(feature = "std")]
pub use subset::{only_keys, without_keys};
