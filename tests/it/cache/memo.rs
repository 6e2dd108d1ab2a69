//! Memoized functions.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use boltons::cache::{LriCache, LruCache, Memo, SieveCache, cached};

#[test]
fn a_miss_of_a_memo_is_a_plain_miss() {
    let mut calls = 0;
    let mut memo = Memo::new(LriCache::new(2), |key: &String| {
        calls += 1;
        key.len()
    });
    for word in ["a", "bb", "a", "ccc", "a"] {
        assert_eq!(memo.get(word), &word.len());
    }
    let stats = memo.cache().stats();
    assert_eq!((stats.hits, stats.misses, stats.soft_misses), (1, 4, 0));
    assert_eq!(format!("{memo:?}"), r#"Memo { cache: {"a": 1, "ccc": 3}, .. }"#);
    drop(memo);
    assert_eq!(calls, 4);
}

#[test]
fn a_failure_is_not_kept() {
    let mut fail = true;
    let mut memo = Memo::new(LruCache::new(2), move |key: &u8| {
        fail = !fail;
        if fail { Err("no") } else { Ok(*key) }
    });
    assert_eq!(memo.try_get(&1), Ok(&1));
    assert_eq!(memo.try_get(&2), Err("no"));
    assert_eq!(memo.try_get(&1), Ok(&1), "kept");
    assert_eq!(memo.try_get(&2), Ok(&2), "tried again");
}

#[test]
fn recursion_goes_through_the_cache() {
    fn ackermann(&(m, n): &(u64, u64), ackermann: &mut dyn FnMut((u64, u64)) -> u64) -> u64 {
        match (m, n) {
            (0, n) => n + 1,
            (m, 0) => ackermann((m - 1, 1)),
            (m, n) => {
                let inner = ackermann((m, n - 1));
                ackermann((m - 1, inner))
            }
        }
    }
    for capacity in [0, 1, 10, 1_000] {
        let mut memo = Memo::new(LruCache::new(capacity), ackermann);
        assert_eq!(memo.get_recursive((2, 3)), 9, "at capacity {capacity}");
        memo.cache().check();
    }
    let mut memo = Memo::new(LruCache::unbounded(), ackermann);
    assert_eq!(memo.get_recursive((3, 3)), 61);
    assert_eq!(memo.cache().stats().insertions, memo.cache().len() as u64);
    // Each step is kept, so none is computed twice.
    let calls = std::cell::Cell::new(0);
    let mut memo = Memo::new(LruCache::unbounded(), |&n: &u32, fib: &mut dyn FnMut(u32) -> u64| {
        calls.set(calls.get() + 1);
        if n < 2 { u64::from(n) } else { fib(n - 1) + fib(n - 2) }
    });
    assert_eq!((memo.get_recursive(25), memo.cache().len()), (75_025, 26));
    assert_eq!(calls.get(), 26);
}

cached! {
    /// What is known.
    #[allow(dead_code)]
    pub(crate) static FIB: LruCache<u64, u64> = LruCache::new(1_000);

    /// The n-th number of Fibonacci.
    #[must_use]
    pub(crate) fn fib(n: u64) -> u64 {
        if n < 2 {
            return n;
        }
        fib(n - 1) + fib(n - 2)
    }
}

static CALLS: AtomicU32 = AtomicU32::new(0);

cached! {
    static PARSED: SieveCache<(String, u32), u32> = SieveCache::new(2);
    key = (text.trim().to_owned(), radix);
    try fn parsed(text: &str, radix: u32,) -> Result<u32, std::num::ParseIntError> {
        CALLS.fetch_add(1, Relaxed);
        let number = u32::from_str_radix(text.trim(), radix)?;
        Ok(number)
    }
}

cached! {
    static HALF: LruCache<u32, u32> = LruCache::new(9);
    try fn half(n: u32) -> Option<u32> { (n % 2 == 0).then_some(n / 2) }
}

cached! {
    static SUM: LruCache<(u8, String), usize> = LruCache::new(9);
    fn sum(a: u8, text: String) -> usize { usize::from(a) + text.len() }
}

cached! {
    static ONCE: LruCache<(), u32> = LruCache::new(1);
    fn once() -> u32 { CONST.lock().map(|n| *n).unwrap_or_default() }
}

static CONST: Mutex<u32> = Mutex::new(7);

#[test]
fn cached_functions() {
    assert_eq!(fib(90), 2_880_067_194_370_816_120);
    {
        let stats = FIB.lock().unwrap().stats();
        assert_eq!((stats.insertions, stats.misses, stats.hits), (91, 91, 88));
    }
    FIB.lock().unwrap().clear();
    assert_eq!(fib(10), 55);

    assert!(parsed("x", 10).is_err());
    assert!(parsed("x", 10).is_err());
    assert_eq!((parsed(" 12", 10), parsed("12 ", 10), parsed("12", 16)), (Ok(12), Ok(12), Ok(18)));
    assert_eq!(CALLS.load(Relaxed), 4, "twice failed, twice parsed");
    assert_eq!(PARSED.lock().unwrap().len(), 2);

    assert_eq!((half(8), half(7), half(8)), (Some(4), None, Some(4)));
    assert_eq!(HALF.lock().unwrap().len(), 1);
    assert_eq!((sum(1, "abc".to_owned()), sum(1, "abc".to_owned())), (4, 4));
    assert_eq!(SUM.lock().unwrap().stats().hits, 1);
    assert_eq!(once(), 7);
    *CONST.lock().unwrap() = 8;
    assert_eq!(once(), 7, "kept");
    ONCE.lock().unwrap().clear();
    assert_eq!(once(), 8);
}

cached! {
    static FRAGILE: LruCache<u32, u32> = LruCache::new(9);
    fn fragile(n: u32) -> u32 {
        assert_ne!(n, 13, "unlucky");
        n
    }
}

#[test]
fn a_panic_of_the_body_or_under_the_lock_leaves_the_function_usable() {
    assert!(std::panic::catch_unwind(|| fragile(13)).is_err());
    assert_eq!(fragile(12), 12);
    let poisoned = std::panic::catch_unwind(|| {
        let _guard = FRAGILE.lock().unwrap();
        panic!("with the lock");
    });
    assert!(poisoned.is_err() && FRAGILE.is_poisoned());
    assert_eq!((fragile(12), fragile(14)), (12, 14));
}

cached! {
    static WEIGHTY: LruCache<u64, u64> = LruCache::new(9);
    fn weighty(n: u64) -> u64 {
        n
    }
}

static HEARD: Mutex<Vec<u64>> = Mutex::new(Vec::new());

#[test]
fn what_a_listener_that_panics_has_not_heard_of_comes_with_the_next_call() {
    let listener = |key, _, _| {
        assert_ne!(key, 2, "unlucky");
        HEARD.lock().unwrap().push(key);
    };
    let builder = LruCache::builder().max_weight(9, |_, &weight| weight);
    *WEIGHTY.lock().unwrap() = builder.on_removal(listener).build();
    assert_eq!([2, 3, 4].map(weighty), [2, 3, 4]);
    // It takes the room of all three, and the listener panics at the first.
    assert!(std::panic::catch_unwind(|| weighty(9)).is_err());
    assert!(HEARD.lock().unwrap().is_empty());
    assert_eq!(weighty(9), 9);
    assert_eq!(*HEARD.lock().unwrap(), [3, 4]);
}

cached! {
    static TRIMMED: LruCache<String, usize> = LruCache::new(9);
    key = (*text).to_owned();
    fn trimmed<'a, 'b: 'a>(mut text: &'a str, mut also: &'b str,) -> usize {
        text = text.trim();
        also = also.trim();
        text.len() + also.len()
    }
}

static SEEN: AtomicU32 = AtomicU32::new(0);

cached! {
    static ONCE_EACH: LruCache<u32, ()> = LruCache::new(9);
    fn once_each(n: u32) {
        SEEN.fetch_add(n, Relaxed);
    }
}

static LEVEL: AtomicU32 = AtomicU32::new(1);

cached! {
    static LEVELS: LruCache<(u32, u32), u32> = LruCache::new(9);
    uncached = level_now;
    refresh = level_again;
    /// The level.
    pub(crate) fn level(mut a: u32, b: u32) -> u32 {
        a += b;
        a * LEVEL.load(Relaxed)
    }
}

cached! {
    static ODD: LruCache<u32, u32> = LruCache::new(9);
    key = n % 100;
    uncached = odd_now;
    refresh = odd_again;
    try fn odd(n: u32) -> Result<u32, &'static str> {
        let level = LEVEL.load(Relaxed);
        if level % 2 == 0 { Err("even") } else { Ok(n + level) }
    }
}

cached! {
    static SQUARES: LruCache<u32, u32> = LruCache::new(9);
    uncached = square_now;
    fn square(n: u32) -> u32 { n * n }
}

/// c26: what the macro used to refuse.
#[test]
fn c26_mut_arguments_lifetimes_and_no_return_type() {
    assert_eq!(trimmed(" abc ", " d"), 4);
    assert_eq!(trimmed(" abc ", "other"), 4, "another argument is no part of the key");
    once_each(3);
    once_each(3);
    once_each(4);
    assert_eq!((SEEN.load(Relaxed), ONCE_EACH.lock().unwrap().len()), (7, 2));
    assert_eq!((square(3), square_now(4), SQUARES.lock().unwrap().len()), (9, 16, 1));
}

/// c16: past the cache, and one key refreshed.
#[test]
fn c16_past_the_cache_and_refreshed() {
    assert_eq!((level(2, 3), odd(5)), (5, Ok(6)));
    LEVEL.store(7, Relaxed);
    assert_eq!((level(2, 3), level_now(2, 3), level(2, 3)), (5, 35, 5));
    assert_eq!((level_again(2, 3), level(2, 3)), (35, 35));
    assert_eq!((odd(5), odd_now(5), odd(105)), (Ok(6), Ok(12), Ok(6)));
    LEVEL.store(8, Relaxed);
    assert_eq!((odd_again(5), odd(5)), (Err("even"), Ok(6)), "a failure leaves what is there");
    LEVEL.store(9, Relaxed);
    assert_eq!((odd_again(5), odd(5)), (Ok(14), Ok(14)));
    let stats = LEVELS.lock().unwrap().stats();
    assert_eq!((stats.hits, stats.misses), (3, 1), "only the cached function looks up");
}
