//! Measuring, padding, wrapping and shortening.

use std::borrow::Cow;

use boltons::strings::{Align, Ellipsize, Measure, Wrap, lines_unicode, measure, pad};
use proptest::prelude::*;

use super::text::hostile;

const MEASURES: &[Measure] = &[
    Measure::Bytes,
    Measure::Chars,
    #[cfg(feature = "unicode")]
    Measure::Graphemes,
    #[cfg(feature = "unicode")]
    Measure::Columns,
];

/// First-fit for words of one measure, in characters, with nothing clever.
fn naive_wrap(s: &str, width: usize) -> Vec<String> {
    let is_blank = |c: &char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
    let mut out = Vec::new();
    for line in lines_unicode(s) {
        let chars: Vec<char> = line.chars().collect();
        let mut at = 0;
        let mut fresh = true;
        loop {
            let full = (at + width).min(chars.len());
            // The last place up to the width where a word ends.
            let word_end = |end: &usize| *end == chars.len() || is_blank(&chars[*end]);
            let lead =
                if fresh { chars[at..].iter().take_while(|c| is_blank(c)).count() } else { 0 };
            let end = (at + lead + 1..=full).rev().find(word_end);
            let (end, next) = match end {
                Some(end) => (end, end),
                None if at + lead >= chars.len() => (at, chars.len()),
                None if lead > 0 => (at, at + lead),
                None => (full, full),
            };
            let text: String = chars[at..end].iter().collect();
            let kept = text.trim_end_matches(|c| is_blank(&c));
            out.push(kept.to_owned());
            at = next;
            while at < chars.len() && is_blank(&chars[at]) {
                at += 1;
            }
            fresh = false;
            if at >= chars.len() {
                break;
            }
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::CASES))]

    #[test]
    fn wrapping_in_characters_agrees_with_the_naive_one(s in "[ab é\u{a0}\n]{0,30}", width in 1_usize..9) {
        let lines: Vec<&str> = Wrap::new(width).lines(&s).collect();
        prop_assert_eq!(lines, naive_wrap(&s, width));
    }

    #[test]
    fn wrapped_lines_fit_and_keep_every_word(s in hostile(), width in 0_usize..12) {
        for &m in MEASURES {
            let wrap = Wrap::new(width).measure(m);
            let lines: Vec<&str> = wrap.lines(&s).collect();
            let place = |line: &str| line.as_ptr() as usize - s.as_ptr() as usize;
            for line in &lines {
                // A line that is too wide holds one unit.
                let wide = measure(line, m) > width.max(1);
                prop_assert!(!wide || Wrap::new(1).measure(m).lines(line).count() <= 1, "{:?}", line);
            }
            for pair in lines.windows(2) {
                prop_assert!(place(pair[0]) + pair[0].len() <= place(pair[1]));
                let between = &s[place(pair[0]) + pair[0].len()..place(pair[1])];
                prop_assert!(between.chars().all(char::is_whitespace), "{:?}", between);
            }
            prop_assert_eq!(wrap.fill(&s), lines.join("\n"));
            let long = wrap.keep_long_words();
            // Words part after hyphens and between ideographs, too: without blanks, all is there.
            let words = |text: &str| text.split_whitespace().collect::<String>();
            if !s.contains(['\u{a0}', '\u{1b}', '\u{9b}']) {
                prop_assert_eq!(words(&long.fill(&s)), words(&s));
            }
        }
    }

    #[test]
    fn shortened_text_fits(s in hostile(), max in 0_usize..20, marker in prop::sample::select(vec!["…", "...", "", "[more]", "日本"])) {
        for &m in MEASURES {
            let new = Ellipsize::new(max).measure(m).marker(marker);
            for rules in [new, new.anywhere(), new.at_start(), new.at_middle(), new.at_middle().anywhere()] {
                let out = rules.apply(&s);
                prop_assert!(measure(&out, m) <= max, "{:?} {:?}", rules, out);
                prop_assert_eq!(matches!(out, Cow::Borrowed(_)), measure(&s, m) <= max);
            }
        }
    }

    #[test]
    fn padded_text_is_as_wide_as_asked(s in hostile(), width in 0_usize..30) {
        for &m in MEASURES {
            for align in [Align::Start, Align::Center, Align::End] {
                let out = pad(&s, width, align, m);
                // Inside, there may be spaces, before what would take them in.
                let inside = |text: &str| text.replace(' ', "");
                prop_assert_eq!(inside(&out), inside(&s));
                prop_assert_eq!(matches!(out, Cow::Borrowed(_)), measure(&s, m) >= width);
                // A space joins with the mark that the text begins with, and counts once in graphemes.
                let first = s.chars().next().filter(|c| !c.is_ascii());
                if matches!(m, Measure::Bytes | Measure::Chars) || first.is_none() {
                    prop_assert!(measure(&out, m) >= width, "{:?}", out);
                }
            }
        }
    }
}

#[cfg(feature = "unicode")]
mod unicode {
    use super::*;
    use boltons::strings::{display_width, strip_ansi};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(super::super::CASES))]

        /// Without sequences and controls, the widths are those of the crate.
        #[test]
        fn columns_are_unicode_widths(s in hostile(), t in any::<String>()) {
            for text in [s, t] {
                let clean: String = strip_ansi(&text).chars().filter(|c| !c.is_control()).collect();
                prop_assert_eq!(display_width(&clean), unicode_width::UnicodeWidthStr::width(&*clean), "{:?}", clean);
            }
        }

        #[test]
        fn graphemes_are_those_of_the_segmentation(s in hostile(), t in any::<String>()) {
            for text in [s, t] {
                let count = unicode_segmentation::UnicodeSegmentation::graphemes(&*text, true).count();
                prop_assert_eq!(measure(&text, Measure::Graphemes), count, "{:?}", text);
            }
        }
    }
}
