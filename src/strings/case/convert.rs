//! Case conversion: the forms, and the two ways to write them.
//!
//! ASCII text of up to 64 bytes under the default rules is converted with three 64-bit masks
//! (upper, lower, digit): word starts for the whole text come from shifts, and digits are looked
//! through by one addition whose carry runs along them. The words are then copied from a copy of the
//! text that is already lowered or raised. All other text goes through
//! [`Casing::next_word`], character by character; tests hold the two to the same answers.
//!
//! Rejected: to map the text first and split it then (the boundaries are gone by then), and a
//! `String` for each word.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt::{self, Display};
use core::str::FromStr;

use super::ascii::{self, Converted};
use super::words::{Casing, Class, Words};
use crate::error::{Error, Kind};
use crate::strings::util::display;
use crate::strings::util::slice::slice;

/// The case of an identifier or title; the forms below are of `foo bar 2x`.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Case, to_case};
///
/// assert_eq!(to_case("fooBar", Case::Dot), "foo.bar");
/// assert_eq!(Case::Dot.name(), "dot.case");
/// assert_eq!("kebab".parse::<Case>()?.to_string(), "kebab-case");
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Case {
    /// `foo_bar_2x`
    Snake,
    /// `FOO_BAR_2X`
    #[doc(alias = "ShoutySnake")]
    #[doc(alias = "UpperSnake")]
    #[doc(alias = "Constant")]
    ScreamingSnake,
    /// `foo-bar-2x`
    #[doc(alias = "Lisp")]
    Kebab,
    /// `FOO-BAR-2X`
    #[doc(alias = "ShoutyKebab")]
    #[doc(alias = "Cobol")]
    ScreamingKebab,
    /// `fooBar2x`
    #[doc(alias = "LowerCamel")]
    Camel,
    /// `FooBar2x`
    #[doc(alias = "UpperCamel")]
    Pascal,
    /// `Foo-Bar-2x`
    Train,
    /// `Foo Bar 2x`
    Title,
    /// `Foo bar 2x`
    Sentence,
    /// `foobar2x`
    #[doc(alias = "Lower")]
    Flat,
    /// `FOOBAR2X`
    #[doc(alias = "Upper")]
    UpperFlat,
    /// `foo.bar.2x`
    Dot,
    /// `foo/bar/2x`
    Path,
}

/// As [`Case::name`].
impl Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display::pad(f, self.name())
    }
}

/// The names of [`Case::name`] and of other conventions, in any case and with any separators:
/// `snake`, `SCREAMING_SNAKE_CASE`, `upper-camel`.
impl FromStr for Case {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        let mut letters = String::new();
        for c in s.chars() {
            if !matches!(c, '_' | '-' | '.' | '/' | ' ') {
                letters.push(c.to_ascii_lowercase());
            }
        }
        let name = letters.strip_suffix("case").unwrap_or(&letters);
        let found = NAMES.iter().find(|(names, _)| names.contains(&name));
        found.map(|&(_, case)| case).ok_or_else(|| {
            let message = format_args!("unknown case, expected snake, kebab, camel or the like");
            Error::new(Kind::Syntax, message).parsing("case", s, 0)
        })
    }
}

/// What cases are called, in small letters and without `case`.
static NAMES: [(&[&str], Case); 13] = [
    (&["snake", "lowersnake"], Case::Snake),
    (&["screamingsnake", "uppersnake", "shoutysnake", "constant", "macro"], Case::ScreamingSnake),
    (&["kebab", "lowerkebab", "param", "dash", "lisp", "spinal"], Case::Kebab),
    (&["screamingkebab", "upperkebab", "shoutykebab", "cobol"], Case::ScreamingKebab),
    (&["camel", "lowercamel", "mixed", "dromedary"], Case::Camel),
    (&["pascal", "uppercamel", "studly"], Case::Pascal),
    (&["train", "header", "httpheader"], Case::Train),
    (&["title"], Case::Title),
    (&["sentence"], Case::Sentence),
    (&["flat", "lower", "lowerflat"], Case::Flat),
    (&["upperflat", "upper"], Case::UpperFlat),
    (&["dot"], Case::Dot),
    (&["path", "slash"], Case::Path),
];

/// How the letters of one word are mapped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Letters {
    Lower,
    Upper,
    Capital,
}

/// What a case looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub(crate) separator: &'static str,
    pub(crate) first: Letters,
    pub(crate) rest: Letters,
    /// Whether `keep_upper` applies.
    keeps_upper: bool,
}

impl Form {
    /// Whether words are capitalised.
    pub(crate) fn capitals(self) -> bool {
        self.rest == Letters::Capital || self.first == Letters::Capital
    }
}

impl Case {
    /// All cases, in the order in which [`detect_case`] tries them.
    pub const ALL: &'static [Self] = &[
        Self::Snake,
        Self::ScreamingSnake,
        Self::Kebab,
        Self::ScreamingKebab,
        Self::Camel,
        Self::Pascal,
        Self::Train,
        Self::Title,
        Self::Sentence,
        Self::Flat,
        Self::UpperFlat,
        Self::Dot,
        Self::Path,
    ];

    /// Returns the name of the case, written in that case: `snake_case`, `Title Case`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Case;
    ///
    /// assert_eq!(Case::ScreamingSnake.name(), "SCREAMING_SNAKE_CASE");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Snake => "snake_case",
            Self::ScreamingSnake => "SCREAMING_SNAKE_CASE",
            Self::Kebab => "kebab-case",
            Self::ScreamingKebab => "SCREAMING-KEBAB-CASE",
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Train => "Train-Case",
            Self::Title => "Title Case",
            Self::Sentence => "Sentence case",
            Self::Flat => "flatcase",
            Self::UpperFlat => "UPPERFLATCASE",
            Self::Dot => "dot.case",
            Self::Path => "path/case",
        }
    }

    pub(crate) const fn form(self) -> Form {
        use Letters::{Capital, Lower, Upper};
        let (separator, first, rest, keeps_upper) = match self {
            Self::Snake => ("_", Lower, Lower, false),
            Self::ScreamingSnake => ("_", Upper, Upper, false),
            Self::Kebab => ("-", Lower, Lower, false),
            Self::ScreamingKebab => ("-", Upper, Upper, false),
            Self::Camel => ("", Lower, Capital, true),
            Self::Pascal => ("", Capital, Capital, true),
            Self::Train => ("-", Capital, Capital, false),
            Self::Title => (" ", Capital, Capital, true),
            Self::Sentence => (" ", Capital, Lower, false),
            Self::Flat => ("", Lower, Lower, false),
            Self::UpperFlat => ("", Upper, Upper, false),
            Self::Dot => (".", Lower, Lower, false),
            Self::Path => ("/", Lower, Lower, false),
        };
        Form { separator, first, rest, keeps_upper }
    }
}

/// Converts a text to a case.
///
/// Words begin where the text has anything but letters and digits (which is dropped), where a
/// capital follows a small letter (`foo|Bar`), and where the last capital of several begins a word
/// (`XML|Http`). Digits belong to the word they follow and are looked through (`a1|B`). Marks
/// belong to the letter before them. Letters of all scripts are mapped as [`str::to_lowercase`]
/// and [`str::to_uppercase`] do. Other rules: [`Casing`]. Borrows if and only if the text already
/// is in that case.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Case, to_case};
///
/// assert_eq!(to_case("XMLHttpRequest", Case::Snake), "xml_http_request");
/// assert_eq!(to_case("straßeName", Case::ScreamingKebab), "STRASSE-NAME");
/// assert_eq!(to_case("", Case::Pascal), "");
/// ```
#[doc(alias = "convert_case")]
#[must_use]
pub fn to_case(s: &str, case: Case) -> Cow<'_, str> {
    let converted = ascii::convert(s, case.form(), |converted| match converted {
        Converted::Same => Cow::Borrowed(s),
        Converted::To(text) => Cow::Owned(text.into()),
    });
    converted.unwrap_or_else(|| convert_in_full(&Casing::new(), s, case))
}

/// Appends to `out` what [`to_case`] returns.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Case, to_case_into};
///
/// let mut out = String::from("get");
/// to_case_into("user name", Case::Pascal, &mut out);
/// assert_eq!(out, "getUserName");
/// ```
pub fn to_case_into(s: &str, case: Case, out: &mut String) {
    let converted = ascii::convert(s, case.form(), |converted| match converted {
        Converted::Same => out.push_str(s),
        Converted::To(text) => out.push_str(text),
    });
    if converted.is_none() {
        write(&Casing::new(), s, case, &mut Sink::Text(out));
    }
}

macro_rules! shortcuts {
    ($($(#[$doc:meta])* $name:ident = $case:ident, $from:literal => $to:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// See [`to_case`] for what a word is. Borrows if and only if the text already is in that
        /// case.
        ///
        /// Computes in **O(n)** time.
        ///
        /// # Examples
        ///
        /// ```
        #[doc = concat!("use boltons::strings::", stringify!($name), ";")]
        ///
        #[doc = concat!("assert_eq!(", stringify!($name), "(", stringify!($from), "), ", stringify!($to), ");")]
        /// ```
        #[must_use]
        pub fn $name(s: &str) -> Cow<'_, str> {
            to_case(s, Case::$case)
        }
    )*};
}

shortcuts! {
    #[doc(alias = "camel2under")]
    #[doc(alias = "underscore")]
    /// Converts a text to `snake_case`.
    to_snake_case = Snake, "HTTPServer2Go" => "http_server2_go";
    #[doc(alias = "to_shouty_snake_case")]
    #[doc(alias = "to_upper_snake_case")]
    #[doc(alias = "constant_case")]
    /// Converts a text to `SCREAMING_SNAKE_CASE`.
    to_screaming_snake_case = ScreamingSnake, "maxRetries" => "MAX_RETRIES";
    #[doc(alias = "dasherize")]
    #[doc(alias = "lisp_case")]
    #[doc(alias = "spinal_case")]
    /// Converts a text to `kebab-case`.
    to_kebab_case = Kebab, "fontSize" => "font-size";
    #[doc(alias = "lowerCamelCase")]
    /// Converts a text to `camelCase`.
    to_camel_case = Camel, "user_name" => "userName";
    #[doc(alias = "under2camel")]
    #[doc(alias = "UpperCamelCase")]
    #[doc(alias = "camelize")]
    /// Converts a text to `PascalCase`.
    to_pascal_case = Pascal, "user_name" => "UserName";
    #[doc(alias = "titleize")]
    /// Converts a text to `Title Case`.
    to_title_case = Title, "user_name" => "User Name";
}

/// Returns an iterator over the words of a text by the default rules; see [`to_case`].
///
/// Computes in **O(n)** time for the whole iteration; allocates only when iterated from the back.
///
/// # Examples
///
/// ```
/// use boltons::strings::words;
///
/// assert!(words("parseHTTPHeader-v2").eq(["parse", "HTTP", "Header", "v2"]));
/// assert_eq!(words("fooBar").next_back(), Some("Bar"));
/// ```
#[doc(alias = "split_words")]
pub fn words(s: &str) -> Words<'_> {
    Casing::new().words(s)
}

/// Returns whether a text is already in `case`, so that [`to_case`] would return it unchanged.
///
/// Empty text is in every case. Stops at the first difference.
///
/// Computes in **O(n)** time, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Case, is_case};
///
/// assert!(is_case("max_retries", Case::Snake));
/// assert!(!is_case("_private", Case::Snake));
/// ```
#[must_use]
pub fn is_case(s: &str, case: Case) -> bool {
    is_converted(&Casing::new(), s, case)
}

/// Returns the first case in [`Case::ALL`] that the text is in.
///
/// `None` for empty text, and where no case fits. A single small word is in snake case. Digits at
/// the start are part of the first word, so that `20240917FileName` is in none; [`Casing::detect`]
/// with [`Digits::After`](super::Digits::After) detects it as camel case.
///
/// Computes in **O(n)** time, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Case, detect_case};
///
/// assert_eq!(detect_case("fooBar"), Some(Case::Camel));
/// assert_eq!(detect_case("foo-bar"), Some(Case::Kebab));
/// assert_eq!(detect_case("foo_Bar"), None);
/// assert_eq!(detect_case(""), None);
/// ```
#[must_use]
pub fn detect_case(s: &str) -> Option<Case> {
    if s.is_empty() {
        return None;
    }
    Case::ALL.iter().copied().find(|&case| is_case(s, case))
}

pub(crate) fn convert<'s>(rules: &Casing<'_>, s: &'s str, case: Case) -> Cow<'s, str> {
    if rules.is_default() { to_case(s, case) } else { convert_in_full(rules, s, case) }
}

fn convert_in_full<'s>(rules: &Casing<'_>, s: &'s str, case: Case) -> Cow<'s, str> {
    if is_written(rules, s, case) {
        return Cow::Borrowed(s);
    }
    let mut out = String::with_capacity(s.len() + s.len() / 4);
    write(rules, s, case, &mut Sink::Text(&mut out));
    Cow::Owned(out)
}

pub(crate) fn convert_into(rules: &Casing<'_>, s: &str, case: Case, out: &mut String) {
    if rules.is_default() {
        to_case_into(s, case, out);
    } else {
        write(rules, s, case, &mut Sink::Text(out));
    }
}

pub(super) fn is_converted(rules: &Casing<'_>, s: &str, case: Case) -> bool {
    is_written(rules, s, case)
}

/// Whether the text is what would be written for it, which is not written.
fn is_written(rules: &Casing<'_>, s: &str, case: Case) -> bool {
    let mut rest = Sink::Same(s);
    write(rules, s, case, &mut rest) && matches!(rest, Sink::Same(""))
}

/// What the conversion writes to; `false` says that no more is wanted.
enum Sink<'s, 'o> {
    /// The text to append to.
    Text(&'o mut String),
    /// Compares with a text, of which this is the rest.
    Same(&'s str),
}

impl Sink<'_, '_> {
    fn text(&mut self, text: &str) -> bool {
        match self {
            Self::Text(out) => out.push_str(text),
            Self::Same(rest) => match rest.strip_prefix(text) {
                Some(after) => *rest = after,
                None => return false,
            },
        }
        true
    }

    fn char(&mut self, c: char) -> bool {
        match self {
            Self::Text(out) => out.push(c),
            Self::Same(_) => return self.text(c.encode_utf8(&mut [0; 4])),
        }
        true
    }

    fn small(&mut self, c: char) -> bool {
        for c in c.to_lowercase() {
            if !self.char(c) {
                return false;
            }
        }
        true
    }
}

/// Writes the converted text, word by word; `false` if the sink stopped it.
fn write(rules: &Casing<'_>, s: &str, case: Case, out: &mut Sink<'_, '_>) -> bool {
    let form = case.form();
    let mut words = rules.words(s);
    let mut is_first = true;
    let mut last = 0;
    while let Some((start, end)) = words.next_range() {
        let word = slice(s, start, end);
        let gap = slice(s, last, start);
        let separator = match (is_first, rules.keep_edges) {
            (true, true) => gap,
            (true, false) => "",
            (false, _) if gap.contains(rules.keep_separators) => gap,
            (false, _) if rules.digits_apart && form.separator.is_empty() => {
                let (left, right) = (slice(s, 0, last).chars().next_back(), word.chars().next());
                let digit = |c: Option<char>| c.is_some_and(|c| Class::of(c) == Class::Digit);
                if digit(left) && digit(right) { "_" } else { "" }
            }
            (false, _) => form.separator,
        };
        let letters = if is_first { form.first } else { form.rest };
        let keep =
            rules.keep_upper && form.keeps_upper && letters == Letters::Capital && is_upper(word);
        let listed = if rules.write_acronyms && letters == Letters::Capital {
            rules.acronyms.iter().find(|acronym| acronym.eq_ignore_ascii_case(word))
        } else {
            None
        };
        let written = out.text(separator)
            && match listed {
                Some(acronym) => out.text(acronym),
                None if keep => out.text(word),
                None => write_word(word, letters, out),
            };
        if !written {
            return false;
        }
        is_first = false;
        last = end;
    }
    !rules.keep_edges || out.text(slice(s, last, s.len()))
}

fn is_upper(word: &str) -> bool {
    let mut upper = false;
    for c in word.chars() {
        match Class::of(c) {
            Class::Upper => upper = true,
            Class::Lower => return false,
            _ => {}
        }
    }
    upper
}

fn write_word(word: &str, letters: Letters, out: &mut Sink<'_, '_>) -> bool {
    let rest = match letters {
        Letters::Upper => {
            for c in word.chars() {
                for c in c.to_uppercase() {
                    if !out.char(c) {
                        return false;
                    }
                }
            }
            return true;
        }
        Letters::Lower => word,
        Letters::Capital => {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { return true };
            if !write_capital(first, out) {
                return false;
            }
            chars.as_str()
        }
    };
    if rest.contains('Σ') {
        // Which small sigma it becomes, the whole word decides.
        let lower = word.to_lowercase();
        let skip = match word.chars().next() {
            Some(first) if rest.len() < word.len() => {
                // A sigma that begins a word of several letters is never final.
                first.to_lowercase().map(char::len_utf8).sum()
            }
            _ => 0,
        };
        return out.text(slice(&lower, skip, lower.len()));
    }
    rest.chars().all(|c| out.small(c))
}

/// Writes the title case of a letter that begins a word.
///
/// This is the upper case but where a letter becomes several: then the first alone is a capital
/// (`ß` → `Ss`), or Unicode has a letter for it (`ǆ` → `ǅ`, `ᾳ` → `ᾼ`).
fn write_capital(first: char, out: &mut Sink<'_, '_>) -> bool {
    match first {
        'Ǆ'..='ǆ' => return out.char('ǅ'),
        'Ǉ'..='ǉ' => return out.char('ǈ'),
        'Ǌ'..='ǌ' => return out.char('ǋ'),
        'Ǳ'..='ǳ' => return out.char('ǲ'),
        // The Georgian letters have capitals, which titles do not use.
        'ა'..='ჺ' | 'ჽ'..='ჿ' => return out.char(first),
        _ => {}
    }
    let mut upper = first.to_uppercase();
    let Some(capital) = upper.next() else { return true };
    if upper.len() == 0 {
        return out.char(capital);
    }
    if let 'ᾀ'..='ῼ' = first {
        return write_greek_capital(first, capital, upper, out);
    }
    if Class::of(capital) != Class::Upper {
        // The capital comes after an apostrophe: `ŉ` → `ʼN`.
        return out.char(capital) && upper.into_iter().all(|c| out.char(c));
    }
    out.char(capital) && upper.into_iter().all(|c| out.small(c))
}

/// Writes the title case of a Greek letter with an iota subscript: it stays a subscript.
fn write_greek_capital(
    first: char,
    capital: char,
    upper: core::char::ToUppercase,
    out: &mut Sink<'_, '_>,
) -> bool {
    let code = u32::from(first);
    let title = match first {
        'ᾀ'..='ᾯ' => char::from_u32(code | 8),
        'ᾳ' | 'ᾼ' => Some('ᾼ'),
        'ῃ' | 'ῌ' => Some('ῌ'),
        'ῳ' | 'ῼ' => Some('ῼ'),
        _ => None,
    };
    match title {
        Some(title) => out.char(title),
        None => {
            out.char(capital)
                && upper.into_iter().all(|c| out.char(if c == 'Ι' { '\u{345}' } else { c }))
        }
    }
}
