//! Hosts of URLs.

use boltons::ip::{Host, ParseOptions, parse_addr, parse_host};

use super::support::Rng;

fn host(text: &str) -> Result<String, String> {
    parse_host(text)
        .map(|host| match host {
            Host::Addr(addr) => format!("addr {addr}"),
            Host::Name(name) => format!("name {name}"),
        })
        .map_err(|error| {
            assert!(error.is_syntax());
            let error = error.to_string();
            let (what, rest) = error.split_once(" while parsing host \"").unwrap();
            format!("{what} at {}", rest.rsplit_once(" at byte ").unwrap().1)
        })
}

#[test]
fn addresses_names_and_neither() {
    let ok = |text: &str| Ok(text.to_owned());
    let no = |text: &str| Err(text.to_owned());
    let label = "a".repeat(63);
    let longest = format!("{label}.{label}.{label}.{}", "b".repeat(61));
    for (text, expected) in [
        ("127.0.0.1", ok("addr 127.0.0.1")),
        ("[::1]", ok("addr ::1")),
        ("[::ffff:127.0.0.1]", ok("addr ::ffff:127.0.0.1")),
        ("example.com", ok("name example.com")),
        ("Example.COM.", ok("name Example.COM")),
        ("localhost.", ok("name localhost")),
        ("a_b-c.xn--p1ai", ok("name a_b-c.xn--p1ai")),
        ("10.example.com", ok("name 10.example.com")),
        ("0xg", ok("name 0xg")),
        ("1e3", ok("name 1e3")),
        ("1.2.3.4.com", ok("name 1.2.3.4.com")),
        (&longest, ok(&format!("name {longest}"))),
        (&format!("{longest}."), ok(&format!("name {longest}"))),
        ("", no("expected a host at 0")),
        (".", no("empty label in name at 0")),
        ("a..b", no("empty label in name at 2")),
        (".a", no("empty label in name at 0")),
        ("a..", no("empty label in name at 2")),
        (&format!("a{label}"), no("label has more than 63 bytes at 0")),
        (&format!("x.a{label}.y"), no("label has more than 63 bytes at 2")),
        (&format!("{longest}c"), no("name has more than 253 bytes at 253")),
        ("[::1", no("expected ']' at 4")),
        ("[]", no("expected an IPv6 address at 1")),
        ("[127.0.0.1]", no("expected an IPv6 address at 1")),
        ("[fe80::1%eth0]", no("unexpected character '%' in group 2 at 8")),
        ("[fe80::1%25eth0]", no("unexpected character '%' in group 2 at 8")),
        ("[v1.x:y]", no("unexpected character 'v' in group 1 at 1")),
        ("[::1]:80", no("expected ']' at 8")),
        ("::1", no("IPv6 address without brackets at 0")),
        ("a:80", no("unexpected character ':' in name at 1")),
        ("user@host", no("unexpected character '@' in name at 4")),
        ("a b", no("unexpected character ' ' in name at 1")),
        ("a%2eb", no("unexpected character '%' in name at 1")),
        ("ex\u{e4}mple", no("unexpected character 'ä' in name at 2")),
        ("\u{ff11}27.0.0.1", no("unexpected character '１' in name at 0")),
        ("\u{2460}.com", no("unexpected character '①' in name at 0")),
        ("a\u{3002}b", no("unexpected character '。' in name at 1")),
    ] {
        assert_eq!(host(text), expected, "{text:?}");
    }
    assert_eq!(parse_host("[2001:DB8::1]").unwrap().to_string(), "[2001:db8::1]");
    assert_eq!(parse_host("1.2.3.4").unwrap().to_string(), "1.2.3.4");
    assert_eq!(parse_host("A.b.").unwrap().to_string(), "A.b");
}

/// The forms of PayloadsAllTheThings' list, and others on which resolvers differ. Named: n8n-mcp
/// 984 (`10.example.com` is a name), is-local-address 27, loopover 1382, librefang 4019 (final
/// dots), evenfire 9, postiz 1671 (literals never resolved).
#[test]
fn numbers_are_not_names() {
    for (text, meant) in [
        ("0x7f.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("017700000001", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("3232235521", "192.168.0.1"),
        ("2852039166", "169.254.169.254"),
        ("0xA9FEA9FE", "169.254.169.254"),
        ("0xa9.0xfe.0xa9.0xfe", "169.254.169.254"),
        ("0251.0376.0251.0376", "169.254.169.254"),
        ("010.0.0.1", "8.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("0x7f000001.", "127.0.0.1"),
    ] {
        let message = format!("a number in place of a name (did you mean {meant}?) at 0");
        assert_eq!(host(text), Err(message), "{text:?}");
    }
    for text in [
        "256.1.1.1",
        "foo.09",
        "1.2.3.4.5",
        "a.0x",
        "a.0X1f.",
        "0x",
        "425.510.425.510",
        "7147006462",
    ] {
        assert_eq!(host(text), Err("a number in place of a name at 0".to_owned()), "{text:?}");
    }
}

/// Whatever is a name is not an address to anything that reads addresses.
#[test]
fn a_name_is_never_an_address() {
    let mut rng = Rng(11);
    let pieces = [
        "0", "1", "7", "9", "127", "0x", "0X7f", "255", "256", ".", "..", "a", "f", "x", "-",
        "com", "[", "]", ":", "::1",
    ];
    let mut names = 0;
    for _ in 0..200_000 {
        let text: String = (0..rng.below(7)).map(|_| rng.pick(&pieces)).collect();
        match parse_host(&text) {
            Ok(Host::Name(name)) => {
                names += 1;
                assert!(text.starts_with(name) && text.len() - name.len() <= 1);
                for text in [name, &text] {
                    let aton = ParseOptions::new().inet_aton(true).addr(text);
                    assert!(aton.is_err(), "{text:?}");
                    assert!(parse_addr(text).is_err());
                }
            }
            Ok(Host::Addr(addr)) => {
                let inner = text.trim_start_matches('[').trim_end_matches(']');
                assert_eq!(inner.parse(), Ok(addr));
            }
            Err(error) => assert!(error.position().unwrap() <= text.len()),
        }
    }
    assert!(names > 1000, "{names}");
}
