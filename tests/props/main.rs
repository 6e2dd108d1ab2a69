//! The property tests: one binary, a file a module.

#![cfg_attr(
    not(feature = "__audit"),
    allow(dead_code, unused_imports, reason = "tests that need a hook are left out")
)]
#![allow(
    clippy::type_complexity,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    reason = "a program, not an API"
)]

mod error;
#[cfg(not(feature = "__audit"))]
#[path = "../it/unaudited.rs"]
mod unaudited;

#[cfg(feature = "cache")]
mod cache;
#[cfg(feature = "ip")]
mod ip;
#[cfg(feature = "iter")]
mod iter;
#[cfg(feature = "multimap")]
mod multimap;
#[cfg(feature = "strings")]
mod strings;
