//! The encoding of IPv6 addresses in base 85 of RFC 1924, published on the first of April 1996 and
//! used here and there since.

use alloc::string::String;
use core::net::Ipv6Addr;

use super::parse::span::Span;
use crate::error::{Error, Kind};

/// The digits in the order of their values (RFC 1924, section 4.2).
const DIGITS: &[u8; 85] =
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

/// Encodes an IPv6 address in the 20 characters of
/// [RFC 1924](https://www.rfc-editor.org/rfc/rfc1924).
///
/// Computes in **O(1)** time.
///
/// # Examples
///
/// ```
/// use boltons::ip::to_base85;
///
/// let addr = "1080::8:800:200c:417a".parse()?;
/// assert_eq!(to_base85(addr), "4)+k&C#VzJ4br>0wv%Yp");
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[must_use]
#[doc(alias = "ipv6_to_base85")]
#[doc(alias = "rfc1924")]
pub fn to_base85(addr: Ipv6Addr) -> String {
    let mut digits = [0; 20];
    let mut bits = addr.to_bits();
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[(bits % 85) as usize];
        bits /= 85;
    }
    digits.map(char::from).iter().collect()
}

/// Decodes an IPv6 address from the 20 characters of
/// [RFC 1924](https://www.rfc-editor.org/rfc/rfc1924).
///
/// Computes in **O(1)** time.
///
/// # Errors
///
/// `is_out_of_range` if the value exceeds 128 bits, otherwise `is_syntax`.
///
/// # Examples
///
/// ```
/// use boltons::ip::from_base85;
///
/// assert_eq!(from_base85("4)+k&C#VzJ4br>0wv%Yp")?.to_string(), "1080::8:800:200c:417a");
///
/// let error = from_base85("4)+k&C#VzJ4br>0wv%Y").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"expected 20 characters, found 19 while parsing "4)+k&C#VzJ4br>0wv%Y" at byte 19"#,
/// );
/// assert!(from_base85("~~~~~~~~~~~~~~~~~~~~").unwrap_err().is_out_of_range());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "base85_to_ipv6")]
#[doc(alias = "rfc1924")]
pub fn from_base85(s: &str) -> Result<Ipv6Addr, Error> {
    let span = Span::of(s);
    let mut bits = Some(0u128);
    for (i, byte) in s.bytes().enumerate() {
        if i == 20 {
            return Err(span.syntax(20, format_args!("more than 20 characters")));
        }
        let Some(value) = DIGITS.iter().position(|&digit| digit == byte) else {
            return Err(span.unexpected(i, format_args!("base 85")));
        };
        bits = bits.and_then(|bits| bits.checked_mul(85)?.checked_add(value as u128));
    }
    if s.len() < 20 {
        return Err(span.syntax(s.len(), format_args!("expected 20 characters, found {}", s.len())));
    }
    match bits {
        Some(bits) => Ok(Ipv6Addr::from_bits(bits)),
        None => {
            Err(span.error(Kind::OutOfRange, 0, format_args!("base 85 value exceeds 128 bits")))
        }
    }
}
