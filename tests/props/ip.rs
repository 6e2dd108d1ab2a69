//! Properties of `boltons::ip`.

mod text;
