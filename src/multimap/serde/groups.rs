//! An [`OrderedMultiMap`] as a map of lists: `#[serde(with = "boltons::multimap::serde_groups")]`.
//!
//! Keeps the order of the keys and that of each key's values, but not how entries of different keys
//! interleave. A key with an empty list has no values, and is not kept.
//!
//! # Examples
//!
//! ```
//! use boltons::multimap::OrderedMultiMap;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize)]
//! struct Request {
//!     #[serde(with = "boltons::multimap::serde_groups")]
//!     query: OrderedMultiMap<String, u32>,
//! }
//!
//! let json = r#"{"query":{"a":[1,3],"b":[2]}}"#;
//! let request: Request = serde_json::from_str(json)?;
//! assert!(request.query.get_all("a").eq(&[1, 3]));
//! assert_eq!(serde_json::to_string(&request)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```

use alloc::vec::Vec;
use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::multimap::OrderedMultiMap;
use crate::multimap::ordered::GetAll;

/// Serializes each key once, with the list of its values.
///
/// # Errors
///
/// Returns the serializer's error.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{OrderedMultiMap, serde_groups};
///
/// let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
/// let mut json = Vec::new();
/// serde_groups::serialize(&map, &mut serde_json::Serializer::new(&mut json))?;
/// assert_eq!(json, br#"{"a":[1,3],"b":[2]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn serialize<K, V, S, T>(
    map: &OrderedMultiMap<K, V, S>,
    serializer: T,
) -> Result<T::Ok, T::Error>
where
    K: Serialize + Hash + Eq,
    V: Serialize,
    S: BuildHasher,
    T: Serializer,
{
    let mut groups = serializer.serialize_map(Some(map.keys_len()))?;
    for (key, values) in map.groups() {
        groups.serialize_entry(key, &List(values))?;
    }
    groups.end()
}

struct List<'a, K, V>(GetAll<'a, K, V>);

impl<K, V: Serialize> Serialize for List<'_, K, V> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        // Some formats need the length first.
        let mut list = serializer.serialize_seq(Some(self.0.clone().count()))?;
        for value in self.0.clone() {
            list.serialize_element(value)?;
        }
        list.end()
    }
}

/// Deserializes a map of lists: each value becomes an entry, key by key.
///
/// # Errors
///
/// Returns the deserializer's error.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{OrderedMultiMap, serde_groups};
///
/// let mut json = serde_json::Deserializer::from_str(r#"{"a":[1,3],"b":[],"c":[2]}"#);
/// let map: OrderedMultiMap<String, u32> = serde_groups::deserialize(&mut json)?;
/// assert!(map.into_iter().eq([("a".to_owned(), 1), ("a".to_owned(), 3), ("c".to_owned(), 2)]));
///
/// let mut json = serde_json::Deserializer::from_str(r#"{"a":1}"#);
/// let map = serde_groups::deserialize::<String, u32, std::hash::RandomState, _>(&mut json);
/// assert!(map.is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn deserialize<'de, K, V, S, D>(deserializer: D) -> Result<OrderedMultiMap<K, V, S>, D::Error>
where
    K: Deserialize<'de> + Hash + Eq + Clone,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(Lists(PhantomData))
}

struct Lists<K, V, S>(PhantomData<(K, V, S)>);

impl<'de, K, V, S> Visitor<'de> for Lists<K, V, S>
where
    K: Deserialize<'de> + Hash + Eq + Clone,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
{
    type Value = OrderedMultiMap<K, V, S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of lists")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut lists: A) -> Result<Self::Value, A::Error> {
        let mut map = OrderedMultiMap::default();
        while let Some((key, values)) = lists.next_entry::<K, Vec<V>>()? {
            map.append_all(key, values);
        }
        Ok(map)
    }
}
