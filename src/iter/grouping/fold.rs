//! `fold_by_key_in`, of which every other helper that groups by key is made, and its maps.
//!
//! All it needs of a map is one operation, "the value under this key, created if it is new", which
//! the three maps offer as their entry API: one lookup per item. Keys are never removed and
//! reinserted, which is where the time of itertools' `aggregate` goes.

use alloc::collections::BTreeMap;
use alloc::collections::btree_map;
use core::hash::{BuildHasher, Hash};
#[cfg(feature = "std")]
use std::collections::{HashMap, hash_map};

use indexmap::IndexMap;

use super::shortcut::Shortcut;

/// A map that [`fold_by_key_in`](crate::iter::IterExt::fold_by_key_in) can fold into.
///
/// Implemented for [`IndexMap`] with any hasher, for [`BTreeMap`] and, with the feature `std`, for
/// `HashMap` with any hasher. It is sealed: other crates cannot
/// implement it.
///
/// # Examples
///
/// ```
/// use std::collections::BTreeMap;
///
/// use boltons::iter::IterExt;
///
/// let words = ["pear", "fig", "plum", "kiwi"];
/// let lengths = words.iter().fold_by_key_in(
///     BTreeMap::new(),
///     |word| word.len(),
///     |_| 0,
///     |count, _| *count += 1,
/// );
/// assert_eq!(lengths, BTreeMap::from([(3, 1), (4, 3)]));
/// ```
pub trait FoldMap<K, A>: sealed::Sealed<K, A> {}

mod sealed {
    /// The one operation of a [`FoldMap`](super::FoldMap).
    pub trait Sealed<K, A> {
        /// What one pass over the items remembers beside the map.
        type Memory: Default;

        /// Returns the value under `key`, which `init` creates if the key is new.
        fn slot(&mut self, memory: &mut Self::Memory, key: K, init: impl FnOnce(&K) -> A)
        -> &mut A;
    }
}

impl<K: Hash + Eq, A, S: BuildHasher> FoldMap<K, A> for IndexMap<K, A, S> {}

impl<K: Hash + Eq, A, S: BuildHasher> sealed::Sealed<K, A> for IndexMap<K, A, S> {
    type Memory = Shortcut;

    #[inline]
    fn slot(&mut self, memory: &mut Shortcut, key: K, init: impl FnOnce(&K) -> A) -> &mut A {
        memory.value(self, key, init)
    }
}

macro_rules! fold_map {
    ([$($generics:tt)*] $map:ty, $entry:path) => {
        impl<$($generics)*> FoldMap<K, A> for $map {}

        impl<$($generics)*> sealed::Sealed<K, A> for $map {
            type Memory = ();

            #[inline]
            fn slot(&mut self, (): &mut (), key: K, init: impl FnOnce(&K) -> A) -> &mut A {
                use $entry as Entry;
                match self.entry(key) {
                    Entry::Occupied(entry) => entry.into_mut(),
                    Entry::Vacant(entry) => {
                        let value = init(entry.key());
                        entry.insert(value)
                    }
                }
            }
        }
    };
}

fold_map!([K: Ord, A] BTreeMap<K, A>, btree_map::Entry);
#[cfg(feature = "std")]
fold_map!([K: Hash + Eq, A, S: BuildHasher] HashMap<K, A, S>, hash_map::Entry);

/// Folds each item into the value that `map` holds for its key.
#[inline]
pub(crate) fn fold_by_key_in<I, M, K, A>(
    items: I,
    mut map: M,
    mut key: impl FnMut(&I::Item) -> K,
    mut init: impl FnMut(&K) -> A,
    mut fold: impl FnMut(&mut A, I::Item),
) -> M
where
    I: Iterator,
    M: FoldMap<K, A>,
{
    let mut memory = M::Memory::default();
    items.for_each(|item| fold(map.slot(&mut memory, key(&item), &mut init), item));
    map
}
