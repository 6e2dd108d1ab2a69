//! Which class a character is of, by Unicode 16.0 (September 2024), as std's `char` of the oldest
//! compiler that is supported has it.

use super::unicode_ranges::{FORMAT, MARKS, NOT_XID, PUNCTUATION};

/// Returns whether `c` is a mark (M*).
pub(crate) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && holds(&MARKS, c)
}

/// Returns whether `c` is punctuation (P*).
#[allow(dead_code, reason = "a copy of this file serves without `split_punct_ws` as well")]
pub(crate) fn is_punctuation(c: char) -> bool {
    holds(&PUNCTUATION, c)
}

/// Returns whether `c` is XID_Continue.
#[allow(dead_code, reason = "a copy of this file serves without `find_hashtags` as well")]
pub(crate) fn is_xid_continue(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_alphanumeric() || c == '_',
        // Connectors, and a few that were once part of names.
        '\u{B7}' | '\u{387}' | '\u{203F}' | '\u{2040}' | '\u{2054}' | '\u{2118}' => true,
        '\u{212E}' | '\u{FE33}' | '\u{FE34}' | '\u{FE4D}'..='\u{FE4F}' | '\u{FF3F}' => true,
        c => (c.is_alphanumeric() || is_mark(c)) && !holds(&NOT_XID, c),
    }
}

/// Returns whether `c` is a format character (Cf).
pub(crate) fn is_format(c: char) -> bool {
    c >= '\u{AD}' && holds(&FORMAT, c)
}

/// Returns whether a line may be broken at `c`: White_Space that is not a no-break space.
pub(crate) fn is_break_space(c: char) -> bool {
    match c {
        ' ' | '\t' => true,
        '\u{A0}' | '\u{2007}' | '\u{202F}' => false,
        c => c.is_whitespace(),
    }
}

fn holds(ranges: &[(u32, u32)], c: char) -> bool {
    let c = u32::from(c);
    let after = ranges.partition_point(|&(first, _)| first <= c);
    after > 0 && c <= ranges[after - 1].1
}
