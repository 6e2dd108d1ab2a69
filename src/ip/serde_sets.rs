//! `Serialize` and `Deserialize` of sets and maps, in all formats as sequences: a set as its
//! ranges, a map as its (key, value) pairs. Keys and ranges are in the form of their own types.
//!
//! Items may be in any order. A set accepts ranges that overlap or touch and is canonical; if a
//! prefix is repeated, the last value wins, as when collecting; overlapping ranges of a range map
//! are an error.

use alloc::vec::Vec;

use serde_core::de::{Deserialize, Deserializer, Error};
use serde_core::ser::{Serialize, Serializer};

use super::{
    Family, FrozenIpPrefixMap, FrozenIpSet, FrozenPrefixMap, FrozenSet, IpPrefix, IpPrefixMap,
    IpRange, IpRangeMap, IpSet, Prefix, PrefixMap, PrefixPool, Range, RangeMap, Set,
};

/// Both traits for a set, with the type of its ranges and the set that is collected.
macro_rules! sets {
    ($([$($generics:tt)*] $set:ty, $range:ty, $collected:ty;)*) => {$(
        impl<$($generics)*> Serialize for $set {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.ranges())
            }
        }

        impl<'de, $($generics)*> Deserialize<'de> for $set {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let ranges = Vec::<$range>::deserialize(deserializer)?;
                Ok(ranges.into_iter().collect::<$collected>().into())
            }
        }
    )*};
}

sets! {
    [F: Family] Set<F>, Range<F>, Self;
    [F: Family] FrozenSet<F>, Range<F>, Set<F>;
    [] IpSet, IpRange, Self;
    [] FrozenIpSet, IpRange, IpSet;
}

/// Both traits for a map, with the type of its keys and the way from pairs to the map.
macro_rules! maps {
    ($([$($generics:tt)*] $map:ty, $key:ty, |$pairs:ident| $new:expr;)*) => {$(
        impl<$($generics)* V: Serialize> Serialize for $map {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self)
            }
        }

        impl<'de, $($generics)* V: Deserialize<'de>> Deserialize<'de> for $map {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let $pairs = Vec::<($key, V)>::deserialize(deserializer)?;
                $new
            }
        }
    )*};
}

maps! {
    [F: Family,] PrefixMap<F, V>, Prefix<F>, |pairs| Ok(pairs.into_iter().collect());
    [F: Family,] FrozenPrefixMap<F, V>, Prefix<F>, |pairs| Ok(pairs.into_iter().collect());
    [F: Family,] RangeMap<F, V>, Range<F>,
        |pairs| Self::try_from_disjoint(pairs).map_err(D::Error::custom);
    [] IpPrefixMap<V>, IpPrefix, |pairs| Ok(pairs.into_iter().collect());
    [] FrozenIpPrefixMap<V>, IpPrefix, |pairs| Ok(pairs.into_iter().collect());
    [] IpRangeMap<V>, IpRange, |pairs| Self::try_from_disjoint(pairs).map_err(D::Error::custom);
}

/// The free prefixes.
impl<F: Family> Serialize for PrefixPool<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.free())
    }
}

impl<'de, F: Family> Deserialize<'de> for PrefixPool<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Prefix<F>>::deserialize(deserializer)?.into_iter().collect())
    }
}
