//! Maps by prefixes and by ranges in every state.

use std::collections::BTreeMap;

use boltons::ip::{
    FrozenPrefixMap, Prefix, PrefixMap, Range, RangeMap, Set, V4, V6, prefix_map::Entry,
};

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;

use super::super::model::{World, bits, prefix, range};
use super::{CALLS, Op, Saying, bytes, combine, insert, ranges_of};

/// First address and length, in the order of maps.
type Key = (u128, u8);
type Model = BTreeMap<Key, u32>;

fn key<F: World>(prefix: Prefix<F>) -> Key {
    (bits::<F>(prefix.first()), prefix.prefix_len())
}

fn of<F: World>(key: Key) -> Prefix<F> {
    prefix::<F>(key.0, key.1)
}

fn last<F: World>((first, len): Key) -> u128 {
    match 1_u128.checked_shl(u32::from(F::BITS - len)) {
        Some(size) => first + (size - 1),
        None => u128::MAX,
    }
}

fn covers<F: World>(wide: Key, narrow: Key) -> bool {
    wide.1 <= narrow.1 && wide.0 <= narrow.0 && narrow.0 <= last::<F>(wide)
}

fn pairs<'a, F: World>(items: impl Iterator<Item = (Prefix<F>, &'a u32)>) -> Vec<(Key, u32)> {
    items.map(|(prefix, value)| (key(prefix), *value)).collect()
}

fn listed(model: &Model, keep: impl Fn(Key) -> bool) -> Vec<(Key, u32)> {
    model.iter().filter(|(k, _)| keep(**k)).map(|(k, v)| (*k, *v)).collect()
}

/// The longest one that holds an address.
fn longest<F: World>(model: &Model, addr: u128) -> Option<(Key, u32)> {
    let host = (addr, F::BITS);
    listed(model, |k| covers::<F>(k, host)).into_iter().max_by_key(|(k, _)| k.1)
}

fn children<F: World>(model: &Model, of: Key) -> Vec<(Key, u32)> {
    let inside = listed(model, |k| k != of && covers::<F>(of, k));
    let direct = |k: Key| !inside.iter().any(|(other, _)| *other != k && covers::<F>(*other, k));
    inside.iter().copied().filter(|(k, _)| direct(*k)).collect()
}

/// Some prefixes that are there, what is around and inside them, and the ends of the family.
fn asked<F: World>(model: &Model) -> Vec<Prefix<F>> {
    let mut asked = vec![
        Prefix::ALL,
        prefix::<F>(0, F::BITS),
        prefix::<F>(F::LAST, F::BITS),
        prefix::<F>(F::LAST, 1),
        prefix::<F>(5 << (F::BITS - 8), 8),
    ];
    for (&(first, len), _) in model.iter().step_by(1 + model.len() / 8) {
        let lens = [len.saturating_sub(1), len, (len + 1).min(F::BITS), (len + 9).min(F::BITS)];
        asked.extend(lens.map(|len| prefix::<F>(first, len)));
    }
    asked
}

fn addrs<F: World>(model: &Model) -> Vec<F::Addr> {
    asked::<F>(model).into_iter().flat_map(|p| [p.first(), p.last()]).collect()
}

/// A prefix that is there, as far as any is, another one at each call.
fn some<F: World>(model: &Model, i: u128) -> Prefix<F> {
    let place = i as usize * 7 % model.len().max(1);
    model.keys().nth(place).map_or(Prefix::ALL, |k| of::<F>(*k))
}

/// A prefix that is mostly new.
fn new<F: World>(i: u128) -> Prefix<F> {
    let first = (i * 37 + 11) << (F::BITS - 13);
    prefix::<F>(first, F::BITS - (i % 14) as u8)
}

/// Changes of a map.
pub fn map_ops<F: World>() -> Vec<Op<PrefixMap<F, u32>, Model>> {
    vec![
        ("insert", |map, model, i| {
            for prefix in [some::<F>(model, i), new::<F>(i)] {
                let value = i as u32;
                assert_eq!(map.insert(prefix, value), model.insert(key(prefix), value));
            }
        }),
        ("insert of each length", |map, model, i| {
            let prefix = prefix::<F>(F::LAST, (i as u8 * 6).min(F::BITS));
            assert_eq!(map.insert(prefix, 1), model.insert(key(prefix), 1));
        }),
        ("extend", |map, model, i| {
            let items = [(new::<F>(i), 1), (some::<F>(model, i), 2), (new::<F>(i), 3)];
            map.extend(items);
            model.extend(items.map(|(prefix, value)| (key(prefix), value)));
        }),
        ("extend by one, one removed", |map, model, i| {
            let gone = some::<F>(model, i);
            assert_eq!(map.remove(gone), model.remove(&key(gone)));
            map.extend([(new::<F>(i), 9)]);
            model.insert(key(new::<F>(i)), 9);
        }),
        ("remove", |map, model, i| {
            for prefix in [some::<F>(model, i), new::<F>(i)] {
                assert_eq!(map.remove(prefix), model.remove(&key(prefix)));
                assert_eq!(map.remove(prefix), None);
            }
        }),
        ("remove_covered", |map, model, i| {
            let by = prefix::<F>(bits::<F>(some::<F>(model, i).first()), F::BITS - 12);
            let before = model.len();
            model.retain(|k, _| !covers::<F>(key(by), *k));
            assert_eq!(map.remove_covered(by), before - model.len());
        }),
        ("get_mut and lookup_mut", |map, model, i| {
            let prefix = some::<F>(model, i);
            assert_eq!(
                map.get_mut(prefix).map(|v| std::mem::replace(v, 70)),
                model.get(&key(prefix)).copied()
            );
            model.entry(key(prefix)).and_modify(|v| *v = 70);
            let found = longest::<F>(model, bits::<F>(new::<F>(i).first()));
            let value = map.lookup_mut(new::<F>(i).first());
            assert_eq!(value.as_deref().copied(), found.map(|(_, v)| v));
            if let (Some(value), Some((k, _))) = (value, found) {
                *value += 1;
                *model.get_mut(&k).unwrap() += 1;
            }
        }),
        ("entry", |map, model, i| {
            for prefix in [some::<F>(model, i), new::<F>(i)] {
                match map.entry(prefix) {
                    Entry::Occupied(mut entry) => {
                        let k = key(entry.key());
                        assert_eq!(Some(entry.get()), model.get(&k));
                        *entry.get_mut() += 5;
                        *model.get_mut(&k).unwrap() += 5;
                        if i % 2 == 0 {
                            assert_eq!(Some(entry.insert(8)), model.insert(k, 8));
                        } else {
                            assert_eq!(Some(entry.remove()), model.remove(&k));
                        }
                    }
                    Entry::Vacant(entry) => {
                        let k = key(entry.key());
                        *entry.insert(4) += 1;
                        assert_eq!(model.insert(k, 5), None);
                    }
                }
                let value = *map.entry(prefix).and_modify(|v| *v += 1).or_insert(6);
                let wanted = model.entry(key(prefix)).and_modify(|v| *v += 1).or_insert(6);
                assert_eq!(value, *wanted);
            }
        }),
        ("merge_with", |map, model, i| {
            let items = [(new::<F>(i), 1), (some::<F>(model, i), 2), (new::<F>(i), 3)];
            map.merge_with(items, |value, other| *value += 10 * other);
            for (prefix, value) in items {
                model.entry(key(prefix)).and_modify(|v| *v += 10 * value).or_insert(value);
            }
        }),
        ("retain", |map, model, i| {
            let stays = |value: u32| u128::from(value) % CALLS != i;
            map.retain(|_, value| {
                *value = value.wrapping_add(1);
                stays(*value)
            });
            model.retain(|_, value| {
                *value = value.wrapping_add(1);
                stays(*value)
            });
        }),
        ("extract_if, not to its end", |map, model, i| {
            let goes = |value: u32| u128::from(value) % 7 == i % 7;
            let gone: Vec<_> = map.extract_if(|_, value| goes(*value)).take(3).collect();
            let wanted: Vec<_> =
                model.iter().filter(|(_, v)| goes(**v)).take(3).map(|(k, v)| (*k, *v)).collect();
            assert!(gone.iter().map(|(p, v)| (key(*p), *v)).eq(wanted.iter().copied()));
            wanted.iter().for_each(|(k, _)| _ = model.remove(k));
        }),
        ("iter_mut and values_mut", |map, model, _| {
            map.iter_mut().for_each(|(prefix, value)| *value ^= u32::from(prefix.prefix_len()));
            model.iter_mut().for_each(|(k, value)| *value ^= u32::from(k.1));
            map.values_mut().rev().for_each(|value| *value = value.rotate_left(3));
            model.values_mut().for_each(|value| *value = value.rotate_left(3));
        }),
        ("freeze", |map, _, _| {
            let frozen = std::mem::take(map).freeze();
            frozen.check();
            *map = frozen.thaw();
        }),
        ("into_iter and collect", |map, _, _| {
            *map = std::mem::take(map).into_iter().rev().collect();
        }),
        ("clear", |map, model, i| {
            map.clear();
            model.clear();
            map.insert(new::<F>(i), 1);
            model.insert(key(new::<F>(i)), 1);
        }),
        ("shrink_to_fit", |map, _, _| map.shrink_to_fit()),
        ("clone", |map, _, _| *map = map.clone()),
        ("new", |map, model, _| {
            *map = PrefixMap::new();
            for (k, value) in &*model {
                assert_eq!(map.insert(of::<F>(*k), *value), None);
            }
        }),
    ]
}

/// What maps that can change and those that cannot both tell.
macro_rules! lookups {
    ($map:ident) => {
        vec![
            ("len and is_empty", |map, model, _| {
                assert_eq!((map.len(), map.is_empty()), (model.len(), model.is_empty()));
            }),
            ("get and contains_key", |map, model, _| {
                for prefix in asked::<F>(model) {
                    assert_eq!(map.get(prefix), model.get(&key(prefix)), "{prefix}");
                    assert_eq!(map.contains_key(prefix), model.contains_key(&key(prefix)));
                }
            }),
            ("lookup and lookup_prefix", |map, model, _| {
                for addr in addrs::<F>(model) {
                    let found = longest::<F>(model, bits::<F>(addr));
                    assert_eq!(map.lookup(addr).copied(), found.map(|(_, v)| v), "{addr}");
                    assert_eq!(map.lookup_prefix(addr).map(|(p, v)| (key(p), *v)), found);
                }
            }),
            ("covering", |map, model, _| {
                for of in asked::<F>(model) {
                    let all = listed(model, |k| covers::<F>(k, key(of)));
                    assert_eq!(pairs::<F>(map.covering(of)), all, "{of}");
                }
            }),
            ("covered", |map, model, _| {
                for by in asked::<F>(model) {
                    let all = listed(model, |k| covers::<F>(key(by), k));
                    assert_eq!(pairs::<F>(map.covered(by)), all, "{by}");
                }
            }),
            ("children", |map, model, _| {
                for of in asked::<F>(model) {
                    if listed(model, |k| covers::<F>(key(of), k)).len() < 700 {
                        let all = children::<F>(model, key(of));
                        assert_eq!(pairs::<F>(map.children(of)), all, "{of}");
                    }
                }
            }),
            ("overlaps", |map, model, _| {
                for p in asked::<F>(model) {
                    let k = key(p);
                    let met = model.keys().any(|&o| covers::<F>(o, k) || covers::<F>(k, o));
                    assert_eq!(map.overlaps(p), met, "{p}");
                }
            }),
            ("iter, keys and values", |map, model, i| {
                assert_eq!(pairs::<F>(map.iter()), listed(model, |_| true));
                assert!(map.keys().map(key).eq(model.keys().copied()));
                assert!(map.values().eq(model.values()));
                let n = i as usize;
                assert_eq!(map.values().nth(n), model.values().nth(n));
                assert_eq!(map.iter().len(), model.len());
            }),
            ("key_set", |map, model, _| {
                let set: Set<F> = model.keys().map(|k| of::<F>(*k)).collect();
                assert_eq!(map.key_set(), set);
            }),
        ]
    };
}

type Lookup<M> = (&'static str, fn(&M, &Model, u128));

pub fn map_lookups<F: World>() -> Vec<Lookup<PrefixMap<F, u32>>> {
    lookups!(PrefixMap)
}

pub fn frozen_lookups<F: World>() -> Vec<Lookup<FrozenPrefixMap<F, u32>>> {
    let mut all: Vec<Lookup<FrozenPrefixMap<F, u32>>> = lookups!(FrozenPrefixMap);
    all.extend([
        (
            "lookup_batch",
            (|map, model, _| {
                let addrs = addrs::<F>(model);
                let mut values = vec![None; addrs.len()];
                map.lookup_batch(&addrs, &mut values);
                let found = |a: &F::Addr| longest::<F>(model, bits::<F>(*a)).map(|(_, v)| v);
                assert!(values.iter().map(|v| v.copied()).eq(addrs.iter().map(found)));
            }) as fn(&FrozenPrefixMap<F, u32>, &Model, u128),
        ),
        ("index_bytes", |map, model, _| {
            // A node for each six bits of a prefix at most, and the direct array.
            let most = 4096 + 600 * model.len() + (1 << 19);
            assert!(map.index_bytes() <= most, "{} of {most}", map.index_bytes());
        }),
        ("thaw", |map, model, _| {
            let thawed = map.clone().thaw();
            assert_eq!(pairs::<F>(thawed.iter()), listed(model, |_| true));
        }),
    ]);
    all
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    Empty,
    Everything,
    Hosts,
    /// Each length at both ends.
    Nested,
    Siblings,
    Many,
    /// Above 16,384 entries the top of the tree is a direct array.
    Large,
    OnceLarge,
}

const STATES: [State; 8] = [
    State::Empty,
    State::Everything,
    State::Hosts,
    State::Nested,
    State::Siblings,
    State::Many,
    State::Large,
    State::OnceLarge,
];

/// Numbers spread over a family, all different.
fn spread<F: World>(i: u128) -> u128 {
    ((i * 0x9E37_79B1) & u128::from(u32::MAX)) << (F::BITS - 32)
}

fn keys<F: World>(state: State) -> Vec<Key> {
    let len = |i: u128| 12 + (i % 20) as u8;
    let spread = |n: u128| (0..n).map(|i| key(prefix::<F>(spread::<F>(i), len(i))));
    match state {
        State::Empty => vec![],
        State::Everything => vec![(0, 0)],
        State::Hosts => [0, 1, 9, F::LAST - 1, F::LAST].map(|addr| (addr, F::BITS)).into(),
        State::Nested => {
            let ends = [0, F::LAST];
            let all = ends.iter().flat_map(|end| (0..=F::BITS).map(|len| prefix::<F>(*end, len)));
            all.map(key).collect()
        }
        State::Siblings => (0..200).map(|i| key(prefix::<F>(i << 3, F::BITS - 3))).collect(),
        State::Many => spread(1500).collect(),
        State::Large => spread(21_000).collect(),
        State::OnceLarge => spread(17).collect(),
    }
}

fn make<F: World>(state: State) -> (PrefixMap<F, u32>, Model) {
    let model: Model = keys::<F>(state).into_iter().zip(0..).collect();
    let mut map: PrefixMap<F, u32> = model.iter().map(|(k, v)| (of::<F>(*k), *v)).collect();
    if state == State::Large {
        assert!(model.len() > 1 << 14, "{} entries", model.len());
    }
    if state == State::OnceLarge {
        let more: Vec<Key> =
            keys::<F>(State::Large).into_iter().filter(|k| !model.contains_key(k)).collect();
        assert!(more.len() > 1 << 14);
        more.iter().for_each(|k| _ = map.insert(of::<F>(*k), 1));
        more.iter().for_each(|k| _ = map.remove(of::<F>(*k)));
    }
    (map, model)
}

fn every_map<F: World>() {
    for state in STATES {
        let (start, model) = make::<F>(state);
        let frozen = start.clone().freeze();
        for (name, run) in map_lookups::<F>() {
            let _saying = Saying(|| format!("{name} of a map {state:?}"));
            (0..3).for_each(|i| run(&start, &model, 20 * i));
        }
        for (name, run) in frozen_lookups::<F>() {
            let _saying = Saying(|| format!("{name} of a frozen map {state:?}"));
            (0..3).for_each(|i| run(&frozen, &model, 20 * i));
        }
        let before = bytes(start.clone()).max(bytes(make::<F>(state).0));
        for (name, run) in map_ops::<F>() {
            let name = format!("{name} of a map {state:?}");
            let _saying = Saying(|| name.clone());
            let (mut map, mut now) = (start.clone(), model.clone());
            // A large map costs too much for all calls.
            let calls = if state == State::Large { 3 } else { CALLS };
            let mut longest = now.len();
            for i in 0..calls {
                run(&mut map, &mut now, i);
                longest = longest.max(now.len());
                if now.len() < 1000 || i + 1 == calls {
                    map.check();
                    assert_eq!(pairs::<F>(map.iter()), listed(&now, |_| true), "{name}");
                }
            }
            // What the new ones need in the worst case, of which each has nodes of its own.
            let most = 2 * before + 4096 + 2400 * (longest - model.len());
            let took = bytes(map);
            assert!(took <= most, "{name}: {took} bytes, {before} before, {most} allowed");
        }
    }
}

#[test]
fn every_method_of_ipv4_maps() {
    every_map::<V4>();
}

#[test]
fn every_method_of_ipv6_maps() {
    every_map::<V6>();
}

fn once_large<F: World>() {
    let (mut map, model) = make::<F>(State::OnceLarge);
    let fresh: PrefixMap<F, u32> = model.iter().map(|(k, v)| (of::<F>(*k), *v)).collect();
    let mut small = fresh.clone();
    small.shrink_to_fit();
    map.shrink_to_fit();
    map.check();
    let (shrunk, fresh) = (bytes(map), bytes(small));
    assert!(4 * shrunk <= 5 * fresh, "{shrunk} bytes, a new one {fresh}");
}

#[test]
fn a_map_that_was_large() {
    once_large::<V4>();
    once_large::<V6>();
}

/// Ranges with values, of which later ones win.
type Painted = Vec<(u128, u128, u32)>;

/// What each address has, as segments as long as they can be with items apart.
fn segments<F: World>(items: &Painted) -> Vec<(u128, u128, u32)> {
    let mut segments: Painted = Vec::new();
    // From the last item on, what is not covered yet.
    let mut covered = Vec::new();
    for &(first, last, value) in items.iter().rev() {
        let free = combine::<F>(&vec![(first, last)], &covered, |here, there| here && !there);
        segments.extend(free.into_iter().map(|(first, last)| (first, last, value)));
        covered = insert(&covered, first, last);
    }
    segments.sort_unstable();
    segments
}

pub fn range_lookups<F: World>() -> Vec<(&'static str, fn(&RangeMap<F, u32>, &Painted))> {
    fn shown<F: World>((range, value): (Range<F>, &u32)) -> (u128, u128, u32) {
        (bits::<F>(range.first()), bits::<F>(range.last()), *value)
    }
    fn asked<F: World>(model: &Painted) -> Vec<F::Addr> {
        let ends = model.iter().step_by(1 + model.len() / 60);
        let ends = ends.flat_map(|s| [s.0.saturating_sub(1), s.0, s.1, s.1.saturating_add(1)]);
        ends.chain([0, 5, F::LAST]).map(|addr| F::addr(addr.min(F::LAST))).collect()
    }
    fn find<F: World>(model: &Painted, addr: F::Addr) -> Option<(u128, u128, u32)> {
        let addr = bits::<F>(addr);
        model.iter().copied().find(|s| s.0 <= addr && addr <= s.1)
    }
    vec![
        ("len and is_empty", |map, model| {
            assert_eq!((map.len(), map.is_empty()), (model.len(), model.is_empty()));
        }),
        ("lookup and lookup_range", |map, model| {
            for addr in asked::<F>(model) {
                let found = find::<F>(model, addr);
                assert_eq!(map.lookup(addr).copied(), found.map(|s| s.2), "{addr}");
                assert_eq!(map.lookup_range(addr).map(shown::<F>), found, "{addr}");
            }
        }),
        ("lookup_batch", |map, model| {
            let addrs = asked::<F>(model);
            let mut values = vec![Some(&9); addrs.len()];
            map.lookup_batch(&addrs, &mut values);
            let found = addrs.iter().map(|a| find::<F>(model, *a).map(|s| s.2));
            assert!(values.into_iter().map(Option::<&u32>::copied).eq(found));
        }),
        ("iter", |map, model| {
            assert!(map.iter().map(shown::<F>).eq(model.iter().copied()));
            assert!(map.iter().rev().map(shown::<F>).eq(model.iter().rev().copied()));
            assert_eq!(map.iter().len(), model.len());
        }),
        ("coalesce", |map, model| {
            let mut joined: Painted = Vec::new();
            for &(first, last, value) in model {
                match joined.last_mut() {
                    Some(s) if s.2 == value && s.1 + 1 == first => s.1 = last,
                    _ => joined.push((first, last, value)),
                }
            }
            let coalesced = map.clone().coalesce();
            coalesced.check();
            assert!(coalesced.iter().map(shown::<F>).eq(joined));
        }),
        ("try_from_disjoint", |map, model| {
            let mut items: Vec<_> = map.iter().map(|(r, v)| (r, *v)).collect();
            items.reverse();
            let same = RangeMap::try_from_disjoint(items.iter().copied()).unwrap();
            assert!(same.iter().eq(map.iter()));
            if let Some(first) = items.last().copied() {
                let twice = items.iter().copied().chain([first]);
                let error = RangeMap::try_from_disjoint(twice).unwrap_err();
                assert!(error.is_conflict());
                assert!(error.position().is_some_and(|i| i <= model.len()));
            }
        }),
    ]
}

fn every_range_map<F: World>() {
    let states: [(&str, Painted); 7] = [
        ("empty", vec![]),
        ("everything", vec![(0, F::LAST, 1)]),
        ("both ends over everything", vec![(0, F::LAST, 1), (0, 0, 2), (F::LAST, F::LAST, 2)]),
        ("ranges that touch", (0..60).map(|i| (3 * i, 3 * i + 2, (i / 4) as u32)).collect()),
        ("one within another", (0..50).map(|i| (i, 200 - i, i as u32 % 3)).collect()),
        ("another around one", (0..50).map(|i| (60 - i, 60 + i, i as u32)).collect()),
        (
            "many",
            (0..700)
                .map(|i| (i * 7919 % 14_000, i * 7919 % 14_000 + i % 30, i as u32 % 5))
                .collect(),
        ),
    ];
    for (state, items) in &states {
        let map: RangeMap<F, u32> = items.iter().map(|s| (range::<F>(s.0, s.1), s.2)).collect();
        map.check();
        let model = segments::<F>(items);
        for (name, run) in range_lookups::<F>() {
            let _saying = Saying(|| format!("{name} of a map of {state}"));
            run(&map, &model);
        }
        let model: Painted =
            map.iter().map(|(r, v)| (bits::<F>(r.first()), bits::<F>(r.last()), *v)).collect();
        assert_eq!(model.len(), map.len());
    }
    assert_eq!(ranges_of::<F>(std::iter::empty()), []);
}

#[test]
fn every_method_of_range_maps() {
    every_range_map::<V4>();
    every_range_map::<V6>();
}
