//! Every feature of a cache with every operation.
//!
//! {policy} × {count, weight, both} × {no time, time to live, time to idle, a time per entry} ×
//! {listener or not} × {`Cache`, 1 shard, 4 shards, `Memo`, `cached!`} × every operation, with
//! loaders that take time, values that grow in place, and user code that panics: the listener, the
//! weigher, loaders, closures and the drop of a value. After each step:
//!
//! * bounds: of the number and, of the weights that the values have, at the latest after a call;
//! * order: nothing live is evicted while something dead is there; nothing dead is returned;
//! * hearing: whatever was inserted is there, or was returned, or was heard, exactly once; a panic
//!   costs the hearing of one entry at most, that which the call would have returned;
//! * statistics: lookups, insertions and departures add up;
//! * memory: what left is dropped.
//!
//! A new feature or operation is a line in one of the lists.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use boltons::cache::sync::{Computed, Op, ShardedCache};
use boltons::cache::{
    Builder, Cache, Cause, Clock, Entry, Lri, Lru, ManualClock, Memo, Policy, S3Fifo, Sieve, Stats,
    cached,
};
use std::hash::{BuildHasherDefault, DefaultHasher};

type Fixed = BuildHasherDefault<DefaultHasher>;

const SECOND: Duration = Duration::from_secs(1);
const CAPACITY: usize = 6;
const MAX_WEIGHT: u64 = 24;
const LIFE: u64 = 5;
const KEYS: u64 = 24;

/// SplitMix64.
struct Rng(u64);

impl Rng {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Bound {
    Count,
    Weight,
    Both,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Time {
    Never,
    Live,
    Idle,
    ByEntry,
}

#[derive(Clone, Copy, Debug)]
struct Config {
    bound: Bound,
    time: Time,
    listener: bool,
}

impl Config {
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for bound in [Bound::Count, Bound::Weight, Bound::Both] {
            for time in [Time::Never, Time::Live, Time::Idle, Time::ByEntry] {
                all.extend([false, true].map(|listener| Self { bound, time, listener }));
            }
        }
        all
    }
}

/// What is known of a value, wherever it is.
#[derive(Debug)]
struct Token {
    id: u64,
    /// When it was written and used, in seconds.
    written: AtomicU64,
    used: AtomicU64,
    /// How long it lives if entries have times of their own; odd ones don't.
    life: Option<u64>,
}

/// A value that has a weight of its own, which may grow.
#[derive(Clone, Debug)]
struct Value {
    token: Arc<Token>,
    weight: u64,
}

thread_local! {
    /// The world of the run in this thread, for code that has no other way to it.
    static WORLD: RefCell<Option<Arc<World>>> = const { RefCell::new(None) };
}

fn world() -> Arc<World> {
    WORLD.with_borrow(Clone::clone).expect("a run")
}

impl Drop for Value {
    fn drop(&mut self) {
        if let Some(world) = WORLD.with_borrow(Clone::clone) {
            world.burn(Fuse::Drop);
        }
    }
}

/// Where the user's code shall panic next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fuse {
    Listener,
    Weigher,
    Loader,
    Closure,
    Drop,
}

/// All that the user's code knows.
struct World {
    config: Config,
    clock: ManualClock,
    fuse: Mutex<Option<(Fuse, u64)>>,
    heard: Mutex<Vec<(u64, Cause)>>,
    tokens: Mutex<BTreeMap<u64, std::sync::Weak<Token>>>,
    next: AtomicU64,
    steps: AtomicUsize,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    fn new(config: Config) -> Arc<Self> {
        Arc::new(Self {
            config,
            clock: ManualClock::new(),
            fuse: Mutex::new(None),
            heard: Mutex::default(),
            tokens: Mutex::default(),
            next: AtomicU64::new(0),
            steps: AtomicUsize::new(0),
        })
    }

    fn now(&self) -> u64 {
        self.clock.now().as_secs()
    }

    fn burn(&self, kind: Fuse) {
        let mut fuse = lock(&self.fuse);
        if let Some((armed, left)) = &mut *fuse {
            if *armed == kind && !std::thread::panicking() {
                *left -= 1;
                if *left == 0 {
                    *fuse = None;
                    drop(fuse);
                    // Silent: there are thousands.
                    std::panic::resume_unwind(Box::new("the fuse"));
                }
            }
        }
    }

    /// A new value, as if written now.
    fn value(&self, weight: u64) -> Value {
        let id = self.next.fetch_add(1, Relaxed);
        let life = (id % 2 == 0).then_some(1 + id % LIFE);
        let now = self.now();
        let (written, used) = (AtomicU64::new(now), AtomicU64::new(now));
        let token = Arc::new(Token { id, written, used, life });
        lock(&self.tokens).insert(id, Arc::downgrade(&token));
        Value { token, weight }
    }

    /// What a loader returns that takes so many seconds.
    fn load(&self, seconds: u64, weight: u64) -> Value {
        self.clock.advance(SECOND * seconds as u32);
        self.burn(Fuse::Loader);
        self.value(weight)
    }

    fn is_dead(&self, token: &Token) -> bool {
        let (written, used, now) =
            (token.written.load(Relaxed), token.used.load(Relaxed), self.now());
        match self.config.time {
            Time::Never => false,
            Time::Live => written + LIFE <= now,
            Time::Idle => used + LIFE <= now,
            Time::ByEntry => token.life.is_some_and(|life| written + life <= now),
        }
    }

    /// A value was returned by a counted lookup.
    fn used(&self, value: &Value) {
        assert!(!self.is_dead(&value.token), "a dead entry was returned by a lookup");
        value.token.used.store(self.now(), Relaxed);
    }

    /// A value was returned silently.
    fn seen(&self, value: &Value) {
        assert!(!self.is_dead(&value.token), "a dead entry was returned");
    }

    fn weigh(&self, value: &Value) -> u64 {
        self.burn(Fuse::Weigher);
        value.weight
    }

    fn hear(&self, value: &Value, cause: Cause) {
        lock(&self.heard).push((value.token.id, cause));
        if cause == Cause::Expired {
            assert!(self.is_dead(&value.token), "a live entry expired");
        }
        self.burn(Fuse::Listener);
    }

    fn builder<P: Policy>(self: &Arc<Self>) -> Builder<u64, Value, P, Fixed> {
        let mut builder = Cache::builder_with_hasher(Fixed::default()).clock(self.clock.clone());
        let Config { bound, time, listener } = self.config;
        if bound != Bound::Weight {
            builder = builder.capacity(CAPACITY);
        }
        if bound != Bound::Count {
            let world = self.clone();
            builder = builder.max_weight(MAX_WEIGHT, move |_, value| world.weigh(value));
        }
        builder = match time {
            Time::Never => builder,
            Time::Live => builder.ttl(SECOND * LIFE as u32),
            Time::Idle => builder.tti(SECOND * LIFE as u32),
            Time::ByEntry => {
                builder.ttl_by(|_, value: &Value| value.token.life.map(|life| SECOND * life as u32))
            }
        };
        if listener {
            let world = self.clone();
            builder = builder.on_removal(move |_, value, cause| world.hear(&value, cause));
        }
        builder
    }
}

/// One step of a target: what it returned to the caller leaves the cache for good.
struct Step<'a> {
    world: &'a World,
    rng: Rng,
    /// Values that the caller got by value.
    returned: Vec<Value>,
}

impl Step<'_> {
    fn key(&mut self) -> u64 {
        self.rng.below(KEYS)
    }

    /// Mostly small, sometimes nothing, sometimes too much.
    fn weight(&mut self) -> u64 {
        match self.rng.below(12) {
            0 => 0,
            1 if self.rng.below(2) == 0 => MAX_WEIGHT + self.rng.below(3),
            _ => 1 + self.rng.below(12),
        }
    }

    fn value(&mut self) -> Value {
        let weight = self.weight();
        self.world.value(weight)
    }

    fn got(&mut self, value: Option<Value>) {
        self.returned.extend(value);
    }
}

/// A kind of cache. What it can do is a list of operations.
trait Target {
    fn operations() -> Vec<(&'static str, fn(&mut Self, &mut Step<'_>))>
    where
        Self: Sized;
    /// Something harmless that takes `&mut self`, after which all bounds hold.
    fn poke(&mut self);
    fn audit(&self);
    fn present(&self) -> Vec<Value>;
    fn stats(&self) -> Stats;
    fn capacity(&self) -> usize;
    fn max_weight(&self) -> Option<u64>;
    /// Whether evictions look for the dead everywhere.
    fn is_whole(&self) -> bool;
}

type Plain<P> = Cache<u64, Value, P, Fixed>;

impl<P: Policy> Target for Plain<P> {
    fn operations() -> Vec<(&'static str, fn(&mut Self, &mut Step<'_>))> {
        vec![
            ("get", |cache, step| {
                if let Some(value) = cache.get(&step.key()) {
                    step.world.used(value);
                }
            }),
            ("get_mut", |cache, step| {
                let weight = step.weight();
                if let Some(value) = cache.get_mut(&step.key()) {
                    step.world.used(value);
                    value.weight = weight;
                }
            }),
            ("get_key_value", |cache, step| {
                if let Some((_, value)) = cache.get_key_value(&step.key()) {
                    step.world.used(value);
                }
            }),
            ("peek", |cache, step| {
                let key = step.key();
                assert_eq!(cache.peek(&key).is_some(), cache.contains_key(&key));
                assert_eq!(cache.expires_in(&key).is_some(), cache.contains_key(&key));
                if let Some(value) = cache.peek(&key) {
                    step.world.seen(value);
                }
            }),
            ("peek_mut", |cache, step| {
                let weight = step.weight();
                if let Some(value) = cache.peek_mut(&step.key()) {
                    step.world.seen(value);
                    value.weight += weight;
                }
            }),
            ("insert", |cache, step| {
                let old = cache.insert(step.key(), step.value());
                step.got(old);
            }),
            ("insert again", |cache, step| {
                let old = cache.insert(step.key() % 4, step.value());
                step.got(old);
            }),
            ("push", |cache, step| {
                let value = step.value();
                let out = cache.push(step.key(), value);
                step.got(out.map(|(_, value)| value));
            }),
            ("remove", |cache, step| {
                let removed = cache.remove(&step.key());
                removed.iter().for_each(|value| step.world.seen(value));
                step.got(removed);
            }),
            ("remove_entry", |cache, step| {
                let removed = cache.remove_entry(&step.key()).map(|(_, value)| value);
                removed.iter().for_each(|value| step.world.seen(value));
                step.got(removed);
            }),
            ("evict", |cache, step| {
                let evicted = cache.evict().map(|(_, value)| value);
                evicted.iter().for_each(|value| step.world.seen(value));
                step.got(evicted);
            }),
            ("get_or_insert_with", |cache, step| {
                let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
                let world = step.world;
                let value = cache.get_or_insert_with(key, || world.load(seconds, weight));
                world.used(value);
                // It was stored when the loader had returned, so it can be found now.
                let id = value.token.id;
                let keeps = weight <= cache.max_weight().unwrap_or(u64::MAX);
                let found = cache.peek(&key).map(|value| value.token.id);
                assert!(found == Some(id) || !keeps || cache.capacity() == 0);
            }),
            ("get_or_try_insert_with", |cache, step| {
                let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
                let world = step.world;
                let made =
                    || if seconds % 2 == 0 { Ok(world.load(seconds, weight)) } else { Err(()) };
                if let Ok(value) = cache.get_or_try_insert_with(key, made) {
                    world.used(value);
                    value.weight += 3;
                }
            }),
            ("entry", |cache, step| {
                let (key, weight, value) = (step.key(), step.weight(), step.value());
                let world = step.world;
                let entry = cache.entry(key).and_modify(|value| {
                    world.used(value);
                    value.weight = weight;
                    world.burn(Fuse::Closure);
                });
                let mut spare = Some(value);
                entry.or_insert_with(|| spare.take().expect("asked once"));
                step.got(spare);
            }),
            ("occupied entry", |cache, step| {
                let (key, value, more) = (step.key(), step.value(), step.value());
                match cache.entry(key) {
                    Entry::Occupied(mut entry) => {
                        step.world.used(entry.get());
                        let mut old = vec![entry.insert(value)];
                        if step.rng.below(2) == 0 {
                            old.push(entry.insert(more));
                        } else {
                            old.push(more);
                        }
                        if step.rng.below(3) == 0 {
                            old.push(entry.remove());
                        }
                        step.returned.extend(old);
                    }
                    Entry::Vacant(entry) => {
                        entry.insert(value).weight += 1;
                        step.returned.push(more);
                    }
                }
            }),
            ("entry_ref", |cache, step| {
                let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
                let world = step.world;
                let entry = cache.entry_ref(&key);
                world.used(entry.or_insert_with(|| world.load(seconds, weight)));
            }),
            ("iter_mut", |cache, step| {
                let weight = step.weight();
                cache.iter_mut().for_each(|(_, value)| value.weight = value.weight.max(weight / 4));
            }),
            ("values_mut", |cache, step| {
                let weight = step.weight();
                cache.values_mut().take(3).for_each(|value| value.weight += weight);
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
            ("reweigh", |cache, step| {
                let key = step.key();
                if let Some(value) = cache.peek_mut(&key) {
                    value.weight += 2;
                }
                cache.reweigh(&key);
            }),
            ("set_capacity", |cache, step| {
                let full =
                    if step.world.config.bound == Bound::Weight { usize::MAX } else { CAPACITY };
                let small = step.rng.below(6) as usize;
                cache.set_capacity(small);
                assert!(cache.len() <= small);
                cache.set_capacity(full);
            }),
            ("set_max_weight", |cache, step| {
                let (known, max) = (cache.max_weight(), step.rng.below(MAX_WEIGHT));
                assert_eq!(cache.set_max_weight(max), known);
                assert_eq!(cache.set_max_weight(MAX_WEIGHT), known.map(|_| max));
            }),
            ("purge_expired", |cache, _| {
                let due = cache.purge_expired_some(1);
                assert!(due == 1 || cache.purge_expired() == 0);
            }),
            ("pop_expired", |cache, step| {
                let popped = cache.pop_expired().map(|(_, value)| value);
                popped.iter().for_each(|value| assert!(step.world.is_dead(&value.token)));
                step.got(popped);
            }),
            ("clear", |cache, step| {
                if step.rng.below(4) == 0 {
                    cache.clear();
                    assert!(cache.is_empty());
                }
            }),
            ("drain", |cache, step| {
                if step.rng.below(4) == 0 {
                    step.returned.extend(cache.drain().map(|(_, value)| value));
                }
            }),
            ("extend", |cache, step| {
                // The caller gets no old value: the keys are new.
                let keys =
                    (0..3).map(|_| step.key()).filter(|key| !cache.iter().any(|e| e.0 == key));
                let keys: BTreeSet<u64> = keys.collect::<Vec<_>>().into_iter().collect();
                let pairs: Vec<_> = keys.into_iter().map(|key| (key, step.value())).collect();
                cache.extend(pairs);
            }),
            ("reserve", |cache, step| cache.reserve(step.rng.below(40) as usize)),
            ("shrink_to_fit", |cache, _| cache.shrink_to_fit()),
            ("clone", |cache, step| {
                // The copy hears nothing: it shares the listener, so it is taken apart.
                let copy: Vec<_> = cache.clone().into_iter().collect();
                assert_eq!(copy.len(), cache.len());
                let _ = step;
            }),
        ]
    }

    fn poke(&mut self) {
        self.remove(&u64::MAX);
    }

    fn audit(&self) {
        self.check();
        self.check_keys();
    }

    fn present(&self) -> Vec<Value> {
        self.values().cloned().collect()
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
        true
    }
}

type Shared<P> = ShardedCache<u64, Value, P, Fixed>;

impl<P: Policy> Target for Shared<P> {
    fn operations() -> Vec<(&'static str, fn(&mut Self, &mut Step<'_>))> {
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
            ("peek", |cache, step| {
                cache.peek(&step.key()).iter().for_each(|value| step.world.seen(value));
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
                let made =
                    || if seconds % 2 == 0 { Ok(world.load(seconds, weight)) } else { Err(()) };
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
                let (key, value, weight, world) =
                    (step.key(), step.value(), step.weight(), step.world);
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
            ("load ahead", |cache, step| {
                let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
                let world = step.world;
                let made =
                    || if seconds % 2 == 0 { Ok(world.load(seconds, weight)) } else { Err(()) };
                let ahead = SECOND * (seconds % 3) as u32;
                // The load is a use as well, also where the function panics.
                cache.with(&key, |value| world.used(value));
                if let Ok(loaded) = cache.load(&key).ahead(ahead).try_run(made) {
                    world.used(&loaded.value);
                }
            }),
            ("evict", |cache, step| {
                let evicted = cache.evict().map(|(_, value)| value);
                step.got(evicted);
            }),
            ("evict_weight", |cache, step| _ = cache.evict_weight(step.rng.below(9))),
            ("set_capacity", |cache, step| {
                let full =
                    if step.world.config.bound == Bound::Weight { usize::MAX } else { CAPACITY };
                let small = step.rng.below(6) as usize;
                cache.set_capacity(small);
                assert!(cache.len() <= small);
                cache.set_capacity(full);
            }),
            ("set_max_weight", |cache, step| {
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
            ("shrink_to_fit", |cache, _| cache.shrink_to_fit()),
            ("purge_expired", |cache, _| {
                cache.purge_expired();
                assert_eq!(cache.purge_expired(), 0);
            }),
            ("clear", |cache, step| {
                if step.rng.below(4) == 0 {
                    cache.clear();
                    assert!(cache.is_empty());
                }
            }),
        ]
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

/// A memo loads through a queue of values, since its function is its own.
struct Loaded<P: Policy> {
    memo: Memo<Box<dyn FnMut(&u64) -> Value>, u64, Value, P, Fixed>,
}

impl<P: Policy> Loaded<P> {
    fn new(cache: Plain<P>, world: &Arc<World>) -> Self {
        let world = world.clone();
        let load = move |key: &u64| {
            let step = world.steps.load(Relaxed) as u64;
            world.load(step % 9, (key * 7 + step) % (MAX_WEIGHT + 3))
        };
        Self { memo: Memo::new(cache, Box::new(load)) }
    }
}

impl<P: Policy> Target for Loaded<P> {
    fn operations() -> Vec<(&'static str, fn(&mut Self, &mut Step<'_>))> {
        vec![
            ("get", |this, step| {
                let value = this.memo.get(&step.key());
                step.world.used(value);
            }),
            ("get again", |this, step| {
                let value = this.memo.get(&(step.key() % 4));
                step.world.used(value);
            }),
            ("cache_mut", |this, step| {
                let weight = step.weight();
                if let Some(value) = this.memo.cache_mut().get_mut(&step.key()) {
                    step.world.used(value);
                    value.weight += weight;
                }
            }),
            ("cache_mut, clear", |this, step| {
                if step.rng.below(6) == 0 {
                    this.memo.cache_mut().clear();
                }
            }),
        ]
    }

    fn poke(&mut self) {
        self.memo.cache_mut().poke();
    }

    fn audit(&self) {
        self.memo.cache().check();
    }

    fn present(&self) -> Vec<Value> {
        self.memo.cache().present()
    }

    fn stats(&self) -> Stats {
        self.memo.cache().stats()
    }

    fn capacity(&self) -> usize {
        self.memo.cache().capacity()
    }

    fn max_weight(&self) -> Option<u64> {
        self.memo.cache().max_weight()
    }

    fn is_whole(&self) -> bool {
        true
    }
}

/// The cache of a `cached!` function, and the functions.
struct Remembered<P: Policy + 'static> {
    cache: &'static Mutex<Plain<P>>,
    remembered: fn(u64) -> Value,
    loaded: fn(u64) -> Value,
    reloaded: fn(u64) -> Value,
}

impl<P: Policy + 'static> Drop for Remembered<P> {
    fn drop(&mut self) {
        *lock(self.cache) = Cache::with_hasher(0, Fixed::default());
    }
}

impl<P: Policy + 'static> Target for Remembered<P> {
    fn operations() -> Vec<(&'static str, fn(&mut Self, &mut Step<'_>))> {
        vec![
            ("call", |this, step| step.world.used(&(this.remembered)(step.key()))),
            ("call again", |this, step| step.world.used(&(this.remembered)(step.key() % 4))),
            ("uncached", |this, step| {
                let value = (this.loaded)(step.key());
                step.got(Some(value));
            }),
            ("refresh", |this, step| step.world.used(&(this.reloaded)(step.key() % 8))),
            ("get_mut", |this, step| {
                let weight = step.weight();
                if let Some(value) = lock(this.cache).get_mut(&step.key()) {
                    step.world.used(value);
                    value.weight += weight;
                }
            }),
            ("clear", |this, step| {
                if step.rng.below(6) == 0 {
                    lock(this.cache).clear();
                }
            }),
        ]
    }

    fn poke(&mut self) {
        lock(self.cache).poke();
    }

    fn audit(&self) {
        lock(self.cache).check();
    }

    fn present(&self) -> Vec<Value> {
        lock(self.cache).present()
    }

    fn stats(&self) -> Stats {
        lock(self.cache).stats()
    }

    fn capacity(&self) -> usize {
        lock(self.cache).capacity()
    }

    fn max_weight(&self) -> Option<u64> {
        lock(self.cache).max_weight()
    }

    fn is_whole(&self) -> bool {
        true
    }
}

/// What left by hand, and what the listener heard.
#[derive(Default)]
struct Ledger {
    returned: BTreeSet<u64>,
    heard: BTreeSet<u64>,
    causes: BTreeMap<&'static str, u64>,
}

fn run<T: Target>(world: &Arc<World>, mut target: T, seed: u64) -> BTreeMap<&'static str, u64> {
    WORLD.set(Some(world.clone()));
    let mut order: Vec<_> =
        T::operations().into_iter().cycle().take(12 * T::operations().len()).collect();
    let mut rng = Rng(seed);
    for i in (1..order.len()).rev() {
        order.swap(i, rng.below(i as u64 + 1) as usize);
    }
    let mut ledger = Ledger::default();
    let mut panics = BTreeMap::new();
    for (name, operation) in order {
        let context = format!("{:?}, seed {seed}, {name}", world.config);
        world.steps.fetch_add(1, Relaxed);
        world.clock.advance(SECOND * (rng.below(3) / 2) as u32);
        // Once in a while the user's code panics.
        let fuse = [Fuse::Listener, Fuse::Weigher, Fuse::Loader, Fuse::Closure, Fuse::Drop];
        let first_new = world.next.load(Relaxed);
        let armed = (rng.below(3) == 0).then(|| {
            let kind = fuse[rng.below(5) as usize];
            let once = [Fuse::Loader, Fuse::Closure].contains(&kind);
            (kind, if once { 1 } else { 1 + rng.below(3) })
        });
        *lock(&world.fuse) = armed;
        let mut step = Step { world, rng: Rng(rng.below(u64::MAX)), returned: Vec::new() };
        let ended = catch_unwind(AssertUnwindSafe(|| operation(&mut target, &mut step)));
        let Step { returned, .. } = step;
        *lock(&world.fuse) = None;
        let panicked = match ended {
            Ok(()) => false,
            Err(payload) => {
                assert_eq!(payload.downcast_ref(), Some(&"the fuse"), "{context} failed");
                let kind = format!("{:?}", armed.expect("a fuse").0);
                *panics.entry(kind).or_insert(0_u64) += 1;
                true
            }
        };
        for value in &returned {
            assert!(ledger.returned.insert(value.token.id), "{context}: returned twice");
        }
        drop(returned);
        let heard = std::mem::take(&mut *lock(&world.heard));
        let evicted = heard.iter().any(|(_, cause)| *cause == Cause::Evicted);
        let strict = evicted && !panicked && target.is_whole();
        if strict && name != "evict" {
            let dead = target.present().iter().filter(|v| world.is_dead(&v.token)).count();
            assert_eq!(dead, 0, "{context}: something live was evicted before the dead");
        }
        // At the latest after the next call all bounds hold, whatever grew in place or panicked.
        target.poke();
        target.audit();
        let present = target.present();
        assert!(present.len() <= target.capacity(), "{context}: too many");
        if let Some(max) = target.max_weight() {
            let weight: u64 = present.iter().map(|value| value.weight).sum();
            assert!(weight <= max, "{context}: weight {weight} of {max}");
        }
        for (id, cause) in heard.into_iter().chain(std::mem::take(&mut *lock(&world.heard))) {
            assert!(ledger.heard.insert(id), "{context}: {id} was heard twice");
            assert!(!ledger.returned.contains(&id), "{context}: {id} was returned and heard");
            let cause = match cause {
                Cause::Evicted => "evicted",
                Cause::Expired => "expired",
                Cause::Rejected => "rejected",
                _ => "cleared",
            };
            *ledger.causes.entry(cause).or_insert(0) += 1;
        }
        let here: BTreeSet<u64> = present.iter().map(|value| value.token.id).collect();
        assert_eq!(here.len(), present.len(), "{context}: an entry twice");
        assert!(here.is_disjoint(&ledger.heard), "{context}: heard, but there");
        assert!(here.is_disjoint(&ledger.returned), "{context}: returned, but there");
        drop(present);
        // Whatever is neither there nor with the caller is dropped; with a listener it was heard.
        let alive: BTreeSet<u64> = lock(&world.tokens)
            .iter()
            .filter(|(_, token)| token.strong_count() > 0)
            .map(|(&id, _)| id)
            .collect();
        let rest: Vec<_> = alive.difference(&here).collect();
        // One that was refused lives on until the next insertion.
        assert!(rest.len() <= 1, "{context}: {rest:?} are neither there nor dropped");
        if world.config.listener && !panicked {
            let made = world.next.load(Relaxed);
            let lost = |id: &u64| {
                !here.contains(id) && !ledger.heard.contains(id) && !ledger.returned.contains(id)
            };
            let lost: Vec<_> = (0..made).filter(lost).filter(|id| !alive.contains(id)).collect();
            assert!(lost.is_empty(), "{context}: {lost:?} left unheard");
        } else if panicked {
            // What the user's code had in its hands when it panicked is the user's.
            let gone = (0..world.next.load(Relaxed)).filter(|id| !alive.contains(id));
            let gone: Vec<_> = gone
                .filter(|id| !ledger.heard.contains(id) && !ledger.returned.contains(id))
                .collect();
            // Of what was there before, at most what the call would have returned.
            let old = gone.iter().filter(|&&id| id < first_new).count();
            let most = match name {
                // It returns many.
                "drain" | "occupied entry" => usize::MAX,
                _ => 1,
            };
            let bound = if world.config.listener { most } else { usize::MAX };
            assert!(old <= bound, "{context}: {armed:?} left {gone:?} unheard");
            ledger.returned.extend(gone);
        }
        let stats = target.stats();
        assert_eq!(stats.lookups(), stats.hits + stats.misses);
        assert!(stats.soft_misses <= stats.misses, "{context}");
        if world.config.listener {
            let count = |cause| ledger.causes.get(cause).copied().unwrap_or(0);
            assert!(count("evicted") <= stats.evictions, "{context}: more heard than evicted");
            assert!(count("expired") <= stats.expirations, "{context}: more heard than expired");
            assert!(count("rejected") <= stats.rejections, "{context}: more heard than refused");
        }
    }
    drop(target);
    let alive = lock(&world.tokens).values().filter(|token| token.strong_count() > 0).count();
    assert_eq!(alive, 0, "what the cache held is dropped with it");
    ledger.causes.extend(panics.into_iter().map(|(kind, n)| {
        let kind = match kind.as_str() {
            "Listener" => "listener panicked",
            "Weigher" => "weigher panicked",
            "Loader" => "loader panicked",
            "Drop" => "drop panicked",
            _ => "closure panicked",
        };
        (kind, n)
    }));
    ledger.causes
}

/// Adds up what happened: a mode that no run was in would not be tested.
fn all<T: Target>(make: impl Fn(&Arc<World>) -> T) -> BTreeMap<&'static str, u64> {
    let mut sum = BTreeMap::new();
    for (i, config) in (0..).zip(Config::all()) {
        for seed in 4 * i..4 * i + 4 {
            let world = World::new(config);
            let target = make(&world);
            for (what, n) in run(&world, target, seed) {
                *sum.entry(what).or_insert(0) += n;
            }
        }
    }
    sum
}

fn assert_happened(sum: &BTreeMap<&'static str, u64>, what: &[&str]) {
    for what in what {
        assert!(sum.get(what).is_some_and(|&n| n > 10), "{what} did not happen: {sum:?}");
    }
}

const EVERYTHING: [&str; 9] = [
    "evicted",
    "expired",
    "rejected",
    "cleared",
    "listener panicked",
    "weigher panicked",
    "loader panicked",
    "drop panicked",
    "closure panicked",
];

macro_rules! matrix {
    ($($name:ident: $policy:ident),+) => {$(
        mod $name {
            use super::*;

            #[test]
            fn a_cache() {
                let sum = all(|world| world.builder::<$policy>().build());
                assert_happened(&sum, &EVERYTHING);
            }

            #[test]
            fn one_shard() {
                let sum = all(|world| world.builder::<$policy>().shards(1).build_sharded());
                assert_happened(&sum, &EVERYTHING);
            }

            #[test]
            fn four_shards() {
                let sum = all(|world| {
                    let cache = world.builder::<$policy>().shards(4).build_sharded();
                    assert_eq!(cache.shards(), 4);
                    cache
                });
                assert_happened(&sum, &EVERYTHING);
            }

            #[test]
            fn a_memo() {
                let sum = all(|world| Loaded::new(world.builder::<$policy>().build(), world));
                assert_happened(&sum, &EVERYTHING[..8]);
            }

            cached! {
                static KEPT: Plain<$policy> = Cache::with_hasher(0, Fixed::default());
                uncached = loaded;
                refresh = reloaded;
                fn remembered(key: u64) -> Value {
                    let world = world();
                    let step = world.steps.load(Relaxed) as u64;
                    world.load(step % 9, (key * 7 + step) % (MAX_WEIGHT + 3))
                }
            }

            #[test]
            fn a_cached_function() {
                let sum = all(|world| {
                    *lock(&KEPT) = world.builder::<$policy>().build();
                    Remembered { cache: &KEPT, remembered, loaded, reloaded }
                });
                assert_happened(&sum, &EVERYTHING[..8]);
            }
        }
    )+};
}

matrix!(lru: Lru, lri: Lri, sieve: Sieve, s3_fifo: S3Fifo);
