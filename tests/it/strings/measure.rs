//! Measuring and padding.

use std::borrow::Cow;

use boltons::strings::{Align, Measure, measure, pad};

pub const MEASURES: &[Measure] = &[
    Measure::Bytes,
    Measure::Chars,
    #[cfg(feature = "unicode")]
    Measure::Graphemes,
    #[cfg(feature = "unicode")]
    Measure::Columns,
];

#[test]
fn bytes_and_chars() {
    assert_eq!(measure("aé😀", Measure::Bytes), 7);
    assert_eq!(measure("aé😀", Measure::Chars), 3);
    assert_eq!(Measure::default(), Measure::Chars);
    for &m in MEASURES {
        assert_eq!(measure("", m), 0);
        assert_eq!(measure("plain text", m), 10);
    }
}

#[test]
fn pad_borrows_iff_wide_enough() {
    for (text, width, align, expected) in [
        ("", 0, Align::Start, ""),
        ("", 2, Align::Center, "  "),
        ("é", 4, Align::Start, "é   "),
        ("é", 4, Align::Center, " é  "),
        ("é", 4, Align::End, "   é"),
        ("éé", 2, Align::End, "éé"),
        ("ééé", 2, Align::End, "ééé"),
    ] {
        let out = pad(text, width, align, Measure::Chars);
        assert_eq!(out, expected);
        assert_eq!(matches!(out, Cow::Borrowed(_)), text == expected);
    }
}

#[cfg(feature = "unicode")]
mod unicode {
    use super::*;
    use boltons::strings::{display_width, strip_ansi};

    #[test]
    fn graphemes_of_the_break_test() {
        let Some(path) = crate::shared::data("strings/GraphemeBreakTest.txt") else { return };
        // Unicode 15.1 joins Indic conjuncts (rule GB9c), which this file of 15.0 splits; and
        // scissors, U+2701, are no pictograph any more.
        let mut joined = Vec::new();
        let mut count = 0;
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let line = line.split('#').next().unwrap().trim();
            if line.is_empty() {
                continue;
            }
            let text: String = line
                .split_whitespace()
                .filter(|part| !["÷", "×"].contains(part))
                .map(|hex| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap())
                .collect();
            let clusters = line.matches('÷').count() - 1;
            count += 1;
            if measure(&text, Measure::Graphemes) != clusters {
                joined.push(text);
            }
        }
        assert!(count > 600, "{count}");
        assert!(joined.iter().all(|t| t.contains('\u{94d}') || t == "✁\u{200d}✁"), "{joined:?}");
        assert!(joined.len() <= 4, "{joined:?}");
    }

    /// Wrapped or shortened to one cluster, every text of the break test keeps its clusters whole.
    #[test]
    fn no_cut_is_inside_a_cluster() {
        use boltons::strings::{Ellipsize, Wrap};
        use unicode_segmentation::UnicodeSegmentation;
        let Some(path) = crate::shared::data("strings/GraphemeBreakTest.txt") else { return };
        let mut count = 0;
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let line = line.split('#').next().unwrap();
            let text: String = line
                .split_whitespace()
                .filter(|part| !["÷", "×"].contains(part))
                .map(|hex| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap())
                .collect();
            if text.is_empty() || text.contains(char::is_whitespace) {
                continue;
            }
            count += 1;
            let clusters: Vec<&str> = text.graphemes(true).collect();
            let lines: Vec<&str> = Wrap::new(1).measure(Measure::Graphemes).lines(&text).collect();
            assert_eq!(lines, clusters, "{text:?}");
            let short = Ellipsize::new(1).measure(Measure::Graphemes).marker("").anywhere();
            assert_eq!(short.apply(&text), clusters[0], "{text:?}");
            let wide = Wrap::new(1).measure(Measure::Columns);
            let mut ends = text.grapheme_indices(true).map(|(at, _)| at).collect::<Vec<_>>();
            ends.push(text.len());
            let mut at = 0;
            for line in wide.lines(&text) {
                at += line.len();
                assert!(ends.contains(&at), "{text:?} at {at}");
            }
            assert_eq!(at, text.len());
        }
        assert!(count > 200, "{count}");
    }

    #[test]
    fn graphemes_across_runs() {
        for (text, count) in [
            ("e\u{301}a", 2),
            ("abc\r\ndef\r\n", 8),
            ("a\r\n\u{301}", 3),
            ("\r\u{301}", 2),
            ("x\u{1f469}\u{200d}\u{1f680}y", 3),
            ("日本a語", 4),
            ("🇩🇪🇫🇷a🇩", 4),
            ("\u{600}1a", 2),
            ("ab\u{600}1", 3),
        ] {
            assert_eq!(measure(text, Measure::Graphemes), count, "{text:?}");
        }
    }

    #[test]
    fn columns() {
        for (text, columns) in [
            ("日本語", 6),
            ("ｱ한", 3),
            ("e\u{301}", 1),
            // stella#5307, textwrap: 8 columns for one picture.
            ("👩\u{200d}👩\u{200d}👧\u{200d}👦", 2),
            ("❤\u{fe0f}", 2),
            ("1\u{fe0f}\u{20e3}x", 3),
            ("\x1b[31mred\x1b[0m", 3),
            ("\x1b[31m日\x1b[0m本", 4),
            ("m\u{9b}31m日", 3),
            ("日\u{9d}t\u{9c}本", 4),
            ("日\u{85}本\t\0", 4),
            ("\x1b]8;;http://x\x07é\x1b]8;;\x07", 1),
            ("a\u{ad}b", 2),
            ("ab\u{200b}", 2),
        ] {
            assert_eq!(display_width(text), columns, "{text:?}");
            assert_eq!(measure(text, Measure::Columns), columns);
        }
    }

    #[test]
    fn emoji_test_is_two_columns() {
        let Some(path) = crate::shared::data("strings/emoji-test.txt") else { return };
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let Some((codes, rest)) = line.split_once(';') else { continue };
            if !rest.trim_start().starts_with("fully-qualified") {
                continue;
            }
            let emoji: String = codes
                .split_whitespace()
                .filter_map(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?))
                .collect();
            assert_eq!(measure(&emoji, Measure::Graphemes), 1, "{emoji}");
            assert_eq!(display_width(&emoji), 2, "{emoji}");
            assert_eq!(display_width(&format!("a\x1b[1m{emoji}b")), 4, "{emoji}");
        }
    }

    /// Spaces after an unfinished sequence would become part of it.
    #[test]
    fn a5_padding_is_on_the_near_side_of_an_unfinished_sequence() {
        let tails = [
            "\x1b",
            "\x1b[",
            "\u{9b}1",
            "\x1b[3",
            "\x1b]0;t",
            "\x1bP",
            "\x1b(",
            "\x1b[1 ",
            "\x1b[3\x1b",
            "\x1b[3\x1b]x\x1b[",
        ];
        for tail in tails {
            for align in [Align::Start, Align::Center, Align::End] {
                for body in ["ab", "", "日", "\x1b[1mab"] {
                    let text = format!("{body}{tail}");
                    let out = pad(&text, 9, align, Measure::Columns);
                    assert_eq!(display_width(&out), 9, "{out:?}");
                    assert!(out.starts_with(body) || align != Align::Start);
                }
            }
        }
        assert_eq!(pad("ab\x1b", 5, Align::Start, Measure::Columns), "ab   \x1b");
        // What is finished stays before the spaces.
        for text in ["ab\x1b[0m", "ab\x1b]0;t\x07", "ab\x1b[3é"] {
            let out = pad(text, 9, Align::Start, Measure::Columns);
            assert!(out.starts_with(text) && display_width(&out) == 9, "{out:?}");
        }
    }

    /// `display_width` looked for the end of a run again after each sequence in it.
    #[test]
    fn a1_sequences_in_a_run_are_linear() {
        for unit in
            ["\u{9b}", "é\u{9b}", "é\u{9d}", "日\u{90}é", "\u{9b}m\u{200d}", "é\u{85}\u{9f}"]
        {
            let text = unit.repeat(400_000);
            let one = measure(unit, Measure::Columns);
            assert!(display_width(&text) <= 400_000 * one.max(1));
            assert!(pad(&text, text.len(), Align::Start, Measure::Columns).len() >= text.len());
        }
    }

    #[test]
    fn sequences_take_no_columns() {
        let mut text = String::new();
        for piece in
            ["\x1b[1m", "日", "é", "x", "\u{9b}m", "👩\u{200d}🚀", "\x1b]0;日\n", "\u{301}"]
        {
            text += piece;
            let stripped: usize = {
                let mut sum = 0;
                for span in boltons::strings::ansi_spans(&text) {
                    if let boltons::strings::AnsiSpan::Text(t) = span {
                        sum += display_width(t);
                    }
                }
                sum
            };
            assert_eq!(display_width(&text), stripped, "{text:?} {:?}", strip_ansi(&text));
        }
    }
}

#[test]
fn w17_tabs_expand_to_the_next_stop() {
    use boltons::strings::expand_tabs;
    for (text, width, expected) in [
        ("", 8, ""),
        ("none", 8, "none"),
        ("\t", 8, "        "),
        ("abcdefg\th", 8, "abcdefg h"),
        ("abcdefgh\ti", 8, "abcdefgh        i"),
        ("a\t\tb", 4, "a       b"),
        ("a\r\n\tb\u{2028}é\tc", 4, "a\r\n    b\u{2028}é   c"),
        ("a\tb", 1, "a b"),
        ("a\tb", 0, "ab"),
    ] {
        let out = expand_tabs(text, width, Measure::Chars);
        assert_eq!(out, expected);
        assert_eq!(matches!(out, Cow::Borrowed(_)), text == expected);
    }
}
