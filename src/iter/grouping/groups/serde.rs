//! `Groups` as a map of keys to sequences.

use alloc::vec::Vec;
use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::iter;
use core::marker::PhantomData;

use indexmap::IndexMap;
use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::{Groups, build};

impl<K: Serialize, T: Serialize, S> Serialize for Groups<K, T, S> {
    fn serialize<R: Serializer>(&self, serializer: R) -> Result<R::Ok, R::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, K, T, S> Deserialize<'de> for Groups<K, T, S>
where
    K: Deserialize<'de> + Hash + Eq,
    T: Deserialize<'de>,
    S: BuildHasher + Default,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<K, T, S>(PhantomData<(K, T, S)>);

impl<'de, K, T, S> Visitor<'de> for Entries<K, T, S>
where
    K: Deserialize<'de> + Hash + Eq,
    T: Deserialize<'de>,
    S: BuildHasher + Default,
{
    type Value = Groups<K, T, S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of keys to sequences")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut index = IndexMap::with_hasher(S::default());
        let (mut items, mut groups) = (Vec::new(), Vec::new());
        while let Some((key, mut group)) = entries.next_entry::<K, Vec<T>>()? {
            if !group.is_empty() {
                let (place, _) = index.insert_full(key, ());
                groups.extend(iter::repeat_n(place, group.len()));
                items.append(&mut group);
            }
        }
        let (ends, items) = build::arrange(items, groups, index.len());
        Ok(Groups { index, ends, items })
    }
}
