//! The integration tests: one binary, a folder a module.

#![allow(
    clippy::type_complexity,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    reason = "a program, not an API"
)]

mod error;
mod shared;

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
