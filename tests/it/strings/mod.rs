//! Tests of `boltons::strings`.
