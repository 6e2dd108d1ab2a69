//! What users of caches reported elsewhere, as tests named after the reports.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use boltons::cache::{
    Cache, Cause, Entry, Lri, LriCache, Lru, LruCache, ManualClock, Memo, Policy, S3Fifo,
    S3FifoCache, Sieve,
};

const SECOND: Duration = Duration::from_secs(1);

type Fixed = BuildHasherDefault<DefaultHasher>;

/// A test for all four policies.
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
    c1_time_counts_from_the_end_of_loading: time_counts_from_the_end_of_loading;
    c2_shrinking_removes_the_dead_first: shrinking_removes_the_dead_first;
    c3_c4_growth_removes_the_dead_first: growth_removes_the_dead_first;
    c7_no_dead_entry_is_handed_out: no_dead_entry_is_handed_out;
    c20_entries_without_weight_are_pinned: entries_without_weight_are_pinned;
    c65_values_changed_in_place_are_weighed_again: values_changed_in_place_are_weighed_again;
    c63_one_insertion_sweeps_a_few: one_insertion_sweeps_a_few;
    c14_bounds_of_a_living_cache: bounds_of_a_living_cache;
    extend_grows_as_insert_does: bulk_costs_no_more;
    a_panic_of_retain_strands_nothing: retain_panics;
    a_deferred_panic_of_the_listener_is_made_up_for: the_listener_hears_the_rest_after_a_panic;
}

fn time_counts_from_the_end_of_loading<P: Policy>() {
    enum Kind {
        Live,
        Idle,
        ByEntry,
    }
    // A loader of six seconds, by every way in.
    trait Loads {
        fn by(&mut self, way: &str, clock: &ManualClock);
        fn left(&self) -> Option<Duration>;
    }
    impl<P: Policy> Loads for Cache<String, u32, P> {
        fn by(&mut self, way: &str, clock: &ManualClock) {
            let slow = || {
                clock.advance(6 * SECOND);
                7
            };
            let key = "k".to_owned();
            match way {
                "get_or_insert_with" => _ = self.get_or_insert_with(key, slow),
                "get_or_try_insert_with" => {
                    self.get_or_try_insert_with(key, || Ok::<_, ()>(slow())).unwrap();
                }
                "or_insert_with_key" => _ = self.entry(key).or_insert_with_key(|_| slow()),
                "or_try_insert_with_key" => {
                    self.entry(key).or_try_insert_with_key(|_| Ok::<_, ()>(slow())).unwrap();
                }
                "entry_ref" => _ = self.entry_ref("k").or_insert_with_key(|_| slow()),
                "entry_ref, try" => {
                    self.entry_ref("k").or_try_insert_with(|| Ok::<_, ()>(slow())).unwrap();
                }
                "vacant" => {
                    let Entry::Vacant(entry) = self.entry(key) else { unreachable!() };
                    let value = slow();
                    entry.insert(value);
                }
                "occupied" => {
                    self.insert(key.clone(), 1);
                    let Entry::Occupied(mut entry) = self.entry(key) else { unreachable!() };
                    let value = slow();
                    assert_eq!(entry.insert(value), 1);
                }
                _ => unreachable!(),
            }
        }

        fn left(&self) -> Option<Duration> {
            self.expires_in("k")
        }
    }
    let ways = [
        "get_or_insert_with",
        "get_or_try_insert_with",
        "or_insert_with_key",
        "or_try_insert_with_key",
        "entry_ref",
        "entry_ref, try",
        "vacant",
        "occupied",
    ];
    for kind in [Kind::Live, Kind::Idle, Kind::ByEntry] {
        let clock = ManualClock::new();
        let build = || {
            let builder = Cache::<String, u32, P>::builder().clock(clock.clone());
            match kind {
                Kind::Live => builder.ttl(5 * SECOND),
                Kind::Idle => builder.tti(5 * SECOND),
                Kind::ByEntry => builder.ttl_by(|_, _| Some(5 * SECOND)),
            }
            .build()
        };
        for way in ways {
            let mut cache = build();
            cache.by(way, &clock);
            assert_eq!(cache.left(), Some(5 * SECOND), "{way}");
            assert_eq!(cache.get("k"), Some(&7), "{way}");
        }
        let slow = |_: &String| {
            clock.advance(6 * SECOND);
            7
        };
        let mut memo = Memo::new(build(), slow);
        memo.get("k");
        assert_eq!(memo.cache().expires_in("k"), Some(5 * SECOND));
        let mut memo = Memo::new(build(), |key: &String| Ok::<_, ()>(slow(key)));
        memo.try_get("k").unwrap();
        assert_eq!(memo.cache().expires_in("k"), Some(5 * SECOND));
    }
}

type Log = Arc<Mutex<Vec<(u32, Cause)>>>;

/// Weights are values; keys 1 and up.
fn weighed<P: Policy>() -> (Cache<u32, u64, P>, ManualClock, Log) {
    let (clock, log) = (ManualClock::new(), Log::default());
    let heard = log.clone();
    let cache = Cache::builder()
        .max_weight(10, |_, &weight| weight)
        .clock(clock.clone())
        .on_removal(move |key, _, cause| heard.lock().unwrap().push((key, cause)))
        .build();
    (cache, clock, log)
}

fn shrinking_removes_the_dead_first<P: Policy>() {
    let (mut cache, clock, log) = weighed::<P>();
    cache.insert(1, 1);
    cache.insert_with_ttl(2, 1, SECOND);
    clock.advance(2 * SECOND);
    cache.set_capacity(1);
    assert!(cache.keys().eq(&[1]));
    assert_eq!(*log.lock().unwrap(), [(2, Cause::Expired)]);
    let (mut cache, clock, log) = weighed::<P>();
    cache.insert(1, 4);
    cache.insert_with_ttl(2, 4, SECOND);
    clock.advance(2 * SECOND);
    cache.set_max_weight(5);
    assert!(cache.keys().eq(&[1]));
    assert_eq!(*log.lock().unwrap(), [(2, Cause::Expired)]);
}

fn growth_removes_the_dead_first<P: Policy>() {
    let grow: [fn(&mut Cache<u32, u64, P>); 5] = [
        |cache| {
            *cache.peek_mut(&20).unwrap() = 6;
            assert_eq!(cache.reweigh(&20), Some(6));
        },
        |cache| {
            let Entry::Occupied(mut entry) = cache.entry(20) else { unreachable!() };
            entry.insert(6);
        },
        |cache| _ = cache.insert(20, 6),
        |cache| {
            *cache.get_mut(&20).unwrap() = 6;
            cache.get(&21);
        },
        |cache| {
            cache.retain(|key, value| {
                if *key == 20 {
                    *value = 6;
                }
                true
            });
        },
    ];
    for grow in grow {
        let (mut cache, clock, log) = weighed::<P>();
        cache.insert(20, 2);
        cache.insert(21, 3);
        cache.insert_with_ttl(1, 5, SECOND);
        clock.advance(2 * SECOND);
        grow(&mut cache);
        cache.check();
        assert_eq!((cache.peek(&20), cache.peek(&21), cache.weight()), (Some(&6), Some(&3), 9));
        assert_eq!(*log.lock().unwrap(), [(1, Cause::Expired)]);
    }
}

fn no_dead_entry_is_handed_out<P: Policy>() {
    let clock = ManualClock::new();
    let mut cache = Cache::<u32, u32, P>::builder().ttl(10 * SECOND).clock(clock.clone()).build();
    cache.extend([(1, 1), (2, 2)]);
    clock.advance(5 * SECOND);
    cache.insert(3, 3);
    clock.advance(6 * SECOND);
    assert_eq!(cache.evict(), Some((3, 3)), "the dead that were met are gone");
    assert_eq!(cache.evict(), None);
    let stats = cache.stats();
    assert_eq!((stats.expirations, stats.evictions, cache.len()), (2, 1, 0));
}

#[test]
fn c8_no_dead_newest_entry() {
    let clock = ManualClock::new();
    let mut lru = LruCache::builder().clock(clock.clone()).build();
    let mut lri = LriCache::builder().clock(clock.clone()).build();
    lru.insert(1, 1);
    lri.insert(1, 1);
    lru.insert_with_ttl(2, 2, SECOND);
    lri.insert_with_ttl(2, 2, SECOND);
    clock.advance(2 * SECOND);
    assert_eq!((lru.pop_newest(), lru.pop_newest()), (Some((1, 1)), None));
    assert_eq!((lri.pop_newest(), lri.pop_newest()), (Some((1, 1)), None));
    assert_eq!((lru.stats().expirations, lru.stats().evictions), (1, 0));
}

#[test]
fn c11_c13_times_of_single_entries() {
    let clock = ManualClock::new();
    let mut cache =
        LruCache::builder().ttl(10 * SECOND).tti(8 * SECOND).clock(clock.clone()).build();
    cache.insert("a", 1);
    assert_eq!(cache.expires_in("a"), Some(8 * SECOND), "the earliest bound counts");
    clock.advance(5 * SECOND);
    cache.get("a");
    assert_eq!(cache.expires_in("a"), Some(5 * SECOND));
    assert!(cache.renew("a", 60 * SECOND));
    assert_eq!(cache.expires_in("a"), Some(8 * SECOND), "idle time counts beside its own");
    cache.set_tti(None);
    assert_eq!(cache.expires_in("a"), Some(60 * SECOND));
    cache.set_ttl(Some(SECOND));
    assert_eq!(cache.expires_in("a"), Some(60 * SECOND), "its own time stays");
    assert!(cache.renew("a", Duration::MAX));
    assert_eq!(cache.expires_in("a"), Some(Duration::MAX));
    cache.insert("a", 2);
    assert_eq!(cache.expires_in("a"), Some(SECOND), "a write gives all times anew");
    clock.advance(SECOND);
    assert_eq!((cache.expires_in("a"), cache.renew("a", SECOND)), (None, false), "dead is dead");
    let Entry::Vacant(entry) = cache.entry("a") else { unreachable!() };
    entry.insert_with_ttl(3, 9 * SECOND);
    assert_eq!(cache.expires_in("a"), Some(9 * SECOND));
    let Entry::Occupied(mut entry) = cache.entry("a") else { unreachable!() };
    assert_eq!(entry.insert_with_ttl(4, 7 * SECOND), 3);
    assert_eq!(entry.expires_in(), 7 * SECOND);
    cache.check();
}

fn bounds_of_a_living_cache<P: Policy>() {
    let clock = ManualClock::new();
    let mut cache = Cache::<u32, u32, P>::builder().clock(clock.clone()).build();
    cache.extend((0..10).map(|i| (i, i)));
    clock.advance(100 * SECOND);
    cache.set_ttl(Some(5 * SECOND));
    assert_eq!(cache.expires_in(&3), Some(5 * SECOND), "all count from the call");
    clock.advance(4 * SECOND);
    cache.insert(3, 3);
    cache.set_ttl(Some(4 * SECOND));
    assert_eq!(cache.purge_expired(), 9);
    cache.set_ttl(None);
    clock.advance(100 * SECOND);
    assert_eq!((cache.len(), cache.expires_in(&3)), (1, Some(Duration::MAX)));
    cache.shrink_to_fit();
    cache.check();
    assert_eq!(cache.set_max_weight(7), None, "there is no weigher");
}

#[test]
fn c18_single_entries_may_be_too_heavy() {
    let mut cache = LruCache::builder()
        .max_weight(u64::MAX, |_: &u8, &weight: &u64| weight)
        .max_entry_weight(5)
        .build();
    cache.insert(1, 5);
    cache.insert(2, 6);
    assert_eq!((cache.len(), cache.stats().rejections), (1, 1));
    *cache.get_mut(&1).unwrap() = 6;
    assert_eq!(cache.get(&1), None, "in place too");
    assert_eq!(cache.stats().rejections, 2);
}

#[test]
fn c19_evicted_weight_is_counted() {
    let mut cache = LruCache::builder().max_weight(10, |_: &u8, &weight: &u64| weight).build();
    cache.extend([(1, 4), (2, 4), (3, 9)]);
    assert_eq!((cache.stats().evictions, cache.stats().evicted_weight), (2, 8));
    let mut plain = LruCache::new(1);
    plain.extend([(1, 1), (2, 2), (3, 3)]);
    assert_eq!(plain.take_stats().evicted_weight, 2);
}

fn entries_without_weight_are_pinned<P: Policy>() {
    let mut cache = Cache::<u32, u64, P>::builder().max_weight(5, |_, &weight| weight).build();
    cache.extend((0..1_000).map(|i| (i, 0)));
    cache.insert(2_000, 5);
    cache.insert(2_001, 1);
    assert_eq!((cache.len(), cache.weight(), cache.peek(&2_000)), (1_001, 1, None));
    assert_eq!(cache.iter().next(), Some((&999, &0)), "they are the hottest");
    // Changed in place they are as others, and back.
    *cache.get_mut(&7).unwrap() = 5;
    cache.get(&8);
    assert_eq!((cache.weight(), cache.peek(&2_001)), (5, None));
    *cache.get_mut(&7).unwrap() = 0;
    cache.insert(2_002, 5);
    assert_eq!((cache.len(), cache.peek(&7)), (1_001, Some(&0)));
    cache.check();
    // A bound on the number takes them last, the oldest first.
    cache.set_capacity(2);
    assert!(cache.keys().eq(&[7, 999]));
    assert_eq!(cache.evict(), Some((999, 0)));
    assert_eq!(cache.remove(&7), Some(0));
    cache.check();
}

#[test]
fn c23_overwriting_may_keep_the_deadline() {
    let clock = ManualClock::new();
    let mut cache = LruCache::builder().ttl(5 * SECOND).clock(clock.clone()).build();
    cache.insert("a", 1);
    clock.advance(3 * SECOND);
    *cache.peek_mut("a").unwrap() = 2;
    assert_eq!((cache.peek("a"), cache.expires_in("a")), (Some(&2), Some(2 * SECOND)));
}

#[test]
fn c25_what_expired_goes_to_the_caller() {
    let clock = ManualClock::new();
    let mut cache = LruCache::builder().ttl(2 * SECOND).grace(SECOND).clock(clock.clone()).build();
    cache.insert("a", 1);
    clock.advance(SECOND);
    cache.insert("b", 2);
    clock.advance(SECOND);
    assert_eq!((cache.pop_expired(), cache.peek_stale("a")), (None, Some(&1)), "in its grace");
    clock.advance(SECOND);
    assert_eq!((cache.pop_expired(), cache.pop_expired()), (Some(("a", 1)), None));
    assert_eq!(cache.stats().expirations, 1);
    assert_eq!((cache.purge_expired(), cache.len()), (0, 1), "a grace is left alone");
}

/// One insertion does bounded work, `purge_expired_some` and `purge_expired` do the rest.
fn one_insertion_sweeps_a_few<P: Policy>() {
    let heard = Arc::new(AtomicUsize::new(0));
    let (clock, log) = (ManualClock::new(), heard.clone());
    let mut cache = Cache::<u32, u32, P, Fixed>::builder_with_hasher(Fixed::default())
        .ttl(SECOND)
        .clock(clock.clone())
        .on_removal(move |_, _, _| _ = log.fetch_add(1, Relaxed))
        .build();
    cache.extend((0..10_000).map(|i| (i, i)));
    clock.advance(SECOND);
    for i in 0..100 {
        let before = heard.load(Relaxed);
        cache.insert(20_000 + i, 0);
        assert!(heard.load(Relaxed) - before <= 8);
    }
    assert_eq!(cache.stats().expirations, 800, "each removes more than it adds");
    assert_eq!(cache.purge_expired_some(100), 100);
    assert_eq!(cache.purge_expired(), 10_000 - 900);
    assert_eq!(cache.len(), 100);
    cache.check();
}

fn values_changed_in_place_are_weighed_again<P: Policy>() {
    type Bytes<P> = Cache<u32, Vec<u8>, P>;
    let ways: [fn(&mut Bytes<P>, u32); 9] = [
        |cache, key| cache.entry(key).or_default().extend([0; 100]),
        |cache, key| cache.get_or_insert_with(key, Vec::new).extend([0; 100]),
        |cache, key| cache.entry_ref(&key).or_insert_with(Vec::new).extend([0; 100]),
        |cache, key| {
            cache.insert(key, vec![0; 7]);
            cache.get_mut(&key).unwrap().extend([0; 100]);
        },
        |cache, key| {
            cache.insert(key, vec![0; 7]);
            cache.peek_mut(&key).unwrap().extend([0; 100]);
        },
        |cache, key| {
            cache.insert(key, vec![0; 7]);
            let _ = cache.entry(key).and_modify(|value| value.extend([0; 100]));
        },
        |cache, key| {
            cache.insert(key, vec![0; 7]);
            cache.values_mut().for_each(|value| value.push(1));
        },
        |cache, key| {
            cache.insert(key, vec![0; 7]);
            cache.iter_mut().for_each(|(_, value)| value.extend([0; 30]));
        },
        |cache, key| {
            cache.insert(key, vec![0; 7]);
            cache.retain(|_, value| {
                value.extend([0; 30]);
                true
            });
        },
    ];
    for (i, way) in ways.into_iter().enumerate() {
        let mut cache: Bytes<P> =
            Cache::builder().max_weight(1_000, |_, value: &Vec<u8>| value.len() as u64).build();
        for round in 0..500 {
            way(&mut cache, round % 50);
            // What was lent out is weighed by the next call.
            assert!(!cache.contains_key(&1_000));
            cache.get(&1_000);
            let bytes: usize = cache.values().map(Vec::len).sum();
            assert_eq!(cache.weight(), bytes as u64, "way {i}");
            assert!(bytes <= 1_000, "way {i}: {bytes} bytes");
            cache.check();
        }
    }
}

thread_local! {
    static HASHES: Cell<u64> = const { Cell::new(0) };
}

#[derive(Clone, Default)]
struct Counting;

impl BuildHasher for Counting {
    type Hasher = Counted;

    fn build_hasher(&self) -> Counted {
        HASHES.set(HASHES.get() + 1);
        Counted(DefaultHasher::new())
    }
}

struct Counted(DefaultHasher);

impl Hasher for Counted {
    fn finish(&self) -> u64 {
        self.0.finish()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }
}

/// Bulk is the single operation repeated: at a table that is nearly full, with removals between.
fn bulk_costs_no_more<P: Policy>() {
    for n in [7 << 9, 14_000, 7 << 11, 7 << 13] {
        let n = n - 1_u64;
        let ways: [fn(&mut Cache<u64, u64, P, Counting>, u64); 3] = [
            |cache, key| cache.extend([(key, 0)]),
            |cache, key| {
                cache.reserve(1);
                cache.insert(key, 0);
            },
            |cache, key| _ = cache.insert(key, 0),
        ];
        for (way, add) in ways.into_iter().enumerate() {
            let mut cache = Cache::<u64, u64, P, Counting>::with_hasher(usize::MAX, Counting);
            for i in 0..n {
                cache.insert(i, i);
            }
            HASHES.set(0);
            let rounds = n / 2;
            for i in 0..rounds {
                cache.remove(&i);
                add(&mut cache, n + i);
            }
            let hashes = HASHES.get() as f64 / rounds as f64;
            assert!(hashes <= 8.0, "way {way} at {n}: {hashes} hashes per operation");
        }
    }
}

fn retain_panics<P: Policy>() {
    let heard = Arc::new(Mutex::new(HashMap::<u32, u32>::new()));
    let log = heard.clone();
    let mut cache = Cache::<u32, u32, P>::builder()
        .capacity(1_000)
        .on_removal(move |key, _, _| *log.lock().unwrap().entry(key).or_default() += 1)
        .build();
    cache.extend((0..1_000).map(|i| (i, i)));
    let mut seen = 0;
    let ended = catch_unwind(AssertUnwindSafe(|| {
        cache.retain(|_, _| {
            seen += 1;
            assert!(seen <= 500, "the closure");
            false
        });
    }));
    assert!(ended.is_err());
    cache.check();
    // Nobody left, or everybody who left was heard.
    assert_eq!(cache.len() + heard.lock().unwrap().len(), 1_000);
    cache.retain(|_, _| false);
    assert!(heard.lock().unwrap().values().all(|&times| times == 1));
    assert_eq!(heard.lock().unwrap().len(), 1_000);
}

fn the_listener_hears_the_rest_after_a_panic<P: Policy>() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let (log, calls) = (heard.clone(), AtomicU64::new(0));
    let mut cache = Cache::<u32, u32, P>::builder()
        .capacity(10)
        .on_removal(move |key, _, _| {
            log.lock().unwrap().push(key);
            assert!(calls.fetch_add(1, Relaxed) != 3, "the listener");
        })
        .build();
    cache.extend((0..10).map(|i| (i, i)));
    assert!(catch_unwind(AssertUnwindSafe(|| cache.set_capacity(2))).is_err());
    assert_eq!((cache.len(), heard.lock().unwrap().len()), (2, 4));
    cache.get(&0);
    let mut keys = heard.lock().unwrap().clone();
    keys.extend(cache.keys());
    keys.sort_unstable();
    assert!(keys.iter().eq(&(0..10).collect::<Vec<_>>()), "each exactly once: {keys:?}");
}

/// With the clock of wall time, which the documentation of `SystemClock` shows.
#[test]
fn c22_a_clock_of_wall_time() {
    use std::time::{SystemTime, UNIX_EPOCH};
    let mut cache = S3FifoCache::builder()
        .ttl(SECOND * 3_600)
        .clock(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
        .build();
    cache.insert("a", 1);
    assert_eq!(cache.get("a"), Some(&1));
}

/// Loads that may fail and that see the key, by either kind of entry.
#[test]
fn c24_fallible_loads_that_see_the_key() {
    let mut cache = LruCache::<String, u32>::new(9);
    let parse = |key: &String| key.parse::<u32>();
    assert_eq!(cache.entry("7".to_owned()).or_try_insert_with_key(parse), Ok(&mut 7));
    assert!(cache.entry("x".to_owned()).or_try_insert_with_key(parse).is_err());
    assert_eq!(cache.entry_ref("8").or_try_insert_with_key(str::parse::<u32>), Ok(&mut 8));
    assert!(cache.entry_ref("y").or_try_insert_with_key(str::parse::<u32>).is_err());
    assert_eq!(cache.entry_ref("abc").or_insert_with_key(|key| key.len() as u32), &3);
    assert!(cache.keys().eq(["abc", "8", "7"]));
}

/// What counts the dead and what does not, as the module's rules say.
#[test]
fn c29_iteration_counts_the_dead_until_they_are_purged() {
    let clock = ManualClock::new();
    let build = || LruCache::<u32, u32>::builder().ttl(SECOND).clock(clock.clone());
    let (mut cache, mut other) = (build().build(), build().build());
    cache.insert(1, 1);
    clock.advance(SECOND);
    cache.insert_with_ttl(2, 2, 9 * SECOND);
    other.insert_with_ttl(2, 2, 9 * SECOND);
    cache.insert(3, 3);
    other.insert(3, 3);
    // The dead one went with the insertions; now both have one that is dead, and one has not.
    clock.advance(SECOND);
    other.purge_expired();
    assert_eq!((cache.len(), other.len()), (2, 1));
    assert!(cache != other && cache.iter().count() == 2);
    cache.purge_expired();
    assert!(cache == other);
    let shared = build().build_sharded();
    shared.insert(1, 1);
    shared.insert_with_ttl(2, 2, 9 * SECOND);
    clock.advance(SECOND);
    assert_eq!((shared.len(), shared.keys(), shared.snapshot()), (2, vec![2], vec![(2, 2)]));
}

/// A cache with a clock of its own never asks the system's, which some targets do not have.
#[test]
fn c64_no_clock_of_the_system_where_another_is_set() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let mut cache = LruCache::<u32, u32>::builder()
        .capacity(9)
        .clock(move || {
            count.fetch_add(1, Relaxed);
            Duration::ZERO
        })
        .build();
    cache.insert(1, 1);
    assert_eq!(asked.load(Relaxed), 0, "nothing can expire yet");
    cache.insert_with_ttl(2, 2, SECOND);
    assert_eq!(cache.get(&2), Some(&2));
    assert!(asked.load(Relaxed) > 0);
}

#[test]
fn a_cache_without_bounds_in_time_can_get_them_later() {
    let (mut live, mut idle) = (LruCache::new(3), LruCache::new(3));
    live.set_ttl(Some(3600 * SECOND));
    idle.set_tti(Some(3600 * SECOND));
    for cache in [&mut live, &mut idle] {
        cache.insert("a", 1);
        assert!(cache.expires_in("a").is_some_and(|left| left > 3000 * SECOND));
        cache.set_ttl(None);
        cache.set_tti(None);
        cache.insert("b", 2);
        assert_eq!(cache.expires_in("b"), Some(Duration::MAX));
    }
}

#[test]
fn the_default_clock_starts_now() {
    use boltons::cache::{Clock, SystemClock};
    assert!(SystemClock::default().now() < 60 * SECOND);
}
