//! Retry delays with jitter and limits, and the loops that use them.
//!
//! A [`Backoff`] is a plain value: settings that a `const` can hold. [`Backoff::delays`] returns the
//! iterator of [`Duration`]s, [`retry`] runs an operation with it, [`retry_notify`] reports each
//! failure with its number, and [`within`] ends the delays after a time limit, the work included.
//! An asynchronous program loops over the delays itself, with its own timer:
//!
//! ```
//! use boltons::iter::backoff::Backoff;
//! use std::time::Duration;
//!
//! const POLICY: Backoff = Backoff::exponential(Duration::from_millis(100)).retries(3);
//!
//! let delays: Vec<u128> = POLICY.delays().map(|delay| delay.as_millis()).collect();
//! assert_eq!(delays, [100, 200, 400]);
//! ```
//!
//! # What is promised
//!
//! * Jitter keeps its width at the limits: clients that failed together stay spread for as long as
//!   they try.
//! * Every delay is at most [`Backoff::max_delay`], jitter included, and all of them together at
//!   most [`Backoff::max_total`].
//! * Without jitter the delays never shrink, and with a factor above 1 they grow until the bound:
//!   also from one nanosecond, where rounding alone would stand still.
//! * The same seed yields the same delays on every platform. Nothing overflows, whatever the
//!   settings: a `Duration` longer than 584 years counts as `u64::MAX` nanoseconds.
//!
//! # How it works
//!
//! Delays are integer nanoseconds. The factor is a fixed-point number F with 32 bits after the
//! point; from c the next delay is `min(max, max(⌊c·F/2³²⌋, c + 1))`, computed in 128 bits, where
//! the `c + 1` holds for F above 1 and c above 0. Jitter draws one SplitMix64 number per delay (see
//! [`Jitter`]). Everything is O(1) time and space.

// Without `std` there is no `retry` to link to.
#![cfg_attr(
    not(feature = "std"),
    allow(rustdoc::broken_intra_doc_links, rustdoc::private_intra_doc_links)
)]

mod delays;

mod jitter;

mod retry;

mod within;

pub(in crate::iter) mod rng;

use core::time::Duration;

pub use delays::Delays;
pub use jitter::Jitter;
pub use retry::{Failure, retry_notify_with, retry_with};
#[cfg(feature = "std")]
pub use retry::{retry, retry_notify};
#[cfg(feature = "std")]
pub use within::within;
pub use within::{Within, within_clock};

/// The settings of a sequence of delays.
///
/// The sequence is endless unless [`retries`](Self::retries) or [`max_total`](Self::max_total)
/// bound it. All setters are `const`, take the value and return it.
///
/// # Examples
///
/// ```
/// use boltons::iter::backoff::{Backoff, Jitter};
/// use std::time::Duration;
///
/// let backoff = Backoff::exponential(Duration::from_millis(200))
///     .max_delay(Duration::from_secs(5))
///     .retries(8)
///     .jitter(Jitter::Full);
/// assert!(backoff.delays().all(|delay| delay <= Duration::from_secs(5)));
/// assert_eq!(backoff.delays().count(), 8);
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[must_use]
#[doc(alias = "tenacity")]
#[doc(alias = "ExponentialBackoff")]
pub struct Backoff {
    base: u64,
    growth: Growth,
    /// For a factor: fixed point, 32 bits after the point, at most 65,536. For linear growth the
    /// increment; for Fibonacci's the number before the base.
    step: u64,
    min_delay: u64,
    max_delay: u64,
    max_total: Option<u64>,
    attempts: Option<u32>,
    immediate_first: bool,
    jitter: Jitter,
    seed: Option<u64>,
}

/// How one delay follows from another.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Growth {
    Factor,
    Linear,
    Fibonacci,
}

/// The fixed-point 1.
const ONE: u64 = 1 << 32;

impl Backoff {
    /// Creates an endless sequence that starts with `base` and doubles.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::Backoff;
    /// use std::time::Duration;
    ///
    /// let mut delays = Backoff::exponential(Duration::from_secs(1)).delays();
    /// assert_eq!(delays.nth(3), Some(Duration::from_secs(8)));
    /// ```
    pub const fn exponential(base: Duration) -> Self {
        Self {
            base: nanoseconds(base),
            growth: Growth::Factor,
            step: 2 * ONE,
            min_delay: 0,
            max_delay: u64::MAX,
            max_total: None,
            attempts: None,
            immediate_first: false,
            jitter: Jitter::None,
            seed: None,
        }
    }

    /// Creates an endless sequence of the same delay.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::Backoff;
    /// use std::time::Duration;
    ///
    /// let delay = Duration::from_millis(250);
    /// assert!(Backoff::constant(delay).delays().take(5).all(|d| d == delay));
    /// ```
    pub const fn constant(delay: Duration) -> Self {
        let mut this = Self::exponential(delay);
        this.step = ONE;
        this
    }

    /// Creates an endless sequence that starts with `base` and grows by `increment` each time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::Backoff;
    /// use std::time::Duration;
    ///
    /// let second = Duration::from_secs(1);
    /// let backoff = Backoff::linear(second, 2 * second).retries(4);
    /// assert!(backoff.delays().map(|d| d.as_secs()).eq([1, 3, 5, 7]));
    /// ```
    #[doc(alias = "wait_incrementing")]
    pub const fn linear(base: Duration, increment: Duration) -> Self {
        let mut this = Self::exponential(base);
        this.growth = Growth::Linear;
        this.step = nanoseconds(increment);
        this
    }

    /// Creates an endless sequence of `base` times the Fibonacci numbers: 1, 1, 2, 3, 5, …
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::Backoff;
    /// use std::time::Duration;
    ///
    /// let backoff = Backoff::fibonacci(Duration::from_secs(1)).retries(6);
    /// assert!(backoff.delays().map(|d| d.as_secs()).eq([1, 1, 2, 3, 5, 8]));
    /// ```
    pub const fn fibonacci(base: Duration) -> Self {
        let mut this = Self::exponential(base);
        this.growth = Growth::Fibonacci;
        this.step = 0;
        this
    }

    /// Sets what each delay is multiplied by to get the next, rounded to 32 bits after the point.
    ///
    /// The growth is then exponential, whatever it was. [`Jitter::Decorrelated`] ignores it.
    ///
    /// # Panics
    ///
    /// Panics unless `factor` is finite and 1 ≤ `factor` ≤ 65,536.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::Backoff;
    /// use std::time::Duration;
    ///
    /// let delays = Backoff::exponential(Duration::from_millis(100)).factor(1.5).attempts(3);
    /// assert!(delays.delays().map(|d| d.as_millis()).eq([100, 150, 225]));
    /// ```
    #[track_caller]
    pub const fn factor(mut self, factor: f64) -> Self {
        assert!(factor >= 1.0 && factor <= 65_536.0, "a factor must lie between 1 and 65,536");
        // Exact: scaling by a power of two, and at most 49 bits before the point.
        self.growth = Growth::Factor;
        self.step = (factor * ONE as f64 + 0.5) as u64;
        self
    }

    /// Sets the shortest delay, jitter included; full jitter alone can draw a delay of zero.
    ///
    /// A band of jitter that begins below it is moved up, so that full jitter draws from
    /// `limit` to `limit` + c. A limit above [`max_delay`](Self::max_delay) counts as that; the
    /// zero of [`immediate_first`](Self::immediate_first) stays.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::{Backoff, Jitter};
    /// use std::time::Duration;
    ///
    /// let least = Duration::from_millis(100);
    /// let backoff = Backoff::exponential(Duration::from_secs(1)).jitter(Jitter::Full).retries(9);
    /// assert!(backoff.min_delay(least).delays().all(|delay| delay >= least));
    /// ```
    pub const fn min_delay(mut self, limit: Duration) -> Self {
        self.min_delay = nanoseconds(limit);
        self
    }

    /// Sets the longest delay, jitter included.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::Backoff;
    /// use std::time::Duration;
    ///
    /// let limit = Duration::from_secs(3);
    /// let delays = Backoff::exponential(Duration::from_secs(1)).max_delay(limit).attempts(4);
    /// assert!(delays.delays().map(|d| d.as_secs()).eq([1, 2, 3, 3]));
    /// ```
    pub const fn max_delay(mut self, limit: Duration) -> Self {
        self.max_delay = nanoseconds(limit);
        self
    }

    /// Ends the sequence before the delay with which all delays together would pass `limit`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::Backoff;
    /// use std::time::Duration;
    ///
    /// let delays = Backoff::exponential(Duration::from_secs(1)).max_total(Duration::from_secs(10));
    /// assert!(delays.delays().map(|d| d.as_secs()).eq([1, 2, 4]));
    /// ```
    pub const fn max_total(mut self, limit: Duration) -> Self {
        self.max_total = Some(nanoseconds(limit));
        self
    }

    /// Sets the number of retries: the calls of an operation after the first.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::{Backoff, retry_with};
    /// use std::time::Duration;
    ///
    /// let backoff = Backoff::constant(Duration::from_secs(1)).retries(3);
    /// let mut calls = 0;
    /// let failed: Result<(), &str> = retry_with(
    ///     &backoff,
    ///     || {
    ///         calls += 1;
    ///         Err("down")
    ///     },
    ///     |_, delay| Some(delay),
    ///     |_| {},
    /// );
    /// assert_eq!((failed, calls), (Err("down"), 4));
    /// ```
    #[doc(alias = "max_retries")]
    #[doc(alias = "stop_after_attempt")]
    pub const fn retries(mut self, retries: u32) -> Self {
        self.attempts = Some(retries);
        self
    }

    /// Sets the number of delays, n, after which an operation is called n + 1 times in all.
    ///
    /// The same as [`retries`](Self::retries), which says it better: elsewhere "attempts" mostly
    /// counts the first call as well.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::Backoff;
    /// use std::time::Duration;
    ///
    /// let backoff = Backoff::constant(Duration::from_secs(1));
    /// assert_eq!(backoff.clone().attempts(3).delays().count(), 3);
    /// assert_eq!(backoff.attempts(0).delays().next(), None);
    /// ```
    pub const fn attempts(mut self, delays: u32) -> Self {
        self.attempts = Some(delays);
        self
    }

    /// Inserts a delay of zero at the front, so that the first retry is immediate.
    ///
    /// It counts as one of the [`retries`](Self::retries) and uses no random number.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::Backoff;
    /// use std::time::Duration;
    ///
    /// let delays = Backoff::exponential(Duration::from_secs(1)).immediate_first().attempts(3);
    /// assert!(delays.delays().map(|d| d.as_secs()).eq([0, 1, 2]));
    /// ```
    pub const fn immediate_first(mut self) -> Self {
        self.immediate_first = true;
        self
    }

    /// Sets how delays are spread at random, so that clients that failed together do not retry
    /// together, not even at the limits.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::{Backoff, Jitter};
    /// use std::time::Duration;
    ///
    /// let second = Duration::from_secs(1);
    /// let backoff = Backoff::constant(second).jitter(Jitter::Equal).attempts(100);
    /// assert!(backoff.delays().all(|delay| second / 2 <= delay && delay <= second));
    /// ```
    pub const fn jitter(mut self, jitter: Jitter) -> Self {
        self.jitter = jitter;
        self
    }

    /// Sets the seed of the jitter: the same seed yields the same delays on every platform.
    ///
    /// Without it each call of [`delays`](Self::delays) takes a new seed from the operating
    /// system; in a build without `std` the seed is then 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::{Backoff, Jitter};
    /// use std::time::Duration;
    ///
    /// let backoff = Backoff::exponential(Duration::from_secs(1)).jitter(Jitter::Full).seed(7);
    /// assert!(backoff.delays().take(9).eq(backoff.delays().take(9)));
    /// ```
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Returns the iterator over the delays, from the first.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::backoff::Backoff;
    /// use std::time::Duration;
    ///
    /// let mut delays = Backoff::exponential(Duration::from_secs(1)).attempts(1).delays();
    /// assert_eq!(delays.next(), Some(Duration::from_secs(1)));
    /// assert_eq!(delays.next(), None);
    /// ```
    pub fn delays(&self) -> Delays {
        Delays::new(self)
    }
}

impl IntoIterator for Backoff {
    type Item = Duration;
    type IntoIter = Delays;

    fn into_iter(self) -> Delays {
        self.delays()
    }
}

impl IntoIterator for &Backoff {
    type Item = Duration;
    type IntoIter = Delays;

    fn into_iter(self) -> Delays {
        self.delays()
    }
}

/// The whole nanoseconds of a duration, at most `u64::MAX` (584 years).
const fn nanoseconds(duration: Duration) -> u64 {
    let nanoseconds = duration.as_nanos();
    if nanoseconds > u64::MAX as u128 { u64::MAX } else { nanoseconds as u64 }
}
