//! [`IterExt`]: every helper as a method. Each is one line into the type or the function that
//! does the work.

use alloc::vec::Vec;
#[cfg(feature = "std")]
use core::hash::Hash;

#[cfg(feature = "std")]
use indexmap::IndexMap;

use super::grouping::{self, FoldMap};
use crate::Error;

/// The helpers of this module as methods of every [`Iterator`].
///
/// No method has the name of a method of `Iterator` or of
/// [`Itertools`](crate::iter::itertools::Itertools), so both traits can be imported together.
pub trait IterExt: Iterator {
    /// Groups the items by a key into an [`IndexMap`], its keys in the order in which they first
    /// appear.
    ///
    /// Unlike itertools' `into_group_map_by` the result has an order. Where only a sum or a count
    /// of each group is wanted, [`fold_by_key`](IterExt::fold_by_key) keeps no items; for many
    /// small groups [`groups_by`](IterExt::groups_by) is faster and takes half the memory.
    ///
    /// Computes in **O(n)** time (average), one look-up an item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let words = ["plum", "fig", "pear", "kiwi"];
    /// let by_length = words.into_iter().bucketize(|word| word.len());
    /// assert_eq!(by_length[&4], ["plum", "pear", "kiwi"]);
    /// assert!(by_length.keys().eq(&[4, 3]));
    /// assert!(by_length.get(&5).is_none());
    /// ```
    #[cfg(feature = "std")]
    #[must_use]
    fn bucketize<K: Hash + Eq>(
        self,
        key: impl FnMut(&Self::Item) -> K,
    ) -> IndexMap<K, Vec<Self::Item>>
    where
        Self: Sized,
    {
        self.fold_by_key(key, |_| Vec::new(), Vec::push)
    }

    /// Folds the items of each key into one value, the keys in the order in which they first
    /// appear.
    ///
    /// `init` makes the value of a new key, and runs once for each; `fold` then takes the item
    /// in.
    ///
    /// The table is seeded by the operating system, as std's are, so that nobody who chooses keys
    /// can make them collide. Where keys are trusted,
    /// [`fold_by_key_in`](IterExt::fold_by_key_in) with a faster hasher takes less time.
    ///
    /// Computes in **O(n)** time (average), one look-up an item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let hits = [("/", 120), ("/about", 80), ("/", 240)];
    /// let bytes = hits.iter().fold_by_key(|hit| hit.0, |_| 0, |sum, hit| *sum += hit.1);
    /// assert_eq!(bytes["/"], 360);
    /// assert!(bytes.into_iter().eq([("/", 360), ("/about", 80)]));
    /// ```
    #[cfg(feature = "std")]
    #[must_use]
    fn fold_by_key<K: Hash + Eq, A>(
        self,
        key: impl FnMut(&Self::Item) -> K,
        init: impl FnMut(&K) -> A,
        fold: impl FnMut(&mut A, Self::Item),
    ) -> IndexMap<K, A>
    where
        Self: Sized,
    {
        grouping::by_key::fold_by_key_in(self, IndexMap::new(), key, init, fold)
    }

    /// Folds the items of each key into one value of a map of yours, and gives the map back.
    ///
    /// Any hasher, any capacity, an ordered map ([`BTreeMap`](alloc::collections::BTreeMap)), or a
    /// map that already holds something, which is then folded into. Works without `std`.
    ///
    /// Computes in **O(n)** time (average), one look-up an item; O(n log u) with a `BTreeMap` of u
    /// keys.
    ///
    /// # Examples
    ///
    /// Totals by month, in the order of months, of two batches:
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use boltons::iter::IterExt;
    ///
    /// let mut totals = BTreeMap::new();
    /// for batch in [[("feb", 5), ("jan", 1)], [("jan", 2), ("mar", 4)]] {
    ///     totals = batch.into_iter().fold_by_key_in(
    ///         totals,
    ///         |&(month, _)| ["jan", "feb", "mar"].iter().position(|m| *m == month),
    ///         |_| 0,
    ///         |sum, (_, amount)| *sum += amount,
    ///     );
    /// }
    /// assert!(totals.into_values().eq([3, 5, 4]));
    /// ```
    ///
    /// With keys that nobody hostile chooses, a faster hasher (crate `foldhash`), which takes about
    /// a third of the time at 64 keys:
    ///
    /// ```
    /// use boltons::iter::{IndexMap, IterExt};
    /// # mod foldhash { pub mod fast { pub use std::hash::RandomState; } }
    ///
    /// let map = IndexMap::with_hasher(foldhash::fast::RandomState::default());
    /// let sums = (0..100).fold_by_key_in(map, |n| n % 3, |_| 0, |sum, n| *sum += n);
    /// assert!(sums.into_iter().eq([(0, 1683), (1, 1617), (2, 1650)]));
    /// ```
    #[must_use]
    fn fold_by_key_in<M: FoldMap<K, A>, K, A>(
        self,
        map: M,
        key: impl FnMut(&Self::Item) -> K,
        init: impl FnMut(&K) -> A,
        fold: impl FnMut(&mut A, Self::Item),
    ) -> M
    where
        Self: Sized,
    {
        grouping::by_key::fold_by_key_in(self, map, key, init, fold)
    }

    /// Counts each item, in the order in which they first appear.
    ///
    /// Unlike itertools' `counts` the result has an order. For a tally of something that the items
    /// have, `map` first.
    ///
    /// Computes in **O(n)** time (average), one look-up an item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let letters = "banana".chars().tally();
    /// assert!(letters.into_iter().eq([('b', 1), ('a', 3), ('n', 2)]));
    /// ```
    #[cfg(feature = "std")]
    #[must_use]
    fn tally(self) -> IndexMap<Self::Item, usize>
    where
        Self: Sized,
        Self::Item: Hash + Eq,
    {
        grouping::tally::tally(self)
    }

    /// Returns the `k` items that occur most often with their counts, the most frequent first.
    ///
    /// Of items that occur equally often the one that appears first comes first. With a `k` of
    /// `usize::MAX` all items are given.
    ///
    /// Computes in **O(n + u + k log k)** time (average), where u is the number of distinct items.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let text = "to be or not to be that is the question";
    /// let top = text.split(' ').most_common(3);
    /// assert_eq!(top, [("to", 2), ("be", 2), ("or", 1)]);
    /// assert!("".chars().most_common(3).is_empty());
    /// ```
    #[cfg(feature = "std")]
    #[must_use]
    fn most_common(self, k: usize) -> Vec<(Self::Item, usize)>
    where
        Self: Sized,
        Self::Item: Hash + Eq,
    {
        grouping::tally::most_common(self, k)
    }

    /// Returns the groups of two or more items with the same key, in the order of their first
    /// repeat.
    ///
    /// For one item of each such group there is itertools' `duplicates_by`.
    ///
    /// Computes in **O(n)** time (average), one look-up an item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let files = [("a", 0x51), ("b", 0x7e), ("c", 0x7e), ("d", 0x51), ("e", 0x03)];
    /// let same = files.into_iter().redundant_groups(|file| file.1);
    /// assert_eq!(same, [[("b", 0x7e), ("c", 0x7e)], [("a", 0x51), ("d", 0x51)]]);
    /// ```
    #[cfg(feature = "std")]
    #[must_use]
    fn redundant_groups<K: Hash + Eq>(
        self,
        key: impl FnMut(&Self::Item) -> K,
    ) -> Vec<Vec<Self::Item>>
    where
        Self: Sized,
    {
        grouping::redundant::redundant_groups(self, key)
    }

    /// Deals the items out into `N` vectors by an index; an index of `N` or more goes to the last.
    ///
    /// [`Iterator::partition`] is the same for two and a yes or no.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let sizes = [3, 1200, 40, 7, 90_000];
    /// let [small, medium, large] = sizes.into_iter().partition_n(|size| match size {
    ///     ..10 => 0,
    ///     10..1000 => 1,
    ///     _ => 2,
    /// });
    /// assert_eq!(small, [3, 7]);
    /// assert_eq!(medium, [40]);
    /// assert_eq!(large, [1200, 90_000]);
    /// ```
    #[must_use]
    fn partition_n<const N: usize>(
        self,
        which: impl FnMut(&Self::Item) -> usize,
    ) -> [Vec<Self::Item>; N]
    where
        Self: Sized,
    {
        grouping::partition::partition_n(self, which)
    }

    /// Returns the item of an iterator that has exactly one.
    ///
    /// Reads at most two items. Unlike itertools' `exactly_one` the error is small and can be
    /// kept; it does not give the items back.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Errors
    ///
    /// [`is_not_found`](Error::is_not_found) without items, [`is_conflict`](Error::is_conflict)
    /// with more than one.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let ports = [80, 443, 8080];
    /// assert_eq!(ports.iter().filter(|port| **port > 1024).one()?, &8080);
    ///
    /// let error = ports.iter().one().unwrap_err();
    /// assert!(error.is_conflict());
    /// assert_eq!(error.to_string(), "more than one item where exactly one is expected");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    fn one(self) -> Result<Self::Item, Error>
    where
        Self: Sized,
    {
        grouping::one::one(self)
    }
}

impl<I: Iterator + ?Sized> IterExt for I {}
