//! Computing missing values, once for all callers that ask for them.

use core::convert::Infallible;
use core::future::Future;
use core::hash::{BuildHasher, Hash};
use core::time::Duration;

use alloc::sync::Arc;

use super::ShardedCache;
use super::shard::{Notice, Shard};
use crate::cache::inner::Shared;
use crate::cache::sync::flight::{
    Boarding, Field, Flight, Flights, Flown, Role, Split, fly, fly_async,
};
use crate::cache::sync::load::{Load, Loaded, Origin};
use crate::cache::{Equivalent, Policy, ToKey};

/// What a load may return besides a live value.
#[derive(Clone, Copy, Debug)]
pub(in crate::cache::sync) struct Mode {
    /// Whether it takes a value in its grace, and one that is there while another is computed.
    pub(in crate::cache::sync) stale: bool,
    /// With how much left of its life a value is due.
    pub(in crate::cache::sync) ahead: Option<Duration>,
}

impl Mode {
    const PLAIN: Self = Self { stale: false, ahead: None };
}

/// How a load begins.
enum Start<V, B> {
    Done(Loaded<V>),
    /// A value has to be computed; `hit` if there is a live one that is due.
    Fly {
        boarding: B,
        hit: bool,
    },
}

/// What the counted lookup of a load has found.
enum Look<V> {
    Fresh(V),
    Due,
    Absent,
}

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// Returns a clone of a key's value, which `f` computes if it is absent.
    ///
    /// This blocks the thread while another caller computes the value: in asynchronous code call
    /// [`get_or_insert_async`](Self::get_or_insert_async), which shares its loads with this method.
    ///
    /// Of the callers that miss the same key at once, one runs its function, with no lock held. The
    /// others wait and get a clone of that very value, even if it was refused or evicted at once,
    /// so that callers share a load also where nothing is kept (a capacity or a time to live of 0).
    /// If the function panics, one of those who wait runs its own.
    ///
    /// The function may use the cache, but callers that wait for each other's keys wait forever.
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
    /// let lengths = boltons::cache::sync::ShardedCache::<String, usize>::new(9);
    /// assert_eq!(lengths.get_or_insert_with("abc", || 3), 3);
    /// assert_eq!(lengths.get_or_insert_with("abc", || unreachable!()), 3);
    /// ```
    #[doc(alias = "get_with")]
    #[doc(alias = "single flight")]
    #[doc(alias = "singleflight")]
    #[doc(alias = "coalesce")]
    #[doc(alias = "get_or_insert")]
    #[doc(alias = "computeIfAbsent")]
    #[inline]
    #[track_caller]
    pub fn get_or_insert_with<Q>(&self, key: &Q, f: impl FnOnce() -> V) -> V
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
        V: Clone,
    {
        match self.get_or_try_insert_with(key, || Ok::<_, Infallible>(f())) {
            Ok(value) => value,
            Err(never) => match never {},
        }
    }

    /// Returns a clone of a key's value, which `f` computes if it is absent; `f` may fail.
    ///
    /// The error is not kept. This blocks the thread while another caller computes the value: in
    /// asynchronous code call [`get_or_try_insert_async`](Self::get_or_try_insert_async). As
    /// [`get_or_insert_with`](Self::get_or_insert_with), but the caller whose function fails gets
    /// the error, and one of those who wait runs its own function then.
    ///
    /// Computes in **O(1)** time (amortized average), clones, and what `f` takes.
    ///
    /// # Errors
    ///
    /// Returns the error of `f`.
    ///
    /// # Panics
    ///
    /// Panics if `f` asks for the value of the key that it computes, instead of waiting for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// let numbers = boltons::cache::sync::ShardedCache::<String, i32>::new(9);
    /// assert!(numbers.get_or_try_insert_with("x", || "x".parse()).is_err());
    /// assert_eq!(numbers.get_or_try_insert_with("7", || "7".parse())?, 7);
    /// assert_eq!(numbers.len(), 1);
    /// # Ok::<(), std::num::ParseIntError>(())
    /// ```
    #[doc(alias = "try_get_with")]
    #[inline]
    #[track_caller]
    pub fn get_or_try_insert_with<Q, E>(
        &self,
        key: &Q,
        f: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E>
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
        V: Clone,
    {
        let (hash, shard) = self.locate(key);
        if let Some(value) = self.look_up(hash, shard, key, V::clone) {
            return Ok(value);
        }
        let f = || f().map(|value| (value, None));
        self.fetch_missing(hash, shard, key, Mode::PLAIN, false, f).map(Loaded::into_value)
    }

    /// Returns a clone of a key's value, which the future of `f` computes if it is absent.
    ///
    /// Of the callers that miss the same key at once, tasks and threads alike, one runs its
    /// function; the others are woken when it is done and get a clone of that very value. No runtime
    /// is needed. Nothing happens before the first poll; a hit is ready then.
    ///
    /// * **A future that is dropped** abandons its load, and a caller that waits runs its own
    ///   function. A load that shall outlive its caller, whose time limit may be shorter, is
    ///   spawned: with the cache in an `Arc`,
    ///   `spawn(async move { cache.get_or_insert_async(&key, load).await })`.
    /// * **A future that is neither polled nor dropped** holds its key: without a runtime nothing
    ///   can drive it. [`remove`](Self::remove) of the key lets others start again.
    /// * **A panic** of `f` or of its future abandons the load as well.
    /// * **A write** of the key in the meantime wins: the callers get what was computed, the cache
    ///   keeps what was written.
    ///
    /// The future is `Send` if `f`, its future, keys, values and the hasher are; without them it
    /// serves one thread. It is as large as the loading future and a little more.
    ///
    /// Computes in **O(1)** time (amortized average), clones, and what the future takes.
    ///
    /// # Panics
    ///
    /// The future panics if it asks for the value of the key that it computes, instead of waiting
    /// for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::pin::pin;
    /// # use std::future::Future;
    /// # use std::task::{Context, Poll, Waker};
    /// # fn block_on<T>(f: impl Future<Output = T>) -> T {
    /// #     let mut f = pin!(f);
    /// #     let mut context = Context::from_waker(Waker::noop());
    /// #     loop { if let Poll::Ready(out) = f.as_mut().poll(&mut context) { return out } }
    /// # }
    /// use boltons::cache::sync::ShardedCache;
    ///
    /// async fn fetch(page: &str) -> String {
    ///     format!("<h1>{page}</h1>")
    /// }
    ///
    /// let pages = ShardedCache::<String, String>::new(100);
    /// block_on(async {
    ///     let page = pages.get_or_insert_async("news", || fetch("news")).await;
    ///     assert_eq!(page, "<h1>news</h1>");
    /// });
    /// assert_eq!(pages.len(), 1);
    /// ```
    #[doc(alias = "get_with")]
    #[doc(alias = "single flight")]
    #[doc(alias = "singleflight")]
    #[doc(alias = "coalesce")]
    pub async fn get_or_insert_async<Q, Fut>(&self, key: &Q, f: impl FnOnce() -> Fut) -> V
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
        Fut: Future<Output = V>,
        V: Clone,
    {
        let split = |value| Ok::<_, Infallible>((value, None));
        match self.fetch_async(key, Mode::PLAIN, f, split).await {
            Ok(loaded) => loaded.value,
            Err(never) => match never {},
        }
    }

    /// Returns a clone of a key's value, which the future of `f` computes if it is absent; the
    /// future may fail.
    ///
    /// The error is not kept. As [`get_or_insert_async`](Self::get_or_insert_async), but the caller
    /// whose function fails gets the error; the others are woken, and one of them runs its own
    /// function. Many callers of a dead server therefore fail one after the other: to keep a
    /// failure for a short time, see [`Load::try_run_with_ttl`].
    ///
    /// Computes in **O(1)** time (amortized average), clones, and what the future takes.
    ///
    /// # Errors
    ///
    /// Returns the error of the loading future.
    ///
    /// # Panics
    ///
    /// The future panics if it asks for the value of the key that it computes, instead of waiting
    /// for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::pin::pin;
    /// # use std::future::Future;
    /// # use std::task::{Context, Poll, Waker};
    /// # fn block_on<T>(f: impl Future<Output = T>) -> T {
    /// #     let mut f = pin!(f);
    /// #     let mut context = Context::from_waker(Waker::noop());
    /// #     loop { if let Poll::Ready(out) = f.as_mut().poll(&mut context) { return out } }
    /// # }
    /// let numbers = boltons::cache::sync::ShardedCache::<String, i32>::new(9);
    /// block_on(async {
    ///     assert!(numbers.get_or_try_insert_async("x", || async { "x".parse() }).await.is_err());
    ///     let seven = numbers.get_or_try_insert_async("7", || async { "7".parse() }).await;
    ///     assert_eq!(seven, Ok(7));
    /// });
    /// assert_eq!(numbers.len(), 1);
    /// ```
    #[doc(alias = "try_get_with")]
    pub async fn get_or_try_insert_async<Q, E, Fut>(
        &self,
        key: &Q,
        f: impl FnOnce() -> Fut,
    ) -> Result<V, E>
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
        Fut: Future<Output = Result<V, E>>,
        V: Clone,
    {
        let split = |output: Result<V, E>| output.map(|value| (value, None));
        self.fetch_async(key, Mode::PLAIN, f, split).await.map(Loaded::into_value)
    }

    /// Returns a load of a key with options, to be run by one of its methods.
    ///
    /// The load can set a time to live that its function finds out, serve a value while it is
    /// loaded again, and tell where the value comes from.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::sync::{Origin, ShardedCache};
    ///
    /// let cache = ShardedCache::<String, u32>::new(9);
    /// let loaded = cache.load("a").run(|| 1);
    /// assert_eq!((loaded.value, loaded.origin), (1, Origin::Computed));
    /// ```
    #[doc(alias = "stale-while-revalidate")]
    #[doc(alias = "stale-if-error")]
    #[doc(alias = "get_with")]
    pub fn load<'a, 'q, Q>(&'a self, key: &'q Q) -> Load<'a, 'q, K, Q, V, P, S>
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
        V: Clone,
    {
        Load::new(self, key)
    }
}

impl<K: Hash + Eq, V: Clone, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// Loads in this thread.
    #[track_caller]
    pub(in crate::cache::sync) fn fetch<Q, E>(
        &self,
        key: &Q,
        mode: Mode,
        f: impl FnOnce() -> Result<(V, Option<Duration>), E>,
    ) -> Result<Loaded<V>, E>
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
    {
        let (hash, shard) = self.locate(key);
        match self.look(hash, shard, key, mode) {
            Look::Fresh(value) => Ok(Loaded::new(value, Origin::Cached)),
            Look::Due => self.fetch_missing(hash, shard, key, mode, true, f),
            Look::Absent => self.fetch_missing(hash, shard, key, mode, false, f),
        }
    }

    /// What follows the counted lookup.
    #[track_caller]
    fn fetch_missing<Q, E>(
        &self,
        hash: u64,
        shard: &Shard<K, V, P>,
        key: &Q,
        mode: Mode,
        hit: bool,
        f: impl FnOnce() -> Result<(V, Option<Duration>), E>,
    ) -> Result<Loaded<V>, E>
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
    {
        let place = Place { cache: self, shard, hash };
        match self.start(&place, key, mode, hit) {
            Start::Done(loaded) => Ok(loaded),
            Start::Fly { boarding, hit } => {
                let flown = fly(&place, hash, boarding.begin(), f);
                self.arrived(hash, shard, key, mode, hit, flown)
            }
        }
    }

    /// Loads in a future.
    pub(in crate::cache::sync) async fn fetch_async<Q, O, E, Fut>(
        &self,
        key: &Q,
        mode: Mode,
        f: impl FnOnce() -> Fut,
        split: Split<O, V, Option<Duration>, E>,
    ) -> Result<Loaded<V>, E>
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
        Fut: Future<Output = O>,
    {
        let (hash, shard) = self.locate(key);
        let hit = match self.look(hash, shard, key, mode) {
            Look::Fresh(value) => return Ok(Loaded::new(value, Origin::Cached)),
            Look::Due => true,
            Look::Absent => false,
        };
        let place = Place { cache: self, shard, hash };
        match self.start(&place, key, mode, hit) {
            Start::Done(loaded) => Ok(loaded),
            Start::Fly { boarding, hit } => {
                let flown = fly_async(&place, hash, boarding.begin(), f, split).await;
                self.arrived(hash, shard, key, mode, hit, flown)
            }
        }
    }

    /// The counted lookup of a load.
    #[inline]
    fn look<Q>(&self, hash: u64, shard: &Shard<K, V, P>, key: &Q, mode: Mode) -> Look<V>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let Some(left) = mode.ahead else {
            let found = self.look_up(hash, shard, key, V::clone);
            return found.map_or(Look::Absent, Look::Fresh);
        };
        if self.shares_hits() {
            let part = shard.read();
            if let Shared::Hit(at, value) = part.inner.get_shared(hash, key) {
                if shard.count_hit(&part, at) {
                    if part.inner.expires_in(at) <= left {
                        return Look::Due;
                    }
                    return Look::Fresh(value.clone());
                }
            }
        }
        let mut writing = self.writing(shard);
        let inner = &mut writing.inner;
        let found = inner.find(hash, key);
        let look = match inner.touch(found) {
            None => Look::Absent,
            Some(at) if inner.expires_in(at) <= left => Look::Due,
            Some(at) => Look::Fresh(inner.entry(at).1.clone()),
        };
        self.finish(shard, writing);
        look
    }

    /// Looks again, without counting, under the lock that joins or starts a flight.
    fn start<'p, 'a, Q>(
        &self,
        place: &'p Place<'a, K, V, P, S>,
        key: &Q,
        mode: Mode,
        hit: bool,
    ) -> Start<V, Boards<'p, 'a, K, V, P, S>>
    where
        Q: ?Sized + Equivalent<K> + ToKey<K>,
    {
        let &Place { shard, hash, .. } = place;
        // Before the lock is taken, as it may be anybody's code.
        let mut owned = Some(key.to_key());
        let mut writing = self.writing(shard);
        let part = &mut *writing;
        let looked = if let Some(at) = part.inner.find_live(hash, key) {
            let due = mode.ahead.is_some_and(|left| part.inner.expires_in(at) <= left);
            let led = if due { part.flights.lead(hash, &mut owned) } else { None };
            match led {
                Some(flight) => Err(Role::Lead(flight)),
                None => {
                    let value = part.inner.entry(at).1.clone();
                    if !hit {
                        shard.count_soft_miss();
                    }
                    Ok(Loaded::new(value, Origin::Cached))
                }
            }
        } else if let Some(at) = part.inner.find_stale(hash, key).filter(|_| mode.stale) {
            match part.flights.lead(hash, &mut owned) {
                Some(flight) => Err(Role::Lead(flight)),
                None => {
                    let value = part.inner.entry(at).1.clone();
                    shard.count_stale();
                    Ok(Loaded::new(value, Origin::Stale))
                }
            }
        } else {
            Err(part.flights.join(hash, &mut owned))
        };
        // What runs before the caller begins may be anybody's code and panic: the listener, a drop.
        let looked = looked.map_err(|role| Boarding::new(place, hash, role));
        self.finish(shard, writing);
        drop(owned);
        match looked {
            Ok(loaded) => Start::Done(loaded),
            Err(boarding) => Start::Fly { boarding, hit },
        }
    }

    /// What a caller returns after its flight.
    fn arrived<Q, E>(
        &self,
        hash: u64,
        shard: &Shard<K, V, P>,
        key: &Q,
        mode: Mode,
        hit: bool,
        flown: Result<Flown<V>, E>,
    ) -> Result<Loaded<V>, E>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let error = match flown {
            Ok((value, computed)) => {
                if !hit {
                    shard.count_soft_miss();
                }
                let origin = if computed { Origin::Computed } else { Origin::Shared };
                return Ok(Loaded::new(value, origin));
            }
            Err(error) => error,
        };
        if !mode.stale {
            return Err(error);
        }
        let part = shard.read();
        let inner = &part.inner;
        let Some(at) = inner.find_stale(hash, key) else {
            drop(part);
            return Err(error);
        };
        let alive = inner.find_live(hash, key).is_some();
        let value = inner.entry(at).1.clone();
        drop(part);
        if alive {
            return Ok(Loaded::new(value, Origin::Cached));
        }
        shard.count_stale();
        Ok(Loaded::new(value, Origin::Stale))
    }
}

/// A caller on its way to a place.
type Boards<'p, 'a, K, V, P, S> = Boarding<'p, K, V, Place<'a, K, V, P, S>>;

/// Where a key belongs.
struct Place<'a, K, V, P: Policy, S> {
    cache: &'a ShardedCache<K, V, P, S>,
    shard: &'a Shard<K, V, P>,
    hash: u64,
}

impl<'a, K, V, P, S> Field<K, V> for Place<'a, K, V, P, S>
where
    K: Hash + Eq,
    V: Clone,
    P: Policy,
    S: BuildHasher,
{
    /// The own time to live of an entry.
    type Note = Option<Duration>;
    type Left = Notice<'a, K, V, P>;

    fn flights<R>(&self, f: impl FnOnce(&mut Flights<K, V>) -> R) -> R {
        // No write: nothing is settled here, which could be anybody's code, in a drop at that.
        f(&mut self.shard.write().flights)
    }

    fn land(&self, flight: &Arc<Flight<V>>, value: V, ttl: Option<Duration>) -> Self::Left {
        let mut writing = self.cache.writing(self.shard);
        match writing.flights.land(self.hash, flight) {
            Some(key) => self.cache.store_loaded(self.shard, writing, self.hash, key, value, ttl),
            None => {
                drop(writing);
                drop(value);
                Notice::new(self.shard)
            }
        }
    }

    fn see_off(&self, left: Self::Left) {
        left.notify(self.cache.listener.as_ref());
    }
}
