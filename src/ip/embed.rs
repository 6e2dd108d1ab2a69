//! IPv4 addresses inside IPv6 addresses: the eight well-known embeddings, and RFC 6052.
//!
//! All of it computes in **O(1)** time. Prefixes are compared bit by bit; a loose test (any
//! interface identifier with `5efe` somewhere, any address that ends in a private IPv4 address)
//! would flag ordinary addresses.

use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

use super::prefix::Ipv6Prefix;
use crate::error::{Error, Kind};

/// A way in which an IPv6 address carries an IPv4 address.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
#[doc(alias = "tunnel")]
#[doc(alias = "transition")]
pub enum Embedding {
    /// IPv4-mapped, `::ffff:0:0/96` (RFC 4291).
    Mapped,
    /// IPv4-compatible, `::/96` without `::` and `::1` (RFC 4291, deprecated).
    Compatible,
    /// IPv4-translated, `::ffff:0:0:0/96` (SIIT, RFC 2765).
    Translated,
    /// NAT64 with the well-known prefix, `64:ff9b::/96` (RFC 6052).
    Nat64,
    /// NAT64 with a local prefix, `64:ff9b:1::/48` (RFC 8215). The low 32 bits are taken for the
    /// address; a site with another layout uses [`rfc6052_extract`].
    Nat64Local,
    /// 6to4, `2002::/16`, bits 16 to 47 (RFC 3056).
    SixToFour,
    /// Teredo, `2001::/32`, the low 32 bits inverted (RFC 4380). See [`teredo_server`].
    Teredo,
    /// ISATAP: the interface identifier `0000:5efe` or `0200:5efe` and the address, in any /64
    /// (RFC 5214).
    Isatap,
}

impl Embedding {
    /// The name in messages.
    fn name(self) -> &'static str {
        match self {
            Self::Mapped => "IPv4-mapped",
            Self::Compatible => "IPv4-compatible",
            Self::Translated => "IPv4-translated",
            Self::Nat64 => "NAT64",
            Self::Nat64Local => "local NAT64",
            Self::SixToFour => "6to4",
            Self::Teredo => "Teredo",
            Self::Isatap => "ISATAP",
        }
    }
}

impl fmt::Display for Embedding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Returns the IPv4 address that an IPv6 address carries in one of the well-known ways, and which
/// way that is.
///
/// Computes in **O(1)** time.
///
/// # Examples
///
/// ```
/// use std::net::{Ipv4Addr, Ipv6Addr};
/// use boltons::ip::{Embedding, embedded_ipv4};
///
/// let nat64: Ipv6Addr = "64:ff9b::7f00:1".parse()?;
/// assert_eq!(embedded_ipv4(nat64), Some((Embedding::Nat64, Ipv4Addr::LOCALHOST)));
/// assert_eq!(embedded_ipv4("2001:718:1404:c8:0:ffff:ac19:c80e".parse()?), None);
/// assert_eq!(embedded_ipv4(Ipv6Addr::LOCALHOST), None);
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[must_use]
#[doc(alias = "ipv4_mapped")]
#[doc(alias = "sixtofour")]
#[doc(alias = "to_ipv4")]
#[doc(alias = "is_ipv4_mapped")]
#[doc(alias = "is_ipv4_compat")]
pub fn embedded_ipv4(addr: Ipv6Addr) -> Option<(Embedding, Ipv4Addr)> {
    let bits = addr.to_bits();
    let low = bits as u32;
    let (how, carried) = match bits >> 32 {
        0xffff => (Embedding::Mapped, low),
        0 if bits > 1 => (Embedding::Compatible, low),
        0xffff_0000 => (Embedding::Translated, low),
        0x0064_ff9b_0000_0000_0000_0000 => (Embedding::Nat64, low),
        top if top >> 48 == 0x0064_ff9b_0001 => (Embedding::Nat64Local, low),
        top if top >> 80 == 0x2002 => (Embedding::SixToFour, (top >> 48) as u32),
        top if top >> 64 == 0x2001_0000 => (Embedding::Teredo, !low),
        // The universal/local bit of the identifier is set where the IPv4 address is unique.
        top if top as u32 & !0x0200_0000 == 0x5efe => (Embedding::Isatap, low),
        _ => return None,
    };
    Some((how, Ipv4Addr::from_bits(carried)))
}

/// Returns the address of the server that a Teredo address (`2001::/32`) names; the address of the
/// client is that of [`embedded_ipv4`].
///
/// Computes in **O(1)** time.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip::teredo_server;
///
/// let addr = "2001:0:4136:e378:8000:63bf:3fff:fdd2".parse()?;
/// assert_eq!(teredo_server(addr), Some(Ipv4Addr::new(65, 54, 227, 120)));
/// assert_eq!(teredo_server("2001:db8::1".parse()?), None);
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[must_use]
#[doc(alias = "teredo")]
pub fn teredo_server(addr: Ipv6Addr) -> Option<Ipv4Addr> {
    let bits = addr.to_bits();
    (bits >> 96 == 0x2001_0000).then(|| Ipv4Addr::from_bits((bits >> 64) as u32))
}

/// The places of the four octets in RFC 6052: from the prefix on, around octet 8, which stays zero.
fn octets(prefix: Ipv6Prefix) -> Option<[usize; 4]> {
    Some(match prefix.prefix_len() {
        32 => [4, 5, 6, 7],
        40 => [5, 6, 7, 9],
        48 => [6, 7, 9, 10],
        56 => [7, 9, 10, 11],
        64 => [9, 10, 11, 12],
        96 => [12, 13, 14, 15],
        _ => return None,
    })
}

/// Embeds an IPv4 address in an IPv6 address under a translation prefix, as
/// [RFC 6052](https://www.rfc-editor.org/rfc/rfc6052#section-2.2) lays it out for NAT64.
///
/// Computes in **O(1)** time.
///
/// # Errors
///
/// `is_invalid_argument` if the prefix length is not 32, 40, 48, 56, 64 or 96, or bits 64 to 71 of
/// a /96 prefix, which must be zero, are not.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip::{Ipv6Prefix, rfc6052_embed};
///
/// let addr = Ipv4Addr::new(192, 0, 2, 33);
/// let prefix = Ipv6Prefix::literal("2001:db8:122:344::/64");
/// assert_eq!(rfc6052_embed(prefix, addr)?.to_string(), "2001:db8:122:344:c0:2:2100:0");
///
/// let error = rfc6052_embed(Ipv6Prefix::literal("2001:db8::/33"), addr).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "2001:db8::/33 is no translation prefix: its length must be 32, 40, 48, 56, 64 or 96",
/// );
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "nat64")]
#[doc(alias = "synthesize")]
pub fn rfc6052_embed(prefix: Ipv6Prefix, addr: Ipv4Addr) -> Result<Ipv6Addr, Error> {
    let Some(places) = octets(prefix) else {
        return Err(Error::new(
            Kind::InvalidArgument,
            format_args!(
                "{prefix} is no translation prefix: its length must be 32, 40, 48, 56, 64 or 96"
            ),
        ));
    };
    let mut bytes = prefix.first().octets();
    if bytes[8] != 0 {
        return Err(Error::new(
            Kind::InvalidArgument,
            format_args!("{prefix} is no translation prefix: its bits 64 to 71 must be zero"),
        ));
    }
    for (place, octet) in places.into_iter().zip(addr.octets()) {
        bytes[place] = octet;
    }
    Ok(bytes.into())
}

/// Extracts the IPv4 address that an IPv6 address stands for under a translation prefix, as
/// [RFC 6052](https://www.rfc-editor.org/rfc/rfc6052#section-2.2) lays it out.
///
/// Returns `None` if the address lies outside the prefix, its bits 64 to 71 are not zero or the
/// prefix's length is not 32, 40, 48, 56, 64 or 96.
///
/// The bits after the address should be zero, but must be ignored, as the RFC has it.
///
/// Computes in **O(1)** time.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip::{Ipv6Prefix, rfc6052_extract};
///
/// let prefix = Ipv6Prefix::literal("2001:db8:122:344::/64");
/// let addr = "2001:db8:122:344:c0:2:2100:0".parse()?;
/// assert_eq!(rfc6052_extract(prefix, addr), Some(Ipv4Addr::new(192, 0, 2, 33)));
/// assert_eq!(rfc6052_extract(Ipv6Prefix::literal("2001:db9::/32"), addr), None);
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[must_use]
#[doc(alias = "nat64")]
pub fn rfc6052_extract(prefix: Ipv6Prefix, addr: Ipv6Addr) -> Option<Ipv4Addr> {
    let places = octets(prefix)?;
    let bytes = addr.octets();
    (prefix.contains(addr) && bytes[8] == 0).then(|| places.map(|place| bytes[place]).into())
}
