//! Properties of `boltons::cache`.

mod core;
#[path = "../it/cache/model.rs"]
mod model;
mod simulate;
