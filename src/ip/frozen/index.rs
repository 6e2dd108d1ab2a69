//! The index of the frozen forms: from addresses to the values of a step function.

use super::boundaries::Boundaries;
use super::poptrie::{LANES, Poptrie};
use crate::ip::family::Word;

/// The number of boundaries from which a trie is built.
const SMALL: usize = 64;

/// An index from addresses to the values of a step function.
#[derive(Clone, Debug)]
pub(super) enum Index<W> {
    /// A binary search.
    Small(Boundaries<W>),
    Trie(Poptrie<W>),
}

impl<W: Word> Index<W> {
    #[track_caller]
    pub(super) fn new(boundaries: Boundaries<W>) -> Self {
        if boundaries.starts.len() < SMALL {
            Self::Small(boundaries)
        } else {
            Self::Trie(Poptrie::new(&boundaries))
        }
    }

    /// Returns the value of an address.
    #[inline]
    pub(super) fn find(&self, addr: W) -> u32 {
        match self {
            Self::Small(boundaries) => boundaries.find(addr),
            Self::Trie(trie) => trie.find(addr),
        }
    }

    /// Calls `each` with the number and value of each address, in order.
    #[inline]
    pub(super) fn find_each<T: Copy>(
        &self,
        addrs: &[T],
        bits: impl Fn(T) -> W,
        mut each: impl FnMut(usize, u32),
    ) {
        let mut at = 0;
        if let Self::Trie(trie) = self {
            while let Some(chunk) = addrs[at..].first_chunk::<LANES>() {
                for value in trie.find_lanes(chunk.map(&bits)) {
                    each(at, value);
                    at += 1;
                }
            }
        }
        for (i, &addr) in addrs.iter().enumerate().skip(at) {
            each(i, self.find(bits(addr)));
        }
    }

    /// The bytes of the index.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Small(b) => b.starts.len() * (size_of::<W>() + 4),
            Self::Trie(trie) => trie.bytes(),
        }
    }

    /// Asserts the invariants, and that the index agrees with the boundaries it was built from.
    #[cfg(feature = "__audit")]
    pub(super) fn check(&self, boundaries: &Boundaries<W>) {
        boundaries.check();
        if let Self::Trie(trie) = self {
            trie.check();
        }
        for (i, &start) in boundaries.starts.iter().enumerate() {
            assert_eq!(self.find(start), boundaries.values[i], "the value at a boundary");
            if let Some(before) = i.checked_sub(1) {
                let addr = start.wrapping_sub(W::ONE);
                assert_eq!(self.find(addr), boundaries.values[before], "the value before one");
            }
        }
        let last = boundaries.values.last().copied();
        assert_eq!(Some(self.find(W::MAX)), last, "the value of the last address");
    }
}
