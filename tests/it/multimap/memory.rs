//! What holds of memory and cost in every use, bulk or single, and after a huge size.

use std::cell::Cell;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

use boltons::multimap::{AsMap, BiMap, CaseInsensitive, OrderedMultiMap, Relation};

thread_local!(static HASHES: Cell<usize> = const { Cell::new(0) });

/// A number that counts how often it is hashed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Counted(u32);

impl Hash for Counted {
    fn hash<H: Hasher>(&self, state: &mut H) {
        HASHES.set(HASHES.get() + 1);
        self.0.hash(state);
    }
}

type Steady = BuildHasherDefault<DefaultHasher>;

/// One pair a call, the one before removed.
#[test]
fn relation_extend_by_one_keeps_its_room() {
    let mut relation: Relation<u32, u32> = Relation::new();
    relation.extend([(0, 0)]);
    for i in 1..=1 << 16 {
        relation.extend([(i, i)]);
        assert!(relation.remove(&(i - 1), &(i - 1)));
    }
    assert_eq!(relation.len(), 1);
    assert!(relation.capacity() <= 16, "room for {} pairs", relation.capacity());
    relation.check();
}

#[test]
fn a_full_table_is_not_compacted_for_every_single_extend() {
    let n = 1 << 14;
    let mut map: BiMap<Counted, Counted> = (0..n).map(|i| (Counted(i), Counted(i))).collect();
    map.shrink_to_fit();
    let moved = map.moved();
    HASHES.set(0);
    for i in 0..2000 {
        map.remove_by_left(&Counted(i));
        map.extend([(Counted(n + i), Counted(n + i))]);
    }
    assert!(HASHES.get() <= 4 * 2000, "{} hashes", HASHES.get());
    map.check();
    assert!(map.moved() - moved <= 2 * n as usize, "{} moves", map.moved() - moved);
}

/// Every map, once huge, and its clone: no more room than a fresh one needs.
#[test]
fn what_was_huge_is_small_again() {
    let (n, left) = (100_000_u32, 17);
    let pairs = || (0..n).map(|i| (i, i));

    let mut map: OrderedMultiMap<u32, u32> = pairs().collect();
    (left..n).for_each(|i| assert_eq!(map.remove_first(&i), Some(i)));
    map.check();
    assert_eq!(map.clone(), map);
    assert!(map.clone().capacity() <= 2 * left as usize);
    map.shrink_to_fit();
    assert_eq!(map.capacity(), left as usize);
    map.check();

    let mut map: BiMap<u32, u32> = pairs().collect();
    (left..n).for_each(|i| assert_eq!(map.remove_by_right(&i), Some((i, i))));
    map.check();
    map.clone().check();
    map.shrink_to_fit();
    assert_eq!(map.capacity(), left as usize);

    for ascending in [false, true] {
        let mut map: Relation<u32, u32> = pairs().collect();
        for i in 0..n - left {
            let i = if ascending { i } else { n - 1 - i };
            assert!(map.remove(&i, &i));
        }
        map.check();
        let clone = map.clone();
        clone.check();
        assert_eq!(clone, map);
        assert!(clone.capacity() <= 2 * left as usize);
        map.shrink_to_fit();
        assert_eq!(map.capacity(), left as usize);
        map.check();
    }
}

/// Merges into one value, against the same by pairs in a list.
#[test]
fn n4_merges_keep_the_order() {
    for step in [1_u32, 36, 7, 19] {
        let n = 37;
        let mut relation: Relation<u32, u32> = (0..n).map(|i| (i, i / 2)).collect();
        let mut model: Vec<(u32, u32)> = relation.iter().map(|(&l, &r)| (l, r)).collect();
        for i in 0..n {
            let (old, new) = (i * step % n, 1000 + i % 2);
            relation.replace_left(&old, new);
            relation.check();
            let kept: Vec<_> = model.iter().filter(|pair| pair.0 == new).map(|p| p.1).collect();
            model.retain(|&(l, r)| l != old || !kept.contains(&r));
            model.iter_mut().filter(|pair| pair.0 == old).for_each(|pair| pair.0 = new);
            assert!(relation.iter().eq(model.iter().map(|(l, r)| (l, r))));
            for key in [1000, 1001] {
                let rights = model.iter().filter(|pair| pair.0 == key).map(|pair| &pair.1);
                assert!(relation.rights_of(&key).eq(rights.clone()));
                assert!(relation.rights_of(&key).rev().eq(rights.rev()));
            }
        }
    }
}

/// Field n4: it took 22 seconds when each merge cost what the target had.
#[test]
fn n4_many_merges_into_one_value() {
    let n = 80_000_u32;
    for step in [1, n - 1, 30_011] {
        let mut relation: Relation<u32, u32> = (0..n).map(|i| (i, i)).collect();
        for i in 0..u64::from(n) {
            let old = (i * u64::from(step) % u64::from(n)) as u32;
            assert!(relation.replace_left(&old, u32::MAX));
        }
        assert_eq!((relation.left_len(), relation.len()), (1, n as usize));
        assert!(relation.rights_of(&u32::MAX).copied().eq(0..n));
    }
}

#[test]
fn remove_all_removes_all_whichever_way_it_is_consumed() {
    for n in [5, 40] {
        for way in 0..8 {
            let mut map: OrderedMultiMap<u32, u32> = (0..n).map(|i| (i % 2, i)).collect();
            let _ = catch_unwind(AssertUnwindSafe(|| {
                let mut all = map.remove_all(&0);
                let stop = |value: u32| assert_ne!(value, 2, "a panic amid");
                match way {
                    0 => all.for_each(stop),
                    1 => all.for_each(drop),
                    2 => all.fold((), |(), value| stop(value)),
                    3 => assert_eq!(all.nth(1), Some(2)),
                    4 => assert!(all.count() > 1),
                    5 => assert!(all.last().is_some()),
                    6 => all.rev().for_each(stop),
                    _ => {
                        for value in all {
                            stop(value);
                        }
                    }
                }
            }));
            assert_eq!(map.count(&0), 0, "way {way} of {n}");
            assert_eq!(map.len(), n as usize / 2);
            map.check();
        }
    }
}

/// Fields k1, k2, k5, k8 against a list of pairs, small, indexed and with holes.
#[test]
fn k1_k2_k5_k8_keys_and_entries_that_move() {
    for (n, holes) in [(6, false), (16, false), (40, false), (40, true), (200, true)] {
        for case in 0..9 {
            let mut map: OrderedMultiMap<u32, u32, Steady> = (0..n).map(|i| (i % 5, i)).collect();
            if holes {
                map.remove_all(&3).for_each(drop);
            }
            let mut model: Vec<(u32, u32)> = map.iter().map(|(&k, &v)| (k, v)).collect();
            let first = model.iter().position(|pair| pair.0 == 1).unwrap();
            let own: Vec<_> = model.iter().filter(|pair| pair.0 == 1).copied().collect();
            match case {
                0 | 1 => {
                    let new = if case == 0 { 77 } else { 2 };
                    assert!(map.replace_key(&1, new));
                    model.iter_mut().filter(|pair| pair.0 == 1).for_each(|pair| pair.0 = new);
                }
                2..=4 => {
                    let values = (900..900 + (case - 2) * 3).collect::<Vec<u32>>();
                    let old: Vec<_> = own.iter().map(|pair| pair.1).collect();
                    assert_eq!(map.insert_all(1, values.clone()), old);
                    model.retain(|pair| pair.0 != 1);
                    model.splice(first..first, values.into_iter().map(|value| (1, value)));
                }
                5 => {
                    assert!(map.move_to_back(&1) && !map.move_to_back(&99));
                    model.retain(|pair| pair.0 != 1);
                    model.extend(own);
                }
                6 => {
                    assert!(map.move_to_front(&1));
                    model.retain(|pair| pair.0 != 1);
                    model.splice(0..0, own);
                }
                7 => {
                    map.move_index(4, 1);
                    map.move_index(0, 3);
                    let entry = model.remove(4);
                    model.insert(1, entry);
                    let entry = model.remove(0);
                    model.insert(3, entry);
                }
                _ => {
                    map.swap_indices(0, 4);
                    map.swap_indices(2, 2);
                    model.swap(0, 4);
                }
            }
            map.check();
            assert_eq!(map, model[..], "case {case} of {n}");
        }
    }
}

#[test]
fn k3_try_extend_is_all_or_nothing() {
    for n in [3_u32, 16, 100] {
        let mut map: BiMap<u32, u32> = (0..n).map(|i| (i, i)).collect();
        let before: Vec<_> = map.clone().into_iter().collect();
        let error = map.try_extend((n..n + 20).map(|i| (i, i % (n + 19)))).unwrap_err();
        assert!(error.is_conflict());
        assert_eq!(error.position(), Some(19));
        let error = map.try_extend([(n, n), (n + 1, n)]).unwrap_err();
        assert_eq!(error.to_string(), "right value of pair 1 repeats pair 0");
        let panics = (n..n + 9).map(|i| if i == n + 8 { panic!("amid") } else { (i, i) });
        assert!(catch_unwind(AssertUnwindSafe(|| map.try_extend(panics))).is_err());
        map.check();
        assert!(map.iter().map(|(&l, &r)| (l, r)).eq(before));
        map.try_extend((n..2 * n).map(|i| (i, i))).unwrap();
        assert_eq!(map.len(), 2 * n as usize);
    }
}

#[test]
fn k4_json_with_repeats_inside_other_types() {
    type Object = OrderedMultiMap<String, u32>;
    let json = r#"[{"a":1,"b":2,"a":3},null]"#;
    let objects: Vec<Option<AsMap<Object>>> = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&objects).unwrap(), json);
}

#[test]
fn k6_a_bimap_is_sorted_by_a_side() {
    for n in [5_u32, 16, 50] {
        let mut map: BiMap<u32, u32> = (0..n).map(|i| (i * 7 % n.next_power_of_two(), i)).collect();
        map.remove_by_right(&2);
        map.sort_by(|l1, _, l2, _| l1.cmp(l2));
        assert!(map.left_values().is_sorted());
        map.check();
        assert!(map.pop_first().is_some() && map.pop_last().is_some());
        map.check();
    }
}

#[test]
fn a_bimap_renames_in_place() {
    for n in [3_u32, 30] {
        let mut map: BiMap<u32, u32> = (0..n).map(|i| (i, i)).collect();
        assert_eq!(map.replace_left(&1, 99), Ok(1));
        assert_eq!(map.replace_left(&2, 0), Err(0));
        assert_eq!(map.replace_right(&1, 98), Ok(1));
        assert_eq!(map.replace_right(&98, 98), Ok(98));
        assert_eq!(map.iter().nth(1), Some((&99, &98)));
        map.check();
    }
}

#[test]
fn a_case_insensitive_key_from_text() {
    let key: CaseInsensitive<String> = "Content-Type".into();
    assert_eq!(key, CaseInsensitive::new("content-type"));
}
