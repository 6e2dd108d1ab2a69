//! Every function that takes text, on every kind of text around every boundary of the scanners.
//!
//! A new function is a line in [`COWS`] or [`LINES`], with the laws that it keeps; a new kind of
//! text is one in [`PIECES`]. Growth of instructions is counted in `linear`.

use std::borrow::Cow;
use std::fmt::Display;

use boltons::strings::{self as s, Align, Case, Measure, Newline, StrExt};

use crate::alloc::allocations;
#[cfg(all(feature = "unicode", feature = "replace", feature = "gzip"))]
use crate::complete::{Others, assert_complete};

/// What holds of a function's results on all texts.
enum Law {
    /// Once more changes nothing.
    Again,
    /// The lines can be done one by one.
    Lines,
    /// Another function gives the same.
    As(fn(&str) -> String),
    /// What undoes it.
    Undone(fn(&str) -> String),
    /// Something about the text and the result.
    Holds(fn(&str, &str) -> bool),
}

use Law::{Again, As, Holds, Lines, Undone};

/// A function's name, a call of it, and its laws. What it gives is borrowed if and only if it is
/// the text unchanged.
type CowLine = (&'static str, fn(&str) -> Cow<'_, str>, &'static [Law]);

/// A function's name, a call of it, shown as text, and its laws.
type Line = (&'static str, fn(&str) -> String, &'static [Law]);

fn into(write: impl FnOnce(&mut String)) -> String {
    let mut out = String::from("before ");
    write(&mut out);
    out.strip_prefix("before ").expect("what was there stays").to_owned()
}

/// Pieces, one after the other.
fn joined(pieces: impl Iterator<Item: Display>) -> String {
    pieces.fold(String::new(), |all, piece| format!("{all}{piece}\u{1}"))
}

/// The same from the front, from the back and from both ends.
fn ends<T: Display + PartialEq + std::fmt::Debug>(
    pieces: impl DoubleEndedIterator<Item = T> + Clone,
) -> String {
    let all: Vec<T> = pieces.clone().collect();
    let mut back: Vec<T> = pieces.clone().rev().collect();
    back.reverse();
    assert_eq!(back, all);
    let (mut middle, mut met) = (pieces, Vec::new());
    let mut last = Vec::new();
    while let Some(piece) = middle.next() {
        met.push(piece);
        last.extend(middle.next_back());
    }
    met.extend(last.into_iter().rev());
    assert_eq!(met, all);
    joined(all.into_iter())
}

/// Bytes that came from text without a cut within a character.
fn utf8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("whole characters")
}

/// A result, or the sign of an error that names a place in the text.
fn or_error<T>(
    text: &str,
    result: Result<T, boltons::Error>,
    show: impl Fn(T) -> String,
) -> String {
    match result {
        Ok(value) => show(value),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            assert!(
                error.position().is_none_or(|at| text.is_char_boundary(at)),
                "{text:?}: {error}"
            );
            String::new()
        }
    }
}

fn chars_at_most(text: &str, most: usize) -> bool {
    text.chars().count() <= most
}

fn no_controls(text: &str) -> bool {
    !text.chars().any(char::is_control)
}

const COWS: &[CowLine] = &[
    (
        "asciify",
        s::asciify,
        &[
            Again,
            As(|t| into(|out| s::asciify_into(t, out))),
            As(|t| t.asciify().into_owned()),
            As(|t| s::Asciifier::new().asciify(t).into_owned()),
            As(|t| into(|out| s::Asciifier::new().asciify_into(t, out))),
            Holds(|_, out| out.is_ascii()),
        ],
    ),
    ("deaccent", s::deaccent, &[Again, Holds(|t, out| out.len() <= t.len())]),
    ("dedent", s::dedent, &[Again, As(|t| t.dedent().into_owned())]),
    (
        "ellipsize",
        |t| s::ellipsize(t, 9),
        &[
            Again,
            As(|t| t.ellipsize(9).into_owned()),
            As(|t| s::Ellipsize::new(9).apply(t).into_owned()),
            Holds(|_, out| chars_at_most(out, 9)),
        ],
    ),
    (
        "ellipsize, Ellipsize::apply at the start",
        |t| s::Ellipsize::new(9).at_start().apply(t),
        &[Again, Holds(|_, out| chars_at_most(out, 9))],
    ),
    (
        "Ellipsize::apply in the middle",
        |t| s::Ellipsize::new(9).at_middle().anywhere().apply(t),
        &[Again, Holds(|_, out| chars_at_most(out, 9))],
    ),
    (
        "escape_controls",
        s::escape_controls,
        &[
            As(|t| t.escape_controls().into_owned()),
            As(|t| s::escape_controls_bytes(t.as_bytes()).into_owned()),
            Undone(|out| s::unescape_controls(out).unwrap().into_owned()),
            Holds(|_, out| no_controls(out)),
        ],
    ),
    (
        "unescape_controls",
        |t| s::unescape_controls(t).unwrap_or(Cow::Borrowed(t)),
        &[As(|t| or_error(t, s::unescape_controls(t), Cow::into_owned).if_empty(t))],
    ),
    (
        "expand_tabs",
        |t| s::expand_tabs(t, 4, Measure::Chars),
        &[Again, Lines, Holds(|_, out| !out.contains('\t'))],
    ),
    (
        "html_escape",
        s::html_escape,
        &[
            Lines,
            As(|t| into(|out| s::html_escape_into(t, out))),
            As(|t| t.html_escape().into_owned()),
            Undone(|out| s::html_unescape(out).into_owned()),
            Undone(|out| s::html_unescape_attribute(out).into_owned()),
            Holds(|_, out| !out.contains(['<', '>', '"', '\''])),
        ],
    ),
    (
        "html_escape_once",
        s::html_escape_once,
        &[Again, Holds(|_, out| !out.contains(['<', '>', '"', '\'']))],
    ),
    (
        "html_unescape",
        s::html_unescape,
        &[
            As(|t| into(|out| s::html_unescape_into(t, out))),
            As(|t| t.html_unescape().into_owned()),
            Holds(|t, out| out.len() <= t.len() * 2),
        ],
    ),
    (
        "html_unescape_attribute",
        s::html_unescape_attribute,
        &[Holds(|t, out| t.contains('&') || out == t)],
    ),
    ("strip_tags", s::strip_tags, &[Holds(|t, out| out.len() <= t.len())]),
    (
        "normalize_newlines",
        |t| s::normalize_newlines(t, Newline::Lf),
        &[
            Again,
            Holds(|_, out| {
                !out.contains(['\r', '\u{2028}', '\u{85}', '\u{b}', '\u{c}']) || !out.contains('\r')
            }),
        ],
    ),
    (
        "normalize_newlines",
        |t| s::normalize_newlines(t, Newline::Crlf),
        &[
            Again,
            As(|t| {
                s::normalize_newlines(&s::normalize_newlines(t, Newline::Lf), Newline::Crlf)
                    .into_owned()
            }),
        ],
    ),
    (
        "pad",
        |t| s::pad(t, 9, Align::Center, Measure::Chars),
        &[
            Again,
            Holds(|t, out| out.contains(t) && out.chars().count() == t.chars().count().max(9)),
        ],
    ),
    (
        "replace_chars",
        |t| s::replace_chars(t, &[('a', "é"), ('日', "ab")]),
        &[Lines, Holds(|_, out| !out.contains('日'))],
    ),
    (
        "strip_ansi",
        s::strip_ansi,
        &[
            As(|t| t.strip_ansi().into_owned()),
            As(|t| utf8(&s::strip_ansi_bytes(t.as_bytes()))),
            As(|t| into(|out| s::strip_ansi_into(t, out))),
            As(|t| {
                // In pieces of three bytes.
                let (mut stripper, mut out) = (s::AnsiStripper::new(), Vec::new());
                t.as_bytes().chunks(3).for_each(|chunk| stripper.push(chunk, &mut out));
                stripper.finish(&mut out);
                utf8(&out)
            }),
            As(|t| s::ansi_spans(t).filter_map(text_of).collect()),
            Holds(|t, out| s::has_ansi(t) != (out == t)),
        ],
    ),
    (
        "strip_hidden",
        s::strip_hidden,
        &[
            Again,
            Holds(|t, out| {
                out.len() <= t.len() && s::find_hidden(out).count() <= s::find_hidden(t).count()
            }),
        ],
    ),
    ("pluralize", s::pluralize, &[Holds(|t, out| t.is_empty() || !out.is_empty())]),
    ("singularize", s::singularize, &[Holds(|t, out| t.is_empty() || !out.is_empty())]),
    ("cardinalize", |t| s::cardinalize(t, 2), &[As(|t| s::pluralize(t).into_owned())]),
    (
        "slugify",
        s::slugify,
        &[
            Again,
            As(|t| into(|out| s::slugify_into(t, out))),
            As(|t| t.slugify().into_owned()),
            As(|t| s::Slugger::new().slug(t).into_owned()),
            As(|t| into(|out| s::Slugger::new().slug_into(t, out))),
            Holds(|_, out| out.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))),
        ],
    ),
    (
        "Slugger::slug, short",
        |t| s::Slugger::new().unicode().max_len(9).slug(t),
        &[Again, Holds(|_, out| out.len() <= 9)],
    ),
    (
        "to_snake_case",
        s::to_snake_case,
        &[
            As(|t| t.to_snake_case().into_owned()),
            As(|t| s::to_case(t, Case::Snake).into_owned()),
            As(|t| into(|out| s::to_case_into(t, Case::Snake, out))),
            As(|t| s::Casing::new().to(t, Case::Snake).into_owned()),
            As(|t| into(|out| s::Casing::new().to_into(t, Case::Snake, out))),
        ],
    ),
    (
        "to_kebab_case",
        s::to_kebab_case,
        &[As(|t| t.to_kebab_case().into_owned()), As(|t| s::to_snake_case(t).replace('_', "-"))],
    ),
    ("to_camel_case", s::to_camel_case, &[As(|t| t.to_camel_case().into_owned())]),
    ("to_pascal_case", s::to_pascal_case, &[As(|t| t.to_pascal_case().into_owned())]),
    (
        "to_title_case",
        s::to_title_case,
        &[
            As(|t| s::to_case(t, Case::Title).into_owned()),
            Holds(|t, out| s::words(t).count() == 0 || !out.is_empty()),
        ],
    ),
    (
        "to_screaming_snake_case",
        s::to_screaming_snake_case,
        &[As(|t| s::to_case(t, Case::ScreamingSnake).into_owned())],
    ),
    ("to_case, to a sentence", |t| s::to_case(t, Case::Sentence), &[]),
    (
        "sh_quote",
        |t| s::sh_quote(t).unwrap_or(Cow::Borrowed(t)),
        &[
            As(|t| or_error(t, s::sh_quote(t), Cow::into_owned).if_empty(t)),
            As(|t| or_error(t, s::sh_quote_bytes(t.as_bytes()), |b| utf8(&b)).if_empty(t)),
            As(|t| {
                let mut out = String::new();
                or_error(t, s::sh_quote_into(t, &mut out).map(|()| out), |out| out).if_empty(t)
            }),
            As(|t| or_error(t, s::sh_join([t]), |out| out).if_empty(t)),
            As(|t| or_error(t, s::sh_join_bytes([t]), |out| utf8(&out)).if_empty(t)),
            Holds(|t, out| t.contains('\0') || s::sh_split(out).map(Result::unwrap).eq([t])),
            Holds(|t, out| {
                t.contains('\0')
                    || s::sh_split_bytes(out.as_bytes()).map(Result::unwrap).eq([t.as_bytes()])
            }),
        ],
    ),
    (
        "windows_quote",
        |t| s::windows_quote(t).unwrap_or(Cow::Borrowed(t)),
        &[
            As(|t| or_error(t, s::windows_quote(t), Cow::into_owned).if_empty(t)),
            Holds(|t, out| {
                t.contains('\0') || s::windows_split(&format!("x {out}")).skip(1).eq([t])
            }),
        ],
    ),
    (
        "cmd_quote",
        |t| s::cmd_quote(t).unwrap_or(Cow::Borrowed(t)),
        &[
            As(|t| or_error(t, s::cmd_quote(t), Cow::into_owned).if_empty(t)),
            Holds(|t, out| {
                s::cmd_quote(t).is_err() || s::windows_split(&format!("x {out}")).skip(1).eq([t])
            }),
        ],
    ),
    #[cfg(feature = "replace")]
    (
        "multi_replace",
        |t| s::multi_replace(t, [("aa", "a"), ("é", "日")]).unwrap(),
        &[
            Holds(|_, out| !out.contains('é')),
            As(|t| {
                let table = s::MultiReplace::new([("aa", "a"), ("é", "日")]).unwrap();
                into(|out| table.replace_into(t, out))
            }),
        ],
    ),
];

fn text_of(span: s::AnsiSpan<'_>) -> Option<&str> {
    match span {
        s::AnsiSpan::Text(text) => Some(text),
        _ => None,
    }
}

trait IfEmpty {
    fn if_empty(self, other: &str) -> String;
}

impl IfEmpty for String {
    /// The other text where there was an error.
    fn if_empty(self, other: &str) -> String {
        if self.is_empty() { other.to_owned() } else { self }
    }
}

const LINES: &[Line] = &[
    (
        "fill",
        |t| s::fill(t, 7),
        &[
            As(|t| s::Wrap::new(7).fill(t)),
            As(|t| s::wrap(t, 7).collect::<Vec<_>>().join("\n")),
            Holds(|t, out| s::has_ansi(t) || out.split('\n').all(|line| chars_at_most(line, 7))),
        ],
    ),
    (
        "wrap",
        |t| joined(s::wrap(t, 5)),
        &[
            As(|t| joined(t.wrap(5))),
            As(|t| joined(s::Wrap::new(5).lines(t))),
            Holds(|t, out| s::has_ansi(t) || out.split('\u{1}').all(|line| chars_at_most(line, 5))),
        ],
    ),
    ("html_to_text", s::html_to_text, &[]),
    (
        "indent",
        |t| s::indent(t, "> "),
        &[Holds(|t, out| out.replace("> ", "") == t.replace("> ", ""))],
    ),
    ("indent_with", |t| s::indent_with(t, "> ", |_| false), &[As(str::to_owned)]),
    ("unwrap_text", s::unwrap_text, &[Again]),
    (
        "powershell_quote",
        |t| or_error(t, s::powershell_quote(t), |out| out),
        &[Holds(|t, out| t.contains('\0') || out.starts_with('\'') && out.ends_with('\''))],
    ),
    ("ansi_spans", |t| s::ansi_spans(t).filter_map(text_of).collect(), &[]),
    ("lines_unicode", |t| ends(s::lines_unicode(t)), &[As(|t| joined(t.lines_unicode()))]),
    (
        "lines_with_breaks",
        |t| ends(s::lines_with_breaks(t).map(|(line, end)| format!("{line}{end}"))),
        &[Holds(|t, _| s::lines_with_breaks(t).flat_map(|(a, b)| [a, b]).collect::<String>() == t)],
    ),
    (
        "split_line_breaks",
        |t| ends(s::split_line_breaks(t)),
        &[Holds(|t, _| {
            let lines = s::split_line_breaks(t).filter(|line| !line.is_empty());
            lines.eq(s::lines_unicode(t).filter(|line| !line.is_empty()))
        })],
    ),
    (
        "paragraphs",
        |t| joined(s::paragraphs(t)),
        &[Holds(|t, _| {
            let words = s::paragraphs(t)
                .flat_map(|p| s::split_punct_ws(&p).map(String::from).collect::<Vec<_>>());
            words.eq(s::split_punct_ws(t))
        })],
    ),
    (
        "words",
        |t| ends(s::words(t)),
        &[
            As(|t| ends(s::Casing::new().words(t))),
            Holds(|t, _| s::words(t).all(|word| !word.is_empty() && t.contains(word))),
        ],
    ),
    (
        "split_punct_ws",
        |t| ends(s::split_punct_ws(t)),
        &[Holds(|t, _| s::split_punct_ws(t).all(|word| t.contains(word)))],
    ),
    (
        "find_hashtags",
        |t| joined(s::find_hashtags(t)),
        &[Holds(|t, _| s::find_hashtags(t).all(|tag| t.contains(tag) && !tag.is_empty()))],
    ),
    ("find_hidden", |t| format!("{:?}", s::find_hidden(t).collect::<Vec<_>>()), &[]),
    (
        "find_bidi_controls",
        |t| format!("{:?}", s::find_bidi_controls(t).collect::<Vec<_>>()),
        &[Holds(|t, _| !s::has_unbalanced_bidi(t) || s::find_bidi_controls(t).next().is_some())],
    ),
    ("sh_split", |t| joined(s::sh_split(t).map(|w| or_error(t, w, Cow::into_owned))), &[]),
    (
        "sh_split_bytes",
        |t| joined(s::sh_split_bytes(t.as_bytes()).map(|w| or_error(t, w, |w| utf8(&w)))),
        &[As(|t| joined(s::sh_split(t).map(|w| or_error(t, w, Cow::into_owned))))],
    ),
    ("windows_split", |t| joined(s::windows_split(t)), &[]),
    (
        "windows_join",
        |t| or_error(t, s::windows_join(["x", t]), |out| out),
        &[Holds(|t, out| t.contains('\0') || s::windows_split(out).eq(["x", t]))],
    ),
    (
        "sh_join",
        |t| or_error(t, s::sh_join([t, t]), |out| out),
        &[Holds(|t, out| t.contains('\0') || s::sh_split(out).map(Result::unwrap).eq([t, t]))],
    ),
    ("visible", |t| s::visible(t).to_string(), &[Holds(|_, out| no_controls(out))]),
    ("a10n", |t| s::a10n(t).to_string(), &[]),
    ("unit_len", |t| s::unit_len(2, t).to_string(), &[]),
    (
        "ordinal",
        |t| s::ordinal(t).to_string(),
        &[Holds(|t, out| out.strip_prefix(t) == Some(s::ordinal_suffix(t)))],
    ),
    ("group_digits", |t| s::group_digits(t).to_string(), &[Holds(|t, out| out.len() >= t.len())]),
    ("human_list", |t| s::human_list(t.split(' ')).to_string(), &[]),
    (
        "indefinite_article",
        |t| s::indefinite_article(t).into(),
        &[Holds(|_, out| matches!(out, "a" | "an"))],
    ),
    (
        "detect_case and is_case",
        |t| format!("{:?}", s::detect_case(t)),
        &[Holds(|t, _| {
            s::detect_case(t).is_none_or(|case| s::is_case(t, case) && s::to_case(t, case) == t)
        })],
    ),
    (
        "is_uuid and uuid_version",
        |t| s::is_uuid(t).to_string(),
        &[Holds(|t, _| s::uuid_version(t).is_none() || s::is_uuid(t))],
    ),
    (
        "measure",
        |t| s::measure(t, Measure::Chars).to_string(),
        &[As(|t| t.chars().count().to_string())],
    ),
    (
        "natural_cmp",
        |t| format!("{:?}", s::natural_cmp(t, "a7")),
        &[Holds(|t, _| {
            s::natural_cmp(t, t).is_eq()
                && s::natural_cmp(t, "a7") == s::natural_cmp("a7", t).reverse()
                && s::NaturalKey::new(t).cmp(&s::NaturalKey::new("a7")) == s::natural_cmp(t, "a7")
        })],
    ),
    (
        "natural_cmp_ignore_case",
        |t| format!("{:?}", s::natural_cmp_ignore_case(t, "A7")),
        &[Holds(|t, _| {
            let keys = [t, "A7"].map(s::NaturalKey::ignore_case);
            keys[0].cmp(&keys[1]) == s::natural_cmp_ignore_case(t, "A7")
        })],
    ),
    ("parse_bytes", |t| or_error(t, s::parse_bytes(t), |n| n.to_string()), &[]),
    ("parse_duration", |t| or_error(t, s::parse_duration(t), |d| format!("{d:?}")), &[]),
    (
        "IntListFormat::parse and IntListFormat::parse_ordered",
        |t| or_error(t, s::IntListFormat::new().parse(t), |set| set.to_string()),
        &[As(|t| {
            let list = s::IntListFormat::new().parse_ordered(t);
            or_error(t, list, |list| list.to_ranges().to_string())
        })],
    ),
    #[cfg(feature = "unicode")]
    (
        "display_width",
        |t| s::display_width(t).to_string(),
        &[
            As(|t| s::measure(t, Measure::Columns).to_string()),
            As(|t| s::display_width(&s::strip_ansi(t)).to_string()),
        ],
    ),
    #[cfg(feature = "gzip")]
    (
        "gzip",
        |t| s::gzip(t.as_bytes(), 6).len().to_string(),
        &[Holds(|t, _| {
            s::gunzip(&s::gzip(t.as_bytes(), 1), t.len()).is_ok_and(|out| out == t.as_bytes())
        })],
    ),
    #[cfg(feature = "gzip")]
    ("gunzip", |t| or_error("", s::gunzip(t.as_bytes(), 99), |out| utf8(&out)), &[]),
];

/// Every kind of character and sequence that some function treats apart.
const PIECES: &[&str] = &[
    "",
    "A",
    "7",
    "_",
    "-",
    " ",
    "\t",
    ".",
    "'",
    "\"",
    "\\",
    "&amp;",
    "&",
    "<b>",
    "</",
    "#x",
    "aB1",
    "0x",
    // Line breaks.
    "\n",
    "\r",
    "\r\n",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{2028}",
    "\n\n",
    " \n ",
    // Controls, escape sequences and their beginnings.
    "\0",
    "\u{7f}",
    "\x1b",
    "\x1b[",
    "\x1b[1;31",
    "\x1b[1;31m",
    "\x1b]8;;x\x07",
    "\x1b]8;;x\x1b\\",
    "\x1b(",
    "\x1bP",
    "\u{9b}",
    "\u{9b}1m",
    "\u{9d}x\u{9c}",
    "\\u{1b}",
    "\\n",
    // Two, three and four bytes; marks and what joins.
    "é",
    "ß",
    "Σ",
    "İ",
    "ǆ",
    "ﬁ",
    "Ж",
    "e\u{301}",
    "\u{301}",
    "日",
    "日本。",
    "ａ",
    "…",
    "“",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{202e}",
    "\u{2066}",
    "א",
    "ا\u{200c}",
    "👩\u{200d}🚀",
    "🇩🇪",
    "1\u{fe0f}\u{20e3}",
    "क\u{94d}",
    "한",
    "\u{e0041}",
    "٣",
    "\u{3000}",
    "\u{a0}",
];

/// Lengths around those of the scanners' words and masks.
const LENGTHS: &[usize] = &[0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129];

/// Calls back with every piece at every length, and with every pair of pieces; without optimisation
/// with every fifth of these texts.
fn each_text(mut call: impl FnMut(&str)) {
    let mut count = 0;
    let mut each = |text: &str| {
        count += 1;
        if !cfg!(debug_assertions) || count % 5 == 1 {
            call(text);
        }
    };
    for piece in PIECES {
        for &len in LENGTHS {
            let letters = "a".repeat(len);
            each(&[&letters, *piece].concat());
            each(&[piece, &*letters].concat());
            each(&[&letters, *piece, &letters].concat());
            each(&[&letters, *piece, "b ", piece].concat());
        }
        each(&piece.repeat(70));
        for other in PIECES {
            each(&[*piece, *other].concat());
            each(&["a", *piece, *other, "b"].concat());
            each(&[*piece, " x ", *other, "\n"].concat());
        }
    }
}

fn check(name: &str, text: &str, out: &str, run: &dyn Fn(&str) -> String, laws: &[Law]) {
    for (i, law) in laws.iter().enumerate() {
        match law {
            Again => assert_eq!(run(out), out, "{name} of {text:?}, again"),
            As(same) => assert_eq!(same(text), out, "{name} of {text:?} by law {i}"),
            Undone(undo) => assert_eq!(undo(out), text, "{name}, undone by law {i}"),
            Holds(holds) => assert!(holds(text, out), "{name} of {text:?}: {out:?} by law {i}"),
            Lines => {
                let lines: Vec<String> = text.split('\n').map(run).collect();
                let by_lines = lines.join(&run("\n"));
                assert_eq!(by_lines, out, "{name} of {text:?} by lines");
            }
        }
    }
}

#[test]
fn every_function_on_every_text() {
    let mut count = 0;
    each_text(|text| {
        count += 1;
        for (name, run, laws) in COWS {
            let out = run(text);
            let borrowed = matches!(out, Cow::Borrowed(_));
            assert_eq!(borrowed, out == text, "{name} of {text:?}: {out:?}, borrowed {borrowed}");
            check(name, text, &out, &|text| run(text).into_owned(), laws);
        }
        for (name, run, laws) in LINES {
            check(name, text, &run(text), run, laws);
        }
    });
    assert!(count > 4_000, "{count}");
}

/// An option of a builder, by name.
type Choice<T> = (&'static str, fn(T) -> T);

const CASING: &[Choice<s::Casing<'static>>] = &[
    ("acronyms", |c| c.acronyms(&["AB", "ID", "Éa"])),
    ("digits", |c| c.digits(s::Digits::After)),
    ("digits_apart", s::Casing::digits_apart),
    ("keep_chars", |c| c.keep_chars(&['.', '日', '\u{301}'])),
    ("keep_edges", s::Casing::keep_edges),
    ("keep_separators", |c| c.keep_separators(&['/', ' '])),
    ("keep_upper", s::Casing::keep_upper),
    ("write_acronyms", s::Casing::write_acronyms),
    ("new", |c| c),
];

const SLUGGER: &[Choice<s::Slugger<'static>>] = &[
    ("fallback", |c| c.fallback("none")),
    ("keep_case", s::Slugger::keep_case),
    ("keep_chars", |c| c.keep_chars(&['.', '日', '_'])),
    ("locale", |c| c.locale(s::Locale::German)),
    ("max_len", |c| c.max_len(9)),
    ("replacements", |c| c.replacements(&[("&", "and"), ("a", "日"), ("é", "")])),
    ("separator", |c| c.separator("__")),
    ("split_case", s::Slugger::split_case),
    ("stop_words", |c| c.stop_words(&["a", "x", "é"])),
    ("unicode", s::Slugger::unicode),
    ("new", |c| c),
];

const WRAP: &[Choice<s::Wrap<'static>>] = &[
    ("indent", |w| w.indent("> ")),
    ("initial_indent", |w| w.initial_indent("* ")),
    ("keep_breaks", s::Wrap::keep_breaks),
    ("keep_hyphenated", s::Wrap::keep_hyphenated),
    ("keep_long_words", s::Wrap::keep_long_words),
    ("measure", |w| w.measure(Measure::Chars)),
    ("tab_width", |w| w.tab_width(4)),
    ("new", |w| w),
];

const ELLIPSIZE: &[Choice<s::Ellipsize<'static>>] = &[
    ("anywhere", s::Ellipsize::anywhere),
    ("at_middle", s::Ellipsize::at_middle),
    ("at_start", s::Ellipsize::at_start),
    ("marker", |e| e.marker("--")),
    ("measure", |e| e.measure(Measure::Chars)),
    ("new", |e| e),
];

const ASCIIFIER: &[Choice<s::Asciifier<'static>>] = &[
    ("locale", |a| a.locale(s::Locale::Ukrainian)),
    ("overrides", |a| a.overrides(&[('é', "E"), ('日', "sun")])),
    ("unknown", |a| a.unknown("?")),
    ("new", |a| a),
];

/// The options of a pair, another pair for each number.
fn pair<T>(new: T, choices: &[Choice<T>], number: usize) -> (T, [&'static str; 2]) {
    let (first, second) = (number % choices.len(), number / choices.len() % choices.len());
    let options = (choices[second].1)((choices[first].1)(new));
    (options, [choices[first].0, choices[second].0])
}

/// Borrowed if and only if nothing changes, and the same as the other way to call it.
#[allow(clippy::ptr_arg, reason = "whether it is borrowed is what is checked")]
fn check_cow(name: &str, text: &str, out: &Cow<'_, str>, other: Option<&str>) {
    let borrowed = matches!(out, Cow::Borrowed(_));
    assert_eq!(borrowed, out == text, "{name} of {text:?}: {out:?}, borrowed {borrowed}");
    assert!(other.is_none_or(|other| other == out), "{name} of {text:?}: {out:?}, not {other:?}");
}

#[test]
fn every_pair_of_options() {
    let mut number = 0;
    each_text(|text| {
        number += 1;
        let (casing, names) = pair(s::Casing::new(), CASING, number);
        for case in [Case::Snake, Case::Camel, Case::Title] {
            let name = format!("Casing {names:?} to {case:?}");
            let out = casing.to(text, case);
            check_cow(&name, text, &out, Some(&into(|out| casing.to_into(text, case, out))));
            assert!(
                casing.detect(text).is_none_or(|case| casing.is(text, case)),
                "{name}: {text:?}"
            );
        }
        assert_eq!(ends(casing.words(text)), joined(casing.words(text)), "{names:?} of {text:?}");

        let (slugger, names) = pair(s::Slugger::new(), SLUGGER, number);
        let slug = slugger.slug(text);
        let name = format!("Slugger {names:?}");
        check_cow(&name, text, &slug, Some(&into(|out| slugger.slug_into(text, out))));
        assert!(slug.len() <= 9 || !names.contains(&"max_len"), "{name} of {text:?}: {slug:?}");

        let (wrap, names) = pair(s::Wrap::new(6), WRAP, number);
        let lines: Vec<String> = wrap.lines(text).map(ToString::to_string).collect();
        let name = format!("Wrap {names:?} of {text:?}: {lines:?}");
        // The lines come without what is put before each that is not empty.
        let plain = !names.iter().any(|n| n.contains("indent") || *n == "keep_breaks");
        assert!(!plain || lines.join("\n") == wrap.fill(text), "{name}");
        let longer = names.iter().any(|n| matches!(*n, "keep_long_words" | "keep_hyphenated"));
        // Escape sequences take no room, and are not cut.
        let longer = longer || s::has_ansi(text);
        assert!(longer || lines.iter().all(|line| chars_at_most(line, 6)), "{name}");

        let (ellipsize, names) = pair(s::Ellipsize::new(7), ELLIPSIZE, number);
        let short = ellipsize.apply(text);
        check_cow(&format!("Ellipsize {names:?}"), text, &short, None);
        assert!(chars_at_most(&short, 7), "Ellipsize {names:?} of {text:?}: {short:?}");

        let (asciifier, names) = pair(s::Asciifier::new(), ASCIIFIER, number);
        let ascii = asciifier.asciify(text);
        let name = format!("Asciifier {names:?}");
        check_cow(&name, text, &ascii, Some(&into(|out| asciifier.asciify_into(text, out))));
        assert!(ascii.is_ascii(), "{name} of {text:?}: {ascii:?}");
    });
}

/// A result costs a buffer that grows, not an allocation per character.
#[test]
fn every_text_costs_few_allocations() {
    for piece in PIECES.iter().filter(|piece| !piece.is_empty()) {
        // A word with this letter is mapped by std, in a string of its own.
        let cased = |name: &str| *piece == "Σ" && name.starts_with("to_");
        for (name, run, _) in COWS.iter().filter(|line| !cased(line.0)) {
            let counts = [1000, 2000, 4000].map(|n| {
                let text = ["ab ", piece].concat().repeat(n / (piece.len() + 3));
                allocations(|| run(&text).len()).1
            });
            // Doubled twice, in two buffers.
            let most = counts[0] + 6;
            assert!(counts[2] <= most && counts[0] < 100, "{name} of {piece:?}: {counts:?}");
        }
    }
}

#[test]
#[cfg(all(feature = "unicode", feature = "replace", feature = "gzip"))]
fn every_function_has_a_line() {
    let names = COWS.iter().map(|line| line.0).chain(LINES.iter().map(|line| line.0));
    let lines = names
        .map(|name| ("", name))
        .chain(CASING.iter().map(|choice| ("Casing::", choice.0)))
        .chain(SLUGGER.iter().map(|choice| ("Slugger::", choice.0)))
        .chain(WRAP.iter().map(|choice| ("Wrap::", choice.0)))
        .chain(ELLIPSIZE.iter().map(|choice| ("Ellipsize::", choice.0)))
        .chain(ASCIIFIER.iter().map(|choice| ("Asciifier::", choice.0)));
    assert_complete("strings", lines, OTHERS);
}

#[cfg(all(feature = "unicode", feature = "replace", feature = "gzip"))]
const OTHERS: &[Others] = &[
    Others {
        reason: "in the line of the function that gives the same",
        files: &["it/strings/matrix.rs"],
        functions: &[
            "StrExt::*",
            "AnsiStripper::*",
            "Casing::*",
            "Slugger::*",
            "Wrap::*",
            "Asciifier::*",
            "NaturalKey::{ignore_case, new}",
            "MultiReplace::{new, replace_into}",
            "asciify_into",
            "escape_controls_bytes",
            "has_ansi",
            "has_unbalanced_bidi",
            "html_escape_into",
            "html_unescape_into",
            "ordinal_suffix",
            "sh_join_bytes",
            "sh_quote_bytes",
            "sh_quote_into",
            "slugify_into",
            "strip_ansi_bytes",
            "strip_ansi_into",
            "to_case_into",
        ],
    },
    Others {
        reason: "numbers, not text: against their definition and at their limits",
        files: &[
            "it/strings/byte_size.rs",
            "it/strings/size.rs",
            "it/strings/digits.rs",
            "it/strings/duration.rs",
            "it/strings/ranges.rs",
        ],
        functions: &[
            "ByteSize::*",
            "FormatBytes::*",
            "FormatDuration::*",
            "GroupDigits::*",
            "IntList::*",
            "IntListFormat::*",
            "IntRanges::*",
            "ParseBytes::*",
            "format_bytes",
            "format_duration",
        ],
    },
    Others {
        reason: "options, each by itself",
        files: &[
            "it/strings/phrase.rs",
            "it/strings/hidden.rs",
            "it/strings/inflect.rs",
            "it/strings/recognize.rs",
            "it/strings/replace.rs",
            "it/strings/shell.rs",
            "it/strings/visible.rs",
        ],
        functions: &[
            "FindHashtags::*",
            "FindHidden::*",
            "HumanList::*",
            "Inflector::*",
            "MultiReplace::*",
            "MultiReplaceBuilder::*",
            "ShSplit::*",
            "ShSplitBytes::*",
            "Visible::*",
        ],
    },
    Others {
        reason: "what keeps a state from one text to the next",
        files: &["it/strings/slug.rs", "it/strings/ansi.rs"],
        functions: &["StripWriter::*", "UniqueSlugs::*"],
    },
    Others {
        reason: "names, or named in an attribute",
        files: &[],
        functions: &["Case::*", "NaturalKey::as_str", "Newline::*", "serde_duration::*"],
    },
];
