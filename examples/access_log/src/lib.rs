//! A report on web-server logs, in one pass and in bounded memory.
//!
//! The program is in `main.rs`; this is what it is made of. A log is read in units ([`input`]),
//! each unit is counted by itself ([`unit`]) by the grammar of lines ([`line`]), and the counts are
//! added up in their order ([`run`]) to a [`summary`] and to what depends on order ([`stream`]);
//! [`report`] shows them. All five modules of boltons are at work here, through their public API.

#![allow(
    clippy::must_use_candidate,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub,
    reason = "a program, not an API"
)]
#![forbid(unsafe_code)]

pub mod forwarded;
pub mod input;
pub mod line;
mod message;
pub mod networks;
pub mod options;
pub mod query;
pub mod report;
pub mod run;
pub mod settings;
pub mod stream;
pub mod summary;
pub mod table;
pub mod time;
pub mod unit;
