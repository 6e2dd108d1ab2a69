//! `Serialize` and `Deserialize`: text in formats that people read, `(address, length)` and
//! `(first, last)` in the others. What is read is checked as strictly as `FromStr` checks text.

use core::fmt;
use core::marker::PhantomData;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str::FromStr;

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::family::Word;
use super::{
    Eui64, Family, Glob, Interface, IpInterface, IpPrefix, IpRange, MacAddr, NmapPattern, Prefix,
    Range,
};

/// A visitor that parses text with a type's `FromStr`.
struct Text<T>(&'static str, PhantomData<T>);

impl<T: FromStr<Err = crate::Error>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// The expectation in messages, by family.
fn expected<F: Family>(v4: &'static str, v6: &'static str) -> &'static str {
    if F::BITS == 32 { v4 } else { v6 }
}

/// Writes an address of the family and something else, as a pair.
fn write_pair<F: Family, T: Serialize, S: Serializer>(
    addr: F::Addr,
    second: T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match addr.into() {
        IpAddr::V4(addr) => (addr, second).serialize(serializer),
        IpAddr::V6(addr) => (addr, second).serialize(serializer),
    }
}

/// An address of a family, as std's own types are written.
struct Addr<F: Family>(F::Addr);

impl<F: Family> Serialize for Addr<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.into() {
            IpAddr::V4(addr) => addr.serialize(serializer),
            IpAddr::V6(addr) => addr.serialize(serializer),
        }
    }
}

impl<'de, F: Family> Deserialize<'de> for Addr<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bits = if F::BITS == 32 {
            Ipv4Addr::deserialize(deserializer)?.to_bits().into()
        } else {
            Ipv6Addr::deserialize(deserializer)?.to_bits()
        };
        Ok(Self(F::from_bits(F::Bits::from_u128(bits))))
    }
}

/// Both traits for a type over the family: as text, or as the pair that `$parts` returns and
/// `$new` accepts.
macro_rules! over_family {
    ($($type:ident, $v4:literal, $v6:literal: $second:ty, $parts:expr, $new:expr;)*) => {
        $(
            impl<F: Family> Serialize for $type<F> {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    if serializer.is_human_readable() {
                        return serializer.collect_str(self);
                    }
                    let parts: fn(Self) -> (F::Addr, $second) = $parts;
                    let (addr, second) = parts(*self);
                    write_pair::<F, _, _>(addr, second, serializer)
                }
            }

            impl<'de, F: Family> Deserialize<'de> for $type<F> {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    if deserializer.is_human_readable() {
                        let what = expected::<F>($v4, $v6);
                        return deserializer.deserialize_str(Text(what, PhantomData));
                    }
                    let (addr, second) = <(Addr<F>, $second)>::deserialize(deserializer)?;
                    let new: fn(F::Addr, $second) -> Result<Self, crate::Error> = $new;
                    new(addr.0, second).map_err(D::Error::custom)
                }
            }
        )*
    };
}

over_family! {
    Prefix, "an IPv4 prefix", "an IPv6 prefix":
        u8, |p| (p.first(), p.prefix_len()), Self::new;
    Interface, "an IPv4 interface", "an IPv6 interface":
        u8, |i| (i.addr(), i.prefix_len()), Self::new;
    Range, "an IPv4 range", "an IPv6 range":
        Addr<F>, |r| (r.first(), Addr(r.last())), |first, last| Self::new(first, last.0);
}

/// Both traits for a type: as text, or as what `$parts` returns and `$new` accepts.
macro_rules! both {
    ($($type:ident, $what:literal: $pair:ty, $parts:expr, $new:expr;)*) => {
        $(
            impl Serialize for $type {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    if serializer.is_human_readable() {
                        return serializer.collect_str(self);
                    }
                    let parts: fn(Self) -> $pair = $parts;
                    parts(*self).serialize(serializer)
                }
            }

            impl<'de> Deserialize<'de> for $type {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    if deserializer.is_human_readable() {
                        return deserializer.deserialize_str(Text($what, PhantomData));
                    }
                    let new: fn($pair) -> Result<Self, crate::Error> = $new;
                    new(<$pair>::deserialize(deserializer)?).map_err(D::Error::custom)
                }
            }
        )*
    };
}

both! {
    IpPrefix, "an IP prefix":
        (IpAddr, u8), |p| (p.first(), p.prefix_len()), |(a, l)| Self::new(a, l);
    IpInterface, "an IP interface":
        (IpAddr, u8), |i| (i.addr(), i.prefix_len()), |(a, l)| Self::new(a, l);
    IpRange, "an IP range":
        (IpAddr, IpAddr), |r| (r.first(), r.last()), |(a, b)| Self::new(a, b);
    MacAddr, "a MAC address": [u8; 6], |a| a.octets(), |octets| Ok(Self::new(octets));
    Eui64, "an EUI-64": [u8; 8], |a| a.octets(), |octets| Ok(Self::new(octets));
}

/// Both traits for a pattern, which is text in all formats.
macro_rules! text {
    ($($type:ident, $what:literal;)*) => {
        $(
            impl Serialize for $type {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(self)
                }
            }

            impl<'de> Deserialize<'de> for $type {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_str(Text($what, PhantomData))
                }
            }
        )*
    };
}

text! {
    Glob, "an IPv4 glob";
    NmapPattern, "an Nmap pattern";
}
