//! `Chunked`: owned chunks of a size known at run time.
//!
//! A chunk is one `Vec`, made when its first item is there and filled by `extend`, so that the
//! inner loop is the source's own; `fold` has nothing to add to that. Reads exactly `size` items
//! per chunk. Allocates for as many items as the source promises, or as the chunk before had.
//!
//! Rejected: itertools' shared buffer behind a `RefCell`, whose chunks need no allocation, but are
//! neither `Send` nor owned, and loses an item when `by_ref` is used.

use alloc::vec::Vec;
use core::iter::{Fuse, FusedIterator};

use super::collect::{RESERVE, extend_by, map_hint};

/// An iterator over owned chunks; see [`IterExt::chunked`](crate::iter::IterExt::chunked).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let mut chunks = (1..6).chunked(2);
/// assert_eq!(chunks.len(), 3);
/// assert_eq!(chunks.next(), Some(vec![1, 2]));
/// assert_eq!(chunks.last(), Some(vec![5]));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Chunked<I> {
    source: Fuse<I>,
    size: usize,
    /// The room that the last chunk showed to be needed, whatever the source promises.
    room: usize,
}

impl<I: Iterator> Chunked<I> {
    #[track_caller]
    pub(crate) fn new(source: I, size: usize) -> Self {
        assert!(size > 0, "chunk size must not be zero");
        Self { source: source.fuse(), size, room: 0 }
    }
}

impl<I: Iterator> Iterator for Chunked<I> {
    type Item = Vec<I::Item>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let first = self.source.next()?;
        let more = self.size - 1;
        let room = self.source.size_hint().0.min(more).min(RESERVE - 1) + 1;
        let mut chunk = Vec::with_capacity(room.max(self.room));
        chunk.push(first);
        extend_by(&mut chunk, &mut self.source, more);
        self.room = chunk.len().min(RESERVE);
        Some(chunk)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        map_hint(self.source.size_hint(), |items| items.div_ceil(self.size))
    }

    fn count(self) -> usize {
        self.source.count().div_ceil(self.size)
    }

    fn nth(&mut self, mut n: usize) -> Option<Self::Item> {
        // Where the items to be passed are too many to be counted in one number.
        while n > usize::MAX / self.size {
            self.next()?;
            n -= 1;
        }
        if n > 0 {
            self.source.nth(n * self.size - 1)?;
        }
        self.next()
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for Chunked<I> {}

impl<I: Iterator> FusedIterator for Chunked<I> {}
