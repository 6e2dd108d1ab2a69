//! An [`OrderedMultiMap`] as a map with repeated keys: `#[serde(with = "boltons::multimap::serde_map")]`.
//!
//! Preserves all entries with formats that keep repeated keys in both directions, as serde_json
//! does.
//!
//! # Examples
//!
//! ```
//! use boltons::multimap::OrderedMultiMap;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize)]
//! struct Request {
//!     #[serde(with = "boltons::multimap::serde_map")]
//!     query: OrderedMultiMap<String, u32>,
//! }
//!
//! let json = r#"{"query":{"a":1,"b":2,"a":3}}"#;
//! let request: Request = serde_json::from_str(json)?;
//! assert!(request.query.get_all("a").eq(&[1, 3]));
//! assert_eq!(serde_json::to_string(&request)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```

use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::gather;
use crate::multimap::OrderedMultiMap;

/// Serializes the entries as those of a map, in order and with repeated keys.
///
/// # Errors
///
/// Returns the serializer's error.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{OrderedMultiMap, serde_map};
///
/// let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
/// let mut json = Vec::new();
/// serde_map::serialize(&map, &mut serde_json::Serializer::new(&mut json))?;
/// assert_eq!(json, br#"{"a":1,"b":2,"a":3}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn serialize<K, V, S, T>(
    map: &OrderedMultiMap<K, V, S>,
    serializer: T,
) -> Result<T::Ok, T::Error>
where
    K: Serialize,
    V: Serialize,
    T: Serializer,
{
    serializer.collect_map(map)
}

/// Deserializes the entries of a map, in order and with repeated keys.
///
/// # Errors
///
/// Returns the deserializer's error.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{OrderedMultiMap, serde_map};
///
/// let mut json = serde_json::Deserializer::from_str(r#"{"a":1,"b":2,"a":3}"#);
/// let map: OrderedMultiMap<String, u32> = serde_map::deserialize(&mut json)?;
/// assert!(map.get_all("a").eq(&[1, 3]));
///
/// let mut json = serde_json::Deserializer::from_str("[1]");
/// assert!(serde_map::deserialize::<String, u32, std::hash::RandomState, _>(&mut json).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn deserialize<'de, K, V, S, D>(deserializer: D) -> Result<OrderedMultiMap<K, V, S>, D::Error>
where
    K: Deserialize<'de> + Hash + Eq,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(Entries(PhantomData))
}

struct Entries<K, V, S>(PhantomData<(K, V, S)>);

impl<'de, K, V, S> Visitor<'de> for Entries<K, V, S>
where
    K: Deserialize<'de> + Hash + Eq,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
{
    type Value = OrderedMultiMap<K, V, S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        gather(entries.size_hint(), || entries.next_entry())
    }
}
