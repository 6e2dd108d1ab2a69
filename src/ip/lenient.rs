//! Lenient text for `#[serde(with = "boltons::ip::lenient")]`.
//!
//! `Deserialize` of the module's types is as strict as `FromStr`. With this module a field is read
//! as [`ParseOptions::lenient`] reads text: a configuration may then say `10.0.0.1/8`, `10.0.0.1`
//! or `10.0.0.0/255.0.0.0` where a prefix is expected. A set is read from one text, a list as
//! [`ParseOptions::set`] accepts it, or from a sequence of such texts. Serialization is unchanged,
//! and so are formats that are not human-readable.
//!
//! It supports addresses, prefixes, interfaces, ranges and sets of one family and of both, and
//! `Vec<T>` and `Option<T>` of these. A field with `with` must be present, an `Option` as well,
//! unless it also says `default`.
//!
//! # Examples
//!
//! ```
//! use boltons::ip::{IpPrefix, IpSet};
//!
//! #[derive(serde::Deserialize, serde::Serialize)]
//! struct Config {
//!     #[serde(with = "boltons::ip::lenient")]
//!     inside: IpPrefix,
//!     #[serde(with = "boltons::ip::lenient", default)]
//!     trusted: IpSet,
//! }
//!
//! let text = r#"{ "inside": "10.0.0.1/8", "trusted": "192.0.2.1 - 192.0.2.9, ::1" }"#;
//! let config: Config = serde_json::from_str(text)?;
//! assert_eq!(config.inside, "10.0.0.0/8".parse()?);
//! assert_eq!(config.trusted.range_count(), 2);
//! assert_eq!(
//!     serde_json::to_string(&config)?,
//!     r#"{"inside":"10.0.0.0/8","trusted":["192.0.2.1-192.0.2.9","::1"]}"#,
//! );
//!
//! let error = serde_json::from_str::<Config>(r#"{ "inside": "10.0.0.1/33" }"#).err().unwrap();
//! assert!(error.to_string().contains("prefix length 33 exceeds 32"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde_core::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::family::Word;
use super::parse::span::Want;
use super::{
    Family, Interface, IpInterface, IpPrefix, IpRange, IpSet, ParseOptions, Prefix, Range, Set, V4,
    V6,
};

const LENIENT: ParseOptions = ParseOptions::lenient();

/// Serializes a value as its own `Serialize` does.
///
/// # Errors
///
/// What the serializer returns.
pub fn serialize<T: Lenient, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// Deserializes a value from text as [`ParseOptions::lenient`] accepts it, from other formats as
/// its own `Deserialize` does.
///
/// # Errors
///
/// What the deserializer returns, or the reason why the text is malformed.
pub fn deserialize<'de, T: Lenient, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

mod sealed {
    pub trait Sealed {}
}

/// A type that this module serializes and deserializes. The trait is sealed.
pub trait Lenient: sealed::Sealed + Sized {
    #[doc(hidden)]
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// A visitor that parses text with a function.
struct Text<T>(&'static str, fn(&str) -> Result<T, crate::Error>);

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.1)(text).map_err(E::custom)
    }
}

/// Declares a type that is parsed from text by a function.
macro_rules! text {
    ($([$($generics:tt)*] $type:ty, $what:expr, $parse:expr;)*) => {$(
        impl<$($generics)*> sealed::Sealed for $type {}

        impl<$($generics)*> Lenient for $type {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    return deserializer.deserialize_str(Text($what, $parse));
                }
                Self::deserialize(deserializer)
            }
        }
    )*};
}

text! {
    [] IpAddr, "an IP address", |text| LENIENT.addr(text);
    [] Ipv4Addr, "an IPv4 address", addr::<V4>;
    [] Ipv6Addr, "an IPv6 address", addr::<V6>;
    [] IpPrefix, "an IP prefix", |text| LENIENT.prefix(text);
    [F: Family] Prefix<F>, "an IP prefix", prefix::<F>;
    [] IpInterface, "an IP interface", |text| LENIENT.interface(text);
    [F: Family] Interface<F>, "an IP interface", interface::<F>;
    [] IpRange, "an IP range", |text| LENIENT.range(text);
    [F: Family] Range<F>, "an IP range", range::<F>;
}

/// The bits of an address, which is of the requested family.
fn bits<F: Family>(addr: IpAddr) -> F::Bits {
    F::Bits::from_u128(match addr {
        IpAddr::V4(addr) => addr.to_bits().into(),
        IpAddr::V6(addr) => addr.to_bits(),
    })
}

fn addr<F: Family>(text: &str) -> Result<F::Addr, crate::Error> {
    let addr = LENIENT.addr_slow(LENIENT.span(text), Want::of::<F>())?;
    Ok(F::from_bits(bits::<F>(addr)))
}

fn prefix<F: Family>(text: &str) -> Result<Prefix<F>, crate::Error> {
    let prefix = LENIENT.prefix_slow(LENIENT.span(text), Want::of::<F>())?;
    Ok(Prefix::of_bits(bits::<F>(prefix.first()), prefix.prefix_len()))
}

fn interface<F: Family>(text: &str) -> Result<Interface<F>, crate::Error> {
    let interface = LENIENT.interface_slow(LENIENT.span(text), Want::of::<F>())?;
    Interface::new(F::from_bits(bits::<F>(interface.addr())), interface.prefix_len())
}

fn range<F: Family>(text: &str) -> Result<Range<F>, crate::Error> {
    let range = LENIENT.range_slow(LENIENT.span(text), Want::of::<F>())?;
    Ok(Range::of_bits(bits::<F>(range.first()), bits::<F>(range.last())))
}

/// A set that can be read from a list and joined with another.
trait List: Default {
    fn parse(text: &str) -> Result<Self, crate::Error>;
    fn join(&mut self, other: &Self);
}

impl List for IpSet {
    fn parse(text: &str) -> Result<Self, crate::Error> {
        LENIENT.set(text)
    }

    fn join(&mut self, other: &Self) {
        *self |= other;
    }
}

impl<F: Family> List for Set<F> {
    fn parse(text: &str) -> Result<Self, crate::Error> {
        Self::parse_list(&LENIENT, text)
    }

    fn join(&mut self, other: &Self) {
        *self |= other;
    }
}

/// Reads a set from a text or from a sequence of texts.
struct Lists<T>(PhantomData<T>);

impl<'de, T: List> Visitor<'de> for Lists<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of IP ranges")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::parse(text).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<T, A::Error> {
        // Sets of similar size are joined, so that many texts cost O(n log n) and not O(n²).
        let mut sets: Vec<(usize, T)> = Vec::new();
        while let Some(Parsed(set)) = texts.next_element::<Parsed<T>>()? {
            let mut last = (1, set);
            while sets.last().is_some_and(|top| top.0 <= last.0) {
                let Some((count, before)) = sets.pop() else { break };
                last.1.join(&before);
                last.0 += count;
            }
            sets.push(last);
        }
        let mut all = T::default();
        for (_, set) in sets.iter().rev() {
            all.join(set);
        }
        Ok(all)
    }
}

/// A set from one text.
struct Parsed<T>(T);

impl<'de, T: List> Deserialize<'de> for Parsed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text("a list of IP ranges", T::parse)).map(Self)
    }
}

/// Declares a set type.
macro_rules! sets {
    ($([$($generics:tt)*] $type:ty;)*) => {$(
        impl<$($generics)*> sealed::Sealed for $type {}

        impl<$($generics)*> Lenient for $type {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    return deserializer.deserialize_any(Lists(PhantomData));
                }
                Self::deserialize(deserializer)
            }
        }
    )*};
}

sets! {
    [] IpSet;
    [F: Family] Set<F>;
}

/// A value within another, read and written by this module.
struct Item<T>(T);

impl<T: Lenient> Serialize for Item<&T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<'de, T: Lenient> Deserialize<'de> for Item<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

impl<T: Lenient> sealed::Sealed for Vec<T> {}

impl<T: Lenient> Lenient for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Item))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::<Item<T>>::deserialize(deserializer)?;
        Ok(items.into_iter().map(|item| item.0).collect())
    }
}

impl<T: Lenient> sealed::Sealed for Option<T> {}

impl<T: Lenient> Lenient for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(Item).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Item<T>>::deserialize(deserializer)?.map(|item| item.0))
    }
}
