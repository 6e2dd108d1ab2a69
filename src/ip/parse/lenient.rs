//! The slow parser: every form that [`ParseOptions`] can let in, and the reason for every no.
//!
//! It works on [`Span`]s, pieces of the text that remember where they are in it, so that an error
//! names the byte in the whole text. All of it computes in O(n) time without allocating.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::addr::hex;
use super::options::{HostBits, LeadingZeros, ParseOptions};
use crate::error::{Error, Kind, shown};
use crate::ip::family::{Family, V4, V6};
use crate::ip::glob::Glob;
use crate::ip::interface::IpInterface;
use crate::ip::ip_prefix::IpPrefix;
use crate::ip::ip_range::IpRange;
use crate::ip::prefix::Prefix;

/// Which family's text is asked for.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(in crate::ip) enum Want {
    Either,
    V4,
    V6,
}

impl Want {
    pub(in crate::ip) fn of<F: Family>() -> Self {
        if F::BITS == 32 { Self::V4 } else { Self::V6 }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Either => "IP",
            Self::V4 => "IPv4",
            Self::V6 => "IPv6",
        }
    }
}

/// A piece of a text; both its ends lie on character boundaries.
#[derive(Clone, Copy)]
pub(in crate::ip) struct Span<'a> {
    whole: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Span<'a> {
    pub(in crate::ip) fn of(whole: &'a str) -> Self {
        Self { whole, start: 0, end: whole.len() }
    }

    pub(in crate::ip) fn bytes(self) -> &'a [u8] {
        self.whole.as_bytes().get(self.start..self.end).unwrap_or_default()
    }

    pub(in crate::ip) fn len(self) -> usize {
        self.end - self.start
    }

    /// The piece between two of its bytes, which must be at ASCII characters or its ends.
    pub(in crate::ip) fn sub(self, from: usize, to: usize) -> Self {
        Self { whole: self.whole, start: self.start + from, end: self.start + to }
    }

    pub(in crate::ip) fn trim(self) -> Self {
        let bytes = self.bytes();
        let start = bytes.len() - bytes.trim_ascii_start().len();
        self.sub(start, start + bytes.trim_ascii().len())
    }

    pub(in crate::ip) fn find(self, byte: u8) -> Option<usize> {
        self.bytes().iter().position(|&b| b == byte)
    }

    /// The pieces before and behind the first of a byte; the whole and `None` without one.
    fn split(self, byte: u8) -> (Self, Option<Self>) {
        match self.find(byte) {
            Some(at) => (self.sub(0, at), Some(self.sub(at + 1, self.len()))),
            None => (self, None),
        }
    }

    /// The pieces between the bytes, as `str::split` gives them.
    pub(in crate::ip) fn pieces(self, byte: u8) -> impl Iterator<Item = Self> {
        let mut rest = Some(self);
        core::iter::from_fn(move || {
            let (piece, behind) = rest?.split(byte);
            rest = behind;
            Some(piece)
        })
    }

    /// An error at a byte of the piece.
    #[cold]
    pub(in crate::ip) fn error(self, kind: Kind, at: usize, what: fmt::Arguments<'_>) -> Error {
        Error::new(kind, what).parsing("", self.whole, self.start + at)
    }

    #[cold]
    pub(in crate::ip) fn syntax(self, at: usize, what: fmt::Arguments<'_>) -> Error {
        self.error(Kind::Syntax, at, what)
    }

    /// The error of the character at a byte of the piece, which stands where it may not.
    #[cold]
    pub(in crate::ip) fn unexpected(self, at: usize, place: fmt::Arguments<'_>) -> Error {
        match self.whole.get(self.start + at..self.end).and_then(|s| s.chars().next()) {
            Some(c) => {
                self.syntax(at, format_args!("unexpected character '{}' in {place}", shown(c)))
            }
            None => self.syntax(at, format_args!("{place} ends too early")),
        }
    }
}

/// What [`digits`] gives for any number that is greater.
const VAST: u64 = 1 << 40;

/// A number in decimal or octal, at most [`VAST`]; `place` names it in errors.
fn digits(span: Span<'_>, zeros: LeadingZeros, place: fmt::Arguments<'_>) -> Result<u64, Error> {
    let bytes = span.bytes();
    let Some(&first) = bytes.first() else {
        return Err(span.syntax(0, format_args!("{place} is empty")));
    };
    let radix = if zeros == LeadingZeros::Octal && first == b'0' { 8 } else { 10 };
    let mut value = 0u64;
    for (i, byte) in bytes.iter().enumerate() {
        let digit = u64::from(byte.wrapping_sub(b'0'));
        if digit >= radix {
            return Err(span.unexpected(i, place));
        }
        value = (value * radix + digit).min(VAST);
    }
    if zeros == LeadingZeros::Reject && first == b'0' && bytes.len() > 1 {
        return Err(span.syntax(0, format_args!("leading zero in {place}")));
    }
    Ok(value)
}

/// A number in decimal or octal, at most `max`; `place` names it in errors.
pub(in crate::ip) fn number(
    span: Span<'_>,
    zeros: LeadingZeros,
    max: u32,
    place: fmt::Arguments<'_>,
) -> Result<u32, Error> {
    match u32::try_from(digits(span, zeros, place)?) {
        Ok(value) if value <= max => Ok(value),
        _ => Err(span.error(Kind::OutOfRange, 0, format_args!("{place} exceeds {max}"))),
    }
}

/// A prefix length in decimal, at most `max`.
pub(in crate::ip) fn length(span: Span<'_>, max: u8) -> Result<u8, Error> {
    let len = digits(span, LeadingZeros::Reject, format_args!("prefix length"))?;
    match u8::try_from(len) {
        Ok(len) if len <= max => Ok(len),
        _ if len < VAST => {
            Err(span.error(Kind::OutOfRange, 0, format_args!("prefix length {len} exceeds {max}")))
        }
        _ => Err(span.error(Kind::OutOfRange, 0, format_args!("prefix length exceeds {max}"))),
    }
}

impl ParseOptions {
    pub(super) fn addr_slow(&self, span: Span<'_>, want: Want) -> Result<IpAddr, Error> {
        let bytes = span.bytes();
        if bytes.is_empty() {
            return Err(span.syntax(0, format_args!("expected an {} address", want.name())));
        }
        let bracketed = self.brackets && bytes[0] == b'[';
        let is_v6 = bracketed || bytes.contains(&b':');
        if want == (if is_v6 { Want::V4 } else { Want::V6 }) {
            return Err(span.syntax(0, format_args!("expected an {} address", want.name())));
        }
        if bracketed {
            return match bytes.split_last() {
                Some((b']', _)) => self.v6(span.sub(1, span.len() - 1)).map(IpAddr::V6),
                _ => Err(span.syntax(span.len(), format_args!("expected ']'"))),
            };
        }
        if is_v6 { self.v6(span).map(IpAddr::V6) } else { self.v4(span).map(IpAddr::V4) }
    }

    fn v4(&self, span: Span<'_>) -> Result<Ipv4Addr, Error> {
        if self.inet_aton {
            return self.aton(span);
        }
        self.octets(span, self.partial)
    }

    fn octets(&self, span: Span<'_>, partial: bool) -> Result<Ipv4Addr, Error> {
        let mut octets = [0; 4];
        let mut count = 0;
        for piece in span.pieces(b'.') {
            let Some(octet) = octets.get_mut(count) else {
                let at = piece.start - span.start - 1;
                return Err(span.syntax(at, format_args!("more than 4 octets")));
            };
            count += 1;
            *octet = number(piece, self.leading_zeros, 255, format_args!("octet {count}"))? as u8;
        }
        if count < 4 && !partial {
            return Err(span.syntax(span.len(), format_args!("expected 4 octets, found {count}")));
        }
        Ok(octets.into())
    }

    /// One to four parts as C's `inet_aton` reads them.
    fn aton(&self, span: Span<'_>) -> Result<Ipv4Addr, Error> {
        let parts = 1 + span.bytes().iter().filter(|&&b| b == b'.').count();
        let mut bits = 0u32;
        for (i, piece) in span.pieces(b'.').enumerate() {
            let place = i + 1;
            if place > 4 {
                let at = piece.start - span.start - 1;
                return Err(span.syntax(at, format_args!("more than 4 parts")));
            }
            // What the parts after this one leave, or one octet.
            let width = if place == parts { 8 * (5 - place as u32) } else { 8 };
            let max = u32::MAX >> (32 - width);
            let value = match piece.bytes() {
                [b'0', b'x' | b'X', ..] => {
                    hexadecimal(piece.sub(2, piece.len()), max, format_args!("part {place}"))?
                }
                _ => {
                    let zeros = match self.leading_zeros {
                        LeadingZeros::Decimal => LeadingZeros::Decimal,
                        LeadingZeros::Reject | LeadingZeros::Octal => LeadingZeros::Octal,
                    };
                    number(piece, zeros, max, format_args!("part {place}"))?
                }
            };
            bits = bits.checked_shl(width).unwrap_or(0) | value;
        }
        Ok(Ipv4Addr::from_bits(bits))
    }

    fn v6(&self, span: Span<'_>) -> Result<Ipv6Addr, Error> {
        if !self.skip_zone {
            return self.groups(span);
        }
        let (addr, zone) = span.split(b'%');
        if let Some(zone) = zone {
            if zone.len() == 0 {
                return Err(zone.syntax(0, format_args!("zone is empty")));
            }
            let foreign = |b: &u8| matches!(b, b'%' | b':' | b'/' | b'[' | b']' | 0..=b' ' | 127);
            if let Some(at) = zone.bytes().iter().position(foreign) {
                return Err(zone.unexpected(at, format_args!("zone")));
            }
        }
        self.groups(addr)
    }

    fn groups(&self, span: Span<'_>) -> Result<Ipv6Addr, Error> {
        let bytes = span.bytes();
        let len = bytes.len();
        let mut groups = [0u16; 8];
        let mut count = 0;
        let mut gap = None;
        let mut i = 0;
        if bytes.starts_with(b"::") {
            gap = Some(0);
            i = 2;
        } else if bytes.is_empty() {
            return Err(span.syntax(0, format_args!("expected an IPv6 address")));
        }
        while i < len {
            let start = i;
            let mut value = 0u16;
            while let Some(digit) = bytes.get(i).copied().and_then(hex) {
                if i - start == 4 {
                    return Err(span.syntax(
                        start,
                        format_args!("group {} has more than 4 digits", count + 1),
                    ));
                }
                value = value << 4 | u16::from(digit);
                i += 1;
            }
            let dotted = bytes.get(i) == Some(&b'.') && i > start;
            if i == start {
                return Err(span.unexpected(i, format_args!("group {}", count + 1)));
            }
            let (high, low) = if dotted {
                let [a, b, c, d] = self.octets(span.sub(start, len), false)?.octets();
                (u16::from_be_bytes([a, b]), Some(u16::from_be_bytes([c, d])))
            } else {
                (value, None)
            };
            for value in core::iter::once(high).chain(low) {
                let Some(group) = groups.get_mut(count) else {
                    return Err(span.syntax(start, format_args!("more than 8 groups")));
                };
                *group = value;
                count += 1;
            }
            if dotted || i == len {
                break;
            }
            if bytes[i] != b':' {
                return Err(span.unexpected(i, format_args!("group {count}")));
            }
            i += 1;
            if bytes.get(i) == Some(&b':') {
                if gap.is_some() {
                    return Err(span.syntax(i - 1, format_args!("second '::'")));
                }
                gap = Some(count);
                i += 1;
            } else if i == len {
                return Err(span.syntax(i, format_args!("expected a group after ':'")));
            }
        }
        match gap {
            None if count < 8 => {
                Err(span.syntax(len, format_args!("expected 8 groups, found {count}")))
            }
            Some(_) if count == 8 => {
                Err(span.syntax(len, format_args!("8 groups leave none to '::'")))
            }
            None => Ok(groups.into()),
            Some(at) => {
                groups[at..].rotate_right(8 - count);
                Ok(groups.into())
            }
        }
    }

    /// Address and length, and the byte of the span at which the length starts.
    fn with_len(&self, span: Span<'_>, want: Want) -> Result<(IpAddr, u8, usize), Error> {
        let (text, len) = span.split(b'/');
        let addr = self.addr_slow(text, want)?;
        if let Some(text) = len {
            let len = self.len(text, addr)?;
            return Ok((addr, len, span.len() - text.len()));
        }
        let len = match addr {
            IpAddr::V4(addr) if self.classful => match addr.octets()[0] {
                0..128 => 8,
                128..192 => 16,
                192..224 => 24,
                224..240 => 4,
                240.. => 32,
            },
            IpAddr::V4(_) if self.bare_addr => 32,
            IpAddr::V6(_) if self.bare_addr => 128,
            _ => return Err(span.syntax(span.len(), format_args!("missing prefix length"))),
        };
        Ok((addr, len, span.len()))
    }

    /// What stands behind the slash.
    fn len(&self, span: Span<'_>, addr: IpAddr) -> Result<u8, Error> {
        let bytes = span.bytes();
        if (self.netmask || self.hostmask) && bytes.iter().any(|b| matches!(b, b'.' | b':')) {
            let (len, mask) = match addr {
                IpAddr::V4(_) => {
                    let mask = self.octets(span, false)?;
                    (self.mask_len::<V4>(mask), IpAddr::V4(mask))
                }
                IpAddr::V6(_) => {
                    let mask = self.groups(span)?;
                    (self.mask_len::<V6>(mask), IpAddr::V6(mask))
                }
            };
            return len
                .ok_or_else(|| span.syntax(0, format_args!("mask {mask} is not contiguous")));
        }
        length(span, if addr.is_ipv4() { 32 } else { 128 })
    }

    fn mask_len<F: Family>(&self, mask: F::Addr) -> Option<u8> {
        let netmask = if self.netmask { Prefix::<F>::netmask_len(mask) } else { None };
        let hostmask = if self.hostmask { Prefix::<F>::hostmask_len(mask) } else { None };
        netmask.or(hostmask)
    }

    pub(super) fn prefix_slow(&self, span: Span<'_>, want: Want) -> Result<IpPrefix, Error> {
        let (addr, len, at) = self.with_len(span, want)?;
        let prefix = IpPrefix::truncated(addr, len)?;
        if self.host_bits == HostBits::Reject && prefix.first() != addr {
            return Err(span.syntax(at, format_args!("host bits set (did you mean {prefix}?)")));
        }
        Ok(prefix)
    }

    pub(super) fn interface_slow(&self, span: Span<'_>, want: Want) -> Result<IpInterface, Error> {
        let (addr, len, _) = self.with_len(span, want)?;
        IpInterface::new(addr, len)
    }

    pub(super) fn range_slow(&self, span: Span<'_>, want: Want) -> Result<IpRange, Error> {
        let bytes = span.bytes();
        let dots = bytes.iter().filter(|&&b| b == b'.').count();
        let glob = dots == 3
            && bytes.iter().any(|b| matches!(b, b'*' | b'-'))
            && bytes.iter().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'*' | b'-'));
        if glob && want != Want::V6 {
            return Ok(IpRange::V4(Glob::parse(span)?.into()));
        }
        self.strict_range(span, want)
    }

    /// A range that is no glob.
    pub(super) fn strict_range(&self, span: Span<'_>, want: Want) -> Result<IpRange, Error> {
        let Some(hyphen) = self.hyphen(span) else {
            if span.find(b'/').is_some() {
                return self.prefix_slow(span, want).map(IpRange::from);
            }
            return self.addr_slow(span, want).map(IpRange::from);
        };
        let first = self.addr_slow(span.sub(0, hyphen), want)?;
        let last = self.addr_slow(span.sub(hyphen + 1, span.len()), want)?;
        if first.is_ipv4() != last.is_ipv4() {
            return Err(span.syntax(hyphen + 1, format_args!("range of two families")));
        }
        if first > last {
            return Err(span.syntax(hyphen + 1, format_args!("range ends before it starts")));
        }
        IpRange::new(first, last)
    }

    /// Where the hyphen between two addresses is. A zone may have hyphens of its own: behind one,
    /// the hyphen is the last before the next colon, which a zone cannot have.
    fn hyphen(&self, span: Span<'_>) -> Option<usize> {
        let first = span.find(b'-')?;
        if !self.skip_zone {
            return Some(first);
        }
        let bytes = span.bytes();
        match span.find(b'%') {
            Some(zone) if zone < first => {
                let colon = bytes.iter().skip(zone).position(|&b| b == b':')? + zone;
                bytes[..colon].iter().rposition(|&b| b == b'-').filter(|&at| at > zone)
            }
            _ => Some(first),
        }
    }
}

/// A hexadecimal number behind its `0x`.
fn hexadecimal(span: Span<'_>, max: u32, place: fmt::Arguments<'_>) -> Result<u32, Error> {
    if span.len() == 0 {
        return Err(span.syntax(0, format_args!("{place} is empty")));
    }
    let mut value = 0u64;
    for (i, &byte) in span.bytes().iter().enumerate() {
        let Some(digit) = hex(byte) else { return Err(span.unexpected(i, place)) };
        value = (value << 4 | u64::from(digit)).min(VAST);
    }
    match u32::try_from(value) {
        Ok(value) if value <= max => Ok(value),
        _ => Err(span.error(Kind::OutOfRange, 0, format_args!("{place} exceeds {max}"))),
    }
}
