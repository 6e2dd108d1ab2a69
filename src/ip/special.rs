//! [`special`] and [`is_global`]: what IANA's special-purpose registries say about an address.
//!
//! Most addresses have a first octet with which no block starts, which a table of 256 answers tells
//! at once. The table of blocks is short (26 and 25 rows) and sorted by prefix, so the rows that
//! start at or before an address end at one place, found by binary search; the most specific block
//! that contains the address is the first that does, going back from there. Blocks nest at most
//! three deep, but blocks that end before the address lie between, so the way back is bounded by
//! the rows of the family, not by the depth.

use core::net::IpAddr;

use super::first_octets::FirstOctets;
use super::ip_prefix::IpPrefix;
use super::special_table::SPECIAL_BLOCKS;

static FIRST_OCTETS: FirstOctets = {
    let mut octets = FirstOctets::new();
    let mut i = 0;
    while i < SPECIAL_BLOCKS.len() {
        octets = octets.with(SPECIAL_BLOCKS[i].prefix);
        i += 1;
    }
    octets
};

/// A block of IANA's special-purpose address registries, with the columns of the registry.
///
/// Flags are `None` where the registry has nothing or "N/A".
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip;
///
/// let block = ip::special(Ipv4Addr::LOCALHOST);
/// assert_eq!(block.map(|b| (b.name, b.rfc)), Some(("Loopback", "RFC 1122")));
/// assert_eq!(block.and_then(|b| b.globally_reachable), Some(false));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
#[doc(alias = "bogon")]
#[doc(alias = "iana")]
pub struct SpecialBlock {
    /// The block.
    pub prefix: IpPrefix,
    /// The name in the registry.
    pub name: &'static str,
    /// The RFCs that define it, in the registry's order and with commas between: `RFC 4193`, or
    /// `RFC 4193, RFC 8190`.
    pub rfc: &'static str,
    /// The month of the allocation: `1996-02`.
    pub allocated: &'static str,
    /// When the allocation ended, if it did.
    pub terminated: Option<&'static str>,
    /// Whether its addresses may be the source of a datagram.
    pub source: Option<bool>,
    /// Whether its addresses may be the destination of a datagram.
    pub destination: Option<bool>,
    /// Whether a router may forward a datagram with such a destination.
    pub forwardable: Option<bool>,
    /// Whether a datagram with such a destination may cross administrative domains.
    pub globally_reachable: Option<bool>,
    /// Whether an IP implementation must treat it specially.
    pub reserved_by_protocol: Option<bool>,
}

/// Returns the most specific block of IANA's special-purpose registries that contains an address.
///
/// Multicast is not in these registries. An IPv4-mapped address is in the block `::ffff:0:0/96`.
///
/// Computes in **O(b)** time, with b the blocks of the family, at most 26.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip;
///
/// let name = |addr| ip::special(addr).map(|block| block.name);
/// assert_eq!(name(Ipv4Addr::new(192, 0, 0, 9)), Some("Port Control Protocol Anycast"));
/// assert_eq!(name(Ipv4Addr::new(192, 0, 0, 99)), Some("IETF Protocol Assignments"));
/// assert_eq!(name(Ipv4Addr::new(8, 8, 8, 8)), None);
/// ```
#[must_use]
#[doc(alias = "is_private")]
#[doc(alias = "iana")]
#[doc(alias = "bogon")]
#[doc(alias = "is_reserved")]
pub fn special(addr: impl Into<IpAddr>) -> Option<&'static SpecialBlock> {
    let addr = addr.into();
    if !FIRST_OCTETS.may_hold(addr) {
        return None;
    }
    let end = SPECIAL_BLOCKS.partition_point(|block| block.prefix.first() <= addr);
    SPECIAL_BLOCKS.get(..end)?.iter().rev().find(|block| block.prefix.contains(addr))
}

/// Returns whether the registries call an address globally reachable: it is in no special block,
/// or its most specific block says so.
///
/// This is the registry's column and nothing more. A column without an answer counts as no, so
/// Teredo, 6to4 and 192.88.99.0/24 are not global. Multicast is global here, because the registry
/// says nothing about it: to decide whether a server may connect to an address, use
/// [`is_public_unicast`](super::is_public_unicast).
///
/// Computes in **O(b)** time, with b the blocks of the family, at most 26.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip::is_global;
///
/// assert!(is_global(Ipv4Addr::new(8, 8, 8, 8)));
/// assert!(is_global(Ipv4Addr::new(192, 0, 0, 9)));
/// assert!(!is_global(Ipv4Addr::new(192, 88, 99, 1)));
/// assert!(!is_global(Ipv4Addr::LOCALHOST));
/// ```
#[must_use]
#[doc(alias = "is_private")]
#[doc(alias = "is_reserved")]
#[doc(alias = "bogon")]
#[doc(alias = "is_public")]
pub fn is_global(addr: impl Into<IpAddr>) -> bool {
    special(addr).is_none_or(|block| block.globally_reachable == Some(true))
}
