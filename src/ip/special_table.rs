//! The special-purpose address registries of IANA, as a table.
//!
//! Sources: <https://www.iana.org/assignments/iana-ipv4-special-registry> and
//! <https://www.iana.org/assignments/iana-ipv6-special-registry>, as of
//! [`SPECIAL_BLOCKS_DATE`]. The row that lists two addresses (192.0.0.170 and .171) is two here.

use super::ip_prefix::IpPrefix;
use super::special::SpecialBlock;

/// The date of the registries' contents in [`SPECIAL_BLOCKS`].
///
/// # Examples
///
/// ```
/// assert_eq!(boltons::ip::SPECIAL_BLOCKS_DATE, "2026-07-18");
/// ```
pub const SPECIAL_BLOCKS_DATE: &str = "2026-07-18";

/// All blocks of IANA's special-purpose address registries, sorted by prefix: 26 of IPv4, then 25
/// of IPv6.
///
/// Blocks nest: [`special`](super::special) finds the most specific.
///
/// # Examples
///
/// ```
/// use boltons::ip::SPECIAL_BLOCKS;
///
/// assert_eq!(SPECIAL_BLOCKS.len(), 51);
/// let private: Vec<String> = SPECIAL_BLOCKS
///     .iter()
///     .filter(|block| block.name == "Private-Use")
///     .map(|block| block.prefix.to_string())
///     .collect();
/// assert_eq!(private, ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]);
/// ```
pub static SPECIAL_BLOCKS: &[SpecialBlock] = &BLOCKS;

/// One row. The flags are source, destination, forwardable, globally reachable and reserved by
/// protocol, each `Y`, `N` or, where the registry has nothing or "N/A", `-`.
const fn block(
    prefix: &str,
    name: &'static str,
    rfc: &'static str,
    allocated: &'static str,
    terminated: Option<&'static str>,
    flags: &[u8; 5],
) -> SpecialBlock {
    SpecialBlock {
        prefix: IpPrefix::literal(prefix),
        name,
        rfc,
        allocated,
        terminated,
        source: flag(flags[0]),
        destination: flag(flags[1]),
        forwardable: flag(flags[2]),
        globally_reachable: flag(flags[3]),
        reserved_by_protocol: flag(flags[4]),
    }
}

const fn flag(letter: u8) -> Option<bool> {
    match letter {
        b'Y' => Some(true),
        b'N' => Some(false),
        _ => None,
    }
}

#[rustfmt::skip]
const BLOCKS: [SpecialBlock; 51] = [
    block("0.0.0.0/8", "\"This network\"", "RFC 791", "1981-09", None, b"YNNNY"),
    block("0.0.0.0/32", "\"This host on this network\"", "RFC 1122", "1981-09", None, b"YNNNY"),
    block("10.0.0.0/8", "Private-Use", "RFC 1918", "1996-02", None, b"YYYNN"),
    block("100.64.0.0/10", "Shared Address Space", "RFC 6598", "2012-04", None, b"YYYNN"),
    block("127.0.0.0/8", "Loopback", "RFC 1122", "1981-09", None, b"NNNNY"),
    block("169.254.0.0/16", "Link Local", "RFC 3927", "2005-05", None, b"YYNNY"),
    block("172.16.0.0/12", "Private-Use", "RFC 1918", "1996-02", None, b"YYYNN"),
    block("192.0.0.0/24", "IETF Protocol Assignments", "RFC 6890", "2010-01", None, b"NNNNN"),
    block("192.0.0.0/29", "IPv4 Service Continuity Prefix", "RFC 7335", "2011-06", None, b"YYYNN"),
    block("192.0.0.8/32", "IPv4 dummy address", "RFC 7600", "2015-03", None, b"YNNNN"),
    block("192.0.0.9/32", "Port Control Protocol Anycast", "RFC 7723", "2015-10", None, b"YYYYN"),
    block("192.0.0.10/32", "Traversal Using Relays around NAT Anycast", "RFC 8155", "2017-02", None, b"YYYYN"),
    block("192.0.0.170/32", "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050", "2013-02", None, b"NNNNY"),
    block("192.0.0.171/32", "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050", "2013-02", None, b"NNNNY"),
    block("192.0.2.0/24", "Documentation (TEST-NET-1)", "RFC 5737", "2010-01", None, b"NNNNN"),
    block("192.31.196.0/24", "AS112-v4", "RFC 7535", "2014-12", None, b"YYYYN"),
    block("192.52.193.0/24", "AMT", "RFC 7450", "2014-12", None, b"YYYYN"),
    block("192.88.99.0/24", "Deprecated (6to4 Relay Anycast)", "RFC 7526", "2001-06", Some("2015-03"), b"-----"),
    block("192.88.99.2/32", "6a44-relay anycast address", "RFC 6751", "2012-10", None, b"YYYNN"),
    block("192.168.0.0/16", "Private-Use", "RFC 1918", "1996-02", None, b"YYYNN"),
    block("192.175.48.0/24", "Direct Delegation AS112 Service", "RFC 7534", "1996-01", None, b"YYYYN"),
    block("198.18.0.0/15", "Benchmarking", "RFC 2544", "1999-03", None, b"YYYNN"),
    block("198.51.100.0/24", "Documentation (TEST-NET-2)", "RFC 5737", "2010-01", None, b"NNNNN"),
    block("203.0.113.0/24", "Documentation (TEST-NET-3)", "RFC 5737", "2010-01", None, b"NNNNN"),
    block("240.0.0.0/4", "Reserved", "RFC 1112", "1989-08", None, b"NNNNY"),
    block("255.255.255.255/32", "Limited Broadcast", "RFC 8190, RFC 919", "1984-10", None, b"NYNNY"),
    block("::/128", "Unspecified Address", "RFC 4291", "2006-02", None, b"YNNNY"),
    block("::1/128", "Loopback Address", "RFC 4291", "2006-02", None, b"NNNNY"),
    block("::ffff:0:0/96", "IPv4-mapped Address", "RFC 4291", "2006-02", None, b"NNNNY"),
    block("64:ff9b::/96", "IPv4-IPv6 Translat.", "RFC 6052", "2010-10", None, b"YYYYN"),
    block("64:ff9b:1::/48", "IPv4-IPv6 Translat.", "RFC 8215", "2017-06", None, b"YYYNN"),
    block("100::/64", "Discard-Only Address Block", "RFC 6666", "2012-06", None, b"YYYNN"),
    block("100:0:0:1::/64", "Dummy IPv6 Prefix", "RFC 9780", "2025-04", None, b"YNNNN"),
    block("2001::/23", "IETF Protocol Assignments", "RFC 2928", "2000-09", None, b"NNNNN"),
    block("2001::/32", "TEREDO", "RFC 4380, RFC 8190", "2006-01", None, b"YYY-N"),
    block("2001:1::1/128", "Port Control Protocol Anycast", "RFC 7723", "2015-10", None, b"YYYYN"),
    block("2001:1::2/128", "Traversal Using Relays around NAT Anycast", "RFC 8155", "2017-02", None, b"YYYYN"),
    block("2001:1::3/128", "DNS-SD Service Registration Protocol Anycast", "RFC 9665", "2024-04", None, b"YYYYN"),
    block("2001:2::/48", "Benchmarking", "RFC 5180", "2008-04", None, b"YYYNN"),
    block("2001:3::/32", "AMT", "RFC 7450", "2014-12", None, b"YYYYN"),
    block("2001:4:112::/48", "AS112-v6", "RFC 7535", "2014-12", None, b"YYYYN"),
    block("2001:10::/28", "Deprecated (previously ORCHID)", "RFC 4843", "2007-03", Some("2014-03"), b"-----"),
    block("2001:20::/28", "ORCHIDv2", "RFC 7343", "2014-07", None, b"YYYYN"),
    block("2001:30::/28", "Drone Remote ID Protocol Entity Tags (DETs) Prefix", "RFC 9374", "2022-12", None, b"YYYYN"),
    block("2001:db8::/32", "Documentation", "RFC 3849", "2004-07", None, b"NNNNN"),
    block("2002::/16", "6to4", "RFC 3056", "2001-02", None, b"YYY-N"),
    block("2620:4f:8000::/48", "Direct Delegation AS112 Service", "RFC 7534", "2011-05", None, b"YYYYN"),
    block("3fff::/20", "Documentation", "RFC 9637", "2024-07", None, b"NNNNN"),
    block("5f00::/16", "Segment Routing (SRv6) SIDs", "RFC 9602", "2024-04", None, b"YYYNN"),
    block("fc00::/7", "Unique-Local", "RFC 4193, RFC 8190", "2005-10", None, b"YYYNN"),
    block("fe80::/10", "Link-Local Unicast", "RFC 4291", "2006-02", None, b"YYNNY"),
];
