//! Reverse DNS: addresses to names and back, and the zones that hold the names of a prefix.
//!
//! RFC 1035 (`in-addr.arpa`, one label per octet), RFC 3596 (`ip6.arpa`, one label per nibble) and
//! RFC 2317 (a label `0/25` for IPv4 prefixes longer than 24).

use alloc::string::String;
use core::fmt::Write;
use core::iter::FusedIterator;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::ip_prefix::IpPrefix;
use super::parse::addr::hex;
use super::parse::span::{LeadingZeros, Span, length, number};
use super::prefix::{Ipv4Prefix, Ipv6Prefix};
use super::prefix_iter::IpSubnets;
use crate::error::Error;

/// Returns the reverse DNS name (PTR) of an address, without a final dot.
///
/// Computes in **O(1)** time.
///
/// # Examples
///
/// ```
/// use std::net::{Ipv4Addr, Ipv6Addr};
/// use boltons::ip::reverse_name;
///
/// assert_eq!(reverse_name(Ipv4Addr::new(1, 2, 3, 4)), "4.3.2.1.in-addr.arpa");
/// let name = reverse_name(Ipv6Addr::LOCALHOST);
/// assert!(name.starts_with("1.0.0.") && name.ends_with(".0.ip6.arpa"));
/// ```
#[must_use]
#[doc(alias = "reverse_pointer")]
#[doc(alias = "reverse_dns")]
#[doc(alias = "PTR")]
#[doc(alias = "in-addr.arpa")]
#[doc(alias = "ip6.arpa")]
pub fn reverse_name(addr: impl Into<IpAddr>) -> String {
    zone(IpPrefix::from(addr.into()))
}

/// The name of a prefix whose length ends with an octet or a nibble.
fn zone(prefix: IpPrefix) -> String {
    match prefix {
        IpPrefix::V4(prefix) => {
            let labels = usize::from(prefix.prefix_len() / 8);
            let mut name = String::with_capacity(4 * labels + 12);
            for octet in prefix.first().octets().iter().take(labels).rev() {
                // Writing to a string does not fail.
                let _ = write!(name, "{octet}.");
            }
            name + "in-addr.arpa"
        }
        IpPrefix::V6(prefix) => {
            let labels = u32::from(prefix.prefix_len() / 4);
            let mut name = String::with_capacity(2 * labels as usize + 8);
            let bits = prefix.first().to_bits();
            for label in (0..labels).rev() {
                let nibble = (bits >> (124 - 4 * label)) as u32 & 15;
                name.extend(char::from_digit(nibble, 16));
                name.push('.');
            }
            name + "ip6.arpa"
        }
    }
}

/// Parses a reverse DNS name into the prefix that it stands for.
///
/// A complete name stands for an address, a partial one for a prefix; `in-addr.arpa` itself is
/// `0.0.0.0/0`. The case of letters does not matter, and a final dot is optional. A first label
/// `0/25` before three octets is that of [RFC 2317](https://www.rfc-editor.org/rfc/rfc2317).
///
/// Computes in **O(n)** time.
///
/// # Errors
///
/// `is_out_of_range` if an octet exceeds 255 or a length 32, otherwise `is_syntax`.
///
/// # Examples
///
/// ```
/// use boltons::ip::parse_reverse_name;
///
/// let prefix = |name| parse_reverse_name(name).map(|prefix| prefix.to_string());
/// assert_eq!(prefix("4.3.2.1.in-addr.arpa")?, "1.2.3.4/32");
/// assert_eq!(prefix("2.1.IN-ADDR.ARPA.")?, "1.2.0.0/16");
/// assert_eq!(prefix("0/25.2.0.192.in-addr.arpa")?, "192.0.2.0/25");
/// assert_eq!(prefix("8.b.d.0.1.0.0.2.ip6.arpa")?, "2001:db8::/32");
///
/// let error = prefix("example.com").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"expected a name in in-addr.arpa or ip6.arpa while parsing "example.com" at byte 0"#,
/// );
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "PTR")]
#[doc(alias = "reverse_dns")]
pub fn parse_reverse_name(s: &str) -> Result<IpPrefix, Error> {
    let span = Span::of(s);
    let end = span.len() - usize::from(s.ends_with('.'));
    let name = span.sub(0, end);
    if let Some(before) = inside(name, b"in-addr.arpa") {
        return octets(before).map(IpPrefix::V4);
    }
    if let Some(before) = inside(name, b"ip6.arpa") {
        return nibbles(before).map(IpPrefix::V6);
    }
    Err(span.syntax(0, format_args!("expected a name in in-addr.arpa or ip6.arpa")))
}

/// The text before a domain, including the final dot, or `None` outside the domain.
fn inside<'a>(name: Span<'a>, domain: &[u8]) -> Option<Span<'a>> {
    let at = name.len().checked_sub(domain.len())?;
    let (labels, end) = name.bytes().split_at(at);
    let whole_label = matches!(labels, [] | [.., b'.']);
    (whole_label && end.eq_ignore_ascii_case(domain)).then(|| name.sub(0, at))
}

/// The labels of what [`inside`] returns: none if nothing stands before the domain.
fn labels(before: Span<'_>) -> impl Iterator<Item = Span<'_>> {
    let some = before.len() > 0;
    some.then(|| before.sub(0, before.len() - 1).pieces(b'.')).into_iter().flatten()
}

/// The labels of octets, of which the first is the least significant.
fn octets(before: Span<'_>) -> Result<Ipv4Prefix, Error> {
    let mut octets = [0; 4];
    let mut count = 0;
    let mut classless = None;
    for label in labels(before) {
        let Some(octet) = octets.get_mut(count) else {
            return Err(label.syntax(0, format_args!("more than 4 octets")));
        };
        count += 1;
        let mut digits = label;
        if let (1, Some(slash)) = (count, label.find(b'/')) {
            digits = label.sub(0, slash);
            let len = label.sub(slash + 1, label.len());
            classless = Some((len, length(len, 32)?));
        }
        *octet = number(digits, LeadingZeros::Reject, 255, format_args!("octet {count}"))? as u8;
    }
    if let Some(used) = octets.get_mut(..count) {
        used.reverse();
    }
    let addr = Ipv4Addr::from(octets);
    let Some((digits, len)) = classless else { return Ipv4Prefix::new(addr, 8 * count as u8) };
    if count < 4 {
        return Err(before.syntax(before.len(), format_args!("expected 4 octets, found {count}")));
    }
    if len < 25 {
        return Err(digits.syntax(0, format_args!("prefix length {len} is not between 25 and 32")));
    }
    let prefix = Ipv4Prefix::truncated(addr, len)?;
    if prefix.first() != addr {
        return Err(digits.syntax(0, format_args!("host bits set (did you mean {prefix}?)")));
    }
    Ok(prefix)
}

/// The labels of nibbles, of which the first is the least significant.
fn nibbles(before: Span<'_>) -> Result<Ipv6Prefix, Error> {
    let mut bits = 0u128;
    let mut len = 0;
    for label in labels(before) {
        let count = len / 4 + 1;
        if len == 128 {
            return Err(label.syntax(0, format_args!("more than 32 nibbles")));
        }
        let Some((&byte, rest)) = label.bytes().split_first() else {
            return Err(label.syntax(0, format_args!("nibble {count} is empty")));
        };
        let Some(nibble) = hex(byte) else {
            return Err(label.unexpected(0, format_args!("nibble {count}")));
        };
        if !rest.is_empty() {
            return Err(label.syntax(0, format_args!("nibble {count} has more than 1 digit")));
        }
        // Each label goes above those before it, so that in the end all are in place.
        bits = bits >> 4 | u128::from(nibble) << 124;
        len += 4;
    }
    Ipv6Prefix::new(Ipv6Addr::from_bits(bits), len as u8)
}

/// Returns the zone that [RFC 2317](https://www.rfc-editor.org/rfc/rfc2317) delegates for an IPv4
/// prefix inside a /24, or `None` unless the length is 25 to 31.
///
/// The names of shorter prefixes are in [`reverse_zones`], that of one address is
/// [`reverse_name`]. [`parse_reverse_name`] is the inverse.
///
/// Computes in **O(1)** time.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Ipv4Prefix, parse_reverse_name, rfc2317_zone};
///
/// let prefix = Ipv4Prefix::literal("192.168.1.192/26");
/// let zone = rfc2317_zone(prefix).unwrap();
/// assert_eq!(zone, "192/26.1.168.192.in-addr.arpa");
/// assert_eq!(parse_reverse_name(&zone)?, prefix.into());
/// assert_eq!(rfc2317_zone(Ipv4Prefix::literal("192.168.1.0/24")), None);
/// # Ok::<(), boltons::Error>(())
/// ```
#[must_use]
#[doc(alias = "classless")]
#[doc(alias = "in-addr.arpa")]
pub fn rfc2317_zone(prefix: Ipv4Prefix) -> Option<String> {
    let len = prefix.prefix_len();
    let [a, b, c, d] = prefix.first().octets();
    matches!(len, 25..=31).then(|| alloc::format!("{d}/{len}.{c}.{b}.{a}.in-addr.arpa"))
}

/// Iterates over the fewest reverse DNS zones that hold the names of a prefix: one per subnet
/// at the next whole octet (IPv4) or nibble (IPv6).
///
/// Each step computes in **O(1)** time.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Ipv4Prefix, Ipv6Prefix, reverse_zones};
///
/// let zones: Vec<String> = reverse_zones(Ipv4Prefix::literal("10.0.4.0/23")).collect();
/// assert_eq!(zones, ["4.0.10.in-addr.arpa", "5.0.10.in-addr.arpa"]);
/// let zones: Vec<String> = reverse_zones(Ipv6Prefix::literal("2001:db8::/32")).collect();
/// assert_eq!(zones, ["8.b.d.0.1.0.0.2.ip6.arpa"]);
/// ```
#[doc(alias = "in-addr.arpa")]
#[doc(alias = "ip6.arpa")]
pub fn reverse_zones(prefix: impl Into<IpPrefix>) -> ReverseZones {
    // Rounded up, the length stays within the width, so there are such subnets.
    let subnets = match prefix.into() {
        IpPrefix::V4(prefix) => {
            prefix.subnets(prefix.prefix_len().next_multiple_of(8)).ok().map(IpSubnets::from)
        }
        IpPrefix::V6(prefix) => {
            prefix.subnets(prefix.prefix_len().next_multiple_of(4)).ok().map(IpSubnets::from)
        }
    };
    ReverseZones { subnets }
}

/// An iterator over the reverse zones of a prefix; created by [`reverse_zones`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct ReverseZones {
    subnets: Option<IpSubnets>,
}

impl Iterator for ReverseZones {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.subnets.as_mut()?.next().map(zone)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.subnets.as_ref().map_or((0, Some(0)), Iterator::size_hint)
    }

    fn nth(&mut self, n: usize) -> Option<String> {
        self.subnets.as_mut()?.nth(n).map(zone)
    }
}

impl DoubleEndedIterator for ReverseZones {
    fn next_back(&mut self) -> Option<String> {
        self.subnets.as_mut()?.next_back().map(zone)
    }
}

impl ExactSizeIterator for ReverseZones {}
impl FusedIterator for ReverseZones {}
