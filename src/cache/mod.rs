//! Bounded maps that choose what to forget, and what is built from them.

mod builder;
mod clock;
mod core;
mod entry;
pub mod ids;
mod iter;
#[cfg(feature = "std")]
mod macros;
mod map;
mod memo;
mod policy;
#[cfg(feature = "std")]
mod shard;
#[cfg(feature = "std")]
pub mod simulate;
mod stats;
mod store;
#[cfg(feature = "std")]
pub mod sync;
pub mod threshold;
mod traits;

pub use hashbrown::Equivalent;

pub use self::builder::Builder;
pub use self::clock::Clock;
#[cfg(feature = "std")]
pub use self::clock::{ManualClock, SystemClock};
pub use self::entry::{Entry, EntryRef, OccupiedEntry, VacantEntry};
pub use self::ids::{IdPool, MinIdMap};
pub use self::iter::{Drain, IntoIter, Iter, IterMut, Keys, Values, ValuesMut};
pub use self::map::{Cache, LriCache, LruCache, S3FifoCache, SieveCache};
pub use self::memo::Memo;
pub use self::policy::{Lri, Lru, Policy, S3Fifo, Sieve};
pub use self::stats::{Cause, Stats};
pub use self::threshold::ThresholdCounter;
#[cfg(feature = "std")]
pub use crate::cached;

/// For the expansion of [`cached!`](crate::cached) alone.
#[cfg(feature = "std")]
#[doc(hidden)]
pub mod __cached {
    pub use super::macros::{Fallible, keep, kept};
}
