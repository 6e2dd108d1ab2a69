//! Where the words of an identifier begin: the rules, and the iterator over the words.
//!
//! A character is a *separator*, or part of a word: alphanumeric, kept by the rules, or a mark or
//! joiner after one of these. Within a run of word characters, a word begins at an upper case
//! letter whose nearest cased neighbour to the left is lower case (`foo|Bar`), or is upper case
//! while the very next letter is lower case (`XML|Http`); digits and letters without case are
//! looked through (`a1|B`). On ASCII these are the rules of heck 0.5.
//!
//! Whether a letter has case is judged by its mappings, not by its category: *upper* is what
//! `to_lowercase` changes, *lower* what only `to_uppercase` changes. Otherwise letters with a case
//! but no mapping (ª, 𝐀) would make a second conversion find boundaries that the first did not.
//!
//! Listed acronyms are cut off where a word begins. A run of capitals (and digits) is parted by
//! them only where it consists entirely of them: `USER` is not `US`, `ER` because of a listed `US`,
//! while `HTTPAPIServer` is parted before the `S`, as that capital begins the next word. From which
//! places of a run on the listed ones reach to its end is worked out once per run, from the back
//! ([`Tiling`]).
//!
//! From the front a word costs its length. From the back, the whole run of word characters that
//! ends there is split at once, since an acronym is matched from the left, and its words are kept:
//! O(n) time for any mix of both ends, and memory for the words of one run.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter::FusedIterator;

use super::convert::{Case, convert, convert_into, is_converted};
use crate::strings::util::chars::is_mark;
use crate::strings::util::slice::slice;

/// Whether a digit begins or ends a word; see [`Casing::digits`].
///
/// # Examples
///
/// ```
/// use boltons::strings::{Casing, Digits};
///
/// assert!(Casing::new().digits(Digits::Both).words("a1b").eq(["a", "1", "b"]));
/// ```
#[doc(alias = "Boundary")]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Digits {
    /// Digits belong to the word they follow: `utf8Text` is `utf8`, `Text`.
    #[default]
    Join,
    /// A word begins before digits: `uart0` is `uart`, `0`.
    Before,
    /// A word ends after digits: `2d` is `2`, `d`.
    After,
    /// Digits are words.
    Both,
}

/// Rules for where words begin and which parts of the text are kept in a case conversion.
///
/// [`Casing::new`] has the rules of [`to_case`](crate::strings::to_case) and
/// [`words`](crate::strings::words).
///
/// # Examples
///
/// ```
/// use boltons::strings::{Case, Casing, Digits};
///
/// let rules = Casing::new().digits(Digits::Before).acronyms(&["OAuth", "IDs"]);
/// assert_eq!(rules.to("userIDsOAuth2", Case::Snake), "user_ids_oauth_2");
/// ```
#[doc(alias = "Converter")]
#[doc(alias = "Boundary")]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[must_use]
pub struct Casing<'r> {
    pub(crate) digits: Digits,
    pub(crate) acronyms: &'r [&'r str],
    pub(crate) keep_chars: &'r [char],
    pub(crate) keep_edges: bool,
    pub(crate) keep_upper: bool,
    pub(super) keep_separators: &'r [char],
    pub(super) write_acronyms: bool,
    pub(super) digits_apart: bool,
}

impl<'r> Casing<'r> {
    /// Creates the default rules.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// assert_eq!(Casing::new().to("XMLHttpRequest", Case::Kebab), "xml-http-request");
    /// ```
    pub const fn new() -> Self {
        Self {
            digits: Digits::Join,
            acronyms: &[],
            keep_chars: &[],
            keep_edges: false,
            keep_upper: false,
            keep_separators: &[],
            write_acronyms: false,
            digits_apart: false,
        }
    }

    /// Sets whether digits begin or end words.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing, Digits};
    ///
    /// assert_eq!(Casing::new().digits(Digits::Both).to("a1b", Case::Snake), "a_1_b");
    /// ```
    pub const fn digits(mut self, digits: Digits) -> Self {
        self.digits = digits;
        self
    }

    /// Sets acronyms and other words with inner capitals, each of which is kept as one word.
    ///
    /// They are matched where a word begins, the longest first, with the case they are given in,
    /// and not where a lower case letter follows. A word of capitals is cut only where it consists
    /// entirely of them: with `HTTP` and `API`, `HTTPAPIServer` is `HTTP`, `API`, `Server`, but
    /// `HTTPS` stays one word. Empty acronyms are ignored.
    ///
    /// They only decide where words begin; for how they are written, see
    /// [`write_acronyms`](Self::write_acronyms).
    ///
    /// Each word is compared with every acronym: O(n · k) for *k* bytes of acronyms.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// assert_eq!(Casing::new().to("fooIDs", Case::Snake), "foo_i_ds");
    /// let rules = Casing::new().acronyms(&["IDs", "iOS", "ID"]);
    /// assert_eq!(rules.to("fooIDs", Case::Snake), "foo_ids");
    /// assert_eq!(rules.to("iOSVersion", Case::Snake), "ios_version");
    /// assert_eq!(rules.to("USER_IDENTITY", Case::Snake), "user_identity");
    /// ```
    pub const fn acronyms(mut self, list: &'r [&'r str]) -> Self {
        self.acronyms = list;
        self
    }

    /// Treats these characters as parts of words instead of separators.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// assert_eq!(Casing::new().keep_chars(&['\'']).to("don't panic", Case::Title), "Don't Panic");
    /// ```
    pub const fn keep_chars(mut self, chars: &'r [char]) -> Self {
        self.keep_chars = chars;
        self
    }

    /// Keeps the separators at both ends of the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// assert_eq!(Casing::new().keep_edges().to("__fooBar__", Case::Snake), "__foo_bar__");
    /// ```
    pub const fn keep_edges(mut self) -> Self {
        self.keep_edges = true;
        self
    }

    /// Keeps words that are all capitals unchanged where words are capitalised: in Pascal and
    /// title case, and in camel case after the first word.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// let rules = Casing::new().keep_upper();
    /// assert_eq!(rules.to("HTTPServer", Case::Pascal), "HTTPServer");
    /// assert_eq!(rules.to("parse_HTTP", Case::Camel), "parseHTTP");
    /// ```
    pub const fn keep_upper(mut self) -> Self {
        self.keep_upper = true;
        self
    }

    /// Writes [`acronyms`](Self::acronyms) as they are listed, whatever their case in the text:
    /// where words are capitalised, that is in Pascal, train and title case, at the start of a
    /// sentence, and in camel case after the first word.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// let go = Casing::new().acronyms(&["ID", "OAuth"]).write_acronyms();
    /// assert_eq!(go.to("user_id", Case::Pascal), "UserID");
    /// assert_eq!(go.to("id_of_oauth_user", Case::Camel), "idOfOAuthUser");
    /// assert_eq!(go.to("UserID", Case::Snake), "user_id");
    /// ```
    #[doc(alias = "initialisms")]
    pub const fn write_acronyms(mut self) -> Self {
        self.write_acronyms = true;
        self
    }

    /// Inserts a `_` between words that would run together as one number, in the cases that have no
    /// separator: `foo_4_20` becomes `Foo4_20`, not `Foo420`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// assert_eq!(Casing::new().to("foo_4_20", Case::Pascal), "Foo420");
    /// assert_eq!(Casing::new().digits_apart().to("foo_4_20", Case::Pascal), "Foo4_20");
    /// assert_eq!(Casing::new().digits_apart().to("Foo4_20", Case::Snake), "foo4_20");
    /// ```
    pub const fn digits_apart(mut self) -> Self {
        self.digits_apart = true;
        self
    }

    /// Keeps these separators between words, instead of replacing them by the separator of the
    /// case.
    ///
    /// What is between two words is copied if one of these characters is in it. They still separate
    /// words; to make characters part of words, use [`keep_chars`](Self::keep_chars).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// let rules = Casing::new().keep_separators(&['-']);
    /// assert_eq!(rules.to("hello-world everyone", Case::Title), "Hello-World Everyone");
    /// ```
    pub const fn keep_separators(mut self, chars: &'r [char]) -> Self {
        self.keep_separators = chars;
        self
    }

    /// Returns an iterator over the words of a text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Casing, Digits};
    ///
    /// assert!(Casing::new().digits(Digits::After).words("2dTree").eq(["2", "d", "Tree"]));
    /// ```
    pub fn words<'s>(&self, s: &'s str) -> Words<'s>
    where
        'r: 's,
    {
        Words {
            text: s,
            rules: *self,
            at: 0,
            end: s.len(),
            back: Vec::new(),
            tiling: Tiling::default(),
        }
    }

    /// Returns whether a text is already in a case by these rules; see
    /// [`is_case`](crate::strings::is_case).
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// let rules = Casing::new().acronyms(&["ID"]).write_acronyms();
    /// assert!(rules.is("UserID", Case::Pascal) && !rules.is("UserId", Case::Pascal));
    /// ```
    #[must_use]
    pub fn is(&self, s: &str, case: Case) -> bool {
        is_converted(self, s, case)
    }

    /// Returns the first case in [`Case::ALL`] that the text is in by these rules; see
    /// [`detect_case`](crate::strings::detect_case).
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing, Digits};
    ///
    /// // Digits before a capital are neither small nor capital letters.
    /// let rules = Casing::new().digits(Digits::After);
    /// assert_eq!(rules.detect("20240917FileName"), Some(Case::Camel));
    /// assert_eq!(rules.to("3DModel", Case::Pascal), "3DModel");
    /// ```
    #[must_use]
    pub fn detect(&self, s: &str) -> Option<Case> {
        Case::ALL.iter().copied().find(|&case| !s.is_empty() && self.is(s, case))
    }

    /// Converts a text to a case by these rules; see [`to_case`](crate::strings::to_case).
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// assert_eq!(Casing::new().to("foo bar", Case::Train), "Foo-Bar");
    /// ```
    #[doc(alias = "convert")]
    #[must_use]
    pub fn to<'s>(&self, s: &'s str, case: Case) -> Cow<'s, str> {
        convert(self, s, case)
    }

    /// Appends to `out` a text converted to a case by these rules.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Case, Casing};
    ///
    /// let mut out = String::from("self.");
    /// Casing::new().to_into("FooBar", Case::Snake, &mut out);
    /// assert_eq!(out, "self.foo_bar");
    /// ```
    pub fn to_into(&self, s: &str, case: Case, out: &mut String) {
        convert_into(self, s, case, out);
    }

    /// Whether only the default boundaries are used and nothing is kept.
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::new()
    }

    /// Finds the first word that begins at or after `from`: where it starts and where it ends.
    ///
    /// `from` is 0 or the end of a word; `tiling` is kept from one call for a text to the next.
    pub(super) fn next_word(
        &self,
        text: &str,
        from: usize,
        tiling: &mut Tiling,
    ) -> Option<(usize, usize)> {
        let rest = slice(text, from, text.len());
        let start = from + rest.char_indices().find(|&(_, c)| self.is_word(c))?.0;
        let mut at = start;
        // The case of the nearest letter to the left that has one.
        let mut before = Class::Other;
        let mut last = Class::Other;
        if !self.acronyms.is_empty() {
            if let Some(end) = self.acronym(text, start, tiling) {
                at = end;
                before = Class::Lower;
            }
        }
        let mut chars = slice(text, at, text.len()).chars();
        let mut first = at == start;
        while let Some(c) = chars.next() {
            let class = Class::of(c);
            if !self.is_word(c) {
                if is_joining(c) {
                    at += c.len_utf8();
                    continue;
                }
                break;
            }
            let by_digit = match self.digits {
                Digits::Join => false,
                Digits::Before => class == Class::Digit && last != Class::Digit,
                Digits::After => class != Class::Digit && last == Class::Digit,
                Digits::Both => (class == Class::Digit) != (last == Class::Digit),
            };
            let by_case = class == Class::Upper
                && match before {
                    Class::Lower => true,
                    Class::Upper => {
                        let next = chars.clone().find(|&c| !is_joining(c));
                        next.is_some_and(|c| Class::of(c) == Class::Lower)
                    }
                    _ => false,
                };
            if !first && (by_digit || by_case) {
                break;
            }
            if matches!(class, Class::Upper | Class::Lower) {
                before = class;
            }
            last = class;
            first = false;
            at += c.len_utf8();
        }
        Some((start, at))
    }

    /// Where the longest acronym ends that starts at a place and that a word may end after.
    fn acronym(&self, text: &str, start: usize, tiling: &mut Tiling) -> Option<usize> {
        let rest = slice(text, start, text.len());
        let listed = self.acronyms.iter().filter(|a| !a.is_empty() && rest.starts_with(**a));
        let ends = listed.map(|a| start + a.len());
        ends.filter(|&end| self.may_end(text, end, tiling)).max()
    }

    /// Whether a listed acronym may end at a place.
    fn may_end(&self, text: &str, end: usize, tiling: &mut Tiling) -> bool {
        let next = slice(text, end, text.len()).chars().next();
        let last = slice(text, 0, end).chars().next_back();
        match (last.map(Class::of), next.map(Class::of)) {
            (_, None) => true,
            (_, Some(Class::Lower)) => false,
            (_, Some(Class::Other)) => !next.is_some_and(is_joining),
            // In the middle of a run of capitals: what follows must also consist of acronyms.
            (Some(Class::Upper | Class::Digit), Some(Class::Upper | Class::Digit)) => {
                if !(tiling.from..tiling.to).contains(&end) {
                    self.tile(text, end, tiling);
                }
                tiling.good.get(end - tiling.from).is_some_and(|&good| good)
            }
            _ => true,
        }
    }

    /// Works out from which places of the run of capitals and digits at `from` listed acronyms,
    /// each with digits after it, reach to its end, or to its last capital if a small letter
    /// follows.
    fn tile(&self, text: &str, from: usize, tiling: &mut Tiling) {
        let rest = slice(text, from, text.len());
        let in_run = |c: char| matches!(Class::of(c), Class::Upper | Class::Digit);
        let len = rest.find(|c| !in_run(c)).unwrap_or(rest.len());
        let next = slice(rest, len, rest.len()).chars().find(|&c| !is_joining(c));
        tiling.from = from;
        tiling.to = from + len;
        tiling.good.clear();
        tiling.good.resize(len, false);
        for (at, c) in slice(rest, 0, len).char_indices().rev() {
            let after = at + c.len_utf8();
            let tail = slice(rest, at, rest.len());
            tiling.good[at] = if Class::of(c) == Class::Digit {
                // Digits belong to the word they follow.
                if after < len {
                    tiling.good[after]
                } else {
                    next.map(Class::of) != Some(Class::Lower)
                }
            } else if after == len && next.map(Class::of) == Some(Class::Lower) {
                true
            } else {
                let listed =
                    self.acronyms.iter().filter(|a| !a.is_empty() && tail.starts_with(**a));
                listed.map(|a| at + a.len()).any(|end| {
                    if end < len {
                        return tiling.good[end];
                    }
                    // At the end of the run, or with its own small letters beyond it.
                    let next = slice(rest, end, rest.len()).chars().next();
                    !next.is_some_and(|c| Class::of(c) == Class::Lower || is_joining(c))
                })
            };
        }
    }

    fn is_word(&self, c: char) -> bool {
        c.is_alphanumeric() || (!self.keep_chars.is_empty() && self.keep_chars.contains(&c))
    }
}

/// From which places of a run of capitals and digits the listed acronyms reach to its end.
#[derive(Clone, Debug, Default)]
pub(super) struct Tiling {
    from: usize,
    to: usize,
    /// For each byte from `from` to `to`.
    good: Vec<bool>,
}

/// A mark or joiner: part of a word if it follows one.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}') || is_mark(c)
}

/// What the rules see of a character of a word.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Class {
    Upper,
    Lower,
    Digit,
    Other,
}

impl Class {
    #[inline]
    pub(crate) fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Digit,
            '\0'..='\x7F' => Self::Other,
            // The iota below a Greek letter: the only mark that has a capital.
            '\u{345}' => Self::Other,
            // What becomes several characters becomes another first.
            c if c.to_lowercase().next() != Some(c) => Self::Upper,
            c if c.to_uppercase().next() != Some(c) => Self::Lower,
            c if c.is_numeric() && !c.is_alphabetic() => Self::Digit,
            _ => Self::Other,
        }
    }
}

/// An iterator over the words of a text; created by [`words`](crate::strings::words) and
/// [`Casing::words`].
///
/// # Examples
///
/// ```
/// use boltons::strings::words;
///
/// let mut words = words("getHTTPCode");
/// assert_eq!(words.next_back(), Some("Code"));
/// assert_eq!(words.next(), Some("get"));
/// ```
#[doc(alias = "Segments")]
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Words<'s> {
    text: &'s str,
    rules: Casing<'s>,
    /// The end of the last word taken from the front.
    at: usize,
    /// The start of the last word taken from the back.
    end: usize,
    /// The words of the last run that are left, the last one last.
    back: Vec<(usize, usize)>,
    /// What is known of the run that the last word belongs to.
    tiling: Tiling,
}

impl<'s> Words<'s> {
    /// Removes a word from the front and returns where it starts and ends.
    pub(crate) fn next_range(&mut self) -> Option<(usize, usize)> {
        if self.at >= self.end {
            return None;
        }
        let word = self.rules.next_word(self.text, self.at, &mut self.tiling);
        let word = word.filter(|&(start, _)| start < self.end);
        self.at = word.map_or(self.end, |(_, end)| end);
        word
    }

    /// Where the last run of word characters within the rest begins, if there is one.
    ///
    /// Each character is looked at once for all calls together, since the run and the separators
    /// after it are taken for good.
    fn last_run(&self) -> Option<usize> {
        let left = slice(self.text, self.at, self.end);
        let mut run = None;
        for (at, c) in left.char_indices().rev() {
            if self.rules.is_word(c) {
                run = Some(at);
            } else if run.is_some() && !is_joining(c) {
                break;
            }
        }
        run.map(|at| self.at + at)
    }
}

impl<'s> Iterator for Words<'s> {
    type Item = &'s str;

    fn next(&mut self) -> Option<&'s str> {
        let (start, end) = self.next_range()?;
        Some(slice(self.text, start, end))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.end - self.at))
    }
}

impl DoubleEndedIterator for Words<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.back.is_empty() {
            let Some(mut from) = self.last_run() else {
                self.end = self.at;
                return None;
            };
            while let Some((start, end)) = self.rules.next_word(self.text, from, &mut self.tiling) {
                if start >= self.end {
                    break;
                }
                self.back.push((start, end));
                from = end;
            }
        }
        let (start, end) = self.back.pop().filter(|&(start, _)| start >= self.at)?;
        self.end = start;
        Some(slice(self.text, start, end))
    }
}

impl FusedIterator for Words<'_> {}
