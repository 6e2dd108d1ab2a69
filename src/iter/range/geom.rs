//! `geomspace`: floats at even ratios.
//!
//! Even steps between the decimal logarithms of the two ends. The logarithms are rounded, so that
//! values are right to about 1 part in 10¹³ at the ends of the range of floats and better between;
//! both ends are exact and no value lies outside.
//!
//! What people ask for has mostly an integer ratio (octaves, decades), or integers among the
//! values. An integer ratio that leads from one end to the other exactly is multiplied instead,
//! without logarithms; and a value that is an integer but for 1 part in 10¹³ is that integer.

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
    /// The ratio where it is an integer, for a range that runs away from zero; for one that runs
    /// towards zero its inverse, negated. Otherwise 0.
    ratio: f64,
    /// The place of the end.
    last: u64,
    places: Places,
}

/// Returns `n` floats from one end to the other, each the one before times the same ratio.
///
/// Both ends are exact; one value is the start. Runs down where the end is nearer to zero. Where
/// the ratio is an integer the values are exact as far as floats go, and so is each value that
/// differs from an integer by less than 1e-13 of its size. The others are as good as the platform's
/// `powf`, within about 1e-13 of their size.
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
#[doc(alias = "logspace")]
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
    let last = n.saturating_sub(1) as u64;
    let step = if last == 0 { 0.0 } else { (to - log) / last as f64 };
    let places = Places::new(n as u64);
    Ok(GeomSpace { start, end, log, step, ratio: ratio(start, end, step, last), last, places })
}

/// The field of the same name.
fn ratio(start: f64, end: f64, step: f64, last: u64) -> f64 {
    let (from, to, sign) = if step > 0.0 { (start, end, 1.0) } else { (end, start, -1.0) };
    let ratio = 10f64.powf(step.abs()).round();
    let Ok(power) = i32::try_from(last) else { return 0.0 };
    // Exact, as long as the powers are floats: products of integers, or scaled ones.
    if ratio >= 2.0 && from * ratio.powi(power) == to { sign * ratio } else { 0.0 }
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
    fn value(&self, i: u64) -> f64 {
        if i == 0 {
            return self.start;
        }
        if i == self.last {
            return self.end;
        }
        if self.ratio > 0.0 {
            return self.start * self.ratio.powi(i as i32);
        }
        if self.ratio < 0.0 {
            return self.end * (-self.ratio).powi((self.last - i) as i32);
        }
        let mut value = 10f64.powf(self.log + i as f64 * self.step).copysign(self.start);
        let integer = value.round();
        if (value - integer).abs() < 1e-13 * value.abs() {
            value = integer;
        }
        value.clamp(self.start.min(self.end), self.start.max(self.end))
    }
}

by_place!(GeomSpace, f64);
