//! Address sets on two random halves of a routing table.

use std::hint::black_box;
use std::ops::RangeInclusive;

use boltons::ip::{Family, Ipv4Prefix, Ipv4Set, Ipv6Set, Prefix, Set, V4, V6, aggregate};
use iprange::IpRange;
use range_set_blaze::RangeSetBlaze;
use rangemap::RangeInclusiveSet;

use super::data::{Table, a4, uniform_v4};
use crate::harness::{Contender, Harness, Rng};

pub fn rows(harness: &mut Harness) {
    if !harness.wants("ip/set") {
        return;
    }
    let Some(table) = Table::read(if harness.timed() { 1 } else { 97 }) else { return };
    v4(harness, &table.v4);
    v6(harness, &table.v6);
}

fn shuffled<F: Family>(prefixes: &[Prefix<F>], seed: u64) -> Vec<Prefix<F>> {
    let mut prefixes = prefixes.to_vec();
    Rng(seed).shuffle(&mut prefixes);
    prefixes
}

fn net(prefix: Ipv4Prefix) -> ipnet::Ipv4Net {
    ipnet::Ipv4Net::new_assert(prefix.first(), prefix.prefix_len())
}

fn bits(prefix: Ipv4Prefix) -> RangeInclusive<u32> {
    prefix.first().to_bits()..=prefix.last().to_bits()
}

fn v4(harness: &mut Harness, prefixes: &[Ipv4Prefix]) {
    let mixed = shuffled(prefixes, 1);
    let mixed = &mixed;
    let nets: Vec<ipnet::Ipv4Net> = mixed.iter().map(|p| net(*p)).collect();
    let spans: Vec<RangeInclusive<u32>> = mixed.iter().map(|p| bits(*p)).collect();
    harness.compare(
        "ip/set/v4_aggregate/table",
        &[2.5, 3.5, 9.0],
        vec![
            Contender::new("boltons", || black_box(aggregate(mixed.iter().copied())).len() as u64),
            Contender::new("ipnet::aggregate", || {
                black_box(ipnet::Ipv4Net::aggregate(&nets)).len() as u64
            }),
            Contender::new("RangeSetBlaze", || {
                let set: RangeSetBlaze<u32> = spans.iter().cloned().collect();
                // As prefixes, by ipnet; RangeSetBlaze knows ranges only.
                let prefixes: Vec<ipnet::Ipv4Net> = set
                    .ranges()
                    .flat_map(|r| ipnet::Ipv4Subnets::new(a4(*r.start()), a4(*r.end()), 0))
                    .collect();
                black_box(prefixes).len() as u64
            }),
            Contender::new("prefix-trie", || {
                let mut set: prefix_trie::PrefixSet<(u32, u8)> =
                    mixed.iter().map(|p| (p.first().to_bits(), p.prefix_len())).collect();
                set.aggregate();
                black_box(set).len() as u64
            }),
        ],
    );
    harness.compare(
        "ip/set/v4_build/table",
        &[2.5],
        vec![
            Contender::new("boltons", || {
                black_box(mixed.iter().copied().collect::<Ipv4Set>()).range_count() as u64
            }),
            Contender::new("RangeSetBlaze", || {
                let set: RangeSetBlaze<u32> = spans.iter().cloned().collect();
                black_box(set).ranges_len() as u64
            }),
        ],
    );
    let (a, b) = mixed.split_at(mixed.len() / 2);
    let ours: [Ipv4Set; 2] = [a, b].map(|half| half.iter().copied().collect());
    let blaze: [RangeSetBlaze<u32>; 2] = [a, b].map(|half| half.iter().map(|p| bits(*p)).collect());
    let map: [RangeInclusiveSet<u32>; 2] =
        [a, b].map(|half| half.iter().map(|p| bits(*p)).collect());
    let range: [IpRange<ipnet::Ipv4Net>; 2] = [a, b].map(|half| {
        let mut range: IpRange<ipnet::Ipv4Net> = half.iter().map(|p| net(*p)).collect();
        range.simplify();
        range
    });
    let (x, y) = (&ours[0], &ours[1]);
    let (bx, by) = (&blaze[0], &blaze[1]);
    let (mx, my) = (&map[0], &map[1]);
    let (ix, iy) = (&range[0], &range[1]);
    // iprange has prefixes, so its results are counted by addresses.
    let size = |range: IpRange<ipnet::Ipv4Net>| -> u64 {
        range.iter().map(|net| 1_u64 << (32 - net.prefix_len())).sum()
    };
    harness.compare(
        "ip/set/v4_union/halves",
        &[2.5, 3.0],
        vec![
            Contender::new("boltons", || black_box(x | y).range_count() as u64),
            Contender::new("RangeSetBlaze", || black_box(bx | by).ranges_len() as u64),
            Contender::new("rangemap", || {
                // Its iterator does not join what touches; its set does.
                let union: RangeInclusiveSet<u32> = mx.union(my).collect();
                black_box(union).iter().count() as u64
            }),
        ],
    );
    harness.compare(
        "ip/set/v4_intersection/halves",
        &[3.0, 3.0],
        vec![
            Contender::new("boltons", || black_box(x & y).range_count() as u64),
            Contender::new("RangeSetBlaze", || black_box(bx & by).ranges_len() as u64),
            Contender::new("rangemap", || {
                black_box(mx.intersection(my).collect::<Vec<_>>()).len() as u64
            }),
        ],
    );
    harness.compare(
        "ip/set/v4_difference/halves",
        &[3.0],
        vec![
            Contender::new("boltons", || black_box(x - y).range_count() as u64),
            Contender::new("RangeSetBlaze", || black_box(bx - by).ranges_len() as u64),
        ],
    );
    harness.compare(
        "ip/set/v4_symmetric/halves",
        &[3.0],
        vec![
            Contender::new("boltons", || black_box(x ^ y).range_count() as u64),
            Contender::new("RangeSetBlaze", || black_box(bx ^ by).ranges_len() as u64),
        ],
    );
    harness.compare(
        "ip/set/v4_union_iprange/halves",
        &[100.0],
        vec![
            Contender::new("boltons", || black_box(x | y).size() as u64),
            Contender::new("iprange", || size(black_box(ix.merge(iy)))),
        ],
    );
    harness.compare(
        "ip/set/v4_intersection_iprange/halves",
        &[100.0],
        vec![
            Contender::new("boltons", || black_box(x & y).size() as u64),
            Contender::new("iprange", || size(black_box(ix.intersect(iy)))),
        ],
    );
    harness.compare(
        "ip/set/v4_difference_iprange/halves",
        &[100.0],
        vec![
            Contender::new("boltons", || black_box(x - y).size() as u64),
            Contender::new("iprange", || size(black_box(ix.exclude(iy)))),
        ],
    );
    let queries = &uniform_v4(7)[..91_000];
    let frozen = x.freeze();
    let count = |found: &dyn Fn(u32) -> bool| queries.iter().filter(|q| found(**q)).count() as u64;
    harness.compare(
        "ip/set/v4_contains/91k",
        &[7.0, 28.0, 2.5],
        vec![
            Contender::new("boltons", || {
                queries.iter().filter(|q| frozen.contains(a4(**q))).count() as u64
            }),
            Contender::new("RangeSetBlaze", || count(&|q| bx.contains(q))),
            Contender::new("iprange", || count(&|q| ix.contains(&a4(q)))),
            Contender::new("own binary search", || {
                queries.iter().filter(|q| x.contains(a4(**q))).count() as u64
            }),
        ],
    );
    harness.compare(
        "ip/set/v4_prefixes/halves",
        &[1.7],
        vec![
            Contender::new("boltons", || {
                x.prefixes()
                    .fold(0, |sum, p| sum ^ u64::from(p.first().to_bits()) << (p.prefix_len() & 31))
            }),
            Contender::new("ipnet::Ipv4Subnets", || {
                let subnets =
                    x.ranges().flat_map(|r| ipnet::Ipv4Subnets::new(r.first(), r.last(), 0));
                subnets
                    .fold(0, |sum, p| sum ^ u64::from(p.addr().to_bits()) << (p.prefix_len() & 31))
            }),
        ],
    );
    let _: &Set<V4> = x;
}

fn v6(harness: &mut Harness, prefixes: &[Prefix<V6>]) {
    let mixed = shuffled(prefixes, 2);
    let mixed = &mixed;
    let bits = |p: &Prefix<V6>| p.first().to_bits()..=p.last().to_bits();
    let spans: Vec<RangeInclusive<u128>> = mixed.iter().map(bits).collect();
    harness.compare(
        "ip/set/v6_build/table",
        &[2.0],
        vec![
            Contender::new("boltons", || {
                black_box(mixed.iter().copied().collect::<Ipv6Set>()).range_count() as u64
            }),
            Contender::new("RangeSetBlaze", || {
                let set: RangeSetBlaze<u128> = spans.iter().cloned().collect();
                black_box(set).ranges_len() as u64
            }),
        ],
    );
    let (a, b) = mixed.split_at(mixed.len() / 2);
    let ours: [Ipv6Set; 2] = [a, b].map(|half| half.iter().copied().collect());
    let blaze: [RangeSetBlaze<u128>; 2] = [a, b].map(|half| half.iter().map(bits).collect());
    let (x, y) = (&ours[0], &ours[1]);
    let (bx, by) = (&blaze[0], &blaze[1]);
    harness.compare(
        "ip/set/v6_union/halves",
        &[2.0],
        vec![
            Contender::new("boltons", || black_box(x | y).range_count() as u64),
            Contender::new("RangeSetBlaze", || black_box(bx | by).ranges_len() as u64),
        ],
    );
    harness.compare(
        "ip/set/v6_intersection/halves",
        &[2.0],
        vec![
            Contender::new("boltons", || black_box(x & y).range_count() as u64),
            Contender::new("RangeSetBlaze", || black_box(bx & by).ranges_len() as u64),
        ],
    );
    harness.compare(
        "ip/set/v6_difference/halves",
        &[2.0],
        vec![
            Contender::new("boltons", || black_box(x - y).range_count() as u64),
            Contender::new("RangeSetBlaze", || black_box(bx - by).ranges_len() as u64),
        ],
    );
    harness.compare(
        "ip/set/v6_symmetric/halves",
        &[2.0],
        vec![
            Contender::new("boltons", || black_box(x ^ y).range_count() as u64),
            Contender::new("RangeSetBlaze", || black_box(bx ^ by).ranges_len() as u64),
        ],
    );
}
