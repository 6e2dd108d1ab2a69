//! The loops that retry.

use core::time::Duration;

/// Runs `op` until it succeeds, waiting one of the delays after each failure.
///
/// `op` runs at most once more than there are delays; the error of its last run is returned. The
/// thread sleeps between the runs. To look at the error before waiting, or to wait in another way,
/// use [`retry_with`]; to log each failure, [`retry_notify`]; to stop after a time limit, the work
/// included, [`within`](super::within).
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
/// let backoff = Backoff::exponential(Duration::from_micros(10)).retries(5);
/// assert_eq!(retry(&backoff, &mut flaky), Ok(3));
///
/// let failed: Result<(), _> = retry(backoff.retries(2), || Err("down"));
/// assert_eq!(failed, Err("down"));
/// ```
#[cfg(feature = "std")]
#[doc(alias = "tenacity")]
pub fn retry<T, E>(
    delays: impl IntoIterator<Item = Duration>,
    op: impl FnMut() -> Result<T, E>,
) -> Result<T, E> {
    retry_with(delays, op, |_, delay| Some(delay), std::thread::sleep)
}

/// Runs `op` until it succeeds, asking `decide` after each failure and waiting with `sleep`.
///
/// `decide` receives the error and the next delay: `None` gives up, `Some(duration)` waits that
/// long, for instance as long as a server's `Retry-After` says. `sleep` is not called with zero.
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
/// let backoff = Backoff::exponential(Duration::from_secs(1)).retries(5);
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

/// A failure of an operation, as [`retry_notify`] reports it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Failure<'a, E> {
    /// The number of the call that failed; the first is 1. Stays at `u32::MAX`.
    pub number: u32,
    /// Its error.
    pub error: &'a E,
    /// How long the loop waits now, or `None` if the delays have run out.
    pub delay: Option<Duration>,
}

/// Runs `op` as [`retry`] does and reports each failure to `notify`, with its number.
///
/// # Errors
///
/// Returns the last error of `op` when the delays have run out.
///
/// # Examples
///
/// ```
/// use boltons::iter::backoff::{Backoff, retry_notify};
/// use std::time::Duration;
///
/// let mut log = Vec::new();
/// let failed: Result<(), &str> = retry_notify(
///     Backoff::constant(Duration::from_micros(10)).retries(1),
///     || Err("down"),
///     |failure| log.push(format!("call {}: {}", failure.number, failure.error)),
/// );
/// assert!(failed.is_err());
/// assert_eq!(log, ["call 1: down", "call 2: down"]);
/// ```
#[cfg(feature = "std")]
#[doc(alias = "before_sleep")]
pub fn retry_notify<T, E>(
    delays: impl IntoIterator<Item = Duration>,
    op: impl FnMut() -> Result<T, E>,
    notify: impl FnMut(Failure<'_, E>),
) -> Result<T, E> {
    retry_notify_with(delays, op, notify, std::thread::sleep)
}

/// Runs `op` as [`retry_notify`] does, waiting with `sleep`, which is not called with zero.
///
/// # Errors
///
/// Returns the last error of `op` when the delays have run out.
///
/// # Examples
///
/// ```
/// use boltons::iter::backoff::{Backoff, retry_notify_with};
/// use std::time::Duration;
///
/// let (mut waits, mut slept) = (Vec::new(), Duration::ZERO);
/// let failed: Result<(), &str> = retry_notify_with(
///     Backoff::exponential(Duration::from_secs(1)).retries(2),
///     || Err("down"),
///     |failure| waits.push(failure.delay.map(|delay| delay.as_secs())),
///     |delay| slept += delay,
/// );
/// assert!(failed.is_err());
/// assert_eq!(waits, [Some(1), Some(2), None]);
/// assert_eq!(slept.as_secs(), 3);
/// ```
pub fn retry_notify_with<T, E>(
    delays: impl IntoIterator<Item = Duration>,
    mut op: impl FnMut() -> Result<T, E>,
    mut notify: impl FnMut(Failure<'_, E>),
    mut sleep: impl FnMut(Duration),
) -> Result<T, E> {
    let mut delays = delays.into_iter();
    let mut number = 0_u32;
    loop {
        let error = match op() {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        number = number.saturating_add(1);
        let delay = delays.next();
        notify(Failure { number, error: &error, delay });
        match delay {
            None => return Err(error),
            Some(Duration::ZERO) => {}
            Some(delay) => sleep(delay),
        }
    }
}
