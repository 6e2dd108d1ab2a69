//! [`Relation`]: construction, lookups and changes. The storage is in `inner`.

use core::hash::{BuildHasher, Hash};

use indexmap::Equivalent;

use super::inner::{Core, replace};
use super::iter::Iter;
use super::per_side::{Lefts, LeftsOf, Rights, RightsOf};
use crate::multimap::slots::Slot;
use crate::multimap::table::{hash_of, with_default_hasher};

with_default_hasher! {
    /// A many-to-many relation: a set of pairs that can be looked up from both sides.
    ///
    /// Suited to tags and posts, users and groups, packages and their dependents. Each left and
    /// each right value is stored once, however many pairs it has, and exists only while it has a
    /// pair. The pairs keep their insertion order, also within the partners of one value. For
    /// values that have exactly one partner, see [`BiMap`](crate::multimap::BiMap).
    ///
    /// Two relations are equal if they hold the same pairs, in any order.
    ///
    /// # Cost
    ///
    /// Lookups, insertion and removal of a pair take **O(1)** time (average over hashes,
    /// amortized), however many pairs a value has. A removal leaves a hole, which the next growth
    /// closes; iteration over all pairs takes time in proportion to the largest size since then.
    /// After removing nearly everything from a huge relation, call
    /// [`shrink_to_fit`](Self::shrink_to_fit).
    ///
    /// The order has a price: [`rights_of`](Self::rights_of) and [`lefts_of`](Self::lefts_of)
    /// follow links from pair to pair, which takes up to twice the time of iterating over a
    /// `HashSet` of numbers, and 1.2 times that of one of short texts. Designs that are faster to
    /// walk were measured: smaller links for each side (as fast as a `HashSet`), a list of
    /// partners per value (0.8 of its time), a `BTreeMap` per value (1.0 to 1.1). They make
    /// insertion and removal slower, or removal from a long list linear. Where pairs never change,
    /// a `Vec` of partners per value is the fastest.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut members = Relation::new();
    /// members.insert("staff", "ada");
    /// members.insert("staff", "max");
    /// members.insert("admins", "ada");
    /// assert!(members.rights_of("staff").eq(&["ada", "max"]));
    /// assert!(members.lefts_of("ada").eq(&["staff", "admins"]));
    /// assert_eq!(members.remove_left("staff"), 2);
    /// assert!(!members.contains_right("max"));
    /// ```
    #[doc(alias("ManyToMany", "SetMultimap", "MultiBiMap", "many to many", "bipartite graph"))]
    pub struct Relation<L, R, S> {
        pub(super) core: Core<L, R>,
        pub(super) hash_builder: S,
    }
}

#[cfg(feature = "std")]
impl<L, R> Relation<L, R> {
    /// Creates an empty relation, without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags: Relation<String, String> = Relation::new();
    /// assert!(tags.is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates an empty relation with room for `capacity` pairs.
    ///
    /// # Panics
    ///
    /// Panics with "capacity overflow" if that is more than 2³² − 2 pairs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags: Relation<u32, String> = Relation::with_capacity(100);
    /// assert!(tags.capacity() >= 100);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::with_capacity_and_hasher(capacity, Default::default())
    }
}

impl<L, R, S> Relation<L, R, S> {
    /// Creates an empty relation that hashes with `hash_builder`, without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::hash::RandomState;
    /// use boltons::multimap::Relation;
    ///
    /// let tags: Relation<&str, &str> = Relation::with_hasher(RandomState::new());
    /// assert!(tags.is_empty());
    /// ```
    #[must_use]
    pub const fn with_hasher(hash_builder: S) -> Self {
        Self { core: Core::new(), hash_builder }
    }

    /// Creates an empty relation with room for `capacity` pairs that hashes with `hash_builder`.
    ///
    /// # Panics
    ///
    /// Panics with "capacity overflow" if that is more than 2³² − 2 pairs.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::hash::RandomState;
    /// use boltons::multimap::Relation;
    ///
    /// let tags: Relation<u32, &str> =
    ///     Relation::with_capacity_and_hasher(20, RandomState::new());
    /// assert!(tags.capacity() >= 20);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> Self {
        let mut this = Self::with_hasher(hash_builder);
        this.core.reserve(capacity);
        this
    }

    /// Returns the relation's hasher.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust")]);
    /// let same_hasher: Relation<u8, u8> = Relation::with_hasher(tags.hasher().clone());
    /// assert!(same_hasher.is_empty());
    /// ```
    #[must_use]
    pub fn hasher(&self) -> &S {
        &self.hash_builder
    }

    /// Returns the number of pairs that the relation can hold without reallocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// assert_eq!(Relation::<u8, u8>::new().capacity(), 0);
    /// ```
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.core.pairs.slots.capacity()
    }

    /// Reserves capacity for at least `additional` more pairs.
    ///
    /// If removals left many holes, these are used first, as by [`insert`](Self::insert).
    ///
    /// # Panics
    ///
    /// Panics with "capacity overflow" if that is more than 2³² − 2 pairs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags: Relation<u8, u8> = Relation::new();
    /// tags.reserve(50);
    /// assert!(tags.capacity() >= 50);
    /// ```
    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        self.core.reserve(additional);
    }

    /// Returns the number of pairs.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// assert_eq!(Relation::from([("post", "rust"), ("post", "maps")]).len(), 2);
    /// ```
    #[doc(alias = "size")]
    #[must_use]
    pub fn len(&self) -> usize {
        self.core.pairs.slots.live()
    }

    /// Returns the number of distinct left values.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// assert_eq!(Relation::from([("post", "rust"), ("post", "maps")]).left_len(), 1);
    /// ```
    #[doc(alias = "left_count")]
    #[must_use]
    pub fn left_len(&self) -> usize {
        self.core.left.len()
    }

    /// Returns the number of distinct right values.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// assert_eq!(Relation::from([("post", "rust"), ("post", "maps")]).right_len(), 2);
    /// ```
    #[doc(alias = "right_count")]
    #[must_use]
    pub fn right_len(&self) -> usize {
        self.core.right.len()
    }

    /// Returns whether the relation contains no pairs.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// assert!(!Relation::from([("post", "rust")]).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.core.pairs.slots.live() == 0
    }

    /// Removes all pairs, keeping the allocated memory.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("post", "rust")]);
    /// tags.clear();
    /// assert!(tags.is_empty() && !tags.contains_left("post"));
    /// ```
    pub fn clear(&mut self) {
        self.core.clear();
    }

    /// Closes the holes that removals left and releases unused memory.
    ///
    /// Computes in **O(n)** time for a relation of `n` slots.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut squares: Relation<u32, u32> = (0..100).map(|i| (i, i * i)).collect();
    /// squares.retain(|left, _| *left < 3);
    /// squares.shrink_to_fit();
    /// assert!(squares.iter().eq([(&0, &0), (&1, &1), (&2, &4)]));
    /// ```
    pub fn shrink_to_fit(&mut self) {
        self.core.shrink_to_fit();
    }

    /// Removes the pairs for which `keep` returns false, keeping the order of the others.
    ///
    /// Computes in **O(n)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("post", "rust"), ("post", "maps"), ("note", "maps")]);
    /// tags.retain(|left, right| *left == "note" || *right == "rust");
    /// assert!(tags.iter().eq([(&"post", &"rust"), (&"note", &"maps")]));
    /// ```
    #[doc(alias = "filter")]
    pub fn retain<F>(&mut self, mut keep: F)
    where
        F: FnMut(&L, &R) -> bool,
    {
        // Each pair is removed on its own, so that a panic of `keep` or of a value's `Drop` leaves
        // a valid relation; the holes are closed at the end.
        let mut p = self.core.pairs.slots.front();
        while let Some(pair) = self.core.pairs.slots.get(p) {
            if pair.is_live() && !self.core.get(p).is_some_and(|(left, right)| keep(left, right)) {
                self.core.detach(p as u32);
            }
            p += 1;
        }
        self.core.compact();
    }

    /// Returns an iterator over the pairs in insertion order.
    ///
    /// A full pass takes time in proportion to the slots; see the type's section on cost.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust"), ("note", "maps"), ("post", "rust")]);
    /// assert!(tags.iter().eq([(&"post", &"rust"), (&"note", &"maps")]));
    /// ```
    #[doc(alias("items", "iteritems"))]
    pub fn iter(&self) -> Iter<'_, L, R> {
        Iter::new(&self.core)
    }

    /// Returns an iterator over the distinct left values, in the order of their first pairs.
    ///
    /// A full pass takes time in proportion to the slots.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust"), ("post", "maps"), ("note", "maps")]);
    /// assert!(tags.lefts().eq(&["post", "note"]));
    /// ```
    #[doc(alias("left_values", "left", "keys"))]
    pub fn lefts(&self) -> Lefts<'_, L, R> {
        Lefts::new(&self.core)
    }

    /// Returns an iterator over the distinct right values, in the order of their first pairs.
    ///
    /// A full pass takes time in proportion to the slots.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust"), ("post", "maps"), ("note", "maps")]);
    /// assert!(tags.rights().eq(&["rust", "maps"]));
    /// ```
    #[doc(alias("right_values", "right", "values"))]
    pub fn rights(&self) -> Rights<'_, L, R> {
        Rights::new(&self.core)
    }

    /// Swaps the two sides: left values become right values, and the reverse.
    ///
    /// Computes in **O(1)** time. For a lookup from the other side only, use
    /// [`lefts_of`](Self::lefts_of).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let posts = Relation::from([("post", "rust"), ("note", "rust")]).into_inverse();
    /// assert!(posts.rights_of("rust").eq(&["post", "note"]));
    /// ```
    #[doc(alias("inverse", "inv", "invert", "transpose"))]
    #[must_use]
    pub fn into_inverse(self) -> Relation<R, L, S> {
        Relation { core: self.core.into_inverse(), hash_builder: self.hash_builder }
    }
}

impl<L, R, S> Relation<L, R, S>
where
    L: Hash + Eq,
    R: Hash + Eq,
    S: BuildHasher,
{
    #[inline]
    fn find_left<Q: ?Sized + Hash + Equivalent<L>>(&self, left: &Q) -> Option<u32> {
        self.core.left.find(hash_of(&self.hash_builder, left), |value| left.equivalent(value))
    }

    #[inline]
    fn find_right<Q: ?Sized + Hash + Equivalent<R>>(&self, right: &Q) -> Option<u32> {
        self.core.right.find(hash_of(&self.hash_builder, right), |value| right.equivalent(value))
    }

    fn find<Ql, Qr>(&self, left: &Ql, right: &Qr) -> Option<u32>
    where
        Ql: ?Sized + Hash + Equivalent<L>,
        Qr: ?Sized + Hash + Equivalent<R>,
    {
        self.core.find(self.find_left(left)?, self.find_right(right)?)
    }

    /// Appends a pair and returns whether it was new.
    ///
    /// A pair that is already present keeps its place, and values that are present keep their
    /// spelling.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::new();
    /// assert!(tags.insert("post", "rust"));
    /// assert!(tags.insert("post", "maps"));
    /// assert!(!tags.insert("post", "rust"));
    /// assert_eq!(tags.len(), 2);
    /// ```
    #[doc(alias("add", "put"))]
    pub fn insert(&mut self, left: L, right: R) -> bool {
        // All calls of `Hash` and `Eq` come before any change: both may panic.
        let hash_left = hash_of(&self.hash_builder, &left);
        let hash_right = hash_of(&self.hash_builder, &right);
        let core = &mut self.core;
        let known_left = core.left.find(hash_left, |value| *value == left);
        let known_right = core.right.find(hash_right, |value| *value == right);
        if known_left.zip(known_right).is_some_and(|(l, r)| core.find(l, r).is_some()) {
            return false;
        }
        let salt = if core.pairs.slots.live() == 0 { self.hash_builder.hash_one(0_u32) } else { 0 };
        let core = &mut self.core;
        core.make_room(1, salt);
        let l = match known_left {
            Some(l) => l,
            None => core.left.add(left, hash_left),
        };
        let r = match known_right {
            Some(r) => r,
            None => core.right.add(right, hash_right),
        };
        core.push(l, r);
        true
    }

    /// Removes a pair and returns whether it was present; the others keep their order.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("post", "rust"), ("note", "rust")]);
    /// assert!(tags.remove("post", "rust"));
    /// assert!(!tags.remove("post", "rust"));
    /// assert!(!tags.contains_left("post") && tags.contains_right("rust"));
    /// ```
    #[doc(alias = "discard")]
    pub fn remove<Ql, Qr>(&mut self, left: &Ql, right: &Qr) -> bool
    where
        Ql: ?Sized + Hash + Equivalent<L>,
        Qr: ?Sized + Hash + Equivalent<R>,
    {
        let Some(numbers) = self.find_left(left).zip(self.find_right(right)) else {
            return false;
        };
        let removed = self.core.remove(numbers.0, numbers.1);
        self.core.settle();
        removed.is_some()
    }

    /// Removes all pairs of a left value and returns how many there were.
    ///
    /// Computes in **O(m)** time (amortized average) for `m` pairs of this left value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("post", "rust"), ("post", "maps"), ("note", "maps")]);
    /// assert_eq!(tags.remove_left("post"), 2);
    /// assert_eq!(tags.remove_left("post"), 0);
    /// assert!(tags.iter().eq([(&"note", &"maps")]));
    /// ```
    #[doc(alias = "remove_by_left")]
    pub fn remove_left<Q>(&mut self, left: &Q) -> usize
    where
        Q: ?Sized + Hash + Equivalent<L>,
    {
        let Some(id) = self.find_left(left) else { return 0 };
        let degree = self.core.left.node(id).degree;
        for _ in 0..degree {
            self.core.detach(self.core.left.node(id).head);
        }
        self.core.settle();
        degree as usize
    }

    /// Removes all pairs of a right value and returns how many there were.
    ///
    /// Computes in **O(m)** time (amortized average) for `m` pairs of this right value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("post", "rust"), ("post", "maps"), ("note", "maps")]);
    /// assert_eq!(tags.remove_right("maps"), 2);
    /// assert_eq!(tags.remove_right("maps"), 0);
    /// assert!(tags.iter().eq([(&"post", &"rust")]));
    /// ```
    #[doc(alias = "remove_by_right")]
    pub fn remove_right<Q>(&mut self, right: &Q) -> usize
    where
        Q: ?Sized + Hash + Equivalent<R>,
    {
        let Some(id) = self.find_right(right) else { return 0 };
        let degree = self.core.right.node(id).degree;
        for _ in 0..degree {
            self.core.detach(self.core.right.node(id).head);
        }
        self.core.settle();
        degree as usize
    }

    /// Replaces a left value in all of its pairs, and returns whether it was present.
    ///
    /// The pairs keep their places. If `new` is present, the pairs of both are merged; where both
    /// had a pair with the same right value, the pair of `new` keeps its place. Afterwards the left
    /// value is spelled as in the call, even if `new` equals `old`.
    ///
    /// Computes in **O(m log n)** time (amortized average) for `m` pairs of the old left value
    /// among `n` pairs, however many pairs `new` has; in **O(m)** if they come after all pairs of
    /// `new`. A single call takes at most **O(m √n)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("draft", "rust"), ("post", "rust"), ("draft", "maps")]);
    /// assert!(tags.replace_left("draft", "post"));
    /// assert!(tags.iter().eq([(&"post", &"rust"), (&"post", &"maps")]));
    /// assert!(!tags.replace_left("draft", "note"));
    /// ```
    #[doc(alias("rename", "replace", "replace_key", "merge"))]
    pub fn replace_left<Q>(&mut self, old: &Q, new: L) -> bool
    where
        Q: ?Sized + Hash + Equivalent<L>,
    {
        let Some(old) = self.find_left(old) else { return false };
        let hash = hash_of(&self.hash_builder, &new);
        let present = self.core.left.find(hash, |value| *value == new);
        let Core { left, right, pairs } = &mut self.core;
        let removed = replace(left, right, pairs, old, (new, hash), present);
        self.core.settle();
        drop(removed);
        true
    }

    /// Replaces a right value in all of its pairs, and returns whether it was present.
    ///
    /// The mirror image of [`replace_left`](Self::replace_left).
    ///
    /// Computes in **O(m log n)** time (amortized average) for `m` pairs of the old right value
    /// among `n` pairs, however many pairs `new` has; in **O(m)** if they come after all pairs of
    /// `new`. A single call takes at most **O(m √n)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let mut tags = Relation::from([("post", "rustlang"), ("post", "rust")]);
    /// assert!(tags.replace_right("rustlang", "rust"));
    /// assert!(tags.iter().eq([(&"post", &"rust")]));
    /// assert!(!tags.replace_right("rustlang", "rust"));
    /// ```
    #[doc(alias("rename", "replace", "replace_value", "merge"))]
    pub fn replace_right<Q>(&mut self, old: &Q, new: R) -> bool
    where
        Q: ?Sized + Hash + Equivalent<R>,
    {
        let Some(old) = self.find_right(old) else { return false };
        let hash = hash_of(&self.hash_builder, &new);
        let present = self.core.right.find(hash, |value| *value == new);
        let Core { left, right, pairs } = &mut self.core;
        let removed = replace(right, left, pairs, old, (new, hash), present);
        self.core.settle();
        drop(removed);
        true
    }

    /// Returns whether a pair is present.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust"), ("note", "maps")]);
    /// assert!(tags.contains("post", "rust"));
    /// assert!(!tags.contains("post", "maps"));
    /// ```
    #[doc(alias("contains_pair", "contains_entry"))]
    #[must_use]
    pub fn contains<Ql, Qr>(&self, left: &Ql, right: &Qr) -> bool
    where
        Ql: ?Sized + Hash + Equivalent<L>,
        Qr: ?Sized + Hash + Equivalent<R>,
    {
        self.find(left, right).is_some()
    }

    /// Returns whether a left value has any pair.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust")]);
    /// assert!(tags.contains_left("post"));
    /// assert!(!tags.contains_left("rust"));
    /// ```
    #[doc(alias = "contains_key")]
    #[must_use]
    pub fn contains_left<Q>(&self, left: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<L>,
    {
        self.find_left(left).is_some()
    }

    /// Returns whether a right value has any pair.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust")]);
    /// assert!(tags.contains_right("rust"));
    /// assert!(!tags.contains_right("post"));
    /// ```
    #[doc(alias = "contains_value")]
    #[must_use]
    pub fn contains_right<Q>(&self, right: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<R>,
    {
        self.find_right(right).is_some()
    }

    /// Returns an iterator over the right values of a left value, in insertion order; it is empty
    /// if the left value is absent.
    ///
    /// Computes in **O(1)** time (average), as does each step; the number of right values is known.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust"), ("note", "rust"), ("post", "maps")]);
    /// assert!(tags.rights_of("post").eq(&["rust", "maps"]));
    /// assert_eq!(tags.rights_of("page").len(), 0);
    /// ```
    #[doc(alias("get", "get_by_left", "right", "successors", "neighbors"))]
    pub fn rights_of<Q>(&self, left: &Q) -> RightsOf<'_, L, R>
    where
        Q: ?Sized + Hash + Equivalent<L>,
    {
        RightsOf::new(&self.core, self.find_left(left))
    }

    /// Returns an iterator over the left values of a right value, in insertion order; it is empty
    /// if the right value is absent.
    ///
    /// Computes in **O(1)** time (average), as does each step; the number of left values is known.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust"), ("note", "rust"), ("post", "maps")]);
    /// assert!(tags.lefts_of("rust").eq(&["post", "note"]));
    /// assert_eq!(tags.lefts_of("java").len(), 0);
    /// ```
    #[doc(alias("get_by_right", "inv", "left", "predecessors"))]
    pub fn lefts_of<Q>(&self, right: &Q) -> LeftsOf<'_, L, R>
    where
        Q: ?Sized + Hash + Equivalent<R>,
    {
        LeftsOf::new(&self.core, self.find_right(right))
    }

    /// Returns the number of pairs that compactions have moved.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    #[must_use]
    pub fn moved(&self) -> usize {
        self.core.pairs.moved
    }

    /// Panics if an invariant does not hold.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn check(&self) {
        self.core.check(&self.hash_builder);
    }
}
