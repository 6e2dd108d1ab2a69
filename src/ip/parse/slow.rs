//! The slow parser: every form that [`ParseOptions`] can accept, and the reason for every error.
//!
//! All of it computes in O(n) time without allocating.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::addr::{self, hex};
use super::options::{HostBits, ParseOptions};
use super::span::{LeadingZeros, MAX_NUMBER, Span, Want, length, number};
use crate::error::{Error, Kind};
use crate::ip::family::{Family, V4, V6};
use crate::ip::glob::Glob;
use crate::ip::interface::IpInterface;
use crate::ip::ip_prefix::IpPrefix;
use crate::ip::ip_range::IpRange;
use crate::ip::prefix::Prefix;

impl ParseOptions {
    pub(in crate::ip) fn addr_slow(&self, span: Span<'_>, want: Want) -> Result<IpAddr, Error> {
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
        Ok(self.octets(span, self.partial)?.0)
    }

    /// The address of up to four octets, and how many there are; `partial` lets the last be
    /// missing, which are then zeros.
    fn octets(&self, span: Span<'_>, partial: bool) -> Result<(Ipv4Addr, u8), Error> {
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
        Ok((octets.into(), count as u8))
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
            // What the parts after this one do not fill, or one octet.
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

    /// Why a text is not an IPv6 address, for callers whose fast parser has refused it.
    #[cold]
    pub(in crate::ip) fn ipv6_error(&self, span: Span<'_>) -> Error {
        match self.addr_slow(span, Want::V6) {
            Err(error) => error,
            Ok(_) => span.syntax(0, format_args!("expected an IPv6 address")),
        }
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
                let [a, b, c, d] = self.octets(span.sub(start, len), false)?.0.octets();
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

    /// The address of a network, and how many octets it has: fewer than four under
    /// [`partial_nets`](Self::partial_nets) only.
    fn net_addr(&self, span: Span<'_>, want: Want) -> Result<(IpAddr, u8), Error> {
        let bytes = span.bytes();
        let is_v6 = bytes.iter().any(|b| matches!(b, b':' | b'['));
        if !self.partial_nets || self.inet_aton || is_v6 || bytes.is_empty() || want == Want::V6 {
            return Ok((self.addr_slow(span, want)?, 4));
        }
        let dot = usize::from(bytes.ends_with(b"."));
        let (addr, count) = self.octets(span.sub(0, span.len() - dot), true)?;
        if dot == 1 && count == 4 {
            return Err(span.unexpected(span.len() - 1, format_args!("octet 4")));
        }
        Ok((addr.into(), count))
    }

    /// The length that an option supplies where the text has none.
    fn supplied_len(&self, addr: IpAddr, octets: u8) -> Option<u8> {
        let IpAddr::V4(addr) = addr else { return None };
        if octets < 4 && self.partial_nets {
            return Some(8 * octets);
        }
        self.classful.then(|| match addr.octets()[0] {
            0..128 => 8,
            128..192 => 16,
            192..224 => 24,
            224..240 => 4,
            240.. => 32,
        })
    }

    /// Address and length, and the byte of the span at which the length starts.
    fn with_len(&self, span: Span<'_>, want: Want) -> Result<(IpAddr, u8, usize), Error> {
        let (text, len) = span.split(b'/');
        let (addr, octets) = self.net_addr(text, want)?;
        if let Some(text) = len {
            let len = self.len(text, addr)?;
            return Ok((addr, len, span.len() - text.len()));
        }
        let host = if addr.is_ipv4() { 32 } else { 128 };
        let len = match self.supplied_len(addr, octets) {
            Some(len) => len,
            None if self.bare_addr => host,
            None => {
                return Err(span.syntax(
                    span.len(),
                    format_args!("missing prefix length (did you mean {addr}/{host}?)"),
                ));
            }
        };
        Ok((addr, len, span.len()))
    }

    /// What stands after the slash.
    fn len(&self, span: Span<'_>, addr: IpAddr) -> Result<u8, Error> {
        let bytes = span.bytes();
        if (self.netmask || self.hostmask) && bytes.iter().any(|b| matches!(b, b'.' | b':')) {
            let mask = match addr {
                IpAddr::V4(_) => self.octets(span, false)?.0.into(),
                IpAddr::V6(_) => self.groups(span)?.into(),
            };
            return self.mask_len(span, addr, mask);
        }
        length(span, if addr.is_ipv4() { 32 } else { 128 })
    }

    /// The length of a mask of either kind that the options admit.
    ///
    /// Zeros and ones are masks of both kinds, and with both kinds admitted one reading keeps
    /// nothing of the address: so they are refused, unless the address agrees with one only.
    fn mask_len(&self, span: Span<'_>, addr: IpAddr, mask: IpAddr) -> Result<u8, Error> {
        let (netmask, hostmask) = mask_lens(mask);
        match (netmask.filter(|_| self.netmask), hostmask.filter(|_| self.hostmask)) {
            (Some(net), Some(host)) => {
                if addr.is_unspecified() == (net == 0) {
                    return Ok(net);
                }
                let max = net.max(host);
                let zero = if addr.is_ipv4() { "0.0.0.0" } else { "::" };
                Err(span.syntax(
                    0,
                    format_args!(
                        "mask {mask} reads both ways (did you mean {addr}/{max} or {zero}/0?)"
                    ),
                ))
            }
            (Some(len), None) | (None, Some(len)) => Ok(len),
            (None, None) => Err(span.syntax(0, format_args!("mask {mask} is not contiguous"))),
        }
    }

    pub(in crate::ip) fn prefix_slow(&self, span: Span<'_>, want: Want) -> Result<IpPrefix, Error> {
        let (addr, len, at) = self.with_len(span, want)?;
        self.prefix_of(span, addr, len, at)
    }

    /// The prefix of an address and its length, which is at a byte of the span.
    fn prefix_of(
        &self,
        span: Span<'_>,
        addr: IpAddr,
        len: u8,
        at: usize,
    ) -> Result<IpPrefix, Error> {
        let prefix = IpPrefix::truncated(addr, len)?;
        if self.host_bits == HostBits::Reject && prefix.first() != addr {
            return Err(span.syntax(at, format_args!("host bits set (did you mean {prefix}?)")));
        }
        Ok(prefix)
    }

    /// The prefix of an address and a mask in two columns of a list, which are pieces of `span`;
    /// `None` if they are two items.
    pub(super) fn columns(
        &self,
        span: Span<'_>,
        (first_end, second): (usize, usize),
        want: Want,
    ) -> Option<Result<IpPrefix, Error>> {
        let (first, mask_text) = (span.sub(0, first_end), span.sub(second, span.len()));
        let foreign = |b: &u8| matches!(b, b'/' | b':' | b'-' | b'*');
        if first.bytes().iter().any(foreign) || mask_text.bytes().iter().any(foreign) {
            return None;
        }
        let mask = match addr::v4(mask_text.bytes()) {
            Some(bits) => Ipv4Addr::from_bits(bits),
            None if self.leading_zeros == LeadingZeros::Reject => return None,
            None => self.octets(mask_text, false).ok()?.0,
        };
        let (netmask, hostmask) = mask_lens(mask.into());
        let admitted = netmask.is_some() && self.netmask || hostmask.is_some() && self.hostmask;
        let plain = matches!(mask.octets()[0], 0 | 255) && (netmask.or(hostmask)).is_some();
        if !(plain || self.mask_columns && admitted) {
            return None;
        }
        // What is not an address is the error of the item alone.
        let addr = self.net_addr(first, want).ok()?.0;
        if !(self.mask_columns && admitted) {
            return Some(Err(
                span.syntax(second, format_args!("{mask} looks like the mask of {addr}"))
            ));
        }
        let len = self.mask_len(mask_text, addr, mask.into());
        Some(len.and_then(|len| self.prefix_of(span, addr, len, second)))
    }

    pub(in crate::ip) fn interface_slow(
        &self,
        span: Span<'_>,
        want: Want,
    ) -> Result<IpInterface, Error> {
        let (addr, len, _) = self.with_len(span, want)?;
        IpInterface::new(addr, len)
    }

    pub(in crate::ip) fn range_slow(&self, span: Span<'_>, want: Want) -> Result<IpRange, Error> {
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

    /// A range that is not a glob.
    pub(super) fn strict_range(&self, span: Span<'_>, want: Want) -> Result<IpRange, Error> {
        let Some(hyphen) = self.hyphen(span) else {
            if span.find(b'/').is_some() {
                return self.prefix_slow(span, want).map(IpRange::from);
            }
            let (addr, octets) = self.net_addr(span, want)?;
            return match self.supplied_len(addr, octets) {
                Some(len) => self.prefix_of(span, addr, len, span.len()).map(IpRange::from),
                None => Ok(addr.into()),
            };
        };
        let (mut first, mut last) = (span.sub(0, hyphen), span.sub(hyphen + 1, span.len()));
        // Registries write `first - last`. With a blank on one side only, it is a typing error.
        if self.trim && first.bytes().last().is_some_and(is_blank) {
            if last.bytes().first().is_some_and(is_blank) {
                (first, last) = (first.trim_blanks(), last.trim_blanks());
            } else {
                return Err(span.syntax(hyphen + 1, format_args!("expected a blank after '-'")));
            }
        }
        let (start, first) = (last, self.addr_slow(first, want)?);
        let last = self.addr_slow(last, want)?;
        if first.is_ipv4() != last.is_ipv4() {
            return Err(start.syntax(0, format_args!("range of two families")));
        }
        if first > last {
            return Err(start.syntax(0, format_args!("range ends before it starts")));
        }
        IpRange::new(first, last)
    }

    /// Where the hyphen between two addresses is. A zone may have hyphens itself: after one,
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

/// A byte that may stand between the items of one line.
pub(super) fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\x0c')
}

/// The length of a mask as a netmask and as a hostmask; only zeros and ones are both.
fn mask_lens(mask: IpAddr) -> (Option<u8>, Option<u8>) {
    fn of<F: Family>(mask: F::Addr) -> (Option<u8>, Option<u8>) {
        (Prefix::<F>::netmask_len(mask), Prefix::<F>::hostmask_len(mask))
    }
    match mask {
        IpAddr::V4(mask) => of::<V4>(mask),
        IpAddr::V6(mask) => of::<V6>(mask),
    }
}

/// A hexadecimal number after its `0x`.
fn hexadecimal(span: Span<'_>, max: u32, place: fmt::Arguments<'_>) -> Result<u32, Error> {
    if span.len() == 0 {
        return Err(span.syntax(0, format_args!("{place} is empty")));
    }
    let mut value = 0u64;
    for (i, &byte) in span.bytes().iter().enumerate() {
        let Some(digit) = hex(byte) else { return Err(span.unexpected(i, place)) };
        value = (value << 4 | u64::from(digit)).min(MAX_NUMBER);
    }
    match u32::try_from(value) {
        Ok(value) if value <= max => Ok(value),
        _ => Err(span.error(Kind::OutOfRange, 0, format_args!("{place} exceeds {max}"))),
    }
}
