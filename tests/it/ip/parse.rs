//! Strict text: exactly the language of std, prefixes with nothing lax about them, and every
//! error's message and place.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::*;

use super::support::{Of, Rng, fails};

/// CVE-2021-29922, rust#83648, rust#86984, krisprice/ipnet#32, CVE-2021-29921 (Python),
/// CVE-2021-28918 (npm netmask), CVE-2026-69192 (npm ip-address): leading zeros are neither
/// decimal nor octal.
#[test]
fn cve_2021_29922_leading_zeros() {
    fails(
        parse_addr("10.01.0.0"),
        r#"leading zero in octet 2 while parsing "10.01.0.0" at byte 3"#,
        Of::Syntax(3),
    );
    for text in ["010.0.0.1", "0177.0.0.1", "127.0.0.01", "00.0.0.0", "1.2.3.04", "::ffff:1.2.3.04"]
    {
        assert!(parse_addr(text).unwrap_err().is_syntax(), "{text}");
        assert!(format!("{text}/32").parse::<Ipv4Prefix>().is_err(), "{text}");
        assert!(text.parse::<IpRange>().is_err(), "{text}");
        assert!(ParseOptions::lenient().addr(text).is_err(), "{text}");
        assert!(ParseOptions::lenient().prefix(text).is_err(), "{text}");
        assert_eq!(parse_ipv4(text.as_bytes()), None);
    }
}

/// achanda/ipnetwork#62: `1/24` is not `1.0.0.0/24`.
#[test]
fn ipnetwork_62_short_addresses() {
    fails(
        "1/24".parse::<Ipv4Prefix>(),
        r#"expected 4 octets, found 1 while parsing "1/24" at byte 1"#,
        Of::Syntax(1),
    );
    for text in ["127.1", "0x7f.1", "2130706433", "0177.0.0.1", "1.2.3", "1.2.3.4.5"] {
        assert!(parse_addr(text).is_err(), "{text}");
        assert!(ParseOptions::lenient().addr(text).is_err(), "{text}");
    }
}

/// netaddr with ZEROFILL takes them.
#[test]
fn full_width_digits_are_rejected_in_every_mode() {
    let text = "１２７.0.0.1";
    let all = ParseOptions::lenient()
        .partial(true)
        .classful(true)
        .leading_zeros(LeadingZeros::Decimal)
        .skip_zone(true);
    for options in [ParseOptions::new(), ParseOptions::lenient(), all, all.inet_aton(true)] {
        assert!(options.addr(text).unwrap_err().is_syntax());
        assert!(options.prefix(text).is_err());
        assert!(options.range(text).is_err());
    }
    fails(
        parse_addr(text),
        r#"unexpected character '１' in octet 1 while parsing "１２７.0.0.1" at byte 0"#,
        Of::Syntax(0),
    );
}

#[test]
fn errors_of_addresses() {
    let cases: &[(&str, &str, Of)] = &[
        ("", "expected an IP address", Of::Syntax(0)),
        ("+1", "unexpected character '+' in octet 1", Of::Syntax(0)),
        (" 1", "unexpected character ' ' in octet 1", Of::Syntax(0)),
        ("1.2.3.4 ", "unexpected character ' ' in octet 4", Of::Syntax(7)),
        ("1.2.3.256", "octet 4 exceeds 255", Of::OutOfRange(6)),
        ("1.2.3.99999999999999999999", "octet 4 exceeds 255", Of::OutOfRange(6)),
        ("1..3.4", "octet 2 is empty", Of::Syntax(2)),
        ("1.2.3.", "octet 4 is empty", Of::Syntax(6)),
        ("1.2.3.4.", "more than 4 octets", Of::Syntax(7)),
        ("1.2.3", "expected 4 octets, found 3", Of::Syntax(5)),
        ("host", "unexpected character 'h' in octet 1", Of::Syntax(0)),
        (":", "unexpected character ':' in group 1", Of::Syntax(0)),
        (":1", "unexpected character ':' in group 1", Of::Syntax(0)),
        (":::", "unexpected character ':' in group 1", Of::Syntax(2)),
        ("1:", "expected a group after ':'", Of::Syntax(2)),
        ("1::2::3", "second '::'", Of::Syntax(4)),
        ("1:2:3", "expected 8 groups, found 3", Of::Syntax(5)),
        ("1:2:3:4:5:6:7:8:9", "more than 8 groups", Of::Syntax(16)),
        ("::1:2:3:4:5:6:7:8", "8 groups leave none to '::'", Of::Syntax(17)),
        ("12345::", "group 1 has more than 4 digits", Of::Syntax(0)),
        ("::g", "unexpected character 'g' in group 1", Of::Syntax(2)),
        ("fe80::1%eth0", "unexpected character '%' in group 2", Of::Syntax(7)),
        ("[::1]", "unexpected character '[' in group 1", Of::Syntax(0)),
        ("::1.2.3.256", "octet 4 exceeds 255", Of::OutOfRange(8)),
        ("::1.2.3.4:5", "unexpected character ':' in octet 4", Of::Syntax(9)),
        ("1:2:3:4:5:6:7:1.2.3.4", "more than 8 groups", Of::Syntax(14)),
        ("10.0.0.0/8", "unexpected character '/' in octet 4", Of::Syntax(8)),
    ];
    for &(text, message, of) in cases {
        let (Of::Syntax(at) | Of::OutOfRange(at)) = of else { unreachable!() };
        let message = format!("{message} while parsing \"{text}\" at byte {at}");
        fails(parse_addr(text), &message, of);
        assert!(text.parse::<IpAddr>().is_err(), "std takes {text}");
    }
}

#[test]
fn errors_of_prefixes() {
    fails(
        "10.0.0.0/33".parse::<Ipv4Prefix>(),
        r#"prefix length 33 exceeds 32 while parsing "10.0.0.0/33" at byte 9"#,
        Of::OutOfRange(9),
    );
    fails(
        "10.0.0.1/8".parse::<IpPrefix>(),
        r#"host bits set (did you mean 10.0.0.0/8?) while parsing "10.0.0.1/8" at byte 9"#,
        Of::Syntax(9),
    );
    fails(
        "1.2.3.4/ 8".parse::<Ipv4Prefix>(),
        r#"unexpected character ' ' in prefix length while parsing "1.2.3.4/ 8" at byte 8"#,
        Of::Syntax(8),
    );
    fails(
        "1.2.3.4/+8".parse::<Ipv4Prefix>(),
        r#"unexpected character '+' in prefix length while parsing "1.2.3.4/+8" at byte 8"#,
        Of::Syntax(8),
    );
    fails(
        "1.2.3.4/08".parse::<Ipv4Prefix>(),
        r#"leading zero in prefix length while parsing "1.2.3.4/08" at byte 8"#,
        Of::Syntax(8),
    );
    fails(
        "/8".parse::<Ipv4Prefix>(),
        r#"expected an IPv4 address while parsing "/8" at byte 0"#,
        Of::Syntax(0),
    );
    fails(
        "".parse::<Ipv6Prefix>(),
        r#"expected an IPv6 address while parsing "" at byte 0"#,
        Of::Syntax(0),
    );
    fails(
        "10.0.0.0".parse::<Ipv4Prefix>(),
        r#"missing prefix length (did you mean 10.0.0.0/32?) while parsing "10.0.0.0" at byte 8"#,
        Of::Syntax(8),
    );
    fails(
        "10.0.0.0/".parse::<Ipv4Prefix>(),
        r#"prefix length is empty while parsing "10.0.0.0/" at byte 9"#,
        Of::Syntax(9),
    );
    fails(
        "::/0".parse::<Ipv4Prefix>(),
        r#"expected an IPv4 address while parsing "::/0" at byte 0"#,
        Of::Syntax(0),
    );
    fails(
        "0.0.0.0/0".parse::<Ipv6Prefix>(),
        r#"expected an IPv6 address while parsing "0.0.0.0/0" at byte 0"#,
        Of::Syntax(0),
    );
    fails(
        "::/129".parse::<IpPrefix>(),
        r#"prefix length 129 exceeds 128 while parsing "::/129" at byte 3"#,
        Of::OutOfRange(3),
    );
    for text in [
        "10.0.0.0/8 ",
        "10.0.0.0/8/8",
        "10.0.0.0/000",
        "10.0.0.0/00",
        "10.0.0.0/4294967304",
        "::/00",
        "::/1280",
        "10.0.0.0//8",
        "10.0.0.0/８",
    ] {
        assert!(text.parse::<IpPrefix>().is_err(), "{text}");
        assert!(text.parse::<IpInterface>().is_err(), "{text}");
        assert!(text.parse::<IpRange>().is_err(), "{text}");
    }
    assert_eq!("0.0.0.0/0".parse::<Ipv4Prefix>().unwrap(), Ipv4Prefix::ALL);
    assert_eq!("::/0".parse::<Ipv6Prefix>().unwrap(), Ipv6Prefix::ALL);
}

/// All lengths with one, two and three digits and what lies around them.
#[test]
fn lengths_are_decimal() {
    for len in 0..1100u32 {
        let v4 = format!("0.0.0.0/{len}").parse::<Ipv4Prefix>();
        assert_eq!(v4.ok().map(|p| u32::from(p.prefix_len())), (len <= 32).then_some(len));
        let v6 = format!("::/{len}").parse::<Ipv6Prefix>();
        assert_eq!(v6.ok().map(|p| u32::from(p.prefix_len())), (len <= 128).then_some(len));
        assert!(len == 0 || format!("::/0{len}").parse::<Ipv6Prefix>().is_err());
    }
}

/// Text made of what addresses are made of, and of what they are not: half of it is a well-formed
/// address with a few changes.
fn mutate(rng: &mut Rng, text: &mut String) {
    const PIECES: &[&str] = &[
        "0", "1", "9", "255", "256", "00", "a", "F", "ffff", "fffff", "g", ".", "..", ":", "::",
        ":::", "%", "/", "/8", "-", "+", " ", "[", "]", "x", "é", "１", "\0", "1.2.3.4", "::ffff:",
    ];
    for _ in 0..1 + rng.below(3) {
        let mut at = rng.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match rng.below(4) {
            0 => text.insert_str(at, rng.pick(PIECES)),
            1 if at < text.len() => {
                text.remove(at);
            }
            2 if at < text.len() => {
                text.remove(at);
                text.insert_str(at, rng.pick(PIECES));
            }
            _ => text.truncate(at),
        }
    }
}

fn seed(rng: &mut Rng, text: &mut String) {
    use std::fmt::Write;
    text.clear();
    let bits = rng.u128();
    match rng.below(6) {
        0 | 1 => write!(text, "{}", Ipv4Addr::from_bits(bits as u32)),
        // Groups of zeros, short groups.
        2 => {
            let keep = rng.u128() & rng.u128();
            write!(text, "{}", Ipv6Addr::from_bits(bits & keep))
        }
        3 => write!(text, "{}", Ipv6Addr::from_bits(bits)),
        4 => write!(text, "::ffff:{}", Ipv4Addr::from_bits(bits as u32)),
        _ => {
            let zeros = rng.below(8) * 16;
            let addr = Ipv6Addr::from_bits(bits.checked_shr(zeros as u32 + 16).unwrap_or(0));
            write!(text, "{addr}")
        }
    }
    .unwrap();
}

/// Half of the two million, so that the halves run side by side.
fn a_million_mutated_strings(seed_of_half: u64) {
    const COUNT: usize = 1_000_000;
    let mut rng = Rng(seed_of_half);
    let mut text = String::new();
    let (mut accepted, mut refused) = (0, 0);
    for i in 0..COUNT {
        seed(&mut rng, &mut text);
        if i % 4 != 0 {
            mutate(&mut rng, &mut text);
        }
        let (v4, v6) = (text.parse::<Ipv4Addr>().ok(), text.parse::<Ipv6Addr>().ok());
        assert_eq!(parse_ipv4(text.as_bytes()), v4, "{text}");
        assert_eq!(parse_ipv6(text.as_bytes()), v6, "{text}");
        match v4.map(IpAddr::V4).or(v6.map(IpAddr::V6)) {
            Some(addr) => {
                accepted += 1;
                assert_eq!(parse_addr(&text).ok(), Some(addr), "{text}");
            }
            None => {
                refused += 1;
                // Making the error takes longer than all the rest.
                assert!(i % 8 > 0 || parse_addr(&text).is_err(), "{text}");
            }
        }
    }
    assert!(accepted > COUNT / 4 && refused > COUNT / 4, "{accepted} and {refused}");
}

#[test]
fn two_million_mutated_strings_parse_as_std_parses_them_first_half() {
    a_million_mutated_strings(1);
}

#[test]
fn two_million_mutated_strings_parse_as_std_parses_them_second_half() {
    a_million_mutated_strings(1 << 32);
}

/// The slow parser takes what the fast one takes.
#[test]
fn the_slow_parser_agrees_with_the_fast_one() {
    let mut rng = Rng(2);
    let mut text = String::new();
    for _ in 0..100_000 {
        seed(&mut rng, &mut text);
        if rng.below(2) == 0 {
            mutate(&mut rng, &mut text);
        }
        if text.contains(['%', '/', '-', ' ']) {
            continue;
        }
        // A space around keeps the fast parser away.
        let slow = ParseOptions::new().trim(true).addr(&format!(" {text}"));
        assert_eq!(slow.ok(), text.parse::<IpAddr>().ok(), "{text}");
    }
}

/// `literal` is the same function; here on what `FromStr` takes and on what it does not.
#[test]
fn literals_equal_from_str() {
    let mut rng = Rng(3);
    for _ in 0..2_000 {
        let len = rng.below(33) as u8;
        let prefix = Ipv4Prefix::truncated(Ipv4Addr::from_bits(rng.next() as u32), len).unwrap();
        let text = prefix.to_string();
        assert_eq!(Ipv4Prefix::literal(&text), prefix);
        assert_eq!(text.parse::<Ipv4Prefix>().unwrap(), prefix);
        assert_eq!(IpPrefix::literal(&text), IpPrefix::V4(prefix));
        let len = rng.below(129) as u8;
        let prefix = Ipv6Prefix::truncated(Ipv6Addr::from_bits(rng.u128()), len).unwrap();
        let text = prefix.to_string();
        assert_eq!(Ipv6Prefix::literal(&text), prefix);
        assert_eq!(text.parse::<IpPrefix>().unwrap(), IpPrefix::V6(prefix));
        assert_eq!(Ipv6Interface::literal(&text).prefix(), prefix);
    }
}

/// A number that no integer holds is not shown digit by digit.
#[test]
fn a_length_of_very_many_digits_is_out_of_range() {
    fails(
        "10.0.0.0/99999999999999999999999".parse::<Ipv4Prefix>(),
        r#"prefix length exceeds 32 while parsing "10.0.0.0/99999999999999999999999" at byte 9"#,
        Of::OutOfRange(9),
    );
}

/// An IPv4 address stands for two groups, wherever the others stand.
#[test]
fn groups_before_an_embedded_ipv4_address_are_counted() {
    for before in 0..10 {
        for gap in 0..=before {
            for gaps in 0..3 {
                let mut groups: Vec<&str> = vec!["1"; before];
                if gaps > 0 {
                    groups.insert(gap, if gap == 0 { ":" } else { "" });
                }
                if gaps > 1 {
                    groups.push("");
                }
                let text = format!("{}:1.2.3.4", groups.join(":"));
                assert_eq!(parse_ipv6(text.as_bytes()), text.parse().ok(), "{text}");
                let text = format!("{}:1", groups.join(":"));
                assert_eq!(parse_ipv6(text.as_bytes()), text.parse().ok(), "{text}");
            }
        }
    }
}
