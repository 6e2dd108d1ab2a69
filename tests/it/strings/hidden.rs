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
        .collect();
    assert_eq!(format.len(), 21);
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
                    '\u{ad}' | '\u{34f}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{180e}'
                ),
            ),
            (
                VariationSelector,
                matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}'),
            ),
            (Tag, matches!(c, '\u{e0000}'..='\u{e007f}')),
            (Blank, matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}')),
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
