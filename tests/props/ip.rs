//! Properties of `boltons::ip`.

mod maps;
mod sets;
mod text;
