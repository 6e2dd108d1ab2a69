//! The `Cache` type and its aliases. Its methods are in files named for what a caller does,
//! declared in the order in which the documentation's page shows them.

mod create;

mod bounds;

mod lookup;

mod insert;

mod remove;

mod iter;

mod ranked;

#[cfg(feature = "std")]
use std::hash::RandomState;

use super::inner::Inner;
use super::policy::{Lri, Lru, OrderOf, Policy, S3Fifo, Sieve};

pub(super) use remove::without_key;

macro_rules! definition {
    ($($policy:ident = $default:ty, $hasher:ident = $random:ty)?; $($p:ident, $s:ident)?) => {
        /// A bounded map whose policy `P` chooses which entries to evict when it is full.
        ///
        /// The bound is a number of entries, a total weight, or both (see
        /// [`Builder`](super::Builder)). Reading with [`get`](Self::get) takes `&mut self`, since it
        /// tells the policy of the use; [`peek`](Self::peek) doesn't.
        ///
        /// A cache is created through one of its aliases, which name the policy: [`LruCache`],
        /// [`LriCache`], [`SieveCache`], [`S3FifoCache`]. A function over all policies takes a
        /// `Cache<K, V, P>` with [`P: Policy`](Policy).
        ///
        /// Without the feature `std` neither `P` nor `S` has a default, and
        /// [`with_hasher`](Self::with_hasher) is the constructor. A cache is not covariant in `K`
        /// and `V`, since its listener takes them.
        ///
        /// A key must not change its hash or its equality while it is in the cache (through a
        /// `Cell`, say). If it does, or if `Hash` and `Eq` disagree, lookups miss and entries may
        /// be there twice, but no bound is broken and nothing panics.
        ///
        /// # Examples
        ///
        /// ```
        /// use boltons::cache::LruCache;
        ///
        /// let mut squares = LruCache::new(2);
        /// squares.insert(2, 4);
        /// squares.insert(3, 9);
        /// assert_eq!(squares.get(&2), Some(&4));
        /// squares.insert(4, 16); // 3 goes: it was not used for the longest time
        /// assert_eq!(squares.get(&3), None);
        /// assert!(squares.keys().eq(&[4, 2]));
        /// ```
        ///
        /// Only one value can be borrowed mutably at a time, and not while the cache is used:
        ///
        /// ```compile_fail,E0499
        /// let mut cache = boltons::cache::LruCache::new(2);
        /// let one = cache.get_or_insert_with(1, || 1);
        /// let two = cache.get_or_insert_with(2, || 2);
        /// *one += *two;
        /// ```
        ///
        /// ```compile_fail,E0502
        /// let mut cache = boltons::cache::LruCache::new(2);
        /// cache.insert(1, 1);
        /// let one = cache.peek(&1);
        /// cache.get(&1);
        /// println!("{one:?}");
        /// ```
        ///
        /// Nor does a reference outlive the entry, as it did with `get_or_insert_mut_ref` of the
        /// crate lru before 0.18:
        ///
        /// ```compile_fail,E0499
        /// let mut cache = boltons::cache::LruCache::<String, i32>::new(1);
        /// let one = cache.entry_ref("one").or_insert(1);
        /// cache.entry_ref("two").or_insert(2);
        /// *one += 1;
        /// ```
        pub struct Cache<K, V, $($policy: Policy = $default, $hasher = $random)? $($p: Policy, $s)?> {
            pub(super) inner: Inner<K, V, OrderOf<P>>,
            pub(super) hasher: S,
        }

        /// A [`Cache`] that evicts the least recently used entry: an exact LRU cache.
        pub type LruCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, Lru, S>;

        /// A [`Cache`] that evicts the least recently written entry (FIFO); reading renews nothing.
        #[doc(alias = "FIFO")]
        #[doc(alias = "FIFOCache")]
        pub type LriCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, Lri, S>;

        /// A [`Cache`] with the SIEVE policy.
        pub type SieveCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, Sieve, S>;

        /// A [`Cache`] with the S3-FIFO policy, for use where exact LRU is not required.
        #[doc(alias = "S3-FIFO")]
        pub type S3FifoCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, S3Fifo, S>;
    };
}

#[cfg(feature = "std")]
definition!(P = Lru, S = RandomState;);
#[cfg(not(feature = "std"))]
definition!(; P, S);
