//! The integers of the ranges that are cut: `usize`, and `u64` for what is larger than memory.

use core::fmt::Debug;
use core::hash::Hash;

/// The integers of [`ChunkRanges`](super::ChunkRanges) and [`EvenRanges`](super::EvenRanges):
/// `usize` and `u64`.
///
/// Sealed: other crates cannot implement it.
pub trait RangeIndex: sealed::Sealed + Copy + Debug + Eq + Ord + Hash {}

mod sealed {
    pub trait Sealed {
        fn to_u64(self) -> u64;

        /// Of a number that is at most one that came from `to_u64`.
        fn from_u64(number: u64) -> Self;
    }
}

impl RangeIndex for usize {}

impl sealed::Sealed for usize {
    #[inline]
    fn to_u64(self) -> u64 {
        self as u64
    }

    #[inline]
    fn from_u64(number: u64) -> Self {
        number as Self
    }
}

impl RangeIndex for u64 {}

impl sealed::Sealed for u64 {
    #[inline]
    fn to_u64(self) -> u64 {
        self
    }

    #[inline]
    fn from_u64(number: u64) -> Self {
        number
    }
}
