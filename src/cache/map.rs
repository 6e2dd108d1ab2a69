//! The cache itself.

use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;
use core::mem;
use core::time::Duration;
#[cfg(feature = "std")]
use std::hash::RandomState;

use alloc::boxed::Box;

use super::builder::Builder;
use super::core::{Write, Written, clamped};
use super::entry::{Entry, EntryRef};
use super::iter::{Drain, IntoIter, Iter, IterMut, Keys, Taken, Values, ValuesMut, Walk};
use super::policy::{Bounds, Lri, Lru, Order, Policy, S3Fifo, Sealed, Sieve};
use super::stats::{Cause, Stats};
use super::store::side::Side;
use super::store::slab::{NIL, Slab};
use crate::cache::Equivalent;

macro_rules! definition {
    ($($policy:ident = $default:ty, $hasher:ident = $random:ty)?; $($p:ident, $s:ident)?) => {
        /// A map with a bound: when it is full, its policy `P` chooses what to forget.
        ///
        /// The bound is a number of entries, a total weight, or both (see [`Builder`]). Reading with
        /// [`get`](Self::get) takes `&mut self`, since it tells the policy of the use;
        /// [`peek`](Self::peek) doesn't.
        ///
        /// A cache is made through one of its aliases, which name the policy: [`LruCache`],
        /// [`LriCache`], [`SieveCache`], [`S3FifoCache`]. A function over all policies takes a
        /// `Cache<K, V, P>` with [`P: Policy`](Policy).
        ///
        /// Without the feature `std` neither `P` nor `S` has a default, and
        /// [`with_hasher`](Self::with_hasher) is the constructor. A cache is not covariant in `K`
        /// and `V`, since its listener takes them.
        ///
        /// A key must not change its hash or its equality while it is in the cache (through a
        /// `Cell`, say). If it does, or if `Hash` and `Eq` disagree, look-ups miss and entries may
        /// be there twice, but no bound is broken and nothing panics.
        ///
        /// # Examples
        ///
        /// ```
        /// use boltons::cache::LruCache;
        ///
        /// let mut squares = LruCache::new(2);
        /// squares.insert(2, 4);
        /// squares.insert(3, 9);
        /// assert_eq!(squares.get(&2), Some(&4));
        /// squares.insert(4, 16); // 3 goes: it was not used for the longest time
        /// assert_eq!(squares.get(&3), None);
        /// assert!(squares.keys().eq(&[4, 2]));
        /// ```
        ///
        /// Two values cannot be borrowed for change at a time, nor can a value while the cache is used:
        ///
        /// ```compile_fail,E0499
        /// let mut cache = boltons::cache::LruCache::new(2);
        /// let one = cache.get_or_insert_with(1, || 1);
        /// let two = cache.get_or_insert_with(2, || 2);
        /// *one += *two;
        /// ```
        ///
        /// ```compile_fail,E0502
        /// let mut cache = boltons::cache::LruCache::new(2);
        /// cache.insert(1, 1);
        /// let one = cache.peek(&1);
        /// cache.get(&1);
        /// println!("{one:?}");
        /// ```
        ///
        /// Nor does a reference outlive the entry, as it did with `get_or_insert_mut_ref` of the
        /// crate lru before 0.18:
        ///
        /// ```compile_fail,E0499
        /// let mut cache = boltons::cache::LruCache::<String, i32>::new(1);
        /// let one = cache.entry_ref("one").or_insert(1);
        /// cache.entry_ref("two").or_insert(2);
        /// *one += 1;
        /// ```
        pub struct Cache<K, V, $($policy: Policy = $default, $hasher = $random)? $($p: Policy, $s)?> {
            pub(super) slab: Slab<K, V>,
            pub(super) order: <P as Sealed>::Order,
            pub(super) capacity: u32,
            pub(super) stats: Stats,
            pub(super) hasher: S,
            pub(super) side: Option<Box<Side<K, V>>>,
        }

        /// A [`Cache`] that forgets the least recently used entry, exactly.
        pub type LruCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, Lru, S>;

        /// A [`Cache`] that forgets the least recently written entry; reading renews nothing.
        pub type LriCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, Lri, S>;

        /// A [`Cache`] with the policy SIEVE.
        pub type SieveCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, Sieve, S>;

        /// A [`Cache`] with the policy S3-FIFO: the one to take where exact LRU is not required.
        pub type S3FifoCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, S3Fifo, S>;
    };
}

#[cfg(feature = "std")]
definition!(P = Lru, S = RandomState;);
#[cfg(not(feature = "std"))]
definition!(; P, S);

#[cfg(feature = "std")]
impl<K, V, P: Policy> Cache<K, V, P, RandomState> {
    /// Makes an empty cache for at most `capacity` entries.
    ///
    /// Called through an alias that tells the policy. Nothing is allocated. A capacity of 0 is
    /// legal: such a cache keeps nothing.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, SieveCache};
    ///
    /// let mut cache = LruCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!((cache.len(), cache.capacity()), (1, 9));
    ///
    /// let mut nothing = SieveCache::new(0);
    /// nothing.insert("a", 1);
    /// assert!(nothing.is_empty());
    /// ```
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self::with_hasher(capacity, RandomState::new())
    }

    /// Makes an empty cache without a bound (but [`MAX_ENTRIES`](Self::MAX_ENTRIES)).
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut cache = LruCache::unbounded();
    /// cache.extend((0..1000).map(|i| (i, i)));
    /// assert_eq!(cache.len(), 1000);
    /// ```
    #[must_use]
    pub fn unbounded() -> Self {
        Self::new(Self::MAX_ENTRIES)
    }

    /// Returns a builder, for bounds on weight and on time and for a listener.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut pages = LruCache::builder()
    ///     .max_weight(10, |_: &u32, page: &String| page.len() as u64)
    ///     .build();
    /// pages.insert(1, "12345678".to_owned());
    /// pages.insert(2, "1234".to_owned());
    /// assert_eq!((pages.len(), pages.weight()), (1, 4));
    /// ```
    pub fn builder() -> Builder<K, V, P, RandomState> {
        Self::builder_with_hasher(RandomState::new())
    }
}

impl<K, V, P: Policy, S> Cache<K, V, P, S> {
    /// The largest capacity; larger ones are clamped to it.
    pub const MAX_ENTRIES: usize = (NIL - 1) as usize;

    /// Makes an empty cache for at most `capacity` entries that hashes with `hasher`.
    ///
    /// The default hasher, std's `RandomState`, withstands keys that an attacker chose. Where keys
    /// are trusted, a faster one such as `foldhash` is the largest single gain in speed.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    /// use std::hash::RandomState;
    ///
    /// let mut cache = LruCache::with_hasher(2, RandomState::new());
    /// cache.insert(1, 'a');
    /// assert_eq!(cache.get(&1), Some(&'a'));
    /// ```
    #[must_use]
    pub fn with_hasher(capacity: usize, hasher: S) -> Self {
        Self::from_parts(capacity, hasher, None)
    }

    /// Returns a builder of a cache that hashes with `hasher`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LriCache;
    /// use std::hash::RandomState;
    ///
    /// let hasher = RandomState::new();
    /// let cache: LriCache<u8, u8> = LriCache::builder_with_hasher(hasher).capacity(7).build();
    /// assert_eq!(cache.capacity(), 7);
    /// ```
    pub fn builder_with_hasher(hasher: S) -> Builder<K, V, P, S> {
        Builder::new(hasher)
    }

    /// Returns the number of entries, dead ones that were not swept yet included.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.extend([(1, 1), (2, 2), (3, 3)]);
    /// assert_eq!(cache.len(), 2);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.slab.len()
    }

    /// Returns whether there is no entry.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(boltons::cache::LruCache::<u8, u8>::new(2).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the bound on the number of entries; [`MAX_ENTRIES`](Self::MAX_ENTRIES) if there is
    /// none.
    ///
    /// Unlike the `capacity` of std's collections it says nothing of memory.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// assert_eq!(LruCache::<u8, u8>::new(2).capacity(), 2);
    /// assert_eq!(LruCache::<u8, u8>::unbounded().capacity(), LruCache::<u8, u8>::MAX_ENTRIES);
    /// ```
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.capacity as usize
    }

    /// Returns the sum of the weights, which is [`len`](Self::len) without a weigher.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.weight(), 1);
    /// ```
    #[must_use]
    pub fn weight(&self) -> u64 {
        let weights = self.side.as_ref().and_then(|side| side.weights.as_ref());
        weights.map_or(self.len() as u64, |weights| weights.total)
    }

    /// Returns the bound on the sum of the weights, if there is one.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// assert_eq!(LruCache::<u8, u8>::new(2).max_weight(), None);
    /// let cache = LruCache::builder().max_weight(64, |_: &u8, _: &u8| 1).build();
    /// assert_eq!(cache.max_weight(), Some(64));
    /// ```
    #[must_use]
    pub fn max_weight(&self) -> Option<u64> {
        self.side.as_ref().and_then(|side| side.weights.as_ref()).map(|weights| weights.max)
    }

    /// Returns the hasher.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let cache = LruCache::<u8, u8>::new(2);
    /// let other = LruCache::<u8, char>::with_hasher(2, cache.hasher().clone());
    /// assert!(other.is_empty());
    /// ```
    #[must_use]
    pub fn hasher(&self) -> &S {
        &self.hasher
    }

    /// Returns what the cache has done so far.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<u8, u8>::new(2);
    /// cache.get(&1);
    /// assert_eq!(cache.stats().misses, 1);
    /// ```
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.stats
    }

    /// Returns what the cache has done since it was made or since this was last called.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<u8, u8>::new(2);
    /// cache.get(&1);
    /// assert_eq!(cache.take_stats().misses, 1);
    /// assert_eq!(cache.stats().misses, 0);
    /// ```
    pub fn take_stats(&mut self) -> Stats {
        mem::take(&mut self.stats)
    }

    /// Bounds the number of entries anew, and evicts down to the bound at once.
    ///
    /// The listener gets what is evicted. Memory is not given back: see
    /// [`shrink_to_fit`](Self::shrink_to_fit).
    ///
    /// Computes in **O(e)** time, where e is the number of entries evicted (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.extend([(1, 1), (2, 2), (3, 3)]);
    /// cache.set_capacity(1);
    /// assert!(cache.keys().eq(&[3]));
    /// ```
    pub fn set_capacity(&mut self, capacity: usize) {
        self.capacity = clamped(capacity);
        let weight = self.max_weight();
        self.order.set_bounds(Bounds { entries: self.capacity, weight });
        if self.slab.len() > self.bound() {
            self.evict_to_bound();
            self.flush();
        }
    }

    /// Removes all entries.
    ///
    /// The listener gets them, hot to cold. Storage and statistics are kept.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.insert("a", 1);
    /// cache.clear();
    /// assert!(cache.is_empty());
    /// assert_eq!(cache.stats().insertions, 1);
    /// ```
    pub fn clear(&mut self) {
        if let Some(side) = &mut self.side {
            side.dismiss();
            if side.listener.is_some() || side.deferred {
                let taken = Taken::new(&mut self.slab, &mut self.order);
                side.leaving.extend(taken.map(|(key, value)| (key, value, Cause::Cleared)));
            }
            side.clear();
        }
        self.order.clear();
        self.slab.clear();
        self.flush();
    }

    /// Returns an iterator over the entries, hot to cold.
    ///
    /// The order is: under [`Lru`] most to least recently used; under [`Lri`] and [`Sieve`] newest
    /// to oldest insertion; under [`S3Fifo`] the main queue from newest to oldest, then the small
    /// queue. Under `Lru` and `Lri` the last entry is the one that [`evict`](Self::evict) gives.
    /// Iterating counts no look-up, and shows dead entries that were not swept yet.
    ///
    /// Computes in **O(1)** time, and each step too.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.extend([("a", 1), ("b", 2)]);
    /// cache.get("a");
    /// assert!(cache.iter().eq([(&"a", &1), (&"b", &2)]));
    /// assert_eq!(cache.iter().next_back(), Some((&"b", &2)));
    /// ```
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter(Walk::new(&self.slab.nodes, self.order.links(), self.order.lists()))
    }

    /// Returns an iterator over the entries whose values can be changed, in no special order.
    ///
    /// It tells the policy of no use. Where there is a weigher, see [`reweigh`](Self::reweigh).
    ///
    /// Computes in **O(1)** time, and each step too.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.insert("a", 1);
    /// cache.iter_mut().for_each(|(_, value)| *value += 1);
    /// assert_eq!(cache.peek("a"), Some(&2));
    /// ```
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        IterMut(self.slab.nodes.iter_mut())
    }

    /// Returns an iterator over the keys, in the order of [`iter`](Self::iter).
    ///
    /// Computes in **O(1)** time, and each step too.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LriCache::new(3);
    /// cache.extend([("a", 1), ("b", 2)]);
    /// assert!(cache.keys().eq(&["b", "a"]));
    /// ```
    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys(self.iter())
    }

    /// Returns an iterator over the values, in the order of [`iter`](Self::iter).
    ///
    /// Computes in **O(1)** time, and each step too.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LriCache::new(3);
    /// cache.extend([("a", 1), ("b", 2)]);
    /// assert!(cache.values().eq(&[2, 1]));
    /// ```
    pub fn values(&self) -> Values<'_, K, V> {
        Values(self.iter())
    }

    /// Returns an iterator over the values, which can be changed, in no special order.
    ///
    /// Computes in **O(1)** time, and each step too.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LriCache::new(3);
    /// cache.insert("a", 1);
    /// cache.values_mut().for_each(|value| *value = 5);
    /// assert_eq!(cache.peek("a"), Some(&5));
    /// ```
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {
        ValuesMut(self.iter_mut())
    }

    /// Empties the cache and returns an iterator over what was in it, hot to cold.
    ///
    /// The entries go to the caller and not to the listener. The cache is empty from now on,
    /// whatever becomes of the iterator.
    ///
    /// Computes in **O(n)** time, and each step in **O(1)**.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.extend([("a", 1), ("b", 2)]);
    /// assert!(cache.drain().eq([("b", 2), ("a", 1)]));
    /// ```
    pub fn drain(&mut self) -> Drain<'_, K, V> {
        let taken = Taken::new(&mut self.slab, &mut self.order);
        self.order.clear();
        if let Some(side) = &mut self.side {
            side.clear();
            side.dismiss();
        }
        self.flush();
        Drain(taken, PhantomData)
    }

    pub(super) fn take_all(mut self) -> IntoIter<K, V> {
        IntoIter(Taken::new(&mut self.slab, &mut self.order))
    }

    /// Keeps the entries of which `keep` says so, and hands the others to the listener.
    ///
    /// `keep` sees the entries in no special order, dead ones that were not swept yet included.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(9);
    /// cache.extend((0..6).map(|i| (i, i * i)));
    /// cache.retain(|key, _| key % 2 == 0);
    /// assert!(cache.iter().eq([(&4, &16), (&2, &4), (&0, &0)]));
    /// ```
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        let mut i = 0;
        while let Some(node) = self.slab.nodes.get_mut(i as usize) {
            if keep(&node.key, &mut node.value) {
                i += 1;
            } else if let Some((key, value)) = self.take_at(i, &mut NIL.clone()) {
                if let Some(side) = &mut self.side {
                    side.leaving.push_back((key, value, Cause::Cleared));
                }
            }
        }
        self.flush();
    }

    /// Removes and returns what the policy gives up next.
    ///
    /// It counts as an eviction; the listener does not get it.
    ///
    /// Computes in **O(1)** time (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.extend([("a", 1), ("b", 2)]);
    /// assert_eq!(cache.evict(), Some(("a", 1)));
    /// assert_eq!(cache.evict(), Some(("b", 2)));
    /// assert_eq!(cache.evict(), None);
    /// ```
    pub fn evict(&mut self) -> Option<(K, V)> {
        self.evict_one(&mut NIL.clone())
    }

    /// Removes all entries whose time is over, and returns how many they were.
    ///
    /// An insertion does the same first; this is for a cache that is not written for a long time.
    ///
    /// Computes in **O(e · log n)** time, where e is the number of entries removed (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut cache = LruCache::builder().ttl(Duration::from_secs(1)).clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// clock.advance(Duration::from_secs(1));
    /// assert_eq!(cache.len(), 1);
    /// assert_eq!(cache.purge_expired(), 1);
    /// assert_eq!(cache.len(), 0);
    /// ```
    pub fn purge_expired(&mut self) -> usize {
        let swept = self.sweep(self.now(), &mut NIL.clone());
        self.flush();
        swept
    }
}

impl<K: Hash, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Allocates for `additional` entries more, but for no more than the bound.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(100);
    /// cache.reserve(usize::MAX);
    /// cache.insert("a", 1);
    /// ```
    pub fn reserve(&mut self, additional: usize) {
        let bound = self.bound();
        let wanted = self.len().saturating_add(additional).min(bound);
        let Self { slab, order, hasher, .. } = self;
        if wanted > slab.index_capacity() {
            slab.rebuild_for(wanted, |key| hasher.hash_one(key));
        }
        slab.reserve_nodes(additional, bound);
        order.reserve(slab.room());
    }

    /// Gives back the memory that the present entries don't need.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(100);
    /// cache.extend((0..100).map(|i| (i, i)));
    /// cache.set_capacity(10);
    /// cache.shrink_to_fit();
    /// assert_eq!(cache.len(), 10);
    /// ```
    pub fn shrink_to_fit(&mut self) {
        let Self { slab, order, hasher, .. } = self;
        slab.shrink_to_fit(|key| hasher.hash_one(key));
        order.shrink();
    }
}

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Returns the value of a key, and counts the look-up as a use.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a".to_owned(), 1);
    /// assert_eq!(cache.get("a"), Some(&1));
    /// assert_eq!(cache.get("b"), None);
    /// ```
    // A call costs a seventh of a hit, and the rare case is out of line.
    #[inline(always)]
    pub fn get<Q>(&mut self, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        // Asked before the look-up, so that a hit goes straight from the probe to its node.
        if self.side.is_some() {
            return self.get_aside(key).map(|value| &*value);
        }
        let Some(i) = self.find(key) else {
            self.stats.misses += 1;
            return None;
        };
        self.stats.hits += 1;
        self.order.hit(i);
        self.slab.nodes.get(i as usize).map(|node| &node.value)
    }

    /// Returns the value of a key to be changed, and counts the look-up as a use.
    ///
    /// Where there is a weigher, see [`reweigh`](Self::reweigh).
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// if let Some(value) = cache.get_mut("a") {
    ///     *value += 1;
    /// }
    /// assert_eq!(cache.get("a"), Some(&2));
    /// assert_eq!(cache.get_mut("b"), None);
    /// ```
    #[inline]
    pub fn get_mut<Q>(&mut self, key: &Q) -> Option<&mut V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        if self.side.is_some() {
            return self.get_aside(key);
        }
        let Some(i) = self.find(key) else {
            self.stats.misses += 1;
            return None;
        };
        self.stats.hits += 1;
        self.order.hit(i);
        self.slab.nodes.get_mut(i as usize).map(|node| &mut node.value)
    }

    /// Returns the stored key and the value of a key, and counts the look-up as a use.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a".to_owned(), 1);
    /// assert_eq!(cache.get_key_value("a"), Some((&"a".to_owned(), &1)));
    /// assert_eq!(cache.get_key_value("b"), None);
    /// ```
    #[inline]
    pub fn get_key_value<Q>(&mut self, key: &Q) -> Option<(&K, &V)>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (found, _) = self.touch(self.find(key));
        self.slab.nodes.get(found? as usize).map(|node| (&node.key, &node.value))
    }

    /// Returns the value of a key, which `f` makes if it is not there.
    ///
    /// A miss counts as a soft miss too. A value that cannot be kept (the capacity is 0, or it is
    /// too heavy) is returned all the same, see the [module](super). A panic of `f` inserts
    /// nothing and evicts nothing.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// assert_eq!(cache.get_or_insert_with("a", || 1), &1);
    /// assert_eq!(cache.get_or_insert_with("a", || unreachable!()), &1);
    /// assert_eq!(cache.stats().soft_misses, 1);
    /// ```
    #[inline]
    pub fn get_or_insert_with(&mut self, key: K, f: impl FnOnce() -> V) -> &mut V {
        self.entry(key).or_insert_with(f)
    }

    /// Returns the value of a key, which `f` makes if it is not there, and which may fail.
    ///
    /// A failure is returned and not kept; it counts as a plain miss.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Errors
    ///
    /// Returns the error of `f`.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// assert_eq!(cache.get_or_try_insert_with("1", || "1".parse::<u8>()), Ok(&mut 1));
    /// assert!(cache.get_or_try_insert_with("x", || "x".parse()).is_err());
    /// assert_eq!(cache.len(), 1);
    /// ```
    #[inline]
    pub fn get_or_try_insert_with<E>(
        &mut self,
        key: K,
        f: impl FnOnce() -> Result<V, E>,
    ) -> Result<&mut V, E> {
        self.entry(key).or_try_insert_with(f)
    }

    /// Returns the entry of a key, to be filled or changed without hashing twice.
    ///
    /// This is a counted look-up and a use of the entry.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counts = boltons::cache::LruCache::new(9);
    /// for word in "a rose is a rose".split(' ') {
    ///     *counts.entry(word).or_insert(0) += 1;
    /// }
    /// assert_eq!(counts.peek("rose"), Some(&2));
    /// ```
    #[inline]
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V, P, S> {
        let hash = self.hash(&key);
        let (found, now) = self.touch(self.slab.find(hash, &key));
        Entry::new(self, found, now, hash, key)
    }

    /// Returns the entry of a borrowed key, which is cloned only if the entry is vacant and filled.
    ///
    /// This is a counted look-up and a use of the entry.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut counts = boltons::cache::LruCache::<String, u32>::new(9);
    /// for word in "a rose is a rose".split(' ') {
    ///     *counts.entry_ref(word).or_insert(0) += 1;
    /// }
    /// assert_eq!(counts.peek("rose"), Some(&2));
    /// ```
    #[inline]
    pub fn entry_ref<'q, Q>(&mut self, key: &'q Q) -> EntryRef<'_, 'q, K, Q, V, P, S>
    where
        Q: ?Sized + Hash + Equivalent<K> + alloc::borrow::ToOwned<Owned = K>,
    {
        let hash = self.hash(key);
        let (found, now) = self.touch(self.slab.find(hash, key));
        EntryRef::new(self, found, now, hash, key)
    }

    /// Returns the value of a key silently: no use, nothing counted.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.peek("a"), Some(&1));
    /// assert_eq!(cache.peek("b"), None);
    /// assert_eq!(cache.stats().lookups(), 0);
    /// ```
    #[inline]
    pub fn peek<Q>(&self, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.slab.nodes.get(self.find_live(key)? as usize).map(|node| &node.value)
    }

    /// Returns the value of a key to be changed, silently: no use, nothing counted.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// if let Some(value) = cache.peek_mut("a") {
    ///     *value = 2;
    /// }
    /// assert_eq!(cache.peek("a"), Some(&2));
    /// assert_eq!(cache.peek_mut("b"), None);
    /// ```
    #[inline]
    pub fn peek_mut<Q>(&mut self, key: &Q) -> Option<&mut V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let i = self.find_live(key)?;
        self.slab.nodes.get_mut(i as usize).map(|node| &mut node.value)
    }

    /// Returns whether a live entry has this key, silently: no use, nothing counted.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// assert!(cache.contains_key("a"));
    /// assert!(!cache.contains_key("b"));
    /// ```
    #[inline]
    #[must_use]
    pub fn contains_key<Q>(&self, key: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.find_live(key).is_some()
    }

    /// Puts a value under a key and returns the value that was there.
    ///
    /// An overwritten entry keeps its key; it is renewed as its policy has it. For a new entry all
    /// dead ones are removed first, and then others are evicted if there is no room. A pair that
    /// cannot be kept at all (the capacity is 0, or it is heavier than the bound) is refused, and
    /// an old value under its key is removed and returned.
    ///
    /// Evicted, expired and refused entries go to the listener; without one they are dropped.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// assert_eq!(cache.insert("a", 1), None);
    /// assert_eq!(cache.insert("a", 2), Some(1));
    /// ```
    #[inline]
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if self.side.is_some() {
            return self.insert_aside(key, value, None);
        }
        self.put(key, value)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn insert_aside(&mut self, key: K, value: V, ttl: Option<Duration>) -> Option<V> {
        let hash = self.hash(&key);
        let found = self.slab.find(hash, &key);
        let (at, now) = (found.unwrap_or(NIL), self.now());
        let old = match self.write(Write { at, fresh: Some((hash, key)), value, ttl, now }) {
            Written::Added(_) => None,
            Written::Replaced(_, key, old) => {
                drop(key);
                Some(old)
            }
            Written::Refused(key, value, old) => {
                if let Some(key) = key {
                    self.side_mut().leaving.push_back((key, value, Cause::Rejected));
                }
                old.map(without_key)
            }
        };
        self.flush();
        old
    }

    /// Puts a value under a key for a time of its own, and returns the value that was there.
    ///
    /// The time to live counts from now and stands in place of what `ttl` and `ttl_by` of the
    /// [`Builder`] would give; a bound on idle time holds as well. Otherwise this is
    /// [`insert`](Self::insert).
    ///
    /// Computes in **O(log n)** time (amortized average).
    ///
    /// # Panics
    ///
    /// Panics without the feature `std` if the cache was given no clock.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut pages = LruCache::builder().clock(clock.clone()).build();
    /// let max_age = Duration::from_secs(60);
    /// pages.insert_with_ttl("/news", "…", max_age);
    /// pages.insert("/about", "…");
    /// clock.advance(max_age);
    /// assert_eq!(pages.get("/news"), None);
    /// assert_eq!(pages.get("/about"), Some(&"…"));
    /// ```
    #[track_caller]
    pub fn insert_with_ttl(&mut self, key: K, value: V, ttl: Duration) -> Option<V> {
        let len = self.len();
        super::builder::expiry_of(self.side_mut(), len).bounded = true;
        self.insert_aside(key, value, Some(ttl))
    }

    /// Puts a value under a key and returns the entry that left for it.
    ///
    /// That is the key given and the old value, if the key was there; or the last entry that was
    /// evicted; or the pair itself, if it was refused. The listener gets what else has left.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut cache = LruCache::new(1);
    /// assert_eq!(cache.push("a", 1), None);
    /// assert_eq!(cache.push("a", 2), Some(("a", 1)));
    /// assert_eq!(cache.push("b", 3), Some(("a", 2)));
    /// assert_eq!(LruCache::new(0).push("c", 4), Some(("c", 4)));
    /// ```
    pub fn push(&mut self, key: K, value: V) -> Option<(K, V)> {
        let hash = self.hash(&key);
        let found = self.slab.find(hash, &key);
        if self.side.is_some() {
            return self.push_aside(hash, found, key, value);
        }
        match found {
            Some(i) => self.overwrite(i, value).map(|old| (key, old)),
            None => self.add(hash, key, value).1,
        }
    }

    #[cold]
    #[inline(never)]
    fn push_aside(&mut self, hash: u64, found: Option<u32>, key: K, value: V) -> Option<(K, V)> {
        let (at, now) = (found.unwrap_or(NIL), self.now());
        let evictions = self.stats.evictions;
        let write = Write { at, fresh: Some((hash, key)), value, ttl: None, now };
        let out = match self.write(write) {
            Written::Added(_) if self.stats.evictions != evictions => {
                self.side_mut().leaving.pop_back().map(|(key, value, _)| (key, value))
            }
            Written::Added(_) => None,
            Written::Replaced(_, key, old) => key.map(|key| (key, old)),
            Written::Refused(key, value, None) => key.map(|key| (key, value)),
            Written::Refused(given, value, Some((key, old))) => {
                self.side_mut().leaving.push_back((key, value, Cause::Rejected));
                given.map(|key| (key, old))
            }
        };
        self.flush();
        out
    }

    /// Removes a key and returns its value.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.remove("a"), Some(1));
    /// assert_eq!(cache.remove("a"), None);
    /// ```
    pub fn remove<Q>(&mut self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.remove_entry(key).map(without_key)
    }

    /// Removes a key and returns the stored key and its value.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a".to_owned(), 1);
    /// assert_eq!(cache.remove_entry("a"), Some(("a".to_owned(), 1)));
    /// assert_eq!(cache.remove_entry("a"), None);
    /// ```
    #[inline]
    pub fn remove_entry<Q>(&mut self, key: &Q) -> Option<(K, V)>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let i = self.find(key)?;
        self.remove_at(i)
    }

    /// Asks the weigher again about an entry that was changed in place, and returns its weight.
    ///
    /// May evict others to make room, or the entry itself if it is too heavy to be kept now (the
    /// listener gets it as [`Rejected`](Cause::Rejected)). Without a weigher the weight is 1.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut cache =
    ///     LruCache::builder().max_weight(9, |_: &u8, text: &String| text.len() as u64).build();
    /// cache.insert(1, "1234".to_owned());
    /// if let Some(text) = cache.get_mut(&1) {
    ///     text.push('5');
    /// }
    /// assert_eq!(cache.reweigh(&1), Some(5));
    /// assert_eq!(cache.weight(), 5);
    /// assert_eq!(cache.reweigh(&2), None);
    /// ```
    pub fn reweigh<Q>(&mut self, key: &Q) -> Option<u64>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let mut at = self.find_live(key)?;
        let node = self.slab.nodes.get(at as usize)?;
        let Some(side) = &self.side else { return Some(1) };
        let Some(weights) = &side.weights else { return Some(1) };
        let weight = (weights.weigher)(&node.key, &node.value);
        if weight > weights.max {
            self.stats.rejections += 1;
            if let Some((key, value)) = self.take_at(at, &mut NIL.clone()) {
                self.side_mut().leaving.push_back((key, value, Cause::Rejected));
            }
        } else {
            while self.side.as_ref().is_some_and(|side| side.is_over(weight, at)) {
                if !self.shed(&mut at) {
                    break;
                }
            }
            self.settle(at, |side| side.reweigh(at, weight), weight);
        }
        self.flush();
        Some(weight)
    }
}

/// Drops the key first: a panic of it at the end would leak the value.
pub(super) fn without_key<K, V>((key, value): (K, V)) -> V {
    drop(key);
    value
}

macro_rules! ranked {
    ($($policy:ident),+) => {$(
        impl<K, V, S> Cache<K, V, $policy, S> {
            /// Removes and returns the newest entry, the one that would go last.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::cache::", stringify!($policy), "Cache;")]
            ///
            #[doc = concat!("let mut cache = ", stringify!($policy), "Cache::new(2);")]
            /// cache.extend([("a", 1), ("b", 2)]);
            /// assert_eq!(cache.pop_newest(), Some(("b", 2)));
            /// assert_eq!(cache.len(), 1);
            /// ```
            pub fn pop_newest(&mut self) -> Option<(K, V)> {
                let i = self.order.newest();
                self.take_at(i, &mut NIL.clone())
            }
        }

        impl<K: Hash + Eq, V, S: BuildHasher> Cache<K, V, $policy, S> {
            /// Makes an entry the last to go, and returns whether it is there. Counts nothing.
            ///
            /// Computes in **O(1)** time (average).
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::cache::", stringify!($policy), "Cache;")]
            ///
            #[doc = concat!("let mut cache = ", stringify!($policy), "Cache::new(2);")]
            /// cache.extend([("a", 1), ("b", 2)]);
            /// assert!(cache.promote("a"));
            /// assert!(cache.keys().eq(&["a", "b"]));
            /// assert!(!cache.promote("c"));
            /// ```
            pub fn promote<Q>(&mut self, key: &Q) -> bool
            where
                Q: ?Sized + Hash + Equivalent<K>,
            {
                let found = self.find_live(key);
                if let Some(i) = found {
                    self.order.promote(i);
                }
                found.is_some()
            }

            /// Makes an entry the first to go, and returns whether it is there. Counts nothing.
            ///
            /// Computes in **O(1)** time (average).
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::cache::", stringify!($policy), "Cache;")]
            ///
            #[doc = concat!("let mut cache = ", stringify!($policy), "Cache::new(2);")]
            /// cache.extend([("a", 1), ("b", 2)]);
            /// assert!(cache.demote("b"));
            /// assert_eq!(cache.evict(), Some(("b", 2)));
            /// assert!(!cache.demote("b"));
            /// ```
            pub fn demote<Q>(&mut self, key: &Q) -> bool
            where
                Q: ?Sized + Hash + Equivalent<K>,
            {
                let found = self.find_live(key);
                if let Some(i) = found {
                    self.order.demote(i);
                }
                found.is_some()
            }
        }
    )+};
}

ranked!(Lru, Lri);
