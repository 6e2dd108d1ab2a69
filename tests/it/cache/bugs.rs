//! Bugs that others had, one a test.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use boltons::cache::{
    Cache, Cause, Lri, LriCache, Lru, LruCache, ManualClock, Policy, S3Fifo, Sieve, SieveCache,
};

use super::oracle::Rng;

type Fixed = BuildHasherDefault<DefaultHasher>;

/// boltons: `==` with a plain mapping recursed for ever.
#[test]
fn boltons_comparing_ends() {
    let mut cache = LruCache::new(3);
    cache.extend([(1, 1), (2, 2)]);
    let map: HashMap<_, _> = cache.iter().map(|(&key, &value)| (key, value)).collect();
    assert_eq!(map, HashMap::from([(1, 1), (2, 2)]));
    assert_eq!(cache, cache.clone());
}

/// boltons: `|=` bypassed the bound, and a `KeyError` came later.
#[test]
fn boltons_extend_keeps_the_bound() {
    let mut cache = LriCache::new(3);
    cache.extend((0..10).map(|i| (i, i)));
    assert_eq!(cache.len(), 3);
    cache.check();
    cache.insert(10, 10);
    assert!(cache.keys().eq(&[10, 9, 8]));
}

/// boltons: copying counted as hits of the source.
#[test]
fn boltons_cloning_counts_nothing() {
    let mut cache = LruCache::new(3);
    cache.extend([(1, 1), (2, 2)]);
    let before = cache.stats();
    let copy = cache.clone();
    assert_eq!((cache.stats(), copy.stats()), (before, before));
    assert!(copy.iter().eq(cache.iter()));
}

/// boltons: `scoped` of `cached` was ignored; here each static is a cache of its own.
#[test]
fn boltons_each_static_is_its_own_cache() {
    boltons::cached! {
        static ONE: LruCache<u32, u32> = LruCache::new(3);
        fn one(n: u32) -> u32 { n + 1 }
    }
    boltons::cached! {
        static TWO: LruCache<u32, u32> = LruCache::new(3);
        fn two(n: u32) -> u32 { n + 2 }
    }
    assert_eq!((one(1), two(1)), (2, 3));
    assert_eq!((ONE.lock().unwrap().len(), TWO.lock().unwrap().len()), (1, 1));
}

/// lru #120, RUSTSEC-2021-0130: use after free through `iter` and then `pop`. The borrow checker
/// refuses that here; what can be done is to hold a clone.
#[test]
fn lru_120_iterating_and_removing() {
    let mut cache = LruCache::new(3);
    cache.extend([(1, Rc::new(1)), (2, Rc::new(2))]);
    let held: Vec<Rc<i32>> = cache.values().cloned().collect();
    cache.evict();
    cache.pop_newest();
    assert_eq!(held.iter().map(Rc::strong_count).collect::<Vec<_>>(), [1, 1]);
}

/// lru #224, RUSTSEC-2026-0002: `IterMut` made aliasing references.
#[test]
fn lru_224_iter_mut_gives_each_value_once() {
    let mut cache = SieveCache::new(9);
    cache.extend((0..9).map(|i| (i, i)));
    let mut values: Vec<&mut i32> = cache.iter_mut().map(|(_, value)| value).collect();
    for value in &mut values {
        **value += 100;
    }
    assert!(cache.iter().all(|(key, value)| *value == key + 100));
}

/// lru #238, RUSTSEC-2026-0253: `pop` was not safe against a panicking drop. See also `panics`.
#[test]
fn lru_238_a_key_that_panics_when_dropped() {
    #[derive(Eq, Hash, PartialEq)]
    struct Bomb(u32);
    impl Drop for Bomb {
        fn drop(&mut self) {
            assert!(self.0 != 2 || std::thread::panicking(), "the key's own panic");
        }
    }
    let mut cache = LruCache::new(4);
    cache.extend([(Bomb(1), 1), (Bomb(2), 2), (Bomb(3), 3)]);
    let key = std::mem::ManuallyDrop::new(Bomb(2));
    let removed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| cache.remove(&*key)));
    assert!(removed.is_err());
    cache.check();
    assert_eq!(cache.len(), 2);
    assert_eq!(cache.peek(&*key), None);
}

/// lru 0.16.1: an unbounded cache could not be cloned.
#[test]
fn lru_0_16_1_cloning_an_unbounded_cache() {
    let mut cache = LruCache::unbounded();
    cache.extend((0..100).map(|i| (i, i)));
    let mut copy = cache.clone();
    copy.check();
    copy.insert(100, 100);
    assert_eq!((copy.len(), cache.len()), (101, 100));
}

fn growth_ends<P: Policy>() {
    let mut cache = Cache::<u32, u64, P, Fixed>::builder_with_hasher(Fixed::default())
        .max_weight(1_000, |_, &weight| weight)
        .build();
    let mut rng = Rng(590);
    for i in 0..20_000 {
        cache.insert(i, rng.below(50));
        assert!(cache.weight() <= 1_000);
    }
    cache.check();
}

/// moka #72, #590: memory far above the bound, growth without end.
#[test]
fn moka_72_and_590_the_bound_holds_after_every_call() {
    growth_ends::<Lru>();
    growth_ends::<Lri>();
    growth_ends::<Sieve>();
    growth_ends::<S3Fifo>();
}

/// moka #349, #544: count and listener only after maintenance.
#[test]
fn moka_349_count_and_listener_are_up_to_date() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let listener = log.clone();
    let mut cache = LruCache::builder()
        .capacity(1)
        .on_removal(move |key, _: u8, cause| listener.lock().unwrap().push((key, cause)))
        .build();
    cache.insert('a', 1);
    cache.insert('b', 2);
    assert_eq!(cache.len(), 1);
    assert_eq!(*log.lock().unwrap(), [('a', Cause::Evicted)]);
}

/// moka #601: the cause of an entry that had expired and was overwritten.
#[test]
fn moka_601_overwriting_what_has_expired() {
    let (clock, log) = (ManualClock::new(), Arc::new(Mutex::new(Vec::new())));
    let listener = log.clone();
    let mut cache = LruCache::builder()
        .ttl(Duration::from_secs(1))
        .clock(clock.clone())
        .on_removal(move |key, value, cause| listener.lock().unwrap().push((key, value, cause)))
        .build();
    cache.insert('a', 1);
    clock.advance(Duration::from_secs(1));
    assert_eq!(cache.insert('a', 2), None);
    assert_eq!(*log.lock().unwrap(), [('a', 1, Cause::Expired)]);
    assert_eq!(cache.stats().insertions, 2);
}

/// moka #267: an overflow after 5·10⁷ insertions. The only number here that counts insertions in
/// less than 64 bits is the ghost's, and it passes its end without harm.
#[cfg(feature = "__audit")]
#[test]
fn moka_267_many_insertions() {
    let mut cache = Cache::<u32, (), S3Fifo, Fixed>::with_hasher(20, Fixed::default());
    cache.extend((0..1_000).map(|i| (i, ())));
    cache.hurry_ghost();
    for i in 1_000..2_000 {
        cache.insert(i, ());
        cache.get(&(i / 2));
        cache.check();
    }
    // It remembers again: a key that has just left comes back into the main queue.
    let (key, ()) = cache.push(5_000, ()).expect("the cache is full");
    cache.insert(key, ());
    assert_eq!(cache.keys().next(), Some(&key));
}

/// mini-moka #53: use after free from thirteen safe calls, with a weigher and with keys that are
/// invalidated while they wait.
#[test]
fn mini_moka_53_removing_what_was_to_be_evicted() {
    let mut cache = Cache::<u32, u64, S3Fifo>::builder().max_weight(9, |_, &weight| weight).build();
    for round in 0..50 {
        for key in 0..10u32 {
            cache.insert(key, u64::from(key + round) % 7);
            cache.remove(&((key + round) % 5));
            cache.get(&(key % 3));
            cache.check();
        }
    }
}

/// quick_cache #26: what fits the bound was refused, since a part of the whole was too small.
#[test]
fn quick_cache_26_what_fits_the_whole_is_kept() {
    fn fits<P: Policy>() {
        let mut cache = Cache::<u8, u64, P>::builder().max_weight(100, |_, &weight| weight).build();
        cache.extend([(1, 30), (2, 30), (3, 100)]);
        assert_eq!((cache.len(), cache.peek(&3)), (1, Some(&100)));
        cache.insert(4, 99);
        assert_eq!((cache.len(), cache.peek(&4)), (1, Some(&99)));
        cache.check();
    }
    fits::<Lru>();
    fits::<Lri>();
    fits::<Sieve>();
    fits::<S3Fifo>();
}

/// quick_cache #93: `insert` and `get_or_insert_with` picked different victims.
#[test]
fn quick_cache_93_the_same_victim_either_way() {
    fn same<P: Policy>() {
        let mut rng = Rng(93);
        let mut inserted = Cache::<u64, u64, P, Fixed>::with_hasher(7, Fixed::default());
        for _ in 0..2_000 {
            let mut filled = inserted.clone();
            let mut pushed = inserted.clone();
            let key = rng.below(30);
            // An entry that is there is used by the one call and overwritten by the other.
            if inserted.get(&key).is_none() {
                inserted.insert(key, 0);
                pushed.get(&key);
                pushed.push(key, 0);
                filled.get_or_insert_with(key, || 0);
                assert!(inserted.iter().eq(filled.iter()));
                assert!(inserted.iter().eq(pushed.iter()));
            }
        }
    }
    same::<Lru>();
    same::<Lri>();
    same::<Sieve>();
    same::<S3Fifo>();
}

/// cached #138: putting a key that is there evicted another one.
#[test]
fn cached_138_writing_a_present_key_evicts_nothing() {
    fn present<P: Policy>() {
        let mut cache = Cache::<u8, u8, P>::new(2);
        cache.extend([(1, 1), (2, 2)]);
        for _ in 0..3 {
            cache.insert(1, 3);
            cache.push(2, 3);
        }
        assert_eq!((cache.len(), cache.stats().evictions), (2, 0));
    }
    present::<Lru>();
    present::<Lri>();
    present::<Sieve>();
    present::<S3Fifo>();
}

/// sieve-cache #10: filling the gap of a removal destroyed the order of eviction.
#[test]
fn sieve_cache_10_a_removal_keeps_the_order() {
    let mut cache = SieveCache::new(6);
    cache.extend((0..6).map(|i| (i, ())));
    for key in [0, 2] {
        cache.remove(&key);
        cache.check();
    }
    assert!(cache.keys().eq(&[5, 4, 3, 1]));
    let evicted: Vec<i32> = std::iter::from_fn(|| cache.evict()).map(|(key, ())| key).collect();
    assert_eq!(evicted, [1, 3, 4, 5]);
}

/// sieve-cache #7: more entries than the capacity.
#[test]
fn sieve_cache_7_all_visited() {
    let mut cache = SieveCache::new(4);
    for i in 0..40 {
        cache.insert(i, ());
        for key in 0..=i {
            cache.get(&key);
        }
        assert!(cache.len() <= 4);
        cache.check();
    }
}

fn zipf_stream<P: Policy>(keys: &[u32]) {
    let mut cache = Cache::<u32, (), P, Fixed>::with_hasher(1_000, Fixed::default());
    for &key in keys {
        if cache.get(&key).is_none() {
            cache.insert(key, ());
        }
    }
    cache.check();
    cache.check_keys();
    assert_eq!(cache.len(), 1_000);
}

/// caches 0.3.0: its ARC panicked on a stream after Zipf(0.8) of 2·10⁶ requests for 10⁵ keys at a
/// capacity of 1,000. A tenth of the requests where the tests are not optimised.
#[test]
fn caches_0_3_0_a_stream_after_zipf() {
    let mut sum = 0.0;
    let weights: Vec<f64> = (1..=100_000)
        .map(|rank| {
            sum += f64::from(rank).powf(-0.8);
            sum
        })
        .collect();
    let mut rng = Rng(30);
    let requests = if cfg!(debug_assertions) { 200_000 } else { 2_000_000 };
    let keys: Vec<u32> = (0..requests)
        .map(|_| {
            let at = rng.below(1 << 53) as f64 / (1_u64 << 53) as f64 * sum;
            weights.partition_point(|&weight| weight < at) as u32
        })
        .collect();
    zipf_stream::<Lru>(&keys);
    zipf_stream::<Lri>(&keys);
    zipf_stream::<Sieve>(&keys);
    zipf_stream::<S3Fifo>(&keys);
}

/// clru and lru #126, #177: a capacity of zero. See also `edges`.
#[test]
fn clru_126_capacity_zero_by_every_way() {
    let mut cache = LruCache::new(0);
    cache.extend([(1, 1)]);
    cache.reserve(5);
    cache.shrink_to_fit();
    cache.set_capacity(0);
    assert_eq!(cache.insert(1, 1), None);
    assert_eq!((cache.pop_newest(), cache.promote(&1), cache.demote(&1)), (None, false, false));
    assert_eq!((cache.len(), cache.purge_expired(), cache.drain().len()), (0, 0, 0));
    cache.check();
}
