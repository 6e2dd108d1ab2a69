//! `chunk_ranges`: an index range cut into chunks, overlapping or aligned if wanted.
//!
//! Chunk i is the part of `base + i · stride .. base + i · stride + size` inside the range, where
//! stride = size − overlap and `base` is the range's start, or for aligned chunks the last multiple
//! of the stride at or before it. Nothing else is kept than the numbers of the chunks that are
//! left, so every access is O(1).

use core::marker::PhantomData;
use core::ops::Range;

use super::index::RangeIndex;
use super::places::{Places, by_place};

/// An iterator over the chunks of an index range; see [`chunk_ranges`].
///
/// # Examples
///
/// ```
/// use boltons::iter::chunk_ranges;
///
/// let mut chunks = chunk_ranges(0..1_000_000, 4096);
/// assert_eq!(chunks.len(), 245);
/// assert_eq!(chunks.nth(100), Some(409_600..413_696));
/// assert_eq!(chunks.next_back(), Some(999_424..1_000_000));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunkRanges<I = usize> {
    range: Range<u64>,
    size: u64,
    overlap: u64,
    aligned: bool,
    places: Places,
    index: PhantomData<I>,
}

/// Cuts an index range into ranges of `size`, the last one shorter.
///
/// For work on parts of something that is not a slice: byte ranges of a download, pages of rows. A
/// slice has [`chunks`](slice::chunks). An empty or reversed range has no chunks. For `u64` there
/// is [`chunk_ranges_u64`].
///
/// Computes in **O(1)** time, as does each access.
///
/// # Panics
///
/// Panics if `size` is zero.
///
/// # Examples
///
/// ```
/// use boltons::iter::chunk_ranges;
///
/// assert!(chunk_ranges(10..35, 10).eq([10..20, 20..30, 30..35]));
/// assert_eq!(chunk_ranges(5..5, 10).next(), None);
/// ```
#[track_caller]
#[doc(alias = "step_by")]
pub fn chunk_ranges(range: Range<usize>, size: usize) -> ChunkRanges {
    cut(range, size)
}

/// Cuts a range of `u64` as [`chunk_ranges`] cuts one of `usize`: a file of more than 4 GiB, also
/// where `usize` has 32 bits.
///
/// Computes in **O(1)** time, as does each access.
///
/// # Panics
///
/// Panics if `size` is zero.
///
/// # Examples
///
/// The parts of a download:
///
/// ```
/// use boltons::iter::chunk_ranges_u64;
///
/// let parts = chunk_ranges_u64(0..10_000_000_000, 4_000_000_000);
/// assert_eq!(parts.last(), Some(8_000_000_000..10_000_000_000));
/// ```
#[track_caller]
pub fn chunk_ranges_u64(range: Range<u64>, size: u64) -> ChunkRanges<u64> {
    cut(range, size)
}

#[track_caller]
fn cut<I: RangeIndex>(range: Range<I>, size: I) -> ChunkRanges<I> {
    let size = size.to_u64();
    assert!(size > 0, "chunk size must not be zero");
    let range = range.start.to_u64()..range.end.to_u64();
    let places = Places::new(0);
    ChunkRanges { range, size, overlap: 0, aligned: false, places, index: PhantomData }.restart()
}

impl<I: RangeIndex> ChunkRanges<I> {
    /// Lets each chunk begin with the last `overlap` indices of the one before.
    ///
    /// Starts over if chunks were already yielded.
    ///
    /// # Panics
    ///
    /// Panics if `overlap` is not less than the chunk size.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::chunk_ranges;
    ///
    /// assert!(chunk_ranges(0..12, 5).overlap(2).eq([0..5, 3..8, 6..11, 9..12]));
    /// ```
    #[track_caller]
    pub fn overlap(mut self, overlap: I) -> Self {
        let overlap = overlap.to_u64();
        assert!(overlap < self.size, "overlap must be less than the chunk size");
        self.overlap = overlap;
        self.restart()
    }

    /// Makes every start but the first a multiple of the chunk size less the overlap.
    ///
    /// The first chunk is then shorter, unless the range starts at such a multiple. Starts over if
    /// chunks were already yielded.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::chunk_ranges;
    ///
    /// assert!(chunk_ranges(10..35, 10).aligned().eq([10..20, 20..30, 30..35]));
    /// assert!(chunk_ranges(8..21, 10).aligned().eq([8..10, 10..20, 20..21]));
    /// assert!(
    ///     chunk_ranges(3..18, 5).overlap(1).aligned().eq([3..5, 4..9, 8..13, 12..17, 16..18])
    /// );
    /// ```
    pub fn aligned(mut self) -> Self {
        self.aligned = true;
        self.restart()
    }

    fn stride(&self) -> u64 {
        self.size - self.overlap
    }

    fn base(&self) -> u64 {
        let before = if self.aligned { self.range.start % self.stride() } else { 0 };
        self.range.start - before
    }

    /// Counts the chunks.
    fn restart(mut self) -> Self {
        let count = if self.range.is_empty() {
            0
        } else {
            // The first chunk, and one for each stride that begins what it leaves.
            let rest = (self.range.end - self.base()).saturating_sub(self.size);
            1 + rest.div_ceil(self.stride())
        };
        self.places = Places::new(count);
        self
    }

    #[inline]
    fn value(&self, i: u64) -> Range<I> {
        // Less than the range's end, as every chunk's start is.
        let start = self.base() + i * self.stride();
        let end = start.saturating_add(self.size).min(self.range.end);
        I::from_u64(start.max(self.range.start))..I::from_u64(end)
    }
}

by_place!(ChunkRanges<usize>, Range<usize>);
by_place!(ChunkRanges<u64>, Range<u64>, |this, init, f| {
    this.places.range().fold(init, |folded, i| f(folded, this.value(i)))
});
