//! `iter` with the rivals as oracles.

#![cfg(feature = "iter")]
