//! `a` or `an`.

use crate::strings::util::slice::{skip, slice};
use alloc::string::String;

/// Returns the indefinite article that goes before a word: `a` or `an`.
///
/// By sound, as far as spelling tells: `an hour`, `a university`, `an 8-bit`, `a 7th`.
/// Abbreviations go by the names of their letters, in capitals or small: `an FBI agent`, `a URL`,
/// `an MP3`, `an npm package`, `a u8`. Looks at the first word; for a text without any the answer
/// is `a`.
///
/// Computes in **O(n)** time, where *n* is the length of the first word.
///
/// # Examples
///
/// ```
/// use boltons::strings::indefinite_article;
///
/// assert_eq!(indefinite_article("hour"), "an");
/// assert_eq!(indefinite_article("one-way street"), "a");
/// assert_eq!(indefinite_article("FBI agent"), "an");
/// assert_eq!(indefinite_article("11th hour"), "an");
/// assert_eq!(indefinite_article("NASA engineer"), "a");
/// ```
#[doc(alias = "a_or_an")]
#[must_use]
pub fn indefinite_article(word: &str) -> &'static str {
    if starts_with_vowel_sound(word) { "an" } else { "a" }
}

fn starts_with_vowel_sound(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let word = slice(text, 0, end);
    match word.as_bytes() {
        [b'0'..=b'9', ..] => number_starts_with_vowel(text),
        [letter] => is_named_with_vowel(*letter),
        _ if is_spelled(word) => word.bytes().next().is_some_and(is_named_with_vowel),
        _ => match leading_acronym(word) {
            Some(caps) => acronym_starts_with_vowel(caps),
            None => word_starts_with_vowel(word),
        },
    }
}

/// Whether the name of a letter starts with a vowel: `eff`, but `you`.
fn is_named_with_vowel(letter: u8) -> bool {
    b"AEFHILMNORSX".contains(&letter.to_ascii_uppercase())
}

/// Whether a word is read letter by letter because it cannot be read otherwise: one letter or
/// consonants before a digit (`M1`, `mp3`), or small letters without a vowel (`html`).
fn is_spelled(word: &str) -> bool {
    /// Abbreviations that are read as words, and sounds.
    const WORDS: [&str; 12] =
        ["mr", "mrs", "ms", "st", "sr", "lt", "sgt", "hmm", "mmm", "shh", "sh", "psst"];
    /// Small abbreviations with a vowel, and what is spelled though a word starts so.
    const SPELLED: [&str; 21] = [
        "usb", "udp", "utf", "url", "urls", "uml", "usd", "ui", "ux", "uid", "uids", "uuid",
        "uuids", "uefi", "utc", "uav", "usa", "uk", "nginx", "ufs", "uuidv",
    ];
    let len = skip(word.as_bytes(), 0, |b| b.is_ascii_alphabetic());
    let letters = slice(word, 0, len);
    let digit = word.as_bytes().get(len).is_some_and(u8::is_ascii_digit);
    if len == 0 || (!digit && len < word.len()) {
        return false;
    }
    let small = letters.bytes().all(|b| b.is_ascii_lowercase());
    let is = |list: &[&str]| list.contains(&letters);
    let vowel = letters.bytes().any(|b| b"aeiouyAEIOUY".contains(&b));
    // `nth` is said `enth`.
    (small && (is(&SPELLED) || letters == "nth"))
        || (digit && (len == 1 || !vowel))
        || (small && !vowel && len > 1 && !is(&WORDS))
}

/// `eight…`, `eleven`, `eighteen`, and the last two with any thousands.
fn number_starts_with_vowel(text: &str) -> bool {
    let (mut first, mut digits) = ([0; 2], 0usize);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                if let Some(place) = first.get_mut(digits) {
                    *place = byte;
                }
                digits += 1;
            }
            b',' | b'_' => {}
            _ => break,
        }
    }
    first[0] == b'8' || (matches!(first, [b'1', b'1' | b'8']) && digits % 3 == 2)
}

/// The capitals that a word starts with, if they are to be read letter by letter or as a word of
/// their own: `FBI`, `URLs`, `HTTPServer`.
fn leading_acronym(word: &str) -> Option<&str> {
    let len = skip(word.as_bytes(), 0, |b| b.is_ascii_uppercase());
    let caps = slice(word, 0, len);
    match slice(word, len, word.len()) {
        "" | "s" if len > 1 => Some(caps),
        tail if len > 1 && tail.starts_with(|c: char| c.is_ascii_digit()) => Some(caps),
        // The last capital belongs to the next word.
        tail if len > 2 && tail.starts_with(|c: char| c.is_lowercase()) => {
            Some(slice(caps, 0, len - 1))
        }
        _ => None,
    }
}

fn acronym_starts_with_vowel(caps: &str) -> bool {
    /// Read as words or by a name that starts with a consonant, though they do not look it.
    const CONSONANT: [&str; 12] = [
        "UNESCO", "UNICEF", "UNIX", "UUID", "UEFA", "EUR", "ONE", "UTF", "UEFI", "EULA", "EULAS",
        "SCSI",
    ];
    /// Read letter by letter, though they could be read as words.
    const SPELLED: [&str; 16] = [
        "FBI", "LED", "SOS", "HIV", "FAA", "MIT", "NGO", "SUV", "SAT", "LCD", "MRI", "HR", "MOT",
        "LA", "SEC", "NIH",
    ];
    let bytes = caps.as_bytes();
    let vowel = |b: &u8| b"AEIOUY".contains(b);
    if CONSONANT.contains(&caps) {
        return false;
    }
    match *bytes {
        // Short ones are spelled: `USB`, `UI`, `URL`; long ones are words: `UGLY`.
        [b'U', ..] => bytes.len() > 3 && word_starts_with_vowel(caps),
        [b'A' | b'E' | b'I' | b'O', ..] => true,
        [b'F' | b'H' | b'L' | b'M' | b'N' | b'R' | b'S' | b'X', ..] => {
            // A word if some English word starts so: one consonant or a known pair, then a vowel.
            let pair = bytes.get(..2).is_some_and(|pair| {
                [b"FL", b"FR", b"SC", b"SH", b"SK", b"SL", b"SM", b"SN", b"SP", b"ST", b"SW", b"SQ"]
                    .iter()
                    .any(|known| *known == pair)
            });
            let onset = if pair { 2 } else { 1 };
            let readable = bytes.get(onset).is_some_and(vowel)
                && bytes.len() > onset + 1
                && bytes[0] != b'X'
                && bytes[1] != b'Y';
            !readable || SPELLED.contains(&caps)
        }
        _ => false,
    }
}

fn word_starts_with_vowel(word: &str) -> bool {
    /// A silent h.
    const SILENT: [&str; 7] = ["hour", "honest", "honor", "honour", "heir", "hors", "honora"];
    /// Vowels that sound like `y` or `w`, by the word's first letters.
    const GLIDES: [&str; 18] = [
        "eu", "ew", "unif", "unic", "uniq", "univ", "unio", "unis", "unit", "unil", "unip", "unan",
        "oui", "ukr", "ufo", "uly", "uig", "uyg",
    ];
    let mut lower = String::new();
    for c in word.chars().take(6) {
        // Accents do not change what matters here.
        let base = match c {
            'à'..='æ' | 'À'..='Æ' => 'a',
            'è'..='ë' | 'È'..='Ë' => 'e',
            'ì'..='ï' | 'Ì'..='Ï' => 'i',
            'ò'..='ö' | 'ø' | 'œ' | 'Ò'..='Ö' | 'Ø' | 'Œ' => 'o',
            'ù'..='ü' | 'Ù'..='Ü' => 'u',
            c => c.to_ascii_lowercase(),
        };
        lower.push(base);
    }
    let starts = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
    match lower.as_bytes() {
        [b'h', ..] => starts(&SILENT),
        [b'y', second, ..] => !b"aeiouy".contains(second) && lower.is_ascii(),
        // `Xbox`, `XPath`; not `Xi`, `Xavier`.
        [b'x', second, ..] => !b"aeiouy".contains(second) && lower.is_ascii(),
        // `unidentified`, `unimportant`, `uninformed`; `unitarian` and `unilateral` glide.
        [b'o', b'n', b'c', b'e', ..] => false,
        [b'o', b'n', b'e', ..] => !matches!(lower.as_str(), "one" | "ones" | "onesel" | "onenes"),
        [b'u', consonant, vowel, ..]
            if b"bgkrstv".contains(consonant) && b"aeiou".contains(vowel) =>
        {
            false
        }
        [b'a' | b'e' | b'i' | b'o' | b'u', ..] => !starts(&GLIDES),
        _ => false,
    }
}
