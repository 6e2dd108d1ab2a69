//! Case conversion of short ASCII text, 64 characters at a time in three masks.
//!
//! Bit *i* of each mask speaks of byte *i*. With *U*, *L*, *D* for upper, lower and digits and *W*
//! for all of them, the word starts are
//!
//! ```text
//! W & !(W << 1)                                   after a separator
//! U & after(L)                                    foo|Bar  a1|B
//! U & after(U) & (L >> 1)                         XML|Http A1|Bc
//! after(X) = X << 1 | ((X << 1 & D) + D) & !D     next to X, digits between looked through
//! ```
//!
//! In the sum, a carry enters each run of digits that follows an *X*, clears the run and leaves
//! its bit right after it; runs that follow none keep their bits, which `& !D` removes.

#![deny(clippy::string_slice)]

use super::case::{Form, Letters};
use super::swar;

/// The longest text that is converted here.
const LONGEST: usize = 64;
/// How many bytes of a word are copied at once.
const STEP: usize = 16;
/// Room for a separator before each character, and for what a last copy writes too much.
const ROOM: usize = 2 * LONGEST + STEP;

pub(super) const BUFFER: [u8; ROOM] = [0; ROOM];

/// Converts the text into the buffer, or returns the text itself if it is in the case for certain,
/// or `None` if it is too long or not ASCII.
pub(super) fn convert<'b>(s: &'b str, form: Form, buffer: &'b mut [u8; ROOM]) -> Option<&'b str> {
    if s.len() > LONGEST {
        return None;
    }
    let raises = form.rest == Letters::Upper;
    let separator = form.separator.as_bytes().first().copied();
    let sought = separator.unwrap_or(b'_');
    // The text in small letters or capitals, padded so that a word may be copied in whole steps.
    let mut source = [0; LONGEST + STEP];
    let (mut is_upper, mut is_lower, mut is_digit, mut is_separator) = (0, 0, 0, 0);
    let mut at = 0;
    while at < s.len() {
        let word = match swar::load(s.as_bytes(), at) {
            Some(word) => word,
            None => {
                let mut last = [0; 8];
                let rest = &s.as_bytes()[at..];
                last[..rest.len()].copy_from_slice(rest);
                u64::from_le_bytes(last)
            }
        };
        if swar::non_ascii(word) != 0 {
            return None;
        }
        let u = swar::below(word, b'Z' + 1) & !swar::below(word, b'A');
        let l = swar::below(word, b'z' + 1) & !swar::below(word, b'a');
        let d = swar::below(word, b'9' + 1) & !swar::below(word, b'0');
        // 0x80 >> 2 is 0x20, which tells the cases of ASCII apart.
        let mapped = if raises { word & !(l >> 2) } else { word | (u >> 2) };
        source[at..at + 8].copy_from_slice(&mapped.to_le_bytes());
        is_upper |= swar::bits(u) << at;
        is_lower |= swar::bits(l) << at;
        is_digit |= swar::bits(d) << at;
        is_separator |= swar::bits(swar::eq(word, sought)) << at;
        at += 8;
    }
    let is_word = is_upper | is_lower | is_digit;
    if separator.is_some() && !s.is_empty() && form.first == form.rest && !form.capitals() {
        // In the case already: letters of one size, with single separators between words.
        let other = if raises { is_lower } else { is_upper };
        let all = u64::MAX >> (LONGEST - s.len());
        let outside = is_separator & (is_separator << 1 | 1 | !(all >> 1));
        if other == 0 && is_word | is_separator == all && outside == 0 {
            return Some(s);
        }
    }
    let after = |x: u64| (x << 1) | (((x << 1) & is_digit).wrapping_add(is_digit) & !is_digit);
    let mut starts = (is_word & !(is_word << 1))
        | (is_upper & after(is_lower))
        | (is_upper & after(is_upper) & (is_lower >> 1));
    let mut filled = 0;
    let mut letters = form.first;
    while starts != 0 {
        let start = starts.trailing_zeros() as usize;
        starts &= starts - 1;
        // The word ends where the next one starts or a separator comes.
        let ends = (starts | !is_word) & (u64::MAX << start);
        let end = if ends == 0 { LONGEST } else { ends.trailing_zeros() as usize };
        if let (Some(separator), true) = (separator, filled > 0) {
            buffer[filled] = separator;
            filled += 1;
        }
        let mut from = start;
        let mut to = filled;
        while from < end {
            buffer[to..to + STEP].copy_from_slice(&source[from..from + STEP]);
            from += STEP;
            to += STEP;
        }
        if letters == Letters::Capital {
            buffer[filled] = source[start].to_ascii_uppercase();
        }
        filled += end - start;
        letters = form.rest;
    }
    core::str::from_utf8(&buffer[..filled]).ok()
}
