//! The recipe of the page "Splitting work" with rayon: whatever tree of merges it makes, the result
//! is the one of a single thread, in order.

#![cfg(all(feature = "cache", feature = "ip", feature = "iter", feature = "multimap"))]

use std::collections::HashMap;
use std::net::Ipv4Addr;

use boltons::cache::{FrequentItems, ThresholdCounter};
use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap, Ipv4Set};
use boltons::iter::IterExt;
use boltons::multimap::OrderedMultiMap;
use rayon::prelude::*;

fn lines() -> Vec<String> {
    (0..20_000_u32)
        .map(|i| {
            let hash = i.wrapping_mul(0x9E37_79B9).rotate_left(13);
            format!("{}", if hash % 3 == 0 { hash } else { hash % 17 })
        })
        .collect()
}

/// Collects parts on all cores and merges them.
fn split<T: Send>(
    lines: &[String],
    collect: impl Fn(&[String]) -> T + Sync + Send,
    merge: impl Fn(&mut T, T) + Sync + Send,
) -> T {
    let whole = lines.par_chunks(97).map(&collect).reduce_with(|mut all, part| {
        merge(&mut all, part);
        all
    });
    whole.unwrap_or_else(|| collect(&[]))
}

#[test]
fn order_is_kept() {
    let lines = lines();
    let groups = |part: &[String]| part.iter().cloned().groups_by(String::len);
    assert_eq!(split(&lines, groups, |all, part| all.merge(part)), groups(&lines));
    let map = |part: &[String]| {
        part.iter().map(|line| (line.len(), line.clone())).collect::<OrderedMultiMap<_, _>>()
    };
    assert_eq!(split(&lines, map, |all, part| all.extend(part)), map(&lines));
}

#[test]
fn sets_and_prefix_maps_are_equal() {
    let lines = lines();
    let address = |line: &String| Ipv4Addr::from_bits(line.parse().unwrap());
    let set = |part: &[String]| part.iter().map(address).collect::<Ipv4Set>();
    assert_eq!(split(&lines, set, |all, part| *all |= &part), set(&lines));
    let hits = |part: &[String]| {
        let mut hits = Ipv4PrefixMap::new();
        let prefixes = part.iter().map(|line| Ipv4Prefix::truncated(address(line), 24).unwrap());
        hits.merge_with(prefixes.map(|prefix| (prefix, 1)), |all, more| *all += more);
        hits
    };
    let add = |all: &mut Ipv4PrefixMap<i32>, part| all.merge_with(part, |all, more| *all += more);
    assert_eq!(split(&lines, hits, add), hits(&lines));
}

#[test]
fn bounds_hold() {
    let lines = lines();
    let mut exact: HashMap<&String, u64> = HashMap::new();
    for line in &lines {
        *exact.entry(line).or_default() += 1;
    }
    let frequent = |part: &[String]| {
        let mut summary = FrequentItems::new(20);
        summary.extend(part.iter().cloned());
        summary
    };
    let frequent = split(&lines, frequent, FrequentItems::merge);
    let threshold = |part: &[String]| {
        let mut counter = ThresholdCounter::new(0.02).unwrap();
        counter.extend(part.iter().cloned());
        counter
    };
    let threshold = split(&lines, threshold, ThresholdCounter::merge);
    for (line, count) in exact {
        assert!(frequent.at_least(line) <= count && count <= frequent.at_most(line));
        assert!(threshold.get(line) <= count && count <= threshold.upper_bound(line));
    }
    assert_eq!((frequent.total(), threshold.total()), (20_000, 20_000));
    assert!(frequent.error() <= 20_000 / 21);
}
