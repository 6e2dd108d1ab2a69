//! Tests of `boltons::cache`.

mod api;
mod bugs;
mod builder;
mod edges;
mod exhaustive;
mod expiry;
#[cfg(feature = "foldhash")]
mod fast;
mod faults;
mod field;
mod flight;
mod frequent;
mod hashing;
mod ids;
mod iterators;
mod listener;
mod matrix;
mod memo;
mod memory;
mod model;
mod oracle;
mod panics;
mod peers;
mod sharded;
mod shared;
mod simulate;
mod threshold;
mod traces;
mod types;
mod vectors;
mod wakers;
