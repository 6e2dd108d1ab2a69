//! `ChunkedArray`: owned chunks of a size known at compile time.
//!
//! The items go into an `[Option<T>; N]`, which stops asking at the first `None` and, when it is
//! full, is mapped to `[T; N]`; the compiler keeps the whole array in registers where it fits.
//! `fold` is the default loop over `next`: a state machine that is fed item by item takes twice as long, a
//! reused `Vec` that is drained into the array a quarter more.
//!
//! Invariant: `rest` is empty until the source has ended, and then holds fewer than `N` items.

use alloc::vec::Vec;
use core::array;
use core::iter::{Fuse, FusedIterator};

use super::collect::map_hint;

/// An iterator over arrays; see [`IterExt::chunked_array`](crate::iter::IterExt::chunked_array).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let mut pairs = "abcde".chars().chunked_array::<2>();
/// assert_eq!(pairs.by_ref().count(), 2);
/// assert_eq!(pairs.remainder(), ['e']);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunkedArray<I: Iterator, const N: usize> {
    source: Fuse<I>,
    rest: Vec<I::Item>,
}

impl<I: Iterator, const N: usize> ChunkedArray<I, N> {
    pub(crate) fn new(source: I) -> Self {
        const { assert!(N > 0, "an array chunk must hold at least one item") };
        Self { source: source.fuse(), rest: Vec::new() }
    }

    /// Returns the items at the end that don't fill an array.
    ///
    /// Empty until `next` has returned `None`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let mut triples = (0..5).chunked_array::<3>();
    /// assert_eq!(triples.next(), Some([0, 1, 2]));
    /// assert!(triples.remainder().is_empty());
    /// assert_eq!(triples.next(), None);
    /// assert_eq!(triples.remainder(), [3, 4]);
    /// ```
    #[must_use]
    pub fn remainder(&self) -> &[I::Item] {
        &self.rest
    }

    /// Returns the items at the end that don't fill an array, owned.
    ///
    /// Empty until `next` has returned `None`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let mut triples = (0..5).chunked_array::<3>();
    /// let sum: i32 = triples.by_ref().map(|[a, b, c]| a * b + c).sum();
    /// assert_eq!((sum, triples.into_remainder()), (2, vec![3, 4]));
    /// ```
    #[must_use]
    pub fn into_remainder(self) -> Vec<I::Item> {
        self.rest
    }
}

impl<I: Iterator, const N: usize> Iterator for ChunkedArray<I, N> {
    type Item = [I::Item; N];

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match fill(&mut self.source) {
            Ok(items) => Some(items),
            Err(items) => {
                // A second call after the end finds nothing more to add.
                self.rest.extend(items.into_iter().flatten());
                None
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        map_hint(self.source.size_hint(), |items| items / N)
    }
}

/// Takes `N` items, or returns those that there are if they are fewer.
#[inline]
pub(super) fn fill<I: Iterator, const N: usize>(
    source: &mut I,
) -> Result<[I::Item; N], [Option<I::Item>; N]> {
    let mut full = true;
    let items = array::from_fn(|_| {
        let item = if full { source.next() } else { None };
        full = item.is_some();
        item
    });
    if full {
        // The arm without an item cannot be reached, and the compiler sees it.
        Ok(items.map(|item| item.unwrap_or_else(|| unreachable!("all items are there"))))
    } else {
        Err(items)
    }
}

impl<I: ExactSizeIterator, const N: usize> ExactSizeIterator for ChunkedArray<I, N> {}

impl<I: Iterator, const N: usize> FusedIterator for ChunkedArray<I, N> {}
