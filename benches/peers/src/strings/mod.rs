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
        "With an escape every 13 bytes both spend their time on copying short pieces; the figure \
         swings around the target between runs (1.6 to 2.4).",
    ),
    (
        "strings/strip_ansi/sparse",
        "Both wait for memory most of the time; the figure swings between runs (10 to 13).",
    ),
    (
        "strings/strip_ansi_into/lines",
        "Ours leaves the text of each line in a buffer, which checks once more that it is UTF-8; \
         anstream's pieces are only counted here, not copied.",
    ),
    (
        "strings/strip_ansi_bytes/recordings",
        "Two thirds of these bytes are escapes: the time goes into the steps of the grammar, of \
         which ours has more (strings that stop at a line's end, the C1 forms).",
    ),
    (
        "strings/to_snake_case/pascal",
        "Two fifths of the time are the allocation of the result (compare to_case_into); the rest \
         is a fixed cost for masks of 64 characters, of which names of 14 bytes use few.",
    ),
    (
        "strings/to_snake_case/already",
        "Nothing is allocated; what is left is a fixed cost for masks of 64 characters.",
    ),
    (
        "strings/slugify/ascii",
        "A title goes byte by byte, some four cycles each; word masks as the case conversions have \
         them could halve that.",
    ),
    (
        "strings/format_bytes",
        "The rest is shared with the rivals: the formatting machinery of the standard library, and \
         with to_string a quarter of the time for the allocation.",
    ),
    (
        "strings/pluralize",
        "A third of the time is the allocation of the result; then each word is hashed, compared \
         and followed through the suffixes, where the target came from a prototype with 47 words.",
    ),
    (
        "strings/sh_quote",
        "More than half of the arguments need quotes, and there the allocation that all crates make \
         is half of the time.",
    ),
    (
        "strings/sh_split",
        "Words are eight bytes, and three in five are quoted: the cost is in starting and ending \
         each, and in the memory of words that are put together from several pieces.",
    ),
    (
        "strings/html_unescape",
        "Some 80 ns a reference, most of it for the name among 2,231; the target came from a \
         prototype with eight names.",
    ),
    ("strings/wrap/ascii", "The figure swings around the target between runs (24 to 27)."),
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
