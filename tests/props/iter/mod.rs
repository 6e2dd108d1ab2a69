//! Properties of `boltons::iter`.
