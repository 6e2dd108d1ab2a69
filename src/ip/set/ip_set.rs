//! [`IpSet`]: a set of both families.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::ops::{
    BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, BitXorAssign, Not, Sub, SubAssign,
};

use super::{
    FrozenIpSet, IpDifference, IpGaps, IpIntersection, IpRanges, IpSetAddrs, IpSetPrefixes,
    IpSymmetricDifference, IpUnion, Ipv4Set, Ipv6Set, build, span_of,
};
use crate::ip::{IpPrefix, IpRange, Ipv4Prefix, Ipv4Range, Ipv6Prefix, Ipv6Range};

/// A set of addresses of both families: an [`Ipv4Set`] and an [`Ipv6Set`] side by side.
///
/// Takes addresses, prefixes and ranges of either family or of both ([`IpAddr`], [`IpPrefix`],
/// [`IpRange`]). Everything comes IPv4 first. An IPv4-mapped address such as `::ffff:10.0.0.1` is
/// an IPv6 address here; call [`IpAddr::to_canonical`] first if you want otherwise.
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
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct IpSet {
    v4: Ipv4Set,
    v6: Ipv6Set,
}

impl IpSet {
    /// Makes the empty set.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// static EMPTY: IpSet = IpSet::new();
    /// assert!(EMPTY.is_empty());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { v4: Ipv4Set::new(), v6: Ipv6Set::new() }
    }

    /// Makes the set of all addresses of both families.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// assert_eq!(IpSet::full(), !&IpSet::new());
    /// ```
    #[must_use]
    pub fn full() -> Self {
        Self { v4: Ipv4Set::full(), v6: Ipv6Set::full() }
    }

    /// Makes a set of the addresses of two.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpSet, Ipv4Set, Ipv6Set};
    ///
    /// let set = IpSet::from_parts(Ipv4Set::full(), Ipv6Set::new());
    /// assert_eq!(set.size(), 1 << 32);
    /// ```
    #[must_use]
    pub const fn from_parts(v4: Ipv4Set, v6: Ipv6Set) -> Self {
        Self { v4, v6 }
    }

    /// Returns the sets of the two families.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// let (v4, v6) = IpSet::full().into_parts();
    /// assert!(v4.is_full() && v6.is_full());
    /// ```
    #[must_use]
    pub fn into_parts(self) -> (Ipv4Set, Ipv6Set) {
        (self.v4, self.v6)
    }

    /// Returns the IPv4 addresses.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// assert!(IpSet::full().v4().is_full());
    /// ```
    #[must_use]
    pub const fn v4(&self) -> &Ipv4Set {
        &self.v4
    }

    /// Returns the IPv6 addresses.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// assert!(IpSet::full().v6().is_full());
    /// ```
    #[must_use]
    pub const fn v6(&self) -> &Ipv6Set {
        &self.v6
    }

    /// Returns the IPv4 addresses to change them.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// let mut set = IpSet::full();
    /// set.v4_mut().clear();
    /// assert!(set.v4().is_empty() && set.v6().is_full());
    /// ```
    pub const fn v4_mut(&mut self) -> &mut Ipv4Set {
        &mut self.v4
    }

    /// Returns the IPv6 addresses to change them.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// let mut set = IpSet::full();
    /// set.v6_mut().clear();
    /// assert!(set.v4().is_full() && set.v6().is_empty());
    /// ```
    pub const fn v6_mut(&mut self) -> &mut Ipv6Set {
        &mut self.v6
    }

    /// Adds the addresses of a range, a prefix or one address; returns whether the set grew.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let mut set = IpSet::new();
    /// assert!(set.insert("10.0.0.0/8".parse::<IpPrefix>()?));
    /// assert!(!set.insert("10.1.0.0/16".parse::<IpPrefix>()?)); // was there already
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn insert(&mut self, range: impl Into<IpRange>) -> bool {
        match range.into() {
            IpRange::V4(range) => self.v4.insert(range),
            IpRange::V6(range) => self.v6.insert(range),
        }
    }

    /// Takes the addresses of a range, a prefix or one address out; returns whether the set
    /// shrank.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let mut set = IpSet::full();
    /// assert!(set.remove("::/0".parse::<IpPrefix>()?));
    /// assert!(!set.remove("::/64".parse::<IpPrefix>()?));
    /// assert_eq!(set.size(), 1 << 32);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn remove(&mut self, range: impl Into<IpRange>) -> bool {
        match range.into() {
            IpRange::V4(range) => self.v4.remove(range),
            IpRange::V6(range) => self.v6.remove(range),
        }
    }

    /// Returns whether the address is in the set.
    ///
    /// Computes in **O(log ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert!(set.contains("10.255.255.255".parse()?));
    /// assert!(!set.contains("::10.0.0.1".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn contains(&self, addr: IpAddr) -> bool {
        match addr {
            IpAddr::V4(addr) => self.v4.contains(addr),
            IpAddr::V6(addr) => self.v6.contains(addr),
        }
    }

    /// Returns whether all of a range or prefix is in the set.
    ///
    /// Computes in **O(log ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert!(set.contains_range("10.0.0.0/9".parse::<IpPrefix>()?));
    /// assert!(!set.contains_range("10.0.0.0/7".parse::<IpPrefix>()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn contains_range(&self, range: impl Into<IpRange>) -> bool {
        match range.into() {
            IpRange::V4(range) => self.v4.contains_range(range),
            IpRange::V6(range) => self.v6.contains_range(range),
        }
    }

    /// Returns whether any address of a range or prefix is in the set.
    ///
    /// Computes in **O(log ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert!(set.overlaps("10.0.0.0/7".parse::<IpPrefix>()?));
    /// assert!(!set.overlaps("::/0".parse::<IpPrefix>()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn overlaps(&self, range: impl Into<IpRange>) -> bool {
        match range.into() {
            IpRange::V4(range) => self.v4.overlaps(range),
            IpRange::V6(range) => self.v6.overlaps(range),
        }
    }

    /// Returns the maximal range around an address, `None` where it is not in the set.
    ///
    /// Computes in **O(log ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert_eq!(set.find("10.1.2.3".parse()?), Some("10.0.0.0/8".parse()?));
    /// assert_eq!(set.find("::1".parse()?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn find(&self, addr: IpAddr) -> Option<IpRange> {
        match addr {
            IpAddr::V4(addr) => self.v4.find(addr).map(IpRange::V4),
            IpAddr::V6(addr) => self.v6.find(addr).map(IpRange::V6),
        }
    }

    /// Returns whether the set has no address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// assert!(IpSet::new().is_empty());
    /// assert!(!IpSet::full().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.v4.is_empty() && self.v6.is_empty()
    }

    /// Returns whether the set has every address of both families.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpSet, Ipv4Set, Ipv6Set};
    ///
    /// assert!(IpSet::full().is_full());
    /// assert!(!IpSet::from_parts(Ipv4Set::full(), Ipv6Set::new()).is_full());
    /// ```
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.v4.is_full() && self.v6.is_full()
    }

    /// Returns the number of maximal ranges.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// assert_eq!(IpSet::full().range_count(), 2);
    /// ```
    #[must_use]
    pub fn range_count(&self) -> usize {
        self.v4.range_count() + self.v6.range_count()
    }

    /// Returns the number of addresses of both families; what does not fit gives [`u128::MAX`].
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert_eq!(set.size(), 1 << 24);
    /// assert_eq!(IpSet::full().size(), u128::MAX);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn size(&self) -> u128 {
        self.v4.size().saturating_add(self.v6.size())
    }

    /// Returns the lowest address, an IPv4 one where there is any.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// assert_eq!(IpSet::full().first(), Some("0.0.0.0".parse()?));
    /// assert_eq!(IpSet::new().first(), None);
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[must_use]
    pub fn first(&self) -> Option<IpAddr> {
        self.v4.first().map(IpAddr::V4).or_else(|| self.v6.first().map(IpAddr::V6))
    }

    /// Returns the highest address, an IPv6 one where there is any.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert_eq!(set.last(), Some("10.255.255.255".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn last(&self) -> Option<IpAddr> {
        self.v6.last().map(IpAddr::V6).or_else(|| self.v4.last().map(IpAddr::V4))
    }

    /// Returns the address at an index, counted from the lowest, which has 0.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// assert_eq!(IpSet::full().nth(1 << 32), Some("::".parse()?));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[must_use]
    pub fn nth(&self, index: u128) -> Option<IpAddr> {
        match self.v4.nth(index) {
            Some(addr) => Some(IpAddr::V4(addr)),
            // All of IPv4 does not saturate, so the difference is exact.
            None => self.v6.nth(index - self.v4.size()).map(IpAddr::V6),
        }
    }

    /// Takes the lowest maximal range out and returns it.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// let mut set = IpSet::full();
    /// assert_eq!(set.pop_first(), Some("0.0.0.0/0".parse()?));
    /// assert_eq!(set.pop_first(), Some("::/0".parse()?));
    /// assert_eq!(set.pop_first(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn pop_first(&mut self) -> Option<IpRange> {
        match self.v4.pop_first() {
            Some(range) => Some(IpRange::V4(range)),
            None => self.v6.pop_first().map(IpRange::V6),
        }
    }

    /// Takes all addresses out; keeps the memory.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// let mut set = IpSet::full();
    /// set.clear();
    /// assert!(set.is_empty());
    /// ```
    pub fn clear(&mut self) {
        self.v4.clear();
        self.v6.clear();
    }

    /// Iterates over the maximal ranges, IPv4 first, ascending.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// let text: Vec<String> = IpSet::full().ranges().map(|range| range.to_string()).collect();
    /// assert_eq!(text[0], "0.0.0.0-255.255.255.255");
    /// assert_eq!(text.len(), 2);
    /// ```
    pub fn ranges(&self) -> IpRanges<'_> {
        IpRanges { v4: self.v4.ranges(), v6: self.v6.ranges() }
    }

    /// Iterates over the fewest prefixes that make the set, IPv4 first, ascending.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// let text: Vec<String> = IpSet::full().prefixes().map(|prefix| prefix.to_string()).collect();
    /// assert_eq!(text, ["0.0.0.0/0", "::/0"]);
    /// ```
    pub fn prefixes(&self) -> IpSetPrefixes<'_> {
        IpSetPrefixes { v4: self.v4.prefixes(), v6: self.v6.prefixes() }
    }

    /// Iterates over the addresses, IPv4 first, ascending.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("::/127".parse::<IpPrefix>()?);
    /// let text: Vec<String> = set.addrs().map(|addr| addr.to_string()).collect();
    /// assert_eq!(text, ["::", "::1"]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn addrs(&self) -> IpSetAddrs<'_> {
        IpSetAddrs { v4: self.v4.addrs(), v6: self.v6.addrs() }
    }

    /// Iterates over the maximal ranges that are not in the set, IPv4 first, ascending.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// assert_eq!(IpSet::new().gaps().count(), 2);
    /// assert_eq!(IpSet::full().gaps().count(), 0);
    /// ```
    pub fn gaps(&self) -> IpGaps<'_> {
        IpGaps { v4: self.v4.gaps(), v6: self.v6.gaps() }
    }

    /// Returns whether every address of this set is in the other.
    ///
    /// Computes in **O(a + b)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert!(set.is_subset(&IpSet::full()));
    /// assert!(!IpSet::full().is_subset(&set));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        self.v4.is_subset(&other.v4) && self.v6.is_subset(&other.v6)
    }

    /// Returns whether every address of the other set is in this.
    ///
    /// Computes in **O(a + b)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert!(IpSet::full().is_superset(&set));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_superset(&self, other: &Self) -> bool {
        other.is_subset(self)
    }

    /// Returns whether no address is in both sets.
    ///
    /// Computes in **O(a + b)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert!(set.is_disjoint(&!&set));
    /// assert!(!set.is_disjoint(&set));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        self.v4.is_disjoint(&other.v4) && self.v6.is_disjoint(&other.v6)
    }

    /// Iterates over the maximal ranges of what is in this set or in the other, IPv4 first.
    ///
    /// The owned result is `&a | &b`.
    ///
    /// Computes in **O(a + b)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert_eq!(set.union(&IpSet::full()).count(), 2);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn union<'a>(&'a self, other: &'a Self) -> IpUnion<'a> {
        IpUnion { v4: self.v4.union(&other.v4), v6: self.v6.union(&other.v6) }
    }

    /// Iterates over the maximal ranges of what is in this set and in the other, IPv4 first.
    ///
    /// The owned result is `&a & &b`.
    ///
    /// Computes in **O(a + b)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert_eq!(set.intersection(&IpSet::full()).next(), Some("10.0.0.0/8".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn intersection<'a>(&'a self, other: &'a Self) -> IpIntersection<'a> {
        IpIntersection { v4: self.v4.intersection(&other.v4), v6: self.v6.intersection(&other.v6) }
    }

    /// Iterates over the maximal ranges of what is in this set, but not in the other, IPv4 first.
    ///
    /// The owned result is `&a - &b`.
    ///
    /// Computes in **O(a + b)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert_eq!(set.difference(&set).next(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn difference<'a>(&'a self, other: &'a Self) -> IpDifference<'a> {
        IpDifference { v4: self.v4.difference(&other.v4), v6: self.v6.difference(&other.v6) }
    }

    /// Iterates over the maximal ranges of what is in one of the two sets, but not in both, IPv4
    /// first.
    ///
    /// The owned result is `&a ^ &b`.
    ///
    /// Computes in **O(a + b)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert_eq!(set.symmetric_difference(&IpSet::full()).count(), 3);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn symmetric_difference<'a>(&'a self, other: &'a Self) -> IpSymmetricDifference<'a> {
        IpSymmetricDifference {
            v4: self.v4.symmetric_difference(&other.v4),
            v6: self.v6.symmetric_difference(&other.v6),
        }
    }

    /// Makes the read-only form for very many look-ups.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpPrefix, IpSet};
    ///
    /// let set = IpSet::from("10.0.0.0/8".parse::<IpPrefix>()?);
    /// assert!(set.freeze().contains("10.1.2.3".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries(self.ranges()).finish()
    }
}

/// Sorts and merges once: O(n log n) time, O(n) memory, in whatever order the items come.
impl<T: Into<IpRange>> FromIterator<T> for IpSet {
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
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        let new: Self = items.into_iter().collect();
        *self |= &new;
    }
}

impl<'a> IntoIterator for &'a IpSet {
    type Item = IpRange;
    type IntoIter = IpRanges<'a>;
    fn into_iter(self) -> IpRanges<'a> {
        self.ranges()
    }
}

macro_rules! from {
    ($($type:ty),*) => {$(
        impl From<$type> for IpSet {
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
    fn from(set: &Self) -> Self {
        set.clone()
    }
}

impl From<Ipv4Set> for IpSet {
    fn from(v4: Ipv4Set) -> Self {
        Self { v4, v6: Ipv6Set::new() }
    }
}

impl From<Ipv6Set> for IpSet {
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
    fn not(self) -> IpSet {
        IpSet { v4: !&self.v4, v6: !&self.v6 }
    }
}
