//! `SplitOn`: the pieces between separators, as `str::split` and `str::splitn` cut text.
//!
//! A piece is read up to the separator that ends it and no further. `left` counts the pieces that
//! may still be yielded; the last of them takes all that is left, separators included.

use alloc::vec::Vec;
use core::fmt;
use core::iter::{Fuse, FusedIterator};

use super::collect::{extend_all, map_hint};

/// An iterator over the pieces between separators; see
/// [`IterExt::split_on`](crate::iter::IterExt::split_on) and
/// [`IterExt::splitn_on`](crate::iter::IterExt::splitn_on).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let pieces = [1, 0, 0, 2, 3].into_iter().split_on(|n| *n == 0);
/// assert!(pieces.eq([vec![1], vec![], vec![2, 3]]));
/// ```
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitOn<I, P> {
    source: Fuse<I>,
    is_sep: P,
    /// How many pieces may still be yielded; `None` for any number.
    left: Option<usize>,
    skip_empty: bool,
    done: bool,
}

impl<I: Iterator, P> SplitOn<I, P> {
    pub(crate) fn new(source: I, left: Option<usize>, is_sep: P) -> Self {
        Self { source: source.fuse(), is_sep, left, skip_empty: false, done: false }
    }

    /// Neither yields nor counts empty pieces, as Python's `str.split()` without a separator.
    ///
    /// Separators in front of the last piece of `splitn_on` are also skipped; those inside it and
    /// after it stay.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let words = "  to  be ".chars().split_on(|c| *c == ' ').skip_empty();
    /// assert!(words.map(String::from_iter).eq(["to", "be"]));
    ///
    /// let command = "  say  hello  world ".chars().splitn_on(2, |c| *c == ' ').skip_empty();
    /// assert!(command.map(String::from_iter).eq(["say", "hello  world "]));
    /// ```
    pub fn skip_empty(mut self) -> Self {
        self.skip_empty = true;
        self
    }
}

impl<I, P> Iterator for SplitOn<I, P>
where
    I: Iterator,
    P: FnMut(&I::Item) -> bool,
{
    type Item = Vec<I::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done || self.left == Some(0) {
            return None;
        }
        let mut piece = Vec::new();
        loop {
            if self.left == Some(1) && (!self.skip_empty || !piece.is_empty()) {
                extend_all(&mut piece, &mut self.source);
            }
            match self.source.next() {
                None => {
                    self.done = true;
                    return (!self.skip_empty || !piece.is_empty()).then_some(piece);
                }
                Some(item) if (self.is_sep)(&item) => {
                    if !self.skip_empty || !piece.is_empty() {
                        self.left = self.left.map(|left| left - 1);
                        return Some(piece);
                    }
                }
                Some(item) => piece.push(item),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.done || self.left == Some(0) {
            return (0, Some(0));
        }
        let most = self.left.unwrap_or(usize::MAX);
        let (_, upper) = if self.skip_empty {
            // Each piece has an item, and a separator stands between two.
            map_hint(self.source.size_hint(), |items| items.div_ceil(2))
        } else {
            map_hint(self.source.size_hint(), |items| items.saturating_add(1))
        };
        let upper = upper.map(|upper| upper.min(most)).or(self.left);
        (usize::from(!self.skip_empty), upper)
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, mut f: F) -> B {
        let mut folded = init;
        // Up to the last piece but one piece by piece; without a limit, item by item.
        while self.left.is_some() {
            let Some(piece) = self.next() else { return folded };
            folded = f(folded, piece);
        }
        if self.done {
            return folded;
        }
        let (skip_empty, mut is_sep) = (self.skip_empty, self.is_sep);
        let (folded, piece) =
            self.source.fold((folded, Vec::new()), |(folded, mut piece), item| {
                if !is_sep(&item) {
                    piece.push(item);
                    (folded, piece)
                } else if skip_empty && piece.is_empty() {
                    (folded, piece)
                } else {
                    (f(folded, piece), Vec::new())
                }
            });
        if skip_empty && piece.is_empty() { folded } else { f(folded, piece) }
    }
}

impl<I, P> FusedIterator for SplitOn<I, P>
where
    I: Iterator,
    P: FnMut(&I::Item) -> bool,
{
}

impl<I: fmt::Debug, P> fmt::Debug for SplitOn<I, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SplitOn")
            .field("source", &self.source)
            .field("left", &self.left)
            .field("skip_empty", &self.skip_empty)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}
