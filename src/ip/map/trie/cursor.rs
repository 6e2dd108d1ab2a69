//! Walking over the entries in order, and taking the tree apart in order.

use alloc::vec;
use alloc::vec::Vec;

use super::super::links::Target;
use super::super::node::{first_of, home, place};
use super::{Loc, Trie};
use crate::error::bug;
use crate::ip::{Family, Prefix};

/// A step of a [`Cursor`].
#[derive(Clone, Copy, Debug)]
pub(in crate::ip::map) enum Step<F: Family> {
    /// A prefix in a node.
    Node { prefix: Prefix<F>, node: u32, rank: u32 },
    /// A leaf.
    Leaf(u32),
}

/// A walk over the entries in order. It does not borrow the tree, whose shape must not change
/// meanwhile; values may.
#[derive(Clone, Debug)]
pub(in crate::ip::map) struct Cursor {
    frames: Vec<Frame>,
    /// A leaf that comes before the frames.
    leaf: Option<u32>,
    /// See [`steps`](Self::steps).
    #[cfg(feature = "__audit")]
    steps: usize,
}

/// What is left of a node.
#[derive(Clone, Copy, Debug)]
struct Frame {
    set: [u64; 2],
    kids: u64,
    node: u32,
    rank: u32,
}

impl Frame {
    /// The whole of a node.
    fn new<F: Family, V>(trie: &Trie<F, V>, node: u32) -> Self {
        let (set, kids) = (trie.nodes[node as usize].set, trie.slots_below(node));
        Self { set, kids, node, rank: 0 }
    }

    /// The first slot below which something is left, 64 if there is none.
    #[inline]
    fn slot(&self) -> u32 {
        self.kids.trailing_zeros()
    }

    /// Takes the next place that comes before what is below a slot.
    #[inline]
    fn take_place(&mut self, slot: u32) -> Option<u32> {
        // What is below a slot follows the longest place of the slot.
        let place = first_of(self.set).filter(|at| slot == 64 || *at <= place(slot, 6))?;
        let part = &mut self.set[(place >> 6) as usize & 1];
        *part &= part.wrapping_sub(1);
        self.rank += 1;
        Some(place)
    }

    /// Takes the first slot.
    #[inline]
    fn take_slot(&mut self) {
        self.kids &= self.kids.wrapping_sub(1);
    }
}

impl Cursor {
    fn empty() -> Self {
        Self {
            frames: Vec::new(),
            leaf: None,
            #[cfg(feature = "__audit")]
            steps: 0,
        }
    }

    /// A walk over everything.
    pub(in crate::ip::map) fn all<F: Family, V>(trie: &Trie<F, V>) -> Self {
        let mut this = Self::empty();
        if !trie.nodes.is_empty() {
            this.enter(trie, 0);
        }
        this
    }

    /// A walk over the prefixes inside another.
    pub(in crate::ip::map) fn covered<F: Family, V>(trie: &Trie<F, V>, by: Prefix<F>) -> Self {
        let mut this = Self::empty();
        let (bits, len) = (by.bits(), by.prefix_len());
        let mut link = trie.root();
        while let Some(index) = link.as_node() {
            let node = &trie.nodes[index as usize];
            if node.depth > home(len) || !node.contains(bits) {
                if by.contains(F::from_bits(node.key)) && node.depth >= len {
                    this.enter(trie, index);
                }
                return this;
            }
            let slot = node.slot(bits);
            if node.depth < home(len) {
                link = trie.child(index, slot);
                continue;
            }
            let rel = u32::from(len - node.depth);
            let first = place(slot, rel);
            let (places, slots) = subtree(slot, rel);
            this.frames.push(Frame {
                set: [node.set[0] & places[0], node.set[1] & places[1]],
                kids: trie.slots_below(index) & slots,
                node: index,
                rank: node.rank(first) as u32,
            });
            return this;
        }
        this.leaf = link.as_leaf().filter(|leaf| by.contains_prefix(trie.leaves[*leaf as usize].0));
        this
    }

    fn enter<F: Family, V>(&mut self, trie: &Trie<F, V>, index: u32) {
        self.frames.push(Frame::new(trie, index));
    }

    #[inline]
    pub(in crate::ip::map) fn next<F: Family, V>(&mut self, trie: &Trie<F, V>) -> Option<Step<F>> {
        if let Some(leaf) = self.leaf.take() {
            return Some(Step::Leaf(leaf));
        }
        loop {
            #[cfg(feature = "__audit")]
            {
                self.steps += 1;
            }
            let frame = self.frames.last_mut()?;
            let slot = frame.slot();
            let (node, rank) = (frame.node, frame.rank);
            if let Some(place) = frame.take_place(slot) {
                let prefix = trie.nodes[node as usize].prefix_at(place);
                return Some(Step::Node { prefix, node, rank });
            }
            if slot == 64 {
                self.frames.pop();
                continue;
            }
            frame.take_slot();
            match trie.child(node, slot).target() {
                Target::Node(node) => self.enter(trie, node),
                Target::Leaf(leaf) => return Some(Step::Leaf(leaf)),
                Target::Nothing => bug!("a slot that is marked has a link"),
            }
        }
    }
}

impl Cursor {
    /// Skips what lies inside the prefix that the last step has returned.
    pub(in crate::ip::map) fn skip_inside<F: Family, V>(
        &mut self,
        trie: &Trie<F, V>,
        step: Step<F>,
    ) {
        // Nothing is stored inside of a leaf.
        let Step::Node { prefix, node, .. } = step else { return };
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.node == node) else {
            return bug!("the last step was not in the node on top");
        };
        let node = &trie.nodes[node as usize];
        let rel = u32::from(prefix.prefix_len() - node.depth);
        let (places, slots) = subtree(node.slot(prefix.bits()), rel);
        for (set, places) in frame.set.iter_mut().zip(places) {
            frame.rank += (*set & places).count_ones();
            *set &= !places;
        }
        frame.kids &= !slots;
    }

    /// The number of times that [`next`](Self::next) has looked at a node.
    #[cfg(feature = "__audit")]
    pub(in crate::ip::map) fn steps(&self) -> usize {
        self.steps
    }
}

/// The places and the slots of a node inside of one of its prefixes; they are neighbours.
fn subtree(slot: u32, rel: u32) -> ([u64; 2], u64) {
    let places = ((1_u128 << ((1 << (7 - rel)) - 1)) - 1) << place(slot, rel);
    let slots = (u64::MAX >> (64 - (1 << (6 - rel)))) << slot;
    ([places as u64, (places >> 64) as u64], slots)
}

impl<F: Family, V> Trie<F, V> {
    /// The prefix and place of a step.
    #[inline]
    pub(in crate::ip::map) fn entry_at(&self, step: Step<F>) -> (Prefix<F>, Loc) {
        match step {
            Step::Node { prefix, node, rank } => (prefix, Loc::Node { node, rank }),
            Step::Leaf(leaf) => (self.leaves[leaf as usize].0, Loc::Leaf(leaf)),
        }
    }

    /// Returns the entries, in order.
    pub(in crate::ip::map) fn into_entries(self) -> Vec<(Prefix<F>, V)> {
        let mut entries = Vec::with_capacity(self.len);
        self.take_apart(|prefix, value| entries.push((prefix, value)));
        entries
    }

    /// Calls `each` with each entry, in order.
    pub(in crate::ip::map) fn take_apart(mut self, mut each: impl FnMut(Prefix<F>, V)) {
        let mut leaves: Vec<Option<(Prefix<F>, V)>> =
            core::mem::take(&mut self.leaves).into_iter().map(Some).collect();
        // A cursor's frames, each with what is left of the node's values.
        let mut frames: Vec<(Frame, vec::IntoIter<V>)> = Vec::new();
        let mut enter = (!self.nodes.is_empty()).then_some(0);
        loop {
            if let Some(node) = enter.take() {
                let frame = Frame::new(&self, node);
                let values = core::mem::take(&mut self.nodes[node as usize].values);
                frames.push((frame, values.into_iter()));
            }
            let Some((frame, values)) = frames.last_mut() else { return };
            let (index, slot) = (frame.node, frame.slot());
            let node = &self.nodes[index as usize];
            while let Some(place) = frame.take_place(slot) {
                match values.next() {
                    Some(value) => each(node.prefix_at(place), value),
                    None => bug!("a node has a value for each place"),
                }
            }
            if slot == 64 {
                frames.pop();
                continue;
            }
            frame.take_slot();
            match self.child(index, slot).target() {
                Target::Node(node) => enter = Some(node),
                // Each leaf comes once.
                Target::Leaf(leaf) => match leaves[leaf as usize].take() {
                    Some((prefix, value)) => each(prefix, value),
                    None => bug!("each leaf has one link"),
                },
                Target::Nothing => bug!("a slot that is marked has a link"),
            }
        }
    }
}
