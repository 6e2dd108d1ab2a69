//! Free-function twins of the methods of [`IterExt`], for anything that can be made an iterator.

use alloc::vec::Vec;
#[cfg(feature = "std")]
use core::hash::Hash;

#[cfg(feature = "std")]
use indexmap::IndexMap;

use super::IterExt;
use crate::Error;

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

/// Counts each item; see [`IterExt::tally`].
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

/// Deals the items out into `N` vectors; see [`IterExt::partition_n`].
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
