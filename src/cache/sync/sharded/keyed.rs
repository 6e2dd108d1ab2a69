//! One key: looking up, reading and writing it in its shard.

use core::hash::{BuildHasher, Hash};
use core::time::Duration;

use super::ShardedCache;
use super::shard::{Notice, Shard, Writing};
use crate::cache::inner::{At, Inner, Shared, Written};
use crate::cache::policy::OrderOf;
use crate::cache::{Cause, Equivalent, Policy};

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// The hash of a key and its shard.
    #[inline]
    pub(super) fn locate<Q: ?Sized + Hash>(&self, key: &Q) -> (u64, &Shard<K, V, P>) {
        let hash = self.hasher.hash_one(key);
        // Another factor than the ghost's of S3-FIFO, which would know the shard's keys by fewer
        // bits. The index is below the number of shards, since that many bits are left of it.
        let i = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 1 >> self.shift;
        (hash, &self.shards[i as usize])
    }

    /// The place of the entry whose key has this hash, after the lock was free.
    pub(super) fn find_again(&self, inner: &Inner<K, V, OrderOf<P>>, hash: u64) -> At {
        let same = |key: &K| self.hasher.hash_one(key) == hash;
        inner.find_by(hash, same).unwrap_or(At::NONE)
    }

    /// A counted lookup.
    #[inline]
    pub(super) fn look_up<Q, R>(
        &self,
        hash: u64,
        shard: &Shard<K, V, P>,
        key: &Q,
        f: impl FnOnce(&V) -> R,
    ) -> Option<R>
    where
        Q: ?Sized + Equivalent<K>,
    {
        if self.shares_hits() {
            let part = shard.read();
            match part.inner.get_shared(hash, key) {
                Shared::Hit(at, value) => {
                    if shard.count_hit(&part, at) {
                        return Some(f(value));
                    }
                }
                Shared::Miss => {
                    shard.count_miss();
                    return None;
                }
                // It goes, and needs the other lock for that.
                Shared::Dead => {}
            }
        }
        self.look_up_alone(hash, shard, key, f)
    }

    /// A counted lookup under the write lock. Out of line, so that a hit under the read lock has no
    /// registers to save for it.
    #[inline(never)]
    fn look_up_alone<Q, R>(
        &self,
        hash: u64,
        shard: &Shard<K, V, P>,
        key: &Q,
        f: impl FnOnce(&V) -> R,
    ) -> Option<R>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let mut writing = self.writing(shard);
        let inner = &mut writing.inner;
        let found = inner.find(hash, key);
        let out = inner.touch(found).map(|at| f(inner.entry(at).1));
        self.finish(shard, writing);
        out
    }

    /// Stores a pair in the engine of a shard.
    pub(super) fn store(
        &self,
        writing: &mut Writing<'_, K, V, P>,
        hash: u64,
        key: K,
        value: V,
        ttl: Option<Duration>,
    ) -> Written<K, V> {
        if ttl.is_some() {
            writing.keep_times();
        }
        writing.inner.store(hash, key, value, ttl, |key| self.hasher.hash_one(key))
    }

    /// [`ShardedCache::release`] after a write of the key with this hash, and what is owed then.
    pub(super) fn finish_write(
        &self,
        shard: &Shard<K, V, P>,
        writing: Writing<'_, K, V, P>,
        keep: At,
        hash: u64,
        gone: Option<(K, V, Cause)>,
    ) {
        // Most often nothing else was removed, and what was is nobody's.
        if self.budget.is_none() && self.listener.is_none() && !writing.inner.has_removed() {
            drop(writing);
            return drop(gone);
        }
        let notice = self.release(shard, writing, keep, |inner| self.find_again(inner, hash), gone);
        notice.notify(self.listener.as_ref());
    }

    /// Writes a pair that the lock is held for.
    fn put(
        &self,
        shard: &Shard<K, V, P>,
        mut writing: Writing<'_, K, V, P>,
        hash: u64,
        key: K,
        value: V,
        ttl: Option<Duration>,
    ) -> Option<V> {
        let (at, old, gone) = match self.store(&mut writing, hash, key, value, ttl) {
            Written::Added { at, out } => (at, None, out.map(|(k, v)| (k, v, Cause::Evicted))),
            Written::Replaced { at, key, old } => (at, Some((key, old)), None),
            Written::Refused { key, value, old } => {
                let refused = key.map(|key| (key, value, Cause::Rejected));
                (At::NONE, old.map(|(key, old)| (Some(key), old)), refused)
            }
        };
        self.finish_write(shard, writing, at, hash, gone);
        old.map(|(key, old)| {
            drop(key);
            old
        })
    }

    /// Stores what a flight has loaded; the old value is the listener's.
    pub(super) fn store_loaded<'a>(
        &self,
        shard: &'a Shard<K, V, P>,
        mut writing: Writing<'_, K, V, P>,
        hash: u64,
        key: K,
        value: V,
        ttl: Option<Duration>,
    ) -> Notice<'a, K, V, P> {
        let (at, gone, old) = match self.store(&mut writing, hash, key, value, ttl) {
            Written::Added { at, out } => (at, out.map(|(k, v)| (k, v, Cause::Evicted)), None),
            // Not of a dead entry, which is removed first.
            Written::Replaced { at, key, old } => {
                (at, key.map(|key| (key, old, Cause::Replaced)), None)
            }
            Written::Refused { key, value, old } => {
                let refused = key.map(|key| (key, value, Cause::Rejected));
                (At::NONE, refused, old.map(|(key, old)| (key, old, Cause::Replaced)))
            }
        };
        let find = |inner: &_| self.find_again(inner, hash);
        let mut notice = self.release(shard, writing, at, find, gone);
        notice.push(old);
        notice
    }

    /// Returns a clone of a key's value, and counts a hit or a miss.
    ///
    /// Computes in **O(1)** time (amortized average), and a clone.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a".to_owned(), 1);
    /// assert_eq!(cache.get("a"), Some(1));
    /// assert_eq!(cache.get("b"), None);
    /// ```
    #[inline]
    pub fn get<Q>(&self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
        V: Clone,
    {
        self.with(key, V::clone)
    }

    /// Calls `f` with a reference to a key's value, returns its result, and counts a hit or a miss.
    ///
    /// `f` runs under the shard's lock and must not call this cache.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert(1, "a long text".to_owned());
    /// assert_eq!(cache.with(&1, |text| text.len()), Some(11));
    /// assert_eq!(cache.with(&2, |text| text.len()), None);
    /// ```
    #[inline]
    pub fn with<Q, R>(&self, key: &Q, f: impl FnOnce(&V) -> R) -> Option<R>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        self.look_up(hash, shard, key, f)
    }

    /// Returns a clone of a key's value, without counting a use or a lookup.
    ///
    /// Computes in **O(1)** time (average), and a clone.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!((cache.peek("a"), cache.peek("b")), (Some(1), None));
    /// assert_eq!(cache.stats().lookups(), 0);
    /// ```
    pub fn peek<Q>(&self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
        V: Clone,
    {
        let (hash, shard) = self.locate(key);
        let part = shard.read();
        part.inner.find_live(hash, key).map(|at| part.inner.entry(at).1.clone())
    }

    /// Returns whether there is a live entry for a key, without counting a use or a lookup.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert!(cache.contains_key("a") && !cache.contains_key("b"));
    /// ```
    #[doc(alias = "contains")]
    #[must_use]
    pub fn contains_key<Q>(&self, key: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        shard.read().inner.find_live(hash, key).is_some()
    }

    /// Inserts a value for a key and returns the value it replaces, if any.
    ///
    /// A value of this key that is being computed goes to those who wait for it and is not kept.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// assert_eq!(cache.insert("a", 1), None);
    /// assert_eq!(cache.insert("a", 2), Some(1));
    /// ```
    #[doc(alias = "put")]
    #[doc(alias = "cache_set")]
    pub fn insert(&self, key: K, value: V) -> Option<V> {
        let (hash, shard) = self.locate(&key);
        let mut writing = self.writing(shard);
        let detached = writing.flights.detach(hash, &key);
        let old = self.put(shard, writing, hash, key, value, None);
        drop(detached);
        old
    }

    /// Inserts a value with its own time to live and returns the value it replaces, if any.
    ///
    /// The time counts from now and replaces the cache's time to live; a bound on idle time holds
    /// as well. Otherwise this is [`insert`](Self::insert).
    ///
    /// Computes in **O(log n)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let tokens = boltons::cache::sync::ShardedCache::new(9);
    /// tokens.insert_with_ttl("a", 1, Duration::from_secs(60));
    /// assert!(tokens.expires_in("a") <= Some(Duration::from_secs(60)));
    /// ```
    #[doc(alias = "setex")]
    pub fn insert_with_ttl(&self, key: K, value: V, ttl: Duration) -> Option<V> {
        let (hash, shard) = self.locate(&key);
        let mut writing = self.writing(shard);
        let detached = writing.flights.detach(hash, &key);
        let old = self.put(shard, writing, hash, key, value, Some(ttl));
        drop(detached);
        old
    }

    /// Returns the time until a key's entry expires, without counting a use or a lookup.
    ///
    /// The result is `None` if there is no entry or its time is over, and [`Duration::MAX`] if it
    /// never expires, so that `cache.expires_in(&key) < Some(minute)` reads "due or absent".
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.expires_in("a"), Some(Duration::MAX));
    /// assert_eq!(cache.expires_in("b"), None);
    /// ```
    #[doc(alias = "ttl")]
    #[doc(alias = "time to live")]
    #[must_use]
    pub fn expires_in<Q>(&self, key: &Q) -> Option<Duration>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        let part = shard.read();
        let left = part.inner.expires_in(part.inner.find(hash, key)?);
        (!left.is_zero()).then_some(left)
    }

    /// Returns a clone of a key's value, also in the [grace](crate::cache::Builder::grace) period
    /// after its time, without counting a use or a lookup.
    ///
    /// Computes in **O(1)** time (average), and a clone.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{ManualClock, S3FifoCache};
    /// use std::time::Duration;
    ///
    /// let (clock, second) = (ManualClock::new(), Duration::from_secs(1));
    /// let builder = S3FifoCache::builder().ttl(second).grace(second).clock(clock.clone());
    /// let cache = builder.build_sharded();
    /// cache.insert("a", 1);
    /// clock.advance(second);
    /// assert_eq!((cache.peek("a"), cache.peek_stale("a")), (None, Some(1)));
    /// ```
    #[doc(alias = "stale-while-revalidate")]
    pub fn peek_stale<Q>(&self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
        V: Clone,
    {
        let (hash, shard) = self.locate(key);
        let part = shard.read();
        part.inner.find_stale(hash, key).map(|at| part.inner.entry(at).1.clone())
    }
}

#[cfg(feature = "__audit")]
impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// Returns how many callers wait for a value that another one computes. Not public.
    #[doc(hidden)]
    pub fn waiting(&self) -> usize {
        self.shards.iter().map(|shard| shard.read().flights.waiting()).sum()
    }

    /// Asserts every invariant; nobody else may use the cache. Not public.
    #[doc(hidden)]
    #[track_caller]
    pub fn check(&self) {
        let mut weight = 0;
        for (i, shard) in self.shards.iter().enumerate() {
            let part = shard.read();
            part.check();
            assert!(part.flights.is_empty(), "shard {i} has a flight");
            for (key, _) in part.inner.iter() {
                assert!(core::ptr::eq(self.locate(key).1, shard), "a key in the wrong shard");
            }
            weight += u128::from(part.inner.weight());
        }
        if let Some(budget) = &self.budget {
            budget.check(weight);
        }
        let capacities = self.shards.iter().map(|shard| shard.read().inner.capacity());
        let (most, least) = (capacities.clone().max(), capacities.min());
        assert!(most <= least.map(|least| least + 1), "unequal shares");
    }
}
