//! The other shapes as types, for places where a field attribute cannot be used: inside an
//! `Option`, a `Vec` or a map, or as the argument of a type parameter.

use core::hash::{BuildHasher, Hash};

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use super::{groups, map};
use crate::multimap::OrderedMultiMap;

/// A wrapper that serializes and deserializes an [`OrderedMultiMap`] as a map with repeated keys,
/// as [`serde_map`](crate::multimap::serde_map) does for a field.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{AsMap, OrderedMultiMap};
///
/// type Object = OrderedMultiMap<String, u32>;
///
/// let json = r#"[{"a":1,"b":2,"a":3},null]"#;
/// let objects: Vec<Option<AsMap<Object>>> = serde_json::from_str(json)?;
/// assert!(objects[0].as_ref().is_some_and(|AsMap(object)| object.get_all("a").eq(&[1, 3])));
/// assert_eq!(serde_json::to_string(&objects)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct AsMap<T>(pub T);

/// A wrapper that serializes and deserializes an [`OrderedMultiMap`] as a map of lists, as
/// [`serde_groups`](crate::multimap::serde_groups) does for a field.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{AsGroups, OrderedMultiMap};
///
/// let json = r#"{"a":[1,3],"b":[2]}"#;
/// let query: Option<AsGroups<OrderedMultiMap<String, u32>>> = serde_json::from_str(json)?;
/// assert_eq!(serde_json::to_string(&query)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct AsGroups<T>(pub T);

impl<T> From<T> for AsMap<T> {
    fn from(map: T) -> Self {
        Self(map)
    }
}

impl<T> From<T> for AsGroups<T> {
    fn from(map: T) -> Self {
        Self(map)
    }
}

impl<K: Serialize, V: Serialize, S> Serialize for AsMap<OrderedMultiMap<K, V, S>> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        map::serialize(&self.0, serializer)
    }
}

impl<K: Serialize, V: Serialize, S> Serialize for AsMap<&OrderedMultiMap<K, V, S>> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        map::serialize(self.0, serializer)
    }
}

impl<'de, K, V, S> Deserialize<'de> for AsMap<OrderedMultiMap<K, V, S>>
where
    K: Deserialize<'de> + Hash + Eq,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        map::deserialize(deserializer).map(Self)
    }
}

impl<K, V, S> Serialize for AsGroups<OrderedMultiMap<K, V, S>>
where
    K: Serialize + Hash + Eq,
    V: Serialize,
    S: BuildHasher,
{
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        groups::serialize(&self.0, serializer)
    }
}

impl<K, V, S> Serialize for AsGroups<&OrderedMultiMap<K, V, S>>
where
    K: Serialize + Hash + Eq,
    V: Serialize,
    S: BuildHasher,
{
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        groups::serialize(self.0, serializer)
    }
}

impl<'de, K, V, S> Deserialize<'de> for AsGroups<OrderedMultiMap<K, V, S>>
where
    K: Deserialize<'de> + Hash + Eq + Clone,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        groups::deserialize(deserializer).map(Self)
    }
}
