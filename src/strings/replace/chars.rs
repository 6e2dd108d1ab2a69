//! Characters replaced by text, in one pass.
//!
//! ASCII keys sit in a table of 128 places; of the others a 64-bit filter says "no" to most
//! characters before the pairs are searched. O(text + pairs), and O(pairs) more for each character
//! beyond ASCII that passes the filter, which is why few pairs are fast.

use crate::strings::util::cow::changed;
use crate::strings::util::slice::{char_at, rest, slice};
use alloc::borrow::Cow;
use alloc::string::String;

/// Replaces characters by text in one pass: replacements are not searched again.
///
/// Of two pairs with the same character the first is used. Up to 64 pairs are fast; for more, and
/// for keys of several characters, see `MultiReplace` (feature `replace`).
///
/// Computes in **O(n + p)** time for ASCII keys, where *n* is the length of the text and *p* the
/// number of pairs, and in O(n · p) in the worst case where keys are beyond ASCII.
///
/// # Examples
///
/// ```
/// use boltons::strings::replace_chars;
///
/// assert_eq!(replace_chars("a<b", &[('<', "&lt;"), ('&', "&amp;")]), "a&lt;b");
/// assert!(matches!(replace_chars("ab", &[('x', "y")]), std::borrow::Cow::Borrowed("ab")));
/// ```
#[doc(alias = "translate")]
#[doc(alias = "maketrans")]
#[must_use]
pub fn replace_chars<'s>(s: &'s str, map: &[(char, &str)]) -> Cow<'s, str> {
    // 1 + the index of the first pair with the character.
    let mut ascii = [0u32; 128];
    let mut filter = 0u64;
    for (index, &(key, _)) in map.iter().enumerate() {
        if key.is_ascii() {
            let place = &mut ascii[key as usize];
            if *place == 0 {
                *place = u32::try_from(index).map_or(0, |index| index.saturating_add(1));
            }
        } else {
            filter |= 1 << (u32::from(key) % 64);
        }
    }
    let bytes = s.as_bytes();
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        let (len, value) = if byte < 128 {
            let index = ascii[usize::from(byte)] as usize;
            (1, if index == 0 { None } else { map.get(index - 1) })
        } else if filter == 0 {
            (1, None)
        } else {
            // `at` is a boundary as long as there is a filter.
            let c = char_at(s, at).unwrap_or_default();
            let may = filter >> (u32::from(c) % 64) & 1 == 1;
            (c.len_utf8(), if may { map.iter().find(|pair| pair.0 == c) } else { None })
        };
        if let Some((_, value)) = value {
            if from == 0 && out.is_empty() {
                out.reserve(s.len());
            }
            out.push_str(slice(s, from, at));
            out.push_str(value);
            from = at + len;
        }
        at += len;
    }
    if from == 0 {
        return Cow::Borrowed(s);
    }
    out.push_str(rest(s, from));
    changed(s, out)
}
