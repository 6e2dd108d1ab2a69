//! `strings` with the rivals as oracles.

#![cfg(feature = "strings")]

#[path = "strings/text.rs"]
mod text;
