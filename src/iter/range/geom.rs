//! `geomspace`: floats at even ratios.
//!
//! Even steps between the decimal logarithms of the two ends: powers of ten, the common case, come
//! out as they are written wherever the platform's `log10` and `powf` are exact on them. The
//! logarithms are rounded, so that other values are right to about 1 part in 10¹³ at the ends of
//! the range of floats and better between; both ends are given exactly and no value lies outside.

use core::ops::RangeInclusive;

use super::float::{check_bounds, check_len, invalid};
use super::places::{Places, by_place};
use crate::Error;

/// An iterator over floats at even ratios; see [`geomspace`].
///
/// Two are equal when they are made of the same numbers and stand at the same place.
///
/// # Examples
///
/// ```
/// use boltons::iter::geomspace;
///
/// let octaves = geomspace(55.0..=880.0, 5)?;
/// assert_eq!(octaves.len(), 5);
/// assert!((octaves.get(1).unwrap_or(0.0) - 110.0).abs() < 1e-9);
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct GeomSpace {
    start: f64,
    end: f64,
    /// The logarithm of the start, without its sign, and what each value adds to it.
    log: f64,
    step: f64,
    /// The place of the end.
    last: usize,
    places: Places,
}

/// Returns `n` floats from one end to the other, each the one before times the same ratio.
///
/// Both ends are given exactly; one value is the start. Runs down where the end is nearer to zero.
/// The values between are as good as the platform's `powf`, within about 1e-13 of their size.
///
/// Computes in **O(1)** time, as does each access.
///
/// # Errors
///
/// [`is_invalid_argument`](Error::is_invalid_argument) if an end is zero, NaN or infinite, if the
/// ends differ in sign, or `n` is more than 2⁵³.
///
/// # Examples
///
/// ```
/// use boltons::iter::geomspace;
///
/// let decades: Vec<f64> = geomspace(1.0..=1000.0, 4)?.collect();
/// assert!(decades.iter().zip([1.0, 10.0, 100.0, 1000.0]).all(|(a, b)| (a / b - 1.0).abs() < 1e-13));
///
/// let error = geomspace(0.0..=1.0, 4).unwrap_err();
/// assert_eq!(error.to_string(), "start is 0.0, where a number other than zero is expected");
/// assert!(geomspace(-1.0..=1.0, 4).unwrap_err().is_invalid_argument());
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn geomspace(range: RangeInclusive<f64>, n: usize) -> Result<GeomSpace, Error> {
    let (start, end) = range.into_inner();
    check_bounds(start, end)?;
    check_len(n)?;
    for (name, bound) in [("start", start), ("end", end)] {
        if bound == 0.0 {
            return Err(invalid(format_args!(
                "{name} is {bound:?}, where a number other than zero is expected"
            )));
        }
    }
    if (start < 0.0) != (end < 0.0) {
        return Err(invalid(format_args!(
            "start {start:?} and end {end:?} differ in sign, so that no ratio leads from one to the other"
        )));
    }
    let (log, to) = (start.abs().log10(), end.abs().log10());
    let last = n.saturating_sub(1);
    let step = if last == 0 { 0.0 } else { (to - log) / last as f64 };
    Ok(GeomSpace { start, end, log, step, last, places: Places::new(n) })
}

impl GeomSpace {
    /// Returns the `i`-th of the values that are left.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::geomspace;
    ///
    /// let space = geomspace(3.0..=48.0, 5)?;
    /// assert_eq!(space.get(4), Some(48.0));
    /// assert_eq!(space.get(5), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn get(self, i: usize) -> Option<f64> {
        self.places.get(i).map(|i| self.value(i))
    }

    #[inline]
    fn value(&self, i: usize) -> f64 {
        if i == 0 {
            return self.start;
        }
        if i == self.last {
            return self.end;
        }
        let value = 10f64.powf(self.log + i as f64 * self.step).copysign(self.start);
        value.clamp(self.start.min(self.end), self.start.max(self.end))
    }
}

by_place!(GeomSpace, f64);
