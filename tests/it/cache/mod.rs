//! Tests of `boltons::cache`.

mod ids;
mod threshold;
mod traces;
