//! Text equals `Display` of std, character for character.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{Ipv4Prefix, Ipv6Interface, Ipv6Prefix, Ipv6Style, ipv6_text, text};

use super::support::Rng;

#[test]
fn ipv4_text_is_display() {
    for octet in 0..=255u8 {
        for addr in [
            Ipv4Addr::new(octet, 0, 0, 0),
            Ipv4Addr::new(0, octet, 255, 9),
            Ipv4Addr::new(99, 100, octet, 10),
            Ipv4Addr::new(255, 255, 255, octet),
        ] {
            assert_eq!(text(addr), *addr.to_string());
        }
    }
    let mut rng = Rng(4);
    for _ in 0..20_000 {
        let addr = Ipv4Addr::from_bits(rng.next() as u32);
        assert_eq!(text(addr).as_str(), addr.to_string());
    }
}

#[test]
fn ipv6_text_is_display() {
    // Every pattern of zero groups, with groups of each length.
    for pattern in 0..256u32 {
        for group in [1, 0xab, 0xabc, 0xabcd, 0xffff, 0x10, 0x100, 0x1000] {
            let groups: [u16; 8] =
                std::array::from_fn(|i| if pattern >> i & 1 == 1 { 0 } else { group });
            let addr = Ipv6Addr::from(groups);
            assert_eq!(text(addr), *addr.to_string());
        }
    }
    let mut rng = Rng(5);
    for _ in 0..50_000 {
        let bits = match rng.below(4) {
            0 => rng.u128(),
            1 => rng.u128() & rng.u128() & rng.u128(),
            2 => u128::from(rng.next() as u32) | 0xffff << 32,
            _ => rng.u128() >> rng.below(128),
        };
        let addr = Ipv6Addr::from_bits(bits);
        assert_eq!(text(addr).as_str(), addr.to_string());
        assert_eq!(text(IpAddr::V6(addr)).as_bytes(), addr.to_string().as_bytes());
    }
}

/// Where every byte of the buffer is used: the longest of each kind.
#[test]
fn the_longest_texts_fit() {
    let addr = Ipv6Addr::from_bits(u128::MAX);
    let long = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
    assert_eq!(text(addr), long);
    assert_eq!(Ipv6Prefix::host(addr).text(), *format!("{long}/128"));
    assert_eq!(Ipv6Interface::new(addr, 128).unwrap().text().len(), 43);
    for style in [Ipv6Style::Compact, Ipv6Style::Full, Ipv6Style::Verbose] {
        assert_eq!(ipv6_text(addr, style), long);
    }
    assert_eq!(text(Ipv4Addr::BROADCAST), "255.255.255.255");
    assert_eq!(Ipv4Prefix::host(Ipv4Addr::BROADCAST).text(), "255.255.255.255/32");
    let mapped: Ipv6Prefix = "::ffff:255.255.255.255/128".parse().unwrap();
    assert_eq!(mapped.text(), "::ffff:255.255.255.255/128");
}

/// netaddr's dialects, and that they parse back.
#[test]
fn styles() {
    let addr: Ipv6Addr = "::1".parse().unwrap();
    assert_eq!(ipv6_text(addr, Ipv6Style::Compact), "::1");
    assert_eq!(ipv6_text(addr, Ipv6Style::Full), "0:0:0:0:0:0:0:1");
    assert_eq!(ipv6_text(addr, Ipv6Style::Verbose), "0000:0000:0000:0000:0000:0000:0000:0001",);
    // IPv4-mapped addresses have no dots in the styles that write all groups.
    let mapped: Ipv6Addr = "::ffff:10.0.0.1".parse().unwrap();
    assert_eq!(ipv6_text(mapped, Ipv6Style::Full), "0:0:0:0:0:ffff:a00:1");
    let mut rng = Rng(6);
    for _ in 0..10_000 {
        let addr = Ipv6Addr::from_bits(rng.u128() & rng.u128());
        let groups = addr.segments();
        let full = groups.map(|group| format!("{group:x}")).join(":");
        let verbose = groups.map(|group| format!("{group:04x}")).join(":");
        assert_eq!(ipv6_text(addr, Ipv6Style::Full), *full);
        assert_eq!(ipv6_text(addr, Ipv6Style::Verbose), *verbose);
        assert_eq!(full.parse::<Ipv6Addr>().unwrap(), addr);
    }
}

#[test]
fn text_is_a_string() {
    let (a, b) = (text(Ipv4Addr::new(10, 0, 0, 9)), text(Ipv4Addr::new(10, 0, 0, 10)));
    // Compared as text, not as addresses.
    assert!(b < a && a != b && a == text(Ipv4Addr::new(10, 0, 0, 9)));
    assert_eq!(a.len(), 8);
    assert!(a.ends_with(".9"));
    assert_eq!(format!("[{a:>10}] {a:?}"), "[  10.0.0.9] \"10.0.0.9\"");
    let set: HashSet<_> = [a, b, a].into_iter().collect();
    assert_eq!(set.len(), 2);
    assert_eq!(<_ as AsRef<str>>::as_ref(&a), "10.0.0.9");
    assert_eq!(<_ as AsRef<[u8]>>::as_ref(&a), b"10.0.0.9");
}
