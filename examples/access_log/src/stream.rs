//! What depends on the order of the requests: caches, and clients that hammer one path.
//!
//! It is fed from one place, unit by unit in the order of the input.

use std::hash::{BuildHasherDefault, Hash, Hasher};

use boltons::Error;
use boltons::cache::{Cache, Equivalent, Lri, Lru, Policy, S3Fifo, Sieve, ThresholdCounter, ToKey};

use crate::line::Client;
use crate::settings::Settings;
use crate::unit::Counted;

/// The capacities, in entries, that the report compares.
pub const CAPACITIES: [usize; 2] = [100, 1000];

/// The policies that the report compares.
pub const POLICIES: [&str; 4] = ["lru", "lri", "sieve", "s3_fifo"];

/// Pairs below this share of the requests may be forgotten.
const THRESHOLD: f64 = 0.001;

/// Pairs are shown from one request in so many on.
const SHOWN_SHARE: u64 = 100;

/// What depends on the order of the requests.
pub struct Stream {
    pairs: ThresholdCounter<Pair, Prehashed>,
    replays: Option<[Replay; 2]>,
    /// Requests that the caches were asked for.
    pub replayed: u64,
}

/// Keys that are hashes already, or bring theirs.
type Prehashed = BuildHasherDefault<Passed>;

/// A client and a path, with the hash of both.
#[derive(Debug, Eq, PartialEq)]
pub struct Pair {
    hash: u64,
    pub client: Client<'static>,
    pub path: Box<str>,
}

impl Hash for Pair {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

/// A [`Pair`] as a unit holds it, of which only those become one that are not known yet.
struct Borrowed<'a> {
    hash: u64,
    client: &'a Client<'static>,
    path: &'a str,
}

impl Hash for Borrowed<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

impl Equivalent<Pair> for Borrowed<'_> {
    fn equivalent(&self, pair: &Pair) -> bool {
        self.hash == pair.hash && *self.client == pair.client && *self.path == *pair.path
    }
}

impl ToKey<Pair> for Borrowed<'_> {
    fn to_key(&self) -> Pair {
        Pair { hash: self.hash, client: self.client.clone(), path: self.path.into() }
    }
}

impl Stream {
    /// Creates one that has seen nothing.
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        let pairs = ThresholdCounter::with_hasher(THRESHOLD, Prehashed::default())?;
        let replays = settings.caches.then(|| CAPACITIES.map(Replay::new));
        Ok(Self { pairs, replays, replayed: 0 })
    }

    /// Feeds the requests of a unit.
    pub fn feed(&mut self, unit: &Counted) {
        for item in &unit.stream {
            let (Some((client, a, _)), Some((path, b, _))) =
                (unit.clients.get(item.client as usize), unit.paths.get(item.path as usize))
            else {
                continue;
            };
            let hash = a.rotate_left(32) ^ b;
            self.pairs.add_ref(&Borrowed { hash, client, path });
        }
        let Some(replays) = &mut self.replays else { return };
        // Cache by cache, so that one at a time is in the processor's own.
        let targets: Vec<u64> = unit.stream.iter().filter_map(|item| item.target).collect();
        self.replayed += targets.len() as u64;
        for replay in replays {
            replay.feed(&targets);
        }
    }

    /// Returns the pairs that have at least 1 % of the requests.
    pub fn pairs(&self) -> Vec<(&Pair, u64)> {
        let least = self.pairs.total().div_ceil(SHOWN_SHARE);
        self.pairs.iter().filter(|(_, n)| *n >= least).collect()
    }

    /// Returns by how much the count of a pair can be too low.
    pub fn pairs_error(&self) -> u64 {
        // What a key that is not tracked may have.
        (self.pairs.total() as f64 * self.pairs.threshold()) as u64
    }

    /// Returns the hits of each capacity and policy, if there was a replay.
    pub fn hits(&self) -> Option<[[u64; POLICIES.len()]; CAPACITIES.len()]> {
        self.replays.as_ref().map(|replays| [replays[0].hits(), replays[1].hits()])
    }
}

/// One cache of each policy, of one capacity.
struct Replay {
    lru: Keys<Lru>,
    lri: Keys<Lri>,
    sieve: Keys<Sieve>,
    s3_fifo: Keys<S3Fifo>,
}

/// The hasher is fixed, so that S3-FIFO's choices are a function of the requests.
type Keys<P> = Cache<u64, (), P, Prehashed>;

impl Replay {
    fn new(capacity: usize) -> Self {
        fn cache<P: Policy>(capacity: usize) -> Keys<P> {
            Cache::with_hasher(capacity, Prehashed::default())
        }
        Self {
            lru: cache(capacity),
            lri: cache(capacity),
            sieve: cache(capacity),
            s3_fifo: cache(capacity),
        }
    }

    fn feed(&mut self, targets: &[u64]) {
        fn ask<P: Policy>(cache: &mut Keys<P>, targets: &[u64]) {
            for target in targets {
                if cache.get(target).is_none() {
                    cache.insert(*target, ());
                }
            }
        }
        ask(&mut self.lru, targets);
        ask(&mut self.lri, targets);
        ask(&mut self.sieve, targets);
        ask(&mut self.s3_fifo, targets);
    }

    fn hits(&self) -> [u64; POLICIES.len()] {
        [
            self.lru.stats().hits,
            self.lri.stats().hits,
            self.sieve.stats().hits,
            self.s3_fifo.stats().hits,
        ]
    }
}

/// Passes on the one number that is hashed.
#[derive(Default)]
pub struct Passed(u64);

impl Hasher for Passed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        // Only numbers are hashed here.
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}
