//! An [`OrderedMultiMap`] as a sequence of pairs, which every format preserves; also, as modules
//! for `#[serde(with = …)]`, as a map and as a map of lists.
//!
//! Reading allocates for at most [`INPUT_HINT`] entries on the word of the input; what is in fact
//! there makes it grow.

pub mod groups;
pub mod map;
mod wrap;

use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

pub use wrap::{AsGroups, AsMap};

use crate::multimap::OrderedMultiMap;
use crate::multimap::table::INPUT_HINT;

/// Serializes the map as a sequence of pairs, in order.
///
/// # Examples
///
/// ```
/// use boltons::multimap::OrderedMultiMap;
///
/// let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
/// assert_eq!(serde_json::to_string(&map)?, r#"[["a",1],["b",2],["a",3]]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<K: Serialize, V: Serialize, S> Serialize for OrderedMultiMap<K, V, S> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        serializer.collect_seq(self)
    }
}

/// Deserializes the map from a sequence of pairs, in order.
///
/// # Examples
///
/// ```
/// use boltons::multimap::OrderedMultiMap;
///
/// let map: OrderedMultiMap<String, u32> = serde_json::from_str(r#"[["a",1],["a",3]]"#)?;
/// assert!(map.get_all("a").eq(&[1, 3]));
/// assert!(serde_json::from_str::<OrderedMultiMap<String, u32>>(r#"{"a":1}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de, K, V, S> Deserialize<'de> for OrderedMultiMap<K, V, S>
where
    K: Deserialize<'de> + Hash + Eq,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Pairs(PhantomData))
    }
}

struct Pairs<K, V, S>(PhantomData<(K, V, S)>);

impl<'de, K, V, S> Visitor<'de> for Pairs<K, V, S>
where
    K: Deserialize<'de> + Hash + Eq,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
{
    type Value = OrderedMultiMap<K, V, S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence of pairs")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
        gather(pairs.size_hint(), || pairs.next_element())
    }
}

/// Appends all entries of the input; `hint` is the number of entries that it states.
fn gather<K, V, S, E>(
    hint: Option<usize>,
    mut next: impl FnMut() -> Result<Option<(K, V)>, E>,
) -> Result<OrderedMultiMap<K, V, S>, E>
where
    K: Hash + Eq,
    S: BuildHasher + Default,
{
    let mut map = OrderedMultiMap::default();
    map.reserve_entries(hint.unwrap_or(0).min(INPUT_HINT));
    while let Some((key, value)) = next()? {
        map.append(key, value);
    }
    Ok(map)
}
