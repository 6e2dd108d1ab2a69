//! The cache for several threads.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::BTreeSet;
use std::future::Future;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::panic::{AssertUnwindSafe, RefUnwindSafe, UnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Mutex, OnceLock};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use boltons::cache::sync::ShardedCache;
use boltons::cache::{
    Cache, Cause, LriCache, Lru, LruCache, ManualClock, Policy, S3Fifo, S3FifoCache, Sieve,
    SieveCache,
};

type Fixed = BuildHasherDefault<DefaultHasher>;
type Events = Arc<Mutex<Vec<(u32, u32, Cause)>>>;

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Waits until so many look-ups have missed: the others are in flight then, or about to board.
fn await_misses<K, V, P: Policy, S>(cache: &ShardedCache<K, V, P, S>, misses: u64) {
    while cache.stats().misses < misses {
        std::thread::yield_now();
    }
}

#[test]
fn threads_may_share_it() {
    fn both<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}
    both::<ShardedCache<String, u8>>();
    both::<ShardedCache<String, u8, Lru>>();
    both::<ShardedCache<String, u8, Sieve>>();
    let cache = ShardedCache::<u8, u8>::new(9);
    assert_eq!(
        format!("{cache:?}"),
        "ShardedCache { len: 0, capacity: 9, max_weight: None, shards: 1, .. }"
    );
}

#[test]
fn capacity_is_dealt_out_in_equal_shares() {
    for capacity in [0, 1, 2, 3, 4, 7, 8, 9, 31, 33, 64, 69, 200] {
        for shards in [0, 1, 2, 3, 5, 8, 60, 64, usize::MAX] {
            let builder = S3FifoCache::<u32, u32>::builder().capacity(capacity);
            let cache = builder.shards(shards).build_sharded();
            assert_eq!(cache.capacity(), capacity);
            assert!(cache.shards().is_power_of_two() && cache.shards() <= capacity.max(1));
            assert!(cache.shards() == 1 || cache.shards() / 2 < shards);
            for i in 0..200 {
                cache.insert(i, i);
                assert!(cache.len() <= capacity);
            }
            // `check` compares the shares.
            cache.check();
        }
    }
}

#[test]
fn default_shards_hold_64_entries() {
    for (capacity, most) in [(0, 1), (1, 1), (64, 1), (127, 1), (128, 2), (1 << 20, 1 << 14)] {
        let shards = ShardedCache::<u8, u8>::new(capacity).shards();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        assert_eq!(shards, (32 * threads).next_power_of_two().min(most), "{capacity}");
    }
    assert_eq!(ShardedCache::<u8, u8>::new(usize::MAX).capacity(), Cache::<u8, u8>::MAX_ENTRIES);
}

/// The methods, one thread, every policy.
#[test]
fn what_a_cache_does() {
    fn run<P: Policy>() {
        let builder = Cache::<String, u32, P>::builder().capacity(64).shards(4);
        let cache = builder.build_sharded();
        assert_eq!(cache.insert("a".into(), 1), None);
        assert_eq!(cache.insert("a".into(), 2), Some(1));
        assert_eq!((cache.get("a"), cache.get("b")), (Some(2), None));
        assert_eq!(cache.with("a", |value| value + 1), Some(3));
        assert_eq!(cache.with("b", |value| value + 1), None);
        assert_eq!(cache.update("a", |value| std::mem::replace(value, 5)), Some(2));
        assert_eq!(cache.update("b", |value| *value = 5), None);
        assert_eq!((cache.peek("a"), cache.peek("b")), (Some(5), None));
        assert!(cache.contains_key("a") && !cache.contains_key("b"));
        let stats = cache.stats();
        assert_eq!((stats.hits, stats.misses, stats.soft_misses), (3, 3, 0));
        assert_eq!(cache.get_or_insert_with("b", || 6), 6);
        assert_eq!(cache.get_or_insert_with("b", || unreachable!()), 6);
        assert_eq!(cache.get_or_try_insert_with("c", || Err::<u32, _>("no")), Err("no"));
        assert_eq!(cache.get_or_try_insert_with("c", || Ok::<_, ()>(7)), Ok(7));
        let stats = cache.take_stats();
        assert_eq!((stats.hits, stats.misses, stats.soft_misses), (4, 6, 2));
        assert_eq!((stats.insertions, stats.evictions), (3, 0));
        assert_eq!(cache.stats(), Default::default());
        let mut all = BTreeSet::new();
        cache.for_each(|key, value| assert!(all.insert((key.clone(), *value))));
        assert!(all.iter().map(|(key, value)| (key.as_str(), *value)).eq([
            ("a", 5),
            ("b", 6),
            ("c", 7)
        ]));
        assert_eq!((cache.len(), cache.weight(), cache.max_weight()), (3, 3, None));
        cache.retain(|_, value| {
            *value += 1;
            *value != 7
        });
        assert_eq!((cache.peek("a"), cache.peek("b"), cache.peek("c")), (Some(6), None, Some(8)));
        assert_eq!((cache.remove("a"), cache.remove("a")), (Some(6), None));
        cache.check();
        cache.clear();
        assert!(cache.is_empty());
        cache.check();
    }
    run::<Lru>();
    run::<boltons::cache::Lri>();
    run::<Sieve>();
    run::<S3Fifo>();
}

/// With one shard it evicts as the plain cache does. The hasher is fixed: what the ghost of S3-FIFO
/// remembers depends on hashes, and two seeds would make two caches differ.
#[test]
fn a_hit_under_a_read_lock_is_a_use() {
    fn run<P: Policy>() {
        let builder = || Cache::<u32, u32, P, _>::builder_with_hasher(Fixed::default());
        let mut plain = builder().capacity(20).build();
        let shared = builder().capacity(20).shards(1).build_sharded();
        let mut state = 5_u32;
        for _ in 0..5_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let key = (state >> 20) % 9 * ((state >> 10) % 8);
            assert_eq!(shared.get(&key), plain.get(&key).copied());
            if state % 3 == 0 {
                assert_eq!(shared.insert(key, state), plain.insert(key, state));
            }
        }
        assert_eq!(shared.stats(), plain.stats());
        assert!(plain.stats().evictions > 100, "keys leave and come back");
        shared.check();
    }
    run::<Lru>();
    run::<boltons::cache::Lri>();
    run::<Sieve>();
    run::<S3Fifo>();
}

/// Runs of hits that fill the queue of uses, which has 64 places, several times or not at all,
/// before each kind of call that looks at the order: it is that of the plain cache.
#[test]
fn queued_uses_count_before_anything_else() {
    type Shared = ShardedCache<u32, u32, Lru>;
    type Plain = LruCache<u32, u32>;
    let order = |shared: &Shared, plain: &Plain| {
        let mut keys = Vec::new();
        shared.for_each(|key, _| keys.push(*key));
        assert!(keys.iter().eq(plain.keys()));
    };
    let calls: [fn(&Shared, &mut Plain); 8] = [
        |shared, plain| assert_eq!(shared.insert(900, 9), plain.insert(900, 9)),
        |shared, plain| assert_eq!(shared.insert(3, 9), plain.insert(3, 9)),
        |shared, plain| assert_eq!(shared.remove(&40), plain.remove(&40)),
        |shared, plain| assert_eq!(shared.evict(), plain.evict()),
        |shared, plain| {
            shared.set_capacity(30);
            plain.set_capacity(30);
        },
        |shared, plain| {
            shared.retain(|key, _| key % 3 != 1);
            plain.retain(|key, _| key % 3 != 1);
        },
        |shared, plain| assert_eq!(shared.take_stats(), plain.take_stats()),
        |shared, plain| assert_eq!(shared.update(&5, |n| *n + 1), plain.get(&5).map(|n| n + 1)),
    ];
    for call in calls {
        for hits in [0, 1, 62, 63, 64, 65, 66, 127, 129, 130, 131, 300] {
            let shared: Shared = LruCache::builder().capacity(50).shards(1).build_sharded();
            let mut plain = Plain::new(50);
            for key in 0..50 {
                shared.insert(key, key);
                plain.insert(key, key);
            }
            for i in 0..hits {
                let key = i * 7 % 50;
                assert_eq!(shared.get(&key), plain.get(&key).copied());
                assert_eq!(shared.stats(), plain.stats());
                shared.check();
            }
            call(&shared, &mut plain);
            assert_eq!(shared.stats(), plain.stats());
            order(&shared, &plain);
            shared.check();
        }
    }
}

/// Queued uses of entries with weights, of weight 0 among them, and with times: the listener hears
/// the same as that of a plain cache.
#[test]
fn queued_uses_count_with_weights_and_times() {
    let clock = ManualClock::new();
    let (ours, theirs) = (Events::default(), Events::default());
    let builder = |events: &Events| {
        let events = events.clone();
        LruCache::builder()
            .max_weight(55, |_: &u32, weight: &u32| u64::from(*weight))
            .ttl(secs(30))
            .clock(clock.clone())
            .on_removal(move |key, value, cause| events.lock().unwrap().push((key, value, cause)))
    };
    let shared = builder(&ours).shards(1).build_sharded();
    let mut plain = builder(&theirs).build();
    let mut state = 7_u32;
    for step in 0..3_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (key, weight) = ((state >> 20) % 40, (state >> 12) % 7);
        for near in key..key + step % 90 {
            assert_eq!(shared.get(&(near % 40)), plain.get(&(near % 40)).copied());
        }
        assert_eq!(shared.insert(key, weight), plain.insert(key, weight));
        clock.advance(secs(1));
        assert_eq!(*ours.lock().unwrap(), *theirs.lock().unwrap());
        assert_eq!(shared.stats(), plain.stats());
        shared.check();
    }
    assert!(plain.stats().evictions > 100 && plain.stats().expirations > 100);
    // From now on each hit takes the write lock, as it has to be timed.
    shared.get(&1);
    plain.get(&1);
    shared.set_tti(Some(secs(2)));
    plain.set_tti(Some(secs(2)));
    for _ in 0..3 {
        clock.advance(secs(1));
        assert_eq!(shared.get(&1), plain.get(&1).copied());
    }
    assert_eq!(shared.insert(99, 50), plain.insert(99, 50));
    assert_eq!(*ours.lock().unwrap(), *theirs.lock().unwrap());
    shared.check();
}

/// What several threads used is kept, whichever of them filled the queue, and each hit is counted.
#[test]
fn queued_uses_of_several_threads() {
    let cache = LruCache::builder().capacity(128).shards(1).build_sharded();
    for key in 0..128_u32 {
        cache.insert(key, key);
    }
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let cache = &cache;
            scope.spawn(move || {
                for i in 0..1_600 {
                    assert!(cache.get(&(thread * 16 + i % 16)).is_some());
                }
            });
        }
    });
    assert_eq!(cache.stats().hits, 6_400);
    (200..264).for_each(|key| assert_eq!(cache.insert(key, key), None));
    assert!((0..64).chain(200..264).all(|key| cache.contains_key(&key)));
    assert_eq!((cache.len(), cache.stats().evictions), (128, 64));
    cache.check();
}

/// cached #62: a thundering herd.
#[test]
fn thirty_two_threads_call_the_function_once() {
    let (cache, calls) = (ShardedCache::<u32, Arc<str>>::new(100), AtomicUsize::new(0));
    let values: Vec<_> = std::thread::scope(|scope| {
        let load = || {
            cache.get_or_insert_with(&7, || {
                calls.fetch_add(1, SeqCst);
                await_misses(&cache, 32);
                "seven".into()
            })
        };
        let threads: Vec<_> = (0..32).map(|_| scope.spawn(load)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(calls.load(SeqCst), 1);
    assert!(values.iter().all(|value| Arc::ptr_eq(value, &values[0])), "the very same value");
    let stats = cache.stats();
    assert_eq!((stats.hits, stats.misses, stats.soft_misses, stats.insertions), (0, 32, 32, 1));
    cache.check();
}

/// Of eight callers the first fails, by an error or by a panic; one more runs its function.
#[cfg(feature = "__audit")]
fn first_fails(fail: fn() -> Result<u32, &'static str>) {
    let (cache, calls) = (ShardedCache::<u32, u32>::new(100), AtomicUsize::new(0));
    let results: Vec<_> = std::thread::scope(|scope| {
        let load = || {
            cache.get_or_try_insert_with(&7, || match calls.fetch_add(1, SeqCst) {
                0 => {
                    // Until all the others wait for this one.
                    while cache.waiting() < 7 {
                        std::thread::yield_now();
                    }
                    fail()
                }
                call => Ok(call as u32),
            })
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(load)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(Err("panic"))).collect()
    });
    assert_eq!(results.iter().filter(|result| result.is_err()).count(), 1, "{results:?}");
    assert!(results.iter().all(|result| matches!(result, Ok(1) | Err("no" | "panic"))));
    assert_eq!((calls.load(SeqCst), cache.get(&7)), (2, Some(1)));
    let stats = cache.stats();
    assert_eq!((stats.misses, stats.soft_misses, stats.insertions), (8, 7, 1));
    cache.check();
}

#[cfg(feature = "__audit")]
#[test]
fn a_failing_leader_hands_on() {
    first_fails(|| Err("no"));
}

#[cfg(feature = "__audit")]
#[test]
fn a_panicking_leader_hands_on() {
    first_fails(|| std::panic::resume_unwind(Box::new("no")));
}

/// The waiter boards when it is polled, in another thread than the leader's.
#[test]
fn a_write_in_the_meantime_detaches_the_flight() {
    type Meddle = fn(&ShardedCache<u32, u32>);
    let cases: [(Meddle, Option<u32>); 5] = [
        (|cache| assert_eq!(cache.insert(7, 2), None), Some(2)),
        (|cache| assert_eq!(cache.remove(&7), None), None),
        (ShardedCache::clear, None),
        (|cache| cache.retain(|_, _| true), None),
        (|cache| assert_eq!(cache.purge_expired(), 0), Some(1)),
    ];
    for (meddle, kept) in cases {
        let cache = ShardedCache::new(100);
        let mut waiter = Box::pin(cache.get_or_insert_async(&7, || async { 9 }));
        let mut poll = || {
            std::thread::scope(|scope| {
                let poll = || waiter.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                scope.spawn(poll).join().unwrap()
            })
        };
        let value = cache.get_or_insert_with(&7, || {
            assert!(poll().is_pending());
            meddle(&cache);
            1
        });
        assert_eq!((value, poll()), (1, Poll::Ready(1)));
        assert_eq!(cache.peek(&7), kept);
        drop(waiter);
        cache.check();
    }
}

#[test]
fn who_comes_after_a_removal_starts_anew() {
    let cache = ShardedCache::new(100);
    let old = cache.get_or_insert_with(&7, || {
        cache.remove(&7);
        // The same thread may do so, too: the flight that it leads is no longer this key's.
        assert_eq!(cache.get_or_insert_with(&7, || 2), 2);
        1
    });
    assert_eq!((old, cache.peek(&7)), (1, Some(2)));
    cache.check();
}

#[test]
fn asking_for_the_key_that_one_computes_panics() {
    let cache = ShardedCache::<u32, u32>::new(100);
    let asked = catch_unwind(AssertUnwindSafe(|| {
        cache.get_or_insert_with(&7, || cache.get_or_insert_with(&7, || 1))
    }));
    let message = asked.unwrap_err();
    assert_eq!(
        message.downcast_ref::<&str>(),
        Some(&"deadlock: the function that computes a key's value asks for the value of this key")
    );
    cache.check();
    assert_eq!(cache.get_or_insert_with(&7, || 2), 2);
    // Other keys are no harm.
    fn fibonacci(cache: &ShardedCache<u32, u64>, n: u32) -> u64 {
        cache.get_or_insert_with(&n, || match n {
            0 | 1 => n.into(),
            n => fibonacci(cache, n - 1) + fibonacci(cache, n - 2),
        })
    }
    assert_eq!(fibonacci(&ShardedCache::new(100), 90), 2_880_067_194_370_816_120);
}

#[test]
fn what_is_refused_is_returned_all_the_same() {
    let events = Events::default();
    let log = events.clone();
    let cache = LruCache::builder()
        .max_weight(5, |_, value: &u32| u64::from(*value))
        .on_removal(move |key, value, cause| log.lock().unwrap().push((key, value, cause)))
        .shards(2)
        .build_sharded();
    assert_eq!(cache.get_or_insert_with(&1, || 6), 6);
    assert_eq!(cache.insert(2, 3), None);
    assert_eq!(cache.insert(2, 7), Some(3));
    assert_eq!(cache.insert(3, 3), None);
    assert_eq!(cache.update(&3, |value| *value = 8), Some(()));
    assert_eq!((cache.len(), cache.weight(), cache.stats().rejections), (0, 0, 3));
    let rejected = |(key, value)| (key, value, Cause::Rejected);
    assert!(events.lock().unwrap().iter().copied().eq([(1, 6), (2, 7), (3, 8)].map(rejected)));
    cache.check();

    let nothing = ShardedCache::new(0);
    assert_eq!(nothing.get_or_insert_with("a", || 1), 1);
    assert_eq!((nothing.insert("a".to_owned(), 1), nothing.len()), (None, 0));
    assert_eq!(nothing.stats().rejections, 2);
}

/// quick_cache #26: an entry that fits the whole fits, however many shards there are.
#[test]
fn one_budget_of_weight_for_all_shards() {
    fn run<P: Policy>() {
        let cache = Cache::<u32, u64, P>::builder()
            .max_weight(100, |_, weight| *weight)
            .shards(16)
            .build_sharded();
        for key in 0..200 {
            cache.insert(key, 1);
            cache.check();
        }
        assert_eq!((cache.len(), cache.weight()), (100, 100));
        cache.insert(1_000, 60);
        assert_eq!((cache.len(), cache.weight(), cache.peek(&1_000)), (41, 100, Some(60)));
        cache.insert(2_000, 100);
        cache.check();
        assert_eq!((cache.len(), cache.weight(), cache.peek(&2_000)), (1, 100, Some(100)));
        assert_eq!(cache.insert(2_000, 10), Some(100));
        for key in 0..90 {
            cache.insert(key, 1);
        }
        assert_eq!((cache.len(), cache.weight()), (91, 100));
        cache.update(&2_000, |weight| *weight = 95);
        cache.check();
        assert_eq!((cache.len(), cache.weight(), cache.peek(&2_000)), (6, 100, Some(95)));
        cache.retain(|_, weight| *weight == 1);
        cache.check();
        assert_eq!(cache.weight(), 5);
        assert_eq!(cache.get_or_insert_with(&3_000, || 99), 99);
        cache.check();
        assert_eq!((cache.len(), cache.weight(), cache.peek(&3_000)), (2, 100, Some(99)));
        assert_eq!(cache.remove(&3_000), Some(99));
        assert_eq!(cache.weight(), 1);
        cache.clear();
        cache.check();
    }
    run::<Lru>();
    run::<boltons::cache::Lri>();
    run::<Sieve>();
    run::<S3Fifo>();

    let heavy = LruCache::builder()
        .max_weight(u64::MAX, |_: &u32, weight: &u64| *weight)
        .shards(4)
        .build_sharded();
    for key in 0..20 {
        heavy.insert(key, u64::MAX - u64::from(key % 2));
        heavy.check();
        assert_eq!(heavy.len(), 1);
    }
}

/// A lower bound and a call take weight from each shard in its turn, not all from the first.
#[test]
fn every_shard_gives_what_is_above_its_share() {
    fn run<P: Policy>() {
        type Shed<P> = fn(&ShardedCache<u32, u32, P, Fixed>);
        let ways: [Shed<P>; 2] = [
            |cache| assert_eq!(cache.set_max_weight(200), Some(400)),
            |cache| assert_eq!(cache.evict_weight(200), 200),
        ];
        for (way, shed) in ways.into_iter().enumerate() {
            let builder = Cache::<u32, u32, P, Fixed>::builder_with_hasher(Fixed::default());
            let cache = builder.max_weight(400, |_, _| 1).shards(4).build_sharded();
            (0..400).for_each(|key| _ = cache.insert(key, key));
            // Shard by shard, each with about 100.
            let keys = cache.keys();
            assert_eq!((cache.shards(), keys.len()), (4, 400));
            shed(&cache);
            assert_eq!(cache.weight(), 200, "way {way}");
            for of_one in [&keys[..150], &keys[250..]] {
                let kept = of_one.iter().filter(|key| cache.contains_key(*key)).count();
                assert!((50..=100).contains(&kept), "way {way}: {kept}");
            }
            cache.check();
        }
    }
    run::<Lru>();
    run::<boltons::cache::Lri>();
    run::<Sieve>();
    run::<S3Fifo>();
}

/// A bound on idle time that is set later: every hit counts from then on.
#[test]
fn hits_count_after_a_bound_on_idle_time_was_set() {
    fn run<P: Policy>() {
        let clock = ManualClock::new();
        let builder = Cache::<u32, u32, P>::builder().capacity(64).shards(4).clock(clock.clone());
        let cache = builder.build_sharded();
        (0..9).for_each(|key| _ = cache.insert(key, key));
        cache.set_tti(Some(secs(10)));
        for _ in 0..5 {
            clock.advance(secs(6));
            (0..8).for_each(|key| assert_eq!(cache.get(&key), Some(key)));
            cache.check();
        }
        assert_eq!(cache.get(&8), None, "not used for 30 seconds");
        cache.set_tti(None);
        clock.advance(secs(60));
        (0..8).for_each(|key| assert_eq!(cache.get(&key), Some(key)));
        assert_eq!((cache.stats().hits, cache.stats().misses), (48, 1));
        cache.check();
    }
    run::<Lru>();
    run::<boltons::cache::Lri>();
    run::<Sieve>();
    run::<S3Fifo>();
}

/// What a shard keeps does not depend on when the bounds were set: each policy works with its shard's
/// share of the weight from the start.
#[test]
fn a_shards_share_of_the_weight_is_the_same_from_the_start() {
    fn run<P: Policy>() {
        type Fixed = std::hash::BuildHasherDefault<std::hash::DefaultHasher>;
        let build = |max| {
            let builder = Cache::<u32, u32, P, Fixed>::builder_with_hasher(Fixed::default());
            builder.max_weight(max, |_, _| 1).shards(8).build_sharded()
        };
        let (one, other) = (build(400), build(7_000));
        assert_eq!(other.set_max_weight(400), Some(7_000));
        for i in 0..6_000_u32 {
            let key = i.wrapping_mul(2_654_435_761) >> 22 & (i | 63);
            assert_eq!(one.get(&key), other.get(&key), "{i}");
            if i % 3 > 0 {
                assert_eq!(one.insert(key, i), other.insert(key, i), "{i}");
            }
        }
        assert_eq!((one.stats(), one.len()), (other.stats(), other.len()));
        assert!(one.stats().evictions > 500 && one.stats().hits > 500, "{:?}", one.stats());
    }
    run::<Lru>();
    run::<boltons::cache::Lri>();
    run::<Sieve>();
    run::<S3Fifo>();
}

#[test]
fn time_is_over() {
    let (clock, events) = (ManualClock::new(), Events::default());
    let log = events.clone();
    let builder = S3FifoCache::builder()
        .capacity(100)
        .ttl(secs(5))
        .clock(clock.clone())
        .shards(4)
        .on_removal(move |key, value, cause| log.lock().unwrap().push((key, value, cause)));
    let cache = builder.build_sharded();
    cache.insert(1, 1);
    cache.insert(2, 2);
    cache.insert(3, 3);
    clock.advance(secs(5));
    assert_eq!((cache.peek(&1), cache.contains_key(&1), cache.len()), (None, false, 3));
    assert_eq!(cache.get(&1), None);
    assert_eq!(cache.remove(&2), None);
    assert_eq!(cache.get_or_insert_with(&3, || 4), 4);
    assert!(
        events.lock().unwrap().iter().copied().eq((1..=3).map(|i| (i, i, Cause::Expired))),
        "{events:?}"
    );
    clock.advance(secs(5));
    assert_eq!((cache.purge_expired(), cache.purge_expired()), (1, 0));
    assert_eq!((cache.stats().hits, cache.stats().expirations), (0, 4));
    cache.check();

    // Ageing by use takes the write lock.
    let cache = SieveCache::builder().tti(secs(5)).clock(clock.clone()).build_sharded();
    cache.insert(1, 1);
    for _ in 0..3 {
        clock.advance(secs(4));
        assert_eq!(cache.get(&1), Some(1));
    }
    clock.advance(secs(5));
    assert_eq!(cache.get(&1), None);

    let cache = LriCache::builder().ttl(secs(0)).clock(clock).build_sharded();
    assert_eq!(cache.get_or_insert_with(&1, || 1), 1);
    assert_eq!((cache.get(&1), cache.len()), (None, 0));
}

/// Its drop uses the cache: with a lock held that would hang.
#[derive(Clone)]
struct Caller(Arc<OnceLock<ShardedCache<u32, Self, Lru>>>);

impl Drop for Caller {
    fn drop(&mut self) {
        if let Some(cache) = self.0.get() {
            let _ = cache.contains_key(&0);
            cache.take_stats();
        }
    }
}

#[test]
fn nothing_is_dropped_under_a_lock() {
    let clock = ManualClock::new();
    let home = Arc::new(OnceLock::new());
    let builder = LruCache::builder().capacity(2).shards(1).clock(clock.clone()).ttl(secs(9));
    let cache = home.get_or_init(|| builder.build_sharded());
    let value = || Caller(home.clone());
    for key in 0..4 {
        cache.insert(key, value());
    }
    drop(cache.insert(3, value()));
    drop(cache.get_or_insert_with(&4, value));
    drop(cache.remove(&4));
    cache.insert(5, value());
    cache.retain(|key, _| *key != 5);
    cache.clear();
    cache.insert(6, value());
    clock.advance(secs(9));
    assert!(cache.get(&6).is_none());
    cache.insert(6, value());
    clock.advance(secs(9));
    assert_eq!(cache.purge_expired(), 1);
    cache.get_or_insert_with(&7, || {
        cache.clear();
        value()
    });
    assert!(cache.is_empty());
    cache.check();
}

#[test]
fn the_listener_may_use_the_cache() {
    type Home = Arc<OnceLock<ShardedCache<u32, u32, Lru>>>;
    let (home, events) = (Home::default(), Events::default());
    // Weak, so that the cache does not own itself.
    let (inner, log) = (Arc::downgrade(&home), events.clone());
    let builder = LruCache::builder().capacity(2).shards(1);
    let builder = builder.on_removal(move |key, value, cause| {
        log.lock().unwrap().push((key, value, cause));
        let home = inner.upgrade().unwrap();
        let cache = home.get().unwrap();
        assert_eq!(cache.len(), 2, "in order again");
        if value > 0 {
            cache.insert(key, value - 1);
        }
    });
    let cache = home.get_or_init(|| builder.build_sharded());
    for key in 0..3 {
        cache.insert(key, 1);
    }
    assert_eq!(
        *events.lock().unwrap(),
        [(0, 1), (1, 1), (2, 1), (0, 0)].map(|(key, value)| (key, value, Cause::Evicted))
    );
    cache.check();
}

/// A listener is called without a lock, also by what changes the bounds: it may change them again.
#[test]
fn the_listener_may_change_the_bounds() {
    type Shared = ShardedCache<u32, u64, Lru>;
    let calls: [(&str, fn(&Shared)); 5] = [
        ("set_capacity", |cache| cache.set_capacity(10)),
        ("set_max_weight", |cache| assert_eq!(cache.set_max_weight(10), Some(20))),
        ("set_ttl", |cache| cache.set_ttl(Some(Duration::ZERO))),
        ("set_tti", |cache| cache.set_tti(Some(Duration::ZERO))),
        ("purge_expired", |cache| {
            cache.set_ttl(Some(Duration::ZERO));
            cache.purge_expired();
        }),
    ];
    for (name, call) in calls {
        let home = Arc::new(OnceLock::<Shared>::new());
        let heard = Arc::new(AtomicUsize::new(0));
        // Weak, so that the cache does not own itself.
        let (inner, count) = (Arc::downgrade(&home), heard.clone());
        // All fit, however they are spread over the shards.
        let builder = LruCache::builder().capacity(80).max_weight(20, |_, weight| *weight);
        let builder = builder.clock(ManualClock::new()).shards(4).on_removal(move |_, _, _| {
            let home = inner.upgrade().unwrap();
            let cache = home.get().unwrap();
            match count.fetch_add(1, SeqCst) {
                0 => cache.set_capacity(7),
                1 => assert!(cache.set_max_weight(3).is_some()),
                2 => cache.set_ttl(None),
                3 => cache.set_tti(None),
                _ => {}
            }
        });
        let cache = home.get_or_init(|| builder.build_sharded());
        (0..20).for_each(|key| _ = cache.insert(key, 1));
        assert_eq!((cache.len(), heard.load(SeqCst)), (20, 0));
        call(cache);
        if name != "set_capacity" && name != "set_max_weight" {
            // Times change nothing by themselves.
            cache.purge_expired();
        }
        assert!(heard.load(SeqCst) > 4, "{name}: {}", heard.load(SeqCst));
        assert!((cache.capacity(), cache.max_weight()) == (7, Some(3)), "{name}: {cache:?}");
        assert!(cache.len() <= 3, "{name}: {cache:?}");
        cache.check();
    }
}

#[test]
fn a_panicking_listener_loses_one_entry() {
    let events = Events::default();
    let log = events.clone();
    let builder = LruCache::builder().capacity(9).shards(1);
    let builder = builder.on_removal(move |key, value, cause| {
        assert_ne!(key, 2, "touchy");
        log.lock().unwrap().push((key, value, cause));
    });
    let cache = builder.build_sharded();
    for key in 1..=4 {
        cache.insert(key, key);
    }
    assert!(catch_unwind(AssertUnwindSafe(|| cache.clear())).is_err());
    let keys = || events.lock().unwrap().iter().map(|event| event.0).collect::<Vec<_>>();
    assert_eq!(keys(), [4, 3]);
    cache.check();
    // The rest comes with the next change.
    cache.insert(9, 9);
    assert_eq!(keys(), [4, 3, 1]);
}

/// A key or a value whose code panics on demand.
#[test]
fn panics_leave_it_usable() {
    #[derive(Debug)]
    struct Touchy(bool);
    impl Clone for Touchy {
        fn clone(&self) -> Self {
            assert!(!self.0, "touchy");
            Self(self.0)
        }
    }
    fn caught<R>(f: impl FnOnce() -> R) {
        assert!(catch_unwind(AssertUnwindSafe(f)).is_err());
    }
    fn run<P: Policy>() {
        let cache = Cache::<u32, Touchy, P>::builder()
            .max_weight(10, |key, _| if *key == 13 { panic!("touchy") } else { 1 })
            .shards(1)
            .build_sharded();
        cache.insert(1, Touchy(true));
        caught(|| cache.get(&1));
        caught(|| cache.with(&1, |_| panic!("touchy")).unwrap_or(()));
        caught(|| cache.update(&1, |_| panic!("touchy")).unwrap_or(()));
        caught(|| cache.retain(|_, _| panic!("touchy")));
        caught(|| cache.for_each(|_, _| panic!("touchy")));
        caught(|| cache.insert(13, Touchy(false)));
        caught(|| cache.get_or_insert_with(&13, || Touchy(false)));
        caught(|| cache.get_or_insert_with(&2, || Touchy(true)));
        cache.check();
        assert_eq!((cache.len(), cache.contains_key(&1)), (1, true));
        assert!(!cache.get_or_insert_with(&2, || Touchy(false)).0);
        assert_eq!(cache.weight(), 2);
        cache.check();
    }
    run::<Lru>();
    run::<S3Fifo>();
}

/// Eight threads do everything at once.
#[test]
fn a_storm_keeps_the_bounds() {
    fn run<P: Policy>(weighed: bool) {
        const STEPS: u32 = 3_000;
        let left = Arc::new(AtomicUsize::new(0));
        let count = left.clone();
        let mut builder = Cache::<u32, u64, P>::builder().capacity(100).shards(8);
        if weighed {
            builder = builder.max_weight(200, |_, weight| *weight);
        }
        let builder = builder.on_removal(move |_, _, _| {
            count.fetch_add(1, SeqCst);
        });
        let cache = builder.build_sharded();
        let (start, replaced, looked) = (Barrier::new(8), AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for seed in 0..8_u32 {
                let (cache, start, replaced, looked) = (&cache, &start, &replaced, &looked);
                scope.spawn(move || {
                    start.wait();
                    let mut state = seed;
                    for _ in 0..STEPS {
                        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        let key = (state >> 16) % 300;
                        let weight = u64::from((state >> 8) % 7);
                        match (state >> 26) % 16 {
                            0..6 => {
                                looked.fetch_add(1, SeqCst);
                                if let Some(weight) = cache.get(&key) {
                                    assert!(weight < 7);
                                }
                            }
                            6..9 => {
                                let old = cache.insert(key, weight);
                                replaced.fetch_add(usize::from(old.is_some()), SeqCst);
                            }
                            9..13 => {
                                looked.fetch_add(1, SeqCst);
                                cache.get_or_insert_with(&key, || weight);
                            }
                            13 => {
                                let old = cache.remove(&key);
                                replaced.fetch_add(usize::from(old.is_some()), SeqCst);
                            }
                            14 => {
                                looked.fetch_add(1, SeqCst);
                                cache.update(&key, |value| *value = weight);
                            }
                            _ if key < 2 => cache.clear(),
                            _ if key < 4 => cache.retain(|key, _| key % 2 == 0),
                            _ => assert!(cache.len() <= 100),
                        }
                    }
                });
            }
        });
        cache.check();
        let stats = cache.stats();
        assert_eq!(stats.lookups(), looked.load(SeqCst) as u64, "a lost count");
        assert!(stats.soft_misses <= stats.misses);
        assert!(cache.len() <= 100 && cache.weight() <= 200);
        // Nothing is lost and nothing is there twice. `insert` that returns an old value adds no
        // entry; `remove` takes one.
        assert!(stats.insertions as usize >= left.load(SeqCst) + cache.len());
        assert!(
            stats.insertions as usize <= left.load(SeqCst) + cache.len() + replaced.load(SeqCst)
        );
    }
    run::<Lru>(false);
    run::<Lru>(true);
    run::<Sieve>(false);
    run::<S3Fifo>(true);
    run::<boltons::cache::Lri>(true);
}
