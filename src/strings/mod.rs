//! Text for people, terminals, shells and logs.
//!
//! Functions over `&str` come first; [`StrExt`] offers the most used as
//! methods. A function that changes text returns a `Cow` that borrows if and only if the output
//! equals the input; its `_into` twin, where it has one, appends to a `String`.
//!
//! | for | what |
//! |---|---|
//! | untrusted text in logs | [`escape_controls`], [`unescape_controls`], [`visible`] |
//! | hidden characters | [`find_hidden`], [`strip_hidden`], [`find_bidi_controls`], [`has_unbalanced_bidi`] |
//! | case of identifiers and titles | [`to_case`], [`to_snake_case`], [`to_screaming_snake_case`], [`to_kebab_case`], [`to_camel_case`], [`to_pascal_case`], [`to_title_case`], [`Casing`] |
//! | words of identifiers | [`words`], [`is_case`], [`detect_case`] |
//! | slugs for URLs | [`slugify`], [`Slugger`], [`UniqueSlugs`] |
//! | ASCII forms | [`asciify`], [`deaccent`], [`Asciifier`] |
//! | terminal escapes | [`strip_ansi`], [`has_ansi`], [`ansi_spans`], [`AnsiStripper`]; with `std`: `StripWriter` |
//! | lines | [`lines_unicode`], [`lines_with_breaks`], [`split_line_breaks`], [`normalize_newlines`] |
//! | paragraphs and indents | [`indent`], [`indent_with`], [`dedent`], [`paragraphs`], [`unwrap_text`] |
//! | wrapping at a width | [`wrap`], [`fill`], [`Wrap`] |
//! | fitting into a width | [`ellipsize`], [`Ellipsize`], [`pad`], [`expand_tabs`], [`measure`]; with the feature `unicode`: `display_width` |
//! | plurals | [`pluralize`], [`singularize`], [`cardinalize`], [`unit_len`], [`Inflector`] |
//! | phrases | [`ordinal`], [`ordinal_suffix`], [`human_list`], [`indefinite_article`], [`a10n`] |
//! | POSIX shells | [`sh_quote`], [`sh_join`], [`sh_split`] |
//! | other shells | [`windows_quote`], [`windows_join`], [`windows_split`], [`cmd_quote`], [`powershell_quote`] |
//! | HTML | [`html_escape`], [`html_escape_once`], [`html_unescape`], [`html_unescape_attribute`], [`strip_tags`], [`html_to_text`] |
//! | sizes in bytes | [`format_bytes`], [`parse_bytes`], [`ParseBytes`], [`ByteSize`] |
//! | durations | [`parse_duration`], [`format_duration`]; with the feature `serde`: `serde_duration` |
//! | numbers and lists of integers | [`group_digits`], [`IntRanges`], [`IntList`], [`IntListFormat`] |
//! | replacing | [`replace_chars`]; with the feature `replace`: `multi_replace`, `MultiReplace` |
//! | natural order | [`natural_cmp`], [`natural_cmp_ignore_case`], [`NaturalKey`] |
//! | recognizing | [`is_uuid`], [`uuid_version`], [`find_hashtags`], [`split_punct_ws`] |
//! | compression | with the feature `gzip`: `gzip`, `gunzip` |
//!
//! Functions that end in `_bytes` do the same for text that may not be UTF-8. `examples/strings.rs`
//! has a function to copy for each of these tasks.

#![deny(clippy::string_slice)]

mod case;

mod slug;

mod ascii;

mod layout;

mod ansi;

mod hidden;

mod english;

mod quote;

mod html;

mod number;

pub mod int_ranges;

mod replace;

mod recognize;

mod natural;

#[cfg(feature = "gzip")]
mod gzip;

mod ext;

mod util;

#[cfg(feature = "std")]
pub use ansi::StripWriter;
pub use ansi::{
    AnsiSpan, AnsiSpans, AnsiStripper, ansi_spans, has_ansi, strip_ansi, strip_ansi_bytes,
    strip_ansi_into,
};
pub use ascii::{Asciifier, Locale, asciify, asciify_into, deaccent};
pub use case::{
    Case, Casing, Digits, Words, detect_case, is_case, to_camel_case, to_case, to_case_into,
    to_kebab_case, to_pascal_case, to_screaming_snake_case, to_snake_case, to_title_case, words,
};
pub use english::{
    A10n, HumanList, Inflector, Ordinal, UnitLen, a10n, cardinalize, human_list,
    indefinite_article, ordinal, ordinal_suffix, pluralize, singularize, unit_len,
};
pub use ext::StrExt;
#[cfg(feature = "gzip")]
pub use gzip::{gunzip, gzip};
pub use hidden::{
    FindBidiControls, FindHidden, Hidden, HiddenKind, Visible, escape_controls,
    escape_controls_bytes, find_bidi_controls, find_hidden, has_unbalanced_bidi, strip_hidden,
    unescape_controls, visible,
};
pub use html::{
    html_escape, html_escape_into, html_escape_once, html_to_text, html_unescape,
    html_unescape_attribute, html_unescape_into, strip_tags,
};
pub use int_ranges::list::{IntList, IntListIter};
pub use int_ranges::set::IntRanges;
pub use int_ranges::text::IntListFormat;
#[cfg(feature = "unicode")]
pub use layout::display_width;
pub use layout::{
    Align, Ellipsize, LinesUnicode, LinesWithBreaks, Measure, Newline, Paragraphs, SplitLineBreaks,
    Wrap, Wrapped, dedent, ellipsize, expand_tabs, fill, indent, indent_with, lines_unicode,
    lines_with_breaks, measure, normalize_newlines, pad, paragraphs, split_line_breaks,
    unwrap_text, wrap,
};
pub use natural::{NaturalKey, natural_cmp, natural_cmp_ignore_case};
#[cfg(feature = "serde")]
pub use number::serde_duration;
pub use number::{
    ByteSize, ByteUnit, Count, FormatBytes, FormatDuration, GroupDigits, ParseBytes, format_bytes,
    format_duration, group_digits, parse_bytes, parse_duration,
};
pub use quote::{
    ShSplit, ShSplitBytes, WindowsSplit, cmd_quote, powershell_quote, sh_join, sh_join_bytes,
    sh_quote, sh_quote_bytes, sh_quote_into, sh_split, sh_split_bytes, windows_join, windows_quote,
    windows_split,
};
pub use recognize::{
    FindHashtags, HashtagPlaces, SplitPunctWs, find_hashtags, is_uuid, split_punct_ws, uuid_version,
};
pub use replace::replace_chars;
#[cfg(feature = "replace")]
pub use replace::{MultiReplace, MultiReplaceBuilder, multi_replace};
pub use slug::{Slugger, UniqueSlugs, slugify, slugify_into};
