//! HTML text: escaping, and character references exactly as WHATWG's tokenizer reads them.
//!
//! **Names.** Of the 2,231 names 2,125 end in `;`, and the 106 others are names of that list
//! without it. A name is letters and digits, so the longest match is found in two steps: the whole
//! run of letters and digits, if `;` follows; else the longest prefix of at most six bytes that is
//! known without `;`. Names are sorted in blocks by their first two letters, each block searched by
//! halving. The tables take 28 KB.
//!
//! **Escaping** looks for the five characters in eight bytes at a time and copies what is between.

use super::entities::{BLOCKS, LENGTHS, STARTS, TEXT};
use crate::strings::util::slice::{rest, skip, slice};
use crate::strings::util::swar;
use alloc::borrow::Cow;
use alloc::string::String;
use memchr::memchr;

/// Escapes the five characters that are special in HTML text and attribute values.
///
/// `&` `<` `>` `"` `'` become `&amp;` `&lt;` `&gt;` `&quot;` `&#39;`. The result is safe as the
/// text of an element and as a quoted attribute value; it is not within `<script>`, `<style>`,
/// comments, unquoted attributes or URLs.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Examples
///
/// ```
/// use boltons::strings::html_escape;
///
/// assert_eq!(html_escape("<b title='x'>"), "&lt;b title=&#39;x&#39;&gt;");
/// assert!(matches!(html_escape("plain"), std::borrow::Cow::Borrowed("plain")));
/// ```
#[doc(alias = "escape_html")]
#[doc(alias = "htmlspecialchars")]
#[doc(alias = "encode_text")]
#[must_use]
pub fn html_escape(s: &str) -> Cow<'_, str> {
    let first = find_special(s.as_bytes(), 0);
    if first == s.len() {
        return Cow::Borrowed(s);
    }
    // An eighth more is room for one special character in thirty.
    let mut out = String::with_capacity(s.len() + s.len() / 8 + 8);
    escape(s, first, &mut out);
    Cow::Owned(out)
}

/// Appends what [`html_escape`] returns.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Examples
///
/// ```
/// use boltons::strings::html_escape_into;
///
/// let mut page = String::from("<p>");
/// html_escape_into("1 < 2", &mut page);
/// assert_eq!(page, "<p>1 &lt; 2");
/// ```
pub fn html_escape_into(s: &str, out: &mut String) {
    out.reserve(s.len());
    escape(s, find_special(s.as_bytes(), 0), out);
}

/// Escapes a text like [`html_escape`], but keeps character references that it already contains.
///
/// A reference is what [`html_unescape`] decodes and ends in `;`: `&amp;`, `&#39;`, `&eacute;`.
/// This is for text of which some was escaped before; where that is known, escape exactly once
/// instead. The result is as safe as that of `html_escape`.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Examples
///
/// ```
/// use boltons::strings::html_escape_once;
///
/// assert_eq!(html_escape_once("1 &lt; 2 < 3 & caf&eacute;"), "1 &lt; 2 &lt; 3 &amp; caf&eacute;");
/// assert_eq!(html_escape_once("AT&T &nosuch; &copy"), "AT&amp;T &amp;nosuch; &amp;copy");
/// ```
#[doc(alias = "escape_once")]
#[doc(alias = "double_encode")]
#[must_use]
pub fn html_escape_once(s: &str) -> Cow<'_, str> {
    let bytes = s.as_bytes();
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    loop {
        at = find_special(bytes, at);
        let Some(&byte) = bytes.get(at) else { break };
        let kept = if byte == b'&' { reference_at(bytes, at, false) } else { None };
        match kept {
            Some((len, _)) if bytes[at + len - 1] == b';' => at += len,
            _ => {
                out.push_str(slice(s, from, at));
                out.push_str(ESCAPES[usize::from(byte & 63)]);
                at += 1;
                from = at;
            }
        }
    }
    if from == 0 {
        return Cow::Borrowed(s);
    }
    out.push_str(rest(s, from));
    Cow::Owned(out)
}

/// The text for each special character; those of other bytes are empty.
static ESCAPES: [&str; 64] = {
    let mut escapes = [""; 64];
    escapes[b'&' as usize] = "&amp;";
    escapes[b'<' as usize] = "&lt;";
    escapes[b'>' as usize] = "&gt;";
    escapes[b'"' as usize] = "&quot;";
    escapes[b'\'' as usize] = "&#39;";
    escapes
};

/// Marks the special bytes among eight: `&` and `'` differ in the lowest bit only, `<` and `>` in
/// the one above.
#[inline(always)]
fn special(word: u64) -> u64 {
    swar::eq(word | swar::splat(1), b'\'')
        | swar::eq(word | swar::splat(2), b'>')
        | swar::eq(word, b'"')
}

#[inline]
fn find_special(bytes: &[u8], from: usize) -> usize {
    swar::find(bytes, from, special, |b| matches!(b, b'&' | b'<' | b'>' | b'"' | b'\''))
}

fn escape(s: &str, first: usize, out: &mut String) {
    let bytes = s.as_bytes();
    let (mut from, mut at) = (0, first);
    while let Some(&byte) = bytes.get(at) {
        out.push_str(slice(s, from, at));
        out.push_str(ESCAPES[usize::from(byte & 63)]);
        from = at + 1;
        at = find_special(bytes, from);
    }
    out.push_str(rest(s, from));
}

/// Decodes the character references of HTML, as in the text of an element.
///
/// Exactly as WHATWG's tokenizer does in the data state: all 2,231 names, those without `;` by
/// their longest match (`&notit;` is `¬it;`, `&notin;` is `∉`); numbers in both bases with any
/// number of digits, with or without `;`, those of C1 controls as Windows-1252 and those that are
/// not a character as U+FFFD. What is not a reference (`&`, `&;`, `&#x;`, unknown names) stays.
/// Decodes once: `&amp;lt;` is `&lt;`.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Examples
///
/// ```
/// use boltons::strings::html_unescape;
///
/// assert_eq!(html_unescape("caf&eacute; &amp; &#x1F980; &lt3"), "café & 🦀 <3");
/// assert_eq!(html_unescape("AT&T &nosuch;"), "AT&T &nosuch;");
/// ```
#[doc(alias = "unescape_html")]
#[doc(alias = "html_entity_decode")]
#[doc(alias = "decode_html_entities")]
#[must_use]
pub fn html_unescape(s: &str) -> Cow<'_, str> {
    unescape(s, false)
}

/// Appends what [`html_unescape`] returns.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Examples
///
/// ```
/// use boltons::strings::html_unescape_into;
///
/// let mut out = String::from("-> ");
/// html_unescape_into("1 &lt; 2", &mut out);
/// assert_eq!(out, "-> 1 < 2");
/// ```
pub fn html_unescape_into(s: &str, out: &mut String) {
    // At most, five bytes of text come from two of input (`&nGt;` is four).
    out.reserve(s.len());
    let mut references = References { text: s, at: 0, attribute: false };
    let end = decode(s, references.next(), &mut references, out);
    out.push_str(rest(s, end));
}

/// Decodes the character references of HTML, as in the value of an attribute.
///
/// As [`html_unescape`], but a name without `;` stays if `=` or an ASCII letter or digit follows:
/// `?a=1&copy=2` is an address with a parameter `copy`.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Examples
///
/// ```
/// use boltons::strings::{html_unescape, html_unescape_attribute};
///
/// assert_eq!(html_unescape_attribute("?a=1&copy=2&amp;b"), "?a=1&copy=2&b");
/// assert_eq!(html_unescape("?a=1&copy=2&amp;b"), "?a=1©=2&b");
/// ```
#[must_use]
pub fn html_unescape_attribute(s: &str) -> Cow<'_, str> {
    unescape(s, true)
}

fn unescape(s: &str, attribute: bool) -> Cow<'_, str> {
    let mut references = References { text: s, at: 0, attribute };
    let first = references.next();
    if first.is_none() {
        return Cow::Borrowed(s);
    }
    let mut out = String::with_capacity(s.len());
    let end = decode(s, first, &mut references, &mut out);
    out.push_str(rest(s, end));
    // No reference is a prefix of its own text, so the output differs from the input.
    Cow::Owned(out)
}

/// Appends everything up to the end of the last reference, and returns that place.
fn decode<'s>(
    s: &'s str,
    first: Option<Reference>,
    references: &mut References<'s>,
    out: &mut String,
) -> usize {
    let (mut from, mut next) = (0, first);
    while let Some(Reference { start, end, text }) = next {
        out.push_str(slice(s, from, start));
        match text {
            Text::Name(text) => out.push_str(text),
            Text::Number(c) => out.push(c),
        }
        from = end;
        next = references.next();
    }
    from
}

/// A character reference: its place and what it stands for.
struct Reference {
    start: usize,
    end: usize,
    text: Text,
}

enum Text {
    Name(&'static str),
    Number(char),
}

/// The references of a text.
struct References<'s> {
    text: &'s str,
    at: usize,
    attribute: bool,
}

impl References<'_> {
    #[inline]
    fn next(&mut self) -> Option<Reference> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at + memchr(b'&', bytes.get(self.at..)?)?;
            let Some((len, text)) = reference_at(bytes, start, self.attribute) else {
                self.at = start + 1;
                continue;
            };
            self.at = start + len;
            return Some(Reference { start, end: self.at, text });
        }
    }
}

/// The reference whose `&` is at `start`: its length and text.
#[inline]
fn reference_at(bytes: &[u8], start: usize, attribute: bool) -> Option<(usize, Text)> {
    match bytes.get(start + 1)? {
        b'#' => number(&bytes[start + 2..]).map(|(len, c)| (len + 2, Text::Number(c))),
        b if b.is_ascii_alphabetic() => {
            let name = &bytes[start + 1..];
            named(name, attribute).map(|(len, text)| (len + 1, Text::Name(text)))
        }
        _ => None,
    }
}

/// The longest name that the bytes start with: its length, with the `;` if there is one, and text.
fn named(bytes: &[u8], attribute: bool) -> Option<(usize, &'static str)> {
    /// `CounterClockwiseContourIntegral`
    const LONGEST: usize = 31;
    /// `&frac12` and others.
    const LONGEST_BARE: usize = 6;
    let name = &bytes[..bytes.len().min(LONGEST + 1)];
    let run = skip(name, 0, |b| b.is_ascii_alphanumeric());
    if bytes.get(run) == Some(&b';') {
        if let Some((text, _)) = lookup(&bytes[..run]) {
            return Some((run + 1, text));
        }
    }
    let (len, text) = (2..=run.min(LONGEST_BARE)).rev().find_map(|len| {
        let (text, bare) = lookup(&bytes[..len])?;
        bare.then_some((len, text))
    })?;
    let follows = |b: &u8| *b == b'=' || b.is_ascii_alphanumeric();
    if attribute && bytes.get(len).is_some_and(follows) {
        return None;
    }
    Some((len, text))
}

/// The text of a name, and whether it is known without `;`.
fn lookup(name: &[u8]) -> Option<(&'static str, bool)> {
    let letter = |b: u8| match b {
        b'A'..=b'Z' => Some(usize::from(b - b'A')),
        b'a'..=b'z' => Some(usize::from(b - b'a') + 26),
        _ => None,
    };
    let (&[first, second], suffix) = name.split_first_chunk()?;
    let block = letter(first)? * 52 + letter(second)?;
    let (mut low, mut high) = (usize::from(BLOCKS[block]), usize::from(BLOCKS[block + 1]));
    while low < high {
        let middle = low.midpoint(high);
        let (start, end) = (usize::from(STARTS[middle]), usize::from(STARTS[middle + 1]));
        let split = start + usize::from(LENGTHS[middle] & 0x7f);
        match TEXT.as_bytes()[start..split].cmp(suffix) {
            core::cmp::Ordering::Less => low = middle + 1,
            core::cmp::Ordering::Greater => high = middle,
            core::cmp::Ordering::Equal => {
                return Some((slice(TEXT, split, end), LENGTHS[middle] >= 0x80));
            }
        }
    }
    None
}

/// The number that stands after `&#`: its length, with the `;` if there is one, and character.
fn number(bytes: &[u8]) -> Option<(usize, char)> {
    let (prefix, base) = match bytes.first()? {
        b'x' | b'X' => (1, 16),
        _ => (0, 10),
    };
    let mut code = 0u32;
    let mut len = prefix;
    while let Some(digit) = bytes.get(len).and_then(|&b| char::from(b).to_digit(base)) {
        // Beyond Unicode it stays beyond.
        code = (code * base + digit).min(0x11_0000);
        len += 1;
    }
    if len == prefix {
        return None;
    }
    len += usize::from(bytes.get(len) == Some(&b';'));
    let c = match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => WINDOWS_1252[code as usize - 0x80],
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some((len, c))
}

/// What numeric references to C1 controls stand for (WHATWG, "numeric character reference end
/// state"); five stay unchanged.
#[rustfmt::skip]
static WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];
