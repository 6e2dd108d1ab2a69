//! The registry as data.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{IpPrefix, SPECIAL_BLOCKS, SpecialBlock, is_global, special};

/// Both ends of a prefix and their neighbours.
pub fn around(prefix: IpPrefix) -> Vec<IpAddr> {
    match (prefix.first(), prefix.last()) {
        (IpAddr::V4(first), IpAddr::V4(last)) => [
            u32::from(first).checked_sub(1),
            Some(first.into()),
            Some(last.into()),
            u32::from(last).checked_add(1),
        ]
        .into_iter()
        .flatten()
        .map(|bits| Ipv4Addr::from_bits(bits).into())
        .collect(),
        (IpAddr::V6(first), IpAddr::V6(last)) => [
            u128::from(first).checked_sub(1),
            Some(first.into()),
            Some(last.into()),
            u128::from(last).checked_add(1),
        ]
        .into_iter()
        .flatten()
        .map(|bits| Ipv6Addr::from_bits(bits).into())
        .collect(),
        _ => unreachable!("a prefix has one family"),
    }
}

fn linear(addr: IpAddr) -> Option<&'static SpecialBlock> {
    SPECIAL_BLOCKS
        .iter()
        .filter(|block| block.prefix.contains(addr))
        .max_by_key(|block| block.prefix.prefix_len())
}

#[test]
fn rows_are_unique_sorted_and_complete() {
    assert_eq!(SPECIAL_BLOCKS.len(), 51);
    assert_eq!(SPECIAL_BLOCKS.iter().filter(|block| block.prefix.is_ipv4()).count(), 26);
    assert!(SPECIAL_BLOCKS.windows(2).all(|pair| pair[0].prefix < pair[1].prefix));
    for block in SPECIAL_BLOCKS {
        assert!(!block.name.is_empty() && block.rfc.starts_with("RFC "));
        assert_eq!((block.allocated.len(), block.allocated.as_bytes()[4]), (7, b'-'));
        assert_eq!(block.terminated.is_some(), block.source.is_none(), "{block:?}");
    }
    let count = |flag: fn(&SpecialBlock) -> Option<bool>, value| {
        SPECIAL_BLOCKS.iter().filter(|block| flag(block) == value).count()
    };
    // Counted by hand, row by row: the columns' Y, and their blanks.
    assert_eq!(count(|b| b.globally_reachable, Some(true)), 14);
    assert_eq!(count(|b| b.globally_reachable, None), 4);
    assert_eq!(count(|b| b.reserved_by_protocol, Some(true)), 12);
    assert_eq!(count(|b| b.source, None), 2);
}

#[test]
fn special_equals_a_linear_scan() {
    for block in SPECIAL_BLOCKS {
        for addr in around(block.prefix) {
            let found = special(addr);
            assert_eq!(found, linear(addr), "{addr}");
            let global = found.is_none_or(|block| block.globally_reachable == Some(true));
            assert_eq!(is_global(addr), global);
        }
        assert!(special(block.prefix.first()).is_some());
    }
    let mut rng = super::support::Rng(11);
    for _ in 0..20_000 {
        let addr = IpAddr::V4(Ipv4Addr::from_bits(rng.next() as u32));
        assert_eq!(special(addr), linear(addr));
        let addr = IpAddr::V6(Ipv6Addr::from_bits(rng.u128() >> rng.below(128)));
        assert_eq!(special(addr), linear(addr));
    }
}

#[test]
fn global_both_ways() {
    for global in [
        "1.1.1.1",
        "8.8.8.8",
        "192.0.0.9",
        "192.0.0.10",
        "192.31.196.1",
        "192.52.193.1",
        "192.175.48.1",
        "224.0.0.1",
        "239.255.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "2001:1::1",
        "2001:1::2",
        "2001:1::3",
        "2001:3::1",
        "2001:4:112::1",
        "2001:20::1",
        "2001:30::1",
        "2001:200::1",
        "2620:4f:8000::1",
        "64:ff9b::7f00:1",
        "ff0e::1",
        "fec0::1",
    ] {
        assert!(is_global(global.parse::<IpAddr>().unwrap()), "{global}");
    }
    for local in [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.1",
        "192.0.0.8",
        "192.0.0.170",
        "192.0.2.1",
        // netaddr, std's nightly method and ip_network 0.4.1 call these two global.
        "192.88.99.1",
        "192.88.99.2",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:8.8.8.8",
        "64:ff9b:1::1",
        "100::1",
        "100:0:0:1::1",
        "2001::1",
        "2001:1::4",
        "2001:2::1",
        "2001:10::1",
        "2001:db8::1",
        "2002::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
    ] {
        assert!(!is_global(local.parse::<IpAddr>().unwrap()), "{local}");
    }
}
