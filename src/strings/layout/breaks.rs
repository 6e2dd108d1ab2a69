//! Where a line may be broken inside a word.
//!
//! The classes of UAX #14 (Unicode 14.0) that matter where no dictionary is at hand:
//!
//! | class | rule |
//! |---|---|
//! | ZW (U+200B) | break after |
//! | HY, BA, B2 (`-`, U+2010, U+2013, U+2014) | break after, between letters or digits; after `-` not before a digit |
//! | ID, H2, H3, CJ, wide punctuation | break on either side, but for the rules below |
//! | CL, CP, EX, IS, SY, NS, CJ, PO, IN, BA, HY, closing QU | no break before: they do not start a line |
//! | OP, PR, opening QU | no break after: they do not end a line |
//! | GL, WJ, ZWJ, marks, jamo that continue a syllable | no break on either side |
//!
//! Small kana (CJ) do not start a line, which is the strict form of the rule.

use crate::strings::util::chars::{is_format, is_mark};

/// Whether a line may be broken between two characters of a word; `before` is the one before `a`.
pub(crate) fn is_opportunity(before: Option<char>, a: char, b: char, hyphens: bool) -> bool {
    match a {
        '\u{200B}' => return !continues(b),
        '-' | '\u{2010}' | '\u{2013}' | '\u{2014}' if hyphens => {
            let word = |c: char| c.is_alphanumeric() || is_mark(c);
            let after = if a == '-' { b.is_alphabetic() } else { b.is_alphanumeric() };
            if after && before.is_some_and(word) {
                return true;
            }
        }
        _ => {}
    }
    (is_wide(a) || is_wide(b)) && !ends_no_line(a) && !starts_no_line(b)
}

/// Whether the byte at `at` of ASCII text starts what follows a hyphen inside a word.
#[inline]
pub(crate) fn follows_hyphen(bytes: &[u8], at: usize) -> bool {
    at >= 2
        && bytes[at - 1] == b'-'
        && bytes[at - 2].is_ascii_alphanumeric()
        && bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
}

/// Ideographs, kana, syllables of Hangul and Yi, and the punctuation and letters of their width.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF9F}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{16FE0}'..='\u{18DFF}'
        | '\u{1B000}'..='\u{1B2FF}'
        | '\u{1F200}'..='\u{1F2FF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether `c` belongs to the character before it.
fn continues(c: char) -> bool {
    is_mark(c)
        || matches!(c,
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' // ZW, ZWNJ, ZWJ, WJ
            | '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}') // jamo
}

/// CL, CP, EX, IS, SY, NS, CJ, PO, IN, BA, HY, closing QU, GL, and what continues a character.
fn starts_no_line(c: char) -> bool {
    match c {
        '!' | '"' | '%' | '\'' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '?' | ']' | '|'
        | '}' => true,
        ..='\x7F' => false,
        '\u{A0}' | '\u{A2}' | '\u{AD}' | '\u{B0}' | '\u{BB}' => true,
        '\u{2010}'..='\u{2013}' | '\u{2019}' | '\u{201D}' | '\u{2024}'..='\u{2027}' => true,
        '\u{202F}'..='\u{2037}' | '\u{203A}' | '\u{203C}' | '\u{203D}' => true,
        '\u{2047}'..='\u{2049}' | '\u{2103}' | '\u{2109}' => true,
        '\u{3001}' | '\u{3002}' | '\u{3005}' | '\u{3009}' | '\u{300B}' | '\u{300D}' => true,
        '\u{300F}' | '\u{3011}' | '\u{3015}' | '\u{3017}' | '\u{3019}' | '\u{301B}' => true,
        '\u{301C}' | '\u{301E}' | '\u{301F}' | '\u{303B}' | '\u{303C}' => true,
        // Small kana, the marks of sound and repetition, the middle dot.
        '\u{3041}' | '\u{3043}' | '\u{3045}' | '\u{3047}' | '\u{3049}' | '\u{3063}' => true,
        '\u{3083}' | '\u{3085}' | '\u{3087}' | '\u{308E}' | '\u{3095}' | '\u{3096}' => true,
        '\u{309B}'..='\u{309E}' | '\u{30A0}' | '\u{30A1}' | '\u{30A3}' | '\u{30A5}' => true,
        '\u{30A7}' | '\u{30A9}' | '\u{30C3}' | '\u{30E3}' | '\u{30E5}' | '\u{30E7}' => true,
        '\u{30EE}' | '\u{30F5}' | '\u{30F6}' | '\u{30FB}'..='\u{30FE}' => true,
        '\u{31F0}'..='\u{31FF}' | '\u{A015}' => true,
        // Vertical, small and full-width forms.
        '\u{FE36}' | '\u{FE38}' | '\u{FE3A}' | '\u{FE3C}' | '\u{FE3E}' | '\u{FE40}' => true,
        '\u{FE42}' | '\u{FE44}' | '\u{FE48}' | '\u{FE50}'..='\u{FE52}' => true,
        '\u{FE54}'..='\u{FE57}' | '\u{FE5A}' | '\u{FE5C}' | '\u{FE5E}' | '\u{FE6A}' => true,
        '\u{FF01}' | '\u{FF05}' | '\u{FF09}' | '\u{FF0C}' | '\u{FF0E}' | '\u{FF1A}' => true,
        '\u{FF1B}' | '\u{FF1F}' | '\u{FF3D}' | '\u{FF5D}' | '\u{FF60}' | '\u{FF61}' => true,
        '\u{FF63}'..='\u{FF65}' | '\u{FF67}'..='\u{FF70}' | '\u{FF9E}' | '\u{FF9F}' => true,
        '\u{FFE0}' | '\u{1B150}'..='\u{1B152}' | '\u{1B164}'..='\u{1B167}' => true,
        c => continues(c),
    }
}

/// OP, PR, opening QU, GL, WJ, and what joins with the character after it.
fn ends_no_line(c: char) -> bool {
    match c {
        '"' | '$' | '\'' | '(' | '+' | '[' | '\\' | '{' => true,
        ..='\x7F' => false,
        '\u{A0}' | '\u{A1}' | '\u{A3}'..='\u{A5}' | '\u{AB}' | '\u{B1}' | '\u{BF}' => true,
        '\u{2011}' | '\u{2018}' | '\u{201A}'..='\u{201C}' | '\u{201E}' | '\u{201F}' => true,
        '\u{202F}' | '\u{2039}' | '\u{2116}' | '\u{20A0}'..='\u{20CF}' => true,
        '\u{3008}' | '\u{300A}' | '\u{300C}' | '\u{300E}' | '\u{3010}' | '\u{3014}' => true,
        '\u{3016}' | '\u{3018}' | '\u{301A}' | '\u{301D}' => true,
        '\u{FE35}' | '\u{FE37}' | '\u{FE39}' | '\u{FE3B}' | '\u{FE3D}' | '\u{FE3F}' => true,
        '\u{FE41}' | '\u{FE43}' | '\u{FE47}' | '\u{FE59}' | '\u{FE5B}' | '\u{FE5D}' => true,
        '\u{FF04}' | '\u{FF08}' | '\u{FF3B}' | '\u{FF5B}' | '\u{FF5F}' | '\u{FF62}' => true,
        '\u{FFE1}' | '\u{FFE5}' | '\u{FFE6}' => true,
        c => is_format(c),
    }
}

/// Whether lines that end and begin so are joined without a space: both are of scripts that write
/// none between words, which Hangul does.
pub(crate) fn joins_without_space(end: char, start: char) -> bool {
    let unspaced = |c: char| {
        is_wide(c)
            && !matches!(c, '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}' | '\u{FFA0}'..='\u{FFDC}')
    };
    unspaced(end) && unspaced(start)
}
