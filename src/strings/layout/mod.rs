//! Lines, indents, and text fitted into a width.

pub(crate) mod wrap;

mod ellipsize;

mod measure;

mod indent;

pub(crate) mod lines;

pub use ellipsize::{Ellipsize, ellipsize};
pub use indent::{Paragraphs, dedent, indent, indent_with, paragraphs, unwrap_text};
pub use lines::{
    LinesUnicode, Newline, SplitLineBreaks, lines_unicode, normalize_newlines, split_line_breaks,
};
#[cfg(feature = "unicode")]
pub use measure::display_width;
pub use measure::{Align, Measure, measure, pad};
pub use wrap::{Wrap, Wrapped, fill, wrap};
