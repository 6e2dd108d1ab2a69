//! Counting the most frequent keys of a stream with a fixed number of counters.
//!
//! Misra and Gries, "Finding Repeated Elements" (Science of Computer Programming 2, 1982), with the
//! merge of Agarwal, Cormode, Huang, Phillips, Wei and Yi, "Mergeable Summaries" (PODS 2012). There
//! are k counters. A key that has none and finds all k taken is set against them: the least of the
//! k + 1 numbers is subtracted from each, and those that are 0 then are free. Each such step takes
//! its number from k + 1 counts, so that the sum of these numbers, the *error*, is at most
//! `(total - sum of the counters) / (k + 1)`. For a key whose true count is t:
//!
//! * `count <= t <= count + error`, where a key without a counter has the count 0;
//! * a key with `t > error` has a counter; at most k keys can have a share above `1 / (k + 1)`.
//!
//! A merge adds the counters of equal keys and the errors, and then subtracts the (k+1)-th largest
//! counter from all. It takes that number from at least k + 1 counts again, so the bound above
//! holds for whatever tree of merges.
//!
//! ```text
//! slots:  Vec<Option<Slot>>          key, hash, level; count = level - error
//! index:  HashTable<u32>             hash of a key → its slot
//! least:  BinaryHeap<(level, slot)>  a level that may have grown since
//! free:   Vec<u32>                   empty slots
//! ```
//!
//! Levels instead of counts make "subtract from all" one addition to the error. An addition to a
//! key that has a counter does not touch the heap; looking for the least counter lifts the levels
//! that are out of date, at most one per addition since. Invariants: an index and a heap item for
//! each taken slot, no item above its slot's level, every level above the error, and
//! `error · (k + 1) + sum of counts <= total`.
//!
//! Rejected: subtracting from each counter, which is O(1) amortised for additions of 1 but O(k) for
//! each key that arrives with a weight; 2k counters that are cut to k now and then, which would
//! show more than k.

use alloc::collections::BinaryHeap;
use alloc::collections::binary_heap::PeekMut;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::iter::FusedIterator;
use core::mem;
use core::slice;
#[cfg(feature = "std")]
use std::hash::RandomState;

use hashbrown::HashTable;

use crate::cache::{Equivalent, ToKey};
use crate::error::bug;

#[derive(Clone)]
struct Slot<K> {
    key: K,
    hash: u64,
    level: u64,
}

macro_rules! definition {
    ($($hasher:ident = $random:ty)?; $($s:ident)?) => {
        /// A counter of the most frequent keys of a stream, with a fixed number of counters
        /// (Misra-Gries).
        ///
        /// With k counters, the true count of every key lies between [`at_least`](Self::at_least)
        /// and [`at_most`](Self::at_most), which differ by at most
        /// `(total - sum of the counters) / (k + 1)`; and every key whose share of the stream is
        /// greater than 1/(k + 1) has a counter. Both hold after any number of
        /// [merges](Self::merge) in any order, so that threads, files or machines can each count
        /// their part.
        ///
        /// [`ThresholdCounter`](super::ThresholdCounter) bounds the error instead of the number of
        /// counters, and may grow by merging. Counting exactly takes a map of all keys.
        ///
        /// With the feature `serde` the whole state is written and read again: what was read counts
        /// on as the original would. A damaged state is an error.
        ///
        /// # Examples
        ///
        /// ```
        /// use boltons::cache::FrequentItems;
        ///
        /// let mut left = FrequentItems::new(2);
        /// left.extend("aaabca".chars());
        /// let mut right = FrequentItems::new(2);
        /// right.extend("adaab".chars());
        /// left.merge(right);
        /// let top = left.most_common(1);
        /// assert_eq!(top[0].0, &'a');
        /// assert!(left.at_least(&'a') <= 7 && left.at_most(&'a') >= 7);
        /// assert!(left.error() <= 11 / 3);
        /// ```
        #[doc(alias = "Misra-Gries")]
        #[doc(alias = "heavy hitters")]
        #[derive(Clone)]
        pub struct FrequentItems<K, $($hasher = $random)? $($s)?> {
            slots: Vec<Option<Slot<K>>>,
            index: HashTable<u32>,
            least: BinaryHeap<Reverse<(u64, u32)>>,
            free: Vec<u32>,
            counters: usize,
            total: u64,
            error: u64,
            hasher: S,
        }
    };
}

#[cfg(feature = "std")]
definition!(S = RandomState;);
#[cfg(not(feature = "std"))]
definition!(; S);

#[cfg(feature = "std")]
impl<K> FrequentItems<K, RandomState> {
    /// Creates a summary with at most `counters` counters.
    ///
    /// Nothing is allocated yet. With 0 counters no key is kept, and only the total is counted.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::FrequentItems;
    ///
    /// // Enough for every key whose share is above 1 %.
    /// let summary = FrequentItems::<u8>::new(100);
    /// assert!(summary.is_empty());
    /// ```
    #[must_use]
    pub fn new(counters: usize) -> Self {
        Self::with_hasher(counters, RandomState::new())
    }
}

/// The most counters: a slot is named by 32 bits.
const MAX_COUNTERS: usize = u32::MAX as usize - 1;

impl<K, S> FrequentItems<K, S> {
    /// Creates a summary with at most `counters` counters that hashes with `hasher`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::FrequentItems;
    /// use std::hash::RandomState;
    ///
    /// let mut summary = FrequentItems::with_hasher(10, RandomState::new());
    /// summary.add("a");
    /// assert_eq!(summary.len(), 1);
    /// ```
    #[must_use]
    pub fn with_hasher(counters: usize, hasher: S) -> Self {
        Self {
            slots: Vec::new(),
            index: HashTable::new(),
            least: BinaryHeap::new(),
            free: Vec::new(),
            counters: counters.min(MAX_COUNTERS),
            total: 0,
            error: 0,
            hasher,
        }
    }

    /// Returns the maximum number of counters.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(boltons::cache::FrequentItems::<u8>::new(7).counters(), 7);
    /// ```
    #[must_use]
    pub fn counters(&self) -> usize {
        self.counters
    }

    /// Returns the number of keys that have a counter.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut summary = boltons::cache::FrequentItems::new(7);
    /// summary.add("a");
    /// assert_eq!(summary.len(), 1);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Returns whether no key has a counter.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(boltons::cache::FrequentItems::<u8>::new(7).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Returns the number of additions, at most `u64::MAX`; further ones are not counted.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut summary = boltons::cache::FrequentItems::new(1);
    /// summary.extend("abracadabra".chars());
    /// assert_eq!(summary.total(), 11);
    /// ```
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Returns the most that any count can be too low by, including that of a key without a
    /// counter.
    ///
    /// It is at most `(total - sum of the counters) / (counters + 1)`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut summary = boltons::cache::FrequentItems::new(2);
    /// summary.extend("aab".chars());
    /// assert_eq!(summary.error(), 0); // exact so far
    /// summary.add('c');
    /// assert_eq!(summary.error(), 1);
    /// ```
    #[doc(alias = "maximum_error")]
    #[must_use]
    pub fn error(&self) -> u64 {
        self.error
    }

    /// Returns an iterator over the keys that have a counter with their counts, in no special
    /// order.
    ///
    /// Each count is the least that its key was counted. The order is the same for the same
    /// additions and merges, whatever the hasher.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut summary = boltons::cache::FrequentItems::new(2);
    /// summary.extend("bab".chars());
    /// assert!(summary.iter().eq([(&'b', 2), (&'a', 1)]));
    /// ```
    pub fn iter(&self) -> Iter<'_, K> {
        Iter { slots: self.slots.iter(), left: self.len(), error: self.error }
    }

    /// Returns the `k` keys with the greatest counters, the greatest first; `usize::MAX` returns
    /// all.
    ///
    /// To find the most frequent keys of several parts, merge the summaries and then ask: merging
    /// the lists that this returns loses keys that are in the middle everywhere.
    ///
    /// Computes in **O(n log n)** time for n counters.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut summary = boltons::cache::FrequentItems::new(9);
    /// summary.extend("abracadabra".chars());
    /// assert_eq!(summary.most_common(2), [(&'a', 5), (&'b', 2)]);
    /// ```
    #[doc(alias = "top_k")]
    #[must_use]
    pub fn most_common(&self, k: usize) -> Vec<(&K, u64)> {
        let mut keys: Vec<(&K, u64)> = self.iter().collect();
        keys.sort_by_key(|(_, count)| Reverse(*count));
        keys.truncate(k);
        keys
    }

    /// Resets all counters and keeps the storage.
    ///
    /// Computes in **O(n)** time for n counters.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut summary = boltons::cache::FrequentItems::new(9);
    /// summary.add('a');
    /// summary.clear();
    /// assert_eq!((summary.total(), summary.at_most(&'a')), (0, 0));
    /// ```
    pub fn clear(&mut self) {
        self.index.clear();
        self.least.clear();
        self.free.clear();
        (self.total, self.error) = (0, 0);
        self.slots.clear();
    }

    /// Frees the memory that the counters in use do not need.
    ///
    /// Computes in **O(n log n)** time for n counters.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut summary = boltons::cache::FrequentItems::new(1_000);
    /// summary.extend(0..1_000);
    /// summary.clear();
    /// summary.shrink_to_fit();
    /// assert!(summary.is_empty());
    /// ```
    pub fn shrink_to_fit(&mut self) {
        let slots = mem::take(&mut self.slots).into_iter().flatten().map(Some).collect();
        self.rebuild(slots);
        self.slots.shrink_to_fit();
        self.least.shrink_to_fit();
        self.free = Vec::new();
        let slots = &self.slots;
        self.index.shrink_to_fit(|&i| hash_of(slots, i));
    }

    /// Creates the index and the heap for these slots, none of which is empty.
    fn rebuild(&mut self, slots: Vec<Option<Slot<K>>>) {
        self.slots = slots;
        self.free.clear();
        let Self { slots, index, .. } = self;
        index.clear();
        index.reserve(slots.len(), |&i| hash_of(slots, i));
        let mut least = Vec::with_capacity(slots.len());
        for (i, slot) in (0..).zip(slots.iter()) {
            let Some(slot) = slot else { continue };
            index.insert_unique(slot.hash, i, |&i| hash_of(slots, i));
            least.push(Reverse((slot.level, i)));
        }
        self.least = BinaryHeap::from(least);
    }

    /// The least level, its heap item being right.
    fn least(&mut self) -> Option<u64> {
        loop {
            let mut top = self.least.peek_mut()?;
            let Reverse((level, i)) = *top;
            match self.slots.get(i as usize) {
                Some(Some(slot)) if slot.level == level => return Some(level),
                Some(Some(slot)) => *top = Reverse((slot.level, i)),
                _ => {
                    bug!("an item for slot {i}, which is empty");
                    PeekMut::pop(top);
                }
            }
        }
    }

    /// Raises the error and removes the keys whose counters are 0 then.
    fn raise(&mut self, by: u64) -> Vec<K> {
        self.error += by;
        let mut gone = Vec::new();
        while self.least().is_some_and(|level| level <= self.error) {
            let Some(Reverse((_, i))) = self.least.pop() else { break };
            let Some(slot) = self.slots.get_mut(i as usize).and_then(Option::take) else { break };
            match self.index.find_entry(slot.hash, |&own| own == i) {
                Ok(entry) => _ = entry.remove(),
                Err(_) => bug!("slot {i} has no index"),
            }
            self.free.push(i);
            gone.push(slot.key);
        }
        gone
    }

    /// Assigns a counter to a key that has none.
    fn occupy(&mut self, slot: Slot<K>) {
        let (hash, level) = (slot.hash, slot.level);
        let i = match self.free.pop() {
            Some(i) => i,
            None => {
                self.slots.push(None);
                // At most `MAX_COUNTERS`.
                (self.slots.len() - 1) as u32
            }
        };
        if let Some(place) = self.slots.get_mut(i as usize) {
            *place = Some(slot);
        }
        let slots = &self.slots;
        self.index.insert_unique(hash, i, |&i| hash_of(slots, i));
        self.least.push(Reverse((level, i)));
    }

    /// Counts a key that has no counter; `key` is asked for it if it gets one.
    fn arrive(&mut self, hash: u64, n: u64, key: impl FnOnce() -> K) {
        if self.len() < self.counters {
            // Here, as it may panic.
            let key = key();
            self.total += n;
            self.occupy(Slot { key, hash, level: self.error + n });
            return;
        }
        let least = self.least().map_or(n, |level| level - self.error);
        if n <= least || self.counters == 0 {
            self.total += n;
            drop(self.raise(n));
            return;
        }
        let key = key();
        self.total += n;
        let gone = self.raise(least);
        self.occupy(Slot { key, hash, level: self.error + (n - least) });
        drop(gone);
    }

    /// What of `n` can be counted.
    fn countable(&self, n: u64) -> u64 {
        n.min(u64::MAX - self.total)
    }
}

/// The hash of the key in a slot.
fn hash_of<K>(slots: &[Option<Slot<K>>], i: u32) -> u64 {
    slots.get(i as usize).and_then(Option::as_ref).map_or(0, |slot| slot.hash)
}

impl<K: Hash + Eq, S: BuildHasher> FrequentItems<K, S> {
    /// Adds one to the count of a key.
    ///
    /// Computes in **O(1)** time (average) for a key that has a counter or finds a free one, and in
    /// **O(log n)** time (amortized average) for others, n being the number of counters.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut summary = boltons::cache::FrequentItems::new(9);
    /// summary.add("a");
    /// assert_eq!(summary.at_least("a"), 1);
    /// ```
    #[inline]
    pub fn add(&mut self, key: K) {
        self.add_n(key, 1);
    }

    /// Adds `n` to the count of a key.
    ///
    /// The bounds are those of `n` calls of [`add`](Self::add); the counters may differ.
    ///
    /// Computes in **O(1)** time (average) for a key that has a counter or finds a free one, and in
    /// **O(log n)** time (amortized average) for others, however great `n` is.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut bytes = boltons::cache::FrequentItems::new(9);
    /// bytes.add_n("192.0.2.1", 1_500);
    /// bytes.add_n("192.0.2.1", 40);
    /// assert_eq!(bytes.at_least("192.0.2.1"), 1_540);
    /// ```
    pub fn add_n(&mut self, key: K, n: u64) {
        let hash = self.hasher.hash_one(&key);
        let n = self.countable(n);
        if n > 0 && !self.count(hash, &key, n) {
            self.arrive(hash, n, || key);
        }
    }

    /// Adds one to the count of a borrowed key; the key itself is created only if it gets a new
    /// counter.
    ///
    /// Computes in the time of [`add`](Self::add).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::FrequentItems;
    ///
    /// let mut words = FrequentItems::<String>::new(9);
    /// for word in "a rose is a rose".split(' ') {
    ///     words.add_ref(word);
    /// }
    /// assert_eq!(words.at_least("rose"), 2);
    /// ```
    pub fn add_ref<Q: ?Sized + Hash + Equivalent<K> + ToKey<K>>(&mut self, key: &Q) {
        let hash = self.hasher.hash_one(key);
        let n = self.countable(1);
        if n > 0 && !self.count(hash, key, n) {
            self.arrive(hash, n, || key.to_key());
        }
    }

    fn find<Q: ?Sized + Equivalent<K>>(&self, hash: u64, key: &Q) -> Option<u32> {
        let slot = |i: u32| self.slots.get(i as usize).and_then(Option::as_ref);
        let same = |&i: &u32| slot(i).is_some_and(|slot| key.equivalent(&slot.key));
        self.index.find(hash, same).copied()
    }

    fn slot<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> Option<&Slot<K>> {
        let i = self.find(self.hasher.hash_one(key), key)?;
        self.slots.get(i as usize)?.as_ref()
    }

    /// Counts a key that has a counter; returns false if it has none.
    fn count<Q: ?Sized + Equivalent<K>>(&mut self, hash: u64, key: &Q, n: u64) -> bool {
        let found = self.find(hash, key);
        let slot = found.and_then(|i| self.slots.get_mut(i as usize)).and_then(Option::as_mut);
        let Some(slot) = slot else { return false };
        slot.level += n;
        self.total += n;
        true
    }

    /// Merges another summary into this one, as if one had counted both streams.
    ///
    /// The bounds hold for the result as for each part, whatever the order and the shape of a tree
    /// of merges. It has the counters of the summary that has fewer.
    ///
    /// Computes in **O(n + m)** time (average) for n and m counters.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::FrequentItems;
    ///
    /// let parts = ["abcab", "aadaa", "aebaa"];
    /// let mut whole = FrequentItems::new(2);
    /// for part in parts {
    ///     let mut summary = FrequentItems::new(2);
    ///     summary.extend(part.chars());
    ///     whole.merge(summary);
    /// }
    /// assert_eq!(whole.most_common(1)[0].0, &'a');
    /// assert!(whole.at_least(&'a') <= 9 && 9 <= whole.at_most(&'a'));
    /// ```
    pub fn merge<S2>(&mut self, mut other: FrequentItems<K, S2>) {
        // All code of the user runs first; it may panic.
        let places: Vec<(u64, Option<u32>)> = other
            .slots
            .iter()
            .flatten()
            .map(|slot| {
                let hash = self.hasher.hash_one(&slot.key);
                (hash, self.find(hash, &slot.key))
            })
            .collect();
        self.counters = self.counters.min(other.counters);
        // What goes beyond `u64::MAX` in all is not counted: the other's counters are lowered by as
        // much, which is right for their bound from below.
        let over = other.total.saturating_sub(u64::MAX - self.total);
        let mut slots: Vec<Option<Slot<K>>> = mem::take(&mut self.slots);
        let mut spare = Vec::new();
        let others = mem::take(&mut other.slots).into_iter().flatten();
        for slot in slots.iter_mut().flatten() {
            slot.level -= self.error;
        }
        for (slot, (hash, place)) in others.zip(places) {
            let count = (slot.level - other.error).saturating_sub(over);
            match place.and_then(|i| slots.get_mut(i as usize)).and_then(Option::as_mut) {
                Some(there) => {
                    there.level += count;
                    spare.push(slot.key);
                }
                None => slots.push(Some(Slot { hash, level: count, ..slot })),
            }
        }
        self.total += other.total - over;
        self.error += other.error.saturating_sub(over);
        // The (k+1)-th largest is taken from all.
        let mut slots: Vec<Slot<K>> = slots.into_iter().flatten().collect();
        let mut levels: Vec<u64> = slots.iter().map(|slot| slot.level).collect();
        let cut = match levels.len() > self.counters {
            true => *levels.select_nth_unstable_by_key(self.counters, |&n| Reverse(n)).1,
            false => 0,
        };
        self.error += cut;
        let mut kept = Vec::with_capacity(slots.len().min(self.counters));
        for slot in slots.drain(..) {
            if slot.level > cut {
                let level = slot.level - cut + self.error;
                kept.push(Some(Slot { level, ..slot }));
            } else {
                spare.push(slot.key);
            }
        }
        self.rebuild(kept);
        drop(spare);
    }

    /// Returns a lower bound of a key's true count: 0 if it has no counter.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut summary = boltons::cache::FrequentItems::new(2);
    /// summary.extend(["a", "a", "b", "c"]);
    /// assert_eq!((summary.at_least("a"), summary.at_least("c")), (1, 0));
    /// ```
    #[doc(alias = "lower_bound")]
    #[must_use]
    pub fn at_least<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> u64 {
        self.slot(key).map_or(0, |slot| slot.level - self.error)
    }

    /// Returns an upper bound of a key's true count, whether it has a counter or not.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut summary = boltons::cache::FrequentItems::new(2);
    /// summary.extend(["a", "a", "b", "c"]);
    /// assert_eq!((summary.at_most("a"), summary.at_most("c")), (2, 1));
    /// ```
    #[doc(alias = "upper_bound")]
    #[must_use]
    pub fn at_most<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> u64 {
        self.slot(key).map_or(self.error, |slot| slot.level)
    }

    /// The summary of a state that was read.
    #[cfg(feature = "serde")]
    pub(super) fn from_state(state: super::serde::FrequentState<K>) -> Result<Self, crate::Error>
    where
        S: Default,
    {
        use crate::error::Kind;
        let damaged = |what: &str| {
            crate::Error::new(Kind::Corrupt, format_args!("state of frequent items: {what}"))
        };
        let mut summary = Self::with_hasher(state.counters, S::default());
        (summary.total, summary.error) = (state.total, state.error);
        let k = summary.counters as u128;
        let mut sum = u128::from(state.error) * (k + 1);
        for (key, count) in state.entries {
            sum += u128::from(count);
            if count == 0 || summary.len() == summary.counters {
                return Err(damaged("more keys than counters, or a count of 0"));
            }
            if sum > state.total.into() {
                return Err(damaged("counts that are more than their total"));
            }
            let hash = summary.hasher.hash_one(&key);
            if summary.find(hash, &key).is_some() {
                return Err(damaged("a key that is there twice"));
            }
            summary.occupy(Slot { key, hash, level: state.error + count });
        }
        if sum > state.total.into() {
            return Err(damaged("an error that its total does not bear"));
        }
        Ok(summary)
    }

    /// Asserts every invariant. Not public.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    #[track_caller]
    pub fn check(&self) {
        let taken = self.slots.iter().flatten().count();
        assert!(taken <= self.counters, "{taken} counters");
        assert_eq!((self.index.len(), self.least.len()), (taken, taken), "an index and an item");
        assert_eq!(self.free.len() + taken, self.slots.len(), "the empty slots");
        let mut sum = u128::from(self.error) * (self.counters as u128 + 1);
        for (i, slot) in (0..).zip(&self.slots) {
            let Some(slot) = slot else {
                assert!(self.free.contains(&i), "an empty slot that is not free");
                continue;
            };
            assert_eq!(slot.hash, self.hasher.hash_one(&slot.key), "a stored hash");
            assert_eq!(self.find(slot.hash, &slot.key), Some(i), "a lost or repeated key");
            assert!(slot.level > self.error, "a counter of 0");
            sum += u128::from(slot.level - self.error);
        }
        for Reverse((level, i)) in &self.least {
            let slot = self.slots[*i as usize].as_ref();
            assert!(slot.is_some_and(|slot| *level <= slot.level), "an item above its slot");
        }
        assert!(sum <= self.total.into(), "the bound on the error");
    }
}

impl<K: Hash + Eq, S: BuildHasher> Extend<K> for FrequentItems<K, S> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        keys.into_iter().for_each(|key| self.add(key));
    }
}

impl<K: fmt::Debug, S> fmt::Debug for FrequentItems<K, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<'a, K, S> IntoIterator for &'a FrequentItems<K, S> {
    type Item = (&'a K, u64);
    type IntoIter = Iter<'a, K>;

    fn into_iter(self) -> Iter<'a, K> {
        self.iter()
    }
}

/// An iterator over the keys that have a counter, created by [`FrequentItems::iter`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a, K> {
    slots: slice::Iter<'a, Option<Slot<K>>>,
    left: usize,
    error: u64,
}

impl<'a, K> Iterator for Iter<'a, K> {
    type Item = (&'a K, u64);

    fn next(&mut self) -> Option<(&'a K, u64)> {
        let slot = self.slots.find_map(Option::as_ref)?;
        self.left -= 1;
        Some((&slot.key, slot.level - self.error))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<K> ExactSizeIterator for Iter<'_, K> {}
impl<K> FusedIterator for Iter<'_, K> {}

impl<K> Clone for Iter<'_, K> {
    fn clone(&self) -> Self {
        Self { slots: self.slots.clone(), ..*self }
    }
}

impl<K: fmt::Debug> fmt::Debug for Iter<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
