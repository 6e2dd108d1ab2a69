//! The real header lists: each as a map, against a list of pairs.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::{Unaudited as _, with_small_limit};
use std::collections::BTreeSet;

#[cfg(feature = "__audit")]
use boltons::multimap::ordered::with_small_limit;
use boltons::multimap::{CaseInsensitive, OrderedMultiMap, ignore_case};

type Pairs<'a> = [(&'a str, usize)];

/// The values of a name, by a scan.
fn values(list: &Pairs<'_>, name: &str, same: fn(&str, &str) -> bool) -> Vec<usize> {
    list.iter().filter(|(own, _)| same(own, name)).map(|(_, value)| *value).collect()
}

/// The first spelling of each name, by scans.
fn distinct<'a>(list: &Pairs<'a>, same: fn(&str, &str) -> bool) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in list {
        if !names.iter().any(|own| same(own, name)) {
            names.push(name);
        }
    }
    names
}

/// Without the entries whose value is named.
fn without<'a>(list: &Pairs<'a>, gone: &[usize]) -> Vec<(&'a str, usize)> {
    list.iter().filter(|(_, value)| !gone.contains(value)).copied().collect()
}

/// Runs a test on each list in both modes; on equal ones, which many are, once.
fn each_list(test: impl Fn(&Pairs<'_>)) {
    let Some(path) = crate::shared::data("multimap/headers.tsv") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.lines().count() > 4_000);
    let lists: BTreeSet<&str> = text.lines().collect();
    for limit in [0, 16] {
        with_small_limit(limit, || {
            for line in &lists {
                let list: Vec<(&str, usize)> = line.split('\t').zip(0..).collect();
                test(&list);
            }
        });
    }
}

#[test]
fn each_list_agrees_with_a_list_of_pairs() {
    let same: fn(&str, &str) -> bool = |a, b| a == b;
    each_list(|list| {
        let map: OrderedMultiMap<&str, usize> = list.iter().copied().collect();
        map.check();
        let names = distinct(list, same);
        assert_eq!(map, *list);
        assert_eq!((map.len(), map.keys_len()), (list.len(), names.len()));
        assert!(map.iter().rev().map(|(k, v)| (*k, *v)).eq(list.iter().rev().copied()));
        assert!(map.unique_keys().eq(&names));
        let groups: Vec<(&str, Vec<usize>)> =
            map.groups().map(|(name, all)| (*name, all.copied().collect())).collect();
        assert_eq!(groups.len(), names.len());
        for (name, (key, group)) in names.iter().zip(groups) {
            let all = values(list, name, same);
            assert_eq!((key, &group), (*name, &all));
            assert_eq!(map.get(*name), all.first());
            assert_eq!(map.get_last(*name), all.last());
            assert!(map.get_all(*name).eq(&all));
            assert!(map.get_all(*name).rev().eq(all.iter().rev()));
            assert_eq!(map.count(*name), all.len());
            assert_eq!(map.index_of(*name), all.first().copied());
            assert_eq!(map.get_only(*name).is_ok(), all.len() == 1);

            let mut rest = map.clone();
            assert_eq!(rest.remove_first(*name), all.first().copied());
            assert_eq!(rest, without(list, &all[..1])[..]);
            let mut rest = map.clone();
            assert_eq!(rest.remove_last(*name), all.last().copied());
            assert_eq!(rest, without(list, &all[all.len() - 1..])[..]);
            let mut rest = map.clone();
            assert!(rest.remove_all(*name).eq(all.iter().copied()));
            assert_eq!(rest, without(list, &all)[..]);
            rest.check();
            assert_eq!((rest.get(*name), rest.keys_len()), (None, names.len() - 1));
        }
        assert_eq!((map.get("x-not-there"), map.count("x-not-there")), (None, 0));
        let counts = map.counts();
        assert!(counts.keys().copied().eq(&names));
        assert_eq!(counts.values().sum::<usize>(), list.len());
        assert!(
            map.clone().into_groups().into_iter().flat_map(|(_, all)| all).count() == list.len()
        );
    });
}

#[test]
fn names_are_found_in_any_case_and_kept_as_spelled() {
    let same: fn(&str, &str) -> bool = |a, b| a.eq_ignore_ascii_case(b);
    each_list(|list| {
        // Every other name as HTTP/1 servers saw it once, so that repeats differ in spelling.
        let shout = |(name, value): &(&str, usize)| {
            (if value % 2 == 0 { String::from(*name) } else { name.to_ascii_uppercase() }, *value)
        };
        let spelled: Vec<(String, usize)> = list.iter().map(shout).collect();
        let spelled: Vec<(&str, usize)> = spelled.iter().map(|(k, v)| (k.as_str(), *v)).collect();
        let mut map: OrderedMultiMap<CaseInsensitive<&str>, usize> =
            spelled.iter().map(|(name, value)| (CaseInsensitive::new(*name), *value)).collect();
        map.check();
        let shown = |map: &OrderedMultiMap<CaseInsensitive<&str>, usize>| -> Vec<(String, usize)> {
            map.iter().map(|(name, value)| (name.to_string(), *value)).collect()
        };
        assert!(shown(&map).iter().map(|(k, v)| (k.as_str(), *v)).eq(spelled.iter().copied()));
        let names = distinct(&spelled, same);
        assert_eq!(map.keys_len(), names.len());
        assert!(map.unique_keys().map(CaseInsensitive::as_str).eq(names.iter().copied()));
        for (name, _) in list {
            let all = values(&spelled, name, same);
            assert!(map.get_all(&ignore_case(name)).eq(&all));
            assert!(map.get_all(&ignore_case(&name.to_ascii_uppercase())).eq(&all));
            let first = map.get_key_value(&ignore_case(name)).unwrap();
            assert_eq!((first.0.as_str(), *first.1), spelled[all[0]]);
        }
        // Down to the empty map, name by name.
        let mut left = spelled.clone();
        for name in names {
            let all = values(&left, name, same);
            assert!(map.remove_all(&ignore_case(name)).eq(all.iter().copied()));
            left = without(&left, &all);
            assert!(shown(&map).iter().map(|(k, v)| (k.as_str(), *v)).eq(left.iter().copied()));
        }
        map.check();
        assert!(map.is_empty());
    });
}

#[cfg(feature = "serde")]
#[test]
fn json_of_each_list_reads_back() {
    use boltons::multimap::{serde_groups, serde_map};

    each_list(|list| {
        let map: OrderedMultiMap<String, usize> =
            list.iter().map(|(name, value)| (String::from(*name), *value)).collect();
        let json = serde_json::to_string(&map).unwrap();
        assert_eq!(json, serde_json::to_string(list).unwrap(), "reads like the list");
        let back: OrderedMultiMap<String, usize> = serde_json::from_str(&json).unwrap();
        back.check();
        assert_eq!(back, map);

        let mut object = Vec::new();
        serde_map::serialize(&map, &mut serde_json::Serializer::new(&mut object)).unwrap();
        let mut input = serde_json::Deserializer::from_slice(&object);
        let back: OrderedMultiMap<String, usize> = serde_map::deserialize(&mut input).unwrap();
        back.check();
        assert_eq!(back, map);

        let mut lists = Vec::new();
        serde_groups::serialize(&map, &mut serde_json::Serializer::new(&mut lists)).unwrap();
        let mut input = serde_json::Deserializer::from_slice(&lists);
        let back: OrderedMultiMap<String, usize> = serde_groups::deserialize(&mut input).unwrap();
        back.check();
        assert!(back.eq_unordered(&map));
        assert!(back.unique_keys().eq(map.unique_keys()));
    });
}
