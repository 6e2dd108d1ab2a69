//! All entries at once: iteration, clearing, and what is not asked for by key.

use core::marker::PhantomData;

use crate::cache::Cache;
use crate::cache::iter::{Drain, IntoIter, Iter, IterMut, Keys, Taken, Values, ValuesMut, Walk};
use crate::cache::policy::{Order, Policy};
use crate::cache::stats::Cause;
use crate::cache::store::slab::NIL;

impl<K, V, P: Policy, S> Cache<K, V, P, S> {
    /// Removes all entries.
    ///
    /// The listener gets them, hot to cold. Storage and statistics are kept.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.insert("a", 1);
    /// cache.clear();
    /// assert!(cache.is_empty());
    /// assert_eq!(cache.stats().insertions, 1);
    /// ```
    pub fn clear(&mut self) {
        if let Some(side) = &mut self.side {
            side.dismiss();
            if side.listener.is_some() || side.deferred {
                let taken = Taken::new(&mut self.slab, &mut self.order);
                side.leaving.extend(taken.map(|(key, value)| (key, value, Cause::Cleared)));
            }
            side.clear();
        }
        self.order.clear();
        self.slab.clear();
        self.flush();
    }

    /// Returns an iterator over the entries, hot to cold.
    ///
    /// The order is: under [`Lru`] most to least recently used; under [`Lri`] and [`Sieve`] newest
    /// to oldest insertion; under [`S3Fifo`] the main queue from newest to oldest, then the small
    /// queue. Under `Lru` and `Lri` the last entry is the one that [`evict`](Self::evict) gives.
    /// Iterating counts no look-up, and shows dead entries that were not swept yet.
    ///
    /// [`Lru`]: crate::cache::Lru
    /// [`Lri`]: crate::cache::Lri
    /// [`Sieve`]: crate::cache::Sieve
    /// [`S3Fifo`]: crate::cache::S3Fifo
    ///
    /// Computes in **O(1)** time, and each step too.
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
        Iter(Walk::new(&self.slab.nodes, self.order.links(), self.order.lists()))
    }

    /// Returns an iterator over the entries whose values can be changed, in no special order.
    ///
    /// It tells the policy of no use. Where there is a weigher, see [`reweigh`](Self::reweigh).
    ///
    /// Computes in **O(1)** time, and each step too.
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
        IterMut(self.slab.nodes.iter_mut())
    }

    /// Returns an iterator over the keys, in the order of [`iter`](Self::iter).
    ///
    /// Computes in **O(1)** time, and each step too.
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
    /// Computes in **O(1)** time, and each step too.
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

    /// Returns an iterator over the values, which can be changed, in no special order.
    ///
    /// Computes in **O(1)** time, and each step too.
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

    /// Empties the cache and returns an iterator over what was in it, hot to cold.
    ///
    /// The entries go to the caller and not to the listener. The cache is empty from now on,
    /// whatever becomes of the iterator.
    ///
    /// Computes in **O(n)** time, and each step in **O(1)**.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.extend([("a", 1), ("b", 2)]);
    /// assert!(cache.drain().eq([("b", 2), ("a", 1)]));
    /// ```
    pub fn drain(&mut self) -> Drain<'_, K, V> {
        let taken = Taken::new(&mut self.slab, &mut self.order);
        if let Some(side) = &mut self.side {
            side.clear();
            side.dismiss();
        }
        self.flush();
        Drain(taken, PhantomData)
    }

    pub(in crate::cache) fn take_all(mut self) -> IntoIter<K, V> {
        IntoIter(Taken::new(&mut self.slab, &mut self.order))
    }

    /// Keeps the entries of which `keep` says so, and hands the others to the listener.
    ///
    /// `keep` sees the entries in no special order, dead ones that were not swept yet included.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(9);
    /// cache.extend((0..6).map(|i| (i, i * i)));
    /// cache.retain(|key, _| key % 2 == 0);
    /// assert!(cache.iter().eq([(&4, &16), (&2, &4), (&0, &0)]));
    /// ```
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        let mut i = 0;
        while let Some(node) = self.slab.nodes.get_mut(i as usize) {
            if keep(&node.key, &mut node.value) {
                i += 1;
            } else if let Some((key, value)) = self.take_at(i, &mut NIL.clone()) {
                if let Some(side) = &mut self.side {
                    side.leaving.push_back((key, value, Cause::Cleared));
                }
            }
        }
        self.flush();
    }

    /// Removes and returns what the policy gives up next.
    ///
    /// It counts as an eviction; the listener does not get it.
    ///
    /// Computes in **O(1)** time (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(3);
    /// cache.extend([("a", 1), ("b", 2)]);
    /// assert_eq!(cache.evict(), Some(("a", 1)));
    /// assert_eq!(cache.evict(), Some(("b", 2)));
    /// assert_eq!(cache.evict(), None);
    /// ```
    pub fn evict(&mut self) -> Option<(K, V)> {
        self.evict_one(&mut NIL.clone())
    }

    /// Removes all entries whose time is over, and returns how many they were.
    ///
    /// An insertion does the same first; this is for a cache that is not written for a long time.
    ///
    /// Computes in **O(e · log n)** time, where e is the number of entries removed (amortized).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, ManualClock};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::new();
    /// let mut cache = LruCache::builder().ttl(Duration::from_secs(1)).clock(clock.clone()).build();
    /// cache.insert("a", 1);
    /// clock.advance(Duration::from_secs(1));
    /// assert_eq!(cache.len(), 1);
    /// assert_eq!(cache.purge_expired(), 1);
    /// assert_eq!(cache.len(), 0);
    /// ```
    pub fn purge_expired(&mut self) -> usize {
        let swept = self.sweep(self.now(), &mut NIL.clone());
        self.flush();
        swept
    }
}
