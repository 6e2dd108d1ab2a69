//! Implementations of std traits for [`OrderedMultiMap`].

use core::fmt;
use core::hash::{BuildHasher, Hash, Hasher};
#[cfg(feature = "std")]
use std::hash::RandomState;

use indexmap::IndexMap;

use super::OrderedMultiMap;
use crate::multimap::table::TRUSTED_HINT;

/// A clone has no holes, and room for its entries only.
impl<K: Clone, V: Clone, S: Clone> Clone for OrderedMultiMap<K, V, S> {
    fn clone(&self) -> Self {
        Self { core: self.core.clone(), hash_builder: self.hash_builder.clone() }
    }
}

/// Formats the map as a list of pairs, like the array that it is equal to.
impl<K: fmt::Debug, V: fmt::Debug, S> fmt::Debug for OrderedMultiMap<K, V, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<K, V, S: Default> Default for OrderedMultiMap<K, V, S> {
    fn default() -> Self {
        Self::with_hasher(S::default())
    }
}

/// Two maps are equal if their sequences of entries are equal.
impl<K: PartialEq, V: PartialEq, S, S2> PartialEq<OrderedMultiMap<K, V, S2>>
    for OrderedMultiMap<K, V, S>
{
    fn eq(&self, other: &OrderedMultiMap<K, V, S2>) -> bool {
        self.len() == other.len() && self.iter().eq(other)
    }
}

impl<K: Eq, V: Eq, S> Eq for OrderedMultiMap<K, V, S> {}

impl<K: PartialEq, V: PartialEq, S> PartialEq<[(K, V)]> for OrderedMultiMap<K, V, S> {
    fn eq(&self, other: &[(K, V)]) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter().map(|(key, value)| (key, value)))
    }
}

impl<K: PartialEq, V: PartialEq, S, const N: usize> PartialEq<[(K, V); N]>
    for OrderedMultiMap<K, V, S>
{
    fn eq(&self, other: &[(K, V); N]) -> bool {
        *self == other[..]
    }
}

/// Hashes the length, then the entries in order.
impl<K: Hash, V: Hash, S> Hash for OrderedMultiMap<K, V, S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        for entry in self {
            entry.hash(state);
        }
    }
}

/// Appends the pairs.
impl<K, V, S> Extend<(K, V)> for OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
{
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        let pairs = pairs.into_iter();
        self.core.reserve_entries(pairs.size_hint().0.min(TRUSTED_HINT));
        pairs.for_each(|(key, value)| self.append(key, value));
    }
}

/// Appends copies of the pairs.
impl<'a, K, V, S> Extend<(&'a K, &'a V)> for OrderedMultiMap<K, V, S>
where
    K: Hash + Eq + Copy,
    V: Copy,
    S: BuildHasher,
{
    fn extend<I: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, pairs: I) {
        self.extend(pairs.into_iter().map(|(&key, &value)| (key, value)));
    }
}

/// Appends the pairs to an empty map.
impl<K, V, S> FromIterator<(K, V)> for OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher + Default,
{
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::default();
        map.extend(pairs);
        map
    }
}

#[cfg(feature = "std")]
impl<K: Hash + Eq, V, const N: usize> From<[(K, V); N]> for OrderedMultiMap<K, V, RandomState> {
    fn from(pairs: [(K, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}

/// Moves the entries into the map, in order, with a clone of the hasher.
impl<K, V, S> From<IndexMap<K, V, S>> for OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher + Clone,
{
    fn from(map: IndexMap<K, V, S>) -> Self {
        let mut this = Self::with_hasher(map.hasher().clone());
        this.extend(map);
        this
    }
}
