//! The entries of a frozen map, in the order of its index.
//!
//! An entry is *outer* if a longer one starts at the same address, otherwise *inner*. No two inner
//! ones start at the same address, so the n-th of them is the one that opens n-th when one walks
//! up the address space, and the index need only count openings (see `poptrie`). The inner entries
//! come first, then the outer ones; both parts are sorted.
//!
//! Prefixes and values are two vectors. A lookup reads the value alone: small values lie closer
//! together than they would beside their prefixes, which is a cache miss less for many.

use alloc::vec;
use alloc::vec::Vec;
use core::slice;

use super::boundaries::{Boundaries, Flattening, assert_capacity};
use super::merge::Merge;
use crate::ip::map::PrefixLenSet;
use crate::ip::{Family, Prefix};

/// Entries by reference, sorted.
pub(super) type Slices<'a, F, V> = Merge<slice::Iter<'a, Prefix<F>>, slice::Iter<'a, V>>;
/// Entries by value, sorted.
pub(super) type Vecs<F, V> = Merge<vec::IntoIter<Prefix<F>>, vec::IntoIter<V>>;

/// See the module's head.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Entries<F: Family, V> {
    prefixes: Vec<Prefix<F>>,
    values: Vec<V>,
    /// The number of inner entries.
    inner: usize,
}

impl<F: Family, V> Entries<F, V> {
    pub(super) fn len(&self) -> usize {
        self.prefixes.len()
    }

    /// The value of the entry with a number.
    #[inline]
    pub(super) fn value(&self, number: u32) -> Option<&V> {
        self.values.get(number as usize)
    }

    /// The entry with a number.
    #[inline]
    pub(super) fn entry(&self, number: u32) -> Option<(Prefix<F>, &V)> {
        Some((*self.prefixes.get(number as usize)?, self.value(number)?))
    }

    /// The value of exactly this prefix.
    pub(super) fn get(&self, prefix: Prefix<F>) -> Option<&V> {
        let (inner, outer) = self.prefixes.split_at(self.inner);
        let at = match inner.binary_search(&prefix) {
            Ok(at) => at,
            Err(_) => self.inner + outer.binary_search(&prefix).ok()?,
        };
        self.values.get(at)
    }

    /// The lengths of the prefixes that contain one.
    pub(super) fn covers(&self, of: Prefix<F>) -> PrefixLenSet {
        let (inner, outer) = self.prefixes.split_at(self.inner);
        let mut lens = PrefixLenSet::default();
        for sorted in [inner, outer] {
            // Whatever contains `of` is at or before it, and contains all that lies between.
            let mut bound = Some(of);
            let mut upto = sorted.len();
            while let Some(prefix) = bound {
                upto = sorted[..upto].partition_point(|p| *p <= prefix);
                let Some(found) = sorted[..upto].last() else { break };
                let len = if found.contains_prefix(of) {
                    lens.insert(found.prefix_len());
                    found.prefix_len().checked_sub(1)
                } else {
                    Some(found.common_supernet(of).prefix_len())
                };
                bound = len.and_then(|len| of.supernet(len));
            }
        }
        lens
    }

    /// All entries, sorted.
    pub(super) fn iter(&self) -> Slices<'_, F, V> {
        self.within(0..self.inner, self.inner..self.len())
    }

    /// The entries inside a prefix, sorted.
    pub(super) fn covered(&self, by: Prefix<F>) -> Slices<'_, F, V> {
        let inside = |part: core::ops::Range<usize>| {
            let sorted = &self.prefixes[part.clone()];
            let from = sorted.partition_point(|p| *p < by);
            let last = by.last_bits();
            let to = from + sorted[from..].partition_point(|p| p.bits() <= last);
            part.start + from..part.start + to
        };
        self.within(inside(0..self.inner), inside(self.inner..self.len()))
    }

    /// The first entry after a prefix in the order of prefixes.
    pub(super) fn after(&self, prefix: Prefix<F>) -> Option<(Prefix<F>, &V)> {
        let (inner, outer) = self.prefixes.split_at(self.inner);
        let first = inner.partition_point(|p| *p <= prefix);
        let second = self.inner + outer.partition_point(|p| *p <= prefix);
        let at = match (inner.get(first), self.prefixes.get(second)) {
            (Some(a), Some(b)) if a < b => first,
            (Some(_), None) => first,
            _ => second,
        };
        Some((*self.prefixes.get(at)?, self.values.get(at)?))
    }

    fn within(
        &self,
        inner: core::ops::Range<usize>,
        outer: core::ops::Range<usize>,
    ) -> Slices<'_, F, V> {
        Merge::new(
            (self.prefixes[inner.clone()].iter(), self.values[inner].iter()),
            (self.prefixes[outer.clone()].iter(), self.values[outer].iter()),
        )
    }

    pub(super) fn into_sorted(mut self) -> Vecs<F, V> {
        let outer = (self.prefixes.split_off(self.inner), self.values.split_off(self.inner));
        Merge::new(
            (self.prefixes.into_iter(), self.values.into_iter()),
            (outer.0.into_iter(), outer.1.into_iter()),
        )
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self) {
        assert_eq!(self.prefixes.len(), self.values.len(), "a value for each prefix");
        let (inner, outer) = self.prefixes.split_at(self.inner);
        assert!(inner.is_sorted_by(|a, b| a.first() < b.first()), "one opens at an address");
        assert!(outer.is_sorted_by(|a, b| a < b), "prefixes rise strictly");
        for prefix in outer {
            let longer = inner.binary_search_by(|p| p.first().cmp(&prefix.first()));
            let longer = longer.expect("one is inside that starts with it");
            assert!(inner[longer].prefix_len() > prefix.prefix_len(), "which is longer");
        }
    }
}

/// Entries on their way into an [`Entries`], and their boundaries with them.
pub(in crate::ip) struct Gathered<F: Family, V> {
    inner: (Vec<Prefix<F>>, Vec<V>),
    outer: (Vec<Prefix<F>>, Vec<V>),
    flattening: Flattening<F::Bits>,
}

impl<F: Family, V> Gathered<F, V> {
    /// Reserves room for a number of entries, which must not be exceeded.
    #[track_caller]
    pub(in crate::ip) fn with_capacity(entries: usize) -> Self {
        assert_capacity(entries);
        Self {
            inner: (Vec::with_capacity(entries), Vec::with_capacity(entries)),
            outer: (Vec::new(), Vec::new()),
            flattening: Flattening::with_capacity(entries),
        }
    }

    /// Adds an entry that is greater than those before.
    #[inline]
    pub(in crate::ip) fn push(&mut self, prefix: Prefix<F>, value: V) {
        let (prefixes, values) = &mut self.inner;
        if self.flattening.push(prefix) {
            self.outer.0.extend(prefixes.pop());
            self.outer.1.extend(values.pop());
        }
        prefixes.push(prefix);
        values.push(value);
    }

    pub(super) fn finish(self) -> (Entries<F, V>, Boundaries<F::Bits>) {
        let ((mut prefixes, mut values), mut outer) = (self.inner, self.outer);
        let inner = prefixes.len();
        prefixes.append(&mut outer.0);
        values.append(&mut outer.1);
        (Entries { prefixes, values, inner }, self.flattening.finish())
    }
}
