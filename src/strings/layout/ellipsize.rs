//! Shortening text to a width, with a marker where something is omitted.
//!
//! One pass measures the text; if it is too long, another finds, unit by unit (see `measure.rs`),
//! where the width ends, where the last word before that ends, and what of both remains without
//! trailing punctuation. A third collects the escape sequences of the omitted part, where they
//! have no width. O(n) time.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;

use super::measure::{Measure, Unit, measure};
use crate::strings::ansi::grammar::sequence_end;
#[cfg(feature = "unicode")]
use crate::strings::ansi::grammar::{find_sequence, is_finished};
use crate::strings::util::slice::{char_at, slice};

/// Shortens a text to at most `max` characters, at a word boundary, with `…` for the omitted part.
///
/// The result is never longer than `max`. See [`Ellipsize`] for where it is cut, and for other
/// choices. Borrows if and only if the text fits.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::ellipsize;
///
/// assert_eq!(ellipsize("The quick, brown fox", 12), "The quick…");
/// assert_eq!(ellipsize("short", 12), "short");
/// assert_eq!(ellipsize("incomprehensible", 6), "incom…");
/// ```
#[doc(alias = "truncate_str")]
#[doc(alias = "truncate")]
#[doc(alias = "shorten")]
#[doc(alias = "abbreviate")]
#[must_use]
pub fn ellipsize(s: &str, max: usize) -> Cow<'_, str> {
    Ellipsize::new(max).apply(s)
}

/// Options for shortening text.
///
/// A text that fits stays unchanged. Otherwise it is cut at the last white space (no-break spaces
/// apart) that leaves room for the marker, and loses white space, `, ; : ! ?` and any `.` that is
/// not between two digits before the marker, and white space after it. Where that would leave
/// nothing, it is cut where the room ends. A marker that is too long itself is cut to fit.
///
/// Escape sequences are never cut. In [`Measure::Columns`], where they have no width, those of the
/// omitted part are kept, after the marker: colours are reset and links closed as in the whole
/// text. In the other measures they count as the characters they are, and are omitted with their
/// part: measure text with colours in columns.
///
/// The parts are measured one by one, so the marker should not begin with a combining mark.
///
/// # Examples
///
/// ```
/// use boltons::strings::Ellipsize;
///
/// assert_eq!(Ellipsize::new(12).marker("...").apply("The quick brown fox"), "The quick...");
/// // The end of a file's name is what one wants to see.
/// let name = Ellipsize::new(10).at_middle().anywhere();
/// assert_eq!(name.apply("document-final.pdf"), "docum….pdf");
/// ```
#[doc(alias = "truncate")]
#[doc(alias = "shorten")]
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use]
pub struct Ellipsize<'a> {
    max: usize,
    measure: Measure,
    marker: &'a str,
    anywhere: bool,
    place: Place,
}

/// Where text is omitted.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Place {
    End,
    Start,
    Middle,
}

impl<'a> Ellipsize<'a> {
    /// Creates options that shorten to at most `max` characters, at the end, at a word boundary,
    /// with `…`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Ellipsize;
    ///
    /// assert_eq!(Ellipsize::new(4).apply("a b c d"), "a b…");
    /// ```
    pub const fn new(max: usize) -> Self {
        Self { max, measure: Measure::Chars, marker: "…", anywhere: false, place: Place::End }
    }

    /// Sets the unit in which the length is counted.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Ellipsize, Measure};
    ///
    /// assert_eq!(Ellipsize::new(6).measure(Measure::Bytes).apply("ééééé"), "é…");
    /// ```
    pub const fn measure(mut self, measure: Measure) -> Self {
        self.measure = measure;
        self
    }

    /// Sets the marker that replaces the omitted part.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Ellipsize;
    ///
    /// assert_eq!(Ellipsize::new(9).marker(" [more]").apply("ab cd ef gh"), "ab [more]");
    /// ```
    #[doc(alias = "placeholder")]
    #[doc(alias = "ellipsis")]
    pub const fn marker(mut self, text: &'a str) -> Self {
        self.marker = text;
        self
    }

    /// Cuts exactly where the room ends instead of at a word boundary.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Ellipsize;
    ///
    /// assert_eq!(Ellipsize::new(6).anywhere().apply("some words"), "some…");
    /// assert_eq!(Ellipsize::new(8).anywhere().apply("some words"), "some wo…");
    /// ```
    pub const fn anywhere(mut self) -> Self {
        self.anywhere = true;
        self
    }

    /// Omits the start of the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Ellipsize;
    ///
    /// assert_eq!(Ellipsize::new(8).at_start().apply("one two three"), "…three");
    /// ```
    pub const fn at_start(mut self) -> Self {
        self.place = Place::Start;
        self
    }

    /// Omits the middle of the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Ellipsize;
    ///
    /// let path = Ellipsize::new(13).at_middle().anywhere();
    /// assert_eq!(path.apply("/home/user/project/src"), "/home/…ct/src");
    /// ```
    pub const fn at_middle(mut self) -> Self {
        self.place = Place::Middle;
        self
    }

    /// Shortens a text.
    ///
    /// Borrows if and only if the text fits. Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Ellipsize;
    ///
    /// // Shorter than the marker: as much of the marker as fits.
    /// assert_eq!(Ellipsize::new(2).marker("...").apply("abcdef"), "..");
    /// ```
    #[must_use]
    pub fn apply<'s>(&self, s: &'s str) -> Cow<'s, str> {
        if measure(s, self.measure) <= self.max {
            return Cow::Borrowed(s);
        }
        let Some(room) = self.max.checked_sub(measure(self.marker, self.measure)) else {
            let fits = self.head(self.marker, self.max).0;
            return Cow::Owned(slice(self.marker, 0, fits).into());
        };
        let (before, after) = match self.place {
            Place::End => (room, 0),
            Place::Start => (0, room),
            Place::Middle => (room - room / 2, room / 2),
        };
        let end = match self.head(s, before) {
            (_, Some(kept)) if kept > 0 => kept,
            (full, _) => full,
        };
        let start =
            if after == 0 { s.len() } else { end + self.tail(slice(s, end, s.len()), after) };
        let mut out = String::with_capacity(end + self.marker.len() + s.len() - start);
        out.push_str(slice(s, 0, end));
        out.push_str(self.marker);
        #[cfg(feature = "unicode")]
        if self.measure == Measure::Columns {
            let mut at = end;
            while let Some((first, after)) = find_sequence(s.as_bytes(), at, start) {
                // One that is cut short has no effect, but could take in what comes next.
                if is_finished(&s.as_bytes()[first..after]) {
                    out.push_str(slice(s, first, after));
                }
                at = after;
            }
        }
        out.push_str(slice(s, start, s.len()));
        Cow::Owned(out)
    }

    /// Returns how many bytes from the start have room, and how many of them stay: up to a word,
    /// without what is trimmed. `None` where no word ends. Neither part ends in an escape sequence.
    fn head(&self, s: &str, room: usize) -> (usize, Option<usize>) {
        let (mut at, mut used) = (0, 0);
        // The end of what would stay if the text were cut here.
        let (mut full, mut kept) = (0, 0);
        let mut word = None;
        while at < s.len() {
            let unit = Unit::first(s, at, self.measure);
            if unit.blank {
                word = Some(kept);
            }
            if used + unit.width > room {
                break;
            }
            let from = at;
            used += unit.width;
            at += unit.len;
            if sequence_end(s.as_bytes(), from).is_some() {
                continue;
            }
            full = at;
            if !is_trimmed(s, from, at) {
                kept = at;
            }
        }
        (full, if self.anywhere { Some(kept) } else { word })
    }

    /// Returns where the part begins that has room at the end: at a word, without white space
    /// before it; or, if nothing is left then, where the room begins.
    fn tail(&self, s: &str, room: usize) -> usize {
        let units = |from: usize| {
            let mut at = from;
            core::iter::from_fn(move || {
                let start = at;
                let unit = (start < s.len()).then(|| Unit::first(s, start, self.measure))?;
                at += unit.len;
                Some((start, unit))
            })
        };
        let mut excess = units(0).map(|(_, unit)| unit.width).sum::<usize>().saturating_sub(room);
        let mut full = 0;
        let mut after_blank = false;
        for (start, unit) in units(0) {
            if excess == 0 {
                break;
            }
            excess = excess.saturating_sub(unit.width);
            full = start + unit.len;
            after_blank = unit.blank;
        }
        let mut at_word = after_blank || self.anywhere;
        for (start, unit) in units(full) {
            let blank = slice(s, start, start + unit.len).chars().all(char::is_whitespace);
            let sequence = unit.width == 0 && sequence_end(s.as_bytes(), start).is_some();
            if at_word && !blank && !sequence {
                return start;
            }
            at_word |= unit.blank;
        }
        full
    }
}

/// Whether a unit at the end of what is left goes with the rest.
fn is_trimmed(s: &str, start: usize, end: usize) -> bool {
    let mut chars = slice(s, start, end).chars();
    match (chars.next(), chars.next()) {
        (Some(',' | ';' | ':' | '!' | '?'), None) => true,
        (Some('.'), None) => {
            let digit_before = slice(s, 0, start).ends_with(|c: char| c.is_ascii_digit());
            !(digit_before && char_at(s, end).is_some_and(|c| c.is_ascii_digit()))
        }
        (Some('\r'), Some('\n')) => true,
        (Some(c), None) => c.is_whitespace(),
        _ => false,
    }
}
