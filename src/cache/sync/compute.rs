//! What is done with one entry under its lock, and what became of it.

use core::time::Duration;

/// What [`ShardedCache::compute`](super::ShardedCache::compute) shall do with a key.
///
/// # Examples
///
/// ```
/// use boltons::cache::sync::{Computed, Op, ShardedCache};
///
/// let cache = ShardedCache::<String, u32>::new(9);
/// assert_eq!(cache.compute("a", |_| Op::Put(1)), Computed::Inserted);
/// assert_eq!(cache.compute("a", |_| Op::Remove), Computed::Removed(1));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Op<V> {
    /// Leave it as it is now. What was changed in place stays, and the entry is weighed again; its
    /// time to live is not renewed.
    Keep,
    /// Store this value.
    Put(V),
    /// Store this value for a time of its own.
    PutWithTtl(V, Duration),
    /// Remove the entry.
    Remove,
}

/// What became of a key in [`ShardedCache::compute`](super::ShardedCache::compute).
///
/// # Examples
///
/// ```
/// use boltons::cache::sync::{Computed, Op, ShardedCache};
///
/// let cache = ShardedCache::<String, u32>::new(9);
/// assert_eq!(cache.compute("a", |_| Op::Keep), Computed::Absent);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Computed<V> {
    /// There was no entry, and there is none.
    Absent,
    /// The entry was kept.
    Kept,
    /// There was no entry, and now there is one.
    Inserted,
    /// The entry has another value now; this was the old one.
    Replaced(V),
    /// The entry was removed; this was its value.
    Removed(V),
    /// The value cannot be kept: it is too heavy, or the capacity is 0. Now there is no entry.
    Refused,
}
