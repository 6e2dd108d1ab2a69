//! `chunk_ranges`: an index range cut into chunks, overlapping or aligned if wanted.
//!
//! Chunk i is the part of `base + i · stride .. base + i · stride + size` inside the range, where
//! stride = size − overlap and `base` is the range's start, or for aligned chunks the last multiple
//! of the stride at or before it. Nothing else is kept than the numbers of the chunks that are
//! left, so every access is O(1).

use core::ops::Range;

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
pub struct ChunkRanges {
    range: Range<usize>,
    size: usize,
    overlap: usize,
    aligned: bool,
    places: Places,
}

/// Cuts an index range into ranges of `size`, the last one shorter.
///
/// For work on parts of something that is not a slice: byte ranges of a download, pages of rows. A
/// slice has [`chunks`](slice::chunks). An empty or reversed range gives nothing.
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
pub fn chunk_ranges(range: Range<usize>, size: usize) -> ChunkRanges {
    assert!(size > 0, "chunk size must not be zero");
    ChunkRanges { range, size, overlap: 0, aligned: false, places: Places::new(0) }.restart()
}

impl ChunkRanges {
    /// Makes each chunk begin with the last `overlap` indices of the one before.
    ///
    /// Starts over if chunks were given already.
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
    pub fn overlap(mut self, overlap: usize) -> Self {
        assert!(overlap < self.size, "overlap must be less than the chunk size");
        self.overlap = overlap;
        self.restart()
    }

    /// Makes every start but the first a multiple of the chunk size less the overlap.
    ///
    /// The first chunk is then shorter, unless the range starts at such a multiple. Starts over if
    /// chunks were given already.
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

    fn stride(&self) -> usize {
        self.size - self.overlap
    }

    fn base(&self) -> usize {
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
    fn value(&self, i: usize) -> Range<usize> {
        // Less than the range's end, as every chunk's start is.
        let start = self.base() + i * self.stride();
        let end = start.saturating_add(self.size).min(self.range.end);
        start.max(self.range.start)..end
    }
}

by_place!(ChunkRanges, Range<usize>);
