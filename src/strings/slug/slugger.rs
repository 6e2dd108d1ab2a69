//! Slugs: titles as parts of URLs and file names.
//!
//! The text goes through [`Asciifier::each`] piece by piece, and each piece is cut into runs of
//! word characters, which are appended to the output with separators between words: no text in
//! between is built unless replacements or `split_case` ask for it. Whether a word stays (stop
//! words, length) is decided when it ends. O(n) time; with k bytes of replacements O(n · k); a
//! stop word costs a binary search.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::String;

use super::write::{Plain, Writer};
use crate::strings::ascii::asciify::{Asciifier, Locale};
use crate::strings::case::words::Casing;
use crate::strings::util::chars::{is_format, is_mark};
use crate::strings::util::slice::{char_at, slice};

/// Converts a title into a slug for URLs: lowercase ASCII letters and digits, with `-` between
/// words.
///
/// Letters are written in ASCII as [`asciify`](crate::strings::asciify) does; what has no ASCII
/// form, and every other character, separates words; marks and format characters are dropped. The
/// result holds only `[a-z0-9]` and single `-` between them, and is empty if there is no word.
/// For other rules see [`Slugger`]. Borrows if and only if the text is already a slug.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::slugify;
///
/// assert_eq!(slugify("  Crème brûlée — “best” of 2024! "), "creme-brulee-best-of-2024");
/// assert_eq!(slugify("don't"), "don-t");
/// assert_eq!(slugify("!!!"), "");
/// ```
#[doc(alias = "to_slug")]
#[doc(alias = "url_slug")]
#[must_use]
#[doc(alias = "permalink")]
#[doc(alias = "parameterize")]
pub fn slugify(s: &str) -> Cow<'_, str> {
    Slugger::new().slug(s)
}

/// Appends to `out` what [`slugify`] returns.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::slugify_into;
///
/// let mut url = String::from("/posts/");
/// slugify_into("Hello, World", &mut url);
/// assert_eq!(url, "/posts/hello-world");
/// ```
pub fn slugify_into(s: &str, out: &mut String) {
    Slugger::new().slug_into(s, out);
}

/// Rules for converting text to slugs.
///
/// They apply in this order: replacements, `split_case`, ASCII, small letters, stop words, length.
/// [`Slugger::new`] has the rules of [`slugify`].
///
/// # Examples
///
/// ```
/// use boltons::strings::{Locale, Slugger};
///
/// let slugger = Slugger::new().separator("_").locale(Locale::German).stop_words(&["der", "die"]);
/// assert_eq!(slugger.slug("Die Größe der Bären"), "groesse_baeren");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use]
pub struct Slugger<'a> {
    separator: &'a str,
    keep_case: bool,
    unicode: bool,
    locale: Locale,
    max_len: Option<usize>,
    split_case: bool,
    replacements: &'a [(&'a str, &'a str)],
    stop_words: &'a [&'a str],
    keep_chars: &'a [char],
    fallback: &'a str,
}

impl Default for Slugger<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Slugger<'a> {
    /// Creates the default rules.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// assert_eq!(Slugger::new().slug("Foo & Bar"), "foo-bar");
    /// ```
    pub const fn new() -> Self {
        Self {
            separator: "-",
            keep_case: false,
            unicode: false,
            locale: Locale::Root,
            max_len: None,
            split_case: false,
            replacements: &[],
            stop_words: &[],
            keep_chars: &[],
            fallback: "",
        }
    }

    /// Sets the separator between words, which may be empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// assert_eq!(Slugger::new().separator("_").slug("a - b"), "a_b");
    /// ```
    pub const fn separator(mut self, text: &'a str) -> Self {
        self.separator = text;
        self
    }

    /// Keeps capitals unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// assert_eq!(Slugger::new().keep_case().slug("Déjà Vu"), "Deja-Vu");
    /// ```
    pub const fn keep_case(mut self) -> Self {
        self.keep_case = true;
        self
    }

    /// Keeps letters, digits and the marks on them in every script.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// assert_eq!(Slugger::new().unicode().slug("Привет, Мир!"), "привет-мир");
    /// ```
    pub const fn unicode(mut self) -> Self {
        self.unicode = true;
        self
    }

    /// Sets the language whose conventions decide how letters are written in ASCII, and with
    /// [`unicode`](Self::unicode) which letters are small: the Turkish `I` becomes `ı`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Locale, Slugger};
    ///
    /// assert_eq!(Slugger::new().locale(Locale::German).slug("Übung"), "uebung");
    /// ```
    pub const fn locale(mut self, locale: Locale) -> Self {
        self.locale = locale;
        self
    }

    /// Limits the length in bytes: the slug ends after the last whole word that fits, or inside
    /// the first word if that is too long.
    ///
    /// A word is never cut between a letter and the marks on it, which would turn it into another
    /// letter; if not even its first letter fits, the slug is empty and the
    /// [`fallback`](Self::fallback) replaces it.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// assert_eq!(Slugger::new().max_len(9).slug("one two three"), "one-two");
    /// assert_eq!(Slugger::new().max_len(2).slug("one two three"), "on");
    /// ```
    pub const fn max_len(mut self, bytes: usize) -> Self {
        self.max_len = Some(bytes);
        self
    }

    /// Also separates words where the case of letters changes, as in
    /// [`words`](crate::strings::words).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// assert_eq!(Slugger::new().split_case().slug("fooBar XMLHttp"), "foo-bar-xml-http");
    /// ```
    pub const fn split_case(mut self) -> Self {
        self.split_case = true;
        self
    }

    /// Sets replacements to apply to the raw text first; at each place the longest key counts.
    ///
    /// Replacements are then treated like the rest, but not replaced again. Empty keys are
    /// ignored.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// let slugger = Slugger::new().replacements(&[("&", " and "), ("C++", "cpp")]);
    /// assert_eq!(slugger.slug("C & C++"), "c-and-cpp");
    /// ```
    pub const fn replacements(mut self, list: &'a [(&'a str, &'a str)]) -> Self {
        self.replacements = list;
        self
    }

    /// Sets words to omit, which are compared as whole words, in ASCII and small letters as in the
    /// slug.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// assert_eq!(Slugger::new().stop_words(&["The", "à"]).slug("The way à Thea"), "way-thea");
    /// ```
    pub const fn stop_words(mut self, list: &'a [&'a str]) -> Self {
        self.stop_words = list;
        self
    }

    /// Keeps these characters unchanged, as parts of words.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// assert_eq!(Slugger::new().keep_chars(&['_', '.']).slug("my_file.txt!"), "my_file.txt");
    /// ```
    pub const fn keep_chars(mut self, chars: &'a [char]) -> Self {
        self.keep_chars = chars;
        self
    }

    /// Sets the slug of a text that would have an empty one; it is returned unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// assert_eq!(Slugger::new().fallback("untitled").slug("???"), "untitled");
    /// ```
    pub const fn fallback(mut self, text: &'a str) -> Self {
        self.fallback = text;
        self
    }

    /// Returns the slug of a text.
    ///
    /// Borrows if and only if the text is its own slug. Computes in **O(n)** time, **O(n · k)**
    /// with *k* bytes of replacements.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// assert_eq!(Slugger::new().slug("Ünïcödé"), "unicode");
    /// ```
    #[must_use]
    pub fn slug<'s>(&self, s: &'s str) -> Cow<'s, str> {
        if self.is_plain(s) {
            return Cow::Borrowed(s);
        }
        let mut out = String::with_capacity(s.len());
        self.slug_into(s, &mut out);
        if out == s { Cow::Borrowed(s) } else { Cow::Owned(out) }
    }

    /// Appends to `out` the slug of a text.
    ///
    /// Computes in **O(n)** time, **O(n · k)** with *k* bytes of replacements.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Slugger;
    ///
    /// let mut out = String::from("#");
    /// Slugger::new().slug_into("Getting Started", &mut out);
    /// assert_eq!(out, "#getting-started");
    /// ```
    pub fn slug_into(&self, s: &str, out: &mut String) {
        let mut text = Cow::Borrowed(s);
        if !self.replacements.is_empty() {
            text = self.replace(s);
        }
        if self.split_case {
            text = Cow::Owned(split_case(&text));
        }
        if self.unicode && !self.keep_case {
            text = Cow::Owned(self.lower(&text));
        }
        let start = out.len();
        if self.is_simple() {
            self.write_simple(&text, out);
        } else {
            let mut stop_words = BTreeMap::new();
            for word in self.stop_words {
                stop_words.insert(self.fold(word), 0);
            }
            let mut writer = Writer::new(self, stop_words, out);
            self.feed(&text, &mut writer);
            writer.end_word();
        }
        if out.len() == start {
            out.push_str(self.fallback);
        }
    }

    /// Whether a text is its own slug for certain: quickly, and without a buffer.
    fn is_plain(&self, s: &str) -> bool {
        let simple = self.replacements.is_empty()
            && self.stop_words.is_empty()
            && !(self.split_case && self.keep_case)
            && self.separator.len() == 1
            && self.max_len.is_none_or(|max| s.len() <= max);
        let Some(&separator) = self.separator.as_bytes().first() else { return false };
        if !simple || separator.is_ascii_alphanumeric() || s.is_empty() {
            return false;
        }
        let mut before = separator;
        for &byte in s.as_bytes() {
            let word = byte.is_ascii_digit()
                || byte.is_ascii_lowercase()
                || (self.keep_case && byte.is_ascii_uppercase());
            if !word && (byte != separator || before == separator) {
                return false;
            }
            before = byte;
        }
        before != separator
    }

    /// Whether words are ASCII and need no judgement.
    fn is_simple(&self) -> bool {
        !self.unicode
            && self.separator.len() == 1
            && self.max_len.is_none()
            && self.stop_words.is_empty()
            && self.keep_chars.is_empty()
    }

    /// Appends the words without looking at them as a whole, byte by byte.
    fn write_simple(&self, text: &str, out: &mut String) {
        let start = out.len();
        let separator = self.separator.as_bytes().first().copied().unwrap_or(b'-');
        let mut words = Plain::new(self.keep_case, separator, out);
        let rules = self.asciifier();
        if rules.is_plain() {
            let mut at = words.run(text.as_bytes(), 0);
            while let Some(c) = char_at(text, at) {
                at += c.len_utf8();
                words.piece(&rules.one(c, text, at));
                at = words.run(text.as_bytes(), at);
            }
        } else {
            rules.each(text, |piece| words.piece(&piece));
        }
        if words.finish() && out.len() > start {
            out.pop();
        }
    }

    /// Replaces the longest key at each place.
    fn replace<'s>(&self, s: &'s str) -> Cow<'s, str> {
        let mut first = [false; 256];
        for (key, _) in self.replacements {
            if let Some(&byte) = key.as_bytes().first() {
                first[usize::from(byte)] = true;
            }
        }
        let mut out = String::new();
        let (mut from, mut at) = (0, 0);
        while at < s.len() {
            let found = if first[usize::from(s.as_bytes()[at])] {
                let rest = slice(s, at, s.len());
                let keys = self.replacements.iter().filter(|(key, _)| !key.is_empty());
                // The first of the longest.
                keys.filter(|(key, _)| rest.starts_with(key)).rev().max_by_key(|(key, _)| key.len())
            } else {
                None
            };
            match found {
                Some((key, value)) => {
                    out.push_str(slice(s, from, at));
                    out.push_str(value);
                    at += key.len();
                    from = at;
                }
                None => at += char_at(s, at).map_or(1, char::len_utf8),
            }
        }
        if from == 0 {
            return Cow::Borrowed(s);
        }
        out.push_str(slice(s, from, s.len()));
        Cow::Owned(out)
    }

    /// A stop word as it would stand in the slug.
    fn fold(&self, word: &str) -> String {
        match (self.unicode, self.keep_case) {
            (true, true) => word.into(),
            (true, false) => self.lower(word),
            (false, keep_case) => {
                let mut folded = self.asciifier().asciify(word).into_owned();
                if !keep_case {
                    folded.make_ascii_lowercase();
                }
                folded
            }
        }
    }

    /// A text in small letters of its script.
    ///
    /// As a whole, since the last sigma of a word is another letter.
    fn lower(&self, text: &str) -> String {
        if self.locale != Locale::Turkish {
            return text.to_lowercase();
        }
        let mut dotted = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            dotted.push(match c {
                // A dotted capital may also be a plain one with the dot as a mark.
                'I' if chars.next_if_eq(&'\u{307}').is_some() => 'i',
                'I' => 'ı',
                'İ' => 'i',
                c => c,
            });
        }
        dotted.to_lowercase()
    }

    /// The separator, and the longest that a slug may be.
    pub(crate) const fn limits(&self) -> (&'a str, Option<usize>) {
        (self.separator, self.max_len)
    }

    /// Whether capitals stay.
    pub(crate) const fn keeps_case(&self) -> bool {
        self.keep_case
    }

    fn asciifier(&self) -> Asciifier<'static> {
        Asciifier::new().locale(self.locale).unknown("")
    }

    fn feed(&self, text: &str, writer: &mut Writer<'_, '_>) {
        if self.keep_chars.is_empty() {
            return self.feed_run(text, writer);
        }
        let mut from = 0;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            if self.keep_chars.contains(&c) {
                self.feed_run(slice(text, from, at), writer);
                writer.part(slice(text, at, end));
                from = end;
            }
        }
        self.feed_run(slice(text, from, text.len()), writer);
    }

    /// Feeds text without kept characters.
    fn feed_run(&self, text: &str, writer: &mut Writer<'_, '_>) {
        if !self.unicode {
            return self.asciifier().each(text, |piece| writer.piece(&piece));
        }
        for (at, c) in text.char_indices() {
            if c.is_alphanumeric() || (writer.open && is_mark(c)) {
                writer.part(slice(text, at, at + c.len_utf8()));
            } else if !is_format(c) && !is_mark(c) {
                writer.end_word();
            }
        }
    }
}

/// Puts a space where the case of letters separates words.
fn split_case(s: &str) -> String {
    let mut out = String::with_capacity(s.len() + s.len() / 4);
    let mut words = Casing::new().words(s);
    let mut from = 0;
    while let Some((start, end)) = words.next_range() {
        if start == from && start > 0 {
            out.push(' ');
        }
        out.push_str(slice(s, from, end));
        from = end;
    }
    out.push_str(slice(s, from, s.len()));
    out
}
