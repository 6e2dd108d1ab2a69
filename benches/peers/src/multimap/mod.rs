//! `multimap` against the crates people use today.

mod bimap;
mod case;
mod ordered;
mod sweep;
// The same rows as against std's hasher, here with the one that all peers get.
#[path = "../../../std/multimap/ordered/mod.rs"]
mod by_hand;
#[path = "../../../std/multimap/frozen.rs"]
mod frozen;
#[path = "../../../std/multimap/relation.rs"]
mod relation;

use foldhash::fast::FixedState;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    ordered::rows(harness);
    by_hand::rows::<FixedState>(harness);
    bimap::rows(harness);
    case::rows(harness);
    relation::rows::<FixedState>(harness);
    frozen::rows::<FixedState>(harness);
}

/// How cost grows with size.
pub fn sweep(harness: &mut Harness) {
    sweep::rows(harness);
}
