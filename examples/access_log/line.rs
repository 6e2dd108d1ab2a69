//! One line of a log.
//!
//! ```text
//! client ident user [time] "request" status size                       Common
//! client ident user [time] "request" status size "referer" "agent"     Combined
//! ```
//!
//! Servers escape `"` and `\` inside the quotes with a backslash. The bytes between need not be
//! UTF-8: clients send what they like.

use std::net::IpAddr;

/// What the report needs of a line.
#[derive(Debug)]
pub struct Request<'a> {
    pub client: IpAddr,
    /// What was asked for, as it stands in the log.
    pub target: &'a [u8],
    pub status: u16,
    /// The bytes of the response's body; 0 where the log has `-`.
    pub size: u64,
}

/// Why a line is not a request.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Reason {
    Empty,
    TooLong,
    Client,
    Time,
    Request,
    Status,
    Size,
    Rest,
}

impl Reason {
    /// Says what is wrong, to follow "the line …".
    pub fn text(self) -> &'static str {
        match self {
            Self::Empty => "is empty",
            Self::TooLong => "is longer than 4 MiB",
            Self::Client => "does not start with an IP address",
            Self::Time => "has no time in brackets after client, ident and user",
            Self::Request => "has no closed quoted request",
            Self::Status => "has no status of three digits",
            Self::Size => "has no response size",
            Self::Rest => "goes on with something that is not a quoted referer and agent",
        }
    }
}

/// Parses a line without its line break; blanks at its end do not count.
pub fn parse(line: &[u8]) -> Result<Request<'_>, Reason> {
    let line = line.trim_ascii_end();
    if line.is_empty() {
        return Err(Reason::Empty);
    }
    let (client, rest) = word(line).ok_or(Reason::Client)?;
    let client = std::str::from_utf8(client).map_err(|_| Reason::Client)?;
    let client = boltons::ip::parse_addr(client).map_err(|_| Reason::Client)?;

    let (_ident, rest) = word(rest).ok_or(Reason::Time)?;
    // A user name may hold blanks: the time starts at the first bracket after it.
    let open = find(rest, b" [").ok_or(Reason::Time)?;
    let close = find(&rest[open..], b"] ").ok_or(Reason::Time)?;
    let (request, rest) = quoted(&rest[open + close + 2..]).ok_or(Reason::Request)?;

    let rest = rest.strip_prefix(b" ").ok_or(Reason::Status)?;
    let (status, rest) = word(rest).ok_or(Reason::Status)?;
    let &[a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9'] = status else {
        return Err(Reason::Status);
    };
    let digit = |byte: u8| u16::from(byte - b'0');
    let status = digit(a) * 100 + digit(b) * 10 + digit(c);

    let (size, rest) = match rest.iter().position(|b| *b == b' ') {
        Some(end) => (&rest[..end], Some(&rest[end + 1..])),
        None => (rest, None),
    };
    let size = match size {
        b"-" => 0,
        digits => number(digits).ok_or(Reason::Size)?,
    };
    if let Some(rest) = rest {
        let (_referer, rest) = quoted(rest).ok_or(Reason::Rest)?;
        let (_agent, rest) = rest.strip_prefix(b" ").and_then(quoted).ok_or(Reason::Rest)?;
        if !rest.is_empty() {
            return Err(Reason::Rest);
        }
    }
    Ok(Request { client, target: target(request), status, size })
}

/// The target of a request line `METHOD TARGET VERSION`; a line without spaces is its own target.
fn target(request: &[u8]) -> &[u8] {
    let Some((_method, rest)) = word(request) else { return request };
    rest.split(|b| *b == b' ').next().unwrap_or(rest)
}

/// Splits at the first space.
fn word(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = text.iter().position(|b| *b == b' ')?;
    Some((&text[..end], &text[end + 1..]))
}

/// Splits off a quoted field: what is between the quotes, as it stands, and what follows.
fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = text.strip_prefix(b"\"")?;
    let mut escaped = false;
    let end = text.iter().position(|b| {
        let ends = *b == b'"' && !escaped;
        escaped = *b == b'\\' && !escaped;
        ends
    })?;
    Some((&text[..end], &text[end + 1..]))
}

fn find(text: &[u8], pair: &[u8; 2]) -> Option<usize> {
    text.windows(2).position(|two| two == pair)
}

/// Reads digits, and nothing but digits, that fit.
fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u64, |n, b| {
        b.is_ascii_digit().then_some(())?;
        n.checked_mul(10)?.checked_add(u64::from(b - b'0'))
    })
}
