//! HTML: escaped, decoded, and reduced to its text.

mod escape;

mod text;

mod entities;

pub use escape::{
    html_escape, html_escape_into, html_escape_once, html_unescape, html_unescape_attribute,
    html_unescape_into,
};
pub use text::{html_to_text, strip_tags};
