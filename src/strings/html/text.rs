//! Removing tags from HTML, and HTML as plain text.
//!
//! One tokenizer serves both: it tells text from markup by WHATWG's states (tags with their
//! attributes, so that a `>` in a quoted value does not end one; comments and their ends; RCDATA,
//! RAWTEXT and script data with its escaped and double escaped states), but builds no tree. One
//! difference: `</` with anything but a letter after it is text here, not a comment. Every
//! byte is looked at once; unfinished markup extends to the end, so nothing is
//! tried twice.

use super::escape::html_unescape;
use crate::strings::util::slice::slice;
use alloc::borrow::Cow;
use alloc::string::String;
use memchr::memchr;

/// Removes tags, comments and declarations from HTML, and keeps the text between them unchanged.
///
/// `<` opens markup if a letter, `!`, `?`, or `/` and a letter follow; elsewhere it is text, as in
/// `a < b`. Quotes in attribute values are respected. A tag or comment that is not finished is
/// dropped to the end. As in a browser, there is no markup within `title`, `textarea`, `script`,
/// `style`, `xmp`, `iframe`, `noembed` and `noframes` but their end tag, nor after `plaintext`:
/// what they hold is text. Character references are not decoded, and the text of scripts and styles
/// stays: [`html_to_text`] treats both.
///
/// This is **not** a sanitiser: text that went through it can still hold markup for a parser that
/// is more lenient, and removing a tag may put another together. To show untrusted text, use
/// [`html_escape`](crate::strings::html_escape).
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Examples
///
/// ```
/// use boltons::strings::strip_tags;
///
/// assert_eq!(strip_tags("<p class=\"a>b\">1 < 2<!-- x --> &amp; 3</p>"), "1 < 2 &amp; 3");
/// assert_eq!(strip_tags("<title>Tags: <b> and <i></title>"), "Tags: <b> and <i>");
/// assert!(matches!(strip_tags("a < b"), std::borrow::Cow::Borrowed(_)));
/// ```
#[doc(alias = "strip_html")]
#[doc(alias = "remove_tags")]
#[doc(alias = "striptags")]
#[must_use]
pub fn strip_tags(s: &str) -> Cow<'_, str> {
    let mut tokens = Tokens { text: s, at: 0 };
    let mut out = String::new();
    let mut unchanged = true;
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) if text.len() == s.len() => return Cow::Borrowed(s),
            Token::Text(text) => {
                if out.is_empty() {
                    out.reserve(s.len());
                }
                out.push_str(text);
            }
            Token::Tag { name, closing } => {
                unchanged = false;
                if !closing {
                    if let Some(raw) = Raw::of(name) {
                        out.push_str(tokens.raw(name, raw));
                    }
                }
            }
            Token::Other => unchanged = false,
        }
    }
    if unchanged { Cow::Borrowed(s) } else { Cow::Owned(out) }
}

/// Returns the text of an HTML page or fragment, one line per block.
///
/// Tags and comments are removed as by [`strip_tags`]; scripts, styles, templates, frames and
/// embedded objects go with their text. Character references are decoded once. Runs of white space
/// become one space; blocks (`p`, `div`, `li`, `h1`, `tr`, …) start and end lines, each `<br>` ends
/// one, and table cells are set apart by a space. There is no blank at the start or end of a line,
/// nor of the text, other than those that references stand for beyond ASCII (`&nbsp;`), and those
/// of preformatted text: `pre`, `textarea`, `listing`, `xmp` and `plaintext` keep their lines and
/// blanks, but for a line break right after the start tag.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Examples
///
/// ```
/// use boltons::strings::html_to_text;
///
/// let page = "<h1>Fish &amp; Chips</h1><p>Fried,\n  <b>salted</b>.<br>With<script>x</script> peas";
/// assert_eq!(html_to_text(page), "Fish & Chips\nFried, salted.\nWith peas");
/// assert_eq!(html_to_text("<p>Run<pre>\nif x:\n    y()\n</pre>"), "Run\nif x:\n    y()");
/// ```
#[doc(alias = "HTMLTextExtractor")]
#[doc(alias = "get_text")]
#[doc(alias = "inner_text")]
#[doc(alias = "html2text")]
#[must_use]
pub fn html_to_text(s: &str) -> String {
    let mut tokens = Tokens { text: s, at: 0 };
    let mut flow = Flow { out: String::new(), breaks: 0, space: false, opened: false };
    let (mut templates, mut preformatted) = (0usize, 0usize);
    while let Some(token) = tokens.next() {
        let opened = core::mem::take(&mut flow.opened);
        match token {
            Token::Text(text) if templates == 0 && preformatted > 0 => {
                flow.opened = opened;
                flow.preformatted(&html_unescape(text));
            }
            Token::Text(text) if templates == 0 => flow.text(&html_unescape(text)),
            Token::Tag { name, closing } => {
                let is = |other: &str| name.eq_ignore_ascii_case(other);
                if is("template") {
                    templates = if closing { templates.saturating_sub(1) } else { templates + 1 };
                    continue;
                }
                let raw = if closing { None } else { Raw::of(name) };
                let text = raw.map(|raw| tokens.raw(name, raw));
                if templates > 0 {
                } else if is("br") {
                    flow.breaks += 1;
                } else if is("td") || is("th") {
                    flow.space = true;
                } else if BLOCKS.iter().any(|block| is(block)) {
                    flow.breaks = flow.breaks.max(1);
                }
                if templates == 0 && (is("pre") || is("listing")) {
                    flow.opened = !closing;
                    preformatted =
                        if closing { preformatted.saturating_sub(1) } else { preformatted + 1 };
                }
                match text {
                    Some(text) if templates == 0 => flow.element(name, text),
                    _ => {}
                }
            }
            // After a comment, a line break is not the first thing in preformatted text.
            Token::Text(_) | Token::Other => {}
        }
    }
    flow.out
}

/// Elements that start and end a line (HTML Living Standard, "Rendering", `display: block` and the
/// like), with those of older pages.
#[rustfmt::skip]
static BLOCKS: [&str; 51] = [
    "p", "div", "li", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "table",
    "section", "article", "header", "footer", "main", "nav", "aside", "blockquote", "form", "dl",
    "dt", "dd", "figure", "figcaption", "fieldset", "legend", "address", "details", "summary",
    "dialog", "hgroup", "menu", "search", "caption", "thead", "tbody", "tfoot", "option",
    "optgroup", "center", "title", "body", "dir", "listing", "xmp", "plaintext",
];

/// Text that is being set: blanks and breaks wait until something follows them.
struct Flow {
    out: String,
    breaks: usize,
    space: bool,
    /// Preformatted text has just been opened: a line break right there does not count.
    opened: bool,
}

impl Flow {
    fn text(&mut self, text: &str) {
        let mut words = text.split(is_space);
        let mut word = words.next();
        while let Some(piece) = word {
            if !piece.is_empty() {
                self.push(piece);
            }
            word = words.next();
            self.space |= word.is_some();
        }
    }

    fn push(&mut self, piece: &str) {
        if self.out.is_empty() {
        } else if self.breaks > 0 {
            self.out.extend(core::iter::repeat_n('\n', self.breaks));
        } else if self.space {
            self.out.push(' ');
        }
        (self.breaks, self.space) = (0, false);
        self.out.push_str(piece);
    }

    /// Text whose lines and blanks stay. Breaks wait, so that one at the end is that of the block.
    fn preformatted(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
            if end > 0 {
                self.push(slice(rest, 0, end));
                self.opened = false;
            }
            let tail = slice(rest, end, rest.len());
            let Some(after) = tail
                .strip_prefix("\r\n")
                .or_else(|| tail.strip_prefix('\n'))
                .or_else(|| tail.strip_prefix('\r'))
            else {
                return;
            };
            if !core::mem::take(&mut self.opened) {
                self.breaks += 1;
            }
            rest = after;
        }
    }

    /// The text of an element that holds no markup.
    fn element(&mut self, name: &str, text: &str) {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if is("title") {
            self.text(&html_unescape(text));
        } else if is("textarea") {
            self.opened = true;
            self.preformatted(&html_unescape(text));
        } else if is("xmp") || is("plaintext") {
            self.preformatted(text);
        }
        self.opened = false;
    }
}

/// ASCII white space of HTML.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{c}' | '\r')
}

/// How the text of an element ends in which there are no tags.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Raw {
    /// RCDATA and RAWTEXT: with the first end tag.
    Text,
    /// Script data: with the first end tag that is not in a script within a comment.
    Script,
    /// Never.
    Plain,
}

impl Raw {
    /// As the tree construction of WHATWG switches the tokenizer, without scripting.
    fn of(name: &str) -> Option<Self> {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let text = ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes"];
        match () {
            () if is("script") => Some(Self::Script),
            () if text.into_iter().any(is) => Some(Self::Text),
            () if is("plaintext") => Some(Self::Plain),
            () => None,
        }
    }
}

/// A piece of a page.
enum Token<'s> {
    Text(&'s str),
    Tag {
        name: &'s str,
        closing: bool,
    },
    /// A comment or declaration.
    Other,
}

struct Tokens<'s> {
    text: &'s str,
    at: usize,
}

impl<'s> Tokens<'s> {
    fn next(&mut self) -> Option<Token<'s>> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let start = self.at;
        bytes.get(start)?;
        let mut open = start;
        loop {
            match memchr(b'<', &bytes[open..]) {
                None => open = bytes.len(),
                Some(found) => {
                    open += found;
                    if !opens_markup(&bytes[open..]) {
                        open += 1;
                        continue;
                    }
                }
            }
            break;
        }
        if open > start {
            self.at = open;
            return Some(Token::Text(slice(text, start, open)));
        }
        let end = |end: Option<usize>| end.unwrap_or(bytes.len());
        match bytes.get(start + 1) {
            Some(b'!') if bytes[start..].starts_with(b"<!--") => {
                self.at = end(comment_end(bytes, start + 2));
                Some(Token::Other)
            }
            Some(b'!' | b'?') => {
                self.at = end(memchr(b'>', &bytes[start..]).map(|len| start + len + 1));
                Some(Token::Other)
            }
            next => {
                let closing = next == Some(&b'/');
                let name = start + 1 + usize::from(closing);
                let len = bytes[name..].iter().position(|&b| is_blank(b) || b == b'/' || b == b'>');
                let name_end = end(len.map(|len| name + len));
                self.at = end(tag_end(bytes, name_end));
                Some(Token::Tag { name: slice(text, name, name_end), closing })
            }
        }
    }

    /// The text of an element that holds no tags, up to its end tag or the end.
    fn raw(&mut self, name: &str, raw: Raw) -> &'s str {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let start = self.at;
        let mut at = start;
        // Script data: within `<!--`, and there within `<script`.
        let (mut escaped, mut double) = (false, false);
        let end = loop {
            let found = match raw {
                Raw::Plain => None,
                Raw::Script if escaped => memchr::memchr2(b'<', b'-', &bytes[at..]),
                _ => memchr(b'<', &bytes[at..]),
            };
            let Some(found) = found else { break bytes.len() };
            at += found;
            let rest = &bytes[at..];
            if rest.starts_with(b"</") && is_name(&rest[2..], name) {
                if !double {
                    break at;
                }
                double = false;
            } else if raw == Raw::Script {
                if escaped && rest.starts_with(b"-->") {
                    (escaped, double) = (false, false);
                } else if !escaped && rest.starts_with(b"<!--") {
                    escaped = true;
                    // The dashes may be those that end it: `<!-->`.
                    at += 1;
                } else if escaped && rest[0] == b'<' && is_name(&rest[1..], name) {
                    double = true;
                }
            }
            at += 1;
        };
        self.at = end;
        slice(text, start, end)
    }
}

/// Whether a tag's name stands there, in any case, and ends.
fn is_name(bytes: &[u8], name: &str) -> bool {
    bytes.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(name.len()).is_some_and(|&b| is_blank(b) || b == b'/' || b == b'>')
}

fn is_blank(b: u8) -> bool {
    is_space(char::from(b))
}

/// Whether `<`, with which the bytes start, opens markup.
fn opens_markup(bytes: &[u8]) -> bool {
    match bytes.get(1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.get(2).is_some_and(u8::is_ascii_alphabetic),
        Some(b) => b.is_ascii_alphabetic(),
        None => false,
    }
}

/// The place after the comment whose two dashes stand at `dashes`.
fn comment_end(bytes: &[u8], dashes: usize) -> Option<usize> {
    // The dashes that open may also close (`<!-->`), but not in `--!>`.
    let mut at = dashes + 2;
    loop {
        at += memchr(b'>', bytes.get(at..)?)? + 1;
        let inside = &bytes[dashes..at];
        if inside.ends_with(b"-->") || inside.get(2..).is_some_and(|b| b.ends_with(b"--!>")) {
            return Some(at);
        }
    }
}

/// The place after the tag whose name ends at `at`.
fn tag_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let skip = |mut at: usize, pick: fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|&b| pick(b)) {
            at += 1;
        }
        at
    };
    loop {
        at = skip(at, |b| is_blank(b) || b == b'/');
        if *bytes.get(at)? == b'>' {
            return Some(at + 1);
        }
        // An attribute's name; its first byte is part of it, whatever it is.
        at = skip(at + 1, |b| !is_blank(b) && !matches!(b, b'/' | b'>' | b'='));
        at = skip(at, is_blank);
        if *bytes.get(at)? != b'=' {
            continue;
        }
        at = skip(at + 1, is_blank);
        match *bytes.get(at)? {
            quote @ (b'"' | b'\'') => at += memchr(quote, &bytes[at + 1..])? + 2,
            b'>' => return Some(at + 1),
            _ => at = skip(at, |b| !is_blank(b) && b != b'>'),
        }
    }
}
