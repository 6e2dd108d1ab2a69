//! The protocol of single flight, under a scheduler that tries many interleavings.
//!
//! The protocol's own source is compiled here once more, with the scheduler's locks and a store of
//! a few lines in place of the cache. All keys have the same hash.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use shuttle::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use self::locks::{Arc, Mutex, MutexGuard, thread};
use self::protocol::{Detached, Field, Flight, Flights, fly};

#[path = "../../../src/cache/sync/flight.rs"]
mod protocol;

/// What the protocol locks and waits with.
mod locks {
    pub(super) use shuttle::sync::{Condvar, Mutex, MutexGuard};
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
    fn look_again<R>(&self, f: impl FnOnce(&mut Flights<u32, Value>) -> R) -> Result<Value, R> {
        let mut part = self.0.part();
        part.values.get(&self.1).copied().ok_or(()).map_err(|()| f(&mut part.flights))
    }

    fn flights<R>(&self, f: impl FnOnce(&mut Flights<u32, Value>) -> R) -> R {
        f(&mut self.0.part().flights)
    }

    fn land(&self, flight: &Arc<Flight<Value>>, value: Value) {
        let mut part = self.0.part();
        if let Some(key) = part.flights.land(0, flight) {
            assert_eq!(key, self.1);
            assert_eq!(part.values.insert(key, value), None, "a lost update");
        }
    }
}

impl Store {
    fn new() -> Arc<Self> {
        let part = Part { values: BTreeMap::new(), flights: Flights::new() };
        Arc::new(Self { part: Mutex::new(part), calls: AtomicUsize::new(0) })
    }

    fn part(&self) -> MutexGuard<'_, Part> {
        self.part.lock().unwrap_or_else(locks::PoisonError::into_inner)
    }

    fn get<E>(&self, key: u32, f: impl FnOnce() -> Result<Value, E>) -> Result<Value, E> {
        let found = self.part().values.get(&key).copied();
        match found {
            Some(value) => Ok(value),
            None => fly(&(self, key), 0, key, f),
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
        assert!(part.flights.is_empty(), "a flight is left");
        assert!(part.values.iter().map(|(key, value)| (*key, *value)).eq(values.iter().copied()));
    }
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
