//! Grouping by key, tallies, partitions, `one`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::{BTreeMap, HashMap};
use std::hash::RandomState;

use boltons::iter::{self, Groups, IndexMap, IterExt};

use super::support::{Hint, Source, agrees_back, sequences};

fn naive_groups(items: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let mut groups: Vec<(u8, Vec<u8>)> = Vec::new();
    for item in items {
        match groups.iter_mut().find(|(key, _)| *key == item / 2) {
            Some((_, group)) => group.push(*item),
            None => groups.push((item / 2, vec![*item])),
        }
    }
    groups
}

#[test]
fn all_groupings_exhaustively() {
    for items in sequences(4, 5) {
        let naive = naive_groups(&items);
        let source = || Source::new(&items, Hint::Lie(usize::MAX, None));
        assert!(source().bucketize(|item| item / 2).into_iter().eq(naive.clone()));

        let groups = source().groups_by(|item| item / 2);
        groups.check();
        assert_eq!(groups.len(), naive.len());
        assert_eq!(groups.is_empty(), naive.is_empty());
        assert!(groups.clone().into_iter().eq(naive.clone()));
        assert!(groups.clone().into_map().into_iter().eq(naive.clone()));
        assert!(groups.iter().eq(naive.iter().map(|(key, group)| (key, &group[..]))));
        assert!(groups.keys().eq(naive.iter().map(|(key, _)| key)));
        for (i, (key, group)) in naive.iter().enumerate() {
            assert_eq!(groups.get(key), Some(&group[..]));
            assert_eq!(groups.get_index(i), Some((key, &group[..])));
            assert!(groups.contains_key(key));
        }
        assert_eq!(groups.get(&9), None);
        assert_eq!(groups.get_index(naive.len()), None);
        let flat: Vec<u8> = naive.iter().flat_map(|(_, group)| group.clone()).collect();
        assert_eq!(groups.as_slice(), flat);
        assert_eq!(groups.clone().into_vec(), flat);
        assert_eq!(
            format!("{groups:?}"),
            format!("{:?}", groups.iter().collect::<IndexMap<_, _>>())
        );

        let sums = source().fold_by_key(|n| n / 2, |key| *key, |sum, n| *sum += n);
        let naive_sums = naive.iter().map(|(key, group)| (*key, key + group.iter().sum::<u8>()));
        assert!(sums.into_iter().eq(naive_sums));

        let mut redundant: Vec<(usize, Vec<u8>)> = naive
            .iter()
            .filter(|(_, group)| group.len() > 1)
            .map(|(key, group)| {
                let places = items.iter().enumerate().filter(|(_, item)| *item / 2 == *key);
                (places.map(|(i, _)| i).nth(1).expect("two items"), group.clone())
            })
            .collect();
        redundant.sort();
        let ours = source().redundant_groups(|item| item / 2);
        assert!(ours.iter().eq(redundant.iter().map(|(_, group)| group)));

        let mut top: Vec<(u8, usize)> = Vec::new();
        for item in &items {
            match top.iter_mut().find(|(other, _)| other == item) {
                Some((_, count)) => *count += 1,
                None => top.push((*item, 1)),
            }
        }
        assert!(source().tally().into_iter().eq(top.clone()));
        top.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for k in [0, 1, 2, 3, 4, usize::MAX] {
            assert_eq!(source().most_common(k), top[..k.min(top.len())]);
        }

        let parts = source().partition_n::<3>(|item| usize::from(*item));
        let part =
            |of: fn(u8) -> bool| items.iter().copied().filter(|i| of(*i)).collect::<Vec<_>>();
        assert_eq!(parts, [part(|i| i == 0), part(|i| i == 1), part(|i| i > 1)]);
    }
}

/// The groups in order of first appearance, with std's map.
fn model<K: Clone + Eq + std::hash::Hash>(keys: &[K]) -> Vec<(K, Vec<usize>)> {
    let mut places = HashMap::new();
    let mut groups: Vec<(K, Vec<usize>)> = Vec::new();
    for (i, key) in keys.iter().enumerate() {
        let place = *places.entry(key).or_insert(groups.len());
        if place == groups.len() {
            groups.push((key.clone(), Vec::new()));
        }
        groups[place].1.push(i);
    }
    groups
}

fn groups_as_the_model_does<K: Clone + Eq + std::hash::Hash + std::fmt::Debug>(keys: &[K]) {
    let expected = model(keys);
    let pairs = || keys.iter().cloned().zip(0..);
    let groups = pairs().collect::<Groups<_, _>>();
    groups.check();
    assert!(groups.iter().eq(expected.iter().map(|(key, items)| (key, &items[..]))));
    let tally = keys.iter().tally();
    assert!(tally.into_iter().eq(expected.iter().map(|(key, items)| (key, items.len()))));
    let folded = pairs().fold_by_key(|pair| pair.0.clone(), |_| 0, |sum, pair| *sum += pair.1);
    assert!(folded.into_values().eq(expected.iter().map(|(_, items)| items.iter().sum::<usize>())));
    let buckets = pairs().bucketize(|pair| pair.0.clone());
    assert!(buckets.keys().eq(expected.iter().map(|(key, _)| key)));
    // What is left of a map after the last new key is the map's own.
    assert!(
        expected.iter().all(|(key, items)| {
            buckets[key].iter().map(|pair| pair.1).eq(items.iter().copied())
        })
    );
}

/// Few keys, as many as the short cut to known keys has room for, and more.
#[test]
fn many_keys_that_come_again() {
    for (keys, items) in [(1, 500), (60, 3000), (700, 9000), (20_000, 60_000), (70_000, 200_000)] {
        let mixed = |i: u64| (i * i).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
        groups_as_the_model_does(&(0..items).map(|i| mixed(i) % keys).collect::<Vec<_>>());
    }
    let words =
        |n: u32| (0..n).map(|i| "key ".repeat((i % 7) as usize) + &(i * i % 331).to_string());
    groups_as_the_model_does(&words(5000).collect::<Vec<_>>());
    groups_as_the_model_does(&(0..9000u32).map(|i| (i as u8, i % 3 == 0)).collect::<Vec<_>>());
    // First all keys, then all again in another order.
    let twice = (0..3000u128).chain((0..3000).map(|i| i * 7 % 3000)).map(|i| i << 60);
    groups_as_the_model_does(&twice.collect::<Vec<_>>());
}

thread_local! {
    static COMPARED: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Two words, of which the second undoes the first in the hash of the short cut (but not in the
/// map's): all such keys meet there.
#[derive(Clone, Debug)]
struct Meeting(u64);

impl PartialEq for Meeting {
    fn eq(&self, other: &Self) -> bool {
        COMPARED.set(COMPARED.get() + 1);
        self.0 == other.0
    }
}

impl Eq for Meeting {}

impl std::hash::Hash for Meeting {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        let product = u128::from(self.0 ^ 0x243F_6A88_85A3_08D3) * 0x9E37_79B9_7F4A_7C15;
        state.write_u64(self.0);
        state.write_u64(product as u64 ^ (product >> 64) as u64);
    }
}

#[test]
fn keys_made_to_meet_cost_a_bounded_number_of_comparisons() {
    let keys: Vec<Meeting> = (0..40_000).map(|i: u64| Meeting(i * 7919 % 3000)).collect();
    COMPARED.set(0);
    assert_eq!(keys.iter().tally().len(), 3000);
    let compared = COMPARED.get();
    // One an item in the map; eight more while the short cut is tried, which is given up.
    assert!((60_000..250_000).contains(&compared), "{compared}");
    groups_as_the_model_does(&keys);
}

#[test]
fn most_common_of_many_ties() {
    let items = || (0..1000u32).map(|i| i % 300 * 7919 % 300);
    let mut naive: Vec<(u32, usize)> = items().tally().into_iter().collect();
    naive.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for k in [1, 10, 99, 100, 101, 299, 300, 301] {
        assert_eq!(items().most_common(k), naive[..k.min(300)]);
    }
}

#[test]
fn folding_into_maps_of_all_kinds() {
    let words = ["to", "be", "or", "not", "to", "be"];
    let count = |count: &mut i32, _: &str| *count += 1;
    let expected = [("be", 2), ("not", 1), ("or", 1), ("to", 2)];
    let tree = words.into_iter().fold_by_key_in(BTreeMap::new(), |w| *w, |_| 0, count);
    assert!(tree.into_iter().eq(expected));
    let hash = words.into_iter().fold_by_key_in(HashMap::new(), |w| *w, |_| 0, count);
    assert_eq!(hash, HashMap::from(expected));
    let index = IndexMap::with_capacity_and_hasher(9, RandomState::new());
    let index = words.into_iter().fold_by_key_in(index, |w| *w, |_| 0, count);
    assert!(index.into_iter().eq([("to", 2), ("be", 2), ("or", 1), ("not", 1)]));
}

#[test]
fn folding_goes_on_in_a_map_with_entries_and_inits_once_a_key() {
    let mut inits = Vec::new();
    let map = IndexMap::from([("kept", 5), ("to", 10)]);
    let map = ["to", "be", "to", "be"].into_iter().fold_by_key_in(
        map,
        |word| *word,
        |key| {
            inits.push(*key);
            0
        },
        |count, _| *count += 1,
    );
    assert!(map.into_iter().eq([("kept", 5), ("to", 12), ("be", 2)]));
    assert_eq!(inits, ["be"]);
}

#[test]
fn the_first_of_equal_keys_is_kept() {
    #[derive(Clone, Debug)]
    struct Key(&'static str);
    impl PartialEq for Key {
        fn eq(&self, other: &Self) -> bool {
            self.0.eq_ignore_ascii_case(other.0)
        }
    }
    impl Eq for Key {}
    impl std::hash::Hash for Key {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.0.to_ascii_lowercase().hash(state);
        }
    }
    let tally = [Key("Ada"), Key("ADA"), Key("bob")].into_iter().tally();
    assert!(tally.iter().map(|(key, n)| (key.0, *n)).eq([("Ada", 2), ("bob", 1)]));
    let groups = ["Ada", "ADA"].into_iter().groups_by(|name| Key(name));
    assert_eq!(groups.keys().next().map(|key| key.0), Some("Ada"));
}

#[cfg(feature = "__audit")]
#[test]
fn group_numbers_grow_wider() {
    for len in [0, 1, 254, 255, 256, 257, 1000] {
        for keys in [1, 7, 300] {
            let pairs = (0..len).map(|i: u32| (i * 31 % keys, i));
            let narrow = Groups::from_pairs_narrow(pairs.clone(), RandomState::new());
            narrow.check();
            assert_eq!(narrow, pairs.collect::<Groups<_, _>>(), "{len} items, {keys} keys");
        }
    }
}

#[test]
fn groups_compare_in_order() {
    let groups = |pairs: &[(u8, u8)]| pairs.iter().copied().collect::<Groups<_, _>>();
    let one = groups(&[(1, 10), (2, 20), (1, 11)]);
    assert_eq!(one, groups(&[(1, 10), (1, 11), (2, 20)]));
    assert_ne!(one, groups(&[(2, 20), (1, 10), (1, 11)]), "another order of keys");
    assert_ne!(one, groups(&[(1, 11), (1, 10), (2, 20)]), "another order of items");
    assert_ne!(one, groups(&[(1, 10), (2, 11), (2, 20)]), "the same items, cut elsewhere");
    assert_ne!(one, groups(&[(1, 10)]));
    assert_eq!(Groups::<u8, u8>::default(), groups(&[]));
    Groups::<u8, u8>::default().check();
}

#[test]
fn groups_from_both_ends_and_in_place() {
    let mut groups = (0..20u32).groups_by(|n| n % 6);
    agrees_back(|| groups.iter());
    agrees_back(|| groups.keys());
    agrees_back(|| groups.clone().into_iter());
    let mut ends = groups.iter_mut();
    for (key, items) in
        [ends.next_back(), ends.next(), ends.next_back(), ends.next()].into_iter().flatten()
    {
        items.iter_mut().for_each(|item| *item += 100 * key);
    }
    assert_eq!(ends.len(), 2);
    groups.get_mut(&2).expect("a group").fill(7);
    assert_eq!(groups.get(&5), Some(&[505, 511, 517][..]));
    assert_eq!(groups.get(&4), Some(&[404, 410, 416][..]));
    assert_eq!(groups.get(&2), Some(&[7, 7, 7][..]));
    assert_eq!(groups.get(&1), Some(&[101, 107, 113, 119][..]));
    assert_eq!(groups.get(&0), Some(&[0, 6, 12, 18][..]));
    assert_eq!(groups.get_mut(&6), None);
    for (_, items) in &mut groups {
        items.reverse();
    }
    groups.check();
    assert_eq!((&groups).into_iter().next(), Some((&0, &[18, 12, 6, 0][..])));
}

#[test]
fn groups_are_found_by_borrowed_keys() {
    let groups = ["a", "b"].into_iter().groups_by(|name| String::from(*name));
    assert_eq!(groups.get("b"), Some(&["b"][..]));
    assert!(groups.contains_key("a") && !groups.contains_key("c"));
}

#[test]
fn one_item_or_an_error() {
    assert_eq!(iter::one([7]).ok(), Some(7));

    let error = iter::one([0u8; 0]).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.position(), None);
    assert_eq!(error.to_string(), "no item where exactly one is expected");

    let source = Source::new(&[1, 2, 3], Hint::Exact);
    let read = source.read.clone();
    let error = source.one().unwrap_err();
    assert!(error.is_conflict());
    assert_eq!(error.position(), Some(1));
    assert_eq!(error.to_string(), "more than one item where exactly one is expected");
    assert_eq!(read.get(), 2);
}

/// Few keys are collected in buckets, more are scattered; both sides of the boundary, with sources
/// whose items come in every order.
#[cfg(feature = "__audit")]
#[test]
fn groups_of_few_and_of_many_keys() {
    for keys in [1_u32, 2, 511, 512, 513, 514, 3000] {
        for order in 0..3 {
            let items = (0..keys * 4).map(|i| match order {
                0 => i % keys,
                1 => i / 4,
                // All known keys come again after the last new one.
                _ if i < keys => i,
                _ => keys - 1 - i % keys,
            });
            let pairs: Vec<(u32, u32)> =
                items.enumerate().map(|(i, key)| (key, i as u32)).collect();
            let groups: Groups<_, _> = pairs.iter().copied().collect();
            groups.check();
            let mut naive: IndexMap<u32, Vec<u32>> = IndexMap::new();
            pairs.iter().for_each(|(key, item)| naive.entry(*key).or_default().push(*item));
            assert!(groups.iter().eq(naive.iter().map(|(key, items)| (key, &items[..]))));
            let narrow = Groups::from_pairs_narrow(pairs.iter().copied(), RandomState::new());
            narrow.check();
            assert_eq!(narrow, groups, "{keys} keys in order {order}");
        }
    }
}

#[test]
fn merging_parts_is_grouping_the_whole() {
    for items in sequences(3, 6) {
        for cut in 0..=items.len() {
            let (a, b) = items.split_at(cut);
            let mut merged = a.iter().groups_by(|item| **item / 2);
            merged.merge(b.iter().groups_by(|item| **item / 2));
            merged.check();
            assert_eq!(merged, items.iter().groups_by(|item| **item / 2));
        }
    }
    // Three parts, in order.
    let numbers: Vec<u32> = (0..5000).map(|n: u32| n.wrapping_mul(2_654_435_761) % 997).collect();
    let mut merged = Groups::<u32, u32>::default();
    for part in numbers.chunks(1700) {
        merged.merge(part.iter().copied().groups_by(|n| n % 700));
    }
    merged.check();
    assert_eq!(merged, numbers.iter().copied().groups_by(|n| n % 700));
}

/// A key whose hash panics while `ARMED`, for one value.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Mine(u8);

thread_local! {
    static ARMED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

impl std::hash::Hash for Mine {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        assert!(!(ARMED.get() && self.0 == 4), "the key panics");
        self.0.hash(state);
    }
}

#[test]
fn a_key_that_panics_leaves_the_groups_as_they_were() {
    let mut groups: Groups<Mine, u8> = [(Mine(1), 1), (Mine(2), 2)].into_iter().collect();
    let before = groups.clone();
    let other: Groups<Mine, u8> = [(Mine(3), 3), (Mine(4), 4)].into_iter().collect();
    ARMED.set(true);
    let panic =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| groups.merge(other.clone())));
    ARMED.set(false);
    assert!(panic.is_err());
    groups.check();
    assert_eq!(groups, before);
    assert_eq!(groups.get(&Mine(3)), None);
    groups.merge(other);
    assert_eq!(groups.len(), 4);
}

#[test]
fn iterators_of_groups_clone_and_show_themselves() {
    let mut groups = (0..7_u8).groups_by(|n| n % 3);
    let mut iter = groups.iter();
    iter.next();
    assert!(iter.clone().eq([(&1, &[1, 4][..]), (&2, &[2, 5][..])]));
    assert_eq!(format!("{iter:?}"), "[(1, [1, 4]), (2, [2, 5])]");
    let mut keys = groups.keys();
    keys.next_back();
    assert!(keys.clone().eq(&[0, 1]));
    assert_eq!(format!("{keys:?}"), "[0, 1]");
    assert!(!format!("{:?}", groups.iter_mut()).is_empty());
    let mut into = groups.clone().into_iter();
    into.next();
    assert!(!format!("{into:?}").is_empty());
    assert!(into.eq([(1, vec![1, 4]), (2, vec![2, 5])]));
    for (_, items) in &mut groups {
        items.reverse();
    }
    assert!((&groups).into_iter().next().is_some_and(|first| first == (&0, &[6, 3, 0][..])));
}

#[cfg(all(feature = "serde", feature = "serde_json"))]
#[test]
fn groups_are_serialized_as_a_map() {
    let groups =
        ["fig", "plum", "kiwi", "pea"].into_iter().map(str::to_owned).groups_by(String::len);
    let text = serde_json::to_string(&groups).unwrap();
    assert_eq!(text, r#"{"3":["fig","pea"],"4":["plum","kiwi"]}"#);
    let back: Groups<usize, String> = serde_json::from_str(&text).unwrap();
    back.check();
    assert_eq!(back, groups);
    // A key twice is one group; a key without items is none.
    let read: Groups<String, u8> =
        serde_json::from_str(r#"{"b":[1],"x":[],"a":[2],"b":[3]}"#).unwrap();
    read.check();
    assert!(read.iter().map(|(key, items)| (&**key, items)).eq([("b", &[1, 3][..]), ("a", &[2])]));
    let error = serde_json::from_str::<Groups<String, u8>>("[]").unwrap_err().to_string();
    assert!(error.contains("a map of keys to sequences"), "{error}");
}
