//! The sharded cache itself under a scheduler that tries many interleavings: what it promises to
//! threads, whatever their order. The protocol of flights alone is in `tests/it/cache/flight.rs`.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::hash::BuildHasherDefault;
use core::time::Duration;
use std::hash::DefaultHasher;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use shuttle::scheduler::{PctScheduler, RandomScheduler};
use shuttle::sync::atomic::{AtomicU32, Ordering::SeqCst};
use shuttle::sync::{Barrier, Mutex};
use shuttle::{Config, Runner, future, thread};

use crate::cache::sync::{Computed, Loaded, Op, Origin, ShardedCache};
use crate::cache::{Builder, Cache, Cause, Lri, Lru, ManualClock, Policy, S3Fifo, Sieve};

type Fixed = BuildHasherDefault<DefaultHasher>;
type Shared<P> = Arc<ShardedCache<u32, u32, P, Fixed>>;

/// Two shards, so that threads meet in one as well as in both.
fn builder<P: Policy>() -> Builder<u32, u32, P, Fixed> {
    Cache::builder_with_hasher(Fixed::default()).shards(2)
}

/// Runs `f` under random schedules and under those with few switches at unlikely places.
fn explore(f: impl Fn() + Clone + Send + Sync + 'static) {
    let mut config = Config::new();
    // That no operation on an atomic is reordered here.
    config.silence_warnings = true;
    Runner::new(RandomScheduler::new(200), config.clone()).run(f.clone());
    Runner::new(PctScheduler::new(3, 200), config).run(f);
}

/// Runs `f` in so many threads and returns what they return.
fn threads<P: Policy + 'static, T: Send + 'static>(
    count: u32,
    cache: &Shared<P>,
    f: impl Fn(u32, &ShardedCache<u32, u32, P, Fixed>) -> T + Send + Sync + 'static,
) -> Vec<T> {
    let f = Arc::new(f);
    let threads: Vec<_> = (0..count)
        .map(|i| {
            let (cache, f) = (cache.clone(), f.clone());
            thread::spawn(move || f(i, &cache))
        })
        .collect();
    threads.into_iter().map(|thread| thread.join().expect("a thread panicked")).collect()
}

fn no_update_is_lost<P: Policy + 'static>() {
    let cache: Shared<P> = Arc::new(builder().capacity(16).build_sharded());
    cache.insert(1, 0);
    cache.insert(2, 0);
    threads(3, &cache, |i, cache| {
        for _ in 0..2 {
            assert!(cache.update(&1, |n| *n += 1).is_some());
            // Others look, write and remove meanwhile.
            assert!(cache.get(&1).is_some());
            cache.insert(10 + i, i);
            cache.update(&2, |n| *n += 10);
            cache.remove(&(10 + i));
        }
    });
    assert_eq!((cache.peek(&1), cache.peek(&2), cache.len()), (Some(6), Some(60), 2));
    assert_eq!(cache.stats().hits, 18);
    cache.check();
}

/// Of any four insertions one thread makes two, and uses the key between them: it is never the one
/// that was not used for the longest time.
#[test]
fn a_use_is_noted_before_the_next_eviction() {
    explore(|| {
        let cache: Shared<Lru> = Arc::new(builder().capacity(4).shards(1).build_sharded());
        cache.insert(1, 1);
        threads(3, &cache, |i, cache| {
            for round in 0..3 {
                assert_eq!(cache.get(&1), Some(1));
                cache.insert(10 * i + round + 10, i);
            }
        });
        assert_eq!(cache.stats().hits, 9);
        cache.check();
    });
}

#[test]
fn no_update_is_lost_under_lru() {
    explore(no_update_is_lost::<Lru>);
}

#[test]
fn no_update_is_lost_under_sieve() {
    explore(no_update_is_lost::<Sieve>);
}

/// Each value written under a key is returned to one later writer, or it is the one that is kept.
#[test]
fn each_value_overwritten_is_returned_once() {
    explore(|| {
        let cache: Shared<S3Fifo> = Arc::new(builder().capacity(16).build_sharded());
        let write = |i, cache: &ShardedCache<u32, u32, S3Fifo, Fixed>| {
            [2 * i, 2 * i + 1].map(|value| cache.insert(7, value))
        };
        let returned = threads(3, &cache, write);
        let mut values: Vec<u32> = returned.into_iter().flatten().flatten().collect();
        values.extend(cache.peek(&7));
        values.sort_unstable();
        assert_eq!(values, [0, 1, 2, 3, 4, 5]);
        cache.check();
    });
}

#[test]
fn one_load_a_key_in_flight() {
    explore(|| {
        let cache: Shared<Sieve> = Arc::new(builder().capacity(16).build_sharded());
        let calls = Arc::new(AtomicU32::new(0));
        let counted = calls.clone();
        let got = threads(4, &cache, move |i, cache| {
            cache.get_or_insert_with(&(i % 2), || {
                thread::yield_now();
                counted.fetch_add(1, SeqCst);
                i % 2 + 10
            })
        });
        assert_eq!(got, [10, 11, 10, 11]);
        assert_eq!(calls.load(SeqCst), 2);
        let stats = cache.stats();
        assert_eq!((stats.lookups(), stats.insertions), (4, 2));
        cache.check();
    });
}

/// All callers that waited get the value of the one that computed it, though nothing is kept.
#[test]
fn what_is_refused_is_given_to_those_who_waited() {
    // Over all schedules, so not the scheduler's own.
    static SHARED: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    explore(|| {
        let cache: Shared<S3Fifo> = Arc::new(builder().capacity(0).build_sharded());
        let calls = Arc::new(AtomicU32::new(0));
        let counted = calls.clone();
        let got = threads(3, &cache, move |_, cache| {
            cache.get_or_insert_with(&7, || {
                thread::yield_now();
                counted.fetch_add(1, SeqCst)
            })
        });
        let calls = calls.load(SeqCst);
        assert!((0..calls).all(|call| got.contains(&call)), "{got:?} of {calls} calls");
        assert!(got.iter().all(|&value| value < calls), "{got:?} of {calls} calls");
        SHARED.fetch_add(u32::from(calls == 1), SeqCst);
        let stats = cache.stats();
        assert_eq!((stats.soft_misses, stats.rejections), (3, calls.into()));
        assert!(cache.is_empty());
        cache.check();
    });
    assert!(SHARED.load(SeqCst) > 0, "nobody ever waited");
}

/// The caller whose loader fails, by an error or by a panic, gets that; one of the others loads,
/// and the rest get its value.
fn a_failure_wakes_the_others(fail: fn() -> Result<u32, ()>) {
    let cache: Shared<S3Fifo> = Arc::new(builder().capacity(16).build_sharded());
    let calls = Arc::new(AtomicU32::new(0));
    let counted = calls.clone();
    let got = threads(3, &cache, move |_, cache| {
        let load = || {
            let call = counted.fetch_add(1, SeqCst);
            thread::yield_now();
            if call == 0 { fail() } else { Ok(call) }
        };
        catch_unwind(AssertUnwindSafe(|| cache.get_or_try_insert_with(&7, load)))
    });
    assert_eq!(got.iter().filter(|got| matches!(got, Ok(Ok(1)))).count(), 2);
    assert_eq!(calls.load(SeqCst), 2);
    assert_eq!(cache.peek(&7), Some(1));
    cache.check();
}

#[test]
fn a_failing_loader_wakes_the_others() {
    explore(|| a_failure_wakes_the_others(|| Err(())));
}

#[test]
fn a_panicking_loader_wakes_the_others() {
    // Without the hook, which would print.
    explore(|| a_failure_wakes_the_others(|| resume_unwind(Box::new("the first call"))));
}

#[test]
fn a_write_is_not_undone_by_an_older_load() {
    explore(|| {
        let cache: Shared<Sieve> = Arc::new(builder().capacity(16).build_sharded());
        threads(3, &cache, |i, cache| match i {
            0 => _ = cache.insert(7, 99),
            _ => {
                let got = cache.get_or_insert_with(&7, || i);
                assert!(got == 99 || got == 1 || got == 2);
            }
        });
        assert_eq!(cache.peek(&7), Some(99));
        cache.check();
    });
}

/// The shards have one budget: whichever threads insert, its sum is kept when all are done, and
/// what was removed was passed to the listener once.
#[test]
fn the_budget_of_weight_holds() {
    explore(|| {
        let left = Arc::new(Mutex::new(Vec::new()));
        let log = left.clone();
        let cache: Shared<Lru> = Arc::new(
            builder()
                .max_weight(10, |_, &weight| u64::from(weight))
                .on_removal(move |key, _, _| log.lock().expect("never poisoned").push(key))
                .build_sharded(),
        );
        threads(3, &cache, |i, cache| {
            for n in 0..3 {
                cache.insert(10 * i + n, 4 + n);
            }
        });
        cache.check();
        let mut keys = left.lock().expect("never poisoned").clone();
        cache.for_each(|key, _| keys.push(*key));
        keys.sort_unstable();
        assert_eq!(keys, [0, 1, 2, 10, 11, 12, 20, 21, 22]);
    });
}

/// Changes of one key in one step, by both methods: none is lost, and each is returned once.
#[test]
fn no_compute_is_lost() {
    explore(|| {
        let cache: Shared<S3Fifo> = Arc::new(builder().capacity(16).build_sharded());
        let got = threads(3, &cache, |i, cache| {
            let first = cache.compute(&7, |n| Op::Put(n.map_or(1, |n| *n + 1)));
            cache.compute(&(8 + i), |_| Op::Put(i));
            let add = |n: &mut u32| {
                *n += 1;
                *n
            };
            [first.replaced_or(0) + 1, cache.upsert(&7, || 0, add)]
        });
        let mut values: Vec<u32> = got.into_iter().flatten().collect();
        values.sort_unstable();
        assert_eq!(values, [1, 2, 3, 4, 5, 6]);
        assert_eq!((cache.peek(&7), cache.len()), (Some(6), 4));
        cache.check();
    });
}

impl Computed<u32> {
    /// The old value, or this one where the value is the first.
    fn replaced_or(self, first: u32) -> u32 {
        match self {
            Self::Replaced(old) => old,
            Self::Inserted => first,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_upsert_is_not_undone_by_an_older_load() {
    explore(|| {
        let cache: Shared<Sieve> = Arc::new(builder().capacity(16).build_sharded());
        let got = threads(3, &cache, |i, cache| match i {
            0 => {
                let add = |n: &mut u32| {
                    *n += 1;
                    *n
                };
                cache.upsert(&7, || 50, add)
            }
            _ => cache.get_or_insert_with(&7, || {
                thread::yield_now();
                i
            }),
        });
        assert_eq!(cache.peek(&7), Some(got[0]));
        assert!([2, 3, 51].contains(&got[0]), "{got:?}");
        cache.check();
    });
}

/// Who asks after a removal by `compute` gets nothing whose load began before it.
#[test]
fn a_removal_by_compute_parts_the_loads() {
    explore(|| {
        let cache: Shared<Lru> = Arc::new(builder().capacity(16).build_sharded());
        let source = Arc::new(AtomicU32::new(1));
        let got = threads(2, &cache, move |i, cache| {
            if i == 1 {
                source.store(2, SeqCst);
                let removed = cache.compute(&7, |_| Op::Remove);
                assert!(matches!(removed, Computed::Absent | Computed::Removed(1 | 2)));
            }
            cache.get_or_insert_with(&7, || {
                let value = source.load(SeqCst);
                thread::yield_now();
                value
            })
        });
        assert_eq!((got[1], cache.peek(&7)), (2, Some(2)));
        cache.check();
    });
}

/// A cache whose only entry, 7 → 1, is dead and in its grace.
fn stale() -> Shared<Lru> {
    let (clock, second) = (ManualClock::new(), Duration::from_secs(1));
    let builder = builder().capacity(16).ttl(second).grace(second).clock(clock.clone());
    let cache: Shared<Lru> = Arc::new(builder.build_sharded());
    cache.insert(7, 1);
    clock.advance(second);
    cache
}

/// What three loads of a stale entry have returned, the first of which to run has failed.
fn served(cache: &Shared<Lru>, got: &[Loaded<u32>], calls: u32) -> u32 {
    let count = |origin| got.iter().filter(|loaded| loaded.origin == origin).count() as u32;
    for loaded in got {
        match loaded.origin {
            Origin::Stale => assert_eq!(loaded.value, 1),
            Origin::Computed | Origin::Cached => assert_eq!(loaded.value, 11),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(count(Origin::Computed), calls - 1, "the first has failed");
    assert!((1..=2).contains(&calls));
    assert_eq!(cache.peek(&7), (calls == 2).then_some(11));
    cache.check();
    // Besides the one that failed.
    count(Origin::Stale).saturating_sub(1)
}

#[test]
fn a_stale_value_is_served_while_a_thread_loads() {
    // Over all schedules, so not the scheduler's own.
    static SERVED: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    explore(|| {
        let (cache, calls) = (stale(), Arc::new(AtomicU32::new(0)));
        let counted = calls.clone();
        let got = threads(3, &cache, move |_, cache| {
            let load = || {
                let call = counted.fetch_add(1, SeqCst);
                thread::yield_now();
                if call == 0 { Err(()) } else { Ok(10 + call) }
            };
            cache.load(&7).try_run(load).expect("the old value is in its grace")
        });
        SERVED.fetch_add(served(&cache, &got, calls.load(SeqCst)), SeqCst);
    });
    assert!(SERVED.load(SeqCst) > 0, "nobody was ever served meanwhile");
}

#[test]
fn a_stale_value_is_served_while_a_task_loads() {
    static SERVED: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    explore(|| {
        let (cache, calls) = (stale(), Arc::new(AtomicU32::new(0)));
        let tasks: Vec<_> = (0..3)
            .map(|_| {
                let (cache, calls) = (cache.clone(), calls.clone());
                future::spawn(async move {
                    let load = || async {
                        let call = calls.fetch_add(1, SeqCst);
                        future::yield_now().await;
                        if call == 0 { Err(()) } else { Ok(10 + call) }
                    };
                    cache.load(&7).try_run_async(load).await.expect("the old value is there")
                })
            })
            .collect();
        let join = |task: future::JoinHandle<Loaded<u32>>| future::block_on(task);
        let got: Vec<_> =
            tasks.into_iter().map(|task| join(task).expect("a task panicked")).collect();
        SERVED.fetch_add(served(&cache, &got, calls.load(SeqCst)), SeqCst);
    });
    assert!(SERVED.load(SeqCst) > 0, "nobody was ever served meanwhile");
}

/// Whatever others insert, the last bounds hold when all are done, each setter gets the bound that
/// it has replaced, and the listener gets what was removed once.
#[test]
fn bounds_move_while_others_insert() {
    explore(|| {
        let left = Arc::new(Mutex::new(Vec::new()));
        let log = left.clone();
        let cache: Shared<Lru> = Arc::new(
            builder()
                .capacity(8)
                .max_weight(40, |_, &weight| u64::from(weight))
                .on_removal(move |key, _, _| log.lock().expect("never poisoned").push(key))
                .build_sharded(),
        );
        let bounds = threads(3, &cache, |i, cache| match i {
            0 => {
                cache.set_capacity(2);
                cache.set_max_weight(12)
            }
            1 => {
                cache.set_capacity(5);
                cache.set_max_weight(20)
            }
            _ => {
                for n in 0..6 {
                    cache.insert(n, 4 + n);
                }
                None
            }
        });
        let max = match bounds[..2] {
            [Some(40), Some(12)] => 20,
            [Some(20), Some(40)] => 12,
            _ => panic!("{bounds:?}"),
        };
        assert_eq!(cache.max_weight(), Some(max));
        assert!([2, 5].contains(&cache.capacity()));
        assert!(cache.len() <= cache.capacity() && cache.weight() <= max);
        cache.check();
        let mut keys = left.lock().expect("never poisoned").clone();
        keys.extend(cache.keys());
        keys.sort_unstable();
        assert_eq!(keys, [0, 1, 2, 3, 4, 5]);
    });
}

/// Loads share their flight while the bounds move and others write in one step.
#[test]
fn tasks_and_threads_share_one_load() {
    explore(|| {
        let cache: Shared<S3Fifo> = Arc::new(builder().capacity(16).build_sharded());
        let calls = Arc::new(AtomicU32::new(0));
        let task = || {
            let (cache, calls) = (cache.clone(), calls.clone());
            future::spawn(async move {
                let load = || async {
                    future::yield_now().await;
                    10 + calls.fetch_add(1, SeqCst)
                };
                cache.get_or_insert_async(&7, load).await
            })
        };
        let tasks = [task(), task()];
        let (there, counted) = (cache.clone(), calls.clone());
        let thread = thread::spawn(move || {
            let load = || 10 + counted.fetch_add(1, SeqCst);
            there.get_or_insert_with(&7, load)
        });
        // None of these detaches a load.
        cache.set_capacity(12);
        cache.compute(&7, |_| Op::Keep);
        cache.upsert(&8, || 0, |n| *n);
        for task in tasks {
            assert_eq!(future::block_on(task).expect("a task panicked"), 10);
        }
        assert_eq!(thread.join().expect("a thread panicked"), 10);
        let stats = cache.stats();
        assert_eq!((calls.load(SeqCst), stats.loads, stats.failed_loads), (1, 1, 0));
        assert_eq!(cache.peek(&7), Some(10));
        cache.check();
    });
}

/// A leader that never ends is aborted, wherever it is, while another thread writes: the waiter
/// gets a value, and no flight is left.
fn aborted(meddle: fn(&ShardedCache<u32, u32, Sieve, Fixed>)) {
    let cache: Shared<Sieve> = Arc::new(builder().capacity(16).build_sharded());
    let there = cache.clone();
    let leader =
        future::spawn(
            async move { there.get_or_insert_async(&7, core::future::pending::<u32>).await },
        );
    let there = cache.clone();
    let waiter = future::spawn(async move { there.get_or_insert_async(&7, || async { 5 }).await });
    let there = cache.clone();
    let meddler = thread::spawn(move || meddle(&there));
    leader.abort();
    let value = future::block_on(waiter).expect("a task panicked");
    meddler.join().expect("a thread panicked");
    drop(future::block_on(leader));
    assert!([5, 6, 50, 51].contains(&value), "{value}");
    cache.check();
}

#[test]
fn an_aborted_load_beside_a_removal() {
    explore(|| aborted(|cache| _ = cache.compute(&7, |_| Op::Remove)));
}

#[test]
fn an_aborted_load_beside_an_upsert() {
    explore(|| {
        aborted(|cache| {
            let add = |n: &mut u32| {
                *n += 1;
                *n
            };
            assert!([6, 51].contains(&cache.upsert(&7, || 50, add)));
        });
    });
}

#[test]
fn an_aborted_load_beside_moving_bounds() {
    explore(|| {
        aborted(|cache| {
            cache.set_capacity(0);
            cache.set_capacity(9);
        });
    });
}

/// Two threads are in a hit on the same shard at the same time, each waiting for the other.
fn a_hit_meets_another<P: Policy + 'static>() {
    let cache: Shared<P> = Arc::new(builder().capacity(9).shards(1).build_sharded());
    cache.insert(1, 1);
    // A lock that is not shared is a deadlock here.
    let meeting = Barrier::new(2);
    threads(2, &cache, move |_, cache| _ = cache.with(&1, |_| meeting.wait()).expect("is there"));
    assert_eq!(cache.stats().hits, 2);
    cache.check();
}

#[test]
fn hits_share_the_lock() {
    explore(a_hit_meets_another::<Lru>);
    explore(a_hit_meets_another::<Lri>);
    explore(a_hit_meets_another::<Sieve>);
    explore(a_hit_meets_another::<S3Fifo>);
}

/// The uses of two threads, more than their queue holds: each is counted, and those of each thread
/// are in the order in which it made them.
#[test]
fn a_full_queue_keeps_the_order_of_each_thread() {
    const USES: u32 = 40;
    explore(|| {
        let cache: Shared<Lru> = Arc::new(builder().capacity(128).shards(1).build_sharded());
        (0..2 * USES).for_each(|key| _ = cache.insert(key, key));
        threads(2, &cache, |i, cache| {
            for n in 0..USES {
                // Not in the order of insertion.
                let key = i * USES + n * 7 % USES;
                assert_eq!(cache.get(&key), Some(key));
            }
        });
        assert_eq!(cache.stats().hits, u64::from(2 * USES));
        // Notes what is still in the queue.
        cache.purge_expired();
        let mut newest_first = Vec::new();
        cache.for_each(|key, _| newest_first.push(*key));
        for i in 0..2 {
            let own = newest_first.iter().filter(|key| **key / USES == i);
            assert!(own.copied().eq((0..USES).rev().map(|n| i * USES + n * 7 % USES)), "{i}");
        }
        cache.check();
    });
}

/// Uses wait in the queue while others remove entries, which moves those that stay.
#[test]
fn queued_uses_meet_removals() {
    type Meddle = fn(&ShardedCache<u32, u32, Lru, Fixed>);
    let all: [Meddle; 7] = [
        |cache| (0..4).for_each(|key| _ = cache.remove(&key)),
        |cache| cache.retain(|key, _| key % 2 == 1),
        |cache| cache.clear(),
        |cache| cache.set_capacity(3),
        |cache| cache.shrink_to_fit(),
        |cache| (0..4).for_each(|_| _ = cache.evict()),
        |cache| _ = cache.evict_weight(5),
    ];
    for meddle in all {
        explore(move || {
            let cache: Shared<Lru> = Arc::new(builder().capacity(8).shards(1).build_sharded());
            (0..8).for_each(|key| _ = cache.insert(key, key));
            let hits = threads(3, &cache, move |i, cache| match i {
                0 => {
                    meddle(cache);
                    0
                }
                _ => (0..8).filter(|key| cache.get(key).is_some_and(|value| value == *key)).count(),
            });
            let stats = cache.stats();
            assert_eq!(stats.hits, hits.iter().sum::<usize>() as u64);
            assert_eq!(stats.lookups(), 16);
            cache.check();
        });
    }
}

/// Every lookup is in one of the statistics that were taken, or in the last.
fn statistics_are_taken_once<P: Policy + 'static>() {
    let cache: Shared<P> = Arc::new(builder().capacity(8).build_sharded());
    cache.insert(1, 1);
    let taken = threads(3, &cache, |i, cache| match i {
        0 => cache.take_stats() + cache.take_stats(),
        _ => {
            cache.get(&1);
            cache.get(&2);
            cache.get_or_insert_with(&3, || 3);
            Default::default()
        }
    });
    let all = taken.into_iter().fold(cache.take_stats(), |sum, stats| sum + stats);
    assert_eq!((all.lookups(), all.insertions), (6, 2));
    assert!((2..=3).contains(&all.hits), "{}", all.hits);
    assert_eq!(cache.stats().lookups(), 0);
    cache.check();
}

#[test]
fn statistics_are_taken_once_under_lru() {
    explore(statistics_are_taken_once::<Lru>);
}

#[test]
fn statistics_are_taken_once_under_s3_fifo() {
    explore(statistics_are_taken_once::<S3Fifo>);
}

const SECOND: Duration = Duration::from_secs(1);

/// Keys of both shards, for which the cache has room.
const KEYS: core::ops::Range<u32> = 0..8;

/// Whichever thread sets a bound on time last, all shards have the same one.
#[test]
fn bounds_on_time_do_not_mix() {
    explore(|| {
        let builder = builder().capacity(16).clock(ManualClock::new());
        let cache: Shared<Sieve> = Arc::new(builder.build_sharded());
        KEYS.for_each(|key| _ = cache.insert(key, key));
        threads(2, &cache, |i, cache| cache.set_ttl(Some(SECOND * (i + 1))));
        let left: Vec<_> = KEYS.map(|key| cache.expires_in(&key)).collect();
        assert!(left == [Some(SECOND); 8] || left == [Some(SECOND * 2); 8], "{left:?}");
        cache.check();
    });
}

/// Whether or not another thread lifts the bound meanwhile: where there is one, a use counts.
#[test]
fn a_bound_on_idle_time_notes_uses() {
    explore(|| {
        let clock = ManualClock::new();
        let builder = builder().capacity(16).clock(clock.clone());
        let cache: Shared<Sieve> = Arc::new(builder.build_sharded());
        KEYS.for_each(|key| _ = cache.insert(key, key));
        threads(3, &cache, |i, cache| match i {
            0 => cache.set_tti(Some(SECOND * 4)),
            1 => cache.set_tti(None),
            _ => assert_eq!(KEYS.filter_map(|key| cache.get(&key)).count(), KEYS.len()),
        });
        let bounded = cache.expires_in(&0) != Some(Duration::MAX);
        for _ in 0..3 {
            clock.advance(SECOND * 3);
            assert_eq!(KEYS.filter_map(|key| cache.get(&key)).count(), KEYS.len());
        }
        clock.advance(SECOND * 4);
        assert_eq!(cache.purge_expired(), if bounded { KEYS.len() } else { 0 });
        cache.check();
    });
}

/// While there are dead entries no live one is evicted for the weight of another, in whichever
/// shards they are and however many threads insert.
#[test]
fn the_dead_go_before_the_living() {
    explore(|| {
        let clock = ManualClock::new();
        let causes = Arc::new(Mutex::new(Vec::new()));
        let heard = causes.clone();
        let builder = builder().max_weight(12, |_, _| 1).clock(clock.clone()).on_removal(
            move |key, _, cause| heard.lock().expect("not poisoned").push((cause, key)),
        );
        let cache: Shared<Lru> = Arc::new(builder.build_sharded());
        KEYS.for_each(|key| _ = cache.insert_with_ttl(key, 0, SECOND));
        clock.advance(SECOND);
        // With these the weight is 8 + 12, of which the dead are 8.
        threads(3, &cache, |i, cache| {
            for n in 0..4 {
                cache.insert(10 * (i + 1) + n, 0);
            }
        });
        let mut heard = causes.lock().expect("not poisoned").clone();
        heard.sort_unstable_by_key(|(_, key)| *key);
        assert!(heard.into_iter().eq(KEYS.map(|key| (Cause::Expired, key))));
        assert_eq!((cache.len(), cache.weight()), (12, 12));
        cache.check();
    });
}

/// Each entry leaves once, whoever removes it: one that sweeps, one that evicts, one that removes.
#[test]
fn each_entry_leaves_once() {
    explore(|| {
        let clock = ManualClock::new();
        let left = Arc::new(Mutex::new(Vec::new()));
        let log = left.clone();
        let builder = builder()
            .capacity(16)
            .clock(clock.clone())
            .on_removal(move |key, _, _| log.lock().expect("not poisoned").push(key));
        let cache: Shared<S3Fifo> = Arc::new(builder.build_sharded());
        for key in KEYS {
            cache.insert_with_ttl(key, key, SECOND * (1 + key % 2));
        }
        clock.advance(SECOND);
        let returned = threads(4, &cache, |i, cache| match i {
            0 => {
                let purged = cache.purge_expired_some(1) + cache.purge_expired_some(2);
                assert!(purged <= 3 && purged + cache.purge_expired() <= 4);
                Vec::new()
            }
            1 => (0..2).filter_map(|_| cache.evict()).map(|(key, _)| key).collect(),
            2 => KEYS.skip(4).filter(|key| cache.remove(key).is_some()).collect(),
            _ => {
                assert!(cache.evict_weight(2) <= 2);
                Vec::new()
            }
        });
        let mut keys: Vec<u32> = returned.into_iter().flatten().collect();
        keys.append(&mut left.lock().expect("not poisoned"));
        keys.extend(cache.keys());
        keys.sort_unstable();
        assert!(keys.into_iter().eq(KEYS));
        cache.check();
    });
}

/// A thread that has seen the time pass finds nothing whose time is over, and what was renewed
/// before that lives on.
#[test]
fn times_pass_for_all_threads() {
    explore(|| {
        let clock = ManualClock::new();
        let builder = builder().capacity(16).ttl(SECOND * 2).clock(clock.clone());
        let cache: Shared<Lru> = Arc::new(builder.build_sharded());
        KEYS.for_each(|key| _ = cache.insert(key, 0));
        let renewed = threads(3, &cache, move |i, cache| match i {
            0 => {
                let renewed = cache.renew(&0, SECOND * 9);
                clock.advance(SECOND * 2);
                assert_eq!(cache.get(&0).is_some(), renewed);
                assert!(KEYS.skip(1).all(|key| cache.peek(&key).is_none_or(|value| value == 1)));
                renewed
            }
            1 => {
                cache.insert_with_ttl(1, 1, SECOND * 9);
                cache.contains_key(&1)
            }
            _ => {
                cache.purge_expired();
                true
            }
        });
        assert_eq!(renewed, [true; 3]);
        cache.purge_expired();
        let mut keys = cache.keys();
        keys.sort_unstable();
        assert_eq!(keys, [0, 1]);
        cache.check();
    });
}

/// Entries that one thread has claimed to evict are removed by another: the budget is the weight of
/// what is there, and not of what was.
#[test]
fn what_others_remove_is_no_longer_claimed() {
    type Remove = fn(&ShardedCache<u32, u32, S3Fifo, Fixed>);
    let all: [Remove; 3] = [
        |cache| cache.clear(),
        |cache| cache.retain(|_, _| false),
        |cache| (0..40).for_each(|key| _ = cache.remove(&key)),
    ];
    for remove in all {
        explore(move || {
            let weigher = |_: &u32, weight: &u32| u64::from(*weight);
            let builder = builder().max_weight(10, weigher);
            let cache: Shared<S3Fifo> = Arc::new(builder.build_sharded());
            threads(3, &cache, move |i, cache| {
                for n in 0..2 {
                    cache.insert(10 * i + n, 4 + n);
                }
                if i == 0 {
                    remove(cache);
                }
            });
            cache.check();
        });
    }
}

/// Values grow in place in all shards at once: the budget holds when all are done.
#[test]
fn values_that_grow_in_place_are_weighed() {
    explore(|| {
        let weigher = |_: &u32, weight: &u32| u64::from(*weight);
        let cache: Shared<Lru> = Arc::new(builder().max_weight(20, weigher).build_sharded());
        KEYS.for_each(|key| _ = cache.insert(key, 1));
        threads(3, &cache, |i, cache| {
            let add = |weight: &mut u32| *weight += 3;
            cache.update(&i, add);
            cache.update(&(i + 3), add);
            cache.upsert(&(i + 1), || 2, add);
            cache.compute(&i, |weight| {
                if let Some(weight) = weight {
                    *weight += 1;
                }
                Op::Keep
            });
            // One that panics has grown all the same. Without the hook, which would print.
            let panics = |weight: &mut u32| {
                *weight += 2;
                resume_unwind(Box::new("grown"))
            };
            _ = catch_unwind(AssertUnwindSafe(|| cache.update::<_, ()>(&(7 - i), panics)));
        });
        // Whoever writes next weighs what was left by those that panicked.
        KEYS.for_each(|key| _ = cache.update(&key, |_| ()));
        assert!((1..=20).contains(&cache.weight()));
        cache.check();
    });
}

/// What a write has made old is not kept, by whichever way the key was written.
#[test]
fn who_asks_after_a_write_gets_no_older_value() {
    type Write = fn(&ShardedCache<u32, u32, S3Fifo, Fixed>);
    let all: [Write; 4] = [
        |cache| _ = cache.remove(&7),
        |cache| cache.clear(),
        |cache| cache.retain(|_, _| false),
        |cache| _ = cache.compute(&7, |_| Op::Remove),
    ];
    for write in all {
        explore(move || {
            let cache: Shared<S3Fifo> = Arc::new(builder().capacity(16).build_sharded());
            let source = Arc::new(AtomicU32::new(1));
            let got = threads(3, &cache, move |i, cache| {
                if i == 0 {
                    source.store(2, SeqCst);
                    write(cache);
                }
                let load = || {
                    let value = source.load(SeqCst);
                    thread::yield_now();
                    value
                };
                match i {
                    2 => future::block_on(cache.get_or_insert_async(&7, || async { load() })),
                    _ => cache.get_or_insert_with(&7, load),
                }
            });
            assert_eq!((got[0], cache.peek(&7)), (2, Some(2)));
            cache.check();
        });
    }
}

/// Of three tasks the first that runs fails, by an error or by a panic; one more runs its future.
fn a_failing_task(fail: fn() -> Result<u32, ()>) {
    let cache: Shared<Sieve> = Arc::new(builder().capacity(16).build_sharded());
    let calls = Arc::new(AtomicU32::new(0));
    let got = threads(3, &cache, {
        let calls = calls.clone();
        move |_, cache| {
            let load = || async {
                let call = calls.fetch_add(1, SeqCst);
                future::yield_now().await;
                if call == 0 { fail() } else { Ok(call) }
            };
            let task = || future::block_on(cache.get_or_try_insert_async(&7, load));
            catch_unwind(AssertUnwindSafe(task))
        }
    });
    assert_eq!(got.iter().filter(|got| matches!(got, Ok(Ok(1)))).count(), 2);
    assert_eq!((calls.load(SeqCst), cache.peek(&7)), (2, Some(1)));
    let stats = cache.stats();
    assert_eq!((stats.loads, stats.failed_loads), (1, 1));
    cache.check();
}

#[test]
fn a_failing_task_wakes_the_others() {
    explore(|| a_failing_task(|| Err(())));
}

#[test]
fn a_panicking_task_wakes_the_others() {
    explore(|| a_failing_task(|| resume_unwind(Box::new("the first call"))));
}

/// Loads that set their own time to live, while the time passes: nobody gets what is older than
/// that, and what one has computed others share.
#[test]
fn a_time_to_live_that_the_loader_sets() {
    explore(|| {
        let clock = ManualClock::new();
        let builder = builder().capacity(16).clock(clock.clone());
        let cache: Shared<S3Fifo> = Arc::new(builder.build_sharded());
        let calls = Arc::new(AtomicU32::new(0));
        let counted = calls.clone();
        let passed = clock.clone();
        let got = threads(3, &cache, move |i, cache| {
            if i == 0 {
                passed.advance(SECOND);
            }
            let load = || {
                thread::yield_now();
                Ok::<_, ()>((counted.fetch_add(1, SeqCst), Some(SECOND)))
            };
            cache.load(&7).try_run_with_ttl(load).expect("never fails")
        });
        let calls = calls.load(SeqCst);
        assert!((1..=2).contains(&calls), "{calls}");
        assert!(got.iter().all(|loaded| loaded.value < calls));
        let computed = got.iter().filter(|loaded| loaded.origin == Origin::Computed);
        assert_eq!(computed.count() as u32, calls);
        clock.advance(SECOND);
        assert_eq!(cache.peek(&7), None);
        cache.check();
    });
}

/// What a listener that panics did not get, it gets with the next write to the shard.
#[test]
fn a_listener_that_panics_gets_the_rest_later() {
    explore(|| {
        let left = Arc::new(Mutex::new(Vec::new()));
        let log = left.clone();
        let builder = builder().capacity(4).on_removal(move |key, _, _| {
            let mut log = log.lock().expect("not poisoned");
            log.push(key);
            let heard = log.len();
            drop(log);
            if heard % 3 == 1 {
                // Without the hook, which would print.
                resume_unwind(Box::new("the listener"));
            }
        });
        let cache: Shared<Lru> = Arc::new(builder.build_sharded());
        threads(3, &cache, |i, cache| {
            for n in 0..3 {
                _ = catch_unwind(AssertUnwindSafe(|| cache.insert(10 * i + n, 0)));
            }
            if i == 0 {
                _ = catch_unwind(AssertUnwindSafe(|| cache.clear()));
            }
        });
        // The rest, one panic after the other.
        while catch_unwind(AssertUnwindSafe(|| cache.retain(|_, _| true))).is_err() {}
        let mut keys = left.lock().expect("not poisoned").clone();
        keys.extend(cache.keys());
        keys.sort_unstable();
        assert_eq!(keys, [0, 1, 2, 10, 11, 12, 20, 21, 22]);
        cache.check();
    });
}
