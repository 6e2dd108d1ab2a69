//! `SlidingWindows`: overlapping windows lent as slices, without `Clone`.
//!
//! ```text
//!   buffer  [ . . . . a b c d e ]        size 4, step 1
//!             passed  ^start    ^len
//!                     [a b c d] e ...    the window is buffer[start..start + size]
//! ```
//!
//! One `Vec` of at most max(8 · size, 256) items: new items are pushed at its end, a window is a
//! part of it, and when it is full its live tail moves to the front, which costs O(1) per
//! item on average. A ring needs no moves, but its windows are not contiguous.
//!
//! `next` reads only what its window needs. `fold` knows that all will be read: it fills the
//! buffer and runs over it as over a slice.
//!
//! Invariants: start ≤ seen ≤ len ≤ limit, where `seen` ends the items that an earlier window
//! held; a window that was returned starts at `start` and ends at seen = len.

use alloc::vec::Vec;
use core::iter::Fuse;

use super::MapWindows;
use super::collect::map_hint;

/// A lending iterator over windows, to loop over with `while let Some(window) = windows.next()` or
/// its `for_each`, `fold` and `map`; see
/// [`IterExt::sliding_windows`](crate::iter::IterExt::sliding_windows).
///
/// It lends each window until the next call, so it cannot be an [`Iterator`]; loop with
/// `while let`, or create an ordinary iterator over what a closure returns for each window with
/// [`map`](SlidingWindows::map).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let mut windows = ["a", "b", "c"].map(String::from).into_iter().sliding_windows(2);
/// while let Some(window) = windows.next() {
///     assert_eq!(window.len(), 2);
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SlidingWindows<I: Iterator> {
    source: Fuse<I>,
    buffer: Vec<I::Item>,
    /// The most items that the buffer holds; more than a window.
    limit: usize,
    size: usize,
    step: usize,
    partial: bool,
    /// Where the next window starts, or the last one while `given`.
    start: usize,
    /// The end of the items that a window held.
    seen: usize,
    /// Whether the window at `start` was given.
    given: bool,
    /// How many items of the source come before the next window, where steps leave gaps.
    skip: usize,
}

impl<I: Iterator> SlidingWindows<I> {
    #[track_caller]
    pub(crate) fn new(source: I, size: usize) -> Self {
        assert!(size > 0, "window size must not be zero");
        Self {
            source: source.fuse(),
            buffer: Vec::new(),
            limit: size.saturating_mul(8).max(256),
            size,
            step: 1,
            partial: false,
            start: 0,
            seen: 0,
            given: false,
            skip: 0,
        }
    }

    /// Sets how far the start of a window is from the start of the one before; 1 unless set.
    ///
    /// A step may exceed the size: the items between two windows are then skipped.
    ///
    /// # Panics
    ///
    /// Panics if `step` is zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let sums = (0..8).sliding_windows(3).step(2).map(|window| window.iter().sum::<i32>());
    /// assert!(sums.eq([3, 9, 15]));
    /// ```
    #[track_caller]
    pub fn step(mut self, step: usize) -> Self {
        assert!(step > 0, "window step must not be zero");
        self.step = step;
        self
    }

    /// Yields also a last, shorter window, where it holds items that no earlier window held.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let windows = (0..6).sliding_windows(3).step(2).keep_partial().map(<[_]>::to_vec);
    /// assert!(windows.eq([vec![0, 1, 2], vec![2, 3, 4], vec![4, 5]]));
    /// // 2 and 3 were in a window already.
    /// assert_eq!((0..4).sliding_windows(4).step(2).keep_partial().map(|_| ()).count(), 1);
    /// ```
    pub fn keep_partial(mut self) -> Self {
        self.partial = true;
        self
    }

    /// Returns the next window, lent until the next call.
    ///
    /// Reads no item beyond it.
    ///
    /// Computes in **O(step)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let mut windows = (1..=3).sliding_windows(2);
    /// assert_eq!(windows.next(), Some(&[1, 2][..]));
    /// assert_eq!(windows.next(), Some(&[2, 3][..]));
    /// assert_eq!(windows.next(), None);
    /// ```
    #[allow(clippy::should_implement_trait, reason = "it lends, which `Iterator` cannot")]
    #[inline]
    pub fn next(&mut self) -> Option<&[I::Item]> {
        if self.given && self.step == 1 && self.buffer.len() < self.limit {
            // The common case: the window was given, so it ends with the buffer, and one item more
            // makes the next.
            if let Some(item) = self.source.next() {
                self.buffer.push(item);
                self.start += 1;
                self.seen = self.buffer.len();
                return Some(&self.buffer[self.start..]);
            }
        }
        self.next_by_step()
    }

    fn next_by_step(&mut self) -> Option<&[I::Item]> {
        if self.given {
            self.given = false;
            self.advance();
        }
        let missing = self.size.saturating_sub(self.buffer.len() - self.start);
        if missing > 0 {
            self.read(missing);
        }
        self.give().then(|| &self.buffer[self.start..self.seen])
    }

    /// Folds all windows into one value.
    ///
    /// Faster than a loop over `next`: it reads the source in blocks of up to max(8 · size, 256)
    /// items and goes over each as over a slice. Where a window is needed as soon as its items
    /// arrive, as from a live source, call `next`.
    ///
    /// Computes in **O(n)** time for n items, besides what `f` takes.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let rises = [3, 5, 4, 8].into_iter().sliding_windows(2);
    /// assert_eq!(rises.fold(0, |count, w| count + usize::from(w[1] > w[0])), 2);
    /// ```
    pub fn fold<B>(mut self, init: B, mut f: impl FnMut(B, &[I::Item]) -> B) -> B {
        if self.given {
            self.given = false;
            self.advance();
        }
        let mut folded = init;
        loop {
            self.read(usize::MAX);
            let full = self.buffer.len() == self.limit;
            let live = &self.buffer[self.start..];
            if live.len() >= self.size {
                let count = (live.len() - self.size) / self.step + 1;
                folded = if self.step == 1 {
                    live.windows(self.size).fold(folded, &mut f)
                } else {
                    live.windows(self.size).step_by(self.step).fold(folded, &mut f)
                };
                self.start += (count - 1) * self.step;
                self.seen = self.start + self.size;
                self.advance();
            }
            if !full {
                break;
            }
        }
        if self.give() {
            folded = f(folded, &self.buffer[self.start..self.seen]);
        }
        folded
    }

    /// Calls a closure on each window.
    ///
    /// Reads the source in blocks, as [`fold`](SlidingWindows::fold) does.
    ///
    /// Computes in **O(n)** time for n items, besides what `f` takes.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let mut peaks = Vec::new();
    /// [1, 9, 2, 3, 7, 1].into_iter().sliding_windows(3).for_each(|w| {
    ///     if w[1] > w[0].max(w[2]) {
    ///         peaks.push(w[1]);
    ///     }
    /// });
    /// assert_eq!(peaks, [9, 7]);
    /// ```
    pub fn for_each(self, mut f: impl FnMut(&[I::Item])) {
        self.fold((), |(), window| f(window));
    }

    /// Creates an ordinary iterator over what a closure returns for each window.
    ///
    /// # Examples
    ///
    /// A moving average:
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let prices = [10.0, 11.0, 15.0, 16.0];
    /// let averages = prices.into_iter().sliding_windows(3).map(|w| w.iter().sum::<f64>() / 3.0);
    /// assert!(averages.eq([12.0, 14.0]));
    /// ```
    pub fn map<B, F: FnMut(&[I::Item]) -> B>(self, f: F) -> MapWindows<I, F> {
        MapWindows::new(self, f)
    }

    /// Checks the invariants, for the tests.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn check(&self) {
        let len = self.buffer.len();
        assert!(self.start <= self.seen && self.seen <= len && len <= self.limit);
        assert!(len <= self.buffer.capacity());
        assert!(
            !self.given || (self.start < len && self.seen == len && len - self.start <= self.size)
        );
        assert!(self.skip == 0 || self.start == len);
    }

    /// Moves from the window at `start` to the one a step further.
    #[inline]
    fn advance(&mut self) {
        let held = self.buffer.len() - self.start;
        self.skip = self.step.saturating_sub(held);
        self.start += self.step.min(held);
        self.seen = self.seen.max(self.start);
    }

    /// Reads up to `count` items, as far as the buffer has room when the live ones are at its
    /// front.
    fn read(&mut self, count: usize) {
        if self.skip > 0 {
            let skip = core::mem::take(&mut self.skip);
            self.source.nth(skip - 1);
        }
        let limit = self.limit;
        if count > limit - self.buffer.len() {
            self.buffer.drain(..self.start);
            self.seen -= self.start;
            self.start = 0;
        }
        let room = limit - self.buffer.len();
        // Not by blocks as `extend_by` does: over a slice that takes a third longer.
        self.buffer.extend(self.source.by_ref().take(count.min(room)));
    }

    /// Returns whether there is a window at `start`, and marks it as given.
    #[inline]
    fn give(&mut self) -> bool {
        let (len, end) = (self.buffer.len(), self.start.saturating_add(self.size));
        self.given = end <= len || (self.partial && self.seen < len);
        if self.given {
            self.seen = end.min(len);
        }
        self.given
    }

    /// The bounds of the number of windows that are left.
    pub(super) fn hint(&self) -> (usize, Option<usize>) {
        let (mut held, mut seen) = (self.buffer.len() - self.start, self.seen - self.start);
        let mut skip = self.skip;
        if self.given {
            skip = self.step.saturating_sub(held);
            let step = self.step.min(held);
            held -= step;
            seen = seen.saturating_sub(step);
        }
        let (lower, upper) = map_hint(self.source.size_hint(), |n| n.saturating_sub(skip));
        let windows = |items: usize| {
            let full = items.checked_sub(self.size).map_or(0, |rest| rest / self.step + 1);
            let (next, seen) = match full.checked_sub(1) {
                None => (0, seen),
                Some(last) => {
                    ((last * self.step).saturating_add(self.step), last * self.step + self.size)
                }
            };
            full.saturating_add(usize::from(self.partial && items > seen.max(next)))
        };
        let upper = upper.and_then(|upper| upper.checked_add(held));
        (windows(lower.saturating_add(held)), upper.map(windows))
    }
}
