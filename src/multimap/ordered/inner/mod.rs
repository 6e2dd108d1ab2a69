//! The storage of [`OrderedMultiMap`](super::OrderedMultiMap): slots, links and table.
//!
//! ```text
//! slots: Slots<Option<(K, V)>>  entries in insertion order, with holes (see `slots.rs`)
//! links: Vec<Link>              hash, next, prev: parallel to the slots; empty in small mode
//! table: HashTable<u32>         key -> slot of its first entry; empty in small mode
//! ```
//!
//! **Chains.** The entries of one key form a ring in ascending order of their slots:
//! `head.prev == tail` and `tail.next == head`. An entry is a head exactly when `prev` is not
//! below its own slot, a tail when `next` is not above it. So the tail is one step from the head,
//! the heads are found without a set, and no flags are stored.
//!
//! **Small mode**, up to [`small_limit`] entries: neither links nor table. Lookups compare keys in
//! order; a removal shifts the entries after it, so there are no holes. The mode *is*
//! `links.is_empty()`.
//!
//! **Hash.** 64 bits are folded to the 32 that are stored, and spread to 64 again for the table,
//! which uses one end for its tag and the other for the position. The table grows on stored hashes:
//! a key is hashed once, when it is added.
//!
//! **Removal** leaves a hole and removes the holes at either end. Entries move when an append finds
//! the vectors full, or when a removal leaves a sparse map; both are paid for as described in
//! `slots.rs`.
//!
//! Invariants (`check` in `audit.rs` tests each):
//! * Those of the slots.
//! * Small mode: links and table are empty, there are no holes.
//! * Otherwise `links.len() == slots.len()`, each entry is on exactly one ring, rings ascend, the
//!   heads are the values of the table, each once. The links of holes mean nothing.
//! * No two rings have equal keys, a ring's keys are equal, stored hashes are those of the keys
//!   (as far as `Hash` and `Eq` are consistent; nothing above depends on it).
//!
//! User code (`Hash`, `Eq`, `Clone`, `Ord`, closures) runs before the structure changes, or on a
//! consistent structure; `Drop` runs after the structure is consistent again.

#[cfg(feature = "__audit")]
mod audit;
mod compact;
mod link;
mod order;
mod ring;

use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};

use hashbrown::HashTable;
use indexmap::Equivalent;

use crate::multimap::places::NONE;
use crate::multimap::slots::Slots;
use crate::multimap::table::{hash_of, spread};

pub(super) use compact::Settle;
pub(super) use link::Place;
pub(super) use ring::Ring;

/// An entry, or the hole that it left.
pub(super) type Slot<K, V> = Option<(K, V)>;

/// The neighbours of an entry on the ring of its key, and the key's folded hash.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    hash: u32,
    next: u32,
    prev: u32,
}

impl Link {
    /// Whether the entry in `slot`, whose link this is, is the first of its key.
    pub(super) fn is_head(self, slot: usize) -> bool {
        self.prev as usize >= slot
    }
}

/// The maximum number of entries of a map that has no index.
///
/// Sixteen is where comparing keys stops being cheaper than hashing one: with eight, lookups at
/// twelve entries are 1.5 times faster and building is 1.8 times slower; 32 gains little more.
#[cfg(not(all(feature = "__audit", feature = "std")))]
pub(super) const fn small_limit() -> usize {
    16
}

#[cfg(all(feature = "__audit", feature = "std"))]
pub(super) fn small_limit() -> usize {
    SMALL_LIMIT.get()
}

#[cfg(all(feature = "__audit", feature = "std"))]
std::thread_local! {
    /// The limit of this thread's maps; the tests run every property with 0, 2 and 16.
    pub(super) static SMALL_LIMIT: core::cell::Cell<usize> = const { core::cell::Cell::new(16) };
}

/// The storage; see the module's documentation.
pub(super) struct Core<K, V> {
    slots: Slots<Slot<K, V>>,
    links: Vec<Link>,
    table: HashTable<u32>,
}

impl<K, V> Core<K, V> {
    pub(super) const fn new() -> Self {
        Self { slots: Slots::new(), links: Vec::new(), table: HashTable::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.slots.live()
    }

    pub(super) fn is_small(&self) -> bool {
        self.links.is_empty()
    }

    /// The slots from the first live one on.
    #[inline]
    pub(super) fn slots(&self) -> &[Slot<K, V>] {
        self.slots.occupied()
    }

    /// See [`slots`](Self::slots).
    #[inline]
    pub(super) fn slots_mut(&mut self) -> &mut [Slot<K, V>] {
        self.slots.occupied_mut()
    }

    /// All slots, for callers that hold slot numbers.
    pub(super) fn all_slots(&self) -> &[Slot<K, V>] {
        &self.slots
    }

    /// See [`all_slots`](Self::all_slots).
    pub(super) fn all_slots_mut(&mut self) -> &mut [Slot<K, V>] {
        &mut self.slots
    }

    /// The slots, and how many of them are before the first live one.
    pub(super) fn into_slots(self) -> (Vec<Slot<K, V>>, usize) {
        self.slots.into_parts()
    }

    pub(super) fn links(&self) -> &[Link] {
        &self.links
    }

    pub(super) fn entry(&self, slot: usize) -> Option<(&K, &V)> {
        self.slots.get(slot)?.as_ref().map(|(key, value)| (key, value))
    }

    pub(super) fn value_mut(&mut self, slot: usize) -> Option<&mut V> {
        self.slots.get_mut(slot)?.as_mut().map(|(_, value)| value)
    }

    /// The number of distinct keys.
    pub(super) fn keys_len(&self) -> usize
    where
        K: Eq,
    {
        if self.is_small() { self.small_heads().count_ones() as usize } else { self.table.len() }
    }

    /// In small mode: the slots whose key no earlier slot has, one bit each.
    pub(super) fn small_heads(&self) -> u32
    where
        K: Eq,
    {
        let mut heads = 0;
        for (slot, entry) in self.slots.iter().enumerate() {
            let Some((key, _)) = entry else { continue };
            if !self.slots[..slot].iter().flatten().any(|(earlier, _)| earlier == key) {
                heads |= 1 << slot;
            }
        }
        heads
    }

    /// The key's first entry.
    #[inline]
    pub(super) fn get<Q, S>(&self, hasher: &S, key: &Q) -> Option<(&K, &V)>
    where
        Q: ?Sized + Hash + Equivalent<K>,
        S: BuildHasher,
    {
        let entry = if self.is_small() {
            self.slots.iter().flatten().find(|(own, _)| key.equivalent(own))
        } else {
            self.slots[self.find(hasher, key)?].as_ref()
        };
        entry.map(|(key, value)| (key, value))
    }

    /// Finds the slot of the key's first entry.
    pub(super) fn find<Q, S>(&self, hasher: &S, key: &Q) -> Option<usize>
    where
        Q: ?Sized + Hash + Equivalent<K>,
        S: BuildHasher,
    {
        if self.is_small() {
            return self.slots.iter().position(|slot| holds(slot, key));
        }
        let hash = spread(hash_of(hasher, key));
        let head = self.table.find(hash, |&head| holds(&self.slots[head as usize], key))?;
        Some(*head as usize)
    }

    /// Finds the slot of the key's last entry.
    pub(super) fn find_last<Q, S>(&self, hasher: &S, key: &Q) -> Option<usize>
    where
        Q: ?Sized + Hash + Equivalent<K>,
        S: BuildHasher,
    {
        if self.is_small() {
            return self.slots.iter().rposition(|slot| holds(slot, key));
        }
        self.find(hasher, key).map(|head| self.links[head].prev as usize)
    }

    /// Finds the key's first entry for a change: its slot, and its place in the table.
    pub(super) fn locate<Q, S>(&self, hasher: &S, key: &Q) -> Option<Place>
    where
        Q: ?Sized + Hash + Equivalent<K>,
        S: BuildHasher,
    {
        if self.is_small() {
            let slot = self.slots.iter().position(|slot| holds(slot, key))?;
            return Some(Place::new(slot));
        }
        self.locate_hashed(hash_of(hasher, key), key)
    }

    /// See [`locate`](Self::locate); there is an index, or the map is empty.
    pub(super) fn locate_hashed<Q>(&self, hash: u32, key: &Q) -> Option<Place>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let own = |&head: &u32| holds(&self.slots[head as usize], key);
        let bucket = self.table.find_bucket_index(spread(hash), own)?;
        Some(Place::in_bucket(*self.table.get_bucket(bucket)? as usize, bucket))
    }

    /// Finds all entries of the key.
    pub(super) fn ring<Q, S>(&self, hasher: &S, key: &Q) -> Ring<'_>
    where
        Q: ?Sized + Hash + Equivalent<K>,
        S: BuildHasher,
    {
        if self.is_small() {
            Ring::small(self.small_matches(0, key))
        } else {
            match self.find(hasher, key) {
                Some(head) => self.ring_of(head),
                None => Ring::small(0),
            }
        }
    }

    /// Finds all entries of the key, for a change of their values.
    pub(super) fn ring_mut<Q, S>(&mut self, hasher: &S, key: &Q) -> (&mut [Slot<K, V>], Ring<'_>)
    where
        Q: ?Sized + Hash + Equivalent<K>,
        S: BuildHasher,
    {
        let ring = if self.is_small() {
            Ring::small(self.small_matches(0, key))
        } else {
            match self.find(hasher, key) {
                Some(head) => Ring::indexed(&self.links, head),
                None => Ring::small(0),
            }
        };
        (&mut self.slots, ring)
    }

    /// All entries of the key whose first is in slot `head`.
    pub(super) fn ring_of_key(&self, head: usize) -> Ring<'_>
    where
        K: Eq,
    {
        if self.is_small() { Ring::small(self.small_ring_of_key(head)) } else { self.ring_of(head) }
    }

    /// See [`ring_of_key`](Self::ring_of_key); for a change of the values.
    pub(super) fn ring_of_key_mut(&mut self, head: usize) -> (&mut [Slot<K, V>], Ring<'_>)
    where
        K: Eq,
    {
        if self.is_small() {
            let small = self.small_ring_of_key(head);
            (&mut self.slots, Ring::small(small))
        } else {
            (&mut self.slots, Ring::indexed(&self.links, head))
        }
    }

    /// In small mode: the slots of the key whose first is `head`, one bit each.
    pub(super) fn small_ring_of_key(&self, head: usize) -> u32
    where
        K: Eq,
    {
        match &self.slots[head] {
            Some((key, _)) if self.is_small() => self.small_matches(head, key),
            _ => 0,
        }
    }

    /// In small mode: the slots from `start` on that hold the key, one bit each.
    pub(super) fn small_matches<Q>(&self, start: usize, key: &Q) -> u32
    where
        Q: ?Sized + Equivalent<K>,
    {
        small_matches(&self.slots, start, key)
    }

    /// The ring of an entry that is a head, when there is an index.
    pub(super) fn ring_of(&self, head: usize) -> Ring<'_> {
        Ring::indexed(&self.links, head)
    }

    /// The slot of the entry at a position.
    pub(super) fn slot_at(&self, index: usize) -> Option<usize> {
        self.slots.slot_at(index)
    }

    /// The position of the entry in a slot.
    pub(super) fn index_at(&self, slot: usize) -> usize {
        self.slots.index_at(slot)
    }
}

/// See [`Core::small_matches`].
pub(super) fn small_matches<K, V, Q>(slots: &[Slot<K, V>], start: usize, key: &Q) -> u32
where
    Q: ?Sized + Equivalent<K>,
{
    let mut matches = 0;
    let mut bit = 1 << start;
    for entry in slots.get(start..).unwrap_or_default() {
        if holds(entry, key) {
            matches |= bit;
        }
        bit <<= 1;
    }
    matches
}

/// Whether the slot holds an entry with the key.
fn holds<K, V, Q>(slot: &Slot<K, V>, key: &Q) -> bool
where
    Q: ?Sized + Equivalent<K>,
{
    matches!(slot, Some((own, _)) if key.equivalent(own))
}

impl<K: Clone, V: Clone> Clone for Core<K, V> {
    fn clone(&self) -> Self {
        let mut clone = Self { slots: self.slots.clone_live(), ..Self::new() };
        if self.len() > small_limit() {
            self.copy_index_into(&mut clone);
        }
        clone
    }
}
