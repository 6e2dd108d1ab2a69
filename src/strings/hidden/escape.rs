//! Control and hidden characters made visible, for logs and messages.
//!
//! What is escaped: C0, DEL, C1, U+2028, U+2029, every hidden character but the joiners and
//! variation selectors that words and emoji need, and `\` itself. With `\` escaped, no two texts
//! have the same escaped form, so [`unescape_controls`] is an exact inverse; and since no byte
//! below 0x20 is left, one entry of a log stays one line and no terminal acts on it
//! (RUSTSEC-2025-0055 is what happens otherwise).
//!
//! One writer, [`Rules::write`], serves the function and the `Display` type: clean runs are found
//! eight bytes at a time and written whole. O(n) time; the output is at most 8 times as long.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt::{self, Write};

use super::find::{Strays, kind_of};
use crate::error::{Error, Kind};
use crate::strings::util::slice::{char_at, slice};
use crate::strings::util::swar;

/// Escapes control and hidden characters, so that untrusted text can be logged or shown.
///
/// LF, CR, tab and the backslash become `\n`, `\r`, `\t` and `\\`; every other control character
/// (C0, DEL, C1), U+2028 and U+2029, and every hidden character of
/// [`find_hidden`](crate::strings::find_hidden) become `\u{hex}`, but for the joiners and variation
/// selectors that words and emoji need: [`strip_hidden`](crate::strings::strip_hidden) says which.
/// The result is one line, unambiguous ([`unescape_controls`] returns the text) and without effect
/// on a terminal. Unlike [`str::escape_debug`] it keeps quotes, letters and emoji unchanged.
/// Borrows if and only if nothing is escaped.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::escape_controls;
///
/// assert_eq!(escape_controls("ok\n\x1b[2Jfake"), r"ok\n\u{1b}[2Jfake");
/// assert_eq!(escape_controls("user \u{202e}nimda"), r"user \u{202e}nimda");
/// assert_eq!(escape_controls("café 👩‍🚀"), "café 👩‍🚀");
/// ```
#[doc(alias = "sanitize")]
#[doc(alias = "log_injection")]
#[must_use]
pub fn escape_controls(s: &str) -> Cow<'_, str> {
    let rules = Rules::ESCAPE;
    match rules.find(s, 0, &mut Strays::default()) {
        None => Cow::Borrowed(s),
        Some((at, _)) => {
            let mut out = String::with_capacity(s.len() + s.len() / 8 + 16);
            out.push_str(slice(s, 0, at));
            // Writing to a `String` cannot fail.
            let _ = rules.write(s, at, &mut out);
            Cow::Owned(out)
        }
    }
}

/// Escapes bytes as [`escape_controls`] does, and each byte that is not part of valid UTF-8 as
/// `\xNN`.
///
/// The result is unambiguous, but [`unescape_controls`], which returns text, rejects `\xNN`.
/// Borrows if and only if nothing is escaped.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::escape_controls_bytes;
///
/// assert_eq!(escape_controls_bytes(b"caf\xe9\r\n"), r"caf\xe9\r\n");
/// assert_eq!(escape_controls_bytes("café".as_bytes()), "café");
/// ```
#[must_use]
pub fn escape_controls_bytes(b: &[u8]) -> Cow<'_, str> {
    let mut chunks = b.utf8_chunks();
    let Some(first) = chunks.next() else { return Cow::Borrowed("") };
    let mut out = escape_controls(first.valid());
    if first.invalid().is_empty() {
        return out;
    }
    let text = out.to_mut();
    let mut chunk = Some(first);
    while let Some(this) = chunk {
        for byte in this.invalid() {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "\\x{byte:02x}");
        }
        chunk = chunks.next();
        if let Some(next) = &chunk {
            let _ = Rules::ESCAPE.write(next.valid(), 0, text);
        }
    }
    out
}

/// Decodes the escapes of [`escape_controls`].
///
/// `\n`, `\r`, `\t`, `\\` and `\u{hex}` with one to six digits of either case are decoded;
/// everything else is copied. Borrows if and only if there is no backslash.
///
/// Computes in **O(n)** time.
///
/// # Errors
///
/// A backslash that starts none of these forms, or a `\u{hex}` that is not a character, is a syntax
/// error ([`Error::is_syntax`]) at that backslash.
///
/// # Examples
///
/// ```
/// use boltons::strings::unescape_controls;
///
/// assert_eq!(unescape_controls(r"a\tb\u{1b}[0m")?, "a\tb\x1b[0m");
///
/// let error = unescape_controls(r"C:\Users").unwrap_err();
/// assert!(error.is_syntax());
/// assert_eq!(error.position(), Some(2));
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "unescape")]
pub fn unescape_controls(s: &str) -> Result<Cow<'_, str>, Error> {
    let Some(mut at) = memchr::memchr(b'\\', s.as_bytes()) else { return Ok(Cow::Borrowed(s)) };
    let mut out = String::with_capacity(s.len());
    let mut from = 0;
    loop {
        out.push_str(slice(s, from, at));
        let tail = slice(s, at, s.len());
        let Some((c, len)) = unescape_one(tail) else {
            return Err(Error::new(
                Kind::Syntax,
                format_args!(r"expected '\n', '\r', '\t', '\\' or '\u{{hex}}'"),
            )
            .parsing("escaped text", s, at));
        };
        out.push(c);
        from = at + len;
        match memchr::memchr(b'\\', &s.as_bytes()[from..]) {
            Some(next) => at = from + next,
            None => break,
        }
    }
    out.push_str(slice(s, from, s.len()));
    Ok(Cow::Owned(out))
}

/// Decodes the escape at the start of `tail`, and says how many bytes it takes.
fn unescape_one(tail: &str) -> Option<(char, usize)> {
    match tail.as_bytes().get(1)? {
        b'n' => Some(('\n', 2)),
        b'r' => Some(('\r', 2)),
        b't' => Some(('\t', 2)),
        b'\\' => Some(('\\', 2)),
        b'u' => {
            let digits = tail.strip_prefix("\\u{")?;
            // Six digits at most, so that a long run of them is not read again for each escape.
            let end = digits.bytes().take(7).position(|b| b == b'}')?;
            let digits = digits.get(..end)?;
            if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return None;
            }
            let code = u32::from_str_radix(digits, 16).ok()?;
            Some((char::from_u32(code)?, end + 4))
        }
        _ => None,
    }
}

/// Returns a value whose `Display` shows the text with its control and hidden characters made
/// visible.
///
/// Without further calls it prints what [`escape_controls`] returns, without allocating; its
/// methods choose other forms. Width and precision of the format are not applied.
///
/// # Examples
///
/// ```
/// use boltons::strings::visible;
///
/// assert_eq!(visible("a\tb\n").to_string(), r"a\tb\n");
/// assert_eq!(visible("a\tb\n").keep_newlines().keep_tabs().to_string(), "a\tb\n");
/// assert_eq!(visible("\x1b[0m\x7f").carets().to_string(), "^[[0m^?");
/// assert_eq!(visible("\x1b[0m\n").pictures().to_string(), "␛[0m␊");
/// ```
#[doc(alias = "show_nonprinting")]
pub const fn visible(s: &str) -> Visible<'_> {
    Visible { text: s, rules: Rules::ESCAPE }
}

/// A text whose control and hidden characters are made visible when it is printed; created by
/// [`visible`].
///
/// # Examples
///
/// ```
/// use boltons::strings::visible;
///
/// assert_eq!(format!("{}", visible("a\tb")), r"a\tb");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use = "this prints nothing until it is formatted"]
pub struct Visible<'a> {
    text: &'a str,
    rules: Rules,
}

impl Visible<'_> {
    /// Keeps LF unchanged; CR and the other line breaks are still escaped.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::visible;
    ///
    /// assert_eq!(visible("a\r\nb").keep_newlines().to_string(), "a\\r\nb");
    /// ```
    pub const fn keep_newlines(mut self) -> Self {
        self.rules.keep_newlines = true;
        self
    }

    /// Keeps tabs unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::visible;
    ///
    /// assert_eq!(visible("a\tb").keep_tabs().to_string(), "a\tb");
    /// ```
    pub const fn keep_tabs(mut self) -> Self {
        self.rules.keep_tabs = true;
        self
    }

    /// Shows controls as terminals and `cat -v` do: `^[` for ESC, `^?` for DEL, `M-^[` for U+009B.
    ///
    /// For people only: a `^` of the text stays unchanged, so the result is ambiguous. What is not
    /// a control keeps its escape.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::visible;
    ///
    /// assert_eq!(visible("\0\r\u{9b}").carets().to_string(), "^@^MM-^[");
    /// ```
    #[doc(alias = "caret_notation")]
    pub const fn carets(mut self) -> Self {
        self.rules.style = Style::Carets;
        self
    }

    /// Shows C0 and DEL as the control pictures of Unicode: `␛` for ESC, `␡` for DEL.
    ///
    /// For people only: a picture in the text stays unchanged, so the result is ambiguous. What has
    /// no picture keeps its escape.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::visible;
    ///
    /// assert_eq!(visible("\0\u{9b}").pictures().to_string(), r"␀\u{9b}");
    /// ```
    pub const fn pictures(mut self) -> Self {
        self.rules.style = Style::Pictures;
        self
    }
}

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rules.write(self.text, 0, f)
    }
}

/// How the controls of C0, DEL and C1 are shown.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Style {
    Escapes,
    Carets,
    Pictures,
}

/// What is made visible, and how.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
struct Rules {
    keep_newlines: bool,
    keep_tabs: bool,
    style: Style,
}

impl Rules {
    const ESCAPE: Self = Self { keep_newlines: false, keep_tabs: false, style: Style::Escapes };

    /// Finds the first character at or after byte `from` that is not kept unchanged.
    fn find(self, s: &str, from: usize, strays: &mut Strays) -> Option<(usize, char)> {
        let mut at = from;
        loop {
            at = swar::find(
                s.as_bytes(),
                at,
                |w| {
                    swar::below(w, 0x20)
                        | swar::eq(w, 0x7F)
                        | swar::eq(w, b'\\')
                        | swar::non_ascii(w)
                },
                |b| !(0x20..0x7F).contains(&b) || b == b'\\',
            );
            let c = char_at(s, at)?;
            if self.changes(s, at, c, strays) {
                return Some((at, c));
            }
            at += c.len_utf8();
        }
    }

    fn changes(self, s: &str, at: usize, c: char, strays: &mut Strays) -> bool {
        match c {
            '\n' => !self.keep_newlines,
            '\t' => !self.keep_tabs,
            '\\' | '\r' | '\u{2028}' | '\u{2029}' => true,
            c => kind_of(c).is_some_and(|kind| strays.is_stray(s, at, kind)),
        }
    }

    /// Writes the text from byte `start` on.
    fn write(self, s: &str, start: usize, out: &mut impl Write) -> fmt::Result {
        let mut strays = Strays::default();
        let mut from = start;
        while let Some((at, c)) = self.find(s, from, &mut strays) {
            out.write_str(slice(s, from, at))?;
            self.write_char(c, out)?;
            from = at + c.len_utf8();
        }
        out.write_str(slice(s, from, s.len()))
    }

    fn write_char(self, c: char, out: &mut impl Write) -> fmt::Result {
        let code = u32::from(c);
        match (self.style, c) {
            (_, '\\') => out.write_str("\\\\"),
            (Style::Carets, '\0'..='\x1F' | '\x7F'..='\u{9F}') => {
                out.write_str(if code > 0x7F { "M-^" } else { "^" })?;
                // The column of the ASCII table two before: 0x1B shows as '[', DEL as '?'.
                out.write_char(char::from((code as u8 & 0x7F) ^ 0x40))
            }
            (Style::Pictures, '\0'..='\x1F') => {
                out.write_char(char::from_u32(0x2400 + code).unwrap_or('\u{FFFD}'))
            }
            (Style::Pictures, '\x7F') => out.write_char('\u{2421}'),
            (_, '\n') => out.write_str("\\n"),
            (_, '\r') => out.write_str("\\r"),
            (_, '\t') => out.write_str("\\t"),
            _ => write!(out, "\\u{{{code:x}}}"),
        }
    }
}
