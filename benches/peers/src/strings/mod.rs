//! `strings` against the crates people use today.

use crate::harness::Harness;

mod ansi;
mod case;
mod layout;
mod text;

/// Why rows fall short of their targets.
const REASONS: &[(&str, &str)] = &[
    (
        "strings/strip_ansi/dense",
        "An escape every 13 bytes: what lies between is copied in short pieces, and ours looks for \
         the introducers among the C1 controls as well as for ESC.",
    ),
    (
        "strings/strip_ansi/sparse",
        "Nearly all of the text is copied; on the way ours looks for the introducers among the C1 \
         controls as well as for ESC.",
    ),
    (
        "strings/strip_ansi_into/lines",
        "Ours leaves the text of each line in a buffer, which checks once more that it is UTF-8; \
         anstream's pieces are only counted here, not copied.",
    ),
    (
        "strings/strip_ansi_bytes/recordings",
        "Escapes stand close together here, and each of their bytes is a step of the grammar, in \
         which strings also stop at a line's end and C1 controls also introduce.",
    ),
    (
        "strings/to_snake_case/pascal",
        "Each result is an allocation, which to_case_into has not; and the masks are made for 64 \
         characters, of which names of 14 bytes use few. A loop over the bytes without a branch for \
         the words was tried in their place: 0.64 where the masks have 0.73.",
    ),
    (
        "strings/to_snake_case/already",
        "Nothing is allocated; the masks are made for 64 characters, of which names of 14 bytes use \
         few. A loop over the bytes has 0.73 where they have 1.76.",
    ),
    (
        "strings/slugify/ascii",
        "A title goes byte by byte into a buffer, and is an allocation at its end.",
    ),
    (
        "strings/format_bytes",
        "Ours, as the rivals, goes through the formatting machinery of the standard library, and \
         to_string allocates. Four digits computed at once and written as one word change little: \
         3.14 where the loop over digits has 3.29 (write).",
    ),
    (
        "strings/pluralize",
        "Each word is hashed, compared and followed through the suffixes, and the result is \
         allocated; the target came from a prototype with 47 words. The result put together in an \
         integer of 16 bytes instead of a string has 4.58 where this has 5.39.",
    ),
    (
        "strings/sh_quote",
        "Half of the arguments need quotes, and each of these is an allocation, with the rivals \
         too.",
    ),
    (
        "strings/sh_split",
        "Words are short, and half of them are quoted: each is started and ended on its own, and \
         one that is put together from several pieces is an allocation.",
    ),
    (
        "strings/html_unescape",
        "Each name is looked up among 2,231, the longest that fits; the target came from a \
         prototype with eight names.",
    ),
    (
        "strings/wrap/ascii",
        "Ours ends lines at every line break of Unicode; textwrap looks for line feeds.",
    ),
    (
        "strings/wrap/mixed_columns",
        "Clusters are kept whole, which takes the segmentation tables for every run that is not \
         ASCII; textwrap breaks between characters and does not look.",
    ),
    (
        "strings/display_width/mixed",
        "What is not ASCII is measured by unicode-width itself; only the runs between are faster.",
    ),
];

pub fn rows(harness: &mut Harness) {
    for (part, reason) in REASONS {
        harness.explain(part, reason);
    }
    ansi::rows(harness);
    case::rows(harness);
    layout::rows(harness);
    text::rows(harness);
}
