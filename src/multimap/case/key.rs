//! [`CaseInsensitive`], the owned key.

use alloc::boxed::Box;
use alloc::string::String;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use super::fold::{cmp_folded, hash_folded};

/// Text that compares and hashes without regard to ASCII case, and keeps its spelling.
///
/// `T` is any text: `String`, `&str`, `Box<str>`, `Cow<str>`. Only ASCII letters are folded: `é`
/// and `É` differ. Look up with [`ignore_case`](crate::multimap::ignore_case), which borrows; a
/// plain `&str` cannot be a query, since its hash depends on case.
///
/// # Examples
///
/// ```
/// use std::collections::BTreeMap;
/// use boltons::multimap::{BiMap, CaseInsensitive, ignore_case};
///
/// let mut ids: BiMap<CaseInsensitive<String>, u16> = BiMap::new();
/// ids.insert(String::from("Content-Type").into(), 31);
/// assert_eq!(ids.get_by_left(&ignore_case("content-type")), Some(&31));
/// assert_eq!(ids.get_by_right(&31).map(|name| name.as_str()), Some("Content-Type"));
/// assert_eq!(ids.get_by_left(&ignore_case("content_type")), None);
///
/// let sorted = BTreeMap::from([(CaseInsensitive::new("B"), 2), (CaseInsensitive::new("a"), 1)]);
/// assert!(sorted.into_values().eq([1, 2]));
/// ```
#[doc(alias("UniCase", "CaseInsensitiveDict", "caseless"))]
#[derive(Clone, Copy, Debug, Default)]
pub struct CaseInsensitive<T>(T);

impl<T> CaseInsensitive<T> {
    /// Creates a key from a text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::CaseInsensitive;
    ///
    /// assert_eq!(CaseInsensitive::new("Host"), CaseInsensitive::new("HOST"));
    /// assert_ne!(CaseInsensitive::new("é"), CaseInsensitive::new("É"));
    /// ```
    #[must_use]
    pub const fn new(text: T) -> Self {
        Self(text)
    }

    /// Returns the text in its original spelling.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::CaseInsensitive;
    ///
    /// assert_eq!(CaseInsensitive::new(String::from("Host")).as_str(), "Host");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str
    where
        T: AsRef<str>,
    {
        self.0.as_ref()
    }

    /// Returns the wrapped text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::CaseInsensitive;
    ///
    /// let name: String = CaseInsensitive::new(String::from("Host")).into_inner();
    /// assert_eq!(name, "Host");
    /// ```
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

#[cfg(feature = "serde")]
impl<T> CaseInsensitive<T> {
    pub(super) const fn inner(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for CaseInsensitive<T> {
    fn from(text: T) -> Self {
        Self(text)
    }
}

/// Copies the text.
impl From<&str> for CaseInsensitive<String> {
    fn from(text: &str) -> Self {
        Self(String::from(text))
    }
}

/// Copies the text.
impl From<&str> for CaseInsensitive<Box<str>> {
    fn from(text: &str) -> Self {
        Self(Box::from(text))
    }
}

/// Writes the text in its original spelling.
impl<T: fmt::Display> fmt::Display for CaseInsensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: AsRef<str>, U: AsRef<str>> PartialEq<CaseInsensitive<U>> for CaseInsensitive<T> {
    #[inline]
    fn eq(&self, other: &CaseInsensitive<U>) -> bool {
        self.as_str().eq_ignore_ascii_case(other.as_str())
    }
}

impl<T: AsRef<str>> Eq for CaseInsensitive<T> {}

impl<T: AsRef<str>, U: AsRef<str>> PartialOrd<CaseInsensitive<U>> for CaseInsensitive<T> {
    fn partial_cmp(&self, other: &CaseInsensitive<U>) -> Option<Ordering> {
        Some(cmp_folded(self.as_str(), other.as_str()))
    }
}

impl<T: AsRef<str>> Ord for CaseInsensitive<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        cmp_folded(self.as_str(), other.as_str())
    }
}

impl<T: AsRef<str>> Hash for CaseInsensitive<T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_folded(self.as_str(), state);
    }
}
