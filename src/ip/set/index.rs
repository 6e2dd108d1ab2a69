//! Indexes of IPv4 sets for lookups.
//!
//! A set is also a sorted list of *cuts*, the numbers at which membership changes: each first, and
//! each last plus one where that exists. An address is in the set exactly if the number of cuts at
//! or before it is odd. Two indexes find the parity, both with a root of 256 KiB on the top 16
//! bits.
//!
//! # Lists
//!
//! ```text
//! starts: 65,537 × u32     starts[h]..starts[h + 1] are the cuts whose top 16 bits are h
//! cuts:   u16 a cut        the low 16 bits of each cut, and as many zeros as lanes behind them
//! ```
//!
//! A lookup reads two neighbours of `starts`, halves the cuts between them down to [`LANES`], and
//! compares that many at once: mostly no branch depends on the data. It is the index of any set:
//! 4 bytes per range.
//!
//! # Bitmaps
//!
//! ```text
//! root:   65,536 × u32     the block of each value of the top 16 bits
//! words:  8 × u64 a block  for 32 third octets, low half: is the first address of the /24 in the
//!                          set? high half: is there a cut inside the /24?
//! ranks:  8 × u32 a block  how many /24s with cuts inside there are before the word
//! starts: u32 a /24 with cuts inside, and the end: where its cuts start
//! cuts:   u8 a cut         the last octet of each cut inside a /24
//! ```
//!
//! Blocks 0 and 1 are those of which nothing and all is in the set; they serve every /16 without
//! a cut. A lookup reads `root` and one word, which answers it unless there is a cut inside the
//! address's /24; then it goes through these, mostly one or two, 255 in the worst case. It is the
//! index of sets like routing tables, at least half of whose cuts lie between /24s: twice as
//! fast there as lists, for 96 bytes per /16 with a cut (6 MiB at most) and at most 5 bytes per
//! cut inside a /24. With single addresses it would be slower than lists, by what the processor's
//! caches do not hold.
//!
//! # Rejected
//!
//! A bitmap of 2³² bits (512 MiB); one word for each 32 /24s without `root` (4 MiB for however
//! small a set).

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::Span;
use crate::ip::family::Word;

/// How many cuts of a list are compared at once.
const LANES: usize = 8;

/// The index that suits a set.
#[derive(Clone, Eq, PartialEq)]
pub(super) enum Index {
    Lists(Lists),
    Bitmaps(Bitmaps),
}

impl Index {
    /// Indexes spans of 32-bit words.
    pub(super) fn new<W: Word>(spans: &[Span<W>]) -> Self {
        let inside = cuts_of(spans).filter(|cut| cut & 255 > 0).count();
        if inside <= spans.len() {
            Self::Bitmaps(Bitmaps::new(spans))
        } else {
            Self::Lists(Lists::new(spans))
        }
    }

    #[inline]
    pub(super) fn contains(&self, addr: u32) -> bool {
        match self {
            Self::Lists(lists) => lists.contains(addr),
            Self::Bitmaps(bitmaps) => bitmaps.contains(addr),
        }
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self) {
        match self {
            Self::Lists(lists) => lists.check(),
            Self::Bitmaps(bitmaps) => bitmaps.check(),
        }
    }
}

/// The cuts of spans of 32-bit words, ascending.
fn cuts_of<W: Word>(spans: &[Span<W>]) -> impl Iterator<Item = u32> {
    let ends = |s: &Span<W>| [Some(s.0), s.1.checked_add(W::ONE)];
    spans.iter().flat_map(ends).flatten().map(Word::low_u32)
}

/// The first index of the module's head.
#[derive(Clone, Eq, PartialEq)]
pub(super) struct Lists {
    starts: Box<[u32]>,
    cuts: Box<[u16]>,
}

impl Lists {
    fn new<W: Word>(spans: &[Span<W>]) -> Self {
        let mut starts = Vec::with_capacity((1 << 16) + 1);
        let mut cuts = Vec::with_capacity(2 * spans.len() + LANES);
        for cut in cuts_of(spans) {
            let upto = (cut >> 16) as usize + 1;
            if starts.len() < upto {
                starts.resize(upto, cuts.len() as u32);
            }
            cuts.push(cut as u16);
        }
        starts.resize((1 << 16) + 1, cuts.len() as u32);
        // So that there is a whole group of lanes from wherever a list starts.
        cuts.resize(cuts.len() + LANES, 0);
        Self { starts: starts.into(), cuts: cuts.into() }
    }

    #[inline]
    fn contains(&self, addr: u32) -> bool {
        let high = (addr >> 16) as usize;
        let low = addr as u16;
        let (start, end) = (self.starts[high] as usize, self.starts[high + 1] as usize);
        let (mut base, mut len) = (start, end - start);
        while len > LANES {
            let half = len / 2;
            base = if self.cuts[base + half - 1] <= low { base + half } else { base };
            len -= half;
        }
        // What lies after the end of the list does not count.
        let lanes = self.cuts[base..].first_chunk::<LANES>();
        let below = lanes.map_or(0, |lanes| {
            let counts = |(i, cut): (u16, &u16)| u16::from(*cut <= low && i < len as u16);
            (0..).zip(lanes).map(counts).sum::<u16>()
        });
        (base + usize::from(below)) & 1 == 1
    }

    #[cfg(feature = "__audit")]
    fn check(&self) {
        assert_eq!(self.starts.len(), (1 << 16) + 1, "a start for each list and the end");
        assert_eq!(self.starts[1 << 16] as usize + LANES, self.cuts.len(), "all cuts are in lists");
        for pair in self.starts.windows(2) {
            let cuts = &self.cuts[pair[0] as usize..pair[1] as usize];
            assert!(cuts.is_sorted_by(|a, b| a < b), "cuts rise in a list");
        }
    }
}

/// The second index of the module's head.
#[derive(Clone, Eq, PartialEq)]
pub(super) struct Bitmaps {
    root: Box<[u32]>,
    words: Box<[u64]>,
    ranks: Box<[u32]>,
    starts: Box<[u32]>,
    cuts: Box<[u8]>,
}

impl Bitmaps {
    fn new<W: Word>(spans: &[Span<W>]) -> Self {
        let mut all = cuts_of(spans).peekable();
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

    #[cfg(feature = "__audit")]
    fn check(&self) {
        assert_eq!(self.root.len(), 1 << 16, "a block for each value of the top 16 bits");
        assert_eq!(self.words.len(), self.ranks.len(), "a rank for each word");
        assert!(self.root.iter().all(|b| 8 * (*b as usize) < self.words.len()), "no such block");
        let mut rank = 0;
        for (word, known) in self.words.iter().zip(&self.ranks) {
            assert_eq!(rank, *known, "the /24s with cuts before a word");
            rank += ((word >> 32) as u32).count_ones();
        }
        assert_eq!(self.starts.len(), rank as usize + 1, "a start for each /24 with cuts");
        assert_eq!(self.starts[0], 0);
        assert_eq!(self.starts[rank as usize] as usize, self.cuts.len(), "all cuts are in /24s");
        for pair in self.starts.windows(2) {
            let cuts = &self.cuts[pair[0] as usize..pair[1] as usize];
            assert!(cuts.first().is_some_and(|cut| *cut > 0), "a first cut inside the /24");
            assert!(cuts.is_sorted_by(|a, b| a < b), "cuts rise in a /24");
        }
    }
}
