//! Every parser on every text: right ones, each with a fault at each place, and huge ones.

use std::net::Ipv4Addr;

use boltons::Error;
use boltons::ip::{
    Eui64, Glob, IpInterface, IpPrefix, IpRange, IpSet, Ipv4Interface, Ipv4Prefix, Ipv4Range,
    Ipv4Set, Ipv6Interface, Ipv6Prefix, Ipv6Range, Ipv6Set, MacAddr, NmapPattern, ParseOptions,
    from_base85, ipv6_text, parse_addr, parse_host, parse_ipv4, parse_ipv6, parse_reverse_name,
    reverse_name, text, to_base85,
};

use crate::alloc::allocations;

/// A parser's name, and what it reads, shown again.
pub type Parser = (&'static str, fn(&str) -> Result<String, Error>);

fn read<T: std::str::FromStr<Err = Error> + ToString>(s: &str) -> Result<String, Error> {
    s.parse::<T>().map(|value| value.to_string())
}

/// For a parser that tells no more than `None`.
fn none() -> Error {
    "".parse::<IpPrefix>().unwrap_err()
}

/// All that may be switched on and leaves a single address one.
fn everything() -> ParseOptions {
    let options = ParseOptions::lenient().partial(true).inet_aton(true);
    options.skip_zone(true).mask_columns(true)
}

/// With this an address that ends in zeros is a network.
fn networks() -> ParseOptions {
    everything().classful(true).partial_nets(true)
}

/// The items of a list, or the first error.
fn items(options: ParseOptions, s: &str) -> Result<String, Error> {
    let items: Result<Vec<String>, Error> =
        options.items(s).map(|(_, item)| item.map(|range| range.to_string())).collect();
    items.map(|items| items.join(","))
}

pub const PARSERS: &[Parser] = &[
    ("parse_addr", |s| parse_addr(s).map(|addr| text(addr).to_string())),
    ("parse_ipv4", |s| parse_ipv4(s.as_bytes()).map(|a| a.to_string()).ok_or_else(none)),
    ("parse_ipv6", |s| parse_ipv6(s.as_bytes()).map(|a| a.to_string()).ok_or_else(none)),
    ("parse_host", |s| parse_host(s).map(|host| host.to_string())),
    // Not shown as a name, so not read again.
    ("parse_reverse_name", |s| parse_reverse_name(s).and(Err(none()))),
    ("from_base85 and to_base85", |s| from_base85(s).map(to_base85)),
    ("ParseOptions::new, ParseOptions::addr", |s| {
        ParseOptions::new().addr(s).map(|a| a.to_string())
    }),
    ("ParseOptions::prefix", |s| ParseOptions::new().prefix(s).map(|p| p.to_string())),
    ("ParseOptions::range", |s| ParseOptions::new().range(s).map(|r| r.to_string())),
    ("ParseOptions::interface", |s| ParseOptions::new().interface(s).map(|i| i.to_string())),
    ("ParseOptions::set", |s| ParseOptions::new().set(s).map(|set| set.to_string())),
    ("ParseOptions::items", |s| items(ParseOptions::new(), s)),
    ("ParseOptions::lenient, ParseOptions::addr", |s| {
        ParseOptions::lenient().addr(s).map(|a| a.to_string())
    }),
    ("ParseOptions::prefix, lenient", |s| ParseOptions::lenient().prefix(s).map(|p| p.to_string())),
    ("ParseOptions::range, lenient", |s| ParseOptions::lenient().range(s).map(|r| r.to_string())),
    ("ParseOptions::interface, lenient", |s| {
        ParseOptions::lenient().interface(s).map(|i| i.to_string())
    }),
    ("ParseOptions::set, lenient", |s| ParseOptions::lenient().set(s).map(|set| set.to_string())),
    ("ParseOptions::items, lenient", |s| items(ParseOptions::lenient(), s)),
    ("ParseOptions::items, of everything", |s| items(everything(), s)),
    ("ParseOptions::items, of networks", |s| items(networks(), s).and(Err(none()))),
    ("ParseOptions::prefix, with everything", |s| everything().prefix(s).map(|p| p.to_string())),
    ("ParseOptions::interface, with everything", |s| {
        everything().interface(s).map(|i| i.to_string())
    }),
    ("ParseOptions::read_items", |s| {
        // The same items as of the text, with errors at the same lines.
        let read: Vec<(usize, Option<IpRange>)> =
            everything().read_items(s.as_bytes()).map(|(n, item)| (n, item.ok())).collect();
        let whole: Vec<_> = everything().items(s).map(|(n, item)| (n, item.ok())).collect();
        assert_eq!(read, whole, "{s:?}");
        Err(none())
    }),
    ("ParseOptions::read_set", |s| {
        let read = everything().read_set(s.as_bytes()).ok();
        assert_eq!(read, everything().set(s).ok(), "{s:?}");
        Err(none())
    }),
    ("IpPrefix, parsed", read::<IpPrefix>),
    ("IpRange, parsed", read::<IpRange>),
    ("IpInterface, parsed", read::<IpInterface>),
    ("IpSet, parsed", read::<IpSet>),
    ("Interface, parsed", |s| read::<Ipv4Interface>(s).or_else(|_| read::<Ipv6Interface>(s))),
    ("MacAddr, parsed", read::<MacAddr>),
    ("Eui64, parsed", read::<Eui64>),
    ("Glob, parsed", read::<Glob>),
    ("NmapPattern, parsed", read::<NmapPattern>),
];

const GOOD: &[&str] = &[
    "",
    "0.0.0.0",
    "255.255.255.255",
    "10.0.0.0/8",
    "10.0.0.1/8",
    "192.0.2.7/255.255.255.0",
    "10.0.0.0/0.255.255.255",
    "10.0.0.1-10.0.0.9",
    "10.0.0.1 - 10.0.0.9",
    "10.0.0.*",
    "10.0.0-3.*",
    "10.0.0,1,3-7.250-",
    "0x7f.1",
    "010.1.2.3",
    "127.1",
    "10/8",
    "::",
    "::1",
    "1:2:3:4:5:6:7:8",
    "2001:db8::/32",
    "[::1]",
    "fe80::1%eth0",
    "::ffff:1.2.3.4",
    "2001:db8::-2001:db8::ff",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255/128",
    "example.com.",
    "xn--bcher-kva.example",
    "4.3.2.1.in-addr.arpa",
    "0/26.2.0.192.in-addr.arpa",
    "8.b.d.0.1.0.0.2.ip6.arpa",
    "4)+k&C#VzJ4br>0wv%Yp",
    "00:1b:44:11:3a:b7",
    "001b.4411.3ab7",
    "00-1B-44-FF-FE-11-3A-B7",
    "10.0.0.0/8, 192.0.2.1 # note\n::1\r\n; more\n\n2001:db8::/32",
    "10.0.0.1 255.255.255.0",
];

/// What is put in, one at a time; some are more than a byte.
const FAULTS: &[&str] = &[
    "0",
    "9",
    "f",
    "g",
    "X",
    ".",
    ":",
    "/",
    "-",
    ",",
    "*",
    "%",
    "[",
    "]",
    " ",
    "\t",
    "\n",
    "\r",
    "\0",
    "\u{7f}",
    "é",
    "٣",
    "日",
    "👩",
    "\u{feff}",
    "\u{202e}",
    "::",
    "/0",
    "/129",
    "99999999999",
];

/// Calls back with a text, and with each that has one fault more; every third of them without
/// optimisation.
fn faulty(text: &str, mut call: impl FnMut(&str)) {
    let mut count = 0;
    let mut each = |text: &str| {
        count += 1;
        if !cfg!(debug_assertions) || count % 3 == 1 {
            call(text);
        }
    };
    each(text);
    for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
        let (before, after) = text.split_at(at);
        let mut rest = after.chars();
        each(before);
        each(after);
        if rest.next().is_some() {
            each(&[before, rest.as_str()].concat());
        }
        for fault in FAULTS {
            each(&[before, fault, after].concat());
            each(&[before, fault, rest.as_str()].concat());
        }
    }
}

fn check(name: &str, parse: fn(&str) -> Result<String, Error>, text: &str) {
    match parse(text) {
        Ok(shown) => match parse(&shown) {
            Ok(again) => assert_eq!(again, shown, "{name} of {text:?}"),
            // An empty list is no item.
            Err(error) => assert!(shown.is_empty(), "{name} of {text:?}: {shown:?}: {error}"),
        },
        Err(error) => {
            let message = error.to_string();
            assert!((1..=200).contains(&message.len()), "{name} of {text:?}: {message}");
            assert!(!message.contains(char::is_control), "{name} of {text:?}: {message:?}");
            if let Some(at) = error.position() {
                assert!(text.is_char_boundary(at), "{name} of {text:?}: {message}");
                assert!(message.contains("while parsing "), "{name} of {text:?}: {message}");
                let before = text[..at].replace("\r\n", "\n");
                let line = before.matches(['\n', '\r']).count() + 1;
                assert!(error.line().is_none_or(|l| l == line), "{name} of {text:?}: {message}");
            }
        }
    }
}

#[test]
fn every_parser_on_every_fault() {
    for text in GOOD {
        faulty(text, |text| {
            for (name, parse) in PARSERS {
                check(name, *parse, text);
            }
        });
    }
    for text in GOOD {
        let read = PARSERS.iter().filter(|(_, parse)| parse(text).is_ok()).count();
        let named = parse_reverse_name(text).is_ok();
        assert!(read > 0 || named || text.is_empty(), "nothing reads {text:?}");
    }
}

#[test]
fn every_parser_on_huge_texts() {
    let size = if cfg!(debug_assertions) { 3_000 } else { 50_000 };
    for piece in GOOD.iter().chain(FAULTS).filter(|piece| !piece.is_empty()) {
        for separator in ["", ".", ",", "\n", "/", ":"] {
            let text = [*piece, separator].concat().repeat(size / (piece.len() + 1));
            for (name, parse) in PARSERS {
                check(name, *parse, &text);
            }
        }
    }
}

/// One family reads what both read, and no more.
#[test]
fn families_agree() {
    fn same<A: std::str::FromStr + ToString, B: std::str::FromStr + ToString, C>(text: &str)
    where
        C: std::str::FromStr + ToString,
    {
        let [a, b, c] = [
            text.parse::<A>().ok().map(|a| a.to_string()),
            text.parse::<B>().ok().map(|b| b.to_string()),
            text.parse::<C>().ok().map(|c| c.to_string()),
        ];
        assert!(a.is_none() || b.is_none() || a == b, "{text:?}");
        assert_eq!(a.or(b), c, "{text:?}");
    }
    for text in GOOD {
        faulty(text, |text| {
            same::<Ipv4Prefix, Ipv6Prefix, IpPrefix>(text);
            same::<Ipv4Range, Ipv6Range, IpRange>(text);
            same::<Ipv4Interface, Ipv6Interface, IpInterface>(text);
            let v4 = parse_ipv4(text.as_bytes()).map(std::net::IpAddr::from);
            let v6 = parse_ipv6(text.as_bytes()).map(std::net::IpAddr::from);
            assert_eq!(v4.or(v6), parse_addr(text).ok(), "{text:?}");
            // A list of one family is one of both.
            let [v4, v6] = [
                text.parse::<Ipv4Set>().map(IpSet::from).ok(),
                text.parse::<Ipv6Set>().map(IpSet::from).ok(),
            ];
            let both = text.parse::<IpSet>().ok();
            assert!(v4.is_none_or(|v4| both == Some(v4)), "{text:?}");
            assert!(v6.is_none_or(|v6| both == Some(v6)), "{text:?}");
        });
    }
}

/// What is strict costs no allocation, and lists cost as many as their ranges need.
#[test]
fn parsers_allocate_nothing() {
    for text in ["10.1.2.3", "2001:db8::1", "::ffff:1.2.3.4"] {
        let ((), count) = allocations(|| {
            let addr = parse_addr(text).unwrap();
            let prefix = IpPrefix::host(addr);
            assert!(prefix.text().as_str().starts_with(self::text(addr).as_str()));
            let lenient = ParseOptions::lenient();
            assert!(lenient.prefix(text).is_ok() && lenient.range(text).is_ok());
            assert!(lenient.interface(text).is_ok() && lenient.addr(text).is_ok());
        });
        assert_eq!(count, 0, "{text}");
    }
    assert_eq!(reverse_name(Ipv4Addr::new(1, 2, 3, 4)), "4.3.2.1.in-addr.arpa");
    assert_eq!(ipv6_text("::1".parse().unwrap(), Default::default()).as_str(), "::1");
    let list = |n: u32| {
        let lines: Vec<String> = (0..n).map(|i| Ipv4Addr::from_bits(4 * i).to_string()).collect();
        let list = lines.join("\n");
        let (set, count) = allocations(|| ParseOptions::lenient().set(&list).unwrap());
        assert_eq!(set.range_count(), n as usize);
        count
    };
    let counts = [1000, 2000, 4000].map(list);
    assert!(counts[2] <= counts[0] + 8, "{counts:?} allocations");
}
