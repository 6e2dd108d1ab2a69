//! Serialize and Deserialize for the module's counts and summaries.
//!
//! Each is a struct of named fields, as a derive would write it; the derive is a dependency that
//! this crate does not have. A summary is read in two steps: its fields, and then what they mean,
//! so that no damaged state becomes a counter whose bounds are wrong.

use alloc::vec::Vec;
use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};

#[cfg(feature = "std")]
use super::simulate::Comparison;
use super::{FrequentItems, Stats, ThresholdCounter};

/// Reads the name of a field as its place in this list; `None` if it is another.
struct Names(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Names {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Names {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(self.0.iter().position(|own| *own == name))
    }

    fn visit_u64<E>(self, place: u64) -> Result<Option<usize>, E> {
        Ok(usize::try_from(place).ok())
    }
}

/// Deserialize for a struct of fields; where `need` is `optional` a field may be missing, and is 0
/// then.
macro_rules! read {
    (@or $or_default:ident optional $name:ident $error:ty) => { $or_default.unwrap_or_default() };
    (@or $value:ident required $name:ident $error:ty) => {
        $value.ok_or_else(|| <$error>::missing_field(stringify!($name)))?
    };
    ($need:ident $type:ident [$($k:ident)?] $expecting:literal; $($field:ident),+) => {
        impl<'de $(, $k: Deserialize<'de>)?> Deserialize<'de> for $type $(<$k>)? {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const NAMES: &[&str] = &[$(stringify!($field)),+];
                struct Fields<T>(PhantomData<T>);

                impl<'de $(, $k: Deserialize<'de>)?> Visitor<'de> for Fields<$type $(<$k>)?> {
                    type Value = $type $(<$k>)?;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                        $(let mut $field = None;)+
                        while let Some(place) = map.next_key_seed(Names(NAMES))? {
                            match place.and_then(|place| NAMES.get(place)).copied() {
                                $(Some(stringify!($field)) => {
                                    if $field.replace(map.next_value()?).is_some() {
                                        return Err(A::Error::duplicate_field(stringify!($field)));
                                    }
                                })+
                                // Of a later version.
                                _ => _ = map.next_value::<IgnoredAny>()?,
                            }
                        }
                        Ok($type { $($field: read!(@or $field $need $field A::Error)),+ })
                    }

                    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                        $(
                            let $field = seq.next_element()?;
                        )+
                        Ok($type { $($field: read!(@or $field $need $field A::Error)),+ })
                    }
                }

                deserializer.deserialize_struct(stringify!($type), NAMES, Fields(PhantomData))
            }
        }
    };
}

/// Serialize for a struct of fields.
macro_rules! write {
    ($type:ident; $($field:ident),+) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                const COUNT: usize = [$(stringify!($field)),+].len();
                let mut fields = serializer.serialize_struct(stringify!($type), COUNT)?;
                $(fields.serialize_field(stringify!($field), &self.$field)?;)+
                fields.end()
            }
        }
    };
}

write!(Stats; hits, misses, soft_misses, insertions, evictions, expirations, rejections,
    evicted_weight, stale, loads, failed_loads);
read!(optional Stats [] "the statistics of a cache"; hits, misses, soft_misses, insertions,
    evictions, expirations, rejections, evicted_weight, stale, loads, failed_loads);

#[cfg(feature = "std")]
write!(Comparison; capacity, requests, lru, lri, sieve, s3_fifo, opt);
#[cfg(feature = "std")]
read!(required Comparison [] "what the policies make of a trace"; capacity, requests, lru, lri,
    sieve, s3_fifo, opt);

/// What is written of a [`ThresholdCounter`].
pub(super) struct ThresholdState<K> {
    pub(super) threshold: f64,
    /// Follows from the threshold; written because a format may not keep a float's last bit.
    pub(super) width: u64,
    pub(super) total: u64,
    /// Keys with their counts and with the most that they can have been counted before.
    pub(super) entries: Vec<(K, u64, u64)>,
}

read!(required ThresholdState [K] "the state of a ThresholdCounter"; threshold, width, total, entries);

/// What is written of [`FrequentItems`].
pub(super) struct FrequentState<K> {
    pub(super) counters: usize,
    pub(super) total: u64,
    pub(super) error: u64,
    /// Keys with their counts.
    pub(super) entries: Vec<(K, u64)>,
}

read!(required FrequentState [K] "the state of FrequentItems"; counters, total, error, entries);

/// Writes an iterator, which can be asked for again, as a sequence.
struct Sequence<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Sequence<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

impl<K: Serialize, H> Serialize for ThresholdCounter<K, H> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("ThresholdState", 4)?;
        fields.serialize_field("threshold", &self.threshold())?;
        fields.serialize_field("width", &self.width())?;
        fields.serialize_field("total", &self.total())?;
        fields.serialize_field("entries", &Sequence(self.tracked()))?;
        fields.end()
    }
}

impl<'de, K, H> Deserialize<'de> for ThresholdCounter<K, H>
where
    K: Deserialize<'de> + Hash + Eq,
    H: BuildHasher + Default,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_state(ThresholdState::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl<K: Serialize, H> Serialize for FrequentItems<K, H> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("FrequentState", 4)?;
        fields.serialize_field("counters", &self.counters())?;
        fields.serialize_field("total", &self.total())?;
        fields.serialize_field("error", &self.error())?;
        fields.serialize_field("entries", &Sequence(self.iter()))?;
        fields.end()
    }
}

impl<'de, K, H> Deserialize<'de> for FrequentItems<K, H>
where
    K: Deserialize<'de> + Hash + Eq,
    H: BuildHasher + Default,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_state(FrequentState::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
