//! How often a key is hashed and cloned, and lookups by other types.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use boltons::cache::{Cache, Entry, Equivalent, Lri, Lru, LruCache, Policy, S3Fifo, Sieve};

type Fixed = BuildHasherDefault<DefaultHasher>;

thread_local! {
    static HASHES: Cell<u32> = const { Cell::new(0) };
    static CLONES: Cell<u32> = const { Cell::new(0) };
}

#[derive(Debug, Eq, PartialEq)]
struct Counted(u32);

impl Hash for Counted {
    fn hash<H: Hasher>(&self, state: &mut H) {
        HASHES.set(HASHES.get() + 1);
        self.0.hash(state);
    }
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        CLONES.set(CLONES.get() + 1);
        Self(self.0)
    }
}

fn hashes<T>(run: impl FnOnce() -> T) -> u32 {
    HASHES.set(0);
    run();
    HASHES.get()
}

/// lru #30: an entry was hashed twice.
fn each_call_hashes_once<P: Policy>() {
    let mut cache = Cache::<Counted, u32, P, Fixed>::with_hasher(100, Fixed::default());
    cache.reserve(100);
    for i in 0..100 {
        assert_eq!(hashes(|| cache.insert(Counted(i), i)), 1, "a new entry");
    }
    assert_eq!(hashes(|| cache.get(&Counted(3)).copied()), 1, "a hit");
    assert_eq!(hashes(|| cache.get(&Counted(300)).copied()), 1, "a miss");
    assert_eq!(hashes(|| cache.peek(&Counted(3)).copied()), 1);
    assert_eq!(hashes(|| cache.insert(Counted(3), 0)), 1, "an overwriting");
    assert_eq!(hashes(|| cache.insert(Counted(1000), 0)), 1, "an eviction");
    assert_eq!(hashes(|| cache.push(Counted(1001), 0)), 1, "another one");
    assert_eq!(hashes(|| *cache.entry(Counted(1002)).or_insert(1)), 1, "a vacant entry");
    assert_eq!(hashes(|| *cache.entry_ref(&Counted(1003)).or_insert(1)), 1, "a borrowed one");
    assert_eq!(hashes(|| *cache.get_or_insert_with(Counted(1003), || 1)), 1);
    assert_eq!(hashes(|| cache.evict()), 0, "what goes is not hashed");
    assert_eq!(hashes(|| cache.remove(&Counted(1003))), 1);
    assert_eq!(hashes(|| cache.retain(|key, _| key.0 % 2 == 0)), 0);
    assert_eq!(hashes(|| cache.set_capacity(9)), 0);
    assert_eq!(hashes(|| cache.drain().count()), 0);
    cache.check();
}

#[test]
fn hashed_once() {
    each_call_hashes_once::<Lru>();
    each_call_hashes_once::<Lri>();
    each_call_hashes_once::<Sieve>();
    each_call_hashes_once::<S3Fifo>();
}

/// The table is built anew by the cache, and seldom: at most about once in `capacity` evictions.
#[test]
fn evictions_hash_little_more_than_the_new_keys() {
    for capacity in [1, 3, 7, 14, 100, 896, 1_000, 3_584] {
        let mut cache = LruCache::with_hasher(capacity, Fixed::default());
        for i in 0..2 * capacity as u32 {
            cache.insert(Counted(i), i);
        }
        let evictions = 20 * capacity as u32 + 100;
        let calls = hashes(|| {
            for i in 0..evictions {
                cache.insert(Counted(1 << 20 | i), i);
            }
        });
        cache.check();
        cache.check_keys();
        assert!(calls <= evictions * 5 / 2, "{calls} hashes for {evictions} at {capacity}");
    }
}

#[test]
fn a_borrowed_key_is_cloned_only_to_be_kept() {
    let mut cache = LruCache::with_hasher(2, Fixed::default());
    let clones = |run: &mut dyn FnMut()| {
        CLONES.set(0);
        run();
        CLONES.get()
    };
    let key = Counted(1);
    assert_eq!(clones(&mut || _ = cache.entry_ref(&key).or_try_insert_with(|| Err(()))), 0);
    assert_eq!(clones(&mut || _ = cache.entry_ref(&key).or_insert(1)), 1);
    assert_eq!(clones(&mut || _ = cache.entry_ref(&key).or_insert(1)), 0);
    assert_eq!(clones(&mut || _ = cache.entry_ref(&key).and_modify(|n| *n += 1).or_default()), 0);
    assert_eq!(cache.peek(&key), Some(&2));
}

/// One of a pair's two spellings.
#[derive(Hash)]
struct Pair<'a>(&'a str, u32);

impl Equivalent<(String, u32)> for Pair<'_> {
    fn equivalent(&self, key: &(String, u32)) -> bool {
        self.0 == key.0 && self.1 == key.1
    }
}

#[test]
fn equivalent_keys_need_no_allocation() {
    let mut cache = LruCache::new(2);
    cache.insert(("a".to_owned(), 1), 'x');
    assert_eq!(cache.get(&Pair("a", 1)), Some(&'x'));
    assert_eq!(cache.peek(&Pair("a", 2)), None);
    assert!(cache.promote(&Pair("a", 1)));
    assert_eq!(cache.reweigh(&Pair("a", 1)), Some(1));
    assert_eq!(cache.remove(&Pair("a", 1)), Some('x'));
}

/// A hash that is always the same makes the cache slow and no more.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Constant(u32);

impl Hash for Constant {
    fn hash<H: Hasher>(&self, state: &mut H) {
        0.hash(state);
    }
}

fn constant_hashes<P: Policy>() {
    let mut cache = Cache::<Constant, u32, P, Fixed>::with_hasher(20, Fixed::default());
    for i in 0..200 {
        cache.insert(Constant(i), i);
        cache.check();
        cache.check_keys();
        assert_eq!(cache.get(&Constant(i)), Some(&i));
    }
    assert_eq!(cache.len(), 20);
}

#[test]
fn a_constant_hash_is_only_slow() {
    constant_hashes::<Lru>();
    constant_hashes::<Lri>();
    constant_hashes::<Sieve>();
    constant_hashes::<S3Fifo>();
}

/// A key that equals nothing, or everything, or changes its mind.
#[derive(Clone, Debug, Hash)]
#[allow(clippy::derived_hash_with_manual_eq, reason = "the lie")]
struct Liar(u32);

impl PartialEq for Liar {
    fn eq(&self, _: &Self) -> bool {
        CLONES.set(CLONES.get().wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        CLONES.get() & 0x1_0000 == 0
    }
}

impl Eq for Liar {}

fn lies<P: Policy>() {
    let mut cache = Cache::<Liar, u32, P, Fixed>::with_hasher(8, Fixed::default());
    for i in 0..3_000 {
        let key = Liar(i % 11);
        match i % 7 {
            0 => drop(cache.remove(&key)),
            1 => drop(cache.get(&key).copied()),
            2 => drop(cache.push(key, i)),
            3 => *cache.entry_ref(&key).or_insert(i) += 1,
            4 => drop(cache.evict()),
            _ => drop(cache.insert(key, i)),
        }
        cache.check();
    }
}

#[test]
fn a_lying_eq_breaks_no_invariant() {
    lies::<Lru>();
    lies::<Lri>();
    lies::<Sieve>();
    lies::<S3Fifo>();
}

/// A key that hashes to something else each time.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Fickle(u32);

#[allow(clippy::derived_hash_with_manual_eq, reason = "the lie")]
impl Hash for Fickle {
    fn hash<H: Hasher>(&self, state: &mut H) {
        HASHES.set(HASHES.get().wrapping_add(1));
        (HASHES.get() % 3 + self.0).hash(state);
    }
}

#[test]
fn a_lying_hash_breaks_no_invariant() {
    fn run<P: Policy>() {
        let mut cache = Cache::<Fickle, u32, P, Fixed>::with_hasher(8, Fixed::default());
        for i in 0..3_000 {
            let key = Fickle(i % 13);
            match i % 9 {
                0 => drop(cache.remove(&key)),
                1 => drop(cache.get(&key).copied()),
                2 => drop(cache.push(key, i)),
                3 => *cache.entry_ref(&key).or_insert(i) += 1,
                4 => drop(cache.evict()),
                5 if i % 5 == 0 => cache.shrink_to_fit(),
                6 => cache = cache.clone(),
                _ => drop(cache.insert(key, i)),
            }
            cache.check();
            assert!(cache.len() <= 8);
        }
    }
    run::<Lru>();
    run::<Lri>();
    run::<Sieve>();
    run::<S3Fifo>();
}

/// A key changed through a `Cell` is lost, and goes when its turn comes.
#[test]
fn a_key_that_changes_is_lost_and_evicted() {
    #[derive(Eq, PartialEq)]
    struct Shifting(Cell<u32>);
    #[allow(clippy::derived_hash_with_manual_eq)]
    impl Hash for Shifting {
        fn hash<H: Hasher>(&self, state: &mut H) {
            self.0.get().hash(state);
        }
    }
    let mut cache = LruCache::with_hasher(2, Fixed::default());
    cache.insert(Shifting(Cell::new(1)), 'a');
    for key in cache.keys() {
        key.0.set(2);
    }
    assert_eq!(cache.get(&Shifting(Cell::new(1))), None);
    for i in 10..40 {
        cache.insert(Shifting(Cell::new(i)), 'b');
        cache.check();
    }
    assert!(cache.values().all(|&value| value == 'b'));
    assert!(matches!(cache.entry(Shifting(Cell::new(39))), Entry::Occupied(_)));
}
