//! A cookbook of `boltons::cache`: a function per task, named for what people search, each of which
//! checks itself.
//!
//! | task | recipe |
//! |---|---|
//! | remember what a function returned, for the whole program | [`lru_memoize`] |
//! | the same where it may fail, with a refresh and a bypass | [`memoize_a_fallible_function`] |
//! | the same for one thread, without a lock | [`memoize_in_place`] |
//! | keep the last n of something, and see what was evicted | [`lru_cache`] |
//! | entries that end after a while, tested with a clock of the test's own | [`ttl_cache`] |
//! | sessions that end when they are idle | [`idle_sessions`] |
//! | each answer says how long it may be kept (`max-age`) | [`max_age_of_each_entry`] |
//! | a bound in bytes | [`weighted_cache`] |
//! | contents of files, read again when they have changed | [`file_cache`] |
//! | a cache that threads share, each value computed once | [`single_flight`] |
//! | the same in asynchronous code, without a runtime of its own | [`single_flight_async`] |
//! | serve the old value while one caller loads the new one | [`stale_while_revalidate`] |
//! | serve the old value when loading fails | [`stale_if_error`] |
//! | do not ask a dead server again and again | [`negative_caching`] |
//! | a rate limiter, counters per key | [`rate_limiter`] |
//! | free memory when it is short | [`memory_pressure`] |
//! | hear of what was removed, and why | [`removal_listener`] |
//! | which keys come most often, in bounded memory | [`heavy_hitters`] |
//! | ids that are given back and reused | [`id_pool`] |
//! | which policy, and how large | [`choose_policy_and_capacity`] |
//!
//! `cargo run --example cache`

use std::future::Future;
use std::net::IpAddr;
use std::path::Path;
use std::pin::pin;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use boltons::cache::simulate::Trace;
use boltons::cache::sync::{Origin, ShardedCache};
use boltons::cache::{
    Cause, FrequentItems, IdPool, LruCache, ManualClock, Memo, S3FifoCache, cached,
};

const SECOND: Duration = Duration::from_secs(1);

// Its cache is a static, so that the program can read its statistics and clear it.
cached! {
    static STEPS: LruCache<u64, u32> = LruCache::new(10_000);

    /// Returns the number of steps of Collatz's sequence from `n` to 1.
    fn steps(n: u64) -> u32 {
        match n {
            0 | 1 => 0,
            n if n % 2 == 0 => 1 + steps(n / 2),
            n => 1 + steps(3 * n + 1),
        }
    }
}

fn lru_memoize() {
    let longest = (1..1_000).max_by_key(|&n| steps(n));
    assert_eq!(longest, Some(871));
    let stats = STEPS.lock().unwrap_or_else(PoisonError::into_inner).stats();
    println!("steps: {stats}");
    assert!(stats.hits > 900);
}

/// What the function below is computed from.
static RATE: AtomicU32 = AtomicU32::new(100);

// Only `Ok` is kept. `price_now` bypasses the cache, `price_again` replaces what is there.
cached! {
    static PRICES: LruCache<u32, u32> = LruCache::new(100);
    uncached = price_now;
    refresh = price_again;
    try fn price(item: u32) -> Result<u32, String> {
        if item == 0 {
            return Err("there is no item 0".to_owned());
        }
        Ok(item * RATE.load(Relaxed))
    }
}

fn memoize_a_fallible_function() {
    assert_eq!(price(3), Ok(300));
    assert!(price(0).is_err());
    RATE.store(110, Relaxed);
    assert_eq!((price(3), price_now(3)), (Ok(300), Ok(330)));
    assert_eq!((price_again(3), price(3)), (Ok(330), Ok(330)));
}

fn memoize_in_place() {
    let mut vowels = Memo::new(LruCache::new(100), |word: &String| {
        word.chars().filter(|c| "aeiou".contains(*c)).count()
    });
    let total: usize = "to be or not to be".split(' ').map(|word| *vowels.get(word)).sum();
    assert_eq!(total, 6);
    assert_eq!(vowels.cache().len(), 4);
}

fn lru_cache() {
    let mut recent = LruCache::new(3);
    for page in ["/a", "/b", "/c"] {
        recent.insert(page, page.len());
    }
    assert_eq!(recent.get("/a"), Some(&2)); // a use: "/b" is the oldest now
    assert_eq!(recent.push("/d", 2), Some(("/b", 2)));
    assert!(recent.keys().eq(&["/d", "/a", "/c"])); // the newest first
    assert_eq!(recent.peek("/c"), Some(&2)); // not a use
    assert_eq!(recent.evict(), Some(("/c", 2)));
}

fn ttl_cache() {
    let clock = ManualClock::new();
    let mut tokens = LruCache::builder()
        .capacity(10_000)
        .ttl(60 * SECOND)
        .clock(clock.clone()) // in a program: leave it out
        .build();
    tokens.insert("alice", 1);
    clock.advance(59 * SECOND);
    assert_eq!(tokens.get("alice"), Some(&1));
    assert_eq!(tokens.expires_in("alice"), Some(SECOND));
    clock.advance(SECOND);
    assert_eq!(tokens.get("alice"), None);
}

fn idle_sessions() {
    let clock = ManualClock::new();
    let mut sessions =
        LruCache::builder().capacity(10_000).tti(30 * 60 * SECOND).clock(clock.clone()).build();
    sessions.insert(7, "alice");
    clock.advance(29 * 60 * SECOND);
    assert_eq!(sessions.get(&7), Some(&"alice")); // a use: the time starts again
    clock.advance(29 * 60 * SECOND);
    assert!(sessions.contains_key(&7));
    clock.advance(60 * SECOND);
    assert_eq!(sessions.get(&7), None);
}

fn max_age_of_each_entry() {
    let clock = ManualClock::new();
    let builder = S3FifoCache::builder().capacity(100).clock(clock.clone());
    let answers: ShardedCache<String, &str> = builder.build_sharded();
    // The load finds out how long its value may be kept.
    let fetch = |path: &str| {
        let max_age = if path == "/news" { 10 } else { 86_400 };
        Ok::<_, std::io::Error>(("200 OK", Some(max_age * SECOND)))
    };
    for path in ["/news", "/logo.svg"] {
        let loaded = answers.load(path).try_run_with_ttl(|| fetch(path));
        assert!(loaded.is_ok_and(|loaded| loaded.origin == Origin::Computed));
    }
    clock.advance(10 * SECOND);
    assert!(!answers.contains_key("/news") && answers.contains_key("/logo.svg"));
}

fn weighted_cache() {
    // What key and value own, and what an entry takes besides.
    let bytes = |key: &String, value: &Vec<u8>| (key.len() + value.len() + 48) as u64;
    let mut images = S3FifoCache::builder().max_weight(10_000, bytes).build();
    for n in 0..100 {
        images.insert(format!("{n}.png"), vec![0; 1_000]);
    }
    assert!(images.weight() <= 10_000 && images.len() == 9);
    // Values may grow in place: the next call weighs them again.
    if let Some(image) = images.get_mut("99.png") {
        image.extend([0; 3_000]);
    }
    images.insert("100.png".to_owned(), vec![0; 10]);
    assert!(images.weight() <= 10_000);
    // What is heavier than the bound is refused.
    images.insert("large.png".to_owned(), vec![0; 20_000]);
    assert!(!images.contains_key("large.png"));
}

/// The contents of files, read again when they are a minute old or were changed on disk.
struct Files {
    contents: S3FifoCache<String, (SystemTime, String)>,
}

impl Files {
    fn new(bytes: u64) -> Self {
        let contents = S3FifoCache::builder()
            .max_weight(bytes, |path: &String, (_, text): &(_, String)| {
                (path.len() + text.len() + 72) as u64
            })
            .ttl(60 * SECOND)
            .build();
        Self { contents }
    }

    fn read(&mut self, path: &str) -> std::io::Result<&str> {
        let modified = Path::new(path).metadata()?.modified()?;
        if self.contents.peek(path).is_some_and(|(time, _)| *time != modified) {
            self.contents.remove(path);
        }
        let load = || Ok((modified, std::fs::read_to_string(path)?));
        let entry: std::io::Result<&mut (_, String)> =
            self.contents.entry_ref(path).or_try_insert_with(load);
        entry.map(|(_, text)| text.as_str())
    }
}

fn file_cache() -> std::io::Result<()> {
    let path = std::env::temp_dir().join(format!("boltons-cache-{}.txt", std::process::id()));
    let name = path.to_string_lossy().into_owned();
    let mut files = Files::new(1 << 20);
    std::fs::write(&path, "one")?;
    assert_eq!(files.read(&name)?, "one");
    assert_eq!(files.read(&name)?, "one");
    assert_eq!(files.contents.stats().hits, 1);
    std::fs::remove_file(&path)?;
    assert!(files.read(&name).is_err());
    Ok(())
}

// Each page is rendered once, however many threads request it at the same time; the others wait for
// it. Large values are kept in an `Arc`, so that a hit clones a pointer.
fn single_flight() {
    let pages = ShardedCache::<String, Arc<str>>::new(1_000);
    let render = |path: &str| -> Arc<str> { format!("<h1>{path}</h1>").into() };
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let (pages, render) = (&pages, &render);
            scope.spawn(move || {
                for request in 0..100 {
                    let path = format!("/{}", (request + worker) % 10);
                    let page = pages.get_or_insert_with(path.as_str(), || render(&path));
                    assert!(page.contains(&path));
                }
            });
        }
    });
    let stats = pages.stats();
    assert_eq!((stats.lookups(), stats.insertions, stats.loads), (400, 10, 10));
    pages.remove("/3"); // It has changed: the next request renders it again.
    assert_eq!(pages.len(), 9);
}

/// Runs a future that is ready at once, in place of a runtime.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

fn single_flight_async() {
    let pages = Arc::new(ShardedCache::<String, String>::new(1_000));
    let fetch = |path: &'static str| async move { Ok::<_, std::io::Error>(format!("of {path}")) };
    // Under a time limit, spawn this: then the load goes on when its caller gives up.
    let request = {
        let pages = pages.clone();
        async move { pages.get_or_try_insert_async("/news", || fetch("/news")).await }
    };
    assert!(block_on(request).is_ok_and(|page| page == "of /news"));
    // Threads and tasks share one load of a key.
    assert_eq!(pages.get_or_insert_with("/news", || unreachable!("it is there")), "of /news");
}

fn stale_while_revalidate() {
    let clock = ManualClock::new();
    let rates: ShardedCache<String, u32> = S3FifoCache::builder()
        .capacity(100)
        .ttl(60 * SECOND)
        .grace(600 * SECOND)
        .clock(clock.clone())
        .build_sharded();
    rates.insert("EUR".to_owned(), 108);
    clock.advance(61 * SECOND);
    // It is dead, and one caller loads it again; whoever asks meanwhile gets the old value at once.
    let refreshed = rates.load("EUR").run(|| {
        let meanwhile = rates.peek_stale("EUR");
        assert_eq!(meanwhile, Some(108));
        109
    });
    assert_eq!((refreshed.value, refreshed.origin), (109, Origin::Computed));
    // Or before it is dead: when no more than ten seconds are left.
    clock.advance(55 * SECOND);
    assert_eq!(rates.load("EUR").ahead(10 * SECOND).run(|| 110).value, 110);
}

fn stale_if_error() {
    let clock = ManualClock::new();
    let builder = S3FifoCache::builder().capacity(100).ttl(60 * SECOND).grace(600 * SECOND);
    let rates: ShardedCache<String, u32> = builder.clock(clock.clone()).build_sharded();
    rates.insert("EUR".to_owned(), 108);
    clock.advance(61 * SECOND);
    let served = rates.load("EUR").try_run(|| Err("the server is down"));
    assert!(served.is_ok_and(|loaded| loaded.value == 108 && loaded.origin == Origin::Stale));
    clock.advance(600 * SECOND); // The grace is over.
    assert_eq!(rates.load("EUR").try_run(|| Err("still")), Err("still"));
}

// An error goes to the caller whose load has failed, and the next caller tries again. Where that is
// too often, the failure is a value that lives for a short time.
fn negative_caching() {
    let clock = ManualClock::new();
    let builder = S3FifoCache::builder().capacity(100).clock(clock.clone());
    let names: ShardedCache<String, Result<IpAddr, Arc<str>>> = builder.build_sharded();
    let asked = AtomicU32::new(0);
    let resolve = |name: &str| -> Result<IpAddr, Arc<str>> {
        asked.fetch_add(1, Relaxed);
        Err(format!("{name} is unknown").into())
    };
    let look_up = |name: &str| {
        let load = || {
            let answer = resolve(name);
            let seconds = if answer.is_ok() { 3_600 } else { 5 };
            Ok::<_, std::convert::Infallible>((answer, Some(seconds * SECOND)))
        };
        let Ok(loaded) = names.load(name).try_run_with_ttl(load);
        loaded.value
    };
    assert!((0..100).all(|_| look_up("nowhere").is_err()));
    assert_eq!(asked.load(Relaxed), 1);
    clock.advance(5 * SECOND);
    assert!(look_up("nowhere").is_err());
    assert_eq!(asked.load(Relaxed), 2);
}

// At most three requests per address and minute: a change in place does not renew the time to live.
fn rate_limiter() {
    let clock = ManualClock::new();
    let builder = S3FifoCache::builder().capacity(100_000).ttl(60 * SECOND);
    let requests: ShardedCache<IpAddr, u32> = builder.clock(clock.clone()).build_sharded();
    let count = |n: &mut u32| {
        *n += 1;
        *n
    };
    let allowed = |ip: &IpAddr| requests.upsert(ip, || 0, count) <= 3;
    let ip = IpAddr::from([192, 0, 2, 7]);
    assert!((0..3).all(|_| allowed(&ip)));
    assert!(!allowed(&ip));
    clock.advance(60 * SECOND);
    assert!(allowed(&ip));
}

fn memory_pressure() {
    let cache: ShardedCache<u32, Vec<u8>> = S3FifoCache::builder()
        .max_weight(1_000_000, |_, value: &Vec<u8>| value.len() as u64)
        .build_sharded();
    (0..100).for_each(|n| _ = cache.insert(n, vec![0; 1_000]));
    assert!(cache.evict_weight(40_000) >= 40_000); // once
    assert_eq!(cache.set_max_weight(30_000), Some(1_000_000)); // from now on
    assert!(cache.weight() <= 30_000);
    cache.shrink_to_fit(); // the room of the entries that are gone
}

fn removal_listener() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let log = heard.clone();
    let mut cache = LruCache::builder()
        .capacity(2)
        .on_removal(move |key: u32, value: &str, cause| {
            log.lock().unwrap_or_else(PoisonError::into_inner).push((key, value, cause));
        })
        .build();
    cache.extend([(1, "one"), (2, "two"), (3, "three")]);
    cache.remove(&2); // The caller gets it, so the listener doesn't.
    cache.clear();
    let heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
    assert_eq!(*heard, [(1, "one", Cause::Evicted), (3, "three", Cause::Cleared)]);
}

fn heavy_hitters() {
    // Whatever has more than one part in a hundred of all requests is among the counters.
    let mut pages = FrequentItems::new(100);
    for n in 0..100_000_u32 {
        pages.add(if n % 5 == 0 { 7 } else { n });
    }
    let (page, count) = pages.most_common(1)[0];
    println!("page {page} was requested at least {count} times");
    assert_eq!(*page, 7);
    assert!(pages.at_most(&7) >= 20_000);
}

fn id_pool() {
    let mut connections = IdPool::new();
    let ids: Vec<usize> = (0..3).map(|_| connections.allocate()).collect();
    assert_eq!(ids, [0, 1, 2]);
    assert!(connections.release(1));
    assert_eq!(connections.allocate(), 1); // the smallest that is free
}

// By a replay of the keys that were looked up.
fn choose_policy_and_capacity() {
    // In a program: the keys of its log. Here: a few pages that are requested often, and between
    // them a crawler that visits each of many pages once.
    let log = (0_u32..10_000).map(|i| match i % 4 {
        0 => format!("/archive/{i}"),
        _ => format!("/page/{}", (i / 7 * i) % 40),
    });
    let trace = Trace::new(log);
    for row in trace.compare([10, 25, 50, 100]) {
        println!("{row}");
    }
    // The crawler passes through S3-FIFO's small queue, while LRU evicts pages for it.
    let (policy, hits) = trace.compare([50])[0].best();
    assert_eq!(policy, "s3_fifo");
    println!("{policy} with 50 entries: {hits} of {} are hits", trace.len());

    // The smallest capacity with which LRU answers half of all requests.
    let curve = trace.lru_curve();
    let capacity = curve.partition_point(|&hits| hits < trace.len() / 2);
    assert!(trace.hits::<boltons::cache::Lru>(capacity) >= trace.len() / 2);
    println!("LRU needs {capacity} entries to answer half of the requests");
}

fn main() -> std::io::Result<()> {
    lru_memoize();
    memoize_a_fallible_function();
    memoize_in_place();
    lru_cache();
    ttl_cache();
    idle_sessions();
    max_age_of_each_entry();
    weighted_cache();
    file_cache()?;
    single_flight();
    single_flight_async();
    stale_while_revalidate();
    stale_if_error();
    negative_caching();
    rate_limiter();
    memory_pressure();
    removal_listener();
    heavy_hitters();
    id_pool();
    choose_policy_and_capacity();
    Ok(())
}
