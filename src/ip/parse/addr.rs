//! The strict parsers: one `const` function per family, for literals and for run time alike.
//!
//! The language is exactly that of std's parser: RFC 4291 text, no leading zero in an octet, no
//! zone, no brackets, ASCII only. They return a value or `None`; for the reason of a `None` the
//! caller calls the slow parser of [`ParseOptions`](super::ParseOptions), so that the fast path
//! carries no error state.
//!
//! Both are loops over bytes in **O(n)** time, and read at most 15 or 50 of them. Rejected for
//! IPv4: the octets by arithmetic on one 16-byte word, which measured 1.8 times slower in safe
//! code, because the variable-length load costs more than it saves; the digits of an octet without
//! branches, 1.14 times slower for addresses and 1.05 times faster for prefixes, because where the
//! next octet starts is then computed, and no longer guessed.

/// Parses `a.b.c.d`.
#[inline]
pub(in crate::ip) const fn v4(s: &[u8]) -> Option<u32> {
    // Nothing longer is one; where both families are tried, most of IPv6 is told apart here.
    if s.len() > 15 {
        return None;
    }
    match v4_start(s) {
        Some((bits, end)) if end == s.len() => Some(bits),
        _ => None,
    }
}

/// Parses the `a.b.c.d` that a text starts with; returns also how many bytes it takes.
///
/// What follows is for the caller to judge: a digit may.
#[inline]
pub(in crate::ip) const fn v4_start(s: &[u8]) -> Option<(u32, usize)> {
    let len = s.len();
    let mut bits = 0u32;
    let mut i = 0;
    let mut octets = 0;
    loop {
        if i >= len {
            return None;
        }
        let mut value = s[i].wrapping_sub(b'0') as u32;
        if value > 9 {
            return None;
        }
        i += 1;
        // A zero stands alone: another digit after it is not the dot that is then expected.
        if value != 0 && i < len {
            let digit = s[i].wrapping_sub(b'0') as u32;
            if digit <= 9 {
                value = value * 10 + digit;
                i += 1;
                if i < len {
                    let digit = s[i].wrapping_sub(b'0') as u32;
                    if digit <= 9 {
                        value = value * 10 + digit;
                        i += 1;
                        if value > 255 {
                            return None;
                        }
                    }
                }
            }
        }
        bits = bits << 8 | value;
        octets += 1;
        if octets == 4 {
            return Some((bits, i));
        }
        if i >= len || s[i] != b'.' {
            return None;
        }
        i += 1;
    }
}

/// The value of a hexadecimal digit, 255 for any other byte.
const HEX: [u8; 256] = {
    let mut table = [255; 256];
    let mut i = 0;
    while i < 16 {
        table[b"0123456789abcdef"[i] as usize] = i as u8;
        table[b"0123456789ABCDEF"[i] as usize] = i as u8;
        i += 1;
    }
    table
};

/// The value of a hexadecimal digit.
pub(in crate::ip) const fn hex(byte: u8) -> Option<u8> {
    match HEX[byte as usize] {
        255 => None,
        digit => Some(digit),
    }
}

/// Parses eight groups of up to four hexadecimal digits, one or more groups of zeros written as
/// `::`, the last two perhaps as an IPv4 address.
#[inline]
pub(in crate::ip) const fn v6(s: &[u8]) -> Option<u128> {
    let len = s.len();
    if len < 2 {
        return None;
    }
    // The groups before `::`, at their place, and those after it or, without one, all.
    let mut head = 0u128;
    let mut tail = 0u128;
    // Groups so far, and whether there was a `::`.
    let mut count = 0;
    let mut gap = false;
    let mut i = 0;
    if s[0] == b':' {
        if s[1] != b':' {
            return None;
        }
        gap = true;
        i = 2;
    }
    while i < len {
        let start = i;
        let mut value = HEX[s[i] as usize] as u32;
        if value > 15 {
            return None;
        }
        i += 1;
        while i < len {
            let digit = HEX[s[i] as usize] as u32;
            if digit > 15 {
                break;
            }
            value = value << 4 | digit;
            i += 1;
            // At the fifth digit the group is too long whatever follows.
            if i - start > 4 {
                return None;
            }
        }
        if i < len && s[i] == b'.' {
            return match v4(s.split_at(start).1) {
                // Where that is two groups too many, they are not joined.
                Some(bits) => join(head, tail << 32 | bits as u128, count + 2, gap),
                None => None,
            };
        }
        tail = tail << 16 | value as u128;
        count += 1;
        if i == len {
            break;
        }
        if s[i] != b':' || count == 8 {
            return None;
        }
        i += 1;
        if i == len {
            // A single colon at the end.
            return None;
        }
        if s[i] == b':' {
            if gap {
                return None;
            }
            gap = true;
            head = tail << (128 - 16 * count);
            tail = 0;
            i += 1;
        }
    }
    join(head, tail, count, gap)
}

/// Joins the groups before and after the gap, if their number is right.
const fn join(head: u128, tail: u128, count: u32, gap: bool) -> Option<u128> {
    let complete = if gap { count <= 7 } else { count == 8 };
    if complete { Some(head | tail) } else { None }
}

/// Parses `address/length`; the address may have host bits.
#[inline]
pub(in crate::ip) const fn v4_with_len(s: &[u8]) -> Option<(u32, u8)> {
    if s.len() > 18 {
        return None;
    }
    let Some((bits, slash)) = v4_start(s) else { return None };
    if slash == s.len() || s[slash] != b'/' {
        return None;
    }
    match v4_len_at(s, slash + 1) {
        Some((len, end)) if end == s.len() => Some((bits, len)),
        _ => None,
    }
}

/// Parses `address/length`; the address may have host bits.
#[inline]
pub(in crate::ip) const fn v6_with_len(s: &[u8]) -> Option<(u128, u8)> {
    match split_len(s) {
        Some((addr, len)) => match v6(addr) {
            Some(bits) => Some((bits, len)),
            None => None,
        },
        None => None,
    }
}

/// Splits off `/length` of IPv6, which is in decimal without a leading zero.
#[inline]
const fn split_len(s: &[u8]) -> Option<(&[u8], u8)> {
    let end = s.len();
    let mut slash = end;
    let mut value = 0;
    // The slash stands before one, two or three digits.
    if end >= 2 && s[end - 2] == b'/' {
        slash = end - 2;
        value = digit(s[end - 1]);
    } else if end >= 3 && s[end - 3] == b'/' && s[end - 2] != b'0' {
        slash = end - 3;
        value = digit(s[end - 2]) * 10 + digit(s[end - 1]);
    } else if end >= 4 && s[end - 4] == b'/' && s[end - 3] != b'0' {
        slash = end - 4;
        value = digit(s[end - 3]) * 100 + digit(s[end - 2]) * 10 + digit(s[end - 1]);
    }
    if slash == end || value > 128 {
        return None;
    }
    Some((s.split_at(slash).0, value as u8))
}

/// Parses the length of IPv4 that starts at a byte, in the form that [`split_len`] splits off;
/// returns also where it ends. A digit may follow.
#[inline]
pub(in crate::ip) const fn v4_len_at(s: &[u8], at: usize) -> Option<(u8, usize)> {
    if at >= s.len() {
        return None;
    }
    let first = digit(s[at]);
    let second = if at + 1 < s.len() { digit(s[at + 1]) } else { 1000 };
    let (len, end) =
        if first == 0 || second > 9 { (first, at + 1) } else { (first * 10 + second, at + 2) };
    if len > 32 { None } else { Some((len as u8, end)) }
}

/// The value of a decimal digit; for any other byte a number that exceeds every length.
#[inline]
const fn digit(byte: u8) -> u32 {
    let digit = byte.wrapping_sub(b'0') as u32;
    if digit > 9 { 1000 } else { digit }
}

/// Whether there is a colon, so that the text can only be IPv6.
#[inline]
pub(in crate::ip) const fn has_colon(s: &[u8]) -> bool {
    let mut i = 0;
    while i < s.len() {
        if s[i] == b':' {
            return true;
        }
        i += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::{v4_len_at, v4_start};

    /// What is not read here goes to a slower parser, which no result shows.
    #[test]
    fn every_length_is_read_and_where_it_ends() {
        for len in 0..100_u8 {
            for after in ["", ",", "\n", "x"] {
                let text = format!("10.0.0.0/{len}{after}");
                let end = text.len() - after.len();
                let (_, slash) = v4_start(text.as_bytes()).expect("an address");
                let found = v4_len_at(text.as_bytes(), slash + 1);
                assert_eq!(found, (len <= 32).then_some((len, end)), "{text:?}");
            }
        }
        // A zero stands alone, and a third digit is left to the caller.
        assert_eq!(v4_len_at(b"/024", 1), Some((0, 2)));
        assert_eq!(v4_len_at(b"/245", 1), Some((24, 3)));
        for text in ["/", "/x", "/,24"] {
            assert_eq!(v4_len_at(text.as_bytes(), 1), None);
        }
    }
}
