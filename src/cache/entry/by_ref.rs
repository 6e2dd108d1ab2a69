//! The entry of a borrowed key, which becomes an owned one only where it is inserted.

use core::fmt;
use core::hash::{BuildHasher, Hash};

use crate::cache::inner::At;
use crate::cache::key::ToKey;
use crate::cache::map::Cache;
use crate::cache::policy::Policy;

/// A view into the entry of a borrowed key, which is cloned only if the entry is vacant and filled.
///
/// Created by [`Cache::entry_ref`], which counts the lookup and hashes the key, once.
///
/// # Examples
///
/// ```
/// let mut cache = boltons::cache::LruCache::<String, usize>::new(2);
/// assert_eq!(cache.entry_ref("abc").or_insert_with(|| 3), &3);
/// assert_eq!(cache.entry_ref("abc").or_insert_with(|| unreachable!()), &3);
/// ```
pub struct EntryRef<'a, 'q, K, Q: ?Sized, V, P: Policy, S> {
    cache: &'a mut Cache<K, V, P, S>,
    hash: u64,
    key: &'q Q,
    found: Option<At>,
}

impl<'a, 'q, K, Q, V, P, S> EntryRef<'a, 'q, K, Q, V, P, S>
where
    K: Hash + Eq,
    Q: ?Sized + ToKey<K>,
    P: Policy,
    S: BuildHasher,
{
    #[inline]
    pub(in crate::cache) fn new(
        cache: &'a mut Cache<K, V, P, S>,
        found: Option<At>,
        hash: u64,
        key: &'q Q,
    ) -> Self {
        Self { cache, hash, key, found }
    }

    /// Returns a reference to the given key.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<String, u8>::new(2);
    /// assert_eq!(cache.entry_ref("a").key(), "a");
    /// ```
    #[must_use]
    pub fn key(&self) -> &Q {
        self.key
    }

    /// Calls `f` with a mutable reference to the value if the entry is occupied, and returns the
    /// entry.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<String, u8>::new(2);
    /// for _ in 0..3 {
    ///     cache.entry_ref("a").and_modify(|n| *n += 1).or_insert(1);
    /// }
    /// assert_eq!(cache.peek("a"), Some(&3));
    /// ```
    #[must_use = "to change a value alone, `get_mut` is simpler"]
    #[inline]
    pub fn and_modify(self, f: impl FnOnce(&mut V)) -> Self {
        if let Some(place) = self.found {
            f(self.cache.inner.value_mut(place));
        }
        self
    }

    /// Inserts `value` if the entry is vacant, and returns a mutable reference to the entry's
    /// value.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<String, u8>::new(2);
    /// assert_eq!(cache.entry_ref("a").or_insert(1), &1);
    /// assert_eq!(cache.entry_ref("a").or_insert(2), &1);
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
    /// let mut cache = boltons::cache::LruCache::<String, u8>::new(2);
    /// assert_eq!(cache.entry_ref("a").or_insert_with(|| 1), &1);
    /// assert_eq!(cache.entry_ref("a").or_insert_with(|| unreachable!()), &1);
    /// ```
    #[inline]
    pub fn or_insert_with(self, f: impl FnOnce() -> V) -> &'a mut V {
        self.or_insert_with_key(|_| f())
    }

    /// Inserts the value that `f` returns for the borrowed key if the entry is vacant, and returns
    /// a mutable reference to the entry's value.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<String, usize>::new(2);
    /// assert_eq!(cache.entry_ref("abc").or_insert_with_key(|key| key.len()), &3);
    /// ```
    #[inline]
    pub fn or_insert_with_key(self, f: impl FnOnce(&Q) -> V) -> &'a mut V {
        match self.found {
            Some(place) => self.cache.inner.value_mut(place),
            None => {
                let value = f(self.key);
                self.fill(value)
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
    /// let mut cache = boltons::cache::LruCache::<String, u8>::new(2);
    /// assert_eq!(cache.entry_ref("1").or_try_insert_with(|| "1".parse()), Ok(&mut 1));
    /// assert!(cache.entry_ref("x").or_try_insert_with(|| "x".parse()).is_err());
    /// ```
    #[inline]
    pub fn or_try_insert_with<E>(self, f: impl FnOnce() -> Result<V, E>) -> Result<&'a mut V, E> {
        self.or_try_insert_with_key(|_| f())
    }

    /// Inserts the value that `f` returns for the borrowed key if the entry is vacant, and returns
    /// a mutable reference to the entry's value; `f` may fail.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Errors
    ///
    /// Returns the error of `f`, and inserts nothing then.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<String, u8>::new(2);
    /// assert_eq!(cache.entry_ref("1").or_try_insert_with_key(|key| key.parse()), Ok(&mut 1));
    /// assert!(cache.entry_ref("x").or_try_insert_with_key(|key| key.parse()).is_err());
    /// ```
    #[inline]
    pub fn or_try_insert_with_key<E>(
        self,
        f: impl FnOnce(&Q) -> Result<V, E>,
    ) -> Result<&'a mut V, E> {
        match self.found {
            Some(place) => Ok(self.cache.inner.value_mut(place)),
            None => {
                let value = f(self.key)?;
                Ok(self.fill(value))
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
    /// let mut cache = boltons::cache::LruCache::<String, Vec<u8>>::new(2);
    /// cache.entry_ref("a").or_default().push(1);
    /// assert_eq!(cache.peek("a"), Some(&vec![1]));
    /// ```
    #[inline]
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    #[inline]
    fn fill(self, value: V) -> &'a mut V {
        let Self { cache, hash, key, .. } = self;
        let key = key.to_key();
        cache.inner.count_soft_miss();
        let place = cache.fill(hash, key, value, None);
        cache.inner.value_mut(place)
    }
}

impl<K, Q: ?Sized + fmt::Debug, V, P: Policy, S> fmt::Debug for EntryRef<'_, '_, K, Q, V, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntryRef")
            .field("key", &self.key)
            .field("occupied", &self.found.is_some())
            .finish_non_exhaustive()
    }
}
