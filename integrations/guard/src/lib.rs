//! The recipes that the documentation of `boltons::ip` shows, one file a client.
//!
//! `tests/recipes.rs` runs them against servers on loopback, and `tests/docs.rs` holds the
//! documentation to their text.

use std::sync::LazyLock;

use boltons::ip::{Guard, IpSet};

pub mod hyper_util;
pub mod reqwest;
pub mod tokio;
pub mod ureq;

/// The server on 127.0.0.2 stands for the Internet, everything else of the loopback for what must
/// not be reached.
pub static GUARD: LazyLock<Guard> = LazyLock::new(|| {
    let outside: IpSet = "127.0.0.2".parse().expect("an address");
    Guard::new().allow(outside)
});
