//! Sets as text: `Display`, and `FromStr` as [`ParseOptions::set`](crate::ip::ParseOptions::set).

use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use super::{IpSet, Set, build};
use crate::error::Error;
use crate::ip::family::Word;
use crate::ip::parse::ParseOptions;
use crate::ip::parse::span::Want;
use crate::ip::{Family, IpRange, Range};

/// Writes the ranges with `, ` between: as a prefix where a range of two or more addresses is one,
/// otherwise as `first-last` or the address. The empty set is the empty text.
impl<F: Family> fmt::Display for Set<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.ranges(), |range| range.as_prefix().filter(|_| range.size() > 1))
    }
}

/// Writes the ranges of both families as [`Set`] does, IPv4 first.
impl fmt::Display for IpSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.ranges(), |range| range.as_prefix().filter(|_| range.size() > 1))
    }
}

fn write<R: Copy + fmt::Display, P: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    ranges: impl Iterator<Item = R>,
    as_prefix: impl Fn(R) -> Option<P>,
) -> fmt::Result {
    for (i, range) in ranges.enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        match as_prefix(range) {
            Some(prefix) => write!(f, "{prefix}")?,
            None => write!(f, "{range}")?,
        }
    }
    Ok(())
}

impl FromStr for IpSet {
    type Err = Error;

    /// Parses a list as [`ParseOptions::new`]`().set` does.
    fn from_str(s: &str) -> Result<Self, Error> {
        ParseOptions::new().set(s)
    }
}

impl<F: Family> FromStr for Set<F> {
    type Err = Error;

    /// Parses a list as [`ParseOptions::new`]`().set` does; an item of the other family is an
    /// error.
    fn from_str(s: &str) -> Result<Self, Error> {
        Self::parse_list(&ParseOptions::new(), s)
    }
}

impl<F: Family> Set<F> {
    /// Parses a list of ranges of this family.
    pub(in crate::ip) fn parse_list(options: &ParseOptions, s: &str) -> Result<Self, Error> {
        let mut spans = Vec::new();
        for (_, item) in options.items_of(s, Want::of::<F>()) {
            spans.push(match item? {
                IpRange::V4(range) => span::<F, _>(range),
                IpRange::V6(range) => span::<F, _>(range),
            });
        }
        Ok(Self::from_spans(build(spans)))
    }
}

/// The numbers of a range that is of this family, as the parser was asked for.
fn span<F: Family, G: Family>(range: Range<G>) -> (F::Bits, F::Bits) {
    debug_assert_eq!(F::BITS, G::BITS);
    let (first, last) = range.bits();
    (F::Bits::from_u128(first.into()), F::Bits::from_u128(last.into()))
}
