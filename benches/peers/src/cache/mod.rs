//! `cache` against the crates people use today.

mod core;
mod sweep;
mod sweep_counts;
mod sync;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    core::rows(harness);
    sync::rows(harness);
}

/// How cost grows with size.
pub fn sweep(harness: &mut Harness) {
    sweep::rows(harness);
}
