//! `strings` against the crates people use today.

use crate::harness::Harness;

mod ansi;
mod case;
mod layout;

pub fn rows(harness: &mut Harness) {
    ansi::rows(harness);
    case::rows(harness);
    layout::rows(harness);
}
