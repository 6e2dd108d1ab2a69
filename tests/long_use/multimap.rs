//! Maps with several values per key, two-way maps and relations, large ones and small ones.

use std::hash::{BuildHasherDefault, DefaultHasher};

use boltons::multimap::{BiMap, OnDuplicate, OrderedMultiMap, Relation};

use crate::Subject;
use crate::random::Random;

type Hasher = BuildHasherDefault<DefaultHasher>;
type Bytes = Box<[u8]>;
type Map = OrderedMultiMap<u64, Bytes, Hasher>;
type Two = BiMap<u64, Bytes, Hasher>;
type Pairs = Relation<u64, u64, Hasher>;

/// The entries that are aimed at: many, and about as many as a small map holds.
const SIZES: [(&str, u64); 2] = [("large", 600), ("small", 10)];

pub fn subjects() -> Vec<Subject> {
    let all = SIZES.into_iter();
    all.flat_map(|(name, size)| [ordered(name, size), bimap(name, size), relation(name, size)])
        .collect()
}

fn ordered(name: &str, size: u64) -> Subject {
    let create = || Map::with_hasher(Hasher::default());
    let step = move |map: &mut Map, random: &mut Random| {
        if random.rarely() {
            return whole_ordered(map, random, size);
        }
        let key = random.skewed(size);
        let grows = random.below(2 * size) >= map.len() as u64;
        match random.below(16) {
            0..4 if grows => map.append(key, random.bytes()),
            4 if grows => map.append_all(key, [random.bytes(), random.bytes()]),
            5 if grows => drop(map.insert_all(key, [random.bytes(), random.bytes()])),
            6 if grows => drop(map.entry(key).or_insert_with(|| random.bytes())),
            0 => drop(map.remove_first(&key)),
            1 => drop(map.remove_last(&key)),
            2 => drop(map.remove_all(&key)),
            3 => drop(map.pop_first()),
            4 => drop(map.pop_last()),
            5 => _ = map.retain_all(&key, |value| value.len() % 2 == 0),
            6 => drop(map.remove_all(&key).next()),
            7 => drop(map.insert(key, random.bytes())),
            8 => drop(map.reinsert(key, random.bytes())),
            9 => _ = map.move_to_back(&key),
            10 => _ = map.contains_key(&key),
            11 => _ = map.replace_key(&key, random.skewed(size)),
            12 => {
                if let Some(value) = map.get_last_mut(&key) {
                    *value = random.bytes();
                }
            }
            13 => map.update([(key, random.bytes()), (random.skewed(size), random.bytes())]),
            14 => assert_eq!(map.get_all(&key).count(), map.count(&key)),
            _ => _ = map.get(&key),
        }
    };
    Subject::new(format!("multimap/ordered/{name}"), create, step, Map::check)
}

/// What takes time for all entries.
fn whole_ordered(map: &mut Map, random: &mut Random, size: u64) {
    let at = |random: &mut Random, map: &Map| random.below(map.len() as u64 + 1) as usize;
    match random.below(14) {
        0 => map.clear(),
        1 => map.shrink_to_fit(),
        2 => map.retain(|key, _| key % 2 == 0),
        3 => drop(map.extract_if(|key, _| key % 2 == 1).nth(3)),
        4 => drop(map.drain().nth(3)),
        5 => map.extend((0..size / 2).map(|key| (key, random.bytes()))),
        6 => map.sort_keys(),
        7 => map.sort_values_by(Bytes::cmp),
        8 => {
            map.reverse();
            map.move_to_front(&random.skewed(size));
        }
        9 => {
            let at = at(random, map);
            map.insert_at(at, random.skewed(size), random.bytes());
        }
        10 => {
            let at = at(random, map);
            drop(map.remove_index(at));
        }
        11 if !map.is_empty() => map.move_index(0, map.len() - 1),
        12 => *map = std::mem::take(map).into_inverse().into_inverse(),
        _ => *map = map.clone(),
    }
}

fn bimap(name: &str, size: u64) -> Subject {
    let create = || Two::with_hasher(Hasher::default());
    let right = |random: &mut Random, size| Bytes::from(random.below(size).to_le_bytes());
    let step = move |map: &mut Two, random: &mut Random| {
        if random.rarely() {
            return match random.below(8) {
                0 => map.clear(),
                1 => map.shrink_to_fit(),
                2 => map.retain(|left, _| left % 2 == 0),
                3 => drop(map.extract_if(|left, _| left % 2 == 1).nth(3)),
                4 => drop(map.drain().nth(3)),
                5 => map.sort_by(|a, _, b, _| a.cmp(b)),
                6 => *map = std::mem::take(map).into_inverse().into_inverse(),
                _ => *map = map.clone(),
            };
        }
        let (left, right) = (random.below(size), right(random, size));
        match random.below(12) {
            0..4 => drop(map.insert(left, right)),
            4 => drop(map.insert_with(left, right, OnDuplicate::ReplaceLeft)),
            5 => drop(map.try_insert(left, right)),
            6 => drop(map.replace_left(&left, random.below(size))),
            7 => {
                let old = map.get_by_left(&left).cloned().unwrap_or_default();
                drop(map.replace_right(&old, right));
            }
            8 => drop(map.remove_by_left(&left)),
            9 => drop(map.remove_by_right(&right)),
            10 if random.below(8) == 0 => drop(map.pop_first()),
            _ => _ = map.get_by_right(&right),
        }
    };
    Subject::new(format!("multimap/bimap/{name}"), create, step, Two::check)
}

fn relation(name: &str, size: u64) -> Subject {
    let create = || Pairs::with_hasher(Hasher::default());
    let step = move |pairs: &mut Pairs, random: &mut Random| {
        if random.rarely() {
            return match random.below(8) {
                0 => pairs.clear(),
                1 => pairs.shrink_to_fit(),
                2 => pairs.retain(|left, _| left % 2 == 0),
                3 => drop(pairs.extract_if(|left, _| left % 2 == 1).nth(3)),
                4 => drop(pairs.drain().nth(3)),
                5 => pairs.extend((0..size / 2).map(|left| (left, random.below(size)))),
                6 => *pairs = std::mem::take(pairs).into_inverse(),
                _ => *pairs = pairs.clone(),
            };
        }
        let (left, right) = (random.below(size), random.below(size));
        let grows = random.below(4 * size) >= pairs.len() as u64;
        match random.below(12) {
            0..6 if grows => _ = pairs.insert(left, right),
            0 => _ = pairs.remove_left(&left),
            1 => _ = pairs.remove_right(&right),
            2 => _ = pairs.pop_first(),
            3 => _ = pairs.pop_last(),
            6 => _ = pairs.replace_left(&left, random.below(size)),
            7 => _ = pairs.replace_right(&right, random.below(size)),
            8 => _ = pairs.insert(left, right),
            9 => _ = pairs.contains(&left, &right),
            10 => assert!(pairs.rights_of(&left).len() <= pairs.len()),
            _ => _ = pairs.remove(&left, &right),
        }
    };
    Subject::new(format!("multimap/relation/{name}"), create, step, Pairs::check)
}
