//! What boltons 26.2.0 (Python) makes of the same operations; `tools/multimap_vectors.py` wrote the
//! vectors.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::{Unaudited as _, with_small_limit};
#[cfg(feature = "__audit")]
use boltons::multimap::ordered::with_small_limit;
use boltons::multimap::{IndexMap, OrderedMultiMap};

use super::LIMITS;

type Map<'a> = OrderedMultiMap<&'a str, u32>;

fn numbers<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u32> {
    words.map(|word| word.parse().unwrap()).collect()
}

fn pairs<'a>(words: &[&'a str]) -> Vec<(&'a str, u32)> {
    words.chunks(2).map(|pair| (pair[0], pair[1].parse().unwrap())).collect()
}

fn shown<'a>(entries: impl Iterator<Item = (&'a &'a str, &'a u32)>) -> String {
    entries.map(|(key, value)| format!("{key}:{value}")).collect::<Vec<_>>().join(" ")
}

fn run<'a>(map: &mut Map<'a>, op: &'a str) {
    let words: Vec<&str> = op.split(' ').collect();
    let key = words[1];
    let values = || numbers(words[2..].iter().copied());
    match words[0] {
        "append" => map.append(key, values()[0]),
        "append_all" => map.append_all(key, values()),
        "reinsert" => _ = map.reinsert(key, values()[0]),
        "or_insert" => _ = map.entry(key).or_insert(values()[0]),
        "remove_all" => assert!(map.remove_all(key).eq(values())),
        "remove_last" => assert_eq!(map.remove_last(key).as_ref(), values().first()),
        "pop" => assert_eq!(map.pop(), Some((key, values()[0]))),
        "update" => map.update(pairs(&words[1..])),
        "extend" => map.extend(pairs(&words[1..])),
        other => panic!("{other} is no operation"),
    }
}

#[test]
fn boltons_agrees() {
    for limit in LIMITS {
        with_small_limit(limit, || {
            for line in include_str!("../../../data/multimap/omd.tsv").lines() {
                let columns: Vec<&str> = line.split('\t').collect();
                let [ops, items, keys, by_key, by_value, inverse, counts, last] = columns[..]
                else {
                    panic!("eight columns")
                };
                let mut map = Map::new();
                for op in ops.split("; ").filter(|op| !op.is_empty()) {
                    run(&mut map, op);
                    map.check();
                }
                assert_eq!(shown(map.iter()), items, "after {ops}");
                let unique: Vec<&str> = map.unique_keys().copied().collect();
                assert_eq!(unique.join(" "), keys);
                let counted: Vec<String> =
                    map.counts().iter().map(|(key, n)| format!("{key}:{n}")).collect();
                assert_eq!(counted.join(" "), counts);
                let lasts = map.groups().map(|(key, all)| (key, all.last().unwrap()));
                assert_eq!(shown(lasts), last);
                assert_eq!(shown(map.clone().into_iter().collect::<IndexMap<_, _>>().iter()), last);
                let mut sorted = map.clone();
                sorted.sort_keys();
                assert_eq!(shown(sorted.iter()), by_key);
                let mut sorted = map.clone();
                sorted.sort_values_by(Ord::cmp);
                assert_eq!(shown(sorted.iter()), by_value);
                let inverted: Vec<String> =
                    map.into_inverse().iter().map(|(v, k)| format!("{v}:{k}")).collect();
                assert_eq!(inverted.join(" "), inverse);
            }
        });
    }
}
