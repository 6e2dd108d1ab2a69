//! Lazy filters of pairs by lists of keys, and their iterators.
//!
//! A list is converted once into a hash table of borrowed keys, so that a filter of `n` pairs by
//! `m` keys takes O(n + m). Pairs pass one by one, in order and with repeats; to filter a map in
//! place, use its `retain` method.

use core::fmt;
use core::hash::Hash;
use core::iter::FusedIterator;
use std::hash::RandomState;

use hashbrown::HashTable;
use indexmap::Equivalent;

use super::table::{TRUSTED_HINT, hash_of, spread};

/// A set of borrowed keys that is searched with equivalent keys.
struct Keys<'q, Q: ?Sized> {
    table: HashTable<&'q Q>,
    hash_builder: RandomState,
}

impl<'q, Q: ?Sized + Hash + Eq> Keys<'q, Q> {
    fn new(keys: impl IntoIterator<Item = &'q Q>) -> Self {
        let keys = keys.into_iter();
        let hint = keys.size_hint().0.min(TRUSTED_HINT);
        let hash_builder = RandomState::new();
        let mut table: HashTable<&'q Q> = HashTable::with_capacity(hint);
        for key in keys {
            let hash = |key: &Q| spread(hash_of(&hash_builder, key));
            table.entry(hash(key), |other| **other == *key, |&other| hash(other)).or_insert(key);
        }
        Self { table, hash_builder }
    }

    fn contains<K>(&self, key: &K) -> bool
    where
        K: Hash,
        Q: Equivalent<K>,
    {
        // An empty list is common, and no key needs to be hashed for it.
        !self.table.is_empty()
            && self
                .table
                .find(spread(hash_of(&self.hash_builder, key)), |&query| Q::equivalent(query, key))
                .is_some()
    }
}

impl<Q: ?Sized> Clone for Keys<'_, Q> {
    fn clone(&self) -> Self {
        Self { table: self.table.clone(), hash_builder: self.hash_builder.clone() }
    }
}

/// Returns an iterator over the pairs whose key is in a list, in their order and with all repeats.
///
/// Accepts any source of pairs and yields pairs; collect them into the map you need. Owned keys
/// (`String`) are listed as what they borrow as (`&str`), borrowed pairs `(&K, &V)` by `&K`. The
/// list is read immediately, the pairs on demand. Only with `std`.
///
/// Computes in **O(m)** time (average) for a list of `m` keys, then **O(1)** per pair.
///
/// # Examples
///
/// ```
/// use boltons::multimap::only_keys;
///
/// let query = [("q", "rust"), ("page", "2"), ("q", "maps"), ("utm_source", "mail")];
/// let kept: Vec<_> = only_keys(query, ["q", "lang"]).collect();
/// assert_eq!(kept, [("q", "rust"), ("q", "maps")]);
/// ```
#[doc(alias("subdict", "pick", "filter_keys"))]
pub fn only_keys<'q, I, K, V, Q>(
    pairs: I,
    keep: impl IntoIterator<Item = &'q Q>,
) -> OnlyKeys<'q, I::IntoIter, Q>
where
    I: IntoIterator<Item = (K, V)>,
    K: Hash,
    Q: ?Sized + Hash + Eq + Equivalent<K> + 'q,
{
    OnlyKeys { pairs: pairs.into_iter(), keys: Keys::new(keep) }
}

/// Returns an iterator over the pairs whose key is not in a list, in their order and with all
/// repeats.
///
/// The counterpart of [`only_keys`]; `without_keys(only_keys(pairs, keep), drop)` applies both.
/// Only with `std`.
///
/// Computes in **O(m)** time (average) for a list of `m` keys, then **O(1)** per pair.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{CaseInsensitive, ignore_case, without_keys};
///
/// let headers = [("Cookie", "id=1"), ("Accept", "*/*"), ("cookie", "id=2")]
///     .map(|(name, value)| (CaseInsensitive::new(name), value));
/// let logged: Vec<_> = without_keys(headers, &[ignore_case("cookie")]).collect();
/// assert_eq!(logged, [(CaseInsensitive::new("Accept"), "*/*")]);
/// ```
#[doc(alias("omit", "exclude", "reject"))]
pub fn without_keys<'q, I, K, V, Q>(
    pairs: I,
    drop: impl IntoIterator<Item = &'q Q>,
) -> WithoutKeys<'q, I::IntoIter, Q>
where
    I: IntoIterator<Item = (K, V)>,
    K: Hash,
    Q: ?Sized + Hash + Eq + Equivalent<K> + 'q,
{
    WithoutKeys { pairs: pairs.into_iter(), keys: Keys::new(drop) }
}

/// Declares one of the two filters.
macro_rules! filter {
    ($(#[$meta:meta])* $name:ident, |$keys:ident, $key:ident| $keep:expr) => {
        $(#[$meta])*
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $name<'q, I, Q: ?Sized> {
            pairs: I,
            keys: Keys<'q, Q>,
        }

        impl<I: Clone, Q: ?Sized> Clone for $name<'_, I, Q> {
            fn clone(&self) -> Self {
                Self { pairs: self.pairs.clone(), keys: self.keys.clone() }
            }
        }

        impl<I: fmt::Debug, Q: ?Sized + fmt::Debug> fmt::Debug for $name<'_, I, Q> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let keys: alloc::vec::Vec<&Q> = self.keys.table.iter().copied().collect();
                f.debug_struct(stringify!($name))
                    .field("pairs", &self.pairs)
                    .field("keys", &keys)
                    .finish()
            }
        }

        impl<I, K, V, Q> Iterator for $name<'_, I, Q>
        where
            I: Iterator<Item = (K, V)>,
            K: Hash,
            Q: ?Sized + Hash + Eq + Equivalent<K>,
        {
            type Item = (K, V);

            fn next(&mut self) -> Option<(K, V)> {
                let $keys = &self.keys;
                self.pairs.find(|($key, _)| $keep)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                (0, self.pairs.size_hint().1)
            }

            fn fold<B, F>(self, init: B, f: F) -> B
            where
                F: FnMut(B, Self::Item) -> B,
            {
                let $keys = &self.keys;
                self.pairs.filter(|($key, _)| $keep).fold(init, f)
            }
        }

        impl<I, K, V, Q> DoubleEndedIterator for $name<'_, I, Q>
        where
            I: DoubleEndedIterator<Item = (K, V)>,
            K: Hash,
            Q: ?Sized + Hash + Eq + Equivalent<K>,
        {
            fn next_back(&mut self) -> Option<(K, V)> {
                let $keys = &self.keys;
                self.pairs.rfind(|($key, _)| $keep)
            }
        }

        impl<I, K, V, Q> FusedIterator for $name<'_, I, Q>
        where
            I: FusedIterator<Item = (K, V)>,
            K: Hash,
            Q: ?Sized + Hash + Eq + Equivalent<K>,
        {
        }
    };
}

filter! {
    /// An iterator over the pairs whose key is in a list, created by [`only_keys`].
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::only_keys;
    ///
    /// let mut kept = only_keys([("a", 1), ("b", 2), ("a", 3)], ["a"]);
    /// assert_eq!(kept.next_back(), Some(("a", 3)));
    /// assert_eq!(kept.next(), Some(("a", 1)));
    /// assert_eq!(kept.next(), None);
    /// ```
    OnlyKeys, |keys, key| keys.contains(key)
}

filter! {
    /// An iterator over the pairs whose key is not in a list, created by [`without_keys`].
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::without_keys;
    ///
    /// let mut kept = without_keys([("a", 1), ("b", 2), ("a", 3)], ["a"]);
    /// assert_eq!(kept.next(), Some(("b", 2)));
    /// assert_eq!(kept.next(), None);
    /// ```
    WithoutKeys, |keys, key| !keys.contains(key)
}
