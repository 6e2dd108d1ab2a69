//! Removing entries: by key, by policy, by age, or all of them.

use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;

use crate::cache::iter::{Drain, Taken};
use crate::cache::policy::Policy;
use crate::cache::{Cache, Equivalent};

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Removes the entry of a key and returns its value.
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
    #[doc(alias = "invalidate")]
    #[doc(alias = "pop")]
    pub fn remove<Q>(&mut self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.remove_entry(key).map(without_key)
    }

    /// Removes the entry of a key and returns the stored key and the value.
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
    #[doc(alias = "pop_entry")]
    #[inline]
    pub fn remove_entry<Q>(&mut self, key: &Q) -> Option<(K, V)>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.inner.settle();
        let at = self.inner.find(self.hash(key), key)?;
        let removed = self.inner.remove(at);
        self.inner.notify();
        removed
    }
}

impl<K, V, P: Policy, S> Cache<K, V, P, S> {
    /// Removes and returns the live entry that the policy evicts next.
    ///
    /// It counts as an eviction; the listener does not get it. Dead entries that are met on the way
    /// are removed and go to the listener.
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
    #[doc(alias = "pop_lru")]
    #[doc(alias = "popitem")]
    #[doc(alias = "remove_lru")]
    #[doc(alias = "pop_oldest")]
    pub fn evict(&mut self) -> Option<(K, V)> {
        self.inner.settle();
        let evicted = self.inner.evict();
        self.inner.notify();
        evicted
    }

    /// Removes all expired entries and returns their number.
    ///
    /// An insertion removes at most eight; this removes the rest, however many there are. To remove
    /// them in portions, see [`purge_expired_some`](Self::purge_expired_some).
    ///
    /// Computes in **O(e)** time, where e is the number of entries removed; in **O(e · log n)** if
    /// they have their own times to live.
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
    #[doc(alias = "run_pending_tasks")]
    pub fn purge_expired(&mut self) -> usize {
        self.purge_expired_some(usize::MAX)
    }

    /// Removes at most `max` expired entries, oldest deadline first, and returns their number.
    ///
    /// The listener gets them as [`Expired`](crate::cache::Cause::Expired). Calling this with one
    /// `max` until it returns less than that is [`purge_expired`](Self::purge_expired) in portions.
    ///
    /// Computes in **O(e)** time, where e is the number of entries removed; in **O(e · log n)** if
    /// they have their own times to live.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut cache = LruCache::builder().ttl(Duration::from_secs(1)).clock(clock.clone()).build();
    /// cache.extend([("a", 1), ("b", 2), ("c", 3)]);
    /// clock.advance(Duration::from_secs(1));
    /// assert_eq!(cache.purge_expired_some(2), 2);
    /// assert_eq!(cache.purge_expired_some(2), 1);
    /// ```
    pub fn purge_expired_some(&mut self, max: usize) -> usize {
        self.inner.settle();
        let swept = self.inner.expire_some(max);
        self.inner.notify();
        swept
    }

    /// Removes and returns the entry that expired first.
    ///
    /// For callers whose listener cannot be `Send` and `Sync`: the entry goes to the caller, and
    /// not to the listener. It counts as an expiration.
    ///
    /// Computes in **O(1)** time; in **O(log n)** if it has its own time to live.
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
    /// assert_eq!(cache.pop_expired(), None);
    /// clock.advance(Duration::from_secs(1));
    /// assert_eq!(cache.pop_expired(), Some(("a", 1)));
    /// ```
    pub fn pop_expired(&mut self) -> Option<(K, V)> {
        self.inner.settle();
        self.inner.pop_expired()
    }

    /// Keeps the entries for which `keep` returns true, and passes the others to the listener.
    ///
    /// `keep` sees the entries in no special order, dead ones that were not swept yet included. The
    /// values are weighed again. In a cache with a bound other than that on the number, or with a
    /// listener, a panic of `keep` removes nothing.
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
    #[doc(alias = "invalidate_entries_if")]
    pub fn retain(&mut self, keep: impl FnMut(&K, &mut V) -> bool) {
        self.inner.settle();
        self.inner.retain(keep);
        self.inner.notify();
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
    #[doc(alias = "invalidate_all")]
    #[doc(alias = "cache_clear")]
    pub fn clear(&mut self) {
        self.inner.clear();
        self.inner.notify();
    }

    /// Empties the cache and returns an iterator over its former entries, hot to cold.
    ///
    /// The entries go to the caller and not to the listener. The cache is empty from now on,
    /// even if the iterator is dropped or forgotten.
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
        self.inner.dismiss_rejected();
        let taken = self.inner.take_all();
        self.inner.notify();
        Drain(taken, PhantomData)
    }

    pub(in crate::cache) fn into_taken(mut self) -> Taken<K, V> {
        self.inner.take_all()
    }
}

/// Drops the key first: a panic of it at the end would leak the value.
pub(in crate::cache) fn without_key<K, V>((key, value): (K, V)) -> V {
    drop(key);
    value
}
