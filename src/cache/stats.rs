//! What a cache counts, and why an entry left it.

use core::fmt;
use core::iter::Sum;
use core::ops::{Add, AddAssign};

/// What a cache has done so far.
///
/// A counted look-up (`get` and its kin, `entry`) is a hit or a miss; a miss that the same call
/// fills from the caller is a soft miss as well.
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
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Stats {
    /// Counted look-ups that found a live entry.
    pub hits: u64,
    /// Counted look-ups that did not.
    pub misses: u64,
    /// Misses that the same call filled with the caller's value; a part of `misses`.
    pub soft_misses: u64,
    /// Entries that came in under a new key.
    pub insertions: u64,
    /// Entries that left because of a bound.
    pub evictions: u64,
    /// Entries that were removed because their time was over.
    pub expirations: u64,
    /// Entries that were refused: too heavy, or the capacity is 0.
    pub rejections: u64,
}

impl Stats {
    /// Returns the number of counted look-ups, hits and misses together.
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

    /// Returns the share of the counted look-ups that were hits, `None` before the first one.
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
    #[must_use]
    pub fn hit_ratio(&self) -> Option<f64> {
        let lookups = self.lookups();
        (lookups > 0).then(|| self.hits as f64 / lookups as f64)
    }
}

/// One line: `hits 3, misses 1 (75.0 % hits), …`.
impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { hits, misses, soft_misses, insertions, evictions, expirations, rejections } =
            self;
        write!(f, "hits {hits}, misses {misses}")?;
        if let Some(ratio) = self.hit_ratio() {
            write!(f, " ({:.1} % hits)", ratio * 100.0)?;
        }
        write!(
            f,
            ", soft misses {soft_misses}, insertions {insertions}, evictions {evictions}, \
             expirations {expirations}, rejections {rejections}"
        )
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

/// Why an entry was handed to the listener.
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
}

/// The name in lower case: `evicted`.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Evicted => "evicted",
            Self::Expired => "expired",
            Self::Rejected => "rejected",
            Self::Cleared => "cleared",
        })
    }
}
