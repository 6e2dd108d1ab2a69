//! Maps by ranges.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::ip::{IpRange, IpRangeMap, Ipv4Range, Range, RangeMap, V4, V6};

use super::model::{World, bits, range};
use super::support::Rng;

/// Later items win over earlier ones, against an array of 64 addresses.
fn agrees<F: World>(base: u128, rng: &mut Rng) {
    let items: Vec<(Range<F>, usize)> = (0..rng.below(12))
        .map(|i| {
            let first = rng.below(64);
            let last = (first + rng.below(20)).min(63);
            (range(base + first as u128, base + last as u128), i)
        })
        .collect();
    let mut model = [None; 64];
    for (range, value) in &items {
        for i in bits::<F>(range.first())..=bits::<F>(range.last()) {
            model[(i - base) as usize] = Some(*value);
        }
    }
    let map: RangeMap<F, usize> = items.iter().copied().collect();
    map.check();
    let addrs: Vec<F::Addr> = (0..64).map(|i| F::addr(base + i)).collect();
    let mut out = vec![None; 64];
    map.lookup_batch(&addrs, &mut out);
    for (i, addr) in addrs.iter().enumerate() {
        assert_eq!(map.lookup(*addr).copied(), model[i], "{items:?}");
        assert_eq!(out[i].copied(), model[i]);
        match map.lookup_range(*addr) {
            Some((range, value)) => {
                assert!(range.contains(*addr));
                let from = (bits::<F>(range.first()) - base) as usize;
                let to = (bits::<F>(range.last()) - base) as usize;
                assert!(model[from..=to].iter().all(|v| v == &Some(*value)));
                let apart = |i: Option<usize>| {
                    i.and_then(|i| model.get(i)).is_none_or(|v| v != &Some(*value))
                };
                assert!(apart(from.checked_sub(1)) && apart(Some(to + 1)), "segments are maximal");
            }
            None => assert_eq!(model[i], None),
        }
    }
    assert_eq!(map.iter().count(), map.len());
    assert!(map.iter().rev().eq(map.iter().collect::<Vec<_>>().into_iter().rev()));
    let disjoint = RangeMap::try_from_disjoint(map.iter().map(|(r, v)| (r, *v))).unwrap();
    assert!(disjoint.iter().eq(map.iter()));
    let overlap =
        items.iter().enumerate().any(|(i, a)| items[..i].iter().any(|b| a.0.overlaps(b.0)));
    let result = RangeMap::try_from_disjoint(items.iter().copied());
    assert_eq!(result.is_err(), overlap);
    if let Err(error) = result {
        let late = items[error.position().unwrap()].0;
        assert!(
            items
                .iter()
                .enumerate()
                .any(|(i, b)| Some(i) != error.position() && late.overlaps(b.0))
        );
    }
    // Values modulo 2: neighbours join.
    let joined: RangeMap<F, usize> = items.iter().map(|(r, v)| (*r, v % 2)).collect();
    let joined = joined.coalesce();
    joined.check();
    for (i, addr) in addrs.iter().enumerate() {
        assert_eq!(joined.lookup(*addr).copied(), model[i].map(|v| v % 2));
    }
    let segments: Vec<_> = joined.iter().collect();
    assert!(segments.windows(2).all(|s| s[0].1 != s[1].1 || !s[0].0.is_adjacent(s[1].0)));
}

#[test]
fn later_items_win() {
    let mut rng = Rng(1);
    for _ in 0..400 {
        agrees::<V4>(0, &mut rng);
        agrees::<V4>(V4::LAST - 63, &mut rng);
        agrees::<V6>(V6::LAST - 63, &mut rng);
        agrees::<V6>((1 << 64) - 32, &mut rng);
    }
}

#[test]
fn overlapping_ranges_are_an_error() {
    let items = [
        ("10.0.0.20-10.0.0.29".parse::<Ipv4Range>().unwrap(), 'a'),
        ("10.0.0.0-10.0.0.9".parse().unwrap(), 'b'),
        ("10.0.0.9-10.0.0.15".parse().unwrap(), 'c'),
    ];
    let error = RangeMap::try_from_disjoint(items).unwrap_err();
    assert_eq!(error.to_string(), "10.0.0.9-10.0.0.15 overlaps 10.0.0.0-10.0.0.9");
    assert!(error.is_conflict());
    assert_eq!(error.position(), Some(2));
    let both = items.map(|(range, value)| (IpRange::from(range), value));
    let first = ("::-::1".parse::<IpRange>().unwrap(), 'z');
    let error = IpRangeMap::try_from_disjoint([first].into_iter().chain(both)).unwrap_err();
    assert_eq!(error.position(), Some(3), "the index among the items of both families");
    let items = ["1.0.0.0/8", "::-::1", "2.0.0.0/8", "::1-::2"];
    let items = items.map(|text| (text.parse::<IpRange>().unwrap(), text));
    let error = IpRangeMap::try_from_disjoint(items).unwrap_err();
    assert_eq!(error.position(), Some(3), "of IPv6, beside ranges of IPv4");
}

/// Many ranges: the index is a trie, with ends anywhere.
#[test]
fn large_maps_agree_with_a_binary_search() {
    fn run<F: World>(seed: u64) {
        let mut rng = Rng(seed);
        let mut ends: Vec<u128> = (0..8000).map(|_| rng.u128() & F::LAST).collect();
        ends.extend([0, F::LAST]);
        ends.sort_unstable();
        ends.dedup();
        let ranges: Vec<(u128, u128)> = ends.chunks_exact(2).map(|c| (c[0], c[1])).collect();
        let map: RangeMap<F, u128> = ranges.iter().map(|(a, b)| (range::<F>(*a, *b), *a)).collect();
        map.check();
        assert_eq!(map.len(), ranges.len());
        for end in ends {
            for addr in [end.wrapping_sub(1) & F::LAST, end, end.wrapping_add(1) & F::LAST] {
                let found = ranges.iter().rev().find(|(a, b)| (*a..=*b).contains(&addr));
                assert_eq!(map.lookup(F::addr(addr)).copied(), found.map(|r| r.0));
                if addr % 8 != 0 {
                    break;
                }
            }
        }
    }
    run::<V4>(1);
    run::<V6>(2);
}

#[test]
#[should_panic(expected = "as many answers as addresses")]
fn a_batch_of_unequal_lengths_panics() {
    RangeMap::<V4, u8>::default().lookup_batch(&[V4::addr(1)], &mut []);
}

#[test]
#[should_panic(expected = "as many answers as addresses")]
fn a_mixed_batch_of_unequal_lengths_panics() {
    IpRangeMap::<u8>::default().lookup_batch(&[], &mut [None]);
}

#[test]
fn both_families() {
    let map = IpRangeMap::from_iter([
        ("::-::9".parse::<IpRange>().unwrap(), 6),
        ("10.0.0.0/8".parse().unwrap(), 4),
        ("11.0.0.0/8".parse().unwrap(), 4),
    ]);
    map.check();
    assert_eq!((map.len(), map.is_empty()), (3, false));
    assert_eq!(map.iter().map(|e| *e.1).collect::<Vec<_>>(), [4, 4, 6]);
    assert_eq!(map.lookup("::5".parse().unwrap()), Some(&6));
    assert_eq!(
        map.lookup_range("11.1.1.1".parse().unwrap()).unwrap().0.to_string(),
        "11.0.0.0-11.255.255.255"
    );
    let addrs = ["10.0.0.1", "12.0.0.1", "::9", "::a"].map(|a| a.parse().unwrap());
    let mut out = [None; 4];
    map.lookup_batch(&addrs, &mut out);
    assert_eq!(out, [Some(&4), None, Some(&6), None]);
    let joined = map.clone().coalesce();
    assert_eq!(joined.len(), 2);
    let (v4, v6) = joined.into_parts();
    assert_eq!((v4.len(), v6.len()), (1, 1));
    assert_eq!(format!("{v6:?}"), "{::-::9: 6}");
    assert!(IpRangeMap::<u8>::default().is_empty());
}

#[test]
fn maps_hash_what_they_hold() {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let hash = |items: &[(&str, u8)]| {
        let items =
            items.iter().map(|&(range, value)| (range.parse::<Ipv4Range>().unwrap(), value));
        let mut hasher = DefaultHasher::new();
        items.collect::<RangeMap<V4, u8>>().hash(&mut hasher);
        hasher.finish()
    };
    let one = hash(&[("10.0.0.0-10.0.0.9", 1)]);
    assert_eq!(one, hash(&[("10.0.0.3-10.0.0.4", 2), ("10.0.0.0-10.0.0.9", 1)]), "they are equal");
    assert_ne!(one, hash(&[("10.0.0.0-10.0.0.9", 2)]));
    assert_ne!(one, hash(&[("10.0.0.0-10.0.0.8", 1)]));
}
