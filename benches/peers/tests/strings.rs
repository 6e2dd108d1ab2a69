//! `strings` with the rivals as oracles.

#![cfg(feature = "strings")]

#[path = "strings/gzip.rs"]
mod gzip;
#[path = "strings/text.rs"]
mod text;
