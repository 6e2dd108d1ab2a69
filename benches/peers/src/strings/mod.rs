//! `strings` against the crates people use today.

use crate::harness::Harness;

mod ansi;
mod case;
mod layout;
mod text;

pub fn rows(harness: &mut Harness) {
    ansi::rows(harness);
    case::rows(harness);
    layout::rows(harness);
    text::rows(harness);
}
