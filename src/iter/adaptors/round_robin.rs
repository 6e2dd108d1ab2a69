//! `RoundRobin`: one item of each source in turn.
//!
//! ```text
//!   sources  [ live live | dry dry | not asked in this round ]
//!                        ^kept     ^at
//! ```
//!
//! In the first round the sources themselves are taken one by one, so that even endlessly many can
//! be begun. Later rounds go over the vector; a source that runs dry is swapped after the live
//! ones, which keeps their order, and dropped at the end of the round: O(1) per item, where
//! removing it from the vector at once would be O(sources) each.
//!
//! Invariant: kept ≤ at ≤ sources.len(), and `kept` = `at` = 0 before the second round.

use alloc::vec::Vec;
use core::iter::FusedIterator;

use super::collect::sum_hints;

/// An iterator that takes one item of each source in turn; see [`round_robin`].
///
/// # Examples
///
/// ```
/// use boltons::iter::round_robin;
///
/// let mut turns = round_robin([1..3, 7..10]);
/// assert_eq!(turns.next(), Some(1));
/// assert!(turns.eq([7, 2, 8, 9]));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RoundRobin<J, S> {
    /// The sources that were not begun.
    fresh: Option<J>,
    sources: Vec<S>,
    kept: usize,
    at: usize,
}

/// Yields one item of each source in turn until all have ended; one that has ended is skipped.
///
/// [`Itertools::interleave`](crate::iter::itertools::Itertools::interleave) is the same for two.
///
/// Computes in **O(1)** time per item (amortized average).
///
/// # Examples
///
/// ```
/// use boltons::iter::round_robin;
///
/// let queues = [vec!["a1", "a2", "a3"], vec![], vec!["b1"]];
/// assert!(round_robin(queues).eq(["a1", "b1", "a2", "a3"]));
/// ```
#[doc(alias = "interleave_longest")]
#[doc(alias = "roundrobin")]
pub fn round_robin<J>(sources: J) -> RoundRobin<J::IntoIter, <J::Item as IntoIterator>::IntoIter>
where
    J: IntoIterator,
    J::Item: IntoIterator,
{
    RoundRobin { fresh: Some(sources.into_iter()), sources: Vec::new(), kept: 0, at: 0 }
}

impl<J, S: Iterator> RoundRobin<J, S> {
    /// Checks the invariants, for the tests.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn check(&self) {
        assert!(self.kept <= self.at && self.at <= self.sources.len());
        assert!(self.fresh.is_none() || self.at == 0);
    }
}

impl<J, S> Iterator for RoundRobin<J, S>
where
    J: Iterator,
    J::Item: IntoIterator<Item = S::Item, IntoIter = S>,
    S: Iterator,
{
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        if let Some(fresh) = &mut self.fresh {
            for source in fresh {
                let mut source = source.into_iter();
                if let Some(item) = source.next() {
                    self.sources.push(source);
                    return Some(item);
                }
            }
            self.fresh = None;
        }
        loop {
            while let Some(source) = self.sources.get_mut(self.at) {
                let item = source.next();
                self.at += 1;
                if item.is_some() {
                    self.sources.swap(self.kept, self.at - 1);
                    self.kept += 1;
                    return item;
                }
            }
            self.sources.truncate(self.kept);
            (self.kept, self.at) = (0, 0);
            if self.sources.is_empty() {
                return None;
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let fresh = self.fresh.as_ref().map_or((0, Some(0)), Iterator::size_hint);
        let begun = self.sources[..self.kept].iter().chain(&self.sources[self.at..]);
        let (lower, upper) =
            begun.fold((0, Some(0)), |sum, source| sum_hints(sum, source.size_hint()));
        (lower, if fresh.1 == Some(0) { upper } else { None })
    }
}

impl<J, S> FusedIterator for RoundRobin<J, S>
where
    J: Iterator,
    J::Item: IntoIterator<Item = S::Item, IntoIter = S>,
    S: Iterator,
{
}
