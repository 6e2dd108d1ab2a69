//! Links of the tree: what hangs below a slot, in one word, and short runs of such words.
//!
//! A node's links are a run, in slot order, of 1, 2, 4, … 64 words: the number of links rounded up
//! to a power of two, so that the length need not be stored. Runs that are released wait in a list
//! per length.

use alloc::vec::Vec;

/// What hangs below a slot: a node, a leaf, or nothing.
///
/// ```text
/// 0 index    a node
/// 1 index    a leaf
/// 1 1…1      nothing
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Link(u32);

/// A [`Link`], unpacked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    Nothing,
    Node(u32),
    Leaf(u32),
}

impl Link {
    pub(super) const NONE: Self = Self(u32::MAX);
    const LEAF: u32 = 1 << 31;
    /// The greatest number of nodes, or of leaves, that links can distinguish.
    pub(super) const MAX_TARGETS: usize = Self::LEAF as usize - 2;

    #[inline]
    pub(super) const fn node(index: u32) -> Self {
        Self(index)
    }

    #[inline]
    pub(super) const fn leaf(index: u32) -> Self {
        Self(index | Self::LEAF)
    }

    #[inline]
    pub(super) fn is_none(self) -> bool {
        self == Self::NONE
    }

    #[inline]
    pub(super) fn target(self) -> Target {
        match self {
            Self(index) if index < Self::LEAF => Target::Node(index),
            Self::NONE => Target::Nothing,
            Self(word) => Target::Leaf(word ^ Self::LEAF),
        }
    }

    /// The node it leads to, if it is a node.
    #[inline]
    pub(super) fn as_node(self) -> Option<u32> {
        (self.0 < Self::LEAF).then_some(self.0)
    }

    /// The leaf it leads to, if it is a leaf.
    #[inline]
    pub(super) fn as_leaf(self) -> Option<u32> {
        match self.target() {
            Target::Leaf(index) => Some(index),
            _ => None,
        }
    }
}

/// Where a node's links are in [`Links`]; the node knows how many there are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Run(u32);

impl Run {
    /// The run of no links.
    pub(super) const EMPTY: Self = Self(u32::MAX);
}

/// All runs of links. See the module's head.
#[derive(Clone, Debug)]
pub(super) struct Links {
    words: Vec<Link>,
    /// The free runs of each length class.
    free: [Vec<Run>; 7],
}

/// The length class of a number of links, at least one: the logarithm of its run's length.
fn class(count: u32) -> usize {
    count.next_power_of_two().trailing_zeros() as usize
}

impl Links {
    pub(super) const fn new() -> Self {
        Self { words: Vec::new(), free: [const { Vec::new() }; 7] }
    }

    #[inline]
    pub(super) fn get(&self, run: Run, rank: u32) -> Link {
        self.words[(run.0 + rank) as usize]
    }

    #[inline]
    pub(super) fn set(&mut self, run: Run, rank: u32, link: Link) {
        self.words[(run.0 + rank) as usize] = link;
    }

    fn allocate(&mut self, class: usize) -> Run {
        if let Some(run) = self.free[class].pop() {
            return run;
        }
        let start = self.words.len();
        self.words.resize(start + (1 << class), Link::NONE);
        assert!(self.words.len() < Run::EMPTY.0 as usize, "capacity overflow");
        Run(start as u32)
    }

    /// Inserts a link into a run of `count` before the `rank`-th; returns where the run is now.
    pub(super) fn insert(&mut self, run: Run, count: u32, rank: u32, link: Link) -> Run {
        if count == 0 {
            let new = self.allocate(0);
            self.set(new, 0, link);
            return new;
        }
        let (at, end) = ((run.0 + rank) as usize, (run.0 + count) as usize);
        if class(count + 1) == class(count) {
            self.words.copy_within(at..end, at + 1);
            self.words[at] = link;
            return run;
        }
        let new = self.allocate(class(count + 1));
        let place = (new.0 + rank) as usize;
        self.words.copy_within(run.0 as usize..at, new.0 as usize);
        self.words.copy_within(at..end, place + 1);
        self.words[place] = link;
        self.release(run, count);
        new
    }

    /// Removes the `rank`-th link of a run of `count`; returns where the run is now.
    pub(super) fn remove(&mut self, run: Run, count: u32, rank: u32) -> Run {
        let (at, end) = ((run.0 + rank) as usize, (run.0 + count) as usize);
        self.words.copy_within(at + 1..end, at);
        if count == 1 {
            self.release(run, 1);
            return Run::EMPTY;
        }
        if class(count - 1) == class(count) {
            return run;
        }
        let new = self.allocate(class(count - 1));
        self.words.copy_within(run.0 as usize..end - 1, new.0 as usize);
        self.release(run, count);
        new
    }

    /// Releases a run of `count` links.
    pub(super) fn release(&mut self, run: Run, count: u32) {
        if count != 0 {
            self.free[class(count)].push(run);
        }
    }

    /// Moves all runs that are in use, each with its number of links, to the front, and releases
    /// the memory after them.
    pub(super) fn compact<'a>(&mut self, runs: impl Iterator<Item = (&'a mut Run, u32)>) {
        let used = self.words.len() - self.free_words();
        let mut words = Vec::with_capacity(used);
        for (run, count) in runs.filter(|(_, count)| *count != 0) {
            let start = run.0 as usize;
            *run = Run(words.len() as u32);
            words.extend_from_slice(&self.words[start..start + (1 << class(count))]);
        }
        *self = Self { words, free: Self::new().free };
    }

    /// The number of words in free runs.
    fn free_words(&self) -> usize {
        self.free.iter().enumerate().map(|(class, runs)| runs.len() << class).sum()
    }

    /// Whether all memory is in runs that are in use.
    #[cfg(feature = "__audit")]
    pub(super) fn is_tight(&self) -> bool {
        self.words.capacity() == self.words.len()
            && self.free.iter().all(|runs| runs.capacity() == 0)
    }

    /// Asserts that as many words are in use as these counts need.
    #[cfg(feature = "__audit")]
    pub(super) fn check(&self, counts: impl Iterator<Item = u32>) {
        let used: usize = counts.filter(|count| *count != 0).map(|count| 1 << class(count)).sum();
        assert_eq!(used + self.free_words(), self.words.len(), "every run is used or free");
    }
}
