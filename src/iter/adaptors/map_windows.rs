//! `MapWindows`: what a closure takes from each lent window, as an ordinary iterator.

use core::fmt;
use core::iter::FusedIterator;

use super::SlidingWindows;

/// An iterator over what a closure returns for each window; see [`SlidingWindows::map`].
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let widest = (1..6).map(|n| n * n).sliding_windows(2).map(|w| w[1] - w[0]);
/// assert_eq!(widest.len(), 4);
/// assert_eq!(widest.max(), Some(9));
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct MapWindows<I: Iterator, F> {
    windows: SlidingWindows<I>,
    f: F,
}

impl<I: Iterator, F> MapWindows<I, F> {
    pub(super) fn new(windows: SlidingWindows<I>, f: F) -> Self {
        Self { windows, f }
    }
}

impl<I, B, F> Iterator for MapWindows<I, F>
where
    I: Iterator,
    F: FnMut(&[I::Item]) -> B,
{
    type Item = B;

    #[inline]
    fn next(&mut self) -> Option<B> {
        self.windows.next().map(&mut self.f)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.windows.hint()
    }

    fn fold<A, G: FnMut(A, B) -> A>(mut self, init: A, mut g: G) -> A {
        self.windows.fold(init, |folded, window| g(folded, (self.f)(window)))
    }
}

impl<I, B, F> ExactSizeIterator for MapWindows<I, F>
where
    I: ExactSizeIterator,
    F: FnMut(&[I::Item]) -> B,
{
}

impl<I, B, F> FusedIterator for MapWindows<I, F>
where
    I: Iterator,
    F: FnMut(&[I::Item]) -> B,
{
}

impl<I, F> Clone for MapWindows<I, F>
where
    I: Iterator + Clone,
    I::Item: Clone,
    F: Clone,
{
    fn clone(&self) -> Self {
        Self { windows: self.windows.clone(), f: self.f.clone() }
    }
}

impl<I, F> fmt::Debug for MapWindows<I, F>
where
    I: Iterator + fmt::Debug,
    I::Item: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MapWindows").field("windows", &self.windows).finish_non_exhaustive()
    }
}
