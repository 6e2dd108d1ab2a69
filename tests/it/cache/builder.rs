//! The builder's parts, alone and together.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::time::Duration;

use boltons::cache::{Cause, LriCache, LruCache, ManualClock, SieveCache};

#[test]
fn without_any_part_there_is_no_bound() {
    let cache = LruCache::<u8, u8>::builder().build();
    assert_eq!(cache.capacity(), LruCache::<u8, u8>::MAX_ENTRIES);
    assert_eq!(cache.max_weight(), None);
}

#[test]
fn both_bounds_hold() {
    let mut cache =
        SieveCache::builder().capacity(2).max_weight(10, |_: &u8, &w: &u64| w).reserve(99).build();
    cache.extend([(1, 1), (2, 1), (3, 1)]);
    assert_eq!((cache.len(), cache.weight()), (2, 2));
    cache.insert(4, 10);
    assert_eq!((cache.len(), cache.weight()), (1, 10));
    cache.check();
}

#[test]
fn the_clock_is_read_once_a_call_and_never_without_a_bound() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    let reads = Arc::new(AtomicU32::new(0));
    let counted = || {
        let reads = reads.clone();
        move || {
            reads.fetch_add(1, Relaxed);
            Duration::ZERO
        }
    };
    let mut free = LruCache::builder().clock(counted()).build();
    free.insert(1, 1);
    free.get(&1);
    assert_eq!(reads.load(Relaxed), 0);

    let mut bound = LruCache::builder().ttl(Duration::from_secs(9)).clock(counted()).build();
    let once = |call: &mut dyn FnMut()| {
        reads.store(0, Relaxed);
        call();
        assert_eq!(reads.load(Relaxed), 1);
    };
    once(&mut || _ = bound.insert(1, 1));
    once(&mut || _ = bound.insert(1, 2));
    once(&mut || _ = bound.push(2, 1));
    once(&mut || _ = bound.get(&1));
    reads.store(0, Relaxed);
    bound.get(&7);
    assert_eq!(reads.load(Relaxed), 0, "nothing there could be dead");
    once(&mut || _ = bound.peek(&1));
    once(&mut || _ = bound.get_or_insert_with(3, || 3));
    once(&mut || _ = bound.entry_ref(&4).or_insert(4));
    once(&mut || _ = bound.remove(&4));
    once(&mut || _ = bound.entry(4).or_insert(4));
    once(&mut || _ = bound.entry(4).or_insert(4));
    once(&mut || _ = bound.remove_entry(&4));
    once(&mut || _ = bound.get_mut(&1));
    once(&mut || _ = bound.get_key_value(&1));
    once(&mut || _ = bound.peek_mut(&1));
    once(&mut || _ = bound.contains_key(&1));
    once(&mut || _ = bound.get_or_try_insert_with(4, || Ok::<_, ()>(4)));
    once(&mut || _ = bound.demote(&1));
    once(&mut || _ = bound.purge_expired());
    once(&mut || _ = bound.reweigh(&1));
    once(&mut || _ = bound.promote(&1));
    once(&mut || _ = bound.insert_with_ttl(5, 5, Duration::from_secs(1)));
}

#[test]
fn the_default_clock_is_the_systems() {
    let mut cache = LruCache::builder().ttl(Duration::from_secs(3600)).build();
    cache.insert(1, 1);
    assert_eq!(cache.get(&1), Some(&1));
    let mut cache = LriCache::new(2);
    cache.insert(1, 1);
    cache.insert_with_ttl(2, 2, Duration::ZERO);
    assert_eq!((cache.peek(&1), cache.peek(&2)), (Some(&1), None));
    cache.check();
}

#[test]
fn a_builder_and_a_cache_can_be_shown() {
    let builder = LruCache::<u8, u8>::builder().capacity(3).ttl(Duration::from_secs(1));
    assert_eq!(
        format!("{builder:?}"),
        "Builder { capacity: 3, max_weight: None, ttl: Some(1s), tti: None, .. }"
    );
    let mut cache = builder.clock(ManualClock::new()).build();
    cache.extend([(1, 1), (2, 4)]);
    assert_eq!(format!("{cache:?}"), "{2: 4, 1: 1}");
    assert_eq!(format!("{:?}", cache.entry(1)), "Occupied(OccupiedEntry { key: 1, value: 1, .. })");
    assert_eq!(format!("{:?}", cache.entry(3)), "Vacant(VacantEntry(3))");
    assert_eq!(format!("{:?}", cache.entry_ref(&3)), "EntryRef { key: 3, occupied: false, .. }");
    assert_eq!(format!("{:>8}|{}", Cause::Evicted, Cause::Cleared), " evicted|cleared");
    assert_eq!(format!("{}|{}", Cause::Expired, Cause::Rejected), "expired|rejected");
}

/// Also a clock that is shared.
#[test]
fn weigher_and_time_to_live_are_asked_once_a_write() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    let asked = Arc::new((AtomicU32::new(0), AtomicU32::new(0)));
    let (weigher, ages) = (asked.clone(), asked.clone());
    let clock = Arc::new(ManualClock::new());
    let mut cache = LruCache::builder()
        .capacity(3)
        .max_weight(100, move |_: &u8, _: &u8| u64::from(weigher.0.fetch_add(1, Relaxed)) % 10)
        .ttl_by(move |_, _| {
            ages.1.fetch_add(1, Relaxed);
            Some(Duration::from_secs(1))
        })
        .clock(clock.clone())
        .build();
    let mut calls = |call: &mut dyn FnMut(&mut LruCache<u8, u8>), weights, times| {
        asked.0.store(0, Relaxed);
        asked.1.store(0, Relaxed);
        call(&mut cache);
        assert_eq!((asked.0.load(Relaxed), asked.1.load(Relaxed)), (weights, times));
    };
    for key in 0..5 {
        calls(&mut |cache| _ = cache.insert(key, 1), 1, 1);
    }
    calls(&mut |cache| _ = cache.insert(4, 2), 1, 1);
    calls(&mut |cache| _ = cache.push(5, 1), 1, 1);
    calls(&mut |cache| _ = cache.get_or_insert_with(6, || 1), 1, 1);
    // What was returned as a mutable reference is weighed again by the next call.
    calls(&mut |cache| _ = cache.entry(7).or_insert(1), 2, 1);
    calls(&mut |cache| _ = cache.entry_ref(&8).or_insert(1), 2, 1);
    calls(&mut |cache| _ = cache.insert_with_ttl(8, 1, Duration::from_secs(2)), 2, 0);
    calls(&mut |cache| _ = cache.reweigh(&8), 1, 0);
    calls(&mut |cache| _ = cache.get(&8), 0, 0);
    calls(&mut |cache| _ = (cache.remove(&7), cache.evict()), 0, 0);
    clock.advance(Duration::from_secs(1));
    calls(&mut |cache| assert_eq!((cache.len(), cache.purge_expired()), (1, 0)), 0, 0);
    clock.advance(Duration::from_secs(1));
    calls(&mut |cache| assert_eq!(cache.purge_expired(), 1), 0, 0);
}

#[cfg(feature = "std")]
#[test]
fn without_statistics_lookups_are_not_counted_and_all_else_is() {
    let builder = || boltons::cache::S3FifoCache::<u8, u8>::builder().capacity(2).shards(1);
    let (counted, uncounted) = (builder().build_sharded(), builder().without_statistics());
    let uncounted = uncounted.build_sharded();
    for cache in [&counted, &uncounted] {
        (0..4).for_each(|key| _ = cache.insert(key, key));
        assert_eq!(cache.get(&3), Some(3));
        assert_eq!(cache.get(&9), None);
        assert_eq!((cache.stats().insertions, cache.stats().evictions), (4, 2));
    }
    assert_eq!(counted.stats().hit_ratio(), Some(0.5));
    assert_eq!((uncounted.stats().lookups(), uncounted.stats().hit_ratio()), (0, None));
}

#[test]
fn the_hasher_is_the_one_that_was_given() {
    use std::hash::{BuildHasher, RandomState};
    let hasher = RandomState::new();
    let cache = LruCache::<u8, u8>::builder_with_hasher(hasher.clone()).build();
    assert_eq!(cache.hasher().hash_one(7), hasher.hash_one(7));
}
