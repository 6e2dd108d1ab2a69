//! Every function of bytes, on any bytes: no panic, what was written reads back, and on UTF-8 the
//! answer of the function of text.

#![no_main]

use std::borrow::Cow;

use boltons::ip::{ParseOptions, parse_ipv4, parse_ipv6};
use boltons::strings::*;
use libfuzzer_sys::fuzz_target;

/// What data may unpack to here.
const MOST: usize = 1 << 16;

fuzz_target!(|data: &[u8]| {
    match gunzip(data, MOST) {
        Ok(plain) => assert!(plain.len() <= MOST),
        Err(error) => assert!(error.is_corrupt() || error.is_limit_exceeded(), "{error}"),
    }
    let level = data.first().copied().unwrap_or(6);
    let packed = gzip(data, level);
    assert_eq!(gunzip(&packed, data.len()).expect("what was packed"), data);
    if let Some(less) = data.len().checked_sub(1) {
        assert!(gunzip(&packed, less).is_err_and(|error| error.is_limit_exceeded()));
    }
    assert!(gunzip(&packed[..packed.len() - 1], data.len()).is_err_and(|error| error.is_corrupt()));

    let stripped = strip_ansi_bytes(data);
    assert_eq!(matches!(stripped, Cow::Borrowed(_)), *stripped == *data);
    let escaped = escape_controls_bytes(data);
    assert!(!escaped.chars().any(char::is_control), "{escaped:?}");
    if let Ok(text) = std::str::from_utf8(data) {
        assert_eq!(*stripped, *strip_ansi(text).as_bytes());
        assert_eq!(escaped, escape_controls(text));
    }

    sh_split_bytes(data).for_each(drop);
    match sh_quote_bytes(data) {
        Ok(quoted) => {
            let words: Result<Vec<_>, _> = sh_split_bytes(&quoted).collect();
            assert_eq!(words.expect("one quoted word"), [data]);
        }
        Err(_) => assert!(data.contains(&0)),
    }
    let arguments: Vec<&[u8]> = data.split(|byte| *byte == 0).collect();
    let line = sh_join_bytes(&arguments).expect("arguments without NUL");
    let words: Result<Vec<_>, _> = sh_split_bytes(&line).collect();
    assert_eq!(words.expect("quoted words"), arguments);

    if let Some(addr) = parse_ipv4(data) {
        assert_eq!(parse_ipv4(addr.to_string().as_bytes()), Some(addr));
    }
    if let Some(addr) = parse_ipv6(data) {
        assert_eq!(parse_ipv6(addr.to_string().as_bytes()), Some(addr));
    }

    // A list that is read line by line is the list as text.
    let options = ParseOptions::lenient();
    let read = options.read_items(data).map(|(line, item)| (line, item.ok()));
    match std::str::from_utf8(data) {
        Ok(text) => {
            let items = options.items(text).map(|(line, item)| (line, item.ok()));
            assert!(read.eq(items), "{text:?}");
            assert_eq!(options.read_set(data).ok(), options.set(text).ok());
        }
        Err(_) => read.for_each(drop),
    }
});
