//! [`IpRange`]: an inclusive range of either family.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::ip_prefix::{IpPrefix, forward, mixed};
use super::prefix::{Ipv4Prefix, Ipv6Prefix};
use super::range::{Ipv4Range, Ipv6Range};
use crate::error::{Error, Kind};

/// An inclusive range of addresses of either family, never empty.
///
/// All IPv4 sorts before all IPv6, and values of different families never contain or overlap one
/// another.
///
/// # Examples
///
/// ```
/// use std::net::IpAddr;
/// use boltons::ip::IpRange;
///
/// let range: IpRange = "10.0.0.1-10.0.0.9".parse()?;
/// assert!(range.contains(IpAddr::from([10, 0, 0, 9])));
/// assert_eq!(range.size(), 9);
/// assert!("10.0.0.1-::1".parse::<IpRange>().is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[doc(alias = "IPRange")]
#[doc(alias = "IpAddrRange")]
pub enum IpRange {
    /// A range of IPv4 addresses.
    V4(Ipv4Range),
    /// A range of IPv6 addresses.
    V6(Ipv6Range),
}

impl IpRange {
    /// Creates the range from the first to the last address, both included.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Errors
    ///
    /// `is_invalid_argument` if `first` comes after `last`, or their families differ.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::{IpAddr, Ipv6Addr};
    /// use boltons::ip::IpRange;
    ///
    /// let first = IpAddr::from([10, 0, 0, 1]);
    /// assert_eq!(IpRange::new(first, IpAddr::from([10, 0, 0, 9]))?.size(), 9);
    ///
    /// let error = IpRange::new(first, Ipv6Addr::LOCALHOST.into()).unwrap_err();
    /// assert_eq!(error.to_string(), "range of two families: 10.0.0.1-::1");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn new(first: IpAddr, last: IpAddr) -> Result<Self, Error> {
        match (first, last) {
            (IpAddr::V4(first), IpAddr::V4(last)) => Ipv4Range::new(first, last).map(Self::V4),
            (IpAddr::V6(first), IpAddr::V6(last)) => Ipv6Range::new(first, last).map(Self::V6),
            _ => Err(Error::new(
                Kind::InvalidArgument,
                format_args!("range of two families: {first}-{last}"),
            )),
        }
    }

    /// Returns whether the range contains an address; `false` for one of the other family.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::{IpAddr, Ipv6Addr};
    /// use boltons::ip::IpRange;
    ///
    /// let range: IpRange = "0.0.0.0-0.0.0.9".parse()?;
    /// assert!(range.contains(IpAddr::from([0, 0, 0, 1])));
    /// assert!(!range.contains(Ipv6Addr::LOCALHOST.into()));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn contains(self, addr: IpAddr) -> bool {
        match (self, addr) {
            (Self::V4(range), IpAddr::V4(addr)) => range.contains(addr),
            (Self::V6(range), IpAddr::V6(addr)) => range.contains(addr),
            _ => false,
        }
    }

    /// Returns whether this range contains another one; every range contains itself.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpRange;
    ///
    /// let range: IpRange = "10.0.0.0-10.0.0.9".parse()?;
    /// assert!(range.contains_range("10.0.0.8/31".parse()?));
    /// assert!(!range.contains_range("::1".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn contains_range(self, other: Self) -> bool {
        match (self, other) {
            (Self::V4(a), Self::V4(b)) => a.contains_range(b),
            (Self::V6(a), Self::V6(b)) => a.contains_range(b),
            _ => false,
        }
    }

    /// Returns whether the two ranges share an address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpRange;
    ///
    /// let range: IpRange = "10.0.0.0-10.0.0.9".parse()?;
    /// assert!(range.overlaps("10.0.0.9-10.0.0.20".parse()?));
    /// assert!(!range.overlaps("::/0".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "intersects")]
    pub fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::V4(a), Self::V4(b)) => a.overlaps(b),
            (Self::V6(a), Self::V6(b)) => a.overlaps(b),
            _ => false,
        }
    }

    /// Returns the prefix with the same addresses, if there is one.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpRange;
    ///
    /// let range: IpRange = "10.0.0.0-10.0.0.7".parse()?;
    /// assert_eq!(range.as_prefix(), Some("10.0.0.0/29".parse()?));
    /// assert_eq!("::1-::2".parse::<IpRange>()?.as_prefix(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn as_prefix(self) -> Option<IpPrefix> {
        match self {
            Self::V4(range) => range.as_prefix().map(IpPrefix::V4),
            Self::V6(range) => range.as_prefix().map(IpPrefix::V6),
        }
    }
}

forward! { IpRange:
    /// Returns the first address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpRange;
    ///
    /// assert_eq!("10.0.0.0/8".parse::<IpRange>()?.first().to_string(), "10.0.0.0");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "start")]
    first -> IpAddr, IpAddr::from;
    /// Returns the last address, which is part of the range.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpRange;
    ///
    /// assert_eq!("10.0.0.0/8".parse::<IpRange>()?.last().to_string(), "10.255.255.255");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "end")]
    last -> IpAddr, IpAddr::from;
    /// Returns the number of addresses, or `u128::MAX` for the 2¹²⁸ of all of IPv6.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpRange;
    ///
    /// assert_eq!("10.0.0.1-10.0.0.9".parse::<IpRange>()?.size(), 9);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "num_addresses")]
    #[doc(alias = "count")]
    size -> u128, u128::from;
    /// Returns the longest prefix that contains the range.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpRange;
    ///
    /// let range: IpRange = "10.0.0.1-10.0.0.8".parse()?;
    /// assert_eq!(range.spanning_prefix(), "10.0.0.0/28".parse()?);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "spanning_cidr")]
    spanning_prefix -> IpPrefix, IpPrefix::from;
}

mixed!(IpRange, Ipv4Range, Ipv6Range, "range");

impl From<Ipv4Prefix> for IpRange {
    #[inline]
    fn from(prefix: Ipv4Prefix) -> Self {
        Self::V4(prefix.range())
    }
}

impl From<Ipv6Prefix> for IpRange {
    #[inline]
    fn from(prefix: Ipv6Prefix) -> Self {
        Self::V6(prefix.range())
    }
}

impl From<IpPrefix> for IpRange {
    #[inline]
    fn from(prefix: IpPrefix) -> Self {
        match prefix {
            IpPrefix::V4(prefix) => prefix.into(),
            IpPrefix::V6(prefix) => prefix.into(),
        }
    }
}

impl TryFrom<IpRange> for IpPrefix {
    type Error = Error;

    /// Fails with `is_unrepresentable` if the range is not a prefix.
    fn try_from(range: IpRange) -> Result<Self, Error> {
        range.as_prefix().ok_or_else(|| {
            Error::new(Kind::Unrepresentable, format_args!("{range} is not a prefix"))
        })
    }
}
