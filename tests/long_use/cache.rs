//! Caches under each policy and bound, the shared cache, counters and pools of numbers.

use std::future::Future;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use boltons::cache::sync::{Op, ShardedCache};
use boltons::cache::{
    Builder, Cache, FrequentItems, IdPool, Lri, Lru, LruCache, ManualClock, Memo, MinIdMap, Policy,
    S3Fifo, Sieve, ThresholdCounter,
};

use crate::Subject;
use crate::random::Random;

type Hasher = BuildHasherDefault<DefaultHasher>;
type Bytes = Box<[u8]>;
type Plain<P> = Cache<u64, Bytes, P, Hasher>;
type Building<P> = Builder<u64, Bytes, P, Hasher>;
type Shared<P> = ShardedCache<u64, Bytes, P, Hasher>;

const ENTRIES: usize = 1_000;
const KEYS: u64 = 4_096;
const WEIGHT: u64 = 20_000;
const MILLISECOND: Duration = Duration::from_millis(1);

pub fn subjects() -> Vec<Subject> {
    let mut all = Vec::new();
    each_bound::<Lru>("lru", &mut all);
    each_bound::<Lri>("lri", &mut all);
    each_bound::<Sieve>("sieve", &mut all);
    each_bound::<S3Fifo>("s3-fifo", &mut all);
    all.push(sharded::<Lru>("lru"));
    all.push(sharded::<S3Fifo>("s3-fifo"));
    all.extend([memo(), id_pool(), min_id_map(), threshold_counter(), frequent_items()]);
    all
}

fn each_bound<P: Policy + 'static>(policy: &str, all: &mut Vec<Subject>) {
    let name = |bound| format!("cache/{policy}/{bound}");
    all.push(cache::<P>(name("entries"), false, |builder, _| builder.capacity(ENTRIES)));
    all.push(cache::<P>(name("weight"), false, |builder, _| {
        builder.max_weight(WEIGHT, |_, value| value.len() as u64 + 1)
    }));
    all.push(cache::<P>(name("times"), true, |builder, clock| {
        let builder = builder.capacity(ENTRIES).clock(clock);
        builder.ttl(MILLISECOND * 4_000).tti(MILLISECOND * 2_000).grace(MILLISECOND * 100)
    }));
}

fn cache<P: Policy + 'static>(
    name: String,
    times: bool,
    bound: fn(Building<P>, ManualClock) -> Building<P>,
) -> Subject {
    let clock = ManualClock::new();
    let own = clock.clone();
    let create = move || bound(Cache::builder_with_hasher(Hasher::default()), own).build();
    let step = move |cache: &mut Plain<P>, random: &mut Random| {
        if random.rarely() {
            return whole_cache(cache, random);
        }
        let key = random.skewed(KEYS);
        match random.below(32) {
            0..8 => drop(cache.insert(key, random.bytes())),
            8 => drop(cache.push(key, random.bytes())),
            9 => drop(cache.get_or_insert_with(key, || random.bytes())),
            10 => drop(cache.entry(key).or_insert_with(|| random.bytes())),
            11 => drop(cache.remove(&key)),
            12 => drop(cache.remove_entry(&key)),
            13 => drop(cache.evict()),
            14 => {
                if let Some(value) = cache.get_mut(&key) {
                    *value = random.bytes();
                }
            }
            15 => {
                if let Some(value) = cache.peek_mut(&key) {
                    *value = random.bytes();
                }
                cache.reweigh(&key);
            }
            16 => clock.advance(MILLISECOND * random.below(40) as u32),
            17 => _ = cache.purge_expired_some(2),
            18 => drop(cache.pop_expired()),
            19 => _ = cache.peek(&key),
            20 => _ = cache.expires_in(&key),
            // In a cache without times these would give it some.
            21 if times => {
                let ttl = MILLISECOND * random.below(4_000) as u32;
                drop(cache.insert_with_ttl(key, random.bytes(), ttl));
            }
            22 if times => _ = cache.renew(&key, MILLISECOND * 1_000),
            _ => _ = cache.get(&key),
        }
    };
    Subject::new(name, create, step, Cache::check)
}

/// What takes time for all entries.
fn whole_cache<P: Policy>(cache: &mut Plain<P>, random: &mut Random) {
    match random.below(11) {
        0 => cache.clear(),
        1 => cache.retain(|key, _| key % 2 == 0),
        2 => cache.shrink_to_fit(),
        3 => drop(cache.drain().nth(3)),
        4 => cache.extend((0..100).map(|_| (random.skewed(KEYS), random.bytes()))),
        5 if cache.capacity() == ENTRIES => {
            cache.set_capacity(ENTRIES / 3);
            cache.set_capacity(ENTRIES);
        }
        6 => {
            cache.set_max_weight(WEIGHT / 2);
            cache.set_max_weight(WEIGHT);
        }
        7 => _ = cache.purge_expired(),
        8 => *cache = cache.clone(),
        9 => _ = cache.take_stats(),
        _ => cache.check(),
    }
}

/// The cache and its bounds, used by two threads at once, each with its own operations.
fn sharded<P: Policy + 'static>(policy: &str) -> Subject {
    Subject::whole(format!("cache/sharded/{policy}"), || {
        let (clock, removed) = (ManualClock::new(), Arc::new(AtomicU64::new(0)));
        let heard = removed.clone();
        let cache: Shared<P> = Cache::builder_with_hasher(Hasher::default())
            .capacity(ENTRIES)
            .shards(4)
            .max_weight(WEIGHT, |_, value: &Bytes| value.len() as u64 + 1)
            .ttl(MILLISECOND * 4_000)
            .grace(MILLISECOND * 100)
            .clock(clock.clone())
            .on_removal(move |_, _, _| _ = heard.fetch_add(1, Relaxed))
            .build_sharded();
        let mut random = [Random::new(1), Random::new(2)];
        Box::new(move |operations| {
            std::thread::scope(|scope| {
                for random in &mut random {
                    let (cache, clock) = (&cache, &clock);
                    scope.spawn(move || {
                        (0..operations / 2).for_each(|_| use_shared(cache, clock, random));
                    });
                }
            });
            cache.check();
            assert!(removed.load(Relaxed) > 0);
        })
    })
}

fn use_shared<P: Policy>(cache: &Shared<P>, clock: &ManualClock, random: &mut Random) {
    if random.rarely() {
        return use_whole_shared(cache, random);
    }
    let key = random.skewed(KEYS);
    match random.below(32) {
        0..6 => drop(cache.insert(key, random.bytes())),
        6..9 => drop(cache.get_or_insert_with(&key, || random.bytes())),
        9 => drop(cache.get_or_try_insert_with(&key, || Err(()))),
        10 => {
            // A load that is given up, unless the value is there.
            let load = pin!(cache.get_or_insert_async(&key, std::future::pending));
            _ = load.poll(&mut Context::from_waker(Waker::noop()));
        }
        11 => {
            let load = pin!(cache.get_or_insert_async(&key, || async { random.bytes() }));
            // Pending where the other thread loads it.
            if let Poll::Ready(value) = load.poll(&mut Context::from_waker(Waker::noop())) {
                drop(value);
            }
        }
        12 => drop(cache.remove(&key)),
        13 => drop(cache.evict()),
        14 => _ = cache.update(&key, |value| *value = random.bytes()),
        15 => {
            let new = random.bytes();
            cache.upsert(&key, Bytes::default, |value| *value = new);
        }
        16 => drop(cache.compute(&key, |_| Op::Put(random.bytes()))),
        17 => drop(cache.compute(&key, |_| Op::Remove)),
        18 => {
            let ttl = MILLISECOND * random.below(4_000) as u32;
            drop(cache.insert_with_ttl(key, random.bytes(), ttl));
        }
        19 => _ = cache.renew(&key, MILLISECOND * 1_000),
        20 => clock.advance(MILLISECOND * random.below(40) as u32),
        21 => _ = cache.purge_expired_some(2),
        22 => drop(cache.load(&key).ahead(MILLISECOND * 500).run(|| random.bytes())),
        23 => _ = cache.contains_key(&key),
        24 => drop(cache.peek_stale(&key)),
        _ => _ = cache.with(&key, |value| value.len()),
    }
}

/// What takes time for all entries.
fn use_whole_shared<P: Policy>(cache: &Shared<P>, random: &mut Random) {
    match random.below(9) {
        0 => cache.clear(),
        1 => cache.retain(|key, _| key % 2 == 0),
        2 => cache.shrink_to_fit(),
        3 => drop(cache.snapshot()),
        4 => {
            cache.set_capacity(ENTRIES / 3);
            cache.set_capacity(ENTRIES);
        }
        5 => {
            cache.set_max_weight(WEIGHT / 2);
            cache.set_max_weight(WEIGHT);
        }
        6 => _ = cache.purge_expired(),
        7 => _ = cache.evict_weight(1_000),
        _ => _ = cache.take_stats(),
    }
}

fn memo() -> Subject {
    let create = || {
        let cache = LruCache::with_hasher(ENTRIES, Hasher::default());
        Memo::new(cache, |key: &u64| -> Bytes { vec![0; (*key % 48) as usize].into() })
    };
    let step = |memo: &mut Memo<_, u64, Bytes, Lru, Hasher>, random: &mut Random| {
        let key = random.skewed(KEYS);
        assert_eq!(memo.get(&key).len() as u64, key % 48);
    };
    Subject::new("cache/memo", create, step, |memo| memo.cache().check())
}

fn id_pool() -> Subject {
    let create = || (IdPool::new(), Vec::new());
    let step = |(pool, taken): &mut (IdPool, Vec<usize>), random: &mut Random| {
        if random.rarely() {
            match random.below(3) {
                0 => pool.shrink_to_fit(),
                1 => *pool = pool.clone(),
                _ => {
                    pool.clear();
                    taken.clear();
                }
            }
        } else if random.below(ENTRIES as u64) >= taken.len() as u64 {
            taken.push(pool.allocate());
        } else {
            let at = random.below(taken.len() as u64) as usize;
            assert!(pool.release(taken.swap_remove(at)));
        }
        assert_eq!(pool.len(), taken.len());
    };
    Subject::new("cache/id_pool", create, step, |(pool, _)| pool.check())
}

fn min_id_map() -> Subject {
    let create = || MinIdMap::with_hasher(Hasher::default());
    let step = |map: &mut MinIdMap<Bytes, Hasher>, random: &mut Random| {
        let key = random.skewed(2 * ENTRIES as u64).to_le_bytes();
        match random.below(4) {
            _ if random.rarely() => match random.below(3) {
                0 => map.shrink_to_fit(),
                1 => *map = map.clone(),
                _ => map.clear(),
            },
            0 => _ = map.remove(&key[..]),
            1 => drop(map.remove_id(random.below(ENTRIES as u64) as usize)),
            _ => _ = map.get_or_assign(key.into()),
        }
    };
    Subject::new("cache/min_id_map", create, step, MinIdMap::check)
}

/// A stream in which half of the keys never come again.
fn stream(random: &mut Random) -> Bytes {
    let key = if random.below(2) == 0 { random.next() } else { random.skewed(KEYS) };
    key.to_le_bytes().into()
}

fn threshold_counter() -> Subject {
    let create = || ThresholdCounter::with_hasher(0.001, Hasher::default()).unwrap();
    let step = |counter: &mut ThresholdCounter<Bytes, Hasher>, random: &mut Random| {
        let key = stream(random);
        match random.below(4) {
            _ if random.rarely() => match random.below(3) {
                0 => counter.shrink_to_fit(),
                1 => *counter = counter.clone(),
                _ => {
                    let mut few = ThresholdCounter::with_hasher(0.001, Hasher::default()).unwrap();
                    (0..100).for_each(|_| few.add(stream(random)));
                    counter.merge(few);
                }
            },
            0 => counter.add_ref(&*key),
            1 => counter.add_n(key, 3),
            _ => counter.add(key),
        }
    };
    Subject::new("cache/threshold_counter", create, step, ThresholdCounter::check)
}

fn frequent_items() -> Subject {
    let create = || FrequentItems::with_hasher(ENTRIES, Hasher::default());
    let step = |items: &mut FrequentItems<Bytes, Hasher>, random: &mut Random| {
        let key = stream(random);
        match random.below(4) {
            _ if random.rarely() => match random.below(4) {
                0 => items.shrink_to_fit(),
                1 => items.clear(),
                2 => *items = items.clone(),
                _ => {
                    let mut few = FrequentItems::with_hasher(ENTRIES, Hasher::default());
                    (0..100).for_each(|_| few.add(stream(random)));
                    items.merge(few);
                }
            },
            0 => items.add_ref(&*key),
            1 => items.add_n(key, 3),
            _ => items.add(key),
        }
    };
    Subject::new("cache/frequent_items", create, step, FrequentItems::check)
}
