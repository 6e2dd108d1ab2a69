//! `strings` against what std offers for the same work.

use crate::harness::Harness;

mod escapes;
mod texts;

pub fn rows(harness: &mut Harness) {
    harness.explain(
        "strings/lines_unicode",
        "str::lines looks for one byte, with vector instructions where the library has them; ours \
         looks for eight kinds of breaks in integers of eight bytes.",
    );
    escapes::rows(harness);
    texts::rows(harness);
}
