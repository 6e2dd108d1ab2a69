//! Flattening: from nested prefixes or disjoint ranges to a step function over the whole space.
//!
//! A [`Boundaries`] says for every address which entry answers for it, as (start, value) pairs:
//! the value of a pair holds from its start up to the next pair's. Built in O(n) from sorted
//! input, with a stack of the prefixes around the current place; n prefixes yield at most 2n + 1
//! pairs.
//!
//! Invariants: the first start is zero, starts rise strictly, neighbours differ in value.

use alloc::vec::Vec;

use crate::ip::family::Word;
use crate::ip::{Family, Prefix};

/// The value where no entry answers; entries count below it.
pub(super) const NONE: u32 = u32::MAX >> 1;

/// Asserts that an index can distinguish this number of entries.
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

    /// Flattens disjoint ranges in their order; the i-th has the value i.
    pub(super) fn of_ranges(ranges: impl ExactSizeIterator<Item = (W, W)>) -> Self {
        let mut this = Self::with_capacity(ranges.len());
        for ((first, last), value) in ranges.zip(0..) {
            this.step(first, value);
            // Nothing starts after the last address of all.
            if let Some(next) = last.checked_add(W::ONE) {
                this.step(next, NONE);
            }
        }
        this
    }

    /// From `start` on, the value of an entry that opens there holds; no other step has it.
    #[inline]
    fn open(&mut self, start: W, value: u32) {
        match (self.starts.last(), self.values.last_mut()) {
            (Some(last), Some(held)) if *last == start => *held = value,
            _ => {
                self.starts.push(start);
                self.values.push(value);
            }
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

/// Prefixes on their way into [`Boundaries`], in their order and without repeats.
///
/// A prefix is *outer* if a longer one starts at the same address, otherwise *inner*. The i-th
/// inner one has the value i; the outer ones are numbered after all of these (see `entries`).
pub(super) struct Flattening<W> {
    steps: Boundaries<W>,
    /// The prefixes around the current place, outermost first: their lasts and values. Those of
    /// outer ones are marked, since it is not known yet how many inner ones there are.
    around: Vec<(W, u32)>,
    /// The first address of the prefix before.
    first: Option<W>,
    inner: u32,
    outer: u32,
}

/// Marks an outer one's value.
const OUTER: u32 = NONE + 1;

impl<W: Word> Flattening<W> {
    pub(super) fn with_capacity(prefixes: usize) -> Self {
        let steps = Boundaries::with_capacity(prefixes);
        Self { steps, around: Vec::new(), first: None, inner: 0, outer: 0 }
    }

    /// Adds a prefix; returns whether the one before is outer.
    #[inline]
    pub(super) fn push<F: Family<Bits = W>>(&mut self, prefix: Prefix<F>) -> bool {
        let first = prefix.bits();
        while let Some(&(last, _)) = self.around.last() {
            if last >= first {
                break;
            }
            self.around.pop();
            // Where this prefix starts, what opens is all that counts.
            let next = last.wrapping_add(W::ONE);
            if next != first {
                self.steps.step(next, self.innermost());
            }
        }
        let repeated = self.first == Some(first);
        if repeated {
            // What starts with the same address is the innermost so far.
            if let Some(before) = self.around.last_mut() {
                before.1 = OUTER | self.outer;
            }
            self.outer += 1;
            self.inner -= 1;
        }
        self.steps.open(first, self.inner);
        self.around.push((prefix.last_bits(), self.inner));
        self.inner += 1;
        self.first = Some(first);
        repeated
    }

    /// The value of the innermost prefix around the current place.
    #[inline]
    fn innermost(&self) -> u32 {
        self.around.last().map_or(NONE, |prefix| prefix.1)
    }

    pub(super) fn finish(mut self) -> Boundaries<W> {
        while let Some((last, _)) = self.around.pop() {
            // Nothing starts after the last address of all.
            if let Some(next) = last.checked_add(W::ONE) {
                self.steps.step(next, self.innermost());
            }
        }
        for value in &mut self.steps.values {
            if *value >= OUTER {
                *value = self.inner + (*value ^ OUTER);
            }
        }
        self.steps
    }
}
