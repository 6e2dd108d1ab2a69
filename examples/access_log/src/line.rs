//! The grammar of a line.
//!
//! ```text
//! [VHOST SP] CLIENT SP IDENT SP USER SP "[" TIME "]" SP "REQUEST" SP STATUS SP SIZE (SP+ FIELD)*
//! ```
//!
//! This takes the Common and Combined formats, nginx's `main`, Apache's `vhost_combined`, and what
//! people append to them. Servers escape `"` and `\` inside the quotes with a backslash. Bytes, not
//! text: clients send what they like.

use std::borrow::Cow;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

use boltons::ip::{self, ParseOptions};
use memchr::{memchr, memchr2};

use crate::time::{Seconds, TimeReader};

/// The longest line that is read, without its break.
pub const MAX_LINE: usize = 4 << 20;

/// What the report needs of a line.
#[derive(Debug)]
pub struct Line<'a> {
    /// The name and port that the client asked for.
    pub vhost: Option<&'a [u8]>,
    pub client: Client<'a>,
    pub time: Seconds,
    /// `None` where the request line is malformed.
    pub request: Option<Request<'a>>,
    /// `None` where the log has `-`.
    pub status: Option<u16>,
    /// `None` where the log has `-`.
    pub size: Option<u64>,
    pub referer: &'a [u8],
    pub agent: &'a [u8],
    pub forwarded_for: &'a [u8],
}

/// Who asks: an address, or a name where the server looked it up.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Client<'a> {
    Addr(IpAddr),
    /// In lower case.
    Name(Cow<'a, str>),
}

impl Client<'_> {
    /// Returns it with a name of its own.
    pub fn into_owned(self) -> Client<'static> {
        match self {
            Self::Addr(addr) => Client::Addr(addr),
            Self::Name(name) => Client::Name(name.into_owned().into()),
        }
    }
}

impl fmt::Display for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Addr(addr) => addr.fmt(f),
            Self::Name(name) => f.write_str(name),
        }
    }
}

/// `METHOD TARGET HTTP/1.1`, the version left out.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    pub method: &'a [u8],
    pub target: &'a [u8],
}

/// Why a line is rejected.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Reason {
    Client,
    Empty,
    HostName,
    Quote,
    Request,
    Size,
    Status,
    Time,
    TooLong,
}

impl Reason {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 9] = [
        Self::Client,
        Self::Empty,
        Self::HostName,
        Self::Quote,
        Self::Request,
        Self::Size,
        Self::Status,
        Self::Time,
        Self::TooLong,
    ];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Empty => "empty",
            Self::HostName => "host_name",
            Self::Quote => "quote",
            Self::Request => "request",
            Self::Size => "size",
            Self::Status => "status",
            Self::Time => "time",
            Self::TooLong => "too_long",
        }
    }

    /// What the line should have there.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Client => "an IP address or a host name",
            Self::Empty => "a request",
            Self::HostName => "an IP address",
            Self::Quote => "a closing quote with a space or the end of the line after it",
            Self::Request => "a quoted request",
            Self::Size => "a size in digits or -",
            Self::Status => "a status of three digits or -",
            Self::Time => "ident, user and a [time]",
            Self::TooLong => "at most 4 MiB",
        }
    }
}

/// A rejected line: why, and the byte from 1 at which the field begins that does not fit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Rejected {
    pub reason: Reason,
    pub byte: usize,
}

/// Reads lines.
#[derive(Debug)]
pub struct LineReader {
    strict: bool,
    addr: ParseOptions,
    times: TimeReader,
}

impl LineReader {
    /// Host names are rejected if `strict`.
    pub fn new(strict: bool) -> Self {
        let addr = ParseOptions::new().brackets(true).skip_zone(true);
        Self { strict, addr, times: TimeReader::default() }
    }

    /// Reads a line without its break.
    pub fn read<'a>(&mut self, line: &'a [u8]) -> Result<Line<'a>, Rejected> {
        if line.len() > MAX_LINE {
            return Err(Rejected { reason: Reason::TooLong, byte: MAX_LINE + 1 });
        }
        let blanks = line.iter().rev().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\x0c'));
        let line = &line[..line.len() - blanks.count()];
        if line.is_empty() {
            return Err(Rejected { reason: Reason::Empty, byte: 1 });
        }
        let rejected = |reason, at| Rejected { reason, byte: at + 1 };

        let mut at = 0;
        let mut word = word_at(line, at);
        let mut vhost = None;
        let mut client = addr(&self.addr, word);
        if client.is_none() {
            match host_and_port(&self.addr, word) {
                Some(Host::Name) => vhost = Some(word),
                Some(Host::Addr(host)) => {
                    let next = word_at(line, word.len() + 1);
                    if addr_and_port(&self.addr, next).is_some() {
                        vhost = Some(word);
                    } else {
                        client = Some(host);
                    }
                }
                None => {}
            }
        }
        if vhost.is_some() {
            at = word.len() + 1;
            word = word_at(line, at);
            client = addr_and_port(&self.addr, word);
        }
        let client = match client {
            Some(addr) => Client::Addr(addr),
            None if is_name(word) || word == b"unix:" => {
                if self.strict {
                    return Err(rejected(Reason::HostName, at));
                }
                // A name is ASCII.
                Client::Name(lower_case(word))
            }
            None => return Err(rejected(Reason::Client, at.min(line.len()))),
        };

        // Ident is a word, and a user name may hold blanks.
        let ident = (at + word.len() + 1).min(line.len());
        let user = ident + word_at(line, ident).len() + 1;
        let open = line.get(user..).and_then(opening).map(|i| user + i + 2);
        let Some(open) = open.filter(|_| user > ident + 1) else {
            return Err(rejected(Reason::Time, ident));
        };
        let time = closing(&line[open..]).and_then(|end| {
            let time = self.times.read(&line[open..open + end])?;
            Some((time, open + end + 2))
        });
        let Some((time, at)) = time else { return Err(rejected(Reason::Time, open)) };

        if line.get(at) != Some(&b'"') {
            return Err(rejected(Reason::Request, at.min(line.len())));
        }
        let quote = |at| quoted(line, at).ok_or(rejected(Reason::Quote, at));
        let request = quote(at)?;
        let at = (at + request.len() + 3).min(line.len());

        let word = word_at(line, at);
        let status = match *word {
            [b'-'] => None,
            [a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9'] => {
                let digit = |byte: u8| u16::from(byte - b'0');
                Some(digit(a) * 100 + digit(b) * 10 + digit(c))
            }
            _ => return Err(rejected(Reason::Status, at)),
        };
        let at = (at + word.len() + 1).min(line.len());
        let word = word_at(line, at);
        let size = match word {
            b"-" => None,
            digits => Some(number(digits).ok_or(rejected(Reason::Size, at))?),
        };

        let mut fields = [&b""[..]; 3];
        let mut quoted_so_far = 0;
        let mut at = at + word.len();
        let mut all_quoted = true;
        while at < line.len() {
            match line[at] {
                b' ' => at += 1,
                b'"' => {
                    let field = quote(at)?;
                    if let Some(slot) = fields.get_mut(quoted_so_far).filter(|_| all_quoted) {
                        *slot = field;
                        quoted_so_far += 1;
                    }
                    at += field.len() + 2;
                }
                _ => {
                    all_quoted = false;
                    at += word_at(line, at).len();
                }
            }
        }
        let [referer, agent, forwarded_for] = fields;
        let request = request_line(request);
        Ok(Line { vhost, client, time, request, status, size, referer, agent, forwarded_for })
    }

    /// Reads an address, perhaps with a port, as items of X-Forwarded-For are.
    pub fn forwarded(&self, item: &[u8]) -> Option<IpAddr> {
        addr_and_port(&self.addr, item)
    }

    /// Says why the word at a byte is not an address, in the words of the crate's error.
    pub fn why_no_address(&self, line: &[u8], byte: usize) -> Option<String> {
        let word = word_at(line, byte - 1);
        let word = std::str::from_utf8(&word[..word.len().min(256)]).ok()?;
        self.addr.addr(word).err().map(|error| error.to_string())
    }
}

/// The bytes from `at` up to a space or the end; none where `at` is past the end.
fn word_at(line: &[u8], at: usize) -> &[u8] {
    let rest = line.get(at..).unwrap_or_default();
    &rest[..memchr(b' ', rest).unwrap_or(rest.len())]
}

/// Where a space and a bracket stand, that is, where the time opens.
fn opening(text: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let bracket = from + memchr(b'[', text.get(from..)?)?;
        if bracket > 0 && text[bracket - 1] == b' ' {
            return Some(bracket - 1);
        }
        from = bracket + 1;
    }
}

/// Where a bracket and a space stand, that is, where the time closes.
fn closing(text: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let bracket = from + memchr(b']', text.get(from..)?)?;
        if text.get(bracket + 1) == Some(&b' ') {
            return Some(bracket);
        }
        from = bracket + 1;
    }
}

/// What is between the quote at `at` and the one that closes it, if a space or the end follows.
fn quoted(line: &[u8], at: usize) -> Option<&[u8]> {
    let start = at + 1;
    let mut end = start;
    loop {
        end += memchr2(b'"', b'\\', line.get(end..)?)?;
        if line[end] == b'"' {
            break;
        }
        end += 2;
    }
    matches!(line.get(end + 1), None | Some(b' ')).then(|| &line[start..end])
}

/// Reads digits, and nothing but digits, that fit.
fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u64, |n, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit <= 9).then_some(())?;
        n.checked_mul(10)?.checked_add(u64::from(digit))
    })
}

/// An address as std takes it; IPv6 perhaps in brackets and with a zone.
fn addr(options: &ParseOptions, word: &[u8]) -> Option<IpAddr> {
    if let Some(addr) = ip::parse_ipv4(word) {
        return Some(addr.into());
    }
    // What cannot be IPv6 is not looked at twice.
    let (first, bracket) = (word.first()?, word.starts_with(b"["));
    if !(bracket || *first == b':' || first.is_ascii_hexdigit() && word.contains(&b':')) {
        return None;
    }
    match options.addr(std::str::from_utf8(word).ok()?).ok()? {
        IpAddr::V6(addr) => Some(unmapped(addr)),
        IpAddr::V4(_) => None,
    }
}

fn unmapped(addr: Ipv6Addr) -> IpAddr {
    addr.to_ipv4_mapped().map_or(IpAddr::V6(addr), IpAddr::V4)
}

fn addr_and_port(options: &ParseOptions, word: &[u8]) -> Option<IpAddr> {
    addr(options, word).or_else(|| match host_and_port(options, word) {
        Some(Host::Addr(addr)) => Some(addr),
        _ => None,
    })
}

/// The host of `HOST:PORT`.
enum Host {
    Name,
    Addr(IpAddr),
}

fn host_and_port(options: &ParseOptions, word: &[u8]) -> Option<Host> {
    let digits = word.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let host = word[..word.len() - digits].strip_suffix(b":")?;
    if !(1..=5).contains(&digits) {
        return None;
    }
    match addr(options, host) {
        Some(addr) => {
            // Without brackets the colons of an IPv6 address hide the port's.
            (host.starts_with(b"[") || !host.contains(&b':')).then_some(Host::Addr(addr))
        }
        None => (host != b"-" && is_name(host)).then_some(Host::Name),
    }
}

/// At most 253 bytes, labels of letters, digits, `-` and `_` with dots between and perhaps one at
/// the end, the last label not all digits.
fn is_name(word: &[u8]) -> bool {
    let labels = word.strip_suffix(b".").unwrap_or(word);
    let mut last_is_number = true;
    let well_formed = labels.split(|byte| *byte == b'.').all(|label| {
        last_is_number = label.iter().all(u8::is_ascii_digit);
        let fits = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !label.is_empty() && label.iter().all(fits)
    });
    word.len() <= 253 && well_formed && !last_is_number
}

fn lower_case(name: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(name) {
        Cow::Borrowed(name) if !name.bytes().any(|byte| byte.is_ascii_uppercase()) => name.into(),
        name => name.to_ascii_lowercase().into(),
    }
}

/// `METHOD SP TARGET [SP HTTP/…]`; what follows the last space is the version if it looks like one.
fn request_line(text: &[u8]) -> Option<Request<'_>> {
    let end = memchr(b' ', text)?;
    let (method, rest) = (&text[..end], &text[end + 1..]);
    let [b'A'..=b'Z', others @ ..] = method else { return None };
    let fits = |byte: &u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-');
    if others.len() > 31 || !others.iter().all(fits) {
        return None;
    }
    let target = match rest.iter().rposition(|byte| *byte == b' ') {
        Some(space) if rest[space + 1..].starts_with(b"HTTP/") => &rest[..space],
        None if rest.starts_with(b"HTTP/") => b"",
        _ => rest,
    };
    (!target.is_empty()).then_some(Request { method, target })
}
