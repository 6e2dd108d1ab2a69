//! The storage of a `Relation`: two sides and the pairs between them.
//!
//! ```text
//! left, right: Side               each value once, by number (see `side`)
//! slots: Slots<[Half; 2]>         pairs in insertion order, with holes; Half { id, next, prev }
//! table: HashTable<u32>           pair -> slot
//! ```
//!
//! A half names a value by its number and links the pair into that value's chain: the pairs of one
//! value in ascending slot order, with [`NONE`] at both ends. A hole has [`NONE`] for both numbers.
//!
//! Both halves of a pair are in one record, so that a walk over the right values of a left value
//! touches one record and one value per step; [`Side::half`] tells which half is the left one, so
//! that inverting the relation swaps the sides and does not change the records.
//!
//! The hash of a pair is a function of its two numbers, in the order of the halves, and of a salt
//! from the relation's hasher: it is as unpredictable as that hasher (numbers alone are not), can
//! be computed from the record alone when the table grows, and survives an inversion. Rejected: a
//! symmetric function of the values' stored hashes, which reads two more places in memory per pair
//! that is looked up or moved.
//!
//! Invariants (`Core::check`): those of the slots; each live record is on one chain of each side;
//! chains ascend; degrees count them; each value with a number has pairs, is in its side's table
//! under its hash, and occurs once; the pair table has an entry for each pair, and no pair occurs
//! twice.
//!
//! The cost: the partners of a value are stored where they were inserted, not side by side, so that
//! a step of `rights_of` waits for memory where a `HashSet` of one left value would continue
//! reading; with numbers for values it takes up to twice the time. What other designs would take,
//! measured as walks alone over 10,000 pairs of degree 4, numbers and short texts, a `HashSet` per
//! value being 1: these chains 2.1 and 1.2; chains in a record of 8 bytes for each side, beside the
//! values without their hashes 1.0 and 0.8, which spreads a pair over four places where an
//! insertion or a removal now changes one; linked blocks of four partners 0.9 and 0.8, and a list
//! of partners per value 0.8 and 0.8, in which removing a pair leaves a hole to find and to close,
//! or takes time in proportion to their length; a `BTreeMap` per value 1.1 and 1.0.
//!
//! No function here calls a user's `Hash`, `Eq`, `Clone` or `Drop` while it changes anything.

use alloc::vec;
use alloc::vec::Vec;

use hashbrown::HashTable;

use super::side::{Node, Side};
use crate::error::bug;
use crate::multimap::places::{Chain, successors};
use crate::multimap::slots::{Room, Slot, Slots};

/// No number: ends the list of free nodes and marks holes.
pub(super) use crate::multimap::places::NONE;

/// A pair's place in the chain of one of its values.
#[derive(Clone, Copy)]
pub(super) struct Half {
    pub(super) id: u32,
    pub(super) next: u32,
    pub(super) prev: u32,
}

pub(super) type Pair = [Half; 2];

const HOLE: Pair = [Half { id: NONE, next: NONE, prev: NONE }; 2];

impl Slot for Pair {
    #[inline]
    fn is_live(&self) -> bool {
        self[0].id != NONE
    }

    #[inline]
    fn take(&mut self) -> Self {
        core::mem::replace(self, HOLE)
    }

    /// Grows by half, not to double: if records are many and small, the unused ones are most of
    /// what a relation wastes.
    fn grown(capacity: usize) -> usize {
        capacity.saturating_add((capacity / 2).max(4))
    }
}

/// Whether two records have the same numbers.
#[inline]
fn is_same(one: &Pair, other: &Pair) -> bool {
    one[0].id == other[0].id && one[1].id == other[1].id
}

/// The pairs, apart from the sides, so that either side can be changed together with them.
pub(super) struct Pairs {
    pub(super) slots: Slots<Pair>,
    pub(super) table: HashTable<u32>,
    /// Keys the hashes of the table; it may change while there are no pairs.
    salt: u64,
    /// The number of pairs that compactions have moved, for tests.
    #[cfg(feature = "__audit")]
    pub(super) moved: usize,
}

pub(super) struct Core<L, R> {
    pub(super) left: Side<L>,
    pub(super) right: Side<R>,
    pub(super) pairs: Pairs,
}

/// Hashes the numbers of a record: the folded product that foldhash uses, keyed by the salt.
#[inline]
fn pair_hash(pair: &Pair, salt: u64) -> u64 {
    let numbers = u64::from(pair[0].id) << 32 | u64::from(pair[1].id);
    // 2^64 over the golden ratio, rounded to an odd number (Knuth, TAOCP 3, 6.4).
    let product = u128::from(numbers ^ salt) * 0x9E37_79B9_7F4A_7C15;
    (product >> 64) as u64 ^ product as u64
}

/// A record of two numbers that is not linked yet.
#[inline]
fn record<T, U>(this: &Side<T>, a: u32, other: &Side<U>, b: u32) -> Pair {
    let mut pair = HOLE;
    pair[this.half & 1].id = a;
    pair[other.half & 1].id = b;
    pair
}

impl Pairs {
    const fn new() -> Self {
        Self {
            slots: Slots::new(),
            table: HashTable::new(),
            salt: 0,
            #[cfg(feature = "__audit")]
            moved: 0,
        }
    }

    /// Finds the slot of a record's pair.
    #[inline]
    fn find(&self, pair: &Pair) -> Option<u32> {
        let same = |&p: &u32| is_same(&self.slots[p as usize], pair);
        self.table.find(pair_hash(pair, self.salt), same).copied()
    }

    /// Removes a record's pair from the table and returns its slot.
    #[inline]
    fn find_and_leave(&mut self, pair: &Pair) -> Option<u32> {
        let same = |&p: &u32| is_same(&self.slots[p as usize], pair);
        let entry = self.table.find_entry(pair_hash(pair, self.salt), same).ok()?;
        Some(entry.remove().0)
    }

    /// Enters slot `p` in the table.
    fn enter(&mut self, p: u32) {
        let (slots, salt) = (&self.slots, self.salt);
        let hash = |&p: &u32| pair_hash(&slots[p as usize], salt);
        self.table.insert_unique(hash(&p), p, hash);
    }

    fn leave(&mut self, p: u32) {
        let hash = pair_hash(&self.slots[p as usize], self.salt);
        match self.table.find_entry(hash, |&other| other == p) {
            Ok(entry) => drop(entry.remove()),
            Err(_) => bug!("a pair is not in its table"),
        }
    }

    fn shrink_to_fit(&mut self) {
        let Self { slots, table, salt, .. } = self;
        slots.shrink_to_fit();
        table.shrink_to_fit(|&p| pair_hash(&slots[p as usize], *salt));
    }
}

impl<L, R> Core<L, R> {
    pub(super) const fn new() -> Self {
        Self { left: Side::new(0), right: Side::new(1), pairs: Pairs::new() }
    }

    #[inline]
    pub(super) fn find(&self, left: u32, right: u32) -> Option<u32> {
        self.pairs.find(&record(&self.left, left, &self.right, right))
    }

    /// The values of a live slot.
    #[inline]
    pub(super) fn get(&self, p: usize) -> Option<(&L, &R)> {
        let pair = self.pairs.slots.get(p)?;
        let left = self.left.nodes.get(pair[self.left.half & 1].id as usize)?;
        let right = self.right.nodes.get(pair[self.right.half & 1].id as usize)?;
        left.value.as_ref().zip(right.value.as_ref())
    }

    /// Reserves room for more pairs, by the same rule for one as for many. The salt is stored if
    /// there is no pair.
    #[track_caller]
    pub(super) fn make_room(&mut self, additional: usize, salt: u64) {
        if self.pairs.slots.live() == 0 {
            self.pairs.salt = salt;
        }
        match self.pairs.slots.room_for(additional, self.pairs.slots.capacity()) {
            Room::Free => {}
            Room::Compact => self.compact(),
            Room::Grow(capacity) => {
                self.compact();
                self.pairs.slots.grow_to(capacity);
            }
        }
    }

    /// Reserves room for more pairs, in their table as well.
    #[track_caller]
    pub(super) fn reserve(&mut self, additional: usize) {
        self.make_room(additional, self.pairs.salt);
        let Pairs { slots, table, salt, .. } = &mut self.pairs;
        table.reserve(additional, |&p| pair_hash(&slots[p as usize], *salt));
    }

    /// Appends a pair that is not present. There must be room.
    pub(super) fn push(&mut self, left: u32, right: u32) {
        let p = self.pairs.slots.len();
        let pair = record(&self.left, left, &self.right, right);
        self.pairs.slots.push(pair);
        self.admit(p as u32);
    }

    /// Links a record that has its numbers into both chains and enters it in the table.
    fn admit(&mut self, p: u32) {
        self.left.link(&mut self.pairs.slots, p);
        self.right.link(&mut self.pairs.slots, p);
        self.pairs.enter(p);
    }

    /// Removes the pair of two numbers, if it is present, like [`detach`](Self::detach).
    pub(super) fn remove(&mut self, left: u32, right: u32) -> Option<(Option<L>, Option<R>)> {
        let p = self.pairs.find_and_leave(&record(&self.left, left, &self.right, right))?;
        Some(self.cut(p, left, right))
    }

    /// Removes the pair in a live slot, and with it each value that has no other pair.
    pub(super) fn detach(&mut self, p: u32) -> (Option<L>, Option<R>) {
        let pair = self.pairs.slots[p as usize];
        self.pairs.leave(p);
        self.cut(p, pair[self.left.half & 1].id, pair[self.right.half & 1].id)
    }

    /// Removes a pair that is out of the table, and each of its values that has no other.
    fn cut(&mut self, p: u32, left: u32, right: u32) -> (Option<L>, Option<R>) {
        self.left.unlink(&mut self.pairs.slots, p);
        self.right.unlink(&mut self.pairs.slots, p);
        self.pairs.slots.take(p as usize);
        self.pairs.slots.trim(p as usize);
        let left = if self.left.node(left).degree == 0 { self.left.release(left) } else { None };
        let right =
            if self.right.node(right).degree == 0 { self.right.release(right) } else { None };
        if self.pairs.slots.live() == 0 {
            self.pairs.slots.clear();
            self.left.reset();
            self.right.reset();
        }
        (left, right)
    }

    /// Closes the holes and rebuilds all links.
    pub(super) fn compact(&mut self) {
        if self.pairs.slots.holes() == 0 {
            return;
        }
        for pair in self.pairs.slots.iter().filter(|pair| pair.is_live()) {
            self.left.unlink_all(pair[self.left.half & 1].id);
            self.right.unlink_all(pair[self.right.half & 1].id);
        }
        self.relink();
    }

    /// Closes the holes and enters all pairs in empty chains and in the table.
    fn relink(&mut self) {
        #[cfg(feature = "__audit")]
        {
            self.pairs.moved += self.pairs.slots.live();
        }
        self.pairs.slots.compact(|_, _| {});
        self.pairs.table.clear();
        for p in 0..self.pairs.slots.len() {
            self.admit(p as u32);
        }
    }

    /// Closes the holes, and renumbers the values from the lowest number.
    fn renumber(&mut self) {
        let mut names = vec![NONE; self.left.nodes.len().max(self.right.nodes.len())];
        let half = self.left.half & 1;
        self.left.renumber(|old, new| names[old as usize] = new);
        rename(&mut self.pairs.slots, half, &names);
        self.right.renumber(|old, new| names[old as usize] = new);
        rename(&mut self.pairs.slots, half ^ 1, &names);
        self.relink();
    }

    /// Closes the holes and releases the free numbers if these are far more than what is in use.
    /// Slots and numbers change, so this comes last in every removal.
    #[inline]
    pub(super) fn settle(&mut self) {
        let sides = self.left.is_sparse() || self.right.is_sparse();
        if sides || self.pairs.slots.is_sparse() {
            self.settle_now();
        }
    }

    #[cold]
    #[inline(never)]
    fn settle_now(&mut self) {
        if self.left.is_sparse() || self.right.is_sparse() {
            self.renumber();
        } else if self.pairs.slots.is_sparse() {
            self.compact();
        }
    }

    pub(super) fn shrink_to_fit(&mut self) {
        if self.left.len() < self.left.nodes.len() || self.right.len() < self.right.nodes.len() {
            self.renumber();
        }
        self.compact();
        self.pairs.shrink_to_fit();
        self.left.shrink_to_fit();
        self.right.shrink_to_fit();
    }

    pub(super) fn clear(&mut self) {
        self.pairs.slots.clear();
        self.pairs.table.clear();
        // Whatever a value's `Drop` does, both sides are consistent before it runs.
        let (left, right) = (self.left.take_nodes(), self.right.take_nodes());
        self.left.nodes = cleared(left);
        self.right.nodes = cleared(right);
    }

    /// Swaps the two sides.
    pub(super) fn into_inverse(self) -> Core<R, L> {
        Core { left: self.right, right: self.left, pairs: self.pairs }
    }

    /// Panics if an invariant does not hold.
    #[cfg(feature = "__audit")]
    pub(super) fn check<S>(&self, hash_builder: &S)
    where
        L: core::hash::Hash + Eq,
        R: core::hash::Hash + Eq,
        S: core::hash::BuildHasher,
    {
        let Pairs { slots, table, .. } = &self.pairs;
        slots.check();
        assert_eq!(table.len(), slots.live(), "a table entry a pair");
        assert_eq!(self.left.half ^ self.right.half, 1, "each side has its own half");
        for (p, pair) in slots.iter().enumerate().filter(|(_, pair)| pair.is_live()) {
            let (left, right) = (pair[self.left.half].id, pair[self.right.half].id);
            assert_eq!(self.find(left, right), Some(p as u32), "a pair is found, and once");
        }
        check_side(&self.left, slots, hash_builder);
        check_side(&self.right, slots, hash_builder);
    }
}

/// Drops the nodes and keeps their allocation.
fn cleared<T>(mut nodes: Vec<Node<T>>) -> Vec<Node<T>> {
    nodes.clear();
    nodes
}

/// Replaces the number in one half of each pair by the new number of its value.
fn rename(slots: &mut [Pair], half: usize, names: &[u32]) {
    for pair in slots.iter_mut().filter(|pair| pair.is_live()) {
        pair[half].id = names[pair[half].id as usize];
    }
}

impl<L: Clone, R: Clone> Clone for Core<L, R> {
    /// Clones each value once. The clone has neither holes nor free numbers, and costs what the
    /// pairs need.
    fn clone(&self) -> Self {
        let slots = self.pairs.slots.clone_live();
        let Pairs { salt, .. } = self.pairs;
        let mut clone = Self::new();
        clone.pairs.salt = salt;
        clone.left.half = self.left.half;
        clone.right.half = self.right.half;
        let tables_fit = self.pairs.table.capacity() / 4 <= slots.live()
            && self.left.table.capacity() / 4 <= self.left.len()
            && self.right.table.capacity() / 4 <= self.right.len();
        let no_free = self.left.free == NONE && self.right.free == NONE;
        if self.pairs.slots.holes() == 0 && no_free && tables_fit {
            clone.left = self.left.clone();
            clone.right = self.right.clone();
            clone.pairs.table = self.pairs.table.clone();
            clone.pairs.slots = slots;
            return clone;
        }
        let mut names = vec![NONE; self.left.nodes.len().max(self.right.nodes.len())];
        clone.pairs.slots = slots;
        let half = self.left.half & 1;
        clone.left.copy_values(&self.left, &mut names);
        rename(&mut clone.pairs.slots, half, &names);
        clone.right.copy_values(&self.right, &mut names);
        rename(&mut clone.pairs.slots, half ^ 1, &names);
        clone.pairs.table = HashTable::with_capacity(clone.pairs.slots.live());
        for p in 0..clone.pairs.slots.len() {
            clone.admit(p as u32);
        }
        clone
    }
}

/// Renames the value with number `old` of one side to `value`, which has number `new` if it is
/// present. Returns the values that were removed.
///
/// Where both had a pair with the same partner, the pair of `new` keeps its place. The pairs of the
/// value that has fewer move to the other, so that this costs no more than the pairs of `old`,
/// except for finding their places; see [`successors`].
pub(super) fn replace<T, U>(
    this: &mut Side<T>,
    other: &mut Side<U>,
    pairs: &mut Pairs,
    old: u32,
    (value, hash): (T, u32),
    new: Option<u32>,
) -> (Option<T>, Option<T>) {
    let new = match new {
        // The same value in another spelling.
        Some(new) if new == old => return (this.nodes[old as usize].value.replace(value), None),
        Some(new) => new,
        // Pairs know numbers, not values.
        None => return (this.rename(old, value, hash), None),
    };
    let half = this.half & 1;
    let (from, into) =
        if this.node(old).degree > this.node(new).degree { (new, old) } else { (old, new) };
    // Of two pairs with the same partner, that of `old` is removed. Both are found before any pair
    // moves.
    let mut moved = chain(this.node(from), &pairs.slots, half);
    moved.retain(|&p| {
        let mut twin = pairs.slots[p as usize];
        twin[half].id = into;
        let Some(q) = pairs.find(&twin) else { return true };
        let goes = if from == old { p } else { q };
        pairs.leave(goes);
        this.unlink(&mut pairs.slots, goes);
        other.unlink(&mut pairs.slots, goes);
        pairs.slots.take(goes as usize);
        goes != p
    });
    let chain =
        ValueChain { node: this.node(into), slots: &pairs.slots, half, id: into, salt: pairs.salt };
    let places = successors(&chain, &moved).unwrap_or_else(|| {
        bug!("a value's pairs are not in order");
        vec![NONE; moved.len()]
    });
    for &p in &moved {
        pairs.leave(p);
        pairs.slots[p as usize][half].id = into;
        pairs.enter(p);
    }
    // From the last to the first: what follows a pair is its place's successor, or the moved pair
    // that was entered right before.
    let mut later = NONE;
    for (&p, &place) in moved.iter().zip(&places).rev() {
        this.link_before(&mut pairs.slots, p, place.min(later));
        later = p;
    }
    pairs.slots.trim_ends();
    this.unlink_all(from);
    let gone = this.release(from);
    if from == old {
        (gone, this.nodes[new as usize].value.replace(value))
    } else {
        (gone, this.rename(old, value, hash))
    }
}

/// The pairs of one value.
struct ValueChain<'a, T> {
    node: &'a Node<T>,
    slots: &'a [Pair],
    half: usize,
    id: u32,
    salt: u64,
}

impl<T> Chain for ValueChain<'_, T> {
    fn ends(&self) -> (u32, u32) {
        (self.node.head, self.node.tail)
    }

    fn next(&self, slot: u32) -> u32 {
        self.slots[slot as usize][self.half].next
    }

    fn prev(&self, slot: u32) -> u32 {
        self.slots[slot as usize][self.half].prev
    }

    fn holds(&self, slot: u32) -> bool {
        self.slots.get(slot as usize).is_some_and(|pair| pair[self.half].id == self.id)
    }

    fn slots(&self) -> usize {
        self.slots.len()
    }

    fn seed(&self) -> u64 {
        self.salt
    }
}

/// The slots of a value, ascending.
fn chain<T>(node: &Node<T>, slots: &[Pair], half: usize) -> Vec<u32> {
    let mut p = node.head;
    let step = |_| {
        let here = p;
        p = slots[p as usize][half].next;
        here
    };
    (0..node.degree).map(step).collect()
}

#[cfg(feature = "__audit")]
fn check_side<T, S>(side: &Side<T>, slots: &[Pair], hash_builder: &S)
where
    T: core::hash::Hash + Eq,
    S: core::hash::BuildHasher,
{
    let mut on_chains = 0;
    let mut values = 0;
    for (id, node) in side.nodes.iter().enumerate() {
        let Some(value) = &node.value else { continue };
        values += 1;
        assert!(node.degree > 0, "a value has pairs");
        let hash = crate::multimap::table::hash_of(hash_builder, value);
        assert_eq!(node.hash, hash, "a value's hash is stored");
        assert_eq!(side.find(hash, |v| v == value), Some(id as u32), "a value is found, and once");
        let chain = chain(node, slots, side.half);
        assert!(chain.is_sorted_by(|a, b| a < b), "chains ascend");
        on_chains += chain.len();
        for (i, &p) in chain.iter().enumerate() {
            let half = slots[p as usize][side.half];
            assert_eq!(half.id as usize, id, "a chain holds one value's pairs");
            let next = chain.get(i + 1).copied().unwrap_or(NONE);
            let prev = i.checked_sub(1).map_or(NONE, |i| chain[i]);
            assert_eq!((half.next, half.prev), (next, prev), "both ways agree");
        }
        assert_eq!(chain.last(), Some(&node.tail), "a chain ends at its tail");
    }
    assert_eq!(values, side.table.len(), "a table entry a value");
    assert_eq!(on_chains, slots.iter().filter(|pair| pair.is_live()).count(), "all are on chains");
    let mut free = side.free;
    for _ in values..side.nodes.len() {
        assert!(side.nodes[free as usize].value.is_none(), "free numbers have no value");
        free = side.nodes[free as usize].head;
    }
    assert_eq!(free, NONE, "all numbers without a value are free");
}
