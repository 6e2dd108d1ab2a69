//! `cache` with the rivals as oracles.

#![cfg(feature = "cache")]

use std::num::NonZeroUsize;

use boltons::cache::sync::{Computed, Op, ShardedCache};
use boltons::cache::{LruCache, SieveCache};

/// A stream that repeats itself, SplitMix64 (Steele, Lea and Flood, 2014).
fn stream(seed: u64, keys: u64) -> impl Iterator<Item = u64> {
    let mut state = seed;
    std::iter::from_fn(move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Some((z ^ (z >> 31)) % keys)
    })
}

#[test]
fn three_crates_agree_on_lru() {
    for (capacity, keys) in [(1, 3), (7, 20), (100, 130)] {
        let mut ours = LruCache::new(capacity);
        let mut lru = lru::LruCache::new(NonZeroUsize::new(capacity).unwrap());
        let mut link = hashlink::LruCache::new(capacity);
        let mut schnell = schnellru::LruMap::new(schnellru::ByLength::new(capacity as u32));
        for key in stream(capacity as u64, keys).take(20_000) {
            let hit = ours.get(&key).copied();
            assert_eq!(hit, lru.get(&key).copied());
            assert_eq!(hit, link.get(&key).copied());
            assert_eq!(hit, schnell.get(&key).copied());
            if hit.is_none() {
                ours.insert(key, key);
                lru.put(key, key);
                link.insert(key, key);
                schnell.insert(key, key);
            }
        }
        assert!(ours.iter().eq(lru.iter()));
        assert!(ours.iter().rev().eq(link.iter()));
        assert!(ours.iter().eq(schnell.iter()));
    }
}

/// Not of the same policy, but a bound on what is plausible: on a stream with favourites SIEVE
/// is not worse than LRU, whoever wrote it.
#[test]
fn sieve_keeps_favourites() {
    let mut ours = SieveCache::new(50);
    let mut lru = lru::LruCache::new(NonZeroUsize::new(50).unwrap());
    let mut lru_hits = 0;
    let favourites = stream(1, 40).zip(stream(2, 2_000)).zip(stream(3, 2));
    for ((favourite, other), coin) in favourites.take(50_000) {
        let key = if coin == 0 { favourite } else { 100 + other };
        if ours.get(&key).is_none() {
            ours.insert(key, ());
        }
        if lru.get(&key).is_some() {
            lru_hits += 1;
        } else {
            lru.put(key, ());
        }
    }
    assert!(ours.stats().hits >= lru_hits, "{} against {lru_hits}", ours.stats().hits);
}

/// The documentation's table of names, both sides of each row.
#[test]
fn moving_from_another_crate() {
    let mut theirs = lru::LruCache::new(NonZeroUsize::new(2).unwrap());
    let mut ours = LruCache::new(2);
    assert_eq!(theirs.put(1, 1), ours.insert(1, 1));
    assert_eq!(theirs.put(1, 2), ours.insert(1, 2));
    assert_eq!(theirs.push(2, 2), ours.push(2, 2));
    assert_eq!(theirs.push(3, 3), ours.push(3, 3));
    assert_eq!(*theirs.get_or_insert(4, || 4), *ours.get_or_insert_with(4, || 4));
    assert_eq!(theirs.pop(&3), ours.remove(&3));
    assert_eq!(theirs.pop_entry(&4), ours.remove_entry(&4));
    theirs.put(5, 5);
    ours.insert(5, 5);
    theirs.resize(NonZeroUsize::new(7).unwrap());
    ours.set_capacity(7);
    assert_eq!(theirs.cap().get(), ours.capacity());
    assert_eq!(theirs.pop_lru(), ours.evict());

    let theirs = moka::sync::Cache::<u32, u32>::new(10);
    let ours = ShardedCache::<u32, u32>::new(10);
    assert_eq!(theirs.get_with(1, || 1), ours.get_or_insert_with(&1, || 1));
    let failed = theirs.try_get_with(2, || Err::<u32, &str>("no"));
    assert_eq!(failed.map_err(|error| *error), ours.get_or_try_insert_with(&2, || Err("no")));
    theirs.invalidate(&1);
    ours.remove(&1);
    assert_eq!(theirs.get(&1), ours.get(&1));
    let theirs = theirs.entry(1).and_upsert_with(|old| old.map_or(1, |old| old.into_value() + 1));
    assert_eq!(theirs.into_value(), ours.upsert(&1, || 1, |n| *n));
    assert_eq!(ours.compute(&1, |_| Op::Remove), Computed::Removed(1));

    let theirs = quick_cache::sync::Cache::<u32, u32>::new(10);
    let load = || Ok::<_, ()>(3);
    assert_eq!(theirs.get_or_insert_with(&3, load), ours.get_or_try_insert_with(&3, load));
    assert_eq!(theirs.get(&3), ours.get(&3));
}
