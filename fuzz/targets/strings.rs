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
    let pieces = lines_with_breaks(text).flat_map(|(line, end)| [line, end]);
    assert_eq!(pieces.collect::<String>(), text);
    let mut backward: Vec<_> = lines_with_breaks(text).rev().collect();
    backward.reverse();
    assert!(lines_with_breaks(text).eq(backward));
    for measure_by in [Measure::Bytes, Measure::Chars, Measure::Graphemes, Measure::Columns] {
        let wrap = Wrap::new(9).measure(measure_by).tab_width(4);
        wrap.lines(text).for_each(drop);
        black_box(wrap.keep_breaks().keep_long_words().fill(text));
        let short = Ellipsize::new(7).measure(measure_by);
        for one in [short, short.at_start(), short.at_middle(), short.anywhere()] {
            assert!(measure(&one.apply(text), measure_by) <= 7, "{one:?} of {text:?}");
        }
        let padded = pad(text, 20, Align::Center, measure_by);
        // A mark at the start of the text joins the space before it.
        let joins = !matches!(measure_by, Measure::Bytes | Measure::Chars);
        assert!(joins || measure(&padded, measure_by) >= 20);
    }
    assert_eq!(
        expand_tabs(&expand_tabs(text, 4, Measure::Chars), 4, Measure::Chars),
        expand_tabs(text, 4, Measure::Chars)
    );
    black_box(dedent(text));
    black_box(unwrap_text(text));
    black_box(indent(text, "  "));
    black_box(html_to_text(text));
    black_box(strip_tags(text));
    assert_eq!(settles(text, html_escape_once), html_escape_once(text));
    let half = (0..=text.len() / 2).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let (a, b) = text.split_at(half);
    assert_eq!(natural_cmp(a, b), NaturalKey::new(a).cmp(&NaturalKey::new(b)));
    let keys = (NaturalKey::ignore_case(a), NaturalKey::ignore_case(b));
    assert_eq!(natural_cmp_ignore_case(a, b), keys.0.cmp(&keys.1));
    for (place, tag) in find_hashtags(text).places() {
        assert!(text[place].ends_with(tag));
    }
    assert!(find_hidden(text).strays().count() <= find_hidden(text).count());
    let rules = Casing::new().acronyms(&["ID", "HTTP", "A1"]).write_acronyms().digits_apart();
    for case in [Case::Snake, Case::Pascal, Case::Camel] {
        let out = rules.to(text, case);
        assert_eq!(rules.is(text, case), out == text);
    }
    let mut slugs = UniqueSlugs::with_slugger(Slugger::new().max_len(3));
    assert_ne!(slugs.slug(text), slugs.slug(text));
    if let Ok(list) = IntListFormat::new().within(0..=99).parse_ordered(text) {
        assert!(list.to_string().parse::<IntList>().is_ok_and(|l| l.iter().eq(list.iter())));
        if let Ok(set) = IntListFormat::new().within(0..=99).parse(text) {
            assert_eq!(list.to_ranges(), set);
        }
    }
    if let Ok(size) = text.parse::<ByteSize>() {
        assert_eq!(size.to_string().parse::<ByteSize>().ok(), Some(size));
    }
    if let Ok(duration) = parse_duration(text) {
        assert_eq!(parse_duration(&format_duration(duration).to_string()).ok(), Some(duration));
    }
    black_box(indefinite_article(text));
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
    if let Ok(quoted) = sh_quote_bytes(text.as_bytes()) {
        let words: Result<Vec<_>, _> = sh_split_bytes(&quoted).collect();
        assert_eq!(words.expect("one quoted word"), [text.as_bytes()]);
    }
    let _ = (cmd_quote(text), powershell_quote(text));
    sh_split(text).for_each(drop);
});
