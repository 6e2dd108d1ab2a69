//! `iter` against the crates people use today.

mod combin;
mod cutting;
#[path = "../../../std/iter/document.rs"]
mod document;
mod grouping;
mod sweep;
mod tree;

use crate::harness::{Harness, Rng};

pub fn rows(harness: &mut Harness) {
    if harness.wants("iter/") {
        cutting::rows(harness);
        grouping::rows(harness);
        combin::rows(harness);
        tree::rows(harness);
    }
}

pub fn sweep(harness: &mut Harness) {
    sweep::rows(harness);
}

/// Pseudo-random numbers, 400,000 of them when figures are taken.
fn numbers(harness: &Harness) -> Vec<u64> {
    let mut rng = Rng(7);
    (0..if harness.timed() { 400_000 } else { 4_000 }).map(|_| rng.next()).collect()
}
