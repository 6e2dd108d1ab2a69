//! Flattening: from nested prefixes or disjoint ranges to a step function over the whole space.
//!
//! A [`Boundaries`] says for every address which entry answers for it, as (start, value) pairs:
//! the value of a pair holds from its start up to the next pair's. Built in O(n) from sorted
//! input, with a stack of the prefixes around the current place; n prefixes give at most 2n + 1
//! pairs.
//!
//! Invariants: the first start is zero, starts rise strictly, neighbours differ in value.

use alloc::vec;
use alloc::vec::Vec;

use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

/// The value where no entry answers; entries count below it.
pub(super) const NONE: u32 = u32::MAX >> 1;

/// The number of entries that an index can tell apart.
///
/// # Panics
///
/// Panics with "capacity overflow" beyond 2³¹ − 2.
#[track_caller]
pub(super) fn assert_capacity(entries: usize) {
    assert!(entries < NONE as usize, "capacity overflow");
}

/// A step function from addresses to values. See the module's head.
#[derive(Clone, Debug)]
pub(super) struct Boundaries<W> {
    pub(super) starts: Vec<W>,
    pub(super) values: Vec<u32>,
}

impl<W: Word> Boundaries<W> {
    fn with_capacity(entries: usize) -> Self {
        let mut starts = Vec::with_capacity(entries + entries / 2 + 1);
        let mut values = Vec::with_capacity(entries + entries / 2 + 1);
        starts.push(W::ZERO);
        values.push(NONE);
        Self { starts, values }
    }

    /// Flattens prefixes in their order, without repeats, each with its value.
    pub(super) fn of_prefixes<F: Family<Bits = W>>(
        prefixes: impl Iterator<Item = (Prefix<F>, u32)>,
    ) -> Self {
        let mut this = Self::with_capacity(prefixes.size_hint().0);
        // The prefixes around the current place, outermost first: their lasts and values.
        let mut around: Vec<(W, u32)> = vec![];
        for (prefix, value) in prefixes {
            let first = prefix.bits();
            while let Some(&(last, _)) = around.last() {
                if last >= first {
                    break;
                }
                this.close(&mut around, last);
            }
            this.step(first, value);
            around.push((prefix.last_bits(), value));
        }
        while let Some(&(last, _)) = around.last() {
            this.close(&mut around, last);
        }
        this
    }

    /// Flattens disjoint ranges in their order; the i-th gives value i.
    pub(super) fn of_ranges(ranges: impl ExactSizeIterator<Item = (W, W)>) -> Self {
        let mut this = Self::with_capacity(ranges.len());
        for ((first, last), value) in ranges.zip(0..) {
            this.step(first, value);
            this.close(&mut vec![(last, value)], last);
        }
        this
    }

    /// Ends the innermost prefix, at `last`.
    fn close(&mut self, around: &mut Vec<(W, u32)>, last: W) {
        around.pop();
        // Nothing starts behind the last address of all.
        if let Some(next) = last.checked_add(W::ONE) {
            self.step(next, around.last().map_or(NONE, |outer| outer.1));
        }
    }

    /// From `start` on, `value` holds; a step at the same start is overwritten.
    #[inline]
    fn step(&mut self, start: W, value: u32) {
        if self.starts.last() == Some(&start) {
            self.starts.pop();
            self.values.pop();
        }
        if self.values.last() != Some(&value) {
            self.starts.push(start);
            self.values.push(value);
        }
    }

    /// Returns the value of an address by binary search.
    #[inline]
    pub(super) fn find(&self, addr: W) -> u32 {
        // The first start is zero, so at least one is not greater.
        let at = self.starts.partition_point(|start| *start <= addr);
        self.values[at - 1]
    }

    /// Asserts the invariants.
    #[cfg(feature = "__audit")]
    pub(super) fn check(&self) {
        assert_eq!(self.starts.len(), self.values.len(), "a value for each start");
        assert_eq!(self.starts[0], W::ZERO, "the first start is zero");
        assert!(self.starts.is_sorted_by(|a, b| a < b), "starts rise strictly");
        assert!(self.values.is_sorted_by(|a, b| a != b), "neighbours differ in value");
    }
}
