//! `cargo bench`: this crate against what std offers for the same work.
//!
//! The crates people use today are compared in the package `benches/peers`.

#![allow(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    reason = "a program, not an API"
)]

#[path = "../harness/mod.rs"]
mod harness;

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

#[global_allocator]
static ALLOCATOR: harness::alloc::Counting = harness::alloc::Counting;

fn main() {
    let mut harness = harness::Harness::from_args();
    if harness.compares() {
        compare(&mut harness);
    }
    harness.finish();
}

fn compare(harness: &mut harness::Harness) {
    #[cfg(feature = "cache")]
    cache::rows(harness);
    #[cfg(feature = "ip")]
    ip::rows(harness);
    #[cfg(feature = "iter")]
    iter::rows(harness);
    #[cfg(feature = "multimap")]
    multimap::rows(harness);
    #[cfg(feature = "strings")]
    strings::rows(harness);
}
