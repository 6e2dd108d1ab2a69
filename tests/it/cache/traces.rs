//! Hit counts on a real trace.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::hash::{BuildHasherDefault, DefaultHasher};

use boltons::cache::{Cache, Lri, Lru, Policy, S3Fifo, Sieve};

use crate::shared::data;

type Fixed = BuildHasherDefault<DefaultHasher>;

/// The web request trace.
pub fn web07() -> Option<Vec<u32>> {
    let bytes = std::fs::read(data("cache/web07.u32be")?).unwrap();
    assert_eq!(bytes.len() % 4, 0);
    let keys = bytes.chunks_exact(4).map(|key| u32::from_be_bytes(key.try_into().unwrap()));
    Some(keys.collect())
}

/// Looks each key up and inserts it on a miss.
fn hits<P: Policy>(trace: &[u32], mut cache: Cache<u32, (), P, Fixed>) -> u64 {
    for &key in trace {
        if cache.get(&key).is_none() {
            cache.insert(key, ());
        }
    }
    cache.check();
    let stats = cache.stats();
    assert_eq!(stats.lookups(), trace.len() as u64);
    assert_eq!(stats.insertions, stats.misses);
    assert_eq!(stats.evictions, stats.insertions - cache.len() as u64);
    stats.hits
}

fn new<P: Policy>(capacity: usize) -> Cache<u32, (), P, Fixed> {
    Cache::with_hasher(capacity, Fixed::default())
}

#[test]
fn exact_hit_counts_on_web07() {
    let Some(trace) = web07() else { return };
    for (capacity, lru, lri, sieve) in
        [(204, 29_797, 27_614, 32_214), (2_048, 42_371, 40_432, 44_093)]
    {
        assert_eq!(hits(&trace, new::<Lru>(capacity)), lru, "LRU, {capacity}");
        assert_eq!(hits(&trace, new::<Lri>(capacity)), lri, "LRI, {capacity}");
        assert_eq!(hits(&trace, new::<Sieve>(capacity)), sieve, "SIEVE, {capacity}");
    }
}

/// The measured ratios of the prototype are 44.02 and 58.20 %.
#[cfg(feature = "__audit")]
#[test]
fn s3_fifo_on_web07() {
    let Some(trace) = web07() else { return };
    for (capacity, percent) in [(204, 44.02), (2_048, 58.20)] {
        let ratio = |hits: u64| 100.0 * hits as f64 / trace.len() as f64;
        let real = ratio(hits(&trace, new::<S3Fifo>(capacity)));
        let exact = ratio(hits(&trace, new::<S3Fifo>(capacity).with_exact_ghost()));
        println!("capacity {capacity}: {real:.2} %, with an exact ghost {exact:.2} %");
        assert!((real - percent).abs() <= 0.3, "{real} against the prototype's {percent}");
        assert!((real - exact).abs() <= 0.3, "{real} against {exact} with an exact ghost");
    }
}
