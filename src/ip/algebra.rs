//! [`aggregate`] and [`spanning`]: many prefixes as the fewest, and as a single one.
//!
//! Aggregation builds a set, by sorting and merging, and splits each of its ranges into prefixes.
//! Rejected: a stack of prefixes on which siblings are merged into their parent, which also needs
//! them sorted and steps through each level that is merged.

use alloc::vec::Vec;

use super::family::Family;
use super::prefix::Prefix;
use super::range::Range;
use super::set::build;

/// Merges prefixes into the fewest that cover exactly the same addresses, sorted.
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
#[doc(alias = "cidr_merge")]
#[doc(alias = "collapse")]
#[doc(alias = "collapse_addresses")]
#[doc(alias = "merge")]
#[doc(alias = "summarize")]
#[doc(alias = "simplify")]
pub fn aggregate<F: Family>(prefixes: impl IntoIterator<Item = Prefix<F>>) -> Vec<Prefix<F>> {
    let spans = build(prefixes.into_iter().map(|prefix| prefix.range().bits()).collect());
    let mut out = Vec::with_capacity(spans.len());
    for (first, last) in spans {
        // Most ranges are one prefix or two: not worth the count that `extend` asks for.
        Range::<F>::of_bits(first, last).prefixes().for_each(|prefix| out.push(prefix));
    }
    out
}

/// Returns the longest prefix that contains all of the given ones, or `None` if none is given.
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
#[doc(alias = "spanning_cidr")]
#[doc(alias = "common_supernet")]
#[doc(alias = "supernet")]
pub fn spanning<F: Family>(prefixes: impl IntoIterator<Item = Prefix<F>>) -> Option<Prefix<F>> {
    prefixes.into_iter().reduce(Prefix::common_supernet)
}
