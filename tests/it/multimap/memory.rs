//! What holds of memory and cost in every use, bulk or single, and after a huge size.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[cfg(feature = "__audit")]
use boltons::multimap::search_steps;
use boltons::multimap::{
    AsMap, BiMap, CaseInsensitive, OnDuplicate, OrderedMultiMap, Overwritten, Relation,
};

use crate::alloc::live_bytes;
use crate::multimap::crash::Moody;

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

/// The capacity is at least the length, and stays until the length has reached it: at every size,
/// freed to what is needed, then filled.
#[test]
fn a_capacity_is_what_there_is_room_for() {
    fn check<M>(
        mut map: M,
        name: &str,
        state: impl Fn(&M) -> (usize, usize),
        push: impl Fn(&mut M, u32),
    ) {
        let mut before = state(&map);
        assert!(before.0 <= before.1, "{name}: {before:?}");
        for i in 0..50 {
            push(&mut map, 1_000 + i);
            let now = state(&map);
            assert!(now.0 == before.0 + 1 && now.0 <= now.1, "{name}: {before:?}, {now:?}");
            assert!(now.1 == before.1 || before.0 == before.1, "{name}: {before:?}, {now:?}");
            before = now;
        }
    }
    for n in 0..50 {
        let mut map: OrderedMultiMap<u32, u32> = (0..n).map(|i| (i % 7, i)).collect();
        map.shrink_to_fit();
        check(map, "OrderedMultiMap", |m| (m.len(), m.capacity()), |m, i| m.append(i, i));
        let mut map: BiMap<u32, u32> = (0..n).map(|i| (i, i)).collect();
        map.shrink_to_fit();
        check(map, "BiMap", |m| (m.len(), m.capacity()), |m, i| _ = m.insert(i, i));
        let mut map: Relation<u32, u32> = (0..n).map(|i| (i % 7, i)).collect();
        map.shrink_to_fit();
        check(map, "Relation", |m| (m.len(), m.capacity()), |m, i| _ = m.insert(i % 7, i));
    }
}

/// One pair a call, the one before removed.
#[test]
fn relation_extend_by_one_keeps_its_room() {
    let steps = if cfg!(debug_assertions) { 1 << 16 } else { 1 << 22 };
    let (relation, took) = live_bytes(|| {
        let mut relation: Relation<u32, u32> = Relation::new();
        relation.extend([(0, 0)]);
        for i in 1..=steps {
            relation.extend([(i, i)]);
            assert!(relation.remove(&(i - 1), &(i - 1)));
        }
        relation
    });
    assert_eq!(relation.len(), 1);
    assert!(took < 4096, "{took} bytes");
    relation.check();
}

/// A removal and one pair more, where the table is full.
#[cfg(feature = "__audit")]
#[test]
fn a_full_table_is_not_compacted_for_every_single_extend() {
    let (n, calls) = (1_u32 << 17, 5000);
    let mut map: BiMap<Counted, Counted> = (0..n).map(|i| (Counted(i), Counted(i))).collect();
    map.shrink_to_fit();
    let moved = map.moved();
    HASHES.set(0);
    for i in 0..calls {
        map.remove_by_left(&Counted(i));
        map.extend([(Counted(n + i), Counted(n + i))]);
    }
    assert!(HASHES.get() <= 4 * calls as usize, "{} hashes", HASHES.get());
    assert!(map.moved() - moved <= 2 * n as usize, "{} moves", map.moved() - moved);
    map.check();
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

/// Field n4: it took 22 seconds when each merge cost what the target had. In an order without
/// pattern a search ends in the gap between two pairs that were merged before.
#[cfg(feature = "__audit")]
#[test]
fn n4_many_merges_into_one_value() {
    let n = 80_000_u32;
    for (step, most) in [(1, 2), (n - 1, 2), (30_011, 8)] {
        let order = move |i: u32| (u64::from(i) * u64::from(step) % u64::from(n)) as u32;
        let mut relation: Relation<u32, u32> = (0..n).map(|i| (i, i)).collect();
        let before = search_steps();
        for i in 0..n {
            assert!(relation.replace_left(&order(i), u32::MAX));
        }
        let steps = search_steps() - before;
        assert!(steps <= most * u64::from(n), "{steps} steps of {n} merges by {step}");
        assert_eq!((relation.left_len(), relation.len()), (1, n as usize));
        assert!(relation.rights_of(&u32::MAX).copied().eq(0..n));

        let mut relation: Relation<u32, u32> = (0..n).map(|i| (i, i)).collect();
        let before = search_steps();
        (0..n).for_each(|i| assert!(relation.replace_right(&order(i), u32::MAX)));
        assert!(search_steps() - before <= most * u64::from(n));
        assert!(relation.lefts_of(&u32::MAX).copied().eq(0..n));
    }
}

/// A pair that is merged into the middle of a gap and removed again leaves the gap as wide as it
/// was: the next merge there must not search it anew.
#[cfg(feature = "__audit")]
#[test]
fn n4_merges_and_removals_in_turn() {
    let n = 30_000_u32;
    let hub = u32::MAX;
    let before = (0..n).map(|i| (hub, i));
    let gap = (0..n).map(|i| (i, n + i));
    let after = (0..n).map(|i| (hub, 2 * n + i));
    let mut relation: Relation<u32, u32> = before.chain(gap).chain(after).collect();
    let (merges, all) = (400, 3.0 * f64::from(n));
    let start = search_steps();
    for i in n / 2 - merges / 2..n / 2 + merges / 2 {
        assert!(relation.replace_left(&i, hub));
        assert_eq!(relation.rights_of(&hub).nth(n as usize), Some(&(n + i)));
        assert!(relation.remove(&hub, &(n + i)));
    }
    let steps = (search_steps() - start) as f64;
    assert!(steps <= 8.0 * all.sqrt() * f64::from(merges), "{steps} steps");
    relation.check();
}

/// The same of keys.
#[cfg(feature = "__audit")]
#[test]
fn k1_many_renames_onto_one_key() {
    let n = 40_000_u32;
    for (step, most) in [(1, 2), (n - 1, 2), (30_011, 8)] {
        let mut map: OrderedMultiMap<u32, u32> = (0..n).map(|i| (i, i)).collect();
        let before = search_steps();
        for i in 0..u64::from(n) {
            let old = (i * u64::from(step) % u64::from(n)) as u32;
            assert!(map.replace_key(&old, u32::MAX));
        }
        let steps = search_steps() - before;
        assert!(steps <= most * u64::from(n), "{steps} steps of {n} renames by {step}");
        assert_eq!((map.keys_len(), map.len()), (1, n as usize));
        assert!(map.get_all(&u32::MAX).copied().eq(0..n));
        map.check();
    }
}

/// Field k8: a key that is touched costs what it has; a million entries beside it cost nothing.
#[test]
fn k8_touching_a_key_moves_its_entries_only() {
    let n = 20_000_u32;
    let mut map: OrderedMultiMap<u32, u32> = (0..n).map(|i| (i / 2, i)).collect();
    let watched = |map: &OrderedMultiMap<u32, u32>| map.get(&(n / 2 - 1)).map(std::ptr::from_ref);
    let (mut place, mut moved) = (watched(&map), 0);
    for i in 0..n {
        // Every key but the last one in turn.
        assert!(map.move_to_back(&(i % (n / 2 - 1))));
        moved += usize::from(watched(&map) != place);
        place = watched(&map);
    }
    assert!(moved <= 8, "{moved} moves of the whole map");
    assert!(map.capacity() <= 3 * n as usize, "room for {}", map.capacity());
    map.check();
    // The entries of a key are at the end, or all there are: nothing moves.
    let mut one: OrderedMultiMap<u32, u32> = (0..40).map(|i| (7, i)).collect();
    one.extend([(8, 40), (8, 41)]);
    for key in [8, 8, 7] {
        assert!(one.move_to_back(&key));
        one.check();
    }
    assert!(one.keys().rev().take(40).all(|key| *key == 7));
    one.remove_all(&8);
    assert!(one.move_to_back(&7) && one.values().copied().eq(0..40));
}

/// Keys whose `Eq` changes its mind: every entry stays on one ring, whatever is merged.
#[test]
fn k1_renames_with_an_inconsistent_eq_keep_the_links() {
    for n in [20_u32, 90, 300] {
        let mut map: OrderedMultiMap<Moody, u32, Steady> = OrderedMultiMap::default();
        (0..n).for_each(|i| map.append(Moody(i % 13), i));
        for i in 0..n {
            map.replace_key(&Moody(i % 13), Moody(i % 7));
            map.check_links();
            map.move_to_back(&Moody(i % 5));
            map.check_links();
            map.insert_all(Moody(i % 11), [0, 1].into_iter().take(i as usize % 3));
            map.check_links();
            if map.len() > 3 {
                map.swap_indices(0, map.len() / 2);
                map.check_links();
            }
            map.append(Moody(i), i);
        }
    }
}

/// What `extract_if` takes out leaves no map of holes.
#[test]
fn extract_if_closes_its_holes() {
    let n = 10_000_u32;
    let mut map: OrderedMultiMap<u32, u32> = (0..n).map(|i| (i, i)).collect();
    assert_eq!(map.extract_if(|key, _| key % 1000 != 500).count(), n as usize - 10);
    map.check();
    let slots = |first: Option<&u32>, last: Option<&u32>| {
        let address =
            |value: Option<&u32>| value.map_or(0, |value| std::ptr::from_ref(value).addr());
        address(last) - address(first)
    };
    let span = slots(map.get(&500), map.get(&9500));
    assert!(span < 10 * 16, "ten entries over {span} bytes");

    // What `update` replaces with less leaves holes as well.
    let mut map: OrderedMultiMap<u32, u32> = (0..n).map(|i| (i / 5_000 * 2, i)).collect();
    map.append(1, 0);
    map.update([(0, 1), (2, 1), (1, 1)]);
    map.check();
    assert_eq!(map, [(0, 1), (2, 1), (1, 1)]);
    assert!(slots(map.get(&0), map.get(&1)) < 10 * 16);

    let mut map: BiMap<u32, u32> = (0..n).map(|i| (i, i)).collect();
    assert_eq!(map.extract_if(|left, _| left % 1000 != 500).count(), n as usize - 10);
    map.check();
    assert!(slots(map.get_by_left(&500), map.get_by_left(&9500)) < 10 * 16);

    let mut map: Relation<u32, u32> = (0..n).map(|i| (i, i)).collect();
    assert_eq!(map.extract_if(|left, _| left % 1000 != 500).count(), n as usize - 10);
    map.check();
    map.reserve(1);
    let (clone, took) = live_bytes(|| map.clone());
    assert!(clone == map && took < 2048, "{took} bytes");
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

/// The keys of a map found by plain text; other methods take `ignore_case`.
#[test]
fn a_header_is_found_without_ceremony() {
    let mut headers: OrderedMultiMap<CaseInsensitive<String>, u32> = OrderedMultiMap::new();
    for (i, name) in (0..).zip(["Host", "Via", "VIA", "Cookie", "via"]) {
        headers.append(name.into(), i);
    }
    for n in [0, 30] {
        (0..n).for_each(|i| headers.append(format!("X-{i}").into(), i));
        assert_eq!(headers.get_ignore_case("hOST"), Some(&0));
        assert_eq!(headers.get_ignore_case("Hos"), None);
        assert!(headers.get_all_ignore_case("vIa").eq(&[1, 2, 4]));
        assert!(headers.contains_ignore_case("COOKIE") && !headers.contains_ignore_case(""));
    }
    assert!(headers.remove_all_ignore_case("VIA").eq([1, 2, 4]));
    assert!(!headers.contains_ignore_case("via"));
}

/// Field k7: a policy by side, where the new pair meets each constellation.
#[test]
fn k7_a_policy_by_side() {
    use OnDuplicate::{Keep, Replace, ReplaceLeft, ReplaceRight};
    // A pair that meets none, the left, the right, itself, two pairs; and what comes of it.
    let meets = [(9, 9), (1, 9), (9, 1), (1, 1), (1, 2)];
    let outcomes = [
        (Keep, [true, false, false, false, false]),
        (ReplaceLeft, [true, true, false, true, false]),
        (ReplaceRight, [true, false, true, true, false]),
        (Replace, [true; 5]),
    ];
    for n in [3, 40] {
        for (policy, wanted) in outcomes {
            for ((left, right), wanted) in meets.into_iter().zip(wanted) {
                let (left, right) = (left + 100 * (left / 9), right + 100 * (right / 9));
                let mut map: BiMap<i32, i32> = (0..n).map(|i| (i, i)).collect();
                let mut twin = map.clone();
                let outcome = map.insert_with(left, right, policy);
                map.check();
                if wanted {
                    assert_eq!(outcome, Ok(twin.insert(left, right)));
                } else {
                    assert_eq!(outcome, Err((left, right)));
                }
                // A refusal changes nothing, and the twin neither.
                assert!(map.iter().eq(twin.iter()), "{policy:?} of {left}, {right}");
            }
        }
    }
    let mut map = BiMap::from([(1, 'a')]);
    assert_eq!(map.insert_with(1, 'b', ReplaceLeft), Ok(Overwritten::Left(1, 'a')));
}

/// What `drain` leaves: an empty map with its room, even if it is dropped or leaked amid.
#[test]
fn drain_empties_and_keeps_the_room() {
    for n in [7_u32, 60] {
        let mut map: OrderedMultiMap<u32, u32> = (0..n).map(|i| (i % 5, i)).collect();
        map.remove_first(&0);
        map.remove_first(&3);
        let capacity = map.capacity();
        let mut drain = map.drain();
        assert_eq!((drain.len(), drain.next()), (n as usize - 2, Some((1, 1))));
        assert_eq!(drain.next_back().map(|pair| pair.1), Some(n - 1));
        assert!(format!("{drain:?}").starts_with("[(2, 2), (4, 4)"));
        drop(drain);
        assert!(map.is_empty() && map.capacity() == capacity);
        map.extend([(1, 2), (1, 3)]);
        std::mem::forget(map.drain());
        map.check();
        assert!(map.is_empty());

        let mut map: BiMap<u32, u32> = (0..n).map(|i| (i, i)).collect();
        map.remove_by_left(&3);
        let mut drain = map.drain();
        assert_eq!((drain.len(), drain.nth(3)), (n as usize - 1, Some((4, 4))));
        assert!(format!("{drain:?}").starts_with("[(5, 5)"));
        std::mem::forget(drain);
        map.check();
        assert!(map.is_empty() && map.insert(1, 1).is_neither());

        let mut map: Relation<u32, u32> = (0..n).map(|i| (i % 5, i)).collect();
        let mut drain = map.drain();
        assert_eq!((drain.len(), drain.next()), (n as usize, Some((0, 0))));
        assert!(format!("{drain:?}").starts_with("[(1, 1)"));
        std::mem::forget(drain);
        assert_eq!(map.len(), n as usize - 1);
        map.check();
        map.drain();
        assert!(map.is_empty() && map.insert(1, 1));
        map.check();
    }
}
