//! Counting frequent keys against a map that counts all.

use std::collections::HashMap;

use boltons::cache::ThresholdCounter;

use crate::harness::{Contender, Harness, Rng, alloc};

/// Keys after Zipf with θ = 1 over the numbers below `n`.
fn zipf(n: usize, len: usize) -> Vec<u64> {
    let mut sum = 0.0;
    let weights = (1..=n).map(|rank| {
        sum += 1.0 / rank as f64;
        sum
    });
    let weights: Vec<f64> = weights.collect();
    let mut rng = Rng(4);
    let keys = (0..len).map(|_| {
        let at = rng.next() as f64 / u64::MAX as f64 * sum;
        Rng(weights.partition_point(|&weight| weight < at) as u64).next()
    });
    keys.collect()
}

pub fn rows(harness: &mut Harness) {
    if !harness.wants("cache/threshold/") {
        return;
    }
    let (n, len) = if harness.timed() { (1_000_000, 4_000_000) } else { (10_000, 40_000) };
    let keys = zipf(n, len);
    let count = || {
        let mut counter = ThresholdCounter::new(0.001).ok()?;
        keys.iter().for_each(|&key| counter.add(key));
        Some(counter)
    };
    let all = || {
        let mut counts = HashMap::new();
        keys.iter().for_each(|&key| *counts.entry(key).or_insert(0_u64) += 1);
        counts
    };
    let id = "cache/threshold/add/1M";
    let ours = Contender::new("boltons", || count().map_or(0, |counter| counter.total()));
    let std = Contender::new("HashMap", || all().values().sum());
    harness.compare(id, &[1.0], vec![ours, std]);
    if harness.timed() {
        let (counter, ours) = alloc::live_bytes(count);
        let (map, theirs) = alloc::live_bytes(all);
        drop((counter, map));
        let rival = Some(("HashMap", theirs as f64 / 1024.0));
        harness.figure("cache/threshold/bytes/1M", "KiB", ours as f64 / 1024.0, rival, 50.0);
    }
}
