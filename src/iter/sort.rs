//! Sorting with given values at the ends, and sorting items without a total order.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::adaptors::collect::extend_all;

/// Sorts items, with given values at the front and at the end.
///
/// The items that equal one of `first` come first, in the order of `first`; those that equal one of
/// `last` come last, in the order of `last`; the others are ascending between them. A value in both
/// goes first, and where one is listed twice its first place counts. Equal items stay in their
/// order.
///
/// Computes in **O((n + f + l) log (n + f + l))** time for f first and l last values.
///
/// # Examples
///
/// ```
/// use boltons::iter::soft_sorted;
///
/// let columns = ["zip", "id", "notes", "city", "name"];
/// let sorted = soft_sorted(columns, &["id", "name"], &["notes"]);
/// assert_eq!(sorted, ["id", "name", "city", "zip", "notes"]);
/// ```
#[must_use]
pub fn soft_sorted<T: Ord>(items: impl IntoIterator<Item = T>, first: &[T], last: &[T]) -> Vec<T> {
    let ends = Ends::new(first, last);
    let mut ranked = collect(items.into_iter().map(|item| (ends.rank(&item), item)));
    ranked.sort_by(|a, b| compare((&a.0, &a.1), (&b.0, &b.1)));
    ranked.into_iter().map(|(_, item)| item).collect()
}

/// Sorts items by a key, with given keys at the front and at the end.
///
/// As [`soft_sorted`], with the keys in place of the items. Each key is computed once.
///
/// Computes in **O((n + f + l) log (n + f + l))** time for f first and l last keys.
///
/// # Examples
///
/// ```
/// use boltons::iter::soft_sorted_by_key;
///
/// let files = ["src/lib.rs", "README.md", "Cargo.toml", "src/main.rs"];
/// let sorted = soft_sorted_by_key(files, &["md"], &["toml"], |f| f.rsplit('.').next().unwrap_or(f));
/// assert_eq!(sorted, ["README.md", "src/lib.rs", "src/main.rs", "Cargo.toml"]);
/// ```
#[must_use]
pub fn soft_sorted_by_key<T, K: Ord>(
    items: impl IntoIterator<Item = T>,
    first: &[K],
    last: &[K],
    mut key: impl FnMut(&T) -> K,
) -> Vec<T> {
    let ends = Ends::new(first, last);
    let rank = |item| {
        let key = key(&item);
        (ends.rank(&key), key, item)
    };
    let mut ranked = collect(items.into_iter().map(rank));
    ranked.sort_by(|a, b| compare((&a.0, &a.1), (&b.0, &b.1)));
    ranked.into_iter().map(|(.., item)| item).collect()
}

/// Collects all items, with no more trust in a size hint than the adaptors have.
fn collect<T>(mut items: impl Iterator<Item = T>) -> Vec<T> {
    let mut all = Vec::new();
    extend_all(&mut all, &mut items);
    all
}

/// Where an item goes: to the front or the end, at its place in the list of those, or between.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
enum Rank {
    First(usize),
    Between,
    Last(usize),
}

fn compare<K: Ord>(a: (&Rank, &K), b: (&Rank, &K)) -> Ordering {
    match (a.0, b.0) {
        (Rank::Between, Rank::Between) => a.1.cmp(b.1),
        (a, b) => a.cmp(b),
    }
}

/// The values of both ends with their places, sorted to be searched: no table, so that `Ord` and
/// `alloc` suffice.
struct Ends<'a, K> {
    first: Vec<(&'a K, usize)>,
    last: Vec<(&'a K, usize)>,
}

impl<'a, K: Ord> Ends<'a, K> {
    fn new(first: &'a [K], last: &'a [K]) -> Self {
        let sorted = |keys: &'a [K]| {
            let mut places: Vec<_> = keys.iter().zip(0..).collect();
            // By place among equal ones, of which the first stays.
            places.sort_unstable();
            places.dedup_by(|a, b| a.0 == b.0);
            places
        };
        Self { first: sorted(first), last: sorted(last) }
    }

    fn rank(&self, key: &K) -> Rank {
        let place = |keys: &[(&K, usize)]| {
            keys.binary_search_by(|(other, _)| (*other).cmp(key)).ok().map(|i| keys[i].1)
        };
        place(&self.first)
            .map(Rank::First)
            .or_else(|| place(&self.last).map(Rank::Last))
            .unwrap_or(Rank::Between)
    }
}

/// Sorts items that have no total order: by a class first, then by `partial_cmp`.
///
/// Never panics and never hangs, whatever `PartialOrd` says, where
/// [`sort_by`](slice::sort_by) may. Items that are not equal to themselves (NaN) come at the end of
/// their class; items that cannot be compared count as equal, and equal items stay in their order.
/// Give one class (`|_| ()`) where there are no more.
///
/// Computes in **O(n log n)** time.
///
/// # Examples
///
/// ```
/// use boltons::iter::untyped_sorted;
///
/// let sorted = untyped_sorted([2.0, f64::NAN, -1.0, 1.0], |_| ());
/// assert_eq!(sorted[..3], [-1.0, 1.0, 2.0]);
///
/// #[derive(Clone, Debug, PartialEq, PartialOrd)]
/// enum Value {
///     Text(&'static str),
///     Number(f64),
/// }
/// use Value::{Number, Text};
/// let mixed = [Text("b"), Number(2.5), Text("a"), Number(-1.0)];
/// let sorted = untyped_sorted(mixed, |value| matches!(value, Text(_)));
/// assert_eq!(sorted, [Number(-1.0), Number(2.5), Text("a"), Text("b")]);
/// ```
#[must_use]
#[doc(alias = "partial_cmp")]
pub fn untyped_sorted<T: PartialOrd, C: Ord>(
    items: impl IntoIterator<Item = T>,
    mut class: impl FnMut(&T) -> C,
) -> Vec<T> {
    let classed = |item| {
        #[allow(clippy::eq_op, reason = "NaN is not equal to itself")]
        let outside = item != item;
        Some((class(&item), outside, item))
    };
    let mut items: Vec<Option<(C, bool, T)>> = collect(items.into_iter().map(classed));
    let order = merge_sorted(items.len(), |a, b| match (&items[a], &items[b]) {
        (Some(a), Some(b)) => match (a.0.cmp(&b.0), a.1, b.1) {
            (Ordering::Equal, false, false) => a.2.partial_cmp(&b.2) == Some(Ordering::Less),
            (Ordering::Equal, a, b) => !a && b,
            (order, ..) => order == Ordering::Less,
        },
        _ => false,
    });
    order.into_iter().filter_map(|i| items[i].take()).map(|(.., item)| item).collect()
}

/// Returns the numbers below `n` sorted by `less`: a merge sort from runs of one upwards, stable.
///
/// A `less` that contradicts itself only changes the order: every merge moves every number once,
/// whatever the answers are.
fn merge_sorted(n: usize, mut less: impl FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut merged = Vec::with_capacity(n);
    let mut width = 1;
    while width < n {
        merged.clear();
        for runs in order.chunks(width.saturating_mul(2)) {
            let (mut left, mut right) = runs.split_at(width.min(runs.len()));
            while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
                if less(*b, *a) {
                    merged.push(*b);
                    right = right_rest;
                } else {
                    merged.push(*a);
                    left = left_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        core::mem::swap(&mut order, &mut merged);
        width = width.saturating_mul(2);
    }
    order
}
