//! Query strings, as HTML forms write them.

use std::borrow::Cow;

use boltons::multimap::OrderedMultiMap;
use memchr::{memchr, memchr2};

/// A query: every pair in order, repeated keys and all.
pub type Query<'a> = OrderedMultiMap<Cow<'a, str>, Cow<'a, str>>;

/// Splits a target into its path and, if it has one, its query.
pub fn split(target: &[u8]) -> (&[u8], Option<&[u8]>) {
    match memchr2(b'?', b'#', target) {
        None => (target, None),
        Some(end) if target[end] == b'#' => (&target[..end], None),
        Some(end) => {
            let query = &target[end + 1..];
            (&target[..end], Some(&query[..memchr(b'#', query).unwrap_or(query.len())]))
        }
    }
}

/// Adds the pairs of a query: those between `&` that are not empty; without `=` the value is empty.
pub fn read<'a>(text: &'a [u8], into: &mut Query<'a>) {
    for pair in text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        match memchr(b'=', pair) {
            Some(equals) => into.append(decode(&pair[..equals]), decode(&pair[equals + 1..])),
            None => into.append(decode(pair), Cow::Borrowed("")),
        };
    }
}

/// Decodes `+` and `%XX`; what is then not UTF-8 becomes U+FFFD, a stray `%` stays.
fn decode(text: &[u8]) -> Cow<'_, str> {
    if memchr2(b'+', b'%', text).is_none() {
        return String::from_utf8_lossy(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        rest = match *rest {
            [] => break,
            [b'+', ref rest @ ..] => {
                out.push(b' ');
                rest
            }
            [b'%', high, low, ref rest @ ..]
                if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                out.push(hex(high) << 4 | hex(low));
                rest
            }
            [byte, ref rest @ ..] => {
                out.push(byte);
                rest
            }
        };
    }
    match String::from_utf8(out) {
        Ok(text) => text.into(),
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned().into(),
    }
}

/// The value of a hexadecimal digit.
fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_split_at_the_first_mark() {
        assert_eq!(split(b"/a?b#c"), (&b"/a"[..], Some(&b"b"[..])));
        assert_eq!(split(b"/a#b?c"), (&b"/a"[..], None));
        assert_eq!(split(b"/a?"), (&b"/a"[..], Some(&b""[..])));
        assert_eq!(split(b"?x?y"), (&b""[..], Some(&b"x?y"[..])));
    }

    #[test]
    fn pairs_are_those_of_a_form() {
        let mut query = Query::new();
        read(b"a=1&&b&a=2=3&%41+%zz=%e4&=x&;c=1", &mut query);
        let pairs: Vec<(&str, &str)> = query.iter().map(|(k, v)| (&**k, &**v)).collect();
        let want =
            [("a", "1"), ("b", ""), ("a", "2=3"), ("A %zz", "\u{fffd}"), ("", "x"), (";c", "1")];
        assert_eq!(pairs, want);
    }
}
