//! The read-only map.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::BTreeMap;
use std::net::IpAddr;

use boltons::ip::{
    Family, FrozenIpPrefixMap, FrozenPrefixMap, IpPrefix, IpRangeMap, Prefix, PrefixMap, V4, V6,
};

use super::model::{World, prefix};
use super::support::Rng;

fn agrees<F: World>(entries: &[(Prefix<F>, u32)], rng: &mut Rng) {
    let map: FrozenPrefixMap<F, u32> = entries.iter().copied().collect();
    map.check();
    let model: BTreeMap<Prefix<F>, u32> = entries.iter().copied().collect();
    assert!(map.iter().eq(model.iter().map(|(p, v)| (*p, v))), "the last of repeats wins");
    assert!(map.keys().eq(model.keys().copied()) && map.values().eq(model.values()));
    assert!(map.iter().rev().eq(model.iter().rev().map(|(p, v)| (*p, v))));
    assert_eq!((map.len(), map.is_empty()), (model.len(), model.is_empty()));
    let mut near: Vec<Prefix<F>> = (0..30)
        .map(|_| prefix(rng.u128() & F::LAST, rng.below(usize::from(F::BITS) + 1) as u8))
        .collect();
    near.extend([Prefix::ALL, prefix(0, F::BITS), prefix(F::LAST, F::BITS)]);
    let some = if entries.is_empty() { 0 } else { 30 };
    near.extend((0..some).map(|_| rng.pick(entries).0));
    let mut addrs = Vec::new();
    for of in near {
        assert_eq!(map.get(of), model.get(&of));
        assert_eq!(map.contains_key(of), model.contains_key(&of));
        let covering: Vec<_> =
            model.iter().filter(|(p, _)| p.contains_prefix(of)).map(|(p, v)| (*p, v)).collect();
        assert_eq!(map.covering(of).collect::<Vec<_>>(), covering, "{of}");
        assert!(map.covering(of).rev().eq(covering.iter().rev().copied()));
        let covered: Vec<_> =
            model.iter().filter(|(p, _)| of.contains_prefix(**p)).map(|(p, v)| (*p, v)).collect();
        assert_eq!(map.covered(of).collect::<Vec<_>>(), covered, "{of}");
        assert!(map.covered(of).rev().eq(covered.iter().rev().copied()));
        assert_eq!(map.overlaps(of), !covering.is_empty() || !covered.is_empty());
        addrs.extend([of.first(), of.last()]);
        for end in [of.first(), of.last()] {
            let bits: u128 = F::to_bits(end).into();
            addrs
                .extend([bits.wrapping_sub(1), bits.wrapping_add(1)].map(|b| F::addr(b & F::LAST)));
        }
    }
    let mut out = vec![None; addrs.len()];
    map.lookup_batch(&addrs, &mut out);
    for (&addr, found) in addrs.iter().zip(out) {
        let longest =
            model.iter().filter(|(p, _)| p.contains(addr)).max_by_key(|e| e.0.prefix_len());
        assert_eq!(map.lookup(addr), longest.map(|e| e.1), "{addr}");
        assert_eq!(map.lookup_prefix(addr), longest.map(|e| (*e.0, e.1)));
        assert_eq!(found, longest.map(|e| e.1), "{addr}");
    }
}

fn random<F: World>(seed: u64) {
    let mut rng = Rng(seed);
    for round in 0..40 {
        let count = [0, 1, 2, 10, 31, 32, 33, 64, 200, 1000][round % 10];
        // A block that all are in, so that the index skips bits; none in some rounds.
        let skip = [0, 3, 17, 29][round / 10] as u32;
        let base = rng.u128() & F::LAST;
        let mut entries: Vec<(Prefix<F>, u32)> = (0..count)
            .map(|i| {
                let noise = if skip == 0 { F::LAST } else { F::LAST >> skip };
                let len =
                    (skip as usize + rng.below(usize::from(F::BITS) + 1 - skip as usize)) as u8;
                (prefix((base & !noise) | (rng.u128() & noise), len), i)
            })
            .collect();
        agrees(&entries, &mut rng);
        // A default route under and over everything.
        entries.push((Prefix::ALL, u32::MAX));
        entries.push((Prefix::ALL, 5));
        agrees(&entries, &mut rng);
    }
}

#[test]
fn random_maps() {
    random::<V4>(1);
    random::<V6>(2);
}

/// All prefixes of a /24 and of the last one: runs, children and boundaries at every place.
#[test]
fn all_prefixes_of_a_small_world() {
    fn run<F: World>(seed: u64) {
        let mut rng = Rng(seed);
        for base in [0x0a00_0000, F::LAST - 255, 0] {
            for keep in [1, 2, 7] {
                let mut entries = Vec::new();
                for len in F::BITS - 8..=F::BITS {
                    for p in prefix::<F>(base, F::BITS - 8).subnets(len).unwrap() {
                        if rng.below(keep) == 0 {
                            entries.push((p, entries.len() as u32));
                        }
                    }
                }
                agrees(&entries, &mut rng);
            }
        }
    }
    run::<V4>(3);
    run::<V6>(4);
}

/// Nested prefixes of all lengths at both ends: the stack of the flattening at its deepest.
#[test]
fn nested_prefixes() {
    let mut rng = Rng(4);
    for bits in [0, V6::LAST, 1 << 127] {
        let entries: Vec<_> =
            (0..=128).map(|len| (prefix::<V6>(bits, len), u32::from(len))).collect();
        agrees(&entries, &mut rng);
    }
}

/// Boundaries just inside, at and behind the block that the index cuts off.
#[test]
fn blocks_that_end_where_a_boundary_is() {
    let mut rng = Rng(5);
    for top in [1_u128 << 125, 0, 0b111 << 125] {
        let entries: Vec<_> = (0..100_u128)
            .map(|i| {
                (
                    prefix::<V6>(
                        top | (i << 100) | ((u128::MAX >> 3 & !((1 << 100) - 1)) * (i & 1)),
                        30,
                    ),
                    i as u32,
                )
            })
            .chain([(prefix::<V6>(top, 3), 999)])
            .collect();
        agrees(&entries, &mut rng);
    }
}

#[test]
#[should_panic(expected = "as many answers as addresses")]
fn a_batch_of_unequal_lengths_panics() {
    FrozenPrefixMap::<V4, u8>::default().lookup_batch(&[], &mut [None]);
}

#[test]
fn both_families() {
    let (ten, ula) = (IpPrefix::literal("10.0.0.0/8"), IpPrefix::literal("fc00::/7"));
    let map = FrozenIpPrefixMap::from_iter([(ula, 6), (ten, 4), (ula, 7)]);
    map.check();
    assert_eq!(map.iter().collect::<Vec<_>>(), [(ten, &4), (ula, &7)]);
    assert_eq!(map.iter().rev().collect::<Vec<_>>(), [(ula, &7), (ten, &4)]);
    let addrs = ["10.0.0.1", "11.0.0.1", "fd00::", "::"].map(|a| a.parse().unwrap());
    let mut out = [None; 4];
    map.lookup_batch(&addrs, &mut out);
    assert_eq!(out, [Some(&4), None, Some(&7), None]);
    assert_eq!(map.covering(ten).map(|e| e.0).collect::<Vec<_>>(), [ten]);
    assert_eq!(map.covered(IpPrefix::literal("::/0")).map(|e| e.0).collect::<Vec<_>>(), [ula]);
    assert_eq!(format!("{map:?}"), "{10.0.0.0/8: 4, fc00::/7: 7}");
    assert_eq!(map, map.clone().thaw().freeze());
}

/// Batches of both families give what single look-ups give, however the families are mixed and
/// wherever the last lanes end.
#[test]
fn mixed_batches() {
    let mut rng = Rng(6);
    let mut entries: Vec<(IpPrefix, u32)> = Vec::new();
    for i in 0..300 {
        let len = rng.below(33) as u8;
        entries.push((prefix::<V4>(rng.u128() & 0xff0f_ffff, len).into(), 2 * i));
        entries.push((prefix::<V6>(rng.u128() & !(0xff << 100), 4 * len).into(), 2 * i + 1));
    }
    let map: FrozenIpPrefixMap<u32> = entries.iter().copied().collect();
    let ranges: IpRangeMap<u32> = entries.iter().map(|(p, v)| (p.range(), *v)).collect();
    map.check();
    ranges.check();
    let small: FrozenIpPrefixMap<u32> = entries[..4].iter().copied().collect();
    for len in (0..40).chain([1000]) {
        // None, some and all of IPv6.
        for sixes in 0..=2 {
            let mut one = || match rng.below(2) + sixes {
                0 | 1 => V4::addr(rng.u128() & 0xff0f_ffff).into(),
                _ => V6::addr(rng.u128() & !(0xff << 100)).into(),
            };
            let addrs: Vec<IpAddr> = (0..len).map(|_| one()).collect();
            // What stood there before does not show through.
            let mut out = vec![Some(&7); len];
            for map in [&map, &small] {
                map.lookup_batch(&addrs, &mut out);
                assert!(addrs.iter().map(|addr| map.lookup(*addr)).eq(out.iter().copied()));
            }
            let mut out = vec![Some(&7); len];
            ranges.lookup_batch(&addrs, &mut out);
            assert!(addrs.iter().map(|addr| ranges.lookup(*addr)).eq(out.iter().copied()));
        }
    }
}

#[test]
#[should_panic(expected = "as many answers as addresses")]
fn a_mixed_batch_of_unequal_lengths_panics() {
    FrozenIpPrefixMap::<u8>::default().lookup_batch(&[V4::MIN.into()], &mut []);
}

/// Tables whose blocks the upper half of an IPv6 address tells apart, and tables where it does not,
/// with ends in the lower half in both: each way of the lookup, alone and in a batch.
#[test]
fn ipv6_lookups_in_either_half() {
    let mut rng = Rng(5);
    for (low, lens) in [(64, [32, 40, 48, 64]), (64, [48, 65, 96, 128]), (0, [100, 112, 127, 128])]
    {
        let mut map = PrefixMap::<V6, u32>::new();
        for i in 0..3000 {
            // In the upper half under one /16, or all of it below one /64.
            let bits = 0x2001_u128 << 112 | (rng.u128() >> (128 - 48)) << low;
            let bits = bits | if low == 64 { rng.u128() >> 64 } else { 0 };
            map.insert(prefix(bits, lens[i as usize % 4]), i);
        }
        let frozen = map.clone().freeze();
        frozen.check();
        assert!(frozen.index_bytes() > 3000, "the index is a trie");
        let mut addrs = Vec::new();
        for p in map.keys() {
            let (first, last) = (p.first().to_bits(), p.last().to_bits());
            let inside = first | rng.u128() & (last ^ first);
            addrs.extend(
                [first, last, inside, first.wrapping_sub(1), last.wrapping_add(1)].map(V6::addr),
            );
        }
        let mut batch = vec![None; addrs.len()];
        frozen.lookup_batch(&addrs, &mut batch);
        for (addr, batched) in addrs.iter().zip(batch) {
            assert_eq!(frozen.lookup_prefix(*addr), map.lookup_prefix(*addr), "{addr}");
            assert_eq!(batched, map.lookup(*addr), "{addr}");
        }
    }
}

/// The bytes that the documentation speaks of are those of the index: none of values and prefixes.
#[test]
fn bytes_of_the_index_grow_with_the_table() {
    let table = |n: u32| -> FrozenPrefixMap<V4, u64> {
        (0..n).map(|i| (prefix(u128::from(i * 512 + 256) & V4::LAST, 24), u64::from(i))).collect()
    };
    let (few, many) = (table(10), table(40_000));
    assert!(few.index_bytes() <= 21 * 8, "{} for a binary search", few.index_bytes());
    let per_prefix = many.index_bytes() as f64 / 40_000.0;
    assert!((2.0..12.0).contains(&per_prefix), "{per_prefix} bytes per prefix");
}
