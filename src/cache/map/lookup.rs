//! Looking up keys, counted or not.

use core::hash::{BuildHasher, Hash};
use core::time::Duration;

use crate::cache::inner::At;
use crate::cache::policy::Policy;
use crate::cache::{Cache, Equivalent};

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Returns a reference to the value of a key, and counts the lookup as a use.
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
    // Short enough to stand where it is called; the rare case is out of line.
    #[inline(always)]
    pub fn get<Q>(&mut self, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        // Asked before the lookup, so that a hit goes straight from the probe to its node.
        if self.inner.has_extras() {
            return self.get_with_extras(key);
        }
        let hash = self.hash(key);
        self.inner.get_plain(hash, key)
    }

    /// Returns a mutable reference to the value of a key, and counts the lookup as a use.
    ///
    /// Where there is a weigher, the next call that takes `&mut self` weighs the value again.
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
        let at = self.touch(key)?;
        Some(self.inner.value_mut(at))
    }

    /// Returns references to the stored key and to the value of a key, and counts the lookup as a
    /// use.
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
        let at = self.touch(key)?;
        Some(self.inner.entry(at))
    }

    /// Returns a reference to the value of a key, without counting a use or a lookup.
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
        let at = self.find_live(key)?;
        Some(self.inner.entry(at).1)
    }

    /// Returns a mutable reference to the value of a key, without counting a use or a lookup.
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
        self.inner.settle();
        let at = self.find_live(key)?;
        Some(self.inner.value_mut(at))
    }

    /// Returns whether there is a live entry for a key, without counting a use or a lookup.
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
    #[doc(alias = "contains")]
    #[inline]
    #[must_use]
    pub fn contains_key<Q>(&self, key: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.find_live(key).is_some()
    }

    /// Returns a reference to the value of a key, also in the
    /// [`grace`](crate::cache::Builder::grace) period after its deadline.
    ///
    /// This is not a use, and nothing is counted.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let second = Duration::from_secs(1);
    /// let mut cache = LruCache::builder().ttl(second).grace(second).clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// clock.advance(second);
    /// assert_eq!((cache.peek("a"), cache.peek_stale("a")), (None, Some(&1)));
    /// assert_eq!(cache.peek_stale("b"), None);
    /// ```
    #[doc(alias = "stale-while-revalidate")]
    pub fn peek_stale<Q>(&self, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let at = self.inner.find_stale(self.hash(key), key)?;
        Some(self.inner.entry(at).1)
    }

    /// Returns the time until a key's entry expires, or `None` if there is no live entry.
    ///
    /// [`Duration::MAX`] means that the entry never expires. If several bounds in time apply, the
    /// earliest one counts. This is not a use, and nothing is counted.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut cache =
    ///     LruCache::builder().ttl(Duration::from_secs(60)).clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// clock.advance(Duration::from_secs(20));
    /// assert_eq!(cache.expires_in("a"), Some(Duration::from_secs(40)));
    /// assert_eq!(cache.expires_in("b"), None);
    /// ```
    #[doc(alias = "ttl")]
    #[doc(alias = "time to live")]
    pub fn expires_in<Q>(&self, key: &Q) -> Option<Duration>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let at = self.inner.find(self.hash(key), key)?;
        // The clock is read once: a dead entry has no time remaining.
        let left = self.inner.expires_in(at);
        (!left.is_zero()).then_some(left)
    }

    /// [`Cache::get`] of a cache with extras.
    #[cold]
    #[inline(never)]
    fn get_with_extras<Q>(&mut self, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let at = self.touch(key)?;
        Some(self.inner.entry(at).1)
    }

    /// Counts a lookup, and returns the place of the live entry.
    #[inline]
    fn touch<Q>(&mut self, key: &Q) -> Option<At>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.look_up(key).1
    }

    /// Counts a lookup, and returns the hash and the place of the live entry.
    #[inline]
    pub(in crate::cache) fn look_up<Q>(&mut self, key: &Q) -> (u64, Option<At>)
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.inner.settle();
        let hash = self.hash(key);
        let found = self.inner.find(hash, key);
        let found = self.inner.touch(found);
        self.inner.notify();
        (hash, found)
    }
}

impl<K: Hash, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    #[inline]
    pub(in crate::cache) fn hash<Q: ?Sized + Hash>(&self, key: &Q) -> u64 {
        self.hasher.hash_one(key)
    }

    /// The place of a live entry, silently.
    #[inline]
    pub(in crate::cache) fn find_live<Q>(&self, key: &Q) -> Option<At>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.inner.find_live(self.hash(key), key)
    }

    /// Asserts every invariant. Not public.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    #[track_caller]
    pub fn check(&self) {
        self.inner.check();
    }

    /// Asserts that every entry is found under its own hash, which a lying `Hash` can break. Not
    /// public.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    #[track_caller]
    pub fn check_keys(&self)
    where
        K: Eq,
    {
        for (i, node) in (0..).zip(self.inner.nodes()) {
            let found = self.inner.find(self.hash(&node.key), &node.key);
            assert_eq!(found, Some(At(i)), "a lost key");
        }
    }
}

#[cfg(feature = "__audit")]
impl<K, V, S> Cache<K, V, crate::cache::S3Fifo, S> {
    /// Replaces the ghost by an exact one, for the comparison with a model. Not public.
    #[doc(hidden)]
    #[must_use]
    pub fn with_exact_ghost(mut self) -> Self {
        self.inner.order_mut().exact_ghost();
        self
    }

    /// Lets the numbers of the ghost run out soon. Not public.
    #[doc(hidden)]
    pub fn hurry_ghost(&mut self) {
        self.inner.order_mut().hurry_ghost();
    }
}
