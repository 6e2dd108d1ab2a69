//! Caches of 1,000 entries, asked 1,000 times.

use boltons::cache::sync::ShardedCache;
use boltons::cache::{Cache, IdPool, Lri, Lru, Policy, S3Fifo, Sieve, ThresholdCounter};

use crate::random::{Rng, zipf};
use crate::{Hasher, cases};

type Full<P> = Cache<u64, u64, P, Hasher>;

fn key(number: u64) -> u64 {
    Rng(number).next()
}

fn full<P: Policy>() -> Full<P> {
    let mut cache = Cache::with_hasher(1_000, Hasher::default());
    cache.extend((0..1_000).map(|number| (key(number), number)));
    cache
}

fn hits<P: Policy>(cache: &mut Full<P>) -> u64 {
    (0..1_000).filter_map(|number| cache.get(&key(number)).copied()).sum()
}

fn evictions<P: Policy>(cache: &mut Full<P>) -> u64 {
    for number in 1_000..2_000 {
        cache.insert(key(number), number);
    }
    cache.len() as u64
}

fn requests<P: Policy>((cache, keys): &mut (Full<P>, Vec<u64>)) -> u64 {
    keys.iter().filter(|&&number| *cache.get_or_insert_with(number, || number) == 7).count() as u64
}

fn asked<P: Policy>() -> (Full<P>, Vec<u64>) {
    (full(), zipf(2, 10_000).map(key).take(1_000).collect())
}

cases! {
    lru_get: full() => |cache: Full<Lru>| hits(cache);
    lru_evict: full() => |cache: Full<Lru>| evictions(cache);
    lru_get_or_insert_with: asked() => |asked: (Full<Lru>, Vec<u64>)| requests(asked);
    lri_evict: full() => |cache: Full<Lri>| evictions(cache);
    sieve_get: full() => |cache: Full<Sieve>| hits(cache);
    sieve_get_or_insert_with: asked() => |asked: (Full<Sieve>, Vec<u64>)| requests(asked);
    s3_fifo_get: full() => |cache: Full<S3Fifo>| hits(cache);
    s3_fifo_get_or_insert_with: asked() => |asked: (Full<S3Fifo>, Vec<u64>)| requests(asked);
    sharded_get: {
        let cache = ShardedCache::with_hasher(2_000, Hasher::default());
        for number in 0..1_000 {
            cache.insert(key(number), number);
        }
        cache
    } => |cache: ShardedCache<u64, u64, S3Fifo, Hasher>| {
        (0..1_000).filter_map(|number| cache.get(&key(number))).sum()
    };
    threshold_add: (
        ThresholdCounter::with_hasher(0.01, Hasher::default()).expect("a share"),
        zipf(4, 1_000).take(1_000).collect(),
    ) => |both: (ThresholdCounter<u64, Hasher>, Vec<u64>)| {
        both.1.iter().for_each(|&key| both.0.add(key));
        both.0.total()
    };
    ids_allocate: IdPool::new() => |pool: IdPool| {
        (0..1_000).map(|_| pool.allocate() as u64).sum()
    };
}
