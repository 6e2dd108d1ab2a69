//! [`IpPrefix`]: a prefix of either family.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::ip_range::IpRange;
use super::parse::addr;
use super::prefix::{Ipv4Prefix, Ipv6Prefix};
use super::text::Text;
use crate::error::{Error, Kind};

/// An IPv4 or IPv6 network prefix (CIDR block), in 18 bytes.
///
/// All IPv4 sorts before all IPv6, and values of different families never contain or overlap one
/// another. `::ffff:10.0.0.0/104` is an IPv6 prefix.
///
/// # Examples
///
/// ```
/// use std::net::IpAddr;
/// use boltons::ip::IpPrefix;
///
/// let lan: IpPrefix = "10.0.0.0/8".parse()?;
/// assert!(lan.is_ipv4());
/// assert!(lan.contains(IpAddr::from([10, 1, 2, 3])));
/// assert!(!lan.contains("::ffff:10.1.2.3".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[doc(alias = "cidr")]
#[doc(alias = "network")]
#[doc(alias = "subnet")]
#[doc(alias = "IpNet")]
#[doc(alias = "IPNetwork")]
#[doc(alias = "IpCidr")]
pub enum IpPrefix {
    /// An IPv4 prefix.
    V4(Ipv4Prefix),
    /// An IPv6 prefix.
    V6(Ipv6Prefix),
}

impl IpPrefix {
    /// Creates a prefix from its first address and its length. See
    /// [`Prefix::new`](super::Prefix::new).
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Errors
    ///
    /// `is_invalid_argument` if a host bit is set or `len` exceeds the width of the address.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::{IpAddr, Ipv6Addr};
    /// use boltons::ip::IpPrefix;
    ///
    /// let addr = IpAddr::from([10, 0, 0, 0]);
    /// assert_eq!(IpPrefix::new(addr, 8)?, "10.0.0.0/8".parse()?);
    /// assert!(IpPrefix::new(addr, 64).is_err());
    /// assert!(IpPrefix::new(Ipv6Addr::LOCALHOST.into(), 64).is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn new(addr: IpAddr, len: u8) -> Result<Self, Error> {
        match addr {
            IpAddr::V4(addr) => Ipv4Prefix::new(addr, len).map(Self::V4),
            IpAddr::V6(addr) => Ipv6Prefix::new(addr, len).map(Self::V6),
        }
    }

    /// Creates the prefix of the given length that contains an address.
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
    /// use boltons::ip::IpPrefix;
    ///
    /// let addr = IpAddr::from([10, 1, 2, 3]);
    /// assert_eq!(IpPrefix::truncated(addr, 8)?, "10.0.0.0/8".parse()?);
    /// assert!(IpPrefix::truncated(addr, 33).is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "trunc")]
    #[doc(alias = "masked")]
    pub fn truncated(addr: IpAddr, len: u8) -> Result<Self, Error> {
        match addr {
            IpAddr::V4(addr) => Ipv4Prefix::truncated(addr, len).map(Self::V4),
            IpAddr::V6(addr) => Ipv6Prefix::truncated(addr, len).map(Self::V6),
        }
    }

    /// Creates the prefix that contains a single address: /32 for IPv4, /128 for IPv6.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::{IpAddr, Ipv6Addr};
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::host(Ipv6Addr::LOCALHOST.into()).to_string(), "::1/128");
    /// ```
    #[must_use]
    pub fn host(addr: IpAddr) -> Self {
        addr.into()
    }

    /// Parses a prefix strictly in a `const fn`, so that a malformed literal in a constant does not
    /// compile.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Panics
    ///
    /// Panics if the text is not that of a prefix. For text from outside, use
    /// [`FromStr`](core::str::FromStr).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// const LOCAL: [IpPrefix; 2] =
    ///     [IpPrefix::literal("127.0.0.0/8"), IpPrefix::literal("::1/128")];
    /// assert!(LOCAL[1].is_ipv6());
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn literal(s: &str) -> Self {
        // Whatever has a dot and no colon is meant as IPv4.
        if addr::has_colon(s.as_bytes()) {
            Self::V6(Ipv6Prefix::literal(s))
        } else {
            Self::V4(Ipv4Prefix::literal(s))
        }
    }

    /// Returns the greatest prefix length of the family: 32 or 128.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::literal("10.0.0.0/8").max_prefix_len(), 32);
    /// assert_eq!(IpPrefix::literal("2001:db8::/32").max_prefix_len(), 128);
    /// ```
    #[must_use]
    pub const fn max_prefix_len(self) -> u8 {
        match self {
            Self::V4(_) => 32,
            Self::V6(_) => 128,
        }
    }

    /// Returns the range of the prefix's addresses.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// let range = IpPrefix::literal("10.0.0.0/31").range();
    /// assert_eq!(range.to_string(), "10.0.0.0-10.0.0.1");
    /// ```
    #[must_use]
    pub fn range(self) -> IpRange {
        self.into()
    }

    /// Returns whether the prefix contains an address; `false` for one of the other family.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::{IpAddr, Ipv6Addr};
    /// use boltons::ip::IpPrefix;
    ///
    /// let all = IpPrefix::literal("0.0.0.0/0");
    /// assert!(all.contains(IpAddr::from([10, 1, 2, 3])));
    /// assert!(!all.contains(Ipv6Addr::LOCALHOST.into()));
    /// ```
    #[must_use]
    #[inline]
    pub fn contains(self, addr: IpAddr) -> bool {
        match (self, addr) {
            (Self::V4(prefix), IpAddr::V4(addr)) => prefix.contains(addr),
            (Self::V6(prefix), IpAddr::V6(addr)) => prefix.contains(addr),
            _ => false,
        }
    }

    /// Returns whether this prefix contains another one; every prefix contains itself.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// let all = IpPrefix::literal("0.0.0.0/0");
    /// assert!(all.contains_prefix("10.0.0.0/8".parse()?));
    /// assert!(!all.contains_prefix("::/0".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "subnet_of")]
    #[doc(alias = "supernet_of")]
    pub fn contains_prefix(self, other: Self) -> bool {
        match (self, other) {
            (Self::V4(a), Self::V4(b)) => a.contains_prefix(b),
            (Self::V6(a), Self::V6(b)) => a.contains_prefix(b),
            _ => false,
        }
    }

    /// Returns whether the two prefixes share an address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// let all = IpPrefix::literal("0.0.0.0/0");
    /// assert!(all.overlaps("10.0.0.0/8".parse()?));
    /// assert!(!all.overlaps("::/0".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::V4(a), Self::V4(b)) => a.overlaps(b),
            (Self::V6(a), Self::V6(b)) => a.overlaps(b),
            _ => false,
        }
    }

    /// Returns the prefix of length `len` that contains this one, or `None` if `len` is longer than
    /// this prefix.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// let prefix = IpPrefix::literal("10.7.0.0/16");
    /// assert_eq!(prefix.supernet(8), Some("10.0.0.0/8".parse()?));
    /// assert_eq!(prefix.supernet(17), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn supernet(self, len: u8) -> Option<Self> {
        match self {
            Self::V4(prefix) => prefix.supernet(len).map(Self::V4),
            Self::V6(prefix) => prefix.supernet(len).map(Self::V6),
        }
    }
}

/// Methods of a type for both families that delegate to the same method of one family.
macro_rules! forward {
    ($type:ident: $($(#[$doc:meta])* $name:ident -> $ret:ty, $convert:path;)*) => {
        impl $type {
            $(
                $(#[$doc])*
                #[must_use]
                #[inline]
                pub fn $name(self) -> $ret {
                    match self {
                        Self::V4(value) => $convert(value.$name()),
                        Self::V6(value) => $convert(value.$name()),
                    }
                }
            )*

            /// Returns whether the value is of IPv4.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("let ours: boltons::ip::", stringify!($type), " = \"10.0.0.0/8\".parse()?;")]
            /// assert!(ours.is_ipv4());
            /// # Ok::<(), boltons::Error>(())
            /// ```
            #[must_use]
            #[inline]
            pub const fn is_ipv4(self) -> bool {
                matches!(self, Self::V4(_))
            }

            /// Returns whether the value is of IPv6.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("let ours: boltons::ip::", stringify!($type), " = \"2001:db8::/32\".parse()?;")]
            /// assert!(ours.is_ipv6());
            /// # Ok::<(), boltons::Error>(())
            /// ```
            #[must_use]
            #[inline]
            pub const fn is_ipv6(self) -> bool {
                matches!(self, Self::V6(_))
            }
        }
    };
}
pub(super) use forward;

/// The text of a mixed type, and the ways between it and the two families.
macro_rules! mixed {
    ($type:ident, $v4:ident, $v6:ident, $what:literal) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::V4(value) => fmt::Display::fmt(value, f),
                    Self::V6(value) => fmt::Display::fmt(value, f),
                }
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl From<$v4> for $type {
            #[inline]
            fn from(value: $v4) -> Self {
                Self::V4(value)
            }
        }

        impl From<$v6> for $type {
            #[inline]
            fn from(value: $v6) -> Self {
                Self::V6(value)
            }
        }

        impl From<Ipv4Addr> for $type {
            #[inline]
            fn from(addr: Ipv4Addr) -> Self {
                Self::V4(addr.into())
            }
        }

        impl From<Ipv6Addr> for $type {
            #[inline]
            fn from(addr: Ipv6Addr) -> Self {
                Self::V6(addr.into())
            }
        }

        impl From<IpAddr> for $type {
            #[inline]
            fn from(addr: IpAddr) -> Self {
                match addr {
                    IpAddr::V4(addr) => addr.into(),
                    IpAddr::V6(addr) => addr.into(),
                }
            }
        }

        impl TryFrom<$type> for $v4 {
            type Error = Error;

            /// Fails with `is_unrepresentable` if the value is of IPv6.
            fn try_from(value: $type) -> Result<Self, Error> {
                match value {
                    $type::V4(value) => Ok(value),
                    $type::V6(value) => Err(Error::new(
                        Kind::Unrepresentable,
                        format_args!("{value} is not an IPv4 {}", $what),
                    )),
                }
            }
        }

        impl TryFrom<$type> for $v6 {
            type Error = Error;

            /// Fails with `is_unrepresentable` if the value is of IPv4.
            fn try_from(value: $type) -> Result<Self, Error> {
                match value {
                    $type::V6(value) => Ok(value),
                    $type::V4(value) => Err(Error::new(
                        Kind::Unrepresentable,
                        format_args!("{value} is not an IPv6 {}", $what),
                    )),
                }
            }
        }
    };
}
pub(super) use mixed;

forward! { IpPrefix:
    /// Returns the first address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::literal("10.0.0.0/8").first().to_string(), "10.0.0.0");
    /// ```
    #[doc(alias = "network")]
    #[doc(alias = "network_address")]
    first -> IpAddr, IpAddr::from;
    /// Returns the last address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::literal("10.0.0.0/8").last().to_string(), "10.255.255.255");
    /// ```
    #[doc(alias = "broadcast")]
    #[doc(alias = "broadcast_address")]
    last -> IpAddr, IpAddr::from;
    /// Returns the prefix length: the number of leading bits that all its addresses share.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::literal("10.0.0.0/8").prefix_len(), 8);
    /// ```
    #[doc(alias = "prefixlen")]
    #[doc(alias = "masklen")]
    prefix_len -> u8, u8::from;
    /// Returns the netmask: ones in the prefix bits, zeros in the host bits.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::literal("10.0.0.0/8").netmask().to_string(), "255.0.0.0");
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
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::literal("10.0.0.0/8").hostmask().to_string(), "0.255.255.255");
    /// ```
    #[doc(alias = "wildcard")]
    hostmask -> IpAddr, IpAddr::from;
    /// Returns the number of addresses, or `u128::MAX` for the 2¹²⁸ of `::/0`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::literal("10.0.0.0/8").size(), 1 << 24);
    /// ```
    #[doc(alias = "num_addresses")]
    #[doc(alias = "count")]
    size -> u128, u128::from;
    /// Formats the prefix into a buffer on the stack, without allocating.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::literal("::1/128").text(), "::1/128");
    /// ```
    text -> Text, Text::from;
}

mixed!(IpPrefix, Ipv4Prefix, Ipv6Prefix, "prefix");
