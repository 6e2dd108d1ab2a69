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

/// A function that appends gives what the function that returns gives, after what was there.
fn appends(text: &str, returned: &str, into: impl FnOnce(&str, &mut String)) {
    let mut out = String::from("é");
    into(text, &mut out);
    assert_eq!(out.strip_prefix('é'), Some(returned), "of {text:?}");
}

/// The functions that append to a buffer.
fn buffers(text: &str) {
    appends(text, &asciify(text), asciify_into);
    appends(text, &slugify(text), slugify_into);
    appends(text, &strip_ansi(text), strip_ansi_into);
    appends(text, &html_escape(text), html_escape_into);
    appends(text, &html_unescape(text), html_unescape_into);
    let ascii = Asciifier::new().locale(Locale::German).unknown("?").overrides(&[('é', "e'")]);
    appends(text, &ascii.asciify(text), |text, out| ascii.asciify_into(text, out));
    let slugger = Slugger::new().unicode().max_len(9).stop_words(&["the", "é"]);
    appends(text, &slugger.slug(text), |text, out| slugger.slug_into(text, out));
    assert!(slugger.slug(text).len() <= 9);
    if let Ok(quoted) = sh_quote(text) {
        appends(text, &quoted, |text, out| sh_quote_into(text, out).expect("no NUL"));
    }
}

/// What is made as it is asked for.
fn lazily(text: &str) {
    let spans = ansi_spans(text).map(|span| match span {
        AnsiSpan::Text(part) | AnsiSpan::Escape(part) => part,
        _ => "",
    });
    assert_eq!(spans.collect::<String>(), text);
    assert!(find_bidi_controls(text).count() <= text.chars().count());
    assert!(split_line_breaks(text).count() <= text.len() + 1);
    black_box((a10n(text).to_string(), unit_len(2, text).to_string()));
}

/// Words and cases.
fn cases(text: &str) {
    for &case in Case::ALL {
        let out = to_case(text, case);
        assert_eq!(is_case(text, case), out == text);
        appends(text, &out, |text, out| to_case_into(text, case, out));
        let rules = Casing::new().digits(Digits::Both).keep_edges().keep_separators(&['.']);
        appends(text, &rules.to(text, case), |text, out| rules.to_into(text, case, out));
        assert!(rules.detect(text).is_none_or(|case| rules.is(text, case)));
    }
    assert!(detect_case(text).is_none_or(|case| is_case(text, case)));
    let short = [
        (to_snake_case(text), Case::Snake),
        (to_kebab_case(text), Case::Kebab),
        (to_camel_case(text), Case::Camel),
        (to_pascal_case(text), Case::Pascal),
        (to_title_case(text), Case::Title),
        (to_screaming_snake_case(text), Case::ScreamingSnake),
    ];
    for (out, case) in short {
        assert_eq!(out, to_case(text, case));
    }
    assert!(split_punct_ws(text).all(|word| !word.is_empty() && split_punct_ws(word).eq([word])));
    assert_eq!(paragraphs(text).collect::<Vec<_>>().join("\n\n"), unwrap_text(text));
    assert_eq!(indent_with(text, "> ", |_| false), text);
    assert_eq!(indent(text, ""), text);
    assert_eq!(display_width(text), measure(text, Measure::Columns));
    assert!(!has_unbalanced_bidi(&escape_controls(text)));
    assert_eq!(html_unescape_attribute(&html_escape(text)), text);
    assert!(uuid_version(text).is_none() || is_uuid(text));
}

/// Command lines of several arguments.
fn command_lines(text: &str) {
    let arguments: Vec<&str> = text.split('\0').collect();
    let line = sh_join(&arguments).expect("arguments without NUL");
    let words: Result<Vec<_>, _> = sh_split(&line).collect();
    assert_eq!(words.expect("quoted words"), arguments);
    if let Ok(line) = windows_join(&arguments) {
        assert!(windows_split(&line).eq(arguments));
    }
}

/// Functions that take two texts, of which the first also configures.
fn pairs(a: &str, b: &str) {
    if let Ok(replace) = MultiReplace::new([(a, b)]) {
        assert_eq!(replace.replace(b), b.replace(a, b));
        appends(b, &replace.replace(b), |text, out| replace.replace_into(text, out));
        assert_eq!(replace.replace_with(b, |_, found, out| out.push_str(found)), b);
        assert_eq!(multi_replace(b, [(a, b)]).expect("it was built"), replace.replace(b));
    }
    if let Some(first) = b.chars().next() {
        assert_eq!(replace_chars(b, &[(first, a), (first, "")]), b.replace(first, a));
    }
    let words = Inflector::new().irregular(a, b).uncountable(b).acronym(a);
    black_box((words.pluralize(b), words.singularize(b), words.cardinalize(b, 2)));
    assert_eq!(cardinalize(a, 1), a);
    let format = IntListFormat::new().within(0..=99).zero_pad_as(a);
    if let Ok(set) = format.parse(b) {
        let again = format.parse(&format.display(&set).to_string());
        assert_eq!(again.expect("what was printed"), set);
    }
    black_box(Ellipsize::new(9).marker(a).apply(b));
    black_box(Slugger::new().fallback(a).slug(b));
    black_box(Wrap::new(9).initial_indent(a).fill(b));
    let list = human_list([a, b]).conjunction(b).delimiter(a).to_string();
    assert!(list.starts_with(a) && list.ends_with(b));
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
    buffers(text);
    cases(text);
    lazily(text);
    pairs(a, b);
    command_lines(text);
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
