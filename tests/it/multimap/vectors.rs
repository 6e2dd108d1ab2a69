//! What boltons 26.2.0 (Python) makes of the same operations on the small maps, and where we differ
//! from it on purpose; `tools/multimap_vectors.py` wrote the vectors.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::{SmallLimit as _, Unaudited as _, with_small_limit};
#[cfg(feature = "__audit")]
use boltons::multimap::ordered::with_small_limit;
use std::collections::hash_map::RandomState;
use std::fmt::Display;
use std::hash::BuildHasher;

use boltons::multimap::{BiMap, FrozenMap, OrderedMultiMap, Relation, only_keys, without_keys};

/// The columns of each line.
fn lines<const N: usize>(text: &str) -> impl Iterator<Item = [&str; N]> {
    text.lines().map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        columns.try_into().expect("as many columns as the generator writes")
    })
}

/// The words of each operation.
fn operations(ops: &str) -> impl Iterator<Item = Vec<&str>> {
    ops.split("; ").filter(|op| !op.is_empty()).map(|op| op.split(' ').collect())
}

fn shown<K: Display, V: Display>(pairs: impl IntoIterator<Item = (K, V)>) -> String {
    pairs.into_iter().map(|(k, v)| format!("{k}:{v}")).collect::<Vec<_>>().join(" ")
}

fn sorted<K: Display, V: Display>(pairs: impl IntoIterator<Item = (K, V)>) -> String {
    let mut pairs: Vec<String> = pairs.into_iter().map(|(k, v)| format!("{k}:{v}")).collect();
    pairs.sort();
    pairs.join(" ")
}

fn pairs(text: &str) -> Vec<(&str, &str)> {
    text.split(' ').filter_map(|pair| pair.split_once(':')).collect()
}

fn by_two<'a>(words: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    words.chunks(2).map(|pair| (pair[0], pair[1])).collect()
}

#[test]
fn one_to_one_agrees() {
    for limit in [0, 16] {
        with_small_limit(limit, || {
            for [ops, items, inverse] in lines(include_str!("../../data/multimap/one_to_one.tsv")) {
                let mut map: BiMap<&str, &str> = BiMap::new();
                for words in operations(ops) {
                    match words[..] {
                        ["insert", left, right] => _ = map.insert(left, right),
                        ["remove_by_left", left, ref right @ ..] => {
                            let gone = map.remove_by_left(left).map(|(_, right)| right);
                            assert_eq!(gone.as_ref(), right.first());
                        }
                        ["remove_by_right", right, ref left @ ..] => {
                            let gone = map.remove_by_right(right).map(|(left, _)| left);
                            assert_eq!(gone.as_ref(), left.first());
                        }
                        ["pop", left, right] => assert_eq!(map.pop(), Some((left, right))),
                        ["set_default", left, right] => {
                            if !map.contains_left(left) {
                                map.insert(left, right);
                            }
                        }
                        ["extend", ref new @ ..] => map.extend(by_two(new)),
                        _ => panic!("{words:?} is no operation"),
                    }
                    map.check();
                }
                assert_eq!(shown(&map), items, "after {ops}");
                assert_eq!(sorted(&map.into_inverse()), inverse, "after {ops}");
            }
        });
    }
}

#[test]
fn many_to_many_agrees() {
    for [ops, items, inverse] in lines(include_str!("../../data/multimap/many_to_many.tsv")) {
        let mut relation: Relation<&str, &str> = Relation::new();
        for words in operations(ops) {
            match words[..] {
                ["insert", left, right] => _ = relation.insert(left, right),
                ["remove", left, right] => assert!(relation.remove(left, right)),
                ["remove_left", left, count] => {
                    assert_eq!(relation.remove_left(left).to_string(), count);
                }
                ["set", left, ref new @ ..] => {
                    relation.remove_left(left);
                    relation.extend(new.iter().map(|&right| (left, right)));
                }
                ["replace_left", old, new] => assert!(relation.replace_left(old, new)),
                ["extend", ref new @ ..] => relation.extend(by_two(new)),
                _ => panic!("{words:?} is no operation"),
            }
            relation.check();
        }
        assert_eq!(sorted(&relation), items, "after {ops}");
        assert_eq!(sorted(&relation.into_inverse()), inverse, "after {ops}");
    }
}

#[test]
fn frozen_dict_and_subdict_agree() {
    let text = include_str!("../../data/multimap/frozen.tsv");
    for [old, new, items, turned, keep, drop, both] in lines(text) {
        let plain: FrozenMap<&str, &str> = pairs(old).into_iter().collect();
        let map = plain.updated(pairs(new));
        assert_eq!(shown(&map), items);
        let reversed: FrozenMap<&str, &str> =
            map.iter().rev().map(|(key, value)| (*key, *value)).collect();
        let state = RandomState::new();
        let equal = map == reversed && state.hash_one(&map) == state.hash_one(&reversed);
        assert_eq!(equal, turned == "True");
        let all = || map.iter().map(|(key, value)| (*key, *value));
        assert_eq!(shown(only_keys(all(), ["a", "b", "c"])), keep);
        assert_eq!(shown(without_keys(all(), ["b"])), drop);
        assert_eq!(shown(without_keys(only_keys(all(), ["a", "b", "c"]), ["b"])), both);
    }
}

/// What is right, for each line of `differences.tsv`, and why the original's answer is not.
fn ours(name: &str) -> String {
    let map = || OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    match name {
        // A new key's first value counts as one that the key had before.
        "update_new_key" => {
            let mut map = OrderedMultiMap::new();
            map.update([("z", 1), ("z", 2), ("z", 3)]);
            shown(&map)
        }
        // It reads itself as a plain dict: the last value of each key.
        "extend_with_itself" => {
            let mut map = map();
            map.extend(map.clone());
            shown(&map)
        }
        // `|` is inherited from dict, and gives one.
        "union_keeps_values" => {
            let mut map = map();
            map.update([("c", 1)]);
            shown(&map)
        }
        // Inherited from dict: the order still names the key that went.
        "popitem" => {
            let mut map = OrderedMultiMap::from([("a", 1), ("b", 2)]);
            assert_eq!(map.pop(), Some(("b", 2)));
            shown(&map)
        }
        // Values are taken from the end of a sorted list; ours is stable, as std's sorts are.
        "sort_values_ties" => {
            let mut map =
                OrderedMultiMap::from([("k", "b1"), ("k", "a1"), ("k", "b2"), ("k", "a2")]);
            map.sort_values_by(|one, other| one[..1].cmp(&other[..1]));
            shown(&map)
        }
        // The shorter one is filled up with pairs of None before the comparison.
        "equality_of_tails" => {
            let one = OrderedMultiMap::from([(Some("a"), Some(1)), (None, None)]);
            let two = OrderedMultiMap::from([(Some("a"), Some(1)), (None, None), (None, None)]);
            String::from(if one == two { "True" } else { "False" })
        }
        // A subset is made by assignment, of one value a key.
        "subset_of_repeats" => shown(only_keys(map(), ["a"])),
        // A generator is read once to hash what it gives, and then again.
        "bimap_extend_one_shot" => {
            let mut map = BiMap::new();
            let mut source = [("a", 1), ("b", 2)].into_iter();
            map.extend(source.by_ref());
            assert_eq!(source.next(), None);
            shown(&map)
        }
        // Built from its inverse, in which the value that came later in the dict wins; ours is the
        // same as inserting in turn.
        "bimap_from_iter" => shown(&BiMap::from([("a", 1), ("b", 2), ("a", 2)])),
        // The values of the key that is replaced are lost, and stay in the inverse.
        "relation_replace_existing" => {
            let mut relation = Relation::from([("a", 1), ("b", 2)]);
            assert!(relation.replace_left("a", "b"));
            format!("{} / {}", sorted(&relation), sorted(&relation.clone().into_inverse()))
        }
        // The sets of another relation are taken over, not copied.
        "relation_aliases" => {
            let one = Relation::from([("a", 1)]);
            let mut two = one.clone();
            two.insert("a", 2);
            sorted(&one)
        }
        _ => panic!("{name} is no known difference"),
    }
}

#[test]
fn differences_are_on_purpose() {
    let mut names = Vec::new();
    for [name, theirs] in lines(include_str!("../../data/multimap/differences.tsv")) {
        let right = match name {
            "update_new_key" => "z:1 z:2 z:3",
            "extend_with_itself" => "a:1 b:2 a:3 a:1 b:2 a:3",
            "union_keeps_values" => "a:1 b:2 a:3 c:1",
            "popitem" => "a:1",
            "sort_values_ties" => "k:a1 k:a2 k:b1 k:b2",
            "equality_of_tails" => "False",
            "subset_of_repeats" => "a:1 a:3",
            "bimap_extend_one_shot" => "a:1 b:2",
            "bimap_from_iter" => "a:2",
            "relation_replace_existing" => "b:1 b:2 / 1:b 2:b",
            "relation_aliases" => "a:1",
            _ => panic!("{name} is no known difference"),
        };
        assert_eq!(ours(name), right, "{name}");
        assert_ne!(theirs, right, "{name}: the original is right by now");
        names.push(name);
    }
    assert_eq!(names.len(), 11, "each difference is tried");
}
