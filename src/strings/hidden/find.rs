//! Characters that are there but not seen, or that change the order of what is seen.
//!
//! One classification ([`kind_of`]) serves everything here and in `escape.rs`: all of
//! Default_Ignorable_Code_Point and of category Cf (Unicode 16.0), the controls, and a few
//! characters that are drawn as nothing. The finders skip printable ASCII eight bytes at a time and
//! decode the rest: O(n) time, no allocation.
//!
//! Joiners and variation selectors belong to words and emoji in most places; in others they can
//! have no effect, and are a payload ([`Strays`]). That takes no data about scripts: a selector
//! acts only on a visible character right before it, and none of ASCII but `0`–`9`, `#` and `*` has
//! one; joiners act on what is on both sides, never between two ASCII characters, and no spelling
//! needs more than three (ZWJ ZWNJ ZWJ) at one place.
//!
//! The balance of bidirectional controls is kept as UAX #9 pairs them (BD9, BD11): a PDF closes
//! the latest embedding or override of the current isolate, a PDI the latest isolate with all
//! that is open in it. The limit of 125 levels is not modelled, since a viewer without it would
//! show such text reordered all the same.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter::FusedIterator;

use crate::strings::layout::lines::lines_unicode;
use crate::strings::util::chars::is_format;
use crate::strings::util::slice::{char_at, slice};
use crate::strings::util::swar;

/// The kind of a hidden character.
///
/// Every character is of at most one kind; [`find_hidden`] says which characters there are.
///
/// # Examples
///
/// ```
/// use boltons::strings::{HiddenKind, find_hidden};
///
/// let kinds = find_hidden("\u{202e}a\u{200d}").map(|hidden| hidden.kind);
/// assert!(kinds.eq([HiddenKind::BidiControl, HiddenKind::Joiner]));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum HiddenKind {
    /// Changes the order of what is shown: U+061C, 200E, 200F, 202A–202E, 2066–2069.
    BidiControl,
    /// Has no width: U+00AD, 034F, 17B4, 17B5, 180E, 200B, 2060, FEFF.
    ZeroWidth,
    /// Joins or separates letters and emoji: U+200C, 200D. Text in many scripts needs it.
    Joiner,
    /// Chooses how the character before is drawn: U+180B–180D, 180F, FE00–FE0F, E0100–E01EF.
    VariationSelector,
    /// An invisible copy of ASCII: U+E0000–E007F. Flags of regions use it; so does smuggled text.
    Tag,
    /// A letter or symbol that is drawn as nothing: U+115F, 1160, 2800, 3164, FFA0.
    Blank,
    /// A control character other than tab, LF and CR: C0, DEL, C1.
    Control,
    /// Any other format character (general category Cf, Unicode 16.0).
    Format,
    /// Not assigned, but set aside for what is drawn as nothing (Default_Ignorable_Code_Point,
    /// Unicode 16.0): U+2065, FFF0–FFF8, E0080–E00FF, E01F0–E0FFF.
    Reserved,
}

/// A hidden character and its position; the item of [`FindHidden`] and [`FindBidiControls`].
///
/// # Examples
///
/// ```
/// use boltons::strings::find_hidden;
///
/// let hidden = find_hidden("ab\u{200b}").next().unwrap();
/// assert_eq!((hidden.ch, hidden.start), ('\u{200b}', 2));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Hidden {
    /// Its kind.
    pub kind: HiddenKind,
    /// The character.
    pub ch: char,
    /// The byte at which it starts.
    pub start: usize,
}

/// Returns an iterator over the hidden characters of a text, those that a reader would not see, in
/// order.
///
/// Tab, LF and CR are not among them, and neither is white space in general, which shows as a gap.
/// See [`HiddenKind`] for what is. Joiners and variation selectors that words and emoji need are
/// found as well; [`FindHidden::strays`] omits them, for a check without false alarms.
///
/// Letters that only look alike (`а` of Cyrillic for `a`, `ａ` for `a`) are not hidden: for those,
/// use the confusables data of UTS #39, as in the `unicode-security` crate, and for full-width
/// forms a compatibility normalization (NFKC).
///
/// Computes in **O(n)** time for the whole iteration, lazily, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::{HiddenKind, find_hidden};
///
/// let hidden = find_hidden("pay\u{200b}pal").next().expect("there is one");
/// assert_eq!((hidden.kind, hidden.start), (HiddenKind::ZeroWidth, 3));
/// assert_eq!(find_hidden("plain\ttext\r\n").next(), None);
/// ```
#[doc(alias = "zero_width")]
#[doc(alias = "invisible")]
pub const fn find_hidden(s: &str) -> FindHidden<'_> {
    FindHidden { text: s, at: 0, strays: None }
}

/// Returns an iterator over the bidirectional controls of a text, in order: [`find_hidden`] for
/// that kind alone.
///
/// Computes in **O(n)** time for the whole iteration, lazily, without allocating.
///
/// # Examples
///
/// ```
/// use boltons::strings::find_bidi_controls;
///
/// let places: Vec<usize> = find_bidi_controls("a\u{202e}b\u{200b}c").map(|h| h.start).collect();
/// assert_eq!(places, [1]);
/// ```
#[doc(alias = "trojan_source")]
pub const fn find_bidi_controls(s: &str) -> FindBidiControls<'_> {
    FindBidiControls { inner: find_hidden(s) }
}

/// Returns whether a bidirectional embedding, override or isolate is still open where a line
/// ends.
///
/// This is the trick of CVE-2021-42574 (Trojan Source): source text is shown in a different order
/// from the one in which the compiler reads it. A line ends at any Unicode line break, as in
/// [`lines_unicode`]. A closing control without an opener changes nothing and is not unbalanced.
///
/// Computes in **O(n)** time; allocates only where isolates are nested.
///
/// # Examples
///
/// ```
/// use boltons::strings::has_unbalanced_bidi;
///
/// assert!(has_unbalanced_bidi("/*\u{202e} } \u{2066}if (is_admin)\u{2069} \u{2066} begin */\n"));
/// assert!(!has_unbalanced_bidi("\u{2067}שלום\u{2069} means peace"));
/// ```
#[doc(alias = "trojan_source")]
#[must_use]
pub fn has_unbalanced_bidi(s: &str) -> bool {
    if find_bidi_controls(s).next().is_none() {
        return false;
    }
    // Embeddings and overrides open in each isolate that is open; the first is the line itself.
    let mut open: Vec<usize> = Vec::new();
    lines_unicode(s).any(|line| {
        open.clear();
        open.push(0);
        for hidden in find_bidi_controls(line) {
            let inner = open.len() - 1;
            match hidden.ch {
                '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open[inner] += 1,
                '\u{202C}' => open[inner] = open[inner].saturating_sub(1),
                '\u{2066}'..='\u{2068}' => open.push(0),
                '\u{2069}' if inner > 0 => open.truncate(inner),
                _ => {}
            }
        }
        open.len() > 1 || open[0] > 0
    })
}

/// Removes hidden characters, but not controls, nor the joiners and variation selectors that words
/// and emoji need.
///
/// Persian, Indic scripts and emoji keep their joiners, and a character the one selector right
/// after it. Those that can have no effect carry hidden data, and are removed: selectors at the
/// start, after another hidden character, after white space, and after ASCII other than `0`–`9`,
/// `#` and `*`; joiners between two ASCII characters, and those that are more than three at one
/// place. Controls would join lines or words where they go, and
/// [`escape_controls`](crate::strings::escape_controls) shows them instead. Borrows if and only if
/// nothing is removed.
///
/// Computes in **O(n)** time.
///
/// # Examples
///
/// ```
/// use boltons::strings::strip_hidden;
///
/// assert_eq!(strip_hidden("user\u{202e}nimda\u{feff}"), "usernimda");
/// assert_eq!(strip_hidden("👩\u{200d}🚀 ❤\u{fe0f}"), "👩\u{200d}🚀 ❤\u{fe0f}");
/// assert_eq!(strip_hidden("ign\u{200d}ore 😊\u{fe0f}\u{e0101}\u{e0102}"), "ignore 😊\u{fe0f}");
/// ```
#[doc(alias = "strip_invisible")]
#[doc(alias = "remove_zero_width")]
#[must_use]
pub fn strip_hidden(s: &str) -> Cow<'_, str> {
    let mut hidden = find_hidden(s).strays().filter(|h| h.kind != HiddenKind::Control);
    let Some(first) = hidden.next() else { return Cow::Borrowed(s) };
    let mut out = String::with_capacity(s.len());
    out.push_str(slice(s, 0, first.start));
    let mut from = first.start + first.ch.len_utf8();
    for next in hidden {
        out.push_str(slice(s, from, next.start));
        from = next.start + next.ch.len_utf8();
    }
    out.push_str(slice(s, from, s.len()));
    Cow::Owned(out)
}

/// Tells the joiners and variation selectors that can have no effect from those that words and
/// emoji need. Asked for the hidden characters of one text from its start to its end.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Strays {
    /// Where the run of hidden characters ends that was looked at last.
    run_end: usize,
    /// The joiners of that run have no effect.
    joiners: bool,
}

impl Strays {
    /// Whether the hidden character `c` of this kind, at byte `at`, is not one that is needed.
    pub(crate) fn is_stray(&mut self, text: &str, at: usize, kind: HiddenKind) -> bool {
        match kind {
            HiddenKind::VariationSelector => {
                !slice(text, 0, at).chars().next_back().is_some_and(takes_selector)
            }
            HiddenKind::Joiner => {
                if at >= self.run_end {
                    self.look_at_run(text, at);
                }
                self.joiners
            }
            _ => true,
        }
    }

    /// Looks at the run of hidden characters around its first joiner, which is at `at`.
    fn look_at_run(&mut self, text: &str, at: usize) {
        let in_run = |c: &char| kind_of(*c).is_some_and(|kind| kind != HiddenKind::Control);
        let before = slice(text, 0, at).chars().rev().find(|c| !in_run(c));
        let mut joiners = 0;
        let mut end = at;
        let mut after = None;
        for c in slice(text, at, text.len()).chars() {
            if !in_run(&c) {
                after = Some(c);
                break;
            }
            joiners += usize::from(matches!(c, '\u{200C}' | '\u{200D}'));
            end += c.len_utf8();
        }
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        self.run_end = end;
        self.joiners = joiners > MAX_JOINERS || ascii(before) && ascii(after);
    }
}

/// The most joiners that any spelling needs at one place.
const MAX_JOINERS: usize = 3;

/// Whether a variation selector may have an effect after `c`.
fn takes_selector(c: char) -> bool {
    match c {
        '0'..='9' | '#' | '*' => true,
        c => !c.is_ascii() && !c.is_whitespace() && kind_of(c).is_none(),
    }
}

/// Returns the kind of a character that is hidden.
pub(crate) fn kind_of(c: char) -> Option<HiddenKind> {
    use HiddenKind::{
        BidiControl, Blank, Control, Format, Joiner, Reserved, Tag, VariationSelector, ZeroWidth,
    };
    let kind = match c {
        '\t' | '\n' | '\r' | ' '..='~' => return None,
        '\0'..='\x1F' | '\x7F'..='\u{9F}' => Control,
        '\u{61C}' | '\u{200E}' | '\u{200F}' => BidiControl,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => BidiControl,
        '\u{AD}' | '\u{34F}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' => ZeroWidth,
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => ZeroWidth,
        '\u{200C}' | '\u{200D}' => Joiner,
        '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' => VariationSelector,
        '\u{E0100}'..='\u{E01EF}' => VariationSelector,
        '\u{E0000}'..='\u{E007F}' => Tag,
        '\u{2065}' | '\u{FFF0}'..='\u{FFF8}' | '\u{E0080}'..='\u{E0FFF}' => Reserved,
        '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}' => Blank,
        c if is_format(c) => Format,
        _ => return None,
    };
    Some(kind)
}

/// An iterator over the hidden characters of a text; created by [`find_hidden`].
///
/// # Examples
///
/// ```
/// use boltons::strings::find_hidden;
///
/// assert_eq!(find_hidden("\u{feff}a\u{ad}").count(), 2);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct FindHidden<'a> {
    text: &'a str,
    at: usize,
    /// Set if the joiners and selectors that are needed are to be omitted.
    strays: Option<Strays>,
}

impl FindHidden<'_> {
    /// Omits the joiners and variation selectors that words and emoji need.
    ///
    /// The rest is what [`strip_hidden`] removes, and the controls; see there for the rules.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::find_hidden;
    ///
    /// let text = "❤\u{fe0f} می\u{200c}خواهم ign\u{200d}ore";
    /// assert_eq!(find_hidden(text).count(), 3);
    /// let stray = find_hidden(text).strays().next().unwrap();
    /// assert_eq!((stray.ch, &text[..stray.start]), ('\u{200d}', "❤\u{fe0f} می\u{200c}خواهم ign"));
    /// ```
    pub fn strays(mut self) -> Self {
        self.strays = Some(Strays::default());
        self
    }
}

impl Iterator for FindHidden<'_> {
    type Item = Hidden;

    fn next(&mut self) -> Option<Hidden> {
        loop {
            let start = swar::find(
                self.text.as_bytes(),
                self.at,
                |w| swar::below(w, 0x20) | swar::eq(w, 0x7F) | swar::non_ascii(w),
                |b| !(0x20..0x7F).contains(&b),
            );
            self.at = start;
            let ch = char_at(self.text, start)?;
            self.at = start + ch.len_utf8();
            if let Some(kind) = kind_of(ch) {
                let text = self.text;
                if self.strays.as_mut().is_none_or(|s| s.is_stray(text, start, kind)) {
                    return Some(Hidden { kind, ch, start });
                }
            }
        }
    }
}

impl FusedIterator for FindHidden<'_> {}

/// An iterator over the bidirectional controls of a text; created by [`find_bidi_controls`].
///
/// # Examples
///
/// ```
/// use boltons::strings::find_bidi_controls;
///
/// assert_eq!(find_bidi_controls("\u{feff}a\u{2066}").count(), 1);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct FindBidiControls<'a> {
    inner: FindHidden<'a>,
}

impl Iterator for FindBidiControls<'_> {
    type Item = Hidden;

    fn next(&mut self) -> Option<Hidden> {
        self.inner.find(|h| h.kind == HiddenKind::BidiControl)
    }
}

impl FusedIterator for FindBidiControls<'_> {}
