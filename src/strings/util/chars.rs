//! Which class a character is of.

use super::unicode_ranges::{FORMAT, MARKS, PUNCTUATION};

/// Returns whether `c` is a mark (M*).
pub(crate) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && holds(&MARKS, c)
}

/// Returns whether `c` is punctuation (P*).
#[allow(dead_code, reason = "a copy of this file serves without `split_punct_ws`, too")]
pub(crate) fn is_punctuation(c: char) -> bool {
    holds(&PUNCTUATION, c)
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
