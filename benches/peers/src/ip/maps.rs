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

const MISS: u32 = u32::MAX;

pub fn rows(harness: &mut Harness) {
    if !harness.wants("ip/map") {
        return;
    }
    let Some(table) = Table::read(if harness.timed() { 1 } else { 97 }) else { return };
    v4(harness, &table.v4);
    v6(harness, &table.v6);
}

fn look<'a, T: Copy>(
    name: &'static str,
    queries: &'a [T],
    find: impl Fn(T) -> u32 + 'a,
) -> Contender<'a> {
    Contender::new(name, move || {
        queries.iter().fold(0_u64, |sum, &q| sum.wrapping_add(u64::from(find(q))))
    })
}

/// Each query depends on the answer before.
fn chase<'a>(
    name: &'static str,
    queries: &'a [u32],
    find: impl Fn(u32) -> u32 + 'a,
) -> Contender<'a> {
    Contender::new(name, move || {
        let mut last = 0;
        let mut sum = 0_u64;
        for &query in queries {
            // Keeps the prefix most of the time and depends on the answer all of the time.
            last = find(query ^ (last & 1));
            sum = sum.wrapping_add(u64::from(last));
        }
        sum
    })
}

fn key4(prefix: Ipv4Prefix) -> (u32, u8) {
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
        ("uniform", &uniform, 4.0, 2.5),
        ("prefix_random", &stored, 3.0, 1.8),
        ("hot", &hot, 4.0, 1.8),
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
    // The least ratio is that of a time: DIR-24-8 may be 2.5 times as fast.
    harness.compare(
        "ip/map/v4_frozen_dir/uniform/400k",
        &[0.4],
        vec![look("boltons", &uniform, frozen_find), look("DIR-24-8", &uniform, |q| dir.find(q))],
    );
    harness.compare(
        "ip/map/v4_latency/prefix_random/400k",
        &[1.0, 1.0],
        vec![chase("boltons", &stored, frozen_find), chase("prefix-trie", &stored, trie_find)],
    );
    harness.compare(
        "ip/map/v4_latency_mutable/prefix_random/400k",
        &[1.0],
        vec![chase("boltons", &stored, our_find), chase("prefix-trie", &stored, trie_find)],
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
        &[1.0],
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
        &[2.0],
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
    if !harness.wants("ip/map/v4_frozen_peers") {
        return;
    }
    let mut pop: poptrie::Poptrie<(u32, u8), u32> = poptrie::Poptrie::new();
    let mut table: ip_network_table::IpNetworkTable<u32> = ip_network_table::IpNetworkTable::new();
    let mut patricia: iptrie::Ipv4RTrieMap<u32> = iptrie::Ipv4RTrieMap::with_root(MISS);
    for (prefix, value) in entries() {
        pop.insert(key4(prefix), value);
        let (addr, len) = (prefix.first(), prefix.prefix_len());
        table.insert(ip_network::Ipv4Network::new(addr, len).expect("host bits are zero"), value);
        patricia.insert(ipnet::Ipv4Net::new_assert(addr, len).into(), value);
    }
    let compressed = patricia.compress();
    harness.compare(
        "ip/map/v4_frozen_peers/prefix_random/400k",
        &[3.0, 3.0, 3.0],
        vec![
            look("boltons", &stored, frozen_find),
            look("iptrie", &stored, |q| *compressed.lookup(&a4(q)).1),
            look("poptrie", &stored, |q| pop.lookup(q).copied().unwrap_or(MISS)),
            look("ip_network_table", &stored, |q| {
                table.longest_match_ipv4(a4(q)).map_or(MISS, |e| *e.1)
            }),
        ],
    );
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
    let trie_find = |q: u128| trie.get_lpm(&(q, 128)).map_or(MISS, |e| *e.1);
    let pop_find = |q: u128| pop.lookup(q).copied().unwrap_or(MISS);
    let frozen_find = |q: u128| frozen.lookup(a6(q)).copied().unwrap_or(MISS);
    let our_find = |q: u128| ours.lookup(a6(q)).copied().unwrap_or(MISS);
    let stored = stored_v6(prefixes, 3);
    let hot = hot(&stored);
    for (case, queries, target) in [("prefix_random", &stored, 2.5), ("hot", &hot, 2.0)] {
        harness.compare(
            &format!("ip/map/v6_frozen/{case}/400k"),
            &[target, target],
            vec![
                look("boltons", queries, frozen_find),
                look("prefix-trie", queries, trie_find),
                look("poptrie", queries, pop_find),
            ],
        );
    }
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
