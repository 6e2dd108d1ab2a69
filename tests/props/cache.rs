//! Properties of `boltons::cache`.
