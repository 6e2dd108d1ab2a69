//! The strict parsers against std on every text that is one edit away from a good one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{Ipv4Interface, Ipv6Interface, ParseOptions, parse_addr, parse_ipv4, parse_ipv6};

const GOOD: [&str; 22] = [
    "0.0.0.0",
    "1.2.3.4",
    "9.10.99.100",
    "255.255.255.255",
    "199.249.250.256",
    "127.0.0.1",
    "::",
    "::1",
    "1::",
    "1:2:3:4:5:6:7:8",
    "1:2:3::6:7:8",
    "1:2:3:4:5:6:7::",
    "::2:3:4:5:6:7:8",
    "2001:db8::ABCD:ef01",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "::ffff:1.2.3.4",
    "1:2:3:4:5:6:255.255.255.255",
    "1:2:3:4:5::1.2.3.4",
    "1::5:1.2.3.4",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
    "fe80::0204:61ff:fe9d:f156",
    "1:2:3:4:5:6:7:1.2.3.4",
];

const BYTES: &[u8] = b"0123459afgAFG.:/-+ %[]\0";

fn same(text: &str) {
    assert_eq!(parse_ipv4(text.as_bytes()), text.parse::<Ipv4Addr>().ok(), "{text:?}");
    assert_eq!(parse_ipv6(text.as_bytes()), text.parse::<Ipv6Addr>().ok(), "{text:?}");
    assert_eq!(parse_addr(text).ok(), text.parse::<IpAddr>().ok(), "{text:?}");
}

/// `address/length` by std's parsers.
fn with_len(text: &str, max: u8) -> Option<(IpAddr, u8)> {
    let (addr, len) = text.split_once('/')?;
    let plain = len.bytes().all(|b| b.is_ascii_digit()) && !(len.len() > 1 && len.starts_with('0'));
    let len: u8 = len.parse().ok().filter(|len| plain && *len <= max)?;
    Some((addr.parse().ok()?, len))
}

fn same_with_len(text: &str) {
    let v4 = text.parse::<Ipv4Interface>().ok().map(|i| (i.addr().into(), i.prefix_len()));
    assert_eq!(v4, with_len(text, 32).filter(|(addr, _)| addr.is_ipv4()), "{text:?}");
    let v6 = text.parse::<Ipv6Interface>().ok().map(|i| (i.addr().into(), i.prefix_len()));
    assert_eq!(v6, with_len(text, 128).filter(|(addr, _)| addr.is_ipv6()), "{text:?}");
}

/// Calls back with a text and with all that differ from it by one byte less, more or other.
fn edits(text: &str, mut each: impl FnMut(&str)) {
    each(text);
    for at in 0..=text.len() {
        if at < text.len() {
            each(&[&text[..at], &text[at + 1..]].concat());
        }
        for &byte in BYTES {
            let byte = char::from(byte).to_string();
            each(&[&text[..at], &byte, &text[at..]].concat());
            if at < text.len() {
                each(&[&text[..at], &byte, &text[at + 1..]].concat());
            }
        }
    }
}

#[test]
fn one_edit_away() {
    let mut count = 0;
    for text in GOOD {
        edits(text, |text| {
            same(text);
            count += 1;
        });
    }
    assert!(count > 15_000, "{count}");
}

#[test]
fn two_edits_away() {
    for text in ["1.2.3.4", "10.20.30.40", "::1", "1:2:3:4:5:6:7:8", "::1.2.3.4"] {
        edits(text, |text| edits(text, same));
    }
}

#[test]
fn lengths_one_edit_away() {
    for text in GOOD {
        for len in 0..=131 {
            same_with_len(&format!("{text}/{len}"));
        }
        for len in ["0", "8", "32", "128", "00", "08", "012", "1000"] {
            edits(&format!("{text}/{len}"), same_with_len);
        }
    }
}

/// An item of a list is what it is alone, whatever ends it.
#[test]
fn items_one_edit_away() {
    const NEW: ParseOptions = ParseOptions::new();
    for options in [NEW, ParseOptions::lenient(), NEW.classful(true), NEW.partial_nets(true)] {
        for text in ["1.2.3.4", "10.0.0.0/8", "10.20.30.40/32", "1.2.3.0-1.2.3.9", "::1.2.3.4/128"]
        {
            edits(text, |item| {
                // A space would make two items of it.
                if item.contains(' ') {
                    return;
                }
                let alone = options.range(item).ok();
                for end in ["", "\n", "\r\n", "\r", ",::", "#", " ", "\t", "\x0c; c"] {
                    let list = format!("{item}{end}");
                    let first = options.items(&list).next();
                    assert_eq!(
                        first.map(|(line, item)| (line, item.ok())),
                        Some((1, alone)),
                        "{list:?}"
                    );
                }
            });
        }
    }
}
