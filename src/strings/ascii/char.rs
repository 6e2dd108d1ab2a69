//! What single characters are in ASCII and without their marks: lookups in the generated table,
//! and the letters for which locales and alphabets have a separate answer.
//!
//! The table is cut into pages of 64 characters, as UTF-8 is: the first byte of a two-byte
//! character is its page, the second its place there, so that [`quick`] needs no decoding. An entry
//! of one character holds that character.

#![deny(clippy::string_slice)]

use super::table::{BASES, ENTRIES, PAGES, TEXT};
use crate::strings::util::chars::is_mark;
use crate::strings::util::slice::slice;

/// The single ASCII character that a two-byte character at `at` is in every alphabet, whatever
/// follows; `None` for all others, before a mark of U+0300 to U+036F, and of Cyrillic letters, with
/// which such a mark may form another, also where any other mark may come before it.
///
/// `bytes` must be text.
#[inline(always)]
pub(crate) fn quick(bytes: &[u8], at: usize) -> Option<u8> {
    let [first, second, next] = match *bytes.get(at..)? {
        [first, second, next, ..] => [first, second, next],
        [first, second] => [first, second, 0],
        _ => return None,
    };
    // First bytes of two-byte characters; those of the marks also have a page, but no such entry.
    let marked = matches!(next, 0xCC | 0xCD) || first >= 0xD0 && next >= 0xD4;
    if !(0xC2..0xE0).contains(&first) || marked {
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

/// Resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010.
pub(crate) fn ukrainian(c: char, before: &str) -> Option<&'static str> {
    let pair = match c {
        'г' | 'Г' if before.ends_with(['з', 'З']) => ("gh", "Gh"),
        'г' | 'Г' => ("h", "H"),
        'и' | 'ѝ' | 'ӣ' | 'ӥ' | 'И' | 'Ѝ' | 'Ӣ' | 'Ӥ' => ("y", "Y"),
        'є' | 'Є' if starts_word(before) => ("ye", "Ye"),
        'є' | 'Є' => ("ie", "Ie"),
        'ї' | 'Ї' if starts_word(before) => ("yi", "Yi"),
        'й' | 'Й' if starts_word(before) => ("y", "Y"),
        'ї' | 'Ї' | 'й' | 'Й' => ("i", "I"),
        'ю' | 'Ю' if starts_word(before) => ("yu", "Yu"),
        'ю' | 'Ю' => ("iu", "Iu"),
        'я' | 'Я' if starts_word(before) => ("ya", "Ya"),
        'я' | 'Я' => ("ia", "Ia"),
        _ => return None,
    };
    Some(if c.is_uppercase() { pair.1 } else { pair.0 })
}

/// Whether an apostrophe stands inside a Ukrainian word, where it is not written in Latin letters.
pub(crate) fn ukrainian_apostrophe(c: char, before: &str, rest: &str) -> bool {
    is_apostrophe(c)
        && before.chars().rev().find(|&c| !is_mark(c)).is_some_and(is_cyrillic)
        && rest.starts_with(is_cyrillic)
}

/// The Transliteration Act of Bulgaria, 13 March 2009.
pub(crate) fn bulgarian(c: char, before: &str, rest: &str) -> Option<&'static str> {
    Some(match c {
        'х' => "h",
        'Х' => "H",
        'щ' => "sht",
        'Щ' => "Sht",
        'ъ' => "a",
        'Ъ' => "A",
        'ь' => "y",
        'Ь' => "Y",
        // `-ия` at the end of a word.
        'я' if before.ends_with(['и', 'И']) && ends_word(rest) => "a",
        'Я' if before.ends_with(['и', 'И']) && ends_word(rest) => "A",
        _ => return None,
    })
}

/// What a Greek letter is beside its neighbours, by ISO 843:1997 and ELOT 743:2001 (transcription):
/// `ου` ou, `αυ` av or af, `γγ` ng, and `μπ` b at both ends of a word.
pub(crate) fn greek(c: char, before: &str, rest: &str) -> Option<&'static str> {
    let base = base_of(c).unwrap_or(c);
    let next = rest.chars().next();
    let pair = match base {
        'υ' | 'Υ' => {
            let apart = matches!(c, 'ϋ' | 'Ϋ' | '\u{3B0}' | '\u{1FE2}' | '\u{1FE3}' | '\u{1FE7}')
                || rest.chars().take_while(|&m| is_mark(m)).any(|m| m == '\u{308}');
            match before.chars().next_back()? {
                _ if apart => return None,
                'ο' | 'Ο' => ("u", "U"),
                'α' | 'Α' | 'ε' | 'Ε' | 'η' | 'Η' => {
                    let next = rest.chars().find(|&c| !is_mark(c));
                    let next = next.map(|c| base_of(c).unwrap_or(c));
                    let voiced = "αεηιουωβγδζλμνρΑΕΗΙΟΥΩΒΓΔΖΛΜΝΡ";
                    if next.is_some_and(|c| voiced.contains(c)) { ("v", "V") } else { ("f", "F") }
                }
                _ => return None,
            }
        }
        'γ' | 'Γ' if matches!(next?, 'γ' | 'ξ' | 'χ' | 'Γ' | 'Ξ' | 'Χ') => ("n", "N"),
        'μ' | 'Μ' if matches!(next?, 'π' | 'Π') => {
            let after = rest.strip_prefix(['π', 'Π'])?;
            if !starts_word(before) && !ends_word(after) {
                return None;
            }
            ("b", "B")
        }
        'π' | 'Π' => {
            let before = before.strip_suffix(['μ', 'Μ'])?;
            if !starts_word(before) && !ends_word(rest) {
                return None;
            }
            ("", "")
        }
        _ => return None,
    };
    Some(if base.is_uppercase() { pair.1 } else { pair.0 })
}

/// Whether a word starts after this text. An apostrophe after a Cyrillic letter is inside a word.
fn starts_word(before: &str) -> bool {
    let mut before = before.chars().rev().filter(|&c| !is_mark(c));
    match before.next() {
        Some(c) if is_apostrophe(c) => !before.next().is_some_and(is_cyrillic),
        last => !last.is_some_and(char::is_alphabetic),
    }
}

fn ends_word(rest: &str) -> bool {
    !rest.chars().find(|&c| !is_mark(c)).is_some_and(char::is_alphabetic)
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52F}').contains(&c) && c.is_alphabetic()
}

/// The apostrophe as it is typed, as it is printed, and as a letter.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2BC}')
}

/// The separate Cyrillic letter that a letter and a mark form.
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
