//! `even_ranges`: an index range cut into a given number of parts as even as can be.

use core::ops::Range;

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
pub struct EvenRanges {
    start: usize,
    /// The length of the shorter parts.
    len: usize,
    /// How many parts are longer by one.
    longer: usize,
    places: Places,
}

/// Cuts an index range into `parts` ranges whose lengths differ by at most 1, the longer ones
/// first.
///
/// Always gives `parts` ranges, some of them empty when the range is shorter than that. A reversed
/// range counts as empty.
///
/// Computes in **O(1)** time, as does each access.
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
pub fn even_ranges(range: Range<usize>, parts: usize) -> EvenRanges {
    let Range { start, end } = range;
    let all = end.saturating_sub(start);
    let len = all.checked_div(parts).unwrap_or(0);
    EvenRanges { start, len, longer: all - len * parts, places: Places::new(parts) }
}

impl EvenRanges {
    #[inline]
    fn value(&self, i: usize) -> Range<usize> {
        let start = self.start + i * self.len + i.min(self.longer);
        start..start + self.len + usize::from(i < self.longer)
    }
}

by_place!(EvenRanges, Range<usize>);
