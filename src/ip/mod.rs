//! Prefixes, ranges, sets and look-up tables over IPv4 and IPv6.

mod family;
mod ip_prefix;
mod ip_range;
mod parse;
mod prefix;
mod range;
mod text;

pub use family::{Family, V4, V6};
pub use ip_prefix::IpPrefix;
pub use ip_range::IpRange;
pub use prefix::{Ipv4Prefix, Ipv6Prefix, Prefix};
pub use range::{Ipv4Range, Ipv6Range, Range};
pub use text::{Ipv6Style, Text, ipv6_text, text};
