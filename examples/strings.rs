//! Snippets of `boltons::strings` to copy, each of which checks itself: a table for the terminal,
//! a log line that hostile input cannot forge, slugs for URLs, a command line.
//!
//! `cargo run --example strings`

use boltons::Error;
use boltons::strings::{
    Align, Measure, Slugger, StrExt, UniqueSlugs, ellipsize, escape_controls, format_bytes,
    has_ansi, human_list, pad, sh_join, sh_split, slugify, unescape_controls, unit_len,
    windows_join, windows_split,
};

fn main() -> Result<(), Error> {
    table();
    log()?;
    slugs();
    command_line()?;
    println!("all snippets hold");
    Ok(())
}

/// Names and sizes in columns, the names at most 16 characters wide.
///
/// With the feature `unicode`, `Measure::Columns` counts what a terminal shows: two columns for 日.
fn listing(files: &[(&str, u64)]) -> String {
    let mut out = String::new();
    for &(name, size) in files {
        // The name of a file is untrusted input.
        let name = escape_controls(name);
        out += &pad(&ellipsize(&name, 16), 16, Align::Start, Measure::Chars);
        out += "  ";
        out += &pad(&format_bytes(size).to_string(), 9, Align::End, Measure::Chars);
        out += "\n";
    }
    out += &unit_len(files.len(), "file").to_string();
    out
}

fn table() {
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
}

/// Returns a log line: one line whatever the user sent, without escapes that act on a terminal.
fn log_line(user: &str) -> String {
    format!("login failed for {}", escape_controls(user).ellipsize(60))
}

fn log() -> Result<(), Error> {
    // A line break to forge a second entry, an escape to hide the first, a reversed name.
    let hostile = "eve\x1b[1A\x1b[2K\nlogin ok for root\u{202e}";
    let line = log_line(hostile);
    assert_eq!(line, r"login failed for eve\u{1b}[1A\u{1b}[2K\nlogin ok for root\u{202e}");
    assert_eq!(line.lines_unicode().count(), 1);
    assert!(!has_ansi(&line));

    // Nothing is lost: the input can be restored.
    assert_eq!(unescape_controls(&escape_controls(hostile))?, hostile);

    // `strip_ansi` is for the output of trusted programs, such as a log of a build.
    assert_eq!("\x1b[31merror\x1b[0m: no such file".strip_ansi(), "error: no such file");
    Ok(())
}

fn slugs() {
    assert_eq!(slugify("Crème brûlée: how & why?"), "creme-brulee-how-why");

    // Short, without stop words, never empty, and unique.
    let slugger = Slugger::new().max_len(24).stop_words(&["the", "of", "a"]).fallback("post");
    let mut slugs = UniqueSlugs::with_slugger(slugger);
    assert_eq!(slugs.slug("The Art of Écriture"), "art-ecriture");
    assert_eq!(slugs.slug("The art of a écriture!"), "art-ecriture-2");
    assert_eq!(slugs.slug("日本"), "post");
    assert_eq!(slugs.slug("???"), "post-2");
}

fn command_line() -> Result<(), Error> {
    // `--` because a leading `-` is data to a shell, and an option to the program.
    let args = ["rm", "--", "-rf", "it's here.txt", "$(reboot)", ""];
    let line = sh_join(args)?;
    assert_eq!(line, r"rm -- -rf 'it'\''s here.txt' '$(reboot)' ''");
    assert_eq!(sh_split(&line).collect::<Result<Vec<_>, _>>()?, args);

    // The same for a Windows program's arguments.
    let args = [r"C:\Program Files\", r#"say "hi""#];
    let line = windows_join(args)?;
    assert_eq!(line, r#""C:\Program Files\\" "say \"hi\"""#);
    assert!(windows_split(&line).eq(args));

    // What cannot be quoted for a shell is an error, not a guess.
    let error = sh_join(["echo", "a\0b"]).unwrap_err();
    assert!(error.is_unrepresentable());

    let unfinished = sh_split("echo 'a b").last();
    assert!(matches!(unfinished, Some(Err(error)) if error.is_syntax()));
    assert_eq!(human_list(["sh", "bash", "dash"]).to_string(), "sh, bash, and dash");
    Ok(())
}
