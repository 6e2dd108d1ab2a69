//! The parity table: each name of boltons' `dictutils` and each distinguishing feature of the other
//! crates, with the call that takes its place here. What is left out is not among them.

use std::borrow::Borrow;
use std::hash::{BuildHasher, RandomState};

use boltons::multimap::ordered::Entry;
use boltons::multimap::{
    BiMap, CaseInsensitive, FrozenMap, IndexMap, OrderedMultiMap, Overwritten, Relation,
    ignore_case, only_keys, without_keys,
};

/// a, b, a: the smallest map in which order and repeats matter.
fn aba() -> OrderedMultiMap<&'static str, u32> {
    OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)])
}

#[test]
fn ordered_multi_dict() {
    // The constructor, `fromkeys`.
    assert_eq!(
        [("a", 1), ("b", 2), ("a", 3)].into_iter().collect::<OrderedMultiMap<_, _>>(),
        aba()
    );
    let flags: OrderedMultiMap<&str, bool> = ["x", "y"].into_iter().map(|k| (k, true)).collect();
    assert_eq!(flags, [("x", true), ("y", true)]);
    // `add`, `addlist`.
    let mut map = OrderedMultiMap::new();
    map.append("a", 1);
    map.append_all("b", [2]);
    map.append_all("a", [3]);
    assert_eq!(map, aba());
    // `d[k]`, `get`, `getlist`, `get(k, default)`.
    assert_eq!((map.get_last("a"), map.get("a"), map["a"]), (Some(&3), Some(&1), 1));
    assert!(map.get_all("a").eq(&[1, 3]));
    assert_eq!(map.get_last("c").copied().unwrap_or(9), 9);
    // `d[k] = v`: at the end, or in place.
    assert_eq!(map.reinsert("b", 4), Some(2));
    assert_eq!(map, [("a", 1), ("a", 3), ("b", 4)]);
    assert_eq!(map.insert("a", 5), Some(1));
    assert_eq!(map, [("a", 5), ("b", 4)]);
    // `setdefault`.
    assert_eq!(*map.entry("c").or_insert(6), 6);
    // `del d[k]`, `popall`, `pop`, `poplast(k)`, `poplast()`, `popitem`.
    drop(map.remove_all("c"));
    assert!(aba().remove_all("a").eq([1, 3]));
    assert_eq!(aba().remove_all("a").last(), Some(3));
    assert_eq!((aba().remove_last("a"), aba().pop()), (Some(3), Some(("a", 3))));
    // `update`, `|=`, `|`, `update_extend`.
    map.update([("a", 7), ("a", 8)]);
    assert_eq!(map, [("b", 4), ("a", 7), ("a", 8)]);
    let mut union = map.clone();
    union.update([("b", 9)]);
    assert_eq!(union, [("a", 7), ("a", 8), ("b", 9)]);
    map.extend([("b", 5)]);
    assert_eq!(map, [("b", 4), ("a", 7), ("a", 8), ("b", 5)]);
}

#[test]
fn ordered_multi_dict_as_a_whole() {
    // `items/keys/values(multi=True)` and without: each key once, backwards, how many.
    let map = aba();
    assert!(map.iter().eq([(&"a", &1), (&"b", &2), (&"a", &3)]));
    assert!(map.keys().eq(&["a", "b", "a"]) && map.values().eq(&[1, 2, 3]));
    assert!(map.unique_keys().eq(&["a", "b"]) && map.unique_keys().rev().eq(&["b", "a"]));
    assert_eq!(map.keys_len(), 2);
    // `items()`, `values()`, `todict()`: the last value of each key; `todict(multi=True)`.
    let last = map.groups().map(|(key, mut all)| (*key, *all.next_back().unwrap()));
    assert!(last.eq([("a", 3), ("b", 2)]));
    let plain: IndexMap<_, _> = map.clone().into_iter().collect();
    assert!(plain.into_iter().eq([("a", 3), ("b", 2)]));
    assert!(map.clone().into_groups().into_iter().eq([("a", vec![1, 3]), ("b", vec![2])]));
    // `sorted`, `sortedvalues`.
    let mut sorted = map.clone();
    sorted.sort_keys();
    assert_eq!(sorted, [("a", 1), ("a", 3), ("b", 2)]);
    sorted.sort_by(|_, v1, _, v2| v2.cmp(v1));
    assert_eq!(sorted, [("a", 3), ("b", 2), ("a", 1)]);
    sorted.sort_values_by(Ord::cmp);
    assert_eq!(sorted, aba());
    // `inverted`, `counts`.
    assert_eq!(map.clone().into_inverse(), [(1, "a"), (2, "b"), (3, "a")]);
    assert!(map.counts().into_iter().eq([(&"a", 2), (&"b", 1)]));
    // `copy`, `==` in order and key by key, `repr`, `clear`.
    let mut copy = map.clone();
    assert!(copy == map && copy.eq_unordered(&map));
    assert_eq!(format!("{copy:?}"), r#"[("a", 1), ("b", 2), ("a", 3)]"#);
    copy.clear();
    assert!(copy.is_empty());
    // Pickling.
    #[cfg(feature = "serde")]
    assert_eq!(serde_json::to_string(&map).unwrap(), r#"[["a",1],["b",2],["a",3]]"#);
}

#[test]
fn one_to_one() {
    let mut map = BiMap::from([("a", 1), ("b", 2)]);
    // `.inv`, `unique`.
    assert_eq!((map.get_by_left("a"), map.get_by_right(&2)), (Some(&1), Some(&"b")));
    assert_eq!(map.clone().into_inverse().get_by_left(&1), Some(&"a"));
    assert!(BiMap::<_, _>::try_from_pairs([("a", 1), ("b", 1)]).is_err_and(|e| e.is_conflict()));
    // `pop`, `popitem`, `setdefault`, `update`, `copy`, `clear`.
    assert_eq!(map.remove_by_left("a"), Some(("a", 1)));
    if !map.contains_left("c") {
        assert!(map.insert("c", 3).is_neither());
    }
    map.extend([("d", 4)]);
    assert_eq!(map.pop(), Some(("d", 4)));
    let copy = map.clone();
    map.clear();
    assert!(map.is_empty());
    assert!(copy.iter().eq([(&"b", &2), (&"c", &3)]));
}

#[test]
fn many_to_many() {
    let mut tags = Relation::new();
    // `add`, `m[k]`, `get`, `.inv`.
    assert!(tags.insert("a", 1) && tags.insert("a", 2) && tags.insert("b", 2));
    assert!(tags.rights_of("a").eq(&[1, 2]) && tags.rights_of("z").eq(&[] as &[i32]));
    assert!(tags.lefts_of(&2).eq(&["a", "b"]) && tags.clone().into_inverse().contains(&2, "b"));
    // `remove`, `del`, `m[k] = vals`.
    assert!(tags.remove("a", &2));
    assert_eq!(tags.remove_left("b"), 1);
    tags.remove_left("a");
    tags.extend([("a", 7), ("a", 8)]);
    assert!(tags.rights_of("a").eq(&[7, 8]));
    // `replace`, `update`, `iteritems`, `keys`, `in`, `len`, `==`.
    assert!(tags.replace_left("a", "c") && tags.replace_right(&8, 9));
    tags.extend([("d", 9)]);
    assert!(tags.iter().eq([(&"c", &7), (&"c", &9), (&"d", &9)]));
    assert!(tags.lefts().eq(&["c", "d"]) && tags.contains_left("d"));
    assert_eq!((tags.left_len(), tags.right_len(), tags.len()), (2, 2, 3));
    assert_eq!(tags, Relation::from([("d", 9), ("c", 9), ("c", 7)]));
}

#[test]
fn subdict_and_frozen_dict() {
    let picked = without_keys(only_keys(aba(), ["a", "b"]), ["b"]);
    assert_eq!(picked.collect::<OrderedMultiMap<_, _>>(), [("a", 1), ("a", 3)]);
    let mut map = aba();
    map.retain(|key, _| *key != "b");
    assert_eq!(map, [("a", 1), ("a", 3)]);
    // `FrozenDict`, `updated`, `fromkeys`, `hash`.
    let map = FrozenMap::from([("b", 2), ("a", 1)]);
    assert!(map.updated([("a", 9)]).iter().eq([(&"a", &9), (&"b", &2)]));
    let keys: FrozenMap<&str, ()> = ["x", "y"].into_iter().map(|key| (key, ())).collect();
    assert_eq!(keys.len(), 2);
    let state = RandomState::new();
    assert_eq!(state.hash_one(&map), state.hash_one(FrozenMap::from([("a", 1), ("b", 2)])));
}

#[test]
fn ordered_multimap_and_header_map() {
    let mut map = aba();
    // get_all_mut, entry, retain, pop, front, back, their mut forms.
    map.get_all_mut("a").for_each(|value| *value *= 10);
    map.entry("b").and_modify(|value| *value *= 10).or_insert(0);
    assert_eq!((map.first(), map.last()), (Some((&"a", &10)), Some((&"a", &30))));
    *map.iter_mut().next_back().unwrap().1 += 1;
    *map.iter_mut().next().unwrap().1 += 1;
    assert_eq!(map, [("a", 11), ("b", 20), ("a", 31)]);
    assert_eq!(map.pop_first(), Some(("a", 11)));
    // pairs, keys_len, values_len, entry_len, pack_to_fit.
    let map = aba();
    let groups: Vec<(&str, usize)> = map.groups().map(|(key, all)| (*key, all.count())).collect();
    assert_eq!(groups, [("a", 2), ("b", 1)]);
    assert_eq!((map.keys_len(), map.len(), map.count("a")), (2, 3, 2));
    let mut map = aba();
    map.reserve(100);
    map.shrink_to_fit();
    assert_eq!(map.capacity(), 3);
    // drain.
    assert!(std::mem::take(&mut map).into_iter().eq([("a", 1), ("b", 2), ("a", 3)]));
    assert!(map.is_empty());
    // Lower-cased names: found in any case, shown in their own.
    let headers = OrderedMultiMap::from([(CaseInsensitive::new("Set-Cookie"), 1)]);
    let (name, _) = headers.get_key_value(&ignore_case("set-cookie")).unwrap();
    assert_eq!(name.as_str(), "Set-Cookie");
}

#[test]
fn indexmap_and_the_others() {
    let mut map = aba();
    assert_eq!((map.get_index(1), map.index_of("b")), (Some((&"b", &2)), Some(1)));
    map.reverse();
    assert_eq!(map.remove_index(1), Some(("b", 2)));
    assert!(map.extract_if(|_, value| *value == 3).eq([("a", 3)]));
    assert_eq!(map, [("a", 1)]);
    const EMPTY: OrderedMultiMap<u8, u8, ()> = OrderedMultiMap::with_hasher(());
    assert!(EMPTY.is_empty());
    // multimap, flat-multimap: get_vec, insert_many, flat_iter, bag equality.
    assert_eq!(map.get_all("a").copied().collect::<Vec<_>>(), [1]);
    assert!(aba().eq_unordered(&OrderedMultiMap::from([("b", 2), ("a", 1), ("a", 3)])));
    // bimap: insert_no_overwrite, remove_by_*, retain, Overwritten.
    let mut names = BiMap::from([("a", 1), ("b", 2)]);
    assert_eq!(names.try_insert("a", 9), Err(("a", 9)));
    assert_eq!(names.insert("a", 2), Overwritten::Both(("a", 1), ("b", 2)));
    assert_eq!(names.remove_by_right(&2), Some(("a", 2)));
    names.retain(|_, _| false);
    // werkzeug, multidict, Guava: setlist, replaceValues, getone, popone, filterKeys, index,
    // invertFrom.
    let mut map = aba();
    drop(map.remove_all("a"));
    map.append_all("a", [7, 8]);
    assert_eq!((map.get("a").copied(), map.remove_first("a")), (Some(7), Some(7)));
    let words = ["to", "be", "or"];
    let by_length: OrderedMultiMap<usize, &str> = words.iter().map(|w| (w.len(), *w)).collect();
    assert!(by_length.get_all(&2).eq(&words));
    // An entry that is only looked at, and one without.
    assert!(matches!(map.entry("a"), Entry::Occupied(_)));
    assert!(matches!(map.entry("z"), Entry::Vacant(_)));
}

/// `extend_pairs` of the crate form_urlencoded, by its signature.
fn extend_pairs<I, K, V>(pairs: I) -> String
where
    I: IntoIterator<Item: Borrow<(K, V)>>,
    K: AsRef<str>,
    V: AsRef<str>,
{
    let show = |pair: I::Item| {
        let (name, value) = pair.borrow();
        format!("{}={}", name.as_ref(), value.as_ref())
    };
    pairs.into_iter().map(show).collect::<Vec<_>>().join("&")
}

#[test]
fn form_urlencoded_takes_a_map_as_it_is() {
    let mut query: OrderedMultiMap<String, String> =
        [("tag", "a"), ("page", "2"), ("tag", "b")].map(|(k, v)| (k.into(), v.into())).into();
    query.insert("page".into(), "3".into());
    assert_eq!(extend_pairs(&query), "tag=a&page=3&tag=b");
}

#[test]
fn each_map_returns_the_hasher_that_it_was_given() {
    let hasher = RandomState::new();
    let ordered = OrderedMultiMap::<u8, u8>::with_hasher(hasher.clone());
    assert_eq!(ordered.hasher().hash_one(7), hasher.hash_one(7));
    let both = BiMap::<u8, u8>::with_hasher(hasher.clone());
    assert_eq!(both.hasher().hash_one(7), hasher.hash_one(7));
    let relation = Relation::<u8, u8>::with_hasher(hasher.clone());
    assert_eq!(relation.hasher().hash_one(7), hasher.hash_one(7));
}

#[test]
fn an_entry_is_filled_from_its_key() {
    let mut map = aba();
    *map.entry("c").or_insert_with_key(|key| key.len() as u32) += 1;
    *map.entry("a").or_insert_with_key(|_| unreachable!("it has values")) += 10;
    assert_eq!(map, [("a", 11), ("b", 2), ("a", 3), ("c", 2)]);
}
