//! Prefixes, ranges, sets and look-up tables over IPv4 and IPv6.

mod algebra;
mod base85;
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
mod set;
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
    FrozenCovered, FrozenCovering, FrozenIntoIter, FrozenIpCovered, FrozenIpCovering,
    FrozenIpIntoIter, FrozenIpIter, FrozenIpKeys, FrozenIpPrefixMap, FrozenIpValues,
    FrozenIpv4PrefixMap, FrozenIpv6PrefixMap, FrozenIter, FrozenKeys, FrozenPrefixMap,
    FrozenValues, IpRangeMap, IpRangeMapIter, Ipv4RangeMap, Ipv6RangeMap, RangeMap, RangeMapIter,
};
pub use map::{
    Covered, Covering, IpCovered, IpCovering, IpEntry, IpIntoIter, IpIter, IpIterMut, IpKeys,
    IpPrefixMap, IpValues, IpValuesMut, Ipv4PrefixMap, Ipv6PrefixMap, PrefixMap,
};
pub use pool::{Free, Ipv4PrefixPool, Ipv6PrefixPool, PrefixPool};
pub use set::{
    Difference, FrozenIpSet, FrozenIpv4Set, FrozenIpv6Set, FrozenSet, Gaps, Intersection,
    IpDifference, IpGaps, IpIntersection, IpRanges, IpSet, IpSetAddrs, IpSetPrefixes,
    IpSymmetricDifference, IpUnion, Ipv4Set, Ipv6Set, Ranges, Set, SetAddrs, SetPrefixes,
    SymmetricDifference, Union,
};

/// The entries and iterators of [`PrefixMap`] whose names are those of any map.
pub mod prefix_map {
    pub use super::map::{
        Entry, IntoIter, Iter, IterMut, Keys, OccupiedEntry, VacantEntry, Values, ValuesMut,
    };
}
