//! The cache by itself: time, bytes and hit ratios.
//!
//! Unless a row says otherwise: u64 → u64, keys are numbers finalised by SplitMix64, every cache
//! hashes with foldhash's `fast::FixedState`. `get-hit`: N resident keys with room for N·9/8,
//! asked for at random. `put-evict`: a full cache, every key is new. `mixed`: requests after Zipf
//! (θ = 1) over 10·N keys; `get`, and on a miss `insert`.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::num::NonZeroUsize;

use boltons::cache::{Cache, Lri, Lru, Policy, S3Fifo, Sieve, fast};
use foldhash::fast::FixedState;

use crate::harness::inputs::{OrmBusy, WEB07, web07};
use crate::harness::{Contender, Harness, Rng, alloc, zipf};

/// A cache of any crate. Its methods are inlined without fail, so that what is measured is the
/// crate's own code, inlined or not as it asks for.
pub trait Any<K, V, S> {
    fn make(capacity: usize, hasher: S) -> Self;
    /// Returns a number made of the value.
    fn look_up(&mut self, key: &K) -> Option<u64>;
    fn put(&mut self, key: K, value: V);
}

/// Any value that a checksum can be made of.
pub trait Sum {
    fn of(number: u64) -> Self;
    fn sum(&self) -> u64;
}

impl Sum for u64 {
    fn of(number: u64) -> Self {
        number
    }

    #[inline]
    fn sum(&self) -> u64 {
        *self
    }
}

impl Sum for [u8; 32] {
    fn of(number: u64) -> Self {
        [number as u8; 32]
    }

    #[inline]
    fn sum(&self) -> u64 {
        u64::from(self[31])
    }
}

/// Any key that can be made of a number.
pub trait Key: Hash + Eq + Clone {
    fn nth(number: u64) -> Self;
}

impl Key for u64 {
    fn nth(number: u64) -> Self {
        Rng(number).next()
    }
}

impl Key for String {
    fn nth(number: u64) -> Self {
        format!("/account/{:020}", Rng(number).next())
    }
}

/// Expressions and not closures, which the compiler may leave out of line for one cache and not for
/// another.
macro_rules! any {
    (
        $cache:ty,
        ($n:ident, $hasher:ident) => $make:expr,
        ($get_this:ident, $get_key:ident) => $get:expr,
        ($this:ident, $key:ident, $value:ident) => $put:expr
        $(, $($policy:ident)?)?
    ) => {
        impl<K: Hash + Eq, V: Sum, S: BuildHasher $($(, $policy: Policy)?)?> Any<K, V, S> for $cache {
            fn make($n: usize, $hasher: S) -> Self {
                $make
            }

            #[inline(always)]
            fn look_up(&mut self, $get_key: &K) -> Option<u64> {
                let $get_this = self;
                $get
            }

            #[inline(always)]
            fn put(&mut self, $key: K, $value: V) {
                let $this = self;
                $put
            }
        }
    };
}

any!(
    Cache<K, V, P, S>,
    (n, hasher) => Cache::with_hasher(n, hasher),
    (this, key) => this.get(key).map(Sum::sum),
    (this, key, value) => drop(this.insert(key, value)),
    P
);
any!(
    lru::LruCache<K, V, S>,
    (n, hasher) => lru::LruCache::with_hasher(NonZeroUsize::new(n).unwrap(), hasher),
    (this, key) => this.get(key).map(Sum::sum),
    (this, key, value) => drop(this.put(key, value))
);
any!(
    hashlink::LruCache<K, V, S>,
    (n, hasher) => hashlink::LruCache::with_hasher(n, hasher),
    (this, key) => this.get(key).map(|value| value.sum()),
    (this, key, value) => drop(this.insert(key, value))
);
any!(
    schnellru::LruMap<K, V, schnellru::ByLength, S>,
    (n, hasher) => schnellru::LruMap::with_hasher(schnellru::ByLength::new(n as u32), hasher),
    (this, key) => this.get(key).map(|value| value.sum()),
    (this, key, value) => _ = this.insert(key, value)
);
pub type Quick<K, V, S> = quick_cache::unsync::Cache<K, V, quick_cache::UnitWeighter, S>;
impl<K: Hash + Eq, V: Sum, S: BuildHasher> Any<K, V, S> for Quick<K, V, S> {
    fn make(n: usize, hasher: S) -> Self {
        let lifecycle = quick_cache::unsync::DefaultLifecycle::default();
        Self::with(n, n as u64, quick_cache::UnitWeighter, hasher, lifecycle)
    }

    #[inline(always)]
    fn look_up(&mut self, key: &K) -> Option<u64> {
        self.get(key).map(Sum::sum)
    }

    #[inline(always)]
    fn put(&mut self, key: K, value: V) {
        self.insert(key, value);
    }
}
impl<K: Hash + Eq, V: Sum, S: BuildHasher + Clone> Any<K, V, S>
    for mini_moka::unsync::Cache<K, V, S>
{
    fn make(n: usize, hasher: S) -> Self {
        mini_moka::unsync::Cache::builder().max_capacity(n as u64).build_with_hasher(hasher)
    }

    #[inline(always)]
    fn look_up(&mut self, key: &K) -> Option<u64> {
        self.get(key).map(Sum::sum)
    }

    #[inline(always)]
    fn put(&mut self, key: K, value: V) {
        self.insert(key, value);
    }
}
any!(
    HashMap<K, V, S>,
    (n, hasher) => HashMap::with_capacity_and_hasher(n, hasher),
    (this, key) => (*this).get(key).map(Sum::sum),
    (this, key, value) => drop(HashMap::insert(this, key, value))
);

/// Requests one after the other, for ever.
struct Requests<'a, K> {
    keys: &'a [K],
    at: usize,
}

impl<'a, K> Requests<'a, K> {
    fn take(&mut self, n: usize) -> &'a [K] {
        if self.at + n > self.keys.len() {
            self.at = 0;
        }
        self.at += n;
        &self.keys[self.at - n..self.at]
    }
}

pub const STEP: usize = 20_000;

pub fn get_hit<'a, C, K: Key, V: Sum, S>(
    name: &'static str,
    n: usize,
    keys: &'a [K],
    hasher: S,
) -> Contender<'a>
where
    C: Any<K, V, S> + 'a,
{
    let mut cache = C::make(n + n / 8, hasher);
    for i in 0..n as u64 {
        cache.put(K::nth(i), V::of(i));
    }
    let mut requests = Requests { keys, at: 0 };
    Contender::new(name, move || {
        requests.take(STEP).iter().filter_map(|key| cache.look_up(key)).fold(0, u64::wrapping_add)
    })
}

pub fn put_evict<'a, C, K: Key, V: Sum, S>(name: &'static str, n: usize, hasher: S) -> Contender<'a>
where
    C: Any<K, V, S> + 'a,
{
    let mut cache = C::make(n, hasher);
    let mut next = 0;
    for _ in 0..3 * n {
        cache.put(K::nth(next), V::of(next));
        next += 1;
    }
    Contender::new(name, move || {
        for _ in 0..STEP {
            cache.put(K::nth(next), V::of(next));
            next += 1;
        }
        STEP as u64
    })
}

pub fn mixed<'a, C, K: Key, V: Sum, S>(
    name: &'static str,
    n: usize,
    keys: &'a [K],
    hasher: S,
) -> Contender<'a>
where
    C: Any<K, V, S> + 'a,
{
    let mut cache = C::make(n, hasher);
    let mut requests = Requests { keys, at: 0 };
    let mut run = move || {
        for (i, key) in (0..).zip(requests.take(STEP)) {
            if cache.look_up(key).is_none() {
                cache.put(key.clone(), V::of(i));
            }
        }
        STEP as u64
    };
    // Full, and as it will be.
    for _ in 0..(5 * n).div_ceil(STEP) {
        run();
    }
    Contender::new(name, run)
}

/// Requests for the numbers below `n`, all alike.
pub fn uniform<K: Key>(n: usize) -> Vec<K> {
    let mut rng = Rng(1);
    (0..n.clamp(10 * STEP, 1 << 20)).map(|_| K::nth(rng.below(n as u64))).collect()
}

/// Requests after Zipf with θ = 1 for the numbers below `n`.
pub fn skewed<K: Key>(n: usize) -> Vec<K> {
    zipf(2, n).map(K::nth).take(n.clamp(20 * STEP, 1 << 20)).collect()
}

pub type Ours<P, K = u64, V = u64, S = FixedState> = Cache<K, V, P, S>;
pub type Lru19<K = u64, V = u64, S = FixedState> = lru::LruCache<K, V, S>;
pub type Link<K = u64, V = u64, S = FixedState> = hashlink::LruCache<K, V, S>;
pub type Schnell<K = u64, V = u64, S = FixedState> =
    schnellru::LruMap<K, V, schnellru::ByLength, S>;
pub type Quick64 = Quick<u64, u64, FixedState>;
pub type Mini = mini_moka::unsync::Cache<u64, u64, FixedState>;

macro_rules! row {
    ($harness:expr, $id:expr, $targets:expr, $work:ident $args:tt, $($name:literal $cache:ty),+) => {
        $harness.compare($id, &$targets, vec![$(row!(@one $work $args $name $cache)),+])
    };
    (@one $work:ident ($($arg:expr),*) $name:literal $cache:ty) => {
        $work::<$cache, _, _, _>($name, $($arg),*)
    };
}

pub fn rows(harness: &mut Harness) {
    if !harness.wants("cache/") {
        return;
    }
    reasons(harness);
    let hasher = FixedState::default;
    let sizes = [("1k", 1_000), ("50k", 50_000), ("1M", 1_000_000)];
    for (i, (size, n)) in sizes.into_iter().enumerate() {
        // A run that is not timed has no use for a million entries.
        if n > 50_000 && !harness.timed() || !wanted(harness, size) {
            continue;
        }
        let keys = uniform::<u64>(n);
        let id = format!("cache/lru/get-hit/{size}");
        row!(harness, &id, [[0.95, 1.5, 1.05][i], 0.0, 0.0], get_hit(n, &keys, hasher()),
            "boltons" Ours<Lru>, "lru" Lru19, "hashlink" Link, "schnellru" Schnell);
        let id = format!("cache/lru/put-evict/{size}");
        row!(harness, &id, [[1.8, 2.5, 2.5][i], 0.0, 0.0], put_evict(n, hasher()),
            "boltons" Ours<Lru>, "lru" Lru19, "hashlink" Link, "schnellru" Schnell);
        let id = format!("cache/lri/get-hit/{size}");
        row!(harness, &id, [0.0], get_hit(n, &keys, hasher()), "boltons" Ours<Lri>, "lru" Lru19);
        if n > 50_000 {
            let keys = skewed::<u64>(10 * n);
            row!(harness, "cache/lru/mixed/1M", [1.4, 0.0, 0.9], mixed(n, &keys, hasher()),
                "boltons" Ours<Lru>, "lru" Lru19, "hashlink" Link, "schnellru" Schnell);
            continue;
        }
        let id = format!("cache/sieve/get-hit/{size}");
        row!(harness, &id, [[1.6, 1.7][i], 1.0], get_hit(n, &keys, hasher()),
            "boltons" Ours<Sieve>, "lru" Lru19, "quick_cache" Quick64);
        let id = format!("cache/s3_fifo/get-hit/{size}");
        row!(harness, &id, [0.0, 0.0], get_hit(n, &keys, hasher()),
            "boltons" Ours<S3Fifo>, "lru" Lru19, "quick_cache" Quick64);
        let keys = skewed::<u64>(10 * n);
        let id = format!("cache/lru/mixed/{size}");
        row!(harness, &id, [[1.1, 2.0][i], 0.0, [1.0, 1.1][i]], mixed(n, &keys, hasher()),
            "boltons" Ours<Lru>, "lru" Lru19, "hashlink" Link, "schnellru" Schnell);
        let id = format!("cache/sieve/mixed/{size}");
        row!(harness, &id, [[0.0, 2.3][i], [1.5, 0.0][i]], mixed(n, &keys, hasher()),
            "boltons" Ours<Sieve>, "lru" Lru19, "quick_cache" Quick64);
        let id = format!("cache/s3_fifo/mixed/{size}");
        row!(harness, &id, [[0.0, 1.4][i], [1.05, 0.0][i], 0.0], mixed(n, &keys, hasher()),
            "boltons" Ours<S3Fifo>, "lru" Lru19, "quick_cache" Quick64, "mini-moka" Mini);
    }
    if wanted(harness, "50k") {
        others(harness);
    }
    bytes(harness);
    hit_ratios(harness);
}

/// What is known of the rows that fall short: the designs that were measured, each as the rival's
/// time over ours, or in instructions.
fn reasons(harness: &mut Harness) {
    harness.explain(
        "cache/s3_fifo/mixed/1k",
        "A miss looks for the key among those evicted lately, and may move entries between two \
         queues; of a thousand entries in the nearest cache that takes longer than the misses \
         that it saves, which cost nothing here.",
    );
    harness.explain(
        "cache/lru/shipped-mixed",
        "SipHash takes most of the time of a lookup; with `cache::fast`, as the rivals, see the \
         rows `fast-mixed`.",
    );
    harness.explain(
        "cache/lru/get-hit",
        "The table holds indices, so that a hit is found through the table and then the vector of \
         entries, and moving it to the front checks three indices. Three designs, for 1k, 50k and 1M \
         entries: links in a vector of their own, 72 instructions a hit, 0.87, 1.00, 0.85 of `lru`; \
         links in the nodes (this one), 67 instructions, 0.97, 0.99, 0.90; a journal of uses in place \
         of links, 118 instructions, 1.17, 1.01, 1.09 times as long as the first. `lru` takes 45, \
         through raw pointers. The same lookup without the move (`cache/lri/get-hit`) takes 46 and is \
         ahead.",
    );
    harness.explain(
        "cache/lru/string",
        "Either crate hashes 29 bytes and reaches the key's text through a pointer for each request, \
         which no layout of a cache saves. Get and mixed with links in a vector of their own: 0.85, \
         1.23; with links in the nodes (this design): 0.95, 1.33, with quartiles 0.61 to 1.22 and \
         1.13 to 1.44, as the texts are wherever the allocator put them. What an eviction saves (the \
         key that leaves is neither hashed nor looked for) comes with misses alone.",
    );
    harness.explain(
        "cache/lru/put-evict",
        "Both crates wait for memory, and the ratio moves with how much of the shared cache is free: \
         the quartiles span 1.3 to 2.4. Three designs: an allocation for each entry takes 1.3 to 2.9 \
         times as long; links in a vector of their own are at 1.48; links in the nodes (this one) at \
         1.58. A table that is rebuilt at half its load, as the small ones are, changes nothing at \
         this size.",
    );
    harness.explain(
        "cache/lru/sip-put-evict",
        "SipHash takes most of the time on both sides; otherwise see `cache/lru/put-evict/50k`.",
    );
    harness.explain(
        "cache/lru/std-get-hit",
        "A `HashMap` has key and value in its table and moves nothing; a cache finds an index there \
         and then the entry, counts the hit and moves it to the front.",
    );
    harness.explain(
        "cache/sieve/std-get-hit",
        "A `HashMap` has key and value in its table; a cache finds an index there and then the \
         entry, counts the hit and sets its mark.",
    );
    harness.explain(
        "cache/lru/mixed",
        "Most requests are hits, which take more instructions than those of the others (see \
         `get-hit`); evictions, which neither hash nor look for the key that leaves, are too few to \
         make up for that against schnellru, whose table holds the entries and their links. \
         Against `lru` and schnellru at 1k: a table with many tombstones 0.75 and 0.65; few \
         tombstones, links in a vector of their own 1.08 and 0.87; links in the nodes too (this \
         design) 1.06 and 0.87. At 50k the last two are 1.92 and 0.82; 2.01 and 0.88.",
    );
    harness.explain(
        "cache/sieve/get-hit/1k",
        "A hit goes through the table to the entry, to its mark and to the statistics, and checks \
         each index on the way; at this size all of it is in the nearest cache, where the move to \
         the front that SIEVE saves costs the least. Three designs: looking at the mark before it is \
         set, 57 instructions, 1.32; setting it (this one), 51, 1.36; entry, link and mark in one \
         node, 1.52 at this size, but hits among 50,000 entries take 1.3 times as long.",
    );
}

/// Whether a filter leaves anything of this size.
fn wanted(harness: &Harness, size: &str) -> bool {
    ["lru", "lri", "sieve", "s3_fifo"].iter().any(|policy| {
        ["get-hit", "put-evict", "mixed", "string/get-hit", "sip/get-hit", "std", "shipped", "fast"]
            .iter()
            .any(|case| harness.wants(&format!("cache/{policy}/{case}/{size}")))
    })
}

/// The rows of 50,000 entries with other keys and other hashers.
fn others(harness: &mut Harness) {
    type Text<P> = Ours<P, String, [u8; 32]>;
    type Sip<P> = Ours<P, u64, u64, RandomState>;
    let n = 50_000;
    let hasher = FixedState::default;
    if harness.wants("cache/lru/string-") {
        let keys = uniform::<String>(n);
        row!(harness, "cache/lru/string-get-hit/50k", [1.0], get_hit(n, &keys, hasher()),
            "boltons" Text<Lru>, "lru" Lru19<String, [u8; 32]>);
        let keys = skewed::<String>(10 * n);
        row!(harness, "cache/lru/string-mixed/50k", [1.4], mixed(n, &keys, hasher()),
            "boltons" Text<Lru>, "lru" Lru19<String, [u8; 32]>);
    }
    let keys = uniform::<u64>(n);
    let sip = RandomState::new;
    row!(harness, "cache/lru/sip-get-hit/50k", [1.4], get_hit(n, &keys, sip()),
        "boltons" Sip<Lru>, "lru" Lru19<u64, u64, RandomState>);
    row!(harness, "cache/lru/sip-put-evict/50k", [2.2], put_evict(n, sip()),
        "boltons" Sip<Lru>, "lru" Lru19<u64, u64, RandomState>);
    row!(harness, "cache/lru/std-get-hit/50k", [0.5], get_hit(n, &keys, hasher()),
        "boltons" Ours<Lru>, "HashMap" HashMap<u64, u64, FixedState>);
    row!(harness, "cache/sieve/std-get-hit/50k", [0.6], get_hit(n, &keys, hasher()),
        "boltons" Ours<Sieve>, "HashMap" HashMap<u64, u64, FixedState>);
    let keys = skewed::<u64>(10 * n);
    row!(harness, "cache/lru/sip-mixed/50k", [1.6], mixed(n, &keys, sip()),
        "boltons" Sip<Lru>, "lru" Lru19<u64, u64, RandomState>);
    // Every crate as it comes: ours hashes with SipHash by default, and with foldhash in
    // `cache::fast`; the others with something fast.
    type Fast<P> = Ours<P, u64, u64, fast::RandomState>;
    let rivals = || {
        vec![
            mixed::<lru::LruCache<u64, u64>, _, u64, _>("lru", n, &keys, Default::default()),
            mixed::<Quick<u64, u64, _>, _, u64, quick_cache::DefaultHashBuilder>(
                "quick_cache",
                n,
                &keys,
                Default::default(),
            ),
        ]
    };
    let mut row = vec![mixed::<Sip<Lru>, _, u64, _>("boltons", n, &keys, RandomState::new())];
    row.extend(rivals());
    harness.compare("cache/lru/shipped-mixed/50k", &[0.0, 0.0], row);
    for id in ["cache/lru/fast-mixed/50k", "cache/s3_fifo/fast-mixed/50k"] {
        let hasher = fast::RandomState::default();
        let ours = match id {
            "cache/lru/fast-mixed/50k" => {
                mixed::<Fast<Lru>, _, u64, _>("boltons", n, &keys, hasher)
            }
            _ => mixed::<Fast<S3Fifo>, _, u64, _>("boltons", n, &keys, hasher),
        };
        let mut row = vec![ours];
        row.extend(rivals());
        row.push(mixed::<Sip<Lru>, _, u64, _>("LRU with SipHash", n, &keys, RandomState::new()));
        harness.compare(id, &[0.0, 0.0, 0.0], row);
    }
}

/// Bytes an entry of a full cache after five times its capacity in evictions.
pub fn churned<C: Any<u64, u64, FixedState>>(n: usize) -> f64 {
    let (cache, bytes) = alloc::live_bytes(|| {
        let mut cache = C::make(n, FixedState::default());
        for i in 0..6 * n as u64 {
            cache.put(u64::nth(i), i);
        }
        cache
    });
    drop(cache);
    bytes as f64 / n as f64
}

/// Bytes an entry and allocations an eviction, of a full cache after five times its capacity in
/// evictions.
fn bytes(harness: &mut Harness) {
    const N: usize = 50_000;
    if !harness.wants("cache/bytes/") {
        return;
    }
    let lru = churned::<Lru19>(N);
    let ours = churned::<Ours<Lru>>(N);
    let id = "cache/bytes/lru/50k";
    harness.figure(id, "B", ours, Some(("lru", lru)), 1.0 / 0.55);
    harness.figure(id, "B", ours, Some(("schnellru", churned::<Schnell>(N))), 0.0);
    harness.figure(id, "B", ours, Some(("hashlink", churned::<Link>(N))), 0.0);
    let ours = churned::<Ours<Sieve>>(N);
    harness.figure("cache/bytes/sieve/50k", "B", ours, Some(("lru", lru)), 1.0 / 0.65);
    let ours = churned::<Ours<S3Fifo>>(N);
    harness.figure("cache/bytes/s3_fifo/50k", "B", ours, Some(("lru", lru)), 1.0 / 0.85);
    let mut cache = Ours::<Lru>::make(N, FixedState::default());
    for i in 0..6 * N as u64 {
        cache.put(u64::nth(i), i);
    }
    let ((), calls) = alloc::allocations(|| {
        for i in 0..N as u64 {
            cache.put(u64::nth(10 * N as u64 + i), i);
        }
    });
    let id = "cache/bytes/allocations-per-eviction/50k";
    harness.figure(id, "", calls as f64 / N as f64, None, 0.0);
}

/// Misses in per cent: `get`, and on a miss `insert`.
pub fn misses<C: Any<u64, u64, FixedState>>(trace: &[u32], capacity: usize) -> f64 {
    let mut cache = C::make(capacity, FixedState::default());
    let mut misses = 0;
    for &key in trace {
        let key = u64::from(key);
        if cache.look_up(&key).is_none() {
            cache.put(key, 1);
            misses += 1;
        }
    }
    100.0 * f64::from(misses) / trace.len() as f64
}

/// The real traces: misses in per cent, ours and those of others (more is worse).
fn hit_ratios(harness: &mut Harness) {
    if !harness.wants("cache/misses/") || !harness.timed() {
        return;
    }
    let orm_busy = OrmBusy::new(true);
    harness.input("/web07-", WEB07);
    for part in ["misses/s3_fifo/orm-busy", "misses/sieve/orm-busy", "misses/lri/orm-busy"] {
        harness.input(part, orm_busy.source());
    }
    let mut reductions = Vec::new();
    let mut sums = [0.0; 3];
    let traces = [
        ("web07", [204, 2_048], web07(), true),
        ("orm-busy", [763, 7_634], orm_busy.requests, orm_busy.real),
    ];
    for (name, capacities, trace, real) in traces {
        for capacity in capacities {
            let lru = misses::<Ours<Lru>>(&trace, capacity);
            let sieve = misses::<Ours<Sieve>>(&trace, capacity);
            let lri = misses::<Ours<Lri>>(&trace, capacity);
            let ours = misses::<Ours<S3Fifo>>(&trace, capacity);
            let quick = misses::<Quick64>(&trace, capacity);
            let mini = misses::<Mini>(&trace, capacity);
            // Exact counts of hits, which no change of the machinery may move, and per cent under
            // S3-FIFO, whose ghost knows keys by a part of their hash.
            let hits = [lru, lri, sieve]
                .map(|misses| ((100.0 - misses) / 100.0 * trace.len() as f64).round() as u32);
            let (exact, least) = match (name, capacity) {
                ("web07", 204) => ([29_797, 27_614, 32_214], 43.72),
                ("web07", _) => ([42_371, 40_432, 44_093], 57.90),
                (_, 763) => ([3_851_698, 3_796_950, 3_526_586], 76.01),
                _ => ([4_400_364, 4_339_400, 4_406_176], 88.46),
            };
            if real {
                assert_eq!(hits, exact, "{name}, {capacity}");
                assert!(100.0 - ours >= least, "{name}, {capacity}: {ours} % are misses");
            }
            for (sum, misses) in sums.iter_mut().zip([ours, quick, mini]) {
                *sum += misses;
            }
            let id = format!("cache/misses/s3_fifo/{name}-{capacity}");
            for rival in [("LruCache", lru), ("quick_cache", quick), ("mini-moka", mini)] {
                harness.figure(&id, "%", ours, Some(rival), 0.0);
            }
            harness.figure(
                &format!("cache/misses/sieve/{name}-{capacity}"),
                "%",
                sieve,
                Some(("LruCache", lru)),
                0.0,
            );
            harness.figure(
                &format!("cache/misses/lri/{name}-{capacity}"),
                "%",
                lri,
                Some(("LruCache", lru)),
                0.0,
            );
            reductions.push(100.0 * (lru - ours) / lru);
        }
    }
    if reductions.len() == 4 {
        let mean = reductions.iter().sum::<f64>() / 4.0;
        let worst = reductions.iter().copied().fold(f64::INFINITY, f64::min);
        harness.figure("cache/misses/s3_fifo/mean-reduction", "%", mean, None, 4.0);
        harness.figure("cache/misses/s3_fifo/worst-reduction", "%", worst, None, 0.0);
        let [ours, quick, mini] = sums.map(|sum| sum / 4.0);
        let id = "cache/misses/s3_fifo/mean";
        harness.figure(id, "%", ours, Some(("quick_cache", quick)), 1.0);
        harness.figure(id, "%", ours, Some(("mini-moka", mini)), 1.0);
    }
}
