//! Work for ordered multi-maps, and the tasks that each rival does on it.
//!
//! Keys and values are moved in; cloning them is outside the clock. Sums don't depend on the
//! order in which a map shows its entries, since some group them.

use std::hash::Hash;
use std::rc::Rc;

use crate::harness::{Contender, Harness, Rng, alloc, inputs, mix};

/// What a rival can do.
pub trait Multi<K>: Clone + 'static {
    fn new() -> Self;
    fn append(&mut self, key: K, value: u64);
    /// The first value.
    fn get(&self, key: &K) -> Option<u64>;
    /// The sum of all values of the key.
    fn get_all(&self, key: &K) -> u64;
    /// The sum over all entries.
    fn iterate(&self) -> u64;
    /// The sum of the values that went.
    fn remove_all(&mut self, key: &K) -> u64;
}

pub trait Key: Clone + Eq + Hash + 'static {
    /// Something that must be read from the key.
    fn weight(&self) -> u64;
}

impl Key for u64 {
    fn weight(&self) -> u64 {
        *self
    }
}

impl Key for &'static str {
    fn weight(&self) -> u64 {
        self.len() as u64
    }
}

impl Key for String {
    fn weight(&self) -> u64 {
        self.len() as u64
    }
}

/// What a map shows of an entry.
pub fn weigh<K: Key>(key: &K, value: u64) -> u64 {
    key.weight() ^ value
}

/// The entries of some maps, and for each map its distinct keys, shuffled.
pub struct Work<K> {
    entries: Vec<Vec<(K, u64)>>,
    keys: Vec<Vec<K>>,
}

impl<K: Key> Work<K> {
    pub fn new(entries: Vec<Vec<(K, u64)>>) -> Self {
        let mut rng = Rng(7);
        let keys = |entries: &Vec<(K, u64)>| {
            let mut seen = std::collections::HashSet::new();
            let mut keys: Vec<K> = entries
                .iter()
                .map(|(key, _)| key.clone())
                .filter(|k| seen.insert(k.clone()))
                .collect();
            rng.shuffle(&mut keys);
            keys
        };
        let keys = entries.iter().map(keys).collect();
        Self { entries, keys }
    }

    pub fn total(&self) -> usize {
        self.entries.iter().map(Vec::len).sum()
    }

    fn build<M: Multi<K>>(&self) -> Vec<M> {
        self.entries.iter().cloned().map(build).collect()
    }
}

/// Every list of the real headers as a map.
pub fn headers<K: Key>(key: impl Fn(&'static str) -> Option<K>) -> Work<K> {
    let line = |line: &'static str| {
        let names = line.split('\t').filter_map(&key);
        names.enumerate().map(|(i, name)| (name, i as u64)).collect()
    };
    Work::new(inputs::headers().into_iter().map(line).collect())
}

/// `n` entries whose keys are uniform over `n / 4`.
pub fn avg4<K: Key>(n: u64, key: impl Fn(u64) -> K) -> Work<K> {
    let mut rng = Rng(n);
    let map = |_| (0..n).map(|i| (key(rng.below(n / 4)), i)).collect();
    Work::new((0..maps(n)).map(map).collect())
}

/// Small maps come in numbers, so that they are not all in the nearest cache.
fn maps(n: u64) -> u64 {
    (100_000 / n).max(1)
}

/// Takes memory from the system, touches it and gives it back to the allocator, behind a block
/// that stays: glibc gives back to the system only what lies at the end of its heap. Without this,
/// page faults would be timed instead of the maps; they made cloning 17 times slower.
pub fn keep_memory() {
    // Once freed, a mapping of this size raises the size from which glibc maps blocks.
    let block = || std::hint::black_box(vec![1_u8; 31 << 20]);
    drop(block());
    let blocks: Vec<Vec<u8>> = (0..8).map(|_| block()).collect();
    std::mem::forget(std::hint::black_box(vec![1_u8; 64]));
    drop(blocks);
}

/// A number as a key that looks like no other.
pub fn number(n: u64) -> u64 {
    n.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

pub fn text(n: u64) -> String {
    format!("key-{n:08x}")
}

pub const TASKS: [&str; 7] = ["build", "get", "get_all", "iterate", "remove_all", "clone", "drop"];

type Make<K> = for<'a> fn(&'static str, &'a Work<K>) -> Contender<'a>;

/// One map type, with its tasks.
pub struct Rival<K> {
    name: &'static str,
    tasks: [Make<K>; 7],
    bytes: fn(&Work<K>) -> f64,
}

pub fn rival<K: Key, M: Multi<K>>(name: &'static str) -> Rival<K> {
    Rival {
        name,
        tasks: [
            run_build::<K, M>,
            run_get::<K, M>,
            run_get_all::<K, M>,
            run_iterate::<K, M>,
            run_remove_all::<K, M>,
            run_clone::<K, M>,
            run_drop::<K, M>,
        ],
        bytes: bytes::<K, M>,
    }
}

/// Whether a row of the case is wanted, so that its work is made only then.
pub fn wanted(harness: &Harness, case: &str) -> bool {
    let wants = |task: &str| harness.wants(&format!("multimap/ordered/{task}/{case}/"));
    TASKS.into_iter().chain(["bytes"]).any(wants)
}

/// Compares ours, the first, with the rest; `targets` has a row for each of them, in the order of
/// [`TASKS`] and with the bytes at the end.
pub fn rows<K: Key>(
    harness: &mut Harness,
    case: &str,
    work: &Work<K>,
    rivals: &[Rival<K>],
    targets: &[[f64; 8]],
) {
    let size = work.total() / work.entries.len().max(1);
    for (i, task) in TASKS.iter().enumerate() {
        let id = format!("multimap/ordered/{task}/{case}/{size}");
        if !harness.wants(&id) {
            continue;
        }
        let targets: Vec<f64> = targets.iter().map(|row| row[i]).collect();
        let contenders = rivals.iter().map(|rival| rival.tasks[i](rival.name, work)).collect();
        harness.compare(&id, &targets, contenders);
    }
    let id = format!("multimap/ordered/bytes/{case}/{size}");
    if harness.timed() && harness.wants(&id) {
        let ours = (rivals[0].bytes)(work);
        for (rival, targets) in rivals[1..].iter().zip(targets) {
            let theirs = (rival.bytes)(work);
            harness.figure(&id, "B/entry", ours, Some((rival.name, theirs)), targets[7]);
        }
    }
}

/// The same at one of several sizes; `n` entries a map.
#[allow(dead_code, reason = "the package `peers` sweeps")]
pub fn sweep<K: Key>(harness: &mut Harness, n: usize, work: &Work<K>, rivals: &[Rival<K>]) {
    let keys = work.keys.iter().map(Vec::len).sum();
    for (i, task) in TASKS.iter().enumerate() {
        let operations = match *task {
            "get" | "get_all" => keys,
            "build" | "iterate" => work.total(),
            _ => continue,
        };
        let contenders = rivals.iter().map(|rival| rival.tasks[i](rival.name, work)).collect();
        harness.sweep(&format!("multimap/sweep/ordered/{task}"), n, operations, contenders);
    }
    if harness.timed() {
        let ours = (rivals[0].bytes)(work);
        for rival in &rivals[1..] {
            let theirs = Some((rival.name, (rival.bytes)(work)));
            harness.figure_of_size("multimap/sweep/ordered/bytes", n, "B", ours, theirs);
        }
    }
}

fn build<K, M: Multi<K>>(entries: Vec<(K, u64)>) -> M {
    let mut map = M::new();
    for (key, value) in entries {
        map.append(key, value);
    }
    map
}

fn run_build<'a, K: Key, M: Multi<K>>(name: &'static str, work: &'a Work<K>) -> Contender<'a> {
    Contender::with_setup(
        name,
        || (work.entries.clone(), Vec::<M>::with_capacity(work.entries.len())),
        |(entries, made)| {
            made.extend(entries.drain(..).map(build::<K, M>));
            made.len() as u64
        },
    )
}

fn run_get<'a, K: Key, M: Multi<K>>(name: &'static str, work: &'a Work<K>) -> Contender<'a> {
    let maps = work.build::<M>();
    Contender::new(name, move || {
        let mut sum = 0;
        for (map, keys) in maps.iter().zip(&work.keys) {
            sum = keys.iter().fold(sum, |sum, key| mix(sum, map.get(key).unwrap_or(1)));
        }
        sum
    })
}

fn run_get_all<'a, K: Key, M: Multi<K>>(name: &'static str, work: &'a Work<K>) -> Contender<'a> {
    let maps = work.build::<M>();
    Contender::new(name, move || {
        let mut sum = 0;
        for (map, keys) in maps.iter().zip(&work.keys) {
            sum = keys.iter().fold(sum, |sum, key| mix(sum, map.get_all(key)));
        }
        sum
    })
}

fn run_iterate<'a, K: Key, M: Multi<K>>(name: &'static str, work: &'a Work<K>) -> Contender<'a> {
    let maps = work.build::<M>();
    Contender::new(name, move || maps.iter().fold(0, |sum, map| mix(sum, map.iterate())))
}

/// Every second distinct key.
fn run_remove_all<'a, K: Key, M: Multi<K>>(name: &'static str, work: &'a Work<K>) -> Contender<'a> {
    let maps = work.build::<M>();
    Contender::with_setup(
        name,
        move || maps.clone(),
        |maps| {
            let mut sum = 0;
            for (map, keys) in maps.iter_mut().zip(&work.keys) {
                for key in keys.iter().step_by(2) {
                    sum = mix(sum, map.remove_all(key));
                }
            }
            sum
        },
    )
}

fn run_clone<'a, K: Key, M: Multi<K>>(name: &'static str, work: &'a Work<K>) -> Contender<'a> {
    let maps = Rc::new(work.build::<M>());
    let source = Rc::clone(&maps);
    Contender::with_setup(
        name,
        move || Vec::<M>::with_capacity(source.len()),
        move |made| {
            made.extend(maps.iter().cloned());
            made.len() as u64
        },
    )
}

fn run_drop<'a, K: Key, M: Multi<K>>(name: &'static str, work: &'a Work<K>) -> Contender<'a> {
    let maps = work.build::<M>();
    Contender::with_setup(
        name,
        move || maps.clone(),
        |maps| {
            let len = maps.len() as u64;
            maps.clear();
            len
        },
    )
}

/// Heap and the map itself, an entry.
fn bytes<K: Key, M: Multi<K>>(work: &Work<K>) -> f64 {
    let mut total = 0;
    for entries in &work.entries {
        // What the keys own is counted for all alike.
        let (_map, live) = alloc::live_bytes(|| build::<K, M>(entries.clone()));
        total += live + size_of::<M>();
    }
    total as f64 / work.total() as f64
}
