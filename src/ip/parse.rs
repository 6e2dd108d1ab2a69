//! Text to values: the strict parsers, and the lenient one with its options.
//!
//! Every strict parser tries the fast parser of `addr` first; where that says no, the slow parser
//! of `lenient`, with no option on, finds the reason. So there is one place that knows the
//! grammar's errors, and none of it costs the text that is right.

pub(super) mod addr;
mod lenient;
mod list;
mod options;

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str::FromStr;

use super::family::{Family, Word};
use super::interface::{Interface, IpInterface};
use super::ip_prefix::IpPrefix;
use super::ip_range::IpRange;
use super::prefix::Prefix;
use super::range::Range;
use crate::error::{Error, Kind};
use lenient::Want;
pub(super) use lenient::{Span, length, number};
pub use options::{HostBits, LeadingZeros, ParseOptions};

/// Parses an address of either family, exactly as std's parser does, but several times faster.
///
/// No octet has a leading zero, there are no zones and no brackets; [`ParseOptions`] has the
/// lenient forms. Unlike std's, the error names the place.
///
/// Computes in **O(n)** time.
///
/// # Errors
///
/// `is_syntax` if the text is not that of an address, `is_out_of_range` if an octet exceeds 255.
///
/// # Examples
///
/// ```
/// use std::net::Ipv6Addr;
/// use boltons::ip::parse_addr;
///
/// assert_eq!(parse_addr("::1")?, Ipv6Addr::LOCALHOST);
///
/// let error = parse_addr("10.01.0.0").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"leading zero in octet 2 while parsing "10.01.0.0" at byte 3"#,
/// );
/// # Ok::<(), boltons::Error>(())
/// ```
#[inline]
pub fn parse_addr(s: &str) -> Result<IpAddr, Error> {
    quick_addr(s).ok_or_else(|| reason(s, STRICT.addr_slow(Span::of(s), Want::Either)))
}

#[inline]
fn quick_addr(s: &str) -> Option<IpAddr> {
    match addr::v4(s.as_bytes()) {
        Some(bits) => Some(IpAddr::V4(Ipv4Addr::from_bits(bits))),
        None => Some(IpAddr::V6(Ipv6Addr::from_bits(addr::v6(s.as_bytes())?))),
    }
}

/// Parses an IPv4 address from bytes, exactly as std's parser does; `None` where it is not one.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip::parse_ipv4;
///
/// const LOCALHOST: Option<Ipv4Addr> = parse_ipv4(b"127.0.0.1");
/// assert_eq!(LOCALHOST, Some(Ipv4Addr::LOCALHOST));
/// assert_eq!(parse_ipv4(b"127.1"), None);
/// ```
#[must_use]
#[inline]
pub const fn parse_ipv4(s: &[u8]) -> Option<Ipv4Addr> {
    match addr::v4(s) {
        Some(bits) => Some(Ipv4Addr::from_bits(bits)),
        None => None,
    }
}

/// Parses an IPv6 address from bytes, exactly as std's parser does; `None` where it is not one.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use std::net::Ipv6Addr;
/// use boltons::ip::parse_ipv6;
///
/// const LOCALHOST: Option<Ipv6Addr> = parse_ipv6(b"::1");
/// assert_eq!(LOCALHOST, Some(Ipv6Addr::LOCALHOST));
/// assert_eq!(parse_ipv6(b":::1"), None);
/// ```
#[must_use]
#[inline]
pub const fn parse_ipv6(s: &[u8]) -> Option<Ipv6Addr> {
    match addr::v6(s) {
        Some(bits) => Some(Ipv6Addr::from_bits(bits)),
        None => None,
    }
}

#[inline]
fn quick_prefix<F: Family>(s: &str) -> Option<Prefix<F>> {
    let (bits, len) = F::Bits::parse_with_len(s.as_bytes())?;
    (bits & F::Bits::hostmask(len) == F::Bits::ZERO).then(|| Prefix::of_bits(bits, len))
}

#[inline]
fn quick_interface<F: Family>(s: &str) -> Option<Interface<F>> {
    let (bits, len) = F::Bits::parse_with_len(s.as_bytes())?;
    Interface::new(F::from_bits(bits), len).ok()
}

fn quick_range<F: Family>(s: &str) -> Option<Range<F>> {
    if let Some((first, last)) = s.split_once('-') {
        let first = F::Bits::parse(first.as_bytes())?;
        return Range::checked(first, F::Bits::parse(last.as_bytes())?);
    }
    match F::Bits::parse(s.as_bytes()) {
        Some(bits) => Some(Range::of_bits(bits, bits)),
        None => quick_prefix(s).map(Prefix::range),
    }
}

/// `FromStr` of a type over a family and of its mixed form. The fast parser decides; the slow one
/// is asked only for the reason of a no.
macro_rules! from_str {
    ($one:ident, $mixed:ident, $quick:ident, $slow:ident) => {
        impl<F: Family> FromStr for $one<F> {
            type Err = Error;

            /// Parses strictly; see [`ParseOptions`] for the lenient forms.
            #[inline]
            fn from_str(s: &str) -> Result<Self, Error> {
                $quick(s).ok_or_else(|| reason(s, STRICT.$slow(Span::of(s), Want::of::<F>())))
            }
        }

        impl FromStr for $mixed {
            type Err = Error;

            /// Parses strictly; see [`ParseOptions`] for the lenient forms.
            #[inline]
            fn from_str(s: &str) -> Result<Self, Error> {
                match $quick(s) {
                    Some(value) => Ok(Self::V4(value)),
                    None => $quick(s)
                        .map(Self::V6)
                        .ok_or_else(|| reason(s, STRICT.$slow(Span::of(s), Want::Either))),
                }
            }
        }
    };
}

from_str!(Prefix, IpPrefix, quick_prefix, prefix_slow);
from_str!(Interface, IpInterface, quick_interface, interface_slow);
from_str!(Range, IpRange, quick_range, strict_range);

const STRICT: ParseOptions = ParseOptions::new();

/// Takes the slow parser's reason for what the fast one did not take.
#[cold]
fn reason<T>(s: &str, slow: Result<T, Error>) -> Error {
    match slow {
        Err(error) => error,
        // Never: the two take the same language, which the tests compare on millions of texts.
        Ok(_) => Error::new(Kind::Syntax, format_args!("malformed text")).parsing("", s, 0),
    }
}
