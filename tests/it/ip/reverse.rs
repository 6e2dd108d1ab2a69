//! Reverse DNS names, both ways.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{IpPrefix, parse_reverse_name, reverse_name, reverse_zones};

use super::support::{Of, Rng, fails, texts};

fn prefix(name: &str) -> String {
    parse_reverse_name(name).unwrap().to_string()
}

/// netaddr's `reverse_dns`.
#[test]
fn names_of_addresses() {
    assert_eq!(reverse_name(Ipv4Addr::new(192, 0, 2, 1)), "1.2.0.192.in-addr.arpa");
    assert_eq!(
        reverse_name("fe80::dead:beef".parse::<Ipv6Addr>().unwrap()),
        "f.e.e.b.d.a.e.d.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa",
    );
    assert_eq!(
        reverse_name("::ffff:10.0.0.1".parse::<IpAddr>().unwrap()),
        "1.0.0.0.0.0.a.0.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa",
    );
    let mut rng = Rng(9);
    for _ in 0..2_000 {
        for addr in [
            IpAddr::V4(Ipv4Addr::from_bits(rng.next() as u32)),
            IpAddr::V6(Ipv6Addr::from_bits(rng.u128())),
        ] {
            let name = reverse_name(addr);
            assert_eq!(parse_reverse_name(&name).unwrap(), IpPrefix::host(addr));
            assert_eq!(parse_reverse_name(&(name.to_uppercase() + ".")).unwrap(), addr.into());
        }
    }
}

#[test]
fn partial_names_are_shorter_prefixes() {
    assert_eq!(prefix("in-addr.arpa"), "0.0.0.0/0");
    assert_eq!(prefix("In-Addr.ARPA."), "0.0.0.0/0");
    assert_eq!(prefix("10.in-addr.arpa"), "10.0.0.0/8");
    assert_eq!(prefix("168.192.in-addr.arpa"), "192.168.0.0/16");
    assert_eq!(prefix("2.0.192.in-addr.arpa."), "192.0.2.0/24");
    assert_eq!(prefix("ip6.arpa"), "::/0");
    assert_eq!(prefix("2.ip6.arpa"), "2000::/4");
    assert_eq!(prefix("8.B.d.0.1.0.0.2.ip6.arpa"), "2001:db8::/32");
}

#[test]
fn classless_labels_of_rfc_2317() {
    assert_eq!(prefix("0/25.2.0.192.in-addr.arpa"), "192.0.2.0/25");
    assert_eq!(prefix("128/25.2.0.192.in-addr.arpa"), "192.0.2.128/25");
    assert_eq!(prefix("252/30.2.0.192.in-addr.arpa."), "192.0.2.252/30");
    fails(
        parse_reverse_name("1/25.2.0.192.in-addr.arpa"),
        r#"host bits set (did you mean 192.0.2.0/25?) while parsing "1/25.2.0.192.in-addr.arpa" at byte 2"#,
        Of::Syntax(2),
    );
    fails(
        parse_reverse_name("0/24.2.0.192.in-addr.arpa"),
        r#"prefix length 24 is not between 25 and 32 while parsing "0/24.2.0.192.in-addr.arpa" at byte 2"#,
        Of::Syntax(2),
    );
    assert!(parse_reverse_name("0/33.2.0.192.in-addr.arpa").unwrap_err().is_out_of_range());
    for name in
        ["0/25.0.192.in-addr.arpa", "0/25.3.2.0.192.in-addr.arpa", "2.0/25.0.192.in-addr.arpa"]
    {
        assert!(parse_reverse_name(name).unwrap_err().is_syntax(), "{name}");
    }
}

#[test]
fn what_is_no_reverse_name() {
    for (name, message, at) in [
        ("", "expected a name in in-addr.arpa or ip6.arpa", 0),
        (".", "expected a name in in-addr.arpa or ip6.arpa", 0),
        ("example.com", "expected a name in in-addr.arpa or ip6.arpa", 0),
        ("1xin-addr.arpa", "expected a name in in-addr.arpa or ip6.arpa", 0),
        ("in-addr.arpa..", "expected a name in in-addr.arpa or ip6.arpa", 0),
        (".in-addr.arpa", "octet 1 is empty", 0),
        ("1..in-addr.arpa", "octet 2 is empty", 2),
        ("5.4.3.2.1.in-addr.arpa", "more than 4 octets", 8),
        ("01.in-addr.arpa", "leading zero in octet 1", 0),
        ("a.in-addr.arpa", "unexpected character 'a' in octet 1", 0),
        (".ip6.arpa", "nibble 1 is empty", 0),
        ("g.ip6.arpa", "unexpected character 'g' in nibble 1", 0),
        ("1.ab.ip6.arpa", "nibble 2 has more than 1 digit", 2),
    ] {
        let message = format!("{message} while parsing \"{name}\" at byte {at}");
        fails(parse_reverse_name(name), &message, Of::Syntax(at));
    }
    fails(
        parse_reverse_name("256.in-addr.arpa"),
        r#"octet 1 exceeds 255 while parsing "256.in-addr.arpa" at byte 0"#,
        Of::OutOfRange(0),
    );
    let long = "0.".repeat(33) + "ip6.arpa";
    assert!(parse_reverse_name(&long).unwrap_err().to_string().starts_with("more than 32 nibbles"));
}

#[test]
fn zones() {
    let zones = |s: &str| texts(reverse_zones(s.parse::<IpPrefix>().unwrap()));
    assert_eq!(zones("0.0.0.0/0"), ["in-addr.arpa"]);
    assert_eq!(zones("::/0"), ["ip6.arpa"]);
    assert_eq!(zones("10.0.0.0/8"), ["10.in-addr.arpa"]);
    assert_eq!(zones("192.0.2.0/24"), ["2.0.192.in-addr.arpa"]);
    assert_eq!(zones("172.16.0.0/12").len(), 16);
    assert_eq!(zones("172.16.0.0/12")[15], "31.172.in-addr.arpa");
    assert_eq!(
        zones("255.255.255.254/31"),
        ["254.255.255.255.in-addr.arpa", "255.255.255.255.in-addr.arpa"]
    );
    assert_eq!(zones("2001:db8::/31").len(), 2);
    assert_eq!(zones("8000::/1").len(), 8);
    assert_eq!(zones("8000::/1")[7], "f.ip6.arpa");
    // The zones of a prefix are prefixes that together are it.
    for text in ["10.64.0.0/11", "2001:db8:8000::/33", "::1/128", "1.2.3.4/32"] {
        let prefix: IpPrefix = text.parse().unwrap();
        let parts: Vec<IpPrefix> =
            reverse_zones(prefix).map(|zone| parse_reverse_name(&zone).unwrap()).collect();
        assert_eq!(parts[0].first(), prefix.first());
        assert_eq!(parts[parts.len() - 1].last(), prefix.last());
        assert_eq!(parts.iter().map(|part| part.size()).sum::<u128>(), prefix.size());
    }
}
