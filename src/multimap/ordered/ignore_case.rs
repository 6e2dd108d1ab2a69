//! Lookups by text in maps whose keys ignore case.

use core::hash::BuildHasher;

use super::{GetAll, OrderedMultiMap, RemoveAll};
use crate::multimap::{CaseInsensitive, ignore_case};

/// Lookups by plain text where keys are [`CaseInsensitive`]. Other methods take
/// [`ignore_case(name)`](ignore_case) as the key.
impl<T, V, S> OrderedMultiMap<CaseInsensitive<T>, V, S>
where
    T: AsRef<str>,
    S: BuildHasher,
{
    /// Returns the first value of a key, in any ASCII case.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::{CaseInsensitive, OrderedMultiMap};
    ///
    /// let mut headers: OrderedMultiMap<CaseInsensitive<String>, &str> = OrderedMultiMap::new();
    /// headers.append("Content-Type".into(), "text/html");
    /// assert_eq!(headers.get_ignore_case("content-type"), Some(&"text/html"));
    /// assert_eq!(headers.get_ignore_case("content_type"), None);
    /// ```
    #[doc(alias("header", "get_case_insensitive"))]
    #[must_use]
    pub fn get_ignore_case(&self, name: &str) -> Option<&V> {
        self.get(&ignore_case(name))
    }

    /// Returns an iterator over all values of a key, in any ASCII case, in order.
    ///
    /// Computes in **O(1)** time (average), and O(1) per value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::{CaseInsensitive, OrderedMultiMap};
    ///
    /// let mut headers: OrderedMultiMap<CaseInsensitive<&str>, &str> = OrderedMultiMap::new();
    /// headers.append("Set-Cookie".into(), "a=1");
    /// headers.append("set-cookie".into(), "b=2");
    /// assert!(headers.get_all_ignore_case("SET-COOKIE").eq(&["a=1", "b=2"]));
    /// assert_eq!(headers.get_all_ignore_case("cookie").next(), None);
    /// ```
    #[doc(alias = "getlist")]
    pub fn get_all_ignore_case(&self, name: &str) -> GetAll<'_, CaseInsensitive<T>, V> {
        self.get_all(&ignore_case(name))
    }

    /// Returns whether a key has any entry, in any ASCII case.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::{CaseInsensitive, OrderedMultiMap};
    ///
    /// let headers = OrderedMultiMap::from([(CaseInsensitive::new("DNT"), "1")]);
    /// assert!(headers.contains_ignore_case("dnt"));
    /// assert!(!headers.contains_ignore_case("dnt "));
    /// ```
    #[must_use]
    pub fn contains_ignore_case(&self, name: &str) -> bool {
        self.contains_key(&ignore_case(name))
    }

    /// Removes all entries of a key, in any ASCII case, and yields their values, in order.
    ///
    /// Dropping the iterator removes the values that it did not yield.
    ///
    /// Computes in **O(m)** time for m values (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::{CaseInsensitive, OrderedMultiMap};
    ///
    /// let mut headers: OrderedMultiMap<CaseInsensitive<&str>, &str> = OrderedMultiMap::new();
    /// headers.append("Cookie".into(), "a=1");
    /// headers.append("COOKIE".into(), "b=2");
    /// assert!(headers.remove_all_ignore_case("cookie").eq(["a=1", "b=2"]));
    /// assert!(headers.is_empty());
    /// ```
    #[doc(alias("poplist", "remove"))]
    pub fn remove_all_ignore_case(&mut self, name: &str) -> RemoveAll<'_, CaseInsensitive<T>, V> {
        self.remove_all(&ignore_case(name))
    }
}
