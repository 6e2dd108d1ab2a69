//! `even_ranges`: an index range cut into a given number of parts as even as can be.

use core::marker::PhantomData;
use core::ops::Range;

use super::index::RangeIndex;
use super::places::{Places, by_place};

/// An iterator over the even parts of an index range; see [`even_ranges`].
///
/// # Examples
///
/// ```
/// use boltons::iter::even_ranges;
///
/// let mut parts = even_ranges(0..1001, 4);
/// assert_eq!(parts.len(), 4);
/// assert_eq!(parts.next_back(), Some(751..1001));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct EvenRanges<I = usize> {
    start: u64,
    /// The length of the shorter parts.
    len: u64,
    /// How many parts are longer by one.
    longer: u64,
    places: Places,
    index: PhantomData<I>,
}

/// Cuts an index range into `parts` ranges whose lengths differ by at most 1, the longer ones
/// first.
///
/// Always returns `parts` ranges, some of them empty when the range is shorter than that. A
/// reversed range counts as empty. For `u64` there is [`even_ranges_u64`].
///
/// Computes in **O(1)** time, as does each access.
///
/// # Panics
///
/// Panics if `parts` is zero.
///
/// # Examples
///
/// Work for four threads:
///
/// ```
/// use boltons::iter::even_ranges;
///
/// assert!(even_ranges(0..10, 4).eq([0..3, 3..6, 6..8, 8..10]));
/// assert!(even_ranges(7..8, 3).eq([7..8, 8..8, 8..8]));
/// ```
#[doc(alias = "divide")]
#[doc(alias = "chunked_even")]
#[track_caller]
pub fn even_ranges(range: Range<usize>, parts: usize) -> EvenRanges {
    cut(range, parts)
}

/// Cuts a range of `u64` as [`even_ranges`] cuts one of `usize`: a file of more than 4 GiB, also
/// where `usize` has 32 bits.
///
/// Computes in **O(1)** time, as does each access.
///
/// # Panics
///
/// Panics if `parts` is zero.
///
/// # Examples
///
/// ```
/// use boltons::iter::even_ranges_u64;
///
/// let halves = even_ranges_u64(0..10_000_000_001, 2);
/// assert!(halves.eq([0..5_000_000_001, 5_000_000_001..10_000_000_001]));
/// ```
#[track_caller]
pub fn even_ranges_u64(range: Range<u64>, parts: usize) -> EvenRanges<u64> {
    cut(range, parts)
}

#[track_caller]
fn cut<I: RangeIndex>(range: Range<I>, parts: usize) -> EvenRanges<I> {
    assert!(parts > 0, "the number of parts must not be zero");
    let (start, parts) = (range.start.to_u64(), parts as u64);
    let all = range.end.to_u64().saturating_sub(start);
    let places = Places::new(parts);
    EvenRanges { start, len: all / parts, longer: all % parts, places, index: PhantomData }
}

impl<I: RangeIndex> EvenRanges<I> {
    #[inline]
    fn value(&self, i: u64) -> Range<I> {
        let start = self.start + i * self.len + i.min(self.longer);
        let end = start + self.len + u64::from(i < self.longer);
        I::from_u64(start)..I::from_u64(end)
    }
}

by_place!(EvenRanges<usize>, Range<usize>);
by_place!(EvenRanges<u64>, Range<u64>);
