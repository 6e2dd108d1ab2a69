//! `cache` against what std offers for the same work.

mod core;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    core::rows(harness);
}
