//! Text in ASCII, and letters without their marks.
//!
//! One generated table (`table.rs`, under 12 KB) says for Latin, Greek and Cyrillic letters,
//! punctuation and symbols what they are in ASCII; a lookup (`char.rs`) is two loads.
//! Mathematical letters follow from their regular layout. Marks, variation selectors and format
//! characters are nothing.
//!
//! A letter is looked at together with the marks after it, so that composed and decomposed text
//! have the same result: where a locale or an alphabet has its own answer for a letter with a
//! certain mark (`ä`, `й`), the pair is looked up for the letter with any mark that follows.
//!
//! Runs of ASCII are found eight bytes at a time and copied whole; the two-byte characters that are
//! one in ASCII, whatever stands beside them, are most of what is left and need neither decoding
//! nor a look at their neighbours. O(n) time.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;

use super::buffer::Buffer;
use super::char::{
    Entry, base_of, bulgarian, german, greek, is_apostrophe, is_diacritic, lookup, nordic,
    own_letter, quick, ukrainian, ukrainian_apostrophe,
};
use crate::strings::util::chars::{is_format, is_mark};
use crate::strings::util::slice::{char_at, slice};
use crate::strings::util::swar;

/// The language whose conventions decide where languages differ; see [`Asciifier::locale`].
///
/// # Examples
///
/// ```
/// use boltons::strings::{Asciifier, Locale};
///
/// assert_eq!(Asciifier::new().locale(Locale::German).asciify("Öl"), "Oel");
/// assert_eq!(Asciifier::new().locale(Locale::Root).asciify("Öl"), "Ol");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Locale {
    /// No language in particular: marks are dropped, Cyrillic is read as Russian.
    #[default]
    Root,
    /// ä ae, ö oe, ü ue.
    German,
    /// å aa, ø oe (æ is ae everywhere).
    Nordic,
    /// ı i, İ I, the same as without a locale.
    Turkish,
    /// The national system of Ukraine (Cabinet of Ministers, resolution 55 of 27 January 2010),
    /// which the United Nations adopted in 2012 and BGN/PCGN in 2019: Київ Kyiv, Юрій Yurii, згода
    /// zghoda, Мар'яна Mariana.
    Ukrainian,
    /// The Transliteration Act of Bulgaria of 2009: х h, щ sht, ъ a, ь y, София Sofia.
    Bulgarian,
}

/// Converts a text to ASCII.
///
/// Latin letters lose their marks. Greek follows ISO 843:1997 (ELOT 743:2001) as it is transcribed
/// in passports: `ου` is ou, `αυ` av or af, `γγ` ng. Cyrillic is read as Russian and written letter
/// by letter, by BGN/PCGN (1947) without its marks; see [`Locale`] for other languages. White space
/// becomes spaces, line separators line feeds; punctuation, symbols and the many forms of letters
/// and digits (full-width, superscript, fractions) become what looks or reads alike. Marks,
/// variation selectors and format characters become nothing, any other character one `?`; see
/// [`Asciifier`] for other choices. A capital that becomes several letters is all capitals next to
/// another capital: `Жук` is `Zhuk`, `ЖУК` `ZHUK`, `ЕЖ` `EZH`, but a lone `Ж` is `Zh`. Borrows if
/// and only if the text is ASCII.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::asciify;
///
/// assert_eq!(asciify("Crème brûlée — 3½ €"), "Creme brulee - 31/2 EUR");
/// assert_eq!(asciify("Щука, ψυχή, Παπαδόπουλος"), "Shchuka, psychi, Papadopoulos");
/// assert_eq!(asciify("北京"), "??");
/// ```
#[doc(alias = "deunicode")]
#[doc(alias = "any_ascii")]
#[doc(alias = "to_ascii")]
#[doc(alias = "romanize")]
#[must_use]
#[doc(alias = "transliterate")]
#[doc(alias = "unidecode")]
pub fn asciify(s: &str) -> Cow<'_, str> {
    Asciifier::new().asciify(s)
}

/// Appends to `out` what [`asciify`] returns.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::asciify_into;
///
/// let mut out = String::from("name: ");
/// asciify_into("Łódź", &mut out);
/// assert_eq!(out, "name: Lodz");
/// ```
pub fn asciify_into(s: &str, out: &mut String) {
    Asciifier::new().asciify_into(s, out);
}

/// Removes the marks (accents) of letters and keeps the letters in their script.
///
/// Latin, Greek and Cyrillic letters that are composed with marks become the bare letter, and
/// combining marks after any letter are removed. The Cyrillic й ё ї ў ѓ ќ stay, composed or not:
/// they are separate letters. Letters that have no decomposition, such as ø and ł, stay.
/// Borrows if and only if nothing is removed.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::deaccent;
///
/// assert_eq!(deaccent("Ångström, άλφα, e\u{301}"), "Angstrom, αλφα, e");
/// assert_eq!(deaccent("ёлка и йод"), "ёлка и йод");
/// ```
#[doc(alias = "unaccent")]
#[doc(alias = "remove_accents")]
#[doc(alias = "remove_diacritics")]
#[must_use]
#[doc(alias = "strip_accents")]
pub fn deaccent(s: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    // The letter that marks would belong to.
    let mut letter: Option<char> = None;
    let mut at = 0;
    let mut from = 0;
    loop {
        let run = swar::find(s.as_bytes(), at, swar::non_ascii, |b| !b.is_ascii());
        if run > at {
            letter = s.as_bytes().get(run - 1).map(|&b| char::from(b));
        }
        let Some(c) = char_at(s, run) else { break };
        at = run + c.len_utf8();
        let mut base = None;
        if is_diacritic(c) {
            if !letter.is_some_and(|l| l.is_alphabetic() && own_letter(l, c).is_none()) {
                continue;
            }
        } else {
            base = base_of(c);
            letter = base.or(Some(c));
            if base.is_none() {
                continue;
            }
        }
        let out = out.get_or_insert_with(|| String::with_capacity(s.len()));
        out.push_str(slice(s, from, run));
        out.extend(base);
        from = at;
    }
    match out {
        None => Cow::Borrowed(s),
        Some(mut out) => {
            out.push_str(slice(s, from, s.len()));
            Cow::Owned(out)
        }
    }
}

/// Rules for converting text to ASCII.
///
/// [`Asciifier::new`] has the rules of [`asciify`].
///
/// # Examples
///
/// ```
/// use boltons::strings::{Asciifier, Locale};
///
/// let rules = Asciifier::new().locale(Locale::German).unknown("").overrides(&[('♥', "love")]);
/// assert_eq!(rules.asciify("Größe ♥ 大"), "Groesse love ");
/// ```
#[doc(alias = "Transliterator")]
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use]
pub struct Asciifier<'a> {
    locale: Locale,
    unknown: &'a str,
    overrides: &'a [(char, &'a str)],
}

impl Default for Asciifier<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Asciifier<'a> {
    /// Creates the default rules: no locale, `?` for unknown characters, no overrides.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Asciifier;
    ///
    /// assert_eq!(Asciifier::new().asciify("naïve 中"), "naive ?");
    /// ```
    pub const fn new() -> Self {
        Self { locale: Locale::Root, unknown: "?", overrides: &[] }
    }

    /// Sets the language whose conventions decide where languages differ.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Asciifier, Locale};
    ///
    /// assert_eq!(Asciifier::new().locale(Locale::Nordic).asciify("Ålborg"), "Aalborg");
    /// assert_eq!(Asciifier::new().locale(Locale::Ukrainian).asciify("гори"), "hory");
    /// ```
    pub const fn locale(mut self, locale: Locale) -> Self {
        self.locale = locale;
        self
    }

    /// Sets the replacement for unknown characters; `""` drops them.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Asciifier;
    ///
    /// assert_eq!(Asciifier::new().unknown("").asciify("日本 Japan"), " Japan");
    /// ```
    pub const fn unknown(mut self, text: &'a str) -> Self {
        self.unknown = text;
        self
    }

    /// Sets custom replacements for characters, ASCII or not; the first of several for one
    /// character is used.
    ///
    /// The result is ASCII if these texts are. Each character that is not ASCII is compared with
    /// all of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Asciifier;
    ///
    /// assert_eq!(Asciifier::new().overrides(&[('&', "and"), ('é', "ee")]).asciify("é&é"), "eeandee");
    /// ```
    pub const fn overrides(mut self, list: &'a [(char, &'a str)]) -> Self {
        self.overrides = list;
        self
    }

    /// Converts a text to ASCII by these rules.
    ///
    /// Borrows if and only if nothing changes. Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Asciifier;
    ///
    /// assert_eq!(Asciifier::new().asciify("“quoted”"), "\"quoted\"");
    /// ```
    #[must_use]
    pub fn asciify<'s>(&self, s: &'s str) -> Cow<'s, str> {
        if s.is_ascii() && self.ascii_overrides() == 0 {
            return Cow::Borrowed(s);
        }
        let mut out = String::with_capacity(s.len());
        self.asciify_into(s, &mut out);
        // Only overrides can leave other text as it was.
        if !self.overrides.is_empty() && out == s { Cow::Borrowed(s) } else { Cow::Owned(out) }
    }

    /// Appends to `out` a text converted to ASCII by these rules.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Asciifier;
    ///
    /// let mut out = String::new();
    /// Asciifier::new().asciify_into("ﬁn", &mut out);
    /// assert_eq!(out, "fin");
    /// ```
    pub fn asciify_into(&self, s: &str, out: &mut String) {
        let mut out = Buffer::new(out);
        if self.is_plain() {
            let bytes = s.as_bytes();
            let mut at = 0;
            while at < bytes.len() {
                at = quick_run(bytes, at, &mut out);
                at = ascii_run(s, at, &mut out);
                if bytes.get(at).is_some_and(|b| !b.is_ascii()) && quick(bytes, at).is_none() {
                    let Some(c) = char_at(s, at) else { break };
                    at += c.len_utf8();
                    self.put(self.one(c, s, at), &mut out);
                }
            }
        } else {
            self.each(s, |piece| self.put(piece, &mut out));
        }
        out.finish();
    }

    fn put(&self, piece: Piece<'_>, out: &mut Buffer<'_>) {
        match piece {
            Piece::Byte(byte) => out.byte(byte),
            Piece::Text(text) => out.text(text),
            Piece::Raised(text) => text.bytes().for_each(|b| out.byte(b.to_ascii_uppercase())),
            Piece::Unknown => out.text(self.unknown),
        }
    }

    /// The ASCII characters that have an override.
    fn ascii_overrides(&self) -> u128 {
        let ascii = self.overrides.iter().filter(|(c, _)| c.is_ascii());
        ascii.fold(0, |set, &(c, _)| set | 1 << u32::from(c))
    }

    /// Gives the pieces of the result, in order.
    #[inline]
    pub(crate) fn each<'s>(&self, s: &'s str, mut put: impl FnMut(Piece<'s>))
    where
        'a: 's,
    {
        let bytes = s.as_bytes();
        let mut overridden = self.ascii_overrides();
        if self.locale == Locale::Ukrainian {
            // An apostrophe inside a word is omitted.
            overridden |= 1 << u32::from('\'');
        }
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at].is_ascii() {
                let mut end = if overridden == 0 {
                    swar::find(bytes, at, swar::non_ascii, |b| !b.is_ascii())
                } else {
                    let stop = |b: &u8| !b.is_ascii() || overridden >> b & 1 == 1;
                    at + bytes[at..].iter().position(stop).unwrap_or(bytes.len() - at)
                };
                // A letter that marks follow is looked at with them.
                if self.locale_pairs() && end > at && bytes.get(end).is_some_and(|&b| b >= 0xCC) {
                    end -= 1;
                }
                if end > at {
                    put(Piece::Text(slice(s, at, end)));
                    at = end;
                }
            }
            let Some(c) = char_at(s, at) else { return };
            at += c.len_utf8();
            put(self.one(c, s, at));
        }
    }

    /// Whether [`quick`] returns what [`one`](Self::one) would.
    pub(crate) fn is_plain(&self) -> bool {
        self.locale == Locale::Root && self.overrides.is_empty()
    }

    /// Whether an ASCII letter with a mark can be more than the letter.
    fn locale_pairs(&self) -> bool {
        matches!(self.locale, Locale::German | Locale::Nordic)
    }

    /// Returns what one character becomes, after which the text goes on at `next`.
    #[inline]
    pub(crate) fn one<'s>(&self, c: char, s: &str, next: usize) -> Piece<'s>
    where
        'a: 's,
    {
        if !self.overrides.is_empty() {
            if let Some(&(_, text)) = self.overrides.iter().find(|&&(key, _)| key == c) {
                return Piece::Text(text);
            }
        }
        let marked = is_marked(c, s, next);
        let rest = || slice(s, next, s.len());
        let before = || slice(s, 0, next - c.len_utf8());
        if let 'Ͱ'..='Ͽ' | 'ἀ'..='῾' = c {
            if let Some(text) = greek(c, before(), rest()) {
                return Piece::Text(text);
            }
        }
        if marked || self.locale != Locale::Root {
            if self.locale == Locale::Ukrainian && ukrainian_apostrophe(c, before(), rest()) {
                return Piece::Text("");
            }
            if let Some(text) = self.special(c, before(), rest(), marked) {
                let raises = text.len() > 1 && text.as_bytes()[0].is_ascii_uppercase();
                return raised(text, raises, before(), rest());
            }
        }
        match lookup(c) {
            Some(entry) => match entry.byte() {
                Some(byte) => Piece::Byte(byte),
                None => raised(entry.text(), entry.raises(), before(), rest()),
            },
            None if c.is_ascii() => Piece::Byte(c as u8),
            None if is_mark(c) || is_format(c) => Piece::Text(""),
            None if c == '\u{85}' => Piece::Byte(b'\n'),
            None if c.is_whitespace() => Piece::Byte(b' '),
            None => Piece::Unknown,
        }
    }

    /// The text that this locale has for a letter.
    fn own(&self, c: char, before: &str, rest: &str) -> Option<&'static str> {
        match self.locale {
            Locale::Root | Locale::Turkish => None,
            Locale::German => german(c),
            Locale::Nordic => nordic(c),
            Locale::Ukrainian => ukrainian(c, before),
            Locale::Bulgarian => bulgarian(c, before, rest),
        }
    }

    /// The text that this locale, or the alphabet, has for a letter and the marks after it.
    fn special(&self, c: char, before: &str, rest: &str, marked: bool) -> Option<&'static str> {
        let own = self.own(c, before, rest);
        // A mark itself has no pairs: otherwise each of a run of marks would look at all that
        // follow.
        if !marked || is_mark(c) {
            return own;
        }
        let base = base_of(c).unwrap_or(c);
        let composed = rest.chars().take_while(|&m| is_mark(m)).find_map(|mark| {
            match (self.locale, base, mark) {
                (Locale::German, 'a' | 'o' | 'u' | 'A' | 'O' | 'U', '\u{308}') => {
                    german(match base {
                        'a' => 'ä',
                        'o' => 'ö',
                        'u' => 'ü',
                        'A' => 'Ä',
                        'O' => 'Ö',
                        _ => 'Ü',
                    })
                }
                (Locale::Nordic, 'a', '\u{30A}') => Some("aa"),
                (Locale::Nordic, 'A', '\u{30A}') => Some("Aa"),
                _ => {
                    let letter = own_letter(base, mark)?;
                    self.own(letter, before, rest).or_else(|| lookup(letter).map(Entry::text))
                }
            }
        });
        composed.or(own)
    }
}

/// Whether a character is a letter that can have its own answer with a mark, and one follows.
///
/// The marks that make a difference are among U+0300 to U+036F, in bytes CC 80 to CD AF. In
/// canonical order some of later blocks stand before them; of the bytes CE to D3, none does.
#[inline]
fn is_marked(c: char, s: &str, next: usize) -> bool {
    match s.as_bytes().get(next) {
        Some(0xCC | 0xCD) => true,
        Some(0xD4..) if matches!(c, ..'\u{530}' | '\u{1E00}'..'\u{2000}') => {
            char_at(s, next).is_some_and(is_mark)
        }
        _ => false,
    }
}

/// Writes the characters from `at` on for which [`quick`] is enough; returns where they end.
#[inline]
fn quick_run(bytes: &[u8], mut at: usize, out: &mut Buffer<'_>) -> usize {
    let room = out.room();
    let mut len = 0;
    while len < room.len() {
        let Some(byte) = quick(bytes, at) else { break };
        room[len] = byte;
        len += 1;
        at += 2;
    }
    out.wrote(len);
    at
}

/// Copies the ASCII characters from `at` on; returns where they end.
///
/// Eight bytes at a time, whether or not all of them are ASCII, and back to where it ends; a run
/// that fills the room is copied as a whole.
#[inline]
fn ascii_run(s: &str, mut at: usize, out: &mut Buffer<'_>) -> usize {
    let bytes = s.as_bytes();
    let room = out.room();
    let mut len = 0;
    while len < room.len() {
        let Some(word) = swar::load(bytes, at) else {
            // The last few.
            while let Some(byte) = bytes.get(at).filter(|b| b.is_ascii() && len < room.len()) {
                room[len] = *byte;
                len += 1;
                at += 1;
            }
            break;
        };
        room[len..len + 8].copy_from_slice(&word.to_le_bytes());
        let hits = swar::non_ascii(word);
        if hits != 0 {
            let clean = (hits.trailing_zeros() / 8) as usize;
            len += clean;
            at += clean;
            break;
        }
        len += 8;
        at += 8;
    }
    let full = len == room.len();
    out.wrote(len);
    if full {
        let end = swar::find(bytes, at, swar::non_ascii, |b| !b.is_ascii());
        out.text(slice(s, at, end));
        at = end;
    }
    at
}

/// A part of a text in ASCII.
#[derive(Clone, Copy)]
pub(crate) enum Piece<'s> {
    Text(&'s str),
    Byte(u8),
    /// To be written in capitals.
    Raised(&'static str),
    Unknown,
}

/// The text of a letter, in capitals if it is one and has another next to it in its word.
#[inline]
fn raised<'s>(text: &'static str, raises: bool, before: &str, rest: &str) -> Piece<'s> {
    let capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
    let raised = raises
        && (capital(rest.chars().find(|&c| !is_mark(c)))
            || capital(before.chars().rev().find(|&c| !is_mark(c) && !is_apostrophe(c))));
    if raised { Piece::Raised(text) } else { Piece::Text(text) }
}
