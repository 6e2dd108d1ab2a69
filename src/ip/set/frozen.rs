//! The read-only set: a direct index on the top bits over short lists of cuts.
//!
//! A set is also a sorted list of *cuts*, the numbers at which membership changes: each first, and
//! each last plus one where that exists. An address is in the set exactly if the number of cuts at
//! or before it is odd.
//!
//! ```text
//! starts: 65,537 × u32     starts[h]..starts[h + 1] are the cuts whose top 16 bits are h
//! cuts:        c × u16     the low 16 bits of each cut
//! ```
//!
//! A look-up reads two neighbours of `starts` and searches the few cuts between them (2 bytes
//! each, 16 steps at the very worst). The index exists for IPv4 sets of [`INDEXED`] ranges and
//! more, 256 KiB and 4 bytes a range; below that, and for IPv6, the search runs over the ranges.
//!
//! Rejected: a bitmap of 2³² bits (512 MiB), and one of the top 24 bits with lists below
//! (2 MiB, no faster on routing tables).

use alloc::boxed::Box;
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
/// faster than [`Set::contains`], for 256 KiB and 4 bytes a range of memory more; small sets and
/// IPv6 sets search their ranges as before.
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
    starts: Box<[u32]>,
    cuts: Box<[u16]>,
}

impl Index {
    /// Indexes the cuts of at most 2³⁰ spans of 32-bit words; more would not fit the space.
    fn new<W: Word>(spans: &[Span<W>]) -> Self {
        let mut starts = Vec::with_capacity((1 << 16) + 1);
        let mut cuts = Vec::with_capacity(2 * spans.len());
        let ends = |s: &Span<W>| [Some(s.0), s.1.checked_add(W::ONE)];
        for cut in spans.iter().flat_map(ends).flatten() {
            let cut = cut.low_u32();
            let upto = (cut >> 16) as usize + 1;
            if starts.len() < upto {
                starts.resize(upto, cuts.len() as u32);
            }
            cuts.push(cut as u16);
        }
        starts.resize((1 << 16) + 1, cuts.len() as u32);
        Self { starts: starts.into(), cuts: cuts.into() }
    }

    #[inline]
    fn contains(&self, addr: u32) -> bool {
        let high = (addr >> 16) as usize;
        let low = addr as u16;
        let (start, end) = (self.starts[high] as usize, self.starts[high + 1] as usize);
        let cuts = &self.cuts[start..end];
        (start + rank(cuts, low)) & 1 == 1
    }
}

/// The number of cuts at or before `low`, without branches on the data.
#[inline]
fn rank(cuts: &[u16], low: u16) -> usize {
    let mut base = 0;
    let mut len = cuts.len();
    while len > 1 {
        let half = len / 2;
        // base + half is below base + len, which is at most the length.
        base = if cuts[base + half - 1] <= low { base + half } else { base };
        len -= half;
    }
    base + usize::from(len == 1 && cuts[base] <= low)
}

impl<F: Family> FrozenSet<F> {
    pub(super) fn new(set: Set<F>) -> Self {
        let indexed = F::BITS == 32 && set.range_count() >= INDEXED;
        let index = indexed.then(|| Index::new(set.spans()));
        Self { set, index }
    }

    /// Returns whether the address is in the set.
    ///
    /// Computes in **O(log k)** time for the k ranges that share the address's top 16 bits where
    /// there is an index, in O(log ranges) otherwise.
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
        assert_eq!(index.starts.len(), (1 << 16) + 1, "a start for each bucket and the end");
        assert_eq!(index.starts[1 << 16] as usize, index.cuts.len(), "all cuts are in buckets");
        for pair in index.starts.windows(2) {
            let cuts = &index.cuts[pair[0] as usize..pair[1] as usize];
            assert!(cuts.is_sorted_by(|a, b| a < b), "cuts rise in a bucket");
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
