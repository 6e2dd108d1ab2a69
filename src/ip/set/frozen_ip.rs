//! [`FrozenIpSet`]: the read-only set of both families.

use core::net::IpAddr;

use super::{FrozenIpv4Set, FrozenIpv6Set, IpRanges, IpSet};
use crate::ip::both::dispatch;

/// A read-only set of addresses of both families, for very many lookups.
///
/// Created by [`IpSet::freeze`]; see [`FrozenSet`](super::FrozenSet).
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
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[doc(alias = "blocklist")]
#[doc(alias = "IPSet")]
pub struct FrozenIpSet {
    v4: FrozenIpv4Set,
    v6: FrozenIpv6Set,
}

impl FrozenIpSet {
    /// Creates a set from the sets of the two families.
    #[must_use]
    pub const fn from_parts(v4: FrozenIpv4Set, v6: FrozenIpv6Set) -> Self {
        Self { v4, v6 }
    }

    /// Splits the set into its IPv4 and its IPv6 part.
    #[inline]
    #[must_use]
    pub fn into_parts(self) -> (FrozenIpv4Set, FrozenIpv6Set) {
        (self.v4, self.v6)
    }

    /// Returns the set of the IPv4 addresses.
    #[must_use]
    pub const fn v4(&self) -> &FrozenIpv4Set {
        &self.v4
    }

    /// Returns the set of the IPv6 addresses.
    #[must_use]
    pub const fn v6(&self) -> &FrozenIpv6Set {
        &self.v6
    }

    /// Returns whether the address is in the set. See
    /// [`FrozenSet::contains`](crate::ip::FrozenSet::contains).
    #[inline]
    #[must_use]
    pub fn contains(&self, addr: IpAddr) -> bool {
        dispatch!(self.contains(addr: IpAddr))
    }

    /// Looks up many addresses at once, and writes for each whether it is in the set. See
    /// [`FrozenSet::contains_batch`](crate::ip::FrozenSet::contains_batch).
    ///
    /// # Panics
    ///
    /// Panics if the slices differ in length.
    #[inline]
    #[track_caller]
    pub fn contains_batch(&self, addrs: &[IpAddr], out: &mut [bool]) {
        assert_eq!(addrs.len(), out.len(), "as many answers as addresses");
        for (&addr, out) in addrs.iter().zip(out) {
            *out = self.contains(addr);
        }
    }

    /// Iterates over the maximal ranges, IPv4 first, ascending. See
    /// [`FrozenSet::ranges`](crate::ip::FrozenSet::ranges).
    #[inline]
    pub fn ranges(&self) -> IpRanges<'_> {
        IpRanges { v4: self.v4.ranges(), v6: self.v6.ranges() }
    }

    /// Creates a mutable copy of the set. See [`FrozenSet::thaw`](crate::ip::FrozenSet::thaw).
    #[inline]
    #[must_use]
    #[doc(alias = "unfreeze")]
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
    #[inline]
    fn from(set: IpSet) -> Self {
        let (v4, v6) = set.into_parts();
        Self::from_parts(v4.into(), v6.into())
    }
}
