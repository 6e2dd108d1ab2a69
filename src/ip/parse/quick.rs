//! The fast parsers on top of the strict ones of [`addr`]: a value, or `None` without a reason.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::addr;
use crate::ip::family::{Family, V4, V6, Word};
use crate::ip::interface::Interface;
use crate::ip::ip_range::IpRange;
use crate::ip::prefix::Prefix;
use crate::ip::range::Range;

#[inline]
pub(super) fn addr(s: &[u8]) -> Option<IpAddr> {
    match addr::v4(s) {
        Some(bits) => Some(IpAddr::V4(Ipv4Addr::from_bits(bits))),
        None => Some(IpAddr::V6(Ipv6Addr::from_bits(addr::v6(s)?))),
    }
}

#[inline]
pub(super) fn prefix<F: Family>(s: &[u8]) -> Option<Prefix<F>> {
    let (bits, len) = F::Bits::parse_with_len(s)?;
    (bits & F::Bits::hostmask(len) == F::Bits::ZERO).then(|| Prefix::of_bits(bits, len))
}

#[inline]
pub(super) fn interface<F: Family>(s: &[u8]) -> Option<Interface<F>> {
    let (bits, len) = F::Bits::parse_with_len(s)?;
    Interface::new(F::from_bits(bits), len).ok()
}

pub(super) fn range<F: Family>(s: &[u8]) -> Option<Range<F>> {
    if let Some(hyphen) = s.iter().position(|&byte| byte == b'-') {
        let first = F::Bits::parse(s.get(..hyphen)?)?;
        return Range::checked(first, F::Bits::parse(s.get(hyphen + 1..)?)?);
    }
    match F::Bits::parse(s) {
        Some(bits) => Some(Range::of_bits(bits, bits)),
        None => prefix(s).map(Prefix::range),
    }
}

/// The IPv4 prefix or, if `bare`, address that a text starts with, and how many bytes it takes.
///
/// What follows is for the caller to judge: a digit may.
#[inline]
pub(super) fn start_v4(s: &[u8], bare: bool) -> Option<(Range<V4>, usize)> {
    let (bits, end) = addr::v4_start(s)?;
    if s.get(end) != Some(&b'/') {
        return bare.then_some((Range::of_bits(bits, bits), end));
    }
    let (len, end) = addr::v4_len_at(s, end + 1)?;
    let host = u32::hostmask(len);
    (bits & host == 0).then_some((Range::of_bits(bits, bits | host), end))
}

/// An item of a list in its commonest forms: a prefix, or, if `bare`, an address.
///
/// Ranges are left to the slow parser, which has to distinguish them from globs anyway.
#[inline]
pub(super) fn item(s: &[u8], bare: bool) -> Option<IpRange> {
    if let Some(prefix) = prefix::<V4>(s) {
        return Some(IpRange::V4(prefix.range()));
    }
    if bare {
        if let Some(bits) = addr::v4(s) {
            return Some(IpRange::V4(Range::of_bits(bits, bits)));
        }
    }
    item_v6(s)
}

fn item_v6(s: &[u8]) -> Option<IpRange> {
    if let Some(prefix) = prefix::<V6>(s) {
        return Some(IpRange::V6(prefix.range()));
    }
    // An IPv6 address has no class, so that no option changes what it means.
    let bits = addr::v6(s)?;
    Some(IpRange::V6(Range::of_bits(bits, bits)))
}
