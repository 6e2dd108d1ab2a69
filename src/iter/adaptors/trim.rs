//! `TrimEndWhile` and `TrimWhile`: without what would be trimmed at the end, lazily.
//!
//! A run of trimmable items is held until an item that stays comes after it, or the source ends
//! and the run is dropped. Memory is O(longest such run), so an endless source can be trimmed.
//!
//! Invariant: `ready` ≤ held.len(); the first `ready` held items are followed by one that stays.

use alloc::collections::VecDeque;
use core::fmt;
use core::iter::{Fuse, FusedIterator};

use super::collect::add_hint;

/// An iterator without its trailing run; see
/// [`IterExt::trim_end_while`](crate::iter::IterExt::trim_end_while).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let line = "  a b  ".chars().trim_end_while(|c| *c == ' ');
/// assert_eq!(line.collect::<String>(), "  a b");
/// ```
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct TrimEndWhile<I: Iterator, P> {
    source: Fuse<I>,
    held: VecDeque<I::Item>,
    ready: usize,
    trims: P,
}

impl<I: Iterator, P> TrimEndWhile<I, P> {
    pub(crate) fn new(source: I, trims: P) -> Self {
        Self { source: source.fuse(), held: VecDeque::new(), ready: 0, trims }
    }

    /// Checks the invariants, for the tests.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn check(&self) {
        assert!(self.ready <= self.held.len());
    }
}

impl<I, P> Iterator for TrimEndWhile<I, P>
where
    I: Iterator,
    P: FnMut(&I::Item) -> bool,
{
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        while self.ready == 0 {
            let Some(item) = self.source.next() else {
                self.held.clear();
                return None;
            };
            if (self.trims)(&item) {
                self.held.push_back(item);
            } else if self.held.is_empty() {
                return Some(item);
            } else {
                self.held.push_back(item);
                self.ready = self.held.len();
            }
        }
        self.ready -= 1;
        self.held.pop_front()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.ready, add_hint(self.source.size_hint(), self.held.len()).1)
    }

    fn fold<B, F: FnMut(B, I::Item) -> B>(mut self, init: B, mut f: F) -> B {
        let folded = self.held.drain(..self.ready).fold(init, &mut f);
        let (mut held, mut trims) = (self.held, self.trims);
        self.source.fold(folded, |folded, item| {
            if trims(&item) {
                held.push_back(item);
                return folded;
            }
            let folded = held.drain(..).fold(folded, &mut f);
            f(folded, item)
        })
    }
}

impl<I, P> FusedIterator for TrimEndWhile<I, P>
where
    I: Iterator,
    P: FnMut(&I::Item) -> bool,
{
}

impl<I, P> fmt::Debug for TrimEndWhile<I, P>
where
    I: Iterator + fmt::Debug,
    I::Item: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrimEndWhile")
            .field("source", &self.source)
            .field("held", &self.held)
            .field("ready", &self.ready)
            .finish_non_exhaustive()
    }
}

/// An iterator without its leading and trailing runs; see
/// [`IterExt::trim_while`](crate::iter::IterExt::trim_while).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let samples = [0, 0, 7, 0, 9, 0].into_iter().trim_while(|n| *n == 0);
/// assert!(samples.eq([7, 0, 9]));
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct TrimWhile<I: Iterator, P> {
    items: TrimEndWhile<I, P>,
    /// Whether an item that stays was seen.
    started: bool,
}

impl<I: Iterator, P> TrimWhile<I, P> {
    pub(crate) fn new(source: I, trims: P) -> Self {
        Self { items: TrimEndWhile::new(source, trims), started: false }
    }
}

impl<I, P> Iterator for TrimWhile<I, P>
where
    I: Iterator,
    P: FnMut(&I::Item) -> bool,
{
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        if self.started {
            return self.items.next();
        }
        let TrimEndWhile { source, trims, .. } = &mut self.items;
        let first = source.find(|item| !trims(item));
        self.started = first.is_some();
        first
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }

    fn fold<B, F: FnMut(B, I::Item) -> B>(mut self, init: B, mut f: F) -> B {
        let Some(first) = self.next() else { return init };
        self.items.fold(f(init, first), f)
    }
}

impl<I, P> FusedIterator for TrimWhile<I, P>
where
    I: Iterator,
    P: FnMut(&I::Item) -> bool,
{
}

impl<I, P> Clone for TrimWhile<I, P>
where
    I: Iterator + Clone,
    I::Item: Clone,
    P: Clone,
{
    fn clone(&self) -> Self {
        Self { items: self.items.clone(), started: self.started }
    }
}

impl<I, P> fmt::Debug for TrimWhile<I, P>
where
    I: Iterator + fmt::Debug,
    I::Item: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrimWhile")
            .field("items", &self.items)
            .field("started", &self.started)
            .finish_non_exhaustive()
    }
}
