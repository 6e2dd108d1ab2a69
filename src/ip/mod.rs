//! Prefixes, ranges, sets and look-up tables over IPv4 and IPv6, on top of the standard address
//! types, and a guard against server-side request forgery.
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
//! Sets and prefix maps have a read-only form, made by `freeze`, for many look-ups. In what holds
//! both families, all IPv4 sorts before all IPv6. An IPv4-mapped address (`::ffff:10.0.0.1`) is an
//! IPv6 value everywhere except in the guard; call [`IpAddr::to_canonical`](core::net::IpAddr::to_canonical)
//! first if you want otherwise. The nouns [`Range`] and [`Set`] are meant to be written `ip::Range`
//! and `ip::Set`, like `fmt::Result`.
//!
//! # Examples
//!
//! May a server fetch from an address that a stranger named?
//!
//! ```
//! use boltons::ip;
//!
//! assert!(ip::is_public_unicast(ip::parse_addr("1.1.1.1")?));
//!
//! let error = ip::check_public_unicast(ip::parse_addr("::ffff:127.0.0.1")?).unwrap_err();
//! assert!(error.to_string().contains("carries 127.0.0.1 (Loopback, RFC 1122)"));
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
//! Text is taken strictly, exactly as std takes addresses; every lenient form has its switch in
//! [`ParseOptions`]:
//!
//! ```
//! use boltons::ip::{Ipv4Prefix, ParseOptions};
//!
//! assert!("10.1.2.3/8".parse::<Ipv4Prefix>().is_err());
//! assert!("010.0.0.0/8".parse::<Ipv4Prefix>().is_err());
//!
//! let blocked = ParseOptions::lenient().set("10.1.2.3/8 192.0.2.7 # and ours\n2001:db8::/32")?;
//! assert_eq!(blocked.range_count(), 3);
//! # Ok::<(), boltons::Error>(())
//! ```
//!
//! # What it is not
//!
//! Not a socket or DNS library; without vendors of hardware addresses, geography or routes; IPv6
//! zones are skipped on request and otherwise an error. To compare two addresses or to ask whether
//! one is loopback, std is enough.

mod algebra;
mod base85;
mod both;
mod embed;
mod family;
mod frozen;
mod glob;
mod interface;
mod ip_prefix;
mod ip_range;
#[cfg(feature = "ipnet")]
mod ipnet;
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

pub use algebra::{aggregate, spanning};
pub use base85::{from_base85, to_base85};
pub use embed::{Embedding, embedded_ipv4, rfc6052_embed, rfc6052_extract, teredo_server};
pub use family::{Family, V4, V6};
pub use glob::{Glob, Globs};
pub use interface::{Interface, IpInterface, Ipv4Interface, Ipv6Interface};
pub use ip_prefix::IpPrefix;
pub use ip_range::IpRange;
pub use mac::{Eui64, MacAddr, MacStyle};
pub use nmap::{NmapAddrs, NmapPattern, NmapRanges};
pub use parse::{HostBits, LeadingZeros, ParseOptions, parse_addr, parse_ipv4, parse_ipv6};
pub use prefix::{Ipv4Prefix, Ipv6Prefix, Prefix};
pub use prefix_iter::{Exclude, IpSubnets, Partition, Subnets, Supernets};
pub use public::{check_public_unicast, is_public_unicast};
pub use range::{Ipv4Range, Ipv6Range, Range};
pub use range_iter::{Addrs, IpAddrs, IpPrefixes, Prefixes};
pub use reverse::{ReverseZones, parse_reverse_name, reverse_name, reverse_zones};
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
    FrozenCovered, FrozenCovering, FrozenIntoIter, FrozenIpCovered, FrozenIpCovering,
    FrozenIpIntoIter, FrozenIpIter, FrozenIpKeys, FrozenIpValues, FrozenIter, FrozenKeys,
    FrozenValues, IpRangeMapIter, RangeMapIter,
};
#[doc(hidden)]
pub use map::{
    Covered, Covering, IpCovered, IpCovering, IpEntry, IpIntoIter, IpIter, IpIterMut, IpKeys,
    IpValues, IpValuesMut,
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
        Covered, Covering, Entry, IntoIter, IpCovered, IpCovering, IpEntry, IpIntoIter, IpIter,
        IpIterMut, IpKeys, IpValues, IpValuesMut, Iter, IterMut, Keys, OccupiedEntry, VacantEntry,
        Values, ValuesMut,
    };
}

/// Iterators of [`FrozenPrefixMap`] and [`FrozenIpPrefixMap`].
pub mod frozen_prefix_map {
    pub use super::frozen::{
        FrozenCovered, FrozenCovering, FrozenIntoIter, FrozenIpCovered, FrozenIpCovering,
        FrozenIpIntoIter, FrozenIpIter, FrozenIpKeys, FrozenIpValues, FrozenIter, FrozenKeys,
        FrozenValues,
    };
}

/// Iterators of [`RangeMap`] and [`IpRangeMap`].
pub mod range_map {
    pub use super::frozen::{IpRangeMapIter, RangeMapIter};
}
