//! [`OrderedMultiMap`] with its iterators and entries.
//!
//! The storage and its invariants are described in `inner/mod.rs`.
//!
//! | operation | cost (n entries, m values of the key) |
//! |---|---|
//! | `append`, `get`, `get_mut`, `get_last`, `remove_first`, `remove_last`, `pop`, `pop_first`, `contains_key` | O(1) amortised (average over hashes); at most 16 comparisons in a map that has had up to 16 entries |
//! | `get_all`, `count`, `remove_all`, `retain_all`, `insert`, `reinsert`, `move_to_back`, `swap_indices` | O(m) |
//! | `replace_key` | O(m), amortised O(m log n) where the entries of two keys interleave |
//! | `insert_all` | O(m) if the values fit where the key's entries are, else O(n) |
//! | `move_to_front`, `move_index` | O(n), nothing is hashed |
//! | `iter`, `clone`, drop, `retain`, `==`, `into_groups`, `counts`, `into_inverse` | O(n), with holes O(slots) |
//! | `get_index`, `index_of`, `remove_index` | O(1) without holes, else O(n) |
//! | `insert_at`, `reverse` | O(n), nothing is hashed again |
//! | `sort_*` | O(n log n), and 4 bytes per entry |
//! | space beside the entries | 12 bytes per entry, and about 4 to 9 per *key* |
//!
//! Designs that were measured and rejected: a slab of entries on two linked lists (reused holes
//! scatter the order: iteration 4 times slower); entries that share key slots (one more hop at
//! each lookup, and the spelling of each entry is lost); `IndexMap<K, chain>` as the index of
//! keys (30 % slower lookups, and removal has to walk the chain of the key that moved);
//! `IndexMap<K, SmallVec<u32>>` (98 to 129 bytes per entry with distinct keys); entry and link in
//! one struct (removal 2.2, cloning 2.8 times slower).

// rustdoc shows the methods in the order of these lines; the empty ones keep it.
mod capacity;

mod lookup;

mod ignore_case;

mod insert;

mod remove;

mod place;

mod entry;

mod iter;

mod per_key;

mod sort;

mod convert;

mod inner;
mod removal;
mod traits;

pub use entry::{Entry, OccupiedEntry, VacantEntry};
pub use iter::{Drain, IntoIter, Iter, IterMut, Keys, Values, ValuesMut};
pub use per_key::{GetAll, GetAllMut, Groups, UniqueKeys};
pub use removal::{ExtractIf, RemoveAll};

use self::inner::Core;
use crate::multimap::table::with_default_hasher;

with_default_hasher! {
    /// An ordered multimap: keys may repeat, and the entries keep their insertion order.
    ///
    /// The order is that of *all* entries, not only that within one key: two `Cookie` entries with
    /// a `Via` between them stay in that order. Each entry owns its key, in its own spelling.
    ///
    /// [`append`](Self::append) adds an entry and never changes existing ones;
    /// [`insert`](Self::insert) *sets* the value of a key. Methods whose names end in `_all` act on
    /// all values of one key. There is no plain `remove`: use
    /// [`remove_first`](Self::remove_first), [`remove_last`](Self::remove_last) or
    /// [`remove_all`](Self::remove_all). Every removal keeps the order.
    ///
    /// Two maps are equal if their sequences of entries are equal, whatever their hashers;
    /// [`eq_unordered`](Self::eq_unordered) compares key by key.
    ///
    /// # Positions and holes
    ///
    /// Positions count entries. A removal in the middle leaves a hole, which costs no more than its
    /// memory until an append needs the room; holes at either end are removed at once. While
    /// there are holes, [`get_index`](Self::get_index), [`index_of`](Self::index_of),
    /// [`remove_index`](Self::remove_index) and `iter().nth()` compute in O(n), and iteration
    /// skips the holes. [`shrink_to_fit`](Self::shrink_to_fit), every `sort_*`,
    /// [`reverse`](Self::reverse), [`retain`](Self::retain), [`insert_at`](Self::insert_at) and
    /// `clone` leave a map without holes. After removing nearly everything from a huge map that
    /// gets no new entries, call `shrink_to_fit`.
    ///
    /// # Keys
    ///
    /// It is a logic error to change a key so that its hash or its equality changes. Lookups may
    /// then return wrong results; nothing loops forever and no memory is lost.
    ///
    /// Equal keys may differ in their spelling, so none is stored for another: a `String` that
    /// occurs four times is copied four times by `clone` and freed four times. Keys that share
    /// their text, `Rc<str>` or `Arc<str>` with one value cloned for all entries, made cloning 9 to
    /// 17 times faster, dropping 20 to 30 times and [`remove_all`](Self::remove_all) 3 to 7 times.
    ///
    /// # Panics
    ///
    /// A map holds at most 2³² − 2 entries and holes; an operation that would exceed this panics
    /// with "capacity overflow".
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut query: OrderedMultiMap<&str, &str> =
    ///     "tag=a&page=2&tag=b".split('&').filter_map(|pair| pair.split_once('=')).collect();
    /// assert!(query.get_all("tag").eq(&["a", "b"]));
    ///
    /// query.insert("page", "3");
    /// query.append("tag", "c");
    /// let text: Vec<String> = query.iter().map(|(k, v)| format!("{k}={v}")).collect();
    /// assert_eq!(text.join("&"), "tag=a&page=3&tag=b&tag=c");
    /// ```
    #[doc(alias("MultiDict", "QueryDict", "OrderedMultiDict", "OMD", "ListMultimap", "HeaderMap"))]
    pub struct OrderedMultiMap<K, V, S> {
        core: Core<K, V>,
        hash_builder: S,
    }
}

impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Reserves room for entries whose number of distinct keys is unknown.
    #[cfg(feature = "serde")]
    pub(crate) fn reserve_entries(&mut self, additional: usize) {
        self.core.reserve_entries(additional);
    }
}

/// The audit, for this repository's own tests.
#[cfg(feature = "__audit")]
impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Panics if an invariant of the map does not hold.
    #[doc(hidden)]
    pub fn check(&self)
    where
        K: ::core::hash::Hash + Eq,
        S: ::core::hash::BuildHasher,
    {
        self.core.check(&self.hash_builder);
    }

    /// Like `check`, for keys whose `Hash` and `Eq` are inconsistent.
    #[doc(hidden)]
    pub fn check_links(&self) {
        self.core.check_links();
    }
}

/// Calls `run` while maps of this thread build an index beyond `limit` entries, at most 16.
#[cfg(all(feature = "__audit", feature = "std"))]
#[doc(hidden)]
pub fn with_small_limit<R>(limit: usize, run: impl FnOnce() -> R) -> R {
    struct Restore(usize);
    impl Drop for Restore {
        fn drop(&mut self) {
            self::inner::SMALL_LIMIT.set(self.0);
        }
    }
    let _restore = Restore(self::inner::SMALL_LIMIT.replace(limit.min(16)));
    run()
}
