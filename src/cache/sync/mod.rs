//! A cache that many threads and tasks share, with one load per key at a time.

mod budget;
mod compute;
mod flight;
mod load;
mod park;
mod sharded;

pub use self::compute::{Computed, Op};
pub use self::load::{Load, Loaded, Origin};
pub use self::sharded::ShardedCache;

/// What the cache locks, counts and waits with. Where this repository's tests compile the module
/// with `__shuttle`, these are those of a scheduler that tries many interleavings.
mod locks {
    pub(super) use alloc::sync::Arc;
    #[cfg(not(feature = "__shuttle"))]
    pub(super) use core::sync::atomic;
    #[cfg(feature = "__shuttle")]
    pub(super) use shuttle::{
        sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, atomic},
        thread,
    };
    pub(super) use std::sync::PoisonError;
    #[cfg(not(feature = "__shuttle"))]
    pub(super) use std::sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};
    #[cfg(not(feature = "__shuttle"))]
    pub(super) use std::thread;
}
