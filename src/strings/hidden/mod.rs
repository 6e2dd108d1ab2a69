//! Hidden and controlling characters: found, removed, and made visible.

pub(crate) mod find;

mod escape;

pub use escape::{Visible, escape_controls, escape_controls_bytes, unescape_controls, visible};
pub use find::{
    FindBidiControls, FindHidden, Hidden, HiddenKind, find_bidi_controls, find_hidden,
    has_unbalanced_bidi, strip_hidden,
};
