//! Iterating over entries.

use crate::cache::Cache;
use crate::cache::iter::{Iter, IterMut, Keys, Values, ValuesMut};
use crate::cache::policy::Policy;

impl<K, V, P: Policy, S> Cache<K, V, P, S> {
    /// Returns an iterator over the entries, hot to cold.
    ///
    /// The order is: under [`Lru`] most to least recently used; under [`Lri`] and [`Sieve`] newest
    /// to oldest insertion; under [`S3Fifo`] the main queue from newest to oldest, then the small
    /// queue. Entries of weight 0 come before all others. Under `Lru` and `Lri` the last entry is
    /// the one that [`evict`](Self::evict) returns. Iterating counts no lookup, and shows dead
    /// entries that were not swept yet.
    ///
    /// [`Lru`]: crate::cache::Lru
    /// [`Lri`]: crate::cache::Lri
    /// [`Sieve`]: crate::cache::Sieve
    /// [`S3Fifo`]: crate::cache::S3Fifo
    ///
    /// Computes in **O(1)** time, as does each step.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.extend([("a", 1), ("b", 2)]);
    /// cache.get("a");
    /// assert!(cache.iter().eq([(&"a", &1), (&"b", &2)]));
    /// assert_eq!(cache.iter().next_back(), Some((&"b", &2)));
    /// ```
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter(self.inner.iter())
    }

    /// Returns an iterator over the entries with mutable references to the values, in no special
    /// order.
    ///
    /// Iterating is not a use for the policy. Where there is a weigher, the next call that takes
    /// `&mut self` weighs all values again.
    ///
    /// Computes in **O(1)** time, as does each step.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.insert("a", 1);
    /// cache.iter_mut().for_each(|(_, value)| *value += 1);
    /// assert_eq!(cache.peek("a"), Some(&2));
    /// ```
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        self.inner.settle();
        self.inner.note_changes();
        IterMut(self.inner.each_mut())
    }

    /// Returns an iterator over the keys, in the order of [`iter`](Self::iter).
    ///
    /// Computes in **O(1)** time, as does each step.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LriCache::new(3);
    /// cache.extend([("a", 1), ("b", 2)]);
    /// assert!(cache.keys().eq(&["b", "a"]));
    /// ```
    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys(self.iter())
    }

    /// Returns an iterator over the values, in the order of [`iter`](Self::iter).
    ///
    /// Computes in **O(1)** time, as does each step.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LriCache::new(3);
    /// cache.extend([("a", 1), ("b", 2)]);
    /// assert!(cache.values().eq(&[2, 1]));
    /// ```
    pub fn values(&self) -> Values<'_, K, V> {
        Values(self.iter())
    }

    /// Returns an iterator over mutable references to the values, in no special order.
    ///
    /// Computes in **O(1)** time, as does each step.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LriCache::new(3);
    /// cache.insert("a", 1);
    /// cache.values_mut().for_each(|value| *value = 5);
    /// assert_eq!(cache.peek("a"), Some(&5));
    /// ```
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {
        ValuesMut(self.iter_mut())
    }
}
