//! Grouping against std's `HashMap` with its entry API.

use std::cmp::Reverse;
use std::collections::HashMap;

use boltons::iter::IterExt;

use super::numbers;
use crate::harness::{Contender, Harness, mix};

pub fn rows(h: &mut Harness) {
    let numbers = numbers(h);
    for keys in [64, 40_000] {
        let source = || numbers.iter().map(|n| n ^ 1);
        let key = |n: &u64| (n >> 20) % keys;
        let sum = |sum: u64, (key, value): (&u64, u64)| sum.wrapping_add(value ^ key);
        h.compare(
            &format!("iter/fold_by_key/sum/{keys}"),
            &[],
            vec![
                Contender::new("boltons", || {
                    let add = |sum: &mut u64, n| *sum = sum.wrapping_add(n);
                    source().fold_by_key(key, |_| 0, add).iter().map(|(k, v)| (k, *v)).fold(0, sum)
                }),
                Contender::new("HashMap entry", || {
                    let mut sums: HashMap<u64, u64> = HashMap::new();
                    for n in source() {
                        let sum = sums.entry(key(&n)).or_default();
                        *sum = sum.wrapping_add(n);
                    }
                    sums.iter().map(|(k, v)| (k, *v)).fold(0, sum)
                }),
            ],
        );
        h.compare(
            &format!("iter/groups_by/ends/{keys}"),
            &[],
            vec![
                Contender::new("boltons", || {
                    let groups = source().groups_by(key);
                    groups.iter().map(|(k, g)| (k, g[0] ^ g[g.len() - 1])).fold(0, sum)
                }),
                Contender::new("HashMap of Vec", || {
                    let mut groups: HashMap<u64, Vec<u64>> = HashMap::new();
                    for n in source() {
                        groups.entry(key(&n)).or_default().push(n);
                    }
                    groups.iter().map(|(k, g)| (k, g[0] ^ g[g.len() - 1])).fold(0, sum)
                }),
            ],
        );
        // Counts differ, so that the order is the same on both sides.
        let skewed: Vec<u64> =
            numbers.iter().map(|n| (n % keys) * (n >> 32) % keys % 977).collect();
        h.compare(
            &format!("iter/most_common/ten/{keys}"),
            &[],
            vec![
                Contender::new("boltons", || {
                    skewed.iter().most_common(10).iter().fold(0, |sum, (_, n)| mix(sum, *n as u64))
                }),
                Contender::new("HashMap and sort", || {
                    let mut counts: HashMap<&u64, usize> = HashMap::new();
                    for n in &skewed {
                        *counts.entry(n).or_default() += 1;
                    }
                    let mut counts: Vec<_> = counts.into_iter().collect();
                    counts.sort_by_key(|(_, n)| Reverse(*n));
                    counts.iter().take(10).fold(0, |sum, (_, n)| mix(sum, *n as u64))
                }),
            ],
        );
    }
}
