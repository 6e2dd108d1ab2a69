//! Longest-prefix maps on a full routing table.
//!
//! Values are the prefixes' places in the table, so that an answer names the prefix that was
//! found. Peers have their fastest key type: `(u32, u8)` for prefix-trie and poptrie, their own
//! networks for iptrie and ip_network_table.

use std::hint::black_box;

use boltons::ip::{
    FrozenIpv4PrefixMap, FrozenIpv6PrefixMap, Ipv4Prefix, Ipv4PrefixMap, Ipv6Prefix, Ipv6PrefixMap,
};

use super::data::{Table, a4, a6, hot, stored_v4, stored_v6, uniform_v4};
use super::dir24::Dir24;
use crate::harness::alloc::live_bytes;
use crate::harness::{Contender, Harness};

pub const MISS: u32 = u32::MAX;
/// One in so many prefixes is in the table of the crate poptrie.
const POPTRIE_PART: usize = 32;

/// Why rows stay short of their targets.
const REASONS: [(&str, &str); 11] = [
    (
        "v4_frozen_dir",
        "0.7 to 1.1 (uniform) and 0.7 to 0.9 (random) from run to run: a routed address costs \
         DIR-24-8 one distant line of eleven times the memory, and ours a block of the index and a \
         count of bits; both then read the caller's value.",
    ),
    (
        "v4_frozen_poptrie",
        "a table of 28,000 prefixes is in the cache, where steps count and not distant lines; \
         blocks are fewer there, so that a /24 lies a node below its block.",
    ),
    (
        "v4_frozen/",
        "75 instructions a lookup against 364, so that it waits for memory, which other programs \
         use also: 2.0 to 2.8 (uniform) from run to run. Measured for 400,000 uniform, random and \
         hot lookups: these blocks 10.3, 7.0 and 2.7 ms; without the branch between near and far \
         15.3, 8.8 and 3.2; with blocks of 32 bytes, which never lie on two lines, 14.7, 7.2 and \
         2.7.",
    ),
    ("v4_latency/", "1.9 to 2.1 from run to run: two distant lines that wait for each other."),
    (
        "v4_mutable",
        "127 instructions a lookup against 364, and three distant lines that each wait for the one \
         before: the direct array, a node, the node's values, which stand in vectors of their own \
         because safe code could not otherwise iterate over them in order to change them. Measured, \
         uniform lookups, the mean of four runs: 16.9 ms with nodes that lie on two lines, 15.5 \
         with nodes of one line, as they are. Not built: the place of the short prefix's value \
         beside each link of the direct array, 1.2 bytes a prefix and more than the row of memory \
         allows.",
    ),
    (
        "v4_latency_mutable",
        "three distant lines that wait for each other (direct array, node, values); the frozen \
         form has two. Measured, the mean of four runs: 97 ms with nodes that lie on two lines, 82 \
         with nodes of one line, as they are.",
    ),
    (
        "v4_batch",
        "a processor that works ahead overlaps the distant lines of single lookups by itself.",
    ),
    (
        "v4_build/freeze",
        "325 instructions a prefix: 58 walk the tree, 115 put down prefixes, values and boundaries, \
         135 make the index; the peer it is held against has nothing to convert. It depends on \
         where the memory comes from: an earlier form took 44 ms alone and 33 after the rows of \
         sets. Measured alone: an iterator for each node made beforehand 46 ms, one made when a \
         node is reached 45, and with that boundaries that are looked at once, as it is, 38.",
    ),
    (
        "v4_build/insert",
        "274 instructions a prefix against 410, of which 45 are the allocator's: 65,000 nodes have \
         a vector of values each. Measured: places counted at each insertion 22.4 ms; not counted \
         where the table is sorted, as it is, 20.9; vectors that grow by half 20.3, for 0.4 bytes \
         a prefix, more than the row of memory allows.",
    ),
    (
        "v6_frozen",
        "most routed prefixes are /48s: a block, four nodes and the value, which wait for each \
         other; one node less would need blocks of 30 bits, 19 MB of them. On another machine: \
         nodes read word by word 42.7 ns, as arrays, as they are, 40.2; sorted upper halves under a \
         direct array 33.5, but 1.2 times the latency of the present form.",
    ),
    (
        "v6_mutable",
        "four nodes to a /48, each 80 bytes, and the run of links after each, which lies apart so \
         that nodes of few links stay small: 317 instructions against 690, but lines that each wait \
         for the one before. Measured, hot and random: addresses compared in 128 bits 26.2 and \
         53.8 ms; in 64 bits, with places looked up once at the end, as it is, 21.1 and 43.0; with \
         that nodes of two whole lines 20.8 and 50.8, and insertion in 12.6 to 19.8 ms instead of \
         11.9.",
    ),
];

pub fn rows(harness: &mut Harness) {
    if !harness.wants("ip/map") {
        return;
    }
    let table = Table::read(if harness.timed() { 1 } else { 97 });
    harness.input("ip/map/", table.source);
    for (row, reason) in REASONS {
        harness.explain(row, reason);
    }
    v4(harness, &table.v4);
    v6(harness, &table.v6);
}

pub fn look<'a, T: Copy>(
    name: &'static str,
    queries: &'a [T],
    find: impl Fn(T) -> u32 + 'a,
) -> Contender<'a> {
    Contender::new(name, move || {
        queries.iter().fold(0_u64, |sum, &q| sum.wrapping_add(u64::from(find(q))))
    })
}

/// Each query depends on the answer before: on all of its bits, and in all of the query's bits, or
/// else the compiler sees that the part which an index starts with does not depend on it.
fn chase<'a, T: Copy>(
    name: &'static str,
    queries: &'a [T],
    mix: impl Fn(T, u32) -> T + 'a,
    find: impl Fn(T) -> u32 + 'a,
) -> Contender<'a> {
    // No bits, which the compiler does not know.
    let none = black_box(0);
    Contender::new(name, move || {
        let mut last = 0;
        let mut sum = 0_u64;
        for &query in queries {
            last = find(mix(query, last & none));
            sum = sum.wrapping_add(u64::from(last));
        }
        sum
    })
}

fn mix4(query: u32, answer: u32) -> u32 {
    query ^ answer
}

/// In both halves of the address.
fn mix6(query: u128, answer: u32) -> u128 {
    query ^ (u128::from(answer) << 96 | u128::from(answer) << 64 | u128::from(answer))
}

pub fn key4(prefix: Ipv4Prefix) -> (u32, u8) {
    (prefix.first().to_bits(), prefix.prefix_len())
}

fn key6(prefix: Ipv6Prefix) -> (u128, u8) {
    (prefix.first().to_bits(), prefix.prefix_len())
}

fn v4(harness: &mut Harness, prefixes: &[Ipv4Prefix]) {
    let entries = || prefixes.iter().copied().zip(0_u32..);
    let count = prefixes.len() as f64;
    let (ours, our_bytes) = live_bytes(|| entries().collect::<Ipv4PrefixMap<u32>>());
    let frozen: FrozenIpv4PrefixMap<u32> = entries().collect();
    let (trie, trie_bytes) = live_bytes(|| {
        entries().map(|(p, v)| (key4(p), v)).collect::<prefix_trie::PrefixMap<(u32, u8), u32>>()
    });
    let (dir, dir_bytes) = live_bytes(|| Dir24::new(entries()));
    let bytes = frozen.index_bytes() as f64;
    harness.figure(
        "ip/map/v4_bytes/mutable",
        "B a prefix",
        our_bytes as f64 / count,
        Some(("prefix-trie", trie_bytes as f64 / count)),
        1.27,
    );
    harness.figure(
        "ip/map/v4_bytes/frozen_index",
        "B a prefix",
        bytes / count,
        Some(("DIR-24-8", dir_bytes as f64 / count)),
        9.0,
    );

    let trie_find = |q: u32| trie.get_lpm(&(q, 32)).map_or(MISS, |e| *e.1);
    let frozen_find = |q: u32| frozen.lookup(a4(q)).copied().unwrap_or(MISS);
    let our_find = |q: u32| ours.lookup(a4(q)).copied().unwrap_or(MISS);
    let uniform = uniform_v4(1);
    let stored = stored_v4(prefixes, 2);
    let hot = hot(&stored);
    for (case, queries, frozen_target, our_target) in [
        ("uniform", &uniform, 3.3, 2.0),
        ("prefix_random", &stored, 5.0, 2.0),
        ("hot", &hot, 5.5, 2.5),
    ] {
        let id = format!("ip/map/v4_frozen/{case}/400k");
        harness.compare(
            &id,
            &[frozen_target],
            vec![look("boltons", queries, frozen_find), look("prefix-trie", queries, trie_find)],
        );
        let id = format!("ip/map/v4_mutable/{case}/400k");
        harness.compare(
            &id,
            &[our_target],
            vec![look("boltons", queries, our_find), look("prefix-trie", queries, trie_find)],
        );
    }
    // DIR-24-8 answers with a number; the values that a map has stand in a vector after it.
    let values: Vec<u32> = (0..prefixes.len() as u32).collect();
    let dir_find = |q: u32| values.get(dir.find(q) as usize).copied().unwrap_or(MISS);
    for (case, queries, target) in [("uniform", &uniform, 1.1), ("prefix_random", &stored, 0.75)] {
        harness.compare(
            &format!("ip/map/v4_frozen_dir/{case}/400k"),
            &[target],
            vec![look("boltons", queries, frozen_find), look("DIR-24-8", queries, dir_find)],
        );
    }
    harness.compare(
        "ip/map/v4_latency/prefix_random/400k",
        &[2.1, 1.0],
        vec![
            chase("boltons", &stored, mix4, frozen_find),
            chase("prefix-trie", &stored, mix4, trie_find),
            chase("DIR-24-8", &stored, mix4, dir_find),
        ],
    );
    harness.compare(
        "ip/map/v4_latency_mutable/prefix_random/400k",
        &[1.3],
        vec![
            chase("boltons", &stored, mix4, our_find),
            chase("prefix-trie", &stored, mix4, trie_find),
        ],
    );
    let addrs: Vec<_> = stored.iter().map(|q| a4(*q)).collect();
    let addrs = &addrs;
    let frozen = &frozen;
    let mut out = vec![None; addrs.len()];
    harness.compare(
        "ip/map/v4_batch/prefix_random/400k",
        &[1.3],
        vec![
            Contender::new("boltons", || {
                for (addrs, out) in addrs.chunks(512).zip(out.chunks_mut(512)) {
                    frozen.lookup_batch(addrs, out);
                }
                out.iter()
                    .fold(0, |sum: u64, v| sum.wrapping_add(u64::from(v.copied().unwrap_or(MISS))))
            }),
            look("one by one", addrs, |q| frozen.lookup(q).copied().unwrap_or(MISS)),
        ],
    );
    harness.compare(
        "ip/map/v4_build/freeze",
        &[1.2],
        vec![
            Contender::with_setup(
                "boltons",
                || Some(ours.clone()),
                |map| {
                    black_box(map.take().map(Ipv4PrefixMap::freeze))
                        .map_or(0, |map| map.len() as u64)
                },
            ),
            Contender::new("prefix-trie insert", || {
                let map: prefix_trie::PrefixMap<(u32, u8), u32> =
                    entries().map(|(p, v)| (key4(p), v)).collect();
                black_box(map).len() as u64
            }),
        ],
    );
    harness.compare(
        "ip/map/v4_build/insert",
        &[1.8],
        vec![
            Contender::new("boltons", || {
                black_box(entries().collect::<Ipv4PrefixMap<u32>>()).len() as u64
            }),
            Contender::new("prefix-trie", || {
                let map: prefix_trie::PrefixMap<(u32, u8), u32> =
                    entries().map(|(p, v)| (key4(p), v)).collect();
                black_box(map).len() as u64
            }),
        ],
    );
    v4_peers(harness, prefixes);
}

/// Peers that take long to fill.
fn v4_peers(harness: &mut Harness, prefixes: &[Ipv4Prefix]) {
    if harness.wants("ip/map/v4_frozen_peers") {
        let entries = || prefixes.iter().copied().zip(0_u32..);
        let frozen: FrozenIpv4PrefixMap<u32> = entries().collect();
        let mut table = ip_network_table::IpNetworkTable::new();
        let mut patricia: iptrie::Ipv4RTrieMap<u32> = iptrie::Ipv4RTrieMap::with_root(MISS);
        for (prefix, value) in entries() {
            let (addr, len) = (prefix.first(), prefix.prefix_len());
            let network = ip_network::Ipv4Network::new(addr, len).expect("host bits are zero");
            table.insert(network, value);
            patricia.insert(ipnet::Ipv4Net::new_assert(addr, len).into(), value);
        }
        let compressed = patricia.compress();
        let stored = stored_v4(prefixes, 2);
        harness.compare(
            "ip/map/v4_frozen_peers/prefix_random/400k",
            &[3.0, 3.0],
            vec![
                look("boltons", &stored, |q| frozen.lookup(a4(q)).copied().unwrap_or(MISS)),
                look("iptrie", &stored, |q| *compressed.lookup(&a4(q)).1),
                look("ip_network_table", &stored, |q| {
                    table.longest_match_ipv4(a4(q)).map_or(MISS, |e| *e.1)
                }),
            ],
        );
    }
    if harness.wants("ip/map/v4_frozen_poptrie") {
        // Every insertion into this peer moves what stands behind, so that the whole table takes
        // it many minutes, in whichever order; a part of it, evenly spread, takes seconds.
        let part: Vec<Ipv4Prefix> = prefixes.iter().copied().step_by(POPTRIE_PART).collect();
        let entries = || part.iter().copied().zip(0_u32..);
        let frozen: FrozenIpv4PrefixMap<u32> = entries().collect();
        let mut pop: poptrie::Poptrie<(u32, u8), u32> = poptrie::Poptrie::new();
        for (prefix, value) in entries() {
            pop.insert(key4(prefix), value);
        }
        let stored = stored_v4(&part, 2);
        harness.compare(
            "ip/map/v4_frozen_poptrie/prefix_random_of_a_32nd/400k",
            &[3.0],
            vec![
                look("boltons", &stored, |q| frozen.lookup(a4(q)).copied().unwrap_or(MISS)),
                look("poptrie", &stored, |q| pop.lookup(q).copied().unwrap_or(MISS)),
            ],
        );
    }
}

fn v6(harness: &mut Harness, prefixes: &[Ipv6Prefix]) {
    let entries = || prefixes.iter().copied().zip(0_u32..);
    let count = prefixes.len() as f64;
    let (ours, our_bytes) = live_bytes(|| entries().collect::<Ipv6PrefixMap<u32>>());
    let frozen: FrozenIpv6PrefixMap<u32> = entries().collect();
    let (trie, trie_bytes) = live_bytes(|| {
        entries().map(|(p, v)| (key6(p), v)).collect::<prefix_trie::PrefixMap<(u128, u8), u32>>()
    });
    harness.figure(
        "ip/map/v6_bytes/mutable",
        "B a prefix",
        our_bytes as f64 / count,
        Some(("prefix-trie", trie_bytes as f64 / count)),
        0.0,
    );
    harness.figure(
        "ip/map/v6_bytes/frozen_index",
        "B a prefix",
        frozen.index_bytes() as f64 / count,
        Some(("22 at most", 22.0)),
        1.0,
    );
    let mut pop: poptrie::Poptrie<(u128, u8), u32> = poptrie::Poptrie::new();
    for (prefix, value) in entries() {
        pop.insert(key6(prefix), value);
    }
    let mut patricia: iptrie::Ipv6RTrieMap<u32> = iptrie::Ipv6RTrieMap::with_root(MISS);
    for (prefix, value) in entries() {
        patricia
            .insert(ipnet::Ipv6Net::new_assert(prefix.first(), prefix.prefix_len()).into(), value);
    }
    let compressed = patricia.compress();
    let lc_find = |q: u128| *compressed.lookup(&a6(q)).1;
    let trie_find = |q: u128| trie.get_lpm(&(q, 128)).map_or(MISS, |e| *e.1);
    let pop_find = |q: u128| pop.lookup(q).copied().unwrap_or(MISS);
    let frozen_find = |q: u128| frozen.lookup(a6(q)).copied().unwrap_or(MISS);
    let our_find = |q: u128| ours.lookup(a6(q)).copied().unwrap_or(MISS);
    let stored = stored_v6(prefixes, 3);
    let hot = hot(&stored);
    for (case, queries, target, lc) in
        [("prefix_random", &stored, 2.2, 1.6), ("hot", &hot, 2.3, 1.3)]
    {
        harness.compare(
            &format!("ip/map/v6_frozen/{case}/400k"),
            &[target, lc, target],
            vec![
                look("boltons", queries, frozen_find),
                look("prefix-trie", queries, trie_find),
                look("iptrie LC", queries, lc_find),
                look("poptrie", queries, pop_find),
            ],
        );
    }
    harness.compare(
        "ip/map/v6_latency/prefix_random/400k",
        &[1.3],
        vec![
            chase("boltons", &stored, mix6, frozen_find),
            chase("prefix-trie", &stored, mix6, trie_find),
        ],
    );
    harness.compare(
        "ip/map/v6_mutable/prefix_random/400k",
        &[1.5],
        vec![look("boltons", &stored, our_find), look("prefix-trie", &stored, trie_find)],
    );
    harness.compare(
        "ip/map/v6_build/freeze",
        &[],
        vec![
            Contender::with_setup(
                "boltons",
                || Some(ours.clone()),
                |map| {
                    black_box(map.take().map(Ipv6PrefixMap::freeze))
                        .map_or(0, |map| map.len() as u64)
                },
            ),
            Contender::new("prefix-trie insert", || {
                let map: prefix_trie::PrefixMap<(u128, u8), u32> =
                    entries().map(|(p, v)| (key6(p), v)).collect();
                black_box(map).len() as u64
            }),
        ],
    );
    harness.compare(
        "ip/map/v6_build/insert",
        &[],
        vec![
            Contender::new("boltons", || {
                black_box(entries().collect::<Ipv6PrefixMap<u32>>()).len() as u64
            }),
            Contender::new("prefix-trie", || {
                let map: prefix_trie::PrefixMap<(u128, u8), u32> =
                    entries().map(|(p, v)| (key6(p), v)).collect();
                black_box(map).len() as u64
            }),
        ],
    );
}
