//! Every function that takes text is linear: the instructions for twice the text against those for
//! once, counted by valgrind. A matrix: each task with its own worst text (256 and 512 kilobytes),
//! and with every fragment repeated, after letters, and before letters.
//!
//! Counting takes minutes: it is done when all there is to try is asked for (`BOLTONS_EXHAUSTIVE`)
//! and valgrind is there. This program then starts itself again under valgrind's callgrind, which
//! writes a profile at each call of [`strings_linear_mark`]; a function that would need hours for a
//! megabyte shows without it, too.

use std::hint::black_box;
use std::process::{Command, Stdio};

use boltons::strings::{self as s, Align, Case, Locale, Measure, Newline};

/// A name, the text to repeat, and what to do with the result: how much came of it.
type Task = (&'static str, &'static str, fn(&str) -> usize);

fn count<T>(items: impl Iterator<Item = T>) -> usize {
    items.count()
}

fn into(write: impl FnOnce(&mut String)) -> usize {
    let mut out = String::new();
    write(&mut out);
    out.len()
}

const TASKS: &[Task] = &[
    ("has_ansi", "\u{c2}°«", |t| usize::from(s::has_ansi(t))),
    ("strip_ansi", "\x1b[1;", |t| s::strip_ansi(t).len()),
    ("strip_ansi", "\x1b]8;;", |t| s::strip_ansi(t).len()),
    ("strip_ansi", "\x1b[;", |t| s::strip_ansi(&t.replace('\x1b', ";")).len()),
    ("strip_ansi", "a\x1b[31mb\x1bP", |t| s::strip_ansi(t).len()),
    ("strip_ansi_bytes", "\u{9b}1;\u{9c}é", |t| s::strip_ansi_bytes(t.as_bytes()).len()),
    ("strip_ansi_into", "\x1b(\x1b[31\n", |t| into(|out| s::strip_ansi_into(t, out))),
    ("ansi_spans", "\x1b]é\x1b\\x", |t| count(s::ansi_spans(t))),
    ("asciify", "е\u{301}\u{308}Жé", |t| s::asciify(t).len()),
    ("asciify", "Ж\u{301}\u{301}\u{301}", |t| s::asciify(t).len()),
    ("asciify_into", "日本a", |t| into(|out| s::asciify_into(t, out))),
    ("asciify", "A\u{308}ä\u{301}", |t| {
        s::Asciifier::new().locale(Locale::German).asciify(t).len()
    }),
    ("deaccent", "e\u{301}ñ\u{301}", |t| s::deaccent(t).len()),
    ("detect_case", "aB_c-D ", |t| usize::from(s::detect_case(t).is_some())),
    ("is_case", "a_", |t| usize::from(s::is_case(t, Case::Snake))),
    ("to_case", "ΣaΣ", |t| s::to_case(t, Case::Title).len()),
    ("to_case", "1A1", |t| s::to_case(t, Case::Kebab).len()),
    ("to_case_into", "ǆǅ_", |t| into(|out| s::to_case_into(t, Case::Pascal, out))),
    ("to_snake_case", "ABc1", |t| s::to_snake_case(t).len()),
    ("to_kebab_case", "aB", |t| s::to_kebab_case(t).len()),
    ("to_camel_case", "a_1", |t| s::to_camel_case(t).len()),
    ("to_pascal_case", "_", |t| s::to_pascal_case(t).len()),
    ("to_title_case", "\u{301}a\u{301}", |t| s::to_title_case(t).len()),
    ("to_screaming_snake_case", "ßA", |t| s::to_screaming_snake_case(t).len()),
    ("words", "aBC1", |t| count(s::words(t))),
    ("words", "aB1", |t| count(s::words(t).rev())),
    ("is_uuid", "e682ccca-5a4c", |t| usize::from(s::is_uuid(t))),
    ("uuid_version", "e682ccca", |t| usize::from(s::uuid_version(t).is_some())),
    ("find_hashtags", "#a#", |t| count(s::find_hashtags(t))),
    ("find_hashtags", "#1", |t| count(s::find_hashtags(t))),
    ("split_punct_ws", "a,\u{2003}", |t| count(s::split_punct_ws(t))),
    ("split_punct_ws", "«—", |t| count(s::split_punct_ws(t).rev())),
    ("ellipsize", "word ", |t| s::ellipsize(t, t.len() / 2).len()),
    ("ellipsize", ",,; ", |t| s::ellipsize(t, t.len() / 2).len()),
    ("find_hidden", "\u{200b}a\u{202e}", |t| count(s::find_hidden(t))),
    ("find_bidi_controls", "\u{2066}", |t| count(s::find_bidi_controls(t))),
    ("has_unbalanced_bidi", "\u{2066}\u{202a}\u{2069}", |t| usize::from(s::has_unbalanced_bidi(t))),
    ("strip_hidden", "a\u{feff}", |t| s::strip_hidden(t).len()),
    ("escape_controls", "\x1b\u{202e}\\a", |t| s::escape_controls(t).len()),
    ("escape_controls_bytes", "\u{85}é\0", |t| s::escape_controls_bytes(t.as_bytes()).len()),
    ("unescape_controls", "\\u{1b}\\\\n", |t| s::unescape_controls(t).map_or(0, |t| t.len())),
    ("visible", "\x1b\0é", |t| s::visible(t).carets().to_string().len()),
    ("html_escape", "<'&", |t| s::html_escape(t).len()),
    ("html_escape_into", "a\"", |t| into(|out| s::html_escape_into(t, out))),
    ("html_unescape", "&", |t| s::html_unescape(t).len()),
    ("html_unescape", "&#", |t| s::html_unescape(t).len()),
    ("html_unescape", "9", |t| s::html_unescape(&format!("&#{t}")).len()),
    ("html_unescape", "n", |t| s::html_unescape(&format!("&{t}")).len()),
    ("html_unescape", "&notit;&not", |t| s::html_unescape(t).len()),
    ("html_unescape_into", "&amp", |t| into(|out| s::html_unescape_into(t, out))),
    ("html_unescape_attribute", "&copy=", |t| s::html_unescape_attribute(t).len()),
    ("strip_tags", "<", |t| s::strip_tags(t).len()),
    ("strip_tags", "<a '", |t| s::strip_tags(t).len()),
    ("strip_tags", "<!--", |t| s::strip_tags(t).len()),
    ("strip_tags", "<a><!", |t| s::strip_tags(t).len()),
    ("html_to_text", "<script>", |t| s::html_to_text(t).len()),
    ("html_to_text", "<p> &nbsp; <br>", |t| s::html_to_text(t).len()),
    ("html_to_text", "</style></script", |t| s::html_to_text(&format!("<style>{t}")).len()),
    ("pluralize", "ss", |t| s::pluralize(t).len()),
    ("pluralize", "a in ", |t| s::pluralize(&format!("{t}a")).len()),
    ("singularize", "aB", |t| s::singularize(t).len()),
    ("singularize", "a-of-", |t| s::singularize(&format!("{t}as")).len()),
    ("cardinalize", "x'", |t| s::cardinalize(t, 2).len()),
    ("indefinite_article", "hon", |t| s::indefinite_article(t).len()),
    ("unit_len", "y ", |t| s::unit_len(2, t).to_string().len()),
    ("a10n", "éa", |t| s::a10n(t).to_string().len()),
    ("ordinal", "1,", |t| s::ordinal(t).to_string().len()),
    ("ordinal_suffix", "1", |t| s::ordinal_suffix(t).len()),
    ("group_digits", "1", |t| s::group_digits(t).to_string().len()),
    ("human_list", "a,", |t| s::human_list(t.split(',')).to_string().len()),
    ("dedent", " \t\n", |t| s::dedent(t).len()),
    ("dedent", "  a\n", |t| s::dedent(t).len()),
    ("indent", "\n a", |t| s::indent(t, " ").len()),
    ("indent_with", "\r", |t| s::indent_with(t, ">", |_| true).len()),
    ("paragraphs", "a\n\n", |t| count(s::paragraphs(t))),
    ("unwrap_text", " \n \n a", |t| s::unwrap_text(t).len()),
    ("lines_unicode", "\r\u{2028}", |t| count(s::lines_unicode(t))),
    ("lines_unicode", "aÂâ", |t| count(s::lines_unicode(t).rev())),
    ("split_line_breaks", "\r\n", |t| count(s::split_line_breaks(t).rev())),
    ("normalize_newlines", "\r", |t| s::normalize_newlines(t, Newline::Crlf).len()),
    ("measure", "e\u{301}", |t| s::measure(t, Measure::Chars)),
    ("expand_tabs", "é\t", |t| s::expand_tabs(t, 8, Measure::Chars).len()),
    ("lines_with_breaks", "a\r", |t| count(s::lines_with_breaks(t))),
    ("lines_with_breaks", "\u{2028}é", |t| count(s::lines_with_breaks(t).rev())),
    ("html_escape_once", "&amp;&#", |t| s::html_escape_once(t).len()),
    ("sh_quote_bytes", "'", |t| s::sh_quote_bytes(t.as_bytes()).map_or(0, |t| t.len())),
    ("sh_join_bytes", "' ", |t| {
        s::sh_join_bytes(t.split(' ').map(str::as_bytes)).map_or(0, |t| t.len())
    }),
    ("sh_split_bytes", "\"\\", |t| count(s::sh_split_bytes(t.as_bytes()))),
    ("powershell_quote", "'‘", |t| s::powershell_quote(t).map_or(0, |t| t.len())),
    ("pad", "a", |t| s::pad(t, t.len() + 9, Align::Center, Measure::Chars).len()),
    ("wrap", " ", |t| count(s::wrap(t, 9))),
    ("wrap", "é", |t| count(s::wrap(t, 3))),
    // One more than the half: else an odd length makes a third line, and so another look back.
    ("wrap", "a b", |t| count(s::wrap(t, t.len() / 2 + 1))),
    ("fill", "ab c ", |t| s::fill(t, 2).len()),
    ("natural_cmp", "0", |t| s::natural_cmp(&format!("{t}1"), &format!("{t}2")) as usize),
    ("natural_cmp", "a1", |t| s::natural_cmp(t, &format!("{t}2")) as usize),
    ("parse_bytes", "9", |t| s::parse_bytes(&format!("1.{t} K")).map_or(0, |n| n as usize)),
    ("parse_bytes", "0", |t| s::parse_bytes(&format!("{t}1 K")).map_or(0, |n| n as usize)),
    ("IntRanges", "7,1-", |t| {
        s::IntListFormat::new().parse(&format!("{t}9")).map_or(0, |r| r.count() as usize)
    }),
    ("IntRanges", "5,3,", |t| s::IntListFormat::new().parse(t).map_or(0, |r| r.count() as usize)),
    ("IntRanges", "12345678,", |t| {
        // From the back, so that nothing is in order before it is sorted.
        let list: String = (0..t.len() as i64 / 9).rev().map(|n| format!("{},", 3 * n)).collect();
        s::IntListFormat::new().parse(&list).map_or(0, |r| r.ranges().len())
    }),
    ("IntRanges", "12345678,", |t| {
        let set: s::IntRanges = (0..t.len() as i64 / 9).rev().map(|n| 3 * n).collect();
        set.ranges().len()
    }),
    ("IntRanges", "strides", |t| {
        // Each run of equal distances ends after two or three.
        let set: s::IntRanges = (0..t.len() as i64 / 9).map(|n| 2 * n + 9 * (n / 3)).collect();
        s::IntListFormat::new().strides().display(&set).to_string().len()
    }),
    ("IntRanges", "one stride", |t| {
        let set: s::IntRanges = (0..t.len() as i64 / 9).map(|n| 2 * n).collect();
        s::IntListFormat::new().strides().display(&set).to_string().len()
    }),
    ("asciify", "οὐ\u{301}γγμπ", |t| s::asciify(t).len()),
    ("asciify", "я\u{301}'Й", |t| s::Asciifier::new().locale(Locale::Ukrainian).asciify(t).len()),
    ("Casing", "ABAB1", |t| {
        count(s::Casing::new().acronyms(&["AB", "ABA", "B1A", "A"]).words(t).rev())
    }),
    ("Casing", "IDX", |t| s::Casing::new().acronyms(&["ID"]).to(t, Case::Snake).len()),
    ("natural_cmp_ignore_case", "İ01é", |t| {
        s::natural_cmp_ignore_case(t, &t.to_uppercase()) as i8 as usize & 1
    }),
    ("natural_cmp_ignore_case", "1", |t| s::natural_cmp_ignore_case(t, t) as usize),
    ("parse_duration", "1.5 h ", |t| usize::from(s::parse_duration(t).is_ok())),
    ("parse_duration", "9", |t| usize::from(s::parse_duration(&format!("0.{t}s")).is_ok())),
    ("IntList", "9-1:2,", |t| t.parse::<s::IntList>().map_or(0, |l| l.iter().count())),
    ("UniqueSlugs", "Limited", |t| {
        let mut slugs = s::UniqueSlugs::with_slugger(s::Slugger::new().max_len(10));
        let titles = (0..t.len() / 64).map(|n| format!("abcd{n:06}"));
        titles.clone().chain(titles).map(|title| slugs.slug(&title).len()).sum()
    }),
    ("UniqueSlugs", "Same title", |t| {
        // A hundred thousand equal titles for a megabyte.
        let mut slugs = s::UniqueSlugs::new();
        (0..t.len() / 10).fold(0, |_, _| slugs.slug("Same title").len())
    }),
    ("slugify", "é-’", |t| s::slugify(t).len()),
    ("slugify_into", "aB ", |t| into(|out| s::slugify_into(t, out))),
    ("slugify", "the à ", |t| s::Slugger::new().stop_words(&["the", "a"]).slug(t).len()),
    ("slugify", "aB", |t| s::Slugger::new().split_case().max_len(9).unicode().slug(t).len()),
    ("slugify", "ab", |t| {
        s::Slugger::new().replacements(&[("abc", "x"), ("ab", "")]).slug(t).len()
    }),
    ("replace_chars", "ab", |t| s::replace_chars(t, &[('a', "bb"), ('é', "")]).len()),
    ("sh_quote", "'", |t| s::sh_quote(t).map_or(0, |t| t.len())),
    ("sh_quote_into", "a\n", |t| into(|out| _ = s::sh_quote_into(t, out))),
    ("sh_join", "' ", |t| s::sh_join(t.split(' ')).map_or(0, |t| t.len())),
    ("sh_split", "'\\''\"\\\"\" ", |t| count(s::sh_split(t))),
    ("sh_split", "\"\\\\", |t| count(s::sh_split(t))),
    ("sh_split", "# \n", |t| count(s::sh_split(t).comments())),
    ("windows_quote", "\\", |t| s::windows_quote(&format!("{t} ")).map_or(0, |t| t.len())),
    ("windows_quote", "\\\"", |t| s::windows_quote(t).map_or(0, |t| t.len())),
    ("windows_join", "\\ ", |t| s::windows_join(t.split(' ')).map_or(0, |t| t.len())),
    ("windows_split", "\\\\\"", |t| count(s::windows_split(t))),
    ("windows_split", "\\", |t| count(s::windows_split(t))),
    ("cmd_quote", "\\\"&", |t| s::cmd_quote(t).map_or(0, |t| t.len())),
    #[cfg(feature = "unicode")]
    ("pad", "\u{9b}1", |t| s::pad(t, t.len() + 9, Align::Start, Measure::Columns).len()),
    #[cfg(feature = "unicode")]
    ("ellipsize", "\x1b[1mé", |t| {
        s::Ellipsize::new(t.len() / 8).measure(Measure::Columns).apply(t).len()
    }),
    #[cfg(feature = "unicode")]
    ("ellipsize", "é\u{9d}", |t| {
        s::Ellipsize::new(t.len() / 8)
            .measure(Measure::Graphemes)
            .at_start()
            .anywhere()
            .apply(t)
            .len()
    }),
    #[cfg(feature = "unicode")]
    ("wrap", "a-日", |t| count(s::Wrap::new(9).measure(Measure::Columns).tab_width(8).lines(t))),
    #[cfg(feature = "unicode")]
    ("wrap", "日\u{9b}", |t| {
        count(s::Wrap::new(9).measure(Measure::Graphemes).keep_long_words().lines(t))
    }),
    ("wrap", "日\x1b]", |t| count(s::Wrap::new(t.len() / 3 + 1).lines(t))),
    ("fill", "a\r\n日本", |t| s::Wrap::new(7).keep_breaks().keep_long_words().fill(t).len()),
    ("find_hidden", "\u{200d}\u{200b}", |t| count(s::find_hidden(t).strays())),
    ("find_hashtags", "#a·", |t| count(s::find_hashtags(t).places())),
    ("html_to_text", "<script><!-- <script>-", |t| s::html_to_text(t).len()),
    ("strip_tags", "<title></titl", |t| s::strip_tags(t).len()),
    #[cfg(feature = "unicode")]
    ("display_width", "👩\u{200d}", s::display_width),
    #[cfg(feature = "unicode")]
    ("measure", "\x1b[e\u{301}", |t| s::measure(t, Measure::Graphemes)),
    #[cfg(feature = "unicode")]
    ("wrap", "日\u{301} a", |t| count(s::Wrap::new(5).measure(Measure::Columns).lines(t))),
    #[cfg(feature = "unicode")]
    ("ellipsize", "e\u{301}\u{301}", |t| {
        s::Ellipsize::new(t.len() / 4).measure(Measure::Columns).at_middle().apply(t).len()
    }),
    #[cfg(feature = "replace")]
    ("multi_replace", "aab", |t| {
        s::multi_replace(t, [("aac", "x"), ("ab", "b")]).map_or(0, |t| t.len())
    }),
    #[cfg(feature = "gzip")]
    ("gzip", "aab", |t| s::gzip(t.as_bytes(), 6).len()),
    #[cfg(feature = "gzip")]
    ("gunzip", "aab", |t| s::gunzip(&s::gzip(t.as_bytes(), 1), t.len()).map_or(0, |t| t.len())),
    #[cfg(feature = "gzip")]
    ("gunzip", "a", |t| {
        // Many empty members.
        s::gunzip(&s::gzip(b"", 1).repeat(t.len() / 2000), 0).map_or(0, |t| t.len())
    }),
];

/// What takes no text.
const OTHERS: [&str; 3] = ["format_bytes", "format_duration", "serde_duration"];

const MARKED: &str = "BOLTONS_COUNT_INSTRUCTIONS";

/// What hostile text is made of: every class of character that some function treats apart.
const FRAGMENTS: &[&str] = &[
    // ASCII: letters, digits, blanks, punctuation, and all that is special somewhere.
    "a",
    "A",
    "aB",
    "Ab1",
    "7",
    "0",
    "1,",
    "1-",
    "-",
    "_",
    ".",
    ",",
    ";",
    ":",
    "/",
    "\\",
    "\\\"",
    "'",
    "\"",
    "`",
    "$",
    "%",
    "&",
    "&#",
    "&#x",
    "&amp",
    "&amp;",
    "#",
    "#a",
    "#1",
    "@",
    "!",
    "?",
    "*",
    "+",
    "=",
    "~",
    "^",
    "|",
    "(",
    "[",
    "{",
    "<",
    "<a",
    "</",
    "<!--",
    "-->",
    "<pre>",
    "<script>",
    "</title",
    "<a '",
    ">",
    "}",
    "]",
    ")",
    " ",
    "  ",
    "a ",
    "a b-",
    "\t",
    "a\t",
    "the ",
    "s",
    "ss",
    "ies",
    "of ",
    "in-",
    // Line breaks.
    "\n",
    "\r",
    "\r\n",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{2028}",
    "a\n",
    "  a\n",
    " \n",
    // C0, DEL, C1, and every introducer of a sequence.
    "\0",
    "\x07",
    "\x08",
    "\x18",
    "\x1a",
    "\x7f",
    "\x1b",
    "\x1b[",
    "\x1b[1;",
    "\x1b[31m",
    "\x1b]",
    "\x1b]8;;",
    "\x1b\\",
    "\x1bP",
    "\x1bX",
    "\x1b^",
    "\x1b_",
    "\x1bk",
    "\x1b(",
    "\x1b(B",
    "\u{80}",
    "\u{90}",
    "\u{98}",
    "\u{9b}",
    "\u{9c}",
    "\u{9d}",
    "\u{9e}",
    "\u{9f}",
    "é\u{9b}",
    "日\u{9d}",
    "\u{9b}m\u{301}",
    // Accents, marks, joiners, selectors, tags and what else is not seen.
    "é",
    "ß",
    "Σ",
    "ǆ",
    "İ",
    "ﬁ",
    "Ж",
    "я",
    "ού",
    "\u{301}",
    "e\u{301}",
    "a\u{301}\u{308}",
    "\u{200b}",
    "a\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "日\u{200d}",
    "\u{2060}",
    "\u{fe0f}",
    "\u{e0100}",
    "\u{e0041}",
    "\u{ad}",
    "\u{feff}",
    "\u{115f}",
    "\u{2065}",
    // Right to left, wide, emoji, Indic, Hangul.
    "א",
    "ا\u{200c}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "日",
    "日本。",
    "「",
    "（",
    "ー",
    "ａ",
    "＃",
    "\u{3000}",
    "\u{a0}",
    "👩",
    "👩\u{200d}",
    "🇩",
    "1\u{fe0f}\u{20e3}",
    "क\u{94d}",
    "हि",
    "\u{1100}",
    "\u{1160}",
    "한",
    "…",
    "“",
    "—",
    "\u{2010}a",
    "·",
];

/// A text of about `len` bytes of a fragment: all of it; its second half; its first half.
fn shapes(fragment: &str, len: usize) -> [String; 3] {
    let half = fragment.repeat(len / 2 / fragment.len());
    let letters = "a".repeat(len / 2);
    [fragment.repeat(len / fragment.len()), letters.clone() + &half, half + &letters]
}

/// Every fragment in every shape, in both sizes, one after the other.
fn texts(small: usize) -> Vec<String> {
    let sizes = [small, 2 * small];
    let cell = |fragment: &str| {
        let [one, two] = sizes.map(|len| shapes(fragment, len));
        one.into_iter().zip(two).flat_map(|(one, two)| [one, two]).collect::<Vec<_>>()
    };
    FRAGMENTS.iter().flat_map(|fragment| cell(fragment)).collect()
}

/// Where valgrind ends one profile and starts another.
#[inline(never)]
pub fn strings_linear_mark() {
    black_box(());
}

/// The sizes; without optimisation a megabyte takes too long under valgrind.
fn sizes() -> [usize; 2] {
    let small = if cfg!(debug_assertions) { 1 << 16 } else { 1 << 20 };
    [small, 2 * small]
}

fn hostile(unit: &str, len: usize) -> String {
    unit.repeat(len / unit.len())
}

#[test]
fn every_function_that_takes_text_has_a_task() {
    let exported: Vec<&str> = include_str!("../../../src/strings/mod.rs")
        .split("pub use ")
        .skip(1)
        .filter_map(|group| group.split(';').next()?.rsplit_once("::"))
        .flat_map(|(_, names)| names.split(|c: char| !(c.is_alphanumeric() || c == '_')))
        .filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter(|name| cfg!(feature = "unicode") || *name != "display_width")
        .filter(|name| cfg!(feature = "replace") || *name != "multi_replace")
        .filter(|name| cfg!(feature = "gzip") || !matches!(*name, "gzip" | "gunzip"))
        .collect();
    assert!(exported.len() > 60, "{exported:?}");
    for name in exported {
        let known = TASKS.iter().any(|task| task.0 == name) || OTHERS.contains(&name);
        assert!(known, "no task for {name}");
    }
}

/// Every function with every fragment in every shape ends. (At this size a function that is
/// quadratic may do so; the next test counts.)
#[test]
fn every_function_takes_every_fragment() {
    assert!(FRAGMENTS.len() >= 120, "{}", FRAGMENTS.len());
    let texts = texts(if cfg!(debug_assertions) { 128 } else { 2048 });
    for (_, _, run) in TASKS {
        for text in &texts {
            black_box(run(text));
        }
    }
}

#[test]
fn twice_the_text_takes_twice_the_instructions() {
    if let Some(task) = std::env::var_os(MARKED) {
        let task: usize = task.to_str().and_then(|n| n.parse().ok()).expect("a task's number");
        let (_, unit, run) = TASKS[task];
        let own = [1 << 18, 1 << 19].map(|len| hostile(unit, len));
        strings_linear_mark();
        for text in own.iter().chain(&texts(1 << 11)) {
            black_box(run(black_box(text)));
            strings_linear_mark();
        }
        return;
    }
    // All of them end, whatever the size.
    for (name, unit, run) in TASKS {
        let sizes = sizes().map(|len| run(&hostile(unit, len / 16)));
        assert!(sizes[0] <= sizes[1], "{name} of {unit:?}: {sizes:?}");
    }
    if !super::is_exhaustive() {
        return;
    }
    let mut slow = String::new();
    for (task, (name, unit, _)) in TASKS.iter().enumerate() {
        let Some(counts) = instructions(task) else { return };
        let names = core::iter::once(format!("{unit:?}")).chain(
            FRAGMENTS.iter().flat_map(|f| ["all", "after", "before"].map(|s| format!("{f:?} {s}"))),
        );
        for (text, pair) in names.zip(counts.chunks_exact(2)) {
            // What both have in common (a check that fails at once) is no matter of growth.
            if pair[1] as f64 > 2.5 * pair[0] as f64 && pair[1] > 100_000 {
                let line = format!("{name} of {text}: {pair:?} instructions\n");
                print!("SLOW {line}");
                slow += &line;
            }
        }
        println!("{name} {unit:?}: {:?}", &counts[..2]);
    }
    assert!(slow.is_empty(), "{slow}");
}

/// The instructions of each run of a task, in order; `None` without valgrind.
fn instructions(task: usize) -> Option<Vec<u64>> {
    let dir = std::env::temp_dir().join(format!("boltons-linear-{}-{task}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a directory for the profiles");
    let profiled = Command::new("valgrind")
        .args(["--tool=callgrind", "--dump-line=no", "--dump-before=*strings_linear_mark*"])
        .arg(format!("--callgrind-out-file={}", dir.join("part").display()))
        .arg(std::env::current_exe().expect("this program"))
        .args(["strings::linear::twice_the_text", "--test-threads=1"])
        .env(MARKED, task.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match profiled {
        Ok(status) => assert!(status.success(), "{status}"),
        Err(error) => {
            println!("skipped: no valgrind here ({error})");
            return None;
        }
    }
    // The first part ends before the first run, each other one after a run.
    let runs = 2 + 6 * FRAGMENTS.len();
    let counts = (2..runs + 2).map(|part| {
        let path = dir.join(format!("part.{part}"));
        let text = std::fs::read_to_string(path).expect("a profile");
        let totals = text.lines().find_map(|line| {
            line.strip_prefix("totals: ").or_else(|| line.strip_prefix("summary: "))
        });
        totals.and_then(|total| total.trim().parse().ok()).expect("the sum of a profile")
    });
    let counts = counts.collect();
    std::fs::remove_dir_all(&dir).expect("the profiles are ours");
    Some(counts)
}
