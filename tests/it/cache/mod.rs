//! Tests of `boltons::cache`.

mod ids;
mod threshold;
mod bugs;
mod builder;
mod edges;
mod exhaustive;
mod expiry;
mod hashing;
mod iterators;
mod listener;
mod memo;
mod model;
mod oracle;
mod panics;
mod traces;
mod types;
