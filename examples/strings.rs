//! Snippets of `boltons::strings` to copy, one function per task, each of which checks itself.
//!
//! | task | function |
//! |---|---|
//! | a log line that hostile input cannot forge | [`log_lines`] |
//! | text that hides something | [`hidden_characters`] |
//! | strip escape sequences, whole and from a stream | [`strip_ansi`] |
//! | snake, kebab, camel and Pascal case; acronyms | [`case_conversion`] |
//! | slugs for URLs, anchors of headings | [`slugs`] |
//! | ASCII forms of names | [`ascii_forms`] |
//! | lines, indents and paragraphs | [`lines_and_indents`] |
//! | wrap text, with colours | [`wrap_text`] |
//! | a table for the terminal | [`table_columns`] |
//! | plurals, counts and lists in English | [`plurals`] |
//! | quote a command line for a shell | [`shell_quote`] |
//! | quote a command line for Windows | [`windows_command_line`] |
//! | escape and read HTML | [`html_text`] |
//! | sizes in bytes, in tables and configuration | [`byte_size`] |
//! | durations, in configuration and logs | [`durations`] |
//! | lists of integers, such as pages and CPUs | [`integer_lists`] |
//! | sort file names as people do | [`natural_sort`] |
//! | hashtags and identifiers in text | [`recognize`] |
//! | replace characters | [`replace_characters`] |
//!
//! `cargo run --example strings`

use std::time::Duration;

use boltons::Error;
use boltons::strings::{
    self, Align, AnsiStripper, Asciifier, ByteSize, ByteUnit, Case, Casing, Ellipsize, HiddenKind,
    Inflector, IntListFormat, IntRanges, Locale, Measure, NaturalKey, Newline, ParseBytes, Slugger,
    StrExt, UniqueSlugs, Wrap,
};

fn main() -> Result<(), Error> {
    log_lines()?;
    hidden_characters();
    strip_ansi();
    case_conversion()?;
    slugs();
    ascii_forms();
    lines_and_indents();
    wrap_text();
    table_columns();
    plurals();
    shell_quote()?;
    windows_command_line()?;
    html_text();
    byte_size()?;
    durations()?;
    integer_lists()?;
    natural_sort();
    recognize();
    replace_characters();
    println!("all snippets hold");
    Ok(())
}

/// A log line: one line whatever the user sent, without escapes that act on a terminal.
fn log_lines() -> Result<(), Error> {
    fn log_line(user: &str) -> String {
        format!("login failed for {}", strings::escape_controls(user).ellipsize(60))
    }
    // A line break to forge a second entry, an escape to hide the first, a reversed name.
    let hostile = "eve\x1b[1A\x1b[2K\nlogin ok for root\u{202e}";
    let line = log_line(hostile);
    assert_eq!(line, r"login failed for eve\u{1b}[1A\u{1b}[2K\nlogin ok for root\u{202e}");
    assert_eq!(line.lines_unicode().count(), 1);
    assert!(!strings::has_ansi(&line));

    // Nothing is lost: the input can be restored.
    assert_eq!(strings::unescape_controls(&strings::escape_controls(hostile))?, hostile);
    Ok(())
}

/// What a reader of a message or of source code would not see.
fn hidden_characters() {
    let message = "pay\u{200b}pal ❤\u{fe0f}";
    let found: Vec<_> = strings::find_hidden(message).strays().collect();
    assert_eq!((found.len(), found[0].kind, found[0].start), (1, HiddenKind::ZeroWidth, 3));
    // What emoji need stays.
    assert_eq!(strings::strip_hidden(message), "paypal ❤\u{fe0f}");
    assert!(strings::has_unbalanced_bidi("/* \u{202e} if is_admin */"));
}

/// The output of a program without its colours, whole and as it comes.
fn strip_ansi() {
    let output = "\x1b[31merror\x1b[0m: no such file";
    assert_eq!(output.strip_ansi(), "error: no such file");

    // A sequence may be cut in two by the end of a buffer.
    let (mut stripper, mut plain) = (AnsiStripper::new(), Vec::new());
    for chunk in output.as_bytes().chunks(4) {
        stripper.push(chunk, &mut plain);
    }
    stripper.finish(&mut plain);
    assert_eq!(plain, b"error: no such file");
}

/// Names in the case of each language.
fn case_conversion() -> Result<(), Error> {
    assert_eq!("HTTPServer2Go".to_snake_case(), "http_server2_go");
    assert_eq!("font_size".to_camel_case(), "fontSize");
    assert_eq!(strings::to_title_case("user_name"), "User Name");

    // Acronyms as a style guide writes them, and the case chosen by a setting.
    let go = Casing::new().acronyms(&["ID", "HTTP"]).write_acronyms();
    assert_eq!(go.to("user_id", Case::Pascal), "UserID");
    assert_eq!(strings::to_case("fontSize", "kebab".parse()?), "font-size");
    assert_eq!(strings::detect_case("MAX_LEN"), Some(Case::ScreamingSnake));
    assert!("neither".parse::<Case>().is_err());
    Ok(())
}

/// Slugs for URLs, and anchors that do not repeat.
fn slugs() {
    assert_eq!(strings::slugify("Crème brûlée: how & why?"), "creme-brulee-how-why");

    // Short, without stop words, never empty, and unique.
    let slugger = Slugger::new().max_len(24).stop_words(&["the", "of", "a"]).fallback("post");
    let mut slugs = UniqueSlugs::with_slugger(slugger);
    assert_eq!(slugs.slug("The Art of Écriture"), "art-ecriture");
    assert_eq!(slugs.slug("The art of a écriture!"), "art-ecriture-2");
    assert_eq!(slugs.slug("日本"), "post");
    assert_eq!(slugs.slug("???"), "post-2");

    // As GitHub numbers the anchors of headings.
    let mut anchors = UniqueSlugs::new().first_number(1);
    assert_eq!([anchors.slug("Usage"), anchors.slug("Usage")], ["usage", "usage-1"]);
}

/// Names in ASCII, for systems that know nothing else.
fn ascii_forms() {
    assert_eq!("Łódź, Ελλάδα".asciify(), "Lodz, Ellada");
    assert_eq!(strings::deaccent("naïve 日本"), "naive 日本");
    let german = Asciifier::new().locale(Locale::German);
    assert_eq!(german.asciify("Übergröße"), "Uebergroesse");
}

/// Lines by all breaks of Unicode, indents, and paragraphs joined for a new width.
fn lines_and_indents() {
    assert!(strings::lines_unicode("a\r\nb\u{2028}c\n").eq(["a", "b", "c"]));
    assert_eq!(strings::normalize_newlines("a\r\nb\rc", Newline::Lf), "a\nb\nc");
    assert_eq!(strings::dedent("    if x:\n        y\n"), "if x:\n    y\n");
    assert_eq!(strings::indent("a\n\nb", "> "), "> a\n\n> b");
    assert_eq!(strings::unwrap_text("Short\nlines.\n\nNext."), "Short lines.\n\nNext.");
}

/// Paragraphs for a terminal; sequences that colour count for nothing and are never cut.
fn wrap_text() {
    let help = "Wraps at white space, after hyphens inside self-contained words.";
    let wrap = Wrap::new(28).initial_indent("  -w  ").indent("      ");
    assert_eq!(
        wrap.fill(help),
        "  -w  Wraps at white space,\n      after hyphens inside\n      self-contained words."
    );
    #[cfg(feature = "unicode")]
    {
        let columns = Wrap::new(10).measure(Measure::Columns);
        assert!(
            columns.lines("\x1b[1m日本語の本\x1b[0m です").eq(["\x1b[1m日本語の本\x1b[0m", "です"])
        );
    }
}

/// Names and sizes in columns, the names at most 16 characters wide.
///
/// With the feature `unicode`, `Measure::Columns` counts what a terminal shows: two columns for 日.
fn table_columns() {
    fn listing(files: &[(&str, u64)]) -> String {
        let mut out = String::new();
        for &(name, size) in files {
            // The name of a file is untrusted input.
            let name = strings::escape_controls(name);
            out += &strings::pad(&name.ellipsize(16), 16, Align::Start, Measure::Chars);
            out += &format!("  {:>9}\n", strings::format_bytes(size));
        }
        out += &strings::unit_len(files.len(), "file").to_string();
        out
    }
    let files =
        [("notes.txt", 812), ("holiday pictures of 2024.zip", 7_340_032), ("été\x1b[2J", 1_536)];
    assert_eq!(
        listing(&files),
        "\
notes.txt             812 B
holiday…            7.0 MiB
été\\u{1b}[2J        1.5 KiB
3 files"
    );
    assert_eq!(listing(&[]), "No files");

    // Where the end of a name says most.
    let middle = Ellipsize::new(10).at_middle().anywhere();
    assert_eq!(middle.apply("document-final.pdf"), "docum….pdf");
}

/// Counts, plurals and lists in sentences.
fn plurals() {
    assert_eq!(strings::unit_len(1, "directory").to_string(), "1 directory");
    assert_eq!(strings::unit_len(3, "directory").to_string(), "3 directories");
    assert_eq!(strings::pluralize("call to action"), "calls to action");
    assert_eq!(strings::singularize("analyses"), "analysis");
    assert_eq!(strings::ordinal(22).to_string(), "22nd");
    assert_eq!(strings::human_list(["sh", "bash", "zsh"]).to_string(), "sh, bash, and zsh");
    assert_eq!(strings::human_list(["a", "b", "c"]).limit(1).to_string(), "a and 2 others");
    assert_eq!(format!("{} MP3", strings::indefinite_article("MP3")), "an MP3");

    let own = Inflector::new().irregular("dwarf", "dwarrow").uncountable("orc");
    assert_eq!(own.pluralize("Dwarf"), "Dwarrow");
    assert_eq!(own.cardinalize("orc", 9), "orc");
}

/// Arguments for `sh`, and back.
fn shell_quote() -> Result<(), Error> {
    // `--` because a leading `-` is data to a shell, and an option to the program.
    let args = ["rm", "--", "-rf", "it's here.txt", "$(reboot)", ""];
    let line = strings::sh_join(args)?;
    assert_eq!(line, r"rm -- -rf 'it'\''s here.txt' '$(reboot)' ''");
    assert_eq!(strings::sh_split(&line).collect::<Result<Vec<_>, _>>()?, args);

    // A path need not be UTF-8: `path.as_os_str().as_bytes()`.
    assert_eq!(strings::sh_quote_bytes(b"caf\xe9 1")?, b"'caf\xe9 1'".as_slice());

    // What cannot be quoted for a shell is an error, not a guess.
    assert!(strings::sh_join(["echo", "a\0b"]).unwrap_err().is_unrepresentable());
    let unfinished = strings::sh_split("echo 'a b").last();
    assert!(matches!(unfinished, Some(Err(error)) if error.is_syntax()));
    Ok(())
}

/// Arguments for a Windows program, for `cmd.exe` and for PowerShell.
fn windows_command_line() -> Result<(), Error> {
    let args = [r"C:\Program Files\", r#"say "hi""#];
    let line = strings::windows_join(args)?;
    assert_eq!(line, r#""C:\Program Files\\" "say \"hi\"""#);
    assert!(strings::windows_split(&line).eq(args));

    // In a line of `cmd.exe`, a percent sign would become the value of a variable.
    assert_eq!(strings::cmd_quote("a&b")?, r#""a&b""#);
    assert_eq!(strings::powershell_quote("it's")?, "'it''s'");
    Ok(())
}

/// Text into HTML, and text out of it.
fn html_text() {
    assert_eq!("<b>&</b>".html_escape(), "&lt;b&gt;&amp;&lt;/b&gt;");
    assert_eq!(strings::html_escape_once("a < b &amp; c"), "a &lt; b &amp; c");
    assert_eq!("caf&eacute; &#x1F600;".html_unescape(), "café 😀");
    let page =
        "<title>How <!-- works</title><p>One<br>two<script>x()</script></p><pre>a\n  b</pre>";
    assert!(strings::html_to_text(page).ends_with("One\ntwo\na\n  b"));
    assert_eq!(strings::strip_tags("<p>a <b>b</b></p>"), "a b");
}

/// Sizes in tables, and in configuration files, exactly.
fn byte_size() -> Result<(), Error> {
    assert_eq!(strings::format_bytes(1_500_000).to_string(), "1.4 MiB");
    assert_eq!(strings::format_bytes(1_500_000).decimal().to_string(), "1.5 MB");
    // One unit for a column.
    assert_eq!(strings::format_bytes(900).unit(ByteUnit::K).to_string(), "0.9 KiB");

    // `KB` is 1000 bytes, unless the configuration says otherwise; no size is rounded.
    let limit: ByteSize = "1.5 GiB".parse()?;
    assert_eq!((limit.as_u64(), limit.to_string()), (3 << 29, "1.5 GiB".to_owned()));
    assert_eq!(ParseBytes::new().binary().parse("64 KB")?, 65_536);
    assert!(strings::parse_bytes("20 EiB").unwrap_err().is_out_of_range());
    Ok(())
}

/// Times to wait in configuration files, times that passed in messages.
fn durations() -> Result<(), Error> {
    let timeout = strings::parse_duration("1h 30m")?;
    assert_eq!(timeout, Duration::from_secs(5_400));
    assert_eq!(strings::format_duration(timeout).to_string(), "1h 30m");

    let age = Duration::from_secs(3 * 3_600 + 100);
    assert_eq!(strings::format_duration(age).phrase().to_string(), "3 hours");
    assert_eq!(strings::parse_duration("2h 30").unwrap_err().position(), Some(5));
    Ok(())
}

/// Pages to print, CPUs to use, numbered hosts.
fn integer_lists() -> Result<(), Error> {
    let pages = IntListFormat::new().within(1..=12).parse("2,4-6,9-")?;
    assert_eq!(pages.to_string(), "2,4-6,9-12");
    assert!(pages.contains(10) && !pages.contains(3));

    // As the kernel writes them, with a stride and a line's end.
    let cpus: IntRanges = "0-6:2\n".parse()?;
    assert!(cpus.iter().eq([0, 2, 4, 6]));
    let hosts = IntListFormat::new().zero_pad(3);
    assert_eq!(hosts.display(&hosts.parse("001-010")?).to_string(), "001-010");
    Ok(())
}

/// File names in the order in which people number them.
fn natural_sort() {
    let mut names = ["img12", "img2", "IMG1"];
    names.sort_by(|a, b| strings::natural_cmp_ignore_case(a, b));
    assert_eq!(names, ["IMG1", "img2", "img12"]);

    // A key is computed once per name.
    let mut many = vec!["v1.10", "v1.9", "v1.0"];
    many.sort_by_cached_key(|name| NaturalKey::new(name));
    assert_eq!(many, ["v1.0", "v1.9", "v1.10"]);
}

/// What is in a message.
fn recognize() {
    let post = "#rust fixes #42 at #naïve";
    assert!(strings::find_hashtags(post).eq(["rust", "naïve"]));
    assert!(strings::is_uuid("67e55044-10b1-426f-9247-bb680e5fe0c8"));
    assert!(strings::split_punct_ws("First, second—third…").eq(["First", "second", "third"]));
}

/// One pass for all replacements; with the feature `replace`, of texts as well.
fn replace_characters() {
    let typographic = [('“', "\""), ('”', "\""), ('…', "...")];
    assert_eq!(strings::replace_chars("“So…”", &typographic), "\"So...\"");
    #[cfg(feature = "replace")]
    {
        let pairs = [("cat", "dog"), ("dog", "cat")];
        assert_eq!(strings::multi_replace("a cat, a dog", pairs).unwrap(), "a dog, a cat");
    }
}
