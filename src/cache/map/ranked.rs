//! Methods that only LRU and LRI have: they keep one list, whose order callers may change.

use core::hash::{BuildHasher, Hash};

use crate::cache::policy::{Lri, Lru};
use crate::cache::{Cache, Equivalent};

macro_rules! ranked {
    ($($policy:ident),+) => {$(
        impl<K, V, S> Cache<K, V, $policy, S> {
            /// Removes and returns the newest entry, the one that would be evicted last.
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
            #[doc(alias = "pop_mru")]
            pub fn pop_newest(&mut self) -> Option<(K, V)> {
                self.inner.settle();
                let newest = self.inner.pop_newest();
                self.inner.notify();
                newest
            }
        }

        impl<K: Hash + Eq, V, S: BuildHasher> Cache<K, V, $policy, S> {
            /// Moves an entry to the newest end, to be evicted last, and returns whether it is
            /// there.
            ///
            /// This counts nothing.
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
            #[doc(alias = "move_to_end")]
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

            /// Moves an entry to the oldest end, to be evicted first, and returns whether it is
            /// there.
            ///
            /// This counts nothing.
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
