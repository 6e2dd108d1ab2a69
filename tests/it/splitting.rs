//! The page "Splitting work": what parts collect, merged in the order of the parts, is what one
//! thread collects. Thirteen types; cuts at every multiple, more parts than items, no items.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::thread;

use boltons::cache::{FrequentItems, LruCache, Stats, ThresholdCounter};
use boltons::ip::{IpPrefix, IpPrefixMap, IpSet, Ipv4Prefix, Ipv4PrefixMap, Ipv4Set};
use boltons::iter::IterExt;
use boltons::multimap::{OrderedMultiMap, Relation};
use boltons::strings::{ByteSize, IntRanges};

/// One thread for each part, merged in the order of the parts.
fn split<T: Send>(
    items: &[u32],
    parts: usize,
    collect: impl Fn(&[u32]) -> T + Sync,
    merge: impl Fn(&mut T, T),
) -> T {
    let collect = &collect;
    let size = items.len().div_ceil(parts).max(1);
    let whole = thread::scope(|scope| {
        let threads: Vec<_> =
            items.chunks(size).map(|part| scope.spawn(move || collect(part))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).reduce(|mut all, part| {
            merge(&mut all, part);
            all
        })
    });
    whole.unwrap_or_else(|| collect(&[]))
}

/// Few values often and many once, in no order.
fn items(count: u32) -> Vec<u32> {
    (0..count)
        .map(|i| {
            let hash = i.wrapping_mul(0x9E37_79B9).rotate_left(11).wrapping_mul(0x85EB_CA6B);
            if hash % 4 == 0 { hash >> 8 } else { hash % 11 }
        })
        .collect()
}

/// Checks a type on several inputs, each cut into several numbers of parts.
fn same<T: Send>(
    collect: impl Fn(&[u32]) -> T + Sync,
    merge: impl Fn(&mut T, T),
    equal: impl Fn(&[u32], &T, &T),
) {
    for count in [0, 1, 2, 7, 500] {
        let items = items(count);
        let whole = collect(&items);
        for parts in [1, 2, 3, 8, 64] {
            equal(&items, &split(&items, parts, &collect, &merge), &whole);
        }
    }
}

fn equal<T: PartialEq + std::fmt::Debug>(_: &[u32], merged: &T, whole: &T) {
    assert_eq!(merged, whole);
}

fn exact(items: &[u32]) -> HashMap<u32, u64> {
    items.iter().fold(HashMap::new(), |mut counts, item| {
        *counts.entry(*item).or_default() += 1;
        counts
    })
}

fn address(item: u32) -> IpAddr {
    if item % 2 == 0 {
        Ipv4Addr::from_bits(item).into()
    } else {
        Ipv6Addr::from_bits(u128::from(item) << 90).into()
    }
}

#[test]
fn summaries_of_a_stream_keep_their_bounds() {
    let frequent = |part: &[u32]| {
        let mut summary = FrequentItems::new(6);
        summary.extend(part.iter().copied());
        summary
    };
    same(frequent, FrequentItems::merge, |items, merged, _| {
        assert_eq!(merged.total(), items.len() as u64);
        assert!(merged.error() <= merged.total() / 7);
        for (item, count) in exact(items) {
            assert!(merged.at_least(&item) <= count && count <= merged.at_most(&item));
        }
    });
    let threshold = |part: &[u32]| {
        let mut counter = ThresholdCounter::new(0.05).unwrap();
        counter.extend(part.iter().copied());
        counter
    };
    same(threshold, ThresholdCounter::merge, |items, merged, _| {
        assert_eq!(merged.total(), items.len() as u64);
        for (item, count) in exact(items) {
            assert!(merged.get(&item) <= count && count <= merged.upper_bound(&item));
        }
    });
}

#[test]
fn counts_and_sizes_add_up() {
    let stats = |part: &[u32]| -> Stats {
        // A cache per item, so that no entry of one part is missed by the next.
        let once = |item: &u32| {
            let mut cache = LruCache::new(4);
            cache.insert(*item, ());
            cache.get(item);
            cache.get(&(item ^ 1));
            cache.stats()
        };
        part.iter().map(once).sum()
    };
    same(stats, |all, part| *all += part, equal);
    let sizes = |part: &[u32]| part.iter().map(|n| ByteSize::from(u64::from(*n))).sum::<ByteSize>();
    same(sizes, |all, part| *all += part, equal);
    // The tallies of parts, added; then the most common, for the tops of parts lose keys.
    let tally = |part: &[u32]| part.iter().copied().tally();
    let add = |all: &mut boltons::iter::IndexMap<u32, usize>,
               part: boltons::iter::IndexMap<u32, usize>| {
        for (item, count) in part {
            *all.entry(item).or_default() += count;
        }
    };
    same(tally, add, |_, merged, whole| assert!(merged.iter().eq(whole.iter())));
}

#[test]
fn sets_are_united() {
    let v4 = |part: &[u32]| part.iter().map(|n| Ipv4Addr::from_bits(*n)).collect::<Ipv4Set>();
    same(v4, |all, part| *all |= &part, equal);
    let both = |part: &[u32]| part.iter().map(|n| address(*n)).collect::<IpSet>();
    same(both, |all, part| *all |= &part, equal);
    let numbers = |part: &[u32]| part.iter().map(|n| i64::from(*n)).collect::<IntRanges>();
    same(numbers, |all, part| *all |= &part, equal);
}

#[test]
fn prefix_maps_merge_by_a_rule() {
    let v4 = |part: &[u32]| {
        let mut hits = Ipv4PrefixMap::new();
        let prefixes =
            part.iter().map(|n| Ipv4Prefix::truncated(Ipv4Addr::from_bits(*n), 20).unwrap());
        hits.merge_with(prefixes.map(|prefix| (prefix, 1_u64)), |all, more| *all += more);
        hits
    };
    same(v4, |all, part| all.merge_with(part, |all, more| *all += more), equal);
    let both = |part: &[u32]| {
        let mut hits = IpPrefixMap::new();
        let prefixes = part.iter().map(|n| IpPrefix::truncated(address(*n), 18).unwrap());
        hits.merge_with(prefixes.map(|prefix| (prefix, 1_u64)), |all, more| *all += more);
        hits
    };
    same(both, |all, part| all.merge_with(part, |all, more| *all += more), equal);
}

#[test]
fn groups_and_multimaps_keep_the_order() {
    let groups = |part: &[u32]| part.iter().copied().groups_by(|n| n % 5);
    same(groups, boltons::iter::Groups::merge, equal);
    let map =
        |part: &[u32]| part.iter().map(|n| (n % 5, *n)).collect::<OrderedMultiMap<u32, u32>>();
    same(map, Extend::extend, equal);
    let relation = |part: &[u32]| part.iter().map(|n| (n % 5, *n)).collect::<Relation<u32, u32>>();
    same(relation, Extend::extend, |_, merged, whole| {
        assert_eq!(merged, whole);
        assert!(merged.iter().eq(whole.iter()));
    });
}
