//! Text for people, terminals, shells and logs.
//!
//! Functions over `&str` come first; [`StrExt`] offers the most used as
//! methods. A function that changes text returns a `Cow` that borrows if and only if the output
//! equals the input; its `_into` twin, where it has one, appends to a `String`.
//!
//! | for | what |
//! |---|---|
//! | hostile text in logs | [`escape_controls`], [`visible`], [`find_hidden`], [`has_unbalanced_bidi`] |
//! | identifiers and titles | [`to_case`], [`words`], [`detect_case`], [`Casing`] |
//! | URLs and ASCII | [`slugify`], [`Slugger`], [`asciify`], [`deaccent`] |
//! | terminal escapes | [`strip_ansi`], [`ansi_spans`], [`AnsiStripper`] |
//! | lines | [`lines_unicode`], [`normalize_newlines`], [`indent`], [`dedent`], [`unwrap_text`] |
//! | fitting into a width | [`wrap`], [`Wrap`], [`ellipsize`], [`pad`], [`measure`] |

mod ansi;
mod ansi_grammar;
mod ansi_stream;
mod ascii;
mod ascii_table;
mod case;
mod case_ascii;
mod casing;
mod chars;
mod ellipsize;
mod ext;
mod hidden;
mod layout;
mod lines;
mod measure;
mod slug;
mod swar;
mod unicode_ranges;
mod visible;
mod wrap;

pub use ansi::{
    AnsiSpan, AnsiSpans, ansi_spans, has_ansi, strip_ansi, strip_ansi_bytes, strip_ansi_into,
};
pub use ansi_stream::AnsiStripper;
#[cfg(feature = "std")]
pub use ansi_stream::StripWriter;
pub use ascii::{Asciifier, Locale, asciify, asciify_into, deaccent};
pub use case::{
    Case, detect_case, is_case, to_camel_case, to_case, to_case_into, to_kebab_case,
    to_pascal_case, to_screaming_snake_case, to_snake_case, to_title_case, words,
};
pub use casing::{Casing, Digits, Words};
pub use ellipsize::{Ellipsize, ellipsize};
pub use ext::StrExt;
pub use hidden::{
    FindBidiControls, FindHidden, Hidden, HiddenKind, find_bidi_controls, find_hidden,
    has_unbalanced_bidi, strip_hidden,
};
pub use layout::{Paragraphs, dedent, indent, indent_with, paragraphs, unwrap_text};
pub use lines::{
    LinesUnicode, Newline, SplitLineBreaks, lines_unicode, normalize_newlines, split_line_breaks,
};
#[cfg(feature = "unicode")]
pub use measure::display_width;
pub use measure::{Align, Measure, measure, pad};
pub use slug::{Slugger, UniqueSlugs, slugify, slugify_into};
pub use visible::{Visible, escape_controls, escape_controls_bytes, unescape_controls, visible};
pub use wrap::{Wrap, Wrapped, fill, wrap};
