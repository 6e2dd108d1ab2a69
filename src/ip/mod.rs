//! IP prefixes (CIDR), ranges, sets and longest-prefix maps over IPv4 and IPv6, and a guard
//! against server-side request forgery (SSRF), on top of the standard address types.
//!
//! | I want to … | take … |
//! |---|---|
//! | fetch what a client names, and nothing inside my network | [`Guard`], [`is_public_unicast`] |
//! | parse the host of a URL | [`parse_host`] |
//! | parse a network (`10.0.0.0/8`), and get its ends, mask, hosts, subnets | [`IpPrefix`], [`Ipv4Prefix`], [`Ipv6Prefix`] |
//! | keep an address together with its network (`192.0.2.7/24`) | [`IpInterface`] |
//! | work with `first-last` | [`IpRange`] |
//! | read a block list or an access list | [`ParseOptions::set`], [`ParseOptions::items`] |
//! | join, subtract and compare lists of networks | [`IpSet`] and its operators |
//! | merge networks into the fewest (collapse, summarize) | [`aggregate`] |
//! | find the longest matching prefix of an address (routing table) | [`IpPrefixMap`], [`FrozenIpPrefixMap`] for many lookups |
//! | look up addresses in disjoint ranges (geolocation) | [`IpRangeMap`] |
//! | allocate free subnets | [`PrefixPool`] |
//! | find the smallest network for n hosts | [`Prefix::len_for_hosts`] |
//! | know what IANA says about an address | [`special`], [`is_global`] |
//! | get the IPv4 address out of an IPv6 address | [`embedded_ipv4`], [`rfc6052_extract`], [`IpPrefix::to_canonical`] |
//! | name an address or a zone in reverse DNS | [`reverse_name`], [`reverse_zones`], [`rfc2317_zone`] |
//! | read and write hardware addresses | [`MacAddr`], [`Eui64`] |
//! | accept lenient text, one form at a time | [`ParseOptions`] |
//! | write `10.0.1-3.*` or Nmap's target patterns | [`Glob`], [`NmapPattern`] |
//!
//! Addresses are [`Ipv4Addr`](core::net::Ipv4Addr), [`Ipv6Addr`](core::net::Ipv6Addr) and
//! [`IpAddr`](core::net::IpAddr); nothing wraps them. Every other noun comes for one family, for
//! both, and over the family as a type parameter for library code:
//!
//! | noun | over the family | one family | both families |
//! |---|---|---|---|
//! | prefix, host bits zero | [`Prefix`] | [`Ipv4Prefix`], [`Ipv6Prefix`] | [`IpPrefix`] |
//! | address with its prefix length | [`Interface`] | [`Ipv4Interface`], [`Ipv6Interface`] | [`IpInterface`] |
//! | inclusive range, never empty | [`Range`] | [`Ipv4Range`], [`Ipv6Range`] | [`IpRange`] |
//! | address set | [`Set`] | [`Ipv4Set`], [`Ipv6Set`] | [`IpSet`] |
//! | map keyed by prefix | [`PrefixMap`] | [`Ipv4PrefixMap`], [`Ipv6PrefixMap`] | [`IpPrefixMap`] |
//! | map keyed by disjoint ranges | [`RangeMap`] | [`Ipv4RangeMap`], [`Ipv6RangeMap`] | [`IpRangeMap`] |
//! | free-space allocator | [`PrefixPool`] | [`Ipv4PrefixPool`], [`Ipv6PrefixPool`] | |
//!
//! Sets and prefix maps have a read-only form, created by `freeze`, for many lookups. In types for
//! both families, all IPv4 sorts before all IPv6. An IPv4-mapped address (`::ffff:10.0.0.1`) is an
//! IPv6 value everywhere except in the guard: call
//! [`IpAddr::to_canonical`](core::net::IpAddr::to_canonical) on addresses, and
//! [`to_canonical`](IpSet::to_canonical) on the prefixes, ranges and sets that they are compared
//! with. The names [`Range`], [`Set`], [`Union`] and [`Free`] are meant to be written `ip::Range`,
//! like `fmt::Result`; do not import the module with `*`.
//!
//! # Examples
//!
//! May a server fetch from an address that a client named?
//!
//! ```
//! use boltons::ip::{self, Guard, IpPrefix};
//!
//! assert!(ip::is_public_unicast(ip::parse_addr("1.1.1.1")?));
//!
//! let error = ip::check_public_unicast(ip::parse_addr("::ffff:127.0.0.1")?).unwrap_err();
//! assert!(error.to_string().contains("carries 127.0.0.1 (Loopback, RFC 1122)"));
//!
//! let guard = Guard::new().allow(IpPrefix::literal("10.1.0.0/16")).ports([443]);
//! guard.check_socket(([10, 1, 2, 3], 443))?;
//! assert!(guard.check_host("169.254.169.254").is_err());
//! # Ok::<(), boltons::Error>(())
//! ```
//!
//! Constants are checked by the compiler:
//!
//! ```
//! use boltons::ip::IpPrefix;
//!
//! static INTERNAL: [IpPrefix; 2] =
//!     [IpPrefix::literal("10.0.0.0/8"), IpPrefix::literal("fd00::/8")];
//!
//! assert!(INTERNAL.iter().any(|prefix| prefix.contains([10, 1, 2, 3].into())));
//! ```
//!
//! Text is accepted strictly, exactly as std accepts addresses; every lenient form has its switch
//! in [`ParseOptions`]:
//!
//! ```
//! use boltons::ip::{Ipv4Prefix, ParseOptions};
//!
//! assert!("10.1.2.3/8".parse::<Ipv4Prefix>().is_err());
//! assert!("010.0.0.0/8".parse::<Ipv4Prefix>().is_err());
//!
//! let list = "10.1.2.3/8 192.0.2.7 # and ours\n2001:db8::/32 ; theirs";
//! let blocked = ParseOptions::lenient().set(list)?;
//! assert_eq!(blocked.range_count(), 3);
//! # Ok::<(), boltons::Error>(())
//! ```
//!
//! # Moving from other libraries
//!
//! | ipnet | netaddr, ipaddress (Python) | net/netip (Go) | here |
//! |---|---|---|---|
//! | `IpNet` with host bits | `IPNetwork`, `ip_interface` | `Prefix` | [`IpInterface`] |
//! | `IpNet::trunc` | `.cidr`, `ip_network` | `Prefix.Masked` | [`IpPrefix`]; [`truncated`](IpPrefix::truncated) |
//! | `network`, `broadcast` | `network`, `broadcast_address` | `Addr`, – | [`first`](Prefix::first), [`last`](Prefix::last) |
//! | `netmask`, `hostmask` | `netmask`, `hostmask` | – | [`netmask`](Prefix::netmask), [`hostmask`](Prefix::hostmask) |
//! | `hosts` | `iter_hosts`, `hosts()` | – | [`hosts`](Prefix::hosts) |
//! | – | `size`, `num_addresses` | – | [`size`](Prefix::size) |
//! | `supernet`, `subnets` | `supernet`, `subnet`, `subnets` | – | [`supernet`](Prefix::supernet), [`supernets`](Prefix::supernets), [`subnets`](Prefix::subnets) |
//! | `contains` | `in`, `subnet_of` | `Contains`, `Overlaps` | [`contains`](Prefix::contains), [`contains_prefix`](Prefix::contains_prefix), [`overlaps`](Prefix::overlaps) |
//! | `IpNet::aggregate` | `cidr_merge`, `collapse_addresses` | – | [`aggregate`] |
//! | `IpSubnets` | `IPRange.cidrs`, `summarize_address_range` | – | [`Range::prefixes`] |
//! | – | `spanning_cidr` | – | [`spanning`] |
//! | – | `IPSet` | netipx `IPSet` | [`IpSet`] |
//! | – | `is_global`, `is_private` | `IsPrivate` | [`is_global`], [`special`]; [`is_public_unicast`] |
//! | – | `ipv4_mapped` | `Unmap` | [`IpPrefix::to_canonical`] |
//! | feature `ipnet` | – | – | `From` both ways |
//!
//! A value of ipnet, netaddr or netip may have host bits after its length. Here that is an
//! [`IpInterface`], so that two equal networks are always equal values.
//!
//! # What it is not
//!
//! This is not a socket or DNS library. It has no data on vendors of hardware addresses, geography
//! or routes, and no 20-octet InfiniBand addresses. A set is not an access list: exceptions
//! (`!192.0.2.7`) are an error in lists; read them into a second set and subtract it. IPv6 zones
//! are skipped on request and otherwise an error. To compare two addresses or to ask whether one is
//! loopback, std is enough.
//!
#![doc = include_str!("guard_recipes.md")]

mod algebra;
mod base85;
mod both;
mod cloud;
mod embed;
mod family;
mod first_octets;
mod frozen;
mod guard;
#[cfg(feature = "std")]
mod guard_net;
mod host;
mod interface;
mod ip_prefix;
mod ip_range;
#[cfg(feature = "ipnet")]
mod ipnet;
#[cfg(feature = "serde")]
pub mod lenient;
mod mac;
mod map;
mod nmap;
mod parse;
mod pool;
mod prefix;
mod prefix_iter;
mod public;
mod range;
mod range_iter;
mod reverse;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "serde")]
mod serde_sets;
pub mod set;
mod special;
mod special_table;
mod text;

// Methods that are shown after the others.
mod canonical;
mod glob;

pub use algebra::{aggregate, spanning};
pub use base85::{from_base85, to_base85};
pub use cloud::{CLOUD_ENDPOINTS, CLOUD_ENDPOINTS_DATE, CloudEndpoint};
pub use embed::{Embedding, embedded_ipv4, rfc6052_embed, rfc6052_extract, teredo_server};
pub use family::{Family, V4, V6};
pub use glob::{Glob, Globs};
pub use guard::Guard;
pub use host::{Host, parse_host};
pub use interface::{Interface, IpInterface, Ipv4Interface, Ipv6Interface};
pub use ip_prefix::IpPrefix;
pub use ip_range::IpRange;
pub use mac::{Eui64, MacAddr, MacStyle};
pub use nmap::{NmapAddrs, NmapPattern, NmapRanges};
#[cfg(feature = "std")]
pub use parse::ReadItems;
pub use parse::{
    HostBits, LeadingZeros, ListItems, ParseOptions, parse_addr, parse_ipv4, parse_ipv6,
};
pub use prefix::{Ipv4Prefix, Ipv6Prefix, Prefix};
pub use prefix_iter::{Exclude, IpSubnets, Partition, Subnets, Supernets};
pub use public::{check_public_unicast, is_public_unicast};
pub use range::{Ipv4Range, Ipv6Range, Range};
pub use range_iter::{Addrs, IpAddrs, IpPrefixes, Prefixes};
pub use reverse::{ReverseZones, parse_reverse_name, reverse_name, reverse_zones, rfc2317_zone};
pub use special::{SpecialBlock, is_global, special};
pub use special_table::{SPECIAL_BLOCKS, SPECIAL_BLOCKS_DATE};
pub use text::{Ipv6Style, Text, ipv6_text, text};

pub use frozen::{
    FrozenIpPrefixMap, FrozenIpv4PrefixMap, FrozenIpv6PrefixMap, FrozenPrefixMap, IpRangeMap,
    Ipv4RangeMap, Ipv6RangeMap, RangeMap,
};
pub use map::{IpPrefixMap, Ipv4PrefixMap, Ipv6PrefixMap, PrefixMap};
pub use pool::{Free, Ipv4PrefixPool, Ipv6PrefixPool, PrefixPool};
#[doc(inline)]
pub use set::{FrozenIpSet, FrozenIpv4Set, FrozenIpv6Set, FrozenSet, IpSet, Ipv4Set, Ipv6Set, Set};

// Iterators are documented in the modules below, and reachable here.
#[doc(hidden)]
pub use frozen::{
    FrozenChildren, FrozenCovered, FrozenCovering, FrozenIntoIter, FrozenIpChildren,
    FrozenIpCovered, FrozenIpCovering, FrozenIpIntoIter, FrozenIpIter, FrozenIpKeys,
    FrozenIpValues, FrozenIter, FrozenKeys, FrozenValues, IpRangeMapIter, RangeMapIter,
};
#[doc(hidden)]
pub use map::{
    Children, Covered, Covering, IpChildren, IpCovered, IpCovering, IpEntry, IpIntoIter, IpIter,
    IpIterMut, IpKeys, IpValues, IpValuesMut,
};
#[doc(hidden)]
pub use set::{
    Difference, Gaps, Intersection, IpDifference, IpGaps, IpIntersection, IpRanges, IpSetAddrs,
    IpSetPrefixes, IpSymmetricDifference, IpUnion, Ranges, SetAddrs, SetPrefixes,
    SymmetricDifference, Union,
};

/// Entries and iterators of [`PrefixMap`] and [`IpPrefixMap`].
pub mod prefix_map {
    pub use super::map::{
        Children, Covered, Covering, Entry, ExtractIf, IntoIter, IpChildren, IpCovered, IpCovering,
        IpEntry, IpExtractIf, IpIntoIter, IpIter, IpIterMut, IpKeys, IpValues, IpValuesMut, Iter,
        IterMut, Keys, OccupiedEntry, VacantEntry, Values, ValuesMut,
    };
}

/// Iterators of [`FrozenPrefixMap`] and [`FrozenIpPrefixMap`].
pub mod frozen_prefix_map {
    pub use super::frozen::{
        FrozenChildren, FrozenCovered, FrozenCovering, FrozenIntoIter, FrozenIpChildren,
        FrozenIpCovered, FrozenIpCovering, FrozenIpIntoIter, FrozenIpIter, FrozenIpKeys,
        FrozenIpValues, FrozenIter, FrozenKeys, FrozenValues,
    };
}

/// Iterators of [`RangeMap`] and [`IpRangeMap`].
pub mod range_map {
    pub use super::frozen::{IpRangeMapIter, RangeMapIter};
}
