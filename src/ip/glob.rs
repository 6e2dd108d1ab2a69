//! [`Glob`]: IPv4 ranges written by octet, `192.168.1-3.*`, and ranges as the fewest of them.

use core::fmt;
use core::iter::FusedIterator;
use core::net::Ipv4Addr;
use core::str::FromStr;

use super::family::V4;
use super::parse::span::{LeadingZeros, Span, number};
use super::range::{Ipv4Range, Range};
use crate::error::{Error, Kind};

/// An IPv4 range written by octet: numbers, then at most one `a-b`, then `*`.
///
/// Such a pattern is always one range; patterns of several ranges (`10.0.0,2.1-7`) are
/// [`NmapPattern`](super::NmapPattern)s. `Display` writes `0-255` as `*`.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Glob, Ipv4Range};
///
/// let glob: Glob = "192.168.1-3.*".parse()?;
/// assert_eq!(Ipv4Range::from(glob), "192.168.1.0-192.168.3.255".parse()?);
///
/// let range: Ipv4Range = "10.0.0.0/12".parse()?;
/// assert_eq!(Glob::try_from(range)?.to_string(), "10.0-15.*.*");
/// assert!("10.*.0.*".parse::<Glob>().is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[doc(alias = "IPGlob")]
#[doc(alias = "wildcard")]
#[doc(alias = "glob_to_iprange")]
pub struct Glob {
    /// Up to some octet the ends are equal, and after it they are 0 and 255.
    range: Ipv4Range,
}

impl Glob {
    /// Parses a piece of a text.
    pub(super) fn parse(span: Span<'_>) -> Result<Self, Error> {
        let (mut first, mut last) = ([0; 4], [0; 4]);
        let mut count = 0;
        // What an octet may still be: anything, or `*` only.
        let mut stars = false;
        for piece in span.pieces(b'.') {
            if count == 4 {
                return Err(piece.syntax(0, format_args!("more than 4 octets")));
            }
            let (low, high) = (&mut first[count], &mut last[count]);
            count += 1;
            if piece.bytes() == b"*" {
                (*low, *high) = (0, 255);
                stars = true;
                continue;
            }
            if stars {
                return Err(piece.syntax(
                    0,
                    format_args!("octet {count} must be '*', as one before it is a range"),
                ));
            }
            let Some(hyphen) = piece.find(b'-') else {
                *low =
                    number(piece, LeadingZeros::Reject, 255, format_args!("octet {count}"))? as u8;
                *high = *low;
                continue;
            };
            *low = number(
                piece.sub(0, hyphen),
                LeadingZeros::Reject,
                255,
                format_args!("octet {count}"),
            )? as u8;
            let behind = piece.sub(hyphen + 1, piece.len());
            *high = number(behind, LeadingZeros::Reject, 255, format_args!("octet {count}"))? as u8;
            if low >= high {
                return Err(behind.syntax(
                    0,
                    format_args!("octet {count} ends before it starts or where it starts"),
                ));
            }
            stars = true;
        }
        if count < 4 {
            return Err(span.syntax(span.len(), format_args!("expected 4 octets, found {count}")));
        }
        Ok(Self { range: Range::of_bits(u32::from_be_bytes(first), u32::from_be_bytes(last)) })
    }
}

impl FromStr for Glob {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        Self::parse(Span::of(s))
    }
}

impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ends = self.range.first().octets().into_iter().zip(self.range.last().octets());
        for (i, (low, high)) in ends.enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            match (low, high) {
                (0, 255) => f.write_str("*")?,
                _ if low == high => write!(f, "{low}")?,
                _ => write!(f, "{low}-{high}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Glob> for Ipv4Range {
    #[inline]
    fn from(glob: Glob) -> Self {
        glob.range
    }
}

impl From<Ipv4Addr> for Glob {
    fn from(addr: Ipv4Addr) -> Self {
        Self { range: addr.into() }
    }
}

impl TryFrom<Ipv4Range> for Glob {
    type Error = Error;

    /// Fails with `is_unrepresentable` if the range is not a glob.
    fn try_from(range: Ipv4Range) -> Result<Self, Error> {
        let (first, last) = range.bits();
        let (glob, rest) = leading(first, last);
        match rest {
            None => Ok(glob),
            Some(_) => {
                Err(Error::new(Kind::Unrepresentable, format_args!("{range} is not a glob")))
            }
        }
    }
}

/// The greatest glob that starts where the range starts, and where the rest starts.
fn leading(first: u32, last: u32) -> (Glob, Option<u32>) {
    for octet in [3, 2, 1, 0] {
        // The number of addresses in one step of this octet; `first` must start a step.
        let mask = (1u32 << (8 * octet)) - 1;
        if first & mask != 0 || last - first < mask {
            continue;
        }
        let end_of_parent = first | mask << 8 | 255;
        let whole = if last >= end_of_parent {
            end_of_parent
        } else {
            // The last step that ends within the range: the rest after it is not a whole one.
            let start = last & !mask;
            if last & mask == mask { last } else { start - 1 }
        };
        let glob = Glob { range: Range::of_bits(first, whole) };
        return (glob, (whole < last).then(|| whole + 1));
    }
    // Not reached: a step of octet 0 is one address.
    (Glob { range: Range::of_bits(first, last) }, None)
}

impl Range<V4> {
    /// Iterates over the fewest globs that make up the range, in order: a single one if possible.
    ///
    /// Each step computes in **O(1)** time; there are at most seven.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.254-10.0.3.1".parse()?;
    /// let globs: Vec<String> = range.globs().map(|glob| glob.to_string()).collect();
    /// assert_eq!(globs, ["10.0.0.254-255", "10.0.1-2.*", "10.0.3.0-1"]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "iprange_to_globs")]
    pub fn globs(self) -> Globs {
        Globs { rest: Some(self) }
    }
}

/// An iterator over the fewest globs that make up a range, in order; created by [`Range::globs`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Globs {
    rest: Option<Ipv4Range>,
}

impl Iterator for Globs {
    type Item = Glob;

    fn next(&mut self) -> Option<Glob> {
        let (first, last) = self.rest?.bits();
        let (glob, rest) = leading(first, last);
        self.rest = rest.map(|first| Range::of_bits(first, last));
        Some(glob)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self.rest {
            Some(_) => (1, Some(7)),
            None => (0, Some(0)),
        }
    }
}

impl FusedIterator for Globs {}
