//! The statistics of a cache, and the reasons why an entry was removed.

use core::fmt;
use core::iter::Sum;
use core::ops::{Add, AddAssign};

/// Counts of what a cache has done so far.
///
/// A counted lookup (`get` and its kin, `entry`) is a hit or a miss; a miss that the same call
/// fills from the caller is a soft miss as well. Counts wrap around, and `+` adds those of several
/// caches. With the feature `serde` they are written as a map of their names; a name that is
/// missing is read as 0, so that what an older version wrote can be read.
///
/// # Examples
///
/// ```
/// use boltons::cache::LruCache;
///
/// let mut cache = LruCache::new(1);
/// cache.insert("a", 1);
/// cache.get("a");
/// cache.get("b");
/// let stats = cache.stats();
/// assert_eq!((stats.hits, stats.misses, stats.insertions), (1, 1, 1));
/// assert_eq!(stats.hit_ratio(), Some(0.5));
/// ```
#[doc(alias = "cache_info")]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Stats {
    /// Counted lookups that found a live entry.
    pub hits: u64,
    /// Counted lookups that found no live entry.
    pub misses: u64,
    /// Misses that the same call filled with the caller's value; a part of `misses`.
    pub soft_misses: u64,
    /// Entries that were inserted under a new key.
    pub insertions: u64,
    /// Entries that were removed because of a bound.
    pub evictions: u64,
    /// Entries that were removed because their time was over.
    pub expirations: u64,
    /// Entries that were refused: too heavy, or the capacity is 0.
    pub rejections: u64,
    /// The weight of the entries that were removed because of a bound: 1 each without a weigher.
    pub evicted_weight: u64,
    /// Misses that were answered with a value whose time was over; a part of `misses`.
    pub stale: u64,
    /// Loading functions that returned a value, in the methods that share a load.
    pub loads: u64,
    /// Loading functions that returned an error, panicked or were dropped before they returned.
    pub failed_loads: u64,
}

impl Stats {
    /// Returns the number of counted lookups, hits and misses together.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<u8, u8>::new(1);
    /// cache.get(&1);
    /// assert_eq!(cache.stats().lookups(), 1);
    /// ```
    #[must_use]
    pub fn lookups(&self) -> u64 {
        self.hits.wrapping_add(self.misses)
    }

    /// Returns the share of the counted lookups that were hits, or `None` before the first one.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::<u8, u8>::new(1);
    /// assert_eq!(cache.stats().hit_ratio(), None);
    /// cache.get(&1);
    /// assert_eq!(cache.stats().hit_ratio(), Some(0.0));
    /// ```
    #[doc(alias = "hit_rate")]
    #[must_use]
    pub fn hit_ratio(&self) -> Option<f64> {
        let lookups = self.lookups();
        (lookups > 0).then(|| self.hits as f64 / lookups as f64)
    }
}

/// One line: `hits 3, misses 1 (75.0 % hits), …`. The counts from `evicted_weight` on are there if
/// they say something: if the weight is not the number of evictions, if the others are not 0.
impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { hits, misses, soft_misses, insertions, evictions, expirations, .. } = self;
        let Self { rejections, evicted_weight, stale, loads, failed_loads, .. } = self;
        write!(f, "hits {hits}, misses {misses}")?;
        if let Some(ratio) = self.hit_ratio() {
            write!(f, " ({:.1} % hits)", ratio * 100.0)?;
        }
        write!(
            f,
            ", soft misses {soft_misses}, insertions {insertions}, evictions {evictions}, \
             expirations {expirations}, rejections {rejections}"
        )?;
        if evicted_weight != evictions {
            write!(f, ", evicted weight {evicted_weight}")?;
        }
        let rare = [("stale", stale), ("loads", loads), ("failed loads", failed_loads)];
        rare.iter().filter(|(_, n)| **n > 0).try_for_each(|(name, n)| write!(f, ", {name} {n}"))
    }
}

/// What a cache itself counts, without what its extras or a shared cache add.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) hits: u64,
    pub(super) misses: u64,
    pub(super) soft_misses: u64,
    pub(super) insertions: u64,
    pub(super) evictions: u64,
    pub(super) expirations: u64,
    pub(super) rejections: u64,
}

impl Counts {
    /// The public form; `evicted_weight` where there is a weigher.
    pub(super) fn stats(self, evicted_weight: Option<u64>) -> Stats {
        let Self { hits, misses, soft_misses, insertions, evictions, expirations, rejections } =
            self;
        Stats {
            hits,
            misses,
            soft_misses,
            insertions,
            evictions,
            expirations,
            rejections,
            evicted_weight: evicted_weight.unwrap_or(evictions),
            ..Stats::default()
        }
    }
}

impl Add for Stats {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            hits: self.hits.wrapping_add(other.hits),
            misses: self.misses.wrapping_add(other.misses),
            soft_misses: self.soft_misses.wrapping_add(other.soft_misses),
            insertions: self.insertions.wrapping_add(other.insertions),
            evictions: self.evictions.wrapping_add(other.evictions),
            expirations: self.expirations.wrapping_add(other.expirations),
            rejections: self.rejections.wrapping_add(other.rejections),
            evicted_weight: self.evicted_weight.wrapping_add(other.evicted_weight),
            stale: self.stale.wrapping_add(other.stale),
            loads: self.loads.wrapping_add(other.loads),
            failed_loads: self.failed_loads.wrapping_add(other.failed_loads),
        }
    }
}

impl AddAssign for Stats {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Stats {
    fn sum<I: Iterator<Item = Self>>(stats: I) -> Self {
        stats.fold(Self::default(), Add::add)
    }
}

/// The reason why the listener gets an entry.
///
/// # Examples
///
/// ```
/// use boltons::cache::{Cause, LruCache};
/// use std::sync::mpsc::channel;
///
/// let (sender, left) = channel();
/// let mut cache = LruCache::builder()
///     .capacity(1)
///     .on_removal(move |key, _: i32, cause| sender.send((key, cause)).unwrap())
///     .build();
/// cache.insert("a", 1);
/// cache.insert("b", 2);
/// cache.clear();
/// assert!(left.try_iter().eq([("a", Cause::Evicted), ("b", Cause::Cleared)]));
/// ```
#[doc(alias = "RemovalCause")]
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Cause {
    /// A bound demanded it.
    Evicted,
    /// Its time was over.
    Expired,
    /// It was never kept: too heavy, or the capacity is 0.
    Rejected,
    /// `clear` or `retain` removed it.
    Cleared,
    /// A load put another value in its place while it was alive, or a load or `compute` of a shared
    /// cache tried to and that value was refused.
    Replaced,
}

/// The name in lower case: `evicted`.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Evicted => "evicted",
            Self::Expired => "expired",
            Self::Rejected => "rejected",
            Self::Cleared => "cleared",
            Self::Replaced => "replaced",
        })
    }
}
