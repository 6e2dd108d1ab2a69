//! Visiting all entries.

use alloc::vec::Vec;

use super::ShardedCache;
use crate::cache::Policy;
use crate::cache::inner::At;

impl<K, V, P: Policy, S> ShardedCache<K, V, P, S> {
    /// Calls `f` with every entry, in no special order.
    ///
    /// One shard is locked for reading at a time, so that what others write in the meantime may
    /// be seen or not. `f` runs under that lock and must not call this cache.
    ///
    /// Computes in **O(n + s)** time for n entries and s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// cache.insert("b", 2);
    /// let mut sum = 0;
    /// cache.for_each(|_, number| sum += number);
    /// assert_eq!(sum, 3);
    /// ```
    #[doc(alias = "iter")]
    pub fn for_each(&self, mut f: impl FnMut(&K, &V)) {
        for shard in &self.shards {
            shard.read().inner.iter().for_each(|(key, value)| f(key, value));
        }
    }

    /// Returns clones of the live entries' keys, in no special order.
    ///
    /// Nothing is counted. One shard is locked for reading at a time, so that what others write in
    /// the meantime may be seen or not.
    ///
    /// Computes in **O(n + s)** time for n entries and s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.keys(), ["a"]);
    /// ```
    #[must_use]
    pub fn keys(&self) -> Vec<K>
    where
        K: Clone,
    {
        self.alive(|key, _| key.clone())
    }

    /// Returns clones of the live entries, in no special order.
    ///
    /// Nothing is counted. One shard is locked for reading at a time, so that what others write in
    /// the meantime may be seen or not.
    ///
    /// Computes in **O(n + s)** time for n entries and s shards.
    ///
    /// # Examples
    ///
    /// ```
    /// let cache = boltons::cache::sync::ShardedCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.snapshot(), [("a", 1)]);
    /// ```
    #[doc(alias = "iter")]
    #[doc(alias = "to_vec")]
    #[must_use]
    pub fn snapshot(&self) -> Vec<(K, V)>
    where
        K: Clone,
        V: Clone,
    {
        self.alive(|key, value| (key.clone(), value.clone()))
    }

    fn alive<T>(&self, f: impl Fn(&K, &V) -> T) -> Vec<T> {
        let mut alive = Vec::new();
        for shard in &self.shards {
            let part = shard.read();
            let now = part.inner.now();
            for (i, node) in (0..).zip(part.inner.nodes()) {
                if !part.inner.is_dead(At(i), now) {
                    alive.push(f(&node.key, &node.value));
                }
            }
        }
        alive
    }
}
