//! Known faults of other caches that load, each as a test named after it: what must happen here.
//!
//! Those that are about more than one schedule run under a scheduler as well (`flight`, and the
//! unit tests of `cache::sync`); what wakers may do is in `wakers`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::future::{Future, pending, poll_fn, ready};
use std::hash::{BuildHasher, DefaultHasher};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use boltons::cache::sync::{Computed, Op, Origin, ShardedCache};
use boltons::cache::{Cause, Equivalent, LruCache, ManualClock, S3FifoCache, ToKey};

use super::shared::{Gate, Task, load};
use crate::alloc::{allocations, live_bytes};

const SECOND: Duration = Duration::from_secs(1);

fn cache() -> ShardedCache<u32, u32> {
    ShardedCache::new(9)
}

/// A leader that panics leaves a flight that others take over, any number of times.
#[test]
fn moka_43_46_59_60_any_number_of_leaders_may_fail() {
    let cache = cache();
    let mut waiter = Task::new(cache.get_or_insert_async(&7, || async { 5 }));
    let gate = Gate::default();
    let mut leader = load(&cache, &gate);
    leader.pends();
    waiter.pends();
    for round in 0..100 {
        let panics = || poll_fn(|_| resume_unwind(Box::new("unlucky")));
        let mut next: Task<'_, u32> = Task::new(cache.get_or_insert_async(&7, panics));
        if round % 2 == 0 {
            // The next one leads before the waiter is polled, and panics.
            drop(std::mem::replace(&mut leader, load(&cache, &gate)));
            assert!(catch_unwind(AssertUnwindSafe(|| next.poll())).is_err());
        }
        drop(next);
        leader.pends();
        assert!(waiter.poll().is_pending());
    }
    drop(leader);
    assert_eq!(waiter.ready(), 5);
    assert_eq!(cache.stats().loads, 1);
    cache.check();
}

/// A leader that is not polled holds its key until it is dropped, or the key is removed.
#[test]
fn moka_240_a_leader_that_is_not_polled() {
    let cache = cache();
    let (gate, open) = (Gate::default(), Gate::default());
    open.open(Ok(6));
    let (mut leader, mut waiter) = (load(&cache, &gate), load(&cache, &open));
    leader.pends();
    waiter.pends();
    cache.remove(&7);
    assert_eq!(load(&cache, &open).ready(), Ok(6), "who comes after a removal starts anew");
    waiter.pends();
    drop(leader);
    assert_eq!(waiter.ready(), Ok(6));
    cache.check();
}

/// The cache is looked at again under the lock that boards: what came in since the miss is found.
#[test]
fn moka_195_a_value_that_comes_between_the_miss_and_the_boarding() {
    // A key that is hashed by its number alone.
    struct Key<'a>(u32, &'a ShardedCache<u32, u32>);
    impl std::hash::Hash for Key<'_> {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.0.hash(state);
        }
    }
    impl Equivalent<u32> for Key<'_> {
        fn equivalent(&self, key: &u32) -> bool {
            self.0 == *key
        }
    }
    impl ToKey<u32> for Key<'_> {
        fn to_key(&self) -> u32 {
            self.1.insert(self.0, 99);
            self.0
        }
    }
    let cache = cache();
    assert_eq!(cache.get_or_insert_with(&Key(7, &cache), || unreachable!()), 99);
    let eight = Key(8, &cache);
    let mut task = Task::new(cache.get_or_insert_async(&eight, || ready(1)));
    assert_eq!(task.ready(), 99);
    assert_eq!(cache.load(&Key(9, &cache)).run(|| unreachable!()).origin, Origin::Cached);
    let stats = cache.stats();
    assert_eq!((stats.misses, stats.soft_misses, stats.loads), (3, 3, 0));
    cache.check();
}

#[test]
fn moka_208_the_loading_function_is_not_called_on_a_hit() {
    let cache = cache();
    cache.insert(7, 1);
    let mut task =
        Task::new(cache.get_or_insert_async(&7, || -> std::future::Ready<u32> { unreachable!() }));
    assert_eq!(task.ready(), 1);
    let tried =
        cache.load(&7).try_run_async(|| -> std::future::Ready<Result<u32, ()>> { unreachable!() });
    assert_eq!(Task::new(tried).ready().map(|loaded| loaded.value), Ok(1));
}

/// Waiters leave nothing behind, however they end.
#[test]
fn moka_329_waiters_do_not_leak() {
    let cache = cache();
    let rounds = |n: u32| {
        for round in 0..n {
            let gate = Gate::default();
            let mut tasks: Vec<_> = (0..8).map(|_| load(&cache, &gate)).collect();
            tasks.iter_mut().for_each(Task::pends);
            match round % 3 {
                0 => gate.open(Ok(1)),
                1 => gate.open(Err(1)),
                _ => drop(tasks.drain(..4)),
            }
            for task in &mut tasks {
                let _ = task.poll();
            }
            drop(tasks);
            cache.remove(&7);
            cache.check();
        }
    };
    rounds(10);
    let ((), bytes) = live_bytes(|| rounds(300));
    assert_eq!(bytes, 0, "bytes that are left");
}

#[test]
fn loaders_that_may_fail_and_those_that_cannot_share_a_load() {
    let cache = cache();
    let gate = Gate::default();
    let mut leader = load(&cache, &gate);
    let mut infallible = Task::new(cache.get_or_insert_async(&7, || async { unreachable!() }));
    let other_error = cache.get_or_try_insert_async(&7, || async { Err::<u32, _>("no") });
    let mut other_error = Task::new(other_error);
    let mut option = Task::new(cache.load(&7).run_async(|| async { unreachable!() }));
    leader.pends();
    infallible.pends();
    other_error.pends();
    option.pends();
    gate.open(Ok(5));
    assert_eq!(leader.ready(), Ok(5));
    assert_eq!((infallible.ready(), other_error.ready()), (5, Ok(5)));
    assert_eq!(option.ready().origin, Origin::Shared);
    assert_eq!(cache.stats().loads, 1);
}

/// A future that is dropped at any of its polls leaves the cache whole: nothing awaits between
/// detaching and storing.
#[test]
fn moka_309_no_write_is_half_done() {
    for polls in 0..6 {
        let cache = cache();
        let pauses = Cell::new(0);
        let loading = || {
            poll_fn(|_| {
                pauses.set(pauses.get() + 1);
                if pauses.get() > 3 { Poll::Ready(5) } else { Poll::Pending }
            })
        };
        let mut task = Task::new(cache.get_or_insert_async(&7, loading));
        let mut done = false;
        for _ in 0..polls {
            if !done {
                done = task.poll().is_ready();
            }
        }
        drop(task);
        cache.check();
        assert_eq!(cache.peek(&7), done.then_some(5));
        assert_eq!(
            (cache.stats().loads, cache.stats().insertions),
            (u64::from(done), u64::from(done))
        );
    }
}

/// A pending caller is woken by an end of the load and by nothing else: there is no upkeep.
#[test]
fn moka_412_nobody_is_woken_for_upkeep() {
    let clock = ManualClock::new();
    let builder = S3FifoCache::<u32, u32>::builder().capacity(9).ttl(SECOND).clock(clock.clone());
    let cache: ShardedCache<u32, u32> = builder.build_sharded();
    let gate = Gate::default();
    let (mut leader, mut waiter) = (load(&cache, &gate), load(&cache, &gate));
    leader.pends();
    waiter.pends();
    for n in 100..300 {
        cache.insert(n, n);
        clock.advance(SECOND / 10);
        cache.purge_expired_some(3);
        waiter.pends();
    }
    assert_eq!((waiter.woken(), leader.woken()), (0, 0));
    gate.open(Ok(1));
    leader.ready().unwrap();
    assert_eq!(waiter.woken(), 1);
}

/// Whoever waits gets the loaded value, though an insertion has replaced it in the meantime.
#[test]
fn quick_cache_40_a_waiter_of_a_replaced_value() {
    let cache = cache();
    let gate = Gate::default();
    let (mut leader, mut waiter) = (load(&cache, &gate), load(&cache, &gate));
    leader.pends();
    waiter.pends();
    gate.open(Ok(5));
    assert_eq!(leader.ready(), Ok(5));
    // It was woken, and before it is polled the value is overwritten and removed.
    assert_eq!((cache.insert(7, 6), cache.remove(&7)), (Some(5), Some(6)));
    assert_eq!(waiter.ready(), Ok(5));
    cache.check();
}

/// Of those who wait for a leader that was dropped, one leads.
#[test]
fn async_singleflight_12_one_follower_becomes_the_leader() {
    let cache = cache();
    let gate = Gate::default();
    let calls = Cell::new(0);
    let counted = || {
        calls.set(calls.get() + 1);
        poll_fn(|_| if calls.get() > 9 { Poll::Ready(5) } else { Poll::Pending })
    };
    let mut leader = load(&cache, &gate);
    leader.pends();
    let mut followers: Vec<_> =
        (0..3).map(|_| Task::new(cache.get_or_insert_async(&7, counted))).collect();
    followers.iter_mut().for_each(Task::pends);
    drop(leader);
    for _ in 0..3 {
        followers.iter_mut().for_each(Task::pends);
    }
    assert_eq!(calls.get(), 1);
    calls.set(10);
    assert!(followers.iter_mut().all(|task| task.ready() == 5));
}

/// A newcomer between "the value is sent" and "the entry is there" finds the value: detaching and
/// storing are one step, under the lock that boards. Here it comes from within the waker.
#[test]
fn xet_core_449_a_newcomer_at_the_moment_of_landing() {
    thread_local! { static NEWCOMER: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) }; }
    struct Asks(Arc<ShardedCache<u32, u32>>);
    impl std::task::Wake for Asks {
        fn wake(self: Arc<Self>) {
            let value = self.0.get_or_insert_with(&7, || unreachable!());
            NEWCOMER.with_borrow_mut(|seen| seen.push(value));
        }
    }
    let cache = Arc::new(cache());
    let gate = Gate::default();
    let mut leader = load(&cache, &gate);
    leader.pends();
    let mut waiter = Box::pin(cache.get_or_insert_async(&7, || async { unreachable!() }));
    let waker = Waker::from(Arc::new(Asks(cache.clone())));
    assert!(waiter.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    gate.open(Ok(5));
    assert_eq!(leader.ready(), Ok(5));
    assert_eq!(NEWCOMER.take(), [5]);
    assert_eq!(waiter.as_mut().poll(&mut Context::from_waker(&waker)), Poll::Ready(5));
}

/// A notification that goes to a future which is then dropped, or never polled again, is no loss.
#[test]
fn tokio_3652_4618_6450_a_woken_future_that_is_dropped_or_forgotten() {
    let cache = cache();
    let (gate, open) = (Gate::default(), Gate::default());
    open.open(Ok(5));
    let mut leader = load(&cache, &gate);
    leader.pends();
    let mut waiters: Vec<_> = (0..4).map(|_| load(&cache, &open)).collect();
    waiters.iter_mut().for_each(Task::pends);
    gate.open(Err(1));
    assert_eq!(leader.ready(), Err(1));
    assert!(waiters.iter().all(|task| task.woken() == 1));
    // The first is dropped, the second is not polled: as the branch of a `select!` that lost.
    drop(waiters.remove(0));
    assert_eq!(waiters[2].ready(), Ok(5));
    assert_eq!(waiters[1].ready(), Ok(5));
    drop(waiters);
    cache.check();
}

/// Nothing happens before the first poll, so a drop before it undoes nothing.
#[cfg(feature = "__audit")]
#[test]
fn futures_locks_1_2_no_effect_before_the_first_poll() {
    let cache = cache();
    let called = Cell::new(false);
    drop(cache.get_or_insert_async(&7, || {
        called.set(true);
        ready(1)
    }));
    drop(cache.load(&7).run_async(|| {
        called.set(true);
        ready(1)
    }));
    assert!(!called.get());
    assert_eq!((cache.stats().lookups(), cache.waiting()), (0, 0));
    cache.check();
}

/// An invalidation during a refresh wins, and a stale value is not served for ever.
#[test]
fn caffeine_193_and_guava_2971_a_removal_during_a_refresh_and_an_end_of_grace() {
    let clock = ManualClock::new();
    let builder = S3FifoCache::<u32, u32>::builder().capacity(9).ttl(SECOND).grace(SECOND);
    let cache: ShardedCache<u32, u32> = builder.clock(clock.clone()).build_sharded();
    cache.insert(7, 1);
    clock.advance(SECOND);
    let gate = Gate::default();
    let mut refresh = Task::new(cache.load(&7).try_run_async(|| gate.pass()));
    refresh.pends();
    cache.remove(&7);
    gate.open(Ok(2));
    assert_eq!(refresh.ready().unwrap().value, 2);
    assert_eq!((cache.peek(&7), cache.peek_stale(&7)), (None, None), "the removal wins");
    // However often the refresh fails, the grace ends.
    cache.insert(7, 3);
    clock.advance(SECOND);
    for _ in 0..10 {
        let served = cache.load(&7).try_run(|| Err::<u32, _>(())).unwrap();
        assert_eq!((served.value, served.origin), (3, Origin::Stale));
        clock.advance(SECOND / 10);
    }
    assert_eq!(cache.load(&7).try_run(|| Err::<u32, _>(())), Err(()));
}

/// Times count from the landing, and not from the call or from the first poll.
#[test]
fn moka_322_and_caffeine_191_time_counts_from_the_landing() {
    let clock = ManualClock::new();
    let build = || S3FifoCache::<u32, u32>::builder().capacity(9).clock(clock.clone());
    for cache in [build().ttl(SECOND).build_sharded(), build().tti(SECOND).build_sharded()] {
        let gate = Gate::default();
        let mut leader = load(&cache, &gate);
        leader.pends();
        clock.advance(10 * SECOND);
        gate.open(Ok(5));
        assert_eq!(leader.ready(), Ok(5));
        assert_eq!((cache.peek(&7), cache.expires_in(&7)), (Some(5), Some(SECOND)));
        assert_eq!(
            cache.upsert(
                &8,
                || {
                    clock.advance(10 * SECOND);
                    1
                },
                |n| *n
            ),
            1
        );
        assert_eq!(cache.expires_in(&8), Some(SECOND));
    }
}

/// Any write of a dead entry gives it all its times anew.
#[test]
fn moka_549_a_write_of_a_dead_entry_begins_a_new_life() {
    type Write = fn(&ShardedCache<u32, u32>);
    let writes: [Write; 6] = [
        |cache| _ = cache.insert(7, 2),
        |cache| cache.upsert(&7, || 2, |_| ()),
        |cache| _ = cache.compute(&7, |_| Op::Put(2)),
        |cache| _ = cache.get_or_insert_with(&7, || 2),
        |cache| _ = cache.load(&7).run(|| 2),
        |cache| _ = cache.load(&7).try_run_with_ttl(|| Ok::<_, Infallible>((2, None))),
    ];
    for write in writes {
        let clock = ManualClock::new();
        let builder =
            S3FifoCache::<u32, u32>::builder().capacity(9).ttl(9 * SECOND).tti(7 * SECOND);
        let cache = builder.clock(clock.clone()).build_sharded();
        cache.insert_with_ttl(7, 1, SECOND);
        clock.advance(SECOND);
        write(&cache);
        assert_eq!((cache.peek(&7), cache.expires_in(&7)), (Some(2), Some(7 * SECOND)));
        cache.check();
    }
}

/// What was dead when it was overwritten has expired, whatever overwrites it.
#[test]
fn moka_601_the_cause_of_an_expired_overwrite() {
    let (clock, heard) = (ManualClock::new(), Arc::new(AtomicUsize::new(0)));
    let log = heard.clone();
    let builder = S3FifoCache::<u32, u32>::builder().capacity(9).ttl(SECOND).grace(SECOND);
    let builder = builder.clock(clock.clone()).on_removal(move |_, _, cause| {
        assert_eq!(cause, Cause::Expired);
        log.fetch_add(1, SeqCst);
    });
    let cache: ShardedCache<u32, u32> = builder.build_sharded();
    for n in 0..4 {
        cache.insert(7, n);
        clock.advance(SECOND);
        match n {
            0 => assert_eq!(cache.insert(7, 9), None, "the dead are not returned"),
            1 => assert_eq!(cache.compute(&7, |_| Op::Put(9)), Computed::Inserted),
            2 => _ = cache.load(&7).run(|| 9),
            _ => _ = cache.get_or_insert_with(&7, || 9),
        }
        assert_eq!((heard.swap(0, SeqCst), cache.remove(&7)), (1, Some(9)));
    }
}

/// Counts each hash of a key.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicUsize>);

impl BuildHasher for Counting {
    type Hasher = DefaultHasher;

    fn build_hasher(&self) -> DefaultHasher {
        self.0.fetch_add(1, SeqCst);
        DefaultHasher::new()
    }
}

/// What a call costs in steps: hashes, keys made, allocations.
#[test]
fn steps_of_a_call() {
    let hashes = Counting::default();
    let cache: ShardedCache<u32, u32, _, Counting> =
        LruCache::<u32, u32, Counting>::builder_with_hasher(hashes.clone())
            .capacity(500)
            .shards(4)
            .reserve(500)
            .build_sharded();
    let hashed = |what: &str, run: &dyn Fn()| {
        hashes.0.store(0, SeqCst);
        run();
        assert_eq!(hashes.0.load(SeqCst), 1, "{what}");
    };
    hashed("insert", &|| _ = cache.insert(1, 1));
    hashed("get", &|| _ = cache.get(&1));
    hashed("a miss that loads", &|| _ = cache.get_or_insert_with(&2, || 2));
    hashed("a hit", &|| _ = cache.get_or_insert_with(&2, || 2));
    hashed("an asynchronous miss", &|| {
        assert_eq!(Task::new(cache.get_or_insert_async(&3, || ready(3))).ready(), 3);
    });
    hashed("compute", &|| _ = cache.compute(&4, |_| Op::Put(4)));
    hashed("upsert", &|| _ = cache.upsert(&4, || 4, |n| *n));
    hashed("load", &|| _ = cache.load(&5).run(|| 5));
    hashed("remove", &|| _ = cache.remove(&5));

    let ready_task = |key: u32| {
        let mut future = pin!(cache.get_or_insert_async(&key, || ready(key)));
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => unreachable!(),
        }
    };
    let (_, hit) = allocations(|| ready_task(3));
    assert_eq!(hit, 0, "an asynchronous hit allocates");
    let (_, blocking) = allocations(|| cache.get_or_insert_with(&100, || 1));
    let (_, asynchronous) = allocations(|| ready_task(101));
    assert!(asynchronous <= blocking + 1, "{asynchronous} allocations, {blocking} when blocking");
    let (_, calls) = allocations(|| {
        cache.upsert(&1, || 0, |n| *n += 1);
        cache.update(&1, |n| *n += 1);
        cache.compute(&1, |_| Op::Put(1));
        cache.get(&1)
    });
    assert_eq!(calls, 0, "a change of what is there allocates");
}

/// Each insertion removes at most eight of the dead, in whichever shard, by every way in.
#[test]
fn c63_one_write_of_a_shared_cache_sweeps_a_few() {
    type Write = fn(&ShardedCache<u32, u32>, u32);
    let writes: [Write; 4] = [
        |cache, key| _ = cache.insert(key, 0),
        |cache, key| cache.upsert(&key, || 0, |_| ()),
        |cache, key| _ = cache.get_or_insert_with(&key, || 0),
        |cache, key| _ = cache.compute(&key, |_| Op::Put(0)),
    ];
    for write in writes {
        let (clock, heard) = (ManualClock::new(), Arc::new(AtomicUsize::new(0)));
        let log = heard.clone();
        let cache: ShardedCache<u32, u32> = S3FifoCache::builder()
            .ttl(SECOND)
            .clock(clock.clone())
            .shards(4)
            .on_removal(move |_, _, _| _ = log.fetch_add(1, SeqCst))
            .build_sharded();
        (0..10_000).for_each(|n| _ = cache.insert(n, n));
        clock.advance(SECOND);
        for n in 0..100 {
            write(&cache, 20_000 + n);
            assert!(heard.swap(0, SeqCst) <= 8);
        }
        assert_eq!(cache.stats().expirations, 800);
    }
}

/// A load that never ends holds no more than its flight, however often a caller gives up on it.
#[cfg(feature = "__audit")]
#[test]
fn callers_with_a_time_limit_come_and_go() {
    let cache = cache();
    let mut leader = Task::new(cache.get_or_insert_async(&7, pending::<u32>));
    leader.pends();
    let call = || {
        let mut waiter = Task::new(cache.get_or_insert_async(&7, || ready(5)));
        waiter.pends();
        assert_eq!(cache.waiting(), 1);
    };
    call();
    let ((), bytes) = live_bytes(|| (0..1_000).for_each(|_| call()));
    assert_eq!((bytes, cache.waiting()), (0, 0));
    drop(leader);
    cache.check();
}
