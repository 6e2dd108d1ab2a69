//! Indenting, dedenting, unwrapping.

use std::borrow::Cow;

use boltons::strings::{dedent, indent, indent_with, paragraphs, unwrap_text};

#[test]
fn indent_keeps_breaks_and_leaves_blank_lines() {
    assert_eq!(indent("a\r\nb\r\n", "  "), "  a\r\n  b\r\n");
    assert_eq!(indent("", "  "), "");
    assert_eq!(indent("\n \t\n\u{3000}\n", "> "), "\n \t\n\u{3000}\n");
    assert_eq!(indent("a\u{2028}b\u{85}c", "- "), "- a\u{2028}- b\u{85}- c");
    assert_eq!(indent("a", ""), "a");
}

#[test]
fn indent_with_sees_lines_without_breaks() {
    let mut seen = Vec::new();
    let out = indent_with("a\r\n\nb\r", "> ", |line| {
        seen.push(line.to_owned());
        true
    });
    assert_eq!(out, "> a\r\n> \n> b\r");
    assert_eq!(seen, ["a", "", "b"]);
}

#[test]
fn dedent_as_pythons_textwrap() {
    for (text, expected) in [
        ("", ""),
        ("a", "a"),
        ("  a", "a"),
        ("  a\n    b\n", "a\n  b\n"),
        ("  a\n\n  b\n", "a\n\nb\n"),
        ("  a\n \n  b\n", "a\n\nb\n"),
        ("  a\n      \n  b\n      ", "a\n\nb\n"),
        ("\ta\n\t b\n", "a\n b\n"),
        ("\ta\n  b\n", "\ta\n  b\n"),
        ("\t a\n\t  b\n \tc", "\t a\n\t  b\n \tc"),
        ("   \n\t\n", "\n\n"),
        ("  a\r\n  b\u{2028}  c", "a\r\nb\u{2028}c"),
        ("\u{a0}a\n\u{a0}b", "\u{a0}a\n\u{a0}b"),
    ] {
        assert_eq!(dedent(text), expected, "{text:?}");
        assert_eq!(matches!(dedent(text), Cow::Borrowed(_)), text == expected, "{text:?}");
    }
}

#[test]
fn dedent_of_many_lines_reads_each_once() {
    // Every line lowers the margin by one at the most: quadratic only if lines were read again.
    let text: String = (0..20_000).map(|i| format!("{}x\n", " ".repeat(1 + i % 7))).collect();
    assert_eq!(dedent(&text).len(), text.len() - 20_000);
}

#[test]
fn unwrap_joins_paragraphs() {
    assert_eq!(unwrap_text(""), "");
    assert_eq!(unwrap_text("\n \n"), "");
    assert_eq!(unwrap_text("a"), "a");
    assert_eq!(unwrap_text(" a \r\n\tb\u{2028}c\n\n\n\n  d"), "a b c\n\nd");
    assert_eq!(paragraphs("\n\na\nb\n\n \n\nc\n").collect::<Vec<_>>(), ["a b", "c"]);
    assert_eq!(paragraphs(" \n").next(), None);
}

/// Lines of any white space are blank, as for the other functions here.
#[test]
fn y01_blank_lines_of_any_white_space_have_no_say() {
    for blank in ["", " ", "\t", "\u{3000}", " \u{a0} ", "\u{2003}\t", "\u{1680}", " \u{205f}"] {
        assert_eq!(dedent(&format!("  a\n{blank}\n  b")), "a\n\nb", "{blank:?}");
        assert_eq!(dedent(&format!("a\n{blank}\r\nb")), "a\n\r\nb", "{blank:?}");
    }
    // Other white space is no indent to remove.
    assert_eq!(dedent("\u{3000}a\n\u{3000}b"), "\u{3000}a\n\u{3000}b");
}

/// Rewriting text keeps each line's own end.
#[test]
fn y05_lines_come_with_their_breaks() {
    use boltons::strings::{lines_unicode, lines_with_breaks};
    let breaks = ["\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"];
    for first in breaks {
        for second in breaks {
            for tail in ["", "x", "\u{2027}Â"] {
                let text = format!("a{first}{second}é{tail}");
                let pairs: Vec<_> = lines_with_breaks(&text).collect();
                assert_eq!(pairs.iter().map(|(l, b)| format!("{l}{b}")).collect::<String>(), text);
                assert!(pairs.iter().map(|p| p.0).eq(lines_unicode(&text)), "{text:?}");
                let mut back: Vec<_> = lines_with_breaks(&text).rev().collect();
                back.reverse();
                assert_eq!(back, pairs, "{text:?}");
                let mut both = lines_with_breaks(&text);
                let (front, end) = (both.next(), both.next_back());
                assert_eq!(
                    (front, end),
                    (pairs.first().copied(), pairs.last().copied().filter(|_| pairs.len() > 1))
                );
            }
        }
    }
    assert_eq!(lines_with_breaks("").next(), None);
    assert!(lines_with_breaks("a\n").eq([("a", "\n")]));
}

/// Between ideographs there is no space to restore.
#[test]
fn y06_lines_of_ideographs_are_joined_without_a_space() {
    for (text, expected) in [
        ("日本\n語", "日本語"),
        ("ました。\nそして", "ました。そして"),
        ("カタ\r\n  カナ", "カタカナ"),
        ("日本\nabc", "日本 abc"),
        ("abc\n日本", "abc 日本"),
        ("한국\n어", "한국 어"),
        ("a\nb", "a b"),
    ] {
        assert_eq!(unwrap_text(text), expected);
    }
    // What was wrapped is put together again.
    for text in [
        "日本語の文章は、単語の間に空白がない。それでも、行は折り返せる。",
        "one two three four five",
    ] {
        for width in 5..12 {
            assert_eq!(unwrap_text(&boltons::strings::fill(text, width)), text);
        }
    }
    // y07: items of a list are lines like any other, as the docs say.
    assert_eq!(unwrap_text("- a\n- b"), "- a - b");
    assert_eq!(unwrap_text("- a\n\n- b"), "- a\n\n- b");
}
