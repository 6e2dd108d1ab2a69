//! Maps by prefixes against what one builds of std's collections: a hash map a length, and an
//! ordered map of the flattened boundaries.

use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;
use std::net::Ipv4Addr;

use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};

use crate::harness::{Contender, Harness, Rng};

const MISS: u32 = u32::MAX;

pub fn rows(harness: &mut Harness) {
    if !harness.wants("ip/map") {
        return;
    }
    harness.explain(
        "ip/map/insert",
        "Where a prefix goes is decided from the bits of its address, so that the longest one \
         that holds an address is found by a few steps; the tables know only equal prefixes, \
         and are asked once per length.",
    );
    let mut rng = Rng(2);
    let prefixes: Vec<Ipv4Prefix> = (0..100_000)
        .map(|_| {
            let len = 12 + rng.below(13) as u8;
            Ipv4Prefix::truncated(Ipv4Addr::from_bits(rng.next() as u32), len).expect("len <= 32")
        })
        .collect();
    let prefixes = &prefixes;
    let entries = || prefixes.iter().copied().zip(0_u32..);
    let map: Ipv4PrefixMap<u32> = entries().collect();
    let frozen = map.clone().freeze();
    let lengths = by_length(prefixes);
    let steps: BTreeMap<u32, u32> = {
        // The value from each boundary on, by asking at the boundary.
        let bounds = prefixes.iter().flat_map(|p| {
            [Some(p.first().to_bits()), p.last().to_bits().checked_add(1)].into_iter().flatten()
        });
        let value = |a: u32| map.lookup(Ipv4Addr::from_bits(a)).copied().unwrap_or(MISS);
        bounds.chain([0]).map(|a| (a, value(a))).collect()
    };
    let queries: Vec<u32> = (0..100_000).map(|_| rng.next() as u32).collect();
    let queries = &queries;
    let sum = |find: &dyn Fn(u32) -> u32| {
        queries.iter().fold(0_u64, |sum, q| sum.wrapping_add(u64::from(find(*q))))
    };
    harness.compare(
        "ip/map/lookup/100k",
        &[],
        vec![
            Contender::new("FrozenPrefixMap", || {
                sum(&|q| frozen.lookup(Ipv4Addr::from_bits(q)).copied().unwrap_or(MISS))
            }),
            Contender::new("PrefixMap", || {
                sum(&|q| map.lookup(Ipv4Addr::from_bits(q)).copied().unwrap_or(MISS))
            }),
            Contender::new("BTreeMap of boundaries", || {
                sum(&|q| steps.range(..=q).next_back().map_or(MISS, |step| *step.1))
            }),
            Contender::new("a HashMap a length", || {
                sum(&|q| {
                    let mut lens = (12..=24).rev();
                    lens.find_map(|len| lengths[len].get(&(q >> (32 - len))).copied())
                        .unwrap_or(MISS)
                })
            }),
        ],
    );
    harness.compare(
        "ip/map/insert/100k",
        &[],
        vec![
            Contender::new("PrefixMap", || {
                black_box(entries().collect::<Ipv4PrefixMap<u32>>()).len() as u64
            }),
            Contender::new("a HashMap a length", || {
                black_box(by_length(prefixes)).iter().map(HashMap::len).sum::<usize>() as u64
            }),
            Contender::new("BTreeMap", || {
                black_box(entries().collect::<BTreeMap<Ipv4Prefix, u32>>()).len() as u64
            }),
        ],
    );
}

fn by_length(prefixes: &[Ipv4Prefix]) -> Vec<HashMap<u32, u32>> {
    let mut lengths = vec![HashMap::new(); 25];
    for (prefix, value) in prefixes.iter().zip(0..) {
        let len = usize::from(prefix.prefix_len());
        lengths[len].insert(prefix.first().to_bits() >> (32 - len), value);
    }
    lengths
}
