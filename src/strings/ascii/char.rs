//! What single characters are in ASCII and without their marks: look-ups in the generated table,
//! and the letters that locales and alphabets have an answer of their own for.
//!
//! The table is cut into pages of 64 characters, as UTF-8 is: the first byte of a two-byte
//! character is its page, the second its place there, so that [`quick`] needs no decoding. An entry
//! of one character holds that character.

#![deny(clippy::string_slice)]

use super::table::{BASES, ENTRIES, PAGES, TEXT};
use crate::strings::util::slice::slice;

/// The single ASCII character that a two-byte character at `at` is in every alphabet, whatever
/// follows; `None` for all others, and before a mark of U+0300 to U+036F.
///
/// `bytes` must be text.
#[inline(always)]
pub(crate) fn quick(bytes: &[u8], at: usize) -> Option<u8> {
    let [first, second, next] = match *bytes.get(at..)? {
        [first, second, next, ..] => [first, second, next],
        [first, second] => [first, second, 0],
        _ => return None,
    };
    // First bytes of two-byte characters; those of the marks have a page, too, but no such entry.
    if !(0xC2..0xE0).contains(&first) || matches!(next, 0xCC | 0xCD) {
        return None;
    }
    let page = usize::from(PAGES[usize::from(first & 31)]);
    let entry = *ENTRIES.get(page << 6 | usize::from(second & 63))?;
    Entry(entry).byte()
}

pub(crate) fn german(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'ǟ' => "ae",
        'ö' | 'ȫ' | 'ṏ' => "oe",
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ṻ' => "ue",
        'Ä' | 'Ǟ' => "Ae",
        'Ö' | 'Ȫ' | 'Ṏ' => "Oe",
        'Ü' | 'Ǖ' | 'Ǘ' | 'Ǚ' | 'Ǜ' | 'Ṻ' => "Ue",
        _ => return None,
    })
}

pub(crate) fn nordic(c: char) -> Option<&'static str> {
    Some(match c {
        'å' | 'ǻ' => "aa",
        'Å' | 'Ǻ' | '\u{212B}' => "Aa",
        'ø' | 'ǿ' => "oe",
        'Ø' | 'Ǿ' => "Oe",
        _ => return None,
    })
}

pub(crate) fn ukrainian(c: char) -> Option<&'static str> {
    Some(match c {
        'г' => "h",
        'Г' => "H",
        'и' | 'ѝ' | 'ӣ' | 'ӥ' => "y",
        'И' | 'Ѝ' | 'Ӣ' | 'Ӥ' => "Y",
        _ => return None,
    })
}

pub(crate) fn bulgarian(c: char) -> Option<&'static str> {
    Some(match c {
        'х' => "h",
        'Х' => "H",
        'щ' => "sht",
        'Щ' => "Sht",
        'ъ' => "a",
        'Ъ' => "A",
        'ь' => "y",
        'Ь' => "Y",
        _ => return None,
    })
}

/// The Cyrillic letter of its own that a letter and a mark make.
pub(crate) fn own_letter(letter: char, mark: char) -> Option<char> {
    Some(match (letter, mark) {
        ('и', '\u{306}') => 'й',
        ('И', '\u{306}') => 'Й',
        ('у', '\u{306}') => 'ў',
        ('У', '\u{306}') => 'Ў',
        ('е', '\u{308}') => 'ё',
        ('Е', '\u{308}') => 'Ё',
        ('і', '\u{308}') => 'ї',
        ('І', '\u{308}') => 'Ї',
        ('г', '\u{301}') => 'ѓ',
        ('Г', '\u{301}') => 'Ѓ',
        ('к', '\u{301}') => 'ќ',
        ('К', '\u{301}') => 'Ќ',
        _ => return None,
    })
}

/// A mark above, below or across a Latin, Greek or Cyrillic letter.
pub(crate) fn is_diacritic(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{483}'..='\u{487}'
            | '\u{1AB0}'..='\u{1ACE}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{FE20}'..='\u{FE2F}'
    ) && c != '\u{34F}'
}

/// The letter that a composed letter is without its marks.
pub(crate) fn base_of(c: char) -> Option<char> {
    let entry = lookup(c).filter(|entry| entry.is_composed())?;
    match BASES.binary_search_by_key(&u32::from(c), |&(from, _)| u32::from(from)) {
        Ok(at) => char::from_u32(u32::from(BASES[at].1)),
        Err(_) => entry.text().chars().next(),
    }
}

/// What the table says of a character.
#[derive(Clone, Copy)]
pub(crate) struct Entry(u16);

impl Entry {
    fn len(self) -> usize {
        usize::from(self.0 >> 11 & 7)
    }

    /// Its text if that is one character, but a line feed.
    #[inline(always)]
    pub(crate) fn byte(self) -> Option<u8> {
        // The text starts with all printable ASCII in its order.
        let place = (self.0 & 0x3FFF).wrapping_sub(1 << 11);
        (place < 0x5F).then(|| b' ' + place as u8)
    }

    pub(crate) fn text(self) -> &'static str {
        let at = usize::from(self.0 & 0x7FF);
        slice(TEXT, at, at + self.len())
    }

    /// A capital that becomes several letters, capitals all if one follows.
    pub(crate) fn raises(self) -> bool {
        self.0 >> 14 & 1 == 1
    }

    /// A letter that decomposes into another and marks.
    fn is_composed(self) -> bool {
        self.0 >> 15 == 1
    }
}

#[inline]
pub(crate) fn lookup(c: char) -> Option<Entry> {
    let code = match u32::from(c) {
        code @ ..=0xFFFF => code as usize,
        code @ 0x1D400..=0x1D7FF => mathematical(code)?,
        _ => return None,
    };
    let page = usize::from(*PAGES.get(code >> 6)?);
    let entry = *ENTRIES.get(page << 6 | code & 63)?;
    (entry != 0).then_some(Entry(entry))
}

/// The plain letter or digit of a mathematical one: alphabets of 52 Latin and 58 Greek letters,
/// then digits, one after another.
fn mathematical(code: u32) -> Option<usize> {
    const GREEK_SYMBOLS: [u16; 7] = [0x2202, 0x3F5, 0x3D1, 0x3F0, 0x3D5, 0x3F1, 0x3D6];
    let plain = match code {
        ..=0x1D6A3 => {
            let letter = (code - 0x1D400) % 52;
            if letter < 26 { 0xFF21 + letter } else { 0xFF41 + letter - 26 }
        }
        0x1D6A4 => 0x131,
        0x1D6A5 => 0x237,
        0x1D6A8..=0x1D7C9 => match (code - 0x1D6A8) % 58 {
            17 => 0x3F4,
            25 => 0x2207,
            letter @ ..=24 => 0x391 + letter,
            letter @ 26..=50 => 0x3B1 + letter - 26,
            letter => u32::from(*GREEK_SYMBOLS.get(letter as usize - 51)?),
        },
        0x1D7CA | 0x1D7CB => 0x3DC + code - 0x1D7CA,
        0x1D7CE..=0x1D7FF => 0xFF10 + (code - 0x1D7CE) % 10,
        _ => return None,
    };
    Some(plain as usize)
}
