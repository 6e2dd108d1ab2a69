//! Natural order: the order in which people expect numbered names.
//!
//! Both texts are walked together, one token at a time: a run of ASCII digits is one token, any
//! other character another. Digits sort between the characters before `0` and those after `9`
//! whichever of them a run starts with, so the order of tokens is total, and the order of token
//! sequences with it; equal sequences differ at most in leading zeros (and, where case is ignored,
//! in case), and are ordered by bytes.
//!
//! A [`NaturalKey`] holds the tokens in a form whose bytes sort as they do: a run of digits is a
//! `0`, which no other token starts with, then its length in an order-preserving form, then its
//! digits.

use crate::strings::util::slice::{rest, skip, slice};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::str::Chars;

/// Compares two texts in natural order, in which `file2` comes before `file10`.
///
/// Runs of ASCII digits compare by their value, whatever their length; the rest compares as `str`
/// does, character by character. Texts that differ in leading zeros only (`01`, `1`) are ordered
/// by their bytes, so that this is a total order: equal means identical. To ignore case, use
/// [`natural_cmp_ignore_case`]; to sort many texts, use [`NaturalKey`].
///
/// Computes in **O(n)** time, where *n* is the length of the shorter text, and allocates nothing.
///
/// # Examples
///
/// ```
/// use boltons::strings::natural_cmp;
///
/// let mut names = ["v1.10", "v1.9", "v1.9a", "v1"];
/// names.sort_by(|a, b| natural_cmp(a, b));
/// assert_eq!(names, ["v1", "v1.9", "v1.9a", "v1.10"]);
/// ```
#[doc(alias = "natord")]
#[doc(alias = "natural_sort")]
#[doc(alias = "human_sort")]
#[must_use]
#[doc(alias = "natsort")]
#[doc(alias = "version_sort")]
pub fn natural_cmp(a: &str, b: &str) -> Ordering {
    // The bytes of UTF-8 sort as its characters do.
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    loop {
        let (Some((&x, left_rest)), Some((&y, right_rest))) =
            (left.split_first(), right.split_first())
        else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, after_m) = number(left);
            let (n, after_n) = number(right);
            match m.len().cmp(&n.len()).then_with(|| m.cmp(n)) {
                Ordering::Equal => (left, right) = (after_m, after_n),
                order => return order,
            }
        } else if x != y {
            return x.cmp(&y);
        } else {
            (left, right) = (left_rest, right_rest);
        }
    }
}

/// The digits that text starts with, without leading zeros, and what follows them.
fn number(text: &[u8]) -> (&[u8], &[u8]) {
    let (digits, rest) = text.split_at(skip(text, 0, |b| b.is_ascii_digit()));
    (&digits[skip(digits, 0, |b| b == b'0')..], rest)
}

/// Compares two texts like [`natural_cmp`], but ignoring case: `Video2` is between `video1` and
/// `video10`.
///
/// Letters compare by their small forms, as [`char::to_lowercase`] has them, in all scripts. Texts
/// that differ in case or in leading zeros only are ordered by their bytes: equal means identical.
///
/// Computes in **O(n)** time, where *n* is the length of the shorter text, and allocates nothing.
///
/// # Examples
///
/// ```
/// use boltons::strings::natural_cmp_ignore_case;
///
/// let mut names = ["img10", "IMG2", "img1", "Zebra", "ähre", "Ähre"];
/// names.sort_by(|a, b| natural_cmp_ignore_case(a, b));
/// assert_eq!(names, ["img1", "IMG2", "img10", "Zebra", "Ähre", "ähre"]);
/// ```
#[doc(alias = "natcasesort")]
#[must_use]
#[doc(alias = "natsort")]
pub fn natural_cmp_ignore_case(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (Folded::new(a), Folded::new(b));
    loop {
        let (x, y) = match (left.next_or_digits(), right.next_or_digits()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => (x, y),
        };
        let order = match (x, y) {
            (Token::Digits(m), Token::Digits(n)) => m.len().cmp(&n.len()).then_with(|| m.cmp(n)),
            (x, y) => x.first().cmp(&y.first()),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// A run of digits without leading zeros, or one small character.
#[derive(Clone, Copy)]
enum Token<'s> {
    Digits(&'s str),
    Char(char),
}

impl Token<'_> {
    /// What it compares by beside a token of the other kind.
    fn first(self) -> char {
        match self {
            Self::Digits(_) => '0',
            Self::Char(c) => c,
        }
    }
}

/// The tokens of a text in small letters.
struct Folded<'s> {
    rest: Chars<'s>,
    /// The rest of a character that becomes several.
    more: Option<core::char::ToLowercase>,
}

impl<'s> Folded<'s> {
    fn new(text: &'s str) -> Self {
        Self { rest: text.chars(), more: None }
    }

    fn next_or_digits(&mut self) -> Option<Token<'s>> {
        if let Some(more) = &mut self.more {
            if let Some(c) = more.next() {
                return Some(Token::Char(c));
            }
            self.more = None;
        }
        let text = self.rest.as_str();
        let c = self.rest.next()?;
        if c.is_ascii_digit() {
            let zeros = skip(text.as_bytes(), 0, |b| b == b'0');
            let end = skip(text.as_bytes(), zeros, |b| b.is_ascii_digit());
            self.rest = rest(text, end).chars();
            return Some(Token::Digits(slice(text, zeros, end)));
        }
        if c.is_ascii() {
            return Some(Token::Char(c.to_ascii_lowercase()));
        }
        // The two small sigmas are one letter.
        let mut lower = if c == 'ς' { 'σ'.to_lowercase() } else { c.to_lowercase() };
        let first = lower.next()?;
        if lower.len() > 0 {
            self.more = Some(lower);
        }
        Some(Token::Char(first))
    }
}

/// A sort key that orders texts naturally, for [`slice::sort_by_cached_key`] and for maps.
///
/// Keys of [`new`](Self::new) compare as [`natural_cmp`] does and those of
/// [`ignore_case`](Self::ignore_case) as [`natural_cmp_ignore_case`] does; the two kinds must not
/// be mixed in one collection. A key takes about twice the bytes of its text, and comparing two is
/// a comparison of bytes.
///
/// # Examples
///
/// ```
/// use boltons::strings::NaturalKey;
///
/// let mut names = vec!["IMG2".to_string(), "img10".to_string(), "img1".to_string()];
/// names.sort_by_cached_key(|name| NaturalKey::ignore_case(name));
/// assert_eq!(names, ["img1", "IMG2", "img10"]);
/// ```
#[doc(alias = "natsort_key")]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NaturalKey {
    /// The tokens.
    tokens: Box<[u8]>,
    /// The text, which decides where the tokens are equal.
    text: Box<str>,
}

impl NaturalKey {
    /// Creates a key that sorts as [`natural_cmp`] does.
    ///
    /// Computes in **O(n)** time, where *n* is the length of the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::NaturalKey;
    /// assert!(NaturalKey::new("v1.9") < NaturalKey::new("v1.10"));
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut tokens = Vec::with_capacity(text.len() + 2);
        let mut rest = text.as_bytes();
        while let Some((&byte, after)) = rest.split_first() {
            if byte.is_ascii_digit() {
                let (digits, after) = number(rest);
                push_digits(&mut tokens, digits);
                rest = after;
            } else {
                tokens.push(byte);
                rest = after;
            }
        }
        Self { tokens: tokens.into(), text: text.into() }
    }

    /// Creates a key that sorts as [`natural_cmp_ignore_case`] does.
    ///
    /// Computes in **O(n)** time, where *n* is the length of the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::NaturalKey;
    /// assert!(NaturalKey::ignore_case("IMG2") < NaturalKey::ignore_case("img10"));
    /// ```
    #[must_use]
    pub fn ignore_case(text: &str) -> Self {
        let mut tokens = Vec::with_capacity(text.len() + 2);
        let mut folded = Folded::new(text);
        while let Some(token) = folded.next_or_digits() {
            match token {
                Token::Digits(digits) => push_digits(&mut tokens, digits.as_bytes()),
                Token::Char(c) => {
                    tokens.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
        }
        Self { tokens: tokens.into(), text: text.into() }
    }

    /// Returns the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::NaturalKey;
    /// assert_eq!(NaturalKey::ignore_case("IMG2").as_str(), "IMG2");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Appends a run of digits so that bytes sort by its value: more digits are more.
fn push_digits(tokens: &mut Vec<u8>, digits: &[u8]) {
    tokens.push(b'0');
    match u8::try_from(digits.len()) {
        Ok(len) if len < u8::MAX => tokens.push(len),
        _ => {
            tokens.push(u8::MAX);
            tokens.extend_from_slice(&(digits.len() as u64).to_be_bytes());
        }
    }
    tokens.extend_from_slice(digits);
}
