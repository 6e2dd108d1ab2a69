//! The aliases with the fast hasher.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::HashSet;
use std::hash::BuildHasher;

use boltons::cache::fast::{self, CacheExt, RandomState};
use boltons::cache::sync::ShardedCache;
use boltons::cache::{Cache, LruCache, Policy};

/// Both families at once: neither `new` hides the other, wherever the trait is in scope.
#[test]
fn both_families_side_by_side() {
    let (mut safe, mut quick) = (LruCache::new(2), fast::LruCache::new(2));
    for n in [1, 2, 3] {
        safe.insert(n, n);
        quick.insert(n, n);
    }
    assert!(safe.iter().eq(quick.iter()));
    let (safe, quick) = (ShardedCache::new(9), fast::ShardedCache::new(9));
    safe.insert(1, 1);
    quick.insert(1, 1);
    assert_eq!((safe.get(&1), quick.get(&1), safe.shards()), (Some(1), Some(1), quick.shards()));
}

#[test]
fn every_alias_is_created_and_built() {
    fn of<P: Policy>(mut new: Cache<u32, u32, P, RandomState>) {
        for n in 0..20 {
            new.insert(n, n);
        }
        assert_eq!((new.len(), new.capacity()), (7, 7));
        new.check();
        new.check_keys();
        let mut built =
            Cache::<u32, u32, P, RandomState>::builder().max_weight(10, |_, _| 2).build();
        (0..20).for_each(|n| _ = built.insert(n, n));
        assert_eq!((built.len(), built.weight()), (5, 10));
        let shared: fast::ShardedCache<u32, u32, P> =
            Cache::<u32, u32, P, RandomState>::builder().capacity(7).build_sharded();
        (0..20).for_each(|n| _ = shared.insert(n, n));
        assert_eq!(shared.len(), 7);
        shared.check();
    }
    of(fast::LruCache::new(7));
    of(fast::LriCache::new(7));
    of(fast::SieveCache::new(7));
    of(fast::S3FifoCache::new(7));
    let built = fast::ShardedCache::<u32, u32>::builder().capacity(7).shards(2).build_sharded();
    assert_eq!((built.capacity(), built.shards()), (7, 2));
}

/// Seeded at random: two hashers do not agree on where a key goes.
#[test]
fn hashers_differ() {
    let hashes: HashSet<u64> = (0..100).map(|_| RandomState::default().hash_one(7_u64)).collect();
    assert!(hashes.len() > 50, "{} hashes of one key", hashes.len());
}
