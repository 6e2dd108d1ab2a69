//! Containers of both families are their two parts: every method against the method of the part.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::net::IpAddr;

use boltons::ip::{
    FrozenIpPrefixMap, FrozenIpSet, IpPrefix, IpPrefixMap, IpRange, IpRangeMap, IpSet, PrefixMap,
    RangeMap, Set,
};

const PREFIXES: [&str; 9] = [
    "0.0.0.0/0",
    "10.0.0.0/8",
    "10.1.0.0/16",
    "10.1.2.3/32",
    "192.0.2.0/24",
    "::/0",
    "2001:db8::/32",
    "2001:db8:1::/48",
    "2001:db8:1::1/128",
];

fn all() -> Vec<(IpPrefix, usize)> {
    PREFIXES.iter().enumerate().map(|(i, text)| (text.parse().unwrap(), i)).collect()
}

/// Stored ones and others near them.
fn near() -> Vec<IpPrefix> {
    let more = ["10.0.0.0/9", "10.1.0.0/17", "11.0.0.0/8", "2001:db8::/31", "2001:db8:2::/48"];
    PREFIXES.iter().chain(&more).map(|text| text.parse().unwrap()).collect()
}

fn parts(
    skip: usize,
) -> (PrefixMap<boltons::ip::V4, usize>, PrefixMap<boltons::ip::V6, usize>, IpPrefixMap<usize>) {
    let (mut v4, mut v6, mut both) = (PrefixMap::new(), PrefixMap::new(), IpPrefixMap::new());
    for (prefix, value) in all().into_iter().skip(skip) {
        assert_eq!(both.insert(prefix, value), None);
        match prefix {
            IpPrefix::V4(prefix) => v4.insert(prefix, value),
            IpPrefix::V6(prefix) => v6.insert(prefix, value),
        };
    }
    (v4, v6, both)
}

/// Evaluates an expression over the part for the family of a prefix.
macro_rules! of_part {
    ($prefix:expr, $v4:expr, $v6:expr, |$part:ident, $of:ident| $body:expr) => {
        match $prefix {
            IpPrefix::V4($of) => {
                let $part = $v4;
                $body
            }
            IpPrefix::V6($of) => {
                let $part = $v6;
                $body
            }
        }
    };
}

#[test]
fn mutable_maps_are_their_parts() {
    for skip in 0..=PREFIXES.len() {
        let (v4, v6, mut both) = parts(skip);
        both.check();
        assert_eq!(both, IpPrefixMap::from_parts(v4.clone(), v6.clone()));
        assert_eq!((both.v4(), both.v6()), (&v4, &v6));
        assert_eq!(both.clone().into_parts(), (v4.clone(), v6.clone()));
        assert_eq!((both.len(), both.is_empty()), (v4.len() + v6.len(), v4.len() + v6.len() == 0));
        for of in near() {
            let addr: IpAddr = of.last();
            assert_eq!(both.get(of), of_part!(of, &v4, &v6, |part, of| part.get(of)));
            assert_eq!(both.contains_key(of), both.get(of).is_some());
            assert_eq!(both.get_mut(of).copied(), both.get(of).copied());
            assert_eq!(
                both.lookup(addr),
                of_part!(of, &v4, &v6, |part, of| part.lookup(of.last()))
            );
            assert_eq!(both.lookup_mut(addr).copied(), both.lookup(addr).copied());
            let found = both.lookup_prefix(addr);
            assert_eq!(found.map(|e| e.1), both.lookup(addr));
            assert!(found.is_none_or(|(prefix, value)| both.get(prefix) == Some(value)));
            assert_eq!(
                both.covering(of).map(|e| *e.1).collect::<Vec<_>>(),
                of_part!(of, &v4, &v6, |part, of| part
                    .covering(of)
                    .map(|e| *e.1)
                    .collect::<Vec<_>>())
            );
            assert_eq!(
                both.covered(of).map(|e| *e.1).collect::<Vec<_>>(),
                of_part!(of, &v4, &v6, |part, of| part
                    .covered(of)
                    .map(|e| *e.1)
                    .collect::<Vec<_>>())
            );
            assert_eq!(both.covering(of).len(), both.covering(of).count());
            assert_eq!(both.overlaps(of), of_part!(of, &v4, &v6, |part, of| part.overlaps(of)));
            let mut changed = both.clone();
            let (mut c4, mut c6) = (v4.clone(), v6.clone());
            assert_eq!(
                changed.remove_covered(of),
                of_part!(of, &mut c4, &mut c6, |part, of| part.remove_covered(of))
            );
            assert_eq!(changed, IpPrefixMap::from_parts(c4, c6));
            let mut entries = both.clone();
            assert_eq!(entries.entry(of).key(), of);
            *entries.entry(of).and_modify(|v| *v += 100).or_insert(7) += 1;
            let expected = both.get(of).map_or(8, |v| v + 101);
            assert_eq!(entries.get(of), Some(&expected));
            assert_eq!(entries.remove(of), Some(expected));
            assert_eq!(*entries.entry(of).or_insert_with(|| 1), 1);
            assert_eq!(entries.remove(of), Some(1));
            assert_eq!(
                *entries.entry(of).or_insert_with_key(|p| p.prefix_len().into()),
                usize::from(of.prefix_len())
            );
            assert_eq!(entries.remove(of), Some(usize::from(of.prefix_len())));
            assert_eq!(*entries.entry(of).or_default(), 0);
            entries.check();
        }
        assert_eq!(both.key_set(), IpSet::from_parts(v4.key_set(), v6.key_set()));
        let frozen = both.clone().freeze();
        assert_eq!(frozen, FrozenIpPrefixMap::from_parts(v4.clone().freeze(), v6.clone().freeze()));
        assert_eq!(FrozenIpPrefixMap::from(both.clone()), frozen);
        assert_eq!(IpPrefixMap::from(frozen.clone()), both);
        assert_eq!(format!("{both:?}"), format!("{frozen:?}"));
        both.shrink_to_fit();
        both.check();
        both.v4_mut().clear();
        both.v6_mut().clear();
        assert_eq!(both, IpPrefixMap::default());
        let (_, _, mut both) = parts(skip);
        both.retain(|prefix, _| prefix.is_ipv6());
        assert_eq!(both.v6(), &v6);
        both.clear();
        assert!(both.is_empty());
    }
}

#[test]
fn frozen_maps_are_their_parts() {
    for skip in 0..=PREFIXES.len() {
        let (v4, v6, map) = parts(skip);
        let (v4, v6) = (v4.freeze(), v6.freeze());
        let both: FrozenIpPrefixMap<usize> = all().into_iter().skip(skip).collect();
        both.check();
        assert_eq!((both.v4(), both.v6()), (&v4, &v6));
        assert_eq!(both.clone().into_parts(), (v4.clone(), v6.clone()));
        assert_eq!((both.len(), both.is_empty()), (map.len(), map.is_empty()));
        let addrs: Vec<IpAddr> = near().iter().map(|of| of.last()).collect();
        let mut batch = vec![None; addrs.len()];
        both.lookup_batch(&addrs, &mut batch);
        for (i, of) in near().into_iter().enumerate() {
            assert_eq!(both.get(of), map.get(of));
            assert_eq!(both.contains_key(of), map.contains_key(of));
            assert_eq!(both.lookup(addrs[i]), map.lookup(addrs[i]));
            assert_eq!(both.lookup_prefix(addrs[i]), map.lookup_prefix(addrs[i]));
            assert_eq!(batch[i], map.lookup(addrs[i]));
            assert!(both.covering(of).eq(map.covering(of)));
            assert!(both.covered(of).eq(map.covered(of)));
            assert_eq!(both.overlaps(of), map.overlaps(of), "{of}");
        }
        assert!(both.iter().eq(map.iter()));
        assert!(both.keys().eq(map.keys()));
        assert!(both.values().eq(map.values()));
        assert!(both.clone().into_iter().eq(map.clone()));
        assert_eq!(both.key_set(), map.key_set());
        assert_eq!(both.clone().thaw(), map);
        assert_eq!(skip == PREFIXES.len(), both == FrozenIpPrefixMap::default());
    }
}

#[test]
fn range_maps_are_their_parts() {
    let items = [("10.0.0.0/8", 1), ("10.0.0.0/9", 1), ("::/1", 2), ("8000::/1", 2)];
    for take in 0..=items.len() {
        let items =
            || items.iter().take(take).map(|(text, v)| (text.parse::<IpRange>().unwrap(), *v));
        let both: IpRangeMap<i32> = items().collect();
        both.check();
        let v4: RangeMap<_, i32> = items()
            .filter_map(|(r, v)| Some((boltons::ip::Ipv4Range::try_from(r).ok()?, v)))
            .collect();
        let v6: RangeMap<_, i32> = items()
            .filter_map(|(r, v)| Some((boltons::ip::Ipv6Range::try_from(r).ok()?, v)))
            .collect();
        assert_eq!((both.v4(), both.v6()), (&v4, &v6));
        assert_eq!(both, IpRangeMap::from_parts(v4.clone(), v6.clone()));
        assert_eq!((both.len(), both.is_empty()), (v4.len() + v6.len(), take == 0));
        for text in ["10.0.0.1", "10.200.0.1", "11.0.0.1", "::1", "ffff::"] {
            let addr: IpAddr = text.parse().unwrap();
            let found = match addr {
                IpAddr::V4(addr) => v4.lookup(addr),
                IpAddr::V6(addr) => v6.lookup(addr),
            };
            assert_eq!(both.lookup(addr), found);
            assert_eq!(both.lookup_range(addr).map(|e| e.1), found);
            assert!(both.lookup_range(addr).is_none_or(|(range, _)| range.contains(addr)));
        }
        let joined = both.clone().coalesce();
        assert_eq!(joined, IpRangeMap::from_parts(v4.coalesce(), v6.coalesce()));
        assert_eq!(format!("{both:?}").matches(": ").count(), both.len());
        let overlap = IpRangeMap::try_from_disjoint(items());
        assert_eq!(overlap.is_err(), take >= 2);
    }
}

#[test]
fn sets_are_their_parts() {
    for mask in 0..1_u32 << PREFIXES.len() {
        let chosen = || all().into_iter().filter(|(_, i)| mask >> i & 1 == 1).map(|e| e.0);
        let mut both = IpSet::new();
        let (mut v4, mut v6) = (Set::new(), Set::new());
        for prefix in chosen() {
            let grew = of_part!(prefix, &mut v4, &mut v6, |part, of| part.insert(of));
            assert_eq!(both.insert(prefix), grew);
        }
        assert_eq!(both, IpSet::from_parts(v4.clone(), v6.clone()));
        assert_eq!(both, chosen().collect());
        if mask % 5 != 0 {
            continue;
        }
        both.check();
        assert_eq!((both.is_empty(), both.is_full()), (mask == 0, v4.is_full() && v6.is_full()));
        assert_eq!(both.range_count(), v4.range_count() + v6.range_count());
        assert!(both.iter().eq(both.ranges()));
        for of in near() {
            let addr = of.first();
            assert_eq!(
                both.contains(addr),
                of_part!(of, &v4, &v6, |part, of| part.contains(of.first()))
            );
            assert_eq!(
                both.contains_range(of),
                of_part!(of, &v4, &v6, |part, of| part.contains_range(of))
            );
            assert_eq!(both.overlaps(of), of_part!(of, &v4, &v6, |part, of| part.overlaps(of)));
            assert_eq!(both.find(addr).is_some(), both.contains(addr));
            let mut less = both.clone();
            let (mut l4, mut l6) = (v4.clone(), v6.clone());
            assert_eq!(less.remove(of), of_part!(of, &mut l4, &mut l6, |part, of| part.remove(of)));
            assert_eq!(less, IpSet::from_parts(l4, l6));
        }
        let frozen: FrozenIpSet = both.freeze();
        frozen.check();
        assert_eq!((frozen.v4(), frozen.v6()), (&v4.freeze(), &v6.freeze()));
        assert_eq!(frozen.clone().into_parts(), (v4.freeze(), v6.freeze()));
        assert_eq!(FrozenIpSet::from(both.clone()), frozen);
        assert_eq!(frozen.thaw(), both);
        assert!(frozen.ranges().eq(both.ranges()));
        let (mut first, mut last) = (both.clone(), both.clone());
        let popped = (first.pop_first(), last.pop_last());
        assert_eq!(popped, (both.ranges().next(), both.ranges().next_back()));
        let count = both.range_count().saturating_sub(1);
        assert_eq!((first.range_count(), last.range_count()), (count, count));
        first.shrink_to_fit();
        first.check();
    }
}

#[test]
fn a_prefix_of_either_family_is_widened_to_any_shorter_length() {
    for (text, len, wider) in [
        ("10.1.2.0/24", 8, Some("10.0.0.0/8")),
        ("10.1.2.0/24", 25, None),
        ("2001:db8::/32", 16, Some("2001::/16")),
        ("2001:db8::/32", 33, None),
    ] {
        let prefix: IpPrefix = text.parse().unwrap();
        assert_eq!(prefix.supernet(len), wider.map(|wider| wider.parse().unwrap()), "{text}");
    }
}
