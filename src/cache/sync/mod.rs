//! A cache that many threads share, with one load a key at a time.

mod budget;
mod flight;
mod park;
mod sharded;
#[cfg(test)]
mod tests;

pub use self::sharded::ShardedCache;

/// What the cache locks and waits with. Under `cfg(test)`, which is that of this crate's own unit
/// tests alone, these are locks of a scheduler that tries many interleavings.
mod locks {
    pub(super) use alloc::sync::Arc;
    #[cfg(test)]
    pub(super) use shuttle::{
        sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard},
        thread,
    };
    pub(super) use std::sync::PoisonError;
    #[cfg(not(test))]
    pub(super) use std::sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};
    #[cfg(not(test))]
    pub(super) use std::thread;
}
