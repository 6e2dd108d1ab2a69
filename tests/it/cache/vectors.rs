//! What boltons 26.2.0 (Python) makes of the same operations; `tools/cache_vectors.py` wrote
//! the vectors.
//!
//! Where the crate differs on purpose:
//! * a plain `get` that finds nothing is a soft miss there, and a plain miss here, where the cache
//!   cannot see the caller's default;
//! * the order compared is that of eviction; iterating the original goes by its `dict`;
//! * a counter's width is rounded up here and down there: the vectors' thresholds divide 1;
//! * ids live until they are dropped; there they also go with their weakly held key.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::cache::{Cache, Lri, Lru, Memo, MinIdMap, Policy, Stats, ThresholdCounter};

/// A kind with its parameter, operations, and the state they lead to.
fn vectors() -> impl Iterator<Item = [&'static str; 4]> {
    include_str!("../../data/cache/cacheutils.tsv").lines().map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        columns.try_into().unwrap()
    })
}

fn operations(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.split("; ").filter(|op| !op.is_empty()).map(|op| op.split(' ').collect())
}

fn number(word: &str) -> Option<u32> {
    (word != "-").then(|| word.parse().unwrap())
}

fn on_miss(key: &str) -> u32 {
    10 * (1 + u32::from(key.as_bytes()[0] - b'a'))
}

fn run<P: Policy>(size: usize, loads: bool, [_, ops, items, counts]: [&'static str; 4]) {
    type Load = fn(&String) -> u32;
    let load: Load = |key| on_miss(key);
    let mut memo = Memo::new(Cache::<String, u32, P>::new(size), load);
    let mut plain_misses = 0;
    for op in operations(ops) {
        let key = op.get(1).copied().unwrap_or_default();
        let value = op.get(2).copied().and_then(number);
        match op[0] {
            "get" if loads => assert_eq!(Some(*memo.get(key)), value),
            "get" => {
                plain_misses += u64::from(value.is_none());
                assert_eq!(memo.cache_mut().get(key).copied(), value);
            }
            "set" => _ = memo.cache_mut().insert(key.to_owned(), value.unwrap()),
            "default" => {
                let got = *memo.cache_mut().get_or_insert_with(key.to_owned(), || value.unwrap());
                assert_eq!(Some(got), number(op[3]));
            }
            "pop" => assert_eq!(memo.cache_mut().remove(key), value),
            "in" => {
                assert_eq!(u32::from(memo.cache().contains_key(key)), value.unwrap());
                assert_eq!(memo.cache().len() as u32, number(op[3]).unwrap());
            }
            "update" => {
                let pairs = op[1..].chunks(2);
                let pairs = pairs.map(|pair| (pair[0].to_owned(), number(pair[1]).unwrap()));
                memo.cache_mut().extend(pairs);
            }
            "call" => {
                let misses = memo.cache().stats().misses;
                assert_eq!(Some(*memo.get(key)), value);
                let missed = memo.cache().stats().misses > misses;
                assert_eq!(missed, op[3] == "miss");
            }
            "clear" => memo.cache_mut().clear(),
            other => panic!("{other} is no operation"),
        }
        memo.cache().check();
    }
    let cache = memo.cache();
    let shown: Vec<String> = cache.iter().rev().map(|(k, v)| format!("{k}:{v}")).collect();
    assert_eq!(shown.join(" "), items, "after {ops}");
    let Stats { hits, misses, soft_misses, .. } = cache.stats();
    // See the first difference above.
    assert_eq!(format!("{hits} {misses} {}", soft_misses + plain_misses), counts, "after {ops}");
}

#[test]
fn boltons_caches_agree() {
    let mut seen = 0;
    for vector in vectors() {
        let (kind, size) = vector[0].split_once(' ').unwrap();
        let loads = kind.ends_with('+') || kind == "cached";
        match kind.trim_end_matches('+') {
            "LRU" | "cached" => run::<Lru>(size.parse().unwrap(), loads, vector),
            "LRI" => run::<Lri>(size.parse().unwrap(), loads, vector),
            _ => continue,
        }
        seen += 1;
    }
    assert_eq!(seen, 300);
}

#[test]
fn boltons_threshold_counter_agrees() {
    let mut seen = 0;
    for [kind, keys, items, state] in vectors() {
        let Some(threshold) = kind.strip_prefix("threshold ") else { continue };
        let mut counter = ThresholdCounter::new(threshold.parse().unwrap()).unwrap();
        counter.extend(keys.chars());
        counter.check();
        let shown = |pairs: Vec<(&char, u64)>| {
            pairs.iter().map(|(k, n)| format!("{k}:{n}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(counter.iter().collect()), items, "after {keys}");
        let (total, common) = (counter.total(), counter.common_count());
        let most = shown(counter.most_common(usize::MAX));
        let ours = format!("{total} {common} {} {most}", counter.uncommon_count());
        assert_eq!(ours.trim_end(), state, "after {keys}");
        assert_eq!(counter.elements().count() as u64, common);
        seen += 1;
    }
    assert_eq!(seen, 60);
}

#[test]
fn boltons_min_id_map_agrees() {
    let mut seen = 0;
    for [kind, ops, items, len] in vectors() {
        if kind != "ids -" {
            continue;
        }
        let mut map = MinIdMap::new();
        for op in operations(ops) {
            match op[0] {
                "get" => assert_eq!(map.get_or_assign(op[1]).to_string(), op[2]),
                "drop" => assert!(map.remove(op[1]).is_some()),
                "in" => assert!(!map.contains_key(op[1])),
                other => panic!("{other} is no operation"),
            }
        }
        let shown: Vec<String> = map.iter().map(|(id, key)| format!("{key}:{id}")).collect();
        assert_eq!(shown.join(" "), items, "after {ops}");
        assert_eq!(map.len().to_string(), len);
        seen += 1;
    }
    assert_eq!(seen, 60);
}
