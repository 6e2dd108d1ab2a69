//! A `FrozenMap` as a map. A repeated key is an error.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::multimap::FrozenMap;
use crate::multimap::table::INPUT_HINT;

impl<K: Serialize, V: Serialize> Serialize for FrozenMap<K, V> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, K, V> Deserialize<'de> for FrozenMap<K, V>
where
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}

struct Pairs<K, V>(PhantomData<(K, V)>);

impl<'de, K, V> Visitor<'de> for Pairs<K, V>
where
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    type Value = FrozenMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map in which no key repeats")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Self::Value, A::Error> {
        let hint = source.size_hint().unwrap_or(0).min(INPUT_HINT);
        let mut pairs = Vec::with_capacity(hint);
        while let Some(pair) = source.next_entry()? {
            pairs.push(pair);
        }
        FrozenMap::without_repeats(pairs).ok_or_else(|| A::Error::custom("a key occurs twice"))
    }
}
