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
//! | English | [`pluralize`], [`singularize`], [`unit_len`], [`ordinal`], [`human_list`], [`indefinite_article`] |
//! | shells | [`sh_quote`], [`sh_join`], [`sh_split`], [`windows_quote`], [`windows_split`], [`cmd_quote`] |
//! | HTML | [`html_escape`], [`html_unescape`], [`strip_tags`], [`html_to_text`] |
//! | sizes and numbers | [`format_bytes`], [`parse_bytes`], [`group_digits`], [`IntRanges`] |
//! | replacing | [`replace_chars`]; with the feature `replace`: `MultiReplace` |
//! | checks and orders | [`is_uuid`], [`uuid_version`], [`find_hashtags`], [`split_punct_ws`], [`natural_cmp`] |
//! | bytes | with the feature `gzip`: `gzip`, `gunzip` |

#![deny(clippy::string_slice)]

mod ansi;
mod ansi_grammar;
mod ansi_stream;
mod ascii;
mod ascii_buffer;
mod ascii_char;
mod ascii_table;
mod case;
mod case_ascii;
mod casing;
mod chars;
mod check;
mod digits;
mod ellipsize;
mod emit;
mod entities;
mod ext;
#[cfg(feature = "gzip")]
mod gzip;
mod hidden;
mod html;
mod html_text;
mod inflect;
mod inflect_place;
mod inflect_table;
mod inflect_word;
mod inflector;
mod layout;
mod lines;
mod measure;
mod natural;
mod phrase;
mod ranges;
mod ranges_iter;
mod ranges_text;
#[cfg(feature = "replace")]
mod replace;
mod replace_chars;
mod shell;
mod size;
mod slug;
mod slug_unique;
mod slug_write;
mod swar;
mod text;
mod unicode_ranges;
mod visible;
mod windows;
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
pub use check::{FindHashtags, SplitPunctWs, find_hashtags, is_uuid, split_punct_ws, uuid_version};
pub use digits::{GroupDigits, group_digits};
pub use ellipsize::{Ellipsize, ellipsize};
pub use ext::StrExt;
#[cfg(feature = "gzip")]
pub use gzip::{gunzip, gzip};
pub use hidden::{
    FindBidiControls, FindHidden, Hidden, HiddenKind, find_bidi_controls, find_hidden,
    has_unbalanced_bidi, strip_hidden,
};
pub use html::{
    html_escape, html_escape_into, html_unescape, html_unescape_attribute, html_unescape_into,
};
pub use html_text::{html_to_text, strip_tags};
pub use inflect::{cardinalize, pluralize, singularize};
pub use inflector::Inflector;
pub use layout::{Paragraphs, dedent, indent, indent_with, paragraphs, unwrap_text};
pub use lines::{
    LinesUnicode, Newline, SplitLineBreaks, lines_unicode, normalize_newlines, split_line_breaks,
};
#[cfg(feature = "unicode")]
pub use measure::display_width;
pub use measure::{Align, Measure, measure, pad};
pub use natural::natural_cmp;
pub use phrase::{
    A10n, HumanList, Ordinal, UnitLen, a10n, human_list, indefinite_article, ordinal,
    ordinal_suffix, unit_len,
};
pub use ranges::IntRanges;
pub use ranges_text::IntListFormat;
#[cfg(feature = "replace")]
pub use replace::{MultiReplace, MultiReplaceBuilder, multi_replace};
pub use replace_chars::replace_chars;
pub use shell::{ShSplit, sh_join, sh_quote, sh_quote_into, sh_split};
pub use size::{Count, FormatBytes, format_bytes, parse_bytes};
pub use slug::{Slugger, slugify, slugify_into};
pub use slug_unique::UniqueSlugs;
pub use visible::{Visible, escape_controls, escape_controls_bytes, unescape_controls, visible};
pub use windows::{WindowsSplit, cmd_quote, windows_join, windows_quote, windows_split};
pub use wrap::{Wrap, Wrapped, fill, wrap};

/// The iterators of [`IntRanges`].
pub mod int_ranges {
    pub use super::ranges_iter::{IntoIter, Iter, Ranges};
}
