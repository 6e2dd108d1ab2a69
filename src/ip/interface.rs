//! [`Interface`] and [`IpInterface`]: an address with a prefix length, host bits kept.
//!
//! The only types of the module that keep host bits. Invariant: `len <= F::BITS`.

use core::cmp::Ordering;
use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::family::{Family, V4, V6, Word};
use super::ip_prefix::{IpPrefix, forward, mixed};
use super::parse::addr;
use super::prefix::{Ipv4Prefix, Ipv6Prefix, Prefix, too_long};
use super::text::Text;
use crate::error::{Error, Kind};

/// An address of one family with the length of its network's prefix, as an interface of a host is
/// configured: `192.0.2.7/24`.
///
/// Sorts by prefix, then by address.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip::Ipv4Interface;
///
/// let eth0: Ipv4Interface = "192.0.2.7/24".parse()?;
/// assert_eq!(eth0.addr(), Ipv4Addr::new(192, 0, 2, 7));
/// assert_eq!(eth0.prefix(), "192.0.2.0/24".parse()?);
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
#[doc(alias = "IPNetwork")]
#[doc(alias = "ip_interface")]
#[doc(alias = "cidr")]
#[doc(alias = "IpNet")]
pub struct Interface<F: Family> {
    addr: F::Addr,
    len: u8,
}

/// An IPv4 address with its prefix length; see [`Interface`].
#[doc(alias = "Ipv4Inet")]
#[doc(alias = "Ipv4Net")]
pub type Ipv4Interface = Interface<V4>;
/// An IPv6 address with its prefix length; see [`Interface`].
#[doc(alias = "Ipv6Inet")]
#[doc(alias = "Ipv6Net")]
pub type Ipv6Interface = Interface<V6>;

impl<F: Family> Interface<F> {
    /// Creates an interface from an address and a prefix length.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Errors
    ///
    /// `is_invalid_argument` if `len` exceeds the family's width.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Interface;
    ///
    /// let addr = Ipv4Addr::new(192, 0, 2, 7);
    /// assert_eq!(Ipv4Interface::new(addr, 24)?.to_string(), "192.0.2.7/24");
    ///
    /// let error = Ipv4Interface::new(addr, 33).unwrap_err();
    /// assert_eq!(error.to_string(), "prefix length 33 exceeds 32");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[inline]
    pub fn new(addr: F::Addr, len: u8) -> Result<Self, Error> {
        if len > F::BITS {
            return Err(too_long(len, F::BITS));
        }
        Ok(Self { addr, len })
    }

    /// The interface of an address and a length that is known to fit.
    #[cfg(feature = "ipnet")]
    pub(super) fn of_net(addr: F::Addr, len: u8) -> Self {
        debug_assert!(len <= F::BITS);
        Self { addr, len }
    }

    /// Returns the address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Interface;
    ///
    /// let eth0 = Ipv4Interface::literal("192.0.2.7/24");
    /// assert_eq!(eth0.addr().to_string(), "192.0.2.7");
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "ip")]
    pub const fn addr(self) -> F::Addr {
        self.addr
    }

    /// Returns the prefix length.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Interface;
    ///
    /// assert_eq!(Ipv4Interface::literal("192.0.2.7/24").prefix_len(), 24);
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "prefixlen")]
    #[doc(alias = "masklen")]
    pub const fn prefix_len(self) -> u8 {
        self.len
    }

    /// Returns the network of the address, as a prefix.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Interface;
    ///
    /// let eth0 = Ipv4Interface::literal("192.0.2.7/24");
    /// assert_eq!(eth0.prefix().to_string(), "192.0.2.0/24");
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "network")]
    #[doc(alias = "cidr")]
    #[doc(alias = "trunc")]
    pub fn prefix(self) -> Prefix<F> {
        Prefix::of_bits(F::to_bits(self.addr), self.len)
    }

    /// Returns the netmask: ones in the prefix bits, zeros in the host bits.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Interface;
    ///
    /// let eth0 = Ipv4Interface::literal("192.0.2.7/24");
    /// assert_eq!(eth0.netmask().to_string(), "255.255.255.0");
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "mask")]
    pub fn netmask(self) -> F::Addr {
        self.prefix().netmask()
    }

    /// Returns the hostmask (wildcard mask): zeros in the prefix bits, ones in the host bits.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Interface;
    ///
    /// let eth0 = Ipv4Interface::literal("192.0.2.7/24");
    /// assert_eq!(eth0.hostmask().to_string(), "0.0.0.255");
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "wildcard")]
    pub fn hostmask(self) -> F::Addr {
        self.prefix().hostmask()
    }

    /// Formats the interface into a buffer on the stack, without allocating.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Interface;
    ///
    /// assert_eq!(Ipv4Interface::literal("192.0.2.7/24").text(), "192.0.2.7/24");
    /// ```
    #[must_use]
    #[inline]
    pub fn text(self) -> Text {
        let mut text = Text::empty();
        F::to_bits(self.addr).push(&mut text);
        text.push_len(self.len);
        text
    }
}

impl Interface<V4> {
    /// Parses an interface strictly in a `const fn`, so that a malformed literal in a constant does
    /// not compile.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Panics
    ///
    /// Panics if the text is not that of an IPv4 interface. For text from outside, use
    /// [`FromStr`](core::str::FromStr).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Interface;
    ///
    /// const ETH0: Ipv4Interface = Ipv4Interface::literal("192.0.2.7/24");
    /// assert_eq!(ETH0.prefix_len(), 24);
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn literal(s: &str) -> Self {
        match addr::v4_with_len(s.as_bytes()) {
            Some((bits, len)) => Self { addr: Ipv4Addr::from_bits(bits), len },
            None => panic!("malformed literal of an IPv4 interface"),
        }
    }
}

impl Interface<V6> {
    /// Parses an interface strictly in a `const fn`, so that a malformed literal in a constant does
    /// not compile.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Panics
    ///
    /// Panics if the text is not that of an IPv6 interface. For text from outside, use
    /// [`FromStr`](core::str::FromStr).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv6Interface;
    ///
    /// const ETH0: Ipv6Interface = Ipv6Interface::literal("2001:db8::7/64");
    /// assert_eq!(ETH0.prefix().to_string(), "2001:db8::/64");
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn literal(s: &str) -> Self {
        match addr::v6_with_len(s.as_bytes()) {
            Some((bits, len)) => Self { addr: Ipv6Addr::from_bits(bits), len },
            None => panic!("malformed literal of an IPv6 interface"),
        }
    }
}

impl<F: Family> Ord for Interface<F> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.prefix().cmp(&other.prefix()).then_with(|| self.addr.cmp(&other.addr))
    }
}

impl<F: Family> PartialOrd for Interface<F> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<F: Family> fmt::Display for Interface<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}

impl<F: Family> fmt::Debug for Interface<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<F: Family> From<Prefix<F>> for Interface<F> {
    /// The interface with the prefix's first address.
    #[inline]
    fn from(prefix: Prefix<F>) -> Self {
        Self { addr: prefix.first(), len: prefix.prefix_len() }
    }
}

impl From<Ipv4Addr> for Interface<V4> {
    #[inline]
    fn from(addr: Ipv4Addr) -> Self {
        Self { addr, len: V4::BITS }
    }
}

impl From<Ipv6Addr> for Interface<V6> {
    #[inline]
    fn from(addr: Ipv6Addr) -> Self {
        Self { addr, len: V6::BITS }
    }
}

/// An address of either family with the length of its network's prefix.
///
/// All IPv4 sorts before all IPv6.
///
/// # Examples
///
/// ```
/// use boltons::ip::IpInterface;
///
/// let eth0: IpInterface = "2001:db8::7/64".parse()?;
/// assert!(eth0.is_ipv6());
/// assert_eq!(eth0.prefix(), "2001:db8::/64".parse()?);
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[doc(alias = "IPNetwork")]
#[doc(alias = "ip_interface")]
#[doc(alias = "cidr")]
#[doc(alias = "IpNet")]
#[doc(alias = "IpInet")]
pub enum IpInterface {
    /// An IPv4 interface.
    V4(Ipv4Interface),
    /// An IPv6 interface.
    V6(Ipv6Interface),
}

impl IpInterface {
    /// Creates an interface from an address and a prefix length.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Errors
    ///
    /// `is_invalid_argument` if `len` exceeds the width of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::IpAddr;
    /// use boltons::ip::IpInterface;
    ///
    /// let addr = IpAddr::from([192, 0, 2, 7]);
    /// assert_eq!(IpInterface::new(addr, 24)?.to_string(), "192.0.2.7/24");
    /// assert!(IpInterface::new(addr, 64).is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn new(addr: IpAddr, len: u8) -> Result<Self, Error> {
        match addr {
            IpAddr::V4(addr) => Ipv4Interface::new(addr, len).map(Self::V4),
            IpAddr::V6(addr) => Ipv6Interface::new(addr, len).map(Self::V6),
        }
    }

    /// Parses an interface strictly in a `const fn`, so that a malformed literal in a constant does
    /// not compile.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Panics
    ///
    /// Panics if the text is not that of an interface. For text from outside, use
    /// [`FromStr`](core::str::FromStr).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpInterface;
    ///
    /// const ETH0: IpInterface = IpInterface::literal("2001:db8::7/64");
    /// assert!(ETH0.is_ipv6());
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn literal(s: &str) -> Self {
        if addr::has_colon(s.as_bytes()) {
            Self::V6(Ipv6Interface::literal(s))
        } else {
            Self::V4(Ipv4Interface::literal(s))
        }
    }
}

forward! { IpInterface:
    /// Returns the address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpInterface;
    ///
    /// let eth0 = IpInterface::literal("192.0.2.7/24");
    /// assert_eq!(eth0.addr().to_string(), "192.0.2.7");
    /// ```
    #[doc(alias = "ip")]
    addr -> IpAddr, IpAddr::from;
    /// Returns the prefix length.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpInterface;
    ///
    /// assert_eq!(IpInterface::literal("192.0.2.7/24").prefix_len(), 24);
    /// ```
    #[doc(alias = "prefixlen")]
    #[doc(alias = "masklen")]
    prefix_len -> u8, u8::from;
    /// Returns the network of the address, as a prefix.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpInterface;
    ///
    /// let eth0 = IpInterface::literal("192.0.2.7/24");
    /// assert_eq!(eth0.prefix().to_string(), "192.0.2.0/24");
    /// ```
    #[doc(alias = "network")]
    #[doc(alias = "cidr")]
    #[doc(alias = "trunc")]
    prefix -> IpPrefix, IpPrefix::from;
    /// Returns the netmask: ones in the prefix bits, zeros in the host bits.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpInterface;
    ///
    /// let eth0 = IpInterface::literal("192.0.2.7/24");
    /// assert_eq!(eth0.netmask().to_string(), "255.255.255.0");
    /// ```
    #[doc(alias = "mask")]
    netmask -> IpAddr, IpAddr::from;
    /// Returns the hostmask (wildcard mask): zeros in the prefix bits, ones in the host bits.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpInterface;
    ///
    /// let eth0 = IpInterface::literal("192.0.2.7/24");
    /// assert_eq!(eth0.hostmask().to_string(), "0.0.0.255");
    /// ```
    #[doc(alias = "wildcard")]
    hostmask -> IpAddr, IpAddr::from;
    /// Formats the interface into a buffer on the stack, without allocating.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpInterface;
    ///
    /// assert_eq!(IpInterface::literal("192.0.2.7/24").text(), "192.0.2.7/24");
    /// ```
    text -> Text, Text::from;
}

mixed!(IpInterface, Ipv4Interface, Ipv6Interface, "interface");

impl From<Ipv4Prefix> for IpInterface {
    #[inline]
    fn from(prefix: Ipv4Prefix) -> Self {
        Self::V4(prefix.into())
    }
}

impl From<Ipv6Prefix> for IpInterface {
    #[inline]
    fn from(prefix: Ipv6Prefix) -> Self {
        Self::V6(prefix.into())
    }
}

impl From<IpPrefix> for IpInterface {
    #[inline]
    fn from(prefix: IpPrefix) -> Self {
        match prefix {
            IpPrefix::V4(prefix) => prefix.into(),
            IpPrefix::V6(prefix) => prefix.into(),
        }
    }
}
