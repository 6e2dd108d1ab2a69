//! Hidden characters and bidirectional controls.

use std::borrow::Cow;

use boltons::strings::{
    HiddenKind, find_bidi_controls, find_hidden, has_unbalanced_bidi, strip_hidden,
};

fn kind(c: char) -> Option<HiddenKind> {
    find_hidden(c.encode_utf8(&mut [0; 4])).next().map(|h| h.kind)
}

#[test]
fn each_kind_at_its_edges() {
    use HiddenKind::*;
    let ranges = [
        (BidiControl, '\u{61c}', '\u{61c}'),
        (BidiControl, '\u{200e}', '\u{200f}'),
        (BidiControl, '\u{202a}', '\u{202e}'),
        (BidiControl, '\u{2066}', '\u{2069}'),
        (ZeroWidth, '\u{200b}', '\u{200b}'),
        (ZeroWidth, '\u{2060}', '\u{2060}'),
        (ZeroWidth, '\u{feff}', '\u{feff}'),
        (ZeroWidth, '\u{ad}', '\u{ad}'),
        (ZeroWidth, '\u{34f}', '\u{34f}'),
        (ZeroWidth, '\u{180e}', '\u{180e}'),
        (ZeroWidth, '\u{17b4}', '\u{17b5}'),
        (Reserved, '\u{2065}', '\u{2065}'),
        (Reserved, '\u{fff0}', '\u{fff8}'),
        (Reserved, '\u{e0080}', '\u{e00ff}'),
        (Reserved, '\u{e01f0}', '\u{e0fff}'),
        (Joiner, '\u{200c}', '\u{200d}'),
        (VariationSelector, '\u{180b}', '\u{180d}'),
        (VariationSelector, '\u{180f}', '\u{180f}'),
        (VariationSelector, '\u{fe00}', '\u{fe0f}'),
        (VariationSelector, '\u{e0100}', '\u{e01ef}'),
        (Tag, '\u{e0000}', '\u{e007f}'),
        (Blank, '\u{115f}', '\u{1160}'),
        (Blank, '\u{2800}', '\u{2800}'),
        (Blank, '\u{3164}', '\u{3164}'),
        (Blank, '\u{ffa0}', '\u{ffa0}'),
        (Control, '\0', '\u{8}'),
        (Control, '\u{b}', '\u{c}'),
        (Control, '\u{e}', '\u{1f}'),
        (Control, '\u{7f}', '\u{9f}'),
        (Format, '\u{600}', '\u{605}'),
        (Format, '\u{2061}', '\u{2064}'),
        (Format, '\u{206a}', '\u{206f}'),
        (Format, '\u{fff9}', '\u{fffb}'),
        (Format, '\u{1d173}', '\u{1d17a}'),
    ];
    for (expected, first, last) in ranges {
        for c in first..=last {
            assert_eq!(kind(c), Some(expected), "{c:?}");
        }
    }
    for c in ['\t', '\n', '\r', ' ', '~', '\u{a0}', '\u{2028}', '\u{3000}', 'é', '\u{301}'] {
        assert_eq!(kind(c), None, "{c:?}");
    }
}

/// The kinds as the documentation lists them, over all characters: each is of one at the most.
#[test]
fn every_char_is_of_the_kind_that_is_listed() {
    use HiddenKind::*;
    let Some(path) = crate::shared::data("strings/unicode_ranges.tsv") else { return };
    let table = std::fs::read_to_string(path).unwrap();
    let format: Vec<(char, char)> = table
        .lines()
        .filter_map(|line| line.strip_prefix("Cf\t")?.split_once('\t'))
        .map(|(first, last)| {
            let code = |hex| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap();
            (code(first), code(last))
        })
        // The file is of Unicode 14.0; 15.0 added the last seven of the hieroglyphic controls.
        .chain([('\u{13439}', '\u{1343f}')])
        .collect();
    assert_eq!(format.len(), 22);
    for c in '\0'..=char::MAX {
        let is_format = format.iter().any(|&(first, last)| (first..=last).contains(&c));
        let listed = [
            (
                BidiControl,
                matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
            ),
            (Joiner, matches!(c, '\u{200c}' | '\u{200d}')),
            (
                ZeroWidth,
                matches!(
                    c,
                    '\u{ad}'
                        | '\u{34f}'
                        | '\u{17b4}'
                        | '\u{17b5}'
                        | '\u{200b}'
                        | '\u{2060}'
                        | '\u{feff}'
                        | '\u{180e}'
                ),
            ),
            (
                VariationSelector,
                matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}'),
            ),
            (Tag, matches!(c, '\u{e0000}'..='\u{e007f}')),
            (Blank, matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}')),
            (
                Reserved,
                matches!(c, '\u{2065}' | '\u{fff0}'..='\u{fff8}' | '\u{e0080}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}'),
            ),
            (Control, c.is_control() && !matches!(c, '\t' | '\n' | '\r')),
        ];
        let mut kinds = listed.iter().filter(|(_, is)| *is).map(|(kind, _)| *kind);
        let expected = kinds.next().or(is_format.then_some(Format));
        assert_eq!(kinds.next(), None, "{c:?}");
        assert_eq!(kind(c), expected, "{c:?}");
    }
}

#[test]
fn finders_give_places() {
    let text = "0123456789\u{202e}é\u{200b}";
    let found: Vec<_> = find_hidden(text).map(|h| (h.ch, h.start)).collect();
    assert_eq!(found, [('\u{202e}', 10), ('\u{200b}', 15)]);
    assert_eq!(find_bidi_controls(text).count(), 1);
    assert_eq!(find_hidden("").next(), None);
}

/// ASCII is looked through by words of eight bytes.
#[test]
fn control_characters_are_found_at_every_place_of_ascii() {
    for c in ('\0'..'\x20').chain(['\x7f']) {
        let kind = kind(c);
        for at in 0..40 {
            let text = format!("{:at$}{c}{:1$}", "", 40 - at);
            let found: Vec<_> = find_hidden(&text).map(|h| (h.ch, h.start)).collect();
            let expected = if kind.is_some() { vec![(c, at)] } else { vec![] };
            assert_eq!(found, expected, "{c:?} at {at}");
        }
    }
}

#[test]
fn strip_keeps_what_words_and_emoji_need() {
    for (text, stripped) in [
        ("", ""),
        ("a\u{200b}b\u{feff}", "ab"),
        ("\u{e0041}x\u{3164}", "x"),
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ("❤\u{fe0f}\u{1}", "❤\u{fe0f}\u{1}"),
    ] {
        assert_eq!(strip_hidden(text), stripped);
        assert_eq!(matches!(strip_hidden(text), Cow::Borrowed(_)), text == stripped);
    }
}

#[test]
fn all_of_emoji_test_has_only_joiners_selectors_and_tags() {
    let Some(path) = crate::shared::data("strings/emoji-test.txt") else { return };
    let mut count = 0;
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let Some((codes, _)) = line.split_once(';') else { continue };
        let emoji: String = codes
            .split_whitespace()
            .filter_map(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?))
            .collect();
        count += 1;
        for hidden in find_hidden(&emoji) {
            assert!(
                matches!(
                    hidden.kind,
                    HiddenKind::Joiner | HiddenKind::VariationSelector | HiddenKind::Tag
                ),
                "{hidden:?}"
            );
        }
    }
    assert!(count > 4_000, "{count}");
}

/// The three shapes of the paper "Trojan Source" (Boucher and Anderson, 2021), CVE-2021-42574.
#[test]
fn trojan_source_is_unbalanced() {
    for open in ['\u{202e}', '\u{2067}', '\u{2066}'] {
        let shapes = [
            // Stretched string.
            format!(
                "if (level != \"user{open} \u{2066}// Check if admin\u{2069} \u{2066}\") {{\n}}\n"
            ),
            // Commenting-out.
            format!("/*{open} }} \u{2066}if (is_admin)\u{2069} \u{2066} begin admins only */\n"),
            // Early return.
            format!("''' Subtract funds then {open}''' ;return\n"),
        ];
        for shape in shapes {
            assert!(has_unbalanced_bidi(&shape), "{shape:?}");
        }
    }
}

#[test]
fn balance_follows_uax_9() {
    for (text, unbalanced) in [
        ("", false),
        ("plain", false),
        ("\u{202a}a\u{202c}", false),
        ("\u{202a}a\u{202c}\u{202c}", false),
        ("\u{2069}a", false),
        ("\u{200e}\u{200f}\u{61c}", false),
        // A PDI closes the embedding inside its isolate.
        ("\u{2067}\u{202e}a\u{2069}", false),
        // A PDF does not reach over an isolate.
        ("\u{202e}\u{2067}\u{202c}\u{2069}", true),
        ("\u{202e}\u{2067}\u{2069}\u{202c}", false),
        ("\u{2066}\u{2066}\u{2069}", true),
    ] {
        assert_eq!(has_unbalanced_bidi(text), unbalanced, "{text:?}");
    }
    // Every line break ends a paragraph: what closes after it is too late.
    for end in ["\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
        assert!(has_unbalanced_bidi(&format!("\u{2067}a{end}\u{2069}")), "{end:?}");
        assert!(!has_unbalanced_bidi(&format!("\u{2067}a\u{2069}{end}b")), "{end:?}");
    }
}

/// Selectors that no character can have are a payload.
#[test]
fn l03_selectors_without_a_character_are_removed() {
    use boltons::strings::{escape_controls, visible};
    for (text, kept) in [
        // At most the one right behind a visible character.
        ("😊\u{e0100}\u{e0148}\u{e0155}\u{e015c}\u{e015f}\u{e0151}", "😊\u{e0100}"),
        ("❤\u{fe0f}\u{fe0e}x", "❤\u{fe0f}x"),
        ("葛\u{e0100}城", "葛\u{e0100}城"),
        ("\u{fe0f}a", "a"),
        ("a\u{fe0f}b", "ab"),
        (" \u{fe00}", " "),
        ("\n\u{fe00}", "\n"),
        ("\u{3000}\u{fe00}", "\u{3000}"),
        ("!\u{e0101}", "!"),
        (
            "1\u{fe0f}\u{20e3} #\u{fe0f}\u{20e3} *\u{fe0f}\u{20e3}",
            "1\u{fe0f}\u{20e3} #\u{fe0f}\u{20e3} *\u{fe0f}\u{20e3}",
        ),
        ("\u{1820}\u{180b}\u{180c}", "\u{1820}\u{180b}"),
        ("日\u{200b}\u{fe00}", "日"),
        ("👁\u{fe0f}\u{200d}🗨\u{fe0f}", "👁\u{fe0f}\u{200d}🗨\u{fe0f}"),
    ] {
        assert_eq!(strip_hidden(text), kept, "{text:?}");
        assert_eq!(strip_hidden(kept), kept, "{text:?}");
        let strays = find_hidden(text).strays().count();
        assert_eq!(strays, text.chars().count() - kept.chars().count(), "{text:?}");
        let escaped = escape_controls(text);
        assert_eq!(escaped.matches("\\u{").count(), strays, "{text:?}");
        assert_eq!(escaped, visible(text).to_string().replace('\n', "\\n"));
        assert_eq!(boltons::strings::unescape_controls(&escaped).unwrap(), text);
    }
}

/// Joiners that can do nothing are a payload, and break up words that a filter looks for.
#[test]
fn l06_joiners_that_join_nothing_are_removed() {
    use boltons::strings::escape_controls;
    let bits = "\u{200c}\u{200d}\u{200d}\u{200c}".repeat(4);
    for (text, kept) in [
        ("ign\u{200d}ore", "ignore"),
        ("1\u{200c}2", "12"),
        ("a\u{200d}\u{200b}b", "ab"),
        (&format!("日{bits}本"), "日本"),
        (&format!("a{bits}"), "a"),
        (&format!("{bits}a"), "a"),
        ("日\u{200c}\u{200b}\u{200d}\u{200b}\u{200c}\u{200b}\u{200d}本", "日本"),
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ("क\u{94d}\u{200d}ष क\u{94d}\u{200c}ष", "क\u{94d}\u{200d}ष क\u{94d}\u{200c}ष"),
        ("ل\u{200d}\u{200c}\u{200d}ا", "ل\u{200d}\u{200c}\u{200d}ا"),
        ("👩\u{200d}👩\u{200d}👧", "👩\u{200d}👩\u{200d}👧"),
        ("PDF\u{200c}ها", "PDF\u{200c}ها"),
        ("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥"),
    ] {
        assert_eq!(strip_hidden(text), kept, "{text:?}");
        assert_eq!(strip_hidden(kept), kept, "{text:?}");
        let joiners = |s: &str| s.matches(['\u{200c}', '\u{200d}']).count();
        assert_eq!(joiners(&escape_controls(text)), joiners(kept), "{text:?}");
    }
    // No emoji and no spelling raises an alarm.
    let Some(path) = crate::shared::data("strings/emoji-test.txt") else { return };
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let Some((codes, _)) = line.split_once(';') else { continue };
        let emoji: String = codes
            .split_whitespace()
            .filter_map(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?))
            .collect();
        let alarms = find_hidden(&emoji).strays().filter(|h| h.kind != HiddenKind::Tag).count();
        assert_eq!(alarms, 0, "{emoji:?}");
    }
}

/// All of Default_Ignorable_Code_Point (DerivedCoreProperties 16.0).
#[test]
fn l04_every_default_ignorable_character_is_found() {
    use boltons::strings::escape_controls;
    let ignorable = [
        ('\u{ad}', '\u{ad}'),
        ('\u{34f}', '\u{34f}'),
        ('\u{61c}', '\u{61c}'),
        ('\u{115f}', '\u{1160}'),
        ('\u{17b4}', '\u{17b5}'),
        ('\u{180b}', '\u{180f}'),
        ('\u{200b}', '\u{200f}'),
        ('\u{202a}', '\u{202e}'),
        ('\u{2060}', '\u{206f}'),
        ('\u{3164}', '\u{3164}'),
        ('\u{fe00}', '\u{fe0f}'),
        ('\u{feff}', '\u{feff}'),
        ('\u{ffa0}', '\u{ffa0}'),
        ('\u{fff0}', '\u{fff8}'),
        ('\u{1bca0}', '\u{1bca3}'),
        ('\u{1d173}', '\u{1d17a}'),
        ('\u{e0000}', '\u{e0fff}'),
    ];
    for c in ignorable.into_iter().flat_map(|(first, last)| first..=last) {
        assert!(kind(c).is_some(), "{c:?}");
        // Between two letters of ASCII, none of them does anything.
        let text = format!("a{c}b");
        assert_eq!(strip_hidden(&text), "ab", "{c:?}");
        assert_eq!(escape_controls(&text), format!("a\\u{{{:x}}}b", u32::from(c)));
    }
}
