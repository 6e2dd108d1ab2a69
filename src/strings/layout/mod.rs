//! Lines, indents, and text fitted into a width.

pub(crate) mod wrap;

mod ellipsize;

mod measure;

mod indent;

pub(crate) mod lines;

mod breaks;
mod tabs;

pub use ellipsize::{Ellipsize, ellipsize};
pub use indent::{Paragraphs, dedent, indent, indent_with, paragraphs, unwrap_text};
pub use lines::{
    LinesUnicode, LinesWithBreaks, Newline, SplitLineBreaks, lines_unicode, lines_with_breaks,
    normalize_newlines, split_line_breaks,
};
#[cfg(feature = "unicode")]
pub use measure::display_width;
pub use measure::{Align, Measure, measure, pad};
pub use tabs::expand_tabs;
pub use wrap::{Wrap, Wrapped, fill, wrap};
