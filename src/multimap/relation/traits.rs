//! Implementations of std traits for `Relation`.

use core::fmt;
use core::hash::{BuildHasher, Hash};

use super::inner::Core;
use super::iter::{IntoIter, Iter};
use crate::multimap::Relation;
use crate::multimap::table::TRUSTED_HINT;

impl<L: Clone, R: Clone, S: Clone> Clone for Relation<L, R, S> {
    /// Clones each value once but no holes, in the time and memory that the pairs need. Nothing is
    /// hashed.
    fn clone(&self) -> Self {
        Self { core: self.core.clone(), hash_builder: self.hash_builder.clone() }
    }
}

impl<L: fmt::Debug, R: fmt::Debug, S> fmt::Debug for Relation<L, R, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<L, R, S: Default> Default for Relation<L, R, S> {
    fn default() -> Self {
        Self { core: Core::new(), hash_builder: S::default() }
    }
}

/// Compares the relations as sets of pairs: order and hashers do not matter.
impl<L, R, S, S2> PartialEq<Relation<L, R, S2>> for Relation<L, R, S>
where
    L: Hash + Eq,
    R: Hash + Eq,
    S: BuildHasher,
    S2: BuildHasher,
{
    fn eq(&self, other: &Relation<L, R, S2>) -> bool {
        self.len() == other.len() && self.iter().all(|(left, right)| other.contains(left, right))
    }
}

impl<L, R, S> Eq for Relation<L, R, S>
where
    L: Hash + Eq,
    R: Hash + Eq,
    S: BuildHasher,
{
}

/// Inserts the pairs one after the other; pairs that are present keep their place.
impl<L, R, S> Extend<(L, R)> for Relation<L, R, S>
where
    L: Hash + Eq,
    R: Hash + Eq,
    S: BuildHasher,
{
    fn extend<I: IntoIterator<Item = (L, R)>>(&mut self, pairs: I) {
        let pairs = pairs.into_iter();
        // Like std's sets: if there are pairs already, about half of the new ones are expected to
        // repeat.
        let hint = pairs.size_hint().0;
        let hint = if self.is_empty() { hint } else { hint.div_ceil(2) };
        self.reserve(hint.min(TRUSTED_HINT));
        for (left, right) in pairs {
            self.insert(left, right);
        }
    }
}

impl<L, R, S> FromIterator<(L, R)> for Relation<L, R, S>
where
    L: Hash + Eq,
    R: Hash + Eq,
    S: BuildHasher + Default,
{
    fn from_iter<I: IntoIterator<Item = (L, R)>>(pairs: I) -> Self {
        let mut this = Self::default();
        this.extend(pairs);
        this
    }
}

#[cfg(feature = "std")]
impl<L: Hash + Eq, R: Hash + Eq, const N: usize> From<[(L, R); N]> for Relation<L, R> {
    fn from(pairs: [(L, R); N]) -> Self {
        Self::from_iter(pairs)
    }
}

/// Clones each value for all but one of its pairs.
impl<L: Clone, R: Clone, S> IntoIterator for Relation<L, R, S> {
    type Item = (L, R);
    type IntoIter = IntoIter<L, R>;

    fn into_iter(self) -> IntoIter<L, R> {
        IntoIter::new(self.core)
    }
}

impl<'a, L, R, S> IntoIterator for &'a Relation<L, R, S> {
    type Item = (&'a L, &'a R);
    type IntoIter = Iter<'a, L, R>;

    fn into_iter(self) -> Iter<'a, L, R> {
        self.iter()
    }
}
