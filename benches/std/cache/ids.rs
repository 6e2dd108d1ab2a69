//! Small integers given out against a set of those that are free.

use std::collections::BTreeSet;

use boltons::cache::IdPool;

use crate::harness::{Contender, Harness, Rng, mix};

pub fn rows(harness: &mut Harness) {
    if !harness.wants("cache/ids/") {
        return;
    }
    harness.explain(
        "cache/ids/release-and-allocate",
        "The set never holds more than the hundred ids released last, a few nodes in the nearest \
         cache; the pool changes bits of a million ids, wherever they are.",
    );
    let n: usize = if harness.timed() { 1_000_000 } else { 10_000 };
    let mut rng = Rng(3);
    let released: Vec<usize> = (0..20_000).map(|_| rng.below(n as u64) as usize).collect();
    let (mut pool, mut free) = (IdPool::new(), BTreeSet::new());
    for _ in 0..n {
        pool.allocate();
    }
    // Both release a hundred at a time and take as many again: the smallest that are free.
    let ours = Contender::new("boltons", || {
        let mut sum = 0;
        for ids in released.chunks(100) {
            let gone = ids.iter().filter(|&&id| pool.release(id)).count();
            for _ in 0..gone {
                sum = mix(sum, pool.allocate() as u64);
            }
        }
        sum
    });
    let std = Contender::new("BTreeSet", || {
        let mut sum = 0;
        for ids in released.chunks(100) {
            let gone = ids.iter().filter(|&&id| free.insert(id)).count();
            for _ in 0..gone {
                let id = free.pop_first().unwrap_or(n);
                sum = mix(sum, id as u64);
            }
        }
        sum
    });
    harness.compare("cache/ids/release-and-allocate/1M", &[3.0], vec![ours, std]);
}
