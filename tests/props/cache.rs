//! Properties of `boltons::cache`.

mod core;
mod frequent;
#[path = "../it/cache/model.rs"]
mod model;
mod shared;
mod simulate;
