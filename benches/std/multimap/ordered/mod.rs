//! `OrderedMultiMap` against the maps that people build by hand: a list of pairs, and an
//! `IndexMap` of lists.

pub mod work;

use std::hash::BuildHasher;

use boltons::multimap::{IndexMap, OrderedMultiMap};

use crate::harness::{Contender, Harness, Rng, inputs, mix};
use work::{
    Key, Multi, avg4, headers, keep_memory, number, rival, rows as task_rows, text, wanted, weigh,
};

pub fn rows<S: BuildHasher + Clone + Default + 'static>(harness: &mut Harness) {
    if !harness.wants("multimap/ordered") {
        return;
    }
    explain(harness);
    // The rivals of the package `peers` have rows of the same work beside these.
    keep_memory();
    harness.input("/headers-", inputs::HEADERS);
    if let Some(work) = wanted(harness, "headers-str-list").then(|| headers(Some)) {
        let rivals = [
            rival::<&'static str, OrderedMultiMap<&'static str, u64, S>>("boltons"),
            rival::<&'static str, Vec<(&'static str, u64)>>("Vec"),
        ];
        let vec = [0.8, 0.85, 1.0, 0.75, 0.0, 0.75, 0.0, 0.0];
        task_rows(harness, "headers-str-list", &work, &rivals, &[vec]);
    }
    let strings = || headers(|name| Some(String::from(name)));
    if let Some(work) = wanted(harness, "headers-string-grouped").then(strings) {
        let rivals = [
            rival::<String, OrderedMultiMap<String, u64, S>>("boltons"),
            rival::<String, IndexMap<String, Vec<u64>, S>>("IndexMap"),
        ];
        let index = [3.5, 0.0, 0.0, 0.0, 0.0, 1.7, 0.0, 1.8];
        task_rows(harness, "headers-string-grouped", &work, &rivals, &[index]);
    }
    if wanted(harness, "avg4-u64-grouped") {
        let rivals = [
            rival::<u64, OrderedMultiMap<u64, u64, S>>("boltons"),
            rival::<u64, IndexMap<u64, Vec<u64>, S>>("IndexMap"),
        ];
        let index = [1.4, 1.3, 0.45, 1.0, 0.5, 1.2, 0.0, 0.85];
        task_rows(harness, "avg4-u64-grouped", &avg4(1_000, number), &rivals, &[index]);
    }
    if wanted(harness, "avg4-string-grouped") {
        let rivals = [
            rival::<String, OrderedMultiMap<String, u64, S>>("boltons"),
            rival::<String, IndexMap<String, Vec<u64>, S>>("IndexMap"),
        ];
        task_rows(harness, "avg4-string-grouped", &avg4(1_000, text), &rivals, &[[0.0; 8]]);
    }
    shift_remove::<S>(harness);
    one_key::<S>(harness);
}

/// Why rows may fall short of their targets.
fn explain(harness: &mut Harness) {
    let reasons = [
        (
            "ordered/iterate/headers-str-list/",
            "each slot is tested for a hole, a branch per entry that a list of pairs does not have; \
             in instructions, a list being 1: skipping holes 1.32 (as it is), ending at the first \
             hole 1.38, four slots at a time 2.13; in time the first two differ by less than runs",
        ),
        (
            "ordered/clone/headers-str-list/",
            "a block and a copy each, but a map of up to 16 entries is four times the size of a \
             Vec, and a larger one has two blocks more. Measured: an index from 9 entries on 0.24, \
             from 17 on 0.46 (as it is), from 33 on 0.56, which makes get_all 1.10 times slower; \
             with the index in a block of its own 0.57, which makes removing all values of a key \
             slower; both 0.74",
        ),
        (
            "ordered/build/headers-str-list/",
            "a list pushes, a map of more than 16 entries also hashes its keys and links them; an \
             index from 9 entries on 0.36, from 17 on 0.80 (as it is), from 33 on 0.93, in a block \
             of its own 0.79",
        ),
        (
            "ordered/get/headers-str-list/",
            "up to 16 entries both compare keys in order, and the map tests its mode and its slots",
        ),
        (
            "ordered/get_all/headers-str-list/",
            "up to 16 entries both compare all keys, and the map tests its mode and its slots: \
             between 0.95 and 1.02 from run to run; an index from 9 entries on 2.15, which takes \
             2.2 times as long to build, from 33 on 0.91; without a branch per key 0.87",
        ),
        (
            "ordered/build/avg4-u64-grouped/",
            "both look the key up once; three of four appends find it, and then the rival pushes \
             eight bytes where ours writes an entry and its link: with room tested once 1.27 (as it \
             is), twice 1.13, with the index in a block of its own 1.18",
        ),
        (
            "ordered/shift_remove/",
            "a removal waits for its bucket, its link and its slot, one after the other, while the \
             rival's shift reads and writes straight on",
        ),
        (
            "ordered/clone/avg4-string",
            "each entry owns its key, in its own spelling, which Eq does not tell from another: \
             four Strings are copied where the rival has one for all values of a key. Both maps \
             with 1,000 and 100,000 entries: String 1.24 and 0.43, Box<str> 1.28 and 0.41, Rc<str> \
             that the entries of a key share 7.6 and 3.4",
        ),
        (
            "ordered/drop/avg4-string",
            "each entry owns its key: four Strings are freed where the rival has one for all \
             values of a key. Both maps with 1,000 and 100,000 entries: String 0.31 and 0.23, \
             Box<str> 0.28 and 0.26, Rc<str> that the entries of a key share 1.03 and 0.67",
        ),
        (
            "ordered/remove_all/avg4-string",
            "each entry owns its key: four Strings are freed where the rival has one for all \
             values of a key. Both maps with 1,000 and 100,000 entries: String 1.12 and 0.77 to \
             1.2, Box<str> 1.08 and 1.36, Rc<str> that the entries of a key share 2.9 and 4.2",
        ),
        (
            "ordered/get_all/avg4-",
            "the values of a key are linked through their entries, which follow the order of \
             all; the rival has them side by side in one vector",
        ),
        (
            "ordered/remove_all/headers-",
            "a map of up to 16 entries has no index: each removal compares all of its keys",
        ),
        (
            "ordered/drop/headers-str-list/",
            "a map of more than 16 entries has two blocks of memory more than a list to give \
             back",
        ),
        (
            "ordered/append/",
            "whether cost is linear: ten times the entries, of one key, no longer fit the \
             nearest caches",
        ),
    ];
    for (part, reason) in reasons {
        harness.explain(part, reason);
    }
}

impl<K: Key, S: BuildHasher + Clone + Default + 'static> Multi<K> for OrderedMultiMap<K, u64, S> {
    fn new() -> Self {
        Self::with_hasher(S::default())
    }

    fn append(&mut self, key: K, value: u64) {
        Self::append(self, key, value);
    }

    fn get(&self, key: &K) -> Option<u64> {
        Self::get(self, key).copied()
    }

    fn get_all(&self, key: &K) -> u64 {
        Self::get_all(self, key).sum()
    }

    fn iterate(&self) -> u64 {
        Self::iter(self).fold(0, |sum, (key, value)| sum.wrapping_add(weigh(key, *value)))
    }

    fn remove_all(&mut self, key: &K) -> u64 {
        Self::remove_all(self, key).sum()
    }
}

impl<K: Key> Multi<K> for Vec<(K, u64)> {
    fn new() -> Self {
        Self::new()
    }

    fn append(&mut self, key: K, value: u64) {
        self.push((key, value));
    }

    fn get(&self, key: &K) -> Option<u64> {
        self.iter().find(|(own, _)| own == key).map(|(_, value)| *value)
    }

    fn get_all(&self, key: &K) -> u64 {
        self.iter().filter(|(own, _)| own == key).map(|(_, value)| value).sum()
    }

    fn iterate(&self) -> u64 {
        self.as_slice().iter().fold(0, |sum, (key, value)| sum.wrapping_add(weigh(key, *value)))
    }

    fn remove_all(&mut self, key: &K) -> u64 {
        let mut sum = 0;
        self.retain(|(own, value)| {
            if own == key {
                sum += value;
            }
            own != key
        });
        sum
    }
}

impl<K: Key, S: BuildHasher + Clone + Default + 'static> Multi<K> for IndexMap<K, Vec<u64>, S> {
    fn new() -> Self {
        Self::with_hasher(S::default())
    }

    fn append(&mut self, key: K, value: u64) {
        self.entry(key).or_default().push(value);
    }

    fn get(&self, key: &K) -> Option<u64> {
        self.get(key).map(|values| values[0])
    }

    fn get_all(&self, key: &K) -> u64 {
        self.get(key).map_or(0, |values| values.iter().sum())
    }

    fn iterate(&self) -> u64 {
        let all =
            self.iter().flat_map(|(key, values)| values.iter().map(move |value| (key, value)));
        all.fold(0, |sum, (key, value)| sum.wrapping_add(weigh(key, *value)))
    }

    fn remove_all(&mut self, key: &K) -> u64 {
        // Does not keep the order; what does is in the rows `shift_remove`.
        self.swap_remove(key).map_or(0, |values| values.into_iter().sum())
    }
}

/// Distinct keys, every seventh removed, the order kept; of the most keys only a quarter of those,
/// since each costs `IndexMap` a pass over what follows.
fn shift_remove<S: BuildHasher + Clone + Default>(harness: &mut Harness) {
    for (n, share, target) in [(1_000, 1, 100.0), (10_000, 1, 300.0), (100_000, 4, 2_500.0)] {
        let id = format!("multimap/ordered/shift_remove/unique-u64/{n}");
        if !harness.wants(&id) || n > 1_000 && !harness.timed() {
            continue;
        }
        let mut keys: Vec<u64> = (0..n).map(number).collect();
        Rng(n).shuffle(&mut keys);
        let ours: OrderedMultiMap<u64, u64, S> = keys.iter().map(|&key| (key, key)).collect();
        let theirs: IndexMap<u64, u64, S> = keys.iter().map(|&key| (key, key)).collect();
        // Spread over the whole map, in no order.
        let mut gone: Vec<u64> = keys.into_iter().step_by(7 * share).collect();
        Rng(7).shuffle(&mut gone);
        let gone = &gone;
        harness.compare(
            &id,
            &[target],
            vec![
                Contender::with_setup(
                    "boltons",
                    || ours.clone(),
                    |map| {
                        gone.iter().fold(0, |sum, key| mix(sum, map.remove_first(key).unwrap_or(0)))
                    },
                ),
                Contender::with_setup(
                    "IndexMap",
                    || theirs.clone(),
                    |map| {
                        gone.iter().fold(0, |sum, key| mix(sum, map.shift_remove(key).unwrap_or(0)))
                    },
                ),
            ],
        );
    }
}

/// A million values under one key, against ten times a hundred thousand: at most 1.4 times the
/// cost an append.
fn one_key<S: BuildHasher + Default>(harness: &mut Harness) {
    let n = if harness.timed() { 1_000_000 } else { 1_000 };
    let append = |n: u64| {
        let mut map = OrderedMultiMap::<u64, u64, S>::default();
        for i in 0..n {
            map.append(1, i);
        }
        map.len() as u64
    };
    harness.compare(
        "multimap/ordered/append/one-key/1000000",
        &[1.0 / 1.4],
        vec![
            Contender::new("boltons", || append(n)),
            Contender::new("ten of a tenth", || (0..10).map(|_| append(n / 10)).sum()),
        ],
    );
}
