//! The iterators of [`IntRanges`](crate::strings::IntRanges).
//!
//! The iterators over values hold the run that the front is in, the run that the back is in and
//! the runs between. Invariant: `front` and `back` are empty or hold only values not yet returned,
//! and all of `front` < all of `runs` < all of `back`.

use super::set::{Run, len};
use alloc::vec;
use alloc::vec::Vec;
use core::iter::FusedIterator;
use core::ops::RangeInclusive;
use core::slice;

/// The values of runs; `R` yields the runs.
#[derive(Clone, Debug)]
struct Values<R> {
    front: Option<Run>,
    runs: R,
    back: Option<Run>,
}

impl<R: DoubleEndedIterator<Item = Run> + ExactSizeIterator> Values<R> {
    fn new(runs: R) -> Self {
        Self { front: None, runs, back: None }
    }

    #[inline]
    fn next(&mut self) -> Option<i64> {
        let (lo, hi) = match self.front {
            Some(run) => run,
            None => self.runs.next().or_else(|| self.back.take())?,
        };
        self.front = (lo < hi).then(|| (lo + 1, hi));
        Some(lo)
    }

    #[inline]
    fn next_back(&mut self) -> Option<i64> {
        let (lo, hi) = match self.back {
            Some(run) => run,
            None => self.runs.next_back().or_else(|| self.front.take())?,
        };
        self.back = (lo < hi).then(|| (lo, hi - 1));
        Some(hi)
    }

    /// Skips whole runs.
    fn nth(&mut self, mut n: usize) -> Option<i64> {
        loop {
            let run = match self.front.take() {
                Some(run) => run,
                None => self.runs.next().or_else(|| self.back.take())?,
            };
            if (n as u128) < len(run) {
                // Inside the run, so it does not overflow.
                self.front = Some((run.0.wrapping_add_unsigned(n as u64), run.1));
                return self.next();
            }
            n -= len(run) as usize;
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let ends: u128 = [self.front, self.back].into_iter().flatten().map(len).sum();
        let between = self.runs.len();
        let at_least = ends + between as u128;
        let hint = usize::try_from(at_least);
        (hint.unwrap_or(usize::MAX), if between == 0 { hint.ok() } else { None })
    }

    fn fold<B>(self, init: B, mut f: impl FnMut(B, i64) -> B) -> B {
        let all = self.front.into_iter().chain(self.runs).chain(self.back);
        all.fold(init, |acc, (lo, hi)| (lo..=hi).fold(acc, &mut f))
    }
}

macro_rules! values {
    ($(#[$doc:meta])* $name:ident [$($generics:tt)*] $runs:ty) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $name$($generics)*(Values<$runs>);

        impl$($generics)* Iterator for $name$($generics)* {
            type Item = i64;

            #[inline]
            fn next(&mut self) -> Option<i64> {
                self.0.next()
            }

            fn nth(&mut self, n: usize) -> Option<i64> {
                self.0.nth(n)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }

            fn fold<B, F: FnMut(B, i64) -> B>(self, init: B, f: F) -> B {
                self.0.fold(init, f)
            }
        }

        impl$($generics)* DoubleEndedIterator for $name$($generics)* {
            #[inline]
            fn next_back(&mut self) -> Option<i64> {
                self.0.next_back()
            }
        }

        impl$($generics)* FusedIterator for $name$($generics)* {}
    };
}

values! {
    /// An iterator over the integers of a set in ascending order; created by
    /// [`IntRanges::iter`](crate::strings::IntRanges::iter).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    ///
    /// let set: IntRanges = "1-2,9".parse()?;
    /// assert_eq!((&set).into_iter().rev().collect::<Vec<_>>(), [9, 2, 1]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    Iter [<'a>] core::iter::Copied<slice::Iter<'a, Run>>
}

values! {
    /// An owning iterator over the integers of a set in ascending order.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    ///
    /// let set: IntRanges = "1-2,9".parse()?;
    /// assert_eq!(set.into_iter().sum::<i64>(), 12);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    IntoIter [] vec::IntoIter<Run>
}

impl<'a> Iter<'a> {
    pub(crate) fn new(runs: &'a [Run]) -> Self {
        Self(Values::new(runs.iter().copied()))
    }
}

impl IntoIter {
    pub(crate) fn new(runs: Vec<Run>) -> Self {
        Self(Values::new(runs.into_iter()))
    }
}

/// An iterator over the runs of a set in ascending order; created by
/// [`IntRanges::ranges`](crate::strings::IntRanges::ranges).
///
/// # Examples
///
/// ```
/// use boltons::strings::IntRanges;
///
/// let set: IntRanges = "1-2,9".parse()?;
/// assert_eq!(set.ranges().len(), 2);
/// assert_eq!(set.ranges().next_back(), Some(9..=9));
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Ranges<'a>(slice::Iter<'a, Run>);

impl<'a> Ranges<'a> {
    pub(crate) fn new(runs: &'a [Run]) -> Self {
        Self(runs.iter())
    }
}

impl Iterator for Ranges<'_> {
    type Item = RangeInclusive<i64>;

    fn next(&mut self) -> Option<RangeInclusive<i64>> {
        self.0.next().map(|&(lo, hi)| lo..=hi)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Ranges<'_> {
    fn next_back(&mut self) -> Option<RangeInclusive<i64>> {
        self.0.next_back().map(|&(lo, hi)| lo..=hi)
    }
}

impl ExactSizeIterator for Ranges<'_> {}
impl FusedIterator for Ranges<'_> {}
