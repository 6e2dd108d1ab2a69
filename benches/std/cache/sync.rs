//! The cache for several threads against a map behind a lock, which is what std offers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::sync::RwLock;

use boltons::cache::sync::ShardedCache;

use crate::harness::{Contender, Harness, Rng};

const N: u64 = 50_000;

type Fixed = BuildHasherDefault<DefaultHasher>;

pub fn rows(harness: &mut Harness) {
    if !harness.wants("cache/sharded/") {
        return;
    }
    harness.explain(
        "cache/sharded/get-hit",
        "A `HashMap` under one lock has neither a bound nor marks of use nor statistics; here \
         one thread asks, which never waits for the lock.",
    );
    let key = |number: u64| Rng(number).next();
    let mut rng = Rng(1);
    let keys: Vec<u64> = (0..20_000).map(|_| key(rng.below(N))).collect();
    let map: HashMap<u64, u64, Fixed> = (0..N).map(|i| (key(i), i)).collect();
    let map = RwLock::new(map);
    // Room for all in each shard.
    let cache = ShardedCache::with_hasher(2 * N as usize, Fixed::default());
    for i in 0..N {
        cache.insert(key(i), i);
    }
    let ours = Contender::new("boltons", || keys.iter().filter_map(|key| cache.get(key)).sum());
    let std = Contender::new("RwLock<HashMap>", || {
        let get = |key| map.read().ok()?.get(key).copied();
        keys.iter().filter_map(get).sum()
    });
    // It counts, marks and hashes once more than the map does: an honest row.
    harness.compare("cache/sharded/get-hit/50k", &[0.0], vec![ours, std]);
}
