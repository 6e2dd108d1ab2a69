//! Tests of `boltons::cache`.
