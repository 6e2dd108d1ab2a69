//! The integration tests: one binary, a folder a module.

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

#[path = "../../benches/harness/alloc.rs"]
#[allow(dead_code, reason = "not every feature's tests count")]
mod alloc;
mod complete;
mod error;
mod shared;
#[cfg(not(feature = "__audit"))]
mod unaudited;

/// Counts what each thread allocates.
#[global_allocator]
static ALLOCATOR: alloc::Counting = alloc::Counting;

#[cfg(feature = "cache")]
mod cache;
#[cfg(feature = "ip")]
mod ip;
#[cfg(feature = "iter")]
mod iter;
#[cfg(feature = "multimap")]
mod multimap;
#[cfg(all(
    feature = "cache",
    feature = "ip",
    feature = "iter",
    feature = "multimap",
    feature = "std",
    feature = "strings"
))]
mod splitting;
#[cfg(feature = "strings")]
mod strings;
