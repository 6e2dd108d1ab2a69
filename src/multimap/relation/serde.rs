//! A `Relation` as a sequence of pairs. As in a set, a repeated pair is not an error.

use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::multimap::Relation;
use crate::multimap::table::INPUT_HINT;

impl<L: Serialize, R: Serialize, S> Serialize for Relation<L, R, S> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de, L, R, S> Deserialize<'de> for Relation<L, R, S>
where
    L: Deserialize<'de> + Hash + Eq,
    R: Deserialize<'de> + Hash + Eq,
    S: BuildHasher + Default,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Pairs(PhantomData))
    }
}

struct Pairs<L, R, S>(PhantomData<(L, R, S)>);

impl<'de, L, R, S> Visitor<'de> for Pairs<L, R, S>
where
    L: Deserialize<'de> + Hash + Eq,
    R: Deserialize<'de> + Hash + Eq,
    S: BuildHasher + Default,
{
    type Value = Relation<L, R, S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence of pairs")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
        let mut relation = Relation::with_hasher(S::default());
        relation.reserve(pairs.size_hint().unwrap_or(0).min(INPUT_HINT));
        while let Some((left, right)) = pairs.next_element()? {
            relation.insert(left, right);
        }
        Ok(relation)
    }
}
