//! English plurals and singulars.
//!
//! A name goes through three questions: which of its words carries the number (`head_word.rs`),
//! how that word changes (`word.rs`), and in which case the new letters are written, which
//! is answered here. The stem's bytes are kept, so that nothing but the end ever changes.

use super::head_word::{Place, place};
use super::table::ACRONYMS;
use super::word::{Lower, Number, change, is_listed};
use crate::strings::number::count::{Count, sealed::Sealed};
use crate::strings::util::slice::{rest, slice};
use alloc::borrow::Cow;
use alloc::string::String;

/// Returns the plural of an English noun; a plural is returned unchanged.
///
/// The word is the last run of letters; the text before and after it is copied, and compounds with
/// a preposition change their head: `mothers-in-law`. A word starts after a space, `-`, `_`, or
/// where a capital follows a small letter. Letters keep their case, and new ones follow the word:
/// `FEET`, `Children`. Acronyms (all capitals, without a vowel or well known) take a small `s`:
/// `URLs`, `OSs`. A text that ends in a digit takes `s`; one that ends in anything but a Latin
/// letter or a digit is returned unchanged.
///
/// Irregular nouns are known by list, others follow rules; see [`Inflector`](super::Inflector) for custom ones. The
/// plural is the more usual one where there are two (`indices`, `forums`). Verbs and adjectives are
/// treated as nouns.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Examples
///
/// ```
/// use boltons::strings::pluralize;
///
/// assert_eq!(pluralize("city"), "cities");
/// assert_eq!(pluralize("Work Order"), "Work Orders");
/// assert_eq!(pluralize("userAnalysis"), "userAnalyses");
/// assert_eq!(pluralize("CHILD"), "CHILDREN");
/// assert_eq!(pluralize("passer-by"), "passers-by");
/// assert!(matches!(pluralize("sheep"), std::borrow::Cow::Borrowed("sheep")));
/// ```
#[doc(alias = "plural")]
#[doc(alias = "to_plural")]
#[must_use]
pub fn pluralize(word: &str) -> Cow<'_, str> {
    inflect(word, Number::Plural, None)
}

/// Returns the singular of an English noun; a singular is returned unchanged.
///
/// The inverse of [`pluralize`], with the same definition of a word. Where two singulars share a
/// plural (`axes`), one is chosen; plurals less usual than those that `pluralize` returns are also
/// read (`indexes`, `octopi`).
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Examples
///
/// ```
/// use boltons::strings::singularize;
///
/// assert_eq!(singularize("movies"), "movie");
/// assert_eq!(singularize("statuses"), "status");
/// assert_eq!(singularize("People"), "Person");
/// assert_eq!(singularize("bus"), "bus");
/// ```
#[doc(alias = "singular")]
#[doc(alias = "to_singular")]
#[must_use]
pub fn singularize(word: &str) -> Cow<'_, str> {
    inflect(word, Number::Singular, None)
}

/// Returns the noun in the form used after `count`: unchanged for 1, otherwise in the plural
/// ([`pluralize`]).
///
/// Computes in **O(n)** time, where *n* is the length of the noun.
///
/// # Examples
///
/// ```
/// use boltons::strings::cardinalize;
///
/// assert_eq!(cardinalize("reply", 1), "reply");
/// assert_eq!(cardinalize("reply", 0u8), "replies");
/// assert_eq!(cardinalize("reply", -1), "replies");
/// ```
#[doc(alias = "plural_noun")]
#[must_use]
pub fn cardinalize(noun: &str, count: impl Count) -> Cow<'_, str> {
    if is_one(count) { Cow::Borrowed(noun) } else { pluralize(noun) }
}

/// Whether a count takes the singular.
pub(crate) fn is_one(count: impl Count) -> bool {
    Sealed::sign_and_magnitude(count) == (false, 1)
}

/// Custom words. A trait object, so that a program without them has none of what they need: trees,
/// and the tables of capitals and small letters of all scripts.
pub(crate) trait Own {
    /// What the custom words say of a word: how many bytes to cut, and what to insert there.
    fn change(&self, word: &str, to: Number) -> Option<(usize, &str)>;

    /// Whether capitals are a custom acronym.
    fn has_acronym(&self, caps: &str) -> bool;

    /// Appends the capital of a letter that is not ASCII.
    fn push_upper(&self, out: &mut String, c: char);
}

/// Returns a text with the number of its noun changed.
pub(crate) fn inflect<'s>(text: &'s str, to: Number, own: Option<&dyn Own>) -> Cow<'s, str> {
    if own.is_none() {
        if let Some(word) = Lower::small(text) {
            // One word of small letters, as most are.
            let (cut, add) = change(&word, to);
            return replace_end(text, cut, add);
        }
    }
    match (place(text), to) {
        (Place::Digit(end, false), Number::Plural) => replace(text, end, end, "s"),
        (Place::Digit(end, true), Number::Singular) => replace(text, end, end + 1, ""),
        (Place::Digit(..) | Place::None, _) => Cow::Borrowed(text),
        (Place::Word(start, end), to) => inflect_word(text, start, end, to, own),
        (Place::Both(noun, adjective), to) => {
            // French: an `s` is all that an adjective gets.
            let is_plural = slice(text, adjective.0, adjective.1).ends_with(['s', 'S']);
            let both = match to {
                Number::Plural if !is_plural => {
                    let capitals = Shape::of(rest(text, adjective.0)) == Shape::Capitals;
                    replace(text, adjective.1, adjective.1, if capitals { "S" } else { "s" })
                }
                Number::Singular if is_plural => replace(text, adjective.1 - 1, adjective.1, ""),
                _ => Cow::Borrowed(text),
            };
            let both = inflect_word(&both, noun.0, noun.1, to, own).into_owned();
            if both == text { Cow::Borrowed(text) } else { Cow::Owned(both) }
        }
    }
}

fn inflect_word<'s>(
    text: &'s str,
    start: usize,
    end: usize,
    to: Number,
    own: Option<&dyn Own>,
) -> Cow<'s, str> {
    let word = slice(text, start, end);
    let shape = match word {
        // `SaaSes`: the acronym began before the last capital.
        "Ses" if start > 0 => Shape::CapitalsAndEs,
        _ => Shape::of(word),
    };
    if let Some((cut, add)) = own.and_then(|own| own.change(word, to)) {
        return with_case(text, word, (end - cut, end), add, shape, own);
    }
    let acronym = |caps: &str| {
        !caps.bytes().any(|b| matches!(b, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y'))
            || is_acronym(caps)
            || own.is_some_and(|own| own.has_acronym(caps))
    };
    match shape {
        Shape::Capitals if acronym(word) => {
            return match to {
                Number::Plural => replace(text, end, end, "s"),
                Number::Singular => Cow::Borrowed(text),
            };
        }
        Shape::Capitals if word.ends_with('S') => {
            // `URLS`: the plural of a listed acronym in the wrong size.
            let rest = slice(word, 0, word.len() - 1);
            let plural = is_acronym(rest) || own.is_some_and(|own| own.has_acronym(rest));
            let known = matches!(word, "BUS" | "GAS") || is_listed(&Lower::new(word));
            let short = word.len() <= 3 && !known;
            match (plural, short, to) {
                (true, _, Number::Plural) => return Cow::Borrowed(text),
                (true, _, Number::Singular) => return replace(text, end - 1, end, ""),
                // `AWS`: so short, it is the name of something.
                (false, true, Number::Plural) => return replace(text, end, end, "s"),
                (false, true, Number::Singular) => return Cow::Borrowed(text),
                (false, false, _) => {}
            }
        }
        Shape::CapitalsAndEs => {
            return match to {
                Number::Plural => Cow::Borrowed(text),
                Number::Singular => replace(text, end - 2, end, ""),
            };
        }
        Shape::CapitalsAndS => {
            return match to {
                Number::Plural => Cow::Borrowed(text),
                Number::Singular => replace(text, end - 1, end, ""),
            };
        }
        _ => {}
    }
    let (cut, add) = change(&Lower::new(word), to);
    with_case(text, word, (end - cut, end), add, shape, own)
}

/// Whether capitals are a well-known acronym.
fn is_acronym(caps: &str) -> bool {
    let mut key = [0; 4];
    match key.get_mut(..caps.len()) {
        Some(place) => place.copy_from_slice(caps.as_bytes()),
        None => return false,
    }
    ACRONYMS.binary_search(&key).is_ok()
}

/// The case of a word's letters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Shape {
    /// Two or more letters, all capitals.
    Capitals,
    /// Capitals and a small `s`: two or more, or one that is a consonant.
    CapitalsAndS,
    /// Capitals that end in an S, and a small `es`: `OSes`.
    CapitalsAndEs,
    /// A capital first.
    Capitalised,
    Other,
}

impl Shape {
    #[inline]
    fn of(word: &str) -> Self {
        // Without the marks of letters that are decomposed.
        let mut chars = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
        if !chars.next().is_some_and(char::is_uppercase) {
            return Self::Other;
        }
        if chars.next().is_some_and(char::is_uppercase) && !chars.any(char::is_lowercase) {
            return Self::Capitals;
        }
        match word.as_bytes() {
            // Two bytes: the word is ASCII.
            [first, b's'] if !matches!(first, b'A' | b'E' | b'I' | b'O' | b'U') => {
                Self::CapitalsAndS
            }
            [caps @ .., b's'] if caps.len() > 1 && caps.iter().all(u8::is_ascii_uppercase) => {
                Self::CapitalsAndS
            }
            [caps @ .., b'S', b'e', b's']
                if !caps.is_empty() && caps.iter().all(u8::is_ascii_uppercase) =>
            {
                Self::CapitalsAndEs
            }
            _ => Self::Capitalised,
        }
    }
}

/// Replaces a word's end by `add`, in the word's case.
fn with_case<'s>(
    text: &'s str,
    word: &str,
    (from, end): (usize, usize),
    add: &str,
    shape: Shape,
    own: Option<&dyn Own>,
) -> Cow<'s, str> {
    match shape {
        Shape::Capitals => raise(text, from, end, add, own),
        // The first letter itself is replaced: `Is`, `Are`.
        Shape::Capitalised if end - from == word.len() => {
            let mut out = String::with_capacity(text.len() + add.len());
            out.push_str(slice(text, 0, from));
            let mut chars = add.chars();
            if let Some(first) = chars.next() {
                push_upper(&mut out, first, own);
            }
            out.push_str(chars.as_str());
            out.push_str(rest(text, end));
            Cow::Owned(out)
        }
        _ => replace(text, from, end, add),
    }
}

/// Replaces a part of the text by small letters.
fn replace<'s>(text: &'s str, from: usize, to: usize, add: &str) -> Cow<'s, str> {
    if slice(text, from, to) == add {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + add.len());
    out.push_str(slice(text, 0, from));
    out.push_str(add);
    out.push_str(rest(text, to));
    Cow::Owned(out)
}

/// Replaces the last `cut` bytes of the text.
#[inline]
fn replace_end<'s>(text: &'s str, cut: usize, add: &str) -> Cow<'s, str> {
    let keep = text.len() - cut;
    if rest(text, keep) == add {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(keep + add.len());
    out.push_str(slice(text, 0, keep));
    out.push_str(add);
    Cow::Owned(out)
}

/// Replaces a part of the text by the capitals of small letters.
fn raise<'s>(
    text: &'s str,
    from: usize,
    to: usize,
    add: &str,
    own: Option<&dyn Own>,
) -> Cow<'s, str> {
    let mut raised = String::with_capacity(add.len());
    add.chars().for_each(|c| push_upper(&mut raised, c, own));
    replace(text, from, to, &raised)
}

/// Appends the capital of a letter. Those that are not ASCII come from custom words.
fn push_upper(out: &mut String, c: char, own: Option<&dyn Own>) {
    match own {
        Some(own) if !c.is_ascii() => own.push_upper(out, c),
        _ => out.push(c.to_ascii_uppercase()),
    }
}
