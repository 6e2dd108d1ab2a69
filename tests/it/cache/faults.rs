//! Faults of earlier versions where two features meet, each with a test named after it.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use boltons::cache::sync::{Computed, Op, ShardedCache};
use boltons::cache::{
    Cache, Cause, Lri, Lru, LruCache, ManualClock, Policy, S3Fifo, Sieve, cached,
};

const SECOND: Duration = Duration::from_secs(1);

macro_rules! for_all_policies {
    ($($(#[$meta:meta])* $name:ident: $test:ident;)+) => {$(
        $(#[$meta])*
        #[test]
        fn $name() {
            $test::<Lru>();
            $test::<Lri>();
            $test::<Sieve>();
            $test::<S3Fifo>();
        }
    )+};
}

for_all_policies! {
    /// c5: an insertion took live entries, of its own shard and of others, while dead ones held the
    /// budget elsewhere.
    c5_the_dead_of_all_shards_go_before_the_living_of_any: dead_of_all_shards;
    /// c6: `update` that makes a value grow, and the other changes in place.
    c6_growth_in_a_shared_cache_removes_the_dead_first: shared_growth;
    /// Fault 2: the weight bound was broken for good by a panic on the way.
    fault_2_a_panic_leaves_the_shared_bound_right: panics_and_the_budget;
    /// What is claimed and not evicted comes back, whichever call of the user's code panics.
    a_panic_while_others_are_evicted_returns_what_was_claimed: panics_while_evicting;
    /// What has grown in place is weighed when its shard is asked to pay, and is paid for as well.
    growth_that_is_found_while_evicting_is_paid_for: growth_while_evicting;
}

fn dead_of_all_shards<P: Policy>() {
    type Write<P> = fn(&ShardedCache<u64, u64, P>);
    let writes: [Write<P>; 5] = [
        |cache| _ = cache.insert(1_000, 300),
        |cache| cache.upsert(&1_000, || 300, |_| ()),
        |cache| assert_eq!(cache.compute(&1_000, |_| Op::Put(300)), Computed::Inserted),
        |cache| _ = cache.get_or_insert_with(&1_000, || 300),
        |cache| _ = cache.insert_with_ttl(1_000, 300, SECOND),
    ];
    for (i, write) in writes.into_iter().enumerate() {
        let clock = ManualClock::new();
        let builder = Cache::<u64, u64, P>::builder().max_weight(1_000, |_, &weight| weight);
        let cache = builder.clock(clock.clone()).shards(16).build_sharded();
        (0..100).for_each(|n| _ = cache.insert(n, 1));
        (100..109).for_each(|n| _ = cache.insert_with_ttl(n, 100, SECOND));
        clock.advance(2 * SECOND);
        write(&cache);
        let stats = cache.stats();
        assert_eq!(stats.evictions, 0, "way {i}: {} live ones went", stats.evictions);
        assert!((0..100).all(|n| cache.contains_key(&n)) && cache.contains_key(&1_000));
        assert!(cache.weight() <= 1_000);
        cache.check();
    }
}

fn shared_growth<P: Policy>() {
    type Write<P> = fn(&ShardedCache<u32, u64, P>);
    let writes: [Write<P>; 5] = [
        |cache| assert_eq!(cache.update(&20, |w| *w = 6), Some(())),
        |cache| cache.upsert(&20, || 0, |w| *w = 6),
        |cache| assert_eq!(cache.compute(&20, |_| Op::Put(6)), Computed::Replaced(2)),
        |cache| assert_eq!(cache.insert(20, 6), Some(2)),
        |cache| {
            cache.retain(|key, weight| {
                if *key == 20 {
                    *weight = 6;
                }
                true
            });
        },
    ];
    for (i, write) in writes.into_iter().enumerate() {
        for shards in [1, 4] {
            let (clock, heard) = (ManualClock::new(), Arc::new(Mutex::new(Vec::new())));
            let log = heard.clone();
            let cache = Cache::<u32, u64, P>::builder()
                .max_weight(10, |_, &weight| weight)
                .clock(clock.clone())
                .on_removal(move |key, _, cause| log.lock().unwrap().push((key, cause)))
                .shards(shards)
                .build_sharded();
            cache.insert(20, 2);
            cache.insert(21, 3);
            cache.insert_with_ttl(1, 5, SECOND);
            clock.advance(2 * SECOND);
            write(&cache);
            let what = (cache.peek(&20), cache.peek(&21), cache.weight());
            assert_eq!(what, (Some(6), Some(3), 9), "way {i}, {shards} shards");
            assert_eq!(*heard.lock().unwrap(), [(1, Cause::Expired)]);
            cache.check();
        }
    }
}

/// A value that panics when it is dropped, if it is told to.
struct Touchy {
    weight: u64,
    drops: Arc<AtomicBool>,
}

impl Drop for Touchy {
    fn drop(&mut self) {
        if !std::thread::panicking() && self.drops.swap(false, SeqCst) {
            // Without the hook, which would print.
            resume_unwind(Box::new("the drop"));
        }
    }
}

fn panics_and_the_budget<P: Policy>() {
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Who {
        Listener,
        Drop,
        Weigher,
        Closure,
    }
    for who in [Who::Listener, Who::Drop, Who::Weigher, Who::Closure] {
        let (fuse, drops) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let burnt = |fuse: &AtomicBool| {
            if fuse.swap(false, SeqCst) {
                resume_unwind(Box::new("the fuse"));
            }
        };
        let (of_weigher, of_listener) = (fuse.clone(), fuse.clone());
        let mut builder =
            Cache::<u64, Touchy, P>::builder().shards(4).max_weight(1_000, move |_, value| {
                if who == Who::Weigher {
                    burnt(&of_weigher);
                }
                value.weight
            });
        if who == Who::Listener {
            builder = builder.on_removal(move |_, _, _| burnt(&of_listener));
        }
        let cache = builder.build_sharded();
        let value = |weight| Touchy { weight, drops: drops.clone() };
        (0..1_000).for_each(|n| _ = cache.insert(n, value(1)));
        let mut panics = 0;
        for round in 0..30 {
            let key = 10_000 + round;
            let armed = if who == Who::Drop { &drops } else { &fuse };
            let arm = || armed.store(true, SeqCst);
            let change = |weight| {
                cache.update(&key, |value| {
                    value.weight = weight;
                    if who == Who::Closure {
                        burnt(&fuse);
                    }
                })
            };
            arm();
            panics += u32::from(
                catch_unwind(AssertUnwindSafe(|| drop(cache.insert(key, value(600))))).is_err(),
            );
            arm();
            panics += u32::from(catch_unwind(AssertUnwindSafe(|| _ = change(900))).is_err());
            arm();
            let loaded = || cache.upsert(&(key + 500), || value(300), |_| ());
            panics += u32::from(catch_unwind(AssertUnwindSafe(loaded)).is_err());
            arm();
            let grow = || cache.set_max_weight(1_000 - round % 2);
            panics += u32::from(catch_unwind(AssertUnwindSafe(|| _ = grow())).is_err());
            fuse.store(false, SeqCst);
            drops.store(false, SeqCst);
            // At the latest after the next change of every shard, whatever grew in place.
            cache.retain(|_, _| true);
            assert!(cache.weight() <= cache.max_weight().unwrap(), "{who:?}, round {round}");
            cache.check();
        }
        assert!(panics >= 20, "{who:?} panicked {panics} times");
        (0..2_000).for_each(|n| _ = cache.insert(20_000 + n, value(1)));
        assert!(cache.weight() <= 1_000 && cache.weight() > 900, "{who:?}: {}", cache.weight());
        cache.check();
    }
}

/// Panics without the hook, which would print.
fn fail() {
    resume_unwind(Box::new("the closure"));
}

fn panics_while_evicting<P: Policy>() {
    for of_clock in [true, false] {
        for nth in 1.. {
            // The call that panics; 0: none does.
            let fuse = Arc::new(AtomicU64::new(0));
            let burn = |fuse: &AtomicU64| {
                if fuse.load(SeqCst) > 0 && fuse.fetch_sub(1, SeqCst) == 1 {
                    resume_unwind(Box::new("the fuse"));
                }
            };
            let (clock, weigher) = (fuse.clone(), fuse.clone());
            let cache = Cache::<u64, u64, P>::builder()
                .max_weight(100, move |_, weight| {
                    if !of_clock {
                        burn(&weigher);
                    }
                    *weight
                })
                .ttl(SECOND)
                .clock(move || {
                    if of_clock {
                        burn(&clock);
                    }
                    Duration::ZERO
                })
                .shards(4)
                .build_sharded();
            (0..100).for_each(|n| _ = cache.insert(n, 1));
            // Something to weigh again in every shard.
            for n in 0..100 {
                let change = || cache.update(&n, |_| fail());
                assert!(catch_unwind(AssertUnwindSafe(change)).is_err());
            }
            fuse.store(nth, SeqCst);
            let insert = catch_unwind(AssertUnwindSafe(|| cache.insert(1_000, 90)));
            fuse.store(0, SeqCst);
            // Every shard is changed.
            cache.retain(|_, _| true);
            assert!(cache.weight() <= 100, "call {nth}: {}", cache.weight());
            cache.check();
            for n in 0..200 {
                cache.insert(2_000 + n, 1);
                assert!(cache.weight() <= 100, "call {nth}: {}", cache.weight());
            }
            cache.check();
            if insert.is_ok() {
                assert!(nth > 3, "{nth} calls of a clock: {of_clock}");
                break;
            }
        }
    }
}

fn growth_while_evicting<P: Policy>() {
    type Fixed = BuildHasherDefault<DefaultHasher>;
    // Of so many keys two are in one shard and a third is in the other.
    for (older, grown, new) in (0..216).map(|i| (i / 36, i / 6 % 6, i % 6)) {
        if older == grown || grown == new || new == older {
            continue;
        }
        let builder = Cache::<u64, u64, P, Fixed>::builder_with_hasher(Fixed::default());
        let cache = builder.max_weight(100, |_, weight| *weight).shards(2).build_sharded();
        cache.insert(older, 10);
        cache.insert(grown, 10);
        let grow = |weight: &mut u64| {
            *weight = 60;
            fail();
        };
        let grow = || cache.update(&grown, grow);
        assert!(catch_unwind(AssertUnwindSafe(grow)).is_err());
        cache.insert(new, 85);
        assert!(cache.weight() <= 100, "{older} {grown} {new}: {}", cache.weight());
        cache.check();
    }
}

static HEARD: AtomicU64 = AtomicU64::new(0);

cached! {
    static ONE: LruCache<u64, u64> = LruCache::builder()
        .capacity(2)
        .max_weight(100, |_: &u64, value: &u64| *value)
        .on_removal(|_: u64, _: u64, _| _ = HEARD.fetch_add(1, SeqCst))
        .build();
    fn one(n: u64) -> u64 { n * 2 }
}

/// Fault 5: the listener of a `cached!` cache heard neither evictions nor rejections.
#[test]
fn fault_5_the_listener_of_a_cached_function_hears() {
    (0..10).for_each(|n| _ = one(n));
    let stats = ONE.lock().unwrap().stats();
    assert_eq!((stats.evictions, HEARD.load(SeqCst)), (8, 8));
    (100..106).for_each(|n| _ = one(n));
    let stats = ONE.lock().unwrap().stats();
    assert_eq!((stats.rejections, HEARD.load(SeqCst)), (6, 14));
    ONE.lock().unwrap().clear();
    assert_eq!(HEARD.load(SeqCst), 16);
}

/// A value whose drop calls the function whose result it is.
#[derive(Clone)]
struct Calls(u64);

/// The result that drops and the listener ask for, which weighs nothing and calls nothing.
const QUIET: u64 = 1_000;

impl Drop for Calls {
    fn drop(&mut self) {
        if self.0 != QUIET {
            DROPPED.fetch_add(1, SeqCst);
            assert!(CALLS.try_lock().is_ok(), "dropped under the lock");
            assert_eq!(calls(QUIET).0, QUIET);
        }
    }
}

static TIME: AtomicU64 = AtomicU64::new(0);
static TOLD: AtomicU64 = AtomicU64::new(0);
static DROPPED: AtomicU64 = AtomicU64::new(0);

cached! {
    static CALLS: LruCache<u64, Calls> = LruCache::builder()
        .max_weight(10, |_: &u64, value: &Calls| if value.0 == QUIET { 0 } else { value.0 })
        .ttl(Duration::from_secs(5))
        .clock(|| Duration::from_secs(TIME.load(SeqCst)))
        .on_removal(|key: u64, value: Calls, _| {
            TOLD.fetch_add(u64::from(key != QUIET), SeqCst);
            assert!(CALLS.try_lock().is_ok(), "heard under the lock");
            assert_eq!((calls(QUIET).0, key), (QUIET, value.0));
        })
        .build();
    uncached = calls_now;
    refresh = calls_again;
    fn calls(n: u64) -> Calls { Calls(n) }
}

/// Fault 6: what left ran under the function's lock, which is not entered twice: an expired value
/// that a lookup removed, all but the last of several evictions, the listener.
#[test]
fn fault_6_nothing_of_the_users_runs_under_the_lock_of_a_cached_function() {
    let told = || TOLD.swap(0, SeqCst);
    // Several are evicted for one.
    for n in [2, 3, 4, 6] {
        assert_eq!(calls(n).0, n);
    }
    assert_eq!(told(), 2);
    // Expired, met by a lookup; then replaced, and refused.
    TIME.fetch_add(5, SeqCst);
    assert_eq!(calls(6).0, 6);
    assert_eq!(told(), 2);
    assert_eq!((calls_again(6).0, calls_now(7).0), (6, 7));
    assert_eq!(told(), 1);
    assert_eq!(calls(11).0, 11);
    assert_eq!(told(), 1);
    let held = CALLS.lock().unwrap_or_else(PoisonError::into_inner).weight();
    assert_eq!(held, 6);
    assert!(DROPPED.load(SeqCst) > 10);
}
