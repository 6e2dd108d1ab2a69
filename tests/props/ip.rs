//! Properties of `boltons::ip`.

mod guard;
mod lists;
mod maps;
mod sets;
mod text;
