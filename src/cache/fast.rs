//! Caches whose hasher is fast: the aliases of [`cache`](super) with foldhash in place of SipHash.
//!
//! The hasher is the largest single cost of a lookup of a short key. std's `RandomState` (SipHash)
//! withstands keys that an attacker chose to collide, and is the default of this crate; foldhash's
//! `fast` hasher is seeded at random as well, so that nobody can prepare colliding keys in advance,
//! but it does not claim to withstand somebody who watches the program (its times, the order of its
//! answers) and adapts the keys to what is seen. Take it where the keys are the program's own (ids,
//! numbers, paths that it has listed itself), and stay with the default where they are
//! untrusted input. For a key of eight bytes a hit takes about half of the time; the longer the key, the
//! smaller the difference. Nothing else changes: it is the same type with another last parameter.
//!
//! The constructors come from the trait [`CacheExt`], which this module's glob brings in.
//!
//! # Examples
//!
//! ```
//! use boltons::cache::fast::*;
//!
//! let mut squares = LruCache::new(2);
//! squares.insert(2, 4);
//! assert_eq!(squares.get(&2), Some(&4));
//!
//! let shared = ShardedCache::new(100);
//! assert_eq!(shared.get_or_insert_with(&3, || 9), 9);
//!
//! let mut pages = S3FifoCache::builder().max_weight(10, |_, page: &&str| page.len() as u64).build();
//! pages.insert(1, "twelve bytes");
//! assert!(pages.is_empty());
//! ```

pub use foldhash::fast::RandomState;

use super::builder::Builder;
use super::map::Cache;
use super::policy::{Lri, Lru, Policy, S3Fifo, Sieve};

/// A [`Cache`] that evicts the least recently used entry, with the fast hasher.
pub type LruCache<K, V> = Cache<K, V, Lru, RandomState>;

/// A [`Cache`] that evicts the least recently written entry (FIFO), with the fast hasher.
#[doc(alias = "FIFO")]
pub type LriCache<K, V> = Cache<K, V, Lri, RandomState>;

/// A [`Cache`] with the SIEVE policy and the fast hasher.
pub type SieveCache<K, V> = Cache<K, V, Sieve, RandomState>;

/// A [`Cache`] with the S3-FIFO policy and the fast hasher.
#[doc(alias = "S3-FIFO")]
pub type S3FifoCache<K, V> = Cache<K, V, S3Fifo, RandomState>;

/// A [`ShardedCache`](super::sync::ShardedCache) with the fast hasher.
///
/// Another policy and other bounds come from the alias of a policy:
/// `LruCache::builder().ttl(..).build_sharded()`.
#[cfg(feature = "std")]
pub type ShardedCache<K, V, P = S3Fifo> = super::sync::ShardedCache<K, V, P, RandomState>;

/// The constructors of this module's aliases.
///
/// A trait, since the type has a `new` of its own for the default hasher, and a second one would
/// make `LruCache::new(9)` ambiguous.
pub trait CacheExt: sealed::Sealed + Sized {
    /// What [`builder`](Self::builder) returns.
    type Builder;

    /// Creates an empty cache for at most `capacity` entries.
    ///
    /// Computes in **O(1)** time; the shared cache in **O(s)** time for s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::fast::{CacheExt, SieveCache};
    ///
    /// let mut cache = SieveCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!((cache.len(), cache.capacity()), (1, 9));
    /// ```
    #[must_use]
    fn new(capacity: usize) -> Self;

    /// Returns a builder, which can set bounds on weight and on time and a listener.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::fast::{CacheExt, LruCache};
    ///
    /// let cache = LruCache::<u32, u32>::builder().capacity(7).build();
    /// assert_eq!(cache.capacity(), 7);
    /// ```
    fn builder() -> Self::Builder;
}

mod sealed {
    pub trait Sealed {}
}

impl<K, V, P: Policy> sealed::Sealed for Cache<K, V, P, RandomState> {}

impl<K, V, P: Policy> CacheExt for Cache<K, V, P, RandomState> {
    type Builder = Builder<K, V, P, RandomState>;

    fn new(capacity: usize) -> Self {
        Self::with_hasher(capacity, RandomState::default())
    }

    fn builder() -> Self::Builder {
        Self::builder_with_hasher(RandomState::default())
    }
}

#[cfg(feature = "std")]
impl<K, V> sealed::Sealed for super::sync::ShardedCache<K, V, S3Fifo, RandomState> {}

#[cfg(feature = "std")]
impl<K, V> CacheExt for super::sync::ShardedCache<K, V, S3Fifo, RandomState> {
    type Builder = Builder<K, V, S3Fifo, RandomState>;

    fn new(capacity: usize) -> Self {
        Self::with_hasher(capacity, RandomState::default())
    }

    /// Returns a builder, to be ended by [`build_sharded`](Builder::build_sharded).
    fn builder() -> Self::Builder {
        Builder::new(RandomState::default())
    }
}
