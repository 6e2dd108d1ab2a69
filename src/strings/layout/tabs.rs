//! Tabs as spaces.

use alloc::borrow::Cow;
use alloc::string::String;

use super::lines::lines_with_breaks;
use super::measure::{Measure, measure, push_spaces};
use crate::strings::util::slice::slice;

/// Replaces each tab by spaces up to the next multiple of `tab_width`, counted from the start of
/// the line.
///
/// What is before a tab in its line is measured by `m`. A line starts after any break of
/// [`lines_unicode`](crate::strings::lines_unicode). With a width of 0 tabs are removed. Borrows if
/// and only if there is no tab.
///
/// Computes in **O(n + m)** time, for *n* bytes of text and *m* bytes of result.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Measure, expand_tabs};
///
/// assert_eq!(expand_tabs("a\tbc\n\td", 4, Measure::Chars), "a   bc\n    d");
/// # #[cfg(feature = "unicode")]
/// assert_eq!(expand_tabs("日本\t語", 8, Measure::Columns), "日本    語");
/// assert_eq!(expand_tabs("a\tb", 0, Measure::Chars), "ab");
/// ```
#[doc(alias = "tabs_to_spaces")]
#[doc(alias = "expandtabs")]
#[must_use]
pub fn expand_tabs(s: &str, tab_width: usize, m: Measure) -> Cow<'_, str> {
    if memchr::memchr(b'\t', s.as_bytes()).is_none() {
        return Cow::Borrowed(s);
    }
    let mut out = String::with_capacity(s.len() + s.len() / 4);
    for (line, end) in lines_with_breaks(s) {
        let (mut from, mut column) = (0, 0);
        for tab in memchr::memchr_iter(b'\t', line.as_bytes()) {
            let piece = slice(line, from, tab);
            out.push_str(piece);
            column += measure(piece, m);
            if tab_width > 0 {
                let spaces = tab_width - column % tab_width;
                push_spaces(&mut out, spaces);
                column += spaces;
            }
            from = tab + 1;
        }
        out.push_str(slice(line, from, line.len()));
        out.push_str(end);
    }
    Cow::Owned(out)
}
