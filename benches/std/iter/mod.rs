//! `iter` against what std offers for the same work.

mod combin;
mod cutting;
#[cfg(feature = "serde_json")]
mod document;
mod grouping;
#[cfg(feature = "serde_json")]
mod tree;

use crate::harness::{Harness, Rng};

pub fn rows(harness: &mut Harness) {
    if harness.wants("iter/") {
        cutting::rows(harness);
        grouping::rows(harness);
        combin::rows(harness);
        #[cfg(feature = "serde_json")]
        tree::rows(harness);
    }
}

/// Pseudo-random numbers, 400,000 of them when figures are taken.
fn numbers(harness: &Harness) -> Vec<u64> {
    let mut rng = Rng(7);
    (0..if harness.timed() { 400_000 } else { 4_000 }).map(|_| rng.next()).collect()
}
