//! `frange` and `linspace`: evenly spaced floats without drift.
//!
//! Value i is `start + i · step`, computed anew for each i: two roundings, at most half a unit in
//! the last place of each, where adding the step again and again is off by 1.6e-4 at the end of
//! 0..1e6 by 0.1. The values are (weakly) monotone in i, because both roundings are; so the length
//! of a half-open range is found by bisection for the first value that reaches its end, which is
//! exact, where dividing and rounding up is not (0..2.4000000000000004 by 0.1 would end on
//! 2.400000000000001).
//!
//! Ranges wider than the greatest float are computed at half their scale, which is exact there.

use core::ops::{Range, RangeInclusive};

use super::places::{Places, by_place};
use crate::error::{Error, Kind};

/// The greatest length: up to here every number of a value is a float itself.
const LONGEST: u64 = 1 << 53;

/// An iterator over evenly spaced floats; see [`frange`] and [`linspace`].
///
/// Two are equal when they are made of the same numbers and stand at the same place.
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
    /// 1, or 2 where `start` and `step` are halved.
    scale: f64,
    /// The last value that may be given, in the direction of the step.
    bound: f64,
    /// The place of the value that is `bound` exactly.
    exact: usize,
    places: Places,
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
/// assert_eq!(frange(0.0..1e6, 0.1)?.last(), Some(999_999.9));
///
/// let error = frange(0.0..1.0, 0.0).unwrap_err();
/// assert_eq!(error.to_string(), "step is 0.0, where a finite number other than zero is expected");
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn frange(range: Range<f64>, step: f64) -> Result<FloatRange, Error> {
    let Range { start, end } = range;
    check_bounds(start, end)?;
    if step == 0.0 || !step.is_finite() {
        return Err(invalid(format_args!(
            "step is {step:?}, where a finite number other than zero is expected"
        )));
    }
    let bound = if step > 0.0 { f64::INFINITY } else { f64::NEG_INFINITY };
    let scale = if (end - start).is_finite() { 1.0 } else { 2.0 };
    let mut this = FloatRange {
        start: start / scale,
        step: step / scale,
        scale,
        bound,
        exact: usize::MAX,
        places: Places::new(0),
    };
    let reaches = |value: f64| if step > 0.0 { value >= end } else { value <= end };
    if reaches(start) {
        return Ok(this);
    }
    if start + step == start {
        return Err(invalid(format_args!("step {step:?} is too small to change {start:?}")));
    }
    // The first place whose value reaches the end.
    let longest = usize::try_from(LONGEST).unwrap_or(usize::MAX);
    let (mut low, mut high) = (0, longest);
    if !reaches(this.value(longest)) {
        return Err(invalid(format_args!(
            "step {step:?} makes more than {longest} values from {start:?} to {end:?}"
        )));
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if reaches(this.value(middle)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    this.places = Places::new(low);
    Ok(this)
}

/// Returns `n` evenly spaced floats from one bound to the other, in either direction.
///
/// `a..=b` ends exactly on `b`; `a..b` leaves it out, so that the steps are 1/n of the range. One
/// value is `a`. Every value lies in the range, and none but the last of `a..=b` is computed from
/// others. Where `a` and `b` are equal all values are.
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
    check_bounds(start, end)?;
    check_len(n)?;
    let scale = if (end - start).is_finite() { 1.0 } else { 2.0 };
    let steps = if inclusive { n.saturating_sub(1) } else { n };
    let step = if steps == 0 { 0.0 } else { (end / scale - start / scale) / steps as f64 };
    let bound = match (steps, inclusive) {
        (0, _) => start,
        (_, true) => end,
        (_, false) => before(end, start),
    };
    Ok(FloatRange {
        start: start / scale,
        step,
        scale,
        bound,
        exact: if inclusive && steps > 0 { steps } else { usize::MAX },
        places: Places::new(n),
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
    fn value(&self, i: usize) -> f64 {
        if i == self.exact {
            return self.bound;
        }
        let value = self.scale * (self.start + i as f64 * self.step);
        // A step that is too small for a float is a zero with the sign of its direction.
        if self.step.is_sign_negative() { value.max(self.bound) } else { value.min(self.bound) }
    }
}

by_place!(FloatRange, f64);

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
