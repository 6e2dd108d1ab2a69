//! [`IterExt`]: every helper as a method. Each is one line into the type or the function that
//! does the work.

use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};

use indexmap::IndexMap;

use super::adaptors::{
    Chunked, ChunkedArray, ChunkedWhile, FoldRunsByKey, Lookahead, Pairwise, SlidingWindows,
    SortedDifference, SortedIntersection, SortedSymmetricDifference, SortedUnion, SplitOn,
    TrimEndWhile, TrimWhile, Windowed,
};
#[cfg(feature = "std")]
use super::grouping::groups::Groups;
use super::grouping::{self, FoldMap};
use crate::Error;

/// The helpers of this module as methods of every [`Iterator`].
///
/// No method has the name of a method of `Iterator` or of
/// [`Itertools`](crate::iter::itertools::Itertools), so both traits can be imported together.
pub trait IterExt: Iterator {
    /// Cuts the items into vectors of `size`, the last one shorter.
    ///
    /// Reads exactly the items of the chunk that it yields. Unlike itertools' `chunks` the chunks
    /// are owned, can be sent to another thread, and lose no item when the iterator was borrowed
    /// with [`by_ref`](Iterator::by_ref). For a size known at compile time see
    /// [`chunked_array`](IterExt::chunked_array); a slice has [`chunks`](slice::chunks).
    ///
    /// Computes in **O(size)** time per chunk.
    ///
    /// # Panics
    ///
    /// Panics if `size` is zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// assert!((1..=5).chunked(2).eq([vec![1, 2], vec![3, 4], vec![5]]));
    /// // The last chunk filled up.
    /// let filled = (1..=3).chunked(2).map(|mut chunk| {
    ///     chunk.resize(2, 0);
    ///     chunk
    /// });
    /// assert!(filled.eq([[1, 2], [3, 0]]));
    /// ```
    #[doc(alias = "batched")]
    #[doc(alias = "chunked_iter")]
    #[doc(alias = "grouper")]
    #[track_caller]
    fn chunked(self, size: usize) -> Chunked<Self>
    where
        Self: Sized,
    {
        Chunked::new(self, size)
    }

    /// Cuts the items into arrays of `N`; those that don't fill one stay in
    /// [`remainder`](ChunkedArray::remainder).
    ///
    /// `N` must not be zero, which is checked when it is compiled.
    ///
    /// Computes in **O(N)** time per chunk, without an allocation.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let mut bytes = [0x12, 0x34, 0x56, 0x78, 0x9a].into_iter().chunked_array();
    /// assert!(bytes.by_ref().map(u16::from_be_bytes).eq([0x1234, 0x5678]));
    /// assert_eq!(bytes.remainder(), [0x9a]);
    /// ```
    ///
    /// ```compile_fail
    /// # use boltons::iter::IterExt;
    /// let _ = (0..9).chunked_array::<0>();
    /// ```
    #[doc(alias = "array_chunks")]
    #[doc(alias = "tuples")]
    fn chunked_array<const N: usize>(self) -> ChunkedArray<Self, N>
    where
        Self: Sized,
    {
        ChunkedArray::new(self)
    }

    /// Cuts the items into vectors, each as long as `belongs` returns true for the chunk and the
    /// next item.
    ///
    /// `belongs` sees the current chunk, which is never empty, and the next item. Reads the one
    /// item that ends a chunk and no further.
    ///
    /// Computes in **O(1)** time per item (amortized average), besides what `belongs` takes.
    ///
    /// # Examples
    ///
    /// Batches of at most 100 bytes, or of one larger item:
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let sizes = [60, 30, 20, 250, 40];
    /// let batches = sizes.into_iter().chunked_while(|batch, next| {
    ///     batch.iter().sum::<u32>() + next <= 100
    /// });
    /// assert!(batches.eq([vec![60, 30], vec![20], vec![250], vec![40]]));
    /// ```
    ///
    /// Sessions, which a pause of more than 30 ends:
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let times = [5, 20, 31, 90, 100];
    /// let sessions = times.into_iter().chunked_while(|session, next| {
    ///     session.last().is_some_and(|last| next - last <= 30)
    /// });
    /// assert!(sessions.eq([vec![5, 20, 31], vec![90, 100]]));
    /// ```
    #[doc(alias = "chunk_while")]
    #[doc(alias = "constrained_batches")]
    #[doc(alias = "split_when")]
    fn chunked_while<F>(self, belongs: F) -> ChunkedWhile<Self, F>
    where
        Self: Sized,
        F: FnMut(&[Self::Item], &Self::Item) -> bool,
    {
        ChunkedWhile::new(self, belongs)
    }

    /// Yields each `N` neighbouring items as an array: a window that moves by one item.
    ///
    /// Nothing if there are fewer than `N` items. `N` must not be zero, which is checked when it
    /// is compiled. Clones each item up to `N` times: made for items that are `Copy`; for others
    /// there is [`sliding_windows`](IterExt::sliding_windows).
    ///
    /// Computes in **O(N)** time per window.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let peaks = [1, 5, 2, 2, 3, 1].into_iter().windowed().filter(|[a, b, c]| b > a && b > c);
    /// assert!(peaks.map(|[_, peak, _]| peak).eq([5, 3]));
    /// ```
    ///
    /// ```compile_fail
    /// # use boltons::iter::IterExt;
    /// let _ = (0..9).windowed::<0>();
    /// ```
    #[doc(alias = "array_windows")]
    #[doc(alias = "tuple_windows")]
    #[doc(alias = "sliding_window")]
    fn windowed<const N: usize>(self) -> Windowed<Self, N>
    where
        Self: Sized,
        Self::Item: Clone,
    {
        Windowed::new(self)
    }

    /// Yields each two neighbouring items as a pair.
    ///
    /// As [`windowed`](IterExt::windowed) with 2, but each item is cloned once only.
    ///
    /// Computes in **O(1)** time per item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let differences = [1, 4, 9].into_iter().pairwise().map(|(a, b)| b - a);
    /// assert!(differences.eq([3, 5]));
    /// ```
    #[doc(alias = "tuple_windows")]
    fn pairwise(self) -> Pairwise<Self>
    where
        Self: Sized,
        Self::Item: Clone,
    {
        Pairwise::new(self)
    }

    /// Lends each `size` neighbouring items as a slice, without cloning any: loop with
    /// `while let Some(window) = windows.next()`, or use `map` or `for_each`.
    ///
    /// The result is a lending iterator with its own `next`, [`step`](SlidingWindows::step),
    /// [`keep_partial`](SlidingWindows::keep_partial), and [`map`](SlidingWindows::map), which
    /// creates an ordinary iterator from it. A slice has [`windows`](slice::windows).
    ///
    /// Computes in **O(1)** time per window (amortized average).
    ///
    /// # Panics
    ///
    /// Panics if `size` is zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let lines = ["ERROR a", "at b", "at c", "ok"].map(String::from);
    /// let context = lines.into_iter().sliding_windows(3).map(|lines| lines.join("; "));
    /// assert!(context.eq(["ERROR a; at b; at c", "at b; at c; ok"]));
    /// ```
    #[doc(alias = "windows")]
    #[track_caller]
    fn sliding_windows(self, size: usize) -> SlidingWindows<Self>
    where
        Self: Sized,
    {
        SlidingWindows::new(self, size)
    }

    /// Cuts the items into the pieces between separators, which are dropped.
    ///
    /// As [`str::split`]: two separators in a row have an empty piece between them, and without
    /// any item there is one empty piece. [`skip_empty`](SplitOn::skip_empty) omits empty
    /// pieces. Reads the separator that ends a piece and no further. A slice has
    /// [`split`](slice::split).
    ///
    /// Computes in **O(1)** time per item (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let lines = ["a", "b", "", "c", ""];
    /// assert!(
    ///     lines.into_iter().split_on(|s| s.is_empty()).eq([vec!["a", "b"], vec!["c"], vec![]])
    /// );
    /// ```
    #[doc(alias = "split_at")]
    #[doc(alias = "split_iter")]
    fn split_on<P>(self, is_sep: P) -> SplitOn<Self, P>
    where
        Self: Sized,
        P: FnMut(&Self::Item) -> bool,
    {
        SplitOn::new(self, None, is_sep)
    }

    /// Cuts the items into at most `n` pieces between separators; the last holds all that is left,
    /// separators included.
    ///
    /// As [`str::splitn`]: nothing with an `n` of 0, all items in one piece with 1.
    ///
    /// Computes in **O(1)** time per item (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let pieces = [1, 0, 2, 0, 3].into_iter().splitn_on(2, |n| *n == 0);
    /// assert!(pieces.eq([vec![1], vec![2, 0, 3]]));
    /// ```
    #[doc(alias = "maxsplit")]
    fn splitn_on<P>(self, n: usize, is_sep: P) -> SplitOn<Self, P>
    where
        Self: Sized,
        P: FnMut(&Self::Item) -> bool,
    {
        SplitOn::new(self, Some(n), is_sep)
    }

    /// Skips the items at the end for which `trims` returns true.
    ///
    /// The counterpart of [`skip_while`](Iterator::skip_while). Holds items only while it cannot
    /// know whether they are at the end: works on endless sources, with memory for the longest run
    /// of items that could be trimmed.
    ///
    /// Computes in **O(1)** time per item (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let digits = [1, 0, 5, 0, 0].into_iter().trim_end_while(|digit| *digit == 0);
    /// assert!(digits.eq([1, 0, 5]));
    /// ```
    #[doc(alias = "rstrip")]
    fn trim_end_while<P>(self, trims: P) -> TrimEndWhile<Self, P>
    where
        Self: Sized,
        P: FnMut(&Self::Item) -> bool,
    {
        TrimEndWhile::new(self, trims)
    }

    /// Skips the items at the start and at the end for which `trims` returns true.
    ///
    /// Holds items as [`trim_end_while`](IterExt::trim_end_while) does.
    ///
    /// Computes in **O(1)** time per item (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let lines = ["", "a", "", "b", "", ""].into_iter().trim_while(|line| line.is_empty());
    /// assert!(lines.eq(["a", "", "b"]));
    /// ```
    #[doc(alias = "strip")]
    fn trim_while<P>(self, trims: P) -> TrimWhile<Self, P>
    where
        Self: Sized,
        P: FnMut(&Self::Item) -> bool,
    {
        TrimWhile::new(self, trims)
    }

    /// Folds each run of neighbouring items with equal keys into one value.
    ///
    /// `init` makes the value of a run, `fold` takes the items in. What itertools' `chunk_by` is
    /// mostly used for, as an ordinary iterator; where equal keys lie apart see
    /// `fold_by_key`. Reads the one item that ends a run and no further.
    ///
    /// Computes in **O(1)** time per item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let log = [("jan", 3), ("jan", 4), ("feb", 1), ("jan", 2)];
    /// let sums = log.iter().fold_runs_by_key(|entry| entry.0, |_| 0, |sum, entry| *sum += entry.1);
    /// assert!(sums.eq([("jan", 7), ("feb", 1), ("jan", 2)]));
    /// ```
    #[doc(alias = "chunk_by")]
    #[doc(alias = "groupby")]
    #[doc(alias = "run_length")]
    fn fold_runs_by_key<K, A, KF, N, F>(
        self,
        key: KF,
        init: N,
        fold: F,
    ) -> FoldRunsByKey<Self, K, KF, N, F>
    where
        Self: Sized,
        K: PartialEq,
        KF: FnMut(&Self::Item) -> K,
        N: FnMut(&K) -> A,
        F: FnMut(&mut A, Self::Item),
    {
        FoldRunsByKey::new(self, key, init, fold)
    }

    /// Creates an iterator that can look at up to `N` items ahead with [`peek`](Lookahead::peek).
    ///
    /// [`Iterator::peekable`] does this for one item, and has conditional methods, as `next_if`.
    /// Reads ahead only when asked to, and no further. `N` must not be zero, which is checked at
    /// compile time.
    ///
    /// Computes in **O(1)** time per item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let mut chars = "1..5".chars().lookahead::<2>();
    /// assert_eq!(chars.next(), Some('1'));
    /// assert!(chars.peek(0) == Some(&'.') && chars.peek(1) == Some(&'.'));
    /// assert!(chars.eq("..5".chars()));
    /// ```
    #[doc(alias = "multipeek")]
    #[doc(alias = "peek_nth")]
    #[doc(alias = "spy")]
    fn lookahead<const N: usize>(self) -> Lookahead<Self, N>
    where
        Self: Sized,
    {
        Lookahead::new(self)
    }

    /// Merges two ascending sequences: yields what either of them has.
    ///
    /// Of m equal items here and n there the result has max(m, n). For all m + n see itertools'
    /// `merge`. On sequences that are not ascending the order is unspecified; every item is
    /// yielded at most once.
    ///
    /// Computes in **O(1)** time per item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// assert!([1, 2, 2].into_iter().sorted_union([2, 4]).eq([1, 2, 2, 4]));
    /// ```
    #[doc(alias = "merge")]
    fn sorted_union<J>(self, other: J) -> SortedUnion<Self, J::IntoIter>
    where
        Self: Sized,
        Self::Item: Ord,
        J: IntoIterator<Item = Self::Item>,
    {
        SortedUnion::new(self, other.into_iter())
    }

    /// Yields what two ascending sequences both have, taken from this one.
    ///
    /// Of m equal items here and n there the result has min(m, n). Ends with the sequence that ends
    /// first. On sequences that are not ascending some are missed.
    ///
    /// Computes in **O(1)** time per item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// assert!([1, 2, 2, 5].into_iter().sorted_intersection([2, 3, 5]).eq([2, 5]));
    /// ```
    fn sorted_intersection<J>(self, other: J) -> SortedIntersection<Self, J::IntoIter>
    where
        Self: Sized,
        Self::Item: Ord,
        J: IntoIterator<Item = Self::Item>,
    {
        SortedIntersection::new(self, other.into_iter())
    }

    /// Yields what this ascending sequence has and the other does not have.
    ///
    /// Of m equal items here and n there the result has m − n, or none. On sequences that are not
    /// ascending some are left that the other has.
    ///
    /// Computes in **O(1)** time per item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// assert!([1, 2, 2, 5].into_iter().sorted_difference([2, 5, 6]).eq([1, 2]));
    /// ```
    fn sorted_difference<J>(self, other: J) -> SortedDifference<Self, J::IntoIter>
    where
        Self: Sized,
        Self::Item: Ord,
        J: IntoIterator<Item = Self::Item>,
    {
        SortedDifference::new(self, other.into_iter())
    }

    /// Yields what only one of two ascending sequences has.
    ///
    /// Of m equal items here and n there the result has |m − n|. On sequences that are not
    /// ascending some are left that both have.
    ///
    /// Computes in **O(1)** time per item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// assert!([1, 2, 5].into_iter().sorted_symmetric_difference([2, 2, 6]).eq([1, 2, 5, 6]));
    /// ```
    #[doc(alias = "unique_to_each")]
    fn sorted_symmetric_difference<J>(
        self,
        other: J,
    ) -> SortedSymmetricDifference<Self, J::IntoIter>
    where
        Self: Sized,
        Self::Item: Ord,
        J: IntoIterator<Item = Self::Item>,
    {
        SortedSymmetricDifference::new(self, other.into_iter())
    }

    /// Groups the items by a key into an [`IndexMap`], its keys in the order in which they first
    /// appear.
    ///
    /// Unlike itertools' `into_group_map_by` the result has an order. Where only a sum or a count
    /// of each group is wanted, [`fold_by_key`](IterExt::fold_by_key) keeps no items; for many
    /// small groups [`groups_by`](IterExt::groups_by) is faster and takes less memory.
    ///
    /// Computes in **O(n)** time (average), one lookup per item.
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
    #[doc(alias = "group_by")]
    #[doc(alias = "into_group_map")]
    #[doc(alias = "map_reduce")]
    #[cfg(feature = "std")]
    #[must_use]
    fn bucketize<K: Hash + Eq>(
        self,
        key: impl FnMut(&Self::Item) -> K,
    ) -> IndexMap<K, Vec<Self::Item>>
    where
        Self: Sized,
    {
        self.bucketize_with_hasher(key, std::hash::RandomState::new())
    }

    /// Groups the items as [`bucketize`](IterExt::bucketize) does, into a map with a custom hasher.
    ///
    /// Works without `std`. A faster hasher pays where keys are trusted and mostly new.
    ///
    /// Computes in **O(n)** time (average), one lookup per item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    /// # mod foldhash { pub mod fast { pub use std::hash::RandomState; } }
    ///
    /// let hasher = foldhash::fast::RandomState::default();
    /// let parity = (0..5).bucketize_with_hasher(|n| n % 2 == 0, hasher);
    /// assert_eq!(parity[&true], [0, 2, 4]);
    /// ```
    #[doc(alias = "into_group_map_by_with_hasher")]
    #[must_use]
    fn bucketize_with_hasher<K: Hash + Eq, S: BuildHasher>(
        self,
        key: impl FnMut(&Self::Item) -> K,
        hasher: S,
    ) -> IndexMap<K, Vec<Self::Item>, S>
    where
        Self: Sized,
    {
        grouping::bucketize(self, key, hasher)
    }

    /// Folds the items of each key into one value, the keys in the order in which they first
    /// appear.
    ///
    /// `init` makes the value of a new key, and runs once for each; `fold` then takes the item
    /// in.
    ///
    /// The table is seeded by the operating system, as std's are, so that nobody who chooses keys
    /// can make them collide. Keys that come again are
    /// found without its hasher; where most are new, and trusted,
    /// [`fold_by_key_in`](IterExt::fold_by_key_in) with a faster hasher takes less time.
    ///
    /// Computes in **O(n)** time (average), one lookup per item.
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
    #[doc(alias = "into_grouping_map")]
    #[doc(alias = "aggregate")]
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
        grouping::fold_by_key_in(self, IndexMap::new(), key, init, fold)
    }

    /// Folds the items of each key into one value in an existing map, and returns the map.
    ///
    /// Any hasher, any capacity, an ordered map ([`BTreeMap`](alloc::collections::BTreeMap)), or a
    /// map that already holds something, which is then folded into. Works without `std`.
    ///
    /// Computes in **O(n)** time (average), one lookup per item; O(n log u) with a `BTreeMap` of u
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
    /// With trusted keys, a faster hasher (crate `foldhash`), with which sums of 1,000 numbers by
    /// as many keys take 0.7 of the time (where few keys repeat often, the hasher matters little):
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
        grouping::fold_by_key_in(self, map, key, init, fold)
    }

    /// Groups the items by a key, all in one allocation, the keys in the order in which they first
    /// appear.
    ///
    /// This is faster for many small groups, each of which is a separate vector in the result of
    /// [`bucketize`](IterExt::bucketize), and useful if all items are needed as one slice.
    ///
    /// Computes in **O(n)** time (average), one lookup per item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let orders = [("ann", 7), ("bob", 2), ("ann", 5)];
    /// let groups = orders.into_iter().groups_by(|order| order.0);
    /// assert_eq!(groups.get("ann"), Some(&[("ann", 7), ("ann", 5)][..]));
    /// assert_eq!(groups.get("eve"), None);
    /// ```
    #[doc(alias = "group_by")]
    #[cfg(feature = "std")]
    #[must_use]
    fn groups_by<K: Hash + Eq>(self, mut key: impl FnMut(&Self::Item) -> K) -> Groups<K, Self::Item>
    where
        Self: Sized,
    {
        self.map(|item| (key(&item), item)).collect()
    }

    /// Counts how often each item occurs, in the order in which the items first appear.
    ///
    /// Unlike itertools' `counts` the result has an order. For a tally of something that the items
    /// have, `map` first.
    ///
    /// Computes in **O(n)** time (average), one lookup per item.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let letters = "banana".chars().tally();
    /// assert!(letters.into_iter().eq([('b', 1), ('a', 3), ('n', 2)]));
    /// ```
    #[doc(alias = "counts")]
    #[doc(alias = "counter")]
    #[cfg(feature = "std")]
    #[must_use]
    fn tally(self) -> IndexMap<Self::Item, usize>
    where
        Self: Sized,
        Self::Item: Hash + Eq,
    {
        grouping::tally(self)
    }

    /// Returns the `k` most common items with their counts, the most common first.
    ///
    /// Items that occur equally often are in the order of their first occurrence. With a `k` of
    /// `usize::MAX` all items are returned. To split the work, merge the [tallies](IterExt::tally)
    /// of the parts and then take the `k`: the most common items of parts are not enough.
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
    #[doc(alias = "counter")]
    #[cfg(feature = "std")]
    #[must_use]
    fn most_common(self, k: usize) -> Vec<(Self::Item, usize)>
    where
        Self: Sized,
        Self::Item: Hash + Eq,
    {
        grouping::most_common(self, k)
    }

    /// Returns the groups of two or more items with the same key, in the order of their first
    /// repeat.
    ///
    /// For one item of each such group there is itertools' `duplicates_by`.
    ///
    /// Computes in **O(n)** time (average), one lookup per item.
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
    #[doc(alias = "duplicates")]
    #[doc(alias = "redundant")]
    #[cfg(feature = "std")]
    #[must_use]
    fn redundant_groups<K: Hash + Eq>(
        self,
        key: impl FnMut(&Self::Item) -> K,
    ) -> Vec<Vec<Self::Item>>
    where
        Self: Sized,
    {
        grouping::redundant_groups(self, key)
    }

    /// Splits the items into `N` vectors by an index; an index of `N` or more means the last.
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
    #[doc(alias = "partition")]
    #[doc(alias = "distribute")]
    #[must_use]
    fn partition_n<const N: usize>(
        self,
        which: impl FnMut(&Self::Item) -> usize,
    ) -> [Vec<Self::Item>; N]
    where
        Self: Sized,
    {
        grouping::partition_n(self, which)
    }

    /// Returns the item of an iterator that has exactly one.
    ///
    /// Reads at most two items. Unlike itertools' `exactly_one` the error is small and can be
    /// kept; it does not return the items.
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
    #[doc(alias = "only")]
    #[doc(alias = "exactly_one")]
    fn one(self) -> Result<Self::Item, Error>
    where
        Self: Sized,
    {
        grouping::one(self)
    }
}

impl<I: Iterator + ?Sized> IterExt for I {}
