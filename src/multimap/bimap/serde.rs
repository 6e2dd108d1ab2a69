//! A `BiMap` as a map. A repeated left or right value is an error, since neither pair has
//! precedence.

use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::map::Clash;
use crate::multimap::BiMap;
use crate::multimap::table::INPUT_HINT;

impl<L: Serialize, R: Serialize, S> Serialize for BiMap<L, R, S> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, L, R, S> Deserialize<'de> for BiMap<L, R, S>
where
    L: Deserialize<'de> + Hash + Eq,
    R: Deserialize<'de> + Hash + Eq,
    S: BuildHasher + Default,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}

struct Pairs<L, R, S>(PhantomData<(L, R, S)>);

impl<'de, L, R, S> Visitor<'de> for Pairs<L, R, S>
where
    L: Deserialize<'de> + Hash + Eq,
    R: Deserialize<'de> + Hash + Eq,
    S: BuildHasher + Default,
{
    type Value = BiMap<L, R, S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map in which no key and no value repeats")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
        let hint = pairs.size_hint().unwrap_or(0).min(INPUT_HINT);
        let mut map = BiMap::with_capacity_and_hasher(hint, S::default());
        let mut index = 0_usize;
        while let Some((left, right)) = pairs.next_entry()? {
            if let Err(Clash { slot, side, .. }) = map.append(left, right) {
                return Err(A::Error::custom(format_args!(
                    "{side} value of pair {index} repeats pair {slot}"
                )));
            }
            index += 1;
        }
        Ok(map)
    }
}
