//! Looking a key up, counted or not.

use core::hash::{BuildHasher, Hash};

use crate::cache::policy::{Order, Policy};
use crate::cache::{Cache, Equivalent};

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Returns the value of a key, and counts the look-up as a use.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a".to_owned(), 1);
    /// assert_eq!(cache.get("a"), Some(&1));
    /// assert_eq!(cache.get("b"), None);
    /// ```
    // Short enough to stand where it is called; the rare case is out of line.
    #[inline(always)]
    pub fn get<Q>(&mut self, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        // Asked before the look-up, so that a hit goes straight from the probe to its node.
        if self.side.is_some() {
            return self.get_aside(key).map(|value| &*value);
        }
        let Some(i) = self.find(key) else {
            self.stats.misses += 1;
            return None;
        };
        self.stats.hits += 1;
        self.order.hit(i);
        self.slab.nodes.get(i as usize).map(|node| &node.value)
    }

    /// Returns the value of a key to be changed, and counts the look-up as a use.
    ///
    /// Where there is a weigher, see [`reweigh`](Self::reweigh).
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// if let Some(value) = cache.get_mut("a") {
    ///     *value += 1;
    /// }
    /// assert_eq!(cache.get("a"), Some(&2));
    /// assert_eq!(cache.get_mut("b"), None);
    /// ```
    #[inline]
    pub fn get_mut<Q>(&mut self, key: &Q) -> Option<&mut V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        if self.side.is_some() {
            return self.get_aside(key);
        }
        let Some(i) = self.find(key) else {
            self.stats.misses += 1;
            return None;
        };
        self.stats.hits += 1;
        self.order.hit(i);
        self.slab.nodes.get_mut(i as usize).map(|node| &mut node.value)
    }

    /// Returns the stored key and the value of a key, and counts the look-up as a use.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a".to_owned(), 1);
    /// assert_eq!(cache.get_key_value("a"), Some((&"a".to_owned(), &1)));
    /// assert_eq!(cache.get_key_value("b"), None);
    /// ```
    #[inline]
    pub fn get_key_value<Q>(&mut self, key: &Q) -> Option<(&K, &V)>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let (found, _) = self.touch(self.find(key));
        self.slab.nodes.get(found? as usize).map(|node| (&node.key, &node.value))
    }

    /// Returns the value of a key silently: no use, nothing counted.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// assert_eq!(cache.peek("a"), Some(&1));
    /// assert_eq!(cache.peek("b"), None);
    /// assert_eq!(cache.stats().lookups(), 0);
    /// ```
    #[inline]
    pub fn peek<Q>(&self, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.slab.nodes.get(self.find_live(key)? as usize).map(|node| &node.value)
    }

    /// Returns the value of a key to be changed, silently: no use, nothing counted.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// if let Some(value) = cache.peek_mut("a") {
    ///     *value = 2;
    /// }
    /// assert_eq!(cache.peek("a"), Some(&2));
    /// assert_eq!(cache.peek_mut("b"), None);
    /// ```
    #[inline]
    pub fn peek_mut<Q>(&mut self, key: &Q) -> Option<&mut V>
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        let i = self.find_live(key)?;
        self.slab.nodes.get_mut(i as usize).map(|node| &mut node.value)
    }

    /// Returns whether a live entry has this key, silently: no use, nothing counted.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut cache = boltons::cache::LruCache::new(2);
    /// cache.insert("a", 1);
    /// assert!(cache.contains_key("a"));
    /// assert!(!cache.contains_key("b"));
    /// ```
    #[inline]
    #[must_use]
    pub fn contains_key<Q>(&self, key: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
    {
        self.find_live(key).is_some()
    }
}
