//! [`IgnoreCase`], the borrowed query.

use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

use indexmap::Equivalent;

use super::CaseInsensitive;
use super::fold::{cmp_folded, hash_folded};

/// A borrowed query for maps with [`CaseInsensitive`] keys, created by [`ignore_case`].
///
/// Two queries are equal if they find the same keys. A query works with every map whose lookups
/// accept [`Equivalent`]: those of this crate, of hashbrown and of indexmap.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{IgnoreCase, ignore_case};
///
/// let query: IgnoreCase<'_> = ignore_case("Host");
/// assert_eq!(query, ignore_case("HOST"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct IgnoreCase<'a>(&'a str);

/// Creates a query that finds a [`CaseInsensitive`] key in any ASCII case.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{CaseInsensitive, IndexMap, ignore_case};
///
/// let headers = IndexMap::from([(CaseInsensitive::new("Content-Type"), "text/html")]);
/// assert_eq!(headers.get(&ignore_case("content-type")), Some(&"text/html"));
/// assert_eq!(headers.get(&ignore_case("content")), None);
/// ```
#[doc(alias("eq_ignore_ascii_case", "casefold", "case_insensitive"))]
#[must_use]
pub const fn ignore_case(text: &str) -> IgnoreCase<'_> {
    IgnoreCase(text)
}

impl<T: AsRef<str>> Equivalent<CaseInsensitive<T>> for IgnoreCase<'_> {
    #[inline]
    fn equivalent(&self, key: &CaseInsensitive<T>) -> bool {
        self.0.eq_ignore_ascii_case(key.as_str())
    }
}

impl PartialEq<IgnoreCase<'_>> for IgnoreCase<'_> {
    #[inline]
    fn eq(&self, other: &IgnoreCase<'_>) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for IgnoreCase<'_> {}

impl PartialOrd<IgnoreCase<'_>> for IgnoreCase<'_> {
    fn partial_cmp(&self, other: &IgnoreCase<'_>) -> Option<Ordering> {
        Some(cmp_folded(self.0, other.0))
    }
}

impl Ord for IgnoreCase<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        cmp_folded(self.0, other.0)
    }
}

impl Hash for IgnoreCase<'_> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_folded(self.0, state);
    }
}
