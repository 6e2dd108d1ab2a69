//! `cache` with the rivals as oracles.

#![cfg(feature = "cache")]

use std::num::NonZeroUsize;

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
