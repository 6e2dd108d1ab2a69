//! The sharded cache itself under a scheduler that tries many interleavings: what it promises to
//! threads, whatever their order. The protocol of flights alone is in `tests/it/cache/flight.rs`.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::hash::BuildHasherDefault;
use std::hash::DefaultHasher;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use shuttle::sync::Mutex;
use shuttle::sync::atomic::{AtomicU32, Ordering::SeqCst};
use shuttle::thread;

use crate::cache::sync::ShardedCache;
use crate::cache::{Builder, Cache, Lru, Policy, S3Fifo, Sieve};

type Fixed = BuildHasherDefault<DefaultHasher>;
type Shared<P> = Arc<ShardedCache<u32, u32, P, Fixed>>;

/// Two shards, so that threads meet in one as well as in both.
fn builder<P: Policy>() -> Builder<u32, u32, P, Fixed> {
    Cache::builder_with_hasher(Fixed::default()).shards(2)
}

/// Runs `f` under random schedules and under those with few switches at unlikely places.
fn explore(f: fn()) {
    shuttle::check_random(f, 200);
    shuttle::check_pct(f, 200, 3);
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
