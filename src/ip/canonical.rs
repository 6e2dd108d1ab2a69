//! `to_canonical` of prefixes, ranges and sets: IPv4-mapped IPv6 as IPv4.
//!
//! What is wider than the mapped block, or crosses its edge, says nothing about IPv4 and stays
//! unchanged: converting the `::/0` of an access list into all of IPv4 would open it.

use super::ip_prefix::IpPrefix;
use super::ip_range::IpRange;
use super::prefix::{Ipv6Prefix, Prefix};
use super::range::{Ipv4Range, Ipv6Range, Range};
use super::set::IpSet;

/// The block of IPv4-mapped addresses (RFC 4291).
const MAPPED: Ipv6Prefix = Ipv6Prefix::literal("::ffff:0:0/96");

fn range(range: Ipv6Range) -> Option<Ipv4Range> {
    let (first, last) = (range.first(), range.last());
    (MAPPED.contains(first) && MAPPED.contains(last))
        .then(|| Range::of_bits(first.to_bits() as u32, last.to_bits() as u32))
}

impl IpPrefix {
    /// Converts an IPv4-mapped prefix into the IPv4 prefix that it stands for, and returns any
    /// other prefix unchanged.
    ///
    /// An IPv4-mapped prefix lies in `::ffff:0:0/96`, so its length is at least 96; the IPv4
    /// prefix's length is 96 less. The counterpart of
    /// [`IpAddr::to_canonical`](core::net::IpAddr::to_canonical): an access list that is compared
    /// with canonical addresses has to be canonical as well.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// let canonical = |text| IpPrefix::literal(text).to_canonical().to_string();
    /// assert_eq!(canonical("::ffff:10.0.0.0/104"), "10.0.0.0/8");
    /// assert_eq!(canonical("::/0"), "::/0");
    /// ```
    #[must_use]
    #[doc(alias = "unmap")]
    #[doc(alias = "ipv4_mapped")]
    pub fn to_canonical(self) -> Self {
        match self {
            Self::V6(prefix) if MAPPED.contains_prefix(prefix) => {
                let bits = prefix.first().to_bits() as u32;
                Self::V4(Prefix::of_bits(bits, prefix.prefix_len() - MAPPED.prefix_len()))
            }
            _ => self,
        }
    }
}

impl IpRange {
    /// Converts an IPv4-mapped range into the IPv4 range that it stands for, and returns any other
    /// range unchanged.
    ///
    /// An IPv4-mapped range has both ends in `::ffff:0:0/96`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpRange;
    ///
    /// let canonical = |text: &str| Ok(text.parse::<IpRange>()?.to_canonical().to_string());
    /// assert_eq!(canonical("::ffff:10.0.0.1-::ffff:10.0.0.9")?, "10.0.0.1-10.0.0.9");
    /// assert_eq!(canonical("::1-::ffff:10.0.0.9")?, "::1-::ffff:10.0.0.9");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "unmap")]
    #[doc(alias = "ipv4_mapped")]
    pub fn to_canonical(self) -> Self {
        match self {
            Self::V6(v6) => range(v6).map_or(self, Self::V4),
            Self::V4(_) => self,
        }
    }
}

impl IpSet {
    /// Converts the IPv4-mapped [`ranges`](Self::ranges) of the set into IPv4 ranges, and keeps the
    /// others unchanged.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpSet;
    ///
    /// let list: IpSet = "10.0.0.0/9, ::ffff:10.128.0.0/105, 2001:db8::/32".parse()?;
    /// let list = list.to_canonical();
    /// assert_eq!(list.to_string(), "10.0.0.0/8, 2001:db8::/32");
    /// assert!(list.contains([10, 200, 0, 1].into()));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "unmap")]
    #[doc(alias = "ipv4_mapped")]
    pub fn to_canonical(&self) -> Self {
        self.ranges().map(IpRange::to_canonical).collect()
    }
}
