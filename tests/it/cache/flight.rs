//! The protocol of single flight, under a scheduler that tries many interleavings.
//!
//! The protocol's own source is compiled here once more, with the scheduler's locks and a store of
//! a few lines in place of the cache. All keys have the same hash.

use std::collections::{BTreeMap, BTreeSet};
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;

use shuttle::future;
use shuttle::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use self::locks::{Arc, Mutex, MutexGuard, thread};
use self::protocol::{Detached, Field, Flight, Flights, Role, fly, fly_async};

#[allow(dead_code, reason = "the cache calls more of it")]
#[path = "../../../src/cache/sync/flight.rs"]
mod protocol;

#[path = "../../../src/cache/sync/park.rs"]
mod park;

/// What the protocol locks and waits with.
mod locks {
    pub(super) use shuttle::sync::{Mutex, MutexGuard};
    pub(super) use shuttle::thread;
    pub(super) use std::sync::{Arc, PoisonError};
}

type Value = u32;

/// The store and its flights.
struct Part {
    values: BTreeMap<u32, Value>,
    flights: Flights<u32, Value>,
}

struct Store {
    part: Mutex<Part>,
    calls: AtomicUsize,
}

impl Field<u32, Value> for (&Store, u32) {
    type Note = ();
    type Left = ();

    fn flights<R>(&self, f: impl FnOnce(&mut Flights<u32, Value>) -> R) -> R {
        f(&mut self.0.part().flights)
    }

    fn land(&self, flight: &Arc<Flight<Value>>, value: Value, (): ()) {
        let mut part = self.0.part();
        if let Some(key) = part.flights.land(0, flight) {
            assert_eq!(key, self.1);
            assert_eq!(part.values.insert(key, value), None, "a lost update");
        }
    }

    fn see_off(&self, (): ()) {}
}

impl Store {
    fn new() -> Arc<Self> {
        let part = Part { values: BTreeMap::new(), flights: Flights::new() };
        Arc::new(Self { part: Mutex::new(part), calls: AtomicUsize::new(0) })
    }

    fn part(&self) -> MutexGuard<'_, Part> {
        self.part.lock().unwrap_or_else(locks::PoisonError::into_inner)
    }

    /// Looks the key up; if it is not there, joins its flight or starts one.
    fn board(&self, key: u32) -> Result<Value, Role<Value>> {
        let mut part = self.part();
        match part.values.get(&key) {
            Some(value) => Ok(*value),
            None => Err(part.flights.join(0, &mut Some(key))),
        }
    }

    fn get<E>(&self, key: u32, f: impl FnOnce() -> Result<Value, E>) -> Result<Value, E> {
        match self.board(key) {
            Ok(value) => Ok(value),
            Err(role) => fly(&(self, key), 0, role, || f().map(|value| (value, ()))).map(note),
        }
    }

    async fn get_async<E, Fut: Future<Output = Result<Value, E>>>(
        &self,
        key: u32,
        f: impl FnOnce() -> Fut,
    ) -> Result<Value, E> {
        let place = (self, key);
        match self.board(key) {
            Ok(value) => Ok(value),
            Err(role) => {
                let split = |output: Result<Value, E>| output.map(|value| (value, ()));
                fly_async(&place, 0, role, f, split).await.map(note)
            }
        }
    }

    /// The number of this call, from 0.
    fn call(&self) -> usize {
        let call = self.calls.fetch_add(1, SeqCst);
        thread::yield_now();
        call
    }

    fn calls(&self) -> usize {
        self.calls.load(SeqCst)
    }

    fn write(&self, key: u32, value: Option<Value>) {
        let mut part = self.part();
        let detached: Option<Detached<_, _>> = part.flights.detach(0, &key);
        match value {
            Some(value) => part.values.insert(key, value),
            None => part.values.remove(&key),
        };
        drop(part);
        drop(detached);
    }

    fn clear(&self) {
        let mut part = self.part();
        part.values.clear();
        let detached = part.flights.detach_all();
        drop(part);
        drop(detached);
    }

    /// Nobody is under way, and what is kept is this.
    fn ends_with(&self, values: &[(u32, Value)]) {
        let part = self.part();
        #[cfg(feature = "__audit")]
        assert!(part.flights.is_empty(), "a flight is left");
        assert!(part.values.iter().map(|(key, value)| (*key, *value)).eq(values.iter().copied()));
    }
}

/// Over all schedules of a test: who waited, and who led after somebody else had.
static SHARED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

fn note((value, computed): (Value, bool)) -> Value {
    SHARED.fetch_add(usize::from(!computed), std::sync::atomic::Ordering::SeqCst);
    value
}

/// Runs `f` under random schedules and under those with few switches at unlikely places.
fn explore(f: impl Fn() + Send + Sync + 'static) {
    let f = std::sync::Arc::new(f);
    let (one, other) = (f.clone(), f);
    let times = 400;
    shuttle::check_random(move || one(), times);
    shuttle::check_pct(move || other(), times, 3);
}

fn spawn<T: Send + 'static>(
    store: &Arc<Store>,
    f: impl FnOnce(&Store) -> T + Send + 'static,
) -> thread::JoinHandle<T> {
    let store = store.clone();
    thread::spawn(move || f(&store))
}

#[test]
fn one_load_for_all_who_miss_at_once() {
    explore(|| {
        let store = Store::new();
        let load = |store: &Store| store.get(7, || Ok::<_, ()>(100 + store.call() as u32));
        let threads: Vec<_> = (0..4).map(|_| spawn(&store, load)).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), Ok(100));
        }
        assert_eq!(store.calls(), 1);
        store.ends_with(&[(7, 100)]);
    });
}

#[test]
fn keys_of_one_hash_fly_apart() {
    explore(|| {
        let store = Store::new();
        let threads: Vec<_> = (0..4_u32)
            .map(|i| {
                spawn(&store, move |store| {
                    store.get(i % 2, || {
                        store.call();
                        Ok::<_, ()>(i % 2 + 10)
                    })
                })
            })
            .collect();
        for (i, thread) in (0..).zip(threads) {
            assert_eq!(thread.join().unwrap(), Ok(i % 2 + 10));
        }
        assert_eq!(store.calls(), 2);
        store.ends_with(&[(0, 10), (1, 11)]);
    });
}

/// The first two calls fail: whoever made them gets the error, and the others wait on.
#[test]
fn a_failing_leader_hands_on() {
    explore(|| {
        let store = Store::new();
        let load = |store: &Store| {
            store.get(7, || match store.call() {
                call @ 0..2 => Err(call),
                call => Ok(call as u32),
            })
        };
        let threads: Vec<_> = (0..4).map(|_| spawn(&store, load)).collect();
        let results: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
        let errors: BTreeSet<_> = results.iter().filter_map(|result| result.err()).collect();
        assert_eq!(errors, BTreeSet::from([0, 1]), "each error went to one caller");
        assert_eq!(results.iter().filter(|result| **result == Ok(2)).count(), 2);
        assert_eq!(store.calls(), 3);
        store.ends_with(&[(7, 2)]);
    });
}

#[test]
fn all_fail_and_none_hangs() {
    explore(|| {
        let store = Store::new();
        let load = |store: &Store| store.get(7, || Err::<Value, _>(store.call()));
        let threads: Vec<_> = (0..3).map(|_| spawn(&store, load)).collect();
        let errors: BTreeSet<_> =
            threads.into_iter().map(|thread| thread.join().unwrap().unwrap_err()).collect();
        assert_eq!(errors, BTreeSet::from([0, 1, 2]));
        store.ends_with(&[]);
    });
}

#[test]
fn a_panicking_leader_hands_on() {
    explore(|| {
        let store = Store::new();
        let load = |store: &Store| {
            let get = || {
                store.get(7, || match store.call() {
                    // Without the hook, which would print.
                    0 => resume_unwind(Box::new("the first call")),
                    call => Ok::<_, ()>(call as u32),
                })
            };
            catch_unwind(AssertUnwindSafe(get)).map_err(drop)
        };
        let threads: Vec<_> = (0..3).map(|_| spawn(&store, load)).collect();
        let results: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
        assert_eq!(results.iter().filter(|result| result.is_err()).count(), 1);
        assert_eq!(results.iter().filter(|result| **result == Ok(Ok(1))).count(), 2);
        assert_eq!(store.calls(), 2);
        store.ends_with(&[(7, 1)]);
    });
}

/// Whenever the write comes, it is never undone by an older value.
#[test]
fn a_write_is_never_undone() {
    explore(|| {
        let store = Store::new();
        let load = |store: &Store| store.get(7, || Ok::<_, ()>(store.call() as u32));
        let mut threads: Vec<_> = (0..2).map(|_| spawn(&store, load)).collect();
        let writer = spawn(&store, |store| store.write(7, Some(99)));
        threads.push(spawn(&store, load));
        for thread in threads {
            assert!(matches!(thread.join().unwrap(), Ok(0..3 | 99)));
        }
        writer.join().unwrap();
        store.ends_with(&[(7, 99)]);
    });
}

/// Who asks after a removal does not get a value whose computation began before it.
#[test]
fn a_removal_parts_the_flights() {
    explore(|| {
        let store = Store::new();
        // What the values are computed from.
        let source = Arc::new(AtomicUsize::new(1));
        let load = |store: &Store, source: &AtomicUsize| {
            store.get(7, || {
                let value = source.load(SeqCst);
                store.call();
                Ok::<_, ()>(value as u32)
            })
        };
        let early = source.clone();
        let early = spawn(&store, move |store| load(store, &early));
        let late = spawn(&store, move |store| {
            source.store(2, SeqCst);
            store.write(7, None);
            load(store, &source)
        });
        assert!(matches!(early.join().unwrap(), Ok(1 | 2)));
        assert_eq!(late.join().unwrap(), Ok(2), "a stale value");
        // What is kept is no older.
        store.ends_with(&[(7, 2)]);
    });
}

#[test]
fn clearing_and_failing_at_once() {
    explore(|| {
        let store = Store::new();
        let load = |store: &Store| {
            store.get(7, || match store.call() {
                0 => Err(()),
                call => Ok(call as u32),
            })
        };
        let threads: Vec<_> = (0..3).map(|_| spawn(&store, load)).collect();
        let clear = spawn(&store, Store::clear);
        let errors = threads.into_iter().map(|thread| thread.join().unwrap());
        assert_eq!(errors.filter(Result::is_err).count(), 1);
        clear.join().unwrap();
        let calls = store.calls() as u32;
        assert!((2..=3).contains(&calls));
        let kept = store.part().values.get(&7).copied();
        assert!(kept.is_none_or(|value| value < calls));
        store.ends_with(kept.map(|value| (7, value)).as_slice());
    });
}

/// A future that is ready at its `n + 1`st poll, and lets others run in between.
async fn pause(n: usize) {
    for _ in 0..n {
        future::yield_now().await;
    }
}

/// Polls a future to its end or to its panic.
async fn caught<F: Future>(f: F) -> Result<F::Output, ()> {
    let mut f = pin!(f);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| f.as_mut().poll(context))) {
        Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(_) => Poll::Ready(Err(())),
    })
    .await
}

fn task<T: Send + 'static, Fut: Future<Output = T> + Send + 'static>(
    store: &Arc<Store>,
    f: impl FnOnce(Arc<Store>) -> Fut,
) -> future::JoinHandle<T> {
    future::spawn(f(store.clone()))
}

/// Loads a value that tells which call it was.
async fn load(store: Arc<Store>) -> Result<Value, usize> {
    let loading = || async {
        let call = store.call() as u32;
        pause(2).await;
        Ok(100 + call)
    };
    store.get_async(7, loading).await
}

#[test]
fn tasks_and_threads_share_one_load() {
    explore(|| {
        let store = Store::new();
        let tasks: Vec<_> = (0..2).map(|_| task(&store, load)).collect();
        let thread = spawn(&store, |store| store.get(7, || Ok::<_, ()>(100 + store.call() as u32)));
        for task in tasks {
            assert_eq!(future::block_on(task).unwrap(), Ok(100));
        }
        assert_eq!(thread.join().unwrap(), Ok(100));
        assert_eq!(store.calls(), 1);
        store.ends_with(&[(7, 100)]);
    });
    assert!(SHARED.load(std::sync::atomic::Ordering::SeqCst) > 0, "nobody ever waited");
}

/// A leader that never ends is dropped, wherever it is; whoever waited leads.
#[test]
fn an_aborted_leader_hands_on() {
    // Over all schedules, so not the scheduler's own.
    static BOTH: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    explore(|| {
        let store = Store::new();
        let leader = task(&store, |store| async move {
            let never = || async {
                store.call();
                std::future::pending::<Result<Value, ()>>().await
            };
            store.get_async(7, never).await
        });
        let waiter = task(&store, load);
        let thread = spawn(&store, |store| store.get(7, || Ok::<_, ()>(100 + store.call() as u32)));
        leader.abort();
        let value = future::block_on(waiter).unwrap().unwrap();
        assert_eq!(thread.join().unwrap(), Ok(value));
        let calls = store.calls();
        assert!((1..=2).contains(&calls) && value == 99 + calls as u32);
        BOTH.fetch_add(calls - 1, std::sync::atomic::Ordering::SeqCst);
        store.ends_with(&[(7, value)]);
    });
    let taken_over = BOTH.load(std::sync::atomic::Ordering::SeqCst);
    assert!(taken_over > 0, "the leader was never aborted at work");
}

/// A waiter that is dropped, whether it was woken or not, holds up nobody.
#[test]
fn an_aborted_waiter_is_not_missed() {
    explore(|| {
        let store = Store::new();
        let failing = task(&store, |store| async move {
            let fails = || async {
                store.call();
                pause(1).await;
                Err::<Value, _>(())
            };
            store.get_async(7, fails).await
        });
        let abandoned = task(&store, load);
        let kept = task(&store, load);
        abandoned.abort();
        let value = future::block_on(kept).unwrap().unwrap();
        let failed = future::block_on(failing).unwrap();
        assert!(failed.is_err() || failed == Ok(value));
        store.ends_with(&[(7, value)]);
    });
}

/// The first two calls fail, one by an error and one by a panic, in tasks and in a thread.
#[test]
fn failures_of_both_kinds_hand_on() {
    fn outcome(call: usize) -> Result<Value, usize> {
        match call {
            0 => Err(0),
            // Without the hook, which would print.
            1 => resume_unwind(Box::new("the second call")),
            call => Ok(call as u32),
        }
    }
    explore(|| {
        let store = Store::new();
        let failing = |store: Arc<Store>| async move {
            let loading = || async {
                let call = store.call();
                pause(1).await;
                outcome(call)
            };
            caught(store.get_async(7, loading)).await
        };
        let tasks: Vec<_> = (0..2).map(|_| task(&store, failing)).collect();
        let threads: Vec<_> = (0..2)
            .map(|_| {
                spawn(&store, |store| {
                    let get = || store.get(7, || outcome(store.call()));
                    catch_unwind(AssertUnwindSafe(get)).map_err(drop)
                })
            })
            .collect();
        let mut results: Vec<_> =
            tasks.into_iter().map(|task| future::block_on(task).unwrap()).collect();
        results.extend(threads.into_iter().map(|thread| thread.join().unwrap()));
        results.sort_unstable();
        assert_eq!(results, [Ok(Ok(2)), Ok(Ok(2)), Ok(Err(0)), Err(())]);
        assert_eq!(store.calls(), 3);
        let part = store.part();
        assert_eq!((part.flights.loads, part.flights.failed), (1, 2));
        drop(part);
        store.ends_with(&[(7, 2)]);
    });
}

/// Whenever the write comes, no older value of a task undoes it.
#[test]
fn a_write_during_an_async_load_stays() {
    explore(|| {
        let store = Store::new();
        let tasks: Vec<_> = (0..2).map(|_| task(&store, load)).collect();
        store.write(7, Some(1));
        for task in tasks {
            let value = future::block_on(task).unwrap().unwrap();
            assert!(value == 1 || value >= 100);
        }
        store.ends_with(&[(7, 1)]);
    });
}
