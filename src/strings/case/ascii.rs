//! Case conversion of short ASCII text, byte by byte into a buffer on the stack.
//!
//! A byte of a word starts one if
//!
//! ```text
//! the byte before is of none                                       foo_|bar
//! it is a capital, and the last letter is small                    foo|Bar    a1|B
//! it is a capital, so is the last letter, and the next is small    XML|Http   A1|Bc
//! ```
//!
//! where the last letter is that of the same word, with digits looked through. Each byte is written
//! whatever it is, and the end of what is written moves on by a sum: but for the loop itself there
//! is no branch that text could mislead.
//!
//! Rejected: 64 characters at once in masks, with word starts from shifts and words copied 16 bytes
//! at a time (names have about 14 bytes, few of which need a mask for 64, and it was several times
//! the code).

#![deny(clippy::string_slice)]

use super::convert::{Form, Letters};

/// The longest text that is converted here.
const LONGEST: usize = 64;
/// Room for a separator before each character.
const ROOM: usize = 2 * LONGEST;
/// So many bytes are checked to be UTF-8 at once.
const STEP: usize = 16;

/// Where the converted text is written.
#[repr(align(16))]
pub(crate) struct Buffer([u8; ROOM]);

impl Buffer {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self([0; ROOM])
    }
}

const SEPARATOR: u8 = 0;
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 3;
const NOT_ASCII: u8 = 4;

static CLASSES: [u8; 256] = {
    let mut classes = [NOT_ASCII; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            _ => SEPARATOR,
        };
        byte += 1;
    }
    classes
};

/// Converts a text to a form, or returns `None` if it is too long or not ASCII.
#[inline]
pub(crate) fn convert_short<'b>(s: &str, form: Form, buffer: &'b mut Buffer) -> Option<&'b str> {
    if s.len() > LONGEST {
        return None;
    }
    let out = &mut buffer.0;
    let separator = form.separator.as_bytes().first().copied();
    let (mark, mark_len) = (separator.unwrap_or(0), usize::from(separator.is_some()));
    // What the bit that tells the cases apart becomes: at the start of the first word and of the
    // others, and inside words.
    let raised = |raised: bool| if raised { 0x20 } else { 0 };
    let first = raised(form.first != Letters::Lower);
    let other = raised(form.rest != Letters::Lower);
    let inside = raised(form.rest == Letters::Upper);

    let mut filled = 0;
    // The class of the last letter of the same word.
    let mut letter = SEPARATOR;
    let mut in_word = false;
    let mut bytes = s.bytes();
    let mut current = bytes.next();
    while let Some(byte) = current {
        current = bytes.next();
        let class = CLASSES[usize::from(byte)];
        if class == NOT_ASCII {
            return None;
        }
        let is_word = class != SEPARATOR;
        let before_lower = current.is_some_and(|next| next.is_ascii_lowercase());
        let by_case = (class == UPPER) & ((letter == LOWER) | ((letter == UPPER) & before_lower));
        let starts = is_word & (!in_word | by_case);
        // The mask changes nothing: at most two bytes are written for each.
        out[filled % ROOM] = mark;
        let is_other = filled > 0;
        filled += mark_len & usize::from(starts & is_other);
        let raise = match (starts, is_other) {
            (false, _) => inside,
            (true, false) => first,
            (true, true) => other,
        };
        let bit = if (class == LOWER) | (class == UPPER) { 0x20 } else { 0 };
        out[filled % ROOM] = (byte | bit) ^ (raise & bit);
        filled += usize::from(is_word);
        letter = match class {
            DIGIT => letter,
            class => class,
        };
        in_word = is_word;
    }
    // All of it is ASCII, and so is what follows.
    let whole = out.get(..filled.next_multiple_of(STEP)).unwrap_or_default();
    core::str::from_utf8(whole).ok()?.get(..filled)
}
