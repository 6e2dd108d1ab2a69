//! The sharded cache under a scheduler that tries many interleavings: the module is compiled here
//! once more, with the locks of that scheduler.

#![allow(
    dead_code,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_imports,
    reason = "a copy of a module, of which little is used"
)]

extern crate alloc;

#[path = "../../src/cache/mod.rs"]
mod cache;
#[path = "../../src/error.rs"]
mod error;
mod sharded;

pub use error::Error;
