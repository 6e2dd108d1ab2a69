//! `Windowed` and `Pairwise`: overlapping windows of a size known at compile time.
//!
//! The window is an array that is shifted by N − 1 swaps when an item is read and cloned when it is
//! yielded. For `Copy` items the compiler turns the swaps and the clone into register moves, which
//! beats itertools' ring of clones 2 to 6 times up to N = 16; for owned items both clone N items
//! per window, and `sliding_windows`, which clones none, is better. O(N) per item.

use core::iter::{Fuse, FusedIterator};

use super::chunked_array::fill;
use super::collect::map_hint;

/// An iterator over windows; see [`IterExt::windowed`](crate::iter::IterExt::windowed).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let steps = [1, 4, 9, 16].into_iter().windowed().map(|[a, b]| b - a);
/// assert!(steps.eq([3, 5, 7]));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Windowed<I: Iterator, const N: usize> {
    source: Fuse<I>,
    /// The window last yielded.
    window: Option<[I::Item; N]>,
}

impl<I: Iterator, const N: usize> Windowed<I, N> {
    pub(crate) fn new(source: I) -> Self {
        const { assert!(N > 0, "a window must hold at least one item") };
        Self { source: source.fuse(), window: None }
    }
}

/// Shifts a window by one and stores `item` at its end.
#[inline]
fn shift<T, const N: usize>(window: &mut [T; N], item: T) {
    for i in 1..N {
        window.swap(i - 1, i);
    }
    window[N - 1] = item;
}

impl<I: Iterator, const N: usize> Iterator for Windowed<I, N>
where
    I::Item: Clone,
{
    type Item = [I::Item; N];

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let Some(window) = &mut self.window else {
            self.window = fill(&mut self.source).ok();
            return self.window.clone();
        };
        shift(window, self.source.next()?);
        Some(window.clone())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let missing = if self.window.is_none() { N - 1 } else { 0 };
        map_hint(self.source.size_hint(), |items| items.saturating_sub(missing))
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, mut f: F) -> B {
        let mut folded = init;
        let mut window = match self.window {
            Some(window) => window,
            None => {
                let Ok(window) = fill(&mut self.source) else { return folded };
                folded = f(folded, window.clone());
                window
            }
        };
        self.source.fold(folded, |folded, item| {
            shift(&mut window, item);
            f(folded, window.clone())
        })
    }
}

impl<I: ExactSizeIterator, const N: usize> ExactSizeIterator for Windowed<I, N> where I::Item: Clone {}

impl<I: Iterator, const N: usize> FusedIterator for Windowed<I, N> where I::Item: Clone {}

/// An iterator over pairs of neighbours; see
/// [`IterExt::pairwise`](crate::iter::IterExt::pairwise).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// assert!("abc".chars().pairwise().eq([('a', 'b'), ('b', 'c')]));
/// assert_eq!("a".chars().pairwise().next(), None);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Pairwise<I: Iterator> {
    source: Fuse<I>,
    /// The second item of the pair last yielded.
    previous: Option<I::Item>,
}

impl<I: Iterator> Pairwise<I> {
    pub(crate) fn new(source: I) -> Self {
        Self { source: source.fuse(), previous: None }
    }
}

impl<I: Iterator> Iterator for Pairwise<I>
where
    I::Item: Clone,
{
    type Item = (I::Item, I::Item);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.previous.is_none() {
            self.previous = Some(self.source.next()?);
        }
        let item = self.source.next()?;
        let previous = self.previous.replace(item.clone())?;
        Some((previous, item))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let missing = usize::from(self.previous.is_none());
        map_hint(self.source.size_hint(), |items| items.saturating_sub(missing))
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, mut f: F) -> B {
        let Some(first) = self.previous.take().or_else(|| self.source.next()) else {
            return init;
        };
        let (folded, _) = self.source.fold((init, first), |(folded, previous), item| {
            (f(folded, (previous, item.clone())), item)
        });
        folded
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for Pairwise<I> where I::Item: Clone {}

impl<I: Iterator> FusedIterator for Pairwise<I> where I::Item: Clone {}
