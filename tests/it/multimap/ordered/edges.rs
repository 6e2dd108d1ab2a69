//! Empty maps, one entry, the switch of modes, positions, capacities, errors and panics.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::{Unaudited as _, with_small_limit};
use std::panic::{AssertUnwindSafe, catch_unwind};

use boltons::multimap::ordered::Entry;
#[cfg(feature = "__audit")]
use boltons::multimap::ordered::with_small_limit;
use boltons::multimap::{CaseInsensitive, OrderedMultiMap, ignore_case};

use super::{LIMITS, pairs};

#[test]
fn an_empty_map_has_nothing_to_give() {
    let mut map: OrderedMultiMap<&str, u32> = OrderedMultiMap::new();
    assert_eq!((map.len(), map.keys_len(), map.capacity()), (0, 0, 0));
    assert_eq!(
        (map.get("a"), map.get_last("a"), map.first(), map.last()),
        (None, None, None, None)
    );
    assert_eq!((map.pop(), map.pop_first(), map.remove_index(0)), (None, None, None));
    assert_eq!((map.remove_first("a"), map.remove_last("a")), (None, None));
    assert_eq!(map.remove_all("a").len(), 0);
    assert_eq!(map.retain_all("a", |_| false), 0);
    assert_eq!((map.get_index(0), map.index_of("a"), map.count("a")), (None, None, 0));
    assert_eq!(map.get_all("a").next_back(), None);
    assert!(map.get_all_mut("a").next().is_none());
    map.retain(|_, _| false);
    map.sort_keys();
    map.sort_values_by(Ord::cmp);
    map.reverse();
    map.update([]);
    map.append_all("a", []);
    map.extend([("a", 1); 0]);
    map.shrink_to_fit();
    map.clear();
    assert_eq!(map.extract_if(|_, _| true).next(), None);
    assert_eq!(map.clone().into_iter().next(), None);
    assert!(map.into_groups().is_empty());
}

#[test]
fn the_index_comes_and_goes() {
    for limit in LIMITS {
        with_small_limit(limit, || {
            let mut map = OrderedMultiMap::new();
            for i in 0..40_u32 {
                map.append(i % 7, i);
                map.check();
                assert_eq!(map.count(&(i % 7)), i as usize / 7 + 1);
            }
            // Down to nothing, in the middle, and up again.
            for i in (0..40).step_by(2) {
                let index = map.iter().position(|(_, value)| *value == i).unwrap();
                assert_eq!(map.remove_index(index), Some((i % 7, i)));
                map.check();
            }
            while let Some((key, value)) = map.pop_first() {
                assert_eq!(value % 7, key);
                map.check();
            }
            assert_eq!(map.keys_len(), 0);
            for i in 0..20 {
                map.append(1, i);
                map.check();
            }
            assert_eq!(map.len(), 20);
        });
    }
}

#[test]
fn entry_at_the_limit_fits_the_seventeenth() {
    for start in 14..19_u32 {
        let mut map: OrderedMultiMap<u32, u32> = (0..start).map(|i| (i, i)).collect();
        *map.entry(100).or_insert(5) += 1;
        map.check();
        *map.entry(0).append(7) += 1;
        map.check();
        assert_eq!((map[&100], map.get_last(&0)), (6, Some(&8)));
        assert_eq!(map.len(), start as usize + 2);
        // An entry that is only looked at makes the index, too.
        let mut map: OrderedMultiMap<u32, u32> = (0..start).map(|i| (i, i)).collect();
        assert!(matches!(map.entry(0), Entry::Occupied(_)));
        assert!(matches!(map.entry(100), Entry::Vacant(_)));
        map.check();
        map.append(0, 1);
        assert!(map.get_all(&0).eq(&[0, 1]));
        map.check();
    }
}

/// An occupied entry appends to a map that compacts just then, and moves the entry it stands on.
#[test]
fn entry_append_follows_a_compaction() {
    for limit in LIMITS {
        with_small_limit(limit, || {
            for n in [4_u32, 8, 32, 64] {
                let mut map = OrderedMultiMap::with_capacity(n as usize);
                map.append(1000, 0);
                for i in 1..n - 1 {
                    map.append(i, i);
                }
                map.append(77, 1);
                for i in 1..n - 1 {
                    map.remove_first(&i);
                }
                map.append(5, 5);
                map.append(77, 2);
                let Entry::Occupied(entry) = map.entry(77) else { panic!("77 has values") };
                *entry.append(2) += 1;
                map.check();
                assert!(map.get_all(&77).eq(&[1, 2, 3]), "n = {n}, limit = {limit}");
            }
        });
    }
}

#[test]
fn each_entry_keeps_its_own_spelling() {
    type Name = CaseInsensitive<&'static str>;
    let name = |text| Name::new(text);
    let mut map = OrderedMultiMap::from([
        (name("Set-Cookie"), 1),
        (name("Host"), 2),
        (name("set-cookie"), 3),
    ]);
    let spellings = |map: &OrderedMultiMap<Name, i32>| -> Vec<&'static str> {
        map.keys().map(|key| key.into_inner()).collect()
    };
    assert_eq!(spellings(&map), ["Set-Cookie", "Host", "set-cookie"]);
    assert!(map.get_all(&ignore_case("SET-COOKIE")).eq(&[1, 3]));
    assert_eq!(map.insert(name("SET-COOKIE"), 4), Some(1));
    assert_eq!(spellings(&map), ["Set-Cookie", "Host"], "insert keeps the first spelling");
    map.entry(name("SET-cookie")).append(5);
    assert_eq!(spellings(&map), ["Set-Cookie", "Host", "SET-cookie"]);
    assert_eq!(map.reinsert(name("set-COOKIE"), 6), Some(4));
    assert_eq!(spellings(&map), ["Host", "set-COOKIE"], "reinsert takes the new one");
    map.check();
}

#[test]
fn positions_count_entries_not_slots() {
    let mut map: OrderedMultiMap<u32, u32> = (0..50).map(|i| (i, i)).collect();
    map.remove_first(&10);
    map.remove_first(&0);
    map.remove_first(&49);
    let left: Vec<(u32, u32)> = (1..49).filter(|i| *i != 10).map(|i| (i, i)).collect();
    for (index, (key, value)) in left.iter().enumerate() {
        assert_eq!(map.get_index(index), Some((key, value)));
        assert_eq!(map.index_of(key), Some(index));
    }
    assert_eq!(map.get_index(47), None);
    assert_eq!(map.remove_index(9), Some((11, 11)));
    assert_eq!(map.remove_index(0), Some((1, 1)));
    assert_eq!(map.remove_index(45), None);
    assert_eq!(map.index_of(&12), Some(8));
    map.check();
}

#[test]
fn insert_at_every_position() {
    for limit in LIMITS {
        with_small_limit(limit, || {
            for n in [0_u32, 1, 2, 15, 16, 17, 40] {
                for index in 0..=n as usize {
                    for key in [0, 2, 99] {
                        let mut map: OrderedMultiMap<u32, u32> =
                            (0..n).map(|i| (i % 3, i)).collect();
                        let mut model = pairs(&map);
                        map.insert_at(index, key, 1000);
                        model.insert(index, (key, 1000));
                        assert_eq!(pairs(&map), model);
                        map.check();
                    }
                }
            }
        });
    }
}

#[test]
fn capacity_is_kept_given_back_and_bounded() {
    let mut map = OrderedMultiMap::with_capacity(100);
    let capacity = map.capacity();
    for i in 0..100_u32 {
        map.append(i, i);
    }
    assert_eq!(map.capacity(), capacity, "no reallocation within the capacity");
    map.clear();
    assert_eq!(map.capacity(), capacity, "clear keeps it");
    map.append(1, 1);
    map.shrink_to_fit();
    assert_eq!(map.capacity(), 1);
    map.reserve(1000);
    assert!(map.capacity() > 1000);
    map.check();
    let mut dense = map.clone();
    assert_eq!(dense.capacity(), 1, "a clone has room for its entries only");
    dense.reserve(0);
    assert_eq!(dense.capacity(), 1);
}

#[test]
fn removals_in_every_place_of_twenty() {
    // Each subset of all places; with debug assertions, of some in front, amid and at the end.
    let mut places = vec![0, 1, 2, 3, 4, 8, 9, 10, 11, 15, 16, 17, 18, 19];
    if !cfg!(debug_assertions) {
        places.extend([5, 6, 7, 12, 13, 14]);
    }
    // For each value, the bit that says that it goes.
    let mut bits = [0_u32; 20];
    for (at, place) in places.iter().enumerate() {
        bits[*place] = 1 << at;
    }
    for limit in [0, 16] {
        with_small_limit(limit, || {
            for gone in 0_u32..1 << places.len() {
                let mut map: OrderedMultiMap<u32, u32> = (0..20).map(|i| (i % 6, i)).collect();
                let is_gone = |value: u32| gone & bits[value as usize] != 0;
                // Key by key, or all in one pass: through either door half of the subsets.
                if gone.count_ones() % 2 == 0 {
                    for key in 0..6 {
                        map.retain_all(&key, |value| !is_gone(*value));
                    }
                } else {
                    map.extract_if(|_, value| is_gone(*value)).for_each(drop);
                }
                if gone % 64 < 2 || gone >> 14 == 0 {
                    map.check();
                }
                let left = (0..20).filter(|value| !is_gone(*value));
                assert!(map.values().copied().eq(left));
            }
        });
    }
}

#[test]
fn get_only_counts_what_is_too_many() {
    let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3), ("a", 4)]);
    assert_eq!(map.get_only("b").unwrap(), Some(&2));
    assert_eq!(map.get_only("c").unwrap(), None);
    let error = map.get_only("a").unwrap_err();
    assert_eq!(error.to_string(), "found 3 values for a key that may have one");
    assert!(error.is_conflict());
    assert_eq!(error.position(), None);
}

fn message(run: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => (*payload.downcast::<&str>().unwrap()).to_owned(),
    }
}

#[test]
fn contract_breaches_panic_with_their_message() {
    let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    assert_eq!(message(|| _ = map["c"]), "no entry found for key");
    let text = message(|| map.insert_at(5, "c", 1));
    assert_eq!(text, "index 5 is out of range for a map of 3 entries");
    assert_eq!(message(|| map.reserve(usize::MAX)), "capacity overflow");
    assert_eq!(message(|| map.reserve(u32::MAX as usize - 3)), "capacity overflow");
    let text = message(|| drop(OrderedMultiMap::<u8, u8>::with_capacity(u32::MAX as usize)));
    assert_eq!(text, "capacity overflow");
    map.check();
    assert_eq!(map, [("a", 1), ("b", 2), ("a", 3)]);
}

#[test]
fn hints_are_not_trusted_with_memory() {
    struct Liar(u32);
    impl Iterator for Liar {
        type Item = (u32, u32);

        fn next(&mut self) -> Option<(u32, u32)> {
            self.0 = self.0.checked_sub(1)?;
            Some((self.0, self.0))
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, None)
        }
    }
    let mut map: OrderedMultiMap<u32, u32> = Liar(3).collect();
    assert!(map.len() == 3 && map.capacity() <= 1 << 16);
    map.append_all(7, Liar(3).map(|(_, value)| value));
    map.update(Liar(2));
    map.extend(Liar(2));
    assert_eq!(map, [(2, 2), (7, 2), (7, 1), (7, 0), (1, 1), (0, 0), (1, 1), (0, 0)]);
    assert!(map.capacity() <= 1 << 18);
    map.check();
}

#[test]
fn zero_sized_entries_work() {
    let mut map: OrderedMultiMap<(), ()> = OrderedMultiMap::new();
    for n in 1..100 {
        map.append((), ());
        assert_eq!(map.count(&()), n);
        map.check();
    }
    assert_eq!(map.remove_all(&()).rev().count(), 99);
    assert!(map.is_empty());
}

#[test]
fn update_after_its_old_entries_all_went() {
    for limit in LIMITS {
        with_small_limit(limit, || {
            for n in [1_u32, 3, 16, 17, 18, 40] {
                let mut map: OrderedMultiMap<u32, u32> = (0..n).map(|i| (i % 3, i)).collect();
                map.update((0..60).map(|i| (i % 3, 100 + i)));
                map.check();
                assert!(map.values().copied().eq(100..160), "n = {n}, limit = {limit}");
            }
        });
    }
}

/// Whatever removals have left: holes, fewer entries than a small map holds, or none.
#[test]
fn an_entry_is_inserted_among_what_removals_left() {
    for len in [3, 16, 17, 18, 40, 100] {
        for left in 0..len {
            for from_the_front in [false, true] {
                let mut map: OrderedMultiMap<u32, u32> = (0..len).map(|n| (n, n)).collect();
                let gone = if from_the_front { 0..len - left } else { left..len };
                let mut model: Vec<(u32, u32)> = (0..len).map(|n| (n, n)).collect();
                model.retain(|(n, _)| !gone.contains(n));
                for n in gone {
                    assert_eq!(map.remove_first(&n), Some(n));
                }
                let index = left as usize / 2;
                map.insert_at(index, 1000, 7);
                model.insert(index, (1000, 7));
                map.check();
                assert_eq!(super::pairs(&map), model, "{left} of {len}");
                assert_eq!(map.get(&1000), Some(&7));
            }
        }
    }
}
