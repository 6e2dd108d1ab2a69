//! `ip` against the crates people use today.

mod data;
mod dir24;
mod lists;
mod maps;
mod sets;
mod sweep;
mod text;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    text::rows(harness);
    lists::rows(harness);
    sets::rows(harness);
    maps::rows(harness);
}

/// How cost grows with size.
pub fn sweep(harness: &mut Harness) {
    sweep::rows(harness);
}
