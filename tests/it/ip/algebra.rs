//! `aggregate` and `spanning`.

use boltons::ip::{Ipv4Prefix, Ipv6Prefix, V4, aggregate, spanning};

use super::support::texts;

fn v4(texts: &[&str]) -> Vec<Ipv4Prefix> {
    texts.iter().map(|s| s.parse().unwrap()).collect()
}

/// krisprice/ipnet#44: aggregate of 128.0.0.0/1 made 31 prefixes.
#[test]
fn ipnet_44_the_upper_half_is_one_prefix() {
    assert_eq!(texts(aggregate(v4(&["128.0.0.0/1"]))), ["128.0.0.0/1"]);
    assert_eq!(texts(aggregate(v4(&["128.0.0.0/1", "0.0.0.0/1"]))), ["0.0.0.0/0"]);
    assert_eq!(texts(aggregate(v4(&["0.0.0.0/0", "255.255.255.255/32"]))), ["0.0.0.0/0"]);
    let v6: Vec<Ipv6Prefix> = vec!["8000::/1".parse().unwrap(), "::/1".parse().unwrap()];
    assert_eq!(texts(aggregate(v6)), ["::/0"]);
}

#[test]
fn merges_as_netaddr() {
    assert!(aggregate::<V4>([]).is_empty());
    // netaddr: cidr_merge(['192.0.128.0/24', '192.0.129.0/24'])
    assert_eq!(texts(aggregate(v4(&["192.0.129.0/24", "192.0.128.0/24"]))), ["192.0.128.0/23"]);
    assert_eq!(
        texts(aggregate(v4(&["192.0.129.0/24", "192.0.130.0/24"]))),
        ["192.0.129.0/24", "192.0.130.0/24"]
    );
    assert_eq!(
        texts(aggregate(v4(&["192.0.2.112/30", "192.0.2.116/31", "192.0.2.118/31"]))),
        ["192.0.2.112/29"]
    );
    assert_eq!(
        texts(aggregate(v4(&["192.0.2.112/30", "192.0.2.116/32", "192.0.2.118/31"]))),
        ["192.0.2.112/30", "192.0.2.116/32", "192.0.2.118/31"],
    );
    assert_eq!(texts(aggregate(v4(&["10.0.0.0/8", "10.1.2.3/32", "10.0.0.0/8"]))), ["10.0.0.0/8"]);
    // All addresses of a block, backwards, with repetitions.
    let block = Ipv4Prefix::literal("255.255.255.0/24");
    let hosts = block.addrs().rev().chain(block.addrs().take(7)).map(Ipv4Prefix::host);
    assert_eq!(aggregate(hosts), [block]);
}

/// projectdiscovery/mapcidr#473: what was left out came back with aggregation.
#[test]
fn mapcidr_473_nothing_comes_back() {
    let block = Ipv4Prefix::literal("192.0.2.0/24");
    let hole = Ipv4Prefix::literal("192.0.2.77/32");
    let rest = aggregate(block.exclude(hole));
    assert!(rest.iter().all(|prefix| !prefix.overlaps(hole)));
    assert_eq!(rest.iter().map(|prefix| prefix.size()).sum::<u128>(), 255);
}

#[test]
fn spans_as_netaddr() {
    assert_eq!(spanning::<V4>([]), None);
    assert_eq!(spanning(v4(&["192.0.2.0/24"])), Some(Ipv4Prefix::literal("192.0.2.0/24")));
    assert_eq!(
        spanning(v4(&["192.168.0.0/30", "192.168.0.245/32", "192.168.0.255/32"])),
        Some(Ipv4Prefix::literal("192.168.0.0/24")),
    );
    assert_eq!(spanning(v4(&["0.0.0.0/32", "255.255.255.255/32"])), Some(Ipv4Prefix::ALL));
    assert_eq!(
        spanning(v4(&["10.0.0.0/8", "10.1.0.0/16"])),
        Some(Ipv4Prefix::literal("10.0.0.0/8")),
    );
}
