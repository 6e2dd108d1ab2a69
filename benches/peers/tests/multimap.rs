//! `multimap` with the rivals as oracles.

#![cfg(feature = "multimap")]
