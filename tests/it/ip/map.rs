//! The mutable map.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, RefUnwindSafe, UnwindSafe, catch_unwind};
use std::rc::Rc;

use boltons::ip::prefix_map::{self, Entry};
use boltons::ip::{
    Covered, Covering, FrozenIpPrefixMap, FrozenPrefixMap, IpPrefix, IpPrefixMap, IpRangeMap,
    Ipv4Prefix, Ipv4PrefixMap, Ipv6Prefix, Prefix, PrefixMap, RangeMap, V4, V6,
};

use super::model::{World, prefix, range};
use super::support::Rng;

fn p4(text: &str) -> Ipv4Prefix {
    text.parse().unwrap()
}

/// The whole observable state of a map, against a sorted map of prefixes that is searched
/// linearly.
fn agrees<F: World>(map: &PrefixMap<F, u32>, model: &BTreeMap<Prefix<F>, u32>, near: &[Prefix<F>]) {
    map.check();
    assert_eq!(map.len(), model.len());
    assert_eq!(map.is_empty(), model.is_empty());
    assert!(map.iter().eq(model.iter().map(|(p, v)| (*p, v))));
    assert!(map.keys().eq(model.keys().copied()));
    assert!(map.values().eq(model.values()));
    assert_eq!(map.iter().len(), model.len());
    for &of in near {
        assert_eq!(map.get(of), model.get(&of));
        assert_eq!(map.contains_key(of), model.contains_key(&of));
        for addr in [of.first(), of.last()] {
            let longest =
                model.iter().filter(|(p, _)| p.contains(addr)).max_by_key(|(p, _)| p.prefix_len());
            assert_eq!(map.lookup(addr), longest.map(|e| e.1), "{addr} in {map:?}");
            assert_eq!(map.lookup_prefix(addr), longest.map(|e| (*e.0, e.1)));
        }
        let covering: Vec<_> =
            model.iter().filter(|(p, _)| p.contains_prefix(of)).map(|(p, v)| (*p, v)).collect();
        assert_eq!(map.covering(of).collect::<Vec<_>>(), covering);
        assert!(map.covering(of).rev().eq(covering.iter().rev().copied()));
        assert_eq!(map.covering(of).len(), covering.len());
        let covered = model.iter().filter(|(p, _)| of.contains_prefix(**p)).map(|(p, v)| (*p, v));
        let covered: Vec<_> = covered.collect();
        assert_eq!(map.covered(of).collect::<Vec<_>>(), covered, "{of} in {map:?}");
        assert_eq!(map.overlaps(of), !covering.is_empty() || !covered.is_empty());
    }
}

/// A prefix that is likely near others: few first bits, few patterns.
fn likely<F: World>(rng: &mut Rng) -> Prefix<F> {
    let len = if rng.below(4) == 0 {
        rng.pick(&[0, 1, F::BITS, F::BITS - 1, 6, 12, 18, 24])
    } else {
        rng.below(usize::from(F::BITS) + 1) as u8
    };
    let base = rng.pick(&[0, F::LAST, 0x5555_5555_5555_5555_5555_5555_5555_5555 & F::LAST]);
    let noise = rng.u128() & rng.u128() & rng.u128() & rng.u128() & F::LAST;
    prefix::<F>(base ^ if rng.below(2) == 0 { noise } else { 0 }, len)
}

fn steps<F: World>(seed: u64, count: usize) {
    let mut rng = Rng(seed);
    let mut map = PrefixMap::<F, u32>::new();
    let mut model = BTreeMap::new();
    let mut seen: Vec<Prefix<F>> = vec![Prefix::ALL];
    for step in 0..count {
        let of = if rng.below(3) == 0 { rng.pick(&seen) } else { likely::<F>(&mut rng) };
        seen.push(of);
        match rng.below(12) {
            0..=5 => assert_eq!(map.insert(of, step as u32), model.insert(of, step as u32)),
            6..=8 => {
                let of = rng.pick(&seen);
                assert_eq!(map.remove(of), model.remove(&of));
            }
            9 => {
                let n = rng.below(5) as u32;
                let value = *map.entry(of).and_modify(|v| *v += 1).or_insert(n);
                let expected = *model.entry(of).and_modify(|v| *v += 1).or_insert(n);
                assert_eq!(value, expected);
            }
            10 if rng.below(4) == 0 => {
                let before = model.len();
                model.retain(|p, _| !of.contains_prefix(*p));
                assert_eq!(map.remove_covered(of), before - model.len());
            }
            _ => {
                if let Some(value) = map.get_mut(of) {
                    *value ^= 1;
                    *model.get_mut(&of).unwrap() ^= 1;
                }
                let longest =
                    model.iter().filter(|(p, _)| p.contains(of.last())).map(|e| *e.0).max();
                if let Some(value) = map.lookup_mut(of.last()) {
                    *value += 1;
                    *model.get_mut(&longest.unwrap()).unwrap() += 1;
                } else {
                    assert_eq!(longest, None);
                }
            }
        }
        let near = [of, likely(&mut rng), rng.pick(&seen)];
        agrees(&map, &model, &near);
    }
    agrees(&map, &model, &seen);
    let frozen = map.clone().freeze();
    assert_eq!(frozen.clone().thaw(), map);
    assert!(map.clone().into_iter().eq(model.clone()));
    assert!(map.clone().into_iter().rev().eq(model.clone().into_iter().rev()));
    let keys = map.key_set();
    assert_eq!(keys, model.keys().copied().collect());
    for (p, v) in &mut map {
        *v = v.wrapping_add(u32::from(p.prefix_len()));
    }
    for (p, v) in &mut model {
        *v = v.wrapping_add(u32::from(p.prefix_len()));
    }
    map.values_mut().rev().for_each(|v| *v ^= 7);
    model.values_mut().for_each(|v| *v ^= 7);
    agrees(&map, &model, &seen[..20.min(seen.len())]);
    map.clear();
    agrees(&map, &BTreeMap::new(), &seen[..3]);
}

#[test]
fn steps_against_a_linear_scan() {
    for seed in 0..6 {
        steps::<V4>(seed, 250);
        steps::<V6>(seed, 250);
    }
}

/// Every prefix of the last six bits below one block and below the last one: the leaves, nodes and their collapse.
#[test]
fn all_prefixes_of_a_small_world() {
    small_world::<V4>(9);
    small_world::<V6>(10);
}

fn small_world<F: World>(seed: u64) {
    let mut rng = Rng(seed);
    for base in [0x0a00_0000_u128, F::LAST - 63] {
        let mut all: Vec<Prefix<F>> = Vec::new();
        for len in F::BITS - 6..=F::BITS {
            all.extend(prefix::<F>(base, F::BITS - 6).subnets(len).unwrap());
        }
        let mut map = PrefixMap::new();
        let mut model = BTreeMap::new();
        for round in 0..3 {
            for i in (1..all.len()).rev() {
                all.swap(i, rng.below(i + 1));
            }
            for (i, &p) in all.iter().enumerate() {
                if round == 1 {
                    assert_eq!(map.remove(p), model.remove(&p));
                } else {
                    assert_eq!(map.insert(p, i as u32), model.insert(p, i as u32));
                }
                if i % 8 == 0 {
                    agrees(&map, &model, &[p, all[i / 2]]);
                }
            }
            agrees(&map, &model, &all);
        }
    }
}

/// So many entries make a map large: the top of its tree is then a direct array, as in the table of
/// a router.
const LARGE: usize = 1 << 14;

/// A prefix of a crowded /8 or of anywhere, of all lengths: short ones, which a large map keeps
/// apart, are an eighth.
fn crowded<F: World>(rng: &mut Rng) -> Prefix<F> {
    let len = match rng.below(8) {
        0 => rng.below(19) as u8,
        1 => rng.below(usize::from(F::BITS) + 1) as u8,
        n => 18 + n as u8,
    };
    let bits = rng.u128() & F::LAST >> if rng.below(2) == 0 { 8 } else { 0 };
    prefix::<F>(bits, len)
}

/// Every operation of the mode that a full routing table runs in, against the model.
#[cfg(feature = "__audit")]
fn large<F: World>(seed: u64) {
    let mut rng = Rng(seed);
    let mut map = PrefixMap::<F, u32>::new();
    let mut model = BTreeMap::new();
    let mut value = 0;
    while model.len() < 20_000 {
        let p = crowded::<F>(&mut rng);
        value += 1;
        assert_eq!(map.insert(p, value), model.insert(p, value));
        assert_eq!(map.is_large(), model.len() > LARGE, "{} entries", model.len());
        if (LARGE - 1..=LARGE + 2).contains(&model.len()) {
            agrees(&map, &model, &[p, Prefix::ALL]);
        }
    }
    let mut all: Vec<Prefix<F>> = model.keys().copied().collect();
    let some: Vec<Prefix<F>> = (0..30).map(|_| rng.pick(&all)).collect();
    let ends = [Prefix::ALL, prefix(0, 1), prefix(F::LAST, F::BITS), prefix(0, 18), prefix(0, 12)];
    agrees(&map, &model, &some);
    agrees(&map, &model, &ends);
    // Changes in the mode, with an audit after each: short prefixes and their covers above all.
    for step in 0..60 {
        let short =
            prefix::<F>(rng.u128() & F::LAST, [0, 1, 5, 6, 7, 11, 12, 13, 18, 19][step % 10]);
        let of = if step % 3 == 0 { rng.pick(&all) } else { short };
        match step % 4 {
            0 | 1 => assert_eq!(map.insert(of, 7), model.insert(of, 7)),
            2 => assert_eq!(map.remove(of), model.remove(&of)),
            _ => {
                let value = *map.entry(of).and_modify(|v| *v += 1).or_insert(1);
                assert_eq!(value, *model.entry(of).and_modify(|v| *v += 1).or_insert(1));
            }
        }
        assert!(map.is_large());
        if step % 5 == 0 {
            map.check();
            assert!(map.iter().eq(model.iter().map(|(p, v)| (*p, v))));
        }
        for addr in [of.first(), of.last()] {
            let longest =
                model.iter().filter(|(p, _)| p.contains(addr)).max_by_key(|e| e.0.prefix_len());
            assert_eq!(map.lookup_prefix(addr), longest.map(|(p, v)| (*p, v)), "{addr}");
            assert_eq!(map.lookup(addr), longest.map(|e| e.1));
            if let Some(value) = map.lookup_mut(addr) {
                *value += 1;
                let p = *longest.expect("both have one").0;
                *model.get_mut(&p).unwrap() += 1;
            }
        }
    }
    // What iterates, in the mode.
    map.iter_mut().for_each(|(p, v)| *v ^= u32::from(p.prefix_len()));
    model.iter_mut().for_each(|(p, v)| *v ^= u32::from(p.prefix_len()));
    agrees(&map, &model, &ends);
    assert!(map.clone().into_iter().eq(model.clone()));
    assert_eq!(map.key_set(), model.keys().copied().collect());
    let frozen = map.clone().freeze();
    frozen.check();
    for p in &all {
        for addr in [p.first(), p.last()] {
            assert_eq!(frozen.lookup_prefix(addr), map.lookup_prefix(addr), "{addr}");
        }
    }
    let thawed = frozen.thaw();
    assert!(thawed.is_large());
    assert_eq!(thawed, map);
    // All that is inside a short prefix, and what a closure refuses.
    let by = prefix::<F>(0, 9);
    let before = model.len();
    model.retain(|p, _| !by.contains_prefix(*p));
    assert!(before - model.len() > 1000, "much is there");
    assert_eq!(map.remove_covered(by), before - model.len());
    map.retain(|p, v| (*v ^ u32::from(p.prefix_len())) % 8 != 0);
    model.retain(|p, v| (*v ^ u32::from(p.prefix_len())) % 8 != 0);
    agrees(&map, &model, &ends);
    // It stays a large one while entries go, and becomes a small one when memory is asked back.
    let mut shrunk = map.clone();
    shrunk.shrink_to_fit();
    assert!(shrunk.is_tight() && !map.is_tight());
    agrees(&shrunk, &model, &ends);
    assert_eq!(shrunk.is_large(), model.len() > LARGE);
    // Down again, in another order.
    for i in (1..all.len()).rev() {
        all.swap(i, rng.below(i + 1));
    }
    for (i, p) in all.iter().enumerate() {
        assert_eq!(map.remove(*p), model.remove(p));
        if i % 6000 == 0 {
            agrees(&map, &model, &all[i..i + 5]);
            let mut shrunk = map.clone();
            shrunk.shrink_to_fit();
            assert!(shrunk.is_tight());
            agrees(&shrunk, &model, &all[i..i + 5]);
            assert!(map.is_large());
            assert_eq!(shrunk.is_large(), model.len() > LARGE);
        }
    }
    model.keys().for_each(|p| assert!(map.remove(*p).is_some()));
    assert!(map.is_empty() && map.is_large());
    map.check();
    assert_eq!(map.lookup(F::MIN), None);
    map.insert(Prefix::ALL, 1);
    assert_eq!(map.lookup(F::MAX), Some(&1));
    map.shrink_to_fit();
    assert!(!map.is_large());
    assert_eq!(map.lookup(F::MAX), Some(&1));
}

#[cfg(feature = "__audit")]
#[test]
fn large_maps() {
    large::<V4>(1);
    large::<V6>(2);
}

/// oxidecomputer/poptrie#3: /31 and /32 did not match.
#[test]
fn poptrie_3_host_prefixes_match() {
    let mut map = Ipv4PrefixMap::new();
    map.insert(p4("10.0.0.0/31"), 31);
    map.insert(p4("10.0.0.1/32"), 32);
    map.insert(p4("255.255.255.255/32"), 255);
    map.insert(p4("0.0.0.0/32"), 0);
    map.check();
    for (addr, value) in
        [([10, 0, 0, 0], Some(31)), ([10, 0, 0, 1], Some(32)), ([10, 0, 0, 2], None)]
    {
        assert_eq!(map.lookup(addr.into()).copied(), value);
    }
    assert_eq!(map.lookup([255; 4].into()), Some(&255));
    assert_eq!(map.lookup([0; 4].into()), Some(&0));
    let frozen = map.freeze();
    frozen.check();
    assert_eq!(frozen.lookup([10, 0, 0, 1].into()), Some(&32));
    assert_eq!(frozen.lookup([255; 4].into()), Some(&255));
}

#[test]
fn entries_have_the_vocabulary_of_std() {
    let mut map = Ipv4PrefixMap::new();
    let ten = p4("10.0.0.0/8");
    match map.entry(ten) {
        Entry::Vacant(entry) => {
            assert_eq!(entry.key(), ten);
            *entry.insert(1) += 1;
        }
        Entry::Occupied(_) => panic!("nothing is stored"),
    }
    match map.entry(ten) {
        Entry::Occupied(mut entry) => {
            assert_eq!((entry.key(), *entry.get()), (ten, 2));
            *entry.get_mut() += 1;
            assert_eq!(entry.insert(7), 3);
            assert_eq!(entry.remove_entry(), (ten, 7));
        }
        Entry::Vacant(_) => panic!("it is stored"),
    }
    assert!(map.is_empty());
    assert_eq!(map.entry(ten).insert_entry(1).get(), &1);
    assert_eq!(map.entry(ten).insert_entry(2).into_mut(), &2);
    assert_eq!(*map.entry(ten).or_default(), 2);
    assert_eq!(
        format!("{:?}", map.entry(ten)),
        "Entry(OccupiedEntry { key: 10.0.0.0/8, value: 2, .. })"
    );
    assert_eq!(format!("{map:?}"), "{10.0.0.0/8: 2}");
    map.check();
}

/// A closure that panics removed what it refused and kept the rest.
#[test]
fn retain_that_panics_leaves_a_valid_map() {
    for stop in 0..40 {
        let mut map: Ipv4PrefixMap<u32> =
            (0..40).map(|i| (prefix::<V4>(u128::from(i) << 26, 4 + i as u8 % 9), i)).collect();
        let all: Vec<_> = map.keys().collect();
        let mut seen = 0;
        let result = catch_unwind(AssertUnwindSafe(|| {
            map.retain(|_, _| {
                if seen == stop {
                    panic!("on demand");
                }
                seen += 1;
                seen % 2 == 0
            });
        }));
        assert_eq!(result.is_err(), stop < all.len());
        map.check();
        let seen = seen.min(all.len());
        let kept = (0..all.len()).filter(|i| *i >= seen || (i + 1) % 2 == 0).map(|i| all[i]);
        assert!(map.keys().eq(kept));
    }
}

/// An entry is removed when it is yielded; a closure that panics and an iterator that is dropped
/// leave the rest.
#[test]
fn extract_if_removes_what_it_yields() {
    let make = || -> Ipv4PrefixMap<u32> {
        (0..40).map(|i| (prefix::<V4>(u128::from(i) << 26, 4 + i as u8 % 9), i)).collect()
    };
    let all: Vec<_> = make().into_iter().collect();
    let odd = |(_, value): &&(_, u32)| value % 2 == 1;
    for stop in 0..=all.len() {
        let mut map = make();
        let mut gone = Vec::new();
        let mut seen = 0;
        let result = catch_unwind(AssertUnwindSafe(|| {
            let extracted = map.extract_if(|_, value| {
                if seen == stop {
                    panic!("on demand");
                }
                seen += 1;
                *value % 2 == 1
            });
            extracted.for_each(|entry| gone.push(entry));
        }));
        assert_eq!(result.is_err(), stop < all.len());
        map.check();
        assert!(gone.iter().eq(all[..stop].iter().filter(odd)));
        let kept = all.iter().enumerate().filter(|(i, (_, value))| *i >= stop || value % 2 == 0);
        assert!(map.into_iter().eq(kept.map(|(_, entry)| *entry)));
    }
    for most in 0..8 {
        let mut map = make();
        let mut extracted = map.extract_if(|_, value| {
            *value += 100;
            *value % 2 == 1
        });
        assert_eq!(extracted.size_hint(), (0, Some(all.len())));
        assert_eq!(extracted.by_ref().take(most).count(), most);
        assert!(format!("{extracted:?}").starts_with("ExtractIf { left: "));
        drop(extracted);
        map.check();
        assert_eq!(map.len(), all.len() - most);
    }
    let mut map: IpPrefixMap<u32> =
        all.iter().map(|(prefix, value)| (IpPrefix::V4(*prefix), *value)).collect();
    map.insert(IpPrefix::literal("::/0"), 1);
    map.insert(IpPrefix::literal("2001:db8::/32"), 2);
    let mut extracted = map.extract_if(|_, value| *value % 2 == 1);
    assert_eq!(extracted.size_hint(), (0, Some(all.len() + 2)));
    assert!(format!("{extracted:?}").starts_with("IpExtractIf { left: 4"));
    let last = extracted.by_ref().last();
    assert_eq!(last, Some((IpPrefix::literal("::/0"), 1)));
    assert_eq!(extracted.next(), None);
    drop(extracted);
    map.check();
    assert!(map.values().all(|value| value % 2 == 0));
    assert_eq!(map.v6().len(), 1);
}

#[test]
fn entry_closures_that_panic_leave_the_map_as_it_was() {
    let mut map: Ipv4PrefixMap<u32> = [(p4("10.0.0.0/8"), 1)].into_iter().collect();
    let before = map.clone();
    for prefix in ["10.0.0.0/9", "0.0.0.0/0", "11.0.0.0/8"] {
        let result = catch_unwind(AssertUnwindSafe(|| {
            map.entry(p4(prefix)).or_insert_with(|| panic!("on demand"));
        }));
        assert!(result.is_err());
        map.check();
        assert_eq!(map, before);
    }
}

/// Each value is dropped once, however the map ends.
#[test]
fn values_are_dropped_once() {
    #[derive(Clone)]
    struct Counted(Rc<Cell<usize>>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }
    let drops = Rc::new(Cell::new(0));
    let mut rng = Rng(3);
    let mut map = PrefixMap::<V6, Counted>::new();
    let mut put = 0;
    for _ in 0..500 {
        put += 1;
        map.insert(likely::<V6>(&mut rng), Counted(drops.clone()));
        if rng.below(3) == 0 {
            map.remove(likely::<V6>(&mut rng));
        }
    }
    assert_eq!(drops.get() + map.len(), put);
    let (len, before) = (map.len(), drops.get());
    let mut iter = map.clone().into_iter();
    iter.next();
    iter.next_back();
    drop(iter);
    assert_eq!(drops.get(), before + len, "the clones");
    let frozen = map.freeze();
    assert_eq!(drops.get(), before + len);
    drop(frozen);
    assert_eq!(drops.get(), before + 2 * len);
}

#[test]
fn map_of_both_families() {
    let mut map = IpPrefixMap::new();
    let (ten, ula) = (IpPrefix::literal("10.0.0.0/8"), IpPrefix::literal("fc00::/7"));
    assert_eq!(map.insert(ula, 6), None);
    assert_eq!(map.insert(ten, 4), None);
    assert_eq!(map.iter().collect::<Vec<_>>(), [(ten, &4), (ula, &6)]);
    assert_eq!(map.keys().collect::<Vec<_>>(), [ten, ula]);
    assert_eq!(map.values().sum::<i32>(), 10);
    assert_eq!(map.lookup("10.1.1.1".parse().unwrap()), Some(&4));
    assert_eq!(map.lookup("::ffff:10.1.1.1".parse().unwrap()), None);
    assert_eq!(map.lookup_prefix("fd00::".parse().unwrap()), Some((ula, &6)));
    *map.lookup_mut("fd00::".parse().unwrap()).unwrap() += 1;
    *map.get_mut(ten).unwrap() += 1;
    *map.entry(ula).and_modify(|v| *v *= 2).or_insert(0) += 1;
    assert_eq!(map.values().copied().collect::<Vec<_>>(), [5, 15]);
    map.values_mut().for_each(|v| *v += 1);
    for (prefix, value) in &mut map {
        *value += i32::from(prefix.prefix_len());
    }
    assert_eq!(map.values().copied().collect::<Vec<_>>(), [14, 23]);
    assert_eq!(map.covering(ten).count(), 1);
    assert_eq!(map.covered(IpPrefix::literal("::/0")).map(|e| e.0).collect::<Vec<_>>(), [ula]);
    assert!(map.overlaps(IpPrefix::literal("0.0.0.0/0")));
    assert!(!map.overlaps(IpPrefix::literal("11.0.0.0/8")));
    assert_eq!(map.key_set().range_count(), 2);
    map.check();
    let frozen = map.clone().freeze();
    frozen.check();
    assert_eq!(frozen.clone().thaw(), map);
    assert!(frozen.iter().eq(map.iter()));
    assert!(frozen.into_iter().eq(map.clone()));
    map.retain(|prefix, _| prefix.is_ipv6());
    assert_eq!(map.len(), 1);
    assert_eq!(map.remove_covered(IpPrefix::literal("::/0")), 1);
    assert!(map.is_empty());
    assert_eq!(map.remove(ten), None);
    let _: Prefix<V6> = range::<V6>(0, 0).as_prefix().unwrap();
}

/// Maps and their iterators go between threads as their values do.
#[test]
fn maps_are_sent_and_shared() {
    fn shared<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug>() {}
    fn map<T: Clone + Default + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug>() {}
    map::<PrefixMap<V4, u8>>();
    map::<PrefixMap<V6, String>>();
    map::<IpPrefixMap<u8>>();
    map::<FrozenPrefixMap<V4, u8>>();
    map::<FrozenPrefixMap<V6, u8>>();
    map::<FrozenIpPrefixMap<u8>>();
    map::<RangeMap<V4, u8>>();
    map::<RangeMap<V6, u8>>();
    map::<IpRangeMap<u8>>();
    shared::<prefix_map::Iter<'static, V4, u8>>();
    shared::<prefix_map::IntoIter<V6, u8>>();
    shared::<Covered<'static, V4, u8>>();
    shared::<Covering<'static, V6, u8>>();
    fn sent<T: Send + Sync>() {}
    sent::<prefix_map::IterMut<'static, V4, u8>>();
    sent::<prefix_map::Entry<'static, V4, u8>>();
}

/// `merge_with` against the model: stored values take the new ones in, in their order.
#[test]
fn merging_is_entry_by_entry() {
    fn run<F: World>(seed: u64) {
        let mut rng = Rng(seed);
        for count in [0, 1, 3, 40, 200] {
            let mut some = |n: usize| -> Vec<(Prefix<F>, u32)> {
                (0..n).map(|i| (likely::<F>(&mut rng), i as u32)).collect()
            };
            let (a, b) = (some(count), some(60));
            let mut map: PrefixMap<F, u32> = a.iter().copied().collect();
            let mut model: BTreeMap<Prefix<F>, u32> = a.into_iter().collect();
            let other: PrefixMap<F, u32> = b.iter().copied().collect();
            for (p, v) in &other {
                model.entry(p).and_modify(|all| *all = 3 * *all + v).or_insert(*v);
            }
            // From a map, from a frozen one, and from a list whose repeats merge as well.
            let mut frozen = map.clone();
            frozen.merge_with(other.clone().freeze(), |all, v| *all = 3 * *all + v);
            map.merge_with(other, |all, v| *all = 3 * *all + v);
            assert_eq!(map, frozen);
            agrees(&map, &model, &[Prefix::ALL]);
            map.merge_with(b.clone(), |all, v| *all = all.wrapping_mul(5) ^ v);
            for (p, v) in b {
                model.entry(p).and_modify(|all| *all = all.wrapping_mul(5) ^ v).or_insert(v);
            }
            agrees(&map, &model, &[Prefix::ALL]);
        }
    }
    run::<V4>(1);
    run::<V6>(2);
    let one = |prefix, value| IpPrefixMap::from_iter([(IpPrefix::literal(prefix), value)]);
    let mut map = one("10.0.0.0/8", 1);
    map.merge_with(one("10.0.0.0/8", 5), |all, more| *all += more);
    map.merge_with(one("fc00::/7", 7), |all, more| *all += more);
    assert_eq!(map.values().copied().collect::<Vec<_>>(), [6, 7]);
}

/// A closure that panics leaves a valid map: what came before is merged, the rest is not.
#[test]
fn merging_that_panics_leaves_a_valid_map() {
    let prefixes = ["10.0.0.0/8", "10.0.0.0/9", "11.0.0.0/8"].map(p4);
    let mut map: Ipv4PrefixMap<u32> = prefixes.iter().map(|p| (*p, 1)).collect();
    let result = catch_unwind(AssertUnwindSafe(|| {
        let mut left = 2;
        map.merge_with(prefixes.map(|p| (p, 1)), |all, more| {
            assert!(left > 0, "on demand");
            left -= 1;
            *all += more;
        });
    }));
    assert!(result.is_err());
    map.check();
    assert_eq!(map.values().copied().collect::<Vec<_>>(), [2, 2, 1]);
}

/// `shrink_to_fit` leaves memory for what is there and no more, at every size and in every form.
#[cfg(feature = "__audit")]
#[test]
fn maps_give_memory_back() {
    fn run<F: World>(seed: u64) {
        let mut rng = Rng(seed);
        for count in [0, 1, 2, 7, 300] {
            let entries: Vec<_> = (0..count).map(|i| (likely::<F>(&mut rng), i)).collect();
            let mut map: PrefixMap<F, u32> = entries.iter().copied().collect();
            for _ in 0..4 {
                let model: BTreeMap<_, _> = map.iter().map(|(p, v)| (p, *v)).collect();
                map.shrink_to_fit();
                assert!(map.is_tight(), "{} entries", map.len());
                agrees(&map, &model, &[Prefix::ALL]);
                map.retain(|_, v| rng.below(3) > 0 || *v == 0);
            }
        }
    }
    run::<V4>(1);
    run::<V6>(2);
}

#[test]
fn maps_of_both_families_give_memory_back() {
    use std::net::{Ipv4Addr, Ipv6Addr};
    let bytes = |of: fn(u32) -> IpPrefix, shrinks: bool| {
        let make = || {
            let mut map: IpPrefixMap<u32> = (0..3_000).map(|i| (of(i), i)).collect();
            for i in 3..3_000 {
                assert_eq!(map.remove(of(i)), Some(i));
            }
            if shrinks {
                map.shrink_to_fit();
            }
            map
        };
        crate::alloc::live_bytes(make).1
    };
    let v4 = |i| IpPrefix::from(Ipv4Prefix::host(Ipv4Addr::from_bits(i)));
    let v6 = |i| IpPrefix::from(Ipv6Prefix::host(Ipv6Addr::from_bits(u128::from(i))));
    for of in [v4 as fn(u32) -> IpPrefix, v6] {
        assert!(bytes(of, true) * 10 < bytes(of, false));
    }
}
