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
//! Forgetting keeps the order: it compacts the entries and builds the index anew from the stored
//! hashes, once in `width` additions, which is O(log) an addition by the bound above. Invariants:
//! one index for each entry, no two entries with one key, and after each operation
//! `count + delta >` the number of whole buckets.

use alloc::vec::Vec;
use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::iter::FusedIterator;
use core::slice;
#[cfg(feature = "std")]
use std::hash::RandomState;

use hashbrown::HashTable;

use crate::Error;
use crate::cache::Equivalent;
use crate::error::Kind;

#[derive(Clone)]
struct Entry<K> {
    key: K,
    hash: u64,
    count: u64,
    delta: u64,
}

macro_rules! definition {
    ($($hasher:ident = $random:ty)?; $($s:ident)?) => {
        /// A counter of the keys of a stream that forgets the rare ones.
        ///
        /// With a threshold ε each count is too low by at most ε times the number of additions, and
        /// no key whose share of the stream is greater than ε is lost. Lossy Counting (Manku and
        /// Motwani, VLDB 2002).
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
    /// Creates a counter that may be too low by `threshold` times the number of additions.
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
    /// Creates a counter with a hasher.
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
        // Not `<= 0.0 || >= 1.0`, which NaN would pass.
        if !(threshold > 0.0 && threshold < 1.0) {
            return Err(Error::new(
                Kind::InvalidArgument,
                format_args!("threshold {threshold:?} is not between 0 and 1"),
            ));
        }
        // The ceiling; a cast saturates.
        let inverse = 1.0 / threshold;
        let whole = inverse as u64;
        let width = whole.saturating_add(u64::from((whole as f64) < inverse)).max(2);
        let (entries, index) = (Vec::new(), HashTable::new());
        Ok(Self { entries, index, total: 0, width, threshold, hasher })
    }

    /// Returns the number of keys that are tracked.
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

    /// Returns the threshold that the counter was made with.
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

    /// Returns the number of additions that are in no count: their keys were forgotten.
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

    /// Returns the share of the additions that the tracked keys' counts hold; `None` before the
    /// first.
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

    /// Returns the tracked keys with their counts, in order of arrival.
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

    /// Returns the tracked keys, in order of arrival.
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

    /// Returns the tracked keys' counts, in order of arrival.
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

    /// Returns each tracked key as often as it was counted, in order of arrival.
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
    /// `usize::MAX` gives all.
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
        self.index.clear();
        for (i, entry) in (0..).zip(&self.entries) {
            self.index.insert_unique(entry.hash, i, |_| unreachable!("it was larger before"));
        }
        gone
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
    /// Counts a key once more.
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

    /// Counts a key `n` times more, as `n` calls of [`add`](Self::add) would.
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
        // What of the key is counted in this bucket; then it may be forgotten, to arrive anew.
        let (bucket, delta) = (self.buckets() + 1, self.buckets());
        let found = self
            .index
            .find(hash, |&i| self.entries.get(i as usize).is_some_and(|entry| entry.key == key));
        let (i, sum) = match found.and_then(|&i| self.entries.get(i as usize).map(|e| (i, e))) {
            Some((i, entry)) => (Some(i), entry.count.saturating_add(entry.delta)),
            None => (None, delta),
        };
        let anew = sum.saturating_add(room) <= bucket;
        // Those that follow are `width` a bucket, at least two: enough to stay.
        let rest = n - room;
        if !anew {
            let spare = self.count(hash, key, n);
            let gone = self.cull();
            drop((spare, gone));
            return;
        }
        if let Some(entry) = i.and_then(|i| self.entries.get_mut(i as usize)) {
            entry.count = 0;
            entry.delta = 0;
        }
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

/// The tracked keys with their counts, from [`ThresholdCounter::iter`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a, K>(slice::Iter<'a, Entry<K>>);

/// The tracked keys, from [`ThresholdCounter::keys`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Keys<'a, K>(Iter<'a, K>);

/// The tracked keys' counts, from [`ThresholdCounter::counts`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Counts<'a, K>(Iter<'a, K>);

macro_rules! iterator {
    ($name:ident, $item:ty, $each:expr) => {
        impl<'a, K> Iterator for $name<'a, K> {
            type Item = $item;

            fn next(&mut self) -> Option<$item> {
                self.0.next().map($each)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }

        impl<K> DoubleEndedIterator for $name<'_, K> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back().map($each)
            }
        }

        impl<K> ExactSizeIterator for $name<'_, K> {}
        impl<K> FusedIterator for $name<'_, K> {}

        impl<K> Clone for $name<'_, K> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<K: fmt::Debug> fmt::Debug for $name<'_, K> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    };
}

iterator!(Iter, (&'a K, u64), |entry| (&entry.key, entry.count));
iterator!(Keys, &'a K, |(key, _)| key);
iterator!(Counts, u64, |(_, count)| count);
