//! Escapes, hidden characters, lines, case, slugs and ASCII against dumb models.

use std::borrow::Cow;

use boltons::strings::{
    AnsiSpan, AnsiStripper, Asciifier, Case, Casing, Digits, HiddenKind, Locale, Newline, Slugger,
    StrExt, ansi_spans, asciify, deaccent, dedent, detect_case, escape_controls,
    escape_controls_bytes, find_bidi_controls, find_hidden, has_ansi, has_unbalanced_bidi, indent,
    is_case, lines_unicode, normalize_newlines, paragraphs, slugify, slugify_into,
    split_line_breaks, strip_ansi, strip_ansi_bytes, strip_ansi_into, strip_hidden, to_case,
    to_case_into, unescape_controls, unwrap_text, visible, words,
};
use proptest::prelude::*;

/// Text with what these functions care about: escapes, breaks, marks, cases, hidden characters.
pub fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ -~]{0,9}".prop_map(String::from),
        2 => prop::sample::select(vec![
            "\x1b[", "\x1b]0;", "\x1b\\", "\x1b", "\u{9b}", "\u{9c}", "\x07", "31m", ";", "\u{18}",
            "\n", "\r", "\r\n", "\u{b}", "\u{85}", "\u{2028}", "\t", "  ", "\\", "\\u{1b}",
        ]).prop_map(String::from),
        2 => prop::sample::select(vec![
            "é", "e\u{301}", "Σ", "ß", "ǆ", "İ", "ﬁ", "Ж", "й", "и\u{306}", "日", "ａ", "½", "👩\u{200d}🚀",
            "\u{202e}", "\u{2066}", "\u{2069}", "\u{200b}", "\u{feff}", "\u{fe0f}", "\u{e0041}", "\u{a0}",
            "\u{2003}", "°", "…", "\u{301}", "हि", "🇩🇪",
        ]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

#[allow(clippy::ptr_arg, reason = "the question is which variant it is")]
fn borrowed<T: ?Sized + ToOwned>(text: &Cow<'_, T>) -> bool {
    matches!(text, Cow::Borrowed(_))
}

/// The splitter, a character at a time.
fn naive_split(s: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in s.char_indices() {
        if c == '\n' && s[..at].ends_with('\r') {
            start = at + 1;
        } else if matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            out.push(&s[start..at]);
            start = at + c.len_utf8();
        }
    }
    out.push(&s[start..]);
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::CASES))]

    #[test]
    fn escapes_round_trip_and_leave_nothing_to_hide(s in hostile()) {
        let escaped = escape_controls(&s);
        prop_assert_eq!(&*unescape_controls(&escaped).unwrap(), &*s);
        prop_assert_eq!(borrowed(&escaped), escaped == s);
        prop_assert!(!escaped.contains(char::is_control));
        prop_assert!(!has_unbalanced_bidi(&escaped));
        prop_assert!(!has_ansi(&escaped));
        prop_assert_eq!(visible(&s).to_string(), &*escaped);
        prop_assert_eq!(escape_controls_bytes(s.as_bytes()), escaped);
        if let Err(error) = unescape_controls(&s) {
            let message = error.to_string();
            prop_assert!(error.is_syntax() && message.len() <= 200);
            prop_assert!(!message.contains(char::is_control));
            prop_assert!(s.is_char_boundary(error.position().unwrap()));
        }
    }

    #[test]
    fn bytes_are_escaped_without_controls(b in prop::collection::vec(any::<u8>(), 0..40)) {
        let escaped = escape_controls_bytes(&b);
        prop_assert!(!escaped.contains(char::is_control));
        prop_assert_eq!(borrowed(&escaped), escaped.as_bytes() == b);
    }

    #[test]
    fn hidden_characters_are_what_stripping_removes(s in hostile()) {
        let hidden: Vec<_> = find_hidden(&s).collect();
        for pair in hidden.windows(2) {
            prop_assert!(pair[0].start < pair[1].start);
        }
        for h in &hidden {
            prop_assert!(s[h.start..].starts_with(h.ch));
        }
        let strays: Vec<_> = find_hidden(&s).strays().collect();
        for h in &hidden {
            let needed = matches!(h.kind, HiddenKind::Joiner | HiddenKind::VariationSelector);
            prop_assert!(needed || strays.contains(h));
        }
        let gone = |at| strays.iter().any(|h| h.start == at && h.kind != HiddenKind::Control);
        let kept = s.char_indices().filter(|(at, _)| !gone(*at)).map(|(_, c)| c);
        let stripped = strip_hidden(&s);
        prop_assert_eq!(&*stripped, kept.collect::<String>());
        prop_assert_eq!(&*strip_hidden(&stripped), &*stripped);
        prop_assert_eq!(borrowed(&stripped), stripped == s);
        prop_assert!(find_bidi_controls(&stripped).next().is_none());
    }

    #[test]
    fn stripping_agrees_with_spans_and_every_chunking(s in hostile(), size in 1_usize..9) {
        let stripped = strip_ansi(&s);
        prop_assert_eq!(borrowed(&stripped), !has_ansi(&s));
        let mut whole = String::new();
        let mut text = String::new();
        for span in ansi_spans(&s) {
            match span {
                AnsiSpan::Text(piece) => { whole += piece; text += piece; }
                AnsiSpan::Escape(piece) => whole += piece,
                _ => unreachable!(),
            }
        }
        prop_assert_eq!(&whole, &s);
        prop_assert_eq!(&*stripped, &text);
        let mut into = "é".to_owned();
        strip_ansi_into(&s, &mut into);
        prop_assert_eq!(&into[2..], &text);
        prop_assert_eq!(&*strip_ansi_bytes(s.as_bytes()), text.as_bytes());
        let (mut stripper, mut out) = (AnsiStripper::new(), Vec::new());
        for chunk in s.as_bytes().chunks(size) {
            stripper.push(chunk, &mut out);
        }
        stripper.finish(&mut out);
        prop_assert_eq!(out, text.as_bytes());
    }

    #[test]
    fn stripping_bytes_agrees_with_streaming(
        b in prop::collection::vec(prop_oneof![any::<u8>(), Just(0x1B), Just(0xC2), Just(b'[')], 0..700),
    ) {
        let (mut stripper, mut out) = (AnsiStripper::new(), Vec::new());
        stripper.push(&b, &mut out);
        stripper.finish(&mut out);
        let stripped = strip_ansi_bytes(&b);
        prop_assert_eq!(&*stripped, &*out);
        prop_assert_eq!(borrowed(&stripped), out == b);
    }

    #[test]
    fn lines_agree_with_the_naive_splitter(s in hostile(), ends in any::<u64>()) {
        let pieces = naive_split(&s);
        let mut lines = pieces.clone();
        if lines.last() == Some(&"") {
            lines.pop();
        }
        prop_assert_eq!(both_ends(split_line_breaks(&s), ends), pieces);
        prop_assert_eq!(both_ends(lines_unicode(&s), ends), &*lines);
        for to in [Newline::Lf, Newline::Crlf, Newline::Cr] {
            let normal = normalize_newlines(&s, to);
            prop_assert_eq!(&*normal, naive_split(&s).join(to.as_str()));
            prop_assert_eq!(borrowed(&normal), normal == s);
        }
        // What is changed in lines leaves their number, and dedent undoes indent.
        let indented = indent(&s, "  ");
        prop_assert_eq!(lines_unicode(&indented).count(), lines.len());
        let dedented = dedent(&s);
        prop_assert_eq!(borrowed(&dedented), dedented == s);
        prop_assert_eq!(&*dedent(&dedented), &*dedented);
        let unwrapped = unwrap_text(&s);
        prop_assert_eq!(paragraphs(&s).collect::<Vec<_>>().join("\n\n"), &*unwrapped);
        prop_assert_eq!(unwrap_text(&unwrapped), &*unwrapped);
    }

    #[test]
    fn cases_agree_with_their_words(s in hostile(), ends in any::<u64>()) {
        let forward: Vec<&str> = words(&s).collect();
        prop_assert_eq!(both_ends(words(&s), ends), &*forward);
        for &case in Case::ALL {
            let out = to_case(&s, case);
            prop_assert_eq!(borrowed(&out), out == s);
            prop_assert_eq!(is_case(&s, case), out == s);
            let mut into = "é".to_owned();
            to_case_into(&s, case, &mut into);
            prop_assert_eq!(&into[2..], &*out);
            // Letters are mapped, nothing is lost or added but separators.
            let fold = |s: &str| s.to_lowercase().to_uppercase();
            let flat = fold(&forward.concat());
            let mapped: String = out.chars().filter(|c| !" _-./".contains(*c)).collect();
            prop_assert_eq!(fold(&mapped), flat);
        }
        let snake = to_case(&s, Case::Snake);
        prop_assert_eq!(to_case(&snake, Case::Snake), &*snake);
        if let Some(case) = detect_case(&s) {
            prop_assert!(is_case(&s, case));
        }
        for digits in [Digits::Before, Digits::After, Digits::Both] {
            let rules = Casing::new().digits(digits).acronyms(&["IDs", "e"]).keep_chars(&['$']);
            let forward: Vec<&str> = rules.words(&s).collect();
            prop_assert_eq!(both_ends(rules.words(&s), ends), forward);
        }
        let edges = Casing::new().keep_edges().to(&s, Case::Snake).into_owned();
        prop_assert!(edges.contains(&*snake));
    }

    /// The masks against the machine that reads characters.
    #[test]
    fn masks_agree_with_characters(s in "[a-cA-C0-2_ -]{0,64}") {
        for &case in Case::ALL {
            let long = format!("{s}{}", " ".repeat(65));
            prop_assert_eq!(to_case(&s, case), to_case(&long, case));
        }
    }

    #[test]
    fn slugs_and_ascii(s in hostile()) {
        let ascii = asciify(&s);
        prop_assert!(ascii.is_ascii());
        prop_assert_eq!(borrowed(&ascii), s.is_ascii());
        for locale in [Locale::German, Locale::Nordic, Locale::Ukrainian, Locale::Bulgarian] {
            prop_assert!(Asciifier::new().locale(locale).asciify(&s).is_ascii());
        }
        let bare = deaccent(&s);
        prop_assert_eq!(borrowed(&bare), bare == s);
        prop_assert_eq!(deaccent(&bare), &*bare);
        let slug = slugify(&s);
        prop_assert_eq!(borrowed(&slug), slug == s);
        prop_assert!(slug.split('-').all(|w| slug.is_empty() || !w.is_empty()));
        prop_assert_eq!(slugify(&slug), &*slug);
        let mut into = "é".to_owned();
        slugify_into(&s, &mut into);
        prop_assert_eq!(&into[2..], &*slug);
        for max in [0, 1, 5, 20] {
            for slugger in [Slugger::new(), Slugger::new().unicode(), Slugger::new().split_case()] {
                let slugger = slugger.max_len(max).stop_words(&["a", "é"]);
                let short = slugger.slug(&s);
                prop_assert!(short.len() <= max);
                prop_assert!(!short.starts_with('-') && !short.ends_with('-'));
            }
        }
        prop_assert_eq!(s.slugify(), &*slug);
        prop_assert_eq!(s.to_snake_case(), to_case(&s, Case::Snake));
    }
}

/// Takes from either end as the bits of `ends` say; gives the whole in order.
fn both_ends<'a>(
    mut iter: impl DoubleEndedIterator<Item = &'a str>,
    mut ends: u64,
) -> Vec<&'a str> {
    let (mut front, mut back) = (Vec::new(), Vec::new());
    loop {
        let (list, item) =
            if ends & 1 == 0 { (&mut front, iter.next()) } else { (&mut back, iter.next_back()) };
        ends = ends.rotate_right(1);
        match item {
            Some(item) => list.push(item),
            None => break,
        }
    }
    back.reverse();
    front.extend(back);
    front
}
