//! `cache` with the rivals as oracles.

#![cfg(feature = "cache")]
