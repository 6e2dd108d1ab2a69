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
    assert_eq!(columns(3).apply("\x1b[31mabcd\x1b[0m"), "\x1b[31mab…\x1b[0m");
    assert_eq!(columns(4).apply("\x1b[31mabcd\x1b[0m"), "\x1b[31mabcd\x1b[0m");
    assert_eq!(columns(3).at_start().apply("日本語"), "…語");
    let graphemes = Ellipsize::new(2).measure(Measure::Graphemes);
    assert_eq!(graphemes.apply("👩\u{200d}🚀👩\u{200d}🚀👩\u{200d}🚀"), "👩\u{200d}🚀…");
}

/// A full stop before a digit stays where a digit stands before it as well, wherever the text has
/// others; a letter with its mark is no punctuation.
#[test]
fn what_is_trimmed_before_the_marker() {
    for (text, max, expected) in [
        ("x 3.5 and more", 5, "x 3.…"),
        ("9 x.5 and more", 5, "9 x…"),
        ("9 x. 5 and more", 5, "9 x…"),
        ("9 3.x and more", 5, "9 3…"),
    ] {
        assert_eq!(Ellipsize::new(max).anywhere().apply(text), expected);
    }
    #[cfg(feature = "unicode")]
    for m in [Measure::Graphemes, Measure::Columns] {
        let rules = Ellipsize::new(4).measure(m).anywhere();
        assert_eq!(rules.apply("cafe\u{301}s"), "caf…");
        assert_eq!(rules.apply("ce\u{301}e\u{301}cd"), "ce\u{301}e\u{301}…");
    }
    #[cfg(feature = "unicode")]
    let graphemes = Ellipsize::new(4).measure(Measure::Graphemes).anywhere();
    #[cfg(feature = "unicode")]
    assert_eq!(graphemes.apply("ab\r\ncd"), "ab…");
}

/// Behind the marker there is no white space, also not after a sequence that has no width; where it
/// has one, it is the start of a word.
#[test]
fn the_end_begins_at_a_word_after_a_sequence() {
    let text = "hello x \x1b[1m bbb";
    assert_eq!(Ellipsize::new(10).at_start().apply(text), "…\x1b[1m bbb");
    assert_eq!(Ellipsize::new(8).at_start().apply(text), "…bbb");
    #[cfg(feature = "unicode")]
    for max in 4..7 {
        let columns = Ellipsize::new(max).measure(Measure::Columns).at_start();
        assert_eq!(columns.apply(text), "…\x1b[1mbbb", "{max}");
    }
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

#[cfg(feature = "unicode")]
mod sequences {
    use super::*;
    use boltons::strings::{AnsiSpan, ansi_spans, strip_ansi};

    fn escapes(text: &str) -> Vec<&str> {
        ansi_spans(text)
            .filter_map(|span| if let AnsiSpan::Escape(e) = span { Some(e) } else { None })
            .collect()
    }

    /// A cut keeps the reset behind it, or the terminal stays red.
    #[test]
    fn w09_sequences_behind_the_cut_stay() {
        let columns = |max| Ellipsize::new(max).measure(Measure::Columns);
        let green = "\x1b[32mhello world\x1b[0m";
        assert_eq!(columns(4).anywhere().apply(green), "\x1b[32mhel…\x1b[0m");
        assert_eq!(columns(7).apply(green), "\x1b[32mhello…\x1b[0m");
        assert_eq!(columns(6).at_start().apply(green), "…\x1b[32mworld\x1b[0m");
        assert_eq!(columns(5).at_middle().anywhere().apply(green), "\x1b[32mhe…ld\x1b[0m");
        // Wherever it is cut, at any width, no sequence is lost, added, or out of order.
        let text = "\x1b[1mab \x1b[31mcd, \u{9b}32me日f\x1b[39m. g\x1b]0;t\x07h \x1b(Bi\x1b[0m";
        for max in 0..16 {
            for rules in [columns(max), columns(max).at_start(), columns(max).at_middle()] {
                for rules in [rules, rules.anywhere()] {
                    let short = rules.apply(text);
                    assert!(measure(&short, Measure::Columns) <= max, "{short:?}");
                    if max > 0 {
                        assert_eq!(escapes(&short), escapes(text), "{rules:?}");
                    }
                }
            }
        }
    }

    /// A link that is cut is closed.
    #[test]
    fn w10_links_are_closed() {
        let link = "\x1b]8;;http://x\x1b\\hello\x1b]8;;\x1b\\";
        let columns = Ellipsize::new(4).measure(Measure::Columns).anywhere();
        assert_eq!(columns.apply(link), "\x1b]8;;http://x\x1b\\hel…\x1b]8;;\x1b\\");
        assert_eq!(strip_ansi(&columns.apply(link)), "hel…");
    }
}

/// No measure cuts a sequence; in those without columns it counts as what it is.
#[test]
fn w04_sequences_are_cut_in_no_measure() {
    assert_eq!(ellipsize("\x1b[31mhello", 3), "…");
    assert_eq!(ellipsize("\x1b[31mhello", 7), "\x1b[31mh…");
    for &m in super::measure::MEASURES {
        for text in
            ["ab\x1b[31mhello\x1b[0m", "é\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "日\u{9b}1mx y"]
        {
            for max in 0..30 {
                for rules in [
                    Ellipsize::new(max),
                    Ellipsize::new(max).at_start(),
                    Ellipsize::new(max).at_middle(),
                ] {
                    let rules = rules.measure(m).anywhere();
                    let short = rules.apply(text);
                    // What is left without its whole sequences has nothing of one.
                    let plain = boltons::strings::strip_ansi(&short);
                    assert!(
                        !plain.contains(['\x1b', '\u{9b}', '[', ';', ']']),
                        "{m:?} {rules:?}: {short:?}"
                    );
                }
            }
        }
    }
}

/// The end of a file's name is what one wants to see: nothing but white space goes behind the
/// marker.
#[test]
fn w12_dots_after_the_marker_stay() {
    let middle = |max| Ellipsize::new(max).at_middle().anywhere();
    assert_eq!(middle(10).apply("document-final.pdf"), "docum….pdf");
    assert_eq!(middle(8).apply("a.b.c.d.tar.gz"), "a.b….gz");
    assert_eq!(Ellipsize::new(5).at_start().anywhere().apply("document.pdf"), "….pdf");
    assert_eq!(Ellipsize::new(6).at_start().anywhere().apply("host.example:8080"), "…:8080");
    assert_eq!(Ellipsize::new(4).at_start().anywhere().apply("/x?q=1"), "…q=1");
    assert_eq!(Ellipsize::new(5).at_start().anywhere().apply("ab  cde"), "…cde");
}
