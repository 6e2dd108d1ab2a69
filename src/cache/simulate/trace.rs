//! A stream of requests.

use core::fmt;
use core::hash::{BuildHasher, Hash, Hasher};
use std::collections::HashMap;

use alloc::vec::Vec;

use super::{Comparison, opt, stack_distance};
use crate::cache::{Cache, Lri, Policy, S3Fifo, Sieve};

/// A stream of requests, to be replayed on caches of every policy and capacity.
///
/// The keys are numbered, so that a trace takes 4 bytes per request whatever they are, and a replay
/// has the same result each time.
///
/// # Examples
///
/// ```
/// use boltons::cache::Lru;
/// use boltons::cache::simulate::Trace;
///
/// let trace = Trace::new("to be or not to be".split(' '));
/// assert_eq!((trace.len(), trace.distinct()), (6, 4));
/// assert_eq!(trace.hits::<Lru>(4), 2);
/// assert_eq!(trace.lru_curve(), [0, 0, 0, 0, 2]);
/// assert_eq!(trace.opt_hits(2), 1);
/// ```
#[derive(Clone, Default, Eq, PartialEq)]
pub struct Trace {
    /// Below `distinct`, in the order of first appearance.
    ids: Vec<u32>,
    distinct: usize,
}

/// The most requests, so that a time fits into 32 bits and two slots a key do as well.
const MOST: usize = i32::MAX as usize - 64;

impl Trace {
    /// Creates a trace of the requested keys, in order.
    ///
    /// Computes in **O(n)** time (expected) and keeps nothing of the keys.
    ///
    /// # Panics
    ///
    /// Panics if there are 2³¹ − 64 requests or more.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::simulate::Trace;
    ///
    /// let log = "GET /a\nGET /b\nGET /a";
    /// let trace = Trace::new(log.lines());
    /// assert_eq!(trace.distinct(), 2);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn new<K: Hash + Eq>(keys: impl IntoIterator<Item = K>) -> Self {
        let keys = keys.into_iter();
        let mut numbers = HashMap::new();
        let mut ids = Vec::with_capacity(keys.size_hint().0.min(1 << 20));
        for key in keys {
            assert!(ids.len() < MOST, "a trace of more than {MOST} requests");
            let next = numbers.len() as u32;
            ids.push(*numbers.entry(key).or_insert(next));
        }
        Self { ids, distinct: numbers.len() }
    }

    /// Returns the number of requests.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(boltons::cache::simulate::Trace::new("aba".chars()).len(), 3);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns whether there are no requests.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(boltons::cache::simulate::Trace::new([0; 0]).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Returns the number of distinct keys.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(boltons::cache::simulate::Trace::new("aba".chars()).distinct(), 2);
    /// ```
    #[must_use]
    pub fn distinct(&self) -> usize {
        self.distinct
    }

    /// Returns the hits of an initially empty cache with this policy and capacity.
    ///
    /// Each request is a [`get`](Cache::get) and, on a miss, an [`insert`](Cache::insert).
    ///
    /// Computes in **O(n)** time (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::simulate::Trace;
    /// use boltons::cache::{Lri, Lru};
    ///
    /// let trace = Trace::new("abaca".chars());
    /// assert_eq!(trace.hits::<Lru>(2), 2);
    /// assert_eq!(trace.hits::<Lri>(2), 1); // `c` pushes out `a`, although it was just used
    /// assert_eq!(trace.hits::<Lru>(0), 0);
    /// ```
    #[must_use]
    pub fn hits<P: Policy>(&self, capacity: usize) -> usize {
        let mut cache = Cache::<u32, (), P, Numbers>::with_hasher(capacity, Numbers);
        let mut hits = 0;
        for &id in &self.ids {
            if cache.get(&id).is_some() {
                hits += 1;
            } else {
                cache.insert(id, ());
            }
        }
        hits
    }

    /// Returns the hits of Belady's MIN, the optimum, which evicts the key whose next request is
    /// the latest.
    ///
    /// No policy that admits every missed key, as a cache does, has more.
    ///
    /// Computes in **O(n log c)** time, where c is the capacity.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::simulate::Trace;
    ///
    /// let trace = Trace::new("abcabcabc".chars());
    /// assert_eq!(trace.opt_hits(0), 0);
    /// assert_eq!(trace.opt_hits(2), 3);
    /// assert_eq!(trace.opt_hits(3), 6);
    /// ```
    #[doc(alias = "Belady")]
    #[must_use]
    pub fn opt_hits(&self, capacity: usize) -> usize {
        opt::hits(&self.ids, self.distinct, capacity)
    }

    /// Returns the hits of exact LRU at every capacity from 0 to [`distinct`](Self::distinct).
    ///
    /// Item c is what [`hits::<Lru>(c)`](Self::hits) returns; all of them take one pass. A larger
    /// capacity than the last one gains nothing.
    ///
    /// Computes in **O(n log d)** time, where d is the number of distinct keys.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::simulate::Trace;
    ///
    /// let curve = Trace::new("abcabcaa".chars()).lru_curve();
    /// assert_eq!(curve, [0, 1, 1, 5]);
    /// ```
    #[doc(alias = "MRC")]
    #[doc(alias = "miss ratio curve")]
    #[doc(alias = "stack distance")]
    #[must_use]
    pub fn lru_curve(&self) -> Vec<usize> {
        stack_distance::curve(&self.ids, self.distinct)
    }

    /// Returns a row with the hits of every policy for each of the capacities, in the order given.
    ///
    /// Computes in **O(m · n log n)** time for m capacities.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::simulate::Trace;
    ///
    /// let trace = Trace::new((0..1000).map(|i| i % 50));
    /// let rows = trace.compare([40, 50]);
    /// assert_eq!((rows[0].lru, rows[0].opt), (0, 760));
    /// assert!(rows[1].rows().all(|(_, hits)| hits == 950));
    /// ```
    #[must_use]
    pub fn compare(&self, capacities: impl IntoIterator<Item = usize>) -> Vec<Comparison> {
        let curve = self.lru_curve();
        let row = |capacity| Comparison {
            capacity,
            requests: self.len(),
            lru: curve.get(capacity).or(curve.last()).copied().unwrap_or(0),
            lri: self.hits::<Lri>(capacity),
            sieve: self.hits::<Sieve>(capacity),
            s3_fifo: self.hits::<S3Fifo>(capacity),
            opt: self.opt_hits(capacity),
        };
        capacities.into_iter().map(row).collect()
    }
}

impl<K: Hash + Eq> FromIterator<K> for Trace {
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        Self::new(keys)
    }
}

/// The numbers of requests and of keys.
impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trace")
            .field("len", &self.len())
            .field("distinct", &self.distinct)
            .finish_non_exhaustive()
    }
}

/// Hashes the numbers of keys, which no attacker chooses: always alike, and in one multiplication.
#[derive(Clone, Copy, Debug)]
struct Numbers;

#[derive(Clone, Copy, Debug)]
struct Number(u64);

impl BuildHasher for Numbers {
    type Hasher = Number;

    fn build_hasher(&self) -> Number {
        Number(0)
    }
}

impl Hasher for Number {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u32(u32::from(byte)));
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        // An odd factor keeps low bits of dense numbers apart; the shift brings high ones down.
        let product = (self.0 ^ u64::from(number)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        self.0 = product ^ (product >> 32);
    }
}
