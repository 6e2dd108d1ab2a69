//! Sets of addresses against what one builds of std's collections.

use std::collections::{BTreeMap, HashSet};
use std::hint::black_box;
use std::net::Ipv4Addr;

use boltons::ip::{Ipv4Range, Ipv4Set};

use crate::harness::{Contender, Harness, Rng};

const RANGES: usize = 20_000;

pub fn rows(harness: &mut Harness) {
    if !harness.wants("ip/set") {
        return;
    }
    let mut rng = Rng(1);
    let spans: Vec<(u32, u32)> = (0..RANGES)
        .map(|_| {
            let first = rng.next() as u32;
            (first, first.saturating_add(rng.below(1 << 14) as u32))
        })
        .collect();
    let spans = &spans;
    let range = |(a, b): (u32, u32)| {
        Ipv4Range::new(Ipv4Addr::from_bits(a), Ipv4Addr::from_bits(b)).expect("a <= b")
    };
    let ranges: Vec<Ipv4Range> = spans.iter().map(|s| range(*s)).collect();
    harness.compare(
        "ip/set/build/20k",
        &[],
        vec![
            Contender::new("Ipv4Set", || {
                black_box(ranges.iter().copied().collect::<Ipv4Set>()).range_count() as u64
            }),
            Contender::new("BTreeMap, merged by hand", || black_box(merged(spans)).len() as u64),
        ],
    );
    let set: Ipv4Set = ranges.iter().copied().collect();
    let frozen = set.freeze();
    let map = merged(spans);
    let queries: Vec<u32> = (0..100_000).map(|_| rng.next() as u32).collect();
    let in_map = |q: u32| map.range(..=q).next_back().is_some_and(|(_, last)| q <= *last);
    harness.compare(
        "ip/set/contains/100k",
        &[],
        vec![
            Contender::new("FrozenSet", || {
                queries.iter().filter(|q| frozen.contains(Ipv4Addr::from_bits(**q))).count() as u64
            }),
            Contender::new("Ipv4Set", || {
                queries.iter().filter(|q| set.contains(Ipv4Addr::from_bits(**q))).count() as u64
            }),
            Contender::new("BTreeMap", || queries.iter().filter(|q| in_map(**q)).count() as u64),
        ],
    );
    // What people write first: single addresses in a hash set.
    let few: Vec<Ipv4Addr> = queries.iter().map(|q| Ipv4Addr::from_bits(q % 20_000)).collect();
    harness.compare(
        "ip/set/build_of_addresses/100k",
        &[],
        vec![
            Contender::new("Ipv4Set", || {
                black_box(few.iter().copied().collect::<Ipv4Set>()).size() as u64
            }),
            Contender::new("HashSet", || {
                black_box(few.iter().copied().collect::<HashSet<Ipv4Addr>>()).len() as u64
            }),
        ],
    );
}

/// Maximal ranges by their firsts.
fn merged(spans: &[(u32, u32)]) -> BTreeMap<u32, u32> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut map = BTreeMap::new();
    let mut current = sorted[0];
    for &(first, last) in &sorted[1..] {
        if first <= current.1.saturating_add(1) {
            current.1 = current.1.max(last);
        } else {
            map.insert(current.0, current.1);
            current = (first, last);
        }
    }
    map.insert(current.0, current.1);
    map
}
