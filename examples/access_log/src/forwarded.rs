//! The client that proxies name, as nginx's `real_ip_recursive` finds it.

use std::net::IpAddr;

use boltons::ip::FrozenIpSet;

use crate::line::LineReader;

/// Walks X-Forwarded-For from its end to the first address that is not a trusted proxy's. If all
/// are, it is the first of the list; at an item that is not an address, what was reached before it.
pub fn client(peer: IpAddr, header: &[u8], trusted: &FrozenIpSet, lines: &LineReader) -> IpAddr {
    let mut client = peer;
    if matches!(header, b"" | b"-") || !trusted.contains(peer) {
        return client;
    }
    for item in header.rsplit(|byte| *byte == b',') {
        let Some(addr) = lines.forwarded(item.trim_ascii()) else { break };
        client = addr;
        if !trusted.contains(addr) {
            break;
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;
    use boltons::ip::ParseOptions;

    #[test]
    fn the_walk_ends_where_it_should() {
        let trusted = ParseOptions::lenient().set("10.0.0.0/8, 2001:db8::/32").unwrap().freeze();
        let lines = LineReader::new(false);
        let of = |peer: &str, header: &str| {
            client(peer.parse().unwrap(), header.as_bytes(), &trusted, &lines).to_string()
        };
        assert_eq!(of("10.0.0.1", "8.8.8.8"), "8.8.8.8");
        assert_eq!(of("9.9.9.9", "8.8.8.8"), "9.9.9.9");
        assert_eq!(of("10.0.0.1", "1.1.1.1, 8.8.8.8, 10.2.2.2"), "8.8.8.8");
        assert_eq!(of("10.0.0.1", "10.1.1.1, 10.2.2.2"), "10.1.1.1");
        assert_eq!(of("10.0.0.1", "8.8.8.8, unknown, 10.2.2.2"), "10.2.2.2");
        assert_eq!(of("10.0.0.1", "unknown"), "10.0.0.1");
        assert_eq!(of("10.0.0.1", "-"), "10.0.0.1");
        assert_eq!(of("10.0.0.1", ""), "10.0.0.1");
        assert_eq!(of("2001:db8::1", "[2606:4700::1]:443,[2001:db8::7]"), "2606:4700::1");
        assert_eq!(of("10.0.0.1", "8.8.8.8:1234"), "8.8.8.8");
        assert_eq!(of("10.0.0.1", "::ffff:8.8.4.4"), "8.8.4.4");
    }
}
