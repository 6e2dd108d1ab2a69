//! Maps against linear scans.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use boltons::ip::{Family, FrozenPrefixMap, Ipv4RangeMap, Prefix, PrefixMap, Range, V4, V6};
use proptest::collection::vec;
use proptest::prelude::*;

/// Few first bits and few last ones, so that prefixes meet; and all lengths.
type Seed = (u8, u8, u8);

#[derive(Clone, Debug)]
pub enum Op {
    Insert(Seed, u16),
    Remove(Seed),
    Update(Seed),
    RemoveCovered(Seed),
    Retain(u16),
    ExtractIf(u16, u8),
    MergeWith(Vec<(Seed, u16)>),
    ShrinkToFit,
    Freeze,
}

pub fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        8 => (any::<Seed>(), any::<u16>()).prop_map(|(s, v)| Op::Insert(s, v)),
        4 => any::<Seed>().prop_map(Op::Remove),
        2 => any::<Seed>().prop_map(Op::Update),
        1 => any::<Seed>().prop_map(Op::RemoveCovered),
        1 => any::<u16>().prop_map(Op::Retain),
        1 => any::<(u16, u8)>().prop_map(|(bit, most)| Op::ExtractIf(bit, most)),
        1 => vec(any::<(Seed, u16)>(), 0..8).prop_map(Op::MergeWith),
        1 => Just(Op::ShrinkToFit),
        1 => Just(Op::Freeze),
    ]
}

pub trait Make: Family {
    fn make(seed: Seed) -> Prefix<Self>;
}

impl Make for V4 {
    fn make((high, low, len): Seed) -> Prefix<Self> {
        let bits = u32::from(high & 0x83) << 24 | u32::from(low & 0x31) << 12 | u32::from(low >> 4);
        Prefix::truncated(Ipv4Addr::from_bits(bits), len % 33).unwrap()
    }
}

impl Make for V6 {
    fn make((high, low, len): Seed) -> Prefix<Self> {
        let bits =
            u128::from(high & 0x83) << 120 | u128::from(low & 0x31) << 60 | u128::from(low >> 4);
        Prefix::truncated(Ipv6Addr::from_bits(bits), len % 129).unwrap()
    }
}

pub fn run<F: Make>(ops: Vec<Op>) {
    let mut map = PrefixMap::<F, u16>::new();
    let mut model: BTreeMap<Prefix<F>, u16> = BTreeMap::new();
    let mut at = F::make((0, 0, 0));
    for op in ops {
        match op {
            Op::Insert(seed, value) => {
                at = F::make(seed);
                assert_eq!(map.insert(at, value), model.insert(at, value));
            }
            Op::Remove(seed) => {
                // Something near the last one, or that one.
                let of = if seed.0 < 128 { at } else { F::make(seed) };
                assert_eq!(map.remove(of), model.remove(&of));
            }
            Op::Update(seed) => {
                at = F::make(seed);
                *map.entry(at).or_default() ^= 1;
                *model.entry(at).or_default() ^= 1;
            }
            Op::RemoveCovered(seed) => {
                at = F::make(seed);
                let before = model.len();
                model.retain(|p, _| !at.contains_prefix(*p));
                assert_eq!(map.remove_covered(at), before - model.len());
            }
            Op::Retain(bit) => {
                map.retain(|p, v| (*v ^ u16::from(p.prefix_len())) & bit == 0);
                model.retain(|p, v| (*v ^ u16::from(p.prefix_len())) & bit == 0);
            }
            Op::ExtractIf(bit, most) => {
                // Not always to the end: the rest stays.
                let refused = |p: Prefix<F>, v: u16| (v ^ u16::from(p.prefix_len())) & bit != 0;
                let most = usize::from(most % 8);
                let gone: Vec<_> = map.extract_if(|p, v| refused(p, *v)).take(most).collect();
                let of_model = model.iter().filter(|(p, v)| refused(**p, **v)).take(most);
                let of_model: Vec<_> = of_model.map(|(p, v)| (*p, *v)).collect();
                assert_eq!(gone, of_model);
                model.retain(|p, _| gone.iter().all(|(gone, _)| gone != p));
            }
            Op::MergeWith(seeds) => {
                let other = || seeds.iter().map(|(seed, v)| (F::make(*seed), *v));
                map.merge_with(other(), |old, new| *old = old.wrapping_mul(3) ^ new);
                for (prefix, new) in other() {
                    at = prefix;
                    let old = model.get(&prefix).map(|old| old.wrapping_mul(3) ^ new);
                    model.insert(prefix, old.unwrap_or(new));
                }
            }
            Op::ShrinkToFit => {
                map.shrink_to_fit();
                #[cfg(feature = "__audit")]
                assert!(map.is_tight());
            }
            Op::Freeze => {
                let frozen = map.freeze();
                frozen.check();
                assert!(frozen.iter().eq(model.iter().map(|(p, v)| (*p, v))));
                lookups(&model, at, |a| frozen.lookup_prefix(a).map(|(p, v)| (p, *v)));
                map = frozen.thaw();
            }
        }
        map.check();
        assert!(map.iter().eq(model.iter().map(|(p, v)| (*p, v))));
        lookups(&model, at, |a| map.lookup_prefix(a).map(|(p, v)| (p, *v)));
        let covering = model.iter().filter(|(p, _)| p.contains_prefix(at)).map(|(p, v)| (*p, v));
        assert!(map.covering(at).eq(covering));
        let covered = model.iter().filter(|(p, _)| at.contains_prefix(**p)).map(|(p, v)| (*p, v));
        assert!(map.covered(at).eq(covered));
    }
}

fn lookups<F: Make>(
    model: &BTreeMap<Prefix<F>, u16>,
    at: Prefix<F>,
    find: impl Fn(F::Addr) -> Option<(Prefix<F>, u16)>,
) {
    let ends = model.keys().chain([&at]).flat_map(|p| [p.first(), p.last()]);
    for addr in ends.chain([F::MIN, F::MAX]) {
        let longest =
            model.iter().filter(|(p, _)| p.contains(addr)).max_by_key(|e| e.0.prefix_len());
        assert_eq!(find(addr), longest.map(|(p, v)| (*p, *v)), "{addr}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn v4_map_is_a_linear_scan(ops in vec(op(), 0..60)) {
        run::<V4>(ops);
    }

    #[test]
    fn v6_map_is_a_linear_scan(ops in vec(op(), 0..60)) {
        run::<V6>(ops);
    }

    /// The index of many prefixes agrees with the tree, and the batch with both.
    #[test]
    fn frozen_and_mutable_agree(seeds in vec((any::<u64>(), any::<u64>(), 0..=128_u8), 64..400)) {
        let entries = seeds.iter().enumerate().map(|(i, (high, low, len))| {
            let bits = u128::from(*high & 0xff00_0000_0000_ffff) << 64 | u128::from(*low);
            (Prefix::<V6>::truncated(Ipv6Addr::from_bits(bits), *len).unwrap(), i)
        });
        let mutable: PrefixMap<V6, usize> = entries.clone().collect();
        let frozen: FrozenPrefixMap<V6, usize> = entries.clone().collect();
        mutable.check();
        frozen.check();
        let addrs: Vec<Ipv6Addr> = entries.flat_map(|(p, _)| [p.first(), p.last()]).collect();
        let mut batch = vec![None; addrs.len()];
        frozen.lookup_batch(&addrs, &mut batch);
        for (addr, found) in addrs.into_iter().zip(batch) {
            prop_assert_eq!(mutable.lookup_prefix(addr), frozen.lookup_prefix(addr));
            prop_assert_eq!(mutable.lookup(addr), found);
        }
        prop_assert_eq!(mutable.key_set(), frozen.key_set());
    }

    /// Later ranges win.
    #[test]
    fn range_map_is_a_linear_scan(items in vec((any::<u8>(), 0..40_u8), 0..30)) {
        let addr = |i: u8| Ipv4Addr::new(255, 255, 255, i);
        let range = |(first, len): (u8, u8)| Range::new(addr(first), addr(first.saturating_add(len))).unwrap();
        let map: Ipv4RangeMap<usize> =
            items.iter().enumerate().map(|(i, item)| (range(*item), i)).collect();
        map.check();
        for i in 0..=255 {
            let last = items.iter().rposition(|item| range(*item).contains(addr(i)));
            prop_assert_eq!(map.lookup(addr(i)).copied(), last);
        }
        prop_assert!(map.clone().coalesce().iter().eq(map.iter()), "values are distinct");
    }
}
