//! 1,000 numbers cut, grouped and combined.

use boltons::iter::combin::{combinations, permutations};
use boltons::iter::{IndexMap, IterExt, frange};

use crate::random::Rng;
use crate::{Hasher, cases};

fn numbers() -> Vec<u64> {
    let mut rng = Rng(1);
    (0..1_000).map(|_| rng.below(64)).collect()
}

cases! {
    chunked: numbers() => |numbers: Vec<u64>| {
        numbers.iter().chunked(16).map(|chunk| *chunk[0]).sum()
    };
    sliding_windows: numbers() => |numbers: Vec<u64>| {
        numbers.iter().copied().sliding_windows(16).map(|window| window[0]).sum()
    };
    fold_by_key: numbers() => |numbers: Vec<u64>| {
        let map = IndexMap::with_hasher(Hasher::default());
        let sums = numbers.iter().fold_by_key_in(map, |n| **n, |_| 0, |sum, n| *sum += n);
        sums.values().sum()
    };
    combine: (0..12).collect() => |numbers: Vec<u64>| {
        combinations(numbers.iter().copied(), 4).fold(0, |sum, items| sum + items[0])
    };
    permute: (0..6).collect() => |numbers: Vec<u64>| {
        permutations(numbers.iter().copied(), 6).fold(0, |sum, items| sum + items[0])
    };
    float_range: 0.001 => |step: f64| {
        frange(0.0..1.0, *step).map_or(0, |range| range.count() as u64)
    };
}
