//! Properties of `boltons::ip`.
