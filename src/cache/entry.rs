//! Entries: views into a place of a cache, found once, to be read, filled or changed.
//!
//! An entry's place is that of a node, or [`At::NONE`] where the pair was rejected.

mod by_ref;

use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::time::Duration;

pub use self::by_ref::EntryRef;
use super::inner::{At, HELD, Written};
use super::map::{Cache, without_key};
use super::policy::Policy;

/// A view into the entry of a key, occupied or vacant.
///
/// Created by [`Cache::entry`], which counts the lookup and hashes the key, once.
///
/// # Examples
///
/// ```
/// use boltons::cache::{Entry, LruCache};
///
/// let mut cache = LruCache::new(2);
/// cache.insert("a", 1);
/// match cache.entry("a") {
///     Entry::Occupied(entry) => assert_eq!(entry.remove(), 1),
///     Entry::Vacant(_) => unreachable!(),
/// }
/// assert!(matches!(cache.entry("a"), Entry::Vacant(_)));
/// ```
pub enum Entry<'a, K, V, P: Policy, S> {
    /// An occupied entry: the key is there.
    Occupied(OccupiedEntry<'a, K, V, P, S>),
    /// A vacant entry: the key is not there.
    Vacant(VacantEntry<'a, K, V, P, S>),
}

/// A view into an occupied entry.
///
/// # Examples
///
/// ```
/// use boltons::cache::{Entry, LruCache};
///
/// let mut cache = LruCache::new(2);
/// cache.insert("a", 1);
/// if let Entry::Occupied(mut entry) = cache.entry("a") {
///     assert_eq!(entry.insert(2), 1);
/// }
/// assert_eq!(cache.get("a"), Some(&2));
/// ```
pub struct OccupiedEntry<'a, K, V, P: Policy, S> {
    cache: &'a mut Cache<K, V, P, S>,
    place: At,
}

/// A view into a vacant entry.
///
/// # Examples
///
/// ```
/// use boltons::cache::{Entry, LruCache};
///
/// let mut cache = LruCache::new(2);
/// if let Entry::Vacant(entry) = cache.entry("a") {
///     assert_eq!(entry.insert(1), &1);
/// }
/// assert_eq!(cache.get("a"), Some(&1));
/// ```
pub struct VacantEntry<'a, K, V, P: Policy, S> {
    cache: &'a mut Cache<K, V, P, S>,
    hash: u64,
    key: K,
}

impl<'a, K, V, P: Policy, S> Entry<'a, K, V, P, S> {
    #[inline]
    pub(super) fn new(
        cache: &'a mut Cache<K, V, P, S>,
        found: Option<At>,
        hash: u64,
        key: K,
    ) -> Self {
        match found {
            Some(place) => Self::Occupied(OccupiedEntry { cache, place }),
            None => Self::Vacant(VacantEntry { cache, hash, key }),
        }
    }

    /// Returns a reference to the key: the stored one if the entry is occupied, else the given one.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<_, u8>::new(2);
    /// assert_eq!(cache.entry("a").key(), &"a");
    /// ```
    #[must_use]
    pub fn key(&self) -> &K {
        match self {
            Self::Occupied(entry) => entry.key(),
            Self::Vacant(entry) => entry.key(),
        }
    }

    /// Calls `f` with a mutable reference to the value if the entry is occupied, and returns the
    /// entry.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// for _ in 0..3 {
    ///     cache.entry("a").and_modify(|n| *n += 1).or_insert(1);
    /// }
    /// assert_eq!(cache.peek("a"), Some(&3));
    /// ```
    #[must_use = "to change a value alone, `get_mut` is simpler"]
    #[inline]
    pub fn and_modify(mut self, f: impl FnOnce(&mut V)) -> Self {
        if let Self::Occupied(entry) = &mut self {
            f(entry.get_mut());
        }
        self
    }
}

impl<'a, K: Hash + Eq, V, P: Policy, S: BuildHasher> Entry<'a, K, V, P, S> {
    /// Inserts `value` if the entry is vacant, and returns a mutable reference to the entry's
    /// value.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// assert_eq!(cache.entry("a").or_insert(1), &1);
    /// assert_eq!(cache.entry("a").or_insert(2), &1);
    /// ```
    #[inline]
    pub fn or_insert(self, value: V) -> &'a mut V {
        self.or_insert_with(|| value)
    }

    /// Inserts the value that `f` returns if the entry is vacant, and returns a mutable reference
    /// to the entry's value.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// assert_eq!(cache.entry("a").or_insert_with(|| 1), &1);
    /// assert_eq!(cache.entry("a").or_insert_with(|| unreachable!()), &1);
    /// ```
    #[inline]
    pub fn or_insert_with(self, f: impl FnOnce() -> V) -> &'a mut V {
        self.or_insert_with_key(|_| f())
    }

    /// Inserts the value that `f` returns for the key if the entry is vacant, and returns a mutable
    /// reference to the entry's value.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// assert_eq!(cache.entry("abc").or_insert_with_key(|key| key.len()), &3);
    /// ```
    #[inline]
    pub fn or_insert_with_key(self, f: impl FnOnce(&K) -> V) -> &'a mut V {
        match self {
            Self::Occupied(entry) => entry.into_mut(),
            Self::Vacant(entry) => {
                let value = f(entry.key());
                entry.insert(value)
            }
        }
    }

    /// Inserts the value that `f` returns if the entry is vacant, and returns a mutable reference
    /// to the entry's value; `f` may fail.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Errors
    ///
    /// Returns the error of `f`; nothing is inserted then.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// assert_eq!(cache.entry("1").or_try_insert_with(|| "1".parse::<u8>()), Ok(&mut 1));
    /// assert!(cache.entry("x").or_try_insert_with(|| "x".parse()).is_err());
    /// ```
    #[inline]
    pub fn or_try_insert_with<E>(self, f: impl FnOnce() -> Result<V, E>) -> Result<&'a mut V, E> {
        self.or_try_insert_with_key(|_| f())
    }

    /// Inserts the value that `f` returns for the key if the entry is vacant, and returns a mutable
    /// reference to the entry's value; `f` may fail.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Errors
    ///
    /// Returns the error of `f`; nothing is inserted then.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// assert_eq!(cache.entry("1").or_try_insert_with_key(|key| key.parse::<u8>()), Ok(&mut 1));
    /// assert!(cache.entry("x").or_try_insert_with_key(|key| key.parse()).is_err());
    /// ```
    #[inline]
    pub fn or_try_insert_with_key<E>(
        self,
        f: impl FnOnce(&K) -> Result<V, E>,
    ) -> Result<&'a mut V, E> {
        match self {
            Self::Occupied(entry) => Ok(entry.into_mut()),
            Self::Vacant(entry) => {
                let value = f(entry.key())?;
                Ok(entry.insert(value))
            }
        }
    }

    /// Inserts the default value if the entry is vacant, and returns a mutable reference to the
    /// entry's value.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<_, Vec<u8>>::new(2);
    /// cache.entry("a").or_default().push(1);
    /// assert_eq!(cache.peek("a"), Some(&vec![1]));
    /// ```
    #[inline]
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }
}

impl<'a, K, V, P: Policy, S> OccupiedEntry<'a, K, V, P, S> {
    /// Returns a reference to the stored key.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache};
    ///
    /// let mut cache = LruCache::new(2);
    /// cache.insert("a", 1);
    /// let Entry::Occupied(entry) = cache.entry("a") else { unreachable!() };
    /// assert_eq!(entry.key(), &"a");
    /// ```
    #[must_use]
    pub fn key(&self) -> &K {
        self.cache.inner.entry(self.place).0
    }

    /// Returns a reference to the value.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache};
    ///
    /// let mut cache = LruCache::new(2);
    /// cache.insert("a", 1);
    /// let Entry::Occupied(entry) = cache.entry("a") else { unreachable!() };
    /// assert_eq!(entry.get(), &1);
    /// ```
    #[must_use]
    pub fn get(&self) -> &V {
        self.cache.inner.entry(self.place).1
    }

    /// Returns a mutable reference to the value, for as long as the entry is held.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache};
    ///
    /// let mut cache = LruCache::new(2);
    /// cache.insert("a", 1);
    /// let Entry::Occupied(mut entry) = cache.entry("a") else { unreachable!() };
    /// *entry.get_mut() += 1;
    /// assert_eq!(entry.get(), &2);
    /// ```
    #[inline]
    pub fn get_mut(&mut self) -> &mut V {
        self.cache.inner.value_mut(self.place)
    }

    /// Converts the entry into a mutable reference to its value, for as long as the cache is
    /// borrowed.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache};
    ///
    /// let mut cache = LruCache::new(2);
    /// cache.insert("a", 1);
    /// let Entry::Occupied(entry) = cache.entry("a") else { unreachable!() };
    /// *entry.into_mut() += 1;
    /// assert_eq!(cache.peek("a"), Some(&2));
    /// ```
    #[must_use]
    #[inline]
    pub fn into_mut(self) -> &'a mut V {
        self.cache.inner.value_mut(self.place)
    }

    /// Removes the entry and returns its value.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache};
    ///
    /// let mut cache = LruCache::new(2);
    /// cache.insert("a", 1);
    /// let Entry::Occupied(entry) = cache.entry("a") else { unreachable!() };
    /// assert_eq!(entry.remove(), 1);
    /// assert!(cache.is_empty());
    /// ```
    #[must_use = "to remove a key alone, `Cache::remove` is simpler"]
    pub fn remove(self) -> V {
        without_key(self.remove_entry())
    }

    /// Removes the entry and returns its key and value.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache};
    ///
    /// let mut cache = LruCache::new(2);
    /// cache.insert("a", 1);
    /// let Entry::Occupied(entry) = cache.entry("a") else { unreachable!() };
    /// assert_eq!(entry.remove_entry(), ("a", 1));
    /// ```
    #[must_use = "to remove a key alone, `Cache::remove` is simpler"]
    pub fn remove_entry(self) -> (K, V) {
        let entry = if self.place.is_none() {
            self.cache.inner.take_rejected()
        } else {
            self.cache.inner.take(self.place)
        };
        entry.expect(HELD)
    }
}

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> OccupiedEntry<'_, K, V, P, S> {
    /// Replaces the value and returns the old one.
    ///
    /// A value that is too heavy to be kept does not count against the cache's bounds: the entry
    /// lives on, outside the cache, until the next write to the cache.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache};
    ///
    /// let mut cache = LruCache::new(2);
    /// cache.insert("a", 1);
    /// let Entry::Occupied(mut entry) = cache.entry("a") else { unreachable!() };
    /// assert_eq!(entry.insert(2), 1);
    /// assert_eq!(entry.get(), &2);
    /// ```
    pub fn insert(&mut self, value: V) -> V {
        self.write(value, None)
    }

    /// Replaces the value, sets the entry's own time to live, and returns the old value.
    ///
    /// The time to live counts from now, as with
    /// [`Cache::insert_with_ttl`]; otherwise this is [`insert`](Self::insert).
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
    /// use boltons::cache::{Entry, LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut cache = LruCache::builder().clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// if let Entry::Occupied(mut entry) = cache.entry("a") {
    ///     assert_eq!(entry.insert_with_ttl(2, Duration::from_secs(60)), 1);
    /// }
    /// clock.advance(Duration::from_secs(60));
    /// assert_eq!(cache.get("a"), None);
    /// ```
    #[track_caller]
    pub fn insert_with_ttl(&mut self, value: V, ttl: Duration) -> V {
        self.cache.inner.keep_times();
        self.write(value, Some(ttl))
    }

    fn write(&mut self, value: V, ttl: Option<Duration>) -> V {
        let inner = &mut self.cache.inner;
        let old = match inner.store_at(self.place, value, ttl) {
            Written::Replaced { at, old, .. } => {
                self.place = at;
                old
            }
            Written::Refused { value, old: Some((key, old)), .. } => {
                // The entry lives on.
                inner.set_rejected(Some((key, value)));
                self.place = At::NONE;
                old
            }
            // No other answer is possible for an entry that has a place.
            Written::Refused { value, old: None, .. } => {
                crate::error::bug!("an entry is neither overwritten nor refused");
                value
            }
            Written::Added { .. } => unreachable!("an overwritten entry is new"),
        };
        inner.notify();
        old
    }

    /// Returns the time until the entry expires, or [`Duration::MAX`] if it never does.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let ttl = Duration::from_secs(60);
    /// let mut cache = LruCache::builder().ttl(ttl).clock(ManualClock::new()).build();
    /// cache.insert("a", 1);
    /// let Entry::Occupied(entry) = cache.entry("a") else { unreachable!() };
    /// assert_eq!(entry.expires_in(), ttl);
    /// ```
    #[must_use]
    pub fn expires_in(&self) -> Duration {
        self.cache.inner.expires_in(self.place)
    }
}

impl<K, V, P: Policy, S> VacantEntry<'_, K, V, P, S> {
    /// Returns a reference to the given key.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache};
    ///
    /// let mut cache = LruCache::<_, u8>::new(2);
    /// let Entry::Vacant(entry) = cache.entry("a") else { unreachable!() };
    /// assert_eq!(entry.key(), &"a");
    /// ```
    #[must_use]
    pub fn key(&self) -> &K {
        &self.key
    }

    /// Converts the entry into the given key; the cache is unchanged.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache};
    ///
    /// let mut cache = LruCache::<_, u8>::new(2);
    /// let Entry::Vacant(entry) = cache.entry("a".to_owned()) else { unreachable!() };
    /// assert_eq!(entry.into_key(), "a");
    /// ```
    #[must_use]
    pub fn into_key(self) -> K {
        self.key
    }
}

impl<'a, K: Hash + Eq, V, P: Policy, S: BuildHasher> VacantEntry<'a, K, V, P, S> {
    /// Inserts a value into the entry and returns a mutable reference to it.
    ///
    /// The miss that [`Cache::entry`] counted becomes a soft miss as well. A pair that cannot be
    /// kept is returned nevertheless, see the [module](super).
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Entry, LruCache};
    ///
    /// let mut cache = LruCache::new(2);
    /// let Entry::Vacant(entry) = cache.entry("a") else { unreachable!() };
    /// *entry.insert(1) += 1;
    /// assert_eq!(cache.peek("a"), Some(&2));
    /// ```
    #[inline]
    pub fn insert(self, value: V) -> &'a mut V {
        self.fill(value, None)
    }

    /// Inserts a value with its own time to live and returns a mutable reference to it.
    ///
    /// The time to live counts from now, as with
    /// [`Cache::insert_with_ttl`]; otherwise this is [`insert`](Self::insert).
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
    /// use boltons::cache::{Entry, LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut tokens = LruCache::builder().capacity(9).clock(clock.clone()).build();
    /// if let Entry::Vacant(entry) = tokens.entry("alice") {
    ///     let (token, max_age) = ("secret", Duration::from_secs(60));
    ///     entry.insert_with_ttl(token, max_age);
    /// }
    /// assert_eq!(tokens.get("alice"), Some(&"secret"));
    /// clock.advance(Duration::from_secs(60));
    /// assert_eq!(tokens.get("alice"), None);
    /// ```
    #[track_caller]
    pub fn insert_with_ttl(self, value: V, ttl: Duration) -> &'a mut V {
        self.cache.inner.keep_times();
        self.fill(value, Some(ttl))
    }

    #[inline]
    fn fill(self, value: V, ttl: Option<Duration>) -> &'a mut V {
        let Self { cache, hash, key } = self;
        // Counted first, as the listener may panic.
        cache.inner.count_soft_miss();
        let place = cache.fill(hash, key, value, ttl);
        cache.inner.value_mut(place)
    }
}

impl<K: fmt::Debug, V: fmt::Debug, P: Policy, S> fmt::Debug for Entry<'_, K, V, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied(entry) => f.debug_tuple("Occupied").field(entry).finish(),
            Self::Vacant(entry) => f.debug_tuple("Vacant").field(entry).finish(),
        }
    }
}

impl<K: fmt::Debug, V: fmt::Debug, P: Policy, S> fmt::Debug for OccupiedEntry<'_, K, V, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OccupiedEntry")
            .field("key", self.key())
            .field("value", self.get())
            .finish_non_exhaustive()
    }
}

impl<K: fmt::Debug, V, P: Policy, S> fmt::Debug for VacantEntry<'_, K, V, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VacantEntry").field(&self.key).finish()
    }
}
