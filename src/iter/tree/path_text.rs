//! The text of paths: JSON Pointer, the dotted form, and the fragment of a URI.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::str::FromStr;

use super::{Seg, SegBuf, TreePath};
use crate::Error;
use crate::error::Kind;

impl TreePath {
    /// Reads the dotted form: keys separated by dots, `[0]` for an index; the empty text is the
    /// root.
    ///
    /// `a.b[0].c` is `a`, `b`, the index 0, `c`. A backslash before `.`, `[`, `*` or another
    /// backslash makes that character a part of the key; everywhere else it is itself. Brackets
    /// without a canonical decimal number between them, or with something other than `.`, `[` or
    /// the end after them, are a part of the key. Every text is a path.
    ///
    /// Computes in **O(n)** time for n bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::TreePath;
    ///
    /// assert_eq!(TreePath::from_dotted("users[0].name").to_string(), "/users/0/name");
    /// assert_eq!(TreePath::from_dotted("users.0.name").to_string(), "/users/0/name");
    /// assert_eq!(TreePath::from_dotted(r"example\.com").to_string(), "/example.com");
    /// assert!(TreePath::from_dotted("").is_empty());
    /// ```
    #[must_use]
    #[doc(alias = "toPath")]
    pub fn from_dotted(text: &str) -> Self {
        let mut path = Self::default();
        if !text.is_empty() {
            read_dotted(text, |word| {
                path.push(match word {
                    Word::Key { key, .. } => SegBuf::Key(key),
                    Word::Index(index) => SegBuf::Index(index),
                });
            });
        }
        path
    }

    /// Returns the dotted form, which [`from_dotted`](Self::from_dotted) reads back, or `None` for
    /// the path of a single empty key, which has none.
    ///
    /// A `.`, `[` or `\` in a key is escaped by a backslash, and so is a key that is only `*`. An
    /// index is written as `.0`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Seg, TreePath};
    ///
    /// let path = TreePath::from_iter([Seg::Key("users"), Seg::Index(0)]);
    /// assert_eq!(path.to_dotted().as_deref(), Some("users.0"));
    /// assert_eq!("/a.b".parse::<TreePath>()?.to_dotted().as_deref(), Some(r"a\.b"));
    /// assert_eq!("/".parse::<TreePath>()?.to_dotted(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn to_dotted(&self) -> Option<String> {
        if let [SegBuf::Key(key)] = self.as_slice() {
            if key.is_empty() {
                return None;
            }
        }
        let mut text = String::new();
        for (i, seg) in self.iter().enumerate() {
            if i > 0 {
                text.push('.');
            }
            match seg {
                // Writing to a string cannot fail.
                Seg::Index(index) => drop(write!(text, "{index}")),
                Seg::Key("*") => text.push_str(r"\*"),
                Seg::Key(key) => key.chars().for_each(|c| {
                    if matches!(c, '.' | '[' | '\\') {
                        text.push('\\');
                    }
                    text.push(c);
                }),
            }
        }
        Some(text)
    }

    /// Reads the fragment of a URI: `#`, then a JSON Pointer with percent-encoding (RFC 6901,
    /// section 6).
    ///
    /// Computes in **O(n)** time for n bytes.
    ///
    /// # Errors
    ///
    /// Returns an error for which [`Error::is_syntax`] holds if the text does not start with `#`,
    /// a `%` is not followed by two hexadecimal digits, the decoded bytes are not UTF-8, or what is
    /// decoded is not a pointer. Its position is a byte of `text`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::TreePath;
    ///
    /// let path = TreePath::from_uri_fragment("#/definitions/a%20b")?;
    /// assert_eq!(path.to_string(), "/definitions/a b");
    /// assert_eq!(TreePath::from_uri_fragment("#/a%2").unwrap_err().position(), Some(3));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "$ref")]
    pub fn from_uri_fragment(text: &str) -> Result<Self, Error> {
        let syntax = |message: &str, at| {
            Error::new(Kind::Syntax, format_args!("{message}")).parsing("URI fragment", text, at)
        };
        let Some(encoded) = text.strip_prefix('#') else {
            return Err(syntax("expected '#'", 0));
        };
        let bytes = encoded.as_bytes();
        // Where a decoded byte stood, for the positions of errors.
        let place = |count: usize| {
            let mut at = 0;
            for _ in 0..count {
                at += if bytes.get(at) == Some(&b'%') { 3 } else { 1 };
            }
            at + 1
        };
        let mut decoded = Vec::with_capacity(bytes.len());
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if *byte != b'%' {
                decoded.push(*byte);
                at += 1;
                continue;
            }
            let digit = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
            let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) else {
                return Err(syntax("expected two hexadecimal digits after '%'", at + 1));
            };
            decoded.push((high * 16 + low) as u8);
            at += 3;
        }
        let decoded = match String::from_utf8(decoded) {
            Ok(decoded) => decoded,
            Err(error) => {
                let at = place(error.utf8_error().valid_up_to());
                return Err(syntax("expected UTF-8", at));
            }
        };
        read_pointer(&decoded).map_err(|(message, at)| syntax(message, place(at)))
    }

    /// Returns the fragment of a URI for this path, which
    /// [`from_uri_fragment`](Self::from_uri_fragment) reads back.
    ///
    /// Everything that RFC 3986 does not allow in a fragment is percent-encoded, as UTF-8.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::TreePath;
    ///
    /// let path: TreePath = "/definitions/a b".parse()?;
    /// assert_eq!(path.to_uri_fragment(), "#/definitions/a%20b");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn to_uri_fragment(&self) -> String {
        let mut pointer = String::new();
        // Writing to a string cannot fail.
        let _ = write!(pointer, "{self}");
        let mut text = String::with_capacity(pointer.len() + 1);
        text.push('#');
        for byte in pointer.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => text.push(byte as char),
                // unreserved, sub-delims, and what else `pchar` and `fragment` allow.
                b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*'
                | b'+' | b',' | b';' | b'=' | b':' | b'@' | b'/' | b'?' => text.push(byte as char),
                _ => drop(write!(text, "%{byte:02X}")),
            }
        }
        text
    }
}

/// The digits of the greatest index.
const MAX_DIGITS: usize = 20;

/// A step of the dotted form.
pub(super) enum Word {
    /// A key; `star` where it is a `*` that nothing escapes.
    Key { key: String, star: bool },
    /// An index in brackets.
    Index(usize),
}

/// Reads the dotted form, which is not empty.
pub(super) fn read_dotted(text: &str, mut step: impl FnMut(Word)) {
    let mut rest = text;
    loop {
        // A key, unless brackets begin here.
        if let Some((word, after)) = brackets(rest) {
            step(word);
            rest = after;
        } else {
            let (word, after) = key(rest);
            step(word);
            rest = after;
        }
        while let Some((word, after)) = brackets(rest) {
            step(word);
            rest = after;
        }
        match rest.strip_prefix('.') {
            Some(after) => rest = after,
            None => return,
        }
    }
}

/// Reads `[12]` or `[*]` before a dot, another bracket or the end.
fn brackets(text: &str) -> Option<(Word, &str)> {
    let inside = text.strip_prefix('[')?;
    // No index has more digits: however many brackets there are, none is searched for its end.
    let end = inside.bytes().take(MAX_DIGITS + 1).position(|byte| byte == b']')?;
    let (inner, after) = (&inside[..end], &inside[end + 1..]);
    if !(after.is_empty() || after.starts_with(['.', '['])) {
        return None;
    }
    if inner == "*" {
        return Some((Word::Key { key: inner.into(), star: true }, after));
    }
    Some((Word::Index(Seg::Key(inner).as_index()?), after))
}

/// Reads a key up to a dot, to brackets with a number, or to the end.
fn key(text: &str) -> (Word, &str) {
    let mut key = String::new();
    let mut chars = text.char_indices();
    let mut end = text.len();
    let mut escaped = false;
    while let Some((at, c)) = chars.next() {
        match c {
            '.' => {
                end = at;
                break;
            }
            '[' if at > 0 && brackets(&text[at..]).is_some() => {
                end = at;
                break;
            }
            '\\' if text[at + 1..].starts_with(['.', '[', '*', '\\']) => {
                escaped = true;
                key.extend(chars.next().map(|(_, c)| c));
            }
            c => key.push(c),
        }
    }
    let star = key == "*" && !escaped;
    (Word::Key { key, star }, &text[end..])
}

/// Writes one segment of a JSON Pointer.
pub(super) fn write_pointer(out: &mut dyn Write, seg: Seg<'_>) -> fmt::Result {
    let key = match seg {
        Seg::Index(index) => return write!(out, "/{index}"),
        Seg::Key(key) => key,
    };
    out.write_char('/')?;
    let mut rest = key;
    while let Some(at) = rest.find(['~', '/']) {
        let (before, after) = rest.split_at(at);
        out.write_str(before)?;
        out.write_str(if after.starts_with('~') { "~0" } else { "~1" })?;
        rest = &after[1..];
    }
    out.write_str(rest)
}

/// Reads a JSON Pointer; an error is a message and a byte position.
fn read_pointer(text: &str) -> Result<TreePath, (&'static str, usize)> {
    let mut path = TreePath::default();
    if text.is_empty() {
        return Ok(path);
    }
    let Some(keys) = text.strip_prefix('/') else { return Err(("expected '/'", 0)) };
    let mut at = 1;
    for raw in keys.split('/') {
        let mut key = String::with_capacity(raw.len());
        let mut parts = raw.split('~');
        key.push_str(parts.next().unwrap_or(""));
        let mut tilde = at + key.len();
        for part in parts {
            let (c, rest) = match part.as_bytes() {
                [b'0', ..] => ('~', &part[1..]),
                [b'1', ..] => ('/', &part[1..]),
                _ => return Err(("expected 0 or 1 after '~'", tilde)),
            };
            key.push(c);
            key.push_str(rest);
            tilde += 1 + part.len();
        }
        at += raw.len() + 1;
        path.push(key);
    }
    Ok(path)
}

impl FromStr for TreePath {
    type Err = Error;

    /// Reads a JSON Pointer.
    ///
    /// Computes in **O(n)** time for n bytes.
    ///
    /// # Errors
    ///
    /// Returns an error for which [`Error::is_syntax`] holds if the text neither is empty nor
    /// starts with `/`, or a `~` is followed by anything but `0` or `1`.
    fn from_str(text: &str) -> Result<Self, Error> {
        read_pointer(text).map_err(|(message, at)| {
            Error::new(Kind::Syntax, format_args!("{message}")).parsing("JSON pointer", text, at)
        })
    }
}
