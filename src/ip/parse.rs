//! Parsing text: the strict parsers, and [`ParseOptions`] for the lenient ones and for lists.
//!
//! Every strict parser tries the fast parser of `quick` first; if that fails, the slow parser of
//! `slow`, without any option, finds the reason. So the errors of the grammar are in one place, and
//! valid text does not pay for them.
//!
//! Each file uses only those before it:
//!
//! ```text
//! span, addr → quick, options → slow → with_options → list → read
//! ```

// In the order of the documentation of `ParseOptions`.
mod options;

mod with_options;

mod list;

#[cfg(feature = "std")]
mod read;

pub(super) mod addr;
mod quick;
mod slow;
pub(super) mod span;

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str::FromStr;

use super::family::Family;
use super::interface::{Interface, IpInterface};
use super::ip_prefix::IpPrefix;
use super::ip_range::IpRange;
use super::prefix::Prefix;
use super::range::Range;
use crate::error::{Error, Kind};
pub use list::ListItems;
pub use options::{HostBits, LeadingZeros, ParseOptions};
#[cfg(feature = "std")]
pub use read::ReadItems;
use span::{Span, Want};

/// Parses an address of either family, exactly as std's parser does, but several times faster.
///
/// No octet has a leading zero, there are no zones and no brackets; [`ParseOptions`] has the
/// lenient forms. Unlike std's, the error names the position.
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
#[doc(alias = "ip_address")]
#[doc(alias = "IPAddress")]
#[doc(alias = "inet_pton")]
pub fn parse_addr(s: &str) -> Result<IpAddr, Error> {
    quick::addr(s.as_bytes()).ok_or_else(|| reason(s, STRICT.addr_slow(Span::of(s), Want::Either)))
}

/// Parses an IPv4 address from bytes exactly as std's parser does, or returns `None` if they are
/// not one.
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
#[doc(alias = "inet_pton")]
#[doc(alias = "parse_ascii")]
pub const fn parse_ipv4(s: &[u8]) -> Option<Ipv4Addr> {
    match addr::v4(s) {
        Some(bits) => Some(Ipv4Addr::from_bits(bits)),
        None => None,
    }
}

/// Parses an IPv6 address from bytes exactly as std's parser does, or returns `None` if they are
/// not one.
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
#[doc(alias = "inet_pton")]
#[doc(alias = "parse_ascii")]
pub const fn parse_ipv6(s: &[u8]) -> Option<Ipv6Addr> {
    match addr::v6(s) {
        Some(bits) => Some(Ipv6Addr::from_bits(bits)),
        None => None,
    }
}

/// `FromStr` of a type over a family and of its mixed form. The fast parser decides; the slow one
/// is called only for the reason of a failure.
macro_rules! from_str {
    ($one:ident, $mixed:ident, $quick:ident, $slow:ident) => {
        impl<F: Family> FromStr for $one<F> {
            type Err = Error;

            /// Parses strictly; for the lenient forms see [`ParseOptions`].
            #[inline]
            fn from_str(s: &str) -> Result<Self, Error> {
                quick::$quick(s.as_bytes())
                    .ok_or_else(|| reason(s, STRICT.$slow(Span::of(s), Want::of::<F>())))
            }
        }

        impl FromStr for $mixed {
            type Err = Error;

            /// Parses strictly; for the lenient forms see [`ParseOptions`].
            #[inline]
            fn from_str(s: &str) -> Result<Self, Error> {
                match quick::$quick(s.as_bytes()) {
                    Some(value) => Ok(Self::V4(value)),
                    None => quick::$quick(s.as_bytes())
                        .map(Self::V6)
                        .ok_or_else(|| reason(s, STRICT.$slow(Span::of(s), Want::Either))),
                }
            }
        }
    };
}

from_str!(Prefix, IpPrefix, prefix, prefix_slow);
from_str!(Interface, IpInterface, interface, interface_slow);
from_str!(Range, IpRange, range, strict_range);

pub(super) const STRICT: ParseOptions = ParseOptions::new();

/// Returns the slow parser's reason for text that the fast one refused.
#[cold]
fn reason<T>(s: &str, slow: Result<T, Error>) -> Error {
    match slow {
        Err(error) => error,
        Ok(_) => {
            crate::error::bug!("the fast parser refuses {s:?}, the slow one does not");
            Error::new(Kind::Syntax, format_args!("malformed text")).parsing("", s, 0)
        }
    }
}
