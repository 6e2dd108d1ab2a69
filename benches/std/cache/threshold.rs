//! Counting frequent keys against a map that counts all.

use std::collections::HashMap;

use boltons::cache::ThresholdCounter;

use crate::harness::{Contender, Harness, Rng, alloc, zipf};

pub fn rows(harness: &mut Harness) {
    if !harness.wants("cache/threshold/") {
        return;
    }
    let (n, len) = if harness.timed() { (1_000_000, 4_000_000) } else { (10_000, 40_000) };
    let keys: Vec<u64> = zipf(4, n).map(|rank| Rng(rank).next()).take(len).collect();
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
