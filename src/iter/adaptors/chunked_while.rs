//! `ChunkedWhile`: chunks that end where a closure says so.
//!
//! The closure sees the whole current chunk and the next item, which covers what would otherwise
//! need one method each: batches by weight, by a gap between neighbours, before or after
//! a mark. The item that starts a new chunk waits in `pending`; no other item is read ahead.

use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::iter::{Fuse, FusedIterator};

use super::collect::add_hint;

/// An iterator over chunks; see [`IterExt::chunked_while`](crate::iter::IterExt::chunked_while).
///
/// # Examples
///
/// ```
/// use boltons::iter::{ChunkedWhile, IterExt};
///
/// fn ascending(items: [u8; 5]) -> ChunkedWhile<impl Iterator<Item = u8>, impl FnMut(&[u8], &u8) -> bool> {
///     items.into_iter().chunked_while(|run, next| run.last() <= Some(next))
/// }
/// assert!(ascending([3, 5, 1, 1, 0]).eq([vec![3, 5], vec![1, 1], vec![0]]));
/// ```
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunkedWhile<I: Iterator, F> {
    source: Fuse<I>,
    /// The first item of the next chunk.
    pending: Option<I::Item>,
    belongs: F,
}

impl<I: Iterator, F> ChunkedWhile<I, F> {
    pub(crate) fn new(source: I, belongs: F) -> Self {
        Self { source: source.fuse(), pending: None, belongs }
    }
}

impl<I, F> Iterator for ChunkedWhile<I, F>
where
    I: Iterator,
    F: FnMut(&[I::Item], &I::Item) -> bool,
{
    type Item = Vec<I::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.pending.take().or_else(|| self.source.next())?;
        let mut chunk = vec![first];
        for item in self.source.by_ref() {
            if !(self.belongs)(&chunk, &item) {
                self.pending = Some(item);
                break;
            }
            chunk.push(item);
        }
        Some(chunk)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (lower, upper) = add_hint(self.source.size_hint(), usize::from(self.pending.is_some()));
        (lower.min(1), upper)
    }

    fn fold<B, G: FnMut(B, Self::Item) -> B>(mut self, init: B, mut f: G) -> B {
        let Some(first) = self.pending.take().or_else(|| self.source.next()) else {
            return init;
        };
        let mut belongs = self.belongs;
        let (folded, chunk) = self.source.fold((init, vec![first]), |(folded, mut chunk), item| {
            if belongs(&chunk, &item) {
                chunk.push(item);
                (folded, chunk)
            } else {
                (f(folded, chunk), vec![item])
            }
        });
        f(folded, chunk)
    }
}

impl<I, F> FusedIterator for ChunkedWhile<I, F>
where
    I: Iterator,
    F: FnMut(&[I::Item], &I::Item) -> bool,
{
}

impl<I, F> fmt::Debug for ChunkedWhile<I, F>
where
    I: Iterator + fmt::Debug,
    I::Item: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChunkedWhile")
            .field("source", &self.source)
            .field("pending", &self.pending)
            .finish_non_exhaustive()
    }
}
