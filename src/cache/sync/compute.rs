//! The operations on one entry under its lock, and their outcomes.

use core::time::Duration;

/// What [`ShardedCache::compute`](super::ShardedCache::compute) does with a key's entry.
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
    /// Keep the entry. What was changed in place stays, and the entry is weighed again; its time to
    /// live is not renewed.
    Keep,
    /// Store this value.
    Put(V),
    /// Store this value with its own time to live.
    PutWithTtl(V, Duration),
    /// Remove the entry.
    Remove,
}

/// The outcome of [`ShardedCache::compute`](super::ShardedCache::compute) for a key.
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
    /// The entry has a new value; this was the old one.
    Replaced(V),
    /// The entry was removed; this was its value.
    Removed(V),
    /// The value cannot be kept: it is too heavy, or the capacity is 0. Now there is no entry.
    Refused,
}
