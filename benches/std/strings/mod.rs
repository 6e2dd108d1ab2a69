//! `strings` against what std offers for the same work.

use crate::harness::Harness;

mod texts;

pub fn rows(harness: &mut Harness) {
    texts::rows(harness);
}
