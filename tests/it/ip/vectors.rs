//! What netaddr 1.3.0 and the `ipaddress` of Python 3.11 answer to the same questions.
//! `tools/ip_vectors.py` wrote them. Where this crate differs on purpose, [`DIFFERENCES`] says so.

use std::fmt::Display;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use boltons::Error;
use boltons::ip::*;

use super::support::texts;

/// Question, input, our answer.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    // Text is ASCII without signs, and without blanks unless one asks for `trim`.
    ("zerofill", "+1.2.3.4", "error"),
    ("zerofill", "1.2.3.4 ", "error"),
    ("zerofill", " 1.2.3.4", "error"),
    ("zerofill", "１２７.0.0.1", "error"),
    ("aton", "1.2.3.4 ", "error"),
    // The C library stops at a blank, whatever follows.
    ("aton", "1.2.3.4 x", "error"),
    // Leading zeros are never silently decimal.
    ("nmap", "1.2.3.04", "error"),
    ("py_network", "10.0.0.0/08", "error"),
    // A partial address is an address: its octets end at 255, and it has no length.
    ("partial", "256", "error"),
    // Zones are skipped or an error; no address here has one.
    ("py_addr", "fe80::1%eth0", "error"),
    // std, and so this crate, writes dots for IPv4-mapped addresses only, as RFC 5952 asks.
    ("compact", "::0.32.26.0", "::20:1a00"),
    // A mask is one in both families.
    ("py_network", "2001:db8::/ffff:ffff::", "2001:db8::/32"),
    // The registry: blocks that are newer than the lists of the two, and 192.88.99.0/24, whose
    // entry is void.
    ("global", "100:0:0:1::1", "False"),
    ("global", "5f00::1", "False"),
    ("global", "2001:1::3", "True"),
    ("global", "192.88.99.1", "False"),
    ("py_global", "64:ff9b:1::7f00:1", "False"),
    ("py_global", "100:0:0:1::1", "False"),
    ("py_global", "5f00::1", "False"),
    ("py_global", "2002:7f00:1::", "False"),
    ("py_global", "2001:1::3", "True"),
    ("py_global", "192.88.99.1", "False"),
    // Python asks the IPv4 address; the registry says no of the whole block.
    ("py_global", "::ffff:8.8.8.8", "False"),
];

/// The items of a list as values.
fn all<T: FromStr<Err: std::fmt::Debug>>(list: &str) -> Vec<T> {
    list.split(' ').filter(|item| !item.is_empty()).map(|item| item.parse().unwrap()).collect()
}

fn join<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    texts(items).join(" ")
}

fn or_error<T: Display>(result: Result<T, Error>) -> String {
    result.map_or("error".to_owned(), |value| value.to_string())
}

fn or_none<T: Display>(value: Option<T>) -> String {
    value.map_or("None".to_owned(), |value| value.to_string())
}

/// As Python writes it.
fn truth(value: bool) -> String {
    if value { "True" } else { "False" }.to_owned()
}

/// What concerns prefixes of one family.
fn of_prefixes<F: Family>(question: &str, words: &[&str]) -> String
where
    Prefix<F>: FromStr<Err = Error>,
{
    let prefix: Prefix<F> = words[0].parse().unwrap();
    let other = || words[1].parse::<Prefix<F>>().unwrap();
    match question {
        "hosts" | "py_hosts" => join(prefix.hosts()),
        "subnets" => join(prefix.subnets(words[1].parse().unwrap()).unwrap()),
        "supernets" => {
            let shortest: u8 = words[1].parse().unwrap();
            join(prefix.supernets().take_while(|p| p.prefix_len() >= shortest))
        }
        "partition" => {
            let parts = prefix.partition(other());
            [join(parts.before), join(parts.inside), join(parts.after)].join(" | ")
        }
        "exclude" => join(prefix.exclude(other())),
        // An error where the other is not inside.
        "py_exclude" if !prefix.contains_prefix(other()) => "error".to_owned(),
        "py_exclude" => join(prefix.exclude(other())),
        "spanning" => or_none(spanning([prefix, other()])),
        "merge" | "py_collapse" => {
            join(aggregate(words.iter().map(|word| word.parse::<Prefix<F>>().unwrap())))
        }
        other => panic!("{other} is no question"),
    }
}

/// What concerns sets and maps.
fn of_sets(question: &str, input: &str) -> String {
    if question == "set_ranges" {
        let set: IpSet = all::<IpPrefix>(input).into_iter().collect();
        // Theirs has both ends even where they are one.
        return join(set.ranges().map(|range| format!("{}-{}", range.first(), range.last())));
    }
    let operation = ["or", "and", "sub", "xor"]
        .into_iter()
        .find_map(|name| Some((name, input.split_once(&format!(" {name} "))?)));
    if let Some((name, (a, b))) = operation {
        let [a, b] = [a, b].map(|list| all::<IpPrefix>(list).into_iter().collect::<IpSet>());
        let set = match name {
            "or" => &a | &b,
            "and" => &a & &b,
            "sub" => &a - &b,
            _ => &a ^ &b,
        };
        return join(set.prefixes());
    }
    let (probe, list) = input.split_once(' ').unwrap();
    let probe: IpAddr = probe.parse().unwrap();
    let map: IpPrefixMap<()> = all::<IpPrefix>(list).into_iter().map(|p| (p, ())).collect();
    let matching = map.covering(probe).map(|(prefix, ())| prefix);
    match question {
        "matching" => join(matching),
        "smallest" => or_none(map.lookup_prefix(probe).map(|(prefix, ())| prefix)),
        _ => or_none({ matching }.next()),
    }
}

/// What concerns text.
fn of_text(question: &str, input: &str) -> String {
    let options = ParseOptions::new();
    match question {
        "pton" | "py_addr" => or_error(parse_addr(input)),
        "aton" => or_error(options.inet_aton(true).addr(input)),
        "zerofill" => or_error(options.leading_zeros(LeadingZeros::Decimal).addr(input)),
        "partial" => or_error(options.partial(true).addr(input)),
        "abbreviated" => or_error(options.partial(true).classful(true).interface(input)),
        "py_network" => {
            or_error(options.bare_addr(true).netmask(true).hostmask(true).prefix(input))
        }
        "glob" => or_error(input.parse().map(|glob: Glob| {
            let range = Ipv4Range::from(glob);
            format!("{} {}", range.first(), range.last())
        })),
        "nmap" => or_error(input.parse().map(|nmap: NmapPattern| join(nmap.addrs()))),
        "reverse" => reverse_name(input.parse::<Ipv4Addr>().unwrap()) + ".",
        "netmask" => or_none(Ipv4Prefix::netmask_len(input.parse().unwrap())),
        "hostmask" => truth(Ipv4Prefix::hostmask_len(input.parse().unwrap()).is_some()),
        "global" | "py_global" => truth(is_global(input.parse::<IpAddr>().unwrap())),
        _ => of_v6_text(question, input.parse().unwrap()),
    }
}

fn of_v6_text(question: &str, addr: Ipv6Addr) -> String {
    let embedded = |wanted| embedded_ipv4(addr).and_then(|(how, v4)| (how == wanted).then_some(v4));
    match question {
        "base85" => {
            let text = to_base85(addr);
            assert_eq!(from_base85(&text).unwrap(), addr);
            text
        }
        "py_reverse" => reverse_name(addr),
        "compact" => ipv6_text(addr, Ipv6Style::Compact).to_string(),
        "full" => ipv6_text(addr, Ipv6Style::Full).to_string(),
        "verbose" => ipv6_text(addr, Ipv6Style::Verbose).to_string(),
        "py_teredo" => match (teredo_server(addr), embedded(Embedding::Teredo)) {
            (Some(server), Some(client)) => format!("{server} {client}"),
            _ => "error".to_owned(),
        },
        "py_6to4" => or_none(embedded(Embedding::SixToFour)),
        "py_mapped" => or_none(embedded(Embedding::Mapped)),
        other => panic!("{other} is no question"),
    }
}

fn of_hardware(question: &str, input: &str) -> String {
    use MacStyle::{Bare, Colon, Dot, Halves, Hyphen, Short};
    let mac = || input.parse::<MacAddr>().unwrap();
    let eui = || input.parse::<Eui64>().unwrap();
    match question {
        "eui48" => join([Colon, Hyphen, Short, Dot, Bare, Halves].map(|s| mac().format(s))),
        "eui64" => join([Colon, Hyphen, Short, Dot, Bare].map(|s| eui().format(s))),
        "eui48_ipv6" => {
            format!("{} {}", mac().to_eui64().format(Hyphen), mac().link_local())
        }
        "eui64_ipv6" => format!("{} {}", eui().format(Hyphen), eui().link_local()),
        other => panic!("{other} is no question"),
    }
}

/// The pool takes the blocks that the splitter takes, and has the same left.
fn of_splitter(steps: &str) -> String {
    let mut pool = Ipv4PrefixPool::new(Ipv4Prefix::literal("172.24.0.0/16"));
    for step in steps.split(' ') {
        let (len, got) = step.split_once(':').unwrap();
        assert_eq!(or_none(pool.allocate(len.parse().unwrap())), got, "{steps}");
    }
    join(pool.free())
}

fn answer(question: &str, input: &str, theirs: &str) -> String {
    let words: Vec<&str> = input.split(' ').collect();
    match question {
        "hosts" | "py_hosts" | "subnets" | "supernets" | "partition" | "exclude" | "py_exclude"
        | "spanning" | "merge" | "py_collapse" => {
            if input.contains(':') {
                of_prefixes::<V6>(question, &words)
            } else {
                of_prefixes::<V4>(question, &words)
            }
        }
        "set" | "set_ranges" | "matching" | "smallest" | "largest" => of_sets(question, input),
        "cidrs" | "py_cidrs" => join(input.parse::<IpRange>().unwrap().prefixes()),
        // Where several are needed theirs are prefixes, of which they give the number: never
        // fewer than ours.
        "globs" => {
            let globs = texts(input.parse::<Ipv4Range>().unwrap().globs());
            match theirs.parse::<usize>() {
                Ok(count) if (2..=count).contains(&globs.len()) => theirs.to_owned(),
                _ => globs.join(" "),
            }
        }
        "splitter" => of_splitter(input),
        _ if question.starts_with("eui") => of_hardware(question, input),
        _ => of_text(question, input),
    }
}

#[test]
fn netaddr_and_ipaddress_agree() {
    let (mut known, mut unknown) = (DIFFERENCES.to_vec(), Vec::new());
    for line in include_str!("../../data/ip/vectors.tsv").lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [question, input, theirs] = columns[..] else { panic!("three columns: {line}") };
        let theirs = match question {
            // Python 3.11 writes no dots in IPv6.
            "py_addr" => &*parse_addr(theirs).map_or(theirs.to_owned(), |addr| addr.to_string()),
            _ => theirs,
        };
        let ours = answer(question, input, theirs);
        if ours == theirs {
            continue;
        }
        match known.iter().position(|difference| *difference == (question, input, &*ours)) {
            Some(at) => _ = known.remove(at),
            None => unknown.push(format!("{question} {input}: {ours}, not {theirs}")),
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    assert!(known.is_empty(), "no longer different: {known:?}");
}
