//! All short sequences of the operations that make and break chains.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::{Unaudited as _, with_small_limit};
use boltons::multimap::OrderedMultiMap;
#[cfg(feature = "__audit")]
use boltons::multimap::ordered::with_small_limit;

use crate::multimap::crash::Steady;

type Map = OrderedMultiMap<u8, u8, Steady>;

/// Runs every sequence of `depth` more operations over three keys, sharing prefixes.
///
/// Keys are interchangeable: the first use of a key comes after that of all lower ones, which
/// makes 12⁶ sequences half a million without leaving one of them out but for names.
fn walk(map: &Map, model: &[(u8, u8)], used: u8, depth: u8, visited: &mut u32) {
    *visited += 1;
    same(map, model);
    if depth == 0 {
        return;
    }
    for key in 0..(used + 1).min(3) {
        for op in 0..4 {
            let (mut map, mut model) = (map.clone(), model.to_vec());
            step(&mut map, &mut model, op, key, depth);
            walk(&map, &model, used.max(key + 1), depth - 1, visited);
        }
    }
}

fn step(map: &mut Map, model: &mut Vec<(u8, u8)>, op: u8, key: u8, value: u8) {
    let first = model.iter().position(|(k, _)| *k == key);
    match op {
        0 => {
            map.append(key, value);
            model.push((key, value));
        }
        1 => {
            let old = map.insert(key, value);
            match first {
                Some(first) => {
                    assert_eq!(old, Some(model[first].1));
                    model[first].1 = value;
                    let rest = model.split_off(first + 1);
                    model.extend(rest.into_iter().filter(|(k, _)| *k != key));
                }
                None => {
                    assert_eq!(old, None);
                    model.push((key, value));
                }
            }
        }
        2 => assert_eq!(map.remove_first(&key), first.map(|first| model.remove(first).1)),
        _ => {
            let gone = map.remove_all(&key).count();
            let before = model.len();
            model.retain(|(k, _)| *k != key);
            assert_eq!(gone, before - model.len());
        }
    }
}

fn same(map: &Map, model: &[(u8, u8)]) {
    assert!(*map == *model, "{map:?} is not {model:?}");
    map.check();
    for key in 0..3 {
        let mut all = map.get_all(&key);
        for (_, value) in model.iter().filter(|(k, _)| *k == key) {
            assert_eq!(all.next(), Some(value));
        }
        assert_eq!(all.next(), None);
    }
}

/// The clones above are dense; a sequence on one map has its holes and its capacity.
fn straight(code: u32, length: u32) {
    let (mut map, mut model) = (Map::default(), Vec::new());
    let mut rest = code;
    for value in 0..length {
        step(&mut map, &mut model, (rest % 4) as u8, (rest / 4 % 3) as u8, value as u8);
        map.check();
        rest /= 12;
    }
    same(&map, &model);
}

fn all_sequences_of_six(limit: usize) {
    with_small_limit(limit, || {
        let mut visited = 0;
        walk(&Map::default(), &[], 0, 6, &mut visited);
        assert_eq!(visited, 1 + 4 + 2 * 16 + 5 * 64 + 14 * 256 + 41 * 1024 + 122 * 4096);
    });
}

// Three tests, so that they run beside one another.
#[test]
fn all_sequences_of_six_agree_with_a_list_indexed() {
    all_sequences_of_six(0);
}

#[test]
fn all_sequences_of_six_agree_with_a_list_mixed() {
    all_sequences_of_six(2);
}

#[test]
fn all_sequences_of_six_agree_with_a_list_small() {
    all_sequences_of_six(16);
}

#[test]
fn all_sequences_of_four_on_one_map_agree_with_a_list() {
    for limit in [0, 2] {
        with_small_limit(limit, || (0..12_u32.pow(4)).for_each(|code| straight(code, 4)));
    }
}
