//! `cache` against the crates people use today.

mod core;
mod sync;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    core::rows(harness);
    sync::rows(harness);
}
