//! Every function that gives a `Cow`, with texts that it leaves as they are.

use std::borrow::Cow;

use boltons::strings as s;

/// A name, texts that it leaves as they are, one that it changes, and the call.
pub type Row = (&'static str, &'static [&'static str], &'static str, fn(&str) -> Cow<'_, str>);

/// A text of more bytes than the masks and words of the scanners have.
const LONG: &str = "a_long_name_of_many_words_that_is_longer_than_sixty_four_characters_in_all_2";

thread_local! {
    static OWN: s::Inflector = s::Inflector::new().irregular("vim", "vimmen");
}

pub const TABLE: &[Row] = &[
    ("to_case", &["", "foo_bar", "é_b", LONG], "fooBar", |t| s::to_case(t, s::Case::Snake)),
    ("to_case", &["Foo bar"], "foo bar", |t| s::to_case(t, s::Case::Sentence)),
    ("to_snake_case", &["", "foo_bar"], "fooBar", s::to_snake_case),
    ("to_kebab_case", &["", "foo-bar"], "fooBar", s::to_kebab_case),
    ("to_camel_case", &["", "fooBar"], "foo_bar", s::to_camel_case),
    ("to_pascal_case", &["", "FooBar", "ÉBar"], "foo_bar", s::to_pascal_case),
    ("to_title_case", &["", "Foo Bar"], "foo_bar", s::to_title_case),
    ("to_screaming_snake_case", &["", "FOO_BAR"], "fooBar", s::to_screaming_snake_case),
    ("to", &["", "_x2_y"], "x2y", |t| {
        s::Casing::new().digits(s::Digits::After).keep_edges().to(t, s::Case::Snake)
    }),
    ("slugify", &["", "foo-bar-2"], "Foo", s::slugify),
    ("slug", &["", "Foo_bar_2"], "Foo!", |t| s::Slugger::new().keep_case().separator("_").slug(t)),
    ("asciify", &["", "a b\n\0", LONG], "é", s::asciify),
    ("asciify", &["", "a b"], "ä", |t| s::Asciifier::new().locale(s::Locale::German).asciify(t)),
    ("deaccent", &["", "a b", "йё が हि 日本", "и\u{306}"], "é", s::deaccent),
    ("strip_ansi", &["", "a\tb", "°«\u{a0}\u{85}", LONG], "\x1b[1mx", s::strip_ansi),
    ("escape_controls", &["", "été 👩\u{200d}🚀", LONG], "\n", s::escape_controls),
    ("escape_controls_bytes", &["", "été", LONG], "\n", |t| {
        s::escape_controls_bytes(t.as_bytes())
    }),
    ("unescape_controls", &["", "raw \n été"], "\\n", |t| s::unescape_controls(t).unwrap()),
    ("expand_tabs", &["", "a b\nc", LONG], "a\tb", |t| s::expand_tabs(t, 4, s::Measure::Chars)),
    ("html_escape_once", &["", "été &amp; &#39;", LONG], "a & b", s::html_escape_once),
    ("strip_hidden", &["", "❤\u{fe0f}\u{1}", LONG], "\u{200b}", s::strip_hidden),
    ("normalize_newlines", &["", "a\n\nb\n", LONG], "a\r", |t| {
        s::normalize_newlines(t, s::Newline::Lf)
    }),
    ("normalize_newlines", &["", "a\r\n\r\nb\r\n"], "a\n", |t| {
        s::normalize_newlines(t, s::Newline::Crlf)
    }),
    ("dedent", &["", "a\n  b\n\nc\n", LONG], "  a", s::dedent),
    ("pad", &["éééé", LONG], "é", |t| s::pad(t, 4, s::Align::End, s::Measure::Chars)),
    ("ellipsize", &["", "été 1"], "too long", |t| s::ellipsize(t, 5)),
    ("apply", &["", "été", "ab. "], "too long", |t| s::Ellipsize::new(5).at_middle().apply(t)),
    (
        "pluralize",
        &["cats", "sheep", "URLs", "mothers-in-law", "PEOPLE", "BOXES", "日本"],
        "cat",
        s::pluralize,
    ),
    ("singularize", &["cat", "sheep", "URL", "mother-in-law", "", "日本"], "cats", s::singularize),
    ("cardinalize", &["cats", "sheep", ""], "cat", |t| s::cardinalize(t, 2)),
    ("pluralize", &["cats", "sheep", ""], "cat", |t| s::Inflector::new().pluralize(t)),
    ("singularize", &["cat", "sheep", ""], "cats", |t| s::Inflector::new().singularize(t)),
    ("cardinalize", &["cats", "sheep", ""], "cat", |t| s::Inflector::new().cardinalize(t, 0)),
    ("pluralize", &["cats", "vimmen", "software"], "vim", |t| OWN.with(|own| own.pluralize(t))),
    ("singularize", &["cat", "vim", "software"], "vimmen", |t| OWN.with(|own| own.singularize(t))),
    ("html_escape", &["", "été", LONG], "<", s::html_escape),
    ("html_unescape", &["", "a & b &nosuch; &#x; &", LONG], "&lt;", s::html_unescape),
    ("html_unescape_attribute", &["", "?a&copy=1&notit;"], "&lt;", s::html_unescape_attribute),
    ("strip_tags", &["", "a < b > c & <1", LONG], "<b>x", s::strip_tags),
    ("replace_chars", &["", "xyz", "日本", LONG], "é", |t| s::replace_chars(t, &[('é', "e")])),
    ("sh_quote", &["a", "--x/a.b,c:1@%+"], "a b", |t| s::sh_quote(t).unwrap()),
    ("windows_quote", &["a", r"C:\x\", "é%"], "a b", |t| s::windows_quote(t).unwrap()),
    ("cmd_quote", &["a", r"C:\x.bat"], "a b", |t| s::cmd_quote(t).unwrap()),
];
