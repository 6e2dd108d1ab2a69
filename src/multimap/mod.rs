//! Multimaps and their relatives: an ordered multimap, a two-way map, a many-to-many relation, an
//! immutable hashable map, and keys that ignore ASCII case.
//!
//! | type | what it holds | equality |
//! |---|---|---|
//! | [`OrderedMultiMap`] | entries in insertion order; a key may repeat | the same entries in the same order |
//! | [`BiMap`] | pairs that can be looked up from both sides | the same pairs, in any order |
//! | [`Relation`] | a set of pairs, both sides indexed | the same pairs, in any order |
//! | [`FrozenMap`] | sorted pairs that never change, hashable | the same pairs |
//! | [`CaseInsensitive`] | a key that ignores ASCII case; [`ignore_case`] creates a query for it | |
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
//! * Keys repeat and the order of *all* entries matters (headers, query strings, form data,
//!   configuration files, JSON objects with repeated keys): [`OrderedMultiMap`].
//! * One value per key: [`IndexMap`], or std's maps.
//! * Values are only read by key and the order between entries of different keys does not matter:
//!   `IndexMap<K, Vec<V>>` reads long value lists faster; [`OrderedMultiMap::into_groups`] returns
//!   one.
//! * A set of pairs that is looked up from both sides: [`Relation`], or [`BiMap`] where each value
//!   has one partner.
//! * A map as the key of another, or one that is built once and read often: [`FrozenMap`].
//! * Ranges of sorted keys: `BTreeMap<K, Vec<V>>`.
//!
//! These maps do not support concurrent writes from several threads or lookups by three or more
//! fields, and they do not validate header names.
//!
//! # Tasks
//!
//! | I want to … | take |
//! |---|---|
//! | add a value to a key | [`append`](OrderedMultiMap::append), [`append_all`](OrderedMultiMap::append_all) |
//! | set a key to one value, or to several | [`insert`](OrderedMultiMap::insert), [`insert_all`](OrderedMultiMap::insert_all) |
//! | insert several default values for a key | [`contains_key`](OrderedMultiMap::contains_key), then `append_all` |
//! | read the first, the last, all values | [`get`](OrderedMultiMap::get), [`get_last`](OrderedMultiMap::get_last), [`get_all`](OrderedMultiMap::get_all) |
//! | treat a second value as an error | [`get_only`](OrderedMultiMap::get_only) |
//! | find a header name in any case | [`get_ignore_case`](OrderedMultiMap::get_ignore_case), with [`CaseInsensitive`] keys |
//! | rename a key in place | [`replace_key`](OrderedMultiMap::replace_key), [`BiMap::replace_left`], [`Relation::replace_left`] |
//! | move a key to either end, or move one entry | [`move_to_back`](OrderedMultiMap::move_to_back), [`move_index`](OrderedMultiMap::move_index) |
//! | replace an entry together with its key | [`remove_index`](OrderedMultiMap::remove_index), then [`insert_at`](OrderedMultiMap::insert_at) |
//! | insert many pairs into a two-way map, all or nothing | [`BiMap::try_extend`] |
//! | keep an existing partner instead of replacing it, by side | [`BiMap::insert_with`] |
//! | merge two labels into one | [`Relation::replace_left`] |
//! | take out what matches, or everything | [`extract_if`](OrderedMultiMap::extract_if), [`drain`](OrderedMultiMap::drain) |
//!
//! There is no `try_reserve`: callers bound a map of untrusted input by counting what they insert.
//! A size hint alone never makes a map reserve room for more than 65,536 entries.
//!
//! # Recipes
//!
//! `examples/multimap.rs` has more, each in a function.
//!
//! **HTTP headers.** `http::HeaderMap` groups repeated names. Here all entries keep their order, and
//! keys of any type are possible: `HeaderName`, or text in its spelling with [`CaseInsensitive`].
//!
//! ```ignore
//! use boltons::multimap::OrderedMultiMap;
//! use http::{HeaderMap, HeaderName, HeaderValue};
//!
//! fn from_http(headers: &HeaderMap) -> OrderedMultiMap<HeaderName, HeaderValue> {
//!     headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
//! }
//!
//! fn into_http(headers: OrderedMultiMap<HeaderName, HeaderValue>) -> HeaderMap {
//!     let mut map = HeaderMap::with_capacity(headers.keys_len());
//!     for (name, value) in headers {
//!         map.append(name, value);
//!     }
//!     map
//! }
//! ```
//!
//! **Query strings and forms**, decoded and encoded by the crate form_urlencoded:
//!
//! ```ignore
//! use boltons::multimap::OrderedMultiMap;
//! use form_urlencoded::{Serializer, parse};
//!
//! fn read_form(query: &str) -> OrderedMultiMap<String, String> {
//!     parse(query.as_bytes()).into_owned().collect()
//! }
//!
//! fn write_form(form: &OrderedMultiMap<String, String>) -> String {
//!     Serializer::new(String::new()).extend_pairs(form).finish()
//! }
//! ```
//!
//! **INI-like files.** The key is a section and a name. Repeated keys stay; the last value counts, or
//! all do, as the format specifies:
//!
//! ```
//! # #[cfg(feature = "std")] {
//! use boltons::multimap::OrderedMultiMap;
//!
//! fn read_ini(text: &str) -> OrderedMultiMap<(&str, &str), &str> {
//!     let mut settings = OrderedMultiMap::new();
//!     let mut section = "";
//!     for line in text.lines().map(str::trim).filter(|line| !line.starts_with([';', '#'])) {
//!         if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
//!             section = name;
//!         } else if let Some((key, value)) = line.split_once('=') {
//!             settings.append((section, key.trim()), value.trim());
//!         }
//!     }
//!     settings
//! }
//!
//! let settings = read_ini("[remote]\nfetch = a\nfetch = b\n[user]\nname = Ada");
//! assert!(settings.get_all(&("remote", "fetch")).eq(&["a", "b"]));
//! assert_eq!(settings.get_last(&("user", "name")), Some(&"Ada"));
//! assert_eq!(settings.get(&("user", "mail")), None);
//! # }
//! ```
//!
//! **JSON with repeated keys**: with the feature `serde`, `AsMap` and the module `serde_map` read and
//! write an object with all its entries; the section on serde, which that feature adds, has the code.
//!
//! # Hashers
//!
//! With the feature `std` the maps use `RandomState` by default; without it they use the hasher
//! that the caller supplies. Up to 16 entries, an [`OrderedMultiMap`] hashes nothing at all.
//!
//! # Dependencies in this API
//!
//! [`Equivalent`] (borrowed lookups) and [`IndexMap`] (grouped results) are re-exported from
//! indexmap. A release of this crate that requires another major version of indexmap is therefore a
//! major release.
#![cfg_attr(
    feature = "serde",
    doc = "

# serde

| shape | how | JSON of `[(a,1),(b,2),(a,3)]` | lossless |
|---|---|---|---|
| sequence of pairs | `Serialize`, `Deserialize` | `[[\"a\",1],[\"b\",2],[\"a\",3]]` | yes |
| map with repeated keys | [`serde_map`] | `{\"a\":1,\"b\":2,\"a\":3}` | yes, with formats that keep repeats, as JSON |
| map of lists | [`serde_groups`] | `{\"a\":[1,3],\"b\":[2]}` | up to the order between keys |

The modules are for `#[serde(with = …)]` on a field. Elsewhere (in an `Option`, in a `Vec`, as a type
parameter), [`AsMap`] and [`AsGroups`] wrap a map to the same effect:

```
use boltons::multimap::{AsMap, OrderedMultiMap};

let json = r#\"{\"to\":\"a\",\"id\":\"7\",\"to\":\"b\"}\"#;
let AsMap(message): AsMap<OrderedMultiMap<String, String>> = serde_json::from_str(json)?;
assert!(message.get_all(\"to\").eq(&[\"a\", \"b\"]));
assert_eq!(serde_json::to_string(&AsMap(message))?, json);
# Ok::<(), serde_json::Error>(())
```"
)]

pub mod bimap;
mod case;
pub mod frozen;
pub mod ordered;
mod places;
pub mod relation;
#[cfg(feature = "serde")]
mod serde;
mod slots;
#[cfg(feature = "std")]
pub mod subset;
mod table;

pub use bimap::map::BiMap;
pub use bimap::on_duplicate::OnDuplicate;
pub use bimap::overwritten::Overwritten;
pub use case::{CaseInsensitive, IgnoreCase, ignore_case};
pub use frozen::map::FrozenMap;
pub use indexmap::{Equivalent, IndexMap};
pub use ordered::OrderedMultiMap;
#[cfg(all(feature = "__audit", feature = "std"))]
pub use places::search_steps;
pub use relation::map::Relation;
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use serde::{AsGroups, AsMap, groups as serde_groups, map as serde_map};
#[cfg(feature = "std")]
pub use subset::{only_keys, without_keys};
