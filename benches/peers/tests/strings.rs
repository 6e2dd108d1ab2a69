//! `strings` with the rivals as oracles.

#![cfg(feature = "strings")]
