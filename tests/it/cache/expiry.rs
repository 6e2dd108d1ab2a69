//! Entries that die.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use boltons::cache::{Cache, Lri, Lru, LruCache, ManualClock, Policy, S3Fifo, Sieve};

const SECOND: Duration = Duration::from_secs(1);

fn lives<P: Policy>() {
    let clock = ManualClock::new();
    let mut cache = Cache::<u32, u32, P>::builder()
        .capacity(3)
        .ttl(5 * SECOND)
        .tti(3 * SECOND)
        .clock(clock.clone())
        .build();
    cache.insert(1, 1);
    for _ in 0..2 {
        clock.advance(2 * SECOND);
        assert_eq!(cache.get(&1), Some(&1), "used in time");
        cache.check();
    }
    clock.advance(SECOND);
    assert_eq!(cache.peek(&1), None, "too old, however much it was used");
    assert!(!cache.contains_key(&1));
    assert_eq!(cache.len(), 1, "not yet swept");
    assert_eq!(cache.get(&1), None);
    assert_eq!(cache.len(), 0);
    let stats = cache.stats();
    assert_eq!((stats.hits, stats.misses, stats.expirations), (2, 1, 1));

    // Peeking is no use.
    cache.insert(1, 1);
    clock.advance(2 * SECOND);
    assert_eq!(cache.peek(&1), Some(&1));
    clock.advance(SECOND);
    assert_eq!(cache.peek(&1), None);

    // An insertion sweeps first and evicts then.
    cache.extend([(2, 2), (3, 3)]);
    assert_eq!((cache.len(), cache.stats().expirations), (2, 2));
    clock.advance(3 * SECOND);
    cache.extend([(4, 4), (5, 5), (6, 6)]);
    assert_eq!((cache.len(), cache.stats().evictions, cache.stats().expirations), (3, 0, 4));
    clock.advance(3 * SECOND);
    assert_eq!(cache.remove(&4), None, "dead, and removed");
    assert_eq!((cache.len(), cache.purge_expired(), cache.purge_expired()), (2, 2, 0));
    cache.check();
}

#[test]
fn time_to_live_and_time_to_idle() {
    lives::<Lru>();
    lives::<Lri>();
    lives::<Sieve>();
    lives::<S3Fifo>();
}

#[test]
fn a_time_of_zero_is_dead_at_birth() {
    for (ttl, tti) in [(Some(Duration::ZERO), None), (None, Some(Duration::ZERO))] {
        let mut builder = LruCache::builder().clock(ManualClock::new());
        if let Some(ttl) = ttl {
            builder = builder.ttl(ttl);
        }
        if let Some(tti) = tti {
            builder = builder.tti(tti);
        }
        let mut cache = builder.build();
        assert_eq!(cache.get_or_insert_with(1, || 7), &7);
        assert_eq!(cache.get(&1), None);
        assert_eq!(cache.insert(1, 2), None);
        assert_eq!(cache.insert(1, 3), None, "it was dead");
        cache.check();
    }
}

#[test]
fn the_longest_time_is_for_ever() {
    let clock = ManualClock::new();
    let mut cache =
        LruCache::builder().ttl(Duration::MAX).tti(Duration::MAX).clock(clock.clone()).build();
    cache.insert(1, 1);
    clock.advance(Duration::MAX);
    clock.advance(Duration::MAX);
    assert_eq!(cache.get(&1), Some(&1));
    assert_eq!(cache.purge_expired(), 0);
    cache.insert_with_ttl(2, 2, SECOND);
    assert_eq!(cache.get(&2), Some(&2), "its deadline is beyond time");
    cache.check();
}

#[test]
fn a_write_may_have_a_time_of_its_own() {
    let clock = ManualClock::new();
    let mut cache = LruCache::builder().ttl(5 * SECOND).clock(clock.clone()).build();
    cache.insert_with_ttl(1, 1, 9 * SECOND);
    cache.insert_with_ttl(2, 2, SECOND);
    cache.insert(3, 3);
    clock.advance(SECOND);
    assert_eq!((cache.peek(&1), cache.peek(&2), cache.peek(&3)), (Some(&1), None, Some(&3)));
    // Overwriting starts anew, by the general rule.
    cache.insert(1, 4);
    clock.advance(5 * SECOND);
    assert_eq!(cache.peek(&1), None);
    cache.check();
}

#[test]
fn the_shorter_of_two_times_holds() {
    let clock = ManualClock::new();
    let mut cache = LruCache::builder()
        .ttl(5 * SECOND)
        .ttl_by(|_: &u8, &own: &u64| (own > 0).then(|| Duration::from_secs(own)))
        .clock(clock.clone())
        .build();
    cache.extend([(1, 2), (2, 9), (3, 0)]);
    clock.advance(2 * SECOND);
    assert_eq!((cache.peek(&1), cache.peek(&2), cache.peek(&3)), (None, Some(&9), Some(&0)));
    clock.advance(3 * SECOND);
    assert_eq!((cache.peek(&2), cache.peek(&3)), (None, None));
}

#[test]
fn a_clock_that_goes_back_does_no_harm() {
    let time = Arc::new(AtomicU64::new(100));
    let clock = {
        let time = time.clone();
        move || Duration::from_secs(time.load(Relaxed))
    };
    let mut cache = LruCache::builder().ttl(5 * SECOND).tti(4 * SECOND).clock(clock).build();
    cache.insert(1, 1);
    time.store(0, Relaxed);
    assert_eq!(cache.get(&1), Some(&1));
    cache.insert(2, 2);
    cache.check();
    time.store(4, Relaxed);
    assert_eq!(cache.get(&2), None);
    time.store(103, Relaxed);
    assert_eq!(cache.get(&1), Some(&1), "its age was 0 while the clock was behind");
    time.store(u64::MAX, Relaxed);
    assert_eq!(cache.purge_expired(), 1);
    cache.check();
}

#[test]
fn the_heap_stays_short_under_uses_writes_and_removals() {
    let clock = ManualClock::new();
    let mut cache = LruCache::builder().capacity(50).tti(100 * SECOND).clock(clock.clone()).build();
    for i in 0..3_000u32 {
        clock.advance(SECOND);
        cache.insert(i % 70, i);
        cache.get(&(i % 13));
        cache.remove(&(i % 31));
        // Asserts that the heap is not much longer than the entries are many.
        cache.check();
    }
    cache.retain(|_, _| false);
    cache.check();
}

#[test]
fn expiry_and_statistics_survive_cloning() {
    let clock = ManualClock::new();
    let mut cache = LruCache::builder().ttl(SECOND).clock(clock.clone()).build();
    cache.extend((0..20).map(|i| (i, i)));
    let mut copy = cache.clone();
    copy.check();
    clock.advance(SECOND);
    assert_eq!((cache.purge_expired(), copy.purge_expired()), (20, 20));
    assert_eq!(cache.stats(), copy.stats());
}

/// A bound that is set later spares entries whose own time replaces it, be it "never".
#[test]
fn a_later_time_to_live_spares_entries_with_times_of_their_own() {
    for shrinks in [false, true] {
        let clock = ManualClock::new();
        let mut cache = LruCache::builder().capacity(9).clock(clock.clone()).build();
        cache.extend([("plain", 1), ("renewed", 2), ("kept", 3)]);
        cache.insert_with_ttl("own", 4, 60 * SECOND);
        assert!(cache.renew("renewed", 50 * SECOND) && cache.renew("kept", Duration::MAX));
        if shrinks {
            cache.shrink_to_fit();
        }
        cache.set_ttl(Some(5 * SECOND));
        cache.check();
        let left = |cache: &LruCache<&str, i32>| {
            ["plain", "renewed", "kept", "own"].map(|key| cache.expires_in(key))
        };
        let times = [5 * SECOND, 50 * SECOND, Duration::MAX, 60 * SECOND];
        assert_eq!(left(&cache), times.map(Some));
        clock.advance(5 * SECOND);
        assert_eq!(cache.purge_expired(), 1);
        // A write without a time of its own ends it.
        cache.insert("kept", 5);
        assert_eq!(cache.expires_in("kept"), Some(5 * SECOND));
        cache.check();
    }
}

/// Where a bound was lifted, writes and uses are noted for one that is set later.
#[test]
fn what_is_written_and_used_while_a_bound_is_lifted_is_not_old() {
    let clock = ManualClock::new();
    let mut cache =
        LruCache::builder().ttl(5 * SECOND).tti(4 * SECOND).clock(clock.clone()).build();
    cache.insert(1, 1);
    clock.advance(SECOND);
    cache.set_ttl(None);
    cache.set_tti(None);
    clock.advance(100 * SECOND);
    cache.insert(2, 2);
    cache.get(&1);
    clock.advance(SECOND);
    cache.set_ttl(Some(60 * SECOND));
    assert_eq!((cache.peek(&1), cache.expires_in(&2)), (None, Some(59 * SECOND)));
    cache.set_ttl(Some(200 * SECOND));
    cache.set_tti(Some(10 * SECOND));
    assert_eq!((cache.expires_in(&1), cache.expires_in(&2)), (Some(9 * SECOND), Some(9 * SECOND)));
    cache.check();
}

/// Times come with an entry of its own, and so does the clock.
#[test]
fn grace_is_kept_where_no_bound_in_time_is_set_yet() {
    let mut cache = LruCache::builder().capacity(9).grace(3_600 * SECOND).build();
    cache.insert_with_ttl(1, 1, Duration::ZERO);
    assert_eq!((cache.peek(&1), cache.peek_stale(&1)), (None, Some(&1)));
    let shared = LruCache::builder().capacity(9).grace(3_600 * SECOND).build_sharded();
    shared.insert_with_ttl(1, 1, Duration::ZERO);
    assert_eq!((shared.peek(&1), shared.peek_stale(&1)), (None, Some(1)));
    assert_eq!(shared.load(&1).try_run(|| Err(())).map(|loaded| loaded.value), Ok(1));
}

/// A cache that kept no times keeps them from the first bound on.
#[test]
fn a_cache_without_times_gets_them() {
    let bounds: [fn(&mut LruCache<u32, u32>, Option<Duration>); 2] =
        [|cache, time| cache.set_ttl(time), |cache, time| cache.set_tti(time)];
    for bound in bounds {
        let mut cache = LruCache::new(9);
        cache.insert(1, 1);
        bound(&mut cache, None);
        assert_eq!((cache.get(&1).copied(), cache.expires_in(&1)), (Some(1), Some(Duration::MAX)));
        bound(&mut cache, Some(Duration::MAX));
        assert_eq!(cache.get(&1), Some(&1));
        bound(&mut cache, Some(Duration::ZERO));
        assert_eq!((cache.get(&1).copied(), cache.expires_in(&1)), (None, None));
        bound(&mut cache, None);
        cache.insert(2, 2);
        assert_eq!(cache.get(&2), Some(&2));
        cache.check();
    }
}
