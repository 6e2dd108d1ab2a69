//! Tests of `boltons::cache`.

mod traces;
