//! `strings` against the crates people use today.

use crate::harness::Harness;

mod ansi;
mod case;
mod layout;
mod sweep;
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
        "strings/to_snake_case",
        "Three designs were measured beside stringcase, for names to convert and for those already in \
         the case: masks and a copy of each word (0.75 and 1.5), a loop over the bytes without a \
         branch for the words (0.64 and 0.73), and this one, masks and copies of the whole rest of \
         the text (1.4 and 3.4).",
    ),
    (
        "strings/slugify/ascii",
        "A title goes byte by byte into a buffer, and is an allocation at its end.",
    ),
    (
        "strings/format_bytes",
        "Ours, as the rivals, goes through the formatting machinery of the standard library, and \
         to_string allocates. Three other designs were measured (write): four digits computed at \
         once and written as one word, 3.14 where the loop over digits had 3.29; the text checked as \
         UTF-8 in one block of 16 bytes, 121 µs where the loop takes 110, for reading words waits \
         for the single bytes; digits of 32 bits instead of 64, 109 µs.",
    ),
    (
        "strings/pluralize",
        "Each word is hashed, compared and followed through the suffixes, and the result is \
         allocated; the target came from a prototype with 47 words. The result put together in an \
         integer of 16 bytes instead of a string had 4.58 where that had 5.39; two copies instead of \
         three, and letters compared instead of counted, take 0.98 of the time, and stay.",
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
        "Ours ends lines at every line break of Unicode, looks for escape sequences and breaks after \
         hyphens, which takes 1.2 times as long as without; textwrap looks for line feeds and spaces. \
         To look for sequences only where there are controls saves 3 %.",
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

pub fn sweep(harness: &mut Harness) {
    sweep::rows(harness);
}

pub fn rows(harness: &mut Harness) {
    for (part, reason) in REASONS {
        harness.explain(part, reason);
    }
    ansi::rows(harness);
    case::rows(harness);
    layout::rows(harness);
    text::rows(harness);
}
