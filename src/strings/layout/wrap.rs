//! Wrapping text at a width.
//!
//! Greedy, or first-fit: each line takes as many words as it holds. A line of plain ASCII is cut
//! by looking back from where the width ends, so most bytes are not looked at twice, nor all of
//! them once. Other lines are read unit by unit (see `measure.rs`); a word that does not fit is
//! read again on its own line, as far as the width goes, and no text more often than that: O(n).
//!
//! Rejected: optimal fit (least ragged lines), which needs the whole paragraph and makes output
//! change far above an edit; hyphenation, which needs dictionaries.

#![deny(clippy::string_slice)]

use alloc::string::String;
use core::iter::FusedIterator;

use super::lines::find_break;
use super::measure::{Measure, Unit, measure};
#[cfg(feature = "unicode")]
use crate::strings::ansi::grammar::find_sequence;
use crate::strings::util::slice::slice;
use crate::strings::util::swar;

/// Wraps a text at a width in characters; see [`Wrap`] for what a line holds.
///
/// Computes in **O(n)** time for the whole iteration, lazily, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::wrap;
///
/// assert!(wrap("the quick brown fox", 10).eq(["the quick", "brown fox"]));
/// assert!(wrap("abcdefgh", 3).eq(["abc", "def", "gh"]));
/// ```
pub fn wrap(s: &str, width: usize) -> Wrapped<'_> {
    Wrap::new(width).lines(s)
}

/// Wraps a text at a width in characters and joins the lines with `\n`.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::fill;
///
/// assert_eq!(fill("the quick brown fox", 10), "the quick\nbrown fox");
/// ```
#[must_use]
pub fn fill(s: &str, width: usize) -> String {
    Wrap::new(width).fill(s)
}

/// How to wrap text.
///
/// Every line of the text (at any break of [`lines_unicode`](crate::strings::lines_unicode)) starts a new
/// line. Within it, lines are broken at white space other than no-break spaces; the white space
/// goes where the line ends, and stays where the text's own line begins. A word that is longer
/// than the width is cut; each line holds one unit of the [`Measure`] at the least, even if that is
/// wider. Grapheme clusters and escape sequences are never cut when the measure knows them. A
/// width of 0 counts as 1.
///
/// # Examples
///
/// ```
/// use boltons::strings::Wrap;
///
/// let list = Wrap::new(14).initial_indent("* ").indent("  ");
/// assert_eq!(list.fill("one item of some length"), "* one item of\n  some length");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use]
pub struct Wrap<'a> {
    width: usize,
    measure: Measure,
    initial_indent: &'a str,
    indent: &'a str,
    keep_long_words: bool,
}

impl<'a> Wrap<'a> {
    /// Wraps at a width, in characters unless [`measure`](Self::measure) says otherwise.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// assert_eq!(Wrap::new(5).fill("a b c d"), "a b c\nd");
    /// ```
    pub const fn new(width: usize) -> Self {
        Self {
            width,
            measure: Measure::Chars,
            initial_indent: "",
            indent: "",
            keep_long_words: false,
        }
    }

    /// Chooses what the width is counted in.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Measure, Wrap};
    ///
    /// assert_eq!(Wrap::new(4).measure(Measure::Bytes).fill("éé é"), "éé\né");
    /// ```
    pub const fn measure(mut self, measure: Measure) -> Self {
        self.measure = measure;
        self
    }

    /// Puts a text before the first line. It takes of the width.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// assert_eq!(Wrap::new(6).initial_indent("- ").fill("abcd efgh"), "- abcd\nefgh");
    /// ```
    pub const fn initial_indent(mut self, text: &'a str) -> Self {
        self.initial_indent = text;
        self
    }

    /// Puts a text before every line but the first. It takes of the width.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// assert_eq!(Wrap::new(6).indent("  ").fill("abcdef ghij"), "abcdef\n  ghij");
    /// ```
    pub const fn indent(mut self, text: &'a str) -> Self {
        self.indent = text;
        self
    }

    /// Lets words that are longer than the width stick out instead of cutting them.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// assert_eq!(Wrap::new(4).keep_long_words().fill("see https://a.b now"), "see\nhttps://a.b\nnow");
    /// ```
    pub const fn keep_long_words(mut self) -> Self {
        self.keep_long_words = true;
        self
    }

    /// Returns the lines, which are parts of the text: the indents are not in them, but the room
    /// that they take is left.
    ///
    /// Computes in **O(n)** time for the whole iteration, lazily, without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// assert!(Wrap::new(5).indent("> ").lines("abcde fgh").eq(["abcde", "fgh"]));
    /// ```
    pub fn lines<'s>(&self, s: &'s str) -> Wrapped<'s> {
        let room = |indent| self.width.saturating_sub(measure(indent, self.measure)).max(1);
        Wrapped {
            text: s,
            at: 0,
            line: None,
            first_width: Some(room(self.initial_indent)),
            width: room(self.indent),
            measure: self.measure,
            keep_long_words: self.keep_long_words,
        }
    }

    /// Returns the wrapped text: the lines with their indents, joined with `\n`.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// assert_eq!(Wrap::new(8).fill("one two\nthree"), "one two\nthree");
    /// ```
    #[must_use]
    pub fn fill(&self, s: &str) -> String {
        let mut out = String::with_capacity(s.len() + s.len() / 16);
        for (i, line) in self.lines(s).enumerate() {
            if i > 0 {
                out.push('\n');
            }
            out.push_str(if i == 0 { self.initial_indent } else { self.indent });
            out.push_str(line);
        }
        out
    }
}

/// The lines of a wrapped text: the iterator of [`wrap`] and [`Wrap::lines`].
///
/// # Examples
///
/// ```
/// use boltons::strings::wrap;
///
/// assert_eq!(wrap("one two", 4).last(), Some("two"));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Wrapped<'s> {
    text: &'s str,
    /// Where the next line begins.
    at: usize,
    /// The line of the text that `at` is in, unless it is at the start of one.
    line: Option<Line>,
    first_width: Option<usize>,
    width: usize,
    measure: Measure,
    keep_long_words: bool,
}

/// A line of the text that is wrapped.
#[derive(Clone, Copy, Debug)]
struct Line {
    end: usize,
    /// Where the next line of the text begins.
    next: usize,
    /// Each byte is a character of one unit.
    plain: bool,
}

/// A line to give: where it ends, and where the one after it begins.
type Cut = (usize, usize);

impl Wrapped<'_> {
    fn line_at(&self, at: usize) -> Line {
        let bytes = self.text.as_bytes();
        let (end, next) = self.break_after(at);
        let control = |b: u8| !matches!(b, b' '..=b'~');
        let stop = swar::find(
            &bytes[..end],
            at,
            |w| swar::below(w, 0x20) | swar::eq(w, 0x7F) | swar::non_ascii(w),
            control,
        );
        let plain = match self.measure {
            // Controls count as any character does.
            Measure::Bytes | Measure::Chars => bytes[stop..end].is_ascii(),
            #[cfg(feature = "unicode")]
            _ => stop == end,
        };
        Line { end, next, plain }
    }

    /// The first line break after `at` that is not inside an escape sequence.
    fn break_after(&self, at: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        let none = (bytes.len(), bytes.len());
        let found = find_break(bytes, at).unwrap_or(none);
        #[cfg(feature = "unicode")]
        if matches!(self.measure, Measure::Graphemes | Measure::Columns) {
            let (mut found, mut from) = (found, at);
            while let Some((_, end)) = find_sequence(bytes, from, found.0) {
                if end > found.0 {
                    found = find_break(bytes, end).unwrap_or(none);
                }
                from = end;
            }
            return found;
        }
        found
    }

    /// Cuts a line of plain ASCII.
    fn cut_plain(&self, line: Line, limit: usize) -> Cut {
        let bytes = self.text.as_bytes();
        let is_blank = |at: usize| matches!(bytes[at], b' ' | b'\t');
        let skip_blanks =
            |from: usize| (from..line.end).find(|&i| !is_blank(i)).unwrap_or(line.end);
        let trim_blanks = |to: usize| {
            let last = (self.at..to).rev().find(|&i| !is_blank(i));
            last.map_or(self.at, |i| i + 1)
        };
        if line.end - self.at <= limit {
            return (trim_blanks(line.end), line.end);
        }
        let full = self.at + limit;
        match (self.at..=full).rev().find(|&i| is_blank(i)) {
            Some(blank) => (trim_blanks(blank), skip_blanks(blank)),
            None if self.keep_long_words => {
                let end = (full..line.end).find(|&i| is_blank(i)).unwrap_or(line.end);
                (end, skip_blanks(end))
            }
            None => (full, full),
        }
    }

    /// Cuts any line; `fresh` at the start of a line of the text.
    fn cut(&self, line: Line, limit: usize, fresh: bool) -> Cut {
        let unit = |at| Unit::first(self.text, at, self.measure);
        let mut at = self.at;
        let mut used = 0_usize;
        // The end of the last word that fits.
        let mut fits = None;
        let skip_blanks = |at: &mut usize, used: &mut usize| {
            while *at < line.end {
                match Unit::space(self.text.as_bytes(), *at) {
                    Some(true) => {
                        *at += 1;
                        *used += 1;
                        continue;
                    }
                    Some(false) => break,
                    None => {}
                }
                let blank = unit(*at);
                if !blank.blank {
                    break;
                }
                *at += blank.len;
                *used += blank.width;
            }
        };
        if fresh {
            skip_blanks(&mut at, &mut used);
        }
        while at < line.end {
            let word = at;
            let mut over = false;
            while at < line.end {
                let room = limit.saturating_sub(used);
                // No further than tells that it is too long: or else each line of a very long
                // word would look at all of it.
                let far = line.end.min(at.saturating_add(room).saturating_add(2));
                let run = Unit::simple_run(self.text.as_bytes(), at, far);
                if run > 0 {
                    over = run > room;
                    used += run.min(room);
                    at += run.min(room);
                    if over {
                        break;
                    }
                    continue;
                }
                let next = unit(at);
                if next.blank {
                    break;
                }
                if used + next.width > limit {
                    over = true;
                    break;
                }
                used += next.width;
                at += next.len;
            }
            if over {
                if word > self.at {
                    // It starts the next line; before it, there may be nothing but blanks.
                    return (fits.unwrap_or(self.at), word);
                }
                return self.cut_word(line, at);
            }
            fits = Some(at);
            skip_blanks(&mut at, &mut used);
        }
        (fits.unwrap_or(self.at), line.end)
    }

    /// Cuts a word that starts the line and is too long, of which what lies before `full` fits.
    fn cut_word(&self, line: Line, full: usize) -> Cut {
        let unit = |at| Unit::first(self.text, at, self.measure);
        let mut end = full;
        if self.keep_long_words {
            while end < line.end && !unit(end).blank {
                end += unit(end).len;
            }
        } else if end == self.at {
            // One unit at the least, however wide.
            end += unit(end).len;
        }
        let mut next = end;
        while next < line.end && unit(next).blank {
            next += unit(next).len;
        }
        (end, next)
    }
}

impl<'s> Iterator for Wrapped<'s> {
    type Item = &'s str;

    fn next(&mut self) -> Option<&'s str> {
        let fresh = self.line.is_none();
        let line = match self.line {
            Some(line) => line,
            None if self.at >= self.text.len() => return None,
            None => self.line_at(self.at),
        };
        let limit = self.first_width.take().unwrap_or(self.width);
        let (end, next) =
            if line.plain { self.cut_plain(line, limit) } else { self.cut(line, limit, fresh) };
        let piece = slice(self.text, self.at, end);
        if next >= line.end {
            self.line = None;
            self.at = line.next;
        } else {
            self.line = Some(line);
            self.at = next;
        }
        Some(piece)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.text.len() - self.at;
        // Each line takes a byte at the least: of text, of blanks before a word, or its break.
        (usize::from(left > 0), Some(left))
    }
}

impl FusedIterator for Wrapped<'_> {}
