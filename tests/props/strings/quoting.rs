//! Shells, HTML and replacements.

use std::borrow::Cow;

use boltons::strings::{
    cmd_quote, html_escape, html_escape_into, html_unescape, html_unescape_attribute,
    html_unescape_into, pluralize, replace_chars, sh_join, sh_quote, sh_quote_into, sh_split,
    singularize, strip_tags, windows_join, windows_quote, windows_split,
};
use proptest::prelude::*;

use super::text::hostile;

/// An argument, mostly of what the shells care about.
fn argument() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ab \\\\\"'$`!#~%^&|<>{}=\\n\\t*?-]{0,9}".prop_map(String::from),
        1 => hostile(),
    ]
}

fn arguments() -> impl Strategy<Value = Vec<String>> {
    let clean = argument().prop_map(|arg| arg.replace('\0', ""));
    prop::collection::vec(clean, 0..6)
}

/// Text with references, whole, cut short and false.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "&",
            "&amp;",
            "&amp",
            "&lt",
            "&notit;",
            "&notin;",
            "&#",
            "&#x",
            "&#128;",
            "&#xD800;",
            ";",
            "#",
            "x",
            "&copy2",
            "&#99999999999;",
            "&nosuch;",
            "&NotEqualTilde;",
            "=",
            "<",
            ">",
            "\"",
            "'",
            "a",
            "é",
        ])
        .prop_map(String::from),
        "[ -~]{0,4}".prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::CASES))]

    #[test]
    fn sh_splits_what_it_joined(args in arguments()) {
        let line = sh_join(&args).unwrap();
        prop_assert_eq!(sh_split(&line).collect::<Result<Vec<_>, _>>().unwrap(), args.clone());
        // No quoted argument is taken for a comment.
        prop_assert_eq!(sh_split(&line).comments().collect::<Result<Vec<_>, _>>().unwrap(), args);
    }

    #[test]
    fn sh_quote_borrows_if_and_only_if_nothing_changes(arg in argument()) {
        match sh_quote(&arg) {
            Ok(quoted) => {
                prop_assert_eq!(matches!(quoted, Cow::Borrowed(_)), quoted == arg.as_str());
                let mut out = String::from("x ");
                sh_quote_into(&arg, &mut out).unwrap();
                prop_assert_eq!(out, format!("x {quoted}"));
            }
            Err(error) => {
                prop_assert!(error.is_unrepresentable());
                prop_assert_eq!(error.position(), arg.find('\0'));
            }
        }
    }

    #[test]
    fn sh_split_takes_any_text(line in argument()) {
        let words: Vec<_> = sh_split(&line).collect();
        for word in &words[..words.len().saturating_sub(1)] {
            prop_assert!(word.is_ok());
        }
        match words.into_iter().collect::<Result<Vec<_>, _>>() {
            // What it means can be written again.
            Ok(words) if !line.contains('\0') => {
                let again = sh_join(&words).unwrap();
                prop_assert_eq!(sh_split(&again).collect::<Result<Vec<_>, _>>().unwrap(), words);
            }
            Ok(_) => {}
            Err(error) => prop_assert!(error.is_syntax()),
        }
    }

    #[test]
    fn windows_splits_what_it_joined(args in arguments()) {
        let line = windows_join(&args).unwrap();
        let split: Vec<_> = windows_split(&line).collect();
        prop_assert_eq!(split, args.clone(), "{}", line);
        for arg in &args {
            let quoted = windows_quote(arg).unwrap();
            prop_assert_eq!(matches!(quoted, Cow::Borrowed(_)), quoted == arg.as_str());
        }
    }

    #[test]
    fn cmd_quotes_what_a_program_reads_back(arg in argument()) {
        // What an 8-bit code page makes a quote or a backslash, and what `cmd.exe` acts on in quotes.
        let fits = "\u{2ba}\u{30e}\u{5f4}\u{201c}\u{201d}\u{201e}\u{201f}\u{2033}\u{2036}\u{301d}\u{301e}\u{301f}\
            \u{ff02}\u{a5}\u{20a9}\u{2216}\u{ff3c}";
        let refused = |c: char| (c < ' ' && c != '\t') || c == '%' || fits.contains(c);
        match cmd_quote(&arg) {
            Ok(quoted) => {
                prop_assert!(!arg.contains(refused));
                let inside = quoted.strip_prefix('"').and_then(|q| q.strip_suffix('"'));
                if let Some(inside) = inside {
                    // Never open: each quote inside has its twin.
                    prop_assert!(!inside.replace("\"\"", "").contains('"'));
                } else {
                    prop_assert!(!quoted.contains(['&', '|', '<', '>', '^', ' ', '"', '(', '=']));
                }
                prop_assert_eq!(windows_split(&quoted).collect::<Vec<_>>(), [arg.as_str()]);
            }
            Err(error) => {
                prop_assert!(error.is_unrepresentable());
                prop_assert_eq!(error.position(), arg.find(refused));
            }
        }
    }

    #[test]
    fn html_unescapes_what_it_escaped(s in prop_oneof![markup(), hostile()]) {
        let escaped = html_escape(&s);
        prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
        prop_assert_eq!(&html_unescape(&escaped), &s);
        prop_assert_eq!(&html_unescape_attribute(&escaped), &s);
        prop_assert_eq!(&strip_tags(&escaped), &escaped);
        prop_assert_eq!(matches!(escaped, Cow::Borrowed(_)), escaped == s.as_str());
        let mut out = String::from("x");
        html_escape_into(&s, &mut out);
        prop_assert_eq!(&out[1..], &*escaped);
    }

    #[test]
    fn html_unescapes_any_text(s in markup()) {
        let text = html_unescape(&s);
        prop_assert_eq!(matches!(text, Cow::Borrowed(_)), text == s.as_str());
        let mut out = String::from("x");
        html_unescape_into(&s, &mut out);
        prop_assert_eq!(&out[1..], &*text);
        // No reference makes more of itself than `&nGt;`, six bytes of five.
        prop_assert!(text.len() <= s.len() * 6 / 5 + 1);
        let attribute = html_unescape_attribute(&s);
        prop_assert_eq!(matches!(attribute, Cow::Borrowed(_)), attribute == s.as_str());
        let stripped = strip_tags(&s);
        prop_assert!(stripped.len() <= s.len());
        prop_assert_eq!(matches!(stripped, Cow::Borrowed(_)), stripped == s.as_str());
    }

    #[test]
    fn characters_are_replaced_one_by_one(
        s in "[a-fé日]{0,40}",
        map in prop::collection::vec((prop::sample::select(vec!['a', 'b', 'f', 'é', '日', 'x']), "[a-cé]{0,3}"), 0..5),
    ) {
        let pairs: Vec<(char, &str)> = map.iter().map(|(key, value)| (*key, &**value)).collect();
        let mut naive = String::new();
        for c in s.chars() {
            match pairs.iter().find(|(key, _)| *key == c) {
                Some((_, value)) => naive += value,
                None => naive.push(c),
            }
        }
        let ours = replace_chars(&s, &pairs);
        prop_assert_eq!(&ours, &naive);
        prop_assert_eq!(matches!(ours, Cow::Borrowed(_)), naive == s);
    }

    #[test]
    fn plurals_change_what_they_do_not_borrow(s in prop_oneof!["[a-zA-Z]{1,9}(s|es|ies|is|us|ves|men|a|i)?", hostile()]) {
        for form in [pluralize(&s), singularize(&s)] {
            prop_assert_eq!(matches!(form, Cow::Borrowed(_)), form == s.as_str());
        }
    }

    #[test]
    fn plurals_of_regular_nouns_are_stable(s in "([a-z]{1,6}[- ])?[bcdfglmnprt]{1,2}[aeo][dglmnprt]{1,2}(er|ing|ion|ment|ity|ness|le)") {
        // Goggles are listed as a plural without a singular (`goggles_have_no_singular`).
        prop_assume!(!s.ends_with("goggle"));
        let plural = pluralize(&s).into_owned();
        prop_assert_eq!(pluralize(&plural), plural.as_str());
        prop_assert_eq!(singularize(&plural), s.as_str());
        prop_assert_eq!(singularize(&s), s.as_str());
    }
}

#[cfg(feature = "replace")]
mod several {
    use boltons::strings::{MultiReplace, multi_replace};

    use super::*;

    /// The first pair in the order given, or the longest key, at the first place where one fits.
    fn naive(s: &str, pairs: &[(String, String)], longest: bool) -> String {
        let mut out = String::new();
        let mut rest = s;
        while let Some(c) = rest.chars().next() {
            let mut fits = pairs.iter().filter(|(key, _)| rest.starts_with(&**key));
            let pair = if longest {
                // Of equal keys the first.
                fits.rev().max_by_key(|(key, _)| key.len())
            } else {
                fits.next()
            };
            match pair {
                Some((key, value)) => {
                    out += value;
                    rest = &rest[key.len()..];
                }
                None => {
                    out.push(c);
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(super::super::CASES))]

        #[test]
        fn keys_are_replaced_as_by_the_naive_one(
            s in "[abé]{0,30}",
            pairs in prop::collection::vec(("[abé]{1,4}", "[ab]{0,3}"), 0..6),
        ) {
            let first = MultiReplace::new(pairs.iter().map(|(k, v)| (k, v))).unwrap();
            let longest = MultiReplace::builder()
                .pairs(pairs.iter().map(|(k, v)| (k, v)))
                .longest()
                .build()
                .unwrap();
            for (replacer, long) in [(first, false), (longest, true)] {
                let expected = naive(&s, &pairs, long);
                let ours = replacer.replace(&s);
                prop_assert_eq!(&ours, &expected);
                prop_assert_eq!(matches!(ours, Cow::Borrowed(_)), expected == s);
                let mut out = String::from("x");
                replacer.replace_into(&s, &mut out);
                prop_assert_eq!(&out[1..], &*expected);
                let with = replacer.replace_with(&s, |i, _, out| out.push_str(&pairs[i].1));
                prop_assert_eq!(with, expected);
            }
            let once = multi_replace(&s, pairs.iter().map(|(k, v)| (k, v))).unwrap();
            prop_assert_eq!(once, naive(&s, &pairs, false));
        }
    }
}
