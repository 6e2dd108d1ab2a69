//! `cache` against what std offers for the same work.

mod core;
mod ids;
mod simulate;
mod sync;
mod threshold;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    core::rows(harness);
    ids::rows(harness);
    simulate::rows(harness);
    sync::rows(harness);
    threshold::rows(harness);
}
