//! strings.

#![deny(clippy::string_slice)]

mod digits;
mod emit;
mod natural;
mod ranges;
mod ranges_iter;
mod ranges_text;
mod size;
mod text;

pub use digits::{GroupDigits, group_digits};
pub use natural::natural_cmp;
pub use ranges::IntRanges;
pub use ranges_text::IntListFormat;
pub use size::{Count, FormatBytes, format_bytes, parse_bytes};

/// The iterators of [`IntRanges`].
pub mod int_ranges {
    pub use super::ranges_iter::{IntoIter, Iter, Ranges};
}
//! Text for people, terminals, shells and logs.
//!
//! Functions over `&str` come first; `StrExt` offers the most used as
//! methods. A function that changes text returns a `Cow` that borrows if and only if the output
//! equals the input; its `_into` twin, where it has one, appends to a `String`.
//!
//! | for | what |
//! |---|---|
//! | hostile text in logs | [`escape_controls`], [`visible`], [`find_hidden`], [`has_unbalanced_bidi`] |
//! | lines | [`lines_unicode`], [`normalize_newlines`], [`indent`], [`dedent`], [`unwrap_text`] |

mod chars;
mod hidden;
mod layout;
mod lines;
mod swar;
mod unicode_ranges;
mod visible;

pub use hidden::{
    FindBidiControls, FindHidden, Hidden, HiddenKind, find_bidi_controls, find_hidden,
    has_unbalanced_bidi, strip_hidden,
};
pub use layout::{Paragraphs, dedent, indent, indent_with, paragraphs, unwrap_text};
pub use lines::{
    LinesUnicode, Newline, SplitLineBreaks, lines_unicode, normalize_newlines, split_line_breaks,
};
pub use visible::{Visible, escape_controls, escape_controls_bytes, unescape_controls, visible};
