//! The storage of a `Relation`: two sides and the pairs between them.
//!
//! ```text
//! left, right: Side               each value once, by number (see `side`)
//! slots: Vec<[Half; 2]>           pairs in insertion order; Half { id, next, prev }
//! table: HashTable<u32>           pair -> slot
//! front: first live slot, live: number of pairs
//! ```
//!
//! A half names a value by its number and links the pair into that value's ring: the pairs of one
//! value in ascending slot order, `head.prev` = tail, `tail.next` = head. So a slot is a head
//! exactly when `prev >= its own index`. A hole has the number [`NONE`] in both halves.
//!
//! Both halves of a pair lie in one record, so that a walk over the rights of a left touches one
//! record and one value a step; which half is the left's is told by [`Side::half`], so that
//! turning the relation around swaps the sides and leaves the records alone.
//!
//! The hash of a pair is a symmetric function of the stored hashes of its values. It is therefore
//! as unpredictable as these are, costs no further call of a hasher, and survives an inversion.
//!
//! Invariants ([`Core::check`]): `live` counts the records that are no holes; the last slot is
//! live; `front` is the first live one; each live record lies on one ring of each side; rings
//! ascend; degrees count them; each value with a number has pairs, is in its side's table under its
//! hash, and occurs once; the pair table has an entry for each pair, and no pair occurs twice.
//!
//! No function here calls a user's `Hash`, `Eq`, `Clone` or `Drop` while it changes anything.

use alloc::vec::Vec;

use hashbrown::HashTable;

use super::side::{Node, Side};
use crate::multimap::table::{Room, room};

/// No number: ends the list of free nodes and marks holes.
pub(super) const NONE: u32 = u32::MAX;

/// A pair's place in the ring of one of its values.
#[derive(Clone, Copy)]
pub(super) struct Half {
    pub(super) id: u32,
    pub(super) next: u32,
    pub(super) prev: u32,
}

pub(super) type Pair = [Half; 2];

const HOLE: Pair = [Half { id: NONE, next: NONE, prev: NONE }; 2];

#[inline]
pub(super) fn is_live(pair: &Pair) -> bool {
    pair[0].id != NONE
}

/// The pairs, apart from the sides, so that either side can be changed along with them.
#[derive(Clone)]
pub(super) struct Pairs {
    pub(super) slots: Vec<Pair>,
    pub(super) table: HashTable<u32>,
    pub(super) front: usize,
    pub(super) live: usize,
}

#[derive(Clone)]
pub(super) struct Core<L, R> {
    pub(super) left: Side<L>,
    pub(super) right: Side<R>,
    pub(super) pairs: Pairs,
}

/// Mixes the hashes of two values, in either order, into one for a table.
#[inline]
fn pair_hash(a: u32, b: u32) -> u64 {
    let both = u64::from(a.min(b)) << 32 | u64::from(a.max(b));
    // The odd constant nearest to 2^64 over the golden ratio (Knuth, TAOCP 3, 6.4): high bits
    // depend on all others, and folding carries them to the low ones.
    let product = both.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 32)
}

/// The hash of a record by the stored hashes of its values.
#[inline]
fn record_hash<T, U>(pair: &Pair, this: &Side<T>, other: &Side<U>) -> u64 {
    let a = this.node(pair[this.half & 1].id).hash;
    let b = other.node(pair[other.half & 1].id).hash;
    pair_hash(a, b)
}

impl Pairs {
    const fn new() -> Self {
        Self { slots: Vec::new(), table: HashTable::new(), front: 0, live: 0 }
    }

    fn holes(&self) -> usize {
        self.slots.len() - self.live
    }

    /// Finds the slot of a pair of numbers.
    #[inline]
    fn find<T, U>(&self, this: &Side<T>, a: u32, other: &Side<U>, b: u32) -> Option<u32> {
        let hash = pair_hash(this.node(a).hash, other.node(b).hash);
        let (half, opposite) = (this.half & 1, other.half & 1);
        let same = |&p: &u32| {
            let pair = &self.slots[p as usize];
            pair[half].id == a && pair[opposite].id == b
        };
        self.table.find(hash, same).copied()
    }

    /// Enters slot `p` in the table.
    fn enter<T, U>(&mut self, p: u32, this: &Side<T>, other: &Side<U>) {
        let slots = &self.slots;
        let hash = |&p: &u32| record_hash(&slots[p as usize], this, other);
        self.table.insert_unique(hash(&p), p, hash);
    }

    fn leave<T, U>(&mut self, p: u32, this: &Side<T>, other: &Side<U>) {
        let hash = record_hash(&self.slots[p as usize], this, other);
        if let Ok(entry) = self.table.find_entry(hash, |&other| other == p) {
            entry.remove();
        }
    }

    /// Gives up the holes at both ends. Costs no more than the removals that made them.
    fn trim(&mut self) {
        while self.slots.last().is_some_and(|pair| !is_live(pair)) {
            self.slots.pop();
        }
        if self.slots.is_empty() {
            self.front = 0;
        }
        while self.slots.get(self.front).is_some_and(|pair| !is_live(pair)) {
            self.front += 1;
        }
    }
}

impl<L, R> Core<L, R> {
    pub(super) const fn new() -> Self {
        Self { left: Side::new(0), right: Side::new(1), pairs: Pairs::new() }
    }

    #[inline]
    pub(super) fn find(&self, left: u32, right: u32) -> Option<u32> {
        self.pairs.find(&self.left, left, &self.right, right)
    }

    /// The values of a live slot.
    #[inline]
    pub(super) fn get(&self, p: usize) -> Option<(&L, &R)> {
        let pair = self.pairs.slots.get(p)?;
        let left = self.left.nodes.get(pair[self.left.half & 1].id as usize)?;
        let right = self.right.nodes.get(pair[self.right.half & 1].id as usize)?;
        left.value.as_ref().zip(right.value.as_ref())
    }

    /// Makes room for one more pair.
    #[track_caller]
    pub(super) fn make_room(&mut self) {
        let slots = &self.pairs.slots;
        match room(slots.len(), slots.capacity(), self.pairs.holes()) {
            Room::Free => {}
            Room::Compact => self.compact(),
            Room::Grow => {
                self.compact();
                let slots = &mut self.pairs.slots;
                slots.reserve(slots.capacity() - slots.len() + 1);
            }
        }
    }

    pub(super) fn reserve(&mut self, additional: usize) {
        let Self { left, right, pairs } = self;
        let slots = &pairs.slots;
        pairs.table.reserve(additional, |&p| record_hash(&slots[p as usize], left, right));
        pairs.slots.reserve(additional);
    }

    /// Appends a pair that is not there yet. There must be room.
    pub(super) fn push(&mut self, left: u32, right: u32) {
        let p = self.pairs.slots.len();
        let mut pair = HOLE;
        pair[self.left.half & 1].id = left;
        pair[self.right.half & 1].id = right;
        self.pairs.slots.push(pair);
        self.pairs.live += 1;
        self.admit(p as u32);
    }

    /// Links a record that has its numbers into both rings and enters it in the table.
    fn admit(&mut self, p: u32) {
        self.left.link(&mut self.pairs.slots, p);
        self.right.link(&mut self.pairs.slots, p);
        self.pairs.enter(p, &self.left, &self.right);
    }

    /// Removes the pair in a live slot, and with it each value that has no other pair.
    pub(super) fn detach(&mut self, p: u32) -> (Option<L>, Option<R>) {
        let pair = self.pairs.slots[p as usize];
        let (left, right) = (pair[self.left.half & 1].id, pair[self.right.half & 1].id);
        self.pairs.leave(p, &self.left, &self.right);
        self.left.unlink(&mut self.pairs.slots, p);
        self.right.unlink(&mut self.pairs.slots, p);
        self.pairs.slots[p as usize] = HOLE;
        self.pairs.live -= 1;
        self.pairs.trim();
        let left = if self.left.node(left).degree == 0 { self.left.release(left) } else { None };
        let right =
            if self.right.node(right).degree == 0 { self.right.release(right) } else { None };
        if self.pairs.live == 0 {
            self.left.reset();
            self.right.reset();
        }
        (left, right)
    }

    /// Squeezes out the holes and links everything anew.
    pub(super) fn compact(&mut self) {
        if self.pairs.holes() == 0 {
            return;
        }
        self.pairs.slots.retain(is_live);
        self.pairs.front = 0;
        self.pairs.table.clear();
        unlink_all(&mut self.left.nodes);
        unlink_all(&mut self.right.nodes);
        for p in 0..self.pairs.slots.len() {
            self.admit(p as u32);
        }
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.compact();
        let Self { left, right, pairs } = self;
        pairs.slots.shrink_to_fit();
        let slots = &pairs.slots;
        pairs.table.shrink_to_fit(|&p| record_hash(&slots[p as usize], left, right));
        left.shrink_to_fit();
        right.shrink_to_fit();
    }

    pub(super) fn clear(&mut self) {
        self.pairs.slots.clear();
        self.pairs.table.clear();
        self.pairs.front = 0;
        self.pairs.live = 0;
        // Whatever a value's `Drop` does, both sides are consistent before it runs.
        let (left, right) = (self.left.take_nodes(), self.right.take_nodes());
        self.left.nodes = cleared(left);
        self.right.nodes = cleared(right);
    }

    /// Turns the sides around.
    pub(super) fn into_inverse(self) -> Core<R, L> {
        Core { left: self.right, right: self.left, pairs: self.pairs }
    }

    /// Panics unless the invariants hold.
    #[cfg(feature = "__audit")]
    pub(super) fn check<S>(&self, hash_builder: &S)
    where
        L: core::hash::Hash + Eq,
        R: core::hash::Hash + Eq,
        S: core::hash::BuildHasher,
    {
        let Pairs { slots, table, front, live } = &self.pairs;
        assert_eq!(*live, slots.iter().filter(|pair| is_live(pair)).count(), "live counts pairs");
        assert!(slots.last().is_none_or(is_live), "the last slot is live");
        assert_eq!(*front, slots.iter().position(is_live).unwrap_or(0), "front is the first");
        assert_eq!(table.len(), *live, "a table entry a pair");
        assert_eq!(self.left.half ^ self.right.half, 1, "each side has its own half");
        for (p, pair) in slots.iter().enumerate().filter(|(_, pair)| is_live(pair)) {
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

fn unlink_all<T>(nodes: &mut [Node<T>]) {
    for node in nodes {
        if node.value.is_some() {
            node.degree = 0;
        }
    }
}

/// Renames the value with number `old` of one side to `value`, which is number `new` if it is
/// present. Returns the values that went.
///
/// Where both had a pair with the same partner, the one of `new` keeps its place. Two chains are
/// merged by position, so that the order stays that of insertion.
pub(super) fn replace<T, U>(
    this: &mut Side<T>,
    other: &mut Side<U>,
    pairs: &mut Pairs,
    old: u32,
    (value, hash): (T, u32),
    new: Option<u32>,
) -> (Option<T>, Option<T>) {
    let half = this.half & 1;
    let moved = chain(this.node(old), &pairs.slots, half);
    let new = match new {
        // The same value in another spelling.
        Some(new) if new == old => return (this.nodes[old as usize].value.replace(value), None),
        Some(new) => new,
        None => {
            for &p in &moved {
                pairs.leave(p, this, other);
            }
            let gone = this.rename(old, value, hash);
            for &p in &moved {
                pairs.enter(p, this, other);
            }
            return (gone, None);
        }
    };
    let kept = chain(this.node(new), &pairs.slots, half);
    let mut ring = Vec::with_capacity(moved.len() + kept.len());
    let mut rest = kept.into_iter().peekable();
    for p in moved {
        pairs.leave(p, this, other);
        let partner = pairs.slots[p as usize][other.half & 1].id;
        if pairs.find(this, new, other, partner).is_some() {
            other.unlink(&mut pairs.slots, p);
            pairs.slots[p as usize] = HOLE;
            pairs.live -= 1;
        } else {
            pairs.slots[p as usize][half].id = new;
            pairs.enter(p, this, other);
            while let Some(kept) = rest.next_if(|&kept| kept < p) {
                ring.push(kept);
            }
            ring.push(p);
        }
    }
    ring.extend(rest);
    this.nodes[new as usize].degree = 0;
    for p in ring {
        this.link(&mut pairs.slots, p);
    }
    pairs.trim();
    let gone = this.release(old);
    (gone, this.nodes[new as usize].value.replace(value))
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
    let mut on_rings = 0;
    let mut values = 0;
    for (id, node) in side.nodes.iter().enumerate() {
        let Some(value) = &node.value else { continue };
        values += 1;
        assert!(node.degree > 0, "a value has pairs");
        let hash = crate::multimap::table::hash_of(hash_builder, value);
        assert_eq!(node.hash, hash, "a value's hash is stored");
        assert_eq!(side.find(hash, |v| v == value), Some(id as u32), "a value is found, and once");
        let chain = chain(node, slots, side.half);
        assert!(chain.is_sorted_by(|a, b| a < b), "rings ascend");
        on_rings += chain.len();
        for (i, &p) in chain.iter().enumerate() {
            let half = slots[p as usize][side.half];
            assert_eq!(half.id as usize, id, "a ring holds one value's pairs");
            let (next, prev) = ((i + 1) % chain.len(), (i + chain.len() - 1) % chain.len());
            assert_eq!((half.next, half.prev), (chain[next], chain[prev]), "both ways agree");
        }
    }
    assert_eq!(values, side.table.len(), "a table entry a value");
    assert_eq!(on_rings, slots.iter().filter(|pair| is_live(pair)).count(), "all are on rings");
    let mut free = side.free;
    for _ in values..side.nodes.len() {
        assert!(side.nodes[free as usize].value.is_none(), "free numbers have no value");
        free = side.nodes[free as usize].head;
    }
    assert_eq!(free, NONE, "all numbers without a value are free");
}
