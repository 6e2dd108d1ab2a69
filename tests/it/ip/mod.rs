//! Tests of `boltons::ip`.
