//! Clocks: the source of time for a cache whose entries expire.

use alloc::sync::Arc;
use core::time::Duration;
#[cfg(feature = "std")]
use {
    std::sync::{Mutex, PoisonError},
    std::time::Instant,
};

/// A source of time for a cache whose entries expire.
///
/// This is implemented for every `Fn() -> Duration` and for an `Arc` of a clock. A clock that goes
/// back does no harm: ages saturate at 0, and only sweeping may be late.
///
/// # Examples
///
/// ```
/// use boltons::cache::Clock;
/// use std::time::Duration;
///
/// let noon = || Duration::from_secs(12 * 3600);
/// assert_eq!(noon.now().as_secs(), 43_200);
/// ```
#[doc(alias = "TimeSource")]
pub trait Clock {
    /// Returns the time since some fixed origin.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Clock, SystemClock};
    ///
    /// let clock = SystemClock::new();
    /// assert!(clock.now() <= clock.now());
    /// ```
    fn now(&self) -> Duration;
}

impl<F: Fn() -> Duration> Clock for F {
    fn now(&self) -> Duration {
        self()
    }
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> Duration {
        (**self).now()
    }
}

/// The monotonic clock of the system, which reads [`Instant`].
///
/// This is the clock of a cache for which none is set. On Linux it stands still while the machine
/// is suspended, so an entry may outlive its time by the length of the suspension; and on targets
/// without a clock, such as wasm32-unknown-unknown, [`Instant::now`] panics. In both cases set
/// another clock for the cache, such as wall time:
///
/// ```
/// use boltons::cache::LruCache;
/// use std::time::{Duration, SystemTime, UNIX_EPOCH};
///
/// let mut tokens = LruCache::builder()
///     .ttl(Duration::from_secs(3600))
///     .clock(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
///     .build();
/// tokens.insert("alice", "secret");
/// assert!(tokens.get("alice").is_some());
/// ```
///
/// * **While the machine sleeps** this clock stands still on Linux and some other systems, so that
///   an entry lives longer than its time by the length of the sleep. What expires at a time of day,
///   such as a token, needs a clock of wall time, below.
/// * **On `wasm32-unknown-unknown`** there is no [`Instant`], and creating one panics: set another
///   clock for the cache.
///
/// # Examples
///
/// ```
/// use boltons::cache::LruCache;
/// use std::time::{Duration, SystemTime, UNIX_EPOCH};
///
/// let wall = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
/// let mut tokens = LruCache::builder().ttl(Duration::from_secs(3600)).clock(wall).build();
/// tokens.insert("alice", "token");
/// assert_eq!(tokens.get("alice"), Some(&"token"));
/// ```
///
/// ```
/// use boltons::cache::{Clock, SystemClock};
///
/// let clock = SystemClock::new();
/// let start = clock.now();
/// assert!(clock.now() >= start);
/// ```
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    origin: Instant,
}

#[cfg(feature = "std")]
impl SystemClock {
    /// Creates a clock that starts now.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Clock, SystemClock};
    ///
    /// assert!(SystemClock::new().now().as_secs() < 60);
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self { origin: Instant::now() }
    }
}

#[cfg(feature = "std")]
impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "std")]
impl Clock for SystemClock {
    #[inline]
    fn now(&self) -> Duration {
        self.origin.elapsed()
    }
}

/// A clock that stands still until it is told to advance, for tests.
///
/// A clone shows the same time and advances with it.
///
/// # Examples
///
/// ```
/// use boltons::cache::{LruCache, ManualClock};
/// use std::time::Duration;
///
/// let clock = ManualClock::new();
/// let mut cache = LruCache::builder().ttl(Duration::from_secs(60)).clock(clock.clone()).build();
/// cache.insert("a", 1);
/// clock.advance(Duration::from_secs(59));
/// assert_eq!(cache.get("a"), Some(&1));
/// clock.advance(Duration::from_secs(1));
/// assert_eq!(cache.get("a"), None);
/// ```
#[doc(alias = "MockClock")]
#[cfg(feature = "std")]
#[derive(Clone, Debug, Default)]
pub struct ManualClock {
    now: Arc<Mutex<Duration>>,
}

#[cfg(feature = "std")]
impl ManualClock {
    /// Creates a clock that stands at zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Clock, ManualClock};
    ///
    /// assert!(ManualClock::new().now().is_zero());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Advances the time by `by`, for all clones.
    ///
    /// The time saturates at [`Duration::MAX`].
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{Clock, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// clock.clone().advance(Duration::from_secs(3));
    /// assert_eq!(clock.now(), Duration::from_secs(3));
    /// ```
    pub fn advance(&self, by: Duration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.saturating_add(by);
    }
}

#[cfg(feature = "std")]
impl Clock for ManualClock {
    fn now(&self) -> Duration {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
