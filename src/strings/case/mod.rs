//! The cases of identifiers and titles, and the words of a text.

mod convert;

pub(crate) mod words;

mod ascii;
#[cfg(feature = "serde")]
mod serde;

pub use convert::{
    Case, detect_case, is_case, to_camel_case, to_case, to_case_into, to_kebab_case,
    to_pascal_case, to_screaming_snake_case, to_snake_case, to_title_case, words,
};
pub use words::{Casing, Digits, Words};
