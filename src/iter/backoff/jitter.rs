//! How a delay is drawn.

use super::rng::SplitMix64;

/// How delays are spread at random around what the [`Backoff`](super::Backoff) computes, c.
///
/// Each delay takes one number of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), r, and is the
/// one of the nanoseconds from `lo` to `hi` at `lo + ⌊r·(hi − lo + 1)/2⁶⁴⌋`.
///
/// The band from `lo` to `hi` keeps its width at the limits, so that clients stay spread for as
/// long as they try: a band around c that would pass [`max_delay`](super::Backoff::max_delay) is
/// moved down until it ends there, one that begins below
/// [`min_delay`](super::Backoff::min_delay) is moved up.
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
    /// From 0 to c: spreads most, and may retry at once (see `min_delay`).
    Full,
    /// From half of c to c.
    Equal,
    /// From the base to three times the delay before it, which for the first is the base; the
    /// growth is not used. Never below the base: at the limit from the base to the limit, so that
    /// the base should be well below it.
    ///
    /// As in the simulator of the article that the name comes from (Brooker, "Exponential Backoff
    /// and Jitter", AWS Architecture Blog, 2015).
    Decorrelated,
    /// From c less `down` percent to c and `up` percent.
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

/// `⌊delay·percent/100⌋`.
pub(super) fn percent(delay: u64, percent: u8) -> u128 {
    u128::from(delay) * u128::from(percent) / 100
}
