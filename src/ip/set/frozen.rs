//! The read-only set: a direct index on the top bits over short lists of cuts.
//!
//! A set is also a sorted list of *cuts*, the numbers at which membership changes: each first, and
//! each last plus one where that exists. An address is in the set exactly if the number of cuts at
//! or before it is odd.
//!
//! ```text
//! root:   65,536 × u32    the block of each value of the top 16 bits
//! words:  8 × u64 a block for 32 thirds octets, low half: is the first address of the /24 in the
//!                         set? high half: is there a cut inside the /24?
//! ranks:  8 × u32 a block how many /24s with cuts inside there are before the word
//! starts: u32 a /24 with cuts inside, and the end: where its cuts start
//! cuts:   u8 a cut        the last octet of each cut inside a /24
//! ```
//!
//! Blocks 0 and 1 are those of which nothing and all is in the set; they serve every /16 without
//! a cut. A look-up reads `root` and one word, which answers it unless there is a cut inside the
//! address's /24; then it counts these, mostly one or two, 255 at the very worst. The index exists
//! for IPv4 sets of [`INDEXED`] ranges and more: 256 KiB, 96 bytes for each /16 with a cut (so 6
//! MiB at the most), and at most 5 bytes a cut; below that, and for IPv6, the search runs over the
//! ranges.
//!
//! Rejected: a bitmap of 2³² bits (512 MiB); one word for each 32 /24s without `root` (4 MiB for
//! however small a set, and no faster where that is more than the cache holds); the cuts of each
//! /16 in a list and a binary search in it (a third of the memory on a routing table, but three
//! to four times slower, as the number of its steps cannot be guessed).

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use super::{Ranges, Set, Span, find};
use crate::ip::Family;
use crate::ip::family::Word;

/// The number of ranges from which the index is built.
const INDEXED: usize = 512;

/// A read-only set of addresses of one family, for very many look-ups.
///
/// Made by [`Set::freeze`]. A large IPv4 set answers [`contains`](Self::contains) several times
/// faster than [`Set::contains`], for 256 KiB of memory more, 96 bytes for each /16 in which a range
/// starts or ends, and up to 10 bytes a range; small sets and IPv6 sets search their ranges as
/// before.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Ipv4Prefix, Ipv4Set};
/// use std::net::Ipv4Addr;
///
/// let blocked = Ipv4Set::from("192.0.2.0/24".parse::<Ipv4Prefix>()?).freeze();
/// assert!(blocked.contains(Ipv4Addr::new(192, 0, 2, 200)));
/// assert!(!blocked.contains(Ipv4Addr::new(192, 0, 3, 0)));
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct FrozenSet<F: Family> {
    set: Set<F>,
    index: Option<Index>,
}

/// See the module's head.
#[derive(Clone, Eq, PartialEq)]
struct Index {
    root: Box<[u32]>,
    words: Box<[u64]>,
    ranks: Box<[u32]>,
    starts: Box<[u32]>,
    cuts: Box<[u8]>,
}

impl Index {
    /// Indexes spans of 32-bit words.
    fn new<W: Word>(spans: &[Span<W>]) -> Self {
        let ends = |s: &Span<W>| [Some(s.0), s.1.checked_add(W::ONE)];
        let mut all = spans.iter().flat_map(ends).flatten().map(Word::low_u32).peekable();
        let mut root = Vec::with_capacity(1 << 16);
        let mut words = [[0_u64; 8], [u64::from(u32::MAX); 8]].concat();
        let mut ranks = vec![0; 16];
        let (mut starts, mut cuts) = (Vec::new(), Vec::new());
        // Whether the last address before the next cut is in the set.
        let mut inside = false;
        while let Some(&next) = all.peek() {
            let high = next >> 16;
            root.resize(high as usize, u32::from(inside));
            root.push((words.len() / 8) as u32);
            let mut state = inside;
            let (mut flips, mut mixed) = ([0_u32; 8], [0_u32; 8]);
            while let Some(cut) = all.next_if(|cut| cut >> 16 == high) {
                inside = !inside;
                let third = cut >> 8 & 255;
                let (word, bit) = ((third / 32) as usize, 1 << (third % 32));
                if cut & 255 == 0 {
                    flips[word] ^= bit;
                    continue;
                }
                if mixed[word] & bit == 0 {
                    mixed[word] |= bit;
                    starts.push(cuts.len() as u32);
                }
                cuts.push(cut as u8);
                // It counts from the first address of the next /24 on.
                if let Some(flips) = flips.get_mut((third as usize + 1) / 32) {
                    *flips ^= 1 << ((third + 1) % 32);
                }
            }
            let mut rank = starts.len() as u32 - mixed.iter().map(|m| m.count_ones()).sum::<u32>();
            for (mut bits, mixed) in flips.into_iter().zip(mixed) {
                // Each bit becomes the parity of the flips up to it.
                for shift in [1, 2, 4, 8, 16] {
                    bits ^= bits << shift;
                }
                bits ^= if state { u32::MAX } else { 0 };
                state = bits >> 31 == 1;
                words.push(u64::from(mixed) << 32 | u64::from(bits));
                ranks.push(rank);
                rank += mixed.count_ones();
            }
        }
        root.resize(1 << 16, u32::from(inside));
        starts.push(cuts.len() as u32);
        Self {
            root: root.into(),
            words: words.into(),
            ranks: ranks.into(),
            starts: starts.into(),
            cuts: cuts.into(),
        }
    }

    #[inline]
    fn contains(&self, addr: u32) -> bool {
        let [high, second, third, last] = addr.to_be_bytes();
        let block = self.root[usize::from(u16::from_be_bytes([high, second]))] as usize;
        let at = 8 * block + usize::from(third >> 5);
        let word = self.words[at] >> (third & 31);
        let first = word & 1 == 1;
        if word >> 32 & 1 == 0 {
            return first;
        }
        first ^ self.crosses(at, third & 31, last)
    }

    /// Whether an odd number of the cuts inside a /24 lie at or before the last octet.
    fn crosses(&self, at: usize, bit: u8, last: u8) -> bool {
        let before = (self.words[at] >> 32) as u32 & ((1 << bit) - 1);
        let nth = (self.ranks[at] + before.count_ones()) as usize;
        let cuts = &self.cuts[self.starts[nth] as usize..self.starts[nth + 1] as usize];
        cuts.iter().position(|cut| *cut > last).unwrap_or(cuts.len()) & 1 == 1
    }
}

impl<F: Family> FrozenSet<F> {
    pub(super) fn new(set: Set<F>) -> Self {
        let indexed = F::BITS == 32 && set.range_count() >= INDEXED;
        let index = indexed.then(|| Index::new(set.spans()));
        Self { set, index }
    }

    /// Returns whether the address is in the set.
    ///
    /// Computes in **O(1)** time where there is an index, in O(log ranges) otherwise.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// assert!(Ipv4Set::full().freeze().contains("255.255.255.255".parse()?));
    /// assert!(!Ipv4Set::new().freeze().contains("0.0.0.0".parse()?));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn contains(&self, addr: F::Addr) -> bool {
        let bits = F::to_bits(addr);
        match &self.index {
            Some(index) => index.contains(bits.low_u32()),
            None => find(self.set.spans(), bits).is_some(),
        }
    }

    /// Writes for each address whether it is in the set.
    ///
    /// Computes in the time of as many [`contains`](Self::contains).
    ///
    /// # Panics
    ///
    /// Panics if the slices differ in length.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?).freeze();
    /// let mut found = [false; 2];
    /// set.contains_batch(&["10.0.0.1".parse()?, "11.0.0.1".parse()?], &mut found);
    /// assert_eq!(found, [true, false]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[track_caller]
    pub fn contains_batch(&self, addrs: &[F::Addr], out: &mut [bool]) {
        assert_eq!(addrs.len(), out.len(), "as many answers as addresses");
        for (&addr, out) in addrs.iter().zip(out) {
            *out = self.contains(addr);
        }
    }

    /// Iterates over the maximal ranges, ascending.
    ///
    /// Computes in **O(1)** time a range.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// assert_eq!(Ipv4Set::full().freeze().ranges().count(), 1);
    /// ```
    pub fn ranges(&self) -> Ranges<'_, F> {
        self.set.ranges()
    }

    /// Returns the set that can be changed.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// assert_eq!(Ipv4Set::full().freeze().thaw(), Ipv4Set::full());
    /// ```
    #[must_use]
    pub fn thaw(&self) -> Set<F> {
        self.set.clone()
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        self.set.check();
        let Some(index) = &self.index else { return };
        assert_eq!(index.root.len(), 1 << 16, "a block for each value of the top 16 bits");
        assert_eq!(index.words.len(), index.ranks.len(), "a rank for each word");
        assert!(index.root.iter().all(|b| 8 * (*b as usize) < index.words.len()), "no such block");
        let mut rank = 0;
        for (word, known) in index.words.iter().zip(&index.ranks) {
            assert_eq!(rank, *known, "the /24s with cuts before a word");
            rank += ((word >> 32) as u32).count_ones();
        }
        assert_eq!(index.starts.len(), rank as usize + 1, "a start for each /24 with cuts");
        assert_eq!(index.starts[0], 0);
        assert_eq!(index.starts[rank as usize] as usize, index.cuts.len(), "all cuts are in /24s");
        for pair in index.starts.windows(2) {
            let cuts = &index.cuts[pair[0] as usize..pair[1] as usize];
            assert!(cuts.first().is_some_and(|cut| *cut > 0), "a first cut inside the /24");
            assert!(cuts.is_sorted_by(|a, b| a < b), "cuts rise in a /24");
        }
        for span in self.set.spans() {
            for end in [span.0, span.1] {
                assert!(index.contains(end.low_u32()), "the ends of each range are in the set");
            }
        }
        for gap in self.set.gaps() {
            for end in [gap.first(), gap.last()] {
                assert!(!self.contains(end), "the ends of each gap are not");
            }
        }
    }
}

impl<F: Family> Default for FrozenSet<F> {
    fn default() -> Self {
        Self::new(Set::new())
    }
}

impl<F: Family> fmt::Debug for FrozenSet<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.set, f)
    }
}

impl<F: Family> From<Set<F>> for FrozenSet<F> {
    fn from(set: Set<F>) -> Self {
        Self::new(set)
    }
}
