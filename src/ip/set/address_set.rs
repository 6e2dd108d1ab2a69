//! [`Set`]: a set of addresses of one family.

use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

#[cfg(feature = "__audit")]
use super::spans::check;
use super::spans::{Span, find, range_of, size_of, span_of};
use super::{FrozenSet, Gaps, Ranges, SetAddrs, SetPrefixes, build};
use crate::ip::family::Word;
use crate::ip::{Family, Prefix, Range};

/// A set of addresses of one family, stored as its maximal ranges.
///
/// Whatever is inserted (addresses, prefixes, ranges, overlapping or not), the set holds the fewest
/// ranges, sorted: two sets with the same addresses are equal, hash alike, and print alike.
/// Operations never visit single addresses; the set of all of IPv6 is one range.
///
/// `insert` and `remove` in the middle move the ranges after it, so that n of them in random order
/// cost O(n²) moves: collect or [`extend`](Extend::extend) instead, which sorts once. For very
/// many lookups in a large set see [`freeze`](Self::freeze). Sets are ordered lexicographically by
/// their ranges.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Ipv4Prefix, Ipv4Set};
///
/// let lan: Ipv4Set = ["10.0.0.0/9", "10.128.0.0/9", "192.168.0.0/16"]
///     .into_iter()
///     .map(str::parse::<Ipv4Prefix>)
///     .collect::<Result<_, _>>()?;
/// assert_eq!(lan.range_count(), 2); // the two halves of 10.0.0.0/8 are one range
/// assert!(lan.contains("10.200.0.1".parse()?));
///
/// let used = Ipv4Set::from("10.0.0.0/16".parse::<Ipv4Prefix>()?);
/// let free = &lan - &used;
/// assert_eq!(free.first(), Some("10.1.0.0".parse()?));
/// assert_eq!(&free | &used, lan);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "IpRangeSet")]
#[derive(Clone)]
#[doc(alias = "IPSet")]
#[doc(alias = "RangeInclusiveSet")]
#[doc(alias = "blocklist")]
pub struct Set<F: Family> {
    pub(super) spans: Vec<Span<F::Bits>>,
    /// The index of the first live span; those before it are garbage.
    pub(super) head: usize,
}

impl<F: Family> Set<F> {
    /// Creates an empty set.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// static EMPTY: Ipv4Set = Ipv4Set::new();
    /// assert!(EMPTY.is_empty());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { spans: Vec::new(), head: 0 }
    }

    /// Creates an empty set with room for at least `ranges` ranges.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// assert!(Ipv4Set::with_capacity(10).capacity() >= 10);
    /// ```
    #[must_use]
    pub fn with_capacity(ranges: usize) -> Self {
        Self::from_spans(Vec::with_capacity(ranges))
    }

    /// Creates the set of all addresses of the family.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv6Set;
    ///
    /// assert_eq!(Ipv6Set::full(), !&Ipv6Set::new());
    /// assert!(Ipv6Set::full().is_full());
    /// ```
    #[must_use]
    pub fn full() -> Self {
        Self::from_spans(alloc::vec![(F::Bits::ZERO, F::Bits::MAX)])
    }

    /// A set of spans that are sorted, disjoint and not adjacent.
    pub(super) fn from_spans(spans: Vec<Span<F::Bits>>) -> Self {
        Self { spans, head: 0 }
    }

    /// The live spans.
    #[inline]
    pub(super) fn spans(&self) -> &[Span<F::Bits>] {
        &self.spans[self.head..]
    }

    /// Inserts the addresses of a range, a prefix or one address, and returns whether the set grew.
    ///
    /// Computes in **O(ranges)** time, **O(1)** (amortized average) after the last range.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let mut set = Ipv4Set::new();
    /// assert!(set.insert("10.0.0.0/8".parse::<Ipv4Prefix>()?));
    /// assert!(!set.insert("10.1.0.0/16".parse::<Ipv4Prefix>()?)); // was there already
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "add")]
    pub fn insert(&mut self, range: impl Into<Range<F>>) -> bool {
        let (first, last) = span_of(range.into());
        // The spans that overlap the new one or touch it.
        let spans = self.spans();
        let start = match spans.last() {
            Some(end) if end.1 < first && end.1.saturating_add(F::Bits::ONE) < first => spans.len(),
            _ => spans.partition_point(|s| s.1.saturating_add(F::Bits::ONE) < first),
        };
        let reach = last.saturating_add(F::Bits::ONE);
        let count = spans[start..].partition_point(|s| s.0 <= reach);
        let at = self.head + start;
        if count == 0 {
            self.spans.insert(at, (first, last));
            return true;
        }
        let (low, high) = (self.spans[at].0, self.spans[at + count - 1].1);
        if count == 1 && low <= first && last <= high {
            return false;
        }
        self.spans[at] = (low.min(first), high.max(last));
        self.spans.drain(at + 1..at + count);
        true
    }

    /// Removes the addresses of a range, a prefix or one address, and returns whether the set
    /// shrank.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    /// use std::net::Ipv4Addr;
    ///
    /// let mut set = Ipv4Set::from("10.0.0.0/30".parse::<Ipv4Prefix>()?);
    /// assert!(set.remove(Ipv4Addr::new(10, 0, 0, 1)));
    /// assert_eq!(format!("{set:?}"), "{10.0.0.0, 10.0.0.2-10.0.0.3}");
    /// assert!(!set.remove(Ipv4Addr::new(10, 0, 0, 1)));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "discard")]
    #[doc(alias = "exclude")]
    #[doc(alias = "subtract")]
    pub fn remove(&mut self, range: impl Into<Range<F>>) -> bool {
        let (first, last) = span_of(range.into());
        let spans = self.spans();
        let start = spans.partition_point(|s| s.1 < first);
        let count = spans[start..].partition_point(|s| s.0 <= last);
        if count == 0 {
            return false;
        }
        let at = self.head + start;
        let (low, high) = (self.spans[at].0, self.spans[at + count - 1].1);
        // What is left below and above; the subtraction and addition stay within low..=high.
        let below = (low < first).then(|| (low, first.wrapping_sub(F::Bits::ONE)));
        let above = (last < high).then(|| (last.wrapping_add(F::Bits::ONE), high));
        self.spans.splice(at..at + count, below.into_iter().chain(above));
        true
    }

    /// Returns whether the address is in the set.
    ///
    /// Computes in **O(log ranges)** time. For millions of lookups see [`freeze`](Self::freeze).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?);
    /// assert!(set.contains("10.255.255.255".parse()?));
    /// assert!(!set.contains("11.0.0.0".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn contains(&self, addr: F::Addr) -> bool {
        find(self.spans(), F::to_bits(addr)).is_some()
    }

    /// Returns whether all addresses of a range or prefix are in the set.
    ///
    /// Computes in **O(log ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set: Ipv4Set = ["10.0.0.0/9", "10.128.0.0/9"]
    ///     .into_iter()
    ///     .map(str::parse::<Ipv4Prefix>)
    ///     .collect::<Result<_, _>>()?;
    /// assert!(set.contains_range("10.0.0.0/8".parse::<Ipv4Prefix>()?));
    /// assert!(!set.contains_range("10.0.0.0/7".parse::<Ipv4Prefix>()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "contains_prefix")]
    pub fn contains_range(&self, range: impl Into<Range<F>>) -> bool {
        let (first, last) = span_of(range.into());
        find(self.spans(), first).is_some_and(|span| last <= span.1)
    }

    /// Returns whether any address of a range or prefix is in the set.
    ///
    /// Computes in **O(log ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?);
    /// assert!(set.overlaps("10.0.0.0/7".parse::<Ipv4Prefix>()?));
    /// assert!(!set.overlaps("11.0.0.0/8".parse::<Ipv4Prefix>()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "intersects")]
    pub fn overlaps(&self, range: impl Into<Range<F>>) -> bool {
        let (first, last) = span_of(range.into());
        let spans = self.spans();
        let at = spans.partition_point(|s| s.1 < first);
        spans.get(at).is_some_and(|s| s.0 <= last)
    }

    /// Returns the maximal range that contains an address, or `None` if it is not in the set.
    ///
    /// Computes in **O(log ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set: Ipv4Set = ["10.0.0.0/24", "10.0.1.0/24"]
    ///     .into_iter()
    ///     .map(str::parse::<Ipv4Prefix>)
    ///     .collect::<Result<_, _>>()?;
    /// assert_eq!(set.find("10.0.0.7".parse()?), Some("10.0.0.0/23".parse()?));
    /// assert_eq!(set.find("10.0.2.0".parse()?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    #[doc(alias = "get")]
    pub fn find(&self, addr: F::Addr) -> Option<Range<F>> {
        find(self.spans(), F::to_bits(addr)).map(range_of)
    }

    /// Returns whether the set is empty.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// assert!(Ipv4Set::new().is_empty());
    /// assert!(!Ipv4Set::full().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans().is_empty()
    }

    /// Returns whether the set contains every address of the family.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv6Set;
    ///
    /// let mut set = Ipv6Set::full();
    /// assert!(set.is_full());
    /// set.remove("::1".parse::<std::net::Ipv6Addr>()?);
    /// assert!(!set.is_full());
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.spans() == [(F::Bits::ZERO, F::Bits::MAX)]
    }

    /// Returns the number of maximal ranges.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set: Ipv4Set = ["10.0.0.0/24", "10.0.1.0/24", "10.0.3.0/24"]
    ///     .into_iter()
    ///     .map(str::parse::<Ipv4Prefix>)
    ///     .collect::<Result<_, _>>()?;
    /// assert_eq!(set.range_count(), 2);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "len")]
    #[doc(alias = "iscontiguous")]
    pub fn range_count(&self) -> usize {
        self.spans().len()
    }

    /// Returns the number of addresses, or [`u128::MAX`] for the 2¹²⁸ of all of IPv6.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Set, Ipv6Set};
    ///
    /// assert_eq!(Ipv4Set::full().size(), 1 << 32);
    /// assert_eq!(Ipv6Set::full().size(), u128::MAX); // see is_full
    /// ```
    #[doc(alias = "num_addresses")]
    #[must_use]
    pub fn size(&self) -> u128 {
        size_of(self.spans())
    }

    /// Returns the lowest address, or `None` if the set is empty.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?);
    /// assert_eq!(set.first(), Some("10.0.0.0".parse()?));
    /// assert_eq!(Ipv4Set::new().first(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn first(&self) -> Option<F::Addr> {
        self.spans().first().map(|s| F::from_bits(s.0))
    }

    /// Returns the highest address, or `None` if the set is empty.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?);
    /// assert_eq!(set.last(), Some("10.255.255.255".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn last(&self) -> Option<F::Addr> {
        self.spans().last().map(|s| F::from_bits(s.1))
    }

    /// Returns the range from the lowest to the highest address, or `None` if the set is empty.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set: Ipv4Set = ["10.0.0.0/24", "10.0.9.0/24"]
    ///     .into_iter()
    ///     .map(str::parse::<Ipv4Prefix>)
    ///     .collect::<Result<_, _>>()?;
    /// assert_eq!(set.hull(), Some("10.0.0.0-10.0.9.255".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "iprange")]
    #[doc(alias = "bounding range")]
    pub fn hull(&self) -> Option<Range<F>> {
        let spans = self.spans();
        Some(range_of((spans.first()?.0, spans.last()?.1)))
    }

    /// Returns the address at an index, counted from 0 for the lowest, or `None` if it is past the
    /// highest.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set: Ipv4Set = ["10.0.0.0/24", "10.0.9.0/24"]
    ///     .into_iter()
    ///     .map(str::parse::<Ipv4Prefix>)
    ///     .collect::<Result<_, _>>()?;
    /// assert_eq!(set.nth(256), Some("10.0.9.0".parse()?));
    /// assert_eq!(set.nth(512), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn nth(&self, mut index: u128) -> Option<F::Addr> {
        for &(first, last) in self.spans() {
            let steps = last.wrapping_sub(first).to_u128();
            if index <= steps {
                return Some(F::from_bits(first.wrapping_add(F::Bits::from_u128(index))));
            }
            // Without overflow: index is greater than steps.
            index -= steps;
            index -= 1;
        }
        None
    }

    /// Removes and returns the lowest maximal range, or returns `None` if the set is empty.
    ///
    /// Computes in **O(1)** time (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let mut set = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?);
    /// assert_eq!(set.pop_first(), Some("10.0.0.0/8".parse()?));
    /// assert_eq!(set.pop_first(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "pop")]
    pub fn pop_first(&mut self) -> Option<Range<F>> {
        let span = *self.spans.get(self.head)?;
        self.head += 1;
        if self.head * 2 >= self.spans.len() {
            self.spans.drain(..self.head);
            self.head = 0;
        }
        Some(range_of(span))
    }

    /// Removes and returns the highest maximal range, or returns `None` if the set is empty.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let mut set = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?);
    /// assert_eq!(set.pop_last(), Some("10.0.0.0/8".parse()?));
    /// assert_eq!(set.pop_last(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn pop_last(&mut self) -> Option<Range<F>> {
        if self.is_empty() {
            return None;
        }
        self.spans.pop().map(range_of)
    }

    /// Returns the number of ranges for which memory is allocated.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// assert_eq!(Ipv4Set::new().capacity(), 0);
    /// ```
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.spans.capacity()
    }

    /// Shrinks the memory to what the present ranges need.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// let mut set = Ipv4Set::with_capacity(100);
    /// set.shrink_to_fit();
    /// assert_eq!(set.capacity(), 0);
    /// ```
    #[doc(alias = "compact")]
    pub fn shrink_to_fit(&mut self) {
        self.spans.drain(..self.head);
        self.head = 0;
        self.spans.shrink_to_fit();
    }

    /// Removes all addresses and keeps the memory.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// let mut set = Ipv4Set::full();
    /// set.clear();
    /// assert!(set.is_empty());
    /// ```
    pub fn clear(&mut self) {
        self.spans.clear();
        self.head = 0;
    }

    /// Iterates over the maximal ranges, in ascending order.
    ///
    /// Computes in **O(1)** time per range.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set: Ipv4Set = ["10.0.0.0/24", "10.0.9.0/24"]
    ///     .into_iter()
    ///     .map(str::parse::<Ipv4Prefix>)
    ///     .collect::<Result<_, _>>()?;
    /// let text: Vec<String> = set.ranges().map(|range| range.to_string()).collect();
    /// assert_eq!(text, ["10.0.0.0-10.0.0.255", "10.0.9.0-10.0.9.255"]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "iter_ipranges")]
    pub fn ranges(&self) -> Ranges<'_, F> {
        Ranges::new(self.spans())
    }

    /// Iterates over the maximal ranges, in ascending order: the same as [`ranges`](Self::ranges).
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// assert!(Ipv4Set::full().iter().eq(Ipv4Set::full().ranges()));
    /// ```
    pub fn iter(&self) -> Ranges<'_, F> {
        self.ranges()
    }

    /// Iterates over the fewest prefixes that cover exactly the set, in ascending order.
    ///
    /// Computes in **O(1)** time per prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let mut set = Ipv4Set::from("10.0.0.0/24".parse::<Ipv4Prefix>()?);
    /// set.remove("10.0.0.64/26".parse::<Ipv4Prefix>()?);
    /// let text: Vec<String> = set.prefixes().map(|prefix| prefix.to_string()).collect();
    /// assert_eq!(text, ["10.0.0.0/26", "10.0.0.128/25"]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "iter_cidrs")]
    #[doc(alias = "cidrs")]
    #[doc(alias = "aggregate")]
    #[doc(alias = "collapse")]
    #[doc(alias = "cidr_merge")]
    #[doc(alias = "to_prefixes")]
    pub fn prefixes(&self) -> SetPrefixes<'_, F> {
        SetPrefixes::new(self.ranges())
    }

    /// Iterates over the addresses, in ascending order.
    ///
    /// Computes in **O(1)** time per address.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set: Ipv4Set = ["10.0.0.0/31", "10.0.0.9/32"]
    ///     .into_iter()
    ///     .map(str::parse::<Ipv4Prefix>)
    ///     .collect::<Result<_, _>>()?;
    /// assert_eq!(set.addrs().map(|addr| addr.octets()[3]).collect::<Vec<_>>(), [0, 1, 9]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "iter_unique_ips")]
    pub fn addrs(&self) -> SetAddrs<'_, F> {
        SetAddrs::new(self.ranges())
    }

    /// Iterates over the maximal ranges of addresses that are not in the set, in ascending order:
    /// the ranges of the complement, without building it.
    ///
    /// Computes in **O(1)** time per range.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set = Ipv4Set::from("0.0.0.0/1".parse::<Ipv4Prefix>()?);
    /// assert_eq!(set.gaps().collect::<Vec<_>>(), ["128.0.0.0/1".parse()?]);
    /// assert_eq!(Ipv4Set::full().gaps().next(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "complement")]
    #[doc(alias = "invert")]
    pub fn gaps(&self) -> Gaps<'_, F> {
        Gaps::new(self.spans())
    }

    /// Creates the read-only form of the set, which is faster to look up.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?).freeze();
    /// assert!(set.contains("10.1.2.3".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn freeze(&self) -> FrozenSet<F> {
        FrozenSet::new(self.clone())
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        assert!(self.head <= self.spans.len(), "the live spans are a suffix");
        check(self.spans());
    }
}

impl<F: Family> Default for Set<F> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F: Family> PartialEq for Set<F> {
    fn eq(&self, other: &Self) -> bool {
        self.spans() == other.spans()
    }
}

impl<F: Family> Eq for Set<F> {}

impl<F: Family> PartialOrd for Set<F> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<F: Family> Ord for Set<F> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.spans().cmp(other.spans())
    }
}

impl<F: Family> Hash for Set<F> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.spans().hash(state);
    }
}

impl<F: Family> fmt::Debug for Set<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.ranges()).finish()
    }
}

impl<F: Family> From<Range<F>> for Set<F> {
    fn from(range: Range<F>) -> Self {
        Self::from_spans(alloc::vec![span_of(range)])
    }
}

impl<F: Family> From<Prefix<F>> for Set<F> {
    fn from(prefix: Prefix<F>) -> Self {
        Self::from(prefix.range())
    }
}

/// Sorts and merges once: O(n log n) time, O(n) memory, in whatever order the items come.
impl<F: Family, T: Into<Range<F>>> FromIterator<T> for Set<F> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let spans = items.into_iter().map(|item| span_of(item.into())).collect();
        Self::from_spans(build(spans))
    }
}

/// Sorts and merges once: O(n log n + ranges) time, whatever order the items come in.
impl<F: Family, T: Into<Range<F>>> Extend<T> for Set<F> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        let new: Self = items.into_iter().collect();
        *self |= &new;
    }
}

impl<'a, F: Family> IntoIterator for &'a Set<F> {
    type Item = Range<F>;
    type IntoIter = Ranges<'a, F>;
    fn into_iter(self) -> Ranges<'a, F> {
        self.ranges()
    }
}
