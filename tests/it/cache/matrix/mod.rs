//! Every feature of a cache with every operation.
//!
//! {policy} × {count, weight, both} × {no time, time to live, time to idle, a time per entry} ×
//! {listener or not} × {grace or not} × {`Cache`, 1 shard, 4 shards, `Memo`, `cached!`} × every
//! operation, with loaders that take time, values that grow in place, bounds in time that change,
//! and user code that panics: the listener, the weigher, loaders, closures and the drop of a value.
//! Some configurations have a bound on the weight of one entry, some no statistics of lookups; each
//! of these meets each of the others. After each step:
//!
//! * bounds: of the number and, of the weights that the values have, at the latest after a call;
//! * order: nothing live is evicted while something dead is there; nothing dead is returned;
//! * time: every entry has the time left that the model says;
//! * hearing: whatever was inserted is there, or was returned, or was heard, exactly once; a panic
//!   costs the hearing of one entry at most, that which the call would have returned;
//! * statistics: lookups, insertions and departures add up;
//! * memory: what left is dropped.
//!
//! A new feature or operation is a line in one of the lists.

mod memo;
mod plain;
mod shared;

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use boltons::cache::{
    Builder, Cache, Cause, Clock, Lri, Lru, ManualClock, Policy, S3Fifo, Sieve, Stats, cached,
};
use std::hash::{BuildHasherDefault, DefaultHasher};

use self::memo::{Failing, Loaded, Recursive, Remembered};
use self::plain::{Plain, Ranks};
use crate::complete::{Others, assert_complete};

type Fixed = BuildHasherDefault<DefaultHasher>;

const SECOND: Duration = Duration::from_secs(1);
const CAPACITY: usize = 6;
const MAX_WEIGHT: u64 = 24;
const LIFE: u64 = 5;
const GRACE: u64 = 2;
const MAX_ENTRY: u64 = 8;
const NEVER: u64 = u64::MAX;
const KEYS: u64 = 24;

/// SplitMix64.
struct Rng(u64);

impl Rng {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Bound {
    Count,
    Weight,
    Both,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Time {
    Never,
    Live,
    Idle,
    ByEntry,
}

#[derive(Clone, Copy, Debug)]
struct Config {
    bound: Bound,
    time: Time,
    listener: bool,
    grace: bool,
    /// Whether one entry has a bound of its own.
    light: bool,
    /// Whether a shared cache counts no lookups.
    quiet: bool,
}

impl Config {
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for bound in [Bound::Count, Bound::Weight, Bound::Both] {
            for time in [Time::Never, Time::Live, Time::Idle, Time::ByEntry] {
                for (listener, grace) in
                    [(false, false), (false, true), (true, false), (true, true)]
                {
                    let (light, quiet) = (all.len() % 3 == 1, all.len() % 5 < 2);
                    all.push(Self { bound, time, listener, grace, light, quiet });
                }
            }
        }
        all
    }

    fn ttl(self) -> Option<u64> {
        (self.time == Time::Live).then_some(LIFE)
    }

    fn tti(self) -> Option<u64> {
        (self.time == Time::Idle).then_some(LIFE)
    }
}

/// The bounds in time as they are, and which times the cache notes: those of a kind from the first
/// bound on, until it is shrunk without one.
#[derive(Clone, Copy, Debug)]
struct Times {
    ttl: Option<u64>,
    tti: Option<u64>,
    notes_writes: bool,
    notes_uses: bool,
}

#[test]
fn each_feature_meets_each_other() {
    let all = Config::all();
    for light in [false, true] {
        for quiet in [false, true] {
            assert!(all.iter().any(|c| c.light == light && c.quiet == quiet));
        }
        for time in [Time::Never, Time::Live, Time::Idle, Time::ByEntry] {
            assert!(all.iter().any(|c| c.light == light && c.time == time && c.grace));
            assert!(all.iter().any(|c| c.quiet == light && c.time == time && c.grace));
        }
        for bound in [Bound::Count, Bound::Weight, Bound::Both] {
            assert!(all.iter().any(|c| c.light == light && c.bound == bound && c.listener));
            assert!(all.iter().any(|c| c.quiet == light && c.bound == bound && c.listener));
        }
    }
}

/// What is known of a value, wherever it is.
#[derive(Debug)]
struct Token {
    id: u64,
    born: u64,
    /// When it was written and used, in seconds, as far as the cache notes it.
    written: AtomicU64,
    used: AtomicU64,
    /// The deadline that replaces the time to live.
    own: Mutex<Option<u64>>,
    /// How long it lives if entries have times of their own; odd ones don't.
    life: Option<u64>,
}

/// A value that has a weight of its own, which may grow.
#[derive(Clone, Debug)]
struct Value {
    token: Arc<Token>,
    weight: u64,
}

thread_local! {
    /// The world of the run in this thread, for code that has no other way to it.
    static WORLD: RefCell<Option<Arc<World>>> = const { RefCell::new(None) };
}

fn world() -> Arc<World> {
    WORLD.with_borrow(Clone::clone).expect("a run")
}

impl Default for Value {
    fn default() -> Self {
        world().value(5)
    }
}

impl Drop for Value {
    fn drop(&mut self) {
        if let Some(world) = WORLD.with_borrow(Clone::clone) {
            world.burn(Fuse::Drop);
        }
    }
}

/// Where the user's code shall panic next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fuse {
    Listener,
    Weigher,
    Loader,
    Closure,
    Drop,
}

/// All that the user's code knows.
struct World {
    config: Config,
    clock: ManualClock,
    fuse: Mutex<Option<(Fuse, u64)>>,
    heard: Mutex<Vec<(u64, Cause)>>,
    tokens: Mutex<BTreeMap<u64, Weak<Token>>>,
    times: Mutex<Times>,
    /// Values that no cache saw.
    dismissed: Mutex<BTreeSet<u64>>,
    /// The statistics that were taken.
    taken: Mutex<Stats>,
    /// What else happened.
    notes: Mutex<BTreeMap<&'static str, u64>>,
    next: AtomicU64,
    steps: AtomicUsize,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    fn new(config: Config) -> Arc<Self> {
        Arc::new(Self {
            config,
            clock: ManualClock::new(),
            fuse: Mutex::new(None),
            heard: Mutex::default(),
            tokens: Mutex::default(),
            times: Mutex::new(Times {
                ttl: config.ttl(),
                tti: config.tti(),
                notes_writes: config.ttl().is_some(),
                notes_uses: config.tti().is_some(),
            }),
            dismissed: Mutex::default(),
            taken: Mutex::default(),
            notes: Mutex::default(),
            next: AtomicU64::new(0),
            steps: AtomicUsize::new(0),
        })
    }

    fn now(&self) -> u64 {
        self.clock.now().as_secs()
    }

    fn burn(&self, kind: Fuse) {
        let mut fuse = lock(&self.fuse);
        if let Some((armed, left)) = &mut *fuse {
            if *armed == kind && !std::thread::panicking() {
                *left -= 1;
                if *left == 0 {
                    *fuse = None;
                    drop(fuse);
                    // Silent: there are thousands.
                    std::panic::resume_unwind(Box::new("the fuse"));
                }
            }
        }
    }

    /// A new value, as if written now.
    fn value(&self, weight: u64) -> Value {
        let id = self.next.fetch_add(1, Relaxed);
        let life = (id % 2 == 0).then_some(1 + id % LIFE);
        let now = self.now();
        let (written, used) = (AtomicU64::new(now), AtomicU64::new(now));
        let token = Arc::new(Token { id, born: now, written, used, own: Mutex::new(None), life });
        lock(&self.tokens).insert(id, Arc::downgrade(&token));
        Value { token, weight }
    }

    /// What a loader returns that takes so many seconds.
    fn load(&self, seconds: u64, weight: u64) -> Value {
        self.clock.advance(SECOND * seconds as u32);
        self.burn(Fuse::Loader);
        self.value(weight)
    }

    fn note(&self, what: &'static str) {
        *lock(&self.notes).entry(what).or_insert(0) += 1;
    }

    fn deadline(&self, token: &Token) -> u64 {
        let times = *lock(&self.times);
        let after = |from: u64, time: Option<u64>| time.map_or(NEVER, |time| from + time);
        let live = lock(&token.own).unwrap_or_else(|| {
            let life = token.life.filter(|_| self.config.time == Time::ByEntry);
            after(token.born, life).min(after(token.written.load(Relaxed), times.ttl))
        });
        live.min(after(token.used.load(Relaxed), times.tti))
    }

    /// Takes back a value that never came near the cache.
    fn dismiss(&self, value: &Value) {
        lock(&self.dismissed).insert(value.token.id);
    }

    fn is_dead(&self, token: &Token) -> bool {
        self.deadline(token) <= self.now()
    }

    /// Whether the grace is over as well.
    fn is_gone(&self, token: &Token) -> bool {
        let grace = if self.config.grace { GRACE } else { 0 };
        self.deadline(token).saturating_add(grace) <= self.now()
    }

    /// What `expires_in` says.
    fn left(&self, token: &Token) -> Option<Duration> {
        match self.deadline(token) {
            NEVER => Some(Duration::MAX),
            deadline => {
                let left = deadline.saturating_sub(self.now());
                (left > 0).then(|| SECOND * left as u32)
            }
        }
    }

    /// A value gets a time of its own.
    fn own(&self, token: &Token, ttl: Duration) {
        let deadline = if ttl == Duration::MAX { NEVER } else { self.now() + ttl.as_secs() };
        *lock(&token.own) = Some(deadline);
    }

    /// Calls `f` for whatever there is.
    fn each_token(&self, f: impl Fn(&Token)) {
        let tokens: Vec<_> = lock(&self.tokens).values().filter_map(Weak::upgrade).collect();
        tokens.iter().for_each(|token| f(token));
    }

    fn set_ttl(&self, ttl: Option<u64>) {
        let mut times = lock(&self.times);
        times.ttl = ttl;
        if ttl.is_some() && !std::mem::replace(&mut times.notes_writes, ttl.is_some()) {
            self.each_token(|token| token.written.store(self.now(), Relaxed));
        }
    }

    fn set_tti(&self, tti: Option<u64>) {
        let mut times = lock(&self.times);
        times.tti = tti;
        if tti.is_some() && !std::mem::replace(&mut times.notes_uses, tti.is_some()) {
            self.each_token(|token| token.used.store(self.now(), Relaxed));
        }
    }

    /// A cache was shrunk, which forgets times that no bound needs.
    fn shrunk(&self) {
        let mut times = lock(&self.times);
        times.notes_writes &= times.ttl.is_some();
        times.notes_uses &= times.tti.is_some();
    }

    /// The most that one entry may weigh.
    fn limit(&self, max_weight: Option<u64>) -> u64 {
        let entry = if self.config.light { MAX_ENTRY } else { u64::MAX };
        max_weight.map_or(u64::MAX, |max| max.min(entry))
    }

    /// A value was returned by a counted lookup.
    fn used(&self, value: &Value) {
        assert!(!self.is_dead(&value.token), "a dead entry was returned by a lookup");
        value.token.used.store(self.now(), Relaxed);
    }

    /// A value was returned silently.
    fn seen(&self, value: &Value) {
        assert!(!self.is_dead(&value.token), "a dead entry was returned");
    }

    fn weigh(&self, value: &Value) -> u64 {
        self.burn(Fuse::Weigher);
        value.weight
    }

    fn hear(&self, value: &Value, cause: Cause) {
        lock(&self.heard).push((value.token.id, cause));
        if cause == Cause::Expired {
            assert!(self.is_dead(&value.token), "a live entry expired");
            if lock(&value.token.own).is_some() {
                self.note("died by a time of its own");
            }
        }
        self.burn(Fuse::Listener);
    }

    fn builder<P: Policy>(self: &Arc<Self>) -> Builder<u64, Value, P, Fixed> {
        let mut builder = Cache::builder_with_hasher(Fixed::default()).clock(self.clock.clone());
        let Config { bound, time, listener, grace, light, quiet } = self.config;
        if grace {
            builder = builder.grace(SECOND * GRACE as u32);
        }
        if light {
            builder = builder.max_entry_weight(MAX_ENTRY);
        }
        if quiet {
            builder = builder.without_statistics().reserve(3);
        }
        if bound != Bound::Weight {
            builder = builder.capacity(CAPACITY);
        }
        if bound != Bound::Count {
            let world = self.clone();
            builder = builder.max_weight(MAX_WEIGHT, move |_, value| world.weigh(value));
        }
        builder = match time {
            Time::Never => builder,
            Time::Live => builder.ttl(SECOND * LIFE as u32),
            Time::Idle => builder.tti(SECOND * LIFE as u32),
            Time::ByEntry => {
                builder.ttl_by(|_, value: &Value| value.token.life.map(|life| SECOND * life as u32))
            }
        };
        if listener {
            let world = self.clone();
            builder = builder.on_removal(move |_, value, cause| world.hear(&value, cause));
        }
        builder
    }
}

/// One step of a target: what it returned to the caller leaves the cache for good.
struct Step<'a> {
    world: &'a World,
    rng: Rng,
    /// Values that the caller got by value.
    returned: Vec<Value>,
}

impl Step<'_> {
    fn key(&mut self) -> u64 {
        self.rng.below(KEYS)
    }

    /// Mostly small, sometimes nothing, sometimes too much.
    fn weight(&mut self) -> u64 {
        match self.rng.below(12) {
            0 => 0,
            1 if self.rng.below(2) == 0 => MAX_WEIGHT + self.rng.below(3),
            _ => 1 + self.rng.below(12),
        }
    }

    fn value(&mut self) -> Value {
        let weight = self.weight();
        self.world.value(weight)
    }

    /// Zero and forever as well.
    fn ttl(&mut self) -> Duration {
        match self.rng.below(9) {
            8 => Duration::MAX,
            seconds => SECOND * seconds as u32,
        }
    }

    /// Mostly what the configuration has.
    fn bound(&mut self, known: Option<u64>) -> Option<u64> {
        match self.rng.below(4) {
            0 => None,
            1 => Some(1 + self.rng.below(9)),
            _ => known,
        }
    }

    fn got(&mut self, value: Option<Value>) {
        self.returned.extend(value);
    }
}

type Operation<T> = (&'static str, fn(&mut T, &mut Step<'_>));

/// A kind of cache. What it can do is a list of operations.
trait Target {
    /// Whether a pair that was refused stays for the caller who has a reference to it.
    const KEEPS_REFUSED: bool = true;

    fn operations() -> Vec<Operation<Self>>
    where
        Self: Sized;
    /// Something harmless that takes `&mut self`, after which all bounds hold.
    fn poke(&mut self);
    fn audit(&self);
    fn present(&self) -> Vec<Value>;
    fn stats(&self) -> Stats;
    fn capacity(&self) -> usize;
    fn max_weight(&self) -> Option<u64>;
    /// Whether evictions look for the dead everywhere.
    fn is_whole(&self) -> bool;
}

/// What left by hand, and what the listener heard.
#[derive(Default)]
struct Ledger {
    returned: BTreeSet<u64>,
    heard: BTreeSet<u64>,
    causes: BTreeMap<&'static str, u64>,
}

fn run<T: Target>(world: &Arc<World>, mut target: T, seed: u64) -> BTreeMap<&'static str, u64> {
    WORLD.set(Some(world.clone()));
    let mut order: Vec<_> =
        T::operations().into_iter().cycle().take(12 * T::operations().len()).collect();
    let mut rng = Rng(seed);
    for i in (1..order.len()).rev() {
        order.swap(i, rng.below(i as u64 + 1) as usize);
    }
    let mut ledger = Ledger::default();
    let mut panics = BTreeMap::new();
    for (name, operation) in order {
        let context = format!("{:?}, seed {seed}, {name}", world.config);
        world.steps.fetch_add(1, Relaxed);
        world.clock.advance(SECOND * (rng.below(3) / 2) as u32);
        // Once in a while the user's code panics.
        let fuse = [Fuse::Listener, Fuse::Weigher, Fuse::Loader, Fuse::Closure, Fuse::Drop];
        let first_new = world.next.load(Relaxed);
        let armed = (rng.below(3) == 0).then(|| {
            let kind = fuse[rng.below(5) as usize];
            let once = [Fuse::Loader, Fuse::Closure].contains(&kind);
            (kind, if once { 1 } else { 1 + rng.below(3) })
        });
        *lock(&world.fuse) = armed;
        let mut step = Step { world, rng: Rng(rng.below(u64::MAX)), returned: Vec::new() };
        let ended = catch_unwind(AssertUnwindSafe(|| operation(&mut target, &mut step)));
        let Step { returned, .. } = step;
        *lock(&world.fuse) = None;
        let panicked = match ended {
            Ok(()) => false,
            Err(payload) => {
                assert_eq!(payload.downcast_ref(), Some(&"the fuse"), "{context} failed");
                let kind = format!("{:?}", armed.expect("a fuse").0);
                *panics.entry(kind).or_insert(0_u64) += 1;
                true
            }
        };
        for value in &returned {
            assert!(ledger.returned.insert(value.token.id), "{context}: returned twice");
        }
        drop(returned);
        ledger.returned.append(&mut lock(&world.dismissed));
        let heard = std::mem::take(&mut *lock(&world.heard));
        let evicted = heard.iter().any(|(_, cause)| *cause == Cause::Evicted);
        let strict = evicted && !panicked && target.is_whole();
        // What is dead when it is inserted is none of the dead before; within a recursion time passes
        // after evictions.
        if strict && !["evict", "get_recursive"].iter().any(|other| name.starts_with(other)) {
            let present = target.present();
            let dead = present.iter().filter(|v| v.token.id < first_new && world.is_dead(&v.token));
            let dead = dead.count();
            assert_eq!(dead, 0, "{context}: something live was evicted before the dead");
        }
        // At the latest after the next call all bounds hold, whatever grew in place or panicked.
        target.poke();
        target.audit();
        let present = target.present();
        assert!(present.len() <= target.capacity(), "{context}: too many");
        if let Some(max) = target.max_weight() {
            let weight: u64 = present.iter().map(|value| value.weight).sum();
            assert!(weight <= max, "{context}: weight {weight} of {max}");
            let limit = world.limit(Some(max));
            assert!(present.iter().all(|value| value.weight <= limit), "{context}: too heavy");
        }
        for (id, cause) in heard.into_iter().chain(std::mem::take(&mut *lock(&world.heard))) {
            assert!(ledger.heard.insert(id), "{context}: {id} was heard twice");
            assert!(!ledger.returned.contains(&id), "{context}: {id} was returned and heard");
            let cause = match cause {
                Cause::Evicted => "evicted",
                Cause::Expired => "expired",
                Cause::Rejected => "rejected",
                _ => "cleared",
            };
            *ledger.causes.entry(cause).or_insert(0) += 1;
        }
        let here: BTreeSet<u64> = present.iter().map(|value| value.token.id).collect();
        assert_eq!(here.len(), present.len(), "{context}: an entry twice");
        assert!(here.is_disjoint(&ledger.heard), "{context}: heard, but there");
        assert!(here.is_disjoint(&ledger.returned), "{context}: returned, but there");
        drop(present);
        // Whatever is neither there nor with the caller is dropped; with a listener it was heard.
        let alive: BTreeSet<u64> = lock(&world.tokens)
            .iter()
            .filter(|(_, token)| token.strong_count() > 0)
            .map(|(&id, _)| id)
            .collect();
        let rest: Vec<_> = alive.difference(&here).collect();
        // One that was refused lives on until the next insertion.
        let most = usize::from(T::KEEPS_REFUSED);
        assert!(rest.len() <= most, "{context}: {armed:?} {rest:?} are neither there nor dropped");
        if world.config.listener && !panicked {
            let made = world.next.load(Relaxed);
            let lost = |id: &u64| {
                !here.contains(id) && !ledger.heard.contains(id) && !ledger.returned.contains(id)
            };
            let lost: Vec<_> = (0..made).filter(lost).filter(|id| !alive.contains(id)).collect();
            assert!(lost.is_empty(), "{context}: {lost:?} left unheard");
        } else if panicked {
            // What the user's code had in its hands when it panicked is the user's.
            let gone = (0..world.next.load(Relaxed)).filter(|id| !alive.contains(id));
            let gone: Vec<_> = gone
                .filter(|id| !ledger.heard.contains(id) && !ledger.returned.contains(id))
                .collect();
            // Of what was there before, at most what the call would have returned.
            let old = gone.iter().filter(|&&id| id < first_new).count();
            let most = match name {
                // It returns many.
                "drain"
                | "occupied entry"
                | "insert and remove"
                | "insert_with_ttl and remove_entry" => usize::MAX,
                _ => 1,
            };
            let bound = if world.config.listener { most } else { usize::MAX };
            assert!(old <= bound, "{context}: {armed:?} left {gone:?} unheard");
            ledger.returned.extend(gone);
        }
        let stats = target.stats();
        assert_eq!(stats.lookups(), stats.hits + stats.misses);
        assert!(stats.soft_misses <= stats.misses, "{context}");
        let stats = stats + *lock(&world.taken);
        if world.config.listener {
            let count = |cause| ledger.causes.get(cause).copied().unwrap_or(0);
            assert!(count("evicted") <= stats.evictions, "{context}: more heard than evicted");
            assert!(count("expired") <= stats.expirations, "{context}: more heard than expired");
            assert!(count("rejected") <= stats.rejections, "{context}: more heard than refused");
        }
    }
    drop(target);
    let alive = lock(&world.tokens).values().filter(|token| token.strong_count() > 0).count();
    assert_eq!(alive, 0, "what the cache held is dropped with it");
    ledger.causes.extend(std::mem::take(&mut *lock(&world.notes)));
    ledger.causes.extend(panics.into_iter().map(|(kind, n)| {
        let kind = match kind.as_str() {
            "Listener" => "listener panicked",
            "Weigher" => "weigher panicked",
            "Loader" => "loader panicked",
            "Drop" => "drop panicked",
            _ => "closure panicked",
        };
        (kind, n)
    }));
    ledger.causes
}

/// Adds up what happened: a mode that no run was in would not be tested.
fn all<T: Target>(make: impl Fn(&Arc<World>) -> T) -> BTreeMap<&'static str, u64> {
    let mut sum = BTreeMap::new();
    for (i, config) in (0..).zip(Config::all()) {
        for seed in 2 * i..2 * i + 2 {
            let world = World::new(config);
            let target = make(&world);
            for (what, n) in run(&world, target, seed) {
                *sum.entry(what).or_insert(0) += n;
            }
        }
    }
    sum
}

fn assert_happened(sum: &BTreeMap<&'static str, u64>, what: &[&str]) {
    for what in what {
        assert!(sum.get(what).is_some_and(|&n| n > 10), "{what} did not happen: {sum:?}");
    }
}

const EVERYTHING: [&str; 11] = [
    "evicted",
    "expired",
    "rejected",
    "cleared",
    "listener panicked",
    "weigher panicked",
    "loader panicked",
    "drop panicked",
    "closure panicked",
    "died by a time of its own",
    "seen in its grace",
];

macro_rules! matrix {
    ($($name:ident: $policy:ident),+) => {$(
        mod $name {
            use super::*;

            #[test]
            fn a_cache() {
                let sum = all(|world| world.builder::<$policy>().build());
                assert_happened(&sum, &EVERYTHING);
            }

            #[test]
            fn one_shard() {
                let sum = all(|world| world.builder::<$policy>().shards(1).build_sharded());
                assert_happened(&sum, &EVERYTHING);
            }

            #[test]
            fn four_shards() {
                let sum = all(|world| {
                    let cache = world.builder::<$policy>().shards(4).build_sharded();
                    assert_eq!(cache.shards(), 4);
                    cache
                });
                assert_happened(&sum, &EVERYTHING);
            }

            #[test]
            fn a_memo() {
                let sum = all(|world| Loaded::new(world.builder::<$policy>().build(), world));
                assert_happened(&sum, &EVERYTHING[..8]);
            }

            #[test]
            fn a_memo_that_fails() {
                let sum = all(|world| Failing::new(world.builder::<$policy>().build(), world));
                assert_happened(&sum, &EVERYTHING[..8]);
            }

            #[test]
            fn a_recursive_memo() {
                let sum = all(|world| Recursive::new(world.builder::<$policy>().build(), world));
                assert_happened(&sum, &EVERYTHING[..8]);
            }

            cached! {
                static KEPT: Plain<$policy> = Cache::with_hasher(0, Fixed::default());
                uncached = loaded;
                refresh = reloaded;
                fn remembered(key: u64) -> Value {
                    let world = world();
                    let step = world.steps.load(Relaxed) as u64;
                    world.load(step % 9, (key * 7 + step) % (MAX_WEIGHT + 3))
                }
            }

            #[test]
            fn a_cached_function() {
                let sum = all(|world| {
                    *lock(&KEPT) = world.builder::<$policy>().build();
                    Remembered { cache: &KEPT, remembered, loaded, reloaded }
                });
                assert_happened(&sum, &EVERYTHING[..8]);
            }
        }
    )+};
}

matrix!(lru: Lru, lri: Lri, sieve: Sieve, s3_fifo: S3Fifo);

#[test]
fn every_function_has_a_line() {
    fn named<T>(before: &'static str, ops: Vec<Operation<T>>) -> Vec<(&'static str, &'static str)> {
        ops.into_iter().map(|op| (before, op.0)).collect()
    }
    let lines = [
        named("Cache::", plain::operations::<Lru>()),
        named("Cache::", Lru::ranked()),
        named("Entry::", plain::entries::<Lru>()),
        named("EntryRef::", plain::entries_by_ref::<Lru>()),
        named("OccupiedEntry::", plain::occupied::<Lru>()),
        named("VacantEntry::", plain::vacant::<Lru>()),
        named("sync::ShardedCache::", shared::operations::<Lru>()),
        named("sync::Load::", shared::loads::<Lru>()),
        named("Memo::", Loaded::<Lru>::operations()),
        named("Memo::", Failing::<Lru>::operations()),
        named("Memo::", Recursive::<Lru>::operations()),
    ];
    assert_complete("cache", lines.into_iter().flatten(), OTHERS);
}

const OTHERS: &[Others] = &[
    Others {
        reason: "the caches of all lines are made with it, in each configuration",
        files: &["it/cache/matrix/mod.rs"],
        functions: &["Builder::*", "Cache::builder_with_hasher"],
    },
    Others {
        reason: "an empty cache is made, by itself",
        files: &[
            "it/cache/api.rs",
            "it/cache/edges.rs",
            "it/cache/fast.rs",
            "it/cache/hashing.rs",
            "it/cache/sharded.rs",
        ],
        functions: &[
            "Cache::{builder, new, unbounded, with_hasher}",
            "fast::CacheExt::*",
            "sync::ShardedCache::{new, with_hasher}",
        ],
    },
    Others {
        reason: "in each line of a load",
        files: &["it/cache/matrix/shared.rs"],
        functions: &["sync::Loaded::into_value", "sync::ShardedCache::load"],
    },
    Others {
        reason: "of the key of each entry by reference; how often it is called is counted",
        files: &["it/cache/api.rs", "it/cache/frequent.rs"],
        functions: &["ToKey::to_key"],
    },
    Others {
        reason: "of the numbers that each line takes",
        files: &["it/cache/builder.rs", "it/cache/matrix/mod.rs"],
        functions: &["Stats::*"],
    },
    Others {
        reason: "the clock of all lines is moved by hand; that of the system is asked by itself",
        files: &["it/cache/field.rs", "it/cache/matrix/mod.rs"],
        functions: &["Clock::now", "ManualClock::*", "SystemClock::new"],
    },
    Others {
        reason: "a structure without modes, against its own model",
        files: &["it/cache/frequent.rs", "props/cache/frequent.rs"],
        functions: &["FrequentItems::*"],
    },
    Others {
        reason: "a structure without modes, against its own model",
        files: &["it/cache/ids.rs"],
        functions: &["IdPool::*", "MinIdMap::*"],
    },
    Others {
        reason: "a structure without modes, against its own model",
        files: &["it/cache/threshold.rs"],
        functions: &["ThresholdCounter::*"],
    },
    Others {
        reason: "replays keys through caches of each policy, and is compared with them",
        files: &["it/cache/simulate.rs"],
        functions: &["simulate::Comparison::*", "simulate::Trace::*"],
    },
];
