//! `frange` and `linspace`: evenly spaced floats without drift.
//!
//! Value i is `start + i · step`, computed for each i from the start: two roundings, at most half a
//! unit in the last place of each, where adding the step again and again is off by 1.6e-4 at the
//! end of 0..1e6 by 0.1. The values are (weakly) monotone in i, because both roundings are; so the
//! first value that reaches the end of a half-open range is found by bisection, exactly.
//!
//! That alone counts one value too many on decimal grids: 0..0.9 by 0.3 has a third value of
//! 0.8999999999999999, but for the rounding of the numbers as they were written it is the end. So
//! the count takes a tolerance on the quotient, as MATLAB's colon operator does: with
//! q = (end − start)/step and n the nearest integer, n values where
//! |q − n| ≤ 2ε·max(q, (|start| + |end|)/|step|), each of the three numbers being off by at most
//! half an ε of itself. It only ever takes a value away, so that none reaches the end.
//!
//! Where the step of `linspace` is subnormal it has few bits or none; there value i is
//! `start + (i · (end − start)) / n`, with the multiplication first.
//!
//! Ranges wider than the greatest float are computed at half their scale, which is exact there.
//! Ranges of `f32` are those of `f64`, with the tolerance of `f32`, each value rounded once.

use core::ops::{Bound, Range, RangeBounds, RangeInclusive};

use super::places::{Places, by_place};
use crate::error::{Error, Kind};

/// The greatest length: up to here every number of a value is a float itself.
const LONGEST: u64 = 1 << 53;

/// An iterator over evenly spaced floats; see [`frange`] and [`linspace`].
///
/// Two are equal when they were created from the same numbers and have the same values left.
///
/// # Examples
///
/// ```
/// use boltons::iter::frange;
///
/// let range = frange(0.0..1.0, 0.25)?;
/// assert_eq!(range.len(), 4);
/// assert!(range.rev().eq([0.75, 0.5, 0.25, 0.0]));
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct FloatRange {
    start: f64,
    step: f64,
    scale: Scale,
    /// The last value that may be yielded, in the direction of the step.
    bound: f64,
    /// The place of the value that is `bound` exactly.
    exact: u64,
    places: Places,
}

/// What is done to a value besides one product and one sum; a positive number or a negative one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scale(f64);

impl Scale {
    /// Nothing.
    const NONE: Self = Self(1.0);

    /// Start and step are halved, the value is doubled.
    const HALVED: Self = Self(2.0);

    /// The product is divided by this number, because the step would be subnormal.
    const fn divided(steps: f64) -> Self {
        Self(-steps)
    }

    /// What start and step are divided by.
    const fn halves(self) -> f64 {
        self.0
    }

    #[inline]
    fn value(self, start: f64, product: f64) -> f64 {
        if self.0 < 0.0 { start + product / -self.0 } else { self.0 * (start + product) }
    }
}

/// The range types of [`linspace`]: `a..b` and `a..=b`.
///
/// Sealed: other crates cannot implement it.
///
/// # Examples
///
/// ```
/// use boltons::iter::{FloatInterval, linspace};
///
/// fn fifths(range: impl FloatInterval) -> Result<Vec<f64>, boltons::Error> {
///     Ok(linspace(range, 5)?.collect())
/// }
/// assert_eq!(fifths(0.0..5.0)?, [0.0, 1.0, 2.0, 3.0, 4.0]);
/// assert_eq!(fifths(0.0..=4.0)?, [0.0, 1.0, 2.0, 3.0, 4.0]);
/// # Ok::<(), boltons::Error>(())
/// ```
pub trait FloatInterval: sealed::Sealed {}

mod sealed {
    pub trait Sealed {
        /// The two bounds, and whether the second belongs to the range.
        fn bounds(self) -> (f64, f64, bool);
    }
}

impl FloatInterval for Range<f64> {}

impl sealed::Sealed for Range<f64> {
    fn bounds(self) -> (f64, f64, bool) {
        (self.start, self.end, false)
    }
}

impl FloatInterval for RangeInclusive<f64> {}

impl sealed::Sealed for RangeInclusive<f64> {
    fn bounds(self) -> (f64, f64, bool) {
        (*self.start(), *self.end(), true)
    }
}

/// Returns the floats `start`, `start + step`, `start + 2 · step`, … before `end`.
///
/// Value i is `start + i as f64 * step`, so that errors don't add up, and no value reaches `end`.
/// With a negative step the range runs down; where the step points away from the end it is empty.
///
/// The count is the one that the numbers mean as they are written: where (end − start)/step is an
/// integer n but for the rounding of the three numbers, there are n values. `0.0..0.9` by 0.3 has
/// three, though 3 · 0.3 in floats is a little less than 0.9. The tolerance is 2ε of the quotient,
/// or of (|start| + |end|)/|step| where that is more; outside it a value is omitted only when it
/// reaches `end`.
///
/// Computes in **O(1)** time, as does each access.
///
/// # Errors
///
/// [`is_invalid_argument`](Error::is_invalid_argument) if a bound is NaN or infinite, if the step
/// is zero, NaN, infinite or too small to change `start`, and if there are more than 2⁵³ values (or
/// `usize::MAX`).
///
/// # Examples
///
/// ```
/// use boltons::iter::frange;
///
/// assert!(frange(1.0..2.5, 0.5)?.eq([1.0, 1.5, 2.0]));
/// assert!(frange(1.0..0.0, -0.5)?.eq([1.0, 0.5]));
/// assert_eq!(frange(0.0..0.9, 0.3)?.len(), 3);
/// assert_eq!(frange(0.0..1e6, 0.1)?.last(), Some(999_999.9));
///
/// let error = frange(0.0..1.0, 0.0).unwrap_err();
/// assert_eq!(error.to_string(), "step is 0.0, where a finite number other than zero is expected");
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "arange")]
#[doc(alias = "xfrange")]
#[doc(alias = "numeric_range")]
pub fn frange(range: Range<f64>, step: f64) -> Result<FloatRange, Error> {
    stepped(range, step, f64::EPSILON, |value| value)
}

/// Returns what [`frange`] does, for `f32`: the values of the `f64` range, each rounded once.
///
/// Computes in **O(1)** time, as does each access.
///
/// # Errors
///
/// As [`frange`].
///
/// # Examples
///
/// ```
/// use boltons::iter::frange_f32;
///
/// assert!(frange_f32(0.0..0.9, 0.3)?.eq([0.0, 0.3, 0.6]));
/// assert!(frange_f32(0.0..1.0, f32::NAN).unwrap_err().is_invalid_argument());
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn frange_f32(range: Range<f32>, step: f32) -> Result<FloatRange32, Error> {
    let range = f64::from(range.start)..f64::from(range.end);
    let rounded = |value: f64| f64::from(value as f32);
    stepped(range, f64::from(step), f64::from(f32::EPSILON), rounded).map(FloatRange32::new)
}

/// `frange` of numbers with the given ε, whose values `round` rounds.
fn stepped(
    range: Range<f64>,
    step: f64,
    epsilon: f64,
    round: impl Fn(f64) -> f64,
) -> Result<FloatRange, Error> {
    let Range { start, end } = range;
    check_bounds(start, end)?;
    if step == 0.0 || !step.is_finite() {
        return Err(invalid(format_args!(
            "step is {step:?}, where a finite number other than zero is expected"
        )));
    }
    let bound = if step > 0.0 { f64::INFINITY } else { f64::NEG_INFINITY };
    let scale = if (end - start).is_finite() { Scale::NONE } else { Scale::HALVED };
    let halves = scale.halves();
    let mut this = FloatRange {
        start: start / halves,
        step: step / halves,
        scale,
        bound,
        exact: u64::MAX,
        places: Places::new(0),
    };
    let reaches = |value: f64| if step > 0.0 { value >= end } else { value <= end };
    if reaches(start) {
        return Ok(this);
    }
    if round(start + step) == start {
        return Err(invalid(format_args!("step {step:?} is too small to change {start:?}")));
    }
    // The first place whose value reaches the end.
    let longest = LONGEST.min(usize::MAX as u64);
    let (mut low, mut high) = (0, longest);
    if !reaches(round(this.value(longest))) {
        return Err(invalid(format_args!(
            "step {step:?} makes more than {longest} values from {start:?} to {end:?}"
        )));
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if reaches(round(this.value(middle))) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let quotient = (end / halves - start / halves) / (step / halves);
    let (sum, width) = (start.abs() + end.abs(), step.abs());
    let size = if sum.is_finite() {
        sum / width
    } else {
        (start.abs() / 2.0 + end.abs() / 2.0) / width * 2.0
    };
    // Rounded without `std`; it is positive, and at most about 2⁵³.
    let nearest = (quotient + 0.5) as u64;
    if nearest < low && (quotient - nearest as f64).abs() <= 2.0 * epsilon * quotient.max(size) {
        low = nearest;
    }
    this.places = Places::new(low);
    Ok(this)
}

/// Returns `n` evenly spaced floats from one bound to the other, in either direction.
///
/// `a..=b` ends exactly on `b`; `a..b` excludes it, so that the steps are 1/n of the range. One
/// value is `a`. Every value lies in the range, and none but the last of `a..=b` is computed from
/// others. Where `a` and `b` are equal all values are. Steps too small for a normal float are right
/// to the nearest float as well.
///
/// Computes in **O(1)** time, as does each access.
///
/// # Errors
///
/// [`is_invalid_argument`](Error::is_invalid_argument) if a bound is NaN or infinite, or `n` is
/// more than 2⁵³.
///
/// # Examples
///
/// ```
/// use boltons::iter::linspace;
///
/// assert!(linspace(0.0..=1.0, 5)?.eq([0.0, 0.25, 0.5, 0.75, 1.0]));
/// assert!(linspace(0.0..1.0, 4)?.eq([0.0, 0.25, 0.5, 0.75]));
/// assert!(linspace(3.0..=1.0, 3)?.eq([3.0, 2.0, 1.0]));
/// assert!(linspace(f64::NAN..1.0, 4).unwrap_err().is_invalid_argument());
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn linspace(range: impl FloatInterval, n: usize) -> Result<FloatRange, Error> {
    let (start, end, inclusive) = range.bounds();
    spaced(start, end, inclusive, n, before)
}

/// Returns what [`linspace`] does, for `f32`: the values of the `f64` range, each rounded once.
///
/// Takes `a..b` or `a..=b`.
///
/// Computes in **O(1)** time, as does each access.
///
/// # Errors
///
/// As [`linspace`].
///
/// # Examples
///
/// ```
/// use boltons::iter::linspace_f32;
///
/// assert!(linspace_f32(0.0..=1.0, 3)?.eq([0.0, 0.5, 1.0]));
/// assert!(linspace_f32(0.0..1.0, 2)?.eq([0.0, 0.5]));
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn linspace_f32(range: impl RangeBounds<f32>, n: usize) -> Result<FloatRange32, Error> {
    let (Bound::Included(start), end) = (range.start_bound(), range.end_bound()) else {
        return Err(invalid(format_args!("the range has no start that belongs to it")));
    };
    let (end, inclusive) = match end {
        Bound::Included(end) => (*end, true),
        Bound::Excluded(end) => (*end, false),
        Bound::Unbounded => return Err(invalid(format_args!("the range has no end"))),
    };
    let before = |end: f64, start: f64| f64::from(before_f32(end as f32, start as f32));
    spaced(f64::from(*start), f64::from(end), inclusive, n, before).map(FloatRange32::new)
}

/// `linspace` between two numbers; `before` is the number next to its first argument on the way to
/// the second.
fn spaced(
    start: f64,
    end: f64,
    inclusive: bool,
    n: usize,
    before: impl Fn(f64, f64) -> f64,
) -> Result<FloatRange, Error> {
    check_bounds(start, end)?;
    check_len(n)?;
    let mut scale = if (end - start).is_finite() { Scale::NONE } else { Scale::HALVED };
    let halves = scale.halves();
    let steps = if inclusive { n.saturating_sub(1) } else { n };
    let width = end / halves - start / halves;
    let mut step = if steps == 0 { 0.0 } else { width / steps as f64 };
    if width != 0.0 && steps > 0 && step.abs() < f64::MIN_POSITIVE {
        (step, scale) = (width, Scale::divided(steps as f64));
    }
    let bound = match (steps, inclusive) {
        (0, _) => start,
        (_, true) => end,
        (_, false) => before(end, start),
    };
    Ok(FloatRange {
        start: start / halves,
        step,
        scale,
        bound,
        exact: if inclusive && steps > 0 { steps as u64 } else { u64::MAX },
        places: Places::new(n as u64),
    })
}

impl FloatRange {
    /// Returns the `i`-th of the values that are left.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::frange;
    ///
    /// let mut range = frange(0.0..1.0, 0.125)?;
    /// assert_eq!(range.get(3), Some(0.375));
    /// range.next();
    /// assert_eq!(range.get(3), Some(0.5));
    /// assert_eq!(range.get(7), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn get(self, i: usize) -> Option<f64> {
        self.places.get(i).map(|i| self.value(i))
    }

    #[inline]
    fn value(&self, i: u64) -> f64 {
        if i == self.exact {
            return self.bound;
        }
        let value = self.scale.value(self.start, i as f64 * self.step);
        // A step that is too small for a float is a zero with the sign of its direction.
        if self.step.is_sign_negative() { value.max(self.bound) } else { value.min(self.bound) }
    }

    /// Whether a value is only `start + i · step`, with nothing to look at.
    #[inline]
    fn is_plain(&self) -> bool {
        self.bound.is_infinite() && self.scale == Scale::NONE
    }
}

by_place!(FloatRange, f64, |this, init, f| {
    let (start, step) = (this.start, this.step);
    if this.is_plain() {
        this.places.range().fold(init, |folded, i| f(folded, start + i as f64 * step))
    } else {
        this.places.range().fold(init, |folded, i| f(folded, this.value(i)))
    }
});

impl ExactSizeIterator for FloatRange {}

/// An iterator over evenly spaced `f32`s; see [`frange_f32`] and [`linspace_f32`].
///
/// # Examples
///
/// ```
/// use boltons::iter::frange_f32;
///
/// let range = frange_f32(0.0..1.0, 0.25)?;
/// assert_eq!(range.len(), 4);
/// assert_eq!(range.get(3), Some(0.75));
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct FloatRange32 {
    range: FloatRange,
    places: Places,
}

impl FloatRange32 {
    fn new(range: FloatRange) -> Self {
        Self { range, places: range.places }
    }

    /// Returns the `i`-th of the values that are left.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::linspace_f32;
    ///
    /// let range = linspace_f32(0.0..=1.0, 5)?;
    /// assert_eq!(range.get(1), Some(0.25));
    /// assert_eq!(range.get(5), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn get(self, i: usize) -> Option<f32> {
        self.places.get(i).map(|i| self.value(i))
    }

    #[inline]
    fn value(&self, i: u64) -> f32 {
        self.range.value(i) as f32
    }
}

by_place!(FloatRange32, f32);

/// The `f32` next to `end` on the way to `start`, or `end` where that is no way.
fn before_f32(end: f32, start: f32) -> f32 {
    if end == start {
        return end;
    }
    if end == 0.0 {
        return f32::from_bits(1).copysign(start);
    }
    let away = (start > end) == (end > 0.0);
    f32::from_bits(if away { end.to_bits() + 1 } else { end.to_bits() - 1 })
}

/// The float next to `end` on the way to `start`, or `end` where that is no way.
fn before(end: f64, start: f64) -> f64 {
    if end == start {
        return end;
    }
    if end == 0.0 {
        return f64::from_bits(1).copysign(start);
    }
    // Floats of one sign are in the order of their bits.
    let away = (start > end) == (end > 0.0);
    f64::from_bits(if away { end.to_bits() + 1 } else { end.to_bits() - 1 })
}

pub(super) fn check_bounds(start: f64, end: f64) -> Result<(), Error> {
    for (name, bound) in [("start", start), ("end", end)] {
        if !bound.is_finite() {
            return Err(invalid(format_args!(
                "{name} is {bound:?}, where a finite number is expected"
            )));
        }
    }
    Ok(())
}

pub(super) fn check_len(n: usize) -> Result<(), Error> {
    if n as u64 > LONGEST {
        return Err(invalid(format_args!("length {n} exceeds {LONGEST}")));
    }
    Ok(())
}

#[cold]
pub(super) fn invalid(message: core::fmt::Arguments<'_>) -> Error {
    Error::new(Kind::InvalidArgument, message)
}
