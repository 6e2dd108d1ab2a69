//! Prefixes, ranges, sets and look-up tables over IPv4 and IPv6.

mod algebra;
mod embed;
mod family;
mod glob;
mod interface;
mod ip_prefix;
mod ip_range;
mod parse;
mod prefix;
mod prefix_iter;
mod public;
mod range;
mod range_iter;
mod special;
mod special_table;
mod text;

pub use algebra::{aggregate, spanning};
pub use embed::{Embedding, embedded_ipv4, rfc6052_embed, rfc6052_extract, teredo_server};
pub use family::{Family, V4, V6};
pub use glob::{Glob, Globs};
pub use interface::{Interface, IpInterface, Ipv4Interface, Ipv6Interface};
pub use ip_prefix::IpPrefix;
pub use ip_range::IpRange;
pub use parse::{HostBits, LeadingZeros, ParseOptions, parse_addr, parse_ipv4, parse_ipv6};
pub use prefix::{Ipv4Prefix, Ipv6Prefix, Prefix};
pub use prefix_iter::{Exclude, IpSubnets, Partition, Subnets, Supernets};
pub use public::{check_public_unicast, is_public_unicast};
pub use range::{Ipv4Range, Ipv6Range, Range};
pub use range_iter::{Addrs, IpAddrs, IpPrefixes, Prefixes};
pub use special::{SpecialBlock, is_global, special};
pub use special_table::{SPECIAL_BLOCKS, SPECIAL_BLOCKS_DATE};
pub use text::{Ipv6Style, Text, ipv6_text, text};
