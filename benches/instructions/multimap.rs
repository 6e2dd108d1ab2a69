//! Multimaps and two-way maps of 1,000 entries.

use boltons::multimap::{BiMap, FrozenMap, OrderedMultiMap, Relation};

use crate::{Hasher, cases};

type Multi = OrderedMultiMap<u64, u64, Hasher>;
type Two = BiMap<u64, u64, Hasher>;

fn multi() -> Multi {
    let mut map = Multi::default();
    (0..1_000).for_each(|n| map.append(n % 250, n));
    map
}

fn two() -> Two {
    let mut map = Two::default();
    for n in 0..1_000 {
        map.insert(n, n + 5_000);
    }
    map
}

cases! {
    append: Multi::default() => |map: Multi| {
        (0..1_000).for_each(|n| map.append(n % 250, n));
        map.len() as u64
    };
    get: multi() => |map: Multi| (0..250).filter_map(|n| map.get(&n)).sum();
    get_all: multi() => |map: Multi| (0..250).map(|n| map.get_all(&n).sum::<u64>()).sum();
    iterate: multi() => |map: Multi| map.iter().map(|(key, value)| key ^ value).sum();
    remove_all: multi() => |map: Multi| (0..250).map(|n| map.remove_all(&n).sum::<u64>()).sum();
    small_append: Multi::default() => |map: Multi| {
        (0..12).for_each(|n| map.append(n % 10, n));
        map.len() as u64
    };
    bimap_insert: Two::default() => |map: Two| {
        for n in 0..1_000 {
            map.insert(n, n + 5_000);
        }
        map.len() as u64
    };
    bimap_get_by_left: two() => |map: Two| (0..1_000).filter_map(|n| map.get_by_left(&n)).sum();
    relation_insert: Relation::default() => |map: Relation<u64, u64, Hasher>| {
        (0..1_000).filter(|n| map.insert(n % 250, *n)).count() as u64
    };
    frozen_get: (0..1_000).map(|n| (n, n)).collect() => |map: FrozenMap<u64, u64>| {
        (0..1_000).filter_map(|n| map.get(&n)).sum()
    };
}
