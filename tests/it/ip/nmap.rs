//! Nmap patterns.

use std::net::Ipv4Addr;

use boltons::ip::NmapPattern;

use super::support::{Of, Rng, fails, texts};

fn pattern(s: &str) -> NmapPattern {
    s.parse().unwrap()
}

/// netaddr's vectors of `iter_nmap_range`.
#[test]
fn vectors_of_netaddr() {
    assert_eq!(texts(pattern("192.0.2.1").addrs()), ["192.0.2.1"]);
    assert_eq!(
        texts(pattern("192.0.2.0-31").addrs()),
        (0..32).map(|i| format!("192.0.2.{i}")).collect::<Vec<_>>(),
    );
    assert_eq!(
        texts(pattern("192.0.2-3.1,3-5").addrs()),
        [
            "192.0.2.1",
            "192.0.2.3",
            "192.0.2.4",
            "192.0.2.5",
            "192.0.3.1",
            "192.0.3.3",
            "192.0.3.4",
            "192.0.3.5"
        ]
    );
    assert_eq!(pattern("192.0.2.-").size(), 256);
    assert_eq!(pattern("-.-.-.-").size(), 1 << 32);
    assert_eq!(pattern("192.168.3-5,7.1").size(), 4);
    assert_eq!(texts(pattern("192.168.3-5,7.1,10-12,13,14").ranges()).len(), 8);
    assert_eq!(pattern("192.0.2.0/24").size(), 256);
    assert_eq!(pattern("192.0.2.77/24"), pattern("192.0.2.-"));
    assert_eq!(texts(pattern("0.0.0.0/1").ranges()), ["0.0.0.0-127.255.255.255"]);
    assert_eq!(texts(pattern("10.0.0.1/32").addrs()), ["10.0.0.1"]);
}

#[test]
fn hyphens_without_ends() {
    assert_eq!(pattern("1.2.3.-"), pattern("1.2.3.0-255"));
    assert_eq!(pattern("1.2.3.5-"), pattern("1.2.3.5-255"));
    assert_eq!(pattern("1.2.3.-5"), pattern("1.2.3.0-5"));
    assert_eq!(pattern("1.2.3.5-5"), pattern("1.2.3.5"));
    assert_eq!(pattern("1.2.3.3,1,2,0-1"), pattern("1.2.3.-3"));
}

#[test]
fn what_is_no_pattern() {
    for (text, message, at) in [
        ("", "octet 1 is empty", 0),
        ("1.2.3", "expected 4 octets, found 3", 5),
        ("1.2.3.4.5", "more than 4 octets", 8),
        ("1.2.3.", "octet 4 is empty", 6),
        ("1.2.3.1,,2", "octet 4 is empty", 8),
        ("1.2.3.1,", "octet 4 is empty", 8),
        ("1.2.3.7-3", "range in octet 4 ends before it starts", 8),
        ("1.2.3.1--2", "unexpected character '-' in octet 4", 8),
        ("1.2.3. 4", "unexpected character ' ' in octet 4", 6),
        ("1.2.3.*", "unexpected character '*' in octet 4", 6),
        ("1.2.3.04", "leading zero in octet 4", 6),
        ("::1", "unexpected character ':' in octet 1", 0),
        ("1.2.3/24", "expected 4 octets, found 3", 5),
        ("1.2.3.4-5/24", "unexpected character '-' in octet 4", 7),
        ("1.2.3.4/", "prefix length is empty", 8),
        ("1.2.3.4/024", "leading zero in prefix length", 8),
    ] {
        let message = format!("{message} while parsing \"{text}\" at byte {at}");
        fails(text.parse::<NmapPattern>(), &message, Of::Syntax(at));
    }
    fails(
        "1.2.3.0-256".parse::<NmapPattern>(),
        r#"octet 4 exceeds 255 while parsing "1.2.3.0-256" at byte 8"#,
        Of::OutOfRange(8),
    );
    for len in ["0", "33", "99999999999"] {
        assert!(format!("1.2.3.4/{len}").parse::<NmapPattern>().unwrap_err().is_out_of_range());
    }
}

/// Half a billion ranges in 128 bytes, taken one at a time.
#[test]
fn alternating_octets_stay_small() {
    let even: Vec<String> = (0..=254).step_by(2).map(|octet: u16| octet.to_string()).collect();
    let even = even.join(",");
    let pattern = pattern(&[even.as_str(); 4].join("."));
    assert_eq!(pattern.size(), 1 << 28);
    assert_eq!(texts(pattern.ranges().take(2)), ["0.0.0.0", "0.0.0.2"]);
    assert_eq!(texts(pattern.addrs().skip(128).take(1)), ["0.0.2.0"]);
    assert_eq!(pattern.addrs().size_hint(), (1 << 28, Some(1 << 28)));
    let mut addrs = pattern.addrs();
    addrs.next();
    assert_eq!(addrs.size_hint(), ((1 << 28) - 1, Some((1 << 28) - 1)));
    assert_eq!(pattern.addrs().count(), 1 << 28);
}

#[test]
fn ranges_of_neighbours_are_joined() {
    assert_eq!(texts(pattern("-.-.-.-").ranges()), ["0.0.0.0-255.255.255.255"]);
    assert_eq!(texts(pattern("10.0.0.0,255").ranges()), ["10.0.0.0", "10.0.0.255"]);
    assert_eq!(
        texts(pattern("10.0.0-1.0,255").ranges()),
        ["10.0.0.0", "10.0.0.255-10.0.1.0", "10.0.1.255"],
    );
    assert_eq!(
        texts(pattern("10.1-2.0,255.-").ranges()),
        ["10.1.0.0-10.1.0.255", "10.1.255.0-10.2.0.255", "10.2.255.0-10.2.255.255"],
    );
    assert_eq!(texts(pattern("255.255.255.254-").ranges()), ["255.255.255.254-255.255.255.255"],);
}

/// Ranges and addresses of patterns at random say the same, in order, and text parses back.
#[test]
fn ranges_are_the_addresses() {
    let mut rng = Rng(8);
    // Every address of each pattern is looked at, up to 65,536 times nine.
    for _ in 0..if cfg!(debug_assertions) { 40 } else { 500 } {
        let mut octet = |wide: bool| {
            let items: Vec<String> = (0..1 + rng.below(3))
                .map(|_| {
                    let (a, b) = (rng.below(256), rng.below(256));
                    match rng.below(if wide { 5 } else { 2 }) {
                        0 | 1 => a.to_string(),
                        2 => format!("{}-{}", a.min(b), a.max(b)),
                        3 => format!("{a}-"),
                        _ => "-".to_owned(),
                    }
                })
                .collect();
            items.join(",")
        };
        let text = [octet(false), octet(false), octet(true), octet(true)].join(".");
        let pattern = pattern(&text);
        assert_eq!(pattern.to_string().parse::<NmapPattern>().unwrap(), pattern);
        let mut addrs = pattern.addrs().map(u32::from);
        let mut end: Option<u32> = None;
        for range in pattern.ranges() {
            let (first, last) = (u32::from(range.first()), u32::from(range.last()));
            assert!(end.is_none_or(|end| end + 1 < first), "{text}: not joined");
            end = Some(last);
            for bits in [first, first + (last - first) / 2, last] {
                assert!(pattern.contains(Ipv4Addr::from_bits(bits)));
            }
            if last < u32::MAX {
                assert!(!pattern.contains(Ipv4Addr::from_bits(last + 1)));
            }
            assert!(addrs.by_ref().take((last - first) as usize + 1).eq(first..=last), "{text}");
        }
        assert_eq!(addrs.next(), None);
    }
}

#[test]
fn a_block_has_four_octets() {
    fails(
        "1.2.3.4.5/8".parse::<NmapPattern>(),
        r#"more than 4 octets while parsing "1.2.3.4.5/8" at byte 8"#,
        Of::Syntax(8),
    );
}
