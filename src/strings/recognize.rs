//! What a text is or holds: UUIDs, hashtags, words without punctuation.

use crate::strings::util::chars::{is_mark, is_punctuation, is_xid_continue};
use crate::strings::util::slice::{char_at, rest, slice};
use crate::strings::util::swar;
use core::iter::FusedIterator;
use core::ops::Range;
use memchr::memchr2;

/// Returns whether the text is a UUID.
///
/// Four forms, in any case: `8-4-4-4-12` hexadecimal digits with hyphens; the same within braces;
/// the same after `urn:uuid:`; 32 digits. Nothing else: no blanks, no other hyphens, ASCII only.
///
/// Computes in **O(1)** time and allocates nothing.
///
/// # Examples
///
/// ```
/// use boltons::strings::is_uuid;
///
/// assert!(is_uuid("67e55044-10b1-426f-9247-bb680e5fe0c8"));
/// assert!(is_uuid("{67E55044-10B1-426F-9247-BB680E5FE0C8}"));
/// assert!(!is_uuid("67e55044-10b1-426f-9247-bb680e5fe0c8 "));
/// assert!(!is_uuid("67e5504410b1-426f-9247-bb680e5fe0c8"));
/// ```
#[doc(alias = "validate_uuid")]
#[doc(alias = "guid")]
#[must_use]
pub fn is_uuid(s: &str) -> bool {
    groups(s).is_some()
}

/// Returns the version of a UUID: the digit that says how it was generated.
///
/// `None` if the text is not a UUID ([`is_uuid`]) or not of the variant that has versions (RFC
/// 9562, the digit after the third hyphen is one of `89ab`), such as the nil UUID.
///
/// Computes in **O(1)** time and allocates nothing.
///
/// # Examples
///
/// ```
/// use boltons::strings::uuid_version;
///
/// assert_eq!(uuid_version("67e55044-10b1-426f-9247-bb680e5fe0c8"), Some(4));
/// assert_eq!(uuid_version("00000000-0000-0000-0000-000000000000"), None);
/// assert_eq!(uuid_version("4"), None);
/// ```
#[must_use]
pub fn uuid_version(s: &str) -> Option<u8> {
    let [_, middle, clock, _] = groups(s)?;
    let digit = |b: u8| char::from(b).to_digit(16).unwrap_or(0) as u8;
    let variant = digit(clock.to_le_bytes()[0]);
    let version = digit(middle.to_le_bytes()[4]);
    (variant >> 2 == 0b10).then_some(version)
}

/// The 32 digits of a UUID, eight per word, first digit lowest, if the text is one.
#[inline]
fn groups(s: &str) -> Option<[u64; 4]> {
    let bytes = s.as_bytes();
    let body = match bytes.len() {
        32 | 36 => bytes,
        38 if bytes[0] == b'{' && bytes[37] == b'}' => &bytes[1..37],
        45 if bytes[..9].eq_ignore_ascii_case(b"urn:uuid:") => &bytes[9..],
        _ => return None,
    };
    let words = match body.first_chunk::<36>() {
        Some(b) => {
            if [b[8], b[13], b[18], b[23]] != [b'-'; 4] {
                return None;
            }
            let two = |x: usize, y: usize| {
                [b[x], b[x + 1], b[x + 2], b[x + 3], b[y], b[y + 1], b[y + 2], b[y + 3]]
            };
            [two(0, 4), two(9, 14), two(19, 24), two(28, 32)]
        }
        None => {
            let mut words = [[0; 8]; 4];
            for (word, chunk) in words.iter_mut().zip(body.chunks_exact(8)) {
                word.copy_from_slice(chunk);
            }
            words
        }
    }
    .map(u64::from_le_bytes);
    let good = words.iter().fold(swar::HIGH, |good, &word| good & hexadecimal(word));
    (good == swar::HIGH).then_some(words)
}

/// Marks the bytes that are hexadecimal digits.
#[inline]
fn hexadecimal(word: u64) -> u64 {
    // Setting the bit that tells small letters from capitals maps no other byte into a–f, and the
    // bytes above 127 are never below. (`swar::within` takes fewer steps, which the compiler does
    // not put into vectors: twice the time for four words.)
    let within = |word, low, high| swar::below(word, high + 1) & !swar::below(word, low);
    within(word, b'0', b'9') | within(word | swar::splat(0x20), b'a', b'f')
}

/// Returns an iterator over the hashtags of a text, without their mark.
///
/// A tag starts with `#` or `＃`, at the start of the text or after anything but a letter, digit,
/// mark, `_`, `&`, `#`, `＃` or `/` (`a#b`, `&#39;` and addresses have none), and goes on over
/// XID_Continue (UAX #31, Unicode 16.0): letters, decimal digits, marks, `_` and other connectors
/// of any script. Inside it, there may be joiners and the middle dots of Catalan, Greek and
/// Katakana (`#il·lusió`). It needs at least one letter: `#1` is the number of an issue; and it
/// begins with neither mark, joiner nor dot: `#️⃣` is a keycap. [`FindHashtags::places`] returns
/// where the tags are.
///
/// Computes in **O(n)** time for the whole text, where *n* is its length.
///
/// # Examples
///
/// ```
/// use boltons::strings::find_hashtags;
///
/// let post = "#rust (#100DaysOfCode) fixes #42, see /a#b #हिन्दी #レオナルド・ダ・ヴィンチ";
/// assert!(find_hashtags(post).eq(["rust", "100DaysOfCode", "हिन्दी", "レオナルド・ダ・ヴィンチ"]));
/// ```
#[doc(alias = "extract_hashtags")]
#[inline]
pub fn find_hashtags(s: &str) -> FindHashtags<'_> {
    FindHashtags { text: s, at: 0 }
}

/// An iterator over the hashtags of a text; created by [`find_hashtags`].
///
/// # Examples
///
/// ```
/// use boltons::strings::find_hashtags;
///
/// assert_eq!(find_hashtags("#a #1 #b").last(), Some("b"));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct FindHashtags<'s> {
    text: &'s str,
    at: usize,
}

impl<'s> FindHashtags<'s> {
    /// Also yields the range of bytes of each tag, including its mark, for example to insert links.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::find_hashtags;
    ///
    /// let post = "On #rust, ＃日本";
    /// let mut places = find_hashtags(post).places();
    /// assert_eq!(places.next(), Some((3..8, "rust")));
    /// assert_eq!(&post[places.next().unwrap().0], "＃日本");
    /// ```
    #[doc(alias = "indices")]
    pub const fn places(self) -> HashtagPlaces<'s> {
        HashtagPlaces { inner: self }
    }

    /// The next tag and the place of its mark.
    fn next_place(&mut self) -> Option<(usize, &'s str)> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        loop {
            // The first byte of `＃` begins other characters as well.
            let found = memchr2(b'#', 0xef, bytes.get(self.at..)?);
            let Some(found) = found else {
                self.at = bytes.len();
                return None;
            };
            let mark = self.at + found;
            let sign = char_at(text, mark)?;
            self.at = mark + sign.len_utf8();
            if !matches!(sign, '#' | '＃') {
                continue;
            }
            let before = slice(text, 0, mark).chars().next_back();
            let joined = |c: char| {
                c.is_alphanumeric() || is_mark(c) || matches!(c, '_' | '&' | '#' | '＃' | '/')
            };
            if before.is_some_and(joined) {
                continue;
            }
            let tag = self.body();
            self.at += tag.len();
            if tag.chars().any(char::is_alphabetic) {
                return Some((mark, tag));
            }
        }
    }

    /// What can be a tag at the present place; empty where none begins.
    fn body(&self) -> &'s str {
        let tail = rest(self.text, self.at);
        let mut end = 0;
        for (at, c) in tail.char_indices() {
            let inside = is_medial(c);
            if at == 0 && (inside || is_mark(c)) || !inside && !is_xid_continue(c) {
                break;
            }
            if !inside {
                end = at + c.len_utf8();
            }
        }
        slice(tail, 0, end)
    }
}

/// What may stand inside a tag, but not at its ends: joiners, and the middle dots of Catalan and
/// Greek, and of Katakana in both widths.
fn is_medial(c: char) -> bool {
    matches!(c, '\u{B7}' | '\u{387}' | '\u{200C}' | '\u{200D}' | '\u{30FB}' | '\u{FF65}')
}

impl<'s> Iterator for FindHashtags<'s> {
    type Item = &'s str;

    fn next(&mut self) -> Option<&'s str> {
        self.next_place().map(|(_, tag)| tag)
    }
}

impl FusedIterator for FindHashtags<'_> {}

/// An iterator over the hashtags of a text with their places; created by [`FindHashtags::places`].
///
/// # Examples
///
/// ```
/// use boltons::strings::find_hashtags;
///
/// assert_eq!(find_hashtags("(#a)").places().next(), Some((1..3, "a")));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct HashtagPlaces<'s> {
    inner: FindHashtags<'s>,
}

impl<'s> Iterator for HashtagPlaces<'s> {
    type Item = (Range<usize>, &'s str);

    fn next(&mut self) -> Option<Self::Item> {
        let (mark, tag) = self.inner.next_place()?;
        Some((mark..self.inner.at, tag))
    }
}

impl FusedIterator for HashtagPlaces<'_> {}

/// Splits a text at punctuation and white space and returns an iterator over the runs between.
///
/// Separators are the characters of Unicode's punctuation categories (P*), the symbols of ASCII
/// (`$+<=>^`` ` ``|~`) and White_Space. There are no empty runs.
///
/// Computes in **O(n)** time for the whole text, where *n* is its length.
///
/// # Examples
///
/// ```
/// use boltons::strings::split_punct_ws;
///
/// let words = split_punct_ws("First, second—third… 3.14 don't «fünf» a+b");
/// assert!(words.eq(["First", "second", "third", "3", "14", "don", "t", "fünf", "a", "b"]));
/// ```
#[doc(alias = "tokenize")]
#[inline]
pub fn split_punct_ws(s: &str) -> SplitPunctWs<'_> {
    SplitPunctWs { rest: s }
}

/// An iterator over the runs between punctuation and white space; created by [`split_punct_ws`].
///
/// # Examples
///
/// ```
/// use boltons::strings::split_punct_ws;
///
/// assert_eq!(split_punct_ws("one, two; three").next_back(), Some("three"));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitPunctWs<'s> {
    rest: &'s str,
}

fn separates(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_punctuation() || c.is_whitespace()
    } else {
        c.is_whitespace() || is_punctuation(c)
    }
}

impl<'s> Iterator for SplitPunctWs<'s> {
    type Item = &'s str;

    fn next(&mut self) -> Option<&'s str> {
        let text = self.rest.trim_start_matches(separates);
        let end = text.find(separates).unwrap_or(text.len());
        self.rest = rest(text, end);
        (end > 0).then(|| slice(text, 0, end))
    }
}

impl<'s> DoubleEndedIterator for SplitPunctWs<'s> {
    fn next_back(&mut self) -> Option<&'s str> {
        let text = self.rest.trim_end_matches(separates);
        let run = text.trim_end_matches(|c| !separates(c));
        self.rest = run;
        (run.len() < text.len()).then(|| rest(text, run.len()))
    }
}

impl FusedIterator for SplitPunctWs<'_> {}
