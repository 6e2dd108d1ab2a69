//! Wrapping against textwrap's own defaults, on the texts that its documentation wraps: where the
//! lines differ, why.

use boltons::strings::{self, Measure, Wrap};
use textwrap::{Options, WordSplitter, WrapAlgorithm};

/// Why lines differ.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Because {
    /// They do not.
    Same,
    /// Ours fills each line as far as it goes (first fit); textwrap's default weighs the whole
    /// paragraph, so that an edit at its end may change its first line.
    FirstFit,
}

use Because::{FirstFit, Same};

/// A text and a width; the indents of the first line and of the others; the lines of textwrap with
/// its defaults; ours where they differ.
type Case = (
    &'static str,
    usize,
    [&'static str; 2],
    &'static [&'static str],
    &'static [&'static str],
    Because,
);

const MEMORY: &str = "Memory safety without garbage collection.";
const LITTLE: &str = "This is a little example.";
const HAMLET: &str = "To be, or not to be: that is the question";

const CASES: &[Case] = &[
    (MEMORY, 15, ["", ""], &["Memory safety", "without garbage", "collection."], &[], Same),
    (
        MEMORY,
        15,
        ["- ", "  "],
        &["- Memory safety", "  without", "  garbage", "  collection."],
        &[],
        Same,
    ),
    (
        HAMLET,
        10,
        ["", ""],
        &["To be,", "or not to", "be: that", "is the", "question"],
        &["To be, or", "not to be:", "that is", "the", "question"],
        FirstFit,
    ),
    (
        "Wrapping text all day long.",
        15,
        ["", "...."],
        &["Wrapping text", "....all day", "....long."],
        &[],
        Same,
    ),
    ("Foo   bar baz", 10, ["", ""], &["Foo   bar", "baz"], &[], Same),
    ("Foo   bar baz", 8, ["", ""], &["Foo", "bar baz"], &[], Same),
    ("  foo bar", 8, ["", ""], &["  foo", "bar"], &[], Same),
    ("  foo bar", 4, ["", ""], &["", "foo", "bar"], &[], Same),
    (LITTLE, 16, ["    ", ""], &["    This is a", "little example."], &[], Same),
    (
        LITTLE,
        12,
        ["* ", "  "],
        &["* This is", "  a little", "  example."],
        &["* This is a", "  little", "  example."],
        FirstFit,
    ),
    (LITTLE, 15, ["", ""], &["This is a", "little example."], &[], Same),
    (LITTLE, 4, ["", ""], &["This", "is a", "litt", "le", "exam", "ple."], &[], Same),
    ("foo-bar-baz", 5, ["", ""], &["foo-", "bar-", "baz"], &[], Same),
    (
        "textwrap: a small library for wrapping text.",
        18,
        ["", ""],
        &["textwrap: a", "small library for", "wrapping text."],
        &["textwrap: a small", "library for", "wrapping text."],
        FirstFit,
    ),
];

fn ours(text: &str, width: usize, [first, others]: [&str; 2]) -> Vec<String> {
    let wrap = Wrap::new(width).measure(Measure::Columns).initial_indent(first).indent(others);
    wrap.fill(text).split('\n').map(str::to_owned).collect()
}

#[test]
fn each_difference_from_textwraps_defaults_has_its_reason() {
    for &(text, width, [first, others], theirs, expected, because) in CASES {
        let options = Options::new(width).initial_indent(first).subsequent_indent(others);
        assert_eq!(textwrap::wrap(text, &options), theirs, "textwrap, {text:?} at {width}");
        let expected = if because == Same { theirs } else { expected };
        assert_eq!(ours(text, width, [first, others]), expected, "{text:?} at {width}");
        assert_eq!(because == Same, theirs == expected, "{text:?} at {width}");
        // With its algorithm set to first fit, that reason is gone.
        let greedy = textwrap::wrap(text, options.wrap_algorithm(WrapAlgorithm::FirstFit));
        assert_eq!(greedy, expected, "{text:?} at {width}");
    }
}

#[test]
fn options_for_long_words_are_the_same() {
    let text = "foo-bar-baz";
    let options = Options::new(5).word_splitter(WordSplitter::NoHyphenation);
    let whole = Wrap::new(5).keep_hyphenated();
    // Without UAX #14 in textwrap, which would break after the hyphens all the same.
    let options = options.word_separator(textwrap::WordSeparator::AsciiSpace);
    assert_eq!(textwrap::wrap(text, &options), ["foo-b", "ar-ba", "z"]);
    assert!(whole.lines(text).eq(["foo-b", "ar-ba", "z"]));
    assert_eq!(textwrap::wrap(text, options.break_words(false)), [text]);
    assert!(whole.keep_long_words().lines(text).eq([text]));
}

/// `indent` and `dedent` of its documentation: the same but for one.
#[test]
fn indents_are_the_same() {
    for (text, prefix) in [
        ("foo\nbar\nbaz\n", "* "),
        ("First line.\nSecond line.\n", "  "),
        ("First line.\n\n\nSecond line.\n", "  "),
        (" \t  Foo   ", "->"),
    ] {
        assert_eq!(strings::indent(text, prefix), textwrap::indent(text, prefix), "{text:?}");
    }
    // It writes a prefix without its trailing space before an empty line; ours leaves blank lines
    // alone, and `indent_with` takes any.
    let code = "foo = 123\n\nprint(foo)\n";
    assert_eq!(textwrap::indent(code, "# "), "# foo = 123\n#\n# print(foo)\n");
    assert_eq!(strings::indent(code, "# "), "# foo = 123\n\n# print(foo)\n");
    assert_eq!(strings::indent_with(code, "# ", |_| true), "# foo = 123\n# \n# print(foo)\n");

    for text in [
        "\n    Some\n      indented\n        text\n",
        "\n    1st line\n      2nd line\n    3rd line\n",
    ] {
        assert_eq!(strings::dedent(text), textwrap::dedent(text), "{text:?}");
    }
}

/// `unfill` and `refill` read the prefix of a list from the text; ours takes the words alone.
#[test]
fn unfilling_reads_no_prefix() {
    let text = "* This is an\n  example of\n  a list item.\n";
    assert_eq!(textwrap::unfill(text).0, "This is an example of a list item.\n");
    assert_eq!(strings::unwrap_text(text), "* This is an example of a list item.");
}
