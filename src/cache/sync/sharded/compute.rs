//! Changing one entry atomically.

use core::hash::{BuildHasher, Hash};
use core::time::Duration;

use super::ShardedCache;
use super::shard::{Shard, Writing};
use crate::cache::inner::{At, Written};
use crate::cache::sync::compute::{Computed, Op};
use crate::cache::{Cause, Equivalent, Policy, ToKey};

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// Changes a key's value in place, counts a hit or a miss, and weighs the entry again.
    ///
    /// `f` runs under the shard's write lock and must not call this cache. It does not renew the
    /// time to live, as it is not a write: this is how to overwrite a value and keep its deadline.
    /// An entry that becomes too heavy for the bound is removed
    /// ([`Cause::Rejected`](crate::cache::Cause::Rejected)). A value of this key that is being
    /// computed goes to those who wait for it and is not kept.
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
    #[doc(alias = "and_modify")]
    #[doc(alias = "get_mut")]
    pub fn update<Q, R>(&self, key: &Q, f: impl FnOnce(&mut V) -> R) -> Option<R>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        let mut writing = self.writing(shard);
        let inner = &mut writing.inner;
        let found = inner.find(hash, key);
        let out = inner.touch(found).map(|at| f(inner.value_mut(at)));
        let mut detached = None;
        if out.is_some() {
            detached = writing.flights.detach(hash, key);
            // Weighs what `f` has changed.
            writing.inner.settle();
        }
        let keep = writing.inner.find(hash, key).filter(|_| out.is_some()).unwrap_or(At::NONE);
        self.finish_write(shard, writing, keep, hash, None);
        drop(detached);
        out
    }

    /// Inserts, keeps, replaces or removes a key's entry atomically, as `f` decides from the live
    /// value.
    ///
    /// No other thread reads or writes the key in between. `f` gets a mutable reference to the
    /// value, or `None` if there is no entry or its time is over; what it changes in place stays
    /// with [`Op::Keep`]. This counts a hit or a miss and is a use of the entry. The entry is
    /// weighed again, and others are evicted for it if it has grown. What is returned to the caller
    /// does not go to the listener; what is refused does.
    ///
    /// A write renews the time to live, `Keep` does not. A value of this key that is being computed
    /// goes to those who wait for it and is not kept, unless `f` keeps what is absent.
    ///
    /// `f` runs under the shard's write lock and must not call this cache. If it panics, what it has
    /// changed in place stays, and is weighed at the next write to the shard.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// A job that is taken once, and abandoned after three attempts:
    ///
    /// ```
    /// use boltons::cache::sync::{Computed, Op, ShardedCache};
    ///
    /// let attempts = ShardedCache::<String, u32>::new(100);
    /// let attempt = |job: &str| {
    ///     attempts.compute(job, |count| match count {
    ///         None => Op::Put(1),
    ///         Some(3) => Op::Remove,
    ///         Some(count) => {
    ///             *count += 1;
    ///             Op::Keep
    ///         }
    ///     })
    /// };
    /// assert_eq!(attempt("a"), Computed::Inserted);
    /// assert_eq!((attempt("a"), attempt("a")), (Computed::Kept, Computed::Kept));
    /// assert_eq!(attempt("a"), Computed::Removed(3));
    /// ```
    #[doc(alias = "and_compute_with")]
    #[doc(alias = "entry")]
    pub fn compute<Q>(&self, key: &Q, f: impl FnOnce(Option<&mut V>) -> Op<V>) -> Computed<V>
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
    {
        let (hash, shard) = self.locate(key);
        let mut writing = self.writing(shard);
        let inner = &mut writing.inner;
        let found = inner.find(hash, key);
        match inner.touch(found) {
            Some(at) => {
                let op = f(Some(inner.value_mut(at)));
                self.compute_present(shard, writing, hash, key, at, op)
            }
            None => {
                let op = f(None);
                self.compute_absent(shard, writing, hash, key, op)
            }
        }
    }

    fn compute_absent<Q>(
        &self,
        shard: &Shard<K, V, P>,
        mut writing: Writing<'_, K, V, P>,
        hash: u64,
        key: &Q,
        op: Op<V>,
    ) -> Computed<V>
    where
        Q: ?Sized + Equivalent<K> + ToKey<K>,
    {
        let (value, ttl) = match op {
            Op::Keep => {
                self.finish(shard, writing);
                return Computed::Absent;
            }
            Op::Remove => {
                let detached = writing.flights.detach(hash, key);
                self.finish(shard, writing);
                drop(detached);
                return Computed::Absent;
            }
            Op::Put(value) => (value, None),
            Op::PutWithTtl(value, ttl) => (value, Some(ttl)),
        };
        let owned = key.to_key();
        let detached = writing.flights.detach(hash, key);
        shard.count_soft_miss();
        let (at, gone, refused) = match self.store(&mut writing, hash, owned, value, ttl) {
            Written::Added { at, out } => (at, out.map(|(k, v)| (k, v, Cause::Evicted)), false),
            // Not of a dead entry, which is removed first.
            Written::Replaced { at, key, old } => {
                (at, key.map(|key| (key, old, Cause::Replaced)), false)
            }
            Written::Refused { key, value, .. } => {
                (At::NONE, key.map(|key| (key, value, Cause::Rejected)), true)
            }
        };
        self.finish_write(shard, writing, at, hash, gone);
        drop(detached);
        if refused { Computed::Refused } else { Computed::Inserted }
    }

    fn compute_present<Q>(
        &self,
        shard: &Shard<K, V, P>,
        mut writing: Writing<'_, K, V, P>,
        hash: u64,
        key: &Q,
        at: At,
        op: Op<V>,
    ) -> Computed<V>
    where
        Q: ?Sized + Equivalent<K> + ToKey<K>,
    {
        let detached = writing.flights.detach(hash, key);
        let inner = &mut writing.inner;
        let (value, ttl) = match op {
            Op::Keep => {
                inner.settle();
                // Others may have gone for it, but never the entry itself, unless it is too heavy.
                let kept = inner.find(hash, key);
                self.finish_write(shard, writing, kept.unwrap_or(At::NONE), hash, None);
                drop(detached);
                return if kept.is_some() { Computed::Kept } else { Computed::Refused };
            }
            Op::Remove => {
                let removed = inner.take(at);
                self.finish(shard, writing);
                drop(detached);
                return match removed {
                    Some((key, value)) => {
                        drop(key);
                        Computed::Removed(value)
                    }
                    None => Computed::Absent,
                };
            }
            Op::Put(value) => (value, None),
            Op::PutWithTtl(value, ttl) => (value, Some(ttl)),
        };
        if ttl.is_some() {
            writing.keep_times();
        }
        // The refused value needs a key for the listener, as the old one has the stored one.
        let spare = self.listener.as_ref().map(|_| key.to_key());
        match writing.inner.store_at(at, value, ttl) {
            Written::Replaced { at, old, .. } => {
                self.finish_write(shard, writing, at, hash, None);
                drop((detached, spare));
                Computed::Replaced(old)
            }
            Written::Refused { value, old, .. } => {
                let refused = spare.map(|key| (key, value, Cause::Rejected));
                let old = old.map(|(key, value)| (key, value, Cause::Replaced));
                let mut notice = self.release(shard, writing, At::NONE, |_| At::NONE, refused);
                notice.push(old);
                notice.notify(self.listener.as_ref());
                drop(detached);
                Computed::Refused
            }
            Written::Added { .. } => {
                crate::error::bug!("a place was overwritten and not found");
                Computed::Refused
            }
        }
    }

    /// Calls `f` with a mutable reference to a key's value, or to a new one that is then inserted,
    /// and returns its result.
    ///
    /// `f` always runs once, also on a value that cannot be kept. This counts a hit or a miss. It
    /// does not renew the time to live of a value that is there, so that with
    /// [`ttl`](crate::cache::Builder::ttl) a count starts again after a fixed time.
    ///
    /// `default` and `f` run under the shard's write lock and must not call this cache.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// A rate limiter: at most 3 requests per address and minute.
    ///
    /// ```
    /// use boltons::cache::{ManualClock, S3FifoCache};
    /// use std::net::IpAddr;
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let requests = S3FifoCache::builder()
    ///     .capacity(100_000)
    ///     .ttl(Duration::from_secs(60))
    ///     .clock(clock.clone())
    ///     .build_sharded();
    /// let allowed = |ip: &IpAddr| requests.upsert(ip, || 0, |n| { *n += 1; *n }) <= 3;
    ///
    /// let ip = "192.0.2.7".parse()?;
    /// assert!((0..3).all(|_| allowed(&ip)));
    /// assert!(!allowed(&ip));
    /// clock.advance(Duration::from_secs(60));
    /// assert!(allowed(&ip));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[doc(alias = "and_upsert_with")]
    #[doc(alias = "insert_or_update")]
    pub fn upsert<Q, R>(
        &self,
        key: &Q,
        default: impl FnOnce() -> V,
        f: impl FnOnce(&mut V) -> R,
    ) -> R
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
    {
        let (hash, shard) = self.locate(key);
        let mut writing = self.writing(shard);
        let inner = &mut writing.inner;
        let found = inner.find(hash, key);
        match inner.touch(found) {
            Some(at) => {
                let out = f(inner.value_mut(at));
                self.compute_present(shard, writing, hash, key, at, Op::Keep);
                out
            }
            None => {
                let mut value = default();
                let out = f(&mut value);
                self.compute_absent(shard, writing, hash, key, Op::Put(value));
                out
            }
        }
    }

    /// Sets the time to live of a key's live entry, from now on, and returns whether there is one.
    ///
    /// The time replaces the cache's time to live; [`Duration::MAX`] means forever. This is neither
    /// a use nor a write, and it does not bring back what is dead.
    ///
    /// Computes in **O(log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let sessions = boltons::cache::sync::ShardedCache::new(9);
    /// sessions.insert_with_ttl("a", 1, Duration::from_secs(60));
    /// assert!(sessions.renew("a", Duration::MAX));
    /// assert_eq!(sessions.expires_in("a"), Some(Duration::MAX));
    /// assert!(!sessions.renew("b", Duration::from_secs(60)));
    /// ```
    #[doc(alias = "touch")]
    #[doc(alias = "expire")]
    #[doc(alias = "persist")]
    pub fn renew<Q>(&self, key: &Q, ttl: Duration) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (hash, shard) = self.locate(key);
        let mut writing = self.writing(shard);
        let found = writing.inner.find_live(hash, key);
        if let Some(at) = found {
            writing.keep_times();
            writing.inner.renew(at, ttl);
        }
        self.finish(shard, writing);
        found.is_some()
    }
}
