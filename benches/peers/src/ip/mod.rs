//! `ip` against the crates people use today.

mod data;
mod dir24;
mod lists;
mod maps;
mod sets;
mod text;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    text::rows(harness);
    lists::rows(harness);
    sets::rows(harness);
    maps::rows(harness);
}
