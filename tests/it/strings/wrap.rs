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
    // What fits beside one indent does not fit beside the other.
    assert_eq!(Wrap::new(6).initial_indent("* ").fill("ab cd ef"), "* ab\ncd ef");
    assert_eq!(Wrap::new(6).indent("    ").fill("ab cd ef gh"), "ab cd\n    ef\n    gh");
    assert!(Wrap::new(6).initial_indent("* ").lines("éb cd ef").eq(["éb", "cd ef"]));
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

    /// A letter with its mark allows the breaks that it allows as one character.
    #[test]
    fn composed_and_decomposed_text_is_broken_alike() {
        for (composed, decomposed) in
            [("が", "か\u{3099}"), ("プ", "フ\u{309A}"), ("é", "e\u{301}")]
        {
            for text in ["xx abcd◌e", "◌◌a b◌", "ab-◌d e◌-f", "「◌」◌。x", "日◌本 ◌a◌"]
            {
                for width in 1..9 {
                    for wrap in [columns(width), Wrap::new(width).measure(Measure::Graphemes)] {
                        let one = wrap.fill(&text.replace('◌', composed));
                        let two = wrap.fill(&text.replace('◌', decomposed));
                        assert_eq!(one.replace(composed, decomposed), two, "{text} {width}");
                    }
                }
            }
        }
        let graphemes = Wrap::new(7).measure(Measure::Graphemes);
        assert_eq!(graphemes.fill("xx abcdか\u{3099}e"), "xx abcd\nか\u{3099}e");
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

/// Hyphens inside words are places to break, in both paths and in every measure.
#[test]
fn w16_words_break_after_hyphens() {
    for (text, width, expected) in [
        ("self-contained unit", 6, &["self-", "contai", "ned", "unit"][..]),
        ("a well-known word", 8, &["a well-", "known", "word"]),
        ("a well-known word", 12, &["a well-known", "word"]),
        ("x-y-z", 2, &["x-", "y-", "z"]),
        ("x-y-z", 4, &["x-y-", "z"]),
        // Not before a digit, at the start or end of a word, or where hyphens are doubled.
        ("on 2024-01-02 it", 9, &["on", "2024-01-0", "2 it"]),
        ("see -x or --long-one", 9, &["see -x or", "--long-", "one"]),
        ("a--b c- d", 3, &["a--", "b", "c-", "d"]),
        // Other hyphens and dashes.
        ("co\u{2010}op", 4, &["co\u{2010}", "op"]),
        ("1990\u{2013}1995", 6, &["1990\u{2013}", "1995"]),
        ("so\u{2014}what", 4, &["so\u{2014}", "what"]),
        // No-break hyphen.
        ("co\u{2011}op", 4, &["co\u{2011}o", "p"]),
    ] {
        assert_eq!(lines(text, width), expected, "{text}");
        for &m in super::measure::MEASURES {
            if text.is_ascii() {
                let wrap = Wrap::new(width).measure(m);
                assert_eq!(wrap.lines(text).collect::<Vec<_>>(), expected, "{text} {m:?}");
                // The other path.
                let longer = format!("{text}\u{e9}");
                let cut = wrap.lines(&longer).next();
                assert_eq!(cut, Some(expected[0]), "{text} {m:?}");
            }
        }
    }
    assert_eq!(Wrap::new(6).keep_hyphenated().fill("self-contained"), "self-c\nontain\ned");
    assert_eq!(Wrap::new(6).keep_long_words().fill("x self-contained é"), "x\nself-\ncontained\né");
    assert_eq!(Wrap::new(6).keep_long_words().fill("x self-contained y"), "x\nself-\ncontained\ny");
}

/// A zero width space says where to break, and stays.
#[test]
fn w13_zero_width_spaces_are_places_to_break() {
    let lines: Vec<&str> = Wrap::new(5).lines("aaa\u{200b}bbb\u{200b}cc").collect();
    assert_eq!(lines, ["aaa\u{200b}", "bbb\u{200b}", "cc"]);
    #[cfg(feature = "unicode")]
    {
        let columns = Wrap::new(4).measure(Measure::Columns);
        assert!(columns.lines("aaa\u{200b}bbb").eq(["aaa\u{200b}", "bbb"]));
        assert!(columns.lines("日\u{200b}a\u{200b}bc d").eq(["日\u{200b}a\u{200b}", "bc d"]));
    }
}

/// Text without blanks breaks between ideographs, but no line starts or ends with what must not.
#[test]
fn w15_ideographs_break_by_the_classes_of_uax_14() {
    for (text, width, expected) in [
        ("ab 中文中文中", 6, &["ab 中文中", "文中"][..]),
        ("日本語。日本", 3, &["日本", "語。日", "本"]),
        ("日本「語」です", 3, &["日本", "「語」", "です"]),
        ("きゃっと", 3, &["きゃっ", "と"]),
        ("きゃっと", 2, &["きゃ", "っと"]),
        ("コーヒー", 3, &["コー", "ヒー"]),
        ("価格￥100円", 3, &["価格", "￥10", "0円"]),
        ("100％です", 5, &["100％で", "す"]),
        ("ab中文cd", 3, &["ab中", "文cd"]),
        ("한국어다", 3, &["한국어", "다"]),
        ("人々が", 2, &["人々", "が"]),
        ("（中）文", 3, &["（中）", "文"]),
        ("中(文)", 2, &["中", "(文", ")"]),
        ("中，文", 2, &["中，", "文"]),
        // No break within Latin words or numbers.
        ("中abc", 3, &["中", "abc"]),
        ("中1234", 4, &["中", "1234"]),
        // Not after a hyphen that stands for itself.
        ("a --foo", 5, &["a", "--foo"]),
        // After a hyphen, a mark before which belongs to a letter.
        ("cafe\u{301}-bar", 7, &["cafe\u{301}-", "bar"]),
    ] {
        assert_eq!(lines(text, width), expected, "{text}");
    }
    // Small kana and the marks of sound and repetition, in both scripts and in the narrow forms.
    let kana =
        "ぁぃぅぇぉっゃゅょゎゕゖ゛゜ゝゞ゠ァィゥェォッャュョヮヵヶ・ーヽヾㇰㇿꀕ･ｧｨｩｪｫｬｭｮｯｰﾞﾟ";
    let closing = "、。々〉》」』】〕〗〙〛〜〞〟〻〼！％），．：；？］｝｠｡｣､￠︶︸︺︼︾﹀﹂﹄﹈﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞﹪\
                   ¢°»’”․‥…‧‰‱′″‴‵‶‷›‼‽⁇⁈⁉℃℉";
    for c in kana.chars().chain(closing.chars()) {
        assert_eq!(lines(&format!("中中{c}中"), 2), ["中", &format!("中{c}"), "中"], "{c:?}");
    }
    for c in
        "〈《「『【〔〖〘〚〝＄（［｛｟｢￡￥￦︵︷︹︻︽︿﹁﹃﹇﹙﹛﹝¡£¤¥«±¿‘‚‛“„‟‹№₠€".chars()
    {
        assert_eq!(lines(&format!("中{c}中"), 2), ["中", &format!("{c}中")], "{c:?}");
    }
    #[cfg(feature = "unicode")]
    {
        let columns = |width| Wrap::new(width).measure(Measure::Columns);
        assert!(columns(10).lines("ab 中文中文中").eq(["ab 中文中", "文中"]));
        assert!(columns(4).lines("語。").eq(["語。"]));
        assert!(columns(5).lines("日語。").eq(["日", "語。"]));
    }
}

/// A sequence is cut in no measure, wherever the line ends.
#[test]
fn w04_sequences_are_cut_in_no_measure() {
    let texts = [
        "\x1b[38;2;255;100;0mhello",
        "ab \x1b]8;;http://example.org/a b\x1b\\link text\x1b]8;;\x1b\\ end",
        "é\u{9b}31mab-cd\u{9b}0m日本",
        "\x1b[1",
    ];
    for text in texts {
        for &m in super::measure::MEASURES {
            for width in 1..30 {
                let wrap = Wrap::new(width).measure(m);
                for wrap in [wrap, wrap.keep_long_words()] {
                    let stripped: String = wrap
                        .lines(text)
                        .map(|l| boltons::strings::strip_ansi(l).into_owned())
                        .collect();
                    let whole = boltons::strings::strip_ansi(text);
                    let blanks = |s: &str| s.replace(' ', "");
                    assert_eq!(blanks(&stripped), blanks(&whole), "{text:?} {m:?} {width}");
                }
            }
        }
    }
}

#[test]
fn w17_tabs_have_the_width_that_is_asked_for() {
    let wrap = Wrap::new(9).tab_width(8);
    assert_eq!(wrap.fill("a\tb c"), "a\tb\nc");
    assert_eq!(wrap.fill("é\tb c"), "é\tb\nc");
    assert_eq!(Wrap::new(9).fill("a\tb c"), "a\tb c");
    // The stop is counted from the start of the line with its indent.
    assert_eq!(
        Wrap::new(12).tab_width(4).initial_indent("..").fill("a\tbcdefgh i"),
        "..a\tbcdefgh\ni"
    );
    #[cfg(feature = "unicode")]
    assert_eq!(wrap.measure(Measure::Columns).fill("日\tb c"), "日\tb\nc");
    // Every line that is not one word fits when its tabs are expanded.
    let text = "a\tbc\td e\tf\t\tg h i\tj".repeat(9);
    for width in 8..20 {
        for line in Wrap::new(width).tab_width(4).lines(&text) {
            let wide = boltons::strings::expand_tabs(line, 4, Measure::Chars);
            assert!(wide.chars().count() <= width, "{line:?} {width}");
        }
    }
}

#[test]
fn w18_breaks_can_be_kept() {
    let wrap = Wrap::new(5).keep_breaks();
    for (text, expected) in [
        ("a\r\nb", "a\r\nb"),
        ("a\r\nb\r\n", "a\r\nb\r\n"),
        ("aaa bbb\r\nc", "aaa\r\nbbb\r\nc"),
        ("a\r\nbbb ccc", "a\r\nbbb\r\nccc"),
        ("aaa bbb", "aaa\nbbb"),
        ("a\n\u{2028}b\rc", "a\n\u{2028}b\rc"),
        ("", ""),
        ("\n", "\n"),
    ] {
        assert_eq!(wrap.fill(text), expected);
    }
    assert_eq!(fill("a\r\nb\r\n", 9), "a\nb");
    assert_eq!(wrap.initial_indent("* ").indent("  ").fill("aa\r\nbb\r\n"), "* aa\r\n  bb\r\n");
}
