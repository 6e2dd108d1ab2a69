//! Many replacements in one pass.

mod chars;

#[cfg(feature = "replace")]
mod multi;

pub use chars::replace_chars;
#[cfg(feature = "replace")]
pub use multi::{MultiReplace, MultiReplaceBuilder, multi_replace};
