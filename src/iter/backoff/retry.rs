//! The loop that tries again.

use core::time::Duration;

/// Runs `op` until it succeeds, waiting one of the delays after each failure.
///
/// `op` runs at most once more than there are delays; the error of its last run is returned. The
/// thread sleeps meanwhile. To look at the error before waiting, or to wait in another way, use
/// [`retry_with`].
///
/// # Errors
///
/// Returns the last error of `op` when the delays have run out.
///
/// # Examples
///
/// ```
/// use boltons::iter::backoff::{Backoff, retry};
/// use std::time::Duration;
///
/// let mut runs = 0;
/// let mut flaky = || {
///     runs += 1;
///     if runs < 3 { Err("busy") } else { Ok(runs) }
/// };
/// let backoff = Backoff::exponential(Duration::from_micros(10)).attempts(5);
/// assert_eq!(retry(&backoff, &mut flaky), Ok(3));
///
/// let failed: Result<(), _> = retry(backoff.attempts(2), || Err("down"));
/// assert_eq!(failed, Err("down"));
/// ```
#[cfg(feature = "std")]
pub fn retry<T, E>(
    delays: impl IntoIterator<Item = Duration>,
    op: impl FnMut() -> Result<T, E>,
) -> Result<T, E> {
    retry_with(delays, op, |_, delay| Some(delay), std::thread::sleep)
}

/// Runs `op` until it succeeds, asking `decide` after each failure and waiting with `sleep`.
///
/// `decide` is given the error and the next delay: `None` gives up, `Some(duration)` waits that
/// long, for instance what a server's `Retry-After` asks for. `sleep` is not called with zero.
///
/// # Errors
///
/// Returns the last error of `op` when the delays have run out or `decide` gives up.
///
/// # Examples
///
/// ```
/// use boltons::iter::backoff::{Backoff, retry_with};
/// use std::time::Duration;
///
/// let backoff = Backoff::exponential(Duration::from_secs(1)).attempts(5);
/// let mut answers = [Err(503), Err(429), Err(404), Ok("page")].into_iter();
/// let mut slept = Vec::new();
/// let result = retry_with(
///     &backoff,
///     || answers.next().unwrap_or(Err(500)),
///     |status, delay| match status {
///         429 => Some(Duration::from_secs(30)),
///         500.. => Some(delay),
///         _ => None,
///     },
///     |delay| slept.push(delay.as_secs()),
/// );
/// assert_eq!(result, Err(404));
/// assert_eq!(slept, [1, 30]);
/// ```
pub fn retry_with<T, E>(
    delays: impl IntoIterator<Item = Duration>,
    mut op: impl FnMut() -> Result<T, E>,
    mut decide: impl FnMut(&E, Duration) -> Option<Duration>,
    mut sleep: impl FnMut(Duration),
) -> Result<T, E> {
    let mut delays = delays.into_iter();
    loop {
        let error = match op() {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        let Some(delay) = delays.next().and_then(|delay| decide(&error, delay)) else {
            return Err(error);
        };
        if !delay.is_zero() {
            sleep(delay);
        }
    }
}
