//! Text in ASCII, and letters without their marks.
//!
//! One generated table (`ascii_table.rs`, under 12 KB) says for Latin, Greek and Cyrillic letters,
//! punctuation and symbols what they are in ASCII; it is indexed by pages of 64 characters, so a
//! look-up is two loads. Mathematical letters follow from their regular layout. Marks, variation
//! selectors and format characters are nothing.
//!
//! A letter is looked at together with the marks after it, so that composed and decomposed text
//! give the same: where a locale or an alphabet has its own answer for a letter with a certain
//! mark (`ä`, `й`), the pair is looked up for the letter with any mark that follows.
//!
//! Runs of ASCII are found eight bytes at a time and copied whole. O(n) time.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;

use super::ascii_table::{BASES, ENTRIES, PAGES, TEXT};
use super::chars::{char_at, is_format, is_mark, slice};
use super::swar;

/// Whose habits decide where they differ; see [`Asciifier::locale`].
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
    /// ı i, İ I, as everywhere; said for the record.
    Turkish,
    /// г h, и y.
    Ukrainian,
    /// х h, щ sht, ъ a, ь y.
    Bulgarian,
}

/// Writes text in ASCII.
///
/// Latin letters lose their marks; Greek and Cyrillic are transliterated letter by letter;
/// punctuation, symbols and the many forms of letters and digits (full-width, superscript,
/// fractions) become what looks or reads alike. Marks, variation selectors and format characters
/// become nothing, any other character one `?`; see [`Asciifier`] for other choices. A capital
/// that becomes several letters is all capitals before another capital: `Жук` is `Zhuk`, `ЖУК`
/// `ZHUK`. Borrows if and only if the text is ASCII.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::asciify;
///
/// assert_eq!(asciify("Crème brûlée — 3½ €"), "Creme brulee - 31/2 EUR");
/// assert_eq!(asciify("Щука, ψυχή"), "Shchuka, psychi");
/// assert_eq!(asciify("北京"), "??");
/// ```
#[must_use]
pub fn asciify(s: &str) -> Cow<'_, str> {
    Asciifier::new().asciify(s)
}

/// Appends text in ASCII: [`asciify`] into a buffer.
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

/// Removes the marks of letters and keeps the letters in their script.
///
/// Latin, Greek and Cyrillic letters that are composed with marks become the bare letter, and
/// combining marks after any letter are removed. The Cyrillic й ё ї ў ѓ ќ stay, composed or not:
/// they are letters of their own. Letters that have no decomposition, such as ø and ł, stay.
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
#[must_use]
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

/// Rules for writing text in ASCII.
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
    /// Creates the default rules: no locale, `?` for what is not known, no overrides.
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

    /// Chooses whose habits decide where they differ.
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

    /// Chooses what stands for a character that is not known; `""` drops it.
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

    /// Gives characters, ASCII or not, a text of their own; the first of several counts.
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

    /// Writes text in ASCII by these rules.
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

    /// Appends text in ASCII by these rules.
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
        self.each(s, |piece| match piece {
            Piece::Byte(byte) => out.byte(byte),
            Piece::Text(text) => out.text(text),
            Piece::Raised(text) => text.bytes().for_each(|b| out.byte(b.to_ascii_uppercase())),
            Piece::Unknown => out.text(self.unknown),
        });
        out.finish();
    }

    /// The ASCII characters that have an override.
    fn ascii_overrides(&self) -> u128 {
        let ascii = self.overrides.iter().filter(|(c, _)| c.is_ascii());
        ascii.fold(0, |set, &(c, _)| set | 1 << u32::from(c))
    }

    /// Gives the pieces of the result, in order.
    #[inline]
    pub(super) fn each<'s>(&self, s: &'s str, mut put: impl FnMut(Piece<'s>))
    where
        'a: 's,
    {
        let bytes = s.as_bytes();
        let overridden = self.ascii_overrides();
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
                if self.locale_pairs() && end > at && matches!(bytes.get(end), Some(0xCC | 0xCD)) {
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

    /// Whether an ASCII letter with a mark can be more than the letter.
    fn locale_pairs(&self) -> bool {
        matches!(self.locale, Locale::German | Locale::Nordic)
    }

    /// Returns what one character becomes, after which the text goes on at `next`.
    #[inline]
    fn one<'s>(&self, c: char, s: &str, next: usize) -> Piece<'s>
    where
        'a: 's,
    {
        if !self.overrides.is_empty() {
            if let Some(&(_, text)) = self.overrides.iter().find(|&&(key, _)| key == c) {
                return Piece::Text(text);
            }
        }
        // The marks that can make a difference are U+0300 to U+036F, in bytes CC 80 to CD AF.
        let marked = matches!(s.as_bytes().get(next), Some(0xCC | 0xCD));
        let rest = || slice(s, next, s.len());
        if marked || self.locale != Locale::Root {
            if let Some(text) = self.special(c, if marked { rest() } else { "" }) {
                let raises = text.len() > 1 && text.as_bytes()[0].is_ascii_uppercase();
                return raised(text, raises, rest());
            }
        }
        match lookup(c) {
            Some(entry) if entry.len() == 1 => Piece::Byte(entry.byte()),
            Some(entry) if !entry.raises() => Piece::Text(entry.text()),
            Some(entry) => raised(entry.text(), true, rest()),
            None if c.is_ascii() => Piece::Byte(c as u8),
            None if is_mark(c) || is_format(c) => Piece::Text(""),
            None => Piece::Unknown,
        }
    }

    /// What this locale, or the alphabet, makes of a letter and the marks after it.
    fn special(&self, c: char, rest: &str) -> Option<&'static str> {
        let own = match self.locale {
            Locale::Root | Locale::Turkish => None,
            Locale::German => german(c),
            Locale::Nordic => nordic(c),
            Locale::Ukrainian => ukrainian(c),
            Locale::Bulgarian => bulgarian(c),
        };
        // A mark itself has no pairs: or else each of a run of marks would look at all that follow.
        if rest.is_empty() || is_mark(c) {
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
                _ => own_letter(base, mark).and_then(lookup).map(Entry::text),
            }
        });
        composed.or(own)
    }
}

/// Gathers single bytes of ASCII before they go to a `String`.
pub(super) struct Buffer<'o> {
    bytes: [u8; 128],
    len: usize,
    out: &'o mut String,
}

impl<'o> Buffer<'o> {
    pub(super) fn new(out: &'o mut String) -> Self {
        Self { bytes: [0; 128], len: 0, out }
    }

    /// What [`room`](Self::room) gives at the least.
    pub(super) const ROOM: usize = 64;

    /// Room for ASCII characters to be written, at least [`ROOM`](Self::ROOM) of them.
    #[inline]
    pub(super) fn room(&mut self) -> &mut [u8] {
        if self.len > Self::ROOM {
            self.flush();
        }
        &mut self.bytes[self.len..]
    }

    /// Says how many characters were written to the room.
    #[inline]
    pub(super) fn wrote(&mut self, len: usize) {
        self.len += len;
    }

    /// Appends one ASCII character.
    #[inline(always)]
    pub(super) fn byte(&mut self, byte: u8) {
        if self.len == self.bytes.len() {
            self.flush();
        }
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Appends any text.
    #[inline]
    pub(super) fn text(&mut self, text: &str) {
        if text.len() <= 4 && text.is_ascii() {
            text.bytes().for_each(|b| self.byte(b));
        } else {
            self.flush();
            self.out.push_str(text);
        }
    }

    pub(super) fn finish(mut self) {
        self.flush();
    }

    fn flush(&mut self) {
        // All of it is ASCII.
        self.out.push_str(core::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default());
        self.len = 0;
    }
}

/// A part of a text in ASCII.
pub(super) enum Piece<'s> {
    Text(&'s str),
    Byte(u8),
    /// To be written in capitals.
    Raised(&'static str),
    Unknown,
}

/// The text of a letter, in capitals if it is one and another capital follows.
#[inline]
fn raised<'s>(text: &'static str, raises: bool, rest: &str) -> Piece<'s> {
    let raised = raises && rest.chars().find(|&c| !is_mark(c)).is_some_and(char::is_uppercase);
    if raised { Piece::Raised(text) } else { Piece::Text(text) }
}

fn german(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'ǟ' => "ae",
        'ö' | 'ȫ' | 'ṏ' => "oe",
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ṻ' => "ue",
        'Ä' | 'Ǟ' => "Ae",
        'Ö' | 'Ȫ' | 'Ṏ' => "Oe",
        'Ü' | 'Ǖ' | 'Ǘ' | 'Ǚ' | 'Ǜ' | 'Ṻ' => "Ue",
        _ => return None,
    })
}

fn nordic(c: char) -> Option<&'static str> {
    Some(match c {
        'å' | 'ǻ' => "aa",
        'Å' | 'Ǻ' | '\u{212B}' => "Aa",
        'ø' | 'ǿ' => "oe",
        'Ø' | 'Ǿ' => "Oe",
        _ => return None,
    })
}

fn ukrainian(c: char) -> Option<&'static str> {
    Some(match c {
        'г' => "h",
        'Г' => "H",
        'и' | 'ѝ' | 'ӣ' | 'ӥ' => "y",
        'И' | 'Ѝ' | 'Ӣ' | 'Ӥ' => "Y",
        _ => return None,
    })
}

fn bulgarian(c: char) -> Option<&'static str> {
    Some(match c {
        'х' => "h",
        'Х' => "H",
        'щ' => "sht",
        'Щ' => "Sht",
        'ъ' => "a",
        'Ъ' => "A",
        'ь' => "y",
        'Ь' => "Y",
        _ => return None,
    })
}

/// The Cyrillic letter of its own that a letter and a mark make.
fn own_letter(letter: char, mark: char) -> Option<char> {
    Some(match (letter, mark) {
        ('и', '\u{306}') => 'й',
        ('И', '\u{306}') => 'Й',
        ('у', '\u{306}') => 'ў',
        ('У', '\u{306}') => 'Ў',
        ('е', '\u{308}') => 'ё',
        ('Е', '\u{308}') => 'Ё',
        ('і', '\u{308}') => 'ї',
        ('І', '\u{308}') => 'Ї',
        ('г', '\u{301}') => 'ѓ',
        ('Г', '\u{301}') => 'Ѓ',
        ('к', '\u{301}') => 'ќ',
        ('К', '\u{301}') => 'Ќ',
        _ => return None,
    })
}

/// A mark above, below or across a Latin, Greek or Cyrillic letter.
fn is_diacritic(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{483}'..='\u{487}'
            | '\u{1AB0}'..='\u{1ACE}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{FE20}'..='\u{FE2F}'
    ) && c != '\u{34F}'
}

/// The letter that a composed letter is without its marks.
fn base_of(c: char) -> Option<char> {
    let entry = lookup(c).filter(|entry| entry.is_composed())?;
    match BASES.binary_search_by_key(&u32::from(c), |&(from, _)| u32::from(from)) {
        Ok(at) => char::from_u32(u32::from(BASES[at].1)),
        Err(_) => entry.text().chars().next(),
    }
}

/// What the table says of a character.
#[derive(Clone, Copy)]
struct Entry(u16);

impl Entry {
    fn len(self) -> usize {
        usize::from(self.0 >> 11 & 7)
    }

    /// The only byte of its text.
    fn byte(self) -> u8 {
        TEXT.as_bytes().get(usize::from(self.0 & 0x7FF)).copied().unwrap_or(b'?')
    }

    fn text(self) -> &'static str {
        let at = usize::from(self.0 & 0x7FF);
        slice(TEXT, at, at + self.len())
    }

    /// A capital that becomes several letters, capitals all if one follows.
    fn raises(self) -> bool {
        self.0 >> 14 & 1 == 1
    }

    /// A letter that decomposes into another and marks.
    fn is_composed(self) -> bool {
        self.0 >> 15 == 1
    }
}

#[inline]
fn lookup(c: char) -> Option<Entry> {
    let code = match u32::from(c) {
        code @ ..=0xFFFF => code as usize,
        code @ 0x1D400..=0x1D7FF => mathematical(code)?,
        _ => return None,
    };
    let page = usize::from(*PAGES.get(code >> 6)?);
    let entry = *ENTRIES.get(page << 6 | code & 63)?;
    (entry != 0).then_some(Entry(entry))
}

/// The plain letter or digit of a mathematical one: alphabets of 52 Latin and 58 Greek letters,
/// then digits, one after another.
fn mathematical(code: u32) -> Option<usize> {
    const GREEK_SYMBOLS: [u16; 7] = [0x2202, 0x3F5, 0x3D1, 0x3F0, 0x3D5, 0x3F1, 0x3D6];
    let plain = match code {
        ..=0x1D6A3 => {
            let letter = (code - 0x1D400) % 52;
            if letter < 26 { 0xFF21 + letter } else { 0xFF41 + letter - 26 }
        }
        0x1D6A4 => 0x131,
        0x1D6A5 => 0x237,
        0x1D6A8..=0x1D7C9 => match (code - 0x1D6A8) % 58 {
            17 => 0x3F4,
            25 => 0x2207,
            letter @ ..=24 => 0x391 + letter,
            letter @ 26..=50 => 0x3B1 + letter - 26,
            letter => u32::from(*GREEK_SYMBOLS.get(letter as usize - 51)?),
        },
        0x1D7CA | 0x1D7CB => 0x3DC + code - 0x1D7CA,
        0x1D7CE..=0x1D7FF => 0xFF10 + (code - 0x1D7CE) % 10,
        _ => return None,
    };
    Some(plain as usize)
}
