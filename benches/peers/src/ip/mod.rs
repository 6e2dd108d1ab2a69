//! `ip` against the crates people use today.

mod text;

use crate::harness::Harness;

pub fn rows(harness: &mut Harness) {
    text::rows(harness);
}
