//! `Lookahead`: an iterator that can peek at several items.
//!
//! The items that were peeked at wait in `N` places. Up to [`SHORT`] places are shifted when an
//! item is yielded, which the compiler does in registers; more are a ring. Nothing is read before
//! it is asked for: places that are always kept full would block on a live source.
//!
//! Invariants: head < N, held ≤ N, and exactly the places head, head + 1, … head + held − 1,
//! counted around, hold items; `head` and `held` stay 0 where places are shifted, and there those
//! that hold items come first.

use core::array;
use core::iter::{Fuse, FusedIterator};

use super::collect::add_hint;

/// The most places that are shifted.
const SHORT: usize = 4;

/// An iterator that can look ahead; see [`IterExt::lookahead`](crate::iter::IterExt::lookahead).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let mut tokens = ["=", ">", "="].into_iter().lookahead::<1>();
/// let mut operators = Vec::new();
/// while let Some(token) = tokens.next() {
///     let arrow = token == "=" && tokens.peek(0) == Some(&">");
///     operators.push(if arrow { tokens.next().map_or("", |_| "=>") } else { token });
/// }
/// assert_eq!(operators, ["=>", "="]);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Lookahead<I: Iterator, const N: usize> {
    source: Fuse<I>,
    ring: [Option<I::Item>; N],
    head: usize,
    held: usize,
}

impl<I: Iterator, const N: usize> Lookahead<I, N> {
    pub(crate) fn new(source: I) -> Self {
        const { assert!(N > 0, "lookahead needs at least one place") };
        Self { source: source.fuse(), ring: array::from_fn(|_| None), head: 0, held: 0 }
    }

    /// Returns the item that `next` will yield after `i` others, or `None` after the last.
    ///
    /// Reads no further than that item.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Panics
    ///
    /// Panics if `i` is not less than `N`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let mut numbers = (1..=3).lookahead::<3>();
    /// assert_eq!(numbers.peek(1), Some(&2));
    /// assert_eq!(numbers.next(), Some(1));
    /// assert_eq!(numbers.peek(1), Some(&3));
    /// assert_eq!(numbers.peek(2), None);
    /// ```
    #[track_caller]
    #[inline]
    pub fn peek(&mut self, i: usize) -> Option<&I::Item> {
        assert!(i < N, "cannot look that far ahead: the index must be less than N");
        if N <= SHORT {
            for place in &mut self.ring[..=i] {
                if place.is_none() {
                    *place = Some(self.source.next()?);
                }
            }
            return self.ring[i].as_ref();
        }
        while self.held <= i {
            let item = self.source.next()?;
            let place = self.place(self.held);
            self.ring[place] = Some(item);
            self.held += 1;
        }
        self.ring[self.place(i)].as_ref()
    }

    /// Checks the invariants, for the tests.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn check(&self) {
        assert!(self.head < N && self.held <= N);
        assert!(N > SHORT || (self.head, self.held) == (0, 0));
        for i in 0..N {
            assert_eq!(self.ring[self.place(i)].is_some(), i < self.ahead());
        }
    }

    /// How many items were read and not yielded.
    #[inline]
    fn ahead(&self) -> usize {
        if N <= SHORT { self.ring.iter().flatten().count() } else { self.held }
    }

    /// The place of the `i`-th item to come, `i` < N.
    #[inline]
    fn place(&self, i: usize) -> usize {
        let place = self.head + i;
        if place >= N { place - N } else { place }
    }
}

impl<I: Iterator, const N: usize> Iterator for Lookahead<I, N> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        if N <= SHORT {
            let Some(item) = self.ring[0].take() else { return self.source.next() };
            for i in 1..N {
                self.ring.swap(i - 1, i);
            }
            return Some(item);
        }
        if self.held == 0 {
            return self.source.next();
        }
        let item = self.ring[self.head].take();
        self.head = self.place(1 % N);
        self.held -= 1;
        item
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        add_hint(self.source.size_hint(), self.ahead())
    }

    fn fold<B, F: FnMut(B, I::Item) -> B>(mut self, init: B, mut f: F) -> B {
        let mut folded = init;
        for _ in 0..self.ahead() {
            let Some(item) = self.next() else { break };
            folded = f(folded, item);
        }
        self.source.fold(folded, f)
    }
}

impl<I: ExactSizeIterator, const N: usize> ExactSizeIterator for Lookahead<I, N> {}

impl<I: Iterator, const N: usize> FusedIterator for Lookahead<I, N> {}
