//! Text written in ASCII.

pub(crate) mod asciify;

pub(crate) mod buffer;
pub(crate) mod char;
mod table;

pub use asciify::{Asciifier, Locale, asciify, asciify_into, deaccent};
