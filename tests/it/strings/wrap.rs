//! Wrapping.

use boltons::strings::{Measure, Wrap, fill, measure, wrap};

fn lines(s: &str, width: usize) -> Vec<&str> {
    wrap(s, width).collect()
}

#[test]
fn edges() {
    for (text, width, expected) in [
        ("", 5, &[][..]),
        ("\n", 5, &[""]),
        ("a\n", 5, &["a"]),
        ("a\n\nb", 5, &["a", "", "b"]),
        ("   ", 5, &[""]),
        ("   ", 2, &[""]),
        ("a   ", 5, &["a"]),
        ("  a b", 5, &["  a b"]),
        ("  a b", 4, &["  a", "b"]),
        ("  abc", 4, &["", "abc"]),
        ("      a", 3, &["", "a"]),
        ("a   b", 3, &["a", "b"]),
        ("a b", 3, &["a b"]),
        ("ab cd", 2, &["ab", "cd"]),
        ("abc", 0, &["a", "b", "c"]),
        ("a b", 1, &["a", "b"]),
        ("abcdefg h", 3, &["abc", "def", "g h"]),
        ("x abcdefg", 3, &["x", "abc", "def", "g"]),
        ("a\tb c", 3, &["a\tb", "c"]),
        ("a\u{a0}b c", 3, &["a\u{a0}b", "c"]),
        ("a\u{202f}b\u{2007}c d", 5, &["a\u{202f}b\u{2007}c", "d"]),
        ("éé\u{2003}é é", 4, &["éé\u{2003}é", "é"]),
        ("é\u{3000}é", 2, &["é", "é"]),
        ("a\r\nb\u{2028}c\u{85}d", 9, &["a", "b", "c", "d"]),
        ("日本語日本語", 4, &["日本語日", "本語"]),
    ] {
        assert_eq!(lines(text, width), expected, "{text:?} at {width}");
    }
}

#[test]
fn long_words_may_stick_out() {
    let keep = Wrap::new(3).keep_long_words();
    assert_eq!(keep.fill("a bcdefg h"), "a\nbcdefg\nh");
    assert_eq!(keep.fill("bcdéfg  h"), "bcdéfg\nh");
    assert_eq!(keep.fill("  bcdefg"), "\nbcdefg");
    assert_eq!(keep.fill("é bcdefg"), "é\nbcdefg");
}

#[test]
fn indents_take_of_the_width() {
    let wrap = Wrap::new(6).initial_indent("* ").indent("    ");
    assert_eq!(wrap.fill("ab cd ef\ngh"), "* ab\n    cd\n    ef\n    gh");
    assert_eq!(Wrap::new(2).indent("wider than").fill("a bc"), "a\nwider thanb\nwider thanc");
    assert_eq!(Wrap::new(6).initial_indent("* ").fill(""), "");
    assert_eq!(fill("a b\n\nc\n", 1), "a\nb\n\nc");
}

/// The plain path and the one that reads units must agree: a mark that changes no width makes a
/// line take the other one.
#[test]
fn both_paths_agree_on_every_short_text() {
    let symbols = ["a", " ", "b", "\t", "\n"];
    for len in 0..=6_u32 {
        for code in 0..5_usize.pow(len) {
            let mut code = code;
            let mut text = String::new();
            for _ in 0..len {
                text += symbols[code % 5];
                code /= 5;
            }
            for width in [1, 2, 3, 5] {
                for wrap in [Wrap::new(width), Wrap::new(width).keep_long_words()] {
                    // é is one character, as a is, but not ASCII.
                    let accented = text.replace('a', "é").replace('b', "ö");
                    let plain: Vec<String> =
                        wrap.lines(&text).map(|l| l.replace('a', "é").replace('b', "ö")).collect();
                    assert_eq!(
                        wrap.lines(&accented).collect::<Vec<_>>(),
                        plain,
                        "{text:?} {width}"
                    );
                }
            }
        }
    }
}

#[test]
fn long_lines_are_linear() {
    for text in ["a".repeat(200_000), " ".repeat(200_000), "a ".repeat(100_000)] {
        for &m in super::measure::MEASURES {
            let lines = Wrap::new(72).measure(m).lines(&text).count();
            assert!(lines <= text.len() / 72 + 1);
            assert!(Wrap::new(72).measure(m).lines(&format!("é{text}")).count() <= lines + 1);
        }
    }
    let lines = "x\n".repeat(200_000) + "\x1b[1m";
    for &m in super::measure::MEASURES {
        assert!(Wrap::new(9).measure(m).lines(&lines).count() >= 200_000);
    }
}

#[test]
fn bytes_are_cut_between_characters() {
    let wrap = Wrap::new(3).measure(Measure::Bytes);
    assert_eq!(wrap.fill("ééé"), "é\né\né");
    assert_eq!(wrap.fill("日本😀"), "日\n本\n😀");
    assert!(wrap.lines("日本 日").all(|l| measure(l, Measure::Bytes) <= 3));
}

#[cfg(feature = "unicode")]
mod unicode {
    use super::*;

    fn columns(width: usize) -> Wrap<'static> {
        Wrap::new(width).measure(Measure::Columns)
    }

    #[test]
    fn clusters_are_never_cut() {
        let family = "👩\u{200d}👩\u{200d}👧\u{200d}👦";
        // stella#5307, textwrap: a family is one picture of two columns.
        assert_eq!(columns(4).fill(&family.repeat(3)), format!("{family}{family}\n{family}"));
        assert_eq!(columns(1).fill(&family.repeat(2)), format!("{family}\n{family}"));
        assert_eq!(columns(5).fill("日本語"), "日本\n語");
        assert_eq!(columns(2).fill("e\u{301}e\u{301}e\u{301}"), "e\u{301}e\u{301}\ne\u{301}");
        // A mark on a space makes it something to keep.
        assert_eq!(columns(2).fill("ab \u{301}c"), "ab\n \u{301}c");
        let graphemes = Wrap::new(1).measure(Measure::Graphemes);
        assert_eq!(graphemes.fill("e\u{301}🇩🇪x"), "e\u{301}\n🇩🇪\nx");
    }

    #[test]
    fn sequences_are_never_cut() {
        assert_eq!(columns(3).fill("\x1b[31mabc def\x1b[0m"), "\x1b[31mabc\ndef\x1b[0m");
        assert_eq!(columns(1).fill("\x1b[31ma\x1b[0mb"), "\x1b[31ma\x1b[0m\nb");
        // White space and breaks inside a title are none.
        let title = "\x1b]0;a b\rc\u{2028}d\x07";
        assert_eq!(columns(2).fill(&format!("xy{title}z w")), format!("xy{title}\nz\nw"));
        assert_eq!(columns(9).lines(&format!("a{title}\nb")).count(), 2);
    }

    #[test]
    fn controls_have_no_width() {
        assert_eq!(columns(3).fill("a\tbc d"), "a\tbc\nd");
        assert_eq!(columns(2).fill("a\0\0\0b c"), "a\0\0\0b\nc");
    }
}
