//! `strings` against what std offers for the same work.

use crate::harness::Harness;

mod escapes;
mod texts;

pub fn rows(harness: &mut Harness) {
    harness.explain(
        "strings/lines_unicode",
        "str::lines looks for line feeds; ours looks for eight kinds of breaks, four of them of \
         several bytes.",
    );
    escapes::rows(harness);
    texts::rows(harness);
}
