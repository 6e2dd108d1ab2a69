//! What a cache takes and gives back, by an allocator that counts.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::time::Duration;

use boltons::cache::{Builder, Cache, Lri, Lru, ManualClock, Policy, S3Fifo, Sieve};

use crate::alloc::{allocations, live_bytes};

type Fixed = BuildHasherDefault<DefaultHasher>;
type Built<P> = Builder<u64, u64, P, Fixed>;

const N: u64 = 50_000;
/// Where every feature is filled and emptied in every way.
const FEW: u64 = 4_000;
const HOUR: Duration = Duration::from_secs(3_600);

fn builder<P: Policy>() -> Built<P> {
    builder_for(N)
}

fn builder_for<P: Policy>(capacity: u64) -> Built<P> {
    Cache::builder_with_hasher(Fixed::default())
        .capacity(capacity as usize)
        .clock(ManualClock::new())
}

/// The features that keep something per entry, or a queue.
fn features<P: Policy>() -> Vec<(&'static str, Built<P>)> {
    vec![
        ("nothing", Cache::builder_with_hasher(Fixed::default()).capacity(FEW as usize)),
        ("a clock", builder_for(FEW)),
        ("weights", builder_for(FEW).max_weight(u64::MAX, |_, _| 1)),
        ("pinned", builder_for(FEW).max_weight(u64::MAX, |_, _| 0)),
        ("time to live", builder_for(FEW).ttl(HOUR)),
        ("time to idle", builder_for(FEW).tti(HOUR)),
        ("a time per entry", builder_for(FEW).ttl_by(|&key, _| Some(HOUR * (1 + key as u32 % 7)))),
        ("a listener", builder_for(FEW).on_removal(|_, _, _| {})),
        (
            "all",
            builder_for(FEW)
                .ttl(HOUR)
                .tti(HOUR)
                .max_weight(u64::MAX, |_, _| 1)
                .on_removal(|_, _, _| {}),
        ),
    ]
}

/// Bytes per entry after many evictions.
fn bytes<P: Policy>(builder: Built<P>) -> f64 {
    let (cache, bytes) = live_bytes(|| {
        let mut cache = builder.build();
        for i in 0..6 * N {
            cache.insert(i, i);
        }
        cache
    });
    assert_eq!(cache.len(), N as usize);
    bytes as f64 / N as f64
}

/// The figures that the documentation gives.
#[test]
fn c27_bytes_per_entry() {
    let plain = bytes(builder::<Lru>());
    assert!(plain <= 42.0, "{plain}");
    assert!(bytes(builder::<Sieve>()) <= 43.0);
    assert!(bytes(builder::<S3Fifo>()) <= 56.0);
    let more = |builder| bytes(builder) - plain;
    for (what, builder, most) in [
        ("weights", builder::<Lru>().max_weight(u64::MAX, |_, _| 1), 8.1),
        ("ttl", builder().ttl(HOUR), 17.0),
        ("tti", builder().tti(HOUR), 17.0),
        ("both", builder().ttl(HOUR).tti(HOUR), 33.0),
        ("own", builder().ttl_by(|_, _| Some(HOUR)), 30.0),
    ] {
        let more = more(builder);
        assert!(more <= most, "{what}: {more} bytes more per entry");
    }
}

/// However it was emptied, what `shrink_to_fit` leaves is at most a quarter more than what a fresh
/// cache of these entries takes.
fn shrinks<P: Policy>() {
    type Emptied<P> = fn(&mut Cache<u64, u64, P, Fixed>);
    let ways: [(&str, Emptied<P>); 6] = [
        ("clear", |cache| cache.clear()),
        ("retain none", |cache| cache.retain(|_, _| false)),
        ("retain some", |cache| cache.retain(|key, _| key % 50 == 0)),
        ("set_capacity", |cache| cache.set_capacity(300)),
        ("drain", |cache| drop(cache.drain())),
        ("remove", |cache| {
            let keys: Vec<u64> = cache.keys().copied().collect();
            keys.iter().skip(900).for_each(|key| _ = cache.remove(key));
        }),
    ];
    for (way, empty) in ways {
        for (what, builder) in features::<P>() {
            let fresh = features::<P>().into_iter().find(|f| f.0 == what).unwrap().1;
            let (mut cache, _) = live_bytes(|| builder.build());
            let ((), held) = live_bytes(|| {
                for i in 0..3 * FEW {
                    cache.insert(i, i);
                }
                empty(&mut cache);
                cache.shrink_to_fit();
                cache.check();
            });
            let (fresh, needed) = {
                let mut fresh = fresh.build();
                let ((), needed) = live_bytes(|| {
                    fresh.extend(cache.iter().map(|(&key, &value)| (key, value)));
                    fresh.shrink_to_fit();
                });
                (fresh, needed)
            };
            assert_eq!(fresh.len(), cache.len());
            let most = needed + needed / 4;
            assert!(held <= most, "{way}, {what}: {held} bytes, {needed} needed");
        }
    }
}

#[test]
fn shrinking_leaves_what_the_entries_need() {
    shrinks::<Lru>();
    shrinks::<Lri>();
    shrinks::<Sieve>();
    shrinks::<S3Fifo>();
}

/// A queue for the listener gives its room back by itself.
fn reserves<P: Policy>() {
    for (name, builder) in features::<P>() {
        let mut cache = builder.build();
        cache.insert(FEW, 0);
        cache.reserve(1_000);
        let ((), calls) = allocations(|| (0..999).for_each(|key| _ = cache.insert(key, key)));
        // Which entries get a time of their own, the closure decides.
        assert!(calls == 0 || name == "a time per entry", "{name}: {calls}");
        assert_eq!(cache.len(), 1_000, "{name}");
        cache.check();
    }
}

#[test]
fn what_was_reserved_is_not_allocated_again() {
    reserves::<Lru>();
    reserves::<Lri>();
    reserves::<Sieve>();
    reserves::<S3Fifo>();
}

#[test]
fn a_queue_for_the_listener_is_not_for_ever() {
    let mut cache = builder::<Lru>().on_removal(|_, _, _| {}).build();
    for i in 0..N {
        cache.insert(i, i);
    }
    let ((), more) = live_bytes(|| {
        cache.retain(|key, _| *key == 0);
        cache.insert(1, 1);
    });
    assert!(more < 2_000, "{more} bytes more than before");
}

/// One entry with a time of its own costs nothing once it is gone and the cache is shrunk.
#[test]
fn one_time_of_its_own_is_given_back() {
    let mut cache = builder::<Lru>().build();
    for i in 0..N {
        cache.insert(i, i);
    }
    cache.shrink_to_fit();
    let ((), more) = live_bytes(|| {
        cache.insert_with_ttl(1, 1, HOUR);
        cache.remove(&1);
        cache.shrink_to_fit();
    });
    assert!(more < 1_000, "{more} bytes more than before");
}

/// An eviction allocates nothing, whatever the cache can do.
#[test]
fn an_eviction_allocates_nothing() {
    for (what, builder) in features::<S3Fifo>() {
        if what == "a listener" || what == "all" {
            // The queue.
            continue;
        }
        let mut cache = builder.build();
        for i in 0..4 * FEW {
            cache.insert(i, i);
        }
        let ((), calls) = crate::alloc::allocations(|| {
            for i in 4 * FEW..5 * FEW {
                cache.insert(i, i);
            }
        });
        assert!(calls <= 40, "{what}: {calls} allocations");
    }
}

/// Every other structure of the module gives its room back as well.
#[test]
fn every_structure_gives_its_room_back() {
    use boltons::cache::sync::ShardedCache;
    use boltons::cache::{FrequentItems, IdPool, MinIdMap, ThresholdCounter};

    /// What is held after `full` was emptied by `empty`, against a fresh one of the same content.
    fn gives_back<T>(
        what: &str,
        full: impl FnOnce() -> T,
        empty: impl FnOnce(&mut T),
        fresh: impl FnOnce() -> T,
    ) {
        let (emptied, held) = live_bytes(|| {
            let mut full = full();
            empty(&mut full);
            full
        });
        let (fresh, needed) = live_bytes(fresh);
        let most = needed + needed / 4;
        assert!(held <= most, "{what}: {held} bytes, {needed} needed");
        drop((emptied, fresh));
    }

    let n = N as usize;
    for kept in [0, 100, n / 3] {
        gives_back(
            "MinIdMap",
            || {
                let mut map = MinIdMap::new();
                (0..n).for_each(|key| _ = map.get_or_assign(key));
                map
            },
            |map| {
                (kept..n).for_each(|key| _ = map.remove(&key));
                map.shrink_to_fit();
                map.check();
            },
            || {
                let mut map = MinIdMap::new();
                (0..kept).for_each(|key| _ = map.get_or_assign(key));
                map.shrink_to_fit();
                map
            },
        );
        gives_back(
            "IdPool",
            || {
                let mut pool = IdPool::new();
                (0..n).for_each(|_| _ = pool.allocate());
                pool
            },
            |pool| {
                (kept..n).for_each(|id| assert!(pool.release(id)));
                pool.shrink_to_fit();
            },
            || {
                let mut pool = IdPool::new();
                (0..kept).for_each(|_| _ = pool.allocate());
                pool.shrink_to_fit();
                pool
            },
        );
        gives_back(
            "ShardedCache",
            || {
                let hasher = Fixed::default();
                let cache = ShardedCache::<u64, u64, _, _>::with_hasher(2 * n, hasher);
                (0..n as u64).for_each(|key| _ = cache.insert(key, key));
                cache
            },
            |cache| {
                cache.retain(|&key, _| key < kept as u64);
                cache.shrink_to_fit();
                cache.check();
                assert_eq!(cache.len(), kept);
            },
            || {
                let hasher = Fixed::default();
                let cache = ShardedCache::<u64, u64, _, _>::with_hasher(2 * n, hasher);
                (0..kept as u64).for_each(|key| _ = cache.insert(key, key));
                cache.shrink_to_fit();
                cache
            },
        );
    }
    // After a flood of keys that come once, few are tracked.
    let flooded = || {
        let mut counter = ThresholdCounter::new(0.01).unwrap();
        (0..N).for_each(|key| counter.add(key));
        counter
    };
    let tracked = flooded().len() as u64;
    gives_back("ThresholdCounter", flooded, ThresholdCounter::shrink_to_fit, || {
        let mut counter = ThresholdCounter::new(0.01).unwrap();
        (0..tracked).for_each(|key| counter.add(key));
        counter.shrink_to_fit();
        counter
    });
    gives_back(
        "FrequentItems",
        || {
            let mut items = FrequentItems::new(2_000);
            (0..N).for_each(|key| items.add(key));
            items
        },
        |items| {
            items.clear();
            items.shrink_to_fit();
        },
        || {
            let mut items = FrequentItems::new(2_000);
            items.shrink_to_fit();
            items
        },
    );
}
