//! A cache that many threads share, with one load a key at a time.

mod budget;
mod flight;
mod sharded;

pub use self::sharded::ShardedCache;

/// What [`flight`] locks and waits with. The concurrency test puts other ones in their place.
mod locks {
    pub(super) use alloc::sync::Arc;
    pub(super) use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
    pub(super) use std::thread;
}
