//! The nodes and the hash table that finds them.
//!
//! ```text
//! nodes:   Vec<Node>        key, value, a policy's link       dense; for u64 → u64 24 B, or
//!                                                               16 B where links are elsewhere
//! buckets: Vec<u32>         buckets[i] = the bucket of the index that holds i
//! index:   HashTable<u32>   hash of a key → i
//! ```
//!
//! Invariants: `nodes`, `buckets` and `index` have the same length n; `index[buckets[i]] == i` for
//! every i < n.
//!
//! As its bucket is known, an entry is removed without a hash and without a probe, so that eviction
//! calls no code of the user. Dense nodes (the last one fills a gap) need no vacant state and make
//! `iter_mut` the iterator of a slice. What orders them is the policy's.
//!
//! **The table never rehashes by itself**: that would move buckets, and call the user's `Hash`
//! half-way through a change. An insertion first calls [`Slab::make_room`], which builds a new
//! table beside the old one when the old one is full or full of tombstones: O(n), but at most once
//! in about n/7 insertions, and once in about n where the table is not nearly full.
//!
//! Rejected: an allocation per node (1.3–2.9 times slower at evicting), entries inside the buckets
//! (faster hits under SIEVE, but 65 to 102 B per entry where this takes 41), the hash kept in the
//! node (its removal has to probe).

use alloc::vec::Vec;
use core::mem;

use hashbrown::hash_table::{Entry, VacantEntry};
use hashbrown::{Equivalent, HashTable};

use super::list::Has;

/// No node. Beyond every vector, so that `get` returns `None` for it.
pub(in crate::cache) const NIL: u32 = u32::MAX;

/// The most nodes for which the number of a bucket fits into 32 bits.
pub(in crate::cache) const MAX_NODES: u32 = 7 << 29;

/// The number of items below which a table is near: it fits the second-level cache, so that
/// instructions and mispredictions decide and not its size.
const MAX_NEAR: usize = 1 << 16;

/// Where an entry is, until the next removal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::cache) struct At(pub(in crate::cache) u32);

impl At {
    /// No entry of the cache; for an entry that was returned, the pair that was refused.
    pub(in crate::cache) const NONE: Self = Self(NIL);

    #[inline]
    pub(in crate::cache) fn is_none(self) -> bool {
        self == Self::NONE
    }

    #[inline]
    pub(in crate::cache) fn index(self) -> usize {
        self.0 as usize
    }

    /// Follows the entry through the removal of entry `removed`, whose index entry `last` took.
    #[inline]
    pub(in crate::cache) fn follow(&mut self, removed: u32, last: u32) {
        if self.0 == removed {
            *self = Self::NONE;
        } else if self.0 == last {
            self.0 = removed;
        }
    }
}

/// An entry, and what the policy keeps beside it: a [`Link`](super::list::Link) or nothing.
#[allow(
    unreachable_pub,
    reason = "reached through the bounds of `Policy`, which Rust 1.85 does not count"
)]
#[derive(Debug)]
pub struct Node<K, V, T> {
    pub(in crate::cache) key: K,
    pub(in crate::cache) value: V,
    pub(in crate::cache) tie: T,
}

impl<K, V, T> Has<T> for Node<K, V, T> {
    #[inline]
    fn part(&self) -> &T {
        &self.tie
    }

    #[inline]
    fn part_mut(&mut self) -> &mut T {
        &mut self.tie
    }
}

/// See the module. In this order: what a lookup reads stands side by side.
#[derive(Debug)]
#[repr(C)]
pub(in crate::cache) struct Slab<K, V, T> {
    pub(in crate::cache) nodes: Vec<Node<K, V, T>>,
    index: HashTable<u32>,
    buckets: Vec<u32>,
}

impl<K, V, T: Copy + Default> Slab<K, V, T> {
    pub(in crate::cache) const fn new() -> Self {
        Self { nodes: Vec::new(), buckets: Vec::new(), index: HashTable::new() }
    }

    #[inline]
    pub(in crate::cache) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node of a key.
    #[inline]
    pub(in crate::cache) fn find<Q>(&self, hash: u64, key: &Q) -> Option<u32>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let nodes = self.nodes.as_slice();
        let same = |&i: &u32| nodes.get(i as usize).is_some_and(|node| key.equivalent(&node.key));
        self.index.find(hash, same).copied()
    }

    /// The node of a key, and its index: for a hit, which needs no second look at the node.
    #[inline]
    pub(in crate::cache) fn find_node<Q>(&self, hash: u64, key: &Q) -> Option<(u32, &Node<K, V, T>)>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let nodes = self.nodes.as_slice();
        let mut found = None;
        let same = |&i: &u32| match nodes.get(i as usize) {
            Some(node) if key.equivalent(&node.key) => {
                found = Some(node);
                true
            }
            _ => false,
        };
        let i = *self.index.find(hash, same)?;
        found.map(|node| (i, node))
    }

    /// The node whose key has this hash, if `same` says that it is the one.
    #[cfg(feature = "std")]
    pub(in crate::cache) fn find_by(&self, hash: u64, same: impl Fn(&K) -> bool) -> Option<u32> {
        let nodes = self.nodes.as_slice();
        self.index
            .find(hash, |&i| nodes.get(i as usize).is_some_and(|node| same(&node.key)))
            .copied()
    }

    /// The node of a key, or the gap where it would be: one probe for both. The table must not be
    /// [tight](Slab::is_tight).
    #[inline]
    pub(in crate::cache) fn probe(
        &mut self,
        hash: u64,
        mut same: impl FnMut(&K) -> bool,
    ) -> Result<u32, Gap<'_, K, V, T>> {
        debug_assert!(self.index.capacity() > self.index.len(), "no room was made");
        let Self { nodes, buckets, index } = self;
        let slice = nodes.as_slice();
        let same = |&i: &u32| slice.get(i as usize).is_some_and(|node| same(&node.key));
        match index.entry(hash, same, never) {
            Entry::Occupied(entry) => Ok(*entry.get()),
            Entry::Vacant(vacant) => Err(Gap { nodes, buckets, vacant }),
        }
    }

    /// Whether an insertion could rehash the table, or whether it is near and has more than half as
    /// many tombstones as items: then probes are long, and whether a removal leaves another
    /// tombstone cannot be predicted.
    #[inline]
    pub(in crate::cache) fn is_tight(&self) -> bool {
        let (room, len) = (self.index.capacity(), self.index.len());
        let full = self.full();
        room == len || (full < MAX_NEAR && full.saturating_sub(room) > len / 2 + 8)
    }

    /// The most items of the table when it has no tombstones.
    #[inline]
    fn full(&self) -> usize {
        match self.index.num_buckets() {
            few @ ..8 => few.saturating_sub(1),
            many => many / 8 * 7,
        }
    }

    /// Makes sure that the next insertion into the table cannot rehash it.
    #[inline]
    pub(in crate::cache) fn make_room(&mut self, hash: impl Fn(&K) -> u64) {
        if self.is_tight() {
            self.rebuild(hash);
        }
    }

    #[cold]
    #[inline(never)]
    fn rebuild(&mut self, hash: impl Fn(&K) -> u64) {
        self.rebuild_for(self.next_room(), hash);
    }

    /// How many items the next table has room for.
    fn next_room(&self) -> usize {
        let full = self.full();
        // Twice as many if most are live, else only the tombstones go. A table that is near is
        // better half empty: otherwise tombstones come fast, and probes and removals are
        // mispredicted.
        let most = if full < MAX_NEAR { full / 2 } else { full / 4 * 3 };
        let double = self.len() >= most && full < MAX_NODES as usize;
        if double { full * 2 } else { full }.max(3)
    }

    /// Makes room in the index for so many nodes in all, by the rule of [`Slab::make_room`]: many
    /// small calls cost no more than as many insertions.
    pub(in crate::cache) fn reserve_index(&mut self, wanted: usize, hash: impl Fn(&K) -> u64) {
        if wanted > self.index.capacity() {
            self.rebuild_for(wanted.max(self.next_room()), hash);
        }
    }

    /// Rebuilds the index, with room for `capacity` nodes. A panic of `hash` changes nothing.
    pub(in crate::cache) fn rebuild_for(&mut self, capacity: usize, hash: impl Fn(&K) -> u64) {
        let mut index = HashTable::with_capacity(capacity.max(self.len()));
        let mut buckets = Vec::with_capacity(self.nodes.capacity());
        for (i, node) in (0..).zip(&self.nodes) {
            let entry = index.insert_unique(hash(&node.key), i, never);
            buckets.push(narrow(entry.bucket_index()));
        }
        self.index = index;
        self.buckets = buckets;
    }

    /// Finds out in which bucket each node is.
    fn locate(&mut self) {
        for bucket in self.index.iter_buckets() {
            if let Some(&i) = self.index.get_bucket(bucket) {
                if let Some(place) = self.buckets.get_mut(i as usize) {
                    *place = narrow(bucket);
                }
            }
        }
    }

    /// Makes room for `additional` nodes, but for no more than `bound` in all.
    pub(in crate::cache) fn reserve_nodes(&mut self, additional: usize, bound: usize) {
        reserve(&mut self.nodes, &mut self.buckets, additional, bound);
    }

    /// How many nodes there is room for; not more than for buckets, as nodes may have no size.
    pub(in crate::cache) fn room(&self) -> usize {
        self.nodes.capacity().min(self.buckets.capacity())
    }

    /// Removes node `i`. The last node takes its place.
    #[inline]
    pub(in crate::cache) fn swap_remove(&mut self, i: u32) -> Option<(K, V)> {
        let at = i as usize;
        let bucket = *self.buckets.get(at)?;
        if let Ok(entry) = self.index.get_bucket_entry(bucket as usize) {
            entry.remove();
        }
        self.buckets.swap_remove(at);
        let node = self.nodes.swap_remove(at);
        if let Some(&bucket) = self.buckets.get(at) {
            if let Some(place) = self.index.get_bucket_mut(bucket as usize) {
                *place = i;
            }
        }
        Some((node.key, node.value))
    }

    /// Forgets every place and returns the nodes.
    pub(in crate::cache) fn take_nodes(&mut self) -> Vec<Node<K, V, T>> {
        self.index.clear();
        self.buckets.clear();
        mem::take(&mut self.nodes)
    }

    /// Drops all nodes and keeps the storage.
    pub(in crate::cache) fn clear(&mut self) {
        self.index.clear();
        self.buckets.clear();
        self.nodes.clear();
    }

    pub(in crate::cache) fn shrink_to_fit(&mut self, hash: impl Fn(&K) -> u64) {
        self.rebuild_for(self.len(), hash);
        self.nodes.shrink_to_fit();
        self.buckets.shrink_to_fit();
    }

    /// A copy with the same indices.
    pub(in crate::cache) fn copy(&self) -> Self
    where
        K: Clone,
        V: Clone,
    {
        let copied = |node: &Node<K, V, T>| {
            let (key, value) = (node.key.clone(), node.value.clone());
            Node { key, value, tie: node.tie }
        };
        let nodes: Vec<_> = self.nodes.iter().map(copied).collect();
        let mut copy = Self { nodes, buckets: self.buckets.clone(), index: self.index.clone() };
        // A cloned table need not have its items in the same buckets.
        copy.locate();
        copy
    }

    #[cfg(feature = "__audit")]
    pub(in crate::cache) fn check(&self) {
        assert_eq!(self.buckets.len(), self.nodes.len(), "as many buckets as nodes");
        assert_eq!(self.index.len(), self.nodes.len(), "as many indices as nodes");
        for (i, &bucket) in (0..).zip(&self.buckets) {
            let found = self.index.get_bucket(bucket as usize);
            assert_eq!(found, Some(&i), "bucket {bucket} does not hold its node");
        }
    }
}

/// A gap in the index for a key that is new.
#[derive(Debug)]
pub(in crate::cache) struct Gap<'a, K, V, T> {
    pub(in crate::cache) nodes: &'a mut Vec<Node<K, V, T>>,
    buckets: &'a mut Vec<u32>,
    vacant: VacantEntry<'a, u32>,
}

impl<'a, K, V, T: Copy + Default> Gap<'a, K, V, T> {
    /// Makes room for at least one more node, but for no more than `bound` in all. Returns the room
    /// there is then, if it has changed.
    #[inline]
    pub(in crate::cache) fn grow(&mut self, bound: usize) -> Option<usize> {
        if self.nodes.len() < self.nodes.capacity() {
            return None;
        }
        reserve(self.nodes, self.buckets, 4, bound);
        Some(self.nodes.capacity().min(self.buckets.capacity()))
    }

    /// Adds a node. Returns its index and all nodes.
    #[inline]
    pub(in crate::cache) fn push(self, key: K, value: V) -> (u32, &'a mut [Node<K, V, T>]) {
        let Self { nodes, buckets, vacant } = self;
        let i = narrow(nodes.len());
        nodes.push(Node { key, value, tie: T::default() });
        buckets.push(narrow(vacant.insert(i).bucket_index()));
        (i, nodes)
    }

    /// Replaces the entry of node `i` by another, and returns the old one.
    #[inline]
    pub(in crate::cache) fn replace(self, i: u32, key: K, value: V) -> Option<(K, V)> {
        let Self { nodes, buckets, vacant } = self;
        let bucket = buckets.get_mut(i as usize)?;
        let node = nodes.get_mut(i as usize)?;
        // First in, then out: the gap is known only as long as nothing else changes.
        let entry = vacant.insert(i);
        let old = mem::replace(bucket, narrow(entry.bucket_index()));
        if let Ok(entry) = entry.into_table().get_bucket_entry(old as usize) {
            entry.remove();
        }
        Some((mem::replace(&mut node.key, key), mem::replace(&mut node.value, value)))
    }
}

/// Makes room for `additional` nodes and their buckets, but for no more than `bound` in all.
#[cold]
#[inline(never)]
fn reserve<T>(nodes: &mut Vec<T>, buckets: &mut Vec<u32>, additional: usize, bound: usize) {
    let len = nodes.len();
    let most = bound.saturating_sub(len);
    if nodes.capacity() - len < additional.min(most) {
        // At least twice as many, so that many small calls stay linear.
        let additional = additional.max(len).min(most);
        nodes.reserve_exact(additional);
        buckets.reserve_exact(additional);
    }
}

/// An index or a bucket's number; [`MAX_NODES`] sees to it that it fits.
#[inline]
fn narrow(i: usize) -> u32 {
    debug_assert!(u32::try_from(i).is_ok(), "beyond the most nodes");
    i as u32
}

/// The hasher given to a table that has room and so never asks it.
fn never(_: &u32) -> u64 {
    debug_assert!(false, "the table rehashed by itself");
    0
}
