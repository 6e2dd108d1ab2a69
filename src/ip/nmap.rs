//! [`NmapPattern`]: sets of IPv4 addresses written by octet, as the scanner nmap accepts them.
//!
//! A pattern is four sets of octets and the addresses are their product, so 128 bytes hold any of
//! them; `0,2,4,….0,2,4,….…` with its 2²⁸ ranges costs no more than one address. The iterators are
//! lazy.

use alloc::string::String;
use core::fmt::{self, Write};
use core::iter::FusedIterator;
use core::net::Ipv4Addr;
use core::str::FromStr;

use super::parse::span::{LeadingZeros, Span, length, number};
use super::range::{Ipv4Range, Range};
use crate::error::{Error, Kind};

/// A pattern of IPv4 addresses with a list of numbers and ranges per octet: `10.0.0,1,3-7.0-`.
///
/// `-` alone is 0 to 255, `5-` is 5 to 255 and `-5` is 0 to 5. `a.b.c.d/len` with a length of 1 to
/// 32 is the whole block around the address. `Display` writes each octet's set in order, with
/// ranges where numbers follow one another.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip::NmapPattern;
///
/// let pattern: NmapPattern = "10.0.0,1,3-7.250-".parse()?;
/// assert_eq!(pattern.size(), 7 * 6);
/// assert!(pattern.contains(Ipv4Addr::new(10, 0, 5, 255)));
/// assert!(!pattern.contains(Ipv4Addr::new(10, 0, 2, 255)));
/// assert_eq!(pattern.to_string(), "10.0.0-1,3-7.250-255");
/// assert!("10.0.0.7-3".parse::<NmapPattern>().is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
#[doc(alias = "iter_nmap_range")]
#[doc(alias = "valid_nmap_range")]
pub struct NmapPattern {
    /// None of them is empty.
    octets: [Octets; 4],
}

/// A set of octets.
#[derive(Clone, Copy, Default, Eq, Hash, PartialEq)]
struct Octets([u64; 4]);

impl Octets {
    fn insert(&mut self, low: u8, high: u8) {
        for octet in low..=high {
            self.0[usize::from(octet / 64)] |= 1 << (octet % 64);
        }
    }

    fn contains(self, octet: u8) -> bool {
        self.0[usize::from(octet / 64)] >> (octet % 64) & 1 == 1
    }

    fn len(self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// The first octet of the set at or after a number.
    fn at_or_after(self, from: u16) -> Option<u8> {
        let mut word = usize::from(from / 64);
        let mut bits = self.0.get(word)? & u64::MAX << (from % 64);
        while bits == 0 {
            word += 1;
            bits = *self.0.get(word)?;
        }
        Some((word * 64) as u8 + bits.trailing_zeros() as u8)
    }

    fn first(self) -> u8 {
        self.at_or_after(0).unwrap_or_default()
    }

    /// The last octet of the run that an octet of the set stands in.
    fn run_end(self, octet: u8) -> u8 {
        let absent = Self(self.0.map(|word| !word));
        absent.at_or_after(u16::from(octet)).map_or(255, |end| end - 1)
    }
}

impl NmapPattern {
    /// Returns whether the pattern contains an address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::NmapPattern;
    ///
    /// let pattern: NmapPattern = "10.-.0.1,3".parse()?;
    /// assert!(pattern.contains(Ipv4Addr::new(10, 9, 0, 3)));
    /// assert!(!pattern.contains(Ipv4Addr::new(10, 9, 0, 2)));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn contains(&self, addr: Ipv4Addr) -> bool {
        self.octets.iter().zip(addr.octets()).all(|(set, octet)| set.contains(octet))
    }

    /// Returns the number of addresses in the pattern.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::NmapPattern;
    ///
    /// assert_eq!("-.-.-.-".parse::<NmapPattern>()?.size(), 1 << 32);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "count")]
    pub fn size(&self) -> u64 {
        self.octets.iter().map(|set| u64::from(set.len())).product()
    }

    /// Iterates over the addresses, in order.
    ///
    /// Each step computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::NmapPattern;
    ///
    /// let pattern: NmapPattern = "10.0.0,9.1-2".parse()?;
    /// let addrs: Vec<String> = pattern.addrs().map(|addr| addr.to_string()).collect();
    /// assert_eq!(addrs, ["10.0.0.1", "10.0.0.2", "10.0.9.1", "10.0.9.2"]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "iter_nmap_range")]
    pub fn addrs(&self) -> NmapAddrs {
        NmapAddrs { steps: Steps::new(*self, 4), left: self.size() }
    }

    /// Iterates over the maximal ranges of the addresses, in order.
    ///
    /// Each step computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::NmapPattern;
    ///
    /// let pattern: NmapPattern = "10.0.0-1,9.-".parse()?;
    /// let ranges: Vec<String> = pattern.ranges().map(|range| range.to_string()).collect();
    /// assert_eq!(ranges, ["10.0.0.0-10.0.1.255", "10.0.9.0-10.0.9.255"]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn ranges(&self) -> NmapRanges {
        // The octets after this one are full, so each of its runs is one range.
        let full = self.octets.iter().rev().take_while(|set| set.len() == 256).count();
        NmapRanges { runs: Runs { steps: Steps::new(*self, 4 - full), full }, ahead: None }
    }

    /// `a.b.c.d/len`, split at its slash.
    fn block(span: Span<'_>, slash: usize) -> Result<Self, Error> {
        let digits = span.sub(slash + 1, span.len());
        let len = length(digits, 32)?;
        if len == 0 {
            return Err(digits.error(Kind::OutOfRange, 0, format_args!("prefix length is 0")));
        }
        let mut bits = 0;
        let mut count = 0;
        for piece in span.sub(0, slash).pieces(b'.') {
            count += 1;
            if count > 4 {
                return Err(piece.syntax(0, format_args!("more than 4 octets")));
            }
            bits = bits << 8
                | number(piece, LeadingZeros::Reject, 255, format_args!("octet {count}"))?;
        }
        if count < 4 {
            return Err(span.syntax(slash, format_args!("expected 4 octets, found {count}")));
        }
        let mask = u32::MAX << (32 - len);
        let ends = (bits & mask).to_be_bytes().into_iter().zip((bits | !mask).to_be_bytes());
        let mut octets = [Octets::default(); 4];
        for (set, (low, high)) in octets.iter_mut().zip(ends) {
            set.insert(low, high);
        }
        Ok(Self { octets })
    }
}

impl FromStr for NmapPattern {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        let span = Span::of(s);
        if let Some(slash) = span.find(b'/') {
            return Self::block(span, slash);
        }
        let mut octets = [Octets::default(); 4];
        let mut count = 0;
        for piece in span.pieces(b'.') {
            let Some(set) = octets.get_mut(count) else {
                return Err(piece.syntax(0, format_args!("more than 4 octets")));
            };
            count += 1;
            for item in piece.pieces(b',') {
                let octet =
                    |span| number(span, LeadingZeros::Reject, 255, format_args!("octet {count}"));
                let Some(hyphen) = item.find(b'-') else {
                    let value = octet(item)? as u8;
                    set.insert(value, value);
                    continue;
                };
                let (low, high) = (item.sub(0, hyphen), item.sub(hyphen + 1, item.len()));
                let first = if low.len() == 0 { 0 } else { octet(low)? as u8 };
                let last = if high.len() == 0 { 255 } else { octet(high)? as u8 };
                if first > last {
                    return Err(high
                        .syntax(0, format_args!("range in octet {count} ends before it starts")));
                }
                set.insert(first, last);
            }
        }
        if count < 4 {
            return Err(span.syntax(span.len(), format_args!("expected 4 octets, found {count}")));
        }
        Ok(Self { octets })
    }
}

impl fmt::Display for NmapPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for (i, set) in self.octets.iter().enumerate() {
            if i > 0 {
                text.push('.');
            }
            let mut from = 0;
            while let Some(low) = set.at_or_after(from) {
                let high = set.run_end(low);
                if from > 0 {
                    text.push(',');
                }
                if low == high {
                    write!(text, "{low}")?;
                } else {
                    write!(text, "{low}-{high}")?;
                }
                from = u16::from(high) + 1;
            }
        }
        f.pad(&text)
    }
}

impl fmt::Debug for NmapPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The combinations of a pattern's first octets, in order.
#[derive(Clone, Debug)]
struct Steps {
    pattern: NmapPattern,
    /// The number of octets that step; those after them stay zero.
    depth: usize,
    at: Option<[u8; 4]>,
}

impl Steps {
    fn new(pattern: NmapPattern, depth: usize) -> Self {
        let mut first = [0; 4];
        for (octet, set) in first.iter_mut().zip(pattern.octets).take(depth) {
            *octet = set.first();
        }
        Self { pattern, depth, at: Some(first) }
    }

    /// Advances to the next combination whose octet `depth - 1` is after `end`.
    fn advance(&mut self, mut at: [u8; 4], end: u8) {
        let mut from = u16::from(end) + 1;
        for place in (0..self.depth).rev() {
            let set = self.pattern.octets[place];
            if let Some(octet) = set.at_or_after(from) {
                at[place] = octet;
                self.at = Some(at);
                return;
            }
            at[place] = set.first();
            from = if place > 0 { u16::from(at[place - 1]) + 1 } else { 256 };
        }
        self.at = None;
    }
}

/// An iterator over the addresses of a pattern, in order; created by [`NmapPattern::addrs`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct NmapAddrs {
    steps: Steps,
    left: u64,
}

impl Iterator for NmapAddrs {
    type Item = Ipv4Addr;

    fn next(&mut self) -> Option<Ipv4Addr> {
        let at = self.steps.at?;
        self.steps.advance(at, at[3]);
        self.left -= 1;
        Some(at.into())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match usize::try_from(self.left) {
            Ok(left) => (left, Some(left)),
            Err(_) => (usize::MAX, None),
        }
    }

    fn count(self) -> usize {
        self.size_hint().0
    }
}

impl FusedIterator for NmapAddrs {}

/// The runs of the last octet that is not full, each a range.
#[derive(Clone, Debug)]
struct Runs {
    steps: Steps,
    /// How many octets after those that step are full.
    full: usize,
}

impl Runs {
    fn next(&mut self) -> Option<(u32, u32)> {
        let first = self.steps.at?;
        let behind = u32::MAX.checked_shr(32 - 8 * self.full as u32).unwrap_or(0);
        let Some(place) = self.steps.depth.checked_sub(1) else {
            self.steps.at = None;
            return Some((0, u32::MAX));
        };
        let mut last = first;
        last[place] = self.steps.pattern.octets[place].run_end(first[place]);
        self.steps.advance(first, last[place]);
        Some((u32::from_be_bytes(first), u32::from_be_bytes(last) | behind))
    }
}

/// An iterator over the maximal ranges of the addresses of a pattern, in order; created by
/// [`NmapPattern::ranges`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct NmapRanges {
    runs: Runs,
    /// A run that was looked at and begins the next range.
    ahead: Option<(u32, u32)>,
}

impl Iterator for NmapRanges {
    type Item = Ipv4Range;

    fn next(&mut self) -> Option<Ipv4Range> {
        let (first, mut last) = self.ahead.take().or_else(|| self.runs.next())?;
        // Two runs meet where one ends with octet 255 and the next begins with 0; a third cannot
        // follow, as the octet is not full.
        while let Some(run) = self.runs.next() {
            if last.checked_add(1) != Some(run.0) {
                self.ahead = Some(run);
                break;
            }
            last = run.1;
        }
        Some(Range::of_bits(first, last))
    }
}

impl FusedIterator for NmapRanges {}
