//! Ranges, most of all those that end with the last address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{Glob, IpPrefix, IpRange, Ipv4Prefix, Ipv4Range, Ipv6Range};

use super::support::{Of, fails, texts};

fn v4(s: &str) -> Ipv4Range {
    s.parse().unwrap()
}

#[test]
fn new_and_its_errors() {
    let (low, high) = (Ipv4Addr::new(10, 0, 0, 1), Ipv4Addr::new(10, 0, 0, 9));
    assert_eq!(Ipv4Range::new(low, low).unwrap().size(), 1);
    fails(
        Ipv4Range::new(high, low),
        "range ends before it starts: 10.0.0.9-10.0.0.1",
        Of::Argument,
    );
    fails(
        IpRange::new(low.into(), Ipv6Addr::LOCALHOST.into()),
        "range of two families: 10.0.0.1-::1",
        Of::Argument,
    );
    fails(
        Ipv4Prefix::try_from(v4("10.0.0.1-10.0.0.2")),
        "10.0.0.1-10.0.0.2 is not a prefix",
        Of::Unrepresentable,
    );
    fails(
        IpPrefix::try_from(IpRange::from(v4("10.0.0.1-10.0.0.2"))),
        "10.0.0.1-10.0.0.2 is not a prefix",
        Of::Unrepresentable,
    );
    fails(
        Glob::try_from(v4("10.0.0.1-10.0.1.2")),
        "10.0.0.1-10.0.1.2 is not a glob",
        Of::Unrepresentable,
    );
    fails(
        Ipv6Range::try_from(IpRange::from(low)),
        "10.0.0.1 is not an IPv6 range",
        Of::Unrepresentable,
    );
}

#[test]
fn text_of_ranges() {
    for text in ["10.0.0.1-10.0.0.9", "10.0.0.1", "::-::1", "0.0.0.0-255.255.255.255"] {
        assert_eq!(text.parse::<IpRange>().unwrap().to_string(), text);
    }
    assert_eq!(v4("10.0.0.0/30").to_string(), "10.0.0.0-10.0.0.3");
    assert_eq!(v4("10.0.0.1-10.0.0.1").to_string(), "10.0.0.1");
    assert_eq!(format!("[{:>20}]", v4("10.0.0.1-10.0.0.9")), "[   10.0.0.1-10.0.0.9]");
    let error = "10.0.0.9-10.0.0.1".parse::<Ipv4Range>();
    fails(
        error,
        r#"range ends before it starts while parsing "10.0.0.9-10.0.0.1" at byte 9"#,
        Of::Syntax(9),
    );
    fails(
        "10.0.0.9-::1".parse::<IpRange>(),
        r#"range of two families while parsing "10.0.0.9-::1" at byte 9"#,
        Of::Syntax(9),
    );
    fails(
        "10.0.0.9-::1".parse::<Ipv4Range>(),
        r#"expected an IPv4 address while parsing "10.0.0.9-::1" at byte 9"#,
        Of::Syntax(9),
    );
    // A range is in full at both ends; what is less is a glob, which `FromStr` does not take.
    assert!("10.0.0.1-9".parse::<Ipv4Range>().is_err());
    assert!("10.0.0.*".parse::<IpRange>().is_err());
}

#[test]
fn the_last_address_is_an_end_like_any_other() {
    let all = Ipv4Range::ALL;
    let last = v4("255.255.255.255");
    assert!(all.is_full() && all.contains(Ipv4Addr::BROADCAST));
    assert_eq!(all.size(), 1 << 32);
    assert_eq!(Ipv6Range::ALL.size(), u128::MAX);
    assert_eq!(all.nth(u32::MAX), Some(Ipv4Addr::BROADCAST));
    assert_eq!(last.nth(1), None);
    assert!(!last.is_adjacent(v4("0.0.0.0")) && !v4("0.0.0.0").is_adjacent(last));
    assert_eq!(last.union(v4("0.0.0.0")), None);
    assert!(last.is_adjacent(v4("255.255.255.254")));
    assert_eq!(last.union(v4("255.255.255.254")), Some(v4("255.255.255.254/31")));
    assert_eq!(all.difference(last), (Some(v4("0.0.0.0-255.255.255.254")), None));
    assert_eq!(all.difference(v4("0.0.0.0")), (None, Some(v4("0.0.0.1-255.255.255.255"))));
    assert_eq!(all.difference(all), (None, None));
    assert_eq!(last.difference(all), (None, None));
    assert_eq!(texts(all.prefixes()), ["0.0.0.0/0"]);
    assert_eq!(texts(last.prefixes()), ["255.255.255.255/32"]);
    assert_eq!(all.as_prefix(), Some(Ipv4Prefix::ALL));
    assert_eq!(Ipv6Range::ALL.prefixes().count(), 1);
    assert_eq!(v4("0.0.0.0-255.255.255.254").prefixes().count(), 32);
    assert_eq!(v4("0.0.0.1-255.255.255.255").prefixes().count(), 32);
    assert_eq!(v4("0.0.0.1-255.255.255.254").prefixes().count(), 62);
    assert_eq!(all.addrs().next_back(), Some(Ipv4Addr::BROADCAST));
}

#[test]
fn difference_of_disjoint_ranges_is_the_range_on_its_side() {
    let range = v4("10.0.0.5-10.0.0.9");
    assert_eq!(range.difference(v4("10.0.0.1-10.0.0.4")), (None, Some(range)));
    assert_eq!(range.difference(v4("10.0.0.10")), (Some(range), None));
}

/// netaddr's `iprange_to_cidrs` and `spanning_cidr`.
#[test]
fn ranges_to_prefixes_as_netaddr() {
    assert_eq!(
        texts(v4("192.0.2.1-192.0.2.254").prefixes()),
        [
            "192.0.2.1/32",
            "192.0.2.2/31",
            "192.0.2.4/30",
            "192.0.2.8/29",
            "192.0.2.16/28",
            "192.0.2.32/27",
            "192.0.2.64/26",
            "192.0.2.128/26",
            "192.0.2.192/27",
            "192.0.2.224/28",
            "192.0.2.240/29",
            "192.0.2.248/30",
            "192.0.2.252/31",
            "192.0.2.254/32"
        ]
    );
    assert_eq!(v4("192.0.2.0-192.0.2.255").as_prefix().unwrap().to_string(), "192.0.2.0/24");
    assert_eq!(v4("192.0.2.245-192.0.2.255").spanning_prefix().to_string(), "192.0.2.240/28");
    assert_eq!(v4("192.0.2.0-192.0.3.0").spanning_prefix().to_string(), "192.0.2.0/23");
}

#[test]
fn all_nine_types_make_an_ip_range() {
    let v4_addr = Ipv4Addr::LOCALHOST;
    let v6_addr = Ipv6Addr::LOCALHOST;
    let ranges: [IpRange; 9] = [
        v4_addr.into(),
        v6_addr.into(),
        IpAddr::from(v4_addr).into(),
        Ipv4Prefix::from(v4_addr).into(),
        boltons::ip::Ipv6Prefix::from(v6_addr).into(),
        IpPrefix::from(v6_addr).into(),
        Ipv4Range::from(v4_addr).into(),
        Ipv6Range::from(v6_addr).into(),
        IpRange::from(IpAddr::from(v6_addr)),
    ];
    assert!(ranges.iter().all(|range| range.size() == 1));
    assert_eq!(ranges.iter().filter(|range| range.is_ipv4()).count(), 4);
    assert!(ranges[0] < ranges[1]);
}

#[test]
fn families_do_not_mix() {
    let (a, b) = (IpRange::from(Ipv4Range::ALL), IpRange::from(Ipv6Range::ALL));
    assert!(!a.overlaps(b) && !a.contains_range(b) && !b.contains_range(a));
    assert!(!a.contains(IpAddr::from(Ipv6Addr::LOCALHOST)));
    assert_eq!(b.as_prefix(), Some("::/0".parse().unwrap()));
    assert_eq!(b.spanning_prefix(), "::/0".parse().unwrap());
}

#[test]
fn ranges_overlap_where_they_share_an_address() {
    let texts = [
        "10.0.0.0-10.0.0.9",
        "10.0.0.9-10.0.0.20",
        "10.0.0.10-10.0.0.20",
        "::-::9",
        "::9-::20",
        "::a-::20",
    ];
    let ranges = texts.map(|text| text.parse::<IpRange>().unwrap());
    for a in ranges {
        for b in ranges {
            let shared = a.first() <= b.last() && b.first() <= a.last();
            assert_eq!(a.overlaps(b), shared, "{a} {b}");
        }
    }
    assert!(ranges[0].overlaps(ranges[1]) && !ranges[0].overlaps(ranges[2]));
    assert!(ranges[3].overlaps(ranges[4]) && !ranges[3].overlaps(ranges[5]));
}
