//! Address sets on two random halves of a routing table.

use std::hint::black_box;
use std::net::Ipv4Addr;
use std::ops::RangeInclusive;

use boltons::ip::{Family, Ipv4Prefix, Ipv4Set, Ipv6Set, Prefix, V6, aggregate};
use iprange::IpRange;
use range_set_blaze::RangeSetBlaze;
use rangemap::RangeInclusiveSet;

use super::data::{Table, a4, uniform_v4};
use crate::harness::{Contender, Harness, Rng};

pub fn rows(harness: &mut Harness) {
    if !harness.wants("ip/set") {
        return;
    }
    harness.explain(
        "ip/set/v4_aggregate",
        "Three quarters of the time is the radix sort, which moves each of 900,000 ranges three \
         times, at about 4 ns a move.",
    );
    harness.explain(
        "ip/set/v4_contains/91k_hosts",
        "Single addresses: the ends under the same 16 bits are halved down to eight, which are then \
         compared at once, where routes need one bit.",
    );
    let table = Table::read(if harness.timed() { 1 } else { 97 });
    harness.input("ip/set/", table.source);
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

/// What is timed below is compared by its length only: that the whole is right is asserted here.
fn agree(ours: &[Ipv4Prefix], nets: &[ipnet::Ipv4Net], spans: &[RangeInclusive<u32>]) {
    let ours: Vec<ipnet::Ipv4Net> = ours.iter().map(|p| net(*p)).collect();
    assert_eq!(ours, ipnet::Ipv4Net::aggregate(&nets.to_vec()));
    let set: RangeSetBlaze<u32> = spans.iter().cloned().collect();
    let theirs =
        set.ranges().flat_map(|r| ipnet::Ipv4Subnets::new(a4(*r.start()), a4(*r.end()), 0));
    assert!(theirs.eq(ours));
}

/// The ranges of one of ours are those of one of theirs.
fn same(ours: &Ipv4Set, theirs: &RangeSetBlaze<u32>) {
    let ours = ours.ranges().map(|r| r.first().to_bits()..=r.last().to_bits());
    assert!(ours.eq(theirs.ranges()));
}

fn v4(harness: &mut Harness, prefixes: &[Ipv4Prefix]) {
    let mixed = shuffled(prefixes, 1);
    let mixed = &mixed;
    let nets: Vec<ipnet::Ipv4Net> = mixed.iter().map(|p| net(*p)).collect();
    let spans: Vec<RangeInclusive<u32>> = mixed.iter().map(|p| bits(*p)).collect();
    agree(&aggregate(mixed.iter().copied()), &nets, &spans);
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
    same(&(x | y), &(bx | by));
    same(&(x & y), &(bx & by));
    same(&(x - y), &(bx - by));
    same(&(x ^ y), &(bx ^ by));
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
    contains(harness, "ip/set/v4_contains/91k", x, &uniform_v4(7)[..91_000]);
    let hosts: Ipv4Set = uniform_v4(8)[..91_000].iter().map(|bits| a4(*bits)).collect();
    // Every other query is a host, the others lie beside one.
    let mut queries: Vec<u32> = hosts.addrs().map(Ipv4Addr::to_bits).collect();
    Rng(9).shuffle(&mut queries);
    queries.iter_mut().step_by(2).for_each(|bits| *bits ^= 1);
    contains(harness, "ip/set/v4_contains/91k_hosts", &hosts, &queries);
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
}

fn count(queries: &[u32], found: impl Fn(u32) -> bool) -> u64 {
    queries.iter().filter(|query| found(**query)).count() as u64
}

fn contains(harness: &mut Harness, id: &str, set: &Ipv4Set, queries: &[u32]) {
    let frozen = set.freeze();
    let blaze: RangeSetBlaze<u32> =
        set.ranges().map(|r| r.first().to_bits()..=r.last().to_bits()).collect();
    let mut range: IpRange<ipnet::Ipv4Net> = set.prefixes().map(net).collect();
    range.simplify();
    for query in queries {
        assert_eq!(frozen.contains(a4(*query)), blaze.contains(*query));
    }
    harness.compare(
        id,
        &[7.0, 28.0, 2.5],
        vec![
            Contender::new("boltons", || count(queries, |q| frozen.contains(a4(q)))),
            Contender::new("RangeSetBlaze", || count(queries, |q| blaze.contains(q))),
            Contender::new("iprange", || count(queries, |q| range.contains(&a4(q)))),
            Contender::new("own binary search", || count(queries, |q| set.contains(a4(q)))),
        ],
    );
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
