//! Loading in asynchronous code, on the runtimes that people use.

#![cfg(feature = "cache")]

use std::future::pending;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use boltons::cache::sync::ShardedCache;
use tokio::sync::oneshot;
use tokio::task::{LocalSet, spawn_blocking, spawn_local, yield_now};
use tokio::time::{sleep, timeout};

type Shared = Arc<ShardedCache<u32, u32>>;

const SECOND: Duration = Duration::from_secs(1);

fn shared() -> Shared {
    Arc::new(ShardedCache::new(100))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thirty_two_tasks_on_four_threads_load_once() {
    let (cache, calls) = (shared(), Arc::new(AtomicUsize::new(0)));
    let tasks: Vec<_> = (0..32)
        .map(|_| {
            let (cache, calls) = (cache.clone(), calls.clone());
            tokio::spawn(async move {
                let load = || async {
                    calls.fetch_add(1, SeqCst);
                    // Until all others have missed.
                    while cache.stats().misses < 32 {
                        yield_now().await;
                    }
                    5
                };
                cache.get_or_insert_async(&7, load).await
            })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), 5);
    }
    assert_eq!((calls.load(SeqCst), cache.stats().loads), (1, 1));
}

/// Threads that may block and tasks share one load, whoever leads.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn blocking_threads_beside_tasks() {
    let (cache, calls) = (shared(), Arc::new(AtomicUsize::new(0)));
    let mut all = Vec::new();
    for _ in 0..4 {
        let (here, counted) = (cache.clone(), calls.clone());
        all.push(tokio::spawn(async move {
            let load = || async {
                counted.fetch_add(1, SeqCst);
                while here.stats().misses < 8 {
                    yield_now().await;
                }
                5
            };
            here.get_or_insert_async(&7, load).await
        }));
        let (here, counted) = (cache.clone(), calls.clone());
        all.push(spawn_blocking(move || {
            here.get_or_insert_with(&7, || {
                counted.fetch_add(1, SeqCst);
                while here.stats().misses < 8 {
                    std::thread::yield_now();
                }
                5
            })
        }));
    }
    for task in all {
        assert_eq!(task.await.unwrap(), 5);
    }
    assert_eq!(calls.load(SeqCst), 1);
}

/// The clock is the test's own: nothing waits.
#[tokio::test(start_paused = true)]
async fn a_time_limit_shorter_than_the_load() {
    let cache = shared();
    let slow = || async {
        sleep(60 * SECOND).await;
        5
    };
    // The load goes with its caller…
    assert!(timeout(SECOND, cache.get_or_insert_async(&7, slow)).await.is_err());
    assert_eq!((cache.stats().failed_loads, cache.peek(&7)), (1, None));
    // …unless it is spawned.
    let there = cache.clone();
    let spawned = tokio::spawn(async move { there.get_or_insert_async(&7, slow).await });
    assert!(timeout(SECOND, spawned).await.is_err());
    assert!(timeout(SECOND, cache.get_or_insert_async(&7, slow)).await.is_err(), "it waits");
    sleep(60 * SECOND).await;
    assert_eq!((cache.stats().loads, cache.peek(&7)), (1, Some(5)));
}

#[tokio::test]
async fn a_select_that_abandons_a_waiter() {
    let cache = shared();
    let (send, receive) = oneshot::channel();
    let there = cache.clone();
    let leader = tokio::spawn(async move {
        there.get_or_insert_async(&7, move || async move { receive.await.unwrap() }).await
    });
    yield_now().await;
    tokio::select! {
        biased;
        _ = cache.get_or_insert_async(&7, || async { unreachable!() }) => unreachable!(),
        () = yield_now() => {}
    }
    let there = cache.clone();
    let waiter = tokio::spawn(async move { there.get_or_insert_async(&7, || async { 6 }).await });
    yield_now().await;
    send.send(5).unwrap();
    assert_eq!((leader.await.unwrap(), waiter.await.unwrap()), (5, 5));
}

#[tokio::test]
async fn an_aborted_leader() {
    let cache = shared();
    let there = cache.clone();
    let leader = tokio::spawn(async move { there.get_or_insert_async(&7, pending::<u32>).await });
    yield_now().await;
    let there = cache.clone();
    let waiter = tokio::spawn(async move { there.get_or_insert_async(&7, || async { 6 }).await });
    yield_now().await;
    leader.abort();
    assert_eq!(waiter.await.unwrap(), 6);
    assert!(leader.await.unwrap_err().is_cancelled());
    assert_eq!(cache.stats().failed_loads, 1);
}

#[tokio::test]
async fn a_local_set_with_a_loader_that_is_not_sent() {
    let cache = Rc::new(ShardedCache::<u32, u32>::new(9));
    let calls = Rc::new(AtomicUsize::new(0));
    let local = LocalSet::new();
    local
        .run_until(async {
            let tasks: Vec<_> = (0..4)
                .map(|_| {
                    let (cache, calls) = (cache.clone(), calls.clone());
                    spawn_local(async move {
                        let value = Rc::new(5);
                        let load = || async {
                            calls.fetch_add(1, SeqCst);
                            yield_now().await;
                            *value
                        };
                        cache.get_or_insert_async(&7, load).await
                    })
                })
                .collect();
            for task in tasks {
                assert_eq!(task.await.unwrap(), 5);
            }
        })
        .await;
    assert_eq!(calls.load(SeqCst), 1);
}

#[test]
fn on_smol() {
    let (cache, calls) = (shared(), Arc::new(AtomicUsize::new(0)));
    smol::block_on(async {
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (cache, calls) = (cache.clone(), calls.clone());
                smol::spawn(async move {
                    let load = || async {
                        calls.fetch_add(1, SeqCst);
                        smol::future::yield_now().await;
                        5
                    };
                    cache.get_or_insert_async(&7, load).await
                })
            })
            .collect();
        for task in tasks {
            assert_eq!(task.await, 5);
        }
        // One that is cancelled holds up nobody.
        let there = cache.clone();
        let never = smol::spawn(async move { there.get_or_insert_async(&8, pending::<u32>).await });
        smol::future::yield_now().await;
        assert_eq!(never.cancel().await, None);
        assert_eq!(cache.get_or_insert_async(&8, || async { 6 }).await, 6);
    });
    assert_eq!(calls.load(SeqCst), 1);
}

#[test]
fn on_pollster() {
    let (cache, calls) = (shared(), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let load = || async {
                    calls.fetch_add(1, SeqCst);
                    5
                };
                assert_eq!(pollster::block_on(cache.get_or_insert_async(&7, load)), 5);
            });
        }
    });
    assert_eq!(calls.load(SeqCst), 1);
}
