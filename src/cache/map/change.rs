//! Putting entries in and taking them out, by key.

use core::hash::{BuildHasher, Hash};
use core::time::Duration;

use crate::cache::builder::expiry_of;
use crate::cache::core::{Write, Written};
use crate::cache::entry::{Entry, EntryRef};
use crate::cache::policy::Policy;
use crate::cache::stats::Cause;
use crate::cache::store::slab::NIL;
use crate::cache::{Cache, Equivalent};

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Returns the value of a key, which `f` makes if it is not there.
    ///
    /// A miss counts as a soft miss too. A value that cannot be kept (the capacity is 0, or it is
    /// too heavy) is returned all the same, see the [module](crate::cache). A panic of `f` inserts
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
        Q: ?Sized + Hash + Equivalent<K> + crate::cache::ToKey<K>,
    {
        let hash = self.hash(key);
        let (found, now) = self.touch(self.slab.find(hash, key));
        EntryRef::new(self, found, now, hash, key)
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
    pub(in crate::cache) fn insert_aside(
        &mut self,
        key: K,
        value: V,
        ttl: Option<Duration>,
    ) -> Option<V> {
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
    /// [`Builder`](crate::cache::Builder) would give; a bound on idle time holds as well. Otherwise
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
    #[track_caller]
    pub fn insert_with_ttl(&mut self, key: K, value: V, ttl: Duration) -> Option<V> {
        let len = self.len();
        expiry_of(self.side_mut(), len).bounded = true;
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
pub(in crate::cache) fn without_key<K, V>((key, value): (K, V)) -> V {
    drop(key);
    value
}
