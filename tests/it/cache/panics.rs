//! Keys, values and closures that panic, at every place where they are called.
//!
//! A fuse counts the calls of one kind of the user's code and panics at the n-th. Each scenario
//! runs with n = 1, 2, … until it ends by itself; after each run the cache passes its audit and
//! everything is dropped exactly once. Where the code runs before a change, nothing has changed.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use boltons::cache::{Cache, Entry, Lri, Lru, Policy, S3Fifo, Sieve};

type Fixed = BuildHasherDefault<DefaultHasher>;
type Dummies<P> = Cache<Dummy, Dummy, P, Fixed>;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Hash,
    Eq,
    Clone,
    Drop,
    Weigher,
    Clock,
    Listener,
    Loader,
}

thread_local! {
    static FUSE: Cell<Option<(Kind, u32)>> = const { Cell::new(None) };
    static ALIVE: RefCell<HashSet<u32>> = RefCell::new(HashSet::new());
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Panics if the fuse of this kind has burnt down.
fn burn(kind: Kind) {
    if let Some((armed, left)) = FUSE.get() {
        if armed == kind && !std::thread::panicking() {
            FUSE.set((left > 1).then_some((kind, left - 1)));
            assert!(left > 1, "the fuse of {kind:?}");
        }
    }
}

/// A key and a value that panics on demand and that nobody may drop twice.
#[derive(Debug)]
struct Dummy {
    name: u32,
    id: u32,
}

fn dummy(name: u32) -> Dummy {
    let id = NEXT.get();
    NEXT.set(id + 1);
    ALIVE.with_borrow_mut(|alive| alive.insert(id));
    Dummy { name, id }
}

impl Hash for Dummy {
    fn hash<H: Hasher>(&self, state: &mut H) {
        burn(Kind::Hash);
        self.name.hash(state);
    }
}

impl PartialEq for Dummy {
    fn eq(&self, other: &Self) -> bool {
        burn(Kind::Eq);
        self.name == other.name
    }
}

impl Eq for Dummy {}

impl Clone for Dummy {
    fn clone(&self) -> Self {
        burn(Kind::Clone);
        dummy(self.name)
    }
}

impl Drop for Dummy {
    fn drop(&mut self) {
        let first = ALIVE.with_borrow_mut(|alive| alive.remove(&self.id));
        assert!(first, "{} is dropped twice", self.id);
        burn(Kind::Drop);
    }
}

fn full<P: Policy>(rich: bool) -> Dummies<P> {
    let mut cache = if rich {
        Cache::builder_with_hasher(Fixed::default())
            .capacity(14)
            .max_weight(40, |_: &Dummy, value: &Dummy| {
                burn(Kind::Weigher);
                u64::from(value.name % 5)
            })
            .ttl(Duration::from_secs(10))
            .clock(|| {
                burn(Kind::Clock);
                Duration::ZERO
            })
            .on_removal(|_, _, _| burn(Kind::Listener))
            .build()
    } else {
        Cache::with_hasher(14, Fixed::default())
    };
    for i in 0..20 {
        cache.insert(dummy(i), dummy(i));
        cache.get(&dummy(i / 2));
    }
    cache
}

fn names<P: Policy>(cache: &Dummies<P>) -> Vec<(u32, u32)> {
    cache.iter().map(|(key, value)| (key.name, value.name)).collect()
}

type Scenario<P> = (&'static str, fn(&mut Dummies<P>));

fn scenarios<P: Policy>() -> Vec<Scenario<P>> {
    vec![
        ("get", |cache| _ = cache.get(&dummy(15)).is_some()),
        ("insert", |cache| drop(cache.insert(dummy(100), dummy(4)))),
        ("insert a heavy one", |cache| drop(cache.insert(dummy(100), dummy(104)))),
        ("overwrite", |cache| drop(cache.insert(dummy(15), dummy(4)))),
        ("push", |cache| drop(cache.push(dummy(100), dummy(3)))),
        ("remove", |cache| drop(cache.remove(&dummy(15)))),
        ("evict", |cache| drop(cache.evict())),
        ("load", |cache| {
            cache.get_or_insert_with(dummy(100), || {
                burn(Kind::Loader);
                dummy(2)
            });
        }),
        ("entry", |cache| {
            if let Entry::Occupied(mut entry) = cache.entry(dummy(15)) {
                entry.insert(dummy(1));
                drop(entry.remove());
            }
        }),
        ("entry_ref", |cache| {
            let key = dummy(100);
            cache.entry_ref(&key).or_insert_with(|| dummy(7));
        }),
        ("grow", |cache| {
            cache.set_capacity(40);
            for i in 100..130 {
                cache.insert(dummy(i), dummy(5 * i));
            }
        }),
        ("reserve", |cache| {
            cache.set_capacity(400);
            cache.reserve(300);
        }),
        ("shrink", Cache::shrink_to_fit),
        ("set_capacity", |cache| cache.set_capacity(3)),
        ("retain", |cache| cache.retain(|key, _| key.name % 2 == 0)),
        ("clear", Cache::clear),
        ("drain", |cache| drop(cache.drain().nth(3))),
        ("reweigh", |cache| {
            if let Some(value) = cache.peek_mut(&dummy(15)) {
                value.name = 34;
            }
            cache.reweigh(&dummy(15));
        }),
        ("clone", |cache| {
            let copy = cache.clone();
            copy.check();
            *cache = copy;
        }),
        ("compare", |cache| {
            let this = &*cache;
            let same = this;
            assert!(this == same);
        }),
    ]
}

fn every_fuse<P: Policy>() {
    let kinds = [
        Kind::Hash,
        Kind::Eq,
        Kind::Clone,
        Kind::Drop,
        Kind::Weigher,
        Kind::Clock,
        Kind::Listener,
        Kind::Loader,
    ];
    let mut burnt = HashSet::new();
    for rich in [false, true] {
        for (name, scenario) in scenarios::<P>() {
            for kind in kinds {
                for n in 1.. {
                    let mut cache = full::<P>(rich);
                    let before = names(&cache);
                    FUSE.set(Some((kind, n)));
                    let ended = catch_unwind(AssertUnwindSafe(|| scenario(&mut cache)));
                    FUSE.set(None);
                    cache.check();
                    cache.check_keys();
                    if ended.is_err() {
                        burnt.insert(format!("{kind:?}"));
                        // Single changes: the user's code runs before them, but for drops.
                        let single = !["grow", "entry", "reweigh", "get"].contains(&name);
                        let early = ![Kind::Drop, Kind::Listener].contains(&kind);
                        if single && early {
                            assert_eq!(names(&cache), before, "{name}: {kind:?} {n}");
                        }
                    }
                    drop(cache);
                    ALIVE.with_borrow_mut(|alive| {
                        assert!(alive.is_empty(), "{name}: {kind:?} {n} leaks");
                        alive.clear();
                    });
                    if ended.is_ok() {
                        break;
                    }
                }
            }
        }
    }
    assert_eq!(burnt.len(), kinds.len(), "only {burnt:?}");
}

#[test]
fn lru() {
    every_fuse::<Lru>();
}

#[test]
fn lri() {
    every_fuse::<Lri>();
}

#[test]
fn sieve() {
    every_fuse::<Sieve>();
}

#[test]
fn s3_fifo() {
    every_fuse::<S3Fifo>();
}
