//! Counts, lists and articles as a sentence needs them.

use super::chars::slice;
use super::emit;
use super::inflect::cardinalize;
use alloc::string::String;
use core::fmt::{self, Alignment, Display, Write};

/// Returns a count with its noun: `No worries`, `1 item`, `3 items`.
///
/// # Examples
///
/// ```
/// use boltons::strings::unit_len;
///
/// assert_eq!(unit_len(0, "worry").to_string(), "No worries");
/// assert_eq!(unit_len(1, "item").to_string(), "1 item");
/// assert_eq!(unit_len(3, "item").to_string(), "3 items");
/// ```
#[inline]
pub const fn unit_len(count: usize, noun: &str) -> UnitLen<'_> {
    UnitLen { count, noun }
}

/// A count with its noun; made by [`unit_len`].
///
/// Width, fill and alignment of the format string are honoured.
///
/// # Examples
///
/// ```
/// use boltons::strings::unit_len;
///
/// assert_eq!(format!("{:>9}", unit_len(3, "item")), "  3 items");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct UnitLen<'a> {
    count: usize,
    noun: &'a str,
}

impl Display for UnitLen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = cardinalize(self.noun, self.count);
        padded(f, |out| match self.count {
            0 => write!(out, "No {noun}"),
            count => write!(out, "{count} {noun}"),
        })
    }
}

/// Writes a text that is made twice if its width must be known: once to be counted.
fn padded(
    f: &mut fmt::Formatter<'_>,
    write: impl Fn(&mut dyn Write) -> fmt::Result,
) -> fmt::Result {
    let mut chars = emit::Chars::default();
    if f.width().is_some() {
        write(&mut chars)?;
    }
    emit::pad_with(f, Alignment::Left, chars.0, |f| write(f))
}

/// Returns a number with its English ordinal suffix: `1st`, `22nd`, `113th`.
///
/// The suffix goes by the last two characters of what the number's `Display` writes; a text that
/// does not end in an ASCII digit gets none.
///
/// # Examples
///
/// ```
/// use boltons::strings::ordinal;
///
/// assert_eq!(ordinal(1).to_string(), "1st");
/// assert_eq!(ordinal(112).to_string(), "112th");
/// assert_eq!(ordinal("1,002").to_string(), "1,002nd");
/// assert_eq!(ordinal("last").to_string(), "last");
/// ```
#[inline]
pub const fn ordinal<N: Display>(n: N) -> Ordinal<N> {
    Ordinal { n }
}

/// A number with its ordinal suffix; made by [`ordinal`].
///
/// Width, fill, alignment, sign and precision of the format string are honoured.
///
/// # Examples
///
/// ```
/// use boltons::strings::ordinal;
///
/// assert_eq!(format!("{:>5}|", ordinal(22)), " 22nd|");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct Ordinal<N> {
    n: N,
}

impl<N: Display> Display for Ordinal<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (plus, precision) = (f.sign_plus(), f.precision());
        padded(f, |out| {
            let mut tail = Tail { out, last: [0; 2] };
            emit::number_with(&mut tail, plus, precision, &self.n)?;
            let suffix = suffix(tail.last);
            out.write_str(suffix)
        })
    }
}

/// Returns the English ordinal suffix of a number: `st`, `nd`, `rd` or `th`.
///
/// Empty if what the number's `Display` writes does not end in an ASCII digit.
///
/// # Examples
///
/// ```
/// use boltons::strings::ordinal_suffix;
///
/// assert_eq!(ordinal_suffix(3), "rd");
/// assert_eq!(ordinal_suffix(13), "th");
/// assert_eq!(ordinal_suffix("n"), "");
/// ```
#[must_use]
pub fn ordinal_suffix<N: Display>(n: N) -> &'static str {
    let mut tail = Tail { out: &mut emit::Chars::default(), last: [0; 2] };
    // Counting cannot fail; a `Display` that does ends without a suffix it could be judged by.
    match write!(tail, "{n}") {
        Ok(()) => suffix(tail.last),
        Err(_) => "",
    }
}

/// A writer that remembers the last two bytes.
struct Tail<'a> {
    out: &'a mut dyn Write,
    last: [u8; 2],
}

impl Write for Tail<'_> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        match *s.as_bytes() {
            [] => {}
            [one] => self.last = [self.last[1], one],
            [.., before, last] => self.last = [before, last],
        }
        self.out.write_str(s)
    }
}

fn suffix(last: [u8; 2]) -> &'static str {
    match last {
        [b'1', b'1'..=b'3'] => "th",
        [_, b'1'] => "st",
        [_, b'2'] => "nd",
        [_, b'3'] => "rd",
        [_, b'0'..=b'9'] => "th",
        _ => "",
    }
}

/// Returns items as a list in a sentence: `a, b, and c`.
///
/// # Examples
///
/// ```
/// use boltons::strings::human_list;
///
/// assert_eq!(human_list(["a", "b", "c"]).to_string(), "a, b, and c");
/// assert_eq!(human_list([1, 2]).conjunction("or").to_string(), "1 or 2");
/// assert_eq!(human_list(["only"]).to_string(), "only");
/// assert_eq!(human_list([""; 0]).to_string(), "");
/// ```
#[inline]
pub fn human_list<I>(items: I) -> HumanList<'static, I::IntoIter>
where
    I: IntoIterator,
    I::IntoIter: Clone,
    I::Item: Display,
{
    HumanList { items: items.into_iter(), conjunction: "and", delimiter: ",", oxford: true }
}

/// Items as a list in a sentence; made by [`human_list`].
///
/// Width, fill and alignment of the format string are honoured.
///
/// # Examples
///
/// ```
/// use boltons::strings::human_list;
///
/// let list = human_list(["a", "b", "c"]);
/// assert_eq!(list.clone().no_oxford().to_string(), "a, b and c");
/// assert_eq!(list.delimiter(";").conjunction("or").to_string(), "a; b; or c");
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct HumanList<'a, I> {
    items: I,
    conjunction: &'a str,
    delimiter: &'a str,
    oxford: bool,
}

impl<'a, I> HumanList<'a, I> {
    /// Sets the word before the last item; `and` by default, and none if it is empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::human_list;
    ///
    /// assert_eq!(human_list(["a", "b"]).conjunction("or").to_string(), "a or b");
    /// ```
    pub fn conjunction<'b>(self, conjunction: &'b str) -> HumanList<'b, I>
    where
        'a: 'b,
    {
        HumanList { conjunction, ..self }
    }

    /// Sets what stands after items of a list of three and more; a comma by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::human_list;
    ///
    /// assert_eq!(human_list(["a", "b", "c"]).delimiter(";").to_string(), "a; b; and c");
    /// ```
    pub fn delimiter<'b>(self, delimiter: &'b str) -> HumanList<'b, I>
    where
        'a: 'b,
    {
        HumanList { delimiter, ..self }
    }

    /// Leaves out the delimiter before the conjunction.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::human_list;
    ///
    /// assert_eq!(human_list(["a", "b", "c"]).no_oxford().to_string(), "a, b and c");
    /// ```
    pub fn no_oxford(self) -> Self {
        Self { oxford: false, ..self }
    }
}

impl<I> Display for HumanList<'_, I>
where
    I: Iterator + Clone,
    I::Item: Display,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { conjunction, delimiter, oxford, .. } = *self;
        padded(f, |out| {
            let mut items = self.items.clone().fuse();
            let Some(first) = items.next() else { return Ok(()) };
            write!(out, "{first}")?;
            let mut next = items.next();
            let mut two = true;
            while let Some(item) = next {
                next = items.next();
                if next.is_some() {
                    two = false;
                    write!(out, "{delimiter} {item}")?;
                } else if conjunction.is_empty() {
                    write!(out, "{delimiter} {item}")?;
                } else if two || !oxford {
                    write!(out, " {conjunction} {item}")?;
                } else {
                    write!(out, "{delimiter} {conjunction} {item}")?;
                }
            }
            Ok(())
        })
    }
}

/// Returns a word shortened to its ends with the number of letters between: `i18n`.
///
/// Texts of fewer than three characters stay.
///
/// # Examples
///
/// ```
/// use boltons::strings::a10n;
///
/// assert_eq!(a10n("internationalization").to_string(), "i18n");
/// assert_eq!(a10n("été").to_string(), "é1é");
/// assert_eq!(a10n("of").to_string(), "of");
/// ```
#[inline]
pub const fn a10n(s: &str) -> A10n<'_> {
    A10n { text: s }
}

/// A word shortened to its ends; made by [`a10n`].
///
/// Width, fill and alignment of the format string are honoured.
///
/// # Examples
///
/// ```
/// use boltons::strings::a10n;
///
/// assert_eq!(format!("{:>6}", a10n("kubernetes")), "   k8s");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct A10n<'a> {
    text: &'a str,
}

impl Display for A10n<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut chars = self.text.chars();
        match (chars.next(), chars.next_back(), chars.count()) {
            (Some(first), Some(last), between @ 1..) => {
                padded(f, |out| write!(out, "{first}{between}{last}"))
            }
            _ => emit::pad(f, self.text),
        }
    }
}

/// Returns the indefinite article that goes before a word: `a` or `an`.
///
/// By sound, as far as spelling tells: `an hour`, `a university`, `an FBI agent`, `a URL`,
/// `an 8-bit`, `a 7th`. Looks at the first word; for a text without any the answer is `a`.
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
        [letter] => b"AEFHILMNORSX".contains(&letter.to_ascii_uppercase()),
        _ => match leading_acronym(word) {
            Some(caps) => acronym_starts_with_vowel(caps),
            None => word_starts_with_vowel(word),
        },
    }
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
    let len = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let caps = slice(word, 0, len);
    match slice(word, len, word.len()) {
        "" | "s" if len > 1 => Some(caps),
        // The last capital belongs to the next word.
        tail if len > 2 && tail.starts_with(|c: char| c.is_lowercase()) => {
            Some(slice(caps, 0, len - 1))
        }
        _ => None,
    }
}

fn acronym_starts_with_vowel(caps: &str) -> bool {
    /// Read as words or by a name that starts with a consonant, though they do not look it.
    const CONSONANT: [&str; 10] =
        ["UNESCO", "UNICEF", "UNIX", "UUID", "UEFA", "EU", "EUR", "ONE", "UTF", "UEFI"];
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
    const GLIDES: [&str; 16] = [
        "eu", "ew", "unif", "unic", "uniq", "univ", "unio", "unis", "unit", "unil", "unip", "unan",
        "oui", "ukr", "ufo", "uly",
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
