//! Implementations of std's traits for `Cache`.

use core::fmt;
use core::hash::{BuildHasher, Hash};

use super::iter::{IntoIter, Iter, IterMut};
use super::map::Cache;
use super::policy::Policy;

/// Clones the entries, their order, the statistics and the listener.
impl<K: Clone, V: Clone, P: Policy, S: Clone> Clone for Cache<K, V, P, S> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), hasher: self.hasher.clone() }
    }
}

/// Shows the entries as a map, hot to cold.
impl<K: fmt::Debug, V: fmt::Debug, P: Policy, S> fmt::Debug for Cache<K, V, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Compares the pairs; order, policy, bounds and statistics are ignored.
impl<K, V, P, S, P2, S2> PartialEq<Cache<K, V, P2, S2>> for Cache<K, V, P, S>
where
    K: Hash + Eq,
    V: PartialEq,
    P: Policy,
    P2: Policy,
    S: BuildHasher,
    S2: BuildHasher,
{
    fn eq(&self, other: &Cache<K, V, P2, S2>) -> bool {
        let same = |(key, value): (&K, &V)| {
            let found = other.inner.find(other.hash(key), key);
            found.is_some_and(|at| *other.inner.entry(at).1 == *value)
        };
        self.len() == other.len() && self.iter().all(same)
    }
}

impl<K: Hash + Eq, V: Eq, P: Policy, S: BuildHasher> Eq for Cache<K, V, P, S> {}

/// The most entries that a `size_hint` makes `extend` allocate for at once.
const MAX_TRUSTED_HINT: usize = 1 << 12;

/// Inserts each pair.
impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> Extend<(K, V)> for Cache<K, V, P, S> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        let pairs = pairs.into_iter();
        self.reserve(pairs.size_hint().0.min(MAX_TRUSTED_HINT));
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

/// Inserts a copy of each pair.
impl<'a, K, V, P, S> Extend<(&'a K, &'a V)> for Cache<K, V, P, S>
where
    K: Hash + Eq + Copy,
    V: Copy,
    P: Policy,
    S: BuildHasher,
{
    fn extend<I: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, pairs: I) {
        self.extend(pairs.into_iter().map(|(&key, &value)| (key, value)));
    }
}

/// Yields the entries, hot to cold. The listener is not called.
impl<K, V, P: Policy, S> IntoIterator for Cache<K, V, P, S> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    fn into_iter(self) -> IntoIter<K, V> {
        IntoIter(self.into_taken())
    }
}

impl<'a, K, V, P: Policy, S> IntoIterator for &'a Cache<K, V, P, S> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}

impl<'a, K, V, P: Policy, S> IntoIterator for &'a mut Cache<K, V, P, S> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;

    fn into_iter(self) -> IterMut<'a, K, V> {
        self.iter_mut()
    }
}
