//! How the words of a slug are written: directly, or with a decision on each word as it ends.

#![deny(clippy::string_slice)]

use alloc::collections::BTreeMap;
use alloc::string::String;

use super::slugger::Slugger;
use crate::strings::ascii::asciify::Piece;
use crate::strings::ascii::buffer::{Buffer, ROOM};
use crate::strings::ascii::char::quick;
use crate::strings::util::chars::is_mark;
use crate::strings::util::slice::{char_at, slice};

/// Writes words of ASCII with one byte between them.
///
/// A separator is written as a word ends, and the last one is removed again: whether to write a
/// byte is then a sum and not a branch, which would be mispredicted at every end of a word.
pub(crate) struct Plain<'o> {
    out: Buffer<'o>,
    table: &'static [u8; 256],
    separator: u8,
    /// 1 if the last byte belongs to a word, else 0.
    open: u8,
}

impl<'o> Plain<'o> {
    /// Appends to `out`.
    pub(crate) fn new(keep_case: bool, separator: u8, out: &'o mut String) -> Self {
        let table = if keep_case { &KEPT } else { &LOWERED };
        Self { out: Buffer::new(out), table, separator, open: 0 }
    }

    /// Appends a text up to the first character that is neither ASCII nor [`quick`]; returns where
    /// that is.
    #[inline]
    pub(crate) fn run(&mut self, text: &[u8], mut at: usize) -> usize {
        let (table, separator) = (self.table, self.separator);
        loop {
            let (room, mut len, mut open) = (self.out.room(), 0, self.open);
            let mut put = |byte: u8| {
                let byte = table[usize::from(byte)];
                // Sums, no branch.
                let is_word = u8::from(byte != 0);
                // The mask changes nothing, since no more than the room is written there.
                room[len % ROOM] = byte | (separator & is_word.wrapping_sub(1));
                len += usize::from(open | is_word);
                open = is_word;
            };
            let mut left = ROOM;
            let mut done = false;
            while left > 0 {
                // At most one byte comes of each character.
                let piece = text.get(at..).unwrap_or_default();
                let piece = piece.get(..left).unwrap_or(piece);
                let ascii = piece.iter().take_while(|byte| byte.is_ascii());
                let count = ascii.map(|&byte| put(byte)).count();
                at += count;
                left -= count;
                let Some(byte) = quick(text, at) else {
                    done = left > 0;
                    break;
                };
                if left > 0 {
                    put(byte);
                    at += 2;
                    left -= 1;
                }
            }
            self.out.wrote(len);
            self.open = open;
            if done {
                return at;
            }
        }
    }

    /// Appends one byte of ASCII, or the separator in its place.
    fn put(&mut self, byte: u8) {
        self.run(&[byte], 0);
    }

    /// Appends a piece of a text in ASCII.
    #[inline]
    pub(crate) fn piece(&mut self, piece: &Piece<'_>) {
        match *piece {
            Piece::Text(text) => {
                self.run(text.as_bytes(), 0);
            }
            Piece::Byte(byte) => self.put(byte),
            Piece::Raised(text) => text.bytes().for_each(|b| self.put(b.to_ascii_uppercase())),
            Piece::Unknown => self.put(b' '),
        }
    }

    /// Writes the rest, and returns whether a separator is at the end if anything is there.
    pub(crate) fn finish(self) -> bool {
        self.out.finish();
        self.open == 0
    }
}

/// What a byte is in a slug; 0 for what separates words.
const fn table(lower: bool) -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = if lower { byte.to_ascii_lowercase() } else { byte };
        }
        byte += 1;
    }
    table
}

static LOWERED: [u8; 256] = table(true);
static KEPT: [u8; 256] = table(false);

/// Appends words and decides, as each ends, whether it stays.
pub(crate) struct Writer<'r, 'o> {
    separator: &'r str,
    keep_case: bool,
    max_len: Option<usize>,
    /// As they would stand in the slug. (A kind of tree that is compiled anyway; the numbers mean
    /// nothing.)
    stop_words: BTreeMap<String, u128>,
    /// Where the slug starts in the output.
    start: usize,
    /// Where the word that is open starts, after its separator.
    word: usize,
    /// Where the last word that stays ends.
    end: usize,
    pub(crate) open: bool,
    /// The slug is as long as it may be.
    full: bool,
    out: &'o mut String,
}

impl<'r, 'o> Writer<'r, 'o> {
    /// Appends to `out`; `stop_words` are as they would stand in the slug.
    pub(crate) fn new(
        rules: &Slugger<'r>,
        stop_words: BTreeMap<String, u128>,
        out: &'o mut String,
    ) -> Self {
        let start = out.len();
        let (separator, max_len) = rules.limits();
        Self {
            separator,
            keep_case: rules.keeps_case(),
            max_len,
            stop_words,
            start,
            word: start,
            end: start,
            open: false,
            full: false,
            out,
        }
    }

    /// Appends a piece of a text in ASCII.
    #[inline]
    pub(crate) fn piece(&mut self, piece: &Piece<'_>) {
        if self.full {
            return;
        }
        match *piece {
            Piece::Text(text) => self.ascii(text),
            Piece::Byte(byte) if byte.is_ascii_alphanumeric() => {
                self.begin();
                self.out.push(self.small(byte));
            }
            Piece::Raised(text) => {
                for byte in text.bytes() {
                    self.piece(&Piece::Byte(byte.to_ascii_uppercase()));
                }
            }
            Piece::Byte(_) | Piece::Unknown => self.end_word(),
        }
    }

    /// Appends the words of ASCII text, of which the first may go on and the last stay open.
    #[inline]
    fn ascii(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && !self.full {
            if !bytes[at].is_ascii_alphanumeric() {
                self.end_word();
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
                end += 1;
            }
            self.begin();
            let from = self.out.len();
            self.out.push_str(slice(text, at, end));
            if !self.keep_case {
                if let Some(word) = self.out.get_mut(from..) {
                    word.make_ascii_lowercase();
                }
            }
            at = end;
        }
    }

    /// Appends a part of a word unchanged.
    pub(crate) fn part(&mut self, text: &str) {
        if self.full {
            return;
        }
        self.begin();
        self.out.push_str(text);
    }

    fn small(&self, byte: u8) -> char {
        char::from(if self.keep_case { byte } else { byte.to_ascii_lowercase() })
    }

    #[inline]
    fn begin(&mut self) {
        if self.open {
            return;
        }
        self.open = true;
        if self.end > self.start {
            self.out.push_str(self.separator);
        }
        self.word = self.out.len();
    }

    /// Ends the word that is open, if there is one.
    #[inline]
    pub(crate) fn end_word(&mut self) {
        if !self.open {
            return;
        }
        self.open = false;
        if !self.stop_words.is_empty() {
            let word = slice(self.out, self.word, self.out.len());
            if self.stop_words.contains_key(word) {
                self.out.truncate(self.end);
                return;
            }
        }
        if let Some(max) = self.max_len.filter(|max| self.out.len() - self.start > *max) {
            self.full = true;
            if self.end == self.start {
                self.end += cut(slice(self.out, self.start, self.out.len()), max).len();
            }
            self.out.truncate(self.end);
        }
        self.end = self.out.len();
    }
}

/// The longest start of `s` of at most `max` bytes that does not end inside a character, or between
/// a letter and what belongs to it: the marks on it, or the vowel and final of a Korean syllable in
/// parts.
pub(super) fn cut(s: &str, max: usize) -> &str {
    if max >= s.len() {
        return s;
    }
    let mut at = max;
    while at > 0 && char_at(s, at).is_none_or(belongs_to_what_is_before) {
        at -= 1;
    }
    slice(s, 0, at)
}

fn belongs_to_what_is_before(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}')
}
