//! Addresses and prefixes as text, on the stack.
//!
//! IPv4 takes each octet from a table of its digits with the dot after them, combines the four in a
//! word, and writes the word: sixteen bytes whatever its length. IPv6 makes the four digits of a
//! group from two table lookups, shifts out the leading zeros, and writes eight bytes, of which the
//! next write overwrites what was too much; the longest run of zero groups comes from a table with
//! an entry for each pattern of zero and non-zero groups.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::net::{IpAddr, Ipv6Addr};
use core::ops::Deref;

/// The bytes that a [`Text`] can hold: an IPv6 address in full with a length is 43.
const ROOM: usize = 47;

/// A short text on the stack: an address, a prefix or an interface.
///
/// Created by [`text`], [`ipv6_text`] and the methods `text` of the types. Derefs to `str`,
/// compares and hashes as one, and takes 48 bytes.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip;
///
/// let text = ip::text(Ipv4Addr::new(192, 0, 2, 7));
/// assert_eq!(&*text, "192.0.2.7");
/// assert_eq!(text.as_bytes(), b"192.0.2.7");
/// assert!(text.starts_with("192."));
/// ```
#[derive(Clone, Copy)]
#[repr(align(8))]
pub struct Text {
    /// ASCII, of which the first `len` bytes count.
    bytes: [u8; ROOM],
    len: u8,
}

impl Text {
    pub(super) const fn empty() -> Self {
        Self { bytes: [0; ROOM], len: 0 }
    }

    /// Returns the text as bytes, which are ASCII.
    ///
    /// Computes in **O(1)** time, without the check for UTF-8 that deref to `str` needs.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv6Addr;
    ///
    /// let text = boltons::ip::text(Ipv6Addr::LOCALHOST);
    /// assert_eq!(text.as_bytes(), b"::1");
    /// ```
    #[must_use]
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// Returns the text as a `str`.
    ///
    /// Computes in **O(len)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv6Addr;
    ///
    /// assert_eq!(boltons::ip::text(Ipv6Addr::LOCALHOST).as_str(), "::1");
    /// ```
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        let len = usize::from(self.len);
        // std checks aligned text sixteen bytes at a time, the rest one by one: it is faster to
        // check more than there is. All of the buffer is ASCII, so the defaults are never taken.
        let checked = self.bytes.get(..len.next_multiple_of(16).min(ROOM)).unwrap_or_default();
        core::str::from_utf8(checked).ok().and_then(|text| text.get(..len)).unwrap_or_default()
    }

    /// Writes `N` bytes of which `used` count; nothing if the buffer is full.
    #[inline(always)]
    fn put<const N: usize>(&mut self, bytes: [u8; N], used: u8) {
        let at = usize::from(self.len);
        if let Some(room) = self.bytes.get_mut(at..at + N) {
            room.copy_from_slice(&bytes);
            self.len += used;
        }
    }

    #[inline]
    pub(super) fn push_v4(&mut self, bits: u32) {
        let [a, b, c, d] = bits.to_be_bytes();
        let ((first, first_len), (second, second_len)) = (octets(a, b), octets(c, d));
        let all = u128::from(first) | u128::from(second) << (8 * first_len);
        // Without the last dot. One write, so that reading the text at once finds it whole.
        self.put(all.to_le_bytes(), first_len + second_len - 1);
    }

    #[inline]
    pub(super) fn push_v6(&mut self, bits: u128) {
        if bits >> 32 == 0xffff {
            self.put(*b"::ffff:", 7);
            self.push_v4(bits as u32);
            return;
        }
        let groups = Ipv6Addr::from_bits(bits).segments();
        let mut zeros = 0;
        for (i, group) in groups.iter().enumerate() {
            zeros |= usize::from(*group == 0) << i;
        }
        let (start, end) = RUNS[zeros & 255];
        if end == 0 {
            self.push_groups(&groups);
            return;
        }
        let (head, tail) = groups.split_at(usize::from(start & 7));
        self.push_groups(head);
        self.put(*b"::", 2);
        self.push_groups(tail.get(usize::from(end - start)..).unwrap_or_default());
    }

    /// Appends groups with colons between them, without leading zeros.
    #[inline]
    fn push_groups(&mut self, groups: &[u16]) {
        for group in groups {
            let skip = (group | 1).leading_zeros() / 4;
            let word = u64::from(digits(*group)) << 32 | u64::from(b':') << 24;
            self.put((word << (8 * skip)).to_be_bytes(), 5 - skip as u8);
        }
        // The last colon.
        self.len -= u8::from(!groups.is_empty());
    }

    /// Appends `/len`.
    #[inline]
    pub(super) fn push_len(&mut self, len: u8) {
        self.put(*b"/", 1);
        let (digits, used) = octet(len);
        // Without the dot.
        self.put(digits.to_le_bytes(), used - 1);
    }
}

/// The four hexadecimal digits of a group, the first in the highest byte.
#[inline]
fn digits(group: u16) -> u32 {
    let [high, low] = group.to_be_bytes();
    u32::from(PAIRS[usize::from(high)]) << 16 | u32::from(PAIRS[usize::from(low)])
}

/// An octet in decimal with a dot after it, the first character in the lowest byte and zeros
/// after the dot; and the number of characters.
#[inline]
fn octet(octet: u8) -> (u32, u8) {
    (OCTETS[usize::from(octet)], 2 + u8::from(octet > 9) + u8::from(octet > 99))
}

/// Two octets, each as [`octet`] returns it.
#[inline]
fn octets(high: u8, low: u8) -> (u64, u8) {
    let ((high, high_len), (low, low_len)) = (octet(high), octet(low));
    (u64::from(high) | u64::from(low) << (8 * high_len), high_len + low_len)
}

/// See [`octet`].
static OCTETS: [u32; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let digits = [b'0' + (i / 100) as u8, b'0' + (i / 10 % 10) as u8, b'0' + (i % 10) as u8];
        let text = u32::from_le_bytes([digits[0], digits[1], digits[2], b'.']);
        // Without the leading zeros.
        table[i] = if i < 10 {
            text >> 16
        } else if i < 100 {
            text >> 8
        } else {
            text
        };
        i += 1;
    }
    table
};

/// Each byte in two hexadecimal digits, the first in the high byte.
static PAIRS: [u16; 256] = {
    let hex = b"0123456789abcdef";
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        table[i] = (hex[i / 16] as u16) << 8 | hex[i % 16] as u16;
        i += 1;
    }
    table
};

/// For each pattern of zero groups (bit i set: group i is zero), the first of the longest runs of
/// at least two: its start and end, or zeros where there is none.
static RUNS: [(u8, u8); 256] = {
    let mut table = [(0, 0); 256];
    let mut pattern = 0;
    while pattern < 256 {
        let (mut start, mut best) = (0, 1);
        while start < 8 {
            let mut end = start;
            while end < 8 && pattern >> end & 1 == 1 {
                end += 1;
            }
            if end - start > best {
                best = end - start;
                table[pattern] = (start as u8, end as u8);
            }
            start = end + 1;
        }
        pattern += 1;
    }
    table
};

impl Deref for Text {
    type Target = str;
    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// Formats an address into a buffer on the stack, with exactly the characters of its `Display`.
///
/// Unlike `to_string` it allocates nothing, and it is several times faster than std's `Display`.
///
/// Computes in **O(1)** time.
///
/// # Examples
///
/// ```
/// use std::net::{IpAddr, Ipv6Addr};
/// use boltons::ip;
///
/// let addr: IpAddr = "2001:db8:0:0:1:0:0:1".parse()?;
/// assert_eq!(ip::text(addr), "2001:db8::1:0:0:1");
/// assert_eq!(ip::text(Ipv6Addr::UNSPECIFIED), "::");
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[must_use]
#[inline]
#[doc(alias = "to_string")]
#[doc(alias = "format")]
pub fn text(addr: impl Into<IpAddr>) -> Text {
    let mut text = Text::empty();
    match addr.into() {
        IpAddr::V4(addr) => text.push_v4(addr.to_bits()),
        IpAddr::V6(addr) => text.push_v6(addr.to_bits()),
    }
    text
}

/// The style in which [`ipv6_text`] writes an address.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Ipv6Style {
    /// As RFC 5952 recommends and std prints: `2001:db8::1`.
    #[default]
    #[doc(alias = "compressed")]
    Compact,
    /// Eight groups without zeros in front: `2001:db8:0:0:0:0:0:1`.
    #[doc(alias = "ipv6_full")]
    Full,
    /// Eight groups of four digits: `2001:0db8:0000:0000:0000:0000:0000:0001`.
    #[doc(alias = "exploded")]
    #[doc(alias = "ipv6_verbose")]
    Verbose,
}

/// Formats an IPv6 address in one of three styles, into a buffer on the stack.
///
/// Computes in **O(1)** time.
///
/// # Examples
///
/// ```
/// use std::net::Ipv6Addr;
/// use boltons::ip::{Ipv6Style, ipv6_text};
///
/// let addr: Ipv6Addr = "2001:db8::1".parse()?;
/// assert_eq!(ipv6_text(addr, Ipv6Style::Compact), "2001:db8::1");
/// assert_eq!(ipv6_text(addr, Ipv6Style::Full), "2001:db8:0:0:0:0:0:1");
/// assert_eq!(
///     ipv6_text(addr, Ipv6Style::Verbose),
///     "2001:0db8:0000:0000:0000:0000:0000:0001",
/// );
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[must_use]
#[doc(alias = "exploded")]
#[doc(alias = "expand")]
pub fn ipv6_text(addr: Ipv6Addr, style: Ipv6Style) -> Text {
    let mut text = Text::empty();
    match style {
        Ipv6Style::Compact => text.push_v6(addr.to_bits()),
        Ipv6Style::Full => text.push_groups(&addr.segments()),
        Ipv6Style::Verbose => {
            for (i, group) in addr.segments().into_iter().enumerate() {
                if i > 0 {
                    text.put(*b":", 1);
                }
                text.put(digits(group).to_be_bytes(), 4);
            }
        }
    }
    text
}
