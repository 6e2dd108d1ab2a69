//! [`aggregate`] and [`spanning`]: many prefixes to few, and to one.
//!
//! To aggregate is to build a set, sort and merge, and to take each of its ranges apart again.
//! Rejected: a stack of prefixes on which siblings fold into their parent, which needs them sorted
//! all the same and steps through each level that folds.

use alloc::vec::Vec;

use super::family::Family;
use super::prefix::Prefix;
use super::range::Range;
use super::set::build;

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
#[doc(alias = "cidr_merge")]
#[doc(alias = "collapse")]
#[doc(alias = "collapse_addresses")]
#[doc(alias = "merge")]
#[doc(alias = "summarize")]
pub fn aggregate<F: Family>(prefixes: impl IntoIterator<Item = Prefix<F>>) -> Vec<Prefix<F>> {
    let spans = build(prefixes.into_iter().map(|prefix| prefix.range().bits()).collect());
    let mut out = Vec::with_capacity(spans.len());
    for (first, last) in spans {
        // Most ranges are one prefix or two: not worth the count that `extend` asks for.
        Range::<F>::of_bits(first, last).prefixes().for_each(|prefix| out.push(prefix));
    }
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
#[doc(alias = "spanning_cidr")]
pub fn spanning<F: Family>(prefixes: impl IntoIterator<Item = Prefix<F>>) -> Option<Prefix<F>> {
    prefixes.into_iter().reduce(Prefix::common_supernet)
}
