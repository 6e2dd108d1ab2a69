//! How the cost of maps and sets of prefixes grows with their entries: parts of a routing table,
//! evenly spread.

use std::collections::BTreeMap;
use std::hint::black_box;

use boltons::ip::{
    FrozenIpv4PrefixMap, Ipv4Prefix, Ipv4PrefixMap, Ipv4PrefixPool, Ipv4RangeMap, Ipv4Set,
};
use range_set_blaze::RangeSetBlaze;

use super::data::{QUERIES, Table, a4, stored_v4};
use super::maps::{MISS, key4, look};
use crate::harness::alloc::live_bytes;
use crate::harness::{Contender, Harness, Rng};

const SIZES: [usize; 6] = [100, 1_000, 10_000, 100_000, 300_000, 900_000];

type Trie = prefix_trie::PrefixMap<(u32, u8), u32>;

pub fn rows(harness: &mut Harness) {
    if !harness.wants("ip/sweep/") {
        return;
    }
    let table = Table::read(if harness.timed() { 1 } else { 97 });
    harness.input("ip/sweep/", table.source);
    for n in SIZES {
        if n <= 1_000 || harness.timed() {
            let step = (table.v4.len() / n).max(1);
            let part: Vec<Ipv4Prefix> = table.v4.iter().copied().step_by(step).take(n).collect();
            size(harness, &part);
        }
    }
}

fn size(harness: &mut Harness, prefixes: &[Ipv4Prefix]) {
    let n = prefixes.len();
    let entries = || prefixes.iter().copied().zip(0_u32..);
    let theirs = || entries().map(|(prefix, value)| (key4(prefix), value)).collect::<Trie>();
    let (map, map_bytes) = live_bytes(|| entries().collect::<Ipv4PrefixMap<u32>>());
    let (trie, trie_bytes) = live_bytes(theirs);
    let frozen: FrozenIpv4PrefixMap<u32> = entries().collect();
    let mut network = ip_network_table::IpNetworkTable::new();
    for (prefix, value) in entries() {
        let of = ip_network::Ipv4Network::new(prefix.first(), prefix.prefix_len());
        network.insert(of.expect("host bits are zero"), value);
    }
    let queries = stored_v4(prefixes, 2);
    let trie_find = |q: u32| trie.get_lpm(&(q, 32)).map_or(MISS, |entry| *entry.1);
    harness.sweep(
        "ip/sweep/frozen_prefix_map/lookup",
        n,
        QUERIES,
        vec![
            look("boltons", &queries, |q| frozen.lookup(a4(q)).copied().unwrap_or(MISS)),
            look("prefix-trie", &queries, trie_find),
            look("ip_network_table", &queries, |q| {
                network.longest_match_ipv4(a4(q)).map_or(MISS, |entry| *entry.1)
            }),
        ],
    );
    harness.sweep(
        "ip/sweep/prefix_map/lookup",
        n,
        QUERIES,
        vec![
            look("boltons", &queries, |q| map.lookup(a4(q)).copied().unwrap_or(MISS)),
            look("prefix-trie", &queries, trie_find),
        ],
    );
    harness.sweep(
        "ip/sweep/prefix_map/insert",
        n,
        n,
        vec![
            Contender::new("boltons", || {
                black_box(entries().collect::<Ipv4PrefixMap<u32>>()).len() as u64
            }),
            Contender::new("prefix-trie", || black_box(theirs()).len() as u64),
        ],
    );
    harness.figure_of_size(
        "ip/sweep/prefix_map/bytes",
        n,
        "B",
        map_bytes as f64 / n as f64,
        Some(("prefix-trie", trie_bytes as f64 / n as f64)),
    );
    let set: Ipv4Set = prefixes.iter().copied().collect();
    let blaze: RangeSetBlaze<u32> =
        set.ranges().map(|range| range.first().to_bits()..=range.last().to_bits()).collect();
    ranges(harness, &set, &queries);
    pool(harness, n);
    let frozen = set.freeze();
    let count = |queries: &[u32], found: &dyn Fn(u32) -> bool| {
        queries.iter().filter(|query| found(**query)).count() as u64
    };
    harness.sweep(
        "ip/sweep/set/contains",
        n,
        QUERIES,
        vec![
            Contender::new("boltons", || count(&queries, &|q| set.contains(a4(q)))),
            Contender::new("boltons, frozen", || count(&queries, &|q| frozen.contains(a4(q)))),
            Contender::new("RangeSetBlaze", || count(&queries, &|q| blaze.contains(q))),
        ],
    );
}

/// Lookups in a map of the set's ranges.
fn ranges(harness: &mut Harness, set: &Ipv4Set, queries: &[u32]) {
    let items = || set.ranges().zip(0_u32..);
    let map = Ipv4RangeMap::try_from_disjoint(items()).expect("ranges of a set do not meet");
    let std: BTreeMap<u32, (u32, u32)> = items()
        .map(|(range, value)| (range.first().to_bits(), (range.last().to_bits(), value)))
        .collect();
    harness.sweep(
        "ip/sweep/range_map/lookup",
        map.len(),
        QUERIES,
        vec![
            look("boltons", queries, |q| map.lookup(a4(q)).copied().unwrap_or(MISS)),
            look("BTreeMap of ranges", queries, |q| {
                let below = std.range(..=q).next_back();
                below.filter(|(_, (last, _))| q <= *last).map_or(MISS, |(_, (_, value))| *value)
            }),
        ],
    );
}

/// Of `n` blocks of a pool that are allocated, one is released and the smallest free one allocated.
fn pool(harness: &mut Harness, n: usize) {
    let mut pool = Ipv4PrefixPool::new("10.0.0.0/8".parse::<Ipv4Prefix>().expect("a prefix"));
    let mut blocks: Vec<Ipv4Prefix> = (0..n).filter_map(|_| pool.allocate(30)).collect();
    let mut rng = Rng(9);
    let order: Vec<usize> = (0..20_000).map(|_| rng.below(n as u64) as usize).collect();
    let ours = Contender::new("boltons", || {
        for &at in &order {
            pool.release(blocks[at]).expect("it is allocated");
            blocks[at] = pool.allocate(30).expect("one was released");
        }
        order.len() as u64
    });
    harness.sweep("ip/sweep/prefix_pool/release_and_allocate", n, order.len(), vec![ours]);
}
