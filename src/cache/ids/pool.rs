//! A pool of integers.
//!
//! A tree of bitmaps, 64 children per word:
//!
//! ```text
//! levels[2]   1                                  bit i: word i of the level below is all ones
//! levels[1]   1111…1111 | 0011
//! levels[0]   1111…1111 | … | 1111…1111 | 0001   bit i: the integer i is taken
//! ```
//!
//! The first zero from the top down is the smallest free integer: O(log₆₄ n) for both operations,
//! a bit and a little more for each integer up to the greatest that was ever taken.
//!
//! Invariants: a level has the words that the bits of the level above can name, as far as they were
//! ever needed; a bit above is set exactly when the word below is all ones; the top is one word.

use alloc::vec::Vec;
use core::iter::FusedIterator;

/// Bits in a word.
const BITS: usize = u64::BITS as usize;

/// A pool of integers that always allocates the smallest free one.
///
/// # Examples
///
/// ```
/// use boltons::cache::IdPool;
///
/// let mut pool = IdPool::new();
/// assert_eq!((pool.allocate(), pool.allocate(), pool.allocate()), (0, 1, 2));
/// assert!(pool.release(1));
/// assert!(!pool.release(1));
/// assert_eq!(pool.allocate(), 1);
/// ```
#[doc(alias = "id allocator")]
#[doc(alias = "free list")]
#[derive(Clone, Debug, Default)]
pub struct IdPool {
    levels: Vec<Vec<u64>>,
    len: usize,
}

impl IdPool {
    /// Creates a pool in which no integer is taken.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(boltons::cache::IdPool::new().is_empty());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { levels: Vec::new(), len: 0 }
    }

    /// Allocates the smallest free integer.
    ///
    /// Computes in **O(log n)** time to the base 64, n being the greatest integer ever taken.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut pool = boltons::cache::IdPool::new();
    /// assert_eq!(pool.allocate(), 0);
    /// assert_eq!(pool.allocate(), 1);
    /// ```
    #[doc(alias = "alloc")]
    #[doc(alias = "acquire")]
    pub fn allocate(&mut self) -> usize {
        if self.levels.last().is_none_or(|top| top.first() == Some(&u64::MAX)) {
            // All that the tree can name is taken: what it is becomes the first child.
            let full = u64::from(!self.levels.is_empty());
            self.levels.push(alloc::vec![full]);
        }
        let mut id = 0;
        for level in self.levels.iter_mut().rev() {
            // The word is there, or is the first that is not.
            if id == level.len() {
                level.push(0);
            }
            let word = level.get(id).copied().unwrap_or(0);
            id = id * BITS + word.trailing_ones() as usize;
        }
        let mut at = id;
        for level in &mut self.levels {
            let Some(word) = level.get_mut(at / BITS) else { break };
            *word |= 1 << (at % BITS);
            if *word != u64::MAX {
                break;
            }
            at /= BITS;
        }
        self.len += 1;
        id
    }

    /// Frees an integer, and returns whether it was taken.
    ///
    /// Computes in **O(log n)** time to the base 64, n being the greatest integer ever taken.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut pool = boltons::cache::IdPool::new();
    /// let id = pool.allocate();
    /// assert!(pool.release(id));
    /// assert!(!pool.release(id));
    /// assert!(!pool.release(usize::MAX));
    /// ```
    #[doc(alias = "free")]
    #[doc(alias = "dealloc")]
    pub fn release(&mut self, id: usize) -> bool {
        if !self.contains(id) {
            return false;
        }
        let mut at = id;
        for level in &mut self.levels {
            let Some(word) = level.get_mut(at / BITS) else { break };
            let was_full = *word == u64::MAX;
            *word &= !(1 << (at % BITS));
            if !was_full {
                break;
            }
            at /= BITS;
        }
        self.len -= 1;
        true
    }

    /// Returns whether an integer is taken.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut pool = boltons::cache::IdPool::new();
    /// pool.allocate();
    /// assert!(pool.contains(0) && !pool.contains(1));
    /// ```
    #[must_use]
    pub fn contains(&self, id: usize) -> bool {
        let word = self.levels.first().and_then(|leaves| leaves.get(id / BITS));
        word.is_some_and(|word| word >> (id % BITS) & 1 == 1)
    }

    /// Returns the number of integers that are taken.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut pool = boltons::cache::IdPool::new();
    /// pool.allocate();
    /// assert_eq!(pool.len(), 1);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns whether no integer is taken.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut pool = boltons::cache::IdPool::new();
    /// assert!(pool.is_empty());
    /// pool.allocate();
    /// assert!(!pool.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Frees all integers.
    ///
    /// Computes in **O(n / 64)** time, n being the greatest integer ever taken.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut pool = boltons::cache::IdPool::new();
    /// pool.allocate();
    /// pool.clear();
    /// assert_eq!(pool.allocate(), 0);
    /// ```
    pub fn clear(&mut self) {
        self.levels.clear();
        self.len = 0;
    }

    /// Frees the memory that the integers in use do not need.
    ///
    /// What stays is a bit and a little more per integer up to the greatest that is in use.
    ///
    /// Computes in **O(n / 64)** time, n being the greatest integer ever taken.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut pool = boltons::cache::IdPool::new();
    /// (0..1_000).for_each(|_| drop(pool.allocate()));
    /// (1..1_000).for_each(|id| drop(pool.release(id)));
    /// pool.shrink_to_fit();
    /// assert!(pool.iter().eq([0]));
    /// ```
    pub fn shrink_to_fit(&mut self) {
        let mut words = 0;
        if let Some(leaves) = self.levels.first() {
            words = leaves.iter().rposition(|word| *word != 0).map_or(0, |last| last + 1);
        }
        let mut needed = 0;
        for level in &mut self.levels {
            if words == 0 {
                break;
            }
            level.truncate(words);
            level.shrink_to_fit();
            needed += 1;
            // The top is the first level of one word.
            words = if words == 1 { 0 } else { words.div_ceil(BITS) };
        }
        self.levels.truncate(needed);
        self.levels.shrink_to_fit();
    }

    /// Returns an iterator over the integers that are taken, in ascending order.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut pool = boltons::cache::IdPool::new();
    /// (0..4).for_each(|_| drop(pool.allocate()));
    /// pool.release(2);
    /// assert!(pool.iter().eq([0, 1, 3]));
    /// ```
    pub fn iter(&self) -> Ids<'_> {
        let words = self.levels.first().map_or(&[][..], Vec::as_slice);
        Ids { words, base: 0, word: 0, left: self.len }
    }

    /// Asserts every invariant. Not public.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    #[track_caller]
    pub fn check(&self) {
        assert!(self.levels.last().is_none_or(|top| top.len() == 1), "the top is one word");
        for pair in self.levels.windows(2) {
            assert!(pair[0].len() <= pair[1].len() * BITS, "no word without a bit above");
            for at in 0..pair[1].len() * BITS {
                let full = pair[0].get(at).is_some_and(|word| *word == u64::MAX);
                assert_eq!(pair[1][at / BITS] >> (at % BITS) & 1 == 1, full, "bit {at}");
            }
        }
        assert_eq!(self.iter().count(), self.len, "the count");
    }
}

impl<'a> IntoIterator for &'a IdPool {
    type Item = usize;
    type IntoIter = Ids<'a>;

    fn into_iter(self) -> Ids<'a> {
        self.iter()
    }
}

/// An iterator over the integers that are taken, in ascending order, created by [`IdPool::iter`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Ids<'a> {
    /// The words that follow.
    words: &'a [u64],
    /// The integer of the first bit of `words`.
    base: usize,
    /// What is left of the word before them.
    word: u64,
    left: usize,
}

impl Iterator for Ids<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            let (first, rest) = self.words.split_first()?;
            (self.word, self.words) = (*first, rest);
            self.base += BITS;
        }
        let bit = self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        self.left -= 1;
        Some(self.base - BITS + bit)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Ids<'_> {}
impl FusedIterator for Ids<'_> {}
