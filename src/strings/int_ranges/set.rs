//! Sets of integers that are mostly runs.
//!
//! ```text
//! {1, 2, 3, 7, 10, 11}   ->   Vec [ (1, 3) (7, 7) (10, 11) ]     16 bytes a run
//! ```
//!
//! Invariant ([`IntRanges::check`]): each run has `lo <= hi`, and the next run's `lo` is greater
//! than `hi + 1`, so that equal sets have equal vectors. With *r* and *q* runs: lookup O(log r),
//! one insertion O(r) in the worst case and O(1) at the end, set operations one merge in O(r + q),
//! building from *n* unsorted items one sort in O(n log n). The number of integers in a run never
//! matters.
//!
//! Rejected: a `BTreeMap` from start to end (4.4 times slower to build, twice the memory), and
//! values one by one (a hostile `1-99999999999` fills the memory).

use alloc::vec::Vec;
use core::fmt;
use core::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, RangeInclusive, Sub, SubAssign};

use super::iter::{IntoIter, Iter, Ranges};
use super::parse::Item;

/// A run, both ends included.
pub(crate) type Run = (i64, i64);

/// A set of integers, stored as sorted ranges (runs).
///
/// It is what `1-3,7,10-11` means on a command line or in a crontab: it is parsed from that form
/// and printed in it ([`IntListFormat`](crate::strings::IntListFormat) has other forms), and a run
/// costs 16 bytes however long it is. The order of sets is that of their runs. A list that keeps
/// its order and its repetitions is [`IntList`](crate::strings::IntList).
///
/// Where the items are few, unrelated integers, a `BTreeSet<i64>` is better; for values attached
/// to ranges, the crate rangemap.
///
/// # Examples
///
/// ```
/// use boltons::strings::IntRanges;
///
/// let mut pages: IntRanges = "8-5, 1,2 ,99-".parse().or_else(|_| "8-5, 1,2 ,99".parse())?;
/// assert_eq!(pages.to_string(), "1-2,5-8,99");
/// pages.insert_range(3..=4);
/// assert_eq!(pages.to_string(), "1-8,99");
/// assert_eq!(pages.count(), 9);
/// assert!(pages.contains(7) && !pages.contains(9));
/// assert_eq!(pages.complement(1..=100).to_string(), "9-98,100");
///
/// let huge: IntRanges = "1-99999999999".parse()?;
/// assert_eq!(huge.ranges().len(), 1);
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "RangeSet")]
#[doc(alias = "RangeInclusiveSet")]
#[doc(alias = "parse_int_list")]
#[doc(alias = "int_ranges_from_int_list")]
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct IntRanges {
    runs: Vec<Run>,
}

impl IntRanges {
    /// Creates an empty set without allocating.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    /// assert!(IntRanges::new().is_empty());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { runs: Vec::new() }
    }

    /// Inserts an integer and returns whether it was not in the set before.
    ///
    /// Computes in **O(r)** time in the worst case, where *r* is the number of runs, and in O(1) at
    /// the end.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    ///
    /// let mut set = IntRanges::new();
    /// assert!(set.insert(1) && set.insert(3) && !set.insert(1));
    /// assert!(set.insert(2));
    /// assert_eq!(set.to_string(), "1-3");
    /// ```
    pub fn insert(&mut self, n: i64) -> bool {
        let missing = !self.contains(n);
        if missing {
            self.insert_run(n, n);
        }
        missing
    }

    /// Removes an integer and returns whether it was in the set.
    ///
    /// Computes in **O(r)** time in the worst case, where *r* is the number of runs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    ///
    /// let mut set: IntRanges = [1..=3].into_iter().collect();
    /// assert!(set.remove(2) && !set.remove(2));
    /// assert_eq!(set.to_string(), "1,3");
    /// ```
    pub fn remove(&mut self, n: i64) -> bool {
        let there = self.contains(n);
        if there {
            self.remove_range(n..=n);
        }
        there
    }

    /// Inserts all integers of a range; a range that is empty or reversed inserts nothing.
    ///
    /// Computes in **O(r)** time in the worst case, where *r* is the number of runs, and in O(1) at
    /// the end.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    ///
    /// let mut set = IntRanges::new();
    /// set.insert_range(1..=1_000_000_000_000);
    /// assert_eq!(set.count(), 1_000_000_000_000);
    /// ```
    pub fn insert_range(&mut self, r: RangeInclusive<i64>) {
        if !r.is_empty() {
            self.insert_run(*r.start(), *r.end());
        }
    }

    /// Removes all integers of a range; a range that is empty or reversed removes nothing.
    ///
    /// Computes in **O(r)** time in the worst case, where *r* is the number of runs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    ///
    /// let mut set: IntRanges = [1..=9].into_iter().collect();
    /// set.remove_range(4..=6);
    /// assert_eq!(set.to_string(), "1-3,7-9");
    /// ```
    pub fn remove_range(&mut self, r: RangeInclusive<i64>) {
        if r.is_empty() {
            return;
        }
        let (lo, hi) = (*r.start(), *r.end());
        let from = self.runs.partition_point(|run| run.1 < lo);
        let to = self.runs.partition_point(|run| run.0 <= hi);
        if from >= to {
            return;
        }
        let (first, last) = (self.runs[from].0, self.runs[to - 1].1);
        // What stays of the first run and of the last one; the rest of them goes.
        let (mut from, mut to) = (from, to);
        if last > hi {
            if first < lo && to - from == 1 {
                self.runs.insert(to, (hi + 1, last));
            } else {
                to -= 1;
                self.runs[to].0 = hi + 1;
            }
        }
        if first < lo {
            self.runs[from].1 = lo - 1;
            from += 1;
        }
        self.runs.drain(from..to);
    }

    /// Returns whether an integer is in the set.
    ///
    /// Computes in **O(log r)** time, where *r* is the number of runs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    /// let set: IntRanges = [-5..=5].into_iter().collect();
    /// assert!(set.contains(0) && !set.contains(6));
    /// ```
    #[must_use]
    pub fn contains(&self, n: i64) -> bool {
        let at = self.runs.partition_point(|run| run.1 < n);
        self.runs.get(at).is_some_and(|run| run.0 <= n)
    }

    /// Returns the number of integers in the set.
    ///
    /// Computes in **O(r)** time, where *r* is the number of runs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    /// let all: IntRanges = [i64::MIN..=i64::MAX].into_iter().collect();
    /// assert_eq!(all.count(), 1 << 64);
    /// ```
    #[doc(alias = "len")]
    #[must_use]
    pub fn count(&self) -> u128 {
        self.runs.iter().map(|&run| len(run)).sum()
    }

    /// Returns whether the set contains no integers.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    /// assert!(",, ,".parse::<IntRanges>()?.is_empty());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Returns the smallest integer.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    /// assert_eq!("7,3-4".parse::<IntRanges>()?.first(), Some(3));
    /// assert_eq!(IntRanges::new().first(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "min")]
    #[must_use]
    pub fn first(&self) -> Option<i64> {
        self.runs.first().map(|run| run.0)
    }

    /// Returns the greatest integer.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    /// assert_eq!("7,3-4".parse::<IntRanges>()?.last(), Some(7));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "max")]
    #[must_use]
    pub fn last(&self) -> Option<i64> {
        self.runs.last().map(|run| run.1)
    }

    /// Returns an iterator over the integers in ascending order.
    ///
    /// Nothing is computed in advance: the first of 2^64 comes as fast as the first of two.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    ///
    /// let set: IntRanges = "1-3,7".parse()?;
    /// assert!(set.iter().eq([1, 2, 3, 7]));
    /// assert_eq!(set.iter().next_back(), Some(7));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn iter(&self) -> Iter<'_> {
        Iter::new(&self.runs)
    }

    /// Returns an iterator over the runs in ascending order: as few and as long as they can be.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    ///
    /// let set: IntRanges = "3,1,2,7".parse()?;
    /// assert!(set.ranges().eq([1..=3, 7..=7]));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn ranges(&self) -> Ranges<'_> {
        Ranges::new(&self.runs)
    }

    /// Returns the integers that are in either set.
    ///
    /// Computes in **O(r + q)** time, where *r* and *q* are the numbers of runs. `&a | &b` is the
    /// same.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    /// let (a, b): (IntRanges, IntRanges) = ("1-3".parse()?, "4-5,9".parse()?);
    /// assert_eq!(a.union(&b).to_string(), "1-5,9");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn union(&self, o: &Self) -> Self {
        let mut runs = Vec::with_capacity(self.runs.len() + o.runs.len());
        let (mut a, mut b) = (self.runs.iter().peekable(), o.runs.iter().peekable());
        loop {
            let next = match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x.0 <= y.0 => a.next(),
                (Some(_), None) => a.next(),
                _ => b.next(),
            };
            let Some(&run) = next else { return Self { runs } };
            push(&mut runs, run);
        }
    }

    /// Returns the integers that are in both sets.
    ///
    /// Computes in **O(r + q)** time, where *r* and *q* are the numbers of runs. `&a & &b` is the
    /// same.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    /// let (a, b): (IntRanges, IntRanges) = ("1-6".parse()?, "4-9".parse()?);
    /// assert_eq!(a.intersection(&b).to_string(), "4-6");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn intersection(&self, o: &Self) -> Self {
        let (mut a, mut b) = (&self.runs[..], &o.runs[..]);
        let mut runs = Vec::new();
        while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
            let (lo, hi) = (x.0.max(y.0), x.1.min(y.1));
            if lo <= hi {
                runs.push((lo, hi));
            }
            if x.1 < y.1 {
                a = a_rest;
            } else {
                b = b_rest;
            }
        }
        Self { runs }
    }

    /// Returns the integers that are in this set and not in the other.
    ///
    /// Computes in **O(r + q)** time, where *r* and *q* are the numbers of runs. `&a - &b` is the
    /// same.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    /// let (a, b): (IntRanges, IntRanges) = ("1-6".parse()?, "4".parse()?);
    /// assert_eq!(a.difference(&b).to_string(), "1-3,5-6");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn difference(&self, o: &Self) -> Self {
        let mut runs = Vec::new();
        let mut holes = &o.runs[..];
        for &run in &self.runs {
            while let [hole, rest @ ..] = holes {
                if hole.1 >= run.0 {
                    break;
                }
                holes = rest;
            }
            // A hole that reaches beyond this run is looked at again for the next one.
            let mut inside = 0;
            while inside < holes.len() && holes[inside].0 <= run.1 {
                inside += 1;
            }
            gaps(&mut runs, run, &holes[..inside]);
            holes = &holes[inside.saturating_sub(1)..];
        }
        Self { runs }
    }

    /// Returns the integers of a range that are not in the set; none for a range that is empty or
    /// reversed.
    ///
    /// Computes in **O(log r + k)** time, where *r* is the number of runs and *k* of those in the
    /// range; allocates nothing but the result.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntRanges;
    /// let taken: IntRanges = "1-3,5".parse()?;
    /// assert_eq!(taken.complement(0..=9).to_string(), "0,4,6-9");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "complement_int_list")]
    #[doc(alias = "gaps")]
    #[must_use]
    pub fn complement(&self, within: RangeInclusive<i64>) -> Self {
        let mut runs = Vec::new();
        if !within.is_empty() {
            let (lo, hi) = (*within.start(), *within.end());
            let from = self.runs.partition_point(|run| run.1 < lo);
            let to = self.runs.partition_point(|run| run.0 <= hi);
            runs.reserve_exact(to.saturating_sub(from) + 1);
            gaps(&mut runs, (lo, hi), self.runs.get(from..to).unwrap_or_default());
        }
        Self { runs }
    }

    /// Asserts the invariant.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        for run in &self.runs {
            assert!(run.0 <= run.1, "a reversed run in {self:?}");
        }
        for pair in self.runs.windows(2) {
            assert!(i128::from(pair[1].0) > i128::from(pair[0].1) + 1, "runs touch in {self:?}");
        }
    }

    pub(crate) fn into_runs(self) -> Vec<Run> {
        self.runs
    }

    fn insert_run(&mut self, lo: i64, hi: i64) {
        // Those that end before `lo - 1` and those that start after `hi + 1` do not touch it.
        let from = match self.runs.last() {
            Some(last) if last.1 < lo.saturating_sub(1) => self.runs.len(),
            _ => self.runs.partition_point(|run| run.1 < lo.saturating_sub(1)),
        };
        let touched = self.runs[from..].partition_point(|run| run.0 <= hi.saturating_add(1));
        if touched == 0 {
            self.runs.insert(from, (lo, hi));
            return;
        }
        let last = self.runs[from + touched - 1].1;
        let run = &mut self.runs[from];
        *run = (run.0.min(lo), last.max(hi));
        self.runs.drain(from + 1..from + touched);
    }

    /// Adds a set, in O(r + q), or less where it comes after this one or is a single run.
    fn merge(&mut self, mut o: Self) {
        match (self.last(), o.runs.as_slice()) {
            (None, _) => *self = o,
            (_, []) => {}
            (_, &[(lo, hi)]) => self.insert_run(lo, hi),
            (Some(last), &[(lo, _), ..]) if last < lo.saturating_sub(1) => {
                self.runs.append(&mut o.runs);
            }
            _ => *self = self.union(&o),
        }
    }
}

/// The number of integers in a run.
pub(crate) fn len(run: Run) -> u128 {
    u128::from(run.1.abs_diff(run.0)) + 1
}

/// Adds a run that starts no earlier than the last one did.
fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if run.0 <= last.1.saturating_add(1) => last.1 = last.1.max(run.1),
        _ => runs.push(run),
    }
}

/// Adds the rest of `run` without `holes`, which are ascending and all reach into it.
fn gaps(runs: &mut Vec<Run>, run: Run, holes: &[Run]) {
    let mut lo = run.0;
    for hole in holes {
        if lo < hole.0 {
            runs.push((lo, hole.0 - 1));
        }
        if hole.1 >= run.1 {
            return;
        }
        lo = hole.1 + 1;
    }
    runs.push((lo, run.1));
}

/// Collects runs in any order; sorts them at the end, if they did not come in order.
#[derive(Default)]
pub(crate) struct Builder {
    runs: Vec<Run>,
    unsorted: bool,
}

impl Builder {
    /// A builder with room for some runs.
    pub(crate) fn with_capacity(runs: usize) -> Self {
        Self { runs: Vec::with_capacity(runs), unsorted: false }
    }

    /// Adds a run, `lo <= hi`.
    #[inline]
    pub(crate) fn push(&mut self, lo: i64, hi: i64) {
        if let Some(last) = self.runs.last_mut() {
            if lo >= last.0 && lo <= last.1.saturating_add(1) {
                last.1 = last.1.max(hi);
                return;
            }
            self.unsorted |= lo < last.0;
        }
        self.runs.push((lo, hi));
    }

    /// Returns the set.
    /// Adds all integers of an item of a list.
    pub(super) fn item(&mut self, item: Item) {
        let (lo, hi) = (item.first.min(item.last), item.first.max(item.last));
        if item.step == 1 {
            return self.push(lo, hi);
        }
        // In ascending order, which costs least. An item that descends counts from its upper end.
        let past = if item.first > item.last { lo.abs_diff(hi) % item.step } else { 0 };
        let mut at = lo.wrapping_add_unsigned(past);
        loop {
            self.push(at, at);
            match at.checked_add_unsigned(item.step) {
                Some(next) if next <= hi => at = next,
                _ => return,
            }
        }
    }

    pub(crate) fn finish(mut self) -> IntRanges {
        if self.unsorted {
            self.runs.sort_unstable();
            let mut kept = 0;
            for at in 1..self.runs.len() {
                let run = self.runs[at];
                let last = &mut self.runs[kept];
                if run.0 <= last.1.saturating_add(1) {
                    last.1 = last.1.max(run.1);
                } else {
                    kept += 1;
                    self.runs[kept] = run;
                }
            }
            self.runs.truncate(kept + 1);
        }
        IntRanges { runs: self.runs }
    }
}

impl fmt::Debug for IntRanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.ranges()).finish()
    }
}

/// One value at a time; a run goes in as an item: `[1..=9].into_iter().collect()`.
impl FromIterator<i64> for IntRanges {
    fn from_iter<T: IntoIterator<Item = i64>>(iter: T) -> Self {
        let mut builder = Builder::default();
        iter.into_iter().for_each(|n| builder.push(n, n));
        builder.finish()
    }
}

/// Ranges that are empty or reversed add nothing.
impl FromIterator<RangeInclusive<i64>> for IntRanges {
    fn from_iter<T: IntoIterator<Item = RangeInclusive<i64>>>(iter: T) -> Self {
        let mut builder = Builder::default();
        for range in iter {
            if !range.is_empty() {
                builder.push(*range.start(), *range.end());
            }
        }
        builder.finish()
    }
}

impl Extend<i64> for IntRanges {
    fn extend<T: IntoIterator<Item = i64>>(&mut self, iter: T) {
        self.merge(iter.into_iter().collect());
    }
}

impl Extend<RangeInclusive<i64>> for IntRanges {
    fn extend<T: IntoIterator<Item = RangeInclusive<i64>>>(&mut self, iter: T) {
        self.merge(iter.into_iter().collect());
    }
}

impl<'a> IntoIterator for &'a IntRanges {
    type Item = i64;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl IntoIterator for IntRanges {
    type Item = i64;
    type IntoIter = IntoIter;

    fn into_iter(self) -> IntoIter {
        IntoIter::new(self.into_runs())
    }
}

macro_rules! operators {
    ($($operator:ident, $method:ident, $assign:ident, $assign_method:ident, $function:ident;)*) => {$(
        impl $operator for &IntRanges {
            type Output = IntRanges;

            fn $method(self, o: Self) -> IntRanges {
                self.$function(o)
            }
        }

        impl $assign<&Self> for IntRanges {
            fn $assign_method(&mut self, o: &Self) {
                *self = self.$function(o);
            }
        }
    )*};
}
operators! {
    BitOr, bitor, BitOrAssign, bitor_assign, union;
    BitAnd, bitand, BitAndAssign, bitand_assign, intersection;
    Sub, sub, SubAssign, sub_assign, difference;
}
