//! Free-function twins of the methods of [`IterExt`], for anything that can be made an iterator.

use alloc::vec::Vec;
#[cfg(feature = "std")]
use core::hash::Hash;

#[cfg(feature = "std")]
use indexmap::IndexMap;

#[cfg(feature = "std")]
use super::Groups;
use super::{
    Chunked, ChunkedArray, ChunkedWhile, IterExt, Pairwise, SlidingWindows, SplitOn, TrimWhile,
    Windowed,
};
use crate::Error;

/// Cuts the items into vectors of `size`; see [`IterExt::chunked`].
///
/// # Panics
///
/// Panics if `size` is zero.
///
/// # Examples
///
/// ```
/// assert!(boltons::iter::chunked([1, 2, 3], 2).eq([vec![1, 2], vec![3]]));
/// ```
#[track_caller]
pub fn chunked<I: IntoIterator>(items: I, size: usize) -> Chunked<I::IntoIter> {
    items.into_iter().chunked(size)
}

/// Cuts the items into arrays of `N`; see [`IterExt::chunked_array`].
///
/// # Examples
///
/// ```
/// let sums = boltons::iter::chunked_array::<_, 2>([1, 2, 3, 4]).map(|[a, b]| a + b);
/// assert!(sums.eq([3, 7]));
/// ```
pub fn chunked_array<I: IntoIterator, const N: usize>(items: I) -> ChunkedArray<I::IntoIter, N> {
    items.into_iter().chunked_array()
}

/// Cuts the items into vectors, each as long as a closure returns true for the chunk and the next
/// item; see [`IterExt::chunked_while`].
///
/// # Examples
///
/// ```
/// let weeks = boltons::iter::chunked_while([1, 2, 8, 9, 15], |week, day| day / 7 == week[0] / 7);
/// assert!(weeks.eq([vec![1, 2], vec![8, 9], vec![15]]));
/// ```
pub fn chunked_while<I, F>(items: I, belongs: F) -> ChunkedWhile<I::IntoIter, F>
where
    I: IntoIterator,
    F: FnMut(&[I::Item], &I::Item) -> bool,
{
    items.into_iter().chunked_while(belongs)
}

/// Yields each `N` neighbouring items as an array; see [`IterExt::windowed`].
///
/// # Examples
///
/// ```
/// assert!(boltons::iter::windowed::<_, 2>([1, 2, 3]).eq([[1, 2], [2, 3]]));
/// ```
pub fn windowed<I, const N: usize>(items: I) -> Windowed<I::IntoIter, N>
where
    I: IntoIterator,
    I::Item: Clone,
{
    items.into_iter().windowed()
}

/// Yields each two neighbouring items as a pair; see [`IterExt::pairwise`].
///
/// # Examples
///
/// ```
/// assert!(boltons::iter::pairwise([1, 2, 3]).eq([(1, 2), (2, 3)]));
/// ```
pub fn pairwise<I>(items: I) -> Pairwise<I::IntoIter>
where
    I: IntoIterator,
    I::Item: Clone,
{
    items.into_iter().pairwise()
}

/// Lends each `size` neighbouring items as a slice; see [`IterExt::sliding_windows`].
///
/// # Panics
///
/// Panics if `size` is zero.
///
/// # Examples
///
/// ```
/// let sums = boltons::iter::sliding_windows([1, 2, 3], 2).map(|w| w[0] + w[1]);
/// assert!(sums.eq([3, 5]));
/// ```
#[track_caller]
pub fn sliding_windows<I: IntoIterator>(items: I, size: usize) -> SlidingWindows<I::IntoIter> {
    items.into_iter().sliding_windows(size)
}

/// Cuts the items into the pieces between separators; see [`IterExt::split_on`].
///
/// # Examples
///
/// ```
/// assert!(boltons::iter::split_on([1, 0, 2], |n| *n == 0).eq([[1], [2]]));
/// ```
pub fn split_on<I, P>(items: I, is_sep: P) -> SplitOn<I::IntoIter, P>
where
    I: IntoIterator,
    P: FnMut(&I::Item) -> bool,
{
    items.into_iter().split_on(is_sep)
}

/// Cuts the items into at most `n` pieces between separators; see [`IterExt::splitn_on`].
///
/// # Examples
///
/// ```
/// let pieces = boltons::iter::splitn_on([1, 0, 2, 0, 3], 2, |n| *n == 0);
/// assert!(pieces.eq([vec![1], vec![2, 0, 3]]));
/// ```
pub fn splitn_on<I, P>(items: I, n: usize, is_sep: P) -> SplitOn<I::IntoIter, P>
where
    I: IntoIterator,
    P: FnMut(&I::Item) -> bool,
{
    items.into_iter().splitn_on(n, is_sep)
}

/// Skips the items at both ends for which a closure returns true; see [`IterExt::trim_while`].
///
/// # Examples
///
/// ```
/// assert!(boltons::iter::trim_while([0, 1, 0, 2, 0], |n| *n == 0).eq([1, 0, 2]));
/// ```
pub fn trim_while<I, P>(items: I, trims: P) -> TrimWhile<I::IntoIter, P>
where
    I: IntoIterator,
    P: FnMut(&I::Item) -> bool,
{
    items.into_iter().trim_while(trims)
}

/// Groups the items by a key, all in one allocation; see [`IterExt::groups_by`].
///
/// # Examples
///
/// ```
/// let groups = boltons::iter::groups_by([1, 2, 3], |n| n % 2);
/// assert_eq!(groups.get(&1), Some(&[1, 3][..]));
/// ```
#[cfg(feature = "std")]
#[must_use]
pub fn groups_by<I: IntoIterator, K: Hash + Eq>(
    items: I,
    key: impl FnMut(&I::Item) -> K,
) -> Groups<K, I::Item> {
    items.into_iter().groups_by(key)
}

/// Groups the items by a key; see [`IterExt::bucketize`].
///
/// # Examples
///
/// ```
/// let parity = boltons::iter::bucketize([1, 2, 3, 5], |n| n % 2 == 0);
/// assert!(parity.into_iter().eq([(false, vec![1, 3, 5]), (true, vec![2])]));
/// ```
#[cfg(feature = "std")]
#[must_use]
pub fn bucketize<I: IntoIterator, K: Hash + Eq>(
    items: I,
    key: impl FnMut(&I::Item) -> K,
) -> IndexMap<K, Vec<I::Item>> {
    items.into_iter().bucketize(key)
}

/// Folds the items of each key into one value; see [`IterExt::fold_by_key`].
///
/// # Examples
///
/// ```
/// let longest = boltons::iter::fold_by_key(
///     ["fig", "apple", "fennel"],
///     |word| word.chars().next(),
///     |_| 0,
///     |longest, word| *longest = word.len().max(*longest),
/// );
/// assert!(longest.into_iter().eq([(Some('f'), 6), (Some('a'), 5)]));
/// ```
#[cfg(feature = "std")]
#[must_use]
pub fn fold_by_key<I: IntoIterator, K: Hash + Eq, A>(
    items: I,
    key: impl FnMut(&I::Item) -> K,
    init: impl FnMut(&K) -> A,
    fold: impl FnMut(&mut A, I::Item),
) -> IndexMap<K, A> {
    items.into_iter().fold_by_key(key, init, fold)
}

/// Counts how often each item occurs; see [`IterExt::tally`].
///
/// # Examples
///
/// ```
/// let counts = boltons::iter::tally(["GET", "POST", "GET"]);
/// assert_eq!(counts["GET"], 2);
/// ```
#[cfg(feature = "std")]
#[must_use]
pub fn tally<I>(items: I) -> IndexMap<I::Item, usize>
where
    I: IntoIterator,
    I::Item: Hash + Eq,
{
    items.into_iter().tally()
}

/// Returns the `k` items that occur most often; see [`IterExt::most_common`].
///
/// # Examples
///
/// ```
/// let top = boltons::iter::most_common([404, 200, 500, 200], 2);
/// assert_eq!(top, [(200, 2), (404, 1)]);
/// ```
#[cfg(feature = "std")]
#[must_use]
pub fn most_common<I>(items: I, k: usize) -> Vec<(I::Item, usize)>
where
    I: IntoIterator,
    I::Item: Hash + Eq,
{
    items.into_iter().most_common(k)
}

/// Returns the groups of two or more items with the same key; see [`IterExt::redundant_groups`].
///
/// # Examples
///
/// ```
/// let again = boltons::iter::redundant_groups(["Ada", "Bob", "ADA"], |s| s.to_lowercase());
/// assert_eq!(again, [["Ada", "ADA"]]);
/// ```
#[cfg(feature = "std")]
#[must_use]
pub fn redundant_groups<I: IntoIterator, K: Hash + Eq>(
    items: I,
    key: impl FnMut(&I::Item) -> K,
) -> Vec<Vec<I::Item>> {
    items.into_iter().redundant_groups(key)
}

/// Splits the items into `N` vectors; see [`IterExt::partition_n`].
///
/// # Examples
///
/// ```
/// let thirds = boltons::iter::partition_n::<_, 3>(0..7, |n| n % 3);
/// assert_eq!(thirds, [vec![0, 3, 6], vec![1, 4], vec![2, 5]]);
/// ```
#[must_use]
pub fn partition_n<I: IntoIterator, const N: usize>(
    items: I,
    which: impl FnMut(&I::Item) -> usize,
) -> [Vec<I::Item>; N] {
    items.into_iter().partition_n(which)
}

/// Returns the only item; see [`IterExt::one`].
///
/// # Errors
///
/// [`is_not_found`](Error::is_not_found) without items, [`is_conflict`](Error::is_conflict) with
/// more than one.
///
/// # Examples
///
/// ```
/// assert_eq!(boltons::iter::one(Some(7))?, 7);
/// assert!(boltons::iter::one(None::<u8>).unwrap_err().is_not_found());
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn one<I: IntoIterator>(items: I) -> Result<I::Item, Error> {
    items.into_iter().one()
}
