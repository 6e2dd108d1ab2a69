//! User code that panics at any of its calls, and keys that lie.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::{Unaudited as _, with_small_limit};
use std::hash::{BuildHasher, Hash};
use std::panic::{AssertUnwindSafe, catch_unwind};

use boltons::multimap::OrderedMultiMap;
use boltons::multimap::ordered::Entry;
#[cfg(feature = "__audit")]
use boltons::multimap::ordered::with_small_limit;

use super::LIMITS;
use crate::multimap::crash::{
    Call, Constant, Dummy, Fickle, Moody, Steady, at_every_call, burn, dummy, spelled,
};

type Map = OrderedMultiMap<Dummy, Dummy, Steady>;

const ALL: [Call; 6] = [Call::Hash, Call::Eq, Call::Cmp, Call::Clone, Call::Drop, Call::Other];

/// Entries of five keys with holes between them, nearly at its capacity.
fn holey(n: u32) -> Map {
    let mut map = Map::with_hasher(Steady);
    for i in 0..n {
        map.append(spelled(i % 5, i), dummy(100 + i));
    }
    for i in [n / 4, n / 3, n / 2] {
        map.remove_index(i as usize);
    }
    map
}

/// Runs an operation on small and indexed maps, with a panic at every call of user code.
fn each(act: impl Fn(&mut Map)) {
    for limit in LIMITS {
        with_small_limit(limit, || {
            for n in [4, 10, 16, 19, 32] {
                at_every_call(&ALL, || holey(n), &act, OrderedMultiMap::check);
            }
        });
    }
}

#[test]
fn adding_is_panic_safe() {
    each(|map| map.append(dummy(2), dummy(7)));
    each(|map| map.append(dummy(77), dummy(7)));
    each(|map| (0..14).for_each(|i| map.append(dummy(i), dummy(7))));
    each(|map| {
        map.append_all(
            dummy(2),
            (0..20).map(|i| {
                burn(Call::Other);
                dummy(i)
            }),
        );
    });
    each(|map| drop(map.insert(dummy(2), dummy(7))));
    each(|map| drop(map.insert(dummy(77), dummy(7))));
    each(|map| drop(map.reinsert(dummy(2), dummy(7))));
    each(|map| map.insert_at(1, dummy(2), dummy(7)));
    each(|map| map.insert_at(1, dummy(77), dummy(7)));
}

#[test]
fn update_and_extend_keep_what_they_had_taken() {
    let source = || {
        (0..9).map(|i| {
            burn(Call::Other);
            (dummy(i % 4 * 3), dummy(i))
        })
    };
    each(|map| map.update(source()));
    each(|map| map.extend(source()));
    each(|map| *map = source().collect());
}

#[test]
fn entries_are_panic_safe() {
    each(|map| {
        map.entry(dummy(2)).or_insert_with(|| dummy(7));
        map.entry(dummy(77)).or_insert_with(|| {
            burn(Call::Other);
            dummy(7)
        });
        map.entry(dummy(3)).append(dummy(8));
    });
    each(|map| {
        if let Entry::Occupied(mut entry) = map.entry(dummy(1)) {
            drop(entry.insert(dummy(7)));
            drop(entry.remove_all());
        }
    });
}

#[test]
fn removing_is_panic_safe() {
    each(|map| drop(map.remove_first(&dummy(2))));
    each(|map| drop(map.remove_last(&dummy(2))));
    each(|map| drop(map.remove_all(&dummy(2))));
    each(|map| map.remove_all(&dummy(2)).rev().for_each(drop));
    each(|map| {
        map.remove_all(&dummy(2)).for_each(|value| {
            burn(Call::Other);
            drop(value);
        });
    });
    each(|map| drop(map.remove_index(2)));
    each(|map| {
        drop(map.pop());
        drop(map.pop_first());
    });
    each(|map| {
        map.retain(|key, value| {
            burn(Call::Other);
            (key.id + value.id) % 3 != 0
        });
    });
    each(|map| {
        map.retain_all(&dummy(2), |value| {
            burn(Call::Other);
            value.id % 2 == 0
        });
    });
    each(|map| {
        map.extract_if(|key, _| {
            burn(Call::Other);
            key.id % 2 == 0
        })
        .for_each(drop);
    });
    each(OrderedMultiMap::clear);
    each(|map| drop(std::mem::take(map).into_iter().nth(3)));
}

#[test]
fn moving_and_renaming_are_panic_safe() {
    for new in [77, 3, 2] {
        each(|map| {
            map.replace_key(&dummy(2), spelled(new, 9));
        });
    }
    for n in [0, 1, 2, 5, 20] {
        let values = || {
            (0..n).map(|i| {
                burn(Call::Other);
                dummy(i)
            })
        };
        each(|map| drop(map.insert_all(dummy(2), values())));
        each(|map| drop(map.insert_all(dummy(77), values())));
    }
    each(|map| {
        map.move_to_back(&dummy(2));
        map.move_to_front(&dummy(3));
    });
    each(|map| {
        map.move_index(0, map.len() - 1);
        map.swap_indices(0, 1);
    });
    each(|map| drop(map.drain()));
    each(|map| {
        let mut drain = map.drain();
        drop(drain.next());
        drop(drain.next_back());
    });
}

/// What the closure did not get to see is removed, too, as when a `for` loop panics.
#[test]
fn a_panic_amid_remove_all_removes_the_rest() {
    for limit in LIMITS {
        with_small_limit(limit, || {
            let mut map: OrderedMultiMap<u32, u32> = (0..15).map(|i| (i % 3, i)).collect();
            let result = catch_unwind(AssertUnwindSafe(|| {
                let all = map.remove_all(&1);
                all.for_each(|value| assert!(value != 7, "enough"));
            }));
            assert!(result.is_err());
            map.check();
            assert_eq!(map.count(&1), 0);
            assert_eq!(map.len(), 10);
        });
    }
}

#[test]
fn whole_map_operations_are_panic_safe() {
    each(OrderedMultiMap::sort_keys);
    each(|map| {
        map.sort_by(|_, v1, _, v2| {
            burn(Call::Other);
            v2.cmp(v1)
        });
    });
    each(|map| map.sort_values_by(|v1, v2| v2.cmp(v1)));
    each(OrderedMultiMap::reverse);
    each(OrderedMultiMap::shrink_to_fit);
    each(|map| map.reserve(100));
    each(|map| *map = map.clone());
    each(|map| assert!(map.counts().len() <= 5));
    each(|map| *map = std::mem::take(map).into_inverse());
    each(|map| drop(std::mem::take(map).into_groups()));
    each(|map| assert!(map.eq_unordered(&map.clone())));
    each(|map| assert!(*map == map.clone()));
}

/// As many operations as a map of lying keys should survive.
fn torture<K: Hash + Eq + Clone, S: BuildHasher + Default + Clone>(make: impl Fn(u32) -> K) {
    for limit in LIMITS {
        with_small_limit(limit, || {
            let mut map: OrderedMultiMap<K, u32, S> = OrderedMultiMap::default();
            let mut state = 1_u32;
            let mut added = 0;
            for round in 0..2500 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let key = || make(state >> 8 & 31);
                match state >> 27 {
                    0..10 => {
                        map.append(key(), round);
                        added += 1;
                    }
                    10 => added += usize::from(map.insert(key(), round).is_none()),
                    11 => {
                        map.reinsert(key(), round);
                        added += 1;
                    }
                    12 => {
                        map.entry(key()).append(round);
                        added += 1;
                    }
                    13 => {
                        map.entry(key()).or_insert(round);
                        added += 1;
                    }
                    14 => {
                        map.update([(key(), 1), (key(), 2)]);
                        added += 2;
                    }
                    15 => {
                        map.append_all(key(), [1, 2, 3]);
                        added += 3;
                    }
                    16 | 17 => _ = map.remove_first(&key()),
                    18 | 19 => _ = map.remove_last(&key()),
                    20 => drop(map.remove_all(&key())),
                    21 => _ = map.retain_all(&key(), |value| *value % 2 == 0),
                    22 => {
                        map.insert_at(map.len() / 2, key(), round);
                        added += 1;
                    }
                    23 => _ = map.pop_first(),
                    24 => map.sort_values_by(|v1, v2| v2.cmp(v1)),
                    25 => map.reverse(),
                    26 => map.get_all_mut(&key()).for_each(|value| *value += 1),
                    27 => map = map.clone(),
                    28 => assert!(map.groups().count() <= map.len()),
                    29 => assert!(map.get_all(&key()).count() <= map.len()),
                    30 => assert!(map.counts().len() <= map.len()),
                    _ => map.shrink_to_fit(),
                }
                map.check_links();
                assert!(map.len() <= added, "no more entries than came in");
            }
        });
    }
}

#[test]
fn lying_hash_and_eq_end_and_leave_a_whole_map() {
    torture::<u32, Constant>(|id| id);
    torture::<u32, Fickle>(|id| id);
    torture::<Moody, Steady>(Moody);
    torture::<Moody, Fickle>(Moody);
}

#[test]
fn comparators_without_order_lose_nothing() {
    for limit in LIMITS {
        with_small_limit(limit, || {
            let mut state = 1_u32;
            for n in [5, 15, 30, 100] {
                let mut map: OrderedMultiMap<u32, u32> = (0..n).map(|i| (i % 7, i)).collect();
                let mut dice = || {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 16 & 255).cmp(&128)
                };
                // std's sort may notice and panic.
                let result = catch_unwind(AssertUnwindSafe(|| {
                    map.sort_by(|_, _, _, _| dice());
                    map.check();
                    map.sort_values_by(|_, _| dice());
                    map.check();
                    let mut values: Vec<u32> = map.values().copied().collect();
                    values.sort_unstable();
                    assert!(values.into_iter().eq(0..n));
                }));
                map.check();
                if let Err(payload) = result {
                    let text = payload.downcast_ref::<&str>().copied().unwrap_or_default();
                    assert!(text.contains("total order"), "{text}");
                }
            }
        });
    }
}

#[test]
fn equal_hashes_cost_comparisons_only() {
    let mut map: OrderedMultiMap<u32, u32, Constant> = (0..200).map(|i| (i % 50, i)).collect();
    map.check();
    for key in 0..50 {
        assert_eq!(map.count(&key), 4);
    }
    assert!(map.remove_all(&7).eq([7, 57, 107, 157]));
    map.check();
}
