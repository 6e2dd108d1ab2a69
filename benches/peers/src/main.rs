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
    #[cfg(feature = "cache")]
    cache::rows(&mut harness);
    #[cfg(feature = "ip")]
    ip::rows(&mut harness);
    #[cfg(feature = "iter")]
    iter::rows(&mut harness);
    #[cfg(feature = "multimap")]
    multimap::rows(&mut harness);
    #[cfg(feature = "strings")]
    strings::rows(&mut harness);
    harness.finish();
}
