//! `replace_chars`, and `MultiReplace` with the feature `replace`.

use boltons::strings::replace_chars;
use std::borrow::Cow;

#[test]
fn characters_in_one_pass() {
    type Case = (&'static str, &'static [(char, &'static str)], &'static str);
    let cases: [Case; 11] = [
        ("", &[('a', "b")], ""),
        ("abc", &[], "abc"),
        ("abc", &[('x', "y")], "abc"),
        ("aab", &[('a', "b"), ('b', "a")], "bba"),
        ("a", &[('a', "1"), ('a', "2")], "1"),
        ("héé", &[('é', "e")], "hee"),
        ("h𝄞é", &[('𝄞', ""), ('h', "𝄞")], "𝄞é"),
        // U+0129 and U+00E9 fall into one place of the filter.
        ("ĩé", &[('ĩ', "i")], "ié"),
        ("aaa", &[('a', "")], ""),
        ("a\u{7f}\u{80}", &[('\u{7f}', "D"), ('\u{80}', "P")], "aDP"),
        ("ba", &[('a', "a")], "ba"),
    ];
    for (text, map, expected) in cases {
        let ours = replace_chars(text, map);
        assert_eq!(ours, expected);
        assert_eq!(matches!(ours, Cow::Borrowed(_)), text == expected, "{text}");
    }
}

#[test]
fn changes_that_cancel_out_are_borrowed() {
    let same = replace_chars("ab", &[('a', "ab"), ('b', "")]);
    assert!(matches!(same, Cow::Borrowed("ab")));
}

#[cfg(feature = "replace")]
mod multi {
    use boltons::strings::{MultiReplace, multi_replace};
    use std::borrow::Cow;

    fn new(pairs: &[(&str, &str)]) -> MultiReplace {
        MultiReplace::new(pairs.iter().copied()).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn leftmost_first() {
        assert_eq!(new(&[("a", "1"), ("ab", "2")]).replace("abab"), "1b1b");
        assert_eq!(new(&[("ab", "2"), ("a", "1")]).replace("aba"), "21");
        assert_eq!(new(&[("a", "1"), ("a", "2")]).replace("a"), "1");
        assert_eq!(new(&[("bc", "x"), ("ab", "y")]).replace("abc"), "yc");
        assert_eq!(new(&[("cat", "dog"), ("dog", "cat")]).replace("cat dog"), "dog cat");
        assert_eq!(new(&[("é", "e"), ("𝄞", "")]).replace("é𝄞x"), "ex");
        assert_eq!(new(&[]).replace("abc"), "abc");
    }

    #[test]
    fn options() {
        let pairs = [("a", "1"), ("ab", "2"), ("AB", "3"), ("ab", "4")];
        let builder = || MultiReplace::builder().pairs(pairs);
        let longest = builder().longest().build().expect("keys");
        assert_eq!(longest.replace("abaAB"), "213");
        let any_case = builder().longest().ignore_ascii_case().build().expect("keys");
        assert_eq!(any_case.replace("aBAB"), "22");
        let kelvin =
            MultiReplace::builder().pair("k", "x").ignore_ascii_case().build().expect("keys");
        assert_eq!(kelvin.replace("K\u{212a}"), "x\u{212a}");
    }

    #[test]
    fn whole_words_look_past_a_refused_match() {
        let build = |pairs: &[(&str, &str)], longest: bool| {
            let builder = MultiReplace::builder().pairs(pairs.iter().copied()).whole_words();
            if longest { builder.longest() } else { builder }.build().expect("keys")
        };
        let words = build(&[("foo", "1"), ("foobar", "2"), ("bar", "3")], false);
        assert_eq!(words.replace("foo foobar bar xbar foo_ foox"), "1 2 3 xbar foo_ foox");
        assert_eq!(words.replace("éfoo foo1 (foo)-bar"), "éfoo foo1 (1)-3");
        let pairs = [("a", "1"), ("a b", "2"), ("b c", "3")];
        assert_eq!(build(&pairs, false).replace("a b c"), "1 3");
        assert_eq!(build(&pairs, true).replace("a b c"), "2 c");
        assert_eq!(build(&[("a", "1"), ("a", "2")], false).replace("a"), "1");
    }

    #[test]
    fn whole_words_equal_a_naive_search() {
        let keys = ["a", "ab", "a b", "b a", "ba", " ", "aa", "a-", "-a"];
        let in_word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        for longest in [false, true] {
            let pairs = keys.iter().enumerate().map(|(i, key)| (key, format!("<{i}>")));
            let builder = MultiReplace::builder().pairs(pairs).whole_words();
            let ours = if longest { builder.longest() } else { builder }.build().expect("keys");
            for code in 0..4usize.pow(6) {
                let text: String =
                    (0..6).map(|i| ['a', 'b', ' ', '-'][code >> (2 * i) & 3]).collect();
                let bytes = text.as_bytes();
                let (mut expected, mut at) = (String::new(), 0);
                while at < text.len() {
                    let mut fits: Vec<usize> = (0..keys.len())
                        .filter(|&i| {
                            let end = at + keys[i].len();
                            text[at..].starts_with(keys[i])
                                && !in_word(at.checked_sub(1).and_then(|at| bytes.get(at)))
                                && !in_word(bytes.get(end))
                        })
                        .collect();
                    if longest {
                        fits.sort_by_key(|&i| std::cmp::Reverse(keys[i].len()));
                    }
                    match fits.first() {
                        Some(&i) => {
                            expected += &format!("<{i}>");
                            at += keys[i].len();
                        }
                        None => {
                            expected.push(char::from(bytes[at]));
                            at += 1;
                        }
                    }
                }
                assert_eq!(ours.replace(&text), expected, "{text:?}");
            }
        }
    }

    #[test]
    fn borrowed_if_unchanged() {
        let ours = new(&[("x", "y"), ("a", "ab"), ("b", "")]);
        assert!(matches!(ours.replace("none"), Cow::Borrowed("none")));
        assert!(matches!(ours.replace("ab"), Cow::Borrowed("ab")));
        assert!(matches!(ours.replace("x"), Cow::Owned(_)));
        let pairs = [("x", "y")];
        assert!(matches!(multi_replace("none", pairs), Ok(Cow::Borrowed("none"))));
        assert!(matches!(multi_replace("x", pairs), Ok(Cow::Owned(_))));
        let same = |t| ours.replace_with(t, |_, found, out| out.push_str(found));
        assert!(matches!(same("none"), Cow::Borrowed("none")));
        assert!(matches!(same("xab"), Cow::Borrowed("xab")));
        let mut out = String::from("-");
        ours.replace_into("xax", &mut out);
        assert_eq!(out, "-yaby");
    }

    #[test]
    fn an_empty_key_is_refused() {
        // Python puts the value between all characters.
        let error = multi_replace("abc", [("a", "b"), ("", "x")]).unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.position(), Some(1));
        assert_eq!(error.to_string(), "the key of pair 2 is empty");
    }

    #[test]
    fn a_panic_in_the_closure_leaves_it_usable() {
        let ours = new(&[("a", "1"), ("b", "2")]);
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            ours.replace_with("ab", |index, _, _| assert_eq!(index, 0, "on purpose")).into_owned()
        }));
        assert!(caught.is_err());
        assert_eq!(ours.replace("ab"), "12");
        let with = ours.replace_with("xab", |index, found, out| {
            out.push_str(&format!("{index}{found}"));
        });
        assert_eq!(with, "x0a1b");
    }
}
