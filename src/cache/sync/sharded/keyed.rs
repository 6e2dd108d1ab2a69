//! One key: its shard is looked up, read or written.

use core::hash::{BuildHasher, Hash};
use core::sync::atomic::Ordering::Relaxed;

use super::ShardedCache;
use super::shard::{Shard, Writing};
use crate::cache::shard::{Inserted, Shared};
use crate::cache::store::slab::NIL;
use crate::cache::{Equivalent, Policy};

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// The hash of a key and its shard.
    #[inline]
    pub(super) fn locate<Q: ?Sized + Hash>(&self, key: &Q) -> (u64, &Shard<K, V, P, S>) {
        let hash = self.hasher.hash_one(key);
        // Another factor than the ghost's of S3-FIFO, which would know the shard's keys by fewer
        // bits. The index is below the number of shards, since that many bits are left of it.
        let i = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 1 >> self.shift;
        (hash, &self.shards[i as usize])
    }

    /// A counted look-up.
    #[inline]
    pub(super) fn look_up<Q, R>(
        &self,
        hash: u64,
        shard: &Shard<K, V, P, S>,
        key: &Q,
        f: impl FnOnce(&V) -> R,
    ) -> Option<R>
    where
        Q: ?Sized + Equivalent<K>,
    {
        if self.shares_hits {
            let part = shard.read();
            match part.cache.get_shared(hash, key) {
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
        let out = writing.cache.get_hashed(hash, key).map(|value| f(value));
        self.leave(shard, writing);
        out
    }

    /// Writes a pair that the lock is held for.
    pub(super) fn put(
        &self,
        shard: &Shard<K, V, P, S>,
        mut writing: Writing<'_, K, V, P, S>,
        hash: u64,
        key: K,
        value: V,
    ) -> Option<V> {
        let Inserted { place, old, gone } = writing.cache.insert_hashed(hash, key, value);
        let claim = writing.shed(place);
        self.leave(shard, writing);
        if let (Some((key, value, cause)), Some(listener)) = (gone, &self.listener) {
            listener(key, value, cause);
        }
        if claim > 0 {
            self.shed_elsewhere(shard, claim);
        }
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
        let out = writing.cache.get_hashed(hash, key).map(f);
        let mut claim = 0;
        if out.is_some() && self.budget.is_some() {
            writing.cache.reweigh(key);
            let place = writing.cache.slab.find(hash, key).unwrap_or(NIL);
            claim = writing.shed(place);
        }
        self.leave(shard, writing);
        if claim > 0 {
            self.shed_elsewhere(shard, claim);
        }
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
        shard.read().cache.peek_hashed(hash, key).cloned()
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
        shard.read().cache.peek_hashed(hash, key).is_some()
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
        let old = self.put(shard, writing, hash, key, value);
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
        let removed = writing.cache.remove_hashed(hash, key);
        self.leave(shard, writing);
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
            part.cache.check();
            part.cache.check_keys();
            assert!(part.flights.is_empty(), "shard {i} has a flight");
            for (key, _) in &part.cache {
                assert!(core::ptr::eq(self.locate(key).1, shard), "a key in the wrong shard");
            }
            weight += u128::from(part.cache.weight());
        }
        if let Some(budget) = &self.budget {
            budget.check(weight);
        }
        let capacities = self.shards.iter().map(|shard| shard.read().cache.capacity());
        let (most, least) = (capacities.clone().max(), capacities.min());
        assert!(most <= least.map(|least| least + 1), "unequal shares");
    }
}
