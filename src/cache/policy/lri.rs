//! Least recently inserted: a [`Chain`] that only a write renews.

use super::{Chain, Policy, Sealed};

/// The least recently inserted policy (FIFO): evicts the entry that was written the longest time
/// ago.
///
/// Overwriting renews an entry, reading does not.
///
/// # Examples
///
/// ```
/// use boltons::cache::LriCache;
///
/// let mut cache = LriCache::new(2);
/// cache.insert("a", 1);
/// cache.insert("b", 2);
/// cache.get("a");
/// cache.insert("c", 3);
/// assert_eq!(cache.peek("a"), None);
/// ```
#[doc(alias = "FIFO")]
#[derive(Clone, Copy, Debug)]
pub enum Lri {}

impl Sealed for Lri {
    type Order = Chain<false>;
}

impl Policy for Lri {}
