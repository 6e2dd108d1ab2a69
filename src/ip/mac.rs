//! [`MacAddr`] (EUI-48) and [`Eui64`]: hardware addresses, their spellings, and the IPv6 addresses
//! derived from them.

use core::fmt;
use core::net::Ipv6Addr;
use core::str::FromStr;

use super::parse::{addr::hex, span::Span};
use super::prefix::Ipv6Prefix;
use crate::error::{Error, Kind};

/// The spelling in which a [`MacAddr`] or [`Eui64`] is written.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
#[doc(alias = "dialect")]
pub enum MacStyle {
    /// `00:1b:77:49:54:fd`, as Unix writes it.
    #[default]
    Colon,
    /// `00-1B-77-49-54-FD`, as IEEE writes it.
    Hyphen,
    /// `0:1b:77:49:54:fd`, without leading zeros.
    Short,
    /// `001b.7749.54fd`, as Cisco writes it.
    Dot,
    /// `001B774954FD`.
    Bare,
    /// `001b77:4954fd`, which PostgreSQL accepts.
    Halves,
    /// `001b-7749-54fd`, as the switches of HPE, H3C, Huawei and Aruba write it.
    Quads,
}

/// An address in a style; created by `format`.
struct Styled<const N: usize> {
    octets: [u8; N],
    style: MacStyle,
}

impl<const N: usize> fmt::Display for Styled<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_styled(f, &self.octets, self.style)
    }
}

/// Writes up to eight octets in a style.
fn write_styled(f: &mut fmt::Formatter<'_>, octets: &[u8], style: MacStyle) -> fmt::Result {
    let (group, separator, upper) = match style {
        MacStyle::Colon | MacStyle::Short => (1, b':', false),
        MacStyle::Hyphen => (1, b'-', true),
        MacStyle::Dot => (2, b'.', false),
        MacStyle::Quads => (2, b'-', false),
        MacStyle::Bare => (octets.len(), 0, true),
        MacStyle::Halves => (octets.len() / 2, b':', false),
    };
    let digits = if upper { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    // Eight pairs with seven separators between.
    let mut text = [0; 23];
    let mut len = 0;
    for (i, &octet) in octets.iter().enumerate() {
        if i > 0 && i % group == 0 {
            text[len] = separator;
            len += 1;
        }
        if style != MacStyle::Short || octet > 15 {
            text[len] = digits[usize::from(octet >> 4)];
            len += 1;
        }
        text[len] = digits[usize::from(octet & 15)];
        len += 1;
    }
    // ASCII, so the default is never taken.
    f.pad(core::str::from_utf8(&text[..len]).unwrap_or_default())
}

/// Parses any of the spellings of `n` octets, 6 or 8, into a number.
fn parse(s: &str, n: usize) -> Result<u64, Error> {
    let span = Span::of(s);
    let separator = span.bytes().iter().find(|&&byte| hex(byte).is_none()).copied();
    // How many groups there must be, of how many digits at least and at most, and what they are
    // called.
    let (groups, least, most, name) = match separator {
        None => (1, 2 * n, 2 * n, "address"),
        Some(b'.') => (n / 2, 1, 4, "group"),
        Some(byte @ (b':' | b'-')) => {
            let count = span.pieces(byte).count();
            let longest = span.pieces(byte).map(Span::len).max();
            match count {
                2 if n == 8 && span.find(byte) == Some(6) => return postgres(span, byte),
                2 => (2, n, n, "half"),
                // Groups are never short, unlike pairs.
                _ if count == n / 2 && longest > Some(2) => (n / 2, 4, 4, "group"),
                _ => (n, 1, 2, "pair"),
            }
        }
        Some(_) => {
            let at = span.bytes().iter().position(|&byte| hex(byte).is_none()).unwrap_or(0);
            return Err(span.unexpected(at, format_args!("address")));
        }
    };
    let mut bits = 0u64;
    let mut count = 0;
    for piece in span.pieces(separator.unwrap_or(b':')) {
        count += 1;
        if count > groups {
            return Err(piece.syntax(0, format_args!("more than {groups} {name}s")));
        }
        let mut value = 0;
        for (i, &byte) in piece.bytes().iter().enumerate() {
            let Some(digit) = hex(byte) else {
                return Err(piece.unexpected(i, format_args!("{name} {count}")));
            };
            if i == most {
                return Err(
                    piece.syntax(i, format_args!("{name} {count} has more than {most} digits"))
                );
            }
            value = value << 4 | u64::from(digit);
        }
        if piece.len() < least {
            let found = piece.len();
            return Err(piece.syntax(
                found,
                format_args!("expected {least} digits in {name} {count}, found {found}"),
            ));
        }
        // A single group may fill the whole word.
        bits = bits.checked_shl((8 * n / groups) as u32).unwrap_or(0) | value;
    }
    if count < groups {
        return Err(
            span.syntax(span.len(), format_args!("expected {groups} {name}s, found {count}"))
        );
    }
    Ok(bits)
}

/// The low octets of a number.
fn octets<const N: usize>(bits: u64) -> [u8; N] {
    let mut octets = [0; N];
    for (octet, byte) in octets.iter_mut().rev().zip(bits.to_le_bytes()) {
        *octet = byte;
    }
    octets
}

/// Parses an EUI-64 as PostgreSQL accepts it: six digits, a separator, ten digits.
fn postgres(span: Span<'_>, separator: u8) -> Result<u64, Error> {
    let mut bits = 0u64;
    for (piece, (digits, name)) in span.pieces(separator).zip([(6, "part 1"), (10, "part 2")]) {
        for (i, &byte) in piece.bytes().iter().enumerate() {
            let Some(digit) = hex(byte) else {
                return Err(piece.unexpected(i, format_args!("{name}")));
            };
            if i == digits {
                return Err(piece.syntax(i, format_args!("{name} has more than {digits} digits")));
            }
            bits = bits << 4 | u64::from(digit);
        }
        if piece.len() < digits {
            let found = piece.len();
            return Err(piece
                .syntax(found, format_args!("expected {digits} digits in {name}, found {found}")));
        }
    }
    Ok(bits)
}

/// Writes all digits of the octets, with `0x` before them for `#`.
fn write_hex(f: &mut fmt::Formatter<'_>, octets: &[u8], digits: &[u8; 16]) -> fmt::Result {
    let mut text = [0; 16];
    for (pair, octet) in text.chunks_exact_mut(2).zip(octets) {
        pair[0] = digits[usize::from(octet >> 4)];
        pair[1] = digits[usize::from(octet & 15)];
    }
    // ASCII, so the default is never taken.
    let text = core::str::from_utf8(&text[..2 * octets.len()]).unwrap_or_default();
    f.pad_integral(true, "0x", text)
}

/// The methods and traits that both kinds of addresses have.
macro_rules! eui {
    ($type:ident, $n:literal, $example:literal, $of:literal) => {
        impl $type {
            /// Creates the address from its octets.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::", stringify!($type), ";")]
            ///
            #[doc = concat!("let addr = ", stringify!($type), "::new([0x02; ", $n, "]);")]
            #[doc = concat!("assert_eq!(addr.octets(), [0x02; ", $n, "]);")]
            /// ```
            #[must_use]
            pub const fn new(octets: [u8; $n]) -> Self {
                Self(octets)
            }

            /// Returns the octets of the address.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::", stringify!($type), ";")]
            ///
            #[doc = concat!("let addr: ", stringify!($type), " = \"", $example, "\".parse()?;")]
            /// assert_eq!(addr.octets()[..2], [0x00, 0x1b]);
            /// # Ok::<(), boltons::Error>(())
            /// ```
            #[must_use]
            #[doc(alias = "as_bytes")]
            #[doc(alias = "packed")]
            pub const fn octets(self) -> [u8; $n] {
                self.0
            }

            /// Returns the first three octets, which name the organisation that assigned the
            /// address if it [`is_universal`](Self::is_universal).
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::", stringify!($type), ";")]
            ///
            #[doc = concat!("let addr: ", stringify!($type), " = \"", $example, "\".parse()?;")]
            /// assert_eq!(addr.oui(), [0x00, 0x1b, 0x77]);
            /// # Ok::<(), boltons::Error>(())
            /// ```
            #[must_use]
            #[doc(alias = "vendor")]
            pub const fn oui(self) -> [u8; 3] {
                [self.0[0], self.0[1], self.0[2]]
            }

            /// Returns whether the address names a single station.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::", stringify!($type), ";")]
            ///
            #[doc = concat!("assert!(", stringify!($type), "::new([2; ", $n, "]).is_unicast());")]
            #[doc = concat!("assert!(!", stringify!($type), "::new([1; ", $n, "]).is_unicast());")]
            /// ```
            #[must_use]
            pub const fn is_unicast(self) -> bool {
                !self.is_multicast()
            }

            /// Returns whether the address names a group of stations; the broadcast address is
            /// one of these.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::", stringify!($type), ";")]
            ///
            #[doc = concat!("assert!(", stringify!($type), "::new([1; ", $n, "]).is_multicast());")]
            #[doc = concat!("assert!(!", stringify!($type), "::new([2; ", $n, "]).is_multicast());")]
            /// ```
            #[must_use]
            pub const fn is_multicast(self) -> bool {
                self.0[0] & 0x01 != 0
            }

            /// Returns whether the address is universally administered: assigned to a manufacturer
            /// and unique.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::", stringify!($type), ";")]
            ///
            #[doc = concat!("assert!(", stringify!($type), "::new([0; ", $n, "]).is_universal());")]
            #[doc = concat!("assert!(!", stringify!($type), "::new([2; ", $n, "]).is_universal());")]
            /// ```
            #[must_use]
            #[doc(alias = "universally administered")]
            pub const fn is_universal(self) -> bool {
                !self.is_local()
            }

            /// Returns whether the address is locally administered: chosen on site, not assigned
            /// to a manufacturer.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::", stringify!($type), ";")]
            ///
            #[doc = concat!("assert!(", stringify!($type), "::new([2; ", $n, "]).is_local());")]
            #[doc = concat!("assert!(!", stringify!($type), "::new([0; ", $n, "]).is_local());")]
            /// ```
            #[must_use]
            #[doc(alias = "locally administered")]
            pub const fn is_local(self) -> bool {
                self.0[0] & 0x02 != 0
            }

            /// Returns whether this is the broadcast address, all ones.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::", stringify!($type), ";")]
            ///
            #[doc = concat!("assert!(", stringify!($type), "::new([255; ", $n, "]).is_broadcast());")]
            #[doc = concat!("assert!(!", stringify!($type), "::new([1; ", $n, "]).is_broadcast());")]
            /// ```
            #[must_use]
            pub const fn is_broadcast(self) -> bool {
                self.to_bits() == u64::MAX >> (64 - 8 * $n)
            }

            /// Returns the link-local IPv6 address (`fe80::/64`) with this interface identifier.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::", stringify!($type), ";")]
            ///
            #[doc = concat!("let addr: ", stringify!($type), " = \"", $example, "\".parse()?;")]
            #[doc = concat!("assert_eq!(addr.link_local().to_string(), \"fe80::", $of, "\");")]
            /// # Ok::<(), boltons::Error>(())
            /// ```
            #[must_use]
            #[doc(alias = "ipv6_link_local")]
            pub const fn link_local(self) -> Ipv6Addr {
                Ipv6Addr::from_bits(0xfe80 << 112 | self.interface_id() as u128)
            }

            /// Returns the IPv6 address that stateless autoconfiguration (SLAAC,
            /// [RFC 4862](https://www.rfc-editor.org/rfc/rfc4862)) derives in a prefix.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Errors
            ///
            /// `is_invalid_argument` if the prefix length is not 64.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::{Ipv6Prefix, ", stringify!($type), "};")]
            ///
            #[doc = concat!("let addr: ", stringify!($type), " = \"", $example, "\".parse()?;")]
            /// let ours = addr.slaac(Ipv6Prefix::literal("2001:db8::/64"))?;
            #[doc = concat!("assert_eq!(ours.to_string(), \"2001:db8::", $of, "\");")]
            ///
            /// let error = addr.slaac(Ipv6Prefix::literal("2001:db8::/48")).unwrap_err();
            /// assert_eq!(
            ///     error.to_string(),
            ///     "2001:db8::/48 takes no interface identifier: its length must be 64",
            /// );
            /// # Ok::<(), boltons::Error>(())
            /// ```
            #[doc(alias = "autoconfiguration")]
            pub fn slaac(self, prefix: Ipv6Prefix) -> Result<Ipv6Addr, Error> {
                if prefix.prefix_len() != 64 {
                    return Err(Error::new(
                        Kind::InvalidArgument,
                        format_args!(
                            "{prefix} takes no interface identifier: its length must be 64"
                        ),
                    ));
                }
                let bits = prefix.first().to_bits() | u128::from(self.interface_id());
                Ok(Ipv6Addr::from_bits(bits))
            }

            /// Returns a value whose `Display` writes the address in the given style.
            ///
            /// Computes in **O(1)** time.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use boltons::ip::{MacStyle, ", stringify!($type), "};")]
            ///
            #[doc = concat!("let addr: ", stringify!($type), " = \"", $example, "\".parse()?;")]
            /// let text = addr.format(MacStyle::Hyphen).to_string();
            /// assert!(text.starts_with("00-1B-77-"));
            #[doc = concat!("assert_eq!(text.parse::<", stringify!($type), ">()?, addr);")]
            /// # Ok::<(), boltons::Error>(())
            /// ```
            #[must_use]
            #[doc(alias = "dialect")]
            pub fn format(self, style: MacStyle) -> impl fmt::Display {
                Styled { octets: self.0, style }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.format(MacStyle::Colon), f)
            }
        }

        /// All digits, without separators.
        impl fmt::LowerHex for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(f, &self.0, b"0123456789abcdef")
            }
        }

        /// All digits, without separators.
        impl fmt::UpperHex for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(f, &self.0, b"0123456789ABCDEF")
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $type {
            type Err = Error;

            fn from_str(s: &str) -> Result<Self, Error> {
                Ok(Self(octets(parse(s, $n)?)))
            }
        }

        impl From<[u8; $n]> for $type {
            fn from(octets: [u8; $n]) -> Self {
                Self(octets)
            }
        }

        impl From<$type> for [u8; $n] {
            fn from(addr: $type) -> Self {
                addr.0
            }
        }
    };
}

/// A hardware address of six octets (MAC address, EUI-48).
///
/// [`FromStr`] accepts the spellings of [`MacStyle`] in any case, pairs with one digit for two, and
/// `-` for `:` or `:` for `-`; `Display` is [`MacStyle::Colon`], `{:x}` and `{:X}` are only the
/// digits.
///
/// # Vendors by prefix
///
/// [`oui`](Self::oui) is the prefix of 24 bits (MA-L). The registries also assign prefixes of 28
/// and 36 bits (MA-M, MA-S), and the longest one names the vendor. A map by prefixes of hardware
/// addresses is an [`Ipv6PrefixMap`](super::Ipv6PrefixMap) with the 48 bits on top:
///
/// ```
/// use std::net::Ipv6Addr;
/// use boltons::ip::{Ipv6Prefix, Ipv6PrefixMap, MacAddr};
///
/// fn key(addr: MacAddr) -> Ipv6Addr {
///     Ipv6Addr::from_bits(u128::from(addr.to_bits()) << 80)
/// }
///
/// let mut vendors = Ipv6PrefixMap::new();
/// for (first, len, vendor) in [
///     ("70:b3:d5:00:00:00", 24, "the registry itself"),
///     ("70:b3:d5:7e:d0:00", 36, "a small vendor"),
/// ] {
///     vendors.insert(Ipv6Prefix::new(key(first.parse()?), len)?, vendor);
/// }
/// let vendor = |text: &str| Ok(vendors.lookup(key(text.parse()?)).copied());
/// assert_eq!(vendor("70:b3:d5:7e:d1:23")?, Some("a small vendor"));
/// assert_eq!(vendor("70:b3:d5:00:00:01")?, Some("the registry itself"));
/// # Ok::<(), boltons::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// use boltons::ip::{MacAddr, MacStyle};
///
/// let addr: MacAddr = "001b.7749.54fd".parse()?;
/// assert_eq!(addr.to_string(), "00:1b:77:49:54:fd");
/// assert_eq!(addr.format(MacStyle::Bare).to_string(), "001B774954FD");
/// assert_eq!(addr.link_local().to_string(), "fe80::21b:77ff:fe49:54fd");
/// assert!("00:1b-77:49:54:fd".parse::<MacAddr>().is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[doc(alias = "EUI")]
#[doc(alias = "EUI48")]
#[doc(alias = "hardware address")]
#[doc(alias = "MAC address")]
#[doc(alias = "ethernet")]
#[doc(alias = "valid_mac")]
pub struct MacAddr([u8; 6]);

/// A hardware address of eight octets (EUI-64).
///
/// Text is as for [`MacAddr`], with eight pairs, four groups or two halves; and six digits, a
/// separator and ten digits, as PostgreSQL writes it.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Eui64, MacAddr};
///
/// let addr: Eui64 = "00-1B-77-FF-FE-49-54-FD".parse()?;
/// assert_eq!(addr.to_mac(), Some("00:1b:77:49:54:fd".parse()?));
/// assert!("00:1b:77:49:54:fd".parse::<Eui64>().is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[doc(alias = "EUI")]
#[doc(alias = "hardware address")]
#[doc(alias = "EUI-64")]
pub struct Eui64([u8; 8]);

eui!(MacAddr, 6, "00:1b:77:49:54:fd", "21b:77ff:fe49:54fd");
eui!(Eui64, 8, "00:1b:77:ff:fe:49:54:fd", "21b:77ff:fe49:54fd");

/// The bit that tells universal from local addresses; inverted in interface identifiers.
const LOCAL: u64 = 0x02 << 56;

impl MacAddr {
    /// Converts the address into a number whose most significant octet is the first.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::MacAddr;
    ///
    /// assert_eq!(MacAddr::new([0, 0, 0, 0, 1, 2]).to_bits(), 0x0102);
    /// ```
    #[must_use]
    pub const fn to_bits(self) -> u64 {
        let [a, b, c, d, e, f] = self.0;
        u64::from_be_bytes([0, 0, a, b, c, d, e, f])
    }

    /// Converts a number into an address, or returns `None` if it has more than 48 bits.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::MacAddr;
    ///
    /// assert_eq!(MacAddr::from_bits(0x0102), Some(MacAddr::new([0, 0, 0, 0, 1, 2])));
    /// assert_eq!(MacAddr::from_bits(1 << 48), None);
    /// ```
    #[must_use]
    pub const fn from_bits(bits: u64) -> Option<Self> {
        match bits.to_be_bytes() {
            [0, 0, a, b, c, d, e, f] => Some(Self([a, b, c, d, e, f])),
            _ => None,
        }
    }

    /// Converts the address into an EUI-64 by inserting `ff-fe` in the middle.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::MacAddr;
    ///
    /// let addr: MacAddr = "00:1b:77:49:54:fd".parse()?;
    /// assert_eq!(addr.to_eui64().to_string(), "00:1b:77:ff:fe:49:54:fd");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "eui64")]
    pub const fn to_eui64(self) -> Eui64 {
        let [a, b, c, d, e, f] = self.0;
        Eui64([a, b, c, 0xff, 0xfe, d, e, f])
    }

    /// Returns the IPv6 interface identifier (modified EUI-64, RFC 4291 appendix A): `ff-fe`
    /// inserted, the universal/local bit inverted.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::MacAddr;
    ///
    /// let addr: MacAddr = "00:1b:77:49:54:fd".parse()?;
    /// assert_eq!(addr.interface_id(), 0x021b_77ff_fe49_54fd);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "modified_eui64")]
    pub const fn interface_id(self) -> u64 {
        self.to_eui64().interface_id()
    }

    /// Returns the hardware address from which the interface identifier of an IPv6 address was
    /// derived, or `None` if it was not derived from one.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::MacAddr;
    ///
    /// let addr = MacAddr::from_ipv6("2001:db8::21b:77ff:fe49:54fd".parse()?);
    /// assert_eq!(addr, Some(MacAddr::new([0x00, 0x1b, 0x77, 0x49, 0x54, 0xfd])));
    /// assert_eq!(MacAddr::from_ipv6("2001:db8::1".parse()?), None);
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[must_use]
    pub const fn from_ipv6(addr: Ipv6Addr) -> Option<Self> {
        Eui64::from_bits(addr.to_bits() as u64 ^ LOCAL).to_mac()
    }
}

impl Eui64 {
    /// Converts the address into a number whose most significant octet is the first.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Eui64;
    ///
    /// assert_eq!(Eui64::new([0, 0, 0, 0, 0, 0, 1, 2]).to_bits(), 0x0102);
    /// ```
    #[must_use]
    pub const fn to_bits(self) -> u64 {
        u64::from_be_bytes(self.0)
    }

    /// Converts a number into an address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Eui64;
    ///
    /// assert_eq!(Eui64::from_bits(0x0102), Eui64::new([0, 0, 0, 0, 0, 0, 1, 2]));
    /// ```
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits.to_be_bytes())
    }

    /// Converts the address into an EUI-48 by removing the `ff-fe` in the middle, or returns `None`
    /// if something else is there.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Eui64, MacAddr};
    ///
    /// let addr: MacAddr = "00:1b:77:49:54:fd".parse()?;
    /// assert_eq!(addr.to_eui64().to_mac(), Some(addr));
    /// assert_eq!(Eui64::from_bits(1).to_mac(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn to_mac(self) -> Option<MacAddr> {
        match self.0 {
            [a, b, c, 0xff, 0xfe, d, e, f] => Some(MacAddr([a, b, c, d, e, f])),
            _ => None,
        }
    }

    /// Returns the IPv6 interface identifier (modified EUI-64, RFC 4291 appendix A): the
    /// universal/local bit inverted.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Eui64;
    ///
    /// assert_eq!(Eui64::from_bits(1).interface_id(), 0x0200_0000_0000_0001);
    /// ```
    #[must_use]
    #[doc(alias = "modified_eui64")]
    pub const fn interface_id(self) -> u64 {
        self.to_bits() ^ LOCAL
    }
}
