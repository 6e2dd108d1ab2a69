//! How long a text is: in bytes, characters, graphemes or columns of a terminal.
//!
//! Everything that fits text into a width works on *units*, the least pieces that may not be cut:
//! whole escape sequences, and characters or, for graphemes and columns, grapheme clusters.
//! [`Unit::first`] returns the next one.
//!
//! Measuring a whole text in graphemes or columns goes run by run instead: printable ASCII counts
//! by its length, eight bytes at a time, and so do letters whose width cannot depend on others;
//! only the rest, with the ASCII character before it, goes to the segmentation and width crates.
//! O(n) time, no allocation (padding apart).

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;

#[cfg(feature = "unicode")]
use unicode_segmentation::UnicodeSegmentation;
#[cfg(feature = "unicode")]
use unicode_width::UnicodeWidthStr;

#[cfg(feature = "unicode")]
use crate::strings::ansi::grammar::unfinished_sequence;
use crate::strings::ansi::grammar::{C2, ESC, sequence_end};
use crate::strings::util::chars::is_break_space;
use crate::strings::util::slice::{char_at, slice};
#[cfg(feature = "unicode")]
use crate::strings::util::swar;

/// The unit in which the length of a text is counted.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Measure, measure};
///
/// assert_eq!(measure("né", Measure::Bytes), 3);
/// assert_eq!(measure("né", Measure::Chars), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Measure {
    /// Bytes of UTF-8. Text is cut between characters, and not inside escape sequences.
    Bytes,
    /// Characters (`char`). Escape sequences count as the characters they are, but are not cut.
    #[default]
    Chars,
    /// Extended grapheme clusters (UAX #29): what readers take for one character. Escape sequences
    /// count as the characters they are, but are not cut.
    #[cfg(feature = "unicode")]
    #[cfg_attr(docsrs, doc(cfg(feature = "unicode")))]
    Graphemes,
    /// Columns of a terminal (UAX #11, as the unicode-width crate has them). Escape sequences, as
    /// [`strip_ansi`](crate::strings::strip_ansi) knows them, and other control characters take
    /// none.
    #[cfg(feature = "unicode")]
    #[cfg_attr(docsrs, doc(cfg(feature = "unicode")))]
    Columns,
}

/// Returns the length of a text in a unit of choice.
///
/// Computes in **O(n)** time, **O(1)** for bytes, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Measure, measure};
///
/// assert_eq!(measure("né", Measure::Bytes), 3);
/// assert_eq!(measure("ne\u{301}", Measure::Chars), 3);
/// # #[cfg(feature = "unicode")] {
/// assert_eq!(measure("ne\u{301}", Measure::Graphemes), 2);
/// assert_eq!(measure("\x1b[1m日本\x1b[0m", Measure::Columns), 4);
/// # }
/// ```
#[doc(alias = "grapheme_count")]
#[must_use]
pub fn measure(s: &str, m: Measure) -> usize {
    match m {
        Measure::Bytes => s.len(),
        Measure::Chars => s.chars().count(),
        #[cfg(feature = "unicode")]
        Measure::Graphemes => graphemes(s),
        #[cfg(feature = "unicode")]
        Measure::Columns => display_width(s),
    }
}

/// The alignment of a text within the width it is padded to; see [`pad`].
///
/// # Examples
///
/// ```
/// use boltons::strings::{Align, Measure, pad};
///
/// assert_eq!(pad("ab", 6, Align::Center, Measure::Chars), "  ab  ");
/// ```
#[doc(alias = "Alignment")]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Align {
    /// The text comes first, the padding after it.
    Start,
    /// The padding is on both sides; an odd space comes after the text.
    Center,
    /// The padding comes first.
    End,
}

/// Pads a text with spaces to a width, at the end, on both sides, or at the start.
///
/// Unlike `format!("{s:width$}")` it can measure in columns, so that tables with wide or coloured
/// text line up. Borrows if and only if the text is that wide already. Where a text ends inside an
/// escape sequence that is not finished, columns are added before that sequence, which would
/// swallow them. Tabs have no fixed width: use [`expand_tabs`](crate::strings::expand_tabs) first.
///
/// Computes in **O(n + width)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Align, Measure, pad};
///
/// assert_eq!(pad("ab", 5, Align::Start, Measure::Chars), "ab   ");
/// assert_eq!(pad("ab", 5, Align::Center, Measure::Chars), " ab  ");
/// assert_eq!(pad("abcdef", 5, Align::End, Measure::Chars), "abcdef");
/// # #[cfg(feature = "unicode")]
/// assert_eq!(pad("日本", 5, Align::End, Measure::Columns), " 日本");
/// ```
#[doc(alias = "pad_str")]
#[doc(alias = "ljust")]
#[doc(alias = "rjust")]
#[doc(alias = "center")]
#[must_use]
pub fn pad(s: &str, width: usize, a: Align, m: Measure) -> Cow<'_, str> {
    let space = width.saturating_sub(measure(s, m));
    if space == 0 {
        return Cow::Borrowed(s);
    }
    let before = match a {
        Align::Start => 0,
        Align::Center => space / 2,
        Align::End => space,
    };
    let mut out = String::with_capacity(s.len() + space);
    push_spaces(&mut out, before);
    let whole = match m {
        #[cfg(feature = "unicode")]
        Measure::Columns => unfinished_sequence(s.as_bytes()).unwrap_or(s.len()),
        _ => s.len(),
    };
    out.push_str(slice(s, 0, whole));
    push_spaces(&mut out, space - before);
    out.push_str(slice(s, whole, s.len()));
    Cow::Owned(out)
}

/// Appends so many spaces.
pub(crate) fn push_spaces(out: &mut String, mut count: usize) {
    const SPACES: &str = "                                ";
    while count > 0 {
        let len = count.min(SPACES.len());
        out.push_str(slice(SPACES, 0, len));
        count -= len;
    }
}

/// A piece of text that may not be cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    /// In bytes.
    pub(crate) len: usize,
    pub(crate) width: usize,
    /// A line may be broken here, and the unit omitted.
    pub(crate) blank: bool,
}

impl Unit {
    /// How many bytes from `at` on, before `end`, are ASCII letters and the like: one unit of
    /// width 1 each in every measure, and not blank.
    #[inline]
    pub(crate) fn simple_run(bytes: &[u8], at: usize, end: usize) -> usize {
        let rest = &bytes[at..end];
        let run = rest.iter().position(|b| !matches!(b, b'!'..=b'~')).unwrap_or(rest.len());
        // The last one may have marks.
        let joins = bytes.get(at + run).is_some_and(|&b| !starts_cluster(b));
        run - usize::from(joins && run > 0)
    }

    /// Whether the unit at `at` is a bare space, of width 1 in every measure, or not blank; `None`
    /// where that is not clear at once.
    #[inline]
    pub(crate) fn space(bytes: &[u8], at: usize) -> Option<bool> {
        match bytes[at] {
            b'!'..=b'~' => Some(false),
            b' ' if bytes.get(at + 1).is_none_or(|&b| starts_cluster(b)) => Some(true),
            _ => None,
        }
    }

    /// The unit that starts at byte `at`, which is inside the text, at the end of another unit.
    #[inline]
    pub(crate) fn first(s: &str, at: usize, m: Measure) -> Self {
        match m {
            Measure::Bytes | Measure::Chars => {
                let bytes = s.as_bytes();
                if matches!(bytes[at], ESC | C2) {
                    if let Some(end) = sequence_end(bytes, at) {
                        let sequence = slice(s, at, end);
                        return Self { len: end - at, width: measure(sequence, m), blank: false };
                    }
                }
                let c = char_at(s, at).unwrap_or('\0');
                let len = c.len_utf8();
                let width = if m == Measure::Bytes { len } else { 1 };
                Self { len, width, blank: is_break_space(c) }
            }
            #[cfg(feature = "unicode")]
            Measure::Graphemes | Measure::Columns => Self::cluster(s, at, m),
        }
    }

    #[cfg(feature = "unicode")]
    #[inline]
    fn cluster(s: &str, at: usize, m: Measure) -> Self {
        let bytes = s.as_bytes();
        let starts = |at: usize| bytes.get(at).is_none_or(|&b| starts_cluster(b));
        match bytes[at] {
            byte @ b' '..=b'~' if starts(at + 1) => Self { len: 1, width: 1, blank: byte == b' ' },
            lead if is_narrow(lead) && starts(at + 2) => Self { len: 2, width: 1, blank: false },
            lead if is_wide(lead) && starts(at + 3) => {
                let width = if m == Measure::Columns { 2 } else { 1 };
                Self { len: 3, width, blank: false }
            }
            _ => Self::any_cluster(s, at, m),
        }
    }

    #[cfg(feature = "unicode")]
    fn any_cluster(s: &str, at: usize, m: Measure) -> Self {
        let columns = m == Measure::Columns;
        if let Some(end) = sequence_end(s.as_bytes(), at) {
            let width = if columns { 0 } else { graphemes(slice(s, at, end)) };
            return Self { len: end - at, width, blank: false };
        }
        let cluster = slice(s, at, s.len()).graphemes(true).next().unwrap_or_default();
        let width = if columns { columns_of(cluster) } else { 1 };
        Self { len: cluster.len(), width, blank: cluster.chars().all(is_break_space) }
    }
}

/// The lead bytes of U+00C0–U+02FF, U+0380–U+047F: letters of one column whatever is beside them.
#[cfg(feature = "unicode")]
#[inline]
fn is_narrow(lead: u8) -> bool {
    matches!(lead, 0xC3..=0xCB | 0xCE..=0xD1)
}

/// The lead bytes of CJK ideographs U+5000–U+9FFF and Hangul syllables U+B000–U+CFFF: two columns.
#[cfg(feature = "unicode")]
#[inline]
fn is_wide(lead: u8) -> bool {
    matches!(lead, 0xE5..=0xE9 | 0xEB | 0xEC)
}

/// Whether a character with this first byte begins a grapheme cluster after ASCII, and after the
/// letters above: it is ASCII or one of these letters. (CR LF apart, which are not letters.)
#[inline]
fn starts_cluster(lead: u8) -> bool {
    matches!(lead, 0..=0x7F | 0xC3..=0xCB | 0xCE..=0xD1 | 0xE5..=0xE9 | 0xEB | 0xEC)
}

#[cfg(feature = "unicode")]
fn graphemes(s: &str) -> usize {
    let bytes = s.as_bytes();
    let mut count = 0;
    let mut at = 0;
    while at < bytes.len() {
        let end = swar::find(bytes, at, swar::non_ascii, |b| !b.is_ascii());
        // The last ASCII character may have marks, unless it is a control.
        let joins = end < bytes.len() && end > at && matches!(bytes[end - 1], b' '..=b'~');
        let alone = end - usize::from(joins);
        count += alone - at - crlfs(&bytes[at..alone]);
        at = alone;
        if end == bytes.len() {
            break;
        }
        for cluster in slice(s, at, s.len()).graphemes(true) {
            count += 1;
            at += cluster.len();
            if bytes.get(at).is_none_or(u8::is_ascii) {
                break;
            }
        }
    }
    count
}

#[cfg(feature = "unicode")]
fn crlfs(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\r', bytes).filter(|&at| bytes.get(at + 1) == Some(&b'\n')).count()
}

/// Returns the number of terminal columns that a text takes: [`measure`] with [`Measure::Columns`].
///
/// Widths are those of the unicode-width crate: wide characters take two columns, marks none, and
/// an emoji sequence as many as its one picture. Escape sequences and control characters take
/// none, so the text should be one line; [`expand_tabs`](crate::strings::expand_tabs) replaces
/// tabs.
///
/// Computes in **O(n)** time, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::display_width;
///
/// assert_eq!(display_width("日本語"), 6);
/// assert_eq!(display_width("👩‍👩‍👧‍👦"), 2);
/// assert_eq!(display_width("\x1b[31me\u{301}\x1b[0m"), 1);
/// ```
#[doc(alias = "UnicodeWidthStr")]
#[doc(alias = "measure_text_width")]
#[cfg(feature = "unicode")]
#[cfg_attr(docsrs, doc(cfg(feature = "unicode")))]
#[doc(alias = "wcwidth")]
#[doc(alias = "wcswidth")]
#[must_use]
pub fn display_width(s: &str) -> usize {
    let bytes = s.as_bytes();
    let mut width = 0;
    let mut at = 0;
    // Where the text after the last escape sequence begins.
    let mut text = 0;
    // Where the last run found that is not ASCII ends: looked for once, however many sequences
    // are in it.
    let mut run = 0;
    while at < bytes.len() {
        while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
            if !block.iter().fold(true, |all, b| all & (b.wrapping_sub(b' ') < 0x5F)) {
                break;
            }
            width += BLOCK;
            at += BLOCK;
        }
        let end = swar::find(
            bytes,
            at,
            |w| swar::below(w, 0x20) | swar::eq(w, 0x7F) | swar::non_ascii(w),
            |b| !matches!(b, b' '..=b'~'),
        );
        width += end - at;
        at = end;
        // What comes now, one character at a time, until there is ASCII to print again.
        while let Some(&byte) = bytes.get(at) {
            let next = |i: usize| bytes.get(at + i).copied().unwrap_or_default();
            match byte {
                b' '..=b'~' => break,
                lead if is_narrow(lead) => {
                    width += 1;
                    at += 2;
                }
                lead if is_wide(lead) => {
                    width += 2;
                    at += 3;
                }
                // Dashes, quotes and other punctuation of one column, U+2010–U+2027, unless a
                // variation selector may follow.
                0xE2 if next(1) == 0x80 && matches!(next(2), 0x90..=0xA7) && next(3) != 0xEF => {
                    width += 1;
                    at += 3;
                }
                ESC => {
                    at = sequence_end(bytes, at).unwrap_or(at + 1);
                    text = at;
                }
                byte if byte.is_ascii() => at += 1,
                _ => {
                    if run <= at {
                        run = swar::find(bytes, at, |w| !w & swar::HIGH, |b| b.is_ascii());
                    }
                    // A character before may be drawn wider by what follows: a keycap.
                    let joins = at > text && matches!(bytes[at - 1], b' '..=b'~');
                    let start = at - usize::from(joins);
                    width -= usize::from(joins);
                    (width, at) = run_columns(s, start, run, width);
                    if at != run {
                        text = at;
                    }
                }
            }
        }
    }
    width
}

/// How many bytes are asked at once whether all of them are printable ASCII.
#[cfg(feature = "unicode")]
const BLOCK: usize = 32;

/// Adds the columns of a run that is not ASCII, up to the first escape sequence in it.
#[cfg(feature = "unicode")]
fn run_columns(s: &str, start: usize, end: usize, width: usize) -> (usize, usize) {
    let bytes = s.as_bytes();
    let (mut width, mut start) = (width, start);
    let mut at = start;
    while let Some(found) = memchr::memchr(C2, &bytes[at..end]) {
        at += found;
        if !matches!(bytes.get(at + 1), Some(0x80..=0x9F)) {
            at += 2;
            continue;
        }
        width += slice(s, start, at).width();
        if let Some(end) = sequence_end(bytes, at) {
            return (width, end);
        }
        at += 2;
        start = at;
    }
    (width + slice(s, start, end).width(), end)
}

/// The columns of one cluster.
#[cfg(feature = "unicode")]
fn columns_of(cluster: &str) -> usize {
    // A control is a separate cluster, and so is CR LF.
    if cluster.starts_with(char::is_control) { 0 } else { cluster.width() }
}
