//! `multimap` against what std offers for the same work.

mod bimap;
mod frozen;
#[cfg(feature = "serde")]
mod json;
mod ordered;
mod relation;

use std::hash::RandomState;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    ordered::rows::<RandomState>(harness);
    #[cfg(feature = "serde")]
    json::rows::<RandomState>(harness);
    bimap::rows::<RandomState>(harness);
    relation::rows::<RandomState>(harness);
    frozen::rows::<RandomState>(harness);
}
