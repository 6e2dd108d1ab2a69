//! The guard, in both directions.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{
    Embedding, SPECIAL_BLOCKS, check_public_unicast, embedded_ipv4, is_global, is_public_unicast,
};

use super::special::around;
use super::support::{Of, Rng, fails};

fn addr(s: &str) -> IpAddr {
    s.parse().unwrap()
}

/// Each of these is wrong in std's nightly methods, ip_network 0.4.1, Python's ipaddress or
/// netaddr in at least one way.
#[test]
fn twenty_four_vectors() {
    for (text, public, global) in [
        ("::127.0.0.1", false, true),
        ("64:ff9b::127.0.0.1", false, true),
        ("64:ff9b::169.254.169.254", false, true),
        ("64:ff9b:1::127.0.0.1", false, false),
        ("::ffff:0:127.0.0.1", false, true),
        ("100:0:0:1::1", false, false),
        ("224.0.0.1", false, true),
        ("ff0e::1", false, true),
        ("fec0::1", false, true),
        ("5f00::1", false, false),
        ("::ffff:127.0.0.1", false, false),
        ("2002:7f00:1::", false, false),
        ("2001:1::3", false, true),
        ("2001::1", false, false),
        ("192.88.99.1", false, false),
        ("192.0.0.9", false, true),
        ("2001:db8:1:2:0:5efe:10.0.0.1", false, false),
        ("2606:4700::200:5efe:10.0.0.1", false, true),
        ("1.1.1.1", true, true),
        ("8.8.8.8", true, true),
        ("2606:4700:4700::1111", true, true),
        ("2001:718:1404:c8:0:ffff:ac19:c80e", true, true),
        ("::ffff:8.8.8.8", true, false),
        ("64:ff9b::808:808", true, true),
    ] {
        assert_eq!(is_public_unicast(addr(text)), public, "{text}");
        assert_eq!(is_global(addr(text)), global, "{text}");
        assert_eq!(check_public_unicast(addr(text)).is_ok(), public, "{text}");
    }
}

#[test]
fn ordinary_addresses_are_allowed() {
    for text in [
        "9.9.9.9",
        "11.0.0.0",
        "9.255.255.255",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2000::",
        "2001:200::",
        "2001:4860:4860::8888",
        "2a00::1",
        "2606:4700::5efe:8.8.8.8",
        "3ffe:ffff::",
        "3fff:1000::",
    ] {
        assert!(is_public_unicast(addr(text)), "{text}");
    }
}

/// Inside each block the answer is no (save where an IPv4 address decides), and outside each the
/// neighbour has the answer of its own blocks.
#[test]
fn both_sides_of_every_blocks_ends() {
    for block in SPECIAL_BLOCKS {
        let carries = ["::ffff:0:0/96", "64:ff9b::/96"].contains(&&*block.prefix.to_string());
        for addr in around(block.prefix) {
            let special = SPECIAL_BLOCKS.iter().any(|block| block.prefix.contains(addr));
            let expected = match addr {
                IpAddr::V4(v4) => !special && v4.octets()[0] < 224,
                IpAddr::V6(v6) => !special && v6.segments()[0] >> 13 == 1,
            };
            if !(carries && block.prefix.contains(addr)) {
                assert_eq!(is_public_unicast(addr), expected, "{addr}");
            }
        }
    }
    for prefix in ["224.0.0.0/4", "ff00::/8", "fec0::/10", "2000::/3"] {
        for addr in around(prefix.parse().unwrap()) {
            let expected = match addr.to_string().as_str() {
                "223.255.255.255" | "2000::" => true,
                // The last of 2000::/3; the documentation block 3fff::/20 ends before it.
                "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" => true,
                _ => false,
            };
            assert_eq!(is_public_unicast(addr), expected, "{addr}");
        }
    }
}

#[test]
fn reasons() {
    for (text, reason) in [
        ("127.0.0.1", "inside 127.0.0.0/8 (Loopback, RFC 1122)"),
        ("64:ff9b::7f00:1", "carries 127.0.0.1 (Loopback, RFC 1122) as NAT64"),
        ("::ffff:10.0.0.1", "carries 10.0.0.1 (Private-Use, RFC 1918) as IPv4-mapped"),
        ("::127.0.0.1", "carries 127.0.0.1 (Loopback, RFC 1122) as IPv4-compatible"),
        ("::8.8.8.8", "carries 8.8.8.8 as IPv4-compatible"),
        ("::ffff:0:224.0.0.1", "carries 224.0.0.1 (multicast) as IPv4-translated"),
        ("64:ff9b:1::808:808", "inside 64:ff9b:1::/48 (IPv4-IPv6 Translat., RFC 8215)"),
        ("2002:7f00:1::", "inside 2002::/16 (6to4, RFC 3056)"),
        ("2001::1", "inside 2001::/32 (TEREDO, RFC 4380, RFC 8190)"),
        ("2606:4700::5efe:10.0.0.1", "carries 10.0.0.1 (Private-Use, RFC 1918) as ISATAP"),
        ("224.0.0.1", "multicast"),
        ("ff0e::1", "multicast"),
        ("fec0::1", "inside fec0::/10 (site-local, RFC 3879)"),
        ("4000::", "outside 2000::/3"),
        ("::1", "inside ::1/128 (Loopback Address, RFC 4291)"),
    ] {
        let message = format!("{} is not public: {reason}", addr(text));
        fails(check_public_unicast(addr(text)), &message, Of::Denied);
    }
}

/// Whatever an embedding carries: never more public than the IPv4 address, and public only by
/// the three ways that are judged by it.
#[test]
fn embeddings_never_open_a_way() {
    let mut rng = Rng(13);
    let private: Vec<u32> = SPECIAL_BLOCKS
        .iter()
        .filter_map(|block| match block.prefix.first() {
            IpAddr::V4(first) => Some(first.into()),
            IpAddr::V6(_) => None,
        })
        .chain([0xe000_0001])
        .collect();
    for i in 0..20_000 {
        let v4 = if i % 2 == 0 { rng.pick(&private) } else { rng.next() as u32 };
        let bits = u128::from(v4);
        let site = u128::from(rng.next() >> 3 | 1 << 61) << 64;
        let forms = [
            0xffff_u128 << 32 | bits,
            bits,
            0xffff_u128 << 48 | bits,
            0x64_ff9b_u128 << 96 | bits,
            0x64_ff9b_0001_u128 << 80 | u128::from(rng.next() as u32) << 32 | bits,
            0x2002_u128 << 112 | bits << 80 | u128::from(rng.next()),
            0x2001_u128 << 112 | u128::from(rng.next()) << 32 | u128::from(!v4),
            site | 0x5efe_u128 << 32 | bits,
            site | 0x0200_5efe_u128 << 32 | bits,
        ];
        let v4 = Ipv4Addr::from_bits(v4);
        for form in forms.map(Ipv6Addr::from_bits) {
            if !is_public_unicast(v4) {
                assert!(!is_public_unicast(form), "{form} around {v4}");
            }
            if is_public_unicast(form) {
                let (how, carried) = embedded_ipv4(form).unwrap();
                assert_eq!(carried, v4);
                assert!(matches!(how, Embedding::Mapped | Embedding::Nat64 | Embedding::Isatap));
            }
        }
    }
}

/// What is public is global, with one exception: the block of IPv4-mapped addresses is not, and
/// what it carries may be.
#[test]
fn public_implies_global_unless_mapped() {
    let mut rng = Rng(14);
    for _ in 0..50_000 {
        let v4 = Ipv4Addr::from_bits(rng.next() as u32);
        assert!(!is_public_unicast(v4) || is_global(v4));
        let v6 = Ipv6Addr::from_bits(rng.u128() >> rng.below(128));
        assert!(!is_public_unicast(v6) || is_global(v6) || v6.to_ipv4_mapped().is_some());
        let mapped = v4.to_ipv6_mapped();
        assert_eq!(is_public_unicast(mapped), is_public_unicast(v4));
        assert!(!is_global(mapped));
    }
}
