//! A cache together with the function that computes its values.

use core::fmt;
use core::hash::{BuildHasher, Hash};
#[cfg(feature = "std")]
use std::hash::RandomState;

use super::map::Cache;
#[cfg(feature = "std")]
use super::policy::Lru;
use super::policy::Policy;
use crate::cache::{Equivalent, ToKey};

macro_rules! definition {
    ($($policy:ident = $default:ty, $hasher:ident = $random:ty)?; $($p:ident, $s:ident)?) => {
        /// A [`Cache`] together with the function that computes missing values.
        ///
        /// A miss counts as a plain miss: the function belongs to the memo and not to the call. To
        /// memoize a free function for the whole program, see `cached!`; to memoize a method, keep
        /// a `Cache` in the struct and call [`Cache::get_or_insert_with`].
        ///
        /// # Examples
        ///
        /// ```
        /// use boltons::cache::{LruCache, Memo};
        ///
        /// let mut lengths = Memo::new(LruCache::new(100), |word: &String| word.len());
        /// assert_eq!(lengths.get("hello"), &5);
        /// assert_eq!(lengths.get("hello"), &5);
        /// assert_eq!(lengths.cache().stats().hits, 1);
        /// ```
        #[doc(alias = "memoize")]
        #[doc(alias = "memoized")]
        #[doc(alias = "cachedmethod")]
        pub struct Memo<F, K, V, $($policy: Policy = $default, $hasher = $random)? $($p: Policy, $s)?> {
            cache: Cache<K, V, P, S>,
            f: F,
        }
    };
}

#[cfg(feature = "std")]
definition!(P = Lru, S = RandomState;);
#[cfg(not(feature = "std"))]
definition!(; P, S);

impl<F, K, V, P: Policy, S> Memo<F, K, V, P, S> {
    /// Creates a memo from a cache and the function that computes its values.
    ///
    /// A closure has to name the type of its argument, `|key: &u64| …`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, Memo};
    ///
    /// let mut squares = Memo::new(LruCache::new(100), |n: &u64| n * n);
    /// assert_eq!(squares.get(&12), &144);
    /// ```
    #[must_use]
    pub fn new(cache: Cache<K, V, P, S>, f: F) -> Self {
        Self { cache, f }
    }

    /// Returns a reference to the cache, for its statistics and its entries.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, Memo};
    ///
    /// let mut squares = Memo::new(LruCache::new(100), |n: &u64| n * n);
    /// squares.get(&12);
    /// assert!(squares.cache().contains_key(&12));
    /// ```
    #[must_use]
    pub fn cache(&self) -> &Cache<K, V, P, S> {
        &self.cache
    }

    /// Returns a mutable reference to the cache, to change its entries or its bounds.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, Memo};
    ///
    /// let mut squares = Memo::new(LruCache::new(100), |n: &u64| n * n);
    /// squares.get(&12);
    /// squares.cache_mut().clear();
    /// assert!(squares.cache().is_empty());
    /// ```
    pub fn cache_mut(&mut self) -> &mut Cache<K, V, P, S> {
        &mut self.cache
    }

    /// Converts the memo into its cache and its function.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, Memo};
    ///
    /// let squares = Memo::new(LruCache::<u64, u64>::new(100), |n: &u64| n * n);
    /// let (cache, square) = squares.into_parts();
    /// assert_eq!(square(&3), 9);
    /// assert!(cache.is_empty());
    /// ```
    #[must_use]
    pub fn into_parts(self) -> (Cache<K, V, P, S>, F) {
        (self.cache, self.f)
    }
}

impl<F, K: Hash + Eq, V, P: Policy, S: BuildHasher> Memo<F, K, V, P, S> {
    /// Returns a reference to the value of a key, which the function computes if it is absent.
    ///
    /// The key is cloned only then. A value that cannot be kept is returned nevertheless.
    ///
    /// Computes in **O(1)** time (amortized average), and the function's.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, Memo};
    ///
    /// let mut upper = Memo::new(LruCache::new(100), |name: &String| name.to_uppercase());
    /// assert_eq!(upper.get("abc"), "ABC");
    /// ```
    pub fn get<Q>(&mut self, key: &Q) -> &V
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
        F: FnMut(&K) -> V,
    {
        let Self { cache, f } = self;
        let (hash, found) = cache.look_up(key);
        let place = found.unwrap_or_else(|| {
            let key = key.to_key();
            let value = f(&key);
            cache.fill(hash, key, value, None)
        });
        cache.inner.entry(place).1
    }

    /// Returns a reference to the value of a key, which the function computes if it is absent; the
    /// function may fail.
    ///
    /// Errors are not kept.
    ///
    /// Computes in **O(1)** time (amortized average), and the function's.
    ///
    /// # Errors
    ///
    /// Returns the error of the function.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, Memo};
    ///
    /// let mut numbers = Memo::new(LruCache::new(100), |text: &String| text.parse::<u8>());
    /// assert_eq!(numbers.try_get("7"), Ok(&7));
    /// assert!(numbers.try_get("seven").is_err());
    /// assert_eq!(numbers.cache().len(), 1);
    /// ```
    pub fn try_get<Q, E>(&mut self, key: &Q) -> Result<&V, E>
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
        F: FnMut(&K) -> Result<V, E>,
    {
        let Self { cache, f } = self;
        let (hash, found) = cache.look_up(key);
        let place = match found {
            Some(place) => place,
            None => {
                let key = key.to_key();
                let value = f(&key)?;
                cache.fill(hash, key, value, None)
            }
        };
        Ok(cache.inner.entry(place).1)
    }

    /// Returns a clone of the value of a key, which the function computes if it is absent, asking
    /// for the values of other keys through its second argument.
    ///
    /// The recursion runs on the call stack, and a function that asks for its own key never ends.
    ///
    /// Computes in **O(1)** time (amortized average), and the function's.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, Memo};
    ///
    /// let fib = |&n: &u64, fib: &mut dyn FnMut(u64) -> u64| {
    ///     if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
    /// };
    /// let mut fib = Memo::new(LruCache::new(100), fib);
    /// assert_eq!(fib.get_recursive(90), 2_880_067_194_370_816_120);
    /// assert_eq!(fib.cache().stats().insertions, 91);
    /// ```
    pub fn get_recursive(&mut self, key: K) -> V
    where
        F: Fn(&K, &mut dyn FnMut(K) -> V) -> V,
        V: Clone,
    {
        fn recurse<F, K, V, P, S>(cache: &mut Cache<K, V, P, S>, f: &F, key: K) -> V
        where
            F: Fn(&K, &mut dyn FnMut(K) -> V) -> V,
            K: Hash + Eq,
            V: Clone,
            P: Policy,
            S: BuildHasher,
        {
            if let Some(value) = cache.get(&key) {
                return value.clone();
            }
            let value = f(&key, &mut |key| recurse(cache, f, key));
            cache.insert(key, value.clone());
            value
        }
        recurse(&mut self.cache, &self.f, key)
    }
}

/// Shows the cache.
impl<F, K: fmt::Debug, V: fmt::Debug, P: Policy, S> fmt::Debug for Memo<F, K, V, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").field("cache", &self.cache).finish_non_exhaustive()
    }
}

impl<F: Clone, K: Clone, V: Clone, P: Policy, S: Clone> Clone for Memo<F, K, V, P, S> {
    fn clone(&self) -> Self {
        Self { cache: self.cache.clone(), f: self.f.clone() }
    }
}
