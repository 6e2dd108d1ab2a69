//! [`Range`]: an inclusive range of addresses, never empty.
//!
//! Invariant: `first <= last`. Ends are inclusive, so the last address of the space is an end like
//! any other: no operation computes `MAX + 1` in the width of the family.

use core::cmp::Ordering;
use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

use super::family::{Family, V4, V6, Word};
use super::prefix::Prefix;
use crate::error::{Error, Kind};

/// An inclusive range of addresses of one family, never empty.
///
/// Ranges sort by first, then by last address. A range prints as `first-last`, or as the address
/// if there is only one. The parser accepts `first-last` with both ends in full, `address` and
/// `address/length`.
///
/// Written `ip::Range<F>` in generic code, like `fmt::Result`.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip::Ipv4Range;
///
/// let range = Ipv4Range::new(Ipv4Addr::new(10, 0, 0, 5), Ipv4Addr::new(10, 0, 0, 9))?;
/// assert_eq!(range, "10.0.0.5-10.0.0.9".parse()?);
/// assert_eq!(range.size(), 5);
/// assert!(Ipv4Range::new(range.last(), range.first()).is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
#[doc(alias = "IPRange")]
#[doc(alias = "IpAddrRange")]
pub struct Range<F: Family> {
    first: F::Addr,
    last: F::Addr,
}

/// An inclusive range of IPv4 addresses; see [`Range`].
#[doc(alias = "Ipv4AddrRange")]
pub type Ipv4Range = Range<V4>;
/// An inclusive range of IPv6 addresses; see [`Range`].
#[doc(alias = "Ipv6AddrRange")]
pub type Ipv6Range = Range<V6>;

impl<F: Family> Range<F> {
    /// The range of all addresses of the family.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// assert_eq!(Ipv4Range::ALL.to_string(), "0.0.0.0-255.255.255.255");
    /// ```
    pub const ALL: Self = Self { first: F::MIN, last: F::MAX };

    /// Creates the range from the first to the last address, both included.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Errors
    ///
    /// `is_invalid_argument` if `first` comes after `last`.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Range;
    ///
    /// let (low, high) = (Ipv4Addr::new(10, 0, 0, 1), Ipv4Addr::new(10, 0, 0, 9));
    /// assert_eq!(Ipv4Range::new(low, high)?.size(), 9);
    ///
    /// let error = Ipv4Range::new(high, low).unwrap_err();
    /// assert_eq!(error.to_string(), "range ends before it starts: 10.0.0.9-10.0.0.1");
    /// assert!(error.is_invalid_argument());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[inline]
    pub fn new(first: F::Addr, last: F::Addr) -> Result<Self, Error> {
        if first <= last {
            return Ok(Self { first, last });
        }
        Err(Error::new(
            Kind::InvalidArgument,
            format_args!("range ends before it starts: {first}-{last}"),
        ))
    }

    /// The range between two numbers that are in order.
    #[inline]
    pub(super) fn of_bits(first: F::Bits, last: F::Bits) -> Self {
        debug_assert!(first <= last);
        Self { first: F::from_bits(first), last: F::from_bits(last) }
    }

    /// The range between two numbers, `None` if they are not in order.
    #[inline]
    pub(super) fn checked(first: F::Bits, last: F::Bits) -> Option<Self> {
        (first <= last).then(|| Self::of_bits(first, last))
    }

    /// Both ends as numbers.
    #[inline]
    pub(super) fn bits(self) -> (F::Bits, F::Bits) {
        (F::to_bits(self.first), F::to_bits(self.last))
    }

    /// Returns the first address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.0-10.0.0.9".parse()?;
    /// assert_eq!(range.first().to_string(), "10.0.0.0");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "start")]
    pub const fn first(self) -> F::Addr {
        self.first
    }

    /// Returns the last address, which is part of the range.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.0-10.0.0.9".parse()?;
    /// assert_eq!(range.last().to_string(), "10.0.0.9");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "end")]
    pub const fn last(self) -> F::Addr {
        self.last
    }

    /// Returns the number of addresses.
    ///
    /// Returns `u128::MAX` for the 2¹²⁸ addresses of all of IPv6; see [`is_full`](Self::is_full).
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv6Range};
    ///
    /// assert_eq!("10.0.0.1-10.0.0.9".parse::<Ipv4Range>()?.size(), 9);
    /// assert_eq!(Ipv6Range::ALL.size(), u128::MAX);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "num_addresses")]
    #[doc(alias = "count")]
    pub fn size(self) -> u128 {
        let (first, last) = self.bits();
        last.wrapping_sub(first).to_u128().saturating_add(1)
    }

    /// Returns whether the range contains all addresses of its family.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv6Range;
    ///
    /// assert!(Ipv6Range::ALL.is_full());
    /// assert!(!"::1".parse::<Ipv6Range>()?.is_full());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn is_full(self) -> bool {
        self == Self::ALL
    }

    /// Returns whether the range contains an address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.1-10.0.0.9".parse()?;
    /// assert!(range.contains(Ipv4Addr::new(10, 0, 0, 9)));
    /// assert!(!range.contains(Ipv4Addr::new(10, 0, 0, 10)));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn contains(self, addr: F::Addr) -> bool {
        let ((first, last), bits) = (self.bits(), F::to_bits(addr));
        first <= bits && bits <= last
    }

    /// Returns whether this range contains another one; every range contains itself.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.1-10.0.0.9".parse()?;
    /// assert!(range.contains_range("10.0.0.2-10.0.0.9".parse()?));
    /// assert!(!range.contains_range("10.0.0.0/31".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "subnet_of")]
    pub fn contains_range(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Returns whether the two ranges share an address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.1-10.0.0.9".parse()?;
    /// assert!(range.overlaps("10.0.0.9-10.0.0.20".parse()?));
    /// assert!(!range.overlaps("10.0.0.10-10.0.0.20".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "intersects")]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Returns whether one range starts right after the end of the other.
    ///
    /// Overlapping ranges are not adjacent.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.1-10.0.0.9".parse()?;
    /// assert!(range.is_adjacent("10.0.0.10".parse()?));
    /// assert!(range.is_adjacent("10.0.0.0".parse()?));
    /// assert!(!range.is_adjacent("10.0.0.9".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn is_adjacent(self, other: Self) -> bool {
        let ((a_first, a_last), (b_first, b_last)) = (self.bits(), other.bits());
        a_last.checked_add(F::Bits::ONE) == Some(b_first)
            || b_last.checked_add(F::Bits::ONE) == Some(a_first)
    }

    /// Returns the range of the addresses that are in both ranges, or `None` if they are disjoint.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.1-10.0.0.9".parse()?;
    /// let both = range.intersection("10.0.0.5-10.0.0.20".parse()?);
    /// assert_eq!(both, Some("10.0.0.5-10.0.0.9".parse()?));
    /// assert_eq!(range.intersection("10.0.0.10".parse()?), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let first = self.first.max(other.first);
        let last = self.last.min(other.last);
        (first <= last).then_some(Self { first, last })
    }

    /// Returns the range of the addresses that are in either range, or `None` unless they overlap
    /// or are adjacent.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.1-10.0.0.9".parse()?;
    /// assert_eq!(range.union("10.0.0.10".parse()?), Some("10.0.0.1-10.0.0.10".parse()?));
    /// assert_eq!(range.union("10.0.0.11".parse()?), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn union(self, other: Self) -> Option<Self> {
        (self.overlaps(other) || self.is_adjacent(other)).then(|| self.hull(other))
    }

    /// Returns the parts of this range below and above another range.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.1-10.0.0.9".parse()?;
    /// let (below, above) = range.difference("10.0.0.3-10.0.0.200".parse()?);
    /// assert_eq!(below, Some("10.0.0.1-10.0.0.2".parse()?));
    /// assert_eq!(above, None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn difference(self, other: Self) -> (Option<Self>, Option<Self>) {
        let ((first, last), (from, to)) = (self.bits(), other.bits());
        let below =
            from.checked_sub(F::Bits::ONE).and_then(|end| Self::checked(first, end.min(last)));
        let above =
            to.checked_add(F::Bits::ONE).and_then(|start| Self::checked(start.max(first), last));
        (below, above)
    }

    /// Returns the smallest range that contains both ranges and everything between them.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.9".parse()?;
    /// assert_eq!(range.hull("10.0.0.1".parse()?), "10.0.0.1-10.0.0.9".parse()?);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn hull(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Returns the address at an index, counted from 0, or `None` if it is past the last address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.1-10.0.0.9".parse()?;
    /// assert_eq!(range.nth(8), Some(Ipv4Addr::new(10, 0, 0, 9)));
    /// assert_eq!(range.nth(9), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn nth(self, index: F::Bits) -> Option<F::Addr> {
        let (first, last) = self.bits();
        (index <= last.wrapping_sub(first)).then(|| F::from_bits(first.wrapping_add(index)))
    }

    /// Returns the prefix with the same addresses, if there is one.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.0-10.0.0.7".parse()?;
    /// assert_eq!(range.as_prefix(), Some("10.0.0.0/29".parse()?));
    /// assert_eq!("10.0.0.1-10.0.0.8".parse::<Ipv4Range>()?.as_prefix(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn as_prefix(self) -> Option<Prefix<F>> {
        let prefix = self.spanning_prefix();
        (prefix.range() == self).then_some(prefix)
    }

    /// Returns the longest prefix that contains the range.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.1-10.0.0.8".parse()?;
    /// assert_eq!(range.spanning_prefix(), "10.0.0.0/28".parse()?);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "spanning_cidr")]
    pub fn spanning_prefix(self) -> Prefix<F> {
        let (first, last) = self.bits();
        Prefix::of_bits(first, (first ^ last).leading_zeros() as u8)
    }

    /// Checks the invariants.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn check(&self) {
        assert!(self.first <= self.last);
    }
}

impl<F: Family> Ord for Range<F> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.bits().cmp(&other.bits())
    }
}

impl<F: Family> PartialOrd for Range<F> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<F: Family> fmt::Display for Range<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = super::text::text(self.first);
        if self.first == self.last {
            return fmt::Display::fmt(&first, f);
        }
        let last = super::text::text(self.last);
        if f.width().is_none() && f.precision().is_none() {
            return write!(f, "{}-{}", first.as_str(), last.as_str());
        }
        f.pad(&alloc::format!("{first}-{last}"))
    }
}

impl<F: Family> fmt::Debug for Range<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<F: Family> From<Prefix<F>> for Range<F> {
    #[inline]
    fn from(prefix: Prefix<F>) -> Self {
        prefix.range()
    }
}

impl From<Ipv4Addr> for Range<V4> {
    #[inline]
    fn from(addr: Ipv4Addr) -> Self {
        Self { first: addr, last: addr }
    }
}

impl From<Ipv6Addr> for Range<V6> {
    #[inline]
    fn from(addr: Ipv6Addr) -> Self {
        Self { first: addr, last: addr }
    }
}

impl<F: Family> TryFrom<Range<F>> for Prefix<F> {
    type Error = Error;

    /// Fails with `is_unrepresentable` if the range is not a prefix.
    fn try_from(range: Range<F>) -> Result<Self, Error> {
        range.as_prefix().ok_or_else(|| {
            Error::new(Kind::Unrepresentable, format_args!("{range} is not a prefix"))
        })
    }
}
