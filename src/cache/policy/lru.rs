//! Exact least recently used: a [`Chain`] that every use renews.

use super::{Chain, Policy, Sealed};

/// The least recently used policy, exact: evicts the entry that was not used for the longest time.
///
/// A counted lookup or a write makes an entry the newest; the oldest one is evicted.
///
/// # Examples
///
/// ```
/// use boltons::cache::LruCache;
///
/// let mut cache = LruCache::new(2);
/// cache.insert("a", 1);
/// cache.insert("b", 2);
/// cache.get("a");
/// cache.insert("c", 3);
/// assert_eq!(cache.peek("b"), None);
/// assert_eq!(cache.peek("a"), Some(&1));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Lru {}

impl Sealed for Lru {
    type Order = Chain<true>;
}

impl Policy for Lru {}
