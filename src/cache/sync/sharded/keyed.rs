//! One key: its shard is looked up, read or written.

use core::hash::{BuildHasher, Hash};
use core::sync::atomic::Ordering::Relaxed;
use core::time::Duration;

use super::ShardedCache;
use super::shard::{Shard, Writing};
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
        inner.slab.find_by(hash, same).map_or(At::NONE, At)
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
        if self.shares_hits {
            let part = shard.read();
            match part.inner.get_shared(hash, key) {
                Shared::Hit(value) => {
                    shard.hits.fetch_add(1, Relaxed);
                    return Some(f(value));
                }
                Shared::Miss => {
                    shard.misses.fetch_add(1, Relaxed);
                    return None;
                }
                // It goes, and needs the other lock for that.
                Shared::Dead => {}
            }
        }
        let mut writing = self.writing(shard);
        let inner = &mut writing.inner;
        let found = inner.find(hash, key);
        let out = inner.touch(found).map(|at| f(inner.entry(at).1));
        self.finish(shard, writing);
        out
    }

    /// Writes a pair that the lock is held for.
    pub(super) fn put(
        &self,
        shard: &Shard<K, V, P>,
        mut writing: Writing<'_, K, V, P>,
        hash: u64,
        key: K,
        value: V,
        ttl: Option<Duration>,
    ) -> Option<V> {
        let rehash = |key: &K| self.hasher.hash_one(key);
        let (at, old, gone) = match writing.inner.store(hash, key, value, ttl, rehash) {
            Written::Added { at, out } => (at, None, out.map(|(k, v)| (k, v, Cause::Evicted))),
            Written::Replaced { at, key, old } => (at, Some((key, old)), None),
            Written::Refused { key, value, old } => {
                let refused = key.map(|key| (key, value, Cause::Rejected));
                (At::NONE, old.map(|(key, old)| (Some(key), old)), refused)
            }
        };
        self.finish_write(shard, writing, at, |inner| self.find_again(inner, hash), gone);
        old.map(|(key, old)| {
            drop(key);
            old
        })
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

    /// Returns what `f` makes of a key's value, and counts a hit or a miss.
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

    /// Changes a key's value in place, counts a hit or a miss, and weighs the entry again.
    ///
    /// `f` runs under the shard's write lock and must not call this cache. It renews no time to
    /// live, as it is no write. An entry that becomes too heavy for the bound is removed
    /// ([`Cause::Rejected`](crate::cache::Cause::Rejected)).
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", vec![1]);
    /// assert_eq!(cache.update("a", |numbers| { numbers.push(2); numbers.len() }), Some(2));
    /// assert_eq!(cache.update("b", |numbers| numbers.push(2)), None);
    /// ```
    pub fn update<Q, R>(&self, key: &Q, f: impl FnOnce(&mut V) -> R) -> Option<R>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        let mut writing = self.writing(shard);
        let inner = &mut writing.inner;
        let found = inner.find(hash, key);
        let out = inner.touch(found).map(|at| f(inner.value_mut(at)));
        // Weighs what `f` has changed.
        inner.settle();
        let keep = inner.find(hash, key).filter(|_| out.is_some()).unwrap_or(At::NONE);
        self.finish_write(shard, writing, keep, |inner| self.find_again(inner, hash), None);
        out
    }

    /// Returns a clone of a key's value; counts nothing and is no use to the policy.
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

    /// Returns whether there is a live entry of this key; counts nothing.
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
    #[must_use]
    pub fn contains_key<Q>(&self, key: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        shard.read().inner.find_live(hash, key).is_some()
    }

    /// Puts a value under a key and returns the old one.
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
    pub fn insert(&self, key: K, value: V) -> Option<V> {
        let (hash, shard) = self.locate(&key);
        let mut writing = self.writing(shard);
        let detached = writing.flights.detach(hash, &key);
        let old = self.put(shard, writing, hash, key, value, None);
        drop(detached);
        old
    }

    /// Removes a key and returns its value.
    ///
    /// A value of this key that is being computed goes to those who wait for it and is not kept.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.remove("a"), Some(1));
    /// assert_eq!(cache.remove("a"), None);
    /// ```
    pub fn remove<Q>(&self, key: &Q) -> Option<V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        let mut writing = self.writing(shard);
        let detached = writing.flights.detach(hash, key);
        let found = writing.inner.find(hash, key);
        let removed = found.and_then(|at| writing.inner.remove(at));
        self.finish(shard, writing);
        drop(detached);
        removed.map(|(key, value)| {
            drop(key);
            value
        })
    }
}

#[cfg(feature = "__audit")]
impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// Asserts every invariant; nobody else may use the cache. Not public.
    #[doc(hidden)]
    #[track_caller]
    pub fn check(&self) {
        let mut weight = 0;
        for (i, shard) in self.shards.iter().enumerate() {
            let part = shard.read();
            part.inner.check();
            assert!(part.flights.is_empty(), "shard {i} has a flight");
            for (key, _) in part.inner.iter() {
                assert!(core::ptr::eq(self.locate(key).1, shard), "a key in the wrong shard");
            }
            weight += u128::from(part.inner.weight());
        }
        if let Some(budget) = &self.budget {
            budget.check(weight);
        }
        let capacities = self.shards.iter().map(|shard| shard.read().inner.capacity);
        let (most, least) = (capacities.clone().max(), capacities.min());
        assert!(most <= least.map(|least| least + 1), "unequal shares");
    }
}
