//! `strings` against what std offers for the same work.

use crate::harness::Harness;

mod escapes;
mod texts;

pub fn rows(harness: &mut Harness) {
    escapes::rows(harness);
    texts::rows(harness);
}
