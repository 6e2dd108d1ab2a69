//! [`IpSet`]: a set of both families.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::ops::{
    BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, BitXorAssign, Not, Sub, SubAssign,
};

use super::{
    FrozenIpSet, IpDifference, IpGaps, IpIntersection, IpRanges, IpSetAddrs, IpSetPrefixes,
    IpSymmetricDifference, IpUnion, Ipv4Set, Ipv6Set, build, span_of,
};
use crate::ip::both::dispatch;
use crate::ip::{IpPrefix, IpRange, Ipv4Prefix, Ipv4Range, Ipv6Prefix, Ipv6Range};

/// A set of addresses of both families: an [`Ipv4Set`] and an [`Ipv6Set`] side by side.
///
/// Accepts addresses, prefixes and ranges of either family ([`IpAddr`], [`IpPrefix`],
/// [`IpRange`]). IPv4 always comes first. An IPv4-mapped address such as `::ffff:10.0.0.1` is
/// an IPv6 address here; call [`IpAddr::to_canonical`] first to change that.
///
/// # Examples
///
/// ```
/// use boltons::ip::{IpPrefix, IpSet};
///
/// let mut lan: IpSet = ["10.0.0.0/8", "fc00::/7"]
///     .into_iter()
///     .map(str::parse::<IpPrefix>)
///     .collect::<Result<_, _>>()?;
/// assert!(lan.contains("fd00::1".parse()?));
/// lan.remove("10.1.0.0/16".parse::<IpPrefix>()?);
/// assert_eq!(
///     format!("{lan:?}"),
///     "{10.0.0.0-10.0.255.255, 10.2.0.0-10.255.255.255, \
///      fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff}",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "IPSet")]
#[doc(alias = "blocklist")]
#[doc(alias = "allowlist")]
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[doc(alias = "IpRangeSet")]
#[doc(alias = "access list")]
#[doc(alias = "denylist")]
pub struct IpSet {
    v4: Ipv4Set,
    v6: Ipv6Set,
}

impl IpSet {
    /// Creates an empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self { v4: Ipv4Set::new(), v6: Ipv6Set::new() }
    }

    /// Creates the set of all addresses of both families.
    #[inline]
    #[must_use]
    pub fn full() -> Self {
        Self { v4: Ipv4Set::full(), v6: Ipv6Set::full() }
    }

    /// Creates a set from the sets of the two families.
    #[must_use]
    pub const fn from_parts(v4: Ipv4Set, v6: Ipv6Set) -> Self {
        Self { v4, v6 }
    }

    /// Splits the set into its IPv4 and its IPv6 part.
    #[inline]
    #[must_use]
    pub fn into_parts(self) -> (Ipv4Set, Ipv6Set) {
        (self.v4, self.v6)
    }

    /// Returns the set of the IPv4 addresses.
    #[must_use]
    pub const fn v4(&self) -> &Ipv4Set {
        &self.v4
    }

    /// Returns the set of the IPv6 addresses.
    #[must_use]
    pub const fn v6(&self) -> &Ipv6Set {
        &self.v6
    }

    /// Returns a mutable reference to the set of the IPv4 addresses.
    pub const fn v4_mut(&mut self) -> &mut Ipv4Set {
        &mut self.v4
    }

    /// Returns a mutable reference to the set of the IPv6 addresses.
    pub const fn v6_mut(&mut self) -> &mut Ipv6Set {
        &mut self.v6
    }

    /// Inserts the addresses of a range, a prefix or one address, and returns whether the set grew.
    /// See [`Set::insert`](crate::ip::Set::insert).
    #[inline]
    #[doc(alias = "add")]
    pub fn insert(&mut self, range: impl Into<IpRange>) -> bool {
        let range = range.into();
        dispatch!(self.insert(range: IpRange))
    }

    /// Removes the addresses of a range, a prefix or one address, and returns whether the set
    /// shrank. See [`Set::remove`](crate::ip::Set::remove).
    #[inline]
    #[doc(alias = "discard")]
    #[doc(alias = "exclude")]
    #[doc(alias = "subtract")]
    pub fn remove(&mut self, range: impl Into<IpRange>) -> bool {
        let range = range.into();
        dispatch!(self.remove(range: IpRange))
    }

    /// Returns whether the address is in the set. See [`Set::contains`](crate::ip::Set::contains).
    #[inline]
    #[must_use]
    pub fn contains(&self, addr: IpAddr) -> bool {
        dispatch!(self.contains(addr: IpAddr))
    }

    /// Returns whether all addresses of a range or prefix are in the set. See
    /// [`Set::contains_range`](crate::ip::Set::contains_range).
    #[inline]
    #[must_use]
    #[doc(alias = "contains_prefix")]
    pub fn contains_range(&self, range: impl Into<IpRange>) -> bool {
        let range = range.into();
        dispatch!(self.contains_range(range: IpRange))
    }

    /// Returns whether any address of a range or prefix is in the set. See
    /// [`Set::overlaps`](crate::ip::Set::overlaps).
    #[inline]
    #[must_use]
    #[doc(alias = "intersects")]
    pub fn overlaps(&self, range: impl Into<IpRange>) -> bool {
        let range = range.into();
        dispatch!(self.overlaps(range: IpRange))
    }

    /// Returns the maximal range that contains an address, or `None` if it is not in the set. See
    /// [`Set::find`](crate::ip::Set::find).
    #[inline]
    #[must_use]
    #[doc(alias = "get")]
    pub fn find(&self, addr: IpAddr) -> Option<IpRange> {
        dispatch!(self.find(addr: IpAddr) => IpRange?)
    }

    /// Returns whether the set is empty. See [`Set::is_empty`](crate::ip::Set::is_empty).
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.v4.is_empty() && self.v6.is_empty()
    }

    /// Returns whether the set contains every address of both families. See
    /// [`Set::is_full`](crate::ip::Set::is_full).
    #[inline]
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.v4.is_full() && self.v6.is_full()
    }

    /// Returns the number of maximal ranges. See [`Set::range_count`](crate::ip::Set::range_count).
    #[inline]
    #[must_use]
    #[doc(alias = "len")]
    #[doc(alias = "iscontiguous")]
    pub fn range_count(&self) -> usize {
        self.v4.range_count() + self.v6.range_count()
    }

    /// Returns the number of addresses of both families, at most [`u128::MAX`]. See
    /// [`Set::size`](crate::ip::Set::size).
    #[inline]
    #[doc(alias = "num_addresses")]
    #[must_use]
    pub fn size(&self) -> u128 {
        self.v4.size().saturating_add(self.v6.size())
    }

    /// Returns the lowest address, an IPv4 one if there is any. See
    /// [`Set::first`](crate::ip::Set::first).
    #[inline]
    #[must_use]
    pub fn first(&self) -> Option<IpAddr> {
        self.v4.first().map(IpAddr::V4).or_else(|| self.v6.first().map(IpAddr::V6))
    }

    /// Returns the highest address, an IPv6 one if there is any. See
    /// [`Set::last`](crate::ip::Set::last).
    #[inline]
    #[must_use]
    pub fn last(&self) -> Option<IpAddr> {
        self.v6.last().map(IpAddr::V6).or_else(|| self.v4.last().map(IpAddr::V4))
    }

    /// Returns the address at an index, counted from 0 for the lowest. See
    /// [`Set::nth`](crate::ip::Set::nth).
    #[inline]
    #[must_use]
    pub fn nth(&self, index: u128) -> Option<IpAddr> {
        match self.v4.nth(index) {
            Some(addr) => Some(IpAddr::V4(addr)),
            // All of IPv4 does not saturate, so the difference is exact.
            None => self.v6.nth(index - self.v4.size()).map(IpAddr::V6),
        }
    }

    /// Removes and returns the lowest maximal range. See
    /// [`Set::pop_first`](crate::ip::Set::pop_first).
    #[inline]
    #[doc(alias = "pop")]
    pub fn pop_first(&mut self) -> Option<IpRange> {
        match self.v4.pop_first() {
            Some(range) => Some(IpRange::V4(range)),
            None => self.v6.pop_first().map(IpRange::V6),
        }
    }

    /// Removes and returns the highest maximal range, an IPv6 one if there is any. See
    /// [`Set::pop_last`](crate::ip::Set::pop_last).
    #[inline]
    pub fn pop_last(&mut self) -> Option<IpRange> {
        match self.v6.pop_last() {
            Some(range) => Some(IpRange::V6(range)),
            None => self.v4.pop_last().map(IpRange::V4),
        }
    }

    /// Shrinks the memory to what the present ranges need. See
    /// [`Set::shrink_to_fit`](crate::ip::Set::shrink_to_fit).
    #[inline]
    #[doc(alias = "compact")]
    pub fn shrink_to_fit(&mut self) {
        self.v4.shrink_to_fit();
        self.v6.shrink_to_fit();
    }

    /// Removes all addresses and keeps the memory. See [`Set::clear`](crate::ip::Set::clear).
    #[inline]
    pub fn clear(&mut self) {
        self.v4.clear();
        self.v6.clear();
    }

    /// Iterates over the maximal ranges, IPv4 first, ascending. See
    /// [`Set::ranges`](crate::ip::Set::ranges).
    #[inline]
    #[doc(alias = "iter_ipranges")]
    pub fn ranges(&self) -> IpRanges<'_> {
        IpRanges { v4: self.v4.ranges(), v6: self.v6.ranges() }
    }

    /// Iterates over the maximal ranges, IPv4 first, ascending: the same as
    /// [`ranges`](Self::ranges).
    #[inline]
    pub fn iter(&self) -> IpRanges<'_> {
        self.ranges()
    }

    /// Iterates over the fewest prefixes that cover exactly the set, IPv4 first, ascending. See
    /// [`Set::prefixes`](crate::ip::Set::prefixes).
    #[inline]
    #[doc(alias = "iter_cidrs")]
    #[doc(alias = "cidrs")]
    #[doc(alias = "aggregate")]
    #[doc(alias = "collapse")]
    #[doc(alias = "cidr_merge")]
    #[doc(alias = "to_prefixes")]
    pub fn prefixes(&self) -> IpSetPrefixes<'_> {
        IpSetPrefixes { v4: self.v4.prefixes(), v6: self.v6.prefixes() }
    }

    /// Iterates over the addresses, IPv4 first, ascending. See
    /// [`Set::addrs`](crate::ip::Set::addrs).
    #[inline]
    #[doc(alias = "iter_unique_ips")]
    pub fn addrs(&self) -> IpSetAddrs<'_> {
        IpSetAddrs { v4: self.v4.addrs(), v6: self.v6.addrs() }
    }

    /// Iterates over the maximal ranges that are not in the set, IPv4 first, ascending. See
    /// [`Set::gaps`](crate::ip::Set::gaps).
    #[inline]
    #[doc(alias = "complement")]
    #[doc(alias = "invert")]
    pub fn gaps(&self) -> IpGaps<'_> {
        IpGaps { v4: self.v4.gaps(), v6: self.v6.gaps() }
    }

    /// Returns whether every address of this set is in the other. See
    /// [`Set::is_subset`](crate::ip::Set::is_subset).
    #[inline]
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        self.v4.is_subset(&other.v4) && self.v6.is_subset(&other.v6)
    }

    /// Returns whether every address of the other set is in this one. See
    /// [`Set::is_superset`](crate::ip::Set::is_superset).
    #[inline]
    #[must_use]
    pub fn is_superset(&self, other: &Self) -> bool {
        other.is_subset(self)
    }

    /// Returns whether no address is in both sets. See
    /// [`Set::is_disjoint`](crate::ip::Set::is_disjoint).
    #[inline]
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        self.v4.is_disjoint(&other.v4) && self.v6.is_disjoint(&other.v6)
    }

    /// Iterates over the maximal ranges of the union of the two sets, IPv4 first. See
    /// [`Set::union`](crate::ip::Set::union).
    #[inline]
    #[doc(alias = "merge")]
    pub fn union<'a>(&'a self, other: &'a Self) -> IpUnion<'a> {
        IpUnion { v4: self.v4.union(&other.v4), v6: self.v6.union(&other.v6) }
    }

    /// Iterates over the maximal ranges of the intersection of the two sets, IPv4 first. See
    /// [`Set::intersection`](crate::ip::Set::intersection).
    #[inline]
    #[doc(alias = "intersect")]
    pub fn intersection<'a>(&'a self, other: &'a Self) -> IpIntersection<'a> {
        IpIntersection { v4: self.v4.intersection(&other.v4), v6: self.v6.intersection(&other.v6) }
    }

    /// Iterates over the maximal ranges of the addresses in this set, but not in the other, IPv4
    /// first. See [`Set::difference`](crate::ip::Set::difference).
    #[inline]
    #[doc(alias = "exclude")]
    #[doc(alias = "subtract")]
    pub fn difference<'a>(&'a self, other: &'a Self) -> IpDifference<'a> {
        IpDifference { v4: self.v4.difference(&other.v4), v6: self.v6.difference(&other.v6) }
    }

    /// Iterates over the maximal ranges of the addresses in one of the two sets, but not in both,
    /// IPv4 first. See [`Set::symmetric_difference`](crate::ip::Set::symmetric_difference).
    #[inline]
    pub fn symmetric_difference<'a>(&'a self, other: &'a Self) -> IpSymmetricDifference<'a> {
        IpSymmetricDifference {
            v4: self.v4.symmetric_difference(&other.v4),
            v6: self.v6.symmetric_difference(&other.v6),
        }
    }

    /// Creates the read-only form of the set. See
    /// [`Set::freeze`](crate::ip::Set::freeze).
    #[inline]
    #[must_use]
    pub fn freeze(&self) -> FrozenIpSet {
        FrozenIpSet::from_parts(self.v4.freeze(), self.v6.freeze())
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        self.v4.check();
        self.v6.check();
    }
}

impl core::fmt::Debug for IpSet {
    #[inline]
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries(self.ranges()).finish()
    }
}

/// Sorts and merges once: O(n log n) time, O(n) memory, in whatever order the items come.
impl<T: Into<IpRange>> FromIterator<T> for IpSet {
    #[inline]
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let (mut v4, mut v6) = (alloc::vec::Vec::new(), alloc::vec::Vec::new());
        for item in items {
            match item.into() {
                IpRange::V4(range) => v4.push(span_of(range)),
                IpRange::V6(range) => v6.push(span_of(range)),
            }
        }
        Self { v4: Ipv4Set::from_spans(build(v4)), v6: Ipv6Set::from_spans(build(v6)) }
    }
}

/// Sorts and merges once: O(n log n + ranges) time, whatever order the items come in.
impl<T: Into<IpRange>> Extend<T> for IpSet {
    #[inline]
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        let new: Self = items.into_iter().collect();
        *self |= &new;
    }
}

impl<'a> IntoIterator for &'a IpSet {
    type Item = IpRange;
    type IntoIter = IpRanges<'a>;
    #[inline]
    fn into_iter(self) -> IpRanges<'a> {
        self.ranges()
    }
}

macro_rules! from {
    ($($type:ty),*) => {$(
        impl From<$type> for IpSet {
            #[inline]
            fn from(range: $type) -> Self {
                let mut set = Self::new();
                set.insert(range);
                set
            }
        }
    )*};
}

from!(IpRange, Ipv4Range, Ipv6Range, IpPrefix, Ipv4Prefix, Ipv6Prefix, IpAddr, Ipv4Addr, Ipv6Addr);

impl From<&Self> for IpSet {
    #[inline]
    fn from(set: &Self) -> Self {
        set.clone()
    }
}

impl From<Ipv4Set> for IpSet {
    #[inline]
    fn from(v4: Ipv4Set) -> Self {
        Self { v4, v6: Ipv6Set::new() }
    }
}

impl From<Ipv6Set> for IpSet {
    #[inline]
    fn from(v6: Ipv6Set) -> Self {
        Self { v4: Ipv4Set::new(), v6 }
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $assign:ident, $assign_method:ident) => {
        impl $trait for &IpSet {
            type Output = IpSet;
            fn $method(self, other: Self) -> IpSet {
                IpSet { v4: (&self.v4).$method(&other.v4), v6: (&self.v6).$method(&other.v6) }
            }
        }

        impl $assign<&Self> for IpSet {
            fn $assign_method(&mut self, other: &Self) {
                self.v4.$assign_method(&other.v4);
                self.v6.$assign_method(&other.v6);
            }
        }
    };
}

operator!(BitOr, bitor, BitOrAssign, bitor_assign);
operator!(BitAnd, bitand, BitAndAssign, bitand_assign);
operator!(Sub, sub, SubAssign, sub_assign);
operator!(BitXor, bitxor, BitXorAssign, bitxor_assign);

/// The addresses of both families that are not in the set.
impl Not for &IpSet {
    type Output = IpSet;
    #[inline]
    fn not(self) -> IpSet {
        IpSet { v4: !&self.v4, v6: !&self.v6 }
    }
}
