//! Slugs that are returned once each.
//!
//! A repeated slug gets a number: `foo-2`. Where the length is limited, the end of the slug is cut
//! off to make room for it, so that *different* slugs may compete for one candidate (`abcd00-2`).
//! The number to try next is therefore kept per *stem*, which is what is left before the number,
//! and per number of digits, as the stem gets shorter with each digit. A candidate that is taken is
//! then tried once per stem and number of digits, not once per slug: a slug can be in the way of at
//! most as many counters as it has digits at its end, which bounds all retries together by about
//! twenty per slug.
//!
//! Rejected: one counter per slug (quadratic where many slugs share a stem).

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};

use super::slugger::Slugger;
use super::write::cut;
use crate::strings::util::slice::slice;

/// A generator of slugs that never repeat: `foo`, `foo-2`, `foo-3`.
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
#[doc(alias = "GithubSlugger")]
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct UniqueSlugs {
    slugger: Slugger<'static>,
    first: u64,
    /// All slugs returned; the numbers mean nothing. (One kind of tree is compiled, not two.)
    taken: BTreeMap<String, u128>,
    /// For a stem and a number of digits ([`key`]), the number to try next. Slugs without a limit
    /// have one counter for all digits, under 0.
    next: BTreeMap<String, u128>,
}

impl Default for UniqueSlugs {
    fn default() -> Self {
        Self::new()
    }
}

impl UniqueSlugs {
    /// Creates a generator with the default rules.
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

    /// Creates a generator with custom rules.
    ///
    /// Numbers come after the rules' separator. Where the rules limit the length, the slug is cut
    /// to make room for its number, down to the number alone; where not even that fits, letters
    /// count on: `9`, `a`, …, `z`. Only where every such slug is taken is one longer than the
    /// limit, since never to repeat is what this type is for.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Slugger, UniqueSlugs};
    ///
    /// let mut slugs = UniqueSlugs::with_slugger(Slugger::new().separator("_"));
    /// assert_eq!([slugs.slug("A"), slugs.slug("a")], ["a", "a_2"]);
    ///
    /// let mut short = UniqueSlugs::with_slugger(Slugger::new().max_len(4));
    /// assert_eq!([short.slug("Hello"), short.slug("Hello")], ["hell", "he-2"]);
    /// ```
    #[must_use]
    pub const fn with_slugger(slugger: Slugger<'static>) -> Self {
        Self { slugger, first: 2, taken: BTreeMap::new(), next: BTreeMap::new() }
    }

    /// Sets the number of the first repetition; 2 by default, and 1 in GitHub's anchors of
    /// headings.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::UniqueSlugs;
    ///
    /// let mut anchors = UniqueSlugs::new().first_number(1);
    /// assert_eq!([anchors.slug("Usage"), anchors.slug("Usage")], ["usage", "usage-1"]);
    /// ```
    #[must_use]
    pub fn first_number(mut self, number: u64) -> Self {
        self.first = number;
        self
    }

    /// Returns a slug that was not returned before.
    ///
    /// Computes in **O(n + log k)** time (amortized), for *n* bytes of text and *k* slugs returned,
    /// however often slugs repeat and whatever the limit.
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
        if self.take(&slug) {
            return slug;
        }
        let unique = match self.slugger.limits() {
            (_, Some(max)) => self.within(&slug, max),
            (separator, None) => self.numbered(&slug, separator, 0, u128::MAX),
        };
        unique.unwrap_or_else(|| {
            // A `u128` of repetitions cannot have been returned.
            let (separator, _) = self.slugger.limits();
            self.numbered(&slug, separator, 0, u128::MAX).unwrap_or(slug)
        })
    }

    /// How many candidates have been tried, for tests of the cost.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    #[must_use]
    pub fn tries(&self) -> u128 {
        let tried = self.next.iter().map(|(key, &next)| {
            let (_, digits) = key.rsplit_once('\0').unwrap_or_default();
            let digits: usize = digits.parse().unwrap_or(0);
            let least = if (2..=20).contains(&digits) { 10_u128.pow(digits as u32 - 1) } else { 0 };
            let first = if digits == usize::MAX { 0 } else { u128::from(self.first).max(least) };
            next.saturating_sub(first)
        });
        tried.sum()
    }

    /// Takes a slug, if it is free.
    fn take(&mut self, slug: &str) -> bool {
        self.taken.insert(slug.to_string(), 0).is_none()
    }

    /// A numbered slug of at most `max` bytes, if there is one.
    fn within(&mut self, slug: &str, max: usize) -> Option<String> {
        let (separator, _) = self.slugger.limits();
        // All `u64` numbers, and some more.
        for digits in 1..=max.min(20) {
            let room = max.saturating_sub(separator.len() + digits);
            let mut stem = cut(slug, room);
            if stem.len() < slug.len() && !separator.is_empty() {
                while let Some(before) = stem.strip_suffix(separator) {
                    stem = before;
                }
            }
            let end = 10_u128.pow(digits as u32);
            if let Some(unique) = self.numbered(stem, separator, digits, end) {
                return Some(unique);
            }
        }
        // Numbers with letters as digits, without a stem.
        let counter = key("", usize::MAX);
        let mut next = self.next.get(&counter).copied().unwrap_or(0);
        let unique = loop {
            let candidate = in_letters(next);
            if candidate.len() > max {
                break None;
            }
            next += 1;
            if self.take(&candidate) {
                break Some(candidate);
            }
        };
        self.next.insert(counter, next);
        unique
    }

    /// A stem with the next number that is free and has so many digits, of those below `end`.
    fn numbered(
        &mut self,
        stem: &str,
        separator: &str,
        digits: usize,
        end: u128,
    ) -> Option<String> {
        let separator = if stem.is_empty() { "" } else { separator };
        let least = if digits > 1 { end / 10 } else { 0 };
        let key = key(stem, digits);
        let mut next = self.next.get(&key).copied().unwrap_or(u128::from(self.first).max(least));
        let mut unique = None;
        while unique.is_none() && next < end {
            let candidate = format!("{stem}{separator}{next}");
            next += 1;
            if self.take(&candidate) {
                unique = Some(candidate);
            }
        }
        self.next.insert(key, next);
        unique
    }
}

/// A stem with a number of digits. What is before the last NUL is the stem.
fn key(stem: &str, digits: usize) -> String {
    format!("{stem}\0{digits}")
}

/// A number in base 36: `0` to `9`, `a` to `z`, `00`, and so on, all of one length before the next.
fn in_letters(mut n: u128) -> String {
    let (mut len, mut count) = (1, 36);
    while n >= count {
        n -= count;
        (len, count) = (len + 1, count * 36);
    }
    let mut bytes = [b'0'; 26];
    for place in bytes[..len].iter_mut().rev() {
        *place = b"0123456789abcdefghijklmnopqrstuvwxyz"[(n % 36) as usize];
        n /= 36;
    }
    slice(core::str::from_utf8(&bytes).unwrap_or_default(), 0, len).to_string()
}
