//! The storage of a `BiMap`: pairs in insertion order, and one index for each side.
//!
//! ```text
//! slots: Slots<Option<(L, R)>>    pairs in insertion order, with holes (see `slots.rs`)
//! left:  hashes: Vec<u32>         folded hash of each slot's left, parallel to slots
//!        table:  HashTable<u32>   left -> slot
//! right: the same for the rights
//! ```
//!
//! Each value is stored once. **Small mode** (at most [`SMALL`] pairs): neither hashes nor tables;
//! values are found by comparison in order, and removals shift, so that there are no holes.
//!
//! Invariants (`Core::check`): those of the slots; small mode ⇔ no hashes and empty tables, and
//! then no holes; else each side has one hash per slot and one table entry per pair, the stored
//! hash is the folded hash of its value, and no value occurs twice on its side.
//!
//! Nothing here calls a user's `Hash` or `Eq` between two changes: callers look up first, then
//! change.

use alloc::vec::{self, Vec};
use core::cmp::Ordering;
use core::hash::{BuildHasher, Hash};

use hashbrown::HashTable;

use crate::error::bug;
use crate::multimap::slots::{MAX_SLOTS, Room, Slots};
use crate::multimap::table::{hash_of, spread};

/// The maximum number of pairs that are found by comparison alone.
pub(super) const SMALL: usize = 16;

/// The index of one side; empty in small mode.
#[derive(Clone)]
pub(super) struct Index {
    hashes: Vec<u32>,
    table: HashTable<u32>,
}

pub(super) struct Core<L, R> {
    pub(super) slots: Slots<Option<(L, R)>>,
    pub(super) left: Index,
    pub(super) right: Index,
    /// Another limit of small mode, for tests.
    #[cfg(feature = "__audit")]
    pub(super) small: usize,
    /// The number of pairs that compactions have moved, for tests.
    #[cfg(feature = "__audit")]
    pub(super) moved: usize,
}

/// The folded hashes of both values of a pair.
pub(super) type Hashes = (u32, u32);

impl Index {
    const fn new() -> Self {
        Self { hashes: Vec::new(), table: HashTable::new() }
    }

    /// Finds the slot whose pair satisfies `same`: through the table with a hash, by comparison
    /// in order without one.
    #[inline]
    pub(super) fn find<P>(
        &self,
        slots: &[Option<P>],
        hash: Option<u32>,
        mut same: impl FnMut(&P) -> bool,
    ) -> Option<usize> {
        match hash {
            None => slots.iter().position(|slot| slot.as_ref().is_some_and(&mut same)),
            Some(hash) => self
                .table
                .find(spread(hash), |&i| slots[i as usize].as_ref().is_some_and(&mut same))
                .map(|&i| i as usize),
        }
    }

    /// Enters slot `i` under a hash. The slot's stored hash must be that hash already.
    fn enter(&mut self, i: usize, hash: u32) {
        let hashes = &self.hashes;
        // A slot number fits: `room` ensures it.
        self.table.insert_unique(spread(hash), i as u32, |&i| spread(hashes[i as usize]));
    }

    fn leave(&mut self, i: usize) {
        match self.table.find_entry(spread(self.hashes[i]), |&j| j as usize == i) {
            Ok(entry) => drop(entry.remove()),
            Err(_) => bug!("a value is not in its table"),
        }
    }

    /// Replaces the hash of slot `i`.
    pub(super) fn rehash(&mut self, i: usize, hash: u32) {
        if self.hashes[i] != hash {
            self.leave(i);
            self.hashes[i] = hash;
            self.enter(i, hash);
        }
    }

    fn push(&mut self, hash: u32) {
        let i = self.hashes.len();
        self.hashes.push(hash);
        self.enter(i, hash);
    }

    /// Rebuilds the table from the hashes, none of which belongs to a hole.
    fn rebuild(&mut self) {
        let hashes = &self.hashes;
        self.table.clear();
        self.table.reserve(hashes.len(), |&i| spread(hashes[i as usize]));
        for (i, &hash) in hashes.iter().enumerate() {
            self.table.insert_unique(spread(hash), i as u32, |&i| spread(hashes[i as usize]));
        }
    }

    fn clear(&mut self) {
        self.hashes.clear();
        self.table.clear();
    }

    /// Reserves room for the hashes of `capacity` slots, and for `additional` values in the table.
    fn reserve(&mut self, capacity: usize, additional: usize) {
        let Self { hashes, table } = self;
        hashes.reserve_exact(capacity.saturating_sub(hashes.len()));
        table.reserve(additional, |&i| spread(hashes[i as usize]));
    }

    fn shrink_to_fit(&mut self) {
        let Self { hashes, table } = self;
        hashes.shrink_to_fit();
        table.shrink_to_fit(|&i| spread(hashes[i as usize]));
    }
}

impl<L, R> Core<L, R> {
    pub(super) const fn new() -> Self {
        Self {
            slots: Slots::new(),
            left: Index::new(),
            right: Index::new(),
            #[cfg(feature = "__audit")]
            small: SMALL,
            #[cfg(feature = "__audit")]
            moved: 0,
        }
    }

    #[cfg(feature = "__audit")]
    fn limit(&self) -> usize {
        self.small
    }

    #[cfg(not(feature = "__audit"))]
    fn limit(&self) -> usize {
        SMALL
    }

    #[inline]
    pub(super) fn is_small(&self) -> bool {
        self.left.hashes.is_empty()
    }

    /// Reserves room for `additional` pairs.
    #[track_caller]
    pub(super) fn reserve(&mut self, additional: usize) {
        self.make_room(additional);
        if self.slots.live().saturating_add(additional) > self.limit() {
            let capacity = self.slots.capacity().min(MAX_SLOTS);
            self.left.reserve(capacity, additional);
            self.right.reserve(capacity, additional);
        }
    }

    #[track_caller]
    fn make_room(&mut self, additional: usize) {
        match self.slots.room_for(additional, self.slots.capacity()) {
            Room::Free => {}
            Room::Compact => self.compact_for(additional),
            Room::Grow(capacity) => {
                self.compact_for(additional);
                self.slots.grow_to(capacity);
            }
        }
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.compact();
        self.slots.shrink_to_fit();
        self.left.shrink_to_fit();
        self.right.shrink_to_fit();
    }

    /// Appends a pair neither value of which is present. `hashes` are those of the pair, if the
    /// caller has them.
    ///
    /// Calls `Hash` only when the pair is one too many for small mode, before anything changes.
    pub(super) fn push<S>(&mut self, pair: (L, R), hashes: Option<Hashes>, hash_builder: &S)
    where
        L: Hash,
        R: Hash,
        S: BuildHasher,
    {
        let hashes = if !self.is_small() || self.slots.live() >= self.limit() {
            let hashes = hashes.unwrap_or_else(|| both(hash_builder, &pair));
            if self.is_small() && self.slots.live() > 0 {
                self.build(hash_builder);
            }
            Some(hashes)
        } else {
            None
        };
        self.make_room(1);
        // A compaction may have led back to small mode.
        if let Some((left, right)) = hashes {
            if !self.is_small() || self.slots.live() >= self.limit() {
                self.left.push(left);
                self.right.push(right);
            }
        }
        self.slots.push(Some(pair));
    }

    /// Leaves small mode: hashes every value, then builds both tables.
    fn build<S>(&mut self, hash_builder: &S)
    where
        L: Hash,
        R: Hash,
        S: BuildHasher,
    {
        let capacity = self.slots.capacity();
        let mut left = core::mem::take(&mut self.left.hashes);
        let mut right = core::mem::take(&mut self.right.hashes);
        left.reserve(capacity);
        right.reserve(capacity);
        for pair in self.slots.iter().flatten() {
            let hashes = both(hash_builder, pair);
            left.push(hashes.0);
            right.push(hashes.1);
        }
        self.left.hashes = left;
        self.right.hashes = right;
        self.left.rebuild();
        self.right.rebuild();
    }

    /// Replaces the pair in slot `i`, which is live, and returns the old one.
    pub(super) fn replace(
        &mut self,
        i: usize,
        pair: (L, R),
        hashes: Option<Hashes>,
    ) -> Option<(L, R)> {
        if let Some((left, right)) = hashes {
            self.left.rehash(i, left);
            self.right.rehash(i, right);
        }
        self.slots[i].replace(pair)
    }

    /// Removes the pair of a slot. Slot numbers may change.
    pub(super) fn remove(&mut self, i: usize) -> Option<(L, R)> {
        let pair = self.take(i);
        self.settle();
        pair
    }

    /// Removes a pair from its slot, without moving others except in small mode.
    pub(super) fn take(&mut self, i: usize) -> Option<(L, R)> {
        if self.slots.get(i)?.is_none() {
            return None;
        }
        if self.is_small() {
            return self.slots.remove_shifting(i);
        }
        self.left.leave(i);
        self.right.leave(i);
        let pair = self.slots.take(i);
        if self.slots.live() == 0 {
            self.clear();
        } else {
            self.slots.trim(i);
            self.left.hashes.truncate(self.slots.len());
            self.right.hashes.truncate(self.slots.len());
        }
        pair
    }

    /// Closes the holes if there are far more of them than pairs.
    pub(super) fn settle(&mut self) {
        if self.slots.is_sparse() {
            self.compact();
        }
    }

    /// Closes the holes; returns to small mode if few pairs are left.
    pub(super) fn compact(&mut self) {
        self.compact_for(0);
    }

    /// Closes the holes; returns to small mode if it can hold the remaining pairs and `incoming`
    /// more.
    ///
    /// The tables need not be right before: they are rebuilt from the stored hashes.
    fn compact_for(&mut self, incoming: usize) {
        if self.slots.holes() == 0 {
            return;
        }
        #[cfg(feature = "__audit")]
        {
            self.moved += self.slots.live();
        }
        let limit = self.limit();
        let Self { slots, left, right, .. } = self;
        if left.hashes.is_empty() {
            return slots.compact(|_, _| {});
        }
        slots.compact(|from, to| {
            left.hashes[to] = left.hashes[from];
            right.hashes[to] = right.hashes[from];
        });
        for index in [left, right] {
            if slots.live().saturating_add(incoming) > limit {
                index.hashes.truncate(slots.len());
                index.rebuild();
            } else {
                index.clear();
            }
        }
    }

    /// Removes the pairs for which `keep` returns false, in one pass that ends in a dense map, even
    /// when `keep` or a value's `Drop` panics.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(&L, &R) -> bool) {
        struct Dense<'a, L, R>(&'a mut Core<L, R>);
        impl<L, R> Drop for Dense<'_, L, R> {
            fn drop(&mut self) {
                self.0.compact();
            }
        }

        let guard = Dense(self);
        for i in guard.0.slots.front()..guard.0.slots.len() {
            if let Some((left, right)) = &guard.0.slots[i] {
                if !keep(left, right) {
                    drop(guard.0.slots.take(i));
                }
            }
        }
    }

    pub(super) fn sort_by(&mut self, mut cmp: impl FnMut(&L, &R, &L, &R) -> Ordering) {
        self.compact();
        // The order is determined on numbers; pairs move when no user code runs.
        let mut order: Vec<u32> = (0..self.slots.len() as u32).collect();
        order.sort_by(|&a, &b| match (&self.slots[a as usize], &self.slots[b as usize]) {
            (Some((l1, r1)), Some((l2, r2))) => cmp(l1, r1, l2, r2),
            _ => Ordering::Equal,
        });
        let Self { slots, left, right, .. } = self;
        if left.hashes.is_empty() {
            return slots.permute(&mut order, |_, _| {});
        }
        slots.permute(&mut order, |a, b| {
            left.hashes.swap(a, b);
            right.hashes.swap(a, b);
        });
        left.rebuild();
        right.rebuild();
    }

    pub(super) fn clear(&mut self) {
        self.left.clear();
        self.right.clear();
        self.slots.clear();
    }

    /// Empties the map; yields its slots. The memory is kept.
    pub(super) fn drain(&mut self) -> vec::Drain<'_, Option<(L, R)>> {
        self.left.clear();
        self.right.clear();
        self.slots.drain()
    }

    /// Swaps the two sides: the hashes and tables stay, the pairs are swapped.
    pub(super) fn into_inverse(self) -> Core<R, L> {
        Core {
            slots: self.slots.map(|slot| slot.map(|(l, r)| (r, l))),
            left: self.right,
            right: self.left,
            #[cfg(feature = "__audit")]
            small: self.small,
            #[cfg(feature = "__audit")]
            moved: self.moved,
        }
    }

    /// Panics if an invariant does not hold.
    #[cfg(feature = "__audit")]
    pub(super) fn check<S>(&self, hash_builder: &S)
    where
        L: Hash + Eq,
        R: Hash + Eq,
        S: BuildHasher,
    {
        self.slots.check();
        for (index, side) in [(&self.left, "left"), (&self.right, "right")] {
            if self.is_small() {
                assert!(index.hashes.is_empty() && index.table.is_empty(), "{side}: no index");
                assert!(self.slots.live() <= self.limit(), "few enough pairs for small mode");
                assert_eq!(self.slots.holes(), 0, "no holes in small mode");
            } else {
                assert_eq!(index.hashes.len(), self.slots.len(), "{side}: a hash a slot");
                assert_eq!(index.table.len(), self.slots.live(), "{side}: a table entry a pair");
            }
        }
        for (i, slot) in self.slots.iter().enumerate() {
            let Some(pair) = slot else { continue };
            let hashes = (!self.is_small()).then(|| both(hash_builder, pair));
            if let Some((left, right)) = hashes {
                assert_eq!(self.left.hashes[i], left, "the left's hash is stored");
                assert_eq!(self.right.hashes[i], right, "the right's hash is stored");
            }
            let left = self.left.find(&self.slots, hashes.map(|h| h.0), |p| p.0 == pair.0);
            let right = self.right.find(&self.slots, hashes.map(|h| h.1), |p| p.1 == pair.1);
            assert_eq!(left, Some(i), "a left is found where it is, and once");
            assert_eq!(right, Some(i), "a right is found where it is, and once");
        }
    }
}

fn both<L: Hash, R: Hash, S: BuildHasher>(hash_builder: &S, pair: &(L, R)) -> Hashes {
    (hash_of(hash_builder, &pair.0), hash_of(hash_builder, &pair.1))
}

impl<L: Clone, R: Clone> Clone for Core<L, R> {
    /// Clones the pairs; the clone is dense, and costs what the pairs need.
    fn clone(&self) -> Self {
        let mut clone = Self { slots: self.slots.clone_live(), ..Self::new() };
        #[cfg(feature = "__audit")]
        {
            clone.small = self.small;
        }
        if self.slots.live() > self.limit() {
            let fits = |index: &Index| index.table.capacity() / 4 <= index.table.len();
            if self.slots.holes() == 0 && fits(&self.left) && fits(&self.right) {
                clone.left = self.left.clone();
                clone.right = self.right.clone();
            } else {
                let live = |hashes: &[u32]| -> Vec<u32> {
                    let slots = hashes.iter().zip(self.slots.iter());
                    slots.filter(|(_, slot)| slot.is_some()).map(|(&hash, _)| hash).collect()
                };
                clone.left.hashes = live(&self.left.hashes);
                clone.right.hashes = live(&self.right.hashes);
                clone.left.rebuild();
                clone.right.rebuild();
            }
        }
        clone
    }
}
