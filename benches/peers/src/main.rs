//! boltons against the crates people use today, on the same work in one interleaved run.
//!
//! `cargo bench -- SUBSTRING` in this folder; `--no-default-features --features MODULE` builds one
//! module's rivals only. Tests that use rivals as oracles are in `tests/`.

#![allow(missing_docs, unreachable_pub, reason = "a program, not an API")]

#[path = "../../harness/mod.rs"]
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
    if harness.sweeps() {
        sweep(&mut harness);
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

/// How cost grows with size.
fn sweep(harness: &mut harness::Harness) {
    #[cfg(feature = "cache")]
    cache::sweep(harness);
    #[cfg(feature = "ip")]
    ip::sweep(harness);
    #[cfg(feature = "iter")]
    iter::sweep(harness);
    #[cfg(feature = "multimap")]
    multimap::sweep(harness);
    #[cfg(feature = "strings")]
    strings::sweep(harness);
}
