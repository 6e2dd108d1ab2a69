//! The bolt-ons that std lacks: bounded caches, iterator helpers, text tools, IP prefixes and
//! sets, and ordered multimaps.
//!
//! Five modules that know nothing of one another share one small [`Error`]. Take the crate whole,
//! or one module by its feature, or copy a module's folder and `error.rs` into your own tree.
//!
//! | module | what it has |
#![cfg_attr(
    feature = "cache",
    doc = "| [`cache`] | maps with a bound that choose what to forget |"
)]
#![cfg_attr(
    not(feature = "cache"),
    doc = "| `cache` | maps with a bound that choose what to forget |"
)]
#![cfg_attr(feature = "iter", doc = "| [`iter`] | what std and itertools leave out |")]
#![cfg_attr(not(feature = "iter"), doc = "| `iter` | what std and itertools leave out |")]
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod error;

#[cfg(feature = "cache")]
pub mod cache;
#[cfg(feature = "ip")]
pub mod ip;
#[cfg(feature = "iter")]
pub mod iter;
#[cfg(feature = "multimap")]
pub mod multimap;
#[cfg(feature = "strings")]
pub mod strings;

pub use error::Error;

/// The snippets of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
