//! Properties of `boltons::multimap`.
