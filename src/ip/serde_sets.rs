//! `Serialize` and `Deserialize` of sets and maps, in all formats as sequences: a set as its
//! ranges, a map as its (key, value) pairs. Keys and ranges are in the form of their own types.
//!
//! What is read may be in any order. A set takes ranges that overlap or touch and is canonical; of
//! a repeated prefix the last value wins, as when collecting; ranges of a range map that overlap
//! are an error.

use alloc::vec::Vec;

use serde_core::de::{Deserialize, Deserializer, Error};
use serde_core::ser::{Serialize, Serializer};

use super::{
    FrozenIpPrefixMap, FrozenIpSet, FrozenIpv4PrefixMap, FrozenIpv4Set, FrozenIpv6PrefixMap,
    FrozenIpv6Set, IpPrefix, IpPrefixMap, IpRange, IpRangeMap, IpSet, Ipv4Prefix, Ipv4PrefixMap,
    Ipv4Range, Ipv4RangeMap, Ipv4Set, Ipv6Prefix, Ipv6PrefixMap, Ipv6Range, Ipv6RangeMap, Ipv6Set,
};

macro_rules! sets {
    ($($set:ty, $range:ty, $made:ty;)*) => {$(
        impl Serialize for $set {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.ranges())
            }
        }

        impl<'de> Deserialize<'de> for $set {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let set: $made = Vec::<$range>::deserialize(deserializer)?.into_iter().collect();
                Ok(set.into())
            }
        }
    )*};
}

sets! {
    Ipv4Set, Ipv4Range, Ipv4Set;
    Ipv6Set, Ipv6Range, Ipv6Set;
    IpSet, IpRange, IpSet;
    FrozenIpv4Set, Ipv4Range, Ipv4Set;
    FrozenIpv6Set, Ipv6Range, Ipv6Set;
    FrozenIpSet, IpRange, IpSet;
}

macro_rules! maps {
    ($($map:ident, $key:ty, |$pairs:ident| $make:expr;)*) => {$(
        impl<V: Serialize> Serialize for $map<V> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self)
            }
        }

        impl<'de, V: Deserialize<'de>> Deserialize<'de> for $map<V> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let $pairs = Vec::<($key, V)>::deserialize(deserializer)?;
                $make
            }
        }
    )*};
}

maps! {
    Ipv4PrefixMap, Ipv4Prefix, |pairs| Ok(pairs.into_iter().collect());
    Ipv6PrefixMap, Ipv6Prefix, |pairs| Ok(pairs.into_iter().collect());
    IpPrefixMap, IpPrefix, |pairs| Ok(pairs.into_iter().collect());
    FrozenIpv4PrefixMap, Ipv4Prefix, |pairs| Ok(pairs.into_iter().collect());
    FrozenIpv6PrefixMap, Ipv6Prefix, |pairs| Ok(pairs.into_iter().collect());
    FrozenIpPrefixMap, IpPrefix, |pairs| Ok(pairs.into_iter().collect());
    Ipv4RangeMap, Ipv4Range, |pairs| Self::try_from_disjoint(pairs).map_err(D::Error::custom);
    Ipv6RangeMap, Ipv6Range, |pairs| Self::try_from_disjoint(pairs).map_err(D::Error::custom);
    IpRangeMap, IpRange, |pairs| Self::try_from_disjoint(pairs).map_err(D::Error::custom);
}
