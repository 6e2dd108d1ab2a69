//! How a delay is drawn.

use super::rng::SplitMix64;

/// How delays are spread at random around what the [`Backoff`](super::Backoff) computes, c.
///
/// Each delay takes one number of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), r, and is the
/// one of the nanoseconds from `lo` to `hi` at `lo + ⌊r·(hi − lo + 1)/2⁶⁴⌋`.
///
/// # Examples
///
/// ```
/// use boltons::iter::backoff::{Backoff, Jitter};
/// use std::time::Duration;
///
/// let tenth = Jitter::Percent { down: 10, up: 10 };
/// let second = Duration::from_secs(1);
/// let delays = Backoff::constant(second).jitter(tenth).attempts(100);
/// assert!(delays.delays().all(|d| second * 9 / 10 <= d && d <= second * 11 / 10));
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Jitter {
    /// Exactly c.
    #[default]
    None,
    /// From 0 to c: spreads most, and may come back at once.
    Full,
    /// From half of c to c.
    Equal,
    /// From the base to three times the delay before it; the factor is not used. The first delay
    /// is the base itself, for which no number is drawn.
    Decorrelated,
    /// From c less `down` percent to c and `up` percent; never above the longest delay.
    Percent {
        /// Percent below; above 100 it counts as 100.
        down: u8,
        /// Percent above.
        up: u8,
    },
}

/// A nanosecond count between two bounds, both included.
pub(super) fn pick(rng: &mut SplitMix64, low: u64, high: u64) -> u64 {
    let count = u128::from(high - low) + 1;
    // The product is below 2⁶⁴·count, so that the offset is below count.
    low + ((u128::from(rng.next()) * count) >> 64) as u64
}

/// `⌊delay·percent/100⌋`, at most `u64::MAX`.
pub(super) fn percent(delay: u64, percent: u8) -> u64 {
    let part = u128::from(delay) * u128::from(percent) / 100;
    u64::try_from(part).unwrap_or(u64::MAX)
}
