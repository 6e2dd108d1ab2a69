//! How the cost of grouping and merging grows: with the keys, and with the items.

use boltons::iter::{Groups, IndexMap, IterExt};
use foldhash::fast::RandomState;
use itertools::Itertools;

use crate::harness::{Contender, Harness, Rng, mix};

const SIZES: [usize; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];

pub fn rows(harness: &mut Harness) {
    if !harness.wants("iter/sweep/") {
        return;
    }
    for n in SIZES {
        if n <= 1_000 || harness.timed() {
            grouping(harness, n);
            merging(harness, n);
        }
    }
}

/// Four items per key, `n` keys, foldhash on both sides.
fn grouping(harness: &mut Harness, n: usize) {
    let mut rng = Rng(7);
    let items: Vec<u64> = (0..4 * n).map(|_| rng.below(n as u64)).collect();
    let weigh = |key: u64, size: usize| key.wrapping_mul(size as u64 | 1);
    if harness.wants("iter/sweep/tally") {
        harness.sweep(
            "iter/sweep/tally/item",
            n,
            items.len(),
            vec![
                Contender::new("boltons", || {
                    let map = IndexMap::with_hasher(RandomState::default());
                    let add = |count: &mut usize, _| *count += 1;
                    let tally = items.iter().fold_by_key_in(map, |n| **n, |_| 0_usize, add);
                    tally.into_iter().fold(0, |sum, (key, n)| sum.wrapping_add(weigh(key, n)))
                }),
                Contender::new("itertools counts", || {
                    let counts = items.iter().copied().counts_with_hasher(RandomState::default());
                    counts.into_iter().fold(0, |sum, (key, n)| sum.wrapping_add(weigh(key, n)))
                }),
            ],
        );
    }
    if harness.wants("iter/sweep/groups_by") {
        harness.sweep(
            "iter/sweep/groups_by/item",
            n,
            items.len(),
            vec![
                Contender::new("boltons", || {
                    let hasher = RandomState::default();
                    let groups =
                        Groups::from_pairs_with_hasher(items.iter().map(|n| (*n, *n)), hasher);
                    let one = |sum: u64, (key, group): (&u64, &[u64])| {
                        sum.wrapping_add(weigh(*key, group.len()))
                    };
                    groups.iter().fold(0, one)
                }),
                Contender::new("itertools into_group_map_by", || {
                    let hasher = RandomState::default();
                    let groups =
                        items.iter().copied().into_group_map_by_with_hasher(|n| *n, hasher);
                    let one = |sum: u64, (key, group): (&u64, &Vec<u64>)| {
                        sum.wrapping_add(weigh(*key, group.len()))
                    };
                    groups.iter().fold(0, one)
                }),
            ],
        );
    }
}

/// The union of two sorted lists of `n` numbers, half of which both have.
fn merging(harness: &mut Harness, n: usize) {
    if !harness.wants("iter/sweep/sorted_union") {
        return;
    }
    let left: Vec<u64> = (0..n as u64).map(|i| 2 * i).collect();
    let right: Vec<u64> =
        (0..n as u64).map(|i| if i % 2 == 0 { 2 * i } else { 2 * i + 1 }).collect();
    harness.sweep(
        "iter/sweep/sorted_union/item",
        n,
        2 * n,
        vec![
            Contender::new("boltons", || {
                left.iter().sorted_union(right.iter()).fold(0, |sum, n| mix(sum, *n))
            }),
            Contender::new("itertools merge and dedup", || {
                left.iter().merge(right.iter()).dedup().fold(0, |sum, n| mix(sum, *n))
            }),
        ],
    );
}
