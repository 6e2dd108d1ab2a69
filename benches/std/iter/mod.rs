//! `iter` against what std offers for the same work.

use crate::harness::Harness;

pub fn rows(_harness: &mut Harness) {}
