//! A cache of several threads, and its loads, here and asynchronous.

use boltons::cache::sync::{Computed, Loaded, Op, Origin, ShardedCache};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::*;

type Shared<P> = ShardedCache<u64, Value, P, Fixed>;

/// The token of what is there, dead or alive.
fn there<P: Policy>(cache: &Shared<P>, wanted: u64) -> Option<Arc<Token>> {
    let mut found = None;
    cache.for_each(|key, value| {
        if *key == wanted {
            found = Some(value.token.clone());
        }
    });
    found
}

/// A key that is there, mostly.
fn some_key<P: Policy>(cache: &Shared<P>, step: &mut Step<'_>) -> u64 {
    let some = step.key();
    match step.rng.below(5) {
        0 => some,
        n => {
            let mut keys = Vec::new();
            cache.for_each(|key, _| keys.push(*key));
            keys.get(n as usize - 1).copied().unwrap_or(some)
        }
    }
}

/// Every entry has the time left that it should.
fn check_times<P: Policy>(cache: &Shared<P>, world: &World) {
    let mut all = Vec::new();
    cache.for_each(|key, value| all.push((*key, value.token.clone())));
    for (key, token) in all {
        assert_eq!(cache.expires_in(&key), world.left(&token), "{token:?}");
    }
}

/// What a future is at once.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// Takes its time and fails in half of all cases.
fn try_load(world: &World, seconds: u64, weight: u64) -> Result<Value, ()> {
    let value = world.load(seconds, weight);
    if seconds % 2 == 0 {
        Ok(value)
    } else {
        // It was never anywhere, and hears nothing of the cache.
        world.dismiss(&value);
        Err(())
    }
}

/// What a load returned: dead only in its grace.
fn loaded(world: &World, loaded: Loaded<Value>) {
    if loaded.origin == Origin::Stale {
        let token = &loaded.value.token;
        assert!(world.is_dead(token) && !world.is_gone(token));
        world.note("served in its grace");
    }
    let (origin, value) = (loaded.origin, loaded.into_value());
    if origin != Origin::Stale {
        world.seen(&value);
    }
}

pub(super) fn operations<P: Policy>() -> Vec<Operation<Shared<P>>> {
    vec![
        ("get", |cache, step| {
            cache.get(&step.key()).iter().for_each(|value| step.world.used(value));
        }),
        ("with", |cache, step| {
            let world = step.world;
            cache.with(&step.key(), |value| world.used(value));
        }),
        ("update", |cache, step| {
            let (weight, world) = (step.weight(), step.world);
            cache.update(&step.key(), |value| {
                world.used(value);
                value.weight = weight;
                world.burn(Fuse::Closure);
            });
        }),
        ("peek, contains_key and expires_in", |cache, step| {
            let key = some_key(cache, step);
            let left = there(cache, key).and_then(|token| step.world.left(&token));
            assert_eq!(cache.expires_in(&key), left);
            assert_eq!(cache.contains_key(&key), left.is_some());
            assert_eq!(cache.peek(&key).is_some(), left.is_some());
            cache.peek(&key).iter().for_each(|value| step.world.seen(value));
        }),
        ("peek_stale", |cache, step| {
            let key = some_key(cache, step);
            let there = there(cache, key).filter(|token| !step.world.is_gone(token));
            let stale = cache.peek_stale(&key).map(|value| value.token.id);
            assert_eq!(stale, there.map(|token| token.id));
            if stale.is_some() && cache.peek(&key).is_none() {
                step.world.note("seen in its grace");
            }
        }),
        ("insert_with_ttl", |cache, step| {
            let (key, value, ttl) = (step.key(), step.value(), step.ttl());
            step.world.own(&value.token, ttl);
            let old = cache.insert_with_ttl(key, value, ttl);
            step.got(old);
            check_times(cache, step.world);
        }),
        ("renew", |cache, step| {
            let (key, ttl) = (some_key(cache, step), step.ttl());
            let token = there(cache, key).filter(|token| !step.world.is_dead(token));
            assert_eq!(cache.renew(&key, ttl), token.is_some());
            token.into_iter().for_each(|token| step.world.own(&token, ttl));
            check_times(cache, step.world);
        }),
        ("set_ttl", |cache, step| {
            let ttl = step.bound(step.world.config.ttl());
            cache.set_ttl(ttl.map(|seconds| SECOND * seconds as u32));
            step.world.set_ttl(ttl);
            check_times(cache, step.world);
        }),
        ("set_tti", |cache, step| {
            let tti = step.bound(step.world.config.tti());
            cache.set_tti(tti.map(|seconds| SECOND * seconds as u32));
            step.world.set_tti(tti);
            check_times(cache, step.world);
        }),
        ("take_stats and stats", |cache, step| {
            let stats = cache.stats();
            assert!(!step.world.config.quiet || stats.lookups() == 0);
            assert_eq!(cache.take_stats(), stats);
            assert_eq!(cache.stats(), Stats::default());
            *lock(&step.world.taken) += stats;
        }),
        ("for_each, len, is_empty, weight and shards", |cache, step| {
            let mut weights = Vec::new();
            cache.for_each(|_, value| weights.push(value.weight));
            assert_eq!((cache.len(), cache.is_empty()), (weights.len(), weights.is_empty()));
            let weighs = step.world.config.bound != Bound::Count;
            let weight = if weighs { weights.iter().sum() } else { weights.len() as u64 };
            assert_eq!(cache.weight(), weight);
            assert!([1, 4].contains(&cache.shards()));
        }),
        ("get_or_insert_async", |cache, step| {
            let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
            let world = step.world;
            let load = || async { world.load(seconds, weight) };
            world.used(&ready(cache.get_or_insert_async(&key, load)));
        }),
        ("get_or_try_insert_async", |cache, step| {
            let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
            let world = step.world;
            let load = || async { try_load(world, seconds, weight) };
            let loaded = ready(cache.get_or_try_insert_async(&key, load));
            loaded.iter().for_each(|value| world.used(value));
        }),
        ("insert", |cache, step| {
            let old = cache.insert(step.key(), step.value());
            step.got(old);
        }),
        ("insert again", |cache, step| {
            let old = cache.insert(step.key() % 4, step.value());
            step.got(old);
        }),
        ("remove", |cache, step| {
            let removed = cache.remove(&step.key());
            removed.iter().for_each(|value| step.world.seen(value));
            step.got(removed);
        }),
        ("get_or_insert_with", |cache, step| {
            let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
            let world = step.world;
            let value = cache.get_or_insert_with(&key, || world.load(seconds, weight));
            world.used(&value);
        }),
        ("get_or_try_insert_with", |cache, step| {
            let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
            let world = step.world;
            let made = || if seconds % 2 == 0 { Ok(world.load(seconds, weight)) } else { Err(()) };
            if let Ok(value) = cache.get_or_try_insert_with(&key, made) {
                world.used(&value);
            }
        }),
        ("retain", |cache, step| {
            let (mask, weight, world) = (step.rng.below(8), step.weight(), step.world);
            let all = step.rng.below(4) > 0;
            cache.retain(|key, value| {
                value.weight = value.weight.max(weight);
                world.burn(Fuse::Closure);
                all || key & mask == 0
            });
        }),
        ("upsert", |cache, step| {
            let (key, value, weight, world) = (step.key(), step.value(), step.weight(), step.world);
            let mut spare = Some(value);
            cache.upsert(
                &key,
                || spare.take().expect("asked once"),
                |value| {
                    world.used(value);
                    value.weight = weight;
                    world.burn(Fuse::Closure);
                },
            );
            step.got(spare);
        }),
        ("compute", |cache, step| {
            let (key, value, what, world) =
                (step.key(), step.value(), step.rng.below(4), step.world);
            let weight = step.weight();
            let mut spare = Some(value);
            let computed = cache.compute(&key, |there| {
                if let Some(there) = there {
                    world.used(there);
                    there.weight = weight;
                }
                world.burn(Fuse::Closure);
                match what {
                    0 => Op::Keep,
                    1 => Op::Remove,
                    _ => Op::Put(spare.take().expect("asked once")),
                }
            });
            step.got(spare);
            if let Computed::Replaced(old) | Computed::Removed(old) = computed {
                step.got(Some(old));
            }
        }),
        ("evict", |cache, step| {
            let evicted = cache.evict().map(|(_, value)| value);
            step.got(evicted);
        }),
        ("evict_weight", |cache, step| _ = cache.evict_weight(step.rng.below(9))),
        ("set_capacity and capacity", |cache, step| {
            let full = if step.world.config.bound == Bound::Weight { usize::MAX } else { CAPACITY };
            let small = step.rng.below(6) as usize;
            cache.set_capacity(small);
            assert!(cache.len() <= small);
            cache.set_capacity(full);
            assert!(full == usize::MAX || cache.capacity() == full);
        }),
        ("set_max_weight and max_weight", |cache, step| {
            let (known, max) = (cache.max_weight(), step.rng.below(MAX_WEIGHT));
            assert_eq!(cache.set_max_weight(max), known);
            assert_eq!(cache.set_max_weight(MAX_WEIGHT), known.map(|_| max));
        }),
        ("keys and snapshot", |cache, step| {
            let all = cache.snapshot();
            all.iter().for_each(|(_, value)| step.world.seen(value));
            let mut keys = cache.keys();
            let mut listed: Vec<_> = all.iter().map(|(key, _)| *key).collect();
            keys.sort_unstable();
            listed.sort_unstable();
            assert_eq!(keys, listed);
        }),
        ("shrink_to_fit", |cache, step| {
            cache.shrink_to_fit();
            step.world.shrunk();
            check_times(cache, step.world);
        }),
        ("purge_expired and purge_expired_some", |cache, step| {
            let gone = |cache: &Shared<P>| {
                let values = cache.present();
                values.iter().filter(|value| step.world.is_gone(&value.token)).count()
            };
            let (before, most) = (gone(cache), step.rng.below(4) as usize);
            assert_eq!(cache.purge_expired_some(most), before.min(most));
            assert_eq!(cache.purge_expired(), before.saturating_sub(most));
            assert_eq!(gone(cache), 0);
        }),
        ("clear", |cache, step| {
            if step.rng.below(4) == 0 {
                cache.clear();
                assert!(cache.is_empty());
            }
        }),
    ]
}

/// The load of a key with options. It is a use, also where its function fails or panics.
macro_rules! load {
    ($cache:ident, $step:ident) => {{
        let key = some_key($cache, $step);
        $cache.with(&key, |value| $step.world.used(value));
        ($cache, key, $step.world, $step.rng.below(9), $step.weight())
    }};
}

pub(super) fn loads<P: Policy>() -> Vec<Operation<Shared<P>>> {
    vec![
        ("run", |cache, step| {
            let (cache, key, world, seconds, weight) = load!(cache, step);
            loaded(world, cache.load(&key).run(|| world.load(seconds, weight)));
        }),
        ("try_run", |cache, step| {
            let (cache, key, world, seconds, weight) = load!(cache, step);
            let result = cache.load(&key).try_run(|| try_load(world, seconds, weight));
            result.into_iter().for_each(|result| loaded(world, result));
        }),
        ("ahead and try_run", |cache, step| {
            let (cache, key, world, seconds, weight) = load!(cache, step);
            let load = cache.load(&key).ahead(SECOND * (seconds % 3) as u32);
            let result = load.try_run(|| try_load(world, seconds, weight));
            result.into_iter().for_each(|result| loaded(world, result));
        }),
        ("ahead and try_run_with_ttl", |cache, step| {
            let (cache, key, world, seconds, weight) = load!(cache, step);
            let load = cache.load(&key).ahead(SECOND * (seconds % 3) as u32);
            let result = load.try_run_with_ttl(|| with_ttl(world, seconds, weight));
            result.into_iter().for_each(|result| loaded(world, result));
            check_times(cache, world);
        }),
        ("run_async", |cache, step| {
            let (cache, key, world, seconds, weight) = load!(cache, step);
            let load = cache.load(&key).ahead(SECOND * (seconds % 3) as u32);
            loaded(world, ready(load.run_async(|| async { world.load(seconds, weight) })));
        }),
        ("try_run_async", |cache, step| {
            let (cache, key, world, seconds, weight) = load!(cache, step);
            let made = || async { try_load(world, seconds, weight) };
            let result = ready(cache.load(&key).try_run_async(made));
            result.into_iter().for_each(|result| loaded(world, result));
        }),
        ("try_run_with_ttl_async", |cache, step| {
            let (cache, key, world, seconds, weight) = load!(cache, step);
            let made = || async { with_ttl(world, seconds, weight) };
            let result = ready(cache.load(&key).try_run_with_ttl_async(made));
            result.into_iter().for_each(|result| loaded(world, result));
            check_times(cache, world);
        }),
    ]
}

/// A value with a time of its own, or with that of the cache.
fn with_ttl(world: &World, seconds: u64, weight: u64) -> Result<(Value, Option<Duration>), ()> {
    let value = try_load(world, seconds, weight)?;
    let ttl = (weight % 2 == 0).then(|| SECOND * (1 + weight % 7) as u32);
    ttl.into_iter().for_each(|ttl| world.own(&value.token, ttl));
    Ok((value, ttl))
}

impl<P: Policy> Target for Shared<P> {
    const KEEPS_REFUSED: bool = false;

    fn operations() -> Vec<Operation<Self>> {
        operations().into_iter().chain(loads()).collect()
    }

    fn poke(&mut self) {
        // To every shard.
        self.retain(|_, _| true);
    }

    fn audit(&self) {
        self.check();
    }

    fn present(&self) -> Vec<Value> {
        let mut values = Vec::new();
        self.for_each(|_, value| values.push(value.clone()));
        values
    }

    fn stats(&self) -> Stats {
        self.stats()
    }

    fn capacity(&self) -> usize {
        self.capacity()
    }

    fn max_weight(&self) -> Option<u64> {
        self.max_weight()
    }

    fn is_whole(&self) -> bool {
        self.shards() == 1
    }
}
