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
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::ascii::{Asciifier, Buffer, Locale, Piece};
use super::casing::Casing;
use super::chars::{char_at, is_format, is_mark, slice};

/// Makes a slug of a title: small ASCII letters and digits, with `-` between words.
///
/// Letters are written in ASCII as [`asciify`](super::asciify) does; what has no ASCII form, and
/// every other character, separates words; marks and format characters are dropped. The result
/// holds only `[a-z0-9]` and single `-` between them, and is empty if there is no word. Other
/// rules: [`Slugger`]. Borrows if and only if the text is a slug already.
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
#[must_use]
pub fn slugify(s: &str) -> Cow<'_, str> {
    Slugger::new().slug(s)
}

/// Appends the slug of a title: [`slugify`] into a buffer.
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

/// Rules for making slugs.
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

    /// Chooses what stands between words; may be empty.
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

    /// Leaves capitals as they are.
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

    /// Chooses whose habits decide how letters are written in ASCII.
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

    /// Separates words where the case of letters does, as in [`words`](super::words).
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

    /// Replaces parts of the raw text first; at each place the longest key counts.
    ///
    /// What is put in is then treated like the rest, but not replaced again. Empty keys are
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

    /// Leaves out words. They are compared whole, in ASCII and small letters as the slug is.
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

    /// Keeps characters as parts of words, as they are.
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

    /// Chooses the slug of a text that has none. It is given as it is.
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

    /// Makes a slug.
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

    /// Appends a slug.
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
            // As a whole, since the last sigma of a word is another letter.
            text = Cow::Owned(text.to_lowercase());
        }
        let start = out.len();
        if self.is_simple() {
            self.write_simple(&text, out);
            if out.len() == start {
                out.push_str(self.fallback);
            }
            return;
        }
        let mut stop_words: Vec<String> = self.stop_words.iter().map(|w| self.fold(w)).collect();
        stop_words.sort_unstable();
        let mut writer = Writer {
            rules: self,
            stop_words,
            start,
            word: start,
            end: start,
            open: false,
            full: false,
            out,
        };
        self.feed(&text, &mut writer);
        writer.end_word();
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
        let separator = self.separator.as_bytes().first().copied().unwrap_or(b'-');
        let table = if self.keep_case { &KEPT } else { &LOWERED };
        let mut words = Words { out: Buffer::new(out), table, separator, open: false, any: false };
        self.asciifier().each(text, |piece| match piece {
            Piece::Text(text) => words.put(text.as_bytes()),
            Piece::Byte(byte) => words.put(&[byte]),
            Piece::Raised(text) => {
                text.bytes().for_each(|b| words.put(&[b.to_ascii_uppercase()]));
            }
            Piece::Unknown => words.open = false,
        });
        words.out.finish();
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
            (true, false) => word.to_lowercase(),
            (false, keep_case) => {
                let mut folded = self.asciifier().asciify(word).into_owned();
                if !keep_case {
                    folded.make_ascii_lowercase();
                }
                folded
            }
        }
    }

    fn asciifier(&self) -> Asciifier<'static> {
        Asciifier::new().locale(self.locale).unknown("")
    }

    fn feed(&self, text: &str, writer: &mut Writer<'_, '_>) {
        if !self.unicode && self.keep_chars.is_empty() {
            return self.asciifier().each(text, |piece| writer.piece(&piece));
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

/// Writes words of ASCII with one byte between them.
struct Words<'o> {
    out: Buffer<'o>,
    table: &'static [u8; 256],
    separator: u8,
    open: bool,
    any: bool,
}

impl Words<'_> {
    /// Writes the words of a piece of text; the first may go on, the last stay open.
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        // In pieces that surely fit with all their separators, without a look at the room.
        for piece in bytes.chunks(Buffer::ROOM / 2) {
            let room = self.out.room();
            let (mut open, mut any, mut len) = (self.open, self.any, 0);
            for &byte in piece {
                let byte = self.table[usize::from(byte)];
                if byte == 0 {
                    open = false;
                    continue;
                }
                if !open && any {
                    room[len] = self.separator;
                    len += 1;
                }
                (open, any) = (true, true);
                room[len] = byte;
                len += 1;
            }
            (self.open, self.any) = (open, any);
            self.out.wrote(len);
        }
    }
}

/// What a byte is in a slug; 0 for what separates words.
const fn table(lower: bool) -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = if lower { byte.to_ascii_lowercase() } else { byte };
        }
        byte += 1;
    }
    table
}

static LOWERED: [u8; 256] = table(true);
static KEPT: [u8; 256] = table(false);

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

/// Appends words and decides, as each ends, whether it stays.
struct Writer<'r, 'o> {
    rules: &'r Slugger<'r>,
    stop_words: Vec<String>,
    /// Where the slug starts in the output.
    start: usize,
    /// Where the word that is open starts, after its separator.
    word: usize,
    /// Where the last word that stays ends.
    end: usize,
    open: bool,
    /// The slug is as long as it may be.
    full: bool,
    out: &'o mut String,
}

impl Writer<'_, '_> {
    #[inline]
    fn piece(&mut self, piece: &Piece<'_>) {
        if self.full {
            return;
        }
        match *piece {
            Piece::Text(text) => self.ascii(text),
            Piece::Byte(byte) if byte.is_ascii_alphanumeric() => {
                self.begin();
                self.out.push(self.small(byte));
            }
            Piece::Raised(text) => {
                for byte in text.bytes() {
                    self.piece(&Piece::Byte(byte.to_ascii_uppercase()));
                }
            }
            Piece::Byte(_) | Piece::Unknown => self.end_word(),
        }
    }

    /// Appends the words of ASCII text, of which the first may go on and the last stay open.
    #[inline]
    fn ascii(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && !self.full {
            if !bytes[at].is_ascii_alphanumeric() {
                self.end_word();
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
                end += 1;
            }
            self.begin();
            let from = self.out.len();
            self.out.push_str(slice(text, at, end));
            if !self.rules.keep_case {
                if let Some(word) = self.out.get_mut(from..) {
                    word.make_ascii_lowercase();
                }
            }
            at = end;
        }
    }

    /// Appends a part of a word as it is.
    fn part(&mut self, text: &str) {
        if self.full {
            return;
        }
        self.begin();
        self.out.push_str(text);
    }

    fn small(&self, byte: u8) -> char {
        char::from(if self.rules.keep_case { byte } else { byte.to_ascii_lowercase() })
    }

    #[inline]
    fn begin(&mut self) {
        if self.open {
            return;
        }
        self.open = true;
        if self.end > self.start {
            self.out.push_str(self.rules.separator);
        }
        self.word = self.out.len();
    }

    #[inline]
    fn end_word(&mut self) {
        if !self.open {
            return;
        }
        self.open = false;
        if !self.stop_words.is_empty() {
            let word = slice(self.out, self.word, self.out.len());
            if self.stop_words.binary_search_by(|stop| stop.as_str().cmp(word)).is_ok() {
                self.out.truncate(self.end);
                return;
            }
        }
        if let Some(max) = self.rules.max_len.filter(|max| self.out.len() - self.start > *max) {
            self.full = true;
            if self.end == self.start {
                self.end += floor_boundary(slice(self.out, self.start, self.out.len()), max);
            }
            self.out.truncate(self.end);
        }
        self.end = self.out.len();
    }
}

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
        let separator = self.slugger.separator;
        let suffix = format!("{separator}{number}");
        let Some(max) = self.slugger.max_len else { return format!("{slug}{suffix}") };
        let room = floor_boundary(slug, max.saturating_sub(suffix.len()));
        let mut stem = slice(slug, 0, room);
        if room < slug.len() && !separator.is_empty() {
            stem = stem.trim_end_matches(separator);
        }
        format!("{stem}{suffix}")
    }
}

/// The last character boundary at or before `at`.
fn floor_boundary(s: &str, at: usize) -> usize {
    let mut at = at.min(s.len());
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}
