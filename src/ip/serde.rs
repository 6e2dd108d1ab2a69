//! `Serialize` and `Deserialize`: text in formats that people read, `(address, length)` and
//! `(first, last)` in the others. What is read is checked as strictly as `FromStr` checks text.

use core::fmt;
use core::marker::PhantomData;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str::FromStr;

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::{
    Eui64, IpInterface, IpPrefix, IpRange, Ipv4Interface, Ipv4Prefix, Ipv4Range, Ipv6Interface,
    Ipv6Prefix, Ipv6Range, MacAddr,
};

/// Reads text with a type's `FromStr`.
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

/// Both traits for a type: as text, or as the pair that `$parts` gives and `$make` takes.
macro_rules! both {
    ($($type:ident, $what:literal: $pair:ty, $parts:expr, $make:expr;)*) => {
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
                    let make: fn($pair) -> Result<Self, crate::Error> = $make;
                    make(<$pair>::deserialize(deserializer)?).map_err(D::Error::custom)
                }
            }
        )*
    };
}

both! {
    Ipv4Prefix, "an IPv4 prefix": (Ipv4Addr, u8), |p| (p.first(), p.prefix_len()), |(a, l)| Self::new(a, l);
    Ipv6Prefix, "an IPv6 prefix": (Ipv6Addr, u8), |p| (p.first(), p.prefix_len()), |(a, l)| Self::new(a, l);
    IpPrefix, "an IP prefix": (IpAddr, u8), |p| (p.first(), p.prefix_len()), |(a, l)| Self::new(a, l);
    Ipv4Interface, "an IPv4 interface": (Ipv4Addr, u8), |i| (i.addr(), i.prefix_len()), |(a, l)| Self::new(a, l);
    Ipv6Interface, "an IPv6 interface": (Ipv6Addr, u8), |i| (i.addr(), i.prefix_len()), |(a, l)| Self::new(a, l);
    IpInterface, "an IP interface": (IpAddr, u8), |i| (i.addr(), i.prefix_len()), |(a, l)| Self::new(a, l);
    Ipv4Range, "an IPv4 range": (Ipv4Addr, Ipv4Addr), |r| (r.first(), r.last()), |(a, b)| Self::new(a, b);
    Ipv6Range, "an IPv6 range": (Ipv6Addr, Ipv6Addr), |r| (r.first(), r.last()), |(a, b)| Self::new(a, b);
    IpRange, "an IP range": (IpAddr, IpAddr), |r| (r.first(), r.last()), |(a, b)| Self::new(a, b);
    MacAddr, "a MAC address": [u8; 6], |a| a.octets(), |octets| Ok(Self::new(octets));
    Eui64, "an EUI-64": [u8; 8], |a| a.octets(), |octets| Ok(Self::new(octets));
}
