//! Snippets of `boltons::cache` to copy, each of which checks itself: memoization, expiry, a cache
//! shared by threads, and the choice of a policy and a capacity.
//!
//! `cargo run --example cache`

use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, SystemTime};

use boltons::cache::simulate::Trace;
use boltons::cache::sync::ShardedCache;
use boltons::cache::{LruCache, ManualClock, Memo, S3FifoCache, cached};

// Memoizes a function for the whole program. Its cache is a static, so that the program can read
// its statistics and clear it.
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

fn memoize_a_function() {
    let longest = (1..1_000).max_by_key(|&n| steps(n));
    assert_eq!(longest, Some(871));
    let stats = STEPS.lock().unwrap_or_else(PoisonError::into_inner).stats();
    println!("steps: {stats}");
    assert!(stats.hits > 900);
}

// The same for one thread, without a lock: a `Memo` owns its cache.
fn memoize_in_place() {
    let mut vowels = Memo::new(LruCache::new(100), |word: &String| {
        word.chars().filter(|c| "aeiou".contains(*c)).count()
    });
    let total: usize = "to be or not to be".split(' ').map(|word| *vowels.get(word)).sum();
    assert_eq!(total, 6);
    assert_eq!(vowels.cache().len(), 4);
}

/// The contents of files, read again when they are a minute old or were changed on disk.
struct Files {
    contents: S3FifoCache<String, (SystemTime, String)>,
}

impl Files {
    fn new(bytes: u64) -> Self {
        let contents = S3FifoCache::builder()
            .max_weight(bytes, |path: &String, (_, text): &(_, String)| {
                (path.len() + text.len() + 64) as u64
            })
            .ttl(Duration::from_secs(60))
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

fn cache_file_contents() -> std::io::Result<()> {
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

// Tests of expiry use a clock that the test moves.
fn sessions_that_end() {
    let clock = ManualClock::new();
    let mut sessions = LruCache::builder()
        .capacity(10_000)
        .tti(Duration::from_secs(30 * 60))
        .clock(clock.clone())
        .on_removal(|id: u32, user: &str, cause| println!("session {id} of {user}: {cause}"))
        .build();
    sessions.insert(7, "alice");
    clock.advance(Duration::from_secs(29 * 60));
    assert_eq!(sessions.get(&7), Some(&"alice"));
    clock.advance(Duration::from_secs(30 * 60));
    assert_eq!(sessions.get(&7), None);
}

// Each answer says how long it may be kept, as an HTTP `max-age` does.
fn answers_with_their_own_age() {
    let clock = ManualClock::new();
    let mut answers = LruCache::builder().capacity(100).clock(clock.clone()).build();
    answers.insert_with_ttl("/news", "200 OK", Duration::from_secs(10));
    answers.insert_with_ttl("/logo.svg", "200 OK", Duration::from_secs(86_400));
    clock.advance(Duration::from_secs(10));
    assert!(!answers.contains_key("/news"));
    assert!(answers.contains_key("/logo.svg"));
}

// A cache shared by all threads of a service. Each page is rendered once, however many threads
// request it at the same time; the others wait for it. Large values are kept in an `Arc`, so that
// a hit clones a pointer.
fn shared_among_threads() {
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
    assert_eq!((stats.lookups(), stats.insertions), (400, 10));
    pages.remove("/3"); // It has changed: the next request renders it again.
    assert_eq!(pages.len(), 9);
}

// Chooses a policy and a capacity by replaying the keys that were looked up.
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
    memoize_a_function();
    memoize_in_place();
    cache_file_contents()?;
    sessions_that_end();
    answers_with_their_own_age();
    shared_among_threads();
    choose_policy_and_capacity();
    Ok(())
}
