//! Inserting and changing entries by key.

use core::hash::{BuildHasher, Hash};
use core::time::Duration;

use crate::cache::entry::{Entry, EntryRef};
use crate::cache::inner::{At, Written};
use crate::cache::policy::Policy;
use crate::cache::stats::Cause;
use crate::cache::{Cache, Equivalent, ToKey};

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Returns a mutable reference to the value of a key, which `f` computes if it is absent.
    ///
    /// A miss counts as a soft miss as well. A value that cannot be kept (the capacity is 0, or it
    /// is too heavy) is returned nevertheless, see the [module](crate::cache). A panic of `f`
    /// inserts nothing and evicts nothing.
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
    #[doc(alias = "get_or_insert")]
    #[doc(alias = "on_miss")]
    #[doc(alias = "computeIfAbsent")]
    #[inline]
    #[doc(alias = "get_with")]
    pub fn get_or_insert_with(&mut self, key: K, f: impl FnOnce() -> V) -> &mut V {
        self.entry(key).or_insert_with(f)
    }

    /// Returns a mutable reference to the value of a key, which `f` computes if it is absent; `f`
    /// may fail.
    ///
    /// An error is returned and not kept; it counts as a plain miss.
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
    #[doc(alias = "try_get_with")]
    #[doc(alias = "try_get_or_insert")]
    #[inline]
    pub fn get_or_try_insert_with<E>(
        &mut self,
        key: K,
        f: impl FnOnce() -> Result<V, E>,
    ) -> Result<&mut V, E> {
        self.entry(key).or_try_insert_with(f)
    }

    /// Returns the entry of a key, to fill or change it without hashing twice.
    ///
    /// This is a counted lookup and a use of the entry.
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
        let (hash, found) = self.look_up(&key);
        Entry::new(self, found, hash, key)
    }

    /// Returns the entry of a borrowed key, which is cloned only if the entry is vacant and filled.
    ///
    /// This is a counted lookup and a use of the entry.
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
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
    {
        let (hash, found) = self.look_up(key);
        EntryRef::new(self, found, hash, key)
    }

    /// Inserts a value for a key and returns the value it replaces, if any.
    ///
    /// An overwritten entry keeps its key; it is renewed according to its policy. Where there is no
    /// room, dead entries are removed first, then others are evicted. A pair that cannot be kept at
    /// all (the capacity is 0, or it is heavier than the bound) is refused, and an old value of its
    /// key is removed and returned.
    ///
    /// Evicted, expired and refused entries go to the listener; without one they are dropped. To
    /// overwrite a value and keep its deadline, assign through [`peek_mut`](Self::peek_mut).
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
    #[doc(alias = "cache_set")]
    #[inline]
    #[doc(alias = "put")]
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        self.put(key, value, None)
    }

    /// Inserts a value with its own time to live and returns the value it replaces, if any.
    ///
    /// The time to live counts from now and replaces what `ttl` and `ttl_by` of the
    /// [`Builder`](crate::cache::Builder) would set; a bound on idle time holds as well. Otherwise
    /// this is [`insert`](Self::insert).
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
    #[doc(alias = "setex")]
    #[track_caller]
    pub fn insert_with_ttl(&mut self, key: K, value: V, ttl: Duration) -> Option<V> {
        self.inner.keep_times();
        self.put(key, value, Some(ttl))
    }

    /// Inserts a value for a key and returns the entry that was removed for it, if any.
    ///
    /// That is the given key and the old value, if the key was there; or the last entry that was
    /// evicted; or the pair itself, if it was refused. Any other removed entries go to the
    /// listener.
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
        self.inner.settle();
        let evictions = self.inner.evictions();
        let out = match self.store(key, value, None) {
            Written::Added { out: Some(out), .. } => Some(out),
            // The last of those that wait for the listener.
            Written::Added { .. } if self.inner.evictions() != evictions => {
                self.inner.pop_removed()
            }
            Written::Added { .. } => None,
            Written::Replaced { key, old, .. } => key.map(|key| (key, old)),
            Written::Refused { key, value, old: None } => key.map(|key| (key, value)),
            Written::Refused { key, value, old: Some((stored, old)) } => {
                // The stored key is that of the pair that was never kept.
                self.inner.discard(Some((stored, value)), Cause::Rejected);
                key.map(|key| (key, old))
            }
        };
        self.inner.notify();
        out
    }

    /// Weighs an entry again after it was changed in place, and returns its weight.
    ///
    /// The next call that takes `&mut self` does the same, so this is for callers that need the
    /// weight now.
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
        if self.inner.owes_weighing_beside(at) {
            self.inner.settle();
            at = self.find_live(key)?;
        }
        let weight = self.inner.reweigh(at);
        self.inner.notify();
        Some(weight)
    }

    /// Sets the time to live of a key's live entry, from now on, and returns whether there is one.
    ///
    /// [`Duration::MAX`] means forever. The time replaces what `ttl` and `ttl_by` of the
    /// [`Builder`](crate::cache::Builder) set; a bound on idle time holds as well. This is neither
    /// a use nor a write.
    ///
    /// Computes in **O(log n)** time (average).
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
    /// let mut cache =
    ///     LruCache::builder().ttl(Duration::from_secs(5)).clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// assert!(cache.renew("a", Duration::from_secs(60)));
    /// clock.advance(Duration::from_secs(59));
    /// assert_eq!(cache.get("a"), Some(&1));
    /// assert!(!cache.renew("b", Duration::MAX));
    /// ```
    #[track_caller]
    #[doc(alias = "touch")]
    #[doc(alias = "expire")]
    #[doc(alias = "persist")]
    pub fn renew<Q>(&mut self, key: &Q, ttl: Duration) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.inner.settle();
        let found = self.find_live(key);
        if let Some(at) = found {
            self.inner.keep_times();
            self.inner.renew(at, ttl);
        }
        found.is_some()
    }

    /// Stores a pair, whose hash is that of its key.
    #[inline]
    fn store(&mut self, key: K, value: V, ttl: Option<Duration>) -> Written<K, V> {
        let hash = self.hash(&key);
        let Self { inner, hasher } = self;
        inner.store(hash, key, value, ttl, |key| hasher.hash_one(key))
    }

    #[inline]
    fn put(&mut self, key: K, value: V, ttl: Option<Duration>) -> Option<V> {
        if self.inner.has_extras() {
            return self.put_with_extras(key, value, ttl);
        }
        match self.store(key, value, ttl) {
            Written::Added { .. } | Written::Refused { .. } => None,
            Written::Replaced { key, old, .. } => {
                // Dropped here, since a panic of it at the end would leak what is returned.
                drop(key);
                Some(old)
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn put_with_extras(&mut self, key: K, value: V, ttl: Option<Duration>) -> Option<V> {
        self.inner.settle();
        let (key, old) = match self.store(key, value, ttl) {
            Written::Added { out, .. } => {
                self.inner.discard(out, Cause::Evicted);
                (None, None)
            }
            Written::Replaced { key, old, .. } => (key, Some(old)),
            Written::Refused { key, value, old } => {
                self.inner.discard(key.map(|key| (key, value)), Cause::Rejected);
                let (key, old) = old.unzip();
                (key, old)
            }
        };
        self.inner.notify();
        drop(key);
        old
    }

    /// Stores a pair for a caller who gets a reference to it: its place, or [`At::NONE`] if it was
    /// refused.
    pub(in crate::cache) fn fill(
        &mut self,
        hash: u64,
        key: K,
        value: V,
        ttl: Option<Duration>,
    ) -> At {
        let Self { inner, hasher } = self;
        let at = match inner.store(hash, key, value, ttl, |key| hasher.hash_one(key)) {
            Written::Added { at, out } => {
                inner.discard(out, Cause::Evicted);
                at
            }
            Written::Replaced { at, .. } => at,
            Written::Refused { key, value, .. } => {
                inner.set_rejected(key.map(|key| (key, value)));
                At::NONE
            }
        };
        inner.notify();
        at
    }
}
