//! The options of a load and its results.

use core::fmt;
use core::future::Future;
use core::hash::{BuildHasher, Hash};
use core::time::Duration;

use super::ShardedCache;
use super::sharded::Mode;
use crate::cache::{Equivalent, Policy, ToKey};

/// A value that a load returned, together with its origin.
///
/// # Examples
///
/// ```
/// use boltons::cache::sync::{Origin, ShardedCache};
///
/// let cache = ShardedCache::<String, u32>::new(9);
/// let loaded = cache.load("a").run(|| 1);
/// assert_eq!((loaded.value, loaded.origin), (1, Origin::Computed));
/// assert_eq!(cache.load("a").run(|| 2).origin, Origin::Cached);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct Loaded<V> {
    /// The value.
    pub value: V,
    /// Where it comes from.
    pub origin: Origin,
}

impl<V> Loaded<V> {
    pub(super) fn new(value: V, origin: Origin) -> Self {
        Self { value, origin }
    }

    /// Converts the result into its value.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::<String, u32>::new(9);
    /// assert_eq!(cache.load("a").run(|| 1).into_value(), 1);
    /// ```
    #[must_use]
    pub fn into_value(self) -> V {
        self.value
    }
}

/// The origin of a loaded value.
///
/// # Examples
///
/// ```
/// use boltons::cache::sync::{Origin, ShardedCache};
///
/// let cache = ShardedCache::<u8, u8>::new(9);
/// cache.insert(1, 1);
/// assert_eq!(cache.load(&1).run(|| 2).origin, Origin::Cached);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[doc(alias = "is_fresh")]
#[non_exhaustive]
pub enum Origin {
    /// It was in the cache and alive.
    Cached,
    /// It was computed by this call's function.
    Computed,
    /// It was computed by the function of another caller, for which this call waited.
    Shared,
    /// Its time was over but its grace was not: another caller is computing a new value, or this
    /// call's function failed.
    Stale,
}

/// A load of one key with options, created by [`ShardedCache::load`].
///
/// Nothing happens until one of its `run` methods is called or, for those that return a future,
/// until that is polled.
///
/// # Examples
///
/// A client that serves an answer for as long as its server allows, and serves the old answer while
/// it asks again, and also while the server fails, for at most a minute:
///
/// ```
/// use boltons::cache::sync::{Origin, ShardedCache};
/// use boltons::cache::{ManualClock, S3FifoCache};
/// use std::time::Duration;
///
/// let clock = ManualClock::new();
/// let pages: ShardedCache<String, &str, _> = S3FifoCache::builder()
///     .capacity(1_000)
///     .clock(clock.clone())
///     .grace(Duration::from_secs(60))
///     .build_sharded();
///
/// // The server's answer and its `max-age`.
/// let fetch = || Ok::<_, &str>(("news of today", Some(Duration::from_secs(10))));
/// let first = pages.load("/news").try_run_with_ttl(fetch)?;
/// assert_eq!(first.origin, Origin::Computed);
///
/// clock.advance(Duration::from_secs(15));
/// let later = pages.load("/news").try_run_with_ttl(|| Err("the server is down"))?;
/// assert_eq!((later.value, later.origin), ("news of today", Origin::Stale));
///
/// clock.advance(Duration::from_secs(60));
/// assert!(pages.load("/news").try_run_with_ttl(|| Err("the server is down")).is_err());
/// # Ok::<(), &str>(())
/// ```
#[must_use = "a load does nothing until it is run"]
pub struct Load<'a, 'q, K, Q: ?Sized, V, P: Policy, S> {
    cache: &'a ShardedCache<K, V, P, S>,
    key: &'q Q,
    ahead: Option<Duration>,
}

impl<'a, 'q, K, Q: ?Sized, V, P: Policy, S> Load<'a, 'q, K, Q, V, P, S> {
    pub(super) fn new(cache: &'a ShardedCache<K, V, P, S>, key: &'q Q) -> Self {
        Self { cache, key, ahead: None }
    }

    /// Refreshes a value while the old one is served, if no more than `left` remains of its life.
    ///
    /// The first caller that finds the value due runs its function; other callers meanwhile get the
    /// value that is there. [`Duration::MAX`] loads in any case, which refreshes a value without a
    /// gap.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::sync::{Origin, ShardedCache};
    /// use std::time::Duration;
    ///
    /// let rates = ShardedCache::<String, u32>::new(9);
    /// rates.insert("EUR".to_owned(), 1);
    /// let refreshed = rates.load("EUR").ahead(Duration::MAX).run(|| 2);
    /// assert_eq!((refreshed.value, refreshed.origin), (2, Origin::Computed));
    /// assert_eq!(rates.peek("EUR"), Some(2));
    /// ```
    #[doc(alias = "refresh_after_write")]
    pub fn ahead(mut self, left: Duration) -> Self {
        self.ahead = Some(left);
        self
    }

    fn mode(&self) -> Mode {
        Mode { stale: true, ahead: self.ahead }
    }
}

/// The output of a function that cannot fail and names no time.
fn value<V>(value: V) -> Result<(V, Option<Duration>), core::convert::Infallible> {
    Ok((value, None))
}

/// The output of a function that names no time.
fn fallible<V, E>(output: Result<V, E>) -> Result<(V, Option<Duration>), E> {
    output.map(|value| (value, None))
}

/// The value of a load that cannot fail.
fn certain<V>(result: Result<Loaded<V>, core::convert::Infallible>) -> Loaded<V> {
    match result {
        Ok(loaded) => loaded,
        Err(never) => match never {},
    }
}

impl<K, Q, V, P, S> Load<'_, '_, K, Q, V, P, S>
where
    K: Hash + Eq,
    Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
    V: Clone,
    P: Policy,
    S: BuildHasher,
{
    /// Returns the value of the key, which `f` computes if there is none or if it is due.
    ///
    /// As [`ShardedCache::get_or_insert_with`], but a value that is due or in its
    /// [grace](crate::cache::Builder::grace) is returned at once while another caller computes.
    ///
    /// Computes in **O(1)** time (amortized average), clones, and what `f` takes.
    ///
    /// # Panics
    ///
    /// Panics if `f` asks for the value of the key that it computes, instead of waiting for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::<String, usize>::new(9);
    /// assert_eq!(cache.load("abc").run(|| 3).value, 3);
    /// ```
    #[track_caller]
    pub fn run(self, f: impl FnOnce() -> V) -> Loaded<V> {
        certain(self.cache.fetch(self.key, self.mode(), || value(f())))
    }

    /// Returns the value of the key, which `f` computes if there is none or if it is due; `f` may
    /// fail.
    ///
    /// If it fails, a value that is alive or in its grace is returned nevertheless, and the error
    /// is dropped: a function whose failures matter has to log them.
    ///
    /// Computes in **O(1)** time (amortized average), clones, and what `f` takes.
    ///
    /// # Errors
    ///
    /// Returns the error of `f` if there is no value that can be served in its place.
    ///
    /// # Panics
    ///
    /// Panics if `f` asks for the value of the key that it computes, instead of waiting for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::<String, u8>::new(9);
    /// assert!(cache.load("x").try_run(|| "x".parse()).is_err());
    /// assert_eq!(cache.load("7").try_run(|| "7".parse())?.value, 7);
    /// # Ok::<(), std::num::ParseIntError>(())
    /// ```
    #[track_caller]
    pub fn try_run<E>(self, f: impl FnOnce() -> Result<V, E>) -> Result<Loaded<V>, E> {
        self.cache.fetch(self.key, self.mode(), || fallible(f()))
    }

    /// Returns the value of the key, which `f` computes together with its time to live.
    ///
    /// The time replaces the cache's own, as with
    /// [`insert_with_ttl`](ShardedCache::insert_with_ttl); `None` keeps the cache's. It counts from
    /// the moment at which the value is stored. Otherwise this is [`try_run`](Self::try_run).
    ///
    /// Computes in **O(log n)** time (amortized average), clones, and what `f` takes.
    ///
    /// # Errors
    ///
    /// Returns the error of `f` if there is no value that can be served in its place.
    ///
    /// # Panics
    ///
    /// Panics if `f` asks for the value of the key that it computes, instead of waiting for itself.
    ///
    /// # Examples
    ///
    /// To keep a failure for a short time, so that callers of a dead server do not fail one after
    /// the other, make it part of the value:
    ///
    /// ```
    /// use boltons::cache::sync::ShardedCache;
    /// use std::convert::Infallible;
    /// use std::sync::Arc;
    /// use std::time::Duration;
    ///
    /// type Answer = Result<u32, Arc<str>>;
    ///
    /// let answers = ShardedCache::<String, Answer>::new(100);
    /// let ask = || {
    ///     let answer: Answer = Err("down".into());
    ///     let ttl = Duration::from_secs(if answer.is_ok() { 3600 } else { 1 });
    ///     Ok::<_, Infallible>((answer, Some(ttl)))
    /// };
    /// let Ok(loaded) = answers.load("x").try_run_with_ttl(ask);
    /// assert!(loaded.value.is_err());
    /// assert!(answers.expires_in("x") <= Some(Duration::from_secs(1)));
    /// ```
    #[track_caller]
    pub fn try_run_with_ttl<E>(
        self,
        f: impl FnOnce() -> Result<(V, Option<Duration>), E>,
    ) -> Result<Loaded<V>, E> {
        self.cache.fetch(self.key, self.mode(), f)
    }

    /// The asynchronous form of [`run`](Self::run).
    ///
    /// See [`ShardedCache::get_or_insert_async`].
    ///
    /// # Panics
    ///
    /// The future panics if it asks for the value of the key that it computes.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::pin::pin;
    /// # use std::task::{Context, Poll, Waker};
    /// let cache = boltons::cache::sync::ShardedCache::<String, u32>::new(9);
    /// let mut load = pin!(cache.load("a").run_async(|| async { 1 }));
    /// # let mut context = Context::from_waker(Waker::noop());
    /// # let Poll::Ready(loaded) = load.as_mut().poll(&mut context) else { panic!() };
    /// # use std::future::Future;
    /// // let loaded = load.await;
    /// assert_eq!(loaded.value, 1);
    /// ```
    pub async fn run_async<Fut>(self, f: impl FnOnce() -> Fut) -> Loaded<V>
    where
        Fut: Future<Output = V>,
    {
        certain(self.cache.fetch_async(self.key, self.mode(), f, value).await)
    }

    /// The asynchronous form of [`try_run`](Self::try_run).
    ///
    /// See [`ShardedCache::get_or_try_insert_async`].
    ///
    /// # Errors
    ///
    /// Returns the error of the loading future if there is no value that can be served in its
    /// place.
    ///
    /// # Panics
    ///
    /// The future panics if it asks for the value of the key that it computes.
    pub async fn try_run_async<E, Fut>(self, f: impl FnOnce() -> Fut) -> Result<Loaded<V>, E>
    where
        Fut: Future<Output = Result<V, E>>,
    {
        self.cache.fetch_async(self.key, self.mode(), f, fallible).await
    }

    /// The asynchronous form of [`try_run_with_ttl`](Self::try_run_with_ttl).
    ///
    /// See [`ShardedCache::get_or_try_insert_async`].
    ///
    /// # Errors
    ///
    /// Returns the error of the loading future if there is no value that can be served in its
    /// place.
    ///
    /// # Panics
    ///
    /// The future panics if it asks for the value of the key that it computes.
    pub async fn try_run_with_ttl_async<E, Fut>(
        self,
        f: impl FnOnce() -> Fut,
    ) -> Result<Loaded<V>, E>
    where
        Fut: Future<Output = Result<(V, Option<Duration>), E>>,
    {
        self.cache.fetch_async(self.key, self.mode(), f, |output| output).await
    }
}

impl<K, Q: ?Sized + fmt::Debug, V, P: Policy, S> fmt::Debug for Load<'_, '_, K, Q, V, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Load")
            .field("key", &self.key)
            .field("ahead", &self.ahead)
            .finish_non_exhaustive()
    }
}
