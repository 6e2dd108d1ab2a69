//! Tests of `boltons::multimap`.

mod bimap;
mod case;
mod crash;
mod frozen;
mod matrix;
#[cfg(feature = "serde")]
mod memory;
mod ordered;
mod parity;
mod relation;
#[cfg(feature = "serde")]
mod serde_small;
mod small_types;
mod subset;
mod vectors;
