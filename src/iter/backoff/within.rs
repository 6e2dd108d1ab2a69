//! Delays that end after a time limit, the work included.

use core::fmt;
use core::iter::FusedIterator;
use core::time::Duration;

/// Ends a sequence of delays before the one that would end later than `limit` after this call; the
/// time that the operation takes counts.
///
/// [`Backoff::max_total`](super::Backoff::max_total) counts the delays alone. Works with any
/// sequence of delays, and as the delays of [`retry`](super::retry).
///
/// # Examples
///
/// ```
/// use boltons::iter::backoff::{Backoff, retry, within};
/// use std::time::Duration;
///
/// let backoff = Backoff::constant(Duration::from_micros(10)).retries(3);
/// let answer: Result<&str, &str> = retry(within(Duration::from_secs(5), &backoff), || Ok("page"));
/// assert_eq!(answer, Ok("page"));
///
/// // No time is left for a delay of an hour.
/// let mut delays = within(Duration::from_secs(5), [Duration::from_secs(3600)]);
/// assert_eq!(delays.next(), None);
/// ```
#[cfg(feature = "std")]
#[doc(alias = "deadline")]
#[doc(alias = "timeout")]
#[doc(alias = "stop_after_delay")]
pub fn within<D: IntoIterator<Item = Duration>>(
    limit: Duration,
    delays: D,
) -> Within<D::IntoIter, impl FnMut() -> Duration> {
    let start = std::time::Instant::now();
    within_clock(limit, delays, move || start.elapsed())
}

/// Does what [`within`] does with a custom clock: a closure that returns the time since the start.
///
/// # Examples
///
/// ```
/// use boltons::iter::backoff::{Backoff, within_clock};
/// use std::time::Duration;
///
/// // Each call of the operation takes four seconds, each delay one.
/// let mut clock = (4..).step_by(5).map(Duration::from_secs);
/// let second = Backoff::constant(Duration::from_secs(1));
/// let delays = within_clock(Duration::from_secs(20), second, || clock.next().unwrap());
/// assert_eq!(delays.count(), 4);
/// ```
pub fn within_clock<D: IntoIterator<Item = Duration>, C: FnMut() -> Duration>(
    limit: Duration,
    delays: D,
    elapsed: C,
) -> Within<D::IntoIter, C> {
    Within { limit, delays: Some(delays.into_iter()), elapsed }
}

/// An iterator over delays that ends after a time limit; see [`within_clock`].
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Within<D, C> {
    limit: Duration,
    /// `None` after the end.
    delays: Option<D>,
    elapsed: C,
}

impl<D: Iterator<Item = Duration>, C: FnMut() -> Duration> Iterator for Within<D, C> {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        let delay = self.delays.as_mut()?.next();
        let fits = delay.filter(|delay| (self.elapsed)().saturating_add(*delay) <= self.limit);
        if fits.is_none() {
            self.delays = None;
        }
        fits
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, self.delays.as_ref().map_or(Some(0), |delays| delays.size_hint().1))
    }
}

impl<D: Iterator<Item = Duration>, C: FnMut() -> Duration> FusedIterator for Within<D, C> {}

impl<D: fmt::Debug, C> fmt::Debug for Within<D, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Within")
            .field("limit", &self.limit)
            .field("delays", &self.delays)
            .finish_non_exhaustive()
    }
}
