//! Every function of text, on any text: no panic, what was written reads back, and what a function
//! cleaned it leaves alone the second time.

#![no_main]

use std::borrow::Cow;
use std::hint::black_box;

use boltons::strings::*;
use libfuzzer_sys::fuzz_target;

/// What one pass gave, a second pass leaves as it is.
fn settles(text: &str, clean: impl Fn(&str) -> Cow<'_, str>) -> String {
    let once = clean(text).into_owned();
    assert_eq!(clean(&once), once.as_str(), "of {text:?}");
    once
}

fuzz_target!(|text: &str| {
    assert!(!has_ansi(&settles(text, strip_ansi)));
    let stays = [HiddenKind::Control, HiddenKind::Joiner, HiddenKind::VariationSelector];
    assert!(find_hidden(&settles(text, strip_hidden)).all(|hidden| stays.contains(&hidden.kind)));
    settles(text, |s| normalize_newlines(s, Newline::Lf));
    settles(text, deaccent);
    let escaped = escape_controls(text);
    assert_eq!(unescape_controls(&escaped).expect("what was escaped"), text);
    assert_eq!(html_unescape(&html_escape(text)), text);
    assert!(asciify(text).is_ascii());
    let slug = slugify(text);
    assert_eq!(slugify(&slug), slug);
    for case in [Case::Snake, Case::Kebab, Case::Camel, Case::Pascal, Case::Title] {
        black_box(to_case(text, case));
    }

    let lines: Vec<&str> = lines_unicode(text).collect();
    let mut backward: Vec<&str> = lines_unicode(text).rev().collect();
    backward.reverse();
    assert_eq!(lines, backward);
    for line in fill(text, 20).split('\n') {
        visible(line).to_string();
    }
    assert!(measure(&ellipsize(text, 12), Measure::Chars) <= 12);
    black_box(dedent(text));
    black_box(unwrap_text(text));
    black_box(indent(text, "  "));
    black_box(html_to_text(text));
    black_box(strip_tags(text));
    black_box(natural_cmp(text, &escaped));
    black_box(pluralize(text));
    black_box(singularize(text));

    match sh_quote(text) {
        Ok(quoted) => {
            let words: Result<Vec<_>, _> = sh_split(&quoted).collect();
            assert_eq!(words.expect("one quoted word"), [text]);
        }
        Err(_) => assert!(text.contains('\0')),
    }
    if let Ok(quoted) = windows_quote(text) {
        assert_eq!(windows_split(&quoted).collect::<Vec<_>>(), [text]);
    }
    let _ = cmd_quote(text);
    sh_split(text).for_each(drop);
});
