//! Slugs that are given once each.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;

use super::slugger::Slugger;
use super::write::floor_boundary;
use crate::strings::util::slice::slice;

/// Slugs that never repeat: `foo`, `foo-2`, `foo-3`.
///
/// # Examples
///
/// ```
/// use boltons::strings::UniqueSlugs;
///
/// let mut slugs = UniqueSlugs::new();
/// assert_eq!(slugs.slug("Foo"), "foo");
/// assert_eq!(slugs.slug("foo!"), "foo-2");
/// assert_eq!(slugs.slug("foo 2"), "foo-2-2");
/// ```
#[derive(Clone, Debug, Default)]
pub struct UniqueSlugs {
    slugger: Slugger<'static>,
    /// For each slug given, the number that its next repetition tries first.
    given: BTreeMap<String, u64>,
}

impl UniqueSlugs {
    /// Creates an empty set of slugs, with the default rules.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::UniqueSlugs;
    ///
    /// assert_eq!(UniqueSlugs::new().slug("A b"), "a-b");
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self::with_slugger(Slugger::new())
    }

    /// Creates an empty set of slugs that are made by the rules given.
    ///
    /// Numbers come after the rules' separator. Where the rules limit the length, the slug is cut
    /// to make room for its number.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Slugger, UniqueSlugs};
    ///
    /// let mut slugs = UniqueSlugs::with_slugger(Slugger::new().separator("_"));
    /// assert_eq!([slugs.slug("A"), slugs.slug("a")], ["a", "a_2"]);
    /// ```
    #[must_use]
    pub const fn with_slugger(slugger: Slugger<'static>) -> Self {
        Self { slugger, given: BTreeMap::new() }
    }

    /// Makes a slug that was not given before.
    ///
    /// Computes in **O(n + log k)** time (amortized), for *n* bytes of text and *k* slugs given,
    /// however often a slug repeats.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::UniqueSlugs;
    ///
    /// let mut slugs = UniqueSlugs::new();
    /// assert_eq!([slugs.slug("x"), slugs.slug("X"), slugs.slug("x")], ["x", "x-2", "x-3"]);
    /// ```
    pub fn slug(&mut self, s: &str) -> String {
        let slug = self.slugger.slug(s).into_owned();
        let mut next = match self.given.get(&slug) {
            None => {
                self.given.insert(slug.clone(), 2);
                return slug;
            }
            Some(&next) => next,
        };
        let unique = loop {
            let candidate = self.numbered(&slug, next);
            next += 1;
            if !self.given.contains_key(&candidate) {
                break candidate;
            }
        };
        self.given.insert(slug, next);
        self.given.insert(unique.clone(), 2);
        unique
    }

    fn numbered(&self, slug: &str, number: u64) -> String {
        if slug.is_empty() {
            return format!("{number}");
        }
        let (separator, max_len) = self.slugger.limits();
        let suffix = format!("{separator}{number}");
        let Some(max) = max_len else { return format!("{slug}{suffix}") };
        let room = floor_boundary(slug, max.saturating_sub(suffix.len()));
        let mut stem = slice(slug, 0, room);
        if room < slug.len() && !separator.is_empty() {
            stem = stem.trim_end_matches(separator);
        }
        format!("{stem}{suffix}")
    }
}
