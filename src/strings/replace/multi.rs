//! Many replacements in one pass, on the automaton of the aho-corasick crate.
//!
//! The values lie one after the other in one `String`; a match's pattern number is the index of its
//! value. Where whole words are required, the leftmost match may be rejected and another one at the
//! same place be right (`foo` and `foobar` in `foobar`): a leftmost automaton does not report that
//! one, so all overlapping matches are collected, the rejected ones dropped, and the rest sorted by
//! start and priority.
//!
//! Rejected for now: a custom double-array automaton, 1.5–2.6 times faster at 55–500 keys, because
//! it would be a second automaton to keep right.

use crate::error::{Error, Kind};
use crate::strings::util::cow::changed;
use crate::strings::util::slice::{rest, slice};
use aho_corasick::{AhoCorasick, MatchKind};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A replacer of many texts by others in one pass: replacements are not searched again.
///
/// At each place, the first matching pair in the order given is used, or the longest one if the
/// builder is set to it. Matches do not overlap; the leftmost wins.
///
/// Building costs far more than one replacement of a short text: keep the value.
///
/// # Examples
///
/// ```
/// use boltons::strings::MultiReplace;
///
/// let swap = MultiReplace::new([("cat", "dog"), ("dog", "cat")])?;
/// assert_eq!(swap.replace("cats and dogs"), "dogs and cats");
/// assert!(MultiReplace::new([("", "x")]).unwrap_err().is_invalid_argument());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "aho_corasick")]
#[doc(alias = "strtr")]
#[derive(Clone)]
pub struct MultiReplace {
    automaton: AhoCorasick,
    values: String,
    /// Where each value ends.
    ends: Vec<usize>,
    /// For whole words: in which order pairs count. The length of the key, or 0 for all.
    whole_words: Option<Priority>,
}

/// Which of several matches at one place counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Priority {
    First,
    Longest,
}

impl MultiReplace {
    /// Creates a replacer from pairs of a text to find and its replacement.
    ///
    /// Computes in **O(k)** time, where *k* is the length of all keys.
    ///
    /// # Errors
    ///
    /// An invalid argument if a key is empty; out of range if the keys are too many or too long
    /// for the automaton (2^31 states).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let swap = MultiReplace::new([("cat", "dog"), ("dog", "cat")])?;
    /// assert_eq!(swap.replace("cat and dog"), "dog and cat");
    /// assert!(MultiReplace::new([("", "x")]).unwrap_err().is_invalid_argument());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn new<I, K, V>(pairs: I) -> Result<Self, Error>
    where
        I: IntoIterator<Item = (K, V)>,
        K: AsRef<str>,
        V: Into<String>,
    {
        Self::builder().pairs(pairs).build()
    }

    /// Creates a builder with options.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let replacer = MultiReplace::builder().pair("a", "b").build()?;
    /// assert_eq!(replacer.replace("aha"), "bhb");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn builder() -> MultiReplaceBuilder {
        MultiReplaceBuilder::default()
    }

    /// Returns the text with all matches replaced; borrowed if that changes nothing.
    ///
    /// Computes in **O(n + m)** time, where *n* is the length of the text and *m* that of the
    /// replacements.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let replacer = MultiReplace::new([("colour", "color")])?;
    /// assert!(matches!(replacer.replace("grey"), std::borrow::Cow::Borrowed("grey")));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn replace<'s>(&self, s: &'s str) -> Cow<'s, str> {
        self.replace_with(s, |index, _, out| out.push_str(self.value(index)))
    }

    /// Appends to `out` what [`replace`](Self::replace) returns.
    ///
    /// Computes in **O(n + m)** time, where *n* is the length of the text and *m* that of the
    /// replacements.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let mut out = String::from("> ");
    /// MultiReplace::new([("a", "b")])?.replace_into("banana", &mut out);
    /// assert_eq!(out, "> bbnbnb");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn replace_into(&self, s: &str, out: &mut String) {
        let mut from = 0;
        self.each_match(s, |index, start, end| {
            out.push_str(slice(s, from, start));
            out.push_str(self.value(index));
            from = end;
        });
        out.push_str(rest(s, from));
    }

    /// Returns the text with each match replaced by what `f` appends for it.
    ///
    /// `f` receives the index of the pair, the text that was found, and the output. The pair's own
    /// value is not used.
    ///
    /// Computes in **O(n + m)** time, where *n* is the length of the text and *m* that of the
    /// replacements, and calls `f` once per match.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let words = MultiReplace::builder().pairs([("fn", ""), ("let", "")]).whole_words().build()?;
    /// let marked = words.replace_with("fn f() { let letter; }", |_, found, out| {
    ///     out.push('*');
    ///     out.push_str(found);
    /// });
    /// assert_eq!(marked, "*fn f() { *let letter; }");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn replace_with<'s>(
        &self,
        s: &'s str,
        mut f: impl FnMut(usize, &str, &mut String),
    ) -> Cow<'s, str> {
        let (mut out, mut from) = (String::new(), 0);
        self.each_match(s, |index, start, end| {
            if from == 0 {
                out.reserve(s.len());
            }
            out.push_str(slice(s, from, start));
            f(index, slice(s, start, end), &mut out);
            from = end;
        });
        if from == 0 {
            return Cow::Borrowed(s);
        }
        out.push_str(rest(s, from));
        changed(s, out)
    }

    #[inline]
    fn value(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        slice(&self.values, start, self.ends[index])
    }

    /// Calls `f` with the pair, the start and the end of each match, in order.
    #[inline]
    fn each_match(&self, s: &str, mut f: impl FnMut(usize, usize, usize)) {
        if let Some(priority) = self.whole_words {
            let mut end = 0;
            for (start, _, index, stop) in self.whole_words(s, priority) {
                if start >= end {
                    f(index, start, stop);
                    end = stop;
                }
            }
        } else {
            for found in self.automaton.find_iter(s) {
                f(found.pattern().as_usize(), found.start(), found.end());
            }
        }
    }

    /// All matches that are whole words, the one that counts first at each place: start, rank,
    /// pair, end.
    fn whole_words(&self, s: &str, priority: Priority) -> Vec<(usize, usize, usize, usize)> {
        let in_word = |c: char| c.is_alphanumeric() || c == '_';
        let mut all = Vec::new();
        for found in self.automaton.find_overlapping_iter(s) {
            let (start, end) = (found.start(), found.end());
            let before = slice(s, 0, start).chars().next_back();
            if before.is_some_and(in_word) || rest(s, end).chars().next().is_some_and(in_word) {
                continue;
            }
            let rank = match priority {
                Priority::First => 0,
                Priority::Longest => s.len() - end,
            };
            all.push((start, rank, found.pattern().as_usize(), end));
        }
        all.sort_unstable();
        all
    }
}

impl fmt::Debug for MultiReplace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The automaton would print as thousands of lines.
        f.debug_struct("MultiReplace")
            .field("pairs", &self.ends.len())
            .field("whole_words", &self.whole_words)
            .finish_non_exhaustive()
    }
}

/// A builder for [`MultiReplace`] with options.
///
/// # Examples
///
/// ```
/// use boltons::strings::MultiReplace;
///
/// let replacer = MultiReplace::builder()
///     .pair("app", "1")
///     .pair("apple", "2")
///     .longest()
///     .ignore_ascii_case()
///     .build()?;
/// assert_eq!(replacer.replace("Apple app"), "2 1");
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[must_use]
pub struct MultiReplaceBuilder {
    keys: Vec<String>,
    values: String,
    ends: Vec<usize>,
    longest: bool,
    ignore_ascii_case: bool,
    whole_words: bool,
}

impl MultiReplaceBuilder {
    /// Adds a text to find and its replacement.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let replacer = MultiReplace::builder().pair("1", "one").pair("2", "two").build()?;
    /// assert_eq!(replacer.replace("1-2"), "one-two");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn pair(mut self, key: impl AsRef<str>, value: impl Into<String>) -> Self {
        self.keys.push(key.as_ref().into());
        self.values.push_str(&value.into());
        self.ends.push(self.values.len());
        self
    }

    /// Adds pairs of a text to find and its replacement.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let replacer = MultiReplace::builder().pairs([("1", "one"), ("2", "two")]).build()?;
    /// assert_eq!(replacer.replace("1-2"), "one-two");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn pairs<I, K, V>(self, pairs: I) -> Self
    where
        I: IntoIterator<Item = (K, V)>,
        K: AsRef<str>,
        V: Into<String>,
    {
        pairs.into_iter().fold(self, |this, (key, value)| this.pair(key, value))
    }

    /// Prefers the longest match at each place to the first pair that matches.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let replacer = MultiReplace::builder().pairs([("a", "x"), ("ab", "y")]).longest().build()?;
    /// assert_eq!(replacer.replace("ab"), "y");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn longest(self) -> Self {
        Self { longest: true, ..self }
    }

    /// Treats small and capital ASCII letters as equal.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let replacer = MultiReplace::builder().pair("no", "yes").ignore_ascii_case().build()?;
    /// assert_eq!(replacer.replace("No, NO"), "yes, yes");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn ignore_ascii_case(self) -> Self {
        Self { ignore_ascii_case: true, ..self }
    }

    /// Replaces only matches that have no letter, digit or `_` on either side.
    ///
    /// Collects the matches of a text before it replaces them, including those that overlap: at
    /// most one per key and place.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let replacer = MultiReplace::builder().pair("cat", "dog").whole_words().build()?;
    /// assert_eq!(replacer.replace("cat concat"), "dog concat");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn whole_words(self) -> Self {
        Self { whole_words: true, ..self }
    }

    /// Creates the replacer.
    ///
    /// Computes in **O(k)** time, where *k* is the length of all keys.
    ///
    /// # Errors
    ///
    /// An invalid argument if a key is empty (its position is the pair's index); out of range if
    /// the keys are too many or too long for the automaton (2^31 states).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::MultiReplace;
    ///
    /// let error = MultiReplace::builder().pair("a", "b").pair("", "c").build().unwrap_err();
    /// assert_eq!(error.to_string(), "the key of pair 2 is empty");
    /// assert_eq!(error.position(), Some(1));
    /// ```
    pub fn build(self) -> Result<MultiReplace, Error> {
        if let Some(index) = self.keys.iter().position(String::is_empty) {
            return Err(Error::new(
                Kind::InvalidArgument,
                format_args!("the key of pair {} is empty", index + 1),
            )
            .item(index));
        }
        let kind = match (self.whole_words, self.longest) {
            (true, _) => MatchKind::Standard,
            (false, true) => MatchKind::LeftmostLongest,
            (false, false) => MatchKind::LeftmostFirst,
        };
        let automaton = AhoCorasick::builder()
            .match_kind(kind)
            .ascii_case_insensitive(self.ignore_ascii_case)
            .build(&self.keys)
            .map_err(|error| Error::new(Kind::OutOfRange, format_args!("{error}")))?;
        let priority = if self.longest { Priority::Longest } else { Priority::First };
        Ok(MultiReplace {
            automaton,
            values: self.values,
            ends: self.ends,
            whole_words: self.whole_words.then_some(priority),
        })
    }
}

/// Replaces many texts by others; to do the same replacements again, use [`MultiReplace`].
///
/// Computes in **O(n + m + k)** time, where *n* is the length of the text, *m* that of the
/// replacements and *k* that of all keys.
///
/// # Errors
///
/// As [`MultiReplace::new`].
///
/// # Examples
///
/// ```
/// use boltons::strings::multi_replace;
///
/// assert_eq!(multi_replace("1 + 1", [("1", "one"), ("+", "plus")])?, "one plus one");
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "replace_all")]
#[doc(alias = "strtr")]
pub fn multi_replace<'s, K, V>(
    s: &'s str,
    pairs: impl IntoIterator<Item = (K, V)>,
) -> Result<Cow<'s, str>, Error>
where
    K: AsRef<str>,
    V: Into<String>,
{
    Ok(MultiReplace::new(pairs)?.replace(s))
}
