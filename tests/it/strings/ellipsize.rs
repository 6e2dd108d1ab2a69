//! Shortening.

use std::borrow::Cow;

use boltons::strings::{Ellipsize, Measure, ellipsize, measure};

#[test]
fn defaults() {
    for (text, max, expected) in [
        ("", 0, ""),
        ("abc", 3, "abc"),
        ("abc", 2, "a…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("hello world foo", 6, "hello…"),
        ("hello world foo", 5, "hell…"),
        ("hello world foo", 11, "hello…"),
        ("hello world foo", 12, "hello world…"),
        ("hello, world foo", 8, "hello…"),
        ("wait... what now", 9, "wait…"),
        ("pi is 3. 14 ok", 10, "pi is 3…"),
        ("pi 3.14 and more", 9, "pi 3.14…"),
        ("?!?! word", 6, "?!?! …"),
        ("  word", 4, "  w…"),
        ("a\u{a0}b c d", 5, "a\u{a0}b…"),
        ("日本 語日本", 5, "日本…"),
        ("the end. And so", 9, "the end…"),
    ] {
        let out = ellipsize(text, max);
        assert_eq!(out, expected, "{text:?} at {max}");
        assert_eq!(matches!(out, Cow::Borrowed(_)), text == expected);
        assert!(measure(&out, Measure::Chars) <= max);
    }
}

#[test]
fn options() {
    let e = Ellipsize::new;
    for (rules, text, expected) in [
        (e(8).anywhere(), "hello world", "hello w…"),
        (e(7).anywhere(), "hello world", "hello…"),
        (e(4).anywhere(), "3.14159", "3.1…"),
        (e(3).anywhere(), "3.14159", "3.…"),
        (e(3).anywhere(), "a.bcd", "a…"),
        (e(8).at_start(), "one two three", "…three"),
        (e(10).at_start(), "one two three", "…two three"),
        (e(3).at_start(), "one two three", "…ee"),
        (e(4).at_start().anywhere(), "ab, cd", "…cd"),
        (e(11).at_middle(), "one two three four", "one…four"),
        (e(9).at_middle().anywhere(), "/usr/local/bin", "/usr…/bin"),
        (e(5).marker("..."), "abcdefgh", "ab..."),
        (e(3).marker("..."), "abcdefgh", "..."),
        // Python raises here.
        (e(2).marker("..."), "abcdefgh", ".."),
        (e(0).marker("..."), "abcdefgh", ""),
        (e(3).marker(""), "abcdefgh", "abc"),
        (e(4).measure(Measure::Bytes), "ééé", "…"),
        (e(5).measure(Measure::Bytes), "ééé", "é…"),
        (e(2).measure(Measure::Bytes), "ééé", ""),
    ] {
        assert_eq!(rules.apply(text), expected, "{text:?} {rules:?}");
    }
}

#[cfg(feature = "unicode")]
#[test]
fn clusters_and_sequences_stay_whole() {
    let columns = |max| Ellipsize::new(max).measure(Measure::Columns);
    assert_eq!(columns(4).apply("日本語"), "日…");
    assert_eq!(columns(3).apply("e\u{301}e\u{301}e\u{301}e\u{301}"), "e\u{301}e\u{301}…");
    assert_eq!(columns(3).apply("\x1b[31mabcd\x1b[0m"), "\x1b[31mab…");
    assert_eq!(columns(4).apply("\x1b[31mabcd\x1b[0m"), "\x1b[31mabcd\x1b[0m");
    assert_eq!(columns(3).at_start().apply("日本語"), "…語");
    let graphemes = Ellipsize::new(2).measure(Measure::Graphemes);
    assert_eq!(graphemes.apply("👩\u{200d}🚀👩\u{200d}🚀👩\u{200d}🚀"), "👩\u{200d}🚀…");
}

#[test]
fn long_texts_are_linear() {
    let text = "word, ".repeat(40_000);
    for rules in [Ellipsize::new(120_000), Ellipsize::new(120_000).at_start()] {
        for &m in super::measure::MEASURES {
            assert!(measure(&rules.measure(m).apply(&text), m) <= 120_000);
        }
    }
}
