//! Which word of a name carries the number.
//!
//! The last one, in most: `user account`, `userAccount`, `user-account`. In compounds with a
//! preposition and in those with an adjective after the noun it is the head: `mother-in-law`,
//! `passer-by`, `attorney general`, `date of birth`. Prepositions that as often join what is *not*
//! such a compound (`log in`, `check-in desk`) count only where one word, or an article and its
//! words, is all that follows (`work in progress`, `fly on the wall`), and not after verbs
//! (`log in page`) or between equal words (`peer to peer`).

use super::word::{Lower, Number, change};
use crate::strings::util::chars::is_mark;
use crate::strings::util::slice::{rest, slice};

/// Where a phrase changes with its number.
pub(crate) enum Place {
    /// Nowhere: the text does not end with a word.
    None,
    /// After a digit; `true` if an `s` stands there already.
    Digit(usize, bool),
    /// At the end of the word between two places.
    Word(usize, usize),
    /// At the ends of two words: `femmes fatales`.
    Both((usize, usize), (usize, usize)),
}

/// Finds the word that carries the number.
pub(crate) fn place(text: &str) -> Place {
    let body = text.trim_end();
    let end = body.len();
    match body.chars().next_back() {
        Some(c) if c.is_ascii_digit() => return Place::Digit(end, false),
        Some(c) if is_letter(c) => {}
        _ => return Place::None,
    }
    let start = word_start(body);
    if rest(body, start).eq_ignore_ascii_case("pas") {
        let before = slice(body, 0, start);
        if before
            .get(before.len().saturating_sub(5)..)
            .is_some_and(|b| b.eq_ignore_ascii_case("faux "))
        {
            return Place::None;
        }
    }
    match slice(body, 0, start).chars().next_back() {
        // `child's`: the part after an apostrophe is not a noun, unless it is `d'art`.
        Some('\'' | '\u{2019}') => match before_elision(body, start) {
            Some((start, end)) => Place::Word(start, end),
            None => Place::None,
        },
        Some(c) if c.is_ascii_digit() && rest(body, start) == "s" => Place::Digit(end - 1, true),
        Some('-' | ' ' | '_') => match head(body, start) {
            Some(head) if is_french_pair(slice(body, head.0, head.1), rest(body, start)) => {
                Place::Both(head, (start, end))
            }
            Some((start, end)) => Place::Word(start, end),
            None => Place::Word(start, end),
        },
        _ => Place::Word(start, end),
    }
}

/// A letter of a script in which English is written, or a mark on one.
fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' => true,
        '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => c.is_alphabetic(),
        _ => is_mark(c),
    }
}

/// Where the word starts that `text` ends with: after a character that is not a letter, or at a
/// capital after a small letter.
fn word_start(text: &str) -> usize {
    let mut start = text.len();
    let mut capital = false;
    for (at, c) in text.char_indices().rev() {
        // It goes with the letter before it.
        if is_mark(c) {
            continue;
        }
        if !is_letter(c) || (capital && c.is_lowercase()) {
            break;
        }
        capital = c.is_uppercase();
        start = at;
    }
    start
}

/// French phrases in which the noun and its adjective both change, one after the other; without the
/// plural's `s`.
static FRENCH_PAIRS: &str = "\
    femme fatale enfant terrible idée fixe nouveau riche bête noire fait accompli cause \
    célèbre agent provocateur éminence grise chaise longue grande dame pied noir pièce \
    montée raison sociale tableau vivant petit four";

/// The words of a list, between single spaces. (As an array, each would take another 40 bytes of a
/// program for its address and its length.)
fn listed(list: &'static str) -> impl Iterator<Item = &'static [u8]> {
    list.as_bytes().split(|&byte| byte == b' ')
}

#[inline(never)]
fn is_french_pair(noun: &str, adjective: &str) -> bool {
    // Of the letters in the list only: the tables of all scripts are large. In UTF-8, `À` to `Þ`
    // are a byte 0xC3 and one that is 0x20 less than that of the small letter.
    let small = |byte: u8| match byte {
        b'A'..=b'Z' | 0x80..=0x9E => byte + 0x20,
        byte => byte,
    };
    let is = |word: &str, other: &[u8]| {
        let word = word.strip_suffix(['s', 'x', 'S', 'X']).unwrap_or(word);
        word.len() == other.len() && word.bytes().map(small).eq(other.iter().copied())
    };
    let mut words = listed(FRENCH_PAIRS);
    while let (Some(a), Some(b)) = (words.next(), words.next()) {
        if is(noun, a) && is(adjective, b) {
            return true;
        }
    }
    false
}

/// The noun before `d'` or `l'`, where the last word starts at `last`: `coup d'état`.
fn before_elision(text: &str, last: usize) -> Option<(usize, usize)> {
    let before = slice(text, 0, last).strip_suffix(['\'', '\u{2019}'])?;
    let before = before.strip_suffix(['d', 'D', 'l', 'L'])?.strip_suffix([' ', '-'])?;
    let noun = (word_start(before), before.len());
    match slice(before, noun.0, noun.1) {
        "" => None,
        // No noun itself: `hors d'oeuvres`.
        word if word.eq_ignore_ascii_case("hors") => Some((last, text.len())),
        _ => Some(noun),
    }
}

/// Verbs and other nouns in -er and -or, which are not names of those who do something:
/// `cover-ups`.
static NOT_AGENTS: &str = "\
    cover power over under order number layer answer offer buffer counter enter filter \
    gather hover lather lower muster paper pepper register shutter sober transfer trigger \
    water wither wander color mirror motor anchor hammer powder border corner center \
    finger flower shower letter butter batter scatter flutter chatter linger clutter \
    partner lawyer whisper conquer tower tinker hunker bunker pucker cheer peer steer \
    minor major fever";

/// Particles after a noun of action: `passer-by`, `runner-up`.
static PARTICLES: &str = "by up on in off out down through";

/// Titles with `general`.
const GENERALS: &str = "\
    attorney secretary governor solicitor surgeon consul postmaster inspector adjutant director \
    auditor advocate";

/// Adjectives after their noun, with the nouns (empty: any).
static AFTER: [(&str, &str); 12] = [
    ("general", GENERALS),
    ("martial", "court"),
    ("public", "notary"),
    ("politic", "body"),
    ("royal", "battle"),
    ("major", "sergeant"),
    ("apparent", "heir"),
    ("presumptive", "heir"),
    ("laureate", ""),
    ("errant", "knight"),
    ("elect", ""),
    ("designate", ""),
];

/// What follows `in` and `at` in compounds.
static AFTER_IN: &str = "law chief waiting arms residence training command charge question";
static AFTER_AT: &str = "arms law large sea heart";

#[inline(never)]
fn any(list: &'static str, word: &str) -> bool {
    listed(list).any(|other| word.as_bytes().eq_ignore_ascii_case(other))
}

/// The head of a compound whose last word starts at `last`, after a separator.
fn head(text: &str, last: usize) -> Option<(usize, usize)> {
    let last_word = rest(text, last);
    let before = slice(text, 0, last - 1);
    let noun = slice(before, word_start(before), before.len());
    let ends = |ends: &[&str]| {
        ends.iter().any(|end| {
            let from = noun.len().checked_sub(end.len());
            from.and_then(|from| noun.get(from..))
                .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
        })
    };
    let starts = |start: &[u8]| {
        let noun = noun.as_bytes();
        noun.get(..start.len()).is_some_and(|head| {
            head.eq_ignore_ascii_case(start)
                // `secretaries`, `bodies`
                || start.strip_suffix(b"y").is_some_and(|stem| {
                    noun.get(..stem.len() + 1)
                        .and_then(|head| head.strip_suffix(b"i").or(head.strip_suffix(b"I")))
                        .is_some_and(|head| head.eq_ignore_ascii_case(stem))
                })
        })
    };
    let is_agent = |noun: &str| {
        let noun = noun.strip_suffix(['s', 'S']).unwrap_or(noun);
        !any(NOT_AGENTS, noun)
    };
    let agent = any(PARTICLES, last_word) && ends(&["er", "ers", "or", "ors"]) && is_agent(noun);
    if is_french_pair(noun, last_word) {
        return Some((before.len() - noun.len(), before.len()));
    }
    let adjective = AFTER.iter().any(|(adjective, nouns)| {
        last_word.eq_ignore_ascii_case(adjective) && (nouns.is_empty() || listed(nouns).any(starts))
    });
    if !noun.is_empty() && (agent || adjective) {
        return Some((before.len() - noun.len(), before.len()));
    }
    before_preposition(text)
}

/// Prepositions that form a compound with the one word, or the article and its words, after them.
static LOOSE: &str = "\
    in to per on about by under against between into onto upon within among over through \
    across behind around before after";

/// What stands before such a preposition and forms no compound with it: verbs, and words that are
/// not nouns.
static NOT_HEADS: &str = "\
    how up down due back close next prior according relative related subject built log \
    sign check opt plug drop stand walk clock sit fill trade write phone add bolt clip \
    slip carry follow hands run try turn roll fly lay pass drive go set ready one many pay \
    out round buy read hand mail dial pull";

static ARTICLES: &str = "the a an my your his her our their";

/// The word before the first preposition that forms a compound.
#[inline(never)]
fn before_preposition(text: &str) -> Option<(usize, usize)> {
    let is_separator = |c: char| matches!(c, ' ' | '-' | '_');
    let mut tokens = text.split(is_separator).peekable();
    let first = tokens.next()?;
    let (mut noun, mut end) = (first, first.len());
    while let Some(token) = tokens.next() {
        let separator = rest(text, end).chars().next()?;
        let next = *tokens.peek()?;
        let joins = match separator {
            '_' => any("of", token) || (any("per", token) && !any(NOT_HEADS, noun)),
            _ => {
                any("of de du à", token)
                    || (any("in", token) && any(AFTER_IN, next))
                    || (any("at", token) && any(AFTER_AT, next))
                    || (any("to", token) && any("be", next))
                    || (separator == ' ' && any("for with without from", token))
                    || (any(LOOSE, token)
                        && (!any(NOT_HEADS, noun) || any(ARTICLES, next))
                        && !is_same_noun(noun, next)
                        && (any(ARTICLES, next)
                            || end + token.len() + next.len() + 2 == text.len()))
            }
        };
        if joins && noun.chars().next_back().is_some_and(is_letter) {
            let noun_text = slice(text, 0, end);
            return Some((word_start(noun_text), end));
        }
        (noun, end) = (token, end + 1 + token.len());
    }
    None
}

/// Whether two words are the same noun, in whatever number: `peer to peer`.
#[inline(never)]
fn is_same_noun(one: &str, other: &str) -> bool {
    let singular = |word: &str| {
        let word = Lower::new(word);
        word.changed(change(&word, Number::Singular)).parts()
    };
    singular(one) == singular(other)
}
