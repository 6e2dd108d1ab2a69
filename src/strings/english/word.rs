//! One English word, lower case in, a change of its end out.
//!
//! Three steps, each on generated tables:
//! 1. the whole word in the list of irregular and exceptional ones: a perfect hash table of
//!    singulars and plurals, so that one look says which of them a word is, if any; words are
//!    compared as integers of 16 bytes (no listed word has more);
//! 2. for a plural: is the word one already? It is if the list has it as one, or if it ends in `s`,
//!    not in an ending of singulars (-ss, -us, -sis, …), and is the plural of what its singular, or
//!    itself without `s` or `es`, would be;
//! 3. the longest suffix with a rule, from a trie that is walked from the word's end.
//!
//! Every step is O(1): at most 16 bytes of a word are looked at.
//!
//! Rejected: an ordered list of regular expressions, as in most crates of this kind (600–1,300 ns a
//! word, and millions of instructions to compile it at the start); two tables with a slot for each
//! row, one for each direction (twice the size, and two looks at most words).

use super::table::{
    ADDS, CLASS_OF, CLASSES, DISPLACE, LENGTHS, Node, Rule, SLOTS, TO_PLURAL, TO_PLURAL_LAST,
    TO_PLURAL_RULES, TO_SINGULAR, TO_SINGULAR_LAST, TO_SINGULAR_RULES, WORDS,
};
use crate::strings::util::slice::slice;
use crate::strings::util::swar;

/// Which form is wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Number {
    Singular,
    Plural,
}

/// How many bytes are cut off the end of a word, and what is inserted there.
pub(crate) type Change = (usize, &'static str);

/// No change.
pub(crate) const KEEP: Change = (0, "");

/// The longest that is looked at of a word.
const LONGEST: usize = 16;

/// The mask of 16 letters.
const LETTERS: u128 = (swar::HIGH as u128) << 64 | swar::HIGH as u128;

/// The end of a word in lower case, the first byte lowest, zeros after the last.
#[derive(Clone, Copy)]
pub(crate) struct Lower {
    bytes: u128,
    len: usize,
    /// Whether this is the whole word.
    whole: bool,
}

impl Lower {
    /// Takes the last 16 bytes of a word; only ASCII letters have their case folded, as the lists
    /// and rules need.
    #[inline]
    pub(crate) fn new(word: &str) -> Self {
        let tail = &word.as_bytes()[word.len().saturating_sub(LONGEST)..];
        let bytes = swar::pack(tail);
        let (low, high) = (lowered(bytes as u64), lowered((bytes >> 64) as u64));
        let bytes = u128::from(low) | u128::from(high) << 64;
        Self { bytes, len: tail.len(), whole: tail.len() == word.len() }
    }

    /// Takes a text that is all small ASCII letters, at most 16; `None` of any other text.
    #[inline]
    pub(crate) fn small(text: &str) -> Option<Self> {
        if text.len() > LONGEST || text.is_empty() {
            return None;
        }
        let bytes = swar::pack(text.as_bytes());
        // Zeros, those after the last byte and those of the text, are not letters.
        let letters = |word| u128::from(swar::within(word, b'a', b'z'));
        let all = letters(bytes as u64) | letters((bytes >> 64) as u64) << 64;
        let expected = LETTERS >> (8 * (LONGEST - text.len()));
        (all == expected).then_some(Self { bytes, len: text.len(), whole: true })
    }

    /// Its last byte, then the one before, and so on.
    fn backwards(self) -> impl Iterator<Item = u8> {
        (0..self.len).rev().map(move |at| (self.bytes >> (8 * at)) as u8)
    }

    fn ends_with_s(self) -> bool {
        self.backwards().next() == Some(b's')
    }

    /// Its bytes and its length, to compare it with another.
    pub(super) fn parts(self) -> (u128, usize) {
        (self.bytes, self.len)
    }

    /// This word after a change, which is not looked up again.
    pub(super) fn changed(&self, change: Change) -> Self {
        let (bytes, len) = changed(self.bytes, self.len, change);
        Self { bytes, len, ..*self }
    }

    /// Whether a change turns this word into `other`.
    fn becomes(&self, change: Change, other: &Self) -> bool {
        changed(self.bytes, self.len, change) == (other.bytes, other.len)
    }
}

fn lowered(word: u64) -> u64 {
    // 0x80 >> 2 is 0x20, which tells the cases of ASCII apart.
    word | (swar::below(word, b'Z' + 1) & !swar::below(word, b'A')) >> 2
}

/// The first `count` of 16 bytes.
const fn mask(count: usize) -> u128 {
    if count >= LONGEST { u128::MAX } else { (1 << (8 * count)) - 1 }
}

/// A packed word and its length after a change; what does not fit is omitted.
#[inline]
fn changed(bytes: u128, len: usize, (cut, add): Change) -> (u128, usize) {
    let keep = len.saturating_sub(cut);
    let add = swar::pack(add.as_bytes()) & mask(LONGEST - keep.min(LONGEST));
    let add_len = add_len(add);
    ((bytes & mask(keep)) | add << (8 * keep.min(LONGEST - 1)), keep + add_len)
}

fn add_len(add: u128) -> usize {
    LONGEST - add.leading_zeros() as usize / 8
}

/// Returns the change that turns a word into its form in a number.
#[inline]
pub(crate) fn change(word: &Lower, to: Number) -> Change {
    match to {
        Number::Plural => match listed(word) {
            Some(Listed::Singular(change)) => change,
            Some(Listed::Plural(_)) => KEEP,
            None if word.ends_with_s() && is_plural(word) => KEEP,
            None => suffix(&TO_PLURAL, &TO_PLURAL_LAST, &TO_PLURAL_RULES, word),
        },
        Number::Singular => to_singular(word),
    }
}

fn to_singular(word: &Lower) -> Change {
    match listed(word) {
        Some(Listed::Singular(_)) => KEEP,
        Some(Listed::Plural(change)) => change,
        // `is`, `as`, `us`, `s`: too short to have lost anything.
        None if word.len < 3 => KEEP,
        None => suffix(&TO_SINGULAR, &TO_SINGULAR_LAST, &TO_SINGULAR_RULES, word),
    }
}

/// Whether a word that ends in `s` and is not listed is a plural by the rules.
fn is_plural(word: &Lower) -> bool {
    if word.len < 3 {
        return false;
    }
    let singular = suffix(&TO_SINGULAR, &TO_SINGULAR_LAST, &TO_SINGULAR_RULES, word);
    if singular == KEEP {
        return false;
    }
    [singular, (1, ""), (2, "")].into_iter().any(|change| {
        // By the rules even if the list has another: `aircrafts` is a plural as well.
        let singular = word.changed(change);
        let plural = suffix(&TO_PLURAL, &TO_PLURAL_LAST, &TO_PLURAL_RULES, &singular);
        singular.becomes(plural, word)
    })
}

/// Whether the list has a word, in whatever number.
pub(super) fn is_listed(word: &Lower) -> bool {
    listed(word).is_some()
}

/// What the list says of a word: which form it is, and the change to the other.
enum Listed {
    Singular(Change),
    Plural(Change),
}

/// Looks a word up in the list.
#[inline]
fn listed(word: &Lower) -> Option<Listed> {
    if !word.whole {
        return None;
    }
    let (low, high) = (word.bytes as u64, (word.bytes >> 64) as u64);
    let product = u128::from(low ^ high.rotate_left(29)) * 0x9e37_79b9_7f4a_7c15;
    let hash = (product ^ product >> 64) as u64;
    let displace = u64::from(DISPLACE[hash as usize % DISPLACE.len()]);
    let slot = (hash >> 16).wrapping_add(displace.wrapping_mul(hash >> 32 | 1));
    let slot = usize::from(SLOTS[(slot % SLOTS.len() as u64) as usize]).checked_sub(1)?;
    let row = slot >> 1;
    let (cut, add) = rule(CLASSES[usize::from(CLASS_OF[row])]);
    if slot & 1 == 0 {
        let (bytes, _) = singular(row, word.len)?;
        return (bytes == word.bytes).then_some(Listed::Singular((cut, add)));
    }
    let len = (word.len + cut).checked_sub(add.len())?;
    let (bytes, start) = singular(row, len)?;
    if changed(bytes, len, (cut, add)) != (word.bytes, word.len) {
        return None;
    }
    let end = start + len;
    Some(Listed::Plural((add.len(), slice(WORDS, end - cut, end))))
}

/// The listed singular of a number, packed, and where it starts, if it has this length.
#[inline]
fn singular(row: usize, len: usize) -> Option<(u128, usize)> {
    let (&(first, start), &(next, _)) = (LENGTHS.get(len)?, LENGTHS.get(len + 1)?);
    if row >= usize::from(next) {
        return None;
    }
    let start = usize::from(start) + row.checked_sub(usize::from(first))? * len;
    let bytes = WORDS.as_bytes().get(start..)?;
    let bytes = match bytes.first_chunk::<LONGEST>() {
        Some(all) => u128::from_le_bytes(*all) & mask(len),
        None => swar::pack(bytes.get(..len)?),
    };
    Some((bytes, start))
}

fn rule((cut, start, len): Rule) -> Change {
    (cut.into(), slice(ADDS, start.into(), usize::from(start) + usize::from(len)))
}

/// The rule of the longest suffix that the word ends with.
#[inline]
fn suffix(nodes: &[Node], last: &[u16; 26], rules: &[Rule], word: &Lower) -> Change {
    /// The mark of a node without a rule.
    const NONE: u8 = 255;
    /// The bit of a node with children, in the number of its sibling.
    const PARENT: u16 = 0x8000;
    let mut best = 0;
    let mut bytes = word.backwards();
    let letter = bytes.next().unwrap_or(0).wrapping_sub(b'a');
    let mut node = usize::from(last.get(usize::from(letter)).copied().unwrap_or(0));
    while node != 0 {
        let (_, rule, sibling) = nodes[node];
        if rule != NONE {
            best = rule;
        }
        if sibling & PARENT == 0 {
            break;
        }
        let Some(byte) = bytes.next() else { break };
        node += 1;
        while node != 0 && nodes[node].0 < byte {
            node = usize::from(nodes[node].2 & !PARENT);
        }
        if node != 0 && nodes[node].0 != byte {
            break;
        }
    }
    rule(rules[usize::from(best)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn words_of_every_length_are_packed() {
        let text = "AbcdefghijklmnopqRstuvw";
        for len in 0..=text.len() {
            let word = Lower::new(slice(text, 0, len));
            let tail = slice(text, len.saturating_sub(16), len).to_lowercase();
            let bytes: String = word.backwards().map(char::from).collect();
            assert!(bytes.chars().rev().eq(tail.chars()), "{len}");
            assert_eq!(word.whole, len <= 16);
            let small = Lower::small(slice(text, 1, len.max(1)));
            assert_eq!(small.is_some(), (2..=17).contains(&len), "{len}");
        }
        for other in ["aB", "a1", "\0a", "a\0", "é", "a b", "{a", "`a"] {
            assert!(Lower::small(other).is_none(), "{other}");
        }
    }

    #[test]
    fn changes_are_those_of_text() {
        for (word, change, expected) in [
            ("city", (1, "ies"), "cities"),
            ("ox", (0, "en"), "oxen"),
            ("is", (2, "are"), "are"),
            ("as", (5, ""), ""),
            ("abcdefghijklmnop", (2, "es"), "abcdefghijklmnes"),
        ] {
            let word = Lower::new(word);
            assert!(word.becomes(change, &Lower::new(expected)), "{expected}");
            assert!(!word.becomes(change, &Lower::new("else")));
            assert_eq!(word.changed(change).bytes, Lower::new(expected).bytes);
        }
    }

    #[test]
    fn every_listed_word_is_found() {
        let (mut singulars, mut plurals) = (0, 0);
        for len in 1..=16_usize {
            let rows = usize::from(LENGTHS[len].0)..usize::from(LENGTHS[len + 1].0);
            for row in rows {
                let (bytes, start) = singular(row, len).expect("within its length");
                let text = slice(WORDS, start, start + len);
                assert_eq!(swar::pack(text.as_bytes()), bytes);
                let (cut, add) = rule(CLASSES[usize::from(CLASS_OF[row])]);
                let plural = String::from(slice(text, 0, len - cut)) + add;
                let is_plural =
                    |word: &str| matches!(listed(&Lower::new(word)), Some(Listed::Plural(_)));
                // Some words are there for one direction only.
                let forward = matches!(listed(&Lower::new(text)), Some(Listed::Singular(c)) if c == (cut, add));
                assert!(forward || is_plural(&plural), "{text} {plural}");
                singulars += usize::from(forward);
                plurals += usize::from(is_plural(&plural));
            }
        }
        assert!(singulars > 700 && plurals > 700, "{singulars} {plurals}");
        assert!(listed(&Lower::new("blorb")).is_none() && listed(&Lower::new("")).is_none());
    }
}
