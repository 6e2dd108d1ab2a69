//! `multimap` against what std offers for the same work.

mod bimap;
mod frozen;
mod relation;

use std::hash::RandomState;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    bimap::rows::<RandomState>(harness);
    relation::rows::<RandomState>(harness);
    frozen::rows::<RandomState>(harness);
}
