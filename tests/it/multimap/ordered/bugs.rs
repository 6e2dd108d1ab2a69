//! Bugs that other multi-maps have or had. Each test is named in the specification.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::multimap::{OrderedMultiMap, only_keys, without_keys};

use super::pairs;

/// boltons: `update` on an empty map loses the first of a new key's values.
#[test]
fn update_keeps_first_value_of_a_new_repeated_key() {
    let mut map = OrderedMultiMap::new();
    map.update([("z", 1), ("z", 2), ("z", 3)]);
    assert_eq!(map, [("z", 1), ("z", 2), ("z", 3)]);
    map.update([("y", 1), ("z", 4), ("z", 5)]);
    assert_eq!(map, [("y", 1), ("z", 4), ("z", 5)]);
    map.check();
}

/// boltons: `update_extend` with itself adds only the last value of each key.
#[test]
fn extend_with_own_clone_keeps_all_values() {
    let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    map.extend(map.clone());
    assert_eq!(map, [("a", 1), ("b", 2), ("a", 3), ("a", 1), ("b", 2), ("a", 3)]);
    map.update(map.clone());
    assert_eq!(map.len(), 6);
    map.check();
}

/// boltons: `sortedvalues` reverses ties.
#[test]
fn sort_values_is_stable() {
    let mut map: OrderedMultiMap<u32, (u32, u32)> =
        (0..60).map(|i| (i % 3, (i / 3 % 2, i))).collect();
    map.sort_values_by(|one, other| one.0.cmp(&other.0));
    for (key, values) in map.groups() {
        assert!(values.is_sorted(), "the values of {key} are in order, ties as they came");
    }
    assert!(map.keys().copied().eq((0..60).map(|i| i % 3)), "the keys stay where they are");
    map.check();
}

/// boltons: the inherited `popitem` leaves dangling links.
#[test]
fn pop_leaves_consistent_map() {
    let mut map: OrderedMultiMap<u32, u32> = (0..40).map(|i| (i % 4, i)).collect();
    for i in (0..40).rev() {
        assert_eq!(map.pop(), Some((i % 4, i)));
        map.check();
        assert_eq!(map.get_last(&(i % 4)).copied(), i.checked_sub(4));
    }
    map.append(1, 1);
    assert_eq!(map, [(1, 1)]);
}

/// boltons: a tail of unit-like pairs is cut off by the comparison.
#[test]
fn equality_is_exact_for_unit_like_tail() {
    let short = OrderedMultiMap::from([(Some("a"), Some(1)), (None, None)]);
    let long = OrderedMultiMap::from([(Some("a"), Some(1)), (None, None), (None, None)]);
    assert_ne!(short, long);
    assert_ne!(long, short);
    assert!(!short.eq_unordered(&long) && !long.eq_unordered(&short));
    let short = OrderedMultiMap::from([((), ())]);
    assert_ne!(short, OrderedMultiMap::from([((), ()), ((), ())]));
}

/// boltons PR 458: `addlist` reads an iterator twice.
#[test]
fn append_all_takes_one_shot_iterators() {
    let mut map = OrderedMultiMap::from([("a", 0)]);
    let mut source = 1..;
    map.append_all("a", source.by_ref().take(40));
    assert_eq!(source.next(), Some(41));
    assert!(map.get_all("a").copied().eq(0..=40));
    map.check();
}

/// boltons issue 209: sorting keeps one value a key.
#[test]
fn sort_keeps_all_values() {
    let mut map: OrderedMultiMap<u32, u32> = (0..50).map(|i| (i * 7 % 5, i)).collect();
    map.sort_by(|k1, v1, k2, v2| (k1, std::cmp::Reverse(v1)).cmp(&(k2, std::cmp::Reverse(v2))));
    assert_eq!(map.len(), 50);
    for key in 0..5 {
        assert_eq!(map.count(&key), 10);
        assert!(map.get_all(&key).rev().is_sorted());
    }
    map.check();
}

/// boltons: `subdict` of a multi-dict keeps one value a key.
#[test]
fn subset_keeps_repeated_keys() {
    let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3), ("c", 4)]);
    let only: OrderedMultiMap<&str, i32> = only_keys(map.clone(), ["a", "c"].iter()).collect();
    assert_eq!(only, [("a", 1), ("a", 3), ("c", 4)]);
    let without: OrderedMultiMap<&str, i32> = without_keys(map, ["c"].iter()).collect();
    assert_eq!(without, [("a", 1), ("b", 2), ("a", 3)]);
}

/// boltons 26: copying and pickling collapse values.
#[test]
fn clone_and_serde_keep_all_values() {
    let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    assert_eq!(map.clone(), map);
    #[cfg(feature = "serde")]
    {
        let json = serde_json::to_string(&map).unwrap();
        let back: OrderedMultiMap<String, i32> = serde_json::from_str(&json).unwrap();
        assert!(back.iter().map(|(k, v)| (k.as_str(), *v)).eq([("a", 1), ("b", 2), ("a", 3)]));
    }
}

/// multimap issue 46: iterating panics after all values of a key went.
#[test]
fn iteration_after_emptying_a_key() {
    let mut map: OrderedMultiMap<u32, u32> = (0..40).map(|i| (i % 2, i)).collect();
    assert_eq!(map.retain_all(&0, |_| false), 20);
    assert_eq!((map.get(&0), map.contains_key(&0), map.keys_len()), (None, false, 1));
    assert!(map.iter().all(|(key, _)| *key == 1));
    assert_eq!(map.groups().count(), 1);
    map.check();
}

/// A closure may count: it sees the values from the first to the last, in small maps and large.
#[test]
fn closures_are_asked_in_the_order_of_the_values() {
    for len in [7, 40] {
        let mut map: OrderedMultiMap<u32, u32> = (0..len).map(|i| (i % 2, i)).collect();
        let mut seen = Vec::new();
        let gone = map.retain_all(&0, |value| {
            seen.push(*value);
            seen.len() % 2 == 1
        });
        assert!(seen.iter().copied().eq((0..len).step_by(2)), "{seen:?}");
        assert_eq!(gone, seen.len() / 2);
        assert!(map.get_all(&0).copied().eq((0..len).step_by(4)));
        map.check();
    }
}

/// http issue 431, multimap issue 28: one of several values cannot be removed.
#[test]
fn remove_one_of_several_values() {
    let mut map = OrderedMultiMap::from([("a", 1), ("a", 2), ("a", 3)]);
    assert_eq!(map.retain_all("a", |value| *value != 2), 1);
    assert_eq!(map, [("a", 1), ("a", 3)]);
    assert_eq!(map.remove_first("a"), Some(1));
    assert_eq!(map.remove_last("a"), Some(3));
    assert_eq!(map.remove_last("a"), None);
}

/// hyper issue 2572: repeated headers move next to each other.
#[test]
fn duplicates_keep_their_place_between_other_keys() {
    let all = [("cookie", 1), ("via", 2), ("cookie", 3), ("host", 4), ("via", 5)];
    let map = OrderedMultiMap::from(all);
    assert_eq!(pairs(&map), all);
    assert_eq!(pairs(&map.into_iter().collect::<OrderedMultiMap<_, _>>()), all);
}

/// multidict issue 68; ordered-multimap: after `insert`, keys and entries disagree on the order.
#[test]
fn insert_keeps_position() {
    let mut map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3), ("c", 4)]);
    assert_eq!(map.insert("a", 9), Some(1));
    assert_eq!(map, [("a", 9), ("b", 2), ("c", 4)]);
    assert!(map.unique_keys().eq(["a", "b", "c"].iter()));
    let mut map: OrderedMultiMap<u32, u32> = (0..40).map(|i| (i % 20, i)).collect();
    for key in (0..20).rev() {
        assert_eq!(map.insert(key, 100 + key), Some(key));
    }
    assert_eq!(pairs(&map), (0..20).map(|i| (i, 100 + i)).collect::<Vec<_>>());
    map.check();
}

/// indexmap issues 90, 220, 241: removal swaps the last entry in.
#[test]
fn removal_keeps_order() {
    let mut map: OrderedMultiMap<u32, u32> = (0..100).map(|i| (i % 50, i)).collect();
    let mut model: Vec<(u32, u32)> = (0..100).map(|i| (i % 50, i)).collect();
    for key in [3, 49, 0, 20, 21, 22] {
        let first = model.iter().position(|(k, _)| *k == key).unwrap();
        assert_eq!(map.remove_first(&key), Some(model.remove(first).1));
        assert_eq!(pairs(&map), model);
    }
    for key in 30..40 {
        assert_eq!(map.remove_all(&key).count(), 2);
        model.retain(|(k, _)| *k != key);
        assert_eq!(pairs(&map), model);
        map.check();
    }
}
