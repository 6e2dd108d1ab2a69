//! Bounded caches with a choice of eviction policies, and what is built from them.
//!
//! A [`Cache`] keeps what is expensive to get again, up to a bound on the number of entries, on
//! their weight, or on their age. Its *policy* chooses what is evicted. There are four, with one
//! API:
//!
//! | alias | evicts | use it when |
//! |---|---|---|
//! | [`LruCache`] | what was not used for the longest time, exactly | this order is what is expected or shown |
//! | [`LriCache`] | what was written the longest time ago | age matters and use doesn't; reading changes nothing |
//! | [`SieveCache`] | what was not used since a hand passed it | hits must be as cheap as can be, on web-like requests |
//! | [`S3FifoCache`] | first what was used once only | the hit ratio counts, and nothing is known |
//!
//! # Which policy
//!
//! Measured on two real traces (web requests; objects requested by an object-relational mapper):
//! hits in per cent of all requests, by looking up each key and inserting it on a miss. The last
//! column is Belady's optimum, which knows the future.
//!
//! | trace, capacity | LRU | LRI | SIEVE | S3-FIFO | optimum |
//! |---|--:|--:|--:|--:|--:|
//! | web, 204 | 39.15 | 36.28 | 42.32 | 44.02 | 53.38 |
//! | web, 2,048 | 55.66 | 53.12 | 57.93 | 58.20 | 68.09 |
//! | mapper, 763 | 77.03 | 75.94 | 70.53 | 76.31 | 82.82 |
//! | mapper, 7,634 | 88.01 | 86.79 | 88.12 | 88.76 | 93.31 |
//!
//! SIEVE is not always better: on traces of databases and of block storage it can lose more than a
//! quarter. S3-FIFO is better than LRU on average and never far below it. Neither may be what you
//! want where somebody relies on "the oldest goes": that is why `Cache` defaults to LRU.
//!
#![cfg_attr(
    feature = "std",
    doc = "[`simulate`] replays the keys that your own program asked for: which policy, how large. \
           [`sync::ShardedCache`] is the cache that several threads share."
)]
//!
//! # Costs
//!
//! Every operation is O(1), amortised where it says so. An entry of u64 → u64 takes about 41 B
//! (SIEVE 42 B, S3-FIFO 55 B) after any number of evictions, with weights 8 B more, with a time to
//! live or to idle 16 B more each, with its own time to live 24 B more; an eviction allocates
//! nothing and calls neither `Hash` nor `Eq`. The default hasher is std's, which withstands keys
//! that an attacker chose; where keys are trusted, a faster one is the largest single gain in speed:
//! the aliases of the module `fast` (feature `foldhash`), or any other through
//! [`with_hasher`](Cache::with_hasher).
//!
//! # Rules for all policies
//!
//! * **Counted lookups** are `get` and its kin, `entry`, `entry_ref` and the loading methods: a hit
//!   or a miss in the [`Stats`], and a use for the policy. A miss that the same call fills is a
//!   soft miss as well. `peek`, `contains_key`, writing, removing and iterating count none.
//! * **Overwriting** keeps the stored key and returns the old value. It evicts others only if a
//!   weight bound demands it, and never the entry just written.
//! * **What cannot be kept** (the capacity is 0, or it is heavier than the bound) is refused by
//!   `insert`. Methods that return a reference still must have something to refer to: there the
//!   pair becomes the *guest*, outside the bound, invisible to every lookup, and removed (to the
//!   listener) at the next insertion, `clear` or `drain`.
//! * **The listener** gets the entries that no caller gets, with the [`Cause`]; what was removed,
//!   replaced or pushed out goes to the caller. It runs when the cache is in order again.
//! * **Expired** entries are never returned; only iteration, `len`, `==` and `retain` still show
//!   them. Times count from the moment when a value is stored, after it was loaded. Where room is
//!   needed, dead entries are removed before live ones; besides, an insertion removes at most eight
//!   of them, and [`purge_expired`](Cache::purge_expired) the rest.
//! * **Weights** are computed once per write. A value to which a mutable reference was returned is
//!   weighed again by the next call that takes `&mut self`. Entries of weight 0 are not evicted for
//!   weight; a bound on the number takes them last.
//! * **Panics** of keys, values and closures leave a valid cache: hashing, comparing, weighing and
//!   loading come before any change, drops and the listener after it. What the listener did not get
//!   because it panicked, it gets at the next change, but for the entry that it was called with, and
//!   but for the value that the call would have returned, which is dropped.
//!
//! # Examples
//!
//! ```
//! use boltons::cache::S3FifoCache;
//!
//! let mut pages = S3FifoCache::new(1_000);
//! let page = pages.get_or_insert_with("/index", || "rendered at some expense");
//! assert_eq!(*page, "rendered at some expense");
//! assert_eq!(pages.stats().misses, 1);
//! ```
//!
//! If loading fails, nothing is kept:
//!
//! ```
//! use boltons::cache::LruCache;
//!
//! let mut numbers = LruCache::new(100);
//! assert!(numbers.get_or_try_insert_with("x", || "x".parse::<u8>()).is_err());
//! assert_eq!(numbers.get_or_try_insert_with("7", || "7".parse::<u8>())?, &7);
//! # Ok::<(), std::num::ParseIntError>(())
//! ```
//!
//! # Moving from another crate
//!
//! | there | here |
//! |---|---|
//! | lru: `put`, `push`, `get_or_insert`, `pop`, `pop_entry`, `pop_lru`, `resize`, `cap` | `insert`, `push`, `get_or_insert_with`, `remove`, `remove_entry`, `evict`, `set_capacity`, `capacity` |
//! | moka: `get_with`, `try_get_with`, `invalidate`, `and_compute_with`, `and_upsert_with` | `get_or_insert_with` and `get_or_insert_async`, `get_or_try_insert_with` and `get_or_try_insert_async`, `remove`, `compute`, `upsert`, of `sync::ShardedCache` |
//! | moka: `time_to_live`, `time_to_idle`, `weigher`, `eviction_listener` | `ttl`, `tti`, `max_weight`, `on_removal`, of [`Builder`] |
//! | quick_cache: `sync::Cache`, `get_or_insert_with`, `get_or_insert_async`, `Weighter` | `sync::ShardedCache`, `get_or_try_insert_with`, `get_or_try_insert_async`, `max_weight` |
//! | cached: `#[cached]`, `_no_cache`, `_prime_cache`, `result = true`, `convert` | `cached!`, its clauses `uncached` and `refresh`, `try fn`, its clause `key` |
//! | cachetools: `LRUCache`, `FIFOCache`, `TTLCache`, `popitem`, `getsizeof` | [`LruCache`], [`LriCache`], `builder().ttl(..)`, `evict`, `max_weight` |
//!
//! # Not for
//!
//! A value computed once: std's `OnceCell` and `LazyLock`. An unbounded map: `HashMap`. Values that
//! must outlive their eviction: wrap them in an `Arc`.

mod builder;
mod clock;
mod entry;
#[cfg(feature = "foldhash")]
pub mod fast;
pub mod frequent;
pub mod ids;
mod inner;
mod iter;
mod key;
#[cfg(feature = "std")]
mod macros;
mod map;
mod memo;
mod policy;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "std")]
pub mod simulate;
mod stats;
mod store;
#[cfg(feature = "std")]
pub mod sync;
pub mod threshold;
mod traits;

pub use hashbrown::Equivalent;

pub use self::builder::Builder;
pub use self::clock::Clock;
#[cfg(feature = "std")]
pub use self::clock::{ManualClock, SystemClock};
pub use self::entry::{Entry, EntryRef, OccupiedEntry, VacantEntry};
pub use self::frequent::FrequentItems;
pub use self::ids::{IdPool, MinIdMap};
pub use self::iter::{Drain, IntoIter, Iter, IterMut, Keys, Values, ValuesMut};
pub use self::key::ToKey;
pub use self::map::{Cache, LriCache, LruCache, S3FifoCache, SieveCache};
pub use self::memo::Memo;
pub use self::policy::{Lri, Lru, Policy, S3Fifo, Sieve};
pub use self::stats::{Cause, Stats};
pub use self::threshold::ThresholdCounter;
#[cfg(feature = "std")]
pub use crate::cached;

/// For the expansion of [`cached!`](crate::cached) alone.
#[cfg(feature = "std")]
#[doc(hidden)]
pub mod __cached {
    pub use super::macros::{Fallible, keep, kept};
}
