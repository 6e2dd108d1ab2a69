//! Parsing of prefixes, aggregation, ranges to prefixes, and the guard.

use std::hint::black_box;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use boltons::ip::{self, Ipv4Prefix, Ipv6Prefix};
use prefix_trie::PrefixMap;
use range_set_blaze::RangeSetBlaze;

use crate::harness::{Contender, Harness, Rng, data, mix};

/// The prefixes of the full routing table, in its order.
pub fn table() -> Option<(Vec<Ipv4Prefix>, Vec<Ipv6Prefix>)> {
    let file = std::fs::File::open(data("ip/bgp_full_table.txt.gz")?).ok()?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).ok()?;
    let (mut v4, mut v6) = (Vec::new(), Vec::new());
    for line in text.lines() {
        match line.parse().ok()? {
            ip::IpPrefix::V4(prefix) => v4.push(prefix),
            ip::IpPrefix::V6(prefix) => v6.push(prefix),
        }
    }
    Some((v4, v6))
}

fn sum(sum: u64, bits: u128, len: u8) -> u64 {
    mix(sum, (bits >> 64) as u64 ^ bits as u64 ^ u64::from(len))
}

/// Runs a parser over all texts.
fn over<'a, T: FromStr>(
    name: &'static str,
    texts: &'a [String],
    parts: impl Fn(&T) -> (u128, u8) + 'a,
) -> Contender<'a> {
    Contender::new(name, move || {
        texts.iter().fold(0, |state, text| match black_box(text).parse::<T>() {
            Ok(value) => {
                let (bits, len) = parts(&value);
                sum(state, bits, len)
            }
            Err(_) => state,
        })
    })
}

fn prefixes(harness: &mut Harness) {
    let (count, label) = if harness.timed() { (100_000, "100k") } else { (1_000, "1k") };
    let mut rng = Rng(2);
    let v4: Vec<String> = (0..count)
        .map(|_| {
            let len = 8 + rng.below(25) as u8;
            let addr = Ipv4Addr::from_bits(rng.next() as u32);
            Ipv4Prefix::truncated(addr, len).map_or(String::new(), |prefix| prefix.to_string())
        })
        .collect();
    let v6: Vec<String> = (0..count)
        .map(|_| {
            let len = 16 + rng.below(113) as u8;
            let bits = u128::from(rng.next() >> 3 | 1 << 61) << 64 | u128::from(rng.next());
            let prefix = Ipv6Prefix::truncated(Ipv6Addr::from_bits(bits), len);
            prefix.map_or(String::new(), |prefix| prefix.to_string())
        })
        .collect();
    harness.compare(
        &format!("ip/parse_prefix/v4/{label}"),
        &[1.4; 4],
        vec![
            over("boltons", &v4, |p: &Ipv4Prefix| (p.first().to_bits().into(), p.prefix_len())),
            over("ipnet", &v4, |p: &ipnet::Ipv4Net| (p.addr().to_bits().into(), p.prefix_len())),
            over("cidr", &v4, |p: &cidr::Ipv4Cidr| {
                (p.first_address().to_bits().into(), p.network_length())
            }),
            over("ipnetwork", &v4, |p: &ipnetwork::Ipv4Network| {
                (p.ip().to_bits().into(), p.prefix())
            }),
            over("ip_network", &v4, |p: &ip_network::Ipv4Network| {
                (p.network_address().to_bits().into(), p.netmask())
            }),
        ],
    );
    harness.compare(
        &format!("ip/parse_prefix/v6/{label}"),
        &[3.0; 4],
        vec![
            over("boltons", &v6, |p: &Ipv6Prefix| (p.first().to_bits(), p.prefix_len())),
            over("ipnet", &v6, |p: &ipnet::Ipv6Net| (p.addr().to_bits(), p.prefix_len())),
            over("cidr", &v6, |p: &cidr::Ipv6Cidr| {
                (p.first_address().to_bits(), p.network_length())
            }),
            over("ipnetwork", &v6, |p: &ipnetwork::Ipv6Network| (p.ip().to_bits(), p.prefix())),
            over("ip_network", &v6, |p: &ip_network::Ipv6Network| {
                (p.network_address().to_bits(), p.netmask())
            }),
        ],
    );
}

fn aggregate(harness: &mut Harness, table: &[Ipv4Prefix], label: &str) {
    let mut ours = table.to_vec();
    Rng(3).shuffle(&mut ours);
    let net = |p: &Ipv4Prefix| ipnet::Ipv4Net::new_assert(p.first(), p.prefix_len());
    let nets: Vec<ipnet::Ipv4Net> = ours.iter().map(net).collect();
    let ranges: Vec<std::ops::RangeInclusive<u32>> =
        ours.iter().map(|p| p.first().to_bits()..=p.last().to_bits()).collect();
    let addresses = |prefixes: &mut dyn Iterator<Item = (u32, u8)>| {
        prefixes.map(|(_, len)| 1u64 << (32 - len)).sum::<u64>()
    };
    harness.compare(
        &format!("ip/aggregate/v4/{label}"),
        &[2.5, 3.5, 9.0],
        vec![
            Contender::new("boltons", || {
                let all = ip::aggregate(black_box(&ours).iter().copied());
                addresses(&mut all.iter().map(|p| (p.first().to_bits(), p.prefix_len())))
            }),
            Contender::new("ipnet", || {
                let all = ipnet::Ipv4Net::aggregate(black_box(&nets));
                addresses(&mut all.iter().map(|p| (p.addr().to_bits(), p.prefix_len())))
            }),
            // Its result is ranges, not prefixes: less work.
            Contender::new("RangeSetBlaze", || {
                let all: RangeSetBlaze<u32> = black_box(&ranges).iter().cloned().collect();
                all.ranges().map(|range| u64::from(range.end() - range.start()) + 1).sum()
            }),
            // Inserted one by one, with the children of each prefix removed and siblings joined.
            Contender::new("prefix-trie", || {
                let mut map = PrefixMap::<ipnet::Ipv4Net, ()>::new();
                for mut net in black_box(&nets).iter().copied() {
                    if map.get_lpm(&net).is_some() {
                        continue;
                    }
                    map.remove_children(&net);
                    while let Some(parent) = net.supernet() {
                        let sibling = ipnet::Ipv4Net::new_assert(
                            Ipv4Addr::from_bits(
                                net.network().to_bits() ^ 1 << (32 - net.prefix_len()),
                            ),
                            net.prefix_len(),
                        );
                        if map.remove(&sibling).is_none() {
                            break;
                        }
                        net = parent;
                    }
                    map.insert(net, ());
                }
                addresses(&mut map.iter().map(|(p, ())| (p.addr().to_bits(), p.prefix_len())))
            }),
        ],
    );
}

fn ranges(harness: &mut Harness, table: &[Ipv4Prefix], label: &str) {
    let mut half = table.to_vec();
    Rng(4).shuffle(&mut half);
    half.truncate(table.len() / 2);
    let set: ip::Ipv4Set = half.into_iter().collect();
    let ranges: Vec<(Ipv4Addr, Ipv4Addr)> =
        set.ranges().map(|range| (range.first(), range.last())).collect();
    harness.compare(
        &format!("ip/prefixes/v4/{label}"),
        &[1.7],
        vec![
            Contender::new("boltons", || {
                ranges.iter().fold(0, |state, &(first, last)| {
                    let Ok(range) = ip::Ipv4Range::new(first, last) else { return state };
                    range.prefixes().fold(state, |state, p| {
                        sum(state, p.first().to_bits().into(), p.prefix_len())
                    })
                })
            }),
            Contender::new("ipnet", || {
                ranges.iter().fold(0, |state, &(first, last)| {
                    ipnet::Ipv4Subnets::new(first, last, 0).fold(state, |state, p| {
                        sum(state, p.addr().to_bits().into(), p.prefix_len())
                    })
                })
            }),
        ],
    );
}

/// The vectors of the guard with the answer that is right.
pub const VECTORS: [(&str, bool); 24] = [
    ("::127.0.0.1", false),
    ("64:ff9b::127.0.0.1", false),
    ("64:ff9b::169.254.169.254", false),
    ("64:ff9b:1::127.0.0.1", false),
    ("::ffff:0:127.0.0.1", false),
    ("100:0:0:1::1", false),
    ("224.0.0.1", false),
    ("ff0e::1", false),
    ("fec0::1", false),
    ("5f00::1", false),
    ("::ffff:127.0.0.1", false),
    ("2002:7f00:1::", false),
    ("2001:1::3", false),
    ("2001::1", false),
    ("192.88.99.1", false),
    ("192.0.0.9", false),
    ("2001:db8:1:2:0:5efe:10.0.0.1", false),
    ("2606:4700::200:5efe:10.0.0.1", false),
    ("1.1.1.1", true),
    ("8.8.8.8", true),
    ("2606:4700:4700::1111", true),
    ("2001:718:1404:c8:0:ffff:ac19:c80e", true),
    ("::ffff:8.8.8.8", true),
    ("64:ff9b::808:808", true),
];

fn guard(harness: &mut Harness) {
    let right = |judge: &dyn Fn(IpAddr) -> bool| {
        let all = VECTORS.iter().filter_map(|(text, public)| Some((text.parse().ok()?, *public)));
        all.filter(|&(addr, public)| judge(addr) == public).count() as f64
    };
    let ours = right(&|addr| ip::is_public_unicast(addr));
    assert!((ours - 24.0).abs() < 0.5, "the guard is wrong");
    let rival = right(&|addr| match ip_network::IpNetwork::new(
        addr,
        if addr.is_ipv4() { 32 } else { 128 },
    ) {
        Ok(network) => network.is_global(),
        Err(_) => false,
    });
    harness.figure("ip/guard/right/24", "right", ours, Some(("ip_network", rival)), 0.0);
}

pub fn rows(harness: &mut Harness) {
    if harness.wants("ip/parse_prefix") {
        prefixes(harness);
    }
    if harness.wants("ip/guard") {
        guard(harness);
    }
    if harness.wants("ip/aggregate") || harness.wants("ip/prefixes") {
        let Some((mut v4, _)) = table() else { return };
        let label = if harness.timed() { "902k" } else { "20k" };
        if !harness.timed() {
            v4.truncate(20_000);
        }
        aggregate(harness, &v4, label);
        ranges(harness, &v4, label);
    }
}
