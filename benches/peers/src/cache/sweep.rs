//! How the cost of a cache grows with its entries, and hit ratios with its capacity.

use std::collections::HashMap;

use boltons::cache::simulate::Trace;
use boltons::cache::{Lri, Lru, S3Fifo, Sieve};
use foldhash::fast::FixedState;

use super::core::{
    Link, Lru19, Mini, Ours, Quick64, STEP, Schnell, churned, get_hit, misses, mixed, put_evict,
    skewed, uniform,
};
use super::{sweep_counts, sync};
use crate::harness::Harness;
use crate::harness::inputs::{WEB07, web07};

const SIZES: [usize; 6] = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const CAPACITIES: [usize; 9] = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000];

pub fn rows(harness: &mut Harness) {
    if !harness.wants("cache/sweep/") {
        return;
    }
    let hasher = FixedState::default;
    for n in SIZES {
        // A run that is not timed has no use for large ones.
        if n > 1_000 && !harness.timed() {
            break;
        }
        if harness.wants("cache/sweep/lru/get") || harness.wants("cache/sweep/sieve/get") {
            let keys = uniform::<u64>(n);
            harness.sweep(
                "cache/sweep/lru/get",
                n,
                STEP,
                vec![
                    get_hit::<Ours<Lru>, _, u64, _>("boltons", n, &keys, hasher()),
                    get_hit::<Lru19, _, u64, _>("lru", n, &keys, hasher()),
                    get_hit::<HashMap<u64, u64, FixedState>, _, u64, _>(
                        "HashMap",
                        n,
                        &keys,
                        hasher(),
                    ),
                ],
            );
            harness.sweep(
                "cache/sweep/sieve/get",
                n,
                STEP,
                vec![
                    get_hit::<Ours<Sieve>, _, u64, _>("boltons", n, &keys, hasher()),
                    get_hit::<Quick64, _, u64, _>("quick_cache", n, &keys, hasher()),
                ],
            );
        }
        // Filling the largest three times over takes longer than all else.
        if n > 1_000_000 {
            continue;
        }
        if harness.wants("cache/sweep/lru/evict") {
            harness.sweep(
                "cache/sweep/lru/evict",
                n,
                STEP,
                vec![
                    put_evict::<Ours<Lru>, u64, u64, _>("boltons", n, hasher()),
                    put_evict::<Lru19, u64, u64, _>("lru", n, hasher()),
                    put_evict::<Schnell, u64, u64, _>("schnellru", n, hasher()),
                    put_evict::<Link, u64, u64, _>("hashlink", n, hasher()),
                ],
            );
        }
        if harness.wants("cache/sweep/sharded") {
            sync::sweep(harness, n);
        }
        sweep_counts::size(harness, n);
        if harness.wants("cache/sweep/s3_fifo/mixed") {
            let keys = skewed::<u64>(10 * n);
            harness.sweep(
                "cache/sweep/s3_fifo/mixed",
                n,
                STEP,
                vec![
                    mixed::<Ours<S3Fifo>, _, u64, _>("boltons", n, &keys, hasher()),
                    mixed::<Lru19, _, u64, _>("lru", n, &keys, hasher()),
                    mixed::<Quick64, _, u64, _>("quick_cache", n, &keys, hasher()),
                ],
            );
        }
        if harness.timed() {
            let ours = churned::<Ours<Lru>>(n);
            for (name, bytes) in [
                ("lru", churned::<Lru19>(n)),
                ("schnellru", churned::<Schnell>(n)),
                ("hashlink", churned::<Link>(n)),
            ] {
                harness.figure_of_size("cache/sweep/lru/bytes", n, "B", ours, Some((name, bytes)));
            }
        }
    }
    hit_ratios(harness);
}

/// Hits in per cent of a real trace: each policy, two rivals, and the most that any could have.
fn hit_ratios(harness: &mut Harness) {
    let id = "cache/sweep/hit-ratio/web07";
    if !harness.wants(id) || !harness.timed() {
        return;
    }
    harness.input("hit-ratio/web07", WEB07);
    let requests = web07();
    let trace = Trace::new(&requests);
    for capacity in CAPACITIES {
        let per_cent = |hits: usize| 100.0 * hits as f64 / requests.len() as f64;
        let ours = per_cent(trace.hits::<S3Fifo>(capacity));
        for (name, hits) in [
            ("SIEVE", per_cent(trace.hits::<Sieve>(capacity))),
            ("LRU", per_cent(trace.hits::<Lru>(capacity))),
            ("FIFO", per_cent(trace.hits::<Lri>(capacity))),
            ("optimum", per_cent(trace.opt_hits(capacity))),
            ("quick_cache", 100.0 - misses::<Quick64>(&requests, capacity)),
            ("mini-moka", 100.0 - misses::<Mini>(&requests, capacity)),
        ] {
            harness.figure_of_size(id, capacity, "%", ours, Some((name, hits)));
        }
    }
}
