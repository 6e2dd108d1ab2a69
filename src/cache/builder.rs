//! The builder of a cache: bounds on weight and on time, a clock, a listener.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;

use super::clock::Clock;
use super::inner::Inner;
use super::map::Cache;
use super::policy::Policy;
use super::stats::Cause;
use super::store::expiry::{Expiry, SharedClock, TtlBy};
use super::store::extras::{Extras, Listener, Weigher, Weighing};

/// A builder of a [`Cache`] with more than a bound on its number of entries.
///
/// Created by [`Cache::builder`]. Every setting is optional; without any the cache has no bound.
///
/// # Examples
///
/// ```
/// use boltons::cache::S3FifoCache;
/// use std::time::Duration;
///
/// let mut sessions = S3FifoCache::builder()
///     .capacity(10_000)
///     .tti(Duration::from_secs(30 * 60))
///     .on_removal(|id: u64, name: String, cause| println!("{id} ({name}) {cause}"))
///     .build();
/// sessions.insert(7, "alice".to_owned());
/// assert_eq!(sessions.get(&7).map(String::as_str), Some("alice"));
/// ```
#[doc(alias = "CacheBuilder")]
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<K, V, P: Policy, S> {
    pub(super) capacity: usize,
    pub(super) weight: Option<(u64, Weigher<K, V>)>,
    pub(super) max_entry_weight: u64,
    pub(super) grace: Duration,
    pub(super) ttl: Option<Duration>,
    pub(super) tti: Option<Duration>,
    pub(super) ttl_by: Option<TtlBy<K, V>>,
    pub(super) clock: Option<SharedClock>,
    pub(super) listener: Option<Listener<K, V>>,
    pub(super) reserve: usize,
    #[cfg(feature = "std")]
    pub(super) shards: Option<usize>,
    #[cfg(feature = "std")]
    pub(super) counts_lookups: bool,
    pub(super) hasher: S,
    policy: PhantomData<fn() -> P>,
}

impl<K, V, P: Policy, S> Builder<K, V, P, S> {
    pub(super) fn new(hasher: S) -> Self {
        Self {
            capacity: usize::MAX,
            weight: None,
            max_entry_weight: u64::MAX,
            grace: Duration::ZERO,
            ttl: None,
            tti: None,
            ttl_by: None,
            clock: None,
            listener: None,
            reserve: 0,
            #[cfg(feature = "std")]
            shards: None,
            #[cfg(feature = "std")]
            counts_lookups: true,
            hasher,
            policy: PhantomData,
        }
    }

    /// Sets the bound on the number of entries.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::LruCache::<u8, u8>::builder().capacity(3).build();
    /// assert_eq!(cache.capacity(), 3);
    /// ```
    #[doc(alias = "max_capacity")]
    #[doc(alias = "maxsize")]
    pub fn capacity(mut self, capacity: usize) -> Self {
        self.capacity = capacity;
        self
    }

    /// Sets a bound on the sum of the entries' weights, which `weigher` returns.
    ///
    /// The weigher is called once per write, and again by the next call after a mutable reference
    /// to the value was returned, so that values may grow in place. An entry heavier than the bound
    /// is refused. An entry of weight 0 is not evicted for weight. To bound memory, weigh bytes:
    /// those that key and value own, and some 48 that each entry takes, or 72 where entries expire.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut cache =
    ///     LruCache::builder().max_weight(5, |_: &u8, text: &&str| text.len() as u64).build();
    /// cache.insert(1, "abc");
    /// cache.insert(2, "de");
    /// cache.insert(3, "f");
    /// assert!(cache.keys().eq(&[3, 2]));
    /// cache.insert(4, "too long");
    /// assert!(cache.keys().eq(&[3, 2]));
    /// ```
    #[doc(alias = "weigher")]
    #[doc(alias = "Weighter")]
    #[doc(alias = "getsizeof")]
    pub fn max_weight(
        mut self,
        max_weight: u64,
        weigher: impl Fn(&K, &V) -> u64 + Send + Sync + 'static,
    ) -> Self {
        self.weight = Some((max_weight, Arc::new(weigher)));
        self
    }

    /// Refuses entries heavier than `max`, however much room there is.
    ///
    /// This is read only where there is a weigher, see [`max_weight`](Self::max_weight); an entry
    /// that is heavier than the bound on the sum is refused in any case.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut cache = LruCache::builder()
    ///     .max_weight(100, |_: &u8, text: &&str| text.len() as u64)
    ///     .max_entry_weight(3)
    ///     .build();
    /// cache.insert(1, "abc");
    /// cache.insert(2, "abcd");
    /// assert!(cache.keys().eq(&[1]));
    /// assert_eq!(cache.stats().rejections, 1);
    /// ```
    pub fn max_entry_weight(mut self, max: u64) -> Self {
        self.max_entry_weight = max;
        self
    }

    /// Keeps dead entries for `grace` after their deadline, but only for
    /// [`peek_stale`](Cache::peek_stale) and the loads of a shared cache.
    ///
    /// All other methods treat such an entry as absent; [`len`](Cache::len) and iteration show it.
    /// Where room is needed, these entries are removed before live ones.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let second = Duration::from_secs(1);
    /// let mut cache = LruCache::builder().ttl(second).grace(second).clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// clock.advance(second);
    /// assert_eq!(cache.get("a"), None);
    /// assert_eq!(cache.peek_stale("a"), Some(&1));
    /// clock.advance(second);
    /// assert_eq!(cache.peek_stale("a"), None);
    /// ```
    #[doc(alias = "stale-if-error")]
    #[doc(alias = "stale-while-revalidate")]
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Sets the time to live: entries expire `ttl` after their last write.
    ///
    /// The time of a loaded value counts from the end of loading. This costs 16 B per entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut cache = LruCache::builder().ttl(Duration::from_secs(5)).clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// clock.advance(Duration::from_secs(5));
    /// assert_eq!(cache.get("a"), None);
    /// ```
    #[doc(alias = "time_to_live")]
    #[doc(alias = "expire_after_write")]
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = Some(ttl);
        self
    }

    /// Sets the time to idle: entries expire `tti` after their last counted use or write.
    ///
    /// This costs 16 B per entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut cache = LruCache::builder().tti(Duration::from_secs(5)).clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// clock.advance(Duration::from_secs(4));
    /// assert_eq!(cache.get("a"), Some(&1));
    /// clock.advance(Duration::from_secs(4));
    /// assert_eq!(cache.get("a"), Some(&1));
    /// clock.advance(Duration::from_secs(5));
    /// assert_eq!(cache.get("a"), None);
    /// ```
    #[doc(alias = "time_to_idle")]
    #[doc(alias = "expire_after_access")]
    pub fn tti(mut self, tti: Duration) -> Self {
        self.tti = Some(tti);
        self
    }

    /// Sets a function that returns each entry's own time to live; `None` means forever.
    ///
    /// It is called once per write. Where [`ttl`](Self::ttl) is also set, the shorter time holds.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut answers = LruCache::builder()
    ///     .ttl_by(|_: &&str, found: &bool| (!found).then_some(Duration::from_secs(1)))
    ///     .clock(clock.clone())
    ///     .build();
    /// answers.insert("there", true);
    /// answers.insert("not there", false);
    /// clock.advance(Duration::from_secs(1));
    /// assert_eq!(answers.get("there"), Some(&true));
    /// assert_eq!(answers.get("not there"), None);
    /// ```
    #[doc(alias = "expire_after")]
    #[doc(alias = "Expiry")]
    pub fn ttl_by(
        mut self,
        ttl_by: impl Fn(&K, &V) -> Option<Duration> + Send + Sync + 'static,
    ) -> Self {
        self.ttl_by = Some(Arc::new(ttl_by));
        self
    }

    /// Sets the clock that tells the time; with `std` the default is a
    #[cfg_attr(feature = "std", doc = "[`SystemClock`](super::SystemClock).")]
    #[cfg_attr(not(feature = "std"), doc = "`SystemClock`.")]
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    /// use std::sync::atomic::{AtomicU64, Ordering};
    /// use std::time::Duration;
    ///
    /// static TICKS: AtomicU64 = AtomicU64::new(0);
    /// let mut cache = LruCache::builder()
    ///     .ttl(Duration::from_secs(1))
    ///     .clock(|| Duration::from_secs(TICKS.load(Ordering::Relaxed)))
    ///     .build();
    /// cache.insert("a", 1);
    /// TICKS.store(1, Ordering::Relaxed);
    /// assert_eq!(cache.get("a"), None);
    /// ```
    pub fn clock(mut self, clock: impl Clock + Send + Sync + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Sets the listener, which is called with entries that are removed without being returned:
    /// evicted, expired, refused or cleared ones.
    ///
    /// Entries that were replaced, removed, drained or pushed out go to the caller instead, and
    /// dropping the cache calls nothing. The listener runs when the cache is in order again, and
    /// gets several entries in the order in which they were removed.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    /// use std::sync::atomic::{AtomicU32, Ordering};
    ///
    /// static LEFT: AtomicU32 = AtomicU32::new(0);
    /// let mut cache = LruCache::builder()
    ///     .capacity(1)
    ///     .on_removal(|_: u8, _: u8, _| {
    ///         LEFT.fetch_add(1, Ordering::Relaxed);
    ///     })
    ///     .build();
    /// cache.extend([(1, 1), (2, 2), (3, 3)]);
    /// assert_eq!(LEFT.load(Ordering::Relaxed), 2);
    /// ```
    #[doc(alias = "eviction_listener")]
    #[doc(alias = "removal_listener")]
    #[doc(alias = "Lifecycle")]
    pub fn on_removal(mut self, listener: impl Fn(K, V, Cause) + Send + Sync + 'static) -> Self {
        self.listener = Some(Arc::new(listener));
        self
    }

    /// Allocates space for `entries` entries at once, but for no more than the bound.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::builder().capacity(100).reserve(100).build();
    /// cache.insert("a", 1);
    /// ```
    #[doc(alias = "initial_capacity")]
    #[doc(alias = "estimated_items_capacity")]
    pub fn reserve(mut self, entries: usize) -> Self {
        self.reserve = entries;
        self
    }

    /// Sets the number of shards of a cache for several threads, rounded up to a power of two.
    ///
    /// A plain [`build`](Self::build) does not read it.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::LruCache::<u8, u8>::builder().shards(8).build();
    /// assert!(cache.is_empty());
    /// ```
    #[doc(alias = "segments")]
    #[cfg(feature = "std")]
    pub fn shards(mut self, shards: usize) -> Self {
        self.shards = Some(shards);
        self
    }

    /// Turns off the counts of lookups (hits, misses, soft misses, stale) of a cache for several
    /// threads.
    ///
    /// A shared hit then writes nothing but the policy's mark and the lock. A plain
    /// [`build`](Self::build) does not read this setting.
    ///
    /// # Examples
    ///
    /// ```
    /// let builder = boltons::cache::S3FifoCache::<u8, u8>::builder().capacity(100);
    /// let cache = builder.without_statistics().build_sharded();
    /// cache.get(&1);
    /// assert_eq!(cache.stats().lookups(), 0);
    /// ```
    #[cfg(feature = "std")]
    pub fn without_statistics(mut self) -> Self {
        self.counts_lookups = false;
        self
    }

    /// Creates the cache.
    ///
    /// # Panics
    ///
    /// Panics without the feature `std` if there is a bound in time and no clock.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::SieveCache::builder().capacity(1).build();
    /// cache.insert("a", 1);
    /// assert_eq!(cache.get("a"), Some(&1));
    /// ```
    #[must_use]
    #[track_caller]
    pub fn build(self) -> Cache<K, V, P, S> {
        let reserve = self.reserve;
        let (capacity, hasher, extras) = self.into_parts();
        let mut inner = Inner::new(capacity, extras);
        inner.reserve_empty(reserve);
        Cache { inner, hasher }
    }

    /// The capacity, the hasher, and the extras if some are needed.
    #[track_caller]
    pub(super) fn into_parts(self) -> (usize, S, Option<Box<Extras<K, V>>>) {
        let max_entry = self.max_entry_weight;
        let mut extras = Box::new(Extras {
            weights: self.weight.map(|(max, weigher)| Weighing::new(max, max_entry, weigher)),
            expiry: self.clock.map(|clock| Expiry::new(clock, 0)),
            listener: self.listener,
            ..Extras::default()
        });
        // Without std there is no clock by default; where none was given nothing expires.
        let keeps_grace = cfg!(feature = "std") && !self.grace.is_zero();
        if self.ttl.is_some() || self.tti.is_some() || self.ttl_by.is_some() || keeps_grace {
            let expiry = expiry_of(&mut extras, 0);
            expiry.set_ttl(self.ttl);
            expiry.set_tti(self.tti);
            expiry.ttl_by = self.ttl_by;
        }
        if let Some(expiry) = &mut extras.expiry {
            expiry.set_grace(self.grace);
        }
        let needed = extras.is_asked_for();
        (self.capacity, self.hasher, needed.then_some(extras))
    }
}

/// The expiry of a cache with `len` entries, by the clock of the system if it has none yet.
#[track_caller]
pub(super) fn expiry_of<K, V>(extras: &mut Extras<K, V>, len: usize) -> &mut Expiry<K, V> {
    #[cfg(feature = "std")]
    let clock = || -> SharedClock { Arc::new(super::clock::SystemClock::new()) };
    #[cfg(not(feature = "std"))]
    let clock = || -> SharedClock { panic!("a bound in time needs a clock") };
    extras.expiry.get_or_insert_with(|| Expiry::new(clock(), len))
}

impl<K, V, P: Policy, S> fmt::Debug for Builder<K, V, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("capacity", &self.capacity)
            .field("max_weight", &self.weight.as_ref().map(|(max, _)| max))
            .field("ttl", &self.ttl)
            .field("tti", &self.tti)
            .finish_non_exhaustive()
    }
}
