//! What a terminal escape sequence is: one step function, and a scanner that runs it in bulk.
//!
//! The grammar is that of ECMA-48 (5th edition, 1991) with what terminals and programs do on top;
//! ESC is 1B, and a C1 introducer counts as its two UTF-8 bytes (`C2 9B`) only, since a raw 9B is
//! the middle of many a character:
//!
//! ```text
//! CSI     (ESC [ | C2 9B) 30..3F* 20..2F* 40..7E        CAN or SUB instead of the last: belongs
//! string  (ESC ] | C2 9D)                               OSC, which BEL may end
//!         (ESC P X ^ _ k | C2 90 98 9E 9F)              DCS SOS PM APC, and screen's title
//!         … until ESC \ or C2 9C, CAN or SUB (belong), or before another ESC, LF, or the end
//! other   ESC 20..2F+ 30..7E  |  ESC 30..7E  |  ESC
//! ```
//!
//! Any byte that does not continue a sequence ends it and is read again, as text or as the next
//! sequence. Strings end before LF so that, in a log of lines, an unfinished one hides the rest of
//! its line at most. No state depends on more than the last byte's kind: O(1) memory, O(n) time.
//!
//! [`step`] defines the grammar and serves the streaming stripper; [`sequence_end`] finds where a
//! sequence ends without keeping states, and tests hold it to the same answers.

use crate::strings::util::slice::skip;

pub(crate) const ESC: u8 = 0x1B;
/// The first byte of every C1 control in UTF-8.
pub(crate) const C2: u8 = 0xC2;
const BEL: u8 = 0x07;
const CAN: u8 = 0x18;
const SUB: u8 = 0x1A;

/// Where in the grammar the next byte is read.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum State {
    /// Outside any sequence.
    #[default]
    Text,
    /// Outside, after a C2 that may yet introduce a sequence.
    Held,
    /// After ESC.
    Escape,
    /// After ESC and intermediate bytes.
    EscapeIntermediate,
    /// In a CSI, before its intermediate bytes.
    Parameters,
    /// In a CSI, after its first intermediate byte.
    Intermediates,
    /// In a string.
    String(Terminated),
    /// In a string, after a C2 that may be the start of ST.
    StringHeld(Terminated),
    /// In a string, after an ESC that may be the start of ST.
    StringEscape,
}

/// Whether BEL ends a string.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Terminated {
    ByBel,
    ByStOnly,
}

/// What to do with a byte.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Step {
    pub(crate) state: State,
    /// The C2 that was held turned out to be text.
    pub(crate) release: bool,
    /// The byte is text.
    pub(crate) text: bool,
}

/// Reads one byte.
pub(crate) fn step(state: State, byte: u8) -> Step {
    use State::{
        Escape, EscapeIntermediate, Held, Intermediates, Parameters, String, StringEscape,
        StringHeld, Text,
    };
    let inside = |state| Step { state, release: false, text: false };
    match (state, byte) {
        (Text, ESC) => inside(Escape),
        (Text, C2) => inside(Held),
        (Text, _) => Step { state: Text, release: false, text: true },

        (Held, _) => match c1_state(byte) {
            Some(state) => inside(state),
            None => Step { release: true, ..step(Text, byte) },
        },

        (Escape, b'[') => inside(Parameters),
        (Escape, b']') => inside(String(Terminated::ByBel)),
        (Escape, b'P' | b'X' | b'^' | b'_' | b'k') => inside(String(Terminated::ByStOnly)),
        (Escape | EscapeIntermediate, 0x20..=0x2F) => inside(EscapeIntermediate),
        (Escape | EscapeIntermediate, 0x30..=0x7E) => inside(Text),

        (Parameters, 0x30..=0x3F) => inside(Parameters),
        (Parameters | Intermediates, 0x20..=0x2F) => inside(Intermediates),
        (Parameters | Intermediates, 0x40..=0x7E | CAN | SUB) => inside(Text),

        (String(_) | StringHeld(_), CAN | SUB) => inside(Text),
        (String(Terminated::ByBel) | StringHeld(Terminated::ByBel), BEL) => inside(Text),
        (String(_) | StringHeld(_), ESC) => inside(StringEscape),
        (String(by) | StringHeld(by), C2) => inside(StringHeld(by)),
        (StringHeld(_), 0x9C) => inside(Text),
        (String(by) | StringHeld(by), 0..=0x09 | 0x0B..=0xFF) => inside(String(by)),
        // The string ended before its ESC, which starts another sequence with this byte.
        (StringEscape, b'\\') => inside(Text),
        (StringEscape, _) => step(Escape, byte),

        // Any other byte ends the sequence before itself.
        _ => step(Text, byte),
    }
}

/// The state after a C2 and this byte, if they introduce a sequence.
fn c1_state(byte: u8) -> Option<State> {
    match byte {
        0x9B => Some(State::Parameters),
        0x9D => Some(State::String(Terminated::ByBel)),
        0x90 | 0x98 | 0x9E | 0x9F => Some(State::String(Terminated::ByStOnly)),
        _ => None,
    }
}

/// Returns where the sequence that starts at `at` ends, or `None` if none starts there.
#[inline]
pub(crate) fn sequence_end(bytes: &[u8], at: usize) -> Option<usize> {
    let body = at + 2;
    match (*bytes.get(at)?, bytes.get(at + 1)) {
        (ESC, Some(b'[')) => Some(csi_end(bytes, body)),
        (ESC, Some(b']')) => Some(string_end(bytes, body, Terminated::ByBel)),
        (ESC, Some(b'P' | b'X' | b'^' | b'_' | b'k')) => {
            Some(string_end(bytes, body, Terminated::ByStOnly))
        }
        (ESC, Some(0x30..=0x7E)) => Some(body),
        (ESC, Some(0x20..=0x2F)) => {
            let end = skip(bytes, body, |b| matches!(b, 0x20..=0x2F));
            Some(end + usize::from(matches!(bytes.get(end), Some(0x30..=0x7E))))
        }
        (ESC, _) => Some(at + 1),
        (C2, Some(&byte)) => match c1_state(byte)? {
            State::String(by) => Some(string_end(bytes, body, by)),
            _ => Some(csi_end(bytes, body)),
        },
        _ => None,
    }
}

/// Finds the first sequence that starts in `from..to`: where it starts and where it ends.
#[inline]
pub(crate) fn find_sequence(bytes: &[u8], from: usize, to: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        at += memchr::memchr2(ESC, C2, bytes.get(at..to)?)?;
        if let Some(end) = sequence_end(bytes, at) {
            return Some((at, end));
        }
        at += 1;
    }
}

/// Whether a sequence is finished: text after it is not a part of it.
#[cfg(feature = "unicode")]
pub(crate) fn is_finished(sequence: &[u8]) -> bool {
    sequence.iter().fold(State::Text, |state, &b| step(state, b).state) == State::Text
}

/// Returns where text can be added so that no sequence at the end takes it in: before the last
/// sequence, if it is not finished, and those of the same kind that it follows at once.
#[cfg(feature = "unicode")]
pub(crate) fn unfinished_sequence(bytes: &[u8]) -> Option<usize> {
    let mut chain = None;
    let mut at = 0;
    while let Some((start, end)) = find_sequence(bytes, at, bytes.len()) {
        chain = match chain {
            _ if is_finished(&bytes[start..end]) => None,
            Some(first) if start == at => Some(first),
            _ => Some(start),
        };
        at = end;
    }
    chain.filter(|_| at == bytes.len())
}

#[inline]
fn csi_end(bytes: &[u8], body: usize) -> usize {
    let end = skip(bytes, body, |b| matches!(b, 0x30..=0x3F));
    let end = skip(bytes, end, |b| matches!(b, 0x20..=0x2F));
    end + usize::from(matches!(bytes.get(end), Some(&(0x40..=0x7E | CAN | SUB))))
}

fn string_end(bytes: &[u8], body: usize, by: Terminated) -> usize {
    let mut at = body;
    loop {
        at = skip(bytes, at, |b| !matches!(b, BEL | b'\n' | CAN | SUB | ESC | C2));
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(&BEL), _) if by == Terminated::ByStOnly => at += 1,
            (Some(&(BEL | CAN | SUB)), _) => return at + 1,
            (Some(&ESC), Some(b'\\')) | (Some(&C2), Some(0x9C)) => return at + 2,
            (Some(&C2), _) => at += 1,
            _ => return at,
        }
    }
}
