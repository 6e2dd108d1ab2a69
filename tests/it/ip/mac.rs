//! Hardware addresses.

use std::net::Ipv6Addr;

use boltons::ip::{Eui64, Ipv6Prefix, MacAddr, MacStyle};

use super::support::{Of, Rng, fails};

const STYLES: [MacStyle; 6] = [
    MacStyle::Colon,
    MacStyle::Hyphen,
    MacStyle::Short,
    MacStyle::Dot,
    MacStyle::Bare,
    MacStyle::Halves,
];

/// netaddr's dialects.
#[test]
fn styles_as_netaddr() {
    let mac: MacAddr = "00-1B-77-49-54-FD".parse().unwrap();
    let texts = STYLES.map(|style| mac.format(style).to_string());
    assert_eq!(
        texts,
        [
            "00:1b:77:49:54:fd",
            "00-1B-77-49-54-FD",
            "0:1b:77:49:54:fd",
            "001b.7749.54fd",
            "001B774954FD",
            "001b77:4954fd"
        ]
    );
    let eui: Eui64 = "00-1B-77-49-54-FD-12-34".parse().unwrap();
    let texts = STYLES.map(|style| eui.format(style).to_string());
    assert_eq!(
        texts,
        [
            "00:1b:77:49:54:fd:12:34",
            "00-1B-77-49-54-FD-12-34",
            "0:1b:77:49:54:fd:12:34",
            "001b.7749.54fd.1234",
            "001B774954FD1234",
            "001b7749:54fd1234"
        ]
    );
    assert_eq!(format!("[{mac:>19}] {mac:?}"), "[  00:1b:77:49:54:fd] 00:1b:77:49:54:fd");
}

#[test]
fn all_spellings_parse_back() {
    let mut rng = Rng(15);
    for _ in 0..2_000 {
        let mac = MacAddr::from_bits(rng.next() >> 16 >> (4 * rng.below(12))).unwrap();
        let eui = Eui64::from_bits(rng.next() >> (4 * rng.below(16)));
        for style in STYLES {
            let text = mac.format(style).to_string();
            assert_eq!(text.parse::<MacAddr>().unwrap(), mac);
            assert_eq!(text.to_uppercase().parse::<MacAddr>().unwrap(), mac);
            assert!(text.parse::<Eui64>().is_err());
            let text = eui.format(style).to_string();
            assert_eq!(text.parse::<Eui64>().unwrap(), eui);
            assert_eq!(text.to_lowercase().parse::<Eui64>().unwrap(), eui);
            assert!(text.parse::<MacAddr>().is_err());
        }
    }
    let one: MacAddr = "0:1:2:3:4:5".parse().unwrap();
    for text in ["0-1-2-3-4-5", "1.203.405", "00:1:02:3:04:5", "000102-030405"] {
        assert_eq!(text.parse::<MacAddr>().unwrap(), one);
    }
}

#[test]
fn what_is_no_mac_address() {
    for (text, message, at) in [
        ("", "expected 12 digits in address 1, found 0", 0),
        ("001b774954f", "expected 12 digits in address 1, found 11", 11),
        ("001b774954fd0", "address 1 has more than 12 digits", 12),
        ("00:1b:77:49:54", "expected 6 pairs, found 5", 14),
        ("00:1b:77:49:54:fd:00", "more than 6 pairs", 18),
        ("00:1b:77:49:54:fd:", "more than 6 pairs", 18),
        ("00:1b::49:54:fd", "expected 1 digits in pair 3, found 0", 6),
        ("00:1b:777:49:54:fd", "pair 3 has more than 2 digits", 8),
        ("00:1b-77:49:54:fd", "unexpected character '-' in pair 2", 5),
        ("00:1g:77:49:54:fd", "unexpected character 'g' in pair 2", 4),
        ("001b.7749.54fd.1234", "more than 3 groups", 15),
        ("001b.77495.54fd", "group 2 has more than 4 digits", 9),
        ("001b7:74954fd", "expected 6 digits in half 1, found 5", 5),
        (" 00:1b:77:49:54:fd", "unexpected character ' ' in address", 0),
        ("00:1b:77:49:54:ﬀ", "unexpected character 'ﬀ' in pair 6", 15),
    ] {
        let message = format!("{message} while parsing \"{text}\" at byte {at}");
        fails(text.parse::<MacAddr>(), &message, Of::Syntax(at));
    }
}

#[test]
fn bits_and_flags() {
    let mac = MacAddr::new([0x00, 0x1b, 0x77, 0x49, 0x54, 0xfd]);
    assert_eq!(mac.to_bits(), 0x001b_7749_54fd);
    assert_eq!(MacAddr::from_bits(mac.to_bits()), Some(mac));
    assert_eq!(MacAddr::from_bits(1 << 48), None);
    assert_eq!(MacAddr::from_bits(u64::MAX), None);
    assert_eq!(mac.oui(), [0x00, 0x1b, 0x77]);
    assert!(mac.is_unicast() && mac.is_universal() && !mac.is_multicast() && !mac.is_local());
    let all = MacAddr::from([0xff; 6]);
    assert!(all.is_broadcast() && all.is_multicast() && all.is_local() && !all.is_unicast());
    assert!(!MacAddr::new([0xff, 0xff, 0xff, 0xff, 0xff, 0xfe]).is_broadcast());
    assert!(Eui64::from_bits(u64::MAX).is_broadcast());
    assert_eq!(<[u8; 6]>::from(mac), mac.octets());
    assert!(mac < all);
}

/// RFC 4291, appendix A, and netaddr's `ipv6_link_local`.
#[test]
fn identifiers_both_ways() {
    let mac: MacAddr = "00-0F-1F-12-E7-33".parse().unwrap();
    assert_eq!(mac.link_local().to_string(), "fe80::20f:1fff:fe12:e733");
    assert_eq!(mac.to_eui64().to_string(), "00:0f:1f:ff:fe:12:e7:33");
    assert_eq!(mac.interface_id(), 0x020f_1fff_fe12_e733);
    assert_eq!(MacAddr::from_ipv6(mac.link_local()), Some(mac));
    assert_eq!(MacAddr::from_ipv6(Ipv6Addr::LOCALHOST), None);
    let prefix: Ipv6Prefix = "2001:db8:1:2::/64".parse().unwrap();
    let slaac = mac.slaac(prefix).unwrap();
    assert_eq!(slaac.to_string(), "2001:db8:1:2:20f:1fff:fe12:e733");
    assert_eq!(MacAddr::from_ipv6(slaac), Some(mac));
    fails(
        mac.slaac("2001:db8::/63".parse().unwrap()),
        "2001:db8::/63 takes no interface identifier: its length must be 64",
        Of::Argument,
    );
    let eui: Eui64 = "00-1B-77-49-54-FD-12-34".parse().unwrap();
    assert_eq!(eui.to_mac(), None);
    assert_eq!(eui.link_local().to_string(), "fe80::21b:7749:54fd:1234");
    assert!(eui.slaac(Ipv6Prefix::ALL).is_err());
    let mut rng = Rng(16);
    for _ in 0..1_000 {
        let mac = MacAddr::from_bits(rng.next() >> 16).unwrap();
        assert_eq!(mac.to_eui64().to_mac(), Some(mac));
        assert_eq!(MacAddr::from_ipv6(mac.link_local()), Some(mac));
        assert_eq!(mac.to_eui64().interface_id(), mac.interface_id());
    }
}

/// PostgreSQL's spelling of eight octets: six digits, a separator, ten digits.
#[test]
fn what_is_no_eui64_in_two_parts() {
    let eui: Eui64 = "08-00-2b-01-02-03-04-05".parse().unwrap();
    for text in ["08002b:0102030405", "08002B-0102030405"] {
        assert_eq!(text.parse::<Eui64>().unwrap(), eui);
    }
    for (text, message, at) in [
        ("08002b:010203040z", "unexpected character 'z' in part 2", 16),
        ("08002b:0102é30405", "unexpected character 'é' in part 2", 11),
        ("08002b:01020304050", "part 2 has more than 10 digits", 17),
        ("08002b:010203040", "expected 10 digits in part 2, found 9", 16),
        ("08002b:", "expected 10 digits in part 2, found 0", 7),
    ] {
        let message = format!("{message} while parsing \"{text}\" at byte {at}");
        fails(text.parse::<Eui64>(), &message, Of::Syntax(at));
    }
}
