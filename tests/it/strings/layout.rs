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
