//! Counting the frequent keys of a stream in bounded memory.
//!
//! Lossy Counting (Manku and Motwani, "Approximate Frequency Counts over Data Streams", VLDB 2002).
//! The stream is cut into buckets of `width` additions. A tracked key has its `count` since it was
//! tracked, and `delta`, the most that it can have been counted before: the number of whole buckets
//! then. At the end of bucket b every key with `count + delta <= b` is forgotten. Hence, for a key
//! whose true count is t:
//!
//! * tracked: `count <= t <= count + delta`; not tracked: `t <=` the number of whole buckets;
//! * `t - count <= total / width <= threshold * total`;
//! * no more than (1/ε)·log(ε·total) keys are tracked, ε being the threshold.
//!
//! ```text
//! entries: Vec<Entry>       in order of arrival: key, hash, count, delta
//! index:   HashTable<u32>   hash of a key → its entry
//! ```
//!
//! Forgetting keeps the order: it compacts the entries and rebuilds the index from the stored
//! hashes, once in `width` additions, which is O(log) per addition by the bound above. Invariants:
//! one index for each entry, no two entries with one key, and after each operation
//! `count + delta >` the number of whole buckets.
//!
//! Two counters merge by the sum of their bounds: counts are added, and a key that one of them does
//! not track may have been counted there as often as it has whole buckets, which is added to
//! `delta`. The merged number of whole buckets is at least the sum of both, so that the invariants
//! and the error hold. What is lost is the size: a key stays that is rare in the whole but was not
//! in its part.

mod iter;

use alloc::vec::Vec;
use core::fmt;
use core::hash::{BuildHasher, Hash};
#[cfg(feature = "std")]
use std::hash::RandomState;

use hashbrown::HashTable;

pub use self::iter::{Counts, Iter, Keys};
use crate::Error;
use crate::cache::{Equivalent, ToKey};
use crate::error::Kind;

#[derive(Clone)]
struct Entry<K> {
    key: K,
    hash: u64,
    count: u64,
    delta: u64,
}

/// The additions in a bucket for a threshold: the ceiling of its inverse.
fn width_of(threshold: f64) -> Result<u64, Error> {
    // Not `<= 0.0 || >= 1.0`, which NaN would pass.
    if !(threshold > 0.0 && threshold < 1.0) {
        return Err(Error::new(
            Kind::InvalidArgument,
            format_args!("threshold {threshold:?} is not between 0 and 1"),
        ));
    }
    // A cast saturates.
    let inverse = 1.0 / threshold;
    let whole = inverse as u64;
    Ok(whole.saturating_add(u64::from((whole as f64) < inverse)).max(2))
}

macro_rules! definition {
    ($($hasher:ident = $random:ty)?; $($s:ident)?) => {
        /// A counter of the frequent keys of a stream, in bounded memory (Lossy Counting).
        ///
        /// With a threshold ε each count is too low by at most ε times the number of additions, and
        /// no key whose share of the stream is greater than ε is lost (Manku and Motwani, VLDB
        /// 2002). [`FrequentItems`](super::FrequentItems) has a fixed size instead of a fixed error,
        /// also after any number of merges.
        ///
        /// With the feature `serde` the whole state is written and read again: what was read counts
        /// on as the original would. A damaged state is an error.
        ///
        /// # Examples
        ///
        /// ```
        /// use boltons::cache::ThresholdCounter;
        ///
        /// let mut counter = ThresholdCounter::new(0.1)?;
        /// counter.extend((0..100).map(|i| if i % 2 == 0 { "even" } else { "odd" }));
        /// counter.extend(["rare"; 3]);
        /// assert_eq!(counter.get("even"), 50);
        /// assert!(counter.get("rare") <= 3 && counter.upper_bound("rare") >= 3);
        /// # Ok::<(), boltons::Error>(())
        /// ```
        #[doc(alias = "lossy counting")]
        #[doc(alias = "heavy hitters")]
        #[derive(Clone)]
        pub struct ThresholdCounter<K, $($hasher = $random)? $($s)?> {
            entries: Vec<Entry<K>>,
            index: HashTable<u32>,
            total: u64,
            width: u64,
            threshold: f64,
            hasher: S,
        }
    };
}

#[cfg(feature = "std")]
definition!(S = RandomState;);
#[cfg(not(feature = "std"))]
definition!(; S);

#[cfg(feature = "std")]
impl<K> ThresholdCounter<K, RandomState> {
    /// Creates a counter whose counts are too low by at most `threshold` times the total.
    ///
    /// # Errors
    ///
    /// Returns an error for which [`Error::is_invalid_argument`] holds unless `threshold` lies
    /// between 0 and 1, both excluded.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::ThresholdCounter;
    ///
    /// assert!(ThresholdCounter::<u8>::new(0.001).is_ok());
    /// let error = ThresholdCounter::<u8>::new(f64::NAN).unwrap_err();
    /// assert_eq!(error.to_string(), "threshold NaN is not between 0 and 1");
    /// ```
    pub fn new(threshold: f64) -> Result<Self, Error> {
        Self::with_hasher(threshold, RandomState::new())
    }
}

impl<K, S> ThresholdCounter<K, S> {
    /// Creates a counter that hashes with `hasher`.
    ///
    /// # Errors
    ///
    /// Returns an error for which [`Error::is_invalid_argument`] holds unless `threshold` lies
    /// between 0 and 1, both excluded.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::ThresholdCounter;
    /// use std::hash::RandomState;
    ///
    /// let counter = ThresholdCounter::<u8>::with_hasher(0.01, RandomState::new())?;
    /// assert!(counter.is_empty());
    /// assert!(ThresholdCounter::<u8>::with_hasher(1.0, RandomState::new()).is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn with_hasher(threshold: f64, hasher: S) -> Result<Self, Error> {
        let width = width_of(threshold)?;
        let (entries, index) = (Vec::new(), HashTable::new());
        Ok(Self { entries, index, total: 0, width, threshold, hasher })
    }

    /// Returns the number of tracked keys.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.5)?;
    /// counter.add("a");
    /// assert_eq!(counter.len(), 1);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether no key is tracked.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(boltons::cache::ThresholdCounter::<u8>::new(0.5)?.is_empty());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the number of additions, at most `u64::MAX`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.5)?;
    /// counter.extend("abracadabra".chars());
    /// assert_eq!(counter.total(), 11);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Returns the threshold with which the counter was created.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(boltons::cache::ThresholdCounter::<u8>::new(0.25)?.threshold(), 0.25);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// Returns the sum of the tracked keys' counts.
    ///
    /// Computes in **O(n)** time for n tracked keys.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.1)?;
    /// counter.extend("aab".chars());
    /// assert_eq!((counter.common_count(), counter.uncommon_count()), (3, 0));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn common_count(&self) -> u64 {
        // A sum of parts of `total`.
        self.counts().fold(0, u64::saturating_add)
    }

    /// Returns the number of additions that are in no count, because their keys were forgotten.
    ///
    /// Computes in **O(n)** time for n tracked keys.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.5)?;
    /// counter.extend("abcdef".chars());
    /// assert_eq!(counter.uncommon_count(), 6);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn uncommon_count(&self) -> u64 {
        self.total.saturating_sub(self.common_count())
    }

    /// Returns the share of the additions that the tracked keys' counts hold, or `None` before the
    /// first addition.
    ///
    /// Computes in **O(n)** time for n tracked keys.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.1)?;
    /// assert_eq!(counter.commonality(), None);
    /// counter.add("a");
    /// assert_eq!(counter.commonality(), Some(1.0));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn commonality(&self) -> Option<f64> {
        (self.total > 0).then(|| self.common_count() as f64 / self.total as f64)
    }

    /// Returns an iterator over the tracked keys with their counts, in order of arrival.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.1)?;
    /// counter.extend("bab".chars());
    /// assert!(counter.iter().eq([(&'b', 2), (&'a', 1)]));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn iter(&self) -> Iter<'_, K> {
        Iter(self.entries.iter())
    }

    /// Returns an iterator over the tracked keys, in order of arrival.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.1)?;
    /// counter.extend("bab".chars());
    /// assert!(counter.keys().eq(&['b', 'a']));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn keys(&self) -> Keys<'_, K> {
        Keys(self.iter())
    }

    /// Returns an iterator over the tracked keys' counts, in order of arrival.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.1)?;
    /// counter.extend("bab".chars());
    /// assert!(counter.counts().eq([2, 1]));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn counts(&self) -> Counts<'_, K> {
        Counts(self.iter())
    }

    /// Returns an iterator that repeats each tracked key as often as it was counted, in order of
    /// arrival.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.1)?;
    /// counter.extend("bab".chars());
    /// assert!(counter.elements().eq(&['b', 'b', 'a']));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn elements(&self) -> impl Iterator<Item = &K> {
        self.iter().flat_map(|(key, count)| (0..count).map(move |_| key))
    }

    /// Returns the `n` keys with the greatest counts, the first to arrive among equals;
    /// `usize::MAX` returns all.
    ///
    /// Computes in **O(n log n)** time for n tracked keys.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.01)?;
    /// counter.extend("abracadabra".chars());
    /// assert_eq!(counter.most_common(2), [(&'a', 5), (&'b', 2)]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "top_k")]
    #[must_use]
    pub fn most_common(&self, n: usize) -> Vec<(&K, u64)> {
        let mut keys: Vec<(&K, u64)> = self.iter().collect();
        keys.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
        keys.truncate(n);
        keys
    }

    /// Returns the keys that may have a share of at least `support` of the stream, the greatest
    /// counts first.
    ///
    /// Every key whose true share is `support` or more is among them, where `support` is greater
    /// than the threshold, and none whose true share is below `support` less the threshold. NaN
    /// counts as 1; what is beyond 0 and 1, as these.
    ///
    /// Computes in **O(n log n)** time for n tracked keys.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.01)?;
    /// counter.extend((0..1000).map(|i| if i % 5 == 0 { 0 } else { i }));
    /// assert_eq!(counter.heavy_hitters(0.1), [(&0, 200)]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn heavy_hitters(&self, support: f64) -> Vec<(&K, u64)> {
        let support = if support.is_nan() { 1.0 } else { support.clamp(0.0, 1.0) };
        let least = support * self.total as f64;
        let may = |entry: &&Entry<K>| entry.count.saturating_add(entry.delta) as f64 >= least;
        let hitters = self.entries.iter().filter(may);
        let mut hitters: Vec<(&K, u64)> = hitters.map(|e| (&e.key, e.count)).collect();
        hitters.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
        hitters
    }

    /// Frees the memory that the tracked keys do not need.
    ///
    /// Computes in **O(n)** time for n tracked keys.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.5)?;
    /// counter.extend(0..1_000);
    /// counter.shrink_to_fit();
    /// assert_eq!(counter.total(), 1_000);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn shrink_to_fit(&mut self) {
        self.entries.shrink_to_fit();
        let entries = &self.entries;
        self.index.shrink_to_fit(|&i| entries.get(i as usize).map_or(0, |entry| entry.hash));
    }

    /// The additions in a bucket.
    #[cfg(feature = "serde")]
    pub(super) fn width(&self) -> u64 {
        self.width
    }

    /// Each tracked key with its count and its delta.
    #[cfg(feature = "serde")]
    pub(super) fn tracked(&self) -> impl Iterator<Item = (&K, u64, u64)> + Clone {
        self.entries.iter().map(|entry| (&entry.key, entry.count, entry.delta))
    }

    /// The number of whole buckets.
    fn buckets(&self) -> u64 {
        self.total / self.width
    }

    /// Forgets what is rare at the end of a bucket, and returns it: it is dropped last, as the drop
    /// of a key may panic.
    #[cold]
    #[inline(never)]
    fn cull(&mut self) -> Vec<Entry<K>> {
        let bucket = self.buckets();
        let (mut gone, mut kept) = (Vec::new(), Vec::with_capacity(self.entries.len()));
        for entry in self.entries.drain(..) {
            let rare = entry.count.saturating_add(entry.delta) <= bucket;
            if rare { &mut gone } else { &mut kept }.push(entry);
        }
        self.entries = kept;
        self.index_anew();
        gone
    }

    /// Builds the index from the stored hashes.
    fn index_anew(&mut self) {
        let Self { entries, index, .. } = self;
        let hashes = |&i: &u32| entries.get(i as usize).map_or(0, |entry| entry.hash);
        index.clear();
        index.reserve(entries.len(), hashes);
        for (i, entry) in (0..).zip(entries.iter()) {
            index.insert_unique(entry.hash, i, hashes);
        }
    }

    /// Tracks a key that is not there.
    #[inline]
    fn track(&mut self, hash: u64, key: K, count: u64, delta: u64) {
        let Self { entries, index, .. } = self;
        // At most as many as there are additions in (1/ε)·log(ε·2⁶⁴) buckets' worth.
        let i = u32::try_from(entries.len()).expect("fewer than 2³² tracked keys");
        let hashes = |&i: &u32| entries.get(i as usize).map_or(0, |entry| entry.hash);
        index.insert_unique(hash, i, hashes);
        entries.push(Entry { key, hash, count, delta });
    }
}

impl<K: Hash + Eq, S: BuildHasher> ThresholdCounter<K, S> {
    /// Adds one to the count of a key.
    ///
    /// Computes in **O(1)** time (amortized average, times the logarithm of the total).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.1)?;
    /// counter.add("a");
    /// assert_eq!(counter.get("a"), 1);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[inline]
    pub fn add(&mut self, key: K) {
        self.add_n(key, 1);
    }

    /// Adds `n` to the count of a key, as `n` calls of [`add`](Self::add) would.
    ///
    /// Computes in **O(1)** time (amortized average), and **O(n)** for n tracked keys where a
    /// bucket ends, however great `n` is.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.1)?;
    /// counter.add_n("a", 1_000_000_000_000);
    /// assert_eq!(counter.get("a"), 1_000_000_000_000);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[inline]
    pub fn add_n(&mut self, key: K, n: u64) {
        if n == 0 {
            return;
        }
        let hash = self.hasher.hash_one(&key);
        let room = self.width - self.total % self.width;
        if n < room {
            drop(self.count(hash, key, n));
            return;
        }
        self.fill(hash, key, n, room);
    }

    /// Adds one to the count of a borrowed key; the key itself is created only if it is not
    /// tracked.
    ///
    /// Computes in **O(1)** time (amortized average, times the logarithm of the total).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::ThresholdCounter;
    ///
    /// let mut words = ThresholdCounter::<String>::new(0.1)?;
    /// for word in "a rose is a rose".split(' ') {
    ///     words.add_ref(word);
    /// }
    /// assert_eq!(words.get("rose"), 2);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn add_ref<Q: ?Sized + Hash + Equivalent<K> + ToKey<K>>(&mut self, key: &Q) {
        let hash = self.hasher.hash_one(key);
        let room = self.width - self.total % self.width;
        let Self { entries, index, .. } = self;
        let same = |&i: &u32| entries.get(i as usize).is_some_and(|e| key.equivalent(&e.key));
        let found = index.find(hash, same);
        match found.and_then(|&i| entries.get_mut(i as usize)) {
            Some(entry) => {
                entry.count = entry.count.saturating_add(1);
                self.total = self.total.saturating_add(1);
                if room == 1 {
                    drop(self.cull());
                }
            }
            None if room > 1 => drop(self.count(hash, key.to_key(), 1)),
            None => self.fill(hash, key.to_key(), 1, room),
        }
    }

    /// Merges another counter into this one, as if one had counted both streams.
    ///
    /// The bounds are added: [`get`](Self::get) stays a lower bound of the true count of both
    /// streams and [`upper_bound`](Self::upper_bound) an upper one, and they differ by at most the
    /// greater of both thresholds, which is that of the result, times the sum of the totals. Keys
    /// that only `other` tracks come after those of this counter.
    ///
    /// The result tracks at most as many keys as both together, and it can be that many: a key that
    /// is rare in the whole is kept if it was frequent in its part, so that a merge of 64 parts may
    /// hold 64 times the keys of one counter over all of them until enough is added to forget them.
    /// Where that matters, take [`FrequentItems`](super::FrequentItems), whose size is fixed.
    ///
    /// Adding the pairs of [`iter`](Self::iter) by [`add_n`](Self::add_n) is not a merge: what the
    /// other counter has forgotten would be in no bound.
    ///
    /// Computes in **O(n + m)** time (average) for n and m tracked keys.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::ThresholdCounter;
    ///
    /// let mut all = ThresholdCounter::new(0.1)?;
    /// for part in ["aaab", "aacd"] {
    ///     let mut counter = ThresholdCounter::new(0.1)?;
    ///     counter.extend(part.chars());
    ///     all.merge(counter);
    /// }
    /// assert_eq!((all.get(&'a'), all.total()), (5, 8));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn merge<S2>(&mut self, other: ThresholdCounter<K, S2>) {
        // All code of the user runs first; it may panic.
        let places: Vec<(u64, Option<u32>)> = other
            .entries
            .iter()
            .map(|entry| {
                let hash = self.hasher.hash_one(&entry.key);
                let same =
                    |&i: &u32| self.entries.get(i as usize).is_some_and(|e| e.key == entry.key);
                (hash, self.index.find(hash, same).copied())
            })
            .collect();
        // What each may have counted of a key that it does not track.
        let (own, others) = (self.buckets(), other.buckets());
        for entry in &mut self.entries {
            entry.delta = entry.delta.saturating_add(others);
        }
        let mut spare = Vec::new();
        for (entry, (hash, place)) in other.entries.into_iter().zip(places) {
            match place.and_then(|i| self.entries.get_mut(i as usize)) {
                Some(there) => {
                    there.count = there.count.saturating_add(entry.count);
                    // In place of what was added above.
                    there.delta = (there.delta - others).saturating_add(entry.delta);
                    spare.push(entry.key);
                }
                None => {
                    let delta = entry.delta.saturating_add(own);
                    self.entries.push(Entry { hash, delta, ..entry });
                }
            }
        }
        if other.width < self.width {
            (self.width, self.threshold) = (other.width, other.threshold);
        }
        self.total = self.total.saturating_add(other.total);
        // More buckets may be whole than in both together, and the new keys need their indices.
        let gone = self.cull();
        drop((spare, gone));
    }

    /// The counter of a state that was read.
    #[cfg(feature = "serde")]
    pub(super) fn from_state(state: super::serde::ThresholdState<K>) -> Result<Self, Error>
    where
        S: Default,
    {
        let damaged =
            |what: &str| Error::new(Kind::Corrupt, format_args!("state of a counter: {what}"));
        let mut counter = Self::with_hasher(state.threshold, S::default())?;
        // A format may have lost the last bit of the threshold.
        let bits = state.threshold.to_bits();
        let mut near = (bits - 1..=bits + 1).filter_map(|bits| width_of(f64::from_bits(bits)).ok());
        if !near.any(|width| width == state.width) {
            return Err(damaged("a width that is not that of its threshold"));
        }
        (counter.width, counter.total) = (state.width, state.total);
        let buckets = counter.buckets();
        let mut sum = 0_u64;
        for (key, count, delta) in state.entries {
            sum = sum.saturating_add(count);
            let late = delta > buckets && state.total < u64::MAX;
            if count == 0 || late || count.saturating_add(delta) <= buckets {
                return Err(damaged("a key that would not be tracked"));
            }
            let hash = counter.hasher.hash_one(&key);
            if counter.find(&key).is_some() {
                return Err(damaged("a key that is there twice"));
            }
            counter.track(hash, key, count, delta);
        }
        if sum > state.total {
            return Err(damaged("counts that are more than their total"));
        }
        Ok(counter)
    }

    /// Counts within a bucket. Returns the key if an equal one is there.
    #[inline]
    fn count(&mut self, hash: u64, key: K, n: u64) -> Option<K> {
        let delta = self.buckets();
        let Self { entries, index, .. } = self;
        let found = index.find(hash, |&i| entries.get(i as usize).is_some_and(|e| e.key == key));
        let spare = if let Some(entry) = found.and_then(|&i| entries.get_mut(i as usize)) {
            entry.count = entry.count.saturating_add(n);
            Some(key)
        } else {
            self.track(hash, key, n, delta);
            None
        };
        self.total = self.total.saturating_add(n);
        spare
    }

    /// Counts over the end of one bucket or many.
    #[cold]
    #[inline(never)]
    fn fill(&mut self, hash: u64, key: K, n: u64, room: u64) {
        // A key that is tracked stays: what was enough for the last bucket, and one, is enough for
        // this one. A new key stays if it is counted more than once before the end.
        let same = |&i: &u32| self.entries.get(i as usize).is_some_and(|entry| entry.key == key);
        if room > 1 || self.index.find(hash, same).is_some() {
            let spare = self.count(hash, key, n);
            let gone = self.cull();
            drop((spare, gone));
            return;
        }
        // One that is forgotten at once, and may arrive again: `width` times per bucket, at least
        // twice, which is enough to stay.
        let (bucket, rest) = (self.buckets() + 1, n - room);
        self.total = self.total.saturating_add(n);
        let gone = self.cull();
        if rest > 0 {
            self.track(hash, key, rest, bucket);
        }
        drop(gone);
    }

    /// The entry of a key.
    fn find<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> Option<&Entry<K>> {
        if self.entries.is_empty() {
            return None;
        }
        let same = |&i: &u32| self.entries.get(i as usize).is_some_and(|e| key.equivalent(&e.key));
        let i = *self.index.find(self.hasher.hash_one(key), same)?;
        self.entries.get(i as usize)
    }

    /// Returns a lower bound of the key's true count: 0 if it is not tracked.
    ///
    /// It is too low by at most [`threshold`](Self::threshold) times [`total`](Self::total).
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.1)?;
    /// counter.add_n("a", 3);
    /// assert_eq!((counter.get("a"), counter.get("b")), (3, 0));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn get<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> u64 {
        self.find(key).map_or(0, |entry| entry.count)
    }

    /// Returns an upper bound of the key's true count, also for a key that is not tracked.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.5)?;
    /// counter.extend(["once", "a", "a", "a"]);
    /// assert_eq!(counter.get("once"), 0);
    /// assert!(counter.upper_bound("once") >= 1);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn upper_bound<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> u64 {
        self.find(key).map_or(self.buckets(), |entry| entry.count.saturating_add(entry.delta))
    }

    /// Returns whether a key is tracked.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counter = boltons::cache::ThresholdCounter::new(0.1)?;
    /// counter.add("a");
    /// assert!(counter.contains_key("a") && !counter.contains_key("b"));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn contains_key<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> bool {
        self.find(key).is_some()
    }
}

#[cfg(feature = "__audit")]
impl<K: Hash + Eq, S: BuildHasher> ThresholdCounter<K, S> {
    /// Asserts every invariant. Not public.
    #[doc(hidden)]
    #[track_caller]
    pub fn check(&self) {
        assert_eq!(self.index.len(), self.entries.len(), "an index for each entry");
        for (i, entry) in (0..).zip(&self.entries) {
            assert_eq!(entry.hash, self.hasher.hash_one(&entry.key), "a stored hash");
            let same = |&at: &u32| self.entries[at as usize].key == entry.key;
            assert_eq!(self.index.find(entry.hash, same), Some(&i), "a lost or repeated key");
            assert!(entry.count > 0 && entry.count <= self.total, "a count");
            assert!(entry.count.saturating_add(entry.delta) > self.buckets(), "a rare key");
        }
    }
}

impl<K: Hash + Eq, S: BuildHasher> Extend<K> for ThresholdCounter<K, S> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        keys.into_iter().for_each(|key| self.add(key));
    }
}

impl<K: fmt::Debug, S> fmt::Debug for ThresholdCounter<K, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<'a, K, S> IntoIterator for &'a ThresholdCounter<K, S> {
    type Item = (&'a K, u64);
    type IntoIter = Iter<'a, K>;

    fn into_iter(self) -> Iter<'a, K> {
        self.iter()
    }
}
