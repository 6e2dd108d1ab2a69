//! [`FrozenIpSet`]: the read-only set of both families.

use core::net::IpAddr;

use super::{FrozenIpv4Set, FrozenIpv6Set, IpRanges, IpSet};

/// A read-only set of addresses of both families, for very many look-ups.
///
/// Made by [`IpSet::freeze`]; see [`FrozenSet`](super::FrozenSet).
///
/// # Examples
///
/// ```
/// use boltons::ip::{IpPrefix, IpSet};
///
/// let set: IpSet = ["10.0.0.0/8", "fc00::/7"]
///     .into_iter()
///     .map(str::parse::<IpPrefix>)
///     .collect::<Result<_, _>>()?;
/// let set = set.freeze();
/// assert!(set.contains("fd00::1".parse()?));
/// assert!(!set.contains("::ffff:10.0.0.1".parse()?)); // an IPv6 address
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FrozenIpSet {
    v4: FrozenIpv4Set,
    v6: FrozenIpv6Set,
}

impl FrozenIpSet {
    /// Makes a set of the addresses of two.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpSet, Ipv4Set, Ipv6Set};
    ///
    /// let set = FrozenIpSet::from_parts(Ipv4Set::full().freeze(), Ipv6Set::new().freeze());
    /// assert!(set.contains("1.1.1.1".parse()?));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[must_use]
    pub const fn from_parts(v4: FrozenIpv4Set, v6: FrozenIpv6Set) -> Self {
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
    /// let (v4, v6) = IpSet::full().freeze().into_parts();
    /// assert!(v4.thaw().is_full() && v6.thaw().is_full());
    /// ```
    #[must_use]
    pub fn into_parts(self) -> (FrozenIpv4Set, FrozenIpv6Set) {
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
    /// assert!(IpSet::full().freeze().v4().contains("1.1.1.1".parse()?));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[must_use]
    pub const fn v4(&self) -> &FrozenIpv4Set {
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
    /// assert!(IpSet::full().freeze().v6().contains("::1".parse()?));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[must_use]
    pub const fn v6(&self) -> &FrozenIpv6Set {
        &self.v6
    }

    /// Returns whether the address is in the set. See
    /// [`FrozenSet::contains`](super::FrozenSet::contains).
    ///
    /// Computes in **O(log ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// assert!(IpSet::full().freeze().contains("::1".parse()?));
    /// assert!(!IpSet::new().freeze().contains("::1".parse()?));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn contains(&self, addr: IpAddr) -> bool {
        match addr {
            IpAddr::V4(addr) => self.v4.contains(addr),
            IpAddr::V6(addr) => self.v6.contains(addr),
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
    /// use boltons::ip::IpSet;
    ///
    /// let mut found = [false; 2];
    /// IpSet::full().freeze().contains_batch(&["1.1.1.1".parse()?, "::1".parse()?], &mut found);
    /// assert_eq!(found, [true, true]);
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[track_caller]
    pub fn contains_batch(&self, addrs: &[IpAddr], out: &mut [bool]) {
        assert_eq!(addrs.len(), out.len(), "as many answers as addresses");
        for (&addr, out) in addrs.iter().zip(out) {
            *out = self.contains(addr);
        }
    }

    /// Iterates over the maximal ranges, IPv4 first, ascending.
    ///
    /// Computes in **O(1)** time a range.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// assert_eq!(IpSet::full().freeze().ranges().count(), 2);
    /// ```
    pub fn ranges(&self) -> IpRanges<'_> {
        IpRanges { v4: self.v4.ranges(), v6: self.v6.ranges() }
    }

    /// Returns the set that can be changed.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// assert_eq!(IpSet::full().freeze().thaw(), IpSet::full());
    /// ```
    #[must_use]
    pub fn thaw(&self) -> IpSet {
        IpSet::from_parts(self.v4.thaw(), self.v6.thaw())
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        self.v4.check();
        self.v6.check();
    }
}

impl From<IpSet> for FrozenIpSet {
    fn from(set: IpSet) -> Self {
        let (v4, v6) = set.into_parts();
        Self::from_parts(v4.into(), v6.into())
    }
}
