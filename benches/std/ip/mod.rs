//! `ip` against what std offers for the same work.

mod lists;
mod maps;
mod sets;
mod text;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    text::rows(harness);
    sets::rows(harness);
    maps::rows(harness);
    lists::rows(harness);
}
