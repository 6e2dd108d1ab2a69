//! `iter` with the rivals as oracles.

#![cfg(feature = "iter")]
#![allow(missing_docs, reason = "a program, not an API")]

mod adaptors;
mod newtype;
