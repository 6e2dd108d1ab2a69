//! Properties of `boltons::strings`.
