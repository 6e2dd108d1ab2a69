//! Walking over the entries in order, and taking the tree apart in order.

use alloc::vec;
use alloc::vec::Vec;

use super::super::node::{home, place};
use super::super::runs::NONE;
use super::{LEAF, Loc, Trie};
use crate::ip::{Family, Prefix};

/// A step of a [`Cursor`].
#[derive(Clone, Copy, Debug)]
pub(in crate::ip::map) enum Step<F: Family> {
    /// A prefix in a node, with its rank.
    Node(Prefix<F>, u32, u32),
    /// A leaf.
    Leaf(u32),
}

/// A walk over the entries in order. It does not borrow the tree, whose shape must not change
/// meanwhile; values may.
#[derive(Clone, Debug)]
pub(in crate::ip::map) struct Cursor {
    frames: Vec<Frame>,
    leaf: u32,
}

/// What is left of a node.
#[derive(Clone, Copy, Debug)]
struct Frame {
    set: [u64; 2],
    kids: u64,
    node: u32,
    rank: u32,
}

impl Cursor {
    /// A walk over everything.
    pub(in crate::ip::map) fn all<F: Family, V>(trie: &Trie<F, V>) -> Self {
        let mut this = Self { frames: Vec::new(), leaf: NONE };
        if !trie.nodes.is_empty() {
            this.enter(trie, 0);
        }
        this
    }

    /// A walk over the prefixes inside of one.
    pub(in crate::ip::map) fn covered<F: Family, V>(trie: &Trie<F, V>, by: Prefix<F>) -> Self {
        let mut this = Self { frames: Vec::new(), leaf: NONE };
        let (bits, len) = (by.bits(), by.prefix_len());
        let mut link = if trie.nodes.is_empty() { NONE } else { 0 };
        while link < LEAF {
            let node = &trie.nodes[link as usize];
            if node.depth > home(len) || !node.contains(bits) {
                if by.contains(F::from_bits(node.key)) && node.depth >= len {
                    this.enter(trie, link);
                }
                return this;
            }
            let slot = node.slot(bits);
            if node.depth < home(len) {
                link = trie.child(link, slot);
                continue;
            }
            // The places and slots of one subtree are neighbours.
            let rel = u32::from(len - node.depth);
            let first = place(slot, rel);
            let places = ((1_u128 << ((1 << (7 - rel)) - 1)) - 1) << first;
            let slots = (u64::MAX >> (64 - (1 << (6 - rel)))) << slot;
            this.frames.push(Frame {
                set: [node.set[0] & places as u64, node.set[1] & (places >> 64) as u64],
                kids: node.kids & slots,
                node: link,
                rank: node.rank(first) as u32,
            });
            return this;
        }
        if link != NONE && by.contains_prefix(trie.leaves[(link ^ LEAF) as usize].0) {
            this.leaf = link ^ LEAF;
        }
        this
    }

    fn enter<F: Family, V>(&mut self, trie: &Trie<F, V>, index: u32) {
        let node = &trie.nodes[index as usize];
        self.frames.push(Frame { set: node.set, kids: node.kids, node: index, rank: 0 });
    }

    #[inline]
    pub(in crate::ip::map) fn next<F: Family, V>(&mut self, trie: &Trie<F, V>) -> Option<Step<F>> {
        if self.leaf != NONE {
            return Some(Step::Leaf(core::mem::replace(&mut self.leaf, NONE)));
        }
        loop {
            let frame = self.frames.last_mut()?;
            let value = match frame.set {
                [0, 0] => u32::MAX,
                [0, high] => 64 + high.trailing_zeros(),
                [low, _] => low.trailing_zeros(),
            };
            // What is below a slot follows the longest place of the slot.
            let slot = frame.kids.trailing_zeros();
            if value != u32::MAX && (slot == 64 || value <= place(slot, 6)) {
                frame.set[(value >> 6) as usize] &= frame.set[(value >> 6) as usize] - 1;
                let rank = frame.rank;
                frame.rank += 1;
                let prefix = trie.nodes[frame.node as usize].prefix_at(value);
                return Some(Step::Node(prefix, frame.node, rank));
            }
            if slot == 64 {
                self.frames.pop();
                continue;
            }
            frame.kids &= frame.kids - 1;
            let link = trie.child(frame.node, slot);
            if link >= LEAF {
                return Some(Step::Leaf(link ^ LEAF));
            }
            self.enter(trie, link);
        }
    }
}

impl<F: Family, V> Trie<F, V> {
    /// The prefix and place of a step.
    #[inline]
    pub(in crate::ip::map) fn entry_at(&self, step: Step<F>) -> (Prefix<F>, Loc) {
        match step {
            Step::Node(prefix, node, rank) => (prefix, Loc::Node(node, rank)),
            Step::Leaf(leaf) => (self.leaves[leaf as usize].0, Loc::Leaf(leaf)),
        }
    }

    /// Takes the entries out, in order.
    pub(in crate::ip::map) fn into_entries(self) -> Vec<(Prefix<F>, V)> {
        let mut entries = Vec::with_capacity(self.len);
        self.take_apart(|prefix, value| entries.push((prefix, value)));
        entries
    }

    /// Gives the entries away, in order.
    pub(in crate::ip::map) fn take_apart(mut self, mut each: impl FnMut(Prefix<F>, V)) {
        let mut values: Vec<vec::IntoIter<V>> = Vec::with_capacity(self.nodes.len());
        for node in &mut self.nodes {
            values.push(core::mem::take(&mut node.values).into_iter());
        }
        let mut leaves: Vec<Option<(Prefix<F>, V)>> =
            core::mem::take(&mut self.leaves).into_iter().map(Some).collect();
        let mut cursor = Cursor::all(&self);
        while let Some(step) = cursor.next(&self) {
            // Values come in the order of their nodes; each leaf comes once.
            match step {
                Step::Node(prefix, node, _) => {
                    if let Some(value) = values[node as usize].next() {
                        each(prefix, value);
                    }
                }
                Step::Leaf(leaf) => {
                    if let Some((prefix, value)) = leaves[leaf as usize].take() {
                        each(prefix, value);
                    }
                }
            }
        }
    }
}
