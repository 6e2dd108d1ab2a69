//! `fold_by_key_in`, of which most helpers that group by key are made, its maps, and `bucketize`.
//!
//! All it needs of a map is one operation, "the value under this key, created if it is new", which
//! the three maps offer as their entry API: one lookup per item. Keys are never removed and
//! reinserted, which is where the time of itertools' `aggregate` goes.
//!
//! `bucketize` pushes each item into the vector of its key while keys are few. With more of them
//! most of the time went into vectors that grow and move: from there on items are kept in the order
//! of arrival, the items of each key are counted, and at the end each vector is allocated once.

use alloc::collections::BTreeMap;
use alloc::collections::btree_map;
use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};
use core::ops::ControlFlow;
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

/// The most keys whose items are pushed as they come.
const MAX_PUSHED: usize = 1 << 9;

/// Collects the items of each key in a vector.
pub(crate) fn bucketize<I, K, S>(
    mut items: I,
    mut key: impl FnMut(&I::Item) -> K,
    hasher: S,
) -> IndexMap<K, Vec<I::Item>, S>
where
    I: Iterator,
    K: Hash + Eq,
    S: BuildHasher,
{
    let (mut map, mut shortcut) = (IndexMap::with_hasher(hasher), Shortcut::default());
    let filled = items.try_for_each(|item| {
        let place = shortcut.place(&mut map, key(&item), |_| Vec::new());
        if place >= MAX_PUSHED {
            return ControlFlow::Break(item);
        }
        map[place].push(item);
        ControlFlow::Continue(())
    });
    let ControlFlow::Break(first) = filled else { return map };

    // The items left and the places of their keys; how many each key gets.
    let (mut left, mut places) = (Vec::new(), Vec::new());
    let mut counts = alloc::vec![0_u32; map.len()];
    let mut keep = |map: &mut IndexMap<K, Vec<I::Item>, S>, place: usize, item| {
        match u32::try_from(place) {
            Ok(narrow) => {
                places.push(narrow);
                left.push(item);
                counts.resize(counts.len().max(place + 1), 0);
                // No more than a hint of the room.
                counts[place] = counts[place].saturating_add(1);
            }
            Err(_) => map[place].push(item),
        }
    };
    keep(&mut map, MAX_PUSHED, first);
    items.for_each(|item| {
        let place = shortcut.place(&mut map, key(&item), |_| Vec::new());
        keep(&mut map, place, item);
    });
    drop(shortcut);
    for (bucket, count) in map.values_mut().zip(counts) {
        bucket.reserve_exact(count as usize);
    }
    for (item, place) in left.into_iter().zip(places) {
        map[place as usize].push(item);
    }
    map
}
