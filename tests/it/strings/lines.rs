//! Lines that end at any Unicode line break.

use std::borrow::Cow;

use boltons::strings::{Newline, lines_unicode, normalize_newlines, split_line_breaks};

const BREAKS: [&str; 8] = ["\r\n", "\n", "\u{b}", "\u{c}", "\r", "\u{85}", "\u{2028}", "\u{2029}"];

/// The obviously right splitter, a character at a time.
pub fn naive_split(s: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = s.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            continue;
        }
        out.push(&s[start..at]);
        start = at + c.len_utf8();
        if c == '\r' && chars.peek().is_some_and(|&(_, next)| next == '\n') {
            chars.next();
            start += 1;
        }
    }
    out.push(&s[start..]);
    out
}

pub fn naive_lines(s: &str) -> Vec<&str> {
    let mut lines = naive_split(s);
    if lines.last() == Some(&"") {
        lines.pop();
    }
    lines
}

/// Takes from either end as the bits of `ends` say; gives the whole in order.
pub fn from_both_ends<'a>(
    mut iter: impl DoubleEndedIterator<Item = &'a str>,
    mut ends: u64,
) -> Vec<&'a str> {
    let (mut front, mut back) = (Vec::new(), Vec::new());
    loop {
        let (list, item) =
            if ends & 1 == 0 { (&mut front, iter.next()) } else { (&mut back, iter.next_back()) };
        ends = ends.rotate_right(1);
        match item {
            Some(item) => list.push(item),
            None => break,
        }
    }
    assert!(iter.next().is_none() && iter.next_back().is_none(), "fused");
    back.reverse();
    front.extend(back);
    front
}

#[test]
fn every_short_text_agrees_with_the_naive_splitter() {
    let alphabet = ["a", "\r", "\n", "\u{c}", "\u{85}", "\u{2028}", "é", "€"];
    let mut texts = vec![String::new()];
    let mut from = 0;
    for _ in 0..5 {
        let to = texts.len();
        for i in from..to {
            for piece in alphabet {
                texts.push(format!("{}{piece}", texts[i]));
            }
        }
        from = to;
    }
    for text in &texts {
        assert_eq!(split_line_breaks(text).collect::<Vec<_>>(), naive_split(text), "{text:?}");
        for ends in [0, u64::MAX, 0b0110_1001] {
            assert_eq!(from_both_ends(split_line_breaks(text), ends), naive_split(text));
            assert_eq!(from_both_ends(lines_unicode(text), ends), naive_lines(text), "{text:?}");
        }
    }
}

#[test]
fn breaks_at_every_offset_of_a_word() {
    for end in BREAKS {
        for before in 0..40 {
            for after in [0, 1, 7, 8, 9, 40] {
                let text = format!("{}{end}{}", "x".repeat(before), "é".repeat(after));
                assert_eq!(lines_unicode(&text).collect::<Vec<_>>(), naive_lines(&text));
            }
        }
    }
}

/// rust-lang/rust#94435: `str::lines` keeps a bare CR at the end.
#[test]
fn a_lone_final_cr_is_a_break() {
    assert!(lines_unicode("a\r").eq(["a"]));
    assert!(split_line_breaks("a\r").eq(["a", ""]));
}

/// boltons 26.1 split at the `8` of "on 28th".
#[test]
fn digits_are_no_breaks() {
    assert!(lines_unicode("on 28th").eq(["on 28th"]));
}

#[test]
fn information_separators_are_no_breaks() {
    assert_eq!(lines_unicode("a\u{1c}b\u{1d}c\u{1e}d").count(), 1);
}

#[test]
fn crlf_is_one_break_from_the_back() {
    let mut lines = split_line_breaks("a\r\n\r\nb");
    assert_eq!(lines.next_back(), Some("b"));
    assert_eq!(lines.next_back(), Some(""));
    assert_eq!(lines.next_back(), Some("a"));
    assert_eq!(lines.next_back(), None);
}

#[test]
fn size_hints_hold() {
    assert_eq!(split_line_breaks("ab").size_hint(), (1, Some(3)));
    for text in ["", "a", "\n", "a\nb\n", "\r\n\r\n"] {
        for (hint, count) in [
            (lines_unicode(text).size_hint(), lines_unicode(text).count()),
            (split_line_breaks(text).size_hint(), split_line_breaks(text).count()),
        ] {
            assert!(hint.0 <= count && hint.1.is_some_and(|most| count <= most), "{text:?}");
        }
    }
}

#[test]
fn normalize_borrows_iff_unchanged() {
    let text = "a\r\nb\nc\rd\u{85}e\u{2028}\u{b}";
    for (to, expected) in [
        (Newline::Lf, "a\nb\nc\nd\ne\n\n"),
        (Newline::Crlf, "a\r\nb\r\nc\r\nd\r\ne\r\n\r\n"),
        (Newline::Cr, "a\rb\rc\rd\re\r\r"),
    ] {
        assert_eq!(normalize_newlines(text, to), expected);
        assert!(matches!(normalize_newlines(text, to), Cow::Owned(_)));
        assert!(matches!(normalize_newlines(expected, to), Cow::Borrowed(_)));
    }
    assert!(matches!(normalize_newlines("", Newline::default()), Cow::Borrowed("")));
    assert_eq!(normalize_newlines("\n\r", Newline::Lf), "\n\n");
}
