//! Ways from one form to another: canonical, zones, sets as text, hardware addresses.

use boltons::ip::{
    Eui64, IpPrefix, IpRange, IpSet, Ipv4Prefix, Ipv4Set, Ipv6Prefix, Ipv6PrefixMap, Ipv6Set,
    MacAddr, MacStyle, parse_reverse_name, rfc2317_zone,
};

use super::support::Rng;

/// openclaw 137665, pgedge-postgres-mcp 205, node-ip6addr 5, ruby/ipaddr 34, lavinmq 2070.
#[test]
fn m1_to_canonical() {
    for (text, canonical) in [
        ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
        ("::ffff:0.0.0.0/96", "0.0.0.0/0"),
        ("::ffff:1.2.3.4/128", "1.2.3.4/32"),
        ("::/0", "::/0"),
        ("::fffe:0:0/95", "::fffe:0:0/95"),
        ("::/96", "::/96"),
        ("64:ff9b::/96", "64:ff9b::/96"),
        ("10.0.0.0/8", "10.0.0.0/8"),
    ] {
        let prefix: IpPrefix = text.parse().unwrap();
        assert_eq!(prefix.to_canonical().to_string(), canonical);
        // Addresses agree, and ranges and sets with prefixes.
        assert_eq!(IpRange::from(prefix).to_canonical(), IpRange::from(prefix.to_canonical()));
        assert_eq!(IpSet::from(prefix).to_canonical(), IpSet::from(prefix.to_canonical()));
        if canonical != "::/0" && text != canonical {
            assert!(prefix.to_canonical().contains(prefix.first().to_canonical()));
            assert!(prefix.to_canonical().contains(prefix.last().to_canonical()));
        }
    }
    for (text, canonical) in [
        ("::ffff:10.0.0.1-::ffff:10.0.0.9", "10.0.0.1-10.0.0.9"),
        ("::fffe:ffff:ffff-::ffff:0:0", "::fffe:ffff:ffff-::ffff:0.0.0.0"),
        ("::ffff:255.255.255.255-::1:0:0:0", "::ffff:255.255.255.255-::1:0:0:0"),
    ] {
        assert_eq!(text.parse::<IpRange>().unwrap().to_canonical().to_string(), canonical);
    }
    // The wide range does not open IPv4; the rest is joined.
    let set: IpSet = "::/0".parse().unwrap();
    assert_eq!(set.to_canonical(), set);
    let set: IpSet =
        "10.0.0.0/9, ::ffff:10.128.0.0/105, ::ffff:11.0.0.0/120, 2001:db8::/32".parse().unwrap();
    assert_eq!(set.to_canonical().to_string(), "10.0.0.0-11.0.0.255, 2001:db8::/32");
    assert!(
        set.to_canonical()
            .contains("::ffff:10.200.2.3".parse::<std::net::IpAddr>().unwrap().to_canonical())
    );
}

/// dns-ui 108, netbox-plugin-dns 152, DNSControl 2845, zonemaster-gui 171.
#[test]
fn r1_zones_of_rfc_2317() {
    for len in 0..=32 {
        for addr in [[192, 168, 1, 192], [255, 255, 255, 255], [0, 0, 0, 0], [10, 20, 30, 40]] {
            let prefix = Ipv4Prefix::truncated(addr.into(), len).unwrap();
            let zone = rfc2317_zone(prefix);
            assert_eq!(zone.is_some(), (25..=31).contains(&len));
            if let Some(zone) = zone {
                assert_eq!(parse_reverse_name(&zone).unwrap(), prefix.into(), "{zone}");
            }
        }
    }
    let prefix = Ipv4Prefix::literal("192.168.1.192/26");
    assert_eq!(rfc2317_zone(prefix).unwrap(), "192/26.1.168.192.in-addr.arpa");
}

/// ipcalc 13, it_management 346: the smallest network for n hosts.
#[test]
fn a1_len_for_hosts() {
    assert_eq!(Ipv4Prefix::len_for_hosts(10), Some(28));
    for (hosts, v4, v6) in [
        (0, Some(32), Some(128)),
        (1, Some(32), Some(128)),
        (2, Some(31), Some(127)),
        (3, Some(29), Some(126)),
        (6, Some(29), Some(125)),
        (7, Some(28), Some(125)),
        (8, Some(28), Some(124)),
        ((1 << 32) - 2, Some(0), Some(96)),
        ((1 << 32) - 1, None, Some(96)),
        (1 << 32, None, Some(95)),
        (u128::MAX - 1, None, Some(0)),
        (u128::MAX, None, Some(0)),
    ] {
        assert_eq!(Ipv4Prefix::len_for_hosts(hosts), v4, "{hosts}");
        assert_eq!(Ipv6Prefix::len_for_hosts(hosts), v6, "{hosts}");
    }
    // Against the hosts themselves: so many there are, and one bit less is too few.
    for hosts in 0..2000u128 {
        let count =
            |len| Ipv4Prefix::truncated([10, 0, 0, 0].into(), len).unwrap().hosts().count() as u128;
        let len = Ipv4Prefix::len_for_hosts(hosts).unwrap();
        assert!(count(len) >= hosts && (len == 32 || count(len + 1) < hosts), "{hosts}");
        let count = |len| {
            Ipv6Prefix::truncated("2001:db8::".parse().unwrap(), len).unwrap().hosts().count()
                as u128
        };
        let len = Ipv6Prefix::len_for_hosts(hosts).unwrap();
        assert!(count(len) >= hosts && (len == 128 || count(len + 1) < hosts), "{hosts}");
    }
}

#[test]
fn sets_are_text_and_text_is_sets() {
    for text in [
        "",
        "10.0.0.1",
        "10.0.0.0/31",
        "10.0.0.1-10.0.0.2",
        "0.0.0.0/0",
        "10.0.0.0/8, 192.0.2.1, 192.0.2.4-192.0.2.9",
    ] {
        assert_eq!(text.parse::<Ipv4Set>().unwrap().to_string(), text);
        assert_eq!(text.parse::<IpSet>().unwrap().to_string(), text);
    }
    for text in ["::/0", "::1", "2001:db8::/32, 2001:db9::1-2001:db9::2"] {
        assert_eq!(text.parse::<Ipv6Set>().unwrap().to_string(), text);
        assert_eq!(text.parse::<IpSet>().unwrap().to_string(), text);
    }
    let set: IpSet = "10.0.0.0/8, ::1".parse().unwrap();
    assert_eq!(set.to_string(), "10.0.0.0/8, ::1");
    // Exactly what `ParseOptions::new` takes, in one family.
    let error = "10.0.0.0/8\n::1".parse::<Ipv4Set>().unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"expected an IPv4 address while parsing "…::1" at line 2, byte 0"#
    );
    let error = "::1 10.0.0.*".parse::<Ipv6Set>().unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"expected an IPv6 address while parsing "::1 10.0.0.*" at line 1, byte 4"#
    );
    assert!("10.0.0.1/8".parse::<IpSet>().is_err());
    let mut rng = Rng(1);
    for _ in 0..300 {
        let mut set = IpSet::new();
        for _ in 0..rng.below(6) {
            let addr = std::net::Ipv4Addr::from_bits(rng.next() as u32);
            set.insert(IpPrefix::truncated(addr.into(), rng.below(33) as u8).unwrap());
            let addr = std::net::Ipv6Addr::from_bits(rng.u128());
            set.insert(IpPrefix::truncated(addr.into(), rng.below(129) as u8).unwrap());
        }
        assert_eq!(set.to_string().parse::<IpSet>().unwrap(), set);
        assert_eq!(set.v4().to_string().parse::<Ipv4Set>().unwrap(), *set.v4());
        assert_eq!(set.v6().to_string().parse::<Ipv6Set>().unwrap(), *set.v6());
    }
}

/// ttp 58, PostgreSQL's manual, netaddr 1.3.
#[test]
fn h1_hardware_addresses_as_they_are_printed() {
    let mac = MacAddr::new([0xd8, 0x94, 0x03, 0xf3, 0x08, 0xb3]);
    for text in [
        "d894-03f3-08b3",
        "D894-03F3-08B3",
        "d894:03f3:08b3",
        "d894.03f3.08b3",
        "d89403-f308b3",
        "d89403:f308b3",
        "d8-94-03-f3-08-b3",
        "d8:94:3:f3:8:b3",
        "d89403f308b3",
    ] {
        assert_eq!(text.parse::<MacAddr>().unwrap(), mac, "{text}");
    }
    let eui: Eui64 = "d8:94:03:ff:fe:f3:08:b3".parse().unwrap();
    for text in [
        "d894-03ff-fef3-08b3",
        "d894:03ff:fef3:08b3",
        "d89403:fffef308b3",
        "D89403-FFFEF308B3",
        "d89403ff-fef308b3",
        "d89403ff:fef308b3",
        "d89403fffef308b3",
        "d894.03ff.fef3.08b3",
    ] {
        assert_eq!(text.parse::<Eui64>().unwrap(), eui, "{text}");
    }
    for text in [
        "1:2:3",
        "1-2-3",
        "d894-03f3-08b",
        "d894-03f3-08b33",
        "d894-03f3",
        "d894-03f3:08b3",
        "d894-03f3-08b3-",
        "d89403:f308b30000",
        "d89403f308b3:",
        "d894-03f3-08b3-0000",
    ] {
        assert!(text.parse::<MacAddr>().is_err(), "{text}");
    }
    for text in
        ["1:2:3:4", "d894-03ff-fef3", "d89403:fffef308b", "d8940:3fffef308b3", "d89403fffe:f308b3"]
    {
        assert!(text.parse::<Eui64>().is_err(), "{text}");
    }
    let error = "d894-03f3-08b".parse::<MacAddr>().unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"expected 4 digits in group 3, found 3 while parsing "d894-03f3-08b" at byte 13"#
    );
    let error = "1:2:3".parse::<MacAddr>().unwrap_err();
    assert_eq!(error.to_string(), r#"expected 6 pairs, found 3 while parsing "1:2:3" at byte 5"#);
    assert_eq!(mac.format(MacStyle::Quads).to_string(), "d894-03f3-08b3");
    assert_eq!(eui.format(MacStyle::Quads).to_string(), "d894-03ff-fef3-08b3");
    let mut rng = Rng(2);
    for _ in 0..200 {
        let mac = MacAddr::from_bits(rng.next() >> 16).unwrap();
        let eui = Eui64::from_bits(rng.next());
        use MacStyle::{Bare, Colon, Dot, Halves, Hyphen, Quads, Short};
        for style in [Colon, Hyphen, Short, Dot, Bare, Halves, Quads] {
            let text = mac.format(style).to_string();
            for text in [text.clone(), text.to_uppercase(), text.to_lowercase()] {
                assert_eq!(text.parse::<MacAddr>().unwrap(), mac, "{text}");
            }
            let text = eui.format(style).to_string();
            assert_eq!(text.parse::<Eui64>().unwrap(), eui, "{text}");
        }
        assert_eq!(format!("{mac:x}"), format!("{:012x}", mac.to_bits()));
        assert_eq!(format!("{mac:#X}"), format!("{:#014X}", mac.to_bits()));
        assert_eq!(format!("{eui:X}"), format!("{:016X}", eui.to_bits()));
        assert_eq!(format!("{eui:#x}"), format!("{:#018x}", eui.to_bits()));
        assert_eq!(format!("{mac:>20x}"), format!("{:>20}", format!("{mac:x}")));
    }
}

/// netdisco 1125, FTL 2907, ip6neigh 35, rackpad 9, bgptools 5: the longest of 24, 28 and 36 bits.
#[test]
fn h2_vendors_by_the_longest_prefix() {
    let key = |mac: &str| {
        std::net::Ipv6Addr::from_bits(u128::from(mac.parse::<MacAddr>().unwrap().to_bits()) << 80)
    };
    let mut vendors = Ipv6PrefixMap::new();
    for (first, len, name) in [
        ("70:b3:d5:00:00:00", 24, "registry"),
        ("70:b3:d5:70:00:00", 28, "medium"),
        ("70:b3:d5:7e:d0:00", 36, "small"),
    ] {
        vendors.insert(Ipv6Prefix::new(key(first), len).unwrap(), name);
    }
    for (mac, name) in [
        ("70:b3:d5:7e:d1:23", Some("small")),
        ("70:b3:d5:7e:e1:23", Some("medium")),
        ("70:b3:d5:80:00:00", Some("registry")),
        ("70:b3:d6:00:00:00", None),
    ] {
        assert_eq!(vendors.lookup(key(mac)).copied(), name, "{mac}");
    }
}
