//! The direct children of a prefix, in every map, against the slow way.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use boltons::ip::{Family, IpPrefix, IpPrefixMap, Prefix, PrefixMap, V4, V6};

use super::support::Rng;

/// Stored prefixes inside `of`, not `of`, with no stored prefix between.
fn slow<F: Family>(map: &BTreeMap<Prefix<F>, u32>, of: Prefix<F>) -> Vec<(Prefix<F>, u32)> {
    let inside =
        |outer: Prefix<F>, inner: Prefix<F>| outer != inner && outer.contains_prefix(inner);
    map.iter()
        .filter(|(child, _)| inside(of, **child))
        .filter(|(child, _)| {
            !map.keys().any(|middle| inside(of, *middle) && inside(*middle, **child))
        })
        .map(|(child, value)| (*child, *value))
        .collect()
}

fn random<F: Family>(rng: &mut Rng, spread: u32) -> Prefix<F> {
    let len = rng.below(usize::from(F::BITS) + 1) as u8;
    // Few different bits in front, so that prefixes nest.
    let bits = rng.u128() & !(u128::MAX >> spread) | rng.u128() >> 64;
    let addr = if F::BITS == 32 {
        let addr = Ipv4Addr::from_bits((bits >> 96) as u32 & rng.next() as u32);
        addr.to_string()
    } else {
        Ipv6Addr::from_bits(bits & rng.u128()).to_string()
    };
    let Ok(addr) = addr.parse() else { unreachable!("an address of the family") };
    Prefix::truncated(addr, len).unwrap()
}

fn family<F: Family>(seed: u64) {
    let mut rng = Rng(seed);
    for round in 0..60 {
        let mut model = BTreeMap::new();
        for n in 0..rng.below(120) as u32 {
            model.insert(random::<F>(&mut rng, 1 + round % 30), n);
        }
        let map: PrefixMap<F, u32> = model.iter().map(|(p, v)| (*p, *v)).collect();
        let frozen = map.clone().freeze();
        let stored: Vec<_> = model.keys().copied().collect();
        let others = (0..20).map(|_| random::<F>(&mut rng, 4));
        for of in stored.into_iter().chain(others).chain([Prefix::ALL]).collect::<Vec<_>>() {
            let expected = slow(&model, of);
            let found: Vec<_> = map.children(of).map(|(p, v)| (p, *v)).collect();
            assert_eq!(found, expected, "{of} in {model:?}");
            let found: Vec<_> = frozen.children(of).map(|(p, v)| (p, *v)).collect();
            assert_eq!(found, expected, "{of} frozen");
            let mut rest = frozen.children(of);
            rest.by_ref().for_each(drop);
            assert_eq!(rest.size_hint().0, 0);
            let mut children = map.children(of);
            for item in &expected {
                let copy: Vec<_> = children.clone().map(|(p, v)| (p, *v)).collect();
                assert_eq!(copy.first(), Some(item));
                assert!(children.size_hint().1.unwrap() >= copy.len());
                children.next();
            }
            assert!(children.next().is_none() && children.next().is_none());
        }
    }
}

/// nautobot 9464, pytricia 7, netbox 5340.
#[test]
fn m2_children_and_not_grandchildren() {
    family::<V4>(1);
    family::<V6>(2);
    let prefixes = [
        "10.0.0.0/8",
        "10.1.0.0/16",
        "10.1.2.0/24",
        "10.2.0.0/16",
        "2001:db8::/32",
        "2001:db8:1::/48",
    ];
    let map: IpPrefixMap<usize> =
        prefixes.iter().enumerate().map(|(n, s)| (s.parse::<IpPrefix>().unwrap(), n)).collect();
    let children = |of: &str| -> Vec<usize> {
        let of: IpPrefix = of.parse().unwrap();
        let frozen: Vec<usize> = map.clone().freeze().children(of).map(|(_, n)| *n).collect();
        let found: Vec<usize> = map.children(of).map(|(_, n)| *n).collect();
        assert_eq!(found, frozen);
        found
    };
    assert_eq!(children("10.0.0.0/8"), [1, 3]);
    assert_eq!(children("0.0.0.0/0"), [0]);
    assert_eq!(children("10.0.0.0/9"), [1, 3]);
    assert!(children("10.1.2.0/24").is_empty());
    assert_eq!(children("::/0"), [4]);
    assert_eq!(children("2001:db8::/32"), [5]);
}

/// Grandchildren cost nothing: steps are counted, in small and in large maps.
#[cfg(feature = "__audit")]
#[test]
fn grandchildren_are_jumped_over() {
    for each in [1_u32, 30, 2000] {
        let mut map = PrefixMap::<V4, ()>::new();
        for child in 0..40_u32 {
            let bits = 10 << 24 | child << 16;
            map.insert(Prefix::truncated(Ipv4Addr::from_bits(bits), 16).unwrap(), ());
            for n in 0..each {
                map.insert(Prefix::host(Ipv4Addr::from_bits(bits | (32 * n))), ());
            }
        }
        assert_eq!(map.len() > 1 << 14, each == 2000);
        let mut children = map.children("10.0.0.0/8".parse::<Prefix<V4>>().unwrap());
        assert_eq!(children.by_ref().count(), 40);
        assert!(children.steps() <= 40 * 8, "{} steps with {each} grandchildren", children.steps());
    }
}
