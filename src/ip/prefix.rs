//! [`Prefix`]: an address and a length, host bits zero.
//!
//! The representation is the address type itself and a length byte, 5 and 17 bytes without
//! padding, so that a table of prefixes is as small as its text suggests. Rejected: the integer
//! (`u32`, `u128`) with the length, which alignment rounds up to 8 and 32 bytes.
//!
//! Invariant: `len <= F::BITS`, and the bits after the first `len` are zero. Equality, order and
//! hash of the fields are therefore those of the prefixes. All methods compute in **O(1)** time
//! unless they say otherwise.

use core::cmp::Ordering;
use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

use super::family::{Family, V4, V6, Word};
use super::parse::addr;
use super::range::Range;
use super::text::Text;
use crate::error::{Error, Kind};

/// A prefix (CIDR block, subnet) of one family: all addresses that start with the same bits.
///
/// Host bits are always zero: `10.0.0.1/8` is not a prefix but an
/// [`Interface`](super::Interface). Prefixes sort by first address, then by length, so a parent
/// comes directly before its children.
///
/// Text is `address/length`. [`FromStr`](core::str::FromStr) is strict: host bits that are set, a
/// missing length or any other lenient form is an error; see
/// [`ParseOptions`](super::ParseOptions) for the forms that it can accept.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip::Ipv4Prefix;
///
/// const LAN: Ipv4Prefix = Ipv4Prefix::literal("192.168.0.0/16");
///
/// assert!(LAN.contains(Ipv4Addr::new(192, 168, 7, 7)));
/// assert!(LAN.contains_prefix("192.168.4.0/22".parse()?));
/// assert_eq!(LAN.last(), Ipv4Addr::new(192, 168, 255, 255));
/// assert!("192.168.0.1/16".parse::<Ipv4Prefix>().is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
#[doc(alias = "cidr")]
#[doc(alias = "network")]
#[doc(alias = "subnet")]
#[doc(alias = "IpNet")]
#[doc(alias = "IPNetwork")]
pub struct Prefix<F: Family> {
    addr: F::Addr,
    len: u8,
}

/// An IPv4 network prefix (CIDR block); see [`Prefix`].
#[doc(alias = "Ipv4Net")]
#[doc(alias = "IPv4Network")]
#[doc(alias = "Ipv4Cidr")]
pub type Ipv4Prefix = Prefix<V4>;
/// An IPv6 network prefix (CIDR block); see [`Prefix`].
#[doc(alias = "Ipv6Net")]
#[doc(alias = "IPv6Network")]
#[doc(alias = "Ipv6Cidr")]
pub type Ipv6Prefix = Prefix<V6>;

/// The error of a length that is longer than an address.
#[cold]
pub(super) fn too_long(len: u8, bits: u8) -> Error {
    Error::new(Kind::InvalidArgument, format_args!("prefix length {len} exceeds {bits}"))
}

impl<F: Family> Prefix<F> {
    /// The prefix of all addresses, with length 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// assert_eq!(Ipv4Prefix::ALL.to_string(), "0.0.0.0/0");
    /// ```
    #[doc(alias = "default route")]
    pub const ALL: Self = Self { addr: F::MIN, len: 0 };

    /// Creates a prefix from its first address and its length.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Errors
    ///
    /// `is_invalid_argument` if a bit after the first `len` is set, or `len` exceeds the family's
    /// width.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::new(Ipv4Addr::new(10, 0, 0, 0), 8)?;
    /// assert_eq!(prefix.to_string(), "10.0.0.0/8");
    ///
    /// let error = Ipv4Prefix::new(Ipv4Addr::new(10, 0, 0, 1), 8).unwrap_err();
    /// assert_eq!(error.to_string(), "host bits set: 10.0.0.1/8 (did you mean 10.0.0.0/8?)");
    /// assert!(Ipv4Prefix::new(Ipv4Addr::new(10, 0, 0, 0), 33).is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[inline]
    pub fn new(addr: F::Addr, len: u8) -> Result<Self, Error> {
        let prefix = Self::truncated(addr, len)?;
        if prefix.addr == addr {
            return Ok(prefix);
        }
        Err(Error::new(
            Kind::InvalidArgument,
            format_args!("host bits set: {addr}/{len} (did you mean {prefix}?)"),
        ))
    }

    /// Creates the prefix of the given length that contains an address.
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
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::truncated(Ipv4Addr::new(192, 0, 2, 99), 27)?;
    /// assert_eq!(prefix.to_string(), "192.0.2.96/27");
    ///
    /// let error = Ipv4Prefix::truncated(Ipv4Addr::LOCALHOST, 33).unwrap_err();
    /// assert_eq!(error.to_string(), "prefix length 33 exceeds 32");
    /// assert!(error.is_invalid_argument());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[inline]
    #[doc(alias = "trunc")]
    #[doc(alias = "masked")]
    #[doc(alias = "NOHOST")]
    #[doc(alias = "ip_network")]
    pub fn truncated(addr: F::Addr, len: u8) -> Result<Self, Error> {
        if len > F::BITS {
            return Err(too_long(len, F::BITS));
        }
        Ok(Self::of_bits(F::to_bits(addr), len))
    }

    /// Creates the prefix that contains a single address: /32 for IPv4, /128 for IPv6.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// assert_eq!(Ipv4Prefix::host(Ipv4Addr::LOCALHOST).to_string(), "127.0.0.1/32");
    /// ```
    #[must_use]
    #[inline]
    pub fn host(addr: F::Addr) -> Self {
        Self { addr, len: F::BITS }
    }

    /// The prefix with the first `len <= F::BITS` bits of a number.
    #[inline]
    pub(super) fn of_bits(bits: F::Bits, len: u8) -> Self {
        debug_assert!(len <= F::BITS);
        Self { addr: F::from_bits(bits & F::Bits::netmask(len)), len }
    }

    /// The prefix that starts with a number whose host bits are zero.
    #[inline]
    pub(super) fn of_aligned(bits: F::Bits, len: u8) -> Self {
        debug_assert!(bits & F::Bits::hostmask(len) == F::Bits::ZERO);
        Self { addr: F::from_bits(bits), len }
    }

    /// The first address as a number.
    #[inline]
    pub(super) fn bits(self) -> F::Bits {
        F::to_bits(self.addr)
    }

    /// The last address as a number.
    #[inline]
    pub(super) fn last_bits(self) -> F::Bits {
        self.bits() | F::Bits::hostmask(self.len)
    }

    /// Creates a prefix from its first address and its netmask.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Errors
    ///
    /// `is_invalid_argument` if the mask is not ones followed by zeros, or a host bit is set.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let addr = Ipv4Addr::new(10, 1, 0, 0);
    /// let prefix = Ipv4Prefix::with_netmask(addr, Ipv4Addr::new(255, 255, 0, 0))?;
    /// assert_eq!(prefix.to_string(), "10.1.0.0/16");
    ///
    /// let error = Ipv4Prefix::with_netmask(addr, Ipv4Addr::new(255, 0, 255, 0)).unwrap_err();
    /// assert_eq!(error.to_string(), "netmask 255.0.255.0 is not contiguous");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn with_netmask(addr: F::Addr, mask: F::Addr) -> Result<Self, Error> {
        match Self::netmask_len(mask) {
            Some(len) => Self::new(addr, len),
            None => Err(Error::new(
                Kind::InvalidArgument,
                format_args!("netmask {mask} is not contiguous"),
            )),
        }
    }

    /// Returns the prefix length of a netmask, or `None` if the mask is not contiguous.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// assert_eq!(Ipv4Prefix::netmask_len(Ipv4Addr::new(255, 255, 0, 0)), Some(16));
    /// assert_eq!(Ipv4Prefix::netmask_len(Ipv4Addr::new(0, 0, 0, 0)), Some(0));
    /// assert_eq!(Ipv4Prefix::netmask_len(Ipv4Addr::new(0, 0, 0, 255)), None);
    /// ```
    #[must_use]
    #[doc(alias = "ip_mask_to_prefix")]
    #[doc(alias = "is_netmask")]
    #[doc(alias = "netmask_bits")]
    pub fn netmask_len(mask: F::Addr) -> Option<u8> {
        let bits = F::to_bits(mask);
        let ones = bits.leading_ones();
        (ones == bits.count_ones()).then_some(ones as u8)
    }

    /// Returns the prefix length of a hostmask (wildcard mask, the complement of a netmask), or
    /// `None` if the mask is not contiguous.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// assert_eq!(Ipv4Prefix::hostmask_len(Ipv4Addr::new(0, 0, 0, 255)), Some(24));
    /// assert_eq!(Ipv4Prefix::hostmask_len(Ipv4Addr::new(255, 0, 0, 0)), None);
    /// ```
    #[must_use]
    #[doc(alias = "is_hostmask")]
    #[doc(alias = "wildcard")]
    pub fn hostmask_len(mask: F::Addr) -> Option<u8> {
        Self::netmask_len(F::from_bits(!F::to_bits(mask)))
    }

    /// Returns the prefix length: the number of leading bits that all its addresses share.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// assert_eq!(Ipv4Prefix::literal("10.0.0.0/8").prefix_len(), 8);
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "prefixlen")]
    #[doc(alias = "masklen")]
    pub const fn prefix_len(self) -> u8 {
        self.len
    }

    /// Returns the first address, which is the network address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// assert_eq!(Ipv4Prefix::literal("10.0.0.0/8").first(), Ipv4Addr::new(10, 0, 0, 0));
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "network")]
    #[doc(alias = "network_address")]
    pub const fn first(self) -> F::Addr {
        self.addr
    }

    /// Returns the last address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// assert_eq!(Ipv4Prefix::literal("10.0.0.0/8").last(), Ipv4Addr::new(10, 255, 255, 255));
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "broadcast")]
    #[doc(alias = "broadcast_address")]
    pub fn last(self) -> F::Addr {
        F::from_bits(self.last_bits())
    }

    /// Returns the netmask: ones in the prefix bits, zeros in the host bits.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("10.0.0.0/8");
    /// assert_eq!(prefix.netmask(), Ipv4Addr::new(255, 0, 0, 0));
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "mask")]
    pub fn netmask(self) -> F::Addr {
        F::from_bits(F::Bits::netmask(self.len))
    }

    /// Returns the hostmask (wildcard mask): zeros in the prefix bits, ones in the host bits.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("10.0.0.0/8");
    /// assert_eq!(prefix.hostmask(), Ipv4Addr::new(0, 255, 255, 255));
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "wildcard")]
    pub fn hostmask(self) -> F::Addr {
        F::from_bits(F::Bits::hostmask(self.len))
    }

    /// Returns the range of the prefix's addresses.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let range = Ipv4Prefix::literal("192.0.2.0/30").range();
    /// assert_eq!(range.to_string(), "192.0.2.0-192.0.2.3");
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "RangeOfPrefix")]
    pub fn range(self) -> Range<F> {
        Range::of_bits(self.bits(), self.last_bits())
    }

    /// Returns the number of addresses, network and broadcast address included.
    ///
    /// Returns `u128::MAX` for the 2¹²⁸ addresses of `::/0`; see [`is_full`](Self::is_full).
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv6Prefix};
    ///
    /// assert_eq!(Ipv4Prefix::literal("192.0.2.0/24").size(), 256);
    /// assert_eq!(Ipv4Prefix::ALL.size(), 1 << 32);
    /// assert_eq!(Ipv6Prefix::ALL.size(), u128::MAX);
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "num_addresses")]
    #[doc(alias = "count")]
    pub fn size(self) -> u128 {
        1u128.checked_shl(u32::from(F::BITS - self.len)).unwrap_or(u128::MAX)
    }

    /// Returns whether the prefix contains all addresses of its family.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv6Prefix;
    ///
    /// assert!(Ipv6Prefix::ALL.is_full());
    /// assert!(!Ipv6Prefix::literal("8000::/1").is_full());
    /// ```
    #[must_use]
    #[inline]
    pub fn is_full(self) -> bool {
        self.len == 0
    }

    /// Returns whether the prefix holds exactly one address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// assert!(Ipv4Prefix::literal("127.0.0.1/32").is_host());
    /// assert!(!Ipv4Prefix::literal("127.0.0.0/31").is_host());
    /// ```
    #[must_use]
    #[inline]
    pub fn is_host(self) -> bool {
        self.len == F::BITS
    }

    /// Returns whether the prefix contains an address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("10.0.0.0/8");
    /// assert!(prefix.contains(Ipv4Addr::new(10, 1, 2, 3)));
    /// assert!(!prefix.contains(Ipv4Addr::new(11, 0, 0, 0)));
    /// ```
    #[must_use]
    #[inline]
    pub fn contains(self, addr: F::Addr) -> bool {
        (self.bits() ^ F::to_bits(addr)) & F::Bits::netmask(self.len) == F::Bits::ZERO
    }

    /// Returns whether this prefix contains another one; every prefix contains itself.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("10.0.0.0/8");
    /// assert!(prefix.contains_prefix(prefix));
    /// assert!(prefix.contains_prefix("10.1.0.0/16".parse()?));
    /// assert!(!prefix.contains_prefix("10.0.0.0/7".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "subnet_of")]
    #[doc(alias = "supernet_of")]
    #[doc(alias = "is_subnet_of")]
    pub fn contains_prefix(self, other: Self) -> bool {
        self.len <= other.len && self.contains(other.addr)
    }

    /// Returns whether the two prefixes share an address, that is, whether one contains the other.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("10.0.0.0/8");
    /// assert!(prefix.overlaps("0.0.0.0/0".parse()?));
    /// assert!(!prefix.overlaps("11.0.0.0/8".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn overlaps(self, other: Self) -> bool {
        let shorter = self.len.min(other.len);
        (self.bits() ^ other.bits()) & F::Bits::netmask(shorter) == F::Bits::ZERO
    }

    /// Returns the address at an index, counted from 0, or `None` if it is past the last address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("192.0.2.0/24");
    /// assert_eq!(prefix.nth(1), Some(Ipv4Addr::new(192, 0, 2, 1)));
    /// assert_eq!(prefix.nth(256), None);
    /// ```
    #[must_use]
    #[inline]
    #[doc(alias = "getitem")]
    pub fn nth(self, index: F::Bits) -> Option<F::Addr> {
        (index <= F::Bits::hostmask(self.len)).then(|| F::from_bits(self.bits() | index))
    }

    /// Returns the prefix of length `len` that contains this one, or `None` if `len` is longer than
    /// this prefix.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("10.7.0.0/16");
    /// assert_eq!(prefix.supernet(8), Some("10.0.0.0/8".parse()?));
    /// assert_eq!(prefix.supernet(17), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn supernet(self, len: u8) -> Option<Self> {
        (len <= self.len).then(|| Self::of_bits(self.bits(), len))
    }

    /// Splits the prefix into its two halves, each one bit longer, or returns `None` if it is a
    /// single address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let (low, high) = Ipv4Prefix::ALL.halves().unwrap_or((Ipv4Prefix::ALL, Ipv4Prefix::ALL));
    /// assert_eq!(low.to_string(), "0.0.0.0/1");
    /// assert_eq!(high.to_string(), "128.0.0.0/1");
    /// assert_eq!(Ipv4Prefix::literal("127.0.0.1/32").halves(), None);
    /// ```
    #[must_use]
    #[doc(alias = "split")]
    pub fn halves(self) -> Option<(Self, Self)> {
        if self.is_host() {
            return None;
        }
        let low = Self { addr: self.addr, len: self.len + 1 };
        Some((low, low.flipped()))
    }

    /// Returns the other half of the next shorter prefix, or `None` for the prefix of length 0.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("10.0.0.0/8");
    /// assert_eq!(prefix.sibling(), Some("11.0.0.0/8".parse()?));
    /// assert_eq!(Ipv4Prefix::ALL.sibling(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "buddy")]
    pub fn sibling(self) -> Option<Self> {
        (self.len > 0).then(|| self.flipped())
    }

    /// The prefix with its last bit, which must be there, flipped.
    fn flipped(self) -> Self {
        let bit = F::Bits::ONE.shl(u32::from(F::BITS - self.len));
        Self { addr: F::from_bits(self.bits() ^ bit), len: self.len }
    }

    /// Returns the prefix of the same length that lies `blocks` prefixes after this one, or before
    /// it if negative, or `None` past either end of the address space.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("10.0.0.0/8");
    /// assert_eq!(prefix.offset(2), Some("12.0.0.0/8".parse()?));
    /// assert_eq!(prefix.offset(-10), Some("0.0.0.0/8".parse()?));
    /// assert_eq!(prefix.offset(-11), None);
    /// assert_eq!(Ipv4Prefix::ALL.offset(0), Some(Ipv4Prefix::ALL));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "next")]
    #[doc(alias = "previous")]
    pub fn offset(self, blocks: i128) -> Option<Self> {
        let host_bits = u32::from(F::BITS - self.len);
        let index = self.bits().shr(host_bits).to_u128().checked_add_signed(blocks)?;
        let fits = index.checked_shr(u32::from(self.len)).unwrap_or(0) == 0;
        fits.then(|| Self {
            addr: F::from_bits(F::Bits::from_u128(index).shl(host_bits)),
            len: self.len,
        })
    }

    /// Returns the longest prefix that contains both prefixes.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("192.168.1.0/24");
    /// let common = prefix.common_supernet("192.168.6.0/24".parse()?);
    /// assert_eq!(common.to_string(), "192.168.0.0/21");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "spanning_cidr")]
    #[doc(alias = "longest_common_prefix")]
    pub fn common_supernet(self, other: Self) -> Self {
        let same = (self.bits() ^ other.bits()).leading_zeros() as u8;
        Self::of_bits(self.bits(), same.min(self.len).min(other.len))
    }

    /// Formats the prefix into a buffer on the stack, without allocating.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// assert_eq!(Ipv4Prefix::literal("10.0.0.0/8").text(), "10.0.0.0/8");
    /// ```
    #[must_use]
    #[inline]
    pub fn text(self) -> Text {
        let mut text = Text::empty();
        self.bits().push(&mut text);
        text.push_len(self.len);
        text
    }

    /// Checks the invariants.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn check(&self) {
        assert!(self.len <= F::BITS);
        assert!(self.bits() & F::Bits::hostmask(self.len) == F::Bits::ZERO);
    }
}

impl Prefix<V4> {
    /// Parses a prefix strictly in a `const fn`, so that a malformed literal in a constant does not
    /// compile.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Panics
    ///
    /// Panics if the text is not that of an IPv4 prefix. For text from outside, use
    /// [`FromStr`](core::str::FromStr).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// const LAN: Ipv4Prefix = Ipv4Prefix::literal("10.0.0.0/8");
    /// static TABLE: [Ipv4Prefix; 2] = [LAN, Ipv4Prefix::literal("192.168.0.0/16")];
    ///
    /// assert_eq!(TABLE[0].prefix_len(), 8);
    /// ```
    ///
    /// ```compile_fail
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// const WRONG: Ipv4Prefix = Ipv4Prefix::literal("10.0.0.1/8");
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn literal(s: &str) -> Self {
        match addr::v4_with_len(s.as_bytes()) {
            Some((bits, len))
                if len == 0 && bits == 0 || len > 0 && bits << (len - 1) << 1 == 0 =>
            {
                Self { addr: Ipv4Addr::from_bits(bits), len }
            }
            Some(_) => panic!("host bits set in the literal of an IPv4 prefix"),
            None => panic!("malformed literal of an IPv4 prefix"),
        }
    }

    /// Returns the broadcast address, the last one, or `None` for /31 and /32, which have none
    /// ([RFC 3021](https://www.rfc-editor.org/rfc/rfc3021)).
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("192.0.2.0/24");
    /// assert_eq!(prefix.broadcast(), Some(Ipv4Addr::new(192, 0, 2, 255)));
    /// assert_eq!(Ipv4Prefix::literal("192.0.2.0/31").broadcast(), None);
    /// ```
    #[must_use]
    #[doc(alias = "broadcast_address")]
    pub fn broadcast(self) -> Option<Ipv4Addr> {
        (self.len <= 30).then(|| self.last())
    }
}

impl Prefix<V6> {
    /// Parses a prefix strictly in a `const fn`, so that a malformed literal in a constant does not
    /// compile.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Panics
    ///
    /// Panics if the text is not that of an IPv6 prefix. For text from outside, use
    /// [`FromStr`](core::str::FromStr).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv6Prefix;
    ///
    /// const DOCS: Ipv6Prefix = Ipv6Prefix::literal("2001:db8::/32");
    /// assert_eq!(DOCS.prefix_len(), 32);
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn literal(s: &str) -> Self {
        match addr::v6_with_len(s.as_bytes()) {
            Some((bits, len))
                if len == 0 && bits == 0 || len > 0 && bits << (len - 1) << 1 == 0 =>
            {
                Self { addr: Ipv6Addr::from_bits(bits), len }
            }
            Some(_) => panic!("host bits set in the literal of an IPv6 prefix"),
            None => panic!("malformed literal of an IPv6 prefix"),
        }
    }
}

impl<F: Family> Ord for Prefix<F> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.bits().cmp(&other.bits()).then(self.len.cmp(&other.len))
    }
}

impl<F: Family> PartialOrd for Prefix<F> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<F: Family> fmt::Display for Prefix<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}

impl<F: Family> fmt::Debug for Prefix<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Ipv4Addr> for Prefix<V4> {
    #[inline]
    fn from(addr: Ipv4Addr) -> Self {
        Self::host(addr)
    }
}

impl From<Ipv6Addr> for Prefix<V6> {
    #[inline]
    fn from(addr: Ipv6Addr) -> Self {
        Self::host(addr)
    }
}
