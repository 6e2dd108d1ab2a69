//! How the cost of id pools and of counters grows: with the ids that are out, with the keys that
//! are counted.

use std::collections::{BTreeSet, HashMap};

use boltons::cache::{FrequentItems, IdPool, ThresholdCounter};
use foldhash::fast::FixedState;

use super::core::{STEP, skewed};
use crate::harness::{Contender, Harness, Rng, mix};

pub fn size(harness: &mut Harness, n: usize) {
    if harness.wants("cache/sweep/id_pool") {
        ids(harness, n);
    }
    if harness.wants("cache/sweep/threshold_counter") || harness.wants("cache/sweep/frequent_items")
    {
        counters(harness, n);
    }
}

/// A hundred of `n` ids are released, then as many of the smallest are allocated.
fn ids(harness: &mut Harness, n: usize) {
    let mut rng = Rng(3);
    let released: Vec<usize> = (0..20_000).map(|_| rng.below(n as u64) as usize).collect();
    let (mut pool, mut free) = (IdPool::new(), BTreeSet::new());
    for _ in 0..n {
        pool.allocate();
    }
    let ours = Contender::new("boltons", || {
        released.chunks(100).fold(0, |sum, ids| {
            let gone = ids.iter().filter(|&&id| pool.release(id)).count();
            (0..gone).fold(sum, |sum, _| mix(sum, pool.allocate() as u64))
        })
    });
    let theirs = Contender::new("BTreeSet of free ids", || {
        released.chunks(100).fold(0, |sum, ids| {
            let gone = ids.iter().filter(|&&id| free.insert(id)).count();
            (0..gone).fold(sum, |sum, _| mix(sum, free.pop_first().unwrap_or(n) as u64))
        })
    });
    let id = "cache/sweep/id_pool/release_and_allocate";
    harness.sweep(id, n, 2 * released.len(), vec![ours, theirs]);
}

/// Keys after Zipf among `n` are added to counters that have seen them before, and to a map that
/// counts all.
fn counters(harness: &mut Harness, n: usize) {
    let keys = skewed::<u64>(n);
    let stream = &keys[..STEP.min(keys.len())];
    let mut threshold = ThresholdCounter::with_hasher(0.001, FixedState::default());
    let mut frequent = FrequentItems::with_hasher(1_000, FixedState::default());
    let mut map = HashMap::<u64, u64, FixedState>::default();
    for &key in &keys {
        threshold.iter_mut().for_each(|counter| counter.add(key));
        frequent.add(key);
        *map.entry(key).or_default() += 1;
    }
    let mut all = map.clone();
    let total = stream.len() as u64;
    harness.sweep(
        "cache/sweep/threshold_counter/add",
        n,
        stream.len(),
        vec![
            Contender::new("boltons", || {
                let counter = threshold.as_mut().expect("0.001 is a threshold");
                stream.iter().for_each(|&key| counter.add(key));
                total
            }),
            Contender::new("HashMap of all", || {
                stream.iter().for_each(|&key| *all.entry(key).or_default() += 1);
                total
            }),
        ],
    );
    harness.sweep(
        "cache/sweep/frequent_items/add",
        n,
        stream.len(),
        vec![
            Contender::new("boltons", || {
                stream.iter().for_each(|&key| frequent.add(key));
                total
            }),
            Contender::new("HashMap of all", || {
                stream.iter().for_each(|&key| *map.entry(key).or_default() += 1);
                total
            }),
        ],
    );
}
