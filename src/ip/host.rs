//! [`parse_host`]: parses the host of a URL, which is an address or a name.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::parse::span::Span;
use super::parse::{ParseOptions, parse_ipv4, parse_ipv6};
use crate::error::{Error, Kind, shown};

/// The host of a URL, an address or a name. See [`parse_host`].
///
/// `Display` writes IPv6 addresses in brackets, as URLs have them.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Host<'a> {
    /// An address, for which no resolver is needed.
    Addr(IpAddr),
    /// A name without its final dot, in its original case.
    Name(&'a str),
}

impl fmt::Display for Host<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Addr(IpAddr::V4(addr)) => write!(f, "{addr}"),
            Self::Addr(IpAddr::V6(addr)) => write!(f, "[{addr}]"),
            Self::Name(name) => f.write_str(name),
        }
    }
}

/// The greatest lengths of a name and of a label in DNS, in bytes.
const MAX_NAME: usize = 253;
const MAX_LABEL: usize = 63;

/// Parses the host of a URL: the text between `//` and the port or path.
///
/// It never returns a name for text that some resolver or URL parser takes for an address.
///
/// * `[` IPv6 address `]` is an address. Zones (`%eth0`), IPv4 in brackets and `IPvFuture` are
///   errors.
/// * Four decimal octets without leading zeros are an address.
/// * Anything else is a name: labels of 1 to 63 ASCII letters, digits, `-` and `_` with dots
///   between, at most 253 bytes in all, and one final dot, which is cut off.
/// * A name whose last label is a number (`127.1`, `0x7f.1`, `2130706433`, `010.0.0.1`,
///   `127.0.0.1.`, `foo.09`) is an error: C's `inet_aton`, `getaddrinfo`, browsers and RFC 3986
///   read such text differently, and a guard must not check one reading while the connection uses
///   another. To accept it, parse the URL with the `url` crate first, whose hosts are canonical.
/// * Percent escapes, other than ASCII text (internationalised names are the URL parser's work;
///   `xn--` is fine), user info, ports, white space and IPv6 addresses without brackets are errors.
///
/// Computes in **O(n)** time.
///
/// # Errors
///
/// `is_syntax` if the text is neither an address nor a name.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Host, parse_host};
///
/// assert_eq!(parse_host("127.0.0.1")?, Host::Addr([127, 0, 0, 1].into()));
/// assert_eq!(parse_host("[::1]")?.to_string(), "[::1]");
/// assert_eq!(parse_host("Example.com.")?, Host::Name("Example.com"));
///
/// let error = parse_host("0x7f.1").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "a number in place of a name (did you mean 127.0.0.1?) \
///      while parsing host \"0x7f.1\" at byte 0",
/// );
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "ssrf")]
#[doc(alias = "hostname")]
pub fn parse_host(s: &str) -> Result<Host<'_>, Error> {
    if let Some(rest) = s.strip_prefix('[') {
        let Some(inner) = rest.strip_suffix(']') else {
            return Err(syntax(s, s.len(), format_args!("expected ']'")));
        };
        return match parse_ipv6(inner.as_bytes()) {
            Some(addr) => Ok(Host::Addr(addr.into())),
            None => Err(not_ipv6(s, inner)),
        };
    }
    if let Some(addr) = parse_ipv4(s.as_bytes()) {
        return Ok(Host::Addr(addr.into()));
    }
    name(s).map(Host::Name)
}

#[cold]
fn syntax(s: &str, at: usize, what: fmt::Arguments<'_>) -> Error {
    Error::new(Kind::Syntax, what).parsing("host", s, at)
}

/// The reason why the text in brackets is not an address.
#[cold]
fn not_ipv6(s: &str, inner: &str) -> Error {
    let error = ParseOptions::new().ipv6_error(Span::of(inner));
    let at = 1 + error.position().unwrap_or(0);
    error.parsing("host", s, at)
}

/// The name without its final dot.
fn name(s: &str) -> Result<&str, Error> {
    let name = s.strip_suffix('.').unwrap_or(s);
    let mut start = 0;
    for (at, c) in name.char_indices() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => {}
            '.' => {
                label(s, start, at)?;
                start = at + 1;
            }
            ':' if name.parse::<Ipv6Addr>().is_ok() => {
                return Err(syntax(s, 0, format_args!("IPv6 address without brackets")));
            }
            c => {
                let c = shown(c);
                return Err(syntax(s, at, format_args!("unexpected character '{c}' in name")));
            }
        }
    }
    label(s, start, name.len())?;
    if name.len() > MAX_NAME {
        return Err(syntax(s, MAX_NAME, format_args!("name has more than {MAX_NAME} bytes")));
    }
    if is_number(&name[start..]) {
        return Err(match as_inet_aton(name) {
            Some(addr) => {
                syntax(s, 0, format_args!("a number in place of a name (did you mean {addr}?)"))
            }
            None => syntax(s, 0, format_args!("a number in place of a name")),
        });
    }
    Ok(name)
}

/// Checks the length of a label.
fn label(s: &str, start: usize, end: usize) -> Result<(), Error> {
    match end - start {
        0 if s.is_empty() => Err(syntax(s, 0, format_args!("expected a host"))),
        0 => Err(syntax(s, start, format_args!("empty label in name"))),
        len if len > MAX_LABEL => {
            Err(syntax(s, start, format_args!("label has more than {MAX_LABEL} bytes")))
        }
        _ => Ok(()),
    }
}

/// Whether a label is digits, or `0x` and hexadecimal digits or nothing: the "ends in a number"
/// rule of the WHATWG URL standard.
fn is_number(label: &str) -> bool {
    match label.as_bytes() {
        [b'0', b'x' | b'X', digits @ ..] => digits.iter().all(u8::is_ascii_hexdigit),
        digits => digits.iter().all(u8::is_ascii_digit),
    }
}

/// The address that a C library would make of it.
fn as_inet_aton(s: &str) -> Option<Ipv4Addr> {
    match ParseOptions::new().inet_aton(true).addr(s).ok()? {
        IpAddr::V4(addr) => Some(addr),
        IpAddr::V6(_) => None,
    }
}
