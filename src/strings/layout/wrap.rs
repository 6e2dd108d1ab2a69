//! Wrapping text at a width.
//!
//! Greedy, or first-fit: each line takes as many words as it holds. A line of plain ASCII is cut
//! by looking back from where the width ends, so most bytes are not looked at twice, nor all of
//! them once. Other lines are read unit by unit (see `measure.rs`); only in a word that does not
//! fit are places looked for where it may be broken (see `breaks.rs`), and what does not fit is
//! read again on its own line, as far as the width goes, and no text more often than that: O(n).
//!
//! Rejected: optimal fit (least ragged lines), which needs the whole paragraph and lets an edit
//! change output far above it; hyphenation, which needs dictionaries.

#![deny(clippy::string_slice)]

use alloc::string::String;
use core::iter::FusedIterator;

use super::breaks::{follows_hyphen, is_opportunity};
use super::lines::find_break;
use super::measure::{Measure, Unit, measure};
use crate::strings::ansi::grammar::{ESC, find_sequence, sequence_end};
use crate::strings::util::slice::slice;
use crate::strings::util::swar;

/// Wraps a text into lines of `width` characters; see [`Wrap`] for where lines are broken.
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
#[doc(alias = "textwrap")]
#[doc(alias = "wrap_text")]
#[doc(alias = "word_wrap")]
#[doc(alias = "wordwrap")]
pub fn wrap(s: &str, width: usize) -> Wrapped<'_> {
    Wrap::new(width).lines(s)
}

/// Wraps a text into lines of `width` characters and joins them with `\n`.
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
#[doc(alias = "wordwrap")]
#[doc(alias = "wrap_text")]
#[doc(alias = "word_wrap")]
#[must_use]
pub fn fill(s: &str, width: usize) -> String {
    Wrap::new(width).fill(s)
}

/// Options for wrapping text.
///
/// Every line of the text (at any break of [`lines_unicode`](crate::strings::lines_unicode)) starts
/// a new line. Within it, lines are broken
/// * at white space other than no-break spaces, which goes where the line ends, and stays where
///   the text's own line begins;
/// * after a hyphen or dash inside a word (`self-contained`, but not `-1` or `2024-01-02`), unless
///   [`keep_hyphenated`](Self::keep_hyphenated) is asked for;
/// * after U+200B (zero width space);
/// * between ideographs, kana and syllables of Hangul, but not so that a line starts with `。`, `」`
///   or a small kana, or ends with `「` or `￥`: the classes of UAX #14 (Unicode 14.0) that need no
///   dictionary.
///
/// A word that is longer than the width is cut; each line holds at least one unit of the
/// [`Measure`], even if that is wider. Escape sequences are never cut, and grapheme clusters are
/// not when the measure knows them. A width of 0 counts as 1.
///
/// Differences from the defaults of the `textwrap` crate (0.16): widths are in characters
/// unless [`Measure::Columns`] is asked for; lines are as full as they can be, not evened out over
/// the paragraph; lines are not broken at a hyphen before a digit; white space at the end of a line
/// of the text is removed; lines end at every Unicode line break.
///
/// # Examples
///
/// ```
/// use boltons::strings::Wrap;
///
/// let list = Wrap::new(14).initial_indent("* ").indent("  ");
/// assert_eq!(list.fill("one item of some length"), "* one item of\n  some length");
/// assert_eq!(Wrap::new(6).fill("self-contained"), "self-\ncontai\nned");
/// assert_eq!(Wrap::new(3).fill("「日本」。語"), "「日\n本」。\n語");
/// ```
#[doc(alias = "Options")]
#[doc(alias = "TextWrapper")]
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use]
pub struct Wrap<'a> {
    width: usize,
    measure: Measure,
    initial_indent: &'a str,
    indent: &'a str,
    keep_long_words: bool,
    hyphens: bool,
    keep_breaks: bool,
    tab_width: usize,
}

impl<'a> Wrap<'a> {
    /// Creates options that wrap at a width, in characters unless [`measure`](Self::measure) says
    /// otherwise.
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
            hyphens: true,
            keep_breaks: false,
            tab_width: 0,
        }
    }

    /// Sets the unit in which the width is counted.
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

    /// Sets the indent of the first line, which counts toward the width.
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

    /// Sets the indent of every line but the first, which counts toward the width.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// assert_eq!(Wrap::new(6).indent("  ").fill("abcdef ghij"), "abcdef\n  ghij");
    /// ```
    #[doc(alias = "subsequent_indent")]
    pub const fn indent(mut self, text: &'a str) -> Self {
        self.indent = text;
        self
    }

    /// Keeps words that are longer than the width whole, so that they exceed it, instead of cutting
    /// them.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// assert_eq!(Wrap::new(4).keep_long_words().fill("see https://a.b now"), "see\nhttps://a.b\nnow");
    /// ```
    #[doc(alias = "break_words")]
    #[doc(alias = "break_long_words")]
    pub const fn keep_long_words(mut self) -> Self {
        self.keep_long_words = true;
        self
    }

    /// Disables breaks after hyphens and dashes inside words.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// assert_eq!(Wrap::new(8).fill("a well-known word"), "a well-\nknown\nword");
    /// assert_eq!(Wrap::new(8).keep_hyphenated().fill("a well-known word"), "a\nwell-kno\nwn word");
    /// ```
    #[doc(alias = "break_on_hyphens")]
    #[doc(alias = "NoHyphenation")]
    pub const fn keep_hyphenated(mut self) -> Self {
        self.hyphens = false;
        self
    }

    /// Counts a tab as the distance to the next multiple of `width`, from the start of the line
    /// with its indent.
    ///
    /// Without this option, or with 0, a tab counts like any other character, and in columns not at
    /// all.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// assert_eq!(Wrap::new(9).tab_width(8).fill("a\tb c"), "a\tb\nc");
    /// ```
    #[doc(alias = "tabsize")]
    pub const fn tab_width(mut self, width: usize) -> Self {
        self.tab_width = width;
        self
    }

    /// Keeps the line breaks of the text, such as CRLF, and the one at its end, in
    /// [`fill`](Self::fill).
    ///
    /// Where a line is broken, the break of that line of the text is written; for a last line
    /// that has none, that of the line before; else `\n`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Wrap;
    ///
    /// let crlf = Wrap::new(4).keep_breaks();
    /// assert_eq!(crlf.fill("ab cd\r\nef gh\r\n"), "ab\r\ncd\r\nef\r\ngh\r\n");
    /// ```
    pub const fn keep_breaks(mut self) -> Self {
        self.keep_breaks = true;
        self
    }

    /// Returns an iterator over the lines, as parts of the text: without the indents, but with room
    /// left for them.
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
        let room = |indent| {
            let used = measure(indent, self.measure);
            (used, self.width.saturating_sub(used).max(1))
        };
        Wrapped {
            text: s,
            at: 0,
            line: None,
            first_room: Some(room(self.initial_indent)),
            room: room(self.indent),
            measure: self.measure,
            keep_long_words: self.keep_long_words,
            hyphens: self.hyphens,
            tab_width: self.tab_width,
        }
    }

    /// Returns the wrapped text, whose lines have their indents and are joined with `\n`.
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
        let mut lines = self.lines(s);
        let mut indent = self.initial_indent;
        let mut newline = "\n";
        while let Some((piece, line)) = lines.next_piece() {
            out.push_str(indent);
            out.push_str(piece);
            indent = self.indent;
            let own = slice(s, line.end, line.next);
            if self.keep_breaks && !own.is_empty() {
                newline = own;
            }
            let last = lines.line.is_none() && lines.at >= s.len();
            if !last || self.keep_breaks && !own.is_empty() {
                out.push_str(newline);
            }
        }
        out
    }
}

/// An iterator over the lines of a wrapped text; created by [`wrap`] and [`Wrap::lines`].
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
    /// What the indent takes, and the room after it, for the first line and for the others.
    first_room: Option<(usize, usize)>,
    room: (usize, usize),
    measure: Measure,
    keep_long_words: bool,
    hyphens: bool,
    tab_width: usize,
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

/// A line to return: where it ends, and where the one after it begins.
type Cut = (usize, usize);

impl<'s> Wrapped<'s> {
    /// The next piece, and the line of the text that it is in.
    fn next_piece(&mut self) -> Option<(&'s str, Line)> {
        let line = match self.line {
            Some(line) => line,
            None if self.at >= self.text.len() => return None,
            None => self.line_at(self.at),
        };
        let room = self.first_room.take().unwrap_or(self.room);
        let (end, next) =
            if line.plain { self.cut_plain(line, room.1) } else { self.cut(line, room) };
        let piece = slice(self.text, self.at, end);
        if next >= line.end {
            self.line = None;
            self.at = line.next;
        } else {
            self.line = Some(line);
            self.at = next;
        }
        Some((piece, line))
    }

    fn line_at(&self, at: usize) -> Line {
        let bytes = self.text.as_bytes();
        let none = (bytes.len(), bytes.len());
        let (mut end, mut next) = find_break(bytes, at).unwrap_or(none);
        let control = |b: u8| !matches!(b, b' '..=b'~');
        let stop = swar::find(
            &bytes[..end],
            at,
            |w| swar::below(w, 0x20) | swar::eq(w, 0x7F) | swar::non_ascii(w),
            control,
        );
        // A sequence begins with a control, and a line break inside one does not count.
        let mut from = stop;
        while let Some((_, after)) = find_sequence(bytes, from, end) {
            if after > end {
                (end, next) = find_break(bytes, after).unwrap_or(none);
            }
            from = after;
        }
        let plain = match self.measure {
            // Controls count as any character does, but for those that begin a sequence, and tabs
            // that have a separate width.
            Measure::Bytes | Measure::Chars => {
                let rest = &bytes[stop..end];
                rest.is_ascii()
                    && memchr::memchr(ESC, rest).is_none()
                    && (self.tab_width == 0 || memchr::memchr(b'\t', rest).is_none())
            }
            #[cfg(feature = "unicode")]
            _ => stop == end,
        };
        Line { end, next, plain }
    }

    /// Cuts a line of plain ASCII.
    fn cut_plain(&self, line: Line, limit: usize) -> Cut {
        let bytes = self.text.as_bytes();
        let is_blank = |at: usize| matches!(bytes[at], b' ' | b'\t');
        let follows_hyphen = |at: usize| self.hyphens && follows_hyphen(&bytes[..line.end], at);
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
        let ends_word = |i: usize| is_blank(i) || (i > self.at && follows_hyphen(i));
        match (self.at..=full).rev().find(|&i| ends_word(i)) {
            Some(end) if is_blank(end) => (trim_blanks(end), skip_blanks(end)),
            Some(end) => (end, end),
            None if self.keep_long_words => {
                let end = (full..line.end).find(|&i| ends_word(i)).unwrap_or(line.end);
                (end, skip_blanks(end))
            }
            None => (full, full),
        }
    }

    /// The unit at `at`, before which the line, with its indent, is `column` wide.
    #[inline]
    fn unit(&self, at: usize, column: usize) -> Unit {
        if self.tab_width > 0 && self.text.as_bytes()[at] == b'\t' {
            let width = self.tab_width - column % self.tab_width;
            return Unit { len: 1, width, blank: true };
        }
        Unit::first(self.text, at, self.measure)
    }

    /// Cuts any line.
    fn cut(&self, line: Line, (indent, limit): (usize, usize)) -> Cut {
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
                let blank = self.unit(*at, indent + *used);
                if !blank.blank {
                    break;
                }
                *at += blank.len;
                *used += blank.width;
            }
        };
        while at < line.end {
            let word = at;
            let mut over = false;
            while at < line.end {
                let room = limit.saturating_sub(used);
                // Scan just far enough to see that it does not fit: otherwise each line of a very
                // long word would look at all of it.
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
                let next = self.unit(at, indent + used);
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
                if let Some(inside) = self.last_opportunity(line, word, at) {
                    return (inside, inside);
                }
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

    /// The last place after `word`, at which a word starts, and not after `full` at which that
    /// word may be broken.
    fn last_opportunity(&self, line: Line, word: usize, full: usize) -> Option<usize> {
        let mut places = Places::new(self, line, word);
        let mut last = None;
        while let Some(place) = places.next(full) {
            last = Some(place);
        }
        last
    }

    /// Cuts a word that starts the line and is too long, of which what lies before `full` fits.
    fn cut_word(&self, line: Line, full: usize) -> Cut {
        let unit = |at| Unit::first(self.text, at, self.measure);
        let mut end = full;
        if self.keep_long_words {
            let mut places = Places::new(self, line, self.at);
            end = places.next(line.end).unwrap_or(places.at);
        } else if end == self.at {
            // At least one unit, however wide.
            end += unit(end).len;
        }
        let mut next = end;
        while next < line.end && unit(next).blank {
            next += unit(next).len;
        }
        (end, next)
    }
}

/// The places at which a word may be broken.
struct Places<'w, 's> {
    lines: &'w Wrapped<'s>,
    line: Line,
    word: usize,
    /// The unit to look at next; at the end, the end of the word.
    at: usize,
    /// The last two characters before it that are not in an escape sequence.
    before: [Option<char>; 2],
}

impl<'w, 's> Places<'w, 's> {
    fn new(lines: &'w Wrapped<'s>, line: Line, word: usize) -> Self {
        Self { lines, line, word, at: word, before: [None; 2] }
    }

    /// The next place that is not after `full`.
    fn next(&mut self, full: usize) -> Option<usize> {
        let text = self.lines.text;
        while self.at <= full && self.at < self.line.end {
            let at = self.at;
            let unit = Unit::first(text, at, self.lines.measure);
            if unit.blank {
                return None;
            }
            self.at += unit.len;
            if sequence_end(text.as_bytes(), at).is_some() {
                continue;
            }
            let mut chars = slice(text, at, self.at).chars();
            let Some(first) = chars.next() else { continue };
            let [far, near] = self.before;
            self.before = match (chars.next_back(), chars.next_back()) {
                (None, _) => [near, Some(first)],
                (Some(last), None) => [Some(first), Some(last)],
                (last, before) => [before, last],
            };
            let opportunity =
                near.is_some_and(|near| is_opportunity(far, near, first, self.lines.hyphens));
            if opportunity && at > self.word {
                return Some(at);
            }
        }
        None
    }
}

impl<'s> Iterator for Wrapped<'s> {
    type Item = &'s str;

    fn next(&mut self) -> Option<&'s str> {
        self.next_piece().map(|(piece, _)| piece)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.text.len() - self.at;
        // Each line takes at least one byte: of text, of blanks before a word, or its break.
        (usize::from(left > 0), Some(left))
    }
}

impl FusedIterator for Wrapped<'_> {}
