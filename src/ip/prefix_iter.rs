//! Iterators over a prefix: its addresses, hosts, subnets and supernets, and what is left of it
//! without another prefix.

use core::iter::FusedIterator;

use super::family::{Family, Word};
use super::ip_prefix::IpPrefix;
use super::prefix::{Prefix, too_long};
use super::range_iter::{Addrs, IpAddrs, Prefixes, Steps, either, mixed_iter, view};
use crate::error::{Error, Kind};

/// An iterator over the subnets of one length of a prefix, in order; created by
/// [`Prefix::subnets`].
///
/// `nth`, `nth_back`, `count` and `last` compute in **O(1)** time; `count` saturates.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Subnets<F: Family> {
    /// The numbers that the first `len` bits make.
    steps: Steps<F::Bits>,
    len: u8,
}

impl<F: Family> Subnets<F> {
    #[inline]
    fn item(&self, index: F::Bits) -> Prefix<F> {
        Prefix::of_bits(index.shl(u32::from(F::BITS - self.len)), self.len)
    }
}

view!(Subnets, Prefix<F>);

/// An iterator over the prefixes that contain a prefix, the longest first; created by
/// [`Prefix::supernets`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Supernets<F: Family> {
    prefix: Prefix<F>,
    lens: core::ops::Range<u8>,
}

impl<F: Family> Iterator for Supernets<F> {
    type Item = Prefix<F>;

    fn next(&mut self) -> Option<Prefix<F>> {
        let len = self.lens.next_back()?;
        self.prefix.supernet(len)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.lens.size_hint()
    }

    fn nth(&mut self, n: usize) -> Option<Prefix<F>> {
        let len = self.lens.nth_back(n)?;
        self.prefix.supernet(len)
    }

    fn last(mut self) -> Option<Prefix<F>> {
        self.next_back()
    }
}

impl<F: Family> DoubleEndedIterator for Supernets<F> {
    fn next_back(&mut self) -> Option<Prefix<F>> {
        let len = self.lens.next()?;
        self.prefix.supernet(len)
    }

    fn nth_back(&mut self, n: usize) -> Option<Prefix<F>> {
        let len = self.lens.nth(n)?;
        self.prefix.supernet(len)
    }
}

impl<F: Family> ExactSizeIterator for Supernets<F> {}
impl<F: Family> FusedIterator for Supernets<F> {}

/// An iterator over the fewest prefixes that cover one prefix without another, in order; created by
/// [`Prefix::exclude`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Exclude<F: Family> {
    before: Prefixes<F>,
    after: Prefixes<F>,
}

impl<F: Family> Iterator for Exclude<F> {
    type Item = Prefix<F>;

    fn next(&mut self) -> Option<Prefix<F>> {
        self.before.next().or_else(|| self.after.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let count = self.before.len() + self.after.len();
        (count, Some(count))
    }

    fn count(self) -> usize {
        self.size_hint().0
    }

    fn last(mut self) -> Option<Prefix<F>> {
        self.next_back()
    }
}

impl<F: Family> DoubleEndedIterator for Exclude<F> {
    fn next_back(&mut self) -> Option<Prefix<F>> {
        self.after.next_back().or_else(|| self.before.next_back())
    }
}

impl<F: Family> ExactSizeIterator for Exclude<F> {}
impl<F: Family> FusedIterator for Exclude<F> {}

/// A prefix split by another into three parts; created by [`Prefix::partition`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Partition<F: Family> {
    /// The part before the other prefix.
    pub before: Prefixes<F>,
    /// The part inside the other prefix.
    pub inside: Option<Prefix<F>>,
    /// The part after the other prefix.
    pub after: Prefixes<F>,
}

impl<F: Family> Prefix<F> {
    /// Iterates over all addresses, including the network and broadcast addresses.
    ///
    /// Each step computes in **O(1)** time, and so does `nth` from either end.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let addrs = Ipv4Prefix::literal("192.0.2.0/30").addrs();
    /// let addrs: Vec<String> = addrs.map(|addr| addr.to_string()).collect();
    /// assert_eq!(addrs, ["192.0.2.0", "192.0.2.1", "192.0.2.2", "192.0.2.3"]);
    /// ```
    #[doc(alias = "iter_iprange")]
    pub fn addrs(self) -> Addrs<F> {
        Addrs::new(self.bits(), self.last_bits())
    }

    /// Iterates over the addresses that can be assigned to hosts.
    ///
    /// IPv4: up to /30 all but the network's and the broadcast address, in /31
    /// ([RFC 3021](https://www.rfc-editor.org/rfc/rfc3021)) and /32 all. IPv6: up to /126 all but
    /// the first, which is the subnet-router anycast address, in /127
    /// ([RFC 6164](https://www.rfc-editor.org/rfc/rfc6164)) and /128 all.
    ///
    /// Each step computes in **O(1)** time, and so does `nth` from either end.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv6Prefix};
    ///
    /// let hosts = Ipv4Prefix::literal("192.0.2.0/30").hosts();
    /// let hosts: Vec<String> = hosts.map(|addr| addr.to_string()).collect();
    /// assert_eq!(hosts, ["192.0.2.1", "192.0.2.2"]);
    /// assert_eq!(Ipv4Prefix::literal("192.0.2.0/31").hosts().count(), 2);
    /// assert_eq!(Ipv6Prefix::literal("2001:db8::/126").hosts().count(), 3);
    /// ```
    #[doc(alias = "iter_hosts")]
    #[doc(alias = "usable")]
    pub fn hosts(self) -> Addrs<F> {
        let (mut first, mut last) = (self.bits(), self.last_bits());
        if F::BITS - self.prefix_len() >= 2 {
            // There are at least four addresses, so neither step leaves the prefix.
            first = first.wrapping_add(F::Bits::ONE);
            if F::BITS == 32 {
                last = last.wrapping_sub(F::Bits::ONE);
            }
        }
        Addrs::new(first, last)
    }

    /// Returns the longest prefix length with room for a number of [`hosts`](Self::hosts), or
    /// `None` if no prefix has that many.
    ///
    /// This is the length of the smallest network for a number of hosts. From three hosts on, IPv4
    /// needs two more addresses, IPv6 one.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv6Prefix};
    ///
    /// assert_eq!(Ipv4Prefix::len_for_hosts(10), Some(28));
    /// assert_eq!(Ipv4Prefix::len_for_hosts(2), Some(31));
    /// assert_eq!(Ipv4Prefix::len_for_hosts(1 << 32), None);
    /// assert_eq!(Ipv6Prefix::len_for_hosts(3), Some(126));
    /// ```
    #[must_use]
    #[doc(alias = "subnet")]
    #[doc(alias = "prefix_len_for")]
    pub fn len_for_hosts(hosts: u128) -> Option<u8> {
        let unused = match (hosts, F::BITS) {
            (0..=2, _) => 0,
            (_, 32) => 2,
            _ => 1,
        };
        // Less one, so that all of IPv6 does not overflow.
        let last = match hosts {
            0 => 0,
            _ => (hosts - 1).checked_add(unused)?,
        };
        let bits = (u128::BITS - last.leading_zeros()) as u8;
        F::BITS.checked_sub(bits)
    }

    /// Iterates over the subnets of the given length, in order.
    ///
    /// Each step computes in **O(1)** time, and so does `nth` from either end.
    ///
    /// # Errors
    ///
    /// `is_invalid_argument` if `len` is shorter than the prefix or exceeds the family's width.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("10.0.0.0/8");
    /// let subnets: Vec<String> = prefix.subnets(10)?.map(|subnet| subnet.to_string()).collect();
    /// assert_eq!(subnets, ["10.0.0.0/10", "10.64.0.0/10", "10.128.0.0/10", "10.192.0.0/10"]);
    /// assert_eq!(prefix.subnets(24)?.nth(65_535), Some("10.255.255.0/24".parse()?));
    ///
    /// let error = prefix.subnets(7).unwrap_err();
    /// assert_eq!(error.to_string(), "10.0.0.0/8 has no subnets of length 7");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "subnet")]
    pub fn subnets(self, len: u8) -> Result<Subnets<F>, Error> {
        if len > F::BITS {
            return Err(too_long(len, F::BITS));
        }
        if len < self.prefix_len() {
            return Err(Error::new(
                Kind::InvalidArgument,
                format_args!("{self} has no subnets of length {len}"),
            ));
        }
        let host_bits = u32::from(F::BITS - len);
        let steps = Steps::new(self.bits().shr(host_bits), self.last_bits().shr(host_bits));
        Ok(Subnets { steps, len })
    }

    /// Iterates over the prefixes that contain this one, without itself, from the longest to the
    /// prefix of all addresses.
    ///
    /// Each step computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let supernets = Ipv4Prefix::literal("192.0.0.0/3").supernets();
    /// let supernets: Vec<String> = supernets.map(|prefix| prefix.to_string()).collect();
    /// assert_eq!(supernets, ["192.0.0.0/2", "128.0.0.0/1", "0.0.0.0/0"]);
    /// ```
    #[doc(alias = "parents")]
    pub fn supernets(self) -> Supernets<F> {
        Supernets { prefix: self, lens: 0..self.prefix_len() }
    }

    /// Iterates over the fewest prefixes that cover this one without another, in order: itself if
    /// the two are disjoint, nothing if the other contains it.
    ///
    /// Each step computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let prefix = Ipv4Prefix::literal("10.0.0.0/8");
    /// let rest = prefix.exclude("10.64.0.0/10".parse()?);
    /// let rest: Vec<String> = rest.map(|prefix| prefix.to_string()).collect();
    /// assert_eq!(rest, ["10.0.0.0/10", "10.128.0.0/9"]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "cidr_exclude")]
    #[doc(alias = "address_exclude")]
    pub fn exclude(self, other: Self) -> Exclude<F> {
        let Partition { before, after, .. } = self.partition(other);
        Exclude { before, after }
    }

    /// Splits the prefix into the parts before, inside and after another prefix.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Prefix;
    ///
    /// let other = Ipv4Prefix::literal("10.64.0.0/10");
    /// let mut parts = Ipv4Prefix::literal("10.0.0.0/8").partition(other);
    /// assert_eq!(parts.before.next(), Some("10.0.0.0/10".parse()?));
    /// assert_eq!(parts.inside, Some(other));
    /// assert_eq!(parts.after.next(), Some("10.128.0.0/9".parse()?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "cidr_partition")]
    pub fn partition(self, other: Self) -> Partition<F> {
        let (before, after) = self.range().difference(other.range());
        Partition {
            before: before.map_or(Prefixes::EMPTY, super::Range::prefixes),
            inside: self.overlaps(other).then(|| self.max(other)),
            after: after.map_or(Prefixes::EMPTY, super::Range::prefixes),
        }
    }
}

mixed_iter! {
    /// An iterator over the subnets of one length of a prefix of either family, in order; created
    /// by [`IpPrefix::subnets`].
    IpSubnets, Subnets, IpPrefix
}

impl IpPrefix {
    /// Iterates over all addresses. See [`Prefix::addrs`].
    ///
    /// Each step computes in **O(1)** time, and so does `nth` from either end.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::literal("192.0.2.0/30").addrs().count(), 4);
    /// ```
    pub fn addrs(self) -> IpAddrs {
        match self {
            Self::V4(prefix) => prefix.addrs().into(),
            Self::V6(prefix) => prefix.addrs().into(),
        }
    }

    /// Iterates over the addresses that can be assigned to hosts. See [`Prefix::hosts`].
    ///
    /// Each step computes in **O(1)** time, and so does `nth` from either end.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// assert_eq!(IpPrefix::literal("192.0.2.0/30").hosts().count(), 2);
    /// assert_eq!(IpPrefix::literal("2001:db8::/126").hosts().count(), 3);
    /// ```
    #[doc(alias = "iter_hosts")]
    #[doc(alias = "usable")]
    pub fn hosts(self) -> IpAddrs {
        match self {
            Self::V4(prefix) => prefix.hosts().into(),
            Self::V6(prefix) => prefix.hosts().into(),
        }
    }

    /// Iterates over the subnets of the given length, in order. See [`Prefix::subnets`].
    ///
    /// Each step computes in **O(1)** time, and so does `nth` from either end.
    ///
    /// # Errors
    ///
    /// `is_invalid_argument` if `len` is shorter than the prefix or exceeds the family's width.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpPrefix;
    ///
    /// let prefix = IpPrefix::literal("2001:db8::/32");
    /// assert_eq!(prefix.subnets(48)?.count(), 65_536);
    /// assert!(prefix.subnets(31).is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "subnet")]
    pub fn subnets(self, len: u8) -> Result<IpSubnets, Error> {
        match self {
            Self::V4(prefix) => prefix.subnets(len).map(IpSubnets::from),
            Self::V6(prefix) => prefix.subnets(len).map(IpSubnets::from),
        }
    }
}
