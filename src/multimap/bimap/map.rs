//! [`BiMap`]: construction, lookups and changes. The storage is in `inner`.

use core::cmp::Ordering;
use core::hash::{BuildHasher, Hash};

use indexmap::Equivalent;

use super::inner::Core;
use super::iter::{Iter, LeftValues, RightValues};
use crate::error::{Error, Kind, bug};
use crate::multimap::table::{TRUSTED_HINT, hash_of, with_default_hasher};
use crate::multimap::{OnDuplicate, Overwritten};

with_default_hasher! {
    /// A two-way map: pairs that can be looked up from both sides.
    ///
    /// Each left value has exactly one right value, and each right value exactly one left value.
    ///
    /// Suited to code tables, identifiers and names, tokens and their numbers. The pairs keep their
    /// insertion order, each value is stored once, and neither side has precedence. For values that
    /// may have several partners, see [`Relation`](crate::multimap::Relation).
    ///
    /// There is no operator or method that merges two maps into one: where a left value has
    /// different partners in the two maps, no answer is right for everybody. Choose one explicitly:
    /// [`extend`](Extend::extend) lets the later pair win, [`try_extend`](Self::try_extend) returns
    /// an error.
    ///
    /// Two maps are equal if they hold the same pairs, in any order. There is no iteration over
    /// mutable references, because both sides are keys.
    ///
    /// # Cost
    ///
    /// Lookups, insertion and removal take **O(1)** time (average over hashes, amortized); up to 16
    /// pairs are found by comparison and nothing is hashed. A removal leaves a hole, which the next
    /// growth closes; iteration therefore takes time in proportion to the largest size since then.
    /// After removing nearly everything from a huge map, call
    /// [`shrink_to_fit`](Self::shrink_to_fit).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut codes = BiMap::from([("de", 49), ("fr", 33)]);
    /// codes.insert("it", 39);
    /// assert_eq!(codes.get_by_left("fr"), Some(&33));
    /// assert_eq!(codes.get_by_right(&39), Some(&"it"));
    /// assert_eq!(codes.get_by_right(&44), None);
    /// ```
    #[doc(alias("OneToOne", "bidict", "bijection", "BiHashMap", "HashBiMap", "two-way map"))]
    pub struct BiMap<L, R, S> {
        pub(super) core: Core<L, R>,
        pub(super) hash_builder: S,
    }
}

#[cfg(feature = "std")]
impl<L, R> BiMap<L, R> {
    /// Creates an empty map, without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let map: BiMap<u32, String> = BiMap::new();
    /// assert!(map.is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates an empty map with room for `capacity` pairs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let map: BiMap<u32, String> = BiMap::with_capacity(100);
    /// assert!(map.capacity() >= 100);
    /// ```
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::with_capacity_and_hasher(capacity, Default::default())
    }
}

impl<L, R, S> BiMap<L, R, S> {
    /// Creates an empty map that hashes with `hash_builder`, without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::hash::RandomState;
    /// use boltons::multimap::BiMap;
    ///
    /// let map: BiMap<u32, &str> = BiMap::with_hasher(RandomState::new());
    /// assert!(map.is_empty());
    /// ```
    #[must_use]
    pub const fn with_hasher(hash_builder: S) -> Self {
        Self { core: Core::new(), hash_builder }
    }

    /// Creates an empty map with room for `capacity` pairs that hashes with `hash_builder`.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::hash::RandomState;
    /// use boltons::multimap::BiMap;
    ///
    /// let map: BiMap<u32, &str> = BiMap::with_capacity_and_hasher(20, RandomState::new());
    /// assert!(map.capacity() >= 20);
    /// ```
    #[must_use]
    pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> Self {
        let mut this = Self::with_hasher(hash_builder);
        this.core.reserve(capacity);
        this
    }

    /// Returns the map's hasher.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let map = BiMap::from([(1, 'a')]);
    /// let same_hasher: BiMap<u8, u8> = BiMap::with_hasher(map.hasher().clone());
    /// assert!(same_hasher.is_empty());
    /// ```
    #[must_use]
    pub fn hasher(&self) -> &S {
        &self.hash_builder
    }

    /// Returns the number of pairs that the map can hold without reallocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// assert_eq!(BiMap::<u8, u8>::new().capacity(), 0);
    /// ```
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.core.slots.capacity()
    }

    /// Reserves capacity for at least `additional` more pairs.
    ///
    /// # Panics
    ///
    /// Panics with "capacity overflow" if that many pairs cannot be addressed.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut map: BiMap<u8, u8> = BiMap::new();
    /// map.reserve(50);
    /// assert!(map.capacity() >= 50);
    /// ```
    pub fn reserve(&mut self, additional: usize) {
        self.core.reserve(additional);
    }

    /// Closes the holes that removals left and releases unused memory.
    ///
    /// Computes in **O(n)** time for a map of `n` slots.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut map: BiMap<u32, u32> = (0..1000).map(|i| (i, i)).collect();
    /// map.retain(|left, _| left % 100 == 0);
    /// map.shrink_to_fit();
    /// assert!(map.capacity() < 1000);
    /// ```
    pub fn shrink_to_fit(&mut self) {
        self.core.shrink_to_fit();
    }

    /// Returns the number of pairs.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// assert_eq!(BiMap::from([(1, 'a'), (2, 'b')]).len(), 2);
    /// ```
    #[doc(alias = "size")]
    #[must_use]
    pub fn len(&self) -> usize {
        self.core.slots.live()
    }

    /// Returns whether the map contains no pairs.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// assert!(!BiMap::from([(1, 'a')]).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.core.slots.live() == 0
    }

    /// Removes all pairs, keeping the allocated memory.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut map = BiMap::from([(1, 'a')]);
    /// map.clear();
    /// assert!(map.is_empty());
    /// ```
    pub fn clear(&mut self) {
        self.core.clear();
    }

    /// Removes the last pair and returns it.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut map = BiMap::from([(1, 'a'), (2, 'b')]);
    /// assert_eq!(map.pop(), Some((2, 'b')));
    /// assert_eq!(map.pop(), Some((1, 'a')));
    /// assert_eq!(map.pop(), None);
    /// ```
    #[doc(alias("pop_back", "popitem"))]
    pub fn pop(&mut self) -> Option<(L, R)> {
        self.core.remove(self.core.slots.len().checked_sub(1)?)
    }

    /// Removes the last pair and returns it, like [`pop`](Self::pop).
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut map = BiMap::from([(1, 'a'), (2, 'b')]);
    /// assert_eq!(map.pop_last(), Some((2, 'b')));
    /// ```
    #[doc(alias("pop_back", "popitem"))]
    pub fn pop_last(&mut self) -> Option<(L, R)> {
        self.pop()
    }

    /// Removes the first pair and returns it.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut map = BiMap::from([(1, 'a'), (2, 'b')]);
    /// assert_eq!(map.pop_first(), Some((1, 'a')));
    /// assert_eq!(map.pop_first(), Some((2, 'b')));
    /// assert_eq!(map.pop_first(), None);
    /// ```
    #[doc(alias = "pop_front")]
    pub fn pop_first(&mut self) -> Option<(L, R)> {
        self.core.remove(self.core.slots.front())
    }

    /// Sorts the pairs with a comparison function, keeping the order of equal pairs.
    ///
    /// Computes in **O(n log n)** time. Nothing is hashed.
    ///
    /// # Panics
    ///
    /// May panic, like std's sorts, if `cmp` is not a total order. The map is unchanged then.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut map = BiMap::from([(2, 'b'), (3, 'a'), (1, 'c')]);
    /// map.sort_by(|left1, _, left2, _| left1.cmp(left2));
    /// assert!(map.right_values().eq(&['c', 'b', 'a']));
    /// ```
    pub fn sort_by<F>(&mut self, cmp: F)
    where
        F: FnMut(&L, &R, &L, &R) -> Ordering,
    {
        self.core.sort_by(cmp);
    }

    /// Removes the pairs for which `keep` returns false, keeping the order of the others.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut map = BiMap::from([(1, 'a'), (2, 'b'), (3, 'c')]);
    /// map.retain(|&left, _| left != 2);
    /// assert!(map.iter().eq([(&1, &'a'), (&3, &'c')]));
    /// ```
    #[doc(alias = "filter")]
    pub fn retain<F>(&mut self, keep: F)
    where
        F: FnMut(&L, &R) -> bool,
    {
        self.core.retain(keep);
    }

    /// Returns an iterator over the pairs in insertion order.
    ///
    /// A full pass takes time in proportion to the slots; see the type's section on cost.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let map = BiMap::from([(2, 'b'), (1, 'a')]);
    /// assert!(map.iter().eq([(&2, &'b'), (&1, &'a')]));
    /// ```
    #[doc(alias = "items")]
    pub fn iter(&self) -> Iter<'_, L, R> {
        Iter::new(&self.core)
    }

    /// Returns an iterator over the left values, in the order of [`iter`](Self::iter).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let map = BiMap::from([(2, 'b'), (1, 'a')]);
    /// assert!(map.left_values().eq(&[2, 1]));
    /// ```
    #[doc(alias("left", "lefts", "keys"))]
    pub fn left_values(&self) -> LeftValues<'_, L, R> {
        LeftValues(self.iter())
    }

    /// Returns an iterator over the right values, in the order of [`iter`](Self::iter).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let map = BiMap::from([(2, 'b'), (1, 'a')]);
    /// assert!(map.right_values().rev().eq(&['a', 'b']));
    /// ```
    #[doc(alias("right", "rights", "values"))]
    pub fn right_values(&self) -> RightValues<'_, L, R> {
        RightValues(self.iter())
    }

    /// Swaps the two sides: left values become right values, and the reverse.
    ///
    /// Computes in **O(n)** time; nothing is hashed. For a lookup from the other side only, use the
    /// `…_by_right` methods.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let by_code = BiMap::from([("de", 49), ("fr", 33)]).into_inverse();
    /// assert_eq!(by_code.get_by_left(&33), Some(&"fr"));
    /// ```
    #[doc(alias("inverse", "inv", "invert"))]
    #[must_use]
    pub fn into_inverse(self) -> BiMap<R, L, S> {
        BiMap { core: self.core.into_inverse(), hash_builder: self.hash_builder }
    }

    /// Creates an empty map whose small mode ends beyond `limit` pairs.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    #[must_use]
    pub fn with_small_limit(limit: usize, hash_builder: S) -> Self {
        let mut this = Self::with_hasher(hash_builder);
        this.core.small = limit;
        this
    }
}

impl<L, R, S> BiMap<L, R, S>
where
    L: Hash + Eq,
    R: Hash + Eq,
    S: BuildHasher,
{
    #[inline]
    fn hash<Q: ?Sized + Hash>(&self, value: &Q) -> Option<u32> {
        (!self.core.is_small()).then(|| hash_of(&self.hash_builder, value))
    }

    #[inline]
    fn find_left<Q: ?Sized + Hash + Equivalent<L>>(&self, left: &Q) -> Option<usize> {
        self.core.left.find(&self.core.slots, self.hash(left), |pair| left.equivalent(&pair.0))
    }

    #[inline]
    fn find_right<Q: ?Sized + Hash + Equivalent<R>>(&self, right: &Q) -> Option<usize> {
        self.core.right.find(&self.core.slots, self.hash(right), |pair| right.equivalent(&pair.1))
    }

    /// Pairs `left` with `right`, removing and returning the pairs that held either value.
    ///
    /// If `left` was present, the new pair takes its place in the order, else it goes to the end.
    /// [`try_insert`](Self::try_insert) never removes a pair; [`insert_with`](Self::insert_with)
    /// chooses by side.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::{BiMap, Overwritten};
    ///
    /// let mut ports = BiMap::from([("http", 80), ("https", 443)]);
    /// assert_eq!(ports.insert("http", 8080), Overwritten::Left("http", 80));
    /// assert!(ports.iter().eq([(&"http", &8080), (&"https", &443)]));
    /// ```
    #[doc(alias("put", "forceput", "set"))]
    pub fn insert(&mut self, left: L, right: R) -> Overwritten<L, R> {
        match self.insert_with(left, right, OnDuplicate::Replace) {
            Ok(overwritten) => overwritten,
            Err(_) => {
                bug!("an insertion that may replace everything was refused");
                Overwritten::Neither
            }
        }
    }

    /// Pairs `left` with `right` and returns the pairs that this removed, or refuses to where a pair
    /// that `policy` keeps holds one of the values.
    ///
    /// If `left` was present, the new pair takes its place in the order, else it goes to the end. A
    /// pair that holds both values is replaced with every policy but [`OnDuplicate::Keep`], so that
    /// the new spelling counts.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Errors
    ///
    /// Returns both values if a pair that must be kept holds one of them; the map is unchanged then.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::{BiMap, OnDuplicate, Overwritten};
    ///
    /// let mut ports = BiMap::from([("http", 80), ("https", 443)]);
    /// let taken = ports.insert_with("http", 8080, OnDuplicate::ReplaceRight);
    /// assert_eq!(taken, Err(("http", 8080)));
    /// let renamed = ports.insert_with("www", 80, OnDuplicate::ReplaceRight);
    /// assert_eq!(renamed, Ok(Overwritten::Right("http", 80)));
    /// assert_eq!(ports.get_by_left("http"), None);
    /// ```
    #[doc(alias("put", "OnDup", "on_dup"))]
    // `insert` is this with a constant policy.
    #[inline]
    pub fn insert_with(
        &mut self,
        left: L,
        right: R,
        policy: OnDuplicate,
    ) -> Result<Overwritten<L, R>, (L, R)> {
        // Both sides are looked up before either changes: `Hash` and `Eq` may panic.
        let hashes = self.hash(&left).zip(self.hash(&right));
        let core = &mut self.core;
        let (hash_left, hash_right) = hashes.unzip();
        let held_left = core.left.find(&core.slots, hash_left, |pair| pair.0 == left);
        let held_right = core.right.find(&core.slots, hash_right, |pair| pair.1 == right);
        let pair = (left, right);
        let same = held_left.is_some() && held_left == held_right;
        let (keeps_left, keeps_right) = match policy {
            OnDuplicate::Keep => (held_left.is_some(), held_right.is_some()),
            OnDuplicate::ReplaceLeft => (false, held_right.is_some() && !same),
            OnDuplicate::ReplaceRight => (held_left.is_some() && !same, false),
            OnDuplicate::Replace => (false, false),
        };
        if keeps_left || keeps_right {
            return Err(pair);
        }
        Ok(match (held_left, held_right) {
            (None, None) => {
                core.push(pair, hashes, &self.hash_builder);
                Overwritten::Neither
            }
            (None, Some(j)) => {
                let old = core.take(j);
                core.push(pair, hashes, &self.hash_builder);
                old.map_or(Overwritten::Neither, |(l, r)| Overwritten::Right(l, r))
            }
            (Some(i), None) => {
                let old = core.replace(i, pair, hashes);
                old.map_or(Overwritten::Neither, |(l, r)| Overwritten::Left(l, r))
            }
            (Some(i), Some(j)) if i == j => {
                let old = core.replace(i, pair, hashes);
                old.map_or(Overwritten::Neither, |(l, r)| Overwritten::Pair(l, r))
            }
            (Some(i), Some(j)) => {
                // Replaced first: in small mode, removing the other would move this one.
                let old = core.replace(i, pair, hashes).zip(core.remove(j));
                old.map_or(Overwritten::Neither, |(l, r)| Overwritten::Both(l, r))
            }
        })
    }

    /// Appends a pair if neither of its values is present.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Errors
    ///
    /// Returns both values if either is present; the map is unchanged then.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut ports = BiMap::from([("http", 80)]);
    /// assert_eq!(ports.try_insert("https", 443), Ok(()));
    /// assert_eq!(ports.try_insert("www", 80), Err(("www", 80)));
    /// assert_eq!(ports.len(), 2);
    /// ```
    #[doc(alias("insert_no_overwrite", "insert_unique"))]
    pub fn try_insert(&mut self, left: L, right: R) -> Result<(), (L, R)> {
        self.append(left, right).map_err(|clash| clash.pair)
    }

    /// Appends all pairs, or none if a value of one is already present or repeats on its side.
    ///
    /// See [`extend`](Extend::extend) to let later pairs win.
    ///
    /// Computes in **O(m)** time (amortized average) for m pairs.
    ///
    /// # Errors
    ///
    /// Fails with [`is_conflict`](Error::is_conflict) at the first pair with a value that is
    /// present or occurs on the same side of an earlier pair. The error's position is the index of
    /// that pair. The map is unchanged then, and also if `pairs` panics.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut codes = BiMap::from([("de", 49)]);
    /// codes.try_extend([("fr", 33), ("it", 39)])?;
    ///
    /// let error = codes.try_extend([("es", 34), ("fr", 331)]).unwrap_err();
    /// assert_eq!(error.to_string(), "left value of pair 1 is present already");
    /// assert_eq!(error.position(), Some(1));
    /// assert_eq!(codes.len(), 3);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias("putall", "extend_no_overwrite"))]
    pub fn try_extend<I>(&mut self, pairs: I) -> Result<(), Error>
    where
        I: IntoIterator<Item = (L, R)>,
    {
        /// When dropped, removes the pairs at the end until at most `len` are left.
        struct Undo<'a, L, R, S> {
            map: &'a mut BiMap<L, R, S>,
            len: usize,
        }

        impl<L, R, S> Drop for Undo<'_, L, R, S> {
            fn drop(&mut self) {
                while self.map.len() > self.len {
                    self.map.pop();
                }
            }
        }

        let len = self.len();
        let mut undo = Undo { map: self, len };
        for (index, (left, right)) in pairs.into_iter().enumerate() {
            if let Err(Clash { slot, side, .. }) = undo.map.append(left, right) {
                // New pairs are at the end.
                let position = undo.map.core.slots.index_at(slot);
                let error = match position.checked_sub(len) {
                    Some(earlier) => Error::new(
                        Kind::Conflict,
                        format_args!("{side} value of pair {index} repeats pair {earlier}"),
                    ),
                    None => Error::new(
                        Kind::Conflict,
                        format_args!("{side} value of pair {index} is present already"),
                    ),
                };
                return Err(error.item(index));
            }
        }
        undo.len = undo.map.len();
        Ok(())
    }

    /// Replaces a left value in place, and returns the old one.
    ///
    /// The pair keeps its place and its right value. If `new` equals `old`, the new spelling is
    /// stored.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Errors
    ///
    /// Returns `new` if the left value `old` is absent, or if another pair has the left value
    /// `new`; the map is unchanged then.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut map = BiMap::from([("j", 2), ("k", 1)]);
    /// assert_eq!(map.replace_left("j", "n"), Ok("j"));
    /// assert!(map.iter().eq([(&"n", &2), (&"k", &1)]));
    /// assert_eq!(map.replace_left("n", "k"), Err("k"));
    /// ```
    #[doc(alias("rename", "replace_key"))]
    pub fn replace_left<Q>(&mut self, old: &Q, new: L) -> Result<L, L>
    where
        Q: ?Sized + Hash + Equivalent<L>,
    {
        let hash = self.hash(&new);
        let core = &self.core;
        let held = core.left.find(&core.slots, hash, |pair| pair.0 == new);
        let Some(i) = self.find_left(old).filter(|&i| held.is_none_or(|j| j == i)) else {
            return Err(new);
        };
        if let Some(hash) = hash {
            self.core.left.rehash(i, hash);
        }
        match &mut self.core.slots[i] {
            Some(pair) => Ok(core::mem::replace(&mut pair.0, new)),
            None => {
                bug!("a slot that was found is empty");
                Err(new)
            }
        }
    }

    /// Replaces a right value in place, and returns the old one.
    ///
    /// The mirror image of [`replace_left`](Self::replace_left).
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Errors
    ///
    /// Returns `new` if the right value `old` is absent, or if another pair has the right value
    /// `new`; the map is unchanged then.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut map = BiMap::from([("j", 2), ("k", 1)]);
    /// assert_eq!(map.replace_right(&2, 3), Ok(2));
    /// assert!(map.iter().eq([(&"j", &3), (&"k", &1)]));
    /// assert_eq!(map.replace_right(&5, 4), Err(4));
    /// ```
    #[doc(alias = "replace_value")]
    pub fn replace_right<Q>(&mut self, old: &Q, new: R) -> Result<R, R>
    where
        Q: ?Sized + Hash + Equivalent<R>,
    {
        let hash = self.hash(&new);
        let core = &self.core;
        let held = core.right.find(&core.slots, hash, |pair| pair.1 == new);
        let Some(i) = self.find_right(old).filter(|&i| held.is_none_or(|j| j == i)) else {
            return Err(new);
        };
        if let Some(hash) = hash {
            self.core.right.rehash(i, hash);
        }
        match &mut self.core.slots[i] {
            Some(pair) => Ok(core::mem::replace(&mut pair.1, new)),
            None => {
                bug!("a slot that was found is empty");
                Err(new)
            }
        }
    }

    /// Appends a pair, or returns the slot that already holds one of its values.
    pub(super) fn append(&mut self, left: L, right: R) -> Result<(), Clash<L, R>> {
        let hashes = self.hash(&left).zip(self.hash(&right));
        let core = &mut self.core;
        let (hash_left, hash_right) = hashes.unzip();
        let clash = match core.left.find(&core.slots, hash_left, |pair| pair.0 == left) {
            Some(i) => Some((i, "left")),
            None => core
                .right
                .find(&core.slots, hash_right, |pair| pair.1 == right)
                .map(|j| (j, "right")),
        };
        if let Some((slot, side)) = clash {
            return Err(Clash { pair: (left, right), slot, side });
        }
        core.push((left, right), hashes, &self.hash_builder);
        Ok(())
    }

    /// Creates a map from pairs in which no left and no right value repeats.
    ///
    /// As with `collect`, only the expected type determines the hasher: write
    /// `let map: BiMap<_, _> = …` or `BiMap::<_, _>::try_from_pairs(…)`. To let later pairs win,
    /// use `collect`.
    ///
    /// Computes in **O(n)** time (average).
    ///
    /// # Errors
    ///
    /// Fails with [`is_conflict`](Error::is_conflict) at the first pair that repeats a left or a
    /// right value, even if the whole pair is repeated. The error's position is the index of that
    /// pair.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let codes = BiMap::<_, _>::try_from_pairs([("de", 49), ("fr", 33)])?;
    /// assert_eq!(codes.len(), 2);
    ///
    /// let error = BiMap::<_, _>::try_from_pairs([("de", 49), ("fr", 49)]).unwrap_err();
    /// assert_eq!(error.to_string(), "right value of pair 1 repeats pair 0");
    /// assert_eq!(error.position(), Some(1));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "from_pairs")]
    pub fn try_from_pairs<I>(pairs: I) -> Result<Self, Error>
    where
        I: IntoIterator<Item = (L, R)>,
        S: Default,
    {
        let pairs = pairs.into_iter();
        let hint = pairs.size_hint().0.min(TRUSTED_HINT);
        let mut this = Self::with_capacity_and_hasher(hint, S::default());
        for (index, (left, right)) in pairs.enumerate() {
            if let Err(Clash { slot, side, .. }) = this.append(left, right) {
                return Err(Error::new(
                    Kind::Conflict,
                    format_args!("{side} value of pair {index} repeats pair {slot}"),
                )
                .item(index));
            }
        }
        Ok(this)
    }

    /// Returns the right value that is paired with a left value.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let codes = BiMap::from([(String::from("de"), 49)]);
    /// assert_eq!(codes.get_by_left("de"), Some(&49));
    /// assert_eq!(codes.get_by_left("fr"), None);
    /// ```
    #[doc(alias("get", "get_right"))]
    #[must_use]
    pub fn get_by_left<Q>(&self, left: &Q) -> Option<&R>
    where
        Q: ?Sized + Hash + Equivalent<L>,
    {
        Some(&self.core.slots.get(self.find_left(left)?)?.as_ref()?.1)
    }

    /// Returns the left value that is paired with a right value.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let codes = BiMap::from([("de", 49)]);
    /// assert_eq!(codes.get_by_right(&49), Some(&"de"));
    /// assert_eq!(codes.get_by_right(&33), None);
    /// ```
    #[doc(alias("inv", "inverse", "get_left"))]
    #[must_use]
    pub fn get_by_right<Q>(&self, right: &Q) -> Option<&L>
    where
        Q: ?Sized + Hash + Equivalent<R>,
    {
        Some(&self.core.slots.get(self.find_right(right)?)?.as_ref()?.0)
    }

    /// Returns whether a left value is present.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let codes = BiMap::from([("de", 49)]);
    /// assert!(codes.contains_left("de"));
    /// assert!(!codes.contains_left("fr"));
    /// ```
    #[doc(alias = "contains_key")]
    #[must_use]
    pub fn contains_left<Q>(&self, left: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<L>,
    {
        self.find_left(left).is_some()
    }

    /// Returns whether a right value is present.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let codes = BiMap::from([("de", 49)]);
    /// assert!(codes.contains_right(&49));
    /// assert!(!codes.contains_right(&33));
    /// ```
    #[doc(alias = "contains_value")]
    #[must_use]
    pub fn contains_right<Q>(&self, right: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<R>,
    {
        self.find_right(right).is_some()
    }

    /// Removes the pair of a left value and returns it; the others keep their order.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut codes = BiMap::from([("de", 49), ("fr", 33)]);
    /// assert_eq!(codes.remove_by_left("de"), Some(("de", 49)));
    /// assert_eq!(codes.remove_by_left("de"), None);
    /// ```
    #[doc(alias("remove", "remove_left"))]
    pub fn remove_by_left<Q>(&mut self, left: &Q) -> Option<(L, R)>
    where
        Q: ?Sized + Hash + Equivalent<L>,
    {
        self.core.remove(self.find_left(left)?)
    }

    /// Removes the pair of a right value and returns it; the others keep their order.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut codes = BiMap::from([("de", 49), ("fr", 33)]);
    /// assert_eq!(codes.remove_by_right(&33), Some(("fr", 33)));
    /// assert_eq!(codes.remove_by_right(&33), None);
    /// ```
    #[doc(alias = "remove_right")]
    pub fn remove_by_right<Q>(&mut self, right: &Q) -> Option<(L, R)>
    where
        Q: ?Sized + Hash + Equivalent<R>,
    {
        self.core.remove(self.find_right(right)?)
    }

    /// Returns the number of pairs that compactions have moved.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    #[must_use]
    pub fn moved(&self) -> usize {
        self.core.moved
    }

    /// Panics if an invariant does not hold.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn check(&self) {
        self.core.check(&self.hash_builder);
    }
}

/// A pair that cannot be appended, the slot that holds one of its values, and that side's name.
pub(super) struct Clash<L, R> {
    pub(super) pair: (L, R),
    pub(super) slot: usize,
    pub(super) side: &'static str,
}
