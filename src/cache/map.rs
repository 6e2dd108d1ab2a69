//! The cache itself: what it is made of, and making one. Its methods are in rooms by what they are
//! about: the whole cache, a look-up, a change, and the order that LRU and LRI show.

mod change;
mod lookup;
mod ranked;
mod state;
mod whole;

use alloc::boxed::Box;
#[cfg(feature = "std")]
use std::hash::RandomState;

use super::builder::Builder;
use super::policy::{Lri, Lru, Policy, S3Fifo, Sealed, Sieve};
use super::stats::Counts;
use super::store::side::Side;
use super::store::slab::{NIL, Slab};

pub(super) use change::without_key;

macro_rules! definition {
    ($($policy:ident = $default:ty, $hasher:ident = $random:ty)?; $($p:ident, $s:ident)?) => {
        /// A map with a bound: when it is full, its policy `P` chooses what to forget.
        ///
        /// The bound is a number of entries, a total weight, or both (see [`Builder`]). Reading with
        /// [`get`](Self::get) takes `&mut self`, since it tells the policy of the use;
        /// [`peek`](Self::peek) doesn't.
        ///
        /// A cache is made through one of its aliases, which name the policy: [`LruCache`],
        /// [`LriCache`], [`SieveCache`], [`S3FifoCache`]. A function over all policies takes a
        /// `Cache<K, V, P>` with [`P: Policy`](Policy).
        ///
        /// Without the feature `std` neither `P` nor `S` has a default, and
        /// [`with_hasher`](Self::with_hasher) is the constructor. A cache is not covariant in `K`
        /// and `V`, since its listener takes them.
        ///
        /// A key must not change its hash or its equality while it is in the cache (through a
        /// `Cell`, say). If it does, or if `Hash` and `Eq` disagree, look-ups miss and entries may
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
        /// Two values cannot be borrowed for change at a time, nor can a value while the cache is used:
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
            pub(super) slab: Slab<K, V>,
            pub(super) order: <P as Sealed>::Order,
            pub(super) capacity: u32,
            pub(super) stats: Counts,
            pub(super) hasher: S,
            pub(super) side: Option<Box<Side<K, V>>>,
        }

        /// A [`Cache`] that forgets the least recently used entry, exactly.
        pub type LruCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, Lru, S>;

        /// A [`Cache`] that forgets the least recently written entry; reading renews nothing.
        pub type LriCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, Lri, S>;

        /// A [`Cache`] with the policy SIEVE.
        pub type SieveCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, Sieve, S>;

        /// A [`Cache`] with the policy S3-FIFO: the one to take where exact LRU is not required.
        pub type S3FifoCache<K, V, $($hasher = $random)? $($s)?> = Cache<K, V, S3Fifo, S>;
    };
}

#[cfg(feature = "std")]
definition!(P = Lru, S = RandomState;);
#[cfg(not(feature = "std"))]
definition!(; P, S);

#[cfg(feature = "std")]
impl<K, V, P: Policy> Cache<K, V, P, RandomState> {
    /// Makes an empty cache for at most `capacity` entries.
    ///
    /// Called through an alias that tells the policy. Nothing is allocated. A capacity of 0 is
    /// legal: such a cache keeps nothing.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::{LruCache, SieveCache};
    ///
    /// let mut cache = LruCache::new(9);
    /// cache.insert("a", 1);
    /// assert_eq!((cache.len(), cache.capacity()), (1, 9));
    ///
    /// let mut nothing = SieveCache::new(0);
    /// nothing.insert("a", 1);
    /// assert!(nothing.is_empty());
    /// ```
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self::with_hasher(capacity, RandomState::new())
    }

    /// Makes an empty cache without a bound (but [`MAX_ENTRIES`](Self::MAX_ENTRIES)).
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut cache = LruCache::unbounded();
    /// cache.extend((0..1000).map(|i| (i, i)));
    /// assert_eq!(cache.len(), 1000);
    /// ```
    #[must_use]
    pub fn unbounded() -> Self {
        Self::new(Self::MAX_ENTRIES)
    }

    /// Returns a builder, for bounds on weight and on time and for a listener.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    ///
    /// let mut pages = LruCache::builder()
    ///     .max_weight(10, |_: &u32, page: &String| page.len() as u64)
    ///     .build();
    /// pages.insert(1, "12345678".to_owned());
    /// pages.insert(2, "1234".to_owned());
    /// assert_eq!((pages.len(), pages.weight()), (1, 4));
    /// ```
    pub fn builder() -> Builder<K, V, P, RandomState> {
        Self::builder_with_hasher(RandomState::new())
    }
}

impl<K, V, P: Policy, S> Cache<K, V, P, S> {
    /// The largest capacity; larger ones are clamped to it.
    pub const MAX_ENTRIES: usize = (NIL - 1) as usize;

    /// Makes an empty cache for at most `capacity` entries that hashes with `hasher`.
    ///
    /// The default hasher, std's `RandomState`, withstands keys that an attacker chose. Where keys
    /// are trusted, a faster one such as `foldhash` is the largest single gain in speed.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LruCache;
    /// use std::hash::RandomState;
    ///
    /// let mut cache = LruCache::with_hasher(2, RandomState::new());
    /// cache.insert(1, 'a');
    /// assert_eq!(cache.get(&1), Some(&'a'));
    /// ```
    #[must_use]
    pub fn with_hasher(capacity: usize, hasher: S) -> Self {
        Self::from_parts(capacity, hasher, None)
    }

    /// Returns a builder of a cache that hashes with `hasher`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::LriCache;
    /// use std::hash::RandomState;
    ///
    /// let hasher = RandomState::new();
    /// let cache: LriCache<u8, u8> = LriCache::builder_with_hasher(hasher).capacity(7).build();
    /// assert_eq!(cache.capacity(), 7);
    /// ```
    pub fn builder_with_hasher(hasher: S) -> Builder<K, V, P, S> {
        Builder::new(hasher)
    }
}
