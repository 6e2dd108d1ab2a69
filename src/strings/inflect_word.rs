//! One English word, lower case in, a change of its end out.
//!
//! Three steps, each on generated tables:
//! 1. the whole word in the list of irregular and exceptional ones: a hash table keyed by the word
//!    packed into a `u128` (no listed word has more than 16 bytes);
//! 2. for a plural: is the word one already? It is if the list has it as one, or if it ends in `s`,
//!    not in an ending of singulars (-ss, -us, -sis, …), and is the plural of what its singular, or
//!    itself without `s` or `es`, would be;
//! 3. the longest suffix with a rule, from a trie that is walked from the word's end.
//!
//! Every step is O(1): at most 32 bytes of a word are looked at.
//!
//! Rejected: an ordered list of regular expressions, as in most crates of this kind (600–1,300 ns a
//! word, and millions of instructions to compile it at the start).

use super::chars::slice;
use super::inflect_table::{
    CLASSES, Node, PLURALS, ROWS, Rule, SINGULARS, TO_PLURAL, TO_PLURAL_RULES, TO_SINGULAR,
    TO_SINGULAR_RULES, WORDS,
};

/// Which form is wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Number {
    Singular,
    Plural,
}

/// How many bytes are cut off the end of a word, and what is put there.
pub(super) type Change = (usize, &'static str);

/// No change.
pub(super) const KEEP: Change = (0, "");

/// The end of a word in lower case, 32 bytes at the most, zeros after it.
#[derive(Clone, Copy)]
pub(super) struct Lower {
    bytes: [u8; 32],
    len: usize,
    /// Whether this is the whole word.
    whole: bool,
}

impl Lower {
    /// Takes the last 32 bytes of a word; only ASCII letters have their case folded, as the lists
    /// and rules need.
    #[inline]
    pub(super) fn new(word: &str) -> Self {
        let tail = &word.as_bytes()[word.len().saturating_sub(32)..];
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().zip(tail) {
            *place = byte.to_ascii_lowercase();
        }
        Self { bytes, len: tail.len(), whole: tail.len() == word.len() }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// This word with a change made.
    fn changed(&self, (cut, add): Change) -> Self {
        let mut all = *self;
        let keep = self.len.saturating_sub(cut);
        all.bytes[keep..].fill(0);
        all.len = (keep + add.len()).min(all.bytes.len());
        for (place, byte) in all.bytes[keep..].iter_mut().zip(add.bytes()) {
            *place = byte;
        }
        all
    }

    /// Whether a change makes `other` of this word.
    fn becomes(&self, (cut, add): Change, other: &Self) -> bool {
        let stem = &self.as_bytes()[..self.len.saturating_sub(cut)];
        other.as_bytes().strip_prefix(stem) == Some(add.as_bytes())
    }
}

/// Returns the change that gives a word's form in a number.
pub(super) fn change(word: &Lower, to: Number) -> Change {
    match to {
        Number::Plural => match listed_singular(word) {
            Some(class) => class,
            None if is_plural(word) => KEEP,
            None => suffix(&TO_PLURAL, &TO_PLURAL_RULES, word),
        },
        Number::Singular => to_singular(word),
    }
}

/// The plural of a word that is none.
fn to_plural(word: &Lower) -> Change {
    listed_singular(word).unwrap_or_else(|| suffix(&TO_PLURAL, &TO_PLURAL_RULES, word))
}

fn to_singular(word: &Lower) -> Change {
    if listed_singular(word).is_some() {
        return KEEP;
    }
    if let Some(change) = listed_plural(word) {
        return change;
    }
    // `is`, `as`, `us`, `s`: too short to have lost anything.
    if word.len < 3 {
        return KEEP;
    }
    suffix(&TO_SINGULAR, &TO_SINGULAR_RULES, word)
}

fn is_plural(word: &Lower) -> bool {
    if listed_plural(word).is_some() {
        return true;
    }
    let bytes = word.as_bytes();
    if !bytes.ends_with(b"s") || word.len < 3 {
        return false;
    }
    let singular = to_singular(word);
    if singular == KEEP {
        return false;
    }
    [singular, (1, ""), (2, "")].into_iter().any(|change| {
        let singular = word.changed(change);
        singular.becomes(to_plural(&singular), word)
    })
}

/// The class of a word that the list has as a singular.
#[inline]
fn listed_singular(word: &Lower) -> Option<Change> {
    let row = look_up(&SINGULARS, word, |(start, len, _)| {
        let start = usize::from(start);
        WORDS.as_bytes().get(start..start + usize::from(len)) == Some(word.as_bytes())
    })?;
    let (cut, add) = CLASSES[usize::from(row.2)];
    Some((cut.into(), add))
}

/// The change to the singular of a word that the list has as a plural.
#[inline]
fn listed_plural(word: &Lower) -> Option<Change> {
    let parts = |(start, len, class): (u16, u8, u8)| {
        let (cut, add) = CLASSES[usize::from(class)];
        let end = usize::from(start) + usize::from(len);
        (usize::from(start), end - usize::from(cut), end, add)
    };
    let row = look_up(&PLURALS, word, |row| {
        let (start, stem, _, add) = parts(row);
        word.as_bytes().strip_prefix(&WORDS.as_bytes()[start..stem]) == Some(add.as_bytes())
    })?;
    let (_, stem, end, add) = parts(row);
    Some((add.len(), slice(WORDS, stem, end)))
}

/// The row for a word in one of the hash tables.
#[inline]
fn look_up(
    slots: &[u16; 2048],
    word: &Lower,
    is: impl Fn((u16, u8, u8)) -> bool,
) -> Option<(u16, u8, u8)> {
    if !word.whole || word.len > 16 {
        return None;
    }
    let (low, high) = (word.bytes.first_chunk::<8>()?, word.bytes[8..].first_chunk::<8>()?);
    let (low, high) = (u64::from_le_bytes(*low), u64::from_le_bytes(*high));
    let hash = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let tag = (hash >> (64 - 11 - 5)) as u16 & 31;
    let mut at = (hash >> (64 - 11)) as usize;
    // The table is never full.
    while slots[at] != 0 {
        let row = ROWS[usize::from(slots[at] & 0x7ff) - 1];
        if slots[at] >> 11 == tag && is(row) {
            return Some(row);
        }
        at = (at + 1) % slots.len();
    }
    None
}

/// The rule of the longest suffix that the word ends with.
fn suffix(nodes: &[Node], rules: &[Rule], word: &Lower) -> Change {
    /// The mark of a node without a rule.
    const NONE: u8 = 255;
    let (mut node, mut best) = (nodes[0], nodes[0].1);
    for &byte in word.as_bytes().iter().rev() {
        let mut child = usize::from(node.2);
        while child != 0 && nodes[child].0 < byte {
            child = usize::from(nodes[child].3);
        }
        if child == 0 || nodes[child].0 != byte {
            break;
        }
        node = nodes[child];
        if node.1 != NONE {
            best = node.1;
        }
    }
    let (cut, add) = rules[usize::from(best)];
    (cut.into(), add)
}
