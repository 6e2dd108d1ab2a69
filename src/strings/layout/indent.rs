//! Indenting, removing indents, and joining wrapped lines.
//!
//! All of them are one pass over the lines (dedent: two), and keep each line's own break.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;
use core::iter::FusedIterator;

use super::breaks::joins_without_space;
use super::lines::{LinesUnicode, lines_unicode, lines_with_breaks};
use crate::strings::util::slice::{skip, slice};

/// Adds `prefix` to the start of every line that is not blank.
///
/// A line is blank if it is empty or all white space. Lines end at any break of
/// [`lines_unicode`], and keep the break they have.
///
/// Computes in **O(n + m)** time, for *n* bytes of text and *m* bytes of prefixes.
///
/// # Examples
///
/// ```
/// use boltons::strings::indent;
///
/// assert_eq!(indent("a\r\n\r\n  b\n", "> "), "> a\r\n\r\n>   b\n");
/// ```
#[must_use]
pub fn indent(s: &str, prefix: &str) -> String {
    indent_with(s, prefix, |line| !line.trim().is_empty())
}

/// Adds `prefix` to the start of the lines for which `pick` returns `true`; `pick` gets each line
/// without its break.
///
/// Lines end at any break of [`lines_unicode`], and keep the break they have. A final break does
/// not start another line.
///
/// Computes in **O(n + m)** time, for *n* bytes of text and *m* bytes of prefixes.
///
/// # Examples
///
/// ```
/// use boltons::strings::indent_with;
///
/// assert_eq!(indent_with("a\n\nb", "# ", |_| true), "# a\n# \n# b");
/// assert_eq!(indent_with("a\nb", "> ", |line| line == "b"), "a\n> b");
/// ```
#[must_use]
pub fn indent_with(s: &str, prefix: &str, mut pick: impl FnMut(&str) -> bool) -> String {
    let mut out = String::with_capacity(s.len() + s.len() / 8 + prefix.len());
    for (line, end) in lines_with_breaks(s) {
        if pick(line) {
            out.push_str(prefix);
        }
        out.push_str(line);
        out.push_str(end);
    }
    out
}

/// Removes the longest run of spaces and tabs that all lines start with.
///
/// Lines of nothing but white space, of any kind, lose all of it, and do not count in what is
/// common, as in Python's `textwrap.dedent` since 3.14. A tab and a space are different. Lines end
/// at any break of [`lines_unicode`], and keep the break they have. Borrows if and only if nothing
/// is removed.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::dedent;
///
/// assert_eq!(dedent("    if x:\n        y\n  \n    z\n"), "if x:\n    y\n\nz\n");
/// assert_eq!(dedent("\tx\n    y"), "\tx\n    y");
/// ```
#[doc(alias = "unindent")]
#[doc(alias = "trim_indent")]
#[doc(alias = "strip_indent")]
#[must_use]
pub fn dedent(s: &str) -> Cow<'_, str> {
    let mut margin: Option<&str> = None;
    let mut blanks = false;
    for (line, _) in lines_with_breaks(s) {
        let lead = leading_blanks(line);
        if is_blank(line, lead.len()) {
            blanks |= !line.is_empty();
            continue;
        }
        let common = match margin {
            None => lead.len(),
            Some(margin) => {
                let (margin, lead) = (margin.as_bytes(), lead.as_bytes());
                let mut same = 0;
                while same < margin.len().min(lead.len()) && margin[same] == lead[same] {
                    same += 1;
                }
                same
            }
        };
        margin = Some(slice(lead, 0, common));
    }
    let margin = margin.map_or(0, str::len);
    if margin == 0 && !blanks {
        return Cow::Borrowed(s);
    }
    let mut out = String::with_capacity(s.len());
    for (line, end) in lines_with_breaks(s) {
        if !is_blank(line, leading_blanks(line).len()) {
            // The margin is a prefix of this line, of one-byte characters.
            out.push_str(slice(line, margin, line.len()));
        }
        out.push_str(end);
    }
    Cow::Owned(out)
}

/// Joins the lines of each paragraph with a space, and separates the paragraphs by an empty line.
///
/// A paragraph is a run of lines that are not blank; every line is trimmed. Between ideographs and
/// kana, which have no spaces between words, lines are joined without one. The opposite of
/// wrapping, for text that will be wrapped again or shown where lines wrap by themselves. Items of
/// a list are lines like any other: set them apart with blank lines, or join each by itself.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::unwrap_text;
///
/// assert_eq!(unwrap_text("Short lines\n  that go on.\n\n\nNext.\n"), "Short lines that go on.\n\nNext.");
/// assert_eq!(unwrap_text("日本\n語"), "日本語");
/// ```
#[doc(alias = "unfill")]
#[doc(alias = "refill")]
#[doc(alias = "reflow")]
#[must_use]
pub fn unwrap_text(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut lines = lines_unicode(s);
    loop {
        let before = out.len();
        if before > 0 {
            out.push_str("\n\n");
        }
        if !push_paragraph(&mut lines, &mut out) {
            out.truncate(before);
            return out;
        }
    }
}

/// Returns an iterator over the paragraphs of a text, each joined to one line as [`unwrap_text`]
/// does.
///
/// Computes in **O(n)** time for the whole iteration, lazily.
///
/// # Examples
///
/// ```
/// use boltons::strings::paragraphs;
///
/// assert!(paragraphs("a\nb\n\n \nc").eq(["a b", "c"]));
/// ```
pub fn paragraphs(s: &str) -> Paragraphs<'_> {
    Paragraphs { lines: lines_unicode(s) }
}

/// An iterator over the paragraphs of a text; created by [`paragraphs`].
///
/// # Examples
///
/// ```
/// use boltons::strings::paragraphs;
///
/// assert!(paragraphs("a\nb\n\nc").eq(["a b", "c"]));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Paragraphs<'a> {
    lines: LinesUnicode<'a>,
}

impl Iterator for Paragraphs<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut out = String::new();
        push_paragraph(&mut self.lines, &mut out).then_some(out)
    }
}

impl FusedIterator for Paragraphs<'_> {}

/// Appends the next paragraph; `false` where there is none.
fn push_paragraph(lines: &mut LinesUnicode<'_>, out: &mut String) -> bool {
    let mut is_first = true;
    for line in lines {
        let line = line.trim();
        if line.is_empty() {
            if is_first {
                continue;
            }
            break;
        }
        if core::mem::take(&mut is_first) {
            out.push_str(line);
            continue;
        }
        let joined = match (out.chars().next_back(), line.chars().next()) {
            (Some(end), Some(start)) => joins_without_space(end, start),
            _ => false,
        };
        if !joined {
            out.push(' ');
        }
        out.push_str(line);
    }
    !is_first
}

/// Whether all of a line is white space, the first `lead` bytes of which are known to be.
fn is_blank(line: &str, lead: usize) -> bool {
    slice(line, lead, line.len()).chars().all(char::is_whitespace)
}

fn leading_blanks(line: &str) -> &str {
    slice(line, 0, skip(line.as_bytes(), 0, |b| matches!(b, b' ' | b'\t')))
}
