//! Query strings, as HTML forms write them.

use std::borrow::Cow;

use boltons::multimap::OrderedMultiMap;

/// A query: every pair in order, repeated keys and all.
pub type Query<'a> = OrderedMultiMap<Cow<'a, str>, Cow<'a, str>>;

/// Reads the query of a request target: what follows the first `?`, up to a `#`.
///
/// Pairs are separated by `&`; empty ones are skipped, and one without `=` has the empty value.
pub fn parse(target: &[u8]) -> Query<'_> {
    let Some(start) = target.iter().position(|b| *b == b'?') else { return Query::new() };
    let query = &target[start + 1..];
    let query = query.split(|b| *b == b'#').next().unwrap_or(query);
    let pairs = query.split(|b| *b == b'&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| match pair.iter().position(|b| *b == b'=') {
            Some(equals) => (decode(&pair[..equals]), decode(&pair[equals + 1..])),
            None => (decode(pair), Cow::Borrowed("")),
        })
        .collect()
}

/// Decodes `+` and `%XX`; what is then not UTF-8 becomes U+FFFD, a stray `%` stays.
fn decode(text: &[u8]) -> Cow<'_, str> {
    if !text.iter().any(|b| matches!(b, b'+' | b'%')) {
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
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// The value of a hexadecimal digit.
fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
}
