//! What LRU and LRI have beside the others: one list, whose order the user may change.

use core::hash::{BuildHasher, Hash};

use crate::cache::policy::{Lri, Lru};
use crate::cache::{Cache, Equivalent};

macro_rules! ranked {
    ($($policy:ident),+) => {$(
        impl<K, V, S> Cache<K, V, $policy, S> {
            /// Removes and returns the newest entry, the one that would go last.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::cache::", stringify!($policy), "Cache;")]
            ///
            #[doc = concat!("let mut cache = ", stringify!($policy), "Cache::new(2);")]
            /// cache.extend([("a", 1), ("b", 2)]);
            /// assert_eq!(cache.pop_newest(), Some(("b", 2)));
            /// assert_eq!(cache.len(), 1);
            /// ```
            pub fn pop_newest(&mut self) -> Option<(K, V)> {
                self.inner.settle();
                let newest = self.inner.pop_newest();
                self.inner.notify();
                newest
            }
        }

        impl<K: Hash + Eq, V, S: BuildHasher> Cache<K, V, $policy, S> {
            /// Makes an entry the last to go, and returns whether it is there. Counts nothing.
            ///
            /// Computes in **O(1)** time (average).
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::cache::", stringify!($policy), "Cache;")]
            ///
            #[doc = concat!("let mut cache = ", stringify!($policy), "Cache::new(2);")]
            /// cache.extend([("a", 1), ("b", 2)]);
            /// assert!(cache.promote("a"));
            /// assert!(cache.keys().eq(&["a", "b"]));
            /// assert!(!cache.promote("c"));
            /// ```
            pub fn promote<Q>(&mut self, key: &Q) -> bool
            where
                Q: ?Sized + Hash + Equivalent<K>,
            {
                self.inner.settle();
                let found = self.find_live(key);
                if let Some(at) = found {
                    self.inner.rank(at, true);
                }
                found.is_some()
            }

            /// Makes an entry the first to go, and returns whether it is there. Counts nothing.
            ///
            /// Computes in **O(1)** time (average).
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::cache::", stringify!($policy), "Cache;")]
            ///
            #[doc = concat!("let mut cache = ", stringify!($policy), "Cache::new(2);")]
            /// cache.extend([("a", 1), ("b", 2)]);
            /// assert!(cache.demote("b"));
            /// assert_eq!(cache.evict(), Some(("b", 2)));
            /// assert!(!cache.demote("b"));
            /// ```
            pub fn demote<Q>(&mut self, key: &Q) -> bool
            where
                Q: ?Sized + Hash + Equivalent<K>,
            {
                self.inner.settle();
                let found = self.find_live(key);
                if let Some(at) = found {
                    self.inner.rank(at, false);
                }
                found.is_some()
            }
        }
    )+};
}

ranked!(Lru, Lri);
