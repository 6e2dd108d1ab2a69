//! How the cost of multimaps and two-way maps grows with their entries.

use std::collections::HashMap;

use bimap::BiHashMap;
use boltons::multimap::{BiMap, FrozenMap, OrderedMultiMap, Relation};
use foldhash::fast::FixedState;
use ordered_multimap::ListOrderedMultimap;

use super::by_hand::work::{avg4, keep_memory, number, rival, sweep as task_rows};
use crate::harness::{Contender, Harness, Rng, mix};

const SIZES: [u64; 6] = [16, 100, 1_000, 10_000, 100_000, 1_000_000];
/// As many lookups as a run makes.
const STEP: usize = 20_000;

pub fn rows(harness: &mut Harness) {
    if !harness.wants("multimap/sweep/") {
        return;
    }
    keep_memory();
    for n in SIZES {
        if n > 1_000 && !harness.timed() {
            break;
        }
        if harness.wants("multimap/sweep/ordered") {
            let rivals = [
                rival::<u64, OrderedMultiMap<u64, u64, FixedState>>("boltons"),
                rival::<u64, ListOrderedMultimap<u64, u64, FixedState>>("ordered-multimap"),
            ];
            task_rows(harness, n as usize, &avg4(n, number), &rivals);
        }
        two_way(harness, n);
    }
}

/// Lookups by `u64`, in maps of `n` entries.
fn two_way(harness: &mut Harness, n: u64) {
    let pairs = || (0..n).map(|i| (number(i), number(i + n)));
    let mut rng = Rng(5);
    let keys: Vec<u64> = (0..STEP).map(|_| number(rng.below(n))).collect();
    fn sum(keys: &[u64], get: impl Fn(&u64) -> Option<u64>) -> u64 {
        keys.iter().fold(0, |sum, key| mix(sum, get(key).unwrap_or(0)))
    }
    let size = n as usize;
    if harness.wants("multimap/sweep/bimap") {
        let mut ours = BiMap::<u64, u64, FixedState>::default();
        let mut theirs = BiHashMap::with_hashers(FixedState::default(), FixedState::default());
        for (left, right) in pairs() {
            ours.insert(left, right);
            theirs.insert(left, right);
        }
        harness.sweep(
            "multimap/sweep/bimap/get_by_left",
            size,
            STEP,
            vec![
                Contender::new("boltons", || sum(&keys, |key| ours.get_by_left(key).copied())),
                Contender::new("bimap", || sum(&keys, |key| theirs.get_by_left(key).copied())),
            ],
        );
    }
    if harness.wants("multimap/sweep/relation") {
        let mut ours = Relation::<u64, u64, FixedState>::default();
        let mut theirs: HashMap<u64, Vec<u64>, FixedState> = HashMap::default();
        for (left, right) in pairs() {
            ours.insert(left, right);
            theirs.entry(left).or_default().push(right);
        }
        harness.sweep(
            "multimap/sweep/relation/rights_of",
            size,
            STEP,
            vec![
                Contender::new("boltons", || sum(&keys, |key| Some(ours.rights_of(key).sum()))),
                Contender::new("HashMap of Vec", || {
                    sum(&keys, |key| theirs.get(key).map(|rights| rights.iter().sum()))
                }),
            ],
        );
    }
    if harness.wants("multimap/sweep/frozen_map") {
        let ours: FrozenMap<u64, u64> = pairs().collect();
        let theirs: HashMap<u64, u64, FixedState> = pairs().collect();
        harness.sweep(
            "multimap/sweep/frozen_map/get",
            size,
            STEP,
            vec![
                Contender::new("boltons", || sum(&keys, |key| ours.get(key).copied())),
                Contender::new("HashMap", || sum(&keys, |key| theirs.get(key).copied())),
            ],
        );
    }
}
