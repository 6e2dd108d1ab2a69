//! `ip` with the rivals as oracles.

#![cfg(feature = "ip")]
