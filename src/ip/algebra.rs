//! [`aggregate`] and [`spanning`]: many prefixes to few, and to one.

use alloc::vec::Vec;

use super::family::{Family, Word};
use super::prefix::Prefix;
use super::range::Range;

/// Returns the fewest prefixes with the same addresses, sorted.
///
/// Computes in **O(n log n)** time and **O(n)** memory.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Ipv4Prefix, aggregate};
///
/// let prefixes = ["10.0.1.0/24", "10.0.0.0/24", "10.0.0.7/32", "192.0.2.0/24"];
/// let prefixes = prefixes.map(Ipv4Prefix::literal);
/// let few: Vec<String> = aggregate(prefixes).iter().map(ToString::to_string).collect();
/// assert_eq!(few, ["10.0.0.0/23", "192.0.2.0/24"]);
/// ```
#[must_use]
pub fn aggregate<F: Family>(prefixes: impl IntoIterator<Item = Prefix<F>>) -> Vec<Prefix<F>> {
    let mut ranges: Vec<(F::Bits, F::Bits)> =
        prefixes.into_iter().map(|prefix| prefix.range().bits()).collect();
    ranges.sort_unstable();
    let mut out = Vec::new();
    let mut ranges = ranges.into_iter();
    let Some((mut first, mut last)) = ranges.next() else { return out };
    for (next_first, next_last) in ranges {
        if last.saturating_add(F::Bits::ONE) >= next_first {
            last = last.max(next_last);
        } else {
            out.extend(Range::of_bits(first, last).prefixes());
            (first, last) = (next_first, next_last);
        }
    }
    out.extend(Range::of_bits(first, last).prefixes());
    out
}

/// Returns the longest prefix that contains all of the given ones, `None` where none is given.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Ipv4Prefix, spanning};
///
/// let prefixes = ["192.168.1.0/24", "192.168.6.0/24"].map(Ipv4Prefix::literal);
/// assert_eq!(spanning(prefixes), Some("192.168.0.0/21".parse()?));
/// assert_eq!(spanning::<boltons::ip::V4>([]), None);
/// # Ok::<(), boltons::Error>(())
/// ```
#[must_use]
pub fn spanning<F: Family>(prefixes: impl IntoIterator<Item = Prefix<F>>) -> Option<Prefix<F>> {
    prefixes.into_iter().reduce(Prefix::common_supernet)
}
