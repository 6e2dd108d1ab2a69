//! `OrderedMultiMap` against ordered-multimap and http's `HeaderMap`.

use boltons::multimap::OrderedMultiMap;
use foldhash::fast::FixedState;
use http::{HeaderMap, HeaderName};
use ordered_multimap::ListOrderedMultimap;

use super::by_hand::work::{
    Key, Multi, Work, avg4, headers, keep_memory, number, rival, rows as task_rows, text, wanted,
    weigh,
};
use crate::harness::{Harness, Rng, inputs};

type Ours<K> = OrderedMultiMap<K, u64, FixedState>;
type Theirs<K> = ListOrderedMultimap<K, u64, FixedState>;

pub fn rows(harness: &mut Harness) {
    if !harness.wants("multimap/ordered") {
        return;
    }
    explain(harness);
    keep_memory();
    harness.input("/headers-", inputs::HEADERS);
    let targets = [5.0, 2.5, 2.0, 10.0, 3.5, 10.0, 5.0, 5.0];
    against_ordered(harness, "headers-str", || headers(Some), targets);
    let targets = [4.5, 2.5, 2.0, 10.0, 3.0, 4.0, 2.5, 0.0];
    let strings = || headers(|name| Some(String::from(name)));
    against_ordered(harness, "headers-string", strings, targets);
    let targets = [3.0, 5.0, 3.0, 5.0, 3.0, 8.0, 0.0, 2.8];
    against_ordered(harness, "avg4-u64", || avg4(1_000, number), targets);
    let targets = [0.0, 0.0, 0.0, 0.0, 1.2, 0.0, 0.0, 0.0];
    against_ordered(harness, "avg4-string", || avg4(1_000, text), targets);
    let targets = [2.8, 1.8, 2.0, 4.0, 1.2, 1.0, 1.0, 0.0];
    against_ordered(harness, "avg4-string-large", || avg4(100_000, text), targets);
    let targets = [5.0, 4.0, 0.0, 4.0, 5.0, 8.0, 0.0, 4.0];
    against_ordered(harness, "unique-u64", || unique(100_000), targets);
    if let Some(work) = wanted(harness, "headers-name").then(|| headers(name)) {
        let rivals = [
            rival::<HeaderName, Ours<HeaderName>>("boltons"),
            rival::<HeaderName, HeaderMap<u64>>("HeaderMap"),
        ];
        let targets = [1.5, 1.0, 1.0, 1.3, 0.0, 1.0, 1.4, 1.35];
        task_rows(harness, "headers-name", &work, &rivals, &[targets]);
    }
}

/// Why rows may fall short of their targets.
fn explain(harness: &mut Harness) {
    let memory = "the maps don't fit the second-level cache, and a call waits for the key's bucket \
                  and for each of its entries in turn";
    let appends = "both look the key up once, write one entry and link it; ours executes two thirds \
                   of the rival's instructions, and neither reserved capacity nor warm memory \
                   changes that";
    let reasons = [
        ("ordered/build/avg4-u64/", appends),
        ("ordered/build/unique-u64/", appends),
        ("ordered/get_all/avg4-string-large/", memory),
        ("ordered/remove_all/avg4-u64/", memory),
        ("ordered/remove_all/unique-u64/", memory),
        (
            "ordered/clone/avg4-u64/",
            "entries and links are copied as blocks, and a fifth of the time is the table of keys, \
             which hashbrown copies key by key",
        ),
        (
            "ordered/clone/unique-u64/",
            "entries and links are copied as blocks, and a third of the time is the table of keys, \
             which hashbrown copies key by key",
        ),
        (
            "ordered/clone/headers-string/",
            "nearly all of the time is the allocator's: a String for each entry, in the rival for \
             each key",
        ),
        (
            "ordered/clone/headers-name/",
            "both copy the same names one by one, and most of the time is theirs",
        ),
        (
            "ordered/drop/headers-name/",
            "both drop the same names one by one; what ours saves is a block of memory a map",
        ),
        (
            "ordered/get/headers-name/",
            "a map of up to 16 entries has no index: a lookup compares its keys one by one, where \
             the rival hashes the name. An index from 9 entries on 1.26, which takes 1.9 times as \
             long to build and 1.3 times to clone, from 17 on 0.78 (as it is), from 25 on 0.72",
        ),
        (
            "ordered/build/avg4-string-large/",
            "it waits for memory: between 2.5 and 3.2 from run to run",
        ),
        (
            "ordered/get_all/headers-",
            "a map of up to 16 entries has no index: each lookup compares all of its keys. With \
             names, an index from 9 entries on 1.16, which takes 1.9 times as long to build and 1.3 \
             times to clone, from 17 on 0.56 (as it is), from 25 on 0.48; without a branch per \
             key 0.45",
        ),
    ];
    for (part, reason) in reasons {
        harness.explain(part, reason);
    }
}

fn against_ordered<K: Key>(
    harness: &mut Harness,
    case: &str,
    work: impl FnOnce() -> Work<K>,
    targets: [f64; 8],
) {
    let Some(work) = wanted(harness, case).then(work) else { return };
    let rivals = [rival::<K, Ours<K>>("boltons"), rival::<K, Theirs<K>>("ordered-multimap")];
    task_rows(harness, case, &work, &rivals, &[targets]);
}

/// One map of `n` distinct keys, shuffled.
fn unique(n: u64) -> Work<u64> {
    let mut entries: Vec<(u64, u64)> = (0..n).map(|i| (number(i), i)).collect();
    Rng(n).shuffle(&mut entries);
    Work::new(vec![entries])
}

/// A header's name; pseudo-headers have none.
fn name(name: &'static str) -> Option<HeaderName> {
    HeaderName::from_bytes(name.as_bytes()).ok()
}

impl Key for HeaderName {
    fn weight(&self) -> u64 {
        self.as_str().len() as u64
    }
}

impl<K: Key> Multi<K> for Theirs<K> {
    fn new() -> Self {
        Self::with_capacity_and_hasher(0, 0, FixedState::default())
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
        self.iter().fold(0, |sum, (key, value)| sum.wrapping_add(weigh(key, *value)))
    }

    fn remove_all(&mut self, key: &K) -> u64 {
        Self::remove_all(self, key).sum()
    }
}

impl Multi<HeaderName> for HeaderMap<u64> {
    fn new() -> Self {
        Self::with_capacity(0)
    }

    fn append(&mut self, key: HeaderName, value: u64) {
        Self::append(self, key, value);
    }

    fn get(&self, key: &HeaderName) -> Option<u64> {
        Self::get(self, key).copied()
    }

    fn get_all(&self, key: &HeaderName) -> u64 {
        Self::get_all(self, key).iter().sum()
    }

    fn iterate(&self) -> u64 {
        self.iter().fold(0, |sum, (key, value)| sum.wrapping_add(weigh(key, *value)))
    }

    fn remove_all(&mut self, key: &HeaderName) -> u64 {
        match self.entry(key) {
            http::header::Entry::Occupied(entry) => entry.remove_entry_mult().1.sum(),
            http::header::Entry::Vacant(_) => 0,
        }
    }
}
